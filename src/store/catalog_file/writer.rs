//! The one atomic writer: a file is either as it was or as it shall be, whatever happens in between.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Why a file could not be written. The old file is intact in every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    ReadOnly {
        path: PathBuf,
    },
    NoSpace {
        path: PathBuf,
    },
    /// Another program holds the file open (Windows), after two seconds of trying.
    InUse {
        path: PathBuf,
        by: Option<String>,
    },
    /// The file on disk is no longer the one that was loaded.
    ChangedElsewhere {
        path: PathBuf,
    },
    /// What was read back is not what was written.
    NotVerified {
        path: PathBuf,
    },
    Other {
        path: PathBuf,
        reason: String,
    },
}

/// The ending of files that are being written; what a crash leaves behind is removed at the next opening.
pub(in crate::store) const TEMPORARY: &str = ".etalase-tmp";

/// How long a file that another program holds open is tried again.
const PATIENCE: Duration = Duration::from_secs(2);

/// The one atomic writer: temporary file in the same folder, write, sync, compare what is read back, rename, sync the
/// folder. Retries for two seconds where another program holds the target open.
///
/// # Errors
/// The old file, or its absence, is untouched in every case.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    write_verified(path, bytes, &|_| true)
}

/// As [`write_file`], where `verify` says of what is on the disk now whether it shall take the place of the old file.
pub(in crate::store) fn write_verified(
    path: &Path,
    bytes: &[u8],
    verify: &dyn Fn(&[u8]) -> bool,
) -> Result<(), SaveError> {
    let fail = |error: &io::Error| save_error(path, error);
    let dir = match path.parent() {
        Some(dir) if !dir.as_os_str().is_empty() => dir,
        _ => Path::new("."),
    };
    // A file marked read-only is read-only, although its folder would let it be replaced.
    if let Ok(meta) = std::fs::metadata(path)
        && meta.permissions().readonly()
    {
        return Err(SaveError::ReadOnly { path: path.into() });
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // The new file is as readable as the old one; a temporary file's own mode would lock colleagues out.
        let mode = std::fs::metadata(path).map_or(0o666, |meta| meta.permissions().mode() & 0o777);
        builder.permissions(std::fs::Permissions::from_mode(mode));
    }
    let mut temporary = builder.tempfile_in(dir).map_err(|error| fail(&error))?;
    temporary.write_all(bytes).map_err(|error| fail(&error))?;
    // Without this the rename may reach the disk before the content does, and a power cut leaves an empty file.
    temporary.as_file().sync_all().map_err(|error| fail(&error))?;
    let is_same = holds(temporary.path(), bytes).map_err(|error| fail(&error))?;
    if !is_same || !verify(bytes) {
        return Err(SaveError::NotVerified { path: path.into() });
    }
    // Windows does not rename a file that is open without sharing.
    let mut temporary = temporary.into_temp_path();
    let started = Instant::now();
    let mut pause = Duration::from_millis(10);
    loop {
        match temporary.persist(path) {
            Ok(()) => break,
            Err(error) if is_in_use(&error.error) => {
                if started.elapsed() >= PATIENCE {
                    return Err(SaveError::InUse { path: path.into(), by: None });
                }
                temporary = error.path;
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(200));
            }
            Err(error) => return Err(fail(&error.error)),
        }
    }
    sync_dir(dir);
    Ok(())
}

/// Whether a file reads as these bytes. Read piece by piece: a brochure of a thousand products is not held twice.
fn holds(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    let mut file = File::open(path)?;
    let mut rest = bytes;
    let mut piece = vec![0; 256 * 1024];
    loop {
        let read = match file.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read == 0 {
            return Ok(rest.is_empty());
        }
        let Some((expected, after)) = rest.split_at_checked(read) else { return Ok(false) };
        if piece.get(..read) != Some(expected) {
            return Ok(false);
        }
        rest = after;
    }
}

/// Makes a rename survive a power cut. Not every file system can sync a folder; the file itself is on disk already.
fn sync_dir(dir: &Path) {
    if cfg!(unix)
        && let Ok(dir) = File::open(dir)
        && let Err(error) = dir.sync_all()
    {
        tracing::debug!(%error, "the folder could not be synced");
    }
}

/// Windows: another program holds the file open (sharing violation, lock violation, or access denied for a file that is
/// mapped or open without delete sharing).
fn is_in_use(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// A failure of the operating system as a situation.
pub(in crate::store) fn save_error(path: &Path, error: &io::Error) -> SaveError {
    let path = path.to_path_buf();
    match error.kind() {
        _ if cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33)) => SaveError::InUse { path, by: None },
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => SaveError::ReadOnly { path },
        // A file above the limit of the file system (4 GB on FAT) or of the process is a kind of "no space" too.
        io::ErrorKind::StorageFull
        | io::ErrorKind::QuotaExceeded
        | io::ErrorKind::FileTooLarge
        | io::ErrorKind::WriteZero => SaveError::NoSpace { path },
        _ => SaveError::Other { path, reason: reason(error) },
    }
}

/// What the operating system says, without its number.
pub(in crate::store) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text.get(..at).unwrap_or(&text).to_string(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_and_nothing_else_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        write_file(&path, b"old").unwrap();
        write_verified(&path, b"new", &|back| back == b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_holds_exactly_what_was_written() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        let bytes: Vec<u8> = (0..600_000_u32).map(|at| (at % 251) as u8).collect();
        std::fs::write(&path, &bytes).unwrap();
        assert!(holds(&path, &bytes).unwrap());
        assert!(!holds(&path, &bytes[1..]).unwrap());
        assert!(!holds(&path, &bytes[..599_999]).unwrap());
        assert!(!holds(&path, &[&bytes[..], b"x"].concat()).unwrap());
        let mut other = bytes.clone();
        other[599_999] ^= 1;
        assert!(!holds(&path, &other).unwrap());
    }

    #[test]
    fn what_is_not_verified_changes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        write_file(&path, b"old").unwrap();
        assert_eq!(write_verified(&path, b"new", &|_| false), Err(SaveError::NotVerified { path: path.clone() }));
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_marked_read_only_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        std::fs::write(&path, "old").unwrap();
        let mut permissions = std::fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(write_file(&path, b"new"), Err(SaveError::ReadOnly { path: path.clone() }));
        assert_eq!(std::fs::read(&path).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn the_new_file_is_as_readable_as_the_old_one() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.txt");
        std::fs::write(&path, "old").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        write_file(&path, b"new").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_missing_folder_is_an_error() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("gone/a.txt");
        assert!(matches!(write_file(&path, b"new"), Err(SaveError::Other { .. })));
    }
}
