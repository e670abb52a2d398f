//! Numbers as they stand in real lists.

use super::super::amounts::amount;
use super::*;
use crate::model::Period;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn bare_numbers() {
    for (text, value) in [
        ("15000", "15000"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("1.250.000,50", "1250000.50"),
        ("1,250,000.50", "1250000.50"),
        ("2,5", "2.5"),
        ("0.125", "0.125"),
        ("1 250 000", "1250000"),
        ("-3", "-3"),
    ] {
        assert_eq!(number(text, None), Ok(decimal(value)), "{text}");
    }
    assert_eq!(
        number("1.500", None),
        Err(NumberFault::Either { thousands: decimal("1500"), decimals: decimal("1.5") })
    );
    assert_eq!(number("1.500", Some(DecimalMark::Point)), Ok(decimal("1.500")));
    assert_eq!(number("1.500", Some(DecimalMark::Comma)), Ok(decimal("1500")));
    assert_eq!(number("8,12E+11", None), Err(NumberFault::DigitsLost));
    for text in ["64.02.02", "", "abc", "1.25.000", "12,", "5 kg"] {
        assert_eq!(number(text, None), Err(NumberFault::None), "{text}");
    }
}

#[test]
fn the_mark_that_a_text_gives_away() {
    assert_eq!(mark_of("1,5 kg"), Some(DecimalMark::Comma));
    assert_eq!(mark_of("Rp 1.250.000"), Some(DecimalMark::Comma));
    assert_eq!(mark_of("1,250.75"), Some(DecimalMark::Point));
    assert_eq!(mark_of("1.500"), None);
    assert_eq!(mark_of("25"), None);
}

type Said = (String, Option<String>, Option<&'static str>, Option<String>);

fn said(text: &str) -> Vec<Said> {
    let list = prices(text, "IDR", None).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
    let said = list.into_iter();
    said.map(|one| {
        (one.min.normalize().to_string(), one.max.map(|max| max.normalize().to_string()), one.currency, one.unit)
    })
    .collect()
}

#[test]
fn prices_of_real_lists() {
    let one = |min: &str, max: Option<&str>, currency, unit: Option<&str>| {
        vec![(min.to_owned(), max.map(str::to_owned), currency, unit.map(str::to_owned))]
    };
    for (text, expected) in [
        ("15000", one("15000", None, None, None)),
        ("15rb", one("15000", None, None, None)),
        ("15 ribu", one("15000", None, None, None)),
        ("1,5 jt", one("1500000", None, None, None)),
        ("Rp. 15.000,-", one("15000", None, Some("IDR"), None)),
        ("Rp 15.000,00", one("15000", None, Some("IDR"), None)),
        ("Rp15,000", one("15000", None, Some("IDR"), None)),
        ("15.000–25.000", one("15000", Some("25000"), None, None)),
        ("Rp. 15.000,- s/d Rp. 25.000,-", one("15000", Some("25000"), Some("IDR"), None)),
        ("15-20rb", one("15000", Some("20000"), None, None)),
        ("15rb - 20rb", one("15000", Some("20000"), None, None)),
        ("Rp 15.000/bungkus", one("15000", None, Some("IDR"), Some("bungkus"))),
        ("15.000 per 100 gr", one("15000", None, None, Some("100 gr"))),
        ("250 gr = 30rb", one("30000", None, None, Some("250 gr"))),
        ("USD 78.50", one("78.5", None, Some("USD"), None)),
        ("5 USD", one("5", None, Some("USD"), None)),
        ("15.000 IDR", one("15000", None, Some("IDR"), None)),
        ("12,50€/kg", one("12.5", None, Some("EUR"), Some("kg"))),
        ("THB 1,500.00", one("1500", None, Some("THB"), None)),
        ("15.000 rupiah", one("15000", None, Some("IDR"), None)),
        ("@15.000", one("15000", None, None, None)),
    ] {
        assert_eq!(said(text), expected, "{text}");
    }
    let two = said("100gr=15rb, 250gr=30rb");
    assert_eq!(two.len(), 2);
    assert_eq!((two[1].0.as_str(), two[1].3.as_deref()), ("30000", Some("250gr")));
    assert_eq!(said("100 gr: Rp15.000\n250 gr: Rp30.000").len(), 2);
    for text in ["hubungi kami", "15 kg", "murah 15rb", ""] {
        assert!(
            prices(text, "IDR", None).is_err() || prices(text, "IDR", None).is_ok_and(|list| list.is_empty()),
            "{text}"
        );
    }
    assert_eq!(prices("8,12E+11", "IDR", None), Err(NumberFault::DigitsLost));
}

#[test]
fn what_stands_beside_a_price_is_kept_or_asked() {
    let one = |text: &str| prices(text, "IDR", None).map(|list| list.into_iter().next().unwrap_or_default());
    let several = one("15.000 / 30.000").unwrap();
    assert_eq!((several.min, several.others), (decimal("15000"), vec![decimal("30000")]));
    assert_eq!(one("Rp15rb/30rb").unwrap().others, [decimal("30000")]);
    assert_eq!(one("15.000 (isi 10)").unwrap().remark, "isi 10");
    assert_eq!(one("Rp 15.000 (reseller 12.000)").unwrap().remark, "reseller 12.000");
    assert_eq!(one("15.000 nego").unwrap().remark, "nego");
    for (text, min, remark) in [
        ("mulai 25.000", "25000", "mulai"),
        ("Mulai dari Rp25rb", "25000", "Mulai dari"),
        ("35.000 blm ongkir", "35000", "blm ongkir"),
        ("10.000 dpt 3", "10000", "dpt 3"),
        ("@ 2500 min 20", "2500", "min 20"),
    ] {
        let read = one(text).unwrap();
        assert_eq!((read.min, read.remark.as_str()), (decimal(min), remark), "{text}");
    }
    for text in ["50.000 diskon 45.000", "50.000 min 45rb", "50.000 plus Rp5"] {
        assert_eq!(one(text), Err(NumberFault::None), "{text}");
    }
    assert_eq!((one("±15.000").unwrap().min, one("± Rp15.000").unwrap().remark), (decimal("15000"), "±".to_owned()));
    assert_eq!(one("35.000/ 1/2 kg").unwrap().unit.as_deref(), Some("1/2 kg"));
    assert_eq!(one("100.000/lembar (2 meter)").unwrap().unit.as_deref(), Some("lembar (2 meter)"));
    assert_eq!(said("15.000/pcs, 150.000/lusin").len(), 2);
    assert!(matches!(one("1.500 rb"), Err(NumberFault::Either { .. })), "thousands of thousands, or one and a half");
    assert_eq!(one("1.500 juta").unwrap().min, decimal("1500000"));
    for text in
        ["15.000/30", "15.000/pcs atau 150.000/lusin", "15.000 murah", "5 dolar singapura", "-15.000", "15.000 (a) b"]
    {
        assert_eq!(one(text), Err(NumberFault::None), "{text}");
    }
}

#[test]
fn money_is_whole_in_its_smallest_unit() {
    assert_eq!(minor(decimal("78.5"), "USD"), Ok(7850));
    assert_eq!(minor(decimal("15000.0"), "IDR"), Ok(15000));
    assert_eq!(minor(decimal("15.5"), "IDR"), Err(NumberFault::TooFine));
    assert_eq!(minor(Decimal::MAX, "IDR"), Err(NumberFault::TooLarge));
}

#[test]
fn amounts_with_units_and_periods() {
    let read = |text: &str| {
        let amount = amount(text, None).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        let min = amount.min.map_or(String::new(), |min| min.to_string());
        (min, amount.max.map(|max| max.to_string()), amount.unit, amount.per)
    };
    let is =
        |min: &str, max: Option<&str>, unit: &str, per| (min.to_owned(), max.map(str::to_owned), unit.to_owned(), per);
    for (text, expected) in [
        ("150 g", is("150", None, "g", None)),
        ("2–3 ton per bulan", is("2", Some("3"), "ton", Some(Period::Month))),
        ("2-3 ton/bln", is("2", Some("3"), "ton", Some(Period::Month))),
        ("±50 kg", is("50", None, "kg", None)),
        ("1,5 kg", is("1.5", None, "kg", None)),
        ("5rb bungkus/tahun", is("5000", None, "bungkus", Some(Period::Year))),
        ("100 lembar sebulan", is("100", None, "lembar", Some(Period::Month))),
        ("6 bulan", is("6", None, "bulan", None)),
        ("500", is("500", None, "", None)),
        ("500/minggu", is("500", None, "", Some(Period::Week))),
        ("≤ 200 kg per minggu", is("", Some("200"), "kg", Some(Period::Week))),
        ("Hingga 200 kg/minggu", is("", Some("200"), "kg", Some(Period::Week))),
        ("maks. 1,5 ton", is("", Some("1.5"), "ton", None)),
        ("maks 200", is("", Some("200"), "", None)),
        ("sampai dengan 300 buah sehari", is("", Some("300"), "buah", Some(Period::Day))),
        ("up to 2-3 ton", is("", Some("3"), "ton", None)),
        ("10 x 100 g", is("10", None, "x 100 g", None)),
    ] {
        assert_eq!(read(text), expected, "{text}");
    }
    for (text, date, unit) in [
        ("900 kg per bulan (2019)", "2019", "kg"),
        ("≤ 200 (2024-08)", "2024-08", ""),
        ("hingga 300 buah (Februari 2021)", "2021-02", "buah"),
    ] {
        let amount = amount(text, None).unwrap_or_else(|fault| panic!("{text}: {fault:?}"));
        assert_eq!((amount.as_of.0.as_str(), amount.unit.as_str()), (date, unit), "{text}");
    }
    for text in ["50 kg (kering)", "50 kg (15)"] {
        assert!(amount(text, None).is_ok_and(|amount| amount.as_of.is_empty()), "{text}");
    }
    for text in [
        "sesuai pesanan",
        "1/3 kg",
        "12:10",
        "12/10/25",
        "12-Ags",
        "12-10",
        "250,- gr",
        "10 x 12",
        "20x30 cm",
        "20 × 30 × 5 cm",
    ] {
        assert_eq!(amount(text, None), Err(NumberFault::None), "{text}");
    }
    assert_eq!(amount("20/pak", None).map(|amount| amount.unit), Ok("pak".to_owned()));
    assert!(matches!(amount("1.500 kg", None), Err(NumberFault::Either { .. })));
}
