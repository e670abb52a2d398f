//! Writes a changed catalogue once and says how that ended, for a command that ends with it.

use std::sync::Arc;

use crate::model::{Catalog, Text};
use crate::store::{ConfigDir, Opened, SaveError, Saver};

/// Why a catalogue was not saved.
#[derive(Debug, PartialEq)]
pub enum NotSaved {
    /// It was not opened to be written to.
    NoLock,
    Save(SaveError),
}

/// Writes the catalogue as the window does: one writer, the version before kept in the history, which tells this one by what
/// was done.
///
/// # Errors
/// The last attempt failed: nothing tries again after this, and the file on disk is as it was.
pub fn save_once(opened: &mut Opened, next: Catalog, step: Text, config: &ConfigDir) -> Result<(), NotSaved> {
    let saver = Saver::start_in(opened, Arc::new(|| {}), config).ok_or(NotSaved::NoLock)?;
    let next = Arc::new(next);
    saver.request_step(next.clone(), 0, step);
    saver.save_now(next);
    // What a second attempt mends was never lost.
    saver.flush().or_else(|_| saver.finish()).map_err(NotSaved::Save)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::faults::each_failure;
    use crate::store::{self, Folder};
    use crate::text::{Explain as _, Lang};

    #[test]
    fn what_is_said_of_a_save_is_how_its_last_attempt_went_and_promises_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().join("config")));
        let folder = Folder::new(dir.path().join("katalog"));
        let mut opened = store::create(folder.root(), "Uji", "7f3a").unwrap();
        let next = |opened: &Opened| Catalog { info: Default::default(), ..opened.catalog.clone() };
        let saved = next(&opened);
        assert_eq!(save_once(&mut opened, saved, Text::default(), &config), Ok(()));
        drop(opened);
        let mut opened = store::open(&folder, false).unwrap();
        std::fs::write(folder.catalog_file(), "(format: 1, id: \"other\")").unwrap();
        let mine = store::parse_catalog(&folder.catalog_file(), b"(format: 1, id: \"mine\")").unwrap().0;
        let path = folder.catalog_file();
        let ended = save_once(&mut opened, mine, Text::default(), &config);
        assert_eq!(ended, Err(NotSaved::Save(SaveError::ChangedElsewhere { path: path.clone() })));
        for error in [
            SaveError::NoSpace { path: path.clone() },
            SaveError::InUse { path: path.clone(), by: None },
            SaveError::Other { path, reason: String::new() },
        ] {
            assert!(!error.explain(Lang::Id).todo.contains("sendirinya"), "nobody tries again after a command");
        }
    }

    #[test]
    fn what_a_second_attempt_saves_is_not_called_lost() {
        let prepare = |dir: &std::path::Path| {
            let opened = store::create(&dir.join("katalog"), "Uji", "7f3a").unwrap();
            (opened, ConfigDir::find(Some(dir.join("config"))))
        };
        each_failure(prepare, |_, (mut opened, config)| {
            let next = Catalog { info: Default::default(), ..opened.catalog.clone() };
            let saved = save_once(&mut opened, next.clone(), Text::default(), &config);
            let file = opened.folder.catalog_file();
            let now = store::parse_catalog(&file, &std::fs::read(&file).unwrap()).unwrap().0;
            assert_eq!(saved.is_ok(), now == next, "{saved:?}");
        });
    }
}
