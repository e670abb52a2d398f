//! Slides full screen in a second window, while the first one goes on working: starting, following, leaving.

mod awake;
mod deck;
mod dialog;
mod slide;
mod visitor;

use egui::{
    CentralPanel, Context, CursorIcon, Frame, Id, Key, Modifiers, Role, Sense, Ui, ViewportBuilder, ViewportClass,
    ViewportId, WidgetInfo,
};

pub(super) use awake::Awake;
pub use deck::{Deck, Turn, View};
pub(super) use dialog::show as dialog;

use super::app::App;
use crate::model::{Catalog, ProductId, Status};
use crate::store::SlideSettings;
use crate::text::Message;
use crate::ui::app::command::{Command, Overlay};
use crate::ui::app::cx::Cx;
use crate::ui::kit::notices::Tone;

/// What is asked of the slides.
#[derive(Clone, Debug)]
pub enum PresentCommand {
    Start,
    Stop,
    Set(SlideSettings),
    Turn(Turn),
    /// Takes what visitors marked into the buyer's list.
    TakeMarked,
}

/// A screen of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitor {
    /// `1920 × 1080`.
    pub size: String,
    /// The window is on it.
    pub is_here: bool,
}

/// The slides of a window.
#[derive(Debug, Default)]
pub struct Presenting {
    pub deck: Option<Deck>,
    pub monitors: Vec<Monitor>,
    /// What visitors had marked when the slides ended.
    left: Vec<ProductId>,
    /// Keeps the display on while slides run.
    awake: Option<Awake>,
}

impl Presenting {
    /// What visitors marked and nobody has taken over yet.
    pub fn marked(&self) -> Vec<ProductId> {
        let deck = self.deck.iter().flat_map(|deck| deck.marked.iter().chain(&deck.set_aside));
        let mut all: Vec<ProductId> = Vec::new();
        for id in self.left.iter().chain(deck) {
            if !all.contains(id) {
                all.push(id.clone());
            }
        }
        all
    }

    /// The system did not allow to keep the display on.
    pub(super) fn may_darken(&self) -> bool {
        self.awake.as_ref().is_some_and(Awake::has_failed)
    }

    /// The screen that slides are shown on.
    pub(super) fn screen(&self, settings: &SlideSettings) -> usize {
        let other = self.monitors.iter().position(|monitor| !monitor.is_here);
        settings.screen.filter(|at| *at < self.monitors.len()).or(other).unwrap_or(0)
    }

    /// Follows a change of the catalogue.
    pub(super) fn follow(&mut self, catalog: &Catalog) {
        let stays = |id: &ProductId| is_ready(catalog, id);
        self.left.retain(stays);
        if let Some(deck) = &mut self.deck {
            deck.keep(stays);
        }
    }
}

fn is_ready(catalog: &Catalog, id: &ProductId) -> bool {
    catalog.products.get(id).is_some_and(|product| product.status == Status::Ready)
}

impl App {
    pub(super) fn perform_present(&mut self, command: PresentCommand, ctx: &Context) {
        let now_s = ctx.input(|input| input.time);
        match command {
            PresentCommand::Start => self.start_slides(now_s),
            PresentCommand::Stop => self.stop_slides(),
            PresentCommand::Set(settings) => {
                if let Some(deck) = &mut self.state.presenting.deck {
                    deck.set(settings.clone());
                }
                self.state.settings.slides = settings;
                self.save_settings();
            }
            PresentCommand::Turn(turn) => {
                if let Some(deck) = &mut self.state.presenting.deck {
                    deck.turn(turn, now_s);
                }
            }
            PresentCommand::TakeMarked => {
                for id in self.state.presenting.marked() {
                    if !self.state.is_shortlisted(&id) {
                        self.state.shortlist.products.push(id);
                    }
                }
                self.state.presenting.left.clear();
                if let Some(deck) = &mut self.state.presenting.deck {
                    deck.marked.clear();
                    deck.set_aside.clear();
                }
            }
        }
    }

    fn start_slides(&mut self, now_s: f64) {
        self.update_matches();
        let settings = self.state.settings.slides.clone();
        let slides: Vec<ProductId> = match self.state.catalog() {
            None => return,
            Some(catalog) => match settings.of_list && !self.state.shortlist.products.is_empty() {
                true => self.state.shortlist.products.iter().filter(|id| is_ready(catalog, id)).cloned().collect(),
                false => {
                    let shown = self.state.matches.hits.iter().map(|hit| hit.id);
                    shown.filter(|id| is_ready(catalog, id)).collect()
                }
            },
        };
        if slides.is_empty() {
            let lang = self.state.lang();
            let what = lang.pick("Belum ada produk yang bisa ditayangkan.", "There is no product to show yet.");
            let todo = lang.pick(
                "Hanya produk berstatus Siap yang ditayangkan. Ubah status produk, atau longgarkan saringan, lalu tekan F5 lagi.",
                "Only products with the status Ready are shown. Change the status of products, or widen the filter, then press F5 again.",
            );
            let message = Message { what: what.to_owned(), todo: todo.to_owned(), place: String::new() };
            return self.tell(Tone::Info, message, None);
        }
        self.state.overlay = None;
        self.state.presenting.deck = Some(Deck::new(slides, settings, now_s));
        self.state.presenting.awake = Some(Awake::start());
        self.state.settings.presenting = true;
        self.save_settings();
    }

    pub(super) fn stop_slides(&mut self) {
        let presenting = &mut self.state.presenting;
        presenting.left = presenting.marked();
        presenting.awake = None;
        if presenting.deck.take().is_some() {
            self.state.settings.presenting = false;
            self.save_settings();
        }
    }

    /// The window closes because a person wants it: no slides at the next start.
    pub(super) fn end_slides_for_good(&mut self) {
        if self.state.presenting.deck.is_some() {
            self.stop_slides();
            // The job that saves settings may not get its turn any more.
            if let Err(error) = self.settings.save() {
                tracing::warn!(?error, "settings cannot be written");
            }
        }
    }

    /// Lets time pass for the slides.
    pub(super) fn follow_slides(&mut self, ctx: &Context) {
        let now_s = ctx.input(|input| input.time);
        if let Some(left) = self.state.presenting.deck.as_mut().and_then(|deck| deck.tick(now_s)) {
            ctx.request_repaint_after_secs(left as f32);
        }
    }

    /// What the window system says of the screens, where it is asked for.
    pub(super) fn follow_monitors(&mut self, frame: &eframe::Frame) {
        if self.state.overlay != Some(Overlay::Present) && !self.state.presenting.monitors.is_empty() {
            return;
        }
        let Some(window) = frame.winit_window() else { return };
        let here = window.current_monitor();
        self.state.presenting.monitors = window
            .available_monitors()
            .map(|monitor| {
                let size = monitor.size();
                Monitor { size: format!("{} × {}", size.width, size.height), is_here: here.as_ref() == Some(&monitor) }
            })
            .collect();
    }
}

/// Shows the second window, while slides run.
pub(super) fn window(ctx: &Context, cx: &mut Cx) {
    let presenting = &cx.state.presenting;
    let Some(deck) = &presenting.deck else { return };
    let title = cx.lang().pick("Tayangan", "Slides");
    let builder = ViewportBuilder::default()
        .with_title(format!("{title} · Etalase Desa"))
        .with_app_id("etalase-desa")
        .with_inner_size([1024.0, 576.0])
        .with_fullscreen(true)
        .with_monitor(presenting.screen(deck.settings()));
    ctx.show_viewport_immediate(ViewportId::from_hash_of("slides"), builder, |ui, class| {
        if class != ViewportClass::EmbeddedWindow && ui.input(|input| input.viewport().close_requested()) {
            cx.ask(Command::Present(PresentCommand::Stop));
        }
        page(ui, cx, deck, class);
    });
}

fn page(ui: &mut Ui, cx: &mut Cx, deck: &Deck, class: ViewportClass) {
    keys(ui, cx, deck);
    let fill = cx.look().canvas;
    let page = |ui: &mut Ui, cx: &mut Cx| {
        match deck.view {
            View::Slides => slide::show(ui, cx, deck),
            View::Product => visitor::product(ui, cx, deck),
            View::Overview => visitor::overview(ui, cx, deck, false),
            View::Marked => visitor::overview(ui, cx, deck, true),
            View::Blank => blank(ui, cx),
        }
        leaving(ui, cx, deck);
    };
    match class {
        // A window inside the window has no panels of its own.
        ViewportClass::EmbeddedWindow => {
            let room = egui::vec2(1024.0, 576.0).min(ui.ctx().content_rect().size() - egui::vec2(40.0, 80.0));
            ui.set_min_size(room);
            ui.set_max_size(room);
            page(ui, cx);
        }
        _ => {
            CentralPanel::default().frame(Frame::new().fill(fill)).show(ui, |ui| page(ui, cx));
        }
    }
}

/// Black, until a key or a touch brings the slides back.
fn blank(ui: &mut Ui, cx: &mut Cx) {
    ui.ctx().set_cursor_icon(CursorIcon::None);
    ui.painter().rect_filled(ui.max_rect(), 0, egui::Color32::BLACK);
    let page = ui.interact(ui.max_rect(), Id::unique("blank"), Sense::click());
    let name = cx.lang().pick("Layar hitam", "Black screen");
    page.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if page.clicked() {
        cx.ask(Command::Present(PresentCommand::Turn(Turn::Look(View::Slides))));
    }
}

/// Keys of a keyboard and of a clicker, which sends the page keys. A button that has the focus keeps its own.
fn keys(ui: &Ui, cx: &mut Cx, deck: &Deck) {
    let free = ui.memory(|memory| memory.focused().is_none());
    let turns: &[(&[Key], bool, Turn)] = &[
        (&[Key::PageDown], true, Turn::Next),
        (&[Key::PageUp], true, Turn::Back),
        (&[Key::ArrowRight, Key::ArrowDown, Key::Space], free, Turn::Next),
        (&[Key::ArrowLeft, Key::ArrowUp, Key::Backspace], free, Turn::Back),
        (&[Key::Home], free, Turn::First),
        (&[Key::End], free, Turn::Last),
        (&[Key::B, Key::Period], true, Turn::Look(View::Blank)),
    ];
    let scrolls = matches!(deck.view, View::Overview | View::Marked);
    for (keys, holds, turn) in turns {
        let pressed = |key: &Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
        if *holds && !scrolls && keys.iter().any(pressed) {
            cx.ask(Command::Present(PresentCommand::Turn(turn.clone())));
        }
    }
    if deck.view == View::Slides && free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        cx.ask(Command::Present(PresentCommand::Turn(Turn::Look(View::Product))));
    }
    let is_touched =
        ui.input(|input| input.pointer.is_moving() || input.pointer.any_down() || !input.keys_down.is_empty());
    // Once a second is enough to know that somebody is there; each command lays both windows out once more.
    let (id, now_s) = (Id::unique("slides touched"), ui.input(|input| input.time));
    let told: f64 = ui.data(|data| data.get_temp(id)).unwrap_or(f64::MIN);
    if is_touched && now_s - told >= 1.0 && !matches!(deck.view, View::Slides | View::Blank) {
        ui.data_mut(|data| data.insert_temp(id, now_s));
        cx.ask(Command::Present(PresentCommand::Turn(Turn::Touched)));
    }
}

/// Seconds that Esc is held to leave: a visitor's short press does not.
const HOLD_S: f64 = 2.0;

/// Esc held leaves; pressed once, it goes back to slides.
fn leaving(ui: &mut Ui, cx: &mut Cx, deck: &Deck) {
    let id = Id::unique("esc held since");
    let (held, now_s) = ui.input(|input| (input.key_down(Key::Escape), input.time));
    let since: Option<f64> = ui.data(|data| data.get_temp(id));
    if !held {
        if since.is_some() {
            ui.data_mut(|data| data.remove::<f64>(id));
            if deck.view != View::Slides {
                cx.ask(Command::Present(PresentCommand::Turn(Turn::Look(View::Slides))));
            }
        }
        return;
    }
    let since = since.unwrap_or(now_s);
    ui.data_mut(|data| data.insert_temp(id, since));
    let part = ((now_s - since) / HOLD_S) as f32;
    if part >= 1.0 {
        ui.data_mut(|data| data.remove::<f64>(id));
        return cx.ask(Command::Present(PresentCommand::Stop));
    }
    slide::hold_hint(ui, cx, deck.lang(), part);
    ui.ctx().request_repaint_after_secs(0.1);
}
