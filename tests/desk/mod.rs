//! What every test of the window starts from: a desk with folders of its own, a window on it, and hands to drive it.

#![allow(dead_code, reason = "each test takes from the desk what it needs")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use etalase::store::{ConfigDir, Folder};
use etalase::text::Lang;
use etalase::ui::command::Command;
use etalase::ui::dialogs::{DialogKind, Dialogs};
use etalase::ui::state::Phase;
use etalase::ui::{App, Parts, theme};

pub type Window = Harness<'static, Option<App>>;

/// A laptop of 1366×768, in points.
pub const LAPTOP: egui::Vec2 = egui::vec2(1366.0, 768.0);

/// Answers every dialog with the same paths.
pub struct Answers(pub Vec<PathBuf>);

impl Dialogs for Answers {
    fn ask(&self, _: DialogKind, _: Lang, _: Option<PathBuf>) -> Vec<PathBuf> {
        self.0.clone()
    }
}

/// A system that has no dialogs.
pub struct NoDialogs;

impl Dialogs for NoDialogs {
    fn ask(&self, _: DialogKind, _: Lang, _: Option<PathBuf>) -> Vec<PathBuf> {
        panic!("there is no dialog to ask with");
    }

    fn are_there(&self) -> bool {
        false
    }
}

/// A file that a person lets go of over the window.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

pub struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// A catalogue of this text, to be written to.
    pub fn catalog(&self, text: &str) -> PathBuf {
        let dir = self.path("katalog");
        std::fs::create_dir_all(&dir).unwrap();
        std::fs::write(dir.join("catalog.ron"), text).unwrap();
        dir
    }

    /// A copy of the shipped catalogue that may be written to.
    pub fn own(&self) -> PathBuf {
        let dir = self.path("katalog");
        copy(&shipped(), &dir);
        dir
    }

    /// The world of a window on this desk.
    pub fn parts(&self) -> Parts {
        parts_at(self.dir.path())
    }

    /// The sample that a first start opens.
    pub fn sample(&self) -> Folder {
        Folder::new(shipped()).with_cache(self.path("cache"))
    }

    /// A window on a catalogue of this text.
    pub fn open(&self, text: &str) -> Window {
        let window = open(self.parts(), Some(self.catalog(text)), LAPTOP);
        assert!(app(&window).state.open().is_some(), "the catalogue of the test cannot be read");
        window
    }
}

/// The world of a window whose files are in this folder: no sample, the day of the first mission, nobody who answers a
/// dialog.
pub fn parts_at(dir: &Path) -> Parts {
    Parts {
        dialogs: Arc::new(Answers(Vec::new())),
        config: ConfigDir::find(Some(dir.join("config"))),
        documents: dir.join("dokumen"),
        shipped: None,
        today: || jiff::civil::date(2025, 5, 8),
        random_hex: || {
            use std::sync::atomic::{AtomicU16, Ordering};
            static NEXT: AtomicU16 = AtomicU16::new(0x1000);
            format!("{:04x}", NEXT.fetch_add(1, Ordering::Relaxed))
        },
        fonts: |_| Vec::new(),
        open_file: |_| Ok(()),
    }
}

pub fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog")
}

pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Opens a window and waits for its catalogue, or for the reason why there is none, and for all that follows behind it:
/// on a slow machine a test would otherwise act before the catalogue is checked.
pub fn open(parts: Parts, named: Option<PathBuf>, size: egui::Vec2) -> Window {
    let mut parts = Some((parts, named));
    let mut window = Harness::builder().with_size(size).with_step_dt(0.05).allow_missing_glyphs().build_ui_state(
        move |ui, app: &mut Option<App>| {
            if let Some((parts, named)) = parts.take() {
                theme::install(ui.ctx(), false);
                *app = Some(App::new(ui.ctx(), parts, named));
            } else if let Some(app) = app {
                app.frame(ui);
            }
        },
        None,
    );
    until(&mut window, "a catalogue or a reason", |app| !matches!(app.state.phase, Phase::Loading));
    until(&mut window, "what follows behind the catalogue", App::is_settled);
    window
}

pub fn app(window: &Window) -> &App {
    window.state().as_ref().unwrap()
}

/// Steps the window until something holds; background work takes its time.
pub fn until(window: &mut Window, what: &str, holds: impl Fn(&App) -> bool) {
    let start = Instant::now();
    loop {
        window.run_steps(1);
        if window.state().as_ref().is_some_and(&holds) {
            // What came is laid out, too.
            return window.run_steps(3);
        }
        assert!(start.elapsed() < Duration::from_secs(60), "waited in vain for: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

pub fn click(window: &mut Window, name: &str) {
    window.get_by_label(name).click();
    window.run_steps(3);
}

pub fn press(window: &mut Window, modifiers: egui::Modifiers, key: egui::Key) {
    window.key_press_modifiers(modifiers, key);
    window.run_steps(3);
}

pub fn perform(window: &mut Window, command: impl Into<Command>) {
    perform_all(window, [command.into()]);
}

/// Several commands before anything else can happen.
pub fn perform_all(window: &mut Window, commands: impl IntoIterator<Item = Command>) {
    let context = window.ctx.clone();
    for command in commands {
        window.state_mut().as_mut().unwrap().perform(command, &context);
    }
    window.run_steps(3);
}
