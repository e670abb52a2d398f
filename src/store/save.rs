//! The one thread that writes `catalog.ron`, the one atomic writer, and the history of versions.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::folder::Folder;
use super::open::Opened;
use crate::model::Catalog;
use crate::text::{Explain, Lang, Message};

/// An earlier version in `.history/`: `<UTC time>-<first 12 hex of content hash>.ron.zst`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// UTC, ISO basic format, `20250508T013000Z`.
    pub time: String,
    /// First twelve hex digits of the hash of the uncompressed bytes.
    pub id: String,
    /// Saved by Ctrl+S: never thinned out.
    pub kept: bool,
}

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

impl Explain for SaveError {
    fn explain(&self, lang: Lang) -> Message {
        let _ = lang;
        todo!()
    }
}

/// The one atomic writer: temporary file in the same folder, write, sync, `verify` what is read back, rename, sync the
/// folder. Retries for two seconds where another program holds the target open.
pub fn write_file(
    path: &Path,
    bytes: &[u8],
    verify: &dyn Fn(&[u8]) -> bool,
) -> Result<(), SaveError> {
    let _ = (path, bytes, verify);
    todo!()
}

/// What the saver is doing, for the line that is always visible.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// Nothing to save. `at`: local time `HH:MM` of the last save in this session, if any.
    Saved {
        at: Option<String>,
    },
    /// Edits wait for their second.
    Pending,
    Saving,
    Failed(SaveError),
}

/// Owns the write lock and the thread that writes. Dropping it saves what is pending and waits.
pub struct Saver {}

impl Saver {
    /// Starts the thread for a catalogue opened with `Access::Write`; `None` for any other. `wake` is called whenever
    /// the state changes.
    pub fn start(opened: &mut Opened, wake: Arc<dyn Fn() + Send + Sync>) -> Option<Saver> {
        let _ = (opened, wake);
        todo!()
    }

    /// The catalogue as it now is. Written one second after the last request and at most five after the first; older
    /// requests are dropped.
    pub fn request(&self, catalog: Arc<Catalog>) {
        let _ = catalog;
        todo!()
    }

    /// Writes at once and keeps that version from thinning out (Ctrl+S).
    pub fn save_now(&self, catalog: Arc<Catalog>) {
        let _ = catalog;
        todo!()
    }

    pub fn state(&self) -> SaveState {
        todo!()
    }

    /// Waits until nothing is pending; used before closing and in tests.
    pub fn flush(&self) -> Result<(), SaveError> {
        todo!()
    }
}

impl Folder {
    /// Earlier versions, newest first.
    pub fn versions(&self) -> Vec<Version> {
        todo!()
    }

    /// An earlier version as a catalogue.
    pub fn version(&self, version: &Version) -> Result<Catalog, super::OpenError> {
        let _ = version;
        todo!()
    }
}
