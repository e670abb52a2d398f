//! A proposed change, record by record and field by field, before anything is changed.
//!
//! Whoever has an [`Edit`] of several records asks with [`Command::Propose`]; a person leaves single records out and
//! applies the rest as one undo step.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CentralPanel, Context, Frame, Margin, RichText, ScrollArea, Ui};

use super::app::App;
use crate::model::{Edit, Text, without};
use crate::text::Message;
use crate::ui::app::command::{Command, Screen};
use crate::ui::app::cx::Cx;
use crate::ui::kit::differences::{Differences, counted};
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::kit::{icons, theme, widgets};

/// An edit to be looked at first. Its name is the screen's title and the name of the undo step.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub edit: Edit,
    /// What was not taken into the edit, and why; shown above the changes.
    pub notes: Vec<Text>,
}

impl From<Edit> for Proposal {
    fn from(edit: Edit) -> Self {
        Self { edit, notes: Vec::new() }
    }
}

/// The proposal that is shown.
pub struct Proposed {
    name: Text,
    notes: Vec<Text>,
    pub shown: Differences,
    /// Places in the changes that a person left out.
    pub left_out: BTreeSet<usize>,
    /// The screen that it was asked from.
    back: Screen,
    /// The catalogue's revision that it belongs to.
    revision: u64,
}

impl App {
    pub(crate) fn perform_proposal(&mut self, command: Command, ctx: &Context) {
        match command {
            Command::Propose(proposal) => self.propose(*proposal),
            Command::TakeProposed(at, take) => {
                if let Some(proposed) = &mut self.state.proposal {
                    match take {
                        true => drop(proposed.left_out.remove(&at)),
                        false => drop(proposed.left_out.insert(at)),
                    }
                }
            }
            Command::TakeAllProposed(take) => {
                if let Some(proposed) = &mut self.state.proposal {
                    proposed.left_out =
                        if take { BTreeSet::new() } else { (0..proposed.shown.changes.len()).collect() };
                }
            }
            Command::ApplyProposal => self.apply_proposal(ctx),
            Command::CloseProposal => {
                if let Some(proposed) = self.state.proposal.take() {
                    self.state.screen = proposed.back;
                }
            }
            _ => {}
        }
    }

    fn propose(&mut self, proposal: Proposal) {
        let Some(open) = self.state.open() else { return };
        let (before, revision) = (open.catalog().clone(), open.timeline.revision());
        let (after, set) = before.apply(&proposal.edit);
        let lang = self.state.lang();
        if set.is_empty() && proposal.notes.is_empty() {
            let what = lang.pick("Tidak ada yang akan berubah.", "Nothing would change.").to_owned();
            return self.inform(Tone::Info, what);
        }
        // A proposal made from a proposal leads back to where the first one came from.
        let back = match (&self.state.proposal, self.state.screen) {
            (Some(shown), Screen::Proposal) => shown.back,
            (_, screen) => screen,
        };
        self.state.proposal = Some(Proposed {
            name: proposal.edit.name,
            notes: proposal.notes,
            shown: Differences::new(set, before, Arc::new(after)),
            left_out: BTreeSet::new(),
            back,
            revision,
        });
        self.state.overlay = None;
        self.state.screen = Screen::Proposal;
    }

    fn apply_proposal(&mut self, ctx: &Context) {
        let lang = self.state.lang();
        if !self.state.may_edit() {
            // Says why not.
            return self.change(Edit { name: Text::default(), puts: Vec::new(), typing_in: None }, ctx);
        }
        let (Some(proposed), Some(open)) = (&self.state.proposal, self.state.open()) else { return };
        let catalog = open.catalog().clone();
        if open.timeline.revision() != proposed.revision {
            let message = Message {
                what: lang
                    .pick(
                        "Katalog sudah berubah sejak usulan ini dibuat, jadi usulan ini tidak diterapkan.",
                        "The catalogue has changed since this was proposed, so it was not applied.",
                    )
                    .into(),
                todo: lang.pick("Tekan Batal, lalu ulangi.", "Press Cancel, then do it again.").into(),
                place: String::new(),
            };
            return self.tell(Tone::Failed, message, None);
        }
        let puts = proposed.shown.changes.iter().map(|change| (change.key.clone(), change.after.clone())).collect();
        let edit = Edit { name: proposed.name.clone(), puts, typing_in: None };
        let edit = without(&edit, &proposed.left_out, &catalog);
        let back = proposed.back;
        let name = proposed.name.or_other(lang).map_or(String::new(), |(name, _)| name.to_owned());
        let (_, set) = catalog.apply(&edit);
        let count = counted(&set.changes, lang);
        self.change(edit, ctx);
        self.state.proposal = None;
        self.state.screen = back;
        let what = crate::say!(lang, "Diterapkan pada {count}: {name}", "Applied to {count}: {name}");
        self.tell(Tone::Done, Message::from(what), Some(Offer::Undo));
    }
}

/// The screen.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(proposed) = &cx.state.proposal else {
        return;
    };
    let mut later = Vec::new();
    let canvas = Frame::new().inner_margin(Margin { left: 18, right: 10, top: 14, bottom: 4 });
    CentralPanel::default().frame(canvas).show(ui, |ui| {
        let all = proposed.shown.changes.len();
        let taken = all - proposed.left_out.len();
        let title = proposed.name.or_other(lang).map_or("", |(name, _)| name);
        widgets::spread(
            ui,
            |ui| widgets::heading(ui, lang.pick("Periksa dahulu", "Look first")),
            |ui| {
                ui.add_space(8.0);
                ui.add_enabled_ui(taken > 0 && cx.state.may_edit(), |ui| {
                    let s = crate::text::s(taken);
                    let text = crate::say!(lang, "Terapkan {taken} perubahan", "Apply {taken} change{s}");
                    if widgets::accent_button(ui, look, icons::CHECK, &text).clicked() {
                        later.push(Command::ApplyProposal);
                    }
                });
                if widgets::button(ui, icons::X, lang.pick("Batal", "Cancel")).clicked() {
                    later.push(Command::CloseProposal);
                }
            },
        );
        ui.label(RichText::new(title).font(theme::semi(15.0)));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().interact_size.y = 22.0;
            let (new, changed, gone) = proposed.shown.counts;
            for (count, word, ink, fill) in [
                (new, lang.pick("baru", "new"), look.accent, look.accent_soft),
                (changed, lang.pick("berubah", "changed"), look.accent, look.accent_soft),
                (gone, lang.pick("dihapus", "deleted"), look.danger, look.danger_soft),
                (proposed.notes.len(), lang.pick("tidak diambil", "not taken"), look.warning, look.warning_soft),
            ] {
                if count > 0 {
                    widgets::badge(ui, &format!("{count} {word}"), ink, fill);
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
                if widgets::link(ui, look, "", text).clicked() {
                    later.push(Command::TakeAllProposed(take));
                }
            }
        });
        notes(ui, cx, &proposed.notes);
        ui.add_space(4.0);
        if all == 0 {
            widgets::weak(ui, look, lang.pick("Tidak ada yang akan berubah.", "Nothing would change."));
            return;
        }
        if let Some((at, take)) = proposed.shown.show(ui, look, lang, Some(&proposed.left_out)) {
            later.push(Command::TakeProposed(at, take));
        }
    });
    for command in later {
        cx.ask(command);
    }
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
                let text = note.or_other(lang).map_or("", |(text, _)| text);
                let label = egui::Label::new(RichText::new(text).size(12.5).color(look.warning)).truncate();
                ui.add(label).on_hover_text(text);
            }
        });
    });
}
