//! What a person asks of help.

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
