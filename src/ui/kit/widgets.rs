//! The small parts that every screen is built of: buttons, chips, fields, badges, empty states.
//!
//! Each names itself for screen readers and for tests by its visible words, never by its icon.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align2, Button, Color32, CornerRadius, Event, Frame, Galley, Id, Key, Margin, Modifiers, Painter, Pos2, Rect,
    Response, RichText, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::icons;
pub use super::layout::{at_end, room_before_end, spread};
use super::theme::{self, Look};
use crate::jobs::Progress;
use crate::model::Source;
use crate::text::Lang;

/// The size of an icon that stands alone.
const ICON: f32 = 15.0;

/// Paints an icon so that what is seen of it has its middle at a place. As a text it would stand lower, where letters do.
pub fn paint_icon(painter: &Painter, at: Pos2, icon: &str, size: f32, ink: Color32) {
    let seen = painter.layout_no_wrap(icon.to_owned(), theme::body(size), ink);
    painter.galley(at - seen.mesh_bounds.center().to_vec2(), seen, ink);
}

/// `icon  words`, or the words alone.
fn words(icon: &str, text: &str) -> String {
    match (icon.is_empty(), text.is_empty()) {
        (true, _) => text.to_owned(),
        (_, true) => icon.to_owned(),
        _ => format!("{icon}  {text}"),
    }
}

fn named(response: Response, name: &str) -> Response {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response
}

/// The one prominent button of a screen.
pub fn accent_button(ui: &mut Ui, look: &Look, icon: &str, text: &str) -> Response {
    let label = RichText::new(words(icon, text)).color(look.on_accent).font(theme::semi(theme::SIZE_BODY));
    named(ui.add(Button::new(label).fill(look.accent).stroke(Stroke::NONE)), text)
}

/// The prominent button of a dialog: Enter presses it, too, unless another control has the keyboard.
pub fn submit(ui: &mut Ui, look: &Look, icon: &str, text: &str) -> bool {
    let is_enter = |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, .. });
    let entered = ui.is_enabled()
        && ui.memory(|memory| memory.focused().is_none())
        && ui.input(|input| input.events.iter().any(is_enter));
    accent_button(ui, look, icon, text).clicked() || entered
}

/// An ordinary button.
pub fn button(ui: &mut Ui, icon: &str, text: &str) -> Response {
    named(ui.button(words(icon, text)), text)
}

/// A button for something that takes data away.
pub fn danger_button(ui: &mut Ui, look: &Look, icon: &str, text: &str) -> Response {
    let label = RichText::new(words(icon, text)).color(look.danger);
    named(ui.add(Button::new(label)), text)
}

/// FieldLabel that act, without a frame: "Hapus semua saringan".
pub fn link(ui: &mut Ui, look: &Look, icon: &str, text: &str) -> Response {
    let label = RichText::new(words(icon, text)).color(look.accent);
    named(ui.add(Button::new(label).frame(false)), text)
}

/// Small words that act, in a colour of their own; `name` says more than fits there.
pub fn link_named(ui: &mut Ui, ink: Color32, icon: &str, text: &str, name: &str) -> Response {
    let label = RichText::new(format!("{icon} {text}")).size(theme::SIZE_SMALL).color(ink).underline();
    let response = ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 16.0;
        ui.spacing_mut().button_padding = Vec2::ZERO;
        ui.add(Button::new(label).frame(false).min_size(Vec2::ZERO))
    });
    named(response.inner, name).on_hover_text(name)
}

/// A square button with an icon alone; its name is a tooltip.
pub fn icon_button(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let response = square(ui, Button::new("").min_size(Vec2::splat(32.0)));
    paint_icon(ui.painter(), response.rect.center(), icon, ICON, ui.style().interact(&response).text_color());
    named(response, name).on_hover_text(name)
}

/// Adds a button that is as wide as it is high: without the margins that words need.
fn square(ui: &mut Ui, button: Button<'_>) -> Response {
    let padding = std::mem::replace(&mut ui.spacing_mut().button_padding, Vec2::splat(4.0));
    let height = std::mem::replace(&mut ui.spacing_mut().interact_size.y, 28.0);
    let response = ui.add(button);
    ui.spacing_mut().button_padding = padding;
    ui.spacing_mut().interact_size.y = height;
    response
}

/// A square icon without a frame until the pointer is over it.
pub fn quiet_icon(ui: &mut Ui, icon: &str, name: &str) -> Response {
    let response = square(ui, Button::new("").frame_when_inactive(false).min_size(Vec2::splat(28.0)));
    paint_icon(ui.painter(), response.rect.center(), icon, ICON, ui.style().interact(&response).text_color());
    named(response, name).on_hover_text(name)
}

/// A button that is on or off.
pub fn toggle(ui: &mut Ui, look: &Look, on: bool, icon: &str, name: &str, text: &str) -> Response {
    let label = RichText::new(if text.is_empty() { String::new() } else { words(icon, text) });
    let button = if on {
        Button::new(label.color(look.accent)).fill(look.accent_soft).stroke(Stroke::new(1.0, look.accent))
    } else {
        Button::new(label)
    };
    let response = ui.add(button.min_size(vec2(32.0, 32.0)));
    if text.is_empty() {
        let ink = if on { look.accent } else { ui.style().interact(&response).text_color() };
        paint_icon(ui.painter(), response.rect.center(), icon, ICON, ink);
    }
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::selected(Role::Button, enabled, on, name));
    if text.is_empty() { response.on_hover_text(name) } else { response }
}

/// One of a few choices side by side; returns whether it changed.
pub fn segmented<T: PartialEq + Copy>(ui: &mut Ui, look: &Look, value: &mut T, choices: &[(T, &str)]) -> bool {
    let mut changed = false;
    Frame::new().fill(look.hover).corner_radius(theme::RADIUS_CONTROL).inner_margin(Margin::same(3)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        ui.spacing_mut().button_padding = vec2(10.0, 4.0);
        ui.spacing_mut().interact_size.y = 26.0;
        ui.horizontal(|ui| {
            for (choice, name) in choices {
                let on = *value == *choice;
                let color = if on { look.text } else { look.weak };
                let button = Button::new(RichText::new(*name).color(color))
                    .fill(if on { look.card } else { Color32::TRANSPARENT })
                    .stroke(if on { Stroke::new(1.0, look.line) } else { Stroke::NONE })
                    .corner_radius(CornerRadius::same(7));
                let response = ui.add(button);
                response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, name));
                if response.clicked() && !on {
                    *value = *choice;
                    changed = true;
                }
            }
        });
    });
    changed
}

/// A filter that is set: its words and a cross. True when the cross (or the chip) was pressed.
pub fn chip(ui: &mut Ui, look: &Look, text: &str, remove: &str) -> bool {
    let label = RichText::new(format!("{text}   {}", icons::X)).color(look.accent).size(12.5);
    let button =
        Button::new(label).fill(look.accent_soft).stroke(Stroke::NONE).corner_radius(CornerRadius::same(14)).small();
    let response = ui.scope(|ui| {
        ui.spacing_mut().button_padding = vec2(10.0, 5.0);
        ui.add(button.min_size(vec2(0.0, 26.0)))
    });
    named(response.inner, &format!("{remove}: {text}")).clicked()
}

/// A small coloured word: a status, a certificate. As high as its text, however high the line that it stands in.
pub fn badge(ui: &mut Ui, text: &str, ink: Color32, fill: Color32) -> Response {
    let margin = vec2(8.0, 3.0);
    let width = ui.max_rect().width() - 2.0 * margin.x;
    let words = ui.painter().layout(text.to_owned(), theme::body(theme::SIZE_SMALL), ink, width);
    let (rect, response) = ui.allocate_exact_size(words.size() + 2.0 * margin, Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(7), fill);
    ui.painter().galley(rect.min + margin, words, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// The heading of a screen.
pub fn heading(ui: &mut Ui, text: &str) {
    ui.label(RichText::new(text).font(theme::bold(theme::SIZE_HEADING)));
}

/// The heading of a group of fields or facts.
pub fn section(ui: &mut Ui, look: &Look, text: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(text).font(theme::semi(14.5)).color(look.text));
}

/// Second-rank words.
pub fn weak(ui: &mut Ui, look: &Look, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text).color(look.weak))
}

/// Third-rank small words.
pub fn small(ui: &mut Ui, look: &Look, text: impl Into<String>) -> Response {
    ui.label(RichText::new(text).size(theme::SIZE_SMALL).color(look.weak))
}

/// Where Page Down, Page Up, Home and End lead from `top` in a column that is `view` of `whole` high; only while nobody types
/// and no menu is open.
pub fn paged(ui: &Ui, top: f32, view: f32, whole: f32) -> Option<f32> {
    if egui::Popup::is_any_open(ui.ctx()) || ui.memory(|memory| memory.focused().is_some()) {
        return None;
    }
    // A line or two stay in sight, so that the eye finds its place again.
    let step = (view - 40.0).max(view * 0.5);
    let end = (whole - view).max(0.0);
    let ways = [(Key::PageDown, top + step), (Key::PageUp, top - step), (Key::Home, 0.0), (Key::End, end)];
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    ways.into_iter().find(|(key, _)| pressed(*key)).map(|(_, to)| to.clamp(0.0, end))
}

/// A field's name above it.
pub fn label(ui: &mut Ui, look: &Look, text: &str) -> Response {
    ui.label(RichText::new(text).size(12.0).color(look.weak))
}

/// A line of text with its name above it; `rows` above 1 makes it a box.
pub fn text_field(ui: &mut Ui, look: &Look, name: &str, value: &mut String, hint: &str, rows: usize) -> Response {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let label = label(ui, look, name);
        ui.add(text_edit(look, value, hint, rows)).labelled_by(label.id)
    })
    .inner
}

/// A line of text as wide as there is room, or a box of so many rows.
pub fn text_edit<'t>(look: &Look, value: &'t mut String, hint: &str, rows: usize) -> TextEdit<'t> {
    let edit = if rows > 1 { TextEdit::multiline(value).desired_rows(rows) } else { TextEdit::singleline(value) };
    edit.hint_text(RichText::new(hint).color(look.faint)).desired_width(f32::INFINITY).margin(Margin::symmetric(10, 7))
}

/// The cross at the right end of a field that empties it.
pub fn clear_cross(ui: &mut Ui, look: &Look, field: Rect, name: &str) -> Response {
    let spot = Rect::from_center_size(field.right_center() - vec2(18.0, 0.0), Vec2::splat(24.0));
    let cross = Button::new(RichText::new(icons::X).size(12.0).color(look.weak)).frame(false);
    // It takes no room of its own: nothing moves when it comes.
    let mut inside = ui.new_child(UiBuilder::new().max_rect(spot));
    inside.spacing_mut().interact_size.y = spot.height();
    named(inside.add(cross.small().min_size(spot.size())), name).on_hover_text(name)
}

/// Gives a field the keyboard in the frame in which its dialog opens, and marks what stands in it, so that typing replaces it.
pub fn focus_first(ui: &Ui, dialog: &str, field: &Response, text: &str) {
    let id = Id::unique(("opened", dialog));
    let frame = ui.ctx().cumulative_frame_nr();
    let last: Option<u64> = ui.data(|data| data.get_temp(id));
    if last.is_none_or(|last| last + 2 < frame) {
        field.request_focus();
        let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
        let whole = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
        state.cursor.set_char_range(Some(whole));
        state.store(ui.ctx(), field.id);
    }
    ui.data_mut(|data| data.insert_temp(id, frame));
}

/// A band of colour across the width, around what is said or asked.
pub fn band<R>(ui: &mut Ui, fill: Color32, margin: Margin, add: impl FnOnce(&mut Ui) -> R) -> R {
    let frame = Frame::new().fill(fill).corner_radius(theme::RADIUS_CONTROL).inner_margin(margin);
    let shown = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        add(ui)
    });
    shown.inner
}

/// A panel on the canvas with the look of a card.
pub fn card<R>(ui: &mut Ui, look: &Look, add: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .fill(look.card)
        .stroke(Stroke::new(1.0, look.line))
        .corner_radius(theme::RADIUS_CARD)
        .inner_margin(Margin::same(16))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        })
        .inner
}

/// What stands where there is nothing to show: a picture, a sentence, a way on. True when the way on was taken.
pub fn empty_state(
    ui: &mut Ui,
    look: &Look,
    icon: &str,
    title: &str,
    text: &str,
    action: Option<(&str, &str)>,
) -> bool {
    let mut taken = false;
    ui.add_space((ui.available_height() * 0.22).clamp(12.0, 160.0));
    ui.vertical_centered(|ui| {
        ui.set_max_width(f32::min(460.0, ui.available_width()));
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(72.0), Sense::hover());
        ui.painter().circle_filled(rect.center(), 36.0, look.accent_soft);
        paint_icon(ui.painter(), rect.center(), icon, 32.0, look.accent);
        ui.add_space(6.0);
        ui.label(RichText::new(title).font(theme::bold(17.0)));
        if !text.is_empty() {
            ui.label(RichText::new(text).color(look.weak));
        }
        if let Some((icon, action)) = action {
            ui.add_space(6.0);
            taken = accent_button(ui, look, icon, action).clicked();
        }
    });
    taken
}

/// Says that something is going on: turning, or still where the processor draws every pixel and would have nothing left
/// for what is waited for.
pub fn busy(ui: &mut Ui, look: &Look, size: f32) {
    if ui.style().animation_time > 0.0 {
        ui.add(egui::Spinner::new().size(size));
    } else {
        ui.label(RichText::new(icons::HOURGLASS).font(theme::body(size)).color(look.weak));
    }
}

/// What lies behind a row: that it is chosen, or that the pointer or the keyboard is on it.
pub fn row_ground(ui: &Ui, look: &Look, row: &Response, on: bool) {
    let radius = CornerRadius::same(theme::RADIUS_CONTROL);
    if on || row.hovered() {
        ui.painter().rect_filled(row.rect, radius, if on { look.accent_soft } else { look.hover });
    }
    if row.has_focus() {
        ui.painter().rect_stroke(row.rect, radius, Stroke::new(1.5, look.accent), StrokeKind::Inside);
    }
}

/// Paints how far something is, 0 to 1, as a bar.
pub fn paint_bar(ui: &Ui, look: &Look, track: Rect, part: f32, ink: Color32) {
    let radius = CornerRadius::same(3);
    ui.painter().rect_filled(track, radius, look.line);
    let filled = Rect::from_min_size(track.min, vec2(track.width() * part.clamp(0.0, 1.0), track.height()));
    ui.painter().rect_filled(filled, radius, ink);
}

/// A thin bar that shows how far something is, 0 to 1.
pub fn meter(ui: &mut Ui, look: &Look, part: f32, width: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 6.0), Sense::hover());
    paint_bar(ui, look, rect, part, look.accent);
}

/// A clickable row of a list or tree with a count at its end; the caller indents.
pub fn list_row(ui: &mut Ui, look: &Look, selected: bool, text: &str, count: Option<String>, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 30.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, name));
    if ui.is_rect_visible(rect) {
        let fill = match (selected, response.hovered()) {
            (true, _) => look.accent_soft,
            (false, true) => look.hover,
            _ => Color32::TRANSPARENT,
        };
        ui.painter().rect_filled(rect, CornerRadius::same(theme::RADIUS_CONTROL), fill);
        let ink = if selected { look.accent } else { look.text };
        let mut right = rect.right() - 8.0;
        if let Some(count) = count {
            let drawn = ui.painter().text(
                pos2(right, rect.center().y),
                Align2::RIGHT_CENTER,
                count,
                theme::body(12.0),
                if selected { look.accent } else { look.weak },
            );
            right = drawn.left() - 6.0;
        }
        let clip = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
        let galley = elided(ui, text, theme::body(theme::SIZE_BODY), ink, clip.width() - 8.0);
        let is_cut = galley.elided;
        ui.painter().galley(pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0), galley, ink);
        if is_cut || !text.contains(name) {
            return response.on_hover_text(name);
        }
    }
    response
}

/// One line of text cut with an ellipsis where it is wider than `width`.
pub fn elided(ui: &Ui, text: &str, font: egui::FontId, ink: Color32, width: f32) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(1.0));
    ui.painter().layout_job(job)
}

/// Text of at most so many lines, the last one cut with an ellipsis.
pub fn wrapped(ui: &Ui, text: &str, font: egui::FontId, ink: Color32, width: f32, rows: usize) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple(text.to_owned(), font, ink, width);
    job.wrap.max_rows = rows;
    ui.painter().layout_job(job)
}

/// A card at the lower edge with how far something is; true where it shall stop.
pub fn progress_card(ui: &Ui, look: &Look, lang: Lang, running: Progress, text: &str, cancel: &str) -> bool {
    let area = egui::Area::new(Id::unique("sheet progress")).order(egui::Order::Foreground);
    let shown = area.anchor(egui::Align2::CENTER_BOTTOM, vec2(0.0, -18.0)).show(ui.ctx(), |ui| {
        let inner = Frame::window(ui.style()).inner_margin(12).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(260.0);
                    ui.spacing_mut().item_spacing.y = 4.0;
                    ui.label(text);
                    // Where nobody can tell how much there is, what is done says that it goes on.
                    match running.total {
                        0 if running.done > 0 => {
                            let done = crate::text::count(lang, running.done);
                            small(ui, look, crate::say!(lang, "{done} baris dibaca", "{done} rows read"));
                        }
                        0 => busy(ui, look, 14.0),
                        total => meter(ui, look, running.done as f32 / total as f32, 260.0),
                    }
                });
                button(ui, icons::X, cancel).clicked()
            })
            .inner
        });
        inner.inner
    });
    shown.inner
}

/// A value that an overlay remembers between frames, and its id for [`keep`].
pub fn remembered<T: Clone + Default + Send + Sync + 'static>(ui: &Ui, what: &'static str) -> (Id, T) {
    let id = Id::unique(("overlay", what));
    (id, ui.data(|data| data.get_temp(id)).unwrap_or_default())
}

/// Keeps a value under the id that [`remembered`] gave.
pub fn keep<T: Clone + Send + Sync + 'static>(ui: &Ui, id: Id, value: T) {
    ui.data_mut(|data| data.insert_temp(id, value));
}

/// Where a statement comes from, as a link; true when it was pressed.
pub fn source_link(ui: &mut Ui, look: &Look, lang: Lang, source: &Source) -> bool {
    let when = crate::text::date(lang, &source.date.0);
    let text = if when.is_empty() { source.title.clone() } else { format!("{} ({when})", source.title) };
    let ink = if source.url.is_empty() { look.weak } else { look.accent };
    let label = egui::Label::new(RichText::new(&text).size(12.0).color(ink)).wrap().sense(Sense::click());
    let response = ui.add(label);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &text));
    !source.url.is_empty() && response.on_hover_text(&source.url).clicked()
}

/// A line of a menu; true when it was pressed.
pub fn menu_item(ui: &mut Ui, icon: &str, name: &str, width: f32) -> bool {
    let button = Button::new(words(icon, name)).frame_when_inactive(false).min_size(vec2(width, 32.0));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(Role::MenuItem, true, name));
    response.clicked()
}
