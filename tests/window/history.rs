//! Earlier versions: what was done in each, which are kept, and the way back, which can be undone.

use crate::desk::{Desk, LAPTOP, Window, app, click, open, perform, press, until};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use etalase::model::{Edit, Product, Text};
use etalase::store::SaveState;
use etalase::ui::App;
use etalase::ui::command::{Command, Screen};

const HONEY: &str = r#"(format: 1, id: "uji", title: (id: "Uji"), products: [
    (id: "madu", name: (id: "Madu"), status: Ready),
    (id: "teh", name: (id: "Teh"), status: Ready),
])"#;

fn rename(window: &mut Window, id: &str, to: &str) {
    let product = app(window).state.product(&id.into()).unwrap().as_ref().clone();
    let renamed = Product { name: Text::new(to, ""), ..product };
    let name = Text::new(format!("Ubah nama: {to}"), format!("Rename: {to}"));
    perform(window, Command::Change(Edit::put(name, renamed)));
}

fn saved(window: &mut Window) {
    until(window, "the save", |app| matches!(app.state.save, SaveState::Saved { at: Some(_) }) && app.is_settled());
}

fn label(node: &egui_kittest::Node<'_>) -> String {
    let node = node.accesskit_node();
    node.label().or_else(|| node.value()).unwrap_or_default()
}

fn name(window: &Window) -> String {
    app(window).state.product(&"madu".into()).unwrap().name.id.clone()
}

/// The kept version is of the honey, the newest of the tea.
fn with_history(desk: &Desk) -> Window {
    let mut window = desk.open(HONEY);
    rename(&mut window, "madu", "Madu Hutan");
    perform(&mut window, Command::SaveNow);
    saved(&mut window);
    rename(&mut window, "teh", "Teh Hijau");
    perform(&mut window, Command::Undo);
    rename(&mut window, "teh", "Teh Hitam");
    until(&mut window, "the edit to wait", |app| app.state.save == SaveState::Pending);
    saved(&mut window);
    perform(&mut window, Command::Go(Screen::History));
    until(&mut window, "the versions", App::is_settled);
    window
}

#[test]
fn each_version_tells_what_was_done_and_a_kept_one_says_so() {
    let desk = Desk::new();
    let window = with_history(&desk);
    let told =
        ["Ubah nama: Teh Hijau; Diurungkan: Ubah nama: Teh Hijau; Ubah nama: Teh Hitam, ", "Ubah nama: Madu Hutan, "]
            .map(|start| label(&window.get_by(|node| node.label().is_some_and(|label| label.starts_with(start)))));
    assert!(!told[0].contains("disimpan tetap") && told[1].ends_with("disimpan tetap"), "{told:?}");
    window.get_by_label_contains("Versi pertama, ");
}

#[test]
fn where_nothing_was_noted_the_difference_to_the_version_before_is_counted() {
    let desk = Desk::new();
    drop(with_history(&desk));
    std::fs::remove_file(desk.path("katalog").join(".history/steps.txt")).unwrap();
    let mut window = open(desk.parts(), Some(desk.path("katalog")), LAPTOP);
    perform(&mut window, Command::Go(Screen::History));
    until(&mut window, "the counts", |app| {
        app.is_settled() && app.state.open().is_some_and(|open| open.history.counted.len() == 2)
    });
    assert_eq!(window.query_all_by_label_contains("1 produk diubah, ").count(), 2);
}

#[test]
fn a_restore_and_its_undo_are_told_in_words() {
    let desk = Desk::new();
    let mut window = with_history(&desk);
    window.get_by_label_contains("Versi pertama, ").click();
    until(&mut window, "the version", |app| app.state.open().is_some_and(|open| open.history.inspected.is_some()));
    click(&mut window, "Kembalikan versi ini");
    until(&mut window, "the version to be back", |app| {
        app.state.product(&"madu".into()).is_some_and(|product| product.name.id == "Madu")
    });
    window.get_by_label_contains(" sudah dikembalikan.");
    // The list follows what is saved meanwhile.
    until(&mut window, "the list to follow", |app| {
        app.state.open().is_some_and(|open| open.history.versions.len() == 4) && app.is_settled()
    });
    let row = window.get_by(|node| {
        node.label().is_some_and(|label| label.starts_with("Kembalikan versi ") && label != "Kembalikan versi ini")
    });
    assert!(label(&row).starts_with(&format!("Kembalikan versi {}, ", in_words(&today()))), "{}", label(&row));
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(name(&window), "Madu Hutan");
    let said = label(&window.get_by_label_contains("Diurungkan: Kembalikan versi "));
    // In the laptop's time, as people write it.
    assert!(said.contains(&format!("{}, ", in_words(&today()))), "{said}");
}

fn today() -> String {
    jiff::ZonedDateTime::now().date().to_string()
}

fn in_words(day: &str) -> String {
    etalase::text::date(etalase::text::Lang::Id, day)
}
