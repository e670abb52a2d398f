//! What is different between two values of a record, field by field, in the words of the interface.
//!
//! Which fields differ is a comparison of values and quick; wording them is left to whoever shows them, so that a
//! thousand changed records cost nothing until they come into view.

use crate::model::edit::{Change, ChangeSet};
use crate::model::record::catalog::{Catalog, Key, Record};
use crate::model::record::values::Text;
use crate::model::record::{CatalogInfo, Producer, Product};
use crate::model::report::completeness::ProductField;
use crate::model::report::describe;
use crate::text::Lang;

/// A field of a producer's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProducerField {
    Name,
    Kind,
    Origin,
    Place,
    ContactPerson,
    Whatsapp,
    Phone,
    Email,
    Web,
    Social,
    Story,
}

impl ProducerField {
    pub const ALL: [ProducerField; 11] = [
        ProducerField::Name,
        ProducerField::Kind,
        ProducerField::Origin,
        ProducerField::Place,
        ProducerField::ContactPerson,
        ProducerField::Whatsapp,
        ProducerField::Phone,
        ProducerField::Email,
        ProducerField::Web,
        ProducerField::Social,
        ProducerField::Story,
    ];

    /// The field's label in the producer's form.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            ProducerField::Name => lang.pick("Nama produsen", "Producer's name"),
            ProducerField::Kind => lang.pick("Jenis usaha", "Kind of body"),
            ProducerField::Origin => lang.pick("Asal daerah", "Origin"),
            ProducerField::Place => lang.pick("Alamat", "Address"),
            ProducerField::ContactPerson => lang.pick("Nama narahubung", "Contact person"),
            ProducerField::Whatsapp => "WhatsApp",
            ProducerField::Phone => lang.pick("Telepon", "Telephone"),
            ProducerField::Email => lang.pick("Surel", "E-mail"),
            ProducerField::Web => lang.pick("Situs web", "Website"),
            ProducerField::Social => lang.pick("Media sosial", "Social media"),
            ProducerField::Story => lang.pick("Cerita produsen", "Producer's story"),
        }
    }
}

/// A part of what a catalogue says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InfoField {
    Id,
    Title,
    Event,
    Organizer,
    BoothContact,
    Foreword,
    Logos,
    Brochures,
}

impl InfoField {
    pub const ALL: [InfoField; 8] = [
        InfoField::Id,
        InfoField::Title,
        InfoField::Event,
        InfoField::Organizer,
        InfoField::BoothContact,
        InfoField::Foreword,
        InfoField::Logos,
        InfoField::Brochures,
    ];

    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            InfoField::Id => lang.pick("Tanda katalog", "Catalogue id"),
            InfoField::Title => lang.pick("Judul katalog", "Catalogue title"),
            InfoField::Event => lang.pick("Acara", "Event"),
            InfoField::Organizer => lang.pick("Penyelenggara", "Organiser"),
            InfoField::BoothContact => lang.pick("Kontak di stan", "Contact at the booth"),
            InfoField::Foreword => lang.pick("Sambutan", "Foreword"),
            InfoField::Logos => lang.pick("Logo", "Logos"),
            InfoField::Brochures => lang.pick("Pengaturan brosur", "Brochure settings"),
        }
    }
}

/// One field of one record. A text that has two languages is two fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordField {
    Product(ProductField, Option<Lang>),
    Producer(ProducerField, Option<Lang>),
    Info(InfoField, Option<Lang>),
    Categories,
    Selections,
}

impl RecordField {
    /// `Harga`, `Uraian (Inggris)`.
    pub fn label(self, lang: Lang) -> String {
        let (name, of) = match self {
            RecordField::Product(ProductField::NameEn, _) => (ProductField::NameEn.label(lang), None),
            RecordField::Product(ProductField::SummaryEn, _) => (ProductField::SummaryEn.label(lang), None),
            RecordField::Product(field, of) => (field.label(lang), of),
            RecordField::Producer(field, of) => (field.label(lang), of),
            RecordField::Info(field, of) => (field.label(lang), of),
            RecordField::Categories => (lang.pick("Kategori", "Categories"), None),
            RecordField::Selections => (lang.pick("Daftar tersimpan", "Saved lists"), None),
        };
        match (of, lang) {
            (Some(Lang::En), _) => format!("{name} {}", lang.pick("(Inggris)", "(English)")),
            (Some(Lang::Id), Lang::En) => format!("{name} (Indonesian)"),
            _ => name.to_owned(),
        }
    }

    /// The field's value as people see it; empty where there is none. `catalog` knows the names behind ids.
    pub fn words(self, record: &Record, catalog: &Catalog, lang: Lang) -> String {
        match (self, record) {
            (RecordField::Product(field, of), Record::Product(product)) => {
                describe::product(product, field, of, catalog, lang)
            }
            (RecordField::Producer(field, of), Record::Producer(producer)) => {
                describe::producer(producer, field, of, lang)
            }
            (RecordField::Info(field, of), Record::Info(info)) => describe::info(info, field, of, lang),
            (RecordField::Categories, Record::Categories(list)) => describe::categories(list, lang),
            (RecordField::Selections, Record::Selections(list)) => describe::selections(list, lang),
            _ => String::new(),
        }
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
            let status = RecordField::Product(ProductField::Status, None);
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
    let or_id = |name: &str, id: &str| if name.trim().is_empty() { id.to_owned() } else { name.to_owned() };
    match record {
        Record::Info(_) => lang.pick("Pengaturan katalog", "Catalogue settings").to_owned(),
        Record::Categories(_) => lang.pick("Kategori", "Categories").to_owned(),
        Record::Selections(_) => lang.pick("Daftar tersimpan", "Saved lists").to_owned(),
        Record::Producer(producer) => or_id(&producer.name, producer.id.as_str()),
        Record::Product(product) => {
            or_id(product.name.or_other(lang).map_or("", |(name, _)| name), product.id.as_str())
        }
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

fn text_fields(a: &Text, b: &Text, make: impl Fn(Lang) -> RecordField, into: &mut Vec<RecordField>) {
    if a.id != b.id {
        into.push(make(Lang::Id));
    }
    if a.en != b.en {
        into.push(make(Lang::En));
    }
}

fn product_fields(a: &Product, b: &Product) -> Vec<RecordField> {
    use ProductField as F;
    let mut out = Vec::new();
    let plain = |differs: bool, field: F, out: &mut Vec<RecordField>| {
        if differs {
            out.push(RecordField::Product(field, None));
        }
    };
    let name = |lang| RecordField::Product(if lang == Lang::Id { F::Name } else { F::NameEn }, Some(lang));
    text_fields(&a.name, &b.name, name, &mut out);
    plain(a.brand != b.brand, F::Brand, &mut out);
    plain(a.category != b.category, F::Category, &mut out);
    plain(a.producer != b.producer, F::Producer, &mut out);
    plain(a.origin != b.origin, F::Origin, &mut out);
    plain(a.place != b.place, F::Place, &mut out);
    let summary = |lang| RecordField::Product(if lang == Lang::Id { F::Summary } else { F::SummaryEn }, Some(lang));
    text_fields(&a.summary, &b.summary, summary, &mut out);
    for (field, a, b) in [
        (F::Description, &a.description, &b.description),
        (F::Materials, &a.materials, &b.materials),
        (F::Process, &a.process, &b.process),
        (F::Usage, &a.usage, &b.usage),
    ] {
        text_fields(a, b, |lang| RecordField::Product(field, Some(lang)), &mut out);
    }
    plain(a.variants != b.variants, F::Variants, &mut out);
    plain(a.net_content != b.net_content, F::NetContent, &mut out);
    plain(a.dimensions != b.dimensions, F::Dimensions, &mut out);
    plain(a.shelf_life != b.shelf_life, F::ShelfLife, &mut out);
    text_fields(&a.storage, &b.storage, |lang| RecordField::Product(F::Storage, Some(lang)), &mut out);
    text_fields(&a.packaging, &b.packaging, |lang| RecordField::Product(F::Packaging, Some(lang)), &mut out);
    plain(a.prices != b.prices, F::Prices, &mut out);
    plain(a.capacity != b.capacity, F::Capacity, &mut out);
    plain(a.min_order != b.min_order, F::MinOrder, &mut out);
    plain(a.lead_time_days != b.lead_time_days, F::LeadTime, &mut out);
    plain(a.certifications != b.certifications, F::Certifications, &mut out);
    plain(a.awards != b.awards, F::Awards, &mut out);
    plain(a.markets != b.markets, F::Markets, &mut out);
    plain(a.hs_code != b.hs_code, F::HsCode, &mut out);
    plain(a.incoterm != b.incoterm, F::Incoterm, &mut out);
    plain(a.port != b.port, F::Port, &mut out);
    plain(a.photos != b.photos, F::Photos, &mut out);
    plain(a.tags != b.tags, F::Tags, &mut out);
    plain(a.sources != b.sources, F::Sources, &mut out);
    plain(a.notes != b.notes, F::Notes, &mut out);
    plain(a.status != b.status, F::Status, &mut out);
    out
}

fn producer_fields(a: &Producer, b: &Producer) -> Vec<RecordField> {
    use ProducerField as F;
    let mut out = Vec::new();
    for field in F::ALL {
        let differs = match field {
            F::Name => a.name != b.name,
            F::Kind => a.kind != b.kind,
            F::Origin => a.origin != b.origin,
            F::Place => a.place != b.place,
            F::ContactPerson => a.contact_person != b.contact_person,
            F::Whatsapp => a.whatsapp != b.whatsapp,
            F::Phone => a.phone != b.phone,
            F::Email => a.email != b.email,
            F::Web => a.web != b.web,
            F::Social => a.social != b.social,
            F::Story => {
                text_fields(&a.story, &b.story, |lang| RecordField::Producer(F::Story, Some(lang)), &mut out);
                false
            }
        };
        if differs {
            out.push(RecordField::Producer(field, None));
        }
    }
    out
}

fn info_fields(a: &CatalogInfo, b: &CatalogInfo) -> Vec<RecordField> {
    use InfoField as F;
    let mut out = Vec::new();
    for field in F::ALL {
        let differs = match field {
            F::Id => a.id != b.id,
            F::Title => {
                text_fields(&a.title, &b.title, |lang| RecordField::Info(F::Title, Some(lang)), &mut out);
                false
            }
            F::Event => a.event != b.event,
            F::Organizer => a.organizer != b.organizer,
            F::BoothContact => a.booth_contact != b.booth_contact,
            F::Foreword => a.foreword != b.foreword,
            F::Logos => a.logos != b.logos,
            F::Brochures => a.brochures != b.brochures,
        };
        if differs {
            out.push(RecordField::Info(field, None));
        }
    }
    out
}

#[cfg(test)]
#[path = "differences_tests.rs"]
mod tests;
