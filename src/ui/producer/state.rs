//! What the screen of producers remembers, and what a person asks of it.

use crate::model::{Producer, ProducerId, ProductId};
use crate::text::Lang;

/// What the screen of producers remembers.
#[derive(Debug, Default)]
pub struct ProducersState {
    pub selected: Option<ProducerId>,
    /// The chosen producer is shown as a form.
    pub editing: bool,
    /// Requests go to a village, whatever the window speaks.
    pub request_lang: Lang,
}

/// What a person asks of producers.
#[derive(Clone, Debug)]
pub enum ProducerCommand {
    Select(Option<ProducerId>),
    /// Shows a producer as a form, or the chosen one as a page again.
    Edit(Option<ProducerId>),
    /// A new producer, for a product if one is named; with the name typed so far.
    Create(Option<ProductId>, String),
    Put(Box<Producer>),
    Delete(ProducerId),
    /// Asks a producer for what is missing, over all its products or for one of them.
    RequestData(ProducerId, Option<ProductId>),
    SetRequestLang(Lang),
    RenameEverywhere {
        old: String,
        new: String,
    },
}
