//! The pictures that belong to no product yet: in groups by time, what is chosen among them, what became of each.

use crate::actions::photos::PictureSource;
use crate::model::{Catalog, FileNameIndex, NameMatch, ProductId};
use crate::store::{IncomingPhoto, PhotoError};
use crate::ui::app::jobs::{BatchPhoto, PhotoBatch};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What became of a picture in the tray.
#[derive(Clone, Debug, PartialEq)]
pub enum PhotoStatus {
    Waiting,
    /// On its way into a product.
    Adding,
    Done {
        product: ProductId,
        file: String,
    },
    LeftOut,
    Refused(PhotoError),
}

/// One picture of the tray.
#[derive(Clone, Debug)]
pub struct TrayPhoto {
    pub id: u64,
    pub arrival: IncomingPhoto,
    pub fate: PhotoStatus,
    /// The product that the file's name fits, and whether a person wants it so.
    pub proposed: Option<(ProductId, bool)>,
    /// Products that the name fits equally well, of which a person chooses.
    pub fits: Vec<ProductId>,
    /// Pictures taken one after the other have the same number.
    pub group: usize,
}

impl TrayPhoto {
    /// Still to be told what it belongs to.
    pub fn is_left(&self) -> bool {
        matches!(self.fate, PhotoStatus::Waiting | PhotoStatus::Refused(_))
    }
}

/// The pictures that belong to no product yet, and what is chosen among them.
#[derive(Debug, Default)]
pub struct Tray {
    /// By time taken.
    pub photos: Vec<TrayPhoto>,
    pub chosen: BTreeSet<u64>,
    /// Where the arrow keys are.
    pub cursor: Option<u64>,
    pub(super) anchor: Option<u64>,
    pub search: String,
    /// Products that fit what was typed, or the last ones used.
    pub offers: Vec<ProductId>,
    pub row: usize,
    pub(super) recent: Vec<ProductId>,
    /// Those that are done or left out are shown too.
    pub show_all: bool,
    next_id: u64,
}

/// Pictures further apart than this are of different things, as a rule.
const PAUSE_MINUTES: i64 = 5;
/// Products offered at once.
pub(super) const OFFERS: usize = 7;

impl Tray {
    /// How many are done, left out, and left to do.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |of: &dyn Fn(&PhotoStatus) -> bool| self.photos.iter().filter(|photo| of(&photo.fate)).count();
        (
            count(&|fate| matches!(fate, PhotoStatus::Done { .. } | PhotoStatus::Adding)),
            count(&|fate| *fate == PhotoStatus::LeftOut),
            count(&|fate| matches!(fate, PhotoStatus::Waiting | PhotoStatus::Refused(_))),
        )
    }

    /// The pictures on the screen, in order.
    pub fn shown(&self) -> impl Iterator<Item = &TrayPhoto> {
        self.photos.iter().filter(|photo| self.show_all || photo.is_left() || photo.fate == PhotoStatus::Adding)
    }

    pub(super) fn photo(&mut self, id: u64) -> Option<&mut TrayPhoto> {
        self.photos.iter_mut().find(|photo| photo.id == id)
    }

    /// The chosen pictures that still wait, in order.
    pub fn waiting(&self) -> Vec<&TrayPhoto> {
        self.photos.iter().filter(|photo| photo.is_left() && self.chosen.contains(&photo.id)).collect()
    }

    /// New pictures come in among the others by time; one that is there already does not come twice.
    pub fn take_in(&mut self, arrivals: Vec<IncomingPhoto>, catalog: &Catalog) {
        let known: BTreeSet<PathBuf> = self.photos.iter().map(|photo| photo.arrival.path.clone()).collect();
        let names = FileNameIndex::of(catalog);
        for arrival in arrivals.into_iter().filter(|arrival| !known.contains(&arrival.path)) {
            self.next_id += 1;
            let NameMatch { products, is_sure } = names.find(&arrival.name);
            let (proposed, fits) = match products.as_slice() {
                [one] => (Some((one.clone(), is_sure)), Vec::new()),
                _ => (None, products),
            };
            let (id, fate) = (self.next_id, PhotoStatus::Waiting);
            self.photos.push(TrayPhoto { id, arrival, fate, proposed, fits, group: 0 });
        }
        let key = |photo: &TrayPhoto| {
            let arrival = &photo.arrival;
            (arrival.taken.is_none(), arrival.taken, arrival.name.clone(), photo.id)
        };
        self.photos.sort_by_cached_key(key);
        self.group();
        if self.waiting().is_empty() {
            self.choose_from(0);
        }
    }

    fn group(&mut self) {
        let mut number = 0;
        let mut before: Option<&IncomingPhoto> = None;
        let mut numbers = Vec::with_capacity(self.photos.len());
        for photo in &self.photos {
            let now = &photo.arrival;
            let together = match before.map(|before| (before, before.taken, now.taken)) {
                None => true,
                Some((before, Some(a), Some(b))) if before.day_only || now.day_only => {
                    before.day_only == now.day_only && a.date() == b.date()
                }
                Some((_, Some(a), Some(b))) => b.duration_since(a).as_mins() <= PAUSE_MINUTES,
                Some((_, a, b)) => a == b,
            };
            number += usize::from(!together);
            numbers.push(number);
            before = Some(now);
        }
        for (photo, number) in self.photos.iter_mut().zip(numbers) {
            photo.group = number;
        }
    }

    /// Chooses the group of the first waiting picture at or behind this place, or before it where none is left behind.
    pub(super) fn choose_from(&mut self, at: usize) {
        let left = |photo: &&TrayPhoto| photo.is_left();
        let next = self.photos.iter().skip(at).find(left).or_else(|| self.photos.iter().find(left));
        self.cursor = next.map(|photo| photo.id);
        self.anchor = self.cursor;
        let group = next.map(|photo| photo.group);
        self.chosen = match group {
            Some(group) => self
                .photos
                .iter()
                .filter(|photo| photo.group == group && photo.is_left())
                .map(|photo| photo.id)
                .collect(),
            None => BTreeSet::new(),
        };
    }

    /// Takes pictures out of what waits, as a batch for the product of each, and goes on to the next group.
    pub(super) fn batch(&mut self, of: &BTreeMap<u64, ProductId>) -> PhotoBatch {
        let mut batch = PhotoBatch::default();
        let mut last = 0;
        for (at, photo) in self.photos.iter_mut().enumerate() {
            if let Some(product) = of.get(&photo.id).filter(|_| photo.is_left()) {
                photo.fate = PhotoStatus::Adding;
                batch.photos.push(BatchPhoto {
                    product: Some(product.clone()),
                    source: PictureSource::File(photo.arrival.path.clone()),
                    in_tray: Some(photo.id),
                });
                last = at;
            }
        }
        let products: BTreeSet<&ProductId> = of.values().collect();
        self.recent.retain(|known| !products.contains(known));
        self.recent.splice(0..0, products.into_iter().take(OFFERS).cloned());
        self.recent.truncate(OFFERS);
        self.search.clear();
        self.offers = self.recent.clone();
        self.row = 0;
        self.choose_from(last);
        batch
    }

    /// A picture that waits is on its way; false where it is not left to do.
    pub fn send(&mut self, id: u64) -> bool {
        let waiting = self.photo(id).filter(|photo| photo.is_left());
        waiting.map(|photo| photo.fate = PhotoStatus::Adding).is_some()
    }

    /// What became of a batch.
    pub fn added(
        &mut self,
        batch: &PhotoBatch,
        files: &[Option<Result<String, PhotoError>>],
        exists: &dyn Fn(&ProductId) -> bool,
    ) {
        for (one, file) in batch.photos.iter().zip(files) {
            let Some(id) = one.in_tray else { continue };
            let fate = match (file, &one.product) {
                (Some(Ok(file)), Some(product)) if exists(product) => {
                    PhotoStatus::Done { product: product.clone(), file: file.clone() }
                }
                (Some(Err(error)), _) => PhotoStatus::Refused(error.clone()),
                _ => PhotoStatus::Waiting,
            };
            if let Some(photo) = self.photo(id) {
                photo.fate = fate;
            }
        }
        if self.waiting().is_empty() {
            self.choose_from(0);
        }
    }

    /// Nothing is on its way any more.
    pub fn release(&mut self) {
        for photo in self.photos.iter_mut().filter(|photo| photo.fate == PhotoStatus::Adding) {
            photo.fate = PhotoStatus::Waiting;
        }
    }

    /// Follows undo and redo: a picture whose product no longer has it waits again.
    pub fn follow(&mut self, catalog: &Catalog) {
        let has = |product: &ProductId, file: &str| {
            catalog.products.get(product).is_some_and(|product| product.photos.iter().any(|photo| photo.file == file))
        };
        let mut back = Vec::new();
        for photo in &mut self.photos {
            if let PhotoStatus::Done { product, file } = &photo.fate
                && !has(product, file)
            {
                photo.fate = PhotoStatus::Waiting;
                back.push(photo.id);
            }
        }
        if !back.is_empty() {
            self.cursor = back.first().copied();
            self.anchor = self.cursor;
            self.chosen = back.into_iter().collect();
        }
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
