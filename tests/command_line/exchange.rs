//! `etalase import` and `etalase export` as scripts use them: what is written, what is only said, and how they end.

use std::path::{Path, PathBuf};

use crate::desk::{Desk, err, out, text};

impl Desk {
    /// A catalogue with one product.
    fn honey(&self) -> PathBuf {
        let text = "(format: 1, id: \"c\", title: (id: \"C\"), products: [(id: \"madu\", name: (id: \"Madu\"), \
                    prices: [(amount: 5000, currency: \"IDR\", basis: Retail)])])";
        self.catalog_at("katalog", text)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn stored(dir: &Path) -> String {
    std::fs::read_to_string(dir.join("catalog.ron")).unwrap()
}

#[test]
fn a_list_is_taken_in_with_its_photos_and_the_version_before_is_kept() {
    let desk = Desk::new();
    let dir = desk.honey();
    let photo = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/browse-small-id.png");
    desk.file("kopi.png", &std::fs::read(photo).unwrap());
    let list = desk.file("harga.csv", b"nama;harga;foto;kabupaten\nMadu;15rb;;PPU\nKopi;20.000;kopi.png;Paser\n");
    let before = stored(&dir);
    let dry = desk.run(&["import", text(&list), text(&dir), "--dry-run"]);
    assert_eq!(dry.status.code(), Some(0), "{}", err(&dry));
    assert!(out(&dry).contains("1 baru, 1 berubah") && out(&dry).contains("Belum ada yang diubah"), "{}", out(&dry));
    assert_eq!(stored(&dir), before);
    let taken = desk.run(&["import", text(&list), text(&dir), "--status", "ready"]);
    assert_eq!(taken.status.code(), Some(0), "{}{}", out(&taken), err(&taken));
    assert!(out(&taken).contains("1 berubah, 0 sama, 0 ditolak, 1 foto ditambahkan"), "{}", out(&taken));
    let after = stored(&dir);
    assert!(
        after.contains("amount: 15000") && after.contains("origin: \"64.09\"") && after.contains("status: Ready"),
        "{after}"
    );
    let photos: Vec<_> = std::fs::read_dir(dir.join("photos")).unwrap().collect();
    assert_eq!(photos.len(), 1);
    assert!(std::fs::read_dir(dir.join(".history")).unwrap().count() >= 1);
    let again = desk.run(&["import", text(&list), text(&dir)]);
    assert!(out(&again).contains("0 baru, 0 berubah, 2 sama, 0 ditolak."), "{}", out(&again));
    assert_eq!(stored(&dir), after);
}

#[test]
fn what_cannot_be_read_is_listed_with_its_cell_and_ends_with_one() {
    let desk = Desk::new();
    let dir = desk.honey();
    let list =
        desk.file("harga.csv", b"nama;harga;desa;foto\nMadu;murah;;tidak-ada.jpg\nKopi;9rb;Sukamaju;../rahasia.jpg\n");
    desk.file("rahasia.jpg", b"x");
    for (lang, words) in [("id", ["sel B2", "Daerah mana", "ditolak"]), ("en", ["cell B2", "Which region", "refused"])]
    {
        let dry = desk.run(&["import", text(&list), text(&dir), "--dry-run", "--lang-ui", lang]);
        assert_eq!(dry.status.code(), Some(1));
        assert!(words.iter().all(|word| out(&dry).contains(word)), "{}", out(&dry));
    }
    let taken = desk.run(&["import", text(&list), text(&dir), "--json"]);
    assert_eq!(taken.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_str(&out(&taken)).unwrap();
    assert_eq!((report["counts"]["new"].as_u64(), report["counts"]["cells_refused"].as_u64()), (Some(1), Some(1)));
    assert!(report["questions"][0]["choices"].as_array().unwrap().len() > 1);
    let notes = report["notes"].as_array().unwrap();
    // A name that leads out of the list's folder is not followed.
    assert_eq!(notes.iter().filter(|note| note.as_str().unwrap().contains(".jpg")).count(), 2, "{notes:?}");
    assert!(stored(&dir).contains("Kopi") && stored(&dir).contains("amount: 5000"));
    assert!(!dir.join("photos").join("rahasia.jpg").exists());
}

#[test]
fn a_bad_file_changes_nothing_and_ends_with_one_or_three() {
    let desk = Desk::new();
    let dir = desk.honey();
    let before = stored(&dir);
    let broken = desk.file("rusak.xlsx", b"PK\x03\x04 cut off");
    let told = desk.run(&["import", text(&broken), text(&dir)]);
    assert_eq!(told.status.code(), Some(1));
    assert!(err(&told).contains("rusak"), "{}", err(&told));
    assert_eq!(desk.run(&["import", text(&desk.path("tiada.xlsx")), text(&dir)]).status.code(), Some(3));
    assert_eq!(stored(&dir), before);
}

#[test]
fn the_sample_is_not_changed_unless_it_is_named() {
    let desk = Desk::new();
    let list = desk.file("harga.csv", b"nama;harga\nKopi;9rb\n");
    let refused = desk.run(&["import", text(&list)]);
    assert_eq!(refused.status.code(), Some(2), "{}", out(&refused));
    assert!(err(&refused).contains("etalase new"), "{}", err(&refused));
}

#[test]
fn a_catalogue_that_is_open_elsewhere_is_not_written() {
    let desk = Desk::new();
    let dir = desk.honey();
    let list = desk.file("harga.csv", b"nama;harga\nKopi;9rb\n");
    let before = stored(&dir);
    let held = etalase::store::open(&etalase::store::Folder::new(&dir), false).unwrap();
    let refused = desk.run(&["import", text(&list), text(&dir)]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(err(&refused).contains("jendela lain"), "{}", err(&refused));
    assert_eq!(stored(&dir), before);
    drop(held);
}

#[test]
fn the_shipped_catalogue_goes_out_and_in_unchanged_in_every_form() {
    let desk = Desk::new();
    for (name, more) in [
        ("a.xlsx", &["--thumbnails"][..]),
        ("b.csv", &[]),
        ("c.csv", &["--semicolons"]),
        ("d.json", &[]),
        ("e.xlsx", &["--lang-ui", "en", "--origin", "64"]),
    ] {
        let file = desk.path(name);
        let args: Vec<&str> = ["export", text(&file), "catalog"].iter().chain(more).copied().collect();
        let made = desk.run(&args);
        assert!(made.status.success(), "{name}: {}", err(&made));
        assert_eq!(desk.run(&args).status.code(), Some(3), "{name} is not overwritten");
        let back = desk.run(&["import", text(&file), "catalog", "--dry-run", "--json"]);
        assert_eq!(back.status.code(), Some(0), "{name}: {}", out(&back));
        let report: serde_json::Value = serde_json::from_str(&out(&back)).unwrap();
        let count = |what: &str| report["counts"][what].as_u64().unwrap();
        assert_eq!((count("new"), count("changed"), count("refused")), (0, 0, 0), "{name}: {report:#}");
        assert!(count("unchanged") > 20, "{name}: {report:#}");
    }
    assert_eq!(desk.run(&["export", text(&desk.path("x.docx")), "catalog"]).status.code(), Some(2));
}

#[test]
fn filters_choose_what_is_exported() {
    let desk = Desk::new();
    let file = desk.path("madu.json");
    assert!(desk.run(&["export", text(&file), "catalog", "--category", "madu"]).status.success());
    let records: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let products = records["products"].as_array().unwrap();
    assert!(!products.is_empty() && products.iter().all(|product| product["category"] == "madu"));
    assert_eq!(records["categories"].as_array().unwrap().len(), 1);
}

#[test]
fn how_a_text_file_was_read_is_said_and_can_be_corrected() {
    let desk = Desk::new();
    let dir = desk.honey();
    let list = desk.file("harga.csv", b"nama;merek;harga\nKopi;Samb\xe9l;1.250.000,00\n");
    let told = desk.run(&["import", text(&list), text(&dir), "--dry-run"]);
    assert!(out(&told).contains("Dibaca sebagai CSV: Windows-1252, kolom dipisah “;”."), "{}", out(&told));
    assert!(out(&told).contains("judul kolom di baris 1, 3 kolom dikenal"), "{}", out(&told));
    assert!(out(&told).contains("Angka di kolom C: 1.250.000,50 (koma pecahan)"), "{}", out(&told));
    let english = desk.run(&["import", text(&list), text(&dir), "--dry-run", "--lang-ui", "en", "--encoding", "utf-8"]);
    assert!(out(&english).contains("Read as CSV: UTF-8"), "{}", out(&english));
    let commas = desk.run(&["import", text(&list), text(&dir), "--dry-run", "--delimiter", "comma"]);
    assert_eq!(commas.status.code(), Some(1), "{}", out(&commas));
    assert!(err(&commas).contains("judul kolom"), "{}", err(&commas));
}

#[test]
fn prices_without_a_date_get_the_one_that_is_given() {
    let desk = Desk::new();
    let dir = desk.honey();
    let list = desk.file("harga.csv", b"nama;harga\nKopi;15rb\n");
    let wrong = desk.run(&["import", text(&list), text(&dir), "--price-date", "kemarin"]);
    assert_eq!(wrong.status.code(), Some(2), "{}", err(&wrong));
    let taken = desk.run(&["import", text(&list), text(&dir), "--price-date", "Mei 2025"]);
    assert_eq!(taken.status.code(), Some(0), "{}{}", out(&taken), err(&taken));
    assert!(stored(&dir).contains("as_of: \"2025-05\""), "{}", stored(&dir));
}

#[test]
fn photos_that_are_missing_are_told_before_anything_is_taken() {
    let desk = Desk::new();
    let dir = desk.honey();
    let list = desk.file("harga.csv", b"nama;foto\nKopi;tidak-ada.jpg\n");
    let dry = desk.run(&["import", text(&list), text(&dir), "--dry-run"]);
    assert_eq!(dry.status.code(), Some(1));
    assert!(out(&dry).contains("“tidak-ada.jpg” tidak ada di samping file ini"), "{}", out(&dry));
    assert!(out(&dry).contains("sel B2") && !out(&dry).contains("Foto ini ditambahkan"), "{}", out(&dry));
}
