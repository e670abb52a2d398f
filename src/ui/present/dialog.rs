//! What is shown as slides, how, and on which screen; and the start.

use egui::{Grid, Label, RichText, Ui, vec2};

use crate::store::{SlideLangs, SlideSettings};
use crate::ui::app::command::{Command, PresentCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

/// The overlay.
pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let runs = cx.state.presenting.deck.is_some();
    cx.overlay_title(ui, lang.pick("Tayangkan", "Present"));
    let before = cx.state.settings.slides.clone();
    let mut settings = before.clone();

    let listed = cx.state.shortlist.products.len();
    let on_list = crate::say!(lang, "Daftar pilihan ({listed})", "Buyer's list ({listed})");
    let shown = lang.pick("Produk siap yang tampil", "Ready products shown");
    let langs = [
        (SlideLangs::Alternating, lang.pick("Bergantian", "Alternating")),
        (SlideLangs::Indonesian, lang.pick("Indonesia", "Indonesian")),
        (SlideLangs::English, lang.pick("Inggris", "English")),
    ];
    Grid::new("slides").num_columns(2).spacing(vec2(18.0, 10.0)).show(ui, |ui| {
        ui.label(lang.pick("Yang ditayangkan", "What is shown"));
        widgets::segmented(ui, look, &mut settings.of_list, &[(false, shown), (true, &on_list)]);
        ui.end_row();
        ui.label(lang.pick("Lama setiap tayangan", "Time for each slide"));
        seconds(ui, cx, &mut settings.seconds, &[5, 8, 12, 20]);
        ui.end_row();
        ui.label(lang.pick("Bahasa", "Language"));
        widgets::segmented(ui, look, &mut settings.langs, &langs);
        ui.end_row();
        ui.label(lang.pick("Harga", "Prices"));
        ui.checkbox(&mut settings.prices, lang.pick("Tampilkan harga", "Show prices"));
        ui.end_row();
        ui.label(lang.pick("Tidak disentuh: kembali setelah", "If untouched, return to slides after"));
        seconds(ui, cx, &mut settings.idle_seconds, &[30, 45, 90, 180]);
        ui.end_row();
        ui.label(lang.pick("Layar", "Screen"));
        screens(ui, cx, &mut settings);
        ui.end_row();
    });
    if settings.of_list && listed == 0 {
        let text = lang
            .pick("Daftar masih kosong: yang tampil dipakai.", "The list is empty, so the products shown are used.");
        widgets::small(ui, look, text);
    }
    if cx.state.presenting.may_darken() {
        let text = lang.pick(
            "Komputer ini tidak mengizinkan program menjaga layar tetap menyala. Matikan penghemat layar di pengaturannya.",
            "This computer does not let a program keep the screen on. Turn off the screen saver in its settings.",
        );
        widgets::small(ui, look, format!("{}  {text}", icons::WARNING));
    }

    ui.add_space(14.0);
    ui.horizontal(|ui| match runs {
        true => {
            if widgets::accent_button(ui, look, icons::X, lang.pick("Akhiri tayangan", "End the slides")).clicked() {
                cx.ask(PresentCommand::Stop);
                cx.ask(Command::CloseOverlay);
            }
        }
        false => {
            let start = lang.pick("Mulai tayangan", "Start the slides");
            cx.submit(ui, icons::PRESENTATION, start, PresentCommand::Start);
        }
    });
    let hint = lang.pick(
        "Panah, spasi, atau clicker: maju dan mundur. B: layar hitam. Sentuh atau klik: lihat satu produk. Tahan Esc 2 detik: keluar.",
        "Arrows, space or a clicker: forward and back. B: black screen. Touch or click: one product. Hold Esc for 2 seconds: leave.",
    );
    ui.add_space(4.0);
    widgets::small(ui, look, hint);
    if settings != before {
        cx.ask(PresentCommand::Set(settings));
    }
}

fn seconds(ui: &mut Ui, cx: &Cx, value: &mut u32, choices: &[u32]) {
    let lang = cx.lang();
    let words: Vec<(u32, String)> =
        choices.iter().map(|count| (*count, crate::say!(lang, "{count} detik", "{count} s"))).collect();
    let choices: Vec<(u32, &str)> = words.iter().map(|(count, words)| (*count, words.as_str())).collect();
    widgets::segmented(ui, cx.look(), value, &choices);
}

fn screens(ui: &mut Ui, cx: &Cx, settings: &mut SlideSettings) {
    let (look, lang) = (cx.look(), cx.lang());
    let monitors = &cx.state.presenting.monitors;
    if monitors.len() < 2 {
        let text = lang.pick(
            "Hanya satu layar yang ditemukan. Untuk proyektor: tekan Win+P, pilih Perluas (Extend), lalu buka ini lagi.",
            "Only one screen was found. For a projector: press Win+P, choose Extend, then open this again.",
        );
        ui.add(Label::new(RichText::new(text).size(theme::SIZE_SMALL).color(look.weak)).wrap());
        return;
    }
    let mut at = cx.state.presenting.screen(settings);
    let words: Vec<String> = monitors
        .iter()
        .enumerate()
        .map(|(at, monitor)| {
            let (number, size) = (at + 1, &monitor.size);
            match monitor.is_here {
                true => crate::say!(lang, "{number} · {size} (jendela ini)", "{number} · {size} (this window)"),
                false => format!("{number} · {size}"),
            }
        })
        .collect();
    let choices: Vec<(usize, &str)> = words.iter().enumerate().map(|(at, words)| (at, words.as_str())).collect();
    if widgets::segmented(ui, look, &mut at, &choices) {
        settings.screen = Some(at);
    }
}
