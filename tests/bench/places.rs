//! Where the measured catalogues lie: made once in the build folder, copied before something writes to them.

use std::path::{Path, PathBuf};

use etalase::store;

use super::made;
use super::report::grouped;
use super::shots::{self, THREE, TWELVE};

/// Counts up when the generator makes something else.
const MADE: &str = "made-3";
/// As many different photos as a person scrolls past; the cards of larger catalogues share them.
pub const BROWSED_PHOTOS: usize = 200;

/// The catalogue that comes with the program, or one that was made with so many products.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Shipped,
    Made(usize),
}

impl Size {
    pub fn parse(word: &str) -> Option<Size> {
        match word {
            "shipped" => Some(Size::Shipped),
            number => number.replace([',', '_', '.'], "").parse().ok().filter(|count| *count > 0).map(Size::Made),
        }
    }

    /// As on the command line and in names of folders.
    pub fn word(self) -> String {
        match self {
            Size::Shipped => "shipped".to_owned(),
            Size::Made(count) => count.to_string(),
        }
    }

    /// The head of its column.
    pub fn head(self) -> String {
        match self {
            Size::Shipped => "shipped".to_owned(),
            Size::Made(count) => grouped(count as u64),
        }
    }

    pub fn count(self) -> usize {
        match self {
            Size::Shipped => 57,
            Size::Made(count) => count,
        }
    }

    /// What to hold at this size, of the numbers for the shipped catalogue and for 10,000 products.
    pub fn of<T: Copy>(self, [shipped, large]: [T; 2]) -> T {
        if self.count() <= 57 { shipped } else { large }
    }

    pub fn is_large(self) -> bool {
        self.count() >= 5_000
    }
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench").join(MADE)
}

/// Small copies of pictures and settings of the measured programs go here, never into those of the person.
pub fn cache() -> PathBuf {
    root().join("cache")
}

pub fn config() -> PathBuf {
    root().join("config")
}

/// The folder with this catalogue, to be looked at: a few photos of three megapixels.
pub fn browse(size: Size) -> PathBuf {
    match size {
        Size::Shipped => {
            let dir = root().join("shipped");
            let _ = std::fs::remove_dir_all(&dir);
            copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog"), &dir);
            dir
        }
        Size::Made(count) => {
            let photos = count.min(BROWSED_PHOTOS);
            make(&root().join(format!("browse-{count}")), count, photos, THREE)
        }
    }
}

/// The folder with this many products, each with a photo of its own, to be printed.
pub fn print(count: usize, megapixels: u32) -> PathBuf {
    let size = if megapixels == 12 { TWELVE } else { THREE };
    make(&root().join(format!("print-{count}-{megapixels}")), count, count, size)
}

/// Makes a catalogue in a folder, unless it is there.
pub fn make(dir: &Path, count: usize, photos: usize, size: shots::Size) -> PathBuf {
    shots::make(&dir.join("photos"), photos, size).unwrap();
    let file = dir.join("catalog.ron");
    if !file.is_file() {
        let text = store::write_catalog(&made::catalog(count, photos)).unwrap();
        // Under its name only when it is whole.
        std::fs::write(dir.join("catalog.part"), text).unwrap();
        std::fs::rename(dir.join("catalog.part"), &file).unwrap();
    }
    dir.to_owned()
}

/// A copy that may be written to. Photos are the same files under another name.
pub fn scratch(from: &Path, name: &str) -> PathBuf {
    let dir = root().join(format!("scratch-{name}"));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(dir.join("photos")).unwrap();
    std::fs::copy(from.join("catalog.ron"), dir.join("catalog.ron")).unwrap();
    for entry in std::fs::read_dir(from.join("photos")).unwrap() {
        let entry = entry.unwrap();
        std::fs::hard_link(entry.path(), dir.join("photos").join(entry.file_name())).unwrap();
    }
    dir
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.join("photos")).unwrap();
    std::fs::copy(from.join("catalog.ron"), to.join("catalog.ron")).unwrap();
    for entry in std::fs::read_dir(from.join("photos")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join("photos").join(entry.file_name())).unwrap();
    }
}
