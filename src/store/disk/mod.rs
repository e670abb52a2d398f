//! Files below a folder, each step opened without following a link, and the only place that writes: whole or not at all.
//!
//! A catalogue may come from a stranger. A link planted in it must lead nowhere, a named pipe must not be waited for, and
//! nothing that the program names itself may be written over.

mod atomic;
#[cfg(test)]
pub(crate) mod faults;
#[cfg(not(unix))]
mod portable;
#[cfg(unix)]
mod unix;
#[cfg(not(unix))]
use portable as platform;
#[cfg(unix)]
use unix as platform;

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub use atomic::{AtomicFileSet, SaveError, make_dirs, remove_empty_dir, remove_file, sweep_unfinished, write_file};
pub(in crate::store) use atomic::{
    copy_new, is_temporary, patiently, reason, remove_dirs, save_error, sweep, temporary_name, write, write_new,
    write_unsynced,
};

/// A folder that was opened. What is named in it is one file's or folder's name, never a path.
#[derive(Clone, Debug)]
pub(in crate::store) struct Dir {
    path: PathBuf,
    handle: platform::FolderHandle,
}

/// What a name in a folder stands for. Links are told, not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Kind {
    File,
    Dir,
    Link,
    /// A named pipe, a socket, a device.
    Special,
}

/// What is known of a name in a folder.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Meta {
    pub kind: Kind,
    pub bytes: u64,
    pub modified: SystemTime,
    pub read_only: bool,
    /// The permissions for user, group and others.
    #[cfg(unix)]
    pub mode: u32,
}

/// Why a name is not opened, whatever its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store) enum Refusal {
    Link,
    NotAFile,
    NotADir,
    NotAName,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refusal::Link => "a link",
            Refusal::NotAFile => "not a file",
            Refusal::NotADir => "not a folder",
            Refusal::NotAName => "not a name",
        })
    }
}

impl std::error::Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        io::Error::new(io::ErrorKind::InvalidInput, refusal)
    }
}

impl Refusal {
    /// The refusal behind an error, if it is one.
    pub(in crate::store) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// One component of a path.
fn name(name: &OsStr) -> io::Result<&OsStr> {
    let mut parts = Path::new(name).components();
    match (parts.next(), parts.next()) {
        (Some(std::path::Component::Normal(part)), None) if part == name => Ok(name),
        _ => Err(Refusal::NotAName.into()),
    }
}

impl Dir {
    /// Opens a folder that a person named, or one of the program's own. It may be reached through links.
    pub(in crate::store) fn open(path: &Path) -> io::Result<Self> {
        fault(path)?;
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Ok(Self { path: path.to_owned(), handle: platform::open(path)? })
    }

    pub(in crate::store) fn path(&self) -> &Path {
        &self.path
    }

    /// What a name stands for; `None` where there is nothing.
    pub(in crate::store) fn meta(&self, of: impl AsRef<OsStr>) -> io::Result<Option<Meta>> {
        let of = name(of.as_ref())?;
        fault(&self.path)?;
        match platform::meta(&self.handle, &self.path, of) {
            Ok(meta) => Ok(Some(meta)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Opens a folder inside this one.
    pub(in crate::store) fn enter(&self, of: impl AsRef<OsStr>) -> io::Result<Self> {
        let of = name(of.as_ref())?;
        match self.meta(of)?.map(|meta| meta.kind) {
            Some(Kind::Dir) => {}
            Some(Kind::Link) => return Err(Refusal::Link.into()),
            Some(Kind::File | Kind::Special) => return Err(Refusal::NotADir.into()),
            None => return Err(io::ErrorKind::NotFound.into()),
        }
        Ok(Self { path: self.path.join(of), handle: platform::enter(&self.handle, &self.path, of)? })
    }

    /// As [`Dir::enter`]; a folder that is not there is made.
    pub(in crate::store) fn enter_or_make(&self, of: impl AsRef<OsStr>) -> io::Result<Self> {
        let of = name(of.as_ref())?;
        if self.meta(of)?.is_none() {
            fault(&self.path)?;
            match platform::make_dir(&self.handle, &self.path, of) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
                _ => {}
            }
        }
        self.enter(of)
    }

    /// The names in this folder.
    pub(in crate::store) fn names(&self) -> io::Result<Vec<OsString>> {
        fault(&self.path)?;
        platform::names(&self.handle, &self.path)
    }

    /// Opens a regular file for reading.
    pub(in crate::store) fn read(&self, of: impl AsRef<OsStr>) -> io::Result<File> {
        let of = name(of.as_ref())?;
        self.regular(of)?;
        fault(&self.path)?;
        still_regular(platform::read(&self.handle, &self.path, of)?)
    }

    /// Makes a file that was not there before.
    pub(in crate::store) fn create_new(&self, of: impl AsRef<OsStr>) -> io::Result<File> {
        let of = name(of.as_ref())?;
        fault(&self.path)?;
        platform::create_new(&self.handle, &self.path, of)
    }

    /// Opens a regular file for reading and writing, neither emptied nor, where it was missing, filled.
    pub(in crate::store) fn open_or_create(&self, of: impl AsRef<OsStr>) -> io::Result<File> {
        let of = name(of.as_ref())?;
        match self.meta(of)? {
            None => self.create_new(of),
            Some(_) => {
                self.regular(of)?;
                fault(&self.path)?;
                still_regular(platform::write(&self.handle, &self.path, of)?)
            }
        }
    }

    /// Moves a file of this folder to a place in another, replacing what is there.
    pub(in crate::store) fn rename(
        &self,
        from: impl AsRef<OsStr>,
        to: &Dir,
        as_name: impl AsRef<OsStr>,
    ) -> io::Result<()> {
        let (from, as_name) = (name(from.as_ref())?, name(as_name.as_ref())?);
        fault(&self.path)?;
        platform::rename((&self.handle, &self.path, from), (&to.handle, &to.path, as_name))
    }

    /// Moves a folder or file to a name that nothing has yet.
    pub(in crate::store) fn rename_new(&self, from: impl AsRef<OsStr>, as_name: impl AsRef<OsStr>) -> io::Result<()> {
        match self.meta(as_name.as_ref())? {
            None => self.rename(from, self, as_name),
            Some(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }

    /// Removes a file, or a link itself.
    pub(in crate::store) fn remove(&self, of: impl AsRef<OsStr>) -> io::Result<()> {
        let of = name(of.as_ref())?;
        fault(&self.path)?;
        platform::remove(&self.handle, &self.path, of)
    }

    /// Makes renames and new names survive a power cut. Not every file system can sync a folder.
    pub(in crate::store) fn sync(&self) {
        let synced = fault(&self.path).and_then(|()| platform::sync(&self.handle));
        if let Err(error) = synced {
            tracing::debug!(%error, "the folder could not be synced");
        }
    }

    fn regular(&self, of: &OsStr) -> io::Result<()> {
        match self.meta(of)?.map(|meta| meta.kind) {
            Some(Kind::File) => Ok(()),
            Some(Kind::Link) => Err(Refusal::Link.into()),
            Some(Kind::Dir | Kind::Special) => Err(Refusal::NotAFile.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }
}

/// Another may have taken the place of what was looked at.
fn still_regular(file: File) -> io::Result<File> {
    if file.metadata()?.is_file() { Ok(file) } else { Err(Refusal::NotAFile.into()) }
}

/// Fails where a test asked for it.
#[cfg(test)]
fn fault(under: &Path) -> io::Result<()> {
    faults::check(under)
}

#[cfg(not(test))]
fn fault(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("a")).unwrap();
        std::fs::write(dir.path().join("b"), "x").unwrap();
        let dir = Dir::open(&dir.path().join("a")).unwrap();
        for wrong in ["", ".", "..", "../b", "/etc/passwd", "a/b", "a/"] {
            let error = dir.read(wrong).unwrap_err();
            assert_eq!(Refusal::of(&error), Some(Refusal::NotAName), "{wrong}");
            assert!(dir.create_new(wrong).is_err() && dir.enter(wrong).is_err() && dir.remove(wrong).is_err());
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_pipes_and_folders_are_refused_unopened() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret"), "secret").unwrap();
        let root = tempfile::tempdir().unwrap();
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, root.path().join(name)).unwrap();
        link(&outside.path().join("secret"), "file");
        link(outside.path(), "folder");
        link(&outside.path().join("nothing"), "dangling");
        std::fs::create_dir(root.path().join("real")).unwrap();
        rustix::fs::mknodat(rustix::fs::CWD, root.path().join("pipe"), rustix::fs::FileType::Fifo, 0o666.into(), 0)
            .unwrap();
        // The folder itself may be reached through a link.
        link(root.path(), "root");
        let dir = Dir::open(&root.path().join("root")).unwrap();
        let refused = |error: io::Error| Refusal::of(&error);
        for name in ["file", "dangling"] {
            assert_eq!(refused(dir.read(name).unwrap_err()), Some(Refusal::Link));
            assert_eq!(refused(dir.open_or_create(name).unwrap_err()), Some(Refusal::Link));
            assert_eq!(dir.create_new(name).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        }
        assert_eq!(refused(dir.enter("folder").unwrap_err()), Some(Refusal::Link));
        assert_eq!(refused(dir.enter_or_make("folder").unwrap_err()), Some(Refusal::Link));
        for name in ["pipe", "real"] {
            assert_eq!(refused(dir.read(name).unwrap_err()), Some(Refusal::NotAFile));
            assert_eq!(refused(dir.open_or_create(name).unwrap_err()), Some(Refusal::NotAFile));
        }
        assert!(dir.enter("real").is_ok());
        assert!(!outside.path().join("nothing").exists());
        assert_eq!(std::fs::read(outside.path().join("secret")).unwrap(), b"secret");
    }
}
