//! House rules that a lint cannot express: layers, file sizes, names, one purpose sentence a file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use of ours. `main` uses `cli` and `ui`.
const LAYERS: [(&str, &[&str]); 10] = [
    ("text", &[]),
    ("regions", &[]),
    ("jobs", &["text"]),
    ("model", &["text", "regions"]),
    ("store", &["model", "text"]),
    ("brochure", &["model", "text"]),
    ("exchange", &["model", "text"]),
    ("actions", &["store", "brochure", "exchange", "jobs", "model", "text", "regions"]),
    ("cli", &["actions", "store", "brochure", "exchange", "jobs", "model", "text"]),
    ("ui", &["actions", "store", "brochure", "exchange", "jobs", "model", "text", "regions"]),
];

/// Crates that only one module names, so that each can be replaced in one place.
const ONLY_IN: [(&str, &str); 8] = [
    ("egui", "ui"),
    ("eframe", "ui"),
    ("egui_extras", "ui"),
    ("rfd", "ui"),
    ("typst", "brochure"),
    ("clap", "cli"),
    ("calamine", "exchange"),
    ("rust_xlsxwriter", "exchange"),
];

const MOST_LINES: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(under: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(under)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string().replace('\\', "/")
}

/// The module of a source file: `src/ui/app.rs` is `ui`.
fn module(path: &Path) -> String {
    relative(path).trim_start_matches("src/").split(['/', '.']).next().unwrap_or_default().to_owned()
}

/// Lines of code with their numbers, without comments and string-only lines.
fn code(path: &Path) -> Vec<(usize, String)> {
    let text = fs::read_to_string(path).expect("the source can be read");
    text.lines()
        .enumerate()
        .map(|(at, line)| (at + 1, line.split("//").next().unwrap_or_default().to_owned()))
        .collect()
}

fn names(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = &line[at + word.len()..];
        before.is_none_or(|c| !c.is_alphanumeric() && c != '_') && after.starts_with("::")
    })
}

#[test]
fn modules_keep_their_layers() {
    let mut faults = Vec::new();
    for path in sources("src") {
        let mine = module(&path);
        if mine == "main" || mine == "lib" {
            continue;
        }
        let (_, allowed) =
            LAYERS.iter().find(|(name, _)| *name == mine).unwrap_or_else(|| panic!("module {mine} has no layer"));
        for (number, line) in code(&path) {
            for (other, _) in LAYERS {
                let used = names(&line, &format!("crate::{other}")) || line.contains(&format!("crate::{other}::"));
                if other != mine && used && !allowed.contains(&other) {
                    faults.push(format!("{}:{number}: {mine} must not use {other}", relative(&path)));
                }
            }
            for (krate, owner) in ONLY_IN {
                if owner != mine && names(&line, krate) {
                    faults.push(format!("{}:{number}: only {owner} may name {krate}", relative(&path)));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_say_their_purpose_and_stay_readable() {
    let mut faults = Vec::new();
    for path in sources("src").into_iter().chain(sources("tests")) {
        let text = fs::read_to_string(&path).expect("the source can be read");
        if !text.starts_with("//! ") {
            faults.push(format!("{}:1: no sentence of purpose", relative(&path)));
        }
        let lines = text.lines().count();
        if lines > MOST_LINES {
            faults.push(format!("{}: {lines} lines, more than {MOST_LINES}", relative(&path)));
        }
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if ["utils", "util", "helpers", "common", "manager", "types", "misc"].contains(&name) {
            faults.push(format!("{}: a name that says nothing", relative(&path)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_top_level_holds_only_what_it_should() {
    let allowed = [
        "Cargo.toml",
        "Cargo.lock",
        "src",
        "assets",
        "catalog",
        "tests",
        "README.md",
        "LICENSE",
        ".gitignore",
        ".ci",
        ".git",
        "target",
        ".rustfmt.toml",
        "proptest-regressions",
    ];
    let strangers: Vec<String> = fs::read_dir(root())
        .expect("the repository can be read")
        .map(|entry| entry.expect("the entry can be read").file_name().to_string_lossy().into_owned())
        .filter(|name| !allowed.contains(&name.as_str()))
        .collect();
    assert!(strangers.is_empty(), "{strangers:?}");
}

#[test]
fn no_test_is_skipped_and_nothing_is_left_for_later() {
    let mut faults = Vec::new();
    // Put together here, so that this file does not find itself.
    let ignored = format!("#[{}", "ignore");
    let later = [format!("{}!(", "todo"), format!("un{}!(", "implemented"), format!("{}!(", "dbg")];
    for path in sources("src").into_iter().chain(sources("tests")) {
        for (number, line) in code(&path) {
            if line.contains(&ignored) || later.iter().any(|word| line.contains(word.as_str())) {
                faults.push(format!("{}:{number}: {}", relative(&path), line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
