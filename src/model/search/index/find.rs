//! From typed words to rows: exact first, near spellings only where nothing is found as typed.

use std::collections::VecDeque;
use std::sync::Arc;

use rayon::prelude::*;

use super::answers::{ACROSS, Answer, Answers, Found};
use super::chunk::{CATEGORY, Facts, PLACE, PRODUCER, Place, best_of};
use super::slab::{Answered, Slab};
use super::tables::Tables;
use super::{Chunk, SearchIndex};
use crate::model::search::fields::Field;
use crate::model::search::normalise::{NearTo, normalise, slips};

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
    /// The [`Place`] where the word stands first in the row's own texts, or before which they are known not to have it.
    at: u32,
    fields: u8,
}

impl Row {
    fn new(row: u32, score: u8, own: u8, place: Place) -> Self {
        Self { row, score, own, at: place.at, fields: place.fields }
    }

    fn place(&self) -> Place {
        Place { at: self.at, fields: self.fields }
    }
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

    /// What is known of a word, which stays the longest now: while the second of two words is typed, the first is asked
    /// for with every key.
    fn get(&mut self, asked: &Asked) -> Option<Arc<Known>> {
        let at = self.0.iter().position(|(known, _)| known == asked)?;
        let found = self.0.remove(at)?;
        let known = found.1.clone();
        self.0.push_front(found);
        Some(known)
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
        let words: Vec<String> =
            normalise(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
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
        let mut recent = self.recent();
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
        self.look(Asked { within: String::new(), word: word.to_owned() }, |answers, wider, shared| match wider {
            // Looking through all texts is quicker than through most of them one by one.
            Some(wider) if wider.rows.len() * 3 < self.len() => self.narrow(&wider.rows, answers, shared),
            _ => self.scan(answers, shared),
        })
    }

    /// Those of some rows, which the words `within` have left, that have another word too.
    fn known_within(&self, within: &str, rows: &[Finding], word: &str) -> Arc<Known> {
        let asked = Asked { within: within.to_owned(), word: word.to_owned() };
        self.look(asked, |answers, wider, shared| match wider {
            Some(wider) => self.narrow(&wider.rows, answers, shared),
            None => {
                let rows = rows.iter().map(|one| Row::new(one.row, NONE, NONE, Place::default()));
                self.narrow(&rows.collect::<Vec<Row>>(), answers, shared)
            }
        })
    }

    /// What is known of a word, or what a look finds, which is then known.
    fn look(&self, asked: Asked, rows: impl FnOnce(&Answers, Option<&Known>, &Shared) -> Vec<Row>) -> Arc<Known> {
        let mut recent = self.recent();
        if let Some(known) = recent.get(&asked) {
            return known;
        }
        let wider = recent.wider(&asked);
        drop(recent);
        self.make_texts();
        let answers = self.words().answers(&asked.word);
        let mut known = Known::default();
        let shared = self.shared(&answers, wider.as_deref(), &mut known);
        known.rows = rows(&answers, wider.as_deref(), &shared);
        let known = Arc::new(known);
        self.recent().put(asked, &known);
        known
    }

    /// How the shared names answer.
    fn shared(&self, answers: &Answers, wider: Option<&Known>, known: &mut Known) -> Shared {
        let tables = &self.tables;
        let found = |slab: &Slab, among: Option<&[u32]>, slots: &mut Vec<u32>| {
            let Answered { slots: answering, found } = slab.find_all(answers, among)?;
            *slots = answering;
            Some(found)
        };
        let wider = |of: fn(&Known) -> &[u32]| wider.map(of);
        let Known { categories, producers, places, .. } = known;
        let mut of_places = || found(tables.place_names(), wider(|known| &known.places), places);
        let mut of_others = || {
            let categories = found(&tables.category_names, wider(|known| &known.categories), categories);
            (categories, found(&tables.producers.names, wider(|known| &known.producers), producers))
        };
        let (places, (categories, producers)) = match self.len() < MANY {
            true => (of_places(), of_others()),
            false => rayon::join(of_places, of_others),
        };
        Shared::new(tables, categories, producers, places)
    }

    /// Those of some rows, which answer to the word's beginning, that also answer to the word.
    fn narrow(&self, rows: &[Row], answers: &Answers, shared: &Shared) -> Vec<Row> {
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
                let texts = chunk.texts(self.words());
                // Mostly the word goes on where its beginning was found.
                let (own, place) = match before.own {
                    own if own != NONE && own % 2 == 0 && texts.still_begins_at(before.place(), answers) => {
                        (Some(own), before.place())
                    }
                    _ => {
                        let hear = |code| texts.slab.answer(answers, code);
                        texts.best(row, (answers, hear), before.place(), best)
                    }
                };
                let own = own.unwrap_or(NONE);
                let score = own.min(best);
                if score < NONE {
                    narrowed.push(Row::new(before.row, score, own, place));
                }
            }
            narrowed
        };
        if rows.len() < MANY {
            return some(rows);
        }
        rows.par_chunks(MANY / 4).map(some).collect::<Vec<_>>().concat()
    }

    /// What all chunks give, one after the other or side by side.
    fn of_chunks<T: Clone + Send>(&self, give: impl Fn(u32, &Chunk) -> Vec<T> + Sync) -> Vec<T> {
        let chunks = || self.chunks.iter().zip(self.firsts.iter());
        if self.len() < MANY {
            return chunks().flat_map(|(chunk, first)| give(*first, chunk)).collect();
        }
        let some = self.chunks.par_chunks(16).zip(self.firsts.par_chunks(16));
        let all = some.map(|(chunks, firsts)| {
            chunks.iter().zip(firsts).flat_map(|(chunk, first)| give(*first, chunk)).collect::<Vec<T>>()
        });
        all.collect::<Vec<_>>().concat()
    }

    fn scan(&self, answers: &Answers, shared: &Shared) -> Vec<Row> {
        self.of_chunks(|first, chunk| {
            let texts = chunk.texts(self.words());
            let heard = texts.slab.hear(answers);
            let looks = texts.slab.worth_a_look(&heard);
            if looks.is_empty() && shared.is_empty() {
                return Vec::new();
            }
            let rows = chunk.facts().iter().enumerate().filter_map(|(row, facts)| {
                let best = if shared.is_empty() { NONE } else { shared.best(facts) };
                let (own, place) = match looks.get(row) {
                    Some(true) => texts.best(row, (answers, heard_in(&heard)), Place::default(), best),
                    _ => (None, texts.behind(row)),
                };
                let own = own.unwrap_or(NONE);
                let score = own.min(best);
                (score < NONE).then(|| Row::new(first + row as u32, score, own, place))
            });
            rows.collect()
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
        self.make_texts();
        let answers = self.words().near(near);
        let shared = self.shared(&answers, None, &mut Known::default());
        self.of_chunks(|_, chunk| {
            let texts = chunk.texts(self.words());
            let heard = texts.slab.hear(&answers);
            let looks = texts.slab.worth_a_look(&heard);
            let rows = chunk.facts().iter().enumerate().map(|(row, facts)| {
                let best = shared.best(facts);
                let own = match looks.get(row) {
                    Some(true) => texts.best(row, (&answers, heard_in(&heard)), Place::default(), best).0,
                    _ => None,
                };
                own.unwrap_or(NONE).min(best).saturating_add(BEHIND)
            });
            rows.collect()
        })
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
                Found::Inside => best_of(rank) + 1,
                Found::Start => best_of(rank),
            }
        };
        of(&self.categories, usize::from(facts.category), CATEGORY)
            .min(of(&self.producers, facts.producer as usize, PRODUCER))
            .min(of(&self.places, facts.place as usize, PLACE))
    }
}

fn heard_in(heard: &[Answer]) -> impl Fn(u16) -> Answer {
    |code| heard.get(usize::from(code)).copied().unwrap_or(Answer::MARK)
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
