//! Many short texts, folded, as the numbers of their words: a quarter of the room that their letters take.
//!
//! A slab numbers its own words, so that two bytes hold nearly every one, and knows which number each has in the list of
//! all words. A list tells which slots have which word, so that a search looks at few texts.

use std::ops::Range;
use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};

use super::answers::{Answer, Answers, Found};
use super::vocabulary::Words;
use super::whereabouts::Whereabouts;
use crate::model::search::normalise::{fold_words, spellings};

/// What stands between folded words; they have neither blanks nor marks.
const BLANK: u8 = b' ';
const TEXT: u8 = b'\n';
const FIELD: u8 = b'\r';
const SLOT: u8 = 0;

/// Folded texts on their way into a slab.
#[derive(Debug, Default)]
pub(in crate::model) struct Piece(Vec<u8>);

impl Piece {
    /// A slot of some texts.
    pub(in crate::model) fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut piece = Self::default();
        texts.into_iter().for_each(|text| piece.push(text));
        piece.end_slot();
        piece
    }

    /// Adds a text, folded, in every spelling.
    pub(in crate::model) fn push(&mut self, text: &str) {
        let from = self.0.len();
        let (mut word, mut is_spelt_otherwise) = (from, false);
        fold_words(text, &mut self.0, |before| {
            if before.len() > from {
                is_spelt_otherwise |=
                    crate::model::search::normalise::is_spelt_otherwise(before.get(word..).unwrap_or_default());
                before.push(BLANK);
            }
            word = before.len();
        });
        if self.0.len() == from {
            return;
        }
        is_spelt_otherwise |=
            crate::model::search::normalise::is_spelt_otherwise(self.0.get(word..).unwrap_or_default());
        let others = match self.0.get(from..).map(std::str::from_utf8) {
            Some(Ok(folded)) if is_spelt_otherwise => spellings(folded),
            _ => Vec::new(),
        };
        self.0.push(TEXT);
        // The first one is as written.
        for spelt in others.iter().skip(1) {
            self.0.extend_from_slice(spelt.as_bytes());
            self.0.push(TEXT);
        }
    }

    /// Ends a field of a slot, and its last text with it.
    pub(in crate::model) fn end_field(&mut self) {
        self.0.pop_if(|last| *last == TEXT);
        self.0.push(FIELD);
    }

    pub(in crate::model) fn end_slot(&mut self) {
        self.0.push(SLOT);
    }

    /// Its words, none between two marks, and what stands behind each.
    fn words(&self) -> impl Iterator<Item = (&[u8], u8)> {
        let mut rest = self.0.as_slice();
        std::iter::from_fn(move || {
            let at = rest.iter().position(|byte| *byte <= BLANK)?;
            let (word, behind) = rest.split_at_checked(at)?;
            let (mark, behind) = behind.split_first()?;
            rest = behind;
            Some((word, *mark))
        })
    }
}

/// What stands in a text: a word by its number in the slab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Code {
    EndOfText,
    EndOfField,
    Word(u32),
}

const END_OF_TEXT: u16 = 0;
const END_OF_FIELD: u16 = 1;
const FIRST_WORD: u16 = 2;
/// Two halves of a large number come next.
const LARGE: u16 = u16::MAX;

impl Code {
    fn put(self, codes: &mut Vec<u16>) {
        match self {
            Self::EndOfText => codes.push(END_OF_TEXT),
            Self::EndOfField => codes.push(END_OF_FIELD),
            Self::Word(word) if word < u32::from(LARGE - FIRST_WORD) => codes.push(FIRST_WORD + word as u16),
            Self::Word(word) => codes.extend([LARGE, (word >> 16) as u16, word as u16]),
        }
    }
}

/// What stands in some codes.
#[derive(Clone, Debug)]
struct Codes<'a>(std::slice::Iter<'a, u16>);

impl Iterator for Codes<'_> {
    type Item = Code;

    fn next(&mut self) -> Option<Code> {
        Some(match *self.0.next()? {
            END_OF_TEXT => Code::EndOfText,
            END_OF_FIELD => Code::EndOfField,
            LARGE => {
                let (high, low) = (*self.0.next()?, *self.0.next()?);
                Code::Word(u32::from(high) << 16 | u32::from(low))
            }
            word => Code::Word(u32::from(word - FIRST_WORD)),
        })
    }
}

/// Many short texts, each in its slot.
#[derive(Clone, Debug)]
pub(in crate::model) struct Slab {
    codes: Vec<u16>,
    /// Where each slot begins, and at last where the last one ends.
    slots: Vec<u32>,
    /// The number of each of its words in the list of all words.
    words: Vec<u32>,
    /// Made when it is first asked for.
    whereabouts: OnceLock<Whereabouts>,
}

impl Default for Slab {
    fn default() -> Self {
        Self { codes: Vec::new(), slots: vec![0], words: Vec::new(), whereabouts: OnceLock::new() }
    }
}

/// How slots answer to a word.
#[derive(Debug, Default)]
pub(in crate::model) struct Answered {
    /// Those that do, in order.
    pub(in crate::model) slots: Vec<u32>,
    /// For every slot; empty where none does.
    pub(in crate::model) found: Vec<Found>,
}

impl Answered {
    fn put(&mut self, slot: usize, found: Found, slots: usize) {
        if found == Found::Not {
            return;
        }
        self.found.resize(slots, Found::Not);
        if let Some(answer) = self.found.get_mut(slot) {
            *answer = found;
            self.slots.push(slot as u32);
        }
    }
}

impl Slab {
    /// The slots of a piece.
    pub(in crate::model) fn of(piece: &Piece, words: &Words) -> Self {
        let mut slab = Self::default();
        let mut known: HashMap<&[u8], u32> = HashMap::new();
        let mut different: Vec<&[u8]> = Vec::new();
        for (word, mark) in piece.words() {
            if !word.is_empty() {
                let word = *known.entry(word).or_insert_with(|| {
                    different.push(word);
                    different.len() as u32 - 1
                });
                Code::Word(word).put(&mut slab.codes);
            }
            match mark {
                TEXT => Code::EndOfText.put(&mut slab.codes),
                FIELD => Code::EndOfField.put(&mut slab.codes),
                SLOT => slab.slots.push(slab.codes.len() as u32),
                _ => {}
            }
        }
        slab.words = words.number(&different);
        slab.shrink();
        slab
    }

    /// The slots of several slabs, one behind the other: each slab with those of its slots that are meant.
    pub(in crate::model) fn gathered<'a>(parts: impl IntoIterator<Item = (&'a Slab, Range<usize>)>) -> Self {
        let mut slab = Self::default();
        let mut known: HashMap<u32, u32> = HashMap::new();
        // Of the slab before: the numbers that its words have here.
        let (mut last, mut here): (Option<&Slab>, Vec<Option<u32>>) = (None, Vec::new());
        for (part, slots) in parts {
            if !last.is_some_and(|last| std::ptr::eq(last, part)) {
                here.clear();
                here.resize(part.words.len(), None);
                last = Some(part);
            }
            for slot in slots {
                for code in part.slot(slot) {
                    let code = match code {
                        Code::Word(word) => {
                            let (Some(here), Some(number)) =
                                (here.get_mut(word as usize), part.words.get(word as usize))
                            else {
                                continue;
                            };
                            Code::Word(*here.get_or_insert_with(|| {
                                *known.entry(*number).or_insert_with(|| {
                                    slab.words.push(*number);
                                    slab.words.len() as u32 - 1
                                })
                            }))
                        }
                        mark => mark,
                    };
                    code.put(&mut slab.codes);
                }
                slab.slots.push(slab.codes.len() as u32);
            }
        }
        slab.shrink();
        slab
    }

    /// Adds the slots of another slab, of few words.
    pub(in crate::model) fn append(&mut self, few: &Slab) {
        let here = few.words.iter().map(|number| {
            let known = self.words.iter().position(|known| known == number);
            known.unwrap_or_else(|| {
                self.words.push(*number);
                self.words.len() - 1
            }) as u32
        });
        let here: Vec<u32> = here.collect();
        for slot in 0..few.len() {
            for code in few.slot(slot) {
                let code = match code {
                    Code::Word(word) => here.get(word as usize).map(|word| Code::Word(*word)),
                    mark => Some(mark),
                };
                code.into_iter().for_each(|code| code.put(&mut self.codes));
            }
            self.slots.push(self.codes.len() as u32);
        }
        self.whereabouts = OnceLock::new();
    }

    fn shrink(&mut self) {
        self.codes.shrink_to_fit();
        self.slots.shrink_to_fit();
        self.words.shrink_to_fit();
    }

    /// Whether just what stands in another slab's slot stands in one of this.
    pub(in crate::model) fn holds(&self, slot: usize, other: &Slab, others: usize) -> bool {
        self.numbers(slot).eq(other.numbers(others))
    }

    /// What stands in a slot, words by their numbers in the list of all words.
    fn numbers(&self, slot: usize) -> impl Iterator<Item = Code> {
        self.slot(slot).map(|code| match code {
            Code::Word(word) => Code::Word(self.number(word)),
            mark => mark,
        })
    }

    /// A word's number in the list of all words.
    fn number(&self, word: u32) -> u32 {
        self.words.get(word as usize).copied().unwrap_or(u32::MAX)
    }

    /// What each code answers; empty where no word does.
    pub(in crate::model) fn hear(&self, answers: &Answers) -> Vec<Answer> {
        let mut heard = Vec::new();
        for (at, number) in (usize::from(FIRST_WORD)..).zip(&self.words) {
            let answer = answers.of(*number);
            if !answer.is_none() {
                heard.resize(self.words.len() + usize::from(FIRST_WORD), Answer::default());
                if let Some(heard) = heard.get_mut(at) {
                    *heard = answer;
                }
            }
        }
        for mark in [END_OF_FIELD, LARGE] {
            if let Some(heard) = heard.get_mut(usize::from(mark)) {
                heard.add(Answer::MARK);
            }
        }
        heard
    }

    /// What one code answers.
    pub(in crate::model) fn answer(&self, answers: &Answers, code: u16) -> Answer {
        match code {
            END_OF_TEXT => Answer::default(),
            END_OF_FIELD | LARGE => Answer::MARK,
            word => answers.of(self.number(u32::from(word - FIRST_WORD))),
        }
    }

    /// Everything that answers from a place to another, where `hear` tells what each code does.
    pub(in crate::model) fn walk<'a, H: Fn(u16) -> Answer>(
        &'a self,
        (from, to): (usize, usize),
        answers: &'a Answers,
        hear: H,
    ) -> Walk<'a, H> {
        Walk { slab: self, answers, hear, at: from, to, before: Answer::default(), before_at: from }
    }

    pub(in crate::model) fn len(&self) -> usize {
        self.slots.len() - 1
    }

    /// Where a slot begins and ends.
    pub(in crate::model) fn range(&self, slot: usize) -> (usize, usize) {
        match (self.slots.get(slot), self.slots.get(slot + 1)) {
            (Some(from), Some(to)) => (*from as usize, *to as usize),
            _ => (0, 0),
        }
    }

    fn codes(&self, from: usize, to: usize) -> Codes<'_> {
        Codes(self.codes.get(from..to).unwrap_or_default().iter())
    }

    fn slot(&self, slot: usize) -> Codes<'_> {
        let (from, to) = self.range(slot);
        self.codes(from, to)
    }

    /// The number of the word that stands at a place.
    pub(in crate::model) fn number_at(&self, place: usize) -> Option<u32> {
        self.numbers_from(place, self.codes.len()).next()
    }

    /// The numbers of words from a place on until a text or all ends.
    fn numbers_from(&self, from: usize, to: usize) -> impl Iterator<Item = u32> + Clone {
        self.codes(from, to).map_while(|code| match code {
            Code::Word(word) => Some(self.number(word)),
            _ => None,
        })
    }

    /// The list of where words stand, made when it is first asked for.
    pub(super) fn whereabouts(&self) -> &Whereabouts {
        let word = |code: Code| match code {
            Code::Word(word) => Some(word),
            _ => None,
        };
        let slots = (0..self.len()).map(|slot| self.slot(slot).filter_map(word));
        self.whereabouts.get_or_init(|| Whereabouts::of(slots, self.words.len()))
    }

    /// For each slot whether it is worth a look, where it is known what each code answers; empty where none is.
    pub(in crate::model) fn worth_a_look(&self, heard: &[Answer]) -> Vec<bool> {
        self.whereabouts().worth_a_look(of_words(heard), self.len())
    }

    /// How each slot answers to a word, and the slots that do. `among`: those that answered to its beginning, outside of
    /// which no slot can.
    pub(in crate::model) fn find_all(&self, answers: &Answers, among: Option<&[u32]>) -> Option<Answered> {
        let mut answered = Answered::default();
        match among {
            Some([]) => {}
            Some(slots) if slots.len() * 8 < self.len() => {
                for slot in slots {
                    answered.put(*slot as usize, self.best(*slot as usize, answers), self.len());
                }
            }
            _ => {
                let together = self.whereabouts().of_slots(of_words(&self.hear(answers)), self.len());
                for (slot, answer) in together.iter().enumerate() {
                    let found = match answer.alone() {
                        Found::Not if answer.may_have() => self.best(slot, answers),
                        alone => alone,
                    };
                    answered.put(slot, found, self.len());
                }
            }
        }
        (!answered.slots.is_empty()).then_some(answered)
    }

    /// How a slot answers.
    fn best(&self, slot: usize, answers: &Answers) -> Found {
        let walk = self.walk(self.range(slot), answers, |code| self.answer(answers, code));
        let found = walk.filter_map(|met| match met {
            Met::Found(found, _) => Some(found),
            Met::EndOfField(_) => None,
        });
        found.max().unwrap_or_default()
    }
}

/// What is heard of words alone.
fn of_words(heard: &[Answer]) -> &[Answer] {
    heard.get(usize::from(FIRST_WORD)..).unwrap_or_default()
}

/// A walk through what stands in a slab.
pub(in crate::model) struct Walk<'a, H> {
    slab: &'a Slab,
    answers: &'a Answers,
    hear: H,
    at: usize,
    to: usize,
    /// What the word before answers, and where it stands.
    before: Answer,
    before_at: usize,
}

/// What a walk comes by.
pub(in crate::model) enum Met {
    /// The typed word, and where it begins to stand.
    Found(Found, usize),
    /// The place behind a field.
    EndOfField(usize),
}

impl<H: Fn(u16) -> Answer> Iterator for Walk<'_, H> {
    type Item = Met;

    #[inline]
    fn next(&mut self) -> Option<Met> {
        loop {
            let codes = self.slab.codes.get(self.at..self.to)?;
            let (mut before, mut rest) = (self.before, codes.iter());
            // Nearly all words say nothing: this is the loop that searches spend their time in.
            let (code, mut answer) = loop {
                let code = *rest.next()?;
                let answer = (self.hear)(code);
                if answer.tells_behind(before) {
                    break (code, answer);
                }
                before = answer;
            };
            let mut behind = self.to.min(self.slab.codes.len()) - rest.len();
            let place = behind - 1;
            if place > self.at {
                (self.before, self.before_at) = (before, place - 1);
            }
            match code {
                END_OF_FIELD => {
                    (self.at, self.before) = (behind, Answer::default());
                    return Some(Met::EndOfField(behind));
                }
                LARGE => {
                    answer = self.answers.of(self.slab.number_at(place)?);
                    behind = place + 3;
                }
                _ => {}
            }
            let (before, before_at) = (self.before, self.before_at);
            (self.at, self.before, self.before_at) = (behind, answer, place);
            let words = || self.slab.numbers_from(place, self.to);
            let first = || self.slab.number_at(before_at);
            if before.may_go_on_in(answer) && first().is_some_and(|first| self.answers.is_spread(first, words())) {
                return Some(Met::Found(answer.alone().max(Found::Inside), before_at));
            }
            if answer.alone() != Found::Not {
                return Some(Met::Found(answer.alone(), place));
            }
        }
    }
}

#[cfg(test)]
#[path = "slab_tests.rs"]
mod tests;
