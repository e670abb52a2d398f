//! Amounts of a row: what a cell says, what its heading adds, and what stays of the figure that is stored.

use rust_decimal::Decimal;

use super::super::amounts;
use super::super::cells::content;
use super::super::columns::Column;
use super::super::facts;
use super::super::number_format::NumberFormat;
use super::super::sheets::{Value, decimal_of};
use super::builder::{CellOutcomes, ImportCell, ReviewBuilder};
use super::{CellVerdict, Note};
use crate::model::ProductField as F;
use crate::model::search::normalise::normalise;
use crate::model::{Amount, Period, Product};
use crate::text::Lang;

impl ReviewBuilder<'_> {
    /// An amount in one cell; what it leaves out stays as it was, or is what the heading says.
    pub(super) fn amount(
        &mut self,
        one: &ImportCell<'_>,
        before: Option<&Amount>,
        outcomes: &mut CellOutcomes,
    ) -> Result<Amount, CellVerdict> {
        let mut amount = match &one.value {
            Value::Number(number) => {
                let format = one.format.as_deref();
                let min = format.map_or_else(|| decimal_of(*number), |format| format.value(*number));
                let (unit, per) = amounts::unit_and_period(&format.map(NumberFormat::amount_unit).unwrap_or_default());
                let min = Some(min.ok_or(CellVerdict::Refused(Note::NoNumber))?);
                Amount { min, unit, per, ..Amount::default() }
            }
            Value::Text(_) => self.with_mark(one, amounts::amount)?,
            _ => return Err(CellVerdict::Refused(Note::NoNumber)),
        };
        // A maximum begins with a word that is kept.
        let text = one.text();
        let from = text.find(|c: char| c.is_numeric() || c == '-').unwrap_or_default();
        let before_it = text.get(..from).unwrap_or_default().trim();
        if amount.min.is_some() && matches!(one.value, Value::Text(_)) && !before_it.is_empty() {
            let words = before_it.to_owned();
            outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::NotTaken { words })));
        }
        if amount.first().is_some_and(|first| first < Decimal::ZERO) {
            return Err(CellVerdict::Refused(Note::NoNumber));
        }
        // Nought of something says nothing.
        if amount.min.is_some_and(|min| min.is_zero()) && amount.max.is_none() {
            return Err(CellVerdict::LeftOut(Note::SaysNone));
        }
        if amount.unit.is_empty() {
            amount.unit.clone_from(&one.says.unit);
        }
        amount.per = amount.per.or(one.says.period);
        // What neither the cell nor its heading says is what it was, unless the figure is one of another kind.
        if let Some(before) = before.filter(|before| is_of_one_kind(&amount, before)) {
            if amount.unit.is_empty() {
                amount.unit.clone_from(&before.unit);
            }
            amount.per = amount.per.or(before.per);
        }
        // The year belongs to the figure: another one is of today.
        if let Some(before) = before.filter(|before| (before.min, before.max) == (amount.min, amount.max))
            && amount.as_of.is_empty()
        {
            amount.as_of = before.as_of.clone();
        }
        Ok(amount)
    }

    /// Capacity, its unit and its period.
    pub(super) fn capacity(
        &mut self,
        given: &[ImportCell<'_>],
        before: Option<&Product>,
        after: &mut Product,
        outcomes: &mut CellOutcomes,
    ) {
        let columns = [Column::Product(F::Capacity), Column::CapacityUnit, Column::CapacityPeriod];
        let cells: Vec<&ImportCell<'_>> = given.iter().filter(|one| columns.contains(&one.column)).collect();
        // They belong together: where one differs, all are taken.
        if cells.iter().all(|one| self.is_stored(one, before)) {
            return;
        }
        let has_period = cells.iter().any(|one| one.column == Column::CapacityPeriod || one.says.period.is_some());
        // `200 kg/minggu` beside a column that says months: nobody knows which.
        let figure = cells.iter().find(|one| one.column == Column::Product(F::Capacity));
        let own = figure.and_then(|one| amounts::amount(&one.text(), one.says.mark).ok()).unwrap_or_default();
        let has_figure = figure.is_some();
        for one in &cells {
            let text = one.text().trim().to_owned();
            if facts::says_nothing(&text) {
                outcomes.push((one.at.clone(), CellVerdict::LeftOut(Note::SaysNone)));
                continue;
            }
            let is_erased = facts::erases(&text);
            match (one.column, &mut after.capacity) {
                (Column::Product(F::Capacity), capacity) if is_erased => *capacity = None,
                (Column::Product(F::Capacity), _) => {
                    let stored = after.capacity.clone();
                    match self.amount(one, stored.as_ref(), outcomes) {
                        Ok(amount) => after.capacity = Some(amount),
                        Err(verdict) => outcomes.push((one.at.clone(), verdict)),
                    }
                }
                (_, None) => outcomes.push((one.at.clone(), CellVerdict::LeftOut(Note::NoCapacity))),
                (Column::CapacityUnit, _) if !own.unit.is_empty() && !is_same_unit(&own.unit, &text) => {
                    outcomes
                        .push((one.at.clone(), CellVerdict::Refused(Note::OtherCellSays { said: own.unit.clone() })));
                }
                (Column::CapacityPeriod, _)
                    if own.per.is_some_and(|own| facts::period(&text).is_some_and(|said| said != own)) =>
                {
                    let said = figure.map(|one| one.text().trim().to_owned()).unwrap_or_default();
                    outcomes.push((one.at.clone(), CellVerdict::Refused(Note::OtherCellSays { said })));
                }
                (Column::CapacityUnit, Some(capacity)) => {
                    let (unit, per) = if is_erased { Default::default() } else { amounts::unit_and_period(&text) };
                    // `3 | ton` is not three tons a day because it was kilograms a day.
                    let was = before.and_then(|before| before.capacity.as_ref()).filter(|_| !has_period && has_figure);
                    let is_other =
                        was.is_some_and(|was| !is_erased && !was.unit.is_empty() && !is_same_unit(&was.unit, &unit));
                    let inherited = was.and_then(|was| was.per).filter(|_| is_other);
                    capacity.per = per.or(capacity.per.filter(|per| Some(*per) != inherited));
                    capacity.unit = unit;
                }
                (_, Some(capacity)) if is_erased => capacity.per = None,
                (_, Some(capacity)) => match facts::period(&text) {
                    Some(period) => capacity.per = Some(period),
                    None => {
                        let known = Period::ALL.map(|period| period.label(Lang::Id)).join(", ");
                        outcomes.push((one.at.clone(), CellVerdict::Refused(Note::NotAWord { known })));
                    }
                },
            }
        }
    }

    /// True where a cell says what is stored already, however it would be read.
    pub(super) fn is_stored(&self, one: &ImportCell<'_>, before: Option<&Product>) -> bool {
        before.is_some_and(|before| {
            let typed = one.text();
            Lang::ALL
                .iter()
                .any(|lang| content(self.catalog, before, one.column, *lang).words(*lang).trim() == typed.trim())
        })
    }
}

fn is_same_unit(a: &str, b: &str) -> bool {
    normalise(a) == normalise(b)
}

/// True where what one figure leaves out may be taken from the other: neither their units nor their periods differ.
fn is_of_one_kind(said: &Amount, before: &Amount) -> bool {
    let fits_unit = said.unit.is_empty() || before.unit.is_empty() || is_same_unit(&said.unit, &before.unit);
    let fits_period = said.per.is_none() || before.per.is_none() || said.per == before.per;
    fits_unit && fits_period
}

/// Days, also told in weeks, be it in the heading: `Lama pengerjaan (minggu)`.
pub(super) fn days_of(text: &str, heading: &str) -> Result<u32, CellVerdict> {
    const UNITS: [&str; 8] = ["minggu", "pekan", "week", "weeks", "bulan", "bln", "month", "months"];
    let heading = normalise(heading);
    let unit = heading.split(' ').find(|word| UNITS.contains(word));
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit());
    let text = format!("{text} {}", unit.filter(|_| is_bare).unwrap_or_default());
    let text = text.trim();
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = normalise(text.get(digits.len()..).unwrap_or_default());
    let factor = match rest.as_str() {
        "" | "hari" | "days" | "day" | "hr" => 1,
        "minggu" | "pekan" | "weeks" | "week" => 7,
        _ => return Err(CellVerdict::Refused(Note::NoNumber)),
    };
    let days = digits.parse::<u32>().ok().and_then(|days| days.checked_mul(factor));
    days.ok_or(CellVerdict::Refused(Note::NoNumber))
}
