//! (screen history)
use egui::Ui;

use super::state::Cx;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let _ = (ui, cx);
}
