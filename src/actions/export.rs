//! Products out as a spreadsheet or JSON: a file that an import takes back unchanged.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::files::{Destination, WriteError};
use crate::brochure::BrochureError;
use crate::exchange::{self, CsvForm, ImportError, TemplateRegion, XlsxOptions};
use crate::jobs::JobHandle;
use crate::model::{Catalog, Product, ProductId, RegionCode};
use crate::regions;
use crate::store::Folder;
use crate::text::{Explain, Lang, Message};

/// The small pictures of a workbook, in pixels; twice what they are shown at.
const THUMBNAIL_PX: u32 = 160;

/// The form of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportForm {
    #[default]
    Excel,
    /// Excel with a small picture of each product.
    ExcelWithPictures,
    Csv(CsvForm),
    Json,
    /// An empty Excel list to fill in.
    Template,
}

/// What is exported, and where to.
pub struct Export {
    pub folder: Folder,
    pub catalog: Arc<Catalog>,
    pub products: Vec<ProductId>,
    pub form: ExportForm,
    /// Of headings and guide.
    pub lang: Lang,
    pub destination: Destination,
    /// Where the products of a template come from; otherwise where most of the catalogue's do.
    pub region: Option<RegionCode>,
}

/// Why there is no file.
#[derive(Debug)]
pub enum ExportError {
    Content(ImportError),
    Pages(BrochureError),
    Write(WriteError),
}

impl Explain for ExportError {
    fn explain(&self, lang: Lang) -> Message {
        match self {
            ExportError::Content(error) => error.explain(lang),
            ExportError::Pages(error) => error.explain(lang),
            ExportError::Write(error) => error.explain(lang),
        }
    }
}

/// Writes the file and says where it lies.
///
/// # Errors
/// It could not be made, was cancelled, or could not be written.
pub fn export(input: Export, handle: &JobHandle) -> Result<PathBuf, ExportError> {
    let Export { folder, catalog, products, form, lang, destination, region } = input;
    let progress = |done: usize, total: usize| handle.progress(done, total);
    let thumbnail = |product: &Product| {
        let photo = product.cover()?;
        folder.print_jpeg(&photo.file, photo.crop, THUMBNAIL_PX, THUMBNAIL_PX).ok()
    };
    let (made, ending) = match form {
        ExportForm::Excel | ExportForm::ExcelWithPictures => {
            let pictures = form == ExportForm::ExcelWithPictures;
            let options = XlsxOptions { lang, thumbnails: pictures.then_some(&thumbnail) };
            (exchange::write_xlsx(&catalog, &products, &options, &progress), ".xlsx")
        }
        ExportForm::Csv(form) => (exchange::write_csv(&catalog, &products, form, lang), ".csv"),
        ExportForm::Json => (exchange::write_json(&catalog, &products), ".json"),
        ExportForm::Template => {
            let region = template_region(region.unwrap_or_else(|| usual_regency(&catalog)));
            (exchange::write_template(&catalog, &region, lang), ".xlsx")
        }
    };
    let bytes = made.map_err(ExportError::Content)?;
    destination.write(ending, &bytes).map_err(ExportError::Write)
}

/// The regency that most products come from.
fn usual_regency(catalog: &Catalog) -> RegionCode {
    let mut counts: BTreeMap<RegionCode, usize> = BTreeMap::new();
    for product in catalog.products.values().filter(|product| product.origin.depth() >= 2) {
        *counts.entry(product.origin.cut(2)).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(code, _)| code).unwrap_or_default()
}

/// The region with the names of its villages, where it is no larger than a regency.
fn template_region(code: RegionCode) -> TemplateRegion {
    let region = regions::Region::by_code(code.as_str()).filter(|region| region.depth() >= 2);
    let districts = match region {
        Some(regency) if regency.depth() == 2 => regency.children(),
        Some(inside) => inside.path().into_iter().filter(|one| one.depth() == 3).collect(),
        None => Vec::new(),
    };
    let mut villages: Vec<[String; 2]> = districts
        .into_iter()
        .flat_map(|district| {
            let names = district.children().into_iter().map(|village| village.name().to_owned());
            names.map(move |village| [village, district.name().to_owned()])
        })
        .collect();
    villages.sort();
    TemplateRegion { code, villages }
}
