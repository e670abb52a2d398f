//! Outputs that resist, options that are not there, and the log: how the program ends and what it says.

use std::process::Stdio;

use crate::desk::{Desk, err, text};

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
        (&["eksport"], "Perintah “eksport” tidak ada. Mungkin maksudnya export?", "unrecognized subcommand 'eksport'"),
    ] {
        let told = desk.run(args);
        assert_eq!(told.status.code(), Some(2), "{args:?}");
        assert!(err(&told).contains(id) && err(&told).contains("Lihat semuanya"), "{args:?}: {}", err(&told));
        let english: Vec<&str> = args.iter().copied().chain(["--lang-ui", "en"]).collect();
        assert!(err(&desk.run(&english)).contains(en), "{args:?}: {}", err(&desk.run(&english)));
    }
    let french = desk.run(&["list", "--lang-ui", "fr"]);
    assert!(err(&french).contains("Pilihannya: id, en"), "{}", err(&french));
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
