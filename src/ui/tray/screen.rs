//! The screen of the tray: pictures in the middle, beside them the field in which a product's name is typed.

use egui::{CentralPanel, EventFilter, Frame, Id, Key, Margin, Modifiers, Panel, RichText, ScrollArea, Ui};

use super::state::Tray;
use super::{by_name, grid};
use crate::model::{ProductId, short_place};
use crate::ui::app::command::TrayCommand;
use crate::ui::app::cx::Cx;
use crate::ui::app::jobs::Job;
use crate::ui::app::offers;
use crate::ui::app::state::State;
use crate::ui::kit::{icons, layout, theme, widgets};

const SIDE_WIDTH: f32 = 312.0;

/// The field in which a product's name is typed.
pub fn search_id() -> Id {
    Id::unique("tray search")
}

/// What dropping files on the window would do.
pub fn drop_words(state: &State) -> String {
    crate::say!(
        state.lang(),
        "Lepas di sini: foto masuk ke baki, folder katalog dibuka, file Excel diimpor",
        "Drop here: photos go into the tray, a catalogue folder opens, an Excel file is imported"
    )
}

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let state = cx.state;
    let tray = &state.tray;
    let (look, lang) = (cx.look(), cx.lang());
    if tray.photos.is_empty() {
        let scanning = state.running(Job::Tray);
        Frame::new().inner_margin(Margin::symmetric(24, 18)).show(ui, |ui| {
            widgets::heading(ui, lang.pick("Baki foto", "Photo tray"));
            let (title, text) = match scanning {
                Some(progress) => {
                    let done = crate::text::count(lang, progress.done);
                    (
                        lang.pick("Foto sedang dibaca…", "Photos are being read…"),
                        crate::say!(lang, "{done} foto sejauh ini.", "{done} photos so far."),
                    )
                }
                None => (
                    lang.pick("Baki foto masih kosong", "The photo tray is empty"),
                    lang.pick(
                        "Seret ratusan foto atau satu folder ke jendela ini, atau tempel dengan Ctrl+V. Di sini foto dipilah ke produknya; file aslinya tidak disentuh.",
                        "Drop hundreds of photos or a whole folder on this window, or paste one with Ctrl+V. Here they are sorted to their products; the files themselves are not touched.",
                    )
                    .to_owned(),
                ),
            };
            let action = (icons::IMAGES, lang.pick("Pilih foto…", "Choose photos…"));
            let may = state.may_edit() && scanning.is_none();
            if widgets::empty_state(ui, look, icons::TRAY, title, &text, may.then_some(action)) {
                cx.ask(TrayCommand::Pick);
            }
            ui.vertical_centered(|ui| {
                let name = lang.pick("Pilih satu folder foto…", "Choose a folder of photos…");
                if may && widgets::button(ui, icons::FOLDER_OPEN, name).clicked() {
                    cx.ask(TrayCommand::PickFolder);
                }
            });
        });
        return;
    }
    let frame = Frame::new().fill(look.panel).inner_margin(Margin { left: 16, right: 14, top: 16, bottom: 12 });
    let side = Panel::right("tray side").exact_size(SIDE_WIDTH).resizable(false).frame(frame);
    layout::beside(
        ui,
        cx,
        side,
        |ui, cx| pictures(ui, cx, tray),
        |ui, cx| {
            ScrollArea::vertical().id_salt("tray side").auto_shrink([false, false]).show(ui, |ui| {
                ui.set_max_width(SIDE_WIDTH - 42.0);
                assign(ui, cx, tray);
                by_name::show(ui, cx, tray);
                originals(ui, cx);
            });
        },
    );
}

fn pictures(ui: &mut Ui, cx: &mut Cx, tray: &Tray) {
    let (look, lang) = (cx.look(), cx.lang());
    let canvas = Frame::new().fill(look.canvas).inner_margin(Margin { left: 20, right: 6, top: 14, bottom: 0 });
    CentralPanel::default().frame(canvas).show(ui, |ui| {
        header(ui, cx, tray);
        let columns = grid::columns(ui.available_width() - 14.0);
        keys(ui, cx, tray, columns);
        if tray.shown().next().is_none() {
            let title = lang.pick("Semua foto sudah dipilah", "All photos are sorted");
            let action = (icons::BROOM, lang.pick("Kosongkan baki", "Empty the tray"));
            if widgets::empty_state(ui, look, icons::CHECK_CIRCLE, title, "", Some(action)) {
                cx.ask(TrayCommand::Empty);
            }
        } else {
            grid::show(ui, cx, tray);
        }
    });
}

fn header(ui: &mut Ui, cx: &mut Cx, tray: &Tray) {
    let (look, lang) = (cx.look(), cx.lang());
    let (done, out, left) = tray.counts();
    let total = tray.photos.len();
    // As far from the edge as the pictures.
    ui.set_max_width(ui.available_width() - 12.0);
    widgets::spread(
        ui,
        |ui| widgets::heading(ui, lang.pick("Baki foto", "Photo tray")),
        |ui| {
            let mut all = tray.show_all;
            let choices = [(false, lang.pick("Sisanya", "Left")), (true, lang.pick("Semua", "All"))];
            if widgets::segmented(ui, look, &mut all, &choices) {
                cx.ask(TrayCommand::ShowAll(all));
            }
            let hint = lang.pick("Kosongkan baki (file aslinya tetap ada)", "Empty the tray (the files stay)");
            cx.icon_button(ui, icons::BROOM, hint, TrayCommand::Empty);
            let add = lang.pick("Tambah foto…", "Add photos…");
            cx.icon_button(ui, icons::IMAGES, add, TrayCommand::Pick);
        },
    );
    ui.horizontal(|ui| {
        let [some, all, rest] = [done, total, left].map(|count| crate::text::count(lang, count));
        let text = crate::say!(lang, "{some} dari {all} selesai, {rest} tersisa", "{some} of {all} done, {rest} left");
        widgets::weak(ui, look, text);
        widgets::meter(ui, look, (done + out) as f32 / total.max(1) as f32, 120.0);
        if out > 0 {
            let text = crate::say!(lang, "{out} dilewati: ambil lagi", "{out} left out: take them back");
            cx.link(ui, "", &text, TrayCommand::TakeIn);
        }
        if let Some(progress) = cx.state.running(Job::Photos) {
            let (at, of) = (progress.done, progress.total);
            let text = crate::say!(lang, "Menyalin {at} dari {of}…", "Copying {at} of {of}…");
            widgets::small(ui, look, text);
        }
    });
    ui.add_space(2.0);
}

/// Arrow keys choose pictures while nothing is typed, and suggestions while something is.
fn keys(ui: &mut Ui, cx: &mut Cx, tray: &Tray, columns: usize) {
    let id = search_id();
    // Whoever is on this screen types a product's name next, unless the keyboard is somewhere on purpose.
    if ui.memory(|memory| memory.focused().is_none()) && cx.state.overlay.is_none() {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
    if !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let mut asked = Vec::new();
    ui.input_mut(|input| {
        if tray.search.is_empty() {
            let rows = columns as isize;
            for (key, by) in [
                (Key::ArrowLeft, -1),
                (Key::ArrowRight, 1),
                (Key::ArrowUp, -rows),
                (Key::ArrowDown, rows),
                (Key::Home, -1_000_000),
                (Key::End, 1_000_000),
            ] {
                for (held, extend, alone) in [
                    (Modifiers::SHIFT, true, false),
                    (Modifiers::COMMAND, false, true),
                    (Modifiers::NONE, false, false),
                ] {
                    for _ in 0..input.count_and_consume_key(held, key) {
                        asked.push(TrayCommand::Step { by, extend, alone });
                    }
                }
            }
            if input.consume_key(Modifiers::COMMAND, Key::A) {
                asked.push(TrayCommand::ChooseAll);
            }
            if input.consume_key(Modifiers::NONE, Key::Delete) {
                asked.push(TrayCommand::LeaveOut);
            }
            let before = input.events.len();
            input.events.retain(|event| !matches!(event, egui::Event::Text(text) if text == " "));
            if input.events.len() < before {
                asked.push(TrayCommand::Toggle);
            }
        } else {
            let last = tray.offers.len().saturating_sub(1);
            if input.consume_key(Modifiers::NONE, Key::ArrowDown) {
                asked.push(TrayCommand::Row((tray.row + 1).min(last)));
            }
            if input.consume_key(Modifiers::NONE, Key::ArrowUp) {
                asked.push(TrayCommand::Row(tray.row.saturating_sub(1)));
            }
        }
        if input.consume_key(Modifiers::NONE, Key::Enter)
            && let Some(product) = for_enter(tray)
        {
            asked.push(TrayCommand::Assign(product));
        }
    });
    for command in asked {
        cx.ask(command);
    }
}

/// The product that Enter means: the suggestion in question, or the one that all chosen names fit.
fn for_enter(tray: &Tray) -> Option<ProductId> {
    let waiting = tray.waiting();
    if waiting.is_empty() {
        return None;
    }
    if !tray.search.trim().is_empty() {
        return tray.offers.get(tray.row).cloned();
    }
    let mut proposed = waiting.iter().map(|photo| photo.proposed.as_ref().filter(|(_, on)| *on).map(|(id, _)| id));
    let first = proposed.next()??;
    proposed.all(|other| other == Some(first)).then(|| first.clone())
}

fn assign(ui: &mut Ui, cx: &mut Cx, tray: &Tray) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(catalog) = cx.state.catalog().cloned() else { return };
    let count = tray.waiting().len();
    let s = crate::text::s(count);
    let title = match count {
        0 => lang.pick("Belum ada foto yang dipilih", "No photo is chosen").to_owned(),
        _ => {
            let count = crate::text::count(lang, count);
            crate::say!(lang, "{count} foto dipilih", "{count} photo{s} chosen")
        }
    };
    ui.label(RichText::new(title).font(theme::bold(15.0)));
    let name = lang.pick("Produk untuk foto ini", "Product in these photos");
    let hint = lang.pick("Ketik nama produk, lalu Enter", "Type its name, then Enter");
    let mut typed = tray.search.clone();
    ui.add_enabled_ui(cx.state.may_edit(), |ui| {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let label = widgets::label(ui, look, name);
            let edit = widgets::text_edit(look, &mut typed, hint, 1).id(search_id()).margin(Margin::symmetric(10, 8));
            let response = ui.add(edit.return_key(None)).labelled_by(label.id);
            if response.changed() {
                cx.ask(TrayCommand::Search(typed.clone()));
            }
        });
        let nothing_typed = tray.search.trim().is_empty();
        if nothing_typed && !tray.offers.is_empty() {
            widgets::small(ui, look, lang.pick("Baru dipakai", "Used recently"));
        }
        if !nothing_typed && tray.offers.is_empty() {
            let typed = tray.search.trim();
            let text = crate::say!(
                lang,
                "Tidak ada produk “{typed}”. Periksa ejaannya, atau buat dulu produknya (Ctrl+N).",
                "There is no product “{typed}”. Check the spelling, or make the product first (Ctrl+N)."
            );
            widgets::weak(ui, look, text);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (row, id) in tray.offers.iter().enumerate() {
                let Some(product) = catalog.products.get(id) else { continue };
                let name = product.name.shown_or(lang, id.as_str());
                let place = short_place(&product.origin, lang);
                let text = if place.is_empty() { name.to_owned() } else { format!("{name} · {place}") };
                let current = !nothing_typed && row == tray.row;
                let spoken = crate::say!(lang, "Pasang ke {name}", "Assign to {name}");
                let photos = product.photos.len();
                if widgets::list_row(ui, look, current, &text, (photos > 0).then(|| photos.to_string()), &spoken)
                    .clicked()
                    && count > 0
                {
                    cx.ask(TrayCommand::Assign(id.clone()));
                }
            }
        });
        ui.add_space(4.0);
        ui.add_enabled_ui(count > 0, |ui| {
            let text = lang.pick("Lewati foto ini (Del)", "Leave these out (Del)");
            cx.button(ui, icons::MINUS, text, TrayCommand::LeaveOut);
        });
    });
    let text = lang.pick(
        "Panah dan Spasi memilih foto, Shift memilih berurutan, Ctrl+A semuanya.",
        "Arrows and Space choose photos, Shift a row of them, Ctrl+A all.",
    );
    widgets::small(ui, look, text);
}

fn originals(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    ui.add_space(10.0);
    offers::keep_originals(ui, cx);
    let text = lang.pick(
        "Salinan di katalog paling besar 4000 piksel, tanpa lokasi dan data pribadi lain.",
        "The catalogue's copies are at most 4000 pixels, without location or other private data.",
    );
    widgets::small(ui, cx.look(), text);
}
