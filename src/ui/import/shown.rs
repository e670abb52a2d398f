//! Which rows and cells of a review stand on the screen: all of them, or those of one verdict.

use std::collections::{HashMap, HashSet};

use super::{Import, place_of};
use crate::exchange::{CellVerdict, Note, RowReview, Verdict};

/// What a person narrows the rows to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    New,
    Changed,
    Unchanged,
    Refused,
    /// Rows that wait for an answer as a whole.
    Waiting,
    Skipped,
    /// Rows with cells that wait for an answer.
    Asked,
    Repaired,
    /// Rows with cells that were refused.
    CellsRefused,
    /// Rows with photos.
    Photos,
    /// The rows that one question is about, by its index.
    Question(usize),
}

/// One line of the table. All are equally high, so that only those in view are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewLine {
    Row(usize),
    /// Why a row was refused.
    Why(usize),
    Cell(usize, usize),
    /// What is said of a cell.
    Said(usize, usize),
    /// A photo, by its index in the review.
    Photo(usize),
}

fn has_cell(row: &RowReview, is_such: impl Fn(&CellVerdict) -> bool) -> bool {
    row.cells.iter().any(|cell| is_such(&cell.verdict))
}

/// True for a row that the person wants to see now.
pub(super) fn belongs(import: &Import, row: &RowReview) -> bool {
    match import.only {
        Only::All => true,
        Only::New => row.verdict == Verdict::New,
        Only::Changed => row.verdict == Verdict::Changed,
        Only::Unchanged => row.verdict == Verdict::Unchanged,
        Only::Refused => matches!(&row.verdict, Verdict::Refused(note) if *note != Note::WaitsForAnswer),
        Only::Waiting => row.verdict == Verdict::Refused(Note::WaitsForAnswer),
        Only::Skipped => matches!(row.verdict, Verdict::Skipped(_)),
        Only::Asked => has_cell(row, |verdict| matches!(verdict, CellVerdict::Asked(_))),
        Only::Repaired => has_cell(row, |verdict| matches!(verdict, CellVerdict::Repaired(_))),
        Only::CellsRefused => has_cell(row, |verdict| matches!(verdict, CellVerdict::Refused(_))),
        Only::Photos => import.review.photos.iter().any(|photo| {
            let of = import.review.rows.get(photo.row);
            of.is_some_and(|of| place_of(of) == place_of(row))
        }),
        Only::Question(number) => {
            let question = import.review.questions.get(number);
            question.is_some_and(|question| question.cells.iter().any(|at| (at.sheet, at.row) == place_of(row)))
        }
    }
}

/// The lines of the rows that belong.
pub(super) fn lines(import: &Import) -> Vec<ReviewLine> {
    let review = &import.review;
    let mut photos: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, photo) in review.photos.iter().enumerate() {
        photos.entry(photo.row).or_default().push(at);
    }
    // These two would look through long lists for each row.
    let asked: Option<HashSet<(usize, u32)>> = match import.only {
        Only::Question(number) => {
            let cells = review.questions.get(number).map_or(&[][..], |question| question.cells.as_slice());
            Some(cells.iter().map(|at| (at.sheet, at.row)).collect())
        }
        _ => None,
    };
    let mut lines = Vec::with_capacity(review.rows.len());
    for (at, row) in review.rows.iter().enumerate() {
        let is_wanted = match (&asked, import.only) {
            (Some(asked), _) => asked.contains(&place_of(row)),
            (None, Only::Photos) => photos.contains_key(&at),
            _ => belongs(import, row),
        };
        if !is_wanted {
            continue;
        }
        lines.push(ReviewLine::Row(at));
        if matches!(&row.verdict, Verdict::Refused(note) if *note != Note::WaitsForAnswer) {
            lines.push(ReviewLine::Why(at));
        }
        let all = import.is_unfolded(row);
        for (cell, reviewed) in row.cells.iter().enumerate() {
            let (shown, said) = match &reviewed.verdict {
                CellVerdict::Taken => (all || row.verdict == Verdict::Changed, false),
                CellVerdict::LeftOut(_) => (all, true),
                CellVerdict::Repaired(_) | CellVerdict::Asked(_) | CellVerdict::Refused(_) => (true, true),
            };
            if shown {
                lines.push(ReviewLine::Cell(at, cell));
            }
            if shown && said {
                lines.push(ReviewLine::Said(at, cell));
            }
        }
        for photo in photos.get(&at).map_or(&[][..], Vec::as_slice) {
            if all || import.missing.contains(photo) || import.only == Only::Photos {
                lines.push(ReviewLine::Photo(*photo));
            }
        }
    }
    lines
}
