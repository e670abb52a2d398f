//! Every different word of a catalogue once, with a number, and where each stands in a slab: a typed word is held against
//! the words instead of against all texts.

use std::sync::{PoisonError, RwLock};

use foldhash::{HashMap, HashMapExt as _};

use super::super::words::{NearTo, letters};
use super::slab::{BORDER, Found, Needle, Slab};

/// The words of an index and of those that came of it by edits. What no text has any more keeps its number.
#[derive(Debug, Default)]
pub(in crate::model) struct Words(RwLock<Listed>);

#[derive(Debug, Default)]
struct Listed {
    numbers: HashMap<Box<[u8]>, u32>,
    /// All words, one behind the other.
    text: Vec<u8>,
    /// Where each word ends, its border included.
    ends: Vec<u32>,
    /// The set of each word's letters.
    letters: Vec<u64>,
}

impl Words {
    /// The numbers of words, new ones for new words.
    fn number(&self, words: &[&[u8]]) -> Vec<u32> {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        words.iter().map(|word| known.number(word)).collect()
    }

    /// How each word answers to a typed one, by number.
    pub(in crate::model) fn answers(&self, needle: &Needle<'_>) -> Vec<Found> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let mut answers = vec![Found::Not; known.ends.len()];
        let (mut at, mut word, mut begin) = (0, 0, 0);
        while let Some(found) = known.text.get(at..).and_then(|rest| needle.find(rest)) {
            let place = at + found;
            while let Some(end) = known.ends.get(word).map(|end| *end as usize).filter(|end| *end <= place) {
                begin = end;
                word += 1;
            }
            if let Some(answer) = answers.get_mut(word) {
                *answer = if place == begin { Found::Start } else { Found::Inside };
            }
            at = known.ends.get(word).map_or(known.text.len(), |end| *end as usize);
        }
        answers
    }

    /// Which words are near a typed one, by number.
    pub(in crate::model) fn near(&self, near: &NearTo<'_>) -> Vec<Found> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        let begins = std::iter::once(&0).chain(&known.ends);
        let words = begins.zip(&known.ends).zip(&known.letters);
        let answers = words.map(|((begin, end), letters)| {
            let word = || known.text.get(*begin as usize..(*end as usize).saturating_sub(1));
            let is_near = |word: &[u8]| std::str::from_utf8(word).is_ok_and(|written| near.is(written));
            match near.may_be(*letters) && word().is_some_and(is_near) {
                true => Found::Start,
                false => Found::Not,
            }
        });
        answers.collect()
    }
}

impl Listed {
    fn number(&mut self, word: &[u8]) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = self.ends.len() as u32;
        self.numbers.insert(word.into(), number);
        self.text.extend_from_slice(word);
        self.text.push(BORDER);
        self.ends.push(self.text.len() as u32);
        self.letters.push(letters(word));
        number
    }
}

/// The words of a slab, with the places where they stand.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Vocabulary {
    numbers: Vec<u32>,
    /// Above all of them.
    most: u32,
    /// Where each word's places end in `places`.
    ends: Vec<u32>,
    /// Of each word its first place in every slot that has it.
    places: Vec<u32>,
}

impl Vocabulary {
    pub(super) fn of(slab: &Slab, words: &Words) -> Self {
        let mut ids: HashMap<&[u8], u32> = HashMap::new();
        let mut different: Vec<&[u8]> = Vec::new();
        // Word, place: first by place, since a slab is walked once.
        let mut standing: Vec<(u32, u32)> = Vec::new();
        let mut last_slot: Vec<u32> = Vec::new();
        for slot in 0..slab.len() {
            for (place, word) in slab.words(slot) {
                let id = *ids.entry(word).or_insert_with(|| {
                    different.push(word);
                    last_slot.push(u32::MAX);
                    different.len() as u32 - 1
                });
                if let Some(last) = last_slot.get_mut(id as usize)
                    && *last != slot as u32
                {
                    *last = slot as u32;
                    standing.push((id, place as u32));
                }
            }
        }
        // Places by word: counted, then put.
        let mut ends = vec![0_u32; different.len()];
        for (id, _) in &standing {
            if let Some(count) = ends.get_mut(*id as usize) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += *end;
            *end = sum - *end;
        }
        let mut places = vec![0; standing.len()];
        for (id, place) in standing {
            if let Some(end) = ends.get_mut(id as usize)
                && let Some(slot) = places.get_mut(*end as usize)
            {
                *slot = place;
                *end += 1;
            }
        }
        let numbers = words.number(&different);
        let most = numbers.iter().max().map_or(0, |most| most + 1);
        Self { numbers, most, ends, places }
    }

    /// Whether answers speak of all of these words.
    pub(super) fn is_known_to(&self, answers: &[Found]) -> bool {
        self.most as usize <= answers.len()
    }

    /// Each word that answers, with its places in order.
    fn answering<'a>(&'a self, answers: &'a [Found]) -> impl Iterator<Item = (Found, &'a [u32])> {
        let begins = std::iter::once(&0).chain(&self.ends);
        let found = begins.zip(&self.ends).zip(&self.numbers).filter_map(|((begin, end), number)| {
            let found = *answers.get(*number as usize)?;
            (found != Found::Not).then_some((found, *begin as usize..*end as usize))
        });
        found.map(|(found, range)| (found, self.places.get(range).unwrap_or_default()))
    }

    /// Calls with answer, slot and place for each word of a slab that answers, the first of its kind in every slot.
    pub(super) fn each(&self, slab: &Slab, answers: &[Found], mut take: impl FnMut(Found, usize, usize)) {
        for (found, places) in self.answering(answers) {
            let mut slot = 0;
            for place in places {
                slot = slab.slot_of(*place as usize, slot);
                take(found, slot, *place as usize);
            }
        }
    }
}
