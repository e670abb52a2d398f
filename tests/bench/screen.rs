//! The program itself in a window on software GL: its start, the cost of a key, rest, and memory after browsing.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::display::{Area, Display, NEEDED, Running, plain_share};
use super::places::{self, Size};
use super::report::{Row, Table, Unit};
use super::watch;

const TABLE: Table = Table::Catalogues;
const START: &str = "start to a painted, usable window (software GL)";
const COMPLETE: &str = "start until everything is there and the processor rests";
const KEY: &str = "CPU per typed key on software GL, whole program";
const IDLE: &str = "CPU in ten idle seconds";
const MEMORY: &str = "memory after browsing (PSS, photos included)";

/// Where the cards are: right of the rail and the filters, below the bar and the heading.
const GALLERY: Area = (340, 190, 1340, 740);
const KEYS: [&str; 21] = [
    "m",
    "a",
    "d",
    "u",
    "space",
    "h",
    "u",
    "t",
    "a",
    "n",
    "BackSpace",
    "BackSpace",
    "k",
    "e",
    "r",
    "i",
    "p",
    "i",
    "k",
    "space",
    "s",
];

/// Without a display, or without what makes one, each row says so.
pub fn measure(size: Size, dir: &Path) {
    if let Some(why) = watch::missing(&NEEDED) {
        for what in [START, COMPLETE, KEY, IDLE, MEMORY] {
            Row::missing(TABLE, what, size.head(), &why).tell();
        }
        return;
    }
    let display = Display::start();
    let dir = places::scratch(dir, &format!("screen-{}", size.word()));
    let (mut usable, mut complete) = (Vec::new(), Vec::new());
    // The first one fills the file caches of the system, and is not counted.
    for at in 0..6 {
        let Some((running, painted, rested)) = start(&display, &dir) else {
            let why = "no cards were painted within 60 s";
            Row::missing(TABLE, START, size.head(), why).tell();
            return;
        };
        if at > 0 {
            usable.push(painted);
            complete.push(rested);
        }
        if at < 5 {
            drop(running);
            continue;
        }
        let id = running.0.id();
        let peak = watch::peak_mib(id);
        Row::times(TABLE, START, size.head(), &usable).hold(size.of([0.3, 0.6]), None).tell();
        let row = Row::times(TABLE, COMPLETE, size.head(), &complete).hold(size.of([0.5, 1.0]), None);
        row.peak(peak).tell();
        idle(size, id);
        keys(size, &display, id);
        memory(size, &display, id);
    }
    let _ = std::fs::remove_dir_all(dir);
}

/// A window with its cards painted, how long that took, and how long until nothing more was done. `None` where there are
/// none, or the screen still shows what was there before.
fn start(display: &Display, dir: &Path) -> Option<(Running, Duration, Duration)> {
    display.until(GALLERY, Duration::from_secs(20), |pixels| plain_share(pixels) > 0.99)?;
    let mut program = Command::new(env!("CARGO_BIN_EXE_etalase"));
    program.arg(dir).args(["--renderer", "glow", "--config-dir"]).arg(places::config());
    program.env("DISPLAY", &display.name).env("LIBGL_ALWAYS_SOFTWARE", "1").env("XDG_CACHE_HOME", places::cache());
    program.env_remove("WAYLAND_DISPLAY").stdout(Stdio::null()).stderr(Stdio::null());
    let begun = Instant::now();
    let running = Running(program.spawn().unwrap());
    let most = Duration::from_secs(60);
    let painted = display.until(GALLERY, most, |pixels| plain_share(pixels) < 0.8)?;
    // At rest: less than three milliseconds of work in fifty, for half a second.
    let (mut last, mut before) = (begun.elapsed(), watch::cpu(running.0.id()));
    while begun.elapsed() - last < Duration::from_millis(500) && begun.elapsed() < most {
        std::thread::sleep(Duration::from_millis(50));
        let now = watch::cpu(running.0.id());
        if now.saturating_sub(before) > Duration::from_millis(3) {
            last = begun.elapsed();
        }
        before = now;
    }
    Some((running, painted, last))
}

fn idle(size: Size, id: u32) {
    std::thread::sleep(Duration::from_secs(2));
    let before = watch::cpu(id);
    std::thread::sleep(Duration::from_secs(10));
    let spent = watch::cpu(id).saturating_sub(before);
    // A tick of the system's own clock is nothing.
    Row::times(TABLE, IDLE, size.head(), &[spent]).hold(0.01, None).tell();
}

fn keys(size: Size, display: &Display, id: u32) {
    display.xdotool(&["mousemove", "700", "30"]);
    display.xdotool(&["key", "slash"]);
    std::thread::sleep(Duration::from_millis(800));
    let (mut spent, mut changed) = (Vec::new(), 0);
    for key in KEYS {
        let (before, seen) = (watch::cpu(id), display.look(GALLERY));
        display.xdotool(&["key", key]);
        std::thread::sleep(Duration::from_millis(450));
        spent.push(watch::cpu(id).saturating_sub(before));
        changed += usize::from(display.look(GALLERY) != seen);
    }
    if changed == 0 {
        Row::missing(TABLE, KEY, size.head(), "no key changed the cards").tell();
        return;
    }
    let note = format!("{changed} of {} keys changed the cards", KEYS.len());
    let row = Row::times(TABLE, KEY, size.head(), &spent).hold(0.06, None);
    row.peak(watch::peak_mib(id)).note(note).tell();
    for _ in 0..2 {
        display.xdotool(&["key", "Escape"]);
        std::thread::sleep(Duration::from_millis(300));
    }
}

/// Down through the gallery and up again, a product opened on the way.
fn memory(size: Size, display: &Display, id: u32) {
    display.xdotool(&["mousemove", "700", "450"]);
    display.xdotool(&["click", "--repeat", "200", "--delay", "15", "5"]);
    std::thread::sleep(Duration::from_secs(1));
    display.xdotool(&["click", "1"]);
    std::thread::sleep(Duration::from_secs(1));
    display.xdotool(&["key", "Escape"]);
    display.xdotool(&["mousemove", "500", "450"]);
    display.xdotool(&["click", "--repeat", "100", "--delay", "15", "4"]);
    std::thread::sleep(Duration::from_secs(2));
    let pss = watch::pss_mib(id);
    Row::new(TABLE, MEMORY, size.head(), Unit::Mebibytes, pss).hold(size.of([115.0, 180.0]), None).tell();
}
