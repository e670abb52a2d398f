//! Folders by their paths, where the system has no descriptors for them: every name is looked at before it is opened.
//!
//! On Windows a link is a symbolic link or a junction; a file that OneDrive keeps in the cloud is none.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::Path;
use std::time::SystemTime;

use super::{Kind, Meta, Refusal};

pub(super) type FolderHandle = ();

pub(super) fn open(path: &Path) -> io::Result<FolderHandle> {
    if std::fs::metadata(path)?.is_dir() { Ok(()) } else { Err(Refusal::NotADir.into()) }
}

pub(super) fn enter(_: &FolderHandle, _: &Path, _: &OsStr) -> io::Result<FolderHandle> {
    Ok(())
}

pub(super) fn meta(_: &FolderHandle, dir: &Path, name: &OsStr) -> io::Result<Meta> {
    let meta: Metadata = std::fs::symlink_metadata(dir.join(name))?;
    let kind = match meta.file_type() {
        kind if kind.is_symlink() => Kind::Link,
        kind if kind.is_dir() => Kind::Dir,
        kind if kind.is_file() => Kind::File,
        _ => Kind::Special,
    };
    Ok(Meta {
        kind,
        bytes: meta.len(),
        modified: meta.modified().unwrap_or(SystemTime::UNIX_EPOCH),
        read_only: meta.permissions().readonly(),
    })
}

pub(super) fn names(_: &FolderHandle, dir: &Path) -> io::Result<Vec<OsString>> {
    std::fs::read_dir(dir)?.map(|entry| Ok(entry?.file_name())).collect()
}

pub(super) fn read(_: &FolderHandle, dir: &Path, name: &OsStr) -> io::Result<File> {
    File::open(dir.join(name))
}

pub(super) fn write(_: &FolderHandle, dir: &Path, name: &OsStr) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).open(dir.join(name))
}

pub(super) fn create_new(_: &FolderHandle, dir: &Path, name: &OsStr) -> io::Result<File> {
    OpenOptions::new().read(true).write(true).create_new(true).open(dir.join(name))
}

pub(super) fn make_dir(_: &FolderHandle, dir: &Path, name: &OsStr) -> io::Result<()> {
    std::fs::create_dir(dir.join(name))
}

pub(super) fn rename(from: (&FolderHandle, &Path, &OsStr), to: (&FolderHandle, &Path, &OsStr)) -> io::Result<()> {
    std::fs::rename(from.1.join(from.2), to.1.join(to.2))
}

pub(super) fn remove(_: &FolderHandle, dir: &Path, name: &OsStr) -> io::Result<()> {
    std::fs::remove_file(dir.join(name))
}

pub(super) fn sync(_: &FolderHandle) -> io::Result<()> {
    Ok(())
}
