//! Which products a person wants to see, in which order, and how many more each further choice would leave.

use std::borrow::Borrow;
use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt as _, HashSet};
use serde::{Deserialize, Serialize};

use super::catalog::Catalog;
use super::completeness::Audience;
use super::facets::{Facets, Tally, Wanted};
use super::hits::{Hit, Hits};
use super::index::{Chunk, Facts, Finding, SearchIndex};
use super::record::{CertificationKind, Price, Product};
use super::search::{self, Field, Why};
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

/// The answer to a filter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matches {
    /// In order.
    pub hits: Hits,
    pub facets: Facets,
    /// True where nothing matched the words as typed and near spellings were taken.
    pub fuzzy: bool,
    /// The words that were searched for, folded.
    words: Vec<String>,
}

impl Matches {
    /// Why a product matched, in words of its own. Worked out for what is shown, not for everything that matches.
    pub fn why(&self, catalog: &Catalog, hit: impl Borrow<Hit>) -> Option<Why> {
        let hit = hit.borrow();
        let product = catalog.products.get(&hit.id)?;
        Some(search::why(catalog, product, hit.field?, &self.words, self.fuzzy))
    }
}

/// The products that match, in order, with facet counts. Pure: the same input gives the same answer.
/// `lang` decides which name sorts.
pub fn matches(catalog: &Catalog, index: &SearchIndex, filter: &Filter, lang: Lang) -> Matches {
    let found = index.find(&filter.search);
    let candidates = Candidates::of(catalog, index, filter, lang);
    let wanted = Wanted::new(filter, index);
    let mut tally = Tally::new(&index.tables);
    // For every row: 0 where it does not match, else its score and one.
    let mut scores = vec![0_u16; index.len()];
    let mut fields: Vec<Field> = Vec::new();
    match &found {
        None => {
            for (first, chunk) in index.chunks() {
                for (row, facts) in chunk.rows() {
                    let may_be = candidates.holds(first + row, facts);
                    if may_be
                        && tally.take(&wanted, chunk, facts)
                        && let Some(score) = scores.get_mut(first + row)
                    {
                        *score = 1;
                    }
                }
            }
        }
        Some(found) => {
            fields.resize(index.len(), Field::Name);
            let mut rows = found.rows.as_slice();
            for (first, chunk) in index.chunks() {
                let here = rows.partition_point(|one| (one.row as usize) < first + chunk.len());
                let (mine, rest) = rows.split_at(here);
                rows = rest;
                for Finding { row, score, field } in mine {
                    let row = *row as usize;
                    let Some(facts) = chunk.facts().get(row - first) else { continue };
                    if candidates.holds(row, facts)
                        && tally.take(&wanted, chunk, facts)
                        && let (Some(mine), Some(why)) = (scores.get_mut(row), fields.get_mut(row))
                    {
                        *mine = score.saturating_add(1);
                        *why = *field;
                    }
                }
            }
        }
    }
    let rows = sorted(index, filter, lang, &scores, found.is_some(), candidates.places.as_ref());
    let fields = rows.iter().filter_map(|row| fields.get(*row as usize)).copied().collect();
    let hits = index.hits(rows, fields);
    let (words, fuzzy) = found.map_or_else(Default::default, |found| (found.words, found.fuzzy));
    Matches { hits, facets: tally.facets(&index.tables), fuzzy, words }
}

/// The products that the uncounted lists of a filter leave.
struct Candidates {
    products: Option<HashSet<u32>>,
    producers: Option<HashSet<u32>>,
    /// The products of a named selection with their places in it.
    places: Option<HashMap<u32, usize>>,
}

impl Candidates {
    fn of(catalog: &Catalog, index: &SearchIndex, filter: &Filter, lang: Lang) -> Self {
        let products = filter.products.iter().filter_map(|id| index.row(id));
        let producers = filter.producers.iter().filter_map(|id| index.tables.producers.get(id));
        Self {
            products: (!filter.products.is_empty()).then(|| products.collect()),
            producers: (!filter.producers.is_empty()).then(|| producers.collect()),
            places: filter.selection.as_ref().map(|id| selected(catalog, index, id, lang)),
        }
    }

    fn holds(&self, row: usize, facts: &Facts) -> bool {
        let row = row as u32;
        self.products.as_ref().is_none_or(|rows| rows.contains(&row))
            && self.producers.as_ref().is_none_or(|numbers| numbers.contains(&facts.producer))
            && self.places.as_ref().is_none_or(|places| places.contains_key(&row))
    }
}

fn selected(catalog: &Catalog, index: &SearchIndex, id: &SelectionId, lang: Lang) -> HashMap<u32, usize> {
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
    for (at, row) in ids.iter().filter_map(|id| index.row(id)).enumerate() {
        places.entry(row).or_insert(at);
    }
    places
}

pub(super) fn is_rupiah(price: &Price) -> bool {
    matches!(price.currency.as_str(), "" | "IDR")
}

/// The rows that match, in the order asked for; what is alike stands in the order of names.
fn sorted(
    index: &SearchIndex,
    filter: &Filter,
    lang: Lang,
    scores: &[u16],
    searched: bool,
    places: Option<&HashMap<u32, usize>>,
) -> Vec<u32> {
    let score = |row: u32| scores.get(row as usize).copied().unwrap_or_default();
    let order = index.by_name(lang);
    let mut rows: Vec<u32> = order.iter().copied().filter(|row| score(*row) > 0).collect();
    match (filter.sort, searched, places) {
        (Sort::Relevance, true, _) => rows = by_few_keys(&rows, score),
        (Sort::Relevance, false, Some(places)) => {
            rows.sort_by_key(|row| places.get(row).copied().unwrap_or(usize::MAX));
        }
        (Sort::Relevance, false, None) | (Sort::Name, ..) => {}
        (Sort::Origin, ..) => {
            // Products without origin come last.
            let order = index.tables.places.in_order();
            let mut ranks = vec![u32::MAX; order.len()];
            for (rank, node) in order.iter().enumerate().skip(1) {
                if let Some(mine) = ranks.get_mut(*node as usize) {
                    *mine = rank as u32;
                }
            }
            sort_by(index, &mut rows, |_, facts, _| ranks.get(facts.place as usize).copied().unwrap_or(u32::MAX));
        }
        (Sort::Price, ..) => sort_by(index, &mut rows, |chunk, facts, product| {
            match chunk.prices(facts).iter().map(|(least, _)| *least).min() {
                Some(lowest) => (0, "", lowest),
                None => {
                    let others = product.prices.iter().map(|price| (price.currency.as_str(), price.amount));
                    others.min().map_or((2, "", 0), |(currency, amount)| (1, currency, amount))
                }
            }
        }),
        (Sort::Completeness, ..) => {
            // For the audience that is looked at, else for all of them together.
            let counted = |audience: &Audience| filter.incomplete_for.is_none_or(|one| one == *audience);
            sort_by(index, &mut rows, |_, facts, _| {
                let missing = Audience::ALL.iter().zip(facts.missing).filter(|(audience, _)| counted(audience));
                Reverse(missing.map(|(_, count)| u32::from(count)).sum::<u32>())
            });
        }
    }
    rows
}

/// Sorts by a key of each row, and leaves rows of one key in their order.
fn sort_by<'a, K: Ord>(
    index: &'a SearchIndex,
    rows: &mut Vec<u32>,
    key: impl Fn(&'a Chunk, &'a Facts, &'a Product) -> K,
) {
    let keyed = rows.iter().filter_map(|row| {
        let (chunk, at) = index.at(*row)?;
        Some((key(chunk, chunk.facts().get(at)?, chunk.products.get(at)?), *row))
    });
    let mut keyed: Vec<(K, u32)> = keyed.collect();
    keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    *rows = keyed.into_iter().map(|(_, row)| row).collect();
}

/// The same for small numbers as keys, of which there are few different ones.
fn by_few_keys(rows: &[u32], key: impl Fn(u32) -> u16) -> Vec<u32> {
    let most = rows.iter().map(|row| key(*row)).max().unwrap_or_default();
    let mut ends = vec![0_usize; usize::from(most) + 2];
    for row in rows {
        if let Some(count) = ends.get_mut(usize::from(key(*row)) + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for end in &mut ends {
        sum += *end;
        *end = sum;
    }
    let mut sorted = vec![0; rows.len()];
    for row in rows {
        if let Some(next) = ends.get_mut(usize::from(key(*row)))
            && let Some(place) = sorted.get_mut(*next)
        {
            *place = *row;
            *next += 1;
        }
    }
    sorted
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::model::{Certification, CertificationStatus, Selection, Status, Text};
    use proptest::prelude::*;

    fn product(id: u8, name: &str, origin: &str, category: &str, status: Status, halal: bool) -> Product {
        let mut product = Product {
            id: ProductId::new(format!("p{id}")),
            name: Text::new(name, ""),
            origin: RegionCode::new(origin),
            category: CategoryId::new(category),
            status,
            ..Product::default()
        };
        if halal {
            product.certifications.push(Certification {
                kind: CertificationKind::Halal,
                status: CertificationStatus::Held,
                ..Certification::default()
            });
        }
        product
    }

    fn catalog(products: Vec<Product>) -> Catalog {
        Catalog {
            products: products.into_iter().map(|product| (product.id.clone(), Arc::new(product))).collect(),
            ..Catalog::default()
        }
    }

    fn any_product() -> impl Strategy<Value = (String, &'static str, &'static str, Status, bool)> {
        (
            "[qx]{2,4}( [qx]{2,4})?",
            prop::sample::select(vec!["", "64", "64.01", "64.01.02", "64.02", "35.15"]),
            prop::sample::select(vec!["madu", "kopi"]),
            prop::sample::select(vec![Status::Ready, Status::Draft]),
            any::<bool>(),
        )
    }

    fn any_filter() -> impl Strategy<Value = Filter> {
        (
            prop::sample::select(vec![vec![], vec!["64"], vec!["64.01"], vec!["35", "64.02"]]),
            prop::sample::select(vec![vec![], vec!["madu"]]),
            any::<bool>(),
            "([qx]{1,2})?",
            prop::sample::select(vec![StatusFilter::Ready, StatusFilter::Draft, StatusFilter::All]),
        )
            .prop_map(|(origins, categories, halal, search, status)| Filter {
                origins: origins.into_iter().map(RegionCode::new).collect(),
                categories: categories.into_iter().map(CategoryId::new).collect(),
                certifications: if halal { vec![CertificationKind::Halal] } else { vec![] },
                search,
                status,
                ..Filter::default()
            })
    }

    /// The definition, written down plainly. Words of one or two letters have no near spellings, and no place has a q or x.
    fn naive(catalog: &Catalog, filter: &Filter) -> BTreeSet<ProductId> {
        let word = filter.search.trim();
        catalog
            .products
            .values()
            .filter(|one| word.is_empty() || one.name.id.contains(word))
            .filter(|one| filter.origins.is_empty() || filter.origins.iter().any(|outer| one.origin.is_inside(outer)))
            .filter(|one| filter.categories.is_empty() || filter.categories.contains(&one.category))
            .filter(|one| filter.certifications.is_empty() || !one.certifications.is_empty())
            .filter(|one| match filter.status {
                StatusFilter::All => true,
                StatusFilter::Ready => one.status == Status::Ready,
                StatusFilter::Draft => one.status == Status::Draft,
            })
            .map(|one| one.id.clone())
            .collect()
    }

    proptest! {
        #[test]
        fn hits_and_counts_are_those_of_the_plain_definition(
            products in prop::collection::vec(any_product(), 0..30), filter in any_filter()
        ) {
            let products = products.into_iter().enumerate().map(|(at, (name, origin, category, status, halal))| {
                product(at as u8, &name, origin, category, status, halal)
            });
            let catalog = catalog(products.collect());
            let index = SearchIndex::build(&catalog);
            let found = matches(&catalog, &index, &filter, Lang::Id);
            let hits: BTreeSet<ProductId> = found.hits.iter().map(|hit| hit.id.clone()).collect();
            prop_assert_eq!(hits.len(), found.hits.len());
            prop_assert_eq!(&hits, &naive(&catalog, &filter));
            for (category, count) in &found.facets.categories {
                let only = Filter { categories: vec![category.clone()], ..filter.clone() };
                prop_assert_eq!(naive(&catalog, &only).len(), *count);
            }
            for (origin, count) in found.facets.origins.to_map().into_iter().filter(|(origin, _)| !origin.is_empty()) {
                let only = Filter { origins: vec![origin.clone()], ..filter.clone() };
                prop_assert_eq!(naive(&catalog, &only).len(), count);
            }
        }
    }

    #[test]
    fn a_selection_keeps_its_own_order() {
        let mut catalog = catalog(vec![
            product(1, "A", "64", "madu", Status::Ready, false),
            product(2, "B", "64", "madu", Status::Ready, false),
            product(3, "C", "64", "madu", Status::Ready, false),
        ]);
        let list = Selection { id: "s".into(), products: vec!["p3".into(), "p1".into()], ..Selection::default() };
        catalog.selections = Arc::new(vec![list]);
        let filter = Filter { selection: Some("s".into()), ..Filter::default() };
        let found = matches(&catalog, &SearchIndex::build(&catalog), &filter, Lang::Id);
        let ids: Vec<String> = found.hits.iter().map(|hit| hit.id.to_string()).collect();
        assert_eq!(ids, ["p3", "p1"]);
    }

    #[test]
    fn products_without_a_price_come_last() {
        let mut cheap = product(1, "Z", "64", "madu", Status::Ready, false);
        cheap.prices.push(crate::model::Price { amount: 5, currency: "IDR".into(), ..Default::default() });
        let catalog = catalog(vec![product(2, "A", "64", "madu", Status::Ready, false), cheap]);
        let filter = Filter { sort: Sort::Price, ..Filter::default() };
        let found = matches(&catalog, &SearchIndex::build(&catalog), &filter, Lang::Id);
        assert_eq!(found.hits.first().map(|hit| hit.id), Some("p1".into()));
    }
}
