//! The brochure that is being made, or the last one, and what a person asks of it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::brochure::Buyer;
use crate::model::{BrochureSettings, Catalog, Matches, ProductId};

/// The brochure that is being made, or the last one.
#[derive(Clone, Debug, Default)]
pub struct BrochureState {
    pub of: BrochureOf,
    pub settings: BrochureSettings,
    /// Labels only: the page that the printer's offset is set by.
    pub test_page: bool,
    /// Print although there are errors.
    pub anyway: bool,
    pub finished: Option<PathBuf>,
}

/// What the preview was last asked for, so that it is asked again only when something of it changed.
pub struct PreviewInput {
    pub(super) catalog: Arc<Catalog>,
    pub(super) matches: Arc<Matches>,
    pub(super) shortlist: (Vec<ProductId>, Buyer),
    pub(super) of: BrochureOf,
    pub(super) settings: BrochureSettings,
    pub(super) test_page: bool,
}

/// Which products a brochure is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BrochureOf {
    #[default]
    /// What the list shows now.
    Shown,
    /// A buyer's shortlist, in its order.
    Shortlist,
    One(ProductId),
}

/// What becomes of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintAs {
    Pdf,
    /// A PDF that is opened at once, to be printed from the viewer.
    Print,
    /// A PNG for each page, this many pixels wide.
    Pictures(u32),
}

/// What a person asks of a brochure.
#[derive(Clone, Debug)]
pub enum BrochureCommand {
    /// Opens the brochure screen on these products.
    Show(BrochureOf),
    Set(Box<BrochureSettings>),
    SetTestPage(bool),
    /// Makes the pages though there are errors.
    PrintAnyway(bool),
    Make(PrintAs),
    Cancel,
    /// Keeps the settings under a name, in the catalogue.
    KeepSettings(String),
    ForgetSettings(String),
    OpenLast,
}
