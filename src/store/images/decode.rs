//! Decodes pictures from outside: what a file really is, caps checked before work starts, upright, at most four at once.

use std::borrow::Cow;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{ColorType, DynamicImage, GrayImage, ImageDecoder, RgbImage};
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;

use crate::model::PhotoFault;
use crate::store::images::photos::{PhotoError, PhotoHeader};
use crate::store::images::{heic, jpeg_data, png_colours, profiles, svg, webp_data};

/// The most pixels that are decoded: a 108-megapixel phone camera and a little more.
pub(in crate::store) const CAP_PIXELS: u64 = 110_000_000;
/// The most bytes that a decoded picture takes: all those pixels, with transparency.
const CAP_DECODED_BYTES: u64 = CAP_PIXELS * 4;
/// What a decoder may take beside the pixels. A colour profile of a PNG is compressed, and unpacks to gigabytes otherwise.
const CAP_BESIDE_BYTES: u64 = 64 << 20;
/// The largest picture file that is read.
pub(in crate::store) const CAP_BYTES: u64 = 80 << 20;
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

    pub(in crate::store) fn name(self) -> &'static str {
        match self {
            Kind::Jpeg => "JPEG",
            Kind::Png => "PNG",
            Kind::Webp => "WebP",
            Kind::Heic => "HEIC",
            Kind::Other(name) => name,
        }
    }

    /// True where a file of this kind may end like this.
    pub(in crate::store) fn fits(self, file: &str) -> bool {
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
    let (width, height, orientation, decoded_bytes) = match kind {
        Kind::Jpeg => {
            let (width, height, exif) = jpeg_header(&mut from)?;
            (width, height, lies(&exif), 0)
        }
        Kind::Png => {
            let exif = png_colours::exif(&mut from);
            from.seek(SeekFrom::Start(0)).map_err(Refused::unreadable)?;
            let (width, height, _, bytes) = told(PngDecoder::with_limits(from, limits()))?;
            (width, height, exif.map_or(Orientation::NoTransforms, |exif| lies(&exif)), bytes)
        }
        Kind::Webp => told(WebPDecoder::new(from))?,
        Kind::Heic | Kind::Other(_) => {
            return Err(Refused::Fault(PhotoFault::Mislabelled { really: kind.name().into() }));
        }
    };
    if width == 0 || height == 0 {
        return Err(Refused::Fault(PhotoFault::Undecodable));
    }
    if u64::from(width) * u64::from(height) > CAP_PIXELS || decoded_bytes > CAP_DECODED_BYTES {
        return Err(Refused::Fault(PhotoFault::TooLarge { width, height, bytes }));
    }
    let turned = matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width_px, height_px) = if turned { (height, width) } else { (width, height) };
    Ok((kind, PhotoHeader { width_px, height_px, bytes }))
}

/// What a decoder may use before it has decoded anything.
fn limits() -> image::Limits {
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(CAP_BESIDE_BYTES);
    limits
}

/// Width, height, orientation and decoded size, as a decoder tells them.
fn told<D: ImageDecoder>(decoder: image::ImageResult<D>) -> Result<(u32, u32, Orientation, u64), Refused> {
    let mut decoder = decoder.map_err(undecodable)?;
    let (width, height) = decoder.dimensions();
    let orientation = orientation(&mut decoder);
    Ok((width, height, orientation, decoder.total_bytes()))
}

/// How a picture lies. A WebP's Exif may begin with the prefix that a JPEG's has.
fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    lies(&decoder.exif_metadata().ok().flatten().unwrap_or_default())
}

fn lies(exif: &[u8]) -> Orientation {
    orientation_in(without_prefix(exif)).unwrap_or(Orientation::NoTransforms)
}

fn without_prefix(exif: &[u8]) -> &[u8] {
    exif.strip_prefix(EXIF).unwrap_or(exif)
}

/// How an Exif says that the picture lies; some programs write the number as a long one, which few readers know.
fn orientation_in(exif: &[u8]) -> Option<Orientation> {
    Orientation::from_exif_chunk(exif).or_else(|| {
        let exif = exif::Reader::new().read_raw(exif.to_vec()).ok()?;
        let number = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)?;
        Orientation::from_exif(u8::try_from(number).ok()?)
    })
}

const EXIF: &[u8] = b"Exif\0\0";

/// Walks over a JPEG's segments to its size, and its Exif on the way: the decoders would read the whole file for that.
fn jpeg_header(from: &mut (impl Read + Seek)) -> Result<(u32, u32, Vec<u8>), Refused> {
    let cut_off = || Refused::Fault(PhotoFault::CutOff);
    let broken = || Refused::Fault(PhotoFault::Undecodable);
    let mut exif = Vec::new();
    let mut two = [0u8; 2];
    from.read_exact(&mut two).map_err(|_| cut_off())?;
    // No real picture has hundreds of segments in front of its size.
    for _ in 0..500 {
        let mut byte = [0u8; 1];
        from.read_exact(&mut byte).map_err(|_| cut_off())?;
        // Some programs leave a few bytes between segments; every decoder passes over them.
        let mut junk = 0;
        while byte != [0xff] && junk < JUNK {
            from.read_exact(&mut byte).map_err(|_| cut_off())?;
            junk += 1;
        }
        if byte != [0xff] {
            return Err(broken());
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
                let [precision, h1, h2, w1, w2] = frame;
                let kind = match marker {
                    0xc9..=0xcf => "arithmetic coding",
                    0xc3 => "lossless",
                    0xc5..=0xc7 => "hierarchical",
                    _ if precision != 8 => "12 bit",
                    _ => "",
                };
                if !kind.is_empty() {
                    return Err(Refused::Fault(PhotoFault::Unsupported { kind: format!("JPEG, {kind}") }));
                }
                return Ok((u16::from_be_bytes([w1, w2]).into(), u16::from_be_bytes([h1, h2]).into(), exif));
            }
            0xe1 => {
                let mut segment = vec![0u8; length];
                from.read_exact(&mut segment).map_err(|_| cut_off())?;
                // Of several the first counts, as for other readers.
                if exif.is_empty() && segment.starts_with(EXIF) {
                    exif = segment;
                }
            }
            0xf7 => return Err(Refused::Fault(PhotoFault::Unsupported { kind: "JPEG-LS".into() })),
            0xd9 | 0xda => return Err(broken()),
            _ => {
                let length = i64::try_from(length).unwrap_or(0);
                from.seek_relative(length).map_err(|_| cut_off())?;
            }
        }
    }
    Err(broken())
}

/// Bytes between two segments that are passed over.
const JUNK: usize = 64 << 10;

/// A JPEG's segments without what lies between them, and whether its picture comes in scans of one colour each.
fn tidied(bytes: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let mut kept: Vec<u8> = Vec::new();
    let (mut at, mut from, mut components, mut has_fine_colours) = (2_usize, 0_usize, 0_u8, true);
    let (mut is_jfif, mut adobe) = (false, None);
    while let Some(marker) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        if marker > 0 && marker <= JUNK {
            kept.extend(bytes.get(from..at).unwrap_or_default());
            from = at + marker;
        }
        at += marker;
        let Some([_, kind, high, low]) = bytes.get(at..at + 4) else { break };
        match kind {
            0xff => {
                at += 1;
                continue;
            }
            0x01 | 0xd0..=0xd8 => {
                at += 2;
                continue;
            }
            0xc0..=0xc2 => {
                components = bytes.get(at + 9).copied().unwrap_or_default();
                let samplings = bytes.get(at + 10..).unwrap_or_default().chunks(3).take(components.into());
                has_fine_colours = samplings.filter_map(|one| one.get(1)).all(|sampling| *sampling == 0x11);
                // A JFIF of three colours is YCbCr, whatever Adobe's segment says; the decoder takes that one's word.
                let said = adobe.filter(|said| is_jfif && components == 3 && from <= *said);
                if let Some(said) = said {
                    kept.extend(bytes.get(from..said).unwrap_or_default());
                    let length = bytes.get(said + 2..said + 4).and_then(|two| two.try_into().ok());
                    from = said + 2 + usize::from(length.map_or(0, u16::from_be_bytes));
                }
                if *kind == 0xc2 {
                    // Progressive pictures always come so, and are read rightly.
                    components = 0;
                }
            }
            0xe0 => is_jfif |= bytes.get(at + 4..).is_some_and(|segment| segment.starts_with(b"JFIF\0")),
            0xee => adobe = Some(at),
            // Restarts inside such scans confuse the decoder, too.
            0xdd => has_fine_colours = false,
            0xd9 => break,
            0xda => {
                let in_scan = bytes.get(at + 4).copied().unwrap_or_default();
                let is_apart = components > 1 && in_scan < components && !has_fine_colours;
                if kept.is_empty() {
                    return (Cow::Borrowed(bytes), is_apart);
                }
                kept.extend(bytes.get(from..).unwrap_or_default());
                return (Cow::Owned(kept), is_apart);
            }
            _ => {}
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    (Cow::Borrowed(bytes), false)
}

/// The pixels of a JPEG that is whole. A decoder that is lenient paints what is damaged grey and says nothing.
fn whole_jpeg(bytes: &[u8], is_grey: bool) -> Option<DynamicImage> {
    let space = if is_grey { ColorSpace::Luma } else { ColorSpace::RGB };
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX)
        .jpeg_set_out_colorspace(space);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(Cursor::new(bytes), options);
    let pixels = decoder.decode().ok()?;
    let (width, height) = decoder.dimensions()?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    match is_grey {
        true => GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8),
        false => RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8),
    }
}

/// The end of a JPEG's picture (ISO/IEC 10918-1, B.1.1.3); picture data have no such two bytes.
pub(in crate::store) const END_OF_IMAGE: &[u8] = b"\xff\xd9";

/// A whole picture, upright. The caps were checked by [`header`].
pub(in crate::store) struct Decoded {
    pub image: DynamicImage,
    /// A colour profile for RGB, small enough to be carried along.
    pub icc: Option<Vec<u8>>,
    /// Something else stands in the middle of the picture; there it is grey or jumbled.
    pub is_damaged: bool,
}

/// Decodes a JPEG, PNG or WebP at full size, upright, in 8 bits a channel.
pub(in crate::store) fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    let (kind, _) = header(Cursor::new(bytes), bytes.len() as u64)?;
    let from = Cursor::new(bytes);
    let decoded = match kind {
        Kind::Jpeg => match (jpeg_data::fault(bytes), tidied(bytes)) {
            (Some(PhotoFault::CutOff), _) => Err(Refused::Fault(PhotoFault::CutOff)),
            // The decoder mixes the colours of such a picture up.
            (_, (_, true)) => Err(Refused::Fault(PhotoFault::Unsupported { kind: "JPEG, non-interleaved".into() })),
            (fault, (tidied, false)) => jpeg(&tidied, fault.is_none()),
        },
        Kind::Png if png_colours::moves(bytes) => {
            Err(Refused::Fault(PhotoFault::Unsupported { kind: "PNG, animated".into() }))
        }
        Kind::Png => {
            let around = |decoder: &mut PngDecoder<_>| Around {
                exif: png_colours::exif(Cursor::new(bytes)).unwrap_or_default(),
                icc: png_colours::profile(bytes).or_else(|| decoder.icc_profile().ok().flatten()),
            };
            pixels(PngDecoder::with_limits(from, limits()), around)
        }
        Kind::Webp if webp_data::moves(bytes) => {
            Err(Refused::Fault(PhotoFault::Unsupported { kind: "WebP, animated".into() }))
        }
        Kind::Webp => {
            let decoded = pixels(WebPDecoder::new(from), Around::of)?;
            Ok(Decoded { is_damaged: webp_data::is_damaged(bytes), ..decoded })
        }
        Kind::Heic | Kind::Other(_) => Err(Refused::Fault(PhotoFault::Mislabelled { really: kind.name().into() })),
    };
    decoded.map_err(|refused| match refused {
        Refused::Fault(PhotoFault::Undecodable) if ends_early(kind, bytes) => Refused::Fault(PhotoFault::CutOff),
        other => other,
    })
}

/// A PNG without its last chunk, or a WebP that is shorter than it says.
fn ends_early(kind: Kind, bytes: &[u8]) -> bool {
    match kind {
        Kind::Png => memchr::memmem::rfind(bytes, b"IEND").is_none(),
        Kind::Webp => bytes
            .get(4..8)
            .and_then(|size| size.try_into().ok())
            .is_some_and(|size| u64::from(u32::from_le_bytes(size)) + 8 > bytes.len() as u64),
        _ => false,
    }
}

/// What a picture says of itself beside its pixels.
#[derive(Default)]
struct Around {
    exif: Vec<u8>,
    icc: Option<Vec<u8>>,
}

impl Around {
    fn of(decoder: &mut impl ImageDecoder) -> Self {
        let exif = decoder.exif_metadata().ok().flatten().unwrap_or_default();
        Self { exif, icc: decoder.icc_profile().ok().flatten() }
    }

    /// The picture as it is meant: upright, and in its own colours.
    fn applied(self, mut image: DynamicImage) -> Decoded {
        image.apply_orientation(lies(&self.exif));
        let icc = self.icc.or_else(|| profiles::of_camera(without_prefix(&self.exif)));
        let (image, icc) = profiles::settled(image, icc);
        Decoded { image, icc, is_damaged: false }
    }
}

fn pixels<D: ImageDecoder>(
    decoder: image::ImageResult<D>,
    around: impl Fn(&mut D) -> Around,
) -> Result<Decoded, Refused> {
    let mut decoder = decoder.map_err(undecodable)?;
    let around = around(&mut decoder);
    let image = DynamicImage::from_decoder(decoder).map_err(undecodable)?;
    let image = match image {
        eight @ (DynamicImage::ImageLuma8(_) | DynamicImage::ImageRgb8(_) | DynamicImage::ImageRgba8(_)) => eight,
        more if more.color().has_alpha() => DynamicImage::ImageRgba8(more.into_rgba8()),
        more => DynamicImage::ImageRgb8(more.into_rgb8()),
    };
    Ok(around.applied(image))
}

/// What a person is told where a decoder gives up; its own words go to the log.
fn undecodable(error: image::ImageError) -> Refused {
    tracing::info!(%error, "a picture was refused");
    Refused::Fault(PhotoFault::Undecodable)
}

fn jpeg(bytes: &[u8], is_whole: bool) -> Result<Decoded, Refused> {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(undecodable)?;
    let is_grey = decoder.color_type() == ColorType::L8;
    let around = |decoder: &mut JpegDecoder<_>| Around {
        exif: jpeg_header(&mut Cursor::new(bytes)).map(|(_, _, exif)| exif).unwrap_or_default(),
        icc: decoder.icc_profile().ok().flatten(),
    };
    match is_whole.then(|| whole_jpeg(bytes, is_grey)).flatten() {
        Some(image) => Ok(around(&mut decoder).applied(image)),
        None => Ok(Decoded { is_damaged: true, ..pixels(Ok(decoder), around)? }),
    }
}

/// Decodes a picture of any kind that may come in, upright.
pub(in crate::store) fn decode_any(bytes: &[u8]) -> Result<Decoded, Refused> {
    match Kind::sniff(bytes) {
        Kind::Heic => heic::decode(bytes),
        Kind::Other("SVG") => {
            Ok(Decoded { image: DynamicImage::ImageRgba8(svg::rasterise(bytes)?), icc: None, is_damaged: false })
        }
        _ => decode(bytes),
    }
}
