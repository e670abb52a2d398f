//! OpenDocument sheets: cell by cell, so that repeats and far cells are never laid out in memory.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{BufReader, Cursor, Read as _};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::error::Fault;
use super::links::leads_elsewhere;
use super::number_format::NumberFormat;
use super::ods_cell::{OpenCell, OpenFrame, attribute, count, is_hidden, millimetres, turns};
use super::raised::raised;
use super::sheets::{FileFault, FileKind, Limits, OWN_AUTHOR, OddCells, Picture, ReadProgress, Sheet, Sheets, Value};
use super::workbook::{Areas, CellBudget, Collected, MERGED_CAP, bring_down};

/// Rows and columns that one element may stand for with something in it; more is a trick or a slip.
const REPEATS: u32 = 10_000;
/// No spreadsheet program has more rows; how rows further down look is of no use.
const MOST_ROWS: u32 = 1 << 20;
/// No list has a longer text in a cell.
const MOST_TEXT: usize = 1 << 20;
/// A row whose height the file does not say, in millimetres.
const ROW_MM: f64 = 4.5;
/// A row or column that is smaller shows nothing of what is in it.
const LEAST_MM: f64 = 1.0;

fn damaged(reason: impl ToString) -> Fault {
    Fault::Damaged { kind: FileKind::Ods, reason: reason.to_string() }
}

/// Reads every sheet of an OpenDocument spreadsheet.
pub(super) fn read_ods(file: &str, bytes: &[u8], limits: &Limits, progress: ReadProgress<'_>) -> Result<Sheets, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut manifest = String::new();
    if let Ok(entry) = archive.by_name("META-INF/manifest.xml") {
        // One that cannot be read says nothing of a password.
        let _ = entry.take(1 << 20).read_to_string(&mut manifest);
    }
    if manifest.contains("encryption-data") {
        return Err(Fault::Password);
    }
    let content = archive.by_name("content.xml").map_err(|_| damaged("content.xml"))?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut walk = OdsWalk::new(limits, progress);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(element) => walk.start(&element)?,
            Event::Empty(element) => {
                walk.start(&element)?;
                walk.end(element.name().as_ref())?;
            }
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().ok().flatten().map(String::from);
                let letter = letter.or_else(|| resolve_predefined_entity(&entity).map(str::to_owned));
                walk.text(&letter.unwrap_or_default());
            }
            Event::End(element) => walk.end(element.name().as_ref())?,
            Event::Eof => break,
            _ => {}
        }
    }
    drop(buffer);
    drop(reader);
    let (mut sheets, frames) = (walk.sheets, walk.frames);
    let (mut lost, altered) = (walk.loose_pictures, walk.altered_pictures);
    let (odd_cells, text_boxes) = (walk.odd_cells, walk.text_boxes);
    // One picture may lie in a thousand places.
    let mut held: HashMap<String, Option<Arc<[u8]>>> = HashMap::new();
    for (number, frame) in frames.into_iter().enumerate() {
        let mut bytes_of = |path: &str| {
            let mut picture = Vec::new();
            archive
                .by_name(path)
                .ok()?
                .take(limits.held_bytes)
                .read_to_end(&mut picture)
                .ok()
                .filter(|read| *read > 0)?;
            Some(Arc::from(picture))
        };
        let picture = held.entry(frame.path.clone()).or_insert_with(|| bytes_of(&frame.path)).clone();
        let (Some(sheet), Some(bytes)) = (sheets.get_mut(frame.sheet), picture.filter(|_| number < limits.pictures))
        else {
            lost += 1;
            continue;
        };
        let ending = frame.path.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let (row, column, quarter_turns) = (frame.row, frame.column, frame.quarter_turns);
        sheet.pictures.push(Picture { row, column, ending, bytes, quarter_turns });
    }
    let mut faults: Vec<_> = FileFault::of_pictures(lost, altered).collect();
    faults.extend(FileFault::of_cells(odd_cells));
    faults.extend(FileFault::of_text_boxes(&text_boxes));
    Ok(Sheets { file: file.to_owned(), kind: FileKind::Ods, form: None, sheets, records: None, macros: false, faults })
}

/// A picture on its way, with the row that holds most of it.
struct Frame {
    sheet: usize,
    row: u32,
    column: u32,
    path: String,
    quarter_turns: u8,
}

struct OdsWalk<'a> {
    limits: &'a Limits,
    progress: ReadProgress<'a>,
    sheets: Vec<Sheet>,
    frames: Vec<Frame>,
    /// Frames of the sheet that is read, by the row they begin in, until all heights are known.
    pending: Vec<(u32, u32, OpenFrame)>,
    row_heights: HashMap<String, f64>,
    thin_columns: BTreeSet<String>,
    /// The colours of a style of cells: of its text and of its ground, where it says them.
    colours: HashMap<String, [Option<String>; 2]>,
    /// Up to which column cells without a style of their own have which one.
    column_styles: Vec<(u32, String)>,
    /// Styles of cells, or of parts of their text, that strike through.
    striking_styles: BTreeSet<String>,
    /// Styles of parts of a text that raise it, and whether the parts that are open do.
    raising_styles: BTreeSet<String>,
    raised_parts: Vec<bool>,
    odd_cells: OddCells,
    hidden_tables: Vec<String>,
    /// Styles of frames that crop or mirror what is in them.
    altering_styles: BTreeSet<String>,
    /// Pictures that lie on the page and on no cell.
    loose_pictures: usize,
    altered_pictures: usize,
    style: String,
    sheet: Sheet,
    collected: Collected<'a>,
    room: CellBudget,
    merged_left: usize,
    areas: Areas,
    heights: BTreeMap<u32, f64>,
    row: u32,
    row_repeats: u32,
    row_cells: Vec<(u32, u32, Value, Option<Arc<NumberFormat>>)>,
    column: u32,
    defined_columns: u32,
    cell: Option<OpenCell>,
    frame: Option<OpenFrame>,
    in_paragraph: usize,
    in_annotation: bool,
    /// What is written in the box or shape that is open, and in those before.
    text_box: Option<String>,
    text_boxes: Vec<String>,
    is_in_table: bool,
}

impl<'a> OdsWalk<'a> {
    fn new(limits: &'a Limits, progress: ReadProgress<'a>) -> Self {
        Self {
            limits,
            progress,
            sheets: Vec::new(),
            frames: Vec::new(),
            pending: Vec::new(),
            row_heights: HashMap::new(),
            thin_columns: BTreeSet::new(),
            colours: HashMap::new(),
            column_styles: Vec::new(),
            striking_styles: BTreeSet::new(),
            raising_styles: BTreeSet::new(),
            raised_parts: Vec::new(),
            odd_cells: OddCells::default(),
            hidden_tables: Vec::new(),
            altering_styles: BTreeSet::new(),
            loose_pictures: 0,
            altered_pictures: 0,
            style: String::new(),
            sheet: Sheet::default(),
            collected: Collected::new(limits, CellBudget::new(limits), progress),
            room: CellBudget::new(limits),
            merged_left: MERGED_CAP,
            areas: Areas::new(),
            heights: BTreeMap::new(),
            row: 0,
            row_repeats: 1,
            row_cells: Vec::new(),
            column: 0,
            defined_columns: 0,
            cell: None,
            frame: None,
            in_paragraph: 0,
            in_annotation: false,
            text_box: None,
            text_boxes: Vec::new(),
            is_in_table: false,
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        match element.name().as_ref() {
            "style:style" => {
                self.style = attribute(element, "style:name").unwrap_or_default();
                // A style of the document may give the ground; which one is not asked.
                let parent = attribute(element, "style:parent-style-name").filter(|parent| parent != "Default");
                if parent.is_some() {
                    self.colours.insert(self.style.clone(), [None, parent]);
                }
            }
            "style:table-row-properties" => {
                if let Some(height) = attribute(element, "style:row-height").as_deref().and_then(millimetres) {
                    self.row_heights.insert(self.style.clone(), height);
                }
            }
            "style:table-column-properties" => {
                let width = attribute(element, "style:column-width").as_deref().and_then(millimetres);
                if width.is_some_and(|width| width < LEAST_MM) {
                    self.thin_columns.insert(self.style.clone());
                }
            }
            "style:text-properties" => {
                self.colour(element, "fo:color", 0);
                let line = ["style:text-line-through-style", "style:text-line-through-type"];
                if line.into_iter().any(|name| attribute(element, name).is_some_and(|line| line != "none")) {
                    self.striking_styles.insert(self.style.clone());
                }
                let place = attribute(element, "style:text-position").unwrap_or_default();
                if place.starts_with("super") || place.starts_with(|c| matches!(c, '1'..='9')) {
                    self.raising_styles.insert(self.style.clone());
                }
            }
            "style:table-cell-properties" => self.colour(element, "fo:background-color", 1),
            "style:table-properties" if attribute(element, "table:display").as_deref() == Some("false") => {
                self.hidden_tables.push(self.style.clone());
            }
            "style:graphic-properties" => {
                // Nothing is cropped by `rect(0cm, 0cm, 0cm, 0cm)`.
                let is_cropped =
                    attribute(element, "fo:clip").is_some_and(|clip| clip.contains(|c| matches!(c, '1'..='9')));
                let is_mirrored = attribute(element, "style:mirror").is_some_and(|mirror| mirror != "none");
                if is_cropped || is_mirrored {
                    self.altering_styles.insert(self.style.clone());
                }
            }
            "table:table" => {
                let style = attribute(element, "table:style-name").unwrap_or_default();
                self.sheet = Sheet {
                    name: attribute(element, "table:name").unwrap_or_default(),
                    hidden: self.hidden_tables.contains(&style),
                    ..Sheet::default()
                };
                self.collected = Collected::new(self.limits, self.room, self.progress);
                (self.row, self.defined_columns, self.is_in_table) = (0, 0, true);
                self.areas.clear();
                self.column_styles.clear();
                self.heights.clear();
            }
            "table:table-column" => {
                let repeats = count(element, "table:number-columns-repeated");
                let style = attribute(element, "table:style-name").unwrap_or_default();
                let last = self.defined_columns.saturating_add(repeats);
                if is_hidden(element) || self.thin_columns.contains(&style) {
                    self.sheet.hidden_columns.extend(self.defined_columns..last.min(self.limits.columns));
                }
                self.column_styles
                    .extend(attribute(element, "table:default-cell-style-name").map(|style| (last, style)));
                self.defined_columns = last;
            }
            "table:table-row" => {
                self.row_repeats = count(element, "table:number-rows-repeated");
                self.column = 0;
                self.row_cells.clear();
                let last = self.row.saturating_add(self.row_repeats.min(REPEATS)).min(MOST_ROWS);
                let style = attribute(element, "table:style-name").unwrap_or_default();
                if is_hidden(element) || self.row_heights.get(&style).is_some_and(|height| *height < LEAST_MM) {
                    self.sheet.hidden_rows.extend(self.row..last);
                }
                if let Some(height) = self.row_heights.get(&style) {
                    self.heights.extend((self.row..last.min(self.row.saturating_add(500))).map(|row| (row, *height)));
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.start_cell(element),
            "draw:text-box" | "draw:custom-shape" | "draw:rect" | "draw:ellipse" => self.text_box = Some(String::new()),
            "text:p" if let Some(text) = &mut self.text_box => text.push(' '),
            "office:annotation" => {
                self.in_annotation = true;
                self.odd_cells.comments += 1;
            }
            "text:a" => {
                let target = attribute(element, "xlink:href").unwrap_or_default();
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.link.is_empty() && !self.in_annotation) {
                    cell.link = target;
                }
            }
            "text:p" if self.cell.is_some() && self.frame.is_none() && !self.in_annotation => {
                self.in_paragraph += 1;
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                }
            }
            "text:span" => {
                let style = attribute(element, "text:style-name").unwrap_or_default();
                if let Some(cell) = self.cell.as_mut().filter(|_| self.striking_styles.contains(&style)) {
                    cell.is_struck = true;
                }
                self.raised_parts.push(self.raising_styles.contains(&style));
            }
            "text:s" => self.text(&" ".repeat(count(element, "text:c").min(100) as usize)),
            "text:tab" => self.text("\t"),
            "text:line-break" => self.text("\n"),
            "draw:frame" if self.cell.is_some() && self.frame.is_none() => {
                let length = |name: &str| attribute(element, name).as_deref().and_then(millimetres);
                let turn = attribute(element, "draw:transform").unwrap_or_default();
                self.frame = Some(OpenFrame {
                    top_mm: length("svg:y").unwrap_or_default(),
                    height_mm: length("svg:height").unwrap_or_default(),
                    quarter_turns: turns(&turn),
                    is_altered: attribute(element, "draw:style-name")
                        .is_some_and(|style| self.altering_styles.contains(&style)),
                    path: String::new(),
                });
            }
            "draw:image" => {
                let path = attribute(element, "xlink:href").unwrap_or_default();
                let path = path.trim_start_matches("./");
                match &mut self.frame {
                    // What a chart looks like is no photo.
                    _ if path.is_empty() || path.starts_with("ObjectReplacements/") => {}
                    Some(frame) if frame.path.is_empty() => frame.path = path.to_owned(),
                    Some(_) => {}
                    None => self.loose_pictures += usize::from(self.is_in_table),
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) {
        let value =
            ["office:value", "office:date-value", "office:time-value", "office:boolean-value", "office:string-value"];
        let of_column =
            || self.column_styles.iter().find(|(last, _)| self.column < *last).map(|(_, style)| style.clone());
        let style = attribute(element, "table:style-name").or_else(of_column).unwrap_or_default();
        self.cell = Some(OpenCell {
            repeats: count(element, "table:number-columns-repeated"),
            kind: attribute(element, "office:value-type").unwrap_or_default(),
            value: value.iter().find_map(|name| attribute(element, name)).unwrap_or_default(),
            currency: attribute(element, "office:currency").unwrap_or_default(),
            has_formula: element.try_get_attribute("table:formula").is_ok_and(|found| found.is_some()),
            is_unseen: self.is_unseen(&style),
            is_struck: self.striking_styles.contains(&style),
            is_covered: element.name().as_ref() == "table:covered-table-cell",
            ..OpenCell::default()
        });
        let (rows, columns) =
            (count(element, "table:number-rows-spanned"), count(element, "table:number-columns-spanned"));
        if rows > 1 || columns > 1 {
            let last = |from: u32, count: u32| from.saturating_add(count - 1);
            self.areas.push([self.row, last(self.row, rows), self.column, last(self.column, columns)]);
        }
    }

    fn colour(&mut self, element: &BytesStart<'_>, name: &str, which: usize) {
        let said =
            attribute(element, name).filter(|colour| colour.starts_with('#')).map(|colour| colour.to_lowercase());
        if let Some(place) = self.colours.entry(self.style.clone()).or_default().get_mut(which) {
            *place = said.or(place.take());
        }
    }

    /// Whether the text of a cell of this style has the colour of its ground.
    fn is_unseen(&self, style: &str) -> bool {
        let [text, ground] = self.colours.get(style).unwrap_or(&[None, None]);
        text.as_deref().is_some_and(|text| ground.as_deref().unwrap_or("#ffffff") == text)
    }

    fn text(&mut self, text: &str) {
        if let Some(open) = self.text_box.as_mut().filter(|open| open.len() < MOST_TEXT) {
            open.push_str(text);
            return;
        }
        if self.in_annotation && text == OWN_AUTHOR {
            self.odd_cells.comments = self.odd_cells.comments.saturating_sub(1);
        }
        if self.in_paragraph > 0
            && self.frame.is_none()
            && let Some(cell) = self.cell.as_mut().filter(|cell| cell.text.len() < MOST_TEXT)
        {
            match self.raised_parts.contains(&true) {
                true => cell.text.extend(text.chars().map(raised)),
                false => cell.text.push_str(text),
            }
        }
    }

    fn end(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "text:p" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "text:span" => drop(self.raised_parts.pop()),
            "office:annotation" => self.in_annotation = false,
            "draw:text-box" | "draw:custom-shape" | "draw:rect" | "draw:ellipse" => {
                let text = self.text_box.take().map(|text| text.trim().to_owned());
                self.text_boxes.extend(text.filter(|text| !text.is_empty() && self.is_in_table));
            }
            "draw:frame" => {
                if let Some(frame) = self.frame.take().filter(|frame| !frame.path.is_empty()) {
                    self.altered_pictures += usize::from(frame.is_altered);
                    self.pending.push((self.row, self.column, frame));
                }
            }
            "table:table-cell" | "table:covered-table-cell" => self.end_cell(),
            "table:table-row" => self.end_row()?,
            "table:table" if self.is_in_table => self.end_sheet(),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        self.in_paragraph = 0;
        let column = self.column;
        self.column = self.column.saturating_add(cell.repeats);
        // What lies hidden under a merged cell is not what anybody sees.
        if cell.is_covered {
            return;
        }
        self.odd_cells.links += usize::from(leads_elsewhere(&cell.text, &cell.link));
        let value = cell.value();
        if cell.paragraphs > 0 && cell.shows_no_number(&value) {
            self.odd_cells.hidden += 1;
            return;
        }
        let format = cell.format(&value).map(Arc::new);
        if !value.is_empty() {
            self.odd_cells.unseen += usize::from(cell.is_unseen);
            self.odd_cells.struck += usize::from(cell.is_struck);
            self.row_cells.push((column, cell.repeats, value, format));
        }
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let row = self.row;
        self.row = self.row.saturating_add(self.row_repeats);
        let cells = std::mem::take(&mut self.row_cells);
        let too_many = || Fault::TooManyRows { cap: self.limits.rows };
        if cells.is_empty() {
            return Ok(());
        }
        if self.row_repeats as usize > self.limits.rows || self.row_repeats > REPEATS {
            return Err(too_many());
        }
        for at in row..self.row {
            for (column, repeats, value, format) in &cells {
                let last = column.saturating_add(*repeats).min(self.limits.columns.saturating_add(1));
                for column in *column..last.max(*column + 1) {
                    self.collected.add(at, column, value.clone(), format.clone())?;
                }
            }
        }
        self.row_cells = cells;
        self.row_cells.clear();
        Ok(())
    }

    fn end_sheet(&mut self) {
        self.is_in_table = false;
        let collected = std::mem::replace(&mut self.collected, Collected::new(self.limits, self.room, self.progress));
        let mut sheet = std::mem::take(&mut self.sheet);
        (sheet.rows, sheet.width, sheet.left_out_columns, self.room) = collected.finish();
        bring_down(&mut sheet, &self.areas, &mut self.merged_left);
        for (row, column, frame) in std::mem::take(&mut self.pending) {
            let height = |row: u32| self.heights.get(&row).copied().unwrap_or(ROW_MM);
            let row = super::pictures::row_of_most(row, frame.top_mm, frame.height_mm, height);
            let (path, quarter_turns) = (frame.path, frame.quarter_turns);
            self.frames.push(Frame { sheet: self.sheets.len(), row, column, path, quarter_turns });
        }
        if self.sheets.len() < self.limits.sheets {
            self.sheets.push(sheet);
        }
    }
}
