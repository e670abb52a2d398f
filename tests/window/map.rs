//! The map of origins as a filter: dots are buttons with names, and choose what the tree of origins chooses.

use crate::desk::{Desk, LAPTOP, Window, app, click, open, press, until};
use egui_kittest::kittest::Queryable as _;

use etalase::ui::App;
use etalase::ui::command::{Command, Screen};

fn shown(window: &Window) -> usize {
    app(window).state.browse.matches.hits.len()
}

fn opened(desk: &Desk) -> Window {
    let mut window = open(desk.parts(), Some(desk.own()), LAPTOP);
    assert!(window.query_by_label("Kabupaten Berau, 4 produk").is_none(), "the map is folded away at first");
    click(&mut window, "Peta asal");
    window
}

/// The dots as they are read aloud.
fn dots(window: &Window) -> Vec<String> {
    let all = window.query_all_by_role(egui::accesskit::Role::Button);
    let names = all.filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label());
    names.filter(|name| name.starts_with("K") && name.ends_with(" produk") && name.contains(", ")).collect()
}

#[test]
fn a_dot_chooses_its_regency_and_a_second_click_takes_it_off() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    assert_eq!((shown(&window), dots(&window).len()), (45, 17));
    let before = window.get_by_label("Kabupaten Berau, 4 produk").rect();
    click(&mut window, "Kabupaten Berau, 4 produk");
    assert_eq!(shown(&window), 4);
    assert_eq!(window.get_by_label("Kabupaten Berau, 4 produk").rect(), before, "the tree opens, the map stays");
    window.get_by_label("Hapus saringan: Kabupaten Berau");
    // The others stay, so that one can go on from here.
    assert_eq!(dots(&window).len(), 17);
    click(&mut window, "Kabupaten Berau, 4 produk");
    assert_eq!((shown(&window), app(&window).state.browse.filter.origins.len()), (45, 0));
}

#[test]
fn the_counts_of_dots_follow_a_search_and_a_chosen_one_stays() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    window.get_by_label("Cari produk, desa, atau produsen").focus();
    window.run_steps(1);
    window.get_by_label("Cari produk, desa, atau produsen").type_text("kelulut");
    window.run_steps(3);
    let hits: Vec<_> = app(&window).state.browse.matches.hits.iter().map(|hit| hit.id.clone()).collect();
    let origins: Vec<_> = hits.iter().map(|id| app(&window).state.product(id).unwrap().origin.cut(2)).collect();
    // One has a province alone.
    let mut regencies: Vec<_> = origins.iter().filter(|code| code.depth() > 1).cloned().collect();
    regencies.sort();
    regencies.dedup();
    let names = dots(&window);
    assert_eq!(names.len(), regencies.len(), "{names:?}");
    let first = etalase::model::region_name(&regencies[0], etalase::text::Lang::Id);
    let name = format!("{first}, {} produk", origins.iter().filter(|code| **code == regencies[0]).count());
    click(&mut window, &name);
    // Other words, that nothing there answers to.
    click(&mut window, "Kosongkan pencarian");
    window.get_by_label("Cari produk, desa, atau produsen").focus();
    window.run_steps(1);
    window.get_by_label("Cari produk, desa, atau produsen").type_text("zzzzzz");
    window.run_steps(3);
    assert_eq!(dots(&window), [format!("{first}, 0 produk")]);
    click(&mut window, &format!("{first}, 0 produk"));
    assert!(app(&window).state.browse.filter.origins.is_empty());
}

#[test]
fn the_keyboard_reaches_the_dots_and_the_map_stays_open() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    window.get_by_label("Kabupaten Berau, 4 produk").focus();
    window.run_steps(1);
    press(&mut window, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(app(&window).state.browse.filter.origins, ["64.03".into()]);
    press(&mut window, egui::Modifiers::NONE, egui::Key::Tab);
    let focused = dots(&window).into_iter().find(|name| window.get_by_label(name).is_focused());
    assert!(focused.is_some_and(|name| name != "Kabupaten Berau, 4 produk"));
    // In the other language and after another screen it is as it was left.
    click(&mut window, "Switch to English");
    crate::desk::perform(&mut window, Command::Go(Screen::Problems));
    crate::desk::perform(&mut window, Command::Go(Screen::Browse));
    until(&mut window, "the products", App::is_settled);
    window.get_by_label_contains("Berau Regency, ");
}

#[test]
fn among_many_regencies_a_chosen_province_has_the_map_for_itself() {
    let desk = Desk::new();
    let codes = etalase::regions::centres("").map(|(code, _)| code).filter(|code| code.as_bytes()[0] == b'6');
    let product = |code: &str| {
        format!("(id: \"p{0}\", name: (id: \"Madu\"), origin: \"{code}\", status: Ready),", code.replace('.', ""))
    };
    let products: String = codes.map(product).collect();
    let mut window = desk.open(&format!("(format: 1, id: \"uji\", title: (id: \"Uji\"), products: [{products}])"));
    click(&mut window, "Peta asal");
    let all = dots(&window).len();
    assert!(all > 50, "{all}");
    click(&mut window, "Kalimantan Timur");
    assert_eq!(dots(&window).len(), 10);
    let before = window.get_by_label("Kabupaten Paser, 1 produk").rect();
    click(&mut window, "Kabupaten Paser, 1 produk");
    assert_eq!((shown(&window), window.get_by_label("Kabupaten Paser, 1 produk").rect()), (1, before));
    click(&mut window, "Kabupaten Paser, 1 produk");
    assert_eq!(dots(&window).len(), all);
}
