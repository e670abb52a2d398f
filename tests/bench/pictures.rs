//! Small copies of photos: from the originals, and from the cache.

use std::time::Duration;

use etalase::store::Folder;

use super::places;
use super::report::{Row, Table, Unit};
use super::shots::{self, THREE, TWELVE};
use super::watch::{forget_peak, own_peak_mib, timed};

const PHOTOS: usize = 16;
/// A card of the gallery on a screen of 1366×768.
const CARD: (u32, u32) = (256, 192);
/// Half a page of A4 at 300 dpi.
pub const SLOT: (u32, u32) = (1_004, 669);

pub fn measure() {
    for (megapixels, size) in [(12, TWELVE), (3, THREE)] {
        let dir = places::root().join(format!("photos-{megapixels}"));
        shots::make(&dir.join("photos"), PHOTOS, size).unwrap();
        let bytes = (0..PHOTOS).map(|at| {
            let file = dir.join("photos").join(format!("foto-{at}.jpg"));
            std::fs::metadata(file).map_or(0, |meta| meta.len())
        });
        let bytes = bytes.sum::<u64>() as f64 / PHOTOS as f64 / 1e6;
        let cache = dir.join("cache");
        let _ = std::fs::remove_dir_all(&cache);
        let folder = Folder::new(&dir).with_cache(&cache);
        forget_peak();
        let card = |file: &str| drop(folder.thumbnail(file, None, CARD.0, CARD.1).unwrap());
        let slot = |file: &str| drop(folder.print_jpeg(file, None, SLOT.0, SLOT.1).unwrap());
        let note = format!("originals of {bytes:.1} MB");
        let name = |what: &str| format!("{what}, {megapixels} megapixels");
        let row = |what: &str, times: &[Duration]| {
            Row::times(Table::Others, name(what), "", times).peak(own_peak_mib()).note(&note).tell();
        };
        row("a card's thumbnail from the original", &each(&card));
        row("a card's thumbnail from the cache", &each(&card));
        row("a photo for print from the original", &each(&slot));
        row("a photo for print from the cache", &each(&slot));
        several(&folder, megapixels);
    }
}

fn each(work: &dyn Fn(&str)) -> Vec<Duration> {
    let mut times = Vec::new();
    for at in 0..PHOTOS {
        timed(&mut times, || work(&format!("foto-{at}.jpg")));
    }
    times
}

/// All cores at once, and how much of them is decoded at one time.
fn several(folder: &Folder, megapixels: u32) {
    use rayon::prelude::*;
    let _ = std::fs::remove_dir_all(folder.root().join("cache"));
    forget_peak();
    let mut times = Vec::new();
    timed(&mut times, || {
        (0..PHOTOS).into_par_iter().for_each(|at| {
            folder.print_jpeg(&format!("foto-{at}.jpg"), None, SLOT.0, SLOT.1).unwrap();
        });
    });
    let cores = std::thread::available_parallelism().map_or(1, usize::from) as f64;
    let each = times[0].as_secs_f64() * cores / PHOTOS as f64;
    let row = Row::new(
        Table::Others,
        format!("a photo for print on every core, {megapixels} megapixels"),
        "",
        Unit::Seconds,
        each,
    );
    let row = row.peak(own_peak_mib()).note("core time");
    // Twelve of twelve megapixels a second and core.
    if megapixels == 12 { row.hold(1.0 / 12.0, None).tell() } else { row.tell() }
}
