//! What an earlier session could not save: its journals, found at the next start, and taken back record by record.

use std::fs::File;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::model::{Catalog, Change, Edit, Key, Text};
use crate::store::catalog_file::format_1::{self, version_id};
use crate::store::catalog_file::journal::{self, OpenField, Page};
use crate::store::catalog_file::open::{Access, Opened, read_capped};
use crate::store::disk::remove_file;
use crate::store::folder::Folder;
use crate::store::settings::ConfigDir;

/// Edits of an earlier session that are not in the catalogue.
#[derive(Clone, Debug)]
pub struct Unsaved {
    /// Where they are kept. Deleted only once they are saved, or a person does not want them.
    pub file: PathBuf,
    /// When they were last written down.
    pub at: Option<Timestamp>,
    /// Each record before and after.
    pub changes: Vec<Change>,
    /// What stood in open fields.
    pub fields: Vec<OpenField>,
}

impl Unsaved {
    /// The edit that takes them back, and the records in which it would undo what somebody else did meanwhile.
    pub fn edit(&self, name: Text, now: &Catalog) -> (Edit, Vec<Key>) {
        let (mut puts, mut clashes) = (Vec::new(), Vec::new());
        for change in &self.changes {
            let (record, clash) = change.rebased(now.record(&change.key).as_ref());
            clashes.extend(clash.then(|| change.key.clone()));
            puts.push((change.key.clone(), record));
        }
        (Edit { name, puts, typing_in: None }, clashes)
    }
}

impl ConfigDir {
    /// Where journals are.
    pub(in crate::store) fn journal_dir(&self) -> PathBuf {
        self.root().join("journal")
    }

    /// Where earlier versions of the program kept whole catalogues that could not be saved.
    fn recovery_dir(&self) -> PathBuf {
        self.root().join("recovery")
    }

    /// What earlier sessions left unsaved of an opened catalogue, newest first; of one that another window holds, nothing.
    /// What is in the catalogue by now is left out, and its file deleted.
    pub fn unsaved(&self, opened: &Opened) -> Vec<Unsaved> {
        let is_sample = matches!(opened.access, Access::Sample);
        if !is_sample && !matches!(opened.access, Access::Write(_)) {
            return Vec::new();
        }
        let place = place_id(&opened.folder);
        let mut found = Vec::new();
        for entry in std::fs::read_dir(self.journal_dir()).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_of_place = name.to_str().is_some_and(|name| name.starts_with(&place));
            let Some(page) = (is_sample || is_of_place).then(|| read(&entry.path())).flatten() else { continue };
            if is_of_place || page.of_sample {
                let (at, fields) = (page.written.parse().ok(), page.fields.clone());
                found.push(Unsaved { file: entry.path(), at, changes: page.changes(), fields });
            }
        }
        found.extend(self.whole_copy(&place, &opened.catalog));
        found.retain_mut(|unsaved| {
            unsaved.changes.retain(|change| opened.catalog.record(&change.key) != change.after);
            let is_left = !unsaved.changes.is_empty() || !unsaved.fields.is_empty();
            if !is_left {
                forget_unsaved(&unsaved.file);
            }
            is_left
        });
        found.sort_by_key(|unsaved| std::cmp::Reverse(unsaved.at));
        found
    }

    /// A catalogue that an earlier version of the program could not save.
    fn whole_copy(&self, place: &str, now: &Catalog) -> Option<Unsaved> {
        let file = self.recovery_dir().join(format!("{place}.ron"));
        let opened = File::open(&file).ok()?;
        let at =
            opened.metadata().and_then(|meta| meta.modified()).ok().and_then(|time| Timestamp::try_from(time).ok());
        let (catalog, _) = format_1::parse(&read_capped(opened, &file).ok()?).ok()?;
        let (_, set) = now.apply(&Edit::between(Text::default(), now, &catalog));
        Some(Unsaved { file, at, changes: set.changes, fields: Vec::new() })
    }
}

fn read(file: &Path) -> Option<Page> {
    let bytes = read_capped(File::open(file).ok()?, file).ok()?;
    let page: Result<Page, _> = journal::options().from_bytes(&bytes);
    match page {
        Ok(page) if page.format == journal::FORMAT => Some(page),
        Ok(_) => None,
        Err(error) => {
            tracing::warn!(%error, file = %file.display(), "a journal could not be read");
            None
        }
    }
}

/// Deletes what was kept of an earlier session: it is saved, or a person does not want it.
pub fn forget_unsaved(file: &Path) {
    if let Err(error) = remove_file(file) {
        tracing::warn!(?error, "a journal could not be removed");
    }
}

/// What a catalogue is called among the program's own files: the hash of where it lies, or will lie.
pub(in crate::store) fn place_id(folder: &Folder) -> String {
    let real = |path: &Path| path.canonicalize().ok();
    let root = folder.root();
    let above = || Some(real(root.parent()?)?.join(root.file_name()?));
    let place = real(root).or_else(above).unwrap_or_else(|| root.to_path_buf());
    version_id(place.as_os_str().as_encoded_bytes())
}
