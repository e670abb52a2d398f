//! Photos on their way into the catalogue, what is known of moved and unused ones, and what a person asks of them.

use std::path::PathBuf;
use std::sync::Arc;

use egui::ColorImage;

use crate::actions::photos::PictureSource;
use crate::model::ProductId;
use crate::store::{MovedPhoto, UnusedPhotos};

/// What is known of moved and unused photos.
#[derive(Debug, Default)]
pub struct PhotoCare {
    /// What the last search found, until it is taken back.
    pub found: Option<Vec<MovedPhoto>>,
    pub unused: Option<UnusedPhotos>,
    /// What was cleared away last, and the revision it was done at: undo brings it back while nothing came after.
    pub(super) cleared: Option<(u64, Vec<String>)>,
}

/// Pictures that become one edit: of products, or of the catalogue's logos.
#[derive(Clone, Debug, Default)]
pub struct PhotoBatch {
    pub photos: Vec<BatchPhoto>,
    /// Those that are damaged inside come in all the same.
    pub takes_damaged: bool,
}

/// One picture of a batch.
#[derive(Clone, Debug)]
pub struct BatchPhoto {
    /// `None`: a logo of the catalogue.
    pub product: Option<ProductId>,
    pub source: PictureSource,
    /// The same picture in the tray, where it comes from there.
    pub in_tray: Option<u64>,
}

impl PhotoBatch {
    pub fn of(product: Option<ProductId>, sources: impl IntoIterator<Item = PictureSource>) -> Self {
        let photo = |source| BatchPhoto { product: product.clone(), source, in_tray: None };
        Self { photos: sources.into_iter().map(photo).collect(), takes_damaged: false }
    }

    pub fn of_files(product: Option<ProductId>, paths: Vec<PathBuf>) -> Self {
        Self::of(product, paths.into_iter().map(PictureSource::File))
    }
}

/// How photos come into the catalogue.
#[derive(Clone, Debug)]
pub enum PhotosCommand {
    Pick(ProductId),
    Add(ProductId, Vec<PathBuf>),
    /// Pictures for the catalogue itself.
    PickLogos,
    AddLogos(Vec<PathBuf>),
    Paste(Arc<ColorImage>),
    KeepOriginals(bool),
    /// Those that were refused since they are damaged inside come in all the same.
    TakeDamaged,
}

/// What becomes of moved and of unused photos.
#[derive(Clone, Debug)]
pub enum CareCommand {
    /// Asks for the folder to search.
    FindMoved,
    SearchIn(PathBuf),
    TakeBack,
    LookForUnused,
    Discard(Vec<String>),
    BringBack(Vec<String>),
    Stop,
}
