//! What is said of how a sheet is laid out: what stands above its headings, beside its columns, and under its makers.

use super::super::cells::content;
use super::super::columns::{Column, PricePart};
use super::super::facts;
use super::super::guess::{ColumnUse, SheetMapping};
use super::super::sheets::{Address, FileFault, Row, Sheet, TextForm, Value};
use super::Note;
use super::builder::ReviewBuilder;
use super::matching::{name_key, name_keys};
use super::no_product::is_maker;
use crate::model::search::normalise::normalise;
use crate::model::{Located, PlaceWords, Product, ProductField as F, holds_identity_number, locate};
use crate::text::Lang;

/// The faults of a sheet that is read. `is_product` tells of a row whether it became one, `has_date` whether somebody said of
/// what day the prices are.
pub(super) fn layout_faults(
    form: Option<TextForm>,
    sheet: &Sheet,
    mapped: &SheetMapping,
    has_date: bool,
    is_product: impl Fn(u32) -> bool,
) -> Vec<FileFault> {
    let rows = || sheet.rows.iter().filter(|row| row.at >= mapped.first_row);
    let above = sheet.rows.iter().take_while(|row| row.at < mapped.header_row);
    let beside = side_by_side(sheet, mapped);
    let said_of = |row| match said_in(row, mapped) {
        said if !said.is_empty() => said,
        // `KELOMPOK A` over one of two tables, `KELOMPOK B` over the other.
        _ if beside.is_some() && row.cells.len() > 1 => titles_in(row),
        _ => title_of(row, mapped, has_date).into_iter().collect(),
    };
    let said: Vec<String> = above.flat_map(said_of).take(MOST_SAID).collect();
    let mut faults = Vec::new();
    if !said.is_empty() {
        faults.push(FileFault::SaidAbove { said: said.join("; ") });
    }
    if form.is_some_and(|form| form.delimiter == b',') {
        faults.extend(more_cells(rows(), mapped));
    }
    faults.extend(only_names(rows(), mapped, &is_product));
    faults.extend(looks_merged(rows(), mapped, is_product));
    faults.extend(beside);
    let has_maker = mapped.columns.iter().any(|one| one.column == Some(Column::Product(F::Producer)));
    if !has_maker && is_maker(&sheet.name) {
        faults.push(FileFault::SheetOfMaker { sheet: sheet.name.clone() });
    }
    faults
}

impl ReviewBuilder<'_> {
    /// Counts the cells that somebody emptied of an export.
    pub(super) fn count_emptied(&mut self, before: &Product, mapped: &SheetMapping, row: &Row, at: &Address) {
        for (column, one) in (0_u32..).zip(&mapped.columns) {
            let is_empty = || row.cell(column).is_none_or(|cell| cell.value.text().trim().is_empty());
            let is_stored = |of: Column| !content(self.catalog, before, of, Lang::Id).words(Lang::Id).trim().is_empty();
            // A region's code says its names.
            if one.column.is_some_and(|of| !is_region(of) && is_empty() && is_stored(of)) {
                self.count_empty(1, &Address { column: Some(column), ..at.clone() });
            }
        }
    }

    /// Ids that only count the rows of a list are none: `ID | 1, 2, 3`. A product that is stored under its number keeps them.
    pub(super) fn count_no_ids(&mut self, number: usize, mapped: &mut SheetMapping) {
        let sheets = self.sheets;
        let Some((sheet, at)) = sheets.sheets.get(number).zip(mapped.position(Column::Id)) else { return };
        let names_at: Vec<u32> =
            [F::Name, F::NameEn].into_iter().filter_map(|field| mapped.position(Column::Product(field))).collect();
        let Some(one) = mapped.columns.get_mut(at as usize) else { return };
        if self.options.own_ids || !matches!(normalise(&one.heading).as_str(), "id" | "no id" | "id no" | "nomor id") {
            return;
        }
        let rows = || sheet.rows.iter().filter(|row| row.at >= mapped.first_row);
        let text = |row: &Row, at: u32| row.cell(at).map(|cell| cell.value.text().trim().to_owned());
        let ids = || rows().filter_map(|row| Some((row, text(row, at)?)));
        let counts = (1_usize..).zip(ids()).all(|(number, (_, id))| id.parse() == Ok(number));
        let is_stored = |row: &Row, id: &str| {
            let stored = self.catalog.products.get(id);
            let names = stored.map(|stored| name_keys(stored)).unwrap_or_default();
            names_at.iter().filter_map(|at| text(row, *at)).any(|name| names.contains(&name_key(&name)))
        };
        if counts && ids().next().is_some() && !ids().any(|(row, id)| is_stored(row, &id)) {
            one.column = Some(Column::RowNumber);
            let heading = one.heading.clone();
            let at = Address { sheet: number, row: mapped.header_row, column: Some(at) };
            self.notes.push((at, Note::File(FileFault::IdsCountRows { heading })));
        }
    }

    /// A sheet may be called as a village is by chance, where it does not name what is around it: it is the origin where
    /// products of that village are stored, and told in any case.
    pub(super) fn village_of_sheet(&mut self, number: usize, mapped: &mut SheetMapping) {
        let sheets = self.sheets;
        let Some(sheet) = sheets.sheets.get(number).filter(|sheet| !sheet.name.is_empty()) else { return };
        let says_place = |one: &ColumnUse| {
            one.column.is_some_and(|column| is_region(column) || column == Column::Product(F::Origin))
        };
        let place = PlaceWords { whole: sheet.name.clone(), ..PlaceWords::default() };
        if mapped.around.is_some() || mapped.columns.iter().any(says_place) {
            return;
        }
        let Located::One(village) = locate(&place, None, &[], false) else { return };
        let is_taken = self.catalog.products.values().any(|product| product.origin == village);
        mapped.around = Some(village).filter(|_| is_taken);
        let at = Address { sheet: number, ..Address::default() };
        self.notes.push((at, Note::File(FileFault::SheetOfVillage { sheet: sheet.name.clone(), is_taken })));
    }

    pub(super) fn count_empty(&mut self, count: usize, at: &Address) {
        if self.emptied.0 == 0 {
            self.emptied.1 = at.clone();
        }
        self.emptied.0 += count;
    }
}

/// As many lines above the headings are told.
const MOST_SAID: usize = 6;

/// A maker, a place or a contact as lines above a list name them.
fn is_of_maker(key: &str) -> bool {
    let column = Column::named_by(key);
    column.is_some_and(|column| match column {
        Column::Producer(_) => true,
        Column::Product(field) => matches!(field, F::Producer | F::Origin | F::Place),
        column => is_region(column),
    })
}

fn is_region(column: Column) -> bool {
    matches!(column, Column::Village | Column::District | Column::Regency | Column::Province | Column::RegionCode)
}

/// `KELOMPOK : KWT MELATI` in one cell; `Desa` and `Kebumen` in two.
fn said_in(row: &Row, mapped: &SheetMapping) -> Vec<String> {
    let texts: Vec<_> = row.cells.iter().map(|cell| cell.value.text()).collect();
    let is_told = |text: &&str| *text != ":" && !holds_identity_number(text);
    let texts: Vec<&str> = texts.iter().map(|text| text.trim()).filter(is_told).collect();
    let mut said: Vec<String> = Vec::new();
    for text in &texts {
        if let Some((key, value)) = text.split_once(':')
            && is_of_maker(key)
            && !value.trim().is_empty()
        {
            said.push((*text).to_owned());
        }
    }
    // Two headings that others are grouped under are none.
    let is_group = |key: &str| mapped.columns.iter().any(|one| one.heading.contains(key));
    if let [key, value] = texts.as_slice() {
        let bare = key.trim_end_matches([':', ' ']);
        let value = value.trim_start_matches([':', ' ']);
        if is_of_maker(bare) && !is_group(bare) && Column::of_heading(value).is_none() && !value.is_empty() {
            said.push(format!("{bare}: {value}"));
        }
    }
    said
}

/// The texts of a row that stands above several tables, each once.
fn titles_in(row: &Row) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for cell in row.cells.iter().filter(|cell| matches!(cell.value, Value::Text(_)) && !cell.merged) {
        let title = cell.value.text().trim().to_owned();
        if !titles.contains(&title) && !holds_identity_number(&title) {
            titles.push(title);
        }
    }
    titles
}

/// A title that says who makes all products, where they are from, or of what day the prices are, where no column does.
fn title_of(row: &Row, mapped: &SheetMapping, has_date: bool) -> Option<String> {
    let is_free = |one: &super::super::sheets::Cell| !one.merged && matches!(one.value, Value::Text(_));
    let title =
        row.cells.iter().filter(|cell| is_free(cell)).map(|cell| cell.value.text()).collect::<Vec<_>>().join(" ");
    let has = |is_it: &dyn Fn(Column) -> bool| mapped.columns.iter().filter_map(|one| one.column).any(is_it);
    let is_place = |column| is_region(column) || matches!(column, Column::Product(F::Origin | F::Place));
    let has_place = || has(&is_place) || mapped.around.is_some();
    let has_date = || has_date || has(&|column| matches!(column, Column::Price(_, PricePart::AsOf)));
    let has_prices = || has(&|column| matches!(column, Column::Price(_, PricePart::Amount)));
    let has_maker = || has(&|column| matches!(column, Column::Product(F::Producer) | Column::ProducerId));
    let is_told = names_place(&title) && !has_place()
        || dates_prices(&title) && has_prices() && !has_date()
        || names_maker(&title) && !has_maker();
    (is_told && !holds_identity_number(&title)).then(|| title.trim().to_owned())
}

/// `DAFTAR PRODUK DESA SEPASO KECAMATAN BENGALON`, but not `PRODUK DESA`: a level with a name that a region has.
fn names_place(title: &str) -> bool {
    const LEVELS: [&str; 8] = ["desa", "kelurahan", "kampung", "kecamatan", "kec", "kabupaten", "kab", "kota"];
    let folded = normalise(title);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_level = |word: &&str| LEVELS.contains(word);
    let begins = (0..words.len()).filter(|at| words.get(*at).is_some_and(is_level));
    let mut names = begins.filter_map(|at| {
        let name = words.get(at + 1..)?.iter().take_while(|word| !is_level(word) && **word != "tahun");
        let name: Vec<&str> = name.copied().collect();
        Some(format!("{} {}", words.get(at)?, name.join(" "))).filter(|_| !name.is_empty())
    });
    names.any(|whole| {
        let place = PlaceWords { whole, ..PlaceWords::default() };
        matches!(locate(&place, None, &[], false), Located::One(_) | Located::Asked(_))
    })
}

/// `DAFTAR HARGA BUMDES MAJU BERSAMA`, but not `PRODUK UMKM BINAAN DINAS KOPERASI`: a group's kind and a name behind it.
fn names_maker(title: &str) -> bool {
    const OFFICES: [&str; 5] = ["dinas", "disperindagkop", "diskop", "kementerian", "sekretariat"];
    const NO_NAMES: &str = "desa kelurahan kecamatan kabupaten kota provinsi tahun bulan periode binaan unggulan per dan \
        se di untuk lokal kreatif usaha umkm tani wanita produk barang harga rp";
    let folded = normalise(title);
    let words: Vec<&str> = folded.split(' ').collect();
    let is_name =
        |word: &str| word.len() > 1 && !NO_NAMES.split(' ').any(|one| one == word) && word.parse::<u32>().is_err();
    let is_maker =
        |pair: &[&str]| matches!(pair, [kind, name] if is_maker(&pair.join(" ")) && *kind != "umkm" && is_name(name));
    !words.iter().any(|word| OFFICES.contains(word)) && words.windows(2).any(is_maker)
}

/// `DAFTAR HARGA PER 1 MARET 2026`, `per Mei 2026`
fn dates_prices(title: &str) -> bool {
    let lower = title.to_lowercase();
    let speaks = ["harga", "price", "berlaku"].iter().any(|word| lower.contains(word)) || lower.starts_with("per ");
    let words: Vec<&str> = title.split([' ', '(', ')', ',', '\n']).filter(|word| !word.is_empty()).collect();
    speaks && (0..words.len()).any(|at| words.get(at..).and_then(facts::day_of).is_some())
}

/// A comma inside a number parts it in two, and all behind it stands a cell too far.
fn more_cells<'a>(rows: impl Iterator<Item = &'a Row>, mapped: &SheetMapping) -> Option<FileFault> {
    let last = mapped.columns.iter().rposition(|one| !one.heading.is_empty())?;
    let (mut all, mut count, mut first) = (0, 0, None);
    for row in rows.filter(|row| row.cells.len() > 1) {
        all += 1;
        if row.cells.last().is_some_and(|cell| cell.column as usize > last) {
            count += 1;
            first.get_or_insert(row.at);
        }
    }
    first.filter(|_| count < all).map(|row| FileFault::MoreCells { row, count })
}

/// `1;KWT Melati;Kopi` over `;;Teh` or `2;;Teh`: merged on paper, and not in the file. A row with an id or a place of its own
/// may well have no maker.
/// Rows that hold a name alone, among many more that do not.
fn only_names<'a>(
    rows: impl Iterator<Item = &'a Row>,
    mapped: &SheetMapping,
    is_product: impl Fn(u32) -> bool,
) -> Option<FileFault> {
    let known: Vec<u32> = (0_u32..)
        .zip(&mapped.columns)
        .filter(|(_, one)| one.column.is_some_and(|column| column != Column::RowNumber))
        .map(|(at, _)| at)
        .collect();
    let products: Vec<&Row> = rows.filter(|row| is_product(row.at)).collect();
    let cells = |row: &Row| known.iter().filter(|at| row.cell(**at).is_some_and(|cell| !cell.merged)).count();
    let mut alone = products.iter().filter(|row| cells(row) <= 1);
    let row = alone.next()?.at;
    let count = alone.count() + 1;
    (known.len() > 1 && count * 3 <= products.len()).then_some(FileFault::OnlyNames { row, count })
}

fn looks_merged<'a>(
    rows: impl Iterator<Item = &'a Row>,
    mapped: &SheetMapping,
    is_product: impl Fn(u32) -> bool,
) -> Option<FileFault> {
    let maker = mapped.position(Column::Product(F::Producer))?;
    let own = [Column::Id, Column::RegionCode, Column::Village, Column::District, Column::Regency];
    let own: Vec<u32> = own.into_iter().filter_map(|column| mapped.position(column)).collect();
    let (mut is_open, mut count, mut first) = (false, 0, None);
    for row in rows {
        let says_own = own.iter().any(|at| row.cell(*at).is_some());
        match row.cell(maker) {
            Some(_) => is_open = true,
            None if is_open && !says_own && is_product(row.at) => {
                count += 1;
                first.get_or_insert(row.at);
            }
            None => {}
        }
    }
    first.map(|row| FileFault::LooksMerged { row, count })
}

/// A column with nothing in it, and on either side two known ones at least: behind it makers, or what stands before it again;
/// or mostly what no product has.
fn side_by_side(sheet: &Sheet, mapped: &SheetMapping) -> Option<FileFault> {
    let known: Vec<bool> = mapped.columns.iter().map(|one| one.column.or(one.doubles).is_some()).collect();
    let is_block = |columns: &[bool]| columns.iter().filter(|known| **known).count() >= 2;
    let is_between = |at: &u32| {
        let sides = known.split_at_checked(*at as usize);
        let begins_anew = || {
            let mut behind = mapped.columns.iter().skip(*at as usize + 1);
            behind.any(|one| one.doubles.is_some() || one.column == Some(Column::Product(F::Producer)))
        };
        let headed = mapped.columns.iter().skip(*at as usize + 1).filter(|one| !one.heading.is_empty()).count();
        let is_other = |behind: &[bool]| {
            let known = behind.iter().filter(|known| **known).count();
            known > 0 && headed > 2 * known
        };
        sides
            .is_some_and(|(before, behind)| is_block(before) && (is_block(behind) && begins_anew() || is_other(behind)))
    };
    let is_empty = |at: &u32| {
        let mut rows = sheet.rows.iter().filter(|row| row.at >= mapped.header_row);
        rows.all(|row| row.cell(*at).is_none_or(|cell| matches!(cell.value, Value::Empty)))
    };
    let is_bare = |(_, one): &(u32, &super::super::guess::ColumnUse)| one.heading.is_empty() && one.column.is_none();
    let columns = (0_u32..).zip(&mapped.columns).filter(is_bare).map(|(at, _)| at);
    columns.filter(is_between).find(is_empty).map(|column| FileFault::SideBySide { column })
}
