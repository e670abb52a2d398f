//! Whatever stands in the cells: nothing breaks, every remark has its cell, and importing twice changes nothing more.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use etalase::exchange::{Column, Reading, ReviewOptions, Verdict, guess, no_progress, read, review};
use etalase::model::Catalog;
use etalase::text::{Explain, Lang};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula, Image, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What people and Excel leave in cells.
const CELLS: [&str; 48] = [
    "",
    "",
    "",
    "-",
    "sda",
    "(hapus)",
    "ada",
    "proses",
    "belum",
    "√",
    "x",
    "15rb",
    "Rp. 15.000,-",
    "15.000–25.000",
    "100gr=15rb, 250gr=30rb",
    "1.500",
    "1,5",
    "2-3 ton/bulan",
    "±50 kg",
    "8,12E+11",
    "64.01",
    "64.02.02.2010",
    "6402022010",
    "64,1",
    "Kukar",
    "Paser",
    "Desa Lung Anai, Loa Kulu",
    "Kab. Penajam Paser Utara",
    "Kediri",
    "Sukamaju",
    "Madu",
    "KWT Melati",
    "UMKM Melati",
    "081234567890",
    "81234567890",
    "6401010101010001",
    "2023-07",
    "17/07/2023",
    "Juli 2023",
    "IMG-1.jpg",
    "a.jpg; b.png",
    "https://contoh.id/a.jpg",
    "siap",
    "=1+1",
    "a|b|c",
    "#REF!",
    "0",
    "99999999999999999999999999",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(CELLS.to_vec()).prop_map(str::to_owned),
        1 => "[ -~]{0,12}",
        1 => "\\PC{0,8}",
    ]
}

fn table() -> impl Strategy<Value = (Vec<Column>, Vec<Vec<String>>)> {
    // A second price without a first one moves up, so that its column is another one the next time.
    let columns = Column::choices().filter(|column| !matches!(column, Column::Price(1.., _)));
    let columns = prop::sample::subsequence(columns.collect::<Vec<_>>(), 1..14);
    columns.prop_flat_map(|mut columns| {
        let name = Column::template().nth(1).unwrap();
        if !columns.contains(&name) {
            columns.insert(0, name);
        }
        let rows = prop::collection::vec(prop::collection::vec(cell(), columns.len()), 1..8);
        (Just(columns), rows)
    })
}

fn csv(columns: &[Column], rows: &[Vec<String>]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    writer.write_record(columns.iter().map(|column| column.heading(Lang::Id))).unwrap();
    for (at, row) in rows.iter().enumerate() {
        // Names that tell the rows apart, so that each is a product.
        let cells = row.iter().zip(columns).map(|(cell, column)| match column.heading(Lang::Id).as_str() {
            "nama" => format!("Produk {at}"),
            _ => cell.clone(),
        });
        writer.write_record(cells).unwrap();
    }
    writer.into_inner().unwrap()
}

/// A small workbook with merged cells, a formula, a date and a picture, in its parts.
fn parts() -> &'static [(String, Vec<u8>)] {
    static PARTS: std::sync::OnceLock<Vec<(String, Vec<u8>)>> = std::sync::OnceLock::new();
    PARTS.get_or_init(|| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (column, head) in (0_u16..).zip(["nama", "produsen", "harga", "kode_wilayah", "tanggal_harga"]) {
            sheet.write(0, column, head).unwrap();
        }
        sheet.merge_range(1, 1, 3, 1, "KWT Melati", &Format::new()).unwrap();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        for row in 1..4 {
            sheet.write(row, 0, format!("Produk {row}")).unwrap();
            sheet.write_formula(row, 2, Formula::new("=10000+5000").set_result("15000")).unwrap();
            sheet.write(row, 3, 64.01).unwrap();
            sheet.write_with_format(row, 4, 45_000.0 + f64::from(row), &day).unwrap();
        }
        let png = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/browse-small-id.png");
        sheet.insert_image(1, 5, &Image::new(png).unwrap().set_scale_to_size(40, 40, true)).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap();
        let each = (0..archive.len()).map(|at| {
            let mut entry = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            (entry.name().unwrap().into_owned(), content)
        });
        each.collect()
    })
}

/// The workbook with one part damaged, packed again so that the damage reaches the reader of that part.
fn damaged(which: usize, at: usize, how: usize, byte: u8) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (number, (name, content)) in parts().iter().enumerate() {
        let mut content = content.clone();
        if number == which % parts().len() && !content.is_empty() {
            let at = at % content.len();
            let end = (at + usize::from(byte)).min(content.len());
            match how {
                0 => content[at] ^= 1 << (byte % 8),
                1 => content[at] = byte,
                2 => content.truncate(at),
                3 => drop(content.drain(at..end)),
                4 => content = [&content[..end], &content[at..]].concat(),
                _ => content = Vec::new(),
            }
        }
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(&content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, max_shrink_iters: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_table_is_reviewed_and_a_second_import_changes_nothing(table in table()) {
        let (columns, rows) = table;
        let bytes = csv(&columns, &rows);
        let Ok(sheets) = read("a.csv", &bytes, &Reading::default(), &no_progress) else { return Ok(()) };
        let mapping = guess(&sheets);
        let catalog = Catalog::default();
        let Ok(first) = review(&catalog, &sheets, &mapping, &ReviewOptions::default(), &no_progress) else { return Ok(()) };
        for row in &first.rows {
            prop_assert!(row.cells.iter().all(|cell| cell.at.row == row.at.row && cell.at.column.is_some()));
        }
        let (next, _) = catalog.apply(&first.edit(&|_| true, &BTreeMap::new()));
        prop_assert_eq!(&next, &first.next);
        // No identity-card number ever gets in.
        let stored = format!("{next:?}");
        prop_assert!(!stored.contains("6401010101010001"));
        let second = review(&next, &sheets, &mapping, &ReviewOptions::default(), &no_progress).unwrap();
        for row in &second.rows {
            let is_same = !matches!(row.verdict, Verdict::New | Verdict::Changed);
            let records = [&row.before, &row.after].map(|record| format!("{record:#?}"));
            let differs: Vec<_> = records[0].lines().zip(records[1].lines()).filter(|(a, b)| a != b).take(4).collect();
            prop_assert!(is_same, "{} {:?} {:?}", row.name, differs, row.touches);
        }
    }

    #[test]
    fn a_workbook_damaged_anywhere_is_a_file_or_an_error(
        which in any::<usize>(), at in any::<usize>(), how in 0_usize..6, byte in any::<u8>(), cut in any::<usize>(),
    ) {
        let whole = damaged(which, at, how, byte);
        let short = &whole[..cut % whole.len()];
        for bytes in [whole.as_slice(), short] {
            match read("a.xlsx", bytes, &Reading::default(), &no_progress) {
                Err(error) => prop_assert!(!error.explain(Lang::Id).what.is_empty()),
                Ok(sheets) => {
                    let _ = review(&Catalog::default(), &sheets, &guess(&sheets), &ReviewOptions::default(), &no_progress);
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_a_file_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400), head in 0_usize..8) {
        let heads: [&[u8]; 8] = [b"", b"PK\x03\x04", b"\xff\xfe", b"{\"products\":[", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"nama;harga\n", b"sep=,\n", b"[{\"id\":"];
        let bytes = [heads[head], &bytes].concat();
        match read("a.xlsx", &bytes, &Reading::default(), &no_progress) {
            Err(error) => prop_assert!(!error.explain(Lang::Id).what.is_empty()),
            Ok(sheets) => {
                // What can be read can be reviewed.
                let _ = review(&Catalog::default(), &sheets, &guess(&sheets), &ReviewOptions::default(), &no_progress);
            }
        }
    }
}
