//! Which products a person wants to see, in which order, and how many more each further choice would leave.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::catalog::Catalog;
use super::completeness::Audience;
use super::record::{CertificationKind, CertificationStatus, Price, Product, Status};
use super::search::{self, Field, SearchIndex, Why};
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

/// One product that matches, and the field that says most about why.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: ProductId,
    /// `None` where nothing was searched for.
    pub field: Option<Field>,
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
    /// The words that were searched for, folded.
    words: Vec<String>,
}

impl Matches {
    /// Why a product matched, in words of its own. Worked out for what is shown, not for everything that matches.
    pub fn why(&self, catalog: &Catalog, hit: &Hit) -> Option<Why> {
        let product = catalog.products.get(&hit.id)?;
        Some(search::why(catalog, product, hit.field?, &self.words, self.fuzzy))
    }
}

/// The products that match, in order, with facet counts. Pure: the same input gives the same answer.
/// `lang` decides which name sorts.
pub fn matches(catalog: &Catalog, index: &SearchIndex, filter: &Filter, lang: Lang) -> Matches {
    let found = search::find(index, &filter.search);
    let chosen = filter.selection.as_ref().map(|id| selected(catalog, index, id, lang));
    let wanted: HashSet<&ProductId> = filter.products.iter().collect();
    let mut tally = Tally::default();
    let mut hits: Vec<&Arc<Product>> = Vec::new();
    for (id, product) in &catalog.products {
        let is_candidate = (wanted.is_empty() || wanted.contains(id))
            && (filter.producers.is_empty()
                || product.producer.as_ref().is_some_and(|id| filter.producers.contains(id)))
            && found.as_ref().is_none_or(|found| found.get(id).is_some())
            && chosen.as_ref().is_none_or(|chosen| chosen.contains_key(id));
        if !is_candidate {
            continue;
        }
        let incomplete = index.entries.get(id).map_or([false; 3], |entry| entry.missing.map(|count| count > 0));
        // A choice is counted as if its own list were empty: only the other lists narrow it.
        let mut failed = Group::ALL.into_iter().filter(|group| !group.passes(filter, product, incomplete));
        match (failed.next(), failed.next()) {
            (None, _) => {
                hits.push(product);
                Group::ALL.into_iter().for_each(|group| group.count(&mut tally, product, incomplete));
            }
            (Some(only), None) => only.count(&mut tally, product, incomplete),
            _ => {}
        }
    }
    sort(&mut hits, index, filter, lang, found.as_ref(), chosen.as_ref());
    let field = |product: &Product| found.as_ref()?.get(&product.id).map(|(_, field)| field);
    let hits = hits.iter().map(|product| Hit { id: product.id.clone(), field: field(product) }).collect();
    let (words, fuzzy) = found.map_or_else(Default::default, |found| (found.words, found.fuzzy));
    Matches { hits, facets: tally.facets(), fuzzy, words }
}

/// The lists of a filter that narrow each other and that are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Group {
    Origin,
    Category,
    Certification,
    Tag,
    Status,
    Completeness,
    Price,
}

impl Group {
    const ALL: [Group; 7] = [
        Group::Origin,
        Group::Category,
        Group::Certification,
        Group::Tag,
        Group::Status,
        Group::Completeness,
        Group::Price,
    ];

    fn passes(self, filter: &Filter, product: &Product, incomplete: [bool; 3]) -> bool {
        match self {
            Group::Origin => filter.origins.is_empty() || filter.origins.iter().any(|outer| comes_from(product, outer)),
            Group::Category => filter.categories.is_empty() || filter.categories.contains(&product.category),
            Group::Certification => {
                filter.certifications.is_empty() || held(product).any(|kind| filter.certifications.contains(kind))
            }
            Group::Tag => filter.tags.is_empty() || product.tags.iter().any(|tag| filter.tags.contains(tag)),
            Group::Status => match filter.status {
                StatusFilter::Ready => product.status == Status::Ready,
                StatusFilter::Draft => product.status == Status::Draft,
                StatusFilter::All => true,
            },
            Group::Completeness => filter.incomplete_for.is_none_or(|audience| lacks(audience, incomplete)),
            Group::Price => filter.price.is_none_or(|range| is_priced_within(product, range)),
        }
    }

    fn count<'a>(self, tally: &mut Tally<'a>, product: &'a Product, incomplete: [bool; 3]) {
        match self {
            Group::Origin => tally.origins.push(product.origin.as_str()),
            Group::Category => *tally.categories.entry(&product.category).or_default() += 1,
            Group::Certification => {
                let mut counted: Vec<&CertificationKind> = Vec::new();
                for kind in held(product) {
                    if !counted.contains(&kind) {
                        counted.push(kind);
                        *tally.certifications.entry(kind).or_default() += 1;
                    }
                }
            }
            Group::Tag => {
                for (at, tag) in product.tags.iter().enumerate() {
                    if product.tags.iter().take(at).all(|before| before != tag) {
                        *tally.tags.entry(tag).or_default() += 1;
                    }
                }
            }
            Group::Status => *tally.statuses.entry(product.status).or_default() += 1,
            Group::Completeness => {
                for audience in Audience::ALL.into_iter().filter(|audience| lacks(*audience, incomplete)) {
                    *tally.incomplete_for.entry(audience).or_default() += 1;
                }
            }
            Group::Price => tally.priced += usize::from(product.prices.iter().any(is_rupiah)),
        }
    }
}

/// Counts while products go by, on borrowed keys; a key is copied once, at the end.
#[derive(Default)]
struct Tally<'a> {
    /// The code of every counted product.
    origins: Vec<&'a str>,
    categories: HashMap<&'a CategoryId, usize>,
    certifications: HashMap<&'a CertificationKind, usize>,
    tags: HashMap<&'a str, usize>,
    statuses: BTreeMap<Status, usize>,
    incomplete_for: BTreeMap<Audience, usize>,
    priced: usize,
}

impl Tally<'_> {
    fn facets(mut self) -> Facets {
        // Sorted codes bring all of one region together, at every depth: one walk counts them.
        self.origins.sort_unstable();
        let mut open: Vec<(&str, usize)> = Vec::new();
        let mut origins: Vec<(RegionCode, usize)> = Vec::new();
        let mut close = |open: &mut Vec<(&str, usize)>, depth: usize| {
            for (code, count) in open.drain(depth..) {
                origins.push((RegionCode::new(code), count));
            }
        };
        for code in self.origins {
            let ends = code.match_indices('.').map(|(at, _)| at).chain([code.len()]);
            let mut depth = 0;
            for end in ends {
                let part = code.get(..end).unwrap_or_default();
                match open.get_mut(depth) {
                    Some((known, count)) if *known == part => *count += 1,
                    _ => {
                        close(&mut open, depth);
                        open.push((part, 1));
                    }
                }
                depth += 1;
            }
            // A district alone after one of its villages stays open above it.
            close(&mut open, depth);
        }
        close(&mut open, 0);
        let mut counted: BTreeMap<RegionCode, usize> = BTreeMap::new();
        for (code, count) in origins {
            *counted.entry(code).or_default() += count;
        }
        Facets {
            origins: counted,
            categories: self.categories.into_iter().map(|(id, count)| (id.clone(), count)).collect(),
            certifications: self.certifications.into_iter().map(|(kind, count)| (kind.clone(), count)).collect(),
            tags: self.tags.into_iter().map(|(tag, count)| (tag.to_owned(), count)).collect(),
            statuses: self.statuses,
            incomplete_for: self.incomplete_for,
            priced: self.priced,
        }
    }
}

/// A region holds all inside it; the empty code, which counts products without origin, holds only those.
fn comes_from(product: &Product, outer: &RegionCode) -> bool {
    if outer.is_empty() { product.origin.is_empty() } else { product.origin.is_inside(outer) }
}

fn held(product: &Product) -> impl Iterator<Item = &CertificationKind> {
    product.certifications.iter().filter(|one| one.status == CertificationStatus::Held).map(|one| &one.kind)
}

fn lacks(audience: Audience, incomplete: [bool; 3]) -> bool {
    Audience::ALL.iter().zip(incomplete).any(|(known, lacks)| *known == audience && lacks)
}

fn is_priced_within(product: &Product, (low, high): (i64, i64)) -> bool {
    product.prices.iter().any(|price| {
        let most = price.amount_max.unwrap_or(price.amount);
        is_rupiah(price) && price.amount <= high && most >= low
    })
}

fn is_rupiah(price: &Price) -> bool {
    matches!(price.currency.as_str(), "" | "IDR")
}

/// The products of a named selection with their places in it.
fn selected(catalog: &Catalog, index: &SearchIndex, id: &SelectionId, lang: Lang) -> BTreeMap<ProductId, usize> {
    let Some(selection) = catalog.selection(id) else {
        return BTreeMap::new();
    };
    let mut ids: Vec<ProductId> = selection.products.clone();
    if let Some(filter) = &selection.filter {
        // A selection inside a selection could go round in circles.
        let inner = Filter { selection: None, ..filter.clone() };
        ids.extend(matches(catalog, index, &inner, lang).hits.into_iter().map(|hit| hit.id));
    }
    let mut places = BTreeMap::new();
    for (at, id) in ids.into_iter().enumerate() {
        places.entry(id).or_insert(at);
    }
    places
}

fn sort(
    hits: &mut [&Arc<Product>],
    index: &SearchIndex,
    filter: &Filter,
    lang: Lang,
    found: Option<&search::Found>,
    chosen: Option<&BTreeMap<ProductId, usize>>,
) {
    let name = |product: &Product| {
        let at = usize::from(lang == Lang::En);
        index.entries.get(&product.id).and_then(|entry| entry.names.get(at)).map_or("", String::as_str)
    };
    match filter.sort {
        Sort::Relevance => match (found, chosen) {
            (Some(found), _) => hits.sort_by_cached_key(|product| {
                let score = found.get(&product.id).map_or(usize::MAX, |(score, _)| score);
                (score, name(product))
            }),
            (None, Some(places)) => hits.sort_by_key(|product| places.get(&product.id).copied().unwrap_or(usize::MAX)),
            (None, None) => hits.sort_by_key(|product| name(product)),
        },
        Sort::Name => hits.sort_by_key(|product| name(product)),
        Sort::Origin => hits.sort_by_key(|product| (product.origin.is_empty(), product.origin.as_str(), name(product))),
        Sort::Price => hits.sort_by_key(|product| {
            let lowest =
                product.prices.iter().map(|price| (!is_rupiah(price), price.currency.as_str(), price.amount)).min();
            (lowest.is_none(), lowest, name(product))
        }),
        Sort::Completeness => hits.sort_by_key(|product| {
            // For the audience that is looked at, else for all of them together.
            let missing = index.entries.get(&product.id).map_or([0; 3], |entry| entry.missing);
            let counted = Audience::ALL
                .iter()
                .zip(missing)
                .filter(|(audience, _)| filter.incomplete_for.is_none_or(|one| one == **audience));
            (Reverse(counted.map(|(_, count)| count).sum::<usize>()), name(product))
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::model::{Certification, Selection, Text};
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
            for (origin, count) in found.facets.origins.iter().filter(|(origin, _)| !origin.is_empty()) {
                let only = Filter { origins: vec![origin.clone()], ..filter.clone() };
                prop_assert_eq!(naive(&catalog, &only).len(), *count);
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
        let ids: Vec<&str> = found.hits.iter().map(|hit| hit.id.as_str()).collect();
        assert_eq!(ids, ["p3", "p1"]);
    }

    #[test]
    fn products_without_a_price_come_last() {
        let mut cheap = product(1, "Z", "64", "madu", Status::Ready, false);
        cheap.prices.push(crate::model::Price { amount: 5, currency: "IDR".into(), ..Default::default() });
        let catalog = catalog(vec![product(2, "A", "64", "madu", Status::Ready, false), cheap]);
        let filter = Filter { sort: Sort::Price, ..Filter::default() };
        let found = matches(&catalog, &SearchIndex::build(&catalog), &filter, Lang::Id);
        assert_eq!(found.hits.first().map(|hit| hit.id.as_str()), Some("p1"));
    }
}
