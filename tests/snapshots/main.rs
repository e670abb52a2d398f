//! Pixels of the window in both themes and languages, drawn by a software renderer (`--features snap`, see `.ci/run`).
//!
//! `UPDATE_SNAPSHOTS=1` writes the pictures in this folder anew; look at each one before it is committed.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui_kittest::{Harness, SnapshotOptions};

use etalase::model::{Filter, ProductId, SelectionId};
use etalase::store::{ConfigDir, Folder, Theme};
use etalase::text::Lang;
use etalase::ui::command::{BrochureCommand, BrochureOf, BrowseCommand, ImportCommand, ProductCommand};
use etalase::ui::dialogs::{DialogKind, Dialogs};
use etalase::ui::{App, Parts, theme};

struct Nobody;

impl Dialogs for Nobody {
    fn ask(&self, _: DialogKind, _: Lang, _: Option<PathBuf>) -> Vec<PathBuf> {
        Vec::new()
    }
}

fn settled(window: &mut Harness<'static, Option<App>>) {
    let start = Instant::now();
    let mut quiet = 0;
    while quiet < 8 {
        window.run_steps(1);
        let app = window.state().as_ref().unwrap();
        quiet = if app.state.open().is_some() && app.is_settled() { quiet + 1 } else { 0 };
        assert!(start.elapsed() < Duration::from_secs(60), "the window does not come to rest");
        std::thread::sleep(Duration::from_millis(15));
    }
}

/// Browse with the founding list and one product open.
fn browse(app: &mut App, context: &egui::Context) {
    let founding = Filter { selection: Some(SelectionId::new("dipamerkan-8-mei-2025")), ..Filter::default() };
    app.perform(BrowseCommand::SetFilter(founding), context);
    app.perform(ProductCommand::Select(Some(ProductId::new("arang-briket"))), context);
}

/// The pages of the founding list.
fn brochure(app: &mut App, context: &egui::Context) {
    browse(app, context);
    app.perform(BrochureCommand::Show(BrochureOf::Shown), context);
}

/// A list as offices write it, held against the shipped catalogue.
fn review(app: &mut App, context: &egui::Context) {
    let dir = std::env::temp_dir().join("etalase-snapshot");
    std::fs::create_dir_all(&dir).unwrap();
    let sheet = dir.join("harga.csv");
    let text = "DAFTAR PRODUK;;;;;;\nNo;Nama Produk;Produsen;Desa;Kabupaten;Harga (Rp);Satuan;Halal\n\
        1;Amplang Bandeng;UMKM Melati;Selangkau;Kutai Timur;15rb;bungkus;ada\n\
        2;Keripik Pisang;KWT Mawar;Lung Anai;Kukar;15.000-25.000;bungkus;proses\n\
        3;Madu Kelulut Asli;;;PPU;85;botol;\u{221a}\n\
        4;Gula Semut;Kelompok Aren;Sukamaju;Kutai Kartanegara;Rp. 20.000,-;250 gr;-\n;JUMLAH;;;;;;\n";
    std::fs::write(&sheet, text).unwrap();
    app.perform(ImportCommand::Read(sheet), context);
}

fn picture(name: &str, look: Theme, lang: Lang, size: egui::Vec2) {
    picture_of(name, look, lang, size, browse);
}

fn picture_of(name: &str, look: Theme, lang: Lang, size: egui::Vec2, show: fn(&mut App, &egui::Context)) {
    let dir = tempfile::tempdir().unwrap();
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let mut parts = Some(Parts {
        dialogs: Arc::new(Nobody),
        config: ConfigDir::find(Some(dir.path().join("config"))),
        documents: dir.path().join("documents"),
        shipped: Some(Folder::new(shipped).with_cache(dir.path().join("cache"))),
        today: || jiff::civil::date(2025, 5, 8),
        random_hex: || "7f3a".to_owned(),
        fonts: |_| Vec::new(),
        open_file: |_| Ok(()),
    });
    let mut window = Harness::builder().with_size(size).with_step_dt(0.1).wgpu().build_ui_state(
        move |ui, app: &mut Option<App>| {
            if let Some(parts) = parts.take() {
                theme::install(ui.ctx(), false);
                let mut made = App::new(ui.ctx(), parts, None);
                made.state.settings.theme = look;
                made.state.settings.lang = lang;
                *app = Some(made);
            } else if let Some(app) = app {
                app.frame(ui);
            }
        },
        None,
    );
    settled(&mut window);
    let context = window.ctx.clone();
    show(window.state_mut().as_mut().unwrap(), &context);
    settled(&mut window);
    // Another processor may round a shade or the edge of a letter differently.
    let options = SnapshotOptions::new()
        .output_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots"))
        .threshold(2.0)
        .max_failed_pixels(1500);
    window.snapshot_options(name, &options);
}

const LAPTOP: egui::Vec2 = egui::vec2(1366.0, 768.0);

#[test]
fn browse_light_id() {
    picture("browse-light-id", Theme::Light, Lang::Id, LAPTOP);
}

#[test]
fn browse_light_en() {
    picture("browse-light-en", Theme::Light, Lang::En, LAPTOP);
}

#[test]
fn browse_dark_id() {
    picture("browse-dark-id", Theme::Dark, Lang::Id, LAPTOP);
}

#[test]
fn browse_dark_en() {
    picture("browse-dark-en", Theme::Dark, Lang::En, LAPTOP);
}

#[test]
fn browse_on_a_small_projector() {
    picture("browse-small-id", Theme::Light, Lang::Id, egui::vec2(1024.0, 600.0));
}

#[test]
fn brochure_light_id() {
    picture_of("brochure-light-id", Theme::Light, Lang::Id, LAPTOP, brochure);
}

#[test]
fn review_light_id() {
    picture_of("review-light-id", Theme::Light, Lang::Id, LAPTOP, review);
}

#[test]
fn review_dark_en() {
    picture_of("review-dark-en", Theme::Dark, Lang::En, LAPTOP, review);
}
