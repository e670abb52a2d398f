//! Which part of a photo is shown, and what matters most in it: set in the window, stored beside the photo, which stays whole.

use egui::{
    Color32, CornerRadius, CursorIcon, EventFilter, Id, Key, Modifiers, Pos2, Rect, Role, Sense, Stroke, StrokeKind,
    Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::model::{Crop, Edit, Focus, Photo, Product, Text};
use crate::ui::app::command::Command;
use crate::ui::app::cx::Cx;
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::thumbs::Thumb;
use crate::ui::kit::{icons, pictures, widgets};

/// Proportions of places where photos stand, width by height.
const CARD: f32 = 3.0 / 2.0;
const SLIDE: f32 = theme::SLIDE_PHOTO_RATIO;
const BLOCK: f32 = 4.0 / 3.0;
/// No part is smaller than this part of the picture.
const LEAST: f32 = 0.06;
const PREVIEW_WIDTH: f32 = 150.0;
const STEP: f32 = 0.01;

/// What is being set, before it is applied.
#[derive(Clone, Debug, PartialEq)]
struct Draft {
    file: String,
    stored: Option<Crop>,
    /// All edges from 0 to 1.
    frame: Rect,
    focus: Option<Pos2>,
    /// Width by height that the frame keeps.
    ratio: Option<f32>,
    /// The last pass in which this was on the screen.
    pass: u64,
}

impl Draft {
    fn of(photo: &Photo) -> Self {
        let focus = photo.crop.and_then(|crop| crop.focus);
        Self {
            file: photo.file.clone(),
            stored: photo.crop,
            frame: pictures::rect_of(photo.crop.unwrap_or(Crop::WHOLE).part()),
            focus: focus.map(|focus| pos2(f32::from(focus.x) / 1000.0, f32::from(focus.y) / 1000.0)),
            ratio: None,
            pass: 0,
        }
    }

    fn crop(&self) -> Crop {
        let thousandth = |part: f32| (part.clamp(0.0, 1.0) * 1000.0).round() as u16;
        Crop {
            left: thousandth(self.frame.left()),
            top: thousandth(self.frame.top()),
            right: thousandth(self.frame.right()),
            bottom: thousandth(self.frame.bottom()),
            focus: self.focus.map(|focus| Focus { x: thousandth(focus.x), y: thousandth(focus.y) }),
        }
    }

    /// The largest frame of these proportions around the middle of the one before.
    fn keep_ratio(&mut self, ratio: Option<f32>, picture: Vec2) {
        self.ratio = ratio;
        if let Some(ratio) = ratio {
            let middle = self.frame.center();
            self.frame = pictures::covering(picture, vec2(ratio, 1.0), middle.into());
        }
    }

    fn shift(&mut self, by: Vec2) {
        let room = vec2(1.0, 1.0) - self.frame.size();
        let min = (self.frame.min.to_vec2() + by).clamp(Vec2::ZERO, room.max(Vec2::ZERO));
        self.frame = Rect::from_min_size(min.to_pos2(), self.frame.size());
    }

    /// One corner goes elsewhere while the opposite one stays.
    fn pull(&mut self, right: bool, bottom: bool, to: Pos2, picture: Vec2) {
        let fixed = pos2(
            if right { self.frame.left() } else { self.frame.right() },
            if bottom { self.frame.top() } else { self.frame.bottom() },
        );
        let most = vec2(if right { 1.0 - fixed.x } else { fixed.x }, if bottom { 1.0 - fixed.y } else { fixed.y });
        let pulled = vec2(
            if right { to.x - fixed.x } else { fixed.x - to.x },
            if bottom { to.y - fixed.y } else { fixed.y - to.y },
        );
        let mut size = pulled.max(Vec2::splat(LEAST)).min(most.max(Vec2::splat(LEAST)));
        if let Some(ratio) = self.ratio {
            // In parts of the picture the frame is this many times as wide as high.
            let wide = ratio * picture.y / picture.x.max(1.0);
            let width = size.x.max(size.y * wide).min(most.x).min(most.y * wide);
            size = vec2(width, width / wide);
        }
        let min = pos2(if right { fixed.x } else { fixed.x - size.x }, if bottom { fixed.y } else { fixed.y - size.y });
        self.frame = Rect::from_min_size(min, size).intersect(Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)));
    }

    fn move_focus(&mut self, by: Vec2) {
        let at = self.focus.unwrap_or(self.frame.center()) + by;
        self.focus = Some(at.clamp(Pos2::ZERO, pos2(1.0, 1.0)));
    }
}

/// The overlay: the whole photo with its frame left, how it will look in the places where it stands right.
pub fn show(ui: &mut Ui, cx: &mut Cx, product: &Product, at: usize) {
    let (look, lang) = (cx.look(), cx.lang());
    let (Some(photo), Some(folder)) = (product.photos.get(at), cx.state.folder()) else {
        return;
    };
    let id = Id::unique(("crop", product.id.as_str(), at));
    let pass = ui.ctx().cumulative_pass_nr();
    let draft: Option<Draft> = ui.data(|data| data.get_temp(id));
    // What was left without applying it is not kept for the next time.
    let fresh = |draft: &Draft| draft.file == photo.file && draft.stored == photo.crop && pass - draft.pass < 4;
    let mut draft = draft.filter(fresh).unwrap_or_else(|| Draft::of(photo));
    draft.pass = pass;

    let name = product.name.shown(lang);
    let title = crate::say!(lang, "Potong dan titik fokus: {name}", "Crop and focus point: {name}");
    let mut close = false;
    widgets::spread(
        ui,
        |ui| {
            let room = ui.available_width();
            let words = widgets::elided(ui, &title, theme::bold(17.0), look.text, room);
            let (rect, response) = ui.allocate_exact_size(words.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &title));
            ui.painter().galley(rect.min, words, look.text);
        },
        |ui| close = widgets::quiet_icon(ui, icons::X, lang.pick("Tutup", "Close")).clicked(),
    );
    let whole = Photo { crop: None, ..photo.clone() };
    let height = (ui.ctx().content_rect().height() - 335.0).clamp(200.0, 560.0);
    // The three previews stand beside the photo, however low the window is.
    let preview = ((height - 84.0) / (1.0 / CARD + 1.0 / SLIDE + 1.0 / BLOCK)).clamp(58.0, PREVIEW_WIDTH);
    let room = vec2((ui.available_width() - preview - 28.0).max(240.0), height);
    let wanted = room * ui.ctx().pixels_per_point();
    let thumb = cx.thumbs.get(folder, &whole, wanted);
    let mut size = vec2(3.0, 2.0);
    ui.horizontal_top(|ui| {
        let (place, _) = ui.allocate_exact_size(room, Sense::hover());
        match thumb {
            Thumb::Ready(texture, picture) => {
                size = picture;
                let scale = (place.width() / picture.x).min(place.height() / picture.y);
                let inner = Rect::from_center_size(place.center(), picture * scale);
                let image = egui::epaint::RectShape::filled(inner, CornerRadius::ZERO, Color32::WHITE)
                    .with_texture(texture, Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0)));
                ui.painter().add(image);
                frame(ui, look, id, &mut draft, inner, picture, lang);
                ui.vertical(|ui| {
                    ui.set_width(preview);
                    for (name, ratio) in [
                        (lang.pick("Kartu", "Card"), CARD),
                        (lang.pick("Tayangan", "Slide"), SLIDE),
                        (lang.pick("Brosur", "Brochure"), BLOCK),
                    ] {
                        widgets::small(ui, look, name);
                        let (rect, response) =
                            ui.allocate_exact_size(vec2(preview, (preview / ratio).round()), Sense::hover());
                        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, name));
                        let uv = shown(draft.crop(), picture, rect.size());
                        let radius = CornerRadius::same(8);
                        let shape = egui::epaint::RectShape::filled(rect, radius, Color32::WHITE);
                        ui.painter().add(shape.with_texture(texture, uv));
                    }
                });
            }
            Thumb::Loading => {
                ui.painter().rect_filled(place, CornerRadius::same(theme::RADIUS_CARD), look.plate);
            }
            Thumb::Failed => {
                ui.painter().rect_filled(place, CornerRadius::same(theme::RADIUS_CARD), look.plate);
                let text = lang.pick("Foto ini tidak dapat dibaca.", "This photo cannot be read.");
                let ink = look.weak;
                ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, text, theme::body(14.0), ink);
            }
        }
    });
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        let mut ratio = draft.ratio;
        let choices = [
            (None, lang.pick("Bebas", "Free")),
            (Some(CARD), lang.pick("Kartu 3:2", "Card 3:2")),
            (Some(BLOCK), "4:3"),
            (Some(1.0), "1:1"),
        ];
        if widgets::segmented(ui, look, &mut ratio, &choices) {
            draft.keep_ratio(ratio, size);
        }
        if widgets::button(ui, icons::ARROW_COUNTER_CLOCKWISE, lang.pick("Foto utuh", "Whole photo")).clicked() {
            draft = Draft { frame: Draft::of(&whole).frame, focus: None, ratio: None, ..draft.clone() };
        }
    });
    let hint = lang.pick(
        "Seret bingkai atau sudutnya; klik dua kali menaruh titik fokus. Panah menggeser, Shift mengubah ukuran, Ctrl memindahkan titik fokus, Enter memakai.",
        "Drag the frame or its corners; a double click sets the focus point. Arrows move, Shift resizes, Ctrl moves the focus point, Enter applies.",
    );
    widgets::small(ui, look, hint);
    let enter = ui.memory(|memory| memory.has_focus(id)) && ui.input(|input| input.key_pressed(Key::Enter));
    let mut apply = enter;
    ui.horizontal(|ui| {
        ui.add_enabled_ui(cx.state.may_edit(), |ui| {
            apply |= widgets::submit(ui, look, icons::CHECK, lang.pick("Pakai", "Apply"));
        });
        close |= widgets::button(ui, "", lang.pick("Batal", "Cancel")).clicked();
    });
    if apply {
        let mut edited = product.clone();
        if let Some(photo) = edited.photos.get_mut(at) {
            photo.crop = draft.crop().unless_whole();
        }
        let words = Text::new(format!("Potong foto: {name}"), format!("Crop a photo: {name}"));
        cx.ask(Command::Change(Edit::put(words, edited)));
    }
    if apply || close {
        cx.ask(Command::CloseOverlay);
        ui.data_mut(|data| data.remove::<Draft>(id));
    } else {
        ui.data_mut(|data| data.insert_temp(id, draft));
    }
}

/// The part of the whole picture that a frame shows.
fn shown(crop: Crop, picture: Vec2, frame: Vec2) -> Rect {
    let inside = pictures::rect_of(crop.part());
    let focus = crop.focus_inside();
    let covered = pictures::covering(inside.size() * picture, frame, (focus.0 as f32, focus.1 as f32));
    Rect::from_min_size(inside.min + covered.min.to_vec2() * inside.size(), covered.size() * inside.size())
}

fn frame(ui: &mut Ui, look: &Look, id: Id, draft: &mut Draft, inner: Rect, picture: Vec2, lang: crate::text::Lang) {
    let to_part = |at: Pos2| ((at - inner.min) / inner.size()).clamp(Vec2::ZERO, vec2(1.0, 1.0)).to_pos2();
    let to_screen = |at: Pos2| inner.min + at.to_vec2() * inner.size();
    let body = ui.interact(inner, id, Sense::click_and_drag());
    let name = lang.pick("Bingkai foto", "Frame of the photo");
    body.widget_info(|| WidgetInfo::labeled(Role::Slider, true, name));
    if ui.memory(|memory| memory.focused().is_none()) {
        body.request_focus();
    }
    if body.dragged() {
        draft.shift(body.drag_delta() / inner.size());
    }
    if body.double_clicked()
        && let Some(at) = body.interact_pointer_pos()
    {
        draft.focus = Some(to_part(at));
    }
    if body.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        keys(ui, draft, picture);
    }
    for (right, bottom) in [(false, false), (true, false), (false, true), (true, true)] {
        let at = |draft: &Draft| {
            to_screen(pos2(
                if right { draft.frame.right() } else { draft.frame.left() },
                if bottom { draft.frame.bottom() } else { draft.frame.top() },
            ))
        };
        let corner = Rect::from_center_size(at(draft), Vec2::splat(26.0));
        let response = ui.interact(corner, id.with((right, bottom)), Sense::drag());
        response
            .widget_info(|| WidgetInfo::labeled(Role::Slider, true, lang.pick("Sudut bingkai", "Corner of the frame")));
        let cursor = if right == bottom { CursorIcon::ResizeNwSe } else { CursorIcon::ResizeNeSw };
        let response = response.on_hover_cursor(cursor);
        if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged()) {
            draft.pull(right, bottom, to_part(pointer), picture);
        }
    }
    let focus_at = to_screen(draft.focus.unwrap_or(draft.frame.center()));
    let focus = ui.interact(Rect::from_center_size(focus_at, Vec2::splat(30.0)), id.with("focus"), Sense::drag());
    focus.widget_info(|| WidgetInfo::labeled(Role::Slider, true, lang.pick("Titik fokus", "Focus point")));
    let focus = focus.on_hover_cursor(CursorIcon::Move).on_hover_text(lang.pick(
        "Titik fokus: tetap terlihat di mana pun foto dipotong",
        "Focus point: stays in sight wherever the photo is cut",
    ));
    if let Some(pointer) = focus.interact_pointer_pos().filter(|_| focus.dragged()) {
        draft.focus = Some(to_part(pointer));
    }

    let rect = Rect::from_min_max(to_screen(draft.frame.min), to_screen(draft.frame.max));
    let painter = ui.painter();
    let shade = Color32::from_black_alpha(140);
    for outside in [
        Rect::from_min_max(inner.min, pos2(inner.right(), rect.top())),
        Rect::from_min_max(pos2(inner.left(), rect.bottom()), inner.max),
        Rect::from_min_max(pos2(inner.left(), rect.top()), pos2(rect.left(), rect.bottom())),
        Rect::from_min_max(pos2(rect.right(), rect.top()), pos2(inner.right(), rect.bottom())),
    ] {
        painter.rect_filled(outside, 0, shade);
    }
    let line = Stroke::new(1.0, Color32::from_white_alpha(110));
    for third in [1.0 / 3.0, 2.0 / 3.0] {
        painter.vline(rect.left() + rect.width() * third, rect.y_range(), line);
        painter.hline(rect.x_range(), rect.top() + rect.height() * third, line);
    }
    painter.rect_stroke(rect, 0, Stroke::new(2.0, Color32::WHITE), StrokeKind::Inside);
    for corner in [rect.left_top(), rect.right_top(), rect.left_bottom(), rect.right_bottom()] {
        painter.circle(corner, 7.0, Color32::WHITE, Stroke::new(2.0, look.accent));
    }
    let centre = to_screen(draft.focus.unwrap_or(draft.frame.center()));
    let ink = if draft.focus.is_some() { look.accent } else { Color32::from_white_alpha(150) };
    painter.circle(centre, 12.0, Color32::from_black_alpha(90), Stroke::new(2.0, Color32::WHITE));
    painter.circle_filled(centre, 5.0, ink);
}

fn keys(ui: &Ui, draft: &mut Draft, picture: Vec2) {
    for (key, by) in [
        (Key::ArrowLeft, vec2(-STEP, 0.0)),
        (Key::ArrowRight, vec2(STEP, 0.0)),
        (Key::ArrowUp, vec2(0.0, -STEP)),
        (Key::ArrowDown, vec2(0.0, STEP)),
    ] {
        let count = |held| ui.input_mut(|input| input.count_and_consume_key(held, key)) as f32;
        let (resized, focused) = (count(Modifiers::SHIFT), count(Modifiers::COMMAND));
        let moved = count(Modifiers::NONE);
        if resized > 0.0 {
            let to = draft.frame.max + by * resized;
            draft.pull(true, true, to, picture);
        }
        if focused > 0.0 {
            draft.move_focus(by * focused);
        }
        if moved > 0.0 {
            draft.shift(by * moved);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        Draft::of(&Photo { file: "a.jpg".into(), ..Photo::default() })
    }

    #[test]
    fn a_frame_keeps_its_proportions_and_stays_inside() {
        let picture = vec2(400.0, 200.0);
        let mut square = draft();
        square.keep_ratio(Some(1.0), picture);
        assert_eq!(square.crop(), Crop { left: 250, top: 0, right: 750, bottom: 1000, focus: None });
        square.pull(true, true, pos2(0.5, 0.2), picture);
        let size = square.frame.size() * picture;
        assert!((size.x - size.y).abs() < 0.5, "{size:?}");
        square.shift(vec2(9.0, 9.0));
        assert!((square.frame.max - pos2(1.0, 1.0)).length() < 1e-5);
        square.pull(false, false, pos2(-5.0, -5.0), picture);
        assert!(square.frame.left() >= 0.0 && square.frame.top() >= 0.0);
        let size = square.frame.size() * picture;
        assert!((size.x - size.y).abs() < 0.5, "{size:?}");
    }

    #[test]
    fn nothing_changed_is_nothing_stored() {
        assert_eq!(draft().crop().unless_whole(), None);
        let mut moved = draft();
        moved.move_focus(vec2(0.2, -0.9));
        assert_eq!(moved.crop().focus, Some(Focus { x: 700, y: 0 }));
    }

    #[test]
    fn a_place_shows_the_crop_around_the_focus() {
        let crop = Crop { left: 500, top: 0, right: 1000, bottom: 1000, focus: Some(Focus { x: 500, y: 0 }) };
        // A picture of 400 × 200, its right half is a square; a slot twice as wide as high shows its upper half.
        let uv = shown(crop, vec2(400.0, 200.0), vec2(100.0, 50.0));
        assert_eq!(uv, Rect::from_min_max(pos2(0.5, 0.0), pos2(1.0, 0.5)));
    }
}
