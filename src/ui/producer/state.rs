//! What the screen of producers remembers.

use crate::model::ProducerId;
use crate::text::Lang;

/// What the screen of producers remembers.
#[derive(Debug)]
pub struct ProducersState {
    pub selected: Option<ProducerId>,
    /// The chosen producer is shown as a form.
    pub editing: bool,
    /// Requests go to a village, whatever the window speaks.
    pub request_lang: Lang,
}

impl Default for ProducersState {
    fn default() -> Self {
        Self { selected: None, editing: false, request_lang: Lang::Id }
    }
}
