//! Starts work in the background, takes in what it brought, and tells the person where it failed.

use std::path::PathBuf;

use egui::Context;

use super::App;
use super::jobs::Job;
use super::state::Phase;
use crate::actions::export::ExportError;
use crate::jobs::{JobHandle, Task};
use crate::store::{OpenError, SaveState};
use crate::text::{Explain, Message};
use crate::ui::kit::notices::{Offer, Tone};

impl App {
    /// Starts work in place of what still runs of its kind; `then` takes in what it brought.
    pub(crate) fn work<T: Send + 'static>(
        &mut self,
        job: Job,
        task: impl Into<Task>,
        work: impl FnOnce(&JobHandle) -> T + Send + 'static,
        then: impl FnOnce(&mut App, T, &Context) + Send + 'static,
    ) {
        self.jobs.replace(job, task, move |handle| {
            let brought = work(handle);
            Box::new(move |app, ctx| then(app, brought, ctx))
        });
    }

    /// The same, unless work of this kind still runs.
    pub(crate) fn work_once<T: Send + 'static>(
        &mut self,
        job: Job,
        task: impl Into<Task>,
        work: impl FnOnce(&JobHandle) -> T + Send + 'static,
        then: impl FnOnce(&mut App, T, &Context) + Send + 'static,
    ) {
        if self.jobs.running(job).is_none() {
            self.work(job, task, work, then);
        }
    }

    pub(crate) fn fail(&mut self, error: &dyn Explain) {
        let message = error.explain(self.state.lang());
        self.tell(Tone::Failed, message, None);
    }

    /// A file was made, or not.
    pub(crate) fn tell_file(&mut self, ready: &str, made: Result<PathBuf, ExportError>) {
        match made {
            Ok(path) => {
                let message = Message::new(ready, "", path.display().to_string());
                self.tell(Tone::Done, message, Some(Offer::OpenFile(path)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// A job panicked: a fault of this program, said as such.
    pub(crate) fn report_fault(&mut self, job: Job, words: &str) {
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
}
