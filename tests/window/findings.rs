//! Everything that is to be checked before printing: each finding is read on the brochure screen and leads to its product.

use std::fmt::Write as _;
use std::path::Path;

use crate::desk::{Desk, Window, app, open, perform, until};
use egui::{Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{BrochureSettings, Layout, PrintLang, ProductId, TagSheet};
use etalase::ui::App;
use etalase::ui::command::BrochureCommand;

/// A product by its name, what is special about it as RON, and what is said of it.
type Case = (&'static str, &'static str, &'static str);

/// On pages with the usual settings; the day is 8 May 2025.
const USUAL: &[Case] = &[
    (
        "Madu kedaluwarsa",
        r#"certifications: [(kind: Halal, status: Held, expires: "2025-05-01")]"#,
        "Halal sudah lewat masa berlakunya dan tidak dicetak.",
    ),
    (
        "Madu hampir habis izinnya",
        r#"certifications: [(kind: Halal, status: Held, expires: "2025-06-01")]"#,
        "Halal habis masa berlakunya dalam 24 hari.",
    ),
    (
        "Kopi lama",
        r#"prices: [(amount: 5000, currency: "IDR", unit: "kg", as_of: "2022-01")]"#,
        "Harga lebih dari tiga tahun atau tanpa tanggal; tidak dicetak.",
    ),
    ("Teh \u{f8ff0}", "", "Huruf berikut tidak ada di huruf cetak maupun di komputer ini: \u{f8ff0}."),
    ("Foto rusak", r#"photos: [(file: "rusak.jpg", alt: (id: "Rusak"))]"#, "Foto rusak.jpg tidak bisa dipakai:"),
    ("Foto kecil", r#"photos: [(file: "kecil.png", alt: (id: "Kecil"))]"#, "Foto kecil.png hanya "),
    (
        "Foto tanpa kata",
        r#"photos: [(file: "besar.png")]"#,
        "Foto besar.png belum punya teks pengganti untuk pembaca tunanetra.",
    ),
];

fn catalog(cases: &[Case], head: &str) -> String {
    let mut text = format!("(format: 1, id: \"uji\", title: (id: \"Uji\", en: \"Trial\"), {head} products: [\n");
    for (at, (name, special, _)) in cases.iter().enumerate() {
        let summary = if special.contains("summary") { "" } else { "summary: (id: \"Satu kalimat.\")," };
        writeln!(text, "(id: \"p{at}\", name: (id: \"{name}\"), status: Ready, {summary} {special}),").unwrap();
    }
    text + "])"
}

/// Enough for the grid of six places.
const FACTS: &str = r#"capacity: (min: 20, unit: "kg", per: Month), min_order: (min: 5, unit: "kg"),
    net_content: (min: 1, unit: "kg"), lead_time_days: 3"#;

const BOOTH: &str = r#"booth_contact: (whatsapp: "0812-3456-7890"),"#;

fn photos(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join("rusak.jpg"), b"this is no picture at all").unwrap();
    image::RgbImage::from_pixel(60, 40, image::Rgb([90, 120, 60])).save(folder.join("kecil.png")).unwrap();
    image::RgbImage::from_pixel(1600, 1200, image::Rgb([90, 120, 60])).save(folder.join("besar.png")).unwrap();
}

/// Opens the brochure screen with these settings and follows every finding to its product.
fn follow_all(cases: &[Case], head: &str, settings: BrochureSettings) {
    let desk = Desk::new();
    let named = desk.catalog(&catalog(cases, head));
    photos(&named.join("photos"));
    for (at, (name, _, said)) in cases.iter().enumerate() {
        if said.is_empty() {
            continue;
        }
        let mut window = open(desk.parts(), Some(named.clone()), vec2(1366.0, 3000.0));
        assert!(app(&window).state.open().is_some(), "the catalogue of the test cannot be read");
        perform(&mut window, BrochureCommand::Set(Box::new(settings.clone())));
        window.key_press_modifiers(Modifiers::COMMAND, egui::Key::P);
        window.run_steps(3);
        until(&mut window, "the pages", App::is_settled);
        window.run_steps(2);
        assert!(window.query_all_by_label_contains(said).next().is_some(), "not said of {name}: {said}");
        click_link(&mut window, name);
        let state = &app(&window).state;
        assert_eq!(state.product.selected, Some(ProductId::new(format!("p{at}"))), "{said}");
        assert!(state.product.editing, "the form of {name} is open");
    }
}

fn click_link(window: &mut Window, name: &str) {
    window.get_all_by_label(name).next().unwrap().click();
    window.run_steps(3);
}

#[test]
fn what_is_wrong_with_a_record_leads_to_it() {
    follow_all(USUAL, BOOTH, BrochureSettings::default());
}

#[test]
fn an_old_price_that_is_printed_all_the_same_is_said() {
    let old = r#"prices: [(amount: 5000, currency: "IDR", unit: "kg", as_of: "2022-01")]"#;
    let said = "Harga lebih dari tiga tahun atau tanpa tanggal; dicetak apa adanya.";
    follow_all(&[("Kopi lama", old, said)], BOOTH, BrochureSettings { old_prices: true, ..Default::default() });
}

#[test]
fn what_is_missing_in_the_language_of_the_pages_is_said_with_what_stands_in() {
    let said = "Belum ada dalam bahasa brosur: Nama (Inggris)";
    let english = BrochureSettings { lang: PrintLang::En, ..Default::default() };
    follow_all(&[("Madu Hutan", "", said)], BOOTH, english);
}

#[test]
fn a_product_that_nobody_can_be_asked_about_is_said() {
    let head = r#"producers: [(id: "mekar", name: "KWT Mekar", whatsapp: "0812-3456-7890")],"#;
    let cases = [("Madu Mekar", r#"producer: "mekar""#, ""), ("Madu siapa", "", "Tidak ada kontak untuk produk ini.")];
    follow_all(&cases, head, BrochureSettings::default());
}

#[test]
fn text_that_goes_on_is_cut_or_does_not_fit_is_said() {
    let long = format!("summary: (id: \"S.\"), description: (id: \"{}\")", "Madu dari hutan yang jauh. ".repeat(240));
    let long: &'static str = long.leak();
    let one = BrochureSettings { per_page: 1, ..Default::default() };
    follow_all(&[("Madu panjang", long, "Uraiannya berlanjut ke halaman berikutnya.")], BOOTH, one);
    let two = BrochureSettings { per_page: 2, ..Default::default() };
    let full = format!("{long}, {FACTS}").leak();
    follow_all(
        &[("Madu panjang", full, "Tulisannya terlalu panjang: uraian atau cerita pembuatnya tidak dicetak utuh.")],
        BOOTH,
        two,
    );
    let name: &'static str = format!("Madu {}", "hutan rimba yang sangat jauh ".repeat(12)).trim().to_owned().leak();
    let small = TagSheet { width_mm: 30.0, height_mm: 20.0, ..TagSheet::default() };
    let labels = BrochureSettings { layout: Layout::Tags, tags: small, ..Default::default() };
    follow_all(&[(name, "", "Teksnya tidak muat di tempatnya.")], BOOTH, labels);
}

#[test]
fn those_that_a_leaflet_only_names_are_said() {
    let mut cases: Vec<Case> = Vec::new();
    for at in 0..18 {
        let name: &'static str = format!("Madu {at:02}").leak();
        cases.push((name, r#"photos: [(file: "besar.png", alt: (id: "Madu"))]"#, ""));
    }
    cases.push((
        "Zaitun terakhir",
        "",
        "Selebaran ini memuat 18 produk dengan foto; produk ini hanya disebut namanya.",
    ));
    follow_all(&cases, BOOTH, BrochureSettings { layout: Layout::Leaflet, ..Default::default() });
}
