//! Why a product was found: the words around the match, as they stand in the record.

use crate::model::place::wording::full_place;
use crate::model::record::Product;
use crate::model::record::catalog::Catalog;
use crate::model::search::fields::{SearchField, TextSource};
use crate::model::search::normalise::{is_near, normalise, spellings};
use crate::text::Lang;

/// Why a product matched: the field and a short excerpt of it around the match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    pub field: SearchField,
    pub excerpt: String,
    /// Where in the excerpt the word stands that matched.
    pub at: usize,
}

impl Why {
    /// The excerpt from the word on that matched, for where there is no room for what stands before it.
    pub fn from_match(&self) -> String {
        match self.excerpt.get(self.at..) {
            Some(rest) if self.at > 0 => format!("… {rest}"),
            _ => self.excerpt.clone(),
        }
    }
}

/// The words around the first match in a field's own text, for people to see.
pub(super) fn why(catalog: &Catalog, product: &Product, field: SearchField, words: &[String], fuzzy: bool) -> Why {
    let places;
    let mut texts = TextSource::of(catalog, product).texts(field);
    if field == SearchField::Place {
        places = [full_place(&product.origin, Lang::Id), full_place(&product.origin, Lang::En)];
        texts.splice(0..0, places.iter().map(String::as_str));
    }
    let hit = |nearness| texts.iter().find_map(|text| Some((*text, hit_at(text, words, nearness)?)));
    let hit = hit(Nearness::Same).or_else(|| hit(Nearness::Joined)).or_else(|| hit(Nearness::Near).filter(|_| fuzzy));
    // An abbreviation such as "Kukar" stands in no text: the beginning explains it.
    let (text, at) = hit.or_else(|| Some((*texts.first()?, 0))).unwrap_or_default();
    let (excerpt, at) = excerpt(text, at);
    Why { field, excerpt, at }
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
            let written: Vec<&str> = text.split_whitespace().collect();
            let joined = |at: usize| {
                spellings(&normalise(&written.iter().skip(at).take(JOINED).copied().collect::<Vec<_>>().join(" ")))
            };
            let first = (0..written.len()).find(|at| joined(*at).iter().any(|one| holds(&one.replace(' ', ""))))?;
            // The last beginning that still holds it is where it begins.
            (first..written.len()).take_while(|at| joined(*at).iter().any(|one| holds(&one.replace(' ', "")))).last()
        }
        Nearness::Near => text.split_whitespace().position(|written| {
            spellings(&normalise(written))
                .iter()
                .any(|one| one.split(' ').any(|one| words.iter().any(|word| is_near(word, one))))
        }),
    }
}

/// The words around one, and where that one stands among them.
fn excerpt(text: &str, at: usize) -> (String, usize) {
    /// Words shown before and after the one that matched.
    const AROUND: usize = 5;
    let all: Vec<&str> = text.split_whitespace().collect();
    let (from, to) = (at.saturating_sub(AROUND), (at + AROUND + 1).min(all.len()));
    let mut shown = all.get(from..to).unwrap_or_default().join(" ");
    let mut place = all.get(from..at).unwrap_or_default().iter().map(|word| word.len() + 1).sum();
    if from > 0 {
        shown.insert_str(0, "… ");
        place += "… ".len();
    }
    if to < all.len() {
        shown.push_str(" …");
    }
    (shown, place)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::record::values::Text;
    use crate::model::search::index::SearchIndex;
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
        assert_eq!(why.field, SearchField::Summary);
        assert_eq!(why.excerpt, "Biji kakao, difermentasi; dicampur madu hutan.");
    }
}
