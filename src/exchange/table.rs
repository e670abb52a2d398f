//! The products as a table: which columns it has, and how it is written as CSV.

use std::collections::HashSet;

use super::cells::{CellContent, content};
use super::columns::Column;
use super::delimited::guarded;
use super::error::{Fault, ImportError};
use crate::model::search::normalise::normalise;
use crate::model::{Catalog, Product, ProductId};
use crate::text::Lang;

/// How a CSV file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CsvForm {
    /// RFC 4180: commas, UTF-8 without a mark.
    #[default]
    Standard,
    /// What Excel opens by a double click where the decimal mark is a comma: semicolons, UTF-8 with a mark.
    IndonesianExcel,
}

/// The products of a table in order, and its columns: the template's, and those beyond it that some product fills.
pub(super) struct Table<'a> {
    pub catalog: &'a Catalog,
    pub products: Vec<&'a Product>,
    pub columns: Vec<Column>,
    pub lang: Lang,
    /// Names that several producers have.
    shared_names: HashSet<String>,
}

impl<'a> Table<'a> {
    pub fn new(catalog: &'a Catalog, products: &[ProductId], lang: Lang) -> Self {
        let products: Vec<&Product> =
            products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref).collect();
        let mut names = HashSet::new();
        let shared_names = catalog
            .producers
            .values()
            .map(|one| normalise(&one.name))
            .filter(|name| !names.insert(name.clone()))
            .collect();
        let mut table = Self { catalog, products, columns: Column::template().collect(), lang, shared_names };
        let more = Column::beyond_template()
            .filter(|column| table.products.iter().any(|product| table.cell(product, *column) != CellContent::Empty));
        let more: Vec<Column> = more.collect();
        table.columns.extend(more);
        table
    }

    /// What stands in a cell.
    pub fn cell(&self, product: &Product, column: Column) -> CellContent {
        match column {
            // Ids of producers are for names that do not tell which one is meant.
            Column::ProducerId if self.name_tells(product) => CellContent::Empty,
            _ => content(self.catalog, product, column, self.lang),
        }
    }

    /// True where the name alone leads back to the producer.
    fn name_tells(&self, product: &Product) -> bool {
        let Some(producer) = self.catalog.producer_of(product) else {
            return product.producer.is_none();
        };
        let name = normalise(&producer.name);
        !name.is_empty() && !self.shared_names.contains(&name)
    }
}

/// The products as CSV, in the language of the headings.
///
/// # Errors
/// Where the table cannot be written.
pub fn write_csv(catalog: &Catalog, products: &[ProductId], form: CsvForm, lang: Lang) -> Result<Vec<u8>, ImportError> {
    let table = Table::new(catalog, products, lang);
    let (delimiter, marks, mut bytes) = match form {
        CsvForm::Standard => (b',', Lang::En, Vec::new()),
        CsvForm::IndonesianExcel => (b';', Lang::Id, b"\xef\xbb\xbf".to_vec()),
    };
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let fault = |error: csv::Error| Fault::NotMade { reason: error.to_string() }.of("CSV");
    writer.write_record(table.columns.iter().map(|column| column.heading(lang))).map_err(fault)?;
    for product in &table.products {
        let cells = table.columns.iter().map(|column| match table.cell(product, *column) {
            CellContent::Number(number) => CellContent::Number(number).words(marks),
            other => guarded(&other.words(lang)).into_owned(),
        });
        writer.write_record(cells).map_err(fault)?;
    }
    writer.flush().map_err(|error| fault(error.into()))?;
    drop(writer);
    Ok(bytes)
}
