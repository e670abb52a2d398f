//! Telephone numbers as lists write them, and what Excel made of them.

use super::facts::{is_part, is_rounded};
use super::numbers::has_exponent;
use super::sheets::Value;

/// What can be done with a telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phone {
    AsTyped(String),
    /// Excel had dropped the zero in front.
    Repaired(String),
    DigitsLost,
    NoNumber,
}

pub(super) fn phone(value: &Value) -> Phone {
    let text = value.text();
    let text = text.trim();
    if has_exponent(text) || is_part(text) || is_rounded(text) {
        return Phone::DigitsLost;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_below_zero = text.strip_prefix('-').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if !(5..=40).contains(&digits) || is_below_zero {
        return Phone::NoNumber;
    }
    // One that begins with 8, or with an area code, and has nothing else in it is a number without its zero.
    let bare = text.bytes().all(|byte| byte.is_ascii_digit());
    let is_mobile = text.starts_with('8') && (9..=12).contains(&text.len());
    let has_area = text.starts_with(['2', '3', '4', '5', '7', '9']) && (8..=11).contains(&text.len());
    if bare && (is_mobile || has_area) {
        return Phone::Repaired(format!("0{text}"));
    }
    Phone::AsTyped(text.to_owned())
}

/// What stands before the number in a link to a chat.
const CHATS: [&str; 3] = ["wa.me/", "phone=", "whatsapp.com/"];

/// True for the address of a page or of a chat.
pub(super) fn is_link(text: &str) -> bool {
    text.contains("://") || CHATS.iter().any(|link| text.to_lowercase().contains(link))
}

/// The numbers in a cell, in order: set apart by strokes, commas or words, with names beside them, or in a chat link.
pub(super) fn phones_in(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let link = CHATS.iter().find_map(|link| lower.split_once(link));
    if let Some((_, behind)) = link {
        let digits: String = behind.chars().skip_while(|c| *c == '+').take_while(char::is_ascii_digit).collect();
        return if digits.is_empty() { Vec::new() } else { vec![format!("+{digits}")] };
    }
    // A single number keeps its brackets: `(0541) 741234`.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    if digits(text) <= 14 && !text.contains(char::is_alphabetic) && !text.contains(['/', ',', ';', '\n', '&']) {
        return vec![text.trim().to_owned()];
    }
    // An extension is no part of the number.
    let between = [" dan ", " atau ", " ext", " pes"];
    let spaced = between.iter().fold(with_open_area_codes(&lower), |text, word| text.replace(word, "/"));
    let pieces = spaced.split(['/', ',', ';', '\n', '|', '&', '(', ')', ':']);
    let numbers = pieces.map(|piece| {
        let is_number = |word: &&str| word.contains(|c: char| c.is_ascii_digit()) && !word.contains('@');
        let words = piece.split_whitespace().filter(is_number);
        words.collect::<Vec<_>>().join(" ")
    });
    // A letter for a digit makes it no number: `O812…`.
    numbers.filter(|number| digits(number) >= 5 && !number.contains(char::is_alphabetic)).collect()
}

/// True where a number stands beside one of the words, in a text of several: `0853 1111 2222 (WA)`.
pub(super) fn is_beside(number: &str, text: &str, words: &[&str]) -> bool {
    let lower = text.to_lowercase().replace(" dan ", "/").replace(" atau ", "/");
    let says = |piece: &str| piece.split(|c: char| !c.is_alphanumeric()).any(|word| words.contains(&word));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let sought = digits(number);
    lower.split(['/', ',', ';', '\n', '|', '&']).any(|piece| says(piece) && digits(piece).contains(&sought))
}

/// A number with the extension that stands behind it: `0274 123456 ext 12`.
pub(super) fn with_extension(number: String, text: &str) -> String {
    let lower = text.to_lowercase();
    let behind = [" ext", " pes"].iter().find_map(|word| lower.split_once(word)).map(|(_, behind)| behind);
    let digits: String = behind
        .unwrap_or_default()
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    if digits.is_empty() { number } else { format!("{number} ext {digits}") }
}

/// `(0541) 741234` as `0541 741234`: these brackets part no numbers.
fn with_open_area_codes(text: &str) -> String {
    let mut open = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('(') {
        open.push_str(before);
        let code = behind.split_once(')').filter(|(code, _)| {
            code.starts_with('0') && (3..=5).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit())
        });
        rest = match code {
            Some((code, behind)) => {
                open.extend([code, " "]);
                behind.trim_start()
            }
            None => {
                open.push('(');
                behind
            }
        };
    }
    open.push_str(rest);
    open
}

/// A telephone that is no mobile: an area code of Indonesia before the number.
pub(super) fn is_landline(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let local = digits.strip_prefix("62").or_else(|| digits.strip_prefix('0')).unwrap_or_default();
    (7..=12).contains(&local.len()) && local.starts_with(|c: char| matches!(c, '2'..='7' | '9'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn telephone_numbers_that_excel_damaged() {
        assert_eq!(phone(&Value::Number(81234567890.0)), Phone::Repaired("081234567890".into()));
        assert_eq!(phone(&text("0812-3456-7890")), Phone::AsTyped("0812-3456-7890".into()));
        assert_eq!(phone(&text("8,12E+11")), Phone::DigitsLost);
        assert_eq!(phone(&text("ada")), Phone::NoNumber);
        for (typed, numbers) in [
            ("0812 3456 7890 / 0813 9876 5432", vec!["0812 3456 7890", "0813 9876 5432"]),
            ("0812 3456 7890 (WA) 0541 741234 (kantor)", vec!["0812 3456 7890", "0541 741234"]),
            ("+6281234567890 (Bu Uji)", vec!["+6281234567890"]),
            ("https://wa.me/6281234567890?text=halo", vec!["+6281234567890"]),
            ("(0541) 741234", vec!["(0541) 741234"]),
            ("WA: 0812-3456-7890, telp (0541) 741234", vec!["0812-3456-7890", "0541 741234"]),
            ("(0541)741234 / 0812-3456-7890 (Bu Uji)", vec!["0541 741234", "0812-3456-7890"]),
            ("O812-3456-7890", vec![]),
            ("WA: 081234567890", vec!["081234567890"]),
            ("081234567892 a.n. Joko", vec!["081234567892"]),
        ] {
            assert_eq!(phones_in(typed), numbers, "{typed}");
        }
        assert!(is_landline("(0541) 741234") && !is_landline("08123") && !is_landline("081234567890"));
    }
}
