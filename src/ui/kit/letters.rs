//! Letters that our fonts lack: while one of them stands as a box, a font of the system is looked for behind the window, and
//! steps in once it is found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use egui::{
    ColorImage, Context, FallbackRequest, FontData, FontFamily, FontInsert, FontProvider, GlyphBitmap, GlyphRasterizer,
    RasterizedGlyph, vec2,
};
use image::ImageFormat;
use image::imageops::{FilterType, resize};

use crate::brochure::SystemFont;

/// Fonts that stand in are held in memory; a large one of Chinese has 20 MB.
const MOST_BYTES: usize = 48 << 20;
/// More different letters than this are not looked for.
const MOST_LETTERS: usize = 20_000;

#[derive(Default)]
struct LettersKnown {
    /// Letters that are to be shown and that nobody has looked for yet.
    wanted: String,
    /// All that were ever wanted.
    asked: BTreeSet<char>,
    fonts: Vec<FontInsert>,
    /// Letters that their font has as pictures.
    pictures: BTreeMap<char, SystemFont>,
}

/// What is known of letters that our fonts lack. All clones are the same.
#[derive(Clone, Default)]
pub struct Letters(Arc<Mutex<LettersKnown>>);

impl FontProvider for Letters {
    fn fonts_for_family(&self, _: &FontFamily) -> Vec<FontInsert> {
        self.known().fonts.clone()
    }

    /// Asked while text is laid out, where nothing may take long.
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let letter = request.cluster.chars().next()?;
        let mut known = self.known();
        if known.asked.len() < MOST_LETTERS && known.asked.insert(letter) {
            known.wanted.push(letter);
        }
        None
    }
}

impl Letters {
    /// Listens in a window for letters that it cannot draw.
    pub fn listen(ctx: &Context) -> Self {
        let letters = Self::default();
        ctx.add_font_provider(Arc::new(letters.clone()));
        let pictures = letters.clone();
        ctx.add_glyph_rasterizer(GlyphRasterizer::new("pictures of letters", move |request| {
            let letter = request.cluster.chars().next()?;
            let font = pictures.known().pictures.get(&letter).cloned()?;
            picture(&font, letter, request.font_size_px)
        }));
        letters
    }

    fn known(&self) -> MutexGuard<'_, LettersKnown> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Letters to look for, each once.
    pub fn take_wanted(&self) -> Option<String> {
        let wanted = std::mem::take(&mut self.known().wanted);
        (!wanted.is_empty()).then_some(wanted)
    }

    /// Lets fonts step in, each for its letters.
    pub fn step_in(&self, ctx: &Context, found: Vec<(SystemFont, String)>) {
        let mut is_new = false;
        for (font, letters) in found {
            let mut known = self.known();
            let (pictures, outlines): (Vec<char>, Vec<char>) =
                letters.chars().partition(|letter| font.picture(*letter, 64).is_some());
            is_new |= !letters.is_empty();
            known.pictures.extend(pictures.into_iter().map(|letter| (letter, font.clone())));
            let name = font.name();
            let held: usize = known.fonts.iter().map(|font| font.data.bytes().len()).sum();
            let bytes = font.bytes();
            let fits = held + bytes.as_ref().len() <= MOST_BYTES;
            if !outlines.is_empty() && fits && known.fonts.iter().all(|font| font.name != name) {
                let data = FontData::from_blob(Arc::new(bytes), font.index());
                known.fonts.push(FontInsert::new(&name, data, Vec::new()));
            }
        }
        if is_new {
            ctx.set_font_providers(vec![Arc::new(self.clone())]);
        }
    }
}

/// A letter that is a picture, as high as it is in its font at this size.
fn picture(font: &SystemFont, letter: char, size_px: f32) -> Option<RasterizedGlyph> {
    let found = font.picture(letter, size_px.ceil() as u16)?;
    let whole = image::load_from_memory_with_format(&found.png, ImageFormat::Png).ok()?.into_rgba8();
    let height = (found.height * size_px).round().max(1.0);
    let width = (height * whole.width() as f32 / whole.height() as f32).round().max(1.0);
    let scaled = resize(&whole, width as u32, height as u32, FilterType::Triangle);
    let image = ColorImage::from_rgba_unmultiplied([width as usize, height as usize], &scaled);
    let offset_px = vec2(found.left * size_px, -found.top * size_px).round();
    Some(RasterizedGlyph {
        bitmap: GlyphBitmap { image, offset_px, is_color: true },
        advance_px: found.advance * size_px,
    })
}
