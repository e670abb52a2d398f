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

use crate::model::Layout;

const TEMPLATES: [(&str, &str); 8] = [
    ("/catalog.typ", include_str!("../../assets/brochure/catalog.typ")),
    ("/sheet.typ", include_str!("../../assets/brochure/sheet.typ")),
    ("/leaflet.typ", include_str!("../../assets/brochure/leaflet.typ")),
    ("/price-list.typ", include_str!("../../assets/brochure/price-list.typ")),
    ("/tags.typ", include_str!("../../assets/brochure/tags.typ")),
    ("/poster.typ", include_str!("../../assets/brochure/poster.typ")),
    ("/blocks.typ", include_str!("../../assets/brochure/blocks.typ")),
    ("/page.typ", include_str!("../../assets/brochure/page.typ")),
];

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
    sources: HashMap<FileId, Source>,
}

static SHARED: LazyLock<Shared> = LazyLock::new(|| {
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
        sources,
    }
});

fn file_id(path: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern())
}

/// Letters in the texts of this data that none of our fonts can draw, each once.
pub(super) fn letters_without_glyph(data: &impl serde::Serialize) -> String {
    fn walk(value: &serde_json::Value, found: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                for letter in text.chars().filter(|letter| !letter.is_control() && !is_drawn(*letter)) {
                    if !found.contains(letter) {
                        found.push(letter);
                    }
                }
            }
            serde_json::Value::Array(list) => list.iter().for_each(|value| walk(value, found)),
            serde_json::Value::Object(map) => map.values().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    let mut found = String::new();
    if let Ok(value) = serde_json::to_value(data) {
        walk(&value, &mut found);
    }
    found
}

fn is_drawn(letter: char) -> bool {
    // Joiners and direction marks have no shape of their own.
    letter.is_ascii()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}')
        || SHARED.fonts.iter().any(|font| font.info().coverage.contains(letter as u32))
}

/// The files of one brochure.
pub(super) struct Desk {
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl Desk {
    pub(super) fn new(layout: Layout) -> Self {
        #[expect(clippy::expect_used, reason = "a constant of ours")]
        let main = file_id(template(layout)).expect("the template's path is well formed");
        Self { main, files: HashMap::new() }
    }

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
        self.main
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
