//! What is looked for, what was found, and how it is shown.

use std::sync::Arc;

use crate::model::{Filter, Matches};

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
