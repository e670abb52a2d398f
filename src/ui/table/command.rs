//! What a person asks of the table and of the products ticked in it.

use super::columns::TableColumn;
use super::view::CellPlace;
use crate::exchange::Answer;
use crate::model::{BulkEdit, ProductId, Replacing, Status};

/// Where the cursor goes from a cell that was typed into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    Down,
    Right,
    Left,
    Stay,
}

/// What a person asks of the table and of the products ticked in it.
#[derive(Clone, Debug)]
pub enum TableCommand {
    Go {
        to: CellPlace,
        extend: bool,
    },
    /// Up, down, then as the list is.
    Sort(TableColumn),
    ShowColumn(TableColumn, bool),
    UsualColumns,
    /// `through`: all rows from the last one ticked.
    ToggleRow {
        row: usize,
        through: bool,
    },
    ToggleProduct(ProductId),
    /// Ticks what is shown; when it is ticked already, nothing.
    TickAll,
    TickNone,
    /// Begins to type into a cell, with a letter or with what stands there.
    Edit {
        at: CellPlace,
        with: Option<String>,
    },
    Commit {
        text: String,
        then: Then,
    },
    /// What a typed cell meant, with what was typed.
    Answer(Answer, String),
    CancelEdit,
    /// Empties the range.
    Empty,
    Copy,
    Paste(String),
    Search,
    ToggleListed(usize),
    ListChosen,
    DeleteChosen,
    DuplicateChosen,
    SetStatus(Status),
    SetBulk(Box<BulkEdit>),
    ProposeBulk,
    SetReplacing(Box<Replacing>),
    ProposeReplacing,
    ShowReplacing,
}
