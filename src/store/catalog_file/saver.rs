//! The one thread that writes `catalog.ron`: newest request wins, a second after the last edit, five after the first.

use std::fs::File;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::model::{Catalog, Text};
use crate::store::catalog_file::journal::{Journal, OpenField};
use crate::store::catalog_file::open::{Access, Opened};
use crate::store::catalog_file::recovery::forget_unsaved;
use crate::store::catalog_file::writer::{CatalogWriter, HowToSave};
use crate::store::disk::SaveError;
use crate::store::settings::ConfigDir;

/// What the saver is doing, for the line that is always visible.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveState {
    /// Nothing to save. `at`: local time `HH:MM` of the last save in this session, if any.
    Saved {
        at: Option<String>,
    },
    /// Edits wait for their second.
    Pending,
    Saving,
    /// The edits stay in memory and in the journal; all but `ChangedElsewhere` are tried again by themselves.
    Failed(SaveError),
}

/// A save waits this long after the last edit …
const AFTER_LAST: Duration = Duration::from_secs(1);
/// … but no longer than this after the first.
const AFTER_FIRST: Duration = Duration::from_secs(5);
/// How long after a failure it is tried again: a stick may have been put back, a disk cleared.
const AFTER_FAILURE: Duration = Duration::from_secs(10);

/// Owns the write lock and the thread that writes. Dropping it saves what is pending and waits.
pub struct Saver {
    shared: Arc<SaverState>,
    thread: Option<JoinHandle<()>>,
    journal: Option<Arc<Journal>>,
    lock: File,
}

struct SaverState {
    queue: Mutex<SaveQueue>,
    changed: Condvar,
    wake: Arc<dyn Fn() + Send + Sync>,
}

/// What the window asks for, and how far the thread is.
struct SaveQueue {
    waiting: Option<SaveRequest>,
    state: SaveState,
    /// The thread writes without holding the queue.
    writing: bool,
    /// Journals whose edits will be in the next request.
    spent: Vec<PathBuf>,
    /// Finished attempts, good or bad.
    attempts: u64,
    stop: bool,
}

#[derive(Clone)]
struct SaveRequest {
    catalog: Arc<Catalog>,
    /// Journals whose edits are in this catalogue: deleted once it is saved.
    spent: Vec<PathBuf>,
    due: Instant,
    latest: Instant,
    how: HowToSave,
}

impl SaverState {
    fn queue(&self) -> MutexGuard<'_, SaveQueue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Saver {
    /// Starts the thread for a catalogue opened with `Access::Write`; `None` for any other. `wake` is called whenever
    /// the state changes. The journal goes beside the system's settings.
    pub fn start(opened: &mut Opened, wake: Arc<dyn Fn() + Send + Sync>) -> Option<Saver> {
        Self::start_in(opened, wake, &ConfigDir::find(None))
    }

    /// As [`Saver::start`], with the journal beside the settings in `config`.
    pub fn start_in(opened: &mut Opened, wake: Arc<dyn Fn() + Send + Sync>, config: &ConfigDir) -> Option<Saver> {
        let Access::Write(lock) = &opened.access else {
            return None;
        };
        let lock = lock.try_clone().ok()?;
        let shared = Arc::new(SaverState {
            queue: Mutex::new(SaveQueue {
                waiting: None,
                state: SaveState::Saved { at: None },
                writing: false,
                spent: Vec::new(),
                attempts: 0,
                stop: false,
            }),
            changed: Condvar::new(),
            wake,
        });
        let mut writer = CatalogWriter::new(opened.folder.clone(), opened.version.clone());
        let saved = Arc::new(opened.catalog.clone());
        let journal = match Journal::start(config, &opened.folder, saved, false) {
            Ok(journal) => Some(Arc::new(journal)),
            Err(error) => {
                tracing::error!(%error, "no journal");
                None
            }
        };
        let thread = std::thread::Builder::new()
            .name("saver".into())
            .spawn({
                let (shared, journal) = (shared.clone(), journal.clone());
                move || run(&shared, &mut writer, journal.as_deref())
            })
            .ok()?;
        Some(Saver { shared, thread: Some(thread), journal, lock })
    }

    /// The catalogue as it now is. Written one second after the last request and at most five after the first; older
    /// requests are dropped.
    pub fn request(&self, catalog: Arc<Catalog>) {
        self.put(catalog, AFTER_LAST, HowToSave::default());
    }

    /// As [`Saver::request`], after a step that the history tells by its name. A step that goes on keeps its number.
    pub fn request_step(&self, catalog: Arc<Catalog>, number: u64, name: Text) {
        self.put(catalog, AFTER_LAST, HowToSave { steps: vec![(number, name)], ..HowToSave::default() });
    }

    /// Writes at once and keeps that version from thinning out (Ctrl+S).
    pub fn save_now(&self, catalog: Arc<Catalog>) {
        self.put(catalog, Duration::ZERO, HowToSave { keep: true, ..HowToSave::default() });
    }

    /// After [`SaveError::ChangedElsewhere`], with the person's consent: what is on disk goes to the history, kept, and
    /// this catalogue takes its place.
    pub fn replace_changed(&self, catalog: Arc<Catalog>) {
        self.put(catalog, Duration::ZERO, HowToSave { keep: true, replace: true, ..HowToSave::default() });
    }

    fn put(&self, catalog: Arc<Catalog>, wait: Duration, mut how: HowToSave) {
        if let Some(journal) = &self.journal {
            journal.note(catalog.clone());
        }
        let now = Instant::now();
        let mut queue = self.shared.queue();
        let mut spent = std::mem::take(&mut queue.spent);
        let mut latest = now + AFTER_FIRST;
        if let Some(earlier) = queue.waiting.take() {
            spent.extend(earlier.spent);
            // An attempt that failed sets no deadline in the past: that would write on every key.
            latest = earlier.latest.max(now);
            how.follow(earlier.how);
        }
        queue.waiting = Some(SaveRequest { catalog, spent, due: now + wait, latest, how });
        if !matches!(queue.state, SaveState::Failed(_)) {
            queue.state = SaveState::Pending;
        }
        drop(queue);
        self.shared.changed.notify_all();
        (self.shared.wake)();
    }

    /// What now stands in open fields and is no edit yet: for the journal.
    pub fn open_fields(&self, fields: Vec<OpenField>) {
        if let Some(journal) = &self.journal {
            journal.open_fields(fields);
        }
    }

    /// Deletes the journal of an earlier session once the next request, which holds its edits, is saved.
    pub fn forget_when_saved(&self, file: PathBuf) {
        self.shared.queue().spent.push(file);
    }

    pub fn state(&self) -> SaveState {
        self.shared.queue().state.clone()
    }

    /// Asks for what is pending to be written at once, and never waits: [`Saver::flushed`] tells when that is done.
    pub fn begin_flush(&self) -> Flush {
        let queue = self.shared.queue();
        // A write that is under way may be of older edits: the attempt after it counts.
        let flush = Flush { enough: queue.attempts + 1 + u64::from(queue.writing) };
        drop(queue);
        self.flushed(&flush);
        flush
    }

    /// How a flush ended; `None` while it goes on. The thread's `wake` is called when there is something to ask.
    ///
    /// # Errors
    /// The write failed; the edits are still pending and in the journal.
    pub fn flushed(&self, flush: &Flush) -> Option<Result<(), SaveError>> {
        self.poll(&mut self.shared.queue(), flush)
    }

    /// Waits until nothing is pending. A window asks with [`Saver::begin_flush`] instead and goes on painting.
    ///
    /// # Errors
    /// As [`Saver::flushed`].
    pub fn flush(&self) -> Result<(), SaveError> {
        let flush = self.begin_flush();
        let mut queue = self.shared.queue();
        loop {
            if let Some(result) = self.poll(&mut queue, &flush) {
                return result;
            }
            queue = self.shared.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn poll(&self, queue: &mut SaveQueue, flush: &Flush) -> Option<Result<(), SaveError>> {
        if queue.waiting.is_none() && !queue.writing {
            return Some(Ok(()));
        }
        if queue.attempts < flush.enough {
            if let Some(request) = &mut queue.waiting {
                request.due = Instant::now();
                self.shared.changed.notify_all();
            }
        } else if !queue.writing
            && let SaveState::Failed(error) = &queue.state
        {
            return Some(Err(error.clone()));
        }
        None
    }
}

/// A flush that was asked for: see [`Saver::begin_flush`].
#[derive(Debug)]
pub struct Flush {
    /// Attempts after which a failure is the answer.
    enough: u64,
}

impl Saver {
    /// Writes what is pending, ends, and says how the last attempt went.
    ///
    /// # Errors
    /// The last attempt failed. Nothing is tried again after this.
    pub fn finish(mut self) -> Result<(), SaveError> {
        self.stop();
        match self.state() {
            SaveState::Failed(error) => Err(error),
            SaveState::Saved { .. } | SaveState::Pending | SaveState::Saving => Ok(()),
        }
    }

    fn stop(&mut self) {
        self.shared.queue().stop = true;
        self.shared.changed.notify_all();
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the saver thread had panicked");
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.stop();
        // `Opened` may still hold the same file; another window shall not have to wait for it.
        let _ = self.lock.unlock();
    }
}

/// The thread: sleeps until a request is due, writes it, tells how it went.
fn run(shared: &SaverState, writer: &mut CatalogWriter, journal: Option<&Journal>) {
    let mut queue = shared.queue();
    loop {
        let now = Instant::now();
        let due = queue.waiting.as_ref().map(|r| r.due.min(r.latest));
        let stop = queue.stop;
        match due {
            None if stop => return,
            None => {
                queue = shared.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            Some(due) if !stop && due > now => {
                queue = shared.changed.wait_timeout(queue, due - now).unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            Some(_) => {}
        }
        let Some(request) = queue.waiting.take() else {
            continue;
        };
        queue.writing = true;
        queue.state = SaveState::Saving;
        drop(queue);
        (shared.wake)();
        let result = writer.save(&request.catalog, &request.how);
        if result.is_ok() {
            if let Some(journal) = journal {
                journal.saved(request.catalog.clone());
            }
            request.spent.iter().for_each(|file| forget_unsaved(file));
        }
        queue = shared.queue();
        queue.writing = false;
        queue.attempts += 1;
        match result {
            Ok(()) => {
                queue.state = if queue.waiting.is_some() {
                    SaveState::Pending
                } else {
                    SaveState::Saved { at: Some(jiff::ZonedDateTime::now().strftime("%H:%M").to_string()) }
                };
            }
            Err(error) => {
                tracing::warn!(?error, "a save failed");
                // Only consent or another file on disk helps against a change by somebody else.
                let again = match error {
                    SaveError::ChangedElsewhere { .. } => Duration::from_secs(24 * 3600),
                    _ => AFTER_FAILURE,
                };
                let at = Instant::now() + again;
                queue.state = SaveState::Failed(error);
                // Newer edits that came meanwhile take its place.
                match &mut queue.waiting {
                    Some(newer) => {
                        newer.how.keep |= request.how.keep;
                        newer.how.steps.splice(0..0, request.how.steps);
                        newer.spent.extend(request.spent);
                    }
                    None => {
                        queue.waiting = Some(SaveRequest { due: at, latest: at, ..request });
                    }
                }
                if stop {
                    queue.waiting = None;
                }
            }
        }
        drop(queue);
        shared.changed.notify_all();
        (shared.wake)();
        queue = shared.queue();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn polled(saver: &Saver, flush: &Flush) -> Result<(), SaveError> {
        let started = Instant::now();
        loop {
            if let Some(result) = saver.flushed(flush) {
                return result;
            }
            assert!(started.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_flush_is_asked_for_and_polled() {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().join("config")));
        let mut opened = crate::store::create(&dir.path().join("katalog"), "Uji", "7f3a").unwrap();
        let saver = Saver::start_in(&mut opened, Arc::new(|| {}), &config).unwrap();
        let mut next = opened.catalog.clone();
        assert_eq!(saver.flushed(&saver.begin_flush()), Some(Ok(())));
        Arc::make_mut(&mut next.info).title.id = "Satu".into();
        saver.request(Arc::new(next.clone()));
        assert_eq!(polled(&saver, &saver.begin_flush()), Ok(()));
        assert_eq!(crate::store::open(&opened.folder, true).unwrap().catalog, next);
        let theirs = std::fs::read_to_string(opened.folder.catalog_file()).unwrap().replace("Satu", "Dua");
        std::fs::write(opened.folder.catalog_file(), theirs).unwrap();
        Arc::make_mut(&mut next.info).title.id = "Tiga".into();
        saver.request(Arc::new(next));
        let path = opened.folder.catalog_file();
        assert_eq!(polled(&saver, &saver.begin_flush()), Err(SaveError::ChangedElsewhere { path }));
    }
}
