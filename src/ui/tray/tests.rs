//! Tests of the tray without a window.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::model::{Product, Text};
use crate::store::TakenBy;

fn arrival(name: &str, minute: i8, day_only: bool) -> IncomingPhoto {
    IncomingPhoto {
        path: PathBuf::from(name),
        name: name.into(),
        bytes: 1,
        taken: Some(date(2026, 10, 12).at(9, minute, 0, 0)),
        taken_by: TakenBy::Camera,
        day_only,
    }
}

fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    for (id, name) in [
        ("madu-kelulut-7f3a", "Madu Kelulut"),
        ("kopi", "Kopi Liberika"),
        ("keripik-a1b2", "Keripik"),
        ("keripik-c3d4", "Keripik"),
    ] {
        let product = Product { id: id.into(), name: Text::new(name, ""), ..Product::default() };
        catalog.products.insert(product.id.clone(), Arc::new(product));
    }
    catalog
}

#[test]
fn pictures_taken_one_after_the_other_are_one_group_and_enter_goes_on() {
    let catalog = catalog();
    let mut tray = Tray::default();
    let arrivals = [("a", 0), ("b", 2), ("c", 6), ("d", 30), ("e", 31), ("f", 50)];
    tray.take_in(arrivals.iter().map(|(name, minute)| arrival(name, *minute, false)).collect(), &catalog);
    let groups: Vec<usize> = tray.photos.iter().map(|photo| photo.group).collect();
    assert_eq!(groups, [0, 0, 0, 1, 1, 2]);
    assert_eq!(tray.waiting().len(), 3, "the first group is chosen");

    let kopi = ProductId::new("kopi");
    let batch = tray.batch(&tray.chosen.iter().map(|id| (*id, kopi.clone())).collect());
    assert_eq!(batch.photos.len(), 3);
    let next: Vec<&str> = tray.waiting().iter().map(|photo| photo.arrival.name.as_str()).collect();
    assert_eq!(next, ["d", "e"]);

    let files: Vec<_> = (0..3).map(|at| Some(Ok(format!("kopi-{at}.jpg")))).collect();
    tray.added(&batch, &files, &|_| true);
    assert_eq!(tray.counts(), (3, 0, 3));
    // The catalogue has none of them (undo): they wait again, chosen.
    tray.follow(&catalog);
    assert_eq!(tray.counts(), (0, 0, 6));
    assert_eq!(tray.waiting().len(), 3);
    // The same files dropped again come in once.
    tray.take_in(vec![arrival("a", 0, false), arrival("g", 1, false)], &catalog);
    assert_eq!(tray.photos.len(), 7);
}

#[test]
fn whatsapp_pictures_of_one_day_are_one_group() {
    let mut tray = Tray::default();
    let mut arrivals = vec![arrival("IMG-20261012-WA0002.jpg", 0, true), arrival("IMG-20261012-WA0001.jpg", 0, true)];
    let mut later = arrival("IMG-20261013-WA0001.jpg", 0, true);
    later.taken = Some(date(2026, 10, 13).at(0, 0, 0, 0));
    arrivals.push(later);
    let mut unknown = arrival("scan.jpg", 0, false);
    unknown.taken = None;
    arrivals.push(unknown);
    tray.take_in(arrivals, &Catalog::default());
    let seen: Vec<(&str, usize)> = tray.photos.iter().map(|photo| (photo.arrival.name.as_str(), photo.group)).collect();
    assert_eq!(
        seen,
        [
            ("IMG-20261012-WA0001.jpg", 0),
            ("IMG-20261012-WA0002.jpg", 0),
            ("IMG-20261013-WA0001.jpg", 1),
            ("scan.jpg", 2)
        ]
    );
}
