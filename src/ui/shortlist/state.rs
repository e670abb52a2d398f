//! What one buyer wants, who that is, and what a person asks of the list.

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
    /// Deleted products with their places: an undo of the deletion puts them back here, too.
    pub deleted: Vec<(usize, ProductId)>,
}

/// Older lists are forgotten.
const KEPT: usize = 50;

impl Shortlist {
    /// What was kept of a catalogue, as far as its products are still there.
    pub fn of(lists: Vec<BuyerList>, catalog: &Catalog) -> Self {
        let mut list = Self { earlier: lists, ..Self::default() };
        list.take_earlier();
        list.follow(catalog);
        list
    }

    /// Every list, this one first.
    pub fn lists(&self) -> Vec<BuyerList> {
        let Buyer { name, organisation, note } = self.buyer.clone();
        let current = BuyerList { name, organisation, note, products: self.products.clone() };
        std::iter::once(current).chain(self.earlier.iter().cloned()).collect()
    }

    /// Leaves out what is deleted, and puts back what is there again.
    pub fn follow(&mut self, catalog: &Catalog) {
        for (at, id) in std::mem::take(&mut self.deleted) {
            match catalog.products.contains_key(&id) {
                true if self.products.contains(&id) => {}
                true => self.products.insert(at.min(self.products.len()), id),
                false => self.deleted.push((at, id)),
            }
        }
        for (at, id) in std::mem::take(&mut self.products).into_iter().enumerate() {
            match catalog.products.contains_key(&id) {
                true => self.products.push(id),
                false => self.deleted.push((at, id)),
            }
        }
    }

    /// Begins anew, for another buyer; this list is kept before it.
    pub fn begin_anew(&mut self) {
        if !self.is_blank() {
            self.earlier = self.lists();
            self.earlier.truncate(KEPT);
        }
        (self.products, self.buyer, self.deleted) = Default::default();
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
            self.deleted.clear();
        }
    }
}

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
