//! Writes several files as one: each under a temporary name, renamed into place once all are whole.

use std::path::{Path, PathBuf};

use crate::store::catalog_file::writer::{SaveError, TEMPORARY, save_error, write_file};

/// Files that replace their targets together. Dropped before [`AtomicFileSet::commit`], it leaves none behind, and the
/// targets are intact.
#[derive(Default)]
pub struct AtomicFileSet {
    written: Vec<(PathBuf, PathBuf)>,
}

impl AtomicFileSet {
    /// Writes a file under a temporary name in the folder of its target.
    ///
    /// # Errors
    /// As [`write_file`]; a file that may not be replaced is refused at once.
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
        if std::fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly() || meta.is_dir()) {
            return Err(SaveError::ReadOnly { path: path.into() });
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let temporary = path.with_file_name(format!(".{name}{TEMPORARY}"));
        write_file(&temporary, bytes)?;
        self.written.push((temporary, path.to_owned()));
        Ok(())
    }

    /// Renames the files to their targets.
    ///
    /// # Errors
    /// One could not be moved; those before it are in their places.
    pub fn commit(mut self) -> Result<(), SaveError> {
        for (temporary, path) in &self.written {
            std::fs::rename(temporary, path).map_err(|error| save_error(path, &error))?;
        }
        self.written.clear();
        Ok(())
    }
}

impl Drop for AtomicFileSet {
    fn drop(&mut self) {
        for (temporary, _) in &self.written {
            // One that was moved already is not there.
            let _ = std::fs::remove_file(temporary);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_appear_all_at_once_or_not_at_all() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (dir.path().join("1.pdf"), dir.path().join("2.pdf"));
        std::fs::write(&one, b"old").unwrap();
        let mut set = AtomicFileSet::default();
        set.write(&one, b"new").unwrap();
        assert_eq!(std::fs::read(&one).unwrap(), b"old");
        drop(set);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        let mut set = AtomicFileSet::default();
        set.write(&one, b"new").unwrap();
        set.write(&two, b"new").unwrap();
        set.commit().unwrap();
        assert_eq!(std::fs::read(&one).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
