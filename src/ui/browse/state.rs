//! What is looked for, what was found, and how it is shown; and what a person asks of it.

use std::sync::Arc;

use crate::model::{Filter, Matches, ProductId};

/// What is looked for, what was found, and how it is shown.
pub struct BrowseState {
    pub filter: Filter,
    pub matches: Arc<Matches>,
    /// Shown as a table, not as cards.
    pub as_table: bool,
    pub filters_open: bool,
    /// Set for one frame: the search box takes the keyboard.
    pub focus_search: bool,
}

impl Default for BrowseState {
    fn default() -> Self {
        let (filter, matches) = Default::default();
        Self { filter, matches, as_table: false, filters_open: true, focus_search: false }
    }
}

impl BrowseState {
    /// Forgets what is about the open catalogue.
    pub fn leave(&mut self) {
        (self.filter, self.matches) = Default::default();
    }
}

/// What a person asks of the list of products.
#[derive(Clone, Debug)]
pub enum BrowseCommand {
    SetFilter(Filter),
    /// Shows these, which are drafts.
    ShowDrafts(Vec<ProductId>),
    FocusSearch,
    /// Opens the first hit.
    OpenFirst,
    /// Goes from the search box into the hits.
    IntoHits,
    /// Shows a table instead of cards, or cards again.
    SetTable(bool),
    ToggleFilters,
    /// How wide the filters were drawn.
    SetFiltersWidth(u16),
    /// Copies these products as a message.
    CopyAsMessage(Vec<ProductId>),
}
