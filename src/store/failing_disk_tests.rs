//! What is left of a catalogue when any one operation on its disk fails, or all from one on.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::catalog_file::format_1;
use super::catalog_file::writer::{CatalogWriter, HowToSave};
use super::disk::faults::each_failure;
use super::{Folder, copy_to, create};
use crate::model::{Catalog, Product};

fn katalog(dir: &Path) -> Folder {
    Folder::new(dir.join("katalog"))
}

fn made(dir: &Path) {
    drop(create(&dir.join("katalog"), "Uji", "1f0a").unwrap());
}

fn on_disk(folder: &Folder) -> Catalog {
    format_1::parse(&std::fs::read(folder.catalog_file()).unwrap()).unwrap().0
}

fn edited(catalog: &Catalog) -> Catalog {
    let mut next = catalog.clone();
    next.products.insert("madu".into(), Arc::new(Product { id: "madu".into(), ..Product::default() }));
    next
}

fn png() -> Vec<u8> {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(4, 4).write_to(&mut png, image::ImageFormat::Png).unwrap();
    png.into_inner()
}

#[test]
fn a_save_leaves_the_old_catalogue_or_the_new_one() {
    each_failure(made, |dir| {
        let folder = katalog(dir);
        let old = on_disk(&folder);
        let next = edited(&old);
        let version = format_1::version_id(&std::fs::read(folder.catalog_file()).unwrap());
        let mut writer = CatalogWriter::new(folder.clone(), version);
        let saved = writer.save(&next, HowToSave { keep: true, replace: false });
        let now = on_disk(&folder);
        assert!(if saved.is_ok() { now == next } else { now == old || now == next }, "{saved:?}");
        // Whatever happened, the next attempt goes on from there.
        if saved.is_ok() {
            assert!(writer.save(&old, HowToSave::default()).is_ok() || on_disk(&folder) == next);
        }
    });
}

#[test]
fn a_restore_keeps_the_damaged_text_until_the_version_stands() {
    let broken = "(format: 1, title";
    let prepare = |dir: &Path| {
        let mut opened = create(&dir.join("katalog"), "Uji", "1f0a").unwrap();
        let mut writer = CatalogWriter::new(opened.folder.clone(), opened.version.clone());
        opened.catalog = edited(&opened.catalog);
        writer.save(&opened.catalog, HowToSave::default()).unwrap();
        std::fs::write(opened.folder.catalog_file(), broken).unwrap();
    };
    each_failure(prepare, |dir| {
        let folder = katalog(dir);
        // Listed before anything fails: the list itself may come out empty.
        let Some(version) = folder.versions().into_iter().next() else { return };
        let restored = folder.restore(&version, Timestamp::now());
        let aside = std::fs::read_dir(folder.root()).unwrap().flatten();
        let aside = aside.filter(|entry| entry.file_name().to_string_lossy().contains("rusak"));
        let is_kept = aside.into_iter().any(|entry| std::fs::read_to_string(entry.path()).unwrap() == broken);
        let now = std::fs::read_to_string(folder.catalog_file()).unwrap();
        match restored {
            Ok(()) => assert!(is_kept && now != broken),
            Err(_) => assert!(now == broken || is_kept),
        }
    });
}

#[test]
fn a_copy_appears_whole_or_not_at_all() {
    let prepare = |dir: &Path| {
        made(dir);
        std::fs::create_dir(dir.join("katalog/photos")).unwrap();
        for name in ["a.png", "b.png"] {
            std::fs::write(dir.join("katalog/photos").join(name), png()).unwrap();
        }
    };
    each_failure(prepare, |dir| {
        let folder = katalog(dir);
        let own = dir.join("dokumen/Katalog saya");
        let copied = copy_to(&folder, &own);
        assert!(own.exists() || copied.is_err());
        if own.exists() {
            assert_eq!(on_disk(&Folder::new(&own)), on_disk(&folder));
            for name in ["a.png", "b.png"] {
                assert_eq!(std::fs::read(own.join("photos").join(name)).unwrap(), png());
            }
        }
    });
}

#[test]
fn a_photo_is_taken_in_whole_or_not_at_all() {
    each_failure(made, |dir| {
        let folder = katalog(dir);
        let added = folder.add_photo(&png(), "a.png", "madu");
        let stored = std::fs::read_dir(folder.photos_dir()).into_iter().flatten().flatten();
        let stored: Vec<_> = stored.filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')).collect();
        assert!(added.is_err() || stored.len() == 1);
        for entry in stored {
            assert_eq!(image::open(entry.path()).unwrap().width(), 4);
        }
    });
}
