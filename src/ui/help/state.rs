//! Where a person is in help, and what they ask of it.

/// Where a person is in help.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Help {
    pub search: String,
    /// The topic that is read.
    pub topic: usize,
    /// The first step that stands beside its control.
    pub step: Option<usize>,
}

/// What a person asks of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HelpCommand {
    /// Opens at what the shown screen needs, or closes.
    Toggle,
    /// Opens at the keys of the window, or closes.
    ToggleKeys,
    /// Opens one of the topics.
    Read(usize),
    Search(String),
    /// Goes where the topic that is read can be done.
    GoThere,
    /// Shows one of the first steps beside its control.
    ShowStep(usize),
    EndSteps,
}
