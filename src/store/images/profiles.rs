//! Colour profiles of pictures: a small one is carried along, any other is applied once, so that no picture loses its colours.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{DynamicImage, Rgba};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// The largest profile that a copy carries along; a brochure has as many as photos.
const CARRIED_BYTES: usize = 16 << 10;
/// The largest that is read at all.
const READ_BYTES: usize = 4 << 20;

/// The picture, and the profile that it still needs: in sRGB none.
pub(super) fn settled(mut image: DynamicImage, icc: Option<Vec<u8>>) -> (DynamicImage, Option<Vec<u8>>) {
    let Some(icc) = icc.filter(|icc| icc.len() <= READ_BYTES) else { return (image, None) };
    let is_rgb = icc.get(16..20) == Some(b"RGB ");
    if is_rgb && icc.len() <= CARRIED_BYTES {
        return (image, Some(icc));
    }
    // A profile is as much from outside as its picture: what brings the library down leaves the colours as they are.
    let applied = catch_unwind(AssertUnwindSafe(|| {
        let profile = ColorProfile::new_from_slice(&icc).ok()?;
        match profile.color_space {
            DataColorSpace::Rgb => to_srgb(&mut image, &profile),
            DataColorSpace::Gray => greys_to_srgb(&mut image, &profile),
            // CMYK was made RGB by the decoder.
            _ => None,
        }
    }));
    if !matches!(applied, Ok(Some(()))) {
        tracing::info!("a colour profile could not be applied");
    }
    (image, None)
}

/// Rows are converted where they lie: a second picture of full size would take hundreds of megabytes.
fn to_srgb(image: &mut DynamicImage, profile: &ColorProfile) -> Option<()> {
    if let DynamicImage::ImageLuma8(_) = image {
        *image = DynamicImage::ImageRgb8(image.to_rgb8());
    }
    let row = image.width() as usize * usize::from(image.color().bytes_per_pixel());
    let (samples, layout): (&mut [u8], _) = match image {
        DynamicImage::ImageRgba8(image) => (&mut *image, Layout::Rgba),
        DynamicImage::ImageRgb8(image) => (&mut *image, Layout::Rgb),
        _ => return None,
    };
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()).ok()?;
    for rows in samples.chunks_mut(row.max(1) * 64) {
        let before = rows.to_vec();
        transform.transform(&before, rows).ok()?;
    }
    Some(())
}

/// A picture without colours by the greys of its profile; a profile of greys does not fit another.
fn greys_to_srgb(image: &mut DynamicImage, profile: &ColorProfile) -> Option<()> {
    let srgb = ColorProfile::new_srgb();
    let transform =
        profile.create_transform_8bit(Layout::Gray, &srgb, Layout::Rgb, TransformOptions::default()).ok()?;
    let greys: Vec<u8> = (0..=u8::MAX).collect();
    let mut seen = vec![0; greys.len() * 3];
    transform.transform(&greys, &mut seen).ok()?;
    let (seen, _) = seen.as_chunks::<3>();
    let to = |grey: u8| seen.get(usize::from(grey)).map_or(grey, |[_, green, _]| *green);
    let is_grey = |[red, green, blue]: [u8; 3]| red == green && green == blue;
    match image {
        DynamicImage::ImageLuma8(image) => image.iter_mut().for_each(|grey| *grey = to(*grey)),
        DynamicImage::ImageRgb8(image) if image.pixels().all(|pixel| is_grey(pixel.0)) => {
            image.iter_mut().for_each(|grey| *grey = to(*grey));
        }
        DynamicImage::ImageRgba8(image) if image.pixels().all(|Rgba([r, g, b, _])| is_grey([*r, *g, *b])) => {
            image.pixels_mut().for_each(|Rgba([r, g, b, _])| [r, g, b].into_iter().for_each(|grey| *grey = to(*grey)));
        }
        _ => return None,
    }
    Some(())
}

/// Adobe RGB, which cameras say in the Exif alone: colours that are not calibrated, by rule "R03" (DCF 2.0, 5.5).
pub(super) fn of_camera(exif: &[u8]) -> Option<Vec<u8>> {
    const UNCALIBRATED: u32 = 0xffff;
    let exif = exif::Reader::new().read_raw(exif.to_vec()).ok()?;
    let space = exif.get_field(exif::Tag::ColorSpace, exif::In::PRIMARY)?.value.get_uint(0)?;
    let rule = exif.get_field(exif::Tag::InteroperabilityIndex, exif::In::PRIMARY)?;
    let exif::Value::Ascii(rule) = &rule.value else { return None };
    let is_adobe = space == UNCALIBRATED && rule.first().is_some_and(|rule| rule.starts_with(b"R03"));
    is_adobe.then(|| ColorProfile::new_adobe_rgb().encode().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma, Rgb, RgbImage};

    fn encoded(profile: &ColorProfile) -> Vec<u8> {
        profile.encode().unwrap()
    }

    /// The same profile with a tag of this length that nothing needs.
    fn with_ballast(profile: &ColorProfile, bytes: usize) -> Vec<u8> {
        let mut icc = encoded(profile);
        icc.resize(icc.len() + bytes, 0);
        let length = u32::try_from(icc.len()).unwrap().to_be_bytes();
        icc[..4].copy_from_slice(&length);
        icc
    }

    #[test]
    fn a_large_profile_is_applied_and_a_small_one_kept() {
        let adobe = ColorProfile::new_adobe_rgb();
        let image = DynamicImage::ImageRgb8(RgbImage::from_pixel(3, 200, Rgb([200, 30, 30])));
        let (same, kept) = settled(image.clone(), Some(encoded(&adobe)));
        assert_eq!((same, kept.is_some()), (image.clone(), true));
        let (seen, kept) = settled(image.clone(), Some(with_ballast(&adobe, 150 << 10)));
        assert_eq!(kept, None);
        // Red of Adobe RGB lies outside sRGB, and is as red as sRGB has it.
        let [red, green, blue] = seen.to_rgb8().get_pixel(1, 150).0;
        assert!((231..=235).contains(&red) && green < 27 && blue < 27, "{red} {green} {blue}");
        for broken in [vec![0; 40 << 10], b"no profile".to_vec(), vec![]] {
            assert_eq!(settled(image.clone(), Some(broken)), (image.clone(), None));
        }
    }

    #[test]
    fn greys_of_another_gamma_are_as_bright_as_they_were_meant() {
        let profile = encoded(&ColorProfile::new_gray_with_gamma(1.8));
        let grey = DynamicImage::ImageLuma8(GrayImage::from_pixel(2, 2, Luma([81])));
        let (seen, kept) = settled(grey, Some(profile.clone()));
        assert!((98..=102).contains(&seen.to_luma8().get_pixel(0, 0).0[0]) && kept.is_none());
        let coloured = DynamicImage::ImageRgb8(RgbImage::from_pixel(2, 2, Rgb([81, 90, 81])));
        assert_eq!(settled(coloured.clone(), Some(profile)), (coloured, None));
    }
}
