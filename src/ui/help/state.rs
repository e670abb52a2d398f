//! Where a person is in help.

/// Where a person is in help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    pub search: String,
    /// The topic that is read.
    pub topic: usize,
    /// The first step that stands beside its control.
    pub step: Option<usize>,
}
