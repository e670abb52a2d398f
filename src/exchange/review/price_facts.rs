//! The facts of a price that stand in columns of their own, and prices that somebody changed a little.

use super::super::columns::PricePart;
use super::super::facts;
use super::super::numbers;
use super::super::price_words::currency_of;
use super::super::sheets::{Value, decimal_of};
use super::builder::{CellOutcomes, ImportCell};
use super::{CellVerdict, Note, ReviewOptions};
use crate::model::{PartialDate, Price, PriceBasis};
use crate::text::Lang;

/// True where a number without a word on its currency is a stored price of another currency than rupiah that somebody changed
/// a little.
pub(super) fn is_changed(one: &ImportCell<'_>, stored: &Price) -> bool {
    const MOST_TIMES: u64 = 5;
    let said = match &one.value {
        Value::Number(number) => decimal_of(*number),
        Value::Text(text) => {
            let list = numbers::prices(text, &stored.currency, one.says.mark).unwrap_or_default();
            list.first().filter(|price| list.len() == 1 && price.currency.is_none()).map(|price| price.min)
        }
        _ => None,
    };
    let said = said.and_then(|said| numbers::minor(said, &stored.currency).ok());
    let (Some(said), true) = (said, stored.currency != "IDR" && !stored.currency.is_empty()) else { return false };
    let (said, before) = (said.unsigned_abs(), stored.amount.unsigned_abs());
    said <= before.saturating_mul(MOST_TIMES) && before <= said.saturating_mul(MOST_TIMES)
}

pub(super) fn price_fact(
    price: &mut Price,
    part: PricePart,
    one: &ImportCell<'_>,
    options: &ReviewOptions<'_>,
    outcomes: &mut CellOutcomes,
) -> Result<(), Note> {
    let text = one.text().trim().to_owned();
    let is_erased = facts::erases(&text);
    let taken = if is_erased { String::new() } else { text.clone() };
    match part {
        PricePart::Amount => {}
        PricePart::Currency => {
            let known = || Note::NotAWord { known: "IDR, USD, EUR, …".to_owned() };
            price.currency = currency_of(&text).ok_or_else(known)?.to_owned();
        }
        PricePart::Unit
            if !is_erased
                && (facts::is_filler(&text) || !text.contains(char::is_alphabetic) || currency_of(&text).is_some()) =>
        {
            return Err(Note::NotAWord { known: "kg, pcs, botol, …".to_owned() });
        }
        // `Rp/botol`
        PricePart::Unit
            if let Some((money, unit)) = text.split_once('/')
                && currency_of(money).is_some() =>
        {
            unit.trim().clone_into(&mut price.unit);
        }
        PricePart::Unit => price.unit = taken.trim_start_matches("per ").trim_start_matches('/').trim().to_owned(),
        PricePart::Basis => {
            let known = || PriceBasis::ALL.map(|basis| basis.label(Lang::Id)).join(", ");
            price.basis = match is_erased {
                true => None,
                false => Some(facts::basis(&text).ok_or_else(|| Note::NotAWord { known: known() })?),
            };
        }
        PricePart::AsOf if is_erased => price.as_of = Default::default(),
        PricePart::AsOf => {
            let date = PartialDate::read(&one.value.text()).ok_or(Note::NotADate)?;
            if date != price.as_of && options.is_ahead(&date) {
                return Err(Note::DateAhead { date: date.0 });
            }
            price.as_of = date;
            if price.as_of.0 != text {
                let date = price.as_of.0.clone();
                outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::DateRead { date })));
            }
        }
        PricePart::Note(Lang::Id) => price.note.id = taken,
        PricePart::Note(Lang::En) => price.note.en = taken,
    }
    Ok(())
}
