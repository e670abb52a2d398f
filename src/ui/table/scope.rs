//! Which columns the table shows, and which products a change to many is about.

use std::collections::HashSet;

use super::columns::TableColumn;
use crate::model::ProductId;
use crate::ui::app::state::State;

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
        let shown = self.browse.matches.hits.iter().map(|hit| hit.id.clone());
        if chosen.is_empty() {
            return shown.collect();
        }
        // In the order of the list, those out of sight behind them.
        let mut ids: Vec<ProductId> = shown.filter(|id| chosen.contains(id)).collect();
        if ids.len() < chosen.len() {
            let seen: HashSet<ProductId> = ids.iter().cloned().collect();
            ids.extend(chosen.iter().filter(|id| !seen.contains(*id)).cloned());
        }
        ids
    }

    /// How many products [`State::scope`] has, without making the list.
    pub fn scope_count(&self) -> usize {
        match self.table_view.chosen.len() {
            0 => self.browse.matches.hits.len(),
            count => count,
        }
    }
}
