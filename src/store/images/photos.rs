//! Pictures: what a file really is, read with caps before work starts; small copies; adding one to a catalogue.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat};
use zune_core::options::DecoderOptions;

use crate::model::{PhotoFault, slug};
use crate::store::catalog_file::writer::{SaveError, reason, write_file};
use crate::store::folder::Folder;

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
    Unwritable {
        path: PathBuf,
        reason: String,
    },
    /// The copy could not be written, for a reason with a remedy of its own (no space, read only).
    Save(SaveError),
}

/// The most pixels that are decoded: a 108-megapixel phone camera and a little more.
pub(in crate::store) const CAP_PIXELS: u64 = 110_000_000;
/// The largest picture file that is read.
pub(in crate::store) const CAP_BYTES: u64 = 80 << 20;
/// Longer pictures are made smaller when they are added.
const ADDED_LONG_SIDE_PX: u32 = 4_000;
/// A PNG above this, without transparency, is a photograph: it is kept as JPEG.
const PNG_CAP_BYTES: usize = 3 << 20;

/// What a file's first bytes say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    Jpeg,
    Png,
    Webp,
    Heic,
    Other(&'static str),
}

impl Kind {
    pub(in crate::store) fn sniff(head: &[u8]) -> Kind {
        let at = |from: usize, what: &[u8]| head.get(from..from + what.len()) == Some(what);
        if at(0, b"\xff\xd8\xff") {
            Kind::Jpeg
        } else if at(0, b"\x89PNG\r\n\x1a\n") {
            Kind::Png
        } else if at(0, b"RIFF") && at(8, b"WEBP") {
            Kind::Webp
        } else if at(4, b"ftyp") {
            match head.get(8..12) {
                Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => Kind::Heic,
                Some(b"avif" | b"avis") => Kind::Other("AVIF"),
                _ => Kind::Other("MP4"),
            }
        } else if at(0, b"GIF8") {
            Kind::Other("GIF")
        } else if at(0, b"BM") {
            Kind::Other("BMP")
        } else if at(0, b"II*\0") || at(0, b"MM\0*") {
            Kind::Other("TIFF")
        } else if at(0, b"%PDF") {
            Kind::Other("PDF")
        } else if at(0, b"PK\x03\x04") {
            Kind::Other("ZIP")
        } else if at(0, b"<?xml") || at(0, b"<svg") {
            Kind::Other("SVG")
        } else if at(0, b"<!DOCTYPE") || at(0, b"<!doctype") || at(0, b"<html") {
            Kind::Other("HTML")
        } else {
            Kind::Other("")
        }
    }

    fn name(self) -> &'static str {
        match self {
            Kind::Jpeg => "JPEG",
            Kind::Png => "PNG",
            Kind::Webp => "WebP",
            Kind::Heic => "HEIC",
            Kind::Other(name) => name,
        }
    }

    pub(in crate::store) fn format(self) -> Option<ImageFormat> {
        match self {
            Kind::Jpeg => Some(ImageFormat::Jpeg),
            Kind::Png => Some(ImageFormat::Png),
            Kind::Webp => Some(ImageFormat::WebP),
            Kind::Heic | Kind::Other(_) => None,
        }
    }

    /// True where a file of this kind may end like this.
    fn fits(self, file: &str) -> bool {
        let ending = Path::new(file).extension().and_then(|ending| ending.to_str()).unwrap_or("").to_ascii_lowercase();
        match self {
            Kind::Jpeg => matches!(ending.as_str(), "jpg" | "jpeg" | "jpe" | "jfif"),
            Kind::Png => ending == "png",
            Kind::Webp => ending == "webp",
            Kind::Heic | Kind::Other(_) => false,
        }
    }
}

/// A situation before it has a file's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum Refused {
    Heic,
    Fault(PhotoFault),
}

impl Refused {
    pub(in crate::store) fn unreadable(error: impl std::fmt::Display) -> Self {
        Refused::Fault(PhotoFault::Unreadable { reason: error.to_string() })
    }

    pub(in crate::store) fn of(self, file: &str) -> PhotoError {
        match self {
            Refused::Heic => PhotoError::Heic { file: file.into() },
            Refused::Fault(fault) => PhotoError::Fault { file: file.into(), fault },
        }
    }
}

/// What the start of a picture says, without decoding it: its kind and its upright size, both below the caps.
pub(in crate::store) fn header(mut from: impl Read + Seek, bytes: u64) -> Result<(Kind, PhotoHeader), Refused> {
    if bytes == 0 {
        return Err(Refused::Fault(PhotoFault::Empty));
    }
    let mut head = Vec::with_capacity(32);
    from.by_ref()
        .take(32)
        .read_to_end(&mut head)
        .and_then(|_| from.seek(SeekFrom::Start(0)))
        .map_err(Refused::unreadable)?;
    let kind = Kind::sniff(&head);
    if kind == Kind::Heic {
        return Err(Refused::Heic);
    }
    if bytes > CAP_BYTES {
        return Err(Refused::Fault(PhotoFault::TooLarge { width: 0, height: 0, bytes }));
    }
    let mut from = BufReader::new(from);
    let (width, height, orientation) = match kind {
        Kind::Jpeg => jpeg_header(&mut from)?,
        Kind::Png => {
            let mut decoder = image::codecs::png::PngDecoder::new(from).map_err(Refused::unreadable)?;
            let (width, height) = decoder.dimensions();
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            (width, height, orientation)
        }
        Kind::Webp => {
            let mut decoder = image::codecs::webp::WebPDecoder::new(from).map_err(Refused::unreadable)?;
            let (width, height) = decoder.dimensions();
            let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
            (width, height, orientation)
        }
        Kind::Heic | Kind::Other(_) => {
            return Err(Refused::Fault(PhotoFault::Mislabelled { really: kind.name().into() }));
        }
    };
    if width == 0 || height == 0 {
        return Err(Refused::unreadable("0 × 0"));
    }
    if u64::from(width) * u64::from(height) > CAP_PIXELS {
        return Err(Refused::Fault(PhotoFault::TooLarge { width, height, bytes }));
    }
    let turned = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width_px, height_px) = if turned { (height, width) } else { (width, height) };
    Ok((kind, PhotoHeader { width_px, height_px, bytes }))
}

/// Walks over a JPEG's segments to its size: the decoders would read the whole file for that.
fn jpeg_header(from: &mut (impl Read + Seek)) -> Result<(u32, u32, Orientation), Refused> {
    let cut_off = || Refused::unreadable("JPEG: …");
    let mut orientation = Orientation::NoTransforms;
    let mut two = [0u8; 2];
    from.read_exact(&mut two).map_err(|_| cut_off())?;
    // No real picture has hundreds of segments in front of its size.
    for _ in 0..500 {
        let mut byte = [0u8; 1];
        from.read_exact(&mut byte).map_err(|_| cut_off())?;
        if byte != [0xff] {
            return Err(cut_off());
        }
        while byte == [0xff] {
            from.read_exact(&mut byte).map_err(|_| cut_off())?;
        }
        let [marker] = byte;
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            continue;
        }
        from.read_exact(&mut two).map_err(|_| cut_off())?;
        let length = usize::from(u16::from_be_bytes(two)).saturating_sub(2);
        match marker {
            // Start of frame, all coding processes.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                let mut frame = [0u8; 5];
                from.read_exact(&mut frame).map_err(|_| cut_off())?;
                let [_, h1, h2, w1, w2] = frame;
                return Ok((u16::from_be_bytes([w1, w2]).into(), u16::from_be_bytes([h1, h2]).into(), orientation));
            }
            0xe1 => {
                let mut segment = vec![0u8; length];
                from.read_exact(&mut segment).map_err(|_| cut_off())?;
                if let Some(found) = segment.strip_prefix(b"Exif\0\0").and_then(Orientation::from_exif_chunk) {
                    orientation = found;
                }
            }
            0xd9 | 0xda => return Err(cut_off()),
            _ => {
                let length = i64::try_from(length).unwrap_or(0);
                from.seek_relative(length).map_err(|_| cut_off())?;
            }
        }
    }
    Err(cut_off())
}

/// The end of a JPEG's picture (ISO/IEC 10918-1, B.1.1.3); picture data have no such two bytes.
const END_OF_IMAGE: &[u8] = b"\xff\xd9";

/// Whether a JPEG ends before its picture does: a decoder that is lenient paints the rest grey and says nothing.
fn is_cut_off(bytes: &[u8]) -> bool {
    let mut from = Cursor::new(bytes);
    // A preview in the Exif segment, which lies before the picture's size, has an end of its own.
    let behind = jpeg_header(&mut from).ok().and_then(|_| bytes.get(usize::try_from(from.position()).ok()?..));
    if behind.is_none_or(|data| memchr::memmem::find(data, END_OF_IMAGE).is_some()) {
        return false;
    }
    // Some programs leave the mark out. A decoder that is strict says whether a row of the picture is missing, too.
    let options = DecoderOptions::default().set_strict_mode(true);
    zune_jpeg::JpegDecoder::new_with_options(Cursor::new(bytes), options).decode().is_err()
}

/// A colour profile that a small copy carries along: for RGB, and small itself.
pub(in crate::store) fn small_rgb_profile(icc: Vec<u8>) -> Option<Vec<u8>> {
    (icc.len() <= 16 << 10 && icc.get(16..20) == Some(b"RGB ")).then_some(icc)
}

/// A whole picture, upright. The caps were checked by [`header`].
pub(in crate::store) struct Decoded {
    pub image: DynamicImage,
    /// A colour profile for RGB, small enough to be carried along.
    pub icc: Option<Vec<u8>>,
}

pub(in crate::store) fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    let (kind, _) = header(Cursor::new(bytes), bytes.len() as u64)?;
    let Some(format) = kind.format() else {
        return Err(Refused::Fault(PhotoFault::Mislabelled { really: kind.name().into() }));
    };
    if kind == Kind::Jpeg && is_cut_off(bytes) {
        return Err(Refused::Fault(PhotoFault::CutOff));
    }
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = image::Limits::default();
    // Eight bytes a pixel is a 16-bit RGBA picture; the pixels are capped already.
    limits.max_alloc = Some(CAP_PIXELS * 8 + (64 << 20));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(Refused::unreadable)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let icc = decoder.icc_profile().ok().flatten().and_then(small_rgb_profile);
    let mut image = DynamicImage::from_decoder(decoder).map_err(Refused::unreadable)?;
    image.apply_orientation(orientation);
    Ok(Decoded { image, icc })
}

/// The last two bytes are a JPEG's end, as they are where nothing follows the picture.
fn ends_as_jpeg(mut open: &File) -> bool {
    let mut last = [0; 2];
    open.seek(SeekFrom::End(-2)).and_then(|_| open.read_exact(&mut last)).is_ok() && last == END_OF_IMAGE
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
                self.photo_bytes(file).is_ok_and(|bytes| is_cut_off(&bytes)).then_some(PhotoFault::CutOff)
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
        let mut path = self.photo(file).map_err(|_| Refused::Fault(PhotoFault::Outside))?;
        // What was cleared away is still there for whoever names it: an earlier version, or an undo.
        if let Some(discarded) = self.discarded(file).filter(|_| !path.exists()) {
            path = discarded;
        }
        match std::fs::metadata(&path) {
            Ok(meta) if meta.is_file() => {
                let file = File::open(&path).map_err(|e| Refused::unreadable(reason(&e)))?;
                Ok((file, meta.len()))
            }
            // A folder or a device of that name is no picture; opening a pipe would wait for ever.
            Ok(_) => Err(Refused::Fault(PhotoFault::Mislabelled { really: String::new() })),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(Refused::Fault(PhotoFault::Missing)),
            Err(error) => Err(Refused::unreadable(reason(&error))),
        }
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
        let (content, ending) = prepare(bytes).map_err(|refused| refused.of(came_as))?;
        let hash = photo_hash(&content);
        // The same picture of another product is stored once: the first name stays.
        if let Some(name) = self.stored_already(&format!("-{hash}.{ending}"), &content) {
            return Ok(name);
        }
        let name = format!("{}-{hash}.{ending}", slug(slug_of, ""));
        let dir = self.photos_dir();
        let outside = || Refused::Fault(PhotoFault::Outside).of(came_as);
        let path = self.photo(&name).map_err(|_| outside())?;
        std::fs::create_dir_all(&dir)
            .map_err(|error| PhotoError::Unwritable { path: dir.clone(), reason: reason(&error) })?;
        write_file(&path, &content).map_err(PhotoError::Save)?;
        Ok(name)
    }

    /// The name of a file in `photos/` with this ending and these bytes.
    fn stored_already(&self, ending: &str, content: &[u8]) -> Option<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.photos_dir())
            .ok()?
            .flatten()
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name.ends_with(ending))
            .collect();
        names.sort();
        names
            .into_iter()
            .find(|name| self.photo(name).is_ok_and(|path| std::fs::read(path).is_ok_and(|there| there == content)))
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
        let dir = self.originals_dir();
        let path = dir.join(&name);
        if !crate::store::folder::is_plain_name(&name) || !self.stays_inside(&path) {
            return Err(Refused::Fault(PhotoFault::Outside).of(stored_as));
        }
        std::fs::create_dir_all(&dir)
            .map_err(|error| PhotoError::Unwritable { path: dir.clone(), reason: reason(&error) })?;
        if !std::fs::read(&path).is_ok_and(|there| there == bytes) {
            write_file(&path, bytes).map_err(PhotoError::Save)?;
        }
        Ok(path)
    }
}

/// The part of a stored picture's name that says what is in it.
pub(in crate::store) fn photo_hash(content: &[u8]) -> String {
    blake3::hash(content).to_hex().chars().take(8).collect()
}

/// A whole picture of any kind that may come in, upright.
pub(in crate::store) fn decode_arrival(bytes: &[u8]) -> Result<Decoded, Refused> {
    match Kind::sniff(bytes) {
        Kind::Heic => crate::store::images::heic::decode(bytes),
        Kind::Other("SVG") => {
            Ok(Decoded { image: DynamicImage::ImageRgba8(crate::store::images::svg::rasterise(bytes)?), icc: None })
        }
        _ => decode(bytes),
    }
}

/// A picture as it is kept: decoded and encoded anew, so that nothing comes along but pixels and colour profile.
pub(in crate::store) fn prepare(bytes: &[u8]) -> Result<(Vec<u8>, &'static str), Refused> {
    let _turn = crate::store::images::thumbnails::turn();
    let kind = Kind::sniff(bytes);
    let Decoded { image, icc } = decode_arrival(bytes)?;
    let long = image.width().max(image.height());
    let image = if long > ADDED_LONG_SIDE_PX {
        let scale = f64::from(ADDED_LONG_SIDE_PX) / f64::from(long);
        crate::store::images::thumbnails::resize(&image, scale)?
    } else {
        image
    };
    let transparent = is_transparent(&image);
    if transparent || matches!(kind, Kind::Png | Kind::Other("SVG")) {
        let plain = if transparent {
            DynamicImage::ImageRgba8(image.to_rgba8())
        } else {
            DynamicImage::ImageRgb8(image.to_rgb8())
        };
        let mut png = Vec::new();
        plain.write_to(Cursor::new(&mut png), ImageFormat::Png).map_err(Refused::unreadable)?;
        if transparent || png.len() <= PNG_CAP_BYTES {
            return Ok((png, "png"));
        }
    }
    let jpeg = crate::store::images::thumbnails::encode_jpeg(&image.to_rgb8(), 90, icc.as_deref())?;
    Ok((jpeg, "jpg"))
}

fn is_transparent(image: &DynamicImage) -> bool {
    image.color().has_alpha() && image.to_rgba8().pixels().any(|pixel| pixel.0.last().is_some_and(|alpha| *alpha < 255))
}
