//! How many products each further choice of a filter would leave.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use crate::model::record::catalog::Catalog;
use crate::model::record::values::{CategoryId, RegionCode};
use crate::model::record::{CertificationKind, CertificationStatus, Price, Product, Status};
use crate::model::report::completeness::{Audience, missing_counts};
use crate::model::search::filter::{Filter, StatusFilter};
use crate::model::search::regions::RegionTree;

/// How many products each further choice would leave, counted under the *other* filters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    pub origins: OriginCounts,
    pub categories: BTreeMap<CategoryId, usize>,
    pub certifications: BTreeMap<CertificationKind, usize>,
    pub tags: BTreeMap<String, usize>,
    pub statuses: BTreeMap<Status, usize>,
    pub incomplete_for: BTreeMap<Audience, usize>,
    /// Products with a price in rupiah.
    pub priced: usize,
}

/// Counts for every region with matches, at every depth: `64`, `64.02`, … A product without origin counts under the
/// empty code.
#[derive(Clone, Debug, Default)]
pub struct OriginCounts {
    regions: Arc<RegionTree>,
    /// By node.
    counts: Vec<usize>,
}

impl OriginCounts {
    /// How many are inside a region; 0 where none is.
    pub fn get(&self, code: &RegionCode) -> usize {
        self.regions.get(code).map_or(0, |node| self.count(node))
    }

    /// How many have an origin.
    pub fn everywhere(&self) -> usize {
        self.regions.inside(None).iter().map(|node| self.count(*node)).sum()
    }

    /// The regions directly inside one with their counts, in order of code; the provinces where none is named.
    pub fn inside(&self, outer: Option<&RegionCode>) -> Vec<(RegionCode, usize)> {
        let nodes = match outer.map(|code| self.regions.get(code)) {
            Some(None) => return Vec::new(),
            Some(node) => self.regions.inside(node),
            None => self.regions.inside(None),
        };
        let counted = nodes.iter().map(|node| (*node, self.count(*node))).filter(|(_, count)| *count > 0);
        counted.filter_map(|(node, count)| Some((self.regions.code(node)?.clone(), count))).collect()
    }

    /// Whether any region directly inside one has products.
    pub fn has_inside(&self, outer: &RegionCode) -> bool {
        let outer = self.regions.get(outer);
        outer.is_some_and(|node| self.regions.inside(Some(node)).iter().any(|inner| self.count(*inner) > 0))
    }

    /// The regencies of the whole catalogue in order of code, also those in which nothing matches.
    pub fn regencies(&self) -> Vec<(RegionCode, usize)> {
        let provinces = self.regions.inside(None).iter();
        let nodes = provinces.flat_map(|province| self.regions.inside(Some(*province)));
        nodes.filter_map(|node| Some((self.regions.code(*node)?.clone(), self.count(*node)))).collect()
    }

    /// All of them.
    pub fn to_map(&self) -> BTreeMap<RegionCode, usize> {
        let all = self.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        all.filter_map(|(node, count)| Some((self.regions.code(node)?.clone(), *count))).collect()
    }

    fn count(&self, node: usize) -> usize {
        self.counts.get(node).copied().unwrap_or_default()
    }
}

impl PartialEq for OriginCounts {
    fn eq(&self, other: &Self) -> bool {
        self.to_map() == other.to_map()
    }
}

/// Values that products share, numbered as they are met: numbers are quicker to count by.
#[derive(Clone, Debug)]
pub(super) struct Numbered<T> {
    values: Vec<T>,
    numbers: HashMap<T, usize>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    fn get(&self, value: &T) -> Option<usize> {
        self.numbers.get(value).copied()
    }

    fn add(&mut self, value: &T) -> usize {
        self.get(value).unwrap_or_else(|| {
            self.values.push(value.clone());
            self.numbers.insert(value.clone(), self.values.len() - 1);
            self.values.len() - 1
        })
    }

    /// Numbers without repetition.
    fn add_all<'a>(&mut self, values: impl Iterator<Item = &'a T>) -> Vec<usize>
    where
        T: 'a,
    {
        let mut numbers: Vec<usize> = values.map(|value| self.add(value)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The values that products are counted by.
#[derive(Clone, Debug, Default)]
pub(super) struct FacetValues {
    pub(super) regions: Arc<RegionTree>,
    categories: Numbered<CategoryId>,
    certifications: Numbered<CertificationKind>,
    tags: Numbered<String>,
}

/// What one product is counted under, by the numbers of [`FacetValues`].
#[derive(Debug)]
pub(super) struct FacetNumbers {
    pub(super) region: usize,
    category: usize,
    /// Those that are held.
    certifications: Vec<usize>,
    tags: Vec<usize>,
    status: Status,
    /// How many fields are missing, for each audience.
    pub(super) missing: [u8; 3],
    has_price: bool,
}

pub(super) fn is_rupiah(price: &Price) -> bool {
    matches!(price.currency.as_str(), "" | "IDR")
}

impl FacetValues {
    /// The numbers of a product; what is new gets one. What is missing is counted by [`FacetNumbers::complete`], which needs
    /// no other product's numbers.
    pub(super) fn numbers(&mut self, product: &Product) -> FacetNumbers {
        let region = self.regions.get(&product.origin);
        let held = product.certifications.iter().filter(|one| one.status == CertificationStatus::Held);
        FacetNumbers {
            region: region.unwrap_or_else(|| Arc::make_mut(&mut self.regions).add(&product.origin)),
            category: self.categories.add(&product.category),
            certifications: self.certifications.add_all(held.map(|one| &one.kind)),
            tags: self.tags.add_all(product.tags.iter()),
            status: product.status,
            missing: [0; 3],
            has_price: product.prices.iter().any(is_rupiah),
        }
    }
}

impl FacetNumbers {
    /// Counts what is missing.
    pub(super) fn complete(self, catalog: &Catalog, product: &Product) -> Self {
        Self { missing: missing_counts(catalog, product), ..self }
    }
}

/// The lists of a filter that narrow each other and that are counted, as bits.
mod group {
    pub const ORIGIN: u8 = 1;
    pub const CATEGORY: u8 = 2;
    pub const CERTIFICATION: u8 = 4;
    pub const TAG: u8 = 8;
    pub const STATUS: u8 = 16;
    pub const COMPLETENESS: u8 = 32;
    pub const PRICE: u8 = 64;
}

/// A filter's lists: for each number whether it is chosen, or `None` where all pass.
pub(super) struct Chosen<'a> {
    filter: &'a Filter,
    origins: Option<Vec<bool>>,
    categories: Option<Vec<bool>>,
    certifications: Option<Vec<bool>>,
    tags: Option<Vec<bool>>,
    audience: Option<usize>,
}

impl<'a> Chosen<'a> {
    pub(super) fn new(filter: &'a Filter, values: &FacetValues) -> Self {
        fn marked<T>(chosen: &[T], size: usize, number: impl Fn(&T) -> Option<usize>) -> Option<Vec<bool>> {
            let mut marks = vec![false; size];
            for number in chosen.iter().filter_map(number) {
                if let Some(mark) = marks.get_mut(number) {
                    *mark = true;
                }
            }
            (!chosen.is_empty()).then_some(marks)
        }
        fn of<T: Clone + Eq + Hash>(chosen: &[T], values: &Numbered<T>) -> Option<Vec<bool>> {
            marked(chosen, values.values.len(), |value| values.get(value))
        }
        let mut origins = marked(&filter.origins, values.regions.len(), |code| values.regions.get(code));
        if let Some(origins) = &mut origins {
            values.regions.mark_inside(origins);
        }
        Self {
            filter,
            origins,
            categories: of(&filter.categories, &values.categories),
            certifications: of(&filter.certifications, &values.certifications),
            tags: of(&filter.tags, &values.tags),
            audience: filter.incomplete_for.and_then(|one| Audience::ALL.iter().position(|known| *known == one)),
        }
    }

    /// The groups that a product does not pass, as bits.
    fn failed(&self, product: &Product, numbers: &FacetNumbers) -> u8 {
        let passes = |list: &Option<Vec<bool>>, numbers: &[usize]| {
            let is_chosen = |marks: &Vec<bool>, number: &usize| marks.get(*number).copied().unwrap_or_default();
            list.as_ref().is_none_or(|marks| numbers.iter().any(|number| is_chosen(marks, number)))
        };
        let has_status = match self.filter.status {
            StatusFilter::Ready => numbers.status == Status::Ready,
            StatusFilter::Draft => numbers.status == Status::Draft,
            StatusFilter::All => true,
        };
        let is_incomplete = |audience: usize| numbers.missing.get(audience).is_some_and(|count| *count > 0);
        let has_price_in = |(low, high): (i64, i64)| {
            let mut prices = product.prices.iter().filter(|price| is_rupiah(price));
            prices.any(|price| price.amount <= high && price.amount_max.unwrap_or(price.amount) >= low)
        };
        let groups = [
            (group::ORIGIN, passes(&self.origins, &[numbers.region])),
            (group::CATEGORY, passes(&self.categories, &[numbers.category])),
            (group::CERTIFICATION, passes(&self.certifications, &numbers.certifications)),
            (group::TAG, passes(&self.tags, &numbers.tags)),
            (group::STATUS, has_status),
            (group::COMPLETENESS, self.audience.is_none_or(is_incomplete)),
            (group::PRICE, self.filter.price.is_none_or(has_price_in)),
        ];
        groups.into_iter().filter(|(_, passes)| !passes).fold(0, |failed, (group, _)| failed | group)
    }
}

/// Counts while products go by.
pub(super) struct FacetTally {
    origins: Vec<usize>,
    categories: Vec<usize>,
    certifications: Vec<usize>,
    tags: Vec<usize>,
    statuses: [usize; 3],
    incomplete: [usize; 3],
    priced: usize,
}

impl FacetTally {
    pub(super) fn new(values: &FacetValues) -> Self {
        Self {
            origins: vec![0; values.regions.len()],
            categories: vec![0; values.categories.values.len()],
            certifications: vec![0; values.certifications.values.len()],
            tags: vec![0; values.tags.values.len()],
            statuses: [0; 3],
            incomplete: [0; 3],
            priced: 0,
        }
    }

    /// Counts a product wherever it counts; true where it passes every list. A choice is counted as if its own list were
    /// empty: only the other lists narrow it.
    pub(super) fn count(&mut self, chosen: &Chosen<'_>, product: &Product, numbers: &FacetNumbers) -> bool {
        fn add(counts: &mut [usize], at: usize) {
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        let failed = chosen.failed(product, numbers);
        // One failed list: the product counts for the other choices of that list alone.
        if failed.count_ones() > 1 {
            return false;
        }
        let counts = |group: u8| failed & !group == 0;
        if counts(group::ORIGIN) {
            add(&mut self.origins, numbers.region);
        }
        if counts(group::CATEGORY) {
            add(&mut self.categories, numbers.category);
        }
        if counts(group::CERTIFICATION) {
            numbers.certifications.iter().for_each(|kind| add(&mut self.certifications, *kind));
        }
        if counts(group::TAG) {
            numbers.tags.iter().for_each(|tag| add(&mut self.tags, *tag));
        }
        if counts(group::STATUS) {
            add(&mut self.statuses, numbers.status as usize);
        }
        if counts(group::COMPLETENESS) {
            for (count, missing) in self.incomplete.iter_mut().zip(numbers.missing) {
                *count += usize::from(missing > 0);
            }
        }
        if counts(group::PRICE) {
            self.priced += usize::from(numbers.has_price);
        }
        failed == 0
    }

    pub(super) fn facets(mut self, values: &FacetValues) -> Facets {
        fn named<K: Ord + Clone>(names: &[K], counts: &[usize]) -> BTreeMap<K, usize> {
            let counted = names.iter().zip(counts).filter(|(_, count)| **count > 0);
            counted.map(|(name, count)| (name.clone(), *count)).collect()
        }
        values.regions.sum_up(&mut self.origins);
        Facets {
            origins: OriginCounts { regions: values.regions.clone(), counts: self.origins },
            categories: named(&values.categories.values, &self.categories),
            certifications: named(&values.certifications.values, &self.certifications),
            tags: named(&values.tags.values, &self.tags),
            statuses: named(&Status::ALL, &self.statuses),
            incomplete_for: named(&Audience::ALL, &self.incomplete),
            priced: self.priced,
        }
    }
}
