//! What the headings of a sheet mean, where each stands in one cell and where some are grouped under another.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::amounts::unit_and_period;
use super::columns::{Column, PRICES, PricePart};
use super::facts;
use super::guess::ColumnUse;
use super::price_words::{is_unit_words, price_heading};
use super::sheets::{Row, Value};
use crate::model::ProductField as F;
use crate::model::search::normalise::normalise;
use crate::model::{PartialDate, Period, ProducerField};

/// Headings stand in as many rows at most.
pub(super) const HEADING_ROWS: usize = 3;

/// Words that say little without the heading above them: `Produsen | Nama, Kode`.
const GENERAL: [&str; 11] =
    ["nama", "name", "satuan", "unit", "kode", "code", "no", "nomor", "number", "periode", "period"];

/// `Kapasitas | Jumlah, Satuan`: the amount itself.
const AMOUNT: [&str; 9] = ["jumlah", "nilai", "angka", "besar", "besaran", "qty", "kuantitas", "amount", "quantity"];

fn text_at(row: &Row, column: u32) -> Option<&str> {
    match &row.cell(column)?.value {
        Value::Text(text) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    }
}

/// What a cell means as a heading.
pub(super) fn heading_at(row: &Row, column: u32) -> Option<Column> {
    Column::of_heading(text_at(row, column)?)
}

/// The heading that holds for several columns, this one and another among them: the next one to the left in the row above. A
/// title that stands alone there is none, nor is a heading that goes down to the row itself.
fn group_of<'a>(row: &Row, above: &'a Row, column: u32) -> Option<&'a str> {
    let at = (0..=column).rev().find(|at| text_at(above, *at).is_some())?;
    let group = text_at(above, at)?;
    let is_over = text_at(row, at).is_some_and(|below| below != group);
    let is_title = above.cells.iter().filter(|cell| cell.value.text() != group).all(|cell| cell.value.is_empty());
    (is_over && !is_title && above.at + 1 == row.at).then_some(group)
}

/// A heading under the one that it is grouped with: `Harga | Grosir` is `Harga Grosir`, `Produsen | Nama` is `Nama Produsen`.
fn grouped(own: &str, group: &str) -> Option<(String, Column)> {
    let words = normalise(own);
    let known = |words: String| Column::of_heading(&words).map(|column| (words, column));
    let (before, behind) = (format!("{own} {group}"), format!("{group} {own}"));
    if GENERAL.contains(&words.as_str()) {
        return known(before).or_else(|| known(behind));
    }
    if Column::of_heading(own).is_some() {
        return None;
    }
    // What `Harga | Jawa, luar Jawa` says beside its meaning; a name is no explanation of another.
    let is_explained = |column: &Column| match column {
        Column::Price(_, PricePart::Amount) => true,
        Column::Product(field) => !matches!(field, F::Name | F::NameEn | F::Producer | F::Category),
        _ => false,
    };
    let explained = || {
        let column = Column::of_heading(group).filter(is_explained)?;
        let heading = match group.split_once('(') {
            _ if AMOUNT.contains(&words.as_str()) => group.to_owned(),
            Some((before, inside)) => format!("{before}({own} {inside}"),
            None => format!("{group} ({own})"),
        };
        Some((heading, column))
    };
    known(behind).or_else(|| known(before)).or_else(explained)
}

/// The words of a heading and their meaning. One that is empty, or holds a remark in brackets, may stand in a row above;
/// `above` begins with the nearest.
fn heading<'a>(row: &'a Row, above: &[&'a Row], column: u32) -> (Cow<'a, str>, Option<Column>) {
    let text = text_at(row, column);
    let mut below = row;
    for group in above {
        let found = text.zip(group_of(below, group, column)).and_then(|(own, group)| grouped(own, group));
        if let Some((words, meaning)) = found {
            return (words.into(), Some(meaning));
        }
        below = group;
    }
    let own = row.cell(column).map(|cell| cell.value.text()).unwrap_or_default();
    let meaning = heading_at(row, column);
    let is_open = meaning.is_none() && (text.is_none() || own.starts_with('('));
    if is_open
        && let Some((next, further)) = above.split_first()
        && next.cells.len() >= 2
    {
        let upper = heading(next, further, column);
        if upper.1.is_some() {
            return upper;
        }
    }
    (own, meaning)
}

/// What a column is that means the same as an earlier one, where one of the two means less: `Jenis Produk` beside `Nama Produk`
/// is no name, and `No. HP` beside `No. WA` is a telephone.
fn beside_another(column: Column, one: &ColumnUse, list: &mut [ColumnUse], taken: &mut BTreeSet<Column>) -> Column {
    let is_kind = |one: &ColumnUse| normalise(&one.heading) == "jenis produk";
    let is_no_chat =
        |one: &ColumnUse| !normalise(&one.heading).split(' ').any(|word| matches!(word, "wa" | "whatsapp"));
    let (whatsapp, phone) = (Column::Producer(ProducerField::Whatsapp), Column::Producer(ProducerField::Phone));
    let (other, is_other): (Column, &dyn Fn(&ColumnUse) -> bool) = match column {
        Column::Product(F::Name) => (Column::Product(F::Category), &is_kind),
        column if column == whatsapp => (phone, &is_no_chat),
        column => return column,
    };
    let first = list.iter_mut().find(|first| first.column == Some(column));
    let Some(first) = first.filter(|first| is_other(first) != is_other(one) && !taken.contains(&other)) else {
        return if is_other(one) && taken.contains(&column) && column != whatsapp { other } else { column };
    };
    if is_other(one) {
        return other;
    }
    first.column = Some(other);
    taken.insert(other);
    taken.remove(&column);
    column
}

/// The columns under a row of headings, and the rows above it, the nearest first.
pub(super) fn headings(width: u32, row: &Row, above: &[&Row]) -> Vec<ColumnUse> {
    let mut taken = BTreeSet::new();
    let mut list = Vec::with_capacity(width as usize);
    for at in 0..width {
        let (words, meaning) = heading(row, above, at);
        let mut one = ColumnUse { heading: words.trim().to_owned(), ..ColumnUse::default() };
        if let Some(column) = meaning {
            hints(column, &mut one);
            let column = other_price(column, &one, &list).unwrap_or(column);
            let column = beside_another(column, &one, &mut list, &mut taken);
            match taken.insert(column) {
                true => one.column = Some(column),
                // Two columns that count rows are no riddle.
                false if column == Column::RowNumber => one.column = Some(column),
                false => one.doubles = Some(column),
            }
        }
        list.push(one);
    }
    // `Isi bersih | Satuan` is the unit of that amount, not of the price.
    let unit = Column::Price(0, PricePart::Unit);
    if let Some(at) = list.iter().position(|one| one.column == Some(unit))
        && let Some(amount) = at.checked_sub(1).and_then(|left| list.get_mut(left))
        && matches!(amount.column, Some(Column::Product(F::NetContent | F::Capacity | F::MinOrder | F::ShelfLife)))
        && amount.unit.is_empty()
    {
        amount.unit_from = u32::try_from(at).ok();
        if let Some(one) = list.get_mut(at) {
            one.column = None;
        }
        taken.remove(&unit);
        // `Kapasitas | Satuan | Harga | Satuan`: the next one is the price's.
        if let Some(next) = list.iter_mut().find(|one| one.doubles == Some(unit)) {
            (next.column, next.doubles) = (Some(unit), None);
        }
    }
    // `Harga Grosir` alone is the only price there is, and `Harga Ecer` before it the first.
    let first = Column::Price(0, PricePart::Amount);
    let of = |column: Column| move |one: &ColumnUse| one.column == Some(column) && one.basis.is_some();
    let places = [first, Column::Price(1, PricePart::Amount)].map(|column| list.iter().position(of(column)));
    if let [Some(a), Some(b)] = places
        && b < a
        && let Ok([a, b]) = list.get_disjoint_mut([a, b])
    {
        std::mem::swap(&mut a.column, &mut b.column);
    }
    if !taken.contains(&first)
        && let Some(one) = list.iter_mut().find(|one| one.column == Some(Column::Price(1, PricePart::Amount)))
        && one.basis.is_some()
    {
        one.column = Some(first);
    }
    units_beside(&mut list);
    list
}

/// Of several units each is that of the price to its left: `Eceran | Satuan | Grosir | Satuan`. A single one is that of all.
fn units_beside(list: &mut [ColumnUse]) {
    let unit = Column::Price(0, PricePart::Unit);
    let is_unit = |one: &ColumnUse| one.column == Some(unit) || one.doubles == Some(unit);
    if list.iter().filter(|one| is_unit(one)).count() < 2 {
        return;
    }
    let mut left = None;
    for one in list {
        if let (true, Some(Column::Price(number, PricePart::Amount))) = (is_unit(one), left) {
            (one.column, one.doubles) = (Some(Column::Price(number, PricePart::Unit)), None);
        }
        left = one.column;
    }
}

/// `Harga (USD)` beside `Harga (Rp)`, `Harga Grosir` beside `Harga Ecer`: a further price, unless a column has that currency
/// and basis already.
fn other_price(column: Column, one: &ColumnUse, before: &[ColumnUse]) -> Option<Column> {
    let Column::Price(_, PricePart::Amount) = column else { return None };
    let prices = || before.iter().filter(|other| matches!(other.column, Some(Column::Price(_, PricePart::Amount))));
    let is_same = |other: &ColumnUse| {
        let currency = |one: &ColumnUse| one.currency.unwrap_or("IDR");
        currency(other) == currency(one)
            && other.unknown_currency == one.unknown_currency
            && (other.basis == one.basis || one.basis.is_none())
    };
    if prices().any(is_same) {
        return None;
    }
    let is_free = |number: &u8| prices().all(|other| other.column != Some(Column::Price(*number, PricePart::Amount)));
    prices().next()?;
    (0..PRICES).find(is_free).map(|number| Column::Price(number, PricePart::Amount))
}

/// What the heading says beside its meaning.
fn hints(column: Column, one: &mut ColumnUse) {
    let heading = one.heading.clone();
    // `Berat (Gram)*`
    let inside = heading.split_once('(').map(|(_, inside)| inside.trim_end_matches([')', '*', ':', ' ']).trim());
    match column {
        Column::Price(_, PricePart::Amount) => {
            let found = price_heading(&heading);
            let words = normalise(&found.rest);
            one.basis = facts::basis_in_heading(&words)
                .filter(|_| !words.contains("satuan"))
                .or_else(|| facts::basis(&found.remark));
            (one.currency, one.unknown_currency, one.factor) = (found.currency, found.unknown_currency, found.factor);
            // "nego" and "belum termasuk ongkir" are no units, nor is "Malaysia" behind "ringgit"; "per Mei 2024" is a day.
            let is_unit = found.unit.is_empty() && one.basis.is_none() && is_unit_words(&found.remark);
            let is_day = PartialDate::read(&found.unit).is_some();
            (one.unit, one.remark) = match (is_unit, is_day) {
                (true, _) => (found.remark, String::new()),
                (_, true) => (String::new(), format!("{} {}", found.unit, found.remark).trim().to_owned()),
                _ => (found.unit, found.remark),
            };
            // The number of a column is none of its prices; a year says something.
            let is_number = one.remark.len() <= 2 && one.remark.chars().all(|c| c.is_ascii_digit());
            if one.basis.is_some() && facts::basis(&one.remark).is_some() || is_number || one.remark == "@" {
                one.remark.clear();
            }
            // `Price (USD) FOB Samarinda`
            let behind =
                heading.rsplit_once([')', ']']).map_or("", |(_, behind)| behind.trim_start_matches(['-', ':', ' ']));
            let behind = price_heading(behind).rest;
            let (first, rest) = behind.split_once(' ').unwrap_or((behind.as_str(), ""));
            let said = facts::basis(first).filter(|said| one.basis.is_none_or(|basis| basis == *said));
            one.basis = one.basis.or(said);
            let left = if said.is_some() { rest } else { behind.as_str() };
            one.remark = format!("{} {left}", one.remark).trim().to_owned();
        }
        Column::Product(F::Capacity) => {
            let (unit, period) = unit_and_period(inside.unwrap_or_default());
            let words = normalise(heading.split_once('(').map_or(heading.as_str(), |(before, _)| before));
            let [first, last] = [words.split(' ').next(), words.rsplit(' ').next()].map(Option::unwrap_or_default);
            one.period = period
                .or_else(|| facts::period(inside.unwrap_or_default().trim_start_matches("per ")))
                .or_else(|| [last, first].into_iter().filter(|_| words.contains(' ')).find_map(facts::period))
                .filter(|period| *period != Period::Batch);
            one.unit = if facts::period(&unit).is_some() { String::new() } else { unit };
        }
        Column::Product(F::NetContent) if normalise(&heading) == "variant grams" => one.unit = "g".to_owned(),
        Column::Product(F::NetContent | F::MinOrder | F::ShelfLife) => {
            one.unit = inside.unwrap_or_default().to_owned();
        }
        // `Dimensi (PxLxT, cm)`
        Column::Product(F::Dimensions) => {
            let words = inside.unwrap_or_default().split([' ', ',']);
            one.unit = words.rev().find(|word| is_unit_words(word)).unwrap_or_default().to_owned();
        }
        _ => {}
    }
}
