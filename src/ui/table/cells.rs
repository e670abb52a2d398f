//! What was typed or pasted into cells, read as an imported spreadsheet is: the same words, numbers, money and dates.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;

use super::columns::TableColumn;
use crate::exchange::{
    Answer, Cell, CellVerdict, Column, ColumnUse, DecimalMark, FileKind, Mapping, Question, QuestionKey, Review,
    ReviewOptions, Row, Sheet, SheetMapping, Sheets, Value, Verdict, no_progress, review,
};
use crate::model::{Catalog, Edit, ProductId, Text, record_name};
use crate::text::Lang;
use crate::ui::app::command::Proposal;

/// What becomes of one cell.
#[derive(Debug)]
pub enum CellReading {
    Unchanged,
    /// With the name of a producer or category that is made along with it.
    Taken(Edit, Option<String>),
    /// Why not, and what to write instead.
    Refused(String),
    /// Only a person can say; with the catalogue that words the answers.
    Asked(Box<Question>, Box<Catalog>),
}

/// One product's cell and what shall stand in it.
pub type CellInput = (ProductId, Column, String);

/// How a cell is emptied in a spreadsheet.
const ERASE: &str = "(hapus)";

/// A review of these cells alone. Only the products that are written to are looked at, so that one cell of a large
/// catalogue is as quick as one of a small one.
fn review_of(
    catalog: &Catalog,
    puts: &[CellInput],
    hex: &str,
    today: Date,
    answers: &BTreeMap<QuestionKey, Answer>,
) -> Option<(Sheets, Review)> {
    let mut columns: Vec<Column> = Vec::new();
    let mut rows: Vec<(&ProductId, Vec<(u32, &str)>)> = Vec::new();
    let mut row_of: HashMap<&ProductId, usize> = HashMap::new();
    for (id, column, typed) in puts {
        let at = columns.iter().position(|one| one == column).unwrap_or_else(|| {
            columns.push(*column);
            columns.len() - 1
        });
        let row = *row_of.entry(id).or_insert_with(|| {
            rows.push((id, Vec::new()));
            rows.len() - 1
        });
        if let Some((_, cells)) = rows.get_mut(row) {
            cells.push((u32::try_from(at + 1).ok()?, typed));
        }
    }
    let text = |column: u32, text: &str| Cell::new(column, Value::Text(text.into()));
    let sheet_rows = rows.iter().zip(0_u32..).map(|((id, cells), at)| {
        let mut cells: Vec<Cell> = cells.iter().map(|(column, typed)| text(*column, typed)).collect();
        cells.push(text(0, id.as_str()));
        cells.sort_by_key(|cell| cell.column);
        Row { at, cells }
    });
    let sheet = Sheet { rows: sheet_rows.collect(), width: u32::try_from(columns.len() + 1).ok()?, ..Sheet::default() };
    let sheets = Sheets {
        file: String::new(),
        kind: FileKind::Csv,
        form: None,
        sheets: vec![sheet],
        records: None,
        macros: false,
        faults: Vec::new(),
    };
    let used = std::iter::once(Column::Id).chain(columns).map(|column| ColumnUse {
        heading: column.label(Lang::Id),
        column: Some(column),
        ..ColumnUse::default()
    });
    let mapping = SheetMapping { used: true, columns: used.collect(), ..SheetMapping::default() };
    let mut part = catalog.clone();
    part.products =
        rows.iter().filter_map(|(id, _)| Some(((*id).clone(), catalog.products.get(*id)?.clone()))).collect();
    let hex_of = |at: usize| {
        let seed = u16::from_str_radix(hex, 16).unwrap_or(0);
        format!("{:04x}", seed.wrapping_add((at as u16).wrapping_mul(40_503)))
    };
    let options =
        ReviewOptions { hex: &hex_of, answers: answers.clone(), own_ids: true, today, ..ReviewOptions::default() };
    let review = review(&part, &sheets, &Mapping { sheets: vec![mapping] }, &options, &no_progress).ok()?;
    Some((sheets, review))
}

/// The mark of decimals that a person of this language means.
fn mark(lang: Lang) -> Answer {
    Answer::Mark(if lang == Lang::Id { DecimalMark::Comma } else { DecimalMark::Point })
}

/// Reads what was typed into one cell.
pub fn read_cell(
    catalog: &Catalog,
    (id, column, typed): &CellInput,
    lang: Lang,
    hex: &str,
    today: Date,
    answers: &BTreeMap<QuestionKey, Answer>,
) -> CellReading {
    let Some(product) = catalog.products.get(id) else { return CellReading::Unchanged };
    let stored = TableColumn::Data(*column).typed(catalog, product, lang);
    if stored.trim() == typed.trim() {
        return CellReading::Unchanged;
    }
    let typed = if typed.trim().is_empty() { ERASE } else { typed.as_str() };
    let put = [(id.clone(), *column, typed.to_owned())];
    let mut answers = answers.clone();
    let mut made = review_of(catalog, &put, hex, today, &answers);
    // A mark that may be either is meant as the language of the window writes it.
    if let Some((_, review)) = &made
        && let Some(question) = review.questions.iter().find(|one| matches!(one.key, QuestionKey::Mark { .. }))
    {
        answers.insert(question.key.clone(), mark(lang));
        made = review_of(catalog, &put, hex, today, &answers);
    }
    let Some((sheets, review)) = made else { return CellReading::Unchanged };
    let Some(row) = review.rows.first() else { return CellReading::Unchanged };
    if let Verdict::Refused(note) | Verdict::Skipped(note) = &row.verdict
        && row.cells.iter().all(|cell| !matches!(cell.verdict, CellVerdict::Asked(_)))
    {
        return CellReading::Refused(note.message(&sheets, lang).line());
    }
    for cell in &row.cells {
        match &cell.verdict {
            CellVerdict::Refused(note) | CellVerdict::LeftOut(note) => {
                return CellReading::Refused(note.message(&sheets, lang).line());
            }
            CellVerdict::Asked(number) => {
                return match review.questions.get(*number) {
                    Some(question) => CellReading::Asked(Box::new(question.clone()), Box::new(review.next.clone())),
                    None => CellReading::Unchanged,
                };
            }
            CellVerdict::Taken | CellVerdict::Repaired(_) => {}
        }
    }
    let edit = review.edit(&|_| true, &BTreeMap::new());
    let (_, set) = catalog.apply(&edit);
    if set.is_empty() {
        return CellReading::Unchanged;
    }
    let name = product.name.shown_or(lang, id.as_str());
    let of = |lang| TableColumn::Data(*column).label(lang).to_lowercase();
    let title = Text::new(format!("Ubah {}: {name}", of(Lang::Id)), format!("Edit {}: {name}", of(Lang::En)));
    let made = set.changes.iter().find(|change| change.before.is_none()).and_then(|change| change.after.as_ref());
    CellReading::Taken(Edit { name: title, ..edit }, made.map(|record| record_name(record, lang)))
}

/// What was pasted into a range, as a proposal: every cell that is not taken is named with its reason.
pub fn propose(
    catalog: &Catalog,
    puts: &[CellInput],
    lang: Lang,
    hex: &str,
    today: Date,
    mut notes: Vec<Text>,
) -> Proposal {
    let name = |count: usize| {
        let cells = if count == 1 { "cell" } else { "cells" };
        Text::new(format!("Tempel {count} sel"), format!("Paste {count} {cells}"))
    };
    let puts: Vec<CellInput> = puts.iter().filter(|(_, _, typed)| !typed.trim().is_empty()).cloned().collect();
    let mut answers = BTreeMap::new();
    let mut made = review_of(catalog, &puts, hex, today, &answers);
    let marks = |review: &Review| -> Vec<QuestionKey> {
        let keys = review.questions.iter().map(|question| question.key.clone());
        keys.filter(|key| matches!(key, QuestionKey::Mark { .. })).collect()
    };
    if let Some((_, review)) = &made {
        let keys = marks(review);
        if !keys.is_empty() {
            answers.extend(keys.into_iter().map(|key| (key, mark(lang))));
            made = review_of(catalog, &puts, hex, today, &answers);
        }
    }
    let Some((sheets, review)) = made else {
        let edit = Edit { name: name(0), puts: Vec::new(), typing_in: None };
        return Proposal { notes, ..Proposal::from(edit) };
    };
    let mut taken = 0;
    for row in &review.rows {
        let row_name = match row.name.as_str() {
            "" => row.key.as_ref().map_or(String::new(), |key| match key {
                crate::model::Key::Product(id) => id.to_string(),
                _ => String::new(),
            }),
            name => name.to_owned(),
        };
        let line = |column: Option<Column>, typed: &str, why: &dyn Fn(Lang) -> String| {
            let place = |lang: Lang| {
                let column = column.map(|column| TableColumn::Data(column).label(lang)).unwrap_or_default();
                let parts = [row_name.as_str(), &column].into_iter().filter(|part| !part.is_empty());
                parts.collect::<Vec<_>>().join(", ")
            };
            let words = |lang: Lang| format!("{} “{typed}”: {}", place(lang), why(lang));
            Text::new(words(Lang::Id), words(Lang::En))
        };
        if let Verdict::Refused(note) | Verdict::Skipped(note) = &row.verdict
            && row.cells.is_empty()
        {
            notes.push(line(None, "", &|lang| note.message(&sheets, lang).line()));
        }
        for cell in &row.cells {
            match &cell.verdict {
                CellVerdict::Refused(note) | CellVerdict::LeftOut(note) => {
                    notes.push(line(cell.column, &cell.typed, &|lang| note.message(&sheets, lang).line()));
                }
                CellVerdict::Asked(number) => {
                    let Some(question) = review.questions.get(*number) else { continue };
                    let todo = |lang: Lang| lang.pick("Ketik sendiri di selnya.", "Type it into the cell yourself.");
                    notes.push(line(cell.column, &cell.typed, &|lang| {
                        format!("{} {}", question.words(lang), todo(lang))
                    }));
                }
                CellVerdict::Taken | CellVerdict::Repaired(_) => taken += 1,
            }
        }
    }
    let edit = review.edit(&|_| true, &BTreeMap::new());
    Proposal { notes, ..Proposal::from(Edit { name: name(taken), ..edit }) }
}

#[cfg(test)]
#[path = "cells_tests.rs"]
mod tests;
