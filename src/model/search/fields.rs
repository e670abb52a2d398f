//! The fields that are searched, best first, and why a product matched, in words of its own.

use crate::model::place::wording::full_place;
use crate::model::record::Product;
use crate::model::record::catalog::Catalog;
use crate::model::record::values::Text;
pub use crate::model::search::index::SearchIndex;
use crate::model::search::normalise::{is_near, normalise, spellings};
use crate::text::Lang;

/// The field in which search words were found, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Name,
    Brand,
    Category,
    Producer,
    Place,
    Summary,
    Materials,
    Tags,
    Description,
}

impl Field {
    pub const ALL: [Field; 9] = [
        Field::Name,
        Field::Brand,
        Field::Category,
        Field::Producer,
        Field::Place,
        Field::Summary,
        Field::Materials,
        Field::Tags,
        Field::Description,
    ];
}

/// Why a product matched: the field and a short excerpt of it around the match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    pub field: Field,
    pub excerpt: String,
}

/// The texts of a field, Indonesian before English, but the names of the region that a code says.
fn texts_of<'a>(catalog: &'a Catalog, product: &'a Product, field: Field) -> Vec<&'a str> {
    let both = |texts: &[&'a Text]| -> Vec<&'a str> {
        texts.iter().flat_map(|text| [text.id.as_str(), text.en.as_str()]).filter(|text| !text.is_empty()).collect()
    };
    match field {
        Field::Name => both(&[&product.name]),
        Field::Brand => vec![&product.brand],
        Field::Category => {
            catalog.category(&product.category).map(|category| both(&[&category.name])).unwrap_or_default()
        }
        Field::Producer => {
            catalog.producer_of(product).map(|producer| vec![producer.name.as_str()]).unwrap_or_default()
        }
        Field::Place => vec![&product.place],
        Field::Summary => both(&[&product.summary]),
        Field::Materials => both(&[&product.materials]),
        Field::Tags => product.tags.iter().map(String::as_str).collect(),
        Field::Description => {
            let texts: Vec<&Text> =
                [&product.description, &product.process, &product.usage].into_iter().chain(&product.variants).collect();
            both(&texts)
        }
    }
}

/// The words around the first match in a field's own text, for people to see.
pub(in crate::model) fn why(catalog: &Catalog, product: &Product, field: Field, words: &[String], fuzzy: bool) -> Why {
    let places;
    let mut texts = texts_of(catalog, product, field);
    if field == Field::Place {
        places = [full_place(&product.origin, Lang::Id), full_place(&product.origin, Lang::En)];
        texts.splice(0..0, places.iter().map(String::as_str));
    }
    let hit = |nearness| texts.iter().find_map(|text| Some((*text, hit_at(text, words, nearness)?)));
    let hit = hit(Nearness::Same).or_else(|| hit(Nearness::Joined)).or_else(|| hit(Nearness::Near).filter(|_| fuzzy));
    // An abbreviation such as "Kukar" stands in no text: the beginning explains it.
    let (text, at) = hit.or_else(|| Some((*texts.first()?, 0))).unwrap_or_default();
    Why { field, excerpt: excerpt(text, at) }
}

/// In which way a written word answers a typed one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearness {
    /// It contains it, in one of its spellings.
    Same,
    /// It does together with the words after it: "Argo Mulyo" for `argomulyo`.
    Joined,
    /// It is spelt nearly so.
    Near,
}

/// Which of a text's words is the first to answer any of those typed.
fn hit_at(text: &str, words: &[String], nearness: Nearness) -> Option<usize> {
    /// How many words are read as one.
    const JOINED: usize = 4;
    let holds = |written: &str| words.iter().any(|word| written.contains(word.as_str()));
    match nearness {
        Nearness::Same => {
            text.split_whitespace().position(|written| spellings(&normalise(written)).iter().any(|one| holds(one)))
        }
        Nearness::Joined => {
            let folded: Vec<String> = text.split_whitespace().map(normalise).collect();
            let joined =
                |at: usize| spellings(&folded.iter().skip(at).take(JOINED).cloned().collect::<Vec<_>>().join(" "));
            let first = (0..folded.len()).find(|at| joined(*at).iter().any(|one| holds(&one.replace(' ', ""))))?;
            // The last beginning that still holds it is where it begins.
            (first..folded.len()).take_while(|at| joined(*at).iter().any(|one| holds(&one.replace(' ', "")))).last()
        }
        Nearness::Near => text.split_whitespace().position(|written| {
            spellings(&normalise(written))
                .iter()
                .any(|one| one.split(' ').any(|one| words.iter().any(|word| is_near(word, one))))
        }),
    }
}

fn excerpt(text: &str, at: usize) -> String {
    /// Words shown before and after the one that matched.
    const AROUND: usize = 5;
    let all: Vec<&str> = text.split_whitespace().collect();
    let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(all.len()));
    let mut shown = all.get(from..to).unwrap_or_default().join(" ");
    if from > 0 {
        shown.insert_str(0, "… ");
    }
    if to < all.len() {
        shown.push_str(" …");
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::{Category, Filter, Producer, RegionCode, StatusFilter, matches};

    fn catalog() -> Catalog {
        let product = |id: &str, name: &str, summary: &str| {
            let product = Product {
                id: id.into(),
                name: Text::new(name, ""),
                summary: Text::new(summary, "A short summary."),
                origin: RegionCode::new("64.02.02.2010"),
                producer: Some("p".into()),
                category: "madu".into(),
                ..Product::default()
            };
            (product.id.clone(), product)
        };
        Catalog {
            products: [
                product("a", "Madu Kelulut Asli", "Dari lebah tanpa sengat."),
                product("b", "Coklat Lung Anai", "Biji kakao, difermentasi; dicampur madu hutan."),
            ]
            .into_iter()
            .collect(),
            producers: [(
                crate::model::ProducerId::new("p"),
                Arc::new(Producer { id: "p".into(), name: "KWT Argo Mulyo".into(), ..Producer::default() }),
            )]
            .into_iter()
            .collect(),
            categories: Arc::new(vec![Category { id: "madu".into(), name: Text::new("Hasil lebah", "Bee products") }]),
            ..Catalog::default()
        }
    }

    fn ids(typed: &str) -> Vec<String> {
        let catalog = catalog();
        let found = matches(&catalog, &SearchIndex::build(&catalog), &searching(typed), Lang::Id);
        found.hits.iter().map(|hit| hit.id.to_string()).collect()
    }

    fn searching(typed: &str) -> Filter {
        Filter { search: typed.to_owned(), status: StatusFilter::All, ..Filter::default() }
    }

    #[test]
    fn names_rank_before_other_fields_and_slips_still_find() {
        assert_eq!(ids("madu"), ["a", "b"]);
        assert_eq!(ids("kelulud"), ["a"]);
        assert_eq!(ids("cokelat"), ["b"]);
        // What answers equally well stands in the order of names.
        assert_eq!(ids("argomulyo"), ["b", "a"]);
        assert_eq!(ids("kukar kakao"), ["b"]);
        assert_eq!(ids("kabupaten kutai kakao"), ["b"]);
        assert_eq!(ids("east kalimantan kelulut"), ["a"]);
        assert_eq!(ids("bee products kelulut"), ["a"]);
        assert!(ids("tidakada").is_empty());
    }

    #[test]
    fn the_reason_shows_the_words_around_the_match() {
        let catalog = catalog();
        let found = matches(&catalog, &SearchIndex::build(&catalog), &searching("hutan"), Lang::Id);
        let why = found.why(&catalog, found.hits.first().expect("b matches")).expect("words were typed");
        assert_eq!(why.field, Field::Summary);
        assert_eq!(why.excerpt, "Biji kakao, difermentasi; dicampur madu hutan.");
    }
}
