//! Exporting and importing again changes nothing, and loses nothing, for generated catalogues in every form.

use std::sync::Arc;

use etalase::exchange::{
    CsvForm, Mapping, Reading, Review, ReviewOptions, Sheets, Verdict, XlsxOptions, guess, no_progress, read, review,
    write_csv, write_json, write_xlsx,
};
use etalase::model::{
    Amount, Award, Catalog, Category, Certification, CertificationKind, CertificationStatus, PartialDate, Period,
    Photo, Price, PriceBasis, Producer, ProducerId, ProducerKind, Product, ProductId, Source, Status, Text,
};
use etalase::text::Lang;
use proptest::prelude::*;

/// Text as people type it, with what tables and formulas are made of.
fn words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Madu",
        "kelulut",
        "“asli”",
        "=1+1",
        "+62",
        "-",
        "@desa",
        "a;b",
        "c,d",
        "\"kutip\"",
        "x|y",
        "\\n",
        "é",
        "15rb",
        "'=x",
        "(isi)",
        "1.500",
        "64.01",
        "baris\nbaru",
        "TRUE",
        "8,12E+11",
        "17/07/2023",
        "sda",
        "(lihat catatan)",
    ]);
    let long = prop::sample::select(vec!["madu hutan yang dipanen lestari; ", "“baris”\nkedua, "]);
    prop_oneof![
        30 => prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.join(" ")),
        1 => (long, 20_usize..150).prop_map(|(piece, times)| piece.repeat(times).trim().to_owned()),
    ]
}

/// Text that says something: a lone `-` is nobody's name.
fn text() -> impl Strategy<Value = Text> {
    let side = || prop_oneof![2 => Just(String::new()), 3 => words().prop_map(|words| format!("Produk {words}"))];
    (side(), side()).prop_map(|(id, en)| Text { id, en })
}

fn line() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), words().prop_map(|words| format!("Isi {words}"))]
}

fn date() -> impl Strategy<Value = PartialDate> {
    prop::sample::select(vec!["", "2023", "2023-07", "2023-07-17", "2024-02-29", "1999-12-01"])
        .prop_map(PartialDate::new)
}

fn decimal() -> impl Strategy<Value = rust_decimal::Decimal> {
    (0_i64..2_000_000, 0_u32..5).prop_map(|(number, scale)| rust_decimal::Decimal::new(number, scale).normalize())
}

fn amount() -> impl Strategy<Value = Option<Amount>> {
    let unit = prop::sample::select(vec!["kg", "ton", "bungkus 100 g", "m²", "lembar"]);
    let per = prop::option::of(prop::sample::select(Period::ALL.to_vec()));
    let said = (any::<bool>(), date());
    let one = (decimal(), prop::option::of(decimal()), unit, per, said).prop_map(|(min, more, unit, per, said)| {
        let (is_most, as_of) = said;
        let max = more.map(|more| min + more).filter(|max| *max != min);
        let min = Some(min).filter(|_| !is_most || max.is_none());
        Amount { min, max, unit: unit.to_owned(), per, as_of }
    });
    prop::option::of(one)
}

fn price() -> impl Strategy<Value = Price> {
    let facts = (date(), text(), prop::option::of(prop::sample::select(PriceBasis::ALL.to_vec())));
    let money = (1_000_i64..90_000_000, prop::option::of(1_i64..1_000_000), prop::sample::select(vec!["IDR", "USD"]));
    (money, prop::sample::select(vec!["", "100 g", "botol"]), facts).prop_map(|(money, unit, (as_of, note, basis))| {
        let (amount, more, currency) = money;
        let amount_max = more.map(|more| amount + more);
        Price { amount, amount_max, currency: currency.into(), unit: unit.into(), basis, as_of, note }
    })
}

fn certification() -> impl Strategy<Value = Certification> {
    let mut kinds = CertificationKind::NAMED.to_vec();
    kinds.push(CertificationKind::Other("UTZ | kopi".into()));
    let kind = prop::sample::select(kinds);
    let status = prop::sample::select(CertificationStatus::ALL.to_vec());
    (kind, status, line(), line(), date(), date()).prop_map(|(kind, status, number, issuer, issued, expires)| {
        let flat = |text: String| text.replace('\n', " ");
        Certification { kind, status, number: flat(number), issuer: flat(issuer), issued, expires }
    })
}

fn product() -> impl Strategy<Value = Product> {
    let texts = (text(), text(), text(), text(), text(), text(), text(), text());
    let lines = (line(), line(), line(), line(), line(), line());
    let choices = (
        prop::sample::select(vec![
            "",
            "64",
            "64.01",
            "64.10",
            "64.02.02",
            "64.02.02.2010",
            "64.07.13.2002",
            "35.71",
            "64.99",
        ]),
        prop::sample::select(vec!["", "makanan", "wastra"]),
        prop::option::of(prop::sample::select(vec!["p0", "p1", "p2"])),
        prop::sample::select(Status::ALL.to_vec()),
        prop::option::of(0_u32..400),
        prop::sample::select(vec!["", "FOB", "EXW"]),
    );
    let amounts = (amount(), amount(), amount(), amount());
    let lists = (
        prop::collection::vec(price(), 0..7),
        prop::collection::vec(certification(), 0..4),
        prop::collection::vec((text(), line(), date()), 0..3),
        prop::collection::vec(words().prop_map(|words| format!("tag {}", words.replace('\n', " "))), 0..3),
        prop::collection::vec(text().prop_filter("said", |text| !text.is_empty()), 0..3),
        prop::sample::subsequence(vec!["a-1234abcd.jpg", "b;1234abcd.png", "c.webp"], 0..3),
    );
    (texts, lines, choices, amounts, lists).prop_map(|(texts, lines, choices, amounts, lists)| {
        let (name, summary, description, materials, process, usage, storage, packaging) = texts;
        let (brand, place, dimensions, hs_code, port, notes) = lines;
        let (origin, category, producer, status, lead_time_days, incoterm) = choices;
        let (net_content, shelf_life, capacity, min_order) = amounts;
        let (prices, certifications, proofs, tags, variants, photos) = lists;
        let flat = |text: &Text| Text::new(text.id.replace('\n', " "), text.en.replace('\n', " "));
        let awards = proofs.iter().filter(|(title, ..)| !title.is_empty()).map(|(title, issuer, date)| Award {
            title: flat(title),
            issuer: issuer.replace('\n', " "),
            date: date.clone(),
        });
        let sources = proofs.iter().filter(|(title, ..)| !title.id.is_empty()).map(|(title, _, date)| Source {
            title: title.id.replace('\n', " "),
            url: "https://contoh.id/a?b=c|d".into(),
            date: date.clone(),
        });
        let mut certifications = certifications;
        certifications.sort_by(|a, b| a.kind.cmp(&b.kind));
        Product {
            awards: awards.collect(),
            sources: sources.collect(),
            markets: variants.iter().map(flat).collect(),
            variants: variants.iter().map(flat).collect(),
            origin: origin.into(),
            category: category.into(),
            producer: producer.map(ProducerId::new),
            photos: photos.into_iter().map(|file| Photo { file: file.into(), ..Photo::default() }).collect(),
            name,
            summary,
            description,
            materials,
            process,
            usage,
            storage,
            packaging,
            brand,
            place,
            dimensions,
            hs_code,
            port,
            incoterm: incoterm.into(),
            notes,
            status,
            lead_time_days,
            net_content,
            shelf_life,
            capacity,
            min_order,
            prices,
            certifications,
            tags,
            ..Product::default()
        }
    })
}

fn catalog() -> impl Strategy<Value = Catalog> {
    prop::collection::vec(product(), 1..8).prop_map(|products| {
        let products = products.into_iter().enumerate().map(|(at, mut product)| {
            product.id = ProductId::new(format!("produk-{at}"));
            if product.name.is_empty() {
                product.name = Text::new(format!("Produk {at}"), "");
            }
            (product.id.clone(), Arc::new(product))
        });
        // Two of one name, which only their ids tell apart.
        let producer = |id: &str, name: &str, whatsapp: &str| {
            let kind = ProducerKind::Kwt;
            let producer =
                Producer { id: id.into(), name: name.into(), kind, whatsapp: whatsapp.into(), ..Producer::default() };
            (producer.id.clone(), Arc::new(producer))
        };
        Catalog {
            products: products.collect(),
            producers: [
                producer("p0", "KWT Argomulyo", "+62 812-3456-7890"),
                producer("p1", "Rumah Cokelat; Lung Anai", "081234567890"),
                producer("p2", "KWT Argomulyo", ""),
            ]
            .into_iter()
            .collect(),
            categories: Arc::new(vec![
                Category { id: "makanan".into(), name: Text::new("Makanan olahan", "Processed food") },
                Category { id: "wastra".into(), name: Text::new("Wastra", "") },
            ]),
            ..Catalog::default()
        }
    })
}

fn ids(catalog: &Catalog) -> Vec<ProductId> {
    catalog.products.keys().cloned().collect()
}

/// Every form that the catalogue is exported in.
fn exports(catalog: &Catalog) -> Vec<(&'static str, Vec<u8>)> {
    let ids = ids(catalog);
    let mut list = vec![
        ("a.csv", write_csv(catalog, &ids, CsvForm::Standard, Lang::Id).unwrap()),
        ("b.csv", write_csv(catalog, &ids, CsvForm::Standard, Lang::En).unwrap()),
        ("c.csv", write_csv(catalog, &ids, CsvForm::IndonesianExcel, Lang::Id).unwrap()),
        ("d.json", write_json(catalog, &ids).unwrap()),
    ];
    for (name, lang) in [("e.xlsx", Lang::Id), ("f.xlsx", Lang::En)] {
        let options = XlsxOptions { lang, thumbnails: None };
        list.push((name, write_xlsx(catalog, &ids, &options, &no_progress).unwrap()));
    }
    list
}

fn reviewed(catalog: &Catalog, name: &str, bytes: &[u8]) -> (Sheets, Mapping, Review) {
    let sheets =
        read(name, bytes, &Reading::default(), &no_progress).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let mapping = guess(&sheets);
    let options = ReviewOptions { has_photo: &|_| true, new_status: Some(Status::Draft), ..ReviewOptions::default() };
    let review = review(catalog, &sheets, &mapping, &options, &no_progress).unwrap();
    (sheets, mapping, review)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn importing_what_was_exported_changes_nothing(catalog in catalog()) {
        for (name, bytes) in exports(&catalog) {
            let (_, _, review) = reviewed(&catalog, name, &bytes);
            for row in &review.rows {
                prop_assert_eq!(&row.verdict, &Verdict::Unchanged, "{} {:#?}", name, row);
            }
            prop_assert!(review.questions.is_empty(), "{} {:?}", name, review.questions);
            prop_assert!(review.to_change_set(&catalog, &|_| true).is_empty());
        }
    }

    /// The file alone carries every field: read into a catalogue without the products, all of them come back.
    #[test]
    fn what_was_exported_comes_back_into_an_empty_catalogue(catalog in catalog()) {
        let empty = Catalog { products: Default::default(), ..catalog.clone() };
        for (name, bytes) in exports(&catalog) {
            let (sheets, _, review) = reviewed(&empty, name, &bytes);
            let asked: Vec<String> = review.questions.iter().map(|question| question.words(Lang::En)).collect();
            prop_assert!(asked.is_empty(), "{} {:?}", name, asked);
            let (next, _) = empty.apply(&review.edit(&|_| true, &Default::default()));
            prop_assert_eq!(ids(&next), ids(&catalog), "{} {:?}", name, sheets.form);
            for (id, product) in &catalog.products {
                let (back, was) = (format!("{:#?}", next.products[id]), format!("{product:#?}"));
                let differs: Vec<_> = back.lines().zip(was.lines()).filter(|(a, b)| a != b).take(3).collect();
                prop_assert!(next.products[id] == *product, "{} {} {:?}", name, id, differs);
            }
            prop_assert_eq!(&next.producers, &catalog.producers, "{}", name);
        }
    }
}
