//! The preview after edits: whatever changed, its pages are those of a brochure composed anew.

use std::ops::ControlFlow;
use std::sync::Arc;

use etalase::brochure::{Book, Finding, PhotoSource, Request, Stage};
use etalase::model::{
    Amount, BrochureSettings, Catalog, Category, Certification, CertificationKind, CertificationStatus, Contact,
    GroupBy, Layout, Organizer, PartialDate, Photo, Price, PrintLang, Producer, Product, ProductId, RegionCode,
    Selection, Source, Status, Text,
};
use proptest::prelude::*;

fn go(_: Stage) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn no_photos() -> PhotoSource {
    Arc::new(|file, _, _| Err(Text::new(format!("{file} is not here"), "")))
}

fn start() -> Request {
    let products = (0..22).map(|at| {
        let product = Product {
            id: ProductId::new(format!("p{at:02}")),
            name: Text::new(format!("Produk {at}"), format!("Product {at}")),
            summary: Text::new(format!("Kalimat tentang produk nomor {at}."), ""),
            origin: RegionCode::new(["64.01", "64.02.02.2010", "35.01"][at % 3]),
            producer: (at % 2 == 0).then(|| "kwt".into()),
            category: ["food", "craft"][at % 2].into(),
            status: Status::Ready,
            ..Product::default()
        };
        (product.id.clone(), Arc::new(product))
    });
    let category = |id: &str, name: &str| Category { id: id.into(), name: Text::new(name, "") };
    let producer = Producer { id: "kwt".into(), name: "KWT Melati".into(), ..Producer::default() };
    let catalog = Catalog {
        products: products.collect(),
        producers: [(producer.id.clone(), Arc::new(producer))].into_iter().collect(),
        categories: Arc::new(vec![category("food", "Pangan"), category("craft", "Kerajinan")]),
        ..Catalog::default()
    };
    Request {
        products: catalog.products.keys().cloned().collect(),
        catalog: Arc::new(catalog),
        settings: BrochureSettings::default(),
        buyer: None,
        today: jiff::civil::date(2026, 11, 24),
        test_page: false,
    }
}

/// One edit: which kind, of which product, with what number in it.
fn edit(request: &mut Request, kind: usize, at: usize, number: usize) {
    let catalog = Arc::make_mut(&mut request.catalog);
    let words = || Text::new(format!("Kata {number}. ").repeat(number % 9 + 1), "");
    let mut change = |apply: &dyn Fn(&mut Product)| {
        let id = ProductId::new(format!("p{:02}", at % 22));
        if let Some(product) = catalog.products.get(&id) {
            let mut product = Product::clone(product);
            apply(&mut product);
            catalog.products.insert(id, Arc::new(product));
        }
    };
    let photo = Photo { file: format!("{number}.jpg"), alt: Text::new("Foto", ""), ..Photo::default() };
    match kind {
        0 => change(&|product| product.name = words()),
        1 => change(&|product| product.summary = if number.is_multiple_of(2) { Text::default() } else { words() }),
        2 => change(&|product| product.description = words()),
        3 => change(&|product| product.origin = RegionCode::new(["", "64", "64.03", "53.01"][number % 4])),
        4 => change(&|product| product.photos = [photo.clone()].into_iter().take(number % 2).collect()),
        5 => change(&|product| {
            product.certifications = vec![Certification {
                kind: CertificationKind::NAMED[number % CertificationKind::NAMED.len()].clone(),
                status: CertificationStatus::ALL[number % 3],
                ..Certification::default()
            }];
        }),
        6 => change(&|product| {
            product.prices = vec![Price {
                amount: number as i64 * 1_000,
                currency: "IDR".into(),
                as_of: PartialDate::new("2026-05"),
                ..Price::default()
            }];
        }),
        7 => change(&|product| product.capacity = (number.is_multiple_of(2)).then(Amount::default)),
        8 => change(&|product| product.category = ["food", "craft", ""][number % 3].into()),
        9 => change(&|product| product.producer = (number.is_multiple_of(2)).then(|| "kwt".into())),
        10 => change(&|product| {
            product.sources = vec![Source { title: format!("Berita {number}"), ..Source::default() }];
        }),
        11 => change(&|product| product.markets = vec![words()]),
        12 => {
            let producer = Producer {
                id: "kwt".into(),
                name: format!("KWT {number}"),
                whatsapp: if number.is_multiple_of(2) {
                    format!("0812345678{}", number % 90 + 10)
                } else {
                    String::new()
                },
                story: words(),
                ..Producer::default()
            };
            catalog.producers.insert("kwt".into(), Arc::new(producer));
        }
        13 => Arc::make_mut(&mut catalog.info).title = words(),
        14 => {
            let contact = Contact { whatsapp: format!("0813345678{}", number % 90 + 10), ..Contact::default() };
            Arc::make_mut(&mut catalog.info).booth_contact = (number.is_multiple_of(2)).then_some(contact);
        }
        15 => {
            let contact = Contact { web: "contoh.id".into(), ..Contact::default() };
            let office = Organizer { name: words(), contact, ..Organizer::default() };
            Arc::make_mut(&mut catalog.info).organizer = Some(office);
        }
        16 => {
            let selection = Selection {
                id: "first".into(),
                products: vec![ProductId::new(format!("p{:02}", at % 22))],
                ..Selection::default()
            };
            catalog.selections = Arc::new(vec![selection]);
        }
        17 => Arc::make_mut(&mut catalog.categories).reverse(),
        18 => request.settings.per_page = [1, 2, 4, 6][number % 4],
        19 => request.settings.lang = [PrintLang::Id, PrintLang::En, PrintLang::Both][number % 3],
        20 => request.settings.group_by = [GroupBy::Region, GroupBy::Category][number % 2],
        21 => request.settings.layout = [Layout::Catalog, Layout::Sheet, Layout::PriceList][number % 3],
        22 => request.settings.qr ^= true,
        23 => request.settings.sources ^= true,
        24 if request.products.len() > 1 => {
            request.products.remove(at % request.products.len());
        }
        25 => {
            let id = ProductId::new(format!("p{:02}", at % 22));
            if !request.products.contains(&id) {
                request.products.push(id);
            }
        }
        _ => request.today = jiff::civil::date(2026, 11, (number % 28 + 1) as i8),
    }
}

/// Number of pages, where each product stands, what was found, and every page drawn small.
type Look = (usize, Vec<(ProductId, usize)>, Vec<Finding>, Vec<Vec<u8>>);

fn look(book: &mut Book) -> Look {
    while let Some(run) = book.unset() {
        book.set(run, &no_photos(), &go).unwrap();
    }
    let outline = book.outline();
    let mut pages = Vec::new();
    for page in 0..outline.len() {
        let at = outline.at(page).unwrap();
        if !book.is_ready(at.run) {
            book.set(at.run, &no_photos(), &go).unwrap();
        }
        pages.push(book.picture(at, 60).unwrap().unwrap().rgba);
    }
    (outline.len(), outline.places.clone(), outline.findings.clone(), pages)
}

#[test]
fn a_maker_who_loses_a_product_loses_its_number_in_the_index() {
    let mut request = start();
    let mut book = Book::new(request.clone()).unwrap();
    look(&mut book);
    // Product 18 stays on its page, so that no page number changes.
    edit(&mut request, 9, 18, 637);
    book.follow(request.clone()).unwrap();
    assert!(look(&mut book) == look(&mut Book::new(request).unwrap()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_preview_is_a_fresh_composition(
        edits in prop::collection::vec((0_usize..27, 0_usize..22, 0_usize..1_000), 1..4),
    ) {
        let mut request = start();
        let mut book = Book::new(request.clone()).unwrap();
        look(&mut book);
        for (kind, at, number) in edits {
            edit(&mut request, kind, at, number);
            book.follow(request.clone()).unwrap();
            let fresh = look(&mut Book::new(request.clone()).unwrap());
            prop_assert!(look(&mut book) == fresh, "after an edit of kind {kind}");
        }
    }
}
