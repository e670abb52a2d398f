//! Large catalogues: the copy in the cache folder that makes the next opening quick, and is never believed over the text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use etalase::model::{Catalog, Kept, Product, Text};
use etalase::store::{self, ConfigDir, Folder, Saver, write_catalog};

/// Six thousand products of nearly a kilobyte each.
fn large() -> Catalog {
    let mut catalog = Catalog::default();
    for n in 0..6_000 {
        let product = Product {
            id: format!("produk-{n:05}").as_str().into(),
            name: Text::new(format!("Produk \"{n}\""), ""),
            description: Text::new("madu, rotan dan kopi ".repeat(40), ""),
            ..Product::default()
        };
        catalog.products.insert(product.id.clone(), Kept::new(product));
    }
    catalog
}

struct Place {
    _dir: tempfile::TempDir,
    folder: Folder,
    config: ConfigDir,
    copies: PathBuf,
}

fn place() -> Place {
    let dir = tempfile::tempdir().unwrap();
    let cache = dir.path().join("cache");
    let root = dir.path().join("katalog");
    std::fs::create_dir(&root).unwrap();
    std::fs::write(root.join("catalog.ron"), write_catalog(&large()).unwrap()).unwrap();
    Place {
        folder: Folder::new(root).with_cache(&cache),
        config: ConfigDir::find(Some(dir.path().join("settings"))),
        copies: cache.join("catalogs"),
        _dir: dir,
    }
}

fn copy_in(dir: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(dir).ok()?;
    entries.flatten().map(|entry| entry.path()).find(|path| path.extension().is_some_and(|ending| ending == "zst"))
}

/// A session in the window: opened, changed, closed.
fn session(place: &Place, brand: &str) {
    let mut opened = store::open(&place.folder, false).unwrap();
    let saver = Saver::start_in(&mut opened, Arc::new(|| {}), &place.config).unwrap();
    let mut next = opened.catalog.clone();
    let mut first = next.products.values().next().unwrap().as_ref().clone();
    first.brand = brand.to_owned();
    next.products.insert(first.id.clone(), Kept::new(first));
    saver.save_now(Arc::new(next));
    saver.flush().unwrap();
}

fn brand(catalog: &Catalog) -> &str {
    &catalog.products.values().next().unwrap().brand
}

#[test]
fn the_copy_is_what_the_text_says_and_goes_with_every_save() {
    let place = place();
    session(&place, "Satu");
    let copy = copy_in(&place.copies).expect("no copy was made");
    let first = std::fs::read(&copy).unwrap();
    assert_eq!(brand(&store::open(&place.folder, true).unwrap().catalog), "Satu");
    session(&place, "Dua");
    assert_ne!(std::fs::read(&copy).unwrap(), first);

    let quick = store::open(&place.folder, true).unwrap();
    assert_eq!(quick.packed.as_ref(), Some(&quick.catalog), "the copy has it packed, too");
    std::fs::remove_file(&copy).unwrap();
    let slow = store::open(&place.folder, true).unwrap();
    assert_eq!(brand(&quick.catalog), "Dua");
    assert!(quick.catalog == slow.catalog && quick.version == slow.version && quick.problems == slow.problems);
}

#[test]
fn what_somebody_wrote_into_the_text_counts() {
    let place = place();
    session(&place, "Satu");
    assert!(copy_in(&place.copies).is_some());
    let text = std::fs::read_to_string(place.folder.catalog_file()).unwrap();
    std::fs::write(place.folder.catalog_file(), text.replace("brand: \"Satu\"", "brand: \"Tiga\"")).unwrap();
    assert_eq!(brand(&store::open(&place.folder, true).unwrap().catalog), "Tiga");
}

#[test]
fn a_copy_that_is_damaged_costs_nothing_but_time() {
    let place = place();
    session(&place, "Satu");
    let copy = copy_in(&place.copies).unwrap();
    let bytes = std::fs::read(&copy).unwrap();
    std::fs::write(&copy, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(brand(&store::open(&place.folder, true).unwrap().catalog), "Satu");
    // The next session makes it anew.
    session(&place, "Satu");
    assert_eq!(std::fs::read(&copy).unwrap(), bytes);
}

#[test]
fn a_cache_folder_that_cannot_be_written_to_is_no_fault() {
    let place = place();
    std::fs::create_dir_all(place.copies.parent().unwrap()).unwrap();
    std::fs::write(&place.copies, "in the way").unwrap();
    session(&place, "Satu");
    assert_eq!(brand(&store::open(&place.folder, true).unwrap().catalog), "Satu");
}
