//! Help by key and by search, and the first steps of a first start.

use std::path::PathBuf;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::desk::{Desk, LAPTOP, Window, app, click, open, perform, press, until};
use etalase::store::{ConfigDir, Theme};
use etalase::text::Lang;
use etalase::ui::command::{Command, Overlay, Screen};

fn window(desk: &Desk) -> Window {
    open(desk.parts(), Some(desk.own()), LAPTOP)
}

fn key(window: &mut Window, key: Key) {
    press(window, Modifiers::NONE, key);
}

/// The heading of what is read: its row in the list bears the same words.
fn reads(window: &Window, title: &str) -> bool {
    window.query_all_by_label(title).count() == 2
}

#[test]
fn the_search_of_help_stays_in_its_place_where_nothing_is_found() {
    let desk = Desk::new();
    let mut window = window(&desk);
    key(&mut window, Key::F1);
    window.run_steps(3);
    let place = window.get_by_label("Cari di bantuan").rect();
    window.get_by_label("Cari di bantuan").type_text("qqqq");
    window.run_steps(6);
    window.get_by_label("Tidak ada bantuan tentang “qqqq”.");
    let now = window.get_by_label("Cari di bantuan").rect();
    assert!((now.top() - place.top()).abs() < 2.0, "{place:?} -> {now:?}");
}

#[test]
fn help_opens_at_the_screen_and_is_searched_with_the_keyboard_alone() {
    let desk = Desk::new();
    let mut window = window(&desk);
    click(&mut window, "Riwayat");
    key(&mut window, Key::F1);
    assert!(reads(&window, "Simpan, urungkan, riwayat"));
    // In the other language and without marks; what is read is among what was found.
    window.get_by_label("Cari di bantuan").type_text("BROCHÚRE print");
    window.run_steps(3);
    assert!(reads(&window, "Brosur dan cetak"));
    assert!(window.query_by_label("Foto").is_none(), "what has not both words is gone");
    key(&mut window, Key::Escape);
    assert!(app(&window).state.help.search.is_empty(), "the search goes first");
    key(&mut window, Key::ArrowDown);
    assert!(reads(&window, "Mengubah produk"));
    key(&mut window, Key::ArrowUp);
    key(&mut window, Key::ArrowUp);
    key(&mut window, Key::ArrowUp);
    assert!(reads(&window, "Mencari produk"));
    key(&mut window, Key::Escape);
    assert_eq!(app(&window).state.overlay, None);
    // Enter goes where it can be done.
    key(&mut window, Key::F1);
    window.get_by_label("Cari di bantuan").type_text("completeness");
    window.run_steps(3);
    key(&mut window, Key::Enter);
    assert_eq!((&app(&window).state.overlay, app(&window).state.screen), (&None, Screen::Problems));
    // The same key closes it again.
    key(&mut window, Key::F1);
    key(&mut window, Key::F1);
    assert_eq!(app(&window).state.overlay, None);
}

#[test]
fn keys_are_searched_too_and_read_as_they_are_printed() {
    let desk = Desk::new();
    let mut window = window(&desk);
    press(&mut window, Modifiers::COMMAND, Key::Slash);
    window.get_by_label("Di mana saja");
    window.get_by_label("Ctrl+,");
    window.get_by_label("Ctrl+F · /");
    window.get_by_label("Cari di bantuan").type_text("full screen");
    window.run_steps(3);
    window.get_by_label("F11");
    assert!(window.query_by_label("Ctrl+,").is_none());
    click(&mut window, "Tutup");
    assert_eq!(app(&window).state.overlay, None::<Overlay>);
}

/// A start for which the first steps are due.
fn first_start(desk: &Desk, named: Option<PathBuf>) -> Window {
    std::fs::create_dir(desk.path("config")).unwrap();
    std::fs::write(desk.path("config/settings.ron"), "(first_steps_due: true)").unwrap();
    open(desk.parts(), named, LAPTOP)
}

#[test]
fn a_first_start_shows_four_steps_once_and_the_window_works_meanwhile() {
    let desk = Desk::new();
    // A start without any catalogue, as inside the ZIP, has nothing to show them beside.
    let mut window = first_start(&desk, None);
    assert!(window.query_by_label("1 dari 4").is_none());
    perform(&mut window, Command::SwitchTheme);
    let config = ConfigDir::find(Some(desk.path("config")));
    until(&mut window, "the settings on disk", |_| config.load().theme == Theme::Dark);
    drop(window);
    let mut window = open(desk.parts(), Some(desk.own()), LAPTOP);
    window.get_by_label("1 dari 4");
    key(&mut window, Key::Enter);
    window.get_by_label("2 dari 4");
    key(&mut window, Key::ArrowRight);
    window.get_by_label("3 dari 4");
    key(&mut window, Key::ArrowLeft);
    window.get_by_label("2 dari 4");
    // The real control is used while the card stands beside it.
    key(&mut window, Key::Slash);
    window.get_by_label("Cari produk, desa, atau produsen").type_text("briket");
    window.run_steps(4);
    assert!(app(&window).state.browse.matches.hits.len() < 10);
    window.get_by_label("2 dari 4");
    click(&mut window, "Lanjut");
    click(&mut window, "Lanjut");
    window.get_by_label("4 dari 4");
    assert!(window.query_by_label("Lewati").is_none());
    click(&mut window, "Selesai");
    assert!(window.query_by_label_contains("dari 4").is_none());
    drop(window);
    assert!(!config.load().first_steps_due);
    let window = open(desk.parts(), Some(desk.path("katalog")), LAPTOP);
    assert!(window.query_by_label_contains("dari 4").is_none());
}

#[test]
fn the_steps_are_skipped_and_recalled_from_help() {
    let desk = Desk::new();
    let mut window = first_start(&desk, Some(desk.own()));
    key(&mut window, Key::Escape);
    assert!(window.query_by_label_contains("dari 4").is_none());
    perform(&mut window, Command::SwitchLang(Lang::En));
    click(&mut window, "History");
    click(&mut window, "More");
    click(&mut window, "Open help (F1)");
    click(&mut window, "Start here");
    click(&mut window, "Show the first steps");
    assert_eq!(app(&window).state.screen, Screen::Browse);
    window.get_by_label("1 of 4");
    // A dialog comes first, and the step after it.
    press(&mut window, Modifiers::COMMAND, Key::O);
    assert!(window.query_by_label("1 of 4").is_none());
    key(&mut window, Key::Escape);
    window.get_by_label("1 of 4");
    click(&mut window, "Skip");
    assert!(window.query_by_label("1 of 4").is_none());
}

#[test]
fn a_window_that_was_here_before_shows_no_steps() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("config")).unwrap();
    std::fs::write(desk.path("config/settings.ron"), "(lang: Id, theme: Light)").unwrap();
    let window = window(&desk);
    assert!(window.query_by_label_contains("dari 4").is_none());
}
