//! The proposed change that is looked at.

use std::collections::BTreeSet;

use super::command::Recovered;
use crate::model::Text;
use crate::ui::app::screen::Screen;
use crate::ui::kit::differences::Differences;

/// The proposal that is shown.
pub struct Proposed {
    pub(super) name: Text,
    pub(super) notes: Vec<Text>,
    pub(super) recovered: Option<Recovered>,
    pub shown: Differences,
    /// Places in the changes that a person left out.
    pub left_out: BTreeSet<usize>,
    /// The screen that it was asked from.
    pub(super) back: Screen,
    /// The catalogue's revision that it belongs to.
    pub(super) revision: u64,
}

impl Proposed {
    /// Whether it is what an earlier session could not save.
    pub fn is_recovered(&self) -> bool {
        self.recovered.is_some()
    }
}
