//! From typed words to rows: exact first, near spellings only where nothing is found as typed.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use super::super::search::Field;
use super::super::words::{NearTo, fold};
use super::chunk::{CATEGORY, Facts, PLACE, PRODUCER};
use super::places::answers;
use super::slab::{ACROSS, Found, Needle, Slab};
use super::{Chunk, SearchIndex};

/// A row that answers to all words: how well, smaller being better, and the field that says most about why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::model) struct Finding {
    pub(in crate::model) row: u32,
    pub(in crate::model) score: u16,
    pub(in crate::model) field: Field,
}

/// The rows that answer, in order, and the words that were looked for.
#[derive(Debug)]
pub(in crate::model) struct Findings {
    pub(in crate::model) rows: Vec<Finding>,
    pub(in crate::model) words: Vec<String>,
    pub(in crate::model) fuzzy: bool,
}

/// Near spellings rank behind every exact one.
const BEHIND: u8 = 100;

/// The rows that answer to one word, in order: row and score in one number.
type Rows = Vec<u32>;

fn packed(row: usize, score: u8) -> u32 {
    (row as u32) << 8 | u32::from(score)
}

fn unpacked(packed: u32) -> (u32, u8) {
    (packed >> 8, packed as u8)
}

/// The rows of the words that were typed last.
#[derive(Debug, Default)]
pub(in crate::model) struct Recent(VecDeque<(String, Arc<Rows>)>);

impl Recent {
    const WORDS: usize = 8;

    fn get(&self, word: &str) -> Option<Arc<Rows>> {
        self.0.iter().find(|(known, _)| known == word).map(|(_, rows)| rows.clone())
    }

    /// The rows of the longest beginning of a word, among which all of its own are.
    fn wider(&self, word: &str) -> Option<Arc<Rows>> {
        // A longer word is also found across words, where its short beginning was not.
        let is_wider = |known: &str| word.starts_with(known) && (known.len() >= ACROSS || word.len() < ACROSS);
        let wider = self.0.iter().filter(|(known, _)| is_wider(known)).max_by_key(|(known, _)| known.len());
        wider.map(|(_, rows)| rows.clone())
    }

    fn put(&mut self, word: &str, rows: &Arc<Rows>) {
        self.0.push_front((word.to_owned(), rows.clone()));
        self.0.truncate(Self::WORDS);
    }
}

impl SearchIndex {
    /// All products in which every typed word is found, or near spellings where nothing matches as typed. `None` where
    /// nothing was typed.
    pub(in crate::model) fn find(&self, typed: &str) -> Option<Findings> {
        let words: Vec<String> = fold(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
        if words.is_empty() {
            return None;
        }
        let exact = self.all_of(&words);
        if !exact.is_empty() {
            return Some(Findings { rows: exact, words, fuzzy: false });
        }
        let near = self.near_to(&words);
        Some(Findings { fuzzy: !near.is_empty(), rows: near, words })
    }

    fn all_of(&self, words: &[String]) -> Vec<Finding> {
        // First what narrows most: words that are known already, then long ones.
        let mut order: Vec<&String> = words.iter().collect();
        let recent = self.recent();
        order.sort_by_key(|word| {
            let known = recent.get(word).map_or(usize::MAX, |rows| rows.len());
            (known, std::cmp::Reverse(word.len()))
        });
        drop(recent);
        let mut all: Option<Vec<Finding>> = None;
        for word in order {
            let next = match all {
                None => self.rows_of(word).iter().map(|one| alone(*one)).collect(),
                Some(rows) if rows.len() * 4 < self.len() => self.among(&rows, word),
                Some(rows) => both(&rows, &self.rows_of(word)),
            };
            if next.is_empty() {
                return next;
            }
            all = Some(next);
        }
        all.unwrap_or_default()
    }

    /// Every row that has a word as typed.
    fn rows_of(&self, word: &str) -> Arc<Rows> {
        let recent = self.recent();
        if let Some(rows) = recent.get(word) {
            return rows;
        }
        let wider = recent.wider(word);
        drop(recent);
        let needle = Needle::new(word);
        let shared = Shared::of(self, |slab| slab.find_all(&needle));
        let rows = Arc::new(match wider {
            Some(wider) => {
                let wider = wider.iter().map(|one| unpacked(*one).0);
                self.best_of(wider, &needle, &shared).map(|(row, score)| packed(row as usize, score)).collect()
            }
            None => self.scan(&needle, &shared),
        });
        self.recent().put(word, &rows);
        rows
    }

    /// Those of some rows that have a word, with their scores.
    fn best_of<'a>(
        &'a self,
        rows: impl Iterator<Item = u32> + 'a,
        needle: &'a Needle<'_>,
        shared: &'a Shared<Found>,
    ) -> impl Iterator<Item = (u32, u8)> + 'a {
        rows.filter_map(move |row| {
            let (chunk, at) = self.at(row)?;
            let limit = shared.best(chunk.facts().get(at)?);
            let own = chunk.texts().best(at, needle, limit).unwrap_or(u8::MAX).min(limit);
            (own < u8::MAX).then_some((row, own))
        })
    }

    fn scan(&self, needle: &Needle<'_>, shared: &Shared<Found>) -> Rows {
        /// Words of so few letters stand in nearly every name: row by row, nothing behind it is looked at.
        const COMMON: usize = 2;
        if needle.word.len() <= COMMON {
            let rows = 0..self.len() as u32;
            return self.best_of(rows, needle, shared).map(|(row, score)| packed(row as usize, score)).collect();
        }
        let mut rows = Rows::new();
        let mut best: Vec<u8> = Vec::new();
        for (first, chunk) in self.chunks() {
            best.clear();
            match shared.is_empty() {
                true => best.resize(chunk.len(), u8::MAX),
                false => best.extend(chunk.facts().iter().map(|facts| shared.best(facts))),
            }
            chunk.texts().best_of_all(needle, |row, score| {
                if let Some(best) = best.get_mut(row) {
                    *best = score.min(*best);
                }
            });
            let found = best.iter().enumerate().filter(|(_, score)| **score < u8::MAX);
            rows.extend(found.map(|(row, score)| packed(first + row, *score)));
        }
        rows
    }

    /// Those of some findings that also have a word.
    fn among(&self, rows: &[Finding], word: &str) -> Vec<Finding> {
        let needle = Needle::new(word);
        let shared = Shared::of(self, |slab| slab.find_all(&needle));
        let mut known = rows.iter();
        let also = self.best_of(rows.iter().map(|one| one.row), &needle, &shared);
        also.filter_map(|(row, score)| Some(together(known.find(|one| one.row == row)?, score))).collect()
    }

    fn near_to(&self, words: &[String]) -> Vec<Finding> {
        let mut all: Option<Vec<Finding>> = None;
        for word in words {
            let rows = self.rows_near(word);
            let next = match all {
                None => rows.iter().map(|one| alone(*one)).collect(),
                Some(all) => both(&all, &rows),
            };
            if next.is_empty() {
                return next;
            }
            all = Some(next);
        }
        all.unwrap_or_default()
    }

    /// Every row that has a word as typed, or else one that is near.
    fn rows_near(&self, word: &str) -> Rows {
        let near = NearTo::new(word);
        // Products share most of their words: what was held against the typed one is known for all.
        let mut known: HashMap<&[u8], bool> = HashMap::new();
        let shared = Shared::of(self, |slab| {
            let mut answers: Option<Vec<Found>> = None;
            slab.near(&near, &mut known, |slot, _| {
                let answers = answers.get_or_insert_with(|| vec![Found::Not; slab.len()]);
                if let Some(answer) = answers.get_mut(slot) {
                    *answer = Found::Start;
                }
            });
            answers
        });
        let mut best = vec![u8::MAX; self.len()];
        for (first, chunk) in self.chunks() {
            if !shared.is_empty() {
                for (best, facts) in best.iter_mut().skip(first).zip(chunk.facts()) {
                    *best = shared.best(facts).saturating_add(BEHIND);
                }
            }
            let texts = chunk.texts();
            texts.slab.near(&near, &mut known, |row, place| {
                let (rank, _) = texts.field_at(row, place - texts.slab.range(row).0);
                if let Some(best) = best.get_mut(first + row) {
                    *best = (BEHIND + (rank * 2) as u8).min(*best);
                }
            });
        }
        for one in self.rows_of(word).iter() {
            let (row, score) = unpacked(*one);
            if let Some(best) = best.get_mut(row as usize) {
                *best = score;
            }
        }
        let found = best.iter().enumerate().filter(|(_, score)| **score < u8::MAX);
        found.map(|(row, score)| packed(row, *score)).collect()
    }
}

/// How the names that products share answer to a word; `None` where none does.
struct Shared<T> {
    categories: Option<Vec<T>>,
    producers: Option<Vec<T>>,
    places: Option<Vec<T>>,
}

impl Shared<Found> {
    fn of<'a>(index: &'a SearchIndex, mut find: impl FnMut(&'a Slab) -> Option<Vec<Found>>) -> Self {
        let tables = &index.tables;
        Self {
            categories: find(&tables.category_names),
            producers: find(&tables.producers.names),
            places: answers(&tables.places, find(tables.places.names())),
        }
    }

    fn is_empty(&self) -> bool {
        self.categories.is_none() && self.producers.is_none() && self.places.is_none()
    }

    /// The best score that a product gets from them.
    fn best(&self, facts: &Facts) -> u8 {
        let of = |answers: &Option<Vec<Found>>, at: usize, rank: usize| {
            let found = answers.as_ref().and_then(|answers| answers.get(at)).copied().unwrap_or_default();
            match found {
                Found::Not => u8::MAX,
                Found::Inside => rank as u8 * 2 + 1,
                Found::Start => rank as u8 * 2,
            }
        };
        of(&self.categories, usize::from(facts.category), CATEGORY)
            .min(of(&self.producers, facts.producer as usize, PRODUCER))
            .min(of(&self.places, facts.place as usize, PLACE))
    }
}

fn field_of(score: u8) -> Field {
    let rank = usize::from(if score >= BEHIND { score - BEHIND } else { score } / 2);
    Field::ALL.get(rank).copied().unwrap_or(Field::Description)
}

fn alone(one: u32) -> Finding {
    let (row, score) = unpacked(one);
    Finding { row, score: u16::from(score), field: field_of(score) }
}

/// The scores add up; the furthest field says most about why.
fn together(one: &Finding, score: u8) -> Finding {
    Finding { row: one.row, score: one.score.saturating_add(u16::from(score)), field: one.field.max(field_of(score)) }
}

/// Rows that are in both lists.
fn both(all: &[Finding], rows: &[u32]) -> Vec<Finding> {
    let mut rows = rows.iter().map(|one| unpacked(*one)).peekable();
    let mut both = Vec::new();
    for one in all {
        while rows.next_if(|(row, _)| *row < one.row).is_some() {}
        if let Some((_, score)) = rows.next_if(|(row, _)| *row == one.row) {
            both.push(together(one, score));
        }
    }
    both
}

impl Chunk {
    /// Rows with their facts.
    pub(in crate::model) fn rows(&self) -> impl Iterator<Item = (usize, &Facts)> {
        self.facts().iter().enumerate()
    }
}
