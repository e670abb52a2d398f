//! The fields of records that another program wrote: words for nothing, days, codes and pages made what they should be.

use serde_json::{Map, Value};

use super::super::facts::{self, LongCode, TypedCode};
use super::super::markup::{plain_text, with_line_ends};
use super::super::permit_numbers::odd_length;
use super::super::permits;
use super::super::phones::{self, Phone};
use super::super::sheets::{Address, Value as SheetValue};
use super::{CellReview, CellVerdict, Note};
use crate::model::{CertificationKind, CertificationStatus, is_known_region};
use crate::text::Lang;

pub(super) fn words(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

/// The fields without those that say nothing (`"NULL"`, `"Belum ada"`) or became days, and with text where a shop wrote a
/// page. Our own exports say what is stored, word for word.
pub(super) fn cleaned(given: &Map<String, Value>, at: &Address) -> (Map<String, Value>, Vec<CellReview>) {
    let mut fields = Map::new();
    let mut cells = Vec::new();
    for (name, value) in given {
        let mut left = value.clone();
        let is_reference = matches!(name.as_str(), "id" | "producer" | "category" | "origin");
        // A product may be called X.
        let takes_words = !is_reference && (name != "name" || value.is_string());
        let is_size = matches!(name.as_str(), "dimensions" | "variants");
        if is_size && day_number_in(&left) {
            cells.push(told(
                at,
                name,
                &words(Some(value)),
                "",
                CellVerdict::Refused(Note::ExcelDay { day: texts_in(value) }),
            ));
            continue;
        }
        let note = match clean(&mut left, takes_words) {
            Cleaned::As => None,
            Cleaned::Text => Some(CellVerdict::Repaired(Note::TagsRemoved)),
            Cleaned::Nothing => Some(CellVerdict::LeftOut(Note::SaysNone)),
            Cleaned::Day if name == "notes" => {
                left = value.clone();
                None
            }
            Cleaned::Day => Some(CellVerdict::Refused(Note::ExcelDay { day: texts_in(value) })),
        };
        cells.extend(note.map(|verdict| told(at, name, &words(Some(value)), "", verdict)));
        if !matches!(&left, Value::String(text) if text.is_empty() && value.as_str() != Some("")) {
            fields.insert(name.clone(), left);
        }
    }
    (fields, cells)
}

/// Whether a day as a spreadsheet program counts it stands in a size, or in one of several.
fn day_number_in(value: &Value) -> bool {
    match value {
        Value::String(text) => facts::is_day_number(text),
        Value::Array(list) => list.iter().any(day_number_in),
        Value::Object(sides) => sides.values().any(day_number_in),
        _ => false,
    }
}

/// The texts of a field one after the other.
fn texts_in(value: &Value) -> String {
    let all = |values: &mut dyn Iterator<Item = &Value>| values.map(texts_in).collect::<Vec<_>>().join("; ");
    match value {
        Value::Array(list) => all(&mut list.iter()),
        Value::Object(sides) => all(&mut sides.values()),
        value => words(Some(value)),
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cleaned {
    As,
    Text,
    Nothing,
    Day,
}

/// Cleans a text, a text in both languages, or each of a list. Where words belong, one sign is none.
fn clean(value: &mut Value, takes_words: bool) -> Cleaned {
    match value {
        Value::String(text) if facts::says_nothing(text) || takes_words && facts::is_filler(text) => {
            text.clear();
            Cleaned::Nothing
        }
        Value::String(text) if facts::is_day(text) => {
            text.clear();
            Cleaned::Day
        }
        Value::String(text) => match plain_text(text) {
            Some(plain) => {
                *text = plain;
                Cleaned::Text
            }
            None => Cleaned::As,
        },
        Value::Object(sides) if sides.keys().all(|key| key == "id" || key == "en") => {
            let cleaned = sides.values_mut().map(|side| match side.as_str().and_then(with_line_ends) {
                Some(lines) => {
                    *side = Value::String(lines);
                    clean(side, takes_words).max(Cleaned::Text)
                }
                None => clean(side, takes_words),
            });
            cleaned.max().unwrap_or(Cleaned::As)
        }
        Value::Array(list) => {
            let mut all = Cleaned::As;
            list.retain_mut(|one| {
                let cleaned = clean(one, takes_words);
                all = all.max(cleaned);
                let has_side = |sides: &Map<String, Value>| sides.values().any(|side| side.as_str() != Some(""));
                cleaned < Cleaned::Nothing || one.as_object().is_some_and(has_side)
            });
            all
        }
        // The title of an award, the note of a price.
        Value::Object(fields) => {
            let texts = fields.values_mut().filter_map(Value::as_object_mut).flat_map(|sides| sides.values_mut());
            let mut all = Cleaned::As;
            for text in texts {
                if let Some(plain) = text.as_str().and_then(plain_text) {
                    (*text, all) = (Value::String(plain), Cleaned::Text);
                }
            }
            all
        }
        _ => Cleaned::As,
    }
}

/// Codes and telephone numbers that another program wrote as numbers, as the texts that they are: with the zeros that they
/// must have had. One whose digits are not certain is left out and told of. Our own exports have no other texts than these.
pub(super) fn codes_as_text(
    given: &Map<String, Value>,
    is_export: bool,
    at: &Address,
) -> (Map<String, Value>, Vec<CellReview>) {
    let mut fields = given.clone();
    let (mut cells, mut over) = (Vec::new(), Vec::new());
    let mut mended = |name: &str, kind: &str, value: &mut Value| {
        let (typed, code) = match &*value {
            Value::Number(number) => (number.to_string(), code_in_full(kind, &number.to_string())),
            Value::String(text) if !is_export && !matches!(kind, "whatsapp" | "phone") => {
                (text.clone(), code(kind, text))
            }
            _ => return,
        };
        let (after, verdict) = match code {
            Ok((code, note)) => (code, note.map(CellVerdict::Repaired)),
            Err(note) => (String::new(), Some(CellVerdict::Refused(note))),
        };
        cells.extend(verdict.map(|verdict| told(at, name, &typed, &after, verdict)));
        *value = Value::String(after);
    };
    for (name, value) in &mut fields {
        match (name.as_str(), &mut *value) {
            ("hs_code" | "whatsapp" | "phone" | "origin", value) => mended(name, name, value),
            ("certifications", Value::Array(list)) => {
                let is_held = |one: &Value| one.get("status").and_then(Value::as_str) == Some("Held");
                list.retain(|one| {
                    let number = one.get("number").and_then(Value::as_str).unwrap_or_default();
                    let other = one.pointer("/kind/Other").and_then(Value::as_str).unwrap_or_default();
                    let is_in_doubt = |text: &str| permits::is_over(text) || permits::is_undone(text);
                    let is_over = !is_export && is_held(one) && (is_in_doubt(number) || is_in_doubt(other));
                    let known = CertificationStatus::ALL.map(|status| status.label(Lang::En)).join(", ");
                    let verdict = is_over.then_some(CellVerdict::Refused(Note::NotAWord { known }));
                    over.extend(verdict.map(|verdict| told(at, name, number, "", verdict)));
                    !is_over
                });
                for one in list.iter_mut().filter_map(Value::as_object_mut) {
                    let kind = one.get("kind").and_then(Value::as_str).unwrap_or_default().to_lowercase();
                    if let Some(number) = one.get_mut("number") {
                        mended(name, &kind, number);
                    }
                }
            }
            _ => {}
        }
    }
    cells.extend(over);
    let is_lost =
        |name: &str| cells.iter().any(|cell| cell.heading == name && matches!(cell.verdict, CellVerdict::Refused(_)));
    fields.retain(|name, _| !matches!(name.as_str(), "hs_code" | "whatsapp" | "phone" | "origin") || !is_lost(name));
    (fields, cells)
}

/// What is told of one field.
pub(super) fn told(at: &Address, name: &str, typed: &str, after: &str, verdict: CellVerdict) -> CellReview {
    CellReview {
        at: at.clone(),
        column: None,
        heading: name.to_owned(),
        typed: typed.to_owned(),
        before: String::new(),
        after: after.to_owned(),
        verdict,
    }
}

/// A code of a field, or of a permit, from the digits of a number.
fn code_in_full(kind: &str, digits: &str) -> Result<(String, Option<Note>), Note> {
    if kind == "origin" {
        return region_code(digits);
    }
    // More digits than a number keeps in other programs may have been rounded.
    if digits.len() > 15 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Note::DigitsLost);
    }
    let value = SheetValue::Text(digits.into());
    if matches!(kind, "whatsapp" | "phone") {
        return match phones::phone(&value) {
            Phone::AsTyped(number) => Ok((number, None)),
            Phone::Repaired(number) => Ok((number, Some(Note::ZeroRestored))),
            Phone::DigitsLost => Err(Note::DigitsLost),
            Phone::NoNumber => Err(Note::NotAPhone),
        };
    }
    code(kind, digits)
}

/// The code of a region, with the points that another program left out.
fn region_code(text: &str) -> Result<(String, Option<Note>), Note> {
    let is_known = |code: &String| is_known_region(&code.as_str().into());
    let read = match facts::code(&SheetValue::Text(text.into())) {
        _ if text.is_empty() => return Ok((String::new(), None)),
        TypedCode::Plain(code) if is_known(&code) => return Ok((code, None)),
        // Regions are made by decree; what is not in the table yet is kept.
        TypedCode::Plain(code) => return Ok((code.clone(), Some(Note::CodeUnknown { code }))),
        TypedCode::Repaired(code) => vec![code],
        TypedCode::Maybe(list) => list,
        TypedCode::None => Vec::new(),
    };
    let code = read.into_iter().find(is_known).ok_or(Note::CodeDamaged)?;
    Ok((code.clone(), Some(Note::CodeRepaired { code })))
}

/// A code of a field, or of a permit, as text.
fn code(kind: &str, text: &str) -> Result<(String, Option<Note>), Note> {
    let lengths: &[usize] = match kind {
        "origin" => return region_code(text),
        "hs_code" => &facts::HS,
        "nib" => &facts::NIB,
        _ => &[],
    };
    let of_kind = match kind {
        "pirt" => CertificationKind::Pirt,
        "nib" => CertificationKind::Nib,
        _ => CertificationKind::Other(String::new()),
    };
    let odd = || odd_length(&of_kind, text).map(|(permit, right, digits)| Note::CodeLength { permit, right, digits });
    match facts::long_code(&SheetValue::Text(text.into()), lengths) {
        LongCode::AsTyped | LongCode::OtherLength(_) => Ok((text.to_owned(), odd())),
        LongCode::Restored(code) => Ok((code, Some(Note::ZeroRestored))),
        LongCode::DigitsLost => Err(Note::DigitsLost),
    }
}
