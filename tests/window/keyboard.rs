//! The window by keyboard alone: what has the keyboard is seen, Tab goes as the eye does, dialogs are typed into, submitted
//! and left at once.

use crate::desk::{Desk, LAPTOP, Window, app, click, open, perform, press, until};
use egui::epaint::Shape;
use egui::{Color32, Key, Modifiers, Rect};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{Filter, ProductId};
use etalase::text::Lang;
use etalase::ui::command::{BrochureCommand, BrochureOf, BrowseCommand, Command, Overlay, ProductCommand, Screen};
use etalase::ui::{App, theme};

fn opened(desk: &Desk) -> Window {
    open(desk.parts(), Some(desk.own()), LAPTOP)
}

fn honey() -> ProductId {
    "madu-kelulut-asli".into()
}

/// Rings of this colour, at least two points thick.
fn rings(shape: &Shape, ink: Color32, found: &mut Vec<Rect>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| rings(shape, ink, found)),
        Shape::Rect(rect) if rect.stroke.color == ink && rect.stroke.width >= 2.0 => found.push(rect.rect),
        _ => {}
    }
}

fn is_ringed(window: &Window, around: Rect, ink: Color32) -> bool {
    let mut found = Vec::new();
    for clipped in &window.output().shapes {
        rings(&clipped.shape, ink, &mut found);
    }
    found.iter().any(|ring| (ring.center() - around.center()).length() < 3.0 && ring.expand(1.0).contains_rect(around))
}

/// Gives a control the keyboard, and looks whether that is seen.
fn focus(window: &mut Window, name: &str, ink: Color32) {
    let node = window.get_all_by_label(name).last().unwrap();
    let rect = node.rect();
    assert!(!is_ringed(window, rect, ink), "{name} has a ring before it has the keyboard");
    window.get_all_by_label(name).last().unwrap().focus();
    window.run_steps(3);
    assert!(is_ringed(window, rect, ink), "{name} has the keyboard, and nobody sees it");
}

#[test]
fn every_kind_of_control_shows_that_it_has_the_keyboard_in_both_themes() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    for look in [&theme::Look::LIGHT, &theme::Look::DARK] {
        if app(&window).state.look().dark != look.dark {
            perform(&mut window, Command::SwitchTheme);
        }
        perform(&mut window, BrowseCommand::SetFilter(Filter { search: "kelulut".into(), ..Filter::default() }));
        let focus = |window: &mut Window, name: &str| focus(window, name, look.accent);
        // The rail, buttons, a choice of two, a list, a row of the regions, a card and its plus.
        for name in ["Produsen", "Buat brosur", "Produk baru", "Kartu", "Urutkan", "Madu Kelulut Asli"] {
            focus(&mut window, name);
        }
        focus(&mut window, "Tambah ke daftar: Madu Kelulut Asli");
        let hint = "Cari produk, desa, atau produsen";
        focus(&mut window, hint);
        perform(&mut window, BrowseCommand::SetTable(true));
        for name in ["Centang semua yang tampil", "Urutkan menurut Produsen", "Kolom"] {
            focus(&mut window, name);
        }
        perform(&mut window, BrowseCommand::SetTable(false));
        // The form: fields, the line of completeness, a link.
        perform(&mut window, ProductCommand::Select(Some(honey())));
        perform(&mut window, ProductCommand::Edit(true));
        for name in ["Nama produk", "Kategori", "Selesai", "Draf"] {
            focus(&mut window, name);
        }
        perform(&mut window, ProductCommand::Select(None));
        perform(&mut window, BrochureCommand::Show(BrochureOf::Shown));
        for name in ["Hemat tinta", "Lanjutan"] {
            focus(&mut window, name);
        }
        let radio = window.get_by_label_contains("Produk yang tampil (").rect();
        window.get_by_label_contains("Produk yang tampil (").focus();
        window.run_steps(3);
        assert!(is_ringed(&window, radio, look.accent));
        perform(&mut window, Command::Go(Screen::Producers));
        focus(&mut window, "Cari produsen");
        perform(&mut window, Command::Go(Screen::Browse));
    }
}

fn focused(window: &Window) -> String {
    let id = window.ctx.memory(|memory| memory.focused()).expect("something has the keyboard");
    let node = window.root().children_recursive().find(|node| {
        use egui_kittest::kittest::NodeT as _;
        node.accesskit_node().locate().0 == id.accesskit_id()
    });
    use egui_kittest::kittest::NodeT as _;
    node.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
}

#[test]
fn tab_goes_along_the_bar_from_left_to_right_and_shift_tab_back() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    press(&mut window, Modifiers::COMMAND, Key::F);
    let along = ["Switch to English", "Tampilan terang atau gelap", "Tayangkan", "Daftar (0)", "Buat brosur", "Produk"];
    for name in along {
        press(&mut window, Modifiers::NONE, Key::Tab);
        assert_eq!(focused(&window), name);
    }
    for name in along.iter().rev().skip(1) {
        press(&mut window, Modifiers::SHIFT, Key::Tab);
        assert_eq!(focused(&window), *name);
    }
}

#[test]
fn tab_goes_past_the_edges_of_panels_and_columns() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    perform(&mut window, BrowseCommand::SetTable(true));
    window.get_by_label("Centang semua yang tampil").focus();
    window.run_steps(3);
    let mut stops = Vec::new();
    for keys in [Modifiers::NONE, Modifiers::SHIFT] {
        for _ in 0..40 {
            press(&mut window, keys, Key::Tab);
            stops.push(focused(&window));
        }
    }
    assert!(stops.iter().all(|name| !name.is_empty()), "{stops:?}");
    assert!(stops.iter().any(|name| name.starts_with("Urutkan menurut")), "{stops:?}");
}

#[test]
fn each_dialog_is_left_with_one_esc() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    for lang in Lang::ALL {
        perform(&mut window, Command::SwitchLang(lang));
        for overlay in [
            Overlay::Open,
            Overlay::New,
            Overlay::Bulk,
            Overlay::Replace,
            Overlay::Export,
            Overlay::Present,
            Overlay::Help,
            Overlay::MovedPhotos,
            Overlay::UnusedPhotos,
            Overlay::Crop(honey(), 0),
            Overlay::Photo(honey(), 0),
        ] {
            perform(&mut window, Command::Show(overlay.clone()));
            until(&mut window, "a dialog", App::is_settled);
            press(&mut window, Modifiers::NONE, Key::Escape);
            assert_eq!(app(&window).state.overlay, None, "{overlay:?}");
        }
    }
}

#[test]
fn a_dialog_is_typed_into_and_submitted_without_the_pointer() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    let write = |window: &mut Window, text: &str| {
        window.event(egui::Event::Text(text.to_owned()));
        window.run_steps(2);
    };
    // Find and replace.
    press(&mut window, Modifiers::COMMAND, Key::H);
    write(&mut window, "Kelulut");
    assert_eq!(app(&window).state.table_view.replacing.find, "Kelulut");
    press(&mut window, Modifiers::NONE, Key::Tab);
    write(&mut window, "Kopi");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(app(&window).state.screen, Screen::Proposal);
    perform(&mut window, Command::Go(Screen::Browse));
    // An export has nothing to type.
    perform(&mut window, Command::Show(Overlay::Export));
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert_eq!(app(&window).state.overlay, None);
    until(&mut window, "a workbook", |_| {
        let folder = desk.path("dokumen").join("Ekspor");
        std::fs::read_dir(folder).is_ok_and(|mut files| files.next().is_some())
    });
    // A new catalogue: its title first, then its folder.
    perform(&mut window, Command::Show(Overlay::New));
    write(&mut window, "Produk Paser");
    press(&mut window, Modifiers::NONE, Key::Tab);
    let dir = desk.path("paser");
    write(&mut window, &dir.display().to_string());
    press(&mut window, Modifiers::NONE, Key::Enter);
    until(&mut window, "the new catalogue", |app| {
        app.is_settled() && app.state.catalog().is_some_and(|catalog| catalog.info.title.id == "Produk Paser")
    });
    // A new product: its name.
    press(&mut window, Modifiers::COMMAND, Key::N);
    write(&mut window, "Madu");
    let product = app(&window).state.selected_product().cloned().expect("the new product");
    assert_eq!(product.name.id, "Madu");
    press(&mut window, Modifiers::NONE, Key::Escape);
}

#[test]
fn a_new_producer_is_named_at_once_and_nothing_is_said_before_its_name_is_left() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    perform(&mut window, Command::Go(Screen::Producers));
    click(&mut window, "Produsen baru");
    until(&mut window, "a check", App::is_settled);
    let said = |window: &Window| window.query_by_label_contains("tanpa nama. ").is_some();
    assert!(!said(&window));
    window.event(egui::Event::Text("KWT Sari".to_owned()));
    window.run_steps(2);
    let id = app(&window).state.producers.selected.clone().unwrap();
    assert_eq!(app(&window).state.producer(&id).unwrap().name, "KWT Sari");
}
