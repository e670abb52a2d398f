//! The journal beside the settings: what was changed and typed since the last verified save, within a second, so that a
//! kill or a power cut loses nothing.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{Catalog, CatalogInfo, Category, Change, Edit, Key, Producer, Product, Record, Selection, Text};
use crate::store::catalog_file::history::time_name;
use crate::store::catalog_file::recovery::place_id;
use crate::store::disk::{SaveError, make_dirs, remove_file, write_file};
use crate::store::folder::Folder;
use crate::store::settings::ConfigDir;

/// The journal is written and synced at most this often.
const AT_MOST_EVERY: Duration = Duration::from_millis(500);

/// What stands in an open field and is no edit yet: a half-typed number, a date, a table cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenField {
    pub record: Key,
    /// The field's key, as the editor calls it.
    pub field: String,
    pub text: String,
}

/// A journal as it is on disk. Self-contained: each record before and after, so that nothing else is needed to take it back.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::store) struct Page {
    pub(in crate::store) format: u64,
    /// When it was written, with the offset.
    pub(in crate::store) written: String,
    /// The folder, for whoever reads the file by hand.
    folder: String,
    /// The edits are of the shipped sample, whose own copy was still being made.
    pub(in crate::store) of_sample: bool,
    info: Vec<Pair<CatalogInfo>>,
    categories: Vec<Pair<Vec<Category>>>,
    selections: Vec<Pair<Vec<Selection>>>,
    producers: Vec<Pair<Producer>>,
    products: Vec<Pair<Product>>,
    pub(in crate::store) fields: Vec<OpenField>,
}

/// A record before and after.
#[derive(Serialize, Deserialize)]
struct Pair<T> {
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    before: Option<Arc<T>>,
    #[serde(default = "none", skip_serializing_if = "Option::is_none")]
    after: Option<Arc<T>>,
}

fn none<T>() -> Option<T> {
    None
}

pub(in crate::store) const FORMAT: u64 = 1;

impl Page {
    fn new(folder: &Folder, of_sample: bool, base: &Catalog, now: &Catalog, fields: Vec<OpenField>) -> Self {
        let (_, set) = base.apply(&Edit::between(Text::default(), base, now));
        let written = jiff::ZonedDateTime::now().strftime("%Y-%m-%dT%H:%M:%S%.3f%:z").to_string();
        let folder = folder.root().display().to_string();
        let mut page = Self { format: FORMAT, written, folder, of_sample, fields, ..Self::default() };
        for Change { before, after, .. } in set.changes {
            match (before, after) {
                (Some(Record::Info(before)), Some(Record::Info(after))) => page.info.push(Pair::both(before, after)),
                (Some(Record::Categories(before)), Some(Record::Categories(after))) => {
                    page.categories.push(Pair::both(before, after));
                }
                (Some(Record::Selections(before)), Some(Record::Selections(after))) => {
                    page.selections.push(Pair::both(before, after));
                }
                (before, after) => {
                    let (producer, product) = (Record::into_producer, Record::into_product);
                    let producers =
                        Pair { before: before.clone().and_then(producer), after: after.clone().and_then(producer) };
                    let products = Pair { before: before.and_then(product), after: after.and_then(product) };
                    page.producers.extend(producers.is_one().then_some(producers));
                    page.products.extend(products.is_one().then_some(products));
                }
            }
        }
        page
    }

    fn is_empty(&self) -> bool {
        self.info.is_empty()
            && self.categories.is_empty()
            && self.selections.is_empty()
            && self.producers.is_empty()
            && self.products.is_empty()
            && self.fields.is_empty()
    }

    /// The records before and after.
    pub(in crate::store) fn changes(self) -> Vec<Change> {
        fn change<T>(pair: Pair<T>, record: impl Fn(Arc<T>) -> Record) -> Option<Change> {
            let (before, after) = (pair.before.map(&record), pair.after.map(&record));
            let key = after.as_ref().or(before.as_ref())?.key();
            Some(Change { key, before, after })
        }
        let mut changes: Vec<Change> = Vec::new();
        changes.extend(self.info.into_iter().filter_map(|pair| change(pair, Record::Info)));
        changes.extend(self.categories.into_iter().filter_map(|pair| change(pair, Record::Categories)));
        changes.extend(self.selections.into_iter().filter_map(|pair| change(pair, Record::Selections)));
        changes.extend(self.producers.into_iter().filter_map(|pair| change(pair, Record::Producer)));
        changes.extend(self.products.into_iter().filter_map(|pair| change(pair, Record::Product)));
        changes
    }
}

impl<T> Pair<T> {
    fn both(before: Arc<T>, after: Arc<T>) -> Self {
        Self { before: Some(before), after: Some(after) }
    }

    fn is_one(&self) -> bool {
        self.before.is_some() || self.after.is_some()
    }
}

/// Writes the journal of one open catalogue on a thread of its own. Dropped, it writes what is noted and keeps the file
/// unless everything in it was saved.
pub struct Journal {
    shared: Arc<JournalState>,
    file: PathBuf,
    thread: Option<JoinHandle<()>>,
}

struct JournalState {
    notes: Mutex<Notes>,
    changed: Condvar,
}

struct Notes {
    /// What is on disk, verified.
    saved: Arc<Catalog>,
    now: Arc<Catalog>,
    fields: Vec<OpenField>,
    dirty: bool,
    stop: bool,
}

impl JournalState {
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Notes) -> bool) {
        let mut notes = self.notes();
        if change(&mut notes) {
            notes.dirty = true;
            drop(notes);
            self.changed.notify_one();
        }
    }
}

impl Journal {
    /// Starts a journal for a catalogue folder, which need not be there yet. `saved`: what is on disk. `of_sample`: the
    /// folder is becoming the person's own copy of the sample.
    ///
    /// # Errors
    /// There is no thread or no random number to be had.
    pub fn start(config: &ConfigDir, folder: &Folder, saved: Arc<Catalog>, of_sample: bool) -> std::io::Result<Self> {
        let mut random = [0; 2];
        getrandom::fill(&mut random).map_err(std::io::Error::other)?;
        let (time, random) = (time_name(Timestamp::now()), u16::from_be_bytes(random));
        let file = config.journal_dir().join(format!("{}-{time}-{random:04x}.ron", place_id(folder)));
        let notes = Notes { now: saved.clone(), saved, fields: Vec::new(), dirty: false, stop: false };
        let shared = Arc::new(JournalState { notes: Mutex::new(notes), changed: Condvar::new() });
        let thread = std::thread::Builder::new().name("journal".into()).spawn({
            let (shared, folder, file) = (shared.clone(), folder.clone(), file.clone());
            move || run(&shared, &folder, of_sample, &file)
        })?;
        Ok(Self { shared, file, thread: Some(thread) })
    }

    /// Where it is written.
    pub fn file(&self) -> &std::path::Path {
        &self.file
    }

    /// The catalogue as it now is. Never waits for a disk.
    pub fn note(&self, now: Arc<Catalog>) {
        self.shared.change(|notes| {
            notes.now = now;
            true
        });
    }

    /// What now stands in open fields. Never waits for a disk.
    pub fn open_fields(&self, fields: Vec<OpenField>) {
        self.shared.change(|notes| {
            let is_new = notes.fields != fields;
            notes.fields = fields;
            is_new
        });
    }

    /// A catalogue was saved and verified: what it holds need not be kept here.
    pub(in crate::store) fn saved(&self, catalog: Arc<Catalog>) {
        self.shared.change(|notes| {
            notes.saved = catalog;
            true
        });
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.shared.notes().stop = true;
        self.shared.changed.notify_one();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the journal's thread had panicked");
        }
    }
}

/// The thread: writes what was noted, at most every half second.
fn run(shared: &JournalState, folder: &Folder, of_sample: bool, file: &std::path::Path) {
    let mut written: Option<Instant> = None;
    let (mut is_there, mut is_failing) = (false, false);
    let mut notes = shared.notes();
    loop {
        let rest = written.and_then(|at| AT_MOST_EVERY.checked_sub(at.elapsed()));
        match (notes.dirty, notes.stop, rest) {
            (false, true, _) => return,
            (false, false, _) => {
                notes = shared.changed.wait(notes).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            (true, false, Some(rest)) if !rest.is_zero() => {
                notes = shared.changed.wait_timeout(notes, rest).unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            (true, ..) => {}
        }
        notes.dirty = false;
        let (saved, now, fields) = (notes.saved.clone(), notes.now.clone(), notes.fields.clone());
        drop(notes);
        let page = Page::new(folder, of_sample, &saved, &now, fields);
        drop((saved, now));
        let had_failed = std::mem::take(&mut is_failing);
        if !page.is_empty() {
            match write(&page, file) {
                Ok(()) => is_there = true,
                Err(error) => {
                    is_failing = true;
                    if !had_failed {
                        tracing::error!(?error, "the journal could not be written");
                    }
                }
            }
        } else if std::mem::take(&mut is_there)
            && let Err(error) = remove_file(file)
        {
            tracing::warn!(?error, "a journal of saved edits stays");
        }
        written = Some(Instant::now());
        notes = shared.notes();
        // A disk that failed for a moment is tried again, with whatever was typed meanwhile.
        notes.dirty |= is_failing && !notes.stop;
    }
}

fn write(page: &Page, file: &std::path::Path) -> Result<(), SaveError> {
    let text = options()
        .to_string_pretty(page, ron::ser::PrettyConfig::new().new_line("\n").indentor("  "))
        .map_err(|error| SaveError::Other { path: file.into(), reason: error.to_string() })?;
    if let Some(dir) = file.parent() {
        make_dirs(dir)?;
    }
    write_file(file, text.as_bytes())
}

pub(in crate::store) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
