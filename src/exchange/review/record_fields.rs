//! The fields of records that another program or a hand wrote: what is not in form is told, and words for nothing, days, codes
//! and pages are made what they should be.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::facts::{self, LongCode};
use super::super::markup::{plain_text, with_line_ends};
use super::super::numbers::{NumberFault, number};
use super::super::permit_numbers::odd_length;
use super::super::permits;
use super::super::phones::{self, Phone};
use super::super::sheets::{Address, Value as SheetValue};
use super::{CellReview, CellVerdict, Note};
use crate::model::{CertificationKind, CertificationStatus, MOST_CHARS, holds_identity_number};
use crate::text::Lang;
use unicode_normalization::UnicodeNormalization as _;

pub(super) fn words(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

/// How a field is written, for who wrote it otherwise.
fn form(name: &str) -> &'static str {
    match name {
        "name" | "summary" | "description" | "materials" | "process" | "use" | "storage" | "packaging" | "story" => {
            r#"{"id": "…", "en": "…"}"#
        }
        "variants" | "markets" => r#"[{"id": "…", "en": "…"}]"#,
        "tags" | "social" => r#"["…", "…"]"#,
        "prices" => r#"[{"amount": 15000, "currency": "IDR"}]"#,
        "certifications" => r#"[{"kind": "Halal", "status": "Held", "number": "…"}] (Held, InProcess, Planned)"#,
        "photos" => r#"[{"file": "madu.jpg"}]"#,
        "awards" => r#"[{"title": {"id": "…"}, "issuer": "…", "date": "2025"}]"#,
        "sources" => r#"[{"title": "…", "url": "…", "date": "2025"}]"#,
        "capacity" => r#"{"min": 100, "unit": "kg", "per": "Month"} (Day, Week, Month, Year, Batch)"#,
        "net_content" | "shelf_life" | "min_order" => r#"{"min": 250, "unit": "g"}"#,
        "lead_time_days" => "7",
        "status" => r#""Ready" (Draft, Ready, Retired)"#,
        "kind" => r#""Kwt" (Umkm, Bumdes, Bumk, Kwt, Kth, Kups, Cooperative, Company, Group)"#,
        _ => r#""…""#,
    }
}

/// The fields that are in form; of lists, the items that are. The rest is told.
pub(super) fn in_form<T: DeserializeOwned>(
    given: Map<String, Value>,
    at: &Address,
) -> (Map<String, Value>, Vec<CellReview>) {
    let read = |name: &str, value: Value| {
        let mut object = Map::from_iter([("id".to_owned(), Value::String(String::new()))]);
        object.insert(name.to_owned(), value);
        serde_json::from_value::<T>(Value::Object(object)).map(drop)
    };
    let mut fields = Map::new();
    let mut cells = Vec::new();
    for (name, mut value) in given {
        if has_long_text(&value) {
            cells.push(told(at, &name, "", "", CellVerdict::Refused(Note::TextTooLong)));
            continue;
        }
        without_nulls(&mut value);
        // A permit without a kind, or of which it is not said whether it is held, would be made one.
        if let (true, Value::Array(list)) = (name == "certifications", &mut value) {
            let (whole, parts): (Vec<Value>, Vec<Value>) = std::mem::take(list)
                .into_iter()
                .partition(|one| one.get("kind").is_some() && one.get("status").is_some());
            let refused = CellVerdict::Refused(Note::WrongForm { form: form(&name) });
            cells.extend(parts.iter().map(|part| told(at, &name, &words(Some(part)), "", refused.clone())));
            if whole.is_empty() && !parts.is_empty() {
                continue;
            }
            *list = whole;
        }
        let fault = if value.is_null() { None } else { read(&name, value.clone()).err() };
        let Some(fault) = fault else {
            fields.insert(name, value);
            continue;
        };
        let is_text = read(&name, Value::String(String::new())).is_ok();
        let refused = |typed: &Value| {
            let note = Note::WrongForm { form: if is_text { r#""…""# } else { form(&name) } };
            told(at, &name, &words(Some(typed)), "", CellVerdict::Refused(note))
        };
        let in_indonesian = Value::Object(Map::from_iter([("id".to_owned(), value.clone())]));
        match &mut value {
            _ if fault.to_string().starts_with(&format!("unknown field `{name}`")) => {
                cells.push(told(at, &name, &words(Some(&value)), "", CellVerdict::Refused(Note::UnknownField)));
            }
            // `"name": "Madu"`
            Value::String(_) if read(&name, in_indonesian.clone()).is_ok() => drop(fields.insert(name, in_indonesian)),
            Value::String(text) if let Some(meant) = word_of(&name, text) => {
                let is_plain = facts::status(text).is_none_or(|status| facts::is_status_only(text, status));
                if name == "status" && !is_plain {
                    let what = words(Some(&meant));
                    cells.push(told(
                        at,
                        &name,
                        text,
                        &what,
                        CellVerdict::Repaired(Note::ReadAs { what: what.clone() }),
                    ));
                }
                fields.insert(name, meant);
            }
            Value::Array(list) => {
                list.retain_mut(|item| {
                    let unknown = without_unknown(item, |item| read(&name, Value::Array(vec![item.clone()])));
                    let is_read = unknown.is_some();
                    cells.extend((!is_read).then(|| refused(item)));
                    cells.extend(unknown.into_iter().flatten().map(|part| unknown_part(at, &name, part)));
                    is_read
                });
                if !list.is_empty() {
                    fields.insert(name, value);
                }
            }
            value => match without_unknown(value, |value| read(&name, value.clone())) {
                Some(unknown) => {
                    cells.extend(unknown.into_iter().map(|part| unknown_part(at, &name, part)));
                    if value.as_object().is_none_or(|parts| !parts.is_empty()) {
                        fields.insert(name, value.take());
                    }
                }
                None => cells.push(refused(value)),
            },
        }
    }
    (fields, cells)
}

/// Takes the parts out of a value that are unknown here (`"jv"` of a text), so that the others are read; `None` where something
/// else is the matter with it.
fn without_unknown(
    value: &mut Value,
    read: impl Fn(&Value) -> Result<(), serde_json::Error>,
) -> Option<Vec<(String, Value)>> {
    let mut unknown = Vec::new();
    while let Err(fault) = read(value) {
        let fault = fault.to_string();
        let name = fault.strip_prefix("unknown field `")?.split('`').next()?;
        unknown.push((name.to_owned(), value.as_object_mut()?.remove(name)?));
    }
    Some(unknown)
}

fn unknown_part(at: &Address, field: &str, (name, value): (String, Value)) -> CellReview {
    let verdict = CellVerdict::Refused(Note::UnknownField);
    told(at, &format!("{field}.{name}"), &words(Some(&value)), "", verdict)
}

/// Takes out the parts that are `null`, as many programs write what is empty; a whole field that is, empties what is stored.
fn without_nulls(value: &mut Value) {
    match value {
        Value::Array(list) => list.iter_mut().for_each(without_nulls),
        Value::Object(parts) => {
            parts.retain(|_, part| !part.is_null());
            parts.values_mut().for_each(without_nulls);
        }
        _ => {}
    }
}

/// A word of a table for a status or a kind of producer: `Aktif`, `Koperasi`.
fn word_of(name: &str, text: &str) -> Option<Value> {
    match name {
        "status" => serde_json::to_value(facts::status(text)?).ok(),
        "kind" => serde_json::to_value(facts::producer_kind(text)?).ok(),
        _ => None,
    }
}

fn has_long_text(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() > MOST_CHARS && text.chars().count() > MOST_CHARS,
        Value::Array(list) => list.iter().any(has_long_text),
        Value::Object(fields) => fields.values().any(has_long_text),
        _ => false,
    }
}

/// The fields without those that say nothing (`"NULL"`, `"Belum ada"`), became days or hold the number of an identity card,
/// and with text where a shop wrote a page. Of `was`, which is stored, a text that says nothing takes nothing away.
pub(super) fn cleaned(
    given: Map<String, Value>,
    was: &Map<String, Value>,
    at: &Address,
) -> (Map<String, Value>, Vec<CellReview>) {
    let mut fields = Map::new();
    let mut cells = Vec::new();
    for (name, value) in given {
        let mut left = value.clone();
        let is_reference = matches!(name.as_str(), "id" | "producer" | "category" | "origin");
        // A product may be called X.
        let takes_words = !is_reference && (name != "name" || value.is_string());
        let is_size = matches!(name.as_str(), "dimensions" | "variants");
        let typed = texts_in(&value);
        let mut tell = |verdict: CellVerdict| cells.push(told(at, &name, &typed, "", verdict));
        // Telephone numbers and addresses on the internet may have as many digits.
        let has_digits =
            matches!(name.as_str(), "whatsapp" | "phone" | "web" | "social" | "sources" | "photos" | "prices");
        if !has_digits && name != "certifications" && holds_identity(&value) {
            tell(CellVerdict::Refused(Note::IdentityNumber));
            continue;
        }
        if is_size && day_number_in(&left) {
            tell(CellVerdict::Refused(Note::ExcelDay { day: texts_in(&value) }));
            continue;
        }
        if value.as_str().is_some_and(facts::erases) {
            fields.insert(name, Value::Null);
            continue;
        }
        match clean(&mut left, takes_words) {
            Cleaned::As => {}
            Cleaned::Text => tell(CellVerdict::Repaired(Note::TagsRemoved)),
            Cleaned::Nothing => tell(CellVerdict::LeftOut(Note::SaysNone)),
            Cleaned::Day if name == "notes" => left = value.clone(),
            Cleaned::Day => tell(CellVerdict::Refused(Note::ExcelDay { day: texts_in(&value) })),
        }
        if let (Value::Object(sides), Some(Value::Object(typed))) = (&mut left, Some(&value)) {
            let is_emptied = |side: &str| {
                typed
                    .get(side)
                    .and_then(Value::as_str)
                    .is_some_and(|text| !text.trim().is_empty() && !facts::erases(text))
            };
            for (side, text) in sides.iter_mut().filter(|(side, text)| text.as_str() == Some("") && is_emptied(side)) {
                if let Some(stored) = was.get(&name).and_then(|was| was.get(side)) {
                    *text = stored.clone();
                }
            }
        }
        if !matches!(&left, Value::String(text) if text.is_empty() && value.as_str() != Some("")) {
            fields.insert(name, left);
        }
    }
    (fields, cells)
}

fn holds_identity(value: &Value) -> bool {
    match value {
        Value::String(text) => holds_identity_number(text),
        Value::Array(list) => list.iter().any(holds_identity),
        Value::Object(fields) => fields.values().any(holds_identity),
        _ => false,
    }
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
    let all = |values: &mut dyn Iterator<Item = &Value>| {
        values.map(texts_in).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
    };
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
        Value::String(text) if facts::erases(text) => {
            text.clear();
            Cleaned::As
        }
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
            None => {
                *text = text.trim().nfc().collect();
                Cleaned::As
            }
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
                one.as_object().map_or(cleaned < Cleaned::Nothing && one.as_str() != Some(""), has_side)
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
/// must have had. One whose digits are not certain is left out and told of, as is a permit that is not what it is said to be.
/// Of `was`, which is stored, permits come back as they are.
pub(super) fn codes_as_text(given: &mut Map<String, Value>, was: &Map<String, Value>, at: &Address) -> Vec<CellReview> {
    let (mut cells, mut over) = (Vec::new(), Vec::new());
    let mut mended = |name: &str, kind: &str, value: &mut Value| {
        let (typed, code) = match &*value {
            Value::Number(number) => (number.to_string(), code_in_full(kind, &number.to_string())),
            Value::String(text) if !matches!(kind, "whatsapp" | "phone") => (text.clone(), code(kind, text)),
            _ => return,
        };
        let (after, verdict) = match code {
            Ok((code, note)) => (code, note.map(CellVerdict::Repaired)),
            Err(note) => (String::new(), Some(CellVerdict::Refused(note))),
        };
        cells.extend(verdict.map(|verdict| told(at, name, &typed, &after, verdict)));
        *value = Value::String(after);
    };
    let mut unclear = Vec::new();
    for (name, value) in given.iter_mut() {
        match (name.as_str(), &mut *value) {
            // `"1.500"` is one and a half to a program, and fifteen hundred to who wrote it.
            ("net_content" | "shelf_life" | "capacity" | "min_order", Value::Object(parts)) => {
                let texts = ["min", "max"].map(|part| parts.get(part).and_then(Value::as_str));
                // Longer ones are ours: more digits than a number of JSON carries.
                let is_unclear =
                    |text: &&str| text.len() < 16 && matches!(number(text, None), Err(NumberFault::Either { .. }));
                if let Some(text) = texts.into_iter().flatten().find(is_unclear) {
                    unclear.push((name.clone(), text.to_owned()));
                }
            }
            ("hs_code" | "whatsapp" | "phone", value) => mended(name, name, value),
            ("certifications", Value::Array(list)) => {
                let stored = was.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
                let is_held = |one: &Value| one.get("status").and_then(Value::as_str) == Some("Held");
                list.retain(|one| {
                    let number = one.get("number").map(|number| words(Some(number))).unwrap_or_default();
                    let other = one.pointer("/kind/Other").and_then(Value::as_str).unwrap_or_default();
                    let is_in_doubt = |text: &str| permits::is_over(text) || permits::is_undone(text);
                    let known = || CertificationStatus::ALL.map(|status| status.label(Lang::En)).join(", ");
                    let note = match () {
                        () if stored.contains(one) => None,
                        () if holds_identity_number(&number) || holds_identity_number(other) => {
                            Some(Note::IdentityNumber)
                        }
                        () if is_held(one) && (is_in_doubt(&number) || is_in_doubt(other)) => {
                            Some(Note::NotAWord { known: known() })
                        }
                        () => None,
                    };
                    let is_taken = note.is_none();
                    over.extend(note.map(|note| told(at, name, &number, "", CellVerdict::Refused(note))));
                    is_taken
                });
                let others = list.iter_mut().filter(|one| !stored.contains(one));
                for one in others.filter_map(Value::as_object_mut) {
                    let kind = one.get("kind").and_then(Value::as_str).unwrap_or_default().to_lowercase();
                    let says_nothing = |one: &Value| one.as_str().is_some_and(facts::says_nothing);
                    if one.get("number").is_some_and(says_nothing) {
                        let typed = words(one.remove("number").as_ref());
                        over.push(told(at, name, &typed, "", CellVerdict::LeftOut(Note::SaysNone)));
                    }
                    if let Some(number) = one.get_mut("number") {
                        mended(name, &kind, number);
                    }
                }
            }
            _ => {}
        }
    }
    for (name, typed) in unclear {
        given.remove(&name);
        over.push(told(at, &name, &typed, "", CellVerdict::Refused(Note::NoNumber)));
    }
    cells.extend(over);
    let is_lost =
        |name: &str| cells.iter().any(|cell| cell.heading == name && matches!(cell.verdict, CellVerdict::Refused(_)));
    given.retain(|name, _| !matches!(name.as_str(), "hs_code" | "whatsapp" | "phone") || !is_lost(name));
    cells
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

/// A code of a field, or of a permit, as text.
fn code(kind: &str, text: &str) -> Result<(String, Option<Note>), Note> {
    let lengths: &[usize] = match kind {
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
    // In a table this parts a number from what else is said of a permit.
    if text.contains('|') {
        return Ok((text.to_owned(), odd()));
    }
    match facts::long_code(&SheetValue::Text(text.into()), lengths) {
        LongCode::OtherLength(digits) if digits == facts::NIB_CUT => {
            Err(Note::CodeLength { permit: "NIB", right: 13, digits })
        }
        LongCode::AsTyped | LongCode::OtherLength(_) => Ok((text.to_owned(), odd())),
        LongCode::Restored(code) => Ok((code, Some(Note::ZeroRestored))),
        LongCode::DigitsLost => Err(Note::DigitsLost),
    }
}
