//! What a person answers where closing takes longer.

/// An answer to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingCommand {
    /// Close when it is done.
    Wait,
    /// Give up what can be given up, and close.
    CancelAndClose,
    /// Do not close.
    Stay,
}
