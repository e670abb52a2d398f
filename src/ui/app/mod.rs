//! The window's program: what happens around each frame. Background work is collected, keys and dropped files become
//! commands, the screens are shown, and what they asked for is carried out.

pub mod command;
pub mod cx;
pub mod jobs;
pub mod keys;
pub mod offers;
pub mod opening;
pub mod outcomes;
pub mod perform;
pub mod records;
pub mod start;
pub mod state;

use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use egui::{Color32, Context, Event, Id, Ui, ViewportId};
use jiff::civil::Date;

use super::present;
use super::shell;
use crate::actions::check::{Checked, check};
use crate::jobs::{Ended, Jobs, Task, Wake};
use crate::model::{Filter, matches};
use crate::store::{ConfigDir, Folder, SaveState, Saver, SettingsKeeper};
use crate::text::{Explain, Lang, Message};
use crate::ui::app::command::Command;
use crate::ui::app::cx::Cx;
use crate::ui::app::jobs::{Job, Outcome};
use crate::ui::app::state::{Rights, State};
use crate::ui::brochure::controller::Followed;
use crate::ui::brochure::preview::Preview;
use crate::ui::kit::dialogs::Dialogs;
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::kit::theme;
use crate::ui::kit::thumbs::Thumbs;
use crate::ui::photos::adding::Batch;

/// What a window needs from the world; tests hand in their own.
#[derive(Clone)]
pub struct Parts {
    pub dialogs: Arc<dyn Dialogs>,
    pub config: ConfigDir,
    /// Own catalogues and brochures go here.
    pub documents: PathBuf,
    /// The sample that is opened where nobody names a catalogue.
    pub shipped: Option<Folder>,
    pub today: fn() -> Date,
    /// Four random hex digits.
    pub random_hex: fn() -> String,
    /// Shows a file with the system's program for it.
    pub open_file: fn(&Path) -> Result<(), String>,
}

/// The window: its state and everything that runs for it.
pub struct App {
    pub state: State,
    pub(crate) parts: Parts,
    pub(crate) jobs: Jobs<Job, Outcome>,
    pub(crate) thumbs: Thumbs,
    pub(crate) preview: Preview,
    pub(crate) followed: Option<Followed>,
    pub(crate) wake: Wake,
    pub(crate) settings: Arc<SettingsKeeper>,
    /// Asked for in this frame.
    asked: Vec<Command>,
    /// Asked for while the person's own copy is still being made.
    pub(crate) waiting: Vec<Command>,
    /// Pictures that wait for their turn to be copied into the catalogue.
    pub(crate) photo_queue: VecDeque<Batch>,
    /// Files and folders that were dropped while others were still being looked at.
    pub(crate) tray_scans: Vec<Vec<PathBuf>>,
    /// What `state.matches` was computed from.
    pub(crate) matched: Option<(u64, Filter, Lang)>,
    /// Seconds of the window's clock when the catalogue shall be checked again.
    pub(crate) check_at: Option<f64>,
    /// A catalogue was taken in; so many frames later what follows behind the window begins.
    pub(crate) just_entered: Option<u8>,
    /// Threads that write the last changes of catalogues that were left.
    pub(crate) leaving: Vec<JoinHandle<()>>,
    /// A close was held back once because the last changes could not be saved.
    close_warned: bool,
    shown_theme: Option<crate::store::Theme>,
    /// What the window was cleared with for this frame.
    cleared: Color32,
    /// So many more layouts this frame has before it is painted.
    settling: usize,
}

/// The search box, by which global keys know that a person types there.
pub fn search_id() -> Id {
    Id::unique("search")
}

/// Milliseconds of the window's clock.
pub(crate) fn now_ms(ctx: &Context) -> u64 {
    (ctx.input(|input| input.time) * 1000.0) as u64
}

/// Layouts of a frame in which something was pressed: with the event, with what it asked for, and one that egui counts as
/// the second frame.
const SETTLED: usize = 3;

impl App {
    /// Seconds without typing before the catalogue is checked again.
    pub(crate) const CHECK_PAUSE_S: f64 = 0.7;

    /// A window that starts to read a catalogue: the one named, the one opened last, or the shipped one.
    pub fn new(ctx: &Context, parts: Parts, named: Option<PathBuf>) -> Self {
        let wake: Wake = {
            let ctx = ctx.clone();
            // With any delay egui paints once; without one it would paint a second time for good measure.
            Arc::new(move || ctx.request_repaint_after_for(Duration::from_nanos(1), ViewportId::ROOT))
        };
        let settings = parts.config.load();
        let keeper = Arc::new(SettingsKeeper::new(parts.config.clone(), settings.clone()));
        ctx.options_mut(|options| options.max_passes = NonZeroUsize::MIN.saturating_add(SETTLED - 1));
        let mut app = Self {
            state: State::new(settings, (parts.today)()),
            jobs: Jobs::new(wake.clone()),
            thumbs: Thumbs::new(wake.clone()),
            preview: Preview::new(wake.clone()),
            followed: None,
            wake,
            parts,
            settings: keeper,
            asked: Vec::new(),
            waiting: Vec::new(),
            photo_queue: VecDeque::new(),
            tray_scans: Vec::new(),
            matched: None,
            check_at: None,
            just_entered: None,
            leaving: Vec::new(),
            close_warned: false,
            shown_theme: None,
            cleared: Color32::TRANSPARENT,
            settling: 0,
        };
        app.open_first(named);
        app
    }

    /// The window stands: the renderer that was tried works.
    pub(crate) fn started(&mut self) {
        self.state.settings.starting_with = None;
        self.save_settings();
    }

    pub(crate) fn remember(&mut self, path: PathBuf) {
        self.state.settings.remember(&std::path::absolute(&path).unwrap_or(path));
        self.save_settings();
    }

    pub(crate) fn save_settings(&mut self) {
        self.settings.put(self.state.settings.clone());
        let settings = self.settings.clone();
        self.jobs
            .replace(Job::Settings, Task::must_finish("settings"), move |_| Outcome::SettingsSaved(settings.save()));
    }

    /// Nothing runs and no picture is awaited: what is shown now stays.
    pub fn is_settled(&self) -> bool {
        self.jobs.all_running().next().is_none()
            && self.thumbs.is_settled()
            && self.preview.is_settled()
            && self.check_at.is_none()
            && self.just_entered.is_none()
    }

    /// Bytes of pictures held as textures.
    pub fn picture_bytes(&self) -> usize {
        self.thumbs.bytes()
    }

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
        let mut cx =
            Cx { state: &self.state, thumbs: &mut self.thumbs, preview: &mut self.preview, asked: &mut self.asked };
        shell::show(ui, &mut cx);
        present::window(&ctx, &mut cx);
        self.after(&ctx);
    }

    fn before(&mut self, ctx: &Context) {
        self.settle_at_once(ctx);
        if self.shown_theme != Some(self.state.settings.theme) {
            theme::choose(ctx, self.state.settings.theme);
            self.shown_theme = Some(self.state.settings.theme);
        }
        for (job, ended) in self.jobs.collect() {
            match ended {
                Ended::Done(outcome) => self.take(outcome, ctx),
                Ended::Cancelled => {}
                Ended::Panicked(words) => self.report_fault(job, &words, ctx),
            }
        }
        let now_s = ctx.input(|input| input.time);
        if let Some(next) = self.state.notices.expire(now_s) {
            ctx.request_repaint_after_secs(next as f32);
        }
        self.watch_save();
        self.state.brochure.running = self.jobs.running(Job::Brochure).map(|job| job.progress());
        self.watch_sheets(ctx);
        self.state.photos_running = self.jobs.running(Job::Photos).map(|job| job.progress());
        self.take_table_keys(ctx);
        self.state.tray.scanning = self.jobs.running(Job::Tray).map(|job| job.progress());
        self.state.photo_care.running = self.jobs.running(Job::PhotoCare).map(|job| job.progress());
        self.take_keys(ctx);
        self.take_drops(ctx);
        self.take_pasted(ctx);
        self.carry_out(ctx);
        self.begin_behind(ctx);
        self.check_when_due(ctx, now_s);
        self.update_matches();
        self.thumbs.begin_frame(ctx);
        self.follow_brochure(ctx);
        self.follow_survey();
        self.follow_slides(ctx);
        if ctx.input(|input| input.viewport().close_requested()) {
            self.before_closing(ctx);
        }
    }

    fn after(&mut self, ctx: &Context) {
        self.state.focus_search = false;
        self.state.jump_to = None;
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
        if ctx.current_pass_index() < self.settling {
            ctx.request_discard("what was pressed settles");
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

    pub(crate) fn ask(&mut self, command: Command) {
        self.asked.push(command);
    }

    pub(crate) fn update_matches(&mut self) {
        let Some(open) = self.state.open() else {
            return;
        };
        let key = (open.timeline.revision(), &self.state.filter, self.state.settings.lang);
        if self.matched.as_ref().is_some_and(|(revision, filter, lang)| (*revision, filter, *lang) == key) {
            return;
        }
        let found = matches(open.catalog(), &open.index, &self.state.filter, key.2);
        let is_same_question =
            self.matched.as_ref().is_some_and(|(_, filter, lang)| *filter == self.state.filter && *lang == key.2);
        self.matched = Some((key.0, self.state.filter.clone(), key.2));
        self.state.matches = Arc::new(found);
        self.follow_matches(is_same_question);
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
        self.jobs.replace(Job::Check, "check", move |_| {
            // Undo or an earlier version may name photos that were cleared away.
            if writes {
                folder.recall_photos(&catalog);
            }
            let Checked { mut problems, named } = check(&catalog, &folder, &photos, reading, today);
            problems.extend(crate::ui::photos::care::unused_hint(&folder, &catalog, &named));
            Outcome::Checked { revision, problems: problems.into() }
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
        if let SaveState::Failed(error) = &now {
            let message = error.explain(self.state.lang());
            // Another program changed the file: whose version stays is for the person to say.
            let changed = matches!(error, crate::store::SaveError::ChangedElsewhere { .. });
            let offer = if changed { Offer::KeepMine } else { Offer::RetrySave };
            self.tell(Tone::Failed, message, Some(offer));
        }
        self.state.save = now;
    }

    fn before_closing(&mut self, ctx: &Context) {
        let unsaved = self.state.open().and_then(|open| open.saver.as_ref()).and_then(|saver| saver.flush().err());
        let Some(error) = unsaved.filter(|_| !std::mem::replace(&mut self.close_warned, true)) else {
            return self.end_slides_for_good();
        };
        ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
        let lang = self.state.lang();
        let mut message = error.explain(lang);
        message.todo = lang
            .pick(
                "Perubahan terakhir belum tersimpan. Coba simpan lagi, atau tutup sekali lagi untuk keluar tanpa menyimpannya.",
                "The last changes are not saved. Try to save again, or close once more to leave without them.",
            )
            .into();
        self.tell(Tone::Failed, message, Some(Offer::RetrySave));
    }

    /// Says one sentence in passing.
    pub(crate) fn inform(&mut self, tone: Tone, what: impl Into<String>) {
        self.tell(tone, Message::from(what.into()), None);
    }

    pub(crate) fn tell(&mut self, tone: Tone, text: Message, offer: Option<Offer>) {
        // The clock of the notices is the window's; a notice that is told between frames starts with the next one.
        self.state.notices.tell(tone, text, offer);
        (self.wake)();
    }
}

impl Drop for App {
    /// The process shall not end before the last changes are written.
    fn drop(&mut self) {
        for thread in self.leaving.drain(..) {
            if thread.join().is_err() {
                tracing::error!("a catalogue that was left could not be let go of");
            }
        }
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
