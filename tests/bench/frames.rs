//! Frames of the window: while the gallery scrolls, after a typed key, after an edit, and while the saver writes.

use std::path::Path;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, MouseWheelUnit, Pos2, TouchPhase, vec2};

use etalase::model::{Filter, ProductId};
use etalase::store::SaveState;
use etalase::ui::command::{BrowseCommand, Command, ProductCommand};

use super::data::{rebrand, rebrand_many};
use super::glass::{Frame, Glass};
use super::places::{self, Size};
use super::report::{Row, Table, Unit};
use super::search::typed;

const TABLE: Table = Table::Catalogues;

pub fn measure(size: Size, dir: &Path) {
    let dir = places::scratch(dir, &format!("window-{}", size.word()));
    let mut glass = Glass::open(&dir);
    scroll(size, &mut glass);
    keys(size, &mut glass);
    edits(size, &mut glass);
    saving(size, &mut glass);
    drop(glass);
    let _ = std::fs::remove_dir_all(dir);
}

/// A finger on the wheel for seven seconds, down and up again, photos coming in meanwhile: frame after frame, which is what
/// a frame costs, and sixty a second, where the processor has rested in between and begins with empty caches.
fn scroll(size: Size, glass: &mut Glass) {
    let times = wheel(size, glass, Glass::at_once);
    Row::frames(TABLE, "one frame while scrolling, layout and tessellation (p99)", size.head(), &times)
        .hold(0.3e-3, Some(2e-3))
        .tell_here();
    let times = wheel(size, glass, Glass::paced);
    Row::frames(TABLE, "the same, the processor at rest between frames (p99)", size.head(), &times)
        .hold(16e-3, Some(16e-3))
        .tell_here();
    glass.settle();
}

fn wheel(size: Size, glass: &mut Glass, frame: fn(&mut Glass, Vec<Event>) -> Frame) -> Vec<Duration> {
    // Over the cards.
    glass.paced(vec![Event::PointerMoved(Pos2::new(700.0, 450.0))]);
    let turn = if size.count() < 500 { 60 } else { 210 };
    let (mut times, mut triangles) = (Vec::new(), 0);
    for at in 0..420 {
        let down = (at / turn) % 2 == 0;
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, if down { -45.0 } else { 45.0 }),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        let frame = frame(glass, vec![wheel]);
        triangles = triangles.max(frame.triangles);
        times.push(frame.cost);
    }
    assert!(triangles > 1_000, "the gallery was not drawn");
    times
}

/// Keys into the search box: every frame that one causes counts.
fn keys(size: Size, glass: &mut Glass) {
    glass.press(Key::Slash);
    glass.settle();
    let catalog = glass.app.state.catalog().cloned().unwrap();
    let (mut times, mut frames, mut before) = (Vec::new(), Vec::new(), String::new());
    for text in typed(&catalog, 120) {
        if !text.starts_with(&before) {
            // The next search begins in an empty box.
            glass.app.perform(BrowseCommand::SetFilter(Filter::default()), &glass.ctx.clone());
            glass.settle();
            before.clear();
        }
        let letters = text.strip_prefix(&before).unwrap_or(&text).to_owned();
        let mut cost = Duration::ZERO;
        let mut count = 0;
        let mut events = vec![Event::Text(letters)];
        loop {
            let frame = glass.frame(std::mem::take(&mut events));
            cost += frame.cost;
            count += 1;
            if !frame.again || count == 30 {
                break;
            }
        }
        assert_eq!(glass.app.state.browse.filter.search, text, "the key did not reach the search box");
        times.push(cost);
        frames.push(f64::from(count));
        before = text;
        // Photos of what was found are not counted as work of the next key.
        glass.settle();
    }
    Row::times(TABLE, "a typed key in the window, all its frames", size.head(), &times).tell_here();
    Row::values(TABLE, "frames that a typed key causes", size.head(), Unit::Frames, frames).hold(2.0, None).tell();
    glass.app.perform(BrowseCommand::SetFilter(Filter::default()), &glass.ctx.clone());
    glass.settle();
}

/// The first product shown, with its form open.
fn form(glass: &mut Glass) -> ProductId {
    let id = glass.app.state.browse.matches.hits.first().unwrap().id.clone();
    glass.app.perform(ProductCommand::Select(Some(id.clone())), &glass.ctx.clone());
    glass.app.perform(ProductCommand::Edit(true), &glass.ctx.clone());
    glass.settle();
    assert!(glass.app.state.product.editing, "the form did not open");
    id
}

/// A letter typed into the open form: the edit, the index, the matches and the frame.
fn edit(glass: &mut Glass, id: &ProductId, at: u64) -> Duration {
    let change = rebrand(glass.app.state.catalog().unwrap(), id, at).typing("brand");
    let ctx = glass.ctx.clone();
    let start = Instant::now();
    glass.app.perform(Command::Change(change), &ctx);
    start.elapsed() + glass.frame(Vec::new()).cost
}

fn edits(size: Size, glass: &mut Glass) {
    let id = form(glass);
    let mut times = Vec::new();
    for at in 0..40 {
        times.push(edit(glass, &id, at));
        for _ in 0..3 {
            glass.paced(Vec::new());
        }
    }
    Row::times(TABLE, "an edit in the window with its form open, and its frame", size.head(), &times)
        .hold(16e-3, Some(16e-3))
        .tell_here();
    let undo = (0..20).map(|_| {
        let start = Instant::now();
        glass.app.perform(Command::Undo, &glass.ctx.clone());
        let time = start.elapsed() + glass.frame(Vec::new()).cost;
        glass.app.perform(Command::Redo, &glass.ctx.clone());
        glass.paced(Vec::new());
        time
    });
    let times: Vec<Duration> = undo.collect();
    Row::times(TABLE, "an undo in the window, and its frame", size.head(), &times).hold(16e-3, Some(16e-3)).tell_here();
    glass.settle();
    if size.is_large() {
        let mut times = Vec::new();
        for round in 0..6 {
            let change = rebrand_many(glass.app.state.catalog().unwrap(), 1_000, round);
            let ctx = glass.ctx.clone();
            let start = Instant::now();
            glass.app.perform(Command::Change(change), &ctx);
            times.push(start.elapsed() + glass.frame(Vec::new()).cost);
            glass.settle();
        }
        Row::times(TABLE, "a change of 1,000 products at once, and its frame", size.head(), &times).tell_here();
    }
}

/// Somebody goes on typing while the saver writes: the worst frame of that time.
fn saving(size: Size, glass: &mut Glass) {
    let id = form(glass);
    let (mut during, mut walls) = (Vec::new(), Vec::new());
    for round in 0..3_u64 {
        edit(glass, &id, 1_000 + round * 100);
        glass.app.perform(Command::SaveNow, &glass.ctx.clone());
        let begun = Instant::now();
        let (mut at, mut is_begun) = (0, false);
        loop {
            at += 1;
            let is_saving = glass.app.state.save == SaveState::Saving;
            let start = Instant::now();
            // Ten letters a second.
            let cost =
                if at % 6 == 0 { edit(glass, &id, 1_000 + round * 100 + at) } else { glass.frame(Vec::new()).cost };
            std::thread::sleep(super::glass::REFRESH.saturating_sub(start.elapsed()));
            if is_saving {
                during.push(cost);
                is_begun = true;
            }
            // A small catalogue is written between two frames.
            let is_over = is_begun && glass.app.state.save != SaveState::Saving;
            if is_over || begun.elapsed() > Duration::from_secs(if size.count() < 5_000 { 1 } else { 30 }) {
                walls.push(begun.elapsed());
                break;
            }
        }
    }
    let what = "a frame while the saver writes and somebody types";
    if during.is_empty() {
        Row::missing(TABLE, what, size.head(), "written within one frame").tell();
    } else {
        let longest = walls.iter().max().copied().unwrap_or_default();
        let note = format!("over within {:.2} s", longest.as_secs_f64());
        Row::times(TABLE, what, size.head(), &during).hold(16e-3, Some(16e-3)).note(note).tell_here();
    }
    glass.settle();
}
