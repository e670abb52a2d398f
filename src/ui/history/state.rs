//! What the screen of earlier versions remembers, and what a person asks of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::{Catalog, Text};
use crate::store::Version;

/// What the screen of earlier versions remembers.
#[derive(Debug, Default)]
pub struct HistoryState {
    /// Newest first, each with what was done in it, as far as that was noted.
    pub versions: Arc<Vec<(Version, Vec<Text>)>>,
    /// What versions changed of which nothing was noted, once it was counted.
    pub counted: BTreeMap<Version, Text>,
    /// One is being counted.
    pub(super) is_counting: bool,
    /// An earlier version that was read, to compare.
    pub inspected: Option<(Version, Arc<Catalog>)>,
}

impl HistoryState {
    /// The version before one.
    pub fn before(&self, version: &Version) -> Option<&Version> {
        let at = self.versions.iter().position(|(one, _)| one == version)?;
        self.versions.get(at + 1).map(|(before, _)| before)
    }

    /// Takes in what was found on the disk.
    pub fn take(&mut self, versions: Vec<(Version, Vec<Text>)>) {
        // The first version of all is told by its place, and what stood between two may be thinned out by now.
        self.counted.retain(|version, _| versions.iter().any(|(one, _)| one == version));
        self.versions = Arc::new(versions);
        self.is_counting = false;
    }

    pub fn take_counted(&mut self, version: Version, words: Text) {
        self.counted.insert(version, words);
        self.is_counting = false;
    }
}

/// What a person asks of earlier versions.
#[derive(Clone, Debug)]
pub enum HistoryCommand {
    /// Reads an earlier version, to show what is different.
    Inspect(Version),
    /// Counts what a version changed against the one before it, where nobody noted what was done.
    Count(Version),
    Restore(Version),
}
