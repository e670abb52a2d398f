//! Cells are read as a spreadsheet's are, asked about where only a person knows, and refused by name.

use super::*;
use crate::exchange::PricePart;
use crate::model::ProductField as F;
use crate::model::{CertificationStatus, Price, Product, Status};

const PRICE: Column = Column::Price(0, PricePart::Amount);

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for (id, name) in [("madu", "Madu Kelulut"), ("kopi", "Kopi Liberika")] {
        let price = Price { amount: 85_000, currency: "IDR".into(), unit: "botol".into(), ..Price::default() };
        let product = Product { id: id.into(), name: Text::new(name, ""), prices: vec![price], ..Product::default() };
        catalog.products.insert(id.into(), product.into());
    }
    catalog
}

fn read(column: Column, typed: &str) -> CellReading {
    read_cell(
        &catalog(),
        &("madu".into(), column, typed.into()),
        Lang::Id,
        "7f3a",
        Date::constant(2026, 5, 8),
        &BTreeMap::new(),
    )
}

fn written(column: Column, typed: &str) -> Product {
    match read(column, typed) {
        CellReading::Taken(edit, _) => (*catalog().apply(&edit).0.products["madu"]).clone(),
        other => panic!("{typed}: {other:?}"),
    }
}

#[test]
fn what_is_typed_becomes_the_value_it_means() {
    assert_eq!(written(PRICE, "90rb").prices[0].amount, 90_000);
    assert_eq!(written(PRICE, "90.000").prices[0].amount, 90_000);
    assert_eq!(written(PRICE, "90.000").prices[0].unit, "botol");
    assert_eq!(written(Column::Product(F::Status), "siap").status, Status::Ready);
    assert_eq!(
        written(Column::Product(F::Capacity), "2–3 ton per bulan").capacity.unwrap().words(Lang::Id),
        "2–3\u{a0}ton per bulan"
    );
    assert_eq!(written(Column::Product(F::Tags), "Ekspor, Desa Wisata").tags, ["Ekspor", "Desa Wisata"]);
    assert_eq!(written(Column::Product(F::Name), "Madu Hutan").name.id, "Madu Hutan");
    let halal = Column::of_heading("halal").unwrap();
    assert_eq!(written(halal, "proses").certifications[0].status, CertificationStatus::InProcess);
    assert_eq!(written(Column::Product(F::Origin), "Desa Lung Anai, Loa Kulu").origin.as_str(), "64.02.02.2010");
}

#[test]
fn an_emptied_cell_empties_the_field_and_the_same_text_changes_nothing() {
    assert!(written(PRICE, "  ").prices.is_empty());
    assert!(matches!(read(PRICE, "85000"), CellReading::Unchanged));
    assert!(matches!(read(Column::Product(F::Brand), ""), CellReading::Unchanged));
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    for (column, typed) in [
        (PRICE, "mahal"),
        (Column::Product(F::Status), "jadi"),
        (Column::Product(F::LeadTime), "lama"),
        (PRICE, "8,12E+11"),
    ] {
        match read(column, typed) {
            CellReading::Refused(why) => assert!(why.len() > 10, "{why}"),
            other => panic!("{typed}: {other:?}"),
        }
    }
}

#[test]
fn lost_thousands_are_asked_about_and_the_answer_is_taken() {
    let put = ("madu".into(), PRICE, "15".to_owned());
    let CellReading::Asked(question, _) = read(PRICE, "15") else { panic!("not asked") };
    let answers = BTreeMap::from([(question.key.clone(), question.candidates[0].clone())]);
    match read_cell(&catalog(), &put, Lang::Id, "7f3a", Date::constant(2026, 5, 8), &answers) {
        CellReading::Taken(edit, _) => assert_eq!(catalog().apply(&edit).0.products["madu"].prices[0].amount, 15_000),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_new_producer_is_made_along_and_named() {
    match read(Column::Product(F::Producer), "KWT Melati") {
        CellReading::Taken(edit, made) => {
            assert_eq!(made.as_deref(), Some("KWT Melati"));
            let next = catalog().apply(&edit).0;
            assert_eq!(next.producer_of(&next.products["madu"]).unwrap().name, "KWT Melati");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_pasted_range_is_proposed_and_refused_cells_are_named() {
    let puts = [
        ("madu".into(), PRICE, "95.000".to_owned()),
        ("madu".into(), Column::Product(F::Status), "Siap".to_owned()),
        ("kopi".into(), PRICE, "murah".to_owned()),
        ("kopi".into(), Column::Product(F::Status), String::new()),
        ("kopi".into(), Column::Product(F::Brand), "(hapus)".to_owned()),
    ];
    let proposal = propose(&catalog(), &puts, Lang::Id, "7f3a", Date::constant(2026, 5, 8), Vec::new());
    let (next, set) = catalog().apply(&proposal.edit);
    assert_eq!(set.changes.len(), 1);
    assert_eq!((next.products["madu"].prices[0].amount, next.products["madu"].status), (95_000, Status::Ready));
    assert_eq!(proposal.edit.name.id, "Tempel 2 sel");
    assert_eq!(proposal.notes.len(), 1);
    assert!(proposal.notes[0].id.starts_with("Kopi Liberika, Harga “murah”: "), "{}", proposal.notes[0].id);
}
