//! Folded texts one behind the other, without blanks: one pass of `memmem` looks through all of them.
//!
//! A bit for every byte tells where words begin. So the same bytes answer for words (`argo` in "Argo Mulyo"), for
//! beginnings of words, and for words that were typed as one (`argomulyo`).

use std::sync::OnceLock;

use memchr::memmem::Finder;

use super::super::words::{self, fold, fold_words, spellings};
use super::vocabulary::{Vocabulary, Words};

/// Stands behind each text and fills up; no typed word has it.
pub(super) const BORDER: u8 = b'\n';
/// Slots begin at multiples of this, so that their bits are whole numbers and can be copied as such.
const STEP: usize = 32;
/// Typed words of fewer bytes are not looked for across words: they would match at too many borders.
pub(in crate::model) const ACROSS: usize = 5;

/// How a word was found: beginnings of words rank before what stands inside or across them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::model) enum Found {
    #[default]
    Not,
    Inside,
    Start,
}

/// A typed word, ready to be looked for.
pub(in crate::model) struct Needle<'a> {
    pub(in crate::model) word: &'a str,
    finder: Finder<'a>,
}

impl<'a> Needle<'a> {
    pub(in crate::model) fn new(word: &'a str) -> Self {
        Self { word, finder: Finder::new(word.as_bytes()) }
    }

    pub(in crate::model) fn find(&self, text: &[u8]) -> Option<usize> {
        self.finder.find(text)
    }
}

/// The text of one slot while it is being put together.
#[derive(Default)]
pub(in crate::model) struct Piece {
    text: Vec<u8>,
    begins: Vec<u32>,
}

impl Piece {
    pub(in crate::model) fn clear(&mut self) {
        self.text.clear();
        self.begins.clear();
    }

    pub(in crate::model) fn len(&self) -> usize {
        self.text.len()
    }

    /// Adds a text, folded, in every spelling.
    pub(in crate::model) fn push(&mut self, text: &str) {
        let from = self.text.len();
        let (begins, mut word, mut is_spelt_otherwise) = (&mut self.begins, from, false);
        fold_words(text, &mut self.text, |before| {
            is_spelt_otherwise |= words::is_spelt_otherwise(before.get(word..).unwrap_or_default());
            word = before.len();
            mark(begins, word);
        });
        if self.text.len() == from {
            return;
        }
        is_spelt_otherwise |= words::is_spelt_otherwise(self.text.get(word..).unwrap_or_default());
        self.text.push(BORDER);
        if is_spelt_otherwise {
            // The first one is as written.
            for spelt in spellings(&fold(text)).iter().skip(1) {
                fold_words(spelt, &mut self.text, |before| mark(&mut self.begins, before.len()));
                self.text.push(BORDER);
            }
        }
    }

    fn fill_up(&mut self) {
        self.text.resize(self.text.len().next_multiple_of(STEP), BORDER);
        self.begins.resize(self.text.len() / STEP, 0);
    }
}

/// A word begins here.
fn mark(begins: &mut Vec<u32>, at: usize) {
    if begins.len() <= at / STEP {
        begins.resize(at / STEP + 1, 0);
    }
    if let Some(bits) = begins.get_mut(at / STEP) {
        *bits |= 1 << (at % STEP);
    }
}

/// Many short texts, each in its slot.
#[derive(Clone, Debug)]
pub(in crate::model) struct Slab {
    text: Vec<u8>,
    begins: Vec<u32>,
    /// Where each slot begins, and at last where the last one ends.
    slots: Vec<u32>,
    vocabulary: OnceLock<Vocabulary>,
    slot_letters: OnceLock<Vec<Letters>>,
}

/// One letter or digit of ASCII, as a bit.
#[derive(Clone, Copy)]
pub(in crate::model) struct Letter(u64);

impl Letter {
    fn of(byte: u8) -> Option<Self> {
        match byte {
            b'a'..=b'z' => Some(Self(1 << (byte - b'a'))),
            b'0'..=b'9' => Some(Self(1 << (byte - b'0' + 26))),
            _ => None,
        }
    }

    /// A word of one letter.
    pub(in crate::model) fn only(word: &str) -> Option<Self> {
        match word.as_bytes() {
            [byte] => Self::of(*byte),
            _ => None,
        }
    }
}

/// Which letters a text has, and which of them begin a word.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::model) struct Letters {
    first: u64,
    all: u64,
}

impl Letters {
    pub(in crate::model) fn answer(&self, letter: Letter) -> Found {
        match (self.first & letter.0 > 0, self.all & letter.0 > 0) {
            (true, _) => Found::Start,
            (false, true) => Found::Inside,
            (false, false) => Found::Not,
        }
    }
}

/// How slots answer to a word.
#[derive(Debug, Default)]
pub(in crate::model) struct Answers {
    /// Those that do, in order.
    pub(in crate::model) slots: Vec<u32>,
    /// For every slot; empty where none does.
    pub(in crate::model) found: Vec<Found>,
}

impl Answers {
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

impl Default for Slab {
    fn default() -> Self {
        Self {
            text: Vec::new(),
            begins: Vec::new(),
            slots: vec![0],
            vocabulary: OnceLock::new(),
            slot_letters: OnceLock::new(),
        }
    }
}

impl Slab {
    pub(in crate::model) fn push(&mut self, piece: &mut Piece) {
        piece.fill_up();
        self.text.extend_from_slice(&piece.text);
        self.begins.extend_from_slice(&piece.begins);
        self.slots.push(self.text.len() as u32);
        self.vocabulary = OnceLock::new();
        self.slot_letters = OnceLock::new();
    }

    /// Adds what another slab has in a slot.
    pub(in crate::model) fn push_from(&mut self, other: &Slab, slot: usize) {
        let (from, to) = other.range(slot);
        self.text.extend_from_slice(other.text.get(from..to).unwrap_or_default());
        self.begins.extend_from_slice(other.begins.get(from / STEP..to / STEP).unwrap_or_default());
        self.slots.push(self.text.len() as u32);
    }

    /// Whether just this stands in a slot.
    pub(in crate::model) fn holds(&self, slot: usize, piece: &mut Piece) -> bool {
        piece.fill_up();
        let (from, to) = self.range(slot);
        self.text.get(from..to).is_some_and(|text| text == piece.text)
            && self.begins.get(from / STEP..to / STEP).is_some_and(|begins| begins == piece.begins)
    }

    /// Puts another text into a slot.
    pub(in crate::model) fn replace(&mut self, slot: usize, piece: &mut Piece) {
        piece.fill_up();
        let (from, to) = self.range(slot);
        self.text.splice(from..to, piece.text.iter().copied());
        self.begins.splice(from / STEP..to / STEP, piece.begins.iter().copied());
        let end = from + piece.text.len();
        for later in self.slots.iter_mut().skip(slot + 1) {
            *later = (*later as usize - to + end) as u32;
        }
        self.vocabulary = OnceLock::new();
        self.slot_letters = OnceLock::new();
    }

    pub(in crate::model) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.begins.shrink_to_fit();
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

    /// The next place at or behind `at` and before `end` where a word stands, and how.
    pub(in crate::model) fn next(&self, needle: &Needle<'_>, mut at: usize, end: usize) -> Option<(usize, Found)> {
        loop {
            let place = at + needle.finder.find(self.text.get(at..end)?)?;
            match self.found_at(place, needle.word.len()) {
                Found::Not => at = place + 1,
                found => return Some((place, found)),
            }
        }
    }

    fn found_at(&self, place: usize, length: usize) -> Found {
        if self.begins_within(place + 1, place + length) {
            return if length >= ACROSS { Found::Inside } else { Found::Not };
        }
        if self.begins_within(place, place + 1) { Found::Start } else { Found::Inside }
    }

    /// Whether a word begins at any byte from `from` to before `to`.
    fn begins_within(&self, from: usize, to: usize) -> bool {
        let mut at = from;
        while at < to {
            let bits = self.begins.get(at / STEP).copied().unwrap_or_default() >> (at % STEP);
            let here = (STEP - at % STEP).min(to - at);
            let mask = if here == STEP { u32::MAX } else { (1 << here) - 1 };
            if bits & mask != 0 {
                return true;
            }
            at += here;
        }
        false
    }

    /// How each slot answers to a word, and the slots that do. `among`: those that answered to its beginning, outside of
    /// which no slot can.
    pub(in crate::model) fn find_all(&self, needle: &Needle<'_>, among: Option<&[u32]>) -> Option<Answers> {
        let mut answers = Answers::default();
        match (Letter::only(needle.word), among) {
            (_, Some([])) => {}
            (Some(letter), _) => {
                for (slot, letters) in self.letters().iter().enumerate() {
                    answers.put(slot, letters.answer(letter), self.len());
                }
            }
            (None, Some(slots)) if slots.len() * 8 < self.len() => {
                for slot in slots {
                    let (from, to) = self.range(*slot as usize);
                    answers.put(*slot as usize, self.best_between(needle, from, to), self.len());
                }
            }
            (None, _) => {
                let (mut at, mut slot) = (0, 0);
                while let Some((place, found)) = self.next(needle, at, self.text.len()) {
                    slot = self.slot_of(place, slot);
                    let (_, end) = self.range(slot);
                    let found = if found == Found::Start { found } else { self.best_between(needle, place, end) };
                    answers.put(slot, found, self.len());
                    at = end;
                }
            }
        }
        (!answers.slots.is_empty()).then_some(answers)
    }

    /// How a word is found between two places.
    fn best_between(&self, needle: &Needle<'_>, from: usize, to: usize) -> Found {
        let (mut best, mut at) = (Found::Not, from);
        while best != Found::Start
            && let Some((place, found)) = self.next(needle, at, to)
        {
            best = found.max(best);
            at = place + 1;
        }
        best
    }

    /// Whether a word stands at a place as it did when its beginning was found there, and begins a word.
    pub(in crate::model) fn still_begins_at(&self, needle: &Needle<'_>, place: usize) -> bool {
        let length = needle.word.len();
        self.text.get(place..place + length).is_some_and(|text| text == needle.word.as_bytes())
            && self.found_at(place, length) == Found::Start
    }

    /// The letters of every slot, which answer to a single letter.
    pub(in crate::model) fn letters(&self) -> &[Letters] {
        self.slot_letters.get_or_init(|| {
            let ranges = (0..self.len()).map(|slot| self.range(slot));
            ranges.map(|(from, to)| self.letters_between(from, to)).collect()
        })
    }

    pub(in crate::model) fn letters_between(&self, from: usize, to: usize) -> Letters {
        let mut letters = Letters::default();
        for (at, byte) in self.text.get(from..to).unwrap_or_default().iter().enumerate() {
            if let Some(letter) = Letter::of(*byte) {
                letters.all |= letter.0;
                if self.begins_within(from + at, from + at + 1) {
                    letters.first |= letter.0;
                }
            }
        }
        letters
    }

    /// The slot that holds a place, which is `from` or a later one.
    pub(in crate::model) fn slot_of(&self, place: usize, from: usize) -> usize {
        let behind = self.slots.get(from + 1..).unwrap_or_default();
        // Mostly one of the next few; else far away.
        match behind.iter().take(8).position(|end| *end as usize > place) {
            Some(steps) => from + steps,
            None => from + behind.partition_point(|end| *end as usize <= place),
        }
    }

    /// The list of words, made when it is first asked for.
    pub(in crate::model) fn vocabulary(&self, words: &Words) -> &Vocabulary {
        self.vocabulary.get_or_init(|| Vocabulary::of(self, words))
    }

    /// The list of words where it was made already.
    pub(in crate::model) fn known_vocabulary(&self) -> Option<&Vocabulary> {
        self.vocabulary.get()
    }

    /// The words of a slot with their places.
    pub(super) fn words(&self, slot: usize) -> impl Iterator<Item = (usize, &[u8])> {
        let (mut at, to) = self.range(slot);
        std::iter::from_fn(move || {
            let begin = self.next_begin(at, to)?;
            at = self.word_end(begin, to);
            Some((begin, self.text.get(begin..at).unwrap_or_default()))
        })
    }
}

impl Slab {
    /// The next place where a word begins.
    fn next_begin(&self, at: usize, end: usize) -> Option<usize> {
        let mut at = at;
        while at < end {
            let bits = self.begins.get(at / STEP).copied().unwrap_or_default() >> (at % STEP);
            if bits != 0 {
                return Some(at + bits.trailing_zeros() as usize).filter(|place| *place < end);
            }
            at = (at / STEP + 1) * STEP;
        }
        None
    }

    /// Where the word that begins at `begin` ends.
    fn word_end(&self, begin: usize, end: usize) -> usize {
        let next = self.next_begin(begin + 1, end).unwrap_or(end);
        let border = memchr::memchr(BORDER, self.text.get(begin..next).unwrap_or_default());
        border.map_or(next, |at| begin + at)
    }
}
