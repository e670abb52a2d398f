//! Which products a person wants to see, in which order, and how many more each further choice would leave.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::catalog::Catalog;
use super::completeness::Audience;
use super::record::{CertificationKind, Status};
use super::search::{SearchIndex, Why};
use super::values::{CategoryId, ProducerId, ProductId, RegionCode, SelectionId, blank};
use crate::text::Lang;

/// Which statuses are shown. `Ready` is what a buyer sees.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum StatusFilter {
    #[default]
    Ready,
    Draft,
    All,
}

/// The order of the matches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sort {
    /// The best match first while searching; a selection's own order; else by name.
    #[default]
    Relevance,
    Name,
    /// By region code, then name.
    Origin,
    /// The lowest price first; products without a price last.
    Price,
    /// The least complete first.
    Completeness,
}

/// A choice of products. Choices in one list are alternatives; the lists narrow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Products inside any of these regions.
    #[serde(skip_serializing_if = "blank")]
    pub origins: Vec<RegionCode>,
    #[serde(skip_serializing_if = "blank")]
    pub categories: Vec<CategoryId>,
    #[serde(skip_serializing_if = "blank")]
    pub products: Vec<ProductId>,
    #[serde(skip_serializing_if = "blank")]
    pub producers: Vec<ProducerId>,
    /// Certificates that must be *held*, any of these.
    #[serde(skip_serializing_if = "blank")]
    pub certifications: Vec<CertificationKind>,
    #[serde(skip_serializing_if = "blank")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "blank")]
    pub search: String,
    #[serde(skip_serializing_if = "blank")]
    pub selection: Option<SelectionId>,
    #[serde(skip_serializing_if = "blank")]
    pub status: StatusFilter,
    /// Products that still lack something for this audience.
    #[serde(skip_serializing_if = "blank")]
    pub incomplete_for: Option<Audience>,
    /// Products with a price in this currency-free range of rupiah, both ends included.
    #[serde(skip_serializing_if = "blank")]
    pub price: Option<(i64, i64)>,
    #[serde(skip_serializing_if = "blank")]
    pub sort: Sort,
}

/// One product that matches, and where the search words were found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: ProductId,
    /// `None` where nothing was searched for.
    pub why: Option<Why>,
}

/// How many products each further choice would leave, counted under the *other* filters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// For every region with matches, at every depth: `64`, `64.02`, … A product without origin counts under the empty code.
    pub origins: BTreeMap<RegionCode, usize>,
    pub categories: BTreeMap<CategoryId, usize>,
    pub certifications: BTreeMap<CertificationKind, usize>,
    pub tags: BTreeMap<String, usize>,
    pub statuses: BTreeMap<Status, usize>,
    pub incomplete_for: BTreeMap<Audience, usize>,
    /// Products with a price in rupiah.
    pub priced: usize,
}

/// The answer to a filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// In order.
    pub hits: Vec<Hit>,
    pub facets: Facets,
    /// True where nothing matched the words as typed and near spellings were taken.
    pub fuzzy: bool,
}

/// The products that match, in order, with facet counts. Pure: the same input gives the same answer.
/// `lang` decides which name sorts.
pub fn matches(catalog: &Catalog, index: &SearchIndex, filter: &Filter, lang: Lang) -> Matches {
    let _ = (catalog, index, filter, lang);
    todo!()
}
