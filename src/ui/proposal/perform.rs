//! Shows a proposed change, and applies what of it is taken.

use crate::ui::app::command::{Proposal, ProposalCommand, Screen};
use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Context;

use super::state::Proposed;
use crate::model::{Edit, retain_puts};
use crate::text::Message;
use crate::ui::app::App;
use crate::ui::kit::differences::{Differences, counted};
use crate::ui::kit::notices::{Offer, Tone};

impl App {
    pub(crate) fn perform_proposal(&mut self, command: ProposalCommand, ctx: &Context) {
        match command {
            ProposalCommand::Show(proposal) => self.propose(*proposal),
            ProposalCommand::Take(at, take) => {
                if let Some(proposed) = &mut self.state.proposal {
                    match take {
                        true => drop(proposed.left_out.remove(&at)),
                        false => drop(proposed.left_out.insert(at)),
                    }
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
                }
            }
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
