//! Large brochures: set run by run for the preview, in several files for the press; one order, one numbering.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use etalase::brochure::{self, Book, BrochureError, NotPrinted, PhotoSource, Request, Stage, compose};
use etalase::model::{
    Amount, BrochureSettings, Catalog, Edit, GroupBy, Layout, Photo, Product, ProductId, RegionCode, Status, Text,
};
use etalase::text::Lang;

fn go(_: Stage) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn no_photos() -> PhotoSource {
    Arc::new(|file, _, _| Err(Text::new(format!("{file} is not here"), "")))
}

/// Products of four provinces with different amounts of facts.
fn request(count: usize, settings: BrochureSettings) -> Request {
    let origins = ["64.01", "64.02", "64.03", "35.01", "35.02", "53.01", "73.08.01"];
    let products = (0..count).map(|at| {
        let mut product = Product {
            id: ProductId::new(format!("p{at:05}")),
            name: Text::new(format!("Produk {at:05}"), ""),
            summary: Text::new(format!("Kalimat tentang produk nomor {at}."), ""),
            origin: RegionCode::new(origins[at % origins.len()]),
            status: Status::Ready,
            ..Product::default()
        };
        if at % 3 == 0 {
            product.description = Text::new("Uraian yang agak panjang. ".repeat(at % 7 + 1), "");
            product.shelf_life = Some(Amount { min: Some(0.into()), ..Amount::default() });
            product.dimensions = "10 × 10 cm".to_owned();
        }
        if at % 5 == 0 {
            product.photos.push(Photo { file: format!("{at}.jpg"), alt: Text::new("Foto", ""), ..Photo::default() });
        }
        (product.id.clone(), Arc::new(product))
    });
    let catalog = Catalog { products: products.collect(), ..Catalog::default() };
    Request {
        products: catalog.products.keys().cloned().collect(),
        catalog: Arc::new(catalog),
        settings,
        buyer: None,
        today: jiff::civil::date(2026, 11, 24),
        test_page: false,
    }
}

/// Sets every run, until nothing is stale.
fn whole(book: &mut Book) -> Vec<Vec<u8>> {
    while let Some(run) = book.unset() {
        book.set(run, &no_photos(), &go).unwrap();
    }
    let outline = book.outline();
    let mut pages = Vec::new();
    for page in 0..outline.len() {
        let at = outline.at(page).unwrap();
        assert_eq!(outline.page(at), page);
        if !book.is_ready(at.run) {
            book.set(at.run, &no_photos(), &go).unwrap();
        }
        pages.push(book.picture(at, 200).unwrap().unwrap().rgba);
    }
    pages
}

#[test]
fn the_preview_set_run_by_run_is_the_printed_brochure() {
    let kinds = [
        (130, BrochureSettings::default()),
        (130, BrochureSettings { group_by: GroupBy::Category, per_page: 1, ..Default::default() }),
        (130, BrochureSettings { odd_starts: true, per_page: 6, ..Default::default() }),
        (130, BrochureSettings { layout: Layout::Tags, ..Default::default() }),
        (40, BrochureSettings { layout: Layout::Sheet, ..Default::default() }),
        // Only cover and index are set apart.
        (40, BrochureSettings::default()),
        (40, BrochureSettings { odd_starts: true, ..Default::default() }),
    ];
    for (count, settings) in kinds {
        let request = request(count, settings);
        let printed = compose(&request).unwrap().pages(&no_photos(), &go).unwrap();
        let mut book = Book::new(request.clone()).unwrap();
        assert!(book.runs() > 1, "{:?}", request.settings);
        let pages = whole(&mut book);
        assert_eq!(pages.len(), printed.len(), "{:?}", request.settings);
        for (number, page) in pages.iter().enumerate() {
            let whole = printed.picture(number, 200).unwrap().rgba;
            let other = page.iter().zip(&whole).filter(|(one, two)| one.abs_diff(**two) > 40).count();
            assert!(other < 40, "page {}: {other} of {:?}", number + 1, request.settings);
        }
        let outline = book.outline();
        assert!(outline.is_complete());
        let mut places = printed.places();
        places.sort();
        let mut found = outline.places.clone();
        found.sort();
        assert_eq!(found, places);
        let sort = |mut list: Vec<String>| {
            list.sort();
            list
        };
        let words = |findings: &[brochure::Finding]| sort(findings.iter().map(|one| format!("{one:?}")).collect());
        assert_eq!(words(&outline.findings), words(printed.findings()));
    }
}

#[test]
fn an_edit_touches_its_own_run_and_the_pages_that_name_it() {
    let mut request = request(400, BrochureSettings::default());
    let mut book = Book::new(request.clone()).unwrap();
    whole(&mut book);
    let before = book.outline();
    let id = ProductId::new("p00200");
    let page = before.places.iter().find(|(known, _)| *known == id).unwrap().1;
    let run = before.at(page).unwrap().run;
    let change = |request: &mut Request, change: fn(&mut Product)| {
        let mut product = (*request.catalog.products[&id]).clone();
        change(&mut product);
        let (next, _) = request.catalog.apply(&Edit::put(Text::new("Ubah", "Edit"), product));
        request.catalog = Arc::new(next);
    };
    change(&mut request, |product| product.dimensions = "12 × 12 cm".to_owned());
    book.follow(request.clone()).unwrap();
    let after = book.outline();
    let other: Vec<usize> = (0..book.runs()).filter(|run| before.stamps.get(*run) != after.stamps.get(*run)).collect();
    assert_eq!(other, [run]);
    assert_eq!(book.unset(), Some(run));
    // Another name may stand elsewhere, and stands in the index.
    change(&mut request, |product| product.name = Text::new("Abon", ""));
    book.follow(request.clone()).unwrap();
    let pages = whole(&mut book);
    let fresh = whole(&mut Book::new(request.clone()).unwrap());
    assert!(pages == fresh, "a book that follows is the book made anew");
    // And back.
    change(&mut request, |product| product.name = Text::new("Produk 00200", ""));
    book.follow(request.clone()).unwrap();
    assert_eq!(whole(&mut book).len(), before.len());
}

#[test]
fn a_cancel_while_pages_are_set_ends_before_they_are() {
    let request = request(600, BrochureSettings::default());
    let composition = compose(&request).unwrap();
    let (begun, exported) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let stop = |stage: Stage| match stage {
        // Somebody looks at the pages being set for a moment, then gives up.
        Stage::Layout if begun.fetch_add(1, Ordering::Relaxed) > 20 => ControlFlow::Break(()),
        Stage::Export => {
            exported.fetch_add(1, Ordering::Relaxed);
            ControlFlow::Continue(())
        }
        _ => ControlFlow::Continue(()),
    };
    let cancelled = composition.pages(&no_photos(), &stop);
    assert_eq!(cancelled.err(), Some(BrochureError::Cancelled));
    assert_eq!(exported.load(Ordering::Relaxed), 0);
    // What was thrown away harms nothing.
    let small = self::request(12, BrochureSettings::default());
    assert!(compose(&small).unwrap().pages(&no_photos(), &go).is_ok());
}

#[test]
fn a_very_large_brochure_has_parts_with_one_numbering() {
    let mut request = request(2_016, BrochureSettings { per_page: 6, qr: false, ..Default::default() });
    request.settings.prices = false;
    assert_eq!(brochure::count_parts(&request).unwrap(), 5);
    let mut order = Vec::new();
    let mut texts = std::collections::BTreeMap::new();
    let mut places = Vec::new();
    let printed = brochure::print::<()>(&request, &no_photos(), &go, true, &mut |part| {
        assert_eq!(part.count, 5);
        order.push(part.number);
        places.extend(part.pages.places().into_iter().map(|(id, page)| (id, part.first_page + page)));
        let pdf = part.pages.pdf().unwrap();
        assert!(pdf.windows(15).any(|bytes| bytes == b"/StructTreeRoot"), "every part is tagged");
        assert!(pdf.windows(12).any(|bytes| bytes == b"pdfuaid:part"), "and says PDF/UA");
        let document = lopdf::Document::load_mem(&pdf).unwrap();
        let numbers: Vec<u32> = document.get_pages().keys().copied().collect();
        if part.number == 1 || part.number == part.count {
            texts.insert(part.number, document.extract_text(&numbers).unwrap());
        }
        Ok(())
    });
    let printed = printed.map_err(|_| "not printed").unwrap();
    assert_eq!(printed.parts, 5);
    // The cover comes after the index: its contents name pages of all parts.
    let at = |number| order.iter().position(|known| *known == number).unwrap();
    assert!(at(1) > at(5) && order.len() == 5, "{order:?}");
    let last = places.iter().map(|(_, page)| *page).max().unwrap();
    assert!(last <= printed.pages && places.len() == 2_016);
    let index = &texts[&5];
    let (id, page) = places.iter().find(|(id, _)| id.as_str() == "p01999").unwrap();
    let line = index.lines().skip_while(|line| !line.contains("Produk 01999")).take(3).collect::<String>();
    assert!(line.contains(&page.to_string()), "{id:?} stands on {page}: {line}");
    let first_of = |province: &str| {
        let of = places.iter().filter(|(id, _)| request.catalog.products[id].origin.as_str().starts_with(province));
        of.map(|(_, page)| *page).min().unwrap()
    };
    assert!(texts[&1].contains(&first_of("73").to_string()), "{}", texts[&1]);
}

#[test]
fn regions_have_brochures_of_their_own_and_errors_stop_before_anything_is_handed_over() {
    let request = request(40, BrochureSettings::default());
    let regions = brochure::by_region(&request, Lang::Id);
    assert_eq!(regions.len(), 4);
    assert_eq!(regions.iter().map(|(_, request)| request.products.len()).sum::<usize>(), 40);
    let mut one = request.clone();
    one.products.retain(|id| request.catalog.products[id].origin.as_str().starts_with("64"));
    assert_eq!(brochure::by_region(&one, Lang::Id).len(), 3, "of one province, each regency");
    let mut product = (*request.catalog.products[&ProductId::new("p00001")]).clone();
    product.name = Text::new("Teh \u{f8ff0}", "");
    let (next, _) = request.catalog.apply(&Edit::put(Text::new("Ubah", "Edit"), product));
    let request = Request { catalog: Arc::new(next), ..request };
    let mut taken = 0;
    let mut take = |_| {
        taken += 1;
        Ok::<(), ()>(())
    };
    let stopped = brochure::print(&request, &no_photos(), &go, false, &mut take);
    assert!(matches!(stopped, Err(NotPrinted::Errors(found)) if !found.is_empty()));
    assert_eq!(taken, 0);
}
