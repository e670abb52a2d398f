//! A cell of an OpenDocument spreadsheet: what it holds, what is shown around it, and the measures of what lies on it.

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use super::number_format::NumberFormat;
use super::sheets::Value;
use super::workbook::{iso_day, iso_span};

/// A cell while it is read.
#[derive(Default)]
pub(super) struct OpenCell {
    pub repeats: u32,
    pub kind: String,
    pub value: String,
    pub currency: String,
    pub has_formula: bool,
    pub is_unseen: bool,
    /// All of its text, or a part.
    pub is_struck: bool,
    pub is_covered: bool,
    /// Where its text leads.
    pub link: String,
    pub text: String,
    pub paragraphs: usize,
}

impl OpenCell {
    /// What a number's cell says beside its digits: the currency that the file names, and what is shown around them.
    pub fn format(&self, value: &Value) -> Option<NumberFormat> {
        if self.kind == "percentage" {
            return Some(NumberFormat { percent: true, ..NumberFormat::default() });
        }
        let Value::Number(number) = value else { return None };
        let shown = NumberFormat::of_shown(&self.text, *number);
        match NumberFormat::of_currency(&self.currency) {
            Some(currency) => {
                let NumberFormat { unit, factor, .. } = shown.unwrap_or_default();
                Some(NumberFormat { unit, factor, ..currency })
            }
            None => shown,
        }
    }

    /// A format of no digits shows nothing of a number: `;;;`, `"habis"`.
    pub fn shows_no_number(&self, value: &Value) -> bool {
        matches!(value, Value::Number(number) if *number != 0.0) && !self.text.contains(char::is_numeric)
    }

    /// The value that the file names, else the text that is shown.
    pub fn value(&self) -> Value {
        let text = || match self.paragraphs {
            0 => self.value.as_str(),
            _ => self.text.as_str(),
        };
        match self.kind.as_str() {
            "float" | "currency" | "percentage" => {
                self.value.parse().map_or_else(|_| Value::Text(text().into()), Value::Number)
            }
            "date" => iso_day(&self.value).unwrap_or_else(|| Value::Text(self.value.as_str().into())),
            "time" => iso_span(&self.value).unwrap_or_else(|| Value::Text(self.value.as_str().into())),
            "boolean" => Value::Truth(self.value == "true"),
            _ if text().trim().is_empty() && self.has_formula => Value::Uncalculated,
            _ if self.has_formula
                && (text().starts_with("Err:") || text().starts_with('#') && !text().contains(' ')) =>
            {
                Value::Fault(text().into())
            }
            _ => Value::Text(super::delimited::unguarded(text()).into()),
        }
    }
}

/// A drawing inside a cell, in millimetres from the cell's top.
#[derive(Default)]
pub(super) struct OpenFrame {
    pub top_mm: f64,
    pub height_mm: f64,
    pub quarter_turns: u8,
    pub is_altered: bool,
    pub path: String,
}

/// What an attribute of an element says.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    Some(unescape(found.value.as_ref()).map_or_else(|_| found.value.as_ref().to_owned(), |text| text.into_owned()))
}

/// How often an element stands for itself; once where it does not say.
pub(super) fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|text| text.parse::<u64>().ok()).map_or(1, |count| count.clamp(1, 1 << 30) as u32)
}

/// True for a row or column that is hidden, or filtered away.
pub(super) fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "table:visibility").as_deref(), Some("collapse" | "filter"))
}

/// `1.2cm`, `12mm`, `0.5in`, `34pt`
pub(super) fn millimetres(length: &str) -> Option<f64> {
    let at = length.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = length.split_at_checked(at)?;
    let scale = match unit {
        "cm" => 10.0,
        "mm" => 1.0,
        "in" => 25.4,
        "pt" => 25.4 / 72.0,
        _ => return None,
    };
    Some(number.parse::<f64>().ok()? * scale)
}

/// `rotate (-1.5707963) translate (…)`: radians, counted against the clock.
pub(super) fn turns(transform: &str) -> u8 {
    let angle = transform.split_once("rotate").and_then(|(_, rest)| rest.split_once('(')?.1.split_once(')'));
    let angle = angle.and_then(|(angle, _)| angle.trim().parse::<f64>().ok()).unwrap_or_default();
    ((-angle / std::f64::consts::FRAC_PI_2).round() as i64).rem_euclid(4) as u8
}
