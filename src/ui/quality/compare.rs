//! Two records that may be one, side by side: which stays, what is taken over, what has to be chosen; then one step.

use egui::{Frame, Grid, Margin, RichText, Role, ScrollArea, Ui, WidgetInfo, vec2};

use super::state::Comparison;
use crate::model::{Catalog, ComparedField, FieldOutcome, Key, compare_records};
use crate::say;
use crate::ui::app::command::{Command, QualityCommand, Screen};
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    let (Some(catalog), Some(pair)) = (cx.state.catalog().cloned(), cx.state.quality.comparison.clone()) else {
        return gone(ui, cx);
    };
    let Some(lines) = compare_records(&catalog, &pair.kept, &pair.other, lang) else {
        return gone(ui, cx);
    };
    Frame::new().inner_margin(Margin { left: 24, right: 8, top: 16, bottom: 0 }).show(ui, |ui| {
        head(ui, cx, &catalog, &pair);
        ui.add_space(6.0);
        let room = (ui.available_height() - 62.0).max(120.0);
        ScrollArea::vertical().id_salt("compare").max_height(room).auto_shrink([false, false]).show(ui, |ui| {
            table(ui, cx, &catalog, &pair, &lines);
        });
        foot(ui, cx, &catalog, &pair, &lines);
    });
}

fn gone(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let title = lang.pick("Tidak ada yang dibandingkan", "Nothing to compare");
    let text =
        lang.pick("Salah satunya sudah dihapus atau digabungkan.", "One of the two was deleted or merged already.");
    let action = (icons::ARROW_LEFT, lang.pick("Ke daftar masalah", "To the problems"));
    if widgets::empty_state(ui, look, icons::ARROWS_MERGE, title, text, Some(action)) {
        cx.ask(Command::Go(Screen::Problems));
    }
}

fn name_of(catalog: &Catalog, key: &Key, cx: &Cx) -> String {
    let lang = cx.lang();
    let name = match key {
        Key::Producer(id) => catalog.producers.get(id).map(|one| one.name.trim().to_owned()),
        Key::Product(id) => {
            catalog.products.get(id).and_then(|one| one.name.or_other(lang)).map(|(name, _)| name.trim().to_owned())
        }
        Key::Info | Key::Categories | Key::Selections => None,
    };
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| lang.pick("Tanpa nama", "No name").to_owned())
}

fn head(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, pair: &Comparison) {
    let (look, lang) = (cx.look(), cx.lang());
    let title = match pair.kept {
        Key::Producer(_) => lang.pick("Dua produsen yang mungkin sama", "Two producers that may be one"),
        _ => lang.pick("Dua produk yang mungkin sama", "Two products that may be one"),
    };
    widgets::spread(
        ui,
        |ui| widgets::heading(ui, title),
        |ui| {
            let swap = lang.pick("Tukar yang tetap", "Swap which stays");
            if widgets::button(ui, icons::SWAP, swap).clicked() {
                let (kept, other) = (pair.other.clone(), pair.kept.clone());
                cx.ask(QualityCommand::SetComparison(Box::new(Comparison { kept, other, taken: Default::default() })));
            }
        },
    );
    let (kept, other) = (name_of(catalog, &pair.kept, cx), name_of(catalog, &pair.other, cx));
    widgets::weak(
        ui,
        look,
        say!(
            lang,
            "“{kept}” tetap, “{other}” dihapus. Yang kosong diisi dari yang dihapus; yang berbeda, pilih salah satu.",
            "“{kept}” stays, “{other}” goes. What is empty is filled from the one that goes; where they differ, choose."
        ),
    );
}

fn table(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, pair: &Comparison, lines: &[ComparedField]) {
    let (look, lang) = (cx.look(), cx.lang());
    let label_width = 150.0;
    let column = ((ui.available_width() - label_width - 60.0) / 2.0).max(160.0);
    let mut next = pair.clone();
    Grid::new("compare lines").num_columns(3).spacing(vec2(14.0, 6.0)).min_col_width(0.0).show(ui, |ui| {
        ui.label("");
        for (key, words) in [(&pair.kept, lang.pick("tetap", "stays")), (&pair.other, lang.pick("dihapus", "goes"))] {
            ui.allocate_ui(vec2(column, 34.0), |ui| {
                ui.set_width(column);
                ui.label(RichText::new(name_of(catalog, key, cx)).font(theme::semi(14.5)));
                let ink = if *key == pair.kept { look.accent } else { look.danger };
                ui.label(RichText::new(words).size(theme::SIZE_SMALL).color(ink));
            });
        }
        ui.end_row();
        for line in lines {
            ui.allocate_ui(vec2(label_width, 20.0), |ui| {
                ui.set_width(label_width);
                ui.add(egui::Label::new(RichText::new(line.label(lang)).color(look.weak)).wrap());
            });
            let taken = pair.taken.contains(&line.field);
            let [mine, theirs] = match line.outcome() {
                FieldOutcome::Kept => [true, false],
                FieldOutcome::Filled => [false, true],
                FieldOutcome::United => [true, true],
                FieldOutcome::Conflict => [!taken, taken],
            };
            for (side, text, on) in [(false, &line.kept, mine), (true, &line.other, theirs)] {
                let clicked = cell(ui, cx, line, side, text, on, column);
                if clicked && side {
                    next.taken.insert(line.field);
                } else if clicked {
                    next.taken.remove(&line.field);
                }
            }
            ui.end_row();
        }
    });
    if next != *pair {
        cx.ask(QualityCommand::SetComparison(Box::new(next)));
    }
}

/// One value: what becomes of it is seen by its ink and mark. True where it was chosen.
fn cell(ui: &mut Ui, cx: &Cx, line: &ComparedField, side: bool, text: &str, on: bool, width: f32) -> bool {
    /// A description is told from another by its beginning.
    const SHOWN: usize = 220;
    let (look, lang) = (cx.look(), cx.lang());
    let shown: String = match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    };
    let is_choice = line.outcome() == FieldOutcome::Conflict;
    let mut clicked = false;
    ui.allocate_ui(vec2(width, 24.0), |ui| {
        ui.set_width(width);
        let (fill, stroke) = match (is_choice, on) {
            (true, true) => (look.accent_soft, egui::Stroke::new(1.0, look.accent)),
            (true, false) => (look.card, egui::Stroke::new(1.0, look.line)),
            _ => (egui::Color32::TRANSPARENT, egui::Stroke::NONE),
        };
        let ink = if on { look.text } else { look.faint };
        let frame = Frame::new()
            .fill(fill)
            .stroke(stroke)
            .corner_radius(theme::RADIUS_CONTROL)
            .inner_margin(Margin::symmetric(10, 6));
        let inner = frame.show(ui, |ui| {
            ui.set_width(width - 22.0);
            ui.vertical(|ui| {
                let mut job = RichText::new(&shown).color(ink);
                if !on && !text.is_empty() && !is_choice && line.kept != line.other {
                    job = job.strikethrough();
                }
                ui.add(egui::Label::new(job).wrap().selectable(false));
                let note = match (line.outcome(), side) {
                    (FieldOutcome::Filled, true) => lang.pick("diambil", "taken over"),
                    (FieldOutcome::United, true) => lang.pick("ditambahkan", "added"),
                    _ => "",
                };
                if !note.is_empty() {
                    ui.label(RichText::new(note).size(theme::SIZE_SMALL).color(look.accent));
                }
            });
        });
        if is_choice {
            let response = inner.response.interact(egui::Sense::click());
            let field = line.label(lang);
            let spoken = format!("{field}: {shown}");
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &spoken));
            if response.has_focus() {
                let stroke = egui::Stroke::new(2.0, look.accent);
                let radius = egui::CornerRadius::same(theme::RADIUS_CONTROL);
                ui.painter().rect_stroke(response.rect, radius, stroke, egui::StrokeKind::Inside);
            }
            clicked = response.clicked();
        }
    });
    clicked
}

fn foot(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, pair: &Comparison, lines: &[ComparedField]) {
    let (look, lang) = (cx.look(), cx.lang());
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.add_enabled_ui(cx.state.may_edit(), |ui| {
            let join = lang.pick("Gabungkan", "Merge them");
            cx.accent_button(ui, icons::ARROWS_MERGE, join, QualityCommand::MergeCompared);
        });
        let back = if matches!(pair.kept, Key::Producer(_)) { Screen::Producers } else { Screen::Problems };
        cx.button(ui, icons::X, lang.pick("Biarkan keduanya", "Leave both"), Command::Go(back));
        let count = |outcome: FieldOutcome| lines.iter().filter(|line| line.outcome() == outcome).count();
        let (filled, conflicts) =
            (count(FieldOutcome::Filled) + count(FieldOutcome::United), count(FieldOutcome::Conflict));
        let mut words = say!(
            lang,
            "{filled} isian diambil, {conflicts} berbeda.",
            "Fields taken over: {filled}, different: {conflicts}."
        );
        if let Key::Producer(gone) = &pair.other {
            let moving = || catalog.products.values().filter(|one| one.producer.as_ref() == Some(gone));
            let products = moving().count();
            words.push(' ');
            words.push_str(&say!(lang, "{products} produk ikut pindah", "Products that move along: {products}"));
            let names: Vec<&str> =
                moving().take(3).filter_map(|one| one.name.or_other(lang)).map(|(name, _)| name).collect();
            if !names.is_empty() {
                let more = if products > names.len() { ", …" } else { "" };
                words.push_str(&format!(" ({}{more})", names.join(", ")));
            }
        }
        ui.add(egui::Label::new(RichText::new(words).color(look.weak)).truncate());
    });
}
