//! What a person asks of a proposed change.

use crate::model::{Edit, Text};

/// An edit to be looked at first. Its name is the screen's title and the name of the undo step.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub edit: Edit,
    /// What was not taken into the edit, and why; shown above the changes.
    pub notes: Vec<Text>,
}

impl From<Edit> for Proposal {
    fn from(edit: Edit) -> Self {
        Self { edit, notes: Vec::new() }
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
}
