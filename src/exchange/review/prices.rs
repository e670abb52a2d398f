//! Prices and capacities, whose facts stand in several columns of a row.

use rust_decimal::Decimal;

use super::super::cells::content;
use super::super::columns::{Column, PRICES, PricePart};
use super::super::facts;
use super::super::numbers::{self, DecimalMark, NumberFault, TypedPrice};
use super::super::sheets::{Value, decimal_of};
use super::builder::{CellOutcomes, ImportCell, ReviewBuilder};
use super::{Answer, CellVerdict, Note, QuestionKey};
use crate::model::ProductField as F;
use crate::model::{Amount, Period, Price, PriceBasis, Product};
use crate::text::Lang;

/// Below this many rupiah a price has most likely lost its thousands.
const LOST_THOUSANDS: i64 = 1000;

/// One price of a cell in the smallest unit.
struct CellPrice {
    unit: Option<String>,
    min: i64,
    max: Option<i64>,
    currency: String,
}

fn refused(fault: &NumberFault) -> Note {
    match fault {
        NumberFault::None | NumberFault::Either { .. } => Note::NoNumber,
        NumberFault::DigitsLost => Note::DigitsLost,
        NumberFault::TooFine | NumberFault::TooLarge => Note::TooFine,
    }
}

impl ReviewBuilder<'_> {
    /// Reads a cell's number with `read`, asking for the decimal mark of its column where only a person can tell.
    fn with_mark<T>(
        &mut self,
        one: &ImportCell<'_>,
        read: impl Fn(&str, Option<DecimalMark>) -> Result<T, NumberFault>,
    ) -> Result<T, CellVerdict> {
        let text = one.text().trim().to_owned();
        match read(&text, one.says.mark) {
            Err(NumberFault::Either { .. }) => {
                let column = one.at.column.unwrap_or_default();
                // One question a column: the first such number stands for all.
                let first = self.questions.iter().find_map(|question| match &question.key {
                    QuestionKey::Mark { sheet, column: at, typed } if (*sheet, *at) == (one.at.sheet, column) => {
                        Some(typed.clone())
                    }
                    _ => None,
                });
                let typed = first.unwrap_or_else(|| text.clone());
                let key = QuestionKey::Mark { sheet: one.at.sheet, column, typed };
                let candidates = || vec![Answer::Mark(DecimalMark::Comma), Answer::Mark(DecimalMark::Point)];
                match self.ask(key, &one.at, candidates) {
                    Ok(Answer::Mark(mark)) => {
                        read(&text, Some(mark)).map_err(|fault| CellVerdict::Refused(refused(&fault)))
                    }
                    Ok(_) => Err(CellVerdict::LeftOut(Note::LeftOutByAnswer)),
                    Err(number) => Err(CellVerdict::Asked(number)),
                }
            }
            Err(fault) => Err(CellVerdict::Refused(refused(&fault))),
            Ok(value) => Ok(value),
        }
    }

    /// An amount in one cell; what it leaves out stays as it was, or is what the heading says.
    pub(super) fn amount(
        &mut self,
        one: &ImportCell<'_>,
        before: Option<&Amount>,
        outcomes: &mut CellOutcomes,
    ) -> Result<Amount, CellVerdict> {
        let mut amount = match &one.value {
            Value::Number(number) => {
                Amount { min: decimal_of(*number).ok_or(CellVerdict::Refused(Note::NoNumber))?, ..Amount::default() }
            }
            Value::Text(_) => self.with_mark(one, numbers::amount)?,
            _ => return Err(CellVerdict::Refused(Note::NoNumber)),
        };
        if one.text().trim().starts_with(|c: char| !c.is_ascii_digit() && c != '-') {
            outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::NumberOnly)));
        }
        if amount.unit.is_empty() {
            let unit = before.map(|before| before.unit.clone()).filter(|unit| !unit.is_empty());
            amount.unit = unit.unwrap_or_else(|| one.says.unit.clone());
        }
        amount.per = amount.per.or(before.and_then(|before| before.per)).or(one.says.period);
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
        for one in cells {
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
                (Column::CapacityUnit, Some(capacity)) => {
                    let (unit, per) = if is_erased { Default::default() } else { numbers::unit_and_period(&text) };
                    capacity.unit = unit;
                    capacity.per = per.or(capacity.per);
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

    /// All prices of a row.
    pub(super) fn prices(
        &mut self,
        given: &[ImportCell<'_>],
        before: Option<&Product>,
        after: &mut Product,
        outcomes: &mut CellOutcomes,
    ) {
        let mut erased = Vec::new();
        for number in 0..PRICES {
            let cells: Vec<&ImportCell<'_>> =
                given.iter().filter(|one| matches!(one.column, Column::Price(at, _) if at == number)).collect();
            if !cells.iter().all(|one| self.is_stored(one, before)) {
                self.price(usize::from(number), &cells, after, outcomes, &mut erased);
            }
        }
        // Taken away at last, so that the numbers of the columns hold until here.
        for at in erased.into_iter().rev() {
            if at < after.prices.len() {
                after.prices.remove(at);
            }
        }
    }

    fn price(
        &mut self,
        mut at: usize,
        cells: &[&ImportCell<'_>],
        after: &mut Product,
        outcomes: &mut CellOutcomes,
        erased: &mut Vec<usize>,
    ) {
        let part = |part: PricePart| {
            let is_it = |one: &&&ImportCell<'_>| matches!(one.column, Column::Price(_, other) if other == part);
            cells.iter().find(is_it).copied().filter(|one| !facts::says_nothing(&one.text()))
        };
        let mut has_own_units = false;
        let currency = part(PricePart::Currency).map(|one| currency_of(&one.text()));
        if let Some(one) = part(PricePart::Amount) {
            if facts::erases(&one.text()) {
                erased.push(at);
                return;
            }
            let stored = after.prices.get(at).map(|price| price.currency.clone());
            let currency = currency.clone().or(stored).filter(|currency| !currency.is_empty());
            match self.amounts(one, currency.as_deref().unwrap_or("IDR")) {
                Ok(list) => {
                    has_own_units = list.len() > 1;
                    at = self.put_prices(at, one, list, part(PricePart::AsOf).is_some(), after, outcomes);
                }
                Err(verdict) => outcomes.push((one.at.clone(), verdict)),
            }
        }
        let has_price = at < after.prices.len();
        // Several prices in one cell each say what they are for.
        let is_moot = |part: PricePart| has_own_units && part == PricePart::Unit;
        for one in cells.iter().filter(|one| !matches!(one.column, Column::Price(_, PricePart::Amount))) {
            let text = one.text().trim().to_owned();
            if facts::says_nothing(&text) {
                continue;
            }
            let Column::Price(_, part) = one.column else { continue };
            let Some(price) = after.prices.get_mut(at).filter(|_| has_price && !is_moot(part)) else {
                outcomes.push((one.at.clone(), CellVerdict::LeftOut(Note::NoPrice)));
                continue;
            };
            if let Err(note) = price_fact(price, part, one, outcomes) {
                outcomes.push((one.at.clone(), CellVerdict::Refused(note)));
            }
        }
    }

    /// The prices of one cell in the smallest unit, with their currencies.
    fn amounts(&mut self, one: &ImportCell<'_>, currency: &str) -> Result<Vec<CellPrice>, CellVerdict> {
        let list = match &one.value {
            Value::Number(number) => {
                let min = decimal_of(*number).ok_or(CellVerdict::Refused(Note::NoNumber))?;
                vec![TypedPrice { min, ..TypedPrice::default() }]
            }
            Value::Text(_) => self.with_mark(one, |text, mark| numbers::prices(text, currency, mark))?,
            _ => return Err(CellVerdict::Refused(Note::NoNumber)),
        };
        if list.is_empty() {
            return Err(CellVerdict::Refused(Note::NoNumber));
        }
        let mut prices = Vec::with_capacity(list.len());
        for said in list {
            let currency = said.currency.unwrap_or(currency).to_owned();
            let minor = |amount: Decimal| {
                numbers::minor(amount, &currency).map_err(|fault| CellVerdict::Refused(refused(&fault)))
            };
            // Excel reads `15.000` as fifteen where its point is a decimal mark, and `15.500` as 15.5.
            let (mut min, mut max) = match currency.as_str() {
                "IDR"
                    if said.min.fract() != Decimal::ZERO
                        && said.min < Decimal::ONE_THOUSAND
                        && matches!(one.value, Value::Number(_)) =>
                {
                    (minor(said.min.floor())?, None)
                }
                _ => (minor(said.min)?, said.max.map(&minor).transpose()?),
            };
            if currency == "IDR" && (0..LOST_THOUSANDS).contains(&min) {
                let thousand = said.min.checked_mul(Decimal::ONE_THOUSAND).unwrap_or_default();
                let thousand = minor(thousand)?;
                let key = QuestionKey::Price { typed: said.min.normalize().to_string() };
                let candidates = || vec![Answer::Price(thousand), Answer::Price(min)];
                match self.ask(key, &one.at, candidates) {
                    Ok(Answer::Price(amount)) => {
                        if amount == thousand && amount != min {
                            max = max.and_then(|max| max.checked_mul(1000));
                        }
                        min = amount;
                    }
                    Ok(_) => return Err(CellVerdict::LeftOut(Note::LeftOutByAnswer)),
                    Err(number) => return Err(CellVerdict::Asked(number)),
                }
            }
            prices.push(CellPrice { unit: said.unit, min, max, currency });
        }
        Ok(prices)
    }

    /// Writes the prices of one cell; says where the first one is.
    fn put_prices(
        &mut self,
        at: usize,
        one: &ImportCell<'_>,
        list: Vec<CellPrice>,
        has_date: bool,
        after: &mut Product,
        outcomes: &mut CellOutcomes,
    ) -> usize {
        let is_single = list.len() == 1;
        let mut first = None;
        for (number, CellPrice { unit, min, max, currency }) in list.into_iter().enumerate() {
            // Several prices in one cell find theirs by what they are for.
            let target = if is_single {
                // Where the columns before it are empty, its price has moved up.
                let is_it = |price: &Price| {
                    (price.amount, price.amount_max, &price.currency) == (min, max, &currency)
                        && unit.as_ref().is_none_or(|unit| *unit == price.unit)
                };
                (at < after.prices.len()).then_some(at).or_else(|| after.prices.iter().position(is_it))
            } else {
                after.prices.iter().position(|price| Some(&price.unit) == unit.as_ref())
            };
            let target = match target {
                Some(target) => target,
                None => {
                    let basis = one.says.basis.unwrap_or_default();
                    let new = Price { basis, unit: one.says.unit.clone(), ..Price::default() };
                    after.prices.push(Price { as_of: self.options.price_date.clone(), ..new });
                    after.prices.len() - 1
                }
            };
            first.get_or_insert(target);
            let Some(price) = after.prices.get_mut(target) else { continue };
            let is_new = price.currency.is_empty() && price.amount == 0;
            let differs = (price.amount, price.amount_max) != (min, max);
            if differs && !is_new && !has_date && !price.as_of.is_empty() && price.as_of != self.options.price_date {
                price.as_of = self.options.price_date.clone();
                if price.as_of.is_empty() && number == 0 {
                    outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::PriceDateCleared)));
                }
            }
            (price.amount, price.amount_max, price.currency) = (min, max, currency);
            if let Some(unit) = unit {
                price.unit = unit;
            }
        }
        first.unwrap_or(at)
    }
}

fn currency_of(text: &str) -> String {
    let text = text.trim();
    match text.to_lowercase().as_str() {
        "rp" | "rp." | "rupiah" | "idr" => "IDR".to_owned(),
        "us$" | "$" | "dolar" | "usd" | "dollar" => "USD".to_owned(),
        _ => text.to_uppercase(),
    }
}

fn price_fact(
    price: &mut Price,
    part: PricePart,
    one: &ImportCell<'_>,
    outcomes: &mut CellOutcomes,
) -> Result<(), Note> {
    let text = one.text().trim().to_owned();
    let is_erased = facts::erases(&text);
    let taken = if is_erased { String::new() } else { text.clone() };
    match part {
        PricePart::Amount => {}
        PricePart::Currency => {
            let currency = currency_of(&text);
            let is_code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
            if !is_code {
                return Err(Note::NotAWord { known: "IDR, USD, EUR, …".to_owned() });
            }
            price.currency = currency;
        }
        PricePart::Unit => price.unit = taken.trim_start_matches("per ").trim_start_matches('/').trim().to_owned(),
        PricePart::Basis => {
            let known = || PriceBasis::ALL.map(|basis| basis.label(Lang::Id)).join(", ");
            price.basis = match is_erased {
                true => PriceBasis::default(),
                false => facts::basis(&text).ok_or_else(|| Note::NotAWord { known: known() })?,
            };
        }
        PricePart::AsOf if is_erased => price.as_of = Default::default(),
        PricePart::AsOf => {
            price.as_of = facts::date(&one.value).ok_or(Note::NotADate)?;
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
