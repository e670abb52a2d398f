//! Differences of records: nothing is missed, nothing is said twice, and values stand as people see them.

use etalase::model::*;
use etalase::model::{Certification, CertificationKind, CertificationStatus, Price, Status, Text};
use etalase::text::Lang;

fn change(before: Option<Product>, after: Option<Product>) -> Change {
    let id = before.as_ref().or(after.as_ref()).map(|product| product.id.clone()).unwrap();
    Change { key: Key::Product(id), before: before.map(Record::from), after: after.map(Record::from) }
}

fn madu() -> Product {
    Product {
        id: "madu".into(),
        name: Text::new("Madu", "Honey"),
        prices: vec![Price { amount: 85_000, currency: "IDR".into(), unit: "botol".into(), ..Price::default() }],
        ..Product::default()
    }
}

#[test]
fn each_changed_field_stands_with_its_value_before_and_after() {
    let mut after = madu();
    after.name.en = "Stingless bee honey".into();
    after.prices[0].amount = 90_000;
    after.status = Status::Ready;
    after.certifications.push(Certification {
        kind: CertificationKind::Halal,
        status: CertificationStatus::Held,
        ..Certification::default()
    });
    let catalog = Catalog::default();
    let found = differences(&change(Some(madu()), Some(after)), &catalog, &catalog, Lang::Id);
    let lines: Vec<String> = found.iter().map(|one| format!("{}: {} → {}", one.label, one.before, one.after)).collect();
    assert_eq!(
        lines,
        [
            "Nama (Inggris): Honey → Stingless bee honey",
            "Harga: Rp85.000 / botol → Rp90.000 / botol",
            "Izin dan sertifikat:  → Halal – dimiliki",
            "Status: Draf → Siap",
        ]
    );
}

#[test]
fn a_new_record_differs_in_what_it_fills_and_in_its_status() {
    let catalog = Catalog::default();
    let labels = |change: &Change| -> Vec<String> {
        differences(change, &catalog, &catalog, Lang::En).into_iter().map(|one| one.label).collect()
    };
    assert_eq!(labels(&change(None, Some(madu()))), ["Product name (Indonesian)", "Name (English)", "Price", "Status"]);
    assert_eq!(labels(&change(Some(madu()), None)), ["Product name (Indonesian)", "Name (English)", "Price", "Status"]);
    assert!(labels(&change(Some(madu()), Some(madu()))).is_empty());
}

#[test]
fn names_stand_for_ids_on_either_side() {
    let catalog = |name: &str| {
        let mut catalog = Catalog::default();
        let producer = Producer { id: "p".into(), name: name.into(), ..Producer::default() };
        catalog.producers.insert("p".into(), producer.into());
        catalog
    };
    let mut after = madu();
    after.producer = Some("p".into());
    let found = differences(&change(Some(madu()), Some(after)), &Catalog::default(), &catalog("KWT Melati"), Lang::Id);
    assert_eq!((found[0].before.as_str(), found[0].after.as_str()), ("", "KWT Melati"));
}

#[test]
fn a_long_text_is_cut_to_its_difference() {
    let long = "Madu dipanen dari sarang lebah tanpa sengat di kebun kelapa milik warga dusun di tepi sungai besar.";
    let (before, after) = excerpts(long, &long.replace("kelapa", "karet"));
    assert_eq!(before, "… lebah tanpa sengat di kebun kelapa milik warga dusun di tepi sun…");
    assert_eq!(after, "… lebah tanpa sengat di kebun karet milik warga dusun di tepi sun…");
    assert_eq!(excerpts("", long).1, long);
    assert_eq!(excerpts("aa", "aaa"), ("aa".to_owned(), "aaa".to_owned()));
}

#[test]
fn two_catalogues_are_compared_record_by_record() {
    let from = Catalog::default();
    let (to, _) = from.apply(&etalase::model::Edit::put(Text::default(), madu()));
    let set = ChangeSet::between(&from, &to);
    assert_eq!(set.changes, [change(None, Some(madu()))]);
    assert!(ChangeSet::between(&to, &to).is_empty());
}

proptest::proptest! {
    #[test]
    fn excerpts_never_hide_the_difference(before in "[ab ]{0,120}", after in "[ab ]{0,120}") {
        let (b, a) = excerpts(&before, &after);
        proptest::prop_assert_eq!(before == after, b == a);
    }
}
