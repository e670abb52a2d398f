//! A second list of the same products: nothing stored is mixed with what the list says of another price, unit or period.

use etalase::exchange::{CellVerdict, Note, Review};
use etalase::model::{Catalog, Product};

use crate::variations::Typed::{Number, Text};
use crate::variations::{Variation, csv, ods, price, reviewed, xlsx};

/// Headings and cells of a list beside the name, in both lists; what is stored after the second.
type Again = (&'static [(&'static str, f64)], &'static [(&'static str, f64)], &'static str);

fn uji(review: &Review) -> &Product {
    review.next.products.values().find(|one| one.name.id == "Uji").unwrap()
}

/// `Wholesale 12000 IDR kg`, price by price; `500 gram`, amount by amount.
fn all(product: &Product) -> String {
    let prices = product.prices.iter().map(|one| {
        let basis = one.basis.map(|basis| format!("{basis:?} ")).unwrap_or_default();
        format!("{basis}{} {} {}", one.amount, one.currency, one.unit).trim_end().to_owned()
    });
    let amounts = [&product.net_content, &product.shelf_life, &product.min_order, &product.capacity];
    let amounts = amounts.into_iter().flatten().map(|one| {
        let per = one.per.map(|per| format!(" {per:?}")).unwrap_or_default();
        format!("{} {}{per}", one.min.unwrap_or_default(), one.unit).trim_end().to_owned()
    });
    prices.chain(amounts).collect::<Vec<_>>().join("; ")
}

const PRICES: &[Again] = &[
    (
        &[("Harga Eceran", 15000.0), ("Harga Grosir", 12000.0)],
        &[("Harga Grosir", 11000.0)],
        "Retail 15000 IDR; Wholesale 11000 IDR",
    ),
    (
        &[("Harga Eceran", 15000.0), ("Harga Grosir", 12000.0)],
        &[("Harga Grosir", 11000.0), ("Harga Eceran", 16000.0)],
        "Retail 16000 IDR; Wholesale 11000 IDR",
    ),
    (&[("Harga Promo", 10000.0)], &[("Harga", 15000.0)], "Promo 10000 IDR; 15000 IDR"),
    (&[("Harga", 15000.0)], &[("Harga Promo", 10000.0)], "15000 IDR; Promo 10000 IDR"),
    (&[("Harga Eceran", 15000.0)], &[("Harga Grosir", 15000.0)], "Retail 15000 IDR; Wholesale 15000 IDR"),
    (&[("Harga Eceran", 15000.0)], &[("Harga", 16000.0)], "Retail 16000 IDR"),
    (&[("Harga", 15000.0)], &[("Harga Eceran", 16000.0)], "16000 IDR"),
    (
        &[("Harga Grosir", 12000.0)],
        &[("Harga Eceran", 15000.0), ("Harga Grosir", 12500.0)],
        "Wholesale 12500 IDR; Retail 15000 IDR",
    ),
    (&[("Harga (USD)", 15.0)], &[("Harga", 250_000.0)], "1500 USD; 250000 IDR"),
    (&[("Harga FOB (USD)", 15.0)], &[("Harga Eceran", 250_000.0)], "Fob 1500 USD; Retail 250000 IDR"),
    (&[("Harga", 250_000.0)], &[("Harga (USD)", 15.0)], "250000 IDR; 1500 USD"),
    (&[("Harga (USD)", 15.0)], &[("Harga (ribu)", 250.0)], "1500 USD; 250000 IDR"),
    (&[("Harga per kg", 150_000.0)], &[("Harga per ons", 16000.0)], "16000 IDR ons"),
    (&[("Harga per kg", 16000.0)], &[("Harga per ons", 16000.0)], "16000 IDR ons"),
];

const AMOUNTS: &[Again] = &[
    (&[("Berat (kg)", 1.0)], &[("Berat (gram)", 500.0)], "500 gram"),
    (&[("Berat (kg)", 1.0)], &[("Berat", 2.0)], "2 kg"),
    (&[("Masa Simpan (bulan)", 6.0)], &[("Masa Simpan (hari)", 90.0)], "90 hari"),
    (&[("Min Order (pcs)", 12.0)], &[("Min Order (lusin)", 1.0)], "1 lusin"),
    (&[("Kapasitas (kg/bulan)", 100.0)], &[("Kapasitas (ton/tahun)", 2.0)], "2 ton Year"),
    (&[("Kapasitas (kg/bulan)", 100.0)], &[("Kapasitas (ton)", 2.0)], "2 ton"),
    (&[("Kapasitas (kg/bulan)", 100.0)], &[("Kapasitas", 120.0)], "120 kg Month"),
    (&[("Kapasitas (kg/bulan)", 100.0)], &[("Kapasitas per tahun", 900.0)], "900  Year"),
];

#[test]
fn a_second_list_changes_what_it_speaks_of() {
    let mut wrong = Vec::new();
    for (first, second, right) in PRICES.iter().chain(AMOUNTS) {
        let list = |cells: &[(&'static str, f64)]| {
            let headings: Vec<&str> = ["nama"].into_iter().chain(cells.iter().map(|(heading, _)| *heading)).collect();
            let cells: Vec<_> = [Text("Uji")].into_iter().chain(cells.iter().map(|(_, one)| Number(*one))).collect();
            let one = Variation { headings: &headings, cells: &cells, found: price, right: "", told: "" };
            [("a.xlsx", xlsx(&one)), ("a.ods", ods(&one)), ("a.csv", csv(&one))]
        };
        for ((file, first), (_, second)) in list(first).into_iter().zip(list(second)) {
            let stored = reviewed(&Catalog::default(), file, &first).next;
            let review = reviewed(&stored, file, &second);
            let found = all(uji(&review));
            if found != *right {
                wrong.push(format!("{file}: {} → {found}, not {right}", all(stored.products.values().next().unwrap())));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_text_says_of_its_capacity_is_not_mixed_with_the_stored_one() {
    for (first, second, right) in [
        ("kapasitas\nUji;100 kg/hari", "kapasitas\nUji;3 ton", "3 ton"),
        ("kapasitas\nUji;2 ton/tahun", "kapasitas\nUji;10/hari", "10  Day"),
        ("kapasitas\nUji;100 kg/hari", "kapasitas\nUji;120", "120 kg Day"),
        ("kapasitas\nUji;100 kg/hari", "kapasitas;satuan_kapasitas\nUji;3;ton", "3 ton"),
        ("kapasitas\nUji;100 kg/hari", "kapasitas;periode_kapasitas;satuan_kapasitas\nUji;3;bulan;ton", "3 ton Month"),
    ] {
        let list = |text: &str| format!("nama;{text}\n").into_bytes();
        let stored = reviewed(&Catalog::default(), "a.csv", &list(first)).next;
        assert_eq!(all(uji(&reviewed(&stored, "b.csv", &list(second)))), right, "{first:?} → {second:?}");
    }
}

fn after(first: &str, second: &str) -> (Catalog, Review) {
    let list = |text: &str| format!("nama;{text}\n").into_bytes();
    let stored = reviewed(&Catalog::default(), "a.csv", &list(first)).next;
    let review = reviewed(&stored, "b.csv", &list(second));
    (stored, review)
}

#[test]
fn of_several_prices_the_one_that_is_spoken_of_changes() {
    let two = "Harga Eceran;Harga Grosir\nUji;15000;12000";
    for (first, second, right) in [
        (two, "Harga Grosir\nUji;(hapus)", "Retail 15000 IDR"),
        (two, "Harga Reseller\nUji;(hapus)", "Retail 15000 IDR; Wholesale 12000 IDR"),
        (two, "harga_2;dasar_harga_2\nUji;11000;grosir", "Retail 15000 IDR; Wholesale 11000 IDR"),
        (two, "Harga Grosir;Harga Eceran;Satuan\nUji;11000;16000;kg", "Retail 16000 IDR kg; Wholesale 11000 IDR kg"),
        (
            "harga\nUji;75.000/250 ml, 140.000/500 ml",
            "harga\nUji;150.000/500 ml",
            "75000 IDR 250 ml; 150000 IDR 500 ml",
        ),
        (
            "Harga FOB (USD);Satuan\nUji;15;kg",
            "harga\nUji;160.000/botol, 300.000/kg",
            "Fob 1500 USD kg; 160000 IDR botol; 300000 IDR kg",
        ),
    ] {
        assert_eq!(all(uji(&after(first, second).1)), right, "{first:?} → {second:?}");
    }
    // A day that stands in one column is that of both prices.
    let (_, review) = after(two, "Harga Eceran;Harga Grosir;Tanggal Harga\nUji;16000;13000;2025");
    assert!(uji(&review).prices.iter().all(|price| price.as_of.0 == "2025"));
}

#[test]
fn a_price_of_an_own_list_without_its_currency_keeps_it() {
    let first = "harga;mata_uang;harga_2;mata_uang_2\nUji;30;USD;15000;IDR";
    let list = |text: &str| format!("nama;{text}\n").into_bytes();
    let stored = reviewed(&Catalog::default(), "a.csv", &list(first)).next;
    let id = stored.products.keys().next().unwrap().clone();
    for (cells, right) in [
        ("harga;harga_2\n{id};Uji;33;15000", "3300 USD; 15000 IDR"),
        ("harga\n{id};Uji;32,5", "3250 USD; 15000 IDR"),
        ("harga;harga_2\n{id};Uji;30;16000", "3000 USD; 16000 IDR"),
        ("harga\n{id};Uji;Rp16.000", "3000 USD; 16000 IDR"),
        ("harga\n{id};Uji;250000", "3000 USD; 250000 IDR"),
    ] {
        let second = format!("id;nama;{cells}\n").replace("{id}", id.as_str());
        let review = reviewed(&stored, "b.csv", second.as_bytes());
        assert_eq!((all(uji(&review)).as_str(), review.questions.len()), (right, 0), "{second}");
    }
}

#[test]
fn a_unit_beside_each_amount_is_its_own() {
    for (list, right) in [
        (
            "Harga Eceran;Satuan;Harga Grosir;Satuan\nUji;15000;botol;650000;dus",
            "Retail 15000 IDR botol; Wholesale 650000 IDR dus",
        ),
        ("Kapasitas;Satuan;Harga;Satuan\nUji;50;kg;15000;botol", "15000 IDR botol; 50 kg"),
    ] {
        let review = reviewed(&Catalog::default(), "a.csv", format!("nama;{list}\n").as_bytes());
        assert_eq!((all(uji(&review)).as_str(), review.questions.len()), (right, 0), "{list}");
    }
}

#[test]
fn what_a_contacts_cell_brings_comes_once() {
    for contact in ["081234567890", "Siti (WA: 0812-3456-7899)", "siti@desa.id", "Siti"] {
        let list = format!("produsen;kontak\nUji;KWT A;{contact}");
        let (stored, review) = after(&list, &list);
        assert_eq!(stored.producers, review.next.producers, "{contact}");
        assert_eq!(review.counts.unchanged, 1, "{contact}: {:?}", review.rows);
    }
    // A column of its own goes before, wherever it stands.
    let list = "produsen;kontak;whatsapp\nUji;KWT A;Siti 0812-3456-7899;081311112222";
    let (_, review) = after(list, list);
    let maker = review.next.producers.values().next().unwrap();
    let found = [&maker.whatsapp, &maker.contact_person, &maker.phone].map(String::as_str);
    assert_eq!(found, ["081311112222", "Siti", "0812-3456-7899"]);
}

#[test]
fn a_brand_that_says_nothing_parts_no_product() {
    for second in ["Belum ada", "tidak ada", "Ada", "-"] {
        let (stored, review) = after("merek\nUji;Manis", &format!("merek\nUji;{second}"));
        assert_eq!((stored.products.len(), review.next.products.len()), (1, 1), "{second}");
        assert_eq!(uji(&review).brand, "Manis", "{second}");
    }
}

#[test]
fn one_remark_of_a_price_does_not_hide_another() {
    let (_, review) = after("harga;tanggal_harga\nUji;15000;2024", "harga\nUji;16.000 (reseller 12.000)");
    let notes: Vec<_> = review.rows[0].cells.iter().map(|cell| cell.verdict.clone()).collect();
    for note in [Note::PriceDateCleared, Note::PriceRest { rest: "reseller 12.000".into() }] {
        assert!(notes.contains(&CellVerdict::Repaired(note.clone())), "{note:?}: {notes:?}");
    }
}

#[test]
fn what_a_column_of_its_own_says_is_held_against_the_figure() {
    let (stored, review) = after("kapasitas\nUji;200 kg/bulan", "satuan_kapasitas\nUji;ton");
    assert_eq!((all(uji(&review)).as_str(), stored.products.len()), ("200 ton Month", 1));
    for (list, right) in [
        ("kapasitas;periode_kapasitas\nUji;200 kg/minggu;bulan", "200 kg Week"),
        ("kapasitas;satuan_kapasitas\nUji;200 kg;liter", "200 kg"),
    ] {
        let review = reviewed(&Catalog::default(), "a.csv", format!("nama;{list}\n").as_bytes());
        assert_eq!((all(uji(&review)).as_str(), review.counts.cells_refused), (right, 1), "{list}");
    }
}

#[test]
fn a_permit_keeps_what_is_not_said_again() {
    let permits = |review: &Review| -> Vec<(String, String)> {
        let all = uji(review).certifications.iter();
        all.map(|one| (one.number.clone(), one.expires.0.clone())).collect()
    };
    let pair = |number: &str, day: &str| vec![(number.to_owned(), day.to_owned())];
    let known = "izin_lain\nUji;\"HACCP | dimiliki | H1 | SGS | 2024 | 2027\"";
    assert_eq!(permits(&after(known, "izin_lain\nUji;HACCP").1), pair("H1", "2027"));
    // The days of another number are not those of this one.
    let halal = "halal\nUji;\"dimiliki | ID35110000123450321 | BPJPH | 2022 | 2027\"";
    assert_eq!(permits(&after(halal, "halal\nUji;ID35110000999990321").1), pair("ID35110000999990321", ""));
    assert_eq!(permits(&after(halal, "halal\nUji;ada").1), pair("ID35110000123450321", "2027"));
}

#[test]
fn an_english_text_that_stays_is_told_and_a_size_has_its_unit() {
    let (_, review) = after("kemasan;kemasan_en\nUji;botol;bottle", "kemasan\nUji;toples");
    let cell = &review.rows[0].cells[0];
    assert_eq!((cell.verdict.clone(), cell.after.as_str()), (CellVerdict::Repaired(Note::EnglishStays), "toples"));
    let review = reviewed(&Catalog::default(), "a.csv", b"nama;Dimensi (mm)\nUji;300 x 400\n");
    assert_eq!(uji(&review).dimensions, "300 x 400 mm");
}

#[test]
fn the_review_names_currency_unit_and_period() {
    let list = |text: &str| format!("nama;harga;kapasitas\nUji;{text}\n").into_bytes();
    let stored = reviewed(&Catalog::default(), "a.csv", &list("15.000/kg;100 kg/hari")).next;
    let review = reviewed(&stored, "b.csv", &list("15.000/pcs;3 ton"));
    let cells = review.rows[0].cells.iter().filter(|cell| cell.verdict == CellVerdict::Taken);
    let said: Vec<String> = cells.map(|cell| format!("{} → {}", cell.before, cell.after)).collect();
    assert_eq!(said, ["Rp15.000 / kg → Rp15.000 / pcs", "100\u{a0}kg per hari → 3\u{a0}ton"]);
}
