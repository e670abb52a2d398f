//! The real program in a real window, driven with mouse and keys as a person does, on Linux under a display.
//!
//! Runs with `--features real-window` (see `.ci/run`); needs `DISPLAY`, a window manager, xdotool and wmctrl.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

#[path = "../desk/mod.rs"]
mod desk;
mod kills;

use std::path::Path;
use std::process::{Child, Command};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use desk::{copy, shipped};

/// There is one screen, one mouse and one set of keys.
static SCREEN: Mutex<()> = Mutex::new(());

/// Closes the program whatever happens.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn xdotool(args: &[&str]) -> Option<String> {
    let output = Command::new("xdotool").args(args).output().expect("xdotool is installed");
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn wait<T>(what: &str, mut get: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = get() {
            return value;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(150));
    }
}

/// Slides fill a second window, and Esc held ends them; the settings know, so that they come back after a power cut.
fn slides(first: &str, settings: &Path) {
    let is_presenting = || std::fs::read_to_string(settings).unwrap_or_default().contains("presenting: true");
    let find = || xdotool(&["search", "--onlyvisible", "--name", "Tayangan"]).filter(|found| !found.is_empty());
    xdotool(&["windowfocus", "--sync", first]);
    xdotool(&["key", "--window", first, "F5"]);
    std::thread::sleep(Duration::from_secs(1));
    xdotool(&["key", "--window", first, "Return"]);
    let second = wait("the slides", find);
    wait("the settings", || is_presenting().then_some(()));
    let screen = xdotool(&["getdisplaygeometry"]).unwrap().replace(' ', "x");
    wait("the whole screen", || {
        xdotool(&["getwindowgeometry", &second]).filter(|geometry| geometry.contains(&format!("Geometry: {screen}")))
    });
    xdotool(&["windowfocus", "--sync", &second]);
    xdotool(&["key", "Escape"]);
    std::thread::sleep(Duration::from_secs(1));
    assert!(find().is_some(), "a short press of Esc does not end the slides");
    xdotool(&["keydown", "Escape"]);
    std::thread::sleep(Duration::from_millis(2_700));
    xdotool(&["keyup", "Escape"]);
    wait("the slides to end", || find().is_none().then_some(()));
    wait("the settings", || (!is_presenting()).then_some(()));
    xdotool(&["windowfocus", "--sync", first]);
}

#[test]
fn a_product_typed_in_the_window_is_on_disk_before_it_closes() {
    let _screen = SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
    let dir = tempfile::tempdir().unwrap();
    let catalog = dir.path().join("katalog");
    copy(&shipped(), &catalog);
    let log = dir.path().join("log.txt");
    let program = Command::new(env!("CARGO_BIN_EXE_etalase"))
        .arg(&catalog)
        .stderr(std::process::Stdio::inherit())
        .args(["--renderer", "glow", "--config-dir"])
        .arg(dir.path().join("config"))
        .arg("--log-file")
        .arg(&log)
        .spawn()
        .unwrap();
    let mut running = Running(program);
    let window = wait("the window", || xdotool(&["search", "--onlyvisible", "--name", "Etalase Desa"]));
    let window = window.lines().next().unwrap().to_owned();
    // The lock says that the catalogue is open and may be written to.
    wait("the catalogue", || catalog.join(".etalase.lock").exists().then_some(()));
    std::thread::sleep(Duration::from_secs(2));

    xdotool(&["windowfocus", "--sync", &window]);
    let file = catalog.join("catalog.ron");
    let text = || std::fs::read_to_string(&file).unwrap_or_default();
    let before = text().matches("status: Draft").count();
    xdotool(&["key", "--window", &window, "ctrl+n"]);
    wait("the new product on disk", || {
        let now = text();
        (now.contains("produk-") && now.len() > 1000)
            .then_some(())
            .filter(|()| now.matches("id: \"produk-").count() == 1)
    });
    assert!(text().matches("status: Draft").count() >= before);

    // Undo takes it back, and that is saved as well.
    xdotool(&["key", "--window", &window, "Escape"]);
    xdotool(&["key", "--window", &window, "ctrl+z"]);
    wait("the undo on disk", || (!text().contains("id: \"produk-")).then_some(()));
    assert!(std::fs::read_dir(catalog.join(".history")).unwrap().count() >= 1, "no history was kept");

    slides(&window, &dir.path().join("config/settings.ron"));

    xdotool(&["key", "--window", &window, "ctrl+n"]);
    std::thread::sleep(Duration::from_millis(1_500));
    // Without a name it would go again.
    xdotool(&["type", "--delay", "20", "Gula"]);
    std::thread::sleep(Duration::from_millis(300));
    // Closed within the second in which edits wait: the change must be on disk all the same.
    // As the cross of the title bar does; xdotool alone would tear the window away.
    let asked = Command::new("wmctrl").args(["-c", "Etalase Desa"]).status().expect("wmctrl is installed");
    assert!(asked.success());
    let ended = wait("the program to end", || running.0.try_wait().unwrap());
    assert!(ended.success(), "{ended}");
    assert!(text().contains("id: \"Gula\""), "the last change was lost");
}
