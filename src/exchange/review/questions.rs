//! What only a person can answer: each thing is asked once, however many cells it concerns.

use super::super::columns::Column;
use super::super::numbers::DecimalMark;
use super::super::permit_numbers::{is_of_another, year_of_pirt};
use super::super::permits::{PermitWords, permit_words};
use super::super::sheets::{Address, column_name};
use crate::model::{
    Catalog, CategoryId, CertificationKind, CertificationStatus, PlaceWords, ProducerId, ProductId, RegionCode,
    full_place, short_place,
};
use crate::say;
use crate::text::{Lang, integer};

/// Names a question for good: the same file and mapping ask the same ones again.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum QuestionKey {
    /// Which region is meant.
    Place { words: PlaceWords, code: String },
    /// Whether `1.500` is one and a half or one thousand five hundred, for one column.
    Mark { sheet: usize, column: u32, typed: String },
    /// Whether a price of Rp15 is Rp15.000.
    Price { typed: String },
    /// Which currency a heading or a number's format means.
    Currency { typed: String },
    /// A category that is nearly one there is.
    Category { typed: String },
    /// A producer of this name who may be another one.
    Producer { name: String, origin: RegionCode },
    /// A tick, a cross or words that may mean either.
    Permit { column: Column, typed: String },
    /// Whether a row with the number of a product is that product.
    Product { id: ProductId, name: String, place: RegionCode },
    /// Whether a name that differs from one above in its marks alone is another product's.
    SameName { name: String, other: String },
    /// Which of several prices in one cell counts.
    Prices { typed: String },
    /// A number below a heading that says thousands, which may be whole already.
    Factor { sheet: usize, column: u32, typed: String },
    /// Rows that the spreadsheet program does not show.
    HiddenRows { sheet: usize, name: String },
    /// Which of several columns of one meaning is read.
    SameColumns { sheet: usize, column: Column },
}

impl QuestionKey {
    /// A short name that stays the same as long as the question does: for the command line.
    pub fn code(&self) -> String {
        let hash = blake3::hash(format!("{self:?}").as_bytes()).to_hex();
        hash.get(..6).unwrap_or_default().to_owned()
    }
}

/// What a person may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Region(RegionCode),
    Mark(DecimalMark),
    /// In whole rupiah.
    Price(i64),
    Currency(&'static str),
    Category(CategoryId),
    NewCategory,
    Producer(ProducerId),
    NewProducer,
    /// `None`: there is no such permit.
    Permit(Option<CertificationStatus>),
    Product(ProductId),
    NewProduct,
    TakeHidden,
    /// The column of the sheet, from 0.
    Column(u32),
    /// The cells are left out.
    LeaveOut,
}

/// One question with the cells that wait for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub key: QuestionKey,
    /// Likely ones first. A person may also give another region, and may always leave the cells out.
    pub candidates: Vec<Answer>,
    pub cells: Vec<Address>,
    /// What was answered, where it was.
    pub answer: Option<Answer>,
}

impl Question {
    /// The question in words.
    pub fn words(&self, lang: Lang) -> String {
        match &self.key {
            QuestionKey::Place { words, code } => {
                let said = [&words.whole, &words.village, &words.district, &words.regency, &words.province, code];
                let said: Vec<&str> =
                    said.into_iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
                let said = said.join(", ");
                say!(lang, "Daerah mana yang dimaksud dengan “{said}”?", "Which region does “{said}” mean?")
            }
            QuestionKey::Mark { typed, .. } => say!(
                lang,
                "Di kolom ini, apakah “{typed}” berarti ribuan atau pecahan?",
                "In this column, does “{typed}” mean thousands or a fraction?"
            ),
            QuestionKey::Price { typed } => say!(
                lang,
                "Harga Rp{typed}: apakah nol ribuannya hilang?",
                "A price of Rp{typed}: have the zeros of thousands been lost?"
            ),
            QuestionKey::Currency { typed } => {
                say!(lang, "Mata uang mana yang dimaksud dengan “{typed}”?", "Which currency does “{typed}” mean?")
            }
            QuestionKey::Category { typed } => {
                say!(
                    lang,
                    "Kategori “{typed}”: yang sudah ada, atau baru?",
                    "Category “{typed}”: an existing one, or new?"
                )
            }
            QuestionKey::Producer { name, origin } => {
                let place = short_place(origin, lang);
                match place.is_empty() {
                    true => say!(lang, "Produsen “{name}”: yang mana?", "Producer “{name}”: which one?"),
                    false => say!(
                        lang,
                        "Produsen “{name}” di {place}: yang sudah ada, atau yang lain?",
                        "Producer “{name}” in {place}: an existing one, or another?"
                    ),
                }
            }
            QuestionKey::Permit { column: Column::Permit(permit), typed } if is_of_another(&permit.kind(), typed) => {
                let permit = permit.kind().label(lang).into_owned();
                say!(
                    lang,
                    "“{typed}” tampak seperti izin lain, bukan {permit}. Apakah {permit} dimiliki, dalam proses, atau belum?",
                    "“{typed}” looks like something else than {permit}. Is {permit} held, in process, or not yet there?"
                )
            }
            QuestionKey::Permit { column: Column::Permit(permit), typed }
                if permit.kind() == CertificationKind::Pirt
                    && year_of_pirt(typed).is_some()
                    && matches!(permit_words(typed), PermitWords::Status(..)) =>
            {
                let year = year_of_pirt(typed).unwrap_or_default();
                say!(
                    lang,
                    "Nomor PIRT “{typed}” berakhir tahun {year}: masih dimiliki?",
                    "The PIRT number “{typed}” ends in {year}: is it still held?"
                )
            }
            QuestionKey::Permit { typed, .. } => say!(
                lang,
                "Apa arti “{typed}” di kolom izin: dimiliki, dalam proses, atau belum?",
                "What does “{typed}” mean in the column of a permit: held, in process, or not yet?"
            ),
            QuestionKey::Product { id, name, place } => {
                let place = match short_place(place, lang) {
                    place if place.is_empty() => place,
                    place => format!(" ({place})"),
                };
                say!(
                    lang,
                    "Nomor “{id}”: apakah “{name}”{place} produk yang sudah ada, atau yang lain?",
                    "Number “{id}”: is “{name}”{place} the existing product, or another?"
                )
            }
            QuestionKey::SameName { name, other } => say!(
                lang,
                "“{name}” dan “{other}” di atasnya hampir sama: apakah produk yang lain?",
                "“{name}” and “{other}” above it are nearly the same: is it another product?"
            ),
            QuestionKey::Prices { typed } => {
                let typed = typed.replace('\n', " ");
                say!(lang, "Harga “{typed}”: yang mana?", "Price “{typed}”: which one?")
            }
            QuestionKey::Factor { typed, .. } => say!(
                lang,
                "Judul kolomnya menyebut ribuan atau jutaan: berapa harga “{typed}”?",
                "The heading says thousands or millions: how much is the price “{typed}”?"
            ),
            QuestionKey::HiddenRows { name, .. } => {
                let count = self.cells.len();
                let place = if name.is_empty() {
                    String::new()
                } else {
                    say!(lang, " di lembar “{name}”", " of the sheet “{name}”")
                };
                let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
                say!(
                    lang,
                    "{count} baris{place} disembunyikan atau disaring di filenya. Ikut diambil?",
                    "{count} row{s}{place} hidden or filtered away in the file. Take them too?"
                )
            }
            QuestionKey::SameColumns { column, .. } => {
                let label = column.label(lang);
                say!(
                    lang,
                    "Beberapa kolom berarti “{label}”: yang mana yang dibaca?",
                    "Several columns mean “{label}”: which one is read?"
                )
            }
        }
    }
}

impl Answer {
    /// The answer in words.
    pub fn words(&self, catalog: &Catalog, lang: Lang) -> String {
        match self {
            Answer::Region(code) => {
                let place = full_place(code, lang);
                if place == code.as_str() { place } else { format!("{place} ({code})") }
            }
            Answer::Mark(DecimalMark::Comma) => lang
                .pick("Titik untuk ribuan, koma untuk pecahan", "Point for thousands, comma for decimals")
                .to_owned(),
            Answer::Mark(DecimalMark::Point) => lang
                .pick("Koma untuk ribuan, titik untuk pecahan", "Comma for thousands, point for decimals")
                .to_owned(),
            Answer::Price(amount) => format!("Rp{}", integer(lang, *amount)),
            Answer::Currency(code) => (*code).to_owned(),
            Answer::Category(id) => {
                let name = catalog.category(id).and_then(|one| one.name.or_other(lang));
                name.map_or(id.as_str(), |(name, _)| name).to_owned()
            }
            Answer::NewCategory => lang.pick("Kategori baru", "A new category").to_owned(),
            Answer::Producer(id) => match catalog.producers.get(id) {
                Some(producer) => {
                    let place = short_place(&producer.origin, lang);
                    if place.is_empty() { producer.name.clone() } else { format!("{}, {place}", producer.name) }
                }
                None => id.to_string(),
            },
            Answer::NewProducer => lang.pick("Produsen baru", "A new producer").to_owned(),
            Answer::Permit(Some(status)) => status.label(lang).to_owned(),
            Answer::Product(id) => match catalog.products.get(id) {
                Some(product) => {
                    let name = product.name.or_other(lang).map_or(id.as_str(), |(name, _)| name);
                    let maker = catalog.producer_of(product).map(|one| one.name.clone());
                    let place = short_place(&product.origin, lang);
                    let facts = [Some(name.to_owned()), maker, Some(place).filter(|place| !place.is_empty())];
                    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
                }
                None => id.to_string(),
            },
            Answer::NewProduct => lang.pick("Produk baru", "A new product").to_owned(),
            Answer::TakeHidden => lang.pick("Ikut diambil", "Take them too").to_owned(),
            Answer::Column(at) => {
                let letters = column_name(*at);
                say!(lang, "Kolom {letters}", "Column {letters}")
            }
            Answer::Permit(None) => lang.pick("belum ada", "none yet").to_owned(),
            Answer::LeaveOut => lang.pick("Lewati", "Leave out").to_owned(),
        }
    }
}
