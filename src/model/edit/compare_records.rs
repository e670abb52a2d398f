//! Compares two records that are one thing, field by field in words, and says what merging them does to each field.

use crate::model::place::wording::full_place;
use crate::model::record::catalog::{Catalog, Key, Record};
use crate::model::record::values::Text;
use crate::model::record::{Award, FieldKind, FieldRef, ProducerField, ProductField};
use crate::model::report::differences::RecordField;
use crate::text::{Lang, date};

/// A field of two records in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedField {
    pub field: RecordField,
    pub kept: String,
    pub other: String,
}

/// What becomes of a field when two records are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldOutcome {
    /// Both say the same, or only the one that stays says anything.
    Kept,
    /// Only the one that goes says anything: it is taken over.
    Filled,
    /// A list: what it lacks is added.
    United,
    /// Both say something, and not the same: a person chooses.
    Conflict,
}

impl ComparedField {
    /// The field's name above two records of one kind.
    pub fn label(&self, lang: Lang) -> &'static str {
        use {ProducerField as M, ProductField as P, RecordField as F};
        match self.field {
            F::Product(P::Name) | F::Producer(M::Name) => lang.pick("Nama", "Name"),
            F::Product(P::Place) | F::Producer(M::Place) => lang.pick("Alamat atau tempat", "Address or place"),
            F::Producer(M::Story) => lang.pick("Cerita", "Story"),
            F::Producer(M::StoryEn) => lang.pick("Cerita (Inggris)", "Story (English)"),
            F::Product(field) => field.label(lang),
            F::Producer(field) => field.label(lang),
            F::Info(_) | F::Categories | F::Selections => "",
        }
    }

    pub fn outcome(&self) -> FieldOutcome {
        match (self.kept.is_empty(), self.other.is_empty()) {
            (_, true) => FieldOutcome::Kept,
            _ if self.kept == self.other => FieldOutcome::Kept,
            (true, false) => FieldOutcome::Filled,
            _ if self.field.kind().is_some_and(FieldKind::is_united) => FieldOutcome::United,
            _ => FieldOutcome::Conflict,
        }
    }
}

/// Compares two records field by field; fields that both leave empty are left out. `None` where they are not two
/// records of one kind.
pub fn compare_records(catalog: &Catalog, kept: &Key, other: &Key, lang: Lang) -> Option<Vec<ComparedField>> {
    let fields: Vec<RecordField> = match (kept, other) {
        (Key::Producer(_), Key::Producer(_)) => {
            ProducerField::ALL.iter().map(|field| RecordField::Producer(*field)).collect()
        }
        (Key::Product(_), Key::Product(_)) => {
            // Whether a product is shown stands beside its name.
            let (first, rest) = ProductField::ALL.split_at(2);
            let rest = rest.iter().filter(|field| **field != ProductField::Status);
            let order = first.iter().chain([&ProductField::Status]).chain(rest);
            order.map(|field| RecordField::Product(*field)).collect()
        }
        _ => return None,
    };
    let (kept, other) = (catalog.record(kept)?, catalog.record(other).filter(|_| kept != other)?);
    let words = |record: &Record, field| compared_words(catalog, record, field, lang);
    let lines =
        fields.into_iter().map(|field| ComparedField { field, kept: words(&kept, field), other: words(&other, field) });
    Some(lines.filter(|line| !line.kept.is_empty() || !line.other.is_empty()).collect())
}

/// The record that says more stands first, since it is likelier to be the one that stays: by its products, then by its
/// fields.
pub fn richer_first(catalog: &Catalog, a: &Key, b: &Key) -> (Key, Key) {
    let lines = compare_records(catalog, a, b, Lang::Id).unwrap_or_default();
    let products = |key: &Key| match key {
        Key::Producer(id) => catalog.products.values().filter(|one| one.producer.as_ref() == Some(id)).count(),
        _ => 0,
    };
    let filled = |said: fn(&ComparedField) -> bool| lines.iter().filter(|line| said(line)).count();
    let first = (products(a), filled(|line| !line.kept.is_empty()));
    let second = (products(b), filled(|line| !line.other.is_empty()));
    if second > first { (b.clone(), a.clone()) } else { (a.clone(), b.clone()) }
}

/// A field in words, as short as a column beside another one needs it: lists by the names of what is in them.
fn compared_words(catalog: &Catalog, record: &Record, field: RecordField, lang: Lang) -> String {
    let value = match (field, record) {
        (RecordField::Product(field), Record::Product(product)) => field.get(product),
        (RecordField::Producer(field), Record::Producer(producer)) => field.get(producer),
        _ => return String::new(),
    };
    let in_language = |text: &Text| text.or_other(lang).map_or(String::new(), |(text, _)| text.to_owned());
    let list = |words: &mut dyn Iterator<Item = String>, between: &str| words.collect::<Vec<_>>().join(between);
    let words = match value {
        FieldRef::Region(code) => full_place(code, lang),
        FieldRef::Texts(texts) => list(&mut texts.iter().filter(|text| !text.is_empty()).map(in_language), ", "),
        FieldRef::Tags(words) | FieldRef::Links(words) => words.join(", "),
        FieldRef::Photos(photos) => list(&mut photos.iter().map(|photo| photo.file.clone()), ", "),
        FieldRef::Sources(sources) => list(&mut sources.iter().map(|source| source.title.clone()), "; "),
        FieldRef::Awards(awards) => {
            let award = |award: &Award| format!("{} {}", in_language(&award.title), date(lang, &award.date.0));
            list(&mut awards.iter().map(|one| award(one).trim().to_owned()), "; ")
        }
        value => value.words(catalog, lang).replace('\u{a0}', " "),
    };
    words.trim().to_owned()
}
