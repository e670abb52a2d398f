//! Pictures: what a file really is, read with caps before work starts; small copies; adding one to a catalogue.

use std::path::PathBuf;

use super::folder::Folder;
use crate::model::PhotoFault;
use crate::text::{Explain, Lang, Message};

/// What a picture's header says, upright (EXIF orientation applied to width and height).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoHeader {
    pub width_px: u32,
    pub height_px: u32,
    pub bytes: u64,
}

/// A small decoded picture: RGBA, row by row, `width_px * height_px * 4` bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Thumbnail {
    pub width_px: u32,
    pub height_px: u32,
    pub rgba: Vec<u8>,
}

/// Why a picture cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhotoError {
    Fault {
        file: String,
        fault: PhotoFault,
    },
    /// HEIC/HEIF from a phone: names the setting that makes JPEG.
    Heic {
        file: String,
    },
    /// The copy could not be written.
    Unwritable {
        path: PathBuf,
        reason: String,
    },
}

impl Explain for PhotoError {
    fn explain(&self, lang: Lang) -> Message {
        let _ = lang;
        todo!()
    }
}

impl Folder {
    /// What is wrong with a photo named in the catalogue, if anything; reads only its header. For `model::check`.
    pub fn photo_fault(&self, file: &str) -> Option<PhotoFault> {
        let _ = file;
        todo!()
    }

    /// Width and height of a photo, from its header.
    pub fn photo_header(&self, file: &str) -> Result<PhotoHeader, PhotoError> {
        let _ = file;
        todo!()
    }

    /// A photo decoded, upright, cut to `crop` if given and scaled to cover at least `width_px` × `height_px` without
    /// being enlarged. Kept as a small JPEG in the cache folder, keyed by content, so that the second time is quick.
    pub fn thumbnail(
        &self,
        file: &str,
        crop: Option<crate::model::Crop>,
        width_px: u32,
        height_px: u32,
    ) -> Result<Thumbnail, PhotoError> {
        let _ = (file, crop, width_px, height_px);
        todo!()
    }

    /// A JPEG for print: upright, cut to `crop`, at most `width_px` × `height_px` (covering that box, never enlarged),
    /// metadata removed. Cached by content like thumbnails. This is what `brochure` gets through its closure.
    pub fn print_jpeg(
        &self,
        file: &str,
        crop: Option<crate::model::Crop>,
        width_px: u32,
        height_px: u32,
    ) -> Result<Vec<u8>, PhotoError> {
        let _ = (file, crop, width_px, height_px);
        todo!()
    }

    /// Takes a picture (its bytes and the name it came under) into `photos/`: checked, upright, private metadata
    /// removed, at most 4000 px on the long side, named `<slug>-<8 hex of content hash>.<ext>`. Returns the file name.
    pub fn add_photo(&self, bytes: &[u8], came_as: &str, slug: &str) -> Result<String, PhotoError> {
        let _ = (bytes, came_as, slug);
        todo!()
    }
}
