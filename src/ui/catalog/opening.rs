//! Opens catalogues: reads them in the background, takes them in, and begins behind the window what nobody waits for.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};

use egui::Context;

use super::command::CatalogCommand;
use crate::actions::files::free_dir;
use crate::actions::open::{self, Loaded};
use crate::jobs::Task;
use crate::model::slug;
use crate::store::{Access, Folder, Journal, OpenError, Opened, SaveState, Saver};
use crate::text::{Lang, Message};
use crate::ui::app::command::{Command, PresentCommand};
use crate::ui::app::jobs::Job;
use crate::ui::app::state::{OpenCatalog, Phase, Rights};
use crate::ui::app::{App, Parts};
use crate::ui::kit::dialogs::DialogKind;
use crate::ui::kit::drafts;
use crate::ui::kit::notices::Tone;

/// Where the person's own copy of the sample goes.
pub(crate) fn own_copy_dir(parts: &Parts, lang: Lang) -> PathBuf {
    free_dir(&parts.documents, lang.pick("Katalog saya", "My catalogue"))
}

/// The frame that takes a catalogue in paints its cards; the one after it is sure to come later than that.
const FIRST_LOOK: u8 = 1;

impl App {
    pub(crate) fn perform_catalog(&mut self, command: CatalogCommand) {
        // What would leave the person's own copy waits until that is made.
        let is_copied = self.state.open().is_some_and(|open| open.rights == Rights::BecomingOwn);
        if is_copied && command.leaves() {
            return self.waiting.push(command.into());
        }
        match command {
            CatalogCommand::PickFolder => self.ask_dialog(DialogKind::CatalogFolder, None, |paths| {
                Some(CatalogCommand::Open(paths.first()?.clone()).into())
            }),
            CatalogCommand::Open(path) => {
                self.state.overlay = None;
                self.open_folder(Folder::new(path), false);
            }
            CatalogCommand::OpenShipped => {
                if self.parts.shipped.is_some() {
                    self.state.overlay = None;
                }
                self.open_shipped();
            }
            CatalogCommand::PickNewFolder { title } => {
                let suggested = self.parts.documents.join(slug(&title, ""));
                self.ask_dialog(DialogKind::NewFolder, Some(suggested), move |paths| {
                    Some(CatalogCommand::Create { dir: paths.first()?.clone(), title: title.clone() }.into())
                });
            }
            CatalogCommand::Create { dir, title } => self.create_catalog(dir, title),
            CatalogCommand::CopyToLaptop => self.copy_to_laptop(),
            CatalogCommand::Reload => self.reload(),
            CatalogCommand::TakeTheirs => {
                self.leaves_aside = true;
                self.reload();
            }
            CatalogCommand::RestoreFailed => self.restore_failed(),
        }
    }

    fn open_shipped(&mut self) {
        match self.parts.shipped.clone() {
            Some(shipped) => self.open_folder(shipped, true),
            None => self.state.phase = Phase::Nothing { from_zip: crate::store::is_run_from_zip() },
        }
    }

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
        let load = move |_: &_| {
            // What is left may be the same folder: its last changes are written, and its lock is free.
            let _ = left.recv();
            open::load(&folder, sample, &config)
        };
        self.work(Job::Open, "open", load, Self::opened);
    }

    /// Takes in what was read. A copy that failed leaves the open catalogue as it is.
    fn opened(&mut self, result: Result<Loaded, OpenError>, ctx: &Context) {
        match result {
            Ok(loaded) => {
                drafts::clear(ctx);
                self.enter(loaded);
            }
            Err(error) if self.state.open().is_some() => self.fail(&error),
            Err(error) => {
                self.waiting.clear();
                self.state.phase = Phase::Failed(error);
            }
        }
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
        self.jobs.cancel(Job::Index);
        self.jobs.cancel(Job::LookInsidePhotos);
        for job in [Job::Photos, Job::Tray, Job::PhotoCare, Job::Import] {
            self.jobs.cancel(job);
        }
        self.photo_queue.clear();
        self.damaged_photos = Default::default();
        self.tray_scans.clear();
        self.check_at = None;
        self.just_entered = None;
        self.waiting.clear();
        self.state.product.blank_draft = None;
        self.state.closing = None;
        self.thumbs.clear();
        let written = self.let_go();
        self.state.leave();
        self.stop_slides();
        self.state.save = SaveState::default();
        self.matched = None;
        written
    }

    /// Takes an opened catalogue into the window.
    pub(crate) fn enter(&mut self, loaded: Loaded) {
        let Loaded { mut opened, index, unsaved, lists } = loaded;
        self.take_lists(lists, &opened.catalog);
        let saver = Saver::start_in(&mut opened, self.wake.clone(), &self.parts.config);
        let rights = match opened.access {
            Access::Write(_) => Rights::Write,
            Access::Sample => Rights::Sample,
            Access::LockedElsewhere => Rights::LockedElsewhere,
            Access::ReadOnly => Rights::ReadOnly,
        };
        let rights = if saver.is_some() { Rights::Write } else { rights };
        // The first steps are shown once, beside products: a start inside the ZIP has none.
        if std::mem::take(&mut self.state.settings.first_steps_due) {
            self.save_settings();
        }
        if rights != Rights::Sample {
            self.remember(opened.folder.root().to_owned());
        }
        let _ = self.let_go();
        let sample = (rights == Rights::Sample).then(|| Arc::new(opened.catalog.clone()));
        self.state.phase = Phase::Open(Box::new(OpenCatalog {
            sample,
            problems: opened.problems.clone().into(),
            reading_problems: opened.problems,
            saver,
            unsaved,
            ..OpenCatalog::new(opened.folder, rights, opened.catalog, index)
        }));
        match std::mem::take(&mut self.leaves_aside) {
            true => self.tell_unsaved(),
            false => self.ask(Command::Recover),
        }
        self.recall_brochure();
        self.matched = None;
        self.just_entered = Some(FIRST_LOOK);
        if self.state.settings.presenting {
            // The power went out during a show, or the program did: the screen at the booth comes back by itself.
            self.ask(PresentCommand::Start);
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
            }
            Some(frames) => {
                self.just_entered = Some(frames - 1);
                ctx.request_repaint();
            }
        }
    }

    fn copy_to_laptop(&mut self) {
        let Some(from) = self.state.folder().cloned() else { return };
        let name = from.root().file_name().map(|name| name.to_string_lossy().into_owned());
        let dir = free_dir(&self.parts.documents, &name.unwrap_or_else(|| "Katalog".into()));
        self.state.overlay = None;
        self.work(Job::Open, "copy", move |_| open::copy(&from, &dir), Self::opened);
    }

    fn create_catalog(&mut self, dir: PathBuf, title: String) {
        self.state.overlay = None;
        let create = move |_: &_| open::create(&dir, &title);
        self.work(Job::Open, "create", create, |app, created, ctx| {
            if created.is_ok() {
                let _ = app.leave();
            }
            app.opened(created, ctx);
        });
    }

    fn reload(&mut self) {
        let folder = match &self.state.phase {
            Phase::Open(open) => Some((open.folder.clone(), open.rights == Rights::Sample)),
            _ => self.state.settings.recent.first().map(|path| (Folder::new(path.clone()), false)),
        };
        match folder {
            Some((folder, sample)) => self.open_folder(folder, sample),
            None => self.open_shipped(),
        }
    }

    fn restore_failed(&mut self) {
        let Phase::Failed(OpenError::Syntax { path, restorable: Some(version), .. }) = &self.state.phase else {
            return;
        };
        let Some(root) = path.parent() else { return };
        let (folder, version) = (Folder::new(root), version.clone());
        let config = self.parts.config.clone();
        self.state.phase = Phase::Loading;
        self.work(Job::Open, "restore", move |_| open::restore(&folder, &version, &config), Self::opened);
    }

    /// Copies the sample, unless that is under way, to "Katalog saya" in the person's documents, or the next free name.
    pub(crate) fn make_own_copy(&mut self) {
        let Some(open) = self.state.open_mut() else { return };
        if open.rights != Rights::Sample {
            return;
        }
        open.rights = Rights::BecomingOwn;
        let from = open.folder.clone();
        let dir = own_copy_dir(&self.parts, self.state.settings.lang);
        if let Some(open) = self.state.open_mut()
            && let (None, Some(sample)) = (&open.journal, &open.sample)
        {
            match Journal::start(&self.parts.config, &Folder::new(&*dir), sample.clone(), true) {
                Ok(journal) => open.journal = Some(journal),
                Err(error) => tracing::error!(%error, "no journal"),
            }
        }
        let copy = move |_: &_| crate::store::copy_to(&from, &dir);
        self.work(Job::MakeOwnCopy, Task::must_finish("own copy"), copy, |app, copied, _| app.own_copy(copied));
    }

    pub(crate) fn own_copy(&mut self, result: Result<Opened, OpenError>) {
        let mut opened = match result {
            Ok(opened) => opened,
            Err(error) => {
                self.own_copy_failed();
                return self.fail(&error);
            }
        };
        let saver = Saver::start_in(&mut opened, self.wake.clone(), &self.parts.config);
        let path = opened.folder.root().to_owned();
        let Some(open) = self.state.open_mut() else { return };
        open.folder = opened.folder;
        open.rights = match (&saver, &opened.access) {
            (Some(_), _) => Rights::Write,
            (None, Access::LockedElsewhere) => Rights::LockedElsewhere,
            (None, _) => Rights::ReadOnly,
        };
        if let Some(saver) = &saver {
            open.spent_journals.extend(open.journal.take().map(|journal| journal.file().to_owned()));
            open.spent_journals.drain(..).for_each(|file| saver.forget_when_saved(file));
            saver.request(open.timeline.catalog().clone());
            for step in open.timeline.done() {
                saver.request_step(open.timeline.catalog().clone(), step.since, step.name.clone());
            }
        }
        open.saver = saver;
        self.remember(path.clone());
        for command in std::mem::take(&mut self.waiting) {
            self.ask(command);
        }
        self.start_photos();
        let lang = self.state.lang();
        let message = Message::new(
            lang.pick(
                "Perubahan Anda disimpan di salinan Anda sendiri; katalog contoh tetap utuh.",
                "Your changes are kept in your own copy; the sample stays as it is.",
            ),
            "",
            path.display().to_string(),
        );
        self.tell(Tone::Info, message, None);
    }
}
