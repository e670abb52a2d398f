//! Numbers that several lists count with, records of other programs, pictures and examples: nobody's facts are given to
//! somebody else.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};

use etalase::exchange::{Answer, CellVerdict, Note, QuestionKey, Reading, Review, ReviewOptions, Verdict};
use etalase::exchange::{guess, no_progress, read, review};
use etalase::model::{Catalog, Status};

fn with(catalog: &Catalog, name: &str, text: &str, answers: BTreeMap<QuestionKey, Answer>) -> Review {
    let sheets = read(name, text.as_bytes(), &Reading::default(), &no_progress).unwrap();
    let options = ReviewOptions { new_status: Some(Status::Draft), answers, ..ReviewOptions::default() };
    review(catalog, &sheets, &guess(&sheets), &options, &no_progress).unwrap()
}

fn reviewed(catalog: &Catalog, name: &str, text: &str) -> Review {
    with(catalog, name, text, BTreeMap::new())
}

/// Name, maker and regency of all products.
fn all(review: &Review) -> Vec<String> {
    let maker = |id| review.next.producers.get(id).map(|one| one.name.clone()).unwrap_or_default();
    let products = review.next.products.values();
    let mut all: Vec<String> = products
        .map(|one| {
            let maker = one.producer.as_ref().map(maker).unwrap_or_default();
            format!("{}, {maker}, {}", one.name.id, one.origin.cut(2))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn a_word_and_a_number_is_the_number_of_a_list() {
    for code in ["1", "barang-1", "produk-1", "item 12", "SKU-001"] {
        let list = |row: &str| format!("kode produk;nama;produsen;kabupaten\n{code};{row}\n");
        let first = reviewed(&Catalog::default(), "a.csv", &list("Madu;KTH A;Paser"));
        assert_eq!(all(&first), ["Madu, KTH A, 64.01"], "{code}: {:#?}", first.rows);
        let others = ["Kopi;KTH B;Paser", "Kopi;;Berau", "Kopi;;", "Madu;KTH B;Berau"];
        for other in others {
            let second = reviewed(&first.next, "b.csv", &list(other));
            let kept = all(&second);
            assert!(kept.contains(&"Madu, KTH A, 64.01".to_owned()), "{code} {other}: {kept:?}");
            assert!(kept.len() == 2 || !second.questions.is_empty(), "{code} {other}: {kept:?}");
        }
        let again = reviewed(&first.next, "c.csv", &list("Madu;KTH A;Paser"));
        assert_eq!(again.rows[0].verdict, Verdict::Unchanged, "{code}: {:#?}", again.rows);
    }
    // An id that is a product's own, with another name and either another maker or another regency, is asked about.
    let first = "id;nama;produsen;kabupaten\nmadu-hutan-3f9a;Madu;KTH A;Paser\n";
    let first = reviewed(&Catalog::default(), "a.csv", first);
    for other in ["Kopi;KTH B;Paser", "Kopi;KTH A;Berau"] {
        let second = reviewed(&first.next, "b.csv", &format!("id;nama;produsen;kabupaten\nmadu-hutan-3f9a;{other}\n"));
        assert!(matches!(second.questions[0].key, QuestionKey::Product { .. }), "{other}: {:#?}", second.rows);
    }
    let renamed = "id;nama;produsen;kabupaten\nmadu-hutan-3f9a;Madu Kelulut;KTH A;Paser\n";
    assert_eq!(all(&reviewed(&first.next, "c.csv", renamed)), ["Madu Kelulut, KTH A, 64.01"]);
}

#[test]
fn the_number_of_a_maker_is_theirs_only_where_the_name_agrees() {
    let list = |rows: &str| format!("nama;id_produsen;produsen;whatsapp\n{rows}\n");
    let first = reviewed(&Catalog::default(), "a.csv", &list("Madu;1;KTH A;0812-1111-1111"));
    for (catalog, rows) in [
        (&first.next, "Kopi;1;KTH B;0812-2222-2222"),
        (&Catalog::default(), "Madu;1;KTH A;0812-1111-1111\nKopi;1;KTH B;0812-2222-2222"),
    ] {
        let second = reviewed(catalog, "b.csv", &list(rows));
        assert_eq!(all(&second), ["Kopi, KTH B, ", "Madu, KTH A, "], "{:#?}", second.rows);
        let mut numbers: Vec<_> = second.next.producers.values().map(|one| (&*one.name, &*one.whatsapp)).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, [("KTH A", "0812-1111-1111"), ("KTH B", "0812-2222-2222")]);
        // The second list again finds its own maker.
        let again = reviewed(&second.next, "b.csv", &list("Kopi;1;KTH B;0812-2222-2222"));
        assert_eq!(again.next.producers.len(), 2);
        assert_eq!(again.rows[0].verdict, Verdict::Unchanged, "{:#?}", again.rows);
    }
    let own = reviewed(&Catalog::default(), "a.csv", &list("Madu;kth-rimba-3f9a;KTH Rimba;"));
    let other = list("Kopi;kth-rimba-3f9a;KWT Melati;");
    let asked = reviewed(&own.next, "b.csv", &other);
    let [question] = asked.questions.as_slice() else { panic!("{:#?}", asked.rows) };
    assert!(question.candidates.contains(&Answer::NewProducer) && question.candidates.len() == 2);
    let answer = [(question.key.clone(), Answer::NewProducer)].into();
    assert_eq!(all(&with(&own.next, "b.csv", &other, answer)), ["Kopi, KWT Melati, ", "Madu, KTH Rimba, "]);
}

#[test]
fn makers_in_json_are_cleaned_and_their_numbers_are_their_list_s() {
    let first = r#"{"producers": [{"id": "1", "name": "KTH A", "whatsapp": "0812-1111-1111"}],
        "products": [{"id": "madu-hutan", "name": {"id": "Madu"}, "producer": "1"}]}"#;
    let first = reviewed(&Catalog::default(), "a.json", first);
    assert_eq!(all(&first), ["Madu, KTH A, "]);
    let other = r#"{"producers": [{"id": "1", "name": "KTH B"}, {"id": "2", "name": "Belum ada", "whatsapp": "08123456789"}],
        "products": [{"id": "kopi-susu", "name": {"id": "Kopi"}, "producer": "1"},
            {"id": "teh-hijau", "name": {"id": "Teh"}, "producer": "2"},
            {"id": "gula-aren", "name": {"id": "Gula"}, "producer": "9"}]}"#;
    let second = reviewed(&first.next, "b.json", other);
    assert_eq!(second.next.producers["1"].name, "KTH A");
    assert_eq!(second.next.producers.len(), 2, "{:#?}", second.rows);
    assert_eq!(products_of(&second), ["Gula: ", "Kopi: KTH B", "Madu: KTH A", "Teh: "]);
    let gula = second.rows.iter().find(|row| row.name == "Gula").unwrap();
    assert!(
        gula.cells.iter().any(|cell| cell.verdict == CellVerdict::Refused(Note::UnknownProducer { id: "9".into() }))
    );
    let again = reviewed(&second.next, "b.json", other);
    assert_eq!(again.next.producers.len(), 2, "{:#?}", again.rows);
}

fn products_of(review: &Review) -> Vec<String> {
    all(review).iter().map(|one| one.split(", ").take(2).collect::<Vec<_>>().join(": ")).collect()
}

#[test]
fn codes_and_days_in_the_texts_of_json_are_told() {
    let text = r#"{"producers": [{"id": "kth-a", "name": "KTH A", "whatsapp": "8,12E+11"},
            {"id": "kth-b", "name": "KTH B", "whatsapp": "(0541) 741234"}],
        "products": [{"id": "madu-a", "name": {"id": "Madu"}, "brand": "12-Okt", "dimensions": "12-Okt",
            "packaging": {"id": "12-Okt"}, "tags": ["12-Okt", "enak"], "hs_code": "4,09E+06",
            "certifications": [{"kind": "Nib", "status": "Held", "number": "8,99E+12"}]},
            {"id": "kopi-b", "name": {"id": "Kopi"}, "prices": [{"amount": 15000}]},
            {"id": "teh-c", "name": {"id": "Teh"}, "prices": [{"amount": 15000, "currency": "Rupiah"}]}]}"#;
    let review = reviewed(&Catalog::default(), "a.json", text);
    let makers: Vec<_> = review.next.producers.values().map(|one| (&*one.whatsapp, &*one.phone)).collect();
    assert_eq!(makers, [("", ""), ("", "(0541) 741234")], "{:#?}", review.rows);
    let madu = &review.next.products["madu-a"];
    assert_eq!((&*madu.brand, &*madu.dimensions, &*madu.packaging.id, &*madu.hs_code), ("", "", "", ""));
    assert_eq!(madu.tags, ["enak"]);
    assert_eq!(madu.certifications[0].number, "");
    let row = review.rows.iter().find(|row| row.name == "Madu").unwrap();
    let refused = row.cells.iter().filter(|cell| matches!(cell.verdict, CellVerdict::Refused(_))).count();
    assert_eq!(refused, 6, "{:#?}", row.cells);
    let days =
        row.cells.iter().filter(|cell| cell.verdict == CellVerdict::Refused(Note::ExcelDay { day: "12-Okt".into() }));
    assert_eq!(days.count(), 3, "{:#?}", row.cells);
    let prices = |id: &str| review.next.products[id].prices.iter().map(|one| &*one.currency).collect::<Vec<_>>();
    assert_eq!((prices("kopi-b"), prices("teh-c")), (vec![], vec!["IDR"]));
}

#[test]
fn a_cell_whose_picture_is_on_the_web_gets_nobody_elses() {
    let case = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/picture-placed-in-cell.xlsx");
    let structure = "</rvStructures>";
    let others = [
        (
            "<s t=\"_webimage\"><k n=\"WebImageIdentifier\" t=\"i\"/><k n=\"CalcOrigin\" t=\"i\"/></s>",
            "<v>0</v><v>1</v>",
        ),
        ("<s t=\"_error\"><k n=\"errorType\" t=\"i\"/><k n=\"subType\" t=\"i\"/></s>", "<v>1</v><v>0</v>"),
    ];
    for (other, values) in others {
        let mut archive = zip::ZipArchive::new(std::fs::File::open(case).unwrap()).unwrap();
        let mut changed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).unwrap();
            let (name, text) = (entry.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes));
            let bytes = match name.rsplit('/').next().unwrap() {
                "rdrichvalue.xml" => {
                    let one = "<rv s=\"0\"><v>1</v><v>5</v></rv>";
                    assert!(text.contains(one));
                    text.replace(one, &format!("<rv s=\"1\">{values}</rv>")).into_bytes()
                }
                "rdrichvaluestructure.xml" => text.replace(structure, &format!("{other}{structure}")).into_bytes(),
                _ => bytes.clone(),
            };
            changed.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            changed.write_all(&bytes).unwrap();
        }
        let bytes = changed.finish().unwrap().into_inner();
        let sheets = read("a.xlsx", &bytes, &Reading::default(), &no_progress).unwrap();
        assert_eq!(sheets.sheets[0].pictures.len(), 1, "{other}");
    }
}

#[test]
fn signs_and_line_ends_in_the_texts_of_json_are_what_they_are_in_lists() {
    let text = r#"{"producers": [{"id": "0", "name": "x"}, {"id": "2", "name": "KTH B"}],
        "products": [{"id": "madu-a", "name": {"id": "Madu"}, "producer": "0", "brand": "*", "packaging": {"id": "0"},
            "description": {"id": "Manis\\nDari hutan"}, "tags": ["x", "enak"],
            "awards": [{"title": {"id": "Juara <b>1</b> &amp; favorit"}}],
            "prices": [{"amount": 15000, "currency": "IDR", "note": {"id": "<p>Isi 10</p>"}}]},
            {"id": "kopi-b", "name": {"id": "X"}, "producer": "2"}]}"#;
    let review = reviewed(&Catalog::default(), "a.json", text);
    assert_eq!(products_of(&review), ["Madu: ", "X: KTH B"], "{:#?}", review.rows);
    assert_eq!(review.next.producers.len(), 1);
    let madu = &review.next.products["madu-a"];
    assert_eq!((&*madu.brand, &*madu.packaging.id, &*madu.description.id), ("", "", "Manis\nDari hutan"));
    assert_eq!(madu.tags, ["enak"]);
    assert_eq!((&*madu.awards[0].title.id, &*madu.prices[0].note.id), ("Juara 1 & favorit", "Isi 10"));
}

#[test]
fn a_maker_of_a_common_name_keeps_their_number_until_somebody_says_that_it_is_them() {
    let list = |rows: &str| format!("nama;produsen;desa;kecamatan;kabupaten;whatsapp\n{rows}\n");
    let of = |review: &Review| -> Vec<String> {
        review.next.producers.values().map(|one| format!("{} {}", one.name, one.whatsapp)).collect()
    };
    let first = reviewed(&Catalog::default(), "a.csv", &list("Madu;KWT Melati;;;Paser;0811-1111-1111"));
    let other = list("Kopi;KWT Melati;;;Paser;0822-2222-2222");
    let asked = reviewed(&first.next, "b.csv", &other);
    assert_eq!(of(&asked), ["KWT Melati 0811-1111-1111"], "{:#?}", asked.rows);
    let [question] = asked.questions.as_slice() else { panic!("{:#?}", asked.rows) };
    let as_new = [(question.key.clone(), Answer::NewProducer)].into();
    assert_eq!(of(&with(&first.next, "b.csv", &other, as_new)).len(), 2);
    let as_known = [(question.key.clone(), question.candidates[0].clone())].into();
    assert_eq!(of(&with(&first.next, "b.csv", &other, as_known)), ["KWT Melati 0822-2222-2222"]);
    // Their own product again, or no other number: nothing to ask.
    for again in
        ["Madu;KWT Melati;;;Paser;0822-2222-2222", "Kopi;KWT Melati;;;Paser;+62 811 1111 1111", "Kopi;KWT Melati;;;;"]
    {
        let review = reviewed(&first.next, "c.csv", &list(again));
        assert!(review.questions.is_empty() && review.next.producers.len() == 1, "{again}: {:#?}", review.rows);
    }
}

#[test]
fn a_name_without_a_maker_is_not_that_of_another_brand() {
    let list = |row: &str| format!("nama;merek;deskripsi\n{row}\n");
    let first = reviewed(&Catalog::default(), "a.csv", &list("Kopi;Gunung;Dari Malang"));
    let other = reviewed(&first.next, "b.csv", &list("Kopi;Laut;Dari Lampung"));
    assert_eq!(other.next.products.len(), 2, "{:#?}", other.rows);
    for same in ["Kopi;gunung;Dari Malang", "Kopi;;Dari Malang"] {
        let again = reviewed(&first.next, "b.csv", &list(same));
        assert_eq!(again.next.products.len(), 1, "{same}: {:#?}", again.rows);
    }
}

#[test]
fn a_maker_of_nearly_the_same_name_in_the_village_is_asked_for() {
    let list = |maker: &str, village: &str, number: &str| {
        format!("nama;produsen;desa;kabupaten;whatsapp\nMadu;{maker};{village};Pacitan;{number}\n")
    };
    for (maker, village, number, is_asked) in [
        ("KUPS Jayaa", "Temon", "", true),
        ("KUPS Jaya Abadi", "Temon", "081234567890", true),
        ("KUPS Jaya Abadi", "Temon", "081298765432", false),
        ("KUPS Jaya II", "Temon", "", false),
        ("KUPS Melati", "Temon", "081234567890", false),
    ] {
        let catalog = reviewed(&Catalog::default(), "a.csv", &list("KUPS Jaya", "Temon", "081234567890")).next;
        let review = reviewed(&catalog, "b.csv", &list(maker, village, number));
        let asked = review.questions.iter().any(|one| matches!(one.key, QuestionKey::Producer { .. }));
        assert_eq!(asked, is_asked, "{maker}: {:?}", review.questions);
    }
}

#[test]
fn a_number_of_another_catalogues_maker_is_not_taken_for_ours() {
    let first =
        r#"{"producers": [{"id": "kups-a", "name": "KUPS Jaya", "origin": "35.01.06.2013", "phone": "0357123456"}]}"#;
    let catalog = reviewed(&Catalog::default(), "a.json", first).next;
    let second = r#"{"producers": [{"id": "kups-a", "name": "KWT Lain", "origin": "64.03"}],
        "products": [{"id": "teh", "name": {"id": "Teh"}, "producer": "kups-a"}]}"#;
    let review = reviewed(&catalog, "b.json", second);
    assert_eq!(review.next.producers["kups-a"].name, "KUPS Jaya");
    let maker = review.next.products["teh"].producer.clone().unwrap();
    assert_eq!(review.next.producers[&maker].name, "KWT Lain");
    let is_said = |cell: &etalase::exchange::CellReview| {
        cell.verdict == CellVerdict::Repaired(Note::IdOfAnother { name: "KUPS Jaya".into() })
    };
    assert!(review.rows.iter().flat_map(|row| &row.cells).any(is_said));
    // The same file once more says nothing.
    let again = reviewed(&catalog, "a.json", first);
    assert!(again.rows.iter().all(|row| row.cells.is_empty() && row.verdict == Verdict::Unchanged), "{:?}", again.rows);
}

#[test]
fn an_export_that_was_edited_is_held_against_what_is_stored() {
    let first = r#"{"format": 1, "producers": [{"id": "kups-a", "name": "KUPS Jaya", "origin": "35.01.06.2013"}], "products": [
        {"id": "madu-1a2b", "name": {"id": "Madu"}, "producer": "kups-a", "origin": "35.01.06.2013", "brand": "NULL"}]}"#;
    let catalog = reviewed(&Catalog::default(), "a.json", first).next;
    assert_eq!(catalog.products["madu-1a2b"].brand, "");
    let mut product = etalase::model::Product::clone(&catalog.products["madu-1a2b"]);
    product.brand = "NULL".into();
    let mut catalog = catalog;
    catalog.products.insert(product.id.clone(), std::sync::Arc::new(product));
    // What is stored already comes back, whatever it is.
    assert!(reviewed(&catalog, "a.json", first).rows.iter().all(|row| row.verdict == Verdict::Unchanged));
    let edited = first.replace("\"brand\": \"NULL\"", "\"brand\": \"Belum ada\", \"hs_code\": \"4,09E+06\"");
    let review = reviewed(&catalog, "b.json", &edited);
    let product = &review.next.products["madu-1a2b"];
    assert_eq!((product.brand.as_str(), product.hs_code.as_str(), review.counts.cells_refused), ("NULL", "", 1));
    let other = first.replace("KUPS Jaya", "KWT Lain").replace("35.01.06.2013", "64.03").replace("\"Madu\"", "\"Teh\"");
    let review = reviewed(&catalog, "c.json", &other);
    assert_eq!(review.next.producers["kups-a"].name, "KUPS Jaya");
    assert_eq!(review.next.products["madu-1a2b"].name.id, "Madu");
}
