//! What a person asks of the tray.

use std::path::PathBuf;

use crate::model::ProductId;

/// What a person asks of the tray.
#[derive(Clone, Debug)]
pub enum TrayCommand {
    Pick,
    /// A whole folder of photos.
    PickFolder,
    Add(Vec<PathBuf>),
    Click {
        id: u64,
        ctrl: bool,
        shift: bool,
    },
    /// The cursor goes so many pictures on. `extend`: everything from the anchor is chosen; `alone`: nothing changes but
    /// the cursor.
    Step {
        by: isize,
        extend: bool,
        alone: bool,
    },
    Toggle,
    ChooseAll,
    ChooseGroup(usize),
    Search(String),
    /// Another line of the suggestions.
    Row(usize),
    Assign(ProductId),
    Tick(u64, bool),
    /// One of the products that a file's name fits.
    Propose(u64, ProductId),
    AssignTicked,
    LeaveOut,
    /// Brings back what was left out.
    TakeIn,
    ShowAll(bool),
    Empty,
}
