//! Find and replace in the texts of products, without case and marks unless a person wants them.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::model::edit::Edit;
use crate::model::record::catalog::{Catalog, Record};
use crate::model::record::values::{ProductId, Text};
use crate::model::record::{FieldKind, FieldMut, Product, ProductField};
use crate::model::report::differences::{RecordField, side_label};
use crate::text::Lang;

/// What is looked for, where, and what stands there afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacing {
    pub find: String,
    pub with: String,
    /// `Madu` is not `madu`, and `é` is not `e`.
    pub exact_case: bool,
    pub whole_words: bool,
    pub fields: BTreeSet<ProductField>,
    pub langs: BTreeSet<Lang>,
}

impl Default for Replacing {
    fn default() -> Self {
        Self {
            find: String::new(),
            with: String::new(),
            exact_case: false,
            whole_words: false,
            fields: Self::fields().filter(|field| *field != ProductField::Notes).collect(),
            langs: Lang::ALL.into_iter().collect(),
        }
    }
}

/// One place where the text was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextMatch {
    pub product: ProductId,
    pub field: RecordField,
    /// The language of an item of a list; a text's own sides are fields.
    pub item: Option<Lang>,
    /// A few words before it, itself, and a few words behind it.
    pub before: String,
    pub hit: String,
    pub after: String,
}

impl TextMatch {
    /// The field's name: `Uraian`, `Varian (Inggris)`.
    pub fn label(&self, lang: Lang) -> String {
        match self.item {
            Some(side) => side_label(&self.field.label(lang), side, lang),
            None => self.field.label(lang),
        }
    }
}

impl Replacing {
    /// The fields that hold words, in the order of the form; a text is named by its Indonesian side.
    pub fn fields() -> impl Iterator<Item = ProductField> {
        use FieldKind as K;
        let holds = |kind| matches!(kind, K::Line | K::Indonesian | K::Notes | K::Tags | K::Texts);
        ProductField::ALL.iter().copied().filter(move |field| holds(field.kind()))
    }

    /// Every hit, product by product.
    pub fn search<'a>(&self, catalog: &Catalog, ids: impl IntoIterator<Item = &'a ProductId>) -> Vec<TextMatch> {
        let pattern = Pattern::new(self);
        let mut list = Vec::new();
        if pattern.is_empty() {
            return list;
        }
        for product in ids.into_iter().filter_map(|id| catalog.products.get(id)) {
            // The texts are only looked at, but one walk shall serve both.
            let mut copy = Product::clone(product);
            self.each_text(&mut copy, &mut |field, item, text| {
                for (from, to) in pattern.hits(text) {
                    list.push(TextMatch {
                        product: product.id.clone(),
                        field: RecordField::Product(field),
                        item,
                        before: before(text, from),
                        hit: text.get(from..to).unwrap_or_default().to_owned(),
                        after: after(text, to),
                    });
                }
            });
        }
        list
    }

    /// One edit of all products in which something is found.
    pub fn edit<'a>(&self, catalog: &Catalog, ids: impl IntoIterator<Item = &'a ProductId>) -> Edit {
        let pattern = Pattern::new(self);
        let mut puts = Vec::new();
        if !pattern.is_empty() {
            for product in ids.into_iter().filter_map(|id| catalog.products.get(id)) {
                let mut next = Product::clone(product);
                self.each_text(&mut next, &mut |_, _, text| {
                    if let Some(replaced) = pattern.replaced(text, &self.with) {
                        *text = replaced;
                    }
                });
                // A text that became empty is no entry any more.
                next.variants.retain(|text| !text.is_empty());
                next.markets.retain(|text| !text.is_empty());
                next.tags.retain(|tag| !tag.trim().is_empty());
                if next != **product {
                    let record = Record::from(next);
                    puts.push((record.key(), Some(record)));
                }
            }
        }
        let (find, with) = (self.find.trim(), self.with.trim());
        let name = Text::new(format!("Ganti “{find}” dengan “{with}”"), format!("Replace “{find}” with “{with}”"));
        Edit { name, puts, typing_in: None }
    }

    /// Each text of the chosen fields and languages.
    fn each_text(&self, product: &mut Product, see: &mut dyn FnMut(ProductField, Option<Lang>, &mut String)) {
        let is_wanted = |lang: Lang| self.langs.contains(&lang);
        for field in ProductField::ALL.iter().copied() {
            let is_chosen = self.fields.contains(&field.in_language(Lang::Id));
            if !is_chosen || field.kind().lang().is_some_and(|lang| !is_wanted(lang)) {
                continue;
            }
            match field.get_mut(product) {
                FieldMut::Texts(list) => {
                    for text in list {
                        let sides = Lang::ALL.into_iter().filter(|lang| is_wanted(*lang));
                        sides.for_each(|lang| see(field, Some(lang), text.get_mut(lang)));
                    }
                }
                FieldMut::Tags(list) => list.iter_mut().for_each(|tag| see(field, None, tag)),
                value => {
                    if let Some(text) = value.text() {
                        see(field, None, text);
                    }
                }
            }
        }
    }
}

/// A letter as it is compared, and where in the text it came from.
struct Letter {
    folded: char,
    from: usize,
    to: usize,
}

/// What is looked for, made ready.
struct Pattern {
    letters: Vec<char>,
    exact_case: bool,
    whole_words: bool,
}

impl Pattern {
    fn new(replacing: &Replacing) -> Self {
        let find: String = replacing.find.nfc().collect();
        let letters = letters(&find, replacing.exact_case).into_iter().map(|letter| letter.folded).collect();
        Self { letters, exact_case: replacing.exact_case, whole_words: replacing.whole_words }
    }

    fn is_empty(&self) -> bool {
        self.letters.iter().all(|letter| letter.is_whitespace())
    }

    /// Where it stands, as byte ranges that never overlap.
    fn hits(&self, text: &str) -> Vec<(usize, usize)> {
        let mut hits = Vec::new();
        if text.is_empty() {
            return hits;
        }
        let letters = letters(text, self.exact_case);
        let length = self.letters.len();
        let mut at = 0;
        while let Some(window) = letters.get(at..at + length) {
            let (Some(first), Some(last)) = (window.first(), window.last()) else { break };
            let is_hit = window.iter().zip(&self.letters).all(|(letter, wanted)| letter.folded == *wanted)
                // One letter of the text may be two of the comparison (ﬁ is f and i); half of it is no hit.
                && at.checked_sub(1).and_then(|at| letters.get(at)).is_none_or(|before| before.from != first.from)
                && letters.get(at + length).is_none_or(|behind| behind.from != last.from)
                && (!self.whole_words || is_apart(text, first.from, last.to));
            if is_hit {
                hits.push((first.from, last.to));
                at += length;
            } else {
                at += 1;
            }
        }
        hits
    }

    fn replaced(&self, text: &str, with: &str) -> Option<String> {
        let hits = self.hits(text);
        if hits.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for (from, to) in hits {
            out.push_str(text.get(done..from).unwrap_or_default());
            out.push_str(with);
            done = to;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        Some(out.nfc().collect())
    }
}

/// Nothing that a word is made of stands before or behind.
fn is_apart(text: &str, from: usize, to: usize) -> bool {
    let before = text.get(..from).and_then(|text| text.chars().next_back());
    let behind = text.get(to..).and_then(|text| text.chars().next());
    !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
}

fn letters(text: &str, exact_case: bool) -> Vec<Letter> {
    let mut list: Vec<Letter> = Vec::with_capacity(text.len());
    for (from, c) in text.char_indices() {
        let to = from + c.len_utf8();
        if exact_case || c.is_ascii() {
            let folded = if exact_case { c } else { c.to_ascii_lowercase() };
            list.push(Letter { folded, from, to });
        } else if is_combining_mark(c) {
            // Belongs to the letter before it.
            if let Some(last) = list.last_mut() {
                last.to = to;
            }
        } else {
            let parts = std::iter::once(c).nfkd().filter(|part| !is_combining_mark(*part));
            list.extend(parts.flat_map(char::to_lowercase).map(|folded| Letter { folded, from, to }));
        }
    }
    list
}

/// How many letters of the text around a hit are shown.
const AROUND: usize = 40;

fn before(text: &str, at: usize) -> String {
    let text = text.get(..at).unwrap_or_default();
    let cut = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(cut, _)| cut);
    let dots = if cut > 0 { "…" } else { "" };
    format!("{dots}{}", text.get(cut..).unwrap_or_default()).replace('\n', " ")
}

fn after(text: &str, at: usize) -> String {
    let text = text.get(at..).unwrap_or_default();
    match text.char_indices().nth(AROUND) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
    .replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Timeline;

    fn replacing(find: &str, with: &str) -> Replacing {
        Replacing { find: find.into(), with: with.into(), ..Replacing::default() }
    }

    fn in_text(replacing: &Replacing, text: &str) -> String {
        Pattern::new(replacing).replaced(text, &replacing.with).unwrap_or_else(|| text.to_owned())
    }

    fn catalog(products: Vec<Product>) -> Catalog {
        let mut catalog = Catalog::default();
        for product in products {
            catalog.products.insert(product.id.clone(), product.into());
        }
        catalog
    }

    #[test]
    fn case_and_marks_do_not_matter_unless_wanted() {
        assert_eq!(in_text(&replacing("kripik", "keripik"), "Kripik KRIPIK kripik"), "keripik keripik keripik");
        assert_eq!(in_text(&replacing("sambel", "sambal"), "Sambél pedas"), "sambal pedas");
        assert_eq!(in_text(&replacing("sambel", "sambal"), "Sambe\u{301}l pedas"), "sambal pedas");
        let exact = Replacing { exact_case: true, ..replacing("Kripik", "Keripik") };
        assert_eq!(in_text(&exact, "Kripik kripik"), "Keripik kripik");
    }

    #[test]
    fn whole_words_leave_parts_of_words_alone() {
        let whole = Replacing { whole_words: true, ..replacing("madu", "honey") };
        assert_eq!(in_text(&whole, "Madu, pemadu (madu) madu2"), "honey, pemadu (honey) madu2");
        assert_eq!(in_text(&replacing("madu", "honey"), "pemadu"), "pehoney");
    }

    #[test]
    fn only_chosen_fields_and_languages_are_touched() {
        let product = Product {
            id: "a".into(),
            name: Text::new("Kripik", "Kripik chips"),
            summary: Text::new("Kripik renyah", ""),
            notes: "Kripik".into(),
            tags: vec!["kripik".into(), "pedas".into()],
            ..Product::default()
        };
        let catalog = catalog(vec![product]);
        let ids = [ProductId::from("a")];
        let mut wish = replacing("kripik", "keripik");
        wish.langs = [Lang::Id].into();
        wish.fields = [ProductField::Name, ProductField::Tags].into();
        let (next, set) = catalog.apply(&wish.edit(&catalog, &ids));
        let next = next.products.get("a").unwrap();
        assert_eq!((next.name.id.as_str(), next.name.en.as_str()), ("keripik", "Kripik chips"));
        assert_eq!((next.summary.id.as_str(), next.notes.as_str()), ("Kripik renyah", "Kripik"));
        assert_eq!(next.tags, ["keripik", "pedas"]);
        assert_eq!(set.changes.len(), 1);
        assert_eq!(wish.search(&catalog, &ids).len(), 2);
    }

    #[test]
    fn hits_come_with_a_few_words_around_them() {
        let text = "Dibuat dari pisang kepok pilihan yang dipanen di Desa Argo Mulyo, lalu digoreng.";
        let product = Product { id: "a".into(), description: Text::new(text, ""), ..Product::default() };
        let found = replacing("argo mulyo", "Argomulyo").search(&catalog(vec![product]), &["a".into()]);
        assert_eq!(found[0].hit, "Argo Mulyo");
        assert_eq!(found[0].before, "…sang kepok pilihan yang dipanen di Desa ");
        assert_eq!(found[0].after, ", lalu digoreng.");
        assert_eq!(found[0].field, RecordField::Product(ProductField::Description));
    }

    #[test]
    fn a_tag_replaced_by_nothing_is_gone() {
        let product = Product { id: "a".into(), tags: vec!["lama".into(), "baru".into()], ..Product::default() };
        let catalog = catalog(vec![product]);
        let (next, _) = catalog.apply(&replacing("lama", "").edit(&catalog, &["a".into()]));
        assert_eq!(next.products.get("a").unwrap().tags, ["baru"]);
    }

    proptest! {
        #[test]
        fn nothing_but_hits_changes_and_undo_restores(
            find in "[a-cf]{1,2}", with in "[x-z]{1,3}", texts in proptest::collection::vec("[a-cA-Cé ﬁ]{0,12}", 1..5),
            exact_case: bool, whole_words: bool,
        ) {
            let products = texts.iter().enumerate().map(|(at, text)| Product {
                id: format!("p{at}").as_str().into(),
                description: Text::new(text.clone(), ""),
                ..Product::default()
            });
            let catalog = catalog(products.collect());
            let ids: Vec<ProductId> = catalog.products.keys().cloned().collect();
            let wish = Replacing { exact_case, whole_words, ..replacing(&find, &with) };
            let hits = wish.search(&catalog, &ids).len();
            let mut timeline = Timeline::new(catalog.clone());
            let set = timeline.perform(wish.edit(&catalog, &ids), 0);
            prop_assert_eq!(hits == 0, set.is_empty());
            // What is found no more cannot be found again: the letters of `with` are none of `find`.
            if !whole_words {
                prop_assert_eq!(wish.search(timeline.catalog(), &ids).len(), 0);
            }
            timeline.undo();
            prop_assert_eq!(&**timeline.catalog(), &catalog);
        }
    }
}
