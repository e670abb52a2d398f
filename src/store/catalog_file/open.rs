//! Reads `catalog.ron`: format first, then the records, with line, column and "did you mean" for what is wrong.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::{Catalog, CatalogInfo, Problem, Text, slug};
use crate::store::catalog_file::format_1::{self, ParseError, version_id, write_catalog};
use crate::store::catalog_file::syntax::SyntaxFault;
use crate::store::catalog_file::writer::{SaveError, TEMPORARY, reason, write_verified};
use crate::store::folder::Folder;

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

/// The largest `catalog.ron` that is read: three times what 100,000 full products take.
pub(in crate::store) const CAP_BYTES: u64 = 512 << 20;

/// A file's bytes, refused above the cap before anything is read, and never more than the cap where it grows meanwhile.
pub(in crate::store) fn read_capped(path: &Path) -> Result<Vec<u8>, OpenError> {
    let unreadable = |error: io::Error| OpenError::Unreadable { path: path.into(), reason: reason(&error) };
    let file = File::open(path).map_err(unreadable)?;
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
    if !root.is_dir() {
        return Err(OpenError::NoFolder { path: root.into() });
    }
    let path = folder.catalog_file();
    match std::fs::symlink_metadata(&path) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let empty = std::fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_none());
            return Err(OpenError::NoCatalog { path: root.into(), empty });
        }
        Err(error) => {
            return Err(OpenError::Unreadable { path, reason: reason(&error) });
        }
    }
    // A named pipe would never end, a device may.
    if !folder.stays_inside(&path) || !path.is_file() {
        return Err(OpenError::NotAFile { path });
    }
    read_capped(&path)
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
fn access(folder: &Folder) -> Access {
    let path = folder.lock_file();
    if !folder.stays_inside(&path) {
        return Access::ReadOnly;
    }
    let lock = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let lock = match lock {
        Ok(lock) => lock,
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
    let catalog_file = folder.catalog_file();
    let writable = std::fs::metadata(&catalog_file).is_ok_and(|meta| !meta.permissions().readonly())
        && OpenOptions::new().write(true).open(&catalog_file).is_ok()
        && tempfile::Builder::new().prefix(".").suffix(TEMPORARY).tempfile_in(folder.root()).is_ok();
    if !writable {
        return Access::ReadOnly;
    }
    sweep(folder.root());
    sweep(&folder.history_dir());
    Access::Write(lock)
}

/// Removes what a crash left half written. Only the holder of the lock does this.
fn sweep(dir: &Path) {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with('.') && name.ends_with(TEMPORARY));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
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

/// Makes an empty catalogue in a folder that has none and opens it.
///
/// # Errors
/// There is one already, or the folder cannot be made or written to.
pub fn create(dir: &Path, title: &str) -> Result<Opened, OpenError> {
    let folder = Folder::new(dir);
    refuse_existing(&folder)?;
    make_dir(dir)?;
    let mut random = [0u8; 2];
    // Without a source of randomness the id is the plain slug of the title.
    let hex = match getrandom::fill(&mut random) {
        Ok(()) => format!("{:04x}", u16::from_be_bytes(random)),
        Err(_) => String::new(),
    };
    let catalog = Catalog {
        info: Arc::new(CatalogInfo {
            id: slug(title, &hex),
            title: Text::new(title.trim(), ""),
            ..CatalogInfo::default()
        }),
        ..Catalog::default()
    };
    write_new(&folder, &catalog_bytes(&folder, &catalog)?)?;
    open(&folder, false)
}

/// Copies a catalogue (file, photos; no lock, no enquiries) to a new folder and opens the copy: the person's own copy
/// of the sample, or "Salin ke laptop ini".
///
/// # Errors
/// The original cannot be read, there is a catalogue in `dir` already, or it cannot be written to.
pub fn copy_to(from: &Folder, dir: &Path) -> Result<Opened, OpenError> {
    let bytes = read(from)?;
    parse(from, &bytes)?;
    let folder = Folder::new(dir);
    refuse_existing(&folder)?;
    make_dir(&folder.photos_dir())?;
    if let Ok(entries) = std::fs::read_dir(from.photos_dir()) {
        for entry in entries.flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            // Links that lead out stay behind, and so do folders and what a crash left.
            let Ok(source) = from.photo(name) else {
                continue;
            };
            if !source.is_file() || name.ends_with(TEMPORARY) {
                continue;
            }
            let target = folder.photo(name).map_err(|_| OpenError::NotAFile { path: folder.photos_dir() })?;
            std::fs::copy(&source, &target)
                .map_err(|error| crate::store::catalog_file::writer::save_error(&target, &error))?;
        }
    }
    // The file that makes it a catalogue comes last: a copy that was interrupted is none and can be made again.
    write_new(&folder, &bytes)?;
    open(&folder, false)
}

fn refuse_existing(folder: &Folder) -> Result<(), OpenError> {
    let path = folder.catalog_file();
    if std::fs::symlink_metadata(&path).is_ok() {
        return Err(OpenError::Exists { path });
    }
    Ok(())
}

fn make_dir(dir: &Path) -> Result<(), OpenError> {
    std::fs::create_dir_all(dir).map_err(|error| OpenError::Unwritable { path: dir.into(), reason: reason(&error) })
}

fn catalog_bytes(folder: &Folder, catalog: &Catalog) -> Result<Vec<u8>, OpenError> {
    write_catalog(catalog)
        .map(String::into_bytes)
        .map_err(|reason| OpenError::Unwritable { path: folder.catalog_file(), reason })
}

fn write_new(folder: &Folder, bytes: &[u8]) -> Result<(), OpenError> {
    write_verified(&folder.catalog_file(), bytes, &|back| format_1::parse(back).is_ok())?;
    Ok(())
}
