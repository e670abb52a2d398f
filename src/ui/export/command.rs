//! What a person asks of an export.

use crate::actions::export::ExportForm;

/// Which products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ExportOf {
    /// What the list shows now.
    #[default]
    Shown,
    /// A buyer's shortlist, in its order.
    Shortlist,
    All,
}

/// What a person asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportWish {
    pub form: ExportForm,
    pub of: ExportOf,
}

/// Products as a file in the documents folder.
#[derive(Clone, Debug)]
pub enum ExportCommand {
    Start(ExportWish),
    Cancel,
}
