//! A QR code that is read from the screen.

use egui::{CornerRadius, Rect, Sense, Ui, vec2};

use crate::text::Lang;

/// Points.
pub const SIDE: f32 = 104.0;

/// A QR code, black on white in both themes, since readers want it so.
pub fn show(ui: &mut Ui, lang: Lang, text: &str, side: f32) {
    let Ok(code) = fast_qr::QRBuilder::new(text).build() else {
        return;
    };
    let (rect, response) = ui.allocate_exact_size(vec2(side, side), Sense::hover());
    let name = match text.starts_with("https://wa.me/") {
        true => lang.pick("Kode QR WhatsApp", "WhatsApp QR code"),
        false => lang.pick("Kode QR situs web", "Website QR code"),
    };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, name));
    let painter = ui.painter();
    painter.rect_filled(rect, CornerRadius::same(6), egui::Color32::WHITE);
    let inner = rect.shrink(7.0);
    let module = inner.width() / code.size as f32;
    for y in 0..code.size {
        for x in 0..code.size {
            if code[y][x].value() {
                let at = inner.min + vec2(x as f32 * module, y as f32 * module);
                painter.rect_filled(Rect::from_min_size(at, vec2(module + 0.2, module + 0.2)), 0, egui::Color32::BLACK);
            }
        }
    }
}
