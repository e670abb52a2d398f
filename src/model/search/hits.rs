//! The products that match, in order: numbers until somebody looks at one.

use std::ops::Range;
use std::sync::Arc;

use crate::model::record::values::ProductId;
use crate::model::search::fields::Field;
use crate::model::search::index::Chunk;

/// One product that matches, and the field that says most about why.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub id: ProductId,
    /// `None` where nothing was searched for.
    pub field: Option<Field>,
}

/// A hundred thousand products may match at every key, of which a screen shows twenty: ids are looked up for those.
#[derive(Clone, Default)]
pub struct Hits {
    chunks: Arc<Vec<Arc<Chunk>>>,
    firsts: Arc<Vec<u32>>,
    rows: Vec<u32>,
    /// Of each row, where something was searched for.
    fields: Vec<Field>,
}

impl Hits {
    pub(in crate::model) fn new(
        chunks: &Arc<Vec<Arc<Chunk>>>,
        firsts: &Arc<Vec<u32>>,
        rows: Vec<u32>,
        fields: Vec<Field>,
    ) -> Self {
        Self { chunks: chunks.clone(), firsts: firsts.clone(), rows, fields }
    }

    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn get(&self, at: usize) -> Option<Hit> {
        let row = *self.rows.get(at)?;
        let chunk = self.firsts.partition_point(|first| *first <= row).checked_sub(1)?;
        let in_chunk = (row - *self.firsts.get(chunk)?) as usize;
        let product = self.chunks.get(chunk)?.products.get(in_chunk)?;
        Some(Hit { id: product.id.clone(), field: self.fields.get(at).copied() })
    }

    pub fn first(&self) -> Option<Hit> {
        self.get(0)
    }

    pub fn iter(&self) -> Iter<'_> {
        Iter { hits: self, at: 0..self.len() }
    }
}

impl PartialEq for Hits {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl std::fmt::Debug for Hits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// Walks over hits; passing over many costs nothing.
pub struct Iter<'a> {
    hits: &'a Hits,
    at: Range<usize>,
}

impl Iterator for Iter<'_> {
    type Item = Hit;

    fn next(&mut self) -> Option<Hit> {
        self.hits.get(self.at.next()?)
    }

    fn nth(&mut self, n: usize) -> Option<Hit> {
        self.hits.get(self.at.nth(n)?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.at.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Hits {
    type Item = Hit;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The same, owning the hits.
pub struct IntoIter {
    hits: Hits,
    at: Range<usize>,
}

impl Iterator for IntoIter {
    type Item = Hit;

    fn next(&mut self) -> Option<Hit> {
        self.hits.get(self.at.next()?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.at.size_hint()
    }
}

impl IntoIterator for Hits {
    type Item = Hit;
    type IntoIter = IntoIter;

    fn into_iter(self) -> IntoIter {
        let at = 0..self.len();
        IntoIter { hits: self, at }
    }
}
