//! Which product is looked at, and what a person asks of it.

use std::sync::Arc;

use crate::model::{FieldPlace, Key, Product, ProductId};
use crate::ui::app::screen::Screen;

/// Which product is looked at, and whether as a form.
#[derive(Default)]
pub struct ProductState {
    pub selected: Option<ProductId>,
    /// It is shown as a form.
    pub editing: bool,
    /// A place in the form that shall come into view once.
    pub jump_to: Option<FieldPlace>,
    /// A product that was just made, as it was made: it goes again where nothing is written into it.
    pub blank_draft: Option<Arc<Product>>,
    /// The screen from which a record's form was opened, to go back to: a product's or another's.
    pub came_from: Option<(Screen, Key)>,
}

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
