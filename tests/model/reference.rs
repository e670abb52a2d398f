//! The reference implementation of search, filter and counts, which the quick one is held against on made-up catalogues.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::prelude::*;

use etalase::model::place::wording::{kind_word, with_word};
use etalase::model::report::completeness::{Audience, completeness};
use etalase::model::search::filter::{Filter, Sort, StatusFilter, matches};
use etalase::model::search::normalise::{is_near, normalise, sort_key, spellings};
use etalase::model::*;
use etalase::regions::{Kind, Region};
use etalase::text::Lang;

/// Words as they stand in catalogues, with the spellings that people mix up.
const WORDS: [&str; 14] = [
    "Kripik",
    "Keripik",
    "Coklat",
    "Cokelat",
    "Chocolate",
    "Madu",
    "Kelulut",
    "Eco-Print",
    "Argo Mulyo",
    "Briket",
    "Ma'bulle",
    "Sambél",
    "Krupuk",
    "Lung Anai",
];
const ORIGINS: [&str; 7] = ["", "64", "64.01", "64.02.02", "64.02.02.2010", "35.15", "64.99"];
const TAGS: [&str; 3] = ["Desa Wisata", "Desa Ekspor", "Desa Adat"];

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(WORDS.to_vec()), 0..4).prop_map(|words| words.join(" "))
}

fn price() -> impl Strategy<Value = Price> {
    let upper = prop::option::of(0_i64..50);
    (0_i64..50, upper, prop::sample::select(vec!["IDR", "USD"])).prop_map(|(amount, more, currency)| Price {
        amount,
        amount_max: more.map(|more| amount + more),
        currency: currency.into(),
        ..Price::default()
    })
}

fn certification() -> impl Strategy<Value = Certification> {
    let kinds = vec![CertificationKind::Halal, CertificationKind::Pirt, CertificationKind::Other("UTZ".into())];
    (prop::sample::select(kinds), prop::sample::select(CertificationStatus::ALL.to_vec()))
        .prop_map(|(kind, status)| Certification { kind, status, ..Certification::default() })
}

fn any_product() -> impl Strategy<Value = Product> {
    let texts = (words(), words(), words(), words(), words());
    let choices = (
        prop::sample::select(ORIGINS.to_vec()),
        prop::sample::select(vec!["makanan", "wastra", "hilang"]),
        prop::option::of(prop::sample::select(vec!["p0", "p1", "hilang"])),
        prop::sample::select(Status::ALL.to_vec()),
    );
    let lists = (
        prop::collection::vec(price(), 0..3),
        prop::collection::vec(certification(), 0..3),
        prop::collection::vec(prop::sample::select(TAGS.to_vec()), 0..3),
    );
    (texts, choices, lists).prop_map(|((name, name_en, brand, summary, description), choices, lists)| {
        let (origin, category, producer, status) = choices;
        let (prices, certifications, tags) = lists;
        Product {
            name: Text::new(name, name_en),
            brand,
            summary: Text::new(summary, ""),
            description: Text::new("", description),
            origin: origin.into(),
            category: category.into(),
            producer: producer.map(ProducerId::new),
            status,
            prices,
            certifications,
            tags: tags.into_iter().map(str::to_owned).collect(),
            ..Product::default()
        }
    })
}

pub fn any_catalog() -> impl Strategy<Value = Catalog> {
    prop::collection::vec(any_product(), 0..12).prop_map(|products| {
        let products = products.into_iter().enumerate().map(|(at, product)| {
            let id = ProductId::new(format!("x{at:02}"));
            (id.clone(), Arc::new(Product { id, ..product }))
        });
        let producer = |id: &str, name: &str| {
            (ProducerId::new(id), Arc::new(Producer { id: id.into(), name: name.into(), ..Producer::default() }))
        };
        Catalog {
            products: products.collect(),
            producers: [producer("p0", "KWT Argomulyo"), producer("p1", "Rumah Cokelat")].into_iter().collect(),
            categories: Arc::new(vec![
                Category { id: "makanan".into(), name: Text::new("Makanan olahan", "Processed food") },
                Category { id: "wastra".into(), name: Text::new("Wastra", "Textiles") },
            ]),
            selections: Arc::new(vec![Selection {
                id: "s".into(),
                products: vec!["x03".into(), "x01".into(), "x99".into(), "x01".into()],
                ..Selection::default()
            }]),
            ..Catalog::default()
        }
    })
}

pub fn any_filter() -> impl Strategy<Value = Filter> {
    let some = |all: Vec<&'static str>| prop::sample::subsequence(all, 0..3);
    let lists = (
        some(ORIGINS.to_vec()),
        some(vec!["makanan", "wastra"]),
        some(vec!["x01", "x02", "x05"]),
        some(vec!["p0", "p1"]),
        some(TAGS.to_vec()),
    );
    let kinds = prop::sample::subsequence(vec![CertificationKind::Halal, CertificationKind::Pirt], 0..3);
    let rest = (
        prop::option::weighted(0.2, Just("s")),
        prop::sample::select(vec![StatusFilter::Ready, StatusFilter::Draft, StatusFilter::All]),
        prop::option::weighted(0.3, prop::sample::select(Audience::ALL.to_vec())),
        prop::option::weighted(0.3, (0_i64..60, 0_i64..60)),
        prop::sample::select(vec![Sort::Relevance, Sort::Name, Sort::Origin, Sort::Price, Sort::Completeness]),
    );
    (lists, kinds, rest).prop_map(|((origins, categories, products, producers, tags), certifications, rest)| {
        let (selection, status, incomplete_for, price, sort) = rest;
        Filter {
            origins: origins.into_iter().map(RegionCode::new).collect(),
            categories: categories.into_iter().map(CategoryId::new).collect(),
            products: if products.len() == 2 { products.into_iter().map(ProductId::new).collect() } else { vec![] },
            producers: if producers.len() == 2 { producers.into_iter().map(ProducerId::new).collect() } else { vec![] },
            tags: tags.into_iter().map(str::to_owned).collect(),
            certifications,
            selection: selection.map(SelectionId::new),
            status,
            incomplete_for,
            price,
            sort,
            ..Filter::default()
        }
    })
}

/// Whether one product passes a filter, each line being what the documentation of [`Filter`] says.
fn passes(catalog: &Catalog, product: &Product, filter: &Filter) -> bool {
    let held = |kind: &CertificationKind| {
        product.certifications.iter().any(|one| one.kind == *kind && one.status == CertificationStatus::Held)
    };
    let inside = |outer: &RegionCode| match outer.is_empty() {
        true => product.origin.is_empty(),
        false => product.origin.is_inside(outer),
    };
    (filter.origins.is_empty() || filter.origins.iter().any(inside))
        && (filter.categories.is_empty() || filter.categories.contains(&product.category))
        && (filter.products.is_empty() || filter.products.contains(&product.id))
        && (filter.producers.is_empty() || product.producer.iter().any(|id| filter.producers.contains(id)))
        && (filter.certifications.is_empty() || filter.certifications.iter().any(held))
        && (filter.tags.is_empty() || filter.tags.iter().any(|tag| product.tags.contains(tag)))
        && filter
            .selection
            .as_ref()
            .is_none_or(|id| catalog.selection(id).is_some_and(|selection| selection.products.contains(&product.id)))
        && (filter.status == StatusFilter::All
            || filter.status == StatusFilter::Ready && product.status == Status::Ready
            || filter.status == StatusFilter::Draft && product.status == Status::Draft)
        && filter.incomplete_for.is_none_or(|audience| !completeness(catalog, product, audience).missing.is_empty())
        && filter.price.is_none_or(|(low, high)| {
            product.prices.iter().any(|price| {
                price.currency == "IDR" && price.amount <= high && price.amount_max.unwrap_or(price.amount) >= low
            })
        })
}

fn passing(catalog: &Catalog, filter: &Filter) -> BTreeSet<ProductId> {
    let all = catalog.products.values();
    all.filter(|product| passes(catalog, product, filter)).map(|product| product.id.clone()).collect()
}

/// What each choice of a list would leave: that many products pass with the list holding this choice alone.
fn left<K: Ord + Clone>(
    catalog: &Catalog,
    choices: impl IntoIterator<Item = K>,
    with: impl Fn(&K) -> Filter,
) -> BTreeMap<K, usize> {
    let counted = choices.into_iter().map(|choice| (choice.clone(), passing(catalog, &with(&choice)).len()));
    counted.filter(|(_, count)| *count > 0).collect()
}

/// The texts of a field as a person wrote them, in both languages.
fn written(catalog: &Catalog, product: &Product, field: SearchField) -> Vec<String> {
    let both = |text: &Text| vec![text.id.clone(), text.en.clone()];
    let texts = match field {
        SearchField::Name => both(&product.name),
        SearchField::Brand => vec![product.brand.clone()],
        SearchField::Category => catalog.category(&product.category).map(|one| both(&one.name)).unwrap_or_default(),
        SearchField::Producer => catalog.producer_of(product).map(|one| vec![one.name.clone()]).unwrap_or_default(),
        SearchField::Place => vec![product.place.clone()],
        SearchField::Summary => both(&product.summary),
        SearchField::Materials => both(&product.materials),
        SearchField::Tags => product.tags.clone(),
        SearchField::Description => {
            let texts = [&product.description, &product.process, &product.usage];
            texts.into_iter().chain(&product.variants).flat_map(both).collect()
        }
    };
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// The texts that are searched in a field, normalised.
fn texts(catalog: &Catalog, product: &Product, field: SearchField) -> Vec<String> {
    let mut texts = written(catalog, product, field);
    if field == SearchField::Place {
        for code in (1..=product.origin.depth()).map(|depth| product.origin.cut(depth)) {
            let Some(region) = Region::by_code(code.as_str()) else {
                texts.push(code.to_string());
                continue;
            };
            match region.kind() {
                Kind::Province => texts.extend(Lang::ALL.map(|lang| with_word(region, lang))),
                kind => texts.push(format!("{} {}", with_word(region, Lang::Id), kind_word(kind, Lang::En))),
            }
            texts.extend(region.other_names().filter(|_| region.depth() < 4).map(str::to_owned));
        }
    }
    texts.iter().flat_map(|text| spellings(&normalise(text))).collect()
}

/// How well a product answers to a typed word, smaller being better, and the field that does.
fn word_score(catalog: &Catalog, product: &Product, word: &str, may_be_near: bool) -> Option<(usize, SearchField)> {
    let mut best = None;
    for (rank, field) in SearchField::ALL.into_iter().enumerate() {
        let texts = texts(catalog, product, field);
        let any_word = |is: &dyn Fn(&str) -> bool| texts.iter().flat_map(|text| text.split(' ')).any(is);
        let is_joined = word.len() >= 5 && texts.iter().any(|text| text.replace(' ', "").contains(word));
        let score = match () {
            () if any_word(&|written| written.starts_with(word)) => 2 * rank,
            () if is_joined || any_word(&|written| written.contains(word)) => 2 * rank + 1,
            () if may_be_near && any_word(&|written| is_near(word, written)) => 100 + 2 * rank,
            () => continue,
        };
        best = Some(best.map_or((score, field), |best: (usize, SearchField)| best.min((score, field))));
    }
    best
}

/// The products that answer to all words in order, each with the field that says most about why.
fn search(catalog: &Catalog, typed: &str, may_be_near: bool) -> Vec<(ProductId, SearchField)> {
    let words = normalise(typed);
    let scored = catalog.products.values().filter_map(|product| {
        let scores: Option<Vec<_>> =
            words.split(' ').map(|word| word_score(catalog, product, word, may_be_near)).collect();
        let scores = scores?;
        let name = sort_key(product.name.or_other(Lang::Id).map_or("", |(name, _)| name));
        let sum: usize = scores.iter().map(|(score, _)| score).sum();
        Some(((sum, name, product.id.clone()), scores.into_iter().map(|(_, field)| field).max()?))
    });
    let mut scored: Vec<_> = scored.collect();
    scored.sort();
    scored.into_iter().map(|((.., id), field)| (id, field)).collect()
}

/// What somebody types: words, joined ones, beginnings, parts of words, with a slip here and there.
fn typed() -> impl Strategy<Value = String> {
    let words = prop::collection::vec(
        prop::sample::select([WORDS.as_slice(), &["Kalimantan", "kukar", "Paser", "Produk"]].concat()),
        1..3,
    );
    (words, any::<bool>(), any::<bool>(), 0..4_usize, 1..20_usize).prop_map(|(words, joined, slip, from, length)| {
        let mut text = words.join(if joined { "" } else { " " });
        if slip && text.is_ascii() && text.len() > 5 {
            text.remove(4);
        }
        text.chars().skip(if from == 3 { 2 } else { 0 }).take(length).collect()
    })
}

fn hits(catalog: &Catalog, filter: &Filter) -> Vec<ProductId> {
    matches(catalog, &SearchIndex::build(catalog), filter, Lang::Id).hits.into_iter().map(|hit| hit.id).collect()
}

fn searching(typed: &str) -> Filter {
    Filter { search: typed.to_owned(), status: StatusFilter::All, ..Filter::default() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hits_and_every_count_are_those_of_the_plain_definition(catalog in any_catalog(), filter in any_filter()) {
        let found = matches(&catalog, &SearchIndex::build(&catalog), &filter, Lang::Id);
        let ids: BTreeSet<ProductId> = found.hits.iter().map(|hit| hit.id.clone()).collect();
        prop_assert_eq!(ids.len(), found.hits.len());
        prop_assert_eq!(ids, passing(&catalog, &filter));

        let origins = ["", "64", "64.01", "64.02", "64.02.02", "64.02.02.2010", "35", "35.15", "64.99"].map(RegionCode::new);
        prop_assert_eq!(found.facets.origins.to_map(), left(&catalog, origins, |code| Filter { origins: vec![code.clone()], ..filter.clone() }));
        let categories = ["makanan", "wastra", "hilang"].map(CategoryId::new);
        prop_assert_eq!(found.facets.categories, left(&catalog, categories, |id| Filter { categories: vec![id.clone()], ..filter.clone() }));
        let kinds = [CertificationKind::Halal, CertificationKind::Pirt, CertificationKind::Other("UTZ".into())];
        prop_assert_eq!(found.facets.certifications, left(&catalog, kinds, |kind| Filter { certifications: vec![kind.clone()], ..filter.clone() }));
        prop_assert_eq!(found.facets.tags, left(&catalog, TAGS.map(str::to_owned), |tag| Filter { tags: vec![tag.clone()], ..filter.clone() }));
        prop_assert_eq!(found.facets.incomplete_for, left(&catalog, Audience::ALL, |one| Filter { incomplete_for: Some(*one), ..filter.clone() }));
        let any_price = Filter { price: Some((i64::MIN, i64::MAX)), ..filter.clone() };
        prop_assert_eq!(found.facets.priced, passing(&catalog, &any_price).len());
        let mut statuses = BTreeMap::new();
        for id in passing(&catalog, &Filter { status: StatusFilter::All, ..filter.clone() }) {
            *statuses.entry(catalog.products[&id].status).or_insert(0) += 1;
        }
        prop_assert_eq!(found.facets.statuses, statuses);
    }

    #[test]
    fn what_is_typed_finds_what_the_reference_finds(catalog in any_catalog(), typed in typed()) {
        prop_assume!(!normalise(&typed).is_empty());
        let found = matches(&catalog, &SearchIndex::build(&catalog), &searching(&typed), Lang::Id);
        let exact = search(&catalog, &typed, false);
        let is_fuzzy = exact.is_empty();
        let expected = if is_fuzzy { search(&catalog, &typed, true) } else { exact };
        prop_assert_eq!(found.fuzzy, is_fuzzy && !expected.is_empty());
        let hits: Vec<_> = found.hits.into_iter().map(|hit| (hit.id, hit.field.expect("words were typed"))).collect();
        prop_assert_eq!(hits, expected, "{:?}", typed);
    }

    #[test]
    fn an_updated_index_is_the_one_built_anew(before in any_catalog(), after in any_catalog()) {
        let changed: BTreeSet<ProductId> = before.products.keys().chain(after.products.keys()).cloned().collect();
        let changed: Vec<ProductId> = changed.into_iter().filter(|id| before.products.get(id) != after.products.get(id)).collect();
        let (updated, anew) = (SearchIndex::build(&before).updated(&after, &changed), SearchIndex::build(&after));
        for search in ["", "madu", "lung", "argomulyo", "keluhut"] {
            for sort in [Sort::Relevance, Sort::Price, Sort::Origin, Sort::Completeness] {
                let filter = Filter { sort, ..searching(search) };
                prop_assert_eq!(matches(&after, &updated, &filter, Lang::Id), matches(&after, &anew, &filter, Lang::Id));
            }
        }
    }

    /// Nobody types a word at once: after every letter of a name, the product is still among the hits.
    #[test]
    fn a_name_finds_its_product_while_it_is_typed(catalog in any_catalog(), english in any::<bool>(), joined in any::<bool>()) {
        for (id, product) in &catalog.products {
            let name = if english { &product.name.en } else { &product.name.id };
            let name = if joined { name.replace(' ', "") } else { name.clone() };
            // Joined short pieces match across a border only from five letters on.
            for end in name.char_indices().map(|(at, c)| at + c.len_utf8()).filter(|end| !joined || *end >= 6) {
                let typed = &name[..end];
                prop_assert!(hits(&catalog, &searching(typed)).contains(id), "{typed:?} does not find {name:?}");
            }
        }
    }

    /// What is shown as the reason stands in the product, and holds the word that was typed.
    #[test]
    fn the_reason_is_in_the_original_text(catalog in any_catalog(), word in prop::sample::select(vec!["kripik", "coklat", "madu", "kelulut", "briket", "print", "mulyo"])) {
        let found = matches(&catalog, &SearchIndex::build(&catalog), &searching(word), Lang::Id);
        for hit in found.hits.iter().filter(|_| !found.fuzzy) {
            let product = &catalog.products[&hit.id];
            let why = found.why(&catalog, hit).expect("words were typed");
            let producer = catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default();
            let texts = [&product.name.id, &product.name.en, &product.brand, &product.summary.id, &product.description.en, &producer];
            let shown = why.excerpt.trim_start_matches("… ").trim_end_matches(" …");
            prop_assert!(texts.iter().any(|text| text.contains(shown)), "{why:?}");
            let same = |text: &str| normalise(text).replace("kripik", "keripik").replace("cokelat", "coklat").replace("chocolate", "coklat");
            prop_assert!(same(shown).contains(&same(word)), "{word} {why:?}");
        }
    }
}

#[test]
fn every_spelling_finds_every_other() {
    let written = ["Kripik", "Keripik", "Coklat", "Cokelat", "Dark Chocolate"];
    let same = [["kripik", "keripik"].as_slice(), &["coklat", "cokelat", "chocolate"]];
    for name in written {
        let id = ProductId::new("x");
        let product = Product { id: id.clone(), name: Text::new(name, ""), ..Product::default() };
        let catalog = Catalog { products: [(id, Arc::new(product))].into_iter().collect(), ..Catalog::default() };
        let expected: &[&str] = if normalise(name).contains("ripik") { same[0] } else { same[1] };
        for word in expected {
            for end in 1..=word.len() {
                let found = matches(&catalog, &SearchIndex::build(&catalog), &searching(&word[..end]), Lang::Id);
                assert!(!found.fuzzy && found.hits.len() == 1, "{} does not find {name}", &word[..end]);
            }
        }
    }
}

#[test]
fn the_least_complete_come_first() {
    let product = |id: &str, summary: &str| {
        let product =
            Product { id: id.into(), name: Text::new("A", ""), summary: Text::new(summary, ""), ..Product::default() };
        (product.id.clone(), Arc::new(product))
    };
    let catalog = Catalog {
        products: [product("a", "Satu kalimat."), product("b", "")].into_iter().collect(),
        ..Catalog::default()
    };
    let filter = Filter { sort: Sort::Completeness, ..searching("") };
    assert_eq!(hits(&catalog, &filter), [ProductId::new("b"), ProductId::new("a")]);
}
