//! Where a row's product comes from: a code, names, both, or what Excel left of them.

use std::collections::HashMap;

use super::super::cells::content;
use super::super::columns::Column;
use super::super::facts::{self, TypedCode};
use super::super::guess::SheetMapping;
use super::builder::{CellOutcomes, ImportCell, ReviewBuilder};
use super::{Answer, CellVerdict, Note, QuestionKey};
use crate::model::ProductField as F;
use crate::model::{
    Catalog, Located, PlaceWords, Product, RegionCode, contradicts, is_known_region, is_street, locate,
    rest_of_address, words_fit,
};
use crate::text::Lang;

/// PlaceLookup that were looked for already.
pub(super) struct PlaceLookup {
    located: HashMap<(PlaceWords, Option<RegionCode>), Located>,
    /// Provinces of the catalogue and of the rows before, whose insides come first among choices.
    likely: Vec<RegionCode>,
    /// How many unknown places still get near spellings looked up, which takes milliseconds each.
    searches_left: usize,
}

const SEARCHES: usize = 400;

impl PlaceLookup {
    pub fn new(catalog: &Catalog) -> Self {
        let mut likely: Vec<RegionCode> = catalog.products.values().map(|product| product.origin.cut(1)).collect();
        likely.sort();
        likely.dedup();
        likely.retain(|code| !code.is_empty());
        Self { located: HashMap::new(), likely, searches_left: SEARCHES }
    }

    fn locate(&mut self, words: &PlaceWords, around: Option<&RegionCode>) -> Located {
        let key = (words.clone(), around.cloned());
        if let Some(found) = self.located.get(&key) {
            return found.clone();
        }
        let found = locate(words, around, &self.likely, self.searches_left > 0);
        match &found {
            Located::Asked(_) => self.searches_left = self.searches_left.saturating_sub(1),
            Located::One(code) if !self.likely.contains(&code.cut(1)) => self.likely.push(code.cut(1)),
            _ => {}
        }
        self.located.insert(key, found.clone());
        found
    }
}

const COLUMNS: [Column; 6] = [
    Column::RegionCode,
    Column::Village,
    Column::District,
    Column::Regency,
    Column::Province,
    Column::Product(F::Origin),
];

impl ReviewBuilder<'_> {
    /// The origin that a row gives; `None` where it gives none.
    pub(super) fn place(
        &mut self,
        given: &[ImportCell<'_>],
        mapped: &SheetMapping,
        before: Option<&Product>,
        outcomes: &mut CellOutcomes,
    ) -> Option<RegionCode> {
        let cells: Vec<&ImportCell<'_>> = given.iter().filter(|one| COLUMNS.contains(&one.column)).collect();
        let is_as_stored = |one: &&&ImportCell<'_>| {
            before.is_some_and(|before| {
                content(self.catalog, before, one.column, Lang::Id).words(Lang::Id).trim() == one.text().trim()
            })
        };
        if !cells.is_empty() && cells.iter().filter(is_as_stored).count() == cells.len() {
            return None;
        }
        if let Some(one) = cells.iter().find(|one| facts::erases(&one.text())) {
            let is_code = matches!(one.column, Column::RegionCode | Column::Product(F::Origin));
            return is_code.then(RegionCode::default);
        }
        let word = |column: Column| {
            let one = cells.iter().find(|one| one.column == column);
            let text = one.map(|one| one.text().trim().to_owned()).unwrap_or_default();
            if facts::says_nothing(&text) { String::new() } else { text }
        };
        let mut words = PlaceWords {
            village: word(Column::Village),
            district: word(Column::District),
            regency: word(Column::Regency),
            province: word(Column::Province),
            whole: word(Column::Product(F::Origin)),
        };
        let names_at = cells.iter().find(|one| one.column != Column::RegionCode).map(|one| one.at.clone());
        let code =
            cells.iter().find(|one| one.column == Column::RegionCode).filter(|one| !facts::says_nothing(&one.text()));
        let around = mapped.around.as_ref();
        let Some(code) = code else {
            let Some(at) = names_at.filter(|_| words != PlaceWords::default()) else {
                let is_unknown = before.is_none_or(|before| before.origin.is_empty());
                return around.filter(|_| is_unknown).cloned();
            };
            return self.place_of_names(words, around, &at, outcomes, String::new());
        };
        let at = code.at.clone();
        let read = facts::code(&code.value);
        if read == TypedCode::None && words.whole.is_empty() {
            let text = code.text().trim().to_owned();
            // A name in the column of codes.
            if text.chars().any(char::is_alphabetic) && !super::super::numbers::has_exponent(&text) {
                words.whole = text;
                return self.place_of_names(words, around, &at, outcomes, String::new());
            }
        }
        let has_words = words != PlaceWords::default();
        let fits = |code: &str| is_known_region(&code.into()) && has_words && words_fit(&code.into(), &words);
        match read {
            TypedCode::Plain(code) => {
                let known = is_known_region(&code.as_str().into());
                if known && (!has_words || fits(&code)) {
                    return self.inside_code(code.as_str().into(), words, &at, outcomes);
                }
                let is_new_inside = !known
                    && has_words
                    && matches!(self.places.locate(&words, None), Located::One(found)
                        if RegionCode::new(&code).is_inside(&found));
                // Regions are made by decree; what is not in the table yet is kept.
                if !known && !has_words || is_new_inside {
                    outcomes.push((at, CellVerdict::Repaired(Note::CodeUnknown { code: code.clone() })));
                    return Some(code.as_str().into());
                }
                // An unknown code or a village of another regency: one of the two is wrong.
                self.place_of_names(words, None, &at, outcomes, code)
            }
            TypedCode::Repaired(code) if is_known_region(&code.as_str().into()) && (!has_words || fits(&code)) => {
                outcomes.push((at.clone(), CellVerdict::Repaired(Note::CodeRepaired { code: code.clone() })));
                self.inside_code(code.as_str().into(), words, &at, outcomes)
            }
            TypedCode::Repaired(code) if has_words => self.place_of_names(words, around, &at, outcomes, code),
            TypedCode::Maybe(list) => {
                if let [one] = list.iter().filter(|code| fits(code)).collect::<Vec<_>>().as_slice() {
                    let code = (*one).clone();
                    outcomes.push((at, CellVerdict::Repaired(Note::CodeRepaired { code: code.clone() })));
                    return Some(code.as_str().into());
                }
                if has_words {
                    return self.place_of_names(words, around, &at, outcomes, String::new());
                }
                let known: Vec<RegionCode> = list.iter().map(RegionCode::new).filter(is_known_region).collect();
                if known.is_empty() {
                    outcomes.push((at, CellVerdict::Refused(Note::CodeDamaged)));
                    return None;
                }
                // The statistics office has codes of four, seven and ten digits, and counts otherwise.
                let digits = code.typed.bytes().filter(u8::is_ascii_digit).count();
                if let ([one], 6) = (known.as_slice(), digits) {
                    let one = one.clone();
                    let note = Note::CodeRepaired { code: one.as_str().to_owned() };
                    outcomes.push((at, CellVerdict::Repaired(note)));
                    return Some(one);
                }
                self.ask_place(words, code.typed.clone(), known, &at, outcomes)
            }
            _ if has_words => self.place_of_names(words, around, &at, outcomes, String::new()),
            _ => {
                outcomes.push((at, CellVerdict::Refused(Note::CodeDamaged)));
                None
            }
        }
    }

    /// What an address says beside its region is kept as the product's place: all of it, where no region is known.
    pub(super) fn keep_address(
        &self,
        given: &[ImportCell<'_>],
        region: Option<&RegionCode>,
        after: &mut Product,
        outcomes: &mut CellOutcomes,
    ) {
        let Some(one) = given.iter().find(|one| one.column == Column::Product(F::Origin)) else { return };
        let text = one.text().trim().to_owned();
        let has_place = given.iter().any(|one| one.column == Column::Product(F::Place));
        let is_unknown = |verdict: &CellVerdict| matches!(verdict, CellVerdict::Refused(Note::PlaceUnknown));
        let is_asked = outcomes.iter().any(|(at, verdict)| *at == one.at && !is_unknown(verdict));
        let is_stored =
            content(self.catalog, after, Column::Product(F::Origin), Lang::Id).words(Lang::Id).trim() == text;
        if has_place || is_asked || is_stored || facts::says_nothing(&text) || facts::erases(&text) {
            return;
        }
        let is_known = region.is_some();
        let kept = region.map_or(text.clone(), |region| rest_of_address(&text, region));
        if kept.is_empty() {
            return;
        }
        // The region says what a postcode says; without a street it is no place.
        if is_known && kept.chars().all(|c| c.is_ascii_digit()) {
            outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::NotTaken { words: kept })));
            return;
        }
        outcomes.retain(|(at, _)| *at != one.at);
        let was = Some(std::mem::replace(&mut after.place, kept)).filter(|was| *was != after.place);
        let was = was.unwrap_or_default();
        outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::KeptAsPlace { is_known, was })));
    }

    /// The region that names beside a code say inside it: a regency's code beside a village is the village.
    fn inside_code(
        &mut self,
        code: RegionCode,
        words: PlaceWords,
        at: &super::Address,
        outcomes: &mut CellOutcomes,
    ) -> Option<RegionCode> {
        let names = [(&words.village, 4), (&words.district, 3), (&words.regency, 2)];
        if !names.iter().any(|(name, depth)| !name.is_empty() && *depth > code.depth()) {
            return Some(code);
        }
        self.place_of_names(words, Some(&code), at, outcomes, String::new())
    }

    /// Names, beside which a code stands that does not agree (or none).
    fn place_of_names(
        &mut self,
        words: PlaceWords,
        around: Option<&RegionCode>,
        at: &super::Address,
        outcomes: &mut CellOutcomes,
        code: String,
    ) -> Option<RegionCode> {
        let mut choices = match self.places.locate(&words, around) {
            Located::One(found) if code.is_empty() => return Some(found),
            Located::One(found) => vec![found],
            Located::Asked(list) => match self.beside_address(&words, around).filter(|_| code.is_empty()) {
                Some(found) => return Some(found),
                None => list,
            },
            Located::Nowhere => return None,
        };
        let columns = PlaceWords { whole: String::new(), ..words.clone() };
        if let Located::One(found) = self.places.locate(&columns, around)
            && !choices.contains(&found)
        {
            choices.insert(0, found);
        }
        if is_known_region(&code.as_str().into()) {
            choices.insert(0, code.as_str().into());
        }
        if choices.is_empty() {
            outcomes.push((at.clone(), CellVerdict::Refused(Note::PlaceUnknown)));
            return None;
        }
        self.ask_place(words, code, choices, at, outcomes)
    }

    /// The region of the columns beside an address in which no other region is known.
    fn beside_address(&mut self, words: &PlaceWords, around: Option<&RegionCode>) -> Option<RegionCode> {
        let address = PlaceWords { whole: words.whole.clone(), ..PlaceWords::default() };
        let columns = PlaceWords { whole: String::new(), ..words.clone() };
        let Located::One(found) = self.places.locate(&columns, around) else { return None };
        match self.places.locate(&address, Some(&found)) {
            Located::One(inner) if inner.is_inside(&found) => Some(inner),
            _ if contradicts(&words.whole, &found) => None,
            // A name that nothing has may be a slip for a village, where none is known.
            _ => (found.depth() == 4 || is_street(&words.whole)).then_some(found),
        }
    }

    fn ask_place(
        &mut self,
        words: PlaceWords,
        code: String,
        choices: Vec<RegionCode>,
        at: &super::Address,
        outcomes: &mut CellOutcomes,
    ) -> Option<RegionCode> {
        let candidates = || choices.into_iter().map(Answer::Region).collect();
        match self.ask(QuestionKey::Place { words, code }, at, candidates) {
            Ok(Answer::Region(code)) => Some(code),
            Ok(_) => {
                outcomes.push((at.clone(), CellVerdict::LeftOut(Note::LeftOutByAnswer)));
                None
            }
            Err(number) => {
                outcomes.push((at.clone(), CellVerdict::Asked(number)));
                None
            }
        }
    }
}
