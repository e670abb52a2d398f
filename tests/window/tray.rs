//! The tray of photos in the window: a hundred files dropped, sorted by typing, undone; pasting; unused and moved photos.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::desk::{Answers, Dropped, Window, open, parts_at, perform, until};
use egui_kittest::kittest::Queryable as _;
use etalase::model::{Edit, Key, ProductId, Text};
use etalase::store::Folder;
use etalase::ui::command::{Command, Overlay, PhotosCommand, ProductCommand, Screen};
use etalase::ui::{App, Parts};

fn window(dir: &Path, chosen: Vec<PathBuf>, size: egui::Vec2) -> Window {
    let catalog = dir.join("katalog");
    std::fs::create_dir_all(&catalog).unwrap();
    let text = "(format: 1, id: \"c\", products: [
        (id: \"kopi-liberika\", name: (id: \"Kopi Liberika\"), status: Draft),
        (id: \"madu-hutan\", name: (id: \"Madu Hutan\"), status: Ready),
    ])";
    std::fs::write(catalog.join("catalog.ron"), text).unwrap();
    let parts = Parts { dialogs: Arc::new(Answers(chosen)), ..parts_at(dir) };
    let mut window = open(parts, Some(catalog), size);
    until(&mut window, "the catalogue", |app| app.state.open().is_some());
    window
}

/// The photo in the crop overlay is there, and has the keyboard.
fn until_cropping(window: &mut Window) {
    let start = Instant::now();
    while window.query_by_label("Titik fokus").is_none() {
        window.run_steps(1);
        assert!(start.elapsed() < Duration::from_secs(60), "waited in vain for the photo");
        std::thread::sleep(Duration::from_millis(5));
    }
    window.run_steps(4);
}

fn picture(path: &Path, shade: u8) {
    image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([shade, (x * 4) as u8, (y * 5) as u8])).save(path).unwrap();
}

fn photos(app: &App, id: &str) -> usize {
    app.state.product(&ProductId::new(id)).map_or(0, |product| product.photos.len())
}

fn drop_files(window: &mut Window, paths: impl IntoIterator<Item = PathBuf>) {
    for path in paths {
        window.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    }
}

const LAPTOP: egui::Vec2 = egui::vec2(1366.0, 768.0);

#[test]
fn a_hundred_dropped_files_are_sorted_by_typing_and_each_enter_is_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let phone = dir.path().join("WhatsApp");
    std::fs::create_dir(&phone).unwrap();
    for n in 0..100u8 {
        // Four products photographed on four days, twenty-five pictures each.
        let day = 10 + n / 25;
        picture(&phone.join(format!("IMG-202610{day}-WA{n:04}.jpg")), n);
    }
    std::fs::write(phone.join("catatan.txt"), "bukan foto").unwrap();
    let mut window = window(dir.path(), Vec::new(), LAPTOP);
    drop_files(&mut window, [phone.clone()]);
    until(&mut window, "the tray", |app| app.state.tray.photos.len() == 100);
    assert_eq!(window.state().as_ref().unwrap().state.screen, Screen::Tray);
    // The first group is chosen, and the keyboard is where a name is typed.
    window.get_by_label("25 foto dipilih");
    window.get_by_label("0 dari 100 selesai, 100 tersisa");
    window.get_by_label("IMG-20261010-WA0000.jpg");
    assert!(window.query_by_label("IMG-20261013-WA0099.jpg").is_none(), "only what is in sight is laid out");
    window.get_by_label("Produk untuk foto ini").type_text("kopi");
    window.run_steps(3);
    window.get_by_label("Pasang ke Kopi Liberika");
    window.key_press(egui::Key::Enter);
    until(&mut window, "the photos", |app| photos(app, "kopi-liberika") == 25);
    // On to the next group at once, without the mouse.
    window.get_by_label("25 dari 100 selesai, 75 tersisa");
    window.get_by_label("25 foto dipilih");
    window.get_by_label("Produk untuk foto ini").type_text("madu");
    window.run_steps(3);
    window.key_press(egui::Key::Enter);
    until(&mut window, "more photos", |app| photos(app, "madu-hutan") == 25);
    window.get_by_label("50 dari 100 selesai, 50 tersisa");

    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    until(&mut window, "undo", |app| photos(app, "madu-hutan") == 0);
    assert_eq!(photos(window.state().as_ref().unwrap(), "kopi-liberika"), 25, "one Enter is one step");
    window.get_by_label("25 dari 100 selesai, 75 tersisa");
    assert_eq!(std::fs::read_dir(&phone).unwrap().count(), 101, "the files themselves are never touched");
}

#[test]
fn pictures_are_chosen_by_keys_and_clicks_and_left_out() {
    let dir = tempfile::tempdir().unwrap();
    let paths: Vec<PathBuf> = (0..6u8)
        .map(|n| {
            let path = dir.path().join(format!("IMG_20261012_09{:02}00.png", n * 10));
            picture(&path, n * 40);
            path
        })
        .collect();
    let mut window = window(dir.path(), paths, LAPTOP);
    perform(&mut window, Command::Go(Screen::Tray));
    window.get_by_label("Pilih foto…").click();
    until(&mut window, "the tray", |app| app.state.tray.photos.len() == 6);
    let chosen = |window: &Window| window.state().as_ref().unwrap().state.tray.chosen.len();
    assert_eq!(chosen(&window), 1, "ten minutes apart: six groups");
    window.key_press_modifiers(egui::Modifiers::SHIFT, egui::Key::ArrowDown);
    window.run_steps(3);
    assert!(chosen(&window) >= 2);
    window.key_press(egui::Key::End);
    window.run_steps(3);
    assert_eq!(chosen(&window), 1);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.run_steps(3);
    assert_eq!(chosen(&window), 6);
    window.get_by_label("IMG_20261012_095000.png").click();
    window.run_steps(3);
    assert_eq!(chosen(&window), 1);
    window.key_press(egui::Key::Delete);
    window.run_steps(3);
    assert_eq!(window.state().as_ref().unwrap().state.tray.counts(), (0, 1, 5));
    window.get_by_label("1 dilewati: ambil lagi").click();
    window.run_steps(3);
    assert_eq!(window.state().as_ref().unwrap().state.tray.counts(), (0, 0, 6));
}

#[test]
fn names_that_fit_a_product_are_assigned_in_one_go_and_bad_files_are_told_once() {
    let dir = tempfile::tempdir().unwrap();
    let phone = dir.path().join("foto");
    std::fs::create_dir(&phone).unwrap();
    for (name, shade) in [("Madu Hutan 1.jpg", 10), ("madu-hutan-2.jpg", 90), ("kopi-liberika.jpg", 170)] {
        picture(&phone.join(name), shade);
    }
    for n in 0..9 {
        std::fs::write(phone.join(format!("kopi-liberika-{}.jpg", n + 2)), b"rusak").unwrap();
    }
    let mut window = window(dir.path(), Vec::new(), LAPTOP);
    drop_files(&mut window, [phone]);
    until(&mut window, "the tray", |app| app.state.tray.photos.len() == 12);
    window.get_by_label("Madu Hutan 1.jpg: Madu Hutan").click();
    window.run_steps(3);
    window.get_by_label("Pasang 11 foto ini").click();
    until(&mut window, "the photos", |app| photos(app, "madu-hutan") == 1 && photos(app, "kopi-liberika") == 1);
    until(&mut window, "the refusals", |app| app.state.tray.counts() == (2, 0, 10));
    window.get_by_label("9 foto tidak dapat dipakai.");
}

#[test]
fn a_pasted_picture_lands_on_the_open_product_or_in_the_tray() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path(), Vec::new(), LAPTOP);
    let picture = Arc::new(egui::ColorImage::filled([40, 30], egui::Color32::from_rgb(200, 30, 60)));
    window.event(egui::Event::PasteImage(picture.clone()));
    until(&mut window, "the tray", |app| app.state.tray.photos.len() == 1);
    perform(&mut window, ProductCommand::Select(Some(ProductId::new("madu-hutan"))));
    window.event(egui::Event::PasteImage(picture));
    until(&mut window, "the photo", |app| photos(app, "madu-hutan") == 1);
    let product = window.state().as_ref().unwrap().state.product(&ProductId::new("madu-hutan")).unwrap().clone();
    let stored = image::open(dir.path().join("katalog/photos").join(&product.photos[0].file)).unwrap().into_rgb8();
    assert_eq!(stored.dimensions(), (40, 30));
    assert_eq!(stored.get_pixel(20, 20).0, [200, 30, 60]);
}

#[test]
fn unused_photos_go_to_the_history_and_come_back_by_the_notice_and_by_undo() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("foto.jpg");
    picture(&file, 80);
    let mut window = window(dir.path(), Vec::new(), LAPTOP);
    perform(&mut window, PhotosCommand::Add(ProductId::new("madu-hutan"), vec![file]));
    until(&mut window, "the photo", |app| photos(app, "madu-hutan") == 1);
    let mut product =
        (**window.state().as_ref().unwrap().state.product(&ProductId::new("madu-hutan")).unwrap()).clone();
    let stored = dir.path().join("katalog/photos").join(&product.photos.remove(0).file);
    perform(&mut window, Command::Change(Edit::put(Text::new("Hapus foto", "Remove a photo"), product)));
    perform(&mut window, Command::SaveNow);
    until(&mut window, "the hint", |app| app.is_settled());
    perform(&mut window, Command::Go(Screen::Problems));
    let clear_away = |window: &mut Window| {
        perform(window, Command::Go(Screen::Problems));
        window.get_by_label("Buang foto yang tidak dipakai…").click();
        until(window, "the list", |app| app.state.care.unused.is_some() && app.is_settled());
        // The first version of the history is from before the photo, the last from after: only what is between may name
        // it.
        if let Some(tick) = window.query_by_label_contains("Buang juga;") {
            tick.click();
            window.run_steps(3);
        }
        window.get_by_label("Buang 1 foto").click();
        until(window, "the photo to be gone", |app| !stored.exists() && app.is_settled());
    };
    clear_away(&mut window);
    window.get_by_label("Urungkan").click();
    until(&mut window, "the photo to be back", |app| stored.exists() && app.is_settled());
    // The same by key, as long as nothing was done after it.
    clear_away(&mut window);
    window.get_by_label("Urungkan: Buang 1 foto");
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    until(&mut window, "the key to bring it back", |app| stored.exists() && app.is_settled());
    // Cleared away once more; this time taking back the edit brings it back.
    let name = stored.file_name().unwrap().to_string_lossy().into_owned();
    Folder::new(dir.path().join("katalog")).discard_photos(&[name]).unwrap();
    assert!(!stored.exists());
    perform(&mut window, Command::Undo);
    until(&mut window, "undo to bring it back", |_| stored.exists());
}

#[test]
fn a_missing_photo_is_found_in_another_folder_and_a_renamed_one_is_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second) = (dir.path().join("a.jpg"), dir.path().join("b.jpg"));
    picture(&first, 80);
    picture(&second, 160);
    let elsewhere = dir.path().join("cadangan");
    std::fs::create_dir_all(elsewhere.join("lama")).unwrap();
    let mut window = window(dir.path(), vec![elsewhere.clone()], LAPTOP);
    perform(&mut window, PhotosCommand::Add(ProductId::new("madu-hutan"), vec![first, second]));
    until(&mut window, "the photos", |app| photos(app, "madu-hutan") == 2);
    let product = window.state().as_ref().unwrap().state.product(&ProductId::new("madu-hutan")).unwrap().clone();
    let at = |n: usize| dir.path().join("katalog/photos").join(&product.photos[n].file);
    // One was moved and renamed, of the other only a smaller copy with its name is left.
    std::fs::rename(at(0), elsewhere.join("lama/tak dikenal.jpg")).unwrap();
    std::fs::remove_file(at(1)).unwrap();
    picture(&elsewhere.join(&product.photos[1].file), 200);
    perform(
        &mut window,
        Command::Change(Edit::put(Text::new("x", "x"), {
            let mut touched = (*product).clone();
            touched.brand = "Rimba".into();
            touched
        })),
    );
    until(&mut window, "the check", |app| app.is_settled());
    perform(&mut window, Command::Go(Screen::Problems));
    window.get_by_label("Temukan 2 foto yang dipindah…").click();
    window.run_steps(3);
    window.get_by_label("Pilih folder…").click();
    until(&mut window, "the search", |app| app.state.care.found.as_ref().is_some_and(|found| found.len() == 2));
    window.get_by_label("Pasang 2 foto").click();
    until(&mut window, "the photos", |app| app.is_settled() && at(0).is_file() && app.state.overlay.is_none());
    let now = window.state().as_ref().unwrap().state.product(&ProductId::new("madu-hutan")).unwrap().clone();
    assert_eq!(now.photos[0].file, product.photos[0].file, "the same content keeps its name");
    assert_ne!(now.photos[1].file, product.photos[1].file, "other content has another name");
    assert!(dir.path().join("katalog/photos").join(&now.photos[1].file).is_file());
    perform(&mut window, Command::Undo);
    let back = window.state().as_ref().unwrap().state.product(&ProductId::new("madu-hutan")).unwrap().clone();
    assert_eq!(back.photos, product.photos);
}

#[test]
fn a_photo_is_cropped_by_keys_and_put_back_by_undo() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("foto.jpg");
    picture(&file, 80);
    let mut window = window(dir.path(), Vec::new(), LAPTOP);
    perform(&mut window, PhotosCommand::Add(ProductId::new("madu-hutan"), vec![file]));
    until(&mut window, "the photo", |app| photos(app, "madu-hutan") == 1);
    perform(&mut window, ProductCommand::Select(Some(ProductId::new("madu-hutan"))));
    perform(&mut window, Command::go_to(Key::Product("madu-hutan".into()), etalase::model::ProductField::Photos));
    until(&mut window, "the form", |app| app.is_settled());
    window.get_by_label("Potong dan titik fokus foto 1").click();
    until_cropping(&mut window);
    window.get_by_label("1:1").click();
    window.run_steps(3);
    let crop = |window: &Window| {
        window.state().as_ref().unwrap().state.product(&ProductId::new("madu-hutan")).unwrap().photos[0].crop
    };
    window.get_by_label("Pakai").click();
    until(&mut window, "the edit", |app| app.state.overlay.is_none());
    let square = crop(&window).unwrap();
    assert_eq!((square.left, square.right, square.top, square.bottom), (125, 875, 0, 1000));
    perform(&mut window, Command::Undo);
    assert_eq!(crop(&window), None);
    // The same by keys alone: one step to the left is not possible, the focus goes where it is told.
    perform(&mut window, Command::Show(Overlay::Crop(ProductId::new("madu-hutan"), 0)));
    until_cropping(&mut window);
    for _ in 0..10 {
        window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::ArrowUp);
        window.run_steps(2);
    }
    window.key_press(egui::Key::Enter);
    until(&mut window, "the edit", |app| app.state.overlay.is_none());
    let focus = crop(&window).and_then(|crop| crop.focus).unwrap();
    assert_eq!((focus.x, focus.y), (500, 400));
    // Esc leaves without a change.
    perform(&mut window, Command::Show(Overlay::Crop(ProductId::new("madu-hutan"), 0)));
    window.run_steps(4);
    window.key_press(egui::Key::Escape);
    until(&mut window, "the overlay to close", |app| app.state.overlay.is_none());
}

#[test]
fn a_folder_of_photos_is_matched_by_name_looked_at_and_taken_in_one_step() {
    let dir = tempfile::tempdir().unwrap();
    let phone = dir.path().join("foto");
    std::fs::create_dir(&phone).unwrap();
    for (at, name) in
        ["Madu Hutan.jpg", "madu hutan 2.jpg", "kopi.png", "IMG_0012.JPG", "catatan.txt"].iter().enumerate()
    {
        match name.ends_with("txt") {
            true => std::fs::write(phone.join(name), "bukan foto").unwrap(),
            false => picture(&phone.join(name), u8::try_from(at).unwrap() * 40),
        }
    }
    let mut window = window(dir.path(), vec![phone], LAPTOP);
    perform(&mut window, Command::Go(Screen::Review));
    window.get_by_label_contains("Foto satu folder").click();
    until(&mut window, "the tray", |app| app.state.tray.photos.len() == 4);
    let ticked = |window: &Window, name: &str| {
        let tray = &window.state().as_ref().unwrap().state.tray;
        let photo = tray.photos.iter().find(|photo| photo.arrival.name == name).unwrap();
        photo.proposed.clone().map(|(product, on)| (product.to_string(), on))
    };
    assert_eq!(ticked(&window, "madu hutan 2.jpg"), Some(("madu-hutan".into(), true)));
    assert_eq!(
        ticked(&window, "kopi.png"),
        Some(("kopi-liberika".into(), false)),
        "a part of the name is looked at first"
    );
    assert_eq!(ticked(&window, "IMG_0012.JPG"), None);
    window.get_by_label("1 tanpa produk");
    window.get_by_label("kopi.png: Kopi Liberika").click();
    window.run_steps(3);
    window.get_by_label_contains("Pasang 3 foto ini").click();
    until(&mut window, "the photos", |app| photos(app, "madu-hutan") == 2 && photos(app, "kopi-liberika") == 1);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::Z);
    until(&mut window, "undo", |app| photos(app, "madu-hutan") == 0 && photos(app, "kopi-liberika") == 0);
}
