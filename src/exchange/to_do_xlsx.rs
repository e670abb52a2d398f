//! The coordinator's to-do list as an Excel workbook: a line with a tick box for every field that is missing, to be
//! filtered on the screen or printed and filled in by hand.

use std::ops::ControlFlow;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use super::delimited::guarded_typed;
use super::error::{Fault, ImportError};
use super::sheets::ReadProgress;
use crate::model::{Catalog, ProducerTasks, ProductTasks, ToDo, VillageTasks, full_place};
use crate::say;
use crate::text::{Lang, date};

/// A box to tick by hand.
const BOX: &str = "☐";
const HEAD_ROW: u32 = 3;

/// The list as a workbook: one sheet with all lines, one with the sums of each place.
///
/// # Errors
/// Where the workbook cannot be made, or the person cancelled.
pub fn write_to_do(
    catalog: &Catalog,
    list: &ToDo,
    lang: Lang,
    today: jiff::civil::Date,
    progress: ReadProgress<'_>,
) -> Result<Vec<u8>, ImportError> {
    make(catalog, list, lang, today, progress).map_err(|fault| fault.of("XLSX"))
}

fn make(
    catalog: &Catalog,
    list: &ToDo,
    lang: Lang,
    today: jiff::civil::Date,
    progress: ReadProgress<'_>,
) -> Result<Vec<u8>, Fault> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(lang.pick("Daftar tugas", "To-do list"))?;
    heading(sheet, catalog, list, lang, today)?;
    lines(sheet, list, lang, progress)?;
    let sheet = book.add_worksheet();
    sheet.set_name(lang.pick("Per desa", "By village"))?;
    sums(sheet, list, lang)?;
    Ok(book.save_to_buffer()?)
}

fn head_format() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_5F_4A))
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

fn heading(
    sheet: &mut Worksheet,
    catalog: &Catalog,
    list: &ToDo,
    lang: Lang,
    today: jiff::civil::Date,
) -> Result<(), Fault> {
    let title = lang.pick("Daftar tugas: data yang belum ada", "To do: what is still missing");
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold().set_font_size(15))?;
    let name = catalog.info.title.or_other(lang).map_or("", |(title, _)| title);
    let (day, tasks) = (date(lang, &today.to_string()), list.tasks());
    let (products, audience) = (list.products().count(), list.audience.label(lang).to_lowercase());
    let words = say!(
        lang,
        "{tasks} isian di {products} produk, untuk {audience}. Per {day}.",
        "{tasks} fields in {products} products, for the {audience}. As of {day}."
    );
    let words = if name.is_empty() { words } else { format!("{name}. {words}") };
    sheet.write_string_with_format(1, 0, words, &Format::new().set_font_color(Color::RGB(0x5B_65_5F)))?;
    Ok(())
}

/// What stands in one column of a line.
type CellWords = fn(&VillageTasks, &ProducerTasks, &ProductTasks, Lang) -> String;

/// The columns: heading in both languages, width, and what stands in it. What is missing comes after them.
const COLUMNS: [(&str, &str, f64, CellWords); 5] = [
    ("Tempat", "Place", 34.0, |village, _, _, lang| place(village, lang)),
    ("Produsen", "Producer", 24.0, |_, producer, _, lang| maker(producer, lang).to_owned()),
    ("Narahubung", "Contact person", 18.0, |_, producer, _, _| producer.person.clone()),
    ("Kontak", "Contact", 20.0, |_, producer, _, _| producer.contact.clone()),
    ("Produk", "Product", 28.0, |_, _, product, _| product.name.clone()),
];

fn place(village: &VillageTasks, lang: Lang) -> String {
    match full_place(&village.origin, lang) {
        place if place.is_empty() => lang.pick("Asal belum diisi", "No origin yet").to_owned(),
        place => place,
    }
}

fn maker(producer: &ProducerTasks, lang: Lang) -> &str {
    match producer.name.as_str() {
        "" => lang.pick("Produsen belum diisi", "No producer yet"),
        name => name,
    }
}

fn lines(sheet: &mut Worksheet, list: &ToDo, lang: Lang, progress: ReadProgress<'_>) -> Result<(), Fault> {
    let head = head_format();
    sheet.write_string_with_format(HEAD_ROW, 0, "", &head)?;
    for (at, (id, en, width, _)) in (1_u16..).zip(COLUMNS) {
        sheet.write_string_with_format(HEAD_ROW, at, lang.pick(id, en), &head)?;
        sheet.set_column_width(at, width)?;
    }
    let (missing, answer) = (COLUMNS.len() as u16 + 1, COLUMNS.len() as u16 + 2);
    sheet.write_string_with_format(HEAD_ROW, missing, lang.pick("Yang belum ada", "Missing"), &head)?;
    sheet.write_string_with_format(HEAD_ROW, answer, lang.pick("Jawaban", "Answer"), &head)?;
    sheet.set_column_width(0, 4)?;
    sheet.set_column_width(missing, 26)?;
    sheet.set_column_width(answer, 34)?;
    sheet.set_row_height(HEAD_ROW, 24)?;
    sheet.set_freeze_panes(HEAD_ROW + 1, 1)?;
    let cell = Format::new().set_num_format("@").set_align(FormatAlign::Top).set_text_wrap();
    let cell = cell.set_border_bottom(FormatBorder::Hair).set_border_color(Color::RGB(0xB8_BE_B9));
    // What the line above says already is there for filters, and stands back for the eye.
    let again = cell.clone().set_font_color(Color::RGB(0xA9_B2_AC));
    let tick = cell.clone().set_align(FormatAlign::Center);
    let strong = cell.clone().set_bold();
    let (mut row, total) = (HEAD_ROW + 1, list.tasks());
    let mut above: Vec<String> = Vec::new();
    for (village, producer, product) in list.products() {
        let words: Vec<String> =
            COLUMNS.iter().map(|(_, _, _, words)| words(village, producer, product, lang)).collect();
        for field in &product.missing {
            let done = (row - HEAD_ROW) as usize;
            if progress(done, total) == ControlFlow::Break(()) {
                return Err(Fault::Cancelled);
            }
            sheet.write_string_with_format(row, 0, BOX, &tick)?;
            // A cell is a repetition only where everything left of it is one too.
            let same = words.iter().zip(&above).take_while(|(mine, before)| mine == before).count();
            for (at, words) in (1_u16..).zip(&words) {
                let format = if usize::from(at) <= same { &again } else { &cell };
                sheet.write_string_with_format(row, at, guarded_typed(words).as_ref(), format)?;
            }
            sheet.write_string_with_format(row, missing, field.label(lang), &strong)?;
            sheet.write_blank(row, answer, &cell)?;
            above.clone_from(&words);
            row += 1;
        }
    }
    sheet.autofilter(HEAD_ROW, 0, row.saturating_sub(1).max(HEAD_ROW + 1), answer)?;
    paper(sheet, lang)?;
    sheet.set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
    Ok(())
}

/// A4 across, one page wide, with page numbers.
fn paper(sheet: &mut Worksheet, lang: Lang) -> Result<(), Fault> {
    sheet.set_paper_size(9);
    sheet.set_landscape();
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer(lang.pick("&CHalaman &P dari &N", "&CPage &P of &N"));
    Ok(())
}

fn sums(sheet: &mut Worksheet, list: &ToDo, lang: Lang) -> Result<(), Fault> {
    let head = head_format();
    let headings = [
        (lang.pick("Tempat", "Place"), 60.0),
        (lang.pick("Produsen", "Producers"), 12.0),
        (lang.pick("Produk", "Products"), 12.0),
        (lang.pick("Isian", "Fields"), 12.0),
    ];
    for (at, (heading, width)) in (0_u16..).zip(headings) {
        sheet.write_string_with_format(0, at, heading, &head)?;
        sheet.set_column_width(at, width)?;
    }
    for (row, village) in (1_u32..).zip(&list.villages) {
        sheet.write_string(row, 0, place(village, lang))?;
        let products = || village.producers.iter().flat_map(|producer| &producer.products);
        let counts =
            [village.producers.len(), products().count(), products().map(|product| product.missing.len()).sum()];
        for (at, count) in (1_u16..).zip(counts) {
            sheet.write_number(row, at, count as f64)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofilter(0, 0, u32::try_from(list.villages.len()).unwrap_or(1).max(1), 3)?;
    paper(sheet, lang)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, Xlsx};

    use super::*;
    use crate::model::{Audience, ProductField, Status};

    fn list() -> ToDo {
        let product = |name: &str, missing: Vec<ProductField>| ProductTasks {
            id: name.into(),
            name: name.into(),
            status: Status::Ready,
            missing,
        };
        ToDo {
            audience: Audience::DomesticBrochure,
            villages: vec![
                VillageTasks {
                    origin: "64.02.02.2010".into(),
                    producers: vec![ProducerTasks {
                        name: "=KWT Mekar".into(),
                        person: "Sari".into(),
                        contact: "+62 812-3456-7890".into(),
                        products: vec![product("Madu", vec![ProductField::Prices, ProductField::Photos])],
                    }],
                },
                VillageTasks {
                    origin: "".into(),
                    producers: vec![ProducerTasks {
                        name: String::new(),
                        person: String::new(),
                        contact: String::new(),
                        products: vec![product("Batik", vec![ProductField::Origin])],
                    }],
                },
            ],
        }
    }

    #[test]
    fn a_line_with_a_box_for_every_missing_field() {
        for lang in Lang::ALL {
            let go_on = |_: usize, _: usize| ControlFlow::Continue(());
            let day = jiff::civil::date(2026, 11, 24);
            let bytes = write_to_do(&Catalog::default(), &list(), lang, day, &go_on).unwrap();
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
            let sheet = book.worksheet_range(lang.pick("Daftar tugas", "To-do list")).unwrap();
            let text =
                |row: u32, column: u32| sheet.get_value((row, column)).map_or(String::new(), ToString::to_string);
            assert!(text(1, 0).contains('3') && text(1, 0).contains("2026"), "{}", text(1, 0));
            let row: Vec<String> = (0..7).map(|column| text(4, column)).collect();
            assert_eq!(row[0], BOX);
            assert!(row[1].contains("Lung Anai"), "{row:?}");
            // A name that looks like a formula is text.
            assert!(row[2].ends_with("=KWT Mekar") && row[4] == "+62 812-3456-7890", "{row:?}");
            assert_eq!(row[6], ProductField::Prices.label(lang));
            assert_eq!(text(6, 2), lang.pick("Produsen belum diisi", "No producer yet"));
            let sums = book.worksheet_range(lang.pick("Per desa", "By village")).unwrap();
            assert_eq!(sums.get_value((1, 3)).map(ToString::to_string).as_deref(), Some("2"));
        }
    }

    #[test]
    fn it_can_be_cancelled() {
        let stop = |_: usize, _: usize| ControlFlow::Break(());
        let day = jiff::civil::date(2026, 11, 24);
        let error = write_to_do(&Catalog::default(), &list(), Lang::Id, day, &stop).unwrap_err();
        assert_eq!(error.fault, Fault::Cancelled);
    }
}
