//! Earlier versions of the catalogue: what was done in each, what is different in it, and the way back.

use std::sync::Arc;

use egui::{Margin, Rect, Response, RichText, Role, ScrollArea, Sense, Ui};
use egui::{WidgetInfo, pos2, vec2};

use super::local_time;
use super::state::HistoryState;
use crate::model::{Catalog, ChangeSet, Text};
use crate::store::Version;
use crate::text::Lang;
use crate::ui::app::command::HistoryCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::differences::Differences;
use crate::ui::kit::kept::kept;
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::{icons, widgets};

const ROW: f32 = 50.0;
/// Steps of the chosen version that are read out; the row's end says how many there are more.
const STEPS: usize = 8;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    egui::Frame::new().inner_margin(Margin { left: 24, right: 16, top: 18, bottom: 8 }).show(ui, |ui| {
        let (look, lang) = (cx.look(), cx.lang());
        widgets::heading(ui, lang.pick("Riwayat", "History"));
        widgets::weak(
            ui,
            look,
            lang.pick(
                "Versi lama makin jarang disimpan; yang disimpan dengan Ctrl+S tidak pernah dibuang. Mengembalikan sebuah versi bisa diurungkan.",
                "Older versions are thinned out; those saved with Ctrl+S stay for good. Bringing a version back can be undone.",
            ),
        );
        ui.add_space(6.0);
        let state = cx.state;
        let Some(open) = state.open() else { return };
        if open.history.versions.is_empty() {
            let title = lang.pick("Belum ada versi sebelumnya", "No earlier versions yet");
            let text = lang.pick(
                "Versi pertama dicatat saat Anda mengubah sesuatu.",
                "The first one is kept when you change something.",
            );
            widgets::empty_state(ui, look, icons::CLOCK_COUNTER_CLOCKWISE, title, text, None);
            return;
        }
        ui.horizontal_top(|ui| {
            let room = vec2((ui.available_width() * 0.36).clamp(280.0, 420.0), ui.available_height());
            let down = egui::Layout::top_down(egui::Align::LEFT);
            ui.allocate_ui_with_layout(room, down, |ui| list(ui, cx, &open.history));
            ui.add_space(16.0);
            ui.vertical(|ui| match &open.history.inspected {
                Some((version, catalog)) => chosen(ui, cx, &open.history, version, catalog),
                None => {
                    widgets::weak(ui, look, lang.pick("Pilih sebuah versi untuk melihat bedanya.", "Choose a version to see what is different."));
                }
            });
        });
    });
}

/// What was done in a version: noted, counted, or that it is the first of all. `None` while it has to be counted.
fn told(history: &HistoryState, version: &Version, steps: &[Text], lang: Lang) -> Option<Vec<String>> {
    let words = |text: &Text| text.shown(lang).to_owned();
    if !steps.is_empty() {
        return Some(steps.iter().map(words).collect());
    }
    if let Some(counted) = history.counted.get(version) {
        return Some(vec![words(counted)]);
    }
    let is_first = history.before(version).is_none();
    is_first.then(|| vec![lang.pick("Versi pertama", "The first version").to_owned()])
}

fn list(ui: &mut Ui, cx: &mut Cx, history: &HistoryState) {
    let lang = cx.lang();
    let versions = history.versions.clone();
    let mut waits = None;
    let area = ScrollArea::vertical().id_salt("versions").auto_shrink([false, false]);
    ui.spacing_mut().item_spacing.y = 2.0;
    area.show_rows(ui, ROW, versions.len(), |ui, rows| {
        for (version, steps) in versions.iter().skip(rows.start).take(rows.len()) {
            let told = told(history, version, steps, lang);
            if told.is_none() {
                waits.get_or_insert(version);
            }
            let what = told.map_or_else(|| lang.pick("Menghitung…", "Counting…").to_owned(), |told| told.join("; "));
            let on = history.inspected.as_ref().is_some_and(|(shown, _)| shown == version);
            if row(ui, cx.look(), lang, version, &what, on).clicked() {
                cx.ask(HistoryCommand::Inspect(version.clone()));
            }
        }
    });
    if let Some(version) = waits.filter(|_| !history.is_counting) {
        cx.ask(HistoryCommand::Count(version.clone()));
    }
}

/// One version: what was done, and when; a kept one says so.
fn row(ui: &mut Ui, look: &Look, lang: Lang, version: &Version, what: &str, on: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 10.0, ROW), Sense::click());
    let time = local_time(&version.time, lang);
    let kept = lang.pick("disimpan tetap", "kept for good");
    let spoken = if version.kept { format!("{what}, {time}, {kept}") } else { format!("{what}, {time}") };
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &spoken));
    widgets::row_ground(ui, look, &response, on);
    let inner = Rect::from_min_max(rect.min + vec2(10.0, 7.0), rect.max - vec2(10.0, 6.0));
    let name = widgets::elided(ui, what, theme::semi(13.0), look.text, inner.width());
    let is_cut = name.elided;
    ui.painter().galley(inner.min, name, look.text);
    let below = |galley: &egui::Galley| inner.bottom() - galley.size().y;
    let time = widgets::elided(ui, &time, theme::body(12.0), look.weak, inner.width());
    let after = inner.left() + time.size().x + 10.0;
    ui.painter().galley(pos2(inner.left(), below(&time)), time, look.weak);
    if version.kept {
        let mark = format!("{} {kept}", icons::PUSH_PIN);
        let mark = widgets::elided(ui, &mark, theme::body(12.0), look.accent, inner.right() - after);
        ui.painter().galley(pos2(after, below(&mark)), mark, look.accent);
    }
    if is_cut { response.on_hover_text(what) } else { response }
}

fn chosen(ui: &mut Ui, cx: &mut Cx, history: &HistoryState, version: &Version, then: &Arc<Catalog>) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(now) = cx.state.catalog().cloned() else {
        return;
    };
    ui.label(RichText::new(local_time(&version.time, lang)).font(theme::bold(16.0)));
    let steps = history.versions.iter().find(|(one, _)| one == version).map_or(&[][..], |(_, steps)| steps.as_slice());
    if let Some(steps) = told(history, version, steps, lang) {
        ui.spacing_mut().item_spacing.y = 3.0;
        for step in steps.iter().take(STEPS) {
            ui.add(egui::Label::new(format!("• {step}")).wrap());
        }
        if steps.len() > STEPS {
            let more = steps.len() - STEPS;
            widgets::weak(ui, look, crate::say!(lang, "dan {more} lagi", "and {more} more"));
        }
    }
    if version.kept {
        let text = lang.pick(
            "Disimpan dengan Ctrl+S atau saat digabung: tidak pernah dibuang.",
            "Saved with Ctrl+S or when merged: never cleared away.",
        );
        widgets::small(ui, look, format!("{}  {text}", icons::PUSH_PIN));
    }
    ui.add_space(8.0);
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
                cx.accent_button(ui, icons::ARROW_COUNTER_CLOCKWISE, name, HistoryCommand::Restore(version.clone()));
            });
        },
    );
    shown.show(ui, look, lang, None);
}

/// What bringing `then` back would change; compared once for each version and state of the catalogue.
fn compared(ui: &Ui, cx: &Cx, version: &Version, now: &Arc<Catalog>, then: &Arc<Catalog>) -> Arc<Differences> {
    let revision = cx.state.open().map_or(0, |open| open.timeline.revision());
    kept(ui.ctx(), "compared version", (revision, version.clone()), |_| {
        Arc::new(Differences::new(ChangeSet::between(now, then), now.clone(), then.clone()))
    })
}
