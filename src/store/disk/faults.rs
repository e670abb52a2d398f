//! Failing disks for tests: the n-th operation below a folder fails, whichever thread asks for it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

struct FaultPlan {
    under: PathBuf,
    /// Operations that still pass.
    left: usize,
    kind: io::ErrorKind,
    /// All from there on fail, not one.
    stays: bool,
    fired: bool,
}

static PLANS: Mutex<Vec<FaultPlan>> = Mutex::new(Vec::new());

fn plans() -> std::sync::MutexGuard<'static, Vec<FaultPlan>> {
    PLANS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A planned failure; dropped, it is taken back.
pub(crate) struct Armed(PathBuf);

impl Armed {
    /// The operation came to pass and failed.
    pub(crate) fn fired(&self) -> bool {
        plans().iter().any(|plan| plan.under == self.0 && plan.fired)
    }
}

impl Drop for Armed {
    fn drop(&mut self) {
        plans().retain(|plan| plan.under != self.0);
    }
}

/// Lets the operation after `pass` others below a folder fail; with `stays`, all after it, too.
pub(crate) fn arm(under: &Path, pass: usize, kind: io::ErrorKind, stays: bool) -> Armed {
    plans().push(FaultPlan { under: under.to_owned(), left: pass, kind, stays, fired: false });
    Armed(under.to_owned())
}

pub(super) fn check(path: &Path) -> io::Result<()> {
    for plan in plans().iter_mut().filter(|plan| path.starts_with(&plan.under)) {
        if plan.left > 0 {
            plan.left -= 1;
        } else if plan.stays || !plan.fired {
            plan.fired = true;
            return Err(plan.kind.into());
        }
    }
    Ok(())
}

/// Runs a scenario in a fresh folder, with what `prepare` made there undisturbed, with the first, the second, the third …
/// operation failing, in every way that a disk fails, until it passes. Whatever fails, nothing half-written is left but what
/// the next sweep takes.
pub(crate) fn each_failure<T>(prepare: impl Fn(&Path) -> T, scenario: impl Fn(&Path, T)) {
    use io::ErrorKind::{Other, PermissionDenied, StorageFull, WriteZero};
    let kinds = [Other, StorageFull, PermissionDenied, WriteZero];
    for (kind, stays) in kinds.into_iter().map(|kind| (kind, false)).chain([(StorageFull, true)]) {
        for pass in 0.. {
            let dir = tempfile::tempdir().unwrap();
            let prepared = prepare(dir.path());
            let armed = arm(dir.path(), pass, kind, stays);
            scenario(dir.path(), prepared);
            let fired = armed.fired();
            drop(armed);
            sweep_all(dir.path());
            if !fired {
                assert!(pass > 0, "the scenario touches no disk");
                break;
            }
            assert!(pass < 2_000, "a scenario without end");
        }
    }
}

/// Sweeps a folder and those in it, as the next start does an hour later.
fn sweep_all(dir: &Path) {
    super::sweep(&super::Dir::open(dir).unwrap(), std::time::Duration::ZERO);
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        assert!(!super::is_temporary(&entry.file_name()), "{:?} stays", entry.path());
        if entry.file_type().unwrap().is_dir() {
            sweep_all(&entry.path());
        }
    }
}
