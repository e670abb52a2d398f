//! What a bare system lacks: dialogs to choose files, a viewer for brochures, a picture on the clipboard.

use std::sync::Arc;

use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use crate::desk::{Desk, LAPTOP, NoDialogs, Window, app, click, open, press, until};
use etalase::ui::Parts;
use etalase::ui::command::Overlay;

fn window(desk: &Desk) -> Window {
    let open_file: fn(&std::path::Path) -> Result<(), String> = |_| Err("exit status: 3".to_owned());
    open(Parts { dialogs: Arc::new(NoDialogs), open_file, ..desk.parts() }, Some(desk.own()), LAPTOP)
}

fn type_path(window: &mut Window, name: &str, path: &str) {
    window.get_by_label(name).type_text(path);
    window.run_steps(2);
    press(window, Modifiers::NONE, Key::Enter);
}

#[test]
fn without_dialogs_the_path_is_typed_and_looked_for() {
    let desk = Desk::new();
    let mut window = window(&desk);
    let list = desk.path("daftar.csv");
    std::fs::write(&list, "nama\nMadu Hutan\n").unwrap();
    click(&mut window, "Lainnya");
    click(&mut window, "Impor dari Excel…");
    until(&mut window, "the question", |app| app.state.overlay == Some(Overlay::TypePath));
    window.get_by_label_contains("Pasang xdg-desktop-portal atau zenity");
    let wrong = desk.path("bukan.csv").display().to_string();
    type_path(&mut window, "Letak file", &wrong);
    until(&mut window, "the answer", |app| {
        app.state.path_question.as_ref().is_some_and(|question| question.missing.is_some())
    });
    window.get_by_label(&format!("Tidak ada {wrong}."));
    for _ in 0..wrong.len() {
        window.key_press(Key::Backspace);
    }
    window.run_steps(2);
    type_path(&mut window, "Letak file", &format!("\"{}\"", list.display()));
    until(&mut window, "the review", |app| app.state.review.is_some());
    assert_eq!(app(&window).state.overlay, None);
}

#[test]
fn a_path_typed_for_a_list_does_not_stand_in_the_question_for_a_folder() {
    let desk = Desk::new();
    let mut window = window(&desk);
    click(&mut window, "Lainnya");
    click(&mut window, "Impor dari Excel…");
    until(&mut window, "the question", |app| app.state.overlay == Some(Overlay::TypePath));
    window.get_by_label("Letak file").type_text("/tmp/daftar.xlsx");
    window.run_steps(2);
    press(&mut window, Modifiers::NONE, Key::Escape);
    press(&mut window, Modifiers::COMMAND, Key::O);
    click(&mut window, "Pilih folder…");
    until(&mut window, "the question", |app| app.state.overlay == Some(Overlay::TypePath));
    assert_eq!(window.get_by_label("Letak folder").value().unwrap_or_default(), "");
}

#[test]
fn a_brochure_that_nothing_opens_is_told_where_it_is() {
    let desk = Desk::new();
    let brochure = desk.path("dokumen/Brosur/2025-05-08 Ibu Sari.pdf");
    std::fs::create_dir_all(brochure.parent().unwrap()).unwrap();
    std::fs::write(&brochure, "%PDF").unwrap();
    std::fs::create_dir(desk.path("config")).unwrap();
    std::fs::write(desk.path("config/settings.ron"), format!("(last_brochure: {:?})", brochure.display().to_string()))
        .unwrap();
    let mut window = window(&desk);
    click(&mut window, "Lainnya");
    click(&mut window, "Buka brosur terakhir");
    until(&mut window, "the answer", |app| app.state.notices.iter().len() > 0);
    window.get_by_label(&brochure.display().to_string());
    click(&mut window, "Salin letaknya");
    let copied = window.output().platform_output.commands.iter().any(
        |command| matches!(command, egui::OutputCommand::CopyText(text) if *text == brochure.display().to_string()),
    );
    assert!(copied || window.query_by_label("Disalin.").is_some());
    click(&mut window, "Lainnya");
    click(&mut window, "Buka brosur terakhir");
    until(&mut window, "the answer", |app| app.state.notices.iter().any(|notice| notice.offer.is_some()));
    click(&mut window, "Buka foldernya");
    let folder = brochure.parent().unwrap().display().to_string();
    until(&mut window, "the folder", |app| app.state.notices.iter().any(|notice| notice.text.place == folder));
    assert!(window.query_by_label("Buka foldernya").is_none());
}

#[test]
fn a_paste_that_brings_nothing_says_so() {
    let desk = Desk::new();
    let mut window = window(&desk);
    let v =
        |pressed| Event::Key { key: Key::V, physical_key: None, pressed, repeat: false, modifiers: Modifiers::COMMAND };
    let told = "Papan klip tidak memberi gambar atau teks.";
    window.event(Event::Paste("madu".into()));
    window.event(v(false));
    window.run_steps(2);
    assert!(window.query_by_label(told).is_none());
    // A letter that is typed is no paste.
    press(&mut window, Modifiers::NONE, Key::V);
    assert!(window.query_by_label(told).is_none());
    // The system gave the window no text and no picture: all that is left is the key that goes up.
    window.event(v(false));
    window.run_steps(2);
    window.get_by_label(told);
}
