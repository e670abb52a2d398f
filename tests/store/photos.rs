//! Pictures from outside: what a file really is, all eight orientations, caps, private metadata, small copies.

use std::io::Cursor;
use std::sync::Arc;

use etalase::model::{Crop, PhotoFault};
use etalase::store::{Folder, PhotoError};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

struct Place {
    _dir: tempfile::TempDir,
    folder: Folder,
}

fn place() -> Place {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("photos")).unwrap();
    let folder = Folder::new(dir.path()).with_cache(dir.path().join("cache"));
    Place { _dir: dir, folder }
}

impl Place {
    fn put(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.folder.photos_dir().join(name), bytes).unwrap();
    }
}

/// Red, green, blue, white quarters, from the upper left by rows.
fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([255, 0, 0]),
        (false, true) => Rgb([0, 255, 0]),
        (true, false) => Rgb([0, 0, 255]),
        (false, false) => Rgb([255, 255, 255]),
    })
}

fn encoded(image: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(Cursor::new(&mut bytes), format).unwrap();
    bytes
}

/// A JPEG with an Exif segment: orientation, and a place that nobody shall learn.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    with_exif_value(jpeg, b"\0\x03", &[0, orientation, 0, 0])
}

/// The same with the orientation as a number of a kind.
fn with_exif_value(jpeg: &[u8], kind: &[u8; 2], value: &[u8; 4]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12".to_vec();
    exif.extend(kind);
    exif.extend(b"\0\0\0\x01");
    exif.extend(value);
    exif.extend(b"\0\0\0\0GPS-RUMAH-SAYA");
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(u16::try_from(exif.len() + 2).unwrap().to_be_bytes());
    out.extend(exif);
    out.extend(&jpeg[2..]);
    out
}

fn colour(rgba: &[u8]) -> char {
    match (rgba[0] > 128, rgba[1] > 128, rgba[2] > 128) {
        (true, true, true) => 'w',
        (true, false, false) => 'r',
        (false, true, false) => 'g',
        (false, false, true) => 'b',
        _ => '?',
    }
}

fn corners(picture: &RgbImage) -> String {
    let (width, height) = picture.dimensions();
    [(1, 1), (3, 1), (1, 3), (3, 3)]
        .iter()
        .map(|(x, y)| colour(&picture.get_pixel(width * x / 4, height * y / 4).0))
        .collect()
}

#[test]
fn all_eight_orientations_stand_upright() {
    let place = place();
    let jpeg = encoded(quarters(64, 32), ImageFormat::Jpeg);
    let upright =
        [(1, "rgbw"), (2, "grwb"), (3, "wbgr"), (4, "bwrg"), (5, "rbgw"), (6, "brwg"), (7, "wgbr"), (8, "gwrb")];
    for (orientation, expected) in upright {
        let name = format!("{orientation}.jpg");
        place.put(&name, &with_exif(&jpeg, orientation));
        let size = if orientation < 5 { (64, 32) } else { (32, 64) };
        let header = place.folder.photo_header(&name).unwrap();
        assert_eq!((header.width_px, header.height_px), size, "{orientation}");
        let print = place.folder.print_jpeg(&name, None, 4000, 4000).unwrap();
        let picture = image::load_from_memory(&print).unwrap().into_rgb8();
        assert_eq!(picture.dimensions(), size, "never enlarged");
        assert_eq!(corners(&picture), expected, "{orientation}");
        assert!(!print.windows(3).any(|part| part == b"GPS"));
        // Some programs write it as a long number.
        let long = with_exif_value(&jpeg, b"\0\x04", &[0, 0, 0, orientation]);
        for came in [with_exif(&jpeg, orientation), long] {
            let added = place.folder.add_photo(&came, "IMG_1.JPG", "Madu Asli").unwrap();
            let bytes = std::fs::read(place.folder.photo(&added).unwrap()).unwrap();
            assert!(!bytes.windows(3).any(|part| part == b"GPS"));
            let picture = image::load_from_memory(&bytes).unwrap().into_rgb8();
            assert_eq!(corners(&picture), expected, "{orientation}");
        }
    }
}

#[test]
fn a_box_is_covered_cut_and_kept_by_content() {
    let place = place();
    place.put("a.png", &encoded(quarters(400, 200), ImageFormat::Png));
    let whole = place.folder.thumbnail("a.png", None, 100, 100).unwrap();
    assert_eq!((whole.width_px, whole.height_px), (200, 100));
    assert_eq!(whole.rgba.len(), 200 * 100 * 4);
    let right_half = Crop { left: 500, top: 0, right: 1000, bottom: 1000, focus: None };
    let half = place.folder.thumbnail("a.png", Some(right_half), 50, 50).unwrap();
    assert_eq!((half.width_px, half.height_px), (50, 50));
    assert_eq!(colour(&half.rgba), 'g');
    let nothing = Crop { left: 900, top: 0, right: 100, bottom: 1000, focus: None };
    let same = place.folder.thumbnail("a.png", Some(nothing), 100, 100);
    assert_eq!(same.unwrap().width_px, 200, "a crop of nothing cuts nothing");
    // The cache may be damaged or lost; other content under the same name is another picture.
    let cache = place.folder.root().join("cache");
    for dir in std::fs::read_dir(cache.join("photos")).unwrap().flatten() {
        for file in std::fs::read_dir(dir.path()).unwrap().flatten() {
            std::fs::write(file.path(), b"\xff\xd8 nonsense").unwrap();
        }
    }
    let again = place.folder.thumbnail("a.png", None, 100, 100).unwrap();
    assert!(again == whole);
    std::fs::remove_dir_all(&cache).unwrap();
    std::fs::write(&cache, "no folder").unwrap();
    assert!(place.folder.thumbnail("a.png", None, 100, 100).unwrap() == whole);
    let white = RgbImage::from_pixel(400, 200, Rgb([255; 3]));
    place.put("a.png", &encoded(white, ImageFormat::Png));
    let other = place.folder.thumbnail("a.png", None, 100, 100).unwrap();
    assert_eq!(colour(&other.rgba), 'w');
}

#[test]
fn a_photo_that_stayed_as_it_is_is_not_read_again_and_one_that_changed_is() {
    let place = place();
    let one_colour = |colour| encoded(RgbImage::from_pixel(64, 64, Rgb(colour)), ImageFormat::Png);
    let (red, green) = (one_colour([255, 0, 0]), one_colour([0, 255, 0]));
    assert_eq!(red.len(), green.len());
    let now = std::time::SystemTime::now();
    let ago = |seconds| now - std::time::Duration::from_secs(seconds);
    // The colour that is seen of a file of these bytes and this time.
    let seen = |bytes: &[u8], time| {
        place.put("a.png", bytes);
        let file = std::fs::File::options().write(true).open(place.folder.photos_dir().join("a.png"));
        file.unwrap().set_modified(time).unwrap();
        colour(&place.folder.thumbnail("a.png", None, 64, 64).unwrap().rgba)
    };
    assert_eq!(seen(&red, ago(3_600)), 'r');
    assert_eq!(seen(&green, ago(3_600)), 'r', "same name, size and time: nobody opens the file");
    assert_eq!(seen(&green, ago(1_800)), 'g');
    // Written just now, it may be written again within the same tick of the clock.
    assert_eq!(seen(&red, now), 'r');
    assert_eq!(seen(&green, now), 'g');
}

#[test]
fn what_is_wrong_with_a_file_is_said_by_its_content() {
    let place = place();
    let jpeg = encoded(quarters(64, 32), ImageFormat::Jpeg);
    let mislabelled = |really: &str| Some(PhotoFault::Mislabelled { really: really.into() });
    place.put("good.JPG", &jpeg);
    place.put("empty.jpg", b"");
    place.put("wrong.png", &jpeg);
    place.put("doc.jpg", b"%PDF-1.7 ...");
    place.put("text.jpg", b"halo");
    place.put("phone.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic");
    std::fs::create_dir(place.folder.photos_dir().join("dir.jpg")).unwrap();
    let fault = |name: &str| place.folder.photo_fault(name);
    assert_eq!(fault("good.JPG"), None);
    assert_eq!(fault("gone.jpg"), Some(PhotoFault::Missing));
    assert_eq!(fault("empty.jpg"), Some(PhotoFault::Empty));
    assert_eq!(fault("wrong.png"), mislabelled("JPEG"));
    assert_eq!(fault("doc.jpg"), mislabelled("PDF"));
    assert_eq!(fault("text.jpg"), mislabelled(""));
    assert_eq!(fault("phone.jpg"), mislabelled("HEIC"));
    assert_eq!(fault("dir.jpg"), mislabelled(""));
    assert_eq!(fault("../catalog.ron"), Some(PhotoFault::Outside));
    assert!(place.folder.thumbnail("wrong.png", None, 10, 10).is_ok());
    assert!(matches!(place.folder.thumbnail("phone.jpg", None, 10, 10), Err(PhotoError::Heic { .. })));
    assert!(matches!(place.folder.add_photo(b"\0\0\0\x18ftypheic", "IMG.HEIC", "x"), Err(PhotoError::Heic { .. })));
    // Cut off at every length: an answer, never a panic.
    for length in 1..jpeg.len() {
        place.put("cut.jpg", &jpeg[..length]);
        let _ = place.folder.photo_fault("cut.jpg");
        let _ = place.folder.print_jpeg("cut.jpg", None, 10, 10);
    }
}

#[test]
fn enormous_pictures_are_refused_before_they_are_decoded() {
    let place = place();
    // A frame header of 65,500 × 65,500 pixels in a small JPEG.
    let mut jpeg = encoded(quarters(64, 32), ImageFormat::Jpeg);
    let frame = jpeg.windows(2).position(|two| two == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    place.put("bomb.jpg", &jpeg);
    for fault in [
        place.folder.photo_fault("bomb.jpg").unwrap(),
        match place.folder.print_jpeg("bomb.jpg", None, 10, 10) {
            Err(PhotoError::Fault { fault, .. }) => fault,
            other => panic!("{other:?}"),
        },
    ] {
        assert!(matches!(fault, PhotoFault::TooLarge { width: 65_500, height: 65_500, .. }));
    }
    place.put("long.jpg", &jpeg);
    let file = std::fs::OpenOptions::new().write(true).open(place.folder.photo("long.jpg").unwrap()).unwrap();
    file.set_len(4 << 30).unwrap();
    assert!(matches!(
        place.folder.photo_fault("long.jpg"),
        Some(PhotoFault::TooLarge { bytes, .. }) if bytes == 4 << 30
    ));
}

#[test]
fn added_pictures_are_named_by_content_and_made_small_enough() {
    let place = place();
    let add = |bytes: &[u8]| place.folder.add_photo(bytes, "foto.xyz", "Kopi Liberika").unwrap();
    let large = encoded(quarters(5000, 1000), ImageFormat::Jpeg);
    let name = add(&large);
    assert!(name.starts_with("kopi-liberika-") && name.ends_with(".jpg"), "{name}");
    assert_eq!(name.len(), "kopi-liberika-12345678.jpg".len());
    assert_eq!(add(&large), name);
    let header = place.folder.photo_header(&name).unwrap();
    assert_eq!((header.width_px, header.height_px), (4000, 800));
    assert_eq!(place.folder.photo_fault(&name), None);
    let clear = RgbaImage::from_pixel(20, 20, Rgba([255, 0, 0, 0]));
    let logo = add(&encoded(clear, ImageFormat::Png));
    assert!(logo.ends_with(".png"), "{logo}");
    // Behind what is transparent stands white.
    let shown = place.folder.thumbnail(&logo, None, 20, 20).unwrap();
    assert_eq!(colour(&shown.rgba), 'w');
    let webp = add(&encoded(quarters(30, 20), ImageFormat::WebP));
    assert!(webp.ends_with(".jpg"), "{webp}");
}

#[test]
fn a_logo_drawn_as_svg_becomes_a_picture_and_reads_nothing_else() {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path());
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><image href="/etc/passwd" width="9" height="9"/><circle cx="50" cy="50" r="40" fill="#0f6b4f"/></svg>"##;
    let file = folder.add_photo(svg, "logo.svg", "logo").unwrap();
    assert!(file.ends_with(".png"));
    let picture = image::open(dir.path().join("photos").join(&file)).unwrap().into_rgba8();
    assert_eq!((picture.width(), picture.height()), (1600, 800));
    assert_eq!(picture.get_pixel(400, 400).0, [0x0f, 0x6b, 0x4f, 255]);
    assert_eq!(picture.get_pixel(1500, 40).0[3], 0);
    let text = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>Desa</text></svg>";
    assert!(folder.add_photo(text, "logo.svg", "logo").is_err());
    assert!(folder.add_photo(b"<svg", "logo.svg", "logo").is_err());
}

/// A JPEG segment with this marker.
fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![0xff, marker];
    out.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
    out.extend(content);
    out
}

/// A PNG chunk with its checksum.
pub fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut crc = !0u32;
    for byte in kind.iter().chain(content) {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    let mut out = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    out.extend(kind);
    out.extend(content);
    out.extend((!crc).to_be_bytes());
    out
}

/// What must not be in a stored picture, whatever it came in as.
const PRIVATE: [&[u8]; 7] = [b"Exif", b"RUMAH", b"http://ns.adobe.com", b"8BIM", b"tEXt", b"eXIf", b"XMP "];

#[test]
fn nothing_private_is_left_in_what_is_stored() {
    let place = place();
    let jpeg = encoded(quarters(64, 32), ImageFormat::Jpeg);
    let mut private = jpeg[..2].to_vec();
    private.extend(segment(0xe1, b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0 GPS RUMAH"));
    private.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>RUMAH</x>"));
    private.extend(segment(0xed, b"Photoshop 3.0\x008BIM\x04\x04 RUMAH"));
    private.extend(segment(0xfe, b"RUMAH SAYA"));
    private.extend(&jpeg[2..]);
    // A phone hangs a short film behind the picture.
    private.extend(b"ftypmp42 RUMAH");

    let png = encoded(quarters(64, 32), ImageFormat::Png);
    let mut private_png = png[..33].to_vec();
    private_png.extend(chunk(b"tEXt", b"Location\0RUMAH"));
    private_png.extend(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0http://ns.adobe.com RUMAH"));
    private_png.extend(chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\0\0\0\0\0 RUMAH"));
    private_png.extend(&png[33..]);

    let webp = encoded(quarters(64, 32), ImageFormat::WebP);
    let body = webp.get(12..).unwrap();
    let mut extended = b"VP8X\x0a\0\0\0".to_vec();
    extended.extend([0x0c, 0, 0, 0, 63, 0, 0, 31, 0, 0]);
    extended.extend(body);
    let private_parts: [(&[u8; 4], &[u8]); 2] =
        [(b"EXIF", b"MM\0*\0\0\0\x08\0\0\0\0\0\0 RUMAH "), (b"XMP ", b"http://ns.adobe.com  RUMAH")];
    for (kind, content) in private_parts {
        extended.extend(kind);
        extended.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        extended.extend(content);
        extended.extend(vec![0; content.len() % 2]);
    }
    let mut private_webp = b"RIFF".to_vec();
    private_webp.extend(u32::try_from(extended.len() + 4).unwrap().to_le_bytes());
    private_webp.extend(b"WEBP");
    private_webp.extend(extended);

    for (name, bytes) in [("a.jpg", private), ("a.png", private_png), ("a.webp", private_webp)] {
        assert!(bytes.windows(5).any(|part| part == b"RUMAH"), "{name}: the test itself");
        let stored = place.folder.add_photo(&bytes, name, "Madu").unwrap();
        let content = std::fs::read(place.folder.photo(&stored).unwrap()).unwrap();
        for word in PRIVATE {
            let found = content.windows(word.len()).any(|part| part == word);
            assert!(!found, "{name}: {} is left", String::from_utf8_lossy(word));
        }
        let picture = image::load_from_memory(&content).unwrap().into_rgb8();
        assert_eq!((picture.dimensions(), corners(&picture).as_str()), ((64, 32), "rgbw"), "{name}");
        // Whoever wants it keeps the file as it came, elsewhere.
        let original = place.folder.keep_original(&bytes, &stored).unwrap();
        assert!(original.starts_with(place.folder.root().join("originals")));
        assert_eq!(std::fs::read(original).unwrap(), bytes);
    }
    assert!(place.folder.keep_original(b"x", "../../catalog.ron").is_err());
    let inside = place.folder.keep_original(&jpeg, "../../catalog.ron").unwrap();
    assert_eq!(inside, place.folder.root().join("originals/catalog.jpg"));
}

#[test]
fn the_same_photo_is_stored_once_whatever_product_it_is_of() {
    let place = place();
    let jpeg = encoded(quarters(64, 32), ImageFormat::Jpeg);
    let first = place.folder.add_photo(&jpeg, "a.jpg", "Madu Hutan").unwrap();
    let second = place.folder.add_photo(&jpeg, "b.jpg", "Kopi").unwrap();
    assert_eq!(first, second);
    assert_eq!(std::fs::read_dir(place.folder.photos_dir()).unwrap().count(), 1);
}

#[test]
fn a_focus_point_steers_what_a_box_shows() {
    let place = place();
    place.put("a.png", &encoded(quarters(400, 200), ImageFormat::Png));
    let focus = |x, y| Some(Crop { focus: Some(etalase::model::Focus { x, y }), ..Crop::WHOLE });
    for (x, y, expected) in [(0, 0, "rrbb"), (1000, 0, "ggww")] {
        // A square of the wide picture: all of its height, the left or the right half.
        let print = place.folder.print_jpeg("a.png", focus(x, y), 100, 100).unwrap();
        let picture = image::load_from_memory(&print).unwrap().into_rgb8();
        assert_eq!(picture.dimensions(), (100, 100));
        assert_eq!(corners(&picture), expected);
    }
    // Without a focus point the box is covered and cut by whoever places it.
    let print = place.folder.print_jpeg("a.png", None, 100, 100).unwrap();
    assert_eq!(image::load_from_memory(&print).unwrap().width(), 200);
    // On the screen one small copy serves frames of all shapes.
    let shown = place.folder.thumbnail("a.png", focus(0, 0), 100, 100).unwrap();
    assert_eq!((shown.width_px, shown.height_px), (200, 100));
}

#[test]
fn a_heic_photo_of_a_phone_is_taken_in_as_jpeg() {
    let place = place();
    let heic = include_bytes!("../photos/quarters.heic");
    let stored = place.folder.add_photo(heic, "IMG_0001.HEIC", "Madu").unwrap();
    assert!(stored.ends_with(".jpg"), "{stored}");
    let content = std::fs::read(place.folder.photo(&stored).unwrap()).unwrap();
    let picture = image::load_from_memory(&content).unwrap().into_rgb8();
    assert_eq!((picture.dimensions(), corners(&picture).as_str()), ((128, 64), "rgbw"));
    // Damaged anywhere: an answer that names the phone's setting, never a panic.
    for length in (1..heic.len()).step_by(7) {
        if let Err(error) = place.folder.add_photo(&heic[..length], "IMG.HEIC", "x") {
            assert!(matches!(error, PhotoError::Heic { .. } | PhotoError::Fault { .. }), "{error:?}");
        }
    }
    let words = etalase::text::Explain::explain(&PhotoError::Heic { file: "a".into() }, etalase::text::Lang::Id);
    assert!(words.todo.contains("Paling Kompatibel") && words.todo.contains("Gambar HEIF"), "{words:?}");
}

#[test]
fn what_is_cleared_away_is_read_by_whoever_names_it_and_comes_back() {
    use etalase::model::{Catalog, Photo, Product};
    let place = place();
    let jpeg = encoded(quarters(64, 32), ImageFormat::Jpeg);
    let name = place.folder.add_photo(&jpeg, "a.jpg", "Madu").unwrap();
    let path = place.folder.photo(&name).unwrap();
    let product = Product {
        id: "madu".into(),
        photos: vec![Photo { file: name.clone(), ..Photo::default() }],
        ..Product::default()
    };
    let mut catalog = Catalog::default();
    catalog.products.insert("madu".into(), Arc::new(product));
    let go_on = |_: usize, _: usize| std::ops::ControlFlow::Continue(());

    assert_eq!(place.folder.unused_photos(&catalog.photo_files(), &go_on).free, []);
    let unused = place.folder.unused_photos(&Catalog::default().photo_files(), &go_on);
    assert_eq!(unused.free.iter().map(|file| file.name.as_str()).collect::<Vec<_>>(), [name.as_str()]);
    assert_eq!(place.folder.discard_photos(std::slice::from_ref(&name)).unwrap(), [name.as_str()]);
    assert!(!path.exists());
    // It is still read, so that an earlier version can be shown and printed before anything is brought back.
    assert_eq!(place.folder.photo_fault(&name), None);
    assert!(place.folder.print_jpeg(&name, None, 10, 10).is_ok());
    assert_eq!(place.folder.recall_photos(&Catalog::default()), 0);
    assert_eq!(place.folder.recall_photos(&catalog), 1);
    assert!(path.is_file());
    // Names that lead out move nothing.
    std::fs::write(place.folder.root().join("catalog.ron"), "x").unwrap();
    assert_eq!(place.folder.discard_photos(&["../catalog.ron".into()]).unwrap(), Vec::<String>::new());
    assert!(place.folder.root().join("catalog.ron").is_file());
}

#[test]
fn a_photo_that_was_not_copied_to_the_end_is_said_to_be_cut_off() {
    let place = place();
    let waves = RgbImage::from_fn(640, 400, |x, y| Rgb([(x * x / 97) as u8, (y * y / 31) as u8, (x + y) as u8]));
    let jpeg = encoded(waves, ImageFormat::Jpeg);
    // The end of a small preview in the Exif segment is not the end of the picture.
    let with_preview = with_exif(&jpeg, 1);
    let at = with_preview.windows(3).position(|three| three == b"GPS").unwrap();
    let with_preview = [&with_preview[..at], b"\xff\xd9X", &with_preview[at + 3..]].concat();
    for (name, bytes) in [
        ("satu.jpg", &jpeg[..jpeg.len() * 6 / 10]),
        ("dua.jpg", &with_preview[..with_preview.len() * 6 / 10]),
        ("tiga.jpg", &jpeg[..jpeg.len() - 200]),
    ] {
        place.put(name, bytes);
        assert_eq!(place.folder.photo_fault(name), Some(PhotoFault::CutOff), "{name}");
        let fault = || PhotoError::Fault { file: name.into(), fault: PhotoFault::CutOff };
        // At its size and made smaller.
        assert_eq!(place.folder.thumbnail(name, None, 640, 400).unwrap_err(), fault());
        assert_eq!(place.folder.print_jpeg(name, None, 64, 40).unwrap_err(), fault());
        assert!(place.folder.add_photo(bytes, name, "Madu").is_err(), "{name}");
    }
    // What phones write behind a picture, and a mark that a program left out, take nothing away.
    for (name, bytes) in [
        ("ekor.jpg", [&jpeg[..], b"a moving picture"].concat()),
        ("tanpa.jpg", jpeg[..jpeg.len() - 2].to_vec()),
        ("utuh.jpg", with_preview.clone()),
    ] {
        place.put(name, &bytes);
        assert_eq!(place.folder.photo_fault(name), None, "{name}");
        assert_eq!(place.folder.thumbnail(name, None, 640, 400).unwrap().width_px, 640, "{name}");
    }
}

#[test]
fn a_photo_cut_off_anywhere_is_whole_or_said_not_to_be() {
    let place = place();
    let waves = RgbImage::from_fn(48, 40, |x, y| Rgb([(x * x / 9) as u8, (y * y / 3) as u8, (x * 5 + y) as u8]));
    let kinds = [("a.jpg", ImageFormat::Jpeg), ("a.png", ImageFormat::Png), ("a.webp", ImageFormat::WebP)];
    for (name, format) in kinds {
        let whole = encoded(waves.clone(), format);
        place.put(name, &whole);
        assert_eq!(place.folder.photo_fault(name), None, "{name}");
        let printed = place.folder.print_jpeg(name, None, 48, 40).unwrap();
        let mut said = 0;
        for length in 0..whole.len() {
            place.put(name, &whole[..length]);
            let print = place.folder.print_jpeg(name, None, 48, 40);
            let is_said = print.is_err() || place.folder.photo_fault(name).is_some();
            said += usize::from(is_said);
            // Only an end mark takes nothing away.
            let is_whole = print.is_ok_and(|cut| cut == printed);
            assert!(is_said || is_whole, "{name}: nothing is said of {length} of {} bytes", whole.len());
        }
        assert!(said + 16 > whole.len(), "{name}: {said} of {} cuts are said", whole.len());
    }
}
