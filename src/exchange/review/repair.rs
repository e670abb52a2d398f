//! What is done to a cell before any field reads it: faults and strangers' numbers refused, codes made whole, tags taken out.

use super::super::columns::{Column, PricePart};
use super::super::facts::{self, HS, LongCode, NIB};
use super::super::guess::is_identity_number;
use super::super::markup::{plain_text, with_line_ends};
use super::super::sheets::Value;
use super::Note;
use super::builder::ImportCell;
use crate::model::{CertificationKind, FieldKind, MOST_CHARS, ProducerField, ProductField as F, holds_identity_number};

/// The value to go on with and what is said of it; `None` where the cell is well as it stands.
type Repair = Result<Option<(Value, Option<Note>)>, Note>;

pub(super) fn repaired(one: &ImportCell<'_>) -> Repair {
    match &one.value {
        Value::Fault(fault) => return Err(Note::FormulaFault { fault: fault.to_string() }),
        Value::Text(text) if is_fault(text.trim()) => {
            return Err(Note::FormulaFault { fault: text.to_string() });
        }
        Value::Uncalculated => return Err(Note::Uncalculated),
        Value::Truth(_) if one.column == Column::Product(F::HsCode) => return Err(Note::NoNumber),
        Value::Truth(_) if takes_words(one.column) => return Err(Note::NotWhichOne),
        Value::Date(..) | Value::Time(..) if !takes_days(one.column) => {
            return Err(Note::ExcelDay { day: one.text().into_owned() });
        }
        Value::Text(text) if holds_day(one.column, text) => {
            return Err(Note::ExcelDay { day: text.trim().to_owned() });
        }
        _ if counts_no_thousands(one.column) && facts::is_day_number(&one.text()) => {
            return Err(Note::ExcelDay { day: one.text().into_owned() });
        }
        Value::Text(text) if text.len() > MOST_CHARS && text.chars().count() > MOST_CHARS => {
            return Err(Note::TextTooLong);
        }
        _ if takes_words(one.column) && facts::is_filler(&one.text()) => return Err(Note::SaysNone),
        // Whatever the column, an identity-card number goes no further.
        _ if holds_identity(one) => return Err(Note::IdentityNumber),
        _ => {}
    }
    if let Some(lengths) = code_lengths(one.column) {
        let shown = Value::Text(one.text().into());
        let value = if one.format.is_some() { &shown } else { &one.value };
        return match facts::long_code(value, lengths) {
            LongCode::AsTyped => Ok(None),
            LongCode::Restored(code) => {
                let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
                let note = (digits(&code) > digits(&one.typed)).then_some(Note::ZeroRestored);
                Ok(Some((Value::Text(code.into()), note)))
            }
            LongCode::OtherLength(digits) if digits == facts::NIB_CUT => {
                Err(Note::CodeLength { permit: "NIB", right: 13, digits })
            }
            LongCode::OtherLength(digits) => {
                Ok(Some((shown, Some(Note::CodeLength { permit: "NIB", right: 13, digits }))))
            }
            LongCode::DigitsLost => Err(Note::DigitsLost),
        };
    }
    let Value::Text(text) = &one.value else { return Ok(None) };
    // The apostrophe with which Excel keeps a number a text.
    let is_amount = match one.column {
        Column::Product(field) => field.kind() == FieldKind::Amount,
        column => matches!(column, Column::Price(_, PricePart::Amount)),
    };
    if let Some(number) = text.trim().strip_prefix(['\'', '’', '‘', '`']).filter(|_| is_amount) {
        return Ok(Some((Value::Text(number.into()), None)));
    }
    // A raised digit refers to a footnote.
    if let Some(number) = super::super::raised::without_footnotes(text).filter(|_| is_amount) {
        return Ok(Some((Value::Text(number.into()), Some(Note::NumberOnly))));
    }
    let is_long = matches!(one.column, Column::Product(field) if field.kind().lang().is_some());
    let lines = with_line_ends(text).filter(|_| is_long);
    let plain = plain_text(lines.as_deref().unwrap_or(text)).filter(|_| is_prose(one.column)).or(lines);
    let has_one_line =
        matches!(one.column, Column::Product(F::Name | F::NameEn | F::Brand | F::Category | F::Producer));
    let plain = plain.map(|plain| if has_one_line { plain.replace('\n', " ") } else { plain });
    Ok(plain.map(|plain| (Value::Text(plain.into()), Some(Note::TagsRemoved))))
}

/// Columns in which a day stands as a day.
fn takes_days(column: Column) -> bool {
    matches!(
        column,
        Column::Price(_, PricePart::AsOf)
            | Column::RegionCode
            | Column::Product(F::Notes | F::Sources | F::Awards | F::Photos)
    )
}

/// A day in words is what became of `12-10`, and one among several variants too. Permits say more of themselves.
fn holds_day(column: Column, text: &str) -> bool {
    let Column::Product(field) = column else {
        return !takes_days(column)
            && !matches!(column, Column::Permit(_) | Column::OtherPermits)
            && facts::is_day(text);
    };
    let is_list = matches!(field.kind(), FieldKind::Tags | FieldKind::Texts);
    !takes_days(column) && (facts::is_day(text) || is_list && text.split([';', ',', '|', '\n']).any(facts::is_day))
}

/// Columns of sizes (`12-10`) and times, where a bare number of five digits is a day.
fn counts_no_thousands(column: Column) -> bool {
    matches!(column, Column::Product(F::Dimensions | F::Variants | F::ShelfLife | F::LeadTime))
}

/// Columns in which one sign is no answer.
fn takes_words(column: Column) -> bool {
    match column {
        Column::Product(field) => match field.kind() {
            FieldKind::Line | FieldKind::Indonesian | FieldKind::English | FieldKind::Tags | FieldKind::Texts => {
                !matches!(field, F::Name | F::NameEn)
            }
            _ if field == F::HsCode => true,
            kind => matches!(kind, FieldKind::Category | FieldKind::Producer | FieldKind::Awards),
        },
        Column::Producer(field) => field.kind() != FieldKind::ProducerKind,
        Column::Village | Column::District | Column::Regency | Column::Province => true,
        _ => false,
    }
}

fn is_prose(column: Column) -> bool {
    let Column::Product(field) = column else { return false };
    field.kind().lang().is_some()
        || matches!(field, F::Brand | F::Category | F::Producer | F::Variants | F::Notes | F::Tags)
}

/// For a column of codes: how many digits its kind has, where it has a fixed number.
fn code_lengths(column: Column) -> Option<&'static [usize]> {
    match column {
        Column::Product(F::HsCode) => Some(&HS),
        Column::Permit(permit) if permit.kind() == CertificationKind::Nib => Some(&NIB),
        Column::Permit(_) | Column::OtherPermits | Column::Id | Column::ProducerId => Some(&[]),
        Column::Producer(ProducerField::Whatsapp | ProducerField::Phone) => Some(&[]),
        _ => None,
    }
}

/// What a spreadsheet program writes where a formula failed: `#REF!`, `#N/A`, `#SPILL!`.
fn is_fault(text: &str) -> bool {
    const NAMES: &str = "REF N/A VALUE NAME DIV/0 NUM NULL SPILL CALC FIELD BLOCKED BUSY CONNECT UNKNOWN EXTERNAL PYTHON ERROR GETTING_DATA";
    let name = text.strip_prefix('#').map(|name| name.trim_end_matches(['!', '?']));
    name.is_some_and(|name| NAMES.split(' ').any(|one| one == name))
}

fn holds_identity(one: &ImportCell<'_>) -> bool {
    if is_identity_number(&one.value) {
        return true;
    }
    // Numbers one after the other may have sixteen digits together, and addresses on the internet any.
    let has_digits = matches!(
        one.column,
        Column::Producer(ProducerField::Whatsapp | ProducerField::Phone | ProducerField::Web)
            | Column::Product(F::Sources | F::Photos)
            | Column::Price(..)
    );
    !has_digits && holds_identity_number(&one.text())
}
