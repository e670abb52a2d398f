//! From typed words to rows: exact first, near spellings only where nothing is found as typed.

use std::collections::VecDeque;
use std::sync::Arc;

use rayon::prelude::*;

use super::super::search::Field;
use super::super::words::{NearTo, fold, slips};
use super::chunk::{CATEGORY, Facts, PLACE, PRODUCER};
use super::slab::{ACROSS, Answers, Found, Letter, Needle, Slab};
use super::tables::Tables;
use super::vocabulary::Vocabulary;
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

/// A row that answers to one word.
#[derive(Clone, Copy, Debug)]
struct Row {
    row: u32,
    score: u8,
    /// The score of the row's own texts alone; `NONE` where it is not known or better elsewhere.
    own: u8,
    /// Where the word stands first in the texts of its chunk, or how far they are known not to have it.
    place: u32,
}

const NONE: u8 = u8::MAX;

/// Everything that answers to one word: rows, and of the names that they share the slots that do.
#[derive(Debug, Default)]
pub(super) struct Known {
    rows: Vec<Row>,
    categories: Vec<u32>,
    producers: Vec<u32>,
    places: Vec<u32>,
}

/// A word, and the words before it that had narrowed the rows already when it was looked for; mostly none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    within: String,
    word: String,
}

/// What is known of the words that were typed last.
#[derive(Debug, Default)]
pub(super) struct Recent(VecDeque<(Asked, Arc<Known>)>);

impl Recent {
    const WORDS: usize = 8;

    fn get(&self, asked: &Asked) -> Option<Arc<Known>> {
        self.0.iter().find(|(known, _)| known == asked).map(|(_, known)| known.clone())
    }

    /// What is known of the longest beginning of a word: whatever has the word has that too, at that place or before.
    fn wider(&self, asked: &Asked) -> Option<Arc<Known>> {
        // A longer word is also found across words, where its short beginning was not.
        let is_wider = |known: &Asked| {
            let long_enough = known.word.len() >= ACROSS || asked.word.len() < ACROSS;
            known.within == asked.within && asked.word.starts_with(&known.word) && long_enough
        };
        let wider = self.0.iter().filter(|(known, _)| is_wider(known)).max_by_key(|(known, _)| known.word.len());
        wider.map(|(_, known)| known.clone())
    }

    fn put(&mut self, asked: Asked, known: &Arc<Known>) {
        self.0.push_front((asked, known.clone()));
        self.0.truncate(Self::WORDS);
    }
}

/// Above this many rows all processors look, count and sort.
pub(in crate::model) const MANY: usize = 8_000;

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
            let alone = Asked { within: String::new(), word: (*word).clone() };
            let known = recent.get(&alone).map_or(usize::MAX, |known| known.rows.len());
            (known, std::cmp::Reverse(word.len()))
        });
        drop(recent);
        let mut all: Option<Vec<Finding>> = None;
        let mut within = String::new();
        for word in order {
            let next: Vec<Finding> = match all {
                None => self.known(word).rows.iter().map(|one| alone(one.row, one.score)).collect(),
                Some(all) => {
                    // Where the words before left few rows, only those are looked at.
                    let few = all.len() * 4 < self.len();
                    let known = if few { self.known_within(&within, &all, word) } else { self.known(word) };
                    both(&all, known.rows.iter().map(|one| (one.row, one.score)))
                }
            };
            if next.is_empty() {
                return next;
            }
            all = Some(next);
            within.push_str(word);
            within.push(' ');
        }
        all.unwrap_or_default()
    }

    /// Everything that has a word as typed.
    fn known(&self, word: &str) -> Arc<Known> {
        self.look(Asked { within: String::new(), word: word.to_owned() }, |needle, wider, shared| {
            match (Letter::only(word), wider) {
                (Some(letter), _) => self.with_letter(letter, needle, shared),
                // Looking through the text as a whole is quicker than through most of its rows.
                (None, Some(wider)) if wider.rows.len() * 3 < self.len() => self.narrow(&wider.rows, needle, shared),
                (None, _) => self.scan(needle, shared),
            }
        })
    }

    /// Those of some rows, which the words `within` have left, that have another word too.
    fn known_within(&self, within: &str, rows: &[Finding], word: &str) -> Arc<Known> {
        let asked = Asked { within: within.to_owned(), word: word.to_owned() };
        self.look(asked, |needle, wider, shared| match wider {
            Some(wider) => self.narrow(&wider.rows, needle, shared),
            None => {
                let rows = rows.iter().map(|one| Row { row: one.row, score: NONE, own: NONE, place: 0 });
                self.narrow(&rows.collect::<Vec<Row>>(), needle, shared)
            }
        })
    }

    /// What is known of a word, or what a look finds, which is then known.
    fn look(&self, asked: Asked, rows: impl FnOnce(&Needle<'_>, Option<&Known>, &Shared) -> Vec<Row>) -> Arc<Known> {
        let recent = self.recent();
        if let Some(known) = recent.get(&asked) {
            return known;
        }
        let wider = recent.wider(&asked);
        drop(recent);
        let needle = Needle::new(&asked.word);
        let mut known = Known::default();
        let shared = self.shared(&needle, wider.as_deref(), &mut known);
        known.rows = rows(&needle, wider.as_deref(), &shared);
        let known = Arc::new(known);
        self.recent().put(asked.clone(), &known);
        known
    }

    /// How the shared names answer.
    fn shared(&self, needle: &Needle<'_>, wider: Option<&Known>, known: &mut Known) -> Shared {
        let tables = &self.tables;
        let answers = |slab: &Slab, among: Option<&[u32]>, slots: &mut Vec<u32>| {
            let Answers { slots: found_in, found } = slab.find_all(needle, among)?;
            *slots = found_in;
            Some(found)
        };
        let wider = |of: fn(&Known) -> &[u32]| wider.map(of);
        let Known { categories, producers, places, .. } = known;
        let mut of_places = || answers(tables.places.names(), wider(|known| &known.places), places);
        let mut of_others = || {
            let categories = answers(&tables.category_names, wider(|known| &known.categories), categories);
            (categories, answers(&tables.producers.names, wider(|known| &known.producers), producers))
        };
        let (places, (categories, producers)) = match self.len() < MANY {
            true => (of_places(), of_others()),
            false => rayon::join(of_places, of_others),
        };
        Shared::new(tables, categories, producers, places)
    }

    /// Those of some rows, which answer to the word's beginning, that also answer to the word.
    fn narrow(&self, rows: &[Row], needle: &Needle<'_>, shared: &Shared) -> Vec<Row> {
        let some = |rows: &[Row]| {
            let mut narrowed = Vec::new();
            let mut at = 0;
            for before in rows {
                while self.firsts.get(at + 1).is_some_and(|first| *first <= before.row) {
                    at += 1;
                }
                let (Some(chunk), Some(first)) = (self.chunks.get(at), self.firsts.get(at)) else { continue };
                let row = (before.row - first) as usize;
                let best =
                    if shared.is_empty() { NONE } else { chunk.facts().get(row).map_or(NONE, |one| shared.best(one)) };
                let texts = chunk.texts();
                let from = before.place as usize;
                // Mostly the word goes on where its beginning was found.
                let (own, place) = match before.own {
                    own if own != NONE && own % 2 == 0 && texts.slab.still_begins_at(needle, from) => (Some(own), from),
                    _ => texts.best(row, needle, from.max(texts.slab.range(row).0), best),
                };
                let own = own.unwrap_or(NONE);
                let score = own.min(best);
                if score < NONE {
                    narrowed.push(Row { row: before.row, score, own, place: place as u32 });
                }
            }
            narrowed
        };
        if rows.len() < MANY {
            return some(rows);
        }
        rows.par_chunks(MANY / 4).map(some).collect::<Vec<_>>().concat()
    }

    /// Rows of all chunks, one after the other or side by side.
    fn of_chunks(&self, rows_of: impl Fn(u32, &Chunk) -> Vec<Row> + Sync) -> Vec<Row> {
        let chunks = || self.chunks.iter().zip(self.firsts.iter());
        if self.len() < MANY {
            return chunks().flat_map(|(chunk, first)| rows_of(*first, chunk)).collect();
        }
        let some = self.chunks.par_chunks(16).zip(self.firsts.par_chunks(16));
        let rows = some.map(|(chunks, firsts)| {
            chunks.iter().zip(firsts).flat_map(|(chunk, first)| rows_of(*first, chunk)).collect::<Vec<Row>>()
        });
        rows.collect::<Vec<_>>().concat()
    }

    /// A single letter stands in nearly every name: letters are looked up, and texts only where the name has it not.
    fn with_letter(&self, letter: Letter, needle: &Needle<'_>, shared: &Shared) -> Vec<Row> {
        self.of_chunks(|first, chunk| {
            let texts = chunk.texts();
            let rows = texts.name_letters().iter().zip(chunk.facts()).enumerate();
            let found = rows.filter_map(|(row, (letters, facts))| {
                let (score, own, place) = match letters.answer(letter) {
                    Found::Start => (0, NONE, 0),
                    Found::Inside => (1, NONE, 0),
                    Found::Not => {
                        let best = shared.best(facts);
                        let (own, place) = texts.best(row, needle, texts.behind_name(row), best);
                        let own = own.unwrap_or(NONE);
                        (own.min(best), own, place)
                    }
                };
                (score < NONE).then_some(Row { row: first + row as u32, score, own, place: place as u32 })
            });
            found.collect()
        })
    }

    fn scan(&self, needle: &Needle<'_>, shared: &Shared) -> Vec<Row> {
        // Longer words are also found across words, which a list of words does not tell.
        let answers = (needle.word.len() < ACROSS).then(|| self.words.answers(needle));
        self.of_chunks(|first, chunk| {
            let texts = chunk.texts();
            let (mut rows, mut next) = (Vec::new(), 0);
            let others = |rows: &mut Vec<Row>, from: usize, to: usize| {
                if shared.is_empty() {
                    return;
                }
                for (row, facts) in chunk.facts().iter().enumerate().take(to).skip(from) {
                    let score = shared.best(facts);
                    if score < NONE {
                        let place = texts.slab.range(row).1 as u32;
                        rows.push(Row { row: first + row as u32, score, own: NONE, place });
                    }
                }
            };
            let mut take = |row: usize, own: u8, place: usize| {
                others(&mut rows, next, row);
                let score = chunk.facts().get(row).map_or(own, |facts| shared.best(facts).min(own));
                rows.push(Row { row: first + row as u32, score, own, place: place as u32 });
                next = row + 1;
            };
            if !answers.as_ref().is_some_and(|answers| texts.best_by_words(answers, &mut take)) {
                texts.best_of_all(needle, take);
            }
            others(&mut rows, next, chunk.len());
            rows
        })
    }

    fn near_to(&self, words: &[String]) -> Vec<Finding> {
        let mut all: Option<Vec<Finding>> = None;
        for word in words {
            let scores = self.near(word);
            let rows = (0_u32..).zip(scores).filter(|(_, score)| *score < NONE);
            let next = match all {
                None => rows.map(|(row, score)| alone(row, score)).collect(),
                Some(all) => both(&all, rows),
            };
            if next.is_empty() {
                return next;
            }
            all = Some(next);
        }
        all.unwrap_or_default()
    }

    /// The score of every row: of a word as typed, or else of one that is near.
    fn near(&self, word: &str) -> Vec<u8> {
        let mut best = match slips(word) {
            0 => vec![NONE; self.len()],
            _ => self.near_rows(&NearTo::new(word)),
        };
        for one in &self.known(word).rows {
            if let Some(best) = best.get_mut(one.row as usize) {
                *best = one.score;
            }
        }
        best
    }

    /// The score of every row that has a word near a typed one.
    fn near_rows(&self, near: &NearTo<'_>) -> Vec<u8> {
        let tables = &self.tables;
        let names = [&*tables.category_names, &tables.producers.names, tables.places.names()];
        // The list speaks of all words once all of them are in it.
        let [categories, producers, places] = names.map(|slab| (slab, slab.vocabulary(&self.words)));
        let vocabularies: Vec<&Vocabulary> = match self.len() < MANY {
            true => self.chunks.iter().map(|chunk| chunk.texts().slab.vocabulary(&self.words)).collect(),
            false => self.chunks.par_iter().map(|chunk| chunk.texts().slab.vocabulary(&self.words)).collect(),
        };
        let answers = self.words.near(near);
        let of_names = |(slab, vocabulary): (&Slab, &Vocabulary)| {
            let mut found: Option<Vec<Found>> = None;
            vocabulary.each(slab, &answers, |how, slot, _| {
                let found = found.get_or_insert_with(|| vec![Found::Not; slab.len()]);
                if let Some(found) = found.get_mut(slot) {
                    *found = how;
                }
            });
            found
        };
        let shared = Shared::new(tables, of_names(categories), of_names(producers), of_names(places));
        let of_chunks = |(chunks, vocabularies): (&[Arc<Chunk>], &[&Vocabulary])| {
            let mut best: Vec<u8> = Vec::new();
            for (chunk, vocabulary) in chunks.iter().zip(vocabularies) {
                let first = best.len();
                best.extend(chunk.facts().iter().map(|facts| shared.best(facts).saturating_add(BEHIND)));
                let texts = chunk.texts();
                vocabulary.each(&texts.slab, &answers, |_, row, place| {
                    let (rank, _) = texts.field_at(row, place - texts.slab.range(row).0);
                    if let Some(best) = best.get_mut(first + row) {
                        *best = (BEHIND + (rank * 2) as u8).min(*best);
                    }
                });
            }
            best
        };
        match self.len() < MANY {
            true => of_chunks((&self.chunks, &vocabularies)),
            false => {
                let chunks = self.chunks.par_chunks(64).zip(vocabularies.par_chunks(64));
                chunks.map(of_chunks).collect::<Vec<_>>().concat()
            }
        }
    }
}

/// How the names that products share answer to a word; `None` where none does.
struct Shared {
    categories: Option<Vec<Found>>,
    producers: Option<Vec<Found>>,
    places: Option<Vec<Found>>,
}

impl Shared {
    /// A place answers as well as the best of what it lies in.
    fn new(
        tables: &Tables,
        categories: Option<Vec<Found>>,
        producers: Option<Vec<Found>>,
        mut places: Option<Vec<Found>>,
    ) -> Self {
        if let Some(places) = &mut places {
            tables.places.pass_down(places);
        }
        Self { categories, producers, places }
    }

    fn is_empty(&self) -> bool {
        self.categories.is_none() && self.producers.is_none() && self.places.is_none()
    }

    /// The best score that a product gets from them.
    fn best(&self, facts: &Facts) -> u8 {
        let of = |answers: &Option<Vec<Found>>, at: usize, rank: usize| {
            let found = answers.as_ref().and_then(|answers| answers.get(at)).copied().unwrap_or_default();
            match found {
                Found::Not => NONE,
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

fn alone(row: u32, score: u8) -> Finding {
    Finding { row, score: u16::from(score), field: field_of(score) }
}

/// The scores add up; the furthest field says most about why.
fn together(one: &Finding, score: u8) -> Finding {
    Finding { row: one.row, score: one.score.saturating_add(u16::from(score)), field: one.field.max(field_of(score)) }
}

/// Rows that are in both lists.
fn both(all: &[Finding], rows: impl Iterator<Item = (u32, u8)>) -> Vec<Finding> {
    let mut rows = rows.peekable();
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
