//! A spreadsheet that is reviewed: what would happen, which rows are shown and taken, and what a person asks of it.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::actions::import::{self, ImportChoices, ReviewInput, Reviewed, SheetFile};
use crate::exchange::{self, CellVerdict, Fault, ImportError, Mapping, Note, Review, RowReview, Verdict};
use crate::jobs::JobHandle;
use crate::text::Lang;
use crate::ui::app::screen::Screen;

/// A file that was read, and what would happen.
pub struct ImportReview {
    pub file: SheetFile,
    pub choices: ImportChoices,
    pub mapping: Mapping,
    pub review: Arc<Review>,
    /// Photos of the review that lie nowhere beside the file.
    pub missing: BTreeSet<usize>,
    /// Photos of the review that turned out to be damaged inside, and whether a person wants them all the same.
    pub damaged: BTreeSet<usize>,
    pub takes_damaged: Option<bool>,
    /// Rows that get photos which are there.
    pub(super) with_photos: BTreeSet<usize>,
    /// Which rows are shown, and what stands on the screen for them.
    pub only: Only,
    pub lines: Vec<ReviewLine>,
    /// Rows whose cells are all shown, and rows that a person took out, by sheet and row.
    pub(super) unfolded: BTreeSet<(usize, u32)>,
    pub(super) left_out: BTreeSet<(usize, u32)>,
    /// Rows that would be applied now.
    pub wanted: usize,
    /// Whether every row shown is, of those that can be; `None` where there is none.
    pub takes_shown: Option<bool>,
    /// The screen that a person comes back to.
    pub(super) back_to: Screen,
    /// What the review was made of: another catalogue or language asks for another one.
    pub(super) made_for: (u64, Lang),
    /// The last one that was asked for by itself, so that one that was stopped is not asked for again and again.
    pub(super) asked_for: (u64, Lang),
    /// Its photos are being stored; then it is one edit.
    pub applying: bool,
    /// Four hex digits that the ids of new records begin from.
    pub(super) seed: u16,
}

/// The sheet and row that a row is known by.
pub(super) fn place_of(row: &RowReview) -> (usize, u32) {
    (row.at.sheet, row.at.row)
}

impl ImportReview {
    /// Holds a file against the catalogue.
    pub(super) fn of(input: ReviewInput, made_for: (u64, Lang), handle: &JobHandle) -> Result<Self, ImportError> {
        let reviewed = match import::review(&input, handle) {
            // A file without headings is shown all the same, so that a person can say where they are.
            Err(ImportError { fault: Fault::NoRows, .. }) if !input.file.sheets.sheets.is_empty() => Reviewed {
                mapping: input.choices.mapping.clone().unwrap_or_else(|| exchange::guess(&input.file.sheets)),
                review: Arc::new(Review::of_nothing(&input.catalog, &input.file.sheets)),
                missing: BTreeSet::new(),
            },
            other => other?,
        };
        let Reviewed { mapping, review, missing } = reviewed;
        let photos = review.photos.iter().enumerate();
        let with_photos = photos.filter(|(at, _)| !missing.contains(at)).map(|(_, photo)| photo.row).collect();
        Ok(Self {
            file: input.file,
            choices: input.choices,
            mapping,
            review,
            missing,
            damaged: BTreeSet::new(),
            takes_damaged: None,
            with_photos,
            only: Only::All,
            lines: Vec::new(),
            unfolded: BTreeSet::new(),
            left_out: BTreeSet::new(),
            wanted: 0,
            takes_shown: None,
            back_to: Screen::Browse,
            made_for,
            asked_for: made_for,
            applying: false,
            seed: input.seed,
        })
    }

    /// Whether applying a row would do anything: it is new, changes something, or gets a photo.
    pub fn can_take(&self, at: usize) -> bool {
        self.review
            .rows
            .get(at)
            .is_some_and(|row| row.is_applied() || row.verdict == Verdict::Unchanged && self.with_photos.contains(&at))
    }

    /// Whether a row is applied, as the person has it now.
    pub fn takes(&self, at: usize) -> bool {
        self.can_take(at) && self.review.rows.get(at).is_some_and(|row| !self.left_out.contains(&place_of(row)))
    }

    pub fn is_unfolded(&self, row: &RowReview) -> bool {
        self.unfolded.contains(&place_of(row))
    }

    /// Photos are damaged, and nobody has said yet whether they are wanted.
    pub fn asks_about_damaged(&self) -> bool {
        !self.damaged.is_empty() && self.takes_damaged.is_none()
    }

    /// Counts what would be applied, once for many frames.
    pub(super) fn count(&mut self) {
        self.wanted = (0..self.review.rows.len()).filter(|at| self.takes(*at)).count();
        let shown = self.lines.iter().filter_map(|line| match line {
            ReviewLine::Row(at) if self.can_take(*at) => Some(*at),
            _ => None,
        });
        self.takes_shown = shown.fold(None, |all, at| Some(all.unwrap_or(true) && self.takes(at)));
    }

    pub(super) fn show_lines(&mut self) {
        self.lines = lines(self);
        self.count();
    }

    /// What a person had chosen to look at stays when the review is made anew.
    pub(super) fn looks_like(&mut self, before: ImportReview) {
        (self.only, self.unfolded, self.left_out) = (before.only, before.unfolded, before.left_out);
        (self.back_to, self.takes_damaged) = (before.back_to, before.takes_damaged);
        if matches!(self.only, Only::Question(_)) {
            self.only = Only::Asked;
        }
        if self.only != Only::All && shown_rows(self).is_empty() {
            self.only = Only::All;
        }
        self.show_lines();
    }
}

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

/// The rows that the person wants to see now, by their places in the review.
fn shown_rows(import: &ImportReview) -> Vec<usize> {
    let review = &import.review;
    // What photos and a question belong to is gathered first: a look through them for each row would take long.
    let places: HashSet<(usize, u32)> = match import.only {
        Only::Photos => review.photos.iter().filter_map(|photo| review.rows.get(photo.row).map(place_of)).collect(),
        Only::Question(number) => {
            let cells = review.questions.get(number).map_or(&[][..], |question| question.cells.as_slice());
            cells.iter().map(|at| (at.sheet, at.row)).collect()
        }
        _ => HashSet::new(),
    };
    let belongs = |row: &RowReview| match import.only {
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
        Only::Photos | Only::Question(_) => places.contains(&place_of(row)),
    };
    review.rows.iter().enumerate().filter(|(_, row)| belongs(row)).map(|(at, _)| at).collect()
}

/// The lines of the rows that are shown.
fn lines(import: &ImportReview) -> Vec<ReviewLine> {
    let review = &import.review;
    let mut photos: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, photo) in review.photos.iter().enumerate() {
        photos.entry(photo.row).or_default().push(at);
    }
    let mut lines = Vec::with_capacity(review.rows.len());
    for at in shown_rows(import) {
        let Some(row) = review.rows.get(at) else { continue };
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
            let is_told = import.missing.contains(photo) || import.damaged.contains(photo);
            if all || is_told || import.only == Only::Photos {
                lines.push(ReviewLine::Photo(*photo));
            }
        }
    }
    lines
}

/// What a person asks of a spreadsheet and of its review.
#[derive(Clone, Debug)]
pub enum ImportCommand {
    PickFile,
    Read(PathBuf),
    /// Other columns, a status, an answer: the file is reviewed anew.
    SetChoices(Box<ImportChoices>),
    /// Whether a row is applied.
    TakeRow(usize, bool),
    /// Whether the rows shown are applied.
    TakeShownRows(bool),
    /// Narrows the rows shown, or shows all again.
    ShowRows(Only),
    /// Shows all cells of a row, or those that need a look.
    UnfoldRow(usize),
    /// Whether photos that are damaged inside come in all the same.
    TakeDamaged(bool),
    Apply,
    /// Stops reading or applying; what was on the screen stays.
    Cancel,
    Close,
}
