//! What one buyer wants, and who that is.

use crate::brochure::Buyer;
use crate::model::ProductId;

/// What one buyer wants, and who that is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shortlist {
    pub products: Vec<ProductId>,
    pub buyer: Buyer,
    /// The drawer stands open beside the products.
    pub is_open: bool,
}

impl Shortlist {
    /// Begins anew, for another buyer.
    pub fn clear(&mut self) {
        *self = Self { is_open: self.is_open, ..Self::default() };
    }
}
