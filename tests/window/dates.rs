//! Dates are typed as people write them; the record has what they mean, and the field says how they were read.

use crate::desk::{Desk, Window, app, perform, until};
use egui_kittest::kittest::Queryable as _;

use etalase::ui::App;
use etalase::ui::command::{Command, Screen};

const FIELD: &str = "Tanggal acara";

fn typed(window: &mut Window, text: &str) {
    window.get_by_label(FIELD).focus();
    window.run_steps(1);
    window.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    window.get_by_label(FIELD).type_text(text);
    window.run_steps(2);
}

fn stored(window: &Window) -> String {
    let catalog = app(window).state.catalog().unwrap();
    catalog.info.event.as_ref().map(|event| event.date.0.clone()).unwrap_or_default()
}

fn shown(window: &Window) -> String {
    window.get_by_label(FIELD).value().unwrap_or_default()
}

#[test]
fn a_date_is_read_while_it_is_typed() {
    let desk = Desk::new();
    let mut window = desk.open("(format: 1, id: \"uji\", title: (id: \"Uji\"))");
    perform(&mut window, Command::Go(Screen::CatalogSettings));
    until(&mut window, "the settings", App::is_settled);
    for (text, iso, read) in [
        ("November 2026", "2026-11", "November 2026"),
        ("11/2025", "2025-11", "November 2025"),
        ("8 Mei 2025", "2025-05-08", "8 Mei 2025"),
        ("9 May 2025", "2025-05-09", "9 Mei 2025"),
        ("2025-05-10", "2025-05-10", "10 Mei 2025"),
    ] {
        typed(&mut window, text);
        assert_eq!(
            (stored(&window).as_str(), shown(&window).as_str()),
            (iso, text),
            "typed text stays under the hands"
        );
        assert!(window.query_all_by_label(read).next().is_some(), "{text} is not said to be {read}");
        assert!(window.query_by_label_contains("bukan tanggal").is_none(), "{text}");
        window.get_by_label("Nama acara").focus();
        window.run_steps(2);
        assert_eq!(shown(&window), iso);
    }
    typed(&mut window, "kemarin");
    window.get_by_label("Nama acara").focus();
    window.run_steps(2);
    window.get_by_label("“kemarin” bukan tanggal. Tulis 8 Mei 2025, Mei 2025, 05/2025 atau 2025.");
    assert_eq!(shown(&window), "kemarin");
}
