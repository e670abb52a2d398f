//! The one atomic writer: a file is either as it was or as it shall be, whatever happens in between.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use super::{Dir, Kind, Meta, Refusal, fault};

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
    /// What is on disk could not be looked at, after two seconds of trying.
    Unreadable {
        path: PathBuf,
        reason: String,
    },
    /// What was read back is not what was written.
    NotVerified {
        path: PathBuf,
    },
    /// A text of the record with this id is longer than a catalogue takes.
    TooLong {
        path: PathBuf,
        record: String,
        most: usize,
    },
    /// A link, pipe or device lies where a file or folder of the catalogue belongs.
    Refused {
        path: PathBuf,
    },
    Other {
        path: PathBuf,
        reason: String,
    },
}

/// The ending of files and folders that are being written.
pub(in crate::store) const TEMPORARY: &str = ".etalase-tmp";

/// How long what another program holds open is tried again.
const PATIENCE: Duration = if cfg!(test) { Duration::from_millis(60) } else { Duration::from_secs(2) };
/// What a crash left behind is removed when it is so old that nobody can still be writing it.
const ABANDONED: Duration = Duration::from_secs(3_600);

/// Replaces a file: temporary file in the same folder, write, sync, compare what is read back, rename, sync the folder.
/// Retries for two seconds where another program holds the target open.
///
/// # Errors
/// The old file, or its absence, is untouched in every case.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    stage_path(path, bytes)?.commit()
}

/// Writes several files as one: each under a temporary name, renamed into place once all are whole. Dropped before
/// [`AtomicFileSet::commit`], it leaves none behind, and the targets are intact.
#[derive(Default)]
pub struct AtomicFileSet {
    staged: Vec<Staged>,
}

impl AtomicFileSet {
    /// Writes a file under a temporary name in the folder of its target.
    ///
    /// # Errors
    /// As [`write_file`]; a target that may not be replaced is refused at once.
    pub fn write(&mut self, path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
        self.staged.push(stage_path(path, bytes)?);
        Ok(())
    }

    /// Renames the files to their targets.
    ///
    /// # Errors
    /// One could not be renamed: those before it go again, except where they took the place of an old file.
    pub fn commit(mut self) -> Result<(), SaveError> {
        let committed = self.staged.iter_mut().try_for_each(Staged::commit);
        if committed.is_err() {
            for staged in self.staged.iter().filter(|staged| staged.renamed && staged.is_new) {
                if let Err(error) = staged.dir.remove(&staged.target) {
                    tracing::warn!(%error, "a file stays whose others could not be written");
                }
            }
        }
        committed
    }
}

/// As [`write_file`], for a name in a folder, where `verify` says of what is on the disk now whether it shall take the place
/// of the old file.
pub(in crate::store) fn write(
    dir: &Dir,
    name: impl AsRef<OsStr>,
    bytes: &[u8],
    verify: &dyn Fn(&[u8]) -> bool,
) -> Result<(), SaveError> {
    stage(dir, name.as_ref(), bytes, verify)?.commit()
}

/// Writes a file that is not there yet.
pub(in crate::store) fn write_new(dir: &Dir, name: impl AsRef<OsStr>, bytes: &[u8]) -> Result<(), SaveError> {
    let path = dir.path().join(name.as_ref());
    match dir.meta(name.as_ref()) {
        Ok(None) => write(dir, name, bytes, &|_| true),
        Ok(Some(_)) => Err(save_error(&path, &io::ErrorKind::AlreadyExists.into())),
        Err(error) => Err(save_error(&path, &error)),
    }
}

/// Copies a file, however large, to a name that is not there yet, and syncs it.
pub(in crate::store) fn copy_new(mut from: File, dir: &Dir, name: impl AsRef<OsStr>) -> io::Result<()> {
    let mut to = dir.create_new(name)?;
    fault(dir.path())?;
    io::copy(&mut from, &mut to)?;
    fault(dir.path())?;
    to.sync_all()
}

/// Makes a folder, and those above it that are missing.
///
/// # Errors
/// Whatever kept it from being made.
pub fn make_dirs(dir: &Path) -> Result<(), SaveError> {
    fault(dir).and_then(|()| std::fs::create_dir_all(dir)).map_err(|error| save_error(dir, &error))
}

/// Removes a file of the program's own, or a link itself, that lies in none of a catalogue's folders.
///
/// # Errors
/// It could not be removed; one that is gone already is none.
pub fn remove_file(path: &Path) -> Result<(), SaveError> {
    match fault(path).and_then(|()| std::fs::remove_file(path)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(save_error(path, &error)),
        _ => Ok(()),
    }
}

/// Removes a folder of the program's own with all that is in it; links in it are not followed.
pub(in crate::store) fn remove_dirs(dir: &Path) -> io::Result<()> {
    fault(dir)?;
    std::fs::remove_dir_all(dir)
}

/// Removes a folder in which nothing is.
pub fn remove_empty_dir(dir: &Path) -> io::Result<()> {
    fault(dir)?;
    std::fs::remove_dir(dir)
}

/// Writes a file that may be lost or torn: whoever reads it knows by its hash, and makes it anew. A disk that must sync every
/// thumbnail is busy for minutes.
pub(in crate::store) fn write_unsynced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(dir) = path.parent() {
        std::fs::create_dir_all(dir)?;
    }
    std::fs::write(path, bytes)
}

/// A whole file under a temporary name. Dropped, it is removed.
struct Staged {
    dir: Dir,
    temporary: OsString,
    target: OsString,
    /// Nothing has the target's name yet.
    is_new: bool,
    renamed: bool,
}

fn stage_path(path: &Path, bytes: &[u8]) -> Result<Staged, SaveError> {
    let name = path.file_name().ok_or_else(|| save_error(path, &Refusal::NotAName.into()))?;
    let dir = Dir::open(path.parent().unwrap_or(Path::new(""))).map_err(|error| save_error(path, &error))?;
    stage(&dir, name, bytes, &|_| true)
}

fn stage(dir: &Dir, name: &OsStr, bytes: &[u8], verify: &dyn Fn(&[u8]) -> bool) -> Result<Staged, SaveError> {
    let path = dir.path().join(name);
    let fail = |error: io::Error| save_error(&path, &error);
    let before = dir.meta(name).map_err(fail)?;
    match &before {
        // A file marked read-only is read-only, although its folder would let it be replaced.
        Some(Meta { kind: Kind::File, read_only: true, .. }) => return Err(SaveError::ReadOnly { path }),
        Some(Meta { kind: Kind::Dir | Kind::Special, .. }) => return Err(SaveError::Refused { path }),
        // A link itself is replaced; what it leads to is not touched.
        Some(Meta { kind: Kind::File | Kind::Link, .. }) | None => {}
    }
    let (mut file, temporary) = temporary(dir).map_err(fail)?;
    let target = name.to_owned();
    let staged = Staged { dir: dir.clone(), temporary, target, is_new: before.is_none(), renamed: false };
    #[cfg(unix)]
    if let Some(Meta { kind: Kind::File, mode, .. }) = before {
        use std::os::unix::fs::PermissionsExt as _;
        // The new file is as readable as the old one.
        file.set_permissions(std::fs::Permissions::from_mode(mode)).map_err(fail)?;
    }
    write_all(dir, &mut file, bytes).map_err(fail)?;
    // Without this the rename may reach the disk before the content does, and a power cut leaves an empty file.
    fault(dir.path()).and_then(|()| file.sync_all()).map_err(fail)?;
    // Windows does not rename a file that is open without sharing.
    drop(file);
    let is_same = dir.read(&staged.temporary).and_then(|file| holds(file, bytes)).map_err(fail)?;
    if !is_same || !verify(bytes) {
        return Err(SaveError::NotVerified { path });
    }
    Ok(staged)
}

fn write_all(dir: &Dir, file: &mut File, bytes: &[u8]) -> io::Result<()> {
    if let Err(error) = fault(dir.path()) {
        // As a disk that is full half-way; one that does not say so is found out by what is read back.
        file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        return if error.kind() == io::ErrorKind::WriteZero { Ok(()) } else { Err(error) };
    }
    file.write_all(bytes)
}

impl Staged {
    fn commit(&mut self) -> Result<(), SaveError> {
        let path = self.dir.path().join(&self.target);
        let started = Instant::now();
        let mut pause = Duration::from_millis(10);
        while let Err(error) = self.dir.rename(&self.temporary, &self.dir, &self.target) {
            if !is_in_use(&error) {
                return Err(save_error(&path, &error));
            }
            if started.elapsed() >= PATIENCE {
                return Err(SaveError::InUse { path, by: None });
            }
            std::thread::sleep(pause);
            pause = (pause * 2).min(Duration::from_millis(200));
        }
        self.renamed = true;
        self.dir.sync();
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        if !self.renamed
            && let Err(error) = self.dir.remove(&self.temporary)
        {
            tracing::debug!(%error, "a temporary file stays until it is swept");
        }
    }
}

/// A new file under a name that only this program uses.
fn temporary(dir: &Dir) -> io::Result<(File, OsString)> {
    loop {
        let name = temporary_name()?;
        match dir.create_new(&name) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return Ok((made?, name)),
        }
    }
}

pub(in crate::store) fn temporary_name() -> io::Result<OsString> {
    let mut random = [0; 4];
    getrandom::fill(&mut random).map_err(|_| io::Error::other("no random numbers"))?;
    Ok(format!(".{:08x}{TEMPORARY}", u32::from_be_bytes(random)).into())
}

/// Tries again for two seconds what fails for a reason that may pass: a virus scanner holds a file, a disk wakes up.
pub(in crate::store) fn patiently<T>(mut attempt: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let started = Instant::now();
    let mut pause = Duration::from_millis(10);
    loop {
        match attempt() {
            Err(error)
                if error.kind() != io::ErrorKind::NotFound
                    && Refusal::of(&error).is_none()
                    && started.elapsed() < PATIENCE =>
            {
                std::thread::sleep(pause);
                pause = (pause * 2).min(Duration::from_millis(200));
            }
            result => return result,
        }
    }
}

/// Whether a file reads as these bytes. Read piece by piece: a brochure of a thousand products is not held twice.
fn holds(mut file: File, bytes: &[u8]) -> io::Result<bool> {
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

/// Windows: another program holds the file open (sharing violation, lock violation, or access denied for a file that is
/// mapped or open without delete sharing).
fn is_in_use(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// True for the names of files and folders that this program was writing.
pub(in crate::store) fn is_temporary(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(TEMPORARY))
}

/// Removes what a crash left half written in a folder: ours by name, older than an hour, links not followed.
pub fn sweep_unfinished(dir: &Path) {
    if let Ok(dir) = Dir::open(dir) {
        sweep(&dir, ABANDONED);
    }
}

/// As [`sweep_unfinished`], for what is older than `age`.
pub(in crate::store) fn sweep(dir: &Dir, age: Duration) {
    for name in dir.names().unwrap_or_default().into_iter().filter(|name| is_temporary(name)) {
        let Ok(Some(meta)) = dir.meta(&name) else { continue };
        if SystemTime::now().duration_since(meta.modified).is_ok_and(|elapsed| elapsed < age) {
            continue;
        }
        let removed = match meta.kind {
            Kind::File => dir.remove(&name),
            Kind::Dir => remove_dirs(&dir.path().join(&name)),
            Kind::Link | Kind::Special => continue,
        };
        if let Err(error) = removed {
            tracing::debug!(%error, ?name, "what a crash left could not be removed");
        }
    }
}

/// A failure of the operating system as a situation.
pub(in crate::store) fn save_error(path: &Path, error: &io::Error) -> SaveError {
    let path = path.to_path_buf();
    match error.kind() {
        _ if Refusal::of(error).is_some() => SaveError::Refused { path },
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
#[path = "atomic_tests.rs"]
mod tests;
