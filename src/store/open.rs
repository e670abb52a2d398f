//! Reads `catalog.ron`: format first, then the records, with line, column and "did you mean" for what is wrong.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::folder::Folder;
use crate::model::{Catalog, Problem};
use crate::text::{Explain, Lang, Message};

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
        restorable: Option<super::Version>,
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
}

/// What is wrong with the text of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxFault {
    UnknownField {
        found: String,
        record: String,
        meant: Option<String>,
    },
    UnknownVariant {
        found: String,
        of: String,
        meant: Option<String>,
    },
    MissingField {
        field: String,
        record: String,
    },
    /// A value of another kind than the field wants.
    WrongKind {
        expected: String,
        found: String,
    },
    /// A missing comma, an unclosed bracket or quote and the like.
    Other {
        message: String,
    },
}

impl Explain for OpenError {
    fn explain(&self, lang: Lang) -> Message {
        let _ = lang;
        todo!()
    }
}

/// Opens a catalogue folder. `sample`: this is the shipped catalogue and nobody named its folder, so it is never written to.
pub fn open(folder: &Folder, sample: bool) -> Result<Opened, OpenError> {
    let _ = (folder, sample);
    todo!()
}

/// Makes an empty catalogue in a folder that has none and opens it.
pub fn create(dir: &Path, title: &str) -> Result<Opened, OpenError> {
    let _ = (dir, title);
    todo!()
}

/// Copies a catalogue (file, photos; no lock, no enquiries) to a new folder and opens the copy: the person's own copy
/// of the sample, or "Salin ke laptop ini".
pub fn copy_to(from: &Folder, dir: &Path) -> Result<Opened, OpenError> {
    let _ = (from, dir);
    todo!()
}
