//! HEIC pictures of phones: taken in as pixels, never kept as such.

use heic_rs::color::convert;
use heic_rs::context::Context;
use heic_rs::grid::compose;
use heic_rs::hevc::{ChromaFormat, Frame, decode_still};
use heic_rs::image::check_pixels;
use heic_rs::meta::iref::{ItemReference, RefKind};
use heic_rs::props::Transform;
use heic_rs::props::simple::Mirror;
use heic_rs::transform::apply_all;
use heic_rs::{Image, MatrixCoefficients, Nclx, PixelLayout, Range};
use image::{DynamicImage, RgbImage, RgbaImage};

use crate::store::images::decode::{CAP_BYTES, CAP_PIXELS, Decoded, Refused};
use crate::store::images::hevc_range::{StreamColours, stream_colours};
use crate::store::images::{png_colours, profiles};

/// A HEIC picture, upright. Whatever is wrong with it, a person is told what to set on the phone.
pub(in crate::store) fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    if bytes.len() as u64 > CAP_BYTES {
        return Err(Refused::Heic);
    }
    // The decoder is young: should a damaged file bring it down, it is a file that cannot be read and nothing more.
    let decoded = std::panic::catch_unwind(|| picture(bytes));
    let picture = match decoded {
        Ok(Ok(picture)) => picture,
        Ok(Err(error)) => {
            tracing::info!(%error, "a HEIC picture was refused");
            return Err(Refused::Heic);
        }
        Err(_) => return Err(Refused::Heic),
    };
    let (image, icc) = picture;
    let (image, icc) = profiles::settled(DynamicImage::ImageRgb8(image), icc);
    Ok(Decoded { image, icc, is_damaged: false })
}

/// How many pixels a HEIC picture has, without decoding it.
pub(in crate::store) fn pixels(bytes: &[u8]) -> Option<u64> {
    let size = std::panic::catch_unwind(|| {
        let context = Context::open(bytes).ok()?;
        let id = context.meta.primary;
        context.coded_size(id, &context.props(id).ok()?).ok()
    });
    let (width, height) = size.ok()??;
    Some(u64::from(width) * u64::from(height))
}

/// What is transparent is the paper. Of `premultiplied` colours the paper's share is taken out already.
fn on_white(rgba: &RgbaImage, premultiplied: bool) -> RgbImage {
    let mut rgb = RgbImage::new(rgba.width(), rgba.height());
    for (from, to) in rgba.pixels().zip(rgb.pixels_mut()) {
        let [red, green, blue, alpha] = from.0;
        let mixed = |sample: u8| {
            let share = if premultiplied { 255 } else { u32::from(alpha) };
            let sum = u32::from(sample) * share + 255 * (255 - u32::from(alpha));
            u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
        };
        to.0 = [red, green, blue].map(mixed);
    }
    rgb
}

/// The picture in the colours that the file or, failing that, its stream says, and its profile. The decoder reads the file's
/// box alone, which phones leave out: their pictures would be too contrasty.
fn picture(bytes: &[u8]) -> heic_rs::Result<(RgbImage, Option<Vec<u8>>)> {
    let context = Context::open(bytes)?;
    let id = context.meta.primary;
    let props = context.props(id)?;
    let tile = context.grid(id)?.and_then(|(_, tiles)| tiles.first().copied()).unwrap_or(id);
    let said = context.props(tile)?.hvcc.and_then(|hvcc| stream_colours(&hvcc.parameter_sets()));
    let mut nclx = props.nclx.or(said.map(colours)).unwrap_or_default();
    if nclx.matrix_code == UNSPECIFIED {
        (nclx.matrix_code, nclx.matrix) = (BT_601, MatrixCoefficients::from_code(BT_601));
    }
    let icc = colour_profile(bytes);
    if icc.is_none() && matches!(nclx.transfer, HDR_PQ | HDR_HLG) {
        return Err(heic_rs::Error::Unsupported("brighter than a screen shows"));
    }
    let icc = icc.or_else(|| png_colours::of_codes(u8::try_from(nclx.primaries).ok()?, SRGB_CURVE));
    let (width, height) = context.coded_size(id, &props)?;
    check_pixels(width, height, CAP_PIXELS)?;
    let frame = whole(&context, id)?;
    // The decoder gives other samples of these.
    if frame.chroma == ChromaFormat::Yuv422 {
        return Err(heic_rs::Error::Unsupported("4:2:2"));
    }
    let alpha =
        context.alpha_item(id)?.map(|alpha| Ok::<_, heic_rs::Error>((whole(&context, alpha)?, alpha))).transpose()?;
    let is_premultiplied = |alpha: u32| {
        let premultiplied = |one: &ItemReference| one.kind == RefKind::Other(*b"prem") && one.from == id;
        context.meta.refs.iter().any(|one| premultiplied(one) && one.to.contains(&alpha))
    };
    let image = in_colour(&frame, alpha.as_ref().map(|(frame, _)| frame), nclx)?;
    let image = apply_all(image, &props.transforms.iter().map(as_readers_do).collect::<Vec<_>>())?;
    let unfit = || heic_rs::Error::Malformed("the picture's size");
    let image = match alpha {
        Some((_, alpha)) => {
            let rgba = RgbaImage::from_raw(image.width, image.height, image.data).ok_or_else(unfit)?;
            on_white(&rgba, is_premultiplied(alpha))
        }
        None => RgbImage::from_raw(image.width, image.height, image.data).ok_or_else(unfit)?,
    };
    Ok((image, icc))
}

/// Matrices of ITU-T H.273. Where none is said, other readers take the second.
const UNSPECIFIED: u16 = 2;
const BT_601: u16 = 6;
/// Transfer curves of ITU-T H.273.
const SRGB_CURVE: u8 = 13;
const HDR_PQ: u16 = 16;
const HDR_HLG: u16 = 18;

/// The decoder takes `imir` by the first edition of the standard. Every other reader and, by it, the third edition of ISO/IEC
/// 23008-12 (6.5.12) have it the other way round: 0 exchanges top and bottom.
fn as_readers_do(transform: &Transform) -> Transform {
    match transform {
        Transform::Mirror(Mirror::LeftRight) => Transform::Mirror(Mirror::TopBottom),
        Transform::Mirror(Mirror::TopBottom) => Transform::Mirror(Mirror::LeftRight),
        other => *other,
    }
}

/// The samples of an item, of a grid all its tiles.
fn whole(context: &Context<'_>, item: u32) -> heic_rs::Result<Frame> {
    match context.grid(item)? {
        Some((grid, tiles)) => {
            let frames = tiles.iter().map(|tile| frame(context, *tile)).collect::<heic_rs::Result<Vec<_>>>()?;
            compose(&grid, &frames, CAP_PIXELS)
        }
        None => frame(context, item),
    }
}

/// Rows that are converted at once: the colours of a whole picture at full size would take another gigabyte.
const BAND: u32 = 64;

/// The pixels of a frame. Each sample of colour counts for the pixels that share it, as in other programs: a decoder that
/// smooths them gives other colours at every edge.
fn in_colour(frame: &Frame, alpha: Option<&Frame>, nclx: Nclx) -> heic_rs::Result<Image> {
    let layout = if alpha.is_some() { PixelLayout::Rgba8 } else { PixelLayout::Rgb8 };
    let alpha = alpha.map(|alpha| fitted(alpha, frame.width, frame.height));
    let mut image = Image { data: Vec::new(), width: frame.width, height: frame.height, layout };
    for top in (0..frame.height).step_by(BAND as usize) {
        let height = BAND.min(frame.height - top);
        let alpha = alpha.as_ref().map(|alpha| band(alpha, top, height));
        let band = band(frame, top, height);
        image.data.extend(convert(&band, alpha.as_ref(), nclx, layout, CAP_PIXELS, Some(1))?.data);
    }
    Ok(image)
}

/// A layer of transparency at the size of its picture; programs store it smaller, too.
fn fitted(alpha: &Frame, width: u32, height: u32) -> Frame {
    let nearest = |at: u32, size: u32, to: u32| (u64::from(at) * u64::from(size) / u64::from(to.max(1))) as usize;
    let sample = |x: u32, y: u32| {
        let row = nearest(y, alpha.height, height) * alpha.y_stride as usize;
        alpha.y.get(row + nearest(x, alpha.width, width)).copied().unwrap_or_default()
    };
    Frame {
        width,
        height,
        bit_depth: alpha.bit_depth,
        chroma: ChromaFormat::Monochrome,
        y: (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| sample(x, y)).collect(),
        cb: Vec::new(),
        cr: Vec::new(),
        y_stride: width,
        c_stride: 0,
    }
}

/// Some rows of a frame with as many samples of colour as of brightness.
fn band(frame: &Frame, top: u32, height: u32) -> Frame {
    let (x_shift, y_shift) = (frame.chroma.x_shift(), frame.chroma.y_shift());
    let row = |plane: &[u16], stride: u32, at: u32, shift: u32| -> Vec<u16> {
        let from = at as usize * stride as usize;
        let row = plane.get(from..(from + stride as usize).min(plane.len())).unwrap_or_default();
        (0..frame.width as usize).map(|x| row.get(x >> shift).copied().unwrap_or_default()).collect()
    };
    let of_colour = |plane: &[u16]| -> Vec<u16> {
        if frame.chroma == ChromaFormat::Monochrome {
            return Vec::new();
        }
        (top..top + height).flat_map(|y| row(plane, frame.c_stride, y >> y_shift, x_shift)).collect()
    };
    let chroma = match frame.chroma {
        ChromaFormat::Monochrome => ChromaFormat::Monochrome,
        _ => ChromaFormat::Yuv444,
    };
    Frame {
        width: frame.width,
        height,
        bit_depth: frame.bit_depth,
        chroma,
        y: (top..top + height).flat_map(|y| row(&frame.y, frame.y_stride, y, 0)).collect(),
        cb: of_colour(&frame.cb),
        cr: of_colour(&frame.cr),
        y_stride: frame.width,
        c_stride: if chroma == ChromaFormat::Yuv444 { frame.width } else { 0 },
    }
}

fn frame(context: &Context<'_>, item: u32) -> heic_rs::Result<Frame> {
    let hvcc = context.props(item)?.hvcc.ok_or(heic_rs::Error::MissingBox("hvcC"))?;
    let data = context.item_data(item)?;
    let frame = decode_still(&hvcc.parameter_sets(), &hvcc.split_nals(&data)?)?;
    frame.validate()?;
    Ok(frame)
}

fn colours(said: StreamColours) -> Nclx {
    let usual = Nclx::default();
    let [primaries, transfer, matrix_code] = said.codes.unwrap_or([usual.primaries, usual.transfer, UNSPECIFIED]);
    let matrix = MatrixCoefficients::from_code(matrix_code);
    let range = if said.full_range { Range::Full } else { Range::Limited };
    Nclx { primaries, transfer, matrix, matrix_code, range }
}

/// The colour profile, where there is one: phones write wider colours than screens show, and without it they look pale.
fn colour_profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let at = memchr::memmem::find(bytes, b"colrprof").or_else(|| memchr::memmem::find(bytes, b"colrrICC"))?;
    let length = u32::from_be_bytes(bytes.get(at.checked_sub(4)?..at)?.try_into().ok()?);
    let end = at.checked_add(usize::try_from(length).ok()?)?.checked_sub(4)?;
    bytes.get(at + 8..end).map(<[u8]>::to_vec)
}
