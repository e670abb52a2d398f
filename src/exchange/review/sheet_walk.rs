//! The walk over sheets: which columns and rows are read, and whose photos the pictures on a sheet are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::super::columns::Column;
use super::super::error::Fault;
use super::super::guess::{ColumnUse, Mapping, SheetMapping, stands_on_its_side};
use super::super::sheets::{Address, Cell, FileFault, ReadProgress, Row, Value, column_name};
use super::builder::ReviewBuilder;
use super::layout::layout_faults;
use super::{Answer, Note, PhotoLocation, PhotoReference, QuestionKey, Verdict};
use crate::model::search::normalise::normalise;
use crate::model::{CertificationKind, Photo, ProductField as F};

impl ReviewBuilder<'_> {
    pub fn sheets(&mut self, mapping: &Mapping, progress: ReadProgress<'_>) -> Result<(), Fault> {
        let sheets = self.sheets;
        if sheets.macros {
            self.notes.push((Address::default(), Note::File(FileFault::Macros)));
        }
        self.notes.extend(sheets.faults.iter().map(|fault| (Address::default(), Note::File(fault.clone()))));
        let total: usize = sheets.sheets.iter().map(|sheet| sheet.rows.len()).sum();
        let mut done = 0;
        for (number, (sheet, mapped)) in sheets.sheets.iter().zip(&mapping.sheets).enumerate() {
            let at = Address { sheet: number, ..Address::default() };
            if !mapped.used {
                let is_ours =
                    ["Daftar", "Lists", "Petunjuk", "Guide", "Wilayah", "Regions"].contains(&sheet.name.as_str());
                let has_headings = mapped.columns.iter().any(|one| one.column.is_some());
                let name = sheet.name.clone();
                let count = sheet.pictures.len();
                if count > 0 && !is_ours {
                    let fault = FileFault::PicturesWithoutList { sheet: name.clone(), count };
                    self.notes.push((at.clone(), Note::File(fault)));
                }
                if !sheet.hidden && has_headings && stands_on_its_side(sheet, mapped) {
                    let at = Address { row: mapped.header_row, ..at };
                    self.refuse(at, String::new(), Note::File(FileFault::OnItsSide { sheet: name }));
                    continue;
                }
                let note = match (sheet.hidden, has_headings) {
                    (true, true) => Some(Note::HiddenSheet { name }),
                    (true, false) => None,
                    (false, true) => Some(Note::SheetLeftOut { name }),
                    (false, false) => Some(Note::SheetNotUsed { name }),
                };
                self.notes.extend(note.filter(|_| !sheet.rows.is_empty() && !is_ours).map(|note| (at, note)));
                continue;
            }
            let (mut mapped, waits) = self.column_choices(number, mapped);
            self.count_no_ids(number, &mut mapped);
            self.village_of_sheet(number, &mut mapped);
            let mapped = &mapped;
            self.column_notes(number, mapped);
            if sheet.left_out_columns {
                self.notes.push((at, Note::File(FileFault::MoreColumns { sheet: sheet.name.clone() })));
            }
            let mut above: BTreeMap<u32, Cell> = BTreeMap::new();
            let mut rows_of: HashMap<u32, usize> = HashMap::new();
            for row in sheet.rows.iter().filter(|row| row.at >= mapped.first_row) {
                done += 1;
                if done % 256 == 0 && progress(done, total).is_break() {
                    return Err(Fault::Cancelled);
                }
                if repeats_headings(mapped, row) {
                    continue;
                }
                if names_columns(mapped, row) {
                    // A second row of headings, or another table.
                    if rows_of.is_empty() {
                        continue;
                    }
                    let at = Address { sheet: number, row: row.at, column: None };
                    self.refuse(at, String::new(), Note::File(FileFault::OtherTable { row: row.at }));
                    break;
                }
                let before = self.rows.len();
                if sheet.hidden_rows.contains(&row.at) && !self.takes_hidden(number, row) {
                    continue;
                }
                match waits {
                    true => self.row_waits(number, mapped, row),
                    false => self.row(number, mapped, row, &mut above),
                }
                if self.rows.len() > before {
                    rows_of.insert(row.at, before);
                }
            }
            self.pictures(number, mapped, &rows_of);
            let is_product =
                |row: u32| rows_of.get(&row).and_then(|at| self.rows.get(*at)).is_some_and(|row| row.after.is_some());
            let has_date = !self.options.price_date.is_empty();
            let faults = layout_faults(sheets.form, sheet, mapped, has_date, is_product);
            let at = Address { sheet: number, row: mapped.header_row, column: None };
            self.notes.extend(faults.into_iter().map(|fault| (at.clone(), Note::File(fault))));
        }
        Ok(())
    }

    /// Rows that the spreadsheet program hides or filters away are asked for, all of a sheet at once.
    fn takes_hidden(&mut self, sheet: usize, row: &Row) -> bool {
        let at = Address { sheet, row: row.at, column: None };
        let name = self.sheets.sheets.get(sheet).map(|sheet| sheet.name.clone()).unwrap_or_default();
        let first = row.cells.iter().find(|cell| matches!(cell.value, Value::Text(_)));
        let typed = first.map(|cell| cell.value.text().into_owned()).unwrap_or_default();
        match self.ask(QuestionKey::HiddenRows { sheet, name }, &at, || vec![Answer::TakeHidden]) {
            Ok(Answer::TakeHidden) => true,
            Ok(_) => {
                self.refuse(at, typed, Note::HiddenRow);
                false
            }
            Err(_) => {
                self.refuse(at, typed, Note::WaitsForAnswer);
                false
            }
        }
    }

    /// A row of which it is not known yet where its name stands.
    fn row_waits(&mut self, sheet: usize, mapped: &SheetMapping, row: &Row) {
        let name = mapped.position(Column::Product(F::Name)).and_then(|at| row.cell(at));
        if let Some(name) = name.map(|cell| cell.value.text().into_owned()) {
            self.refuse(Address { sheet, row: row.at, column: None }, name, Note::WaitsForAnswer);
        }
    }

    /// The mapping with what a person said of columns that mean the same, and whether all rows wait for that.
    fn column_choices(&mut self, sheet: usize, mapped: &SheetMapping) -> (SheetMapping, bool) {
        let (mut chosen, mut waits) = (mapped.clone(), false);
        let doubled: Vec<Column> = mapped.columns.iter().filter_map(|one| one.doubles).collect();
        for column in doubled {
            let of = |one: &ColumnUse| one.column == Some(column) || one.doubles == Some(column);
            let places = (0_u32..).zip(&mapped.columns).filter(|(_, one)| of(one)).map(|(at, _)| at);
            let places: Vec<u32> = places.collect();
            let candidates = || places.iter().map(|at| Answer::Column(*at)).collect();
            let at = Address { sheet, row: mapped.header_row, column: places.first().copied() };
            let key = QuestionKey::SameColumns { sheet, column };
            let wanted = match self.ask(key, &at, candidates) {
                Ok(Answer::Column(at)) => Some(at),
                Ok(_) => continue,
                // What waits for its answer is not taken; without names, no row is.
                Err(_) => {
                    waits |= column == Column::Product(F::Name);
                    None
                }
            };
            for (at, one) in (0_u32..).zip(&mut chosen.columns).filter(|(_, one)| of(one)) {
                let is_wanted = wanted.map_or(waits && one.column.is_some(), |wanted| at == wanted);
                one.column = is_wanted.then_some(column);
                one.doubles = (!is_wanted).then_some(column);
            }
        }
        (chosen, waits)
    }

    fn column_notes(&mut self, sheet: usize, mapped: &SheetMapping) {
        let hidden = self.sheets.sheets.get(sheet).map(|sheet| &sheet.hidden_columns);
        let rows = self.sheets.sheets.get(sheet).map_or(&[][..], |sheet| sheet.rows.as_slice());
        if lists_people(mapped) {
            let name = self.sheets.sheets.get(sheet).map(|sheet| sheet.name.clone()).unwrap_or_default();
            let at = Address { sheet, row: mapped.header_row, column: None };
            self.notes.push((at, Note::File(FileFault::ListsPeople { sheet: name })));
        }
        let all_rows: usize = self.sheets.sheets.iter().map(|sheet| sheet.rows.len()).sum();
        let below = rows.iter().filter(|row| row.at >= mapped.first_row);
        let filled: BTreeSet<u32> = below.flat_map(|row| &row.cells).map(|cell| cell.column).collect();
        for (column, one) in (0_u32..).zip(&mapped.columns) {
            let at = Address { sheet, row: mapped.header_row, column: Some(column) };
            let heading = one.heading.clone();
            if one.column.is_some() && !one.remark.is_empty() {
                let (heading, rest) = (heading.clone(), one.remark.clone());
                self.notes.push((at.clone(), Note::HeadingRest { heading, rest }));
            }
            let cells = || rows.iter().filter(|row| row.at >= mapped.first_row).filter_map(|row| row.cell(column));
            match one.column {
                Some(Column::RowNumber) if cells().any(|cell| !is_running(&cell.value.text(), all_rows)) => {
                    self.notes.push((at, Note::NumbersLeftOut { heading }));
                }
                Some(Column::Product(F::NetContent)) if is_parcel_weight(&heading) => {
                    self.notes.push((at, Note::File(FileFault::ParcelWeight { heading })));
                }
                Some(Column::Product(F::Category)) if normalise(&heading).contains("usaha") => {
                    self.notes.push((at, Note::File(FileFault::LineOfBusiness { heading })));
                }
                Some(Column::IdentityNumber) => self.notes.push((at, Note::IdentityColumn { heading })),
                None if one.doubles.is_some() => {
                    let column = one.doubles.unwrap_or(Column::RowNumber);
                    self.notes.push((at, Note::SameColumn { heading, column }));
                }
                Some(_) if hidden.is_some_and(|hidden| hidden.contains(&column)) => {
                    self.notes.push((at, Note::HiddenColumn { heading }));
                }
                None if mapped.columns.iter().any(|other| other.unit_from == Some(column)) => {}
                None if !heading.is_empty() => self.notes.push((at, Note::UnknownColumn { heading })),
                None if filled.contains(&column) => {
                    self.notes.push((at, Note::UnknownColumn { heading: column_name(column) }));
                }
                _ => {}
            }
        }
    }

    /// Pictures that lie on a product's row are its photos, but for the small ones that we export ourselves.
    fn pictures(&mut self, sheet: usize, mapped: &SheetMapping, rows_of: &HashMap<u32, usize>) {
        let thumbnails = mapped.position(Column::Thumbnail);
        let pictures = self.sheets.sheets.get(sheet).map_or(&[][..], |sheet| sheet.pictures.as_slice());
        let hidden = self.sheets.sheets.get(sheet).map(|sheet| &sheet.hidden_rows);
        let (mut astray, mut others) = (0, BTreeMap::<&str, usize>::new());
        for (number, picture) in pictures.iter().enumerate() {
            if thumbnails == Some(picture.column) {
                continue;
            }
            let Some(row) = rows_of.get(&picture.row).copied() else {
                // What is hidden was asked for.
                astray += usize::from(!hidden.is_some_and(|rows| rows.contains(&picture.row)));
                continue;
            };
            let heading = mapped.columns.get(picture.column as usize).map_or("", |one| one.heading.as_str());
            if shows_another(heading) {
                *others.entry(heading).or_default() += 1;
                continue;
            }
            let row_review = self.rows.get(row);
            let has_record = row_review.is_some_and(|row| row.after.is_some());
            astray += usize::from(row_review.is_some_and(|row| row.verdict == Verdict::Skipped(Note::NotAProduct)));
            if has_record {
                let at = Address { sheet, row: picture.row, column: Some(picture.column) };
                let source = PhotoLocation::Embedded { sheet, picture: number };
                self.photos.push(PhotoReference { row, at, source, said: Photo::default() });
            }
        }
        if astray > 0 {
            let at = Address { sheet, ..Address::default() };
            self.notes.push((at, Note::File(FileFault::StrayPictures { count: astray })));
        }
        let at = Address { sheet, row: mapped.header_row, column: None };
        let fault = |(heading, count): (&str, usize)| FileFault::OtherPictures { heading: heading.to_owned(), count };
        self.notes.extend(others.into_iter().map(|other| (at.clone(), Note::File(fault(other)))));
    }
}

/// `Foto Pemilik`, `Tanda Tangan`, `Logo`: pictures below it show something else than the product.
fn shows_another(heading: &str) -> bool {
    const ALONE: &str = "logo denah peta map ttd paraf signature stempel qris barcode selfie ktp npwp";
    const PICTURES: &str = "foto gambar photo picture image pasfoto potret scan file upload dokumentasi";
    const OTHERS: &str = "pemilik owner ketua pengurus anggota pengrajin perajin diri wajah orang identitas kk nib tempat lokasi \
        rumah toko kios bangunan gedung pabrik sertifikat piagam izin penghargaan peralatan alat mesin kegiatan";
    let folded = normalise(heading);
    let has = |words: &str| folded.split(' ').any(|word| words.split(' ').any(|one| one == word));
    let of_product = has("produk product barang kemasan label");
    !of_product && (has(ALONE) || folded.contains("tanda tangan") || has(PICTURES) && has(OTHERS))
}

/// `Weight (kg)`, `Variant Grams`, `Berat (gram)*`: as shops ask for what a parcel weighs.
fn is_parcel_weight(heading: &str) -> bool {
    let words = normalise(heading);
    matches!(words.as_str(), "weight kg" | "weight lbs" | "weight g" | "variant grams" | "berat paket")
        || words.starts_with("berat") && heading.contains('*')
}

/// A number that only counts the rows of a list, or words in its place: `1`, `2.`, `iv`, `(3)`; not `UMKM/12/2024`, `4471`.
fn is_running(text: &str, rows: usize) -> bool {
    let bare = text.trim().trim_matches(['(', ')', '.', ' ']);
    match bare.parse::<usize>() {
        Ok(number) => number <= rows.max(50),
        Err(_) => bare.len() <= 4 || !bare.contains(|c: char| c.is_ascii_digit()),
    }
}

/// Headings, other ones than those of the mapping: where the name stands is one of a name, or more than half of the cells are
/// some, and three at least where the name is none. `(Product name)` below `Nama` is one too.
fn names_columns(mapped: &SheetMapping, row: &Row) -> bool {
    let heading = |cell: &Cell| match &cell.value {
        Value::Text(text) => Column::named_by(text),
        _ => None,
    };
    let is_name = |column: Column| matches!(column, Column::Product(F::Name | F::NameEn));
    let name = [F::Name, F::NameEn].into_iter().find_map(|field| mapped.position(Column::Product(field)));
    // What has an id is a product, whatever it is called.
    let id = mapped.position(Column::Id).and_then(|at| row.cell(at));
    if id.is_some_and(|id| heading(id).is_none()) {
        return false;
    }
    let named = name.and_then(|at| row.cell(at)).and_then(heading);
    let most_are = || {
        let count = row.cells.iter().filter(|cell| heading(cell).is_some()).count();
        count >= 2 && count * 2 > row.cells.len()
    };
    named.is_some_and(|named| is_name(named) || most_are()) || begins_a_table(row, heading)
}

/// `No | Nama Pelaku | Alamat | HP`: three headings at least, and more than half of the cells; or two, one of them `No`.
fn begins_a_table(row: &Row, heading: impl Fn(&Cell) -> Option<Column>) -> bool {
    // `PIRT`, `Halal` may say what a product has.
    let is_heading = |cell: &Cell| heading(cell).is_some_and(|one| !matches!(one, Column::Permit(_)));
    let count = || row.cells.iter().filter(|cell| is_heading(cell)).count();
    // `No | Nama Alat | Jumlah | Harga`: no product is counted by the word.
    let counts_rows = || row.cells.first().is_some_and(|cell| heading(cell) == Some(Column::RowNumber));
    row.cells.len() >= 3
        && row.cells.iter().all(|cell| matches!(cell.value, Value::Text(_)))
        && row.cells.iter().take(2).any(is_heading)
        && (count() >= 3 && count() * 2 > row.cells.len() || counts_rows() && count() >= 2)
}

/// `Nama | Alamat | No HP`: who they are and where, and nothing that only products have.
fn lists_people(mapped: &SheetMapping) -> bool {
    let known = || mapped.columns.iter().filter_map(|one| Some((one.column?, one.heading.to_lowercase())));
    let says_who = |column: Column| match column {
        Column::Producer(_) | Column::IdentityNumber => true,
        // A firm has it; the others are of products.
        Column::Permit(permit) => permit.kind() == CertificationKind::Nib,
        _ => false,
    };
    let may_be_of_people = |column: Column, heading: &str| match column {
        Column::Product(F::Name) => matches!(heading.trim(), "nama" | "name" | "nama lengkap"),
        Column::Product(F::Category) => heading.contains("usaha"),
        Column::Product(field) => matches!(field, F::Origin | F::Place | F::Notes),
        Column::Village | Column::District | Column::Regency | Column::Province | Column::RegionCode => true,
        Column::RowNumber | Column::Id | Column::Permit(_) | Column::OtherPermits => true,
        column => says_who(column),
    };
    known().all(|(column, heading)| may_be_of_people(column, &heading)) && known().any(|(column, _)| says_who(column))
}

/// The headings once more, as on each page of a list that was printed.
fn repeats_headings(mapped: &SheetMapping, row: &Row) -> bool {
    let is_heading = |cell: &Cell| {
        let heading = mapped.columns.get(cell.column as usize).map(|one| one.heading.as_str()).unwrap_or_default();
        matches!(&cell.value, Value::Text(text) if !heading.is_empty() && text.trim().eq_ignore_ascii_case(heading))
    };
    row.cells.len() > 1 && row.cells.iter().all(is_heading)
}
