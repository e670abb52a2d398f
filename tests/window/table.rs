//! The table in the whole window, by what is visible: typing into cells, ticks, changes to many products, find and
//! replace, a range from and to a spreadsheet. Every one of them is undone by one Ctrl+Z.

use std::path::Path;
use std::sync::Arc;

use crate::desk::{Window, app, click, open, parts_at, until};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use etalase::model::{Catalog, Product};
use etalase::store::ConfigDir;
use etalase::ui::command::Screen;
use etalase::ui::{App, Parts};

fn catalog(window: &Window) -> Arc<Catalog> {
    app(window).state.catalog().unwrap().clone()
}

fn product(window: &Window, id: &str) -> Product {
    Product::clone(&catalog(window).products[id])
}

fn press(window: &mut Window, key: Key) {
    window.key_press(key);
    window.run_steps(3);
}

fn send(window: &mut Window, event: Event) {
    window.input_mut().events.push(event);
    window.run_steps(2);
}

fn type_into(window: &mut Window, name: &str, text: &str) {
    window.get_by_label(name).focus();
    window.run_steps(2);
    window.get_by_label(name).type_text(text);
    window.run_steps(2);
}

const THREE: &str = r#"(format: 1, id: "c", categories: [(id: "madu", name: (id: "Madu"))], products: [
    (id: "batik", name: (id: "Batik Tulis"), origin: "64.09", summary: (id: "Kain dari hutan."), status: Ready),
    (id: "kopi", name: (id: "Kopi Hutan"), origin: "64.01", status: Ready, prices: [(amount: 40000, currency: "IDR", unit: "bungkus", basis: Retail)]),
    (id: "madu", name: (id: "Madu Hutan"), origin: "64.01", status: Ready, prices: [(amount: 85000, currency: "IDR", unit: "botol", basis: Retail, as_of: "2023-07")]),
])"#;

fn window_of(dir: &Path, text: &str, size: egui::Vec2) -> Window {
    let folder = dir.join("katalog");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("catalog.ron"), text).unwrap();
    let parts = Parts { today: || jiff::civil::date(2026, 11, 24), ..parts_at(dir) };
    let mut window = open(parts, Some(folder), size);
    until(&mut window, "the catalogue", |app| app.state.open().is_some());
    window.run_steps(3);
    click(&mut window, "Tabel");
    window
}

fn window(dir: &Path) -> Window {
    window_of(dir, THREE, egui::vec2(1366.0, 900.0))
}

fn undo(window: &mut Window) {
    window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.run_steps(3);
}

#[test]
fn a_cell_is_typed_into_refused_asked_about_and_undone() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    click(&mut window, "Harga, Kopi Hutan: Rp40.000");
    press(&mut window, Key::F2);
    let field = "Isi Harga, Kopi Hutan";
    assert_eq!(window.get_by_label(field).value().as_deref(), Some("40000"));
    window.get_by_label(field).type_text(" mahal");
    window.run_steps(2);
    press(&mut window, Key::Enter);
    // It is refused, says why, and what was typed is still there.
    assert!(app(&window).state.table_view.editing.as_ref().unwrap().fault.is_some());
    assert_eq!(window.get_by_label(field).value().as_deref(), Some("40000 mahal"));
    press(&mut window, Key::Escape);
    assert!(app(&window).state.table_view.editing.is_none());
    assert_eq!(product(&window, "kopi").prices[0].amount, 40_000);
    // A letter begins anew; Enter keeps it and goes down.
    send(&mut window, Event::Text("4".into()));
    window.get_by_label(field).type_text("5rb");
    window.run_steps(2);
    press(&mut window, Key::Enter);
    assert_eq!(product(&window, "kopi").prices[0].amount, 45_000);
    let cursor = app(&window).state.table_view.cursor.unwrap();
    assert_eq!(app(&window).state.table_view.order[cursor.row].as_str(), "madu");
    // What may have lost its thousands is asked about; the answer is a button.
    send(&mut window, Event::Text("9".into()));
    window.get_by_label("Isi Harga, Madu Hutan").type_text("0");
    window.run_steps(2);
    press(&mut window, Key::Enter);
    click(&mut window, "Rp90.000");
    assert_eq!(product(&window, "madu").prices[0].amount, 90_000);
    undo(&mut window);
    undo(&mut window);
    assert_eq!(
        (product(&window, "kopi").prices[0].amount, product(&window, "madu").prices[0].amount),
        (40_000, 85_000)
    );
}

#[test]
fn tab_goes_right_and_arrows_move_the_cell() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    click(&mut window, "Nama, Batik Tulis: Batik Tulis");
    press(&mut window, Key::Enter);
    window.get_by_label("Isi Nama, Batik Tulis").type_text(" Paser");
    window.run_steps(2);
    press(&mut window, Key::Tab);
    assert_eq!(product(&window, "batik").name.id, "Batik Tulis Paser");
    let cursor = app(&window).state.table_view.cursor.unwrap();
    assert_eq!((cursor.row, cursor.column), (0, 1));
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowRight);
    let cursor = app(&window).state.table_view.cursor.unwrap();
    assert_eq!((cursor.row, cursor.column), (1, 2));
    // No product was opened by the arrows.
    assert_eq!(app(&window).state.product.selected, None);
}

#[test]
fn ticked_products_are_changed_as_one_step_after_a_look() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let before = catalog(&window);
    click(&mut window, "Centang semua yang tampil");
    window.get_by_label("3 produk terpilih");
    click(&mut window, "Ubah yang dipilih…");
    click(&mut window, "Ubah isian: Harga naik atau turun");
    window.get_by_label_contains("Isi persennya");
    type_into(&mut window, "Persen (naik 10, turun −5)", "10");
    click(&mut window, "Catat tanggal harga baru");
    click(&mut window, "Ubah isian: Merek");
    type_into(&mut window, "Merek", "Rimba");
    click(&mut window, "Periksa dahulu");
    until(&mut window, "the proposal", |app| app.state.screen == Screen::Proposal);
    // Nothing has happened yet.
    assert_eq!(catalog(&window), before);
    window.get_by_label("3 berubah");
    window.get_by_label_contains("Rp93.500 / botol, eceran, per 24 November 2026");
    click(&mut window, "Terapkan Kopi Hutan");
    click(&mut window, "Terapkan 2 perubahan");
    assert_eq!(app(&window).state.screen, Screen::Browse);
    let madu = product(&window, "madu");
    assert_eq!((madu.prices[0].amount, madu.prices[0].as_of.0.as_str()), (93_500, "2026-11-24"));
    assert_eq!(madu.brand, "Rimba");
    assert_eq!(product(&window, "kopi").prices[0].amount, 40_000);
    window.get_by_label("Urungkan");
    undo(&mut window);
    assert_eq!(catalog(&window), before);
}

#[test]
fn a_proposal_that_is_cancelled_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let before = catalog(&window);
    click(&mut window, "Centang Madu Hutan");
    window.get_by_label("1 produk terpilih");
    click(&mut window, "Ubah status");
    click(&mut window, "Tidak ditampilkan");
    until(&mut window, "the proposal", |app| app.state.screen == Screen::Proposal);
    press(&mut window, Key::Escape);
    assert_eq!(app(&window).state.screen, Screen::Browse);
    assert_eq!(catalog(&window), before);
}

#[test]
fn words_are_found_looked_at_and_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let before = catalog(&window);
    window.key_press_modifiers(Modifiers::COMMAND, Key::H);
    window.run_steps(3);
    type_into(&mut window, "Cari", "hutan");
    until(&mut window, "what is found", |app| app.state.table_view.found.len() == 3);
    window.get_by_label("3 temuan di 3 produk");
    type_into(&mut window, "Ganti dengan", "Rimba");
    until(&mut window, "the search anew", App::is_settled);
    click(&mut window, "Ganti 3 temuan, periksa dahulu");
    until(&mut window, "the proposal", |app| app.state.screen == Screen::Proposal);
    window.get_by_label("Ganti “hutan” dengan “Rimba”");
    click(&mut window, "Terapkan 3 perubahan");
    assert_eq!(product(&window, "madu").name.id, "Madu Rimba");
    assert_eq!(product(&window, "batik").summary.id, "Kain dari Rimba.");
    undo(&mut window);
    assert_eq!(catalog(&window), before);
}

#[test]
fn a_range_is_copied_and_another_one_pasted_after_a_look() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let before = catalog(&window);
    click(&mut window, "Harga, Kopi Hutan: Rp40.000");
    window.key_press_modifiers(Modifiers::SHIFT, Key::ArrowDown);
    window.run_steps(2);
    window.input_mut().events.push(Event::Copy);
    window.run_steps(1);
    let copied = window.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("40000\r\n85000"));
    window.run_steps(2);
    click(&mut window, "Harga, Kopi Hutan: Rp40.000");
    send(&mut window, Event::Paste("55.000\t2 ton/bulan\r\nmurah\t3 ton/bulan\r\n1\t2\r\n".into()));
    until(&mut window, "the proposal", |app| app.state.screen == Screen::Proposal);
    window.get_by_label_contains("Madu Hutan, Harga “murah”");
    window.get_by_label("1 baris melewati ujung tabel dan tidak diambil.");
    click(&mut window, "Terapkan 2 perubahan");
    assert_eq!(product(&window, "kopi").prices[0].amount, 55_000);
    assert_eq!(product(&window, "madu").prices[0].amount, 85_000);
    assert_eq!(product(&window, "madu").capacity.unwrap().min, Some(3.into()));
    undo(&mut window);
    assert_eq!(catalog(&window), before);
}

#[test]
fn headings_sort_and_columns_are_chosen_and_remembered() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let order = |window: &Window| -> Vec<String> {
        app(window).state.table_view.order.iter().map(ToString::to_string).collect()
    };
    click(&mut window, "Urutkan menurut Harga");
    assert_eq!(order(&window), ["kopi", "madu", "batik"]);
    click(&mut window, "Urutkan terbalik menurut Harga");
    assert_eq!(order(&window), ["madu", "kopi", "batik"]);
    click(&mut window, "Urutan biasa, bukan menurut Harga");
    assert_eq!(order(&window), ["batik", "kopi", "madu"]);
    click(&mut window, "Kolom");
    click(&mut window, "Merek");
    window.get_by_label("Urutkan menurut Merek");
    until(&mut window, "the settings", App::is_settled);
    let kept = ConfigDir::find(Some(dir.path().join("config"))).load();
    assert!(kept.table_columns.contains(&"brand".to_owned()), "{:?}", kept.table_columns);
}

#[test]
fn ticked_products_are_duplicated_deleted_and_put_on_the_list() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let before = catalog(&window);
    click(&mut window, "Centang Kopi Hutan");
    click(&mut window, "Centang Madu Hutan");
    click(&mut window, "Masukkan ke daftar");
    assert_eq!(app(&window).state.shortlist.products.len(), 2);
    click(&mut window, "Gandakan yang dipilih");
    assert_eq!(catalog(&window).products.len(), 5);
    undo(&mut window);
    click(&mut window, "Centang Kopi Hutan");
    click(&mut window, "Hapus yang dipilih");
    assert_eq!(catalog(&window).products.len(), 2);
    undo(&mut window);
    assert_eq!(catalog(&window), before);
}

#[test]
fn cards_are_ticked_with_ctrl() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    click(&mut window, "Kartu");
    window.get_by_label("Madu Hutan").click_modifiers(Modifiers::COMMAND);
    window.run_steps(3);
    window.get_by_label("1 produk terpilih");
    assert_eq!(app(&window).state.product.selected, None);
    click(&mut window, "Lepas semua centang");
    assert!(app(&window).state.table_view.chosen.is_empty());
}

#[test]
fn only_rows_in_view_are_laid_out() {
    let dir = tempfile::tempdir().unwrap();
    let products: Vec<String> =
        (0..2_000).map(|at| format!("(id: \"p{at:04}\", name: (id: \"Produk {at}\"), status: Ready)")).collect();
    let text = format!("(format: 1, id: \"c\", products: [{}])", products.join(",\n"));
    let mut window = window_of(dir.path(), &text, egui::vec2(1024.0, 600.0));
    let cells = |window: &Window| window.get_all_by_role(egui::accesskit::Role::Cell).count();
    assert!((20..400).contains(&cells(&window)), "{}", cells(&window));
    click(&mut window, "Nama, Produk 0: Produk 0");
    window.key_press_modifiers(Modifiers::COMMAND, Key::End);
    window.run_steps(4);
    let last = app(&window).state.table_view.order.last().unwrap().clone();
    let name = catalog(&window).products[&last].name.id.clone();
    let label = format!("Nama, {name}: {name}");
    assert!(window.get_by_label(&label).accesskit_node().bounding_box().is_some());
    assert!((20..400).contains(&cells(&window)), "{}", cells(&window));
}
