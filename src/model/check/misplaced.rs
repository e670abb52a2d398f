//! Places in words that do not belong to their code: press and spreadsheets put "Desa Ngubalan" into Ngawi, and it
//! exists only in Tulungagung.

use crate::model::edit::Edit;
use crate::model::place::locate::{Located, PlaceWords, locate};
use crate::model::place::wording::full_place;
use crate::model::record::catalog::{Catalog, Key};
use crate::model::record::values::{RegionCode, Text};
use crate::regions::{self, Kind, Region, squash};
use crate::text::Lang;

/// A named place that lies elsewhere than its code says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misplaced {
    /// The words that do not fit: `Desa Ngubalan`.
    pub words: String,
    /// Regions of that name, the nearest to the code first.
    pub likely: Vec<RegionCode>,
}

/// As many codes as a person is offered.
const OFFERED: usize = 4;

/// What of a typed place does not belong to its code. Only what calls itself a village, a district and so on is a
/// statement about a region: streets, huts and market halls are not. A name that no region has says nothing.
pub fn misplaced(place: &str, code: &RegionCode) -> Option<Misplaced> {
    let region = (1..=code.depth()).rev().find_map(|depth| Region::by_code(code.cut(depth).as_str()))?;
    place.split([',', ';', '(', ')', '\n']).find_map(|part| {
        let (named, kinds) = official(part, region)?;
        if fits(&named, part, region) {
            return None;
        }
        let is_meant = |candidate: &Region| kinds.contains(&candidate.kind());
        let mut candidates: Vec<Region> = named.into_iter().filter(is_meant).collect();
        // The other words of the place may leave one of them: "Desa Ngubalan, Kalidawir, Tulungagung".
        let whole = PlaceWords { whole: place.to_owned(), ..PlaceWords::default() };
        let told = match locate(&whole, None, &[], false) {
            Located::One(told) => Region::by_code(told.as_str()).filter(|told| !is_on_path(*told, region)),
            _ => None,
        };
        candidates.sort_by_key(|one| (told != Some(*one), std::cmp::Reverse(shared_depth(*one, region)), *one));
        candidates.truncate(OFFERED);
        let likely: Vec<RegionCode> = candidates.into_iter().map(|one| RegionCode::new(one.code())).collect();
        (!likely.is_empty()).then(|| Misplaced { words: part.trim().to_owned(), likely })
    })
}

/// The regions that a part of a place names, of whatever kind, and the kinds that its word stands for.
fn official(part: &str, near: Region) -> Option<(Vec<Region>, &'static [Kind])> {
    let part = part.trim();
    let (word, rest) = part.split_once([' ', '.'])?;
    let kinds = regions::kinds_of(word)?;
    // Elsewhere than in these provinces a kampung is a hamlet, which no table holds.
    let province = near.code().get(..2).map(str::to_owned).unwrap_or_default();
    let has_kampung = matches!(province.as_str(), "64" | "91" | "92" | "93" | "94" | "95" | "96");
    if matches!(squash(word).as_str(), "kampung" | "kampong" | "kp") && !has_kampung {
        return None;
    }
    let mut named = regions::named(rest);
    // "Kota Bangun" is a district whose name begins with a word for another kind.
    named.extend(regions::named(part));
    named.sort_unstable();
    named.dedup();
    (!named.is_empty()).then_some((named, kinds))
}

fn fits(named: &[Region], part: &str, region: Region) -> bool {
    if named.iter().any(|one| one.is_inside(region) || is_on_path(*one, region)) {
        return true;
    }
    // A slip in a name that exists nearby is a slip, not a place elsewhere.
    let regency = region.path().get(1).copied().unwrap_or(region);
    !named.iter().any(|one| one.is_inside(regency)) && !regions::find(part, Some(regency), 1).is_empty()
}

fn is_on_path(outer: Region, region: Region) -> bool {
    region.is_inside(outer)
}

fn shared_depth(a: Region, b: Region) -> usize {
    a.path().iter().zip(b.path()).take_while(|(a, b)| **a == *b).count()
}

/// Gives a product or a producer another origin. `None` where the record is not there.
pub fn take_origin(catalog: &Catalog, key: &Key, code: &RegionCode) -> Option<Edit> {
    let (id, en) = (full_place(code, Lang::Id), full_place(code, Lang::En));
    let name = |of: &str| Text::new(format!("Asal {of}: {id}"), format!("Origin of {of}: {en}"));
    match key {
        Key::Product(known) => {
            let mut product = (**catalog.products.get(known)?).clone();
            product.origin = code.clone();
            let of = product.name.or_other(Lang::Id).map_or(String::new(), |(name, _)| name.to_owned());
            Some(Edit::put(name(&of), product))
        }
        Key::Producer(known) => {
            let mut producer = (**catalog.producers.get(known)?).clone();
            producer.origin = code.clone();
            let of = producer.name.clone();
            Some(Edit::put(name(&of), producer))
        }
        Key::Info | Key::Categories | Key::Selections => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likely(place: &str, code: &str) -> Vec<String> {
        misplaced(place, &code.into())
            .map_or(Vec::new(), |found| found.likely.iter().map(RegionCode::to_string).collect())
    }

    #[test]
    fn a_village_of_tulungagung_is_not_in_ngawi() {
        let found = misplaced("Desa Ngubalan", &"35.21".into()).unwrap();
        assert_eq!(found.words, "Desa Ngubalan");
        assert!(found.likely[0].as_str().starts_with("35.04."), "{found:?}");
        assert!(likely("Ds. Ngubalan, Kec. Kalidawir, Tulungagung", "35.21")[0].starts_with("35.04."));
        // In its own regency it is right, with or without the village's code.
        assert!(likely("Desa Ngubalan", "35.04").is_empty() && likely("Desa Ngubalan", "35").is_empty());
    }

    #[test]
    fn the_word_for_the_place_counts() {
        assert!(likely("Kelurahan Mojoroto", "35.06")[0].starts_with("35.71."));
        assert!(likely("Kelurahan Mojoroto, Kota Kediri", "35.71").is_empty());
        assert!(likely("Kampung Minta", "64.07").is_empty());
        assert!(likely("Kampung Minta", "64.01")[0].starts_with("64.07."));
        // On Java a kampung is a hamlet: the table cannot know it.
        assert!(likely("Kampung Minta", "35.06").is_empty());
        // A ward that is called a village is where it should be.
        assert!(likely("Desa Nenang", "64.09.01").is_empty());
        assert!(likely("Kec. Loa Kulu", "64.02.02.2010").is_empty());
        assert!(!likely("Kec. Loa Kulu", "64.01").is_empty());
    }

    #[test]
    fn the_nearest_of_one_name_comes_first() {
        let list = likely("Desa Sukamaju", "64.01");
        assert!(list.len() > 1 && list[0].starts_with("64."), "{list:?}");
    }

    #[test]
    fn streets_slips_and_unknown_names_say_nothing() {
        for place in
            ["Jl. Diponegoro 5", "RT 2", "Pasar Lama", "Desa Antah Berantah Sekali", "Desa Lung Anau", "", "Desa"]
        {
            assert!(likely(place, "64.02.02.2010").is_empty(), "{place}");
        }
        assert!(likely("Desa Ngubalan", "").is_empty() && likely("Desa Ngubalan", "99").is_empty());
        // The street comes first, the village after it.
        assert!(likely("Jl. Raya 5, Desa Ngubalan", "35.21")[0].starts_with("35.04."));
    }
}
