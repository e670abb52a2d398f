//! The screen of a proposed change.

use egui::{CentralPanel, Frame, Margin, RichText, ScrollArea, Ui};

use crate::model::Text;
use crate::ui::app::command::ProposalCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

/// The screen.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let state = cx.state;
    let Some(proposed) = &state.proposal else { return };
    let canvas = Frame::new().inner_margin(Margin { left: 18, right: 10, top: 14, bottom: 4 });
    CentralPanel::default().frame(canvas).show(ui, |ui| {
        let all = proposed.shown.changes.len();
        let taken = all - proposed.left_out.len();
        let title = proposed.name.shown(lang);
        let is_recovered = proposed.is_recovered();
        let has_fields = proposed.recovered.as_ref().is_some_and(|recovered| !recovered.fields.is_empty());
        widgets::spread(
            ui,
            |ui| widgets::heading(ui, lang.pick("Periksa dahulu", "Review first")),
            |ui| {
                let discard = lang.pick("Buang", "Discard");
                if is_recovered {
                    cx.danger_button(ui, icons::TRASH, discard, ProposalCommand::Discard);
                }
                let close = if is_recovered { lang.pick("Nanti saja", "Later") } else { lang.pick("Batal", "Cancel") };
                cx.button(ui, icons::X, close, ProposalCommand::Close);
                ui.add_enabled_ui((taken > 0 || has_fields) && cx.state.may_edit(), |ui| {
                    let s = crate::text::s(taken);
                    let text = match (is_recovered, taken) {
                        (true, 0) if has_fields => lang.pick("Ambil kembali isiannya", "Restore the fields").to_owned(),
                        (true, _) => {
                            crate::say!(lang, "Ambil kembali {taken} perubahan", "Restore {taken} change{s}")
                        }
                        _ => crate::say!(lang, "Terapkan {taken} perubahan", "Apply {taken} change{s}"),
                    };
                    cx.accent_button(ui, icons::CHECK, &text, ProposalCommand::Apply);
                });
            },
        );
        ui.label(RichText::new(title).font(theme::semi(15.0)));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            let (new, changed, gone) = proposed.shown.counts;
            let notes_word = match is_recovered {
                true if proposed.notes.len() == 1 => lang.pick("catatan", "note"),
                true => lang.pick("catatan", "notes"),
                false => lang.pick("tidak diambil", "not taken"),
            };
            for (count, word, ink, fill) in [
                (new, lang.pick("baru", "new"), look.accent, look.accent_soft),
                (changed, lang.pick("berubah", "changed"), look.accent, look.accent_soft),
                (gone, lang.pick("dihapus", "deleted"), look.danger, look.danger_soft),
                (proposed.notes.len(), notes_word, look.warning, look.warning_soft),
            ] {
                if count > 0 {
                    widgets::badge(ui, &format!("{} {word}", crate::text::count(lang, count)), ink, fill);
                }
            }
            widgets::small(
                ui,
                look,
                lang.pick(
                    "Belum ada yang diubah. Semuanya menjadi satu langkah yang bisa diurungkan.",
                    "Nothing has been changed. All of it becomes one step that can be undone.",
                ),
            );
            if all > 1 {
                let (text, take) = match taken < all {
                    true => (lang.pick("Centang semua", "Tick all"), true),
                    false => (lang.pick("Kosongkan centang", "Untick all"), false),
                };
                cx.link(ui, "", text, ProposalCommand::TakeAll(take));
            }
        });
        notes(ui, cx, &proposed.notes);
        ui.add_space(4.0);
        if all == 0 {
            if !has_fields {
                widgets::weak(ui, look, lang.pick("Tidak ada yang akan berubah.", "Nothing would change."));
            }
            return;
        }
        if let Some((at, take)) = proposed.shown.show(ui, look, lang, Some(&proposed.left_out)) {
            cx.ask(ProposalCommand::Take(at, take));
        }
    });
}

/// What was not taken, in a box that never takes the screen from the changes.
fn notes(ui: &mut Ui, cx: &Cx, notes: &[Text]) {
    if notes.is_empty() {
        return;
    }
    let (look, lang) = (cx.look(), cx.lang());
    const LINE: f32 = 20.0;
    let frame = Frame::new().fill(look.warning_soft).corner_radius(theme::RADIUS_CONTROL).inner_margin(8);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width() - 16.0);
        let height = LINE * notes.len().min(5) as f32;
        let area = ScrollArea::vertical().id_salt("notes").max_height(height).min_scrolled_height(height);
        ui.spacing_mut().item_spacing.y = 0.0;
        area.auto_shrink([false, true]).show_rows(ui, LINE, notes.len(), |ui, shown| {
            for note in notes.get(shown).unwrap_or_default() {
                let text = note.shown(lang);
                let label = egui::Label::new(RichText::new(text).size(12.5).color(look.warning)).truncate();
                ui.add(label);
            }
        });
    });
}
