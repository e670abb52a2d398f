//! Photos that were moved away are found again, and those that nothing uses are cleared away; both can be taken back.

use std::collections::BTreeSet;
use std::path::PathBuf;

use egui::{Context, RichText, ScrollArea, Ui};

use crate::jobs::Progress;
use crate::model::{Catalog, Edit, Key, Photo, Problem, ProblemKind, Product, Text};
use crate::store::{self, Folder, FoundBy, MovedPhoto, PhotoError, PhotoFile, SaveError, UnusedPhotos};
use crate::text::{Message, Severity};
use crate::ui::app::App;
use crate::ui::app::command::{Command, Overlay};
use crate::ui::app::cx::Cx;
use crate::ui::app::jobs::{Job, Outcome, Purpose};
use crate::ui::app::state::{Rights, State};
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::kit::{icons, theme, widgets};

/// What is known of moved and unused photos.
#[derive(Debug, Default)]
pub struct Care {
    pub running: Option<Progress>,
    /// What the last search found, until it is taken back.
    pub found: Option<Vec<MovedPhoto>>,
    pub unused: Option<UnusedPhotos>,
    /// What was cleared away last, and the revision it was done at: undo brings it back while nothing came after.
    cleared: Option<(u64, Vec<String>)>,
}

impl State {
    /// The photos that Ctrl+Z brings back now: clearing them away was the last thing that was done.
    pub fn undoable_clearing(&self) -> Option<&Vec<String>> {
        let (revision, names) = self.photo_care.cleared.as_ref()?;
        (self.open()?.timeline.revision() == *revision).then_some(names)
    }
}

/// What a person asks for.
#[derive(Clone, Debug)]
pub enum CareCommand {
    /// Asks for the folder to search.
    FindMoved,
    SearchIn(PathBuf),
    TakeBack,
    LookForUnused,
    Discard(Vec<String>),
    BringBack(Vec<String>),
    Stop,
}

/// What a job brings back.
pub enum CareOutcome {
    Searched(Vec<MovedPhoto>),
    /// Each missing file and what it is called now.
    TakenBack {
        files: Vec<(String, String)>,
        refused: Vec<PhotoError>,
    },
    Unused(UnusedPhotos),
    Discarded(Result<Vec<String>, SaveError>),
    BroughtBack(usize),
}

/// A hint where the folder holds photos besides those that the catalogue names.
pub fn unused_hint(folder: &Folder, catalog: &Catalog, named: &BTreeSet<String>) -> Option<Problem> {
    let unused = folder.photos_besides(named);
    let bytes = unused.iter().map(|file| file.bytes).sum();
    (!unused.is_empty()).then(|| Problem {
        severity: Severity::Hint,
        key: Key::Info,
        name: catalog.info.title.clone(),
        field: None,
        kind: ProblemKind::UnusedPhotos { count: unused.len(), bytes },
    })
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

impl App {
    pub(crate) fn perform_care(&mut self, command: CareCommand) {
        let Some((folder, rights)) = self.state.open().map(|open| (open.folder.clone(), open.rights)) else { return };
        let writes = !matches!(command, CareCommand::LookForUnused | CareCommand::Stop | CareCommand::FindMoved);
        if writes && !matches!(command, CareCommand::SearchIn(_)) && (!self.state.may_edit() || rights != Rights::Write)
        {
            if self.state.may_edit() {
                let lang = self.state.lang();
                let what = lang.pick(
                    "Ini katalog contoh; fotonya tidak disentuh.",
                    "This is the sample catalogue; its photos are not touched.",
                );
                let text = Message { what: what.into(), todo: String::new(), place: String::new() };
                return self.tell(Tone::Info, text, None);
            }
            return self.say_why_not();
        }
        match command {
            CareCommand::FindMoved => self.ask_dialog(Purpose::MovedPhotos, None),
            CareCommand::SearchIn(path) => {
                let missing = self.state.missing_photos();
                self.state.photo_care.found = None;
                self.state.overlay = Some(Overlay::MovedPhotos);
                self.jobs.replace(Job::PhotoCare, "find moved photos", move |handle| {
                    let found = store::find_moved(&missing, &path, &|done, total| handle.progress(done, total));
                    Outcome::Care(CareOutcome::Searched(found))
                });
            }
            CareCommand::TakeBack => {
                let Some(found) = self.state.photo_care.found.take() else { return };
                self.jobs.replace(Job::PhotoCare, "take photos back", move |handle| {
                    let (mut files, mut refused) = (Vec::new(), Vec::new());
                    for (at, one) in found.iter().enumerate() {
                        let _ = handle.progress(at, found.len());
                        match folder.take_back(one) {
                            Ok(name) => files.push((one.missing.clone(), name)),
                            Err(error) => refused.push(error),
                        }
                    }
                    Outcome::Care(CareOutcome::TakenBack { files, refused })
                });
            }
            CareCommand::LookForUnused => {
                let Some(catalog) = self.state.catalog().cloned() else { return };
                self.state.photo_care.unused = None;
                self.state.overlay = Some(Overlay::UnusedPhotos);
                self.jobs.replace(Job::PhotoCare, "unused photos", move |handle| {
                    let named = catalog.photo_files();
                    let unused = folder.unused_photos(&named, &|done, total| handle.progress(done, total));
                    Outcome::Care(CareOutcome::Unused(unused))
                });
            }
            CareCommand::Discard(names) => {
                self.state.overlay = None;
                let Some(catalog) = self.state.catalog().cloned() else { return };
                self.jobs.replace(Job::PhotoCare, "clear photos away", move |_| {
                    let moved = folder.discard_photos(&names);
                    // What was assigned meanwhile stays.
                    folder.recall_photos(&catalog);
                    Outcome::Care(CareOutcome::Discarded(moved))
                });
            }
            CareCommand::BringBack(names) => {
                self.state.overlay = None;
                self.state.photo_care.cleared = None;
                self.jobs.replace(Job::PhotoCare, "bring photos back", move |_| {
                    Outcome::Care(CareOutcome::BroughtBack(folder.bring_back(&names)))
                });
            }
            CareCommand::Stop => {
                self.jobs.cancel(Job::PhotoCare);
                self.state.overlay = None;
            }
        }
    }

    pub(crate) fn cared(&mut self, outcome: CareOutcome, ctx: &Context) {
        let lang = self.state.lang();
        let say = |what: String| Message::from(what);
        match outcome {
            CareOutcome::Searched(found) => self.state.photo_care.found = Some(found),
            CareOutcome::TakenBack { files, refused } => {
                self.state.overlay = None;
                self.tell_refused(&refused.iter().collect::<Vec<_>>());
                self.thumbs.forget_failed();
                let count = files.len();
                if let Some(edit) = self.state.catalog().and_then(|catalog| relinked(catalog, &files)) {
                    self.perform(Command::Change(edit), ctx);
                }
                if count > 0 {
                    let s = crate::text::s(count);
                    let what =
                        crate::say!(lang, "{count} foto kembali di tempatnya.", "{count} photo{s} back in place.");
                    self.tell(Tone::Done, say(what), None);
                }
                self.check_soon(ctx);
            }
            CareOutcome::Unused(unused) => self.state.photo_care.unused = Some(unused),
            CareOutcome::Discarded(Ok(names)) => {
                let count = names.len();
                let s = crate::text::s(count);
                let what =
                    crate::say!(lang, "{count} foto dibuang ke riwayat.", "{count} photo{s} moved into the history.");
                let revision = self.state.open().map(|open| open.timeline.revision());
                self.state.photo_care.cleared = revision.map(|revision| (revision, names.clone()));
                self.tell(Tone::Done, say(what), Some(Offer::BringPhotosBack(names)));
                self.check_soon(ctx);
            }
            CareOutcome::Discarded(Err(error)) => self.fail(&error),
            CareOutcome::BroughtBack(count) => {
                let s = crate::text::s(count);
                let what = crate::say!(lang, "{count} foto dikembalikan.", "{count} photo{s} brought back.");
                self.tell(Tone::Done, say(what), None);
                self.check_soon(ctx);
            }
        }
    }

    fn check_soon(&mut self, ctx: &Context) {
        self.check_at = Some(ctx.input(|input| input.time));
        ctx.request_repaint();
    }
}

/// The edit that gives photos the names they now have; `None` where they have their old ones.
fn relinked(catalog: &Catalog, files: &[(String, String)]) -> Option<Edit> {
    let rename = |photo: &mut Photo| {
        if let Some((_, now)) = files.iter().find(|(missing, now)| *missing == photo.file && missing != now) {
            photo.file.clone_from(now);
        }
    };
    let mut puts = Vec::new();
    for product in catalog.products.values() {
        let mut changed = Product::clone(product);
        changed.photos.iter_mut().for_each(rename);
        if changed != **product {
            puts.push((Key::Product(product.id.clone()), Some(changed.into())));
        }
    }
    let mut info = (*catalog.info).clone();
    info.logos
        .iter_mut()
        .chain(info.foreword.iter_mut().filter_map(|foreword| foreword.photo.as_mut()))
        .for_each(rename);
    if info != *catalog.info {
        puts.push((Key::Info, Some(info.into())));
    }
    let name = Text::new("Pasang foto yang dipindah", "Relink moved photos");
    (!puts.is_empty()).then_some(Edit { name, puts, typing_in: None })
}

/// A running search with a way to stop it. True while it runs.
fn running(ui: &mut Ui, cx: &mut Cx, words: &str) -> bool {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(progress) = cx.state.photo_care.running else {
        return false;
    };
    widgets::weak(ui, look, words);
    let part = if progress.total == 0 { 0.0 } else { progress.done as f32 / progress.total as f32 };
    widgets::meter(ui, look, part, ui.available_width().min(420.0));
    ui.add_space(6.0);
    if widgets::button(ui, icons::X, lang.pick("Hentikan", "Stop")).clicked() {
        cx.ask(Command::Care(CareCommand::Stop));
    }
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
    let (look, lang) = (cx.look(), cx.lang());
    cx.overlay_title(ui, lang.pick("Foto yang dipindah", "Moved photos"));
    if running(ui, cx, lang.pick("Mencari di folder itu…", "Searching that folder…")) {
        return;
    }
    let missing = cx.state.missing_photos();
    let state = cx.state;
    let Some(found) = &state.photo_care.found else {
        let count = missing.len();
        if count == 0 {
            ui.label(lang.pick("Semua foto katalog ini ada.", "Every photo of this catalogue is there."));
            return;
        }
        let s = crate::text::s(count);
        let text = crate::say!(
            lang,
            "{count} foto tidak ada di katalog. Pilih folder tempat foto itu mungkin berada; semua folder di dalamnya ikut dicari.",
            "Missing: {count} photo{s}. Choose the folder to look in; everything inside it is searched."
        );
        ui.label(text);
        if widgets::accent_button(ui, look, icons::FOLDER_OPEN, lang.pick("Pilih folder…", "Choose a folder…"))
            .clicked()
        {
            cx.ask(Command::Care(CareCommand::FindMoved));
        }
        return;
    };
    let (count, total) = (found.len(), missing.len().max(found.len()));
    let s = crate::text::s(total);
    let text = crate::say!(lang, "{count} dari {total} foto ditemukan.", "Found: {count} of {total} photo{s}.");
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
            let s = crate::text::s(count);
            let text = crate::say!(lang, "Pasang {count} foto", "Relink {count} photo{s}");
            if widgets::accent_button(ui, look, icons::LINK, &text).clicked() {
                cx.ask(Command::Care(CareCommand::TakeBack));
            }
        }
        let other = lang.pick("Cari di folder lain…", "Search another folder…");
        if widgets::button(ui, icons::FOLDER_OPEN, other).clicked() {
            cx.ask(Command::Care(CareCommand::FindMoved));
        }
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
    let Some(unused) = &state.photo_care.unused else { return };
    if unused.free.is_empty() && unused.in_history.is_empty() {
        ui.label(lang.pick("Semua file di folder foto dipakai.", "Every file in the photo folder is used."));
    }
    let id = egui::Id::unique("unused photos of earlier versions");
    let mut also: bool = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    if !unused.free.is_empty() {
        let (count, size) = (unused.free.len(), megabytes(&unused.free));
        let s = crate::text::s(count);
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
        let s = crate::text::s(count);
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
        let count = names.len();
        let s = crate::text::s(count);
        let text = crate::say!(lang, "Buang {count} foto", "Clear away {count} photo{s}");
        ui.add_enabled_ui(state.may_edit(), |ui| {
            if widgets::danger_button(ui, look, icons::TRASH, &text).clicked() {
                cx.ask(Command::Care(CareCommand::Discard(names)));
            }
        });
    }
    let text = lang.pick(
        "Foto dipindahkan ke .history/photos di folder katalog, tidak dihapus: urungkan, atau kembalikan versi lama, dan foto itu ada lagi.",
        "Photos are moved to .history/photos inside the catalogue's folder, not deleted: undo, or restore an earlier version, and they are there again.",
    );
    widgets::small(ui, look, text);
    if unused.unreadable > 0 {
        let count = unused.unreadable;
        let text = crate::say!(
            lang,
            "{count} versi lama tidak bisa dibaca; foto yang mungkin dipakainya dianggap dipakai.",
            "{count} earlier versions cannot be read; what they may use counts as used."
        );
        widgets::small(ui, look, text);
    }
    if !unused.discarded.is_empty() {
        let (count, size) = (unused.discarded.len(), megabytes(&unused.discarded));
        let s = crate::text::s(count);
        ui.add_space(6.0);
        let text = crate::say!(
            lang,
            "Kembalikan {count} foto yang pernah dibuang ({size})",
            "Bring back {count} photo{s} cleared away before ({size})"
        );
        let names: Vec<String> = unused.discarded.iter().map(|file| file.name.clone()).collect();
        if widgets::link(ui, look, icons::ARROW_COUNTER_CLOCKWISE, &text).clicked() {
            cx.ask(Command::Care(CareCommand::BringBack(names)));
        }
    }
}

fn rows_of(ui: &mut Ui, cx: &Cx, id: &str, files: &[PhotoFile]) {
    let rows: Vec<(String, String)> = files.iter().map(|file| (file.name.clone(), size(file.bytes))).collect();
    file_rows(ui, cx, id, &rows);
}
