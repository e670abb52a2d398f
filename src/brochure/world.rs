//! Typst's view of the world: our templates and fonts, the data, and files by slot. No disk, no clock, no packages.
//!
//! Typst keeps every file name for the life of the process (at most 65,535), so names are slots and never content:
//! `photo-3.svg` stands for whatever is third this time. A photo reaches Typst as an SVG that links the JPEG, since a
//! raster image would be decoded and held.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt as _, World};
use typst_layout::PagedDocument;

const TEMPLATES: [(&str, &str); 2] = [
    ("/catalog.typ", include_str!("../../assets/brochure/catalog.typ")),
    ("/blocks.typ", include_str!("../../assets/brochure/blocks.typ")),
];

const FONTS: [&[u8]; 6] = [
    include_bytes!("../../assets/fonts/PlusJakartaSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans-Medium.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans-SemiBold.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans-Italic.ttf"),
    include_bytes!("../../assets/fonts/Fraunces-SemiBold.ttf"),
];

/// What is the same for every brochure: parsed once.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    main: FileId,
    sources: HashMap<FileId, Source>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "a constant of ours")]
    let main = file_id("/catalog.typ").expect("the template's path is well formed");
    // Inter has the letters that the text face lacks; it comes last.
    let inter: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
    let fonts: Vec<Font> = FONTS.iter().chain([&inter]).flat_map(|bytes| Font::iter(Bytes::new(*bytes))).collect();
    let sources: HashMap<FileId, Source> = TEMPLATES
        .iter()
        .filter_map(|(path, text)| {
            let id = file_id(path)?;
            Some((id, Source::new(id, (*text).to_owned())))
        })
        .collect();
    Shared {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
        main,
        sources,
    }
});

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// The files of one brochure.
#[derive(Default)]
pub(super) struct Desk {
    files: HashMap<FileId, Bytes>,
}

impl Desk {
    /// Puts bytes behind a slot's name.
    pub(super) fn put(&mut self, path: &str, bytes: Vec<u8>) {
        if let Some(id) = file_id(path) {
            self.files.insert(id, Bytes::new(bytes));
        }
    }

    /// Sets the pages; `Err` is Typst's own words.
    pub(super) fn compile(&self) -> Result<PagedDocument, String> {
        typst::compile::<PagedDocument>(self).output.map_err(|errors| self.words(&errors))
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

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &SHARED.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHARED.book
    }

    fn main(&self) -> FileId {
        SHARED.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SHARED.sources.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| not_found(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHARED.fonts.get(index).cloned()
    }

    /// Pages never read the clock: the day is part of the data.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.vpath().get_without_slash().into())
}
