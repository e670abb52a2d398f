//! A look at an OpenDocument sheet before it is read: how large it would become, and which cells are merged.

use std::collections::HashMap;
use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::error::Fault;
use super::sheets::{FileKind, Limits, Progress};
use super::workbook::Areas;

/// Cells that a sheet may have when it is laid out: a rectangle up to its last cell with something in it.
const CELLS_CAP: u64 = 6_000_000;

#[derive(Default)]
struct Walk {
    sheet: String,
    row: u64,
    row_repeats: u64,
    column: u64,
    column_repeats: u64,
    last_column: u64,
    is_filled: bool,
    widest: u64,
}

/// The merged areas of each sheet; an error where a sheet would become too large.
pub(super) fn look(bytes: &[u8], limits: &Limits, progress: Progress<'_>) -> Result<HashMap<String, Areas>, Fault> {
    let damaged = |reason: String| Fault::Damaged { kind: FileKind::Ods, reason };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let Ok(content) = archive.by_name("content.xml") else {
        return Err(damaged("content.xml".to_owned()));
    };
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let mut areas: HashMap<String, Areas> = HashMap::new();
    let mut walk = Walk::default();
    let mut events = 0_u32;
    loop {
        buffer.clear();
        events = events.wrapping_add(1);
        if events.is_multiple_of(1 << 16) && progress(0, 0).is_break() {
            return Err(Fault::Cancelled);
        }
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => walk.start(&element, false, &mut areas),
            Ok(Event::Empty(element)) => walk.start(&element, true, &mut areas),
            // Text inside a cell.
            Ok(Event::Text(text)) if !text.is_empty() => walk.is_filled |= walk.column > 0,
            Ok(Event::End(element)) => match element.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => walk.end_cell(),
                "table:table-row" => walk.end_row(limits)?,
                _ => {}
            },
            Ok(Event::Eof) => return Ok(areas),
            // A password makes the content unreadable; the reader tells which of the two it is.
            Err(_) => return Ok(areas),
            _ => {}
        }
    }
}

fn count(element: &BytesStart<'_>, name: &str) -> u64 {
    text(element, name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

fn text(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.try_get_attribute(name).ok().flatten()?;
    Some(found.value.as_ref().to_owned())
}

impl Walk {
    fn start(&mut self, element: &BytesStart<'_>, is_empty: bool, areas: &mut HashMap<String, Areas>) {
        match element.name().as_ref() {
            "table:table" => {
                *self = Walk { sheet: text(element, "table:name").unwrap_or_default(), ..Walk::default() };
            }
            "table:table-row" => {
                self.row_repeats = count(element, "table:number-rows-repeated");
                (self.column, self.last_column, self.is_filled) = (0, 0, false);
                if is_empty {
                    self.row += self.row_repeats;
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.column_repeats = count(element, "table:number-columns-repeated");
                self.is_filled =
                    text(element, "office:value-type").is_some() || text(element, "table:formula").is_some();
                let (rows, columns) =
                    (count(element, "table:number-rows-spanned"), count(element, "table:number-columns-spanned"));
                if rows > 1 || columns > 1 {
                    let at = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
                    areas.entry(self.sheet.clone()).or_default().push([
                        at(self.row),
                        at(self.row.saturating_add(rows - 1)),
                        at(self.column),
                        at(self.column.saturating_add(columns - 1)),
                    ]);
                }
                // From here on, text belongs to this cell.
                self.column = self.column.saturating_add(self.column_repeats);
                if is_empty {
                    self.end_cell();
                }
            }
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        if std::mem::take(&mut self.is_filled) {
            self.last_column = self.column;
        }
    }

    fn end_row(&mut self, limits: &Limits) -> Result<(), Fault> {
        self.row = self.row.saturating_add(self.row_repeats);
        if self.last_column == 0 {
            return Ok(());
        }
        self.widest = self.widest.max(self.last_column);
        if self.row_repeats > limits.rows as u64 {
            return Err(Fault::TooManyRows { cap: limits.rows });
        }
        if self.row.saturating_mul(self.widest) > CELLS_CAP {
            return Err(Fault::TooManyRows { cap: limits.rows });
        }
        Ok(())
    }
}
