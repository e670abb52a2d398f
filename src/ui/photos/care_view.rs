//! The overlays of moved and of unused photos.

use egui::{RichText, ScrollArea, Ui};

use crate::store::{FoundBy, PhotoFile};
use crate::ui::app::command::CareCommand;
use crate::ui::app::cx::Cx;
use crate::ui::app::jobs::Job;
use crate::ui::kit::{icons, theme, widgets};

/// A running search with a way to stop it. True while it runs.
fn running(ui: &mut Ui, cx: &mut Cx, words: &str) -> bool {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(progress) = cx.state.running(Job::PhotoCare) else {
        return false;
    };
    widgets::weak(ui, look, words);
    let part = if progress.total == 0 { 0.0 } else { progress.done as f32 / progress.total as f32 };
    widgets::meter(ui, look, part, ui.available_width().min(420.0));
    ui.add_space(6.0);
    cx.button(ui, icons::X, lang.pick("Hentikan", "Stop"), CareCommand::Stop);
    true
}

fn file_rows(ui: &mut Ui, cx: &Cx, id: &str, rows: &[(String, String)]) {
    let look = cx.look();
    let height = (rows.len() as f32 * 24.0).min(190.0);
    ScrollArea::vertical().id_salt(id).max_height(height).auto_shrink([false, true]).show_rows(
        ui,
        20.0,
        rows.len(),
        |ui, visible| {
            for (left, right) in rows.get(visible).unwrap_or_default() {
                ui.horizontal(|ui| {
                    let room = ui.available_width() - 10.0;
                    let words = widgets::elided(ui, left, theme::body(12.5), look.text, room * 0.55);
                    ui.label(words);
                    let words = widgets::elided(ui, right, theme::body(12.0), look.weak, room * 0.42);
                    ui.label(words);
                });
            }
        },
    );
}

/// What the search for moved photos found.
pub fn moved(ui: &mut Ui, cx: &mut Cx) {
    let lang = cx.lang();
    cx.overlay_title(ui, lang.pick("Foto yang dipindah", "Moved photos"));
    if running(ui, cx, lang.pick("Mencari di folder itu…", "Searching that folder…")) {
        return;
    }
    let missing = cx.state.missing_photos();
    let state = cx.state;
    let Some(found) = &state.care.found else {
        let count = missing.len();
        if count == 0 {
            ui.label(lang.pick("Semua foto katalog ini ada.", "Every photo of this catalogue is there."));
            return;
        }
        let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
        let text = crate::say!(
            lang,
            "{count} foto tidak ada di katalog. Pilih folder tempat foto itu mungkin berada; semua folder di dalamnya ikut dicari.",
            "Missing: {count} photo{s}. Choose the folder to look in; everything inside it is searched."
        );
        ui.label(text);
        let name = lang.pick("Pilih folder…", "Choose a folder…");
        cx.accent_button(ui, icons::FOLDER_OPEN, name, CareCommand::FindMoved);
        return;
    };
    let (count, total) = (found.len(), missing.len().max(found.len()));
    let (s, some, all) = (crate::text::s(total), crate::text::count(lang, count), crate::text::count(lang, total));
    let text = crate::say!(lang, "{some} dari {all} foto ditemukan.", "Found: {some} of {all} photo{s}.");
    ui.label(RichText::new(text).font(theme::semi(theme::SIZE_BODY)));
    let rows: Vec<(String, String)> = found
        .iter()
        .map(|one| {
            let by = match one.by {
                FoundBy::Content => lang.pick("isinya sama", "same content"),
                FoundBy::Original => lang.pick("foto aslinya", "the original photo"),
                FoundBy::Name => lang.pick("hanya namanya sama", "only the name is the same"),
            };
            (one.missing.clone(), format!("{by}: {}", one.at.display()))
        })
        .collect();
    file_rows(ui, cx, "moved photos", &rows);
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if count > 0 {
            let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
            let text = crate::say!(lang, "Pasang {count} foto", "Relink {count} photo{s}");
            cx.submit(ui, icons::LINK, &text, CareCommand::TakeBack);
        }
        let other = lang.pick("Cari di folder lain…", "Search another folder…");
        cx.button(ui, icons::FOLDER_OPEN, other, CareCommand::FindMoved);
    });
}

/// The photos that nothing uses, told apart by whether an earlier version needs them.
pub fn unused(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Foto yang tidak dipakai", "Unused photos"));
    if running(
        ui,
        cx,
        lang.pick("Memeriksa katalog dan seluruh riwayatnya…", "Looking through the catalogue and its whole history…"),
    ) {
        return;
    }
    let state = cx.state;
    let Some(unused) = &state.care.unused else { return };
    if unused.free.is_empty() && unused.in_history.is_empty() {
        ui.label(lang.pick("Semua file di folder foto dipakai.", "Every file in the photo folder is used."));
    }
    let id = egui::Id::unique("unused photos of earlier versions");
    let mut also: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if !unused.free.is_empty() {
        let (count, size) = (unused.free.len(), megabytes(&unused.free));
        let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
        let text = crate::say!(
            lang,
            "Tidak dipakai versi mana pun: {count} foto, {size}",
            "Used by no version: {count} photo{s}, {size}"
        );
        widgets::section(ui, look, &text);
        rows_of(ui, cx, "unused", &unused.free);
    }
    if !unused.in_history.is_empty() {
        let (count, size) = (unused.in_history.len(), megabytes(&unused.in_history));
        let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
        let text = crate::say!(
            lang,
            "Hanya dipakai versi lama: {count} foto, {size}",
            "Used by earlier versions only: {count} photo{s}, {size}"
        );
        widgets::section(ui, look, &text);
        rows_of(ui, cx, "unused but in history", &unused.in_history);
        let text = lang.pick(
            "Buang juga; mengembalikan versi itu mengembalikan fotonya",
            "Clear these away too; restoring such a version brings them back",
        );
        ui.checkbox(&mut also, text);
    }
    ui.data_mut(|data| data.insert_temp(id, also));
    let names: Vec<String> =
        unused.free.iter().chain(unused.in_history.iter().filter(|_| also)).map(|file| file.name.clone()).collect();
    ui.add_space(6.0);
    if !names.is_empty() {
        let (s, count) = (crate::text::s(names.len()), crate::text::count(lang, names.len()));
        let text = crate::say!(lang, "Buang {count} foto", "Clear away {count} photo{s}");
        ui.add_enabled_ui(state.may_edit(), |ui| {
            cx.danger_button(ui, icons::TRASH, &text, CareCommand::Discard(names));
        });
    }
    let text = lang.pick(
        "Foto dipindahkan ke .history/photos di folder katalog, tidak dihapus: urungkan, atau kembalikan versi lama, dan foto itu ada lagi.",
        "Photos are moved to .history/photos inside the catalogue's folder, not deleted: undo, or restore an earlier version, and they are there again.",
    );
    widgets::small(ui, look, text);
    if unused.unreadable > 0 {
        let count = crate::text::count(lang, unused.unreadable);
        let text = crate::say!(
            lang,
            "{count} versi lama tidak bisa dibaca; foto yang mungkin dipakainya dianggap dipakai.",
            "{count} earlier versions cannot be read; what they may use counts as used."
        );
        widgets::small(ui, look, text);
    }
    if !unused.discarded.is_empty() {
        let (count, size) = (unused.discarded.len(), megabytes(&unused.discarded));
        let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
        ui.add_space(6.0);
        let text = crate::say!(
            lang,
            "Kembalikan {count} foto yang pernah dibuang ({size})",
            "Bring back {count} photo{s} cleared away before ({size})"
        );
        let names: Vec<String> = unused.discarded.iter().map(|file| file.name.clone()).collect();
        cx.link(ui, icons::ARROW_COUNTER_CLOCKWISE, &text, CareCommand::BringBack(names));
    }
}

fn rows_of(ui: &mut Ui, cx: &Cx, id: &str, files: &[PhotoFile]) {
    let rows: Vec<(String, String)> = files.iter().map(|file| (file.name.clone(), size(file.bytes))).collect();
    file_rows(ui, cx, id, &rows);
}

fn megabytes(files: &[PhotoFile]) -> String {
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    size(bytes)
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1_048_576 => format!("{} kB", bytes.div_ceil(1024)),
        _ => format!("{} MB", bytes.div_ceil(1 << 20)),
    }
}
