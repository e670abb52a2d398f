//! The region that typed place names mean: `Kukar`, `Kab. Penajam Paser Utara`, `Desa Lung Anai, Loa Kulu`.
//!
//! Nothing is guessed: where several regions have the name, or none has, the likely ones are given for a person to
//! choose from.

use super::address::address_line;
use crate::model::record::values::RegionCode;
use crate::model::search::normalise::is_near;
use crate::regions::{self, Kind, Region, squash};

/// What a list says of a place; any of it may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceWords {
    pub village: String,
    pub district: String,
    pub regency: String,
    pub province: String,
    /// A whole place in one text, the smallest region first: `Desa Lung Anai, Loa Kulu`.
    pub whole: String,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Located {
    /// Nothing was said.
    Nowhere,
    One(RegionCode),
    /// Several regions, or others than what was said; likely ones first. May be empty.
    Asked(Vec<RegionCode>),
}

/// As many regions as a person is asked to choose from.
const CHOICES: usize = 8;

/// One name with what is known of it.
struct AddressPart {
    /// The level of its column; 0 where it stands in a whole place.
    depth: usize,
    full: String,
    /// Without words such as "Desa" and "Kab.", where there are any.
    bare: Option<(String, &'static [Kind])>,
}

impl AddressPart {
    fn new(typed: &str, depth: usize) -> Option<AddressPart> {
        let full = squash(typed);
        if full.is_empty() {
            return None;
        }
        let words: Vec<&str> = typed
            .split(|c: char| c.is_whitespace() || matches!(c, '.' | '/'))
            .filter(|word| !word.is_empty())
            .collect();
        let kinds = words.iter().find_map(|word| regions::kinds_of(word));
        let bare: String =
            words.iter().filter(|word| regions::kinds_of(word).is_none()).map(|word| squash(word)).collect();
        let bare = kinds.filter(|_| !bare.is_empty() && bare != full).map(|kinds| (bare, kinds));
        Some(AddressPart { depth, full, bare })
    }

    /// "Kab/Kota Kediri" may be either.
    fn fits_kind(&self, kind: Kind, kinds: &[Kind]) -> bool {
        let either = self.full.starts_with("kabkota") || self.full.starts_with("kabupatenkota");
        kinds.contains(&kind) || either && matches!(kind, Kind::Regency | Kind::City)
    }

    fn calls(&self, region: Region) -> bool {
        (self.depth == 0 || self.depth == region.depth())
            && (region.is_called(&self.full)
                || self.bare.as_ref().is_some_and(|(bare, kinds)| {
                    region.is_called(bare) && (self.depth > 2 || self.fits_kind(region.kind(), kinds))
                }))
    }

    fn regions(&self) -> Vec<Region> {
        let mut list = regions::named(&self.full);
        if let Some((bare, _)) = &self.bare {
            list.extend(regions::named(bare));
        }
        list.retain(|region| self.calls(*region));
        list.sort_unstable();
        list.dedup();
        list
    }

    fn name(&self) -> &str {
        self.bare.as_ref().map_or(self.full.as_str(), |(bare, _)| bare)
    }
}

/// All names, the smallest region first.
fn pieces(words: &PlaceWords) -> Vec<AddressPart> {
    let columns = [(&words.village, 4), (&words.district, 3), (&words.regency, 2), (&words.province, 1)];
    let mut list = Vec::new();
    for (typed, depth) in columns {
        // `Pepara / Tanah Grogot`
        let typed = typed.replace(" / ", ",");
        let mut parts = typed.split([',', ';', '(', ')']);
        list.extend(parts.next().and_then(|first| AddressPart::new(first, depth)));
        list.extend(parts.filter_map(|part| AddressPart::new(part, 0)));
    }
    list.extend(words.whole.split([',', ';', '(', ')', '\n']).filter_map(|part| AddressPart::new(part, 0)));
    list
}

fn is_in(region: Region, piece: &AddressPart) -> bool {
    std::iter::successors(region.parent(), |outer| outer.parent()).any(|outer| piece.calls(outer))
}

/// Whether the region lies in what a further piece calls; an address beside a column may say the column's name again.
fn is_said(region: Region, smallest: &AddressPart, piece: &AddressPart) -> bool {
    is_in(region, piece) || smallest.depth > 0 && piece.depth == 0 && piece.calls(region)
}

fn codes(list: impl IntoIterator<Item = Region>) -> Vec<RegionCode> {
    let mut codes: Vec<RegionCode> = Vec::new();
    for region in list {
        let code = RegionCode::new(region.code());
        if codes.len() < CHOICES && !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// Finds what the words mean. `around` is where the list as a whole is from (a sheet's name): it decides between regions
/// of one name. `likely` are regions whose insides come first among the choices. `near` looks for near spellings where
/// nothing has the name, which takes milliseconds.
pub fn locate(words: &PlaceWords, around: Option<&RegionCode>, likely: &[RegionCode], near: bool) -> Located {
    let found = locate_line(words, around, likely, near);
    let Located::Asked(mut choices) = found else { return found };
    let fits_none = !choices.iter().any(|code| words_fit(code, words));
    if let Some(code) = in_another_order(words, around).filter(|_| fits_none) {
        return Located::One(code);
    }
    // Village and district in each other's columns: a person says so.
    let swapped = PlaceWords {
        village: words.district.clone(),
        district: words.village.clone(),
        whole: String::new(),
        ..words.clone()
    };
    if !words.village.is_empty()
        && !words.district.is_empty()
        && let Located::One(code) = locate_typed(&swapped, around, &[], false)
        && !choices.contains(&code)
    {
        choices.insert(0, code);
    }
    Located::Asked(choices)
}

/// The one region that an address means with its largest region first, or with strokes between: `KAB. PASER, KEC. TANAH GROGOT,
/// DESA PEPARA`, `Lung Anai-Loa Kulu-Kukar`. All its names must be around it.
fn in_another_order(words: &PlaceWords, around: Option<&RegionCode>) -> Option<RegionCode> {
    let columns = [&words.village, &words.district, &words.regency, &words.province];
    if columns.iter().any(|typed| !typed.is_empty()) {
        return None;
    }
    let line = address_line(&words.whole).regions;
    let of = |sign: &[char]| line.split(sign).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let with_strokes = [of(&[',']), of(&[',', '-', '–'])];
    let turned = with_strokes.clone().map(|parts| parts.into_iter().rev().collect::<Vec<_>>());
    let orders = with_strokes.into_iter().chain(turned).filter(|parts| parts.len() > 1);
    let found = orders.map(|parts| PlaceWords { whole: parts.join(", "), ..PlaceWords::default() });
    found.into_iter().find_map(|words| match locate_typed(&words, around, &[], false) {
        Located::One(code) => Some(code),
        _ => None,
    })
}

/// [`locate`] with the regions of an address in their usual order.
fn locate_line(words: &PlaceWords, around: Option<&RegionCode>, likely: &[RegionCode], near: bool) -> Located {
    // `Jl. Poros RT 3, Sepaso`, `Desa Sepaso Kecamatan Bengalon`
    let plain = PlaceWords { whole: address_line(&words.whole).regions, ..words.clone() };
    if plain.whole == words.whole || words.whole.trim_matches([' ', ',']).is_empty() {
        return locate_typed(words, around, likely, near);
    }
    match locate_typed(words, around, likely, false) {
        Located::One(found) => Located::One(found),
        _ => match locate_typed(&plain, around, likely, near) {
            // A street alone is somewhere.
            Located::Nowhere => Located::Asked(Vec::new()),
            found => found,
        },
    }
}

/// [`locate`] with the whole place as it is typed.
fn locate_typed(words: &PlaceWords, around: Option<&RegionCode>, likely: &[RegionCode], near: bool) -> Located {
    let pieces = pieces(words);
    let Some((smallest, outer)) = pieces.split_first() else {
        return Located::Nowhere;
    };
    let around = around.and_then(|code| Region::by_code(code.as_str()));
    let called = smallest.regions();
    let mut fitting: Vec<Region> =
        called.iter().copied().filter(|region| outer.iter().all(|piece| is_said(*region, smallest, piece))).collect();
    if let Some(around) = around {
        let inside: Vec<Region> = fitting.iter().copied().filter(|region| region.is_inside(around)).collect();
        if !inside.is_empty() {
            fitting = inside;
        } else if outer.is_empty() && !fitting.is_empty() && fitting.iter().all(|region| !around.is_inside(*region)) {
            // A bare name that exists only elsewhere: what is called nearly so in the sheet's region comes first. Where
            // the list says itself what is around the place, that stands above the name of its sheet.
            let mut choices = if near { regions::find(smallest.name(), Some(around), CHOICES / 2) } else { Vec::new() };
            choices.extend(fitting.into_iter().take(CHOICES / 2));
            return Located::Asked(codes(choices));
        }
    }
    // A whole place that names a regency means the regency, not a village far away of the same name.
    if smallest.depth == 0 && fitting.len() > 1 {
        let large: Vec<Region> = fitting.iter().copied().filter(|region| region.depth() <= 2).collect();
        if !large.is_empty() {
            fitting = large;
        }
    }
    if let [one] = fitting.as_slice() {
        return Located::One(RegionCode::new(one.code()));
    }
    let is_likely = |region: &Region| likely.iter().any(|code| RegionCode::new(region.code()).is_inside(code));
    if !fitting.is_empty() {
        fitting.sort_by_key(|region| (!is_likely(region), region.code()));
        return Located::Asked(codes(fitting));
    }
    // Nothing has the name, or nothing in the place that was said: what fits most of it, near spellings there, then the name
    // elsewhere. A slip beside the name (`Tenggarong Sebrang`) names nothing.
    let known: Vec<&AddressPart> = outer.iter().filter(|piece| !piece.regions().is_empty()).collect();
    let place = locate_pieces(&known).or(around);
    let is_nearly_in = |region: Region, piece: &AddressPart| {
        region.path().iter().any(|around| is_near(piece.name(), &squash(around.name())))
    };
    let fits = |region: &Region| {
        outer.iter().filter(|piece| is_said(*region, smallest, piece) || is_nearly_in(*region, piece)).count()
    };
    let mut elsewhere: Vec<(usize, Region)> = called.into_iter().map(|region| (fits(&region), region)).collect();
    elsewhere.sort_by_cached_key(|(fits, region)| (std::cmp::Reverse(*fits), !is_likely(region), region.code()));
    let best = elsewhere.iter().take_while(|(fits, _)| *fits > 0).map(|(_, region)| *region);
    let mut choices: Vec<Region> = best.take(CHOICES / 2).collect();
    if near {
        choices.extend(regions::find(smallest.name(), place, CHOICES / 2));
    }
    choices.extend(elsewhere.into_iter().filter(|(fits, _)| *fits == 0).map(|(_, region)| region).take(CHOICES / 2));
    choices.extend(place.filter(|_| !outer.is_empty()));
    if choices.is_empty() && near {
        choices = regions::find(&words.whole, None, CHOICES);
    }
    Located::Asked(codes(choices))
}

/// The one region that the pieces mean, if it is one.
fn locate_pieces(pieces: &[&AddressPart]) -> Option<Region> {
    let (smallest, outer) = pieces.split_first()?;
    let mut fitting =
        smallest.regions().into_iter().filter(|region| outer.iter().all(|piece| is_said(*region, smallest, piece)));
    let first = fitting.next()?;
    fitting.next().is_none().then_some(first)
}

/// True if the table has the code.
pub fn is_known_region(code: &RegionCode) -> bool {
    Region::by_code(code.as_str()).is_some()
}

/// True if nothing that the words say contradicts the code.
pub fn words_fit(code: &RegionCode, words: &PlaceWords) -> bool {
    let Some(region) = Region::by_code(code.as_str()) else {
        return true;
    };
    let pieces = pieces(&PlaceWords { whole: address_line(&words.whole).regions, ..words.clone() });
    let path = region.path();
    pieces.iter().all(|piece| {
        // A name below the code's own level says more than the code, and does not contradict it.
        piece.depth > region.depth() || path.iter().any(|outer| piece.calls(*outer))
    })
}

/// What an address says beyond the names of the region and of what it lies in: `Jl. Poros RT 3, 75654`, and a
/// village that is not known there.
pub fn rest_of_address(address: &str, code: &RegionCode) -> String {
    const COUNTRY: [&str; 5] = ["indonesia", "borneo", "java", "jawa", "kalimantan"];
    let line = address_line(address);
    let path = Region::by_code(code.as_str()).map(|region| region.path()).unwrap_or_default();
    let is_said = |part: &str| {
        AddressPart::new(part, 0).is_none_or(|piece| {
            COUNTRY.contains(&piece.full.as_str())
                || path.iter().any(|outer| piece.calls(*outer) || is_near(piece.name(), &squash(outer.name())))
        })
    };
    // `Lung Anai-Loa Kulu-Kukar` says nothing more than its names.
    let is_rest = |part: &&str| !is_said(part) && !part.split(['-', '–']).all(is_said);
    let street = Some(line.street.as_str()).filter(|street| !street.is_empty());
    let postcode = Some(line.postcode.as_str()).filter(|code| !code.is_empty());
    let rest = street.into_iter().chain(line.regions.split(", ").filter(is_rest)).chain(postcode);
    rest.collect::<Vec<_>>().join(", ")
}

/// True if an address names a region that is neither this one nor around it.
pub fn contradicts(address: &str, code: &RegionCode) -> bool {
    let path = Region::by_code(code.as_str()).map(|region| region.path()).unwrap_or_default();
    let line = address_line(address);
    line.regions
        .split(", ")
        .filter_map(|part| AddressPart::new(part, 0))
        .any(|piece| !piece.regions().is_empty() && !path.iter().any(|outer| piece.calls(*outer)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> PlaceWords {
        PlaceWords { whole: text.into(), ..PlaceWords::default() }
    }

    fn one(words: &PlaceWords, around: Option<&str>) -> String {
        match locate(words, around.map(RegionCode::new).as_ref(), &[], true) {
            Located::One(code) => code.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn whole_places() {
        for (typed, code) in [
            ("Kukar", "64.02"),
            ("PPU", "64.09"),
            ("Kab. Penajam Paser Utara", "64.09"),
            ("KABUPATEN PASER", "64.01"),
            ("Paser", "64.01"),
            ("Desa Lung Anai, Loa Kulu", "64.02.02.2010"),
            ("Ds. Lung Anai, Kec. Loa Kulu, Kab. Kukar, Kaltim", "64.02.02.2010"),
            ("Kota Kediri", "35.71"),
            ("Kota Jogja 55131", "34.71"),
            ("Ds. Selangkau Kec. Kaliorang Kutim", "64.08.10.2013"),
            ("Kabupaten Kediri, Jawa Timur", "35.06"),
            ("Kota Batu", "35.79"),
            ("East Kalimantan", "64"),
            ("Kec. Sepaku", "64.09.04"),
            ("KAB. PASER, KEC. TANAH GROGOT, DESA PEPARA", "64.01.04.2005"),
            ("Lung Anai-Loa Kulu-Kukar", "64.02.02.2010"),
            ("Mahulu, Long Bagun, Memahak Ulu", "64.11.01.2004"),
            ("d/a Kantor Desa Dumaring, Talisayan", "64.03.02.2002"),
        ] {
            assert_eq!(one(&whole(typed), None), code, "{typed}");
        }
        assert_eq!(locate(&whole(" , "), None, &[], true), Located::Nowhere);
    }

    #[test]
    fn columns_of_names() {
        let words = |village: &str, district: &str, regency: &str| PlaceWords {
            village: village.into(),
            district: district.into(),
            regency: regency.into(),
            ..PlaceWords::default()
        };
        assert_eq!(one(&words("Lung Anai", "", ""), None), "64.02.02.2010");
        assert_eq!(one(&words("Argomulyo", "Sepaku", "PPU"), None), "64.09.04.2009");
        assert_eq!(one(&words("", "", "Kab. Paser"), None), "64.01");
        assert_eq!(one(&words("Pepara / Tanah Grogot", "", "Kab. Paser"), None), "64.01.04.2005");
        let swapped = locate(&words("Loa Kulu", "Lung Anai", "Kutai Kartanegara"), None, &[], true);
        assert!(matches!(&swapped, Located::Asked(list) if list[0].as_str() == "64.02.02.2010"), "{swapped:?}");
        assert_eq!(one(&words("Kampung Minta", "", "Kubar"), None), "64.07.13.2002");
    }

    #[test]
    fn what_may_be_several_is_asked() {
        let kediri = PlaceWords { regency: "Kediri".into(), ..PlaceWords::default() };
        assert_eq!(locate(&kediri, None, &[], true), Located::Asked(vec!["35.06".into(), "35.71".into()]));
        // The sheet's name decides.
        let village = PlaceWords { village: "Sukamaju".into(), ..PlaceWords::default() };
        let Located::Asked(list) = locate(&village, None, &["64".into()], true) else { panic!() };
        assert!(list.len() > 1 && list[0].as_str().starts_with("64."), "{list:?}");
    }

    #[test]
    fn a_village_in_the_wrong_regency_and_a_slip_are_asked() {
        let wrong = PlaceWords { village: "Ngubalan".into(), regency: "Ngawi".into(), ..PlaceWords::default() };
        let Located::Asked(list) = locate(&wrong, None, &[], true) else { panic!() };
        assert!(list.iter().any(|code| code.is_inside(&"35.04".into())), "{list:?}");
        assert!(list.contains(&"35.21".into()), "{list:?}");
        let slip = PlaceWords { village: "Lung Anau".into(), district: "Loa Kulu".into(), ..PlaceWords::default() };
        let Located::Asked(list) = locate(&slip, None, &[], true) else { panic!() };
        assert_eq!(list.first(), Some(&"64.02.02.2010".into()));
    }

    #[test]
    fn what_fits_most_of_the_names_comes_first() {
        for (village, district, regency, first) in [
            ("Bukit Raya", "Tenggarong Sebrang", "Kutai Kartanegara", "64.02.16"),
            ("Batuah", "Loa Janan", "Kutai Barat", "64.02.03"),
        ] {
            let words = PlaceWords {
                village: village.into(),
                district: district.into(),
                regency: regency.into(),
                ..PlaceWords::default()
            };
            let Located::Asked(list) = locate(&words, None, &[], true) else { panic!("{village}") };
            assert!(list[0].is_inside(&first.into()) && list[0].depth() == 4, "{village}: {list:?}");
        }
    }

    #[test]
    fn names_beside_a_code_agree_or_not() {
        let village = PlaceWords { village: "Desa Lung Anai".into(), regency: "Kukar".into(), ..PlaceWords::default() };
        assert!(words_fit(&"64.02.02.2010".into(), &village));
        assert!(words_fit(&"64.02".into(), &village));
        assert!(!words_fit(&"64.01".into(), &village));
        assert!(words_fit(&"64.99".into(), &village));
    }
}
