//! `cargo bench`: every number that the program is held to, as tables for the README.
//!
//! `cargo bench -- shipped 1000 --only search` measures these sizes and this group; `cargo bench -- --help` says more.
//! Each group runs in a process of its own, so that peak memory is its own and a fault in one ends no other. Catalogues
//! and photos are made once, in the build folder. Merging two copies is not measured: the program cannot do it yet.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a bench that fails here has said why")]

mod brochures;
mod counts;
mod data;
mod display;
mod frames;
mod glass;
mod made;
mod pictures;
mod places;
mod report;
mod screen;
mod search;
mod sheets;
mod shots;
mod watch;

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use clap::{Parser, ValueEnum};

use etalase::store::{self, Folder};
use places::Size;
use report::{MARK, Report, Row, Table, Unit};

/// Measures Etalase Desa and prints tables for its README.
#[derive(Parser)]
struct Asked {
    /// Sizes of catalogues: "shipped" or a number of products. Left out: shipped 10000.
    #[arg(value_parser = |word: &str| Size::parse(word).ok_or("shipped, or a number of products"))]
    sizes: Vec<Size>,
    /// Only these groups.
    #[arg(long, value_enum)]
    only: Vec<Group>,
    /// Sizes of brochures. Left out: 8, 100 and 1,000.
    #[arg(long, value_name = "N", num_args = 1..)]
    brochures: Vec<usize>,
    /// Megapixels of the printed photos: 12 or 3. Left out: 12 up to 1,000 products, 3 above.
    #[arg(long, value_parser = clap::value_parser!(u32))]
    megapixels: Option<u32>,
    /// All sizes, brochures of 10,000 products too: an hour, and 20 GB in the build folder.
    #[arg(long)]
    all: bool,
    /// Counts instructions as well, where valgrind is installed.
    #[arg(long)]
    callgrind: bool,
    /// Makes a catalogue of this many products in a folder, with photos ready for print beside it, and measures nothing.
    #[arg(long, value_name = "DIR")]
    make: Option<PathBuf>,
    /// Measures one group in this process; how the program calls itself.
    #[arg(long, hide = true, value_enum)]
    inside: Option<Group>,
    #[arg(long, hide = true, default_value = "")]
    what: String,
    #[arg(long, hide = true, default_value_t = 1)]
    times: usize,
    /// What `cargo bench` adds.
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    /// Open, index, check, edit, save, list.
    Data,
    /// Keys in the search box, facets, sort.
    Search,
    /// Frames of the window, without a display.
    Frames,
    /// The window on a display: start, keys, rest, memory.
    Screen,
    Brochures,
    Preview,
    /// Thumbnails and photos for print.
    Photos,
    Import,
    /// The size of the executable, and of a brochure for messaging.
    Files,
    /// Instructions under valgrind.
    Counts,
    /// One thing done some times, for valgrind.
    #[value(hide = true)]
    Counted,
}

impl Group {
    fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

const IMPORTED: usize = 10_000;

fn main() {
    let mut asked = Asked::parse();
    if let Some(group) = asked.inside {
        return inside(group, &asked);
    }
    if let Some(dir) = &asked.make {
        return make(dir, asked.sizes.first().map_or(100, |size| size.count()), asked.megapixels);
    }
    if asked.sizes.is_empty() {
        asked.sizes = vec![Size::Shipped, Size::Made(10_000)];
        if asked.all {
            asked.sizes.insert(1, Size::Made(1_000));
        }
    }
    if asked.brochures.is_empty() {
        asked.brochures = if asked.all { vec![8, 100, 1_000, 10_000] } else { vec![8, 100, 1_000] };
    }
    let mut report = Report::default();
    let wanted = |group: Group| asked.only.is_empty() || asked.only.contains(&group);
    for group in [Group::Screen, Group::Data, Group::Search, Group::Frames].into_iter().filter(|one| wanted(*one)) {
        for size in &asked.sizes {
            places::browse(*size);
            run(&mut report, group, *size, &asked);
        }
    }
    if wanted(Group::Brochures) {
        for count in &asked.brochures {
            run(&mut report, Group::Brochures, Size::Made(*count), &asked);
        }
    }
    if wanted(Group::Preview) {
        for size in [Size::Made(8), Size::Made(100), Size::Made(1_000)] {
            run(&mut report, Group::Preview, size, &asked);
        }
    }
    for group in [Group::Photos, Group::Import, Group::Files].into_iter().filter(|one| wanted(*one)) {
        run(&mut report, group, Size::Shipped, &asked);
    }
    if asked.callgrind || asked.only.contains(&Group::Counts) {
        run(&mut report, Group::Counts, Size::Shipped, &asked);
    }
    report.print();
}

/// Measures a group in a process of its own and takes its rows over.
fn run(report: &mut Report, group: Group, size: Size, asked: &Asked) {
    eprintln!("{} {}", group.word(), size.word());
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--inside", &group.word(), &size.word()]);
    if let Some(megapixels) = asked.megapixels {
        command.args(["--megapixels", &megapixels.to_string()]);
    }
    // Copies of pictures never go into the person's own cache.
    command.env("XDG_CACHE_HOME", places::cache()).stdout(Stdio::piped());
    let mut child = command.spawn().unwrap();
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        match line.strip_prefix(MARK) {
            Some(row) => report.add(serde_json::from_str(row).unwrap()),
            None => eprintln!("{line}"),
        }
    }
    if !child.wait().unwrap().success() {
        let (what, head) = (format!("{} (failed, see above)", group.word()), size.head());
        report.add(Row::missing(Table::Others, what, "", format!("the run at {head} ended early")));
    }
}

fn inside(group: Group, asked: &Asked) {
    let size = asked.sizes.first().copied().unwrap_or(Size::Shipped);
    match group {
        Group::Data => data::measure(size, &places::browse(size)),
        Group::Search => {
            let catalog = store::open(&Folder::new(places::browse(size)), true).unwrap().catalog;
            search::measure(size, &catalog);
        }
        Group::Frames => frames::measure(size, &places::browse(size)),
        Group::Screen => screen::measure(size, &places::browse(size)),
        Group::Brochures => {
            let megapixels = asked.megapixels.unwrap_or(if size.count() > 1_000 { 3 } else { 12 });
            brochures::measure(size.count(), megapixels, &places::print(size.count(), megapixels));
        }
        Group::Preview => brochures::preview(size, &places::browse(size)),
        Group::Photos => pictures::measure(),
        Group::Import => sheets::measure(&places::browse(Size::Made(IMPORTED)), IMPORTED),
        Group::Files => {
            brochures::chat(&places::browse(Size::Shipped));
            let program = std::path::Path::new(env!("CARGO_BIN_EXE_etalase"));
            let bytes = std::fs::metadata(program).map_or(0, |meta| meta.len());
            let row = Row::new(Table::Others, "the executable", "", Unit::Megabytes, bytes as f64 / 1e6);
            row.hold(80.0, None).tell();
        }
        Group::Counts => counts::measure(),
        Group::Counted => counts::counted(&asked.what, size.count(), asked.times),
    }
}

/// A catalogue for other programs to be measured with: `catalog.ron`, `photos/`, and in `print/` the photos at the size
/// at which they are printed.
fn make(dir: &std::path::Path, count: usize, megapixels: Option<u32>) {
    let size = if megapixels == Some(12) { shots::TWELVE } else { shots::THREE };
    places::make(dir, count, count.min(1_000), size);
    let folder = Folder::new(dir).with_cache(dir.join("cache"));
    std::fs::create_dir_all(dir.join("print")).unwrap();
    for at in 0..count.min(1_000) {
        let file = format!("foto-{at}.jpg");
        let jpeg = folder.print_jpeg(&file, None, pictures::SLOT.0, pictures::SLOT.1).unwrap();
        std::fs::write(dir.join("print").join(file), jpeg).unwrap();
    }
    println!("{}", dir.display());
}
