//! How many records a change makes, alters and takes away, in words.

use crate::model::edit::ChangeSet;
use crate::model::record::catalog::Key;
use crate::say;
use crate::text::{self, Lang, s};

/// Records of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct KindTally {
    new: usize,
    changed: usize,
    gone: usize,
}

/// How many products and producers a change touches, and whether anything else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeTally {
    products: KindTally,
    producers: KindTally,
    others: bool,
}

impl ChangeTally {
    pub fn of(set: &ChangeSet) -> Self {
        let mut tally = Self::default();
        for change in &set.changes {
            tally.count(&change.key, change.before.is_some(), change.after.is_some());
        }
        tally
    }

    /// Counts a record that was there before or not, and is there after or not.
    pub fn count(&mut self, key: &Key, before: bool, after: bool) {
        let counts = match key {
            Key::Product(_) => &mut self.products,
            Key::Producer(_) => &mut self.producers,
            Key::Info | Key::Categories | Key::Selections => {
                self.others = true;
                return;
            }
        };
        match (before, after) {
            (false, _) => counts.new += 1,
            (true, true) => counts.changed += 1,
            (true, false) => counts.gone += 1,
        }
    }

    /// `9 produk baru, 1 produsen diubah`.
    pub fn words(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        for (counts, id, en) in [(self.products, "produk", "product"), (self.producers, "produsen", "producer")] {
            let number = |count: usize| text::count(lang, count);
            if counts.new > 0 {
                let (count, s) = (number(counts.new), s(counts.new));
                parts.push(say!(lang, "{count} {id} baru", "{count} new {en}{s}"));
            }
            if counts.changed > 0 {
                let (count, s) = (number(counts.changed), s(counts.changed));
                parts.push(say!(lang, "{count} {id} diubah", "{count} {en}{s} changed"));
            }
            if counts.gone > 0 {
                let (count, s) = (number(counts.gone), s(counts.gone));
                parts.push(say!(lang, "{count} {id} dihapus", "{count} {en}{s} deleted"));
            }
        }
        match (parts.is_empty(), self.others) {
            (true, false) => return lang.pick("Tanpa perubahan", "No changes").to_owned(),
            (true, true) => return lang.pick("Pengaturan katalog diubah", "Catalogue settings changed").to_owned(),
            (false, true) => parts.push(lang.pick("pengaturan diubah", "settings changed").to_owned()),
            (false, false) => {}
        }
        parts.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_counted_in_words() {
        let mut tally = ChangeTally::default();
        assert_eq!(tally.words(Lang::Id), "Tanpa perubahan");
        tally.count(&Key::Info, true, true);
        assert_eq!(tally.words(Lang::En), "Catalogue settings changed");
        for (id, before, after) in [("a", false, true), ("b", false, true), ("c", true, true), ("d", true, false)] {
            tally.count(&Key::Product(id.into()), before, after);
        }
        tally.count(&Key::Producer("p".into()), true, true);
        assert_eq!(
            tally.words(Lang::Id),
            "2 produk baru, 1 produk diubah, 1 produk dihapus, 1 produsen diubah, pengaturan diubah"
        );
        assert_eq!(
            tally.words(Lang::En),
            "2 new products, 1 product changed, 1 product deleted, 1 producer changed, settings changed"
        );
    }
}
