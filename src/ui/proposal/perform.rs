//! Shows a proposed change, and applies what of it is taken.

use crate::ui::app::command::{Proposal, ProposalCommand, Screen};
use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Context;

use super::state::{Proposed, Recovered};
use crate::jobs::Task;
use crate::model::{Change, Edit, retain_puts};
use crate::store::forget_unsaved;
use crate::text::Message;
use crate::ui::app::App;
use crate::ui::app::jobs::Job;
use crate::ui::kit::differences::{Differences, counted};
use crate::ui::kit::notices::Tone;
use crate::ui::kit::ticks;

impl App {
    pub(crate) fn perform_proposal(&mut self, command: ProposalCommand, ctx: &Context) {
        match command {
            ProposalCommand::Show(proposal) => self.propose(*proposal),
            ProposalCommand::Take(at, take) => {
                if let Some(proposed) = &mut self.state.proposal {
                    ticks::put(&mut proposed.left_out, at, !take);
                }
            }
            ProposalCommand::TakeAll(take) => {
                if let Some(proposed) = &mut self.state.proposal {
                    proposed.left_out =
                        if take { BTreeSet::new() } else { (0..proposed.shown.changes.len()).collect() };
                }
            }
            ProposalCommand::Apply => self.apply_proposal(ctx),
            ProposalCommand::Close => {
                if let Some(proposed) = self.state.proposal.take() {
                    self.state.screen = proposed.back;
                    if proposed.recovered.is_some() {
                        self.tell_unsaved();
                    }
                }
            }
            ProposalCommand::Discard => {
                if let Some(proposed) = self.state.proposal.take() {
                    self.state.screen = proposed.back;
                    if let Some(Recovered { file, .. }) = proposed.recovered {
                        self.forget_recovered(&file);
                        let what = self.state.lang().pick("Perubahan lama dibuang.", "The old changes are discarded.");
                        self.inform(Tone::Done, what);
                        let forget = move |_: &_| forget_unsaved(&file);
                        self.work(Job::Journal, Task::must_finish("journal"), forget, |_, _, _| ());
                    }
                }
            }
        }
    }

    fn propose(&mut self, proposal: Proposal) {
        let Some(open) = self.state.open() else { return };
        let (before, revision) = (open.catalog().clone(), open.timeline.revision());
        let (after, set) = before.apply(&proposal.edit);
        let lang = self.state.lang();
        if set.is_empty() && proposal.notes.is_empty() && proposal.recovered.is_none() {
            let what = lang.pick("Tidak ada yang akan berubah.", "Nothing would change.").to_owned();
            return self.inform(Tone::Info, what);
        }
        // A proposal made from a proposal leads back to where the first one came from.
        let back = match (&self.state.proposal, self.state.screen) {
            (Some(shown), Screen::Proposal) => shown.back,
            (_, screen) => screen,
        };
        let is_doubtful = |change: &Change| proposal.doubtful.contains(&change.key);
        let left_out = (0..).zip(&set.changes).filter(|(_, change)| is_doubtful(change)).map(|(at, _)| at).collect();
        self.state.proposal = Some(Proposed {
            name: proposal.edit.name,
            notes: proposal.notes,
            recovered: proposal.recovered,
            shown: Differences::new(set, before, Arc::new(after)),
            left_out,
            back,
            revision,
        });
        self.state.overlay = None;
        self.state.screen = Screen::Proposal;
    }

    fn apply_proposal(&mut self, ctx: &Context) {
        let lang = self.state.lang();
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        let (Some(proposed), Some(open)) = (&self.state.proposal, self.state.open()) else { return };
        let catalog = open.catalog().clone();
        if open.timeline.revision() != proposed.revision {
            let message = Message::new(
                lang.pick(
                    "Katalog sudah berubah sejak usulan ini dibuat, jadi usulan ini tidak diterapkan.",
                    "The catalogue has changed since this was proposed, so it was not applied.",
                ),
                lang.pick("Tekan Batal, lalu ulangi.", "Press Cancel, then do it again."),
                "",
            );
            return self.tell(Tone::Failed, message, None);
        }
        let puts = proposed.shown.changes.iter().map(|change| (change.key.clone(), change.after.clone())).collect();
        let edit = Edit { name: proposed.name.clone(), puts, typing_in: None };
        let edit = retain_puts(&edit, &proposed.left_out, &catalog);
        let back = proposed.back;
        let recovered = proposed.recovered.clone();
        let is_recovered = proposed.is_recovered();
        let name = proposed.name.shown(lang).to_owned();
        let (_, set) = catalog.apply(&edit);
        let count = counted(&set.changes, lang);
        self.change(edit, ctx);
        self.state.proposal = None;
        self.state.screen = back;
        if let Some(recovered) = recovered {
            self.take_recovered(recovered, ctx);
        }
        if set.is_empty() {
            return;
        }
        let what = match is_recovered {
            true => crate::say!(lang, "Diambil kembali: perubahan pada {count}.", "Changes to {count} were restored."),
            false => crate::say!(lang, "Diterapkan pada {count}: {name}", "Applied to {count}: {name}"),
        };
        self.tell(Tone::Done, Message::from(what), self.undo_offer());
    }
}
