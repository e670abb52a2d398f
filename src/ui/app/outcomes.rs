//! Takes in what background work brought back, and tells the person.

use std::sync::Arc;

use egui::Context;

use super::command::Command;
use super::jobs::{Job, Outcome, Purpose};
use super::state::{Phase, Rights};
use crate::actions::brochure::{BrochureExportError, BrochureFiles, BrochureReport};
use crate::brochure::BrochureError;
use crate::model::{Catalog, Edit, Key, Record, Text};
use crate::store::{Access, OpenError, Opened, Saver, Version};
use crate::text::{Explain, Message};
use crate::ui::app::App;
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::photos::care::CareCommand;
use crate::ui::tray::TrayCommand;

impl App {
    pub(crate) fn take(&mut self, outcome: Outcome, ctx: &Context) {
        match outcome {
            Outcome::Created(result) if result.is_ok() => {
                let _ = self.leave();
                self.take(Outcome::Opened(result), ctx);
            }
            Outcome::Opened(result) | Outcome::Copied(result) | Outcome::Created(result) => match *result {
                Ok(loaded) => self.enter(loaded),
                // A copy that failed leaves the open catalogue as it is.
                Err(error) if self.state.open().is_some() => self.fail(&error),
                Err(error) => {
                    self.waiting.clear();
                    self.state.phase = Phase::Failed(error);
                }
            },
            Outcome::OwnCopy(result) => self.own_copy(*result),
            Outcome::IndexWarm => {}
            Outcome::Checked { revision, problems } => {
                if let Phase::Open(open) = &mut self.state.phase {
                    open.problems = problems;
                    open.checked = revision;
                }
            }
            Outcome::Chosen { purpose, paths } => self.chosen(purpose, paths),
            Outcome::Photos { batch, added } => self.photos_added(&batch, added, ctx),
            Outcome::Tray(arrivals) => self.arrived(arrivals),
            Outcome::PasteFailed(error) => self.fail(&error),
            Outcome::Care(outcome) => self.cared(outcome, ctx),
            Outcome::Brochure { report, print } => self.brochure_made(report, print),
            Outcome::Surveyed(found) => self.surveyed(*found),
            Outcome::Imported(result) => self.imported(*result),
            Outcome::Proposal(proposal) => self.perform(Command::Propose(proposal), ctx),
            Outcome::Found(found) => self.state.table_view.take_found(found),
            Outcome::Exported(Ok(path)) => {
                let message = Message {
                    what: self.state.lang().pick("Lembar kerja selesai.", "The spreadsheet is ready.").into(),
                    todo: String::new(),
                    place: path.display().to_string(),
                };
                self.tell(Tone::Done, message, Some(Offer::OpenFile(path)));
            }
            Outcome::Exported(Err(error)) => self.fail(&error),
            Outcome::Listed(result) => self.listed(result),
            Outcome::ImportReady { edit, refused } => self.import_ready(edit, refused, ctx),
            Outcome::Versions(versions) => {
                if let Phase::Open(open) = &mut self.state.phase {
                    open.versions = Arc::new(versions);
                }
            }
            Outcome::Version { version, restore, read } => match *read {
                Ok(catalog) => self.version(version, catalog, restore),
                Err(error) => self.fail(&error),
            },
            Outcome::FileOpened { path, error } => {
                if let Some(reason) = error {
                    let lang = self.state.lang();
                    let message = Message {
                        what: lang
                            .pick(
                                "File tidak bisa dibuka dengan program di laptop ini.",
                                "No program on this laptop opened the file.",
                            )
                            .into(),
                        todo: crate::say!(
                            lang,
                            "Buka sendiri dari folder ini. ({reason})",
                            "Open it yourself from this folder. ({reason})"
                        ),
                        place: path.display().to_string(),
                    };
                    self.tell(Tone::Failed, message, None);
                }
            }
            Outcome::SettingsSaved(Err(error)) => {
                tracing::warn!(?error, "settings were not saved");
            }
            Outcome::SettingsSaved(Ok(())) => {}
        }
    }

    pub(crate) fn fail(&mut self, error: &dyn Explain) {
        let message = error.explain(self.state.lang());
        self.tell(Tone::Failed, message, None);
    }

    /// A job panicked: a fault of this program, said as such.
    pub(crate) fn report_fault(&mut self, job: Job, words: &str, _ctx: &Context) {
        tracing::error!(?job, words, "a job panicked");
        let lang = self.state.lang();
        let message = Message {
            what: lang
                .pick(
                    "Pekerjaan ini berhenti karena kesalahan program. Data Anda aman.",
                    "This work stopped through a fault of the program. Your data is safe.",
                )
                .into(),
            todo: lang.pick("Coba sekali lagi.", "Try once more.").into(),
            place: words.chars().take(160).collect(),
        };
        if job == Job::Open {
            self.waiting.clear();
            let path = Default::default();
            self.state.phase = Phase::Failed(OpenError::Unreadable { path, reason: message.line() });
        }
        if job == Job::Photos {
            self.drop_photos();
        }
        self.tell(Tone::Failed, message, None);
    }

    fn own_copy(&mut self, result: Result<Opened, OpenError>) {
        let mut opened = match result {
            Ok(opened) => opened,
            Err(error) => {
                if let Phase::Open(open) = &mut self.state.phase {
                    // The next change tries again.
                    open.rights = Rights::Sample;
                }
                self.waiting.clear();
                self.drop_photos();
                return self.fail(&error);
            }
        };
        let saver = Saver::start_in(&mut opened, self.wake.clone(), &self.parts.config);
        let path = opened.folder.root().to_owned();
        let Phase::Open(open) = &mut self.state.phase else {
            return;
        };
        open.folder = opened.folder;
        open.rights = match (&saver, &opened.access) {
            (Some(_), _) => Rights::Write,
            (None, Access::LockedElsewhere) => Rights::LockedElsewhere,
            (None, _) => Rights::ReadOnly,
        };
        if let Some(saver) = &saver {
            saver.request(open.timeline.catalog().clone());
        }
        open.saver = saver;
        self.remember(path.clone());
        for command in std::mem::take(&mut self.waiting) {
            self.ask(command);
        }
        self.start_photos();
        let lang = self.state.lang();
        let message = Message {
            what: lang
                .pick(
                    "Perubahan Anda disimpan di salinan Anda sendiri; katalog contoh tetap utuh.",
                    "Your changes are kept in your own copy; the sample stays as it is.",
                )
                .into(),
            todo: String::new(),
            place: path.display().to_string(),
        };
        self.tell(Tone::Info, message, None);
    }

    fn chosen(&mut self, purpose: Purpose, paths: Vec<std::path::PathBuf>) {
        let Some(first) = paths.first().cloned() else {
            return;
        };
        match purpose {
            Purpose::Open => self.ask(Command::OpenFolder(first)),
            Purpose::New { title } => self.ask(Command::CreateCatalog { dir: first, title }),
            Purpose::Photos(product) => self.ask(Command::AddPhotos(product, paths)),
            Purpose::Logos => self.ask(Command::AddLogos(paths)),
            Purpose::Tray => self.ask(Command::Tray(TrayCommand::Add(paths))),
            Purpose::MovedPhotos => self.ask(Command::Care(CareCommand::SearchIn(first))),
            Purpose::Spreadsheet => {
                if let Some(path) = paths.into_iter().next() {
                    self.ask(Command::ImportFile(path));
                }
            }
        }
    }

    fn brochure_made(&mut self, report: BrochureReport, print: bool) {
        let lang = self.state.lang();
        let pages = report.pages;
        match report.files {
            Ok(BrochureFiles { path, parts: files, .. }) => {
                let s = crate::text::s(pages);
                let message = Message {
                    what: match files {
                        1 => crate::say!(
                            lang,
                            "Brosur selesai: {pages} halaman.",
                            "The brochure is ready: {pages} page{s}."
                        ),
                        _ => crate::say!(
                            lang,
                            "Brosur selesai: {pages} halaman dalam {files} file.",
                            "The brochure is ready: {pages} page{s} in {files} files."
                        ),
                    },
                    todo: String::new(),
                    place: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                };
                self.tell(Tone::Done, message, Some(Offer::OpenFile(path.clone())));
                self.state.settings.last_brochure = Some(path.clone());
                self.state.brochure.finished = Some(path.clone());
                if print {
                    self.show_file(path);
                }
                self.save_settings();
            }
            Err(BrochureExportError::Pages(BrochureError::Cancelled)) => {}
            Err(BrochureExportError::Pages(error)) => self.fail(&error),
            Err(BrochureExportError::Write(error)) => self.fail(&error),
            Err(BrochureExportError::Errors(count)) => {
                let s = crate::text::s(count);
                let message = Message {
                    what: crate::say!(
                        lang,
                        "Brosur belum dibuat: ada {count} kesalahan.",
                        "The brochure was not made: {count} error{s} to look at."
                    ),
                    todo: lang
                        .pick(
                            "Lihat di Periksa sebelum cetak, atau centang Cetak apa adanya.",
                            "See Check before printing, or tick Print as it is.",
                        )
                        .into(),
                    place: String::new(),
                };
                self.tell(Tone::Failed, message, None);
            }
        }
        (self.wake)();
    }

    fn version(&mut self, version: Version, catalog: Catalog, restore: bool) {
        if !restore {
            if let Phase::Open(open) = &mut self.state.phase {
                open.inspected = Some((version, Arc::new(catalog)));
            }
            return;
        }
        let Some(current) = self.state.catalog() else {
            return;
        };
        let time = &version.time;
        let name = Text::new(format!("Kembalikan versi {time}"), format!("Restore the version of {time}"));
        self.ask(Command::Change(becoming(current, &catalog, name)));
    }

    /// Says that an earlier session left edits that could not be written.
    pub(crate) fn tell_recovered(&mut self) {
        if self.state.open().is_none_or(|open| open.recovered.is_none()) {
            return;
        }
        let lang = self.state.lang();
        let message = Message {
            what: lang
                .pick(
                    "Ada perubahan yang dulu belum sempat tersimpan ke folder ini.",
                    "There are changes that could not be saved into this folder back then.",
                )
                .into(),
            todo: lang
                .pick("Ambil kembali; langkah ini bisa diurungkan.", "Take them back in; this can be undone.")
                .into(),
            place: String::new(),
        };
        self.tell(Tone::Info, message, Some(Offer::Recover));
    }

    pub(crate) fn recover(&mut self) {
        let Phase::Open(open) = &mut self.state.phase else { return };
        let Some(recovered) = open.recovered.take() else { return };
        let name = Text::new("Ambil kembali perubahan yang belum tersimpan", "Take back unsaved changes");
        let edit = becoming(open.timeline.catalog(), &recovered, name);
        let folder = open.folder.clone();
        self.parts.config.forget_recovered(&folder);
        self.ask(Command::Change(edit));
    }

    pub(crate) fn keep_mine(&mut self) {
        let Some(open) = self.state.open() else { return };
        if let Some(saver) = &open.saver {
            saver.replace_changed(open.catalog().clone());
        }
    }
}

/// The edit that turns one catalogue into another.
fn becoming(now: &Catalog, then: &Catalog, name: Text) -> Edit {
    let mut keys = vec![Key::Info, Key::Categories, Key::Selections];
    keys.extend(now.producers.keys().chain(then.producers.keys()).cloned().map(Key::Producer));
    keys.extend(now.products.keys().chain(then.products.keys()).cloned().map(Key::Product));
    keys.sort();
    keys.dedup();
    let puts: Vec<(Key, Option<Record>)> = keys
        .into_iter()
        .filter(|key| now.record(key) != then.record(key))
        .map(|key| {
            let record = then.record(&key);
            (key, record)
        })
        .collect();
    Edit { name, puts, typing_in: None }
}
