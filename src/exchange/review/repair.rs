//! What is done to a cell before any field reads it: faults and strangers' numbers refused, codes made whole, tags taken out.

use super::super::columns::Column;
use super::super::facts::{self, HS, LongCode, NIB};
use super::super::guess::is_identity_number;
use super::super::markup::plain_text;
use super::super::sheets::Value;
use super::Note;
use super::builder::ImportCell;
use crate::model::{CertificationKind, MOST_CHARS, ProducerField, ProductField as F, holds_identity_number};

/// The value to go on with and what is said of it; `None` where the cell is well as it stands.
type Repair = Result<Option<(Value, Option<Note>)>, Note>;

pub(super) fn repaired(one: &ImportCell<'_>) -> Repair {
    match &one.value {
        Value::Fault(fault) => return Err(Note::FormulaFault { fault: fault.to_string() }),
        Value::Text(text) if FAULTS.contains(&text.trim()) => {
            return Err(Note::FormulaFault { fault: text.to_string() });
        }
        Value::Uncalculated => return Err(Note::Uncalculated),
        Value::Date(..) | Value::Time(..) if !takes_days(one.column) => {
            return Err(Note::ExcelDay { day: one.text().into_owned() });
        }
        Value::Text(text) if is_short(one.column) && facts::is_day(text) => {
            return Err(Note::ExcelDay { day: text.trim().to_owned() });
        }
        Value::Text(text) if text.len() > MOST_CHARS && text.chars().count() > MOST_CHARS => {
            return Err(Note::TextTooLong);
        }
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
                let note = (!one.typed.starts_with('\'')).then_some(Note::ZeroRestored);
                Ok(Some((Value::Text(code.into()), note)))
            }
            LongCode::DigitsLost => Err(Note::DigitsLost),
        };
    }
    if let Value::Text(text) = &one.value
        && is_prose(one.column)
        && let Some(plain) = plain_text(text)
    {
        return Ok(Some((Value::Text(plain.into()), Some(Note::TagsRemoved))));
    }
    Ok(None)
}

/// Columns in which a day stands as a day.
fn takes_days(column: Column) -> bool {
    use super::super::columns::PricePart::AsOf;
    matches!(
        column,
        Column::Price(_, AsOf) | Column::RegionCode | Column::Product(F::Notes | F::Sources | F::Awards | F::Photos)
    )
}

/// Columns of few letters, where a day in words is what became of `12-10`.
fn is_short(column: Column) -> bool {
    matches!(
        column,
        Column::Product(
            F::Dimensions
                | F::Variants
                | F::NetContent
                | F::MinOrder
                | F::Capacity
                | F::ShelfLife
                | F::LeadTime
                | F::Brand
        )
    )
}

fn is_prose(column: Column) -> bool {
    let Column::Product(field) = column else { return false };
    field.kind().lang().is_some() || matches!(field, F::Brand | F::Category | F::Producer | F::Variants | F::Notes)
}

/// For a column of codes: how many digits its kind has, where it has a fixed number.
fn code_lengths(column: Column) -> Option<&'static [usize]> {
    match column {
        Column::Product(F::HsCode) => Some(&HS),
        Column::Permit(permit) if permit.kind() == CertificationKind::Nib => Some(&NIB),
        Column::Permit(_) | Column::Id | Column::ProducerId => Some(&[]),
        Column::Producer(ProducerField::Whatsapp | ProducerField::Phone) => Some(&[]),
        _ => None,
    }
}

/// What a spreadsheet program writes into a text file where a formula failed.
const FAULTS: [&str; 7] = ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"];

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
