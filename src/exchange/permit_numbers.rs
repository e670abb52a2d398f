//! The numbers of permits: what each kind's look like, when they end, and which are none of its own.

use jiff::civil::Date;

use super::permits::{PermitWords, is_year, permit_words};
use crate::model::search::normalise::normalise;
use crate::model::{Certification, CertificationKind, CertificationStatus, whatsapp_digits};

/// What a permit's cell names that is another permit, by the words that stand beside the numbers of each.
const NAMED: [(CertificationKind, &str); 6] = [
    (CertificationKind::Halal, "halal mui lppom bpjph"),
    (CertificationKind::Pirt, "pirt sppirt irt spp"),
    (CertificationKind::Bpom, "bpom md ml"),
    (CertificationKind::Nib, "nib oss"),
    (CertificationKind::Sni, "sni"),
    (CertificationKind::Trademark, "merek merk haki hki idm"),
];

/// Whether a word is one of the names, but for a number right behind it: `md234567890123`.
fn is_named(word: &str, names: &str) -> bool {
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    names.split(' ').any(|name| name == letters)
}

/// Words before the name of a permit that say nothing more.
const BEFORE_NAMES: &str = "sertifikat sertifikasi izin ijin surat punya memiliki ada sudah sdh";

/// The kind of permit that words begin with: `Halal MUI`, `Sertifikat P-IRT 2066408010123-28`.
fn kind_begun(text: &str) -> Option<CertificationKind> {
    let folded = normalise(text).replace("p irt", "pirt");
    let is_before = |word: &&str| BEFORE_NAMES.split(' ').any(|before| before == *word);
    let word = folded.split(' ').find(|word| !is_before(word))?;
    let named = NAMED.iter().find(|(_, names)| is_named(word, names)).map(|(kind, _)| kind.clone());
    named.or_else(|| is_named(word, "organik organic").then_some(CertificationKind::Organic))
}

/// The permits that one cell names, each with its kind and with what is said of it: `NIB, P-IRT 2066408010123-28 dan Halal
/// (proses)`. Empty where none of a known kind is among them.
pub(super) fn permits_named(text: &str) -> Vec<(CertificationKind, &str)> {
    let kind_of = |piece: &str| {
        // `SIUP` beside others
        let is_short = || {
            let is_word = (2..=10).contains(&piece.len()) && piece.bytes().all(|byte| byte.is_ascii_uppercase());
            is_word && permit_words(piece) == PermitWords::Unknown
        };
        kind_begun(piece).or_else(|| is_short().then(|| CertificationKind::Other(piece.to_owned())))
    };
    let lower = text.to_ascii_lowercase();
    let signs = text.match_indices([',', ';', '&', '+', '/', '\n']).map(|(at, sign)| (at, at + sign.len()));
    let words = [" dan ", " and "].into_iter().flat_map(|word| lower.match_indices(word));
    let mut cuts: Vec<(usize, usize)> = signs.chain(words.map(|(at, word)| (at, at + word.len()))).collect();
    cuts.sort_unstable();
    // What begins no permit belongs to the one before.
    let ends = cuts.iter().map(|(end, _)| *end).chain([text.len()]);
    let begins = [0].into_iter().chain(cuts.iter().map(|(_, begin)| *begin));
    let pieces = begins.zip(ends).filter_map(|(begin, end)| Some((begin, kind_of(text.get(begin..end)?.trim())?)));
    let pieces: Vec<(usize, CertificationKind)> = pieces.collect();
    if pieces.first().is_none_or(|(begin, _)| *begin > 0)
        || pieces.iter().all(|(_, kind)| matches!(kind, CertificationKind::Other(_)))
    {
        return Vec::new();
    }
    let ends: Vec<usize> = pieces.iter().skip(1).map(|(begin, _)| *begin).chain([text.len()]).collect();
    let said = |(begin, end): (usize, usize)| {
        let piece = text.get(begin..end).unwrap_or_default().trim();
        let piece = piece.trim_end_matches([',', ';', '&', '+', '/', '\n', ' ']);
        [" dan", " and"].iter().find_map(|word| piece.strip_suffix(word)).unwrap_or(piece).trim_end()
    };
    pieces.into_iter().zip(ends).map(|((begin, kind), end)| (kind, said((begin, end)))).collect()
}

/// The number behind a permit's name: `1234567890123` of `NIB: 1234567890123`, else all words. `P-IRT` and `MD` are parts of
/// numbers.
pub(super) fn without_name(text: &str) -> &str {
    const NAMES: [&str; 10] =
        ["sertifikat", "sertifikasi", "izin", "halal", "mui", "nib", "bpom", "no", "nomor", "number"];
    let mut rest = text.trim();
    while let Some((word, behind)) = rest.split_once(|c: char| c.is_whitespace() || c == ':')
        && NAMES.contains(&word.trim_end_matches('.').to_lowercase().as_str())
    {
        rest = behind.trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    }
    let is_number = rest.split_whitespace().next().is_some_and(|word| word.contains(|c: char| c.is_ascii_digit()));
    if is_number { rest } else { text }
}

/// True where words name a permit and say nothing else: `Sertifikat Halal MUI`.
pub(super) fn is_bare_name(text: &str) -> bool {
    normalise(text).split(' ').all(|word| {
        BEFORE_NAMES.split(' ').any(|before| before == word)
            || NAMED.iter().any(|(_, names)| names.split(' ').any(|name| name == word))
            || matches!(word, "p" | "organik" | "organic" | "ri" | "nomor" | "no" | "induk" | "berusaha")
    })
}

/// True where a cell says something of another permit, or a number that is none of its kind's: `MD 234567890123` as PIRT, a
/// telephone number, the request for a trademark. Other kinds are certified by those that are named here.
pub(super) fn is_of_another(kind: &CertificationKind, text: &str) -> bool {
    // Requests for a trademark begin so, registered ones with IDM.
    let is_request = |word: &&str| ["did", "jid", "d00", "j00"].iter().any(|begin| word.starts_with(begin));
    let folded = normalise(text);
    let names_other = || {
        let words = || folded.split(' ').filter(|word| !word.is_empty());
        let is_other = |word: &str| {
            NAMED.iter().any(|(other, names)| other != kind && is_named(word, names))
                && !NAMED.iter().any(|(own, names)| own == kind && is_named(word, names))
        };
        NAMED.iter().any(|(own, _)| own == kind) && words().any(is_other)
    };
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    // A NIB of thirteen digits may look like one.
    let is_telephone = || digits < 14 && whatsapp_digits(text).is_some_and(|full| full.starts_with("628"));
    let is_telephone = || is_telephone() && !(digits == 13 && *kind == CertificationKind::Nib);
    names_other()
        || is_telephone()
        || *kind == CertificationKind::Trademark && folded.split(' ').any(|word| is_request(&word))
}

/// The year in which a PIRT number ends: the last two of its fifteen digits (regulation of BPOM 22/2018, annex), which some
/// write as four. Of several numbers the first one that ends.
pub(super) fn year_of_pirt(text: &str) -> Option<i16> {
    let year = |number: &str| {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let from = match digits.len() {
            15 => 13,
            17 if digits.get(13..15) == Some("20") => 15,
            _ => return None,
        };
        digits.get(from..)?.parse::<i16>().ok().map(|year| 2000 + year)
    };
    text.split([',', ';', '\n', '/', '|']).filter_map(year).min()
}

/// A permit that is said to be held, whose days nobody gives and whose number ends with a year that is over: that of a PIRT, or
/// one set beside the number (`15200012340517 (2019)`). A NIB does not end.
pub(super) fn seems_over(one: &Certification, today: Date) -> bool {
    let year = match one.kind {
        CertificationKind::Nib => None,
        CertificationKind::Pirt => year_of_pirt(&one.number).or(year_behind(&one.number)),
        _ => year_behind(&one.number),
    };
    one.status == CertificationStatus::Held && one.expires.is_empty() && year.is_some_and(|year| year < today.year())
}

/// The year or day that stands behind a number as a word of its own.
fn year_behind(number: &str) -> Option<i16> {
    let is_between = |c: char| c.is_whitespace() || "()[],;:".contains(c);
    let (before, last) = number.trim_end_matches(is_between).rsplit_once(is_between)?;
    // Of `2015-2025` the last one.
    let parts = || last.split(['-', '–', '/', '.']);
    let year = parts().rfind(|part| is_year(part));
    let has_number = before.bytes().filter(u8::is_ascii_digit).count() >= 5;
    year.filter(|_| has_number && (parts().all(is_year) || super::facts::is_day(last)))?.parse().ok()
}

/// How many digits the number of a permit has, where its kind has others: a NIB thirteen, a PIRT as below.
pub(super) fn odd_length(kind: &CertificationKind, number: &str) -> Option<(&'static str, usize, usize)> {
    match kind {
        CertificationKind::Pirt => odd_length_of_pirt(number).map(|digits| ("P-IRT", 15, digits)),
        CertificationKind::Nib => odd_length_of_nib(number).map(|digits| ("NIB", 13, digits)),
        CertificationKind::Halal => odd_length_of_halal(number).map(|digits| ("Halal", 17, digits)),
        _ => None,
    }
}

/// `ID35110000123450321` has seventeen digits; with fewer than ten it is a beginning.
fn odd_length_of_halal(text: &str) -> Option<usize> {
    let digits = text.trim().strip_prefix("ID").map(|rest| rest.bytes().filter(u8::is_ascii_digit).count());
    digits.filter(|digits| (1..10).contains(digits))
}

fn odd_length_of_nib(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    // `9120103212345 (2021)`, and points or blanks within it.
    let has_one = text.split(|c: char| c.is_whitespace() || "(),;/".contains(c)).any(|part| digits(part) == 13);
    let all = digits(text);
    (all > 0 && all != 13 && !has_one).then_some(all)
}

/// How many digits the number of a PIRT has, where it is none of what it had over the years: twelve, fifteen since 2012, with the
/// year in full seventeen, and more where the online system gives it.
fn odd_length_of_pirt(text: &str) -> Option<usize> {
    let is_odd = |part: &str| {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        let is_known = matches!(digits.len(), 12 | 15 | 18..) || digits.len() == 17 && digits.get(13..15) == Some("20");
        (digits.len() >= 8 && !is_known && !super::facts::is_day(part)).then_some(digits.len())
    };
    // `2066401010012/25` is one number, whatever parts it.
    let is_one = matches!(text.bytes().filter(u8::is_ascii_digit).count(), 12 | 15);
    let parts = || text.split([',', ';', '\n', '/', '|', '&', '(']);
    // `503/123/2019` is none at all.
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let in_pieces = (digits(text) >= 8 && parts().all(|part| digits(part) < 8)).then(|| digits(text));
    // `43832` is a part of one, or a day.
    let is_part = text.bytes().all(|byte| byte.is_ascii_digit()) && (4..8).contains(&text.len());
    parts().find_map(is_odd).or(in_pieces).or(is_part.then_some(text.len())).filter(|_| !is_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_pirt_says_when_it_ends() {
        let today = Date::constant(2026, 5, 8);
        for (number, is_over) in [
            ("P-IRT 2.06.6401.01.0012-25", true),
            ("206640101001225", true),
            ("206640101001226", false),
            ("2.06.6401.01.0012-30", false),
            ("2066401010012-2024", true),
            ("2066401010012-2031", false),
            ("2066401010012-24, 2066401010013-29", true),
            ("2066401010012", false),
            ("", false),
        ] {
            let (kind, status) = (CertificationKind::Pirt, CertificationStatus::Held);
            let one = Certification { kind, status, number: number.into(), ..Certification::default() };
            assert_eq!(seems_over(&one, today), is_over, "{number}");
        }
    }

    #[test]
    fn a_year_beside_a_number_says_when_it_ended() {
        use CertificationKind as K;
        let today = Date::constant(2026, 5, 8);
        for (kind, number, is_over) in [
            (K::Halal, "15200012340517 (2019)", true),
            (K::Halal, "15200012340517 12-10-2023", true),
            (K::Halal, "15200012340517, 2028", false),
            (K::Halal, "ID64110000123450121", false),
            (K::Halal, "12345/2019", false),
            (K::Nib, "9120103212345 (2021)", false),
            (K::Pirt, "2066401010012 (2021)", true),
            (K::Trademark, "IDM000123456 (2015-2025)", true),
            (K::Trademark, "IDM000123456 (2018-2028)", false),
        ] {
            let one = Certification {
                kind,
                status: CertificationStatus::Held,
                number: number.into(),
                ..Certification::default()
            };
            assert_eq!(seems_over(&one, today), is_over, "{number}");
        }
    }

    #[test]
    fn the_number_of_a_pirt_has_fifteen_digits() {
        for (number, digits) in [
            ("P-IRT 2.06.6401.01.0012-25", None),
            ("206640101001", None),
            ("2066401010012-2031", None),
            ("2066401010012/25", None),
            ("206640101001225, 206640101001325", None),
            ("912010321234500010001", None),
            ("20664010100122", Some(14)),
            ("2066401010012255", Some(16)),
            ("206640101001225; 2066401010013", Some(13)),
            ("no. 5", None),
            ("2066408010123-28, 12-05-2024", None),
            ("503/123/2019", Some(10)),
        ] {
            assert_eq!(odd_length_of_pirt(number), digits, "{number}");
        }
    }

    #[test]
    fn what_is_said_of_another_permit_is_known() {
        use CertificationKind as K;
        for (kind, text) in [
            (K::Pirt, "MD 234567890123"),
            (K::Pirt, "MD234567890123"),
            (K::Bpom, "P-IRT 2063505010123-29"),
            (K::Halal, "NIB 0220103212345"),
            (K::Halal, "PIRT proses"),
            (K::Halal, "ID35110000123450321, PIRT belum"),
            (K::Halal, "081234567890"),
            (K::Nib, "0812-3456-7890"),
            (K::Sni, "+62 812 3456 7890"),
            (K::Trademark, "DID2023012345"),
        ] {
            assert!(is_of_another(&kind, text), "{kind:?}: {text}");
        }
        for (kind, text) in [
            (K::Pirt, "P-IRT 2.06.6401.01.0012-25"),
            (K::Pirt, "SPP-IRT No. 2066401010012-29"),
            (K::Bpom, "BPOM RI MD 234567890123"),
            (K::Halal, "Halal MUI, ID35110000123450321"),
            (K::Nib, "0812230012345"),
            (K::Nib, "ada"),
            (K::Organic, "SNI 6729:2016"),
            (K::Trademark, "IDM000123456"),
        ] {
            assert!(!is_of_another(&kind, text), "{kind:?}: {text}");
        }
        for (number, digits) in [
            ("9120103212345", None),
            ("9120103212345 (2021)", None),
            ("912.010.321.2345", None),
            ("503/123/2019", Some(10)),
            ("01.234.567.8-901.000", Some(15)),
        ] {
            assert_eq!(odd_length_of_nib(number), digits, "{number}");
        }
    }
}
