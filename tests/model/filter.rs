//! What matches, in which order, and how it is counted.

use std::collections::BTreeSet;
use std::sync::Arc;

use etalase::model::*;
use etalase::text::Lang;

use etalase::model::record::Product;
use etalase::model::{Certification, CertificationStatus, Selection, Status, Text};
use proptest::prelude::*;

fn product(id: u8, name: &str, origin: &str, category: &str, status: Status, halal: bool) -> Product {
    let mut product = Product {
        id: ProductId::new(format!("p{id}")),
        name: Text::new(name, ""),
        origin: RegionCode::new(origin),
        category: CategoryId::new(category),
        status,
        ..Product::default()
    };
    if halal {
        product.certifications.push(Certification {
            kind: CertificationKind::Halal,
            status: CertificationStatus::Held,
            ..Certification::default()
        });
    }
    product
}

fn catalog(products: Vec<Product>) -> Catalog {
    Catalog {
        products: products.into_iter().map(|product| (product.id.clone(), Arc::new(product))).collect(),
        ..Catalog::default()
    }
}

fn any_product() -> impl Strategy<Value = (String, &'static str, &'static str, Status, bool)> {
    (
        "[qx]{2,4}( [qx]{2,4})?",
        prop::sample::select(vec!["", "64", "64.01", "64.01.02", "64.02", "35.15"]),
        prop::sample::select(vec!["madu", "kopi"]),
        prop::sample::select(vec![Status::Ready, Status::Draft]),
        any::<bool>(),
    )
}

fn any_filter() -> impl Strategy<Value = Filter> {
    (
        prop::sample::select(vec![vec![], vec!["64"], vec!["64.01"], vec!["35", "64.02"]]),
        prop::sample::select(vec![vec![], vec!["madu"]]),
        any::<bool>(),
        "([qx]{1,2})?",
        prop::sample::select(vec![StatusFilter::Ready, StatusFilter::Draft, StatusFilter::All]),
    )
        .prop_map(|(origins, categories, halal, search, status)| Filter {
            origins: origins.into_iter().map(RegionCode::new).collect(),
            categories: categories.into_iter().map(CategoryId::new).collect(),
            certifications: if halal { vec![CertificationKind::Halal] } else { vec![] },
            search,
            status,
            ..Filter::default()
        })
}

/// The definition, written down plainly. Words of one or two letters have no near spellings, and no place has a q or x.
fn naive(catalog: &Catalog, filter: &Filter) -> BTreeSet<ProductId> {
    let word = filter.search.trim();
    catalog
        .products
        .values()
        .filter(|one| word.is_empty() || one.name.id.contains(word))
        .filter(|one| filter.origins.is_empty() || filter.origins.iter().any(|outer| one.origin.is_inside(outer)))
        .filter(|one| filter.categories.is_empty() || filter.categories.contains(&one.category))
        .filter(|one| filter.certifications.is_empty() || !one.certifications.is_empty())
        .filter(|one| match filter.status {
            StatusFilter::All => true,
            StatusFilter::Ready => one.status == Status::Ready,
            StatusFilter::Draft => one.status == Status::Draft,
        })
        .map(|one| one.id.clone())
        .collect()
}

proptest! {
    #[test]
    fn hits_and_counts_are_those_of_the_plain_definition(
        products in prop::collection::vec(any_product(), 0..30), filter in any_filter()
    ) {
        let products = products.into_iter().enumerate().map(|(at, (name, origin, category, status, halal))| {
            product(at as u8, &name, origin, category, status, halal)
        });
        let catalog = catalog(products.collect());
        let index = SearchIndex::build(&catalog);
        let found = matches(&catalog, &index, &filter, Lang::Id);
        let hits: BTreeSet<ProductId> = found.hits.iter().map(|hit| hit.id.clone()).collect();
        prop_assert_eq!(hits.len(), found.hits.len());
        prop_assert_eq!(&hits, &naive(&catalog, &filter));
        for (category, count) in &found.facets.categories {
            let only = Filter { categories: vec![category.clone()], ..filter.clone() };
            prop_assert_eq!(naive(&catalog, &only).len(), *count);
        }
        for (origin, count) in found.facets.origins.to_map().into_iter().filter(|(origin, _)| !origin.is_empty()) {
            let only = Filter { origins: vec![origin.clone()], ..filter.clone() };
            prop_assert_eq!(naive(&catalog, &only).len(), count);
        }
    }
}

#[test]
fn every_order_ends_in_that_of_names_and_ids() {
    let names = ["qx", "qqx xq", "xx"];
    let products = (0..700).map(|at| Product {
        id: ProductId::new(format!("p{at:05}")),
        ..product(
            0,
            names[at % 3],
            ["64.01", "64.02", "", "35.15"][at / 2 % 4],
            ["madu", "kopi"][at / 7 % 2],
            [Status::Ready, Status::Draft][usize::from(at % 5 == 0)],
            at % 11 == 0,
        )
    });
    let catalog = catalog(products.collect());
    let index = SearchIndex::build(&catalog);
    for sort in [Sort::Relevance, Sort::Origin, Sort::Price, Sort::Completeness] {
        for (search, origin) in [("", None), ("", Some("64")), ("qx", None), ("xq", Some("35"))] {
            let origins = origin.into_iter().map(RegionCode::new).collect();
            let filter = Filter { search: search.to_owned(), origins, sort, ..Filter::default() };
            let found = matches(&catalog, &index, &filter, Lang::Id);
            let hits: Vec<ProductId> = found.hits.iter().map(|hit| hit.id.clone()).collect();
            let expected = naive(&catalog, &filter);
            assert_eq!(hits.iter().cloned().collect::<BTreeSet<_>>(), expected);
            assert_eq!(hits.len(), expected.len());
            let only = Filter { categories: vec!["madu".into()], ..filter.clone() };
            assert_eq!(found.facets.categories["madu"], naive(&catalog, &only).len());
            // What is alike in everything else stands in order of name, then id.
            let key = |id: &ProductId| {
                let product = &catalog.products[id];
                let place = if sort == Sort::Origin { product.origin.as_str() } else { "" };
                // Products without origin come last; a name that begins with the word before one that holds it.
                let inside = search == "qx" && sort == Sort::Relevance && !product.name.id.starts_with(search);
                (sort == Sort::Origin && place.is_empty(), place.to_owned(), inside, &product.name.id, id.clone())
            };
            if sort != Sort::Completeness {
                assert!(hits.is_sorted_by_key(key), "{sort:?} {search} {origin:?}");
            }
        }
    }
}

#[test]
fn a_selection_keeps_its_own_order() {
    let mut catalog = catalog(vec![
        product(1, "A", "64", "madu", Status::Ready, false),
        product(2, "B", "64", "madu", Status::Ready, false),
        product(3, "C", "64", "madu", Status::Ready, false),
    ]);
    let list = Selection { id: "s".into(), products: vec!["p3".into(), "p1".into()], ..Selection::default() };
    catalog.selections = Arc::new(vec![list]);
    let filter = Filter { selection: Some("s".into()), ..Filter::default() };
    let found = matches(&catalog, &SearchIndex::build(&catalog), &filter, Lang::Id);
    let ids: Vec<String> = found.hits.iter().map(|hit| hit.id.to_string()).collect();
    assert_eq!(ids, ["p3", "p1"]);
}

#[test]
fn products_without_a_price_come_last() {
    let mut cheap = product(1, "Z", "64", "madu", Status::Ready, false);
    cheap.prices.push(etalase::model::Price { amount: 5, currency: "IDR".into(), ..Default::default() });
    let catalog = catalog(vec![product(2, "A", "64", "madu", Status::Ready, false), cheap]);
    let filter = Filter { sort: Sort::Price, ..Filter::default() };
    let found = matches(&catalog, &SearchIndex::build(&catalog), &filter, Lang::Id);
    assert_eq!(found.hits.first().map(|hit| hit.id.clone()), Some("p1".into()));
}
