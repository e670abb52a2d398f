//! Pictures of products as they are painted: filling a place, whole, or the mark of a product that has none.

use egui::{Color32, CornerRadius, Rect, Stroke, Ui, Vec2, pos2, vec2};

use super::icons;
use super::theme::{self, Look};
use super::thumbs::{Thumb, Thumbs};
use super::widgets::paint_icon;
use crate::model::{Crop, Photo, PicturePart, cover};
use crate::store::Folder;

/// Paints a product's picture so that it covers `rect`; a quiet plate while it loads or where there is none.
pub fn paint_photo(
    ui: &Ui,
    look: &Look,
    thumbs: &mut Thumbs,
    folder: &Folder,
    photo: &Photo,
    rect: Rect,
    radius: CornerRadius,
) {
    let wanted = rect.size() * ui.ctx().pixels_per_point();
    match thumbs.get(folder, photo, wanted) {
        Thumb::Ready(texture, size) => {
            let focus = photo.crop.map_or((0.5, 0.5), Crop::focus_inside);
            let uv = covering(size, rect.size(), (focus.0 as f32, focus.1 as f32));
            let shape = egui::epaint::RectShape::filled(rect, radius, Color32::WHITE).with_texture(texture, uv);
            ui.painter().add(shape);
        }
        Thumb::Loading => {
            ui.painter().rect_filled(rect, radius, look.plate);
        }
        Thumb::Failed => {
            ui.painter().rect_filled(rect, radius, look.plate);
            paint_icon(ui.painter(), rect.center(), icons::IMAGE, 28.0, look.faint);
        }
    }
}

/// Paints a whole picture inside `rect`, as large as fits.
pub fn paint_whole_photo(ui: &Ui, look: &Look, thumbs: &mut Thumbs, folder: &Folder, photo: &Photo, rect: Rect) {
    let wanted = rect.size() * ui.ctx().pixels_per_point();
    match thumbs.get(folder, photo, wanted) {
        Thumb::Ready(texture, size) => {
            let scale = (rect.width() / size.x).min(rect.height() / size.y);
            let inner = Rect::from_center_size(rect.center(), size * scale);
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let radius = CornerRadius::same(theme::RADIUS_CARD);
            ui.painter()
                .add(egui::epaint::RectShape::filled(inner, radius, Color32::WHITE).with_texture(texture, whole));
        }
        Thumb::Loading | Thumb::Failed => {
            paint_photo(ui, look, thumbs, folder, photo, rect, CornerRadius::same(theme::RADIUS_CARD))
        }
    }
}

/// The part of a picture (0–1) that fills a box without stretching, around a point.
pub fn covering(picture: Vec2, frame: Vec2, focus: (f32, f32)) -> Rect {
    let size = |size: Vec2| (f64::from(size.x), f64::from(size.y));
    rect_of(cover(size(picture), size(frame), (f64::from(focus.0), f64::from(focus.1))))
}

/// A part of a picture, all edges from 0 to 1.
pub fn rect_of(part: PicturePart) -> Rect {
    Rect::from_min_size(pos2(part.left as f32, part.top as f32), vec2(part.width as f32, part.height as f32))
}

/// A faint woven band in the corner: the quiet mark of a product without a picture. `scale` is 1 on a card.
pub fn weave(ui: &Ui, rect: Rect, ink: Color32, scale: f32) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let stroke = Stroke::new(1.5 * scale, ink.gamma_multiply(0.13));
    let (step, arm) = (18.0 * scale, 9.0 * scale);
    for row in 0..4 {
        for column in 0..5 - row {
            let from_corner = vec2(8.0 * scale + column as f32 * step, 6.0 * scale + row as f32 * step);
            let center = rect.right_bottom() - from_corner;
            let points =
                [center + vec2(0.0, -arm), center + vec2(arm, 0.0), center + vec2(0.0, arm), center + vec2(-arm, 0.0)];
            painter.add(egui::Shape::closed_line(points.to_vec(), stroke));
        }
    }
}
