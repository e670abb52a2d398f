//! Photos on their way into the catalogue, and what is known of moved and unused ones.

use std::path::PathBuf;

use crate::actions::photos::PictureSource;
use crate::jobs::Progress;
use crate::model::ProductId;
use crate::store::{MovedPhoto, PhotoError, SaveError, UnusedPhotos};

/// What is known of moved and unused photos.
#[derive(Debug, Default)]
pub struct PhotoCare {
    pub running: Option<Progress>,
    /// What the last search found, until it is taken back.
    pub found: Option<Vec<MovedPhoto>>,
    pub unused: Option<UnusedPhotos>,
    /// What was cleared away last, and the revision it was done at: undo brings it back while nothing came after.
    pub(super) cleared: Option<(u64, Vec<String>)>,
}

/// What a job brings back.
pub enum CareOutcome {
    Searched(Vec<MovedPhoto>),
    /// Each missing file and what it is called now.
    TakenBack {
        files: Vec<(String, String)>,
        refused: Vec<PhotoError>,
    },
    Unused(UnusedPhotos),
    Discarded(Result<Vec<String>, SaveError>),
    BroughtBack(usize),
}

/// Pictures that become one edit: of a product, or the catalogue's logos.
#[derive(Clone, Debug)]
pub struct PhotoBatch {
    pub product: Option<ProductId>,
    pub sources: Vec<PictureSource>,
    /// The same pictures in the tray, one for each source; empty where they do not come from it.
    pub tray: Vec<u64>,
}

impl PhotoBatch {
    pub fn of_files(product: Option<ProductId>, paths: Vec<PathBuf>) -> Self {
        Self { product, sources: paths.into_iter().map(PictureSource::File).collect(), tray: Vec::new() }
    }
}
