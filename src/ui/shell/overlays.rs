//! What lies over the window until it is closed: brochure options, open, new, keyboard shortcuts, about.

use egui::{Context, Grid, Id, Key, KeyboardShortcut, Modal, RichText, ScrollArea, Ui};

use crate::ui::app::command::{Command, Overlay};
use crate::ui::app::cx::Cx;
use crate::ui::app::shortcuts::SHORTCUTS;
use crate::ui::kit::{theme, widgets};
use crate::ui::{catalog, export, photos, present, product, table};

/// Shows the overlay that is open, if any.
pub fn show(ctx: &Context, cx: &mut Cx) {
    let Some(overlay) = cx.state.overlay.clone() else {
        return;
    };
    let width = match overlay {
        Overlay::Shortcuts => 720.0,
        Overlay::Photo(..) | Overlay::Crop(..) => 1100.0,
        Overlay::Bulk => 560.0,
        Overlay::Replace => 860.0,
        Overlay::MovedPhotos | Overlay::UnusedPhotos | Overlay::Present => 640.0,
        _ => 480.0,
    };
    let room = ctx.content_rect();
    let frame = egui::Frame::window(&ctx.global_style()).inner_margin(20);
    let response = Modal::new(Id::unique("overlay")).frame(frame).show(ctx, |ui| {
        ui.set_width(f32::min(width, room.width() - 60.0));
        ScrollArea::vertical()
            .max_height(room.height() - 130.0)
            .min_scrolled_height(room.height() - 130.0)
            .auto_shrink([false, true])
            .show(ui, |ui| match &overlay {
                Overlay::Shortcuts => shortcuts(ui, cx),
                Overlay::About => about(ui, cx),
                Overlay::Open => catalog::dialogs::open(ui, cx),
                Overlay::New => catalog::dialogs::new(ui, cx),
                Overlay::Bulk => {
                    let is_all = cx.state.table_view.chosen.is_empty();
                    let lang = cx.lang();
                    let of_all = lang.pick("Ubah semua yang tampil", "Edit all that is shown");
                    cx.overlay_title(ui, if is_all { of_all } else { lang.pick("Ubah yang dipilih", "Edit selected") });
                    table::bulk::panel(ui, cx);
                }
                Overlay::Replace => {
                    let lang = cx.lang();
                    cx.overlay_title(ui, lang.pick("Cari dan ganti", "Find and replace"));
                    table::replace::panel(ui, cx);
                }
                Overlay::MovedPhotos => photos::care_view::moved(ui, cx),
                Overlay::UnusedPhotos => photos::care_view::unused(ui, cx),
                Overlay::Crop(id, at) => {
                    if let Some(product) = cx.state.product(id).cloned() {
                        photos::crop::show(ui, cx, &product, *at);
                    }
                }
                Overlay::Export => export::view::show(ui, cx),
                Overlay::Present => present::dialog::show(ui, cx),
                Overlay::Photo(id, at) => {
                    if let Some(product) = cx.state.product(id).cloned() {
                        product::panel::large_photo(ui, cx, &product, *at);
                    }
                }
            });
    });
    if response.should_close() {
        cx.ask(Command::CloseOverlay);
    }
}

/// Keys as they are printed on a keyboard: `Ctrl+,`.
fn printed(shortcut: &KeyboardShortcut) -> String {
    let mut keys = Vec::new();
    keys.extend(shortcut.modifiers.command.then_some("Ctrl"));
    keys.extend(shortcut.modifiers.shift.then_some("Shift"));
    keys.push(match shortcut.logical_key {
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::Plus => "+",
        Key::Equals => "=",
        Key::Comma => ",",
        Key::Slash => "/",
        Key::Delete => "Del",
        Key::Escape => "Esc",
        key => key.name(),
    });
    keys.join("+")
}

fn shortcuts(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Pintasan papan ketik", "Keyboard shortcuts"));
    Grid::new("shortcuts").num_columns(4).spacing(egui::vec2(18.0, 8.0)).show(ui, |ui| {
        for pair in SHORTCUTS.chunks(2) {
            for shortcut in pair {
                let keys: Vec<String> = shortcut.keys.iter().map(printed).collect();
                ui.label(RichText::new(keys.join(" · ")).font(theme::semi(12.5)).color(look.accent));
                ui.label(lang.pick(shortcut.id, shortcut.en));
            }
            ui.end_row();
        }
        let ways = [
            ("PgDn · PgUp", lang.pick("Geser kartu atau halaman", "Move through cards or pages")),
            ("Home · End", lang.pick("Ke awal, ke akhir", "To the beginning, to the end")),
        ];
        for (keys, text) in ways {
            ui.label(RichText::new(keys).font(theme::semi(12.5)).color(look.accent));
            ui.label(text);
        }
        ui.end_row();
    });
    widgets::section(ui, look, lang.pick("Di tabel", "In the table"));
    Grid::new("table shortcuts").num_columns(4).spacing(egui::vec2(18.0, 8.0)).show(ui, |ui| {
        for pair in table::keys::KEYS.chunks(2) {
            for (keys, id, en) in pair {
                ui.label(RichText::new(*keys).font(theme::semi(12.5)).color(look.accent));
                ui.label(lang.pick(id, en));
            }
            ui.end_row();
        }
    });
}

fn about(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, "Etalase Desa");
    let version = env!("CARGO_PKG_VERSION");
    widgets::weak(ui, look, crate::say!(lang, "Versi {version}", "Version {version}"));
    ui.label(lang.pick(
        "Katalog produk desa untuk misi dagang: dicari, dipilih, dan dicetak tanpa internet.",
        "A catalogue of village products for trade missions: found, chosen and printed without internet.",
    ));
    for (heading, text) in [
        (lang.pick("Data wilayah", "Region data"), crate::regions::ATTRIBUTION),
        (
            lang.pick("Huruf dan ikon", "Fonts and icons"),
            "Plus Jakarta Sans, Fraunces, Inter: SIL Open Font License 1.1. Phosphor Icons: MIT.",
        ),
        (
            lang.pick("Halaman cetak", "Printed pages"),
            lang.pick("Disusun dengan Typst (Apache-2.0).", "Set with Typst (Apache-2.0)."),
        ),
        (lang.pick("Program", "Program"), "MIT OR Apache-2.0"),
    ] {
        widgets::section(ui, look, heading);
        widgets::weak(ui, look, text);
    }
    if let Some(open) = cx.state.open() {
        widgets::section(ui, look, lang.pick("Katalog ini", "This catalogue"));
        widgets::small(ui, look, open.folder.root().display().to_string());
    }
}
