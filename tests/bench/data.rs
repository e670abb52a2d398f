//! The catalogue as data: open, index, check, save, edit and undo, and the command line that lists it.

use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use etalase::model::{Catalog, Edit, ProductId, SearchIndex, Text, Timeline, check};
use etalase::store::{self, ConfigDir, Folder, Saver};

use super::made::Dice;
use super::places::{self, Size};
use super::report::{Row, Table};
use super::watch::{self, forget_peak, runs, timed};

const TABLE: Table = Table::Catalogues;

pub fn measure(size: Size, dir: &Path) {
    let head = size.head();
    let folder = Folder::new(dir).with_cache(places::cache());
    let bytes = std::fs::metadata(folder.catalog_file()).map_or(0, |meta| meta.len()) as f64 / 1e6;
    let mut opened = None;
    let times = runs(9, || opened = Some(store::open(&folder, true).unwrap()));
    let catalog = opened.unwrap().catalog;
    let note = format!("{bytes:.1} MB");
    Row::times(TABLE, "open: read and parse", &head, &times).note(note).tell_here();

    let times = runs(9, || SearchIndex::build(&catalog));
    Row::times(TABLE, "index for the search box", &head, &times).tell_here();

    let today = jiff::civil::date(2026, 11, 24);
    let times = runs(9, || check(&catalog, &|_| None, today));
    Row::times(TABLE, "check of every record", &head, &times).tell_here();

    edits(size, &catalog);
    save(size, dir);
    list(size, dir, "`etalase list --search`, whole process", size.of([0.03, 0.25]));
}

/// The n-th edit of a product: another brand.
pub fn rebrand(catalog: &Catalog, id: &ProductId, at: u64) -> Edit {
    let mut product = (*catalog.products[id]).clone();
    product.brand = format!("Merek {at}");
    Edit::put(Text::new("Ubah merek", "Change the brand"), product)
}

/// The same of many products, evenly spread.
pub fn rebrand_many(catalog: &Catalog, many: usize, at: u64) -> Edit {
    let ids = catalog.products.keys().step_by(catalog.products.len().div_ceil(many).max(1));
    let puts = ids.flat_map(|id| rebrand(catalog, id, at).puts).collect();
    Edit { name: Text::new("Ubah merek", "Change brands"), puts, typing_in: None }
}

/// The edit, the undo and the redo that the window calls, with the index brought up to date as it does.
fn edits(size: Size, catalog: &Catalog) {
    let mut timeline = Timeline::new(catalog.clone());
    let ids: Vec<ProductId> = catalog.products.keys().cloned().collect();
    let (mut edits, mut undos, mut redos, mut indexed) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut index = SearchIndex::build(catalog);
    let mut dice = Dice::new(3);
    for at in 0..400_u64 {
        let id = &ids[dice.below(ids.len())];
        let edit = rebrand(timeline.catalog(), id, at);
        // More than a pause of typing between them, so that each is a step of its own.
        timed(&mut edits, || timeline.perform(edit, at * 10_000));
        index = timed(&mut indexed, || index.updated(timeline.catalog(), std::slice::from_ref(id)));
        timed(&mut undos, || timeline.undo().is_some());
        timed(&mut redos, || timeline.redo().is_some());
    }
    let hold = size.of([0.1e-3, 1e-3]);
    let steps = [("an edit", edits), ("its undo", undos), ("its redo", redos)];
    for (what, times) in steps {
        Row::times(TABLE, what, size.head(), &times).hold(hold, None).tell_here();
    }
    Row::times(TABLE, "the index after an edit", size.head(), &indexed).tell_here();
}

/// Everything the saver does: write, sync, read back and parse, rename, sync the folder, keep the version before.
fn save(size: Size, dir: &Path) {
    let dir = places::scratch(dir, &format!("save-{}", size.word()));
    let mut opened = store::open(&Folder::new(&dir), false).unwrap();
    let config = ConfigDir::find(Some(places::config()));
    let saver = Saver::start_in(&mut opened, Arc::new(|| {}), &config).unwrap();
    let mut timeline = Timeline::new(std::mem::take(&mut opened.catalog));
    let first = timeline.catalog().products.keys().next().cloned().unwrap();
    forget_peak();
    let mut times = Vec::new();
    for at in 0..7_u64 {
        let edit = rebrand(timeline.catalog(), &first, at);
        timeline.perform(edit, at * 10_000);
        let catalog = timeline.catalog().clone();
        timed(&mut times, || {
            saver.save_now(catalog);
            saver.flush().unwrap();
        });
        if times.len() >= 3 && times.iter().sum::<std::time::Duration>().as_secs() > 6 {
            break;
        }
    }
    let hold = size.of([10e-3, 0.3]);
    let what = "save: write, sync, read back, keep the version before";
    Row::times(TABLE, what, size.head(), &times).hold(hold, None).tell_here();
    drop(saver);
    let _ = std::fs::remove_dir_all(dir);
}

fn list(size: Size, dir: &Path, what: &str, hold: impl Into<Option<f64>>) {
    let mut walls = Vec::new();
    let mut peak: f64 = 0.0;
    runs(7, || {
        let mut list = Command::new(env!("CARGO_BIN_EXE_etalase"));
        list.arg("list").arg(dir).args(["--search", "madu", "--config-dir"]).arg(places::config());
        let done = watch::run(&mut list);
        assert!(done.output.status.success(), "{}", String::from_utf8_lossy(&done.output.stderr));
        assert!(!done.output.stdout.is_empty(), "nothing was listed");
        walls.push(done.wall);
        peak = peak.max(done.peak_mib);
    });
    let row = Row::times(TABLE, what, size.head(), &walls).peak(peak);
    match hold.into() {
        Some(hold) => row.hold(hold, None).tell(),
        None => row.tell(),
    }
}
