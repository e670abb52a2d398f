//! Composed content to set pages, and pages to PDF or pictures.

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;
use typst::foundations::{Label, Selector, Smart, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::text::Font;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::compose::BLEED_MM;
use super::content::Content;
use super::imposition::{self, PT_PER_MM};
use super::typeset::{BrochureWorld, TypesetError};
use super::{BrochureError, Finding, FindingKind, PhotoBox, Stage, qr, tagging};
use crate::model::{BrochureSettings, Crop, ProductId, Quality, Standard, Text};
use crate::text::Severity;

/// Gives a photo's JPEG bytes for a file name, crop and box (`store::Folder::print_jpeg`), or says why not, in both languages:
/// a finding is kept while the window changes its own.
pub type PhotoSource = Arc<dyn Fn(&str, Option<Crop>, PhotoBox) -> Result<Vec<u8>, Text> + Send + Sync>;

/// Told of each stage; `Break` cancels.
pub type StageProgress<'a> = &'a (dyn Fn(Stage) -> ControlFlow<()> + Sync);

/// A photo that a page wants, in the slot `photo-<n>`.
#[derive(PartialEq)]
pub(super) struct PhotoRequest {
    pub(super) product: Option<ProductId>,
    pub(super) name: String,
    pub(super) file: String,
    pub(super) crop: Option<Crop>,
    pub(super) wanted: PhotoBox,
    /// Placed width, to tell the resolution.
    pub(super) width_mm: f64,
}

/// Checked, ordered content, ready for the typesetter.
#[derive(PartialEq)]
pub struct Composition {
    pub(super) content: Content,
    pub(super) photos: Vec<PhotoRequest>,
    /// What the codes in the slots `qr-<n>` say.
    pub(super) qr_links: Vec<String>,
    /// Maps, with their names.
    pub(super) drawings: Vec<(String, Vec<u8>)>,
    pub(super) findings: Vec<Finding>,
    /// Fonts of the system for letters that ours lack.
    pub(super) stand_ins: Vec<Font>,
    /// What the file can promise: `Auto` is tagged only.
    pub(super) standard: Standard,
    pub(super) settings: BrochureSettings,
}

/// A photo's JPEG with its width and height in pixels, or why there is none.
type Made = Result<(Vec<u8>, (u32, u32)), Text>;

/// Below this a photo looks soft in print; a press wants what it is set for.
fn least_dpi(quality: Quality) -> f64 {
    if quality == Quality::Press { 300.0 } else { 200.0 }
}

impl Composition {
    /// What `compose` found, most severe first.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Sets the pages. Photos are asked for in parallel.
    ///
    /// # Errors
    /// Cancelled, or a fault of the typesetter.
    pub fn pages(mut self, photos: &PhotoSource, progress: StageProgress<'_>) -> Result<Pages, BrochureError> {
        let mut world = BrochureWorld::new(self.settings.layout, &self.stand_ins);
        let total = self.photos.len();
        let (done, cancelled) = (AtomicUsize::new(0), AtomicBool::new(false));
        let tell = |stage| {
            if progress(stage).is_break() {
                cancelled.store(true, Ordering::Relaxed);
            }
            match cancelled.load(Ordering::Relaxed) {
                true => Err(BrochureError::Cancelled),
                false => Ok(()),
            }
        };
        tell(Stage::Photos { done: 0, total })?;
        let made: Vec<Option<Made>> = self
            .photos
            .par_iter()
            .map(|photo| {
                if cancelled.load(Ordering::Relaxed) {
                    return None;
                }
                let made = photos(&photo.file, photo.crop, photo.wanted).and_then(|jpeg| {
                    Ok((size_px(&jpeg).map_err(|reason| Text::new(reason.as_str(), reason.as_str()))?, jpeg))
                });
                let made = made.map(|(size, jpeg)| (jpeg, size));
                let now = done.fetch_add(1, Ordering::Relaxed) + 1;
                tell(Stage::Photos { done: now, total }).ok()?;
                Some(made)
            })
            .collect();
        if cancelled.load(Ordering::Relaxed) {
            return Err(BrochureError::Cancelled);
        }
        for (slot, (photo, made)) in self.photos.iter().zip(made).enumerate() {
            let svg_path = format!("photo-{slot}.svg");
            match made {
                Some(Ok((jpeg, (width, height)))) => {
                    let dpi = f64::from(width) / (photo.width_mm / 25.4);
                    if dpi < least_dpi(self.settings.quality) && width < photo.wanted.width_px {
                        let kind = FindingKind::PhotoSmall { file: photo.file.clone(), dpi: dpi as u32 };
                        self.findings.push(photo.finding(kind));
                    }
                    let svg = format!(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"><image href=\"photo-{slot}.jpg\" width=\"{width}\" height=\"{height}\"/></svg>"
                    );
                    world.put(&format!("/{svg_path}"), svg.into_bytes());
                    world.put(&format!("/photo-{slot}.jpg"), jpeg);
                }
                Some(Err(reason)) => {
                    self.findings.push(photo.finding(FindingKind::PhotoUnusable { file: photo.file.clone(), reason }));
                    self.content.mark_broken(&svg_path, &photo.file);
                }
                None => {}
            }
        }
        let drawn = |link: &String| {
            let code = qr::code(link).unwrap_or_default();
            if self.content.press { code.packed() } else { qr::svg(&code).into_bytes() }
        };
        let codes: Vec<Vec<u8>> = self.qr_links.par_iter().map(drawn).collect();
        for (slot, code) in codes.into_iter().enumerate() {
            world.put(&format!("/qr-{slot}"), code);
        }
        for (path, drawn) in std::mem::take(&mut self.drawings) {
            world.put(&format!("/{path}"), drawn);
        }
        let data = serde_json::to_vec(&self.content)
            .map_err(|error| BrochureError::Typesetting { message: error.to_string() })?;
        world.put("/data.json", data);
        tell(Stage::Layout)?;
        let stop = || progress(Stage::Layout).is_break();
        let set = world.compile(&stop).map_err(|fault| match fault {
            TypesetError::Cancelled => BrochureError::Cancelled,
            TypesetError::Fault(message) => BrochureError::Typesetting { message },
        });
        // Each compilation ages the cache; what the last ones did not use is freed, or memory would pile on top.
        typst::comemo::evict(1);
        let document = set?;
        tell(Stage::Export)?;
        let mut pages =
            Pages { world, document, findings: self.findings, standard: self.standard, settings: self.settings };
        pages.look_for_overflow(&self.content);
        pages.findings.sort_by_key(|finding| finding.severity);
        Ok(pages)
    }
}

impl PhotoRequest {
    fn finding(&self, kind: FindingKind) -> Finding {
        Finding { severity: Severity::Warning, product: self.product.clone(), name: self.name.clone(), kind }
    }
}

/// Width and height of a JPEG from its header.
fn size_px(jpeg: &[u8]) -> Result<(u32, u32), String> {
    let reader = image::ImageReader::new(std::io::Cursor::new(jpeg));
    let reader = reader.with_guessed_format().map_err(|error| error.to_string())?;
    let (width, height) = reader.into_dimensions().map_err(|error| error.to_string())?;
    if width == 0 || height == 0 {
        return Err("0 × 0".to_owned());
    }
    Ok((width, height))
}

/// Pages that have been set.
pub struct Pages {
    world: BrochureWorld,
    document: PagedDocument,
    findings: Vec<Finding>,
    standard: Standard,
    settings: BrochureSettings,
}

/// Frees what the typesetter remembers. Called when nothing is printed for a while.
pub fn forget() {
    typst::comemo::evict(0);
}

/// Frees something while other work goes on: a document of a thousand products takes a quarter of a second. Nobody waits for
/// the end.
pub(super) fn aside(free: impl FnOnce() + Send + 'static) {
    let _ = std::thread::Builder::new().name("free".to_owned()).spawn(free);
}

impl Pages {
    pub fn len(&self) -> usize {
        self.document.pages().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What `compose` found, and what was found while setting: photos that could not be used, text that did not fit.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The first page (from 0) on which each product stands.
    pub fn places(&self) -> Vec<(ProductId, usize)> {
        let labels = self.labels().into_iter();
        labels.filter_map(|(label, page)| Some((ProductId::new(label.strip_prefix("p-")?), page))).collect()
    }

    /// The page (from 0) of each product's and each group's label.
    pub(super) fn labels(&self) -> Vec<(String, usize)> {
        let introspector = self.document.introspector();
        let all = introspector.query_labelled();
        let found = all.iter().filter_map(|element| {
            let label = element.label()?.resolve();
            let page = introspector.page(element.location()?)?;
            Some((label.as_str().to_owned(), page.get() - 1))
        });
        found.collect()
    }

    /// Templates mark text that did not fit with `overflow`, and what ends on another page than it began with its label.
    fn look_for_overflow(&mut self, content: &Content) {
        let introspector = self.document.introspector().clone();
        let key_of = |value: &Value| match value {
            Value::Str(key) => Some(key.to_string()),
            _ => None,
        };
        let labels: std::collections::HashMap<String, usize> = self.labels().into_iter().rev().collect();
        let names: std::collections::HashMap<&str, &str> = content
            .chapters
            .iter()
            .flat_map(|chapter| &chapter.groups)
            .flat_map(|group| &group.blocks)
            .map(|block| (block.key.as_str(), block.name.as_str()))
            .collect();
        let mut seen = BTreeSet::new();
        for (label, severity, kind) in [
            ("overflow", Severity::Error, FindingKind::Overflow),
            ("shortened", Severity::Warning, FindingKind::TextCut),
            ("facts-left-out", Severity::Warning, FindingKind::FactsLeftOut),
            ("name-only", Severity::Warning, FindingKind::NameOnly),
            ("continued", Severity::Hint, FindingKind::TextContinued),
        ] {
            let Some(label) = Label::new(typst::utils::PicoStr::intern(label)) else {
                continue;
            };
            for element in introspector.query(&Selector::Label(label)) {
                let Some(key) = element.to_packed::<MetadataElem>().and_then(|data| key_of(&data.value)) else {
                    continue;
                };
                if kind == FindingKind::TextContinued && !self.is_continued(labels.get(&key), &element) {
                    continue;
                }
                let name = names.get(key.as_str()).copied().unwrap_or_default().to_owned();
                let product = key.strip_prefix("p-").map(ProductId::new);
                let is_said = self.findings.iter().any(|one| one.kind == kind && one.product == product);
                if !is_said && seen.insert((severity, key)) {
                    self.findings.push(Finding { severity, product, name, kind: kind.clone() });
                }
            }
        }
    }

    /// Whether the block that ends with this element began on an earlier page.
    fn is_continued(&self, begin: Option<&usize>, end: &typst::foundations::Content) -> bool {
        let page = end.location().and_then(|location| self.document.introspector().page(location));
        begin.copied() != page.map(|page| page.get() - 1)
    }

    /// The file: same input, same bytes.
    ///
    /// # Errors
    /// A fault of the typesetter.
    pub fn pdf(&self) -> Result<Vec<u8>, BrochureError> {
        let fault = |message: String| BrochureError::Typesetting { message };
        let is_booklet = self.settings.is_booklet();
        let standards: &[PdfStandard] = match self.standard {
            // Tags do not survive imposition.
            _ if is_booklet => &[],
            Standard::Auto => &[],
            Standard::Ua1 => &[PdfStandard::Ua_1],
            Standard::A2b => &[PdfStandard::A_2b],
        };
        let standards = PdfStandards::new(standards).map_err(|error| fault(format!("{error:?}")))?;
        let options = PdfOptions {
            creator: Smart::Custom(Some(format!("Etalase Desa {}", env!("CARGO_PKG_VERSION")))),
            standards,
            ..PdfOptions::default()
        };
        let mut pdf = typst_pdf::pdf(&self.document, &options).map_err(|errors| fault(self.world.words(&errors)))?;
        tagging::name_index(&mut pdf);
        if is_booklet {
            let (width, height) = self.settings.fitting_paper().size_mm();
            let bleed = if self.settings.has_imposed_marks() { BLEED_MM } else { 0.0 };
            let page = (width * PT_PER_MM, height * PT_PER_MM);
            return imposition::booklet(pdf, self.len(), page, bleed * PT_PER_MM);
        }
        if self.settings.has_marks() { imposition::add_bleed_boxes(pdf, BLEED_MM) } else { Ok(pdf) }
    }

    /// The file, letting the pages go: they are freed while it is written.
    ///
    /// # Errors
    /// A fault of the typesetter.
    pub fn into_pdf(self) -> Result<Vec<u8>, BrochureError> {
        let pdf = self.pdf();
        aside(move || drop(self));
        pdf
    }

    /// Width and height of a page (from 0) in points, without bleed; `None` where there is no such page.
    pub fn size_pt(&self, page: usize) -> Option<(f64, f64)> {
        let frame = &self.document.pages().get(page)?.frame;
        Some((frame.width().to_pt(), frame.height().to_pt()))
    }

    /// One page (from 0) as RGBA at a width in pixels.
    ///
    /// # Errors
    /// The page does not exist.
    pub fn picture(&self, page: usize, width_px: u32) -> Result<PagePicture, BrochureError> {
        let pages = self.document.pages();
        let found = pages.get(page).ok_or(BrochureError::NoSuchPage { page, pages: pages.len() })?;
        let width_pt = found.frame.width().to_pt().max(1.0);
        let scale = f64::from(width_px.clamp(1, 10_000)) / width_pt;
        let options =
            typst_render::RenderOptions { pixel_per_pt: scale.into(), ..typst_render::RenderOptions::default() };
        let pixmap = typst_render::render(found, &options);
        let rgba = pixmap
            .pixels()
            .iter()
            .flat_map(|pixel| {
                let pixel = pixel.demultiply();
                [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
            })
            .collect();
        Ok(PagePicture { width_px: pixmap.width(), height_px: pixmap.height(), rgba })
    }
}

/// A page as RGBA, row by row, and as a PNG file.
pub struct PagePicture {
    pub width_px: u32,
    pub height_px: u32,
    pub rgba: Vec<u8>,
}

impl PagePicture {
    /// # Errors
    /// The encoder's own words.
    pub fn png(&self) -> Result<Vec<u8>, BrochureError> {
        use image::ImageEncoder as _;
        let mut png = Vec::new();
        image::codecs::png::PngEncoder::new(&mut png)
            .write_image(&self.rgba, self.width_px, self.height_px, image::ExtendedColorType::Rgba8)
            .map_err(|error| BrochureError::Typesetting { message: error.to_string() })?;
        Ok(png)
    }
}
