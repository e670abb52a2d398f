//! What a person asks of the list of products.

use crate::model::{Filter, ProductId};

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
