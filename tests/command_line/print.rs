//! Brochures from the command line: every layout, errors that stop the press, findings as data, outputs that resist.

use std::process::{Command, Output};

use crate::desk::{Desk, err, text};

impl Desk {
    /// `etalase brochure CATALOG -o OUT …` with the rest of the words.
    fn print(&self, catalog: &str, out: &str, rest: &str) -> Output {
        let out = self.path(out);
        let words = ["brochure", catalog, "-o", text(&out)].into_iter().chain(rest.split_whitespace());
        self.run(&words.collect::<Vec<&str>>())
    }

    fn catalog(&self, products: &str, brochures: &str) -> String {
        let text = format!(
            "(format: 1, id: \"made\", title: (id: \"Coba\"), organizer: (contact: (web: \"desa.example.id\")), brochures: [{brochures}], products: [{products}])"
        );
        self.catalog_at("made", &text).to_str().unwrap().to_owned()
    }

    fn pages(&self, name: &str) -> usize {
        lopdf::Document::load(self.path(name)).unwrap().get_pages().len()
    }
}

const TWO: &str = "--product coklat-lung-anai --product arang-briket";

#[test]
fn every_layout_has_a_word() {
    let desk = Desk::new();
    for (layout, pages) in [("catalog", 2), ("sheet", 2), ("leaflet", 2), ("price-list", 1), ("tags", 1), ("poster", 1)]
    {
        let made = desk.print("catalog", &format!("{layout}.pdf"), &format!("{TWO} --layout {layout}"));
        assert!(made.status.success(), "{layout}: {}", err(&made));
        assert_eq!(desk.pages(&format!("{layout}.pdf")), pages, "{layout}");
    }
}

#[test]
fn booklet_press_standard_and_labels_are_options() {
    let desk = Desk::new();
    for rest in [
        "--paper a5 --booklet",
        "--quality press",
        "--standard a-2b",
        "--layout tags --labels L7160 --start 5 --offset -1.5,2",
        "--layout tags --labels 70x40 --label-kind shelf",
        "--layout poster --paper a2 --accent #7a2a4a --ink-saving",
        "--per-page 6 --group-by category --odd-starts --no-prices --no-qr --sources --paper letter",
    ] {
        let made = desk.print("catalog", "a.pdf", &format!("{TWO} {rest} --force"));
        assert!(made.status.success(), "{rest}: {}", err(&made));
    }
    for (rest, word) in [
        ("--layout poster --paper a5", "A3, A2"),
        ("--layout sheet --booklet", "--booklet"),
        ("--accent merah", "merah"),
        ("--labels L1", "L7160"),
        ("--settings tidak-ada", "tidak-ada"),
        ("--offset 3", "--offset"),
    ] {
        let wrong = desk.print("catalog", "b.pdf", &format!("{TWO} {rest}"));
        assert_eq!(wrong.status.code(), Some(2), "{rest}");
        assert!(err(&wrong).contains(word), "{rest}: {}", err(&wrong));
    }
}

#[test]
fn errors_stop_the_press_until_forced_and_are_data() {
    let desk = Desk::new();
    let catalog =
        desk.catalog("(id: \"a\", name: (id: \"Madu \u{f8ff0}\"), summary: (id: \"Madu.\"), status: Ready)", "");
    let refused = desk.print(&catalog, "a.pdf", "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(err(&refused).contains("--force") && !desk.path("a.pdf").exists(), "{}", err(&refused));
    let found = desk.print(&catalog, "a.pdf", "--json");
    let data: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    let findings = data["findings"].as_array().unwrap();
    let glyphs = findings.iter().find(|one| one["what"].as_str().unwrap().contains('\u{f8ff0}')).unwrap();
    assert_eq!(glyphs["product"], "a");
    assert!(glyphs["todo"].as_str().is_some_and(|todo| !todo.is_empty()));
    let forced = desk.print(&catalog, "a.pdf", "--force");
    assert!(forced.status.success() && desk.pages("a.pdf") == 1, "{}", err(&forced));
}

#[test]
fn named_settings_of_the_catalogue_are_used() {
    let desk = Desk::new();
    let product =
        "(id: \"a\", name: (id: \"Madu\", en: \"Honey\"), summary: (id: \"Madu.\", en: \"Honey.\"), status: Ready)";
    let catalog = desk.catalog(product, "(name: \"Surabaya, Inggris\", lang: En, layout: Poster, paper: A2)");
    let made = Command::new(env!("CARGO_BIN_EXE_etalase"))
        .args(["brochure", &catalog, "--settings", "surabaya, inggris", "-o"])
        .arg(desk.path("a.pdf"))
        .arg("--config-dir")
        .arg(desk.path("config"))
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", err(&made));
    let document = lopdf::Document::load(desk.path("a.pdf")).unwrap();
    assert!(document.extract_text(&[1]).unwrap().split_whitespace().collect::<String>().contains("Honey"));
}

#[test]
fn an_output_that_cannot_be_written_leaves_what_was_there() {
    let desk = Desk::new();
    std::fs::write(desk.path("old.pdf"), b"old").unwrap();
    let kept = desk.print("catalog", "old.pdf", TWO);
    assert_eq!(kept.status.code(), Some(3));
    assert_eq!(std::fs::read(desk.path("old.pdf")).unwrap(), b"old");
    // A folder of that name, and a folder that does not exist.
    std::fs::create_dir(desk.path("folder.pdf")).unwrap();
    for out in ["folder.pdf", "nowhere/b.pdf"] {
        let failed = desk.print("catalog", out, &format!("{TWO} --force"));
        assert_eq!(failed.status.code(), Some(3), "{out}: {}", err(&failed));
        // Nobody makes a brochure again by itself.
        assert!(err(&failed).contains("lalu coba lagi"), "{}", err(&failed));
    }
    assert!(desk.path("folder.pdf").is_dir());
}

#[test]
fn two_runs_with_one_and_with_two_threads_give_the_same_bytes() {
    let desk = Desk::new();
    for (name, threads) in [("one.pdf", "1"), ("two.pdf", "2")] {
        let made = Command::new(env!("CARGO_BIN_EXE_etalase"))
            .args(["brochure", "catalog", "--quality", "chat", "-o"])
            .arg(desk.path(name))
            .arg("--config-dir")
            .arg(desk.path("config"))
            .env("RAYON_NUM_THREADS", threads)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", err(&made));
    }
    let (one, two) = (std::fs::read(desk.path("one.pdf")).unwrap(), std::fs::read(desk.path("two.pdf")).unwrap());
    assert!(one == two);
    assert!(one.len() < 5_000_000, "the whole catalogue goes through a messaging app");
}

#[test]
fn regions_are_files_of_their_own_and_none_appears_where_one_is_in_the_way() {
    let desk = Desk::new();
    let product = |id: &str, origin: &str| {
        format!(
            "(id: \"{id}\", name: (id: \"Madu {id}\"), summary: (id: \"Madu.\"), origin: \"{origin}\", status: Ready)"
        )
    };
    let catalog = desk.catalog(&[product("a", "64.01"), product("b", "35.01")].join(","), "");
    std::fs::write(desk.path("out-kalimantan-timur.pdf"), b"old").unwrap();
    let refused = desk.print(&catalog, "out.pdf", "--per-region");
    assert_eq!(refused.status.code(), Some(3), "{}", err(&refused));
    assert!(err(&refused).contains("--force"));
    assert_eq!(std::fs::read(desk.path("out-kalimantan-timur.pdf")).unwrap(), b"old");
    assert!(!desk.path("out-jawa-timur.pdf").exists(), "all or none");
    let made = desk.print(&catalog, "out.pdf", "--per-region --force");
    assert!(made.status.success(), "{}", err(&made));
    assert_eq!(String::from_utf8(made.stdout).unwrap().lines().count(), 2);
    assert_eq!((desk.pages("out-jawa-timur.pdf"), desk.pages("out-kalimantan-timur.pdf")), (1, 1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_buyer_whose_letters_ours_lack_is_printed_with_a_font_of_the_system() {
    let desk = Desk::new();
    // A system whose user has a font of their own.
    let fonts = desk.path("home/.local/share/fonts");
    std::fs::create_dir_all(&fonts).unwrap();
    let font = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/fonts/etalase-test.ttf");
    std::fs::copy(font, fonts.join("etalase-test.ttf")).unwrap();
    let print = |buyer: &str, out: &str| {
        Command::new(env!("CARGO_BIN_EXE_etalase"))
            .args(["brochure", "catalog", "--lang-ui", "en", "--buyer", buyer, "-o"])
            .arg(desk.path(out))
            .args(TWO.split_whitespace())
            .arg("--config-dir")
            .arg(desk.path("config"))
            .env("HOME", desk.path("home"))
            .env_remove("XDG_DATA_HOME")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap()
    };
    let made = print("三菱食品", "buyer.pdf");
    assert!(made.status.success(), "{}", err(&made));
    assert!(err(&made).contains("lack 三菱食品; a font of this computer stands in"), "{}", err(&made));
    let document = lopdf::Document::load(desk.path("buyer.pdf")).unwrap();
    assert!(document.extract_text(&[1]).unwrap().contains("三菱食品"));
    // Every font is in the file.
    for object in document.objects.values().filter_map(|object| object.as_dict().ok()) {
        if object.get(b"Type").and_then(|of| of.as_name()).is_ok_and(|of| of == b"FontDescriptor") {
            assert!(object.has(b"FontFile2") || object.has(b"FontFile3"), "{object:?}");
        }
    }
    // A letter that nothing has stays an error.
    let made = print("\u{f8ff0}", "nobody.pdf");
    assert_eq!(made.status.code(), Some(1), "{}", err(&made));
    assert!(err(&made).contains("Neither the print fonts nor this computer") && !desk.path("nobody.pdf").exists());
}
