//! Which product a row is: by its id, else by name and producer.

use std::sync::Arc;

use super::super::sheets::Address;
use super::builder::ReviewBuilder;
use super::{Matched, Note};
use crate::model::search::normalise::normalise;
use crate::model::{ProducerId, Product, ProductId};

/// Where a product's name was seen in the file or the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedProduct {
    pub id: ProductId,
    pub producer: Option<ProducerId>,
    /// The row that made it, where it is new.
    pub row: Option<Address>,
}

impl ReviewBuilder<'_> {
    /// Finds the record: by id, else by name and producer.
    pub(super) fn find(
        &self,
        by_id: Option<Arc<Product>>,
        id: &str,
        name: &str,
        producer: Option<&Option<ProducerId>>,
        at: &Address,
    ) -> Result<(Option<Arc<Product>>, Matched), Note> {
        let twice = |id: &ProductId| self.seen.get(id).map(|at| Note::SameAsRow { at: at.clone() });
        if let Some(product) = by_id {
            return twice(&product.id).map_or(Ok((Some(product), Matched::ById)), Err);
        }
        if let Some(at) = self.seen.get(id).filter(|_| !id.is_empty()) {
            return Err(Note::SameAsRow { at: at.clone() });
        }
        let producer = producer.and_then(Option::as_ref);
        let empty = Vec::new();
        let all = self.names.get(&normalise(name)).unwrap_or(&empty);
        let same =
            |one: &&NamedProduct| producer.is_none() || one.producer.is_none() || one.producer.as_ref() == producer;
        let mut fitting: Vec<&NamedProduct> = all.iter().filter(same).collect();
        if fitting.iter().any(|one| producer.is_some() && one.producer.as_ref() == producer) {
            fitting.retain(|one| one.producer.as_ref() == producer);
        }
        // A row with an id of its own is not the new one of another row.
        fitting.retain(|one| one.row.is_none() || id.is_empty());
        fitting.dedup_by(|a, b| a.id == b.id);
        match fitting.as_slice() {
            [] => Ok((None, Matched::Not)),
            // It has an id that the catalogue does not know: another product of this name came by its own id.
            [one] if one.row.is_none() && !id.is_empty() && self.seen.contains_key(&one.id) => Ok((None, Matched::Not)),
            [one] => match &one.row {
                Some(row) if row != at => Err(Note::SameAsRow { at: row.clone() }),
                _ => match twice(&one.id) {
                    Some(note) => Err(note),
                    None => Ok((self.catalog.products.get(&one.id).cloned(), Matched::ByNameAndProducer)),
                },
            },
            _ if !id.is_empty() => Ok((None, Matched::Not)),
            _ => Err(Note::SeveralOfThisName),
        }
    }
}

/// "Jumlah", "Total": the row below the products.
pub(super) fn is_total(name: &str) -> bool {
    matches!(normalise(name).as_str(), "jumlah" | "total" | "jumlah total" | "grand total" | "subtotal" | "mengetahui")
}

pub(super) fn name_keys(product: &Product) -> Vec<String> {
    let mut keys: Vec<String> = [&product.name.id, &product.name.en].iter().map(|name| normalise(name)).collect();
    keys.retain(|key| !key.is_empty());
    keys.dedup();
    keys
}
