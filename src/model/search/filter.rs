//! Which products a person wants to see, in which order, and how many more each further choice would leave.

use std::borrow::Borrow;
use std::cmp::Reverse;

use foldhash::{HashMap, HashMapExt as _, HashSet};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::model::record::catalog::Catalog;
use crate::model::record::values::{CategoryId, ProducerId, ProductId, RegionCode, SelectionId, blank};
use crate::model::record::{CertificationKind, Price};
use crate::model::report::completeness::Audience;
use crate::model::search::facets::{Facets, Tally, Wanted};
use crate::model::search::fields::{self, Field, Why};
use crate::model::search::hits::{Hit, Hits};
use crate::model::search::index::{Chunk, Facts, Finding, MANY, SearchIndex, at_once};
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
        Some(fields::why(catalog, product, hit.field?, &self.words, self.fuzzy))
    }
}

/// The products that match, in order, with facet counts. Pure: the same input gives the same answer.
/// `lang` decides which name sorts.
pub fn matches(catalog: &Catalog, index: &SearchIndex, filter: &Filter, lang: Lang) -> Matches {
    match index.len() < MANY {
        true => all_matches(catalog, index, filter, lang),
        false => at_once(|| all_matches(catalog, index, filter, lang)),
    }
}

fn all_matches(catalog: &Catalog, index: &SearchIndex, filter: &Filter, lang: Lang) -> Matches {
    let found = index.find(&filter.search);
    let candidates = Candidates::of(catalog, index, filter, lang);
    let wanted = Wanted::new(filter, index);
    let chunks: Vec<(usize, &Chunk)> = index.chunks().collect();
    let count = |chunks: &[(usize, &Chunk)]| {
        let (from, to) = (chunks.first().map_or(0, |(first, _)| *first), chunks.last().map_or(0, end_of));
        let mut counted = Counted::new(index, to - from, found.is_some());
        let mut rows = found.as_ref().map(|found| within(&found.rows, from, to));
        for (first, chunk) in chunks {
            match &mut rows {
                None => {
                    for (row, facts) in chunk.rows() {
                        if candidates.holds(first + row, facts) && counted.tally.take(&wanted, chunk, facts) {
                            counted.note(first + row - from, 0, Field::Name);
                        }
                    }
                }
                Some(rows) => {
                    let mine = within(rows, *first, first + chunk.len());
                    *rows = rows.get(mine.len()..).unwrap_or_default();
                    for Finding { row, score, field } in mine {
                        let row = *row as usize;
                        let Some(facts) = chunk.facts().get(row - first) else { continue };
                        if candidates.holds(row, facts) && counted.tally.take(&wanted, chunk, facts) {
                            counted.note(row - from, *score, *field);
                        }
                    }
                }
            }
        }
        counted
    };
    let Counted { tally, scores, fields } = match index.len() < MANY {
        true => count(&chunks),
        false => {
            let share = chunks.len().div_ceil(rayon::current_num_threads());
            let counted = chunks.par_chunks(share).map(count).reduce_with(Counted::and);
            counted.unwrap_or_else(|| Counted::new(index, 0, found.is_some()))
        }
    };
    let rows = sorted(index, filter, lang, &scores, found.is_some(), candidates.places.as_ref());
    let fields = rows.iter().filter_map(|row| fields.get(*row as usize)).copied().collect();
    let hits = index.hits(rows, fields);
    let (words, fuzzy) = found.map_or_else(Default::default, |found| (found.words, found.fuzzy));
    Matches { hits, facets: tally.facets(&index.tables), fuzzy, words }
}

/// What a run of rows adds to an answer.
struct Counted {
    tally: Tally,
    /// For every row: 0 where it does not match, else its score and one.
    scores: Vec<u16>,
    /// For every row why it matches, where something is searched for.
    fields: Vec<Field>,
}

impl Counted {
    fn new(index: &SearchIndex, rows: usize, is_searched: bool) -> Self {
        let fields = vec![Field::Name; if is_searched { rows } else { 0 }];
        Self { tally: Tally::new(&index.tables), scores: vec![0; rows], fields }
    }

    fn note(&mut self, row: usize, score: u16, field: Field) {
        if let Some(mine) = self.scores.get_mut(row) {
            *mine = score.saturating_add(1);
        }
        if let Some(why) = self.fields.get_mut(row) {
            *why = field;
        }
    }

    /// With the rows that come behind.
    fn and(mut self, behind: Self) -> Self {
        self.tally.add(&behind.tally);
        self.scores.extend(behind.scores);
        self.fields.extend(behind.fields);
        self
    }
}

fn end_of((first, chunk): &(usize, &Chunk)) -> usize {
    first + chunk.len()
}

/// The findings in a range of rows.
fn within(found: &[Finding], from: usize, to: usize) -> &[Finding] {
    let at = |row: usize| found.partition_point(|one| (one.row as usize) < row);
    found.get(at(from)..at(to)).unwrap_or_default()
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

pub(in crate::model) fn is_rupiah(price: &Price) -> bool {
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
    let matching = |rows: &[u32]| rows.iter().copied().filter(|row| score(*row) > 0).collect::<Vec<u32>>();
    let mut rows = match order.len() < MANY {
        true => matching(&order),
        false => order.par_chunks(MANY).map(matching).collect::<Vec<_>>().concat(),
    };
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
            sort_by(index, &mut rows, |_, _, facts| ranks.get(facts.place as usize).copied().unwrap_or(u32::MAX));
        }
        (Sort::Price, ..) => sort_by(index, &mut rows, |chunk, row, facts| {
            match chunk.prices(facts).iter().map(|(least, _)| *least).min() {
                Some(lowest) => (0, [0; 8], lowest),
                None => chunk.foreign(row).map_or((2, [0; 8], 0), |(currency, amount)| (1, currency, amount)),
            }
        }),
        (Sort::Completeness, ..) => {
            // For the audience that is looked at, else for all of them together.
            let counted = |audience: &Audience| filter.incomplete_for.is_none_or(|one| one == *audience);
            sort_by(index, &mut rows, |_, _, facts| {
                let missing = Audience::ALL.iter().zip(facts.missing).filter(|(audience, _)| counted(audience));
                Reverse(missing.map(|(_, count)| u32::from(count)).sum::<u32>())
            });
        }
    }
    rows
}

/// What tells currencies apart: their codes have three letters.
/// Sorts by a key of each row, and leaves rows of one key in their order.
fn sort_by<K: Ord + Copy + Send + Sync>(
    index: &SearchIndex,
    rows: &mut Vec<u32>,
    key: impl Fn(&Chunk, usize, &Facts) -> K + Sync,
) {
    let key_of = |chunk: &Chunk, at: usize| Some(key(chunk, at, chunk.facts().get(at)?));
    let mut keyed: Vec<(K, u32)> = if rows.len() * 8 < index.len() {
        let keyed = |row: &u32| index.at(*row).and_then(|(chunk, at)| Some((key_of(chunk, at)?, *row)));
        rows.iter().filter_map(keyed).collect()
    } else {
        // Facts lie in memory in the order of rows, which is not the order asked for.
        let chunks: Vec<(usize, &Chunk)> = index.chunks().collect();
        let of_chunks = |chunks: &[(usize, &Chunk)]| {
            let keys = chunks.iter().flat_map(|(_, chunk)| (0..chunk.len()).map(|at| key_of(chunk, at)));
            keys.collect::<Vec<Option<K>>>()
        };
        let keys = chunks.par_chunks(32).map(of_chunks).collect::<Vec<_>>().concat();
        rows.iter().filter_map(|row| Some(((*keys.get(*row as usize)?)?, *row))).collect()
    };
    keyed.par_sort_by(|(one, _), (other, _)| one.cmp(other));
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
#[path = "filter_tests.rs"]
mod tests;
