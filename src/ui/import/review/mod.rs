//! What a spreadsheet would change, row by row and cell by cell, before anything is changed.

mod columns;
mod lines;
mod questions;

use egui::{CentralPanel, Frame, Margin, Panel, ScrollArea, Ui, vec2};

use crate::actions::export::ExportForm;
use crate::ui::app::command::{ExportCommand, ExportOf, ExportWish, ImportCommand, TrayCommand};
use crate::ui::app::cx::Cx;
use crate::ui::app::jobs::Job;
use crate::ui::import::state::{ImportReview, Only};
use crate::ui::kit::{icons, theme, widgets};

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let state = cx.state;
    let Some(import) = &state.review else {
        let title = lang.pick("Belum ada lembar kerja", "No spreadsheet yet");
        let text = lang.pick(
            "Seret file Excel, LibreOffice, atau CSV ke jendela ini, atau pilih filenya.",
            "Drop an Excel, LibreOffice or CSV file on this window, or choose it.",
        );
        let action = (icons::DOWNLOAD_SIMPLE, lang.pick("Impor dari Excel…", "Import from Excel…"));
        if widgets::empty_state(ui, look, icons::FILE_XLS, title, text, Some(action)) {
            cx.ask(ImportCommand::PickFile);
        }
        ui.vertical_centered(|ui| {
            let name = lang.pick("Templat kosong untuk diisi", "An empty template to fill in");
            let wish = ExportCommand::Start(ExportWish { form: ExportForm::Template, of: ExportOf::All });
            cx.button(ui, icons::FILE_XLS, name, wish);
            let name = lang.pick("Foto satu folder, menurut namanya…", "A folder of photos, by their names…");
            cx.button(ui, icons::IMAGES, name, TrayCommand::PickFolder);
        });
        return;
    };
    let small = ui.available_width() < 1000.0;
    let width = if small { 272.0 } else { 336.0 };
    let panel = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(14, 10));
    Panel::left("import questions").exact_size(width).resizable(false).frame(panel).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(width - 42.0);
            questions::show(ui, cx, import);
        });
    });
    let canvas = Frame::new().inner_margin(Margin { left: 16, right: 12, top: 10, bottom: 8 });
    CentralPanel::default().frame(canvas).show(ui, |ui| {
        head(ui, cx, import);
        ui.scope(|ui| counts(ui, cx, import));
        ui.add_space(4.0);
        lines::show(ui, cx, import);
    });
}

/// The file's name, what is still to do, and the two ways out.
fn head(ui: &mut Ui, cx: &mut Cx, import: &ImportReview) {
    let (look, lang) = (cx.look(), cx.lang());
    let wanted = import.wanted;
    widgets::spread(
        ui,
        |ui| {
            let room = ui.available_width();
            ui.vertical(|ui| {
                ui.set_max_width(room);
                ui.spacing_mut().item_spacing.y = 0.0;
                widgets::heading(ui, lang.pick("Impor: periksa dahulu", "Import: review first"));
                let name = egui::RichText::new(&import.file.sheets.file).color(look.weak);
                let label = egui::Label::new(name).truncate().show_tooltip_when_elided(false);
                ui.add(label).on_hover_text(import.file.path.display().to_string());
            });
        },
        |ui| {
            cx.button(ui, icons::X, lang.pick("Batal", "Cancel"), ImportCommand::Close);
            let asks = import.review.asks_status || import.asks_about_damaged();
            let may = wanted > 0 && cx.state.may_edit() && !asks && !import.applying;
            ui.add_enabled_ui(may, |ui| {
                let s = crate::text::s(wanted);
                let text = crate::say!(lang, "Terapkan {wanted} baris", "Apply {wanted} row{s}");
                let apply = widgets::accent_button(ui, look, icons::CHECK, &text);
                let why = if !cx.state.may_edit() {
                    lang.pick("Katalog ini sekarang hanya bisa dibaca.", "This catalogue can only be read now.")
                } else if import.review.asks_status {
                    lang.pick(
                        "Pilih dulu: produk baru menjadi Siap atau Draf.",
                        "First choose what new products become.",
                    )
                } else if import.asks_about_damaged() {
                    lang.pick(
                        "Jawab dulu: foto yang rusak diambil atau tidak.",
                        "First decide about the damaged photos.",
                    )
                } else {
                    lang.pick("Tidak ada baris yang akan diterapkan.", "There is no row to apply.")
                };
                if apply.on_disabled_hover_text(why).clicked() {
                    cx.ask(ImportCommand::Apply);
                }
            });
        },
    );
    let asked = import.review.questions.iter().filter(|question| question.answer.is_none()).count();
    let text = if import.review.asks_status {
        crate::say!(
            lang,
            "Belum ada yang diubah. Jawab dulu di kiri: produk baru menjadi Siap atau Draf.",
            "Nothing has been changed. Choose on the left whether new products become ready or drafts."
        )
    } else if asked > 0 {
        let s = crate::text::s(asked);
        crate::say!(
            lang,
            "Belum ada yang diubah. {asked} pertanyaan di kiri boleh dijawab; sel yang belum terjawab tidak diambil.",
            "Nothing has been changed. You may answer {asked} question{s} on the left; cells without an answer are left out."
        )
    } else {
        crate::say!(
            lang,
            "Belum ada yang diubah. Semuanya menjadi satu langkah yang bisa diurungkan.",
            "Nothing has been changed. All of it becomes one step that can be undone."
        )
    };
    widgets::small(ui, look, text);
}

/// How many rows and cells of each verdict; each count narrows the rows to its own.
fn counts(ui: &mut Ui, cx: &mut Cx, import: &ImportReview) {
    let (look, lang) = (cx.look(), cx.lang());
    let counts = import.review.counts;
    ui.spacing_mut().interact_size.y = 26.0;
    ui.spacing_mut().button_padding.y = 3.0;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        ui.spacing_mut().button_padding.x = 9.0;
        let (plain, weak, accent) = ((look.text, look.hover), (look.weak, look.hover), (look.accent, look.accent_soft));
        let (warning, danger) = ((look.warning, look.warning_soft), (look.danger, look.danger_soft));
        for (only, count, (id, one, many), (ink, fill)) in [
            (Only::All, import.review.rows.len(), ("baris", "row", "rows"), plain),
            (Only::New, counts.new, ("baru", "new", "new"), accent),
            (Only::Changed, counts.changed, ("berubah", "changed", "changed"), accent),
            (Only::Unchanged, counts.unchanged, ("sama", "unchanged", "unchanged"), weak),
            (Only::Refused, counts.refused, ("ditolak", "refused", "refused"), danger),
            (Only::Waiting, counts.waiting, ("menunggu", "waiting", "waiting"), warning),
            (Only::Skipped, counts.skipped, ("dilewati", "skipped", "skipped"), weak),
            (Only::Asked, counts.cells_asked, ("sel ditanyakan", "cell to ask about", "cells to ask about"), warning),
            (Only::Repaired, counts.cells_repaired, ("sel diperbaiki", "cell repaired", "cells repaired"), warning),
            (Only::CellsRefused, counts.cells_refused, ("sel ditolak", "cell refused", "cells refused"), danger),
            (Only::Photos, import.review.photos.len(), ("foto", "photo", "photos"), accent),
        ] {
            if count == 0 && only != Only::All {
                continue;
            }
            let name = lang.pick(id, if count == 1 { one } else { many });
            let count = crate::text::integer(lang, i64::try_from(count).unwrap_or(i64::MAX));
            let text = format!("{count} {name}");
            let on = import.only == only;
            let stroke = egui::Stroke::new(1.0, if on { ink } else { egui::Color32::TRANSPARENT });
            let label = egui::RichText::new(&text).size(theme::SIZE_SMALL).color(ink);
            let button = egui::Button::new(label).fill(fill).stroke(stroke).corner_radius(egui::CornerRadius::same(7));
            let response = ui.add(button);
            let enabled = response.enabled();
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, enabled, on, &text));
            let hint = lang.pick("Tampilkan hanya ini; klik lagi untuk semua", "Show only these; click again for all");
            if response.on_hover_text(hint).clicked() {
                cx.ask(ImportCommand::ShowRows(only));
            }
        }
        if let Only::Question(number) = import.only {
            let number = number + 1;
            let text = crate::say!(lang, "Sel pertanyaan {number}", "Cells of question {number}");
            if widgets::chip(ui, look, &text, lang.pick("Tampilkan semua", "Show all")) {
                cx.ask(ImportCommand::ShowRows(Only::All));
            }
        }
    });
}

/// A file that is being read or applied, over whatever screen is shown: how far it is, and a way out.
pub fn progress(ui: &Ui, cx: &mut Cx) {
    let Some(running) = cx.state.running(Job::Import) else { return };
    let lang = cx.lang();
    let applying = cx.state.review.as_ref().is_some_and(|import| import.applying);
    let text = match applying {
        true => lang.pick("Menyimpan foto…", "Saving photos…"),
        false => lang.pick("Memeriksa lembar kerja…", "Reviewing the spreadsheet…"),
    };
    if widgets::progress_card(ui, cx.look(), lang, running, text, lang.pick("Batalkan impor", "Cancel the import")) {
        cx.ask(ImportCommand::Cancel);
    }
}
