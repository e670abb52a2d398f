//! A plain list on paper: groups of rows under repeated column headings, with boxes to tick.

use jiff::civil::Date;
use serde::Serialize;
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::BrochureError;
use super::fonts::{StandIns, letters_without_glyph};
use super::typeset::{BrochureWorld, LIST, TypesetError};
use crate::text::Lang;

/// A list to print: A4 upright, tagged, set in the brochure's faces.
#[derive(Clone, Debug)]
pub struct ListDocument {
    pub lang: Lang,
    /// The document's date; it is part of the bytes.
    pub day: Date,
    pub title: String,
    /// A line under the title; may be empty.
    pub subtitle: String,
    pub columns: Vec<ListColumn>,
    /// A box to tick before each row.
    pub ticks: bool,
    pub groups: Vec<ListGroup>,
    /// Small, at the foot of each page; may be empty.
    pub note: String,
}

/// A column's heading, and its width against the other columns'.
#[derive(Clone, Debug, Serialize)]
pub struct ListColumn {
    pub heading: String,
    pub share: f64,
}

/// Rows under a heading. A row has a text for each column; what is missing stays empty. Text is printed as it is typed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ListGroup {
    pub heading: String,
    pub rows: Vec<Vec<String>>,
}

#[derive(Serialize)]
struct Data<'a> {
    lang: &'static str,
    day: [i32; 3],
    title: &'a str,
    subtitle: &'a str,
    columns: &'a [ListColumn],
    ticks: bool,
    tick_heading: &'static str,
    groups: &'a [ListGroup],
    note: &'a str,
    page: &'static str,
}

/// The list as a PDF: same input, same bytes. PDF/UA-1 unless a text has letters that no font of ours can draw.
///
/// # Errors
/// There are no rows, or a fault of the typesetter.
pub fn list_pdf(list: &ListDocument) -> Result<Vec<u8>, BrochureError> {
    if list.groups.iter().all(|group| group.rows.is_empty()) {
        return Err(BrochureError::Empty { drafts: 0 });
    }
    let fault = |message: String| BrochureError::Typesetting { message };
    let columns: Vec<ListColumn> = list
        .columns
        .iter()
        .map(|column| ListColumn {
            heading: column.heading.clone(),
            share: if column.share.is_finite() { column.share.clamp(0.1, 100.0) } else { 1.0 },
        })
        .collect();
    let groups: Vec<ListGroup> = list
        .groups
        .iter()
        .filter(|group| !group.rows.is_empty())
        .map(|group| {
            let rows = group.rows.iter().map(|row| {
                let mut row = row.clone();
                row.resize(columns.len(), String::new());
                row
            });
            ListGroup { heading: group.heading.clone(), rows: rows.collect() }
        })
        .collect();
    let data = Data {
        lang: list.lang.code(),
        day: [i32::from(list.day.year()), i32::from(list.day.month()), i32::from(list.day.day())],
        title: &list.title,
        subtitle: &list.subtitle,
        columns: &columns,
        ticks: list.ticks,
        tick_heading: list.lang.pick("Selesai", "Done"),
        groups: &groups,
        note: &list.note,
        page: list.lang.pick("Halaman", "Page"),
    };
    let letters = letters_without_glyph(&data);
    let found = StandIns::of(&letters);
    let is_drawn = found.missing(&letters).is_empty();
    let mut world = BrochureWorld::of(LIST, &found.fonts());
    world.put("/data.json", serde_json::to_vec(&data).map_err(|error| fault(error.to_string()))?);
    let set = world.compile(&|| false);
    typst::comemo::evict(1);
    let document = set.map_err(|not| match not {
        TypesetError::Cancelled => BrochureError::Cancelled,
        TypesetError::Fault(message) => fault(message),
    })?;
    let standards: &[PdfStandard] = if is_drawn { &[PdfStandard::Ua_1] } else { &[] };
    let standards = PdfStandards::new(standards).map_err(|error| fault(format!("{error:?}")))?;
    let creator = Smart::Custom(Some(format!("Etalase Desa {}", env!("CARGO_PKG_VERSION"))));
    let options = PdfOptions { creator, standards, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|errors| fault(world.words(&errors)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(rows: usize) -> ListDocument {
        let row = |at: usize| vec![format!("Keripik #{at} *asin*"), "Foto; harga; WhatsApp".to_owned()];
        ListDocument {
            lang: Lang::Id,
            day: jiff::civil::date(2026, 11, 24),
            title: "Yang perlu dilengkapi".to_owned(),
            subtitle: "Kabupaten Paser".to_owned(),
            columns: vec![
                ListColumn { heading: "Produk".to_owned(), share: 1.0 },
                ListColumn { heading: "Yang belum ada".to_owned(), share: 2.0 },
                ListColumn { heading: "Catatan".to_owned(), share: f64::NAN },
            ],
            ticks: true,
            groups: vec![
                ListGroup { heading: "Desa Modang".to_owned(), rows: (0..rows).map(row).collect() },
                ListGroup { heading: "Kosong".to_owned(), rows: Vec::new() },
            ],
            note: "Data per 24 November 2026".to_owned(),
        }
    }

    #[test]
    fn a_list_is_tagged_repeats_its_headings_and_prints_text_as_typed() {
        let pdf = list_pdf(&list(90)).unwrap();
        assert!(pdf == list_pdf(&list(90)).unwrap());
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let pages = document.get_pages();
        assert!(pages.len() >= 2, "{}", pages.len());
        for page in pages.keys() {
            let text: String = document.extract_text(&[*page]).unwrap().split_whitespace().collect();
            assert!(text.contains("Yangbelumada") && text.contains("Produk"), "page {page}: {text}");
        }
        let text: String = document.extract_text(&[1]).unwrap().split_whitespace().collect();
        assert!(text.contains("Keripik#0*asin*") && text.contains("DesaModang") && !text.contains("Kosong"));
        assert!(document.catalog().unwrap().has(b"StructTreeRoot"));
        assert!(memchr::memmem::find(&pdf, b"pdfuaid:part").is_some());
    }

    #[test]
    fn a_list_without_rows_is_no_file() {
        assert_eq!(list_pdf(&list(0)), Err(BrochureError::Empty { drafts: 0 }));
    }
}
