//! The walk over sheets and rows: which record a row is, then its cells, one after the other.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::super::cells::in_review;
use super::super::columns::Column;
use super::super::facts;
use super::super::guess::{ColumnUse, SheetMapping};
use super::super::number_format::NumberFormat;
use super::super::sheets::{Address, Cell, FileFault, Row, Sheets, Value};
use super::super::template::{is_as_in_example, is_example, is_over_example};
use super::fields::is_no_brand;
use super::matching::{NamedProduct, NoMatch, RowIdentity, is_foreign_code, is_plausible, name_key, name_keys};
use super::no_product::{is_no_product, is_total, lists_several, words_beside};
use super::repair::repaired;
use super::*;
use crate::model::search::normalise::normalise;
use crate::model::{CertificationKind, Photo, ProducerField, Product, ProductField as F, RegionCode, slug};

/// What is said of a cell that says that it is as above.
fn said_above(one: &ImportCell<'_>) -> CellVerdict {
    CellVerdict::Repaired(Note::SameAsAbove { what: one.text().into_owned() })
}

/// `sama` in a contact's cell beside a number: the same as that one, as likely as the same as above.
fn means_beside(one: &ImportCell<'_>, row: &Row) -> bool {
    let is_number = |cell: &&Cell| cell.value.text().bytes().filter(u8::is_ascii_digit).count() >= 8;
    matches!(one.column, Column::Producer(ProducerField::Whatsapp | ProducerField::Phone))
        && one.typed.contains(char::is_alphabetic)
        && row.cells.iter().filter(is_number).any(|cell| Some(cell.column) != one.at.column)
}

/// A cell with a meaning, on its way into a record.
#[derive(Clone)]
pub(super) struct ImportCell<'s> {
    pub column: Column,
    pub at: Address,
    pub value: Value,
    /// What the format of a number says beside its digits.
    pub format: Option<Arc<NumberFormat>>,
    /// As it is seen in the file.
    pub typed: String,
    pub says: &'s ColumnUse,
    /// "sda" was read as this.
    pub from_above: bool,
    /// The cell is merged with the one above.
    pub merged: bool,
}

impl ImportCell<'_> {
    pub fn text(&self) -> Cow<'_, str> {
        shown(&self.value, self.format.as_deref())
    }
}

/// A value as it is seen: a number with what its format says.
fn shown<'a>(value: &'a Value, format: Option<&NumberFormat>) -> Cow<'a, str> {
    match (value, format) {
        (Value::Number(number), Some(format)) => Cow::Owned(format.shown(*number)),
        _ => value.text(),
    }
}

/// What became of a cell, where it was not simply taken.
pub(super) type CellOutcomes = Vec<(Address, CellVerdict)>;

/// A review in the making.
pub(super) struct ReviewBuilder<'a> {
    pub catalog: &'a Catalog,
    pub sheets: &'a Sheets,
    pub options: &'a ReviewOptions<'a>,
    /// The catalogue as far as rows were taken.
    pub next: Catalog,
    pub rows: Vec<RowReview>,
    pub questions: Vec<Question>,
    pub notes: Vec<(Address, Note)>,
    pub photos: Vec<PhotoReference>,
    pub asks_status: bool,
    /// Permits of the row at hand that a person must decide.
    pub(super) doubted: Vec<CertificationKind>,
    /// Empty cells where something is stored, and the first of them.
    pub emptied: (usize, Address),
    asked: HashMap<QuestionKey, usize>,
    pub(super) names: HashMap<String, Vec<NamedProduct>>,
    pub(super) seen: HashMap<ProductId, Address>,
    made: usize,
    pub places: super::places::PlaceLookup,
    pub producers: super::producers::ProducerIndex,
    pub(super) records: super::records::RecordIds,
}

impl<'a> ReviewBuilder<'a> {
    pub fn new(catalog: &'a Catalog, sheets: &'a Sheets, options: &'a ReviewOptions<'a>) -> Self {
        let mut names: HashMap<String, Vec<NamedProduct>> = HashMap::new();
        for product in catalog.products.values() {
            let named = NamedProduct::new(product, None);
            for key in name_keys(product) {
                names.entry(key).or_default().push(named.clone());
            }
        }
        Self {
            catalog,
            sheets,
            options,
            next: catalog.clone(),
            rows: Vec::new(),
            questions: Vec::new(),
            notes: Vec::new(),
            photos: Vec::new(),
            asks_status: false,
            doubted: Vec::new(),
            emptied: (0, Address::default()),
            asked: HashMap::new(),
            names,
            seen: HashMap::new(),
            made: 0,
            places: super::places::PlaceLookup::new(catalog),
            producers: super::producers::ProducerIndex::new(catalog),
            records: super::records::RecordIds::default(),
        }
    }

    /// The answer to a question, or its number where it has none yet.
    pub fn ask(
        &mut self,
        key: QuestionKey,
        at: &Address,
        candidates: impl FnOnce() -> Vec<Answer>,
    ) -> Result<Answer, usize> {
        let number = match self.asked.get(&key) {
            Some(number) => *number,
            None => {
                let answer = self.options.answers.get(&key).cloned();
                let question = Question { key: key.clone(), candidates: candidates(), cells: Vec::new(), answer };
                self.questions.push(question);
                self.asked.insert(key, self.questions.len() - 1);
                self.questions.len() - 1
            }
        };
        match self.questions.get_mut(number) {
            Some(question) => {
                question.cells.push(at.clone());
                question.answer.clone().ok_or(number)
            }
            None => Err(number),
        }
    }

    /// A new id from a name.
    pub fn new_id(&mut self, name: &str, is_taken: impl Fn(&Catalog, &str) -> bool) -> String {
        let hex = (self.options.hex)(self.made);
        self.made += 1;
        free_id(&slug(name, &hex), |id| is_taken(&self.next, id))
    }

    /// The cells of a row that have a meaning, with "as above" resolved.
    fn given<'s>(
        &self,
        sheet: usize,
        mapped: &'s SheetMapping,
        row: &Row,
        above: &mut BTreeMap<u32, Cell>,
    ) -> Vec<ImportCell<'s>> {
        let mut list = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            let Some(says) = mapped.columns.get(cell.column as usize) else { continue };
            let Some(column) = says.column else { continue };
            if matches!(column, Column::IdentityNumber | Column::RowNumber | Column::Thumbnail) {
                continue;
            }
            let mut value = cell.value.clone();
            if let Some(unit) = says.unit_from.and_then(|at| row.cell(at)).map(|cell| cell.value.text())
                && !facts::says_nothing(&unit)
                && !shown(&value, cell.format.as_deref()).contains(char::is_alphabetic)
                && !value.is_empty()
            {
                value = Value::Text(format!("{} {}", value.text(), unit.trim()).into());
            }
            let typed = shown(&value, cell.format.as_deref()).trim().to_owned();
            let mut given = ImportCell {
                column,
                at: Address { sheet, row: row.at, column: Some(cell.column) },
                value,
                format: cell.format.clone(),
                typed,
                says,
                from_above: false,
                merged: cell.merged,
            };
            if facts::says_same(&given.typed) && !means_beside(&given, row) {
                // With nothing above it, it says nothing.
                let Some(cell) = above.get(&cell.column) else { continue };
                (given.value, given.format) = (cell.value.clone(), cell.format.clone());
                given.from_above = true;
            } else {
                above.insert(cell.column, cell.clone());
            }
            list.push(given);
        }
        list
    }

    pub(super) fn row(&mut self, sheet: usize, mapped: &SheetMapping, row: &Row, above: &mut BTreeMap<u32, Cell>) {
        if row.is_only_merged() {
            return;
        }
        let mut given = self.given(sheet, mapped, row, above);
        let at = Address { sheet, row: row.at, column: None };
        // What stands where nothing is read: the heading of a part of the list, a remark.
        let beside = words_beside(row, mapped);
        if given.is_empty() {
            if beside.len() > 1 && beside.contains(char::is_alphabetic) {
                self.refuse(at, beside, Note::NotAProduct);
            }
            return;
        }
        let mut outcomes: CellOutcomes = Vec::new();
        let unread = given.clone();
        for one in &mut given {
            match repaired(one) {
                Ok(None) => {}
                Ok(Some((value, note))) => {
                    (one.value, one.format) = (value, None);
                    outcomes.extend(note.map(|note| (one.at.clone(), CellVerdict::Repaired(note))));
                }
                Err(note) => {
                    let verdict =
                        if note == Note::SaysNone { CellVerdict::LeftOut(note) } else { CellVerdict::Refused(note) };
                    outcomes.push((one.at.clone(), verdict));
                    one.value = Value::Empty;
                }
            }
        }
        let repairs = outcomes.clone();
        given.retain(|one| !one.value.is_empty());
        let text_of = |column: Column| {
            let one = given.iter().find(|one| one.column == column);
            one.map(|one| one.text().trim().to_owned()).unwrap_or_default()
        };
        let name = [F::Name, F::NameEn].map(|field| text_of(Column::Product(field)));
        let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        let brand = text_of(Column::Product(F::Brand));
        let brand = if facts::says_nothing(&brand) || is_no_brand(&brand) { String::new() } else { brand };
        let (id, brand) = (text_of(Column::Id), &normalise(&brand));
        if name.is_empty() && id.is_empty() {
            let refused = outcomes.iter().find_map(|(at, verdict)| match verdict {
                CellVerdict::Refused(note) if unread.iter().any(|one| one.at == *at && is_name(one.column)) => {
                    Some(note.clone())
                }
                _ => None,
            });
            let note = refused.unwrap_or(if given.len() <= 2 { Note::NotAProduct } else { Note::NoName });
            let first = || given.first().map(|one| one.text().trim().to_owned()).filter(|_| note == Note::NotAProduct);
            let words = Some(beside).filter(|words| !words.is_empty()).or_else(first).unwrap_or_default();
            return self.refuse(at, words, note);
        }
        if is_example(&name) {
            return self.refuse(at, name, Note::ExampleRow);
        }
        if is_over_example(given.iter().map(|one| (one.column, one.text()))) {
            given.retain(|one| {
                let is_left = is_as_in_example(one.column, &one.text());
                outcomes.extend(is_left.then(|| (one.at.clone(), CellVerdict::LeftOut(Note::ExampleRow))));
                !is_left
            });
        }
        let is_none = is_no_product(&name, &given, &beside, mapped) || is_total(&beside, given.len());
        if id.is_empty() && facts::says_nothing(&name) || is_none {
            return self.refuse(at, name, Note::NotAProduct);
        }
        if lists_several(&name) && !self.names.contains_key(&name_key(&name)) {
            return self.refuse(at, name, Note::File(FileFault::SeveralInOne));
        }
        let by_id = self.catalog.products.get(id.as_str()).cloned();
        let stored = by_id.as_deref().filter(|stored| self.options.own_ids || is_plausible(stored, &id, &name));
        let place = self.place(&given, mapped, stored, &mut outcomes);
        let Ok(producer) = self.producer(&given, stored, &place, &mut outcomes) else {
            return self.wait(at, name, &given, outcomes);
        };
        let (producer_id, place_code) = (producer.as_ref(), place.as_ref());
        let cells = row;
        let row = RowIdentity { id: &id, name: &name, brand, producer: producer_id, place: place_code, at: &at };
        let id_at = given.iter().find(|one| one.column == Column::Id).map(|one| one.at.clone());
        let (before, matched) = match self.find(by_id, &row, id_at.as_ref()) {
            Ok(found) => found,
            Err(NoMatch::Refused(note)) => return self.refuse(at, name, note),
            Err(NoMatch::Asked(number)) => {
                outcomes.push((id_at.unwrap_or_else(|| at.clone()), CellVerdict::Asked(number)));
                return self.wait(at, name, &given, outcomes);
            }
        };
        if let Some(before) = before.as_deref().filter(|_| matched == Matched::ById) {
            self.count_emptied(before, mapped, cells, &at);
        }
        // What is stored already comes back as it is, whatever could be said of it.
        let is_identity = CellVerdict::Refused(Note::IdentityNumber);
        for (at, _) in repairs.iter().filter(|(_, verdict)| *verdict != is_identity) {
            let as_typed = unread.iter().find(|one| one.at == *at && self.is_stored(one, before.as_deref()));
            let Some(as_typed) = as_typed else { continue };
            outcomes.retain(|(other, _)| other != at);
            given.retain(|one| one.at != *at);
            given.push(as_typed.clone());
        }
        let mut after = match &before {
            Some(before) => Product::clone(before),
            None => self.new_product(&id, &name),
        };
        if is_foreign_code(&id) && before.is_some() && after.id.as_str() != id {
            let stays = Note::IdStays { id: after.id.to_string() };
            outcomes.extend(id_at.clone().map(|at| (at, CellVerdict::Repaired(stays))));
        }
        if !id.is_empty() && before.is_none() && after.id.as_str() != id {
            let cell = given.iter().find(|one| one.column == Column::Id).map(|one| one.at.clone());
            let other = self.next.products.get(id.as_str()).and_then(|other| other.name.or_other(self.options.lang));
            let verdict = match other {
                Some((name, _)) => CellVerdict::Repaired(Note::IdOfAnother { name: name.to_owned() }),
                None => CellVerdict::Refused(Note::NotAnId),
            };
            outcomes.push((cell.unwrap_or_else(|| at.clone()), verdict));
        }
        self.keep_address(&given, place.as_ref(), &mut after, &mut outcomes);
        if let Some(place) = place {
            let is_said = given.iter().any(|one| one.column == Column::RegionCode);
            // A regency's name beside a product whose village is known does not make it less known.
            if is_said || place.is_empty() || !after.origin.is_inside(&place) {
                after.origin = place;
            }
        }
        if let Some(producer) = producer {
            after.producer = producer;
        }
        let mut touches = Vec::new();
        let mut found = Vec::new();
        self.fields(&given, before.as_ref().map(AsRef::as_ref), &mut after, &mut outcomes, &mut touches, &mut found);
        self.contacts(&given, &after, &mut outcomes, &mut touches);
        if let Some(producer) = after.producer.as_ref().filter(|id| !self.catalog.producers.contains_key(*id)) {
            let key = Key::Producer(producer.clone());
            if self.next.producers.contains_key(producer) && !touches.contains(&key) {
                touches.push(key);
            }
        }
        self.take(at, unread, before, after, matched, outcomes, touches, found);
    }

    /// A row of which it is not known whose product it is.
    fn wait(&mut self, at: Address, name: String, given: &[ImportCell<'_>], outcomes: CellOutcomes) {
        self.refuse(at, name, Note::WaitsForAnswer);
        if let Some(row) = self.rows.last_mut() {
            row.cells = outcomes.into_iter().map(|(at, verdict)| waiting(given, at, verdict)).collect();
            row.cells.sort_by(|a, b| a.at.cmp(&b.at));
        }
    }

    pub fn see(&mut self, id: &ProductId, at: &Address) {
        self.seen.insert(id.clone(), at.clone());
    }

    fn new_product(&mut self, id: &str, name: &str) -> Product {
        let id = match is_id(id) && !self.next.products.contains_key(id) {
            true => id.to_owned(),
            false => self.new_id(name, |next, id| next.products.contains_key(id)),
        };
        Product { id: product_id(&id), status: self.options.new_status.unwrap_or_default(), ..Product::default() }
    }

    pub fn refuse(&mut self, at: Address, name: String, note: Note) {
        let is_skipped = matches!(note, Note::NotAProduct | Note::ExampleRow | Note::HiddenRow);
        let verdict = if is_skipped { Verdict::Skipped(note) } else { Verdict::Refused(note) };
        self.rows.push(RowReview {
            at,
            key: None,
            name,
            verdict,
            matched: Matched::Not,
            cells: Vec::new(),
            before: None,
            after: None,
            touches: Vec::new(),
        });
    }

    /// Enters a finished row.
    #[allow(clippy::too_many_arguments, reason = "the parts of one row, gathered in one place")]
    fn take(
        &mut self,
        at: Address,
        given: Vec<ImportCell<'_>>,
        before: Option<Arc<Product>>,
        after: Product,
        matched: Matched,
        outcomes: CellOutcomes,
        touches: Vec<Key>,
        found: Vec<(Address, String)>,
    ) {
        let after = Arc::new(after);
        let says_status = given.iter().any(|one| one.column == Column::Product(F::Status));
        self.asks_status |= before.is_none() && !says_status && self.options.new_status.is_none();
        let mut cells = Vec::new();
        for one in &given {
            // What was repaired may still have been refused.
            let said = || outcomes.iter().filter(|(at, _)| *at == one.at).map(|(_, verdict)| verdict);
            let verdict = said().find(|verdict| !matches!(verdict, CellVerdict::Repaired(_)));
            let verdict = verdict.or_else(|| said().next()).cloned();
            let lang = self.options.lang;
            let was = before.as_ref().map(|before| in_review(self.catalog, before, one.column, &one.typed, lang));
            let is = in_review(&self.next, &after, one.column, &one.typed, lang);
            let was = was.unwrap_or_default();
            let verdict = match verdict {
                // Nothing is stored of a new product that a stroke could leave as it is.
                Some(CellVerdict::LeftOut(Note::SaysNone)) if before.is_none() && facts::says_nothing(&one.typed) => {
                    continue;
                }
                Some(CellVerdict::Repaired(_)) if one.from_above => said_above(one),
                Some(verdict) => verdict,
                None if was == is => continue,
                None if one.from_above => said_above(one),
                None => CellVerdict::Taken,
            };
            // One remark does not hide another.
            let more = |other: &&CellVerdict| matches!(other, CellVerdict::Repaired(_)) && **other != verdict;
            let is_repaired = matches!(verdict, CellVerdict::Repaired(_)) && !one.from_above;
            let others: Vec<CellVerdict> = said().filter(more).filter(|_| is_repaired).cloned().collect();
            let cell = |before: String, after: String, verdict: CellVerdict| CellReview {
                at: one.at.clone(),
                column: Some(one.column),
                heading: one.says.heading.clone(),
                typed: one.typed.clone(),
                before,
                after,
                verdict,
            };
            cells.push(cell(was, is, verdict));
            cells.extend(others.into_iter().map(|other| cell(String::new(), String::new(), other)));
        }
        let verdict = match &before {
            None => Verdict::New,
            Some(before) if *before != after || !touches.is_empty() => Verdict::Changed,
            Some(_) => Verdict::Unchanged,
        };
        self.seen.insert(after.id.clone(), at.clone());
        if before.is_none() {
            let named = NamedProduct::new(&after, Some(at.clone()));
            for key in name_keys(&after) {
                self.names.entry(key).or_default().push(named.clone());
            }
        }
        self.next.products.insert(after.id.clone(), after.clone());
        for (at, file) in found {
            let source = PhotoLocation::Named { file };
            self.photos.push(PhotoReference { row: self.rows.len(), at, source, said: Photo::default() });
        }
        let name = after.name.or_other(self.options.lang).map(|(name, _)| name.to_owned()).unwrap_or_default();
        self.rows.push(RowReview {
            at,
            key: Some(Key::Product(after.id.clone())),
            name,
            verdict,
            matched,
            cells,
            before: before.map(Record::Product),
            after: Some(Record::Product(after)),
            touches,
        });
    }
}

fn is_name(column: Column) -> bool {
    matches!(column, Column::Product(F::Name | F::NameEn))
}

fn waiting(given: &[ImportCell<'_>], at: Address, verdict: CellVerdict) -> CellReview {
    let one = given.iter().find(|one| one.at == at);
    CellReview {
        column: one.map(|one| one.column),
        heading: one.map(|one| one.says.heading.clone()).unwrap_or_default(),
        typed: one.map(|one| one.typed.clone()).unwrap_or_default(),
        before: String::new(),
        after: String::new(),
        at,
        verdict,
    }
}

/// True where the origins of a product and a producer can be one place.
pub(super) fn compatible(a: &RegionCode, b: &RegionCode) -> bool {
    a.is_empty() || b.is_empty() || a.is_inside(b) || b.is_inside(a)
}
