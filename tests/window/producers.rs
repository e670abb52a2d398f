//! The window of a coordinator: how complete things are, lists of what is missing, requests to producers, one record of
//! two, a name that changed, a village that lies elsewhere. Driven by what is visible.

use std::path::{Path, PathBuf};

use crate::desk::{Desk, LAPTOP, Window, app, click, open, until};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{Audience, ProblemKind, StatusFilter};
use etalase::ui::command::Screen;
use etalase::ui::state::Phase;
use etalase::ui::{App, Parts};

const CATALOG: &str = r#"(
  format: 1,
  id: "uji",
  title: (id: "Katalog Uji"),
  categories: [(id: "madu", name: (id: "Madu", en: "Honey"))],
  producers: [
    (id: "kwt-mekar", name: "KWT Mekar", kind: Kwt, origin: "64.02.02.2010", contact_person: "Sari",
     whatsapp: "0812-3456-7890"),
    (id: "mekar", name: "Mekar", origin: "64.02.02", phone: "0541 555 123"),
    (id: "ngubalan", name: "Rumah Kelor", origin: "35.21", place: "Desa Ngubalan"),
  ],
  products: [
    (id: "madu-kelulut", name: (id: "Madu Kelulut"), brand: "Mekar", category: "madu", producer: "kwt-mekar",
     origin: "64.02.02.2010", summary: (id: "Madu dari KWT Mekar."), status: Ready),
    (id: "madu-hutan", name: (id: "Madu Hutan"), category: "madu", producer: "mekar", origin: "64.02.02.2010",
     status: Ready),
    (id: "teh-kelor", name: (id: "Teh Kelor"), producer: "ngubalan", origin: "35.21", place: "Desa Ngubalan"),
  ],
)"#;

fn opened(desk: &Desk) -> Window {
    opened_at(desk, LAPTOP)
}

fn opened_at(desk: &Desk, size: egui::Vec2) -> Window {
    opened_in(desk, desk.catalog(CATALOG), size)
}

fn opened_in(desk: &Desk, own: PathBuf, size: egui::Vec2) -> Window {
    let parts = Parts { today: || jiff::civil::date(2026, 11, 24), ..desk.parts() };
    let mut window = open(parts, Some(own), size);
    until(&mut window, "an open catalogue", |app| matches!(app.state.phase, Phase::Open(_)) && app.is_settled());
    window
}

/// Files of this kind below a folder of the documents.
fn written(desk: &Desk, folder: &str, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(desk.path("dokumen").join(folder)) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|is| is == ending)).collect()
}

/// What a click copied and which addresses it opened.
fn copied_and_opened(window: &mut Window, name: &str) -> (Vec<String>, Vec<String>) {
    window.get_by_label(name).click();
    let (mut copied, mut opened) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        window.step();
        for command in &window.output().platform_output.commands {
            match command {
                egui::OutputCommand::CopyText(text) => copied.push(text.clone()),
                egui::OutputCommand::OpenUrl(open) => opened.push(open.url.clone()),
                _ => {}
            }
        }
    }
    (copied, opened)
}

fn shown(window: &Window) -> Vec<String> {
    app(window).state.browse.matches.hits.iter().map(|hit| hit.id.to_string()).collect()
}

fn counted(window: &mut Window) {
    until(window, "a survey", |app| app.state.quality.survey.is_some());
    window.run_steps(2);
}

fn completeness(window: &mut Window) {
    click(window, "Masalah");
    click(window, "Kelengkapan");
    counted(window);
}

#[test]
fn bars_lead_to_exactly_the_products_they_count() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    completeness(&mut window);
    click(&mut window, "Semua status");
    until(&mut window, "all three products", |app| {
        app.state.quality.survey.as_ref().is_some_and(|(_, survey)| survey.all.products == 3)
    });
    window.run_steps(2);
    window.get_by_label_contains("Kabupaten Kutai Kartanegara: 0 dari 2 produk lengkap").click();
    window.run_steps(3);
    assert_eq!(app(&window).state.screen, Screen::Browse);
    assert_eq!(shown(&window), ["madu-hutan", "madu-kelulut"]);
    // Back, by producer, for another audience.
    completeness(&mut window);
    click(&mut window, "Layar");
    click(&mut window, "Per produsen");
    until(&mut window, "another audience", |app| {
        app.state.quality.survey.as_ref().is_some_and(|(_, survey)| survey.audience == Audience::Screen)
    });
    window.run_steps(2);
    window.get_by_label_contains("KWT Mekar: 0 dari 1 produk lengkap").click();
    window.run_steps(3);
    assert_eq!(shown(&window), ["madu-kelulut"]);
}

#[test]
fn a_field_often_missing_opens_the_first_form_at_that_field() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    completeness(&mut window);
    click(&mut window, "Harga: belum ada di 2 produk");
    assert_eq!(shown(&window).len(), 2);
    assert!(app(&window).state.product.editing && app(&window).state.product.selected.is_some());
    window.get_by_label("Tambah harga");
}

#[test]
fn the_to_do_list_comes_out_as_a_workbook_and_on_paper() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    completeness(&mut window);
    click(&mut window, "Daftar tugas (Excel)");
    until(&mut window, "a workbook", |_| !written(&desk, "Daftar tugas", "xlsx").is_empty());
    window.run_steps(3);
    let bytes = std::fs::read(&written(&desk, "Daftar tugas", "xlsx")[0]).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Daftar tugas").unwrap();
    let text: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    for word in ["KWT Mekar", "Sari", "+62 812-3456-7890", "Madu Kelulut", "Harga", "☐"] {
        assert!(text.iter().any(|cell| cell == word), "{word}");
    }
    until(&mut window, "a free desk", App::is_settled);
    click(&mut window, "Daftar tugas (PDF)");
    until(&mut window, "pages", |_| !written(&desk, "Daftar tugas", "pdf").is_empty());
    until(&mut window, "a free desk", App::is_settled);
    let bytes = std::fs::read(&written(&desk, "Daftar tugas", "pdf")[0]).unwrap();
    let pages = lopdf::Document::load_mem(&bytes).unwrap();
    assert!(!pages.get_pages().is_empty());
    window.get_all_by_label("Buka").next().unwrap();
}

#[test]
fn a_producer_stands_on_one_page_and_is_asked_for_what_is_missing() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    click(&mut window, "Produsen");
    click(&mut window, "KWT Mekar, 1 produk");
    window.get_by_label("Buka Madu Kelulut");
    window.get_by_label("Kode QR WhatsApp");
    let (copied, opened) = copied_and_opened(&mut window, "Salin permintaan data");
    let text = copied.first().expect("a copied text");
    assert!(text.starts_with("Yth. Bapak/Ibu Sari (KWT Mekar),"), "{text}");
    assert!(text.contains("Harga jual saat ini") && !text.contains("Penjelasan singkat"), "{text}");
    assert!(opened[0].starts_with("https://wa.me/6281234567890"), "{opened:?}");
    window.get_by_label_contains("Permintaan data disalin.");
    // The window may be English; the village is asked in Indonesian unless the person wants otherwise.
    click(&mut window, "Inggris");
    let (copied, _) = copied_and_opened(&mut window, "Salin permintaan data");
    assert!(copied[0].starts_with("Dear Sari (KWT Mekar),"), "{copied:?}");
    let (copied, _) = copied_and_opened(&mut window, "Salin untuk WhatsApp");
    assert!(copied[0].contains("Desa Lung Anai") && copied[0].contains("Produk: Madu Kelulut"), "{copied:?}");
    click(&mut window, "Lihat di Produk");
    assert_eq!(shown(&window), ["madu-kelulut"]);
    assert_eq!(app(&window).state.browse.filter.status, StatusFilter::All);
}

#[test]
fn the_list_that_is_shown_is_copied_and_one_product_is_asked_about() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    let (copied, _) = copied_and_opened(&mut window, "Salin daftar ini untuk WhatsApp");
    assert!(copied[0].contains("*Madu Hutan*") && copied[0].contains("*Madu Kelulut*"), "{copied:?}");
    click(&mut window, "Madu Hutan");
    window.get_all_by_label("Lainnya").last().unwrap().click();
    window.run_steps(3);
    let (copied, opened) = copied_and_opened(&mut window, "Salin permintaan data");
    assert!(copied[0].contains("*Madu Hutan*") && opened.is_empty(), "{copied:?} {opened:?}");
    window.get_by_label_contains("belum punya nomor WhatsApp");
}

#[test]
fn two_producers_become_one_in_one_step() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    click(&mut window, "Masalah");
    window.get_by_label_contains("Mungkin sama dengan “KWT Mekar”");
    click(&mut window, "Bandingkan");
    assert_eq!(app(&window).state.screen, Screen::Compare);
    window.get_by_label_contains("1 produk ikut pindah (Madu Hutan)");
    // Both have an origin: the one that stays is right unless the other is chosen.
    click(&mut window, "Asal daerah: Kecamatan Loa Kulu, Kabupaten Kutai Kartanegara, Kalimantan Timur");
    click(&mut window, "Gabungkan");
    let catalog = app(&window).state.catalog().unwrap().clone();
    assert_eq!(catalog.producers.len(), 2);
    let one = catalog.producers.get("kwt-mekar").unwrap();
    assert_eq!((one.origin.as_str(), one.phone.as_str(), one.name.as_str()), ("64.02.02", "0541 555 123", "KWT Mekar"));
    assert_eq!(catalog.products.get("madu-hutan").unwrap().producer, Some("kwt-mekar".into()));
    assert_eq!(app(&window).state.screen, Screen::Producers);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    window.run_steps(3);
    assert_eq!(app(&window).state.catalog().unwrap().producers.len(), 3);
}

#[test]
fn a_producer_is_joined_by_typing_the_others_name() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    click(&mut window, "Produsen");
    click(&mut window, "Rumah Kelor, 1 produk");
    click(&mut window, "Gabungkan dengan…");
    window.get_by_label("Cari produsen yang sama").focus();
    window.run_steps(2);
    window.get_by_label("Cari produsen yang sama").type_text("kwt");
    window.run_steps(2);
    click(&mut window, "Gabungkan dengan KWT Mekar");
    window.get_by_label("Tukar yang tetap");
    click(&mut window, "Biarkan keduanya");
    assert_eq!(app(&window).state.screen, Screen::Producers);
}

#[test]
fn a_new_name_is_offered_to_the_texts_that_say_the_old_one() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    click(&mut window, "Produsen");
    click(&mut window, "KWT Mekar, 1 produk");
    click(&mut window, "Ubah");
    window.get_by_label("Nama produsen").focus();
    window.run_steps(2);
    window.get_by_label("Nama produsen").type_text(" Sari");
    window.run_steps(2);
    window.get_by_label("Nama narahubung").focus();
    window.run_steps(4);
    click(&mut window, "Ganti di mana-mana");
    assert_eq!(app(&window).state.screen, Screen::Proposal);
    window.get_by_label_contains("Terapkan 1").click();
    window.run_steps(3);
    let catalog = app(&window).state.catalog().unwrap();
    assert_eq!(catalog.products.get("madu-kelulut").unwrap().summary.id, "Madu dari KWT Mekar Sari.");
    assert_eq!(catalog.producers.get("kwt-mekar").unwrap().name, "KWT Mekar Sari");
}

#[test]
fn a_village_that_lies_elsewhere_gets_its_code_with_one_click() {
    let desk = Desk::new();
    let mut window = opened(&desk);
    click(&mut window, "Masalah");
    let at = |window: &Window, id: &str| app(window).state.catalog().unwrap().products.get(id).unwrap().origin.clone();
    // One for the product, one for the producer.
    assert_eq!(window.get_all_by_label("Pakai Desa Ngubalan, Tulungagung").count(), 2);
    window.get_all_by_label("Pakai Desa Ngubalan, Tulungagung").next().unwrap().click();
    window.run_steps(3);
    until(&mut window, "a new check", |app| {
        let problems = app.state.open().unwrap().problems.clone();
        problems.iter().filter(|one| matches!(one.kind, ProblemKind::PlaceElsewhere { .. })).count() == 1
    });
    window.run_steps(3);
    click(&mut window, "Pakai Desa Ngubalan, Tulungagung");
    assert!(at(&window, "teh-kelor").as_str().starts_with("35.04."));
    assert!(
        app(&window).state.catalog().unwrap().producers.get("ngubalan").unwrap().origin.as_str().starts_with("35.04.")
    );
    // Each was an undo step of its own.
    for _ in 0..2 {
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
        window.run_steps(3);
    }
    assert_eq!(at(&window, "teh-kelor").as_str(), "35.21");
}

#[test]
fn the_form_offers_the_likely_code_beside_the_field() {
    let desk = Desk::new();
    let mut window = opened_at(&desk, egui::vec2(1366.0, 2400.0));
    click(&mut window, "Produsen");
    click(&mut window, "Rumah Kelor, 1 produk");
    click(&mut window, "Ubah");
    window.get_all_by_label_contains("Pakai Desa Ngubalan").next().unwrap().click();
    window.run_steps(3);
    assert!(app(&window).state.producer(&"ngubalan".into()).unwrap().origin.as_str().starts_with("35.04."));
}

#[test]
fn a_small_projector_shows_the_coordinators_screens() {
    let desk = Desk::new();
    let mut window = opened_at(&desk, egui::vec2(1024.0, 600.0));
    completeness(&mut window);
    let mut names = vec!["Daftar tugas (Excel)", "Daftar tugas (PDF)", "Per produsen"];
    for name in names.drain(..) {
        let rect = window.get_by_label(name).rect();
        assert!(rect.right() <= 1024.0 && rect.bottom() <= 600.0, "{name}: {rect:?}");
    }
    // The rail and the tab have one name.
    window.get_all_by_label("Masalah").last().unwrap().click();
    window.run_steps(3);
    window.get_by_label("Bandingkan").scroll_to_me();
    window.run_steps(8);
    click(&mut window, "Bandingkan");
    let rect = window.get_by_label("Gabungkan").rect();
    assert!(rect.bottom() <= 600.0 && rect.right() <= 1024.0, "{rect:?}");
    click(&mut window, "Produsen");
    click(&mut window, "KWT Mekar, 1 produk");
    for name in ["Salin permintaan data", "Gabungkan dengan…", "Brosur ekspor", "Inggris"] {
        let rect = window.get_by_label(name).rect();
        assert!(rect.right() <= 1024.0, "{name}: {rect:?}");
    }
}

/// The shipped catalogue, for looking at what this makes of real data.
#[test]
fn the_shipped_catalogue_is_surveyed() {
    let desk = Desk::new();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let own = desk.path("katalog");
    std::fs::create_dir_all(&own).unwrap();
    std::fs::copy(shipped.join("catalog.ron"), own.join("catalog.ron")).unwrap();
    let mut window = opened_in(&desk, own, egui::vec2(1366.0, 768.0));
    completeness(&mut window);
    let (_, survey) = app(&window).state.quality.survey.clone().unwrap();
    assert!(survey.all.products > 30 && survey.regions.len() > 5 && !survey.gaps.is_empty());
    let sum: usize = survey.regions.iter().map(|bar| bar.tally.products).sum();
    assert_eq!(sum, survey.all.products);
}
