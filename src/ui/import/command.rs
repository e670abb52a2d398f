//! What a person asks of a spreadsheet and of its review.

use std::path::PathBuf;

use crate::actions::import::ImportChoices;
use crate::ui::import::state::Only;

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
