//! Everything that can be wrong inside a catalogue that was read: what reading found, its records, and its photos.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use crate::jobs::JobHandle;
use crate::model::{self, Catalog, Problem};
use crate::store::{Folder, PhotoChecks};

/// What a check found.
pub struct Checked {
    pub problems: Vec<Problem>,
    /// Photos that the catalogue names.
    pub named: BTreeSet<String>,
}

/// Lists every problem, those that `reading` found first. `photos` remembers which were whole.
pub fn check(catalog: &Catalog, folder: &Folder, photos: &PhotoChecks, reading: Vec<Problem>, today: Date) -> Checked {
    photos.begin_check();
    // Every picture that is named is asked for.
    let named = Mutex::new(BTreeSet::new());
    let fault = |file: &str| {
        let mut named = named.lock().unwrap_or_else(PoisonError::into_inner);
        if !named.contains(file) {
            named.insert(file.to_owned());
        }
        drop(named);
        photos.fault(folder, file)
    };
    let mut problems = reading;
    problems.extend(model::check(catalog, &fault, today));
    Checked { problems, named: named.into_inner().unwrap_or_else(PoisonError::into_inner) }
}

/// Decodes the photos of a catalogue that were not yet, one after the other. True where some are damaged that the last check
/// did not know of.
pub fn look_inside_photos(catalog: &Catalog, folder: &Folder, photos: &PhotoChecks, handle: &JobHandle) -> bool {
    for file in catalog.photo_files() {
        // Nobody is told how far this is: that would paint the window for each photo.
        if handle.is_cancelled() {
            break;
        }
        photos.look_inside(folder, &file);
    }
    photos.has_news()
}
