//! Files that are no good: each is told clearly and none is taken in half.

use std::io::{Cursor, Write as _};
use std::ops::ControlFlow;

use etalase::exchange::{
    CellVerdict, Encoding, Fault, FileKind, ImportError, Limits, Note, Reading, ReviewOptions, Sheets, TextForm, guess,
    no_progress, read, review,
};
use etalase::model::Catalog;
use etalase::text::{Explain, Lang};
use rust_xlsxwriter::{Formula, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

pub fn fault_of(file: &str, bytes: &[u8], limits: Limits) -> Fault {
    let error = read(file, bytes, &Reading { limits, form: None }, &no_progress).unwrap_err();
    worded(&error);
    error.fault
}

fn worded(error: &ImportError) {
    for lang in Lang::ALL {
        let message = error.explain(lang);
        assert!(!message.what.is_empty() && !message.todo.is_empty() && !message.place.is_empty(), "{message:?}");
    }
}

fn fault(file: &str, bytes: &[u8]) -> Fault {
    fault_of(file, bytes, Limits::default())
}

pub fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn workbook(rows: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "nama").unwrap();
    sheet.write(0, 1, "harga").unwrap();
    for row in 1..=rows {
        sheet.write(row, 0, format!("Produk {row}")).unwrap();
        sheet.write(row, 1, 15_000 + row).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[test]
fn a_password_and_old_formats_are_named() {
    let head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let compound = |name: &str| [head.clone(), vec![0; 512], wide(name), vec![0; 512]].concat();
    assert_eq!(fault("a.xlsx", &compound("EncryptedPackage")), Fault::Password);
    assert_eq!(fault("a.xls", &compound("Workbook")), Fault::OldExcel);
    assert_eq!(fault("a.xlsx", &compound("Workbook")), Fault::OldExcel);
    assert!(matches!(fault("a.doc", &compound("WordDocument")), Fault::OtherKind { .. }));
    assert_eq!(fault("a.xlsb", &zipped(&[("xl/workbook.bin", b"x")])), Fault::BinaryExcel);
}

#[test]
fn files_of_other_kinds_are_named_whatever_they_are_called() {
    assert!(matches!(fault("a.xlsx", b"%PDF-1.7"), Fault::OtherKind { really: ["PDF", _] }));
    assert!(matches!(fault("a.xlsx", b"\xff\xd8\xff\xe0..."), Fault::OtherKind { .. }));
    assert_eq!(fault("a.xls", b"<html><table><tr><td>1</td></tr></table>"), Fault::WebPage);
    assert_eq!(fault("a.xlsx", b"\xef\xbb\xbf\r\n<!DOCTYPE html><html></html>"), Fault::WebPage);
    assert!(matches!(fault("a.xlsx", &zipped(&[("word/document.xml", b"<w/>")])), Fault::OtherKind { .. }));
    assert_eq!(fault("a.xlsx", &zipped(&[("foto.jpg", b"x")])), Fault::OtherZip);
    assert!(matches!(fault("a.csv", &[0x80, 1, 2, 3, 4, 5, 6, 7]), Fault::OtherKind { .. }));
    assert_eq!(fault("a.xlsx", b""), Fault::Empty);
    assert_eq!(fault("a.csv", b" \r\n \r\n"), Fault::Empty);
    assert!(matches!(fault("a.json", b"{\"products\": [{]}"), Fault::Json { line: 1, column: 16, .. }));
    for other in ["{\"format\": 2, \"products\": []}", "[{\"nama\": \"Madu\"}]", "{\"data\": []}", "[1]", "7"] {
        assert!(matches!(fault("a.json", other.as_bytes()), Fault::JsonShape { .. }), "{other}");
    }
    let twice = b"[{\"id\": \"madu\",\n\"brand\": \"A\", \"prices\": [{\"amount\": 1}], \"brand\": \"B\"}]";
    assert_eq!(fault("a.json", twice), Fault::JsonNameTwice { line: 2, name: "brand".into() });
    // A text table called .xlsx is read as what it is, and the other way round.
    let csv = read("a.xlsx", b"nama;harga\nMadu;5000\n", &Reading::default(), &no_progress).unwrap();
    assert_eq!(csv.kind, FileKind::Csv);
    assert_eq!(read("a.csv", &workbook(1), &Reading::default(), &no_progress).unwrap().kind, FileKind::Xlsx);
}

#[test]
fn a_file_that_is_cut_off_or_damaged_anywhere_is_told() {
    let whole = workbook(200);
    for part in [30, whole.len() / 3, whole.len() / 2, whole.len() - 30] {
        let fault = fault("a.xlsx", &whole[..part]);
        assert!(matches!(fault, Fault::Damaged { kind: FileKind::Xlsx, .. }), "{part}: {fault:?}");
    }
    for part in (0..whole.len()).step_by(1024) {
        worded(&read("a.xlsx", &whole[..part], &Reading::default(), &no_progress).unwrap_err());
    }
    // A byte wrong somewhere is an error or a file, and never a crash.
    for at in (0..whole.len()).step_by(37) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        if let Err(error) = read("a.xlsx", &bytes, &Reading::default(), &no_progress) {
            worded(&error);
        }
    }
    let broken = zipped(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets>"),
    ]);
    assert!(read("a.xlsx", &broken, &Reading::default(), &no_progress).is_err());
}

#[test]
fn a_zip_bomb_is_stopped_before_it_unpacks() {
    let zeros = vec![b' '; 60 << 20];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    let limits = Limits { unpacked_bytes: 50 << 20, ..Limits::default() };
    assert_eq!(fault_of("a.xlsx", &bomb, limits), Fault::Unpacks { cap: 25 << 20 });
    // One part that would be held in memory whole has a cap of its own: the texts, and pictures.
    for part in ["xl/sharedStrings.xml", "xl/media/image1.png", "Pictures/a.png"] {
        let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), (part, &zeros)]);
        let limits = Limits { held_bytes: 8 << 20, ..Limits::default() };
        assert_eq!(fault_of("a.xlsx", &bomb, limits), Fault::Unpacks { cap: 8 << 20 }, "{part}");
    }
    let limits = Limits { bytes: 1000, ..Limits::default() };
    assert!(matches!(fault_of("a.csv", &vec![b'a'; 2000], limits), Fault::TooLarge { bytes: 2000, cap: 1000 }));
}

#[test]
fn too_many_rows_are_told_and_a_lone_far_cell_costs_nothing() {
    let limits = Limits { rows: 100, ..Limits::default() };
    assert_eq!(fault_of("a.xlsx", &workbook(101), limits), Fault::TooManyRows { cap: 100 });
    let csv = "nama;harga\n".to_owned() + &"Madu;5000\n".repeat(101);
    assert_eq!(fault_of("a.csv", csv.as_bytes(), limits), Fault::TooManyRows { cap: 100 });
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "nama").unwrap();
    sheet.write(1, 0, "Madu").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let sheets = read("a.xlsx", &book.save_to_buffer().unwrap(), &Reading::default(), &no_progress).unwrap();
    assert!(sheets.sheets[0].left_out_columns);
    assert_eq!(sheets.sheets[0].rows.len(), 2);
}

/// A small OpenDocument file around the rows of one sheet.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Paser\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<?xml version=\"1.0\"?><manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>"),
        ("content.xml", content.as_bytes()),
    ])
}

fn text_cell(text: &str, more: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"{more}><text:p>{text}</text:p></table:table-cell>")
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

#[test]
fn opendocument_is_read_with_its_merged_cells() {
    let head = row(&["Produsen", "Nama", "Harga"].map(|text| text_cell(text, "")));
    let first = row(&[
        text_cell("KWT Melati", " table:number-rows-spanned=\"2\""),
        text_cell("Keripik", ""),
        "<table:table-cell office:value-type=\"float\" office:value=\"15000\"><text:p>15.000</text:p></table:table-cell>".into(),
    ]);
    let second = row(&["<table:covered-table-cell/>".into(), text_cell("Sambal", ""), text_cell("20rb", "")]);
    let bytes = ods(&(head + &first + &second));
    let sheets = read("a.ods", &bytes, &Reading::default(), &no_progress).unwrap();
    assert_eq!(sheets.kind, FileKind::Ods);
    let found = reviewed(&sheets);
    assert_eq!(found.counts.new, 2, "{sheets:#?}");
    assert_eq!(found.next.producers.len(), 1);
    let amounts: Vec<i64> = found.next.products.values().map(|product| product.prices[0].amount).collect();
    assert_eq!(amounts, [15_000, 20_000]);
    assert!(found.next.products.values().all(|product| product.origin.as_str() == "64.01"));
}

#[test]
fn an_opendocument_sheet_that_repeats_itself_without_end_is_refused() {
    let cell = text_cell("x", " table:number-columns-repeated=\"1000\"");
    let rows = format!("<table:table-row table:number-rows-repeated=\"1000000\">{cell}</table:table-row>");
    assert!(matches!(fault("a.ods", &ods(&rows)), Fault::TooManyRows { .. }));
    let far = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>{}",
        row(&[cell])
    );
    // A lone row far below costs nothing.
    let sheets = read("a.ods", &ods(&far), &Reading::default(), &no_progress).unwrap();
    assert_eq!((sheets.sheets[0].rows.len(), sheets.sheets[0].left_out_columns), (1, true));
    // Formatting down to the last row is no content.
    let empty_tail = row(&[text_cell("nama", "")])
        + &row(&[text_cell("Madu", "")])
        + "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let sheets = read("a.ods", &ods(&empty_tail), &Reading::default(), &no_progress).unwrap();
    assert_eq!(sheets.sheets[0].rows.len(), 2);
}

fn reviewed(sheets: &Sheets) -> etalase::exchange::Review {
    review(&Catalog::default(), sheets, &guess(sheets), &ReviewOptions::default(), &no_progress).unwrap()
}

/// The workbook with a piece of its first sheet taken out.
fn without(bytes: &[u8], piece: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let files: Vec<(String, Vec<u8>)> = (0..archive.len())
        .map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            std::io::Read::read_to_end(&mut entry, &mut content).unwrap();
            let name = entry.name().unwrap().into_owned();
            if name.ends_with("sheet1.xml") {
                let text = String::from_utf8(content).unwrap();
                assert!(text.contains(piece), "{text}");
                content = text.replace(piece, "").into_bytes();
            }
            (name, content)
        })
        .collect();
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    zipped(&files)
}

#[test]
fn macros_are_said_and_formulas_give_their_results() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0_u16..).zip(["nama", "harga", "merek"]) {
        sheet.write(0, column, head).unwrap();
    }
    sheet.write(1, 0, "Madu").unwrap();
    sheet.write_formula(1, 1, Formula::new("=10000+5000").set_result("15000")).unwrap();
    sheet.write_formula(1, 2, Formula::new("=1+A2").set_result("77777")).unwrap();
    // As other programs write it: the formula without its result.
    let bytes = without(&book.save_to_buffer().unwrap(), "<v>77777</v>");
    let sheets = read("a.xlsm", &bytes, &Reading::default(), &no_progress).unwrap();
    let found = reviewed(&sheets);
    let madu = found.next.products.values().next().unwrap();
    assert_eq!(madu.prices[0].amount, 15_000);
    assert!(
        found.rows[0].cells.iter().any(|cell| cell.verdict == CellVerdict::Refused(Note::Uncalculated)),
        "{:#?}",
        found.rows
    );
    // The same file with a macro project in it.
    let mut zip = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    zip.start_file("xl/vbaProject.bin", SimpleFileOptions::default()).unwrap();
    zip.write_all(b"macro").unwrap();
    let with_macro = zip.finish().unwrap().into_inner();
    let sheets = read("a.xlsm", &with_macro, &Reading::default(), &no_progress).unwrap();
    assert!(sheets.macros);
    assert!(reviewed(&sheets).notes.iter().any(|(_, note)| *note == Note::File(etalase::exchange::FileFault::Macros)));
}

#[test]
fn sheets_without_headings_give_no_rows_and_say_what_is_missing() {
    let sheets = read("a.csv", b"satu;dua\ntiga;empat\n", &Reading::default(), &no_progress).unwrap();
    let error =
        review(&Catalog::default(), &sheets, &guess(&sheets), &ReviewOptions::default(), &no_progress).unwrap_err();
    worded(&error);
    assert_eq!(error.fault, Fault::NoRows);
}

#[test]
fn work_is_stopped_when_asked() {
    let stop = |_: usize, _: usize| ControlFlow::Break(());
    assert_eq!(read("a.xlsx", &workbook(10), &Reading::default(), &stop).unwrap_err().fault, Fault::Cancelled);
    let csv = "nama;harga\n".to_owned() + &"Madu;5000\n".repeat(3000);
    assert_eq!(read("a.csv", csv.as_bytes(), &Reading::default(), &stop).unwrap_err().fault, Fault::Cancelled);
    let sheets = read("a.csv", csv.as_bytes(), &Reading::default(), &no_progress).unwrap();
    let error = review(&Catalog::default(), &sheets, &guess(&sheets), &ReviewOptions::default(), &stop).unwrap_err();
    assert_eq!(error.fault, Fault::Cancelled);
}

/// Every one of many rows is held against all before it.
#[test]
fn ten_thousand_rows_are_reviewed() {
    let rows = |count: usize| {
        let mut text = "nama;produsen;desa;kabupaten;harga;kategori;whatsapp\n".to_owned();
        for row in 0..count {
            let (maker, slip) = (row / 3, if row % 10 == 0 { "x" } else { "" });
            text += &format!(
                "Produk {row};KWT {maker};Desa{slip} {row};Paser;{}rb;Kategori {};0812{:08}\n",
                15 + row % 9,
                row % 30,
                maker
            );
        }
        text
    };
    let sheets = read("a.csv", rows(10_000).as_bytes(), &Reading::default(), &no_progress).unwrap();
    assert_eq!(reviewed(&sheets).counts.new, 10_000);
}

/// Formatted cells down to the last row of the sheet, as Excel leaves them, are no rows.
#[test]
fn a_sheet_that_is_only_formatted_to_its_end_is_read() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "nama").unwrap();
    sheet.write(1, 0, "Madu").unwrap();
    let format = rust_xlsxwriter::Format::new().set_bold();
    for row in 2..20_000 {
        sheet.write_blank(row, 0, &format).unwrap();
    }
    let limits = Limits { rows: 100, ..Limits::default() };
    let reading = Reading { limits, form: None };
    let sheets = read("a.xlsx", &book.save_to_buffer().unwrap(), &reading, &no_progress).unwrap();
    assert_eq!(sheets.sheets[0].rows.len(), 2);
}

#[test]
fn a_hidden_sheet_is_left_out_and_said_until_somebody_asks_for_it() {
    let mut book = Workbook::new();
    for (name, product) in [("Paser", "Madu"), ("Lama", "Kopi")] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.set_hidden(name == "Lama");
        sheet.write(0, 0, "nama").unwrap();
        sheet.write(1, 0, product).unwrap();
    }
    let sheets = read("a.xlsx", &book.save_to_buffer().unwrap(), &Reading::default(), &no_progress).unwrap();
    let found = reviewed(&sheets);
    assert_eq!(found.counts.new, 1);
    assert!(
        found.notes.iter().any(|(_, note)| *note == Note::HiddenSheet { name: "Lama".into() }),
        "{:?}",
        found.notes
    );
    let mut mapping = guess(&sheets);
    mapping.sheets[1].used = true;
    let both = review(&Catalog::default(), &sheets, &mapping, &ReviewOptions::default(), &no_progress).unwrap();
    assert_eq!(both.counts.new, 2);
    mapping.sheets[0].used = false;
    let one = review(&Catalog::default(), &sheets, &mapping, &ReviewOptions::default(), &no_progress).unwrap();
    assert!(one.notes.iter().any(|(_, note)| *note == Note::SheetLeftOut { name: "Paser".into() }), "{:?}", one.notes);
}

/// What a person says of a text file holds against what was told from it.
#[test]
fn delimiter_and_encoding_can_be_corrected() {
    let text = "nama,merek\nMadu;Asli,A\nKopi;Asli,B\n";
    let told = read("a.csv", text.as_bytes(), &Reading::default(), &no_progress).unwrap();
    let form = told.form.unwrap();
    let other = Some(TextForm { delimiter: if form.delimiter == b';' { b',' } else { b';' }, ..form });
    let sheets = read("a.csv", text.as_bytes(), &Reading { form: other, ..Reading::default() }, &no_progress).unwrap();
    assert_eq!(sheets.form, other);
    assert_ne!(sheets.sheets[0].rows, told.sheets[0].rows);
    let latin = b"nama;merek\nSamb\xe9l;A\n";
    let told = read("a.csv", latin, &Reading::default(), &no_progress).unwrap();
    assert_eq!(told.form.unwrap().encoding, Encoding::Windows1252);
    let other = Some(TextForm { encoding: Encoding::Utf8, ..told.form.unwrap() });
    let sheets = read("a.csv", latin, &Reading { form: other, ..Reading::default() }, &no_progress).unwrap();
    assert!(sheets.sheets[0].rows[1].cell(0).unwrap().value.text().contains('\u{fffd}'));
}
