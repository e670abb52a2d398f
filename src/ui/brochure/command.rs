//! What a person asks of a brochure.

use crate::model::{BrochureSettings, ProductId};

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
