//! The fonts of the pages, and fonts of the system where a letter is in none of ours.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use fontdb::{Database, FaceInfo, ID, Stretch, Style};
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const FILES: [&[u8]; 7] = [
    include_bytes!("../../assets/fonts/PlusJakartaSans-Regular.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans-Medium.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans-SemiBold.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans-Bold.ttf"),
    include_bytes!("../../assets/fonts/PlusJakartaSans-Italic.ttf"),
    include_bytes!("../../assets/fonts/Fraunces-SemiBold.ttf"),
    // Has the letters that the text face lacks; it comes last.
    include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
];

/// Fonts with the book that the typesetter finds them by.
pub(super) struct FontSet {
    pub(super) book: LazyHash<FontBook>,
    pub(super) fonts: Vec<Font>,
}

static OURS: LazyLock<Arc<FontSet>> = LazyLock::new(|| {
    let files = FILES.iter().flat_map(|bytes| Font::iter(Bytes::new(*bytes)));
    Arc::new(FontSet::new(files.collect()))
});

impl FontSet {
    fn new(fonts: Vec<Font>) -> Self {
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// Our fonts, and these after them.
    pub(super) fn with(stand_ins: &[Font]) -> Arc<Self> {
        match stand_ins {
            [] => OURS.clone(),
            _ => Arc::new(Self::new(OURS.fonts.iter().chain(stand_ins).cloned().collect())),
        }
    }
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
        || OURS.fonts.iter().any(|font| font.info().coverage.contains(letter as u32))
}

/// A font of the system that draws letters which ours lack. Pages and window hold its bytes once.
#[derive(Clone, PartialEq)]
pub struct SystemFont(Font);

/// A letter that is a picture in its font. Measures are in the size of the type, from the pen on the baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct LetterPicture {
    pub png: Vec<u8>,
    pub left: f32,
    /// How far its upper edge lies above the baseline.
    pub top: f32,
    pub height: f32,
    pub advance: f32,
}

impl SystemFont {
    /// One face of a font file; `None` where it is none.
    pub fn new(bytes: Vec<u8>, index: u32) -> Option<Self> {
        Font::new(Bytes::new(bytes), index).map(Self)
    }

    /// A name that no other font has.
    pub fn name(&self) -> String {
        format!("{} {} {}", self.0.info().family, self.0.data().len(), self.0.index())
    }

    pub fn bytes(&self) -> impl AsRef<[u8]> + Send + Sync + 'static + use<> {
        self.0.data().clone()
    }

    pub fn index(&self) -> u32 {
        self.0.index()
    }

    /// A letter as a picture, where the font has it as one: an emoji.
    pub fn picture(&self, letter: char, size_px: u16) -> Option<LetterPicture> {
        let face = self.face()?;
        let glyph = face.glyph_index(letter)?;
        let image = face.glyph_raster_image(glyph, size_px)?;
        if image.format != ttf_parser::RasterImageFormat::PNG {
            return None;
        }
        let em = f32::from(image.pixels_per_em.max(1));
        Some(LetterPicture {
            png: image.data.to_vec(),
            left: f32::from(image.x) / em,
            top: f32::from(image.y) / em + f32::from(image.height) / em,
            height: f32::from(image.height) / em,
            advance: f32::from(face.glyph_hor_advance(glyph)?) / f32::from(face.units_per_em()),
        })
    }

    fn face(&self) -> Option<ttf_parser::Face<'_>> {
        ttf_parser::Face::parse(self.0.data(), self.0.index()).ok()
    }
}

/// The fonts of the system that draw some of these letters, each with those that it draws. They are listed once, which takes
/// a while.
pub fn system_fonts(letters: &str) -> Vec<(SystemFont, String)> {
    let found = StandIns::of(letters);
    let drawn =
        |font: &Font| letters.chars().filter(|letter| found.0.get(letter) == Some(&Some(font.clone()))).collect();
    found.fonts().into_iter().map(|font| (SystemFont(font.clone()), drawn(&font))).collect()
}

/// What stands in for each of some letters: a font of the system, or nothing.
pub(super) struct StandIns(BTreeMap<char, Option<Font>>);

impl StandIns {
    /// Looks through the fonts of the system. They are listed once, and only when a letter is missing.
    pub(super) fn of(letters: &str) -> Self {
        static SYSTEM: LazyLock<Mutex<Shelf>> = LazyLock::new(|| {
            let mut system = Database::new();
            system.load_system_fonts();
            Mutex::new(Shelf::new(system))
        });
        if letters.is_empty() {
            return Self(BTreeMap::new());
        }
        SYSTEM.lock().unwrap_or_else(PoisonError::into_inner).stand_ins(letters)
    }

    /// Each font once.
    pub(super) fn fonts(&self) -> Vec<Font> {
        let mut fonts: Vec<Font> = Vec::new();
        for font in self.0.values().flatten() {
            if !fonts.contains(font) {
                fonts.push(font.clone());
            }
        }
        fonts
    }

    /// Which of these letters nothing draws.
    pub(super) fn missing(&self, letters: &str) -> String {
        letters.chars().filter(|letter| !matches!(self.0.get(letter), Some(Some(_)))).collect()
    }

    /// Which of these letters are drawn, and the families that draw them.
    pub(super) fn drawn(&self, letters: &str) -> (String, Vec<String>) {
        let (mut drawn, mut families) = (String::new(), Vec::new());
        for letter in letters.chars() {
            if let Some(Some(font)) = self.0.get(&letter) {
                drawn.push(letter);
                let family = font.info().family.as_str().to_owned();
                if !families.contains(&family) {
                    families.push(family);
                }
            }
        }
        (drawn, families)
    }
}

/// Fonts to choose from, with what was chosen so far: a preview asks for the same letters with every key.
struct Shelf {
    database: Database,
    /// The plainest first, so that the choice does not hang on the order of files.
    faces: Vec<ID>,
    loaded: HashMap<ID, Option<Font>>,
    found: BTreeMap<char, Option<Font>>,
}

impl Shelf {
    fn new(database: Database) -> Self {
        let mut faces: Vec<(_, ID)> = database.faces().map(|face| (rank(face), face.id)).collect();
        faces.sort_by(|(one, _), (other, _)| one.cmp(other));
        let faces = faces.into_iter().map(|(_, id)| id).collect();
        Self { database, faces, loaded: HashMap::new(), found: BTreeMap::new() }
    }

    fn stand_ins(&mut self, letters: &str) -> StandIns {
        for letter in letters.chars() {
            if !self.found.contains_key(&letter) {
                let font = self.find(letter);
                self.found.insert(letter, font);
            }
        }
        StandIns(letters.chars().filter_map(|letter| Some((letter, self.found.get(&letter)?.clone()))).collect())
    }

    fn find(&mut self, letter: char) -> Option<Font> {
        let Self { database, faces, loaded, .. } = self;
        faces.iter().find_map(|id| {
            let has_letter = |data: &[u8], index| {
                let glyph = ttf_parser::Face::parse(data, index).ok()?.glyph_index(letter)?;
                (glyph.0 != 0).then_some(())
            };
            database.with_face_data(*id, has_letter)??;
            let load = |data: &[u8], index| SystemFont::new(data.to_vec(), index).map(|font| font.0);
            loaded.entry(*id).or_insert_with(|| database.with_face_data(*id, load)?).clone()
        })
    }
}

/// Upright before slanted, of usual width and weight, without serifs; then the smaller file, and by name where all that is the
/// same. A font of placeholders has every letter and draws none.
fn rank(face: &FaceInfo) -> impl Ord + use<> {
    let bytes = match &face.source {
        fontdb::Source::File(path) => std::fs::metadata(path).map_or(0, |file| file.len()),
        _ => 0,
    };
    let family = face.families.first().map(|(name, _)| name.clone()).unwrap_or_default();
    (
        family.replace(' ', "").contains("LastResort"),
        face.style != Style::Normal,
        face.stretch != Stretch::Normal,
        face.monospaced,
        face.weight.0.abs_diff(400),
        !family.contains("Sans"),
        bytes >> 22,
        family,
        face.post_script_name.clone(),
        face.index,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf() -> Shelf {
        let mut database = Database::new();
        database.load_fonts_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/fonts"));
        Shelf::new(database)
    }

    #[test]
    fn a_letter_that_ours_lack_is_drawn_by_another_font_and_one_that_none_has_is_missing() {
        let letters = letters_without_glyph(&["PT 三菱食品 Ñusantara \u{f8ff0}"]);
        assert_eq!(letters, "三菱食品\u{f8ff0}");
        let mut shelf = shelf();
        let found = shelf.stand_ins(&letters);
        assert_eq!(found.missing(&letters), "\u{f8ff0}");
        assert_eq!(found.drawn(&letters), ("三菱食品".to_owned(), vec!["Etalase Test".to_owned()]));
        assert_eq!(found.fonts().len(), 1);
        let set = FontSet::with(&found.fonts());
        assert_eq!(set.fonts.len(), OURS.fonts.len() + 1);
        // The same again, without looking.
        shelf.faces.clear();
        assert!(shelf.stand_ins(&letters).0 == found.0);
    }

    #[test]
    fn nothing_is_looked_for_where_nothing_is_missing() {
        assert!(letters_without_glyph(&["Kerupuk – “ikan” Rp25.000"]).is_empty());
        assert!(StandIns::of("").fonts().is_empty());
    }
}
