//! The index after any edits against one built anew, and what it remembers against one that remembers nothing.

use std::sync::Arc;

use proptest::prelude::*;

use crate::model::search::filter::{Filter, Sort, StatusFilter, matches};

use super::*;
use crate::model::record::values::{ProducerId, Text};
use crate::model::record::{Category, Producer, Product, Status};

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
        warm in any::<bool>(),
    ) {
        let mut catalog = catalog(products);
        let mut index = if warm { SearchIndex::build(&catalog) } else { SearchIndex::start(&catalog) };
        for act in acts {
            let touched = perform(&mut catalog, act);
            index = index.updated(&catalog, &touched);
        }
        same(&catalog, &index, &SearchIndex::build(&catalog))?;
    }

    #[test]
    fn what_was_typed_before_changes_no_answer(
        products in prop::collection::vec(product(), 0..300),
        typed in prop::collection::vec((words(4), any::<bool>(), any::<bool>()), 1..5),
    ) {
        let catalog = catalog(products);
        let index = SearchIndex::build(&catalog);
        for (text, joined, slip) in typed {
            let mut text = if joined { text.replace(' ', "") } else { text };
            if slip && text.len() > 5 && text.is_ascii() {
                text.remove(3);
            }
            let ends: Vec<usize> = text.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
            // Letter by letter, and some of them taken back.
            for end in ends.iter().chain(ends.iter().rev().take(3)) {
                let filter = Filter {
                    search: text[..*end].to_owned(), status: StatusFilter::All, ..Filter::default()
                };
                let fresh = index.clone();
                prop_assert_eq!(
                    matches(&catalog, &index, &filter, Lang::Id), matches(&catalog, &fresh, &filter, Lang::Id)
                );
            }
        }
    }
}

/// Chunks split and vanish: a catalogue grows from nothing, one product after the other, and is emptied again.
#[test]
fn an_index_grows_from_nothing_and_empties() {
    let mut catalog = Catalog::default();
    let mut index = SearchIndex::build(&catalog);
    for number in 0..700 {
        let name = format!("Madu {}", 700 - number);
        let id = put(&mut catalog, number * 3 % 700, Product { name: Text::new(name, ""), ..Product::default() });
        index = index.updated(&catalog, &[id]);
    }
    assert_eq!(index.len(), 700);
    assert!(same(&catalog, &index, &SearchIndex::build(&catalog)).is_ok());
    for number in 0..700 {
        let id = ProductId::new(format!("x{number:04}"));
        catalog.products.remove(&id);
        index = index.updated(&catalog, &[id]);
    }
    assert_eq!(index.len(), 0);
    assert!(matches(&catalog, &index, &Filter::default(), Lang::Id).hits.is_empty());
}

/// A change of many products is carried out by all processors, chunk by chunk.
#[test]
fn after_a_change_of_many_products_the_index_answers_like_one_built_anew() {
    let named = |name: String| Product { name: Text::new(name, ""), ..Product::default() };
    let mut catalog = Catalog::default();
    for number in 0..9_000 {
        put(&mut catalog, number * 2, named(format!("Madu {}", number * 7 % 9_000)));
    }
    // Some texts known already, some not.
    let index = SearchIndex::build(&catalog);
    assert!(index.len() > super::MANY);
    for step in [9, 13, 61, 17_000] {
        let mut catalog = catalog.clone();
        let mut touched = Vec::new();
        for number in (0..18_000).step_by(step) {
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

/// Whoever types while a worker still makes the texts gets an answer: neither waits for what the other holds.
#[test]
fn a_key_typed_while_a_worker_makes_the_texts_is_answered() {
    let mut catalog = Catalog::default();
    for number in 0..9_000 {
        let origin = format!("64.{:02}.{:02}.{}", 1 + number / 4_000, 1 + number % 90, 2_001 + number % 100);
        let name = Text::new(format!("Madu {}", number * 7 % 9_000), "");
        put(&mut catalog, number, Product { name, origin: origin.as_str().into(), ..Product::default() });
    }
    let (done, is_done) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        for round in 0..12 {
            let index = SearchIndex::start(&catalog);
            let ahead = index.clone();
            let worker = std::thread::spawn(move || ahead.warm());
            std::thread::sleep(std::time::Duration::from_millis(round % 6));
            let search = if round % 2 == 0 { "madu" } else { "" };
            let filter = Filter { search: search.into(), status: StatusFilter::All, ..Filter::default() };
            let found = matches(&catalog, &index, &filter, Lang::Id).hits.len();
            worker.join().expect("the worker makes its texts");
            done.send(found).expect("the test waits");
        }
    });
    for _ in 0..12 {
        let found = is_done.recv_timeout(std::time::Duration::from_secs(60));
        assert_eq!(found, Ok(9_000), "the key and the worker wait for each other");
    }
}
