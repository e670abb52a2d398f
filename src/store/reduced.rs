//! JPEGs decoded at a half, a quarter or an eighth of their size: a photo of a phone has many times the pixels that a card or
//! a page shows, and the inverse transform can leave them out.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use jpeg_decoder::{Decoder, PixelFormat};

use super::photos::{Decoded, Kind, small_rgb_profile};

/// A JPEG, upright, at the least of these sizes that is still `scale` times its own. `None` for a `scale` above a half, for
/// any other picture, and wherever something is wrong with it: then the picture is decoded whole, which says what.
/// The caps on its size were checked by whoever read it.
pub(super) fn decode(bytes: &[u8], scale: f64) -> Option<Decoded> {
    if scale > 0.5 || Kind::sniff(bytes) != Kind::Jpeg {
        return None;
    }
    // A fault in the decoder is no reason to lose the picture.
    catch_unwind(AssertUnwindSafe(|| reduced(bytes, scale))).ok()?
}

fn reduced(bytes: &[u8], scale: f64) -> Option<Decoded> {
    let mut decoder = Decoder::new(bytes);
    decoder.read_info().ok()?;
    let info = decoder.info()?;
    let wanted = |px: u16| (f64::from(px) * scale).ceil().max(1.0);
    let (least_width, least_height) = (wanted(info.width), wanted(info.height));
    let (width, height) = decoder.scale(least_width as u16, least_height as u16).ok()?;
    // It is content with one side that is long enough.
    if f64::from(width) < least_width || f64::from(height) < least_height || width == info.width {
        return None;
    }
    let pixels = decoder.decode().ok()?;
    let icc = decoder.icc_profile().and_then(small_rgb_profile);
    let (width, height) = (width.into(), height.into());
    let mut image = match info.pixel_format {
        PixelFormat::RGB24 => DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, pixels)?),
        PixelFormat::L8 => DynamicImage::ImageLuma8(GrayImage::from_raw(width, height, pixels)?),
        PixelFormat::L16 | PixelFormat::CMYK32 => return None,
    };
    let orientation = decoder.exif_data().and_then(Orientation::from_exif_chunk);
    image.apply_orientation(orientation.unwrap_or(Orientation::NoTransforms));
    Some(Decoded { image, icc })
}

#[cfg(test)]
mod tests {
    use image::imageops::FilterType;

    use super::super::photos;
    use super::super::thumbnails::encode_jpeg;
    use super::*;

    /// Soft shapes, as a photo has them, with an Exif segment that says how it lies.
    fn photo(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        let image = RgbImage::from_fn(width, height, |x, y| {
            let wave = |at: u32, over: f32| ((at as f32 / over).sin() * 100.0 + 128.0) as u8;
            image::Rgb([wave(x, 37.0), wave(y, 23.0), wave(x + 2 * y, 61.0)])
        });
        let jpeg = encode_jpeg(&image, 90, None).unwrap();
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    #[test]
    fn a_reduced_photo_is_the_whole_one_made_smaller() {
        for (orientation, scale, part) in
            [(1, 0.5, 2), (3, 0.3, 2), (6, 0.25, 4), (5, 0.2, 4), (8, 0.12, 8), (1, 0.01, 8)]
        {
            let jpeg = photo(640, 400, orientation);
            let whole = photos::decode(&jpeg).unwrap().image;
            let small = decode(&jpeg, scale).unwrap().image;
            assert_eq!((small.width(), small.height()), (whole.width() / part, whole.height() / part), "{orientation}");
            let expected = whole.resize_exact(small.width(), small.height(), FilterType::Triangle).into_rgb8();
            let apart = |(a, b): (&u8, &u8)| u64::from(a.abs_diff(*b));
            let sum: u64 = small.to_rgb8().iter().zip(expected.iter()).map(apart).sum();
            let mean = sum as f64 / f64::from(small.width() * small.height() * 3);
            assert!(mean < 4.0, "{mean} apart, orientation {orientation}, a {part}th");
        }
    }

    #[test]
    fn what_cannot_be_reduced_is_left_to_the_other_decoder() {
        let jpeg = photo(640, 400, 1);
        assert!(decode(&jpeg, 0.51).is_none());
        assert!(decode(&jpeg[..jpeg.len() / 2], 0.2).is_none());
        assert!(decode(b"\xff\xd8\xff", 0.2).is_none());
        assert!(decode(b"\x89PNG\r\n\x1a\n", 0.2).is_none());
        // A size that is not a multiple of eight still covers what was asked for.
        let odd = photo(641, 403, 1);
        let small = decode(&odd, 0.25).unwrap().image;
        assert!(small.width() >= 161 && small.height() >= 101);
    }
}
