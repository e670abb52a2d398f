//! Products out as a spreadsheet or JSON: a file that an import takes back unchanged.

use std::path::PathBuf;
use std::sync::Arc;

use super::files::{Destination, WriteError};
use crate::brochure::BrochureError;
use crate::exchange::{self, CsvForm, ImportError, XlsxOptions};
use crate::jobs::Handle;
use crate::model::{Catalog, Product, ProductId};
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
pub fn export(input: Export, handle: &Handle) -> Result<PathBuf, ExportError> {
    let Export { folder, catalog, products, form, lang, destination } = input;
    let progress = |done: usize, total: usize| handle.progress(done, total);
    let thumbnail = |product: &Product| {
        let photo = product.photos.first()?;
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
    };
    let bytes = made.map_err(ExportError::Content)?;
    destination.write(ending, &bytes).map_err(ExportError::Write)
}
