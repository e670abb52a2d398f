//! The real window without a display: egui's frames are laid out and made into triangles, and nothing is painted.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, Pos2, RawInput, Rect, ViewportId, vec2};

use etalase::store::{ConfigDir, Folder};
use etalase::text::Lang;
use etalase::ui::dialogs::{DialogKind, Dialogs};
use etalase::ui::{App, Parts, theme};

use super::places;

struct Nobody;

impl Dialogs for Nobody {
    fn ask(&self, _: DialogKind, _: Lang, _: Option<PathBuf>) -> Vec<PathBuf> {
        Vec::new()
    }
}

/// One frame: what it cost, and what it asks for.
pub struct Frame {
    pub cost: Duration,
    /// It wants the next one at once.
    pub again: bool,
    /// Widths of the pictures that were new in it.
    pub pictures_px: Vec<usize>,
    pub triangles: usize,
}

pub struct Glass {
    pub ctx: Context,
    pub app: App,
    begun: Instant,
    /// How far the window's clock is ahead.
    ahead: Duration,
    /// The last pass in which another frame was asked for at once.
    asked: Arc<AtomicU64>,
}

/// Screens refresh this often.
pub const REFRESH: Duration = Duration::from_micros(16_667);

impl Glass {
    /// A window of 1366×768 on this catalogue, when all of it is there, packed where it is large, and nothing is
    /// under way.
    pub fn open(dir: &Path) -> Self {
        let ctx = Context::default();
        // As the program does where every pixel is drawn by the processor.
        theme::install(&ctx, false);
        let parts = Parts {
            dialogs: Arc::new(Nobody),
            config: ConfigDir::find(Some(places::config())),
            documents: places::root().join("documents"),
            shipped: None::<Folder>,
            today: || jiff::civil::date(2026, 11, 24),
            random_hex: || "7f3a".to_owned(),
            fonts: |_| Vec::new(),
            open_file: |_| Ok(()),
        };
        let asked = Arc::new(AtomicU64::new(0));
        let last = asked.clone();
        ctx.set_request_repaint_callback(move |info| {
            if info.delay < Duration::from_millis(1) && info.viewport_id == ViewportId::ROOT {
                last.store(info.current_cumulative_pass_nr, Ordering::Relaxed);
            }
        });
        let app = App::new(&ctx, parts, Some(dir.to_owned()));
        let mut glass = Self { ctx, app, begun: Instant::now(), ahead: Duration::ZERO, asked };
        glass.until("the catalogue", |app| app.state.open().is_some());
        glass.settle();
        glass
    }

    pub fn frame(&mut self, events: Vec<Event>) -> Frame {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 768.0))),
            max_texture_side: Some(8192),
            time: Some((self.begun.elapsed() + self.ahead).as_secs_f64()),
            events,
            ..RawInput::default()
        };
        let start = Instant::now();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.frame(ui));
        let drawn = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let cost = start.elapsed();
        let triangles = drawn.iter().map(|one| match &one.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.indices.len() / 3,
            egui::epaint::Primitive::Callback(_) => 0,
        });
        // A request is old when a pass began after the one in which it was made; eframe judges so, too.
        let again = self.ctx.cumulative_pass_nr() <= self.asked.load(Ordering::Relaxed) + 1;
        let pictures = output.textures_delta.set.values().flatten().filter(|delta| delta.is_whole());
        let pictures_px = pictures.map(|delta| delta.image.width()).collect();
        // Nobody paints them.
        output.textures_delta.clear();
        Frame { cost, again, pictures_px, triangles: triangles.sum() }
    }

    /// A frame at the time of the screen's next refresh, which is not waited for.
    pub fn at_once(&mut self, events: Vec<Event>) -> Frame {
        let start = Instant::now();
        let frame = self.frame(events);
        self.ahead += REFRESH.saturating_sub(start.elapsed());
        frame
    }

    /// A frame, and then the rest of the time until the screen would refresh.
    pub fn paced(&mut self, events: Vec<Event>) -> Frame {
        let start = Instant::now();
        let frame = self.frame(events);
        std::thread::sleep(REFRESH.saturating_sub(start.elapsed()));
        frame
    }

    /// Frames until something holds; background work takes its time.
    pub fn until(&mut self, what: &str, holds: impl Fn(&App) -> bool) {
        let start = Instant::now();
        while !holds(&self.app) {
            self.paced(Vec::new());
            assert!(start.elapsed() < Duration::from_secs(120), "waited in vain for: {what}");
        }
    }

    /// Frames until nothing is under way and nothing asks for another one.
    pub fn settle(&mut self) {
        self.until("quiet", App::is_settled);
        for _ in 0..60 {
            if !self.paced(Vec::new()).again && self.app.is_settled() {
                return;
            }
        }
    }

    pub fn press(&mut self, key: egui::Key) -> Frame {
        let key = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
        let frame = self.paced(vec![key(true)]);
        self.paced(vec![key(false)]);
        frame
    }
}
