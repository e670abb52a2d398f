//! The colours of a PNG that carries no profile, made one: what `cICP`, or `gAMA` and `cHRM`, say of them (PNG, third
//! edition, 11.3.2 and 13.13).

use std::io::{Read, Seek, SeekFrom};

use moxcms::{
    Chromaticity, CicpColorPrimaries, CicpProfile, ColorPrimaries, ColorProfile, MatrixCoefficients, ToneReprCurve,
    TransferCharacteristics, WHITE_POINT_D65,
};

/// `gAMA` of sRGB, in hundred-thousandths.
const SRGB_GAMMA: u32 = 45_455;
/// `cHRM` of sRGB: white, red, green and blue, x and y each, in hundred-thousandths.
const SRGB_PRIMARIES: [u32; 8] = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000];
/// Programs round these numbers each in their own way.
const ROUNDING: u32 = 600;

/// A profile for the colours that a PNG describes in numbers; `None` where they are sRGB, or where a profile of its own or
/// `sRGB` says so. Of several the order is that of the standard: `cICP`, profile, `sRGB`, numbers.
pub(super) fn profile(png: &[u8]) -> Option<Vec<u8>> {
    let (mut gamma, mut primaries, mut is_said) = (None, None, false);
    for (kind, data) in chunks_before_pixels(png) {
        match kind {
            b"cICP" => return encoded(&of_code_points(data)?),
            b"iCCP" | b"sRGB" => is_said = true,
            b"gAMA" => gamma = numbers::<1>(data).map(|[gamma]| gamma),
            b"cHRM" => primaries = numbers::<8>(data),
            _ => {}
        }
    }
    if is_said {
        return None;
    }
    let is_near = |a: u32, b: u32| a.abs_diff(b) <= ROUNDING;
    let gamma = gamma.filter(|gamma| !is_near(*gamma, SRGB_GAMMA));
    let primaries = primaries.filter(|said| !said.iter().zip(SRGB_PRIMARIES).all(|(said, srgb)| is_near(*said, srgb)));
    let mut profile = ColorProfile::new_srgb();
    profile.cicp = None;
    if gamma.is_none() && primaries.is_none() {
        return None;
    }
    // A point of the chromaticity diagram.
    let is_point = |x: u32, y: u32| (1..100_000).contains(&y) && x < 100_000;
    if let Some([wx, wy, rx, ry, gx, gy, bx, by]) = primaries {
        if ![(wx, wy), (rx, ry), (gx, gy), (bx, by)].into_iter().all(|(x, y)| is_point(x, y)) {
            return None;
        }
        let part = |number: u32| number as f32 / 100_000.0;
        let white = Chromaticity { x: part(wx), y: part(wy) };
        let red = Chromaticity { x: part(rx), y: part(ry) };
        let green = Chromaticity { x: part(gx), y: part(gy) };
        let blue = Chromaticity { x: part(bx), y: part(by) };
        profile.update_rgb_colorimetry(white.to_xyyb(), ColorPrimaries { red, green, blue });
    }
    if let Some(gamma) = gamma {
        // From 0.1 to 10: everything else is damage.
        if !(10_000..=1_000_000).contains(&gamma) {
            return None;
        }
        let curve = ToneReprCurve::Parametric(vec![100_000.0 / gamma as f32]);
        profile.red_trc = Some(curve.clone());
        profile.green_trc = Some(curve.clone());
        profile.blue_trc = Some(curve);
    }
    encoded(&profile)
}

/// The profile of a picture whose primaries and transfer curve are said as ITU-T H.273 numbers them.
pub(super) fn of_codes(primaries: u8, transfer: u8) -> Option<Vec<u8>> {
    encoded(&of_code_points(&[primaries, transfer, 0, 1])?)
}

/// Primaries, transfer curve, matrix and range (ITU-T H.273), the last two always 0 and 1 for RGB of full range.
fn of_code_points(data: &[u8]) -> Option<ColorProfile> {
    let [primaries, transfer, 0, 1] = data else { return None };
    let color_primaries = CicpColorPrimaries::try_from(*primaries).ok()?;
    let transfer_characteristics = TransferCharacteristics::try_from(*transfer).ok()?;
    let is_srgb = color_primaries == CicpColorPrimaries::Bt709
        && matches!(transfer_characteristics, TransferCharacteristics::Srgb | TransferCharacteristics::Bt709);
    if is_srgb {
        return None;
    }
    let code_points = CicpProfile {
        color_primaries,
        transfer_characteristics,
        matrix_coefficients: MatrixCoefficients::Identity,
        full_range: true,
    };
    let mut profile = ColorProfile::new_from_cicp(code_points);
    profile.media_white_point = Some(WHITE_POINT_D65.to_xyzd());
    (profile.red_trc.is_some() && profile.cicp.take().is_some()).then_some(profile)
}

/// The profile's bytes, where its numbers mean something.
fn encoded(profile: &ColorProfile) -> Option<Vec<u8>> {
    let colorants = [profile.red_colorant, profile.green_colorant, profile.blue_colorant];
    let is_sound = colorants.iter().all(|one| [one.x, one.y, one.z].iter().all(|part| part.abs() < 3.0));
    let brightness: f64 = colorants.iter().map(|one| one.y).sum();
    if is_sound && (0.9..1.1).contains(&brightness) { profile.encode().ok() } else { None }
}

fn numbers<const N: usize>(data: &[u8]) -> Option<[u32; N]> {
    let (parts, rest) = data.as_chunks::<4>();
    let numbers: [[u8; 4]; N] = parts.try_into().ok().filter(|_| rest.is_empty())?;
    Some(numbers.map(u32::from_be_bytes))
}

/// True of a PNG with several pictures, one after the other.
pub(super) fn moves(png: &[u8]) -> bool {
    chunks_before_pixels(png).any(|(kind, _)| kind == b"acTL")
}

/// The Exif of a PNG, wherever it stands: many programs write it behind the pixels.
pub(super) fn exif(mut png: impl Read + Seek) -> Option<Vec<u8>> {
    const MOST_CHUNKS: usize = 100_000;
    const MOST_BYTES: u64 = 1 << 20;
    png.seek(SeekFrom::Start(8)).ok()?;
    for _ in 0..MOST_CHUNKS {
        let mut head = [0; 8];
        png.read_exact(&mut head).ok()?;
        let [l1, l2, l3, l4, kind @ ..] = head;
        let length = u32::from_be_bytes([l1, l2, l3, l4]);
        match &kind {
            b"eXIf" => {
                let mut exif = Vec::new();
                png.take(u64::from(length).min(MOST_BYTES)).read_to_end(&mut exif).ok()?;
                return Some(exif);
            }
            b"IEND" => return None,
            // The data and their check sum.
            _ => drop(png.seek_relative(i64::from(length) + 4).ok()?),
        }
    }
    None
}

/// Kind and data of each chunk before the pixels, as far as they are whole.
fn chunks_before_pixels(png: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = png.get(8..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (length, behind) = rest.split_first_chunk::<4>()?;
        let (kind, behind) = behind.split_at_checked(4)?;
        let (data, behind) = behind.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        rest = behind.get(4..).unwrap_or_default();
        (kind != b"IDAT").then_some((kind, data))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, data) in chunks.iter().chain(&[(b"IDAT", &[0_u8; 3][..])]) {
            png.extend(u32::try_from(data.len()).unwrap_or_default().to_be_bytes());
            png.extend_from_slice(*kind);
            png.extend_from_slice(data);
            png.extend([0; 4]);
        }
        png
    }

    fn bytes(numbers: &[u32]) -> Vec<u8> {
        numbers.iter().flat_map(|number| number.to_be_bytes()).collect()
    }

    #[test]
    fn colours_said_in_numbers_become_a_profile() {
        let p3 = [31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000];
        let made = |chunks: &[(&[u8; 4], &[u8])]| {
            profile(&png(chunks)).map(|icc| ColorProfile::new_from_slice(&icc).expect("a profile"))
        };
        // Red of Display P3, adapted to D50 (its published profile: 0.5151, 0.2412, -0.0011).
        let is_p3 = |profile: &ColorProfile| {
            let red = profile.red_colorant;
            (red.x - 0.5151).abs() < 0.002 && (red.y - 0.2412).abs() < 0.002
        };
        assert!(is_p3(&made(&[(b"cICP", &[12, 13, 0, 1])]).expect("P3 by code points")));
        assert!(is_p3(&made(&[(b"gAMA", &bytes(&[45_455])), (b"cHRM", &bytes(&p3))]).expect("P3 by numbers")));
        let dark = made(&[(b"gAMA", &bytes(&[55_556]))]).expect("gamma 1.8");
        assert!(matches!(&dark.red_trc, Some(ToneReprCurve::Parametric(curve)) if (curve[0] - 1.8).abs() < 0.001));
        // As the standard orders them.
        assert!(is_p3(&made(&[(b"sRGB", &[0]), (b"cICP", &[12, 13, 0, 1])]).expect("code points first")));
        let srgb = bytes(&SRGB_PRIMARIES);
        for chunks in [
            &[][..],
            &[(b"cICP", &[1, 13, 0, 1][..])],
            &[(b"gAMA", &bytes(&[45_454])), (b"cHRM", &srgb)],
            &[(b"sRGB", &[0]), (b"gAMA", &bytes(&[55_556]))],
            &[(b"gAMA", &bytes(&[0]))],
            &[(b"gAMA", &[1, 2, 3])],
            &[(b"cHRM", &bytes(&[0; 8]))],
            &[(b"cHRM", &bytes(&[u32::MAX; 8]))],
            &[(b"cICP", &[255, 255, 0, 1])],
            &[(b"cICP", &[9, 16, 0])],
        ] {
            assert!(made(chunks).is_none(), "{chunks:?}");
        }
        let whole = png(&[(b"cICP", &[12, 13, 0, 1])]);
        for cut in 0..whole.len() {
            let _ = profile(&whole[..cut]);
        }
    }
}
