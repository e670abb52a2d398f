//! Small copies of pictures, made once and kept by content: for the screen and for the printed page.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::SystemTime;

use fast_image_resize as fir;
use fast_image_resize::images::{TypedImage, TypedImageRef};
use image::{DynamicImage, RgbImage, RgbaImage};

use crate::model::{Crop, PhotoFault, Text, cover};
use crate::store::disk::{remove_file, write_unsynced};
use crate::store::folder::Folder;
use crate::store::images::checks::Stamp;
use crate::store::images::decode::{Decoded, Refused, decode, decode_any};
use crate::store::images::decode_budget::DecodePermit;
use crate::store::images::photos::{PhotoError, Thumbnail};
use crate::text::{Explain as _, Lang};

/// Good enough that nobody sees it on paper, small enough for a brochure.
const PRINT_QUALITY: u8 = 85;
const SCREEN_QUALITY: u8 = 88;

/// The disk cache is cut back to half of this when it has grown above it. Ten thousand photos ready for 300 dpi take two
/// GiB, and stay.
const CACHE_CAP_BYTES: u64 = 4 << 30;

impl PhotoError {
    /// What happened, in both languages: for whoever says it later.
    pub fn reason(&self) -> Text {
        Text::new(self.explain(Lang::Id).what, self.explain(Lang::En).what)
    }
}

impl Folder {
    /// A photo decoded, upright, cut to the edges of `crop` if given and scaled to cover at least `width_px` × `height_px`
    /// without being enlarged. Kept as a small JPEG in the cache folder, keyed by content, so that the second time is
    /// quick. The focus point is left to whoever paints it: frames of all shapes share one copy.
    ///
    /// # Errors
    /// The file is missing, empty, no picture, damaged, or above the caps.
    pub fn thumbnail(
        &self,
        file: &str,
        crop: Option<Crop>,
        width_px: u32,
        height_px: u32,
    ) -> Result<Thumbnail, PhotoError> {
        let crop = crop.and_then(Crop::edges_only);
        let jpeg = self.small_photo(file, crop, width_px, height_px, SCREEN_QUALITY);
        on_screen(&jpeg.map_err(|refused| refused.of(file))?).map_err(|refused| refused.of(file))
    }

    pub(in crate::store) fn thumbnail_of(
        &self,
        file: &str,
        bytes: &[u8],
        crop: Option<Crop>,
        width_px: u32,
        height_px: u32,
    ) -> Result<Thumbnail, PhotoError> {
        let jpeg = self.small_jpeg(bytes, &blake3::hash(bytes), crop, width_px, height_px, SCREEN_QUALITY);
        on_screen(&jpeg.map_err(|refused| refused.of(file))?).map_err(|refused| refused.of(file))
    }

    /// A JPEG for print: upright, cut to `crop`, at most `width_px` × `height_px` (covering that box, never enlarged),
    /// metadata removed. With a focus point it is cut to the proportions of the box around that point, since a page
    /// would cut around the middle. Cached by content like thumbnails. This is what `brochure` gets through its closure.
    ///
    /// # Errors
    /// The file is missing, empty, no picture, damaged, or above the caps.
    pub fn print_jpeg(
        &self,
        file: &str,
        crop: Option<Crop>,
        width_px: u32,
        height_px: u32,
    ) -> Result<Vec<u8>, PhotoError> {
        self.small_photo(file, crop, width_px, height_px, PRINT_QUALITY).map_err(|refused| refused.of(file))
    }

    /// A small copy of a photo of the catalogue. A file that is as large and as old as it was is not read again: what its
    /// bytes hash to was kept beside the small copies.
    fn small_photo(
        &self,
        file: &str,
        crop: Option<Crop>,
        width_px: u32,
        height_px: u32,
        quality: u8,
    ) -> Result<Vec<u8>, Refused> {
        let known = self.known_content(file);
        let kept = known.as_ref().map(|content| key(content, crop, width_px, height_px, quality));
        if let Some(jpeg) = kept.and_then(|key| read_cached(&cache_path(&self.cache_dir(), &key))) {
            return Ok(jpeg);
        }
        let (bytes, content) = self.read_content(file)?;
        self.small_jpeg(&bytes, &content, crop, width_px, height_px, quality)
    }

    /// What is wrong inside a photo that looks well from its header and its end: all of it is decoded, once for each
    /// content.
    pub fn photo_damage(&self, file: &str) -> Option<PhotoFault> {
        let verdict = |content: &blake3::Hash| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(b"etalase whole 3").update(content.as_bytes());
            cache_path(&self.cache_dir(), &hasher.finalize().to_hex())
        };
        let kept = |content: &blake3::Hash| read_cached(&verdict(content)).and_then(|kept| fault_kept_as(&kept));
        if let Some(fault) = self.known_content(file).as_ref().and_then(kept) {
            return fault;
        }
        // What cannot be read has been told of by then.
        let (bytes, content) = self.read_content(file).ok()?;
        if let Some(fault) = kept(&content) {
            return fault;
        }
        let decoded = {
            let _permit = DecodePermit::acquire(&bytes);
            decode_any(&bytes).map(|decoded| decoded.is_damaged)
        };
        let fault = match decoded {
            Ok(is_damaged) => is_damaged.then_some(PhotoFault::Damaged),
            Err(Refused::Fault(fault)) => Some(fault),
            Err(Refused::Heic) => None,
        };
        if let Some(kept) = kept_as(fault.as_ref()) {
            write_cached(&self.cache_dir(), &verdict(&content), kept);
        }
        fault
    }

    /// What a photo's bytes hash to, where its file is as large and as old as it was when they were read.
    fn known_content(&self, file: &str) -> Option<blake3::Hash> {
        let content = read_cached(&cache_path(&self.cache_dir(), &self.stamp(file)?))?;
        blake3::Hash::from_slice(&content).ok()
    }

    /// A photo's bytes and what they hash to, which is kept for the next time.
    fn read_content(&self, file: &str) -> Result<(Vec<u8>, blake3::Hash), Refused> {
        let stamp = self.stamp(file);
        let bytes = self.photo_bytes(file)?;
        let content = blake3::hash(&bytes);
        if let Some(stamp) = stamp {
            write_cached(&self.cache_dir(), &cache_path(&self.cache_dir(), &stamp), content.as_bytes());
        }
        Ok((bytes, content))
    }

    /// What the hash of a photo's bytes is kept under: its place, size and time.
    fn stamp(&self, file: &str) -> Option<String> {
        let path = std::path::absolute(self.photo(file).ok()?).ok()?;
        let Stamp { bytes, modified } = Stamp::of(&path)?;
        let modified = modified.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"etalase stamp 1").update(&bytes.to_le_bytes()).update(&modified.as_nanos().to_le_bytes());
        hasher.update(path.as_os_str().as_encoded_bytes());
        Some(hasher.finalize().to_hex().to_string())
    }

    fn small_jpeg(
        &self,
        bytes: &[u8],
        content: &blake3::Hash,
        crop: Option<Crop>,
        width_px: u32,
        height_px: u32,
        quality: u8,
    ) -> Result<Vec<u8>, Refused> {
        let cached = cache_path(&self.cache_dir(), &key(content, crop, width_px, height_px, quality));
        if let Some(jpeg) = read_cached(&cached) {
            return Ok(jpeg);
        }
        let jpeg = {
            let _permit = DecodePermit::acquire(bytes);
            small(bytes, crop, width_px, height_px, quality)?
        };
        write_cached(&self.cache_dir(), &cached, &jpeg);
        Ok(jpeg)
    }
}

/// How a verdict is kept: that a photo is whole, or damaged inside. Nothing else needs the whole photo decoded.
fn kept_as(fault: Option<&PhotoFault>) -> Option<&'static [u8]> {
    match fault {
        None => Some(b"whole"),
        Some(PhotoFault::Damaged) => Some(b"damaged"),
        Some(_) => None,
    }
}

fn fault_kept_as(kept: &[u8]) -> Option<Option<PhotoFault>> {
    [None, Some(PhotoFault::Damaged)].into_iter().find(|fault| kept_as(fault.as_ref()) == Some(kept))
}

/// What a small copy is kept under: everything that it depends on, and the version of this code.
fn key(content: &blake3::Hash, crop: Option<Crop>, width_px: u32, height_px: u32, quality: u8) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"etalase 7");
    if let Some(crop) = crop {
        for edge in [crop.left, crop.top, crop.right, crop.bottom] {
            hasher.update(&edge.to_le_bytes());
        }
        if let Some(focus) = crop.focus {
            hasher.update(&focus.x.to_le_bytes());
            hasher.update(&focus.y.to_le_bytes());
        }
    }
    hasher.update(&width_px.to_le_bytes());
    hasher.update(&height_px.to_le_bytes());
    hasher.update(&[quality, u8::from(crop.is_some())]);
    hasher.update(content.as_bytes());
    hasher.finalize().to_hex().to_string()
}

fn cache_path(dir: &Path, key: &str) -> PathBuf {
    dir.join("photos").join(key.get(..2).unwrap_or("00")).join(key.get(2..).unwrap_or("0"))
}

fn on_screen(jpeg: &[u8]) -> Result<Thumbnail, Refused> {
    let rgba = decode(jpeg)?.image.into_rgba8();
    Ok(Thumbnail { width_px: rgba.width(), height_px: rgba.height(), rgba: rgba.into_raw() })
}

fn read_cached(path: &Path) -> Option<Vec<u8>> {
    checked(std::fs::read(path).ok()?)
}

/// A cached file is the picture and its hash: a half-written or damaged one is made anew.
fn checked(mut kept: Vec<u8>) -> Option<Vec<u8>> {
    let at = kept.len().checked_sub(blake3::OUT_LEN)?;
    let hash = kept.split_off(at);
    (blake3::hash(&kept).as_bytes().as_slice() == hash).then_some(kept)
}

/// Keeps a small copy. The cache is no place for errors: without it everything works, only slower.
fn write_cached(dir: &Path, path: &Path, jpeg: &[u8]) {
    static CUT_BACK: Once = Once::new();
    CUT_BACK.call_once(|| cut_back(&dir.join("photos"), CACHE_CAP_BYTES));
    let mut bytes = jpeg.to_vec();
    bytes.extend_from_slice(blake3::hash(jpeg).as_bytes());
    if let Err(error) = write_unsynced(path, &bytes) {
        tracing::debug!(?error, "a small picture could not be cached");
    }
}

/// Deletes the files not written for longest until half the cap is left.
fn cut_back(dir: &Path, cap_bytes: u64) {
    let mut files: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for folder in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        for entry in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            if let Ok(meta) = entry.metadata()
                && meta.is_file()
            {
                let time = meta.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                files.push((time, meta.len(), entry.path()));
            }
        }
    }
    let mut total: u64 = files.iter().map(|(_, bytes, _)| bytes).sum();
    if total <= cap_bytes {
        return;
    }
    files.sort();
    for (_, bytes, path) in files {
        if total <= cap_bytes / 2 {
            break;
        }
        if remove_file(&path).is_ok() {
            total -= bytes;
        }
    }
}

fn small(bytes: &[u8], crop: Option<Crop>, width_px: u32, height_px: u32, quality: u8) -> Result<Vec<u8>, Refused> {
    let Decoded { image, icc, is_damaged } = decode_any(bytes)?;
    if is_damaged {
        return Err(Refused::Fault(PhotoFault::Damaged));
    }
    let image = match crop.and_then(|crop| cut(crop, image.width(), image.height())) {
        Some([x, y, width, height]) => image.crop_imm(x, y, width, height),
        None => image,
    };
    let image = match crop.filter(|crop| crop.focus.is_some()) {
        Some(crop) => around(&image, crop.focus_inside(), width_px, height_px),
        None => image,
    };
    let side = |wanted: u32, has: u32| f64::from(wanted.max(1)) / f64::from(has.max(1));
    let scale = f64::max(side(width_px, image.width()), side(height_px, image.height()));
    let image = if scale < 1.0 { resize(&image, scale)? } else { image };
    encode_jpeg(&on_white(image), quality, icc.as_deref())
}

/// A picture cut to the proportions of a box around a point.
fn around(image: &DynamicImage, focus: (f64, f64), width_px: u32, height_px: u32) -> DynamicImage {
    let size = (f64::from(image.width()), f64::from(image.height()));
    let part = cover(size, (f64::from(width_px.max(1)), f64::from(height_px.max(1))), focus);
    let px = |part: f64, length: f64| (part * length).round() as u32;
    let (width, height) = (px(part.width, size.0).max(1), px(part.height, size.1).max(1));
    image.crop_imm(px(part.left, size.0), px(part.top, size.1), width, height)
}

/// A crop in pixels: x, y, width, height; `None` where it is not a part of the picture at all, which then stays whole.
fn cut(crop: Crop, width: u32, height: u32) -> Option<[u32; 4]> {
    let along = |from: u16, to: u16, length: u32| {
        let at = |edge: u16| {
            let px = u64::from(edge.min(1000)) * u64::from(length) / 1000;
            u32::try_from(px).unwrap_or(length)
        };
        let (from, to) = (at(from), at(to));
        (from < to).then(|| (from, to - from))
    };
    let (x, width) = along(crop.left, crop.right, width)?;
    let (y, height) = along(crop.top, crop.bottom, height)?;
    Some([x, y, width, height])
}

/// The same picture at `scale` (below 1), in 8 bits a channel.
pub(in crate::store) fn resize(image: &DynamicImage, scale: f64) -> Result<DynamicImage, Refused> {
    // Rounded up, so that a box is covered; a side of a thin strip stays at least one pixel.
    let side = |px: u32| ((f64::from(px) * scale - 1e-6).ceil() as u32).clamp(1, px);
    let (width, height) = (side(image.width()), side(image.height()));
    let from = (image.width(), image.height());
    Ok(if image.color().has_alpha() {
        let mut target = RgbaImage::new(width, height);
        let source = image.as_rgba8().map_or_else(|| Cow::Owned(image.to_rgba8()), Cow::Borrowed);
        shrink::<fir::pixels::U8x4>(from, &source, (width, height), &mut target)?;
        DynamicImage::ImageRgba8(target)
    } else {
        let mut target = RgbImage::new(width, height);
        let source = image.as_rgb8().map_or_else(|| Cow::Owned(image.to_rgb8()), Cow::Borrowed);
        shrink::<fir::pixels::U8x3>(from, &source, (width, height), &mut target)?;
        DynamicImage::ImageRgb8(target)
    })
}

/// Pixels of one known kind: asked for by a value, the program would carry the code for a dozen other kinds.
fn shrink<P: fir::PixelTrait>(
    from: (u32, u32),
    source: &[u8],
    to: (u32, u32),
    target: &mut [u8],
) -> Result<(), Refused> {
    let source = TypedImageRef::<P>::from_buffer(from.0, from.1, source).map_err(Refused::unreadable)?;
    let mut target = TypedImage::<P>::from_buffer(to.0, to.1, target).map_err(Refused::unreadable)?;
    let options = fir::ResizeOptions::new().resize_alg(fir::ResizeAlg::Convolution(fir::FilterType::CatmullRom));
    fir::Resizer::new().resize_typed(&source, &mut target, &options).map_err(Refused::unreadable)
}

/// Paper and cards are white behind a transparent picture.
fn on_white(image: DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.into_rgb8();
    }
    let rgba = image.into_rgba8();
    let mut rgb = RgbImage::new(rgba.width(), rgba.height());
    for (to, from) in rgb.pixels_mut().zip(rgba.pixels()) {
        let [r, g, b, alpha] = from.0;
        let over = |c: u8| {
            let mixed = (u16::from(c) * u16::from(alpha) + 255 * (255 - u16::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(255)
        };
        to.0 = [over(r), over(g), over(b)];
    }
    rgb
}

pub(in crate::store) fn encode_jpeg(image: &RgbImage, quality: u8, icc: Option<&[u8]>) -> Result<Vec<u8>, Refused> {
    let side = |px: u32| u16::try_from(px).map_err(Refused::unreadable);
    let (width, height) = (side(image.width())?, side(image.height())?);
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, quality);
    if let Some(icc) = icc {
        encoder.add_icc_profile(icc).map_err(Refused::unreadable)?;
    }
    encoder.encode(image.as_raw(), width, height, jpeg_encoder::ColorType::Rgb).map_err(Refused::unreadable)?;
    Ok(jpeg)
}
