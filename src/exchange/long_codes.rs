//! Codes of many digits, and what a spreadsheet program left of them.

use super::numbers::has_exponent;
use super::permits::stands_beside_number;
use super::sheets::Value;

/// Digits that a code may have.
pub(super) const NIB: [usize; 1] = [13];
/// As many are left of a NIB that lost more than the one zero it may begin with: which ones, nobody knows.
pub(super) const NIB_CUT: usize = 11;
pub(super) const HS: [usize; 4] = [4, 6, 8, 10];

/// What is left of a code of many digits: a spreadsheet program drops zeros in front and keeps fifteen digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LongCode {
    AsTyped,
    /// With the zeros that it must have had, or without the apostrophe that kept it a text.
    Restored(String),
    /// More or fewer digits than its kind has.
    OtherLength(usize),
    DigitsLost,
}

/// Reads a code whose kind has one of these numbers of digits; none are known of kinds without. Words may stand beside it.
pub(super) fn long_code(value: &Value, lengths: &[usize]) -> LongCode {
    let text = value.text();
    let text = text.trim();
    let is_digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let bare = text
        .strip_prefix(['\'', '’', '‘', '`'])
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '+'));
    // `9120103212345.0`: another program took it for a number.
    let whole = bare.unwrap_or(text);
    let cents = whole.rsplit_once(['.', ',']).filter(|(_, cents)| matches!(*cents, "0" | "00"));
    let whole = cents.map_or(whole, |(digits, _)| if digits.len() >= 8 && is_digits(digits) { digits } else { whole });
    let part_sign = if lengths == HS { '\n' } else { '|' };
    let parts: Vec<String> = whole.split('\n').flat_map(|line| super::cells::parts(line, part_sign)).collect();
    let parts = || parts.iter().map(String::as_str);
    let has_lost = |part: &str| {
        let (lost, beside): (Vec<&str>, Vec<&str>) = words_in(part).partition(|word| has_lost_digits(word));
        !lost.is_empty() && beside.into_iter().all(stands_beside_number)
    };
    let is_cut = |word: &str| {
        is_digits(word) && word.get(15..).is_some_and(|rest| rest.len() > 1 && rest.bytes().all(|b| b == b'0'))
    };
    let is_too_long = matches!(value, Value::Number(number) if number.abs() >= 1e15);
    let is_broken =
        lengths != HS && (matches!(value, Value::Number(number) if number.fract() != 0.0) || is_part(whole));
    if is_too_long
        || is_broken
        || is_rounded(whole)
        || has_exponent(whole)
        || parts().any(|part| has_lost(part) || words_in(part).any(is_cut))
    {
        return LongCode::DigitsLost;
    }
    if lengths == HS
        && let Some(code) = with_points(whole)
    {
        return LongCode::Restored(code);
    }
    // `912000765432 1`: a blank takes none away.
    let count = whole.bytes().filter(u8::is_ascii_digit).count();
    if lengths == NIB && NIB.contains(&count) && !whole.contains(char::is_alphabetic) && whole.len() == text.len() {
        return LongCode::AsTyped;
    }
    let digits_of = |word: &str| word.split('.').collect::<String>();
    let is_number = |word: &&str| is_digits(&digits_of(word)) && (lengths == HS || digits_of(word).len() >= 9);
    let mut numbers = parts().flat_map(words_in).filter(is_number);
    let number = numbers.next().filter(|_| !lengths.is_empty() && bare.is_none() && numbers.next().is_none());
    if let Some(number) = number.filter(|number| lengths == NIB || is_digits(number)) {
        let digits = digits_of(number);
        let length = digits.len();
        // One zero; with more of them missing it is another number.
        let full = lengths.iter().copied().find(|full| (length..length + 2).contains(full));
        match full {
            // Excel leaves no zero in front.
            Some(full) if full > length && !digits.starts_with('0') => {
                return LongCode::Restored(whole.replacen(number, &format!("{digits:0>full$}"), 1));
            }
            Some(full) if full == length => {}
            _ if lengths == NIB => return LongCode::OtherLength(length),
            _ => {}
        }
    }
    if whole.len() == text.len() { LongCode::AsTyped } else { LongCode::Restored(whole.to_owned()) }
}

/// `812345678.9`: a code has no decimals.
pub(super) fn is_part(text: &str) -> bool {
    text.split_once(['.', ',']).is_some_and(|(whole, fraction)| {
        let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        whole.len() >= 8 && fraction.len() <= 2 && is_digits(whole) && is_digits(fraction)
    })
}

/// `9120000000000`: what a program made of `9,12E+12`.
pub(super) fn is_rounded(text: &str) -> bool {
    const LEAST: usize = 12;
    text.len() >= LEAST && text.ends_with("000000") && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn words_in(part: &str) -> impl Iterator<Item = &str> {
    part.split(|c: char| c.is_whitespace() || matches!(c, ':' | ';' | '(' | ')'))
}

/// `8,99E+12`, be it with letters before it: `ID6,41E+15`.
fn has_lost_digits(word: &str) -> bool {
    let number = word.trim_start_matches(|c: char| !c.is_ascii_digit());
    has_exponent(number) && number.to_lowercase().contains("e+")
}

/// `0901.21` and `1905.90`, of which a spreadsheet program leaves `901.21` and `1905.9`; `None` where nothing is missing.
fn with_points(code: &str) -> Option<String> {
    let groups: Vec<&str> = code.split('.').collect();
    let is_digits = groups.iter().all(|group| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit()));
    let ([first, .., last], true) = (groups.as_slice(), is_digits) else { return None };
    // `04.09` is a heading, `0901.21` a subheading.
    let full = if groups.len() == 2 && first.len() <= 2 { 2 } else { 4 };
    let is_short = first.len() + 1 == full || last.len() == 1;
    let is_hs = (first.len() == full || first.len() + 1 == full) && last.len() <= 2 && groups.len() <= 4;
    let zero = if last.len() == 1 { "0" } else { "" };
    (is_hs && is_short).then(|| format!("{code:0>width$}{zero}", width = code.len() + full - first.len()))
}
