//! Finds products by typing: accent-blind, typo-tolerant, in both languages, and says why each one matched.

use std::collections::HashMap;
use std::sync::Arc;

use imbl::OrdMap;
use memchr::memmem;

use super::catalog::Catalog;
use super::completeness::{Audience, completeness, has_general_contact};
use super::place::full_place;
use super::record::Product;
use super::values::{ProductId, RegionCode, Text};
use super::words::{fold, is_near, sort_key, spellings};
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
    /// One string for each [`Field`], both languages and every spelling in it.
    fields: Vec<String>,
    /// The same without blanks, so that `argomulyo` finds "Argo Mulyo".
    squashed: Vec<String>,
    /// Sort keys of the name in each language.
    pub(super) names: [String; 2],
    /// How many fields are missing, for each [`Audience`].
    pub(super) missing: [usize; 3],
}

/// The normalised text of every product. Cloning copies a pointer; an update copies what changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchIndex {
    pub(super) entries: OrdMap<ProductId, Arc<Entry>>,
    /// Whether the catalogue itself has a contact, which completes the products of producers without one.
    has_general_contact: bool,
}

impl SearchIndex {
    pub fn build(catalog: &Catalog) -> Self {
        let mut places = Places::new();
        let entries =
            catalog.products.iter().map(|(id, product)| (id.clone(), Arc::new(entry(catalog, product, &mut places))));
        Self { entries: entries.collect(), has_general_contact: has_general_contact(catalog) }
    }

    /// The index after some products changed (a changed producer or category needs all of its products named; what
    /// the catalogue says of itself need not be named).
    pub fn updated(&self, catalog: &Catalog, changed: &[ProductId]) -> Self {
        if self.has_general_contact != has_general_contact(catalog) {
            return Self::build(catalog);
        }
        let mut entries = self.entries.clone();
        let mut places = Places::new();
        for id in changed {
            match catalog.products.get(id) {
                Some(product) => drop(entries.insert(id.clone(), Arc::new(entry(catalog, product, &mut places)))),
                None => drop(entries.remove(id)),
            }
        }
        Self { entries, has_general_contact: self.has_general_contact }
    }
}

/// The names of places that were already asked for: many products come from few places.
type Places = HashMap<RegionCode, String>;

fn entry(catalog: &Catalog, product: &Product, places: &mut Places) -> Entry {
    let (mut fields, mut squashed) = (Vec::with_capacity(Field::ALL.len()), Vec::with_capacity(Field::ALL.len()));
    for field in Field::ALL {
        let mut text = texts_of(catalog, product, field).join(" ");
        if field == Field::Place {
            let names = places.entry(product.origin.clone()).or_insert_with(|| place_names(&product.origin));
            text = format!("{names} {text}");
        }
        let spellings = spellings(&fold(&text));
        // A border that no typed word has stands between the spellings.
        squashed.push(spellings.iter().map(|text| text.replace(' ', "")).collect::<Vec<_>>().join(" "));
        fields.push(spellings.join(" "));
    }
    let name = |lang| sort_key(product.name.or_other(lang).map_or("", |(name, _)| name));
    let missing = Audience::ALL.map(|audience| completeness(catalog, product, audience).missing.len());
    Entry { fields, squashed, names: [name(Lang::Id), name(Lang::En)], missing }
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

/// Every name of a place and of what it lies in, with the words before them, in both languages and as people shorten
/// them: `Desa Lung Anai, Kecamatan Loa Kulu, Kabupaten Kutai Kartanegara, … kukar`.
fn place_names(code: &RegionCode) -> String {
    let mut names = vec![full_place(code, Lang::Id), full_place(code, Lang::En)];
    for depth in (1..=code.depth()).rev() {
        let region = Region::by_code(code.cut(depth).as_str());
        names.extend(region.into_iter().flat_map(Region::other_names).map(str::to_owned));
    }
    names.join(" ")
}

/// How well an entry matched: smaller is better.
type Score = usize;

pub(super) struct Found {
    /// By id, as the index walks.
    score: Vec<(ProductId, (Score, Field))>,
    pub(super) words: Vec<String>,
    pub(super) fuzzy: bool,
}

impl Found {
    /// How well a product matched and in which field; `None` where it did not.
    pub(super) fn get(&self, id: &ProductId) -> Option<(Score, Field)> {
        let at = self.score.binary_search_by(|(known, _)| known.cmp(id)).ok()?;
        self.score.get(at).map(|(_, found)| *found)
    }
}

/// All products in which every typed word is found, or near spellings where nothing matches as typed.
/// `None` where nothing was typed.
pub(super) fn find(index: &SearchIndex, typed: &str) -> Option<Found> {
    let words: Vec<String> = fold(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    if words.is_empty() {
        return None;
    }
    let finders: Vec<memmem::Finder<'_>> = words.iter().map(|word| memmem::Finder::new(word.as_bytes())).collect();
    let mut score: Vec<(ProductId, (Score, Field))> = Vec::new();
    for (id, entry) in &index.entries {
        let each = words.iter().zip(&finders).map(|(word, finder)| exact(entry, word, finder));
        if let Some(found) = together(each) {
            score.push((id.clone(), found));
        }
    }
    let fuzzy = score.is_empty();
    if fuzzy {
        let mut known: Vec<HashMap<&str, bool>> = vec![HashMap::new(); words.len()];
        for (id, entry) in &index.entries {
            let each = words.iter().zip(&finders).zip(&mut known);
            let each =
                each.map(|((word, finder), known)| exact(entry, word, finder).or_else(|| near(entry, word, known)));
            if let Some(found) = together(each) {
                score.push((id.clone(), found));
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
        let across =
            || word.len() >= 5 && entry.squashed.get(rank).is_some_and(|text| finder.find(text.as_bytes()).is_some());
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

/// The best field with a word that is near what was typed. Products share most of their words: `known` keeps the answers.
fn near<'a>(entry: &'a Entry, word: &str, known: &mut HashMap<&'a str, bool>) -> Option<(Score, Field)> {
    /// Near spellings rank behind every exact one.
    const BEHIND: Score = 100;
    Field::ALL.into_iter().enumerate().find_map(|(rank, field)| {
        let mut written = entry.fields.get(rank)?.split(' ');
        let found = written.any(|written| *known.entry(written).or_insert_with(|| is_near(word, written)));
        found.then_some((BEHIND + rank * 2, field))
    })
}

/// The words around the first match in a field's own text, for people to see.
pub(super) fn why(catalog: &Catalog, product: &Product, field: Field, words: &[String], fuzzy: bool) -> Why {
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
            text.split_whitespace().position(|written| spellings(&fold(written)).iter().any(|one| holds(one)))
        }
        Nearness::Joined => {
            let folded: Vec<String> = text.split_whitespace().map(fold).collect();
            let joined =
                |at: usize| spellings(&folded.iter().skip(at).take(JOINED).cloned().collect::<Vec<_>>().join(" "));
            let first = (0..folded.len()).find(|at| joined(*at).iter().any(|one| holds(&one.replace(' ', ""))))?;
            // The last beginning that still holds it is where it begins.
            (first..folded.len()).take_while(|at| joined(*at).iter().any(|one| holds(&one.replace(' ', "")))).last()
        }
        Nearness::Near => text.split_whitespace().position(|written| {
            spellings(&fold(written))
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
    use super::*;
    use crate::model::{Category, Producer};

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
            (product.id.clone(), Arc::new(product))
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
        assert_eq!(ids("kabupaten kutai kakao"), ["b"]);
        assert_eq!(ids("east kalimantan kelulut"), ["a"]);
        assert_eq!(ids("bee products kelulut"), ["a"]);
        assert!(ids("tidakada").is_empty());
    }

    #[test]
    fn the_reason_shows_the_words_around_the_match() {
        let catalog = catalog();
        let found = find(&SearchIndex::build(&catalog), "hutan").expect("something was typed");
        let (_, field) = found.get(&"b".into()).expect("b matches");
        let product = catalog.products.get("b").expect("b is there");
        let why = why(&catalog, product, field, &found.words, found.fuzzy);
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
