//! The brochure screen in the whole window: pages follow options, findings lead to forms, files come out.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use crate::desk;
use crate::desk::{Window, app, click, open, parts_at, until};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{Layout, Paper, ProductId};
use etalase::ui::command::{BrochureCommand, BrowseCommand, PrintAs, Screen};
use etalase::ui::{App, Parts};

/// What the system's viewer was asked to open.
static OPENED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

const CATALOG: &str = r#"(format: 1, id: "uji", title: (id: "Katalog uji"),
    organizer: (name: (id: "Dinas"), contact: (web: "dinas.example.id")), products: [
    (id: "madu", name: (id: "Madu Hutan"), summary: (id: "Madu dari hutan."), status: Ready,
     certifications: [(kind: Halal, status: Held, expires: "2025-06-01")]),
    (id: "kopi", name: (id: "Kopi Bukit", en: "Hill coffee"), summary: (id: "Kopi.", en: "Coffee."), status: Ready),
    (id: "asing", name: (id: "Teh \u{f8ff0}"), summary: (id: "Teh."), status: Draft),
])"#;

/// The pages are those of what is chosen now.
fn pages(window: &mut Window) -> usize {
    window.run_steps(2);
    until(window, "the pages", App::is_settled);
    window.state().as_ref().unwrap().preview_pages()
}

fn window(dir: &Path) -> Window {
    window_of(dir, egui::vec2(1366.0, 2200.0))
}

fn window_of(dir: &Path, size: egui::Vec2) -> Window {
    let catalog = dir.join("katalog");
    std::fs::create_dir_all(&catalog).unwrap();
    std::fs::write(catalog.join("catalog.ron"), CATALOG).unwrap();
    let open_file = |path: &Path| {
        OPENED.lock().unwrap().push(path.to_owned());
        Ok(())
    };
    let mut window = open(Parts { open_file, ..parts_at(dir) }, Some(catalog), size);
    until(&mut window, "the catalogue", |app| app.state.open().is_some());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::P);
    window.run_steps(3);
    window
}

#[test]
fn pages_follow_the_options_and_the_edits() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    assert_eq!(app(&window).state.screen, Screen::Brochure);
    let short = pages(&mut window);
    assert!(short >= 1);
    for (layout, expected) in [(Layout::Leaflet, 2), (Layout::Sheet, 2), (Layout::Poster, 1)] {
        let mut settings = app(&window).state.brochure.settings.clone();
        settings.layout = layout;
        let context = window.ctx.clone();
        window.state_mut().as_mut().unwrap().perform(BrochureCommand::Set(Box::new(settings)), &context);
        assert_eq!(pages(&mut window), expected, "{layout:?}");
    }
    // The paper of a poster is not that of a catalogue.
    click(&mut window, "A2");
    assert_eq!(app(&window).state.brochure.settings.paper, Paper::A2);
    // A page is drawn, and named for a screen reader.
    window.get_by_label("Halaman 1");
    // Fewer products, other pages: the list behind the screen is what is printed.
    let context = window.ctx.clone();
    let filter = etalase::model::Filter { search: "kopi".into(), ..Default::default() };
    window.state_mut().as_mut().unwrap().perform(BrowseCommand::SetFilter(filter), &context);
    pages(&mut window);
    window.get_by_label("Produk yang tampil (1)");
}

#[test]
fn page_keys_move_the_pages() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window_of(dir.path(), desk::LAPTOP);
    let mut settings = app(&window).state.brochure.settings.clone();
    settings.layout = Layout::Sheet;
    desk::perform(&mut window, BrochureCommand::Set(Box::new(settings)));
    assert_eq!(pages(&mut window), 2);
    for (key, seen, unseen) in [(egui::Key::End, 2, 1), (egui::Key::Home, 1, 2)] {
        window.key_press(key);
        window.run_steps(3);
        window.get_by_label(&format!("Halaman {seen}"));
        assert!(window.query_by_label(&format!("Halaman {unseen}")).is_none(), "{key:?}");
    }
    for _ in 0..2 {
        window.key_press(egui::Key::PageDown);
        window.run_steps(3);
    }
    window.get_by_label("Halaman 2");
}

#[test]
fn findings_name_their_product_and_open_its_form() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    pages(&mut window);
    window.get_by_label("Halal habis masa berlakunya dalam 24 hari.");
    click(&mut window, "Inggris");
    pages(&mut window);
    window.get_all_by_label("Madu Hutan").next().unwrap().click();
    window.run_steps(3);
    let state = &app(&window).state;
    assert_eq!(state.product.selected.as_ref().map(ProductId::as_str), Some("madu"));
    assert!(state.product.editing);
}

#[test]
fn the_booth_contact_is_asked_for_where_it_is_missed() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    pages(&mut window);
    window.get_by_label("Nama di stan").focus();
    window.run_steps(1);
    window.get_by_label("Nama di stan").type_text("Ibu Rina");
    window.run_steps(2);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "WhatsApp").focus();
    window.run_steps(1);
    window.get_by_role_and_label(egui::accesskit::Role::TextInput, "WhatsApp").type_text("081234567890");
    window.run_steps(2);
    click(&mut window, "Simpan kontak stan");
    let info = app(&window).state.catalog().unwrap().info.clone();
    assert_eq!(info.booth_contact.as_ref().map(|contact| contact.whatsapp.as_str()), Some("081234567890"));
    pages(&mut window);
    assert!(window.query_by_label("Simpan kontak stan").is_none());
}

#[test]
fn settings_are_kept_by_name_and_come_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    click(&mut window, "Inggris");
    click(&mut window, "4");
    window.get_by_label("Nama pengaturan").focus();
    window.run_steps(1);
    window.get_by_label("Nama pengaturan").type_text("Surabaya, Inggris");
    window.run_steps(2);
    click(&mut window, "Simpan dengan nama ini");
    let kept = app(&window).state.catalog().unwrap().info.brochures.clone();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].name.as_str(), kept[0].per_page), ("Surabaya, Inggris", 4));
    click(&mut window, "Hapus pengaturan ini");
    assert!(app(&window).state.catalog().unwrap().info.brochures.is_empty());
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run_steps(3);
    assert_eq!(app(&window).state.catalog().unwrap().info.brochures.len(), 1);
    pages(&mut window);
    // Without a name they are remembered too, for this catalogue on this laptop.
    assert_eq!(app(&window).state.settings.brochures["uji"].per_page, 4);
}

#[test]
fn printing_opens_the_file_and_pictures_have_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    pages(&mut window);
    click(&mut window, "Cetak");
    until(&mut window, "the file", |app| app.state.brochure.finished.is_some() && app.is_settled());
    let printed = app(&window).state.brochure.finished.clone().unwrap();
    assert!(OPENED.lock().unwrap().contains(&printed) && printed.extension().unwrap() == "pdf");
    click(&mut window, "Gambar PNG");
    click(&mut window, "1080 piksel, untuk WhatsApp");
    until(&mut window, "the pictures", |app| app.state.brochure.finished.as_ref().is_some_and(|path| path.is_dir()));
    let folder = app(&window).state.brochure.finished.clone().unwrap();
    let first = image::open(folder.join("1.png")).unwrap();
    assert_eq!(first.width(), 1080);
}

#[test]
fn escape_closes_an_open_list_and_then_leaves_the_screen() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    pages(&mut window);
    let combo =
        |window: &Window| window.get_all_by_role(egui::accesskit::Role::ComboBox).last().map(|node| node.click());
    combo(&window).unwrap();
    window.run_steps(3);
    window.get_by_label("Selebaran lipat tiga");
    window.key_press(egui::Key::Escape);
    window.run_steps(3);
    assert!(window.query_by_label("Selebaran lipat tiga").is_none(), "the list is closed");
    assert_eq!(app(&window).state.screen, Screen::Brochure);
    for _ in 0..3 {
        window.key_press(egui::Key::Escape);
        window.run_steps(3);
    }
    assert_eq!(app(&window).state.screen, Screen::Browse);
}

#[test]
fn where_nothing_is_ready_drafts_are_offered() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let context = window.ctx.clone();
    let filter = etalase::model::Filter { search: "teh".into(), ..Default::default() };
    window.state_mut().as_mut().unwrap().perform(BrowseCommand::SetFilter(filter), &context);
    window.run_steps(4);
    until(&mut window, "nothing", App::is_settled);
    click(&mut window, "Sertakan draf (1)");
    assert!(pages(&mut window) >= 1);
    window.get_by_label("Produk yang tampil (1)");
}

#[test]
fn one_file_for_each_region_is_a_folder_and_a_cancel_leaves_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    pages(&mut window);
    let mut settings = app(&window).state.brochure.settings.clone();
    settings.per_region = true;
    let context = window.ctx.clone();
    let ask = |window: &mut Window, command| {
        window.state_mut().as_mut().unwrap().perform(command, &context);
        window.run_steps(2);
    };
    ask(&mut window, BrochureCommand::Set(Box::new(settings)));
    pages(&mut window);
    ask(&mut window, BrochureCommand::Make(PrintAs::Pdf));
    ask(&mut window, BrochureCommand::Cancel);
    until(&mut window, "the end", App::is_settled);
    let made = |dir: &Path| std::fs::read_dir(dir.join("dokumen/Brosur")).map_or(0, Iterator::count);
    assert!(app(&window).state.brochure.finished.is_some() || made(dir.path()) == 0);
    ask(&mut window, BrochureCommand::Make(PrintAs::Pdf));
    until(&mut window, "the file", |app| app.state.brochure.finished.is_some() && app.is_settled());
    assert!(made(dir.path()) >= 1);
}

#[test]
fn an_error_stops_the_press_until_it_is_said_to_go_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let context = window.ctx.clone();
    let all = etalase::model::Filter { status: etalase::model::StatusFilter::All, ..Default::default() };
    window.state_mut().as_mut().unwrap().perform(BrowseCommand::SetFilter(all), &context);
    pages(&mut window);
    click(&mut window, "Buat PDF");
    until(&mut window, "nothing", App::is_settled);
    assert!(app(&window).state.brochure.finished.is_none());
    click(&mut window, "Cetak apa adanya (1 kesalahan)");
    click(&mut window, "Buat PDF");
    until(&mut window, "the file", |app| app.state.brochure.finished.is_some());
}
