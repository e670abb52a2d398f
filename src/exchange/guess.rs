//! What the columns of a sheet mean: proposed from headings and content, for a person to correct.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::amounts::unit_and_period;
use super::columns::{Column, PRICES, PricePart};
use super::facts;
use super::numbers::{DecimalMark, mark_of};
use super::price_words::{is_unit_words, price_heading};
use super::sheets::{Row, Sheet, Sheets, Value};
use crate::model::ProductField as F;
use crate::model::search::normalise::normalise;
use crate::model::{Located, PartialDate, Period, PlaceWords, PriceBasis, RegionCode, locate};

/// What one column is taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnUse {
    /// As it stands in the file; empty where the column has none.
    pub heading: String,
    /// `None`: left out.
    pub column: Option<Column>,
    /// A unit that the heading says: `Harga (Rp/kg)`.
    pub unit: String,
    /// Another column, `Satuan`, says the unit of each amount.
    pub unit_from: Option<u32>,
    /// `Harga (IDR, belum PPN)`: words of the heading that no field takes.
    pub remark: String,
    /// `Kapasitas (per bulan)`
    pub period: Option<Period>,
    /// `Harga Grosir`
    pub basis: Option<PriceBasis>,
    /// `Harga (USD)`
    pub currency: Option<&'static str>,
    /// `Harga (peso)`: a currency, and not which one.
    pub unknown_currency: String,
    /// `Harga (dalam ribuan)`: what its numbers are multiplied by.
    pub factor: Option<Decimal>,
    /// Another column has the same meaning, and has it.
    pub doubles: Option<Column>,
    /// The decimal mark of its numbers, where they give it away or a person said so.
    pub mark: Option<DecimalMark>,
}

/// How one sheet is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetMapping {
    pub used: bool,
    /// From 0, as everywhere.
    pub header_row: u32,
    /// The first row below the headings, and below a row of column numbers.
    pub first_row: u32,
    /// By column of the sheet.
    pub columns: Vec<ColumnUse>,
    /// The region that the sheet's name means: one sheet per district.
    pub around: Option<RegionCode>,
}

impl SheetMapping {
    /// Where a column of this meaning stands.
    pub fn position(&self, column: Column) -> Option<u32> {
        let at = self.columns.iter().position(|one| one.column == Some(column))?;
        u32::try_from(at).ok()
    }
}

/// How a file is read, sheet by sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    pub sheets: Vec<SheetMapping>,
}

impl Mapping {
    /// True where nothing would be read.
    pub fn is_empty(&self) -> bool {
        self.sheets.iter().all(|sheet| !sheet.used)
    }
}

/// Headings stand among the first rows that hold something.
const HEADER_WITHIN: usize = 40;

/// Proposes what the columns mean.
pub fn guess(sheets: &Sheets) -> Mapping {
    Mapping { sheets: sheets.sheets.iter().map(guess_sheet).collect() }
}

fn guess_sheet(sheet: &Sheet) -> SheetMapping {
    let mut best: Option<(usize, u32, Vec<ColumnUse>)> = None;
    // Where a table begins, and how many of its rows have come.
    let mut first: Option<(u32, usize)> = None;
    for (at, row) in sheet.rows.iter().take(HEADER_WITHIN).enumerate() {
        let above = at.checked_sub(1).and_then(|above| sheet.rows.get(above));
        let columns = headings(sheet.width, row, above);
        let known: BTreeSet<Column> = columns.iter().filter_map(|one| one.column).collect();
        let own = row.cells.iter().filter(|cell| heading_at(row, cell.column).is_some()).count();
        let names = known.iter().any(|column| matches!(column, Column::Id | Column::Product(F::Name | F::NameEn)));
        // One known heading alone is a title, unless other headings stand beside it or nothing else is there.
        let are_texts = row.cells.iter().all(|cell| matches!(cell.value, Value::Text(_)));
        let enough = own >= 2 || own == 1 && (sheet.width == 1 || row.cells.len() >= 2 && are_texts);
        let is_headings = names && enough;
        first = match first {
            None if is_headings && own >= 2 && own * 2 > row.cells.len() => Some((row.at, 0)),
            Some((from, rows)) if !is_headings => Some((from, rows + 1)),
            same => same,
        };
        // A second table on the sheet does not hide the first one, however many headings it has.
        let is_second = first.is_some_and(|(from, rows)| from < row.at && rows > 0);
        if is_headings && !is_second && best.as_ref().is_none_or(|(score, ..)| known.len() > *score) {
            best = Some((known.len(), row.at, columns));
        }
    }
    let Some((_, header_row, columns)) = best else {
        let columns = vec![ColumnUse::default(); sheet.width as usize];
        return SheetMapping { columns, ..SheetMapping::default() };
    };
    let mut mapping = mapping_below(sheet, header_row, columns);
    // What somebody hid is often last year's; a person may still take it.
    mapping.used = !sheet.hidden;
    mapping
}

/// The mapping for headings in a row that a person chose.
pub fn guess_below(sheet: &Sheet, header_row: u32) -> SheetMapping {
    let at = sheet.rows.binary_search_by_key(&header_row, |row| row.at);
    let columns = match at.ok().and_then(|at| sheet.rows.get(at)) {
        Some(row) => headings(sheet.width, row, None),
        None => vec![ColumnUse::default(); sheet.width as usize],
    };
    let mut mapping = mapping_below(sheet, header_row, columns);
    mapping.used = true;
    mapping
}

fn mapping_below(sheet: &Sheet, header_row: u32, mut columns: Vec<ColumnUse>) -> SheetMapping {
    let mut below = sheet.rows.iter().filter(|row| row.at > header_row).peekable();
    let mut first_row = below.peek().map_or(header_row + 1, |row| row.at);
    if below.peek().is_some_and(|row| counts_columns(row)) {
        below.next();
        first_row = below.peek().map_or(first_row + 1, |row| row.at);
    }
    let rows: Vec<&Row> = below.collect();
    for (at, one) in (0_u32..).zip(columns.iter_mut()) {
        let values = || rows.iter().filter_map(|row| row.cell(at)).map(|cell| &cell.value);
        if one.column.is_none() && holds_identity_numbers(values()) {
            one.column = Some(Column::IdentityNumber);
        }
        if is_numeric(one.column) {
            one.mark = mark_in(values());
        }
    }
    let place = PlaceWords { whole: sheet.name.clone(), ..PlaceWords::default() };
    let around = match locate(&place, None, &[], false) {
        Located::One(code) => Some(code),
        _ => None,
    };
    SheetMapping { used: false, header_row, first_row, columns, around }
}

fn heading_at(row: &Row, column: u32) -> Option<Column> {
    match &row.cell(column)?.value {
        Value::Text(text) => Column::of_heading(text),
        _ => None,
    }
}

/// The columns under a row of headings; one that is empty there, or holds a remark in brackets, may have its heading in the
/// row above.
fn headings(width: u32, row: &Row, above: Option<&Row>) -> Vec<ColumnUse> {
    let mut taken = BTreeSet::new();
    let mut list = Vec::with_capacity(width as usize);
    for at in 0..width {
        let own = heading_at(row, at);
        let is_open = row.cell(at).is_none_or(|cell| cell.value.text().starts_with('('));
        let upper = above.filter(|above| own.is_none() && is_open && heading_at(above, at).is_some());
        let from = upper.unwrap_or(row);
        let heading = from.cell(at).map(|cell| cell.value.text().trim().to_owned()).unwrap_or_default();
        let mut one = ColumnUse { heading, ..ColumnUse::default() };
        if let Some(column) = heading_at(from, at) {
            hints(column, &mut one);
            let column = other_price(column, &one, &list).unwrap_or(column);
            match taken.insert(column) {
                true => one.column = Some(column),
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
    {
        one.column = Some(first);
    }
    list
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
    let inside = heading.split_once('(').map(|(_, inside)| inside.trim_end_matches(')').trim());
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
        Column::Product(F::NetContent | F::MinOrder | F::ShelfLife) => one.unit = inside.unwrap_or_default().to_owned(),
        _ => {}
    }
}

/// `1 2 3 4` or `(1) (2) (3)` under the headings.
fn counts_columns(row: &Row) -> bool {
    let number = |value: &Value| -> Option<u32> {
        let text = value.text();
        text.trim().trim_matches(['(', ')']).parse().ok()
    };
    let numbers: Vec<u32> = row.cells.iter().filter_map(|cell| number(&cell.value)).collect();
    numbers.len() == row.cells.len()
        && numbers.len() >= 2
        && numbers.first().is_some_and(|first| *first <= 2)
        && numbers.windows(2).all(|pair| matches!(pair, [a, b] if *b == a + 1))
}

fn is_numeric(column: Option<Column>) -> bool {
    matches!(
        column,
        Some(
            Column::Price(_, PricePart::Amount)
                | Column::Product(F::Capacity | F::MinOrder | F::NetContent | F::ShelfLife)
        )
    )
}

/// Most cells hold sixteen digits.
fn holds_identity_numbers<'a>(values: impl Iterator<Item = &'a Value>) -> bool {
    let (mut all, mut such) = (0_usize, 0_usize);
    for value in values {
        all += 1;
        such += usize::from(is_identity_number(value));
    }
    such > 0 && such * 2 > all
}

pub(super) fn is_identity_number(value: &Value) -> bool {
    match value {
        Value::Number(number) => (1e15..1e16).contains(number),
        Value::Text(text) => {
            text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '\''))
                && text.chars().filter(char::is_ascii_digit).count() == 16
        }
        _ => false,
    }
}

/// The one decimal mark that the texts of a column give away.
fn mark_in<'a>(values: impl Iterator<Item = &'a Value>) -> Option<DecimalMark> {
    let mut found = None;
    for value in values {
        let Value::Text(text) = value else { continue };
        match (mark_of(text), found) {
            (Some(mark), Some(before)) if mark != before => return None,
            (Some(mark), _) => found = Some(mark),
            (None, _) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Reading, no_progress, read};

    fn sheet(text: &str) -> (Sheets, SheetMapping) {
        let sheets = read("a.csv", text.as_bytes(), &Reading::default(), &no_progress).unwrap();
        let mapping = guess(&sheets).sheets.remove(0);
        (sheets, mapping)
    }

    #[test]
    fn titles_above_and_column_numbers_below_the_headings_are_passed() {
        let (_, mapping) = sheet(
            "DAFTAR PRODUK UNGGULAN;;;\nKABUPATEN PASER TAHUN 2025;;;\n\nNo;Nama Produk;Harga (Rp/kg);NIK\n1;2;3;4\n1;Madu;15rb;6401010101010001\n",
        );
        assert!(mapping.used);
        assert_eq!((mapping.header_row, mapping.first_row), (3, 5));
        let columns: Vec<Option<Column>> = mapping.columns.iter().map(|one| one.column).collect();
        assert_eq!(
            columns,
            [
                Some(Column::RowNumber),
                Some(Column::Product(F::Name)),
                Some(Column::Price(0, PricePart::Amount)),
                Some(Column::IdentityNumber)
            ]
        );
        assert_eq!(mapping.columns[2].unit, "kg");
    }

    #[test]
    fn headings_in_two_rows_are_read_together() {
        let (_, mapping) =
            sheet("No;Nama Produk;Produsen;Perizinan;;\n;;;Halal;PIRT;NIB\n1;Madu;KWT;ada;proses;belum\n");
        let known: Vec<Column> = mapping.columns.iter().filter_map(|one| one.column).collect();
        assert_eq!(known.len(), 6, "{known:?}");
        assert_eq!(mapping.first_row, 2);
    }

    #[test]
    fn a_product_is_no_heading_of_the_one_below() {
        for list in
            ["nama;harga;tipe\nMadu;50000;KWT\nKopi;20000;UMKM\n", "Title;Option1 Name;Price\nKaos;Size;50000\n"]
        {
            assert_eq!(sheet(list).1.header_row, 0, "{list}");
        }
        let (_, mapping) = sheet("nama;harga;perizinan\n(lengkap);(Rp);Halal\nMadu;50000;ada\n");
        assert_eq!((mapping.first_row, mapping.columns.iter().filter_map(|one| one.column).count()), (2, 3));
    }

    #[test]
    fn identity_numbers_are_known_by_their_content() {
        let (_, mapping) = sheet("nama;harga;data diri\nMadu;5000;6401010101010001\nKopi;6000;6401010101010002\n");
        assert_eq!(mapping.columns[2].column, Some(Column::IdentityNumber));
    }

    #[test]
    fn the_heading_says_period_and_basis() {
        let (_, mapping) = sheet("nama;Kapasitas Produksi (kg/bulan);Harga Grosir;Kapasitas\nMadu;1,5;5000;\n");
        assert_eq!((mapping.columns[1].unit.as_str(), mapping.columns[1].period), ("kg", Some(Period::Month)));
        assert_eq!(mapping.columns[1].mark, Some(DecimalMark::Comma));
        for (heading, unit, period) in [
            ("Kapasitas per bulan", "", Period::Month),
            ("Kapasitas produksi/tahun (ton)", "ton", Period::Year),
            ("Daily capacity (pcs)", "pcs", Period::Day),
        ] {
            let (_, mapping) = sheet(&format!("nama;{heading}\nMadu;5\n"));
            assert_eq!(
                (mapping.columns[1].unit.as_str(), mapping.columns[1].period),
                (unit, Some(period)),
                "{heading}"
            );
        }
        for (heading, unit) in [
            ("Harga (ringgit Malaysia)", ""),
            ("Harga (IDR, belum PPN)", ""),
            ("Harga (Rp) (nego)", ""),
            ("Harga (Rp kg)", "kg"),
            ("Harga (Rp, botol)", "botol"),
            ("Harga (Rp, 250 gr)", "250 gr"),
            ("Harga (besek)", "besek"),
        ] {
            assert_eq!(sheet(&format!("nama;{heading}\nMadu;5\n")).1.columns[1].unit, unit, "{heading}");
        }
        assert_eq!(mapping.columns[2].column, Some(Column::Price(0, PricePart::Amount)));
        assert_eq!(mapping.columns[2].basis, Some(PriceBasis::Wholesale));
    }

    #[test]
    fn a_sheet_without_headings_is_not_used() {
        let (_, mapping) = sheet("satu;dua\ntiga;empat\n");
        assert!(!mapping.used);
    }
}
