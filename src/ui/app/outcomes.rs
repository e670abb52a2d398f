//! Takes in what background work brought back, and tells the person.

use std::path::PathBuf;

use egui::Context;

use super::App;
use super::jobs::{Job, Outcome, Purpose};
use super::state::Phase;
use crate::store::{OpenError, SaveState};
use crate::text::{Explain, Message};
use crate::ui::app::command::{
    CareCommand, CatalogCommand, ImportCommand, Overlay, PhotosCommand, ProposalCommand, TrayCommand,
};
use crate::ui::kit::drafts;
use crate::ui::kit::notices::{Offer, Tone};

impl App {
    pub(crate) fn take(&mut self, outcome: Outcome, ctx: &Context) {
        match outcome {
            Outcome::Created(result) if result.is_ok() => {
                let _ = self.leave();
                self.take(Outcome::Opened(result), ctx);
            }
            Outcome::Opened(result) | Outcome::Copied(result) | Outcome::Created(result) => match *result {
                Ok(loaded) => {
                    drafts::clear(ctx);
                    self.enter(loaded);
                }
                // A copy that failed leaves the open catalogue as it is.
                Err(error) if self.state.open().is_some() => self.fail(&error),
                Err(error) => {
                    self.waiting.clear();
                    self.state.phase = Phase::Failed(error);
                }
            },
            Outcome::OwnCopy(result) => self.own_copy(*result),
            Outcome::Checked { revision, problems } => {
                if let Phase::Open(open) = &mut self.state.phase {
                    open.problems = problems;
                    open.checked = revision;
                }
                self.look_inside_photos();
            }
            Outcome::PhotosLookedAt { found } => {
                if found {
                    self.check_at.get_or_insert(0.0);
                }
            }
            Outcome::Indexed { revision, index } => {
                if let Phase::Open(open) = &mut self.state.phase
                    && open.timeline.revision() == revision
                {
                    open.index = *index;
                    self.matched = None;
                }
            }
            Outcome::Chosen { purpose, paths } => self.chosen(purpose, paths),
            Outcome::NotChosen(question) => {
                self.state.path_question = Some(question);
                self.state.overlay = Some(Overlay::TypePath);
            }
            Outcome::Photos { batch, added } => self.photos_added(&batch, added, ctx),
            Outcome::Tray(arrivals) => self.arrived(arrivals),
            Outcome::PasteFailed(error) => self.fail(&error),
            Outcome::Care(outcome) => self.cared(outcome, ctx),
            Outcome::Brochure { report, print } => self.brochure_made(report, print),
            Outcome::Surveyed(found) => self.surveyed(*found),
            Outcome::Imported(result) => self.imported(*result),
            Outcome::Proposal(proposal) => self.perform(ProposalCommand::Show(proposal), ctx),
            Outcome::Found(found) => self.state.table_view.take_found(found),
            Outcome::Exported(result) => self.exported(result),
            Outcome::Listed(result) => self.listed(result),
            Outcome::ImportReady { edit, refused } => self.import_ready(edit, &refused, ctx),
            Outcome::Versions(versions) => {
                if let Phase::Open(open) = &mut self.state.phase {
                    open.history.take(versions);
                }
            }
            Outcome::VersionCounted { version, words } => {
                if let Phase::Open(open) = &mut self.state.phase {
                    open.history.take_counted(version, words);
                }
            }
            Outcome::Version { version, restore, read } => match *read {
                Ok(catalog) => self.version_read(version, catalog, restore, ctx),
                Err(error) => self.fail(&error),
            },
            Outcome::Fonts(found) => self.letters.step_in(ctx, found),
            Outcome::FileOpened { path, error } => {
                if let Some(reason) = error {
                    tracing::warn!(reason, "no program opened a file");
                    let lang = self.state.lang();
                    let is_folder = path.is_dir();
                    let what = match is_folder {
                        true => lang.pick(
                            "Tidak ada program di laptop ini yang membuka foldernya.",
                            "No program on this laptop opened the folder.",
                        ),
                        false => lang.pick(
                            "Tidak ada program di laptop ini yang membuka filenya.",
                            "No program on this laptop opened the file.",
                        ),
                    };
                    let todo = lang.pick("Filenya ada di sini:", "The file is here:");
                    let message = Message::new(what, todo, path.display().to_string());
                    let folder = path.parent().filter(|_| !is_folder).map(PathBuf::from);
                    let offer = Offer::Place { path, folder };
                    self.tell(Tone::Failed, message, Some(offer));
                }
            }
            Outcome::SettingsSaved(Err(error)) => {
                tracing::warn!(?error, "settings were not saved");
            }
            Outcome::ListsSaved(Err(error)) => self.fail(&error),
            Outcome::SettingsSaved(Ok(())) | Outcome::ListsSaved(Ok(())) | Outcome::JournalForgotten => {}
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
        let is_safe = job != Job::MakeOwnCopy && !matches!(self.state.save, SaveState::Failed(_));
        let (what, todo) = match is_safe {
            true => (
                lang.pick(
                    "Pekerjaan ini berhenti karena kesalahan program. Data Anda aman.",
                    "This work stopped because of a program error. Your data is safe.",
                ),
                lang.pick("Coba sekali lagi.", "Try once more."),
            ),
            false => (
                lang.pick(
                    "Pekerjaan ini berhenti karena kesalahan program. Perubahan terakhir belum tersimpan.",
                    "This work stopped because of a program error. The last changes are not saved.",
                ),
                lang.pick("Tekan Ctrl+S agar dicoba lagi.", "Press Ctrl+S to try again."),
            ),
        };
        let message = Message::new(what, todo, words.chars().take(160).collect::<String>());
        if job == Job::Open {
            self.waiting.clear();
            let path = Default::default();
            self.state.phase = Phase::Failed(OpenError::Unreadable { path, reason: message.line() });
        }
        match job {
            Job::Photos => self.drop_photos(),
            Job::MakeOwnCopy => self.own_copy_failed(),
            Job::Import => self.stop_applying(),
            _ => {}
        }
        self.tell(Tone::Failed, message, None);
    }

    fn chosen(&mut self, purpose: Purpose, paths: Vec<PathBuf>) {
        let Some(first) = paths.first().cloned() else {
            return;
        };
        if self.state.overlay == Some(Overlay::TypePath) {
            self.state.overlay = matches!(purpose, Purpose::MovedPhotos).then_some(Overlay::MovedPhotos);
        }
        match purpose {
            Purpose::Open => self.ask(CatalogCommand::Open(first)),
            Purpose::New { title } => self.ask(CatalogCommand::Create { dir: first, title }),
            Purpose::Photos(product) => self.ask(PhotosCommand::Add(product, paths)),
            Purpose::Logos => self.ask(PhotosCommand::AddLogos(paths)),
            Purpose::Tray | Purpose::TrayFolder => self.ask(TrayCommand::Add(paths)),
            Purpose::MovedPhotos => self.ask(CareCommand::SearchIn(first)),
            Purpose::Spreadsheet => {
                if let Some(path) = paths.into_iter().next() {
                    self.ask(ImportCommand::Read(path));
                }
            }
        }
    }
}
