//! The program killed while a person types: the catalogue is whole each time, and what was typed comes back.

use std::path::Path;
use std::process::Command;
use std::sync::PoisonError;
use std::time::Duration;

use etalase::model::{Catalog, Text};
use etalase::store::{self, ConfigDir, Folder};
use jiff::Timestamp;

use crate::desk::{copy, shipped};
use crate::{Running, SCREEN, wait, xdotool};

/// What was typed so long before a journal was written is in it.
const PROMISED_MS: i64 = 1_000;
/// What was typed so long before the kill is on disk, on a machine that paints in software and is busy.
const BUSY_MS: i64 = 3_000;

/// A word that was typed, and when.
struct Word {
    number: usize,
    typed: Timestamp,
}

/// What is on disk after a kill.
struct Left {
    /// The last number in the product's name, in the catalogue or in the journal.
    last: Option<usize>,
    /// When the journal that holds it was written.
    written: Option<Timestamp>,
}

fn last_number(catalog: &Catalog) -> Option<usize> {
    let names = catalog.products.values().filter_map(|product| product.name.id.strip_prefix("Ketik "));
    names.flat_map(str::split_whitespace).filter_map(|word| word.parse().ok()).max()
}

/// Opens what is left as the next start does.
fn left(folder: &Folder, config: &ConfigDir) -> Left {
    let opened = store::open(folder, false).expect("the catalogue is whole");
    let mut left = Left { last: last_number(&opened.catalog), written: None };
    for unsaved in config.unsaved(&opened) {
        let (edit, _) = unsaved.edit(Text::default(), &opened.catalog);
        let (next, _) = opened.catalog.apply(&edit);
        if let Some(number) = last_number(&next).filter(|number| left.last.is_none_or(|last| last < *number)) {
            left = Left { last: Some(number), written: unsaved.at };
        }
    }
    left
}

fn start(folder: &Folder, config: &ConfigDir) -> Running {
    let lock = folder.root().join(".etalase.lock");
    let _ = std::fs::remove_file(&lock);
    let program = Command::new(env!("CARGO_BIN_EXE_etalase"))
        .arg(folder.root())
        .args(["--renderer", "glow", "--config-dir"])
        .arg(config.root())
        .spawn()
        .unwrap();
    let running = Running(program);
    let window = wait("the window", || xdotool(&["search", "--onlyvisible", "--name", "Etalase Desa"]));
    let window = window.lines().next().unwrap().to_owned();
    wait("the catalogue", || lock.exists().then_some(()));
    std::thread::sleep(Duration::from_secs(2));
    xdotool(&["windowfocus", "--sync", &window]);
    running
}

/// Makes a product, and begins its name, where the keyboard then stands.
fn begin(word: &str) {
    xdotool(&["key", "ctrl+n"]);
    std::thread::sleep(Duration::from_millis(1_000));
    xdotool(&["type", "--delay", "20", &format!("{word} ")]);
}

/// Types the numbers after `first` for so long.
fn type_on(first: usize, millis: u64) -> Vec<Word> {
    let mut words = Vec::new();
    let end = Timestamp::now() + Duration::from_millis(millis);
    while Timestamp::now() < end {
        let number = first + 1 + words.len();
        xdotool(&["type", "--delay", "5", &format!("{number} ")]);
        words.push(Word { number, typed: Timestamp::now() });
    }
    words
}

/// True where a file of a folder holds the words: read without a lock, as somebody else would.
fn holds(dir: &Path, words: &str) -> bool {
    let files = std::fs::read_dir(dir).into_iter().flatten().flatten();
    files.filter(|entry| entry.path().is_file()).any(|entry| {
        std::fs::read(entry.path()).is_ok_and(|bytes| bytes.windows(words.len()).any(|at| at == words.as_bytes()))
    })
}

/// `ETALASE_KILLS` sets how often; twenty times otherwise.
#[test]
fn every_kill_leaves_a_whole_catalogue_and_what_was_typed() {
    let _screen = SCREEN.lock().unwrap_or_else(PoisonError::into_inner);
    let kills: usize = std::env::var("ETALASE_KILLS").map_or(20, |count| count.parse().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path().join("katalog"));
    copy(&shipped(), folder.root());
    let config = ConfigDir::find(Some(dir.path().join("config")));
    let journal = dir.path().join("config/journal");
    let (mut from_journal, mut longest) = (0, 0);
    for round in 0..kills {
        let mut running = start(&folder, &config);
        let first = 10_000 + round * 1_000;
        let word = format!("Ketik {first}");
        begin(&word);
        wait("the first word on disk", || (holds(folder.root(), &word) || holds(&journal, &word)).then_some(()));
        let words = type_on(first, 200 + (round as u64 * 617) % 4_000);
        running.0.kill().unwrap();
        let killed = Timestamp::now();
        running.0.wait().unwrap();

        let Left { last, written } = left(&folder, &config);
        let last = last.filter(|last| *last >= first).expect("what was on disk already is there still");
        let lost = words.iter().find(|word| word.number > last);
        if let Some(Word { number, typed }) = lost {
            let before = |at: Timestamp| at.as_millisecond() - typed.as_millisecond();
            let of_journal = written.map_or(0, before);
            assert!(of_journal <= PROMISED_MS, "kill {round}: {number} was typed {of_journal} ms before the journal");
            assert!(before(killed) <= BUSY_MS, "kill {round}: {number} was typed {} ms before", before(killed));
            longest = longest.max(before(killed));
        }
        from_journal += usize::from(written.is_some());
        // Nobody is asked for it at the next start.
        let _ = std::fs::remove_dir_all(&journal);
    }
    println!("{kills} kills; {from_journal} times the journal knew more; at most the last {longest} ms were lost");
    assert!(from_journal >= kills / 4, "the journal brought back {from_journal} times only");
}
