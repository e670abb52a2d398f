//! The brochure that is being made, or the last one.

use std::path::PathBuf;
use std::sync::Arc;

use super::command::BrochureOf;
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
