//! House rules that a lint cannot express: layers, file sizes, names, one purpose sentence a file.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

use std::collections::{BTreeMap, BTreeSet};
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
fn a_type_name_has_one_meaning() {
    let mut places: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in sources("src") {
        // One handle of a folder, written for two systems.
        if relative(&path) == "src/store/disk/portable.rs" {
            continue;
        }
        for (_, line) in without_tests(&path) {
            let Some(declared) = line.strip_prefix("pub ").or(Some(line.as_str())) else { continue };
            let declared =
                declared.strip_prefix('(').and_then(|rest| Some(rest.split_once(") ")?.1)).unwrap_or(declared);
            let mut words = declared.split(|c: char| !c.is_alphanumeric() && c != '_');
            if matches!(words.next(), Some("struct" | "enum" | "trait" | "type"))
                && let Some(name) = words.next()
            {
                places.entry(name.to_owned()).or_default().insert(relative(&path));
            }
        }
    }
    assert!(places.len() > 400, "types were found");
    let twice: Vec<_> = places.into_iter().filter(|(_, files)| files.len() > 1).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

/// The part of a source file that is in the program.
fn without_tests(path: &Path) -> Vec<(usize, String)> {
    let lines = code(path);
    let tests =
        lines.windows(2).position(|two| two[0].1.trim() == "#[cfg(test)]" && two[1].1.trim().starts_with("mod tests"));
    lines.into_iter().take(tests.unwrap_or(usize::MAX)).collect()
}

/// What changes a disk.
const WRITES: [&str; 9] = [
    "fs::write(",
    "fs::copy(",
    "fs::rename(",
    "File::create(",
    "File::create_new(",
    "fs::create_dir",
    "fs::remove_",
    "fs::set_permissions(",
    "fs::hard_link(",
];

#[test]
fn only_one_place_writes_files() {
    let mut faults = Vec::new();
    for path in sources("src") {
        let name = relative(&path);
        if name.starts_with("src/store/disk/") || name.ends_with("tests.rs") {
            continue;
        }
        for (number, line) in without_tests(&path) {
            for writes in WRITES {
                if line.contains(writes) {
                    faults.push(format!("{name}:{number}: {writes} … writes past store::disk"));
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

/// What the window's source files import of each other, by module (`ui::kit::theme`).
fn window_imports() -> BTreeMap<String, BTreeSet<String>> {
    let name_of = |path: &Path| {
        let name = relative(path).trim_start_matches("src/").trim_end_matches(".rs").replace('/', "::");
        name.strip_suffix("::mod").map_or(name.clone(), str::to_owned)
    };
    let is_tested = |path: &Path| !relative(path).ends_with("tests.rs") && !relative(path).ends_with("fixtures.rs");
    let files: BTreeMap<String, PathBuf> =
        sources("src/ui").into_iter().filter(|path| is_tested(path)).map(|path| (name_of(&path), path)).collect();
    let defining = |path: &str| {
        let mut path = path;
        while !files.contains_key(path) {
            path = path.rsplit_once("::")?.0;
        }
        Some(path.to_owned())
    };
    let imports = |(module, path): (&String, &PathBuf)| {
        let lines: Vec<String> = code(path).into_iter().map(|(_, line)| line).collect();
        let text = lines.join("\n");
        let text = text.split("mod tests {").next().unwrap_or_default();
        let of = paths(module, text).iter().filter_map(|path| defining(path)).filter(|other| other != module).collect();
        (module.clone(), of)
    };
    files.iter().map(imports).collect()
}

/// The full paths of ours that a source names: in `use`, written out, and by a module that it declares. A `pub use` of a
/// child only passes it on.
fn paths(module: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = String::new();
    let mut children = Vec::new();
    for statement in text.split_inclusive([';', '{', '}']) {
        let words = statement.trim().trim_start_matches("pub ").trim_start_matches("pub(super) ");
        match words.strip_prefix("mod ").and_then(|name| name.strip_suffix(';')) {
            Some(name) => children.push(name.to_owned()),
            None => rest.push_str(statement),
        }
    }
    let (mut written, mut at) = (String::new(), 0);
    while let Some(begin) = rest[at..].find("use ").map(|found| at + found) {
        let end = rest[begin..].find(';').map_or(rest.len(), |length| begin + length);
        written.push_str(&rest[at..begin]);
        let tree = &rest[begin + 4..end];
        let is_public = rest[..begin].trim_end().ends_with("pub") || rest[..begin].trim_end().ends_with(')');
        let passes_on = is_public && !["crate", "super"].iter().any(|root| tree.starts_with(root));
        if !passes_on {
            unfold("", tree, &mut found);
        }
        at = end;
    }
    written.push_str(&rest[at..]);
    let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    found.extend(written.split(|c| !is_path(c)).filter(|word| word.contains("::")).map(str::to_owned));
    let full = |path: String| {
        let mut names = path.split("::").peekable();
        let mut at: Vec<&str> = module.split("::").collect();
        match *names.peek()? {
            "crate" => at = vec![],
            "super" | "self" => {}
            first if children.iter().any(|child| child == first) => return Some(format!("{module}::{path}")),
            _ => return None,
        }
        for name in names {
            match name {
                "crate" | "self" | "" => {}
                "super" => drop(at.pop()),
                name => at.push(name),
            }
        }
        Some(at.join("::"))
    };
    found.into_iter().filter_map(full).collect()
}

/// `a::{b, c::{d, e}}` as `a::b`, `a::c::d`, `a::c::e`.
fn unfold(before: &str, tree: &str, found: &mut Vec<String>) {
    let tree = tree.trim();
    let Some((head, list)) = tree.split_once('{') else {
        let path = tree.split(" as ").next().unwrap_or_default();
        return found.push(format!("{before}{path}"));
    };
    let (mut depth, mut item) = (0, String::new());
    for letter in list.chars() {
        match letter {
            ',' | '}' if depth == 0 => {
                if !item.trim().is_empty() {
                    unfold(&format!("{before}{head}"), &item, found);
                }
                item.clear();
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        item.push(letter);
    }
}

#[test]
fn imports_are_read_from_a_source() {
    let text = "pub mod grid;\nmod keys;\npub use keys::KEYS;\nuse super::{App, state::{self, Cx as C}};\npub use crate::ui::kit::theme;\n\
                fn f() { grid::show(crate::text::say(), super::super::x::Y); Vec::new(); }";
    let mut found = paths("ui::table", text);
    found.sort();
    let wanted =
        ["text::say", "ui::App", "ui::kit::theme", "ui::state", "ui::state::Cx", "ui::table::grid::show", "x::Y"];
    assert_eq!(found, wanted);
}

#[test]
fn the_window_has_no_import_circle() {
    let imports = window_imports();
    // Files that nothing imports any more, or that import nothing more, are in no circle.
    let mut left: BTreeSet<&String> = imports.keys().collect();
    while let Some(free) =
        left.iter().find(|module| imports[**module].iter().all(|other| !left.contains(other))).copied()
    {
        left.remove(free);
    }
    let mut at = left.first().copied();
    let mut circle: Vec<&String> = Vec::new();
    while let Some(module) = at.filter(|module| !circle.contains(module)) {
        circle.push(module);
        at = imports[module].iter().find_map(|other| left.get(other).copied());
    }
    let begin = circle.iter().position(|module| Some(*module) == at).unwrap_or_default();
    assert!(left.is_empty(), "these import each other in a circle: {:#?}", &circle[begin..]);
}

#[test]
fn features_of_the_window_use_app_and_kit_and_not_each_other() {
    let imports = window_imports();
    let folder = |module: &str| module.split("::").nth(1).unwrap_or_default().to_owned();
    let mut faults = Vec::new();
    for (module, others) in &imports {
        let mine = folder(module);
        for other in others {
            let theirs = folder(other);
            let is_kept = match mine.as_str() {
                "" | "app" | "shell" => true,
                "kit" => theirs == "kit",
                _ => ["app", "kit", &mine].contains(&theirs.as_str()),
            };
            if !is_kept {
                faults.push(format!("{module} must not import {other}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn nothing_prints_past_the_writer_that_knows_of_closed_pipes() {
    // Put together here, so that this file does not find itself.
    let macros = ["", "ln"].map(|end| format!("print{end}!("));
    let faults: Vec<String> = sources("src")
        .iter()
        .flat_map(|path| code(path).into_iter().map(move |(number, line)| (path, number, line)))
        .filter(|(_, _, line)| macros.iter().any(|name| line.contains(name.as_str())))
        .map(|(path, number, _)| format!("{}:{number}: it panics where nobody reads; use cli::output", relative(path)))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
