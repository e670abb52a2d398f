//! Everything that panels read. Panels never change it: they send commands.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use super::jobs::{Job, PathQuestion};
use super::screen::{Overlay, Screen};
use crate::jobs::Progress;
use crate::model::{
    Catalog, Key, PhotoFault, Problem, ProblemKind, Problems, Producer, ProducerId, Product, ProductId, SearchIndex,
    Timeline,
};
use crate::store::{Folder, Journal, OpenError, PhotoChecks, SaveState, Saver, Settings, Unsaved};
use crate::text::{Lang, Severity};
use crate::ui::brochure::state::BrochureState;
use crate::ui::browse::state::BrowseState;
use crate::ui::closing::state::Closing;
use crate::ui::help::state::Help;
use crate::ui::history::state::HistoryState;
use crate::ui::import::state::ImportReview;
use crate::ui::kit::notices::Notices;
use crate::ui::kit::theme::Look;
use crate::ui::photos::state::PhotoCare;
use crate::ui::present::state::Presenting;
use crate::ui::producer::state::ProducersState;
use crate::ui::product::state::ProductState;
use crate::ui::proposal::state::Proposed;
use crate::ui::quality::state::QualityState;
use crate::ui::shortlist::state::Shortlist;
use crate::ui::table::view::TableView;
use crate::ui::tray::state::Tray;

/// What may be done with the open catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rights {
    Write,
    /// The shipped sample: the first change makes the person's own copy.
    Sample,
    /// The copy of the sample is being made; changes wait in memory for it.
    BecomingOwn,
    /// Another window has it.
    LockedElsewhere,
    ReadOnly,
}

/// An open catalogue.
pub struct OpenCatalog {
    pub folder: Folder,
    pub rights: Rights,
    pub timeline: Timeline,
    pub index: SearchIndex,
    /// What reading the file found, and everything `check` finds.
    pub problems: Problems,
    pub reading_problems: Vec<Problem>,
    pub photo_checks: Arc<PhotoChecks>,
    pub saver: Option<Saver>,
    pub history: HistoryState,
    /// The sample as it was read: what its own copy will hold before the edits.
    pub sample: Option<Arc<Catalog>>,
    /// The edits while the sample is becoming the person's own copy, which has no saver yet.
    pub journal: Option<Journal>,
    /// Journals whose edits the own copy will hold: deleted once it is saved.
    pub spent_journals: Vec<PathBuf>,
    /// What earlier sessions could not save, newest first, until it is taken back.
    pub unsaved: Vec<Unsaved>,
    /// The revision that `problems` belongs to.
    pub checked: u64,
}

impl OpenCatalog {
    /// A catalogue of which nothing more is known than what was read.
    pub fn new(folder: Folder, rights: Rights, catalog: Catalog, index: SearchIndex) -> Self {
        Self {
            folder,
            rights,
            timeline: Timeline::new(catalog),
            index,
            problems: Problems::default(),
            reading_problems: Vec::new(),
            photo_checks: Arc::default(),
            saver: None,
            history: HistoryState::default(),
            sample: None,
            journal: None,
            spent_journals: Vec::new(),
            unsaved: Vec::new(),
            checked: 0,
        }
    }

    pub fn catalog(&self) -> &Arc<Catalog> {
        self.timeline.catalog()
    }
}

/// What the window is doing about a catalogue.
#[derive(Default)]
pub enum Phase {
    #[default]
    Loading,
    Open(Box<OpenCatalog>),
    /// Could not be opened; the window offers other ways on.
    Failed(OpenError),
    /// There is no catalogue to open at all. `from_zip`: the program runs from inside a ZIP.
    Nothing {
        from_zip: bool,
    },
}

/// The state of the window.
#[derive(Default)]
pub struct State {
    pub settings: Settings,
    pub phase: Phase,
    pub screen: Screen,
    pub overlay: Option<Overlay>,
    /// A path that is being asked for.
    pub path_question: Option<PathQuestion>,
    pub browse: BrowseState,
    pub product: ProductState,
    pub shortlist: Shortlist,
    pub brochure: BrochureState,
    pub notices: Notices,
    /// The notice of a list that could not be read.
    pub refused_file: Option<u64>,
    pub save: SaveState,
    pub today: Date,
    /// How far the background work is that shows it.
    pub running: Vec<(Job, Progress)>,
    /// A spreadsheet on its way in.
    pub review: Option<ImportReview>,
    pub care: PhotoCare,
    pub producers: ProducersState,
    pub quality: QualityState,
    /// A change of several records that is being looked at.
    pub proposal: Option<Proposed>,
    pub table_view: TableView,
    pub tray: Tray,
    pub presenting: Presenting,
    pub help: Help,
    /// The window was asked to close, and waits for what must finish.
    pub closing: Option<Closing>,
}

impl Default for SaveState {
    /// Nothing to save yet.
    fn default() -> Self {
        Self::Saved { at: None }
    }
}

impl State {
    pub fn new(settings: Settings, today: Date) -> Self {
        Self { settings, today, ..Self::default() }
    }

    /// Forgets everything that is about the open catalogue.
    pub fn leave(&mut self) {
        self.review = None;
        self.product = Default::default();
        self.browse.leave();
        self.shortlist = Shortlist { is_open: self.shortlist.is_open, ..Shortlist::default() };
        self.brochure = Default::default();
        self.producers = Default::default();
        self.quality = Default::default();
        self.proposal = None;
        self.table_view = Default::default();
        if self.screen == Screen::Proposal {
            self.screen = Screen::Browse;
        }
        self.tray = Default::default();
        self.care = Default::default();
    }

    pub fn lang(&self) -> Lang {
        self.settings.lang
    }

    pub fn look(&self) -> &'static Look {
        Look::of(self.settings.theme)
    }

    pub fn open(&self) -> Option<&OpenCatalog> {
        match &self.phase {
            Phase::Open(open) => Some(open),
            _ => None,
        }
    }

    pub fn open_mut(&mut self) -> Option<&mut OpenCatalog> {
        match &mut self.phase {
            Phase::Open(open) => Some(open),
            _ => None,
        }
    }

    /// How far work of a kind is, while it runs.
    pub fn running(&self, job: Job) -> Option<Progress> {
        self.running.iter().find(|(kind, _)| *kind == job).map(|(_, progress)| *progress)
    }

    pub fn catalog(&self) -> Option<&Arc<Catalog>> {
        self.open().map(OpenCatalog::catalog)
    }

    pub fn folder(&self) -> Option<&Folder> {
        self.open().map(|open| &open.folder)
    }

    pub fn product(&self, id: &ProductId) -> Option<&Arc<Product>> {
        self.catalog().and_then(|catalog| catalog.products.get(id))
    }

    pub fn producer(&self, id: &ProducerId) -> Option<&Arc<Producer>> {
        self.catalog().and_then(|catalog| catalog.producers.get(id))
    }

    pub fn selected_product(&self) -> Option<&Arc<Product>> {
        self.product.selected.as_ref().and_then(|id| self.product(id))
    }

    /// Where the form that is shown was opened from.
    pub fn way_back(&self) -> Option<Screen> {
        let (from, key) = self.product.came_from.as_ref()?;
        let is_shown = match key {
            Key::Product(id) => self.screen == Screen::Browse && self.product.selected.as_ref() == Some(id),
            Key::Producer(id) => self.screen == Screen::Producers && self.producers.selected.as_ref() == Some(id),
            Key::Info | Key::Categories | Key::Selections => self.screen == Screen::CatalogSettings,
        };
        is_shown.then_some(*from)
    }

    /// Whether changes are accepted at all now.
    pub fn may_edit(&self) -> bool {
        !self.settings.editing_locked
            && self
                .open()
                .is_some_and(|open| matches!(open.rights, Rights::Write | Rights::Sample | Rights::BecomingOwn))
    }

    /// Why nothing can be changed now, as a sentence; `None` where it can.
    pub fn read_only_reason(&self) -> Option<&'static str> {
        if self.may_edit() {
            return None;
        }
        let lang = self.lang();
        if self.settings.editing_locked {
            return Some(lang.pick(
                "Penyuntingan sedang dikunci. Buka kuncinya di bilah kiri bawah.",
                "Editing is locked. Unlock it at the lower left.",
            ));
        }
        Some(match self.open().map(|open| open.rights) {
            Some(Rights::LockedElsewhere) => lang.pick(
                "Katalog ini sedang dibuka di jendela lain, jadi di sini hanya bisa dibaca.",
                "This catalogue is open in another window, so here it can only be read.",
            ),
            _ => lang.pick(
                "Folder katalog ini hanya bisa dibaca. Salin dulu ke laptop ini untuk mengubahnya.",
                "This catalogue's folder can only be read. Copy it to this laptop first to edit it.",
            ),
        })
    }

    /// How many problems ask to be mended. What a new product lacks counts as soon as something is written into it.
    pub fn serious_problems(&self) -> usize {
        let Some(OpenCatalog { problems, .. }) = self.open() else { return 0 };
        let all = problems.count(Severity::Error) + problems.count(Severity::Warning);
        let blank = self.product.blank_draft.as_ref().filter(|blank| self.product(&blank.id) == Some(*blank));
        let blank = blank.map(|blank| Key::Product(blank.id.clone()));
        let of_blank = blank.iter().flat_map(|key| problems.of(key));
        all.saturating_sub(of_blank.filter(|problem| problem.severity != Severity::Hint).count())
    }

    /// The photos that the catalogue names and that are not there.
    pub fn missing_photos(&self) -> BTreeSet<String> {
        let missing =
            self.open().into_iter().flat_map(|open| open.problems.iter()).filter_map(|problem| match &problem.kind {
                ProblemKind::Photo { file, fault: PhotoFault::Missing } => Some(file.clone()),
                _ => None,
            });
        missing.collect()
    }

    pub fn is_shortlisted(&self, id: &ProductId) -> bool {
        self.shortlist.products.contains(id)
    }
}
