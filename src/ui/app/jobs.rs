//! The window's background work: what can run, and what comes back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::brochure::BrochureError;
use crate::exchange::ImportError;
use crate::model::{Catalog, Edit, Found, Problems, ProductId, SearchIndex, Survey};
use crate::store::{self, Folder, IncomingPhotos, OpenError, Opened, PhotoError, SaveError, Version};
use crate::ui::import::Import;
use crate::ui::kit::dialogs::Ask;
use crate::ui::photos::adding::Added;
use crate::ui::photos::care::CareOutcome;
use crate::ui::proposal::Proposal;
use crate::ui::quality::coordinator::SurveyOf;

/// At most one of each runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    Open,
    MakeOwnCopy,
    Check,
    /// The texts of the search, made ahead of the first key.
    WarmIndex,
    Dialog,
    Photos,
    Paste,
    Tray,
    PhotoCare,
    Import,
    Export,
    Brochure,
    Versions,
    OpenFile,
    Settings,
    Survey,
    Tasks,
    /// A change of many products that is put together.
    Propose,
    Find,
}

/// A catalogue that was read, with what the window needs at once.
pub struct Loaded {
    pub opened: Opened,
    pub index: SearchIndex,
    /// Edits of an earlier session that could not be written into this catalogue.
    pub recovered: Option<Catalog>,
}

/// What a finished dialog is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    Open,
    New { title: String },
    Photos(ProductId),
    Logos,
    Spreadsheet,
    Tray,
    MovedPhotos,
}

/// What a job brings back.
pub enum Outcome {
    Opened(Box<Result<Loaded, OpenError>>),
    /// The person's own copy of the sample, or the copy on this laptop.
    OwnCopy(Box<Result<Opened, OpenError>>),
    /// A copy on this laptop, which is opened.
    Copied(Box<Result<Loaded, OpenError>>),
    /// A new catalogue, which is opened.
    Created(Box<Result<Loaded, OpenError>>),
    IndexWarm,
    Checked {
        revision: u64,
        problems: Problems,
    },
    Chosen {
        purpose: Purpose,
        paths: Vec<PathBuf>,
    },
    /// Pictures of a product, or the catalogue's logos.
    Photos(Added),
    /// Pictures for the tray.
    Tray(IncomingPhotos),
    PasteFailed(PhotoError),
    Care(CareOutcome),
    /// A spreadsheet held against the catalogue.
    Imported(Box<Result<Import, ImportError>>),
    /// What a review was applied as, and how many of its photos could not be used.
    ImportReady {
        edit: Edit,
        refused: usize,
    },
    /// A spreadsheet of the products shown.
    Exported(Result<PathBuf, ExportFailed>),
    /// A to-do list.
    Listed(Result<PathBuf, ExportFailed>),
    Brochure(Result<Made, BrochureFailed>),
    /// How complete things are, and what that was counted from.
    Surveyed(Box<(SurveyOf, Survey)>),
    Versions(Vec<Version>),
    /// An earlier version that was read; `restore`: it shall be the current one.
    Version {
        version: Version,
        restore: bool,
        read: Box<Result<Catalog, OpenError>>,
    },
    SettingsSaved(Result<(), SaveError>),
    Proposal(Box<Proposal>),
    /// Where the text stands that shall be replaced.
    Found(Arc<Vec<Found>>),
    FileOpened {
        path: PathBuf,
        error: Option<String>,
    },
}

/// A brochure on disk.
pub struct Made {
    /// The file, or the folder of several.
    pub path: PathBuf,
    pub pages: usize,
    pub files: usize,
    /// It shall be opened in the system's viewer at once.
    pub print: bool,
}

/// Why there is no spreadsheet on disk.
pub enum ExportFailed {
    Made(ImportError),
    Pages(BrochureError),
    Write(SaveError),
}

/// Why there is no brochure on disk.
pub enum BrochureFailed {
    Pages(BrochureError),
    Write(SaveError),
    /// Findings that are errors, and nobody said to print all the same.
    Errors(usize),
}

/// Reads a catalogue and makes it ready to be shown. Searching and checking follow behind the window.
pub fn load(folder: &Folder, sample: bool, config: &store::ConfigDir) -> Result<Loaded, OpenError> {
    let opened = store::open(folder, sample)?;
    let recovered = config.recovered(folder).map(|found| found.catalog);
    let mut loaded = prepare(opened);
    loaded.recovered = recovered.filter(|recovered| *recovered != loaded.opened.catalog);
    Ok(loaded)
}

/// Builds what the first frame needs beside an opened catalogue: counts and the order of names.
pub fn prepare(opened: Opened) -> Loaded {
    let index = SearchIndex::start(&opened.catalog);
    index.order();
    // What an earlier version needs and was cleared away is back before anything is looked at.
    if matches!(opened.access, store::Access::Write(_)) {
        opened.folder.recall_photos(&opened.catalog);
    }
    Loaded { opened, index, recovered: None }
}

/// `name.pdf`, `name (2).pdf`, …: never a file or folder that is there already.
pub(crate) fn free_path(dir: &Path, name: &str, ending: &str) -> Result<PathBuf, SaveError> {
    let fail = |error: std::io::Error| SaveError::Other { path: dir.to_owned(), reason: error.to_string() };
    std::fs::create_dir_all(dir).map_err(fail)?;
    let first = dir.join(format!("{name}{ending}"));
    if !first.exists() {
        return Ok(first);
    }
    let numbered = (2..10_000).map(|n| dir.join(format!("{name} ({n}){ending}"))).find(|path| !path.exists());
    Ok(numbered.unwrap_or(first))
}

/// The dialog that a purpose needs.
pub fn ask_for(purpose: &Purpose) -> Ask {
    match purpose {
        Purpose::Open => Ask::CatalogFolder,
        Purpose::New { .. } => Ask::NewFolder,
        Purpose::Photos(_) | Purpose::Logos | Purpose::Tray => Ask::Pictures,
        Purpose::MovedPhotos => Ask::PhotoFolder,
        Purpose::Spreadsheet => Ask::Spreadsheet,
    }
}
