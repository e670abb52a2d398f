//! What is left of a catalogue when any one operation on its disk fails, or all from one on.

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::catalog_file::format_1;
use super::catalog_file::writer::{CatalogWriter, HowToSave};
use super::disk::faults::each_failure;
use super::{ConfigDir, Folder, Journal, Opened, SaveState, Saver, Settings, Theme, copy_to, create};
use crate::model::{Catalog, Product, Text};

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
    each_failure(made, |dir, ()| {
        let folder = katalog(dir);
        let old = on_disk(&folder);
        let next = edited(&old);
        let version = format_1::version_id(&std::fs::read(folder.catalog_file()).unwrap());
        let mut writer = CatalogWriter::new(folder.clone(), version);
        let saved = writer.save(&next, &HowToSave { keep: true, ..HowToSave::default() });
        let now = on_disk(&folder);
        assert!(if saved.is_ok() { now == next } else { now == old || now == next }, "{saved:?}");
        // Whatever happened, the next attempt goes on from there.
        if saved.is_ok() {
            assert!(writer.save(&old, &HowToSave::default()).is_ok() || on_disk(&folder) == next);
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
        writer.save(&opened.catalog, &HowToSave::default()).unwrap();
        std::fs::write(opened.folder.catalog_file(), broken).unwrap();
    };
    each_failure(prepare, |dir, ()| {
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
    each_failure(prepare, |dir, ()| {
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
    each_failure(made, |dir, ()| {
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

#[test]
fn settings_are_the_old_ones_or_the_new_ones() {
    let config = |dir: &Path| ConfigDir::find(Some(dir.join("config")));
    let old = Settings { theme: Theme::Dark, ..Settings::default() };
    let new = Settings { presenting: true, ..old.clone() };
    each_failure(
        |dir| config(dir).save(&old).unwrap(),
        |dir, ()| {
            let saved = config(dir).save(&new);
            assert_eq!(config(dir).load(), if saved.is_ok() { new.clone() } else { old.clone() });
        },
    );
    // The very first ones, in a folder that is not there yet.
    each_failure(
        |_| (),
        |dir, ()| {
            let saved = config(dir).save(&new);
            assert_eq!(config(dir).load(), if saved.is_ok() { new.clone() } else { Settings::default() });
        },
    );
}

#[test]
fn thinning_the_history_takes_only_what_is_too_much() {
    let now: Timestamp = "2025-05-08T01:30:00Z".parse().unwrap();
    let prepare = |dir: &Path| {
        let opened = create(&dir.join("katalog"), "Uji", "1f0a").unwrap();
        for n in 0..9 {
            let mut catalog = opened.catalog.clone();
            Arc::make_mut(&mut catalog.info).title = Text::new(n.to_string(), "");
            let text = format_1::write_catalog(&catalog).unwrap();
            let (id, time) =
                (format_1::version_id(text.as_bytes()), Timestamp::from_second(1_700_000_000 + n).unwrap());
            opened.folder.add_version(text.as_bytes(), &id, n == 2, time).unwrap();
        }
        opened.folder.versions()
    };
    each_failure(prepare, |dir, before| {
        katalog(dir).thin_history(now);
        let names = std::fs::read_dir(dir.join("katalog/.history")).unwrap().flatten();
        let names: Vec<String> = names.map(|entry| entry.file_name().into_string().unwrap()).collect();
        // The newest five, the one that was kept, with its mark, and the first.
        for at in [0, 1, 2, 3, 4, 6, 8] {
            let name = format!("{}-{}.ron.zst", before[at].time, before[at].id);
            assert!(names.contains(&name), "{name} is gone, of {names:?}");
        }
        assert!((8..=10).contains(&names.len()) && names.iter().any(|name| name.ends_with(".keep")), "{names:?}");
    });
}

/// A catalogue that is open, and the settings beside it.
fn session(dir: &Path) -> (Opened, ConfigDir) {
    (create(&dir.join("katalog"), "Uji", "1f0a").unwrap(), ConfigDir::find(Some(dir.join("config"))))
}

#[test]
fn an_edit_is_in_the_catalogue_or_in_the_journal_whatever_fails() {
    let elsewhere = tempfile::tempdir().unwrap();
    let prepare = |dir: &Path| (session(dir).0, ConfigDir::find(Some(elsewhere.path().into())));
    each_failure(prepare, |dir, (mut opened, config)| {
        let saver = Saver::start_in(&mut opened, Arc::new(|| {}), &config).unwrap();
        let (old, next) = (opened.catalog.clone(), edited(&opened.catalog));
        saver.request(Arc::new(next.clone()));
        let flushed = saver.flush();
        assert_eq!(matches!(saver.state(), SaveState::Failed(_)), flushed.is_err());
        let now = on_disk(&katalog(dir));
        assert!(if flushed.is_ok() { now == next } else { now == old || now == next });
        // As on closing the window: a last attempt.
        let finished = saver.finish();
        let now = on_disk(&katalog(dir));
        assert_eq!(now == next, finished.is_ok());
        assert!(now == next || config.unsaved(&opened).len() == 1, "the edit is nowhere");
    });
}

#[test]
fn what_is_taken_back_is_in_the_catalogue_before_its_journal_goes() {
    let prepare = |dir: &Path| {
        let (opened, config) = session(dir);
        let saved = Arc::new(opened.catalog.clone());
        let journal = Journal::start(&config, &opened.folder, saved, false).unwrap();
        journal.note(Arc::new(edited(&opened.catalog)));
        drop(journal);
        let unsaved = config.unsaved(&opened).remove(0);
        (opened, config, unsaved)
    };
    each_failure(prepare, |dir, (mut opened, config, unsaved)| {
        let (next, _) = opened.catalog.apply(&unsaved.edit(Text::default(), &opened.catalog).0);
        let saver = Saver::start_in(&mut opened, Arc::new(|| {}), &config).unwrap();
        saver.forget_when_saved(unsaved.file.clone());
        saver.request(Arc::new(next.clone()));
        let flushed = saver.flush();
        let now = on_disk(&katalog(dir));
        assert!(now == next || unsaved.file.exists(), "the only copy is gone");
        assert!(flushed.is_err() || now == next);
        drop(saver);
        // It is offered again as long as it is not saved.
        let now = on_disk(&katalog(dir));
        assert!(now == next || !config.unsaved(&opened).is_empty());
    });
}
