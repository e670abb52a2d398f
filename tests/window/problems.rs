//! The screen of problems: kind by kind, from each to the field that it is about, and back to where one was.

use crate::desk::{Desk, Window, app, click, open, perform, press, until};
use egui::{Key, Modifiers, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use etalase::ui::App;
use etalase::ui::command::{BrochureCommand, BrochureOf, Command, Screen, ShortlistCommand};

const FAULTS: &str = r#"(format: 1, id: "uji", title: (id: "Uji"),
    event: (name: (id: "Misi"), date: "2025-13", time_zone: "Mars"),
    booth_contact: (name: "Rina", whatsapp: "123"),
    producers: [(id: "mekar", name: "KWT Mekar", email: "salah")],
    products: [
        (id: "amplang", name: (id: "Amplang"), status: Ready, prices: [
            (amount: 5000, currency: "IDR", unit: "kg", as_of: "2025-04"), (amount: 6000, currency: "IDR", unit: "kg")]),
        (id: "batik", name: (id: "Batik"), certifications: [
            (kind: Halal, status: Held, number: "1", expires: "2025-05-01"), (kind: Pirt, status: Held)]),
        (id: "cokelat", name: (id: "Cokelat"), photos: [(file: "a.png", alt: (id: "A")), (file: "b.png")]),
    ])"#;

fn window(desk: &Desk) -> Window {
    let named = desk.catalog(FAULTS);
    std::fs::create_dir_all(named.join("photos")).unwrap();
    for file in ["a.png", "b.png"] {
        image::RgbImage::new(900, 700).save(named.join("photos").join(file)).unwrap();
    }
    open(desk.parts(), Some(named), vec2(1366.0, 768.0))
}

fn problems(desk: &Desk) -> Window {
    let mut window = window(desk);
    perform(&mut window, Command::Go(Screen::Problems));
    window
}

/// What has the keyboard, and whether all of it is in view.
fn focused(window: &Window) -> (String, bool) {
    let Some(node) = window.query_by(|node| node.is_focused()) else { return Default::default() };
    let whole = egui::Rect::from_min_size(egui::pos2(0.0, 0.0), vec2(1366.0, 768.0));
    (node.accesskit_node().label().unwrap_or_default(), whole.contains_rect(node.rect()))
}

fn wheel(window: &mut Window, down: f32) {
    window.hover_at(egui::pos2(700.0, 500.0));
    window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, down),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Unknown,
    });
    window.run_steps(20);
}

/// Scrolls the list until this stands in view.
fn scroll_to(window: &mut Window, said: &str) {
    wheel(window, 9_000.0);
    for _ in 0..20 {
        let rect = window.query_by_label_contains(said).map(|node| node.rect());
        if rect.is_some_and(|rect| rect.top() > 160.0 && rect.bottom() < 760.0) {
            return;
        }
        wheel(window, -200.0);
    }
    panic!("not found: {said}");
}

#[test]
fn each_problem_leads_to_the_field_that_it_is_about_and_esc_leads_back() {
    let desk = Desk::new();
    let mut window = problems(&desk);
    for (said, field) in [
        ("Amplang: Rp6.000 / kg: belum bertanggal", "Harga 2: Berlaku per"),
        ("Amplang: Produk siap tampil, tetapi", "Ringkasan"),
        ("Batik: Halal berlaku sampai", "Izin 1: Berlaku sampai"),
        ("Batik: PIRT dimiliki", "Izin 2: Nomor"),
        ("Cokelat: Foto belum punya keterangan", "Foto 2: Yang terlihat"),
        ("Cokelat: Asal daerah belum diisi", "Asal daerah"),
        ("KWT Mekar: “salah” bukan alamat", "Surel"),
        ("Uji: “2025-13” bukan tanggal", "Tanggal acara"),
        ("Uji: Zona waktu “Mars”", "Zona waktu"),
        ("Uji: “123” bukan nomor telepon", "WhatsApp stan"),
    ] {
        scroll_to(&mut window, said);
        window.get_by_label_contains(said).click();
        window.run_steps(4);
        assert_eq!(focused(&window), (field.to_owned(), true), "{said}");
        let (_, what) = said.split_once(": ").unwrap();
        assert!(window.query_all_by_label_contains(what).count() > 0, "the form says nothing of {said}");
        press(&mut window, Modifiers::NONE, Key::Escape);
        assert_eq!(app(&window).state.screen, Screen::Problems, "{said}");
    }
}

#[test]
fn problems_of_one_kind_stand_under_one_heading_that_folds_them_away() {
    let desk = Desk::new();
    let mut window = problems(&desk);
    let below = |window: &Window, a: &str, b: &str| {
        window.get_by_label_contains(a).rect().top() < window.get_by_label_contains(b).rect().top()
    };
    assert!(below(&window, "Asal daerah belum diisi (3)", "Amplang: Asal daerah"));
    assert!(below(&window, "Amplang: Asal daerah", "Batik: Asal daerah"));
    assert!(below(&window, "Batik: Asal daerah", "Cokelat: Asal daerah"));
    window.get_by_label("Asal daerah belum diisi (3)").click();
    window.run_steps(3);
    assert!(window.query_by_label_contains("Amplang: Asal daerah").is_none());
    click(&mut window, "Asal daerah belum diisi (3)");
    window.get_by_label_contains("Amplang: Asal daerah");
}

#[test]
fn the_way_back_leads_to_the_same_place_of_the_list() {
    let desk = Desk::new();
    let products: String =
        (0..80).map(|at| format!("(id: \"p{at:02}\", name: (id: \"Madu {at:02}\"), origin: \"64\"),")).collect();
    let mut window = desk.open(&format!("(format: 1, id: \"uji\", title: (id: \"Uji\"), products: [{products}])"));
    perform(&mut window, Command::Go(Screen::Problems));
    // The list lies over the form.
    perform(&mut window, ShortlistCommand::ToggleDrawer);
    perform(&mut window, Command::Go(Screen::Problems));
    wheel(&mut window, -900.0);
    let row = |window: &Window| window.get_by_label_contains("Madu 30: Kategori belum dipilih").rect();
    let before = row(&window);
    window.get_by_label_contains("Madu 30: Kategori belum dipilih").click();
    window.run_steps(4);
    assert_eq!(focused(&window).0, "Kategori");
    click(&mut window, "Kembali ke daftar masalah");
    assert_eq!((app(&window).state.screen, row(&window)), (Screen::Problems, before));
    assert!(window.query_by_label("Kembali ke daftar masalah").is_none());
}

#[test]
fn who_comes_from_the_brochure_goes_back_to_it() {
    let desk = Desk::new();
    let mut window = window(&desk);
    perform(&mut window, BrochureCommand::Show(BrochureOf::Shown));
    until(&mut window, "the pages", App::is_settled);
    window.get_all_by_label("Amplang").next().unwrap().click();
    window.run_steps(4);
    click(&mut window, "Kembali ke brosur");
    assert_eq!(app(&window).state.screen, Screen::Brochure);
}
