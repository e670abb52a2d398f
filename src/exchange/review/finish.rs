//! The end of a review: what nobody wants any more is taken out, and rows and cells are counted.

use std::collections::HashSet;

use super::builder::ReviewBuilder;
use super::{Address, CellVerdict, Counts, Note, Review, Verdict};
use crate::model::Key;

impl ReviewBuilder<'_> {
    pub fn finish(mut self) -> Review {
        // A producer whose rows were all refused is not made.
        let wanted: HashSet<&Key> = self.rows.iter().flat_map(|row| row.touches.iter().chain(&row.key)).collect();
        let idle: Vec<_> = (self.next.producers.keys())
            .filter(|id| !self.catalog.producers.contains_key(*id) && !wanted.contains(&Key::Producer((*id).clone())))
            .cloned()
            .collect();
        for id in idle {
            self.next.producers.remove(&id);
        }
        if self.emptied.0 > 0 {
            self.notes.push((self.emptied.1.clone(), Note::EmptyStays { count: self.emptied.0 }));
        }
        // Records say it themselves.
        let made =
            self.next.categories.iter().filter(|one| !self.catalog.categories.iter().any(|old| old.id == one.id));
        let made: Vec<&str> = made.map(|one| one.name.id.as_str()).filter(|name| !name.is_empty()).collect();
        if !made.is_empty() && self.sheets.records.is_none() {
            self.notes.push((Address::default(), Note::CategoriesMade { names: made.join("”, “") }));
        }
        let mut counts = Counts::default();
        for row in &self.rows {
            match row.verdict {
                Verdict::New => counts.new += 1,
                Verdict::Changed => counts.changed += 1,
                Verdict::Unchanged => counts.unchanged += 1,
                Verdict::Refused(Note::WaitsForAnswer) => counts.waiting += 1,
                Verdict::Refused(_) => counts.refused += 1,
                Verdict::Skipped(_) => counts.skipped += 1,
            }
            for cell in &row.cells {
                match cell.verdict {
                    CellVerdict::Refused(_) => counts.cells_refused += 1,
                    CellVerdict::Repaired(_) => counts.cells_repaired += 1,
                    CellVerdict::Asked(_) => counts.cells_asked += 1,
                    CellVerdict::Taken | CellVerdict::LeftOut(_) => {}
                }
            }
        }
        Review {
            rows: self.rows,
            questions: self.questions,
            notes: self.notes,
            photos: self.photos,
            counts,
            asks_status: self.asks_status,
            next: self.next,
            file: self.sheets.file.clone(),
        }
    }
}
