//! The coordinator's to-do list as a file: what is still missing, village by village, to fill in or to take along.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::export::ExportError;
use super::files::Destination;
use crate::brochure::{self, ListColumn, ListDocument, ListGroup};
use crate::exchange;
use crate::jobs::JobHandle;
use crate::model::{Catalog, Survey, ToDo, full_place, to_do};
use crate::say;
use crate::text::{Lang, date};

/// How a to-do list comes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToDoForm {
    Xlsx,
    Pdf,
}

/// What is listed, and where to.
pub struct ToDoExport {
    pub catalog: Arc<Catalog>,
    pub survey: Arc<Survey>,
    pub form: ToDoForm,
    pub lang: Lang,
    pub today: Date,
    pub destination: Destination,
}

/// Writes the list and says where it lies.
///
/// # Errors
/// It could not be made, was cancelled, or could not be written.
pub fn export_to_do(input: ToDoExport, handle: &JobHandle) -> Result<PathBuf, ExportError> {
    let ToDoExport { catalog, survey, form, lang, today, destination } = input;
    let list = to_do(&catalog, &survey.products, survey.audience, lang);
    let progress = |done: usize, total: usize| handle.progress(done, total);
    let (bytes, ending) = match form {
        ToDoForm::Xlsx => {
            let made = exchange::write_to_do(&catalog, &list, lang, today, &progress);
            (made.map_err(ExportError::Content)?, ".xlsx")
        }
        ToDoForm::Pdf => {
            let made = brochure::list_pdf(&on_paper(&catalog, &list, lang, today));
            (made.map_err(ExportError::Pages)?, ".pdf")
        }
    };
    destination.write(ending, &bytes).map_err(ExportError::Write)
}

/// The to-do list for the printer: a group for each village and producer, a row with a box for each missing field.
fn on_paper(catalog: &Catalog, list: &ToDo, lang: Lang, today: Date) -> ListDocument {
    let column = |heading: &str, share: f64| ListColumn { heading: heading.to_owned(), share };
    let mut groups = Vec::new();
    for village in &list.villages {
        let place = match full_place(&village.origin, lang) {
            place if place.is_empty() => lang.pick("Asal belum diisi", "No origin yet").to_owned(),
            place => place,
        };
        for producer in &village.producers {
            let name = match producer.name.as_str() {
                "" => lang.pick("produsen belum diisi", "no producer yet"),
                name => name,
            };
            let who: Vec<&str> =
                [name, &producer.person, &producer.contact].into_iter().filter(|x| !x.is_empty()).collect();
            let mut rows = Vec::new();
            for product in &producer.products {
                for (at, field) in product.missing.iter().enumerate() {
                    // A product is named once, above all that it lacks.
                    let name = if at == 0 { product.name.clone() } else { String::new() };
                    rows.push(vec![name, field.label(lang).to_owned(), String::new()]);
                }
            }
            groups.push(ListGroup { heading: format!("{place} – {}", who.join(", ")), rows });
        }
    }
    let (products, tasks) = (list.products().count(), list.tasks());
    let audience = list.audience.label(lang).to_lowercase();
    let day = date(lang, &today.to_string());
    ListDocument {
        lang,
        day: today,
        title: lang.pick("Daftar tugas: data yang belum ada", "To do: what is still missing").to_owned(),
        subtitle: say!(
            lang,
            "{tasks} isian di {products} produk, untuk {audience}. Per {day}.",
            "{tasks} fields in {products} products, for the {audience}. As of {day}."
        ),
        columns: vec![
            column(lang.pick("Produk", "Product"), 3.0),
            column(lang.pick("Yang belum ada", "Missing"), 2.6),
            column(lang.pick("Jawaban", "Answer"), 4.4),
        ],
        ticks: true,
        groups,
        note: catalog.info.title.or_other(lang).map_or(String::new(), |(title, _)| title.to_owned()),
    }
}
