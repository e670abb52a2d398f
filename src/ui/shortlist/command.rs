//! What a person asks of a buyer's shortlist.

use crate::brochure::Buyer;
use crate::model::ProductId;

/// What a person asks of a buyer's shortlist.
#[derive(Clone, Debug)]
pub enum ShortlistCommand {
    ToggleDrawer,
    /// Puts a product on the list, or takes it off.
    Toggle(ProductId),
    Move {
        from: usize,
        to: usize,
    },
    SetBuyer(Buyer),
    /// Copies the list as a text for a chat with the buyer.
    CopyAsMessage,
    /// Begins a list for another buyer; this one is kept.
    Clear,
    /// Puts the list before this one back in its place.
    BringBack,
}
