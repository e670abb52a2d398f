//! What a permit's cell says beside whether it is held: its number, its days, who gave it, and what no field takes.

use jiff::civil::Date;

use super::facts::day_of;
use super::permits::{is_plain, is_year, says_yes, stands_beside_number};
use crate::model::{Certification, CertificationKind, PartialDate};

/// The facts of a permit's cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PermitFacts {
    /// Of several numbers all, with commas between.
    pub number: String,
    pub issuer: String,
    pub issued: PartialDate,
    pub expires: PartialDate,
    /// Words that say none of these.
    pub rest: String,
    says_yes: bool,
}

impl PermitFacts {
    /// True where a permit of this kind is stored with these facts.
    pub fn are_of(&self, one: &Certification, kind: &CertificationKind) -> bool {
        let facts = (&one.number, &one.issuer, &one.issued, &one.expires);
        one.kind == *kind && facts == (&self.number, &self.issuer, &self.issued, &self.expires)
    }

    /// True where nothing need be asked: a number or a yes, a day to come on which it ends or none, and no other word. One
    /// that was given longer ago may have ended.
    pub fn is_plain(&self, today: Date) -> bool {
        const LASTING_YEARS: i16 = 4;
        let is_recent = |issued: &PartialDate| {
            let year = issued.first_day().map(Date::year);
            issued.first_day().is_some_and(|day| day <= today)
                && year.is_some_and(|year| today.year().saturating_sub(year) < LASTING_YEARS)
        };
        let lasts = self.expires.last_day().is_some_and(|last| last >= today);
        let has_begun = self.issued.is_empty() || self.issued.first_day() <= self.expires.first_day();
        let is_open = self.expires.is_empty() && (self.issued.is_empty() || is_recent(&self.issued));
        self.rest.is_empty()
            && (!self.number.is_empty() && is_open || lasts && has_begun && (self.says_yes || !self.number.is_empty()))
    }
}

/// What the words before a day say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Issued,
    Expires,
}

const EXPIRES: &str = "berlaku sd sampai hingga exp expired expire expires expiry ed valid until till berakhir \
    kadaluarsa kadaluwarsa kedaluwarsa kedaluarsa";
const ISSUED: &str = "terbit diterbitkan issued dikeluarkan sejak mulai since from tmt";
/// Between such a word and its day.
const BETWEEN: &str = "masa tanggal tgl tahun thn th bulan dengan dgn pada per on date dan and";
/// How the names of those who give permits begin.
const ISSUERS: &str = "dinkes dinas bpjph lppom mui kemenag kementerian bpom dpmptsp puskesmas pemkab pemda balai bbpom \
    loka djki kemenkumham dinkesda";
const BY: &str = "oleh penerbit issuer by";
const NUMBER: &str = "no nomor number nmr reg tgl tanggal";
/// What is part of the number before which it stands.
const PREFIXES: &str = "md ml tr na qd rmd id idm pirt sppirt spp irt";

fn is_in(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// `s/d`, `s.d.` and `sd` are one word.
fn key(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

fn digits(word: &str) -> usize {
    word.bytes().filter(u8::is_ascii_digit).count()
}

/// The words of a cell by its pieces: between commas, brackets and lines.
fn pieces(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.split(|c: char| ",;()[]|\n".contains(c)).map(|piece| piece.split_whitespace().collect())
}

/// `2018-2028`
fn span_of(word: &str) -> Option<[PartialDate; 2]> {
    let (from, to) = word.split_once(['-', '–'])?;
    (is_year(from) && is_year(to)).then(|| [PartialDate::new(from), PartialDate::new(to)])
}

/// Reads the facts of a permit's cell. A day of which nothing is said is one on which it ends, where it is still to come.
pub(super) fn permit_facts(text: &str, today: Date) -> PermitFacts {
    let mut found = PermitFacts::default();
    let (mut numbers, mut issuers, mut rest): (Vec<String>, Vec<String>, Vec<String>) = Default::default();
    // A day of which nothing was said, as read and as it stands.
    let mut bare: Option<(PartialDate, String)> = None;
    // What was said of the next day.
    let (mut label, mut said): (Option<Label>, Vec<&str>) = (None, Vec::new());
    for piece in pieces(text) {
        let (mut at, mut prefix) = (0, Vec::new());
        let (mut is_behind_day, mut is_behind_number, mut is_behind_dash) = (false, false, false);
        while let Some(word) = piece.get(at).copied() {
            let behind = piece.get(at..).unwrap_or_default();
            let key = key(word);
            at += 1;
            let (was_behind_day, was_behind_number) = (is_behind_day, is_behind_number);
            let was_behind_dash = std::mem::take(&mut is_behind_dash);
            (is_behind_day, is_behind_number) = (false, false);
            if let Some([from, to]) = span_of(word) {
                (found.issued, found.expires, label) = (from, to, None);
                said.clear();
            } else if let Some((day, count)) = day_of(behind) {
                at += count - 1;
                said.clear();
                // `berlaku 2023 s/d 2028`, `2023 - 2028`
                let first = |bare: &mut Option<(PartialDate, String)>| {
                    bare.take_if(|_| was_behind_day).map(|(first, _)| first).unwrap_or_default()
                };
                // What is said to be given on a day to come has not been given.
                let has_come = day.first_day().is_some_and(|first| first <= today);
                match label.take().filter(|label| *label == Label::Expires || has_come) {
                    Some(Label::Issued) => found.issued = day,
                    Some(Label::Expires) => {
                        let before = std::mem::replace(&mut found.expires, day);
                        let begins = if before.is_empty() { first(&mut bare) } else { before };
                        if found.issued.is_empty() {
                            found.issued = begins;
                        }
                    }
                    None if was_behind_day && bare.is_some() => {
                        found.issued = first(&mut bare);
                        found.expires = day;
                    }
                    None => {
                        rest.extend(bare.take().map(|(_, typed)| typed));
                        bare = Some((day, behind.get(..count).unwrap_or_default().join(" ")));
                    }
                }
                is_behind_day = true;
            } else if is_in(EXPIRES, &key) || is_in(ISSUED, &key) {
                label = Some(if is_in(EXPIRES, &key) { Label::Expires } else { Label::Issued });
                said.push(word);
                is_behind_day = was_behind_day;
            } else if is_in(BETWEEN, &key) {
                // `No. 12345 tanggal 10-2-2024`
                if label.is_none() && matches!(&*key, "tgl" | "tanggal") {
                    label = Some(Label::Issued);
                }
            } else if matches!(word, "-" | "–" | "—" | "&" | "+" | "/") {
                // `2066408010123 - 28`
                (is_behind_day, is_behind_dash) = (was_behind_day, was_behind_number && word == "-");
            } else if digits(word) >= 5 || was_behind_dash && digits(word) == key.len() {
                let word = word.trim_matches([':', '.', '-', '/', '\'']);
                match numbers.last_mut().filter(|_| was_behind_dash) {
                    Some(number) => number.extend(["-", word]),
                    None => numbers.push(prefix.drain(..).chain([word]).collect::<Vec<_>>().join(" ")),
                }
                is_behind_number = true;
            } else if is_in(PREFIXES, &key) {
                prefix.push(word.trim_end_matches([':', '.']));
            } else if says_yes(&key) || says_yes(word) {
                found.says_yes = true;
            } else if is_in(ISSUERS, &key) || is_in(BY, &key) {
                let from = at - usize::from(is_in(ISSUERS, &key));
                let is_name = |word: &&&str| {
                    let key = self::key(word);
                    digits(word) == 0 && ![EXPIRES, ISSUED, PREFIXES, NUMBER].iter().any(|words| is_in(words, &key))
                };
                let names = piece.get(from..).unwrap_or_default().iter();
                let name: Vec<&str> = names.take_while(is_name).copied().collect();
                at = from + name.len();
                issuers.push(name.join(" "));
            } else if key.is_empty() || !stands_beside_number(word) {
                rest.extend(said.drain(..).chain([word]).map(str::to_owned));
                label = None;
            }
        }
    }
    // `punya (expired)`; `sudah terbit` says yes.
    for word in said {
        if says_yes(&key(word)) {
            found.says_yes = true;
        } else {
            rest.push(word.to_owned());
        }
    }
    match bare {
        Some((day, _))
            if found.expires.is_empty() && rest.is_empty() && day.last_day().is_some_and(|last| last >= today) =>
        {
            found.expires = day;
        }
        bare => rest.extend(bare.map(|(_, typed)| typed)),
    }
    // `12345?`
    let signs = text.chars().filter(|c| !is_plain(*c)).map(String::from).filter(|sign| !rest.contains(sign));
    let rest = rest.iter().cloned().chain(signs).collect::<Vec<_>>().join(" ");
    PermitFacts { number: numbers.join(", "), issuer: issuers.join(", "), rest, ..found }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Date = Date::constant(2026, 11, 30);

    #[test]
    fn number_days_and_issuer_are_taken_apart() {
        for (typed, number, issued, expires, issuer) in [
            ("2066408010123-28 berlaku s/d 12-05-2028", "2066408010123-28", "", "2028-05-12", ""),
            ("P-IRT 2066408010123-28 exp 05/2028", "P-IRT 2066408010123-28", "", "2028-05", ""),
            ("2066408010123-28, 12-05-2028", "2066408010123-28", "", "2028-05-12", ""),
            ("2066408010123 - 28 (masa berlaku: 12 Mei 2028)", "2066408010123-28", "", "2028-05-12", ""),
            ("ID64110000123450121 (terbit 10 Februari 2024)", "ID64110000123450121", "2024-02-10", "", ""),
            ("LPPOM MUI No 15100012345678 tgl 10-2-2024", "15100012345678", "2024-02-10", "", "LPPOM MUI"),
            ("√ 2066408010123-28 s/d tgl 12-05-2028", "2066408010123-28", "", "2028-05-12", ""),
            ("ada, s.d. 2027", "", "", "2027", ""),
            ("2066408010123-28 Dinkes Kutim", "2066408010123-28", "", "", "Dinkes Kutim"),
            (
                "2066408010123-28 oleh Dinas Kesehatan Kab. Paser, sampai 2028",
                "2066408010123-28",
                "",
                "2028",
                "Dinas Kesehatan Kab. Paser",
            ),
            ("MD 250123001234 dan MD 250123001235", "MD 250123001234, MD 250123001235", "", "", ""),
            ("IDM000123456 (2018-2028)", "IDM000123456", "2018", "2028", ""),
            ("IDM000123456 berlaku 2018 s/d 2028", "IDM000123456", "2018", "2028", ""),
            ("IDM000123456, 2018 - 2028", "IDM000123456", "2018", "2028", ""),
        ] {
            let found = permit_facts(typed, TODAY);
            let facts = (&*found.number, &*found.issued.0, &*found.expires.0, &*found.issuer, &*found.rest);
            assert_eq!(facts, (number, issued, expires, issuer, ""), "{typed}");
            assert!(found.is_plain(TODAY), "{typed}: {found:?}");
        }
    }

    #[test]
    fn what_is_over_or_unclear_is_not_plain_and_nothing_of_it_is_lost() {
        for (typed, number, issued, expires, rest) in [
            ("ID35110000123450321 s/d 2023", "ID35110000123450321", "", "2023", ""),
            ("ID35110000123450321 (expired)", "ID35110000123450321", "", "", "expired"),
            ("ID35110000123450321 a.n. Bu Sri", "ID35110000123450321", "", "", "a.n. Bu Sri"),
            ("ID35110000123450321 terbit 2019", "ID35110000123450321", "2019", "", ""),
            ("ID35110000123450321? s/d 2028", "ID35110000123450321?", "", "2028", "?"),
            ("ID35110000123450321 belum diperpanjang, 2028", "ID35110000123450321", "", "", "belum diperpanjang 2028"),
            ("2066408010123-28, 12-05-2024", "2066408010123-28", "", "", "12-05-2024"),
            ("sedang proses, terbit Des 2026", "", "", "", "sedang proses Des 2026"),
            ("ada (2023)", "", "", "", "2023"),
            ("ada ✗", "", "", "", "✗"),
            ("ada/tidak", "", "", "", "ada/tidak"),
            ("berlaku 5 tahun", "", "", "", "berlaku 5"),
        ] {
            let found = permit_facts(typed, TODAY);
            let facts = (&*found.number, &*found.issued.0, &*found.expires.0, &*found.rest);
            assert_eq!(facts, (number, issued, expires, rest), "{typed}");
            assert!(!found.is_plain(TODAY), "{typed}: {found:?}");
        }
    }
}
