//! The overlays that open a catalogue or begin a new one.

use std::path::PathBuf;

use egui::Ui;

use crate::ui::app::command::{CatalogCommand, Command};
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, widgets};

pub fn open(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Buka katalog", "Open a catalogue"));
    ui.horizontal(|ui| {
        let choose = lang.pick("Pilih folder…", "Choose a folder…");
        cx.accent_button(ui, icons::FOLDER_OPEN, choose, CatalogCommand::PickFolder);
        let name = lang.pick("Katalog contoh", "The sample catalogue");
        cx.button(ui, icons::BOOK_OPEN, name, CatalogCommand::OpenShipped);
    });
    let recent: Vec<PathBuf> = cx.state.settings.recent.clone();
    if !recent.is_empty() {
        widgets::section(ui, look, lang.pick("Baru dibuka", "Opened recently"));
        for path in recent {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let response = widgets::list_row(ui, look, false, &format!("{}  {name}", icons::FOLDER_OPEN), None, &name);
            if response.on_hover_text(path.display().to_string()).clicked() {
                cx.ask(CatalogCommand::Open(path));
            }
        }
    }
    widgets::section(ui, look, lang.pick("Atau ketik letak foldernya", "Or type where the folder is"));
    let (id, mut typed) = widgets::remembered::<String>(ui, "open path");
    let field = widgets::text_field(ui, look, lang.pick("Letak folder", "Folder"), &mut typed, "", 1);
    widgets::focus_first(ui, "open", &field, &typed);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    widgets::keep(ui, id, typed.clone());
    let go = ui.add_enabled_ui(!typed.trim().is_empty(), |ui| {
        widgets::button(ui, icons::ARROW_SQUARE_OUT, lang.pick("Buka", "Open")).clicked()
    });
    if (go.inner || entered) && !typed.trim().is_empty() {
        cx.ask(CatalogCommand::Open(PathBuf::from(typed.trim())));
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

pub fn new(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Katalog baru", "New catalogue"));
    let (id, mut name) = widgets::remembered::<String>(ui, "new title");
    let hint = lang.pick("Produk unggulan Kabupaten …", "Products of … Regency");
    let title = widgets::text_field(ui, look, lang.pick("Judul katalog", "Title"), &mut name, hint, 1);
    widgets::focus_first(ui, "new", &title, &name);
    widgets::keep(ui, id, name.clone());
    let (dir_id, mut dir) = widgets::remembered::<String>(ui, "new dir");
    let folder_hint =
        lang.pick("Kosongkan untuk memilih lewat jendela folder", "Leave empty to choose in a folder window");
    widgets::text_field(ui, look, lang.pick("Letak folder", "Folder"), &mut dir, folder_hint, 1);
    widgets::keep(ui, dir_id, dir.clone());
    ui.add_space(6.0);
    ui.add_enabled_ui(!name.trim().is_empty(), |ui| {
        if widgets::submit(ui, look, icons::FOLDER_PLUS, lang.pick("Buat katalog", "Create the catalogue")) {
            let title = name.trim().to_owned();
            cx.ask(match dir.trim() {
                "" => Command::Catalog(CatalogCommand::PickNewFolder { title }),
                dir => Command::Catalog(CatalogCommand::Create { dir: PathBuf::from(dir), title }),
            });
        }
    });
}
