//! What lies over the window until it is closed: dialogs, a large photo, help.

use egui::{Context, Id, Key, Modal, ScrollArea, Ui};

use crate::ui::app::command::{Command, Overlay};
use crate::ui::app::cx::Cx;
use crate::ui::kit::dialogs::{DialogKind, typed_path};
use crate::ui::kit::{icons, widgets};
use crate::ui::{catalog, export, help, photos, present, product, table};

/// Shows the overlay that is open, if any.
pub fn show(ctx: &Context, cx: &mut Cx) {
    let Some(overlay) = cx.state.overlay.clone() else {
        return;
    };
    let width = match overlay {
        Overlay::Help => 960.0,
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
                Overlay::Help => help::view::show(ui, cx),
                Overlay::TypePath => type_path(ui, cx),
                Overlay::Open => catalog::dialogs::open(ui, cx),
                Overlay::New => catalog::dialogs::new(ui, cx),
                Overlay::Bulk => {
                    let is_all = cx.state.table_view.chosen.is_empty();
                    let lang = cx.lang();
                    let of_all = lang.pick("Ubah semua yang tampil", "Edit all shown");
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

/// Asks for a path where the system has no dialog, and says what it would need to have one.
fn type_path(ui: &mut Ui, cx: &mut Cx) {
    let Some(question) = cx.state.path_question.clone() else { return };
    let (look, lang) = (cx.look(), cx.lang());
    let (title, name, hint) = match question.kind {
        DialogKind::Pictures => (
            lang.pick("Pilih foto", "Choose a photo"),
            lang.pick("Letak file", "Path of the file"),
            "/media/usb/foto.jpg",
        ),
        DialogKind::Spreadsheet => (
            lang.pick("Pilih lembar kerja", "Choose a spreadsheet"),
            lang.pick("Letak file", "Path of the file"),
            "/media/usb/produk.xlsx",
        ),
        DialogKind::CatalogFolder | DialogKind::PhotoFolder | DialogKind::FolderOfPhotos | DialogKind::NewFolder => (
            lang.pick("Pilih folder", "Choose a folder"),
            lang.pick("Letak folder", "Path of the folder"),
            "/media/usb/katalog",
        ),
    };
    cx.overlay_title(ui, title);
    ui.label(lang.pick(
        "Sistem ini tidak punya jendela untuk memilih file. Pasang xdg-desktop-portal atau zenity agar ada, atau ketik letaknya di sini. File dan folder juga bisa diseret ke jendela ini.",
        "This system has no dialog for choosing files. Install xdg-desktop-portal or zenity to have one, or type the path here. Files and folders can also be dropped on this window.",
    ));
    // What was typed for another kind of thing does not help here.
    let (id, mut typed) = widgets::remembered::<String>(ui, hint);
    let field = widgets::text_field(ui, look, name, &mut typed, hint, 1);
    widgets::focus_first(ui, "typed path", &field, &typed);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    widgets::keep(ui, id, typed.clone());
    if let Some(missing) = question.missing.filter(|missing| *missing == typed_path(&typed)) {
        let missing = missing.display();
        let text = crate::say!(lang, "Tidak ada {missing}.", "There is no {missing}.");
        ui.label(egui::RichText::new(text).color(look.danger));
    }
    ui.add_space(4.0);
    let is_typed = !typed.trim().is_empty();
    let take = ui.add_enabled_ui(is_typed, |ui| {
        widgets::accent_button(ui, look, icons::CHECK, lang.pick("Pakai", "Use it")).clicked()
    });
    if is_typed && (take.inner || entered) {
        cx.ask(Command::TakePath(typed_path(&typed)));
        if entered {
            field.request_focus();
        }
    }
}
