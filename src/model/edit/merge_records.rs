//! Merges two records into one: missing fields are filled, lists united, and whatever named the other record names the
//! one that stays.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::edit::Edit;
use crate::model::edit::compare_records::{FieldOutcome, compare_records};
use crate::model::record::catalog::{Catalog, Key, Record};
use crate::model::record::values::{ProducerId, ProductId, Text};
use crate::model::record::{Producer, Product, Selection};
use crate::model::report::differences::RecordField;
use crate::text::Lang;

/// The edit that merges two records: `kept` stays, `other` is deleted. Where both say something, `kept` is right unless the field is among
/// `taken`. `None` where they are not two records of one kind.
pub fn merge_records(catalog: &Catalog, kept: &Key, other: &Key, taken: &BTreeSet<RecordField>) -> Option<Edit> {
    let lines = compare_records(catalog, kept, other, Lang::Id)?.into_iter();
    let fields = lines.filter(|line| match line.outcome() {
        FieldOutcome::Kept => false,
        FieldOutcome::Filled | FieldOutcome::United => true,
        FieldOutcome::Conflict => taken.contains(&line.field),
    });
    let fields = fields.map(|line| line.field);
    match (kept, other) {
        (Key::Producer(kept), Key::Producer(other)) => {
            let (kept, other) = (catalog.producers.get(kept)?, catalog.producers.get(other)?);
            let mut one = Producer::clone(kept);
            for field in fields {
                if let RecordField::Producer(field) = field {
                    field.get_mut(&mut one).unite(field.get(other));
                }
            }
            Some(merge_producers(catalog, one, &other.id))
        }
        (Key::Product(kept), Key::Product(other)) => {
            let (kept, other) = (catalog.products.get(kept)?, catalog.products.get(other)?);
            let mut one = Product::clone(kept);
            for field in fields {
                if let RecordField::Product(field) = field {
                    field.get_mut(&mut one).unite(field.get(other));
                }
            }
            Some(merge_products(catalog, one, &other.id))
        }
        _ => None,
    }
}

fn merge_producers(catalog: &Catalog, one: Producer, gone: &ProducerId) -> Edit {
    let of = one.name.trim().to_owned();
    let name = Text::new(format!("Gabungkan produsen {of}"), format!("Join producers {of}"));
    let kept = one.id.clone();
    let mut edit = Edit::put(name, one);
    for product in catalog.products.values().filter(|product| product.producer.as_ref() == Some(gone)) {
        let mut product = (**product).clone();
        product.producer = Some(kept.clone());
        let record = Record::from(product);
        edit.puts.push((record.key(), Some(record)));
    }
    rewire_selections(catalog, &mut edit, |selection| {
        if let Some(filter) = &mut selection.filter {
            rewire(&mut filter.producers, gone, &kept);
        }
    });
    edit.puts.push((Key::Producer(gone.clone()), None));
    edit
}

fn merge_products(catalog: &Catalog, one: Product, gone: &ProductId) -> Edit {
    let of = one.name.or_other(Lang::Id).map_or(String::new(), |(name, _)| name.trim().to_owned());
    let name = Text::new(format!("Gabungkan produk {of}"), format!("Join products {of}"));
    let kept = one.id.clone();
    let mut edit = Edit::put(name, one);
    rewire_selections(catalog, &mut edit, |selection| {
        rewire(&mut selection.products, gone, &kept);
        if let Some(filter) = &mut selection.filter {
            rewire(&mut filter.products, gone, &kept);
        }
    });
    edit.puts.push((Key::Product(gone.clone()), None));
    edit
}

/// The one that stays takes the place of the one that goes, once.
fn rewire<T: PartialEq + Clone>(list: &mut Vec<T>, gone: &T, kept: &T) {
    if list.contains(kept) {
        list.retain(|one| one != gone);
    } else if let Some(place) = list.iter_mut().find(|one| *one == gone) {
        *place = kept.clone();
    }
}

fn rewire_selections(catalog: &Catalog, edit: &mut Edit, change: impl Fn(&mut Selection)) {
    let mut selections = (*catalog.selections).clone();
    selections.iter_mut().for_each(change);
    if selections != *catalog.selections {
        edit.puts.push((Key::Selections, Some(Record::Selections(Arc::new(selections)))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Filter, Photo, ProducerField, Timeline};

    fn catalog() -> Catalog {
        let mut catalog = Catalog::default();
        let producer = |id: &str, name: &str| Producer { id: id.into(), name: name.into(), ..Producer::default() };
        let kept = Producer { phone: "0541 123456".into(), ..producer("a", "KWT Mekar") };
        let other = Producer {
            whatsapp: "0812 3456 7890".into(),
            phone: "0541 654321".into(),
            social: vec!["instagram.com/mekar".into()],
            ..producer("b", "Mekar")
        };
        for one in [kept, other] {
            catalog.producers.insert(one.id.clone(), one.into());
        }
        let product = |id: &str, producer: &str| Product {
            id: id.into(),
            name: Text::new("Madu", ""),
            producer: Some(producer.into()),
            ..Product::default()
        };
        let first = Product {
            photos: vec![Photo { file: "x.jpg".into(), ..Photo::default() }],
            notes: "Tanya harga.".into(),
            ..product("x", "a")
        };
        let second = Product {
            photos: vec![Photo { file: "y.jpg".into(), ..Photo::default() }],
            brand: "Mekar".into(),
            notes: "Tanya izin.".into(),
            tags: vec!["Desa Wisata".into()],
            ..product("y", "b")
        };
        for one in [first, second] {
            catalog.products.insert(one.id.clone(), one.into());
        }
        let filter = Filter { producers: vec!["b".into()], ..Filter::default() };
        catalog.selections = Arc::new(vec![
            Selection { id: "s".into(), filter: Some(filter), ..Selection::default() },
            Selection { id: "t".into(), products: vec!["y".into(), "x".into()], ..Selection::default() },
            Selection { id: "u".into(), products: vec!["y".into()], ..Selection::default() },
        ]);
        catalog
    }

    #[test]
    fn producers_become_one_and_all_their_products_follow() {
        let catalog = catalog();
        let (kept, other) = (Key::Producer("a".into()), Key::Producer("b".into()));
        let lines = compare_records(&catalog, &kept, &other, Lang::Id).unwrap();
        let outcome = |field: ProducerField| {
            let line = lines.iter().find(|line| line.field == RecordField::Producer(field));
            line.map(crate::model::edit::compare_records::ComparedField::outcome)
        };
        assert_eq!(outcome(ProducerField::Whatsapp), Some(FieldOutcome::Filled));
        assert_eq!(outcome(ProducerField::Phone), Some(FieldOutcome::Conflict));
        assert_eq!(outcome(ProducerField::Kind), Some(FieldOutcome::Kept));
        assert_eq!(outcome(ProducerField::Email), None);
        let edit =
            merge_records(&catalog, &kept, &other, &BTreeSet::from([RecordField::Producer(ProducerField::Phone)]))
                .unwrap();
        let mut timeline = Timeline::new(catalog.clone());
        timeline.perform(edit, 0);
        let now = timeline.catalog();
        assert_eq!(now.producers.len(), 1);
        let one = now.producers.get("a").unwrap();
        assert_eq!(
            (one.name.as_str(), one.whatsapp.as_str(), one.phone.as_str()),
            ("KWT Mekar", "0812 3456 7890", "0541 654321")
        );
        assert_eq!(one.social.len(), 1);
        assert!(now.products.values().all(|product| product.producer == Some("a".into())));
        assert_eq!(now.selections[0].filter.as_ref().unwrap().producers, ["a".into()]);
        // One undo step brings everything back.
        timeline.undo();
        assert_eq!(**timeline.catalog(), catalog);
    }

    #[test]
    fn the_record_that_says_more_is_proposed_to_stay() {
        let catalog = catalog();
        let pair = |a: &str, b: &str| (Key::Producer(a.into()), Key::Producer(b.into()));
        let (a, b) = pair("a", "b");
        // One product each; the second one has a WhatsApp number and an account more.
        assert_eq!(crate::model::richer_first(&catalog, &a, &b), pair("b", "a"));
        assert_eq!(crate::model::richer_first(&catalog, &b, &a), pair("b", "a"));
    }

    #[test]
    fn products_become_one_with_both_photos_and_notes() {
        let catalog = catalog();
        let (kept, other) = (Key::Product("x".into()), Key::Product("y".into()));
        let edit = merge_records(&catalog, &kept, &other, &BTreeSet::new()).unwrap();
        let (now, _) = catalog.apply(&edit);
        let one = now.products.get("x").unwrap();
        assert_eq!(now.products.len(), 1);
        assert_eq!((one.photos.len(), one.brand.as_str(), one.tags.len()), (2, "Mekar", 1));
        assert_eq!(one.notes, "Tanya harga.\nTanya izin.");
        assert_eq!(one.producer, Some("a".into()));
        assert_eq!(now.selections[1].products, ["x".into()]);
        assert_eq!(now.selections[2].products, ["x".into()]);
    }

    #[test]
    fn a_record_is_not_joined_with_itself_or_with_another_kind() {
        let catalog = catalog();
        let a = Key::Producer("a".into());
        for other in [a.clone(), Key::Product("x".into()), Key::Info, Key::Producer("gone".into())] {
            assert_eq!(merge_records(&catalog, &a, &other, &BTreeSet::new()), None, "{other:?}");
        }
    }
}
