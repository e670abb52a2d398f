//! What cannot be taken as it stands is asked or said, and what is stored already comes back as it is.

use std::io::{Read as _, Write as _};

use etalase::exchange::{
    Answer, CellVerdict, CsvForm, FileFault, Note, QuestionKey, Reading, ReviewOptions, Verdict, XlsxOptions, guess,
    no_progress, read, review, write_csv, write_xlsx,
};
use etalase::model::{Catalog, Producer, Product, Status};
use etalase::text::Lang;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::variations::Typed::{self, Number, Shown, Text};
use crate::variations::{Variation, csv, ods, price, reviewed, texts, xlsx};

#[test]
fn a_currency_that_nobody_can_tell_is_asked() {
    let of = |heading: &str, cell: Typed, formats: &[&str]| {
        let one =
            Variation { headings: &["nama", heading], cells: &[Text("Uji"), cell], found: price, right: "", told: "" };
        let all = [("a.xlsx", xlsx(&one)), ("a.ods", ods(&one)), ("a.csv", csv(&one))];
        let files: Vec<_> = all.into_iter().filter(|(file, _)| formats.contains(file)).collect();
        asked_for_currency(&one, &files);
    };
    for heading in ["Harga (peso)", "Harga (dolar Zimbabwe)", "Harga (rupee/kg)"] {
        of(heading, Number(1500.0), &["a.xlsx", "a.ods", "a.csv"]);
    }
    of("harga", Shown(80.0, "[$kr-41D]#,##0", "80 kr"), &["a.xlsx"]);
    // A price that says its own is taken.
    let own = reviewed(&Catalog::default(), "a.csv", "nama;Harga (peso)\nUji;Rp15.000\n".as_bytes());
    assert!(own.questions.is_empty() && price(&own, own.next.products.values().next().unwrap()) == "15000 IDR");
}

fn asked_for_currency(one: &Variation<'_>, files: &[(&str, Vec<u8>)]) {
    for (file, bytes) in files {
        let open = reviewed(&Catalog::default(), file, bytes);
        let asked: Vec<_> =
            open.questions.iter().filter(|one| matches!(one.key, QuestionKey::Currency { .. })).collect();
        assert_eq!(asked.len(), 1, "{file} {:?}: {:?}", one.headings, open.questions);
        assert!(open.next.products.values().all(|one| one.prices.is_empty()), "{file} {:?}", one.headings);
        let answers = [(asked[0].key.clone(), Answer::Currency("USD"))].into();
        let sheets = read(file, bytes, &Reading::default(), &no_progress).unwrap();
        let options = ReviewOptions { new_status: Some(Status::Draft), answers, ..ReviewOptions::default() };
        let review = review(&Catalog::default(), &sheets, &guess(&sheets), &options, &no_progress);
        let review = review.unwrap();
        let found: Vec<_> = review.next.products.values().flat_map(|one| &one.prices).collect();
        assert_eq!((found.len(), found[0].currency.as_str()), (1, "USD"), "{file} {:?}", one.headings);
    }
}

#[test]
fn a_column_without_a_heading_is_told_and_headings_on_each_page_are_no_product() {
    let list = "nama;produsen;\nMadu;KTH A;penting\nNama;Produsen;\nKopi;KTH A;\n";
    let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    let names: Vec<&str> = review.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!((names, review.next.producers.len()), (vec!["Madu", "Kopi"], 1));
    let told: Vec<_> = review.notes.iter().map(|(_, note)| note.clone()).collect();
    assert_eq!(told, [Note::UnknownColumn { heading: "C".into() }]);
    let all = reviewed(&Catalog::default(), "a.csv", b"nama;produsen;\nMadu;KTH A;\n");
    assert!(all.notes.is_empty(), "{:?}", all.notes);
}

#[test]
fn no_product_is_taken_for_the_headings_of_the_next() {
    let list = "nama;harga;tipe\nMadu;50000;KWT\nKopi;20000;UMKM\n";
    let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    let names: Vec<&str> = review.rows.iter().map(|row| row.name.as_str()).collect();
    assert_eq!(names, ["Madu", "Kopi"]);
    assert!(review.next.producers.is_empty());
}

#[test]
fn what_is_stored_already_comes_back_as_it_is() {
    let json = r#"{"producers": [{"id": "kwt", "name": "KWT"}], "products": [{"id": "uji", "name": {"id": "Uji"},
        "producer": "kwt", "certifications": [{"kind": "Nib", "status": "Held"}]}]}"#;
    let mut catalog = reviewed(&Catalog::default(), "a.json", json.as_bytes()).next;
    let mut product = Product::clone(&catalog.products["uji"]);
    let mut producer = Producer::clone(&catalog.producers["kwt"]);
    for text in [&mut product.name.id, &mut product.brand, &mut product.dimensions, &mut producer.web] {
        *text = "12-Okt".into();
    }
    product.hs_code = "4,09E+06".into();
    product.description.id = "a <b>c</b>".into();
    product.certifications[0].number = "22010321234567".into();
    producer.phone = "8,12E+11".into();
    catalog.products.insert(product.id.clone(), std::sync::Arc::new(product));
    catalog.producers.insert(producer.id.clone(), std::sync::Arc::new(producer));
    let ids: Vec<_> = catalog.products.keys().cloned().collect();
    for (file, bytes) in [
        ("a.csv", write_csv(&catalog, &ids, CsvForm::IndonesianExcel, Lang::Id).unwrap()),
        ("b.csv", write_csv(&catalog, &ids, CsvForm::Standard, Lang::En).unwrap()),
        ("a.xlsx", write_xlsx(&catalog, &ids, &XlsxOptions::default(), &no_progress).unwrap()),
    ] {
        let review = reviewed(&catalog, file, &bytes);
        assert!(review.rows.iter().all(|row| row.verdict == Verdict::Unchanged), "{file}: {:#?}", review.rows);
        assert_eq!((review.counts.cells_refused, review.counts.cells_repaired), (0, 0), "{file}: {:#?}", review.rows);
    }
}

#[test]
fn a_formula_that_failed_in_a_new_way_costs_its_cell() {
    let cells = [Text("Uji"), Text("PENANDA")];
    let one = Variation { headings: &["nama", "merek"], cells: &cells, found: texts, right: "", told: "merek" };
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(xlsx(&one))).unwrap();
    for fault in ["#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#BUSY!"] {
        let mut out = ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for at in 0..archive.len() {
            let mut entry = archive.by_index(at).unwrap();
            let name = entry.name().unwrap().into_owned();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            if let (true, Some(cell)) = (name.ends_with("sheet1.xml"), text.find("<c r=\"B2\"")) {
                let end = cell + text[cell..].find("</c>").unwrap();
                text.replace_range(cell..end, &format!("<c r=\"B2\" t=\"e\"><f>A1</f><v>{fault}</v>"));
            }
            out.start_file(name, SimpleFileOptions::default()).unwrap();
            out.write_all(text.as_bytes()).unwrap();
        }
        let review = reviewed(&Catalog::default(), "a.xlsx", &out.finish().unwrap().into_inner());
        let brand = review.rows[0].cells.iter().find(|cell| cell.heading == "merek").map(|cell| cell.verdict.clone());
        assert_eq!(brand, Some(CellVerdict::Refused(Note::FormulaFault { fault: fault.into() })));
        assert_eq!(review.rows[0].verdict, Verdict::New);
    }
    for fault in ["#SPILL!", "#REF!", "#N/A"] {
        let review = reviewed(&Catalog::default(), "a.csv", format!("nama;merek\nUji;{fault}\n").as_bytes());
        assert_eq!(review.counts.cells_refused, 1, "{fault}");
    }
}

#[test]
fn what_a_number_format_hides_is_left_out_and_said() {
    let secret = Shown(12_000.0, ";;;", "");
    let one = Variation {
        headings: &["nama", "harga"],
        cells: &[Text("Uji"), secret],
        found: price,
        right: "",
        told: "harga",
    };
    let habis = Variation { cells: &[Text("Uji"), Shown(12_000.0, "\"habis\"", "habis")], ..one };
    for one in [one, habis] {
        for (name, bytes) in [("a.xlsx", xlsx(&one)), ("a.ods", ods(&one))] {
            let review = reviewed(&Catalog::default(), name, &bytes);
            assert_eq!(review.next.products.values().map(|one| one.prices.len()).sum::<usize>(), 0, "{name}");
            assert!(
                review.notes.iter().any(|(_, note)| *note == Note::File(FileFault::HiddenCells { count: 1 })),
                "{name}"
            );
        }
    }
}

#[test]
fn words_of_a_heading_that_go_nowhere_are_told() {
    for (heading, rest) in [
        ("Harga (IDR, belum PPN)", "belum PPN"),
        ("Harga (belum termasuk ongkir)", "belum termasuk ongkir"),
        ("Harga (nego)", "nego"),
        ("Harga (2023)", "2023"),
        ("Harga (per Mei 2024)", "Mei 2024"),
        ("Price (USD) FOB Samarinda", "Samarinda"),
        ("Price (USD) EXW", ""),
        ("Harga (Rp) - Ecer", ""),
        ("Harga (2)", ""),
        ("Harga (Rp/kg)", ""),
        ("Harga Grosir (Rp)", ""),
        ("Harga (dalam ribuan)", ""),
    ] {
        let review = reviewed(&Catalog::default(), "a.csv", format!("nama;{heading}\nUji;15000\n").as_bytes());
        let told: Vec<_> = review.notes.iter().map(|(_, note)| note.clone()).collect();
        let right = Note::HeadingRest { heading: heading.into(), rest: rest.into() };
        assert_eq!(told, if rest.is_empty() { vec![] } else { vec![right] }, "{heading}");
    }
}

#[test]
fn who_signed_a_list_and_the_headings_of_its_parts_are_no_products() {
    let list = "nama;produsen;harga\nMAKANAN;;\nMadu;KTH A;15000\nB. Kerajinan;;\nTas;KWT B;20000\nKecamatan Muara Badak;;\n\
                Kopi;KTH C;30000\nMakanan ringan;KWT D;5000\nBatik;;\n;;\n\"Balikpapan, 8 Mei 2025\";;\nKepala Dinas Perdagangan;;\n\
                (.......................);;\nNIP. 19700101 199003 1 001;;\n";
    let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    let names: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
    assert_eq!(names.len(), 5, "{names:?}");
    assert!(["Madu", "Tas", "Kopi", "Makanan ringan", "Batik"].iter().all(|name| names.contains(name)), "{names:?}");
    // A list of nothing but names is what it says.
    let names = reviewed(&Catalog::default(), "a.csv", "nama\nMakanan\nMadu\n".as_bytes());
    assert_eq!(names.next.products.len(), 2);
}
