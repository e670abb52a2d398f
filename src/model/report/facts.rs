//! What every buyer asks of a product, in words.

use crate::model::{CertificationStatus, FieldRef, Product, ProductField as F};
use crate::text::Lang;

/// What every buyer asks, always in the same order; only what is known.
pub fn buyer_facts(product: &Product, lang: Lang) -> Vec<(F, String)> {
    let alone = |field: F| {
        let words = match field.get(product) {
            FieldRef::Amount(amount) => amount.as_ref().map(|amount| amount.words(lang)).unwrap_or_default(),
            FieldRef::Days(days) => days.map_or_else(String::new, |days| {
                let s = crate::text::s(days as usize);
                crate::say!(lang, "{days} hari", "{days} day{s}")
            }),
            value => value.text().cloned().unwrap_or_default(),
        };
        (field, words)
    };
    let held = product.certifications.iter().filter(|one| one.status == CertificationStatus::Held);
    let held: Vec<_> = held.map(|one| one.kind.label(lang)).collect();
    let mut facts: Vec<(F, String)> = product.prices.iter().map(|price| (F::Prices, price.words(lang))).collect();
    facts.extend([F::Capacity, F::MinOrder, F::NetContent, F::ShelfLife, F::LeadTime].map(alone));
    facts.push((F::Certifications, held.join(", ")));
    facts.extend([F::Dimensions, F::HsCode, F::Incoterm, F::Port].map(alone));
    facts.retain(|(_, words)| !words.is_empty());
    facts
}
