//! Lists of offices, banks and shops: prices with conditions, who signs, permits of all sorts, pictures of something else.

use etalase::exchange::{CellVerdict, FileFault, Note, QuestionKey, Review, ReviewOptions, Verdict};
use etalase::exchange::{Reading, guess, no_progress, read};
use etalase::model::{Catalog, CertificationKind, CertificationStatus, Product};

use crate::known::{all, maker, product, verdict};
use crate::variations::Typed::{Number, Text};
use crate::variations::{Typed, Variation, csv, ods, price, reviewed, xlsx};

fn prices(product: &Product) -> Vec<(i64, &str, &str)> {
    product.prices.iter().map(|one| (one.amount, one.unit.as_str(), one.note.id.as_str())).collect()
}

/// One cell that is no text, in the two formats that tell.
fn typed(heading: &str, cell: Typed) -> Vec<(&'static str, Review)> {
    let headings = ["nama", heading];
    let cells = [Text("Uji"), cell];
    let one = Variation { headings: &headings, cells: &cells, found: price, right: "", told: "" };
    [("a.xlsx", xlsx(&one)), ("a.ods", ods(&one)), ("a.csv", csv(&one))]
        .map(|(file, bytes)| (file, reviewed(&Catalog::default(), file, &bytes)))
        .into()
}

fn file_faults(review: &Review) -> Vec<FileFault> {
    let fault = |note: &Note| if let Note::File(fault) = note { Some(fault.clone()) } else { None };
    review.notes.iter().filter_map(|(_, note)| fault(note)).collect()
}

fn is_refused(verdict: &CellVerdict) -> bool {
    matches!(verdict, CellVerdict::Refused(_))
}

#[test]
fn each_price_of_a_cell_is_taken_with_its_condition() {
    for (cell, right) in [
        ("Rp15.000/kg, Rp14.000/kg (≥50kg)", vec![(15_000, "kg", ""), (14_000, "kg", "≥50kg")]),
        (
            "15.000/kg; 14.000/kg (min 50 kg); 13.000/kg (min 100 kg)",
            vec![(15_000, "kg", ""), (14_000, "kg", "min 50 kg"), (13_000, "kg", "min 100 kg")],
        ),
        ("15.000/pcs\n14.000/pcs", vec![(15_000, "pcs", ""), (14_000, "pcs", "")]),
        ("15.000/kg, 15.000/kg", vec![(15_000, "kg", "")]),
    ] {
        for (file, review) in all(&["Harga"], &[cell]) {
            assert_eq!(prices(product(&review)), right, "{file} {cell}");
            // Read once more it changes nothing.
            let bytes = format!("nama;Harga\nUji;\"{cell}\"\n");
            let again = reviewed(&review.next, "b.csv", bytes.as_bytes());
            assert_eq!(prices(product(&again)), right, "{file} {cell}");
        }
    }
}

#[test]
fn those_who_sign_a_list_are_no_products() {
    let list = "No;Nama Produk;Harga;PIRT;Pembuat\n1;Kopi;15000;ada;Bu Sri\n;Camat Long Kali;;Kasi PMD;\n;Kabid Perindustrian;;;\n;Plt. Kepala Dinas;Bendahara;;\n;Sekcam;;Petugas Pendata;\n2;Lurah Manis;9000;;Bu Ani\n3;Ketua Sambal;;;Bu Ani\n";
    let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    let made: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
    assert_eq!(made, ["Ketua Sambal", "Kopi", "Lurah Manis"]);
    assert_eq!(review.rows.iter().filter(|row| row.verdict == Verdict::Skipped(Note::NotAProduct)).count(), 4);
}

#[test]
fn a_column_of_trademarks_is_no_brand() {
    let of = |review: &Review| {
        let product = product(review);
        let one = product.certifications.iter().find(|one| one.kind == CertificationKind::Trademark);
        (product.brand.clone(), one.map(|one| (one.status, one.number.clone())))
    };
    for heading in ["Merek (HKI)", "Merek/HKI", "HKI", "Sertifikat Merek", "Pendaftaran Merek", "No. Pendaftaran HKI"] {
        for (file, review) in all(&[heading], &["terdaftar IDM000123456"]) {
            let held = Some((CertificationStatus::Held, "IDM000123456".to_owned()));
            assert_eq!(of(&review), (String::new(), held), "{file} {heading}");
        }
    }
    for cell in ["terdaftar IDM000123456", "permohonan JID2024012345", "ditolak DJKI", "ada (a.n. Dinas)", "proses HKI"]
    {
        for (file, review) in all(&["Merek"], &[cell]) {
            assert_eq!(of(&review), (String::new(), None), "{file} {cell}");
            assert_eq!(verdict(&review, 0, "Merek"), CellVerdict::LeftOut(Note::NotWhichOne), "{file} {cell}");
        }
        let json = format!(r#"[{{"id": "uji", "name": "Uji", "brand": "{cell}"}}]"#);
        let review = reviewed(&Catalog::default(), "a.json", json.as_bytes());
        assert_eq!(of(&review), (String::new(), None), "{cell}");
        assert_eq!(verdict(&review, 0, "brand"), CellVerdict::LeftOut(Note::NotWhichOne), "{cell}");
    }
    for brand in ["Ada Rasa", "Idmar", "Ditolak Cinta", "Lovina (terdaftar)", "Didit"] {
        for (file, review) in all(&["Merek"], &[brand]) {
            assert_eq!(of(&review).0, brand, "{file}");
        }
    }
}

#[test]
fn that_all_permits_are_there_is_none_of_their_names() {
    for cell in ["Semua sudah lengkap", "lengkap", "semua ada", "Legalitas lengkap", "Lengkap, aman"] {
        for heading in ["Izin", "Legalitas Usaha"] {
            for (file, review) in all(&[heading], &[cell]) {
                assert!(product(&review).certifications.is_empty(), "{file} {cell}");
                assert!(is_refused(&verdict(&review, 0, heading)), "{file} {cell}");
            }
        }
    }
}

#[test]
fn held_in_one_column_and_in_doubt_in_another_waits_for_the_answer() {
    use etalase::exchange::Answer;
    for (permits, pirt) in [("PIRT, Halal", "dicabut th 2023, mau urus lagi"), ("PIRT, Halal", "habis 2023")] {
        let text = format!("nama;Izin;PIRT\nUji;{permits};{pirt}\n");
        let review = reviewed(&Catalog::default(), "a.csv", text.as_bytes());
        let kinds = |review: &Review| -> Vec<CertificationKind> {
            product(review).certifications.iter().map(|one| one.kind.clone()).collect()
        };
        assert_eq!((review.questions.len(), kinds(&review)), (1, vec![CertificationKind::Halal]), "{pirt}");
        let options = ReviewOptions {
            answers: [(review.questions[0].key.clone(), Answer::Permit(None))].into(),
            ..ReviewOptions::default()
        };
        let sheets = read("a.csv", text.as_bytes(), &Reading::default(), &no_progress).unwrap();
        let catalog = Catalog::default();
        let answered = etalase::exchange::review(&catalog, &sheets, &guess(&sheets), &options, &no_progress).unwrap();
        assert_eq!(kinds(&answered), [CertificationKind::Halal], "{pirt}");
    }
    for (typed, is_denied) in [("belum ada", true), ("✗", true), ("-", false)] {
        for (file, review) in all(&["Izin", "PIRT"], &["PIRT, Halal", typed]) {
            assert_eq!(product(&review).certifications.len(), if is_denied { 1 } else { 2 }, "{file} {typed}");
            let other = CellVerdict::Refused(Note::OtherCellSays { said: "PIRT, Halal".into() });
            assert!(!is_denied || verdict(&review, 0, "PIRT") == other, "{file} {typed}");
        }
    }
}

#[test]
fn several_products_in_one_name_are_told() {
    for (name, is_told) in [
        ("1. Keripik Ubi\n2. Keripik Talas", true),
        ("Keripik: 1) Ubi 2) Talas", true),
        ("- Kopi\n- Teh", true),
        ("Keripik\nPisang", false),
        ("Kopi 1.5 kg", false),
        ("Batik No. 1", false),
    ] {
        let text = format!("nama;Harga\n\"{name}\";15.000\n");
        let json = format!("[{{\"id\": \"uji\", \"name\": {}}}]", serde_json::Value::from(name));
        for (file, text) in [("a.csv", text), ("a.json", json)] {
            let review = reviewed(&Catalog::default(), file, text.as_bytes());
            let told = review.rows[0].verdict == Verdict::Refused(Note::File(FileFault::SeveralInOne));
            assert_eq!((told, review.next.products.len()), (is_told, usize::from(!is_told)), "{file} {name}");
        }
    }
}

#[test]
fn a_status_of_the_stock_and_one_with_a_footnote_are_told() {
    for (cell, is_refused) in [("kosong", true), ("habis", true), ("Siap**", false)] {
        for (file, review) in all(&["Status"], &[cell]) {
            let told = verdict(&review, 0, "Status");
            assert_eq!(self::is_refused(&told), is_refused, "{file} {cell}");
            assert!(is_refused || told == CellVerdict::Repaired(Note::ReadAs { what: "Siap".into() }), "{file} {cell}");
        }
    }
}

#[test]
fn an_address_that_a_page_links_to_is_the_address() {
    for cell in ["mailto:madu@madu.id", "MAILTO:madu@madu.id?subject=Pesan"] {
        for (file, review) in all(&["Produsen", "E-mail"], &["KWT", cell]) {
            assert_eq!(maker(&review).email, "madu@madu.id", "{file}");
        }
        let json = format!(r#"{{"producers": [{{"id": "kwt", "name": "KWT", "email": "{cell}"}}], "products": []}}"#);
        let review = reviewed(&Catalog::default(), "a.json", json.as_bytes());
        assert_eq!(maker(&review).email, "madu@madu.id");
    }
}

#[test]
fn codes_with_decimals_and_round_ones_have_lost_digits() {
    let has = |review: &Review| {
        let numbers = product(review).certifications.iter().map(|one| one.number.clone());
        numbers.chain(review.next.producers.values().map(|one| one.whatsapp.clone())).collect::<String>()
    };
    for (heading, cell, is_lost) in [
        ("NIB", Number(912_000_123_456.7), true),
        ("NIB", Text("912000123456.7"), true),
        ("NIB", Number(9_120_000_000_000.0), true),
        ("NIB", Text("9120000000000"), true),
        ("NIB", Number(91_200_012_345.0), true),
        ("NIB", Number(220_103_212_345.0), false),
        ("NIB", Text("912.010.321.2345"), false),
        ("PIRT", Number(206_640_100_000_000.0), true),
    ] {
        for (file, review) in typed(heading, cell) {
            assert_eq!(is_refused(&verdict(&review, 0, heading)), is_lost, "{file} {heading}: {}", has(&review));
            assert_eq!(has(&review).is_empty(), is_lost, "{file} {heading}: {}", has(&review));
        }
    }
    for cell in ["812345678.9", "812000000000"] {
        for (file, review) in all(&["Produsen", "WA"], &["KWT", cell]) {
            assert_eq!(verdict(&review, 0, "WA"), CellVerdict::Refused(Note::DigitsLost), "{file} {cell}");
        }
        let json = format!(r#"{{"producers": [{{"id": "kwt", "name": "KWT", "whatsapp": {cell}}}], "products": []}}"#);
        assert_eq!(has_whatsapp(&json), "", "{cell}");
        let json =
            format!(r#"{{"producers": [{{"id": "kwt", "name": "KWT", "whatsapp": "{cell}"}}], "products": []}}"#);
        assert_eq!(has_whatsapp(&json), "", "{cell}");
    }
}

#[test]
fn what_is_said_beside_a_number_is_told_in_its_words() {
    for (cell, left) in [("081234567803 (jgn telp, chat aja)", "jgn telp, chat aja"), ("081234567804/05", "05")] {
        for (file, review) in all(&["Produsen", "No. WA aktif"], &["KWT", cell]) {
            let told = verdict(&review, 0, "No. WA aktif");
            let is_told = matches!(&told, CellVerdict::Repaired(Note::PhonesRead { left: said, .. }) if said == left);
            assert!(is_told, "{file} {cell}: {told:?}");
        }
    }
}

fn has_whatsapp(json: &str) -> String {
    let review = reviewed(&Catalog::default(), "a.json", json.as_bytes());
    assert!(review.rows[0].cells.iter().any(|cell| cell.verdict == CellVerdict::Refused(Note::DigitsLost)), "{json}");
    maker(&review).whatsapp.clone()
}

#[test]
fn ids_that_count_the_rows_are_none() {
    let list = "ID;Nama;Harga\n1;Madu;50.000\n2;Kopi;20.000\n";
    let json = r#"[{"id": 1, "name": "Madu"}, {"id": 2, "name": "Kopi"}]"#;
    for (file, text) in [("a.csv", list), ("a.json", json)] {
        let review = reviewed(&Catalog::default(), file, text.as_bytes());
        let ids: Vec<&str> = review.next.products.keys().map(|id| id.as_str()).collect();
        assert!(ids.len() == 2 && !ids.contains(&"1"), "{file} {ids:?}");
        assert!(file_faults(&review).iter().any(|fault| matches!(fault, FileFault::IdsCountRows { .. })), "{file}");
        // The next list counts from 1 as well.
        let next = text.replace("Madu", "Madu Hitam").replace("Kopi", "Kopi Luwak");
        let review = reviewed(&review.next, file, next.as_bytes());
        assert_eq!(review.next.products.len() + review.questions.len(), 4, "{file}");
    }
    let list = "ID;Nama\n7;Madu\n12;Kopi\n";
    assert!(file_faults(&reviewed(&Catalog::default(), "a.csv", list.as_bytes())).is_empty());
}

#[test]
fn a_sheet_called_as_a_village_is_no_origin_by_its_name_alone() {
    let book = |name: &str, district: &str| {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0_u32..).zip([["Nama", "Keterangan"], ["Madu", district]]) {
            for (column, cell) in (0_u16..).zip(cells) {
                sheet.write(row, column, cell).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    };
    for (name, district, origin) in [
        ("Perbatasan", "", ""),
        ("Perbatasan", "Kec. Lingga Bayu", "12.13.14.2034"),
        ("Kab. Paser", "", "64.01"),
        ("Bengalon", "", "64.08.09"),
    ] {
        let bytes = book(name, district);
        let review = reviewed(&Catalog::default(), "a.xlsx", &bytes);
        assert_eq!(product(&review).origin.as_str(), origin, "{name} {district}");
        let told = file_faults(&review).iter().any(|fault| matches!(fault, FileFault::SheetOfVillage { .. }));
        assert_eq!(told, origin.is_empty(), "{name} {district}");
        let sheets = read("a.xlsx", &bytes, &Reading::default(), &no_progress).unwrap();
        let lines = etalase::exchange::how_read(&sheets, &guess(&sheets), etalase::text::Lang::Id);
        assert_eq!(lines.concat().contains("Daerahnya"), !origin.is_empty(), "{lines:?}");
        assert!(review.questions.iter().all(|one| !matches!(one.key, QuestionKey::Place { .. })));
    }
    // A product from there is stored: taken, and told.
    let known = reviewed(&Catalog::default(), "a.csv", b"nama;kode_wilayah\nKopi;12.13.14.2034\n").next;
    let review = reviewed(&known, "a.xlsx", &book("Perbatasan", ""));
    assert!(review.next.products.values().all(|one| one.origin.as_str() == "12.13.14.2034"));
    let told = FileFault::SheetOfVillage { sheet: "Perbatasan".into(), is_taken: true };
    assert!(file_faults(&review).contains(&told), "{:?}", review.notes);
}

#[test]
fn pictures_of_something_else_are_no_photos() {
    let png =
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/browse-small-id.png"))
            .unwrap();
    let image = rust_xlsxwriter::Image::new_from_buffer(&png).unwrap().set_scale_to_size(40, 15, false);
    for (heading, is_other) in [
        ("Foto Pemilik", true),
        ("Foto KTP", true),
        ("Tanda Tangan", true),
        ("Logo", true),
        ("Denah Lokasi", true),
        ("Foto Produk", false),
        ("Foto produk & pemilik", false),
        ("Lokasi", false),
    ] {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Nama").unwrap();
        sheet.write(0, 1, heading).unwrap();
        sheet.write(1, 0, "Madu").unwrap();
        sheet.insert_image(1, 1, &image).unwrap();
        let review = reviewed(&Catalog::default(), "a.xlsx", &book.save_to_buffer().unwrap());
        assert_eq!(review.photos.is_empty(), is_other, "{heading}");
        let fault = FileFault::OtherPictures { heading: heading.into(), count: 1 };
        assert_eq!(file_faults(&review).contains(&fault), is_other, "{heading}");
    }
}

#[test]
fn titles_above_tables_side_by_side_are_told() {
    let list = "KELOMPOK A;;;KELOMPOK B;;\nNama;Harga;;Nama;Harga;\nMadu;50.000;;Kopi;20.000;\n";
    let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    let said = FileFault::SaidAbove { said: "KELOMPOK A; KELOMPOK B".into() };
    assert!(file_faults(&review).contains(&said), "{:?}", review.notes);
}

#[test]
fn addresses_in_any_order_and_codes_without_points_are_taken() {
    for (address, origin) in [
        ("KAB. PASER, KEC. TANAH GROGOT, DESA PEPARA", "64.01.04.2005"),
        ("Lung Anai-Loa Kulu-Kukar", "64.02.02.2010"),
        ("d/a Kantor Desa Dumaring, Talisayan", "64.03.02.2002"),
        ("Desa Parengan Kec Maduran Lamongan Jatim", "35.24.10.2009"),
    ] {
        for (file, review) in all(&["Alamat"], &[address]) {
            assert_eq!((product(&review).origin.as_str(), review.questions.len()), (origin, 0), "{file} {address}");
        }
    }
    for (code, origin) in [("'64.01.04.2005", "64.01.04.2005"), ("640204", "64.02.04"), ("'640204", "64.02.04")] {
        for (file, review) in all(&["Kode Wilayah"], &[code]) {
            assert_eq!((product(&review).origin.as_str(), review.questions.len()), (origin, 0), "{file} {code}");
            let told = matches!(verdict(&review, 0, "Kode Wilayah"), CellVerdict::Repaired(Note::CodeRepaired { .. }));
            assert!(told || code.contains('.'), "{file} {code}");
        }
    }
    // Four and ten digits may be those of the statistics office.
    for code in ["6402", "'6401042005"] {
        for (file, review) in all(&["Kode Wilayah"], &[code]) {
            assert_eq!((product(&review).origin.as_str(), review.questions.len()), ("", 1), "{file} {code}");
        }
    }
}

#[test]
fn a_least_order_of_nothing_is_none_and_words_before_a_number_are_told() {
    for typed in ["tidak ada minimal", "bebas", "tanpa minimum"] {
        for (file, review) in all(&["Minimal Order"], &[typed]) {
            assert!(product(&review).min_order.is_none(), "{file} {typed}");
            let cells = &review.rows[0].cells;
            assert!(!cells.iter().any(|cell| is_refused(&cell.verdict)), "{file} {typed}: {cells:?}");
        }
    }
    for (typed, words) in [("min. 10 pcs/varian", "min."), ("~3 bulan", "~"), ("± 5 kg", "±")] {
        for (file, review) in all(&["Minimal Order"], &[typed]) {
            let told = CellVerdict::Repaired(Note::NotTaken { words: words.into() });
            assert_eq!(verdict(&review, 0, "Minimal Order"), told, "{file} {typed}");
        }
    }
}
