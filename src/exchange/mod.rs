//! Spreadsheets and JSON in and out: a file to a proposed change set with a verdict for every row and cell, and back.
//!
//! [`read`] takes bytes to [`Sheets`], in which text is text. [`guess`] proposes what the columns mean ([`Mapping`]), and
//! a person may correct it. [`review`] holds the rows against a catalogue and gives a [`Review`]: what would happen, cell
//! by cell, with the questions that only a person can answer; answers go into [`ReviewOptions`], and the review is made anew.
//! [`Review::edit`] is the one undoable edit. Nothing here reads a file, a clock or a random number.

mod amounts;
mod asked;
mod cells;
mod columns;
mod delimited;
mod error;
mod facts;
mod guess;
mod headings;
mod how_read;
mod json;
mod links;
mod long_codes;
mod markup;
mod number_format;
mod numbers;
mod ods;
mod ods_cell;
mod package;
mod permit_facts;
mod permit_numbers;
mod permits;
mod phones;
mod pictures;
mod price_words;
mod raised;
mod read;
mod records;
mod review;
mod sheet_look;
mod sheets;
mod table;
mod template;
mod to_do_xlsx;
mod workbook;
mod xlsx_out;

pub use cells::{CellContent, content};
pub use columns::{Column, PRICES, Permit, PricePart};
pub use error::{Fault, ImportError};
pub use guess::{ColumnUse, Mapping, SheetMapping, guess, guess_below};
pub use how_read::how_read;
pub use json::{Records, write_json};
pub use number_format::NumberFormat;
pub use numbers::DecimalMark;
pub use read::{Reading, read};
pub use review::{
    Answer, CellReview, CellVerdict, Counts, Matched, Note, PhotoLocation, PhotoReference, Question, QuestionKey,
    Review, ReviewOptions, RowReview, Verdict, review,
};
pub use sheets::{
    Address, Cell, Encoding, FileFault, FileKind, Limits, Picture, ReadProgress, Row, Sheet, Sheets, TextForm, Value,
    cell_name, column_name, no_progress,
};
pub use table::{CsvForm, write_csv};
pub use template::TemplateRegion;
pub use to_do_xlsx::write_to_do;
pub use xlsx_out::{Thumbnails, XlsxOptions, write_template, write_xlsx};
