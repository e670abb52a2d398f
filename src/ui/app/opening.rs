//! Opens catalogues: reads them in the background, takes them in, and begins behind the window what nobody waits for.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use egui::Context;

use super::command::Command;
use super::jobs::{Job, Outcome};
use super::state::{OpenCatalog, Phase, Rights};
use crate::actions::open::{self, Loaded};
use crate::model::{Filter, SearchIndex};
use crate::store::{Access, Folder, SaveState, Saver};
use crate::ui::app::App;
use crate::ui::present::PresentCommand;

/// The frame that takes a catalogue in paints its cards; the one after it is sure to come later than that.
const FIRST_LOOK: u8 = 1;

impl App {
    pub(crate) fn open_first(&mut self, named: Option<PathBuf>) {
        match open::which(named, &self.state.settings.recent, self.parts.shipped.clone()) {
            Some((folder, sample)) => self.open_folder(folder, sample),
            None => self.state.phase = Phase::Nothing { from_zip: crate::store::is_run_from_zip() },
        }
    }

    /// Reads a catalogue in the background. `sample`: it is never written to.
    pub(crate) fn open_folder(&mut self, folder: Folder, sample: bool) {
        let left = self.leave();
        let config = self.parts.config.clone();
        self.jobs.replace(Job::Open, "open", move |_| {
            // What is left may be the same folder: its last changes are written, and its lock is free.
            let _ = left.recv();
            Outcome::Opened(Box::new(open::load(&folder, sample, &config)))
        });
    }

    /// Puts off what would leave the person's own copy while it is still being made; gives back what can be carried out now.
    pub(crate) fn put_off(&mut self, command: Command) -> Option<Command> {
        let leaves = matches!(
            &command,
            Command::OpenFolder(_)
                | Command::OpenShipped
                | Command::CreateCatalog { .. }
                | Command::CopyToLaptop
                | Command::Reload
        );
        let is_copied = self.state.open().is_some_and(|open| open.rights == Rights::BecomingOwn);
        if is_copied && leaves {
            self.waiting.push(command);
            return None;
        }
        Some(command)
    }

    /// Lets go of the open catalogue, on a thread of its own, since that takes a second where it is large. What waits for the
    /// receiver goes on when its last changes are written.
    fn let_go(&mut self) -> Receiver<Infallible> {
        self.leaving.retain(|thread| !thread.is_finished());
        let (writing, written) = channel::<Infallible>();
        if let Phase::Open(open) = std::mem::replace(&mut self.state.phase, Phase::Loading) {
            // Dropping the saver writes what is pending. Where there is no thread to be had, that happens here.
            let drop_it = move || drop((open, writing));
            self.leaving.extend(std::thread::Builder::new().name("leave".to_owned()).spawn(drop_it));
        }
        written
    }

    /// Ends everything about the open catalogue, as [`App::let_go`] does.
    pub(crate) fn leave(&mut self) -> Receiver<Infallible> {
        self.jobs.cancel(Job::Check);
        for job in [Job::Photos, Job::Tray, Job::PhotoCare, Job::Import, Job::WarmIndex] {
            self.jobs.cancel(job);
        }
        self.photo_queue.clear();
        self.tray_scans.clear();
        self.check_at = None;
        self.just_entered = None;
        self.waiting.clear();
        self.thumbs.clear();
        let written = self.let_go();
        let state = &mut self.state;
        state.import = None;
        state.selected = None;
        state.selected_producer = None;
        state.editing = false;
        state.filter = Filter::default();
        state.matches = Arc::default();
        state.shortlist = Default::default();
        state.brochure = Default::default();
        state.coordinator = Default::default();
        state.proposal = None;
        state.table_view = Default::default();
        if state.screen == super::command::Screen::Proposal {
            state.screen = super::command::Screen::Browse;
        }
        state.tray = Default::default();
        state.photo_care = Default::default();
        self.stop_slides();
        self.state.save = SaveState::Saved { at: None };
        self.matched = None;
        written
    }

    /// Takes an opened catalogue into the window.
    pub(crate) fn enter(&mut self, loaded: Loaded) {
        let Loaded { mut opened, index, recovered } = loaded;
        let saver = Saver::start_in(&mut opened, self.wake.clone(), &self.parts.config);
        let rights = match opened.access {
            Access::Write(_) => Rights::Write,
            Access::Sample => Rights::Sample,
            Access::LockedElsewhere => Rights::LockedElsewhere,
            Access::ReadOnly => Rights::ReadOnly,
        };
        let rights = if saver.is_some() { Rights::Write } else { rights };
        if rights != Rights::Sample {
            self.remember(opened.folder.root().to_owned());
        }
        let _ = self.let_go();
        self.state.phase = Phase::Open(Box::new(OpenCatalog {
            problems: opened.problems.clone().into(),
            reading_problems: opened.problems,
            saver,
            recovered: recovered.map(Arc::new),
            ..OpenCatalog::new(opened.folder, rights, opened.catalog, index)
        }));
        self.tell_recovered();
        self.recall_brochure();
        self.matched = None;
        self.just_entered = Some(FIRST_LOOK);
        if self.state.settings.presenting {
            // The power went out during a show, or the program did: the screen at the booth comes back by itself.
            self.ask(Command::Present(PresentCommand::Start));
        }
        for command in std::mem::take(&mut self.waiting) {
            self.ask(command);
        }
    }

    /// What nobody waits for begins when the cards stand on the screen: it would take the processors from them.
    pub(crate) fn begin_behind(&mut self, ctx: &Context) {
        match self.just_entered.take() {
            None => {}
            Some(0) => {
                self.check_at = Some(0.0);
                self.warm_index(None);
            }
            Some(frames) => {
                self.just_entered = Some(frames - 1);
                ctx.request_repaint();
            }
        }
    }

    /// Makes what searching needs ahead of the first key; an index and its clones share it. What is no longer needed of the
    /// index `before` is given back there, too: at 100,000 products that alone would be felt.
    pub(crate) fn warm_index(&mut self, before: Option<SearchIndex>) {
        let Some(index) = self.state.open().map(|open| open.index.clone()) else { return };
        self.jobs.replace(Job::WarmIndex, "index", move |_| {
            index.warm();
            drop(before);
            Outcome::IndexWarm
        });
    }
}
