//! What a person asks of a proposed change.

use std::path::PathBuf;

use crate::model::{Edit, Key, Text};
use crate::store::OpenField;

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
