//! HEIC pictures of phones: taken in as pixels, never kept as such.

use image::{DynamicImage, RgbImage};

use crate::store::images::decode::{CAP_BYTES, CAP_PIXELS, Decoded, Refused, small_rgb_profile};

/// A HEIC picture, upright. Whatever is wrong with it, a person is told what to set on the phone.
pub(in crate::store) fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    if bytes.len() as u64 > CAP_BYTES {
        return Err(Refused::Heic);
    }
    let options = heic_rs::DecodeOptions {
        layout: heic_rs::PixelLayout::Rgb8,
        max_pixels: Some(CAP_PIXELS),
        threads: Some(1),
        ..heic_rs::DecodeOptions::default()
    };
    // The decoder is young: should a damaged file bring it down, it is a file that cannot be read and nothing more.
    let decoded = std::panic::catch_unwind(|| heic_rs::decode(bytes, &options));
    let picture = match decoded {
        Ok(Ok(picture)) => picture,
        Ok(Err(error)) => {
            tracing::info!(%error, "a HEIC picture was refused");
            return Err(Refused::Heic);
        }
        Err(_) => return Err(Refused::Heic),
    };
    let rgb = RgbImage::from_raw(picture.width, picture.height, picture.data).ok_or(Refused::Heic)?;
    Ok(Decoded { image: DynamicImage::ImageRgb8(rgb), icc: colour_profile(bytes) })
}

/// The colour profile for RGB, where there is one of a size worth carrying along: phones write wider colours than screens
/// show, and without it they look pale.
fn colour_profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let at = memchr::memmem::find(bytes, b"colrprof")?;
    let length = u32::from_be_bytes(bytes.get(at.checked_sub(4)?..at)?.try_into().ok()?);
    let end = at.checked_add(usize::try_from(length).ok()?)?.checked_sub(4)?;
    small_rgb_profile(bytes.get(at + 8..end)?.to_vec())
}
