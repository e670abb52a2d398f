//! Watches processes through /proc: peak memory, processor time, proportional memory.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A finished process: how long it took, and the most memory that it and its children held at one time.
pub struct Finished {
    pub wall: Duration,
    pub peak_mib: f64,
    pub output: Output,
}

/// Runs a command to its end. The memory is looked at every two milliseconds: what `wait4` tells of a child begins with
/// the memory of the process that started it, which here may be larger than the child.
pub fn run(command: &mut Command) -> Finished {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let start = Instant::now();
    let child = command.spawn().unwrap();
    let (id, ended) = (child.id(), AtomicBool::new(false));
    std::thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            let mut peak_kib = 0;
            while !ended.load(Ordering::Relaxed) {
                let mut together = 0;
                for id in family(id) {
                    let (now, most) = memory_kib(id);
                    together += now;
                    peak_kib = peak_kib.max(most);
                }
                peak_kib = peak_kib.max(together);
                std::thread::sleep(Duration::from_millis(2));
            }
            peak_kib
        });
        let output = child.wait_with_output().unwrap();
        let wall = start.elapsed();
        ended.store(true, Ordering::Relaxed);
        Finished { wall, peak_mib: watcher.join().unwrap() as f64 / 1024.0, output }
    })
}

/// A process and everything that it started.
fn family(id: u32) -> Vec<u32> {
    let mut known = vec![id];
    let mut at = 0;
    while let Some(id) = known.get(at).copied() {
        for thread in threads(id) {
            let children = std::fs::read_to_string(thread.join("children")).unwrap_or_default();
            known.extend(children.split_whitespace().filter_map(|id| id.parse::<u32>().ok()));
        }
        at += 1;
    }
    known
}

fn threads(id: u32) -> impl Iterator<Item = std::path::PathBuf> {
    let entries = std::fs::read_dir(format!("/proc/{id}/task"));
    entries.into_iter().flatten().flatten().map(|entry| entry.path())
}

fn kib(text: &str, name: &str) -> u64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

/// Resident memory now, and the most so far.
fn memory_kib(id: u32) -> (u64, u64) {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    (kib(&status, "VmRSS:"), kib(&status, "VmHWM:"))
}

/// Memory of a process with what it shares counted in part (PSS).
pub fn pss_mib(id: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{id}/smaps_rollup")).unwrap_or_default();
    kib(&text, "Pss:") as f64 / 1024.0
}

/// Processor time of all threads of a process so far.
pub fn cpu(id: u32) -> Duration {
    let spent = |thread: &Path| {
        let text = std::fs::read_to_string(thread.join("schedstat")).unwrap_or_default();
        text.split(' ').next().and_then(|nanos| nanos.parse::<u64>().ok())
    };
    let threads: Option<u64> = threads(id).map(|thread| spent(&thread)).sum();
    if let Some(nanos) = threads.filter(|nanos| *nanos > 0) {
        return Duration::from_nanos(nanos);
    }
    // A kernel that counts in ticks only: the 14th and 15th field, after the name in brackets.
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The most memory that a process has held.
pub fn peak_mib(id: u32) -> f64 {
    memory_kib(id).1 as f64 / 1024.0
}

/// The most memory that this process has held since the last call of [`forget_peak`].
pub fn own_peak_mib() -> f64 {
    peak_mib(std::process::id())
}

/// Lets the peak of this process begin anew.
pub fn forget_peak() {
    // A kernel that refuses leaves the peak of everything so far: too large, never too small.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Whether a program is installed.
pub fn has(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|dir| dir.join(program).is_file())
}

/// Which of these programs are not installed, in words.
pub fn missing(programs: &[&str]) -> Option<String> {
    let missing: Vec<&str> = programs.iter().copied().filter(|program| !has(program)).collect();
    if missing.is_empty() { None } else { Some(format!("{} not installed", missing.join(", "))) }
}

/// Runs something up to `most` times, but stops after two seconds once it ran three times.
pub fn runs<T>(most: usize, mut work: impl FnMut() -> T) -> Vec<Duration> {
    let begun = Instant::now();
    let mut times = Vec::new();
    while times.len() < most && (times.len() < 3 || begun.elapsed() < Duration::from_secs(2)) {
        timed(&mut times, &mut work);
    }
    times
}

pub fn timed<T>(times: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = std::hint::black_box(work());
    times.push(start.elapsed());
    done
}
