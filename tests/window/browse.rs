//! The whole window driven by its visible words: opening, finding, choosing, changing, and what happens on disk.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk;
use crate::desk::{Answers, Desk, LAPTOP, Window, app, click, open, perform, press, shipped, until};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{Filter, StatusFilter};
use etalase::store::{ConfigDir, Folder};
use etalase::text::Lang;
use etalase::ui::command::{BrowseCommand, CatalogCommand, Command, Overlay, ProductCommand};
use etalase::ui::state::{Phase, Rights};
use etalase::ui::{App, Parts};

fn opened(desk: &Desk, named: Option<PathBuf>) -> Window {
    opened_with(desk, named, Vec::new(), LAPTOP)
}

/// A window with the sample beside it, whose dialogs answer with these paths.
fn opened_with(desk: &Desk, named: Option<PathBuf>, answers: Vec<PathBuf>, size: egui::Vec2) -> Window {
    let parts = Parts { dialogs: Arc::new(Answers(answers)), shipped: Some(desk.sample()), ..desk.parts() };
    open(parts, named, size)
}

fn shown(window: &Window) -> usize {
    app(window).state.browse.matches.hits.len()
}

const SEARCH: &str = "Cari produk, desa, atau produsen";

#[test]
fn the_sample_opens_and_is_searched_with_a_slip() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    assert_eq!(shown(&window), 45);
    window.get_by_label("Katalog contoh");
    let rail = window.get_by_label("Masalah").rect();
    press(&mut window, egui::Modifiers::NONE, egui::Key::Slash);
    window.get_by_label(SEARCH).type_text("kelulud");
    window.run_steps(3);
    assert_eq!(shown(&window), 3);
    let clear = window.get_by_label("Kosongkan pencarian").rect().center().y;
    assert!((clear - window.get_by_label(SEARCH).rect().center().y).abs() < 1.0, "the cross stands beside the words");
    assert_eq!(window.get_by_label("Masalah").rect(), rail, "nothing moves because somebody types");
    window.get_by_label("ejaan yang mirip");
    window.get_by_label("Madu Kelulut Asli");
    click(&mut window, "Kosongkan pencarian");
    assert_eq!(shown(&window), 45);
}

#[test]
fn a_cut_title_is_said_once_where_the_pointer_rests() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    let title = "Katalog Produk Unggulan Desa Kalimantan Timur dan Jawa Timur";
    assert_eq!(window.get_all_by_label(title).count(), 1);
    window.get_by_label(title).hover();
    window.run_steps(60);
    assert_eq!(window.get_all_by_label(title).count(), 2, "the title and one tip");
}

#[test]
fn a_region_narrows_and_its_chip_widens_again() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    click(&mut window, "Kalimantan Timur");
    assert_eq!(shown(&window), 32);
    click(&mut window, "Kabupaten Berau");
    assert_eq!(shown(&window), 4);
    click(&mut window, "Hapus saringan: Kabupaten Berau");
    assert_eq!(shown(&window), 45);
}

#[test]
fn nothing_found_says_what_was_asked_for() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    window.get_by_label(SEARCH).focus();
    window.run_steps(1);
    window.get_by_label(SEARCH).type_text("zzzzzz");
    window.run_steps(3);
    assert_eq!(shown(&window), 0);
    assert!(window.get_all_by_label_contains("zzzzzz”").next().is_some());
    click(&mut window, "Hapus kata pencarian");
    assert_eq!(shown(&window), 45);
    // Within a region nothing: what is found elsewhere is one click away, and the words stay.
    click(&mut window, "Jawa Timur");
    window.get_by_label(SEARCH).focus();
    window.run_steps(1);
    window.get_by_label(SEARCH).type_text("kelulut");
    window.run_steps(3);
    assert_eq!(shown(&window), 0);
    window.get_all_by_label_contains("di luar saringan ini").next().unwrap().click();
    window.run_steps(3);
    assert_eq!((shown(&window), app(&window).state.browse.filter.search.as_str()), (3, "kelulut"));
    // What is found nowhere is a matter of the words; the region stays.
    click(&mut window, "Kosongkan pencarian");
    click(&mut window, "Jawa Timur");
    window.get_by_label(SEARCH).focus();
    window.run_steps(1);
    window.get_by_label(SEARCH).type_text("zzz");
    window.run_steps(3);
    click(&mut window, "Hapus kata pencarian");
    assert_eq!(shown(&window), 13);
    // What is offered outside the filters is as many as are shown then.
    let drafts = Filter { status: StatusFilter::Draft, ..Filter::default() };
    perform(&mut window, BrowseCommand::SetFilter(drafts.clone()));
    let count = shown(&window);
    perform(&mut window, BrowseCommand::SetFilter(Filter { products: vec!["tidak-ada".into()], ..drafts }));
    assert_eq!(shown(&window), 0);
    click(&mut window, &format!("Tampilkan {count} di luar saringan ini"));
    assert!(count > 0 && shown(&window) == count);
    // The first product of an own catalogue is a draft, and leads there.
    let drafts_alone =
        Filter { products: vec![app(&window).state.browse.matches.hits[0].id.clone()], ..Filter::default() };
    perform(&mut window, BrowseCommand::SetFilter(Filter { status: StatusFilter::Ready, ..drafts_alone }));
    assert_eq!(shown(&window), 0);
    click(&mut window, "Lihat 1 draf");
    assert_eq!(shown(&window), 1);
    let kelulut = Filter { search: "kelulut".into(), ..Filter::default() };
    perform(&mut window, BrowseCommand::SetFilter(kelulut));
    // Enter opens the first hit, and an arrow leads from the box into the hits.
    let first = app(&window).state.browse.matches.hits[0].id.clone();
    window.get_by_label(SEARCH).focus();
    window.run_steps(2);
    press(&mut window, egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!(app(&window).state.product.selected.as_ref(), Some(&first));
    window.get_by_label(SEARCH).focus();
    window.run_steps(2);
    press(&mut window, egui::Modifiers::NONE, egui::Key::ArrowDown);
    assert_ne!(app(&window).state.product.selected.as_ref(), Some(&first));
    assert!(!window.get_by_label(SEARCH).is_focused());
}

#[test]
fn language_and_theme_switch_at_one_click_and_are_remembered() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    click(&mut window, "Switch to English");
    window.get_by_label("Make a brochure");
    window.get_by_label("Exhibited 8 May 2025");
    click(&mut window, "Light or dark");
    assert_eq!(app(&window).state.settings.theme, etalase::store::Theme::Dark);
    let config = ConfigDir::find(Some(desk.path("config")));
    until(&mut window, "settings on disk", |_| config.load().theme == etalase::store::Theme::Dark);
    assert_eq!(config.load().lang, Lang::En);
}

#[test]
fn a_card_opens_the_product_and_keys_walk_on() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    click(&mut window, "Dipamerkan 8 Mei 2025");
    assert_eq!(shown(&window), 8);
    click(&mut window, "Arang Briket");
    window.get_by_label("Tambah ke daftar");
    window.get_by_label("Rp15.000");
    window.get_by_label("/ kg");
    press(&mut window, egui::Modifiers::NONE, egui::Key::ArrowDown);
    assert_eq!(app(&window).state.product.selected.as_ref().map(|id| id.as_str()), Some("batik-eco-print"));
    press(&mut window, egui::Modifiers::NONE, egui::Key::Escape);
    assert!(app(&window).state.product.selected.is_none());
}

#[test]
fn a_buyers_list_is_filled_ordered_and_cleared() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    click(&mut window, "Dipamerkan 8 Mei 2025");
    click(&mut window, "Tambah ke daftar: Arang Briket");
    click(&mut window, "Tambah ke daftar: Batik Tulis");
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::B);
    click(&mut window, "Naikkan Batik Tulis");
    let ids: Vec<String> = app(&window).state.shortlist.products.iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["batik-tulis", "arang-briket"]);
    window.get_by_label("Nama pembeli").focus();
    window.run_steps(1);
    window.get_by_label("Nama pembeli").type_text("Ibu Sari");
    window.run_steps(3);
    assert_eq!(app(&window).state.shortlist.buyer.name, "Ibu Sari");
    click(&mut window, "Pembeli baru");
    assert!(app(&window).state.shortlist.products.is_empty());
}

#[test]
fn a_brochure_for_a_buyer_lands_in_the_documents() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    click(&mut window, "Dipamerkan 8 Mei 2025");
    click(&mut window, "Tambah ke daftar: Arang Briket");
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::B);
    click(&mut window, "Cetak untuk pembeli ini");
    click(&mut window, "Buat PDF");
    until(&mut window, "the brochure", |app| {
        let failed: Vec<_> =
            app.state.notices.iter().filter(|notice| !notice.passing).map(|notice| notice.text.line()).collect();
        assert!(failed.is_empty() || app.state.brochure.finished.is_some(), "{failed:?}");
        app.state.brochure.finished.is_some()
    });
    let path = app(&window).state.brochure.finished.clone().unwrap();
    assert!(
        path.starts_with(desk.path("dokumen")) && path.file_name().unwrap().to_str().unwrap().starts_with("2025-05-08")
    );
    assert!(std::fs::read(path).unwrap().starts_with(b"%PDF"));
    window.get_by_label("Buka brosur");
}

#[test]
fn the_first_change_of_the_sample_makes_the_persons_own_copy() {
    let desk = Desk::new();
    let before = std::fs::read(shipped().join("catalog.ron")).unwrap();
    let mut window = opened(&desk, None);
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::N);
    assert!(app(&window).state.product.editing);
    until(&mut window, "the own copy", |app| app.state.open().is_some_and(|open| open.rights == Rights::Write));
    window.get_by_label("Nama produk").focus();
    window.run_steps(1);
    window.get_by_label("Nama produk").type_text("Kopi Liberika");
    window.run_steps(2);
    let copy = desk.path("dokumen").join("Katalog saya").join("catalog.ron");
    until(&mut window, "the name on disk", |_| {
        std::fs::read_to_string(&copy).is_ok_and(|text| text.contains("Kopi Liberika"))
    });
    assert!(std::fs::read(shipped().join("catalog.ron")).unwrap() == before, "the sample was changed");
}

#[test]
fn delete_is_taken_back_by_undo() {
    let desk = Desk::new();
    let own = desk.own();
    let mut window = opened(&desk, Some(own));
    assert_eq!(app(&window).state.open().unwrap().rights, Rights::Write);
    click(&mut window, "Dipamerkan 8 Mei 2025");
    click(&mut window, "Arang Briket");
    press(&mut window, egui::Modifiers::NONE, egui::Key::Delete);
    assert_eq!(shown(&window), 7);
    click(&mut window, "Urungkan: Hapus Arang Briket");
    assert_eq!(shown(&window), 8);
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::Y);
    assert_eq!(shown(&window), 7);
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(shown(&window), 8);
}

#[test]
fn every_screen_opens_and_the_key_map_lists_the_keys() {
    let desk = Desk::new();
    let mut window = opened(&desk, Some(desk.own()));
    for (name, heading) in [
        ("Produsen", "Produsen baru"),
        ("Masalah", "Salin semuanya"),
        ("Pengaturan", "Pengaturan"),
        ("Riwayat", "Belum ada versi sebelumnya"),
    ] {
        let rail = window.get_all_by_label(name).next().unwrap();
        rail.click();
        window.run_steps(4);
        assert!(window.get_all_by_label(heading).next().is_some(), "{name}");
    }
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::Slash);
    assert!(window.get_all_by_label("Pintasan papan ketik").next().is_some());
    window.get_by_label("Produk berikutnya");
    press(&mut window, egui::Modifiers::NONE, egui::Key::Escape);
    assert!(app(&window).state.overlay.is_none());
}

#[test]
fn a_second_window_reads_only_and_says_so() {
    let desk = Desk::new();
    let own = desk.own();
    let first = opened(&desk, Some(own.clone()));
    let second = opened(&desk, Some(own));
    assert_eq!(app(&first).state.open().unwrap().rights, Rights::Write);
    assert_eq!(app(&second).state.open().unwrap().rights, Rights::LockedElsewhere);
    second.get_by_label("Muat ulang");
    second.get_by_label("Hanya bisa dibaca");
}

#[test]
fn folders_without_a_readable_catalogue_offer_ways_on() {
    let desk = Desk::new();
    let empty = desk.path("kosong");
    std::fs::create_dir_all(&empty).unwrap();
    let broken = desk.path("rusak");
    std::fs::create_dir_all(&broken).unwrap();
    std::fs::write(broken.join("catalog.ron"), "(\n  format: 1,\n  products: [\n    (id: \"a\" name: ()),\n  ],\n)")
        .unwrap();
    let newer = desk.path("baru");
    std::fs::create_dir_all(&newer).unwrap();
    std::fs::write(newer.join("catalog.ron"), "(format: 99, id: \"x\")").unwrap();
    for (folder, words) in [(empty, "catalog.ron"), (broken, "4"), (newer, "99"), (desk.path("tiada"), "tiada")] {
        let mut window = opened(&desk, Some(folder.clone()));
        assert!(matches!(app(&window).state.phase, Phase::Failed(_)), "{}", folder.display());
        assert!(window.get_all_by_label_contains(words).next().is_some(), "{words}");
        click(&mut window, "Buka katalog contoh");
        until(&mut window, "the sample", |app| app.state.open().is_some());
    }
}

#[test]
fn a_catalogue_is_opened_by_dialog_and_made_by_name() {
    let desk = Desk::new();
    let own = desk.own();
    let mut window = opened_with(&desk, None, vec![own.clone()], egui::vec2(1366.0, 768.0));
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::O);
    click(&mut window, "Pilih folder…");
    until(&mut window, "the chosen catalogue", |app| app.state.open().is_some_and(|open| open.folder.root() == own));

    let made = desk.path("dibuat");
    let mut window = opened_with(&desk, None, vec![made.clone()], egui::vec2(1366.0, 768.0));
    // What was chosen in the catalogue before is not chosen in the new one.
    let first = app(&window).state.browse.matches.hits.first().map(|hit| hit.id.clone());
    desk::perform(&mut window, ProductCommand::Select(first));
    desk::perform(&mut window, Command::Show(Overlay::New));
    window.get_by_label("Judul katalog").focus();
    window.run_steps(1);
    window.get_by_label("Judul katalog").type_text("Produk Desa Kami");
    window.run_steps(2);
    click(&mut window, "Buat katalog");
    until(&mut window, "the new catalogue", |app| app.state.open().is_some_and(|open| open.folder.root() == made));
    window.run_steps(2);
    window.get_by_label("Katalog ini masih kosong");
    assert_eq!(app(&window).state.product.selected, None);
    assert!(std::fs::read_to_string(made.join("catalog.ron")).unwrap().contains("Produk Desa Kami"));
}

/// Letting go of a catalogue is nobody's to wait for, and loses nothing.
#[test]
fn what_was_changed_last_is_written_where_another_catalogue_is_opened_at_once() {
    let desk = Desk::new();
    let (own, other) = (desk.own(), desk.path("lain"));
    desk::copy(&shipped(), &other);
    let is_open = |root: PathBuf| move |app: &App| app.state.open().is_some_and(|open| open.folder.root() == root);
    let mut window = opened(&desk, Some(own.clone()));
    desk::perform_all(
        &mut window,
        [Command::Product(ProductCommand::Create), Command::Catalog(CatalogCommand::Open(other.clone()))],
    );
    until(&mut window, "the other catalogue", is_open(other));
    assert!(has_new_product(&own), "what is left is written before another catalogue is read");
    // The lock is free, too.
    desk::perform_all(
        &mut window,
        [Command::Product(ProductCommand::Create), Command::Catalog(CatalogCommand::Open(own.clone()))],
    );
    until(&mut window, "the first catalogue again", is_open(own));
    assert_eq!(app(&window).state.open().unwrap().rights, Rights::Write);
    // The first change of the sample is not lost either.
    desk::perform(&mut window, CatalogCommand::OpenShipped);
    until(&mut window, "the sample", |app| app.state.open().is_some_and(|open| open.rights == Rights::Sample));
    let other = desk.path("lain");
    desk::perform_all(
        &mut window,
        [Command::Product(ProductCommand::Create), Command::Catalog(CatalogCommand::Open(other.clone()))],
    );
    until(&mut window, "the other catalogue again", is_open(other));
    assert!(has_new_product(&desk.path("dokumen/Katalog saya")), "the person's own copy has the change");
}

#[test]
fn page_keys_move_the_cards() {
    let desk = Desk::new();
    let mut window = opened(&desk, None);
    let names: Vec<String> = {
        let state = &app(&window).state;
        let hits = state.browse.matches.hits.iter();
        hits.map(|hit| state.product(&hit.id).unwrap().name.id.clone()).collect()
    };
    let (first, last) = (names.first().unwrap().as_str(), names.last().unwrap().as_str());
    window.get_by_label(first);
    assert!(window.query_by_label(last).is_none());
    press(&mut window, egui::Modifiers::NONE, egui::Key::End);
    window.get_by_label(last);
    assert!(window.query_by_label(first).is_none());
    press(&mut window, egui::Modifiers::NONE, egui::Key::PageUp);
    assert!(window.query_by_label(last).is_none());
    press(&mut window, egui::Modifiers::NONE, egui::Key::Home);
    window.get_by_label(first);
    press(&mut window, egui::Modifiers::NONE, egui::Key::PageDown);
    assert!(window.query_by_label(first).is_none());
    // In a field the keys are the field's.
    press(&mut window, egui::Modifiers::NONE, egui::Key::Slash);
    press(&mut window, egui::Modifiers::NONE, egui::Key::End);
    assert!(window.query_by_label(last).is_none());
}

#[test]
fn a_small_projector_shows_everything_that_matters() {
    let desk = Desk::new();
    let mut window = opened_with(&desk, None, Vec::new(), egui::vec2(1024.0, 600.0));
    for name in ["Buat brosur", SEARCH, "Produk", "Lainnya"] {
        let rect = window.get_all_by_label(name).next().unwrap().rect();
        assert!(rect.min.x >= 0.0 && rect.max.x <= 1024.0 && rect.max.y <= 600.0, "{name}: {rect:?}");
    }
    click(&mut window, "Tabel");
    assert!(app(&window).state.browse.as_table);
}

/// Another program rewrites the file while the window has a change to save.
fn changed_under_the_window(desk: &Desk, own: &Path) -> Window {
    let mut window = opened(desk, Some(own.to_owned()));
    let file = own.join("catalog.ron");
    let theirs = std::fs::read_to_string(&file).unwrap().replace("Arang Briket", "Arang Briket Mereka");
    std::fs::write(&file, &theirs).unwrap();
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::N);
    until(&mut window, "the failed save", |app| matches!(app.state.save, etalase::store::SaveState::Failed(_)));
    window.run_steps(2);
    assert!(std::fs::read_to_string(&file).unwrap() == theirs, "their file was overwritten");
    window
}

fn has_new_product(own: &Path) -> bool {
    std::fs::read_to_string(own.join("catalog.ron")).is_ok_and(|text| text.contains("id: \"produk-"))
}

#[test]
fn a_file_changed_elsewhere_is_written_over_only_when_asked() {
    let desk = Desk::new();
    let own = desk.own();
    let mut window = changed_under_the_window(&desk, &own);
    click(&mut window, "Simpan yang ada di jendela ini");
    until(&mut window, "this window's version on disk", |_| has_new_product(&own));
    // Theirs is in the history, kept for good.
    let folder = Folder::new(&own);
    let is_theirs = |version: &etalase::store::Version| {
        let catalog = folder.version(version).unwrap();
        catalog.products.get("arang-briket").is_some_and(|product| product.name.id == "Arang Briket Mereka")
    };
    assert!(folder.versions().iter().any(|version| version.kept && is_theirs(version)), "{:?}", folder.versions());
}

#[test]
fn what_could_not_be_saved_is_offered_at_the_next_start() {
    let desk = Desk::new();
    let own = desk.own();
    drop(changed_under_the_window(&desk, &own));
    let mut window = opened(&desk, Some(own.clone()));
    // It is shown record by record, and one click takes it.
    click(&mut window, "Ambil kembali 1 perubahan");
    until(&mut window, "the recovered product on disk", |_| has_new_product(&own));
    // And it is offered once only.
    drop(window);
    let window = opened(&desk, Some(own));
    assert!(window.query_by_label_contains("Ambil kembali").is_none());
}

#[test]
fn without_any_catalogue_the_window_offers_to_open_or_make_one() {
    let desk = Desk::new();
    let mut window = open(desk.parts(), None, egui::vec2(1100.0, 700.0));
    window.get_by_label("Belum ada katalog");
    // What a person sees who started the program inside the ZIP, in both languages.
    for (lang, words) in [(Lang::Id, "Ekstrak dulu file ZIP-nya"), (Lang::En, "Unpack the ZIP file first")] {
        let app = window.state_mut().as_mut().unwrap();
        app.state.settings.lang = lang;
        app.state.phase = Phase::Nothing { from_zip: true };
        window.run_steps(3);
        window.get_by_label(words);
    }
    let app = window.state_mut().as_mut().unwrap();
    app.state.settings.lang = Lang::Id;
    window.run_steps(2);
    click(&mut window, "Katalog baru…");
    window.get_by_label("Judul katalog");
}

#[test]
fn a_broken_file_is_replaced_by_its_last_good_version_when_asked() {
    let desk = Desk::new();
    let own = desk.own();
    let file = own.join("catalog.ron");
    let mut window = opened(&desk, Some(own.clone()));
    press(&mut window, egui::Modifiers::COMMAND, egui::Key::N);
    until(&mut window, "a saved version", |_| has_new_product(&own));
    drop(window);
    let good = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, good.replacen("format: 1,", "format: 1, [[[", 1)).unwrap();
    let mut window = opened(&desk, Some(own.clone()));
    assert!(matches!(app(&window).state.phase, Phase::Failed(_)));
    click(&mut window, "Kembalikan versi baik yang terakhir");
    until(&mut window, "the catalogue", |app| app.state.open().is_some());
    assert!(app(&window).state.catalog().unwrap().products.len() >= 56);
    let aside = std::fs::read_dir(&own).unwrap().flatten();
    assert!(aside.into_iter().any(|entry| entry.file_name().to_string_lossy().starts_with("catalog.ron.rusak-")));
}
