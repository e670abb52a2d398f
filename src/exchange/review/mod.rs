//! A file held against a catalogue: what would happen row by row and cell by cell, before anything happens.

mod amounts;
mod builder;
mod contacts;
mod fields;
mod file_faults;
mod finish;
mod layout;
mod matching;
mod no_product;
mod note_words;
mod notes;
mod permits;
mod places;
mod price_facts;
mod prices;
mod producers;
mod questions;
mod record_fields;
mod record_makers;
mod record_values;
mod records;
mod repair;
mod sheet_walk;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use super::columns::Column;
use super::error::{Fault, ImportError};
use super::guess::Mapping;
use super::sheets::{Address, ReadProgress, Sheets};
use crate::model::{
    Catalog, ChangeSet, ChangeTally, Edit, Key, PartialDate, Photo, Product, ProductId, Record, Status, Text,
};
use crate::text::Lang;

pub use notes::Note;
pub use questions::{Answer, Question, QuestionKey};

/// What a person decides, and what only the caller knows.
pub struct ReviewOptions<'a> {
    /// What new rows become, where the file has no column for it. `None`: not yet decided; they are drafts meanwhile.
    pub new_status: Option<Status>,
    /// The date of prices that the file gives none for; empty where nobody says so.
    pub price_date: PartialDate,
    /// Four random hex digits for the n-th new record; the same ones each time, so that a review made anew keeps its ids.
    pub hex: &'a (dyn Fn(usize) -> String + Sync),
    /// True where the catalogue's folder has a photo of this name.
    pub has_photo: &'a (dyn Fn(&str) -> bool + Sync),
    /// True where a picture of this name lies beside the file, be it without its ending.
    pub lies_beside: &'a (dyn Fn(&str) -> bool + Sync),
    pub answers: BTreeMap<QuestionKey, Answer>,
    /// The ids are this catalogue's own, whatever else a row says: it is typed into a table of it.
    pub own_ids: bool,
    /// What decides whether the year of a permit is over.
    pub today: Date,
    /// The language of what stood and will stand in the cells.
    pub lang: Lang,
}

impl Default for ReviewOptions<'_> {
    fn default() -> Self {
        Self {
            new_status: None,
            price_date: PartialDate::default(),
            hex: &|_| String::new(),
            own_ids: false,
            has_photo: &|_| false,
            lies_beside: &|_| false,
            answers: BTreeMap::new(),
            today: Date::MIN,
            lang: Lang::Id,
        }
    }
}

impl ReviewOptions<'_> {
    /// A day that is still to come, where somebody says which day it is.
    fn is_ahead(&self, date: &PartialDate) -> bool {
        self.today != Date::MIN && date.first_day().is_some_and(|day| day > self.today)
    }
}

/// What happens to a row's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    New,
    Changed,
    Unchanged,
    Refused(Note),
    /// No product's row: a total, a signature.
    Skipped(Note),
}

/// How a row found its record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matched {
    ById,
    ByNameAndProducer,
    /// One of the two names no producer.
    ByName,
    /// It is new.
    Not,
}

/// What happens to a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellVerdict {
    /// Taken as it stands.
    Taken,
    Repaired(Note),
    /// Waits for the question of this index.
    Asked(usize),
    Refused(Note),
    LeftOut(Note),
}

/// One cell that changes something or that something is said of. Cells that say what is stored are not listed.
#[derive(Clone, Debug, PartialEq)]
pub struct CellReview {
    pub at: Address,
    /// `None` for a field of a JSON record.
    pub column: Option<Column>,
    /// The column's heading, or the field's name.
    pub heading: String,
    pub typed: String,
    pub before: String,
    pub after: String,
    pub verdict: CellVerdict,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReview {
    pub at: Address,
    /// What it is of; `None` for a refused row that has no record.
    pub key: Option<Key>,
    pub name: String,
    pub verdict: Verdict,
    pub matched: Matched,
    pub cells: Vec<CellReview>,
    pub before: Option<Record>,
    pub after: Option<Record>,
    /// Further records that it makes or changes: its producer, a category.
    pub touches: Vec<Key>,
}

impl RowReview {
    /// Applied unless a person takes it out.
    pub fn is_applied(&self) -> bool {
        matches!(self.verdict, Verdict::New | Verdict::Changed)
    }
}

/// Where a found photo's bytes are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhotoLocation {
    /// `sheets[sheet].pictures[picture]`
    Embedded { sheet: usize, picture: usize },
    /// A file named in a cell, to be looked for beside the spreadsheet: a stranger's text, never to be used as a path
    /// outside that folder.
    Named { file: String },
}

/// A photo that belongs to a row's product and is not in the catalogue yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoReference {
    /// Which of [`Review::rows`].
    pub row: usize,
    pub at: Address,
    pub source: PhotoLocation,
    /// What a JSON record says of it beside its name.
    pub said: Photo,
}

/// How many rows of each verdict, and cells that need a look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub refused: usize,
    /// Rows that wait for an answer as a whole, since it is not known whose product they are.
    pub waiting: usize,
    pub skipped: usize,
    pub cells_refused: usize,
    pub cells_repaired: usize,
    pub cells_asked: usize,
}

/// What would happen. Nothing has.
#[derive(Clone, Debug)]
pub struct Review {
    pub rows: Vec<RowReview>,
    pub questions: Vec<Question>,
    /// Of whole sheets and columns.
    pub notes: Vec<(Address, Note)>,
    pub photos: Vec<PhotoReference>,
    pub counts: Counts,
    /// New rows have no status yet: ask, and review again with [`ReviewOptions::new_status`].
    pub asks_status: bool,
    /// The catalogue as it would become with every row, without photos.
    pub next: Catalog,
    file: String,
}

/// Holds a file against a catalogue.
///
/// # Errors
/// Where the file has no row that could be read, or the person cancelled.
pub fn review(
    catalog: &Catalog,
    sheets: &Sheets,
    mapping: &Mapping,
    options: &ReviewOptions<'_>,
    progress: ReadProgress<'_>,
) -> Result<Review, ImportError> {
    let mut work = builder::ReviewBuilder::new(catalog, sheets, options);
    let fault = |fault: Fault| fault.of(&sheets.file);
    match &sheets.records {
        Some(records) => work.records(records, progress).map_err(fault)?,
        None => {
            work.sheets(mapping, progress).map_err(fault)?;
            if work.rows.is_empty() {
                return Err(fault(Fault::NoRows));
            }
        }
    }
    Ok(work.finish())
}

impl Review {
    /// Of a file in which no sheet is read: nothing would happen, and each sheet says so.
    pub fn of_nothing(catalog: &Catalog, sheets: &Sheets) -> Self {
        let options = ReviewOptions::default();
        let mut work = builder::ReviewBuilder::new(catalog, sheets, &options);
        for (sheet, one) in sheets.sheets.iter().enumerate().filter(|(_, one)| !one.rows.is_empty()) {
            let name = if one.name.is_empty() { sheets.file.clone() } else { one.name.clone() };
            work.notes.push((Address { sheet, ..Address::default() }, Note::SheetNotUsed { name }));
        }
        work.finish()
    }

    /// One undoable edit of the rows that `take` wants (by index), with the photos that were stored meanwhile (by index
    /// of [`Review::photos`]).
    pub fn edit(&self, take: &dyn Fn(usize) -> bool, photos: &BTreeMap<usize, Photo>) -> Edit {
        let mut puts: Vec<(Key, Option<Record>)> = Vec::new();
        let mut touched: BTreeSet<&Key> = BTreeSet::new();
        let mut tally = ChangeTally::default();
        let mut found: BTreeMap<usize, Vec<&Photo>> = BTreeMap::new();
        for (at, photo) in photos {
            if let Some(one) = self.photos.get(*at) {
                found.entry(one.row).or_default().push(photo);
            }
        }
        for (at, row) in self.rows.iter().enumerate() {
            let more = found.get(&at).map_or(&[][..], Vec::as_slice);
            let is_wanted = row.is_applied() || row.verdict == Verdict::Unchanged && !more.is_empty();
            let (Some(key), Some(after), true) = (&row.key, &row.after, is_wanted && take(at)) else {
                continue;
            };
            touched.extend(&row.touches);
            tally.count(key, row.verdict != Verdict::New, true);
            // All categories are one record, put once below.
            if *key == Key::Categories {
                continue;
            }
            let record = match after {
                Record::Product(product) if !more.is_empty() => Record::Product(with_photos(product, more)),
                other => other.clone(),
            };
            puts.push((key.clone(), Some(record)));
        }
        for key in touched {
            puts.push((key.clone(), self.next.record(key)));
        }
        let file = &self.file;
        let named = |verb: &str, lang: Lang| match tally {
            none if none == ChangeTally::default() => format!("{verb} {file}"),
            some => format!("{verb} {file}: {}", some.words(lang)),
        };
        let name = Text::new(named("Impor", Lang::Id), named("Import", Lang::En));
        Edit { name, puts, typing_in: None }
    }

    /// What the edit changes, for the screen and for undo.
    pub fn to_change_set(&self, catalog: &Catalog, take: &dyn Fn(usize) -> bool) -> ChangeSet {
        catalog.apply(&self.edit(take, &BTreeMap::new())).1
    }
}

fn with_photos(product: &Arc<Product>, more: &[&Photo]) -> Arc<Product> {
    let mut product = Product::clone(product);
    for photo in more {
        // The same picture in two cells is one photo.
        if !product.photos.iter().any(|one| one.file == photo.file) {
            product.photos.push((*photo).clone());
        }
    }
    Arc::new(product)
}

/// True for what may be an id: a stranger's text never is one as it comes.
fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 80
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// An id that no product has yet.
fn free_id(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let mut id = wanted.to_owned();
    let mut number = 2_u32;
    while is_taken(&id) {
        id = format!("{wanted}-{number}");
        number += 1;
    }
    id
}

/// A product's id from the text of a cell.
fn product_id(text: &str) -> ProductId {
    ProductId::new(text)
}
