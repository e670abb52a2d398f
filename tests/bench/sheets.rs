//! A spreadsheet of ten thousand rows: read, understood and held against the catalogue.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use etalase::exchange::{self, CsvForm, Reading, Review, ReviewOptions, XlsxOptions};
use etalase::model::{Catalog, Price, ProductId, Status};
use etalase::store::{self, Folder};
use etalase::text::Lang;

use super::places;
use super::report::{Row, Table, grouped};
use super::watch::{self, forget_peak, own_peak_mib, timed};

const HOLD: f64 = 3.0;

pub fn measure(dir: &Path, rows: usize) {
    let catalog = store::open(&Folder::new(dir), true).unwrap().catalog;
    // What comes back from an office: every tenth price is another one.
    let mut changed = catalog.clone();
    let ids: Vec<ProductId> = catalog.products.keys().cloned().collect();
    for id in ids.iter().step_by(10) {
        let mut product = (*catalog.products[id]).clone();
        let price = Price { amount: 77_000, currency: "IDR".into(), unit: "bungkus".into(), ..Price::default() };
        product.prices = vec![price];
        changed.products.insert(id.clone(), Arc::new(product));
    }
    let options = XlsxOptions { lang: Lang::Id, thumbnails: None };
    let xlsx = exchange::write_xlsx(&changed, &ids, &options, &exchange::no_progress).unwrap();
    let csv = exchange::write_csv(&changed, &ids, CsvForm::IndonesianExcel, Lang::Id).unwrap();
    let empty = Catalog { info: catalog.info.clone(), ..Catalog::default() };
    let count = grouped(rows as u64);
    for (what, file, bytes, against) in [
        (format!("{count} rows of .xlsx reviewed, all new"), "daftar.xlsx", &xlsx, &empty),
        (format!("{count} rows of .xlsx reviewed, a tenth changed"), "daftar.xlsx", &xlsx, &catalog),
        (format!("{count} rows of .csv reviewed, a tenth changed"), "daftar.csv", &csv, &catalog),
    ] {
        forget_peak();
        let mut times = Vec::new();
        let mut counts = None;
        for _ in 0..3 {
            counts = Some(timed(&mut times, || review(against, file, bytes)).counts);
        }
        let counts = counts.unwrap();
        // A producer who is named in several villages waits for a person to say whether that is one or several.
        let (read, waiting) = (counts.new + counts.changed + counts.unchanged, counts.waiting + counts.refused);
        assert!(read + waiting == rows && read > rows / 3, "rows were not understood: {counts:?}");
        let of = |count: usize| grouped(count as u64);
        let note = format!("{} new, {} changed, {} ask", of(counts.new), of(counts.changed), of(waiting));
        Row::times(Table::Others, what, "", &times).hold(HOLD, None).peak(own_peak_mib()).note(note).tell();
    }
    process(dir, &xlsx, rows);
}

fn review(catalog: &Catalog, file: &str, bytes: &[u8]) -> Review {
    let sheets = exchange::read(file, bytes, &Reading::default(), &exchange::no_progress).unwrap();
    let mapping = exchange::guess(&sheets);
    let hex = |at: usize| format!("{:04x}", at & 0xffff);
    let options = ReviewOptions { new_status: Some(Status::Draft), hex: &hex, ..ReviewOptions::default() };
    exchange::review(catalog, &sheets, &mapping, &options, &exchange::no_progress).unwrap()
}

fn process(dir: &Path, xlsx: &[u8], rows: usize) {
    let file = places::root().join("daftar.xlsx");
    std::fs::write(&file, xlsx).unwrap();
    let (mut walls, mut peak) = (Vec::new(), 0_f64);
    for _ in 0..3 {
        let mut import = Command::new(env!("CARGO_BIN_EXE_etalase"));
        import.arg("import").arg(&file).arg(dir).args(["--dry-run", "--config-dir"]).arg(places::config());
        let done = watch::run(&mut import);
        // One where cells need a look: prices without a date.
        assert!(matches!(done.output.status.code(), Some(0 | 1)), "{}", String::from_utf8_lossy(&done.output.stderr));
        walls.push(done.wall);
        peak = peak.max(done.peak_mib);
    }
    let what = format!("`etalase import --dry-run` of {} rows, whole process", grouped(rows as u64));
    Row::times(Table::Others, what, "", &walls).hold(HOLD, None).peak(peak).tell();
}
