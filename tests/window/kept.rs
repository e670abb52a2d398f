//! Nothing that was typed is lost: open fields, cells, what a kill or another program left, the buyer's list.

use std::path::{Path, PathBuf};

use crate::desk::{Desk, LAPTOP, Window, app, click, open, perform, press, until};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{Edit, Key as RecordKey, Product, ProductField, Text};
use etalase::ui::App;
use etalase::ui::command::{BrowseCommand, Command, Overlay, ProductCommand, Screen, ShortlistCommand, TableCommand};

const HONEY: &str = r#"(format: 1, id: "uji", title: (id: "Uji"), products: [
    (id: "madu", name: (id: "Madu"), status: Ready, capacity: (min: 20, unit: "kg", per: Month)),
    (id: "teh", name: (id: "Teh"), status: Ready),
])"#;

fn on_disk(named: &Path) -> String {
    std::fs::read_to_string(named.join("catalog.ron")).unwrap()
}

/// Letters that all arrive in the next frame.
fn letters(window: &mut Window, text: &str) {
    for letter in text.chars() {
        window.input_mut().events.push(Event::Text(letter.to_string()));
    }
}

fn key(window: &mut Window, key: Key) {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    window.input_mut().events.extend([event(true), event(false)]);
}

/// A table whose first cell, the name of the honey, has the keyboard.
fn table(desk: &Desk) -> Window {
    let mut window = desk.open(HONEY);
    perform(&mut window, BrowseCommand::SetTable(true));
    let at = place_of(&window, "Madu");
    perform(&mut window, TableCommand::Go { to: at, extend: false });
    window
}

fn place_of(window: &Window, name: &str) -> etalase::ui::table::view::CellPlace {
    let state = &app(window).state;
    let row = state.table_view.order.iter().position(|id| state.product(id).unwrap().name.id == name).unwrap();
    etalase::ui::table::view::CellPlace { row, column: 0 }
}

fn name(window: &Window, id: &str) -> String {
    app(window).state.product(&id.into()).unwrap().name.id.clone()
}

#[test]
fn letters_of_one_frame_all_land_in_the_cell_and_what_follows_enter_in_the_next_one() {
    let desk = Desk::new();
    let mut window = table(&desk);
    letters(&mut window, "ABCDEFGH");
    key(&mut window, Key::Enter);
    letters(&mut window, "Gula");
    window.run_steps(8);
    press(&mut window, Modifiers::NONE, Key::Enter);
    let mut names = [name(&window, "madu"), name(&window, "teh")];
    names.sort();
    assert_eq!(names, ["ABCDEFGH", "Gula"]);
}

#[test]
fn a_cell_gives_its_text_on_saving_going_elsewhere_and_locking() {
    for leave in [
        Command::SaveNow,
        Command::Go(Screen::Producers),
        Command::LockEditing(true),
        Command::Show(Overlay::Help),
        Command::Browse(BrowseCommand::SetTable(false)),
    ] {
        let desk = Desk::new();
        let mut window = table(&desk);
        letters(&mut window, "Madu Hutan");
        window.run_steps(4);
        assert_eq!(name(&window, "madu"), "Madu", "{leave:?}");
        perform(&mut window, leave.clone());
        assert_eq!(name(&window, "madu"), "Madu Hutan", "{leave:?}");
    }
    // Typed in the frame in which it is saved.
    let desk = Desk::new();
    let mut window = table(&desk);
    letters(&mut window, "M");
    window.run_steps(4);
    letters(&mut window, "adu Rimba");
    let save =
        Event::Key { key: Key::S, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::COMMAND };
    window.input_mut().events.push(save);
    until(&mut window, "the cell on disk", |_| on_disk(&desk.path("katalog")).contains("Madu Rimba"));
}

#[test]
fn a_cell_is_on_disk_after_the_window_was_closed() {
    let desk = Desk::new();
    let mut window = table(&desk);
    letters(&mut window, "Madu Hutan");
    window.run_steps(4);
    let root = egui::ViewportId::ROOT;
    window.input_mut().viewports.entry(root).or_default().events.push(egui::ViewportEvent::Close);
    window.run_steps(1);
    window.input_mut().viewports.entry(root).or_default().events.clear();
    until(&mut window, "the cell on disk", |_| on_disk(&desk.path("katalog")).contains("Madu Hutan"));
}

fn journals(desk: &Desk) -> Vec<PathBuf> {
    std::fs::read_dir(desk.path("config/journal")).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// The capacity's field, with nonsense typed into it.
fn half_typed(desk: &Desk) -> Window {
    let mut window = desk.open(HONEY);
    perform(&mut window, Command::go_to(RecordKey::Product("madu".into()), ProductField::Capacity));
    window.run_steps(3);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Kapasitas produksi").focus();
    window.run_steps(2);
    letters(&mut window, " karung");
    window.run_steps(3);
    window
}

#[test]
fn a_half_typed_number_is_in_the_journal_and_comes_back_into_its_field() {
    let desk = Desk::new();
    let mut window = half_typed(&desk);
    until(&mut window, "the journal", |_| {
        journals(&desk).iter().any(|file| std::fs::read_to_string(file).is_ok_and(|text| text.contains("20 karung")))
    });
    drop(window);
    let mut window = open(desk.parts(), Some(desk.path("katalog")), LAPTOP);
    window.get_by_label_contains("Kapasitas produksi: masih diketik");
    click(&mut window, "Switch to English");
    window.get_by_label_contains("Production capacity: half typed");
    window.get_by_label("1 note");
    click(&mut window, "Ganti ke Bahasa Indonesia");
    let old = journals(&desk);
    click(&mut window, "Ambil kembali isiannya");
    window.run_steps(4);
    let field = window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Kapasitas produksi").value();
    assert_eq!(field.as_deref(), Some("20 karung"));
    // The old journal goes once the catalogue is saved; what is still half typed stands in a new one.
    until(&mut window, "the old journal to go", |_| old.iter().all(|file| !file.exists()));
    until(&mut window, "a new journal", |_| journals(&desk).len() == 1);
}

#[test]
fn behind_a_long_name_the_mark_of_a_warning_is_drawn() {
    let desk = Desk::new();
    let mut window = half_typed(&desk);
    press(&mut window, Modifiers::NONE, Key::Tab);
    click(&mut window, "Switch to English");
    let said = window.get_by_label_contains("“20 karung” is not a number").rect();
    assert!(said.width() > 9.0, "no more than an ellipsis: {said:?}");
}

#[test]
fn what_was_half_typed_is_named_by_the_item_of_its_list() {
    let desk = Desk::new();
    let mut window = desk.open(&HONEY.replace("capacity:", r#"prices: [(amount: 25000, unit: "kg")], capacity:"#));
    perform(&mut window, Command::go_to(RecordKey::Product("madu".into()), ProductField::Prices));
    window.run_steps(3);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Harga 1: Jumlah").focus();
    window.run_steps(2);
    letters(&mut window, "x");
    until(&mut window, "the journal", |_| {
        journals(&desk).iter().any(|file| std::fs::read_to_string(file).is_ok_and(|text| text.contains("25.000x")))
    });
    drop(window);
    let mut window = open(desk.parts(), Some(desk.path("katalog")), LAPTOP);
    window.get_by_label("Madu, Harga 1: masih diketik “25.000x”");
    click(&mut window, "Switch to English");
    window.get_by_label("Madu, Price 1: half typed “25.000x”");
}

#[test]
fn a_half_typed_cell_comes_back_open() {
    let desk = Desk::new();
    let mut window = table(&desk);
    letters(&mut window, "Madu Hu");
    window.run_steps(4);
    until(&mut window, "the journal", |_| {
        journals(&desk).iter().any(|file| std::fs::read_to_string(file).is_ok_and(|text| text.contains("Madu Hu")))
    });
    drop(window);
    let mut window = open(desk.parts(), Some(desk.path("katalog")), LAPTOP);
    window.get_by_label("Madu, Nama: masih diketik “Madu Hu”");
    click(&mut window, "Ambil kembali isiannya");
    window.run_steps(4);
    assert!(app(&window).state.table_view.editing.as_ref().is_some_and(|editing| editing.text == "Madu Hu"));
    letters(&mut window, "tan");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(name(&window, "madu"), "Madu Hutan");
}

/// The window has renamed the honey; meanwhile another program has changed the file.
fn changed_elsewhere(desk: &Desk, theirs: (&str, &str)) -> Window {
    let mut window = table(desk);
    let file = desk.path("katalog/catalog.ron");
    std::fs::write(&file, on_disk(&desk.path("katalog")).replace(theirs.0, theirs.1)).unwrap();
    letters(&mut window, "Madu Hutan");
    window.run_steps(3);
    press(&mut window, Modifiers::NONE, Key::Enter);
    until(&mut window, "the failed save", |app| matches!(app.state.save, etalase::store::SaveState::Failed(_)));
    window.run_steps(3);
    window
}

#[test]
fn a_file_changed_elsewhere_is_compared_and_both_changes_stay() {
    let desk = Desk::new();
    let mut window = changed_elsewhere(&desk, ("min: 20", "min: 30"));
    // Closed, the notice is found again.
    click(&mut window, "Tutup pesan");
    assert!(window.query_by_label("Lihat perbedaannya").is_none());
    click(&mut window, "Belum tersimpan: lihat sebabnya");
    click(&mut window, "Lihat perbedaannya");
    until(&mut window, "the differences", |app| app.state.proposal.is_some());
    click(&mut window, "Ambil kembali 1 perubahan");
    let file = desk.path("katalog");
    until(&mut window, "both on disk", |_| on_disk(&file).contains("Madu Hutan") && on_disk(&file).contains("min: 30"));
    until(&mut window, "the journal to go", |_| journals(&desk).is_empty());
}

#[test]
fn the_same_field_changed_by_somebody_else_is_not_ticked() {
    let desk = Desk::new();
    let mut window = changed_elsewhere(&desk, ("id: \"Madu\"", "id: \"Madu Rimba\""));
    click(&mut window, "Lihat perbedaannya");
    until(&mut window, "the differences", |app| app.state.proposal.is_some());
    assert_eq!(app(&window).state.proposal.as_ref().unwrap().left_out.len(), 1);
    window.get_by_label_contains("Ambil kembali 0 perubahan");
    click(&mut window, "Terapkan Madu Rimba");
    click(&mut window, "Ambil kembali 1 perubahan");
    until(&mut window, "mine on disk", |_| on_disk(&desk.path("katalog")).contains("Madu Hutan"));
}

#[test]
fn theirs_is_taken_and_mine_is_kept_aside_until_it_is_discarded() {
    let desk = Desk::new();
    let mut window = changed_elsewhere(&desk, ("min: 20", "min: 30"));
    click(&mut window, "Pakai yang di file");
    until(&mut window, "their catalogue", |app| app.state.open().is_some_and(|open| !open.unsaved.is_empty()));
    until(&mut window, "all of it", App::is_settled);
    assert_eq!(name(&window, "madu"), "Madu");
    assert!(app(&window).state.proposal.is_none());
    click(&mut window, "Lihat dan ambil kembali");
    click(&mut window, "Buang");
    until(&mut window, "the journal to go", |_| journals(&desk).is_empty());
}

#[test]
fn a_buyer_s_list_comes_back_and_a_new_buyer_can_be_undone() {
    let desk = Desk::new();
    let mut window = desk.open(HONEY);
    perform(&mut window, ShortlistCommand::Toggle("madu".into()));
    until(&mut window, "the list on disk", App::is_settled);
    drop(window);
    let mut window = open(desk.parts(), Some(desk.path("katalog")), LAPTOP);
    let listed = |window: &Window| app(window).state.shortlist.products.clone();
    assert_eq!(listed(&window), ["madu".into()]);
    // A deletion that is undone leaves the list as it was.
    perform(&mut window, ProductCommand::Delete(vec!["madu".into()]));
    assert!(listed(&window).is_empty());
    perform(&mut window, Command::Undo);
    assert_eq!(listed(&window), ["madu".into()]);
    perform(&mut window, ShortlistCommand::ToggleDrawer);
    click(&mut window, "Pembeli baru");
    assert!(listed(&window).is_empty());
    window.get_by_label("Kembalikan daftar sebelumnya (1)");
    click(&mut window, "Kembalikan daftarnya");
    assert_eq!(listed(&window), ["madu".into()]);
    assert!(window.query_by_label("Kembalikan daftarnya").is_none());
    click(&mut window, "Pembeli baru");
    until(&mut window, "the lists on disk", App::is_settled);
    drop(window);
    let window = open(desk.parts(), Some(desk.path("katalog")), LAPTOP);
    assert!(app(&window).state.shortlist.can_bring_back() && listed(&window).is_empty());
}

#[test]
fn a_notice_undoes_its_own_step_or_is_gone() {
    let desk = Desk::new();
    let mut window = desk.open(HONEY);
    perform(&mut window, ProductCommand::Delete(vec!["teh".into()]));
    window.get_by_label("Urungkan");
    perform(&mut window, ProductCommand::Duplicate("madu".into()));
    window.run_steps(2);
    assert!(window.query_by_label("Urungkan").is_none(), "it would take back another step");
    perform(&mut window, Command::Undo);
    assert!(window.query_by_label("Urungkan").is_none());
}

#[test]
fn a_new_product_that_is_left_empty_goes_again() {
    let desk = Desk::new();
    let mut window = desk.open(HONEY);
    press(&mut window, Modifiers::COMMAND, Key::N);
    assert_eq!(app(&window).state.catalog().unwrap().products.len(), 3);
    // The keyboard stands where typing starts.
    letters(&mut window, "Gula");
    window.run_steps(3);
    let id = app(&window).state.product.selected.clone().unwrap();
    assert_eq!(app(&window).state.product(&id).unwrap().name.id, "Gula");
    press(&mut window, Modifiers::COMMAND, Key::N);
    assert_eq!(app(&window).state.catalog().unwrap().products.len(), 4);
    for _ in 0..3 {
        press(&mut window, Modifiers::NONE, Key::Escape);
    }
    assert_eq!(app(&window).state.catalog().unwrap().products.len(), 3);
    assert!(app(&window).state.product(&id).is_some());
}

#[test]
fn a_new_product_is_not_told_what_is_missing_before_anything_was_typed() {
    let desk = Desk::new();
    let mut window = desk.open(HONEY);
    until(&mut window, "the first check", App::is_settled);
    let before = app(&window).state.serious_problems();
    press(&mut window, Modifiers::COMMAND, Key::N);
    until(&mut window, "the check", App::is_settled);
    assert!(app(&window).state.open().unwrap().problems.iter().count() > 0, "the check knows it");
    assert_eq!(app(&window).state.serious_problems(), before, "the number at the rail waits as well");
    assert!(window.query_by_label_contains("Belum ada nama.").is_none());
    letters(&mut window, "G");
    window.run_steps(3);
    window.key_press(Key::Backspace);
    window.run_steps(3);
    assert!(window.query_by_label_contains("Belum ada nama.").is_none());
    press(&mut window, Modifiers::NONE, Key::Tab);
    press(&mut window, Modifiers::NONE, Key::Tab);
    let id = app(&window).state.product.selected.clone().unwrap();
    let draft =
        Product { summary: Text::new("Manis.", ""), ..app(&window).state.product(&id).unwrap().as_ref().clone() };
    perform(&mut window, Command::Change(Edit::put(Text::new("Ringkasan", "Summary"), draft)));
    until(&mut window, "the check", App::is_settled);
    window.get_by_label_contains("Belum ada nama.");
}

#[test]
fn the_keyboard_stands_where_a_dialog_begins_and_enter_submits() {
    let desk = Desk::new();
    let mut window = desk.open(HONEY);
    perform(&mut window, Command::Show(Overlay::New));
    letters(&mut window, "Pameran Balikpapan");
    window.run_steps(2);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "Letak folder").focus();
    window.run_steps(2);
    letters(&mut window, desk.path("baru").to_str().unwrap());
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Enter);
    until(&mut window, "the new catalogue", |app| {
        app.state.catalog().is_some_and(|catalog| catalog.info.title.id == "Pameran Balikpapan")
    });
}
