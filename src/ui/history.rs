//! Earlier versions of the catalogue, what is different in them, and the way back.

use egui::{Margin, RichText, ScrollArea, Ui};

use super::command::Command;
use super::icons;
use super::state::Cx;
use super::theme;
use super::widgets;
use crate::model::{Catalog, Key};
use crate::store::Version;
use crate::text::Lang;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    egui::Frame::new().inner_margin(Margin { left: 24, right: 16, top: 18, bottom: 8 }).show(ui, |ui| {
        let (look, lang) = (cx.look(), cx.lang());
        widgets::heading(ui, lang.pick("Riwayat", "History"));
        widgets::weak(
            ui,
            look,
            lang.pick(
                "Setiap simpanan tetap ada di sini. Mengembalikan sebuah versi adalah perubahan biasa yang bisa diurungkan.",
                "Every save stays here. Bringing a version back is an ordinary change that can be undone.",
            ),
        );
        ui.add_space(6.0);
        let Some(open) = cx.state.open() else { return };
        let (versions, inspected) = (open.versions.clone(), open.inspected.clone());
        if versions.is_empty() {
            let title = lang.pick("Belum ada versi sebelumnya", "No earlier versions yet");
            let text = lang.pick(
                "Versi pertama dicatat saat Anda mengubah sesuatu.",
                "The first one is kept when you change something.",
            );
            widgets::empty_state(ui, look, icons::CLOCK_COUNTER_CLOCKWISE, title, text, None);
            return;
        }
        ui.horizontal_top(|ui| {
            let height = ui.available_height();
            ui.allocate_ui(egui::vec2(320.0, height), |ui| {
                ScrollArea::vertical().id_salt("versions").auto_shrink([false, false]).show_rows(ui, 30.0, versions.len(), |ui, rows| {
                    for version in versions.iter().skip(rows.start).take(rows.len()) {
                        let on = inspected.as_ref().is_some_and(|(shown, _)| shown == version);
                        let time = local_time(&version.time, lang);
                        let icon = if version.kept { icons::PUSH_PIN } else { icons::CLOCK_COUNTER_CLOCKWISE };
                        if widgets::list_row(ui, look, on, &format!("{icon}  {time}"), None, &time).clicked() {
                            cx.ask(Command::Inspect(version.clone()));
                        }
                    }
                });
            });
            ui.add_space(16.0);
            ui.vertical(|ui| match &inspected {
                Some((version, catalog)) => differences(ui, cx, version, catalog),
                None => {
                    widgets::weak(ui, look, lang.pick("Pilih sebuah versi untuk melihat bedanya.", "Choose a version to see what is different."));
                }
            });
        });
    });
}

fn differences(ui: &mut Ui, cx: &mut Cx, version: &Version, then: &Catalog) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(now) = cx.state.catalog().cloned() else {
        return;
    };
    let time = local_time(&version.time, lang);
    ui.label(RichText::new(&time).font(theme::bold(16.0)));
    let list = changed(&now, then, lang);
    if list.is_empty() {
        widgets::weak(ui, look, lang.pick("Sama dengan katalog sekarang.", "The same as the catalogue now."));
        return;
    }
    let count = list.len();
    widgets::weak(
        ui,
        look,
        crate::say!(lang, "{count} data berbeda dari sekarang:", "{count} records differ from now:"),
    );
    ScrollArea::vertical()
        .id_salt("differences")
        .max_height(ui.available_height() - 50.0)
        .auto_shrink([false, true])
        .show_rows(ui, 22.0, list.len(), |ui, rows| {
            for (icon, text) in list.iter().skip(rows.start).take(rows.len()) {
                ui.label(format!("{icon}  {text}"));
            }
        });
    ui.add_enabled_ui(cx.state.may_edit(), |ui| {
        let name = lang.pick("Kembalikan versi ini", "Bring this version back");
        if widgets::accent_button(ui, look, icons::ARROW_COUNTER_CLOCKWISE, name).clicked() {
            cx.ask(Command::Restore(version.clone()));
        }
    });
}

/// What bringing `then` back would add, change and take away, each with an icon.
fn changed(now: &Catalog, then: &Catalog, lang: Lang) -> Vec<(&'static str, String)> {
    let mut keys = vec![Key::Info, Key::Categories, Key::Selections];
    keys.extend(now.producers.keys().chain(then.producers.keys()).cloned().map(Key::Producer));
    keys.extend(now.products.keys().chain(then.products.keys()).cloned().map(Key::Product));
    keys.sort();
    keys.dedup();
    let named = |catalog: &Catalog, key: &Key| match key {
        Key::Info => Some(lang.pick("Pengaturan katalog", "Catalogue settings").to_owned()),
        Key::Categories => Some(lang.pick("Kategori", "Categories").to_owned()),
        Key::Selections => Some(lang.pick("Daftar tersimpan", "Saved lists").to_owned()),
        Key::Producer(id) => catalog.producers.get(id).map(|producer| producer.name.clone()),
        Key::Product(id) => catalog
            .products
            .get(id)
            .map(|product| product.name.or_other(lang).map_or(id.to_string(), |(name, _)| name.to_owned())),
    };
    keys.iter()
        .filter_map(|key| {
            let (before, after) = (now.record(key), then.record(key));
            if before == after {
                return None;
            }
            let icon = match (&before, &after) {
                (None, _) => icons::PLUS,
                (_, None) => icons::MINUS,
                _ => icons::PENCIL_SIMPLE,
            };
            Some((icon, named(then, key).or_else(|| named(now, key))?))
        })
        .collect()
}

/// `20250508T013000Z` in the laptop's time: `8 Mei 2025, 09.30`.
fn local_time(utc: &str, lang: Lang) -> String {
    let parsed = jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", utc)
        .and_then(|time| jiff::tz::TimeZone::UTC.to_timestamp(time))
        .map(|time| jiff::tz::TimeZone::system().to_datetime(time));
    match parsed {
        Ok(time) => {
            let day = crate::text::date(lang, &time.date().to_string());
            let (hour, minute) = (time.hour(), time.minute());
            match lang {
                Lang::Id => format!("{day}, {hour:02}.{minute:02}"),
                Lang::En => format!("{day}, {hour:02}:{minute:02}"),
            }
        }
        Err(_) => utc.to_owned(),
    }
}
