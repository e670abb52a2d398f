//! The one thread that writes `catalog.ron`: newest request wins, a second after the last edit, five after the first.

use std::fs::File;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::model::Catalog;
use crate::store::catalog_file::format_1::{self, version_id};
use crate::store::catalog_file::open::{Access, Opened, read_capped};
use crate::store::catalog_file::recovery::{recovery_file, remove_recovery};
use crate::store::catalog_file::writer::{SaveError, write_file, write_verified};
use crate::store::folder::Folder;
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
    /// The edits stay in memory and in a recovery copy; all but `ChangedElsewhere` are tried again by themselves.
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
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
    lock: File,
}

struct Shared {
    desk: Mutex<Desk>,
    changed: Condvar,
    wake: Arc<dyn Fn() + Send + Sync>,
}

/// What the window and the thread pass to each other.
struct Desk {
    waiting: Option<Request>,
    state: SaveState,
    /// The thread writes without holding the desk.
    writing: bool,
    /// Finished attempts, good or bad.
    attempts: u64,
    stop: bool,
}

#[derive(Clone)]
struct Request {
    catalog: Arc<Catalog>,
    due: Instant,
    latest: Instant,
    keep: bool,
    /// The person agreed that what somebody else wrote goes to the history and this takes its place.
    replace: bool,
}

impl Shared {
    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Saver {
    /// Starts the thread for a catalogue opened with `Access::Write`; `None` for any other. `wake` is called whenever
    /// the state changes. Recovery copies go beside the system's settings.
    pub fn start(opened: &mut Opened, wake: Arc<dyn Fn() + Send + Sync>) -> Option<Saver> {
        Self::start_in(opened, wake, &ConfigDir::find(None))
    }

    /// As [`Saver::start`], with recovery copies beside the settings in `config`.
    pub fn start_in(opened: &mut Opened, wake: Arc<dyn Fn() + Send + Sync>, config: &ConfigDir) -> Option<Saver> {
        let Access::Write(lock) = &opened.access else {
            return None;
        };
        let lock = lock.try_clone().ok()?;
        let shared = Arc::new(Shared {
            desk: Mutex::new(Desk {
                waiting: None,
                state: SaveState::Saved { at: None },
                writing: false,
                attempts: 0,
                stop: false,
            }),
            changed: Condvar::new(),
            wake,
        });
        let mut writer = Writer {
            folder: opened.folder.clone(),
            on_disk: opened.version.clone(),
            recovery: config.recovery_dir(),
            has_recovery: false,
        };
        let thread = std::thread::Builder::new()
            .name("saver".into())
            .spawn({
                let shared = shared.clone();
                move || run(&shared, &mut writer)
            })
            .ok()?;
        Some(Saver { shared, thread: Some(thread), lock })
    }

    /// The catalogue as it now is. Written one second after the last request and at most five after the first; older
    /// requests are dropped.
    pub fn request(&self, catalog: Arc<Catalog>) {
        self.put(catalog, AFTER_LAST, false, false);
    }

    /// Writes at once and keeps that version from thinning out (Ctrl+S).
    pub fn save_now(&self, catalog: Arc<Catalog>) {
        self.put(catalog, Duration::ZERO, true, false);
    }

    /// After [`SaveError::ChangedElsewhere`], with the person's consent: what is on disk goes to the history, kept, and
    /// this catalogue takes its place.
    pub fn replace_changed(&self, catalog: Arc<Catalog>) {
        self.put(catalog, Duration::ZERO, true, true);
    }

    fn put(&self, catalog: Arc<Catalog>, wait: Duration, keep: bool, replace: bool) {
        let now = Instant::now();
        let mut desk = self.shared.desk();
        let earlier = desk.waiting.take();
        let latest = earlier.as_ref().map_or(now + AFTER_FIRST, |request| request.latest);
        desk.waiting = Some(Request {
            catalog,
            due: now + wait,
            // An attempt that failed sets no deadline in the past: that would write on every key.
            latest: latest.max(now),
            keep: keep || earlier.as_ref().is_some_and(|request| request.keep),
            replace: replace || earlier.as_ref().is_some_and(|request| request.replace),
        });
        if !matches!(desk.state, SaveState::Failed(_)) {
            desk.state = SaveState::Pending;
        }
        drop(desk);
        self.shared.changed.notify_all();
        (self.shared.wake)();
    }

    pub fn state(&self) -> SaveState {
        self.shared.desk().state.clone()
    }

    /// Asks for what is pending to be written at once, and never waits: [`Saver::flushed`] tells when that is done.
    pub fn begin_flush(&self) -> Flush {
        let desk = self.shared.desk();
        // A write that is under way may be of older edits: the attempt after it counts.
        let flush = Flush { enough: desk.attempts + 1 + u64::from(desk.writing) };
        drop(desk);
        self.flushed(&flush);
        flush
    }

    /// How a flush ended; `None` while it goes on. The thread's `wake` is called when there is something to ask.
    ///
    /// # Errors
    /// The write failed; the edits are still pending and in the recovery copy.
    pub fn flushed(&self, flush: &Flush) -> Option<Result<(), SaveError>> {
        self.poll(&mut self.shared.desk(), flush)
    }

    /// Waits until nothing is pending. A window asks with [`Saver::begin_flush`] instead and goes on painting.
    ///
    /// # Errors
    /// As [`Saver::flushed`].
    pub fn flush(&self) -> Result<(), SaveError> {
        let flush = self.begin_flush();
        let mut desk = self.shared.desk();
        loop {
            if let Some(result) = self.poll(&mut desk, &flush) {
                return result;
            }
            desk = self.shared.changed.wait(desk).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn poll(&self, desk: &mut Desk, flush: &Flush) -> Option<Result<(), SaveError>> {
        if desk.waiting.is_none() && !desk.writing {
            return Some(Ok(()));
        }
        if desk.attempts < flush.enough {
            if let Some(request) = &mut desk.waiting {
                request.due = Instant::now();
                self.shared.changed.notify_all();
            }
        } else if !desk.writing
            && let SaveState::Failed(error) = &desk.state
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
        self.shared.desk().stop = true;
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
fn run(shared: &Shared, writer: &mut Writer) {
    let mut desk = shared.desk();
    loop {
        let now = Instant::now();
        let due = desk.waiting.as_ref().map(|r| r.due.min(r.latest));
        let stop = desk.stop;
        match due {
            None if stop => return,
            None => {
                desk = shared.changed.wait(desk).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            Some(due) if !stop && due > now => {
                desk = shared.changed.wait_timeout(desk, due - now).unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            Some(_) => {}
        }
        let Some(request) = desk.waiting.take() else {
            continue;
        };
        desk.writing = true;
        desk.state = SaveState::Saving;
        drop(desk);
        (shared.wake)();
        let result = writer.write(&request);
        desk = shared.desk();
        desk.writing = false;
        desk.attempts += 1;
        match result {
            Ok(()) => {
                desk.state = if desk.waiting.is_some() {
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
                desk.state = SaveState::Failed(error);
                // Newer edits that came meanwhile take its place.
                match &mut desk.waiting {
                    Some(newer) => newer.keep |= request.keep,
                    None => {
                        desk.waiting = Some(Request { due: at, latest: at, ..request });
                    }
                }
                if stop {
                    desk.waiting = None;
                }
            }
        }
        drop(desk);
        shared.changed.notify_all();
        (shared.wake)();
        desk = shared.desk();
    }
}

/// The only thing that writes a `catalog.ron` that exists.
struct Writer {
    folder: Folder,
    /// The version that was loaded or last written.
    on_disk: String,
    recovery: PathBuf,
    has_recovery: bool,
}

impl Writer {
    fn write(&mut self, request: &Request) -> Result<(), SaveError> {
        let path = self.folder.catalog_file();
        let text = format_1::write_catalog(&request.catalog);
        let text = text.map_err(|reason| SaveError::Other { path, reason })?;
        match self.before().and_then(|before| self.put(request, before.as_ref(), text.as_bytes())) {
            Ok(id) => {
                self.on_disk = id;
                // One may also be left from an earlier session whose edits are in this file now.
                if std::mem::take(&mut self.has_recovery) {
                    remove_recovery(&self.recovery, &self.folder);
                }
                Ok(())
            }
            Err(error) => {
                self.keep_recovery(text.as_bytes());
                Err(error)
            }
        }
    }

    /// What is on disk, and its version. A file that was deleted holds nothing that could be lost; one that cannot be read
    /// does.
    fn before(&self) -> Result<Option<(String, Vec<u8>)>, SaveError> {
        let path = self.folder.catalog_file();
        let changed = || SaveError::ChangedElsewhere { path: path.clone() };
        if !self.folder.stays_inside(&path) {
            return Err(changed());
        }
        if !path.exists() {
            return Ok(None);
        }
        let bytes = read_capped(&path).map_err(|_| changed())?;
        Ok(Some((version_id(&bytes), bytes)))
    }

    /// Writes the bytes of the request's catalogue and gives the version that is on disk then.
    fn put(&self, request: &Request, before: Option<&(String, Vec<u8>)>, bytes: &[u8]) -> Result<String, SaveError> {
        let path = self.folder.catalog_file();
        let now = jiff::Timestamp::now();
        if let Some((id, before)) = before {
            let theirs = *id != self.on_disk;
            if theirs && !request.replace && before != bytes {
                return Err(SaveError::ChangedElsewhere { path });
            }
            // What was opened is a version too: the first of the history, or what somebody else wrote. Where the history
            // has no room, what they wrote is not replaced; what we loaded is.
            let kept = self.folder.add_version(before, id, theirs, now);
            if theirs && before != bytes {
                kept?;
            } else if let Err(error) = kept {
                tracing::warn!(?error, "the version before could not be kept");
            }
        }
        if before.is_none_or(|(_, before)| before != bytes) {
            write_verified(&path, bytes, &|back| format_1::reads_back_as(back, &request.catalog))?;
        }
        let id = version_id(bytes);
        // The file is safe; an earlier version that could not be kept is no reason to say it is not.
        if let Err(error) = self.folder.add_version(bytes, &id, request.keep, now) {
            tracing::warn!(?error, "the version could not be kept");
        }
        self.folder.thin_history(now);
        Ok(id)
    }

    fn keep_recovery(&mut self, bytes: &[u8]) {
        let file = recovery_file(&self.recovery, &self.folder);
        let kept = std::fs::create_dir_all(&self.recovery)
            .map_err(|error| crate::store::catalog_file::writer::save_error(&file, &error))
            .and_then(|()| write_file(&file, bytes));
        match kept {
            Ok(()) => self.has_recovery = true,
            Err(error) => tracing::error!(?error, "no recovery copy either"),
        }
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
        let mut opened = crate::store::create(&dir.path().join("katalog"), "Uji").unwrap();
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
