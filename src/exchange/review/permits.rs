//! The permits of a row: what their cells say, what is asked of them, and what stays of those that are stored.

use super::super::cells::parts;
use super::super::columns::Column;
use super::super::facts;
use super::super::permit_facts::permit_facts;
use super::super::permit_numbers::{is_bare_name, is_of_another, odd_length, permits_named, seems_over, without_name};
use super::super::permits::{PermitWords, is_doubtful, permit_words, words_beside_status};
use super::super::sheets::Value;
use super::builder::{CellOutcomes, ImportCell, ReviewBuilder};
use super::fields::{FieldResult, has_more_parts, refused};
use super::{Answer, CellVerdict, Note, QuestionKey};
use crate::model::search::normalise::normalise;
use crate::model::{Certification, CertificationKind, CertificationStatus, PartialDate, Product};

impl ReviewBuilder<'_> {
    /// What a cell says of permits.
    pub(super) fn permits(
        &mut self,
        one: &ImportCell<'_>,
        before: Option<&Product>,
        after: &mut Product,
    ) -> FieldResult {
        let (note, kind) = match one.column {
            Column::Permit(permit) => (self.permit(one, &permit.kind(), after)?, Some(permit.kind())),
            _ => (self.other_permits(one, after)?, None),
        };
        let is_new = |one: &Certification| !before.is_some_and(|before| before.certifications.contains(one));
        let is_of_cell = |one: &Certification| kind.as_ref().is_none_or(|kind| one.kind == *kind);
        let mut said = after.certifications.iter().filter(|one| is_of_cell(one) && is_new(one));
        let reversed = said.find(|one| one.ends_before_it_begins());
        let permit = reversed.map(|one| one.kind.label(self.options.lang).into_owned());
        Ok(permit.map(|permit| Note::PermitDates { permit }).or(note))
    }

    /// The permits of one kind: `ada`, `proses`, `√`, a number, or lines as we export them.
    fn permit(&mut self, one: &ImportCell<'_>, kind: &CertificationKind, after: &mut Product) -> FieldResult {
        let text = one.text().trim().to_owned();
        if facts::erases(&text) {
            after.certifications.retain(|other| other.kind != *kind);
            return Ok(None);
        }
        if facts::says_nothing(&text) {
            return Err(CellVerdict::LeftOut(Note::SaysNone));
        }
        let is_sign = matches!(text.to_lowercase().as_str(), "x" | "o" | "1" | "0" | "+" | "*");
        if is_sign || !text.contains('|') && is_of_another(kind, &text) {
            let words = if is_sign { String::new() } else { text.clone() };
            let said = vec![(PermitLine::default(), false)];
            return self.unclear_permit(one, text, kind, said, after).map(|note| note.or(not_taken(words)));
        }
        if has_more_parts(&text, 5) {
            return Err(refused(Note::TooManyParts));
        }
        let today = self.options.today;
        // Lines without parts say together what they say.
        let lines: Vec<&str> = match text.contains('|') || text.lines().all(is_known) {
            true => text.split('\n').filter(|line| !line.trim().is_empty()).collect(),
            false => vec![&text],
        };
        let mut list = Vec::with_capacity(lines.len());
        let (mut words, mut is_unclear) = (Vec::new(), false);
        for line in lines {
            let facts = permit_facts(line, today);
            let line_parts = parts(line, '|');
            let is_date = |typed: &str| {
                let has_it = |one: &Certification| [&one.issued.0, &one.expires.0].iter().any(|date| *date == typed);
                PartialDate::read(typed).is_some() || after.certifications.iter().any(has_it)
            };
            if line_parts.iter().skip(3).any(|typed| !typed.is_empty() && !is_date(typed)) {
                return Err(refused(Note::NotADate));
            }
            let reading = permit_line(&line_parts)?;
            let is_plain = !line.contains('|') && facts.is_plain(today);
            let of_facts = |status: Option<CertificationStatus>| PermitLine {
                status,
                number: facts.number.clone(),
                issuer: facts.issuer.clone(),
                issued: facts.issued.0.clone(),
                expires: facts.expires.0.clone(),
            };
            let held = Some(of_facts(Some(CertificationStatus::Held))).filter(|_| is_plain);
            let held = held.filter(|line| !self.is_past(line, kind, after));
            match (reading, held) {
                (PermitReading::Unclear(_), Some(held)) => list.push((held, true)),
                // What was answered before is not asked again.
                (PermitReading::Unclear(None), None)
                    if facts.rest.is_empty()
                        && !facts.number.is_empty()
                        && let Some(stored) = after.certifications.iter().find(|one| facts.are_of(one, kind)) =>
                {
                    list.push((of_facts(Some(stored.status)), true));
                }
                (PermitReading::Unclear(said), None) => {
                    if said.is_none() {
                        words.push(facts.rest.clone());
                    }
                    is_unclear = true;
                    list.push((said.unwrap_or_else(|| of_facts(None)), false));
                }
                // `2066408010123-28, 12-05-2028`
                (PermitReading::Line(said), Some(held)) if said.status == held.status && !facts.expires.is_empty() => {
                    list.push((held, true));
                }
                (PermitReading::Line(said), _) => {
                    let is_past = self.is_past(&said, kind, after);
                    is_unclear |= is_past;
                    if said.number.is_empty() && !line.contains('|') {
                        words.push(words_beside_status(line));
                    }
                    list.push((said, !is_past));
                }
                (PermitReading::None, _) => return Err(CellVerdict::LeftOut(Note::SaysNone)),
            }
        }
        let words = words.join(" ").trim().to_owned();
        if is_unclear {
            return self.unclear_permit(one, text, kind, list, after).map(|note| note.or(not_taken(words)));
        }
        let list: Vec<PermitLine> = list.into_iter().map(|(line, _)| line).collect();
        let odd = list.iter().find_map(|line| odd_length(kind, &line.number));
        put_permits(after, kind, list);
        let odd = odd.map(|(permit, right, digits)| Note::CodeLength { permit, right, digits });
        Ok(odd.or(not_taken(words)))
    }

    /// The permits of a cell of several kinds: `NIB, P-IRT (proses)`, or lines as we export them.
    fn other_permits(&mut self, one: &ImportCell<'_>, after: &mut Product) -> FieldResult {
        let text = one.text().trim().to_owned();
        if facts::erases(&text) {
            return other_permits("", after);
        }
        if facts::says_nothing(&text) {
            return Err(CellVerdict::LeftOut(Note::SaysNone));
        }
        if has_more_parts(&text, 6) {
            return Err(refused(Note::TooManyParts));
        }
        let named = if text.contains('|') { Vec::new() } else { permits_named(&text) };
        if named.is_empty() {
            return other_permits(&text, after);
        }
        let is_certain = !is_doubtful(&text);
        let mut said = Ok(None);
        for (kind, words) in named {
            let result = if is_bare_name(words) || matches!(kind, CertificationKind::Other(_)) {
                let line = || PermitLine { status: Some(CertificationStatus::Held), ..PermitLine::default() };
                match is_certain {
                    true => {
                        put_permits(after, &kind, vec![line()]);
                        Ok(None)
                    }
                    false => {
                        self.unclear_permit(one, words.to_owned(), &kind, vec![(PermitLine::default(), false)], after)
                    }
                }
            } else {
                let alone = ImportCell { value: Value::Text(without_name(words).into()), format: None, ..one.clone() };
                self.permit(&alone, &kind, after)
            };
            // What is asked or refused of one is said of the cell.
            said = match (said, result) {
                (Err(before), _) => Err(before),
                (Ok(before), Ok(note)) => Ok(before.or(note)),
                (Ok(_), Err(verdict)) => Err(verdict),
            };
        }
        said
    }

    /// A permit whose number ends with a year that is over, unless it is stored like that or its days are given.
    fn is_past(&self, line: &PermitLine, kind: &CertificationKind, product: &Product) -> bool {
        let said = Certification {
            kind: kind.clone(),
            status: line.status.unwrap_or_default(),
            number: line.number.clone(),
            expires: line.expires.as_str().into(),
            ..Certification::default()
        };
        seems_over(&said, self.options.today)
            && !product.certifications.iter().any(|stored| stored.number == line.number)
    }

    /// A sign or words that may mean either, or a permit that seems to be over: a person says which. Lines that are certain
    /// stay what they are.
    fn unclear_permit(
        &mut self,
        one: &ImportCell<'_>,
        typed: String,
        kind: &CertificationKind,
        lines: Vec<(PermitLine, bool)>,
        after: &mut Product,
    ) -> FieldResult {
        let key = QuestionKey::Permit { column: one.column, typed };
        match self.ask(key, &one.at, permit_answers) {
            Ok(Answer::Permit(Some(status))) => {
                let of = |(line, is_certain): (PermitLine, bool)| PermitLine {
                    status: if is_certain { line.status } else { Some(status) },
                    ..line
                };
                put_permits(after, kind, lines.into_iter().map(of).collect());
                Ok(None)
            }
            answer => {
                self.doubted.push(kind.clone());
                Err(match answer {
                    Ok(Answer::Permit(_)) => CellVerdict::LeftOut(Note::SaysNone),
                    Ok(_) => CellVerdict::LeftOut(Note::LeftOutByAnswer),
                    Err(number) => CellVerdict::Asked(number),
                })
            }
        }
    }

    /// `PIRT` among the permits of a row, and `belum` in the column for it: what one says the other denies.
    pub(super) fn denied(
        &mut self,
        given: &[ImportCell<'_>],
        before: Option<&Product>,
        after: &Product,
        outcomes: &mut CellOutcomes,
    ) {
        let Some(all) = given.iter().find(|one| one.column == Column::OtherPermits) else { return };
        for one in given {
            let Column::Permit(permit) = one.column else { continue };
            let (kind, text) = (permit.kind(), one.text());
            let is_new = |stored: &&Certification| !before.is_some_and(|before| before.certifications.contains(stored));
            let held = after.certifications.iter().filter(|one| one.kind == kind && is_new(one));
            let is_held = held.clone().any(|one| one.status == CertificationStatus::Held);
            let denies = permit_words(&text) == PermitWords::None || facts::says_in_words_nothing(&text);
            if is_held && denies {
                self.doubted.push(kind);
                let said = all.text().trim().to_owned();
                outcomes.retain(|(at, _)| *at != one.at);
                outcomes.push((one.at.clone(), CellVerdict::Refused(Note::OtherCellSays { said })));
            }
        }
    }

    /// Takes back what other cells of a row said of permits about which a person must say, or has said that there is none.
    pub(super) fn without_doubted(&mut self, before: Option<&Product>, after: &mut Product) {
        for kind in std::mem::take(&mut self.doubted) {
            let at = after.certifications.iter().position(|one| one.kind == kind).unwrap_or_default();
            after.certifications.retain(|one| one.kind != kind);
            let stored = before.map_or(&[][..], |before| before.certifications.as_slice());
            let stored = stored.iter().filter(|one| one.kind == kind).cloned();
            let at = at.min(after.certifications.len());
            after.certifications.splice(at..at, stored);
        }
    }
}

/// What is said of words that no field of a permit takes.
fn not_taken(words: String) -> Option<Note> {
    (!words.is_empty()).then_some(Note::NotTaken { words })
}

/// A line that says of itself whether its permit is held.
fn is_known(line: &str) -> bool {
    !matches!(permit_words(line), PermitWords::Unclear)
}

/// What a permit may be said to be.
pub(super) fn permit_answers() -> Vec<Answer> {
    CertificationStatus::ALL.map(Some).into_iter().chain([None]).map(Answer::Permit).collect()
}

#[derive(Default)]
struct PermitLine {
    status: Option<CertificationStatus>,
    number: String,
    issuer: String,
    issued: String,
    expires: String,
}

/// One line of a permit's cell, understood.
enum PermitReading {
    Line(PermitLine),
    None,
    /// With what its parts say, where it has some.
    Unclear(Option<PermitLine>),
}

fn permit_line(parts: &[String]) -> Result<PermitReading, CellVerdict> {
    let part = |at: usize| parts.get(at).cloned().unwrap_or_default();
    let line =
        PermitLine { number: part(1), issuer: part(2), issued: part(3), expires: part(4), ..PermitLine::default() };
    match permit_words(&part(0)) {
        PermitWords::None => Ok(PermitReading::None),
        PermitWords::Unclear => Ok(PermitReading::Unclear(Some(line).filter(|_| parts.len() > 1))),
        PermitWords::Status(status, number) => {
            // `2066401010012-24 | ada`
            let is_word = matches!(permit_words(&line.number), PermitWords::Status(_, number) if number.is_empty());
            let number = if line.number.is_empty() || is_word && !number.is_empty() { number } else { line.number };
            Ok(PermitReading::Line(PermitLine { status: Some(status), number, ..line }))
        }
        PermitWords::Unknown => Err(refused(Note::NotAWord { known: "ada, proses, belum, √".to_owned() })),
    }
}

/// Writes the permits of a kind; what a single line leaves out stays as it was.
fn put_permits(product: &mut Product, kind: &CertificationKind, lines: Vec<PermitLine>) {
    let position =
        product.certifications.iter().position(|one| one.kind == *kind).unwrap_or(product.certifications.len());
    let stored: Vec<Certification> = product.certifications.iter().filter(|one| one.kind == *kind).cloned().collect();
    let is_single = lines.len() == 1 && stored.len() <= 1;
    product.certifications.retain(|one| one.kind != *kind);
    for (at, line) in lines.into_iter().enumerate() {
        let mut one = stored.get(at).filter(|_| is_single).cloned().unwrap_or_default();
        one.kind = kind.clone();
        one.status = line.status.unwrap_or(one.status);
        // The days of another number are not this one's.
        if !line.number.is_empty() && !one.number.is_empty() && normalise(&one.number) != normalise(&line.number) {
            (one.issued, one.expires) = (PartialDate::default(), PartialDate::default());
        }
        for (field, text) in [(&mut one.number, line.number), (&mut one.issuer, line.issuer)] {
            if !text.is_empty() {
                *field = text;
            }
        }
        for (field, text) in [(&mut one.issued, line.issued), (&mut one.expires, line.expires)] {
            if !text.is_empty() {
                *field = PartialDate::read(&text).unwrap_or_else(|| text.as_str().into());
            }
        }
        product.certifications.insert((position + at).min(product.certifications.len()), one);
    }
}

/// `Semua sudah lengkap`: that there are permits, and not which.
fn names_none(words: &str) -> bool {
    const ALL: [&str; 8] = ["semua", "semuanya", "seluruh", "seluruhnya", "lengkap", "komplit", "komplet", "all"];
    const BESIDE: &str = "sudah sdh telah ada punya memiliki terpenuhi izin ijin perizinan legalitas sertifikat sertifikasi dokumen \
        surat surat2 berkas usaha produk nya yang diperlukan dibutuhkan complete aman beres sesuai";
    let folded = normalise(words);
    let is_all = |word: &str| ALL.contains(&word);
    folded.split(' ').any(is_all)
        && folded.split(' ').all(|word| is_all(word) || BESIDE.split(' ').any(|beside| beside == word))
}

/// Permits that have no column of their own, one a line with its name in front.
fn other_permits(taken: &str, product: &mut Product) -> FieldResult {
    let mut list = Vec::new();
    for line in taken.split('\n').filter(|line| !line.trim().is_empty()) {
        let mut all = parts(line, '|');
        let name = if all.is_empty() { String::new() } else { all.remove(0) };
        let kind = CertificationKind::Other(if name == "?" { String::new() } else { name });
        let known = || Note::NotAWord { known: "nama | dimiliki | nomor".to_owned() };
        // A name alone is a permit that is there, unless it says that something is the matter with it.
        if all.is_empty() {
            // `sudah ada` is the name of none.
            let is_word = matches!(permit_words(line), PermitWords::Status(..) | PermitWords::None);
            if is_doubtful(line)
                || line.split([',', ';', '.']).any(names_none)
                || is_word && !line.contains(|c: char| c.is_ascii_digit())
            {
                return Err(refused(known()));
            }
            list.push((kind, PermitLine { status: Some(CertificationStatus::Held), ..PermitLine::default() }));
            continue;
        }
        match permit_line(&all)? {
            PermitReading::Line(said) => list.push((kind, said)),
            PermitReading::None => {}
            PermitReading::Unclear(_) => return Err(refused(known())),
        }
    }
    let stored = std::mem::take(&mut product.certifications);
    let is_other = |one: &Certification| matches!(one.kind, CertificationKind::Other(_));
    product.certifications = stored.iter().filter(|one| !is_other(one)).cloned().collect();
    for (kind, line) in list {
        let mut alone = Product::default();
        alone.certifications.extend(stored.iter().find(|one| one.kind == kind).cloned());
        put_permits(&mut alone, &kind, vec![line]);
        product.certifications.append(&mut alone.certifications);
    }
    Ok(None)
}
