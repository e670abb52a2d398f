//! What a person asks of producers.

use crate::model::{Producer, ProducerId, ProductId};
use crate::text::Lang;

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
