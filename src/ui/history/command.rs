//! What a person asks of earlier versions.

use crate::store::Version;

/// What a person asks of earlier versions.
#[derive(Clone, Debug)]
pub enum HistoryCommand {
    /// Reads an earlier version, to show what is different.
    Inspect(Version),
    /// Counts what a version changed against the one before it, where nobody noted what was done.
    Count(Version),
    Restore(Version),
}
