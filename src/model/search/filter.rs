//! Which products a person wants to see, in which order, and how many more each further choice would leave.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::model::record::CertificationKind;
use crate::model::record::catalog::Catalog;
use crate::model::record::values::{CategoryId, ProducerId, ProductId, RegionCode, SelectionId, blank};
use crate::model::report::completeness::Audience;
use crate::model::search::explain::{Why, why};
use crate::model::search::facets::{Chosen, FacetTally, Facets, is_rupiah};
use crate::model::search::fields::SearchField;
use crate::model::search::find::Score;
use crate::model::search::index::{IndexedProduct, SearchIndex, Slot};
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
    /// Products inside any of these regions; the empty code stands for products without origin.
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

/// One product that matches, and the field that says most about why.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: ProductId,
    /// `None` where nothing was searched for.
    pub field: Option<SearchField>,
}

/// The answer to a filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// In order.
    pub hits: Vec<Hit>,
    pub facets: Facets,
    /// True where nothing matched the words as typed and near spellings were taken.
    pub fuzzy: bool,
    /// The words that were searched for, normalised.
    words: Vec<String>,
}

impl Matches {
    /// Why a product matched, in words of its own. Worked out for what is shown, not for everything that matches.
    pub fn why(&self, catalog: &Catalog, hit: &Hit) -> Option<Why> {
        let product = catalog.products.get(&hit.id)?;
        Some(why(catalog, product, hit.field?, &self.words, self.fuzzy))
    }
}

/// The products that match, in order, with facet counts. Pure: the same input gives the same answer.
/// `lang` decides which name sorts.
pub fn matches(catalog: &Catalog, index: &SearchIndex, filter: &Filter, lang: Lang) -> Matches {
    let found = index.find(&filter.search);
    let scores = found.as_ref().map(|found| found.scores.as_slice());
    let candidates = Candidates::of(catalog, index, filter, lang);
    let chosen = Chosen::new(filter, &index.values);
    let mut tally = FacetTally::new(&index.values);
    let mut is_match = vec![false; index.slots()];
    for ((slot, entry), is_match) in index.all_entries().zip(&mut is_match) {
        let Some(entry) = entry else { continue };
        *is_match = scores.is_none_or(|scores| score_of(scores, slot).is_some())
            && candidates.has(slot, entry)
            && tally.count(&chosen, &entry.product, &entry.numbers);
    }
    let by_name = index.by_name(lang).iter().copied();
    let mut slots: Vec<Slot> = by_name.filter(|slot| is_match.get(*slot as usize) == Some(&true)).collect();
    sort(&mut slots, index, filter, scores, candidates.places.as_ref());
    let hit = |slot: Slot| {
        let field = scores.and_then(|scores| score_of(scores, slot)).map(|score| score.field);
        Some(Hit { id: index.entry_at(slot)?.product.id.clone(), field })
    };
    let hits = slots.into_iter().filter_map(hit).collect();
    let (words, fuzzy) = found.as_ref().map(|found| (found.words.clone(), found.fuzzy)).unwrap_or_default();
    Matches { hits, facets: tally.facets(&index.values), fuzzy, words }
}

fn score_of(scores: &[Option<Score>], slot: Slot) -> Option<Score> {
    scores.get(slot as usize).copied().flatten()
}

/// The products that the uncounted lists of a filter leave.
struct Candidates<'a> {
    products: Option<HashSet<Slot>>,
    producers: Option<HashSet<&'a ProducerId>>,
    /// The products of a named selection with their places in it.
    places: Option<HashMap<Slot, usize>>,
}

impl<'a> Candidates<'a> {
    fn of(catalog: &Catalog, index: &SearchIndex, filter: &'a Filter, lang: Lang) -> Self {
        let products = || filter.products.iter().filter_map(|id| index.slot(id)).collect();
        Self {
            products: (!filter.products.is_empty()).then(products),
            producers: (!filter.producers.is_empty()).then(|| filter.producers.iter().collect()),
            places: filter.selection.as_ref().map(|id| selected(catalog, index, id, lang)),
        }
    }

    fn has(&self, slot: Slot, entry: &IndexedProduct) -> bool {
        let is_by = |ids: &HashSet<&ProducerId>| entry.product.producer.as_ref().is_some_and(|id| ids.contains(id));
        self.products.as_ref().is_none_or(|slots| slots.contains(&slot))
            && self.producers.as_ref().is_none_or(is_by)
            && self.places.as_ref().is_none_or(|places| places.contains_key(&slot))
    }
}

fn selected(catalog: &Catalog, index: &SearchIndex, id: &SelectionId, lang: Lang) -> HashMap<Slot, usize> {
    let Some(selection) = catalog.selection(id) else {
        return HashMap::new();
    };
    let mut ids: Vec<ProductId> = selection.products.clone();
    if let Some(filter) = &selection.filter {
        // A selection inside a selection could go round in circles.
        let inner = Filter { selection: None, ..filter.clone() };
        ids.extend(matches(catalog, index, &inner, lang).hits.into_iter().map(|hit| hit.id));
    }
    let mut places = HashMap::new();
    for (at, slot) in ids.iter().filter_map(|id| index.slot(id)).enumerate() {
        places.entry(slot).or_insert(at);
    }
    places
}

/// Sorts products, which come in the order of names; what is alike stays in it.
fn sort(
    slots: &mut [Slot],
    index: &SearchIndex,
    filter: &Filter,
    scores: Option<&[Option<Score>]>,
    places: Option<&HashMap<Slot, usize>>,
) {
    match (filter.sort, scores, places) {
        (Sort::Relevance, Some(scores), _) => {
            slots.sort_by_key(|slot| score_of(scores, *slot).map(|score| score.sum));
        }
        (Sort::Relevance, None, Some(places)) => slots.sort_by_key(|slot| places.get(slot).copied()),
        (Sort::Relevance, None, None) | (Sort::Name, ..) => {}
        // Products without origin come last.
        (Sort::Origin, ..) => slots.sort_by_cached_key(|slot| {
            let origin = index.entry_at(*slot).map_or("", |entry| entry.product.origin.as_str());
            (origin.is_empty(), origin)
        }),
        (Sort::Price, ..) => slots.sort_by_cached_key(|slot| {
            let prices = index.entry_at(*slot).map(|entry| entry.product.prices.as_slice()).unwrap_or_default();
            let rupiah = prices.iter().filter(|price| is_rupiah(price)).map(|price| ("", price.amount)).min();
            let foreign = || prices.iter().map(|price| (price.currency.as_str(), price.amount)).min();
            let price = rupiah.or_else(foreign);
            (price.is_none(), price)
        }),
        // For the audience that is looked at, else for all of them together.
        (Sort::Completeness, ..) => slots.sort_by_cached_key(|slot| {
            let missing = index.entry_at(*slot).map(|entry| entry.numbers.missing).unwrap_or_default();
            let counted = |audience: Audience| filter.incomplete_for.is_none_or(|one| one == audience);
            let missing = Audience::ALL.into_iter().zip(missing).filter(|(audience, _)| counted(*audience));
            Reverse(missing.map(|(_, count)| u32::from(count)).sum::<u32>())
        }),
    }
}
