//! The empty workbook that a list begins with: an example row, a note on every heading, and the villages of a regency.

use std::borrow::Cow;
use std::sync::Arc;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Format, Formula, Note, Workbook, Worksheet};

use super::cells::content;
use super::columns::{Column, PricePart};
use super::error::Fault;
use crate::model::{
    Amount, Catalog, Certification, CertificationKind, CertificationStatus, Price, Producer, ProducerField,
    ProducerKind, Product, ProductField as F, ProductId, RegionCode, Text,
};
use crate::text::Lang;

/// Where a template's products come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateRegion {
    pub code: RegionCode,
    /// The villages inside, each with its district.
    pub villages: Vec<[String; 2]>,
}

/// What the example's name begins with: a row that an import passes over.
pub(super) fn is_example(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    lower.starts_with("(contoh)") || lower.starts_with("(example)")
}

/// Whether a row's cells show that somebody wrote over the example: they say what nobody else's product does.
pub(super) fn is_over_example<'t>(cells: impl Iterator<Item = (Column, Cow<'t, str>)>) -> bool {
    let mut maker = 0;
    for (column, text) in cells {
        let text = text.trim();
        if is_example(text) || text == SUMMARY {
            return true;
        }
        maker += usize::from(column == Column::Product(F::Producer) && text == PRODUCER);
        maker += usize::from(column == Column::Producer(ProducerField::Whatsapp) && text == WHATSAPP);
    }
    maker == 2
}

/// Whether a cell still says what the example says. Units, regions and words to choose from are other products' as well.
pub(super) fn is_as_in_example(column: Column, text: &str) -> bool {
    let is_others = match column {
        Column::Price(_, part) => part != PricePart::Amount,
        Column::Product(field) => matches!(field, F::Category | F::Status | F::Origin),
        Column::Producer(field) => field == ProducerField::Kind,
        Column::Permit(_) => false,
        _ => true,
    };
    !is_others
        && Lang::ALL.into_iter().any(|lang| {
            let (catalog, id) = with_example(&Catalog::default(), &RegionCode::default(), lang);
            let product = catalog.products.get(&id);
            product.is_some_and(|product| content(&catalog, product, column, lang).words(lang).trim() == text.trim())
        })
}

const PRODUCER: &str = "KWT Melati";
const WHATSAPP: &str = "0812-3456-7890";
const SUMMARY: &str = "Keripik pisang kepok, renyah dan tidak berminyak.";

/// The catalogue with an example in it.
pub(super) fn with_example(catalog: &Catalog, region: &RegionCode, lang: Lang) -> (Catalog, ProductId) {
    let producer = Producer {
        id: "contoh".into(),
        name: PRODUCER.into(),
        kind: ProducerKind::Kwt,
        origin: region.clone(),
        whatsapp: WHATSAPP.into(),
        ..Producer::default()
    };
    let permit = |kind, status| Certification { kind, status, ..Certification::default() };
    let product = Product {
        id: "contoh".into(),
        name: Text::new("(contoh) Keripik Pisang", "(example) Banana Crisps"),
        category: catalog.categories.first().map(|one| one.id.clone()).unwrap_or_default(),
        producer: Some(producer.id.clone()),
        origin: region.clone(),
        summary: Text::new(SUMMARY, ""),
        net_content: Some(Amount { min: Some(250.into()), unit: "g".into(), ..Amount::default() }),
        prices: vec![Price {
            amount: 15_000,
            currency: "IDR".into(),
            unit: lang.pick("bungkus", "pack").into(),
            basis: Some(crate::model::PriceBasis::Retail),
            ..Price::default()
        }],
        certifications: vec![
            permit(CertificationKind::Halal, CertificationStatus::Held),
            permit(CertificationKind::Pirt, CertificationStatus::InProcess),
        ],
        ..Product::default()
    };
    let (product_id, producer_id) = (product.id.clone(), producer.id.clone());
    let mut catalog = catalog.clone();
    catalog.producers.insert(producer_id, Arc::new(producer));
    catalog.products.insert(product_id.clone(), Arc::new(product));
    (catalog, product_id)
}

/// Puts a note on every heading, and says that the example is one.
pub(super) fn notes(sheet: &mut Worksheet, columns: &[Column], lang: Lang) -> Result<(), Fault> {
    for (at, column) in (0_u16..).zip(columns) {
        let (id, en) = hint(*column);
        let note = Note::new(format!("{}: {}", column.label(lang), lang.pick(id, en)));
        sheet.insert_note(0, at, &note.set_author(super::sheets::OWN_AUTHOR))?;
    }
    Ok(())
}

/// A sheet with the villages, offered in the columns of village and district.
pub(super) fn villages(book: &mut Workbook, region: &TemplateRegion, lang: Lang) -> Result<(), Fault> {
    if region.villages.is_empty() {
        return Ok(());
    }
    let sheet = book.add_worksheet();
    sheet.set_name(region_sheet(lang))?;
    let bold = Format::new().set_bold();
    let mut districts: Vec<&str> = region.villages.iter().map(|[_, district]| district.as_str()).collect();
    districts.sort_unstable();
    districts.dedup();
    for (column, head) in (0_u16..).zip([lang.pick("Desa", "Village"), lang.pick("Kecamatan", "District"), ""]) {
        sheet.write_string_with_format(0, column, head, &bold)?;
    }
    sheet.write_string_with_format(0, 3, lang.pick("Semua kecamatan", "All districts"), &bold)?;
    for (row, [village, district]) in (1_u32..).zip(&region.villages) {
        sheet.write_string(row, 0, village)?;
        sheet.write_string(row, 1, district)?;
    }
    for (row, district) in (1_u32..).zip(districts) {
        sheet.write_string(row, 3, district)?;
    }
    sheet.set_column_width(0, 28)?.set_column_width(1, 28)?.set_column_width(3, 28)?;
    Ok(())
}

/// The lists of [`villages`] as drop-downs.
pub(super) fn offer_villages(
    sheet: &mut Worksheet,
    columns: &[Column],
    region: &TemplateRegion,
    last: u32,
    lang: Lang,
) -> Result<(), Fault> {
    if region.villages.is_empty() {
        return Ok(());
    }
    for (at, column) in (0_u16..).zip(columns) {
        let letters = match column {
            Column::Village => "A",
            Column::District => "D",
            _ => continue,
        };
        let (name, end) = (region_sheet(lang), region.villages.len() + 1);
        let list = Formula::new(format!("='{name}'!${letters}$2:${letters}${end}"));
        let rule =
            DataValidation::new().allow_list_formula(list).set_error_style(DataValidationErrorStyle::Information);
        sheet.add_data_validation(1, at, last, at, &rule)?;
    }
    Ok(())
}

/// What the sheet of villages is called.
pub(super) fn region_sheet(lang: Lang) -> &'static str {
    lang.pick("Wilayah", "Regions")
}

/// What belongs into a column.
fn hint(column: Column) -> (&'static str, &'static str) {
    match column {
        Column::Id => ("Kosongkan; id dibuat sendiri.", "Leave empty; an id is made."),
        Column::Product(F::Name) => ("Nama produk. Harus diisi.", "The product's name. Needed."),
        Column::Product(F::NameEn | F::SummaryEn | F::DescriptionEn) => {
            ("Dalam bahasa Inggris; boleh kosong.", "In English; may stay empty.")
        }
        Column::Product(F::Category) => ("Pilih dari daftar, atau tulis yang baru.", "Choose, or write a new one."),
        Column::Product(F::Producer) => (
            "Nama UMKM, kelompok, atau BUM Desa. Tulis sama persis di setiap barisnya.",
            "The maker's name, spelt the same in each row.",
        ),
        Column::RegionCode => (
            "Kode Kemendagri, misalnya 64.01.04.2005; atau kosongkan dan isi desa sampai kabupaten.",
            "Code of Kemendagri such as 64.01.04.2005; or leave it empty and fill in village to regency.",
        ),
        Column::Village | Column::District | Column::Regency | Column::Province => (
            "Nama daerahnya; pilih dari daftar kalau ada.",
            "The region's name; choose from the list, if there is one.",
        ),
        Column::Price(_, PricePart::Amount) => {
            ("Misalnya 15000 atau 15000–25000.", "For example 15000 or 15000–25000.")
        }
        Column::Price(_, PricePart::AsOf) => ("2025, 2025-05, atau 2025-05-08.", "2025, 2025-05 or 2025-05-08."),
        Column::Price(_, PricePart::Unit) => {
            ("Harga itu untuk apa: kg, bungkus, …", "What the price is for: kg, pack, …")
        }
        Column::Product(F::Capacity) => ("Angka saja, misalnya 200.", "The number alone, such as 200."),
        Column::Product(F::MinOrder | F::NetContent | F::ShelfLife) => {
            ("Angka dengan satuannya: 250 g, 6 bulan.", "A number with its unit: 250 g, 6 months.")
        }
        Column::Permit(_) => (
            "dimiliki, dalam proses, direncanakan, atau nomornya. Kosong berarti belum diketahui.",
            "held, in process, planned, or its number. Empty means not known.",
        ),
        Column::Producer(ProducerField::Whatsapp) => ("Seperti 0812-3456-7890.", "Like 0812-3456-7890."),
        Column::Product(F::Photos) => (
            "Nama file foto di folder yang sama, dipisah titik koma.",
            "Names of photo files in the same folder, set apart by semicolons.",
        ),
        Column::Product(F::Tags) => ("Dipisah titik koma.", "Set apart by semicolons."),
        Column::Product(F::Status) => ("siap atau draf.", "ready or draft."),
        Column::Product(F::Sources) => ("Judul | alamat web | tanggal.", "Title | web address | date."),
        _ => ("Boleh kosong.", "May stay empty."),
    }
}
