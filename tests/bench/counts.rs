//! Instruction counts under valgrind: they are the same on a noisy machine, so that a regression is seen as a number.

use std::ops::ControlFlow;
use std::process::Command;
use std::sync::Arc;

use etalase::brochure::{self, PhotoSource, Request};
use etalase::model::{BrochureSettings, Filter, SearchIndex, matches};
use etalase::store;
use etalase::text::Lang;

use super::made;
use super::report::{Row, Table, Unit, grouped};
use super::search::typed;
use super::watch;

/// What is counted, of how many products, how often beyond the first time, and in how many pieces the sum is told.
const COUNTED: [(&str, &str, usize, usize, usize); 4] = [
    ("parse", "instructions to parse a record", 1_000, 2, 1_000),
    ("index", "instructions to index a record", 1_000, 2, 1_000),
    ("search", "instructions for a key in 1,000 products", 1_000, 2, 60),
    ("layout", "instructions to set and write a product's half page", 40, 1, 40),
];

pub fn measure() {
    if let Some(why) = watch::missing(&["valgrind"]) {
        for (_, what, ..) in COUNTED {
            Row::missing(Table::Others, what, "", &why).tell();
        }
        return;
    }
    for (name, what, products, more, pieces) in COUNTED {
        // The difference leaves out the start of the program and the making of the catalogue.
        let counted = (count(name, products, 1), count(name, products, 1 + more));
        let (Some(once), Some(often)) = counted else {
            Row::missing(Table::Others, what, "", "valgrind failed").tell();
            continue;
        };
        let each = often.saturating_sub(once) as f64 / (more * pieces) as f64;
        Row::new(Table::Others, what, "", Unit::Instructions, each).tell();
    }
}

/// The instructions of a whole run of this program that does one thing so many times.
fn count(name: &str, products: usize, times: usize) -> Option<u64> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(std::env::current_exe().ok()?).args(["--inside", "counted", "--what", name]);
    valgrind.arg(products.to_string()).args(["--times", &times.to_string()]);
    // One thread after the other does the same on every run.
    let done = valgrind.env("RAYON_NUM_THREADS", "1").output().ok()?;
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    let found = text.lines().find_map(|line| line.split("Collected :").nth(1)?.split_whitespace().next()?.parse().ok());
    if found.is_none() {
        eprintln!("valgrind: {text}");
    }
    found
}

/// Does one thing some times, to be counted.
pub fn counted(name: &str, products: usize, times: usize) {
    let catalog = made::catalog(products, 0);
    match name {
        "parse" => {
            let text = store::write_catalog(&catalog).unwrap();
            for _ in 0..times {
                let parsed = store::parse_catalog(std::path::Path::new("catalog.ron"), text.as_bytes());
                assert_eq!(parsed.unwrap().0.products.len(), products);
            }
        }
        "index" => (0..times).for_each(|_| drop(std::hint::black_box(SearchIndex::build(&catalog)))),
        "search" => {
            let index = SearchIndex::build(&catalog);
            let boxes = typed(&catalog, 60);
            for search in boxes.iter().cycle().take(times * boxes.len()) {
                let filter = Filter { search: search.clone(), ..Filter::default() };
                std::hint::black_box(matches(&catalog, &index, &filter, Lang::Id));
            }
        }
        "layout" => {
            let photos: PhotoSource = Arc::new(|_, _, _| Err(etalase::model::Text::new("none", "none")));
            let request = Request {
                products: catalog.products.keys().cloned().collect(),
                catalog: Arc::new(catalog),
                settings: BrochureSettings::default(),
                buyer: None,
                today: jiff::civil::date(2026, 11, 24),
                test_page: false,
            };
            for _ in 0..times {
                let composed = brochure::compose(&request).unwrap();
                let pages = composed.pages(&photos, &|_| ControlFlow::Continue(())).unwrap();
                std::hint::black_box(pages.pdf().unwrap());
                brochure::forget();
            }
        }
        other => panic!("nothing is called {other}; there are {}", grouped(COUNTED.len() as u64)),
    }
}
