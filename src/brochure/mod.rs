//! A choice of products to pages, and pages to PDF or PNG bytes; the only module that names Typst.

mod blocks;
mod book;
mod chapters;
mod compose;
mod contacts;
mod content;
mod facts;
mod fonts;
mod front;
mod imposition;
mod list;
mod map;
mod ornament;
mod outlines;
mod pages;
mod pagination;
mod parts;
mod plan;
mod qr;
mod tagging;
mod typeset;
mod wording;

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::{BrochureSettings, Catalog, ProductField, ProductId, Text};
use crate::text::{Lang, Severity};
pub use book::{Book, Outline, PageAt};
pub use compose::compose;
pub use fonts::{LetterPicture, SystemFont, system_fonts};
pub use list::{ListColumn, ListDocument, ListGroup, list_pdf};
use pages::PhotoRequest;
pub use pages::{Composition, PagePicture, Pages, PhotoSource, StageProgress, forget};
pub use parts::{NotPrinted, ONE_FILE, Part, PrintSummary, by_region, count_parts, print};

/// What shall be printed.
#[derive(Clone, Debug)]
pub struct Request {
    pub catalog: Arc<Catalog>,
    /// The products, in any order: pages follow the order of regions or categories; a buyer's list keeps its order.
    pub products: Vec<ProductId>,
    pub settings: BrochureSettings,
    /// A buyer's list: "Disusun untuk …". Under nine products there is no cover, contents or index.
    pub buyer: Option<Buyer>,
    /// PrintSummary as "Data per …", and decides which prices are too old.
    pub today: Date,
    /// Labels only: a page to set the printer's offset by, instead of products.
    pub test_page: bool,
}

/// For whom a shortlist is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Buyer {
    pub name: String,
    pub organisation: String,
    /// TextSection under the heading, as typed.
    pub note: String,
}

/// The size a photo is wanted at, in pixels: it must cover this box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PhotoBox {
    pub width_px: u32,
    pub height_px: u32,
}

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
    /// No text in the chosen language for these fields; `stands_in` is printed.
    MissingLanguage { fields: Vec<ProductField>, stands_in: Lang },
    /// Readers of the page aloud get the product's name instead; PDF/UA-1 wants more.
    PhotoWithoutAlt { file: String },
    /// No font has these letters; an empty box is printed.
    MissingGlyph { letters: String },
    /// No font of ours has these letters; those of the system stand in.
    StandInFont { letters: String, fonts: Vec<String> },
    PhotoUnusable {
        file: String,
        /// In both languages.
        reason: Text,
    },
    /// Fewer pixels than the print wants: `dpi` at the placed size.
    PhotoSmall { file: String, dpi: u32 },
    /// The text was cut to what fits its block.
    TextCut,
    /// Facts beside the words had no room at all: not printed.
    FactsLeftOut,
    /// The product goes on on the next page.
    TextContinued,
    /// Even the shortest form is larger than its place.
    Overflow,
    /// There was no room for more than the name.
    NameOnly,
    /// Held once, and expired: not printed.
    CertificateExpired { certificate: String },
    /// Runs out soon.
    CertificateExpires { certificate: String, days: i32 },
    /// Older than thirty-six months or without a date: not printed, or with its date where that was asked.
    PriceOld { printed: bool },
    /// Older than twelve months: printed as a reference price to be confirmed.
    PriceReference,
}

/// Why there are no pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrochureError {
    /// Nothing matched. `drafts`: how many would if drafts were included.
    Empty {
        drafts: usize,
    },
    Cancelled,
    /// The standard cannot be kept: an imposed booklet loses its tags, the press's colours have no profile.
    StandardRefused {
        is_booklet: bool,
    },
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
    /// Setting the pages. Told again and again meanwhile, so that a cancel works at once.
    Layout,
    /// A large brochure: parts that are finished.
    Part {
        done: usize,
        total: usize,
    },
    Export,
}

impl FindingKind {
    /// The field of the product's form that this is about.
    pub fn field(&self) -> Option<ProductField> {
        Some(match self {
            FindingKind::NoContact => ProductField::Producer,
            FindingKind::MissingLanguage { fields, .. } => *fields.first()?,
            FindingKind::PhotoWithoutAlt { .. }
            | FindingKind::PhotoUnusable { .. }
            | FindingKind::PhotoSmall { .. } => ProductField::Photos,
            FindingKind::TextCut | FindingKind::TextContinued => ProductField::Description,
            FindingKind::FactsLeftOut
            | FindingKind::Overflow
            | FindingKind::NameOnly
            | FindingKind::MissingGlyph { .. }
            | FindingKind::StandInFont { .. } => ProductField::Name,
            FindingKind::CertificateExpired { .. } | FindingKind::CertificateExpires { .. } => {
                ProductField::Certifications
            }
            FindingKind::PriceOld { .. } | FindingKind::PriceReference => ProductField::Prices,
        })
    }
}
