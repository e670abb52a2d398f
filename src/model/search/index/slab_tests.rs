//! Texts as numbers of words against the same texts as letters.

use proptest::prelude::*;

use super::super::answers::{ACROSS, Answers, Found};
use super::super::vocabulary::Words;
use super::*;
use crate::model::search::normalise::normalise;

fn slab(slots: &[Vec<String>], words: &Words) -> Slab {
    let mut piece = Piece::default();
    for texts in slots {
        texts.iter().for_each(|text| piece.push(text));
        piece.end_slot();
    }
    Slab::of(&piece, words)
}

/// By the letters themselves.
fn found_in(texts: &[String], typed: &str) -> Found {
    let words = || texts.iter().flat_map(|text| text.split(' '));
    let together = |text: &String| typed.len() >= ACROSS && text.replace(' ', "").contains(typed);
    match () {
        () if words().any(|word| word.starts_with(typed)) => Found::Start,
        () if words().any(|word| word.contains(typed)) || texts.iter().any(together) => Found::Inside,
        () => Found::Not,
    }
}

fn answered(slab: &Slab, answers: &Answers, among: Option<&[u32]>) -> Vec<Found> {
    let found = slab.find_all(answers, among).map(|answered| answered.found).unwrap_or_default();
    if found.is_empty() { vec![Found::Not; slab.len()] } else { found }
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[ab]{1,4}( [abé]{1,3}){0,5}".prop_map(|text| normalise(&text)), 0..3)
}

proptest! {
    #[test]
    fn numbers_of_words_answer_as_their_letters_do(
        slots in prop::collection::vec(texts(), 0..40), typed in "[ab]{1,9}", more in prop::collection::vec(texts(), 1..3),
    ) {
        let words = Words::default();
        let one = slab(&slots, &words);
        let new = slab(&more, &words);
        // As edits put them together.
        let mut longer = one.clone();
        longer.append(&new);
        let mixed = Slab::gathered([(&new, 0..1), (&one, 0..one.len() / 2), (&new, 0..new.len())]);
        let answers = words.answers(&typed);
        let expected = |slots: &[&Vec<String>]| slots.iter().map(|texts| found_in(texts, &typed)).collect::<Vec<_>>();
        let all: Vec<&Vec<String>> = slots.iter().chain(&more).collect();
        prop_assert_eq!(answered(&longer, &answers, None), expected(&all));
        let all: Vec<&Vec<String>> = more.iter().take(1).chain(slots.iter().take(slots.len() / 2)).chain(&more).collect();
        prop_assert_eq!(answered(&mixed, &answers, None), expected(&all));
        // Slot by slot, as a longer word narrows what a shorter one had found.
        for slot in 0..longer.len() {
            let all: Vec<&Vec<String>> = slots.iter().chain(&more).collect();
            prop_assert_eq!(longer.best(slot, &answers), found_in(all[slot], &typed));
        }
        prop_assert!((0..new.len()).all(|slot| longer.holds(slots.len() + slot, &new, slot)));
    }
}

/// Two bytes do not hold their numbers any more.
#[test]
fn a_slab_of_very_many_words_answers_too() {
    let words = Words::default();
    let slots: Vec<Vec<String>> = (0..300).map(|slot| vec![numbered(slot * 300..slot * 300 + 300)]).collect();
    let slab = slab(&slots, &words);
    assert!(slab.words.len() > usize::from(u16::MAX));
    for (typed, slot) in [("q7q", 0), ("q65532q", 218), ("q65533q", 218), ("q65534q", 218), ("q89999q", 299)] {
        let answers = words.answers(typed);
        let found = slab.find_all(&answers, None).expect("one slot has it");
        assert_eq!((found.slots, slab.best(slot, &answers)), (vec![slot as u32], Found::Start), "{typed}");
    }
    // Across two large ones, and across a large and a small one.
    for typed in ["88qq70089q", "65532qq65533"] {
        let answers = words.answers(typed);
        let found = slab.find_all(&answers, None).expect("one slot has it");
        assert_eq!(found.slots.len(), 1, "{typed}");
    }
    let gathered = Slab::gathered([(&slab, 200..300), (&slab, 0..200)]);
    let answers = words.answers("q65533q");
    assert_eq!(gathered.find_all(&answers, None).map(|found| found.slots), Some(vec![18]));
}

fn numbered(numbers: Range<u32>) -> String {
    numbers.map(|number| format!("q{number}q")).collect::<Vec<_>>().join(" ")
}
