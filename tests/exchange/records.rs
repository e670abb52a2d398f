//! Records in JSON: what is no value is left out and told, and each record is the product that it is.

use std::collections::BTreeMap;

use etalase::exchange::{
    Answer, CellVerdict, CsvForm, Note, PhotoLocation, QuestionKey, Reading, Review, ReviewOptions, Verdict, guess,
    no_progress, read, review, write_csv, write_json,
};
use etalase::model::{Catalog, Producer, Product, Status};
use etalase::text::Lang;

fn with(catalog: &Catalog, file: &str, bytes: &[u8], answers: BTreeMap<QuestionKey, Answer>) -> Review {
    let sheets = read(file, bytes, &Reading::default(), &no_progress).unwrap();
    let hex = |at: usize| format!("{:04x}", at + catalog.products.len() + 0xa000);
    let options = ReviewOptions { new_status: Some(Status::Draft), hex: &hex, answers, ..ReviewOptions::default() };
    let review = review(catalog, &sheets, &guess(&sheets), &options, &no_progress).unwrap();
    for note in review.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match &cell.verdict {
        CellVerdict::Refused(note) | CellVerdict::Repaired(note) | CellVerdict::LeftOut(note) => Some(note),
        CellVerdict::Taken | CellVerdict::Asked(_) => None,
    }) {
        assert!(Lang::ALL.iter().all(|lang| !note.message(&sheets, *lang).what.is_empty()), "{note:?}");
    }
    review
}

fn reviewed(catalog: &Catalog, text: &str) -> Review {
    with(catalog, "a.json", text.as_bytes(), BTreeMap::new())
}

/// A file as our own export is, with one product that has these fields too.
fn file(fields: &str) -> String {
    format!(
        r#"{{"format": 1, "categories": [{{"id": "makanan", "name": {{"id": "Makanan"}}}}],
            "producers": [{{"id": "kwt", "name": "KWT Melati", "origin": "32.01.26.2001"}}],
            "products": [{{"id": "uji", "name": {{"id": "Uji"}}, "producer": "kwt"{fields}}}]}}"#
    )
}

fn uji(review: &Review) -> &Product {
    review.next.products.get("uji").unwrap_or_else(|| panic!("{:#?}", review.rows))
}

/// What is said of a field.
fn said(review: &Review, field: &str) -> Vec<Note> {
    let cells = review.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.heading == field);
    let notes = cells.filter_map(|cell| match &cell.verdict {
        CellVerdict::Refused(note) | CellVerdict::Repaired(note) | CellVerdict::LeftOut(note) => Some(note.clone()),
        CellVerdict::Taken | CellVerdict::Asked(_) => None,
    });
    notes.collect()
}

#[test]
fn what_is_no_value_is_left_out_and_told_in_a_file_in_our_own_form_too() {
    type Found = fn(&Product) -> String;
    let prices: Found = |one| {
        let prices = one.prices.iter().map(|one| format!("{} {} {}", one.amount, one.currency, one.as_of.0));
        prices.map(|price| price.trim().to_owned()).collect::<Vec<_>>().join("; ")
    };
    let permits: Found = |one| one.certifications.iter().map(|one| format!("{:?}/", one.status)).collect();
    let texts: Found = |one| format!("{}{}{}{}", one.brand, one.tags.join(","), one.description.id, one.hs_code);
    let place: Found = |one| one.origin.to_string();
    let amount: Found = |one| one.capacity.as_ref().map(|one| format!("{:?}", one.max)).unwrap_or_default();
    let day = |day: &str| Note::DateRead { date: day.into() };
    let price = |date: &str| format!(r#""prices": [{{"amount": 15000, "currency": "IDR", "as_of": "{date}"}}]"#);
    let form = |field: &str| format!(r#""{field}": "#);
    for (fields, found, right, note) in [
        (r#""prices": [{"amount": -5, "currency": "IDR"}]"#.to_owned(), prices, "", Note::NotAboveZero),
        (r#""prices": [{"amount": 0, "currency": "IDR"}]"#.to_owned(), prices, "", Note::NotAboveZero),
        (
            r#""prices": [{"amount": 9000, "amount_max": 8000, "currency": "IDR"}]"#.to_owned(),
            prices,
            "",
            Note::RangeReversed,
        ),
        (r#""prices": [{"amount": 9000, "currency": "XYZ"}]"#.to_owned(), prices, "", Note::UnknownCurrency),
        (
            r#""prices": [{"amount": 9000, "currency": "RUPIAH"}]"#.to_owned(),
            prices,
            "9000 IDR",
            Note::ReadAs { what: "IDR".into() },
        ),
        (price("2025-13-40"), prices, "15000 IDR", Note::NotADate),
        (price("12/05/2025"), prices, "15000 IDR 2025-05-12", day("2025-05-12")),
        (price("2025-05-12T10:00"), prices, "15000 IDR 2025-05-12", day("2025-05-12")),
        (
            r#""certifications": [{"kind": "Nib", "status": "Held", "number": "3201260101800001"}]"#.to_owned(),
            permits,
            "",
            Note::IdentityNumber,
        ),
        (
            r#""certifications": [{"kind": "Halal", "status": "Held", "number": "ID1"},
                {"kind": "Halal", "status": "InProcess"}]"#
                .to_owned(),
            permits,
            "Held/InProcess/",
            Note::PermitTwice { permit: "Halal".into() },
        ),
        (r#""capacity": {"min": 500, "max": 200, "unit": "kg"}"#.to_owned(), amount, "", Note::RangeReversed),
        (
            r#""origin": "3201262001""#.to_owned(),
            place,
            "32.01.26.2001",
            Note::CodeRepaired { code: "32.01.26.2001".into() },
        ),
        (
            r#""origin": "99.99.99.9999""#.to_owned(),
            place,
            "99.99.99.9999",
            Note::CodeUnknown { code: "99.99.99.9999".into() },
        ),
        (r#""origin": "Negeri Antah""#.to_owned(), place, "", Note::PlaceUnknown),
        (r#""brand": "-""#.to_owned(), texts, "", Note::SaysNone),
        (r#""tags": ["", "-", "enak"]"#.to_owned(), texts, "enak", Note::SaysNone),
        (r#""description": {"id": "<p>Manis<br>legit</p>"}"#.to_owned(), texts, "Manis\nlegit", Note::TagsRemoved),
        (r#""description": {"id": "NIK 3201260101800001"}"#.to_owned(), texts, "", Note::IdentityNumber),
        (r#""hs_code": "9011110""#.to_owned(), texts, "09011110", Note::ZeroRestored),
        (form("nam") + "1", texts, "", Note::UnknownField),
        (form("brand") + "12", texts, "", Note::WrongForm { form: "\"…\"" }),
    ] {
        let field = fields.split('"').nth(1).unwrap().to_owned();
        let review = reviewed(&Catalog::default(), &file(&format!(", {fields}")));
        assert_eq!(found(uji(&review)), right, "{fields}: {:#?}", review.rows);
        assert!(said(&review, &field).contains(&note), "{fields}: {:?}", said(&review, &field));
        // What is stored comes back as it is; the value is not asked for or told once more by an own export.
        let ids: Vec<_> = review.next.products.keys().cloned().collect();
        let again = with(&review.next, "b.json", &write_json(&review.next, &ids).unwrap(), BTreeMap::new());
        assert!(again.rows.iter().all(|row| row.verdict == Verdict::Unchanged && row.cells.is_empty()), "{fields}");
    }
    // The name of a village that there are many of is asked for.
    let asked = reviewed(&Catalog::default(), &file(r#", "origin": "Sukamaju""#));
    assert!(matches!(asked.questions[0].key, QuestionKey::Place { .. }) && uji(&asked).origin.is_empty());
}

#[test]
fn one_item_that_is_no_value_does_not_take_the_others_with_it() {
    let fields = r#", "prices": [{"amount": "mahal", "currency": "IDR"}, {"amount": 15000, "currency": "IDR"}],
        "certifications": [{"kind": "Halal", "status": "Expired"}, {"kind": "Bpom", "status": "Held", "number": "MD1"}],
        "photos": ["madu.jpg"], "summary": "Manis""#;
    let review = reviewed(&Catalog::default(), &file(fields));
    let product = uji(&review);
    assert_eq!((product.prices.len(), product.certifications.len(), product.photos.len()), (1, 1, 0));
    assert_eq!(product.summary.id, "Manis");
    for field in ["prices", "certifications", "photos"] {
        assert!(matches!(said(&review, field)[..], [Note::WrongForm { .. }]), "{field}: {:?}", said(&review, field));
    }
}

#[test]
fn numbers_as_ids_and_the_words_of_tables_are_read() {
    let text = r#"{"categories": [{"id": 3, "name": {"id": "Olahan"}}], "producers": [{"id": 7, "name": "KWT", "kind": "Koperasi"}],
        "products": [{"id": 1, "name": "Madu", "producer": 7, "category": "3", "status": "Aktif"},
            {"id": 2, "name": "Kopi", "producer": 8}, {"id": 4, "name": "Teh", "status": "laku"}]}"#;
    let review = reviewed(&Catalog::default(), text);
    assert_eq!(review.counts.new, 5, "{:#?}", review.rows);
    let madu = &review.next.products["1"];
    assert_eq!((madu.status, madu.category.as_str()), (Status::Ready, "3"));
    assert_eq!(review.next.producers[madu.producer.as_ref().unwrap()].kind, etalase::model::ProducerKind::Cooperative);
    assert_eq!(said(&review, "producer"), [Note::UnknownProducer { id: "8".into() }]);
    let read = Note::ReadAs { what: "Ready".into() };
    assert!(matches!(&said(&review, "status")[..], [first, Note::WrongForm { .. }] if *first == read));
}

#[test]
fn a_record_without_a_name_of_its_own_is_refused() {
    for name in [r#"{"id": ""}"#, "null", r#"{"id": "-"}"#, "\"-\"", r#"{"en": "  "}"#] {
        let review = reviewed(
            &Catalog::default(),
            &format!(r#"{{"format": 1, "products": [{{"id": "uji", "name": {name}}}]}}"#),
        );
        assert_eq!(review.rows[0].verdict, Verdict::Refused(Note::NoName), "{name}");
        let stored = reviewed(&Catalog::default(), &file("")).next;
        let review = reviewed(&stored, &format!(r#"[{{"id": "uji", "name": {name}, "brand": "Rimba"}}]"#));
        assert_eq!((uji(&review).name.id.as_str(), uji(&review).brand.as_str()), ("Uji", "Rimba"), "{name}");
        assert!(!said(&review, "name").is_empty(), "{name}");
    }
    let review = reviewed(&Catalog::default(), r#"[{"name": {"id": "Madu"}}, {"id": "kopi", "name": 7}]"#);
    assert_eq!(review.rows[0].verdict, Verdict::Refused(Note::NoId));
    assert!(matches!(review.rows[1].verdict, Verdict::Refused(Note::WrongForm { .. })));
}

#[test]
fn the_second_record_of_an_id_is_refused_in_every_list() {
    let text = r#"{"format": 1,
        "categories": [{"id": "a", "name": {"id": "A"}}, {"id": "a", "name": {"id": "B"}}],
        "producers": [{"id": "kwt", "name": "KWT Melati", "whatsapp": "081234567890"}, {"id": "kwt", "name": "KWT Mawar"}],
        "products": [{"id": "p", "name": {"id": "Madu"}, "producer": "kwt"}, {"id": "p", "name": {"id": "Kopi"}}]}"#;
    let review = reviewed(&Catalog::default(), text);
    let refused = review.rows.iter().filter(|row| matches!(row.verdict, Verdict::Refused(Note::SameId { .. })));
    assert_eq!(refused.count(), 3, "{:#?}", review.rows);
    assert_eq!(review.next.producers["kwt"].name, "KWT Melati");
    assert_eq!((review.next.products["p"].name.id.as_str(), review.next.categories[0].name.id.as_str()), ("Madu", "A"));
}

#[test]
fn what_erases_in_a_table_erases_in_a_record() {
    let stored = reviewed(&Catalog::default(), &file(r#", "brand": "Rimba", "summary": {"id": "Manis"}"#)).next;
    let erased = r#"[{"id": "uji", "brand": "(hapus)", "summary": {"id": "(hapus)"}}]"#;
    let review = reviewed(&stored, erased);
    assert!(uji(&review).brand.is_empty() && uji(&review).summary.is_empty(), "{:#?}", review.rows);
    let silent = reviewed(&stored, r#"[{"id": "uji", "brand": "-", "summary": {"id": "-", "en": "Sweet"}}]"#);
    assert_eq!(
        (&*uji(&silent).brand, &*uji(&silent).summary.id, &*uji(&silent).summary.en),
        ("Rimba", "Manis", "Sweet")
    );
}

#[test]
fn a_photo_that_lies_beside_the_file_is_looked_for_and_none_is_named_that_is_not_there() {
    let fields = r#", "photos": [{"file": "foto/dodol.jpg", "alt": {"id": "Dodol"}}, {"file": "https://a.id/b.jpg"}]"#;
    let review = reviewed(&Catalog::default(), &file(fields));
    assert!(uji(&review).photos.is_empty());
    let [photo] = review.photos.as_slice() else { panic!("{:?}", review.photos) };
    assert_eq!(photo.source, PhotoLocation::Named { file: "foto/dodol.jpg".into() });
    assert_eq!((photo.said.alt.id.as_str(), review.rows[photo.row].name.as_str()), ("Dodol", "Uji"));
    assert_eq!(said(&review, "photos"), [Note::PhotoLink]);
}

#[test]
fn a_category_that_is_not_there_is_made_and_one_of_its_name_is_that_one() {
    let review = reviewed(&Catalog::default(), &file(r#", "category": "kriya""#));
    assert_eq!(review.next.category(&uji(&review).category).unwrap().name.id, "kriya");
    assert_eq!(said(&review, "category"), [Note::CategoryMade]);
    let second = r#"{"categories": [{"id": "olahan", "name": {"id": "makanan"}}],
        "products": [{"id": "teh", "name": {"id": "Teh"}, "category": "olahan"}]}"#;
    let second = reviewed(&review.next, second);
    assert_eq!((second.next.products["teh"].category.as_str(), second.next.categories.len()), ("makanan", 2));
}

#[test]
fn a_number_without_digits_and_an_address_that_is_none_are_refused_of_a_maker() {
    let text = r#"{"format": 1, "producers": [{"id": "kwt", "name": "KWT Melati", "whatsapp": "08-belum", "email": "ada",
        "origin": "3201262001"}], "products": [{"id": "uji", "name": {"id": "Uji"}, "producer": "kwt"}]}"#;
    let review = reviewed(&Catalog::default(), text);
    let maker: &Producer = &review.next.producers["kwt"];
    assert_eq!((&*maker.whatsapp, &*maker.email, maker.origin.as_str()), ("", "", "32.01.26.2001"));
    assert_eq!((said(&review, "whatsapp"), said(&review, "email")), (vec![Note::NotAPhone], vec![Note::NotAnEmail]));
}

#[test]
fn a_record_with_the_number_of_another_product_is_found_by_its_name_the_next_time() {
    let first = with(&Catalog::default(), "a.csv", b"Kode Produk;Nama\n1;Madu\n", BTreeMap::new()).next;
    let list = r#"{"products": [{"id": "1", "name": {"id": "Batik Tulis"}}]}"#;
    let mut catalog = reviewed(&first, list).next;
    assert_eq!(catalog.products.len(), 2);
    for _ in 0..2 {
        let again = reviewed(&catalog, list);
        assert_eq!((again.next.products.len(), &again.rows[0].verdict), (2, &Verdict::Unchanged), "{:#?}", again.rows);
        catalog = again.next;
    }
}

#[test]
fn records_of_a_second_catalogue_are_found_by_name_and_maker() {
    let list =
        b"nama;produsen;kabupaten;whatsapp\nMadu;KWT Melati;Paser;081234567890\nKopi;;Paser;\nKopi;KTH B;Berau;\n";
    let catalogs = ["a.csv", "b.csv"].map(|file| with(&Catalog::default(), file, list, BTreeMap::new()).next);
    let [here, mut there] = catalogs;
    // The same list under other ids.
    let mut renamed = Catalog { categories: there.categories.clone(), ..Catalog::default() };
    for (at, producer) in there.producers.values().enumerate() {
        let id = format!("maker-{at}-f00d");
        let producer = Producer { id: id.as_str().into(), ..Producer::clone(producer) };
        renamed.producers.insert(producer.id.clone(), producer.into());
    }
    for (at, product) in there.products.values().enumerate() {
        let maker = |id| there.producers.keys().position(|one| one == id).map(|at| format!("maker-{at}-f00d"));
        let producer = product.producer.as_ref().and_then(maker).map(|id| id.as_str().into());
        let id = format!("thing-{at}-f00d");
        let product = Product { id: id.as_str().into(), producer, ..Product::clone(product) };
        renamed.products.insert(product.id.clone(), product.into());
    }
    std::mem::swap(&mut there, &mut renamed);
    let ids: Vec<_> = there.products.keys().cloned().collect();
    let review = with(&here, "c.json", &write_json(&there, &ids).unwrap(), BTreeMap::new());
    assert!(review.questions.is_empty(), "{:?}", review.questions);
    assert_eq!(review.counts.unchanged, 5, "{:#?}", review.rows);
    assert_eq!((review.next.products.len(), review.next.producers.len()), (3, 2));
    // Two makers of one name in one file stay two.
    let two = r#"{"producers": [{"id": "a-1", "name": "KWT Mawar"}, {"id": "a-2", "name": "KWT Mawar"}],
        "products": [{"id": "x", "name": {"id": "Teh"}, "producer": "a-1"}, {"id": "y", "name": {"id": "Teh"}, "producer": "a-2"}]}"#;
    let review = reviewed(&Catalog::default(), two);
    assert_eq!((review.next.products.len(), review.next.producers.len()), (2, 2), "{:#?}", review.rows);
}

#[test]
fn a_product_that_was_deleted_comes_back_from_an_export_and_takes_no_others_place() {
    let list = r#"{"producers": [{"id": "kwt", "name": "KWT"}], "products": [
        {"id": "madu-a", "name": {"id": "Madu"}, "producer": "kwt"}, {"id": "madu-b", "name": {"id": "Madu"}, "producer": "kwt"}]}"#;
    let mut catalog = reviewed(&Catalog::default(), list).next;
    assert_eq!(catalog.products.len(), 2);
    catalog.products.remove("madu-a");
    let back = reviewed(&catalog, list);
    assert_eq!((back.next.products.len(), back.counts.new, back.counts.refused), (2, 1, 0), "{:#?}", back.rows);
}

#[test]
fn a_product_that_another_list_knows_by_name_keeps_its_english_texts() {
    let list =
        r#"[{"id": "madu-a", "name": {"id": "Madu", "en": "Honey"}, "summary": {"id": "Manis", "en": "Sweet"}}]"#;
    let catalog = reviewed(&Catalog::default(), list).next;
    let other = r#"[{"id": "madu-b", "name": {"id": "Madu"}, "summary": {"id": "Manis sekali"}}]"#;
    let review = reviewed(&catalog, other);
    let product = &review.next.products["madu-a"];
    assert_eq!((&*product.name.en, &*product.summary.id, &*product.summary.en), ("Honey", "Manis sekali", "Sweet"));
    assert_eq!((said(&review, "name"), said(&review, "summary")), (vec![], vec![Note::EnglishStays]));
    // By its own id it is replaced as it stands.
    let own = reviewed(&catalog, &other.replace("madu-b", "madu-a"));
    assert_eq!(own.next.products["madu-a"].summary.en, "");
}

/// A catalogue that was typed by hand holds what no list may bring; its own export says so again and is no news.
#[test]
fn what_a_half_filled_catalogue_holds_comes_back_from_its_own_export() {
    let stored: Catalog = {
        let mut catalog = reviewed(&Catalog::default(), &file("")).next;
        let junk = r#"{"id": "uji", "name": {}, "producer": "nobody", "category": "zzz", "origin": "Sukamaju", "brand": "-",
            "prices": [{"amount": -5, "currency": "", "as_of": "kemarin"}, {"amount": 15, "currency": "IDR"}],
            "capacity": {"min": 5, "max": 2}, "photos": [{"file": "tiada.jpg"}], "tags": ["", "-"], "hs_code": "4,09E+06",
            "description": {"id": "<b>NIK</b> 3201260101800001"}, "certifications": [
                {"kind": "Nib", "status": "Held", "number": "3201260101800001"}, {"kind": "Nib", "status": "Planned"},
                {"kind": "Halal", "status": "Held", "number": "belum ada", "issued": "12/05/2025"}]}"#;
        let product: Product = serde_json::from_str(junk).unwrap();
        catalog.products.insert(product.id.clone(), product.into());
        for (id, name) in [("dash", "-"), ("none", ""), ("kwt", "KWT Melati")] {
            let text =
                format!(r#"{{"id": "{id}", "name": "{name}", "whatsapp": "08-belum", "email": "ada", "origin": "x"}}"#);
            let producer: Producer = serde_json::from_str(&text).unwrap();
            catalog.producers.insert(producer.id.clone(), producer.into());
        }
        for (at, maker) in ["dash", "none", "kwt"].into_iter().enumerate() {
            let text = format!(r#"{{"id": "p{at}", "name": {{"id": "Madu"}}, "producer": "{maker}"}}"#);
            let product: Product = serde_json::from_str(&text).unwrap();
            catalog.products.insert(product.id.clone(), product.into());
        }
        catalog
    };
    let ids: Vec<_> = stored.products.keys().cloned().collect();
    let export = write_json(&stored, &ids).unwrap();
    let review = with(&stored, "a.json", &export, BTreeMap::new());
    assert_eq!((review.rows.len(), review.counts.unchanged, review.questions.len()), (7, 7, 0), "{:#?}", review.rows);
    assert!(review.rows.iter().all(|row| row.cells.is_empty()), "{:#?}", review.rows);
    // Where one field was edited, the others stay as they are.
    let edited = String::from_utf8(export).unwrap().replace("\"brand\": \"-\"", "\"brand\": \"Rimba\"");
    let review = reviewed(&stored, &edited);
    let expected = Product { brand: "Rimba".into(), ..Product::clone(&stored.products["uji"]) };
    assert_eq!(*uji(&review), expected);
    assert_eq!((review.counts.changed, review.counts.unchanged, review.questions.len()), (1, 6, 0));
}

#[test]
fn a_column_of_names_that_was_sorted_alone_is_asked_about() {
    let list = b"nama;produsen\nMadu;KWT A\nKopi;KWT B\nTeh;KWT C\n";
    let catalog = with(&Catalog::default(), "a.csv", list, BTreeMap::new()).next;
    let ids: Vec<_> = catalog.products.keys().cloned().collect();
    let export = String::from_utf8(write_csv(&catalog, &ids, CsvForm::Standard, Lang::Id).unwrap()).unwrap();
    let sorted = export.replace(",Madu,", ",?,").replace(",Kopi,", ",Madu,").replace(",?,", ",Kopi,");
    assert_ne!(sorted, export);
    let asked = with(&catalog, "b.csv", sorted.as_bytes(), BTreeMap::new());
    assert_eq!((asked.questions.len(), asked.counts.waiting, asked.counts.unchanged), (2, 2, 1), "{:#?}", asked.rows);
    // Both are shown, and the row may be of either.
    for question in &asked.questions {
        assert_eq!(question.candidates.len(), 3, "{question:?}");
        let QuestionKey::Product { id, name, .. } = &question.key else { panic!("{question:?}") };
        let other = catalog.products.values().find(|one| one.name.id == *name).unwrap();
        assert_eq!(question.candidates[..2], [Answer::Product(id.clone()), Answer::Product(other.id.clone())]);
    }
    let renamed = asked.questions.iter().map(|one| (one.key.clone(), one.candidates[0].clone())).collect();
    assert_eq!(with(&catalog, "b.csv", sorted.as_bytes(), renamed).counts.changed, 2);
    let as_new = asked.questions.iter().map(|one| (one.key.clone(), Answer::NewProduct)).collect();
    let new = with(&catalog, "b.csv", sorted.as_bytes(), as_new);
    assert_eq!((new.counts.new, new.counts.unchanged, new.next.products.len()), (2, 1, 5), "{:#?}", new.rows);
    let swapped = asked.questions.iter().map(|one| (one.key.clone(), one.candidates[1].clone())).collect();
    assert_eq!(with(&catalog, "b.csv", sorted.as_bytes(), swapped).next.products.len(), 3);
    // A new name that nobody has is a new name.
    let other = export.replace(",Madu,", ",Gula Aren,");
    assert!(with(&catalog, "c.csv", other.as_bytes(), BTreeMap::new()).questions.is_empty());
}

#[test]
fn a_contact_that_a_record_changes_is_shown_with_what_was_there() {
    let of = |catalog: &Catalog, number: &str| {
        let list =
            format!(r#"{{"producers": [{{"id": "kwt-0a1b", "name": "KWT", "phone": "{number}"}}], "products": []}}"#);
        with(catalog, "a.json", list.as_bytes(), BTreeMap::new())
    };
    let first = of(&Catalog::default(), "0541741234").next;
    let second = of(&first, "0541749999");
    let cell = second.rows.iter().flat_map(|row| &row.cells).find(|cell| cell.heading == "phone").unwrap();
    assert_eq!((cell.before.as_str(), cell.after.as_str()), ("0541741234", "0541749999"));
}

#[test]
fn parts_that_are_unknown_here_do_not_take_the_record_with_them() {
    let fields = r#", "summary": {"id": "Manis", "jv": "Legi"},
        "photos": [{"file": "madu.jpg", "caption": {"id": "Madu dalam botol"}}], "capacity": {"min": 5, "unit": "kg", "max": "banyak"}"#;
    let review = reviewed(&Catalog::default(), &file(fields));
    assert_eq!(uji(&review).summary.id, "Manis");
    for part in ["summary.jv", "photos.caption"] {
        assert_eq!(said(&review, part), [Note::UnknownField], "{part}");
    }
    assert!(
        review.photos.iter().any(|photo| matches!(&photo.source, PhotoLocation::Named { file } if file == "madu.jpg"))
    );
    assert!(matches!(said(&review, "capacity")[..], [Note::WrongForm { .. }]));
    let named = reviewed(&Catalog::default(), r#"[{"id": "a", "name": {"id": "Madu", "jv": "Madu"}}]"#);
    assert_eq!((named.counts.new, said(&named, "name.jv")), (1, vec![Note::UnknownField]));
}

#[test]
fn what_one_record_of_a_list_lacks_stays_and_is_told() {
    let stays = |review: &Review| {
        review.notes.iter().find_map(|(_, note)| match note {
            Note::EmptyStays { count } => Some(*count),
            _ => None,
        })
    };
    let permit = r#""certifications": [{"kind": "Halal", "status": "Held", "number": "ID1"}]"#;
    let list = |first: &str| {
        format!(
            r#"[{{"id": "a", "name": {{"id": "Madu"}}{first}}}, {{"id": "b", "name": {{"id": "Kopi"}}, {permit}}}]"#
        )
    };
    let stored = reviewed(&Catalog::default(), &list(&format!(", {permit}"))).next;
    let review = reviewed(&stored, &list(""));
    assert_eq!((stays(&review), review.next.products["a"].certifications.len()), (Some(1), 1));
    assert_eq!(stays(&reviewed(&stored, &list(&format!(", {permit}")))), None);
    // A list without the field says nothing of it, and null takes it away.
    assert_eq!(stays(&reviewed(&stored, r#"[{"id": "a", "name": {"id": "Madu"}}]"#)), None);
    let review = reviewed(&stored, &list(r#", "certifications": null"#));
    assert_eq!((stays(&review), review.next.products["a"].certifications.len()), (None, 0));
}

#[test]
fn a_link_to_a_chat_is_no_telephone() {
    for field in ["phone", "whatsapp", "contact_person"] {
        let text =
            format!(r#"{{"producers": [{{"id": "kwt", "name": "KWT", "{field}": "https://wa.me/6281234567890"}}]}}"#);
        let review = reviewed(&Catalog::default(), &text);
        let maker = &review.next.producers["kwt"];
        assert_eq!((maker.phone.as_str(), maker.whatsapp.as_str()), ("", "+6281234567890"), "{field}");
        assert!(matches!(said(&review, field)[..], [Note::PhonesRead { .. }]), "{field}: {:?}", said(&review, field));
    }
}

#[test]
fn a_text_for_an_amount_and_a_stroke_for_a_number_are_told() {
    let review = reviewed(&Catalog::default(), &file(r#", "capacity": {"min": "1.500", "unit": "bungkus"}"#));
    assert_eq!((&uji(&review).capacity, said(&review, "capacity")), (&None, vec![Note::NoNumber]));
    let review =
        reviewed(&Catalog::default(), &file(r#", "capacity": {"min": "1500", "max": "2500.5", "unit": "kg"}"#));
    assert_eq!(uji(&review).capacity.as_ref().unwrap().max, Some("2500.5".parse().unwrap()));
    let permit = r#", "certifications": [{"kind": "Halal", "status": "Held", "number": "-"}]"#;
    let review = reviewed(&Catalog::default(), &file(permit));
    assert_eq!(uji(&review).certifications[0].number, "");
    assert_eq!(said(&review, "certifications"), [Note::SaysNone]);
}

#[test]
fn a_field_taken_out_of_our_own_export_is_told() {
    let stored = reviewed(&Catalog::default(), &file(r#", "summary": {"id": "Manis"}"#)).next;
    let review = reviewed(&stored, &file(""));
    assert_eq!(uji(&review).summary.id, "Manis");
    assert!(review.notes.iter().any(|(_, note)| *note == Note::EmptyStays { count: 1 }), "{:?}", review.notes);
}
