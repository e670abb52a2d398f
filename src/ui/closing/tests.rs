//! Closing the window: nothing that is under way is lost, and no frame waits for it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use super::state::Closing;
use crate::jobs::Task;
use crate::model::{Edit, Product, Text};
use crate::store::{ConfigDir, Folder, SaveState};
use crate::text::Lang;
use crate::ui::app::command::Command;
use crate::ui::app::jobs::Job;
use crate::ui::app::state::{Phase, Rights};
use crate::ui::app::{App, Parts};
use crate::ui::kit::dialogs::{DialogKind, Dialogs};
use crate::ui::kit::theme;

type Window = Harness<'static, Option<App>>;

struct Nobody;

impl Dialogs for Nobody {
    fn ask(&self, _: DialogKind, _: Lang, _: Option<std::path::PathBuf>) -> Vec<std::path::PathBuf> {
        Vec::new()
    }
}

/// A window on the sample, whose files are in `dir`.
fn window(dir: &Path) -> Window {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let parts = Parts {
        dialogs: Arc::new(Nobody),
        config: ConfigDir::find(Some(dir.join("config"))),
        documents: dir.join("documents"),
        shipped: Some(Folder::new(sample).with_cache(dir.join("cache"))),
        today: || jiff::civil::date(2025, 5, 8),
        random_hex: || "7f3a".to_owned(),
        fonts: |_| Vec::new(),
        open_file: |_| Ok(()),
    };
    let mut parts = Some(parts);
    let mut window = Harness::builder().with_size(egui::vec2(1366.0, 768.0)).allow_missing_glyphs().build_ui_state(
        move |ui, app: &mut Option<App>| {
            if let Some(parts) = parts.take() {
                theme::install(ui.ctx(), false);
                *app = Some(App::new(ui.ctx(), parts, None));
            } else if let Some(app) = app {
                app.frame(ui);
            }
        },
        None,
    );
    until(&mut window, |app| matches!(app.state.phase, Phase::Open(_)) && app.is_settled());
    window
}

fn app(window: &mut Window) -> &mut App {
    window.state_mut().as_mut().unwrap()
}

fn perform(window: &mut Window, command: impl Into<Command>) {
    let context = window.ctx.clone();
    app(window).perform(command, &context);
}

/// Makes a product with a name.
fn edit() -> Command {
    let product = Product { id: "produk-7f3a".into(), name: Text::new("Madu", ""), ..Product::default() };
    Command::Change(Edit::put(Text::new("Produk baru", "New product"), product))
}

fn until(window: &mut Window, holds: impl Fn(&App) -> bool) {
    let start = Instant::now();
    while !window.state().as_ref().is_some_and(&holds) {
        window.step();
        assert!(start.elapsed() < Duration::from_secs(60), "waited in vain");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What the window asked of the system in the last frame.
fn asked(window: &Window, command: &ViewportCommand) -> bool {
    let output = window.output().viewport_output.get(&ViewportId::ROOT);
    output.is_some_and(|output| output.commands.contains(command))
}

/// Clicks the cross; true where the window lets itself be closed at once.
fn closes(window: &mut Window) -> bool {
    window.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    window.step();
    window.input_mut().viewports.entry(ViewportId::ROOT).or_default().events.clear();
    !asked(window, &ViewportCommand::CancelClose)
}

/// Waits until the window asks to be closed, and closes it.
fn closes_by_itself(mut window: Window) {
    let start = Instant::now();
    while !asked(&window, &ViewportCommand::Close) {
        window.step();
        assert!(start.elapsed() < Duration::from_secs(60), "it does not close");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert!(closes(&mut window), "the close that it asked for is held back");
}

fn own_file(dir: &Path) -> String {
    std::fs::read_to_string(dir.join("documents/Katalog saya/catalog.ron")).unwrap_or_default()
}

/// Makes a product, which is saved; then takes it back, which is not.
fn save_and_undo(window: &mut Window, dir: &Path) {
    perform(window, edit());
    until(window, |app| matches!(app.state.save, SaveState::Saved { at: Some(_) }));
    assert!(own_file(dir).contains("produk-7f3a"));
    perform(window, Command::Undo);
}

/// The product that was made is gone again.
fn has_undone(dir: &Path) -> bool {
    let file = own_file(dir);
    !file.is_empty() && !file.contains("produk-7f3a")
}

#[test]
fn the_first_edit_of_the_sample_is_in_the_own_copy_before_the_window_closes() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    perform(&mut window, edit());
    assert!(!closes(&mut window));
    closes_by_itself(window);
    assert!(own_file(dir.path()).contains("id: \"produk-7f3a\""), "the edit is lost");
}

#[test]
fn a_pending_edit_is_saved_without_a_frame_waiting_for_it() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    save_and_undo(&mut window, dir.path());
    assert!(!closes(&mut window), "the frame that was asked to close has waited for the disk");
    closes_by_itself(window);
    assert!(has_undone(dir.path()), "the last edit is lost");
}

#[test]
fn a_started_brochure_is_waited_for_and_after_two_seconds_a_person_is_asked() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let never = |handle: &crate::jobs::JobHandle| {
        while handle.progress(1, 3).is_continue() {
            std::thread::sleep(Duration::from_millis(5));
        }
    };
    app(&mut window).work(Job::Brochure, Task::must_finish("brochure"), never, |_, _, _| ());
    assert!(!closes(&mut window));
    assert!(window.query_by_label("Tunggu").is_none(), "asked at once");
    let is_asked = |app: &App| app.state.closing.as_ref().is_some_and(|closing: &Closing| closing.asks.is_some());
    until(&mut window, is_asked);
    window.run_steps(2);
    window.get_by_label("Brosur masih dibuat.");
    window.get_by_label("Tunggu").click();
    window.run_steps(3);
    assert!(window.query_by_label("Tunggu").is_none());
    // The cross again: the question again, and another answer.
    assert!(!closes(&mut window));
    window.run_steps(2);
    window.get_by_label("Batalkan dan tutup").click();
    closes_by_itself(window);
}

#[test]
fn a_copy_of_the_sample_that_panicked_is_made_by_the_next_edit_and_nothing_is_called_safe() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    let Phase::Open(open) = &mut app(&mut window).state.phase else { panic!("the sample is open") };
    open.rights = Rights::BecomingOwn;
    app(&mut window).work(Job::MakeOwnCopy, Task::must_finish("own copy"), |_| panic!("a fault"), |_, (), _| ());
    until(&mut window, |app| app.state.open().is_some_and(|open| open.rights == Rights::Sample));
    window.run_steps(2);
    assert!(window.query_by_label_contains("Data Anda aman").is_none());
    window.get_by_label_contains("Perubahan terakhir belum tersimpan");
    perform(&mut window, edit());
    until(&mut window, |app| app.state.open().is_some_and(|open| open.rights == Rights::Write));
    closes(&mut window);
    closes_by_itself(window);
    assert!(own_file(dir.path()).contains("produk-7f3a"));
}

#[test]
fn settings_that_are_being_saved_are_waited_for() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    perform(&mut window, Command::SwitchLang(Lang::En));
    assert!(app(&mut window).jobs.unfinished().any(|job| job.kind == Job::Settings));
    closes(&mut window);
    closes_by_itself(window);
    assert_eq!(ConfigDir::find(Some(dir.path().join("config"))).load().lang, Lang::En);
}

#[test]
fn a_panic_in_the_session_saves_first() {
    let dir = tempfile::tempdir().unwrap();
    let mut window = window(dir.path());
    save_and_undo(&mut window, dir.path());
    let session = std::panic::AssertUnwindSafe(move || {
        let _window = window;
        panic!("a fault");
    });
    assert!(std::panic::catch_unwind(session).is_err());
    assert!(has_undone(dir.path()), "the last edit is lost");
}
