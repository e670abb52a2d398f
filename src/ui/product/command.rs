//! What a person asks of single products.

use crate::model::ProductId;

/// What a person asks of single products.
#[derive(Clone, Debug)]
pub enum ProductCommand {
    /// Opens a product's panel, or closes it.
    Select(Option<ProductId>),
    /// Turns the open product's panel into a form, or back.
    Edit(bool),
    /// Shows what is missing over the form, or only how much.
    ShowMissing(bool),
    Create,
    Duplicate(ProductId),
    Delete(Vec<ProductId>),
}
