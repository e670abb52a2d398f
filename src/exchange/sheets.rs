//! What a spreadsheet file holds before any column has a meaning: sheets, rows, cells, pictures, and their addresses.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::number_format::NumberFormat;
use crate::text::Lang;

/// What is read at most: files come from strangers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Of the file itself.
    pub bytes: u64,
    /// Of everything that a packed file unpacks to.
    pub unpacked_bytes: u64,
    /// Of one part that is held in memory whole: the texts of a workbook, a picture.
    pub held_bytes: u64,
    /// Of one line of a text file.
    pub line_bytes: usize,
    /// Of the cells of all sheets in memory: one text may stand in a million cells.
    pub cell_bytes: usize,
    /// Pictures of a file.
    pub pictures: usize,
    /// Rows that hold something, over all sheets.
    pub rows: usize,
    /// Columns of a sheet; more are left out, and said so.
    pub columns: u32,
    pub sheets: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 256 << 20,
            unpacked_bytes: 512 << 20,
            held_bytes: 128 << 20,
            line_bytes: 4 << 20,
            cell_bytes: 384 << 20,
            pictures: 20_000,
            rows: 150_000,
            columns: 300,
            sheets: 200,
        }
    }
}

/// Reports how far work is (`done` of `total`, 0 where nobody can tell); `Break` stops it.
pub type ReadProgress<'a> = &'a (dyn Fn(usize, usize) -> ControlFlow<()> + Sync);

/// Work that reports nothing and is never stopped.
pub fn no_progress(_: usize, _: usize) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// What kind of file it really is, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Xlsx,
    Ods,
    Csv,
    Json,
}

impl FileKind {
    pub fn label(self) -> &'static str {
        match self {
            FileKind::Xlsx => "Excel (.xlsx)",
            FileKind::Ods => "OpenDocument (.ods)",
            FileKind::Csv => "CSV",
            FileKind::Json => "JSON",
        }
    }
}

/// How the bytes of a text file were understood. A person may say otherwise and have it read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextForm {
    pub encoding: Encoding,
    pub delimiter: u8,
    /// It began with a byte-order mark.
    pub mark: bool,
}

/// The encodings that spreadsheet programs write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Windows1252,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    pub const ALL: [Encoding; 4] = [Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le, Encoding::Utf16Be];

    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Windows1252 => "Windows-1252",
            Encoding::Utf16Le => "UTF-16 LE",
            Encoding::Utf16Be => "UTF-16 BE",
        }
    }
}

/// A cell's content as it lies in the file. Text stays text until a column gives it a meaning.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    #[default]
    Empty,
    Text(Box<str>),
    Number(f64),
    /// A day, that Excel made itself from what was typed as often as not: year, month, day.
    Date(i16, u8, u8),
    /// A time of day or a span: hours, minutes, seconds.
    Time(u32, u8, u8),
    Truth(bool),
    /// `#REF!` and its kind.
    Fault(Box<str>),
    /// A formula whose result the file does not carry.
    Uncalculated,
}

impl Value {
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Empty => true,
            // Marks without a width count for nothing.
            Value::Text(text) => text
                .chars()
                .all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')),
            _ => false,
        }
    }

    /// The content as one would type it: numbers in full, days in ISO form.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Value::Empty => Cow::Borrowed(""),
            Value::Text(text) | Value::Fault(text) => Cow::Borrowed(text),
            Value::Number(number) => Cow::Owned(plain_number(*number)),
            Value::Date(year, month, day) => Cow::Owned(format!("{year:04}-{month:02}-{day:02}")),
            Value::Time(hours, minutes, 0) => Cow::Owned(format!("{hours:02}:{minutes:02}")),
            Value::Time(hours, minutes, seconds) => Cow::Owned(format!("{hours:02}:{minutes:02}:{seconds:02}")),
            Value::Truth(true) => Cow::Borrowed("TRUE"),
            Value::Truth(false) => Cow::Borrowed("FALSE"),
            Value::Uncalculated => Cow::Borrowed("=…"),
        }
    }
}

/// A number in full, without an exponent, with a point before the decimals: the digits that Excel shows at most (15).
pub fn plain_number(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        return format!("{number:.0}");
    }
    match decimal_of(number) {
        Some(decimal) => decimal.normalize().to_string(),
        None => number.to_string(),
    }
}

/// The decimal that was meant by a double: at most fifteen digits, as spreadsheet programs keep.
pub fn decimal_of(number: f64) -> Option<Decimal> {
    if !number.is_finite() || number.abs() >= 1e20 {
        return None;
    }
    Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|decimal| decimal.normalize())
}

/// One cell with something in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// From 0, which is column A.
    pub column: u32,
    pub value: Value,
    /// The value stands in the first cell of a merged area that covers this one.
    pub merged: bool,
    /// What the format of a number says beside its digits, where it says something.
    pub format: Option<Arc<NumberFormat>>,
}

impl Cell {
    pub fn new(column: u32, value: Value) -> Self {
        Self { column, value, merged: false, format: None }
    }
}

/// One row with something in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// From 0, which is row 1.
    pub at: u32,
    /// By column.
    pub cells: Vec<Cell>,
}

impl Row {
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        self.cells.get(at)
    }

    /// Nothing but what a merged area brings down from above.
    pub fn is_only_merged(&self) -> bool {
        self.cells.iter().all(|cell| cell.merged)
    }
}

/// A picture that lies on a sheet.
#[derive(Clone, PartialEq)]
pub struct Picture {
    pub row: u32,
    pub column: u32,
    /// `jpg`, `png`, …
    pub ending: String,
    pub bytes: Arc<[u8]>,
    /// How often it is turned by a quarter, clockwise, on the sheet.
    pub quarter_turns: u8,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({}, {} bytes)", cell_name(self.row, self.column), self.bytes.len())
    }
}

/// One sheet. Empty rows and cells are not kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Empty for a text file, which has no sheets.
    pub name: String,
    pub hidden: bool,
    pub rows: Vec<Row>,
    /// One more than the last column with something in it.
    pub width: u32,
    /// Columns beyond the limit, which were not read.
    pub left_out_columns: bool,
    pub pictures: Vec<Picture>,
    /// Rows and columns that a spreadsheet program does not show: hidden, or filtered away.
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_columns: BTreeSet<u32>,
}

/// Something about a file that was not as it should be, and what was made of it. Lines and rows count from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileFault {
    /// A quotation mark opens and never closes; it is read as an ordinary character.
    UnclosedQuote { line: u32 },
    /// Quotation marks inside a text, which were not doubled.
    BareQuotes { line: u32 },
    /// The file breaks off inside a letter.
    CutOff,
    /// Bytes that are no letter of the encoding.
    Undecodable { count: usize },
    /// Letters of another encoding that were encoded once more.
    EncodedTwice { count: usize },
    /// Zero bytes, left out.
    Nul { count: usize },
    /// A sheet that the file names and does not carry, or that cannot be read.
    SheetLost { name: String },
    /// Cells with a number format that shows nothing, left out.
    HiddenCells { count: usize },
    /// Names with addresses, contacts or permits, and nothing of a product.
    ListsPeople { sheet: String },
    /// A table with other headings below the one that is read, left out.
    OtherTable { row: u32 },
    /// Texts in the colour of what is behind them, taken.
    UnseenCells { count: usize },
    /// Texts, or parts of them, that are struck through, taken.
    StruckCells { count: usize },
    /// Comments on cells, left out.
    Comments { count: usize },
    /// Links to something that their cells do not say, left out.
    Links { count: usize },
    /// A line of a text table that seems to go on in the next.
    BrokenLine { line: u32 },
    /// Pictures on the sheet of a list that lie at no product.
    StrayPictures { count: usize },
    /// Pictures in a column for those of something else: `Foto Pemilik`.
    OtherPictures { heading: String, count: usize },
    /// A name that lists several products.
    SeveralInOne,
    /// A sheet that is called as a village, which nothing in it confirms; taken where the catalogue does.
    SheetOfVillage { sheet: String, is_taken: bool },
    /// A column of ids that count the rows of the list.
    IdsCountRows { heading: String },
    /// A shop's weight of a parcel, taken as what is in it.
    ParcelWeight { heading: String },
    /// What a maker does, taken as the category of its products.
    LineOfBusiness { heading: String },
    /// Pictures on a sheet that holds no list.
    PicturesWithoutList { sheet: String, count: usize },
    /// Texts in boxes that lie over the cells, left out.
    TextBoxes { said: String },
    /// A picture that the file names and does not carry, or one of a kind that is no photo.
    PicturesLost { count: usize },
    /// Above the headings: who made the products, where, and how to reach them.
    SaidAbove { said: String },
    /// A sheet whose headings stand one below the other.
    OnItsSide { sheet: String },
    /// Rows with more cells than there are headings, the first one and how many.
    MoreCells { row: u32, count: usize },
    /// Rows without a maker under one that has one, the first and how many.
    LooksMerged { row: u32, count: usize },
    /// Tables side by side, set apart by an empty column.
    SideBySide { column: u32 },
    /// A sheet that is called as its maker, who stands nowhere on it.
    SheetOfMaker { sheet: String },
    /// Pictures that a spreadsheet program shows cropped or mirrored, taken as they are in the file.
    PicturesAltered { count: usize },
    /// Products of which the list says nothing but the name, the first and how many; they may be headings of its parts.
    OnlyNames { row: u32, count: usize },
    /// Columns on the right of a sheet that has more than are read.
    MoreColumns { sheet: String },
    /// Macros, which are not run.
    Macros,
}

impl FileFault {
    /// What is said of cells that look otherwise in a spreadsheet program than they read.
    pub(super) fn of_cells(cells: OddCells) -> impl Iterator<Item = FileFault> {
        let said = [
            (cells.hidden, FileFault::HiddenCells { count: cells.hidden }),
            (cells.unseen, FileFault::UnseenCells { count: cells.unseen }),
            (cells.struck, FileFault::StruckCells { count: cells.struck }),
            (cells.comments, FileFault::Comments { count: cells.comments }),
            (cells.links, FileFault::Links { count: cells.links }),
        ];
        said.into_iter().filter(|(count, _)| *count > 0).map(|(_, fault)| fault)
    }

    /// What is said of the texts that lie over the cells.
    pub(super) fn of_text_boxes(texts: &[String]) -> Option<FileFault> {
        const MOST: usize = 200;
        let said: String = texts.join("; ").chars().take(MOST).collect();
        (!said.is_empty()).then_some(FileFault::TextBoxes { said })
    }

    /// What is said of the pictures of a file.
    pub(super) fn of_pictures(lost: usize, altered: usize) -> impl Iterator<Item = FileFault> {
        let lost = (lost > 0).then_some(FileFault::PicturesLost { count: lost });
        let altered = (altered > 0).then_some(FileFault::PicturesAltered { count: altered });
        lost.into_iter().chain(altered)
    }
}

/// Who signs the comments that this program writes itself.
pub(super) const OWN_AUTHOR: &str = "Etalase Desa";

/// How many cells look otherwise in a spreadsheet program than they read, or carry more.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct OddCells {
    /// By their number format.
    pub hidden: usize,
    /// Written in the colour that is behind them.
    pub unseen: usize,
    pub struck: usize,
    pub comments: usize,
    pub links: usize,
}

/// A file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheets {
    /// The file's name, for addresses.
    pub file: String,
    pub kind: FileKind,
    /// For a text file: how it was understood.
    pub form: Option<TextForm>,
    pub sheets: Vec<Sheet>,
    /// For JSON, which carries whole records instead of sheets.
    pub records: Option<super::json::Records>,
    /// It carries macros, which are never run.
    pub macros: bool,
    pub faults: Vec<FileFault>,
}

/// Where something stands in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    pub sheet: usize,
    /// From 0.
    pub row: u32,
    /// From 0; `None` for the whole row.
    pub column: Option<u32>,
}

impl Sheets {
    /// `harga.xlsx, lembar Paser, sel F14`; a row alone: `harga.xlsx, lembar Paser, baris 14`.
    pub fn address(&self, at: &Address, lang: Lang) -> String {
        let mut words = self.file.clone();
        let name = self.sheets.get(at.sheet).map_or("", |sheet| sheet.name.as_str());
        if !name.is_empty() {
            words.push_str(lang.pick(", lembar ", ", sheet "));
            words.push_str(name);
        }
        match (at.column, self.kind) {
            (_, FileKind::Json) => {
                words.push_str(match at.sheet {
                    super::json::Records::CATEGORIES => lang.pick(", kategori ke-", ", category "),
                    super::json::Records::PRODUCERS => lang.pick(", produsen ke-", ", producer "),
                    _ => lang.pick(", produk ke-", ", product "),
                });
                words.push_str(&(at.row + 1).to_string());
            }
            (Some(column), _) => {
                words.push_str(lang.pick(", sel ", ", cell "));
                words.push_str(&cell_name(at.row, column));
            }
            (None, _) => {
                words.push_str(lang.pick(", baris ", ", row "));
                words.push_str(&(at.row + 1).to_string());
            }
        }
        words
    }
}

/// `F14`
pub fn cell_name(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// `A`, `Z`, `AA`
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    letters.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        assert_eq!(cell_name(13, 5), "F14");
        assert_eq!([column_name(25), column_name(26), column_name(701), column_name(702)], ["Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn numbers_are_said_in_full() {
        for (number, words) in [
            (15000.0, "15000"),
            (64.01, "64.01"),
            (812345678901.0, "812345678901"),
            (6.28123456789e12, "6281234567890"),
            (0.1 + 0.2, "0.3"),
            (-2.5, "-2.5"),
            (1e-7, "0.0000001"),
        ] {
            assert_eq!(plain_number(number), words);
        }
    }
}
