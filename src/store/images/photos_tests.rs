//! Photos as people really send them: each is taken in rightly, or refused with a reason.

use std::path::Path;

use super::{PhotoError, PhotoIntake, prepare};
use crate::model::PhotoFault;
use crate::store::Folder;
use crate::store::images::decode::{Refused, decode_any, header};

fn case(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/photos").join(name)).unwrap()
}

fn fault(name: &str) -> PhotoFault {
    match prepare(&case(name), PhotoIntake::default()) {
        Err(Refused::Fault(fault)) => fault,
        other => panic!("{name}: {:?}", other.map(|(bytes, ending)| (bytes.len(), ending))),
    }
}

#[test]
fn a_heic_picture_has_the_range_that_its_stream_says() {
    let picture = decode_any(&case("heic-full-range.heic")).ok().unwrap().image.into_rgb8();
    let truth = decode_any(&case("heic-full-range-truth.png")).ok().unwrap().image.into_rgb8();
    assert_eq!(picture.dimensions(), truth.dimensions());
    let most = picture.as_raw().iter().zip(truth.as_raw()).map(|(a, b)| a.abs_diff(*b)).max();
    assert!(most <= Some(2), "{most:?}");
}

#[test]
fn a_photo_that_is_damaged_inside_comes_in_only_where_somebody_insists() {
    for name in ["jpeg-sector-noise.jpg", "jpeg-marker-inside.jpg"] {
        assert_eq!(fault(name), PhotoFault::Damaged, "{name}");
        let insisted = PhotoIntake { takes_damaged: true, ..PhotoIntake::default() };
        assert!(prepare(&case(name), insisted).is_ok(), "{name}");
    }
    // It is told of where it lies in a catalogue, too.
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path());
    std::fs::create_dir_all(folder.photos_dir()).unwrap();
    std::fs::write(folder.photos_dir().join("a.jpg"), case("jpeg-sector-noise.jpg")).unwrap();
    assert_eq!(folder.photo_damage("a.jpg"), Some(PhotoFault::Damaged));
    let stored = folder.add_photo(&case("jpeg-wide-colours.jpg"), "b.jpg", "Batik").unwrap();
    assert_eq!(folder.photo_damage(&stored), None);
}

#[test]
fn a_turned_picture_stands_upright() {
    let (webp, _) = prepare(&case("webp-turned-prefix.webp"), PhotoIntake::default()).ok().unwrap();
    let image = decode_any(&webp).ok().unwrap().image;
    assert_eq!((image.width(), image.height()), (900, 1200));
    let turned = PhotoIntake { quarter_turns: 1, ..PhotoIntake::default() };
    let (jpeg, _) = prepare(&case("webp-turned-prefix.webp"), turned).ok().unwrap();
    assert_eq!(decode_any(&jpeg).ok().unwrap().image.width(), 1200);
}

#[test]
fn kinds_that_are_not_read_rightly_say_so_and_junk_is_passed_over() {
    for name in ["jpeg-three-scans-420.jpg", "webp-animated.webp"] {
        assert!(matches!(fault(name), PhotoFault::Unsupported { .. }), "{name}");
    }
    assert!(prepare(&case("jpeg-junk-before-marker.jpg"), PhotoIntake::default()).is_ok());
    let whole = case("jpeg-wide-colours.jpg");
    let frame = memchr::memmem::find(&whole, b"\xff\xc0").unwrap();
    for (at, byte) in [(frame + 4, 12), (frame + 1, 0xc9)] {
        let mut other = whole.clone();
        other[at] = byte;
        let dir = tempfile::tempdir().unwrap();
        let refused = Folder::new(dir.path()).add_photo(&other, "a.jpg", "A").unwrap_err();
        assert!(matches!(refused, PhotoError::Fault { fault: PhotoFault::Unsupported { .. }, .. }), "{refused:?}");
    }
}

#[test]
fn a_png_keeps_its_colours() {
    let (png, ending) = prepare(&case("png-wide-colours.png"), PhotoIntake::default()).ok().unwrap();
    assert_eq!(ending, "png");
    assert!(memchr::memmem::find(&png, b"iCCP").is_some());
}

#[test]
fn colours_that_a_png_says_in_numbers_stay_with_the_photo() {
    let (plain, _) = prepare(&case("png-wide-colours.png"), PhotoIntake::default()).ok().unwrap();
    let image = decode_any(&plain).ok().unwrap().image.into_rgb8();
    let mut png = Vec::new();
    image::DynamicImage::from(image).write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    // Display P3 by code points, behind the header.
    let said = [b"\0\0\0\x04cICP\x0c\x0d\0\x01".as_slice(), &crc(b"cICP\x0c\x0d\0\x01").to_be_bytes()].concat();
    let with_code_points = [&png[..33], &said, &png[33..]].concat();
    for (bytes, right) in [(&png, false), (&with_code_points, true)] {
        let (stored, _) = prepare(bytes, PhotoIntake::default()).ok().unwrap();
        assert_eq!(memchr::memmem::find(&stored, b"iCCP").is_some(), right);
    }
}

/// The check sum of a PNG's chunk (annex D).
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.iter().fold(!0_u32, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
}

/// The colour in a corner of a photo of the colour chart, in sRGB.
fn seen(name: &str, x: u32, y: u32) -> [u8; 3] {
    let (stored, _) = prepare(&case(name), PhotoIntake::default()).ok().unwrap();
    let decoded = decode_any(&stored).ok().unwrap();
    let pixel = decoded.image.into_rgb8().get_pixel(x, y).0;
    let Some(icc) = decoded.icc else { return pixel };
    let (profile, srgb) = (moxcms::ColorProfile::new_from_slice(&icc).unwrap(), moxcms::ColorProfile::new_srgb());
    let (layout, options) = (moxcms::Layout::Rgb, moxcms::TransformOptions::default());
    let mut to = [0; 3];
    profile.create_transform_8bit(layout, &srgb, layout, options).unwrap().transform(&pixel, &mut to).unwrap();
    to
}

#[track_caller]
fn assert_near(seen: [u8; 3], right: [u8; 3]) {
    assert!(seen.iter().zip(right).all(|(seen, right)| seen.abs_diff(right) < 12), "{seen:?} instead of {right:?}");
}

#[test]
fn pictures_of_other_programs_have_their_colours_and_lie_as_they_should() {
    // Coded with top and bottom exchanged, and said to be.
    assert_near(seen("heic-mirrored.heic", 20, 20), [200, 30, 30]);
    assert_near(seen("heic-mirrored.heic", 20, 220), [30, 50, 200]);
    assert_near(seen("heic-wide-colours.heic", 20, 20), [218, 0, 6]);
    assert_near(seen("heic-premultiplied.heic", 168, 58), [191, 172, 191]);
    assert_near(seen("heic-matrix-unsaid.heic", 20, 20), [200, 30, 30]);
    // Its layer of transparency is half as large.
    assert_near(seen("heic-half-layer.heic", 20, 220), [30, 50, 200]);
    assert_near(seen("jpeg-adobe-beside-jfif.jpg", 20, 20), [200, 30, 30]);
    for name in ["heic-422.heic", "heic-brighter.heic"] {
        assert!(matches!(prepare(&case(name), PhotoIntake::default()), Err(Refused::Heic)), "{name}");
    }
}

#[test]
fn an_exif_behind_the_pixels_of_a_png_turns_it() {
    let mut png = Vec::new();
    image::RgbImage::new(40, 20).write_to(&mut std::io::Cursor::new(&mut png), image::ImageFormat::Png).unwrap();
    // One entry: orientation, a short, 6.
    let exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let mut chunk = b"eXIf".to_vec();
    chunk.extend(exif);
    let sum = crc32(&chunk).to_be_bytes();
    let end = png.len() - 12;
    let length = u32::try_from(exif.len()).unwrap().to_be_bytes();
    png.splice(end..end, length.into_iter().chain(chunk).chain(sum));
    let image = decode_any(&png).ok().unwrap().image;
    assert_eq!((image.width(), image.height()), (20, 40));
    let (_, header) = header(std::io::Cursor::new(&png), png.len() as u64).ok().unwrap();
    assert_eq!((header.width_px, header.height_px), (20, 40));
}

/// The check sum of a chunk (PNG, annex D).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 > 0 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
    })
}

#[test]
fn no_programmers_words_are_said_of_a_photo_that_cannot_be_opened() {
    let png = case("png-wide-colours.png");
    let middle = png.len() / 2;
    let noise: Vec<u8> = png
        .iter()
        .enumerate()
        .map(|(at, byte)| if (middle..middle + 99).contains(&at) { !byte } else { *byte })
        .collect();
    for (bytes, right) in [
        (png[..middle].to_vec(), PhotoFault::CutOff),
        (noise, PhotoFault::Undecodable),
        (b"\xff\xd8\xff\xd9\0\0".to_vec(), PhotoFault::Undecodable),
        (
            b"\xff\xd8\xff\xf7\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0".to_vec(),
            PhotoFault::Unsupported { kind: "JPEG-LS".into() },
        ),
    ] {
        match prepare(&bytes, PhotoIntake::default()) {
            Err(Refused::Fault(fault)) => assert_eq!(fault, right),
            other => panic!("{right:?}: {:?}", other.map(|(bytes, ending)| (bytes.len(), ending))),
        }
    }
}
