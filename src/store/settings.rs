//! What the program remembers of a person between starts: language, theme, recent catalogues, the last brochure.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::{BuyerList, SaveError};
use crate::store::disk::{Dir, make_dirs, sweep_unfinished, write_file};
use crate::store::folder::documents_dir;
use crate::text::Lang;

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Theme {
    #[default]
    Light,
    Dark,
}

/// The languages that slides are shown in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SlideLangs {
    #[default]
    Alternating,
    Indonesian,
    English,
}

/// How slides are shown on the second screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SlideSettings {
    pub seconds: u32,
    /// Seconds without a touch after which a visitor's page goes back to slides.
    pub idle_seconds: u32,
    pub langs: SlideLangs,
    pub prices: bool,
    /// The buyer's list instead of what the window shows.
    pub of_list: bool,
    /// The number of the screen, from 0; none is the one that the window is not on.
    pub screen: Option<usize>,
}

impl Default for SlideSettings {
    fn default() -> Self {
        Self {
            seconds: 8,
            idle_seconds: 45,
            langs: SlideLangs::Alternating,
            prices: false,
            of_list: false,
            screen: None,
        }
    }
}

impl SlideSettings {
    /// Seconds for a slide, within what can be read, whatever the settings file says.
    pub fn seconds(&self) -> u32 {
        self.seconds.clamp(3, 120)
    }

    /// Seconds without a touch, likewise.
    pub fn idle_s(&self) -> u32 {
        self.idle_seconds.clamp(10, 900)
    }
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
    /// How each catalogue, by its id, was printed last.
    pub brochures: std::collections::BTreeMap<String, crate::model::BrochureSettings>,
    /// The renderer that failed to start twice in a row, if any.
    pub avoid_renderer: Option<String>,
    /// A start is under way; still set at the next start where a driver brought the program down.
    pub starting_with: Option<String>,
    /// Starts in a row that brought the program down before a frame was painted.
    pub failed_starts: u8,
    pub editing_locked: bool,
    /// The columns of the table, by their keys; empty for the usual ones.
    pub table_columns: Vec<String>,
    /// How wide the filters were drawn, in points; 0 as they come.
    pub filters_width: u16,
    /// The form of a product shows what is missing, not only how much.
    pub missing_open: bool,
    /// Photos are also kept as they came, in the catalogue's `originals/`.
    pub keep_originals: bool,
    pub slides: SlideSettings,
    /// Slides are running; still set at the next start where the power went out, and then they come back.
    pub presenting: bool,
    /// This is the first start, and the first steps are still to be shown. Settings of an earlier version say nothing of
    /// them, and then they are not.
    pub first_steps_due: bool,
}

impl Settings {
    const RECENT: usize = 10;

    /// Puts a catalogue's folder first among the recent ones.
    pub fn remember(&mut self, folder: &Path) {
        self.recent.retain(|known| known != folder);
        self.recent.insert(0, folder.to_path_buf());
        self.recent.truncate(Self::RECENT);
    }
}

/// Where settings and caches live: `--config-dir`, a `.portable` marker beside the executable, or the system's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigDir {
    root: PathBuf,
}

const SETTINGS: &str = "settings.ron";
/// What a settings file is called that could not be understood.
const BROKEN: &str = "settings.broken.ron";
/// A settings file is a few hundred bytes; anything larger is none.
const CAP_BYTES: u64 = 1 << 20;

fn project_dirs() -> Option<directories::ProjectDirs> {
    directories::ProjectDirs::from("", "", "Etalase Desa")
}

fn portable_dir() -> Option<PathBuf> {
    let exe = std::env::current_exe().ok()?;
    let dir = exe.parent()?;
    dir.join(".portable").exists().then(|| dir.to_path_buf())
}

/// Where small copies of pictures are kept unless the folder says otherwise.
pub(in crate::store) fn system_cache_dir() -> PathBuf {
    portable_dir()
        .map(|dir| dir.join("cache"))
        .or_else(|| project_dirs().map(|dirs| dirs.cache_dir().to_path_buf()))
        .unwrap_or_else(|| std::env::temp_dir().join("etalase-desa-cache"))
}

impl ConfigDir {
    pub fn find(named: Option<PathBuf>) -> Self {
        let root = named
            .or_else(portable_dir)
            .or_else(|| project_dirs().map(|dirs| dirs.config_dir().to_path_buf()))
            .unwrap_or_else(|| std::env::temp_dir().join("etalase-desa"));
        Self { root }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    fn file(&self) -> PathBuf {
        self.root.join(SETTINGS)
    }

    /// Whether the program was here before.
    pub fn has_settings(&self) -> bool {
        self.file().exists() || self.root.join(BROKEN).exists()
    }

    /// The settings, or the defaults where there are none or they cannot be read. A file that cannot be understood is
    /// kept as `settings.broken.ron`.
    pub fn load(&self) -> Settings {
        let file = self.file();
        let Ok(meta) = std::fs::metadata(&file) else {
            return Settings::default();
        };
        let read = (meta.is_file() && meta.len() <= CAP_BYTES)
            .then(|| std::fs::read_to_string(&file).ok())
            .flatten()
            .and_then(|text| ron_options().from_str(&text).ok());
        read.unwrap_or_else(|| {
            let put_aside = Dir::open(&self.root).and_then(|dir| dir.rename(SETTINGS, &dir, BROKEN));
            if let Err(error) = put_aside {
                tracing::warn!(%error, "a broken settings file could not be put aside");
            }
            Settings::default()
        })
    }

    /// Removes what a crash left half written wherever the program writes: here, and where brochures and the person's own
    /// catalogues go. A catalogue's folder is swept when it is opened.
    pub fn sweep(&self, settings: &Settings) {
        let documents = documents_dir();
        let mut places =
            vec![self.root.clone(), self.root.join("lists"), self.journal_dir(), documents.join("Brosur"), documents];
        places.extend(settings.last_brochure.as_deref().and_then(Path::parent).map(Path::to_path_buf));
        places.iter().for_each(|place| sweep_unfinished(place));
    }

    /// # Errors
    /// Whatever kept the file from being written; the old one is intact.
    pub fn save(&self, settings: &Settings) -> Result<(), SaveError> {
        let file = self.file();
        let other = |reason: String| SaveError::Other { path: file.clone(), reason };
        make_dirs(&self.root)?;
        let text = ron_options()
            .to_string_pretty(settings, ron::ser::PrettyConfig::new().new_line("\n"))
            .map_err(|error| other(error.to_string()))?;
        write_file(&file, text.as_bytes())
    }
}

/// Saves the settings of a running program, whatever threads do it: what is in the file in the end is what was put last. Two
/// that save at once, each its own copy, may come to the file in either order.
pub struct SettingsKeeper {
    config: ConfigDir,
    newest: Mutex<Settings>,
    /// The buyers' lists of a catalogue, by its id.
    lists: Mutex<(String, Vec<BuyerList>)>,
    /// Held while the file is being written.
    turn: Mutex<()>,
}

impl SettingsKeeper {
    pub fn new(config: ConfigDir, settings: Settings) -> Self {
        Self { config, newest: Mutex::new(settings), lists: Mutex::default(), turn: Mutex::default() }
    }

    /// What the next [`Self::save`] writes. Never waits for a file.
    pub fn put(&self, settings: Settings) {
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = settings;
    }

    /// # Errors
    /// Whatever kept the file from being written; the old one is intact.
    pub fn save(&self) -> Result<(), SaveError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.config.save(&newest)
    }

    /// What the next [`Self::save_lists`] writes. Never waits for a file.
    pub fn put_lists(&self, catalog: String, lists: Vec<BuyerList>) {
        *self.lists.lock().unwrap_or_else(PoisonError::into_inner) = (catalog, lists);
    }

    /// # Errors
    /// Whatever kept the file from being written; the old one is intact.
    pub fn save_lists(&self) -> Result<(), SaveError> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let (catalog, lists) = self.lists.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.config.save_buyer_lists(&catalog, &lists)
    }
}

pub(in crate::store) fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_and_a_newer_field_is_ignored() {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().join("deep/er")));
        assert_eq!(config.load(), Settings::default());
        let mut settings = Settings {
            lang: Lang::En,
            theme: Theme::Dark,
            last_brochure: Some("Brosur 1.pdf".into()),
            ..Settings::default()
        };
        for n in 0..12 {
            settings.remember(Path::new(&format!("/catalog/{n}")));
        }
        settings.remember(Path::new("/catalog/5"));
        assert_eq!(settings.recent.len(), 10);
        assert_eq!(settings.recent[0], Path::new("/catalog/5"));
        config.save(&settings).unwrap();
        assert_eq!(config.load(), settings);
        std::fs::write(config.file(), "(lang: En, hologram: (1, [2]))").unwrap();
        assert_eq!(config.load().lang, Lang::En);
    }

    #[test]
    fn of_saves_at_once_the_last_one_asked_for_stays() {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().into()));
        let keeper = SettingsKeeper::new(config.clone(), Settings::default());
        for round in 0..40 {
            std::thread::scope(|scope| {
                for presenting in [false, true, round % 2 == 0] {
                    keeper.put(Settings { presenting, ..Settings::default() });
                    scope.spawn(|| keeper.save().unwrap());
                }
            });
            assert_eq!(config.load().presenting, round % 2 == 0, "round {round}");
        }
    }

    #[test]
    fn broken_settings_give_defaults_and_are_kept_aside() {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().into()));
        for broken in [&b"\0\0\0\0"[..], b"(lang: Fr)", b"", b"\xff\xfe"] {
            std::fs::write(config.file(), broken).unwrap();
            assert_eq!(config.load(), Settings::default());
            let aside = std::fs::read(dir.path().join("settings.broken.ron")).unwrap();
            assert_eq!(aside, broken);
            assert!(!config.file().exists());
        }
    }
}
