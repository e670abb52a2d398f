//! Catalogues from strangers: links, pipes and bombs in the folder touch nothing of the person's and take no memory.

use crate::photos::chunk;
use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;

use etalase::model::PhotoFault;
use etalase::store::{self, ConfigDir, Folder, OpenError, PhotoError, Saver};
use image::{DynamicImage, ImageFormat, RgbImage};

fn png(image: impl Into<DynamicImage>) -> Vec<u8> {
    let mut bytes = Vec::new();
    image.into().write_to(Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::*;

    /// A catalogue with a history of two versions, and a file of the person's outside.
    fn place() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().join("config")));
        let mut opened = store::create(&dir.path().join("katalog"), "Uji", "1f0a").unwrap();
        let saver = Saver::start_in(&mut opened, Arc::new(|| {}), &config).unwrap();
        let mut next = opened.catalog.clone();
        Arc::make_mut(&mut next.info).title.id = "Lain".into();
        saver.save_now(Arc::new(next));
        saver.flush().unwrap();
        std::fs::write(dir.path().join("surat.txt"), "rahasia").unwrap();
        (dir, opened.folder)
    }

    fn is_untouched(dir: &Path) {
        assert_eq!(std::fs::read_to_string(dir.join("surat.txt")).unwrap(), "rahasia");
        assert!(!dir.join("baru.txt").exists());
    }

    #[test]
    fn a_kept_version_is_not_written_through_a_link() {
        let (dir, folder) = place();
        let mut opened = store::open(&folder, false).unwrap();
        let config = ConfigDir::find(Some(dir.path().join("config")));
        let saver = Saver::start_in(&mut opened, Arc::new(|| {}), &config).unwrap();
        // The version is the newest already, so that its mark has a name that a stranger can know.
        for version in folder.versions() {
            let mark = folder.root().join(".history").join(format!("{}-{}.keep", version.time, version.id));
            let _ = std::fs::remove_file(&mark);
            symlink(dir.path().join("surat.txt"), &mark).unwrap();
        }
        saver.save_now(Arc::new(opened.catalog.clone()));
        saver.flush().unwrap();
        is_untouched(dir.path());
    }

    #[test]
    fn damaged_text_is_not_put_aside_through_a_link() {
        let (dir, folder) = place();
        std::fs::write(folder.catalog_file(), "(format: 1, title").unwrap();
        let now = jiff::Timestamp::from_second(1_750_000_000).unwrap();
        let aside = folder.root().join("catalog.ron.rusak-20250615T150640Z");
        symlink(dir.path().join("surat.txt"), &aside).unwrap();
        let version = folder.versions().remove(0);
        assert!(folder.restore(&version, now).is_err());
        is_untouched(dir.path());
        std::fs::remove_file(&aside).unwrap();
        folder.restore(&version, now).unwrap();
        assert_eq!(std::fs::read_to_string(&aside).unwrap(), "(format: 1, title");
        assert_eq!(store::open(&folder, false).unwrap().catalog.info.title.id, "Lain");
    }

    #[test]
    fn folders_that_are_links_are_refused() {
        let (dir, folder) = place();
        let outside = dir.path().join("luar");
        std::fs::create_dir(&outside).unwrap();
        for name in ["photos", "originals"] {
            symlink(&outside, folder.root().join(name)).unwrap();
        }
        std::fs::rename(folder.root().join(".history"), dir.path().join("history")).unwrap();
        symlink(&outside, folder.root().join(".history")).unwrap();
        let picture = png(RgbImage::new(4, 4));
        let refused = folder.add_photo(&picture, "a.png", "madu").unwrap_err();
        assert!(matches!(&refused, PhotoError::Save(store::SaveError::Refused { path }) if path.ends_with("photos")));
        assert!(folder.keep_original(&picture, "a.png").is_err());
        assert_eq!(folder.photo_fault("a.png"), Some(PhotoFault::Outside));
        assert!(folder.discard_photos(&["a.png".into()]).is_err());
        assert_eq!(folder.versions(), []);
        let mut opened = store::open(&folder, false).unwrap();
        let config = ConfigDir::find(Some(dir.path().join("config")));
        let saver = Saver::start_in(&mut opened, Arc::new(|| {}), &config).unwrap();
        let mut next = opened.catalog.clone();
        Arc::make_mut(&mut next.info).title.id = "Tiga".into();
        saver.save_now(Arc::new(next));
        saver.flush().unwrap();
        assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 0);
    }

    #[test]
    fn a_catalogue_file_that_is_a_link_or_a_pipe_is_refused_unopened() {
        for planted in ["link", "pipe"] {
            let (dir, folder) = place();
            std::fs::remove_file(folder.catalog_file()).unwrap();
            match planted {
                "link" => symlink(dir.path().join("surat.txt"), folder.catalog_file()).unwrap(),
                _ => {
                    let made = std::process::Command::new("mkfifo").arg(folder.catalog_file()).status().unwrap();
                    assert!(made.success());
                }
            }
            let path = folder.catalog_file();
            assert_eq!(store::open(&folder, false).unwrap_err(), OpenError::NotAFile { path });
        }
    }

    #[test]
    fn the_catalogue_itself_may_be_reached_through_a_link() {
        let (dir, folder) = place();
        symlink(folder.root(), dir.path().join("pintas")).unwrap();
        let through = Folder::new(dir.path().join("pintas"));
        assert!(matches!(store::open(&through, false).unwrap().access, store::Access::Write(_)));
        assert!(through.add_photo(&png(RgbImage::new(4, 4)), "a.png", "madu").is_ok());
    }
}

#[test]
fn a_photo_with_a_decomposed_name_is_found_and_not_cleared_away() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("photos")).unwrap();
    let (composed, decomposed) = ("kopi-é.png", "kopi-e\u{301}.png");
    std::fs::write(dir.path().join("photos").join(decomposed), png(RgbImage::new(4, 4))).unwrap();
    std::fs::write(dir.path().join("catalog.ron"), "(format: 1)").unwrap();
    let folder = Folder::new(dir.path()).with_cache(dir.path().join("cache"));
    assert_eq!(folder.photo_fault(composed), None);
    assert!(folder.thumbnail(composed, None, 4, 4).is_ok());
    assert_eq!(folder.photos_besides(&[composed.to_owned()].into()), []);
    let copy = store::copy_to(&folder, &dir.path().join("salinan")).unwrap();
    assert!(copy.folder.photos_dir().join(composed).symlink_metadata().is_ok());
}

#[test]
fn a_colour_profile_that_unpacks_to_gigabytes_is_left_out() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("photos")).unwrap();
    let folder = Folder::new(dir.path()).with_cache(dir.path().join("cache"));
    let bomb = deflated_zeros(2 << 30);
    let plain = png(RgbImage::new(4, 4));
    let profile = [b"icc\0\0", &bomb[..]].concat();
    let bytes = [&plain[..33], &chunk(b"iCCP", &profile), &plain[33..]].concat();
    std::fs::write(dir.path().join("photos/bom.png"), &bytes).unwrap();
    assert_eq!(folder.photo_fault("bom.png"), None);
    assert!(folder.thumbnail("bom.png", None, 4, 4).is_ok());
    #[cfg(target_os = "linux")]
    {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix("kB")).unwrap();
        let peak_kib: u64 = peak.trim().parse().unwrap();
        assert!(peak_kib < 1 << 20, "{peak_kib} KiB");
    }
}

/// A zlib stream of so many zeros.
fn deflated_zeros(bytes: usize) -> Vec<u8> {
    // One block with fixed codes: a zero, then lengths of 258 at distance 1.
    let mut out = vec![0x78, 0x9c];
    let (mut bits, mut count) = (0u32, 0);
    let mut put = |value: u32, length: u32, out: &mut Vec<u8>| {
        bits |= value << count;
        count += length;
        while count >= 8 {
            out.push(bits as u8);
            bits >>= 8;
            count -= 8;
        }
    };
    put(0b011, 3, &mut out);
    put(0b0000_1100, 8, &mut out);
    for _ in 0..bytes / 258 {
        // Code 285, reversed as Huffman codes are; then the five bits of distance 1.
        put(0b1010_0011, 8, &mut out);
        put(0, 5, &mut out);
    }
    put(0, 7, &mut out);
    put(0, 8, &mut out);
    out.extend([0, 0, 0, 0]);
    out
}

#[test]
fn sixteen_bits_a_channel_count_as_what_they_take() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("photos")).unwrap();
    let folder = Folder::new(dir.path());
    let mut head = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = 10_000_u32.to_be_bytes();
    head.extend(chunk(b"IHDR", &[&size[..], &size, &[16, 6, 0, 0, 0]].concat()));
    head.extend(chunk(b"IDAT", &deflated_zeros(1 << 16)));
    std::fs::write(dir.path().join("photos/besar.png"), &head).unwrap();
    let fault = folder.photo_fault("besar.png").unwrap();
    assert!(matches!(fault, PhotoFault::TooLarge { width: 10_000, height: 10_000, .. }), "{fault:?}");
}
