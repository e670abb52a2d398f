//! Bytes from outside, whatever they are: no panic and no hang. Seeds, every shipped file cut off, bits of small ones flipped.
//!
//! Each module has one `target(&[u8])`. `cargo fuzz` calls the same: in its crate, a target is
//! `#[path = "../../tests/fuzz/catalog.rs"] mod catalog;` and `fuzz_target!(|bytes: &[u8]| catalog::target(bytes));`, with
//! `tests/fuzz/seeds/catalog` as corpus. What it finds is kept there.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

mod catalog;
mod drawing;
mod history;
mod picture;
mod spreadsheet;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Files above this are not cut at every byte.
const SAMPLED_ABOVE: usize = 64 * 1024;
/// Only a hang takes this long, on the slowest machine.
const HANG: Duration = Duration::from_secs(20);

/// One input, and what it is called where it fails.
type Input = (String, Vec<u8>);

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of a folder of the repository with one of these endings, by name; no endings are all.
fn files(folder: &str, endings: &[&str]) -> Vec<Input> {
    let entries = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let is_wanted = |path: &PathBuf| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        path.is_file() && (endings.is_empty() || endings.contains(&ending))
    };
    let mut paths: Vec<PathBuf> = entries.filter(is_wanted).collect();
    paths.sort();
    assert!(!paths.is_empty(), "{folder}");
    paths.into_iter().map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
}

/// A file whole, and cut off after every `step`-th byte: of a large one, a thousand times.
fn cuts((name, bytes): Input, step: usize) -> impl Iterator<Item = Input> {
    let step = if bytes.len() > SAMPLED_ABOVE { bytes.len() / 1_000 } else { step };
    let lengths: Vec<usize> = (0..bytes.len()).step_by(step).chain([bytes.len()]).collect();
    lengths.into_iter().map(move |length| (format!("{name}, the first {length} bytes"), bytes[..length].to_vec()))
}

/// A file with each of its bits flipped in turn; of every `step`-th byte.
fn flips((name, bytes): Input, step: usize) -> impl Iterator<Item = Input> {
    (0..bytes.len() * 8).filter(move |bit| bit / 8 % step == 0).map(move |bit| {
        let mut bytes = bytes.clone();
        bytes[bit / 8] ^= 1 << (bit % 8);
        (format!("{name}, bit {bit}"), bytes)
    })
}

/// Gives a target all inputs, and says which one it did not survive.
fn replay(target: fn(&[u8]), inputs: impl Iterator<Item = Input> + Send + 'static) {
    let (sender, begun) = channel();
    let worker = std::thread::spawn(move || {
        for (name, bytes) in inputs {
            sender.send(name).unwrap();
            target(&bytes);
        }
    });
    let mut last = String::new();
    let mut count = 0_usize;
    loop {
        match begun.recv_timeout(HANG) {
            Ok(name) => (last, count) = (name, count + 1),
            Err(RecvTimeoutError::Timeout) => panic!("{last} takes more than {HANG:?}"),
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    assert!(worker.join().is_ok(), "{last}");
    assert!(count > 100, "{count} inputs only");
}

#[test]
fn a_catalogue_of_any_bytes() {
    let small = files("tests/fuzz/seeds/catalog", &["ron"]).remove(0);
    let whole = files("catalog", &["ron"]).into_iter().flat_map(|file| cuts(file, 1));
    let earlier = files("tests/fixtures/version_0_1/catalog", &["ron"]).into_iter().flat_map(|file| cuts(file, 1));
    let inputs = files("tests/fuzz/seeds/catalog", &[]).into_iter().chain(cuts(small.clone(), 1));
    replay(catalog::target, inputs.chain(flips(small, 1)).chain(earlier).chain(whole));
}

#[test]
fn a_spreadsheet_of_any_bytes() {
    let seeds = files("tests/fuzz/seeds/spreadsheet", &[]);
    // What is looked up among all villages takes half a second without optimisation.
    let all = files("tests/cases", &["csv", "xlsx", "ods"]).into_iter();
    let is_slow = |name: &str| name.ends_with("addresses.csv") || name.ends_with("nul-bytes.csv");
    let (slow, all): (Vec<Input>, Vec<Input>) = all.partition(|(name, _)| is_slow(name));
    let flipped = all.clone().into_iter().filter(|(_, bytes)| bytes.len() < 2_200).flat_map(|file| flips(file, 3));
    let slow = slow.into_iter().flat_map(|file| cuts(file, 97));
    let all = all.into_iter().flat_map(|file| cuts(file, 1));
    replay(spreadsheet::target, seeds.into_iter().chain(all).chain(flipped).chain(slow));
}

#[test]
fn a_picture_of_any_bytes() {
    let all = files("tests/cases/photos", &["jpg", "png", "webp", "heic"]).into_iter();
    let all = all.chain(files("tests/photos", &["heic"])).chain(files("catalog/photos", &["jpg"]).into_iter().take(1));
    let (small, large): (Vec<Input>, Vec<Input>) = all.partition(|(_, bytes)| bytes.len() < 8_000);
    let seeds = files("tests/fuzz/seeds/picture", &[]);
    let flipped = seeds.clone().into_iter().flat_map(|file| flips(file, 3));
    let seeds = seeds.into_iter().flat_map(|file| cuts(file, 1));
    let small = small.into_iter().flat_map(|file| cuts(file, 16));
    let large = large.into_iter().flat_map(|file| cuts(file, 1_999).step_by(10));
    replay(picture::target, seeds.chain(flipped).chain(small).chain(large));
}

#[test]
fn a_drawing_of_any_bytes() {
    let seeds = files("tests/fuzz/seeds/drawing", &[]);
    // One that is still a drawing is painted, with 1600 pixels a side.
    let flipped = seeds.clone().into_iter().flat_map(|file| flips(file, 193));
    let seeds = seeds.into_iter().flat_map(|file| cuts(file, 1));
    let shipped = files("assets/illustrations", &["svg"]).into_iter().take(2).flat_map(|file| cuts(file, 9_973));
    replay(drawing::target, seeds.chain(flipped).chain(shipped));
}

#[test]
fn an_earlier_version_and_a_journal_of_any_bytes() {
    let seeds = files("tests/fuzz/seeds/history", &[]);
    let flipped = seeds.clone().into_iter().flat_map(|file| flips(file, 2));
    replay(history::target, seeds.into_iter().flat_map(|file| cuts(file, 1)).chain(flipped));
}
