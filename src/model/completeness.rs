//! How complete a product is for each audience, and what is missing.
//!
//! The field lists are those of the catalogue facts, section 6: what a buyer's brochure, a coordinator's form and an
//! export buyer need.

use serde::{Deserialize, Serialize};

use super::catalog::Catalog;
use super::record::Product;
use crate::text::Lang;

/// Who reads the product's entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Audience {
    Screen,
    DomesticBrochure,
    ExportBrochure,
}

impl Audience {
    pub const ALL: [Audience; 3] = [
        Audience::Screen,
        Audience::DomesticBrochure,
        Audience::ExportBrochure,
    ];
}

/// A field of a product's form, for jumping to it and for naming it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ProductField {
    Name,
    NameEn,
    Brand,
    Category,
    Producer,
    Origin,
    Place,
    Summary,
    SummaryEn,
    Description,
    Materials,
    Process,
    Usage,
    Variants,
    NetContent,
    Dimensions,
    ShelfLife,
    Storage,
    Prices,
    Capacity,
    MinOrder,
    LeadTime,
    Packaging,
    Certifications,
    Awards,
    Markets,
    HsCode,
    Incoterm,
    Port,
    Photos,
    Tags,
    Sources,
    Notes,
    Status,
    /// The producer's or the booth's WhatsApp, telephone or e-mail.
    Contact,
}

impl ProductField {
    /// The field's label in the form.
    pub fn label(self, lang: Lang) -> &'static str {
        let _ = lang;
        todo!()
    }
}

/// How many of an audience's fields are filled, and which are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    pub filled: usize,
    pub total: usize,
    pub missing: Vec<ProductField>,
}

/// Counts a product's fields for an audience. Fields that do not apply (shelf life of a batik) are not asked for.
pub fn completeness(catalog: &Catalog, product: &Product, audience: Audience) -> Completeness {
    let _ = (catalog, product, audience);
    todo!()
}
