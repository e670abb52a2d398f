//! What the format of a number says beside its digits: a currency, a unit, a percent sign, zeros in front, a factor.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::amounts::fraction;
use super::price_words::{currency_in, currency_of, factor_of, is_currency_word, is_unit_words};
use super::sheets::{decimal_of, plain_number};

/// A number format, as far as it changes what a number means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberFormat {
    pub currency: Option<&'static str>,
    /// What names a currency, where it is not known which.
    pub unknown_currency: String,
    /// `kg`, `250 ml`: what stands behind the digits.
    pub unit: String,
    /// `mulai`, `±`: what stands before them, and is no currency.
    pub before: String,
    pub percent: bool,
    /// `0000000000000` shows as many digits.
    pub digits: usize,
    /// `0 "ribu"` says that the number counts thousands.
    pub factor: Option<Decimal>,
    /// `;;;@` shows no number, and `"habis"` something else in its place.
    pub is_hidden: bool,
    /// `;;;` shows no text either.
    pub hides_text: bool,
}

impl NumberFormat {
    /// Reads a format's code, as `.xlsx` has it: `[$USD]\ #,##0.00`, `"Rp"#,##0`, `0 "kg"`, `0%`. `None` where it says nothing.
    pub fn of_code(code: &str) -> Option<Self> {
        if hides(code) {
            let hides_text = code.split(';').nth(3).is_some_and(|text| !text.contains('@'));
            return Some(Self { is_hidden: true, hides_text, ..Self::default() });
        }
        let mut format = Self::default();
        let (mut before, mut behind) = (String::new(), String::new());
        let (mut seen_digits, mut is_scaled) = (false, false);
        let mut zeros = 0;
        let (mut is_fraction, mut is_conditional) = (false, false);
        let code = code.replace("General", "#");
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            let words = if seen_digits { &mut behind } else { &mut before };
            match c {
                // The form of negative numbers.
                ';' => break,
                '"' => words.extend(chars.by_ref().take_while(|c| *c != '"')),
                '\\' => words.extend(chars.next()),
                // `_)` is a blank as wide as a sign, `*` fills.
                '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    // `[$USD-409]` is a currency; `[Red]` and `[>100]` are none.
                    if let Some(currency) = inside.strip_prefix('$') {
                        let (sign, locale) = currency.split_once('-').unwrap_or((currency, ""));
                        let known = currency_in(sign, locale);
                        if known.is_none() {
                            format.unknown_currency = sign.trim().to_owned();
                        }
                        words.push_str(known.unwrap_or_default());
                    }
                    is_conditional |= inside.starts_with(['<', '>', '=']);
                }
                '0' | '#' | '?' => {
                    seen_digits = true;
                    zeros += usize::from(c == '0' && !is_fraction);
                    is_scaled = false;
                }
                '.' if seen_digits => is_fraction = true,
                // Behind the last digit it divides what is shown by a thousand, not what is meant.
                ',' if seen_digits => is_scaled = true,
                '%' => format.percent = true,
                'E' | 'e' => return None,
                _ => words.push(c),
            }
        }
        if !seen_digits {
            return None;
        }
        let is_grouped = code.contains(',');
        let other = code.split_once(';').filter(|_| is_conditional).and_then(|(_, other)| Self::of_code(other));
        if zeros > 1 && !is_grouped && !is_fraction {
            format.digits = zeros;
        }
        let (said_before, before, behind) = (before.trim_start(), before.trim(), behind.trim());
        format.currency = currency_of(before);
        if format.currency.is_none() && is_currency_word(before) {
            format.unknown_currency = before.to_owned();
        }
        let is_silent = format.currency.is_some() || !format.unknown_currency.is_empty();
        if !is_silent && before.contains(|c: char| c.is_alphabetic() || "±≈~<>≤≥".contains(c)) {
            format.before = said_before.to_owned();
        }
        let (first, rest) = behind.split_once([' ', '/']).unwrap_or((behind, ""));
        let (unit, factor) = match factor_of(first) {
            Some(factor) => (rest, (!is_scaled).then_some(factor)),
            None => match currency_of(first) {
                Some(currency) => {
                    format.currency = format.currency.or(Some(currency));
                    (rest, None)
                }
                None if is_currency_word(first) => {
                    format.unknown_currency = first.to_owned();
                    (rest, None)
                }
                None => (behind, None),
            },
        };
        format.factor = factor;
        let unit = unit.trim().trim_start_matches('/').trim_start_matches("per ").trim();
        if unit.contains(char::is_alphabetic) {
            format.unit = unit.to_owned();
        }
        // `[>5000]"Rp"#,##0;[$$-409]#,##0`: it depends.
        if other.is_some_and(|other| other.currency != format.currency) {
            (format.currency, format.unknown_currency) = (None, code);
        }
        (format != Self::default()).then_some(format)
    }

    /// The format that shows a number like this: `250 gr`, `0206340101001`, `1.500 rb`. `None` where the text is another number.
    pub fn of_shown(text: &str, number: f64) -> Option<Self> {
        let text = text.trim();
        if let Some((value, behind)) = fraction(text) {
            let is_it = value.to_f64().is_some_and(|value| (value - number).abs() < 0.01);
            return is_it.then(|| Self::of_code(&format!("#\"{}\"", behind.replace('"', "")))).flatten();
        }
        let (before, rest) = text.split_at_checked(text.find(|c: char| c.is_ascii_digit())?)?;
        let is_mark = |c: char| matches!(c, '.' | ',' | '\'' | '\u{a0}' | '\u{202f}');
        let end = rest.find(|c: char| !c.is_ascii_digit() && !is_mark(c)).unwrap_or(rest.len());
        let (digits, behind) = rest.split_at_checked(rest.get(..end)?.trim_end_matches(is_mark).len())?;
        let is_whole = !digits.contains(is_mark);
        if before.is_empty() && behind.is_empty() && !(is_whole && digits.starts_with('0')) {
            return None;
        }
        let bare: f64 = digits.replace(is_mark, "").parse().ok()?;
        let decimals = digits.rsplit_once(is_mark).map_or(0, |(_, decimals)| decimals.len());
        let is_shown = |scale: f64| {
            let scaled = number.abs() / scale;
            [0, decimals].iter().any(|decimals| (scaled * 10_f64.powi(*decimals as i32)).round() == bare)
        };
        // Thousands and millions may be left out of what is shown.
        let scale = ["", ",", ",,"].into_iter().zip([1.0, 1e3, 1e6]).find(|(_, scale)| is_shown(*scale))?.0;
        let zeros = if is_whole && digits.starts_with('0') { digits.replace(|_| true, "0") } else { "#".to_owned() };
        let quoted = |text: &str| text.replace('"', "");
        Self::of_code(&format!("\"{}\"{zeros}{scale}\"{}\"", quoted(before.trim_start_matches('-')), quoted(behind)))
    }

    /// A currency that the file says beside the number, as `.ods` does.
    pub fn of_currency(code: &str) -> Option<Self> {
        let currency = currency_of(code);
        let unknown_currency = if currency.is_none() { code.trim().to_owned() } else { String::new() };
        (!code.trim().is_empty()).then(|| Self { currency, unknown_currency, ..Self::default() })
    }

    /// The number that is meant.
    pub fn value(&self, number: f64) -> Option<Decimal> {
        let value = decimal_of(number)?;
        let factor = if self.percent { Decimal::ONE_HUNDRED } else { self.factor.unwrap_or(Decimal::ONE) };
        value.checked_mul(factor).map(|value| value.normalize())
    }

    /// The number as it is seen: `250 gr`, `70%`, `USD 1250`, `0012`.
    pub fn shown(&self, number: f64) -> String {
        let digits = self.value(number).map_or_else(|| plain_number(number), |value| value.to_string());
        let currency = self.currency.unwrap_or(&self.unknown_currency);
        let mut shown = match currency.is_empty() {
            false => format!("{currency} {digits}"),
            true => format!("{}{digits:0>width$}", self.before, width = self.digits),
        };
        if self.percent {
            shown.push('%');
        }
        if !self.unit.is_empty() {
            shown.push_str(if currency.is_empty() { " " } else { "/" });
            shown.push_str(&self.unit);
        }
        shown
    }

    /// The unit of a price in this format, and what else stands beside it: `nego`, `mulai`.
    pub fn price_words(&self) -> (Option<String>, String) {
        let unit = Some(self.unit.clone()).filter(|unit| is_unit_words(unit));
        let beside = if unit.is_some() { "" } else { self.unit.trim_matches(['(', ')']) };
        (unit, format!("{} {beside}", self.before.trim()).trim().to_owned())
    }

    /// The unit that an amount in this format has.
    pub fn amount_unit(&self) -> Cow<'_, str> {
        if self.percent { Cow::Borrowed("%") } else { Cow::Borrowed(self.unit.as_str()) }
    }
}

/// Nothing of the number is shown: no digits, no day and no word for every number in the first section.
fn hides(code: &str) -> bool {
    let mut chars = code.split(';').next().unwrap_or_default().chars();
    let mut has_form = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => drop(chars.by_ref().find(|c| *c == '"')),
            '\\' | '_' | '*' => drop(chars.next()),
            c => has_form |= !c.is_whitespace(),
        }
    }
    code.len() > 1 && !has_form
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_formats() {
        let says = |code: &str, number: f64| NumberFormat::of_code(code).map(|format| format.shown(number));
        for (code, number, shown) in [
            ("\"$\"#,##0.00", 78.5, "USD 78.5"),
            ("[$USD]\\ #,##0.00", 1250.0, "USD 1250"),
            ("[$$-409]#,##0.00", 2400.0, "USD 2400"),
            ("[$€-2]\\ #,##0.00", 1250.0, "EUR 1250"),
            ("\"Rp\"#,##0", 15000.0, "IDR 15000"),
            ("_-\"Rp\"* #,##0_-;-\"Rp\"* #,##0_-", 15000.0, "IDR 15000"),
            ("#,##0\\ [$€-407]", 12.0, "EUR 12"),
            ("0 \"gr\"", 250.0, "250 gr"),
            ("\"MD-\"000", 12.0, "MD-012"),
            ("\"Kopi \"0", 25.0, "Kopi 25"),
            ("#,##0.0 \"ton\"", 2.0, "2 ton"),
            ("0%", 0.7, "70%"),
            ("0.00%", 0.125, "12.5%"),
            ("0000000000000", 220_103_212_345.0, "0220103212345"),
            ("0 \"ribu\"", 15.0, "15000"),
            ("#,##0,\"rb\"", 15000.0, "15000"),
            ("\"Rp\"#,##0\"/kg\"", 15000.0, "IDR 15000/kg"),
            ("[$฿-41E]#,##0", 35.0, "THB 35"),
            ("[$₩-412]#,##0", 1500.0, "KRW 1500"),
            ("[$CHF] #,##0.00", 12.5, "CHF 12.5"),
            ("[$$-C09]#,##0.00", 12.5, "AUD 12.5"),
            ("[$$-1004]#,##0.00", 12.5, "SGD 12.5"),
            ("[$¥-804]#,##0", 80.0, "CNY 80"),
            ("[$$-80A]#,##0", 80.0, "$ 80"),
            ("#,##0 [$kr-41D]", 80.0, "kr 80"),
            ("[>5]\"Rp\"0;[$$-409]0", 80.0, "[>5]\"Rp\"0;[$$-409]0 80"),
            ("[>5]\"Rp\"0;\"Rp\"0", 80.0, "IDR 80"),
        ] {
            let said = says(code, number).unwrap_or_else(|| plain_number(number));
            assert_eq!(said, shown, "{code}");
        }
        assert!(NumberFormat::of_code(";;;").is_some_and(|format| format.hides_text));
        assert!(NumberFormat::of_code(";;;@").is_some_and(|format| !format.hides_text));
        for code in [";;;", ";;;@", "\"\"", "\" \"", "\"habis\""] {
            assert!(NumberFormat::of_code(code).is_some_and(|format| format.is_hidden), "{code}");
        }
        for (code, unit, beside) in [
            ("0 \"/bks\"", Some("bks"), ""),
            ("#,##0 \"nego\"", None, "nego"),
            ("#\" (nego)\"", None, "nego"),
            ("\"mulai \"#,##0", None, "mulai"),
            ("\"±\"#,##0\"/kg\"", Some("kg"), "±"),
            ("\"Rp\"#,##0", None, ""),
        ] {
            let said = NumberFormat::of_code(code).map(|format| format.price_words());
            assert_eq!(said, Some((unit.map(str::to_owned), beside.to_owned())), "{code}");
        }
        for code in ["General", "0", "#,##0", "#,##0.00", "@", "0.00E+00", "#,##0;[Red]-#,##0", "# ?/?"] {
            assert_eq!(NumberFormat::of_code(code), None, "{code}");
        }
    }
}
