//! The work behind an import, away from the window: reading, reviewing, storing photos.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::{Choices, Import, Only, Screen, place_of};
use crate::exchange::{self, Fault, ImportError, Limits, Options, PhotoSource, Reading, Review, Sheets};
use crate::jobs::Handle;
use crate::model::{Catalog, Edit, Photo};
use crate::store::{Folder, SheetImages};
use crate::text::Lang;

/// A file that was read already, and its bytes where it is a text file.
pub(super) type Known = (Arc<Sheets>, Option<Arc<[u8]>>);

/// What the job needs.
pub(super) struct Wish {
    pub path: PathBuf,
    pub catalog: Arc<Catalog>,
    pub folder: Folder,
    pub known: Option<Known>,
    pub choices: Choices,
    pub seed: u16,
    pub made_for: (u64, Lang),
}

/// Reads the file unless it is known, and holds it against the catalogue.
pub(super) fn work(handle: &Handle, wish: Wish) -> Result<Import, ImportError> {
    let Wish { path, catalog, folder, known, choices, seed, made_for } = wish;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let fail = |fault: Fault| ImportError { file: name.clone(), fault };
    let progress = |done: usize, total: usize| handle.progress(done, total);
    let reading = Reading { limits: Limits::default(), form: choices.form };
    let (sheets, text) = match known {
        // A text file that a person understands otherwise.
        Some((sheets, Some(text))) if choices.form.is_some() && sheets.form != choices.form => {
            (Arc::new(exchange::read(&name, &text, &reading, &progress)?), Some(text))
        }
        Some(known) => known,
        None => {
            let unreadable = |error: std::io::Error| fail(Fault::Unreadable { reason: error.to_string() });
            let (bytes, cap) = (std::fs::metadata(&path).map_err(unreadable)?.len(), reading.limits.bytes);
            if bytes > cap {
                return Err(fail(Fault::TooLarge { bytes, cap }));
            }
            let bytes = std::fs::read(&path).map_err(unreadable)?;
            let sheets = exchange::read(&name, &bytes, &reading, &progress)?;
            let text = sheets.form.is_some().then(|| Arc::from(bytes));
            (Arc::new(sheets), text)
        }
    };
    let mapping = choices.mapping.clone().unwrap_or_else(|| exchange::guess(&sheets));
    let hex = |at: usize| format!("{:04x}", seed.wrapping_add((at as u16).wrapping_mul(40_503)));
    let options = Options {
        new_status: choices.new_status,
        price_date: choices.price_date.trim().into(),
        hex: &hex,
        has_photo: &|file| folder.photo_fault(file).is_none(),
        answers: choices.answers.clone(),
        lang: made_for.1,
    };
    let review = match exchange::review(&catalog, &sheets, &mapping, &options, &progress) {
        // A file without headings is shown all the same, so that a person can say where they are.
        Err(ImportError { fault: Fault::NoRows, .. }) if !sheets.sheets.is_empty() => {
            Review::of_nothing(&catalog, &sheets)
        }
        other => other?,
    };
    let beside = SheetImages::scan(&path);
    let is_missing = |at: &usize| match review.photos.get(*at).map(|photo| &photo.source) {
        Some(PhotoSource::Named { file }) => beside.find(file).is_none(),
        _ => false,
    };
    let missing: BTreeSet<usize> = (0..review.photos.len()).filter(is_missing).collect();
    let has_photo = (0..review.photos.len()).filter(|at| !missing.contains(at));
    let with_photos = has_photo.filter_map(|at| review.photos.get(at)).map(|photo| photo.row).collect();
    Ok(Import {
        path,
        sheets,
        text,
        choices,
        mapping,
        review: Arc::new(review),
        missing,
        with_photos,
        only: Only::All,
        lines: Vec::new(),
        unfolded: BTreeSet::new(),
        left_out: BTreeSet::new(),
        wanted: 0,
        takes_shown: None,
        back_to: Screen::Browse,
        made_for,
        asked_for: made_for,
        applying: false,
        seed,
    })
}

/// What storing the photos needs.
pub(super) struct Storing {
    path: PathBuf,
    sheets: Arc<Sheets>,
    review: Arc<Review>,
    left_out: BTreeSet<(usize, u32)>,
    folder: Folder,
}

impl Storing {
    pub fn of(import: &Import, folder: Folder) -> Self {
        Self {
            path: import.path.clone(),
            sheets: import.sheets.clone(),
            review: import.review.clone(),
            left_out: import.left_out.clone(),
            folder,
        }
    }

    /// Stores the photos of the rows that are taken, and makes the one edit of all of it.
    pub fn store(&self, handle: &Handle) -> (Edit, usize) {
        let review = &self.review;
        let take = |at: usize| review.rows.get(at).is_some_and(|row| !self.left_out.contains(&place_of(row)));
        let mut stored: BTreeMap<usize, Photo> = BTreeMap::new();
        let mut refused = 0;
        let total = review.photos.len();
        let beside = SheetImages::scan(&self.path);
        for (at, photo) in review.photos.iter().enumerate() {
            if handle.progress(at, total).is_break() {
                break;
            }
            let Some(row) = review.rows.get(photo.row).filter(|_| take(photo.row)) else {
                continue;
            };
            let bytes = match &photo.source {
                PhotoSource::Embedded { sheet, picture } => {
                    let sheet = self.sheets.sheets.get(*sheet);
                    sheet.and_then(|sheet| sheet.pictures.get(*picture)).map(|picture| picture.bytes.to_vec())
                }
                PhotoSource::Named { file } => beside.find(file).and_then(|path| std::fs::read(path).ok()),
            };
            match bytes.and_then(|bytes| self.folder.add_photo(&bytes, &row.name, &row.name).ok()) {
                Some(file) => drop(stored.insert(at, Photo { file, ..Photo::default() })),
                None => refused += 1,
            }
        }
        (review.edit(&take, &stored), refused)
    }
}
