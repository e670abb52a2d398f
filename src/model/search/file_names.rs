//! Matches names of picture files to products: by id, number or name, whatever a phone or a person put around it.

use std::collections::{BTreeMap, BTreeSet};

use super::normalise::{normalise, spellings};
use crate::model::record::{Catalog, Product, ProductId};

/// What people write around a product's name: a side of it, or that it is a picture.
const ASIDE: [&str; 29] = [
    "foto", "photo", "gambar", "image", "img", "pic", "produk", "product", "depan", "belakang", "samping", "atas",
    "bawah", "dekat", "kecil", "besar", "front", "back", "side", "top", "copy", "salinan", "baru", "edit", "jpg",
    "jpeg", "png", "webp", "heic",
];
/// Products that are offered where a name fits several.
const OFFERED: usize = 8;

/// The products that a file's name may mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameMatch {
    /// None, the one that is meant, or several of which a person has to choose.
    pub products: Vec<ProductId>,
    /// The name says nothing else.
    pub is_sure: bool,
}

/// The names by which files may mean the products of a catalogue.
pub struct FileNameIndex {
    /// Ids and names, as words.
    whole: BTreeMap<String, BTreeSet<ProductId>>,
    /// The products of whose name a word is.
    with_word: BTreeMap<String, BTreeSet<ProductId>>,
}

impl FileNameIndex {
    pub fn of(catalog: &Catalog) -> Self {
        let mut names = Self { whole: BTreeMap::new(), with_word: BTreeMap::new() };
        for product in catalog.products.values() {
            names.put(product);
        }
        names
    }

    fn put(&mut self, product: &Product) {
        let id = product.id.as_str();
        self.put_whole(id, product);
        // Ids made in the window end in four random digits that nobody types.
        if let Some((plain, hex)) = id.rsplit_once('-')
            && hex.len() == 4
            && hex.bytes().all(|b| b.is_ascii_hexdigit())
        {
            self.put_whole(plain, product);
        }
        for name in [&product.name.id, &product.name.en] {
            for spelt in spellings(&normalise(name)) {
                self.put_whole(&spelt, product);
                for word in words(&spelt) {
                    self.with_word.entry(word).or_default().insert(product.id.clone());
                }
            }
        }
    }

    fn put_whole(&mut self, name: &str, product: &Product) {
        let words = words(name);
        if !words.is_empty() {
            self.whole.entry(words.join(" ")).or_default().insert(product.id.clone());
        }
    }

    /// The products that a file's name means.
    pub fn find(&self, file: &str) -> NameMatch {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let words = words(stem);
        let is_aside = |word: &String| is_number(word) || word.len() == 1 || ASIDE.contains(&word.as_str());
        let first = words.iter().position(|word| !is_aside(word)).unwrap_or(words.len());
        let last = words.iter().rposition(|word| !is_aside(word)).map_or(0, |at| at + 1);
        // As much of the name as means something, and nothing but numbers and asides around it.
        for end in (last.max(1)..=words.len()).rev() {
            for start in 0..=first.min(end.saturating_sub(1)) {
                let part = words.get(start..end).unwrap_or_default();
                // A number behind an aside is the phone's, not a product's.
                if (start == 0 || !part.iter().all(is_aside))
                    && let Some(found) = self.whole.get(&part.join(" "))
                {
                    return NameMatch::of(found, true);
                }
            }
        }
        let core = words.get(first..last).unwrap_or_default();
        // A product's name, and then other words.
        for end in (1..core.len()).rev() {
            if let Some(found) = self.whole.get(&core.get(..end).unwrap_or_default().join(" ")) {
                return NameMatch::of(found, false);
            }
        }
        // A part of a product's name.
        let mut with_all = core.iter().map(|word| self.with_word.get(word).filter(|_| word.len() > 2));
        let Some(Some(with_first)) = with_all.next() else { return NameMatch::default() };
        let mut found = with_first.clone();
        for with_word in with_all {
            match with_word {
                Some(with_word) => found.retain(|id| with_word.contains(id)),
                None => return NameMatch::default(),
            }
        }
        NameMatch::of(&found, false)
    }
}

impl NameMatch {
    fn of(found: &BTreeSet<ProductId>, is_sure: bool) -> Self {
        // A word that half of the catalogue has means none of it.
        match found.len() {
            1..=OFFERED => Self { products: found.iter().cloned().collect(), is_sure: is_sure && found.len() == 1 },
            _ => Self::default(),
        }
    }
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words of a name, numbers apart and without zeros before them: `Madu2 (01)` is `madu`, `2`, `1`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in normalise(name).split(' ') {
        let mut before = None;
        for c in word.chars() {
            let is_digit = c.is_ascii_digit();
            match words.last_mut().filter(|_| before == Some(is_digit)) {
                // A zero before other digits says nothing.
                Some(number) if is_digit && number == "0" => *number = c.to_string(),
                Some(last) => last.push(c),
                None => words.push(c.to_string()),
            }
            before = Some(is_digit);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::record::Text;

    fn names() -> FileNameIndex {
        let mut catalog = Catalog::default();
        for (id, name) in [
            ("madu-kelulut-7f3a", "Madu Kelulut"),
            ("kopi", "Kopi Liberika"),
            ("kopi-dewa", "Kopi Déwa"),
            ("keripik-a1b2", "Keripik"),
            ("keripik-c3d4", "Keripik"),
            ("keripik-pedas", "Keripik Pedas"),
            ("12", "Gula Aren"),
            ("13", "Teh 13 Rempah"),
            ("produk-9f2a", "Batik Tulis"),
        ] {
            let product = Product { id: id.into(), name: Text::new(name, ""), ..Product::default() };
            catalog.products.insert(product.id.clone(), Arc::new(product));
        }
        FileNameIndex::of(&catalog)
    }

    #[test]
    fn names_and_numbers_mean_the_product_that_they_name() {
        let names = names();
        for (file, product) in [
            ("madu-kelulut-7f3a.jpg", "madu-kelulut-7f3a"),
            ("Madu Kelulut (2).jpeg", "madu-kelulut-7f3a"),
            ("madu kelulut 2.jpg", "madu-kelulut-7f3a"),
            ("MADU_KELULUT_depan.PNG", "madu-kelulut-7f3a"),
            ("madukelulut.jpg", ""),
            ("Gula Aren.png.jpg", "12"),
            ("01. Madu Kelulut.jpg", "madu-kelulut-7f3a"),
            ("foto madu kelulut - Copy (3).jpg", "madu-kelulut-7f3a"),
            ("kopi-liberika-1.jpg", "kopi"),
            ("kopi3.jpg", "kopi"),
            ("Kopi De\u{301}wa.heif", "kopi-dewa"),
            ("kripik pedas 1.jpeg", "keripik-pedas"),
            ("keripik-c3d4.jpg", "keripik-c3d4"),
            ("12.jpg", "12"),
            ("0012 (2).jpg", "12"),
            ("teh 13 rempah.jpg", "13"),
            ("IMG_0012.JPG", ""),
            ("IMG-20261012-WA0007.jpg", ""),
            ("DSC00013.jpg", ""),
            ("foto produk 1.jpg", ""),
            ("20261012_093015.jpg", ""),
            (".jpg", ""),
            ("写真.jpg", ""),
        ] {
            let found = names.find(file);
            let expected: Vec<ProductId> =
                [product].iter().filter(|id| !id.is_empty()).map(|id| (*id).into()).collect();
            assert_eq!(found.products, expected, "{file}");
            assert_eq!(found.is_sure, !product.is_empty(), "{file}");
        }
    }

    #[test]
    fn a_name_that_fits_more_or_less_is_left_to_a_person() {
        let names = names();
        let found = |file: &str| {
            let found = names.find(file);
            assert!(!found.is_sure, "{file}");
            found.products.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(found("keripik.jpg"), ["keripik-a1b2", "keripik-c3d4"]);
        assert_eq!(found("madu.jpg"), ["madu-kelulut-7f3a"]);
        assert_eq!(found("kopi liberika pak budi.jpg"), ["kopi"]);
        assert_eq!(found("gula merah.jpg"), Vec::<String>::new());
    }
}
