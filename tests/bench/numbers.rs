//! `cargo bench`: the numbers of a catalogue of any size, as a table for the README.
//!
//! `cargo bench -- 56 1000 10000` measures these sizes (the shipped catalogue is 56); left out: 56, 1,000 and 10,000.
//! Each row is the median and the worst of its runs, and the peak memory of the process so far (`VmHWM`).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench that fails here has said why")]

mod made;

use std::ops::ControlFlow;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use etalase::brochure::{self, PhotoSource, Request};
use etalase::model::{
    BrochureSettings, Catalog, Edit, Filter, ProductId, Quality, SearchIndex, Sort, Status, StatusFilter, Text,
    Timeline, check, matches,
};
use etalase::store::{self, Folder};
use etalase::text::Lang;

/// What people type: with slips, in both languages, places and makers.
const TYPED: [&str; 10] = [
    "madu kelulut",
    "keripik",
    "kripik singkong",
    "coklat",
    "batik tulsi",
    "smoked fish",
    "kukar",
    "women",
    "ikan asp",
    "UMKM hutan",
];

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if asked.is_empty() { vec![56, 1_000, 10_000] } else { asked };
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let cpu = cpu.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1)).unwrap_or("unknown");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("Machine: {cpu}, {cores} cores; etalase {}, release build.\n", env!("CARGO_PKG_VERSION"));
    println!("| products | what | median ms | worst ms | peak MiB |\n|---|---|---|---|---|");
    for size in sizes {
        measure(size);
    }
}

fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn row(size: usize, what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let ms = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    let (median, worst) = (ms(times.get(times.len() / 2)), ms(times.last()));
    println!("| {size} | {what} | {median:.2} | {worst:.2} | {} |", peak_mib());
}

fn timed<T>(times: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = std::hint::black_box(work());
    times.push(start.elapsed());
    done
}

fn runs<T>(count: usize, mut work: impl FnMut() -> T) -> Vec<Duration> {
    let mut times = Vec::new();
    for _ in 0..count {
        timed(&mut times, &mut work);
    }
    times
}

fn measure(size: usize) {
    let dir = std::env::temp_dir().join(format!("etalase-bench-{size}"));
    let folder = Folder::new(&dir).with_cache(dir.join("cache"));
    let photos = size.min(200);
    let catalog = made::catalog(size, photos);
    std::fs::create_dir_all(&dir).unwrap();
    // 12 megapixels, as phones make them.
    made::photos(&dir.join("photos"), photos.min(if size > 1_000 { 20 } else { 60 }), (4_000, 3_000)).unwrap();
    let text = store::write_catalog(&catalog).unwrap();
    let few = if size > 20_000 { 3 } else { 7 };
    let bytes = text.len() / 1024;
    std::fs::write(dir.join("catalog.ron"), &text).unwrap();
    row(
        size,
        &format!("write and check the file ({bytes} KiB)"),
        runs(few, || {
            store::write_file(&dir.join("catalog.ron"), store::write_catalog(&catalog).unwrap().as_bytes(), &|read| {
                read == text.as_bytes()
            })
        }),
    );
    row(size, "open (read, parse)", runs(few, || store::open(&folder, true).unwrap()));
    row(size, "index for search", runs(few, || SearchIndex::build(&catalog)));
    let today = jiff::civil::date(2026, 11, 24);
    row(size, "check, without photos", runs(few, || check(&catalog, &|_| None, today)));
    search(size, &catalog);
    edits(size, &catalog);
    process(size, &dir);
    if size <= 1_000 {
        pages(size, &folder, &Arc::new(catalog));
    }
}

fn search(size: usize, catalog: &Catalog) {
    let index = SearchIndex::build(catalog);
    let mut times = Vec::new();
    for typed in TYPED {
        let letters: Vec<char> = typed.chars().collect();
        for end in 1..=letters.len() {
            let filter = Filter { search: letters[..end].iter().collect(), ..Filter::default() };
            timed(&mut times, || matches(catalog, &index, &filter, Lang::Id));
        }
    }
    row(size, "one key in the search box: matches, order, counts", times);
    for (what, filter) in [
        ("counts of all filters, nothing typed", Filter { status: StatusFilter::All, ..Filter::default() }),
        ("sort by price", Filter { sort: Sort::Price, ..Filter::default() }),
        ("sort by completeness", Filter { sort: Sort::Completeness, ..Filter::default() }),
    ] {
        row(size, what, runs(9, || matches(catalog, &index, &filter, Lang::Id)));
    }
}

fn edits(size: usize, catalog: &Catalog) {
    let mut timeline = Timeline::new(catalog.clone());
    let ids: Vec<ProductId> = catalog.products.keys().cloned().collect();
    let (mut edits, mut undos) = (Vec::new(), Vec::new());
    let mut dice = made::Dice::new(3);
    for at in 0..200_u64 {
        let id = &ids[dice.below(ids.len())];
        let mut product = (*timeline.catalog().products[id]).clone();
        product.brand = format!("Merek {at}");
        timed(&mut edits, || timeline.perform(Edit::put(Text::new("Ubah", "Edit"), product), at * 10_000));
        if at % 2 == 0 {
            timed(&mut undos, || timeline.undo().is_some());
        }
    }
    row(size, "an edit", edits);
    row(size, "its undo", undos);
    let mut index = Vec::new();
    let built = SearchIndex::build(timeline.catalog());
    for at in 0..20 {
        timed(&mut index, || built.updated(timeline.catalog(), &ids[at % ids.len()..=at % ids.len()]));
    }
    row(size, "the index after an edit", index);
}

fn process(size: usize, dir: &std::path::Path) {
    let mut times = Vec::new();
    for _ in 0..5 {
        let listed = timed(&mut times, || {
            let mut list = Command::new(env!("CARGO_BIN_EXE_etalase"));
            list.args(["list", dir.to_str().unwrap(), "--search", "madu", "--config-dir"]).arg(dir.join("config"));
            list.output().unwrap()
        });
        assert!(listed.status.success());
    }
    row(size, "`etalase list --search`, whole process", times);
}

fn pages(size: usize, folder: &Folder, catalog: &Arc<Catalog>) {
    let source = |folder: Folder| -> PhotoSource {
        Arc::new(move |file, crop, wanted| {
            // Catalogues share a few photos; each product has one.
            let at: usize = file.trim_start_matches("foto-").trim_end_matches(".jpg").parse().unwrap_or(0);
            folder
                .print_jpeg(&format!("foto-{}.jpg", at % 60), crop, wanted.width_px, wanted.height_px)
                .map_err(|error| format!("{error:?}"))
        })
    };
    let ready = catalog.products.values().filter(|one| one.status == Status::Ready).map(|one| one.id.clone());
    let request = Request {
        catalog: catalog.clone(),
        products: ready.collect(),
        settings: BrochureSettings { quality: Quality::Press, marks: false, ..BrochureSettings::default() },
        buyer: None,
        today: jiff::civil::date(2026, 11, 24),
        test_page: false,
    };
    let go = |_| ControlFlow::Continue(());
    let set = |request: &Request, photos: &PhotoSource| brochure::compose(request).unwrap().pages(photos, &go).unwrap();
    let _ = std::fs::remove_dir_all(folder.root().join("cache"));
    let photos = source(folder.clone());
    row(
        size,
        "brochure, 300 dpi, from 12-megapixel originals (60 different)",
        runs(1, || set(&request, &photos).pdf().unwrap()),
    );
    brochure::forget();
    let mut times = Vec::new();
    for _ in 0..3 {
        timed(&mut times, || set(&request, &photos).pdf().unwrap());
        brochure::forget();
    }
    row(size, "brochure, photos in the cache", times);
    // A preview keeps the photos' bytes, and sets the same pages again after an edit.
    let known: std::sync::Mutex<std::collections::HashMap<String, Vec<u8>>> = Default::default();
    let inner = photos.clone();
    let kept: PhotoSource = Arc::new(move |file, crop, wanted| {
        let key = format!("{file} {crop:?} {wanted:?}");
        if let Some(jpeg) = known.lock().unwrap().get(&key) {
            return Ok(jpeg.clone());
        }
        let jpeg = inner(file, crop, wanted)?;
        known.lock().unwrap().insert(key, jpeg.clone());
        Ok(jpeg)
    });
    let mut request = Request { settings: BrochureSettings::default(), ..request };
    request.products.truncate(200);
    let mut shown = set(&request, &kept);
    let mut times = Vec::new();
    for at in 0..9_usize {
        let id = request.products[at * 5 % request.products.len()].clone();
        let mut product = (*request.catalog.products[&id]).clone();
        product.summary = Text::new(format!("Ringkasan baru nomor {at}."), "");
        let (next, _) = request.catalog.apply(&Edit::put(Text::new("Ubah", "Edit"), product));
        request.catalog = Arc::new(next);
        timed(&mut times, || {
            shown = set(&request, &kept);
            let page = shown.places().into_iter().find(|(known, _)| *known == id).map_or(0, |(_, page)| page);
            shown.picture(page, 794).unwrap()
        });
    }
    row(size, "preview: the page after an edit, 96 dpi (at most 200 products)", times);
    drop(shown);
    brochure::forget();
}
