//! A choice of products to pages, and pages to PDF or PNG bytes; the only module that names Typst.

use std::ops::ControlFlow;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{BrochureSettings, Catalog, Crop, ProductId};
use crate::text::{Explain, Lang, Message, Severity};

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
pub type PhotoSource =
    Arc<dyn Fn(&str, Option<Crop>, PhotoBox) -> Result<Vec<u8>, String> + Send + Sync>;

/// Something a person should know before printing. Each names its product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub severity: Severity,
    pub product: Option<ProductId>,
    pub kind: FindingKind,
}

/// The situations that stand in the way of good pages. (Completed in this module.)
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
}

impl Explain for Finding {
    fn explain(&self, lang: Lang) -> Message {
        let _ = lang;
        todo!()
    }
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

impl Explain for BrochureError {
    fn explain(&self, lang: Lang) -> Message {
        let _ = lang;
        todo!()
    }
}

/// What is being done, for a progress bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Photos { done: usize, total: usize },
    Layout,
    Export,
}

/// Told of each stage; `Break` cancels.
pub type Progress<'a> = &'a (dyn Fn(Stage) -> ControlFlow<()> + Sync);

/// Checked, ordered content, ready for the typesetter.
pub struct Composition {}

/// Decides everything that stands on the pages. No I/O.
pub fn compose(request: &Request) -> Result<Composition, BrochureError> {
    let _ = request;
    todo!()
}

impl Composition {
    /// What `compose` found, most severe first.
    pub fn findings(&self) -> &[Finding] {
        todo!()
    }

    /// Sets the pages. Photos are asked for in parallel.
    pub fn pages(
        &self,
        photos: &PhotoSource,
        progress: Progress<'_>,
    ) -> Result<Pages, BrochureError> {
        let _ = (photos, progress);
        todo!()
    }
}

/// Pages that have been set. The typesetter's cache is freed when this is dropped.
pub struct Pages {}

impl Pages {
    pub fn len(&self) -> usize {
        todo!()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What `compose` found, and what was found while setting (photos that could not be used).
    pub fn findings(&self) -> &[Finding] {
        todo!()
    }

    /// The file: same input, same bytes.
    pub fn pdf(&self) -> Result<Vec<u8>, BrochureError> {
        todo!()
    }

    /// One page (from 0) as RGBA at a width in pixels.
    pub fn picture(&self, page: usize, width_px: u32) -> Result<Picture, BrochureError> {
        let _ = (page, width_px);
        todo!()
    }
}

/// A page as RGBA, row by row, and as a PNG file.
pub struct Picture {
    pub width_px: u32,
    pub height_px: u32,
    pub rgba: Vec<u8>,
}

impl Picture {
    pub fn png(&self) -> Result<Vec<u8>, BrochureError> {
        todo!()
    }
}
