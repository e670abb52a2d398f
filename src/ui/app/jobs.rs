//! The window's background work: what can run, and the path that is asked for where the system has no dialog.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::Command;
use crate::ui::kit::dialogs::DialogKind;
pub use crate::ui::photos::state::{BatchPhoto, PhotoBatch};

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

/// What becomes of the paths that a person chose.
pub type PathUse = Arc<dyn Fn(&[PathBuf]) -> Option<Command> + Send + Sync>;

/// A path that is asked for in the window, where the system has no dialog.
#[derive(Clone)]
pub struct PathQuestion {
    pub kind: DialogKind,
    pub then: PathUse,
    /// What was typed last and is not there.
    pub missing: Option<PathBuf>,
}
