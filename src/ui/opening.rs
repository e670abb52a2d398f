//! Opens catalogues: reads them in the background, shows what a large one begins with ahead of the rest, takes the whole in,
//! and begins behind the window what nobody waits for.

use std::convert::Infallible;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use egui::Context;

use super::app::App;
use super::command::{Command, Overlay};
use super::jobs::{self, Job, Loaded, Outcome};
use super::packing::PackingState;
use super::present::PresentCommand;
use super::state::{OpenCatalog, Phase, Rights};
use crate::model::{Filter, Matches, SearchIndex, matches};
use crate::store::{self, Access, Folder, Glance, SaveState, Saver};
use crate::text::Lang;

/// The frame that takes a catalogue in paints its cards; the one after it is sure to come later than that.
const FIRST_LOOK: u8 = 1;

/// What the list begins with. In another language a glance also holds products from further down, with gaps between them.
pub(super) fn first_look(open: &OpenCatalog, lang: Lang) -> Matches {
    let all = matches(open.catalog(), &open.index, &Filter::default(), lang);
    let products = all.hits.iter().take(Glance::PRODUCTS).map(|hit| hit.id.clone()).collect();
    matches(open.catalog(), &open.index, &Filter { products, ..Filter::default() }, lang)
}

/// What a large catalogue begins with, made ready to be shown.
pub struct FirstSight {
    pub folder: Folder,
    pub glance: Glance,
    pub index: SearchIndex,
    /// Dropped as soon as it stands on the screen.
    pub not_seen: Sender<Infallible>,
}

/// How long the reading of the whole waits for the glance to be painted.
const PAINTED_WITHIN: Duration = Duration::from_millis(400);

impl App {
    pub(super) fn open_first(&mut self, named: Option<PathBuf>) {
        if let Some(path) = named {
            return self.open_folder(Folder::new(path), false);
        }
        let recent = self.state.settings.recent.iter().find(|path| path.join("catalog.ron").is_file());
        if let Some(path) = recent {
            return self.open_folder(Folder::new(path.clone()), false);
        }
        match self.parts.shipped.clone() {
            Some(shipped) => self.open_folder(shipped, true),
            None => self.state.phase = Phase::Nothing { from_zip: crate::store::is_run_from_zip() },
        }
    }

    /// Reads a catalogue in the background. `sample`: it is never written to.
    pub(super) fn open_folder(&mut self, folder: Folder, sample: bool) {
        // It is on its way, and its lock is taken.
        if self.state.is_arriving() && self.state.open().is_some_and(|open| open.folder.root() == folder.root()) {
            return;
        }
        let left = self.leave();
        let (config, copied) = (self.parts.config.clone(), folder.clone());
        // Kept until the glance stands on the screen, or is found to be none.
        let (not_seen, seen) = channel::<Infallible>();
        self.jobs.replace(Job::Glance, "glance", move |_| {
            let glance = store::glance(&copied);
            Outcome::Glance(glance.map(|glance| {
                let index = SearchIndex::start(&glance.catalog);
                Box::new(FirstSight { folder: copied, glance, index, not_seen })
            }))
        });
        self.jobs.replace(Job::Open, "open", move |_| {
            // What is left may be the same folder: its last changes are written, and its lock is free.
            let _ = left.recv();
            // Reading would take the processors from what is to be painted; a window that is hidden paints nothing.
            let _ = seen.recv_timeout(PAINTED_WITHIN);
            Outcome::Opened(Box::new(jobs::load(&folder, sample, &config)))
        });
    }

    /// Shows what a large catalogue begins with, unless the whole was quicker or something else is opened by now.
    pub(super) fn arrive(&mut self, sight: FirstSight) {
        let FirstSight { folder, glance, index, not_seen } = sight;
        if !matches!(self.state.phase, Phase::Loading) || self.jobs.running(Job::Open).is_none() {
            return;
        }
        let rights = Rights::Arriving { ready: glance.ready };
        self.state.phase = Phase::Open(Box::new(OpenCatalog::new(folder, rights, glance.catalog, index)));
        self.matched = None;
        self.not_seen = Some(not_seen);
        self.just_entered = Some(FIRST_LOOK);
    }

    /// Puts off what needs the whole catalogue until it is there, and what would leave the person's own copy while it is
    /// still being made; gives back what can be carried out now.
    pub(super) fn put_off(&mut self, command: Command) -> Option<Command> {
        let only_looks = match &command {
            Command::Show(overlay) => {
                matches!(
                    overlay,
                    Overlay::Shortcuts | Overlay::About | Overlay::Open | Overlay::New | Overlay::Photo(..)
                )
            }
            Command::Go(_)
            | Command::CloseOverlay
            | Command::Select(_)
            | Command::SetFilter(_)
            | Command::FocusSearch
            | Command::SwitchLang(_)
            | Command::SwitchTheme
            | Command::FullScreen
            | Command::ToggleFilters
            | Command::LockEditing(_)
            | Command::PickFolderToOpen
            | Command::OpenFolder(_)
            | Command::OpenShipped
            | Command::PickFolderForNew { .. }
            | Command::Close
            | Command::OpenUrl(_)
            | Command::CopyText(_)
            | Command::DismissNotice(_) => true,
            _ => false,
        };
        let leaves = matches!(
            &command,
            Command::OpenFolder(_)
                | Command::OpenShipped
                | Command::CreateCatalog { .. }
                | Command::CopyToLaptop
                | Command::Reload
        );
        let is_copied = self.state.open().is_some_and(|open| open.rights == Rights::BecomingOwn);
        if self.state.is_arriving() && !only_looks || is_copied && leaves {
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
    pub(super) fn leave(&mut self) -> Receiver<Infallible> {
        self.jobs.cancel(Job::Check);
        for job in [Job::Glance, Job::Photos, Job::Tray, Job::PhotoCare, Job::Import, Job::WarmIndex, Job::Pack] {
            self.jobs.cancel(job);
        }
        self.photo_queue.clear();
        self.tray_scans.clear();
        self.check_at = None;
        self.just_entered = None;
        self.not_seen = None;
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
    pub(super) fn enter(&mut self, loaded: Loaded) {
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
            packing: PackingState::of(&opened.catalog, opened.packed.take()),
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
    pub(super) fn begin_behind(&mut self, ctx: &Context) {
        match self.just_entered.take() {
            None => {}
            Some(0) if self.state.is_arriving() => self.not_seen = None,
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
    pub(super) fn warm_index(&mut self, before: Option<SearchIndex>) {
        let Some(index) = self.state.open().map(|open| open.index.clone()) else { return };
        self.jobs.replace(Job::WarmIndex, "index", move |_| {
            index.warm();
            drop(before);
            Outcome::IndexWarm
        });
    }
}

#[cfg(test)]
mod tests {
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable as _;
    use std::path::Path;

    use super::super::app::Parts;
    use super::super::command::Screen;
    use super::super::dialogs::{Ask, Dialogs};
    use super::super::theme;
    use super::*;
    use crate::model::{Catalog, Product, ProductId, Status, Text};
    use crate::store::{ConfigDir, OpenError};

    struct Nobody;

    impl Dialogs for Nobody {
        fn ask(&self, _: Ask, _: Lang, _: Option<PathBuf>) -> Vec<PathBuf> {
            Vec::new()
        }
    }

    fn catalog(names: &[&str]) -> Catalog {
        let products = names.iter().map(|name| Product {
            id: ProductId::new(format!("p-{}", name.to_lowercase())),
            name: Text::new(*name, ""),
            status: Status::Ready,
            ..Product::default()
        });
        Catalog { products: products.map(|one| (one.id.clone(), one)).collect(), ..Catalog::default() }
    }

    fn sight(folder: Folder, catalog: Catalog, ready: usize) -> FirstSight {
        let index = SearchIndex::start(&catalog);
        FirstSight { folder, glance: Glance { catalog, ready }, index, not_seen: channel().0 }
    }

    type Window = Harness<'static, Option<App>>;

    fn step(window: &mut Window, count: usize) {
        window.run_steps(count);
    }

    fn app(window: &mut Window) -> &mut App {
        window.state_mut().as_mut().unwrap()
    }

    /// A window that shows two of three products and reads the whole until the gate is opened with it.
    fn window(dir: &Path) -> (Window, Sender<Result<Loaded, OpenError>>) {
        let mut parts = Some(Parts {
            dialogs: Arc::new(Nobody),
            config: ConfigDir::find(Some(dir.join("config"))),
            documents: dir.join("dokumen"),
            shipped: None,
            today: || jiff::civil::date(2025, 5, 8),
            random_hex: || "1f0a".to_owned(),
            open_file: |_| Ok(()),
        });
        let (gate, whole): (Sender<Result<Loaded, OpenError>>, Receiver<_>) = channel();
        let mut window = Harness::builder().with_size(egui::vec2(1366.0, 768.0)).build_ui_state(
            move |ui, app: &mut Option<App>| {
                if let Some(parts) = parts.take() {
                    theme::install(ui.ctx(), false);
                    *app = Some(App::new(ui.ctx(), parts, None));
                } else if let Some(app) = app {
                    app.frame(ui);
                }
            },
            None,
        );
        let folder = Folder::new(dir.join("katalog"));
        let app = app(&mut window);
        app.state.phase = Phase::Loading;
        app.jobs.replace(Job::Open, "open", move |_| Outcome::Opened(Box::new(whole.recv().unwrap())));
        let catalog = catalog(&["Abon", "Batik"]);
        app.arrive(sight(folder, catalog, 3));
        step(&mut window, 3);
        (window, gate)
    }

    fn settle(window: &mut Window) {
        for _ in 0..500 {
            step(window, 1);
            if app(window).is_settled() {
                return step(window, 2);
            }
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        panic!("the window does not settle");
    }

    #[test]
    fn the_first_products_are_there_while_the_rest_is_read() {
        let dir = tempfile::tempdir().unwrap();
        let (mut window, gate) = window(dir.path());
        window.get_by_label("3 produk");
        window.get_by_label("sisanya sedang dimuat…");
        window.get_by_label("Memuat…");
        window.get_by_label("Batik");
        // What a person sees can be looked at.
        window.get_by_label("Abon").click();
        step(&mut window, 3);
        assert_eq!(app(&mut window).state.selected, Some("p-abon".into()));
        // Asked for once more, it is not read twice.
        let ctx = window.ctx.clone();
        app(&mut window).perform(Command::OpenFolder(dir.path().join("katalog")), &ctx);
        assert!(app(&mut window).state.is_arriving());
        // What needs the whole waits for it.
        let filter = Filter { search: "coklat".to_owned(), ..Filter::default() };
        for command in [Command::SetFilter(filter), Command::NewProduct, Command::Go(Screen::Problems)] {
            app(&mut window).perform(command, &ctx);
        }
        step(&mut window, 2);
        window.get_by_label("Membuka katalog…");
        app(&mut window).perform(Command::Go(Screen::Browse), &ctx);
        step(&mut window, 2);
        window.get_by_label("disaring begitu semuanya termuat…");
        window.get_by_label("Batik");
        assert_eq!(app(&mut window).state.catalog().unwrap().products.len(), 2);

        let root = dir.path().join("katalog");
        std::fs::create_dir_all(&root).unwrap();
        let text = store::write_catalog(&catalog(&["Abon", "Batik", "Coklat"])).unwrap();
        std::fs::write(root.join("catalog.ron"), text).unwrap();
        gate.send(store::open(&Folder::new(root), false).map(jobs::prepare)).unwrap();
        settle(&mut window);
        let state = &app(&mut window).state;
        assert!(!state.is_arriving());
        assert_eq!(state.catalog().unwrap().products.len(), 4, "the new product that was asked for is made");
        assert!(state.matches.hits.iter().any(|hit| hit.id == "p-coklat".into()), "the search that waited is made");
        assert!(!state.matches.hits.iter().any(|hit| hit.id == "p-batik".into()));
    }

    #[test]
    fn where_the_whole_cannot_be_read_the_glance_goes() {
        let dir = tempfile::tempdir().unwrap();
        let (mut window, gate) = window(dir.path());
        let ctx = window.ctx.clone();
        app(&mut window).perform(Command::NewProduct, &ctx);
        gate.send(Err(OpenError::NoFolder { path: dir.path().join("katalog") })).unwrap();
        settle(&mut window);
        assert!(matches!(app(&mut window).state.phase, Phase::Failed(OpenError::NoFolder { .. })));
        assert!(window.query_by_label("Batik").is_none());
    }

    #[test]
    fn a_glance_that_comes_after_the_whole_is_not_shown() {
        let dir = tempfile::tempdir().unwrap();
        let (mut window, gate) = window(dir.path());
        gate.send(Err(OpenError::NoFolder { path: dir.path().join("katalog") })).unwrap();
        settle(&mut window);
        let catalog = catalog(&["Abon"]);
        let folder = Folder::new(dir.path().join("katalog"));
        app(&mut window).arrive(sight(folder, catalog, 1));
        assert!(app(&mut window).state.open().is_none());
    }
}
