//! Retains a part of a proposed edit, with what that part needs.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::model::edit::Edit;
use crate::model::record::catalog::{Catalog, Key, Record};
use crate::model::record::values::{CategoryId, ProducerId};

/// Retains the puts of an edit but those left out, such that no reference dangles: a new producer or category that a taken
/// product names is taken too, saved lists follow the deletion of products, and a producer whom a product still names is
/// not deleted.
pub fn retain_puts(edit: &Edit, left_out: &BTreeSet<usize>, catalog: &Catalog) -> Edit {
    if left_out.is_empty() {
        return edit.clone();
    }
    let taken = || edit.puts.iter().enumerate().filter(|(at, _)| !left_out.contains(at)).map(|(_, put)| put);
    let mut producers: HashSet<&ProducerId> = HashSet::new();
    let mut categories: HashSet<&CategoryId> = HashSet::new();
    let mut deletes_products = false;
    for (key, record) in taken() {
        match (key, record) {
            (Key::Product(_), Some(Record::Product(product))) => {
                producers.extend(&product.producer);
                categories.insert(&product.category);
            }
            (Key::Product(_), None) => deletes_products = true,
            _ => {}
        }
    }
    let is_needed = |key: &Key, record: &Option<Record>| match (key, record) {
        (Key::Producer(id), Some(_)) => producers.contains(id) && !catalog.producers.contains_key(id),
        (Key::Categories, Some(Record::Categories(list))) => {
            list.iter().any(|category| categories.contains(&category.id) && catalog.category(&category.id).is_none())
        }
        (Key::Selections, Some(_)) => deletes_products,
        _ => false,
    };
    let puts = edit.puts.iter().enumerate();
    let puts = puts.filter(|(at, (key, record))| !left_out.contains(at) || is_needed(key, record));
    let mut part = Edit { puts: puts.map(|(_, put)| put.clone()).collect(), ..edit.clone() };
    keep_named_producers(&mut part, catalog);
    part
}

/// Takes back deletions of producers whom a product names after the edit.
fn keep_named_producers(edit: &mut Edit, catalog: &Catalog) {
    if !edit.puts.iter().any(|put| matches!(put, (Key::Producer(_), None))) {
        return;
    }
    let (next, _) = catalog.apply(edit);
    let named: HashSet<&ProducerId> = next.products.values().filter_map(|product| product.producer.as_ref()).collect();
    edit.puts.retain(|put| !matches!(put, (Key::Producer(id), None) if named.contains(id)));
    // Saved lists that came along keep only products that are still there.
    for (_, record) in &mut edit.puts {
        if let Some(Record::Selections(list)) = record {
            let is_gone = |id: &_| !next.products.contains_key(id) && catalog.products.contains_key(id);
            if list.iter().any(|selection| selection.products.iter().any(is_gone)) {
                let mut kept = Vec::clone(list);
                kept.iter_mut().for_each(|selection| selection.products.retain(|id| !is_gone(id)));
                *record = Some(Record::Selections(Arc::new(kept)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Producer, Product, Text};

    fn product(id: &str, producer: &str) -> Product {
        let producer = (!producer.is_empty()).then(|| producer.into());
        Product { id: id.into(), producer, ..Product::default() }
    }

    fn producer(id: &str) -> Producer {
        Producer { id: id.into(), ..Producer::default() }
    }

    fn put(record: impl Into<Record>) -> (Key, Option<Record>) {
        let record = record.into();
        (record.key(), Some(record))
    }

    fn edit(puts: Vec<(Key, Option<Record>)>) -> Edit {
        Edit { name: Text::default(), puts, typing_in: None }
    }

    fn keys(edit: &Edit) -> Vec<Key> {
        edit.puts.iter().map(|(key, _)| key.clone()).collect()
    }

    #[test]
    fn a_record_is_left_out_and_the_rest_stays() {
        let whole = edit(vec![put(product("a", "")), put(product("b", ""))]);
        let part = retain_puts(&whole, &BTreeSet::from([0]), &Catalog::default());
        assert_eq!(keys(&part), [Key::Product("b".into())]);
        assert_eq!(retain_puts(&whole, &BTreeSet::new(), &Catalog::default()), whole);
    }

    #[test]
    fn a_new_producer_comes_with_the_product_that_names_it() {
        let whole = edit(vec![put(producer("p")), put(product("a", "p"))]);
        assert_eq!(keys(&retain_puts(&whole, &BTreeSet::from([0]), &Catalog::default())).len(), 2);
        assert!(retain_puts(&whole, &BTreeSet::from([0, 1]), &Catalog::default()).puts.is_empty());
    }

    #[test]
    fn a_producer_that_a_product_still_names_is_not_deleted() {
        let (catalog, _) = Catalog::default().apply(&edit(vec![
            put(producer("old")),
            put(producer("new")),
            put(product("a", "old")),
            put(product("b", "old")),
        ]));
        let merged =
            edit(vec![put(product("a", "new")), put(product("b", "new")), (Key::Producer("old".into()), None)]);
        assert_eq!(keys(&retain_puts(&merged, &BTreeSet::from([1]), &catalog)), [Key::Product("a".into())]);
        assert_eq!(retain_puts(&merged, &BTreeSet::new(), &catalog).puts.len(), 3);
    }
}
