//! Files that appear together: written beside their places, moved there once all are whole.

use std::path::{Path, PathBuf};

use crate::store::catalog_file::writer::{SaveError, TEMPORARY, save_error, write_file};

/// Files on their way. Dropped before [`Together::finish`], it leaves none behind, and what stood there before is intact.
#[derive(Default)]
pub struct Together {
    written: Vec<(PathBuf, PathBuf)>,
}

impl Together {
    /// Writes a file beside its place.
    ///
    /// # Errors
    /// As [`write_file`]; a file that may not be replaced is refused at once.
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
        if std::fs::metadata(path).is_ok_and(|meta| meta.permissions().readonly() || meta.is_dir()) {
            return Err(SaveError::ReadOnly { path: path.into() });
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let beside = path.with_file_name(format!(".{name}{TEMPORARY}"));
        write_file(&beside, bytes)?;
        self.written.push((beside, path.to_owned()));
        Ok(())
    }

    /// Moves the files to their places.
    ///
    /// # Errors
    /// One could not be moved; those before it are in their places.
    pub fn finish(mut self) -> Result<(), SaveError> {
        for (beside, path) in &self.written {
            std::fs::rename(beside, path).map_err(|error| save_error(path, &error))?;
        }
        self.written.clear();
        Ok(())
    }
}

impl Drop for Together {
    fn drop(&mut self) {
        for (beside, _) in &self.written {
            // One that was moved already is not there.
            let _ = std::fs::remove_file(beside);
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
        let mut together = Together::default();
        together.write(&one, b"new").unwrap();
        assert_eq!(std::fs::read(&one).unwrap(), b"old");
        drop(together);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
        let mut together = Together::default();
        together.write(&one, b"new").unwrap();
        together.write(&two, b"new").unwrap();
        together.finish().unwrap();
        assert_eq!(std::fs::read(&one).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 2);
    }
}
