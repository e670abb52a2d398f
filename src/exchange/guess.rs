//! What the columns of a sheet mean: proposed from headings and content, for a person to correct.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::columns::{Column, PricePart};
use super::headings::{HEADING_ROWS, headings};
use super::numbers::{DecimalMark, mark_of};
use super::price_words::{PriceHeading, currency_of, price_title};
use super::sheets::{Row, Sheet, Sheets, Value};
use crate::model::ProductField as F;
use crate::model::search::normalise::normalise;
use crate::model::{Located, Period, PlaceWords, PriceBasis, RegionCode, locate, region_name};
use crate::text::Lang;

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
        let columns = headings(sheet.width, row, &rows_above(sheet, at));
        let known: BTreeSet<Column> = columns.iter().filter_map(|one| one.column).collect();
        let meant = (0..).zip(&columns).filter(|(_, one)| one.column.or(one.doubles).is_some());
        let (meant, own) =
            meant.fold((0, 0), |(all, own), (at, _)| (all + 1, own + usize::from(row.cell(at).is_some())));
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
        // `Perizinan` over a single `Halal`
        let narrows = |before: &[ColumnUse]| {
            let mut pairs = before.iter().zip(&columns);
            pairs.any(|(one, below)| {
                one.column == Some(Column::OtherPermits) && matches!(below.column, Some(Column::Permit(_)))
            })
        };
        let is_better =
            |(score, _, before): &(usize, u32, Vec<ColumnUse>)| meant > *score || meant == *score && narrows(before);
        if is_headings && !is_second && best.as_ref().is_none_or(is_better) {
            best = Some((meant, row.at, columns));
        }
    }
    let Some((_, header_row, columns)) = best else {
        let columns = vec![ColumnUse::default(); sheet.width as usize];
        return SheetMapping { columns, ..SheetMapping::default() };
    };
    let mut mapping = mapping_below(sheet, header_row, columns);
    // What somebody hid is often last year's; a person may still take it.
    mapping.used = !sheet.hidden && !stands_on_its_side(sheet, &mapping);
    mapping
}

/// `Nama Produk;Kopi;Teh` over `Harga;15000;12000`: the headings stand one below the other.
pub(super) fn stands_on_its_side(sheet: &Sheet, mapping: &SheetMapping) -> bool {
    // Products may be called as headings are: `Produk (isi)` in a list with many headings.
    if mapping.columns.iter().filter(|one| one.column.is_some()).count() > 3 {
        return false;
    }
    let name = [F::Name, F::NameEn].into_iter().find_map(|field| mapping.position(Column::Product(field)));
    let below = sheet.rows.iter().filter(|row| row.at >= mapping.first_row);
    let (mut all, mut headings) = (0_usize, 0_usize);
    for cell in below.filter_map(|row| row.cell(name?)).take(SIDE_ROWS) {
        all += 1;
        let Value::Text(text) = &cell.value else { continue };
        headings += usize::from(Column::of_heading(text).is_some());
    }
    headings >= 2 && headings * 2 > all
}

/// A table on its side has as few rows as a product has facts.
const SIDE_ROWS: usize = 200;

/// How far above the headings a line may speak of the prices.
const TITLE_ROWS: usize = 10;

/// What a title says of the prices, the nearest one.
fn title_over(rows: &[Row]) -> Option<PriceHeading> {
    let title = |row: &Row| match row.cells.as_slice() {
        [cell] => price_title(&cell.value.text()),
        [first, ..] => {
            let label = first.value.text().to_lowercase();
            let texts: Vec<_> = row.cells.iter().map(|cell| cell.value.text()).collect();
            let is_label = label.starts_with("mata uang") || label.starts_with("currency");
            is_label.then(|| price_title(&texts.join(" ")))?
        }
        [] => None,
    };
    rows.iter().rev().take(TITLE_ROWS).find_map(title)
}

/// A column of prices takes what the title says, where its own heading says nothing else.
fn take_title(one: &mut ColumnUse, title: &PriceHeading) {
    let is_other = one.currency.is_some_and(|own| title.currency.is_some_and(|said| own != said));
    if !matches!(one.column, Some(Column::Price(_, PricePart::Amount))) || is_other || !one.unknown_currency.is_empty()
    {
        return;
    }
    one.factor = one.factor.or(title.factor);
    if one.currency.is_none() {
        (one.currency, one.unknown_currency) = (title.currency, title.unknown_currency.clone());
    }
    if one.unit.is_empty() {
        one.unit.clone_from(&title.unit);
    }
}

/// The mapping for headings in a row that a person chose.
pub fn guess_below(sheet: &Sheet, header_row: u32) -> SheetMapping {
    let at = sheet.rows.binary_search_by_key(&header_row, |row| row.at);
    let columns = match at.ok().and_then(|at| Some((at, sheet.rows.get(at)?))) {
        Some((at, row)) => headings(sheet.width, row, &rows_above(sheet, at)),
        None => vec![ColumnUse::default(); sheet.width as usize],
    };
    let mut mapping = mapping_below(sheet, header_row, columns);
    mapping.used = true;
    mapping
}

/// The rows in which headings may be that hold for those of a row, the nearest first.
fn rows_above(sheet: &Sheet, at: usize) -> Vec<&Row> {
    let first = at.saturating_sub(HEADING_ROWS - 1);
    sheet.rows.get(first..at).unwrap_or_default().iter().rev().collect()
}

fn mapping_below(sheet: &Sheet, header_row: u32, mut columns: Vec<ColumnUse>) -> SheetMapping {
    let mut below = sheet.rows.iter().filter(|row| row.at > header_row).peekable();
    let mut first_row = below.peek().map_or(header_row + 1, |row| row.at);
    if below.peek().is_some_and(|row| counts_columns(row)) {
        below.next();
        first_row = below.peek().map_or(first_row + 1, |row| row.at);
    }
    let rows: Vec<&Row> = below.collect();
    let above = sheet.rows.partition_point(|row| row.at < header_row);
    if let Some(title) = sheet.rows.get(..above).and_then(title_over) {
        columns.iter_mut().for_each(|one| take_title(one, &title));
    }
    for (at, one) in (0_u32..).zip(columns.iter_mut()) {
        let values = || rows.iter().filter_map(|row| row.cell(at)).map(|cell| &cell.value);
        if one.column.is_none() && holds_identity_numbers(values()) {
            one.column = Some(Column::IdentityNumber);
        }
        if is_numeric(one.column) {
            one.mark = mark_in(values());
        }
    }
    part_currency(&rows, &mut columns);
    let place = PlaceWords { whole: sheet.name.clone(), ..PlaceWords::default() };
    let around = match locate(&place, None, &[], false) {
        // One of eighty thousand villages may be called so by chance.
        Located::One(code) if code.depth() < 4 || names_around(sheet, &code) => Some(code),
        _ => None,
    };
    SheetMapping { used: false, header_row, first_row, columns, around }
}

/// Whether a sheet names the district or the regency of a village.
fn names_around(sheet: &Sheet, village: &RegionCode) -> bool {
    const MOST_ROWS: usize = 200;
    let bare = |depth: usize| {
        let name = normalise(&region_name(&village.cut(depth), Lang::Id));
        let levels = ["kecamatan ", "kabupaten ", "kota ", "distrik "];
        levels.iter().find_map(|level| name.strip_prefix(level)).unwrap_or(&name).to_owned()
    };
    let outer = [bare(3), bare(2)];
    let is_named = |text: &str| {
        let folded = format!(" {} ", normalise(text));
        outer.iter().any(|name| folded.contains(&format!(" {name} ")))
    };
    let mut cells = sheet.rows.iter().take(MOST_ROWS).flat_map(|row| &row.cells);
    cells.any(|cell| matches!(&cell.value, Value::Text(text) if is_named(text)))
}

/// One heading over `Rp | 15.000 | /bks`: the number stands beside its currency, and its unit behind it.
fn part_currency(rows: &[&Row], columns: &mut [ColumnUse]) {
    let texts = |at: usize| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        rows.iter()
            .filter_map(move |row| row.cell(at))
            .map(|cell| cell.value.text())
            .filter(|text| !text.trim().is_empty())
    };
    let has = |at: usize, is_it: &dyn Fn(&str) -> bool| {
        texts(at).next().is_some() && texts(at).all(|text| is_it(text.trim()))
    };
    let first = Column::Price(0, PricePart::Amount);
    let Some(at) = columns.iter().position(|one| one.column == Some(first)) else { return };
    let is_free = |at: usize| columns.get(at).is_some_and(|one| one.heading.is_empty() && one.column.is_none());
    let is_currency = |text: &str| currency_of(text).is_some();
    if !has(at, &is_currency)
        || !is_free(at + 1)
        || texts(at + 1).any(|text| !text.contains(|c: char| c.is_ascii_digit()))
    {
        return;
    }
    let has_unit = is_free(at + 2) && has(at + 2, &|text| text.starts_with('/') || text.starts_with("per "));
    let amount = columns.get(at).cloned().unwrap_or_default();
    let mark = mark_in(rows.iter().filter_map(|row| row.cell(u32::try_from(at + 1).ok()?)).map(|cell| &cell.value));
    if let Some(one) = columns.get_mut(at + 1) {
        *one = ColumnUse { mark, ..amount };
    }
    for (at, part) in [(at, PricePart::Currency), (at + 2, PricePart::Unit)] {
        if let Some(one) = columns.get_mut(at).filter(|_| part == PricePart::Currency || has_unit) {
            one.column = Some(Column::Price(0, part));
        }
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
    fn a_heading_is_read_with_the_one_it_is_grouped_under() {
        use Column as C;
        let read = |list: &str| -> Vec<(String, Option<Column>)> {
            let (_, mapping) = sheet(list);
            mapping.columns.into_iter().map(|one| (one.heading, one.column.or(one.doubles))).collect()
        };
        let price = |at| Some(C::Price(at, PricePart::Amount));
        let list = read(
            "No;Nama Produk;Harga;;Produsen;;;Kapasitas;;\n;;Grosir;Ecer;Nama;WA;Warna;Jumlah;Satuan;Periode\n1;Madu;45000;50000;KWT A;081234567890;kuning;20;liter;bulan\n",
        );
        let columns: Vec<Option<Column>> = list.iter().map(|(_, column)| *column).collect();
        let whatsapp = C::Producer(crate::model::ProducerField::Whatsapp);
        assert_eq!(
            columns,
            [
                Some(C::RowNumber),
                Some(C::Product(F::Name)),
                price(0),
                price(1),
                Some(C::Product(F::Producer)),
                Some(whatsapp),
                None,
                Some(C::Product(F::Capacity)),
                Some(C::CapacityUnit),
                Some(C::CapacityPeriod)
            ]
        );
        let words: Vec<&str> = list.iter().map(|(words, _)| words.as_str()).collect();
        assert_eq!(words[2..8], ["Harga Grosir", "Harga Ecer", "Nama Produsen", "WA", "Warna", "Kapasitas"]);
        // Two of one meaning, and what parts them; and a group within a group.
        let list = read("No;Nama Produk;Kapasitas;\n;;Bulan;Tahun\n1;Madu;20 l;240 l\n");
        assert_eq!(
            list[2..].iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>(),
            ["Kapasitas Bulan", "Kapasitas Tahun"]
        );
        assert!(list[2..].iter().all(|(_, column)| *column == Some(C::Product(F::Capacity))));
        let list = read("No;Nama Produk;UMKM;;\n;;Nama;Alamat;\n;;;Desa;Kabupaten\n1;Madu;KWT A;Temon;Pacitan\n");
        let columns: Vec<Option<Column>> = list.iter().map(|(_, column)| *column).collect();
        assert_eq!(columns[1..], [C::Product(F::Name), C::Product(F::Producer), C::Village, C::Regency].map(Some));
        // A title over a list is no group, and a product is none of the one below.
        let list = read("Produk\nNama;Warna;Harga\nMadu;kuning;50000\n");
        assert_eq!(list[1], ("Warna".to_owned(), None));
        let list = read("Nama;Kemasan;Bahan;Harga\nMadu;Botol;Nektar;50000\n");
        assert_eq!(list[1].0, "Kemasan");
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
