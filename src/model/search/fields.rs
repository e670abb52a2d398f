//! The fields that are searched, best first, and their texts.

use std::collections::BTreeMap;

use crate::model::record::catalog::Catalog;
use crate::model::record::values::Text;
use crate::model::record::{Category, Producer, Product};
use crate::model::search::normalise::{normalise, spellings};

/// The field in which search words were found, best first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SearchField {
    #[default]
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

impl SearchField {
    pub const ALL: [SearchField; 9] = [
        SearchField::Name,
        SearchField::Brand,
        SearchField::Category,
        SearchField::Producer,
        SearchField::Place,
        SearchField::Summary,
        SearchField::Materials,
        SearchField::Tags,
        SearchField::Description,
    ];
}

/// A product with the records that its texts come from.
#[derive(Clone, Copy)]
pub(super) struct TextSource<'a> {
    pub(super) product: &'a Product,
    pub(super) producer: Option<&'a Producer>,
    pub(super) category: Option<&'a Category>,
}

impl<'a> TextSource<'a> {
    pub(super) fn of(catalog: &'a Catalog, product: &'a Product) -> Self {
        let producer = catalog.producer_of(product).map(AsRef::as_ref);
        Self { product, producer, category: catalog.category(&product.category) }
    }

    /// The texts of a field as written, Indonesian before English; without the names of the region that a code stands for.
    pub(super) fn texts(self, field: SearchField) -> Vec<&'a str> {
        let TextSource { product, producer, category } = self;
        let both = |texts: &[&'a Text]| -> Vec<&'a str> {
            texts.iter().flat_map(|text| [text.id.as_str(), text.en.as_str()]).filter(|text| !text.is_empty()).collect()
        };
        match field {
            SearchField::Name => both(&[&product.name]),
            SearchField::Brand => vec![&product.brand],
            SearchField::Category => category.map(|category| both(&[&category.name])).unwrap_or_default(),
            SearchField::Producer => producer.map(|producer| vec![producer.name.as_str()]).unwrap_or_default(),
            SearchField::Place => vec![&product.place],
            SearchField::Summary => both(&[&product.summary]),
            SearchField::Materials => both(&[&product.materials]),
            SearchField::Tags => product.tags.iter().map(String::as_str).collect(),
            SearchField::Description => {
                let texts = [&product.description, &product.process, &product.usage];
                both(&texts.into_iter().chain(&product.variants).collect::<Vec<&Text>>())
            }
        }
    }
}

/// The normalised texts of one product: field after field, each text on a line, in every spelling.
#[derive(Default)]
pub(super) struct NormalisedTexts {
    lines: String,
    /// Where each field ends.
    ends: [usize; 9],
}

impl NormalisedTexts {
    /// `region_lines` are those of the region that the product comes from, made by [`add_lines`].
    pub(super) fn of<'a>(source: TextSource<'_>, mut region_lines: impl Iterator<Item = &'a str>) -> Self {
        let mut lines = String::new();
        let ends = SearchField::ALL.map(|field| {
            source.texts(field).into_iter().for_each(|text| add_lines(&mut lines, text));
            if field == SearchField::Place {
                region_lines.by_ref().for_each(|some| lines.push_str(some));
            }
            lines.len()
        });
        Self { lines, ends }
    }

    /// Every field with its lines.
    fn fields(&self) -> impl Iterator<Item = (SearchField, &str)> {
        let begins = std::iter::once(0).chain(self.ends);
        let ranges = begins.zip(self.ends);
        ranges.zip(SearchField::ALL).map(|((from, to), field)| (field, self.lines.get(from..to).unwrap_or_default()))
    }

    /// Every word with the field that it stands in.
    pub(super) fn words(&self) -> impl Iterator<Item = (&str, SearchField)> {
        self.fields().flat_map(|(field, lines)| lines.split_ascii_whitespace().map(move |word| (word, field)))
    }

    /// Each word once, with the best field that it stands in.
    pub(super) fn best_of_words(&self) -> BTreeMap<&str, SearchField> {
        let mut best = BTreeMap::new();
        for (word, field) in self.words() {
            best.entry(word).or_insert(field);
        }
        best
    }

    pub(super) fn joined(&self) -> JoinedTexts {
        let mut letters = String::with_capacity(self.lines.len());
        let ends = self.fields().map(|(_, lines)| {
            letters.extend(lines.chars().filter(|letter| *letter != ' '));
            letters.len()
        });
        let ends = ends.collect();
        JoinedTexts { letters: letters.into_boxed_str(), ends }
    }
}

/// Adds a text to normalised lines, in every spelling.
pub(super) fn add_lines(lines: &mut String, text: &str) {
    let normalised = normalise(text);
    if normalised.is_empty() {
        return;
    }
    for spelt in spellings(&normalised) {
        lines.push_str(&spelt);
        lines.push('\n');
    }
}

/// The same without the blanks between words, so that `argomulyo` is found in "Argo Mulyo".
#[derive(Debug)]
pub(super) struct JoinedTexts {
    letters: Box<str>,
    /// Where each field ends.
    ends: Box<[usize]>,
}

impl JoinedTexts {
    /// The first of so many fields that has what is looked for.
    pub(super) fn first_of(&self, fields: usize, finder: &memchr::memmem::Finder<'_>) -> Option<SearchField> {
        let end = *self.ends.get(..fields.min(self.ends.len()))?.last()?;
        let at = finder.find(self.letters.as_bytes().get(..end)?)?;
        let field = self.ends.partition_point(|end| *end <= at);
        SearchField::ALL.get(field).copied()
    }
}
