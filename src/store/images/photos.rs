//! Photos of a catalogue folder: looked at, read, taken in under a name of their own.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use image::codecs::png::PngEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageEncoder};

use crate::model::{PhotoFault, slug};
use crate::store::disk::{self, Dir, Refusal, SaveError, reason, save_error};
use crate::store::folder::{Folder, ORIGINALS, PHOTOS, is_plain_name, name_on_disk};
use crate::store::images::decode::{CAP_BYTES, Decoded, END_OF_IMAGE, Kind, Refused, decode_any, header};
use crate::store::images::decode_budget::DecodePermit;
use crate::store::images::jpeg_data;
use crate::store::images::thumbnails::{encode_jpeg, resize};

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

impl std::fmt::Debug for Thumbnail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Thumbnail({}×{})", self.width_px, self.height_px)
    }
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
    Save(SaveError),
}

/// Longer pictures are made smaller when they are added.
const ADDED_LONG_SIDE_PX: u32 = 4_000;
/// A PNG above this, without transparency, is a photograph: it is kept as JPEG.
const PNG_CAP_BYTES: usize = 3 << 20;

/// The last two bytes are a JPEG's end, as they are where nothing follows the picture.
fn ends_as_jpeg(mut open: &File) -> bool {
    let mut last = [0; 2];
    open.seek(SeekFrom::End(-2)).and_then(|_| open.read_exact(&mut last)).is_ok() && last == END_OF_IMAGE
}

/// How a picture is taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhotoIntake {
    /// How often it is turned by a quarter, clockwise.
    pub quarter_turns: u8,
    /// One that is damaged inside comes in all the same.
    pub takes_damaged: bool,
}

impl Folder {
    /// What is wrong with a photo named in the catalogue, if anything; reads its header and its last bytes. For
    /// `model::check`.
    pub fn photo_fault(&self, file: &str) -> Option<PhotoFault> {
        let looked_at = self.photo_open(file).and_then(|(mut open, bytes)| {
            let (kind, _) = header(&mut open, bytes)?;
            Ok((kind, open))
        });
        match looked_at {
            Err(Refused::Fault(fault)) => Some(fault),
            Err(Refused::Heic) => Some(PhotoFault::Mislabelled { really: Kind::Heic.name().into() }),
            Ok((kind, _)) if !kind.fits(file) => Some(PhotoFault::Mislabelled { really: kind.name().into() }),
            Ok((Kind::Jpeg, open)) if !ends_as_jpeg(&open) => {
                let fault = self.photo_bytes(file).ok().and_then(|bytes| jpeg_data::fault(&bytes));
                fault.filter(|fault| *fault == PhotoFault::CutOff)
            }
            Ok(_) => None,
        }
    }

    /// Width and height of a photo, from its header. What the file is called does not matter.
    ///
    /// # Errors
    /// The file is missing, empty, no picture, or above the caps.
    pub fn photo_header(&self, file: &str) -> Result<PhotoHeader, PhotoError> {
        self.photo_kind(file).map(|(_, header)| header).map_err(|refused| refused.of(file))
    }

    fn photo_kind(&self, file: &str) -> Result<(Kind, PhotoHeader), Refused> {
        let (file, bytes) = self.photo_open(file)?;
        header(file, bytes)
    }

    fn photo_open(&self, file: &str) -> Result<(File, u64), Refused> {
        if !is_plain_name(file) {
            return Err(Refused::Fault(PhotoFault::Outside));
        }
        let stored = self.photos().and_then(|photos| {
            let name = name_on_disk(&photos, file);
            photos.read(name.as_deref().unwrap_or(file))
        });
        let opened = match stored {
            // What was cleared away is still there for whoever names it: an earlier version, or an undo.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                self.discarded().and_then(|dir| dir.read(file))
            }
            opened => opened,
        };
        let unreadable = |error: std::io::Error| match (Refusal::of(&error), error.kind()) {
            (Some(Refusal::NotAFile), _) => Refused::Fault(PhotoFault::Mislabelled { really: String::new() }),
            (Some(_), _) => Refused::Fault(PhotoFault::Outside),
            (None, std::io::ErrorKind::NotFound) => Refused::Fault(PhotoFault::Missing),
            (None, _) => Refused::unreadable(reason(&error)),
        };
        let opened = opened.map_err(unreadable)?;
        let bytes = opened.metadata().map_err(unreadable)?.len();
        Ok((opened, bytes))
    }

    /// A picture file's bytes, below the cap, with its header checked.
    pub(in crate::store) fn photo_bytes(&self, file: &str) -> Result<Vec<u8>, Refused> {
        let (mut open, bytes) = self.photo_open(file)?;
        header(&mut open, bytes)?;
        open.seek(SeekFrom::Start(0)).map_err(|e| Refused::unreadable(reason(&e)))?;
        let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0));
        open.take(CAP_BYTES).read_to_end(&mut content).map_err(|e| Refused::unreadable(reason(&e)))?;
        Ok(content)
    }

    /// Takes a picture (its bytes and the name it came under) into `photos/`: checked, upright, private metadata
    /// removed, at most 4000 px on the long side, named `<slug>-<8 hex of content hash>.<ext>`. Returns the file name.
    ///
    /// # Errors
    /// It is no picture that can be read, above the caps, or could not be written.
    pub fn add_photo(&self, bytes: &[u8], came_as: &str, slug_of: &str) -> Result<String, PhotoError> {
        self.add_photo_as(bytes, came_as, slug_of, PhotoIntake::default())
    }

    /// As [`Folder::add_photo`], turned or damaged as the caller says.
    ///
    /// # Errors
    /// As there.
    pub fn add_photo_as(
        &self,
        bytes: &[u8],
        came_as: &str,
        slug_of: &str,
        intake: PhotoIntake,
    ) -> Result<String, PhotoError> {
        let (content, ending) = prepare(bytes, intake).map_err(|refused| refused.of(came_as))?;
        let hash = photo_hash(&content);
        // The same picture of another product is stored once: the first name stays.
        if let Some(name) = self.stored_already(&format!("-{hash}.{ending}"), &content) {
            return Ok(name);
        }
        let name = format!("{}-{hash}.{ending}", slug(slug_of, ""));
        self.put_picture(PHOTOS, &name, &content)?;
        Ok(name)
    }

    /// Writes a picture into a folder of the catalogue.
    pub(in crate::store) fn put_picture(&self, inside: &str, name: &str, content: &[u8]) -> Result<(), PhotoError> {
        let path = self.root().join(inside);
        let dir = self.dir().and_then(|dir| dir.enter_or_make(inside)).map_err(|error| save_error(&path, &error));
        dir.and_then(|dir| disk::write(&dir, name, content, &|_| true)).map_err(PhotoError::Save)
    }

    /// The name of a file in `photos/` with this ending and these bytes.
    fn stored_already(&self, ending: &str, content: &[u8]) -> Option<String> {
        let photos = self.photos().ok()?;
        let names = photos.names().ok()?.into_iter().filter_map(|name| name.into_string().ok());
        let mut names: Vec<String> = names.filter(|name| name.ends_with(ending)).collect();
        names.sort();
        names.into_iter().find(|name| is_same(&photos, name, content))
    }

    /// Keeps the file as it came beside the stored copy, in `originals/` under the copy's name. Nothing is removed from
    /// it; no brochure, page or search looks there.
    ///
    /// # Errors
    /// It could not be written.
    pub fn keep_original(&self, bytes: &[u8], stored_as: &str) -> Result<PathBuf, PhotoError> {
        let kind = Kind::sniff(bytes);
        let ending = match kind {
            Kind::Jpeg => "jpg",
            Kind::Other("SVG") => "svg",
            _ => &kind.name().to_ascii_lowercase(),
        };
        let stem = Path::new(stored_as).file_stem().and_then(|stem| stem.to_str()).unwrap_or("foto");
        let name = format!("{stem}.{ending}");
        if !is_plain_name(&name) {
            return Err(Refused::Fault(PhotoFault::Outside).of(stored_as));
        }
        let kept = self.dir().and_then(|dir| dir.enter(ORIGINALS));
        if !kept.is_ok_and(|dir| is_same(&dir, &name, bytes)) {
            self.put_picture(ORIGINALS, &name, bytes)?;
        }
        Ok(self.root().join(ORIGINALS).join(name))
    }
}

/// A file of this name holds these bytes.
pub(in crate::store) fn is_same(dir: &Dir, name: &str, bytes: &[u8]) -> bool {
    let mut there = Vec::with_capacity(bytes.len());
    let read = dir.read(name).and_then(|file| file.take(bytes.len() as u64 + 1).read_to_end(&mut there));
    read.is_ok() && there == bytes
}

/// The part of a stored picture's name that says what is in it.
pub(in crate::store) fn photo_hash(content: &[u8]) -> String {
    blake3::hash(content).to_hex().chars().take(8).collect()
}

/// A picture as it is kept: decoded and encoded anew, so that nothing comes along but pixels and colour profile.
pub(in crate::store) fn prepare(bytes: &[u8], intake: PhotoIntake) -> Result<(Vec<u8>, &'static str), Refused> {
    let _permit = DecodePermit::acquire(bytes);
    let kind = Kind::sniff(bytes);
    let Decoded { mut image, icc, is_damaged } = decode_any(bytes)?;
    if is_damaged && !intake.takes_damaged {
        return Err(Refused::Fault(PhotoFault::Damaged));
    }
    image.apply_orientation(match intake.quarter_turns % 4 {
        1 => Orientation::Rotate90,
        2 => Orientation::Rotate180,
        3 => Orientation::Rotate270,
        _ => Orientation::NoTransforms,
    });
    let long = image.width().max(image.height());
    let image = if long > ADDED_LONG_SIDE_PX {
        let scale = f64::from(ADDED_LONG_SIDE_PX) / f64::from(long);
        resize(&image, scale)?
    } else {
        image
    };
    let transparent = is_transparent(&image);
    if transparent || matches!(kind, Kind::Png | Kind::Other("SVG")) {
        let stored = if transparent { image.clone() } else { DynamicImage::ImageRgb8(image.to_rgb8()) };
        let mut png = Vec::new();
        let mut encoder = PngEncoder::new(Cursor::new(&mut png));
        if let Some(icc) = &icc {
            // One that cannot be carried along leaves the colours as they are.
            let _ = encoder.set_icc_profile(icc.clone());
        }
        stored.write_with_encoder(encoder).map_err(Refused::unreadable)?;
        if transparent || png.len() <= PNG_CAP_BYTES {
            return Ok((png, "png"));
        }
    }
    let jpeg = encode_jpeg(&image.into_rgb8(), 90, icc.as_deref())?;
    Ok((jpeg, "jpg"))
}

fn is_transparent(image: &DynamicImage) -> bool {
    image.as_rgba8().is_some_and(|image| image.pixels().any(|pixel| pixel.0.last().is_some_and(|alpha| *alpha < 255)))
}

#[cfg(test)]
#[path = "photos_tests.rs"]
mod cases;
