//! Tests of format 1.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Amount, Certification, CertificationKind, CertificationStatus, Crop, Filter, Focus, PartialDate, Period, Price,
    PriceBasis, ProducerId, Product, ProductId, Status,
};

/// Anything a person may type, as it is stored (composed).
fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "\\PC{0,12}", "[a-z\"'\\\\\n\t{}/*,()é́]{0,20}",]
        .prop_map(|text| text.nfc().collect())
}

fn text() -> impl Strategy<Value = Text> {
    (words(), words()).prop_map(|(id, en)| Text { id, en })
}

fn amount() -> impl Strategy<Value = Amount> {
    (any::<i64>(), 0u32..6, any::<Option<u16>>(), words()).prop_map(|(n, scale, max, unit)| Amount {
        min: (scale != 1).then(|| rust_decimal::Decimal::new(n, scale).normalize()),
        max: max.map(|max| rust_decimal::Decimal::new(max.into(), 2).normalize()),
        unit,
        per: max.map(|_| Period::Month),
        as_of: max.map_or_else(Default::default, |max| PartialDate::new((1900 + max % 200).to_string())),
    })
}

fn product() -> impl Strategy<Value = Product> {
    let photo = (words(), text(), any::<bool>()).prop_map(|(file, alt, illustration)| Photo {
        file,
        alt,
        illustration,
        crop: illustration.then_some(Crop {
            left: 0,
            top: 1,
            right: 999,
            bottom: 1000,
            focus: Some(Focus { x: 250, y: 750 }),
        }),
        ..Photo::default()
    });
    let price = (any::<i64>(), any::<Option<i64>>(), words()).prop_map(|(amount, amount_max, unit)| Price {
        amount,
        amount_max,
        unit,
        currency: "IDR".into(),
        ..Price::default()
    });
    let certification = words().prop_map(|other| Certification {
        kind: CertificationKind::Other(other.clone()),
        status: CertificationStatus::Held,
        number: other,
        ..Certification::default()
    });
    (
        (text(), text(), words(), words()),
        proptest::option::of(amount()),
        proptest::option::of(words()),
        proptest::collection::vec(photo, 0..3),
        proptest::collection::vec(price, 0..3),
        proptest::collection::vec(certification, 0..3),
        proptest::collection::vec(words(), 0..3),
        any::<Option<u32>>(),
    )
        .prop_map(
            |(
                (name, usage, origin, notes),
                capacity,
                producer,
                photos,
                prices,
                certifications,
                tags,
                lead_time_days,
            )| Product {
                name,
                usage,
                origin: origin.as_str().into(),
                notes,
                shelf_life: capacity.clone(),
                capacity,
                producer: producer.map(ProducerId::new),
                photos,
                prices,
                certifications,
                tags,
                lead_time_days,
                status: Status::Ready,
                ..Product::default()
            },
        )
}

pub(in crate::store) fn catalog() -> impl Strategy<Value = Catalog> {
    (
        (text(), words(), any::<bool>()),
        proptest::collection::btree_map("[a-z]{1,6}(-[0-9a-f]{4})?", product(), 0..6),
        proptest::collection::btree_map("[a-z]{1,6}", text(), 0..4),
    )
        .prop_map(|((title, id, event), products, named)| {
            let categories = named.iter().map(|(id, name)| Category { id: id.as_str().into(), name: name.clone() });
            let selections = named.iter().map(|(id, name)| Selection {
                id: id.as_str().into(),
                name: name.clone(),
                products: vec![ProductId::new(id)],
                filter: Some(Filter { search: name.id.clone(), price: Some((1, 2)), ..Filter::default() }),
            });
            let producers = named.iter().map(|(id, name)| {
                let id = ProducerId::new(id);
                let producer =
                    Producer { id: id.clone(), name: name.en.clone(), story: name.clone(), ..Producer::default() };
                (id, Arc::new(producer))
            });
            let products = products.into_iter().map(|(id, product)| {
                let id = ProductId::new(id);
                let product = Product { id: id.clone(), ..product };
                (id, Arc::new(product))
            });
            Catalog {
                info: Arc::new(CatalogInfo {
                    id,
                    title: title.clone(),
                    event: event.then_some(Event { name: title, ..Event::default() }),
                    brochures: vec![BrochureSettings::default()],
                    ..CatalogInfo::default()
                }),
                categories: Arc::new(categories.collect()),
                selections: Arc::new(selections.collect()),
                producers: OrdMap::from_iter(producers),
                products: OrdMap::from_iter(products),
            }
        })
}

proptest! {
    #[test]
    fn what_is_written_is_read_and_written_the_same(catalog in catalog()) {
        let text = write_catalog(&catalog).unwrap();
        let (read, problems) = parse(text.as_bytes())
            .map_err(|error| TestCaseError::fail(format!("{error:?}\n{text}")))?;
        prop_assert_eq!(&read, &catalog, "{}", text);
        prop_assert_eq!(problems, vec![]);
        prop_assert_eq!(write_catalog(&read).unwrap(), text);
    }

    #[test]
    fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = parse(&bytes);
        let mut text = b"(format: 1, products: [(id: \"a\", ".to_vec();
        text.extend(bytes);
        let _ = parse(&text);
    }
}

#[test]
fn one_field_a_line_in_a_fixed_order_and_nothing_that_is_empty() {
    let mut catalog = Catalog::default();
    let product = Product {
        id: "keripik".into(),
        name: Text::new("Keripik \u{201c}Esa\u{201d} 'Masin'", ""),
        capacity: Some(Amount {
            min: Some("2".parse().unwrap()),
            max: Some("2.5".parse().unwrap()),
            unit: "t".into(),
            per: Some(Period::Month),
            ..Amount::default()
        }),
        ..Product::default()
    };
    catalog.products.insert(product.id.clone(), Arc::new(product));
    assert_eq!(
        write_catalog(&catalog).unwrap(),
        "(
  format: 1,
  id: \"\",
  title: (),
  categories: [],
  producers: [],
  products: [
    (
      id: \"keripik\",
      name: (
        id: \"Keripik \u{201c}Esa\u{201d} 'Masin'\",
      ),
      capacity: (
        min: 2,
        max: 2.5,
        unit: \"t\",
        per: Month,
      ),
    ),
  ],
  selections: [],
)
"
    );
}

#[test]
fn a_file_that_differs_in_one_field_is_noticed() {
    let mut catalog = Catalog::default();
    for id in ["arang", "madu"] {
        let product = Product { id: id.into(), name: Text::new("Madu", "Honey"), ..Product::default() };
        catalog.products.insert(product.id.clone(), Arc::new(product));
    }
    let bytes = write_catalog(&catalog).unwrap().into_bytes();
    assert!(reads_back_as(&bytes, &catalog));
    let mut other = catalog.clone();
    Arc::make_mut(&mut other.products["madu"]).name.en = "Money".into();
    // As many records, every one well-formed.
    assert!(!reads_back_as(&bytes, &other));
    assert!(!reads_back_as(&bytes[..bytes.len() - 4], &catalog));
    // Typed decomposed, stored composed.
    Arc::make_mut(&mut other.products["madu"]).name.en = "Cafe\u{301}".into();
    let bytes = write_catalog(&other).unwrap().into_bytes();
    assert!(reads_back_as(&bytes, &other));
    Arc::make_mut(&mut other.products["madu"]).name.id = "Madu hutan".into();
    assert!(!reads_back_as(&bytes, &other));
}

#[test]
fn ten_thousand_equal_ids_cost_no_more_than_different_ones() {
    let equal = format!("(format: 1, products: [{}])", "(id: \"madu\"),".repeat(50_000));
    let started = std::time::Instant::now();
    let (catalog, problems) = parse(equal.as_bytes()).unwrap();
    assert_eq!((catalog.products.len(), problems.len()), (50_000, 49_999));
    assert!(catalog.products.contains_key("madu-50000"));
    assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
}

/// Files of earlier versions name a basis for every price and a minimum for every amount; they stay as they are.
#[test]
fn what_may_be_left_out_now_stays_where_it_stands() {
    let one = |facts: &str| format!("(format: 1, products: [(id: \"a\", {facts})])");
    let read = |facts: &str| {
        let (catalog, problems) = parse(one(facts).as_bytes()).unwrap();
        assert_eq!(problems, []);
        let product = catalog.products["a"].clone();
        (product, write_catalog(&catalog).unwrap())
    };
    let (old, text) = read("prices: [(amount: 5, currency: \"IDR\", basis: Retail)], capacity: (min: 0, unit: \"kg\")");
    assert_eq!(old.prices[0].basis, Some(PriceBasis::Retail));
    assert!(text.contains("basis: Retail,") && text.contains("min: 0,"), "{text}");
    let (new, text) = read("prices: [(amount: 5, currency: \"IDR\")], capacity: (max: 200, as_of: \"2024\")");
    assert_eq!((new.prices[0].basis, new.capacity.clone().and_then(|amount| amount.min)), (None, None));
    assert!(!text.contains("basis") && text.contains("max: 200,") && text.contains("as_of: \"2024\","), "{text}");
}
