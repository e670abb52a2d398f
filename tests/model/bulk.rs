//! Bulk edits: rounding of money, lists and permits, and that nothing but the ticked fields is ever written.

use proptest::prelude::*;

use etalase::model::ProductField as F;
use etalase::model::*;
use etalase::model::{CertificationKind, CertificationStatus, Status, Timeline};
use etalase::text::Lang;
use rust_decimal::Decimal;

fn rupiah(amount: i64) -> Price {
    Price { amount, currency: "IDR".into(), ..Price::default() }
}

fn percent(percent: &str, step: i64, rounding: Rounding) -> PriceChange {
    PriceChange { percent: Some(percent.parse().unwrap()), step, rounding, ..PriceChange::default() }
}

#[test]
fn prices_are_changed_by_percent_and_rounded() {
    for (amount, by, step, rounding, wanted) in [
        (15_000, "10", 500, Rounding::Nearest, 16_500),
        (15_200, "10", 500, Rounding::Nearest, 16_500),
        (15_250, "10", 500, Rounding::Nearest, 17_000),
        (15_200, "10", 500, Rounding::Up, 17_000),
        (15_200, "10", 500, Rounding::Down, 16_500),
        (85_000, "-7.5", 1_000, Rounding::Nearest, 79_000),
        (85_000, "0", 1_000, Rounding::Up, 85_000),
        (10, "33", 1, Rounding::Nearest, 13),
        (300, "0", 1_000, Rounding::Down, 1_000),
        (0, "10", 500, Rounding::Up, 0),
        (15_000, "-100", 500, Rounding::Nearest, 500),
    ] {
        let price = percent(by, step, rounding).apply(&rupiah(amount));
        assert_eq!(price.amount, wanted, "{amount} {by} % {step} {rounding:?}");
    }
}

#[test]
fn other_currencies_are_rounded_to_their_smallest_unit() {
    let dollars = Price { amount: 7_850, currency: "USD".into(), ..Price::default() };
    assert_eq!(percent("10", 1_000, Rounding::Nearest).apply(&dollars).amount, 8_635);
}

#[test]
fn a_range_stays_a_range_until_rounding_closes_it() {
    let range = Price { amount_max: Some(25_000), ..rupiah(15_000) };
    let next = percent("10", 500, Rounding::Nearest).apply(&range);
    assert_eq!((next.amount, next.amount_max), (16_500, Some(27_500)));
    let narrow = Price { amount_max: Some(15_100), ..rupiah(15_000) };
    let next = percent("10", 1_000, Rounding::Nearest).apply(&narrow);
    assert_eq!((next.amount, next.amount_max), (17_000, None));
}

#[test]
fn only_the_chosen_basis_changes_and_only_changed_prices_get_the_date() {
    let wholesale = Price { basis: Some(PriceBasis::Wholesale), as_of: "2023".into(), ..rupiah(10_000) };
    let mut change = percent("10", 500, Rounding::Nearest);
    change.basis = Some(PriceBasis::Wholesale);
    change.as_of = Some("2026-11-24".into());
    assert_eq!(change.apply(&rupiah(10_000)), rupiah(10_000));
    let next = change.apply(&wholesale);
    assert_eq!((next.amount, next.as_of.0.as_str()), (11_000, "2026-11-24"));
    change.percent = Some(Decimal::ZERO);
    assert_eq!(change.apply(&wholesale), wholesale);
}

#[test]
fn tags_are_added_once_removed_and_replaced() {
    let product = Product { tags: vec!["Desa Wisata".into(), "Ekspor".into()], ..Product::default() };
    let mut bulk = BulkEdit::default();
    bulk.ticked.insert(F::Tags);
    bulk.values.tags = vec!["desa wisata".into(), "Halal".into(), " ".into()];
    assert_eq!(bulk.apply(&product).tags, ["Desa Wisata", "Ekspor", "Halal"]);
    bulk.tags = ListChange::Remove;
    assert_eq!(bulk.apply(&product).tags, ["Ekspor"]);
    bulk.tags = ListChange::Replace;
    assert_eq!(bulk.apply(&product).tags, ["desa wisata", "Halal"]);
}

#[test]
fn a_permit_is_added_set_without_losing_its_number_and_removed() {
    let held = Certification {
        kind: CertificationKind::Halal,
        status: CertificationStatus::InProcess,
        number: "ID1".into(),
        ..Certification::default()
    };
    let product = Product { certifications: vec![held.clone()], ..Product::default() };
    let mut bulk = BulkEdit::default();
    bulk.ticked.insert(F::Certifications);
    bulk.values.certifications =
        vec![Certification { status: CertificationStatus::Held, number: String::new(), ..held.clone() }];
    let next = bulk.apply(&product);
    assert_eq!(
        (next.certifications[0].status, next.certifications[0].number.as_str()),
        (CertificationStatus::Held, "ID1")
    );
    assert_eq!(bulk.apply(&Product::default()).certifications.len(), 1);
    bulk.permit = PermitChange::Remove;
    assert!(bulk.apply(&product).certifications.is_empty());
}

#[test]
fn a_language_that_is_not_filled_in_stays() {
    let product = Product { storage: Text::new("lama", "old"), ..Product::default() };
    let mut bulk = BulkEdit::default();
    bulk.ticked.insert(F::Storage);
    bulk.values.storage = Text::new("tempat kering", "");
    assert_eq!(bulk.apply(&product).storage, Text::new("tempat kering", "old"));
    bulk.values.storage = Text::default();
    assert!(bulk.apply(&product).storage.is_empty());
}

fn any_product() -> impl Strategy<Value = Product> {
    let price =
        (0_i64..2_000_000, proptest::option::of(0_i64..3_000_000), 0_usize..8).prop_map(|(amount, max, basis)| Price {
            amount,
            amount_max: max.filter(|max| *max > amount),
            currency: if basis == 6 { "USD".into() } else { "IDR".into() },
            basis: PriceBasis::ALL.get(basis).copied(),
            ..Price::default()
        });
    (
        "[a-z]{1,6}",
        "[A-Za-z ]{0,10}",
        proptest::collection::vec("[a-z]{1,3}", 0..4),
        proptest::collection::vec(price, 0..3),
    )
        .prop_map(|(id, brand, tags, prices)| Product {
            id: id.as_str().into(),
            brand,
            tags,
            prices,
            ..Product::default()
        })
}

fn any_bulk() -> impl Strategy<Value = BulkEdit> {
    let ticked = proptest::collection::btree_set(proptest::sample::select(&BulkEdit::FIELDS[..]), 0..6);
    (any_product(), ticked, -100_i64..300, 0_usize..5, 0_usize..3, any::<bool>()).prop_map(
        |(values, ticked, percent, step, rounding, remove)| BulkEdit {
            values: Product { status: Status::Ready, port: "Semayang".into(), ..values },
            ticked,
            tags: if remove { ListChange::Remove } else { ListChange::Add },
            price: PriceChange {
                percent: Some(percent.into()),
                step: PriceChange::STEPS[step],
                rounding: Rounding::ALL[rounding],
                ..PriceChange::default()
            },
            ..BulkEdit::default()
        },
    )
}

proptest! {
    #[test]
    fn unticked_fields_stay_and_undo_restores_exactly(
        products in proptest::collection::vec(any_product(), 1..6),
        bulk in any_bulk(),
    ) {
        let mut catalog = Catalog::default();
        for product in &products {
            catalog.products.insert(product.id.clone(), product.clone().into());
        }
        let mut timeline = Timeline::new(catalog.clone());
        let ids: Vec<ProductId> = catalog.products.keys().cloned().collect();
        let set = timeline.perform(bulk.edit(&catalog, &ids), 0);
        for change in &set.changes {
            let fields = etalase::model::differing_fields(change.before.as_ref(), change.after.as_ref());
            for field in fields {
                let etalase::model::RecordField::Product(field) = field else { panic!("{field:?}") };
                prop_assert!(bulk.ticked.contains(&field.in_language(Lang::Id)), "{field:?} was not ticked");
            }
        }
        timeline.undo();
        prop_assert_eq!(&**timeline.catalog(), &catalog);
    }

    #[test]
    fn rounded_prices_are_multiples_within_a_step_of_the_exact_one(
        amount in 1_i64..1_000_000_000, by in -99_i64..500, step in 0_usize..5, rounding in 0_usize..3,
    ) {
        let change = PriceChange {
            percent: Some(by.into()),
            step: PriceChange::STEPS[step],
            rounding: Rounding::ALL[rounding],
            ..PriceChange::default()
        };
        let next = change.apply(&rupiah(amount)).amount;
        let exact = amount as f64 * (100 + by) as f64 / 100.0;
        prop_assert_eq!(next % change.step, 0);
        prop_assert!(next > 0);
        let away = next as f64 - exact;
        match change.rounding {
            Rounding::Up => prop_assert!(away >= -0.01 && away < change.step as f64),
            Rounding::Down if next > change.step => prop_assert!(away <= 0.01 && away > -(change.step as f64)),
            Rounding::Nearest if next > change.step => prop_assert!(away.abs() <= change.step as f64 / 2.0 + 0.01),
            _ => prop_assert!(next == change.step),
        }
    }
}
