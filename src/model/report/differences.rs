//! What is different between two values of a record, field by field, in the words of the interface.
//!
//! Which fields differ is a comparison of values and quick; wording them is left to whoever shows them, so that a
//! thousand changed records cost nothing until they come into view.

use crate::model::edit::{Change, ChangeSet};
use crate::model::record::catalog::{Catalog, Key, Record};
use crate::model::record::{CatalogInfo, FieldKind, Producer, ProducerField, Product, ProductField};
use crate::model::report::describe;
use crate::text::Lang;

/// A part of what a catalogue says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum InfoField {
    Id,
    Title,
    TitleEn,
    Event,
    Organizer,
    BoothContact,
    Foreword,
    Logos,
    Brochures,
}

impl InfoField {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            InfoField::Id => lang.pick("Tanda katalog", "Catalogue id"),
            InfoField::Title => lang.pick("Judul katalog", "Catalogue title (Indonesian)"),
            InfoField::TitleEn => lang.pick("Judul katalog (Inggris)", "Catalogue title (English)"),
            InfoField::Event => lang.pick("Acara", "Event"),
            InfoField::Organizer => lang.pick("Penyelenggara", "Organiser"),
            InfoField::BoothContact => lang.pick("Kontak di stan", "Contact at the booth"),
            InfoField::Foreword => lang.pick("Sambutan", "Foreword"),
            InfoField::Logos => lang.pick("Logo", "Logos"),
            InfoField::Brochures => lang.pick("Pengaturan brosur", "Brochure settings"),
        }
    }
}

/// One field of one record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordField {
    Product(ProductField),
    Producer(ProducerField),
    Info(InfoField),
    Categories,
    Selections,
}

impl From<ProductField> for RecordField {
    fn from(field: ProductField) -> Self {
        Self::Product(field)
    }
}

impl From<ProducerField> for RecordField {
    fn from(field: ProducerField) -> Self {
        Self::Producer(field)
    }
}

impl From<InfoField> for RecordField {
    fn from(field: InfoField) -> Self {
        Self::Info(field)
    }
}

/// A place in a record's form: what a problem is about, and where a person is led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldPlace {
    pub field: RecordField,
    /// Which item, where the field is a list.
    pub item: Option<usize>,
    /// Which part of the field or item, where it has several.
    pub part: Option<FieldPart>,
}

/// A part of a field or of a list's item that can be wrong by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldPart {
    Amount,
    Currency,
    Date,
    Expiry,
    Number,
    AltText,
    TimeZone,
    Whatsapp,
    Phone,
    Email,
    Web,
}

impl<F: Into<RecordField>> From<F> for FieldPlace {
    fn from(field: F) -> Self {
        Self { field: field.into(), item: None, part: None }
    }
}

impl FieldPlace {
    /// A part of the field.
    pub fn part(self, part: FieldPart) -> Self {
        Self { part: Some(part), ..self }
    }

    /// A part of an item of the list.
    pub fn item(self, at: usize, part: FieldPart) -> Self {
        Self { item: Some(at), part: Some(part), ..self }
    }
}

impl RecordField {
    pub fn kind(self) -> Option<FieldKind> {
        match self {
            RecordField::Product(field) => Some(field.kind()),
            RecordField::Producer(field) => Some(field.kind()),
            RecordField::Info(_) | RecordField::Categories | RecordField::Selections => None,
        }
    }

    /// `Harga`, `Uraian (Inggris)`.
    pub fn label(self, lang: Lang) -> String {
        let name = match self {
            RecordField::Product(field) => field.label(lang),
            RecordField::Producer(field) => field.label(lang),
            RecordField::Info(field) => field.label(lang),
            RecordField::Categories => lang.pick("Kategori", "Categories"),
            RecordField::Selections => lang.pick("Daftar tersimpan", "Saved lists"),
        };
        match self.kind() {
            Some(FieldKind::Indonesian) => side_label(name, Lang::Id, lang),
            _ => name.to_owned(),
        }
    }

    /// The field's value as people see it; empty where there is none. `catalog` knows the names behind ids.
    pub fn words(self, record: &Record, catalog: &Catalog, lang: Lang) -> String {
        match (self, record) {
            (RecordField::Product(field), Record::Product(product)) => field.get(product).words(catalog, lang),
            (RecordField::Producer(field), Record::Producer(producer)) => field.get(producer).words(catalog, lang),
            (RecordField::Info(field), Record::Info(info)) => describe::info(info, field, lang),
            (RecordField::Categories, Record::Categories(list)) => describe::categories(list, lang),
            (RecordField::Selections, Record::Selections(list)) => describe::selections(list, lang),
            _ => String::new(),
        }
    }
}

/// The name of a text with the language of one of its sides; Indonesian is the one that needs no saying in Indonesian.
pub(in crate::model) fn side_label(name: &str, side: Lang, lang: Lang) -> String {
    match (side, lang) {
        (Lang::En, _) => format!("{name} {}", lang.pick("(Inggris)", "(English)")),
        (Lang::Id, Lang::En) => format!("{name} (Indonesian)"),
        (Lang::Id, Lang::Id) => name.to_owned(),
    }
}

/// A field with what was in it and what will be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldDifference {
    pub field: RecordField,
    pub label: String,
    pub before: String,
    pub after: String,
}

/// The fields that two values of a record do not share, in the order of the form. A record that appears or disappears
/// differs in every field that is filled.
pub fn differing_fields(before: Option<&Record>, after: Option<&Record>) -> Vec<RecordField> {
    match (before, after) {
        (None, None) => Vec::new(),
        (Some(Record::Product(a)), Some(Record::Product(b))) => product_fields(a, b),
        (Some(Record::Product(one)), None) | (None, Some(Record::Product(one))) => {
            let nothing = Product { id: one.id.clone(), ..Product::default() };
            let mut fields = product_fields(&nothing, one);
            // A draft is what a new product is anyway, but whoever reads of a new one asks for it.
            let status = RecordField::Product(ProductField::Status);
            if !fields.contains(&status) {
                fields.push(status);
            }
            fields
        }
        (Some(Record::Producer(a)), Some(Record::Producer(b))) => producer_fields(a, b),
        (Some(Record::Producer(one)), None) | (None, Some(Record::Producer(one))) => {
            producer_fields(&Producer { id: one.id.clone(), ..Producer::default() }, one)
        }
        (Some(Record::Info(a)), Some(Record::Info(b))) => info_fields(a, b),
        (Some(Record::Info(one)), None) | (None, Some(Record::Info(one))) => info_fields(&CatalogInfo::default(), one),
        (Some(Record::Categories(a)), Some(Record::Categories(b))) if a == b => Vec::new(),
        (Some(Record::Selections(a)), Some(Record::Selections(b))) if a == b => Vec::new(),
        (Some(Record::Categories(_)), _) | (None, Some(Record::Categories(_))) => vec![RecordField::Categories],
        (Some(Record::Selections(_)), _) | (None, Some(Record::Selections(_))) => vec![RecordField::Selections],
        // Two kinds under one key never happen; see `Catalog::apply`.
        _ => Vec::new(),
    }
}

/// Every field that a change touches, with its value before and after in words.
pub fn differences(change: &Change, before: &Catalog, after: &Catalog, lang: Lang) -> Vec<FieldDifference> {
    let words = |field: RecordField, record: &Option<Record>, catalog: &Catalog| {
        record.as_ref().map(|record| field.words(record, catalog, lang)).unwrap_or_default()
    };
    differing_fields(change.before.as_ref(), change.after.as_ref())
        .into_iter()
        .map(|field| FieldDifference {
            field,
            label: field.label(lang),
            before: words(field, &change.before, before),
            after: words(field, &change.after, after),
        })
        .collect()
}

/// The name a record goes by.
pub fn record_name(record: &Record, lang: Lang) -> String {
    let or_none = |name: &str| match name.trim() {
        "" => lang.pick("Tanpa nama", "No name").to_owned(),
        _ => name.to_owned(),
    };
    match record {
        Record::Info(_) => lang.pick("Pengaturan katalog", "Catalogue settings").to_owned(),
        Record::Categories(_) => lang.pick("Kategori", "Categories").to_owned(),
        Record::Selections(_) => lang.pick("Daftar tersimpan", "Saved lists").to_owned(),
        Record::Producer(producer) => or_none(&producer.name),
        Record::Product(product) => or_none(product.name.or_other(lang).map_or("", |(name, _)| name)),
    }
}

/// Both ends of a long change: what they share in front and behind is cut down to a few words, so that the difference
/// stays in view on one line.
pub fn excerpts(before: &str, after: &str) -> (String, String) {
    /// A line of about this many letters is read at a glance.
    const SHORT: usize = 80;
    /// Letters kept around the difference.
    const AROUND: usize = 30;
    let (b, a): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    if b.len() <= SHORT && a.len() <= SHORT || b.is_empty() || a.is_empty() {
        return (before.to_owned(), after.to_owned());
    }
    let same_front = b.iter().zip(&a).take_while(|(b, a)| b == a).count();
    let most = b.len().min(a.len()) - same_front;
    let same_end = b.iter().rev().zip(a.iter().rev()).take(most).take_while(|(b, a)| b == a).count();
    let cut = |chars: &[char]| {
        let from = same_front.saturating_sub(AROUND);
        let to = (chars.len() - same_end + AROUND).min(chars.len());
        let middle: String = chars.get(from..to).unwrap_or_default().iter().collect();
        let (front, end) = (if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" });
        format!("{front}{middle}{end}")
    };
    (cut(&b), cut(&a))
}

impl ChangeSet {
    /// What turns one catalogue into another.
    pub fn between(from: &Catalog, to: &Catalog) -> ChangeSet {
        let mut keys = vec![Key::Info, Key::Categories, Key::Selections];
        keys.extend(from.producers.keys().chain(to.producers.keys()).cloned().map(Key::Producer));
        keys.extend(from.products.keys().chain(to.products.keys()).cloned().map(Key::Product));
        keys.sort();
        keys.dedup();
        let changes = keys.into_iter().filter_map(|key| {
            let (before, after) = (from.record(&key), to.record(&key));
            (before != after).then_some(Change { key, before, after })
        });
        ChangeSet { changes: changes.collect() }
    }
}

fn product_fields(a: &Product, b: &Product) -> Vec<RecordField> {
    let differs = |field: &&ProductField| field.get(a) != field.get(b);
    ProductField::ALL.iter().filter(differs).map(|field| RecordField::Product(*field)).collect()
}

fn producer_fields(a: &Producer, b: &Producer) -> Vec<RecordField> {
    let differs = |field: &&ProducerField| field.get(a) != field.get(b);
    ProducerField::ALL.iter().filter(differs).map(|field| RecordField::Producer(*field)).collect()
}

fn info_fields(a: &CatalogInfo, b: &CatalogInfo) -> Vec<RecordField> {
    use InfoField as F;
    let fields = [
        (F::Id, a.id != b.id),
        (F::Title, a.title.id != b.title.id),
        (F::TitleEn, a.title.en != b.title.en),
        (F::Event, a.event != b.event),
        (F::Organizer, a.organizer != b.organizer),
        (F::BoothContact, a.booth_contact != b.booth_contact),
        (F::Foreword, a.foreword != b.foreword),
        (F::Logos, a.logos != b.logos),
        (F::Brochures, a.brochures != b.brochures),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| RecordField::Info(field)).collect()
}
