//! Excel workbooks to sheets: cell by cell, so that a huge or sparse sheet is never laid out in memory.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, DataRef, ExcelDateTime, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::error::Fault;
use super::links::leads_elsewhere;
use super::number_format::NumberFormat;
use super::sheet_look::{self, SheetLook};
use super::sheets::{Cell, FileFault, FileKind, Limits, OddCells, ReadProgress, Row, Sheet, Sheets, Value};

/// Cells that merged areas may bring down, over a whole file.
pub(super) const MERGED_CAP: usize = 2_000_000;

/// Merged areas: first and last row, first and last column.
pub(super) type Areas = Vec<[u32; 4]>;

fn damaged(kind: FileKind, reason: impl ToString) -> Fault {
    Fault::Damaged { kind, reason: reason.to_string() }
}

fn xlsx_fault(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::Password,
        error => damaged(FileKind::Xlsx, error),
    }
}

/// Reads every sheet of an Excel workbook. One that cannot be read costs itself, unless it is the only one.
pub(super) fn read_xlsx(
    file: &str,
    bytes: &[u8],
    limits: &Limits,
    progress: ReadProgress<'_>,
) -> Result<Sheets, Fault> {
    let mut look = sheet_look::look(bytes, limits);
    let mended = look.mended.take();
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(mended.as_deref().unwrap_or(bytes))).map_err(|error| xlsx_fault(&error))?;
    let named: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .take(limits.sheets)
        .collect();
    let mut sheets = Vec::with_capacity(named.len());
    let mut lost: Vec<(String, Fault)> = Vec::new();
    let mut room = CellBudget::new(limits);
    let mut merged_left = MERGED_CAP;
    let mut odd_cells = OddCells { struck: look.struck_texts, ..OddCells::default() };
    for (name, hidden) in named {
        let sheet_look = look.sheets.remove(&name).unwrap_or_default();
        let collected = match collect(&mut book, &name, &sheet_look, Collected::new(limits, room, progress)) {
            Ok(Some(collected)) => collected,
            // A chart.
            Ok(None) => continue,
            Err(fault @ Fault::Damaged { .. }) => {
                lost.push((name, fault));
                continue;
            }
            Err(fault) => return Err(fault),
        };
        let (rows, width, left_out_columns, left) = collected.finish();
        room = left;
        let SheetLook {
            comments,
            links,
            hidden_rows,
            hidden_columns,
            pictures,
            hidden_cells,
            unseen_cells,
            struck_cells,
            ..
        } = sheet_look;
        let text = |(row, column): (u32, u32)| {
            let at = rows.binary_search_by_key(&row, |row| row.at).ok();
            let cell = at.and_then(|at| rows.get(at)).and_then(|row| row.cell(column));
            cell.map(|cell| cell.value.text().into_owned()).unwrap_or_default()
        };
        odd_cells.links += links.iter().filter(|(at, target)| leads_elsewhere(&text(*at), target)).count();
        odd_cells.comments += comments;
        odd_cells.hidden += hidden_cells.len();
        odd_cells.unseen += unseen_cells;
        odd_cells.struck += struck_cells.len();
        let mut sheet =
            Sheet { name: name.clone(), hidden, rows, width, left_out_columns, pictures, hidden_rows, hidden_columns };
        // Merged areas are a help; a sheet whose list of them cannot be read is read without.
        let areas: Areas = book
            .merge_cells_by_sheet_name(&name)
            .unwrap_or_default()
            .into_iter()
            .map(|area| [area.start.0, area.end.0, area.start.1, area.end.1])
            .collect();
        bring_down(&mut sheet, &areas, &mut merged_left);
        sheets.push(sheet);
    }
    if sheets.iter().all(|sheet| sheet.rows.is_empty())
        && let Some((_, fault)) = lost.pop()
    {
        return Err(fault);
    }
    let macros = memchr::memmem::find(bytes, b"vbaProject.bin").is_some();
    let lost = lost.into_iter().map(|(name, _)| name).chain(look.lost_sheets);
    let mut faults: Vec<FileFault> = lost.map(|name| FileFault::SheetLost { name }).collect();
    faults.extend(FileFault::of_cells(odd_cells));
    faults.extend(FileFault::of_text_boxes(&look.text_boxes));
    faults.extend(FileFault::of_pictures(look.lost_pictures, look.altered_pictures));
    Ok(Sheets { file: file.to_owned(), kind: FileKind::Xlsx, form: None, sheets, records: None, macros, faults })
}

/// The cells of one sheet; `None` where it is no sheet of cells.
fn collect<'a>(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    look: &SheetLook,
    mut collected: Collected<'a>,
) -> Result<Option<Collected<'a>>, Fault> {
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(error) => return Err(xlsx_fault(&error)),
    };
    loop {
        let cell = match reader.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            // `#SPILL!` and other newer ones, which the reader does not know.
            Err(XlsxError::CellError(_)) => continue,
            Err(error) => return Err(xlsx_fault(&error)),
        };
        let (row, column) = cell.pos;
        let value = match (cell.value, cell.formula.is_some()) {
            _ if look.picture_cells.contains(&cell.pos) || look.faults.contains_key(&cell.pos) => Value::Empty,
            _ if look.hidden_cells.contains(&cell.pos) => Value::Empty,
            (DataRef::Empty, true) => Value::Uncalculated,
            (value, _) => value_of(value.into()),
        };
        collected.add(row, column, value, look.formats.get(&cell.pos).cloned())?;
    }
    for ((row, column), fault) in look.faults.iter().filter(|(at, _)| !look.picture_cells.contains(*at)) {
        collected.add(*row, *column, Value::Fault(fault.as_str().into()), None)?;
    }
    Ok(Some(collected))
}

/// What a file may still hold in memory.
#[derive(Clone, Copy)]
pub(super) struct CellBudget {
    rows: usize,
    bytes: usize,
}

impl CellBudget {
    pub fn new(limits: &Limits) -> Self {
        Self { rows: limits.rows, bytes: limits.cell_bytes }
    }
}

/// Rows while they come in, nearly always in order.
pub(super) struct Collected<'a> {
    limits: &'a Limits,
    room: CellBudget,
    progress: ReadProgress<'a>,
    rows: Vec<Row>,
    width: u32,
    left_out: bool,
    in_order: bool,
    seen: usize,
}

impl<'a> Collected<'a> {
    pub fn new(limits: &'a Limits, room: CellBudget, progress: ReadProgress<'a>) -> Self {
        Self { limits, room, progress, rows: Vec::new(), width: 0, left_out: false, in_order: true, seen: 0 }
    }

    pub fn add(&mut self, row: u32, column: u32, value: Value, format: Option<Arc<NumberFormat>>) -> Result<(), Fault> {
        self.seen += 1;
        if self.seen.is_multiple_of(8192) && (self.progress)(self.rows.len(), 0).is_break() {
            return Err(Fault::Cancelled);
        }
        if value.is_empty() {
            return Ok(());
        }
        if column >= self.limits.columns {
            self.left_out = true;
            return Ok(());
        }
        self.width = self.width.max(column + 1);
        let text = if let Value::Text(text) = &value { text.len() } else { 0 };
        let Some(bytes) = self.room.bytes.checked_sub(size_of::<Cell>() + text) else {
            return Err(Fault::Unpacks { cap: self.limits.cell_bytes as u64 });
        };
        self.room.bytes = bytes;
        let cell = Cell { format, ..Cell::new(column, value) };
        match self.rows.last_mut() {
            Some(last) if last.at == row => {
                self.in_order &= last.cells.last().is_none_or(|before| before.column < column);
                last.cells.push(cell);
            }
            last => {
                self.in_order &= last.is_none_or(|before| before.at < row);
                let Some(rows) = self.room.rows.checked_sub(1) else {
                    return Err(Fault::TooManyRows { cap: self.limits.rows });
                };
                self.room.rows = rows;
                self.rows.push(Row { at: row, cells: vec![cell] });
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> (Vec<Row>, u32, bool, CellBudget) {
        if !self.in_order {
            self.rows.sort_by_key(|row| row.at);
            self.rows.dedup_by(|later, row| {
                let same = later.at == row.at;
                if same {
                    row.cells.append(&mut later.cells);
                }
                same
            });
            for row in &mut self.rows {
                row.cells.sort_by_key(|cell| cell.column);
                row.cells.dedup_by_key(|cell| cell.column);
            }
        }
        (self.rows, self.width, self.left_out, self.room)
    }
}

/// A value in the first cell of a merged area counts for every row of the area: one producer over several products.
/// What lies hidden under the area counts for nothing.
pub(super) fn bring_down(sheet: &mut Sheet, areas: &Areas, left: &mut usize) {
    for [first, last, column, last_column] in areas {
        let from = sheet.rows.partition_point(|row| row.at < *first);
        let top = sheet.rows.get(from).filter(|row| row.at == *first);
        let value = top.and_then(|top| top.cell(*column)).cloned();
        for row in sheet.rows.iter_mut().skip(from).take_while(|row| row.at <= *last) {
            if *left == 0 {
                return;
            }
            *left -= 1;
            let is_top = row.at == *first;
            row.cells
                .retain(|cell| !(*column..=*last_column).contains(&cell.column) || is_top && cell.column == *column);
            if let (false, Some(value)) = (is_top, &value)
                && let Err(at) = row.cells.binary_search_by_key(column, |cell| cell.column)
            {
                row.cells.insert(at, Cell { merged: true, ..value.clone() });
            }
        }
    }
}

fn value_of(data: Data) -> Value {
    match data {
        Data::Empty => Value::Empty,
        Data::Int(number) => Value::Number(number as f64),
        Data::Float(number) => Value::Number(number),
        Data::String(text) => Value::Text(super::delimited::unguarded(&text).into()),
        Data::Bool(truth) => Value::Truth(truth),
        Data::DateTime(moment) => moment_of(&moment),
        Data::DateTimeIso(text) => iso_day(&text).unwrap_or_else(|| Value::Text(text.into())),
        Data::DurationIso(text) => iso_span(&text).unwrap_or_else(|| Value::Text(text.into())),
        Data::Error(fault) => Value::Fault(fault.to_string().into()),
    }
}

fn moment_of(moment: &ExcelDateTime) -> Value {
    let days = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&days) {
        return span(days * 86_400.0);
    }
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    match i16::try_from(year) {
        Ok(year) if (1..=9999).contains(&year) => Value::Date(year, month, day),
        _ => Value::Number(days),
    }
}

fn span(seconds: f64) -> Value {
    let seconds = seconds.round();
    if !(0.0..1e9).contains(&seconds) {
        return Value::Number(seconds / 86_400.0);
    }
    let seconds = seconds as u32;
    Value::Time(seconds / 3600, (seconds / 60 % 60) as u8, (seconds % 60) as u8)
}

/// `2023-07-17` or `2023-07-17T00:00:00`
pub(super) fn iso_day(text: &str) -> Option<Value> {
    let mut parts = text.get(..10)?.split('-');
    let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    jiff::civil::Date::new(year, month, day).ok()?;
    Some(Value::Date(year, month as u8, day as u8))
}

/// `PT64H01M00S`
pub(super) fn iso_span(text: &str) -> Option<Value> {
    let mut seconds = 0.0;
    let mut number = String::new();
    for c in text.strip_prefix("PT")?.chars() {
        match c {
            '0'..='9' | '.' => number.push(c),
            ',' => number.push('.'),
            'H' | 'M' | 'S' => {
                let unit = match c {
                    'H' => 3600.0,
                    'M' => 60.0,
                    _ => 1.0,
                };
                seconds += number.parse::<f64>().ok()? * unit;
                number.clear();
            }
            _ => return None,
        }
    }
    Some(span(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_of_both_formats() {
        assert_eq!(iso_span("PT64H01M00S"), Some(Value::Time(64, 1, 0)));
        assert_eq!(iso_span("P1D"), None);
        assert_eq!(span(64.0 * 3600.0 + 122.0), Value::Time(64, 2, 2));
        assert_eq!(iso_day("2023-07-17T10:00:00"), Some(Value::Date(2023, 7, 17)));
        assert_eq!(iso_day("2023-13-17"), None);
    }

    #[test]
    fn a_merged_producer_counts_for_each_of_its_rows() {
        let cell = |column, text: &str| Cell::new(column, Value::Text(text.into()));
        let mut sheet = Sheet {
            rows: vec![
                Row { at: 1, cells: vec![cell(0, "KWT"), cell(1, "Madu")] },
                Row { at: 2, cells: vec![cell(1, "Kopi")] },
                Row { at: 4, cells: vec![cell(1, "Teh")] },
            ],
            ..Sheet::default()
        };
        bring_down(&mut sheet, &vec![[1, 2, 0, 0]], &mut 10);
        assert_eq!(
            sheet.rows[1].cell(0).map(|cell| (cell.value.text().into_owned(), cell.merged)),
            Some(("KWT".into(), true))
        );
        assert_eq!(sheet.rows[2].cell(0), None);
    }
}
