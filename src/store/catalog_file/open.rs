//! Reads `catalog.ron`: format first, then the records, with line, column and "did you mean" for what is wrong.

use std::ffi::OsStr;
use std::fs::{File, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use unicode_normalization::UnicodeNormalization as _;

use crate::model::{Catalog, CatalogInfo, Problem, Text, slug};
use crate::store::catalog_file::format_1::{self, ParseError, version_id, write_catalog};
use crate::store::catalog_file::syntax::SyntaxFault;
use crate::store::catalog_file::writer::write_first;
use crate::store::disk::{self, Dir, Kind, Refusal, SaveError, reason, save_error};
use crate::store::folder::{CATALOG_FILE, Folder, HISTORY, LOCK_FILE, ORIGINALS, PHOTOS, is_plain_name};

/// What may be done with an opened catalogue.
#[derive(Debug)]
pub enum Access {
    /// This process holds the lock as long as the file lives.
    Write(File),
    /// The shipped sample: the first edit makes the person's own copy.
    Sample,
    /// Another window or program holds the lock.
    LockedElsewhere,
    /// The folder or the file cannot be written to.
    ReadOnly,
}

/// A catalogue as it was read.
#[derive(Debug)]
pub struct Opened {
    pub folder: Folder,
    pub catalog: Catalog,
    /// What reading itself found (duplicate ids renamed); `model::check` finds the rest.
    pub problems: Vec<Problem>,
    pub access: Access,
    /// The first twelve hex digits of the content hash of the file that was read.
    pub version: String,
}

/// Why a catalogue cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// The folder does not exist.
    NoFolder {
        path: PathBuf,
    },
    /// The folder exists and holds no `catalog.ron`. `empty`: it holds nothing at all.
    NoCatalog {
        path: PathBuf,
        empty: bool,
    },
    /// Made by a newer version of the program.
    NewerFormat {
        path: PathBuf,
        format: u64,
    },
    /// Not RON, or a field that does not exist. Lines and columns count from 1.
    Syntax {
        path: PathBuf,
        line: usize,
        column: usize,
        /// The line itself, shortened.
        text: String,
        /// What the reader says, in plain words per language.
        what: SyntaxFault,
        /// The newest good version in `.history/`, if there is one.
        restorable: Option<crate::store::Version>,
    },
    /// Above the cap on size.
    TooLarge {
        path: PathBuf,
        bytes: u64,
        cap: u64,
    },
    NotUtf8 {
        path: PathBuf,
        line: usize,
    },
    /// `catalog.ron` is a link that leads out of the folder, or no ordinary file.
    NotAFile {
        path: PathBuf,
    },
    Unreadable {
        path: PathBuf,
        reason: String,
    },
    /// `create`: there is a catalogue already.
    Exists {
        path: PathBuf,
    },
    Unwritable {
        path: PathBuf,
        reason: String,
    },
    /// `create`, `copy_to`: the copy could not be written.
    Save(SaveError),
}

impl OpenError {
    pub(in crate::store) fn from_parse(
        path: PathBuf,
        error: ParseError,
        restorable: Option<crate::store::Version>,
    ) -> Self {
        match error {
            ParseError::NewerFormat(format) => OpenError::NewerFormat { path, format },
            ParseError::NotUtf8 { line } => OpenError::NotUtf8 { path, line },
            ParseError::Syntax(fault) => OpenError::Syntax {
                path,
                line: fault.line,
                column: fault.column,
                text: fault.text,
                what: fault.what,
                restorable,
            },
        }
    }
}

impl From<SaveError> for OpenError {
    fn from(error: SaveError) -> Self {
        OpenError::Save(error)
    }
}

/// The largest `catalog.ron` that is read: half as much again as 100,000 full products take.
pub(in crate::store) const CAP_BYTES: u64 = 256 << 20;

/// A file's bytes, refused above the cap before anything is read, and never more than the cap where it grows meanwhile.
pub(in crate::store) fn read_capped(file: File, path: &Path) -> Result<Vec<u8>, OpenError> {
    let unreadable = |error: io::Error| OpenError::Unreadable { path: path.into(), reason: reason(&error) };
    let meta = file.metadata().map_err(unreadable)?;
    let too_large = |bytes: u64| OpenError::TooLarge { path: path.into(), bytes, cap: CAP_BYTES };
    if meta.len() > CAP_BYTES {
        return Err(too_large(meta.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    file.take(CAP_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > CAP_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

/// The catalogue file's bytes, after everything that can be wrong with the folder.
fn read(folder: &Folder) -> Result<Vec<u8>, OpenError> {
    let root = folder.root();
    let path = folder.catalog_file();
    let unreadable = |error: io::Error| OpenError::Unreadable { path: path.clone(), reason: reason(&error) };
    if !root.is_dir() {
        return Err(OpenError::NoFolder { path: root.into() });
    }
    let dir = folder.dir().map_err(unreadable)?;
    let file = match dir.read(CATALOG_FILE) {
        Ok(file) => file,
        Err(error) if Refusal::of(&error).is_some() => return Err(OpenError::NotAFile { path }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let empty = dir.names().is_ok_and(|names| names.is_empty());
            return Err(OpenError::NoCatalog { path: root.into(), empty });
        }
        Err(error) => return Err(unreadable(error)),
    };
    read_capped(file, &path)
}

fn parse(folder: &Folder, bytes: &[u8]) -> Result<(Catalog, Vec<Problem>), OpenError> {
    format_1::parse(bytes).map_err(|error| {
        let restorable = match error {
            ParseError::NewerFormat(_) | ParseError::NotUtf8 { .. } => None,
            ParseError::Syntax(_) => folder.newest_good_version(&version_id(bytes)),
        };
        OpenError::from_parse(folder.catalog_file(), error, restorable)
    })
}

/// Opens a catalogue folder. `sample`: this is the shipped catalogue and nobody named its folder, so it is never written to.
///
/// # Errors
/// Everything that keeps the records from being read; nothing is written in any case.
pub fn open(folder: &Folder, sample: bool) -> Result<Opened, OpenError> {
    let access = if sample {
        Access::Sample
    } else if folder.root().is_dir() && folder.catalog_file().exists() {
        access(folder)
    } else {
        Access::ReadOnly
    };
    // The lock comes first, so that what is read is what will be written over.
    let bytes = read(folder)?;
    let (catalog, problems) = parse(folder, &bytes)?;
    let version = version_id(&bytes);
    Ok(Opened { folder: folder.clone(), catalog, problems, access, version })
}

/// Tries to become the one writer of a folder.
pub(in crate::store) fn access(folder: &Folder) -> Access {
    let opened = folder.dir().and_then(|dir| Ok((dir.open_or_create(LOCK_FILE)?, dir)));
    let (lock, dir) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            tracing::info!(%error, "opened read only");
            return Access::ReadOnly;
        }
    };
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Access::LockedElsewhere,
        // Some network and USB file systems know no locks; a change by somebody else is still noticed before a save.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
        Err(TryLockError::Error(error)) => {
            tracing::warn!(%error, "the folder could not be locked");
            return Access::ReadOnly;
        }
    }
    if !is_writable(&dir) {
        return Access::ReadOnly;
    }
    // What a crash left half written; the lock says that nobody is writing it.
    for inside in [None, Some(HISTORY), Some(PHOTOS), Some(ORIGINALS)] {
        let place = match inside {
            None => Ok(dir.clone()),
            Some(name) => dir.enter(name),
        };
        if let Ok(place) = place {
            disk::sweep(&place, Duration::ZERO);
        }
    }
    Access::Write(lock)
}

/// The catalogue file may be written to, and so may its folder.
fn is_writable(dir: &Dir) -> bool {
    let file = matches!(dir.meta(CATALOG_FILE), Ok(Some(meta)) if meta.kind == Kind::File && !meta.read_only)
        && dir.open_or_create(CATALOG_FILE).is_ok();
    let probe = || {
        let name = disk::temporary_name()?;
        drop(dir.create_new(&name)?);
        dir.remove(&name)
    };
    file && probe().is_ok()
}

/// Reads the bytes of a catalogue file that lies nowhere in particular (a package, one side of a merge). `path` is only
/// named in errors.
///
/// # Errors
/// As [`open`], for the text alone.
pub fn parse_catalog(path: &Path, bytes: &[u8]) -> Result<(Catalog, Vec<Problem>), OpenError> {
    if bytes.len() as u64 > CAP_BYTES {
        return Err(OpenError::TooLarge { path: path.into(), bytes: bytes.len() as u64, cap: CAP_BYTES });
    }
    format_1::parse(bytes).map_err(|error| OpenError::from_parse(path.into(), error, None))
}

/// Makes an empty catalogue in a folder that has none and opens it. `hex` ends its id: random digits.
///
/// # Errors
/// There is one already, or the folder cannot be made or written to.
pub fn create(dir: &Path, title: &str, hex: &str) -> Result<Opened, OpenError> {
    let folder = Folder::new(dir);
    refuse_existing(&folder)?;
    disk::make_dirs(dir).map_err(OpenError::Save)?;
    let catalog = Catalog {
        info: Arc::new(CatalogInfo {
            id: slug(title, hex),
            title: Text::new(title.trim(), ""),
            ..CatalogInfo::default()
        }),
        ..Catalog::default()
    };
    let text =
        write_catalog(&catalog).map_err(|reason| OpenError::Unwritable { path: folder.catalog_file(), reason })?;
    let opened = folder.dir().map_err(|error| unwritable(dir, &error))?;
    write_first(&opened, text.as_bytes())?;
    open(&folder, false)
}

/// Copies a catalogue (file, photos; no lock, no enquiries) to a new folder and opens the copy: the person's own copy
/// of the sample, or "Salin ke laptop ini". The copy appears whole or not at all: it is made under a temporary name beside
/// its place, and renamed.
///
/// # Errors
/// The original cannot be read, there is something in `dir` already, or it cannot be written to.
pub fn copy_to(from: &Folder, dir: &Path) -> Result<Opened, OpenError> {
    let bytes = read(from)?;
    parse(from, &bytes)?;
    let folder = Folder::new(dir);
    refuse_existing(&folder)?;
    let (Some(above), Some(name)) = (dir.parent(), dir.file_name()) else {
        return Err(OpenError::Unwritable { path: dir.into(), reason: String::new() });
    };
    let fail = |error: io::Error| OpenError::Save(save_error(dir, &error));
    disk::make_dirs(above).map_err(OpenError::Save)?;
    let above = Dir::open(above).map_err(fail)?;
    let temporary = disk::temporary_name().map_err(fail)?;
    let made = above.enter_or_make(&temporary).map_err(fail).and_then(|copy| {
        copy_photos(from, &copy).map_err(fail)?;
        write_first(&copy, &bytes)?;
        drop(copy);
        // An empty folder may have been made for the copy; where it holds anything, this fails.
        let _ = disk::remove_empty_dir(dir);
        above.rename_new(&temporary, name).map_err(fail)
    });
    if let Err(error) = made {
        let _ = disk::remove_dirs(&above.path().join(&temporary));
        return Err(error);
    }
    above.sync();
    open(&folder, false)
}

/// Copies the pictures, each synced. Links stay behind, and so do folders and what a crash left.
fn copy_photos(from: &Folder, copy: &Dir) -> io::Result<()> {
    let target = copy.enter_or_make(PHOTOS)?;
    let photos = match from.photos() {
        Ok(photos) => photos,
        Err(error) if error.kind() == io::ErrorKind::NotFound || Refusal::of(&error).is_some() => return Ok(()),
        Err(error) => return Err(error),
    };
    for name in photos.names()?.into_iter().filter_map(|name| name.into_string().ok()) {
        let is_picture = is_plain_name(&name) && !disk::is_temporary(OsStr::new(&name));
        if is_picture && matches!(photos.meta(&name)?, Some(meta) if meta.kind == Kind::File) {
            // The catalogue names its pictures in composed form (NFC).
            disk::copy_new(photos.read(&name)?, &target, name.nfc().collect::<String>())?;
        }
    }
    target.sync();
    Ok(())
}

fn refuse_existing(folder: &Folder) -> Result<(), OpenError> {
    let path = folder.catalog_file();
    if std::fs::symlink_metadata(&path).is_ok() {
        return Err(OpenError::Exists { path });
    }
    Ok(())
}

fn unwritable(path: &Path, error: &io::Error) -> OpenError {
    OpenError::Unwritable { path: path.into(), reason: reason(error) }
}
