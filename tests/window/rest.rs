//! A window without a graphics card: nothing is painted that nobody asked for, and pictures keep within their memory.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::desk;
use crate::desk::{Desk, Window, app, press, until};
use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::kittest::Queryable as _;

use etalase::model::{Edit, Key as ModelKey, Product, Text};
use etalase::ui::App;
use etalase::ui::command::Command;

/// So many products with names of two kinds, each with the same picture cut in its own way.
fn catalogue(desk: &Desk, count: usize, with_photo: bool) -> Window {
    let mut text = "(\n  format: 1,\n  id: \"uji\",\n  title: (id: \"Uji\"),\n  products: [\n".to_owned();
    for n in 0..count {
        let name = if n % 2 == 0 { "Madu" } else { "Tenun" };
        let photo = match with_photo {
            true => format!(
                "photos: [(file: \"foto.png\", alt: (id: \"Foto\"), \
                 crop: (left: 0, top: {}, right: 1000, bottom: {}))], ",
                n % 400,
                600 + n % 397
            ),
            false => String::new(),
        };
        let _ = writeln!(
            text,
            "    (id: \"p{n:04}\", name: (id: \"{name} {n}\"), summary: (id: \"Satu.\"), {photo}status: Ready),"
        );
    }
    text.push_str("  ],\n)\n");
    let dir = desk.catalog(&text);
    if with_photo {
        std::fs::create_dir_all(dir.join("photos")).unwrap();
        image::RgbImage::from_fn(600, 600, |x, y| image::Rgb([x as u8, y as u8, 90]))
            .save(dir.join("photos/foto.png"))
            .unwrap();
    }
    let window = desk::open(desk.parts(), Some(dir), desk::LAPTOP);
    assert!(app(&window).state.open().is_some(), "the catalogue of the test cannot be read");
    window
}

/// The last pass in which another frame was asked for at once, as the window's program hears of it.
struct Asked(Arc<AtomicU64>);

impl Asked {
    fn listen(window: &Window) -> Self {
        let asked = Arc::new(AtomicU64::new(0));
        let last = asked.clone();
        window.ctx.set_request_repaint_callback(move |info| {
            if info.delay < Duration::from_millis(1) {
                last.store(info.current_cumulative_pass_nr, Ordering::Relaxed);
            }
        });
        Self(asked)
    }

    /// A request is old when a pass began after the one in which it was made; eframe judges so, too.
    fn wants_another(&self, window: &Window) -> bool {
        window.ctx.cumulative_pass_nr() <= self.0.load(Ordering::Relaxed) + 1
    }

    /// Lets everything under way come to its end, and every notice fade.
    fn settle(&self, window: &mut Window) {
        until(window, "quiet", App::is_settled);
        for _ in 0..200 {
            if !self.wants_another(window) && app(window).is_settled() {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
            window.step();
        }
        panic!("the window never comes to rest");
    }
}

#[test]
fn a_typed_key_is_painted_once_and_then_there_is_rest() {
    let desk = Desk::new();
    let mut window = catalogue(&desk, 300, false);
    let asked = Asked::listen(&window);
    press(&mut window, Modifiers::NONE, Key::Slash);
    asked.settle(&mut window);
    for (letter, found) in [("m", 150), ("a", 150), ("d", 150), ("u", 150), (" ", 150), ("7", 22)] {
        window.event(Event::Text(letter.to_owned()));
        // With the first letter come its chip and the button that clears it; egui paints what is new once more.
        let most = if letter == "m" { 2 } else { 1 };
        let mut frames = 0;
        loop {
            window.step();
            frames += 1;
            if !asked.wants_another(&window) {
                break;
            }
            let causes = window.ctx.repaint_causes();
            assert!(frames < most, "{frames} frames were painted for {letter:?} and another is asked for: {causes:?}");
        }
        let hits = app(&window).state.browse.matches.hits.len();
        assert!(hits == found || letter == "7" && (1..150).contains(&hits), "{letter:?}: {hits}");
        asked.settle(&mut window);
    }
    for _ in 0..10 {
        window.step();
        assert!(!asked.wants_another(&window), "a window at rest asks for another frame");
    }
}

#[test]
fn pictures_keep_within_their_memory_however_far_somebody_scrolls() {
    const BUDGET: usize = 12 << 20;
    // What one screen shows stays whatever it costs.
    const SCREEN: usize = 24 * 512 * 320 * 4;
    let desk = Desk::new();
    let mut window = catalogue(&desk, 10_000, true);
    let asked = Asked::listen(&window);
    asked.settle(&mut window);
    let first = app(&window).picture_bytes();
    assert!(first > 0, "no picture was shown");
    let last = last_card(&window);
    assert!(window.query_all_by_label_contains(&last).next().is_none());
    let (mut most, mut steps) = (0, 0);
    // Every eighth screen; all 10,000 pictures, one screen after the other, take eight minutes and keep within it, too.
    while window.query_all_by_label_contains(&last).next().is_none() {
        steps += 1;
        assert!(steps < 400, "the last card never comes");
        window.event(Event::PointerMoved(egui::pos2(700.0, 450.0)));
        window.event(Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -5_600.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        });
        window.step();
        until(&mut window, "the pictures", App::is_settled);
        most = most.max(app(&window).picture_bytes());
    }
    assert!(most > BUDGET / 2, "too few pictures came by: {most} bytes");
    assert!(most <= BUDGET + SCREEN, "{most} bytes of pictures");
}

/// What the last of all cards is called.
fn last_card(window: &Window) -> String {
    let state = &app(window).state;
    let last = state.browse.matches.hits.iter().last().unwrap();
    state.catalog().unwrap().products[&last.id].name.id.clone()
}

#[test]
fn a_change_of_many_products_is_searched_once_its_index_is_there() {
    let desk = Desk::new();
    let mut window = catalogue(&desk, 300, false);
    let puts = {
        let catalog = app(&window).state.catalog().unwrap();
        let branded = catalog.products.values().map(|product| Product { brand: "Rimba".into(), ..(**product).clone() });
        branded.map(|product| (ModelKey::Product(product.id.clone()), Some(product.into()))).collect()
    };
    let edit = Edit { name: Text::new("Merek", "Brand"), puts, typing_in: None };
    // A change of one of them comes before the index of the others is there.
    let one = {
        let madu = app(&window).state.product(&"p0000".into()).unwrap().as_ref().clone();
        Edit::put(Text::new("Merek", "Brand"), Product { brand: "Sungai".into(), ..madu })
    };
    desk::perform_all(&mut window, [Command::Change(edit), Command::Change(one)]);
    press(&mut window, Modifiers::NONE, Key::Slash);
    window.get_by_label("Cari produk, desa, atau produsen").type_text("rimba");
    until(&mut window, "the products of the brand", |app| app.state.browse.matches.hits.len() == 299);
}
