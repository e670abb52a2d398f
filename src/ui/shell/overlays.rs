//! What lies over the window until it is closed: brochure options, open, new, keyboard shortcuts, about.

use std::path::PathBuf;

use egui::{Context, Grid, Id, Modal, RichText, ScrollArea, Ui};

use crate::ui::app::command::{Command, Overlay, SHORTCUTS};
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

/// Shows the overlay that is open, if any.
pub fn show(ctx: &Context, cx: &mut Cx) {
    let Some(overlay) = cx.state.overlay.clone() else {
        return;
    };
    let width = match overlay {
        Overlay::Shortcuts => 620.0,
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
                Overlay::Open => open(ui, cx),
                Overlay::New => new(ui, cx),
                Overlay::Bulk => {
                    let is_all = cx.state.table_view.chosen.is_empty();
                    let lang = cx.lang();
                    let of_all = lang.pick("Ubah semua yang tampil", "Edit all that is shown");
                    cx.overlay_title(ui, if is_all { of_all } else { lang.pick("Ubah yang dipilih", "Edit selected") });
                    crate::ui::table::bulk_panel(ui, cx);
                }
                Overlay::Replace => {
                    let lang = cx.lang();
                    cx.overlay_title(ui, lang.pick("Cari dan ganti", "Find and replace"));
                    crate::ui::table::replace_panel(ui, cx);
                }
                Overlay::MovedPhotos => crate::ui::photos::care::moved(ui, cx),
                Overlay::UnusedPhotos => crate::ui::photos::care::unused(ui, cx),
                Overlay::Crop(id, at) => {
                    if let Some(product) = cx.state.product(id).cloned() {
                        crate::ui::photos::crop::show(ui, cx, &product, *at);
                    }
                }
                Overlay::Export => crate::ui::export::show(ui, cx),
                Overlay::Present => crate::ui::present::dialog(ui, cx),
                Overlay::Photo(id, at) => {
                    if let Some(product) = cx.state.product(id).cloned() {
                        crate::ui::product::panel::large_photo(ui, cx, &product, *at);
                    }
                }
            });
    });
    if response.should_close() {
        cx.ask(Command::CloseOverlay);
    }
}

fn open(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Buka katalog", "Open a catalogue"));
    ui.horizontal(|ui| {
        let choose = lang.pick("Pilih folder…", "Choose a folder…");
        if widgets::accent_button(ui, look, icons::FOLDER_OPEN, choose).clicked() {
            cx.ask(Command::PickFolderToOpen);
        }
        if widgets::button(ui, icons::BOOK_OPEN, lang.pick("Katalog contoh", "The sample catalogue")).clicked() {
            cx.ask(Command::OpenShipped);
        }
    });
    let recent: Vec<PathBuf> = cx.state.settings.recent.clone();
    if !recent.is_empty() {
        widgets::section(ui, look, lang.pick("Baru dibuka", "Opened recently"));
        for path in recent {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let response = widgets::list_row(ui, look, false, &format!("{}  {name}", icons::FOLDER_OPEN), None, &name);
            if response.on_hover_text(path.display().to_string()).clicked() {
                cx.ask(Command::OpenFolder(path));
            }
        }
    }
    widgets::section(ui, look, lang.pick("Atau ketik letak foldernya", "Or type where the folder is"));
    let (id, mut typed) = widgets::remembered::<String>(ui, "open path");
    let field = widgets::text_field(ui, look, lang.pick("Letak folder", "Folder"), &mut typed, "", 1);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    widgets::keep(ui, id, typed.clone());
    let go = ui.add_enabled_ui(!typed.trim().is_empty(), |ui| {
        widgets::button(ui, icons::ARROW_SQUARE_OUT, lang.pick("Buka", "Open")).clicked()
    });
    if (go.inner || entered) && !typed.trim().is_empty() {
        cx.ask(Command::OpenFolder(PathBuf::from(typed.trim())));
    }
    widgets::small(
        ui,
        look,
        lang.pick(
            "Folder katalog juga bisa diseret ke jendela ini.",
            "A catalogue folder can also be dropped on this window.",
        ),
    );
}

fn new(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Katalog baru", "New catalogue"));
    let (id, mut name) = widgets::remembered::<String>(ui, "new title");
    let hint = lang.pick("Produk unggulan Kabupaten …", "Products of … Regency");
    widgets::text_field(ui, look, lang.pick("Judul katalog", "Title"), &mut name, hint, 1);
    widgets::keep(ui, id, name.clone());
    let (dir_id, mut dir) = widgets::remembered::<String>(ui, "new dir");
    let folder_hint =
        lang.pick("Kosongkan untuk memilih lewat jendela folder", "Leave empty to choose in a folder window");
    widgets::text_field(ui, look, lang.pick("Letak folder", "Folder"), &mut dir, folder_hint, 1);
    widgets::keep(ui, dir_id, dir.clone());
    ui.add_space(6.0);
    ui.add_enabled_ui(!name.trim().is_empty(), |ui| {
        if widgets::accent_button(ui, look, icons::FOLDER_PLUS, lang.pick("Buat katalog", "Make the catalogue"))
            .clicked()
        {
            let title = name.trim().to_owned();
            cx.ask(match dir.trim() {
                "" => Command::PickFolderForNew { title },
                dir => Command::CreateCatalog { dir: PathBuf::from(dir), title },
            });
        }
    });
}

fn shortcuts(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Pintasan papan ketik", "Keyboard shortcuts"));
    Grid::new("shortcuts").num_columns(4).spacing(egui::vec2(18.0, 8.0)).show(ui, |ui| {
        for pair in SHORTCUTS.chunks(2) {
            for shortcut in pair {
                let keys: Vec<String> = shortcut.keys.iter().map(|keys| ui.ctx().format_shortcut(keys)).collect();
                ui.label(RichText::new(keys.join(" · ")).font(theme::semi(12.5)).color(look.accent));
                ui.label(lang.pick(shortcut.id, shortcut.en));
            }
            ui.end_row();
        }
        let ways = [
            ("Page Down · Page Up", lang.pick("Geser kartu atau halaman", "Move through cards or pages")),
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
        for pair in crate::ui::table::KEYS.chunks(2) {
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
