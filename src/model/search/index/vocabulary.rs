//! Every different word of a catalogue once, with a number. A typed word is held against these, and the texts, which
//! are numbers, are asked for those that answer.

use std::hash::BuildHasher as _;
use std::sync::{PoisonError, RwLock};

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use memchr::memmem::Finder;

use super::answers::{Answer, Answers, Spread};
use crate::model::search::normalise::{NearTo, letters};

/// Stands behind each word; no word has it.
const BORDER: u8 = b'\n';

/// The words of an index and of those that came of it by edits. What no text has any more keeps its number.
#[derive(Debug, Default)]
pub(in crate::model) struct Words(RwLock<Listed>);

#[derive(Debug, Default)]
pub(super) struct Listed {
    numbers: HashTable<u32>,
    /// All words, one behind the other.
    text: Vec<u8>,
    /// Where each word ends, its border included.
    ends: Vec<u32>,
    /// The set of each word's letters.
    letters: Vec<u64>,
}

impl Words {
    /// The numbers of words, new ones for new words.
    pub(super) fn number(&self, words: &[&[u8]]) -> Vec<u32> {
        let mut listed = self.0.write().unwrap_or_else(PoisonError::into_inner);
        words.iter().map(|word| listed.number(word)).collect()
    }

    /// How each word answers to a typed one.
    pub(in crate::model) fn answers(&self, typed: &str) -> Answers {
        let listed = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut by_number = vec![Answer::default(); listed.ends.len()];
        let finder = Finder::new(typed.as_bytes());
        let (mut at, mut number, mut begin) = (0, 0, 0);
        while let Some(found) = listed.text.get(at..).and_then(|rest| finder.find(rest)) {
            let place = at + found;
            while let Some(end) = listed.ends.get(number).map(|end| *end as usize).filter(|end| *end <= place) {
                begin = end;
                number += 1;
            }
            if let Some(answer) = by_number.get_mut(number) {
                *answer = if place == begin { Answer::START } else { Answer::INSIDE };
            }
            // Whatever else of it stands in this word says no more.
            at = listed.ends.get(number).map_or(listed.text.len(), |end| *end as usize);
        }
        let spread = Spread::of(typed, || listed.words(), &mut by_number);
        Answers::new(by_number, spread)
    }

    /// Which words are near a typed one.
    pub(in crate::model) fn near(&self, near: &NearTo<'_>) -> Answers {
        let listed = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut by_number = vec![Answer::default(); listed.ends.len()];
        for ((number, letters), answer) in (0_u32..).zip(&listed.letters).zip(&mut by_number) {
            let is_near = |word: &[u8]| std::str::from_utf8(word).is_ok_and(|written| near.is(written));
            if near.may_be(*letters) && is_near(word_at(&listed.text, &listed.ends, number)) {
                *answer = Answer::START;
            }
        }
        Answers::new(by_number, None)
    }
}

impl Listed {
    fn number(&mut self, word: &[u8]) -> u32 {
        let Self { numbers, text, ends, letters: sets } = self;
        let hash = |word: &[u8]| FixedState::default().hash_one(word);
        if let Some(number) = numbers.find(hash(word), |number| word_at(text, ends, *number) == word) {
            return *number;
        }
        let number = ends.len() as u32;
        text.extend_from_slice(word);
        text.push(BORDER);
        ends.push(text.len() as u32);
        sets.push(letters(word));
        numbers.insert_unique(hash(word), number, |number| hash(word_at(text, ends, *number)));
        number
    }

    /// All of them in order of their numbers.
    fn words(&self) -> impl Iterator<Item = &[u8]> {
        let begins = std::iter::once(&0).chain(&self.ends);
        begins.zip(&self.ends).map(|(begin, end)| between(&self.text, *begin, *end))
    }
}

fn between(text: &[u8], begin: u32, end: u32) -> &[u8] {
    text.get(begin as usize..(end as usize).saturating_sub(1)).unwrap_or_default()
}

fn word_at<'a>(text: &'a [u8], ends: &[u32], number: u32) -> &'a [u8] {
    let before = (number as usize).checked_sub(1).and_then(|before| ends.get(before)).copied().unwrap_or_default();
    between(text, before, ends.get(number as usize).copied().unwrap_or_default())
}
