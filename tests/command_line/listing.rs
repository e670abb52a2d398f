//! The command line as scripts use it: output, exit codes, messages in both languages.

use std::process::Command;

use crate::desk::{Desk, err, out, text};

#[test]
fn list_finds_by_words_with_a_slip_and_by_region() {
    let desk = Desk::new();
    let found = desk.run(&["list", "catalog", "--search", "kelulud"]);
    assert!(found.status.success(), "{}", err(&found));
    assert!(out(&found).lines().all(|line| line.contains("Kelulut")) && out(&found).lines().count() >= 3);
    let paser = desk.run(&["list", "catalog", "--origin", "64.01", "--json"]);
    let records: serde_json::Value = serde_json::from_str(&out(&paser)).unwrap();
    let records = records.as_array().unwrap();
    assert!(records.iter().any(|record| record["id"] == "arang-briket"));
    assert!(records.iter().all(|record| record["origin"].as_str().unwrap().starts_with("64.01")));
    assert!(records.iter().all(|record| record["status"] == "Ready"));
}

#[test]
fn the_founding_list_comes_in_its_order() {
    let found = Desk::new().run(&["list", "catalog", "--selection", "Dipamerkan 8 Mei 2025"]);
    let ids: Vec<String> = out(&found).lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect();
    assert_eq!(ids.len(), 8);
    assert_eq!(ids.first().map(String::as_str), Some("arang-briket"));
}

#[test]
fn what_does_not_exist_is_wrong_usage_and_names_what_does() {
    let desk = Desk::new();
    let category = desk.run(&["list", "catalog", "--category", "kopi-susu"]);
    assert_eq!(category.status.code(), Some(2));
    assert!(err(&category).contains("kopi-susu") && err(&category).contains("madu"), "{}", err(&category));
    let english = desk.run(&["list", "catalog", "--selection", "nothing", "--lang-ui", "en"]);
    assert_eq!(english.status.code(), Some(2));
    assert!(err(&english).contains("There is no list"), "{}", err(&english));
    assert_eq!(desk.run(&["list", "--colour"]).status.code(), Some(2));
}

#[test]
fn check_lists_hints_of_the_shipped_catalogue_and_no_errors() {
    let checked = Desk::new().run(&["check", "catalog", "--json"]);
    assert_eq!(checked.status.code(), Some(0), "{}", out(&checked));
    let problems: serde_json::Value = serde_json::from_str(&out(&checked)).unwrap();
    let problems = problems.as_array().unwrap();
    assert!(problems.iter().all(|problem| problem["severity"] != "error"));
    for problem in problems {
        assert!(!problem["what"].as_str().unwrap().is_empty() && !problem["todo"].as_str().unwrap().is_empty());
    }
}

#[test]
fn check_finds_what_is_wrong_and_ends_with_one() {
    let desk = Desk::new();
    let dir = desk.catalog_at("made", 
        "(format: 1, id: \"c\", title: (id: \"C\"), products: [(id: \"a\", name: (id: \"A\"), origin: \"99.99\", photos: [(file: \"hilang.jpg\")]), (id: \"b\", name: (id: \"B\"))])",
    );
    let checked = desk.run(&["check", text(&dir)]);
    assert_eq!(checked.status.code(), Some(1), "{}", err(&checked));
    assert!(out(&checked).contains("99.99") && out(&checked).contains("hilang.jpg"), "{}", out(&checked));
    // The good product is there all the same.
    let listed = desk.run(&["list", text(&dir), "--status", "all"]);
    assert!(out(&listed).contains("b\tB"), "{}", out(&listed));
}

#[test]
fn a_misspelt_field_is_told_with_its_line_and_what_was_meant() {
    let desk = Desk::new();
    let dir = desk.catalog_at("made", "(\n    format: 1,\n    id: \"c\",\n    products: [\n        (\n            id: \"a\",\n            orign: \"64\",\n        ),\n    ],\n)\n");
    for (lang, words) in [("id", "origin"), ("en", "origin")] {
        let listed = desk.run(&["list", text(&dir), "--lang-ui", lang]);
        assert_eq!(listed.status.code(), Some(1));
        let message = err(&listed);
        assert!(message.contains("orign") && message.contains(words) && message.contains('7'), "{message}");
    }
}

#[test]
fn folders_that_cannot_be_read_end_with_three() {
    let desk = Desk::new();
    let missing = desk.run(&["list", text(&desk.path("nirgends"))]);
    assert_eq!(missing.status.code(), Some(3));
    std::fs::create_dir_all(desk.path("kosong")).unwrap();
    let empty = desk.run(&["check", text(&desk.path("kosong"))]);
    assert_eq!(empty.status.code(), Some(3));
    assert!(!err(&empty).is_empty());
}

#[test]
fn new_makes_a_catalogue_once() {
    let desk = Desk::new();
    let dir = desk.path("baru");
    let made = desk.run(&["new", text(&dir), "--title", "Produk Desa"]);
    assert!(made.status.success(), "{}", err(&made));
    assert!(std::fs::read_to_string(dir.join("catalog.ron")).unwrap().contains("Produk Desa"));
    let again = desk.run(&["new", text(&dir), "--title", "Lain"]);
    assert_eq!(again.status.code(), Some(3));
    assert!(std::fs::read_to_string(dir.join("catalog.ron")).unwrap().contains("Produk Desa"));
}

#[test]
fn a_brochure_is_written_once_and_overwritten_only_by_force() {
    let desk = Desk::new();
    let file = desk.path("brosur.pdf");
    let args = ["brochure", "catalog", "-o", text(&file), "--product", "arang-briket", "patin-asap"];
    let made = desk.run(&args);
    assert!(made.status.success(), "{}", err(&made));
    assert!(std::fs::read(&file).unwrap().starts_with(b"%PDF"));
    assert_eq!(desk.run(&args).status.code(), Some(3));
    let forced: Vec<&str> = args.iter().copied().chain(["--force"]).collect();
    assert!(desk.run(&forced).status.success());
}

#[test]
fn brochure_pages_come_as_pictures_too() {
    let desk = Desk::new();
    let made = desk.run(&["brochure", "catalog", "-o", text(&desk.path("b.png")), "--product", "arang-briket"]);
    assert!(made.status.success(), "{}", err(&made));
    let image = image::open(desk.path("b.png")).unwrap();
    assert_eq!(image.width(), 1240);
}

#[test]
fn nothing_to_print_is_said_with_the_drafts_that_there_are() {
    let desk = Desk::new();
    let dir = desk.catalog_at("made", "(format: 1, id: \"c\", products: [(id: \"a\", name: (id: \"A\"))])");
    let made = desk.run(&["brochure", text(&dir), "-o", text(&desk.path("b.pdf"))]);
    assert_eq!(made.status.code(), Some(1));
    assert!(err(&made).contains("1 draf"), "{}", err(&made));
    assert!(!desk.path("b.pdf").exists());
    let wrong = desk.run(&["brochure", text(&dir), "-o", text(&desk.path("b.docx"))]);
    assert_eq!(wrong.status.code(), Some(2));
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_screen_the_program_names_the_command_that_makes_a_brochure() {
    let desk = Desk::new();
    for (lang, words) in [("id", "Tidak ada layar"), ("en", "no screen")] {
        let started = desk.run(&["--lang-ui", lang]);
        assert_eq!(started.status.code(), Some(3), "{}", err(&started));
        let message = err(&started);
        assert!(message.contains(words) && message.contains("etalase brochure"), "{message}");
    }
}

#[test]
fn started_inside_a_zip_the_program_says_to_unpack_it_first() {
    // A ZIP viewer unpacks the program alone into the temporary folder, without the catalogue beside it.
    let desk = Desk::new();
    let program = desk.path(if cfg!(windows) { "etalase.exe" } else { "etalase" });
    std::fs::copy(env!("CARGO_BIN_EXE_etalase"), &program).unwrap();
    for (lang, words) in [("id", "Ekstrak dulu"), ("en", "Unpack the ZIP")] {
        let output = Command::new(&program)
            .args(["list", "--lang-ui", lang, "--config-dir"])
            .arg(desk.path("config"))
            .env("TMPDIR", desk.path(""))
            .current_dir(desk.path(""))
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(3), "{}", err(&output));
        assert!(err(&output).contains(words), "{}", err(&output));
    }
}
