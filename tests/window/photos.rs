//! Photos into a product by dialog and by drop, driven in the whole window.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::desk::{Answers, Desk, Dropped, Window, app, open, parts_at, until};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{Catalog, PhotoFault, ProblemKind, ProductId};
use etalase::ui::command::ProductCommand;
use etalase::ui::{App, Parts};

fn product() -> ProductId {
    ProductId::new("madu-hutan")
}

fn photos(app: &App) -> usize {
    app.state.product(&product()).map_or(0, |product| product.photos.len())
}

/// A catalogue of one product, opened in a window with that product selected.
fn window(dir: &Path, chosen: Vec<PathBuf>) -> Window {
    let catalog = dir.join("katalog");
    std::fs::create_dir_all(&catalog).unwrap();
    let text = "(format: 1, id: \"c\", products: [(id: \"madu-hutan\", name: (id: \"Madu Hutan\"), status: Ready)])";
    std::fs::write(catalog.join("catalog.ron"), text).unwrap();
    let parts = Parts { dialogs: Arc::new(Answers(chosen)), ..parts_at(dir) };
    let mut window = open(parts, Some(catalog), egui::vec2(1366.0, 3000.0));
    until(&mut window, "the catalogue", |app| app.state.open().is_some());
    let context = window.ctx.clone();
    window.state_mut().as_mut().unwrap().perform(ProductCommand::Select(Some(product())), &context);
    window.run_steps(3);
    window
}

fn picture(dir: &Path, name: &str, shade: u8) -> PathBuf {
    let path = dir.join(name);
    image::RgbImage::from_pixel(640, 480, image::Rgb([shade, 120, 60])).save(&path).unwrap();
    path
}

fn on_disk(dir: &Path) -> Catalog {
    let folder = etalase::store::Folder::new(dir.join("katalog"));
    etalase::store::open(&folder, true).unwrap().catalog
}

#[test]
fn chosen_photos_are_copied_into_the_catalogue_and_saved() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second) = (picture(dir.path(), "IMG-WA0001.jpg", 10), picture(dir.path(), "IMG-WA0002.png", 200));
    let mut window = window(dir.path(), vec![first, second]);
    window.key_press(egui::Key::F2);
    window.run_steps(4);
    window.get_by_label("Tambah foto…").click();
    until(&mut window, "two photos", |app| photos(app) == 2);
    until(&mut window, "the save", |_| {
        on_disk(dir.path()).products.get(&product()).is_some_and(|product| product.photos.len() == 2)
    });
    for photo in &on_disk(dir.path()).products[&product()].photos {
        assert!(photo.file.starts_with("madu-hutan-"), "{}", photo.file);
        assert!(dir.path().join("katalog/photos").join(&photo.file).is_file());
    }
    // One undo step takes both off again.
    let undo = window.get_by_label_contains("Urungkan: Tambah 2 foto");
    undo.click();
    until(&mut window, "undo", |app| photos(app) == 0);
}

#[test]
fn a_dropped_photo_lands_on_the_open_product_and_rubbish_is_refused_by_name() {
    let dir = tempfile::tempdir().unwrap();
    let good = picture(dir.path(), "foto.jpg", 40);
    let bad = dir.path().join("laporan.jpg");
    std::fs::write(&bad, b"not a picture at all").unwrap();
    let mut window = window(dir.path(), Vec::new());
    for path in [good, bad] {
        window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    }
    until(&mut window, "the photo", |app| photos(app) == 1);
    assert!(window.get_all_by_label_contains("laporan.jpg").next().is_some());
}

#[test]
fn a_photo_that_was_copied_again_is_no_problem_any_more() {
    let desk = Desk::new();
    let text = r#"(format: 1, id: "uji", title: (id: "Uji"), products: [
        (id: "teh", name: (id: "Teh"), photos: [(file: "teh.png", alt: (id: "Teh"))], status: Ready)])"#;
    let mut window = desk.open(text);
    let has_fault = |app: &App| {
        let problems = &app.state.open().unwrap().problems;
        problems.iter().any(|problem| matches!(problem.kind, ProblemKind::Photo { .. }))
    };
    until(&mut window, "the missing photo", has_fault);
    let photos = app(&window).state.open().unwrap().folder.photos_dir();
    std::fs::create_dir_all(&photos).unwrap();
    image::RgbImage::new(40, 30).save(photos.join("teh.png")).unwrap();
    // Back from the file manager.
    window.event(egui::Event::WindowFocused(false));
    window.step();
    window.event(egui::Event::WindowFocused(true));
    window.step();
    until(&mut window, "the check", |app| !has_fault(app));
}

#[test]
fn a_photo_that_is_damaged_inside_is_found_behind_the_window() {
    let desk = Desk::new();
    let text = r#"(format: 1, id: "uji", title: (id: "Uji"), products: [
        (id: "teh", name: (id: "Teh"), photos: [(file: "teh.jpg", alt: (id: "Teh"))], status: Ready)])"#;
    let photos = desk.catalog(text).join("photos");
    std::fs::create_dir_all(&photos).unwrap();
    std::fs::copy(case("jpeg-sector-noise.jpg"), photos.join("teh.jpg")).unwrap();
    let mut window = desk.open(text);
    until(&mut window, "the damaged photo", |app| {
        app.state
            .open()
            .unwrap()
            .problems
            .iter()
            .any(|problem| matches!(problem.kind, ProblemKind::Photo { fault: PhotoFault::Damaged, .. }))
    });
}

#[test]
fn a_photo_that_is_damaged_inside_comes_in_only_where_a_person_insists() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path(), Vec::new());
    window.input_mut().dropped_files.push(Arc::new(Dropped(case("jpeg-sector-noise.jpg"))));
    until(&mut window, "the question", |app| app.state.notices.iter().any(|notice| notice.offer.is_some()));
    assert_eq!(photos(app(&window)), 0);
    window.get_by_label_contains("1 foto rusak di dalam");
    window.get_by_label_contains("Tetap ambil").click();
    until(&mut window, "the photo", |app| photos(app) == 1);
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/photos").join(name)
}
