//! Pictures into a catalogue's folder: several at a time, each checked and stored, and those that were pasted kept until
//! they belong to a product.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use image::RgbaImage;
use rayon::prelude::*;

use crate::jobs::JobHandle;
use crate::model::PhotoFault;
use crate::store::{self, Folder, PhotoError, PhotoIntake};

/// Where a picture comes from.
#[derive(Clone, Debug)]
pub enum PictureSource {
    File(PathBuf),
    /// From the clipboard.
    Pasted(Arc<RgbaImage>),
}

/// Pictures for products, or the catalogue's logos.
pub struct AddPictures {
    pub folder: Folder,
    /// Each with what its stored file is named after.
    pub pictures: Vec<(PictureSource, String)>,
    /// Files are also kept as they came.
    pub keep_originals: bool,
    /// Pictures that are damaged inside come in all the same.
    pub takes_damaged: bool,
}

/// Pictures that were copied into the catalogue's folder.
pub struct AddedPictures {
    /// For each source its file, why it was refused, or nothing where the work was stopped before it.
    pub files: Vec<Option<Result<String, PhotoError>>>,
    /// Copies are there, but a file as it came could not be kept.
    pub originals: Option<PhotoError>,
}

/// Takes pictures into a catalogue's folder.
pub fn add_pictures(input: &AddPictures, handle: &JobHandle) -> AddedPictures {
    let total = input.pictures.len();
    let done = AtomicUsize::new(0);
    let stored: Vec<_> = input
        .pictures
        .par_iter()
        .map(|(source, slug_of)| {
            if handle.progress(done.load(Ordering::Relaxed), total).is_break() {
                return None;
            }
            let stored = add_one(input, source, slug_of);
            let _ = handle.progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Some(stored)
        })
        .collect();
    let mut originals = None;
    let files = stored
        .into_iter()
        .map(|one| {
            Some(one?.map(|(file, failed)| {
                originals = originals.take().or(failed);
                file
            }))
        })
        .collect();
    AddedPictures { files, originals }
}

fn add_one(
    input: &AddPictures,
    source: &PictureSource,
    slug_of: &str,
) -> Result<(String, Option<PhotoError>), PhotoError> {
    let (bytes, name) = match source {
        PictureSource::File(path) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (store::read_picture(path)?, name)
        }
        PictureSource::Pasted(image) => (png(image)?, PASTED.to_owned()),
    };
    let intake = PhotoIntake { takes_damaged: input.takes_damaged, ..PhotoIntake::default() };
    let file = input.folder.add_photo_as(&bytes, &name, slug_of, intake)?;
    let failed = match source {
        PictureSource::File(_) if input.keep_originals => input.folder.keep_original(&bytes, &file).err(),
        _ => None,
    };
    Ok((file, failed))
}

/// What a pasted picture is called where it cannot be used.
const PASTED: &str = "Ctrl+V";

fn png(image: &RgbaImage) -> Result<Vec<u8>, PhotoError> {
    let mut png = Vec::new();
    image.write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png).map_err(|error| PhotoError::Fault {
        file: PASTED.into(),
        fault: PhotoFault::Unreadable { reason: error.to_string() },
    })?;
    Ok(png)
}

/// Keeps a pasted picture in this folder until it belongs to a product, and removes those of last month.
///
/// # Errors
/// The folder or the file cannot be written.
pub fn keep_pasted(image: &RgbaImage, dir: &Path, name: &str) -> Result<PathBuf, PhotoError> {
    const KEPT: Duration = Duration::from_secs(30 * 24 * 3600);
    let bytes = png(image)?;
    store::make_dirs(dir).map_err(PhotoError::Save)?;
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > KEPT) {
            // What cannot be removed is only in the way.
            let _ = store::remove_file(&entry.path());
        }
    }
    let path = dir.join(name);
    store::write_file(&path, &bytes).map_err(PhotoError::Save)?;
    Ok(path)
}
