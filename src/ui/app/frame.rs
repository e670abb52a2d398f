//! What happens around each frame: background work is collected, keys and dropped files become commands, the screens are
//! shown, and what they asked for is carried out.

use std::time::Duration;

use egui::{Context, Event, Id, Ui};

use super::cx::Cx;
use super::jobs::Job;
use super::screen::Screen;
use super::state::Rights;
use super::typed_events::{cell_field_id, table_id};
use super::{App, SETTLED};
use crate::actions::check::{Checked, check, look_inside_photos};
use crate::jobs::{Ended, Running};
use crate::model::Problems;
use crate::store::{SaveError, SaveState, Saver};
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::kit::{layout, theme};
use crate::ui::{photos, present, shell};

/// A job that is done sooner than this shows no progress.
const QUICK: Duration = Duration::from_millis(150);

impl App {
    /// One frame: everything before the screens, the screens, and what they asked for.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        if ctx.current_pass_index() == 0 {
            self.cleared = ui.visuals().panel_fill;
        }
        self.before(&ctx);
        let canvas = self.state.look().canvas;
        if canvas != self.cleared {
            // The theme was changed after the window was cleared for this frame.
            ui.painter().rect_filled(ctx.content_rect(), 0.0, canvas);
        }
        // What was asked for by keys comes after what was typed in the same frame.
        let keys = if ctx.text_edit_focused() { std::mem::take(&mut self.asked) } else { Vec::new() };
        let mut cx =
            Cx { state: &self.state, thumbs: &mut self.thumbs, preview: &mut self.preview, asked: &mut self.asked };
        shell::show(ui, &mut cx);
        present::window::show(&ctx, &mut cx);
        // The table shows the cell that has the keyboard itself, open or not.
        let open_cell = self.state.table_view.editing.as_ref().map(|editing| cell_field_id(editing.number));
        let has_own = |id: &Id| *id == table_id() || Some(*id) == open_cell;
        if let Some(id) = ctx.memory(|memory| memory.focused()).filter(|id| !has_own(id)) {
            layout::focus_ring(&ctx, self.state.look(), id);
        }
        self.asked.extend(keys);
        self.after(&ctx);
    }

    fn before(&mut self, ctx: &Context) {
        self.settle_at_once(ctx);
        layout::tab_past_edges(ctx);
        if self.shown_theme != Some(self.state.settings.theme) {
            theme::choose(ctx, self.state.settings.theme);
            self.shown_theme = Some(self.state.settings.theme);
        }
        for (job, ended) in self.jobs.collect() {
            match ended {
                Ended::Done(outcome) => outcome(self, ctx),
                Ended::Cancelled => {}
                Ended::Panicked(words) => self.report_fault(job, &words),
            }
        }
        let now_s = ctx.input(|input| input.time);
        self.drop_spent_notices();
        if let Some(next) = self.state.notices.expire(now_s) {
            ctx.request_repaint_after_secs(next as f32);
        }
        self.watch_save();
        self.watch_jobs(ctx);
        self.keep_import_fresh();
        self.take_table_keys(ctx);
        self.take_help_keys(ctx);
        self.take_keys(ctx);
        self.take_drops(ctx);
        self.take_pasted(ctx);
        self.notice_empty_paste(ctx);
        if !ctx.text_edit_focused() {
            self.carry_out(ctx);
        }
        self.begin_behind(ctx);
        self.check_when_due(ctx, now_s);
        self.update_matches();
        self.thumbs.begin_frame(ctx);
        self.follow_brochure(ctx);
        self.follow_survey();
        self.follow_slides(ctx);
    }

    fn after(&mut self, ctx: &Context) {
        self.state.browse.focus_search = false;
        self.state.product.jump_to = None;
        self.state.table_view.reveal = false;
        self.state.table_view.take_focus = false;
        if !self.asked.is_empty() {
            self.carry_out(ctx);
            self.update_matches();
            // What was asked for is shown in the frame in which it was asked.
            match ctx.current_pass_index() {
                0 => ctx.request_discard("a command was carried out"),
                _ => ctx.request_repaint(),
            }
        }
        self.drop_blank_draft(ctx);
        self.keep_lists();
        self.follow_closing(ctx);
        self.note_open_fields(ctx);
        self.look_for_letters();
        if ctx.current_pass_index() < self.settling {
            ctx.request_discard("what was pressed settles");
        }
    }

    /// Letters of this frame that no font of ours has.
    fn look_for_letters(&mut self) {
        if self.jobs.running(Job::Fonts).is_none()
            && let Some(letters) = self.letters.take_wanted()
        {
            let find = self.parts.fonts;
            self.work(Job::Fonts, "fonts", move |_| find(&letters), |app, found, ctx| app.letters.step_in(ctx, found));
        }
    }

    /// After each event egui wants a second frame, in which what follows from it settles. That frame is laid out at once
    /// and only the last one is painted: without a graphics card painting costs thirty times what laying out costs.
    fn settle_at_once(&mut self, ctx: &Context) {
        if ctx.current_pass_index() > 0 {
            return;
        }
        let moves = |event: &Event| {
            matches!(
                event,
                Event::PointerMoved(_) | Event::MouseMoved(_) | Event::PointerGone | Event::MouseWheel { .. }
            )
        };
        // The slides in a window of their own would be painted with each layout.
        let shows_slides = self.state.presenting.deck.is_some();
        let is_pressed = ctx.input(|input| input.events.iter().any(|event| !moves(event)));
        self.settling = if is_pressed && !shows_slides { SETTLED - 1 } else { 0 };
    }

    fn carry_out(&mut self, ctx: &Context) {
        // Performing may ask for more; that is carried out in the same frame.
        let mut rounds = 0;
        while !self.asked.is_empty() && rounds < 8 {
            for command in std::mem::take(&mut self.asked) {
                self.perform(command, ctx);
            }
            rounds += 1;
        }
    }

    /// How far everything is that runs. Sheets are read and written in a moment, as a rule: then nothing is shown.
    fn watch_jobs(&mut self, ctx: &Context) {
        let shown = |job: &Running<Job>| {
            let early = QUICK.saturating_sub(job.since.elapsed());
            let is_shown = !matches!(job.kind, Job::Import | Job::Export) || early.is_zero();
            if !is_shown {
                ctx.request_repaint_after(early);
            }
            is_shown.then(|| (job.kind, job.progress()))
        };
        self.state.running = self.jobs.all_running().filter_map(shown).collect();
    }

    fn check_when_due(&mut self, ctx: &Context, now_s: f64) {
        // Who comes back from another window may have copied a photo that was missing.
        if ctx.input(|input| input.events.contains(&egui::Event::WindowFocused(true))) {
            self.check_at.get_or_insert(now_s);
        }
        let Some(due) = self.check_at else { return };
        if now_s < due {
            ctx.request_repaint_after_secs((due - now_s) as f32);
            return;
        }
        self.check_at = None;
        let Some(open) = self.state.open() else {
            return;
        };
        let (catalog, folder, photos) = (open.catalog().clone(), open.folder.clone(), open.photo_checks.clone());
        let writes = open.rights == Rights::Write;
        let reading = open.reading_problems.clone();
        let (revision, today) = (open.timeline.revision(), self.state.today);
        let find = move |_: &_| -> Problems {
            // Undo or an earlier version may name photos that were cleared away.
            if writes {
                folder.recall_photos(&catalog);
            }
            let Checked { mut problems, named } = check(&catalog, &folder, &photos, reading, today);
            problems.extend(photos::care::unused_hint(&folder, &catalog, &named));
            problems.into()
        };
        self.work(Job::Check, "check", find, move |app, problems, _| {
            if let Some(open) = app.state.open_mut() {
                (open.problems, open.checked) = (problems, revision);
            }
            app.look_inside_photos();
        });
    }

    /// Decodes photos that were not yet, behind everything else: a header does not tell what stands in their middle.
    pub(crate) fn look_inside_photos(&mut self) {
        let Some(open) = self.state.open() else { return };
        let (catalog, folder, photos) = (open.catalog().clone(), open.folder.clone(), open.photo_checks.clone());
        let look = move |handle: &_| look_inside_photos(&catalog, &folder, &photos, handle);
        self.work(Job::LookInsidePhotos, "photos", look, |app, has_found, _| {
            if has_found {
                app.check_at.get_or_insert(0.0);
            }
        });
    }

    /// Follows what the saver does, and says once when it fails.
    fn watch_save(&mut self) {
        let Some(now) = self.state.open().and_then(|open| open.saver.as_ref()).map(Saver::state) else {
            return;
        };
        if now == self.state.save {
            return;
        }
        self.state.save = now;
        self.tell_save_fault();
        if let SaveState::Saved { .. } = self.state.save {
            self.close_warned = false;
            if self.state.screen == Screen::History {
                self.read_versions();
            }
            self.state.notices.retain_offers(|offer| !matches!(offer, Offer::RetrySave | Offer::Conflict));
        }
    }

    /// Says why nothing is saved, where that is so.
    pub(super) fn tell_save_fault(&mut self) {
        let SaveState::Failed(error) = &self.state.save else { return };
        let message = error.explain_retried(self.state.lang());
        // Another program changed the file: whose version stays is for the person to say.
        let changed = matches!(error, SaveError::ChangedElsewhere { .. });
        self.tell(Tone::Failed, message, Some(if changed { Offer::Conflict } else { Offer::RetrySave }));
    }

    /// Notices that offer what is over by now go.
    fn drop_spent_notices(&mut self) {
        let Some(open) = self.state.open() else { return };
        let (revision, is_unsaved) = (open.timeline.revision(), !open.unsaved.is_empty());
        let can_bring_back = self.state.shortlist.can_bring_back();
        self.state.notices.retain_offers(|offer| match offer {
            Offer::Undo(of) => *of == revision,
            Offer::Recover => is_unsaved,
            Offer::BringListBack => can_bring_back,
            _ => true,
        });
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        self.follow_monitors(frame);
        self.frame(ui);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        visuals.panel_fill.to_normalized_gamma_f32()
    }
}
