//! The products as an Excel workbook: typed cells, filter, drop-down lists, a guide, small pictures on request.

use std::ops::ControlFlow;

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, ExcelDateTime, Format, FormatAlign, Formula, Image, Workbook,
    Worksheet, XlsxError,
};

use super::cells::CellContent;
use super::columns::{Column, PricePart};
use super::delimited::guarded_typed;
use super::error::{Fault, ImportError};
use super::sheets::{ReadProgress, column_name};
use super::table::Table;
use super::template::{self, TemplateRegion, with_example};
use crate::model::{
    Catalog, FieldKind, Period, PriceBasis, ProducerField, ProducerKind, Product, ProductField as F, ProductId, Status,
    unit_words,
};
use crate::text::Lang;

/// The bytes of a small JPEG or PNG of a product, if it has a photo.
pub type Thumbnails<'a> = &'a (dyn Fn(&Product) -> Option<Vec<u8>> + Sync);

/// How a workbook is written.
#[derive(Default)]
pub struct XlsxOptions<'a> {
    /// Of headings and fixed words. The guide is in both languages.
    pub lang: Lang,
    /// Small pictures in a column of their own, which is no photo when it is read back.
    pub thumbnails: Option<Thumbnails<'a>>,
}

/// Excel takes no more characters in a cell.
const CELL_CAP: usize = 32_767;
/// Rows below the last product that still offer the lists.
const FURTHER_ROWS: u32 = 500;
const PICTURE_HEIGHT_PX: u32 = 60;
const PICTURE_WIDTH_PX: u32 = 80;

/// The products as an Excel workbook.
///
/// # Errors
/// Where the workbook cannot be made, or the person cancelled.
pub fn write_xlsx(
    catalog: &Catalog,
    products: &[ProductId],
    options: &XlsxOptions<'_>,
    progress: ReadProgress<'_>,
) -> Result<Vec<u8>, ImportError> {
    let table = Table::new(catalog, products, options.lang);
    make(&table, options, None, progress).map_err(|fault| fault.of("XLSX"))
}

/// An empty list to be filled in: headings with notes, drop-downs, one example row.
///
/// # Errors
/// Where the workbook cannot be made.
pub fn write_template(catalog: &Catalog, region: &TemplateRegion, lang: Lang) -> Result<Vec<u8>, ImportError> {
    let (catalog, example) = with_example(catalog, &region.code, lang);
    let table = Table::new(&catalog, &[example], lang);
    let options = XlsxOptions { lang, thumbnails: None };
    make(&table, &options, Some(region), &super::no_progress).map_err(|fault| fault.of("XLSX"))
}

impl From<XlsxError> for Fault {
    fn from(error: XlsxError) -> Self {
        Fault::NotMade { reason: error.to_string() }
    }
}

fn make(
    table: &Table<'_>,
    options: &XlsxOptions<'_>,
    template: Option<&TemplateRegion>,
    progress: ReadProgress<'_>,
) -> Result<Vec<u8>, Fault> {
    let lang = table.lang;
    let mut book = Workbook::new();
    let lists = lists(table);
    let sheet = book.add_worksheet();
    sheet.set_name(lang.pick("Produk", "Products"))?;
    products(sheet, table, options, template.is_some(), progress)?;
    let last = u32::try_from(table.products.len()).unwrap_or(u32::MAX).saturating_add(FURTHER_ROWS).min(1_000_000);
    for (number, list) in (0_u16..).zip(&lists) {
        let letters = column_name(number.into());
        let name = lang.pick("Daftar", "Lists");
        let formula = format!("='{name}'!${letters}$2:${letters}${}", list.words.len() + 1);
        for (column, _) in (0_u16..).zip(&table.columns).filter(|(_, column)| list.columns.contains(column)) {
            let rule =
                DataValidation::new().allow_list_formula(Formula::new(&formula)).set_error_style(if list.is_closed {
                    DataValidationErrorStyle::Stop
                } else {
                    DataValidationErrorStyle::Information
                });
            sheet.add_data_validation(1, column, last, column, &rule)?;
        }
    }
    if let Some(region) = template {
        template::notes(sheet, &table.columns, lang)?;
        template::offer_villages(sheet, &table.columns, region, last, lang)?;
    }
    let sheet = book.add_worksheet();
    sheet.set_name(lang.pick("Daftar", "Lists"))?;
    let bold = Format::new().set_bold();
    for (column, list) in (0_u16..).zip(&lists) {
        sheet.write_string_with_format(0, column, &list.title, &bold)?;
        for (row, word) in (1_u32..).zip(&list.words) {
            sheet.write_string(row, column, cut(&guarded_typed(word)))?;
        }
        sheet.set_column_width(column, 24)?;
    }
    guide(book.add_worksheet(), lang)?;
    if let Some(region) = template {
        template::villages(&mut book, region, lang)?;
    }
    Ok(book.save_to_buffer()?)
}

fn cut(text: &str) -> String {
    if text.len() <= CELL_CAP { text.to_owned() } else { text.chars().take(CELL_CAP).collect() }
}

fn products(
    sheet: &mut Worksheet,
    table: &Table<'_>,
    options: &XlsxOptions<'_>,
    is_template: bool,
    progress: ReadProgress<'_>,
) -> Result<(), Fault> {
    let lang = table.lang;
    let head = Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(Color::RGB(0x1F_5F_4A))
        .set_align(FormatAlign::VerticalCenter);
    let text = Format::new().set_num_format("@").set_align(FormatAlign::Top);
    let long = Format::new().set_num_format("@").set_align(FormatAlign::Top).set_text_wrap();
    let money = Format::new().set_num_format("#,##0").set_align(FormatAlign::Top);
    let fine_money = Format::new().set_num_format("#,##0.00").set_align(FormatAlign::Top);
    let number = Format::new().set_num_format("General").set_align(FormatAlign::Top);
    let day = Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top);
    let columns = u16::try_from(table.columns.len()).unwrap_or(u16::MAX);
    for (at, column) in (0_u16..).zip(&table.columns) {
        sheet.write_string_with_format(0, at, column.heading(lang), &head)?;
        sheet.set_column_width(at, width(*column))?;
        // What is typed below the last product stays text, so that no code loses its zero.
        let format = match column {
            Column::Price(_, PricePart::Amount) => &money,
            Column::Product(F::Capacity | F::LeadTime) => &number,
            Column::Price(_, PricePart::AsOf) => &text,
            column if is_long(*column) => &long,
            _ => &text,
        };
        sheet.set_column_format(at, format)?;
    }
    if options.thumbnails.is_some() {
        sheet.write_string_with_format(0, columns, Column::Thumbnail.heading(lang), &head)?;
        sheet.set_column_width_pixels(columns, PICTURE_WIDTH_PX + 8)?;
    }
    sheet.set_row_height(0, 24)?;
    sheet.set_freeze_panes(1, 2)?;
    for (row, product) in (1_u32..).zip(&table.products) {
        if progress(row as usize, table.products.len()) == ControlFlow::Break(()) {
            return Err(Fault::Cancelled);
        }
        for (at, column) in (0_u16..).zip(&table.columns) {
            match table.cell(product, *column) {
                CellContent::Empty => {}
                // The example gets no id that a copy of its row would carry.
                _ if is_template && *column == Column::Id => {}
                CellContent::Text(words) => {
                    let format = if is_long(*column) { &long } else { &text };
                    sheet.write_string_with_format(row, at, cut(&guarded_typed(&words)), format)?;
                }
                CellContent::Number(value) => match value.to_string().parse::<f64>() {
                    // A double carries fifteen digits; longer numbers stay text.
                    Ok(double) if digits(&value) <= 15 => {
                        let format = match column {
                            Column::Price(..) if value.scale() > 0 => &fine_money,
                            Column::Price(..) => &money,
                            _ => &number,
                        };
                        sheet.write_number_with_format(row, at, double, format)?;
                    }
                    _ => {
                        sheet.write_string_with_format(row, at, CellContent::Number(value).words(lang), &text)?;
                    }
                },
                CellContent::Date(year, month, of_month) => {
                    let date = ExcelDateTime::from_ymd(u16::try_from(year).unwrap_or(1900), month, of_month)?;
                    sheet.write_datetime_with_format(row, at, &date, &day)?;
                }
            }
        }
        if let Some(bytes) = options.thumbnails.and_then(|thumbnails| thumbnails(product)) {
            let name = product.name.or_other(lang).map_or("", |(name, _)| name);
            let image = Image::new_from_buffer(&bytes)?.set_alt_text(name).set_scale_to_size(
                PICTURE_WIDTH_PX,
                PICTURE_HEIGHT_PX,
                true,
            );
            sheet.set_row_height_pixels(row, PICTURE_HEIGHT_PX + 4)?;
            sheet.insert_image_with_offset(row, columns, &image, 2, 2)?;
        }
    }
    let last = u32::try_from(table.products.len()).unwrap_or(u32::MAX);
    sheet.autofilter(0, 0, last.max(1), columns.saturating_sub(1))?;
    Ok(())
}

fn digits(value: &rust_decimal::Decimal) -> usize {
    value.normalize().to_string().trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count()
}

fn is_long(column: Column) -> bool {
    match column {
        Column::Product(F::Name | F::NameEn) => false,
        Column::Product(field) => {
            use FieldKind as K;
            matches!(field.kind(), K::Indonesian | K::English | K::Texts | K::Awards | K::Sources | K::Notes)
        }
        _ => false,
    }
}

fn width(column: Column) -> f64 {
    match column {
        Column::Id
        | Column::Product(F::Category | F::Producer)
        | Column::Regency
        | Column::Producer(ProducerField::Whatsapp) => 20.0,
        Column::Product(F::Name | F::NameEn) => 28.0,
        column if is_long(column) => 40.0,
        Column::Product(F::Photos | F::Tags) => 30.0,
        Column::RegionCode | Column::Village | Column::District | Column::Province => 16.0,
        _ => 14.0,
    }
}

/// Words that a column offers.
struct List {
    title: String,
    columns: Vec<Column>,
    words: Vec<String>,
    /// Nothing else may stand there.
    is_closed: bool,
}

fn lists(table: &Table<'_>) -> Vec<List> {
    let lang = table.lang;
    let of = |column: Column, words: Vec<String>, is_closed: bool| {
        let same = |other: &Column| match (column, other) {
            (Column::Price(_, part), Column::Price(_, other)) => part == *other,
            (column, other) => column == *other,
        };
        let columns: Vec<Column> = table.columns.iter().copied().filter(same).collect();
        List { title: column.label(lang), columns, words, is_closed }
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let categories = table.catalog.categories.iter();
    let categories = categories.filter_map(|one| one.name.or_other(lang)).map(|(name, _)| name.to_owned()).collect();
    let units =
        ["kg", "g", "liter", "ml", "buah", "bungkus", "botol", "dus", "lembar", "meter", "pasang", "set", "ton"];
    let mut lists = vec![
        of(Column::Product(F::Category), categories, false),
        of(Column::Product(F::Status), Status::ALL.map(|one| one.label(lang).to_owned()).to_vec(), true),
        of(Column::Price(0, PricePart::Currency), words(&["IDR", "USD", "EUR", "SGD", "MYR"]), false),
        of(Column::Price(0, PricePart::Basis), PriceBasis::ALL.map(|one| one.label(lang).to_owned()).to_vec(), true),
        of(Column::Price(0, PricePart::Unit), units.map(|unit| unit_words(unit, lang).to_owned()).to_vec(), false),
        of(Column::CapacityPeriod, Period::ALL.map(|one| one.label(lang).to_owned()).to_vec(), true),
        of(
            Column::Producer(ProducerField::Kind),
            ProducerKind::ALL.map(|one| one.label(lang).to_owned()).to_vec(),
            true,
        ),
    ];
    let permits = List {
        title: lang.pick("Izin", "Permits").to_owned(),
        columns: table.columns.iter().copied().filter(|column| matches!(column, Column::Permit(_))).collect(),
        words: crate::model::CertificationStatus::ALL.map(|one| one.label(lang).to_owned()).to_vec(),
        is_closed: false,
    };
    lists.push(permits);
    lists.retain(|list| !list.words.is_empty());
    lists
}

/// What each column takes, in both languages.
fn guide(sheet: &mut Worksheet, lang: Lang) -> Result<(), Fault> {
    sheet.set_name(lang.pick("Petunjuk", "Guide"))?;
    let bold = Format::new().set_bold();
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let lines = [
        ("Satu baris untuk satu produk.", "One row for each product."),
        (
            "Jangan ubah kolom id: dengan id, baris dikenali lagi. Produk baru: kosongkan saja.",
            "Leave the column id as it is: rows are known again by it. New products: leave it empty.",
        ),
        (
            "Sel kosong tidak mengubah apa-apa. Tulis (hapus) untuk mengosongkan isian.",
            "An empty cell changes nothing. Write (delete) to empty a field.",
        ),
        ("Kolom boleh dihapus atau dipindah.", "Columns may be removed or moved."),
        (
            "Kode wilayah Kemendagri, misalnya 64.02.02.2010; atau isi nama desa, kecamatan, dan kabupaten saja.",
            "Region codes are those of Kemendagri, such as 64.02.02.2010; or fill in village, district and regency only.",
        ),
        (
            "Harga: 15000, 15.000, 15rb, atau 15.000–25.000. Tanggal harga: 2023, 2023-07, atau 2023-07-17.",
            "Price: 15000, 15.000, 15rb or 15.000–25.000. Price date: 2023, 2023-07 or 2023-07-17.",
        ),
        (
            "Jumlah: 200, 2–3, atau ≤ 200 bila paling banyak. Tahun angkanya dalam kurung: 900 (2019).",
            "Amounts: 200, 2–3, or ≤ 200 for at most. The year of the figure stands in brackets: 900 (2019).",
        ),
        (
            "Izin: dimiliki, dalam proses, atau direncanakan. Rinciannya dipisah garis tegak: dimiliki | nomor | penerbit | terbit | berlaku sampai.",
            "Permits: held, in process or planned. Details are set apart by bars: held | number | issuer | issued | expires.",
        ),
        (
            "Foto dan tag dipisah titik koma. Sumber: judul | alamat web | tanggal, satu per baris di dalam sel.",
            "Photos and tags are set apart by semicolons. Sources: title | web address | date, one a line in the cell.",
        ),
        (
            "Jangan isi NIK atau nomor KTP: kolom seperti itu dibuang saat impor.",
            "Do not enter identity-card numbers: such columns are dropped on import.",
        ),
    ];
    sheet.write_string_with_format(0, 0, "Bahasa Indonesia", &bold)?;
    sheet.write_string_with_format(0, 1, "English", &bold)?;
    for (row, (id, en)) in (1_u32..).zip(lines) {
        sheet.write_string_with_format(row, 0, id, &wrap)?;
        sheet.write_string_with_format(row, 1, en, &wrap)?;
    }
    let from = u32::try_from(lines.len()).unwrap_or(0) + 2;
    sheet.write_string_with_format(from, 0, "Kolom", &bold)?;
    sheet.write_string_with_format(from, 1, "Column", &bold)?;
    for (row, column) in (from + 1..).zip(Column::template().chain(Column::beyond_template())) {
        let both = |lang: Lang| format!("{}: {}", column.heading(lang), column.label(lang));
        sheet.write_string(row, 0, both(Lang::Id))?;
        sheet.write_string(row, 1, both(Lang::En))?;
    }
    sheet.set_column_width(0, 70)?;
    sheet.set_column_width(1, 70)?;
    Ok(())
}
