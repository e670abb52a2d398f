//! A choice of products to pages, and pages to PDF or PNG bytes; the only module that names Typst.

mod compose;
mod content;
mod front;
mod qr;
mod wording;
mod world;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use jiff::civil::Date;
use rayon::prelude::*;
use typst::foundations::Smart;
use typst_layout::PagedDocument;

use crate::model::{BrochureSettings, Catalog, Crop, ProductId};
use crate::text::Severity;
pub use compose::compose;
use content::Content;
use world::Desk;

/// What shall be printed.
#[derive(Clone, Debug)]
pub struct Request {
    pub catalog: Arc<Catalog>,
    /// The products, in any order: pages follow the order of regions or categories; a buyer's list keeps its order.
    pub products: Vec<ProductId>,
    pub settings: BrochureSettings,
    /// A buyer's list: "Disusun untuk …". Under nine products there is no cover, contents or index.
    pub buyer: Option<Buyer>,
    /// Printed as "Data per …", and decides which prices are too old.
    pub today: Date,
}

/// For whom a shortlist is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    pub name: String,
    pub organisation: String,
}

/// The size a photo is wanted at, in pixels: it must cover this box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PhotoBox {
    pub width_px: u32,
    pub height_px: u32,
}

/// Gives a photo's JPEG bytes for a file name, crop and box (`store::Folder::print_jpeg`), or says why not.
pub type PhotoSource = Arc<dyn Fn(&str, Option<Crop>, PhotoBox) -> Result<Vec<u8>, String> + Send + Sync>;

/// Something a person should know before printing. Each names its product. Worded in `wording`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub product: Option<ProductId>,
    /// What the product is called; empty where the finding concerns all of them.
    pub name: String,
    pub kind: FindingKind,
}

/// The situations that stand in the way of good pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// No contact for this product, nor for the booth or the organiser.
    NoContact,
    /// No text in the chosen language; the other one stands in.
    MissingLanguage,
    PhotoUnusable {
        file: String,
        reason: String,
    },
    /// Fewer pixels than the print wants: `dpi` at the placed size.
    PhotoSmall {
        file: String,
        dpi: u32,
    },
    /// The text was cut to what fits its block.
    TextCut,
    /// Held once, and expired: not printed.
    CertificateExpired {
        certificate: String,
    },
    /// Older than twelve months or without a date: printed as "on request".
    PriceOld,
}

/// Why there are no pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrochureError {
    /// Nothing matched. `drafts`: how many would if drafts were included.
    Empty {
        drafts: usize,
    },
    Cancelled,
    /// A page that does not exist.
    NoSuchPage {
        page: usize,
        pages: usize,
    },
    /// The typesetter's own words: a fault of this program.
    Typesetting {
        message: String,
    },
}

/// What is being done, for a progress bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Photos {
        done: usize,
        total: usize,
    },
    /// Setting the pages; it cannot be interrupted, a cancel takes effect after it.
    Layout,
    Export,
}

/// Told of each stage; `Break` cancels.
pub type Progress<'a> = &'a (dyn Fn(Stage) -> ControlFlow<()> + Sync);

/// A photo that a page wants, in the slot `photo-<n>`.
struct PhotoWish {
    product: Option<ProductId>,
    name: String,
    file: String,
    crop: Option<Crop>,
    wanted: PhotoBox,
    /// Placed width, to tell the resolution.
    width_mm: f64,
}

/// Checked, ordered content, ready for the typesetter.
pub struct Composition {
    content: Content,
    photos: Vec<PhotoWish>,
    /// SVG texts for the slots `qr-<n>.svg`.
    qr_codes: Vec<String>,
    findings: Vec<Finding>,
}

/// A photo's JPEG with its width and height in pixels, or why there is none.
type Made = Result<(Vec<u8>, (u32, u32)), String>;

/// Below this a photo looks soft in print.
const SOFT_DPI: f64 = 120.0;

impl Composition {
    /// What `compose` found, most severe first.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Sets the pages. Photos are asked for in parallel.
    ///
    /// # Errors
    /// Cancelled, or a fault of the typesetter.
    pub fn pages(mut self, photos: &PhotoSource, progress: Progress<'_>) -> Result<Pages, BrochureError> {
        let mut desk = Desk::default();
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
            .map(|wish| {
                if cancelled.load(Ordering::Relaxed) {
                    return None;
                }
                let made = photos(&wish.file, wish.crop, wish.wanted)
                    .and_then(|jpeg| Ok((size_px(&jpeg)?, jpeg)))
                    .map(|(size, jpeg)| (jpeg, size));
                let now = done.fetch_add(1, Ordering::Relaxed) + 1;
                tell(Stage::Photos { done: now, total }).ok()?;
                Some(made)
            })
            .collect();
        if cancelled.load(Ordering::Relaxed) {
            return Err(BrochureError::Cancelled);
        }
        for (slot, (wish, made)) in self.photos.iter().zip(made).enumerate() {
            match made {
                Some(Ok((jpeg, (width, height)))) => {
                    let dpi = f64::from(width) / (wish.width_mm / 25.4);
                    if dpi < SOFT_DPI && width < wish.wanted.width_px {
                        self.findings
                            .push(wish.finding(FindingKind::PhotoSmall { file: wish.file.clone(), dpi: dpi as u32 }));
                    }
                    let svg = format!(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\"><image href=\"photo-{slot}.jpg\" width=\"{width}\" height=\"{height}\"/></svg>"
                    );
                    desk.put(&format!("/photo-{slot}.svg"), svg.into_bytes());
                    desk.put(&format!("/photo-{slot}.jpg"), jpeg);
                }
                Some(Err(reason)) => {
                    self.findings.push(wish.finding(FindingKind::PhotoUnusable { file: wish.file.clone(), reason }));
                    self.content.forget_picture(&format!("photo-{slot}.svg"));
                }
                None => {}
            }
        }
        for (slot, svg) in self.qr_codes.iter().enumerate() {
            desk.put(&format!("/qr-{slot}.svg"), svg.clone().into_bytes());
        }
        let data = serde_json::to_vec(&self.content)
            .map_err(|error| BrochureError::Typesetting { message: error.to_string() })?;
        desk.put("/data.json", data);
        tell(Stage::Layout)?;
        let set = desk.compile().map_err(|message| BrochureError::Typesetting { message });
        // The cache holds what the pages were made of; a second brochure would pile on top.
        typst::comemo::evict(1);
        let document = set?;
        tell(Stage::Export)?;
        self.findings.sort_by_key(|finding| finding.severity);
        Ok(Pages { desk, document, findings: self.findings })
    }
}

impl PhotoWish {
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

/// Pages that have been set. The typesetter's cache is freed when this is dropped.
pub struct Pages {
    desk: Desk,
    document: PagedDocument,
    findings: Vec<Finding>,
}

impl Drop for Pages {
    fn drop(&mut self) {
        typst::comemo::evict(0);
    }
}

impl Pages {
    pub fn len(&self) -> usize {
        self.document.pages().len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What `compose` found, and what was found while setting (photos that could not be used).
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The file: same input, same bytes.
    ///
    /// # Errors
    /// A fault of the typesetter.
    pub fn pdf(&self) -> Result<Vec<u8>, BrochureError> {
        let options = typst_pdf::PdfOptions {
            creator: Smart::Custom(Some(format!("Etalase Desa {}", env!("CARGO_PKG_VERSION")))),
            ..typst_pdf::PdfOptions::default()
        };
        typst_pdf::pdf(&self.document, &options)
            .map_err(|errors| BrochureError::Typesetting { message: self.desk.words(&errors) })
    }

    /// One page (from 0) as RGBA at a width in pixels.
    ///
    /// # Errors
    /// The page does not exist.
    pub fn picture(&self, page: usize, width_px: u32) -> Result<Picture, BrochureError> {
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
        Ok(Picture { width_px: pixmap.width(), height_px: pixmap.height(), rgba })
    }
}

/// A page as RGBA, row by row, and as a PNG file.
pub struct Picture {
    pub width_px: u32,
    pub height_px: u32,
    pub rgba: Vec<u8>,
}

impl Picture {
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
