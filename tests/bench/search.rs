//! Keys in the search box as people type them, the counts beside the filters, and the orders of the list.

use std::time::Duration;

use etalase::model::{Catalog, Filter, SearchIndex, Sort, StatusFilter, matches};
use etalase::regions::Region;
use etalase::text::Lang;

use super::made::Dice;
use super::places::Size;
use super::report::{Row, Table};
use super::watch::{runs, timed};

const KEYS: usize = 500;

/// What people look for: goods, makers, places and shortened places, in both languages.
fn wanted(catalog: &Catalog, dice: &mut Dice) -> String {
    let at = dice.below(catalog.products.len());
    let Some((_, product)) = catalog.products.iter().nth(at) else { return String::new() };
    let text = match dice.below(10) {
        0..=3 => product.name.id.clone(),
        4 | 5 => product.name.en.clone(),
        6 => catalog.producer_of(product).map(|one| one.name.clone()).unwrap_or_default(),
        7 => Region::by_code(product.origin.as_str()).map(|one| one.name().to_lowercase()).unwrap_or_default(),
        8 => ["kukar", "ppu", "kripik", "coklat", "women", "smoked fish", "desa wisata"][dice.below(7)].to_owned(),
        _ => product.summary.en.clone(),
    };
    let words: Vec<&str> = text.split(' ').take(1 + dice.below(3)).collect();
    words.join(" ").to_lowercase()
}

/// One letter missing, doubled, or swapped with the next.
fn with_slip(text: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() > 3 {
        let at = 1 + dice.below(letters.len() - 2);
        match dice.below(3) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters[at]),
            _ => letters.swap(at, at + 1),
        }
    }
    letters.into_iter().collect()
}

/// What stands in the search box after each of many keys: words grow letter by letter; every fifth has a slip, and is
/// then taken back in part and typed on.
pub fn typed(catalog: &Catalog, keys: usize) -> Vec<String> {
    let mut dice = Dice::new(11);
    let mut boxes = Vec::new();
    while boxes.len() < keys {
        let wanted = wanted(catalog, &mut dice);
        let has_slip = dice.below(5) == 0;
        let text = if has_slip { with_slip(&wanted, &mut dice) } else { wanted.clone() };
        let letters: Vec<char> = text.chars().take(18).collect();
        boxes.extend((1..=letters.len()).map(|end| letters[..end].iter().collect::<String>()));
        if has_slip {
            let keep = letters.len().saturating_sub(4);
            boxes.extend((keep..letters.len()).rev().map(|end| letters[..end].iter().collect::<String>()));
        }
    }
    boxes.truncate(keys);
    boxes
}

pub fn measure(size: Size, catalog: &Catalog) {
    let table = Table::Catalogues;
    let index = SearchIndex::build(catalog);
    // The window has counted everything before anybody types.
    matches(catalog, &index, &Filter::default(), Lang::Id);
    let keys = typed(catalog, KEYS);
    let mut rounds: Vec<Vec<Duration>> = Vec::new();
    for _ in 0..3 {
        let mut times = Vec::new();
        for search in &keys {
            let filter = Filter { search: search.clone(), ..Filter::default() };
            timed(&mut times, || matches(catalog, &index, &filter, Lang::Id));
        }
        rounds.push(times);
    }
    // Of each key the middle one of three times: what else the machine did meanwhile is not the key's.
    let middle = |at: usize| {
        let mut three: Vec<Duration> = rounds.iter().map(|times| times[at]).collect();
        three.sort_unstable();
        three[1]
    };
    let times: Vec<Duration> = (0..keys.len()).map(middle).collect();
    let single = rounds.concat().into_iter().max().unwrap_or_default();
    let note = format!("{:.2} ms the worst single one", single.as_secs_f64() * 1e3);
    Row::times(table, "one key in the search box: matches, order, facet counts", size.head(), &times)
        .hold(2e-3, Some(16e-3))
        .note(note)
        .tell_here();

    let province = catalog.products.values().next().map(|one| one.origin.cut(1)).unwrap_or_default();
    let filters = [
        ("facet counts, nothing typed", Filter { status: StatusFilter::All, ..Filter::default() }),
        ("facet counts under a province", Filter { origins: vec![province], ..Filter::default() }),
        ("sort by name", Filter { sort: Sort::Name, ..Filter::default() }),
        ("sort by region", Filter { sort: Sort::Origin, ..Filter::default() }),
        ("sort by price", Filter { sort: Sort::Price, ..Filter::default() }),
        ("sort by completeness", Filter { sort: Sort::Completeness, ..Filter::default() }),
    ];
    for (what, filter) in filters {
        let times = runs(25, || matches(catalog, &index, &filter, Lang::Id));
        Row::times(table, what, size.head(), &times).tell_here();
    }
}
