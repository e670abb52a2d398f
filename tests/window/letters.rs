//! Letters that our fonts lack are drawn by a font of the system, and by none where there is none.

use egui::{Context, FontFamily, FontId};

use crate::desk::{Desk, LAPTOP, Window, app, open, until};
use etalase::brochure::SystemFont;
use etalase::ui::{App, Parts};

const CATALOG: &str = "(format: 1, id: \"uji\", title: (id: \"Uji\"), products: [(id: \"sake\", \
    name: (id: \"Sake 三菱 \u{f8ff0}\"), status: Ready)])";

/// The made font of the tests has some letters of Chinese, as a file of 20 MB would.
fn fonts(letters: &str) -> Vec<(SystemFont, String)> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/fonts/etalase-test.ttf");
    let drawn: String = letters.chars().filter(|letter| "三菱食品".contains(*letter)).collect();
    let font = SystemFont::new(std::fs::read(file).unwrap(), 0).unwrap();
    if drawn.is_empty() { Vec::new() } else { vec![(font, drawn)] }
}

fn window(desk: &Desk, fonts: fn(&str) -> Vec<(SystemFont, String)>) -> Window {
    let mut window = open(Parts { fonts, ..desk.parts() }, Some(desk.catalog(CATALOG)), LAPTOP);
    until(&mut window, "fonts", App::is_settled);
    window
}

/// Whether a letter is drawn in text and in headings.
fn draws(ctx: &Context, letter: char) -> bool {
    let families = [FontFamily::Proportional, FontFamily::Name("semi".into()), FontFamily::Name("bold".into())];
    families.into_iter().all(|family| ctx.fonts_mut(|fonts| fonts.has_glyph(&FontId::new(14.0, family), letter)))
}

#[test]
fn a_font_of_the_system_steps_in_for_a_letter_that_ours_lack() {
    let desk = Desk::new();
    let mut window = window(&desk, fonts);
    assert!(draws(&window.ctx, '三') && draws(&window.ctx, '菱'));
    assert!(!draws(&window.ctx, '\u{f8ff0}'), "a letter that nothing has stays a box");
    // It is looked for once.
    window.run_steps(3);
    assert!(app(&window).is_settled());
}

#[test]
fn without_such_a_font_it_stays_a_box_and_the_window_comes_to_rest() {
    let desk = Desk::new();
    let window = window(&desk, |_| Vec::new());
    assert!(!draws(&window.ctx, '三'));
    assert!(draws(&window.ctx, 'ñ'));
}

fn never(letters: &str) -> Vec<(SystemFont, String)> {
    panic!("looked for {letters:?}");
}

#[test]
fn what_ours_have_is_never_looked_for() {
    let desk = Desk::new();
    let mut window = open(Parts { fonts: never, ..desk.parts() }, Some(desk.own()), LAPTOP);
    until(&mut window, "all", App::is_settled);
    assert!(app(&window).state.notices.iter().len() == 0, "a job panicked");
}
