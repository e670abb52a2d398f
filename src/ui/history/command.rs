//! What a person asks of earlier versions.

use crate::store::Version;

/// What a person asks of earlier versions.
#[derive(Clone, Debug)]
pub enum HistoryCommand {
    /// Reads an earlier version, to show what is different.
    Inspect(Version),
    Restore(Version),
}
