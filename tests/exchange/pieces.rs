//! A cell that says several things at once: each piece is taken where it belongs, or told.

use etalase::exchange::{
    Answer, CellVerdict, CsvForm, Note, Reading, Review, ReviewOptions, Verdict, guess, no_progress, read, review,
    write_csv,
};
use etalase::model::{Catalog, CertificationStatus, Product, Status};
use etalase::text::Lang;
use jiff::civil::Date;

use crate::variations::Typed::Text;
use crate::variations::{Variation, csv, ods, price, reviewed, xlsx};

/// A list of one product with one more cell, in every format of sheets.
fn lists(heading: &str, cell: &'static str) -> [(&'static str, Vec<u8>); 3] {
    let headings = ["nama", heading];
    let cells = [Text("Uji"), Text(cell)];
    let one = Variation { headings: &headings, cells: &cells, found: price, right: "", told: "" };
    [("a.xlsx", xlsx(&one)), ("a.ods", ods(&one)), ("a.csv", csv(&one))]
}

/// The review in which each question is answered so.
fn answered(catalog: &Catalog, file: &str, bytes: &[u8], answer: &Answer) -> Review {
    let open = reviewed(catalog, file, bytes);
    let answers = open.questions.iter().map(|one| (one.key.clone(), answer.clone())).collect();
    let sheets = read(file, bytes, &Reading::default(), &no_progress).unwrap();
    let today = Date::constant(2026, 5, 8);
    let options = ReviewOptions { new_status: Some(Status::Draft), today, answers, ..ReviewOptions::default() };
    review(catalog, &sheets, &guess(&sheets), &options, &no_progress).unwrap()
}

fn uji(review: &Review) -> &Product {
    review.next.products.values().find(|one| one.name.id == "Uji").unwrap()
}

/// What is said of cells beside that they are taken.
fn told(review: &Review) -> Vec<Note> {
    let cells = review.rows.iter().flat_map(|row| &row.cells);
    let note = |verdict: &CellVerdict| match verdict {
        CellVerdict::Repaired(note) | CellVerdict::Refused(note) | CellVerdict::LeftOut(note) => Some(note.clone()),
        CellVerdict::Taken | CellVerdict::Asked(_) => None,
    };
    cells.filter_map(|cell| note(&cell.verdict)).collect()
}

fn not_taken(words: &str) -> Vec<Note> {
    if words.is_empty() { Vec::new() } else { vec![Note::NotTaken { words: words.into() }] }
}

/// `Held 2066408010123-28 | 2024 | 2028-05 | Dinkes`
fn permits(product: &Product) -> String {
    let permit = |one: &etalase::model::Certification| {
        format!("{:?} {} | {} | {} | {}", one.status, one.number, one.issued.0, one.expires.0, one.issuer)
    };
    product.certifications.iter().map(permit).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_permit_that_says_number_and_days_is_taken_whole() {
    for (heading, cell, right) in [
        ("PIRT", "2066408010123-28 berlaku s/d 12-05-2028", "Held 2066408010123-28 |  | 2028-05-12 | "),
        ("PIRT", "P-IRT 2066408010123-28 exp 05/2028", "Held P-IRT 2066408010123-28 |  | 2028-05 | "),
        ("PIRT", "2066408010123-28, 12-05-2028", "Held 2066408010123-28 |  | 2028-05-12 | "),
        ("PIRT", "2066408010123-28 Dinkes Kutim", "Held 2066408010123-28 |  |  | Dinkes Kutim"),
        ("Halal", "ID64110000123450121 (terbit 10 Februari 2024)", "Held ID64110000123450121 | 2024-02-10 |  | "),
        ("Halal", "ada, s.d. 2027", "Held  |  | 2027 | "),
        ("BPOM", "MD 250123001234 dan MD 250123001235", "Held MD 250123001234, MD 250123001235 |  |  | "),
        ("HKI", "IDM000123456 (2018-2028)", "Held IDM000123456 | 2018 | 2028 | "),
    ] {
        for (file, bytes) in lists(heading, cell) {
            let review = reviewed(&Catalog::default(), file, &bytes);
            assert!(review.questions.is_empty(), "{file} {cell}: {:?}", review.questions);
            assert_eq!(permits(uji(&review)), right, "{file} {cell}");
            assert_eq!(told(&review), [], "{file} {cell}");
        }
    }
}

#[test]
fn a_permit_that_is_asked_for_keeps_what_it_says() {
    for (heading, cell, right, words) in [
        ("Halal", "ID64110000123450121 (terbit 10 Februari 2019)", "Held ID64110000123450121 | 2019-02-10 |  | ", ""),
        ("Halal", "ID64110000123450121 s/d 2024", "Held ID64110000123450121 |  | 2024 | ", ""),
        ("PIRT", "2066408010123-28 exp 05/2025 Dinkes", "Held 2066408010123-28 |  | 2025-05 | Dinkes", ""),
        (
            "BPOM",
            "MD 250123001234 dan MD 250123001235 (expired)",
            "Held MD 250123001234, MD 250123001235 |  |  | ",
            "expired",
        ),
        ("Halal", "ID64110000123450121 a.n. Bu Sri", "Held ID64110000123450121 |  |  | ", "a.n. Bu Sri"),
        ("PIRT", "MD 250123001234", "Held  |  |  | ", "MD 250123001234"),
    ] {
        for (file, bytes) in lists(heading, cell) {
            let open = reviewed(&Catalog::default(), file, &bytes);
            assert_eq!((open.questions.len(), permits(uji(&open))), (1, String::new()), "{file} {cell}");
            let held = Answer::Permit(Some(CertificationStatus::Held));
            let review = answered(&Catalog::default(), file, &bytes, &held);
            assert_eq!(permits(uji(&review)), right, "{file} {cell}");
            assert_eq!(told(&review), not_taken(words), "{file} {cell}");
            // The same list again asks of what is stored no more, where nothing but that is said.
            let again = reviewed(&review.next, file, &bytes);
            assert_eq!(again.questions.is_empty(), words.is_empty(), "{file} {cell}");
            assert_eq!(permits(uji(&again)), right, "{file} {cell}");
        }
    }
}

#[test]
fn words_beside_a_permit_in_process_are_told() {
    for (cell, words) in [
        ("dalam proses (daftar 2026)", "daftar 2026"),
        ("proses, kurang dokumen", "kurang dokumen"),
        ("belum, masih dalam proses sertifikasi halal", ""),
        ("sedang diurus", ""),
    ] {
        for (file, bytes) in lists("Halal", cell) {
            let review = reviewed(&Catalog::default(), file, &bytes);
            assert_eq!(permits(uji(&review)), "InProcess  |  |  | ", "{file} {cell}");
            assert_eq!(told(&review), not_taken(words), "{file} {cell}");
        }
    }
}

/// `Suara Kaltim > https://a.id/1 > 2025-06`
fn sources(product: &Product) -> String {
    let source = |one: &etalase::model::Source| format!("{} > {} > {}", one.title, one.url, one.date.0);
    product.sources.iter().map(source).collect::<Vec<_>>().join("; ")
}

#[test]
fn several_sources_in_a_cell_are_several() {
    let date = |date: &str| vec![Note::DateRead { date: date.into() }];
    for (cell, right, said) in [
        (
            "Suara Kaltim | https://a.id/1 | 2025-06-25; Benua | https://b.id/2 | 2025-06",
            "Suara Kaltim > https://a.id/1 > 2025-06-25; Benua > https://b.id/2 > 2025-06",
            vec![],
        ),
        ("https://a.id/1; https://b.id/2", " > https://a.id/1 > ;  > https://b.id/2 > ", vec![]),
        ("https://a.id/1, https://b.id/2", " > https://a.id/1 > ;  > https://b.id/2 > ", vec![]),
        ("Suara Kaltim (https://a.id/1)", "Suara Kaltim > https://a.id/1 > ", vec![]),
        ("www.a.id; www.b.id", " > www.a.id > ;  > www.b.id > ", vec![]),
        ("https://a.id/1 (2025)", " > https://a.id/1 > 2025", vec![]),
        ("https://a.id/x;y=1", " > https://a.id/x;y=1 > ", vec![]),
        ("Suara Kaltim | https://a.id/1 | Juni 2025", "Suara Kaltim > https://a.id/1 > 2025-06", date("2025-06")),
        ("Suara Kaltim | Juni 2025", "Suara Kaltim >  > 2025-06", date("2025-06")),
        ("Suara Kaltim | https://a.id/1 | kemarin", "Suara Kaltim > https://a.id/1 > ", not_taken("kemarin")),
        (
            "Suara Kaltim | https://a.id/1 | 2025 | halaman 3",
            "Suara Kaltim > https://a.id/1 > 2025",
            not_taken("halaman 3"),
        ),
        ("A | https://a.id/1 | 2025-06 B | https://b.id/2", "", vec![Note::SeveralSources]),
    ] {
        for (file, bytes) in lists("sumber", cell) {
            let review = reviewed(&Catalog::default(), file, &bytes);
            assert_eq!(sources(uji(&review)), right, "{file} {cell}");
            assert_eq!(told(&review), said, "{file} {cell}");
        }
    }
    // Prizes have days too.
    let [(file, bytes), ..] = lists("penghargaan", "Juara 1 |  | Dinas | Juni 2025");
    assert_eq!(uji(&reviewed(&Catalog::default(), file, &bytes)).awards[0].date.0, "2025-06");
}

#[test]
fn an_own_export_without_its_line_breaks_overwrites_no_source() {
    let list =
        "nama;sumber\nUji;\"Suara Kaltim | https://a.id/1 | 2025-06-25\nBenua; Kaltim | https://b.id/2;c | kemarin\"\n";
    let first = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    let right = "Suara Kaltim > https://a.id/1 > 2025-06-25; Benua; Kaltim > https://b.id/2;c > ";
    assert_eq!(sources(uji(&first)), right);
    let ids: Vec<_> = first.next.products.keys().cloned().collect();
    let export = String::from_utf8(write_csv(&first.next, &ids, CsvForm::Standard, Lang::Id).unwrap()).unwrap();
    let again = reviewed(&first.next, "a.csv", export.as_bytes());
    assert!(again.rows.iter().all(|row| row.verdict == Verdict::Unchanged), "{:#?}", again.rows);
    let flat = export.replace("2025-06-25\nBenua", "2025-06-25 Benua");
    assert_ne!(flat, export);
    let flat = reviewed(&first.next, "a.csv", flat.as_bytes());
    assert_eq!((sources(uji(&flat)), told(&flat)), (right.to_owned(), vec![Note::SeveralSources]));
}

#[test]
fn lines_that_became_one_are_told_and_overwrite_nothing() {
    for (column, cell) in [
        ("varian", "Balado | Spicy\nKeju | Cheese"),
        ("penghargaan", "Juara 1 | | Dinas | 2024\nJuara 2 | | Dinas | 2025"),
        ("halal", "dimiliki | ID64110000123450121 | BPJPH | 2024 | 2028\ndimiliki | ID64110000123450122"),
        ("izin_lain", "HACCP | dimiliki | H1 | SGS | 2024 | 2027\nUTZ | dimiliki | U1 | SGS | 2024 | 2027"),
    ] {
        let list = |cell: &str| format!("nama;merek;port;catatan;{column};kemasan\nUji;;;;\"{cell}\";\n").into_bytes();
        let first = reviewed(&Catalog::default(), "a.csv", &list(cell));
        assert_eq!((told(&first), first.questions.len()), (vec![], 0), "{cell}");
        let flat = reviewed(&first.next, "a.csv", &list(&cell.replace('\n', " ")));
        assert_eq!((told(&flat), uji(&flat)), (vec![Note::TooManyParts], uji(&first)), "{cell}");
    }
}

#[test]
fn a_permits_days_are_days() {
    for (cell, right, said) in [
        ("dimiliki | A1 | BPJPH | Maret 2024 | 10/3/2028", "Held A1 | 2024-03 | 2028-03-10 | BPJPH", vec![]),
        ("dimiliki | A1 | BPJPH |  | 2028 dimiliki", "", vec![Note::NotADate]),
        ("dimiliki | A1 | BPJPH |  | seumur hidup", "", vec![Note::NotADate]),
    ] {
        for (file, bytes) in lists("Halal", cell) {
            let review = reviewed(&Catalog::default(), file, &bytes);
            assert_eq!((permits(uji(&review)), told(&review)), (right.to_owned(), said.clone()), "{file} {cell}");
        }
    }
}

#[test]
fn variants_between_strokes_are_several_and_told_apart_in_the_review() {
    let names = |review: &Review| uji(review).variants.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let first = reviewed(&Catalog::default(), "a.csv", "nama;varian\nUji;Balado, Keju\n".as_bytes());
    for (file, bytes) in lists("varian", "Balado / Keju / Manis") {
        let review = reviewed(&first.next, file, &bytes);
        assert_eq!(names(&review), ["Balado", "Keju", "Manis"], "{file}");
        let cell = &review.rows[0].cells[0];
        assert_eq!((&*cell.before, &*cell.after), ("Balado; Keju", "Balado; Keju; Manis"), "{file}");
    }
    for cell in ["Balado/Keju", "Manis | Sweet / mild", "1 / 2 kg", "Pedas (level 1 / 2)"] {
        assert_eq!(
            names(&reviewed(&Catalog::default(), "a.csv", format!("nama;varian\nUji;{cell}\n").as_bytes())).len(),
            1
        );
    }
    // The names that are stored, however they are set apart, keep their English.
    let pairs = "nama;varian\nUji;\"Balado | Spicy\nKeju | Cheese\"\n";
    let pairs = reviewed(&Catalog::default(), "a.csv", pairs.as_bytes());
    for cell in ["Balado / Keju", "Balado/Keju", "Balado, Keju"] {
        let review = reviewed(&pairs.next, "a.csv", format!("nama;varian\nUji;{cell}\n").as_bytes());
        assert_eq!(review.rows[0].verdict, Verdict::Unchanged, "{cell}");
    }
    // One variant with strokes in its name goes out and comes back as one.
    let one = reviewed(&Catalog::default(), "a.csv", "nama;varian\nUji;Balado / Keju |\n".as_bytes());
    let ids: Vec<_> = one.next.products.keys().cloned().collect();
    let export = write_csv(&one.next, &ids, CsvForm::Standard, Lang::Id).unwrap();
    assert_eq!(names(&reviewed(&Catalog::default(), "a.csv", &export)), ["Balado / Keju"]);
}

#[test]
fn a_day_to_come_is_no_date_of_a_price() {
    for (file, bytes) in [
        ("a.csv", "nama;harga;tanggal harga\nUji;15000;12-05-2062\n".as_bytes().to_vec()),
        ("a.xlsx", dated_xlsx(12, 5, 2062)),
    ] {
        let review = reviewed(&Catalog::default(), file, &bytes);
        assert_eq!(uji(&review).prices[0].as_of.0, "", "{file}");
        assert_eq!(told(&review), [Note::DateAhead { date: "2062-05-12".into() }], "{file}");
    }
    let review = reviewed(&Catalog::default(), "a.xlsx", &dated_xlsx(7, 5, 2026));
    assert_eq!((uji(&review).prices[0].as_of.0.as_str(), told(&review)), ("2026-05-07", vec![]));
}

/// A price with a day that is one for the spreadsheet program too.
fn dated_xlsx(day: u8, month: u8, year: u16) -> Vec<u8> {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_row(0, 0, ["nama", "harga", "tanggal harga"]).unwrap();
    sheet.write(1, 0, "Uji").unwrap();
    sheet.write(1, 1, 15_000).unwrap();
    let date = rust_xlsxwriter::ExcelDateTime::from_ymd(year, month, day).unwrap();
    sheet.write_with_format(1, 2, &date, &rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy")).unwrap();
    workbook.save_to_buffer().unwrap()
}
