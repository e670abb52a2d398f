//! The window's program: its state, everything that runs for it, and what every feature works with.

pub mod command;
mod crash;
pub mod cx;
pub mod edit;
mod frame;
pub mod jobs;
mod keys;
pub mod offers;
mod open_fields;
mod outcomes;
mod perform;
mod renderer;
pub mod screen;
pub mod shortcuts;
pub mod start;
pub mod state;
pub mod typed_events;

use crate::ui::app::jobs::{Job, PhotoBatch};
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use egui::{Color32, Context, Id, ViewportId};
use jiff::civil::Date;

use crate::brochure::SystemFont;
use crate::jobs::{Jobs, Task, Wake};
use crate::model::{Filter, matches};
use crate::store::{BuyerList, ConfigDir, Folder, SettingsKeeper};
use crate::text::{Lang, Message};
use crate::ui::app::command::Command;
use crate::ui::app::state::State;
use crate::ui::app::typed_events::TypedEvents;
use crate::ui::brochure::preview::Preview;
use crate::ui::brochure::state::PreviewInput;
use crate::ui::kit::dialogs::Dialogs;
use crate::ui::kit::letters::Letters;
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::kit::thumbs::Thumbs;

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
    /// Fonts of the system for letters that ours lack, each with those that it draws.
    pub fonts: fn(&str) -> Vec<(SystemFont, String)>,
    /// Shows a file with the system's program for it.
    pub open_file: fn(&Path) -> Result<(), String>,
}

/// The window: its state and everything that runs for it.
pub struct App {
    pub state: State,
    pub(crate) parts: Parts,
    pub(crate) jobs: Jobs<Job, Outcome>,
    pub(crate) thumbs: Thumbs,
    pub(crate) letters: Letters,
    pub(crate) preview: Preview,
    pub(crate) followed: Option<PreviewInput>,
    pub(crate) wake: Wake,
    pub(crate) settings: Arc<SettingsKeeper>,
    /// Asked for in this frame.
    asked: Vec<Command>,
    /// Asked for while the person's own copy is still being made.
    pub(crate) waiting: Vec<Command>,
    /// Pictures that wait for their turn to be copied into the catalogue.
    pub(crate) photo_queue: VecDeque<PhotoBatch>,
    /// Pictures that were refused since they are damaged inside, until a person says that they are wanted.
    pub(crate) damaged_photos: PhotoBatch,
    /// Files and folders that were dropped while others were still being looked at.
    pub(crate) tray_scans: Vec<Vec<PathBuf>>,
    /// What `state.browse.matches` was computed from.
    pub(crate) matched: Option<(u64, Filter, Lang)>,
    /// Seconds of the window's clock when the catalogue shall be checked again.
    pub(crate) check_at: Option<f64>,
    /// A catalogue was taken in; so many frames later what follows behind the window begins.
    pub(crate) just_entered: Option<u8>,
    /// Threads that write the last changes of catalogues that were left.
    pub(crate) leaving: Vec<JoinHandle<()>>,
    /// A close was held back once because the last changes could not be saved.
    pub(crate) close_warned: bool,
    /// Closing has waited for what it had to: the next close is let through.
    pub(crate) may_close: bool,
    shown_theme: Option<crate::store::Theme>,
    /// What the window was cleared with for this frame.
    cleared: Color32,
    /// The buyers' lists as they were last written.
    pub(crate) kept_lists: Vec<BuyerList>,
    /// What is not saved is left aside when the file is read anew.
    pub(crate) leaves_aside: bool,
    /// What the V that is held down was pressed for has come: a letter, a text or a picture.
    v_has_come: bool,
    /// So many more layouts this frame has before it is painted.
    settling: usize,
}

/// What follows from work that is done: it changes the window between two frames.
type Outcome = Box<dyn FnOnce(&mut App, &Context) + Send>;

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
pub(crate) const SETTLED: usize = 3;

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
        ctx.add_plugin(TypedEvents::default());
        ctx.options_mut(|options| options.max_passes = NonZeroUsize::MIN.saturating_add(SETTLED - 1));
        let mut app = Self {
            state: State::new(settings, (parts.today)()),
            jobs: Jobs::new(wake.clone()),
            thumbs: Thumbs::new(wake.clone()),
            letters: Letters::listen(ctx),
            preview: Preview::new(wake.clone()),
            followed: None,
            wake,
            parts,
            settings: keeper,
            asked: Vec::new(),
            waiting: Vec::new(),
            photo_queue: VecDeque::new(),
            damaged_photos: PhotoBatch::default(),
            tray_scans: Vec::new(),
            matched: None,
            check_at: None,
            just_entered: None,
            leaving: Vec::new(),
            close_warned: false,
            may_close: false,
            shown_theme: None,
            cleared: Color32::TRANSPARENT,
            kept_lists: Vec::new(),
            leaves_aside: false,
            v_has_come: false,
            settling: 0,
        };
        if let Some(report) = crash::take_report(&app.parts.config) {
            let message = crash::told(&report, app.state.lang());
            app.tell(Tone::Info, message, Some(Offer::OpenFile(report)));
        }
        if app.state.settings.first_steps_due {
            app.state.help.step = Some(0);
        }
        app.open_first(named);
        app
    }

    /// The window stands: the renderer that was tried works.
    pub(crate) fn started(&mut self, renderer: &str) {
        renderer::start_went_well(&mut self.state.settings, renderer);
        self.save_settings();
    }

    pub(crate) fn remember(&mut self, path: PathBuf) {
        self.state.settings.remember(&std::path::absolute(&path).unwrap_or(path));
        self.save_settings();
    }

    pub(crate) fn save_settings(&mut self) {
        self.settings.put(self.state.settings.clone());
        let settings = self.settings.clone();
        self.work(
            Job::Settings,
            Task::must_finish("settings"),
            move |_| settings.save(),
            |_, saved, _| {
                if let Err(error) = saved {
                    tracing::warn!(?error, "settings were not saved");
                }
            },
        );
    }

    /// Nothing runs and no picture is awaited: what is shown now stays, unless a photo turns out to be damaged.
    pub fn is_settled(&self) -> bool {
        self.jobs.all_running().all(|job| job.kind == Job::LookInsidePhotos)
            && self.thumbs.is_settled()
            && self.preview.is_settled()
            && self.check_at.is_none()
            && self.just_entered.is_none()
    }

    /// Bytes of pictures held as textures.
    pub fn picture_bytes(&self) -> usize {
        self.thumbs.bytes()
    }

    pub(crate) fn ask(&mut self, command: impl Into<Command>) {
        self.asked.push(command.into());
    }

    pub(crate) fn update_matches(&mut self) {
        let Some(open) = self.state.open() else {
            return;
        };
        let key = (open.timeline.revision(), &self.state.browse.filter, self.state.settings.lang);
        if self.matched.as_ref().is_some_and(|(revision, filter, lang)| (*revision, filter, *lang) == key) {
            return;
        }
        let found = matches(open.catalog(), &open.index, &self.state.browse.filter, key.2);
        let is_same_question = self
            .matched
            .as_ref()
            .is_some_and(|(_, filter, lang)| *filter == self.state.browse.filter && *lang == key.2);
        self.matched = Some((key.0, self.state.browse.filter.clone(), key.2));
        self.state.browse.matches = Arc::new(found);
        self.follow_matches(is_same_question);
    }

    /// Says one sentence in passing.
    pub(crate) fn inform(&mut self, tone: Tone, what: impl Into<String>) {
        self.tell(tone, Message::from(what.into()), None);
    }

    /// The offer to take back the step that was just made.
    pub(crate) fn undo_offer(&self) -> Option<Offer> {
        self.state.open().map(|open| Offer::Undo(open.timeline.revision()))
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
