//! Slides in a second window: going on by themselves, a visitor's touch, what was marked, and how one leaves.

use crate::desk::{Desk, LAPTOP, Window, app, click, open, perform, press, until};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{Edit, ProductId, Status, Text};
use etalase::ui::command::Command;
use etalase::ui::command::PresentCommand;
use etalase::ui::present::deck::SlideView;

const CATALOG: &str = r#"(format: 1, id: "uji", title: (id: "Katalog uji", en: "Test catalogue"),
  producers: [(id: "mekar", name: "KWT Mekar", whatsapp: "0812-3456-7890")],
  products: [
    (id: "madu", name: (id: "Madu Hutan", en: "Forest honey"), producer: "mekar", status: Ready,
     summary: (id: "Madu dari hutan.", en: "Honey from the forest."),
     prices: [(amount: 85000, unit: "botol", as_of: "2025-04")],
     capacity: (min: 200, unit: "botol", per: Month)),
    (id: "kopi", name: (id: "Kopi Bukit", en: "Hill coffee"), status: Ready),
    (id: "teh", name: (id: "Teh Kelor"), status: Draft, summary: (id: "Masih draf.")),
])"#;

fn view(window: &Window) -> Option<SlideView> {
    app(window).state.presenting.deck.as_ref().map(|deck| deck.view)
}

fn seconds(window: &mut Window, seconds: f64) {
    window.run_steps((seconds / 0.05).ceil() as usize);
}

/// A window in which slides run.
fn showing(desk: &Desk) -> Window {
    let mut window = desk.open(CATALOG);
    press(&mut window, Modifiers::NONE, Key::F5);
    click(&mut window, "Mulai tayangan");
    assert_eq!(view(&window), Some(SlideView::Slides));
    window
}

#[test]
fn slides_show_what_is_ready_and_alternate_their_language() {
    let desk = Desk::new();
    let mut window = showing(&desk);
    window.get_by_label("Tayangan: Kopi Bukit");
    // No price unless it is asked for; the buyer's other answers are there.
    seconds(&mut window, 8.2);
    window.get_by_label("Slide: Forest honey");
    window.get_by_label("Honey from the forest.");
    window.get_by_label_contains("200");
    assert!(window.query_by_label_contains("85.000").is_none() && window.query_by_label_contains("85,000").is_none());
    seconds(&mut window, 8.2);
    // The second round has the other language.
    window.get_by_label("Slide: Hill coffee");
    press(&mut window, Modifiers::NONE, Key::PageUp);
    window.get_by_label("Slide: Forest honey");
    press(&mut window, Modifiers::NONE, Key::B);
    assert_eq!(view(&window), Some(SlideView::Blank));
    click(&mut window, "Layar hitam");
    assert_eq!(view(&window), Some(SlideView::Slides));
}

#[test]
fn a_visitor_looks_closer_and_what_was_marked_reaches_the_booth() {
    let desk = Desk::new();
    let mut window = showing(&desk);
    press(&mut window, Modifiers::NONE, Key::PageDown);
    press(&mut window, Modifiers::NONE, Key::PageDown);
    press(&mut window, Modifiers::NONE, Key::PageUp);
    click(&mut window, "Slide: Forest honey");
    assert_eq!(view(&window), Some(SlideView::Product));
    click(&mut window, "Bahasa Indonesia");
    window.get_by_label("Madu dari hutan.");
    // The number is hidden until somebody wants it.
    assert!(window.query_by_label_contains("3456").is_none());
    window.get_by_label_contains("+62 812-••••");
    click(&mut window, "Tampilkan kontak");
    window.get_by_label_contains("+62 812-3456-7890");
    window.get_by_label("Kode QR WhatsApp");
    click(&mut window, "Tandai");
    click(&mut window, "Tanda saya (1)");
    // The card of the first window has the same name.
    window.get_all_by_label("Madu Hutan").last().unwrap().click();
    window.run_steps(3);
    assert_eq!(view(&window), Some(SlideView::Product));

    // Nobody touches: slides again, the marks are put aside and can be brought back.
    seconds(&mut window, 46.0);
    assert_eq!(view(&window), Some(SlideView::Slides));
    press(&mut window, Modifiers::COMMAND, Key::B);
    perform(&mut window, Command::Present(PresentCommand::Stop));
    click(&mut window, "Ambil yang ditandai pengunjung (1)");
    assert_eq!(app(&window).state.shortlist.products, [ProductId::new("madu")]);
    assert!(app(&window).state.presenting.marked().is_empty());
}

#[test]
fn marks_of_the_visitor_before_can_be_brought_back() {
    let desk = Desk::new();
    let mut window = showing(&desk);
    click(&mut window, "Tayangan: Kopi Bukit");
    click(&mut window, "Tandai");
    click(&mut window, "Selesai");
    assert_eq!(view(&window), Some(SlideView::Slides));
    let slide = if window.query_by_label("Tayangan: Kopi Bukit").is_some() {
        "Tayangan: Kopi Bukit"
    } else {
        "Slide: Hill coffee"
    };
    click(&mut window, slide);
    click(&mut window, "Tanda saya (0)");
    click(&mut window, "Pulihkan tanda sebelumnya (1)");
    window.get_by_label("Tanda saya (1)");
}

#[test]
fn esc_leaves_only_when_it_is_held() {
    let desk = Desk::new();
    let mut window = showing(&desk);
    press(&mut window, Modifiers::NONE, Key::Escape);
    seconds(&mut window, 1.0);
    assert_eq!(view(&window), Some(SlideView::Slides));
    window.key_down(Key::Escape);
    seconds(&mut window, 1.5);
    assert_eq!(view(&window), Some(SlideView::Slides));
    seconds(&mut window, 0.8);
    assert_eq!(view(&window), None);
    window.key_up(Key::Escape);
    window.run_steps(3);
    until(&mut window, "settings on disk", |app| app.is_settled());
    assert!(!desk.parts().config.load().presenting);
}

#[test]
fn after_a_power_cut_the_slides_come_back_by_themselves() {
    let desk = Desk::new();
    let mut window = showing(&desk);
    until(&mut window, "settings on disk", |app| app.is_settled());
    drop(window);
    let window = open(desk.parts(), Some(desk.path("katalog")), LAPTOP);
    assert_eq!(view(&window), Some(SlideView::Slides));
}

#[test]
fn a_product_that_becomes_a_draft_leaves_the_slides_and_nothing_ready_is_said() {
    let desk = Desk::new();
    let mut window = showing(&desk);
    for id in ["kopi", "madu"] {
        let product = app(&window).state.product(&ProductId::new(id)).unwrap();
        let draft = etalase::model::Product { status: Status::Draft, ..(**product).clone() };
        perform(&mut window, Command::Change(Edit::put(Text::new("Draf", "Draft"), draft)));
    }
    assert!(app(&window).state.presenting.deck.as_ref().unwrap().slides().is_empty());
    perform(&mut window, Command::Present(PresentCommand::Stop));
    press(&mut window, Modifiers::NONE, Key::F5);
    press(&mut window, Modifiers::NONE, Key::F5);
    assert_eq!(view(&window), None);
    window.get_by_label_contains("Belum ada produk yang bisa ditayangkan.");
}
