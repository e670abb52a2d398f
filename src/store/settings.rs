//! What the program remembers of a person between starts: language, theme, recent catalogues, the last brochure.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::text::Lang;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// Settings of one person on one laptop. Unknown fields of a newer version are ignored.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub lang: Lang,
    pub theme: Theme,
    /// Newest first, at most ten.
    pub recent: Vec<PathBuf>,
    pub last_brochure: Option<PathBuf>,
    /// The renderer that failed to start last time, if any.
    pub avoid_renderer: Option<String>,
    /// A start is under way; still set at the next start where a driver brought the program down.
    pub starting_with: Option<String>,
    pub editing_locked: bool,
}

/// Where settings and caches live: `--config-dir`, a `.portable` marker beside the executable, or the system's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigDir {
    root: PathBuf,
}

impl ConfigDir {
    pub fn find(named: Option<PathBuf>) -> Self {
        let _ = named;
        todo!()
    }

    pub fn root(&self) -> &std::path::Path {
        &self.root
    }

    /// The settings, or the defaults where there are none or they cannot be read.
    pub fn load(&self) -> Settings {
        todo!()
    }

    pub fn save(&self, settings: &Settings) -> Result<(), super::SaveError> {
        let _ = settings;
        todo!()
    }
}
