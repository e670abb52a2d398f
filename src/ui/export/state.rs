//! An export that is being written.

use crate::jobs::Progress;

/// An export that is being written.
#[derive(Default)]
pub struct ExportState {
    pub running: Option<Progress>,
}
