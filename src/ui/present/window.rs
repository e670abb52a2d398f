//! The second window: its pages, its keys, and how it is left.

use egui::{
    CentralPanel, Context, CursorIcon, Frame, Id, Key, Modifiers, Role, Sense, Ui, ViewportBuilder, ViewportClass,
    ViewportId, WidgetInfo,
};

use super::deck::{Deck, SlideView, Turn};
use super::{slide, visitor};
use crate::ui::app::command::PresentCommand;
use crate::ui::app::cx::Cx;

/// Shows the second window, while slides run.
pub fn show(ctx: &Context, cx: &mut Cx) {
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
            cx.ask(PresentCommand::Stop);
        }
        page(ui, cx, deck, class);
    });
}

fn page(ui: &mut Ui, cx: &mut Cx, deck: &Deck, class: ViewportClass) {
    keys(ui, cx, deck);
    let fill = cx.look().canvas;
    let page = |ui: &mut Ui, cx: &mut Cx| {
        match deck.view {
            SlideView::Slides => slide::show(ui, cx, deck),
            SlideView::Product => visitor::product(ui, cx, deck),
            SlideView::Overview => visitor::overview(ui, cx, deck, false),
            SlideView::Marked => visitor::overview(ui, cx, deck, true),
            SlideView::Blank => blank(ui, cx),
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
        cx.ask(PresentCommand::Turn(Turn::Look(SlideView::Slides)));
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
        (&[Key::B, Key::Period], true, Turn::Look(SlideView::Blank)),
    ];
    let scrolls = matches!(deck.view, SlideView::Overview | SlideView::Marked);
    for (keys, holds, turn) in turns {
        let pressed = |key: &Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, *key));
        if *holds && !scrolls && keys.iter().any(pressed) {
            cx.ask(PresentCommand::Turn(turn.clone()));
        }
    }
    if deck.view == SlideView::Slides && free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        cx.ask(PresentCommand::Turn(Turn::Look(SlideView::Product)));
    }
    let is_touched =
        ui.input(|input| input.pointer.is_moving() || input.pointer.any_down() || !input.keys_down.is_empty());
    // Once a second is enough to know that somebody is there; each command lays both windows out once more.
    let (id, now_s) = (Id::unique("slides touched"), ui.input(|input| input.time));
    let told: f64 = ui.data(|data| data.get_temp(id)).unwrap_or(f64::MIN);
    if is_touched && now_s - told >= 1.0 && !matches!(deck.view, SlideView::Slides | SlideView::Blank) {
        ui.data_mut(|data| data.insert_temp(id, now_s));
        cx.ask(PresentCommand::Turn(Turn::Touched));
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
            if deck.view != SlideView::Slides {
                cx.ask(PresentCommand::Turn(Turn::Look(SlideView::Slides)));
            }
        }
        return;
    }
    let since = since.unwrap_or(now_s);
    ui.data_mut(|data| data.insert_temp(id, since));
    let part = ((now_s - since) / HOLD_S) as f32;
    if part >= 1.0 {
        ui.data_mut(|data| data.remove::<f64>(id));
        return cx.ask(PresentCommand::Stop);
    }
    slide::hold_hint(ui, cx, deck.lang(), part);
    ui.ctx().request_repaint_after_secs(0.1);
}
