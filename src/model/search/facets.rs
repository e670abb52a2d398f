//! How many products each further choice would leave: counted in numbers while products go by, named at the end.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::record::values::{CategoryId, RegionCode};
use crate::model::record::{CertificationKind, Status};
use crate::model::report::completeness::Audience;
use crate::model::search::filter::{Filter, StatusFilter};
use crate::model::search::index::{Chunk, Facts, Places, SearchIndex, Tables};

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
/// empty code. There may be a hundred thousand of them, so they are named only when somebody looks.
#[derive(Clone, Debug, Default)]
pub struct OriginCounts {
    places: Arc<Places>,
    counts: Vec<u32>,
}

impl OriginCounts {
    /// How many are inside a region; 0 where none is.
    pub fn get(&self, code: &RegionCode) -> usize {
        self.places.get(code).map_or(0, |node| self.count(node))
    }

    /// How many have an origin.
    pub fn everywhere(&self) -> usize {
        self.places.inside(None).map(|node| self.count(node)).sum()
    }

    /// The regions directly inside one with their counts, in order of code; the provinces where none is named.
    pub fn inside(&self, outer: Option<&RegionCode>) -> Vec<(RegionCode, usize)> {
        let outer = match outer.map(|code| self.places.get(code)) {
            Some(None) => return Vec::new(),
            Some(node) => node,
            None => None,
        };
        let counted = self.places.inside(outer).map(|node| (node, self.count(node))).filter(|(_, count)| *count > 0);
        counted.filter_map(|(node, count)| Some((self.places.code(node)?.clone(), count))).collect()
    }

    /// Whether any region directly inside one has products.
    pub fn has_inside(&self, outer: &RegionCode) -> bool {
        let outer = self.places.get(outer);
        outer.is_some_and(|node| self.places.inside(Some(node)).any(|inner| self.count(inner) > 0))
    }

    /// All of them.
    pub fn to_map(&self) -> BTreeMap<RegionCode, usize> {
        let all = self.counts.iter().enumerate().filter(|(_, count)| **count > 0);
        all.filter_map(|(node, count)| Some((self.places.code(node as u32)?.clone(), *count as usize))).collect()
    }

    fn count(&self, node: u32) -> usize {
        self.counts.get(node as usize).map_or(0, |count| *count as usize)
    }
}

impl PartialEq for OriginCounts {
    fn eq(&self, other: &Self) -> bool {
        self.to_map() == other.to_map()
    }
}

/// A filter's lists in the numbers of an index. A choice is counted as if its own list were empty: only the other lists
/// narrow it.
pub(in crate::model) struct Wanted<'a> {
    filter: &'a Filter,
    origins: Option<Vec<bool>>,
    categories: Option<Vec<bool>>,
    kinds: Option<Vec<bool>>,
    tags: Option<Vec<bool>>,
    audience: Option<usize>,
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

impl<'a> Wanted<'a> {
    pub(in crate::model) fn new(filter: &'a Filter, index: &SearchIndex) -> Self {
        let tables = &index.tables;
        let chosen = |size: usize, numbers: Vec<Option<usize>>| {
            let mut chosen = vec![false; size];
            for number in numbers.into_iter().flatten() {
                if let Some(one) = chosen.get_mut(number) {
                    *one = true;
                }
            }
            chosen
        };
        // The numbers of a list, or nothing where the list is empty: then all pass.
        let numbers = |is_empty: bool, size: usize, numbers: Vec<Option<u16>>| {
            (!is_empty).then(|| chosen(size, numbers.into_iter().map(|number| number.map(usize::from)).collect()))
        };
        let origins = (!filter.origins.is_empty()).then(|| {
            let nodes = filter.origins.iter().map(|code| tables.places.get(code).map(|node| node as usize));
            let mut inside = chosen(tables.places.len(), nodes.collect());
            tables.places.pass_down(&mut inside);
            inside
        });
        Self {
            filter,
            origins,
            categories: numbers(
                filter.categories.is_empty(),
                tables.categories.all.len(),
                filter.categories.iter().map(|id| tables.categories.get(id)).collect(),
            ),
            kinds: numbers(
                filter.certifications.is_empty(),
                tables.kinds.all.len(),
                filter.certifications.iter().map(|kind| tables.kinds.get(kind)).collect(),
            ),
            tags: numbers(
                filter.tags.is_empty(),
                tables.tags.all.len(),
                filter.tags.iter().map(|tag| tables.tags.get(tag)).collect(),
            ),
            audience: filter.incomplete_for.and_then(|one| Audience::ALL.iter().position(|known| *known == one)),
        }
    }

    /// The groups that a product does not pass, as bits.
    fn failed(&self, chunk: &Chunk, facts: &Facts) -> u8 {
        let fails = |list: &Option<Vec<bool>>, number: usize, group: u8| match list {
            Some(chosen) if !chosen.get(number).copied().unwrap_or_default() => group,
            _ => 0,
        };
        let fails_all = |list: &Option<Vec<bool>>, numbers: &[u16], group: u8| match list {
            Some(chosen) if !numbers.iter().any(|one| chosen.get(usize::from(*one)).copied().unwrap_or_default()) => {
                group
            }
            _ => 0,
        };
        let status = match self.filter.status {
            StatusFilter::Ready => facts.status == Status::Ready,
            StatusFilter::Draft => facts.status == Status::Draft,
            StatusFilter::All => true,
        };
        let is_incomplete = |audience: usize| facts.missing.get(audience).is_some_and(|count| *count > 0);
        let is_priced = |(low, high)| chunk.prices(facts).iter().any(|(least, most)| *least <= high && *most >= low);
        fails(&self.origins, facts.place as usize, group::ORIGIN)
            | fails(&self.categories, usize::from(facts.category), group::CATEGORY)
            | fails_all(&self.kinds, chunk.kinds(facts), group::CERTIFICATION)
            | fails_all(&self.tags, chunk.tags(facts), group::TAG)
            | if status { 0 } else { group::STATUS }
            | if self.audience.is_none_or(is_incomplete) { 0 } else { group::COMPLETENESS }
            | if self.filter.price.is_none_or(is_priced) { 0 } else { group::PRICE }
    }
}

/// Counts while products go by.
pub(in crate::model) struct Tally {
    origins: Vec<u32>,
    categories: Vec<u32>,
    kinds: Vec<u32>,
    tags: Vec<u32>,
    statuses: [u32; 3],
    incomplete: [u32; 3],
    priced: u32,
}

impl Tally {
    pub(in crate::model) fn new(tables: &Tables) -> Self {
        Self {
            origins: vec![0; tables.places.len()],
            categories: vec![0; tables.categories.all.len()],
            kinds: vec![0; tables.kinds.all.len()],
            tags: vec![0; tables.tags.all.len()],
            statuses: [0; 3],
            incomplete: [0; 3],
            priced: 0,
        }
    }

    /// Counts a product where it counts; true where it passes every list.
    pub(in crate::model) fn take(&mut self, wanted: &Wanted<'_>, chunk: &Chunk, facts: &Facts) -> bool {
        fn add(counts: &mut [u32], at: usize) {
            if let Some(count) = counts.get_mut(at) {
                *count += 1;
            }
        }
        let failed = wanted.failed(chunk, facts);
        // One failed list: the product counts for the other choices of that list alone.
        if failed.count_ones() > 1 {
            return false;
        }
        let counts = |group: u8| failed & !group == 0;
        if counts(group::ORIGIN) {
            add(&mut self.origins, facts.place as usize);
        }
        if counts(group::CATEGORY) {
            add(&mut self.categories, usize::from(facts.category));
        }
        if counts(group::CERTIFICATION) {
            chunk.kinds(facts).iter().for_each(|kind| add(&mut self.kinds, usize::from(*kind)));
        }
        if counts(group::TAG) {
            chunk.tags(facts).iter().for_each(|tag| add(&mut self.tags, usize::from(*tag)));
        }
        if counts(group::STATUS) {
            add(&mut self.statuses, facts.status as usize);
        }
        if counts(group::COMPLETENESS) {
            for (count, missing) in self.incomplete.iter_mut().zip(facts.missing) {
                *count += u32::from(missing > 0);
            }
        }
        if counts(group::PRICE) {
            self.priced += u32::from(!chunk.prices(facts).is_empty());
        }
        failed == 0
    }

    /// Adds what was counted of other products.
    pub(in crate::model) fn add(&mut self, other: &Tally) {
        let lists = [
            (&mut self.origins, &other.origins),
            (&mut self.categories, &other.categories),
            (&mut self.kinds, &other.kinds),
            (&mut self.tags, &other.tags),
        ];
        let lists = lists.map(|(mine, theirs)| (mine.as_mut_slice(), theirs.as_slice()));
        let few = [(&mut self.statuses, &other.statuses), (&mut self.incomplete, &other.incomplete)];
        let few = few.map(|(mine, theirs)| (mine.as_mut_slice(), theirs.as_slice()));
        for (mine, theirs) in lists.into_iter().chain(few) {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        self.priced += other.priced;
    }

    pub(in crate::model) fn facets(mut self, tables: &Tables) -> Facets {
        fn named<K: Ord + Clone>(names: &[K], counts: &[u32]) -> BTreeMap<K, usize> {
            let counted = names.iter().zip(counts).filter(|(_, count)| **count > 0);
            counted.map(|(name, count)| (name.clone(), *count as usize)).collect()
        }
        tables.places.sum_up(&mut self.origins);
        Facets {
            origins: OriginCounts { places: tables.places.clone(), counts: self.origins },
            categories: named(&tables.categories.all, &self.categories),
            certifications: named(&tables.kinds.all, &self.kinds),
            tags: named(&tables.tags.all, &self.tags),
            statuses: named(&Status::ALL, &self.statuses),
            incomplete_for: named(&Audience::ALL, &self.incomplete),
            priced: self.priced as usize,
        }
    }
}
