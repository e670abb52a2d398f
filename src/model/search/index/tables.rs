//! What many products share, as numbers: producers and categories with their names, certificates, tags.

use std::hash::Hash;
use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use rayon::prelude::*;

use crate::model::record::catalog::Catalog;
use crate::model::report::completeness::missing_counts;

use super::chunk::{NOBODY, Placed};
use super::places::Places;
use super::slab::{Piece, Slab};
use super::vocabulary::Words;
use crate::model::record::values::{CategoryId, ProducerId};
use crate::model::record::{CertificationKind, CertificationStatus, Product};

/// Values that are numbered as they are met.
#[derive(Clone, Debug)]
pub(in crate::model) struct Numbered<T> {
    pub(in crate::model) all: Vec<T>,
    known: HashMap<T, u16>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { all: Vec::new(), known: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    pub(in crate::model) fn get(&self, value: &T) -> Option<u16> {
        self.known.get(value).copied()
    }

    /// The last number stands for all that come after 65,535 others.
    fn add(&mut self, value: &T) -> u16 {
        if let Some(number) = self.get(value) {
            return number;
        }
        let number = u16::try_from(self.all.len()).unwrap_or(u16::MAX);
        if number < u16::MAX {
            self.all.push(value.clone());
            self.known.insert(value.clone(), number);
        }
        number
    }
}

/// Producers by number, with their names for searching.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Producers {
    by_id: HashMap<ProducerId, u32>,
    pub(in crate::model) names: Slab,
}

impl Producers {
    pub(in crate::model) fn get(&self, id: &ProducerId) -> Option<u32> {
        self.by_id.get(id).copied()
    }
}

/// The tables beside the chunks. Each is shared with earlier states of the index until it grows.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Tables {
    /// Of all texts and names.
    pub(in crate::model) words: Arc<Words>,
    pub(in crate::model) places: Arc<Places>,
    pub(in crate::model) producers: Arc<Producers>,
    pub(in crate::model) categories: Arc<Numbered<CategoryId>>,
    pub(in crate::model) category_names: Arc<Slab>,
    pub(in crate::model) kinds: Arc<Numbered<CertificationKind>>,
    pub(in crate::model) tags: Arc<Numbered<String>>,
}

/// What there are few of, as some products name it.
#[derive(Default)]
struct Few {
    categories: Numbered<CategoryId>,
    kinds: Numbered<CertificationKind>,
    tags: Numbered<String>,
}

impl Few {
    fn add(&mut self, product: &Product) {
        self.categories.add(&product.category);
        for kind in held(product) {
            self.kinds.add(kind);
        }
        for tag in &product.tags {
            self.tags.add(tag);
        }
    }
}

impl Tables {
    pub(in crate::model) fn of(catalog: &Catalog) -> Self {
        let places = || Places::of(catalog.products.values().map(|product| product.origin.clone()));
        let others = || {
            let mut tables = Self::default();
            let producers = Arc::make_mut(&mut tables.producers);
            let mut piece = Piece::default();
            for (number, (id, producer)) in catalog.producers.iter().enumerate() {
                producers.by_id.insert(id.clone(), number as u32);
                piece.push(&producer.name);
                piece.end_slot();
            }
            producers.names = Slab::of(&piece, &tables.words);
            /// So many at a time, by all processors.
            const TOGETHER: usize = 4_096;
            let products: Vec<&Arc<Product>> = catalog.products.values().collect();
            let few = products.par_chunks(TOGETHER).map(|products| {
                let mut few = Few::default();
                products.iter().for_each(|product| few.add(product));
                few
            });
            for Few { categories, kinds, tags } in few.collect::<Vec<Few>>() {
                tables.meet_few(catalog, &categories.all, &kinds.all, &tags.all);
            }
            tables
        };
        let (places, others) = rayon::join(places, others);
        Self { places: Arc::new(places), ..others }
    }

    /// Gives numbers to whatever is new in a product, and follows a producer's name.
    pub(in crate::model) fn meet(&mut self, catalog: &Catalog, product: &Product) {
        if self.places.get(&product.origin).is_none() {
            Arc::make_mut(&mut self.places).meet(&product.origin, &self.words);
        }
        self.meet_few(catalog, [&product.category], held(product), &product.tags);
    }

    fn meet_few<'a>(
        &mut self,
        catalog: &Catalog,
        categories: impl IntoIterator<Item = &'a CategoryId>,
        kinds: impl IntoIterator<Item = &'a CertificationKind>,
        tags: impl IntoIterator<Item = &'a String>,
    ) {
        for category in categories {
            if self.categories.get(category).is_none() {
                Arc::make_mut(&mut self.categories).add(category);
                self.name_category(catalog, category);
            }
        }
        for kind in kinds {
            if self.kinds.get(kind).is_none() {
                Arc::make_mut(&mut self.kinds).add(kind);
            }
        }
        for tag in tags {
            if self.tags.get(tag).is_none() {
                Arc::make_mut(&mut self.tags).add(tag);
            }
        }
    }

    /// A producer as it is now: its name for searching, or none where it was deleted.
    pub(in crate::model) fn meet_producer(&mut self, catalog: &Catalog, id: &ProducerId) {
        let name = Piece::of(catalog.producers.get(id).map(|producer| producer.name.as_str()));
        let name = Slab::of(&name, &self.words);
        let (number, names) = (self.producers.get(id), &self.producers.names);
        // Most edits leave the name as it is, and the table to be shared.
        if number.is_some_and(|number| names.holds(number as usize, &name, 0)) {
            return;
        }
        let producers = Arc::make_mut(&mut self.producers);
        match number {
            Some(number) => {
                let (names, at) = (&producers.names, number as usize);
                producers.names = Slab::gathered([(names, 0..at), (&name, 0..1), (names, at + 1..names.len())]);
            }
            None => {
                producers.by_id.insert(id.clone(), producers.names.len() as u32);
                producers.names.append(&name);
            }
        }
    }

    fn name_category(&mut self, catalog: &Catalog, id: &CategoryId) {
        let names = catalog.category(id).map(|category| [category.name.id.as_str(), &category.name.en]);
        let name = Slab::of(&Piece::of(names.into_iter().flatten()), &self.words);
        Arc::make_mut(&mut self.category_names).append(&name);
    }

    pub(in crate::model) fn place_names(&self) -> &Slab {
        self.places.names(&self.words)
    }

    /// A product in the numbers of these tables, which have met it.
    pub(in crate::model) fn placed(&self, catalog: &Catalog, product: &Product) -> Placed {
        let known = product.producer.as_ref().filter(|id| catalog.producers.contains_key(*id));
        let category = self.categories.get(&product.category).unwrap_or(u16::MAX);
        Placed {
            place: self.places.get(&product.origin).unwrap_or_default(),
            producer: known.and_then(|id| self.producers.get(id)).unwrap_or(NOBODY),
            category,
            missing: missing_counts(catalog, product),
            kinds: once(held(product).filter_map(|kind| self.kinds.get(kind))),
            tags: once(product.tags.iter().filter_map(|tag| self.tags.get(tag))),
        }
    }
}

fn held(product: &Product) -> impl Iterator<Item = &CertificationKind> {
    product.certifications.iter().filter(|one| one.status == CertificationStatus::Held).map(|one| &one.kind)
}

fn once(numbers: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut list = Vec::new();
    for number in numbers {
        if !list.contains(&number) {
            list.push(number);
        }
    }
    list
}
