//! A catalogue as an immutable value, and the one way it changes.
//!
//! Typing, bulk edit, import, merge and restore are all an [`Edit`]: new values for some records. Applying one
//! gives the next catalogue and a [`ChangeSet`] of what was before and after; undo puts the values before back.
//! There are no hand-written inverses. Records are shared by pointer, so an edit copies one record and a path.

use std::sync::Arc;

use imbl::OrdMap;

use super::kept::Kept;
use super::record::{CatalogInfo, Category, Producer, Product, Selection};
use super::values::{CategoryId, ProducerId, ProductId, SelectionId, Text};

/// Everything a catalogue holds, but the bytes of its pictures. Cloning copies a few pointers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    pub info: Arc<CatalogInfo>,
    /// In the order a person gave.
    pub categories: Arc<Vec<Category>>,
    pub selections: Arc<Vec<Selection>>,
    /// By id; in the file the order is the id too.
    pub producers: OrdMap<ProducerId, Arc<Producer>>,
    pub products: OrdMap<ProductId, Kept>,
}

impl Catalog {
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    pub fn selection(&self, id: &SelectionId) -> Option<&Selection> {
        self.selections.iter().find(|selection| selection.id == *id)
    }

    /// The producer that a product names, if it is in the catalogue.
    pub fn producer_of(&self, product: &Product) -> Option<&Arc<Producer>> {
        product.producer.as_ref().and_then(|id| self.producers.get(id))
    }

    /// The record behind a key, shared.
    pub fn record(&self, key: &Key) -> Option<Record> {
        match key {
            Key::Info => Some(Record::Info(self.info.clone())),
            Key::Categories => Some(Record::Categories(self.categories.clone())),
            Key::Selections => Some(Record::Selections(self.selections.clone())),
            Key::Producer(id) => self.producers.get(id).cloned().map(Record::Producer),
            Key::Product(id) => self.products.get(id).cloned().map(Record::Product),
        }
    }

    /// The next catalogue and what changed. Records that stay equal are left out, so an edit that changes nothing
    /// gives an empty change set. A record put under a key of another kind is left out too: keys come from
    /// [`Record::key`].
    pub fn apply(&self, edit: &Edit) -> (Catalog, ChangeSet) {
        let mut next = self.clone();
        let mut changes = Vec::with_capacity(edit.puts.len());
        for (key, after) in &edit.puts {
            let before = next.record(key);
            if before == *after || after.as_ref().is_some_and(|after| after.key() != *key) {
                continue;
            }
            next.put(key, after.clone());
            changes.push(Change { key: key.clone(), before, after: after.clone() });
        }
        (next, ChangeSet { changes })
    }

    /// The catalogue before a change set (`undo`) or after it (`redo`), given the one on its other side.
    fn replay(&self, set: &ChangeSet, forward: bool) -> Catalog {
        let mut next = self.clone();
        let mut put = |change: &Change| {
            let value = if forward { &change.after } else { &change.before };
            next.put(&change.key, value.clone());
        };
        if forward {
            set.changes.iter().for_each(&mut put);
        } else {
            set.changes.iter().rev().for_each(&mut put);
        }
        next
    }

    fn put(&mut self, key: &Key, value: Option<Record>) {
        match (key, value) {
            (Key::Info, Some(Record::Info(info))) => self.info = info,
            (Key::Categories, Some(Record::Categories(list))) => self.categories = list,
            (Key::Selections, Some(Record::Selections(list))) => self.selections = list,
            (Key::Producer(id), Some(Record::Producer(producer))) => {
                self.producers.insert(id.clone(), producer);
            }
            (Key::Product(id), Some(Record::Product(product))) => {
                self.products.insert(id.clone(), product);
            }
            (Key::Producer(id), None) => {
                self.producers.remove(id);
            }
            (Key::Product(id), None) => {
                self.products.remove(id);
            }
            // The three records that every catalogue has cannot be deleted, and a mismatched kind never gets here.
            _ => {}
        }
    }
}

/// Names one record of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    Info,
    Categories,
    Selections,
    Producer(ProducerId),
    Product(ProductId),
}

/// One record's value, shared.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    Info(Arc<CatalogInfo>),
    Categories(Arc<Vec<Category>>),
    Selections(Arc<Vec<Selection>>),
    Producer(Arc<Producer>),
    Product(Kept),
}

impl Record {
    pub fn key(&self) -> Key {
        match self {
            Record::Info(_) => Key::Info,
            Record::Categories(_) => Key::Categories,
            Record::Selections(_) => Key::Selections,
            Record::Producer(producer) => Key::Producer(producer.id.clone()),
            Record::Product(product) => Key::Product(product.id.clone()),
        }
    }
}

impl From<Product> for Record {
    fn from(product: Product) -> Self {
        Record::Product(Kept::new(product))
    }
}

impl From<Producer> for Record {
    fn from(producer: Producer) -> Self {
        Record::Producer(Arc::new(producer))
    }
}

impl From<CatalogInfo> for Record {
    fn from(info: CatalogInfo) -> Self {
        Record::Info(Arc::new(info))
    }
}

/// New values for some records, under a name that undo shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// "Ubah nama Madu Kelulut", "Hapus 3 produk".
    pub name: Text,
    /// The value a record shall have; `None` deletes it.
    pub puts: Vec<(Key, Option<Record>)>,
    /// Typing in one field: such edits in a row, with no pause between, become one undo step.
    pub typing_in: Option<&'static str>,
}

impl Edit {
    /// An edit that puts one record.
    pub fn put(name: Text, record: impl Into<Record>) -> Self {
        let record = record.into();
        Self { name, puts: vec![(record.key(), Some(record))], typing_in: None }
    }

    /// An edit that deletes records.
    pub fn delete(name: Text, keys: impl IntoIterator<Item = Key>) -> Self {
        Self { name, puts: keys.into_iter().map(|key| (key, None)).collect(), typing_in: None }
    }

    /// The same edit, as typing in the named field.
    pub fn typing(mut self, field: &'static str) -> Self {
        self.typing_in = Some(field);
        self
    }
}

/// What one edit changed: each record before and after.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeSet {
    pub changes: Vec<Change>,
}

/// One record before and after; `None` where it did not exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub key: Key,
    pub before: Option<Record>,
    pub after: Option<Record>,
}

impl ChangeSet {
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Adds a later change set to this one, keeping the earliest value before and the latest after.
    fn absorb(&mut self, later: ChangeSet) {
        for change in later.changes {
            match self.changes.iter_mut().find(|mine| mine.key == change.key) {
                Some(mine) => mine.after = change.after,
                None => self.changes.push(change),
            }
        }
    }
}

/// One step that undo takes back.
#[derive(Clone, Debug)]
pub struct Step {
    pub name: Text,
    pub changes: ChangeSet,
    typing_in: Option<(Key, &'static str)>,
    last_ms: u64,
}

/// A catalogue with the steps that led to it and those taken back. Time comes in as milliseconds of any one clock.
#[derive(Debug)]
pub struct Timeline {
    current: Arc<Catalog>,
    undone: Vec<Step>,
    done: Vec<Step>,
    revision: u64,
}

impl Timeline {
    /// Typing that goes on within this time is one step.
    pub const TYPING_PAUSE_MS: u64 = 1_500;
    /// Older steps are forgotten; earlier versions stay in the catalogue's history on disk.
    const STEPS: usize = 1_000;

    pub fn new(catalog: Catalog) -> Self {
        Self { current: Arc::new(catalog), undone: Vec::new(), done: Vec::new(), revision: 1 }
    }

    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.current
    }

    /// Grows with every change, undo and redo: a key for whatever is computed from the catalogue.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes the catalogue `of` [packed](Catalog::packed), for undo too, and gives back what it took the place of: to let go
    /// of that takes time. `None` where the catalogue is another one by now.
    pub fn put_packed(&mut self, of: &Arc<Catalog>, packed: &Arc<Catalog>) -> Option<(Arc<Catalog>, Vec<Record>)> {
        if !Arc::ptr_eq(&self.current, of) {
            return None;
        }
        let mut before = Vec::new();
        let steps = self.done.iter_mut().chain(&mut self.undone);
        let changes = steps.flat_map(|step| &mut step.changes.changes);
        for record in changes.flat_map(|change| [&mut change.before, &mut change.after]).flatten() {
            if let Record::Product(product) = record
                && let Some(same) = packed.products.get(&product.id).filter(|same| same.is_same(product))
            {
                before.push(std::mem::replace(record, Record::Product(same.clone())));
            }
        }
        Some((std::mem::replace(&mut self.current, packed.clone()), before))
    }

    /// Applies an edit and returns what it changed; nothing is recorded where nothing changed.
    pub fn perform(&mut self, edit: Edit, now_ms: u64) -> ChangeSet {
        let (next, set) = self.current.apply(&edit);
        if set.is_empty() {
            return set;
        }
        self.current = Arc::new(next);
        self.revision += 1;
        self.undone.clear();
        let typing_in = match (edit.typing_in, set.changes.as_slice()) {
            (Some(field), [change]) => Some((change.key.clone(), field)),
            _ => None,
        };
        match self.done.last_mut() {
            Some(last)
                if typing_in.is_some()
                    && last.typing_in == typing_in
                    && now_ms.saturating_sub(last.last_ms) < Self::TYPING_PAUSE_MS =>
            {
                last.changes.absorb(set.clone());
                last.last_ms = now_ms;
            }
            _ => {
                if self.done.len() >= Self::STEPS {
                    self.done.remove(0);
                }
                self.done.push(Step { name: edit.name, changes: set.clone(), typing_in, last_ms: now_ms });
            }
        }
        set
    }

    /// Takes the last step back and returns it.
    pub fn undo(&mut self) -> Option<&Step> {
        let step = self.done.pop()?;
        self.current = Arc::new(self.current.replay(&step.changes, false));
        self.revision += 1;
        self.undone.push(step);
        self.undone.last()
    }

    /// Does the step last taken back again and returns it.
    pub fn redo(&mut self) -> Option<&Step> {
        let mut step = self.undone.pop()?;
        step.typing_in = None;
        self.current = Arc::new(self.current.replay(&step.changes, true));
        self.revision += 1;
        self.done.push(step);
        self.done.last()
    }

    /// The step that `undo` would take back.
    pub fn next_undo(&self) -> Option<&Step> {
        self.done.last()
    }

    /// The step that `redo` would do again.
    pub fn next_redo(&self) -> Option<&Step> {
        self.undone.last()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(id: &str, name: &str) -> Product {
        Product { id: id.into(), name: Text::new(name, ""), ..Product::default() }
    }

    fn rename(id: &str, name: &str) -> Edit {
        Edit::put(Text::new("Ubah nama", "Rename"), product(id, name))
    }

    #[test]
    fn typing_is_one_step_until_a_pause() {
        let mut timeline = Timeline::new(Catalog::default());
        timeline.perform(rename("a", "M"), 0);
        for (at, name) in [(1_000, "Ma"), (1_200, "Mad"), (1_400, "Madu"), (9_000, "Madu K")] {
            timeline.perform(rename("a", name).typing("name"), at);
        }
        let name = |timeline: &Timeline| timeline.catalog().products.get("a").map(|product| product.name.id.clone());
        timeline.undo();
        assert_eq!(name(&timeline).as_deref(), Some("Madu"));
        timeline.undo();
        assert_eq!(name(&timeline).as_deref(), Some("M"));
        timeline.redo();
        assert_eq!(name(&timeline).as_deref(), Some("Madu"));
        timeline.undo();
        timeline.undo();
        assert_eq!(name(&timeline), None);
        assert!(timeline.undo().is_none());
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_step() {
        let mut timeline = Timeline::new(Catalog::default());
        timeline.perform(rename("a", "x"), 0);
        let revision = timeline.revision();
        assert!(timeline.perform(rename("a", "x"), 0).is_empty());
        assert_eq!(timeline.revision(), revision);
    }

    #[test]
    fn a_record_never_lands_under_another_key() {
        let edit = Edit {
            name: Text::default(),
            puts: vec![(Key::Product("b".into()), Some(product("a", "x").into()))],
            typing_in: None,
        };
        let (next, set) = Catalog::default().apply(&edit);
        assert!(set.is_empty() && next.products.is_empty());
    }
}
