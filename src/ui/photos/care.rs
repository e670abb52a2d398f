//! Photos that were moved away are found again, and those that nothing uses are cleared away; both can be taken back.

use std::collections::BTreeSet;

use egui::Context;

use crate::jobs::Task;
use crate::model::{Catalog, Edit, Key, Photo, Problem, ProblemKind, Product, Text};
use crate::store::{self, Folder};
use crate::text::{Message, Severity};
use crate::ui::app::App;
use crate::ui::app::command::{CareCommand, Command, Overlay};
use crate::ui::app::jobs::{Job, Outcome, Purpose};
use crate::ui::app::state::{Rights, State};
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::photos::state::CareOutcome;

impl State {
    /// The photos that Ctrl+Z brings back now: clearing them away was the last thing that was done.
    pub fn undoable_clearing(&self) -> Option<&Vec<String>> {
        let (revision, names) = self.photos.care.cleared.as_ref()?;
        (self.open()?.timeline.revision() == *revision).then_some(names)
    }
}

/// A hint where the folder holds photos besides those that the catalogue names.
pub fn unused_hint(folder: &Folder, catalog: &Catalog, named: &BTreeSet<String>) -> Option<Problem> {
    let unused = folder.photos_besides(named);
    let bytes = unused.iter().map(|file| file.bytes).sum();
    (!unused.is_empty()).then(|| Problem {
        severity: Severity::Hint,
        key: Key::Info,
        name: catalog.info.title.clone(),
        place: None,
        kind: ProblemKind::UnusedPhotos { count: unused.len(), bytes },
    })
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
                let text = Message::new(what, "", "");
                return self.tell(Tone::Info, text, None);
            }
            return self.say_why_not();
        }
        match command {
            CareCommand::FindMoved => self.ask_dialog(Purpose::MovedPhotos, None),
            CareCommand::SearchIn(path) => {
                let missing = self.state.missing_photos();
                self.state.photos.care.found = None;
                self.state.overlay = Some(Overlay::MovedPhotos);
                self.jobs.replace(Job::PhotoCare, "find moved photos", move |handle| {
                    let found = store::find_moved(&missing, &path, &|done, total| handle.progress(done, total));
                    Outcome::Care(CareOutcome::Searched(found))
                });
            }
            CareCommand::TakeBack => {
                let Some(found) = self.state.photos.care.found.take() else { return };
                self.jobs.replace(Job::PhotoCare, Task::must_finish("take photos back"), move |handle| {
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
                self.state.photos.care.unused = None;
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
                self.jobs.replace(Job::PhotoCare, Task::must_finish("clear photos away"), move |_| {
                    let moved = folder.discard_photos(&names);
                    // What was assigned meanwhile stays.
                    folder.recall_photos(&catalog);
                    Outcome::Care(CareOutcome::Discarded(moved))
                });
            }
            CareCommand::BringBack(names) => {
                self.state.overlay = None;
                self.state.photos.care.cleared = None;
                self.jobs.replace(Job::PhotoCare, Task::must_finish("bring photos back"), move |_| {
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
            CareOutcome::Searched(found) => self.state.photos.care.found = Some(found),
            CareOutcome::TakenBack { files, refused } => {
                self.state.overlay = None;
                self.tell_refused(&refused.iter().collect::<Vec<_>>());
                self.thumbs.forget_failed();
                let count = files.len();
                if let Some(edit) = self.state.catalog().and_then(|catalog| relinked(catalog, &files)) {
                    self.perform(Command::Change(edit), ctx);
                }
                if count > 0 {
                    let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
                    let what =
                        crate::say!(lang, "{count} foto kembali di tempatnya.", "{count} photo{s} back in place.");
                    self.tell(Tone::Done, say(what), None);
                }
                self.check_soon(ctx);
            }
            CareOutcome::Unused(unused) => self.state.photos.care.unused = Some(unused),
            CareOutcome::Discarded(Ok(names)) => {
                let (s, count) = (crate::text::s(names.len()), crate::text::count(lang, names.len()));
                let what =
                    crate::say!(lang, "{count} foto dibuang ke riwayat.", "{count} photo{s} moved into the history.");
                let revision = self.state.open().map(|open| open.timeline.revision());
                self.state.photos.care.cleared = revision.map(|revision| (revision, names.clone()));
                self.tell(Tone::Done, say(what), Some(Offer::BringPhotosBack(names)));
                self.check_soon(ctx);
            }
            CareOutcome::Discarded(Err(error)) => self.fail(&error),
            CareOutcome::BroughtBack(count) => {
                let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
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
