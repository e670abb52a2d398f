//! The order of names, kept as a list of rows in each language, and mended where an edit changes it.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::chunk::Chunk;
use super::{SearchIndex, at_once};
use crate::model::record::Product;
use crate::model::search::normalise::sort_key;
use crate::text::Lang;

/// Rows in the order of their names; products of one name stand in order of id. Made when first asked for.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Orders {
    id: OnceLock<Arc<Vec<u32>>>,
    en: OnceLock<Arc<Vec<u32>>>,
}

fn key(product: &Arc<Product>, lang: Lang) -> String {
    sort_key(product.name.or_other(lang).map_or("", |(name, _)| name))
}

/// No row any more, or one whose place must be found anew.
const GONE: u32 = u32::MAX;

/// What became of a chunk's rows.
pub(in crate::model) struct Mended {
    pub(in crate::model) at: usize,
    /// For each row as it was its place among those that came of the chunk.
    to: Vec<u32>,
    /// How many came of it.
    count: usize,
    /// The places of those that were put in, or have another name.
    new: Vec<u32>,
}

impl Mended {
    pub(in crate::model) fn new(at: usize, old: &Chunk, rows: &[(&Arc<Product>, Option<usize>)]) -> Self {
        let (mut to, mut new) = (vec![GONE; old.len()], Vec::new());
        for (place, (product, row)) in rows.iter().enumerate() {
            // A product whose name is the same keeps its place in the order.
            let stays = row.or_else(|| {
                let before = old.products.binary_search_by(|known| known.id.cmp(&product.id)).ok()?;
                old.products.get(before).filter(|known| known.name == product.name).map(|_| before)
            });
            match stays.and_then(|row| to.get_mut(row)) {
                Some(to) => *to = place as u32,
                None => new.push(place as u32),
            }
        }
        Self { at, to, count: rows.len(), new }
    }
}

/// Which rows went where while chunks were mended.
pub(in crate::model) struct Moves {
    /// From the last chunk to the first.
    mended: Vec<Mended>,
    chunks: usize,
    /// Some row was put in, taken out, or has another name.
    moves: bool,
}

impl Moves {
    pub(in crate::model) fn new(index: &SearchIndex) -> Self {
        Self { mended: Vec::new(), chunks: index.chunks.len(), moves: false }
    }

    /// Chunks come from the last to the first.
    pub(in crate::model) fn add(&mut self, mended: Mended) {
        self.moves |= mended.to.contains(&GONE) || mended.count != mended.to.len();
        self.mended.push(mended);
    }

    /// The rows as they were, as they are now, and the new ones.
    fn rows(&self, before: &SearchIndex) -> (Vec<u32>, Vec<u32>) {
        let mut rows: Vec<u32> = Vec::with_capacity(before.len());
        let mut firsts = Vec::with_capacity(self.chunks + 1);
        let mut first = 0;
        let mut mended = self.mended.iter().rev().peekable();
        for at in 0..self.chunks.max(1) {
            firsts.push(first);
            match mended.next_if(|mended| mended.at == at) {
                Some(Mended { to, count, .. }) => {
                    rows.extend(to.iter().map(|to| if *to == GONE { GONE } else { first + to }));
                    first += *count as u32;
                }
                None => {
                    let count = before.chunks.get(at).map_or(0, |chunk| chunk.len()) as u32;
                    rows.extend(first..first + count);
                    first += count;
                }
            }
        }
        let new = self.mended.iter().filter_map(|mended| Some((firsts.get(mended.at)?, &mended.new)));
        let new = new.flat_map(|(first, places)| places.iter().map(move |place| first + place));
        let mut new: Vec<u32> = new.collect();
        new.sort_unstable();
        (rows, new)
    }
}

impl Orders {
    fn of(&self, lang: Lang) -> &OnceLock<Arc<Vec<u32>>> {
        match lang {
            Lang::Id => &self.id,
            Lang::En => &self.en,
        }
    }

    pub(in crate::model) fn by_name(&self, index: &SearchIndex, lang: Lang) -> Arc<Vec<u32>> {
        if let Some(order) = self.of(lang).get() {
            return order.clone();
        }
        // Sorted before the lock is taken: whoever waits for a lock cannot help its holder.
        let keys = index.chunks.par_iter().zip(index.firsts.as_slice()).flat_map_iter(|(chunk, first)| {
            chunk.products.iter().zip(*first..).map(|(product, row)| (key(product, lang), row))
        });
        let mut keys: Vec<(String, u32)> = keys.collect();
        keys.par_sort_unstable();
        let order = Arc::new(keys.into_iter().map(|(_, row)| row).collect());
        self.of(lang).get_or_init(|| order).clone()
    }

    /// The orders after chunks were mended; those that nobody asked for yet stay so.
    pub(in crate::model) fn after(&self, before: &SearchIndex, now: &SearchIndex, moves: &Moves) -> Orders {
        if !moves.moves {
            return self.clone();
        }
        let (rows, new) = moves.rows(before);
        let after = Orders::default();
        for lang in Lang::ALL {
            let Some(order) = self.of(lang).get() else { continue };
            // Names that are new by the thousand are sorted with all others when the order is next asked for.
            if new.len() * 8 > now.len() + 64 {
                continue;
            }
            let kept = order.iter().filter_map(|row| rows.get(*row as usize)).copied().filter(|row| *row != GONE);
            let kept: Vec<u32> = kept.collect();
            let place = |row: &u32| {
                let mine = (key(now.product(*row)?, lang), *row);
                let comes_before = |row: &u32| now.product(*row).is_some_and(|other| (key(other, lang), *row) < mine);
                Some((kept.partition_point(comes_before), mine))
            };
            let mut places: Vec<(usize, (String, u32))> = match new.len() {
                0..=64 => new.iter().filter_map(place).collect(),
                _ => at_once(|| new.par_iter().filter_map(place).collect()),
            };
            places.sort_unstable();
            let mut order: Vec<u32> = Vec::with_capacity(kept.len() + places.len());
            let mut from = 0;
            for (at, (_, row)) in places {
                order.extend_from_slice(kept.get(from..at).unwrap_or_default());
                order.push(row);
                from = at;
            }
            order.extend_from_slice(kept.get(from..).unwrap_or_default());
            let _ = after.of(lang).set(Arc::new(order));
        }
        after
    }
}
