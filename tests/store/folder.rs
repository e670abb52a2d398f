//! The store from outside: bad input, the lock between processes, kills and full disks while saving.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use etalase::model::{Catalog, Product, Text};
use etalase::store::{self, Access, ConfigDir, Folder, OpenError, SaveError, SaveState, Saver, SyntaxFault};
use etalase::text::{Explain, Lang};

const GOOD: &str = r#"(
  format: 1,
  id: "uji",
  title: (id: "Uji"),
  products: [
    (
      id: "madu",
      name: (id: "Madu"),
      status: Ready,
    ),
  ],
)
"#;

fn folder_with(content: impl AsRef<[u8]>) -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("catalog.ron"), content).unwrap();
    let folder = Folder::new(dir.path());
    (dir, folder)
}

fn error_of(content: impl AsRef<[u8]>) -> OpenError {
    let (dir, folder) = folder_with(content);
    let before = std::fs::read(folder.catalog_file()).unwrap();
    let error = store::open(&folder, false).unwrap_err();
    assert_eq!(std::fs::read(folder.catalog_file()).unwrap(), before);
    for lang in Lang::ALL {
        let message = error.explain(lang);
        assert!(!message.what.is_empty() && !message.todo.is_empty());
        assert!(message.place.contains("catalog.ron"), "{message:?}");
    }
    drop(dir);
    error
}

fn syntax_of(content: impl AsRef<[u8]>) -> (usize, usize, String, SyntaxFault) {
    match error_of(content) {
        OpenError::Syntax { line, column, text, what, .. } => (line, column, text, what),
        other => panic!("{other:?}"),
    }
}

fn with_products(catalog: &Catalog, count: usize) -> Arc<Catalog> {
    let mut next = catalog.clone();
    for n in 0..count {
        let id = format!("produk-{n:05}");
        let product = Product {
            id: id.as_str().into(),
            name: Text::new(format!("Produk {n}"), ""),
            notes: "x".repeat(200),
            ..Product::default()
        };
        next.products.insert(product.id.clone(), Arc::new(product));
    }
    Arc::new(next)
}

fn saver(opened: &mut store::Opened, config: &Path) -> Saver {
    let config = ConfigDir::find(Some(config.to_path_buf()));
    Saver::start_in(opened, Arc::new(|| {}), &config).unwrap()
}

#[test]
fn folders_without_a_catalogue() {
    let dir = tempfile::tempdir().unwrap();
    let open = |dir: &Path| store::open(&Folder::new(dir), false).unwrap_err();
    let path = dir.path().to_path_buf();
    assert_eq!(open(&path), OpenError::NoCatalog { path: path.clone(), empty: true });
    assert_eq!(std::fs::read_dir(&path).unwrap().count(), 0);
    std::fs::write(path.join("notes.txt"), "x").unwrap();
    assert_eq!(open(&path), OpenError::NoCatalog { path: path.clone(), empty: false });
    let gone = path.join("gone");
    assert_eq!(open(&gone), OpenError::NoFolder { path: gone.clone() });
    assert!(!gone.exists());
}

#[test]
fn an_unknown_field_names_line_column_and_what_was_meant() {
    let (line, column, text, what) = syntax_of(GOOD.replace("status: Ready", "stats: Ready"));
    assert_eq!((line, column, text.as_str()), (9, 7, "stats: Ready,"));
    assert_eq!(
        what,
        SyntaxFault::UnknownField { found: "stats".into(), record: "Product".into(), meant: Some("status".into()) }
    );
    let (line, column, _, what) = syntax_of(GOOD.replace("status: Ready", "status: Redy"));
    assert_eq!((line, column), (9, 15));
    assert_eq!(
        what,
        SyntaxFault::UnknownVariant { found: "Redy".into(), of: "Status".into(), meant: Some("Ready".into()) }
    );
}

#[test]
fn a_syntax_error_on_line_812() {
    let mut text = String::from("(\n  format: 1,\n  products: [\n");
    for n in 0..300 {
        text.push_str(&format!("    (id: \"p{n}\",\n      name: (id: \"P\"),\n    ),\n"));
    }
    text.push_str("  ],\n)\n");
    let broken: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(n, line)| match n + 1 {
            812 => line.replacen(':', "", 1),
            _ => line.to_string(),
        })
        .collect();
    for newline in ["\n", "\r\n"] {
        let (line, _, text, what) = syntax_of(broken.join(newline));
        assert_eq!((line, text.as_str()), (812, broken[811].trim()), "{what:?}");
    }
}

#[test]
fn damaged_files() {
    assert_eq!(syntax_of("").3, SyntaxFault::Empty);
    assert_eq!(syntax_of(" \n\t").3, SyntaxFault::Empty);
    assert_eq!(syntax_of([0u8; 4096]).3, SyntaxFault::NulBytes);
    let nested = format!("(format: 1, products: {}", "[".repeat(200_000));
    syntax_of(nested);
    let nested = format!("({}", "x: (".repeat(200_000));
    syntax_of(nested);
    syntax_of("/*".repeat(500_000));
    for cut in 3..GOOD.len() - 3 {
        let (line, _, _, what) = syntax_of(&GOOD[..cut]);
        assert!(line <= GOOD[..cut].split('\n').count(), "{cut}: {what:?}");
    }
    assert_eq!(
        syntax_of(GOOD.replace("  format: 1,\n", "")).3,
        SyntaxFault::MissingField { field: "format".into(), record: "Catalog".into() }
    );
    match error_of([GOOD.as_bytes(), b"// caf\xe9\n"].concat()) {
        OpenError::NotUtf8 { line, .. } => assert_eq!(line, 13),
        other => panic!("{other:?}"),
    }
}

#[test]
fn files_above_the_cap_are_refused_unread() {
    let (_dir, folder) = folder_with("");
    let file = std::fs::File::create(folder.catalog_file()).unwrap();
    file.set_len(20 << 30).unwrap();
    assert!(matches!(
        store::open(&folder, false),
        Err(OpenError::TooLarge { bytes, .. }) if bytes == 20 << 30
    ));
    // A hundred megabytes of nothing are below the cap, and no catalogue.
    file.set_len(100 << 20).unwrap();
    assert!(matches!(store::open(&folder, false), Err(OpenError::Syntax { what: SyntaxFault::NulBytes, .. })));
}

#[test]
fn a_newer_format_is_refused_by_number_whatever_it_looks_like() {
    for text in [
        GOOD.replace("format: 1", "format: 7"),
        "/* by 9.0 */ Catalog( format : 7, @new <syntax>".to_string(),
        "(id: \"x\", format: 7)".to_string(),
    ] {
        match error_of(text) {
            OpenError::NewerFormat { format, .. } => assert_eq!(format, 7),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn bom_and_windows_line_ends_are_read() {
    let text = format!("\u{feff}{}", GOOD.replace('\n', "\r\n"));
    let (_dir, folder) = folder_with(text);
    let opened = store::open(&folder, false).unwrap();
    assert_eq!(opened.catalog.products.len(), 1);
}

#[test]
fn duplicate_ids_hide_nothing() {
    let record = "(id: \"madu\", name: (id: \"Lain\")), (name: (id: \"Tanpa Id\")),";
    let (_dir, folder) = folder_with(GOOD.replace("  ],\n", &format!("    {record}\n  ],\n")));
    let opened = store::open(&folder, false).unwrap();
    let ids: Vec<&str> = opened.catalog.products.keys().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["madu", "madu-2", "tanpa-id"]);
    assert_eq!(opened.problems.len(), 2);
    assert_eq!(opened.catalog.products["madu"].name.id, "Madu");
}

#[test]
fn a_broken_file_offers_the_newest_good_version_and_the_history_gives_it_back() {
    let dir = tempfile::tempdir().unwrap();
    let config = tempfile::tempdir().unwrap();
    let mut opened = store::create(&dir.path().join("katalog"), "Katalog saya", "7f3a").unwrap();
    let folder = opened.folder.clone();
    let first = opened.version.clone();
    let next = with_products(&opened.catalog, 3);
    let saving = saver(&mut opened, config.path());
    saving.save_now(next.clone());
    saving.flush().unwrap();
    assert!(matches!(saving.state(), SaveState::Saved { at: Some(_) }));
    drop(saving);
    drop(opened);
    let versions = folder.versions();
    assert_eq!(versions.len(), 2);
    assert!(versions[0].kept && !versions[1].kept);
    assert_eq!(versions[1].id, first);
    assert_eq!(folder.version(&versions[0]).unwrap(), *next);
    std::fs::write(folder.catalog_file(), "(format: 1, title").unwrap();
    match store::open(&folder, false) {
        Err(OpenError::Syntax { restorable, .. }) => {
            assert_eq!(restorable.as_ref(), versions.first());
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_somebody_else_wrote_is_never_overwritten_without_consent() {
    let dir = tempfile::tempdir().unwrap();
    let config = tempfile::tempdir().unwrap();
    let mut opened = store::create(&dir.path().join("katalog"), "Katalog saya", "7f3a").unwrap();
    let folder = opened.folder.clone();
    let mine = with_products(&opened.catalog, 2);
    let saving = saver(&mut opened, config.path());
    std::fs::write(folder.catalog_file(), GOOD).unwrap();
    saving.request(mine.clone());
    let changed = SaveError::ChangedElsewhere { path: folder.catalog_file() };
    assert_eq!(saving.flush(), Err(changed.clone()));
    assert_eq!(saving.state(), SaveState::Failed(changed.clone()));
    assert_eq!(std::fs::read_to_string(folder.catalog_file()).unwrap(), GOOD);
    let kept = ConfigDir::find(Some(config.path().into()));
    drop(saving);
    drop(opened);
    // What could not be saved is found at the next start, and nothing in it is what somebody else changed.
    let mut opened = store::open(&folder, false).unwrap();
    let unsaved = kept.unsaved(&opened).remove(0);
    assert_eq!(unsaved.changes.len(), 2);
    assert_eq!(unsaved.edit(etalase::model::Text::default(), &opened.catalog).1, []);
    let saving = saver(&mut opened, config.path());
    std::fs::write(folder.catalog_file(), GOOD.replace("Uji", "Uji lagi")).unwrap();
    saving.forget_when_saved(unsaved.file.clone());
    saving.request(mine.clone());
    assert_eq!(saving.flush(), Err(changed));
    assert!(unsaved.file.is_file(), "deleted before anything was saved");
    saving.replace_changed(mine.clone());
    saving.flush().unwrap();
    assert!(!unsaved.file.exists());
    drop(saving);
    drop(opened);
    let opened = store::open(&folder, false).unwrap();
    assert_eq!(opened.catalog, *mine);
    assert!(kept.unsaved(&opened).is_empty());
    drop(opened);
    let theirs =
        folder.versions().into_iter().find(|v| folder.version(v).is_ok_and(|c| c.products.contains_key("madu")));
    assert!(theirs.is_some_and(|version| version.kept));
}

#[test]
fn a_sample_is_copied_and_never_written() {
    let (dir, folder) = folder_with(GOOD);
    std::fs::create_dir_all(dir.path().join("photos")).unwrap();
    std::fs::create_dir_all(dir.path().join("enquiries")).unwrap();
    std::fs::write(dir.path().join("photos/a.jpg"), "picture").unwrap();
    std::fs::write(dir.path().join("enquiries/x.ron"), "private").unwrap();
    let mut sample = store::open(&folder, true).unwrap();
    assert!(matches!(sample.access, Access::Sample));
    assert!(Saver::start(&mut sample, Arc::new(|| {})).is_none());
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 3);
    let target = tempfile::tempdir().unwrap();
    let own = target.path().join("Katalog saya");
    let copy = store::copy_to(&folder, &own).unwrap();
    assert!(matches!(copy.access, Access::Write(_)));
    assert_eq!(copy.catalog, sample.catalog);
    assert_eq!(std::fs::read(own.join("photos/a.jpg")).unwrap(), b"picture");
    assert!(!own.join("enquiries").exists());
    assert!(matches!(store::copy_to(&folder, &own), Err(OpenError::Exists { .. })));
}

// The tests below run this executable again, as another process, with a task in the environment.

const TASK: &str = "ETALASE_STORE_TASK";
const DIR: &str = "ETALASE_STORE_DIR";

fn child(task: &str, dir: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "folder::the_other_process", "--nocapture"])
        .env(TASK, task)
        .env(DIR, dir)
        .stdout(Stdio::piped());
    command
}

/// Does nothing by itself: this is what the other process runs.
#[test]
fn the_other_process() {
    let Ok(task) = std::env::var(TASK) else {
        return;
    };
    let dir = std::path::PathBuf::from(std::env::var_os(DIR).unwrap());
    let folder = Folder::new(dir.join("katalog"));
    let mut opened = store::open(&folder, false).unwrap();
    match task.as_str() {
        "access" => {
            let word = match opened.access {
                Access::Write(_) => "write",
                Access::LockedElsewhere => "locked",
                Access::ReadOnly => "read-only",
                Access::Sample => "sample",
            };
            println!("access={word}");
        }
        "save" => {
            let base = opened.catalog.clone();
            let saving = saver(&mut opened, &dir.join("config"));
            println!("saving");
            for n in 0.. {
                saving.save_now(with_products(&base, 100 + n % 100));
                saving.flush().unwrap();
            }
        }
        "full" => {
            let next = with_products(&opened.catalog, 1000);
            let saving = saver(&mut opened, &dir.join("config"));
            saving.request(next);
            println!(
                "saved={:?}",
                saving.flush().map_err(|error| match error {
                    SaveError::NoSpace { .. } => "no space".to_string(),
                    other => format!("{other:?}"),
                })
            );
        }
        "copy" => {
            println!("copying");
            store::copy_to(&folder, &dir.join("dokumen/Katalog saya")).unwrap();
        }
        other => panic!("{other}"),
    }
}

fn said(mut command: Command) -> String {
    let output = command.output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn one_writer_at_a_time_across_processes() {
    let dir = tempfile::tempdir().unwrap();
    let config = tempfile::tempdir().unwrap();
    let mut opened = store::create(&dir.path().join("katalog"), "Katalog saya", "7f3a").unwrap();
    assert!(said(child("access", dir.path())).contains("access=locked"));
    let saving = saver(&mut opened, config.path());
    assert!(said(child("access", dir.path())).contains("access=locked"));
    drop(saving);
    assert!(said(child("access", dir.path())).contains("access=write"));
}

#[cfg(unix)]
#[test]
fn a_kill_while_saving_leaves_a_whole_catalogue() {
    use std::io::{BufRead as _, BufReader};
    let dir = tempfile::tempdir().unwrap();
    drop(store::create(&dir.path().join("katalog"), "Katalog saya", "7f3a").unwrap());
    let folder = Folder::new(dir.path().join("katalog"));
    for round in 0..25u64 {
        let mut saving = child("save", dir.path()).spawn().unwrap();
        let mut lines = BufReader::new(saving.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("saving")));
        std::thread::sleep(std::time::Duration::from_millis(3 + round * 7 % 60));
        saving.kill().unwrap();
        saving.wait().unwrap();
        let opened = store::open(&folder, false).unwrap();
        assert!(matches!(opened.access, Access::Write(_)), "a lock was left");
        let count = opened.catalog.products.len();
        assert!(count == 0 || count >= 100, "{count}");
        let left = std::fs::read_dir(folder.root()).unwrap().flatten();
        let left: Vec<_> =
            left.map(|entry| entry.file_name().into_string().unwrap()).filter(|name| name.ends_with("-tmp")).collect();
        assert_eq!(left, Vec::<String>::new());
    }
    assert!(!folder.versions().is_empty());
}

#[cfg(unix)]
#[test]
fn a_kill_while_copying_leaves_a_whole_catalogue_or_none() {
    use std::io::{BufRead as _, BufReader};
    let dir = tempfile::tempdir().unwrap();
    drop(store::create(&dir.path().join("katalog"), "Katalog saya", "7f3a").unwrap());
    let photos = dir.path().join("katalog/photos");
    std::fs::create_dir(&photos).unwrap();
    for n in 0..60 {
        std::fs::write(photos.join(format!("{n}.jpg")), vec![n; 300_000]).unwrap();
    }
    let own = dir.path().join("dokumen/Katalog saya");
    let mut cut_short = 0;
    for round in 0..20 {
        let mut copying = child("copy", dir.path()).spawn().unwrap();
        let mut lines = BufReader::new(copying.stdout.take().unwrap()).lines();
        assert!(lines.any(|line| line.unwrap().contains("copying")));
        std::thread::sleep(std::time::Duration::from_millis(round * 7));
        copying.kill().unwrap();
        copying.wait().unwrap();
        if own.exists() {
            assert_eq!(std::fs::read_dir(own.join("photos")).unwrap().count(), 60);
            assert!(store::open(&Folder::new(&own), false).is_ok());
            std::fs::remove_dir_all(&own).unwrap();
        } else {
            cut_short += 1;
        }
    }
    assert!(cut_short > 0, "no kill came in time");
}

#[cfg(unix)]
#[test]
fn no_room_keeps_the_old_file() {
    let dir = tempfile::tempdir().unwrap();
    drop(store::create(&dir.path().join("katalog"), "Katalog saya", "7f3a").unwrap());
    let folder = Folder::new(dir.path().join("katalog"));
    let before = std::fs::read(folder.catalog_file()).unwrap();
    // The limit on file size (in blocks of 512 or 1024 bytes) stands in for a full disk; the signal that would kill is
    // ignored, so that the write fails as it does on a disk.
    let mut limited = Command::new("sh");
    limited
        .args(["-c", "trap '' XFSZ; ulimit -f 32; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "folder::the_other_process", "--nocapture"])
        .env(TASK, "full")
        .env(DIR, dir.path());
    let said = said(limited);
    assert!(said.contains("saved=Err(\"no space\")"), "{said}");
    assert_eq!(std::fs::read(folder.catalog_file()).unwrap(), before);
    assert!(store::open(&folder, false).is_ok());
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_opens_read_only() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let dir = tempfile::tempdir().unwrap();
    drop(store::create(&dir.path().join("katalog"), "Katalog saya", "7f3a").unwrap());
    let folder = dir.path().join("katalog");
    let mode = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(dir.path(), 0o755);
    mode(&folder.join("catalog.ron"), 0o444);
    assert!(said(child("access", dir.path())).contains("access=read-only"));
    mode(&folder.join("catalog.ron"), 0o644);
    std::fs::remove_file(folder.join(".etalase.lock")).unwrap();
    mode(&folder, 0o555);
    // Root may write everywhere: the other process is then nobody, started from a copy that nobody may read.
    let copy = dir.path().join("exe");
    std::fs::copy(std::env::current_exe().unwrap(), &copy).unwrap();
    let mut command = Command::new(&copy);
    command
        .args(["--exact", "folder::the_other_process", "--nocapture"])
        .env(TASK, "access")
        .env(DIR, dir.path())
        .current_dir(dir.path());
    if std::fs::File::create(folder.join("probe")).is_ok() {
        std::fs::remove_file(folder.join("probe")).unwrap();
        command.uid(65_534).gid(65_534);
    }
    let said = said(command);
    mode(&folder, 0o755);
    assert!(said.contains("access=read-only"), "{said}");
}
