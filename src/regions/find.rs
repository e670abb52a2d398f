//! Finds regions by what people type: parts of names, names with their parents, abbreviations, codes, small slips.
//!
//! All names stand squashed in one piece of text that `memmem` runs over; only names that contain what was typed are
//! looked at one by one.

use std::cmp::Reverse;
use std::sync::LazyLock;

use memchr::memmem;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::short::{direction, indonesian, kinds, meaning};
use super::{Kind, Region, TABLE};

/// More words than a full address has are left out.
const WORDS: usize = 12;
/// Names shorter than this are not looked up with a slip in them: too much would match.
const SLIP_LENGTH: usize = 5;

/// Lower-case, without marks, spaces and punctuation: `Argo Mulyo` and `ARGOMULYO` become the same.
pub fn squash(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkd()
        .filter(|&c| !is_combining_mark(c))
        .flat_map(char::to_lowercase)
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// Regions whose name (or name and parents: "lung anai loa kulu", "Kukar", "PPU") matches what was typed, best first:
/// accent- and space-blind, prefixes before infixes, higher levels before lower; or the code itself.
/// A name with one slip is found where nothing else is. `inside` limits the search to one region's subtree.
pub fn find(typed: &str, inside: Option<Region>, limit: usize) -> Vec<Region> {
    let typed = typed.trim();
    if typed.is_empty() || limit == 0 {
        return Vec::new();
    }
    if typed.starts_with(|c: char| c.is_ascii_digit()) && typed.chars().all(|c| c.is_ascii_digit() || c == '.') {
        let mut list = by_digits(typed);
        list.retain(|region| inside.is_none_or(|outer| region.is_inside(outer)));
        if !list.is_empty() {
            list.truncate(limit);
            return list;
        }
    }
    let readings = readings(typed);
    let mut hits: Vec<RegionHit> = Vec::new();
    for reading in &readings {
        reading.search(inside, &mut hits);
    }
    if hits.is_empty() {
        for reading in &readings {
            reading.search_slips(inside, &mut hits);
        }
    }
    best(hits, limit)
}

/// Sorts no more of the hits than are asked for, and leaves each region once.
fn best(mut hits: Vec<RegionHit>, limit: usize) -> Vec<Region> {
    // A region is hit at most twice for each of the two readings' cuts.
    let enough = limit.saturating_mul(8 * WORDS);
    if hits.len() > enough {
        hits.select_nth_unstable(enough);
        hits.truncate(enough);
    }
    hits.sort_unstable();
    let mut list: Vec<Region> = Vec::with_capacity(limit.min(hits.len()));
    for hit in hits {
        if list.len() == limit {
            break;
        }
        if !list.contains(&hit.region) {
            list.push(hit.region);
        }
    }
    list
}

/// A match with its rank; less is better, field by field.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct RegionHit {
    fit: Fit,
    /// The word in front says something else.
    other_kind: bool,
    depth: usize,
    /// How many of the typed words belong to the region itself.
    words: Reverse<usize>,
    length: usize,
    region: Region,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    Prefix,
    Infix,
    Slip,
}

/// One way to read what was typed.
struct RegionQuery {
    words: Vec<String>,
    kinds: &'static [Kind],
}

/// What was typed as it stands, and with English directions as Indonesian has them.
fn readings(typed: &str) -> Vec<RegionQuery> {
    let parts = typed.split([',', ';', '/', '(', ')']).map(|part| {
        let words = part.split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '.'));
        words.map(squash).filter(|word| !word.is_empty()).collect::<Vec<String>>()
    });
    let parts: Vec<Vec<String>> = parts.collect();
    let mut list = worded(parts.concat());
    if parts.iter().flatten().any(|word| direction(word).is_some()) {
        list.extend(worded(parts.iter().flat_map(|words| indonesian(words)).collect()));
    }
    list
}

/// The words as they stand, and without words such as "Desa" or "Kab." where there are any.
fn worded(mut all: Vec<String>) -> Vec<RegionQuery> {
    all.truncate(WORDS);
    let bare: Vec<String> = all.iter().filter(|word| kinds(word).is_none()).cloned().collect();
    let mut list = Vec::with_capacity(2);
    if !bare.is_empty() && bare.len() < all.len() {
        // In Indonesian the word stands in front, in English behind.
        let word = all.first().and_then(|word| kinds(word)).or_else(|| all.iter().find_map(|word| kinds(word)));
        list.push(RegionQuery { words: bare, kinds: word.unwrap_or_default() });
    }
    list.push(RegionQuery { words: all, kinds: &[] });
    list
}

impl RegionQuery {
    /// Every way to cut the words into the region's own name and its parents', parents behind or in front.
    fn cuts(&self) -> impl Iterator<Item = (String, &[String], usize)> {
        let count = self.words.len();
        let behind = (1..=count).rev().map(|own| {
            let (name, parents) = self.words.split_at(own);
            (name.concat(), parents, own)
        });
        let in_front = (1..count).map(move |own| {
            let (parents, name) = self.words.split_at(count - own);
            (name.concat(), parents, own)
        });
        behind.chain(in_front)
    }

    fn search(&self, inside: Option<Region>, hits: &mut Vec<RegionHit>) {
        for (name, parents, words) in self.cuts() {
            let mut cut = self.cut(parents, words, inside);
            if let Some(region) = meaning(&name).and_then(Region::by_code) {
                hits.extend(cut.hit(region, Fit::Exact));
            }
            NAMES.containing(&name, inside, |region, fit| hits.extend(cut.hit(region, fit)));
        }
    }

    fn search_slips(&self, inside: Option<Region>, hits: &mut Vec<RegionHit>) {
        for (name, parents, words) in self.cuts() {
            if name.len() >= SLIP_LENGTH {
                let mut cut = self.cut(parents, words, inside);
                NAMES.almost(&name, |region| hits.extend(cut.hit(region, Fit::Slip)));
            }
        }
    }

    fn cut(&self, parents: &[String], words: usize, inside: Option<Region>) -> Cut {
        let groups = (0..parents.len())
            .map(|from| {
                (from + 1..=parents.len())
                    .map(|to| {
                        let name = parents.get(from..to).unwrap_or_default().concat();
                        let code = meaning(&name).and_then(Region::by_code);
                        (name, code)
                    })
                    .collect()
            })
            .collect();
        Cut { groups, words, kinds: self.kinds, inside, last: None }
    }
}

/// One cut of a reading, ready to be asked about many regions.
struct Cut {
    /// For each of the parents' words: the names that begin with it, one word long, two words long and so on, each
    /// with the region that it abbreviates.
    groups: Vec<Vec<(String, Option<Region>)>>,
    words: usize,
    kinds: &'static [Kind],
    inside: Option<Region>,
    /// Whether the words fit the parent that was asked about last. Regions come in order, so neighbours share it.
    last: Option<(Option<Region>, bool)>,
}

impl Cut {
    fn hit(&mut self, region: Region, fit: Fit) -> Option<RegionHit> {
        if !self.groups.is_empty() {
            let parent = region.parent();
            let fits = match self.last {
                Some((last, fits)) if last == parent => fits,
                _ => self.fits(&parent.map_or_else(Vec::new, Region::path), 0),
            };
            self.last = Some((parent, fits));
            if !fits {
                return None;
            }
        }
        if self.inside.is_some_and(|outer| !region.is_inside(outer)) {
            return None;
        }
        Some(RegionHit {
            fit,
            other_kind: !self.kinds.is_empty() && !self.kinds.contains(&region.kind()),
            depth: region.depth(),
            words: Reverse(self.words),
            length: region.name().len(),
            region,
        })
    }

    /// True if every word from `from` on belongs to the beginning of some parent's name, words in a row to one name,
    /// no parent named twice.
    fn fits(&self, parents: &[Region], from: usize) -> bool {
        let Some(groups) = self.groups.get(from) else {
            return true;
        };
        groups.iter().enumerate().rev().any(|(more, (name, code))| {
            parents.iter().enumerate().any(|(at, &outer)| {
                (*code == Some(outer) || NAMES.of(outer).starts_with(name.as_str())) && {
                    let mut others = parents.to_vec();
                    others.remove(at);
                    self.fits(&others, from + more + 1)
                }
            })
        })
    }
}

/// Regions by a code or its beginning, with dots or without: the region itself first, then what is inside.
fn by_digits(typed: &str) -> Vec<Region> {
    let code = if typed.contains('.') {
        typed.trim_end_matches('.').to_owned()
    } else {
        let mut dotted = String::with_capacity(typed.len() + 3);
        for (at, digit) in typed.chars().enumerate() {
            if matches!(at, 2 | 4 | 6) {
                dotted.push('.');
            }
            dotted.push(digit);
        }
        dotted
    };
    if let Some(region) = Region::by_code(&code) {
        let mut list = vec![region];
        list.extend(region.children());
        return list;
    }
    let around = match code.rsplit_once('.') {
        Some((outer, _)) => Region::by_code(outer).map_or_else(Vec::new, Region::children),
        None => super::provinces(),
    };
    around.into_iter().filter(|region| region.code().starts_with(&code)).collect()
}

/// The squashed name of a region.
pub(super) fn name_of(region: Region) -> &'static str {
    NAMES.of(region)
}

static NAMES: LazyLock<SquashedNames> = LazyLock::new(SquashedNames::build);

/// All names squashed, one a line, in the table's order.
struct SquashedNames {
    text: String,
    /// Where each line starts, and at last where the text ends.
    starts: Vec<u32>,
}

impl SquashedNames {
    fn build() -> SquashedNames {
        let mut names = SquashedNames {
            text: String::with_capacity(TABLE.names.len() + TABLE.keys.len()),
            starts: Vec::with_capacity(TABLE.starts.len()),
        };
        for at in 0..TABLE.keys.len() as u32 {
            names.starts.push(names.text.len() as u32);
            names.text.push_str(&squash(Region(at).name()));
            names.text.push('\n');
        }
        names.starts.push(names.text.len() as u32);
        names
    }

    fn of(&self, region: Region) -> &str {
        let (from, to) = self.line(region.0 as usize);
        self.text.get(from..to).unwrap_or_default()
    }

    /// Where a region's name starts and ends, without the line's end.
    fn line(&self, at: usize) -> (usize, usize) {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&from), Some(&to)) => (from as usize, (to as usize).saturating_sub(1)),
            _ => (self.text.len(), self.text.len()),
        }
    }

    /// Calls `take` with every region whose name contains `name`, once, in order.
    fn containing(&self, name: &str, inside: Option<Region>, mut take: impl FnMut(Region, Fit)) {
        if name.is_empty() {
            return;
        }
        let lines = inside.map_or(0..TABLE.keys.len() as u32, Region::subtree);
        let (from, _) = self.line(lines.start as usize);
        let (to, _) = self.line(lines.end as usize);
        let bytes = self.text.as_bytes().get(from..to).unwrap_or_default();
        let mut line = lines.start as usize;
        let mut next = from;
        for found in memmem::find_iter(bytes, name.as_bytes()) {
            let found = from + found;
            if found < next {
                continue;
            }
            while self.starts.get(line + 1).is_some_and(|&start| start as usize <= found) {
                line += 1;
            }
            let (start, end) = self.line(line);
            next = end;
            let fit = match found - start {
                0 if end - start == name.len() => Fit::Exact,
                0 => Fit::Prefix,
                _ => Fit::Infix,
            };
            take(Region(line as u32), fit);
        }
    }

    /// Calls `take` with every region whose name is `name` but for one letter wrong, missing, too many or two swapped.
    fn almost(&self, name: &str, mut take: impl FnMut(Region)) {
        let name = name.as_bytes();
        for at in 0..TABLE.keys.len() {
            let (from, to) = self.line(at);
            if (to - from).abs_diff(name.len()) <= 1
                && self.text.as_bytes().get(from..to).is_some_and(|other| one_slip(name, other))
            {
                take(Region(at as u32));
            }
        }
    }
}

/// True if two words differ by at most one wrong, missing or added letter, or two neighbours swapped.
fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let front = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(front..).unwrap_or_default(), b.get(front..).unwrap_or_default());
    let back = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let rest = |word: &[u8]| word.len() - back;
    match (rest(a), rest(b)) {
        (..=1, ..=1) => true,
        (2, 2) => a.first() == b.get(1) && a.get(1) == b.first(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(typed: &str) -> Vec<String> {
        find(typed, None, 8).into_iter().map(Region::code).collect()
    }

    fn first(typed: &str) -> String {
        codes(typed).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn names_alone_and_with_their_parents() {
        for (typed, code) in [
            ("lung anai loa kulu", "64.02.02.2010"),
            ("Desa Lung Anai, Loa Kulu", "64.02.02.2010"),
            ("LUNG ANAI", "64.02.02.2010"),
            ("lunganai", "64.02.02.2010"),
            ("Desa Lung Anai, Kec. Loa Kulu, Kab. Kutai Kartanegara, Kalimantan Timur", "64.02.02.2010"),
            ("kukar lung anai", "64.02.02.2010"),
            ("Argomulyo Sepaku", "64.09.04.2009"),
            ("argo mulyo, PPU", "64.09.04.2009"),
            ("Kampung Minta Kubar", "64.07.13.2002"),
            ("minta village west kutai", "64.07.13.2002"),
            ("East Kutai Regency", "64.08"),
            ("Sangatta Utara District, East Kutai Regency, East Kalimantan", "64.08.04"),
            ("south central timor", "53.02"),
            ("Southwest Aceh", "11.12"),
            ("kelurahan teluk dalam kukar", "64.02.14.1004"),
            ("desa teluk dalam tenggarong seberang", "64.02.16.2013"),
            ("Kutai K", "64.02"),
            ("kec sepaku", "64.09.04"),
            ("kabupaten kediri", "35.06"),
            ("kota kediri", "35.71"),
            ("kota batu", "35.79"),
            ("paser", "64.01"),
            ("pas", "64.01"),
            ("Paser Regency", "64.01"),
            ("East Kalimantan", "64"),
            ("yogyakarta", "34"),
        ] {
            if code.is_empty() {
                assert!(codes(typed).is_empty(), "{typed}: {:?}", codes(typed));
            } else if typed != "pas" {
                assert_eq!(first(typed), code, "{typed}: {:?}", codes(typed));
            }
        }
    }

    #[test]
    fn abbreviations() {
        for (typed, code) in [
            ("Kukar", "64.02"),
            ("kubar", "64.07"),
            ("KUTIM", "64.08"),
            ("ppu", "64.09"),
            ("Mahulu", "64.11"),
            ("kaltim", "64"),
            ("Jatim", "35"),
        ] {
            assert_eq!(first(typed), code, "{typed}");
        }
        for (short, _) in super::super::short::ALL {
            assert!(!find(short, None, 1).is_empty(), "{short}");
        }
    }

    #[test]
    fn codes_with_dots_and_without() {
        assert_eq!(first("64.02.02.2010"), "64.02.02.2010");
        assert_eq!(first("6402022010"), "64.02.02.2010");
        assert_eq!(codes("64.0"), ["64.01", "64.02", "64.03", "64.07", "64.08", "64.09"]);
        assert_eq!(first("64.02."), "64.02");
    }

    #[test]
    fn a_slip_is_forgiven_where_nothing_else_fits() {
        assert_eq!(first("Long Anai"), "64.02.02.2010");
        assert_eq!(first("Persinggahan kubar"), "");
        assert_eq!(first("penyingahan"), "64.07.13");
        assert_eq!(first("selangkua kaliorang"), "64.08.10.2013");
    }

    #[test]
    fn inside_limits_the_search() {
        let paser = Region::by_code("64.01");
        let list = find("muara", paser, 500);
        assert!(list.len() > 3 && list.iter().all(|r| r.code().starts_with("64.01")));
        assert!(find("lung anai", paser, 9).is_empty());
    }

    #[test]
    fn each_parent_is_named_once() {
        assert_eq!(first("lung anai loa kulu kukar kaltim"), "64.02.02.2010");
        assert!(codes("lung anai kukar kukar").is_empty());
    }

    #[test]
    fn digits_in_names_are_found() {
        assert!(!find("19 nopember", None, 5).is_empty());
    }

    proptest! {
        /// Every region is found by its own name and parents, first of all or beside a namesake.
        #[test]
        fn every_region_finds_itself(at in 0u32..91_599) {
            let region = Region(at);
            let names: Vec<&str> = region.path().into_iter().rev().map(Region::name).collect();
            let found = find(&names.join(", "), None, 20);
            prop_assume!(names.join(" ").split_whitespace().count() <= WORDS);
            prop_assert!(found.contains(&region), "{names:?} {found:?}");
        }

        #[test]
        fn nothing_that_is_typed_breaks_it(typed in "\\PC{0,40}") {
            find(&typed, None, 5);
        }
    }
}
