//! A change that is looked at before it is made, and what a person asks of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::model::{Edit, Key, Text};
use crate::store::OpenField;
use crate::ui::app::screen::Screen;
use crate::ui::kit::differences::Differences;

/// The proposal that is shown.
pub struct Proposed {
    pub(super) name: Text,
    pub(super) notes: Vec<Text>,
    pub(super) recovered: Option<Recovered>,
    pub shown: Differences,
    /// Places in the changes that a person left out.
    pub left_out: BTreeSet<usize>,
    /// The screen that it was asked from.
    pub(super) back: Screen,
    /// The catalogue's revision that it belongs to.
    pub(super) revision: u64,
}

impl Proposed {
    /// Whether it is what an earlier session could not save.
    pub fn is_recovered(&self) -> bool {
        self.recovered.is_some()
    }
}

/// An edit to be looked at first. Its name is the screen's title and the name of the undo step.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub edit: Edit,
    /// What was not taken into the edit, and why; shown above the changes.
    pub notes: Vec<Text>,
    /// Records that are not ticked at first.
    pub doubtful: Vec<Key>,
    /// It is what an earlier session could not save.
    pub recovered: Option<Recovered>,
}

/// What an earlier session left besides edits.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// Where it is kept until what is taken of it is saved.
    pub file: PathBuf,
    /// What stood in open fields.
    pub fields: Vec<OpenField>,
}

impl From<Edit> for Proposal {
    fn from(edit: Edit) -> Self {
        Self { edit, notes: Vec::new(), doubtful: Vec::new(), recovered: None }
    }
}

/// What a person asks of a proposed change.
#[derive(Clone, Debug)]
pub enum ProposalCommand {
    Show(Box<Proposal>),
    /// Whether one of the proposed records is applied.
    Take(usize, bool),
    TakeAll(bool),
    Apply,
    Close,
    /// What an earlier session left is not wanted.
    Discard,
}
