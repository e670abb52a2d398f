//! Amounts as lists write them: fractions, units with periods, maxima, and figures with the year they are of.

use rust_decimal::Decimal;

use super::facts;
use super::numbers::{ABOUT, DecimalMark, Digits, NumberFault, Range, range};
use crate::model::{Amount, PartialDate, Period};

/// What stands before a number that is a maximum, the longer ones first.
const AT_MOST: [&str; 17] = [
    "sampai dengan",
    "paling banyak",
    "maksimal",
    "maksimum",
    "maximum",
    "at most",
    "hingga",
    "sampai",
    "up to",
    "maks.",
    "maks",
    "max.",
    "max",
    "s.d.",
    "s/d",
    "≤",
    "<",
];

/// The rest of a text that says a maximum: `≤ 200 kg`, `hingga 200`, `maks. 200`.
fn at_most(text: &str) -> Option<&str> {
    AT_MOST.iter().find_map(|word| {
        let head = text.get(..word.len())?;
        let rest = text.get(word.len()..)?.trim_start_matches(['=', ' ', '\u{a0}']);
        (head.to_lowercase() == *word && rest.starts_with(|c: char| c.is_ascii_digit())).then_some(rest)
    })
}

/// A figure and when it was so: `900 kg (2019)`.
fn with_date(text: &str) -> (&str, PartialDate) {
    let said = text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).and_then(|(figure, when)| {
        let mut numbers = when.split(|c: char| !c.is_ascii_digit());
        let has_year =
            numbers.any(|digits| digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")));
        let date = PartialDate::read(when).filter(|_| has_year)?;
        Some((figure.trim_end(), date))
    });
    said.unwrap_or((text, PartialDate::default()))
}

/// An amount with its unit and period: `2–3 ton per bulan`, `±150 gr`, `hingga 200 kg per minggu (2024)`.
pub(super) fn amount(text: &str, mark: Option<DecimalMark>) -> Result<Amount, NumberFault> {
    let (text, as_of) = with_date(text.trim());
    let most = at_most(text);
    let text = most.unwrap_or(text);
    let lower = text.to_lowercase();
    let at_least = ["min.", "minimal", "minimum", "min", "≥", ">"];
    let start = ABOUT.iter().chain(&at_least).find_map(|word| lower.strip_prefix(word).map(|_| word.len()));
    let text = text.get(start.unwrap_or(0)..).unwrap_or(text);
    let range = match fraction(text.trim_start()) {
        // A third of a kilogram is no decimal number.
        Some((value, rest)) if value.scale() <= 3 && rest.trim_start().starts_with(char::is_alphabetic) => {
            Range { min: value, max: None, rest, multiplied: false }
        }
        _ => range(text, mark, if is_counted(text) { Digits::Whole } else { Digits::Any })?,
    };
    let (min, max) = match most {
        Some(_) => (None, range.max.or(Some(range.min))),
        None => (Some(range.min), range.max),
    };
    // `50 kg (kering), 100 kg (hujan)` and `150 pcs/hari, kalau ramai 300` are two.
    if range.rest.split_once(',').is_some_and(|(_, behind)| behind.contains(|c: char| c.is_ascii_digit())) {
        return Err(NumberFault::None);
    }
    let (unit, per) = unit_and_period(without_number_words(range.rest));
    let unit = match unit.strip_prefix('/').filter(|unit| unit.starts_with(char::is_alphabetic)) {
        Some(unit) => unit.to_owned(),
        // `1/3 kg`, `1½ –` and `12:10` are not their first number.
        None if unit.starts_with(|c: char| c.is_numeric() || "-–/:,".contains(c)) => return Err(NumberFault::None),
        // `250 ml / 500 ml`, `250gr & 500gr`
        None if unit.split_once('&').is_some_and(|(_, behind)| behind.contains(|c: char| c.is_ascii_digit())) => {
            return Err(NumberFault::None);
        }
        None if unit.split_once('/').is_some_and(|(_, behind)| behind.contains(|c: char| c.is_ascii_digit())) => {
            return Err(NumberFault::None);
        }
        // `100 (2 kuintal)`
        None if unit.starts_with('(') && unit.contains(|c: char| c.is_ascii_digit()) => return Err(NumberFault::None),
        None if facts::is_size_rest(&unit) => return Err(NumberFault::None),
        None => unit,
    };
    Ok(Amount { min, max, unit, per, as_of })
}

/// Units of which there are no thousandths: `2.000 bungkus` are two thousand.
fn is_counted(text: &str) -> bool {
    const COUNTED: &str = "bungkus bks pcs pieces pack packs pak botol buah bh lembar lbr porsi unit ekor batang pasang kotak \
        box dus kardus karton toples sachet saset biji butir potong helai kaleng cup gelas bottles boxes jars sheets sisir";
    let unit =
        text.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or_default().to_lowercase();
    COUNTED.split_whitespace().any(|one| one == unit)
}

/// What stands behind a number that is said again in words: ` (satu) pcs`.
fn without_number_words(text: &str) -> &str {
    const NUMBERS: &str = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas belas puluh seratus \
        ratus seribu ribu sejuta juta setengah koma";
    let said = text.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let is_number = |words: &str| {
        let lower = words.to_lowercase();
        !lower.trim().is_empty()
            && lower.split_whitespace().all(|word| NUMBERS.split_whitespace().any(|one| one == word))
    };
    said.filter(|(words, _)| is_number(words)).map_or(text, |(_, rest)| rest)
}

/// `ton per bulan`, `kg/bln`, `bungkus`; `bulan (kulkas)` keeps its brackets.
pub(super) fn unit_and_period(text: &str) -> (String, Option<Period>) {
    let whole = text.trim();
    let text = whole.trim_matches(['(', ')']).trim();
    let lower = text.to_lowercase();
    if lower.len() == text.len() {
        for sign in [" per ", "/", "per "] {
            if let Some(at) = lower.rfind(sign)
                && let Some(period) = facts::period(lower.get(at + sign.len()..).unwrap_or_default())
            {
                return (text.get(..at).unwrap_or_default().trim().to_owned(), Some(period));
            }
        }
        for (word, period) in [
            (" sebulan", Period::Month),
            (" sehari", Period::Day),
            (" seminggu", Period::Week),
            (" setahun", Period::Year),
            (" sekali panen", Period::Batch),
            (" sekali produksi", Period::Batch),
        ] {
            if let Some(unit) = lower.strip_suffix(word) {
                return (text.get(..unit.len()).unwrap_or_default().trim().to_owned(), Some(period));
            }
        }
    }
    if let Some((unit, per, tail)) = period_inside(whole) {
        return (format!("{unit} {tail}").trim().to_owned(), Some(per));
    }
    (if text.contains('(') { whole } else { text }.to_owned(), None)
}

/// A period before what it holds for: `kg/bln (musim panen)`, `kg per bulan saat panen`.
fn period_inside(text: &str) -> Option<(&str, Period, &str)> {
    const HOLDS: [&str; 13] = [
        "(",
        "saat ",
        "jika ",
        "bila ",
        "kalau ",
        "tergantung ",
        "pada ",
        "selama ",
        "untuk ",
        "musim ",
        "per ",
        "di ",
        "ketika ",
    ];
    let lower = text.to_lowercase();
    let signs = [" per ", "/"].into_iter().filter(|_| lower.len() == text.len());
    signs.filter_map(|sign| lower.find(sign).map(|at| (at, at + sign.len()))).find_map(|(at, from)| {
        let behind = lower.get(from..)?;
        let word = behind.find([' ', '(']).and_then(|end| behind.get(..end))?;
        let tail = text.get(from + word.len()..)?.trim();
        let holds = HOLDS.iter().any(|word| tail.to_lowercase().starts_with(word));
        let per = super::facts::period(word).filter(|_| holds)?;
        Some((text.get(..at)?.trim(), per, tail))
    })
}

/// The number that a text begins with as a fraction, and what stands behind it: `1/4 kg`, `1 1/2 kg`, `1½ kg`.
pub(super) fn fraction(text: &str) -> Option<(Decimal, &str)> {
    const SIGNS: [(char, u32, u32); 5] = [('½', 1, 2), ('¼', 1, 4), ('¾', 3, 4), ('⅓', 1, 3), ('⅔', 2, 3)];
    let digits = |text: &'_ str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    // `setengah tahun`
    if let Some(rest) = text.get(..9).filter(|word| word.eq_ignore_ascii_case("setengah ")).and(text.get(8..)) {
        return Some((Decimal::new(5, 1), rest));
    }
    let (first, behind) = text.split_at_checked(digits(text))?;
    let read = |digits: &str| digits.parse::<u32>().ok();
    let part =
        |upper: u32, lower: u32| Decimal::from(upper).checked_div(Decimal::from(lower)).map(|part| part.normalize());
    let behind_blank = behind.trim_start_matches(' ');
    if let Some((sign, upper, lower)) = SIGNS.into_iter().find(|(sign, ..)| behind_blank.starts_with(*sign)) {
        let whole = if first.is_empty() { 0 } else { read(first)? };
        return Some((Decimal::from(whole) + part(upper, lower)?, behind_blank.strip_prefix(sign)?));
    }
    let (whole, rest) = match behind.strip_prefix(' ') {
        Some(rest) => (read(first)?, rest),
        None => (0, text),
    };
    let (upper, rest) = rest.split_at_checked(digits(rest))?;
    let rest = rest.strip_prefix(['/', '⁄'])?;
    let (lower, rest) = rest.split_at_checked(digits(rest))?;
    let (upper, lower) = (read(upper)?, read(lower).filter(|lower| (2..=100).contains(lower))?);
    (upper > 0 && upper < lower).then_some((Decimal::from(whole) + part(upper, lower)?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_said_again_in_words_is_no_unit() {
        for (text, unit, per) in [
            ("1 (satu) pcs", "pcs", None),
            ("100 (seratus) kg/bulan", "kg", Some(Period::Month)),
            ("25 (dua puluh lima) bulan", "bulan", None),
            ("6 bulan (kulkas)", "bulan (kulkas)", None),
        ] {
            let amount = amount(text, None).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!((amount.unit.as_str(), amount.per), (unit, per), "{text}");
        }
    }

    #[test]
    fn fractions_are_numbers() {
        for (text, value, unit) in [
            ("1/4 kg", "0.25", "kg"),
            ("1 1/2 kg", "1.5", "kg"),
            ("½ lusin", "0.5", "lusin"),
            ("1½kg", "1.5", "kg"),
            ("3 ¼ liter", "3.25", "liter"),
            ("sekitar 3/4 kg", "0.75", "kg"),
            ("~3 kg", "3", "kg"),
            ("setengah tahun", "0.5", "tahun"),
        ] {
            let amount = amount(text, None).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
            assert_eq!((amount.min, amount.unit.as_str()), (value.parse().ok(), unit), "{text}");
        }
        for text in ["1/3 kg", "1/2", "½ – 1 kg", "5/4 kg", "1 1/2", "2½"] {
            assert_eq!(amount(text, None), Err(NumberFault::None), "{text}");
        }
    }
}
