//! Ends of rows and edges of screens, laid out in the order in which they are read: Tab goes as the eye does. How wide an
//! end is, is known from the layout before.

use egui::{Context, FocusDirection, Id, Layout, Panel, Rect, Stroke, StrokeKind, Ui, UiBuilder, Vec2, vec2};

use super::theme::{self, Look};

/// The breadth within which the pointer takes hold of an edge.
const EDGE: f32 = 12.0;

/// A row that spans the width: something left, which has what is left of it, and something at the right end.
pub fn spread<R>(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui) -> R) -> R {
    ui.horizontal(|ui| {
        let room = ui.available_rect_before_wrap();
        let room = Rect::from_min_size(room.min, vec2(room_before_end(ui), room.height()));
        ui.scope_builder(UiBuilder::new().max_rect(room), left);
        at_end(ui, right)
    })
    .inner
}

/// What stands at the right end of a row, from left to right.
pub fn at_end<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let (id, known) = end_of(ui);
    let edge = ui.available_rect_before_wrap().right();
    ui.add_space((ui.available_width() - known.x).max(0.0));
    let mut end = ui.new_child(UiBuilder::new());
    let shown = add(&mut end);
    let rect = end.min_rect();
    // A layout that is thrown away again must not widen the panel around it, which would stay so wide.
    let is_known = remember(ui, id, known, rect.size());
    ui.advance_cursor_after_rect(if is_known { rect } else { rect.with_max_x(rect.right().min(edge)) });
    shown
}

/// What the end of a row leaves of it.
pub fn room_before_end(ui: &Ui) -> f32 {
    (ui.available_width() - end_of(ui).1.x - ui.spacing().item_spacing.x).max(40.0)
}

/// A screen with a panel at its right edge.
pub fn beside<T>(
    ui: &mut Ui,
    state: &mut T,
    panel: Panel,
    screen: impl FnOnce(&mut Ui, &mut T),
    right: impl FnOnce(&mut Ui, &mut T),
) {
    let (id, known) = end_of(ui);
    let whole = ui.available_rect_before_wrap();
    screen(&mut part(ui, whole.with_max_x(whole.right() - known.x)), state);
    let shown = panel.show(ui, |ui| right(ui, state));
    remember(ui, id, known, shown.response.rect.size());
}

/// A screen with something at its lower edge, which takes no room where there is nothing to show.
pub fn above<T>(ui: &mut Ui, state: &mut T, screen: impl FnOnce(&mut Ui, &mut T), foot: impl FnOnce(&mut Ui, &mut T)) {
    let (id, known) = end_of(ui);
    let whole = ui.available_rect_before_wrap();
    let edge = whole.bottom() - known.y;
    screen(&mut part(ui, whole.with_max_y(edge)), state);
    let mut last = part(ui, whole.with_min_y(edge));
    foot(&mut last, state);
    let size = last.min_size();
    if size.y > 0.0 {
        ui.painter().hline(whole.x_range(), edge, ui.visuals().widgets.noninteractive.bg_stroke);
    }
    ui.advance_cursor_after_rect(whole);
    remember(ui, id, known, size);
}

fn part(ui: &mut Ui, rect: Rect) -> Ui {
    ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::top_down(egui::Align::Min)))
}

/// Lets Tab go past edges of panels and columns, which are for the pointer alone and have no name. Called before a pass is
/// laid out, of what had the keyboard in the pass before.
pub fn tab_past_edges(ctx: &Context) {
    let Some(id) = ctx.memory(|memory| memory.focused()) else { return };
    let is_edge = ctx.viewport(|viewport| {
        let widgets = &viewport.prev_pass.widgets;
        let is_thin = |rect: Rect| rect.width().min(rect.height()) <= EDGE;
        let is_dragged = widgets.get(id).is_some_and(|one| one.sense.senses_drag() && is_thin(one.rect));
        is_dragged && widgets.info(id).is_none()
    });
    if is_edge {
        let back = ctx.input(|input| input.modifiers.shift);
        let direction = if back { FocusDirection::Previous } else { FocusDirection::Next };
        ctx.memory_mut(|memory| memory.move_focus(direction));
    }
}

/// How large the end of this row or screen was.
fn end_of(ui: &Ui) -> (Id, Vec2) {
    let id = ui.unique_id().with("end");
    (id, ui.data(|data| data.get_temp(id)).unwrap_or_default())
}

/// Keeps the size for the next layout; whether it was known.
fn remember(ui: &Ui, id: Id, known: Vec2, now: Vec2) -> bool {
    let is_known = (now - known).abs().max_elem() <= 0.5;
    if !is_known {
        ui.data_mut(|data| data.insert_temp(id, now));
        ui.ctx().request_discard("the end of a row or screen has another size");
    }
    is_known
}

/// Shows what has the keyboard: a ring around it, the same for every kind of control.
pub fn focus_ring(ctx: &Context, look: &Look, id: Id) {
    let Some(response) = ctx.read_response(id) else { return };
    let painter = ctx.layer_painter(response.layer_id).with_clip_rect(response.interact_rect.expand(3.0));
    let rect = response.rect.expand(1.0);
    painter.rect_stroke(rect, theme::RADIUS_CONTROL, Stroke::new(2.0, look.accent), StrokeKind::Outside);
}
