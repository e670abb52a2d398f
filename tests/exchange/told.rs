//! What cannot be taken as it stands is asked or said, and what is stored already comes back as it is.

use std::io::{Read as _, Write as _};

use etalase::exchange::{
    Answer, CellVerdict, CsvForm, FileFault, Note, QuestionKey, Reading, ReviewOptions, Verdict, XlsxOptions, guess,
    no_progress, read, review, write_csv, write_xlsx,
};
use etalase::model::{Catalog, CertificationStatus, Producer, Product, Status};
use etalase::text::Lang;
use rust_xlsxwriter::{Format, FormatPattern, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::variations::Typed::{self, Number, Shown, Text};
use crate::variations::{Variation, csv, ods, ods_of, price, reviewed, texts, xlsx};

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

#[test]
fn what_nobody_sees_in_a_spreadsheet_program_is_asked_or_said() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let white = || Format::new().set_font_color("#FFFFFF");
    sheet.write_with_format(0, 0, "nama", &white().set_background_color("#123456")).unwrap();
    sheet.write_with_format(0, 1, "merek", &white().set_pattern(FormatPattern::DarkGray)).unwrap();
    sheet.write(0, 2, "bahan").unwrap();
    for (row, name) in [(1, "Madu"), (2, "Kopi"), (3, "Tas")] {
        sheet.write(row, 0, name).unwrap();
        sheet.write_with_format(row, 1, "Rimba", &if row == 1 { white() } else { Format::new() }).unwrap();
    }
    sheet.set_row_height(2, 1).unwrap();
    sheet.set_column_width(2, 0.1).unwrap();
    let xlsx = book.save_to_buffer().unwrap();
    let style = |name: &str, family: &str, properties: &str| {
        format!("<style:style style:name=\"{name}\" style:family=\"{family}\">{properties}</style:style>")
    };
    let styles = [
        style("thin", "table-row", "<style:table-row-properties style:row-height=\"0.03cm\"/>"),
        style("narrow", "table-column", "<style:table-column-properties style:column-width=\"0.02cm\"/>"),
        style("white", "table-cell", "<style:text-properties fo:color=\"#FFFFFF\"/>"),
        style(
            "head",
            "table-cell",
            "<style:table-cell-properties fo:background-color=\"#123456\"/><style:text-properties fo:color=\"#ffffff\"/>",
        ),
    ];
    let row = |style: &str, cells: [(&str, &str); 3]| {
        let cell = |(style, text): (&str, &str)| {
            let style = if style.is_empty() { String::new() } else { format!(" table:style-name=\"{style}\"") };
            format!("<table:table-cell{style} office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        };
        let cells: String = cells.into_iter().map(cell).collect();
        format!("<table:table-row table:style-name=\"{style}\">{cells}</table:table-row>")
    };
    let table = [
        "<table:table-column/><table:table-column/><table:table-column table:style-name=\"narrow\"/>".to_owned(),
        row("", [("head", "nama"), ("", "merek"), ("", "bahan")]),
        row("", [("", "Madu"), ("white", "Rimba"), ("", "")]),
        row("thin", [("", "Kopi"), ("", "Rimba"), ("", "")]),
        row("", [("", "Tas"), ("", "Rimba"), ("", "")]),
    ];
    let ods = ods_of(&format!(
        "<office:automatic-styles>{}</office:automatic-styles><office:body><office:spreadsheet>\
         <table:table table:name=\"Daftar\">{}</table:table></office:spreadsheet></office:body>",
        styles.concat(),
        table.concat()
    ));
    for (name, bytes) in [("a.xlsx", xlsx), ("a.ods", ods)] {
        let review = reviewed(&Catalog::default(), name, &bytes);
        let asked: Vec<_> = review.questions.iter().map(|one| (&one.key, one.cells.len())).collect();
        assert!(matches!(asked.as_slice(), [(QuestionKey::HiddenRows { .. }, 1)]), "{name}: {asked:?}");
        let names: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
        assert_eq!(names, ["Madu", "Tas"], "{name}");
        assert!(review.next.products.values().all(|one| one.brand == "Rimba"), "{name}");
        let told: Vec<_> = review.notes.iter().map(|(_, note)| note.clone()).collect();
        let unseen = Note::File(FileFault::UnseenCells { count: 1 });
        let narrow = Note::HiddenColumn { heading: "bahan".into() };
        assert!(told.contains(&unseen) && told.contains(&narrow), "{name}: {told:?}");
    }
}

#[test]
fn a_permit_whose_number_ends_with_a_past_year_is_asked_for() {
    let over = "206640101001225";
    let json = |number: &str| {
        let permit = format!(r#"{{"kind": "Pirt", "status": "Held", "number": "{number}"}}"#);
        format!(r#"[{{"id": "uji", "name": {{"id": "Uji"}}, "certifications": [{permit}]}}]"#)
    };
    let cells = [Text("Uji"), Text(over)];
    let one = Variation { headings: &["nama", "PIRT"], cells: &cells, found: texts, right: "", told: "" };
    let good = json("206640101001226");
    let files = [("a.xlsx", xlsx(&one)), ("a.ods", ods(&one)), ("a.csv", csv(&one)), ("a.json", json(over).into())];
    for (file, bytes) in files {
        let sheets = read(file, &bytes, &Reading::default(), &no_progress).unwrap();
        let taken = |catalog: &Catalog, answers| {
            let today = jiff::civil::Date::constant(2026, 5, 8);
            let options = ReviewOptions { new_status: Some(Status::Draft), today, answers, ..ReviewOptions::default() };
            review(catalog, &sheets, &guess(&sheets), &options, &no_progress).unwrap()
        };
        let open = taken(&Catalog::default(), [].into());
        assert_eq!(open.questions.len(), 1, "{file}");
        assert!(open.next.products.values().all(|one| one.certifications.is_empty()), "{file}");
        let said = open.questions[0].words(Lang::En);
        assert_eq!(said, format!("The PIRT number “{over}” ends in 2025: is it still held?"));
        let key = || open.questions[0].key.clone();
        for (answer, right) in
            [(Some(CertificationStatus::Held), 1), (Some(CertificationStatus::InProcess), 1), (None, 0)]
        {
            let next = taken(&Catalog::default(), [(key(), Answer::Permit(answer))].into()).next;
            let permits: Vec<_> = next.products.values().flat_map(|one| &one.certifications).collect();
            assert_eq!(permits.len(), right, "{file}");
            assert!(permits.iter().all(|one| one.number == over && Some(one.status) == answer), "{file}");
        }
        // What is stored like that is not asked again.
        let next = taken(&Catalog::default(), [(key(), Answer::Permit(Some(CertificationStatus::Held)))].into()).next;
        if file == "a.json" {
            assert!(taken(&next, [].into()).questions.is_empty(), "{file}");
        }
    }
    assert!(reviewed(&Catalog::default(), "b.json", good.as_bytes()).questions.is_empty());
}

#[test]
fn an_amount_of_a_few_rupiah_is_asked_for_in_json_too() {
    let json =
        br#"[{"id": "uji", "name": {"id": "Uji"}, "prices": [{"amount": 15, "amount_max": 20, "currency": "IDR"}]}]"#;
    let sheets = read("a.json", json, &Reading::default(), &no_progress).unwrap();
    let taken = |catalog: &Catalog, answers| {
        let options = ReviewOptions { new_status: Some(Status::Draft), answers, ..ReviewOptions::default() };
        review(catalog, &sheets, &guess(&sheets), &options, &no_progress).unwrap()
    };
    let open = taken(&Catalog::default(), [].into());
    let key = QuestionKey::Price { typed: "15".into() };
    assert_eq!((open.questions.len(), &open.questions[0].key), (1, &key));
    assert!(open.next.products.values().all(|one| one.prices.is_empty()));
    for (amount, max) in [(15_000, 20_000), (15, 20)] {
        let next = taken(&Catalog::default(), [(key.clone(), Answer::Price(amount))].into()).next;
        let prices: Vec<_> =
            next.products.values().flat_map(|one| &one.prices).map(|one| (one.amount, one.amount_max)).collect();
        assert_eq!(prices, [(amount, Some(max))]);
        assert_eq!(taken(&next, [].into()).questions.is_empty(), amount == 15, "what is stored is not asked again");
    }
}

#[test]
fn a_second_table_on_a_sheet_neither_hides_the_first_nor_goes_in_silence() {
    for (list, right) in [
        (
            "Nama;Harga\nMadu;50000\nKopi;20000\n;\nNama;Alamat;No HP\nSiti;Loa Kulu;081234567890\n",
            &["Kopi", "Madu"][..],
        ),
        ("Nama;Harga\nMadu;50000\n;\nNama;Harga;Produsen\nTikar;70000;KWT B\n", &["Madu"]),
        ("Nama;Produsen\nMadu;KWT A\n;\nProdusen;Nama\nKWT B;Tikar\n", &["Madu"]),
    ] {
        let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
        let mut names: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, right, "{list}");
        let is_told = |verdict: &Verdict| matches!(verdict, Verdict::Refused(Note::File(FileFault::OtherTable { .. })));
        assert_eq!(review.rows.iter().filter(|row| is_told(&row.verdict)).count(), 1, "{list}");
    }
    // What is known of the maker stands above the list, and headings in a second language below them.
    let list = "Nama;KWT Mawar;\nDesa;Loa Kulu;\n;;\nNo;Nama Produk;Harga\n1;Madu;50000\n";
    assert_eq!(reviewed(&Catalog::default(), "a.csv", list.as_bytes()).next.products.len(), 1);
    let list = "Nama;Merek;Bahan\n(Product name);(Brand);(Ingredients)\nMadu;Rimba;Madu\n";
    let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
    let names: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
    assert_eq!((names, review.counts.cells_refused), (vec!["Madu"], 0));
}

#[test]
fn what_is_struck_through_is_told() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let (struck, plain) = (Format::new().set_font_strikethrough(), Format::new());
    for (column, heading) in (0_u16..).zip(["nama", "merek", "deskripsi"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    sheet.write_string(1, 0, "Madu").unwrap();
    sheet.write_string_with_format(1, 1, "Rimba", &struck).unwrap();
    sheet.write_rich_string(1, 2, &[(&struck, "Gurih"), (&plain, " manis")]).unwrap();
    let style = |name: &str, family: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"{family}\">\
             <style:text-properties style:text-line-through-style=\"solid\"/></style:style>"
        )
    };
    let styles = format!(
        "<office:automatic-styles>{}{}</office:automatic-styles>",
        style("ce1", "table-cell"),
        style("T1", "text")
    );
    let cell = |style: &str, inside: &str| {
        format!("<table:table-cell {style} office:value-type=\"string\"><text:p>{inside}</text:p></table:table-cell>")
    };
    let ods = ods_of(&format!(
        "{styles}<office:body><office:spreadsheet><table:table table:name=\"A\"><table:table-row>{}{}{}</table:table-row>\
         <table:table-row>{}{}{}</table:table-row></table:table></office:spreadsheet></office:body>",
        cell("", "nama"),
        cell("", "merek"),
        cell("", "deskripsi"),
        cell("", "Madu"),
        cell("table:style-name=\"ce1\"", "Rimba"),
        cell("", "<text:span text:style-name=\"T1\">Gurih</text:span> manis"),
    ));
    for (file, bytes) in [("a.xlsx", book.save_to_buffer().unwrap()), ("a.ods", ods)] {
        let review = reviewed(&Catalog::default(), file, &bytes);
        let told = Note::File(FileFault::StruckCells { count: 2 });
        assert!(review.notes.iter().any(|(_, note)| *note == told), "{file}: {:?}", review.notes);
        assert_eq!(review.next.products["madu"].brand, "Rimba", "{file}");
    }
}

#[test]
fn a_list_of_people_is_told_as_one() {
    for (headings, is_told) in [
        ("No;Nama;Alamat;Jenis Usaha;NIB", true),
        ("Nama;Alamat;No HP", true),
        ("Nama Produk;Alamat;No HP", false),
        ("Nama;Harga;No HP", false),
        ("Nama;Produsen;No HP", false),
        ("Nama;Kategori;Desa", false),
    ] {
        let review = reviewed(&Catalog::default(), "a.csv", format!("{headings}\n1;Siti Aminah;x;y;z\n").as_bytes());
        let people = |note: &Note| matches!(note, Note::File(FileFault::ListsPeople { .. }));
        assert_eq!(review.notes.iter().any(|(_, note)| people(note)), is_told, "{headings}");
    }
}

#[test]
fn remarks_totals_and_signatures_below_a_list_are_no_products() {
    for last in [
        "Jumlah keseluruhan;70000",
        "Sub total;70000",
        "Rata-rata;35000",
        "TOTAL PRODUK : 2;",
        "Catatan: harga nego;",
        "*) harga nego;",
        "(harga per botol);",
        "Harga belum termasuk ongkir;",
        "Sumber: dinas;",
        "Loa Kulu, 12 Oktober 2025;",
        "Kepala Desa Loa Kulu;",
        "NIP. 196501011990031001;",
        "Terima kasih;",
    ] {
        let list = format!("Nama;Harga\nMadu;50000\nKopi;20000\n{last}\n");
        let review = reviewed(&Catalog::default(), "a.csv", list.as_bytes());
        assert_eq!(review.next.products.len(), 2, "{last}");
        assert!(matches!(review.rows.last().unwrap().verdict, Verdict::Skipped(Note::NotAProduct)), "{last}");
    }
    let list = reviewed(&Catalog::default(), "a.csv", "Nama;Harga\nNotebook batik;50000\nSumbu kompor;\n".as_bytes());
    assert_eq!(list.next.products.len(), 2);
    let full = "Nama;Merek;Produsen;Harga\nTotal Herbal;Rimba;KWT A;50000\n";
    assert_eq!(reviewed(&Catalog::default(), "a.csv", full.as_bytes()).next.products.len(), 1);
}
