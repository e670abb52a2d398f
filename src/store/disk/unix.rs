//! Folders by their descriptors, each name opened relative to one: what is swapped for a link meanwhile is not followed.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use rustix::fs::{AtFlags, CWD, FileType, Mode, OFlags};

use super::{Kind, Meta};

/// Shared: a folder is cheap to clone.
pub(super) type FolderHandle = Arc<OwnedFd>;

/// Opening never waits for a pipe, and never follows a link.
const SAFE: OFlags = OFlags::CLOEXEC.union(OFlags::NOFOLLOW).union(OFlags::NONBLOCK).union(OFlags::NOCTTY);
const DIR: OFlags = OFlags::CLOEXEC.union(OFlags::DIRECTORY);

pub(super) fn open(path: &Path) -> io::Result<FolderHandle> {
    Ok(Arc::new(rustix::fs::openat(CWD, path, DIR, Mode::empty())?))
}

pub(super) fn enter(dir: &FolderHandle, _: &Path, name: &OsStr) -> io::Result<FolderHandle> {
    Ok(Arc::new(rustix::fs::openat(dir, name, DIR | OFlags::NOFOLLOW, Mode::empty())?))
}

#[allow(clippy::useless_conversion, reason = "the fields of a stat have other types on other systems")]
pub(super) fn meta(dir: &FolderHandle, _: &Path, name: &OsStr) -> io::Result<Meta> {
    let stat = rustix::fs::statat(dir, name, AtFlags::SYMLINK_NOFOLLOW)?;
    let kind = match FileType::from_raw_mode(stat.st_mode) {
        FileType::RegularFile => Kind::File,
        FileType::Directory => Kind::Dir,
        FileType::Symlink => Kind::Link,
        _ => Kind::Special,
    };
    let mode = u32::from(Mode::from_raw_mode(stat.st_mode).as_raw_mode()) & 0o777;
    let seconds = Duration::from_secs(u64::try_from(stat.st_mtime).unwrap_or(0));
    let nanos = Duration::from_nanos(u64::try_from(stat.st_mtime_nsec).unwrap_or(0));
    Ok(Meta {
        kind,
        bytes: u64::try_from(stat.st_size).unwrap_or(0),
        modified: SystemTime::UNIX_EPOCH + seconds + nanos,
        read_only: mode & 0o222 == 0,
        mode,
    })
}

pub(super) fn names(dir: &FolderHandle, _: &Path) -> io::Result<Vec<OsString>> {
    let mut names = Vec::new();
    for entry in rustix::fs::Dir::read_from(dir)? {
        let entry = entry?;
        let name = OsStr::from_bytes(entry.file_name().to_bytes());
        if name != "." && name != ".." {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

pub(super) fn read(dir: &FolderHandle, _: &Path, name: &OsStr) -> io::Result<File> {
    Ok(rustix::fs::openat(dir, name, SAFE | OFlags::RDONLY, Mode::empty())?.into())
}

pub(super) fn write(dir: &FolderHandle, _: &Path, name: &OsStr) -> io::Result<File> {
    Ok(rustix::fs::openat(dir, name, SAFE | OFlags::RDWR, Mode::empty())?.into())
}

pub(super) fn create_new(dir: &FolderHandle, _: &Path, name: &OsStr) -> io::Result<File> {
    let flags = SAFE | OFlags::RDWR | OFlags::CREATE | OFlags::EXCL;
    Ok(rustix::fs::openat(dir, name, flags, Mode::from_raw_mode(0o666))?.into())
}

pub(super) fn make_dir(dir: &FolderHandle, _: &Path, name: &OsStr) -> io::Result<()> {
    Ok(rustix::fs::mkdirat(dir, name, Mode::from_raw_mode(0o777))?)
}

pub(super) fn rename(from: (&FolderHandle, &Path, &OsStr), to: (&FolderHandle, &Path, &OsStr)) -> io::Result<()> {
    Ok(rustix::fs::renameat(from.0, from.2, to.0, to.2)?)
}

pub(super) fn remove(dir: &FolderHandle, _: &Path, name: &OsStr) -> io::Result<()> {
    Ok(rustix::fs::unlinkat(dir, name, AtFlags::empty())?)
}

pub(super) fn sync(dir: &FolderHandle) -> io::Result<()> {
    Ok(rustix::fs::fsync(dir)?)
}
