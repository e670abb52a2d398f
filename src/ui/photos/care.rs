//! Photos that were moved away are found again, and those that nothing uses are cleared away; both can be taken back.

use std::collections::BTreeSet;

use egui::Context;

use crate::jobs::{JobHandle, Task};
use crate::model::{Catalog, Edit, Key, Photo, Problem, ProblemKind, Product, Text};
use crate::store::{self, Folder, PhotoError};
use crate::text::Severity;
use crate::ui::app::App;
use crate::ui::app::command::{CareCommand, Command, Overlay};
use crate::ui::app::jobs::Job;
use crate::ui::app::state::{Rights, State};
use crate::ui::kit::dialogs::DialogKind;
use crate::ui::kit::notices::{Offer, Tone};

impl State {
    /// The photos that Ctrl+Z brings back now: clearing them away was the last thing that was done.
    pub fn undoable_clearing(&self) -> Option<&Vec<String>> {
        let (revision, names) = self.care.cleared.as_ref()?;
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
                return self.inform(Tone::Info, what);
            }
            return self.say_why_not();
        }
        match command {
            CareCommand::FindMoved => self.ask_dialog(DialogKind::PhotoFolder, None, |paths| {
                Some(CareCommand::SearchIn(paths.first()?.clone()).into())
            }),
            CareCommand::SearchIn(path) => {
                let missing = self.state.missing_photos();
                self.state.care.found = None;
                self.state.overlay = Some(Overlay::MovedPhotos);
                let find = move |handle: &JobHandle| {
                    store::find_moved(&missing, &path, &|done, total| handle.progress(done, total))
                };
                self.work(Job::PhotoCare, "find moved photos", find, |app, found, _| {
                    app.state.care.found = Some(found)
                });
            }
            CareCommand::TakeBack => {
                let Some(found) = self.state.care.found.take() else { return };
                let take = move |handle: &JobHandle| {
                    let (mut files, mut refused) = (Vec::new(), Vec::new());
                    for (at, one) in found.iter().enumerate() {
                        let _ = handle.progress(at, found.len());
                        match folder.take_back(one) {
                            Ok(name) => files.push((one.missing.clone(), name)),
                            Err(error) => refused.push(error),
                        }
                    }
                    (files, refused)
                };
                self.work(Job::PhotoCare, Task::must_finish("take photos back"), take, |app, (files, refused), ctx| {
                    app.taken_back(&files, &refused, ctx);
                });
            }
            CareCommand::LookForUnused => {
                let Some(catalog) = self.state.catalog().cloned() else { return };
                self.state.care.unused = None;
                self.state.overlay = Some(Overlay::UnusedPhotos);
                let look = move |handle: &JobHandle| {
                    let named = catalog.photo_files();
                    folder.unused_photos(&named, &|done, total| handle.progress(done, total))
                };
                self.work(Job::PhotoCare, "unused photos", look, |app, unused, _| app.state.care.unused = Some(unused));
            }
            CareCommand::Discard(names) => {
                self.state.overlay = None;
                let Some(catalog) = self.state.catalog().cloned() else { return };
                let clear = move |_: &_| {
                    let moved = folder.discard_photos(&names);
                    // What was assigned meanwhile stays.
                    folder.recall_photos(&catalog);
                    moved
                };
                self.work(
                    Job::PhotoCare,
                    Task::must_finish("clear photos away"),
                    clear,
                    |app, moved, ctx| match moved {
                        Ok(names) => app.cleared_away(names, ctx),
                        Err(error) => app.fail(&error),
                    },
                );
            }
            CareCommand::BringBack(names) => {
                self.state.overlay = None;
                self.state.care.cleared = None;
                let bring = move |_: &_| folder.bring_back(&names);
                self.work(Job::PhotoCare, Task::must_finish("bring photos back"), bring, |app, count, ctx| {
                    let lang = app.state.lang();
                    let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
                    let what = crate::say!(lang, "{count} foto dikembalikan.", "{count} photo{s} brought back.");
                    app.inform(Tone::Done, what);
                    app.check_soon(ctx);
                });
            }
            CareCommand::Stop => {
                self.jobs.cancel(Job::PhotoCare);
                self.state.overlay = None;
            }
        }
    }

    fn taken_back(&mut self, files: &[(String, String)], refused: &[PhotoError], ctx: &Context) {
        let lang = self.state.lang();
        self.state.overlay = None;
        self.tell_refused(&refused.iter().collect::<Vec<_>>());
        self.thumbs.forget_failed();
        if let Some(edit) = self.state.catalog().and_then(|catalog| relinked(catalog, files)) {
            self.perform(Command::Change(edit), ctx);
        }
        if !files.is_empty() {
            let (s, count) = (crate::text::s(files.len()), crate::text::count(lang, files.len()));
            let what = crate::say!(lang, "{count} foto kembali di tempatnya.", "{count} photo{s} back in place.");
            self.inform(Tone::Done, what);
        }
        self.check_soon(ctx);
    }

    fn cleared_away(&mut self, names: Vec<String>, ctx: &Context) {
        let lang = self.state.lang();
        let (s, count) = (crate::text::s(names.len()), crate::text::count(lang, names.len()));
        let what = crate::say!(lang, "{count} foto dibuang ke riwayat.", "{count} photo{s} moved into the history.");
        let revision = self.state.open().map(|open| open.timeline.revision());
        self.state.care.cleared = revision.map(|revision| (revision, names.clone()));
        self.tell(Tone::Done, what.into(), Some(Offer::BringPhotosBack(names)));
        self.check_soon(ctx);
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
