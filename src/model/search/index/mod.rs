//! The catalogue made ready for searching, counting and sorting: built by all processors, mended by an edit.
//!
//! Products stand in chunks in order of id; a product is a row, counted through all chunks. Names of regions, producers
//! and categories stand once, whatever number of products share them. An edit makes one chunk anew and copies pointers
//! to the others. Texts are made when they are first searched, or ahead of that by a worker ([`SearchIndex::warm`]):
//! an index and its clones share them.

mod answers;
mod chunk;
mod find;
mod order;
mod places;
mod slab;
mod tables;
#[cfg(test)]
mod tests;
mod vocabulary;
mod whereabouts;

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rayon::ThreadPool;
use rayon::prelude::*;

use crate::model::record::catalog::Catalog;
use crate::model::report::completeness::has_general_contact;
use crate::model::search::hits::Hits;

use crate::model::record::values::{ProducerId, ProductId};
use crate::model::record::{Category, Product};
use crate::text::Lang;
pub(super) use chunk::{Chunk, Facts};
use find::Recent;
pub(super) use find::{Finding, MANY};
use order::Orders;
pub(super) use places::Places;
pub(super) use tables::Tables;
use vocabulary::Words;

/// Threads for what somebody waits for with a key or a click: those that all others share may be busy with a save or a
/// check for a second. `None` where the system has none to give.
static AT_ONCE: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let threads = rayon::ThreadPoolBuilder::new().thread_name(|at| format!("at once {at}"));
    threads.build().inspect_err(|error| tracing::warn!(%error, "no threads for what is waited for")).ok()
});

/// Has threads of their own share what somebody waits for.
pub(super) fn at_once<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    match AT_ONCE.as_ref() {
        Some(threads) => threads.install(work),
        None => work(),
    }
}

/// The normalised text of every product, what it is counted by, and the order of names. Cloning copies pointers; an
/// update copies what changed.
#[derive(Debug, Default)]
pub struct SearchIndex {
    chunks: Arc<Vec<Arc<Chunk>>>,
    /// The first row of each chunk, and at last the count of all rows.
    firsts: Arc<Vec<u32>>,
    pub(super) tables: Tables,
    orders: Orders,
    categories: Arc<Vec<Category>>,
    /// Whether the catalogue itself has a contact, which completes the products of producers without one.
    has_general_contact: bool,
    /// The last words that were searched for: the next key narrows their rows. It changes no answer.
    recent: Mutex<Recent>,
}

impl Clone for SearchIndex {
    fn clone(&self) -> Self {
        Self {
            chunks: self.chunks.clone(),
            firsts: self.firsts.clone(),
            tables: self.tables.clone(),
            orders: self.orders.clone(),
            categories: self.categories.clone(),
            has_general_contact: self.has_general_contact,
            recent: Mutex::default(),
        }
    }
}

impl SearchIndex {
    /// Everything that searching needs, ready before the first key.
    pub fn build(catalog: &Catalog) -> Self {
        let index = Self::start(catalog);
        index.warm();
        index
    }

    /// What counting needs. Texts and orders are made when they are first asked for.
    pub fn start(catalog: &Catalog) -> Self {
        let tables = Tables::of(catalog);
        let products: Vec<&Arc<Product>> = catalog.products.values().collect();
        let chunks: Vec<Arc<Chunk>> = products
            .par_chunks(chunk::ROWS)
            .map(|products| {
                let mut chunk = Chunk::default();
                for kept in products {
                    let product = kept;
                    chunk.push(kept, &product, &tables.placed(catalog, &product));
                }
                Arc::new(chunk)
            })
            .collect();
        let mut index = Self {
            chunks: Arc::new(chunks),
            tables,
            categories: catalog.categories.clone(),
            has_general_contact: has_general_contact(catalog),
            ..Self::default()
        };
        index.count_rows();
        index
    }

    /// The same index of the same products, which the catalogue keeps packed by now.
    pub fn over(&self, packed: &Catalog) -> Self {
        let chunks = self.chunks.par_iter().map(|chunk| Arc::new(chunk.over(packed)));
        Self { chunks: Arc::new(chunks.collect()), ..self.clone() }
    }

    /// Makes the orders of names now.
    pub fn order(&self) {
        for lang in Lang::ALL {
            self.by_name(lang);
        }
    }

    /// Makes all texts, word lists and orders now: what a worker does ahead of the first key.
    pub fn warm(&self) {
        rayon::join(
            || self.order(),
            || {
                self.make_texts();
                for names in [self.tables.place_names(), &self.tables.producers.names, &self.tables.category_names] {
                    names.whereabouts();
                }
                self.chunks.par_iter().for_each(|chunk| {
                    chunk.texts(self.words()).slab.whereabouts();
                });
            },
        );
    }

    /// Makes all texts, so that all of their words have numbers: what is asked of the list of words then speaks of them.
    fn make_texts(&self) {
        self.tables.place_names();
        let missing = || self.chunks.iter().filter(|chunk| !chunk.has_texts());
        let make = |chunk: &Chunk| {
            chunk.texts(self.words());
        };
        match self.len() < MANY {
            true => missing().for_each(|chunk| make(chunk)),
            false => missing().collect::<Vec<_>>().par_iter().for_each(|chunk| make(chunk)),
        }
    }

    fn words(&self) -> &Words {
        &self.tables.words
    }

    /// Whether a change of so many products leaves texts to be made anew: a worker should do so ahead of the next key.
    pub fn is_large_change(&self, catalog: &Catalog, changed: usize) -> bool {
        changed > Self::FEW || self.is_about_all(catalog) && self.len() > Self::FEW
    }

    /// The texts around so many changed products are taken over; to copy those of all chunks would be felt.
    const FEW: usize = 300;

    /// Every product's completeness hangs on these.
    fn is_about_all(&self, catalog: &Catalog) -> bool {
        self.has_general_contact != has_general_contact(catalog) || self.categories != catalog.categories
    }

    /// The index after some products changed (a changed producer needs all of its products named; what the catalogue
    /// says of itself, and its categories, need not be named).
    pub fn updated(&self, catalog: &Catalog, changed: &[ProductId]) -> Self {
        if self.is_about_all(catalog) || changed.len() * 4 > self.len() + 64 {
            return match self.len() < MANY {
                true => Self::start(catalog),
                false => at_once(|| Self::start(catalog)),
            };
        }
        let mut next = self.clone();
        let mut ids: Vec<&ProductId> = changed.iter().collect();
        ids.sort_unstable();
        ids.dedup();
        for id in &ids {
            if let Some(product) = catalog.products.get(*id) {
                next.tables.meet(catalog, product);
                next.follow_producer(catalog, product);
            }
        }
        let mut parts: Vec<(usize, &[&ProductId])> = Vec::new();
        let mut rest = ids.as_slice();
        while let Some(last) = rest.last() {
            let at = self.chunk_of(last);
            let before = self.chunks.get(at).and_then(|chunk| chunk.products.first());
            // The first chunk also takes what comes before it.
            let from = match before {
                Some(first) if at > 0 => rest.partition_point(|id| **id < first.id),
                _ => 0,
            };
            let (earlier, here) = rest.split_at(from);
            parts.push((at, here));
            rest = earlier;
        }
        let mend = |part: &(usize, &[&ProductId])| next.mended(catalog, *part, ids.len() <= Self::FEW);
        let mended: Vec<(Vec<Arc<Chunk>>, order::Mended)> = match self.len() < MANY || parts.len() == 1 {
            true => parts.iter().map(mend).collect(),
            false => at_once(|| parts.par_iter().map(mend).collect()),
        };
        let mut moves = order::Moves::new(self);
        // From the end, so that the numbers of earlier chunks stay.
        for (chunks, mended) in mended {
            let all = Arc::make_mut(&mut next.chunks);
            let (at, end) = (mended.at.min(all.len()), (mended.at + 1).min(all.len()));
            all.splice(at..end, chunks);
            moves.add(mended);
        }
        next.count_rows();
        next.orders = self.orders.after(self, &next, &moves);
        next
    }

    /// A product's producer may have another name than before, or be new.
    fn follow_producer(&mut self, catalog: &Catalog, product: &Product) {
        let Some(id) = &product.producer else { return };
        if catalog.producers.contains_key(id) || self.tables.producers.get(id).is_some() {
            self.tables.meet_producer(catalog, id);
        }
    }

    /// One chunk made anew with the changed products of its range, and where its rows went.
    fn mended(
        &self,
        catalog: &Catalog,
        (at, ids): (usize, &[&ProductId]),
        takes_texts: bool,
    ) -> (Vec<Arc<Chunk>>, order::Mended) {
        let empty = Arc::new(Chunk::default());
        let old = self.chunks.get(at).unwrap_or(&empty);
        let mut rows: Vec<(&Arc<Product>, Option<usize>)> = Vec::with_capacity(old.len() + ids.len());
        let mut changed = ids.iter().peekable();
        for (row, product) in old.products.iter().enumerate() {
            while let Some(id) = changed.next_if(|id| **id < &product.id) {
                rows.extend(catalog.products.get(*id).map(|new| (new, None)));
            }
            if changed.next_if(|id| **id == &product.id).is_some() {
                rows.extend(catalog.products.get(&product.id).map(|new| (new, None)));
            } else {
                rows.push((product, Some(row)));
            }
        }
        rows.extend(changed.filter_map(|id| catalog.products.get(*id)).map(|new| (new, None)));
        let size = if rows.len() > 2 * chunk::ROWS { chunk::ROWS } else { 2 * chunk::ROWS };
        let chunks = rows.chunks(size).map(|rows| {
            let mut chunk = Chunk::default();
            for (product, row) in rows {
                match row {
                    Some(row) => chunk.push_from(old, *row),
                    None => chunk.push(product, product, &self.tables.placed(catalog, product)),
                }
            }
            if takes_texts {
                let from: Vec<Option<usize>> = rows.iter().map(|(_, row)| *row).collect();
                chunk.take_texts(old, &from, self.words());
            }
            Arc::new(chunk)
        });
        (chunks.collect(), order::Mended::new(at, old, &rows))
    }

    fn count_rows(&mut self) {
        let mut sum = 0;
        let mut firsts = vec![0];
        for chunk in self.chunks.iter() {
            sum += chunk.len() as u32;
            firsts.push(sum);
        }
        self.firsts = Arc::new(firsts);
    }

    /// The chunk in whose range an id is.
    fn chunk_of(&self, id: &ProductId) -> usize {
        let begins_later = |chunk: &Arc<Chunk>| chunk.products.first().is_some_and(|first| first.id <= *id);
        self.chunks.partition_point(begins_later).saturating_sub(1)
    }

    /// How many products there are.
    pub(super) fn len(&self) -> usize {
        self.firsts.last().map_or(0, |count| *count as usize)
    }

    /// Chunks with their first rows.
    pub(super) fn chunks(&self) -> impl Iterator<Item = (usize, &Chunk)> {
        self.firsts.iter().map(|first| *first as usize).zip(self.chunks.iter().map(Arc::as_ref))
    }

    /// The chunk of a row, and the row's place in it.
    pub(super) fn at(&self, row: u32) -> Option<(&Chunk, usize)> {
        let at = self.firsts.partition_point(|first| *first <= row).checked_sub(1)?;
        Some((self.chunks.get(at)?, (row - *self.firsts.get(at)?) as usize))
    }

    pub(super) fn hits(&self, rows: Vec<u32>, fields: Vec<crate::model::search::fields::Field>) -> Hits {
        Hits::new(&self.chunks, &self.firsts, rows, fields)
    }

    fn product(&self, row: u32) -> Option<&Arc<Product>> {
        let (chunk, at) = self.at(row)?;
        chunk.products.get(at)
    }

    pub(super) fn row(&self, id: &ProductId) -> Option<u32> {
        let at = self.chunk_of(id);
        let chunk = self.chunks.get(at)?;
        let row = chunk.products.binary_search_by(|product| product.id.cmp(id)).ok()?;
        Some(*self.firsts.get(at)? + row as u32)
    }

    /// The products of a producer.
    pub fn of_producer(&self, id: &ProducerId) -> Vec<ProductId> {
        let Some(number) = self.tables.producers.get(id) else { return Vec::new() };
        let mut ids = Vec::new();
        for chunk in self.chunks.iter() {
            let theirs = chunk.facts().iter().zip(&chunk.products).filter(|(facts, _)| facts.producer == number);
            ids.extend(theirs.map(|(_, product)| product.id.clone()));
        }
        ids
    }

    /// All rows in the order of their names in a language.
    pub(super) fn by_name(&self, lang: Lang) -> Arc<Vec<u32>> {
        self.orders.by_name(self, lang)
    }

    fn recent(&self) -> std::sync::MutexGuard<'_, Recent> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
