//! The products as a table that can be typed into: columns to choose, sorting, ticks, ranges to and from a spreadsheet.

mod bar;
mod bulk;
mod cells;
mod columns;
mod grid;
mod keys;
mod perform;
mod replace;
mod view;

pub(super) use bar::bar;
pub(super) use bulk::panel as bulk_panel;
pub use columns::TableColumn;
pub(super) use grid::show;
pub(super) use keys::KEYS;
pub(super) use replace::panel as replace_panel;
pub use view::{Place, TableView};

use crate::exchange::Answer;
use crate::model::{BulkEdit, ProductId, Replacing, Status};
use crate::ui::app::state::State;

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
pub enum Ask {
    Go {
        to: Place,
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
        at: Place,
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

impl State {
    /// The columns that are shown.
    pub fn table_columns(&self) -> Vec<TableColumn> {
        let chosen: Vec<TableColumn> =
            self.settings.table_columns.iter().filter_map(|key| TableColumn::of_key(key)).collect();
        if chosen.is_empty() { TableColumn::usual(self.lang()) } else { chosen }
    }

    /// The products that a change to many is about: the ticked ones, or else all that are shown.
    pub fn scope(&self) -> Vec<ProductId> {
        let chosen = &self.table_view.chosen;
        let shown = self.matches.hits.iter().map(|hit| hit.id);
        if chosen.is_empty() {
            return shown.collect();
        }
        // In the order of the list, those out of sight behind them.
        let mut ids: Vec<ProductId> = shown.filter(|id| chosen.contains(id)).collect();
        if ids.len() < chosen.len() {
            let seen: std::collections::HashSet<ProductId> = ids.iter().cloned().collect();
            ids.extend(chosen.iter().filter(|id| !seen.contains(*id)).cloned());
        }
        ids
    }

    /// How many products [`State::scope`] has, without making the list.
    pub fn scope_count(&self) -> usize {
        match self.table_view.chosen.len() {
            0 => self.matches.hits.len(),
            count => count,
        }
    }
}
