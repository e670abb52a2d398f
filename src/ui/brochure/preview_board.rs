//! What the preview and its worker tell each other: the wish, the pages that are wanted, what is set and drawn.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::brochure::{BrochureError, Outline, PageAt, PagePicture, Request};
use crate::store::Folder;

/// What the pages are, as far as they are set.
#[derive(Clone, Debug, Default)]
pub struct PreviewPages {
    /// Which wish these belong to.
    pub generation: u64,
    pub outline: Outline,
    pub error: Option<BrochureError>,
}

/// One page at one width, as it looks under a stamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PageKey {
    pub(super) at: PageAt,
    pub(super) width_px: u32,
    pub(super) stamp: u64,
}

#[derive(Default)]
pub(super) struct Board {
    pub(super) generation: u64,
    pub(super) wish: Option<(Folder, Arc<Request>)>,
    /// The last one is drawn first: what a person looks at now.
    pub(super) wanted: Vec<PageKey>,
    /// The large page that was asked for last.
    pub(super) looked_at: Option<PageKey>,
    pub(super) sheets: Option<PreviewPages>,
    pub(super) drawn: Vec<(PageKey, PagePicture)>,
    pub(super) working: bool,
    pub(super) stop: bool,
}

pub(super) struct PreviewShared {
    pub(super) board: Mutex<Board>,
    pub(super) more: Condvar,
}

impl PreviewShared {
    pub(super) fn board(&self) -> std::sync::MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
