//! Follows a close from frame to frame, and carries out what was answered.

use std::time::{Duration, Instant};

use egui::{Context, ViewportCommand};

use super::state::{Closing, ClosingCommand, Unfinished};
use crate::jobs::Progress;
use crate::store::SaveError;
use crate::text::{Explain as _, Message};
use crate::ui::app::App;
use crate::ui::app::jobs::Job;
use crate::ui::app::state::{Rights, State};
use crate::ui::kit::notices::{Offer, Tone};

/// Closing waits this long before it asks.
const PATIENCE: Duration = Duration::from_secs(2);

/// How far closing is.
enum ClosingStep {
    Busy(Unfinished, Progress),
    Failed(Option<SaveError>),
    Done,
}

impl ClosingStep {
    const SAVING: Self = Self::Busy(Unfinished::Save, Progress { done: 0, total: 0 });
}

/// What a job that must finish is to a person.
fn unfinished(job: Job) -> Unfinished {
    match job {
        Job::Brochure => Unfinished::Brochure,
        Job::Export | Job::Tasks => Unfinished::Export,
        Job::Import => Unfinished::Import,
        Job::Photos | Job::Paste | Job::PhotoCare => Unfinished::Photos,
        Job::MakeOwnCopy => Unfinished::OwnCopy,
        Job::Settings | Job::Lists | Job::Journal => Unfinished::Settings,
        // Nothing else is started as work that must finish.
        _ => Unfinished::Save,
    }
}

impl App {
    /// Follows a close that was asked for, once a frame. Never waits for anything itself.
    pub(crate) fn follow_closing(&mut self, ctx: &Context) {
        let is_first_pass = ctx.current_pass_index() == 0;
        let requested = ctx.input(|input| input.viewport().close_requested());
        if requested && self.may_close {
            return;
        }
        if requested && is_first_pass {
            match &mut self.state.closing {
                // Who asks again is asked again.
                Some(closing) => closing.waits = false,
                None => self.begin_closing(ctx),
            }
        }
        if self.state.closing.is_none() {
            return;
        }
        match self.closing_step() {
            ClosingStep::Done => self.close(ctx, requested),
            ClosingStep::Failed(_) if std::mem::replace(&mut self.close_warned, true) => self.close(ctx, requested),
            ClosingStep::Failed(error) => {
                self.state.closing = None;
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                self.warn_unsaved(error);
            }
            ClosingStep::Busy(work, progress) => {
                if requested {
                    ctx.send_viewport_cmd(ViewportCommand::CancelClose);
                }
                let Some(closing) = &mut self.state.closing else { return };
                let left = PATIENCE.saturating_sub(closing.since.elapsed());
                closing.asks = (left.is_zero() && !closing.waits).then_some((work, progress));
                ctx.request_repaint_after(left.max(Duration::from_millis(100)));
            }
        }
    }

    fn begin_closing(&mut self, ctx: &Context) {
        self.take_open_cell(ctx);
        self.blank_draft_goes(ctx);
        // The window closes because a person wants it: no slides at the next start.
        self.stop_slides();
        let flush = self.state.open().and_then(|open| open.saver.as_ref()).map(|saver| saver.begin_flush());
        self.state.closing = Some(Closing { since: Instant::now(), flush, retried: false, waits: false, asks: None });
    }

    /// What is still to be done, the longest first; tries once more what had failed.
    fn closing_step(&mut self) -> ClosingStep {
        if has_lost_copy(&self.state) {
            let is_first =
                self.state.closing.as_mut().is_some_and(|closing| !std::mem::replace(&mut closing.retried, true));
            if !is_first {
                return ClosingStep::Failed(None);
            }
            self.make_own_copy();
        }
        let mut left: Vec<(Unfinished, Progress)> =
            self.jobs.unfinished().map(|job| (unfinished(job.kind), job.progress())).collect();
        left.sort_by_key(|(work, _)| !work.can_be_cancelled());
        if let Some((work, progress)) = left.first() {
            return ClosingStep::Busy(*work, *progress);
        }
        if !self.photo_queue.is_empty() {
            return ClosingStep::Busy(Unfinished::Photos, Progress::default());
        }
        self.leaving.retain(|thread| !thread.is_finished());
        let saver = self.state.open().and_then(|open| open.saver.as_ref());
        let Some(saver) = saver else {
            return if self.leaving.is_empty() { ClosingStep::Done } else { ClosingStep::SAVING };
        };
        let flush = self.state.closing.as_ref().and_then(|closing| closing.flush.as_ref());
        let Some(flush) = flush else {
            // The saver came with the person's own copy, after closing had begun.
            let begun = saver.begin_flush();
            if let Some(closing) = &mut self.state.closing {
                closing.flush = Some(begun);
            }
            return ClosingStep::SAVING;
        };
        match saver.flushed(flush) {
            Some(Err(error)) => ClosingStep::Failed(Some(error)),
            Some(Ok(())) if self.leaving.is_empty() => ClosingStep::Done,
            Some(Ok(())) | None => ClosingStep::SAVING,
        }
    }

    fn close(&mut self, ctx: &Context, requested: bool) {
        self.may_close = true;
        if !requested {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
    }

    fn warn_unsaved(&mut self, error: Option<SaveError>) {
        let lang = self.state.lang();
        let mut message = match error {
            Some(error) => error.explain(lang),
            None => Message {
                what: lang
                    .pick("Salinan Anda sendiri tidak bisa dibuat.", "Your own copy could not be made.")
                    .to_owned(),
                todo: String::new(),
                place: String::new(),
            },
        };
        message.todo = lang
            .pick(
                "Perubahan terakhir belum tersimpan. Coba simpan lagi, atau tutup sekali lagi untuk keluar tanpa menyimpannya.",
                "The last changes are not saved. Try to save again, or close once more to leave without them.",
            )
            .into();
        self.tell(Tone::Failed, message, Some(Offer::RetrySave));
    }

    pub(crate) fn perform_closing(&mut self, command: ClosingCommand, ctx: &Context) {
        let Some(closing) = &mut self.state.closing else { return };
        match command {
            ClosingCommand::Wait => {
                closing.waits = true;
                closing.asks = None;
            }
            ClosingCommand::Stay => self.state.closing = None,
            ClosingCommand::CancelAndClose => {
                for job in [Job::Brochure, Job::Export, Job::Tasks, Job::Import, Job::Photos] {
                    self.jobs.cancel(job);
                }
                self.drop_photos();
                self.state.closing = None;
                // What goes on behind the window is waited for when the program ends.
                self.close(ctx, false);
            }
        }
    }

    /// The copy of the sample failed: the next change, or closing, tries again.
    pub(crate) fn own_copy_failed(&mut self) {
        if let Some(open) = self.state.open_mut()
            && open.rights == Rights::BecomingOwn
        {
            open.rights = Rights::Sample;
        }
        self.waiting.clear();
        self.drop_photos();
    }
}

/// Whether the sample was changed and has no copy that these changes could be in.
fn has_lost_copy(state: &State) -> bool {
    state.open().is_some_and(|open| open.rights == Rights::Sample && open.timeline.revision() > 0)
}
