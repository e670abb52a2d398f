//! JPEGs decoded at a half, a quarter or an eighth of their size: a photo of a phone has many times the pixels that a card or
//! a page shows, and all that they add can be left out while it is read.
//!
//! No crate does that in safe Rust, in the thread that asks: `jpeg-decoder` hands rows to threads of its own and takes
//! twice as long, `zune-jpeg` decodes at full size only.

mod blocks;
mod head;
mod scan;

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};

use crate::store::images::photos::{Decoded, small_rgb_profile};
use head::Head;
use scan::Small;

/// A JPEG, upright, at the least of these sizes that is still `scale` times its own. `None` for a `scale` above a half, for
/// any other picture, for the kinds of JPEG that cameras do not write, and wherever something is wrong with it: then the
/// picture is decoded whole, which says what. The caps on its size were checked by whoever read it.
pub(in crate::store) fn decode(bytes: &[u8], scale: f64) -> Option<Decoded> {
    let part = [8, 4, 2].into_iter().find(|part| scale * f64::from(*part) <= 1.0)?;
    // A fault in the decoder is no reason to lose the picture.
    catch_unwind(AssertUnwindSafe(|| reduced(bytes, part as usize))).ok()?
}

fn reduced(bytes: &[u8], part: usize) -> Option<Decoded> {
    let head = Head::read(bytes)?;
    let Small { width, height, pixels } = scan::read(&head, part)?;
    let mut image = match head.components.len() {
        1 => DynamicImage::ImageLuma8(GrayImage::from_raw(width, height, pixels)?),
        _ => DynamicImage::ImageRgb8(RgbImage::from_raw(width, height, pixels)?),
    };
    let orientation = head.exif.and_then(Orientation::from_exif_chunk);
    image.apply_orientation(orientation.unwrap_or(Orientation::NoTransforms));
    Some(Decoded { image, icc: head.icc.and_then(small_rgb_profile) })
}

#[cfg(test)]
mod tests {
    use image::imageops::FilterType;
    use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
    use proptest::prelude::*;

    use super::super::photos;
    use super::*;

    /// Soft shapes, as a photo has them.
    fn shapes(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let wave = |at: u32, over: f32| ((at as f32 / over).sin() * 100.0 + 128.0) as u8;
            image::Rgb([wave(x, 91.0), wave(y, 67.0), wave(x + 2 * y, 151.0)])
        })
    }

    fn photo(width: u16, height: u16, how: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
        let mut jpeg = Vec::new();
        let mut encoder = Encoder::new(&mut jpeg, 90);
        how(&mut encoder);
        encoder.encode(&shapes(width.into(), height.into()), width, height, ColorType::Rgb).unwrap();
        jpeg
    }

    /// With an Exif segment that says how it lies.
    fn lying(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    /// Fails where the picture at a part of its size is not the whole one made smaller.
    #[track_caller]
    fn is_whole_made_smaller(jpeg: &[u8], part: u32, what: &str) {
        let whole = photos::decode(jpeg).unwrap().image;
        let small = decode(jpeg, 1.0 / f64::from(part)).unwrap().image;
        let size = (whole.width().div_ceil(part), whole.height().div_ceil(part));
        assert_eq!((small.width(), small.height()), size, "{what}, a {part}th");
        // The last row and column stand for pixels beyond the edge, too.
        let whole = whole.into_rgb8();
        let (right, bottom) = (whole.width() - 1, whole.height() - 1);
        let beyond =
            RgbImage::from_fn(size.0 * part, size.1 * part, |x, y| *whole.get_pixel(x.min(right), y.min(bottom)));
        let expected = image::imageops::resize(&beyond, small.width(), small.height(), FilterType::Triangle);
        let apart = |(a, b): (&u8, &u8)| u64::from(a.abs_diff(*b));
        let sum: u64 = small.to_rgb8().iter().zip(expected.iter()).map(apart).sum();
        let mean = sum as f64 / f64::from(small.width() * small.height() * 3);
        assert!(mean < 3.0, "{mean} apart: {what}, a {part}th");
    }

    #[test]
    fn a_reduced_photo_is_the_whole_one_made_smaller_and_lies_as_it_does() {
        let jpeg = photo(640, 400, |_| {});
        for (orientation, part) in [(1, 2), (3, 2), (6, 4), (5, 4), (8, 8), (1, 8)] {
            is_whole_made_smaller(&lying(&jpeg, orientation), part, &format!("orientation {orientation}"));
        }
        // A part that is asked for is rounded up to one that can be had.
        let small = decode(&lying(&jpeg, 6), 0.2).unwrap().image;
        assert_eq!((small.width(), small.height()), (100, 160));
        assert_eq!(decode(&jpeg, 0.01).unwrap().image.width(), 80);
    }

    #[test]
    fn colours_of_every_sampling_restarts_and_odd_sizes_are_read() {
        use SamplingFactor::{F_1_1, F_1_2, F_2_1, F_2_2};
        for (sampling, restart) in [(F_1_1, 0), (F_2_1, 1), (F_1_2, 7), (F_2_2, 0), (F_2_2, 5)] {
            let jpeg = photo(643, 403, |encoder| {
                encoder.set_sampling_factor(sampling);
                encoder.set_restart_interval(restart);
            });
            for part in [2, 4, 8] {
                is_whole_made_smaller(&jpeg, part, &format!("{sampling:?}, restart {restart}"));
            }
        }
        let optimised = photo(643, 403, |encoder| encoder.set_optimized_huffman_tables(true));
        if decode(&optimised, 0.25).is_some() {
            is_whole_made_smaller(&optimised, 4, "codes of its own");
        }
    }

    #[test]
    fn a_grey_photo_and_one_without_differences_are_read() {
        let grey: Vec<u8> = image::imageops::grayscale(&shapes(321, 200)).into_raw();
        let mut jpeg = Vec::new();
        Encoder::new(&mut jpeg, 90).encode(&grey, 321, 200, ColorType::Luma).unwrap();
        is_whole_made_smaller(&jpeg, 4, "grey");
        // The same three planes, said to be red, green and blue.
        let colours = photo(320, 200, |_| {});
        let said = [&colours[..2], b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0\0", &colours[2..]].concat();
        is_whole_made_smaller(&said, 4, "red, green, blue");
        assert_ne!(decode(&said, 0.25).unwrap().image, decode(&colours, 0.25).unwrap().image);
    }

    #[test]
    fn what_cannot_be_reduced_is_left_to_the_other_decoder() {
        let jpeg = photo(640, 400, |_| {});
        assert!(decode(&jpeg, 0.51).is_none());
        assert!(decode(&jpeg[..jpeg.len() / 2], 0.2).is_none());
        assert!(decode(b"\xff\xd8\xff", 0.2).is_none());
        assert!(decode(b"\x89PNG\r\n\x1a\n", 0.2).is_none());
        assert!(decode(&photo(640, 400, |encoder| encoder.set_progressive(true)), 0.2).is_none());
        let coarse = photo(640, 400, |encoder| encoder.set_sampling_factor(SamplingFactor::F_4_1));
        assert!(decode(&coarse, 0.2).is_none() && photos::decode(&coarse).is_ok());
    }

    proptest! {
        #[test]
        fn a_mangled_photo_is_no_danger(changes in proptest::collection::vec((0.0..1.0_f64, any::<u8>()), 1..6), part in 1..4_u32) {
            let mut jpeg = photo(90, 70, |encoder| encoder.set_restart_interval(3));
            for (at, byte) in changes {
                let at = (at * jpeg.len() as f64) as usize;
                jpeg[at] = byte;
            }
            // Not through `decode`, which would catch what is looked for.
            if let Some(Decoded { image, .. }) = reduced(&jpeg, 1 << part) {
                prop_assert!(image.width() > 0 && image.height() > 0);
            }
        }
    }
}
