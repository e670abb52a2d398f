//! How an Excel workbook looks: hidden rows and columns, formats of numbers, pictures; and what of it has to be mended
//! before it can be read.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Cursor, Write as _};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::links::comments;
use super::number_format::NumberFormat;
use super::package::{Package, attribute, walk_xml};
use super::pictures;
use super::raised::{has_raised_runs, with_raised_runs};
use super::sheets::{Limits, Picture};

const WORKBOOK: &str = "xl/workbook.xml";
const TEXTS: &str = "xl/sharedStrings.xml";
/// The height of a row that says none, in points.
const ROW_POINTS: f64 = 15.0;

/// Rows of fewer points, and columns of fewer letters, show nothing of what is in them.
const LEAST_POINTS: f64 = 3.0;
const LEAST_LETTERS: f64 = 0.5;

/// No spreadsheet program has more rows.
const MOST_ROWS: u32 = 1 << 20;

/// What one sheet looks like.
#[derive(Default)]
pub(super) struct SheetLook {
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_columns: BTreeSet<u32>,
    pub formats: HashMap<(u32, u32), Arc<NumberFormat>>,
    pub pictures: Vec<Picture>,
    /// Cells whose format shows nothing.
    pub hidden_cells: BTreeSet<(u32, u32)>,
    /// How many cells are written in the colour that is behind them.
    pub unseen_cells: usize,
    /// Cells that are struck through as a whole, or in a text of their own.
    pub struck_cells: BTreeSet<(u32, u32)>,
    /// Cells whose formula failed, and what stands there.
    pub faults: BTreeMap<(u32, u32), String>,
    /// Comments on cells, but for our own.
    pub comments: usize,
    /// Cells with a link, and where it leads.
    pub links: Vec<((u32, u32), String)>,
    /// Cells whose value is a picture.
    pub picture_cells: BTreeSet<(u32, u32)>,
}

/// What a workbook looks like, sheet by sheet.
#[derive(Default)]
pub(super) struct BookLook {
    pub sheets: HashMap<String, SheetLook>,
    /// Pictures that the file names and does not carry.
    pub lost_pictures: usize,
    /// Pictures that are cropped or mirrored on a sheet, and whole in the file.
    pub altered_pictures: usize,
    /// What is written in boxes over the cells.
    pub text_boxes: Vec<String>,
    /// Texts of cells of which a part is struck through.
    pub struck_texts: usize,
    /// Sheets that the file names and does not carry.
    pub lost_sheets: Vec<String>,
    /// The workbook without what the reader stumbles over, where there is such a thing.
    pub mended: Option<Vec<u8>>,
}

/// Looks at every sheet. What cannot be read looks like nothing.
pub(super) fn look(bytes: &[u8], limits: &Limits) -> BookLook {
    let mut book = BookLook::default();
    let Some(mut package) = Package::open(bytes, limits) else { return book };
    let styles = cell_styles(&package.text("xl/styles.xml").unwrap_or_default());
    let texts = package.text(TEXTS).unwrap_or_default();
    book.struck_texts = struck_texts(&texts);
    let mut raising: Vec<String> = has_raised_runs(&texts).then(|| TEXTS.to_owned()).into_iter().collect();
    drop(texts);
    let rich = pictures::rich_values(&mut package);
    let by_name = pictures::named_by_wps(&mut package);
    let relations: HashMap<String, (String, String)> =
        package.relations(WORKBOOK).into_iter().map(|one| (one.id, (one.kind, one.target))).collect();
    let mut wrong_sheets = Vec::new();
    let mut wrong_dimensions = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, id) in named_sheets(&package.text(WORKBOOK).unwrap_or_default()).into_iter().take(limits.sheets) {
        let Some((kind, path)) = relations.get(&id).filter(|(_, path)| package.has(path)) else {
            book.lost_sheets.push(name);
            wrong_sheets.push(id);
            continue;
        };
        if kind != "worksheet" {
            if kind != "chartsheet" {
                wrong_sheets.push(id);
            }
            continue;
        }
        // Two hundred sheets of one part are a trick: each would take as long as the first.
        if !seen.insert(path.clone()) {
            book.lost_sheets.push(name);
            wrong_sheets.push(id);
            continue;
        }
        let Some(xml) = package.text(path) else { continue };
        let mut walk = LookWalk { styles: &styles, ..LookWalk::default() };
        walk_xml(&xml, |event| walk.event(event));
        raising.extend(has_raised_runs(&xml).then(|| path.clone()));
        if !walk.dimension.as_deref().is_none_or(is_dimension) {
            wrong_dimensions.push(path.clone());
        }
        let mut sheet = walk.look;
        let (notes, others): (Vec<_>, Vec<_>) =
            package.relations(path).into_iter().partition(|one| one.kind == "comments");
        let notes = notes.first().and_then(|one| package.text(&one.target));
        sheet.comments = comments(&notes.unwrap_or_default());
        let targets: HashMap<&str, &str> = others.iter().map(|one| (&*one.id, &*one.target)).collect();
        let target = |id: &str| targets.get(id).map(|target| (*target).to_owned());
        sheet.links.extend(walk.links.iter().filter_map(|(at, id)| Some((*at, target(id)?))));
        let usual = walk.usual_height.unwrap_or(ROW_POINTS);
        let on_sheet = pictures::on_sheet(&mut package, path, &walk.heights, usual);
        sheet.pictures = on_sheet.pictures;
        book.lost_pictures += on_sheet.lost;
        book.altered_pictures += on_sheet.altered;
        book.text_boxes.extend(on_sheet.texts);
        for ((row, column), source) in walk.pictures {
            let path = match &source {
                CellPicture::Rich(number) => rich.get(number.saturating_sub(1)).cloned().flatten(),
                CellPicture::Wps(name) => by_name.get(name).cloned(),
            };
            // A rich value without a picture is another kind of value: a stock, a place.
            if path.is_none() && matches!(source, CellPicture::Rich(_)) {
                continue;
            }
            sheet.picture_cells.insert((row, column));
            match path.and_then(|path| pictures::in_cell(&mut package, &path, row, column)) {
                Some(picture) => sheet.pictures.push(picture),
                None => book.lost_pictures += 1,
            }
        }
        book.sheets.insert(name, sheet);
    }
    if !wrong_sheets.is_empty() || !wrong_dimensions.is_empty() || !raising.is_empty() {
        book.mended = mended(bytes, &wrong_sheets, &wrong_dimensions, &raising);
    }
    book
}

/// `A1`, `A1:H20`: forwards, and with both parts. It is only a hint, which the reader takes for more.
fn is_dimension(text: &str) -> bool {
    let cells: Vec<Option<(u32, u32)>> = text.split(':').map(place).collect();
    match cells.as_slice() {
        [Some(_)] => true,
        [Some(first), Some(last)] => first.0 <= last.0 && first.1 <= last.1,
        _ => false,
    }
}

/// Row and column of `C12`, from 0.
fn place(cell: &str) -> Option<(u32, u32)> {
    let letters = cell.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = cell.split_at_checked(letters).filter(|(letters, _)| (1..=3).contains(&letters.len()))?;
    let column =
        letters.bytes().fold(0_u32, |sum, letter| sum * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    Some((digits.parse::<u32>().ok()?.checked_sub(1)?, column - 1))
}

/// The sheets by name, with the reference to their part.
fn named_sheets(xml: &str) -> Vec<(String, String)> {
    let mut list = Vec::new();
    walk_xml(xml, |event| {
        if let Event::Start(element) | Event::Empty(element) = event
            && element.local_name().as_ref() == "sheet"
        {
            // `id` in any namespace; `sheetId` is another.
            list.push((attribute(element, "name").unwrap_or_default(), attribute(element, "id").unwrap_or_default()));
        }
    });
    list
}

/// What a cell's style says beside the digits.
struct CellStyle {
    format: Option<Arc<NumberFormat>>,
    /// Its text has the colour of its ground.
    is_unseen: bool,
    is_struck: bool,
}

/// How many texts are struck through in part.
fn struck_texts(xml: &str) -> usize {
    if memchr::memmem::find(xml.as_bytes(), b"strike").is_none() {
        return 0;
    }
    let (mut count, mut is_struck) = (0, false);
    walk_xml(xml, |event| match event {
        Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "strike" => {
            is_struck |= is_on(element);
        }
        Event::End(element) if element.local_name().as_ref() == "si" => {
            count += usize::from(std::mem::take(&mut is_struck));
        }
        _ => {}
    });
    count
}

/// `<strike/>`, unless its value says no.
fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|value| value != "0" && value != "false")
}

fn cell_styles(xml: &str) -> Vec<CellStyle> {
    let (mut codes, mut list) = (HashMap::<u32, String>::new(), Vec::new());
    // A font without a colour is black, a cell without a fill white.
    let (mut fonts, mut fills): (Vec<(String, bool)>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut in_cells, mut is_solid) = (false, false);
    walk_xml(xml, |event| match event {
        Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
            "font" => fonts.push((BLACK.to_owned(), false)),
            "fill" => fills.push(WHITE.to_owned()),
            "color" => {
                if let (Some((font, _)), true) = (fonts.last_mut(), fills.is_empty()) {
                    *font = colour(element);
                }
            }
            "strike" => {
                if let (Some((_, is_struck)), true) = (fonts.last_mut(), fills.is_empty()) {
                    *is_struck = is_on(element);
                }
            }
            // Of a solid fill this is the colour; what a pattern or gradient looks like is not asked.
            "patternFill" | "gradientFill" => {
                let kind = attribute(element, "patternType");
                let is_none =
                    element.local_name().as_ref() == "patternFill" && kind.as_deref().is_none_or(|kind| kind == "none");
                if let Some(fill) = fills.last_mut().filter(|_| !is_none) {
                    (*fill, is_solid) = (String::new(), kind.as_deref() == Some("solid"));
                }
            }
            "fgColor" if is_solid => {
                if let Some(fill) = fills.last_mut().filter(|fill| fill.is_empty()) {
                    *fill = colour(element);
                }
            }
            "numFmt" => {
                let number = attribute(element, "numFmtId").and_then(|id| id.parse().ok());
                codes.extend(number.zip(attribute(element, "formatCode")));
            }
            "cellXfs" => in_cells = true,
            "xf" if in_cells => {
                let id: u32 = attribute(element, "numFmtId").and_then(|id| id.parse().ok()).unwrap_or(0);
                let code = match (codes.get(&id), id) {
                    (Some(code), _) => code.as_str(),
                    (None, 9 | 10) => "0%",
                    _ => "General",
                };
                let number =
                    |name| attribute(element, name).and_then(|number| number.parse::<usize>().ok()).unwrap_or(0);
                let (font, fill) = (fonts.get(number("fontId")), fills.get(number("fillId")));
                let is_unseen = font.is_some_and(|(font, _)| fill.map_or(WHITE, String::as_str) == font);
                let is_struck = font.is_some_and(|(_, is_struck)| *is_struck);
                list.push(CellStyle { format: NumberFormat::of_code(code).map(Arc::new), is_unseen, is_struck });
            }
            _ => {}
        },
        Event::End(element) if element.local_name().as_ref() == "cellXfs" => in_cells = false,
        _ => {}
    });
    list
}

const BLACK: &str = "000000";
const WHITE: &str = "FFFFFF";

/// A colour as its six digits; one of a theme or of the old palette by its number, but for white.
fn colour(element: &BytesStart<'_>) -> String {
    let of = |name: &str| attribute(element, name);
    let tint = of("tint").unwrap_or_default();
    match (of("rgb"), of("theme"), of("indexed")) {
        // Eight digits, the first two of them its opacity.
        (Some(rgb), ..) => rgb.get(rgb.len().saturating_sub(6)..).unwrap_or_default().to_uppercase(),
        (_, Some(theme), _) if theme == "0" && tint.is_empty() => WHITE.to_owned(),
        (_, Some(theme), _) => format!("{theme} {tint}"),
        (.., Some(indexed)) if indexed == "1" || indexed == "9" => WHITE.to_owned(),
        (.., Some(indexed)) => format!("indexed {indexed}"),
        _ => BLACK.to_owned(),
    }
}

enum CellPicture {
    /// The number that the cell gives for a rich value, from 1.
    Rich(usize),
    /// The name that WPS gives.
    Wps(String),
}

#[derive(Default)]
struct LookWalk<'f> {
    styles: &'f [CellStyle],
    look: SheetLook,
    dimension: Option<String>,
    usual_height: Option<f64>,
    /// In points; a hidden row has none.
    heights: BTreeMap<u32, f64>,
    pictures: Vec<((u32, u32), CellPicture)>,
    /// Cells with a link, and its id among the references of the sheet.
    links: Vec<((u32, u32), String)>,
    row: u32,
    column: u32,
    in_formula: bool,
    in_fault: bool,
}

impl LookWalk<'_> {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) | Event::Empty(element) => {
                let is_empty = matches!(event, Event::Empty(_));
                self.start(element, is_empty);
            }
            Event::Text(text) if self.in_formula => self.formula(&text.xml10_content()),
            Event::Text(text) if self.in_fault && text.starts_with('#') => {
                self.look.faults.insert((self.row, self.column), text.xml10_content().into_owned());
            }
            Event::End(element) => match element.local_name().as_ref() {
                "row" => self.row += 1,
                "c" => (self.column, self.in_fault) = (self.column + 1, false),
                "f" => self.in_formula = false,
                _ => {}
            },
            _ => {}
        }
    }

    fn start(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        let is = |name: &str| attribute(element, name).is_some_and(|value| value == "1" || value == "true");
        let says = |name: &str| attribute(element, name).and_then(|number| number.parse::<f64>().ok());
        match element.local_name().as_ref() {
            "dimension" => self.dimension = Some(attribute(element, "ref").unwrap_or_default()),
            "sheetFormatPr" => {
                // Rows that the sheet does not list are hidden.
                self.usual_height = if is("zeroHeight") { Some(0.0) } else { says("defaultRowHeight") };
            }
            "col" if is("hidden") || says("width").is_some_and(|width| width < LEAST_LETTERS) => {
                let of = |name: &str| attribute(element, name).and_then(|at| at.parse::<u32>().ok()).unwrap_or(1);
                // Everything to the right of a list is hidden as often as not.
                self.look.hidden_columns.extend((of("min").saturating_sub(1)..of("max")).take(500));
            }
            "row" => {
                let said = attribute(element, "r").and_then(|row| row.parse::<u32>().ok());
                self.row = said.map_or(self.row, |row| row.saturating_sub(1));
                self.column = 0;
                let height = says("ht");
                if self.row >= MOST_ROWS {
                    // No spreadsheet program has such a row.
                } else if is("hidden") || height.is_some_and(|height| height < LEAST_POINTS) {
                    self.look.hidden_rows.insert(self.row);
                    self.heights.insert(self.row, 0.0);
                } else {
                    self.heights.extend(height.map(|height| (self.row, height)));
                }
                self.row += u32::from(is_empty);
            }
            "c" => self.cell(element, is_empty),
            "strike" if is_on(element) => drop(self.look.struck_cells.insert((self.row, self.column))),
            "f" => self.in_formula = !is_empty,
            "hyperlink" => {
                let cells = attribute(element, "ref").unwrap_or_default();
                let at = place(cells.split(':').next().unwrap_or_default());
                self.links.extend(at.zip(attribute(element, "id")));
            }
            _ => {}
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        let (mut style, mut is_number, mut rich) = (None, true, None);
        self.in_fault = false;
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match attribute.key.local_name().as_ref() {
                "r" => {
                    if let Some((row, column)) = place(value) {
                        (self.row, self.column) = (row, column);
                    }
                }
                "s" => style = value.parse::<usize>().ok(),
                "t" => (is_number, self.in_fault) = (value == "n", value == "e" && !is_empty),
                "vm" => rich = value.parse::<usize>().ok(),
                _ => {}
            }
        }
        let at = (self.row, self.column);
        let style = style.filter(|_| !is_empty).and_then(|style| self.styles.get(style));
        self.look.unseen_cells += usize::from(style.is_some_and(|style| style.is_unseen));
        self.look.struck_cells.extend(style.filter(|style| style.is_struck).map(|_| at));
        match style.and_then(|style| style.format.clone()) {
            Some(format) if format.hides_text || format.is_hidden && is_number => {
                self.look.hidden_cells.insert(at);
            }
            Some(format) if is_number => drop(self.look.formats.insert(at, format)),
            _ => {}
        }
        self.pictures.extend(rich.map(|number| (at, CellPicture::Rich(number))));
        self.column += u32::from(is_empty);
    }

    fn formula(&mut self, text: &str) {
        let name = text.split_once("DISPIMG(\"").and_then(|(_, rest)| rest.split_once('"'));
        if let Some((name, _)) = name {
            self.pictures.push(((self.row, self.column), CellPicture::Wps(name.to_owned())));
        }
        let link = text.split_once("HYPERLINK(\"").and_then(|(_, rest)| rest.split_once('"'));
        self.look.links.extend(link.map(|(target, _)| ((self.row, self.column), target.to_owned())));
    }
}

/// The workbook without the sheets that it names and does not carry, without sizes that are none, and with the digits
/// raised that formats raise.
fn mended(bytes: &[u8], sheets: &[String], dimensions: &[String], raising: &[String]) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).ok()?;
        let name = entry.name().ok()?.into_owned();
        let path = name.replace('\\', "/").trim_start_matches('/').to_owned();
        let is_book = path.eq_ignore_ascii_case(WORKBOOK) && !sheets.is_empty();
        let is_among = |parts: &[String]| parts.iter().any(|one| one.eq_ignore_ascii_case(&path));
        let (is_wrong_size, is_raising) = (is_among(dimensions), is_among(raising));
        if !is_book && !is_wrong_size && !is_raising {
            out.raw_copy_file(entry).ok()?;
            continue;
        }
        let mut xml = String::new();
        std::io::Read::read_to_string(&mut entry, &mut xml).ok()?;
        if is_book {
            let is_wrong = |element: &str| sheets.iter().any(|id| element.contains(&format!("\"{id}\"")));
            xml = without(&xml, "<sheet ", is_wrong);
        }
        if is_wrong_size {
            xml = without(&xml, "<dimension", |_| true);
        }
        if is_raising {
            xml = with_raised_runs(&xml);
        }
        out.start_file(name, SimpleFileOptions::default()).ok()?;
        out.write_all(xml.as_bytes()).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}

/// The text without the elements that begin like this and are wrong.
fn without(xml: &str, begin: &str, is_wrong: impl Fn(&str) -> bool) -> String {
    let mut left = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, from)) = rest.find(begin).and_then(|at| rest.split_at_checked(at)) {
        let end = from.find('>').map_or(from.len(), |end| end + 1);
        let (element, behind) = from.split_at_checked(end).unwrap_or((from, ""));
        left.push_str(before);
        if !is_wrong(element) {
            left.push_str(element);
        }
        rest = behind;
    }
    left.push_str(rest);
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_are_none_are_known() {
        for text in ["A1", "A1:H20", "C3:C3"] {
            assert!(is_dimension(text), "{text}");
        }
        for text in ["A", "", "A1:", "H20:A1", "1", "A0"] {
            assert!(!is_dimension(text), "{text}");
        }
        assert_eq!(without("<a/><dimension ref=\"A\"/><b/>", "<dimension", |_| true), "<a/><b/>");
    }
}
