//! Opens the window: OpenGL first, the other renderer where that fails, and one clear sentence where neither can.

use std::path::PathBuf;
use std::sync::Arc;

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;

use crate::store::{self, ConfigDir};
use crate::text::{Explain, Lang, Message};
use crate::ui::app::{App, Parts};
use crate::ui::kit::dialogs::NativeDialogs;
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
}

impl Explain for StartError {
    fn explain(&self, lang: Lang) -> Message {
        let command = "etalase brochure -o brosur.pdf";
        let (what, todo) = match self {
            StartError::NoDisplay => (
                lang.pick("Tidak ada layar untuk menampilkan jendela.", "There is no screen to show a window on.")
                    .to_owned(),
                crate::say!(
                    lang,
                    "Jalankan di komputer dengan layar, atau buat brosur tanpa jendela: {command}",
                    "Start it on a computer with a screen, or make a brochure without a window: {command}"
                ),
            ),
            StartError::MissingLibrary { name } => (
                crate::say!(
                    lang,
                    "Pustaka sistem {name} belum terpasang.",
                    "The system library {name} is not installed."
                ),
                lang.pick(
                    "Pasang pustaka yang disebut di README (baris Linux), lalu coba lagi.",
                    "Install the libraries that the README names (the Linux line), then try again.",
                )
                .to_owned(),
            ),
            StartError::NoRenderer { reason } => (
                lang.pick("Jendela tidak bisa digambar di komputer ini.", "This computer cannot draw the window.")
                    .to_owned(),
                crate::say!(
                    lang,
                    "Perbarui driver layar, atau buat brosur tanpa jendela: {command} ({reason})",
                    "Update the display driver, or make a brochure without a window: {command} ({reason})"
                ),
            ),
        };
        Message::new(what, todo, "")
    }
}

/// Runs the window until it is closed.
pub fn run(options: StartOptions) -> Result<(), StartError> {
    let mut settings = options.config.load();
    // Nobody waits for it, and a disk may be slow.
    std::thread::spawn({
        let (config, settings) = (options.config.clone(), settings.clone());
        move || config.sweep(&settings)
    });
    // A driver can bring the whole program down. Then the mark of that start is still there, and the other renderer
    // gets its turn.
    if let Some(failed) = settings.starting_with.take() {
        settings.avoid_renderer = Some(failed);
    }
    let preferred =
        options.renderer.clone().or_else(|| settings.avoid_renderer.as_deref().map(other).map(str::to_owned));
    let first = preferred.unwrap_or_else(|| "glow".to_owned());
    if let Some(lang) = options.lang {
        settings.lang = lang;
    }
    let order: Vec<&str> =
        [first.as_str(), other(&first)].into_iter().filter(|name| *name == "glow" || cfg!(windows)).collect();

    let mut last = StartError::NoRenderer { reason: String::new() };
    for renderer in order {
        settings.starting_with = Some(renderer.to_owned());
        if let Err(error) = options.config.save(&settings) {
            tracing::warn!(?error, "settings cannot be written");
        }
        // winit panics where libxkbcommon-x11 is missing; that too shall be one sentence.
        let run = std::panic::AssertUnwindSafe(|| run_with(renderer, &options));
        match std::panic::catch_unwind(run) {
            Ok(Ok(())) => return Ok(()),
            Ok(Err(error)) => last = worded(&error.to_string()),
            Err(panic) => {
                let words = panic
                    .downcast_ref::<String>()
                    .cloned()
                    .or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()))
                    .unwrap_or_default();
                last = worded(&words);
            }
        }
        tracing::warn!(?last, renderer, "the window did not start");
        if last == StartError::NoDisplay {
            break;
        }
    }
    settings.starting_with = None;
    if let Err(error) = options.config.save(&settings) {
        tracing::warn!(?error, "settings cannot be written");
    }
    Err(last)
}

fn other(renderer: &str) -> &'static str {
    if renderer == "glow" { "wgpu" } else { "glow" }
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

fn run_with(renderer: &str, options: &StartOptions) -> eframe::Result {
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
        open_file: |path| opener::open(path).map_err(|error| error.to_string()),
    };
    let options = options.clone();
    eframe::run_native(
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
            app.started();
            Ok(Box::new(app))
        }),
    )
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
