//! The window's background work: what can run, and what comes back.

use std::path::PathBuf;
use std::sync::Arc;

use crate::actions::brochure::BrochureReport;
use crate::actions::export::ExportError;
use crate::actions::import::PhotoRefusal;
use crate::actions::open::Loaded;
use crate::actions::photos::AddedPictures;
use crate::brochure::SystemFont;
use crate::exchange::ImportError;
use crate::model::{Catalog, Edit, Problems, ProductId, SearchIndex, Survey, Text, TextMatch};
use crate::store::{IncomingPhotos, OpenError, Opened, PhotoError, SaveError, Version};
use crate::ui::import::state::ImportReview;
use crate::ui::kit::dialogs::DialogKind;
use crate::ui::photos::state::CareOutcome;
pub use crate::ui::photos::state::{BatchPhoto, PhotoBatch};
use crate::ui::proposal::command::Proposal;
use crate::ui::quality::state::SurveyOf;

/// At most one of each runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    Open,
    MakeOwnCopy,
    Check,
    /// The search index after a change of many products.
    Index,
    /// Decodes photos that were not yet, to see which are damaged.
    LookInsidePhotos,
    Dialog,
    Photos,
    Paste,
    Tray,
    PhotoCare,
    Import,
    Export,
    Brochure,
    Versions,
    ReadVersion,
    /// What one version changed is being counted.
    CountVersion,
    OpenFile,
    /// Fonts of the system for letters that ours lack.
    Fonts,
    Settings,
    /// The buyers' lists are being written.
    Lists,
    /// What is kept of an earlier session is being deleted.
    Journal,
    Survey,
    Tasks,
    /// A change of many products that is put together.
    Propose,
    Find,
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
    TrayFolder,
    MovedPhotos,
}

/// A path that is asked for in the window, where the system has no dialog.
#[derive(Clone, Debug)]
pub struct PathQuestion {
    pub purpose: Purpose,
    /// What was typed last and is not there.
    pub missing: Option<PathBuf>,
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
    Checked {
        revision: u64,
        problems: Problems,
    },
    Indexed {
        revision: u64,
        index: Box<SearchIndex>,
    },
    /// Photos were decoded. `found`: some are damaged that nobody knew of.
    PhotosLookedAt {
        found: bool,
    },
    Chosen {
        purpose: Purpose,
        paths: Vec<PathBuf>,
    },
    /// The path has to be typed.
    NotChosen(PathQuestion),
    /// Pictures of a product, or the catalogue's logos.
    Photos {
        batch: PhotoBatch,
        added: AddedPictures,
    },
    /// Pictures for the tray.
    Tray(IncomingPhotos),
    PasteFailed(PhotoError),
    Care(CareOutcome),
    /// A spreadsheet held against the catalogue.
    Imported(Box<Result<ImportReview, ImportError>>),
    /// What a review was applied as, and which of its photos could not be used.
    ImportReady {
        edit: Edit,
        refused: Vec<(usize, PhotoRefusal)>,
    },
    /// A spreadsheet of the products shown.
    Exported(Result<PathBuf, ExportError>),
    /// A to-do list.
    Listed(Result<PathBuf, ExportError>),
    /// A brochure. `print`: it shall be opened in the system's viewer at once.
    Brochure {
        report: BrochureReport,
        print: bool,
    },
    /// How complete things are, and what that was counted from.
    Surveyed(Box<(SurveyOf, Survey)>),
    /// The earlier versions, each with what was done in it.
    Versions(Vec<(Version, Vec<Text>)>),
    VersionCounted {
        version: Version,
        words: Text,
    },
    /// An earlier version that was read; `restore`: it shall be the current one.
    Version {
        version: Version,
        restore: bool,
        read: Box<Result<Catalog, OpenError>>,
    },
    SettingsSaved(Result<(), SaveError>),
    ListsSaved(Result<(), SaveError>),
    JournalForgotten,
    Proposal(Box<Proposal>),
    /// Where the text stands that shall be replaced.
    Found(Arc<Vec<TextMatch>>),
    Fonts(Vec<(SystemFont, String)>),
    FileOpened {
        path: PathBuf,
        error: Option<String>,
    },
}

/// The dialog that a purpose needs.
pub fn ask_for(purpose: &Purpose) -> DialogKind {
    match purpose {
        Purpose::Open => DialogKind::CatalogFolder,
        Purpose::New { .. } => DialogKind::NewFolder,
        Purpose::Photos(_) | Purpose::Logos | Purpose::Tray => DialogKind::Pictures,
        Purpose::MovedPhotos => DialogKind::PhotoFolder,
        Purpose::TrayFolder => DialogKind::FolderOfPhotos,
        Purpose::Spreadsheet => DialogKind::Spreadsheet,
    }
}
