//! What a spreadsheet would change, row by row and cell by cell, before anything is changed.

use egui::{
    CentralPanel, CollapsingHeader, ComboBox, Frame, Margin, Panel, RichText, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

use super::command::Command;
use super::import::{Choices, Import};
use super::state::Cx;
use super::theme::{self, Look};
use super::{icons, widgets};
use crate::exchange::{Answer, CellVerdict, Column, Matched, Verdict};
use crate::model::Status;

const QUESTIONS_WIDTH: f32 = 320.0;
const LINE_HEIGHT: f32 = 26.0;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(import) = &cx.state.import else {
        return;
    };
    let panel = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(14, 12));
    let mut later = Vec::new();
    Panel::left("import questions").exact_size(QUESTIONS_WIDTH).resizable(false).frame(panel).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
            ui.set_max_width(QUESTIONS_WIDTH - 40.0);
            questions(ui, cx, import, &mut later);
        });
    });
    let canvas = Frame::new().fill(look.canvas).inner_margin(Margin::symmetric(16, 12));
    CentralPanel::default().frame(canvas).show(ui, |ui| {
        let counts = import.review.counts;
        let wanted = import.review.rows.iter().enumerate();
        let wanted = wanted.filter(|(at, row)| row.is_applied() && !import.left_out.contains(at)).count();
        widgets::spread(
            ui,
            |ui| {
                widgets::heading(ui, lang.pick("Impor: periksa dahulu", "Import: review first"));
                widgets::weak(ui, look, import.sheets.file.clone());
            },
            |ui| {
                let may = wanted > 0 && cx.state.may_edit() && !import.review.asks_status;
                ui.add_enabled_ui(may, |ui| {
                    let text = crate::say!(lang, "Terapkan {wanted} baris", "Apply {wanted} rows");
                    if widgets::accent_button(ui, look, icons::CHECK, &text).clicked() {
                        later.push(Command::ApplyImport);
                    }
                });
                if widgets::button(ui, icons::X, lang.pick("Batal", "Cancel")).clicked() {
                    later.push(Command::CloseImport);
                }
            },
        );
        ui.horizontal_wrapped(|ui| {
            for (count, name, ink, fill) in [
                (counts.new, lang.pick("baru", "new"), look.accent, look.accent_soft),
                (counts.changed, lang.pick("berubah", "changed"), look.accent, look.accent_soft),
                (counts.unchanged, lang.pick("sama", "unchanged"), look.weak, look.hover),
                (counts.refused, lang.pick("ditolak", "refused"), look.danger, look.danger_soft),
                (counts.skipped, lang.pick("dilewati", "skipped"), look.weak, look.hover),
                (
                    counts.cells_asked,
                    lang.pick("sel ditanyakan", "cells to ask about"),
                    look.warning,
                    look.warning_soft,
                ),
                (counts.cells_repaired, lang.pick("sel diperbaiki", "cells repaired"), look.warning, look.warning_soft),
                (counts.cells_refused, lang.pick("sel ditolak", "cells refused"), look.danger, look.danger_soft),
            ] {
                if count > 0 {
                    widgets::badge(ui, &format!("{count} {name}"), ink, fill);
                }
            }
        });
        let text = lang.pick(
            "Belum ada yang diubah. Semuanya menjadi satu langkah yang bisa diurungkan.",
            "Nothing has been changed. All of it becomes one step that can be undone.",
        );
        widgets::small(ui, look, text);
        ui.add_space(6.0);
        lines(ui, cx, import, &mut later);
    });
    for command in later {
        cx.ask(command);
    }
}

/// A file that is being read, over whatever screen is shown: how far it is, and a way out.
pub fn progress(ui: &Ui, cx: &mut Cx) {
    let Some(running) = cx.state.import_running else { return };
    let (look, lang) = (cx.look(), cx.lang());
    let area = egui::Area::new(egui::Id::unique("import progress")).order(egui::Order::Foreground);
    area.anchor(egui::Align2::CENTER_BOTTOM, vec2(0.0, -18.0)).show(ui.ctx(), |ui| {
        Frame::window(ui.style()).inner_margin(12).show(ui, |ui| {
            ui.horizontal(|ui| {
                let part = if running.total == 0 { 0.0 } else { running.done as f32 / running.total as f32 };
                let text = lang.pick("Memeriksa lembar kerja…", "Reviewing the spreadsheet…");
                ui.add(egui::ProgressBar::new(part).text(text).desired_width(260.0).fill(look.accent_soft));
                if widgets::button(ui, icons::X, lang.pick("Batalkan impor", "Cancel the import")).clicked() {
                    cx.ask(Command::CloseImport);
                }
            });
        });
    });
}

/// What only a person can answer, and what the columns mean.
fn questions(ui: &mut Ui, cx: &Cx, import: &Import, later: &mut Vec<Command>) {
    let (look, lang) = (cx.look(), cx.lang());
    let mut choices: Choices = import.choices.clone();
    let mut changed = false;
    if import.review.asks_status || choices.new_status.is_some() {
        widgets::section(ui, look, lang.pick("Produk baru menjadi", "New products become"));
        for (status, name) in [
            (Status::Ready, lang.pick("Siap: tampil dan tercetak", "Ready: shown and printed")),
            (Status::Draft, lang.pick("Draf: dilengkapi dulu", "Drafts: completed first")),
        ] {
            if ui.radio(choices.new_status == Some(status), name).clicked() {
                choices.new_status = Some(status);
                changed = true;
            }
        }
    }
    if !import.review.questions.is_empty() {
        widgets::section(ui, look, lang.pick("Pertanyaan", "Questions"));
    }
    for question in import.review.questions.iter().take(60) {
        ui.label(RichText::new(question.words(lang)).font(theme::semi(12.5)));
        let cells = question.cells.len();
        let first = question.cells.first().map(|at| import.sheets.address(at, lang)).unwrap_or_default();
        let place = match cells {
            0 | 1 => first,
            _ => {
                let more = cells - 1;
                crate::say!(lang, "{first}, dan {more} sel lain", "{first}, and {more} more cells")
            }
        };
        widgets::small(ui, look, place);
        for candidate in question.candidates.iter().chain([&Answer::LeaveOut]) {
            let is_it = question.answer.as_ref() == Some(candidate);
            if ui.radio(is_it, candidate.words(&import.review.next, lang)).clicked() {
                choices.answers.insert(question.key.clone(), candidate.clone());
                changed = true;
            }
        }
        ui.add_space(6.0);
    }
    if !import.review.notes.is_empty() {
        widgets::section(ui, look, lang.pick("Tentang lembarnya", "About the sheets"));
        for (at, note) in import.review.notes.iter().take(40) {
            let message = note.message(&import.sheets, lang);
            ui.label(RichText::new(message.line()).size(12.5)).on_hover_text(import.sheets.address(at, lang));
        }
    }
    let mut mapping = import.mapping.clone();
    for (number, sheet) in mapping.sheets.iter_mut().enumerate() {
        let name = import.sheets.sheets.get(number).map(|sheet| sheet.name.clone()).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| import.sheets.file.clone());
        let title = crate::say!(lang, "Kolom di {name}", "Columns of {name}");
        let header = CollapsingHeader::new(RichText::new(title).font(theme::semi(14.5))).id_salt(("columns", number));
        header.show(ui, |ui| {
            changed |= ui.checkbox(&mut sheet.used, lang.pick("Baca lembar ini", "Read this sheet")).changed();
            for (at, column) in sheet.columns.iter_mut().enumerate() {
                if column.heading.is_empty() && column.column.is_none() {
                    continue;
                }
                widgets::label(ui, look, &column.heading);
                let none = lang.pick("(dilewati)", "(left out)").to_owned();
                let title = column.column.map_or(none.clone(), |column| column.label(lang));
                let choose = ComboBox::from_id_salt(("column", number, at)).width(ui.available_width());
                choose.selected_text(title).show_ui(ui, |ui| {
                    changed |= ui.selectable_value(&mut column.column, None, &none).changed();
                    for choice in Column::choices() {
                        changed |= ui.selectable_value(&mut column.column, Some(choice), choice.label(lang)).changed();
                    }
                });
            }
        });
    }
    if changed {
        choices.mapping = Some(mapping);
        later.push(Command::SetImport(Box::new(choices)));
    }
}

/// Rows and their cells, one line each; only those in view are laid out.
fn lines(ui: &mut Ui, cx: &Cx, import: &Import, later: &mut Vec<Command>) {
    let look = cx.look();
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().auto_shrink([false, false]).id_salt("import lines");
    area.show_rows(ui, LINE_HEIGHT, import.lines.len(), |ui, shown| {
        for (at, cell) in import.lines.get(shown).unwrap_or_default() {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE_HEIGHT), Sense::hover());
            let mut line = ui.new_child(
                egui::UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)),
            );
            match cell {
                None => row_line(&mut line, cx, look, import, *at, later),
                Some(cell) => cell_line(&mut line, cx, look, import, *at, *cell),
            }
        }
    });
}

fn row_line(ui: &mut Ui, cx: &Cx, look: &Look, import: &Import, at: usize, later: &mut Vec<Command>) {
    let lang = cx.lang();
    let Some(row) = import.review.rows.get(at) else { return };
    let (name, ink, fill) = match &row.verdict {
        Verdict::New => (lang.pick("baru", "new"), look.accent, look.accent_soft),
        Verdict::Changed => (lang.pick("berubah", "changed"), look.accent, look.accent_soft),
        Verdict::Unchanged => (lang.pick("sama", "unchanged"), look.weak, look.hover),
        Verdict::Refused(_) => (lang.pick("ditolak", "refused"), look.danger, look.danger_soft),
        Verdict::Skipped(_) => (lang.pick("dilewati", "skipped"), look.weak, look.hover),
    };
    if row.is_applied() {
        let mut take = !import.left_out.contains(&at);
        let response = ui.checkbox(&mut take, "");
        let label = {
            let name = &row.name;
            crate::say!(lang, "Terapkan {name}", "Apply {name}")
        };
        response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, take, &label));
        if response.changed() {
            later.push(Command::TakeRow(at, take));
        }
    } else {
        ui.add_space(26.0);
    }
    widgets::badge(ui, name, ink, fill);
    ui.label(RichText::new(&row.name).font(theme::semi(theme::SIZE_BODY)));
    let how = match row.matched {
        Matched::ById => lang.pick("dikenali dari id", "found by its id"),
        Matched::ByNameAndProducer => lang.pick("dikenali dari nama dan produsen", "found by name and producer"),
        Matched::Not => "",
    };
    let place = import.sheets.address(&row.at, lang);
    widgets::small(ui, look, if how.is_empty() { place } else { format!("{place} · {how}") });
    if let Verdict::Refused(note) | Verdict::Skipped(note) = &row.verdict {
        ui.label(RichText::new(note.message(&import.sheets, lang).line()).size(12.5).color(ink));
    }
}

fn cell_line(ui: &mut Ui, cx: &Cx, look: &Look, import: &Import, at: usize, cell: usize) {
    let lang = cx.lang();
    let Some(cell) = import.review.rows.get(at).and_then(|row| row.cells.get(cell)) else { return };
    ui.add_space(34.0);
    let (said, ink) = match &cell.verdict {
        CellVerdict::Taken => (String::new(), look.text),
        CellVerdict::Repaired(note) => (note.message(&import.sheets, lang).line(), look.warning),
        CellVerdict::Asked(_) => (lang.pick("menunggu jawaban", "waits for an answer").to_owned(), look.warning),
        CellVerdict::Refused(note) => (note.message(&import.sheets, lang).line(), look.danger),
        CellVerdict::LeftOut(note) => (note.message(&import.sheets, lang).line(), look.weak),
    };
    let place = import.sheets.address(&cell.at, lang);
    ui.allocate_ui_with_layout(vec2(150.0, LINE_HEIGHT), egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_width(150.0);
        let heading = RichText::new(&cell.heading).size(12.0).color(look.weak);
        ui.add(egui::Label::new(heading).truncate()).on_hover_text(place);
    });
    let change = match cell.before.is_empty() {
        true => cell.after.clone(),
        false => format!("{} → {}", cell.before, cell.after),
    };
    let change = if change.is_empty() { cell.typed.clone() } else { change };
    let text = if said.is_empty() { change } else { format!("{change}   {said}") };
    ui.add(egui::Label::new(RichText::new(&text).size(12.5).color(ink)).truncate()).on_hover_text(&text);
}
