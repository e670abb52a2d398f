//! Spreadsheets as offices keep them, held against a catalogue: what is read, repaired, asked and refused, with its cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use etalase::exchange::{
    Address, Answer, CellReview, CellVerdict, Column, FileFault, Matched, Note, PhotoLocation, Question, QuestionKey,
    Reading, Review, ReviewOptions, Sheets, Verdict, guess, no_progress, read, review,
};
use etalase::model::ProductField as F;
use etalase::model::{
    Catalog, Category, CertificationKind, CertificationStatus, Period, Photo, Price, Producer, Product, RegionCode,
    Status, Text,
};
use etalase::text::Lang;
use rust_xlsxwriter::{Format, Formula, Image, Workbook};

fn stored() -> Catalog {
    let madu = Product {
        id: "madu-kelulut".into(),
        name: Text::new("Madu Kelulut", "Stingless bee honey"),
        category: "madu".into(),
        producer: Some("binsik".into()),
        origin: "64.01.04.2005".into(),
        summary: Text::new("Madu lebah tanpa sengat.", ""),
        prices: vec![Price {
            amount: 90_000,
            currency: "IDR".into(),
            unit: "250 ml".into(),
            as_of: "2023-07".into(),
            ..Price::default()
        }],
        status: Status::Ready,
        ..Product::default()
    };
    let binsik = Producer { id: "binsik".into(), name: "UMKM Binsik Paser".into(), ..Producer::default() };
    Catalog {
        products: [(madu.id.clone(), madu)].into_iter().collect(),
        producers: [(binsik.id.clone(), Arc::new(binsik))].into_iter().collect(),
        categories: Arc::new(vec![Category { id: "madu".into(), name: Text::new("Madu", "Honey") }]),
        ..Catalog::default()
    }
}

fn reviewed_with(catalog: &Catalog, file: &str, bytes: &[u8], options: &ReviewOptions<'_>) -> (Sheets, Review) {
    let sheets = read(file, bytes, &Reading::default(), &no_progress).unwrap();
    let mapping = guess(&sheets);
    let review = review(catalog, &sheets, &mapping, options, &no_progress).unwrap();
    (sheets, review)
}

fn csv(text: &str) -> (Sheets, Review) {
    reviewed_with(&stored(), "harga.csv", text.as_bytes(), &ReviewOptions::default())
}

fn product<'a>(review: &'a Review, name: &str) -> &'a Product {
    review.next.products.values().find(|product| product.name.id == name).unwrap_or_else(|| panic!("{name}"))
}

fn cell<'a>(review: &'a Review, column: &str, name: &str) -> &'a CellReview {
    let row = review.rows.iter().find(|row| row.name == name).unwrap_or_else(|| panic!("no row {name}"));
    let is_it = |cell: &&CellReview| cell.column.is_some_and(|one| one.heading(Lang::Id) == column);
    row.cells.iter().find(is_it).unwrap_or_else(|| panic!("{column} of {name}: {:#?}", row.cells))
}

/// A list as a district sends it: titles, merged producers, column numbers, a NIK column, remarks below.
fn office_list() -> Vec<u8> {
    let mut book = Workbook::new();
    let merged = Format::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Paser").unwrap();
    sheet.merge_range(0, 0, 0, 8, "DAFTAR PRODUK UNGGULAN DESA", &merged).unwrap();
    sheet.write(1, 0, "TAHUN 2025").unwrap();
    let heads = ["No", "Nama UMKM", "NIK", "Nama Produk", "Desa", "Harga (Rp)", "PIRT", "Halal", "No. HP/WA"];
    for (column, head) in (0_u16..).zip(heads) {
        sheet.write(3, column, head).unwrap();
        sheet.write(4, column, column + 1).unwrap();
    }
    sheet.merge_range(5, 1, 7, 1, "KWT Melati", &merged).unwrap();
    let rows: [[&str; 6]; 5] = [
        ["Keripik Pisang", "Pepara", "15rb", "ada", "√", "081234567890"],
        ["Sambal Bawang", "sda", "Rp. 15.000,-", "proses", "belum", ""],
        ["Abon Patin", "Pepara", "100gr=15rb, 250gr=30rb", "P-IRT No. 2061234", "-", ""],
        ["Batik Tulis", "Pepara", "225.000–325.000", "", "", ""],
        ["Anyaman", "Pepara", "hubungi kami", "x", "", ""],
    ];
    for (row, [name, village, price, pirt, halal, phone]) in (5_u32..).zip(rows) {
        sheet.write(row, 0, row - 4).unwrap();
        if row > 7 {
            sheet.write(row, 1, "Rumah Batik").unwrap();
        }
        sheet.write(row, 2, "6401010101010001").unwrap();
        for (column, text) in (3_u16..).zip([name, village, price, pirt, halal, phone]) {
            if !text.is_empty() {
                sheet.write(row, column, text).unwrap();
            }
        }
    }
    sheet.write(10, 3, "JUMLAH").unwrap();
    sheet.write_formula(10, 5, Formula::new("=SUM(F6:F10)").set_result("15000")).unwrap();
    sheet.write(12, 6, "Tana Paser, 5 Mei 2025").unwrap();
    // A second district on its own sheet, with other columns.
    let sheet = book.add_worksheet();
    sheet.set_name("Kutai Kartanegara").unwrap();
    for (column, head) in (0_u16..).zip(["Produk", "Desa", "Kapasitas (kg/bulan)"]) {
        sheet.write(0, column, head).unwrap();
    }
    for (column, text) in (0_u16..).zip(["Cokelat Lung Anai", "Lung Anai", "2-3 ton"]) {
        sheet.write(1, column, text).unwrap();
    }
    let sheet = book.add_worksheet();
    sheet.set_name("Catatan").unwrap();
    sheet.write(0, 0, "Dikirim oleh kecamatan").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn an_office_list_is_read_row_by_row() {
    let catalog = stored();
    let (sheets, review) = reviewed_with(&catalog, "daftar.xlsx", &office_list(), &ReviewOptions::default());
    assert_eq!((review.counts.new, review.counts.refused), (6, 0), "{:#?}", review.rows);
    assert!(review.asks_status);
    let keripik = product(&review, "Keripik Pisang");
    assert_eq!(keripik.origin.as_str(), "64.01.04.2005");
    assert_eq!((keripik.prices[0].amount, keripik.prices[0].currency.as_str()), (15_000, "IDR"));
    let held = |product: &Product, kind| {
        product.certifications.iter().find(|one| one.kind == kind).map(|one| (one.status, one.number.clone()))
    };
    assert_eq!(held(keripik, CertificationKind::Pirt), Some((CertificationStatus::Held, String::new())));
    assert_eq!(held(keripik, CertificationKind::Halal), Some((CertificationStatus::Held, String::new())));
    let sambal = product(&review, "Sambal Bawang");
    assert_eq!(sambal.origin, keripik.origin);
    assert_eq!(sambal.prices[0].amount, 15_000);
    assert_eq!(held(sambal, CertificationKind::Pirt), Some((CertificationStatus::InProcess, String::new())));
    assert_eq!(held(sambal, CertificationKind::Halal), None);
    let abon = product(&review, "Abon Patin");
    let prices: Vec<(i64, &str)> = abon.prices.iter().map(|price| (price.amount, price.unit.as_str())).collect();
    assert_eq!(prices, [(15_000, "100gr"), (30_000, "250gr")]);
    assert_eq!(product(&review, "Batik Tulis").prices[0].amount_max, Some(325_000));
    // One producer over three rows, made once; the telephone number is hers.
    let makers: Vec<_> = ["Keripik Pisang", "Sambal Bawang", "Abon Patin"]
        .map(|name| product(&review, name).producer.clone().unwrap())
        .to_vec();
    assert!(makers.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(review.next.producers[&makers[0]].whatsapp, "081234567890");
    let cokelat = product(&review, "Cokelat Lung Anai");
    let capacity = cokelat.capacity.clone().unwrap();
    assert_eq!((capacity.unit.as_str(), capacity.per), ("ton", Some(Period::Month)));
    assert_eq!(cokelat.origin.as_str(), "64.02.02.2010");
    // What could not be read is told with its cell, and nothing was put in its place.
    let price = cell(&review, "harga", "Anyaman");
    assert_eq!(price.verdict, CellVerdict::Refused(Note::NoNumber));
    assert_eq!(sheets.address(&price.at, Lang::Id), "daftar.xlsx, lembar Paser, sel F10");
    assert!(product(&review, "Anyaman").prices.is_empty());
    assert!(matches!(cell(&review, "pirt", "Anyaman").verdict, CellVerdict::Asked(_)));
    assert!(matches!(cell(&review, "pirt", "Abon Patin").verdict, CellVerdict::Taken | CellVerdict::Refused(_)));
    let notes: Vec<&Note> = review.notes.iter().map(|(_, note)| note).collect();
    assert!(notes.contains(&&Note::IdentityColumn { heading: "NIK".into() }), "{notes:?}");
    assert!(notes.contains(&&Note::SheetNotUsed { name: "Catatan".into() }), "{notes:?}");
    assert_eq!(
        review.counts.skipped,
        2,
        "{:#?}",
        review.rows.iter().map(|row| (&row.name, &row.verdict)).collect::<Vec<_>>()
    );
    let everything = format!("{:?}", review.next);
    assert!(!everything.contains("640101010101"), "an identity-card number got through");
}

#[test]
fn the_import_is_one_step_that_undo_takes_back() {
    let catalog = stored();
    let (_, review) = reviewed_with(&catalog, "daftar.xlsx", &office_list(), &ReviewOptions::default());
    let edit = review.edit(&|_| true, &BTreeMap::new());
    let (next, changes) = catalog.apply(&edit);
    assert_eq!(next.products.len(), 7);
    assert_eq!(next, review.next);
    // Six products and the two producers that they need.
    assert_eq!(changes.changes.len(), 8);
    let mut timeline = etalase::model::Timeline::new(catalog.clone());
    timeline.perform(edit, 0);
    timeline.undo();
    assert_eq!(**timeline.catalog(), catalog);
    // Rows may be left out; a producer that nobody needs is not made.
    let only = review.edit(&|row| review.rows[row].name == "Cokelat Lung Anai", &BTreeMap::new());
    let (next, _) = catalog.apply(&only);
    assert_eq!((next.products.len(), next.producers.len()), (2, 1));
}

#[test]
fn an_empty_cell_touches_nothing_and_hapus_erases() {
    let (_, review) = csv("id;nama;ringkasan;ringkasan_en;harga\nmadu-kelulut;;(hapus);Honey;\n");
    let madu = product(&review, "Madu Kelulut");
    assert_eq!(review.rows[0].matched, Matched::ById);
    assert_eq!(madu.summary, Text::new("", "Honey"));
    assert_eq!(madu.prices, stored().products["madu-kelulut"].prices);
    assert_eq!(madu.origin.as_str(), "64.01.04.2005");
}

#[test]
fn rows_without_an_id_are_known_by_name_and_producer() {
    let (_, review) = csv("nama;produsen;harga\nMADU KELULUT;UMKM Binsik Paser;95.000\nMadu Kelulut;KWT Lain;80.000\n");
    assert_eq!((review.rows[0].matched, &review.rows[0].verdict), (Matched::ByNameAndProducer, &Verdict::Changed));
    assert_eq!((review.rows[1].matched, &review.rows[1].verdict), (Matched::Not, &Verdict::New));
    let (_, alone) = csv("nama;harga\nMADU KELULUT;95.000\n");
    assert_eq!(alone.rows[0].matched, Matched::ByName);
    let madu = &review.next.products["madu-kelulut"];
    assert_eq!(madu.prices[0].amount, 95_000);
    // The old date does not belong to the new price.
    assert!(madu.prices[0].as_of.is_empty());
    let price = cell(&review, "harga", "Madu Kelulut");
    assert_eq!(price.verdict, CellVerdict::Repaired(Note::PriceDateCleared));
    let (_, twice) = csv("nama;produsen\nKopi;KWT\nKopi;KWT\n");
    assert!(matches!(&twice.rows[1].verdict, Verdict::Refused(Note::SameAsRow { at }) if at.row == 1));
    let (_, other) = csv("id;nama;produsen\nkopi;Kopi;\nkopi;Kopi;KWT\n");
    assert_eq!(other.next.producers.len(), 1, "a refused row makes no producer");
}

#[test]
fn the_region_is_found_by_code_or_by_names_and_asked_in_doubt() {
    let (_, review) = csv("nama;kode_wilayah;desa;kecamatan;kabupaten\n\
         A;64.02.02.2010;;;\nB;;Lung Anai;Loa Kulu;Kukar\nC;;;;PPU\nD;64.01;Lung Anai;;Kukar\nE;;Sukamaju;;\n\
         F;6402022010;Lung Anai;;\nG;6402022010;;;\nH;;;;Kab. Penajam Paser Utara\nI;;Lung Anau;Loa Kulu;Kukar\n");
    let origin = |name: &str| product(&review, name).origin.to_string();
    assert_eq!(
        ["A", "B", "C", "F", "H"].map(origin),
        ["64.02.02.2010", "64.02.02.2010", "64.09", "64.02.02.2010", "64.09"]
    );
    // A code and a name that disagree, a name that many have, a bare number that may be another office's code, a slip.
    for name in ["D", "E", "G", "I"] {
        assert_eq!(origin(name), "", "{name}");
    }
    let places = |question: &&Question| matches!(question.key, QuestionKey::Place { .. });
    assert_eq!(review.questions.iter().filter(places).count(), 4);
    assert_eq!(review.counts.cells_asked, 4);
    // The answer is the same review made anew.
    let slip = review.questions.last().unwrap();
    assert_eq!(slip.candidates[0], Answer::Region(RegionCode::new("64.02.02.2010")));
    let answers = [(slip.key.clone(), slip.candidates[0].clone())].into_iter().collect();
    let options = ReviewOptions { answers, ..ReviewOptions::default() };
    let (_, again) =
        reviewed_with(&stored(), "a.csv", b"nama;desa;kecamatan;kabupaten\nI;Lung Anau;Loa Kulu;Kukar\n", &options);
    assert_eq!(product(&again, "I").origin.as_str(), "64.02.02.2010");
    assert_eq!(again.counts.cells_asked, 0);
}

#[test]
fn what_excel_damaged_is_repaired_or_refused() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0_u16..).zip(["nama", "kode_wilayah", "kabupaten", "produsen", "whatsapp", "harga"]) {
        sheet.write(0, column, head).unwrap();
    }
    let day = Format::new().set_num_format("dd.mm");
    let hours = Format::new().set_num_format("[h]:mm");
    for (row, name) in (1_u32..).zip(["Angka", "Nol", "Tanggal", "Jam", "Yatim"]) {
        sheet.write(row, 0, name).unwrap();
        sheet.write(row, 3, format!("Usaha {name}")).unwrap();
        sheet.write(row, 4, 81_234_567_890_f64 + f64::from(row)).unwrap();
        sheet.write(row, 5, 15.0 + f64::from(row) / 2.0).unwrap();
    }
    sheet.write(1, 1, 64.01).unwrap();
    sheet.write(2, 1, 35.1).unwrap();
    sheet.write_with_format(3, 1, 46_032.0 + 5.0, &day).unwrap();
    sheet.write(3, 2, "Aceh Selatan").unwrap();
    sheet.write_with_format(4, 1, (64.0 + 1.0 / 60.0) / 24.0, &hours).unwrap();
    sheet.write(5, 1, 6.402e9).unwrap();
    let (_, review) = reviewed_with(&stored(), "a.xlsx", &book.save_to_buffer().unwrap(), &ReviewOptions::default());
    let origin = |name: &str| product(&review, name).origin.to_string();
    assert_eq!(["Angka", "Nol", "Jam"].map(origin), ["64.01", "35.10", "64.01"]);
    // 11 January is 11.01, since the name beside it says so.
    assert_eq!(origin("Tanggal"), "11.01", "{:#?}", cell(&review, "kode_wilayah", "Tanggal"));
    assert_eq!(cell(&review, "kode_wilayah", "Yatim").verdict, CellVerdict::Refused(Note::CodeDamaged));
    let producer = product(&review, "Angka").producer.clone().unwrap();
    assert_eq!(review.next.producers[&producer].whatsapp, "081234567891");
    assert!(
        review
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| cell.verdict == CellVerdict::Repaired(Note::ZeroRestored))
    );
    // Rp16 was 16.000: asked, and never stored as it stands.
    assert!(review.next.products.values().all(|product| product.prices.iter().all(|price| price.amount > 1000)));
    let lost: Vec<&Question> =
        review.questions.iter().filter(|one| matches!(one.key, QuestionKey::Price { .. })).collect();
    assert_eq!(lost[0].candidates[0], Answer::Price(15_500));
    let (_, csv) = csv("nama;produsen;whatsapp\nMadu;KWT;8,12E+11\n");
    assert_eq!(cell(&csv, "whatsapp", "Madu").verdict, CellVerdict::Refused(Note::DigitsLost));
}

#[test]
fn a_number_that_may_be_either_is_asked_once_for_its_column() {
    let text = "nama;kapasitas;satuan_kapasitas\nA;1.500;kg\nB;2.750;kg\n";
    let (_, review) = csv(text);
    assert_eq!(review.questions.len(), 1);
    assert_eq!(review.questions[0].cells.len(), 2);
    assert!(product(&review, "A").capacity.is_none());
    let answers = [(review.questions[0].key.clone(), review.questions[0].candidates[0].clone())].into_iter().collect();
    let options = ReviewOptions { answers, ..ReviewOptions::default() };
    let (_, again) = reviewed_with(&stored(), "harga.csv", text.as_bytes(), &options);
    assert_eq!(product(&again, "B").capacity.clone().unwrap().min, Some(2750.into()));
    // Another cell of the column gives it away.
    let (_, told) = csv("nama;kapasitas\nA;1.500\nB;2,5\n");
    assert!(told.questions.is_empty());
    assert_eq!(product(&told, "A").capacity.clone().unwrap().min, Some(1500.into()));
}

#[test]
fn pictures_on_a_row_and_file_names_in_a_cell_are_photos() {
    let png =
        std::fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/browse-small-id.png"))
            .unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0_u16..).zip(["nama", "foto", "keterangan gambar"]) {
        sheet.write(4, column, head).unwrap();
    }
    sheet.write(5, 0, "Madu Kelulut").unwrap();
    sheet.write(6, 0, "Kopi").unwrap();
    sheet.write(6, 1, "IMG-20261012-WA0007.jpg, kopi 2.JPG").unwrap();
    let image = Image::new_from_buffer(&png).unwrap().set_scale_to_size(60, 15, false);
    // A logo above the list, a photo, and a signature below.
    for row in [0, 5, 12] {
        sheet.insert_image(row, 2, &image).unwrap();
    }
    let catalog = stored();
    let (sheets, review) =
        reviewed_with(&catalog, "a.xlsx", &book.save_to_buffer().unwrap(), &ReviewOptions::default());
    let sources: Vec<&PhotoLocation> = review.photos.iter().map(|photo| &photo.source).collect();
    let PhotoLocation::Embedded { sheet, picture } = sources[2] else { panic!("{sources:?}") };
    assert_eq!(sheets.sheets[*sheet].pictures[*picture].bytes.as_ref(), png.as_slice());
    assert_eq!(sources[0], &PhotoLocation::Named { file: "IMG-20261012-WA0007.jpg".into() });
    assert_eq!((review.photos.len(), review.photos[2].row), (3, 0));
    let stray = |note: &&(Address, Note)| matches!(note.1, Note::File(FileFault::StrayPictures { count: 2 }));
    assert_eq!(review.notes.iter().filter(stray).count(), 1, "{:?}", review.notes);
    // Once stored, they are part of the same one edit.
    let photos = [(2, Photo { file: "madu-1234abcd.png".into(), ..Photo::default() })].into_iter().collect();
    let (next, changes) = catalog.apply(&review.edit(&|row| row == 0, &photos));
    assert_eq!(changes.changes.len(), 1);
    assert_eq!(next.products["madu-kelulut"].photos[0].file, "madu-1234abcd.png");
}

#[test]
fn a_failed_formula_is_nobodys_name() {
    let (_, review) = csv("nama;produsen;merek\nKopi;#REF!;#N/A\n");
    assert!(review.next.producers.len() == 1 && product(&review, "Kopi").brand.is_empty());
    assert_eq!(review.counts.cells_refused, 2);
}

#[test]
fn json_records_replace_the_fields_that_they_carry() {
    let text = r#"[{"id":"madu-kelulut","brand":"Binsik","summary":null},{"id":"kopi","name":{"id":"Kopi"}},{"id":"x","nam":1}]"#;
    let (_, review) = reviewed_with(&stored(), "a.json", text.as_bytes(), &ReviewOptions::default());
    let madu = &review.next.products["madu-kelulut"];
    assert_eq!((madu.brand.as_str(), madu.summary.is_empty(), madu.prices.len()), ("Binsik", true, 1));
    assert_eq!(product(&review, "Kopi").status, Status::Draft);
    assert_eq!(review.rows[2].verdict, Verdict::Refused(Note::NoName));
}

#[test]
fn the_meaning_of_a_column_can_be_corrected() {
    let sheets = read("a.csv", b"nama;xyz\nMadu;Emas\n", &Reading::default(), &no_progress).unwrap();
    let mut mapping = guess(&sheets);
    assert_eq!(mapping.sheets[0].columns[1].column, None);
    mapping.sheets[0].columns[1].column = Some(Column::Product(F::Brand));
    let review = review(&stored(), &sheets, &mapping, &ReviewOptions::default(), &no_progress).unwrap();
    assert_eq!(product(&review, "Madu").brand, "Emas");
}

#[test]
fn every_remark_and_question_is_worded_in_both_languages() {
    let (sheets, review) = csv("nama;kategori;desa;harga;nik;apa\nA;Maduu;Sukamaju;15;1;2\nB;;;x;2;3\n");
    assert!(review.questions.len() >= 3, "{:?}", review.questions);
    for lang in Lang::ALL {
        for question in &review.questions {
            assert!(question.words(lang).ends_with('?'));
            assert!(question.candidates.iter().all(|answer| !answer.words(&review.next, lang).is_empty()));
        }
        for (_, note) in &review.notes {
            assert!(!note.message(&sheets, lang).what.is_empty());
        }
    }
}

/// One maker merged over rows of several villages, or named once and then "sda", is one producer: nobody is asked.
#[test]
fn a_merged_maker_is_one_producer_wherever_the_rows_are() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0_u16..).zip(["UMKM", "Nama Produk", "Desa", "Kabupaten"]) {
        sheet.write(0, column, head).unwrap();
    }
    sheet.merge_range(1, 0, 2, 0, "KWT Melati", &Format::new()).unwrap();
    sheet.write(3, 0, "Rumah Purun").unwrap();
    sheet.write(4, 0, "sda").unwrap();
    for (row, (name, village)) in
        (1_u32..).zip([("Keripik", "Pepara"), ("Abon", "Jone"), ("Tikar", "Pepara"), ("Tas", "Jone")])
    {
        for (column, text) in (1_u16..).zip([name, village, "Paser"]) {
            sheet.write(row, column, text).unwrap();
        }
    }
    let (_, review) = reviewed_with(
        &stored(),
        "a.xlsx",
        &book.save_to_buffer().unwrap(),
        &ReviewOptions { ..ReviewOptions::default() },
    );
    assert!(review.questions.is_empty(), "{:?}", review.questions);
    assert_eq!(product(&review, "Keripik").producer, product(&review, "Abon").producer);
    assert_eq!(product(&review, "Tikar").producer, product(&review, "Tas").producer);
    assert_eq!(review.next.producers.len(), 3);
}
