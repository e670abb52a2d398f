//! The main area of the window, and what can lie over it.

use crate::model::ProductId;

/// The main area of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    #[default]
    Browse,
    Producers,
    /// Options, pages and what to check before printing.
    Brochure,
    Problems,
    /// How much is filled in, by region and producer.
    Completeness,
    /// Two records that may be one.
    Compare,
    /// What a spreadsheet would change.
    Review,
    /// Photos that belong to no product yet.
    Tray,
    CatalogSettings,
    History,
    /// What an edit of several records would change.
    Proposal,
}

/// What lies over the window until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    Help,
    Open,
    New,
    /// Where a file or folder is, on a system without dialogs to choose it.
    TypePath,
    /// Products as Excel, CSV or JSON.
    Export,
    /// One photo of a product, large.
    Photo(ProductId, usize),
    /// One change to many products.
    Bulk,
    Replace,
    /// Which part of a product's photo is shown.
    Crop(ProductId, usize),
    MovedPhotos,
    UnusedPhotos,
    /// Slides on a second screen.
    Present,
}
