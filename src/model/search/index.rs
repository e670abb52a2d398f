//! The catalogue made ready for searching, counting and sorting: built when it is opened, brought up to date by an edit.

use std::sync::Arc;

use imbl::{OrdMap, Vector};
use rayon::prelude::*;

use crate::model::record::catalog::Catalog;
use crate::model::record::values::ProductId;
use crate::model::record::{Category, Producer, Product};
use crate::model::report::completeness::has_general_contact;
use crate::model::search::facets::{FacetNumbers, FacetValues};
use crate::model::search::fields::{JoinedTexts, NormalisedTexts, TextSource};
use crate::model::search::find::WordMap;
use crate::model::search::normalise::sort_key;
use crate::text::Lang;

/// The place of a product in an index. It stays the same until the product is deleted.
pub(super) type Slot = u32;

/// What searching, counting and sorting need of every product. A clone shares all of it, and an update what did not change.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    /// By slot; empty where a product was deleted.
    entries: Vector<Option<Arc<IndexedProduct>>>,
    slots: OrdMap<ProductId, Slot>,
    pub(super) words: WordMap,
    /// Slots in the order of names, in each language of [`Lang::ALL`].
    by_name: [Arc<Vec<Slot>>; 2],
    pub(super) values: FacetValues,
    /// What every product's texts and completeness depend on.
    categories: Arc<Vec<Category>>,
    has_general_contact: bool,
}

/// One product as searching, counting and sorting see it.
#[derive(Debug)]
pub(super) struct IndexedProduct {
    pub(super) product: Arc<Product>,
    producer: Option<Arc<Producer>>,
    pub(super) numbers: FacetNumbers,
    pub(super) joined: JoinedTexts,
    sort_keys: [String; 2],
}

impl IndexedProduct {
    /// Products stand in the order of their names; those of one name in the order of their ids.
    fn order(&self, lang: Lang) -> (&str, &ProductId) {
        let [id, en] = &self.sort_keys;
        let key = match lang {
            Lang::Id => id,
            Lang::En => en,
        };
        (key, &self.product.id)
    }
}

impl SearchIndex {
    pub fn build(catalog: &Catalog) -> Self {
        let mut index = Self {
            categories: catalog.categories.clone(),
            has_general_contact: has_general_contact(catalog),
            ..Self::default()
        };
        let products = catalog.products.values();
        let numbered: Vec<_> = products.map(|product| (product, index.values.numbers(product))).collect();
        let texts = numbered.into_par_iter().map(|(product, numbers)| index.entry(catalog, product, numbers));
        let (entries, texts): (Vec<_>, Vec<_>) = texts.unzip();
        index.words = WordMap::of(&texts);
        index.slots = entries.iter().map(|entry| entry.product.id.clone()).zip(0 as Slot..).collect();
        index.entries = entries.into_iter().map(|entry| Some(Arc::new(entry))).collect();
        index.by_name = Lang::ALL.map(|lang| {
            let mut keyed: Vec<_> = index.entries().map(|(slot, entry)| (entry.order(lang), slot)).collect();
            keyed.sort_unstable();
            Arc::new(keyed.into_iter().map(|(_, slot)| slot).collect())
        });
        index
    }

    /// The index after some products changed. A changed producer needs all of its products named; what the catalogue says
    /// of itself, and its categories, need not be named.
    pub fn updated(&self, catalog: &Catalog, changed: &[ProductId]) -> Self {
        if self.changes_wholly(catalog) || changed.len() * 4 > self.slots.len() + 64 {
            return Self::build(catalog);
        }
        let mut next = self.clone();
        changed.iter().for_each(|id| next.update(catalog, id));
        next
    }

    /// Whether [`Self::updated`] takes longer than a frame may: then it belongs in the background.
    pub fn updates_slowly(&self, catalog: &Catalog, changed: &[ProductId]) -> bool {
        const IN_A_FRAME: usize = 200;
        changed.len() > IN_A_FRAME || (self.changes_wholly(catalog) && self.slots() > IN_A_FRAME)
    }

    /// What every product's texts and completeness depend on is another one.
    fn changes_wholly(&self, catalog: &Catalog) -> bool {
        self.has_general_contact != has_general_contact(catalog) || self.categories != catalog.categories
    }

    /// Puts one product in as it is now, or takes it out.
    fn update(&mut self, catalog: &Catalog, id: &ProductId) {
        let known = self.slots.get(id).copied();
        let slot = known.unwrap_or(self.entries.len() as Slot);
        let old = known.and_then(|slot| self.entry_at(slot)).cloned();
        let new = catalog.products.get(id).map(|product| {
            let numbers = self.values.numbers(product);
            self.entry(catalog, product, numbers)
        });

        let old_texts = old.as_ref().map(|old| self.texts(&old.product, old.producer.as_deref(), old.numbers.region));
        let (new, new_texts) = new.map(|(entry, texts)| (Arc::new(entry), texts)).unzip();
        let (old_texts, new_texts) = (old_texts.unwrap_or_default(), new_texts.unwrap_or_default());
        self.words.update(slot, &old_texts.best_of_words(), &new_texts.best_of_words());

        for (lang, by_name) in Lang::ALL.into_iter().zip(&mut self.by_name) {
            let order =
                |entry: &Option<Arc<IndexedProduct>>| entry.as_ref().map(|entry| entry.order(lang).0.to_owned());
            if order(&old) == order(&new) {
                continue;
            }
            let by_name = Arc::make_mut(by_name);
            by_name.retain(|other| *other != slot);
            if let Some(new) = &new {
                let entry = |slot: &Slot| self.entries.get(*slot as usize)?.as_ref();
                let comes_before = |slot: &Slot| entry(slot).is_some_and(|other| other.order(lang) < new.order(lang));
                by_name.insert(by_name.partition_point(comes_before), slot);
            }
        }
        match (known, new) {
            (Some(_), Some(new)) => drop(self.entries.set(slot as usize, Some(new))),
            (Some(_), None) => {
                self.entries.set(slot as usize, None);
                self.slots.remove(id);
            }
            (None, Some(new)) => {
                self.entries.push_back(Some(new));
                self.slots.insert(id.clone(), slot);
            }
            (None, None) => {}
        }
    }

    fn entry(
        &self,
        catalog: &Catalog,
        product: &Arc<Product>,
        numbers: FacetNumbers,
    ) -> (IndexedProduct, NormalisedTexts) {
        let producer = catalog.producer_of(product).cloned();
        let texts = self.texts(product, producer.as_deref(), numbers.region);
        let name = |lang| sort_key(product.name.or_other(lang).map_or("", |(name, _)| name));
        let (joined, sort_keys) = (texts.joined(), Lang::ALL.map(name));
        let numbers = numbers.complete(catalog, product);
        (IndexedProduct { product: product.clone(), producer, numbers, joined, sort_keys }, texts)
    }

    fn texts(&self, product: &Product, producer: Option<&Producer>, region: usize) -> NormalisedTexts {
        let category = self.categories.iter().find(|category| category.id == product.category);
        NormalisedTexts::of(TextSource { product, producer, category }, self.values.regions.lines(region))
    }

    /// How many slots there are.
    pub(super) fn slots(&self) -> usize {
        self.entries.len()
    }

    /// The slot of a product.
    pub(super) fn slot(&self, id: &ProductId) -> Option<Slot> {
        self.slots.get(id).copied()
    }

    /// All slots, empty ones included.
    pub(super) fn all_entries(&self) -> impl Iterator<Item = (Slot, Option<&IndexedProduct>)> {
        (0..).zip(self.entries.iter().map(Option::as_deref))
    }

    /// Slots with their products.
    pub(super) fn entries(&self) -> impl Iterator<Item = (Slot, &IndexedProduct)> {
        self.all_entries().filter_map(|(slot, entry)| Some((slot, entry?)))
    }

    pub(super) fn entry_at(&self, slot: Slot) -> Option<&Arc<IndexedProduct>> {
        self.entries.get(slot as usize)?.as_ref()
    }

    /// All slots in the order of names.
    pub(super) fn by_name(&self, lang: Lang) -> &[Slot] {
        let [id, en] = &self.by_name;
        match lang {
            Lang::Id => id,
            Lang::En => en,
        }
    }
}
