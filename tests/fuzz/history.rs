//! What the program itself keeps, damaged or planted: a packed earlier version, and the journal of a session that ended.

use std::cell::RefCell;
use std::path::PathBuf;
use std::sync::Arc;

use etalase::model::{Product, Text};
use etalase::store::{self, ConfigDir, Journal, Opened};

/// A catalogue with one earlier version and one journal, which are each input in turn.
struct Place {
    _dir: tempfile::TempDir,
    config: ConfigDir,
    opened: Opened,
    version: PathBuf,
    journal: PathBuf,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().join("config")));
        let opened = store::create(&dir.path().join("katalog"), "Uji", "1f0a").unwrap();
        let saved = Arc::new(opened.catalog.clone());
        let journal = Journal::start(&config, &opened.folder, saved, false).unwrap();
        let mut next = opened.catalog.clone();
        let product = Product { id: "madu".into(), name: Text::new("Madu", ""), ..Product::default() };
        next.products.insert(product.id.clone(), Arc::new(product));
        journal.note(Arc::new(next));
        let page = journal.file().to_path_buf();
        drop(journal);
        assert_eq!(config.unsaved(&opened).len(), 1);
        let history = opened.folder.root().join(".history");
        std::fs::create_dir_all(&history).unwrap();
        let version = history.join("20250508T013000Z-0123456789ab.ron.zst");
        Self { _dir: dir, config, opened, version, journal: page }
    }
}

thread_local! {
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
}

pub fn target(bytes: &[u8]) {
    PLACE.with_borrow_mut(|place| {
        let Place { config, opened, version, journal, .. } = place.get_or_insert_with(Place::new);
        std::fs::write(version, bytes).unwrap();
        std::fs::write(journal, bytes).unwrap();
        for version in opened.folder.versions() {
            assert!(opened.folder.version(&version).is_err(), "its name is not that of its content");
        }
        for unsaved in config.unsaved(opened) {
            let (next, _) = opened.catalog.apply(&unsaved.edit(Text::default(), &opened.catalog).0);
            let _ = unsaved.edit(Text::default(), &next);
        }
    });
}
