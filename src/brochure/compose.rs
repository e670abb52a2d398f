//! Decides everything that stands on the pages of a run: how large, with which facts, and what is wrong with them.

use std::collections::{BTreeMap, HashMap};

use typst::text::Font;

use super::content::{Content, PageSheet, PageText, PlacedPhoto, QrCode, RunPlace};
use super::fonts::{StandIns, letters_without_glyph};
use super::plan::{Plan, Run};
use super::{BrochureError, Composition, Finding, FindingKind, PhotoBox, PhotoRequest, Request, qr};
use crate::model::{
    Catalog, Layout, Paper, Photo, PrintLang, Product, ProductId, Quality, Standard, Text, best_contact,
    general_contact,
};
use crate::text::{Lang, Severity};

/// Decides everything that stands on the pages. No I/O.
///
/// # Errors
/// Nothing to print.
pub fn compose(request: &Request) -> Result<Composition, BrochureError> {
    let plan = Plan::new(request)?;
    let run = plan.joined(0..plan.runs.len());
    Ok(compose_run(request, &plan, &run, &PageContext::default()))
}

/// What stands on the other pages: how many come before, and the numbers that contents and index name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PageContext {
    /// Pages before it.
    pub(super) pages_before: usize,
    /// Number of the page of each label.
    pub(super) label_pages: BTreeMap<String, usize>,
}

pub(super) fn compose_run(request: &Request, plan: &Plan, run: &Run, context: &PageContext) -> Composition {
    let catalog = &*request.catalog;
    let mut composer = Composer::new(request);
    let mut content = super::front::front_and_back(&mut composer, request, plan, run);
    content.chapters = composer.chapters(plan, run, context);
    if request.settings.layout == Layout::Catalog && request.settings.per_page == 2 && plan.is_book {
        content.pages = super::pagination::paginate(&content.chapters);
    }
    content.run = RunPlace {
        front: run.front,
        end: run.end,
        first: context.pages_before + 1,
        band: plan.band_before(run).to_owned(),
    };
    if run.front && plan.is_book {
        content.contents = composer.contents(plan, run, context);
        content.cover = composer.cover(composer.page.text_width);
        if request.settings.lang != PrintLang::Id {
            content.country_map = composer.country_map(&plan.chapters);
        }
    }
    if run.end && plan.has_index {
        let all = request.products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref);
        let elsewhere = run.parts.is_empty().then_some(&context.label_pages);
        content.index = composer.index(&all.collect::<Vec<&Product>>(), elsewhere);
    }
    if request.settings.layout == Layout::Leaflet {
        content.cover = composer.cover(LEAFLET_COVER_MM);
    }
    if request.settings.layout == Layout::Tags {
        content.tags = Some(composer.tags(run.front));
    }
    let products: Vec<&Product> =
        plan.products(run).filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref).collect();
    composer.report(&products, &content);
    let mut findings = composer.findings;
    findings.sort_by_key(|finding| finding.severity);
    let standard = composer.standard;
    Composition {
        content,
        photos: composer.photos,
        qr_links: composer.qr_links,
        drawings: composer.drawings,
        findings,
        stand_ins: composer.stand_ins,
        standard,
        settings: request.settings.clone(),
    }
}

/// The sheet of these settings.
fn page(request: &Request) -> PageSheet {
    let settings = &request.settings;
    let paper = settings.fitting_paper();
    let (mut width, mut height) = paper.size_mm();
    if settings.layout == Layout::Leaflet {
        (width, height) = (height, width);
    }
    // Posters are read from afar, A5 from the hand.
    let (margin, scale) = match paper {
        Paper::A5 => (11.0, 0.9),
        Paper::A4 | Paper::Letter => (14.0, 1.0),
        Paper::A3 => (18.0, 1.4),
        Paper::A2 => (25.0, 2.0),
    };
    let marks = settings.has_marks();
    // An imposed sheet gets its marks when its pages are put on it.
    let bleeds = marks || settings.has_imposed_marks();
    PageSheet {
        width,
        height,
        bleed: if bleeds { BLEED_MM } else { 0.0 },
        marks,
        // A booklet's spread is printed by an office printer as likely as not, unless it has a bleed.
        flood: settings.quality != Quality::Office && !settings.ink_saving && (bleeds || !settings.is_booklet()),
        margin,
        text_width: width - 2.0 * margin,
        scale,
    }
}

/// Width that a leaflet's cover gives to its photos.
const LEAFLET_COVER_MM: f64 = 110.0;
/// Colour that runs over the trim, so that no white edge shows after the cut.
pub(super) const BLEED_MM: f64 = 3.0;

/// Collects photos, codes and findings while content is made.
pub(super) struct Composer<'a> {
    pub(super) request: &'a Request,
    pub(super) catalog: &'a Catalog,
    /// The language of the page, and the second one where both are printed.
    pub(super) lang: Lang,
    pub(super) both: bool,
    pub(super) page: PageSheet,
    photos: Vec<PhotoRequest>,
    /// What the code in each slot says.
    qr_links: Vec<String>,
    /// Slots of the codes by what they say.
    qr_slots: HashMap<String, usize>,
    drawings: Vec<(String, Vec<u8>)>,
    findings: Vec<Finding>,
    stand_ins: Vec<Font>,
    /// `Ua1` turns to `Auto` (tagged only) where a photo has no alternative text.
    standard: Standard,
}

impl<'a> Composer<'a> {
    fn new(request: &'a Request) -> Self {
        Self {
            request,
            catalog: &request.catalog,
            lang: super::plan::page_lang(request),
            both: request.settings.lang == PrintLang::Both,
            page: page(request),
            photos: Vec::new(),
            qr_links: Vec::new(),
            qr_slots: HashMap::new(),
            drawings: Vec::new(),
            findings: Vec::new(),
            stand_ins: Vec::new(),
            standard: if request.settings.standard == Standard::Auto {
                Standard::Ua1
            } else {
                request.settings.standard
            },
        }
    }

    pub(super) fn find(&mut self, severity: Severity, product: &Product, kind: FindingKind) {
        let name = product.name.or_other(self.lang).map_or(String::new(), |(name, _)| name.to_owned());
        let finding = Finding { severity, product: Some(product.id.clone()), name, kind };
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    /// A code in a slot of its own, or in that of the same address.
    pub(super) fn code(&mut self, link: String, number: String, alt: String) -> Option<QrCode> {
        // Most products share one contact; the greeting differs, but not always.
        let slot = match self.qr_slots.get(&link) {
            Some(slot) => *slot,
            None if !qr::fits(&link) => return None,
            None => {
                self.qr_links.push(link.clone());
                let slot = self.qr_links.len() - 1;
                self.qr_slots.insert(link.clone(), slot);
                slot
            }
        };
        Some(QrCode { path: format!("qr-{slot}"), alt, number, link })
    }

    /// A drawing of ours, in a slot of its own: an SVG, or on a press its outlines.
    pub(super) fn drawing(&mut self, drawn: Vec<u8>) -> String {
        let path = format!("drawing-{}", self.drawings.len());
        self.drawings.push((path.clone(), drawn));
        path
    }

    /// Asks for a photo at the size it will be placed at, in mm.
    pub(super) fn place_photo(
        &mut self,
        product: Option<&Product>,
        photo: &Photo,
        width_mm: f64,
        height_mm: f64,
    ) -> PlacedPhoto {
        let dpi = self.request.settings.quality.dpi();
        // A poster is looked at from a step away.
        let dpi = if self.page.scale > 1.0 { dpi / self.page.scale.sqrt() } else { dpi };
        let pixels = |mm: f64| (mm / 25.4 * dpi).round() as u32;
        let name = product.map(|product| self.say(&product.name)).unwrap_or_default();
        if photo.alt.is_empty() {
            let is_demanded = self.request.settings.standard == Standard::Ua1;
            if !is_demanded && self.standard == Standard::Ua1 {
                self.standard = Standard::Auto;
            }
            let severity = if is_demanded { Severity::Error } else { Severity::Hint };
            let kind = FindingKind::PhotoWithoutAlt { file: photo.file.clone() };
            let finding = Finding { severity, product: product.map(|one| one.id.clone()), name: name.clone(), kind };
            if !self.findings.contains(&finding) {
                self.findings.push(finding);
            }
        }
        self.photos.push(PhotoRequest {
            product: product.map(|product| product.id.clone()),
            name: name.clone(),
            file: photo.file.clone(),
            crop: photo.crop,
            wanted: PhotoBox { width_px: pixels(width_mm), height_px: pixels(height_mm) },
            width_mm,
        });
        let (alt, alt_lang) = match photo.alt.or_other(self.lang) {
            Some((alt, lang)) => (alt.to_owned(), lang),
            None if name.is_empty() => ("Logo".to_owned(), self.lang),
            None => (name, self.lang),
        };
        let path = format!("photo-{}.svg", self.photos.len() - 1);
        PlacedPhoto { path, alt, alt_lang: alt_lang.code(), illustration: photo.illustration, broken: String::new() }
    }

    /// What concerns the whole brochure, and letters that no font has.
    fn report(&mut self, products: &[&Product], content: &Content) {
        let silent: Vec<&&Product> =
            products.iter().filter(|product| best_contact(self.catalog, product).is_none()).collect();
        if !silent.is_empty() && !self.has_contact() {
            let kind = FindingKind::NoContact;
            // A price tag leads to nobody; anything else tells a buyer to ask.
            let severity = match self.request.settings.layout {
                Layout::Tags => Severity::Warning,
                _ => Severity::Error,
            };
            self.findings.push(Finding { severity, product: None, name: String::new(), kind });
        } else {
            for product in silent {
                self.find(Severity::Warning, product, FindingKind::NoContact);
            }
        }
        let all = letters_without_glyph(content);
        let found = StandIns::of(&all);
        self.stand_ins = found.fonts();
        if !found.missing(&all).is_empty() {
            // A reader aloud would stumble over what no font has: the standards refuse it, so none is promised.
            self.standard = Standard::Auto;
        }
        if all.is_empty() {
            return;
        }
        let mut named = String::new();
        let groups = || content.chapters.iter().flat_map(|chapter| &chapter.groups);
        let blocks = groups().flat_map(|group| &group.blocks);
        let blocks = blocks.map(|block| (&block.key, letters_without_glyph(block)));
        let others = groups().flat_map(|group| &group.others);
        let others = others.map(|other| (&other.key, letters_without_glyph(other)));
        for (key, letters) in blocks.chain(others) {
            let id = key.strip_prefix("p-").map(ProductId::new);
            let Some(product) = id.and_then(|id| self.catalog.products.get(&id)) else {
                continue;
            };
            named.push_str(&letters);
            self.report_letters(Some(product), &letters, &found);
        }
        let letters: String = all.chars().filter(|letter| !named.contains(*letter)).collect();
        self.report_letters(None, &letters, &found);
    }

    /// Letters that no font has, and those that one of the system draws.
    fn report_letters(&mut self, product: Option<&Product>, letters: &str, found: &StandIns) {
        let missing = found.missing(letters);
        let (drawn, fonts) = found.drawn(letters);
        let missing = (Severity::Error, FindingKind::MissingGlyph { letters: missing.clone() }, missing.is_empty());
        let is_none = drawn.is_empty();
        let drawn = (Severity::Warning, FindingKind::StandInFont { letters: drawn, fonts }, is_none);
        for (severity, kind, is_none) in [missing, drawn] {
            match product {
                _ if is_none => {}
                Some(product) => self.find(severity, product, kind),
                None => self.findings.push(Finding { severity, product: None, name: String::new(), kind }),
            }
        }
    }

    /// Anybody can be reached about any product of the whole brochure.
    fn has_contact(&self) -> bool {
        let products = &self.catalog.products;
        general_contact(self.catalog).is_some()
            || self
                .request
                .products
                .iter()
                .filter_map(|id| products.get(id))
                .any(|product| best_contact(self.catalog, product).is_some())
    }

    /// A text in the language of the page, else in the other one.
    pub(super) fn say(&self, text: &Text) -> String {
        text.or_other(self.lang).map_or(String::new(), |(text, _)| text.trim().to_owned())
    }

    /// A fixed word; in both languages where both are printed.
    pub(super) fn term(&self, id: &str, en: &str) -> String {
        self.each_lang(|lang| lang.pick(id, en).to_owned())
    }

    /// A name in the language of the page; in both where both are printed.
    pub(super) fn in_both(&self, text: &Text) -> String {
        self.each_lang(|lang| text.or_other(lang).map_or(String::new(), |(text, _)| text.trim().to_owned()))
    }

    /// Words in the language of the page, with the other language behind a stroke where both are printed.
    pub(super) fn each_lang(&self, words: impl Fn(Lang) -> String) -> String {
        in_each(self.lang, self.both, words)
    }

    pub(super) fn words(&self, text: &Text) -> PageText {
        let Some((first, lang)) = text.or_other(self.lang) else {
            return PageText::default();
        };
        let fallback = match (lang == self.lang, lang) {
            (true, _) => "",
            (false, Lang::Id) => "Indonesia",
            (false, Lang::En) => "English",
        };
        let second = if self.both && lang == self.lang { text.get(self.lang.other()).unwrap_or_default() } else { "" };
        let second = if second.trim() == first.trim() { "" } else { second.trim() };
        PageText {
            first: breakable(first.trim()),
            second: breakable(second),
            fallback: fallback.to_owned(),
            lang: lang.code(),
        }
    }
}

/// Words in one language, with the other one behind a stroke where both are printed and differ. The templates tell the halves
/// by the stroke's fixed blank, which also keeps it off the beginning of a line.
pub(super) fn in_each(lang: Lang, both: bool, words: impl Fn(Lang) -> String) -> String {
    let first = words(lang);
    let second = if both { words(lang.other()) } else { String::new() };
    if second.is_empty() || second == first { first } else { format!("{first}\u{a0}/ {second}") }
}

/// Words longer than a column get places where they may break.
pub(super) fn breakable(text: &str) -> String {
    const LONGEST: usize = 24;
    if text.split_whitespace().all(|word| word.chars().count() <= LONGEST) {
        return text.to_owned();
    }
    let mut broken = String::with_capacity(text.len() + 16);
    let mut in_word = 0;
    for letter in text.chars() {
        in_word = if letter.is_whitespace() { 0 } else { in_word + 1 };
        if in_word > 1 && in_word % (LONGEST / 2) == 1 {
            broken.push('\u{200b}');
        }
        broken.push(letter);
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_longer_than_a_column_are_given_breaks() {
        let usual = "Kerupuk ikan haruan dari Kecamatan Muara Muntai.";
        assert_eq!(breakable(usual), usual);
        let long = "x".repeat(50);
        let broken = breakable(&long);
        assert!(broken.split('\u{200b}').all(|part| part.len() <= 14), "{broken}");
        assert_eq!(broken.replace('\u{200b}', ""), long);
    }

    #[test]
    fn both_languages_stand_side_by_side_where_they_differ() {
        assert_eq!(in_each(Lang::Id, true, |lang| lang.pick("Harga", "Price").to_owned()), "Harga\u{a0}/ Price");
        assert_eq!(in_each(Lang::Id, true, |_| "PIRT".to_owned()), "PIRT");
        assert_eq!(in_each(Lang::En, false, |lang| lang.pick("Harga", "Price").to_owned()), "Price");
    }
}
