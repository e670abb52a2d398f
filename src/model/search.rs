//! Finds products by typing: accent-blind, typo-tolerant, in both languages, and says why each one matched.

use super::catalog::Catalog;
use super::values::ProductId;

/// The field in which search words were found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Name,
    Brand,
    Category,
    Producer,
    Place,
    Summary,
    Materials,
    Tags,
    Description,
}

/// Why a product matched: the field and a short excerpt of it around the match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    pub field: Field,
    pub excerpt: String,
}

/// The normalised text of every product.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {}

impl SearchIndex {
    pub fn build(catalog: &Catalog) -> Self {
        let _ = catalog;
        todo!()
    }

    /// The index after some products changed (a changed producer, category or selection needs all of its products named).
    pub fn updated(&self, catalog: &Catalog, changed: &[ProductId]) -> Self {
        let _ = (catalog, changed);
        todo!()
    }
}
