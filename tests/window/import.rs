//! A spreadsheet into the catalogue: reviewed, asked about, applied and undone in the whole window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::{self, Answers, Window, app, click, open, parts_at, until};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{ProductId, Status};
use etalase::ui::command::{ImportCommand, Screen};
use etalase::ui::{App, Parts};

fn window(dir: &Path, sheet: PathBuf) -> Window {
    let catalog = dir.join("katalog");
    std::fs::create_dir_all(&catalog).unwrap();
    let text = "(format: 1, id: \"c\", products: [(id: \"madu-hutan\", name: (id: \"Madu Hutan\"), status: Ready)])";
    std::fs::write(catalog.join("catalog.ron"), text).unwrap();
    let parts = Parts { dialogs: Arc::new(Answers(vec![sheet])), ..parts_at(dir) };
    let mut window = open(parts, Some(catalog), egui::vec2(1366.0, 900.0));
    until(&mut window, "the catalogue", |app| app.state.open().is_some());
    window
}

const SHEET: &str = "id;nama;ringkasan;harga;satuan\nmadu-hutan;Madu Hutan;Madu dari hutan.;85.000;botol\n;Keripik Pisang;Renyah.;15rb;bungkus\n";

#[test]
fn a_spreadsheet_is_reviewed_applied_as_one_step_and_undone() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = dir.path().join("harga.csv");
    std::fs::write(&sheet, SHEET).unwrap();
    let mut window = window(dir.path(), sheet);
    click(&mut window, "Lainnya");
    click(&mut window, "Impor dari Excel…");
    until(&mut window, "the review", |app| app.state.review.is_some() && app.is_settled());
    assert_eq!(app(&window).state.screen, Screen::Review);
    // Nothing has happened yet, and the status of new rows is asked.
    assert_eq!(app(&window).state.catalog().unwrap().products.len(), 1);
    click(&mut window, "Siap: tampil dan tercetak");
    until(&mut window, "the review anew", |app| {
        app.is_settled() && app.state.review.as_ref().is_some_and(|import| !import.review.asks_status)
    });
    window.get_by_label("1 baru");
    window.get_by_label("1 berubah");
    click(&mut window, "Terapkan 2 baris");
    until(&mut window, "the change", |app| app.state.catalog().unwrap().products.len() == 2);
    let catalog = app(&window).state.catalog().unwrap().clone();
    let madu = &catalog.products[&ProductId::from("madu-hutan")];
    assert_eq!((madu.summary.id.as_str(), madu.prices[0].amount), ("Madu dari hutan.", 85_000));
    let new = catalog.products.values().find(|one| one.name.id == "Keripik Pisang").unwrap();
    assert_eq!((new.status, new.prices[0].amount), (Status::Ready, 15_000));
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run_steps(3);
    let undone = app(&window).state.catalog().unwrap();
    assert!(undone.products.len() == 1 && undone.products[&ProductId::from("madu-hutan")].prices.is_empty());
}

#[test]
fn a_row_that_is_taken_out_is_not_applied_and_cancel_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = dir.path().join("harga.csv");
    std::fs::write(&sheet, SHEET.replace(";status", "")).unwrap();
    let mut window = window(dir.path(), sheet.clone());
    let context = window.ctx.clone();
    window.state_mut().as_mut().unwrap().perform(ImportCommand::Read(sheet.clone()), &context);
    until(&mut window, "the review", |app| app.state.review.is_some() && app.is_settled());
    click(&mut window, "Draf: dilengkapi dulu");
    until(&mut window, "the review anew", App::is_settled);
    click(&mut window, "Terapkan Keripik Pisang");
    click(&mut window, "Terapkan 1 baris");
    until(&mut window, "the change", |app| {
        app.state.product(&"madu-hutan".into()).is_some_and(|product| !product.prices.is_empty())
    });
    assert_eq!(app(&window).state.catalog().unwrap().products.len(), 1);
    window.state_mut().as_mut().unwrap().perform(ImportCommand::Read(sheet), &context);
    until(&mut window, "the review", |app| app.state.review.is_some() && app.is_settled());
    click(&mut window, "Batal");
    assert!(app(&window).state.review.is_none());
    assert_eq!(app(&window).state.catalog().unwrap().products.len(), 1);
}

#[test]
fn a_file_that_is_no_spreadsheet_says_so() {
    let dir = tempfile::tempdir().unwrap();
    let sheet = dir.path().join("foto.xlsx");
    std::fs::write(&sheet, b"\xff\xd8\xff\xe0 a picture").unwrap();
    let mut window = window(dir.path(), sheet.clone());
    let context = window.ctx.clone();
    let is_told = |app: &App| app.state.notices.iter().any(|notice| !notice.passing);
    window.state_mut().as_mut().unwrap().perform(ImportCommand::Read(sheet.clone()), &context);
    until(&mut window, "a message", is_told);
    assert!(app(&window).state.review.is_none());
    // It is over when the next file is read.
    std::fs::write(dir.path().join("harga.csv"), SHEET).unwrap();
    let next = ImportCommand::Read(dir.path().join("harga.csv"));
    window.state_mut().as_mut().unwrap().perform(next, &context);
    until(&mut window, "the review", |app| app.state.review.is_some() && app.is_settled());
    assert!(!is_told(app(&window)));
}

#[test]
fn what_is_shown_is_exported_and_comes_back_unchanged() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path(), dir.path().join("none"));
    click(&mut window, "Lainnya");
    click(&mut window, "Ekspor ke Excel…");
    click(&mut window, "Ekspor 1 produk");
    let file = dir.path().join("dokumen/Ekspor/2025-05-08 Daftar produk.xlsx");
    until(&mut window, "the file", |app| app.is_settled() && file.exists());
    let context = window.ctx.clone();
    window.state_mut().as_mut().unwrap().perform(ImportCommand::Read(file), &context);
    until(&mut window, "the review", |app| app.state.review.is_some() && app.is_settled());
    let counts = app(&window).state.review.as_ref().unwrap().review.counts;
    assert_eq!((counts.new, counts.changed, counts.unchanged, counts.refused), (0, 0, 1, 0));
}

#[test]
fn damaged_photos_of_a_list_are_a_question_and_drafts_are_shown_afterwards() {
    let dir = tempfile::tempdir().unwrap();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/photos");
    for name in ["jpeg-marker-inside.jpg", "png-wide-colours.png"] {
        std::fs::copy(cases.join(name), dir.path().join(name)).unwrap();
    }
    let sheet = dir.path().join("daftar.csv");
    let rows = "nama;foto\nKeripik;jpeg-marker-inside.jpg\nBatik;png-wide-colours.png\n";
    std::fs::write(&sheet, rows).unwrap();
    let mut window = window(dir.path(), sheet.clone());
    desk::perform(&mut window, ImportCommand::Read(sheet));
    until(&mut window, "the review", |app| app.state.review.is_some() && app.is_settled());
    click(&mut window, "Draf: dilengkapi dulu");
    until(&mut window, "the review anew", App::is_settled);
    click(&mut window, "Terapkan 2 baris");
    until(&mut window, "the question", |app| {
        app.state.review.as_ref().is_some_and(|import| import.asks_about_damaged() && !import.applying)
    });
    assert_eq!(app(&window).state.catalog().unwrap().products.len(), 1, "nothing is applied before the answer");
    window.get_by_label_contains("1 foto rusak di dalam");
    click(&mut window, "Tetap ambil");
    click(&mut window, "Terapkan 2 baris");
    until(&mut window, "the change", |app| app.state.catalog().unwrap().products.len() == 3);
    let catalog = app(&window).state.catalog().unwrap().clone();
    let of = |name: &str| catalog.products.values().find(|one| one.name.id == name).unwrap().photos.len();
    assert_eq!((of("Keripik"), of("Batik")), (1, 1));
    // What came in as drafts is not among what buyers see: one click shows it.
    assert_eq!(app(&window).state.browse.matches.hits.len(), 1);
    window.get_by_label_contains("Lihat 2 draf").click();
    window.run_steps(3);
    assert_eq!(app(&window).state.browse.matches.hits.len(), 2);
}
