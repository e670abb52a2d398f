//! What version 0.1 of the program wrote opens unchanged: a catalogue, its history and the settings.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use etalase::store::{self, ConfigDir, Folder, Theme, write_catalog};
use etalase::text::Lang;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/version_0_1")
}

/// A copy that may be written to.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn its_catalogue_opens_and_is_written_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    copy(&fixtures().join("catalog"), dir.path());
    let folder = Folder::new(dir.path());
    let opened = store::open(&folder, false).unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    let text = std::fs::read_to_string(folder.catalog_file()).unwrap();
    assert_eq!(write_catalog(&opened.catalog).unwrap(), text);
    let madu = opened.catalog.products.values().next().unwrap();
    assert_eq!((madu.name.en.as_str(), madu.prices[0].amount), ("Stingless-bee honey", 130_000));
}

#[test]
fn its_history_is_listed_and_every_version_is_read() {
    let dir = tempfile::tempdir().unwrap();
    copy(&fixtures().join("catalog"), dir.path());
    let folder = Folder::new(dir.path());
    // Two of them are of one second; which stands first then hangs on the clock of the file system.
    let read: BTreeSet<(String, bool, usize)> = folder
        .versions()
        .into_iter()
        .map(|version| {
            let products = folder.version(&version).unwrap().products.len();
            (version.id, version.kept, products)
        })
        .collect();
    let expected = [("65c87a2eded3", true, 1), ("a240279973a5", true, 1), ("f25c752c9f18", false, 0)];
    assert_eq!(read, expected.map(|(id, kept, products)| (id.to_owned(), kept, products)).into());
}

#[test]
fn its_settings_are_read() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::copy(fixtures().join("settings.ron"), dir.path().join("settings.ron")).unwrap();
    let settings = ConfigDir::find(Some(dir.path().to_owned())).load();
    assert_eq!((settings.lang, settings.theme), (Lang::En, Theme::Dark));
    assert_eq!(settings.recent, [PathBuf::from("/home/sari/Dokumen/Katalog saya")]);
    assert_eq!(settings.last_brochure, Some("/home/sari/Dokumen/Brosur/2025-05-08 Ibu Sari.pdf".into()));
    assert_eq!((settings.slides.seconds, settings.keep_originals), (12, true));
    assert!(!settings.first_steps_due, "who had it before is not greeted");
}
