//! Writes a changed catalogue once and says how that ended, for a command that ends with it.

use std::sync::Arc;

use crate::model::Catalog;
use crate::store::{ConfigDir, Opened, SaveError, Saver};

/// Why a catalogue was not saved.
#[derive(Debug, PartialEq)]
pub enum NotSaved {
    /// It was not opened to be written to.
    NoLock,
    Save(SaveError),
}

/// Writes the catalogue as the window does: one writer, the version before kept in the history.
///
/// # Errors
/// The last attempt failed: nothing tries again after this, and the file on disk is as it was.
pub fn save_once(opened: &mut Opened, next: Catalog, config: &ConfigDir) -> Result<(), NotSaved> {
    let saver = Saver::start_in(opened, Arc::new(|| {}), config).ok_or(NotSaved::NoLock)?;
    saver.save_now(Arc::new(next));
    // What a second attempt mends was never lost.
    saver.flush().or_else(|_| saver.finish()).map_err(NotSaved::Save)
}
