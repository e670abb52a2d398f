//! Opens catalogues: which one, what is needed to show it, and the copies and new ones that are opened at once.

use std::path::{Path, PathBuf};

use super::ids::random_hex;
use crate::model::SearchIndex;
use crate::store::{self, Access, BuyerList, ConfigDir, Folder, OpenError, Opened, Unsaved, Version};

/// A catalogue that was read, with what is needed at once to show it.
pub struct Loaded {
    pub opened: Opened,
    pub index: SearchIndex,
    /// What earlier sessions could not save into this catalogue, newest first.
    pub unsaved: Vec<Unsaved>,
    /// What buyers chose of it, the newest list first.
    pub lists: Vec<BuyerList>,
}

/// The catalogue that is meant: the one named, else the one opened last that is still there, else the shipped one, which
/// is a sample (`true`).
pub fn which(named: Option<PathBuf>, recent: &[PathBuf], shipped: Option<Folder>) -> Option<(Folder, bool)> {
    let recent = || recent.iter().find(|path| path.join("catalog.ron").is_file()).cloned();
    match named.or_else(recent) {
        Some(path) => Some((Folder::new(path), false)),
        None => shipped.map(|folder| (folder, true)),
    }
}

/// Reads a catalogue and makes it ready to be shown. Searching and checking follow behind the window.
///
/// # Errors
/// As [`store::open`].
pub fn load(folder: &Folder, sample: bool, config: &ConfigDir) -> Result<Loaded, OpenError> {
    let opened = store::open(folder, sample)?;
    let unsaved = config.unsaved(&opened);
    let lists = config.buyer_lists(&opened.catalog.info.id);
    Ok(Loaded { unsaved, lists, ..prepare(opened) })
}

/// Makes an empty catalogue and opens it.
///
/// # Errors
/// As [`store::create`].
pub fn create(dir: &Path, title: &str) -> Result<Loaded, OpenError> {
    store::create(dir, title, &random_hex()).map(prepare)
}

/// Copies a catalogue into a folder of this laptop and opens the copy.
///
/// # Errors
/// As [`store::copy_to`].
pub fn copy(from: &Folder, dir: &Path) -> Result<Loaded, OpenError> {
    store::copy_to(from, dir).map(prepare)
}

/// Puts an earlier version in the place of a file that cannot be read, and opens it.
///
/// # Errors
/// The version cannot be read or written.
pub fn restore(folder: &Folder, version: &Version, config: &ConfigDir) -> Result<Loaded, OpenError> {
    folder.restore(version, jiff::Timestamp::now())?;
    load(folder, false, config)
}

/// Builds what searching and counting need beside an opened catalogue.
fn prepare(opened: Opened) -> Loaded {
    let index = SearchIndex::build(&opened.catalog);
    // What an earlier version needs and was cleared away is back before anything is looked at.
    if matches!(opened.access, Access::Write(_)) {
        opened.folder.recall_photos(&opened.catalog);
    }
    Loaded { opened, index, unsaved: Vec::new(), lists: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_named_catalogue_comes_before_the_last_and_the_last_before_the_sample() {
        let dir = tempfile::tempdir().unwrap();
        let (gone, last) = (dir.path().join("gone"), dir.path().join("last"));
        std::fs::create_dir(&last).unwrap();
        std::fs::write(last.join("catalog.ron"), "").unwrap();
        let sample = || Some(Folder::new(dir.path().join("sample")));
        let root = |found: Option<(Folder, bool)>| found.map(|(folder, sample)| (folder.root().to_path_buf(), sample));
        let recent = [gone.clone(), last.clone()];
        assert_eq!(root(which(Some(gone.clone()), &recent, sample())), Some((gone.clone(), false)));
        assert_eq!(root(which(None, &recent, sample())), Some((last, false)));
        assert_eq!(root(which(None, &[gone], sample())), Some((dir.path().join("sample"), true)));
        assert_eq!(root(which(None, &[], None)), None);
    }
}
