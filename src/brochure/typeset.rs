//! Typst's view of the world: our templates and fonts, the data, and files by slot. No disk, no clock, no packages.
//!
//! Typst keeps every file name for the life of the process (at most 65,535), so names are slots and never content:
//! `photo-3.svg` stands for whatever is third this time. A photo reaches Typst as an SVG that links the JPEG, since a
//! raster image would be decoded and held.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _, World};
use typst_layout::PagedDocument;

use super::fonts::FontSet;
use super::{ornament, outlines, tagging};
use crate::model::Layout;

const TEMPLATES: [(&str, &str); 10] = [
    (LIST, include_str!("../../assets/brochure/list.typ")),
    ("/catalog.typ", include_str!("../../assets/brochure/catalog.typ")),
    ("/sheet.typ", include_str!("../../assets/brochure/sheet.typ")),
    ("/leaflet.typ", include_str!("../../assets/brochure/leaflet.typ")),
    ("/price-list.typ", include_str!("../../assets/brochure/price-list.typ")),
    ("/tags.typ", include_str!("../../assets/brochure/tags.typ")),
    ("/poster.typ", include_str!("../../assets/brochure/poster.typ")),
    ("/blocks.typ", include_str!("../../assets/brochure/blocks.typ")),
    ("/icons.typ", include_str!("../../assets/brochure/icons.typ")),
    ("/page.typ", include_str!("../../assets/brochure/page.typ")),
];

/// A plain list, which is no brochure.
pub(super) const LIST: &str = "/list.typ";

fn template(layout: Layout) -> &'static str {
    match layout {
        Layout::Catalog => "/catalog.typ",
        Layout::Sheet => "/sheet.typ",
        Layout::Leaflet => "/leaflet.typ",
        Layout::PriceList => "/price-list.typ",
        Layout::Tags => "/tags.typ",
        Layout::Poster => "/poster.typ",
    }
}

/// What is the same for every brochure: parsed once.
struct TypstLibrary {
    library: LazyHash<Library>,
    sources: HashMap<FileId, Source>,
}

static SHARED: LazyLock<TypstLibrary> = LazyLock::new(|| {
    let sources: HashMap<FileId, Source> = TEMPLATES
        .iter()
        .filter_map(|(path, text)| {
            let id = file_id(path)?;
            Some((id, Source::new(id, (*text).to_owned())))
        })
        .collect();
    // Cells that head a row.
    let features = [Feature::A11yExtras].into_iter().collect();
    let mut library = Library::builder().with_features(features).build();
    let scope = library.global.scope_mut();
    scope.define_func::<outlines::outlines>();
    scope.define_func::<ornament::kawung>();
    scope.define_func::<tagging::table_of_contents>();
    TypstLibrary { library: LazyHash::new(library), sources }
});

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The files and fonts of one brochure.
pub(super) struct BrochureWorld {
    main: FileId,
    fonts: Arc<FontSet>,
    files: HashMap<FileId, Bytes>,
}

impl BrochureWorld {
    pub(super) fn new(layout: Layout, stand_ins: &[Font]) -> Self {
        Self::of(template(layout), stand_ins)
    }

    pub(super) fn of(template: &'static str, stand_ins: &[Font]) -> Self {
        #[expect(clippy::expect_used, reason = "a constant of ours")]
        let main = file_id(template).expect("the template's path is well formed");
        Self { main, fonts: FontSet::with(stand_ins), files: HashMap::new() }
    }

    /// Puts bytes behind a slot's name.
    pub(super) fn put(&mut self, path: &str, bytes: Vec<u8>) {
        if let Some(id) = file_id(path) {
            self.files.insert(id, Bytes::new(bytes));
        }
    }

    /// Sets the pages, unless `stop` says to give up: it is asked again and again meanwhile.
    pub(super) fn compile(&self, stop: &(dyn Fn() -> bool + Sync)) -> Result<PagedDocument, TypesetError> {
        let world = CancellableWorld { world: self, stop, asked: AtomicU32::new(0) };
        let set = catch_unwind(AssertUnwindSafe(|| typst::compile::<PagedDocument>(&world)));
        match set {
            Ok(warned) => warned.output.map_err(|errors| TypesetError::Fault(self.words(&errors))),
            Err(thrown) if thrown.is::<Cancelled>() => Err(TypesetError::Cancelled),
            Err(panic) => resume_unwind(panic),
        }
    }

    pub(super) fn words(&self, errors: &[SourceDiagnostic]) -> String {
        errors
            .iter()
            .map(|error| {
                use typst::WorldExt as _;
                let line = self.range(error.span).map_or(0, |range| range.start);
                format!("{} (byte {line})", error.message)
            })
            .collect::<Vec<String>>()
            .join("; ")
    }
}

/// Why there is no document.
pub(super) enum TypesetError {
    Cancelled,
    /// Typst's own words.
    Fault(String),
}

/// Thrown through the typesetter, which knows no cancelling. Nothing of ours is half done when it flies: the world is only
/// read, and a result that was not finished is not remembered.
struct Cancelled;

/// A world that is asked for its files with an eye on whether the pages are still wanted.
struct CancellableWorld<'a> {
    world: &'a BrochureWorld,
    stop: &'a (dyn Fn() -> bool + Sync),
    asked: AtomicU32,
}

impl CancellableWorld<'_> {
    /// Every word that is set asks for a font, so this comes by many thousand times a second.
    fn look_up(&self) {
        if self.asked.fetch_add(1, Ordering::Relaxed).is_multiple_of(8) && (self.stop)() {
            resume_unwind(Box::new(Cancelled));
        }
    }
}

impl World for CancellableWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        self.look_up();
        self.world.library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.look_up();
        self.world.book()
    }

    fn main(&self) -> FileId {
        self.world.main()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.world.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.look_up();
        self.world.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.look_up();
        self.world.font(index)
    }

    fn today(&self, offset: Option<Duration>) -> Option<Datetime> {
        self.world.today(offset)
    }
}

impl World for BrochureWorld {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SHARED.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    /// Pages never read the clock: the day is part of the data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
