//! Finds the products that have typed words; near spellings count only where nothing has them as typed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use imbl::OrdMap;
use memchr::memmem::Finder;
use rayon::prelude::*;

use crate::model::search::fields::{NormalisedTexts, SearchField};
use crate::model::search::index::{SearchIndex, Slot};
use crate::model::search::normalise::{is_near, normalise};

/// Typed words of fewer letters are not looked for across the blanks between words: they would match at too many.
const SHORTEST_JOINED: usize = 5;

/// One product that has a word, and the best field that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Posting {
    slot: Slot,
    field: SearchField,
}

/// Maps each word to the products that have it.
#[derive(Clone, Debug, Default)]
pub(super) struct WordMap(OrdMap<Arc<str>, Arc<Vec<Posting>>>);

impl WordMap {
    /// The words of all products, whose texts stand by their slots.
    pub(super) fn of(texts: &[NormalisedTexts]) -> Self {
        let share = texts.len().div_ceil(rayon::current_num_threads()).max(1);
        let shares = texts.par_chunks(share).enumerate();
        let shares: Vec<_> = shares.map(|(at, texts)| postings_of((at * share) as Slot, texts)).collect();
        let mut all: HashMap<&str, Vec<Posting>> = HashMap::new();
        for (word, mut postings) in shares.into_iter().flatten() {
            all.entry(word).or_default().append(&mut postings);
        }
        Self(all.into_iter().map(|(word, postings)| (Arc::from(word), Arc::new(postings))).collect())
    }

    /// Follows the change of one product from some words to others.
    pub(super) fn update(&mut self, slot: Slot, old: &BTreeMap<&str, SearchField>, new: &BTreeMap<&str, SearchField>) {
        for (word, _) in old.iter().filter(|(word, field)| new.get(*word) != Some(field)) {
            let Some(postings) = self.0.get_mut(*word).map(Arc::make_mut) else { continue };
            postings.retain(|posting| posting.slot != slot);
            if postings.is_empty() {
                self.0.remove(*word);
            }
        }
        for (word, field) in new.iter().filter(|(word, field)| old.get(*word) != Some(field)) {
            let posting = Posting { slot, field: *field };
            match self.0.get_mut(*word) {
                Some(postings) => Arc::make_mut(postings).push(posting),
                None => drop(self.0.insert(Arc::from(*word), Arc::new(vec![posting]))),
            }
        }
    }
}

/// The products that have each word, of those from a slot on.
fn postings_of(first: Slot, texts: &[NormalisedTexts]) -> HashMap<&str, Vec<Posting>> {
    let mut map: HashMap<&str, Vec<Posting>> = HashMap::new();
    for (slot, texts) in (first..).zip(texts) {
        for (word, field) in texts.words() {
            let postings = map.entry(word).or_default();
            // The best field comes first.
            if postings.last().is_none_or(|last| last.slot != slot) {
                postings.push(Posting { slot, field });
            }
        }
    }
    map
}

/// How well a product answers to all typed words, smaller being better, and the field that says most about why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) sum: u16,
    pub(super) field: SearchField,
}

/// The products that answer to what was typed.
#[derive(Debug)]
pub(super) struct FoundProducts {
    /// By slot.
    pub(super) scores: Vec<Option<Score>>,
    pub(super) words: Vec<String>,
    pub(super) fuzzy: bool,
}

/// How well a product answers to one word, smaller being better. A word that begins as typed ranks before one that has it
/// inside, in a better field before a worse one, and all of these before near spellings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct WordScore(u8);

impl WordScore {
    const NOT_FOUND: Self = Self(u8::MAX);
    const NEAR: u8 = 100;

    fn begins(field: SearchField) -> Self {
        Self(field as u8 * 2)
    }

    fn inside(field: SearchField) -> Self {
        Self(field as u8 * 2 + 1)
    }

    fn near(field: SearchField) -> Self {
        Self(Self::NEAR + field as u8 * 2)
    }

    fn field(self) -> SearchField {
        SearchField::ALL.get(usize::from(self.0 % Self::NEAR / 2)).copied().unwrap_or(SearchField::Description)
    }

    /// How many fields would give a better score where they had the word inside.
    fn better_fields(self) -> usize {
        usize::from(self.0 / 2)
    }
}

impl SearchIndex {
    /// All products in which every typed word is found, or near spellings where nothing matches as typed. `None` where
    /// nothing was typed.
    pub(super) fn find(&self, typed: &str) -> Option<FoundProducts> {
        let words: Vec<String> =
            normalise(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() {
            return None;
        }
        let exact = self.scores(&words, false);
        if exact.iter().any(Option::is_some) {
            return Some(FoundProducts { scores: exact, words, fuzzy: false });
        }
        let near = self.scores(&words, true);
        Some(FoundProducts { fuzzy: near.iter().any(Option::is_some), scores: near, words })
    }

    /// The scores of those that answer to all words. They add up; the furthest field says most about why.
    fn scores(&self, words: &[String], may_be_near: bool) -> Vec<Option<Score>> {
        let mut all = vec![Some(Score::default()); self.slots()];
        for word in words {
            let found = self.word_scores(word, may_be_near, &all);
            for (all, found) in all.iter_mut().zip(found) {
                *all = all.filter(|_| found != WordScore::NOT_FOUND).map(|all| Score {
                    sum: all.sum.saturating_add(u16::from(found.0)),
                    field: all.field.max(found.field()),
                });
            }
        }
        all
    }

    /// The score of every product for one word; of those that are `wanted` at least.
    fn word_scores(&self, word: &str, may_be_near: bool, wanted: &[Option<Score>]) -> Vec<WordScore> {
        let mut scores = vec![WordScore::NOT_FOUND; self.slots()];
        let mut add = |postings: &[Posting], of_field: fn(SearchField) -> WordScore| {
            for posting in postings {
                if let Some(score) = scores.get_mut(posting.slot as usize) {
                    *score = of_field(posting.field).min(*score);
                }
            }
        };
        let finder = Finder::new(word);
        for (written, postings) in &self.words.0 {
            match finder.find(written.as_bytes()) {
                Some(0) => add(postings, WordScore::begins),
                Some(_) => add(postings, WordScore::inside),
                None if may_be_near && is_near(word, written) => add(postings, WordScore::near),
                None => {}
            }
        }
        if word.len() >= SHORTEST_JOINED {
            for (slot, entry) in self.entries() {
                let Some(score) = scores.get_mut(slot as usize) else { continue };
                if wanted.get(slot as usize).is_some_and(Option::is_some)
                    && let Some(field) = entry.joined.first_of(score.better_fields(), &finder)
                {
                    *score = WordScore::inside(field);
                }
            }
        }
        scores
    }
}
