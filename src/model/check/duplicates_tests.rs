//! Records that are probably one thing are found, and others are left alone.

use super::*;
use crate::model::Text;
use crate::model::record::Product;

fn producer(id: &str, name: &str, origin: &str, whatsapp: &str) -> Producer {
    Producer {
        id: id.into(),
        name: name.into(),
        origin: origin.into(),
        whatsapp: whatsapp.into(),
        ..Producer::default()
    }
}

fn product(id: &str, name: &str, origin: &str, producer: &str) -> Product {
    Product {
        id: id.into(),
        name: Text::new(name, ""),
        origin: origin.into(),
        producer: (!producer.is_empty()).then(|| producer.into()),
        ..Product::default()
    }
}

fn pairs(producers: Vec<Producer>, products: Vec<Product>) -> Vec<(String, String, DuplicateReason)> {
    let catalog = Catalog {
        producers: producers.into_iter().map(|one| (one.id.clone(), one)).collect(),
        products: products.into_iter().map(|one| (one.id.clone(), one)).collect(),
        ..Catalog::default()
    };
    let id = |key: Key| match key {
        Key::Producer(id) => id.to_string(),
        Key::Product(id) => id.to_string(),
        _ => String::new(),
    };
    find(&catalog).into_iter().map(|pair| (id(pair.first), id(pair.second), pair.by)).collect()
}

fn pair(a: &str, b: &str, by: DuplicateReason) -> (String, String, DuplicateReason) {
    (a.into(), b.into(), by)
}

#[test]
fn the_legal_form_is_not_the_name() {
    for name in ["KWT Mekar", "Kelompok Wanita Tani “Mekar”", "mekar", "CV. Mekar"] {
        assert_eq!(bare_name(name), "mekar", "{name}");
    }
    assert_eq!(bare_name("Tani Makmur"), "tani makmur");
    assert_eq!(bare_name("Kelompok Tani"), "kelompok tani");
    assert_eq!(bare_name("UMKM Coklat Lung Anai"), bare_name("Cokelat Lung Anai"));
}

#[test]
fn producers_of_one_name_in_one_regency_are_proposed() {
    let list = vec![
        producer("a", "KWT Mekar Sari", "64.01.04", ""),
        producer("b", "Mekarsari", "64.01", ""),
        producer("c", "KWT Mekar Sari", "64.02", ""),
        producer("d", "UMKM Binsik Paser", "64.01", ""),
        producer("e", "UMKM Binsek Paser", "64.01", ""),
        producer("f", "KWT Mekar Sari", "", ""),
    ];
    let found = pairs(list, Vec::new());
    assert!(
        found.contains(&pair("a", "b", DuplicateReason::Name))
            && found.contains(&pair("d", "e", DuplicateReason::Name)),
        "{found:?}"
    );
    assert!(
        found.contains(&pair("a", "f", DuplicateReason::Name))
            && found.contains(&pair("c", "f", DuplicateReason::Name)),
        "{found:?}"
    );
    assert_eq!(found.len(), 4, "{found:?}");
}

#[test]
fn one_number_in_any_form_is_one_producer_unless_many_share_it() {
    let two = vec![
        producer("a", "Rumah Kelor", "64.01", "0812-3456-7890"),
        producer("b", "Ibu Sari", "35.15", "+62 812 3456 7890"),
    ];
    assert_eq!(pairs(two, Vec::new()), [pair("a", "b", DuplicateReason::Phone)]);
    let many = (0..5).map(|at| producer(&format!("p{at}"), &format!("Nama {at}"), "64.01", "081234567890")).collect();
    assert!(pairs(many, Vec::new()).is_empty());
}

#[test]
fn products_are_compared_within_their_maker_or_village() {
    let makers = vec![producer("m", "KWT Mekar", "64.01", ""), producer("n", "Mekar", "64.01", "")];
    let found = pairs(
        makers,
        vec![
            product("a", "Kripik Pisang", "64.01.04.2005", "m"),
            product("b", "Keripik Pisang", "64.01.04.2005", "n"),
            product("c", "Keripik Pisang", "64.01.04.2005", ""),
            product("d", "Keripik Pisang", "64.02.02.2010", "x"),
            product("e", "Madu 250 ml", "64.01.04.2005", "m"),
            product("f", "Madu 500 ml", "64.01.04.2005", "m"),
        ],
    );
    let expected = [
        pair("m", "n", DuplicateReason::Name),
        pair("a", "b", DuplicateReason::Name),
        pair("a", "c", DuplicateReason::Name),
        pair("b", "c", DuplicateReason::Name),
    ];
    assert_eq!(found.iter().collect::<BTreeSet<_>>(), expected.iter().collect(), "{found:?}");
}

#[test]
fn many_are_compared_as_few_are() {
    let words = ["mekar", "sari", "makmur", "jaya", "rejeki", "kelulut", "subur", "lestari", "sejahtera", "bersama"];
    let name = |at: usize| format!("{} {} {}", words[at % 10], words[at / 10 % 10], words[at / 100 % 10]);
    let mut list: Vec<Producer> = (0..1_000).map(|at| producer(&format!("p{at:04}"), &name(at), "64.01", "")).collect();
    list.push(producer("q", "Lestari Sejahtera Bersema", "64.01", ""));
    let found = pairs(list, Vec::new());
    assert_eq!(found, [pair("p0987", "q", DuplicateReason::Name)]);
}

#[test]
fn ten_thousand_products_of_other_names_are_not_proposed() {
    let words = ["Keripik", "Madu", "Kopi", "Batik", "Sambal", "Amplang", "Gula", "Tenun"];
    let producers: Vec<Producer> = (0..2_000)
        .map(|at| producer(&format!("p{at:04}"), &format!("KWT Mekar {at}"), "64.02", &format!("0812{at:08}")))
        .collect();
    let products: Vec<Product> = (0..10_000)
        .map(|at| {
            let name = format!("{} {} {at}", words[at % 8], words[at / 8 % 8]);
            product(&format!("q{at:05}"), &name, "64.02.02.2010", if at % 3 == 0 { "" } else { "p0001" })
        })
        .collect();
    assert_eq!(pairs(producers, products), []);
}
