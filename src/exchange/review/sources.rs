//! The sources of a row: one a line, or several between semicolons, each with its title, its address and its date.

use super::super::cells::parts;
use super::fields::refused;
use super::{CellVerdict, Note};
use crate::model::{Award, PartialDate, Source, Text};

/// What was read otherwise than it stands, or not at all.
#[derive(Default)]
struct Told {
    date: Option<String>,
    words: Vec<String>,
}

impl Told {
    /// A date as it is stored, where it is one.
    fn date(&mut self, typed: &str) -> PartialDate {
        if typed.is_empty() {
            return PartialDate::default();
        }
        let Some(date) = PartialDate::read(typed) else {
            self.words.push(typed.to_owned());
            return PartialDate::default();
        };
        if date.0 != typed {
            self.date.get_or_insert(date.0.clone());
        }
        date
    }

    fn note(self) -> Option<Note> {
        let words = self.words.join("; ");
        let not_taken = (!words.is_empty()).then_some(Note::NotTaken { words });
        not_taken.or(self.date.map(|date| Note::DateRead { date }))
    }
}

/// The sources of a cell, and what is said of them; those that are stored stay as they are.
pub(super) fn sources(text: &str, stored: &[Source]) -> Result<(Vec<Source>, Option<Note>), CellVerdict> {
    let (mut list, mut told) = (Vec::new(), Told::default());
    for piece in text.split('\n').flat_map(pieces) {
        let parts = parts(piece, '|');
        let part = |at: usize| parts.get(at).map(String::as_str).unwrap_or_default();
        let is_it = |one: &&Source| (part(0), part(1), part(2)) == (&one.title, &one.url, &one.date.0);
        if let Some(known) = stored.iter().find(is_it).filter(|_| parts.len() <= 3) {
            list.push(known.clone());
            continue;
        }
        // A text editor may have made blanks of the line breaks.
        if piece.split(|c: char| c.is_whitespace() || c == '|').filter(|word| is_address(word)).count() > 1 {
            return Err(refused(Note::SeveralSources));
        }
        let has_address = |text: &str| text.split_whitespace().any(is_address);
        let is_link = !has_address(part(1)) && has_address(part(0));
        let (title, url) = if is_link { around_address(part(0)) } else { (part(0).to_owned(), part(1).to_owned()) };
        let behind = if is_link { 1 } else { 2 };
        // `Suara Kaltim | Juni 2025`
        let has_no_address = !is_link && part(2).is_empty() && PartialDate::read(part(1)).is_some();
        let (url, behind) = if has_no_address { (String::new(), 1) } else { (url, behind) };
        let mut rest = parts.iter().skip(behind).filter(|part| !part.is_empty());
        // `https://… (2025)`
        let is_dated = is_link && PartialDate::read(&title).is_some();
        let (title, dated) = if is_dated { (String::new(), title) } else { (title, String::new()) };
        let date = rest.next().cloned().unwrap_or_default();
        let date = told.date(if date.is_empty() { &dated } else { &date });
        told.words.extend(rest.cloned());
        let known = stored.iter().find(|one| is_link && title.is_empty() && date.is_empty() && one.url == url);
        list.push(known.cloned().unwrap_or(Source { title, url, date }));
    }
    Ok((list, told.note()))
}

/// The prizes of a cell, one a line.
pub(super) fn awards(text: &str, stored: &[Award]) -> (Vec<Award>, Option<Note>) {
    let mut told = Told::default();
    // `Juara 1 TTG 2023; Juara 2 Expo 2024`, where nothing else parts them.
    let is_between = |c: char| c == '\n' || c == ';' && !text.contains('|');
    let lines = text.split(is_between).filter(|line| !line.trim().is_empty());
    let award = |line: &str| {
        let parts = parts(line, '|');
        let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
        let award = Award { title: Text::new(part(0), part(1)), issuer: part(2), date: part(3).as_str().into() };
        if stored.contains(&award) {
            return award;
        }
        Award { date: told.date(&part(3)), ..award }
    };
    let list = lines.map(award).collect();
    (list, told.note())
}

fn is_address(word: &str) -> bool {
    word.contains("://") || word.starts_with("www.")
}

/// The sources of a line: `a | https://…; b | https://…`, `https://… https://…`, else one.
fn pieces(line: &str) -> Vec<&str> {
    let split = |is_between: &dyn Fn(char) -> bool| -> Vec<&str> {
        line.split(is_between).map(str::trim).filter(|piece| !piece.is_empty()).collect()
    };
    let between_signs = split(&|c| c == ';');
    // A sign may stand in a title or an address too.
    let has_address = |piece: &str| piece.split(|c: char| c.is_whitespace() || c == '|').any(is_address);
    let is_source = |piece: &&str| match has_address(line) {
        true => has_address(piece),
        false => parts(piece, '|').len() > 1,
    };
    if between_signs.len() > 1 && between_signs.iter().all(is_source) {
        return between_signs;
    }
    let words = split(&|c| c.is_whitespace() || c == ',');
    if words.iter().all(|word| ["http://", "https://", "www."].iter().any(|begin| word.starts_with(begin))) {
        return words;
    }
    vec![line]
}

/// `Suara Kaltim (https://…)`: the words and the address.
fn around_address(text: &str) -> (String, String) {
    let is_edge = |c: char| c.is_whitespace() || "()<>[],;:-–".contains(c);
    let (address, words): (Vec<&str>, Vec<&str>) = text.split_whitespace().partition(|word| is_address(word));
    let address = address.concat();
    (
        words.join(" ").trim_matches(is_edge).to_owned(),
        address.trim_matches(['(', ')', '<', '>', ',', '[', ']']).to_owned(),
    )
}
