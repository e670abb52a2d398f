//! What one buyer wants, and who that is.

use crate::brochure::Buyer;
use crate::model::{Catalog, ProductId};
use crate::store::BuyerList;

/// What one buyer wants, and who that is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shortlist {
    pub products: Vec<ProductId>,
    pub buyer: Buyer,
    /// The drawer stands open beside the products.
    pub is_open: bool,
    /// The lists of buyers before this one, the newest first.
    pub earlier: Vec<BuyerList>,
}

/// Older lists are forgotten.
const KEPT: usize = 50;

impl Shortlist {
    /// What was kept of a catalogue, as far as its products are still there.
    pub fn of(lists: Vec<BuyerList>, catalog: &Catalog) -> Self {
        let mut list = Self { earlier: lists, ..Self::default() };
        list.take_earlier();
        list.products.retain(|id| catalog.products.contains_key(id));
        list
    }

    /// Every list, this one first.
    pub fn lists(&self) -> Vec<BuyerList> {
        let Buyer { name, organisation, note } = self.buyer.clone();
        let current = BuyerList { name, organisation, note, products: self.products.clone() };
        std::iter::once(current).chain(self.earlier.iter().cloned()).collect()
    }

    /// Begins anew, for another buyer; this list is kept before it.
    pub fn begin_anew(&mut self) {
        if !self.is_blank() {
            self.earlier = self.lists();
            self.earlier.truncate(KEPT);
        }
        (self.products, self.buyer) = Default::default();
    }

    fn is_blank(&self) -> bool {
        self.products.is_empty() && self.buyer == Buyer::default()
    }

    /// Whether the list before this one can stand in its place without taking anything away.
    pub fn can_bring_back(&self) -> bool {
        self.is_blank() && !self.earlier.is_empty()
    }

    /// Puts the newest of the earlier lists in the place of this one.
    pub fn take_earlier(&mut self) {
        if !self.earlier.is_empty() {
            let BuyerList { name, organisation, note, products } = self.earlier.remove(0);
            (self.products, self.buyer) = (products, Buyer { name, organisation, note });
        }
    }
}
