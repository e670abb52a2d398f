//! The index after any edits against one built anew.

use std::sync::Arc;

use proptest::prelude::*;

use etalase::model::search::filter::{Filter, Sort, StatusFilter, matches};

use etalase::model::record::values::{ProducerId, Text};
use etalase::model::record::{Category, Producer, Product, Status};
use etalase::model::*;
use etalase::text::Lang;

const WORDS: [&str; 12] =
    ["Madu", "Kelulut", "Kripik", "Keripik", "Cokelat", "Argo", "Mulyo", "Aren", "Batik", "Tulis", "Sambél", "10"];
const ORIGINS: [&str; 8] = ["", "64", "64.01", "64.02.02.2010", "64.09.04.2009", "35.15", "64.99", "11.01.01.2001"];

fn words(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..most).prop_map(|words| words.join(" "))
}

fn product() -> impl Strategy<Value = Product> {
    let texts = (words(4), words(3), words(9));
    let rest = (0..ORIGINS.len(), 0..4_usize, 0..3_usize, any::<bool>());
    (texts, rest).prop_map(|((name, english, description), (origin, producer, category, ready))| Product {
        name: Text::new(name, english),
        description: Text::new(description, ""),
        origin: ORIGINS[origin].into(),
        producer: (producer > 0).then(|| ProducerId::new(format!("p{producer}"))),
        category: ["madu", "kriya", "hilang"][category].into(),
        status: if ready { Status::Ready } else { Status::Draft },
        ..Product::default()
    })
}

fn put(catalog: &mut Catalog, number: usize, product: Product) -> ProductId {
    let id = ProductId::new(format!("x{number:04}"));
    catalog.products.insert(id.clone(), Arc::new(Product { id: id.clone(), ..product }));
    id
}

fn catalog(products: Vec<Product>) -> Catalog {
    let producer = |number: usize, name: &str| {
        let id = ProducerId::new(format!("p{number}"));
        (id.clone(), Arc::new(Producer { id, name: name.into(), ..Producer::default() }))
    };
    let category = |id: &str, name: &str| Category { id: id.into(), name: Text::new(name, "") };
    let mut catalog = Catalog {
        producers: [producer(1, "KWT Argomulyo"), producer(2, "Rumah Cokelat")].into_iter().collect(),
        categories: Arc::new(vec![category("madu", "Hasil lebah"), category("kriya", "Kerajinan")]),
        ..Catalog::default()
    };
    for (number, product) in products.into_iter().enumerate() {
        // Room between them for those that come in later.
        put(&mut catalog, number * 3, product);
    }
    catalog
}

/// What a person does to a catalogue.
#[derive(Clone, Debug)]
enum Act {
    Put(usize, Box<Product>),
    Delete(usize),
    Rename(usize, String),
    Forget(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (0..900_usize, product()).prop_map(|(number, product)| Act::Put(number, Box::new(product))),
        3 => (0..900_usize).prop_map(Act::Delete),
        1 => (1..4_usize, words(3)).prop_map(|(number, name)| Act::Rename(number, name)),
        1 => (1..4_usize).prop_map(Act::Forget),
    ]
}

/// Does it, and returns the products that are touched.
fn perform(catalog: &mut Catalog, act: Act) -> Vec<ProductId> {
    let of = |catalog: &Catalog, id: &ProducerId| -> Vec<ProductId> {
        let theirs = catalog.products.values().filter(|product| product.producer.as_ref() == Some(id));
        theirs.map(|product| product.id.clone()).collect()
    };
    match act {
        Act::Put(number, product) => vec![put(catalog, number, *product)],
        Act::Delete(number) => {
            let id = ProductId::new(format!("x{number:04}"));
            catalog.products.remove(&id);
            vec![id]
        }
        Act::Rename(number, name) => {
            let id = ProducerId::new(format!("p{number}"));
            catalog.producers.insert(id.clone(), Arc::new(Producer { id: id.clone(), name, ..Producer::default() }));
            of(catalog, &id)
        }
        Act::Forget(number) => {
            let id = ProducerId::new(format!("p{number}"));
            catalog.producers.remove(&id);
            of(catalog, &id)
        }
    }
}

const TYPED: [&str; 14] = [
    "",
    "m",
    "ke",
    "ar",
    "10",
    "madu",
    "argomulyo",
    "argo kelulut",
    "kripik",
    "lebah",
    "kelulud",
    "kukar",
    "tulsi batik",
    "rumah madu",
];

fn same(catalog: &Catalog, one: &SearchIndex, other: &SearchIndex) -> Result<(), TestCaseError> {
    for typed in TYPED {
        for sort in [Sort::Relevance, Sort::Origin, Sort::Completeness] {
            let filter = Filter { search: typed.to_owned(), status: StatusFilter::All, sort, ..Filter::default() };
            for lang in Lang::ALL {
                let (found, expected) = (matches(catalog, one, &filter, lang), matches(catalog, other, &filter, lang));
                prop_assert_eq!(found, expected, "{:?} {:?}", typed, sort);
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_index_answers_like_one_built_anew(
        products in prop::collection::vec(product(), 0..300), acts in prop::collection::vec(act(), 1..12),
    ) {
        let mut catalog = catalog(products);
        let mut index = SearchIndex::build(&catalog);
        for act in acts {
            let touched = perform(&mut catalog, act);
            index = index.updated(&catalog, &touched);
        }
        same(&catalog, &index, &SearchIndex::build(&catalog))?;
    }
}

/// A catalogue grows from nothing, one product after the other, and is emptied again.
#[test]
fn an_index_grows_from_nothing_and_empties() {
    let mut catalog = Catalog::default();
    let mut index = SearchIndex::build(&catalog);
    for number in 0..700 {
        let name = format!("Madu {}", 700 - number);
        let id = put(&mut catalog, number * 3 % 700, Product { name: Text::new(name, ""), ..Product::default() });
        index = index.updated(&catalog, &[id]);
    }
    assert!(same(&catalog, &index, &SearchIndex::build(&catalog)).is_ok());
    for number in 0..700 {
        let id = ProductId::new(format!("x{number:04}"));
        catalog.products.remove(&id);
        index = index.updated(&catalog, &[id]);
    }
    assert!(matches(&catalog, &index, &Filter::default(), Lang::Id).hits.is_empty());
}

#[test]
fn after_a_change_of_many_products_the_index_answers_like_one_built_anew() {
    let named = |name: String| Product { name: Text::new(name, ""), ..Product::default() };
    let mut catalog = Catalog::default();
    for number in 0..900 {
        put(&mut catalog, number * 2, named(format!("Madu {}", number * 7 % 900)));
    }
    let index = SearchIndex::build(&catalog);
    // The last one is few enough to be carried out product by product, the first is not.
    for step in [3, 13, 61, 1_700] {
        let mut catalog = catalog.clone();
        let mut touched = Vec::new();
        for number in (0..1_800).step_by(step) {
            let id = ProductId::new(format!("x{number:04}"));
            match (number % 5, catalog.products.get(&id).cloned()) {
                (0, Some(_)) => drop(catalog.products.remove(&id)),
                (1, Some(product)) => {
                    drop(put(&mut catalog, number, Product { brand: "Arang".into(), ..(*product).clone() }))
                }
                _ => drop(put(&mut catalog, number, named(format!("Kripik {}", number % 777)))),
            }
            touched.push(id);
        }
        let updated = index.updated(&catalog, &touched);
        assert!(same(&catalog, &updated, &SearchIndex::build(&catalog)).is_ok(), "every {step}th");
    }
}

/// A clone goes on answering for the catalogue that it was made of.
#[test]
fn an_update_leaves_the_index_before_as_it_was() {
    let mut catalog = Catalog::default();
    for number in 0..50 {
        put(&mut catalog, number, Product { name: Text::new(format!("Madu {number}"), ""), ..Product::default() });
    }
    let before = catalog.clone();
    let index = SearchIndex::build(&catalog);
    let id = put(&mut catalog, 7, Product { name: Text::new("Aren", ""), ..Product::default() });
    catalog.products.remove("x0008");
    let updated = index.updated(&catalog, &[id, "x0008".into()]);
    assert!(same(&before, &index, &SearchIndex::build(&before)).is_ok());
    assert!(same(&catalog, &updated, &SearchIndex::build(&catalog)).is_ok());
}

#[test]
fn a_percentage_is_found_in_both_spellings_and_is_not_the_number() {
    let texts = [("Cokelat 70%", ""), ("Cokelat Lung Anai", "Kakao 70 %, gula aren"), ("Madu", "700 gram, 70 botol")];
    let products = texts.map(|(name, materials)| Product {
        name: Text::new(name, ""),
        materials: Text::new(materials, ""),
        ..Product::default()
    });
    let catalog = catalog(products.to_vec());
    let index = SearchIndex::build(&catalog);
    let found = |search: &str| {
        let filter = Filter { search: search.into(), status: StatusFilter::All, ..Filter::default() };
        let hits = matches(&catalog, &index, &filter, Lang::Id).hits;
        hits.into_iter().map(|hit| hit.id.to_string()).collect::<Vec<_>>()
    };
    for search in ["70%", "70 %"] {
        assert_eq!(found(search), ["x0000", "x0003"], "{search}");
    }
    assert_eq!(found("70").len(), 3);
}
