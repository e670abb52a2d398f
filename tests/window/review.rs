//! The review of a spreadsheet as a coordinator uses it: narrowed, answered, corrected, stopped, applied and undone.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::{Dropped, Window, app, click, open, parts_at, perform, perform_all, until};
use egui_kittest::kittest::Queryable as _;
use etalase::model::ProductField as F;
use rust_xlsxwriter::{Format, Image, Workbook};

use etalase::model::{Edit, ProductId, Status, Text};
use etalase::text::{Explain as _, Lang};
use etalase::ui::App;
use etalase::ui::command::{Command, ImportCommand, Screen};

fn window(dir: &Path) -> Window {
    let catalog = dir.join("katalog");
    std::fs::create_dir_all(&catalog).unwrap();
    let text = "(format: 1, id: \"c\", products: [(id: \"madu-hutan\", name: (id: \"Madu Hutan\"), status: Ready)])";
    std::fs::write(catalog.join("catalog.ron"), text).unwrap();
    let mut window = open(parts_at(dir), Some(catalog), egui::vec2(1366.0, 1600.0));
    until(&mut window, "the catalogue", |app| app.state.open().is_some() && app.is_settled());
    window
}

fn import(window: &mut Window, sheet: PathBuf) {
    perform(window, ImportCommand::Read(sheet));
    until(window, "the review", |app| app.state.review.is_some() && app.is_settled());
}

fn review(window: &Window) -> &etalase::exchange::Review {
    &app(window).state.review.as_ref().unwrap().review
}

fn write(dir: &Path, name: &str, text: &str) -> PathBuf {
    let path = dir.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// The list of an office: titles, merged makers, "sda", a NIK column, a sheet for each district, a picture.
fn office_list(dir: &Path) -> PathBuf {
    let png = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/browse-small-id.png")).unwrap();
    let mut book = Workbook::new();
    let merged = Format::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Paser").unwrap();
    sheet.merge_range(0, 0, 0, 6, "DAFTAR PRODUK UNGGULAN DESA", &merged).unwrap();
    for (column, head) in (0_u16..).zip(["No", "Nama UMKM", "NIK", "Nama Produk", "Desa", "Harga (Rp)", "PIRT", "Foto"])
    {
        sheet.write(3, column, head).unwrap();
        sheet.write(4, column, column + 1).unwrap();
    }
    sheet.merge_range(5, 1, 7, 1, "KWT Melati", &merged).unwrap();
    let rows = [
        ["Keripik Pisang", "Pepara", "15rb", "ada", "keripik.png"],
        ["Sambal Bawang", "sda", "Rp. 15.000,-", "proses", "tidak-ada.jpg"],
        ["Abon Patin", "Pepara", "100gr=15rb, 250gr=30rb", "belum", ""],
        ["Anyaman", "Sukamaju", "hubungi kami", "x", ""],
    ];
    for (row, cells) in (5_u32..).zip(rows) {
        sheet.write(row, 0, row - 4).unwrap();
        sheet.write(row, 2, "6401010101010001").unwrap();
        for (column, text) in (3_u16..).zip(cells) {
            if !text.is_empty() {
                sheet.write(row, column, text).unwrap();
            }
        }
    }
    sheet.insert_image(7, 7, &Image::new_from_buffer(&png).unwrap().set_scale_to_size(60, 60, true)).unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("Kutai Kartanegara").unwrap();
    for (column, text) in (0_u16..).zip(["Produk", "Desa"]) {
        sheet.write(0, column, text).unwrap();
    }
    for (column, text) in (0_u16..).zip(["Cokelat Lung Anai", "Lung Anai"]) {
        sheet.write(1, column, text).unwrap();
    }
    std::fs::write(dir.join("keripik.png"), png).unwrap();
    let path = dir.join("daftar.xlsx");
    std::fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    path
}

#[test]
fn the_real_list_is_dropped_answered_applied_and_undone() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let before = app(&window).state.catalog().unwrap().clone();
    let path = office_list(dir.path());
    window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    until(&mut window, "the review", |app| app.state.review.is_some() && app.is_settled());
    window.get_by_label("5 baru");
    window.get_by_label("2 sel ditanyakan");
    // The photo beside the file is there, the other one is missed with its cell.
    window.get_by_label_contains("Foto “tidak-ada.jpg” tidak ada di samping file ini");
    // A NIK column is dropped and said so.
    window.get_by_label_contains("Kolom “NIK” berisi nomor KTP dan tidak diambil.");
    // Only the rows with something to ask, each with its cell and its question.
    click(&mut window, "2 sel ditanyakan");
    assert!(window.query_by_label("Keripik Pisang").is_none());
    window.get_by_label("E9");
    window.get_by_label("G9");
    click(&mut window, "2 sel ditanyakan");
    window.get_by_label("Keripik Pisang");
    // Nothing can be applied before new products have a status; then the answer to a question.
    click(&mut window, "Siap: tampil dan tercetak");
    until(&mut window, "the review anew", |app| {
        app.is_settled() && app.state.review.as_ref().is_some_and(|import| !import.review.asks_status)
    });
    click(&mut window, "dalam proses");
    until(&mut window, "the answer", |app| {
        app.is_settled() && app.state.review.as_ref().is_some_and(|import| import.review.counts.cells_asked == 1)
    });
    click(&mut window, "Terapkan 5 baris");
    until(&mut window, "the change", |app| app.state.catalog().unwrap().products.len() == 6);
    assert!(app(&window).state.notices.iter().any(|notice| notice.text.what.contains("5 baru")));
    let catalog = app(&window).state.catalog().unwrap().clone();
    let of = |name: &str| catalog.products.values().find(|one| one.name.id == name).unwrap().clone();
    assert_eq!(of("Keripik Pisang").photos.len(), 1);
    assert_eq!(of("Abon Patin").photos.len(), 1);
    assert_eq!(of("Sambal Bawang").origin, of("Keripik Pisang").origin);
    assert_eq!(of("Cokelat Lung Anai").origin.as_str(), "64.02.02.2010");
    assert_eq!(of("Anyaman").status, Status::Ready);
    assert!(app(&window).state.review.is_none() && app(&window).state.screen == Screen::Browse);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run_steps(3);
    assert_eq!(app(&window).state.catalog().unwrap(), &before);
}

#[test]
fn a_review_is_made_anew_without_reading_the_file_again() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let path = write(dir.path(), "harga.csv", "nama;harga\nMadu Hutan;15000\nKeripik;9000\nKopi;8000\n");
    import(&mut window, path.clone());
    std::fs::remove_file(path).unwrap();
    click(&mut window, "Terapkan Keripik");
    click(&mut window, "Draf: dilengkapi dulu");
    until(&mut window, "the review anew", |app| {
        app.is_settled() && app.state.review.as_ref().is_some_and(|import| !import.review.asks_status)
    });
    // What a person took out stays out.
    window.get_by_label("Terapkan 2 baris");
    // Another delimiter is another reading of the same bytes.
    click(&mut window, ",");
    until(&mut window, "the other delimiter", |app| {
        app.is_settled()
            && app
                .state
                .review
                .as_ref()
                .is_some_and(|import| import.file.sheets.form.is_some_and(|form| form.delimiter == b','))
    });
    assert_eq!(review(&window).rows.len(), 0);
    click(&mut window, ";");
    until(&mut window, "the first delimiter", |app| {
        app.is_settled() && app.state.review.as_ref().is_some_and(|import| import.review.rows.len() == 3)
    });
    // Out of the way and back again.
    click(&mut window, "Produk");
    assert_eq!(app(&window).state.screen, Screen::Browse);
    click(&mut window, "Impor");
    assert_eq!(app(&window).state.screen, Screen::Review);
    click(&mut window, "Batal");
    assert_eq!(app(&window).state.screen, Screen::Browse);
    assert_eq!(app(&window).state.catalog().unwrap().products.len(), 1);
}

#[test]
fn edits_that_come_in_between_are_not_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let path = write(dir.path(), "harga.csv", "id;nama;harga\nmadu-hutan;Madu Hutan;15000\n");
    import(&mut window, path);
    perform(&mut window, Command::Go(Screen::Browse));
    let mut product = (**app(&window).state.product(&"madu-hutan".into()).unwrap()).clone();
    product.brand = "Rimba".into();
    perform(&mut window, Command::Change(Edit::put(Text::new("Ubah", "Edit"), product)));
    perform(&mut window, Command::Go(Screen::Review));
    until(&mut window, "the review anew", App::is_settled);
    click(&mut window, "Terapkan 1 baris");
    until(&mut window, "the change", |app| {
        app.state.product(&"madu-hutan".into()).is_some_and(|product| !product.prices.is_empty())
    });
    assert_eq!(app(&window).state.product(&"madu-hutan".into()).unwrap().brand, "Rimba");
}

#[test]
fn a_cancelled_review_leaves_what_was_on_the_screen() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    perform(&mut window, Command::Go(Screen::Producers));
    let path = write(dir.path(), "a.csv", "nama;harga\nKopi;15000\n");
    // Stopped before it was read: where the person was.
    perform_all(
        &mut window,
        [Command::Import(ImportCommand::Read(path.clone())), Command::Import(ImportCommand::Cancel)],
    );
    until(&mut window, "nothing running", App::is_settled);
    assert!(app(&window).state.review.is_none());
    assert_eq!(app(&window).state.screen, Screen::Producers);
    // Stopped while it was made anew: the review as it was.
    import(&mut window, path);
    let mut choices = app(&window).state.review.as_ref().unwrap().choices.clone();
    choices.new_status = Some(Status::Ready);
    perform_all(
        &mut window,
        [Command::Import(ImportCommand::SetChoices(Box::new(choices))), Command::Import(ImportCommand::Cancel)],
    );
    until(&mut window, "nothing running", App::is_settled);
    assert!(review(&window).asks_status);
    assert_eq!(app(&window).state.screen, Screen::Review);
    perform(&mut window, ImportCommand::Close);
    assert_eq!(app(&window).state.screen, Screen::Producers);
}

#[test]
fn a_file_without_headings_is_shown_so_that_a_person_can_say_where_they_are() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let path = write(dir.path(), "a.csv", "barang;upah\nMadu;Emas\nKopi;Perak\n");
    import(&mut window, path);
    window.get_by_label_contains("Tidak ada baris produk.");
    window.get_by_label_contains("Lembar “a.csv” dilewati");
    window.get_by_label("Kolom di a.csv");
}

#[test]
fn every_choice_of_export_makes_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    for (name, ending, starts) in [
        ("Excel (.xlsx)", "xlsx", &b"PK"[..]),
        ("Excel dengan gambar kecil", "xlsx", b"PK"),
        ("CSV untuk Excel Indonesia", "csv", b"\xef\xbb\xbfid;nama;"),
        ("CSV baku", "csv", b"id,nama,"),
        ("JSON", "json", b"{"),
    ] {
        let folder = dir.path().join("dokumen/Ekspor");
        let files = || std::fs::read_dir(&folder).map_or(0, |list| list.count());
        let before = files();
        click(&mut window, "Lainnya");
        click(&mut window, "Ekspor ke Excel…");
        click(&mut window, name);
        click(&mut window, "Ekspor 1 produk");
        until(&mut window, name, |app| app.is_settled() && files() == before + 1);
        let newest = std::fs::read_dir(&folder).unwrap().flatten().map(|entry| entry.path());
        let newest = newest.max_by_key(|path| std::fs::metadata(path).unwrap().modified().unwrap()).unwrap();
        assert_eq!(newest.extension().unwrap(), ending);
        assert!(std::fs::read(&newest).unwrap().starts_with(starts), "{name}");
        import(&mut window, newest);
        assert_eq!(review(&window).counts.unchanged, 1, "{name}");
        perform(&mut window, ImportCommand::Close);
    }
    assert_eq!(app(&window).state.product(&ProductId::from("madu-hutan")).unwrap().name.id, "Madu Hutan");
}

#[test]
fn a_file_that_cannot_be_read_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    perform(&mut window, ImportCommand::Read(dir.path().join("hilang.xlsx")));
    until(&mut window, "a message", |app| app.state.notices.iter().any(|notice| !notice.passing));
    let notice = app(&window).state.notices.iter().last().unwrap().text.clone();
    assert!(notice.what.contains("tidak bisa dibaca") && notice.todo.contains("Excel"), "{notice:?}");
    let fault = etalase::exchange::Fault::WebPage;
    let error = etalase::exchange::ImportError { file: "a.xls".into(), fault };
    assert!(error.explain(Lang::En).todo.contains("Save As"));
}

#[test]
fn many_questions_of_one_kind_are_answered_at_once_and_columns_are_corrected() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let path = write(dir.path(), "harga.csv", "nama;harga;julukan\nKopi;85;Mantap\nTeh;12;Segar\nGula;20;Manis\n");
    import(&mut window, path);
    click(&mut window, "3 harga ini dalam ribuan");
    until(&mut window, "the answers", |app| {
        app.is_settled() && app.state.review.as_ref().is_some_and(|import| import.review.counts.cells_asked == 0)
    });
    let review = review(&window);
    let kopi = review.next.products.values().find(|product| product.name.id == "Kopi").unwrap();
    assert_eq!(kopi.prices[0].amount, 85_000);
    // A column that nobody knows is said so, and gets a meaning.
    window.get_by_label_contains("Kolom “julukan” tidak dikenal");
    let mut choices = app(&window).state.review.as_ref().unwrap().choices.clone();
    let mut mapping = app(&window).state.review.as_ref().unwrap().mapping.clone();
    click(&mut window, "Kolom di harga.csv");
    window.run_steps(6);
    assert!(window.get_all_by_label("C · julukan").count() >= 1);
    mapping.sheets[0].columns[2].column = Some(etalase::exchange::Column::Product(F::Brand));
    choices.mapping = Some(mapping);
    perform(&mut window, ImportCommand::SetChoices(Box::new(choices)));
    until(&mut window, "the brand", |app| {
        app.is_settled()
            && app
                .state
                .review
                .as_ref()
                .is_some_and(|import| import.review.next.products.values().any(|product| product.brand == "Mantap"))
    });
    // What was answered before still holds.
    assert_eq!(app(&window).state.review.as_ref().unwrap().review.counts.cells_asked, 0);
}
