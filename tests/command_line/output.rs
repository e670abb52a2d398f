//! Outputs that resist, options that are not there, and the log: how the program ends and what it says.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

struct Desk {
    dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etalase"));
        command
            .args(args)
            .arg("--config-dir")
            .arg(self.path("config"))
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .stderr(Stdio::piped());
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_reader_that_went_away_ends_a_command_quietly() {
    let desk = Desk::new();
    for (name, more) in [("a.pdf", &[][..]), ("b.pdf", &["--json"])] {
        let out = desk.path(name);
        let mut args = vec!["brochure", "catalog", "--product", "arang-briket", "-o", text(&out)];
        args.extend(more);
        let mut child = desk.command(&args).stdout(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let ended = child.wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(0), "{}", err(&ended));
        assert!(out.is_file() && !err(&ended).contains("panicked"), "{}", err(&ended));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_behind_the_output_is_said_and_ends_with_three() {
    let desk = Desk::new();
    let (new, pdf) = (desk.path("baru"), desk.path("a.pdf"));
    for args in [
        &["new", text(&new), "--title", "Uji"][..],
        &["list", "catalog"],
        &["check", "catalog", "--json"],
        &["brochure", "catalog", "--product", "arang-briket", "-o", text(&pdf)],
        &["--help"],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let ended = desk.command(args).stdout(full).spawn().unwrap().wait_with_output().unwrap();
        assert_eq!(ended.status.code(), Some(3), "{args:?}: {}", err(&ended));
        assert!(err(&ended).contains("tidak bisa ditulis"), "{args:?}: {}", err(&ended));
    }
}

#[test]
fn usage_errors_speak_the_language_of_the_interface() {
    let desk = Desk::new();
    for (args, id, en) in [
        (
            &["list", "--statsu", "all"][..],
            "“--statsu” tidak dikenal. Mungkin maksudnya --status?",
            "unexpected argument",
        ),
        (&["list", "--status", "semua"], "Nilai “semua” tidak bisa dipakai untuk --status", "invalid value"),
        (&["brochure", "catalog"], "Yang belum disebut: --output", "required arguments"),
        (&["import"], "Yang belum disebut", "required arguments"),
    ] {
        let told = desk.run(args);
        assert_eq!(told.status.code(), Some(2), "{args:?}");
        assert!(err(&told).contains(id) && err(&told).contains("Lihat semuanya"), "{args:?}: {}", err(&told));
        let english: Vec<&str> = args.iter().copied().chain(["--lang-ui", "en"]).collect();
        assert!(err(&desk.run(&english)).contains(en), "{args:?}: {}", err(&desk.run(&english)));
    }
}

#[test]
fn the_window_writes_the_log_that_was_asked_for() {
    let desk = Desk::new();
    let log = desk.path("log.txt");
    let ended = desk.run(&["--log-file", text(&log)]);
    assert_eq!(ended.status.code(), Some(3), "{}", err(&ended));
    assert!(std::fs::read_to_string(&log).unwrap().contains("the window did not start"));
    let nowhere = desk.path("tiada/log.txt");
    assert_eq!(desk.run(&["--log-file", text(&nowhere)]).status.code(), Some(3));
}

#[test]
#[cfg(not(windows))]
fn a_renderer_that_is_not_in_the_program_is_named() {
    let desk = Desk::new();
    let ended = desk.run(&["--renderer", "wgpu"]);
    assert_eq!(ended.status.code(), Some(2), "{}", err(&ended));
    assert!(err(&ended).contains("wgpu") && err(&ended).contains("--renderer"), "{}", err(&ended));
}
