//! Opens the window: OpenGL first, the other renderer where that fails, and one clear sentence where neither can.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;

use super::{crash, renderer};
use crate::say;
use crate::store::{self, ConfigDir, Settings};
use crate::text::{Explain, Lang, Message};
use crate::ui::app::{App, Parts};
use crate::ui::kit::dialogs::{NativeDialogs, open_with_system};
use crate::ui::kit::theme;

/// How the window is started.
#[derive(Clone, Debug)]
pub struct StartOptions {
    pub catalog: Option<PathBuf>,
    pub config: ConfigDir,
    /// Overrides the remembered language.
    pub lang: Option<Lang>,
    /// `glow` or `wgpu`; else what worked last time.
    pub renderer: Option<String>,
}

/// Why there is no window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartError {
    /// No screen to show a window on.
    NoDisplay,
    /// A library of the system is missing (bare Linux).
    MissingLibrary { name: String },
    /// Neither renderer could draw.
    NoRenderer { reason: String },
    /// The renderer that was asked for is not in this build.
    NotCompiledIn { name: String },
    /// A fault of this program ended a session. What was typed is saved or offered again.
    Crashed { report: Option<PathBuf> },
}

impl Explain for StartError {
    fn explain(&self, lang: Lang) -> Message {
        let command = "etalase brochure -o brosur.pdf";
        let (what, todo) = match self {
            StartError::NoDisplay => (
                say!(lang, "Tidak ada layar untuk menampilkan jendela.", "There is no screen to show a window on."),
                say!(
                    lang,
                    "Jalankan di komputer dengan layar, atau buat brosur tanpa jendela: {command}",
                    "Start it on a computer with a screen, or make a brochure without a window: {command}"
                ),
            ),
            StartError::MissingLibrary { name } => (
                say!(lang, "Pustaka sistem {name} belum terpasang.", "The system library {name} is not installed."),
                say!(
                    lang,
                    "Pasang pustaka yang disebut di README (baris Linux), lalu coba lagi.",
                    "Install the libraries that the README names (the Linux line), then try again."
                ),
            ),
            StartError::NoRenderer { reason } => (
                say!(lang, "Jendela tidak bisa digambar di komputer ini.", "This computer cannot draw the window."),
                say!(
                    lang,
                    "Perbarui driver layar, atau buat brosur tanpa jendela: {command} ({reason})",
                    "Update the display driver, or make a brochure without a window: {command} ({reason})"
                ),
            ),
            StartError::NotCompiledIn { name } => (
                say!(
                    lang,
                    "Cara menggambar {name} tidak ada di program untuk sistem ini.",
                    "The renderer {name} is not in the program for this system."
                ),
                say!(lang, "Jalankan tanpa --renderer.", "Start without --renderer."),
            ),
            StartError::Crashed { .. } => (
                say!(
                    lang,
                    "Program berhenti karena kesalahannya sendiri.",
                    "The program stopped because of an internal error."
                ),
                say!(
                    lang,
                    "Buka lagi; yang belum tersimpan akan ditawarkan. Kirim laporannya kepada pembuat program.",
                    "Open it again; what was not saved is offered. Send its report to the makers of the program."
                ),
            ),
        };
        let place = match self {
            StartError::Crashed { report: Some(path) } => path.display().to_string(),
            _ => String::new(),
        };
        Message::new(what, todo, place)
    }
}

/// Runs the window until it is closed.
///
/// # Errors
/// No window could be shown, or a fault of this program ended the session.
pub fn run(options: StartOptions) -> Result<(), StartError> {
    crash::watch();
    greet(&options);
    // A driver can bring the whole program down. Then the mark of that start is still there.
    mark(&options.config, renderer::count_failed_start);
    let settings = options.config.load();
    let avoid = settings.avoid_renderer.clone();
    // Nobody waits for it, and a disk may be slow.
    std::thread::spawn({
        let config = options.config.clone();
        move || config.sweep(&settings)
    });
    let order = renderer::to_try(options.renderer.as_deref(), avoid.as_deref(), renderer::COMPILED_IN);
    let Some(order) = order else {
        return Err(StartError::NotCompiledIn { name: options.renderer.unwrap_or_default() });
    };
    try_each(&order, &options.config, |renderer, painted| run_with(renderer, &options, painted))
}

/// Tries the renderers one after the other, until one has painted a frame: after that it is a session, and what ends it is
/// no matter of renderers.
fn try_each(
    order: &[&'static str],
    config: &ConfigDir,
    mut attempt: impl FnMut(&'static str, &Arc<AtomicBool>) -> Result<(), String>,
) -> Result<(), StartError> {
    let mut last = StartError::NoRenderer { reason: String::new() };
    for renderer in order {
        mark(config, |settings| settings.starting_with = Some((*renderer).to_owned()));
        let painted = Arc::new(AtomicBool::new(false));
        // winit panics where libxkbcommon-x11 is missing; that too shall be one sentence.
        let ended = catch_unwind(AssertUnwindSafe(|| attempt(renderer, &painted)));
        let is_session = painted.load(Ordering::Relaxed);
        last = match ended {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) if is_session => return Err(worded(&error)),
            // What the session held was saved while it was taken apart.
            Err(_) if is_session => {
                let report = crash::leave_report(config, &crash::last_fault(), renderer);
                return Err(StartError::Crashed { report });
            }
            Ok(Err(error)) => worded(&error),
            Err(panic) => {
                let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
                worded(&words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default())
            }
        };
        tracing::warn!(?last, renderer, "the window did not start");
        if last == StartError::NoDisplay {
            break;
        }
    }
    mark(config, |settings| settings.starting_with = None);
    Err(last)
}

/// Has the first steps shown where the program never was before. Who names a catalogue in a command knows the way.
fn greet(options: &StartOptions) {
    if options.catalog.is_none() && !options.config.has_settings() {
        mark(&options.config, |settings| settings.first_steps_due = true);
    }
}

/// Changes what is remembered of starts, and nothing else: a session may have written the settings meanwhile.
fn mark(config: &ConfigDir, change: impl FnOnce(&mut Settings)) {
    let before = config.load();
    let mut settings = before.clone();
    change(&mut settings);
    if settings != before
        && let Err(error) = config.save(&settings)
    {
        tracing::warn!(?error, "settings cannot be written");
    }
}

/// What an error text of the window system means for a person.
fn worded(text: &str) -> StartError {
    let lower = text.to_lowercase();
    if lower.contains("wayland_display") || lower.contains("xopendisplay") || lower.contains("no display") {
        return StartError::NoDisplay;
    }
    let library = text
        .split(|c: char| c.is_whitespace() || "()\"'`,:".contains(c))
        .find(|word| word.starts_with("lib") && word.contains(".so"));
    match library {
        Some(name) => StartError::MissingLibrary { name: name.to_owned() },
        None => StartError::NoRenderer { reason: text.chars().take(200).collect() },
    }
}

/// The window as eframe drives it, which knows when a first frame stands on the screen.
struct Session {
    app: App,
    renderer: &'static str,
    frames: u8,
    painted: Arc<AtomicBool>,
}

impl eframe::App for Session {
    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        // A frame may be laid out several times before it is painted.
        if ui.ctx().current_pass_index() == 0 {
            match self.frames {
                // It is sure to be followed by another one.
                0 => ui.ctx().request_repaint_after_secs(1.0),
                1 => {
                    self.painted.store(true, Ordering::Relaxed);
                    self.app.started(self.renderer);
                }
                _ => {}
            }
            self.frames = self.frames.saturating_add(1);
        }
        self.app.ui(ui, frame);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }
}

fn run_with(renderer: &'static str, options: &StartOptions, painted: &Arc<AtomicBool>) -> Result<(), String> {
    let viewport = ViewportBuilder::default()
        .with_title("Etalase Desa")
        .with_app_id("etalase-desa")
        .with_inner_size([1280.0, 720.0])
        .with_min_inner_size([860.0, 520.0])
        // A first window of a fixed size would hang off a small screen.
        .with_maximized(true)
        .with_icon(icon());
    let native = NativeOptions {
        viewport,
        renderer: if renderer == "glow" { Renderer::Glow } else { wgpu() },
        // The same text on every laptop, and no search through its fonts.
        system_font_fallback: false,
        // There are no gradients to smooth, and without a graphics card it is done for each point by the processor.
        dithering: false,
        ..NativeOptions::default()
    };
    let parts = Parts {
        dialogs: Arc::new(NativeDialogs),
        config: options.config.clone(),
        documents: store::documents_dir(),
        shipped: store::find_shipped(),
        today: || jiff::ZonedDateTime::now().date(),
        random_hex: crate::actions::ids::random_hex,
        fonts: crate::brochure::system_fonts,
        open_file: open_with_system,
    };
    let (options, painted) = (options.clone(), painted.clone());
    let ended = eframe::run_native(
        "Etalase Desa",
        native,
        Box::new(move |creation| {
            theme::install(&creation.egui_ctx, has_gpu(creation));
            // Some window managers of X11 overlook the wish that comes with a new window.
            if cfg!(target_os = "linux") {
                creation.egui_ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
            }
            let mut app = App::new(&creation.egui_ctx, parts, options.catalog);
            if let Some(lang) = options.lang {
                app.state.settings.lang = lang;
            }
            Ok(Box::new(Session { app, renderer, frames: 0, painted }))
        }),
    );
    ended.map_err(|error| error.to_string())
}

#[cfg(windows)]
fn wgpu() -> Renderer {
    Renderer::Wgpu
}

#[cfg(not(windows))]
fn wgpu() -> Renderer {
    Renderer::Glow
}

/// False where a program draws every pixel: then nothing shall be animated.
fn has_gpu(creation: &eframe::CreationContext<'_>) -> bool {
    use eframe::glow::HasContext as _;
    let Some(gl) = &creation.gl else { return true };
    // SAFETY: the context is current while the app is created, and the parameter is one that every GL has.
    let name = unsafe { gl.get_parameter_string(eframe::glow::RENDERER) }.to_lowercase();
    !["llvmpipe", "softpipe", "swrast", "swiftshader", "software", "gdi generic"].iter().any(|soft| name.contains(soft))
}

fn icon() -> egui::IconData {
    // A shop front on the accent colour, drawn here so that no second file has to be kept in step.
    const SIZE: u32 = 64;
    let mut rgba = Vec::with_capacity((SIZE * SIZE * 4) as usize);
    for y in 0..SIZE {
        for x in 0..SIZE {
            let (fx, fy) = (f64::from(x) + 0.5, f64::from(y) + 0.5);
            rgba.extend(icon_pixel(fx, fy));
        }
    }
    egui::IconData { rgba, width: SIZE, height: SIZE }
}

fn icon_pixel(x: f64, y: f64) -> [u8; 4] {
    let corner = |v: f64| (16.0 - v).max(v - 48.0).max(0.0);
    if corner(x).hypot(corner(y)) > 16.0 {
        return [0, 0, 0, 0];
    }
    let roof = (18.0..32.0).contains(&y) && (x - 32.0).abs() < 14.0 + (y - 18.0) * 0.45;
    let scallop = (32.0..36.0).contains(&y) && ((x - 32.0) / 10.0).rem_euclid(1.0) < 0.72 && (x - 32.0).abs() < 20.0;
    let wall = (36.0..49.0).contains(&y) && (x - 32.0).abs() < 16.0;
    let door = (39.0..49.0).contains(&y) && (x - 32.0).abs() < 5.0;
    if (roof || scallop || wall) && !door { [255, 255, 255, 255] } else { [15, 122, 85, 255] }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOTH: [&str; 2] = ["glow", "wgpu"];

    fn config(dir: &tempfile::TempDir) -> ConfigDir {
        ConfigDir::find(Some(dir.path().to_path_buf()))
    }

    #[test]
    fn a_panic_before_the_first_frame_is_the_renderer_s_and_the_next_one_is_tried() {
        let dir = tempfile::tempdir().unwrap();
        let mut tried = Vec::new();
        let ended = try_each(&BOTH, &config(&dir), |renderer, painted| {
            tried.push(renderer);
            assert_ne!(renderer, "glow", "no context");
            painted.store(true, Ordering::Relaxed);
            Ok(())
        });
        assert_eq!((ended, tried), (Ok(()), vec!["glow", "wgpu"]));
    }

    #[test]
    fn a_panic_in_a_session_ends_it_with_a_report_and_leaves_its_settings() {
        let dir = tempfile::tempdir().unwrap();
        let config = config(&dir);
        let mut tried = Vec::new();
        let ended = try_each(&BOTH, &config, |renderer, painted| {
            tried.push(renderer);
            painted.store(true, Ordering::Relaxed);
            config.save(&Settings { lang: Lang::En, ..Settings::default() }).unwrap();
            panic!("a fault in a running session");
        });
        assert_eq!(tried, ["glow"], "another renderer was tried");
        assert!(matches!(ended, Err(StartError::Crashed { report: Some(path) }) if path.is_file()));
        assert_eq!(config.load().lang, Lang::En, "the settings of the start are written over those of the session");
    }

    #[test]
    fn the_first_steps_are_due_at_the_very_first_start_alone() {
        let start = |config: &ConfigDir, catalog: Option<PathBuf>| {
            greet(&StartOptions { catalog, config: config.clone(), lang: None, renderer: None });
            config.load().first_steps_due
        };
        let dir = tempfile::tempdir().unwrap();
        let config = config(&dir);
        assert!(!start(&config, Some("catalog".into())), "somebody named a catalogue in a command");
        assert!(start(&config, None));
        // Until they are shown.
        mark(&config, renderer::count_failed_start);
        assert!(start(&config, None));
        // Settings of an earlier version, and settings that could not be read.
        std::fs::write(dir.path().join("settings.ron"), "(lang: En)").unwrap();
        assert!(!start(&config, None));
        std::fs::write(dir.path().join("settings.ron"), "(lang: Fr").unwrap();
        assert!(!start(&config, None));
        assert!(!start(&config, None));
    }

    #[test]
    fn where_no_renderer_works_no_mark_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let config = config(&dir);
        let ended = try_each(&["glow"], &config, |_, _| Err("no GL".into()));
        assert_eq!(ended, Err(StartError::NoRenderer { reason: "no GL".into() }));
        assert_eq!(config.load().starting_with, None);
    }
}
