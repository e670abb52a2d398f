//! Lists as people really send them: each kind of fault gives its right answer or a question, and nothing is taken wrong
//! in silence.

use std::collections::BTreeMap;
use std::path::Path;

use etalase::exchange::{
    Answer, CellReview, CellVerdict, Column, Fault, FileFault, Note, PhotoLocation, QuestionKey, Reading, Review,
    ReviewOptions, Sheets, TemplateRegion, Value, Verdict, guess, no_progress, read, review, write_template,
};
use etalase::model::{Catalog, CertificationStatus, ProducerField, Product, ProductField, Status};
use etalase::text::{Explain, Lang};

fn case(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(name)).unwrap()
}

pub(crate) fn reviewed_with(
    catalog: &Catalog,
    name: &str,
    bytes: &[u8],
    answers: BTreeMap<QuestionKey, Answer>,
) -> (Sheets, Review) {
    let sheets = read(name, bytes, &Reading::default(), &no_progress)
        .unwrap_or_else(|error| panic!("{name}: {}", error.explain(Lang::En).line()));
    let options = ReviewOptions { new_status: Some(Status::Draft), answers, ..ReviewOptions::default() };
    let review = review(catalog, &sheets, &guess(&sheets), &options, &no_progress).unwrap();
    for lang in Lang::ALL {
        let words = review.questions.iter().map(|question| question.words(lang));
        let notes = review.notes.iter().map(|(_, note)| note.message(&sheets, lang).line());
        assert!(words.chain(notes).all(|words| !words.is_empty()));
    }
    (sheets, review)
}

fn reviewed(name: &str) -> (Sheets, Review) {
    reviewed_with(&Catalog::default(), name, &case(name), BTreeMap::new())
}

fn text(name: &str, text: &str) -> Review {
    reviewed_with(&Catalog::default(), name, text.as_bytes(), BTreeMap::new()).1
}

/// The review with the n-th choice of every question.
fn answered(catalog: &Catalog, name: &str, bytes: &[u8], choice: usize) -> Review {
    let (_, open) = reviewed_with(catalog, name, bytes, BTreeMap::new());
    let answers = open.questions.iter().map(|one| (one.key.clone(), one.candidates[choice].clone())).collect();
    reviewed_with(catalog, name, bytes, answers).1
}

fn product<'a>(review: &'a Review, name: &str) -> &'a Product {
    review.next.products.values().find(|product| product.name.id == name).unwrap_or_else(|| panic!("{name}"))
}

fn cell<'a>(review: &'a Review, column: &str, name: &str) -> &'a CellReview {
    let row = review.rows.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row {name}"));
    let is_it = |cell: &&CellReview| cell.column.is_some_and(|one| one.heading(Lang::Id) == column);
    row.cells.iter().find(is_it).unwrap_or_else(|| panic!("{column} of {name}: {:#?}", row.cells))
}

fn price(review: &Review, name: &str) -> Option<(i64, String)> {
    product(review, name).prices.first().map(|price| (price.amount, price.currency.clone()))
}

#[test]
fn a_number_of_another_list_takes_nobodys_place() {
    let (_, first) = reviewed("id-collision-a.csv");
    let catalog = first.next;
    let (_, second) = reviewed_with(&catalog, "b.csv", &case("id-collision-b.csv"), BTreeMap::new());
    assert_eq!(second.next.products.len(), 4, "{:#?}", second.rows);
    assert_eq!(second.counts.cells_refused, 0);
    for name in ["Madu Hutan", "Keripik Pisang", "Tikar Pandan", "Gula Aren"] {
        product(&second, name);
    }
    let origin = |name: &str| product(&second, name).origin.cut(2).to_string();
    assert_eq!([origin("Madu Hutan"), origin("Tikar Pandan")], ["64.01", "64.02"]);
    // The second list again finds its own products.
    let (_, again) = reviewed_with(&second.next, "b.csv", &case("id-collision-b.csv"), BTreeMap::new());
    assert!(again.rows.iter().all(|row| row.verdict == Verdict::Unchanged), "{:#?}", again.rows);
    // Where the maker is the same it may be a new name or another product: a person says which.
    let renamed = "Kode Produk;Nama Produk;Nama UMKM;Kabupaten;Harga\n1;Madu Kelulut;KTH Rimba Uji;Paser;95000\n";
    let (_, asked) = reviewed_with(&catalog, "c.csv", renamed.as_bytes(), BTreeMap::new());
    assert!(matches!(&asked.questions[0].key, QuestionKey::Product { name, .. } if name == "Madu Kelulut"));
    assert_eq!(asked.next.products.len(), 2);
    assert_eq!(answered(&catalog, "c.csv", renamed.as_bytes(), 0).next.products["1"].prices[0].amount, 95_000);
    assert_eq!(answered(&catalog, "c.csv", renamed.as_bytes(), 1).next.products.len(), 3);
    // A name without a maker from another regency is another product.
    let elsewhere = "nama;kabupaten;harga\nMadu Hutan;Berau;80000\n";
    let (_, elsewhere) = reviewed_with(&catalog, "d.csv", elsewhere.as_bytes(), BTreeMap::new());
    assert_eq!(elsewhere.next.products.len(), 3);
    // Two sheets of one file, or one list twice, that count from 1.
    let twice = text("e.csv", "kode produk;nama;produsen\n1;Kopi;KWT A\n2;Teh;KWT A\n1;Gula;KWT B\n");
    assert_eq!(twice.next.products.len(), 3, "{:#?}", twice.rows);
}

#[test]
fn only_a_permit_that_says_yes_is_held() {
    let (_, review) = reviewed("permits-expired.csv");
    for name in ["Uji Kedaluwarsa", "Uji Habis"] {
        assert!(product(&review, name).certifications.is_empty(), "{name}");
        for column in ["halal", "pirt", "nib"] {
            assert!(matches!(cell(&review, column, name).verdict, CellVerdict::Asked(_)), "{name} {column}");
        }
    }
    let statuses: Vec<_> = product(&review, "Uji Proses").certifications.iter().map(|one| one.status).collect();
    assert_eq!(statuses, [CertificationStatus::InProcess; 3]);
}

#[test]
fn currencies_and_factors_stand_in_headings() {
    let (_, review) = reviewed("currency-in-heading.xlsx");
    let money = |name: &str| price(&review, name).unwrap_or_else(|| panic!("{name} has no price"));
    // Two of the headings differ in brackets only, and so do the names below them: whether they are one is asked.
    let asked = |review: &Review| {
        review
            .questions
            .iter()
            .filter(|one| one.answer.is_none())
            .filter(|one| matches!(one.key, QuestionKey::SameName { .. }))
            .count()
    };
    assert_eq!(asked(&review), 3);
    let name = "currency-in-heading.xlsx";
    let answers = review.questions.iter().filter(|one| matches!(one.key, QuestionKey::SameName { .. }));
    let answers = answers.map(|one| (one.key.clone(), Answer::NewProduct)).collect();
    let (_, others) = reviewed_with(&Catalog::default(), name, &case(name), answers);
    assert_eq!(asked(&others), 0);
    for (number, amount) in [("5", 500), ("78.5", 7_850)] {
        assert_eq!(price(&others, &format!("Uji Harga USD {number}")), Some((amount, "USD".into())));
        assert_eq!(price(&others, &format!("Uji Harga (USD) {number}")), Some((amount, "USD".into())));
    }
    for (heading, currency, factor) in [
        ("Harga (USD)", "USD", 100),
        ("Harga (US$/kg)", "USD", 100),
        ("Price (USD)", "USD", 100),
        ("FOB Price (USD/kg)", "USD", 100),
        ("Harga ($)", "USD", 100),
        ("Harga dalam USD", "USD", 100),
        ("Harga Ekspor (USD)", "USD", 100),
        ("Harga (EUR)", "EUR", 100),
        ("Harga (RM)", "MYR", 100),
        ("Harga (Rp ribu)", "IDR", 1_000),
        ("Harga (dalam ribuan)", "IDR", 1_000),
        ("Harga (000)", "IDR", 1_000),
        ("Harga (ribu rupiah)", "IDR", 1_000),
        ("Harga (x Rp1.000)", "IDR", 1_000),
        ("Harga (juta)", "IDR", 1_000_000),
    ] {
        assert_eq!(money(&format!("Uji {heading} 78.5")), (785 * factor / 10, currency.to_owned()), "{heading}");
        assert_eq!(money(&format!("Uji {heading} 5")), (5 * factor, currency.to_owned()), "{heading}");
        let large = format!("Uji {heading} 1250");
        match price(&review, &large) {
            Some(found) => assert_eq!(found, (1250 * factor, currency.to_owned()), "{heading}"),
            None => assert!(matches!(cell(&review, "harga", &large).verdict, CellVerdict::Asked(_)), "{heading}"),
        }
    }
    let kilo = product(&review, "Uji Harga (US$/kg) 5");
    assert_eq!(kilo.prices[0].unit, "kg");
    let dozen = review.questions.iter().find(|one| matches!(one.key, QuestionKey::Price { .. })).unwrap();
    assert!(!dozen.cells.is_empty(), "five rupiah a dozen is asked");
    // Whole prices below "in thousands" are asked, with both readings.
    let whole = text("a.csv", "nama;Harga (dalam ribuan)\nKopi;15.000\nTeh;15rb\n");
    let candidates = &whole.questions[0].candidates;
    assert_eq!(candidates, &[Answer::Price(15_000_000), Answer::Price(15_000)]);
    assert_eq!(price(&whole, "Teh"), Some((15_000, "IDR".into())));
}

#[test]
fn currencies_units_and_percents_stand_in_number_formats() {
    let (_, review) = reviewed("currency-in-number-format.xlsx");
    let found = |name: &str| price(&review, name).unwrap();
    assert_eq!(found("Uji Dolar A"), (7_850, "USD".into()));
    assert_eq!(found("Uji Dolar B"), (125_000, "USD".into()));
    assert_eq!(found("Uji Dolar C"), (240_000, "USD".into()));
    assert_eq!(found("Uji Euro D"), (125_000, "EUR".into()));
    assert_eq!(found("Uji Rupiah E"), (15_000, "IDR".into()));
    assert_eq!(found("Uji Rupiah F"), (15_000, "IDR".into()));
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0_u16..).zip(["nama", "isi bersih", "kapasitas", "bahan", "nib"]) {
        sheet.write(0, column, head).unwrap();
    }
    sheet.write(1, 0, "Sirup").unwrap();
    let formats = ["0 \"gr\"", "0 \"ton\"", "0%", "0000000000000"];
    for ((column, value), code) in (1_u16..).zip([250.0, 2.0, 0.7, 220_103_212_345.0]).zip(formats) {
        let format = rust_xlsxwriter::Format::new().set_num_format(code);
        sheet.write_with_format(1, column, value, &format).unwrap();
    }
    let (_, review) = reviewed_with(&Catalog::default(), "a.xlsx", &book.save_to_buffer().unwrap(), BTreeMap::new());
    let sirup = product(&review, "Sirup");
    assert_eq!(
        sirup.net_content.clone().map(|one| (one.min.unwrap().to_string(), one.unit)),
        Some(("250".into(), "gr".into()))
    );
    assert_eq!(
        sirup.capacity.clone().map(|one| (one.min.unwrap().to_string(), one.unit)),
        Some(("2".into(), "ton".into()))
    );
    assert_eq!(sirup.materials.id, "70%");
    assert_eq!(sirup.certifications[0].number, "0220103212345");
}

#[test]
fn words_for_nothing_are_nothing() {
    let (_, review) = reviewed("producer-belum-ada.csv");
    assert!(review.next.producers.is_empty());
    assert_eq!(review.next.products.len(), 3);
    let review = text("a.csv", "nama;produsen;merek;deskripsi\nKopi;NULL;nan;(kosong)\nTeh;Tidak Ada;\\N;None\n");
    assert!(review.next.producers.is_empty());
    for name in ["Kopi", "Teh"] {
        let product = product(&review, name);
        assert!(product.brand.is_empty() && product.description.id.is_empty(), "{product:?}");
    }
    let json = r#"[{"id": "kopi-1", "name": {"id": "Kopi"}, "brand": "NULL", "summary": {"id": "Belum ada"}}]"#;
    let review = text("a.json", json);
    assert!(product(&review, "Kopi").brand.is_empty() && product(&review, "Kopi").summary.id.is_empty());
}

#[test]
fn a_picture_is_its_rows_that_holds_most_of_it() {
    let (sheets, review) = reviewed("picture-begins-above.xlsx");
    let names: Vec<&str> = review.photos.iter().map(|one| review.rows[one.row].name.as_str()).collect();
    assert_eq!(names, ["Uji Merah", "Uji Hijau", "Uji Biru"]);
    assert!(sheets.sheets[0].pictures.iter().all(|one| one.quarter_turns == 0));
    for name in ["picture-placed-in-cell.xlsx", "wps-picture-in-cell.xlsx"] {
        let (_, review) = reviewed(name);
        let rows: Vec<usize> = review.photos.iter().map(|one| one.row).collect();
        assert_eq!(rows, [0, 1], "{name}");
        assert!(review.photos.iter().all(|one| matches!(one.source, PhotoLocation::Embedded { .. })));
        assert_eq!((review.counts.new, review.counts.cells_refused), (2, 0), "{name}: {:#?}", review.rows);
    }
}

#[test]
fn text_files_with_broken_marks_and_letters_keep_their_rows() {
    let (sheets, review) = reviewed("unclosed-quote.csv");
    assert_eq!(review.counts.new, 12);
    assert_eq!(sheets.faults, [FileFault::UnclosedQuote { line: 4 }]);
    assert_eq!(price(&review, "Uji Kutip 12").unwrap().0, 10_012);
    let (sheets, review) = reviewed("utf8-cut-off.csv");
    assert_eq!(product(&review, "Uji Café").description.id, "madu “asli”");
    product(&review, "Uji “Kopi Déwa”");
    assert_eq!(sheets.faults, [FileFault::CutOff]);
    let (sheets, review) = reviewed("nul-bytes.csv");
    product(&review, "Uji Nul");
    assert_eq!(sheets.faults, [FileFault::Nul { count: 2 }]);
    let (_, review) = reviewed("backslash-quotes.csv");
    assert_eq!(product(&review, "Uji A").description.id, "kata \"asli\", dari hutan");
    assert_eq!(price(&review, "Uji A").unwrap().0, 15_000);
    assert_eq!(product(&review, "Uji C").description.id, "akhir \\");
}

#[test]
fn codes_get_their_zeros_back_or_say_that_digits_are_lost() {
    let (_, review) = reviewed("codes-lost-digits.xlsx");
    let number = |name: &str, kind: &str| {
        let found = product(&review, name).certifications.iter().find(|one| one.kind.label(Lang::Id) == kind);
        found.map(|one| one.number.clone())
    };
    assert_eq!(number("Uji Nol", "NIB").as_deref(), Some("0220103212345"));
    assert_eq!(product(&review, "Uji Nol").hs_code, "04090000");
    assert_eq!(product(&review, "Uji Panjang").hs_code, "190590");
    for column in ["nib", "pirt", "halal"] {
        let lost = &cell(&review, column, "Uji Panjang").verdict;
        assert!(matches!(lost, CellVerdict::Refused(Note::DigitsLost)), "{column}: {lost:?}");
        assert_eq!(cell(&review, column, "Uji Eksponen").verdict, CellVerdict::Refused(Note::DigitsLost));
    }
    assert_eq!(cell(&review, "kode_hs", "Uji Eksponen").verdict, CellVerdict::Refused(Note::DigitsLost));
    assert_eq!(number("Uji Teks", "NIB").as_deref(), Some("0220103212345"));
    assert_eq!(product(&review, "Uji Teks").hs_code, "0409.00.00");
}

#[test]
fn days_that_excel_made_are_refused_in_every_column_of_text() {
    let (_, review) = reviewed("dates-in-text-columns.xlsx");
    for column in ["ukuran", "varian", "kemasan", "merek", "bahan", "pesanan_minimum", "isi_bersih", "masa_simpan"] {
        let verdict = &cell(&review, column, "Uji Tanggal").verdict;
        assert!(matches!(verdict, CellVerdict::Refused(Note::ExcelDay { .. })), "{column}: {verdict:?}");
    }
    let review = text("a.csv", "nama;varian;ukuran\nKaos;12-Okt;10/12/2025\n");
    for column in ["varian", "ukuran"] {
        assert!(matches!(cell(&review, column, "Kaos").verdict, CellVerdict::Refused(Note::ExcelDay { .. })));
    }
}

#[test]
fn hidden_rows_are_asked_for_and_hidden_columns_said() {
    let (_, review) = reviewed("hidden-rows.xlsx");
    assert_eq!((review.counts.new, review.counts.waiting), (3, 3));
    assert!(matches!(review.questions[0].key, QuestionKey::HiddenRows { .. }));
    assert_eq!(review.questions[0].cells.len(), 3);
    assert!(review.notes.iter().any(|(_, note)| *note == Note::HiddenColumn { heading: "catatan".into() }));
    let catalog = Catalog::default();
    assert_eq!(answered(&catalog, "a.xlsx", &case("hidden-rows.xlsx"), 0).counts.new, 6);
}

#[test]
fn what_stands_beside_a_price_is_kept_asked_or_said() {
    let (_, review) = reviewed("price-text-dropped.csv");
    assert!(matches!(cell(&review, "harga", "Uji A").verdict, CellVerdict::Asked(_)));
    let asked = review.questions.iter().find(|one| matches!(one.key, QuestionKey::Prices { .. })).unwrap();
    assert_eq!(asked.candidates, [Answer::Price(15_000), Answer::Price(30_000)]);
    assert_eq!(price(&review, "Uji B").unwrap().0, 15_000);
    assert!(
        matches!(&cell(&review, "harga", "Uji B").verdict, CellVerdict::Repaired(Note::PriceRest { rest }) if rest == "reseller 12.000")
    );
    for (name, remark) in [("Uji C", "disc 10%"), ("Uji F", "isi 10")] {
        assert_eq!(product(&review, name).prices[0].note.id, remark);
    }
    assert_eq!(product(&review, "Uji E").prices[0].unit, "1/2 kg");
    assert_eq!(cell(&review, "harga", "Uji G").verdict, CellVerdict::LeftOut(Note::SaysNone));
    assert_eq!(review.questions.len(), 1, "{:?}", review.questions);
}

#[test]
fn exports_of_shops_are_text_and_their_columns_known() {
    let (_, review) = reviewed("html-description.csv");
    let found = product(&review, "Uji Html");
    assert_eq!(found.summary.id, "Keripik renyah");
    assert_eq!(found.description.id, "Tanpa pengawet\n100 gr & 250 gr\nPesan sekarang");
    assert_eq!(found.prices[0].amount, 15_000);
    let shop =
        text("a.csv", "Handle,Title,Body (HTML),Vendor,Variant Price,Image Src\nmadu-x,Madu,<p>Asli</p>,KTH,90000,\n");
    assert_eq!((product(&shop, "Madu").description.id.as_str(), price(&shop, "Madu").unwrap().0), ("Asli", 90_000));
}

#[test]
fn a_workbook_with_a_slip_costs_only_that() {
    let (_, review) = reviewed("ods-pretty-printed.ods");
    assert_eq!(price(&review, "Uji Rapi"), Some((15_000, "IDR".into())));
    let (_, review) = reviewed("wrong-dimension.xlsx");
    assert_eq!(price(&review, "Uji Dimensi"), Some((15_000, "IDR".into())));
    let error = read("~$daftar.xlsx", &case("~$daftar.xlsx"), &Reading::default(), &no_progress).unwrap_err();
    assert_eq!(error.fault, Fault::LockFile);
}

#[test]
fn addresses_without_a_region_are_kept_as_place() {
    let (_, review) = reviewed("addresses.csv");
    let lost: Vec<&str> = review
        .rows
        .iter()
        .filter(|row| {
            let found = product(&review, &row.name);
            let is_said = row.cells.iter().any(|cell| !matches!(cell.verdict, CellVerdict::Taken));
            found.origin.is_empty() && found.place.is_empty() && !is_said
        })
        .map(|row| row.name.as_str())
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
    assert_eq!(product(&review, "Uji 10").place, "Jl. Paser No. 1");
}

#[test]
fn several_numbers_links_and_landlines_are_read_or_said() {
    let (_, review) = reviewed("telephones.xlsx");
    let reached = |at: u32| {
        let found = product(&review, &format!("Uji Telepon {at:02}")).producer.clone().unwrap();
        let producer = &review.next.producers[&found];
        (producer.whatsapp.clone(), producer.phone.clone())
    };
    assert_eq!(reached(1), (String::new(), "(0541) 741234".into()));
    assert_eq!(reached(3), ("0812 3456 7890".into(), "0813 9876 5432".into()));
    assert_eq!(reached(4).0, "+6281234567890");
    assert_eq!(reached(5).0, "+6281234567890");
    assert_eq!(reached(15).0, "+6281234567890");
    assert_eq!(reached(16), ("0812 3456 7890".into(), "0541 741234".into()));
    assert_eq!(cell(&review, "whatsapp", "Uji Telepon 01").verdict, CellVerdict::Repaired(Note::KeptAsPhone));
    for at in [11, 12, 17] {
        let verdict = &cell(&review, "whatsapp", &format!("Uji Telepon {at:02}")).verdict;
        assert!(matches!(verdict, CellVerdict::Refused(Note::NotAPhone)), "{at}: {verdict:?}");
    }
}

#[test]
fn two_columns_of_one_meaning_are_asked() {
    let list = "nama;harga;harga produk\nKopi;15000;20000\n";
    let review = text("a.csv", list);
    let asked = review.questions.iter().find(|one| matches!(one.key, QuestionKey::SameColumns { .. })).unwrap();
    assert_eq!(asked.candidates, [Answer::Column(1), Answer::Column(2)]);
    assert_eq!(price(&answered(&Catalog::default(), "a.csv", list.as_bytes(), 1), "Kopi").unwrap().0, 20_000);
}

#[test]
fn a_template_is_filled_in_and_comes_back_without_a_question() {
    let region = TemplateRegion {
        code: "64.01".into(),
        villages: vec![["Mendik Makmur".into(), "Long Kali".into()], ["Pepara".into(), "Tanah Grogot".into()]],
    };
    for lang in Lang::ALL {
        let bytes = write_template(&Catalog::default(), &region, lang).unwrap();
        let (sheets, review) = reviewed_with(&Catalog::default(), "a.xlsx", &bytes, BTreeMap::new());
        assert_eq!((review.counts.new, review.counts.skipped), (0, 1), "{:#?}", review.rows);
        assert!(review.questions.is_empty() && review.counts.cells_refused == 0);
        // What somebody types below the example.
        let mut filled = sheets.clone();
        let mut row = filled.sheets[0].rows[1].clone();
        row.at = 2;
        let at = guess(&sheets).sheets[0].position(Column::Product(ProductField::Name)).unwrap();
        let name = row.cells.iter_mut().find(|cell| cell.column == at).unwrap();
        name.value = Value::Text("Keripik Singkong".into());
        let over = filled.sheets[0].rows.len() - 1;
        let mut overwritten = filled.clone();
        overwritten.sheets[0].rows[over] = row.clone();
        // Nobody else's product has the example's English name, text and telephone number.
        let columns = [ProductField::NameEn, ProductField::Summary].map(Column::Product);
        let columns = [columns[0], columns[1], Column::Producer(ProducerField::Whatsapp)];
        let columns = columns.map(|column| guess(&sheets).sheets[0].position(column).unwrap());
        row.cells.retain(|cell| !columns.contains(&cell.column));
        filled.sheets[0].rows.push(row);
        let options = ReviewOptions { new_status: Some(Status::Draft), ..ReviewOptions::default() };
        let review = review_of(&filled, &options);
        assert_eq!((review.counts.new, review.questions.len()), (1, 0), "{:#?}", review.rows);
        let made = product(&review, "Keripik Singkong");
        assert_eq!((made.prices[0].amount, made.origin.as_str()), (15_000, "64.01"));
        assert_eq!(made.certifications.len(), 2);
        // Written over the example, the row keeps nothing of it.
        let review = review_of(&overwritten, &options);
        let made = product(&review, "Keripik Singkong");
        assert_eq!((made.name.en.as_str(), made.summary.id.as_str(), made.prices.len()), ("", "", 0));
        assert_eq!((made.certifications.len(), made.producer.as_ref(), made.origin.as_str()), (0, None, "64.01"));
        let left = |cell: &&CellReview| cell.verdict == CellVerdict::LeftOut(Note::ExampleRow);
        assert!(review.rows[0].cells.iter().filter(left).count() > 5, "{:#?}", review.rows);
    }
}

fn review_of(sheets: &Sheets, options: &ReviewOptions<'_>) -> Review {
    review(&Catalog::default(), sheets, &guess(sheets), options, &no_progress).unwrap()
}
