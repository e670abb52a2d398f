//! The one way a catalogue changes: an edit, and the change set of what was before and after.
//!
//! Typing, bulk edit, import, merge and restore are all an [`Edit`]: new values for some records. Applying one
//! gives the next catalogue and a [`ChangeSet`]; undo puts the values before back. There are no hand-written inverses.
//! Records are shared by pointer, so an edit copies one record and a path.

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use crate::model::record::{Catalog, Key, Record, Text};

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

    /// An edit that turns one catalogue into another. What both share costs nothing.
    pub fn between(name: Text, now: &Catalog, then: &Catalog) -> Self {
        let mut keys = Vec::new();
        keys.extend((now.info != then.info).then_some(Key::Info));
        keys.extend((now.categories != then.categories).then_some(Key::Categories));
        keys.extend((now.selections != then.selections).then_some(Key::Selections));
        keys.extend(changed_keys(&now.producers, &then.producers).map(Key::Producer));
        keys.extend(changed_keys(&now.products, &then.products).map(Key::Product));
        let puts = keys.into_iter().map(|key| (key.clone(), then.record(&key))).collect();
        Self { name, puts, typing_in: None }
    }

    /// The same edit, as typing in the named field.
    pub fn typing(mut self, field: &'static str) -> Self {
        self.typing_in = Some(field);
        self
    }
}

fn changed_keys<K: Ord + Clone, V: PartialEq>(now: &OrdMap<K, V>, then: &OrdMap<K, V>) -> impl Iterator<Item = K> {
    now.diff(then).map(|item| match item {
        DiffItem::Add(key, _) | DiffItem::Remove(key, _) | DiffItem::Update { new: (key, _), .. } => key.clone(),
    })
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
    pub(super) fn absorb(&mut self, later: ChangeSet) {
        for change in later.changes {
            match self.changes.iter_mut().find(|mine| mine.key == change.key) {
                Some(mine) => mine.after = change.after,
                None => self.changes.push(change),
            }
        }
    }
}

impl Catalog {
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
    pub(super) fn replay(&self, set: &ChangeSet, forward: bool) -> Catalog {
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
