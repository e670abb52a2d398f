//! Numbers, prices and amounts as people type them in lists: `15rb`, `Rp. 15.000,-`, `15.000–25.000`, `2-3 ton/bulan`.

use rust_decimal::Decimal;

use super::price_words::{currency_of, factor_of};
use crate::text::minor_digits;

/// The sign before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DecimalMark {
    Comma,
    Point,
}

/// Why a number cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFault {
    /// There is no number.
    None,
    /// `8,12E+11`: a spreadsheet program has thrown digits away.
    DigitsLost,
    /// `1.500` may be either.
    Either {
        thousands: Decimal,
        decimals: Decimal,
    },
    /// More than the currency has: half a rupiah.
    TooFine,
    TooLarge,
}

/// `8,12E+11`
pub(super) fn has_exponent(text: &str) -> bool {
    let text = text.trim();
    let Some((before, after)) = text.split_once(['e', 'E']) else {
        return false;
    };
    let is_number = |part: &str, more: &[char]| {
        !part.is_empty()
            && part.chars().all(|c| c.is_ascii_digit() || more.contains(&c))
            && part.contains(|c: char| c.is_ascii_digit())
    };
    is_number(before, &['.', ',', '-', '+']) && is_number(after, &['+', '-'])
}

/// A bare number with marks, nothing else.
pub(super) fn number(text: &str, mark: Option<DecimalMark>) -> Result<Decimal, NumberFault> {
    let text: String = text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\'')).collect();
    if has_exponent(&text) {
        return Err(NumberFault::DigitsLost);
    }
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(&text)),
    };
    let is_plain = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
    if !is_plain || digits.chars().any(|c| !c.is_ascii_digit() && c != '.' && c != ',') {
        return Err(NumberFault::None);
    }
    let parse = |whole: &str, fraction: &str| -> Result<Decimal, NumberFault> {
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        let text = if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") };
        text.parse().map_err(|_| NumberFault::TooLarge)
    };
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let (last, count) = match digits.rfind(['.', ',']) {
        None => return parse(digits, ""),
        Some(at) => (at, points + commas),
    };
    let (whole, fraction) = (digits.get(..last).unwrap_or_default(), digits.get(last + 1..).unwrap_or_default());
    let last_is_comma = digits.get(last..).is_some_and(|rest| rest.starts_with(','));
    let same = if last_is_comma { commas } else { points };
    if points > 0 && commas > 0 {
        // The last one is the decimal mark; what is before it must be groups of three.
        if same > 1 || !is_grouped(whole) {
            return Err(NumberFault::None);
        }
        return parse(whole, fraction);
    }
    if count > 1 {
        return if is_grouped(digits) { parse(digits, "") } else { Err(NumberFault::None) };
    }
    if fraction.len() != 3 || whole.starts_with('0') {
        return parse(whole, fraction);
    }
    match mark {
        Some(mark) if (mark == DecimalMark::Comma) == last_is_comma => parse(whole, fraction),
        Some(_) => parse(digits, ""),
        None => Err(NumberFault::Either { thousands: parse(digits, "")?, decimals: parse(whole, fraction)? }),
    }
}

/// `1.250.000`: groups of three digits after the first mark. `1500.000` has none, and may lack a mark or be a program's 1500.
fn is_grouped(digits: &str) -> bool {
    let mut groups = digits.split(['.', ',']);
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
}

/// The decimal mark that one cell's text gives away, if it does.
pub(super) fn mark_of(text: &str) -> Option<DecimalMark> {
    let (number, _) = split_number(text.trim_start_matches(|c: char| !c.is_ascii_digit()));
    let last = number.rfind(['.', ','])?;
    let is_comma = number.get(last..)?.starts_with(',');
    let after = number.len() - last - 1;
    let (points, commas) = (number.matches('.').count(), number.matches(',').count());
    let this = if is_comma { DecimalMark::Comma } else { DecimalMark::Point };
    let other = if is_comma { DecimalMark::Point } else { DecimalMark::Comma };
    match (points, commas) {
        (0, 0) => None,
        (1.., 1..) => Some(this),
        (2.., 0) | (0, 2..) => Some(other),
        _ if after != 3 => Some(this),
        _ => None,
    }
}

/// Digits and marks at the beginning, and the rest.
fn split_number(text: &str) -> (&str, &str) {
    let signed = text.strip_prefix(['-', '−']).unwrap_or(text);
    let from = text.len() - signed.len();
    let mut end = from;
    let mut chars = signed.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        match c {
            '0'..='9' => end = from + at + 1,
            '.' | ',' if next_is_digit => {}
            // `1 250 000`, but not `2 100 g`: groups of three.
            ' ' | '\u{a0}' if next_is_digit && is_group(signed, at + c.len_utf8()) && end > from => {}
            _ => break,
        }
    }
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn is_group(text: &str, from: usize) -> bool {
    let rest = text.get(from..).unwrap_or_default();
    rest.chars().take_while(char::is_ascii_digit).count() == 3
}

/// A word that multiplies: `rb`, `juta`.
fn multiplier(text: &str) -> (Option<Decimal>, &str) {
    let trimmed = text.trim_start();
    let word: String = trimmed.chars().take_while(|c| c.is_alphabetic()).collect();
    let rest = trimmed.get(word.len()..).unwrap_or_default();
    match factor_of(&word) {
        // `50rb.` is a number with a full stop.
        Some(factor) => (Some(factor), rest.strip_prefix('.').unwrap_or(rest)),
        None => (None, text),
    }
}

/// A number or range at the beginning of the text, and what stands behind it.
pub(super) struct Range<'a> {
    pub min: Decimal,
    pub max: Option<Decimal>,
    pub rest: &'a str,
    /// A word multiplied it: `15rb`.
    pub multiplied: bool,
}

const BETWEEN: [&str; 9] = ["–", "—", "-", "~", "s/d", "s.d.", "s.d", "sampai", "hingga"];

pub(super) fn range(text: &str, mark: Option<DecimalMark>, digits: Digits) -> Result<Range<'_>, NumberFault> {
    let text = text.trim();
    if has_exponent(text.split_whitespace().next().unwrap_or_default()) {
        return Err(NumberFault::DigitsLost);
    }
    let (first, rest) = split_number(text);
    let read = |text: &str, factor: Option<Decimal>| match (number(text, mark), factor) {
        // Rupiah are not written with three decimals; `1,500 juta` is, and `1.500 rb` may be either.
        (Err(NumberFault::Either { thousands, .. }), None) if digits == Digits::Whole && is_grouped(text) => {
            Ok(thousands)
        }
        (Err(NumberFault::Either { decimals, .. }), Some(factor))
            if digits == Digits::Whole && factor > Decimal::ONE_THOUSAND =>
        {
            Ok(decimals)
        }
        (read, _) => read,
    };
    let (factor, after) = multiplier(rest);
    let mut min = read(first, factor)?;
    let tail = after.trim_start();
    let tail = match digits {
        Digits::Whole => without_end_marks(tail).trim_start(),
        Digits::Any => tail,
    };
    let second = BETWEEN.iter().find_map(|between| tail.strip_prefix(between)).map(|second| {
        let second = second.trim_start();
        without_currency(second).map_or(second, |(_, second)| second)
    });
    if let Some(second) = second.filter(|second| second.starts_with(|c: char| c.is_ascii_digit())) {
        let (last, rest) = split_number(second);
        let (last_factor, rest) = multiplier(rest);
        let mut max = read(last, last_factor)?;
        if let Some(last_factor) = last_factor {
            max = max.checked_mul(last_factor).ok_or(NumberFault::TooLarge)?;
            // `15-20rb` is fifteen to twenty thousand.
            if factor.is_none() && min < Decimal::ONE_THOUSAND {
                min = min.checked_mul(last_factor).ok_or(NumberFault::TooLarge)?;
            }
        }
        if let Some(factor) = factor {
            min = min.checked_mul(factor).ok_or(NumberFault::TooLarge)?;
        }
        // `12-10` is no range.
        if max < min {
            return Err(NumberFault::None);
        }
        let multiplied = factor.is_some() || last_factor.is_some();
        return Ok(Range { min, max: Some(max).filter(|max| *max != min), rest, multiplied });
    }
    if let Some(factor) = factor {
        min = min.checked_mul(factor).ok_or(NumberFault::TooLarge)?;
    }
    Ok(Range { min, max: None, rest: after, multiplied: factor.is_some() })
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    /// Three digits behind a mark are thousands.
    Whole,
    Any,
}

/// `15.000,-` and `15.000,00` without what says "no cents".
fn without_end_marks(text: &str) -> &str {
    let text = text.trim_start();
    [",-", ".-", ",–", ",--"].iter().find_map(|end| text.strip_prefix(end)).unwrap_or(text)
}

/// A currency in front.
fn without_currency(text: &str) -> Option<(&'static str, &str)> {
    let text = text.trim_start();
    let (head, rest) = text.split_at_checked(text.find(|c: char| c.is_ascii_digit())?)?;
    Some((currency_of(head.trim_end_matches([':', ' ', '\u{a0}']))?, rest))
}

/// A currency behind the number, and the text without it: `5 USD/kg`.
fn currency_behind(text: &str) -> Option<(&'static str, String)> {
    let before_brackets = text.split('(').next().unwrap_or_default();
    let words =
        before_brackets.split([' ', '/', '\u{a0}']).skip_while(|word| !word.contains(|c: char| c.is_ascii_digit()));
    words.into_iter().find_map(|word| {
        let sign = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'));
        let currency = currency_of(sign).filter(|_| !sign.is_empty())?;
        let (number, rest) = text.split_at_checked(text.find(word)? + word.len() - sign.len())?;
        Some((currency, format!("{number}{}", rest.get(sign.len()..)?)))
    })
}

/// Whether a price's text says its currency itself.
pub(super) fn says_currency(text: &str) -> bool {
    price_pieces(text).iter().any(|(_, price)| without_currency(price).is_some() || currency_behind(price).is_some())
}

/// A price as a cell says it. What the cell does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedPrice {
    pub min: Decimal,
    pub max: Option<Decimal>,
    pub currency: Option<&'static str>,
    pub unit: Option<String>,
    /// What stands in brackets behind it: `isi 10`.
    pub remark: String,
    /// A word multiplied it already: `15rb`.
    pub multiplied: bool,
    /// Further prices behind a stroke, of which a person must say which one counts: `15.000 / 30.000`.
    pub others: Vec<Decimal>,
}

/// The prices of a cell: one or a range, or several with what each is for (`100gr=15rb, 250gr=30rb`).
pub(super) fn prices(text: &str, currency: &str, mark: Option<DecimalMark>) -> Result<Vec<TypedPrice>, NumberFault> {
    let pieces = price_pieces(text);
    pieces.iter().map(|(unit, price)| price_of(price, *unit, currency, mark)).collect()
}

/// What each price is for, where it is said in front, and the price.
fn price_pieces(text: &str) -> Vec<(Option<&str>, &str)> {
    let text = text.trim();
    let sign = |piece: &str| piece.find(['=', '@']).or_else(|| piece.find(": ").or_else(|| piece.find(" :")));
    let mut pieces: Vec<&str> = Vec::new();
    for line in text.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty()) {
        let parts: Vec<&str> = line.split(',').collect();
        // `15.000/pcs, 150.000/lusin`
        let stated: Vec<&str> = line.split(", ").map(str::trim).collect();
        let has_unit = |part: &&str| {
            part.split_once('/').is_some_and(|(price, unit)| mark_free(price) && unit.contains(char::is_alphabetic))
        };
        if parts.len() > 1 && parts.iter().all(|part| sign(part).is_some()) {
            pieces.extend(parts);
        } else if stated.len() > 1 && stated.iter().all(has_unit) {
            pieces.extend(stated);
        } else {
            pieces.push(line);
        }
    }
    let pieces = pieces.into_iter().map(|piece| match sign(piece) {
        Some(at) => {
            let (unit, price) = piece.split_at_checked(at).unwrap_or(("", piece));
            let unit = unit.trim();
            (
                Some(unit).filter(|unit| !unit.is_empty() && currency_of(unit).is_none()),
                price.trim_start_matches(['=', '@', ':', ' ']),
            )
        }
        None => (None, piece),
    });
    pieces.collect()
}

/// Digits and marks, with a currency or a word that multiplies.
fn mark_free(text: &str) -> bool {
    let (number, rest) = split_number(without_currency(text).map_or(text, |(_, rest)| rest).trim());
    !number.is_empty() && multiplier(without_end_marks(rest)).1.trim().is_empty()
}

/// What a price can be for: no further price hides in it.
fn is_unit(text: &str) -> bool {
    let is_price = |word: &str| {
        let (number, rest) = split_number(word);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        digits > 4 && rest.is_empty() || digits > 3 && number.contains(['.', ','])
    };
    let mut words = text.split([' ', '/', ',', '(', ')', '+']).filter(|word| !word.is_empty());
    let is_money = |word: &str| word.to_lowercase().starts_with("rp") || word.len() > 2 && currency_of(word).is_some();
    (!mark_free(text) || text.contains(' ')) && !words.any(|word| is_price(word) || is_money(word))
}

/// What stands before a price that is not exact.
pub(super) const ABOUT: [&str; 8] = ["±", "~", "≈", "+/-", "kurang lebih", "sekitar", "kira-kira", "about"];
/// What stands behind a price, of how firm it is.
const AGREED: [&str; 8] = ["nego", "bisa nego", "negotiable", "net", "nett", "pas", "fix", "saja"];

/// What a price begins from: `mulai 25.000`.
const FROM: [&str; 4] = ["mulai dari", "mulai", "start from", "from"];

/// What is said behind a price of what is in it and what is not: `blm ongkir`, `min 20`, `dpt 3`. No further price.
fn is_condition(words: &str) -> bool {
    const FIRST: [&str; 23] = [
        "belum", "blm", "sudah", "sdh", "termasuk", "exclude", "exc", "include", "inc", "plus", "free", "gratis",
        "min", "min.", "minimal", "isi", "dapat", "dpt", "stok", "stock", "ready", "habis", "promo",
    ];
    let lower = words.to_lowercase();
    let is_price = |word: &str| {
        let letters = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        word.bytes().filter(u8::is_ascii_digit).count() > 3 || factor_of(letters).is_some() || word.starts_with("rp")
    };
    let mut parts = lower.split(' ');
    parts.next().is_some_and(|first| FIRST.contains(&first)) && parts.clone().count() > 0 && !parts.any(is_price)
}

/// Prices set apart by strokes, each one whole: `15.000 / 30.000`.
fn alternatives(text: &str, mark: Option<DecimalMark>, digits: Digits) -> Option<Vec<Decimal>> {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let price = |part: &str| {
        let bare = without_currency(part).map_or(part, |(_, rest)| rest);
        let read = range(bare, mark, digits).ok()?;
        let is_whole = read.max.is_none() && without_end_marks(read.rest).trim().is_empty();
        (is_whole && read.min >= Decimal::ONE_THOUSAND).then_some(read.min)
    };
    if parts.len() < 2 {
        return None;
    }
    parts.into_iter().map(price).collect()
}

fn price_of(
    text: &str,
    unit: Option<&str>,
    currency: &str,
    mark: Option<DecimalMark>,
) -> Result<TypedPrice, NumberFault> {
    let lower = text.trim().to_lowercase();
    let before = ABOUT.iter().chain(&FROM).find(|word| lower.starts_with(**word));
    let about = before.and_then(|word| text.trim().get(..word.len()));
    let text = text.trim().strip_prefix(about.unwrap_or_default()).unwrap_or(text).trim();
    let (said, rest) = match without_currency(text) {
        Some((said, rest)) => (Some(said), rest.to_owned()),
        None => currency_behind(text).map_or((None, text.to_owned()), |(said, rest)| (Some(said), rest)),
    };
    let rest = rest.as_str();
    let digits = if minor_digits(said.unwrap_or(currency)) == 0 { Digits::Whole } else { Digits::Any };
    if let Some([first, others @ ..]) = alternatives(rest, mark, digits).as_deref() {
        let unit = unit.map(str::to_owned);
        let others = others.to_vec();
        return Ok(TypedPrice { min: *first, currency: said, unit, others, ..TypedPrice::default() });
    }
    let range = range(rest, mark, digits)?;
    let rest = without_end_marks(range.rest);
    let after = rest.trim();
    let behind = after.strip_prefix('/').or_else(|| after.strip_prefix("per ")).map(str::trim);
    let remark = match behind {
        Some(_) => "",
        None if after.is_empty() => "",
        None if AGREED.contains(&after.to_lowercase().as_str()) || is_condition(after) => after,
        None => after.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')).ok_or(NumberFault::None)?,
    };
    let remark = about.filter(|_| remark.is_empty()).unwrap_or(remark).trim().to_owned();
    let unit = unit.or(behind);
    let is_phone = text.starts_with("08") && range.min >= Decimal::from(10_000_000);
    if range.min < Decimal::ZERO || is_phone || unit.is_some_and(|unit| !is_unit(unit)) {
        return Err(NumberFault::None);
    }
    let unit = unit.filter(|unit| !unit.is_empty()).map(str::to_owned);
    let Range { min, max, multiplied, .. } = range;
    Ok(TypedPrice { min, max, currency: said, unit, remark, multiplied, others: Vec::new() })
}

/// Money in the currency's smallest used unit.
pub(super) fn minor(amount: Decimal, currency: &str) -> Result<i64, NumberFault> {
    let factor = Decimal::from(10_i64.pow(minor_digits(currency) as u32));
    let amount = amount.checked_mul(factor).ok_or(NumberFault::TooLarge)?.normalize();
    if amount.scale() > 0 {
        return Err(NumberFault::TooFine);
    }
    i64::try_from(amount).map_err(|_| NumberFault::TooLarge)
}

#[cfg(test)]
#[path = "numbers_tests.rs"]
mod tests;
