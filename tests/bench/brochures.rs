//! Brochures: the whole `etalase brochure` process from originals and from the cache, the preview after an edit, the
//! size of a file for messaging.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use etalase::brochure::{self, PhotoSource, Request};
use etalase::model::{BrochureSettings, Edit, Layout, Product, ProductId, Quality, Text, search::normalise::sort_key};
use etalase::store::{self, Folder};
use etalase::text::Lang;
use etalase::ui::App;
use etalase::ui::command::{BrochureCommand, BrochureOf, Command as Ask};

use super::glass::Glass;
use super::places::{self, Size};
use super::report::{Row, Table, Unit, grouped};
use super::watch::{self, timed};

const TABLE: Table = Table::Brochures;

/// What to hold for the brochure of so many products: wall time in seconds, peak memory in MiB.
fn holds(count: usize) -> (f64, f64) {
    match count {
        0..=8 => (0.10, 60.0),
        9..=100 => (0.4, 150.0),
        101..=1_000 => (3.0, 900.0),
        // The time of 10,000 is told, not held.
        _ => (f64::INFINITY, 3_072.0),
    }
}

/// The whole process, cold and warm.
pub fn measure(count: usize, megapixels: u32, dir: &Path) {
    let head = grouped(count as u64);
    let cache = places::root().join(format!("cache-print-{count}-{megapixels}"));
    // A large one comes as several files.
    let dir_out = places::root().join(format!("brosur-{count}"));
    let out = dir_out.join("brosur.pdf");
    let _ = std::fs::remove_dir_all(&cache);
    let make = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_etalase"));
        command.arg("brochure").arg(dir).arg("-o").arg(&out);
        command.args(["--per-page", "2", "--quality", "press", "--no-marks", "--status", "all", "--force"]);
        command.arg("--config-dir").arg(places::config()).env("XDG_CACHE_HOME", &cache);
        let _ = std::fs::remove_dir_all(&dir_out);
        std::fs::create_dir_all(&dir_out).unwrap();
        let done = watch::run(&mut command);
        assert!(done.output.status.success(), "{}", String::from_utf8_lossy(&done.output.stderr));
        let files = std::fs::read_dir(&dir_out).unwrap().flatten();
        let bytes: u64 = files.filter_map(|file| file.metadata().ok()).map(|meta| meta.len()).sum();
        assert!(bytes > 10_000, "no brochure was written");
        (done, bytes)
    };
    let (cold, _) = make();
    let (mut walls, mut peak, mut bytes) = (Vec::new(), 0_f64, 0);
    let most = if count > 2_000 { 1 } else { 5 };
    while walls.len() < most {
        let (warm, size) = make();
        walls.push(warm.wall);
        peak = peak.max(warm.peak_mib);
        bytes = size;
    }
    let (wall, memory) = holds(count);
    let note = format!("{:.1} MB", bytes as f64 / 1e6);
    Row::times(TABLE, "`etalase brochure`, photos in the cache", &head, &walls).hold(wall, None).note(note).tell();
    Row::new(TABLE, "its peak memory", &head, Unit::Mebibytes, peak).hold(memory, None).tell();
    let cores = std::thread::available_parallelism().map_or(1, usize::from) as f64;
    let row = Row::times(TABLE, "the first time, from originals", &head, &[cold.wall])
        .peak(cold.peak_mib)
        .note(format!("{megapixels}-megapixel originals"));
    // Twelve photos of twelve megapixels a second and core; nothing is stated for smaller ones, of which a larger part of
    // the time is scaling and writing.
    let more = count as f64 / (12.0 * cores);
    if megapixels == 12 {
        row.hold(wall + more, None).tell()
    } else {
        row.tell()
    }
    let _ = std::fs::remove_dir_all(&dir_out);
    let _ = std::fs::remove_dir_all(&cache);
}

/// The shipped catalogue for messaging.
pub fn chat(dir: &Path) {
    let out = places::root().join("chat.pdf");
    let mut command = Command::new(env!("CARGO_BIN_EXE_etalase"));
    command.arg("brochure").arg(dir).arg("-o").arg(&out).args(["--quality", "chat", "--force"]);
    command.arg("--config-dir").arg(places::config()).env("XDG_CACHE_HOME", places::cache());
    let done = watch::run(&mut command);
    assert!(done.output.status.success(), "{}", String::from_utf8_lossy(&done.output.stderr));
    let bytes = std::fs::metadata(&out).unwrap().len();
    let row = Row::new(Table::Others, "chat quality of the shipped catalogue", "", Unit::Megabytes, bytes as f64 / 1e6);
    row.hold(5.0, None).tell();
}

/// The page with an edited product: set and drawn anew at 96 dpi through the library, then in the window.
pub fn preview(size: Size, dir: &Path) {
    let folder = Folder::new(dir).with_cache(places::cache());
    let catalog = store::open(&folder, true).unwrap().catalog;
    let products: Vec<ProductId> = catalog.products.keys().cloned().collect();
    if products.len() <= 2_000 {
        whole(size, &folder, Arc::new(catalog), products);
    } else {
        let why = "more pages than one document should have";
        Row::missing(TABLE, "all pages set anew after an edit, one drawn at 96 dpi", size.head(), why).tell();
    }
    window(size, dir);
}

fn whole(size: Size, folder: &Folder, catalog: Arc<etalase::model::Catalog>, products: Vec<ProductId>) {
    // A preview keeps the photos' bytes, and sets the same pages again after an edit.
    let known: std::sync::Mutex<std::collections::HashMap<String, Vec<u8>>> = Default::default();
    let photos: PhotoSource = {
        let folder = folder.clone();
        Arc::new(move |file, crop, wanted| {
            let key = format!("{file} {crop:?} {wanted:?}");
            if let Some(jpeg) = known.lock().unwrap().get(&key) {
                return Ok(jpeg.clone());
            }
            let jpeg = folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px);
            let jpeg = jpeg.map_err(|error| error.reason())?;
            known.lock().unwrap().insert(key, jpeg.clone());
            Ok(jpeg)
        })
    };
    let mut request = Request {
        catalog,
        products,
        settings: BrochureSettings { quality: Quality::Office, ..BrochureSettings::default() },
        buyer: None,
        today: jiff::civil::date(2026, 11, 24),
        test_page: false,
    };
    let go = |_| ControlFlow::Continue(());
    let set = |request: &Request| brochure::compose(request).unwrap().pages(&photos, &go).unwrap();
    let mut shown = set(&request);
    let mut times = Vec::new();
    for at in 0..9_usize {
        let id = request.products[at * 7 % request.products.len()].clone();
        let mut product = (*request.catalog.products[&id]).clone();
        product.summary = Text::new(format!("Ringkasan baru nomor {at}."), "");
        let (next, _) = request.catalog.apply(&Edit::put(Text::new("Ubah", "Edit"), product));
        request.catalog = Arc::new(next);
        timed(&mut times, || {
            shown = set(&request);
            let page = shown.places().into_iter().find(|(known, _)| *known == id).map_or(0, |(_, page)| page);
            shown.picture(page, 794).unwrap()
        });
    }
    Row::times(TABLE, "all pages set anew after an edit, one drawn at 96 dpi", size.head(), &times).tell_here();
    drop(shown);
    brochure::forget();
}

/// From an edit until the page that is looked at has come anew, in the window without a display.
fn window(size: Size, dir: &Path) {
    let dir = places::scratch(dir, &format!("preview-{}", size.word()));
    let mut glass = Glass::open(&dir);
    for (layout, what) in [
        (Layout::Catalog, "preview in the window: the cover after its title changed"),
        (Layout::Sheet, "preview in the window: a product's sheet after its summary changed"),
    ] {
        let ctx = glass.ctx.clone();
        let settings = BrochureSettings { layout, ..BrochureSettings::default() };
        glass.app.perform(BrochureCommand::Set(Box::new(settings)), &ctx);
        glass.app.perform(BrochureCommand::Show(BrochureOf::Shown), &ctx);
        glass.paced(Vec::new());
        glass.paced(Vec::new());
        glass.until("the pages", App::is_settled);
        glass.settle();
        let (mut times, mut failed) = (Vec::new(), false);
        for at in 0..9 {
            let Some(edit) = visible_edit(&glass, layout, at) else { break };
            let start = Instant::now();
            glass.app.perform(Ask::Change(edit), &ctx);
            // A page, not a thumbnail in the strip beside it.
            loop {
                if glass.frame(Vec::new()).pictures_px.iter().any(|width| *width > 250) {
                    break;
                }
                if start.elapsed() > Duration::from_secs(20) {
                    failed = true;
                    break;
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            times.push(start.elapsed());
            glass.settle();
            if failed {
                break;
            }
        }
        if failed || times.is_empty() {
            Row::missing(TABLE, what, size.head(), "no new page within 20 s").tell();
        } else {
            Row::times(TABLE, what, size.head(), &times)
                .hold(if size.count() > 100 { 0.2 } else { 0.06 }, None)
                .tell_here();
        }
    }
    drop(glass);
    brochure::forget();
    let _ = std::fs::remove_dir_all(dir);
}

/// An edit of what stands on the page that is shown, the first one: the title of the cover, or the product that comes first
/// by regency and name.
fn visible_edit(glass: &Glass, layout: Layout, at: usize) -> Option<Edit> {
    let catalog = glass.app.state.catalog()?;
    let name = Text::new("Ubah", "Edit");
    if layout == Layout::Catalog {
        let mut info = (*catalog.info).clone();
        info.title = Text::new(format!("Katalog ukur nomor {at}"), format!("Measured catalogue {at}"));
        return Some(Edit::put(name, info));
    }
    let place = |product: &&Arc<Product>| {
        let name = product.name.or_other(Lang::Id).map_or("", |(name, _)| name);
        (product.origin.is_empty(), product.origin.cut(2), sort_key(name))
    };
    let shown = glass.app.state.browse.matches.hits.iter().filter_map(|hit| catalog.products.get(&hit.id));
    let mut product = (**shown.min_by_key(place)?).clone();
    product.summary = Text::new(format!("Ringkasan baru nomor {at}."), format!("New summary {at}."));
    Some(Edit::put(name, product))
}
