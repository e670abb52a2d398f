//! Tests of `check`.

use etalase::model::*;
use etalase::text::{Lang, Severity};
use jiff::civil::Date;

use etalase::model::{Certification, Price};
use etalase::text::Explain as _;
use std::sync::Arc;

fn found(product: Product) -> Vec<Problem> {
    let catalog =
        Catalog { products: [(product.id.clone(), Arc::new(product))].into_iter().collect(), ..Catalog::default() };
    let fault = |file: &str| (file == "hilang.jpg").then_some(PhotoFault::Missing);
    check(&catalog, &fault, Date::constant(2026, 5, 8))
}

fn good() -> Product {
    Product {
        id: "a".into(),
        name: Text::new("Madu", "Honey"),
        origin: RegionCode::new("64.02.02.2010"),
        summary: Text::new("Madu.", "Honey."),
        ..Product::default()
    }
}

fn has(problems: &[Problem], is: impl Fn(&ProblemKind) -> bool) -> bool {
    problems.iter().any(|problem| is(&problem.kind))
}

#[test]
fn each_fault_is_found_and_worded_in_both_languages() {
    let bad = Product {
        category: "tidak-ada".into(),
        producer: Some("tidak-ada".into()),
        origin: RegionCode::new("64.02.99.9999"),
        notes: "NIK 6402 0412 0590 0001".into(),
        photos: vec![
            Photo { file: "hilang.jpg".into(), ..Photo::default() },
            Photo { file: "ada.jpg".into(), ..Photo::default() },
        ],
        prices: vec![Price { amount: 5, amount_max: Some(3), as_of: PartialDate::new("2023-13"), ..Price::default() }],
        certifications: vec![Certification {
            status: CertificationStatus::Held,
            expires: PartialDate::new("2024"),
            ..Certification::default()
        }],
        ..good()
    };
    let problems = found(bad);
    assert!(has(&problems, |kind| matches!(kind, ProblemKind::UnknownCategory { .. })));
    assert!(has(&problems, |kind| matches!(kind, ProblemKind::UnknownProducer { .. })));
    assert!(has(
        &problems,
        |kind| matches!(kind, ProblemKind::UnknownRegion { near, .. } if near.contains("Kutai Kartanegara"))
    ));
    assert!(has(&problems, |kind| *kind == ProblemKind::IdentityNumber));
    assert!(has(&problems, |kind| matches!(kind, ProblemKind::Photo { fault: PhotoFault::Missing, .. })));
    assert!(has(&problems, |kind| matches!(kind, ProblemKind::NoAltText { .. })));
    assert!(has(&problems, |kind| matches!(kind, ProblemKind::PriceRange { .. })));
    assert!(has(&problems, |kind| matches!(kind, ProblemKind::NoDate { .. })));
    assert!(!has(&problems, |kind| matches!(kind, ProblemKind::OldPrice { .. })), "what is no date is not old as well");
    assert!(has(&problems, |kind| matches!(kind, ProblemKind::Expired { .. })));
    for problem in &problems {
        let (id, en) = (problem.explain(Lang::Id), problem.explain(Lang::En));
        assert!(!id.what.is_empty() && !id.todo.is_empty() && id.what != en.what, "{problem:?}");
    }
    assert!(problems.is_sorted_by_key(|problem| problem.severity));
}

#[test]
fn a_product_with_little_and_nothing_wrong_is_fine() {
    let problems = found(good());
    assert!(problems.iter().all(|problem| problem.severity == Severity::Hint), "{problems:?}");
}

#[test]
fn a_village_that_lies_elsewhere_is_noticed() {
    let product = Product { origin: RegionCode::new("35.21"), place: "Desa Ngubalan".into(), ..good() };
    assert!(has(
        &found(product),
        |kind| matches!(kind, ProblemKind::PlaceElsewhere { likely, .. } if likely[0].as_str().starts_with("35.04"))
    ));
}

#[test]
fn a_producers_address_is_checked_too_and_duplicates_are_hints() {
    let producer = |id: &str, name: &str| Producer {
        id: id.into(),
        name: name.into(),
        place: "Jl. Raya 5, Desa Ngubalan".into(),
        origin: RegionCode::new("35.21"),
        ..Producer::default()
    };
    let list = [producer("a", "KWT Mekar"), producer("b", "UMKM Mekar")];
    let catalog = Catalog {
        producers: list.into_iter().map(|one| (one.id.clone(), Arc::new(one))).collect(),
        ..Catalog::default()
    };
    let problems = check(&catalog, &|_| None, Date::constant(2026, 5, 8));
    assert_eq!(problems.iter().filter(|one| matches!(one.kind, ProblemKind::PlaceElsewhere { .. })).count(), 2);
    let duplicate = problems.iter().find(|one| matches!(one.kind, ProblemKind::MaybeSame { .. })).unwrap();
    assert_eq!((duplicate.severity, &duplicate.key), (Severity::Hint, &Key::Producer("b".into())));
    let words = duplicate.explain(Lang::Id);
    assert!(words.what.contains("KWT Mekar") && !words.todo.is_empty(), "{words:?}");
}

#[test]
fn sixteen_digits_are_an_identity_number_and_a_telephone_is_not() {
    assert!(holds_identity_number("3201012345670001") && holds_identity_number("nik: 3201 0123 4567 0001."));
    assert!(!holds_identity_number("081234567890") && !holds_identity_number("12345678901234567"));
    assert!(!holds_identity_number("2025-05-08 2026-05-08") && !holds_identity_number("20250508-20251231"));
}

#[test]
fn protected_species_and_health_claims_are_warnings() {
    let product = Product {
        variants: vec![Text::new("Ikan belida", "Knifefish")],
        description: Text::new("Madu yang menyembuhkan.", ""),
        ..good()
    };
    let problems = found(product);
    let warned = |field: ProductField, is: &dyn Fn(&ProblemKind) -> bool| {
        problems.iter().any(|one| {
            one.severity == Severity::Warning
                && one.place.is_some_and(|place| place.field == field.into())
                && is(&one.kind)
        })
    };
    assert!(warned(ProductField::Variants, &|kind| matches!(
        kind,
        ProblemKind::ProtectedSpecies { word: "belida", .. }
    )));
    assert!(warned(ProductField::Description, &|kind| matches!(kind, ProblemKind::HealthClaim { .. })));
    let words = problems.iter().map(|one| one.explain(Lang::Id).what).collect::<Vec<_>>().join("\n");
    assert!(words.contains("Kepmen KP 1/2021"), "{words}");
}

#[test]
fn a_maximum_alone_is_no_range_and_a_figure_of_next_year_is_noticed() {
    let amount = |min: Option<i64>, as_of: &str| etalase::model::Amount {
        min: min.map(Into::into),
        max: Some(200.into()),
        as_of: as_of.into(),
        ..Default::default()
    };
    let of = |amount| found(Product { capacity: Some(amount), ..good() });
    assert!(!has(&of(amount(None, "2024")), |kind| matches!(kind, ProblemKind::AmountRange)));
    assert!(has(&of(amount(Some(300), "")), |kind| matches!(kind, ProblemKind::AmountRange)));
    assert!(has(&of(amount(None, "2027")), |kind| matches!(kind, ProblemKind::DateInFuture { .. })));
}
