//! A catalogue with the steps that led to it, for undo and redo.

use std::sync::Arc;

use super::change::{ChangeSet, Edit};
use crate::model::record::{Catalog, Key, Text};

/// One step that undo takes back.
#[derive(Clone, Debug)]
pub struct Step {
    pub name: Text,
    pub changes: ChangeSet,
    /// The revision that it began with: what it is told by while it goes on.
    pub since: u64,
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
                // A name that is being typed is whole only now.
                last.name = edit.name;
                last.last_ms = now_ms;
            }
            _ => {
                if self.done.len() >= Self::STEPS {
                    self.done.remove(0);
                }
                let (name, since) = (edit.name, self.revision);
                self.done.push(Step { name, changes: set.clone(), since, typing_in, last_ms: now_ms });
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

    /// The steps that led here, the oldest first.
    pub fn done(&self) -> &[Step] {
        &self.done
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
    use crate::model::Product;

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
            let edit = Edit { name: Text::new(format!("Ubah nama: {name}"), ""), ..rename("a", name) };
            timeline.perform(edit.typing("name"), at);
        }
        let name = |timeline: &Timeline| timeline.catalog().products.get("a").map(|product| product.name.id.clone());
        timeline.undo();
        assert_eq!(name(&timeline).as_deref(), Some("Madu"));
        timeline.undo();
        assert_eq!(name(&timeline).as_deref(), Some("M"));
        let redone = timeline.redo().map(|step| step.name.id.clone());
        assert_eq!(redone.as_deref(), Some("Ubah nama: Madu"));
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
