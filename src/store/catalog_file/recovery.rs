//! Recovery copies: a catalogue that could not be saved into its folder, kept beside the settings.

use std::path::{Path, PathBuf};

use crate::model::Catalog;
use crate::store::catalog_file::format_1::version_id;
use crate::store::folder::Folder;
use crate::store::settings::ConfigDir;

/// An edit that could not be written into its catalogue and was kept here instead.
#[derive(Clone, Debug)]
pub struct Recovered {
    pub catalog: Catalog,
    pub file: PathBuf,
}

impl ConfigDir {
    /// Where edits are kept that could not be written into their catalogue.
    pub fn recovery_dir(&self) -> PathBuf {
        self.root().join("recovery")
    }

    /// What was last kept for a catalogue whose folder could not be written to.
    pub fn recovered(&self, folder: &Folder) -> Option<Recovered> {
        let file = recovery_file(&self.recovery_dir(), folder);
        let bytes = crate::store::catalog_file::open::read_capped(&file).ok()?;
        let (catalog, _) = crate::store::catalog_file::format_1::parse(&bytes).ok()?;
        Some(Recovered { catalog, file })
    }

    /// Forgets the recovery copy of a catalogue, after it was restored or refused.
    pub fn forget_recovered(&self, folder: &Folder) {
        remove_recovery(&self.recovery_dir(), folder);
    }
}

/// The recovery copy of one catalogue.
pub(in crate::store) fn recovery_file(dir: &Path, folder: &Folder) -> PathBuf {
    dir.join(format!("{}.ron", place_id(folder)))
}

/// What a catalogue is called among the program's own files: the hash of where it lies.
pub(in crate::store) fn place_id(folder: &Folder) -> String {
    let root = folder.root().canonicalize().unwrap_or_else(|_| folder.root().to_path_buf());
    version_id(root.as_os_str().as_encoded_bytes())
}

pub(in crate::store) fn remove_recovery(dir: &Path, folder: &Folder) {
    // Not being there is what is wanted.
    let _ = std::fs::remove_file(recovery_file(dir, folder));
}
