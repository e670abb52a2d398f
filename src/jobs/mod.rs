//! Runs owned work in the background with progress, cancel, must-finish and a wake-up; knows neither egui nor catalogues.
//!
//! A job is a plain function over owned input. It reports through a [`JobHandle`], which also tells whether to stop. The
//! result comes back as a value of one type that the owner takes in. A job that panics is reported, and never
//! takes the window down. Work that must finish (a save, a started export) is marked when it is started: who closes waits
//! for it, and so does dropping its [`Jobs`].

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

/// Called from a worker when there is something new: the window asks for a repaint.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// How far a job is. `total` 0 means that nobody can tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

struct JobState {
    cancelled: AtomicBool,
    progress: Mutex<Progress>,
    report: Box<dyn Fn(Progress) + Send + Sync>,
}

/// What running work holds: reports and asks whether to stop.
#[derive(Clone)]
pub struct JobHandle(Arc<JobState>);

impl JobHandle {
    /// A handle for work that its caller waits for: `report` is told of each step.
    pub fn reporting(report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self(Arc::new(JobState {
            cancelled: AtomicBool::new(false),
            progress: Mutex::new(Progress::default()),
            report: Box::new(report),
        }))
    }

    /// Reports progress; `Break` where the job was cancelled.
    pub fn progress(&self, done: usize, total: usize) -> ControlFlow<()> {
        let next = Progress { done, total };
        let mut progress = self.0.progress.lock().unwrap_or_else(PoisonError::into_inner);
        if *progress != next {
            *progress = next;
            drop(progress);
            (self.0.report)(next);
        }
        if self.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    pub fn is_cancelled(&self) -> bool {
        self.0.cancelled.load(Ordering::Relaxed)
    }
}

/// What a job is called (its thread bears the name), and whether closing waits for it.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    name: &'static str,
    must_finish: bool,
}

impl Task {
    /// Work that is not given up because a window closes: saving, a started export.
    pub fn must_finish(name: &'static str) -> Self {
        Self { name, must_finish: true }
    }
}

impl From<&'static str> for Task {
    /// Work that nobody waits for once its owner is gone.
    fn from(name: &'static str) -> Self {
        Self { name, must_finish: false }
    }
}

/// A job as its owner sees it.
pub struct Running<Kind> {
    pub kind: Kind,
    pub since: Instant,
    pub must_finish: bool,
    shared: Arc<JobState>,
    thread: Option<JoinHandle<()>>,
}

impl<Kind> Running<Kind> {
    pub fn progress(&self) -> Progress {
        *self.shared.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the job to stop. Its result is thrown away.
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }
}

/// How a job ended.
#[derive(Debug)]
pub enum Ended<T> {
    Done(T),
    /// It was cancelled, by a person or by a newer job of its kind.
    Cancelled,
    /// A fault of this program, with the panic's words.
    Panicked(String),
}

/// The jobs of one owner: at most one of each `Kind`, results of type `T`.
pub struct Jobs<Kind, T> {
    running: Vec<Running<Kind>>,
    results: Receiver<(Kind, Arc<JobState>, Ended<T>)>,
    sender: Sender<(Kind, Arc<JobState>, Ended<T>)>,
    wake: Wake,
}

impl<Kind: Copy + PartialEq + Send + 'static, T: Send + 'static> Jobs<Kind, T> {
    pub fn new(wake: Wake) -> Self {
        let (sender, results) = channel();
        Self { running: Vec::new(), results, sender, wake }
    }

    /// Starts a job, and cancels one of the same kind that still runs: the newest request wins.
    pub fn replace(&mut self, kind: Kind, task: impl Into<Task>, work: impl FnOnce(&JobHandle) -> T + Send + 'static) {
        self.cancel(kind);
        let task = task.into();
        let wake = self.wake.clone();
        let handle = JobHandle::reporting(move |_| wake());
        let (shared, sender, wake) = (handle.0.clone(), self.sender.clone(), self.wake.clone());
        let run = move || {
            let ended = match catch_unwind(AssertUnwindSafe(|| work(&handle))) {
                _ if handle.is_cancelled() => Ended::Cancelled,
                Ok(result) => Ended::Done(result),
                Err(panic) => Ended::Panicked(panic_words(&*panic)),
            };
            // The owner may be gone already; then nobody waits for the result.
            let _ = sender.send((kind, handle.0, ended));
            wake();
        };
        match std::thread::Builder::new().name(task.name.to_owned()).spawn(run) {
            Ok(thread) => self.running.push(Running {
                kind,
                since: Instant::now(),
                must_finish: task.must_finish,
                shared,
                thread: Some(thread),
            }),
            Err(error) => {
                let _ = self.sender.send((kind, shared, Ended::Panicked(error.to_string())));
                (self.wake)();
            }
        }
    }

    /// The job of a kind that runs and was not cancelled.
    pub fn running(&self, kind: Kind) -> Option<&Running<Kind>> {
        self.running.iter().find(|job| job.kind == kind && !job.is_cancelled())
    }

    pub fn all_running(&self) -> impl Iterator<Item = &Running<Kind>> {
        self.running.iter().filter(|job| !job.is_cancelled())
    }

    /// The jobs that must finish and have not, those included that were told to stop and are not there yet.
    pub fn unfinished(&self) -> impl Iterator<Item = &Running<Kind>> {
        self.running.iter().filter(|job| job.must_finish)
    }

    pub fn cancel(&mut self, kind: Kind) {
        self.running.iter().filter(|job| job.kind == kind).for_each(Running::cancel);
    }

    /// The jobs that have ended since the last call, in the order in which they did.
    pub fn collect(&mut self) -> Vec<(Kind, Ended<T>)> {
        let ended: Vec<_> = self.results.try_iter().collect();
        for (_, shared, _) in &ended {
            self.running.retain(|job| !Arc::ptr_eq(&job.shared, shared));
        }
        // One that was cancelled after its last step, before anybody has seen the result, is cancelled all the same.
        let seen = |shared: &JobState, ended| match shared.cancelled.load(Ordering::Relaxed) {
            true => Ended::Cancelled,
            false => ended,
        };
        ended.into_iter().map(|(kind, shared, ended)| (kind, seen(&shared, ended))).collect()
    }
}

impl<Kind, T> Drop for Jobs<Kind, T> {
    /// Work that must finish is waited for; all other work is told to stop.
    fn drop(&mut self) {
        self.running.iter().filter(|job| !job.must_finish).for_each(Running::cancel);
        for job in self.running.drain(..).filter(|job| job.must_finish) {
            if job.thread.is_some_and(|thread| thread.join().is_err()) {
                tracing::error!("work that must finish has panicked");
            }
        }
    }
}

fn panic_words(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
    words.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(jobs: &mut Jobs<u8, u32>, count: usize) -> Vec<(u8, Ended<u32>)> {
        let mut all = Vec::new();
        for _ in 0..2_000 {
            all.extend(jobs.collect());
            if all.len() >= count {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(2));
        }
        all
    }

    #[test]
    fn a_panic_is_a_result_and_the_newest_request_wins() {
        let mut jobs: Jobs<u8, u32> = Jobs::new(Arc::new(|| {}));
        jobs.replace(1, "panics", |_| panic!("broken"));
        let ended = wait(&mut jobs, 1);
        assert!(matches!(&ended[..], [(1, Ended::Panicked(words))] if words == "broken"));

        let (go, gate) = channel::<()>();
        jobs.replace(2, "old", move |_| {
            let _ = gate.recv();
            1
        });
        jobs.replace(2, "new", |_| 2);
        go.send(()).unwrap();
        let ended = wait(&mut jobs, 2);
        assert_eq!(ended.iter().filter(|(_, ended)| matches!(ended, Ended::Done(2))).count(), 1);
        assert_eq!(ended.iter().filter(|(_, ended)| matches!(ended, Ended::Cancelled)).count(), 1);
        assert!(jobs.all_running().next().is_none());
    }

    #[test]
    fn progress_tells_a_cancelled_job_to_stop() {
        let mut jobs: Jobs<u8, u32> = Jobs::new(Arc::new(|| {}));
        jobs.replace(1, "counts", |handle| {
            let mut n = 0;
            while handle.progress(n as usize, 0).is_continue() {
                n += 1;
                std::thread::yield_now();
            }
            n
        });
        assert!(jobs.running(1).is_some());
        jobs.cancel(1);
        assert!(jobs.running(1).is_none());
        assert!(matches!(wait(&mut jobs, 1)[..], [(1, Ended::Cancelled)]));
    }

    #[test]
    fn dropping_the_jobs_waits_for_what_must_finish_and_stops_the_rest() {
        let finished = Arc::new(AtomicBool::new(false));
        let (told, stopped) = channel();
        let mut jobs: Jobs<u8, u32> = Jobs::new(Arc::new(|| {}));
        let seen = finished.clone();
        jobs.replace(1, Task::must_finish("writes"), move |handle| {
            for step in 0..20 {
                if handle.progress(step, 20).is_break() {
                    return 0;
                }
                std::thread::sleep(std::time::Duration::from_millis(5));
            }
            seen.store(true, Ordering::Relaxed);
            1
        });
        jobs.replace(2, "watches", move |handle| {
            while !handle.is_cancelled() {
                std::thread::yield_now();
            }
            let _ = told.send(());
            2
        });
        assert_eq!(jobs.unfinished().map(|job| job.kind).collect::<Vec<_>>(), [1]);
        drop(jobs);
        assert!(finished.load(Ordering::Relaxed), "what must finish was cut off");
        assert!(stopped.recv().is_ok());
    }
}
