//! The rows of a review and their cells, one line each: only those in view are laid out.

use egui::{Align, Label, Layout, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use crate::exchange::{Address, CellVerdict, Matched, Note, PhotoLocation, Verdict, cell_name};
use crate::text::Lang;
use crate::ui::app::command::ImportCommand;
use crate::ui::app::cx::Cx;
use crate::ui::import::state::{ImportReview, ReviewLine};
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::{icons, widgets};

const LINE_HEIGHT: f32 = 26.0;
/// Where the cells of a row begin, and how much their address and heading take.
const INDENT: f32 = 32.0;
const ADDRESS: f32 = 46.0;

pub fn show(ui: &mut Ui, cx: &mut Cx, import: &ImportReview) {
    let (look, lang) = (cx.look(), cx.lang());
    if let Some(mut all) = import.takes_shown {
        let name = lang.pick("Terapkan semua baris yang tampil", "Apply all rows shown");
        if ui.checkbox(&mut all, RichText::new(name).size(12.5).color(look.weak)).changed() {
            cx.ask(ImportCommand::TakeShownRows(all));
        }
    }
    if import.lines.is_empty() {
        let text = lang.pick(
            "Tidak ada baris produk. Pilih baris judul kolom di kiri bawah, di “Kolom di …”.",
            "There are no rows of products. Choose the row of headings at the lower left, under “Columns of …”.",
        );
        ui.add_space(24.0);
        widgets::weak(ui, look, text);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().auto_shrink([false, false]).id_salt("import lines");
    area.show_rows(ui, LINE_HEIGHT, import.lines.len(), |ui, shown| {
        let first = shown.start;
        for (number, line) in import.lines.get(shown).unwrap_or_default().iter().enumerate() {
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE_HEIGHT), Sense::hover());
            if matches!(line, ReviewLine::Row(_)) && first + number > 0 {
                ui.painter().hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, look.line));
            }
            let inside = UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center));
            let mut ui = ui.new_child(inside);
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.spacing_mut().interact_size.y = 18.0;
            match line {
                ReviewLine::Row(at) => row_line(&mut ui, cx, import, *at),
                ReviewLine::Why(at) => why_line(&mut ui, cx, import, *at),
                ReviewLine::Cell(at, cell) => cell_line(&mut ui, look, import, *at, *cell, lang),
                ReviewLine::Said(at, cell) => said_line(&mut ui, look, import, *at, *cell, lang),
                ReviewLine::Photo(at) => photo_line(&mut ui, look, import, *at, lang),
            }
        }
    });
}

/// Where a row is, without the file's name, which stands above: `Paser, baris 14`.
fn row_place(import: &ImportReview, at: &Address, lang: Lang) -> String {
    let whole = import.file.sheets.address(at, lang);
    let short = whole.strip_prefix(import.file.sheets.file.as_str()).map(|rest| rest.trim_start_matches(", "));
    short.unwrap_or(&whole).to_owned()
}

fn row_line(ui: &mut Ui, cx: &mut Cx, import: &ImportReview, at: usize) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(row) = import.review.rows.get(at) else { return };
    let (name, ink, fill) = match &row.verdict {
        Verdict::New => (lang.pick("baru", "new"), look.accent, look.accent_soft),
        Verdict::Changed => (lang.pick("berubah", "changed"), look.accent, look.accent_soft),
        Verdict::Unchanged => (lang.pick("sama", "unchanged"), look.weak, look.hover),
        Verdict::Refused(note) if *note == Note::WaitsForAnswer => {
            (lang.pick("menunggu", "waiting"), look.warning, look.warning_soft)
        }
        Verdict::Refused(_) => (lang.pick("ditolak", "refused"), look.danger, look.danger_soft),
        Verdict::Skipped(_) => (lang.pick("dilewati", "skipped"), look.weak, look.hover),
    };
    if import.can_take(at) {
        let mut take = import.takes(at);
        let response = ui.checkbox(&mut take, "");
        let name = &row.name;
        let label = crate::say!(lang, "Terapkan {name}", "Apply {name}");
        response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, take, &label));
        if response.changed() {
            cx.ask(ImportCommand::TakeRow(at, take));
        }
    } else {
        ui.add_space(32.0);
    }
    widgets::badge(ui, name, ink, fill);
    let how = match row.matched {
        Matched::ById => lang.pick("dikenali dari id", "found by its id"),
        Matched::ByName => lang.pick("dikenali dari nama saja", "found by name alone"),
        Matched::ByNameAndProducer => lang.pick("dikenali dari nama dan produsen", "found by name and producer"),
        Matched::Not => "",
    };
    let place = row_place(import, &row.at, lang);
    let cells = row.cells.len();
    let s = crate::text::s(cells);
    let fold = if cells == 0 { String::new() } else { crate::say!(lang, "{cells} isian", "{cells} field{s}") };
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        if cells > 0 {
            let icon = if import.is_unfolded(row) { icons::CARET_UP } else { icons::CARET_DOWN };
            let label = RichText::new(format!("{fold} {icon}")).size(12.0).color(look.weak);
            let response = ui.add(egui::Button::new(label).frame(false));
            let name = &row.name;
            let name = crate::say!(lang, "Semua isian {name}", "All fields of {name}");
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
            if response.clicked() {
                cx.ask(ImportCommand::UnfoldRow(at));
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let words = if how.is_empty() { place.clone() } else { format!("{place} · {how}") };
            let name = match (&row.verdict, row.name.as_str()) {
                (Verdict::Refused(_) | Verdict::Skipped(_), "") => lang.pick("(tanpa nama)", "(no name)"),
                (_, name) => name,
            };
            let room = ui.available_width();
            let name_room = (room * 0.55).max(room - 260.0).min(room - 90.0).max(60.0);
            let font = theme::semi(theme::SIZE_BODY);
            let galley = widgets::elided(ui, name, font, look.text, name_room);
            ui.add(Label::new(galley));
            let words = RichText::new(words).size(theme::SIZE_SMALL).color(look.weak);
            let said = match &row.verdict {
                Verdict::Skipped(note) => note.message(&import.file.sheets, lang).line(),
                _ => import.file.sheets.address(&row.at, lang),
            };
            ui.add(Label::new(words).truncate().show_tooltip_when_elided(false)).on_hover_text(said);
        });
    });
}

fn why_line(ui: &mut Ui, cx: &Cx, import: &ImportReview, at: usize) {
    let Some(row) = import.review.rows.get(at) else { return };
    let (Verdict::Refused(note) | Verdict::Skipped(note)) = &row.verdict else { return };
    ui.add_space(INDENT);
    let text = note.message(&import.file.sheets, cx.lang()).line();
    let label = RichText::new(format!("{}  {text}", icons::WARNING_CIRCLE)).size(12.5).color(cx.look().danger);
    ui.add(Label::new(label).truncate());
}

/// `F14  Harga  15rb → Rp15.000`
fn cell_line(ui: &mut Ui, look: &Look, import: &ImportReview, at: usize, cell: usize, lang: Lang) {
    let Some(cell) = import.review.rows.get(at).and_then(|row| row.cells.get(cell)) else { return };
    ui.add_space(INDENT);
    let place = import.file.sheets.address(&cell.at, lang);
    if let Some(column) = cell.at.column {
        fixed(ui, ADDRESS, &cell_name(cell.at.row, column), look.faint).on_hover_text(&place);
    }
    let heading = if ui.available_width() > 480.0 { 150.0 } else { 104.0 };
    let name = if cell.heading.is_empty() { cell.column.map(|column| column.label(lang)) } else { None };
    let name = name.unwrap_or_else(|| cell.heading.replace('\n', " "));
    fixed(ui, heading, &name, look.weak).on_hover_text(format!("{name}\n{place}"));
    let flat = |text: &str| text.replace('\n', " / ");
    let (typed, before, after) = (flat(&cell.typed), flat(&cell.before), flat(&cell.after));
    let change = match &cell.verdict {
        CellVerdict::Asked(_) | CellVerdict::Refused(_) | CellVerdict::LeftOut(_) => format!("“{typed}”"),
        CellVerdict::Repaired(_) if before.is_empty() && after.is_empty() => format!("“{typed}”"),
        CellVerdict::Repaired(_) if before.is_empty() => format!("“{typed}” → {after}"),
        _ if before.is_empty() => after,
        _ if after.is_empty() => crate::say!(lang, "{before} → (dihapus)", "{before} → (erased)"),
        _ => format!("{before} → {after}"),
    };
    ui.add(Label::new(RichText::new(change).size(12.5).color(look.text)).truncate());
}

/// A cut text of a fixed width, whose tip is given by who calls.
fn fixed(ui: &mut Ui, width: f32, text: &str, ink: egui::Color32) -> egui::Response {
    ui.allocate_ui_with_layout(vec2(width, LINE_HEIGHT), Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        ui.add(Label::new(RichText::new(text).size(12.0).color(ink)).truncate().show_tooltip_when_elided(false))
    })
    .inner
}

fn said_line(ui: &mut Ui, look: &Look, import: &ImportReview, at: usize, cell: usize, lang: Lang) {
    let Some(cell) = import.review.rows.get(at).and_then(|row| row.cells.get(cell)) else { return };
    let (icon, ink, text) = match &cell.verdict {
        CellVerdict::Taken => return,
        CellVerdict::Repaired(note) => (icons::CHECK, look.warning, note.message(&import.file.sheets, lang).line()),
        CellVerdict::Refused(note) => {
            (icons::WARNING_CIRCLE, look.danger, note.message(&import.file.sheets, lang).line())
        }
        CellVerdict::LeftOut(note) => (icons::MINUS, look.weak, note.message(&import.file.sheets, lang).line()),
        CellVerdict::Asked(number) => {
            let question = import.review.questions.get(*number).map(|question| question.words(lang));
            (icons::QUESTION, look.warning, question.unwrap_or_default())
        }
    };
    ui.add_space(INDENT + ADDRESS + 8.0);
    let label = RichText::new(format!("{icon}  {text}")).size(12.5).color(ink);
    ui.add(Label::new(label).truncate());
}

fn photo_line(ui: &mut Ui, look: &Look, import: &ImportReview, at: usize, lang: Lang) {
    let Some(photo) = import.review.photos.get(at) else { return };
    ui.add_space(INDENT);
    let address = photo.at.column.map(|column| cell_name(photo.at.row, column)).unwrap_or_default();
    fixed(ui, ADDRESS, &address, look.faint).on_hover_text(import.file.sheets.address(&photo.at, lang));
    let missing = import.missing.contains(&at);
    let is_damaged = import.damaged.contains(&at);
    let text = match &photo.source {
        _ if is_damaged => lang.pick("Foto ini rusak di dalam", "This photo is damaged inside").to_owned(),
        PhotoLocation::Embedded { .. } => lang.pick("Gambar di lembar ini", "Picture on the sheet").to_owned(),
        PhotoLocation::Named { file } if missing => crate::say!(
            lang,
            "Foto “{file}” tidak ada di samping file ini. Taruh di folder yang sama, lalu impor lagi.",
            "The photo “{file}” is not beside this file. Put it into the same folder, then import again."
        ),
        PhotoLocation::Named { file } => {
            crate::say!(lang, "Foto “{file}” ada di samping file ini", "The photo “{file}” is beside this file")
        }
    };
    let (icon, ink) = if missing || is_damaged { (icons::WARNING, look.warning) } else { (icons::IMAGE, look.accent) };
    let label = RichText::new(format!("{icon}  {text}")).size(12.5).color(ink);
    ui.add(Label::new(label).truncate());
}
