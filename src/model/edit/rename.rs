//! A name that changed, changed wherever a text says it: one proposed edit.

use crate::model::edit::Edit;
use crate::model::record::catalog::{Catalog, Record};

use crate::model::record::values::Text;
use crate::model::record::{FieldMut, Producer, Product, ProductField};

/// A name shorter than this stands in too many other words.
const SHORTEST: usize = 4;

/// The edit that writes `new` for `old` in the texts of all products and producers, where it stands as whole words.
/// Letters may be large or small. `None` where no text says it. What other people wrote, the titles of sources and the
/// names of files, stays.
pub fn rename_everywhere(catalog: &Catalog, old: &str, new: &str) -> Option<Edit> {
    let (old, new) = (old.trim(), new.trim());
    if old.chars().count() < SHORTEST || new.is_empty() || old == new {
        return None;
    }
    let mut puts = Vec::new();
    for product in catalog.products.values() {
        let mut next = Product::clone(product);
        let mut changed = false;
        each_text(&mut next, &mut |text| changed |= replace(text, old, new));
        if changed {
            let record = Record::from(next);
            puts.push((record.key(), Some(record)));
        }
    }
    for producer in catalog.producers.values() {
        let mut next = (**producer).clone();
        let mut changed = false;
        for text in producer_texts(&mut next) {
            changed |= replace(text, old, new);
        }
        if changed {
            let record = Record::from(next);
            puts.push((record.key(), Some(record)));
        }
    }
    let name = Text::new(format!("Ganti “{old}” menjadi “{new}”"), format!("Replace “{old}” with “{new}”"));
    (!puts.is_empty()).then_some(Edit { name, puts, typing_in: None })
}

fn both(text: &mut Text) -> [&mut String; 2] {
    [&mut text.id, &mut text.en]
}

/// Shows each text of a product that may say a name; places, sizes and markets do not.
fn each_text(product: &mut Product, see: &mut dyn FnMut(&mut String)) {
    use ProductField as F;
    for field in F::ALL.iter().filter(|field| !matches!(field, F::Place | F::Dimensions | F::Markets)) {
        match field.get_mut(product) {
            FieldMut::Line(text) | FieldMut::Indonesian(text) | FieldMut::English(text) | FieldMut::Notes(text) => {
                see(text)
            }
            FieldMut::Texts(list) => list.iter_mut().flat_map(both).for_each(&mut *see),
            FieldMut::Photos(list) => list.iter_mut().flat_map(|photo| both(&mut photo.alt)).for_each(&mut *see),
            FieldMut::Awards(list) => list.iter_mut().flat_map(|award| both(&mut award.title)).for_each(&mut *see),
            _ => {}
        }
    }
}

fn producer_texts(producer: &mut Producer) -> impl Iterator<Item = &mut String> {
    both(&mut producer.story).into_iter().chain([&mut producer.place])
}

/// Replaces whole words, whatever their case; what already reads as `new` stays. True where something changed.
fn replace(text: &mut String, old: &str, new: &str) -> bool {
    let mut out = String::new();
    let mut from = 0;
    let mut changed = false;
    while let Some(rest) = text.get(from..).filter(|rest| !rest.is_empty()) {
        let is_word_start = !text[..from].chars().next_back().is_some_and(char::is_alphanumeric);
        let found = if is_word_start { starts_with(rest, old) } else { None };
        match found {
            Some(length) => {
                // "KWT Mekar Sari" begins with the old "KWT Mekar" and is right as it is.
                match starts_with(rest, new) {
                    Some(length) => {
                        out.push_str(&rest[..length]);
                        from += length;
                    }
                    None => {
                        out.push_str(new);
                        changed = true;
                        from += length;
                    }
                }
            }
            None => {
                let letter = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(&rest[..letter]);
                from += letter;
            }
        }
    }
    if changed {
        *text = out;
    }
    changed
}

/// The length of the beginning that is these whole words.
fn starts_with(text: &str, words: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    for wanted in words.chars() {
        let (_, letter) = letters.next()?;
        if letter != wanted && !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    let end = letters.next();
    match end {
        Some((_, letter)) if letter.is_alphanumeric() => None,
        Some((at, _)) => Some(at),
        None => Some(text.len()),
    }
}

#[cfg(test)]
mod tests {

    use super::*;

    fn renamed(text: &str, old: &str, new: &str) -> String {
        let mut text = text.to_owned();
        replace(&mut text, old, new);
        text
    }

    #[test]
    fn whole_words_in_any_case_and_never_twice() {
        assert_eq!(
            renamed("Dari KWT MEKAR, oleh kwt mekar.", "KWT Mekar", "KWT Sari"),
            "Dari KWT Sari, oleh KWT Sari."
        );
        assert_eq!(renamed("KWT Mekarsari dan AKWT Mekar", "KWT Mekar", "X"), "KWT Mekarsari dan AKWT Mekar");
        assert_eq!(
            renamed("KWT Mekar Sari, KWT Mekar", "KWT Mekar", "KWT Mekar Sari"),
            "KWT Mekar Sari, KWT Mekar Sari"
        );
        assert_eq!(renamed("Élok ÉLOK", "élok", "Elok"), "Elok Elok");
        assert_eq!(renamed("KWT Mekar", "KWT Mekar", "KWT Mekar"), "KWT Mekar");
    }

    #[test]
    fn all_texts_and_brands_are_one_edit_and_sources_stay() {
        let mut catalog = Catalog::default();
        let product = Product {
            id: "a".into(),
            brand: "Mekar".into(),
            summary: Text::new("Madu dari Mekar.", "Honey by Mekar."),
            sources: vec![crate::model::Source { title: "Mekar di koran".into(), ..Default::default() }],
            ..Product::default()
        };
        catalog.products.insert("a".into(), product.into());
        let other = Product { id: "b".into(), brand: "Lain".into(), ..Product::default() };
        catalog.products.insert("b".into(), other.into());
        let edit = rename_everywhere(&catalog, "Mekar", "Melati").unwrap();
        assert_eq!(edit.puts.len(), 1);
        let (now, _) = catalog.apply(&edit);
        let product = now.products.get("a").unwrap();
        assert_eq!((product.brand.as_str(), product.summary.en.as_str()), ("Melati", "Honey by Melati."));
        assert_eq!(product.sources[0].title, "Mekar di koran");
        assert_eq!(rename_everywhere(&catalog, "Tidak ada", "X"), None);
        assert_eq!(rename_everywhere(&catalog, "Lai", "X"), None);
    }
}
