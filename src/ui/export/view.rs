//! What a person chooses of an export, and how far it is.

use egui::Ui;

use crate::actions::export::ExportForm;
use crate::exchange::CsvForm;
use crate::model::ProductId;
use crate::ui::app::command::{Command, ExportCommand, ExportOf, ExportWish};
use crate::ui::app::cx::Cx;
use crate::ui::app::jobs::Job;
use crate::ui::app::state::State;
use crate::ui::kit::{icons, widgets};

pub(super) fn products(state: &State, of: &ExportOf) -> Vec<ProductId> {
    let Some(catalog) = state.catalog() else { return Vec::new() };
    match of {
        ExportOf::Shown => state.browse.matches.hits.iter().map(|hit| hit.id.clone()).collect(),
        ExportOf::Shortlist => {
            state.shortlist.products.iter().filter(|id| catalog.products.contains_key(*id)).cloned().collect()
        }
        ExportOf::All => catalog.products.keys().cloned().collect(),
    }
}

/// The overlay: form, products, and the button.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Ekspor produk", "Export products"));
    let (id, mut wish) = widgets::remembered::<ExportWish>(ui, "export");
    // A low window shows all of it.
    let height = std::mem::replace(&mut ui.spacing_mut().interact_size.y, 22.0);
    ui.spacing_mut().item_spacing.y = 5.0;
    widgets::section(ui, look, lang.pick("Bentuk", "Form"));
    for (form, name, text) in [
        (
            ExportForm::Excel,
            lang.pick("Excel (.xlsx)", "Excel (.xlsx)"),
            lang.pick(
                "Bisa disaring, ada daftar pilihan dan petunjuk; diimpor lagi tanpa mengubah apa-apa.",
                "Can be filtered, with drop-down lists and a guide; comes back in unchanged.",
            ),
        ),
        (
            ExportForm::ExcelWithPictures,
            lang.pick("Excel dengan gambar kecil", "Excel with small pictures"),
            lang.pick("Untuk dibaca dan dikirim; filenya lebih besar.", "To read and send; the file is larger."),
        ),
        (
            ExportForm::Csv(CsvForm::IndonesianExcel),
            lang.pick("CSV untuk Excel Indonesia", "CSV for Indonesian Excel"),
            lang.pick("Titik koma dan koma pecahan; terbuka dengan klik ganda.", "Semicolons and decimal commas."),
        ),
        (
            ExportForm::Csv(CsvForm::Standard),
            lang.pick("CSV baku", "Standard CSV"),
            lang.pick("Koma, UTF-8 (RFC 4180), untuk program lain.", "Commas, UTF-8 (RFC 4180), for other programs."),
        ),
        (
            ExportForm::Json,
            "JSON",
            lang.pick("Data lengkap untuk program lain.", "Complete records, for other programs."),
        ),
        (
            ExportForm::Template,
            lang.pick("Templat kosong (.xlsx)", "Empty template (.xlsx)"),
            lang.pick(
                "Daftar untuk diisi: judul kolom, daftar pilihan, satu contoh. Lalu diimpor.",
                "A list to fill in: headings, drop-downs, one example. Then it is imported.",
            ),
        ),
    ] {
        if ui.radio(wish.form == form, name).on_hover_text(text).clicked() {
            wish.form = form;
        }
        if wish.form == form {
            ui.horizontal(|ui| {
                ui.add_space(22.0);
                widgets::small(ui, look, text);
            });
        }
    }
    widgets::section(ui, look, lang.pick("Produk", "Products"));
    for (of, name) in [
        (ExportOf::Shown, lang.pick("Yang tampil di daftar", "Those shown in the list")),
        (ExportOf::Shortlist, lang.pick("Daftar pilihan pembeli", "The buyer's list")),
        (ExportOf::All, lang.pick("Semua, termasuk draf", "All, drafts included")),
    ] {
        let count = products(cx.state, &of).len();
        if count == 0 && of == ExportOf::Shortlist {
            continue;
        }
        let count = crate::text::count(lang, count);
        if ui.radio(wish.of == of, format!("{name} ({count})")).clicked() {
            wish.of = of;
        }
    }
    if wish.of == ExportOf::Shortlist && cx.state.shortlist.products.is_empty() {
        wish.of = ExportOf::Shown;
    }
    widgets::keep(ui, id, wish.clone());
    ui.spacing_mut().interact_size.y = height;
    ui.add_space(6.0);
    let count = products(cx.state, &wish.of).len();
    let is_template = wish.form == ExportForm::Template;
    ui.add_enabled_ui(count > 0 || is_template, |ui| {
        let text = match is_template {
            true => lang.pick("Buat templat", "Create the template").to_owned(),
            false => {
                let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
                crate::say!(lang, "Ekspor {count} produk", "Export {count} product{s}")
            }
        };
        if widgets::submit(ui, look, icons::FILE_XLS, &text) {
            cx.ask(ExportCommand::Start(wish));
            cx.ask(Command::CloseOverlay);
        }
    });
    let into = lang.pick(
        "Disimpan di folder dokumen Anda, di Etalase Desa › Ekspor. File yang sudah ada tidak ditimpa.",
        "Saved in your documents folder, in Etalase Desa › Exports. Existing files are not overwritten.",
    );
    widgets::small(ui, look, into);
}

/// A file that is being made, over whatever screen is shown.
pub fn progress(ui: &Ui, cx: &mut Cx) {
    let Some(running) = cx.state.running(Job::Export) else { return };
    let lang = cx.lang();
    let text = lang.pick("Membuat lembar kerja…", "Making the spreadsheet…");
    if widgets::progress_card(ui, cx.look(), lang, running, text, lang.pick("Batalkan ekspor", "Cancel the export")) {
        cx.ask(ExportCommand::Cancel);
    }
}
