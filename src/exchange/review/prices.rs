//! Prices, whose facts stand in several columns of a row.

use rust_decimal::Decimal;

use super::super::columns::{Column, PRICES, PricePart};
use super::super::facts;
use super::super::number_format::NumberFormat;
use super::super::numbers::{self, DecimalMark, NumberFault, TypedPrice};
use super::super::price_words::{currency_of, is_cost, unit_and_rest, without_label};
use super::super::sheets::{Value, decimal_of};
use super::builder::{CellOutcomes, ImportCell, ReviewBuilder};
use super::price_facts::{is_changed, price_fact};
use super::{Answer, CellVerdict, Note, QuestionKey};
use crate::model::{Price, PriceBasis, Product, Text};
use crate::text::Lang;

/// Below this many rupiah a price has most likely lost its thousands.
const LOST_THOUSANDS: i64 = 1000;
/// Where it is not known which currency is meant.
const OFFERED: [&str; 6] = ["IDR", "USD", "EUR", "SGD", "MYR", "JPY"];

/// Whether a price of so many rupiah has most likely lost its thousands.
pub(super) fn lost_thousands(currency: &str, amount: i64) -> bool {
    currency == "IDR" && (0..LOST_THOUSANDS).contains(&amount)
}

/// One price of a cell in the smallest unit.
#[derive(PartialEq)]
struct CellPrice {
    unit: Option<String>,
    /// `Ecer: 15.000`
    basis: Option<PriceBasis>,
    min: i64,
    max: Option<i64>,
    currency: String,
    remark: String,
}

/// The prices of a row while its columns are read.
struct PriceRow<'a> {
    after: &'a mut Product,
    outcomes: &'a mut CellOutcomes,
    /// Prices that are to go.
    erased: Vec<usize>,
    /// Prices that a column of the row has said.
    taken: Vec<usize>,
    /// The row has the number of its product: a list that came from here.
    is_own: bool,
}

/// Which facts of a price stand in cells of their own.
#[derive(Clone, Copy)]
struct SaysBeside {
    date: bool,
    unit: bool,
    basis: bool,
    currency: bool,
}

impl SaysBeside {
    /// True where a price that is stored is the one that is said: `Harga Grosir` is not the retail price, nor `Harga` that of a
    /// promotion, and rupiah are none of its dollars. What has a cell of its own is changed where it stands.
    fn fits(self, price: &Price, said: Option<PriceBasis>, currency: &str) -> bool {
        let is_its_basis = match (said, price.basis) {
            (Some(said), Some(basis)) => said == basis,
            (None, Some(basis)) => basis == PriceBasis::Retail,
            (said, None) => said.is_none_or(|said| said == PriceBasis::Retail),
        };
        (self.basis || is_its_basis) && (self.currency || price.currency.is_empty() || price.currency == currency)
    }
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
    pub(super) fn with_mark<T>(
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

    /// All prices of a row.
    pub(super) fn prices(
        &mut self,
        given: &[ImportCell<'_>],
        before: Option<&Product>,
        after: &mut Product,
        outcomes: &mut CellOutcomes,
    ) {
        let is_own = |one: &ImportCell<'_>| {
            one.column == Column::Id && before.is_some_and(|before| before.id.as_str() == one.text().trim())
        };
        let is_own = given.iter().any(is_own);
        let mut row = PriceRow { after, outcomes, erased: Vec::new(), taken: Vec::new(), is_own };
        for number in 0..PRICES {
            let of =
                |number: u8| move |one: &&ImportCell<'_>| matches!(one.column, Column::Price(at, _) if at == number);
            let mut cells: Vec<&ImportCell<'_>> = given.iter().filter(of(number)).collect();
            // Below `Harga Eceran | Harga Grosir | Satuan` the unit is that of both; what we export has one for each.
            if number > 0 && cells.iter().any(|one| is_amount(one) && one.says.basis.is_some()) {
                let is_shared = |one: &&ImportCell<'_>| {
                    let Column::Price(0, part) = one.column else { return false };
                    let has_own = given.iter().any(|own| own.column == Column::Price(number, part));
                    matches!(part, PricePart::Unit | PricePart::AsOf | PricePart::Currency) && !has_own
                };
                cells.extend(given.iter().filter(is_shared));
            }
            let is_said = |one: &ImportCell<'_>| match one.column {
                Column::Price(at, PricePart::Amount) => {
                    let price = before.and_then(|before| before.prices.get(usize::from(at)));
                    one.says.basis.is_none_or(|basis| price.is_some_and(|price| price.basis == Some(basis)))
                        && one.says.currency.is_none_or(|said| price.is_some_and(|price| price.currency == said))
                        && (one.says.unit.is_empty() || price.is_some_and(|price| price.unit == one.says.unit))
                }
                _ => true,
            };
            if !cells.iter().all(|one| self.is_stored(one, before) && is_said(one)) {
                self.price(usize::from(number), &cells, &mut row);
            }
        }
        // Taken away at last, so that the numbers of the columns hold until here.
        row.erased.sort_unstable();
        row.erased.dedup();
        for at in row.erased.into_iter().rev() {
            if at < row.after.prices.len() {
                row.after.prices.remove(at);
            }
        }
    }

    fn price(&mut self, mut at: usize, cells: &[&ImportCell<'_>], row: &mut PriceRow<'_>) {
        let part = |part: PricePart| {
            let is_it = |one: &&&ImportCell<'_>| matches!(one.column, Column::Price(_, other) if other == part);
            cells.iter().find(is_it).copied().filter(|one| !facts::says_nothing(&one.text()))
        };
        let mut has_own_units = false;
        let currency = part(PricePart::Currency).and_then(|one| currency_of(&one.text())).map(str::to_owned);
        if let Some(one) = part(PricePart::Amount) {
            if facts::erases(&one.text()) {
                // What the heading says is to go, and nothing else where there is none.
                let of_basis = |basis| row.after.prices.iter().position(|price| price.basis == Some(basis));
                row.erased.extend(one.says.basis.map_or(Some(at), of_basis));
                return;
            }
            let of_format = one.format.as_ref().and_then(|format| format.currency);
            let around = of_format.or(one.says.currency).map(str::to_owned);
            let currency = match currency.clone().or(around) {
                Some(currency) => Ok(Some(currency)),
                None => self.unknown_currency(one),
            };
            let stored = row.after.prices.get(at).filter(|_| row.is_own).cloned();
            let read = currency.and_then(|currency| match (currency, stored) {
                (Some(currency), _) => self.amounts(one, &currency),
                (None, Some(stored)) if is_changed(one, &stored) => self.amounts(one, &stored.currency),
                (None, _) => self.amounts(one, "IDR"),
            });
            match read {
                Ok(list) if list.is_empty() => {
                    row.outcomes.push((one.at.clone(), CellVerdict::LeftOut(Note::SaysNone)));
                }
                Ok(list) => {
                    has_own_units = list.len() > 1 || list.iter().any(|price| price.unit.is_some());
                    let says = SaysBeside {
                        date: part(PricePart::AsOf).is_some(),
                        unit: part(PricePart::Unit).is_some(),
                        basis: part(PricePart::Basis).is_some(),
                        currency: part(PricePart::Currency).is_some(),
                    };
                    at = self.put_prices(at, one, list, says, row);
                }
                Err(verdict) => row.outcomes.push((one.at.clone(), verdict)),
            }
        }
        let has_price = at < row.after.prices.len();
        // Several prices in one cell each say what they are for.
        let is_moot = |part: PricePart| has_own_units && part == PricePart::Unit;
        let headed = cells.iter().filter(|one| is_amount(one)).find_map(|one| one.says.basis);
        for one in cells.iter().filter(|one| !is_amount(one) && !facts::says_nothing(&one.text())) {
            let Column::Price(_, part) = one.column else { continue };
            let Some(price) = row.after.prices.get_mut(at).filter(|_| has_price && !is_moot(part)) else {
                let note = if has_price { Note::PriceHasUnit } else { Note::NoPrice };
                row.outcomes.push((one.at.clone(), CellVerdict::LeftOut(note)));
                continue;
            };
            // `Harga grosir` and, in this row, `eceran`.
            let said = if part == PricePart::Basis { facts::basis(one.text().trim()) } else { None };
            let taken = match headed.filter(|headed| said.is_some_and(|said| said != *headed)) {
                Some(basis) => Err(Note::OtherCellSays { said: basis.label(Lang::Id).to_owned() }),
                None => price_fact(price, part, one, self.options, row.outcomes),
            };
            if let Err(note) = taken {
                row.outcomes.push((one.at.clone(), CellVerdict::Refused(note)));
            }
        }
    }

    /// What a person says of a currency that the heading or the number's format names and does not tell.
    fn unknown_currency(&mut self, one: &ImportCell<'_>) -> Result<Option<String>, CellVerdict> {
        let of_format = one.format.as_ref().map(|format| &format.unknown_currency).filter(|typed| !typed.is_empty());
        let typed = of_format.unwrap_or(&one.says.unknown_currency).clone();
        if typed.is_empty() || matches!(&one.value, Value::Text(text) if numbers::says_currency(text)) {
            return Ok(None);
        }
        match self.ask(QuestionKey::Currency { typed }, &one.at, || OFFERED.map(Answer::Currency).to_vec()) {
            Ok(Answer::Currency(code)) => Ok(Some(code.to_owned())),
            Ok(_) => Err(CellVerdict::LeftOut(Note::LeftOutByAnswer)),
            Err(number) => Err(CellVerdict::Asked(number)),
        }
    }

    /// The prices of one cell in the smallest unit, with their currencies.
    fn amounts(&mut self, one: &ImportCell<'_>, currency: &str) -> Result<Vec<CellPrice>, CellVerdict> {
        let list = match (&one.value, one.format.as_deref()) {
            // 15.000 shown as 1.500.000 % is no price.
            (Value::Number(_), Some(format)) if format.percent => return Err(CellVerdict::Refused(Note::NoNumber)),
            (Value::Number(number), format) => {
                let min = format.map_or_else(|| decimal_of(*number), |format| format.value(*number));
                let min = min.ok_or(CellVerdict::Refused(Note::NoNumber))?;
                let (unit, remark) = format.map(NumberFormat::price_words).unwrap_or_default();
                let multiplied = format.is_some_and(|format| format.factor.is_some());
                vec![TypedPrice { min, unit, remark, multiplied, ..TypedPrice::default() }]
            }
            (Value::Text(_), _) => {
                self.with_mark(one, |text, mark| numbers::prices(without_label(text), currency, mark))?
            }
            _ => return Err(CellVerdict::Refused(Note::NoNumber)),
        };
        if list.is_empty() || list.iter().any(|price| price.min < Decimal::ZERO) {
            return Err(CellVerdict::Refused(Note::NoNumber));
        }
        let mut prices = Vec::with_capacity(list.len());
        for said in list {
            // `HPP: 10.000`, `Ongkir: 10.000` are no prices of the product.
            if said.unit.as_deref().is_some_and(is_cost) {
                return Err(CellVerdict::Refused(Note::NoNumber));
            }
            let basis = said.unit.as_deref().and_then(facts::basis);
            // Nought is no price.
            if said.min.is_zero() && said.max.is_none() {
                continue;
            }
            let currency = said.currency.unwrap_or(currency).to_owned();
            let minor = |amount: Decimal| {
                numbers::minor(amount, &currency).map_err(|fault| CellVerdict::Refused(refused(&fault)))
            };
            let times = |amount: Decimal, factor: Decimal| amount.checked_mul(factor).unwrap_or(Decimal::MAX);
            let is_rupiah = currency == "IDR";
            let factor = one.says.factor.filter(|_| !said.multiplied).unwrap_or(Decimal::ONE);
            // `15.000` below "in thousands" is fifteen million, or was written whole all the same.
            let is_doubtful = factor > Decimal::ONE
                && times(said.min, factor) >= Decimal::from(10_000_u32).max(factor) * Decimal::ONE_THOUSAND;
            // Excel reads `15.000` as fifteen where its point is a decimal mark, and `15.500` as 15.5.
            let is_cut = factor == Decimal::ONE
                && said.min.fract() != Decimal::ZERO
                && said.min < Decimal::ONE_THOUSAND
                && said.max.is_none();
            let (mut min, mut max) = match is_rupiah && is_cut {
                true => (minor(said.min.floor())?, None),
                false => {
                    let max = said.max.map(|max| times(max, factor));
                    (minor(times(said.min, factor))?, max.map(&minor).transpose()?)
                }
            };
            let asked = if !said.others.is_empty() {
                if !is_rupiah {
                    return Err(CellVerdict::Refused(Note::NoNumber));
                }
                let all = [said.min].into_iter().chain(said.others.iter().copied()).map(&minor);
                let all = all.collect::<Result<Vec<i64>, CellVerdict>>()?;
                Some((QuestionKey::Prices { typed: one.typed.clone() }, all))
            } else if is_doubtful && is_rupiah {
                let column = one.at.column.unwrap_or_default();
                let typed = said.min.normalize().to_string();
                Some((QuestionKey::Factor { sheet: one.at.sheet, column, typed }, vec![min, minor(said.min)?]))
            } else if factor == Decimal::ONE && lost_thousands(&currency, min) {
                let thousand = minor(times(said.min, Decimal::ONE_THOUSAND))?;
                Some((QuestionKey::Price { typed: said.min.normalize().to_string() }, vec![thousand, min]))
            } else {
                None
            };
            if let Some((key, amounts)) = asked {
                match self.ask(key, &one.at, || amounts.into_iter().map(Answer::Price).collect()) {
                    Ok(Answer::Price(amount)) => {
                        // The upper end of a range lost its thousands with the lower one.
                        max = max.and_then(|max| match (amount, min) {
                            (amount, min) if amount == min => Some(max),
                            (amount, min) if min != 0 && amount % min == 0 => max.checked_mul(amount / min),
                            (amount, min) if amount != 0 && min % amount == 0 => max.checked_div(min / amount),
                            _ => None,
                        });
                        min = amount;
                    }
                    Ok(_) => return Err(CellVerdict::LeftOut(Note::LeftOutByAnswer)),
                    Err(number) => return Err(CellVerdict::Asked(number)),
                }
            }
            let unit = said.unit.filter(|_| basis.is_none());
            let (unit, named, behind) = match unit.as_deref().map(unit_and_rest) {
                Some((unit, named, rest)) => (Some(unit), named, rest),
                None => (None, None, String::new()),
            };
            let basis = basis.or(named);
            let remark = if said.remark.is_empty() { behind } else { said.remark };
            let price = CellPrice { unit, basis, min, max, currency, remark };
            if !prices.contains(&price) {
                prices.push(price);
            }
        }
        Ok(prices)
    }

    /// Writes the prices of one cell; says where the first one is.
    fn put_prices(
        &mut self,
        at: usize,
        one: &ImportCell<'_>,
        list: Vec<CellPrice>,
        beside: SaysBeside,
        row: &mut PriceRow<'_>,
    ) -> usize {
        let PriceRow { after, outcomes, taken, .. } = row;
        let is_single = list.len() == 1;
        let mut first = None;
        for (number, CellPrice { unit, basis, min, max, currency, remark }) in list.into_iter().enumerate() {
            // Several prices in one cell find theirs by what they are for.
            let target = if is_single {
                let said = basis.or(one.says.basis);
                let fits = |price: &Price| beside.fits(price, said, &currency);
                // Where the columns before it are empty, its price has moved up.
                let is_it = |price: &Price| {
                    fits(price)
                        && (price.amount, price.amount_max, &price.currency) == (min, max, &currency)
                        && unit.as_ref().is_none_or(|unit| *unit == price.unit)
                };
                let is_free = |at: &usize| !taken.contains(at) && after.prices.get(*at).is_some_and(fits);
                let here = Some(at).filter(is_free);
                let has_place = after.prices.len() > at || said.is_some();
                let other = (0..).zip(&after.prices).find(|(other, price)| !taken.contains(other) && fits(price));
                // `500 ml: 150rb` is the price of that bottle, wherever it stands.
                let said_unit = unit.as_ref().or(Some(&one.says.unit)).filter(|unit| !unit.is_empty() && !beside.unit);
                let has_unit = |price: &Price| said_unit.is_some_and(|unit| *unit == price.unit) && fits(price);
                let of_unit = after.prices.iter().position(has_unit).filter(|at| !taken.contains(at));
                let exact = of_unit.or(here).or_else(|| after.prices.iter().position(is_it));
                exact.or(other.filter(|_| has_place).map(|(at, _)| at))
            } else {
                let is_it = |price: &Price| match basis {
                    Some(basis) => price.basis == Some(basis),
                    None => {
                        price.unit == *unit.as_ref().unwrap_or(&one.says.unit)
                            && beside.fits(price, one.says.basis, &currency)
                    }
                };
                // What the cell said of another one is not written over: `15.000/kg, 14.000/kg (≥50kg)`.
                let find = |is_same: &dyn Fn(&Price) -> bool| {
                    let mut list = (0..).zip(&after.prices);
                    let found = list.find(|(at, price)| !taken.contains(at) && is_it(price) && is_same(price));
                    found.map(|(at, _)| at)
                };
                find(&|price| price.note.id == remark).or_else(|| find(&|_| true))
            };
            let target = match target {
                Some(target) => target,
                None => {
                    let basis = basis.or(one.says.basis);
                    let new = Price { basis, unit: one.says.unit.clone(), ..Price::default() };
                    after.prices.push(Price { as_of: self.options.price_date.clone(), ..new });
                    after.prices.len() - 1
                }
            };
            first.get_or_insert(target);
            taken.push(target);
            let Some(price) = after.prices.get_mut(target) else { continue };
            let is_new = price.currency.is_empty() && price.amount == 0;
            let differs = (price.amount, price.amount_max) != (min, max);
            if differs && !is_new && !beside.date && !price.as_of.is_empty() && price.as_of != self.options.price_date {
                price.as_of = self.options.price_date.clone();
                if price.as_of.is_empty() && number == 0 {
                    outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::PriceDateCleared)));
                }
            }
            (price.amount, price.amount_max, price.currency) = (min, max, currency);
            let of_heading = (!one.says.unit.is_empty() && !beside.unit).then(|| one.says.unit.clone());
            if let Some(unit) = unit.or(of_heading) {
                price.unit = unit;
            }
            if !remark.is_empty() {
                // A number of thousands in brackets is another price, and none that this one's buyers should read.
                let is_price = remark.bytes().filter(u8::is_ascii_digit).count() > 3;
                let note = match is_price {
                    true => Note::PriceRest { rest: remark },
                    false => {
                        if price.note.id != remark {
                            price.note = Text::new(remark.as_str(), "");
                        }
                        Note::PriceRemark { remark }
                    }
                };
                outcomes.push((one.at.clone(), CellVerdict::Repaired(note)));
            }
        }
        first.unwrap_or(at)
    }
}

fn is_amount(one: &ImportCell<'_>) -> bool {
    matches!(one.column, Column::Price(_, PricePart::Amount))
}
