//! Products out as Excel, CSV or JSON: what a person chooses, and the work.

use std::time::Duration;

use egui::{Context, Ui};

use super::app::App;
use crate::exchange::{self, CsvForm, XlsxOptions};
use crate::model::{Product, ProductId};
use crate::store;
use crate::ui::app::command::Command;
use crate::ui::app::jobs::{self, ExportFailed, Job, Outcome};
use crate::ui::app::state::{Cx, State};
use crate::ui::kit::{icons, widgets};
use crate::ui::shell::overlays;

/// The form of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportForm {
    #[default]
    Excel,
    /// Excel with a small picture of each product.
    ExcelWithPictures,
    Csv(CsvForm),
    Json,
}

/// Which products.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ExportOf {
    /// What the list shows now.
    #[default]
    Shown,
    /// A buyer's shortlist, in its order.
    Shortlist,
    /// Those that somebody has ticked.
    These(Vec<ProductId>),
    All,
}

/// What a person asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportWish {
    pub form: ExportForm,
    pub of: ExportOf,
}

/// The small pictures of a workbook, in pixels; twice what they are shown at.
const PICTURE_PX: u32 = 160;
/// A job that is done sooner than this shows no progress.
const QUICK: Duration = Duration::from_millis(150);

fn products(state: &State, of: &ExportOf) -> Vec<ProductId> {
    let Some(catalog) = state.catalog() else { return Vec::new() };
    match of {
        ExportOf::Shown => state.matches.hits.iter().map(|hit| hit.id.clone()).collect(),
        ExportOf::Shortlist => {
            state.shortlist.products.iter().filter(|id| catalog.products.contains_key(*id)).cloned().collect()
        }
        ExportOf::These(list) => list.iter().filter(|id| catalog.products.contains_key(*id)).cloned().collect(),
        ExportOf::All => catalog.products.keys().cloned().collect(),
    }
}

/// The overlay: form, products, and the button.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    overlays::title(ui, cx, lang.pick("Ekspor produk", "Export products"));
    let (id, mut wish) = overlays::remembered::<ExportWish>(ui, "export");
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
        (ExportForm::Json, "JSON", lang.pick("Data lengkap untuk program lain.", "Whole records, for other programs.")),
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
        (ExportOf::Shown, lang.pick("Yang tampil di daftar", "Those the list shows")),
        (ExportOf::Shortlist, lang.pick("Daftar pilihan pembeli", "The buyer's list")),
        (ExportOf::All, lang.pick("Semua, termasuk draf", "All, drafts included")),
    ] {
        let count = products(cx.state, &of).len();
        if count == 0 && of == ExportOf::Shortlist {
            continue;
        }
        if ui.radio(wish.of == of, format!("{name} ({count})")).clicked() {
            wish.of = of;
        }
    }
    if wish.of == ExportOf::Shortlist && cx.state.shortlist.products.is_empty() {
        wish.of = ExportOf::Shown;
    }
    overlays::keep(ui, id, wish.clone());
    ui.spacing_mut().interact_size.y = height;
    ui.add_space(6.0);
    let count = products(cx.state, &wish.of).len();
    ui.add_enabled_ui(count > 0, |ui| {
        let text = crate::say!(lang, "Ekspor {count} produk", "Export {count} products");
        if widgets::accent_button(ui, look, icons::FILE_XLS, &text).clicked() {
            cx.ask(Command::Export(wish));
            cx.ask(Command::CloseOverlay);
        }
    });
    let into = lang.pick(
        "Disimpan di folder dokumen Anda, di Etalase Desa › Ekspor. File yang sudah ada tidak ditimpa.",
        "Kept in your documents folder, in Etalase Desa › Exports. No file that is there is written over.",
    );
    widgets::small(ui, look, into);
}

/// A file that is being made, over whatever screen is shown.
pub fn progress(ui: &Ui, cx: &mut Cx) {
    let Some(running) = cx.state.export_running else { return };
    let lang = cx.lang();
    let text = lang.pick("Membuat lembar kerja…", "Making the spreadsheet…");
    if crate::ui::import::review::progress_card(
        ui,
        cx,
        running,
        text,
        lang.pick("Batalkan ekspor", "Cancel the export"),
    ) {
        cx.ask(Command::CancelExport);
    }
}

impl App {
    /// How far imports and exports are, for those that take a while.
    pub(crate) fn watch_sheets(&mut self, ctx: &Context) {
        let shown = |job: Job| {
            let running = self.jobs.running(job)?;
            let since = running.since.elapsed();
            if since < QUICK {
                ctx.request_repaint_after(QUICK - since);
                return None;
            }
            Some(running.progress())
        };
        let (import, export) = (shown(Job::Import), shown(Job::Export));
        (self.state.import_running, self.state.export_running) = (import, export);
        self.keep_import_fresh();
    }

    /// The products as a file that an import takes back unchanged, under a dated name that is free.
    pub(crate) fn export(&mut self, wish: ExportWish) {
        let Some(open) = self.state.open() else { return };
        let (catalog, folder) = (open.catalog().clone(), open.folder.clone());
        let (lang, today) = (self.state.lang(), self.state.today);
        let products = products(&self.state, &wish.of);
        let into = self.parts.documents.join(lang.pick("Ekspor", "Exports"));
        self.jobs.start_once(Job::Export, "export", move |handle| {
            let progress = |done: usize, total: usize| handle.progress(done, total);
            let small = |product: &Product| {
                let photo = product.photos.first()?;
                folder.print_jpeg(&photo.file, photo.crop, PICTURE_PX, PICTURE_PX).ok().map(|jpeg| jpeg.to_vec())
            };
            let (made, ending) = match wish.form {
                ExportForm::Excel | ExportForm::ExcelWithPictures => {
                    let pictures = wish.form == ExportForm::ExcelWithPictures;
                    let options = XlsxOptions { lang, thumbnails: pictures.then_some(&small) };
                    (exchange::write_xlsx(&catalog, &products, &options, &progress), ".xlsx")
                }
                ExportForm::Csv(form) => (exchange::write_csv(&catalog, &products, form, lang), ".csv"),
                ExportForm::Json => (exchange::write_json(&catalog, &products), ".json"),
            };
            let made = made.map_err(ExportFailed::Made);
            Outcome::Exported(made.and_then(|bytes| {
                let name = format!("{today} {}", lang.pick("Daftar produk", "Products"));
                let path = jobs::free_path(&into, &name, ending).map_err(ExportFailed::Write)?;
                store::write_file(&path, &bytes).map_err(ExportFailed::Write)?;
                Ok(path)
            }))
        });
    }
}
