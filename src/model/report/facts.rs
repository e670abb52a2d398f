//! What every buyer asks of a product, in words.

use crate::model::{CertificationStatus, Product, ProductField};
use crate::text::Lang;

/// What every buyer asks, always in the same order; only what is known.
pub fn buyer_facts(product: &Product, lang: Lang) -> Vec<(ProductField, String)> {
    let mut facts = Vec::new();
    for price in &product.prices {
        facts.push((ProductField::Prices, price.words(lang)));
    }
    let amounts = [
        (ProductField::Capacity, &product.capacity),
        (ProductField::MinOrder, &product.min_order),
        (ProductField::NetContent, &product.net_content),
        (ProductField::ShelfLife, &product.shelf_life),
    ];
    facts.extend(amounts.into_iter().filter_map(|(field, amount)| Some((field, amount.as_ref()?.words(lang)))));
    if let Some(days) = product.lead_time_days {
        let s = crate::text::s(days as usize);
        facts.push((ProductField::LeadTime, crate::say!(lang, "{days} hari", "{days} day{s}")));
    }
    let held: Vec<String> = product
        .certifications
        .iter()
        .filter(|one| one.status == CertificationStatus::Held)
        .map(|one| one.kind.label(lang).to_string())
        .collect();
    if !held.is_empty() {
        facts.push((ProductField::Certifications, held.join(", ")));
    }
    for (field, text) in [
        (ProductField::Dimensions, &product.dimensions),
        (ProductField::HsCode, &product.hs_code),
        (ProductField::Incoterm, &product.incoterm),
        (ProductField::Port, &product.port),
    ] {
        if !text.is_empty() {
            facts.push((field, text.clone()));
        }
    }
    facts
}
