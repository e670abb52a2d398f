//! What the cell of a permit says: only what says yes, and nothing else, is held.

use crate::model::CertificationStatus;
use crate::model::search::normalise::normalise;

/// A permit's cell, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PermitWords {
    /// With its number, where one is given.
    Status(CertificationStatus, String),
    /// There is none (yet).
    None,
    /// It says something of the permit, and not whether it is held: `punya (expired)`, `ada/tidak`, a year.
    Unclear,
    /// No word that is known here.
    Unknown,
}

const TICKS: [char; 5] = ['√', '✓', '✔', '☑', '✅'];
const CROSSES: [&str; 5] = ["✗", "✘", "❌", "✖", "☒"];

/// A sign that says neither yes nor no; any other beside a word is a doubt: `ada ✗`, `Ya?`.
pub(super) fn is_plain(c: char) -> bool {
    let is_mark = |c| ".,:;()[]-–—/\\|#№_&'’\"“”+!=°\u{fe0f}".contains(c);
    c.is_alphanumeric() || c.is_whitespace() || is_mark(c) || TICKS.contains(&c)
}
const YES: [&str; 21] = [
    "ada",
    "sudah",
    "sdh",
    "telah",
    "dimiliki",
    "memiliki",
    "punya",
    "mempunyai",
    "terbit",
    "terdaftar",
    "aktif",
    "active",
    "held",
    "yes",
    "true",
    "ya",
    "iya",
    "y",
    "v",
    "bersertifikat",
    "available",
];
const NO: [&str; 13] =
    ["belum", "blm", "tidak", "tdk", "tanpa", "bukan", "none", "not", "false", "nihil", "n", "no", "t"];
const PROCESS: [&str; 16] = [
    "proses",
    "diproses",
    "pemrosesan",
    "pengurusan",
    "diurus",
    "mengurus",
    "pengajuan",
    "diajukan",
    "mengajukan",
    "perpanjangan",
    "diperpanjang",
    "sedang",
    "process",
    "progress",
    "pending",
    "menunggu",
];
const PLANNED: [&str; 5] = ["direncanakan", "rencana", "planned", "akan", "planning"];
/// Something was the matter with it.
const DOUBT: [&str; 29] = [
    "expired",
    "expire",
    "exp",
    "kadaluarsa",
    "kadaluwarsa",
    "kedaluwarsa",
    "kedaluarsa",
    "kadarluarsa",
    "daluwarsa",
    "habis",
    "berakhir",
    "mati",
    "dicabut",
    "ditolak",
    "dibekukan",
    "batal",
    "hilang",
    "lapsed",
    "revoked",
    "rejected",
    "nonaktif",
    "gagal",
    "terhenti",
    "berhenti",
    "mandek",
    "tertunda",
    "suspended",
    "withdrawn",
    "inactive",
];
/// What may stand beside the digits of a number.
const BESIDE_NUMBERS: [&str; 25] = [
    "no", "nomor", "number", "nmr", "id", "pirt", "p", "irt", "spp", "sppirt", "md", "ml", "tr", "na", "qd", "rmd",
    "mui", "lppom", "bpjph", "sni", "nib", "halal", "bpom", "reg", "ri",
];

/// Reads a permit's cell.
pub(super) fn permit_words(text: &str) -> PermitWords {
    let text = text.trim();
    if CROSSES.contains(&text) {
        return PermitWords::None;
    }
    // `ada -`; between digits a stroke parts them.
    let is_half = !text.contains(|c: char| c.is_ascii_digit()) && text.split([' ', '/']).any(is_dash);
    if !text.chars().all(is_plain) || is_half {
        return PermitWords::Unclear;
    }
    let text = &text.replace(TICKS, " ada ").replace('\u{fe0f}', "");
    let folded = normalise(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let has_digit = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let said_no = undone(text);
    let (mut yes, mut no, mut process, mut planned) = (false, false, false, false);
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let next = words.get(at + 1).copied().unwrap_or_default();
        at += 1;
        if DOUBT.contains(word) || said_no.iter().any(|said| said == word && said.contains("panjang")) {
            return PermitWords::Unclear;
        }
        // `No. 123` is a number, not the English word.
        if NO.contains(word) && !(*word == "no" && has_digit(next)) {
            no = true;
            // `belum ada` is one word for no.
            at += usize::from(YES.contains(&next));
        } else {
            yes |= YES.contains(word);
            process |= PROCESS.contains(word) && !said_no.iter().any(|said| said == word);
            planned |= PLANNED.contains(word);
        }
    }
    use CertificationStatus as S;
    match (yes, no, process, planned) {
        (true, false, false, false) => held(text, &words),
        // `ID35110000123450321 a.n. Bu Sri`, `… - tidak terbatas`
        (false, true, false, false) if has_long_number(text) => PermitWords::Unclear,
        (false, true, false, false) => PermitWords::None,
        // A number beside `proses` may be that of the permit that is renewed, or of the request.
        (false, _, true, false) | (false, false, false, true) if has_long_number(text) => PermitWords::Unclear,
        (false, _, true, false) => PermitWords::Status(S::InProcess, String::new()),
        (false, false, false, true) => PermitWords::Status(S::Planned, String::new()),
        // `Halal` below `Halal`.
        (false, false, false, false) if !words.is_empty() && words.iter().all(|word| BESIDE_NUMBERS.contains(word)) => {
            PermitWords::Unclear
        }
        (false, false, false, false) if !has_digit(&folded) => PermitWords::Unknown,
        // A bare number is one that is held.
        (false, false, false, false) if is_number(&folded) => PermitWords::Status(S::Held, number(text)),
        _ => PermitWords::Unclear,
    }
}

/// What is said not to be done: of `belum diajukan`, but not of `belum, proses`.
fn undone(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let mut list = Vec::new();
    let mut after_no = false;
    for word in lower.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let begins = word.starts_with(char::is_alphanumeric);
        if after_no && begins && PROCESS.contains(&bare) {
            list.push(bare.to_owned());
        }
        let is_between = begins && (YES.contains(&bare) || matches!(bare, "dalam" | "dlm" | "di"));
        after_no = bare == word && (NO.contains(&bare) || after_no && is_between);
    }
    list
}

/// True for one of the words or signs that say yes.
pub(super) fn says_yes(word: &str) -> bool {
    let is_tick = || word.chars().all(|c| TICKS.contains(&c) || c == '\u{fe0f}');
    YES.contains(&word) || !word.is_empty() && is_tick()
}

/// What stands beside the words that say how far a permit is: `daftar 2026` of `dalam proses (daftar 2026)`.
pub(super) fn words_beside_status(text: &str) -> String {
    const BETWEEN: &str = "sdg dalam dlm masih lagi di ke in on tahap untuk utk baru sertifikasi sertifikat izin ijin nya \
        pendaftaran permohonan tetapi tapi dan saat ini sekarang";
    let is_told = |word: &&str| {
        let folded = normalise(word);
        !folded.split(' ').all(|word| {
            let lists: [&[&str]; 5] = [&YES, &NO, &PROCESS, &PLANNED, &BESIDE_NUMBERS];
            lists.iter().any(|list| list.contains(&word)) || BETWEEN.split(' ').any(|between| between == word)
        })
    };
    let words = text.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', ';', '.', ':', '-']));
    // A tick says what it says.
    words.filter(|word| word.contains(char::is_alphanumeric)).filter(is_told).collect::<Vec<_>>().join(" ")
}

/// Words that may stand beside a permit's number: `ada`, `P-IRT`, `No.`; an empty one too.
pub(super) fn stands_beside_number(text: &str) -> bool {
    let folded = normalise(text);
    folded.split(' ').all(|word| word.is_empty() || YES.contains(&word) || BESIDE_NUMBERS.contains(&word))
}

/// True where words beside a number say that it no longer counts.
pub(super) fn is_over(text: &str) -> bool {
    normalise(text).split(' ').any(|word| DOUBT.contains(&word))
}

/// True where words say that it is not there yet: `belum ada`, `proses`.
pub(super) fn is_undone(text: &str) -> bool {
    // A letter alone is a part of a number.
    let is_no = |word: &str| word.len() > 1 && word != "no" && NO.contains(&word);
    normalise(text).split(' ').any(|word| PROCESS.contains(&word) || is_no(word))
}

/// True where words, signs or years say that a permit is not there, not yet, or no longer.
pub(super) fn is_doubtful(text: &str) -> bool {
    // `2019-2022` and `12/2022`, but not the year of a norm: `ISO 9001:2015`.
    let says_time = |word: &str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let parts: Vec<&str> = word.split(['-', '–', '/', '.']).collect();
        let is_digits = |part: &&str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.first().is_some_and(|first| is_year(first))
            || parts.split_last().is_some_and(|(last, before)| is_year(last) && before.iter().all(is_digits))
            || super::facts::is_day(word)
    };
    let has_sign = !text.chars().all(is_plain)
        || text.split_whitespace().any(says_time)
        || text.split_whitespace().next_back().is_some_and(is_dash);
    has_sign
        || normalise(text)
            .split(' ')
            .any(|word| DOUBT.contains(&word) || PROCESS.contains(&word) || word != "no" && NO.contains(&word))
}

/// What says yes: alone, or before a number.
fn held(text: &str, words: &[&str]) -> PermitWords {
    let said = words.iter().take_while(|word| YES.contains(word)).count();
    let Some(last) = said.checked_sub(1).and_then(|last| words.get(last)) else {
        return PermitWords::Unclear;
    };
    if said == words.len() {
        return PermitWords::Status(CertificationStatus::Held, String::new());
    }
    let rest = words.get(said..).unwrap_or_default().join(" ");
    let lower = text.to_lowercase();
    let from = lower.find(last).map_or(0, |at| at + last.len());
    match text.get(from..).filter(|_| lower.len() == text.len() && is_number(&rest)) {
        Some(rest) => PermitWords::Status(CertificationStatus::Held, number(rest)),
        None => PermitWords::Unclear,
    }
}

pub(super) fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit())
}

/// Digits enough for a permit's number in one word that is no day.
fn has_long_number(text: &str) -> bool {
    let is_long = |word: &str| word.bytes().filter(u8::is_ascii_digit).count() >= 5 && !super::facts::is_day(word);
    text.split_whitespace().any(is_long)
}

/// A stroke for nothing.
fn is_dash(word: &str) -> bool {
    matches!(word, "-" | "–" | "—")
}

/// Digits enough for a number, that are no year and no date, and no words but those that stand beside numbers.
fn is_number(folded: &str) -> bool {
    let words: Vec<&str> = folded.split(' ').collect();
    let is_digits = |word: &&&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<&str> = words.iter().filter(is_digits).copied().collect();
    let is_date = match numbers.as_slice() {
        [one] => is_year(one),
        [.., last] if numbers.len() <= 3 => {
            (is_year(last) || numbers.first().is_some_and(|first| is_year(first)))
                && numbers.iter().all(|part| part.len() <= 2 || is_year(part))
        }
        _ => false,
    };
    let has_digit = |word: &&str| word.contains(|c: char| c.is_ascii_digit());
    let is_named = words.first().is_some_and(|first| matches!(*first, "no" | "nomor" | "number"));
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    let has_letters = words.iter().any(|word| has_digit(word) && word.contains(|c: char| c.is_alphabetic()));
    words.iter().all(|word| has_digit(word) || BESIDE_NUMBERS.contains(word))
        && !(is_date && numbers.len() == words.len())
        && (digits >= 5 || (is_named || has_letters) && digits > 0)
}

/// A permit's number without the words in front.
fn number(text: &str) -> String {
    let text = text.trim_matches([' ', ',', ':', ';', '(', ')', '.', '-', '|']);
    let lower = text.to_lowercase();
    let starts = ["nomor", "no.", "no", "number"];
    let cut = starts
        .iter()
        .find(|word| lower.strip_prefix(**word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)));
    let number = text.get(cut.map_or(0, |word| word.len())..).unwrap_or(text).trim_matches([' ', ':', '.']);
    // `9120103212345 (2021)`
    let is_open = number.matches('(').count() > number.matches(')').count();
    if is_open { format!("{number})") } else { number.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_says_yes_is_held() {
        use CertificationStatus as S;
        for (typed, number) in [
            ("ada", ""),
            ("Ada.", ""),
            ("√", ""),
            ("✔️", ""),
            ("ada ✓", ""),
            ("✓ ID123", "ID123"),
            ("sudah ada", ""),
            ("Ya", ""),
            ("Ada (ID123)", "ID123"),
            ("dimiliki no. 5", "5"),
            ("0220103212345", "0220103212345"),
            ("P-IRT 2.06.6401.01.0012-25", "P-IRT 2.06.6401.01.0012-25"),
            ("ID.64.1.1.0000123450121", "ID.64.1.1.0000123450121"),
            ("No. 12345/2023", "12345/2023"),
            ("9120103212345 (2021)", "9120103212345 (2021)"),
        ] {
            assert_eq!(permit_words(typed), PermitWords::Status(S::Held, number.into()), "{typed}");
        }
        for typed in [
            "belum",
            "belum ada",
            "tidak",
            "Tidak punya",
            "No",
            "blm ada",
            "❌",
            "belum terbit",
            "belum diajukan",
            "belum ada pengajuan",
        ] {
            assert_eq!(permit_words(typed), PermitWords::None, "{typed}");
        }
        for typed in ["Proses", "belum (proses)", "dlm proses", "proses perpanjangan", "tidak ada, sedang diurus"] {
            assert_eq!(permit_words(typed), PermitWords::Status(S::InProcess, String::new()), "{typed}");
        }
        assert_eq!(permit_words("direncanakan"), PermitWords::Status(S::Planned, String::new()));
        for typed in [
            "sudah kadaluarsa",
            "punya (expired)",
            "ada, sudah habis",
            "habis masa berlaku 2023",
            "ada/tidak",
            "ya / tidak",
            "2024",
            "ada (2023)",
            "12-10-2023",
            "ada, proses perpanjangan",
            "ada s/d 2023",
            "0220103212345 (expired)",
            "punya tetapi mati",
            "123",
            "ada ✗",
            "ada ❌",
            "ada?",
            "Ya?",
            "No. 12345?",
            "✓ ✗",
            "ada -",
            "-/ada",
            "ada 🚫",
            "Halal",
            "Halal MUI",
            "belum diperpanjang",
            "tidak diperpanjang lagi",
            "proses gagal",
        ] {
            assert_eq!(permit_words(typed), PermitWords::Unclear, "{typed}");
        }
        for typed in ["adalah", "bagus"] {
            assert_eq!(permit_words(typed), PermitWords::Unknown, "{typed}");
        }
        for name in [
            "Nakes ✗",
            "Nakes?",
            "Laik sehat 2019-2022",
            "Organik (2023)",
            "Nakes s/d 12-10-2025",
            "Nakes 12/2022",
            "Nakes -",
        ] {
            assert!(is_doubtful(name), "{name}");
        }
        for name in ["Laik sehat", "ISO 9001:2015", "SNI 01-4852-1998", "SNI - Kopi", "Nakes ✓", "HACCP"] {
            assert!(!is_doubtful(name), "{name}");
        }
    }
}
