//! The table against the records themselves: nothing that a file holds is missing in it, nothing in it is missing there.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use etalase::model::record::{CertificationKind, CertificationStatus, Crop, Period, PriceBasis, Producer, Product};
use etalase::model::*;
use etalase::text::Lang;

fn text(words: &str) -> Text {
    Text::new(words, format!("{words} en"))
}

fn amount() -> Option<Amount> {
    Some(Amount {
        min: Some(2.into()),
        max: Some(3.into()),
        unit: "kg".into(),
        per: Some(Period::Month),
        as_of: "2024".into(),
    })
}

/// Every field says something. No `..default()`: a new field does not compile until it is filled here.
fn full_product() -> Product {
    Product {
        id: "madu".into(),
        name: text("Madu"),
        brand: "Mekar".into(),
        category: "madu".into(),
        producer: Some("kwt".into()),
        origin: "64.02".into(),
        place: "RT 3".into(),
        summary: text("Ringkas"),
        description: text("Panjang"),
        materials: text("Nektar"),
        process: text("Panen"),
        usage: text("Minum"),
        variants: vec![text("Manis")],
        net_content: amount(),
        dimensions: "10 cm".into(),
        shelf_life: amount(),
        storage: text("Kering"),
        prices: vec![Price {
            amount: 1,
            amount_max: Some(2),
            currency: "IDR".into(),
            unit: "botol".into(),
            basis: Some(PriceBasis::Fob),
            as_of: "2024".into(),
            note: text("catatan"),
        }],
        capacity: amount(),
        min_order: amount(),
        lead_time_days: Some(7),
        packaging: text("Botol"),
        certifications: vec![Certification {
            kind: CertificationKind::Halal,
            status: CertificationStatus::Held,
            number: "1".into(),
            issuer: "BPJPH".into(),
            issued: "2024".into(),
            expires: "2028".into(),
        }],
        awards: vec![Award { title: text("Juara"), issuer: "Dinas".into(), date: "2024".into() }],
        markets: vec![text("Surabaya")],
        hs_code: "0409.00".into(),
        incoterm: "FOB".into(),
        port: "Semayang".into(),
        photos: vec![Photo {
            file: "a.jpg".into(),
            alt: text("Botol madu"),
            credit: "Ani".into(),
            crop: Some(Crop { left: 0, top: 0, right: 500, bottom: 500, focus: None }),
            illustration: true,
        }],
        tags: vec!["ekspor".into()],
        sources: vec![Source { title: "Berita".into(), url: "https://x.id".into(), date: "2024".into() }],
        notes: "Tanya".into(),
        status: Status::Ready,
    }
}

fn full_producer() -> Producer {
    Producer {
        id: "kwt".into(),
        name: "KWT Mekar".into(),
        kind: ProducerKind::Kwt,
        origin: "64.02".into(),
        place: "RT 3".into(),
        contact_person: "Ani".into(),
        whatsapp: "0812".into(),
        phone: "0541".into(),
        email: "a@x.id".into(),
        web: "x.id".into(),
        social: vec!["instagram.com/x".into()],
        story: text("Cerita"),
    }
}

fn object(record: &impl Serialize) -> serde_json::Map<String, Value> {
    match serde_json::to_value(record).unwrap() {
        Value::Object(object) => object,
        other => panic!("{other}"),
    }
}

/// The keys that a file has are those of the table, and the identity.
fn same_keys(record: &impl Serialize, table: impl Iterator<Item = (&'static str, FieldKind)>) {
    let object = object(record);
    let mut rows: BTreeSet<&str> = BTreeSet::from(["id"]);
    for (key, kind) in table {
        rows.insert(key);
        let value = &object[key];
        let item = value.as_array().and_then(|list| list.first()).unwrap_or(value);
        let expected: &[&str] = if kind.lang().is_some() { &["id", "en"] } else { kind.parts() };
        let parts: BTreeSet<&str> =
            item.as_object().into_iter().flat_map(|parts| parts.keys()).map(String::as_str).collect();
        assert_eq!(parts, expected.iter().copied().collect(), "the parts of {key}");
    }
    assert_eq!(object.keys().map(String::as_str).collect::<BTreeSet<&str>>(), rows);
}

#[test]
fn every_key_of_a_file_is_in_the_table_and_the_reverse() {
    same_keys(&full_product(), ProductField::ALL.iter().map(|field| (field.key(), field.kind())));
    same_keys(&full_producer(), ProducerField::ALL.iter().map(|field| (field.key(), field.kind())));
}

#[test]
fn every_field_leads_to_the_value_that_its_key_names() {
    let (full, blank) = (full_product(), Product::default());
    for field in ProductField::ALL {
        assert!(!field.get(&full).is_empty() && field.get(&blank).is_empty(), "{field:?}");
        let mut one = blank.clone();
        field.get_mut(&mut one).set(field.get(&full));
        assert_eq!(field.get(&one), field.get(&full));
        // Beside what every product has.
        let keys: Vec<String> = object(&one).into_iter().filter(|(key, _)| key != "id").map(|(key, _)| key).collect();
        let named: Vec<&str> = keys.iter().map(String::as_str).filter(|key| *key != "name").collect();
        assert_eq!(named, [field.key()].into_iter().filter(|key| *key != "name").collect::<Vec<_>>(), "{field:?}");
    }
    let (full, blank) = (full_producer(), Producer::default());
    for field in ProducerField::ALL {
        let mut one = blank.clone();
        field.get_mut(&mut one).set(field.get(&full));
        assert!(one != blank && object(&one).contains_key(field.key()), "{field:?}");
    }
}

#[test]
fn a_text_is_two_fields_one_behind_the_other() {
    for pair in ProductField::ALL.windows(2) {
        if pair[0].kind() == FieldKind::Indonesian {
            assert_eq!((pair[1].kind(), pair[1].key()), (FieldKind::English, pair[0].key()));
            assert_eq!(pair[0].in_language(Lang::En), pair[1]);
            assert_eq!(pair[1].in_language(Lang::Id), pair[0]);
        }
    }
    assert_eq!(ProductField::Tags.in_language(Lang::En), ProductField::Tags);
}
