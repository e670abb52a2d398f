//! Earlier versions of the catalogue, what is different in them, and the way back.

use std::sync::Arc;

use egui::{Margin, RichText, ScrollArea, Ui};

use crate::model::{Catalog, ChangeSet};
use crate::store::Version;
use crate::text::Lang;
use crate::ui::app::command::HistoryCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::differences::Differences;
use crate::ui::kit::{icons, theme, widgets};

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
            let down = egui::Layout::top_down(egui::Align::LEFT);
            ui.allocate_ui_with_layout(egui::vec2(260.0, height), down, |ui| {
                ScrollArea::vertical().id_salt("versions").auto_shrink([false, false]).show_rows(ui, 30.0, versions.len(), |ui, rows| {
                    for version in versions.iter().skip(rows.start).take(rows.len()) {
                        let on = inspected.as_ref().is_some_and(|(shown, _)| shown == version);
                        let time = local_time(&version.time, lang);
                        let icon = if version.kept { icons::PUSH_PIN } else { icons::CLOCK_COUNTER_CLOCKWISE };
                        if widgets::list_row(ui, look, on, &format!("{icon}  {time}"), None, &time).clicked() {
                            cx.ask(HistoryCommand::Inspect(version.clone()));
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

fn differences(ui: &mut Ui, cx: &mut Cx, version: &Version, then: &Arc<Catalog>) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(now) = cx.state.catalog().cloned() else {
        return;
    };
    let time = local_time(&version.time, lang);
    ui.label(RichText::new(&time).font(theme::bold(16.0)));
    let shown = compared(ui, cx, version, &now, then);
    if shown.changes.is_empty() {
        widgets::weak(ui, look, lang.pick("Sama dengan katalog sekarang.", "The same as the catalogue now."));
        return;
    }
    let count = shown.changes.len();
    widgets::spread(
        ui,
        |ui| {
            let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
            let text = crate::say!(
                lang,
                "Mengembalikannya mengubah {count} data.",
                "Bringing it back changes {count} record{s}."
            );
            widgets::weak(ui, look, text);
        },
        |ui| {
            ui.add_enabled_ui(cx.state.may_edit(), |ui| {
                let name = lang.pick("Kembalikan versi ini", "Bring this version back");
                if widgets::accent_button(ui, look, icons::ARROW_COUNTER_CLOCKWISE, name).clicked() {
                    cx.ask(HistoryCommand::Restore(version.clone()));
                }
            });
        },
    );
    shown.show(ui, look, lang, None);
}

/// What bringing `then` back would change; compared once for each version and state of the catalogue.
fn compared(ui: &Ui, cx: &Cx, version: &Version, now: &Arc<Catalog>, then: &Arc<Catalog>) -> Arc<Differences> {
    type Compared = (u64, Version, Arc<Differences>);
    let id = egui::Id::unique("compared version");
    let revision = cx.state.open().map_or(0, |open| open.timeline.revision());
    let kept: Option<Compared> = ui.data(|data| data.get_temp(id));
    if let Some((_, _, shown)) = kept.filter(|(of, one, _)| *of == revision && one == version) {
        return shown;
    }
    let shown = Arc::new(Differences::new(ChangeSet::between(now, then), now.clone(), then.clone()));
    ui.data_mut(|data| data.insert_temp::<Compared>(id, (revision, version.clone(), shown.clone())));
    shown
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
