//! Finds products by typing: accent-blind, typo-tolerant, in both languages, and says why each one matched.

use std::collections::BTreeMap;
use std::sync::Arc;

use imbl::OrdMap;
use memchr::memmem;

use super::catalog::Catalog;
use super::completeness::{Audience, completeness};
use super::record::Product;
use super::values::{ProductId, RegionCode, Text};
use super::words::{fold, is_near, sort_key};
use crate::regions::Region;
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

/// What is known of one product for searching and sorting, in its folded form.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// One string for each [`Field`], both languages in it.
    fields: Vec<String>,
    /// The same without blanks, so that `argomulyo` finds "Argo Mulyo".
    squashed: Vec<String>,
    /// Sort keys of the name in each language.
    pub(super) names: [String; 2],
    /// Whether something is missing, for each [`Audience`].
    pub(super) incomplete: [bool; 3],
}

/// The normalised text of every product. Cloning copies a pointer; an update copies what changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchIndex {
    pub(super) entries: OrdMap<ProductId, Arc<Entry>>,
}

impl SearchIndex {
    pub fn build(catalog: &Catalog) -> Self {
        let entries = catalog.products.iter().map(|(id, product)| (id.clone(), Arc::new(entry(catalog, product))));
        Self { entries: entries.collect() }
    }

    /// The index after some products changed (a changed producer, category or selection needs all of its products named).
    pub fn updated(&self, catalog: &Catalog, changed: &[ProductId]) -> Self {
        let mut entries = self.entries.clone();
        for id in changed {
            match catalog.products.get(id) {
                Some(product) => drop(entries.insert(id.clone(), Arc::new(entry(catalog, product)))),
                None => drop(entries.remove(id)),
            }
        }
        Self { entries }
    }
}

fn entry(catalog: &Catalog, product: &Product) -> Entry {
    let fields: Vec<String> = Field::ALL.iter().map(|field| fold(&text_of(catalog, product, *field))).collect();
    let squashed = fields.iter().map(|text| text.replace(' ', "")).collect();
    let name = |lang| sort_key(product.name.or_other(lang).map_or("", |(name, _)| name));
    let is_incomplete = |audience| !completeness(catalog, product, audience).missing.is_empty();
    Entry { fields, squashed, names: [name(Lang::Id), name(Lang::En)], incomplete: Audience::ALL.map(is_incomplete) }
}

fn both(text: &Text) -> String {
    format!("{} {}", text.id, text.en)
}

/// What stands in a field, in both languages and as people would type it.
fn text_of(catalog: &Catalog, product: &Product, field: Field) -> String {
    match field {
        Field::Name => both(&product.name),
        Field::Brand => product.brand.clone(),
        Field::Category => catalog.category(&product.category).map(|category| both(&category.name)).unwrap_or_default(),
        Field::Producer => catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default(),
        Field::Place => format!("{} {}", place_text(&product.origin), product.place),
        Field::Summary => both(&product.summary),
        Field::Materials => both(&product.materials),
        Field::Tags => product.tags.join(" "),
        Field::Description => [&product.description, &product.process, &product.usage]
            .into_iter()
            .chain(&product.variants)
            .map(both)
            .collect::<Vec<String>>()
            .join(" "),
    }
}

/// Every name of a place and of what it lies in: `Lung Anai Loa Kulu Kutai Kartanegara kukar Kalimantan Timur …`.
fn place_text(code: &RegionCode) -> String {
    let mut names = Vec::new();
    for depth in (1..=code.depth()).rev() {
        let Some(region) = Region::by_code(code.cut(depth).as_str()) else { continue };
        names.push(region.name().to_owned());
        names.extend(region.other_names().map(str::to_owned));
    }
    names.join(" ")
}

/// How well an entry matched: smaller is better.
type Score = usize;

pub(super) struct Found {
    pub(super) score: BTreeMap<ProductId, (Score, Field)>,
    pub(super) words: Vec<String>,
    pub(super) fuzzy: bool,
}

/// All products in which every typed word is found, or near spellings where nothing matches as typed.
/// `None` where nothing was typed.
pub(super) fn find(index: &SearchIndex, typed: &str) -> Option<Found> {
    let words: Vec<String> = fold(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if words.is_empty() {
        return None;
    }
    let finders: Vec<memmem::Finder<'_>> = words.iter().map(|word| memmem::Finder::new(word.as_bytes())).collect();
    let mut score: BTreeMap<ProductId, (Score, Field)> = BTreeMap::new();
    for (id, entry) in &index.entries {
        let each = words.iter().zip(&finders).map(|(word, finder)| exact(entry, word, finder));
        if let Some(found) = together(each) {
            score.insert(id.clone(), found);
        }
    }
    let fuzzy = score.is_empty();
    if fuzzy {
        for (id, entry) in &index.entries {
            let each = words.iter().zip(&finders).map(|(word, finder)| exact(entry, word, finder).or_else(|| near(entry, word)));
            if let Some(found) = together(each) {
                score.insert(id.clone(), found);
            }
        }
    }
    Some(Found { fuzzy: fuzzy && !score.is_empty(), score, words })
}

/// The sum of the words' scores and the field that says most about why; `None` where a word is missing.
fn together(each: impl Iterator<Item = Option<(Score, Field)>>) -> Option<(Score, Field)> {
    let (mut sum, mut furthest) = (0, Field::Name);
    for found in each {
        let (score, field) = found?;
        sum += score;
        furthest = furthest.max(field);
    }
    Some((sum, furthest))
}

/// The best field that contains a word. Beginnings of words rank before what stands inside them.
fn exact(entry: &Entry, word: &str, finder: &memmem::Finder<'_>) -> Option<(Score, Field)> {
    let mut inside = None;
    for (rank, field) in Field::ALL.into_iter().enumerate() {
        let text = entry.fields.get(rank)?;
        let mut found = false;
        for at in finder.find_iter(text.as_bytes()) {
            found = true;
            if at == 0 || text.as_bytes().get(at - 1) == Some(&b' ') {
                return Some(better(inside, (rank * 2, field)));
            }
        }
        // Long words may stand in two pieces in the text; short ones would match across all borders.
        let across = || word.len() >= 5 && entry.squashed.get(rank).is_some_and(|text| finder.find(text.as_bytes()).is_some());
        if (found || across()) && inside.is_none() {
            inside = Some((rank * 2 + 1, field));
        }
    }
    inside
}

fn better(found: Option<(Score, Field)>, other: (Score, Field)) -> (Score, Field) {
    match found {
        Some(found) if found.0 < other.0 => found,
        _ => other,
    }
}

/// The best field with a word that is near what was typed.
fn near(entry: &Entry, word: &str) -> Option<(Score, Field)> {
    /// Near spellings rank behind every exact one.
    const BEHIND: Score = 100;
    Field::ALL.into_iter().enumerate().find_map(|(rank, field)| {
        let text = entry.fields.get(rank)?;
        text.split(' ').any(|written| is_near(word, written)).then_some((BEHIND + rank * 2, field))
    })
}

/// The words around the first match in a field's own text, for people to see.
pub(super) fn why(catalog: &Catalog, product: &Product, field: Field, words: &[String]) -> Why {
    let text = text_in_its_own_words(catalog, product, field, words);
    Why { field, excerpt: excerpt(&text, words) }
}

/// The field's text in the language in which a word stands.
fn text_in_its_own_words(catalog: &Catalog, product: &Product, field: Field, words: &[String]) -> String {
    let pick = |text: &Text| {
        let holds = |lang| text.get(lang).is_some_and(|text| hit_at(text, words).is_some());
        let lang = if holds(Lang::Id) || !holds(Lang::En) { Lang::Id } else { Lang::En };
        text.or_other(lang).map_or(String::new(), |(text, _)| text.to_owned())
    };
    match field {
        Field::Name => pick(&product.name),
        Field::Summary => pick(&product.summary),
        Field::Materials => pick(&product.materials),
        Field::Category => catalog.category(&product.category).map(|category| pick(&category.name)).unwrap_or_default(),
        Field::Description => {
            let texts = [&product.description, &product.process, &product.usage];
            let mut all = texts.into_iter().chain(&product.variants).map(pick).filter(|text| !text.is_empty());
            let first = all.next().unwrap_or_default();
            if hit_at(&first, words).is_some() {
                return first;
            }
            all.find(|text| hit_at(text, words).is_some()).unwrap_or(first)
        }
        Field::Tags => product.tags.join(", "),
        Field::Place => super::place::full_place(&product.origin, Lang::Id),
        Field::Brand | Field::Producer => text_of(catalog, product, field),
    }
}

fn hit_at(text: &str, words: &[String]) -> Option<usize> {
    text.split_whitespace().position(|written| {
        let written = fold(written);
        words.iter().any(|word| written.contains(word.as_str()) || written.split(' ').any(|one| is_near(word, one)))
    })
}

fn excerpt(text: &str, words: &[String]) -> String {
    /// Words shown before and after the one that matched.
    const AROUND: usize = 5;
    let all: Vec<&str> = text.split_whitespace().collect();
    let at = hit_at(text, words).unwrap_or(0);
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
    use super::*;
    use crate::model::{Category, Producer};

    fn catalog() -> Catalog {
        let product = |id: &str, name: &str, summary: &str| {
            let product = Product {
                id: id.into(),
                name: Text::new(name, ""),
                summary: Text::new(summary, "A short summary."),
                origin: RegionCode::new("64.02.04.2009"),
                producer: Some("p".into()),
                category: "madu".into(),
                ..Product::default()
            };
            (product.id.clone(), Arc::new(product))
        };
        Catalog {
            products: [
                product("a", "Madu Kelulut Asli", "Dari lebah tanpa sengat."),
                product("b", "Coklat Lung Anai", "Biji kakao, difermentasi; dicampur madu hutan."),
            ]
            .into_iter()
            .collect(),
            producers: [(crate::model::ProducerId::new("p"), Arc::new(Producer { id: "p".into(), name: "KWT Argo Mulyo".into(), ..Producer::default() }))]
                .into_iter()
                .collect(),
            categories: Arc::new(vec![Category { id: "madu".into(), name: Text::new("Hasil lebah", "Bee products") }]),
            ..Catalog::default()
        }
    }

    fn ids(typed: &str) -> Vec<String> {
        let catalog = catalog();
        let found = find(&SearchIndex::build(&catalog), typed).expect("something was typed");
        let mut list: Vec<_> = found.score.into_iter().map(|(id, (score, _))| (score, id.to_string())).collect();
        list.sort();
        list.into_iter().map(|(_, id)| id).collect()
    }

    #[test]
    fn names_rank_before_other_fields_and_slips_still_find() {
        assert_eq!(ids("madu"), ["a", "b"]);
        assert_eq!(ids("kelulud"), ["a"]);
        assert_eq!(ids("cokelat"), ["b"]);
        assert_eq!(ids("argomulyo"), ["a", "b"]);
        assert_eq!(ids("kukar kakao"), ["b"]);
        assert_eq!(ids("bee products kelulut"), ["a"]);
        assert!(ids("tidakada").is_empty());
    }

    #[test]
    fn the_reason_shows_the_words_around_the_match() {
        let catalog = catalog();
        let found = find(&SearchIndex::build(&catalog), "hutan").expect("something was typed");
        let (_, field) = found.score.get("b").copied().expect("b matches");
        let product = catalog.products.get("b").expect("b is there");
        let why = why(&catalog, product, field, &found.words);
        assert_eq!(why.field, Field::Summary);
        assert_eq!(why.excerpt, "Biji kakao, difermentasi; dicampur madu hutan.");
    }

    #[test]
    fn an_updated_index_is_the_one_built_anew() {
        let before = catalog();
        let mut after = before.clone();
        after.products.remove("a");
        let mut changed = before.products.get("b").map(|b| (**b).clone()).expect("b is there");
        changed.name.id = "Kopi".into();
        after.products.insert("b".into(), Arc::new(changed));
        let updated = SearchIndex::build(&before).updated(&after, &["a".into(), "b".into()]);
        assert_eq!(updated, SearchIndex::build(&after));
    }
}
