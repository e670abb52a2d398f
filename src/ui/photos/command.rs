//! What a person asks of photos.

use std::path::PathBuf;
use std::sync::Arc;

use egui::ColorImage;

use crate::model::ProductId;

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
