//! Records that are probably the same thing twice: the same or nearly the same name, place or telephone number.
//!
//! Nothing is compared with everything: records are first put together by what they must share.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, LazyLock};

use crate::model::record::catalog::{Catalog, Key};
use crate::model::record::contact::whatsapp_digits;
use crate::model::record::values::{ProducerId, RegionCode};
use crate::model::record::{Producer, Product};
use crate::model::search::normalise::{normalise, spellings};
use crate::text::Lang;

/// Two records that are probably one thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    /// Both are of one kind; the first has the smaller id.
    pub first: Key,
    pub second: Key,
    pub by: DuplicateReason,
}

/// What two records share that are probably one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DuplicateReason {
    Phone,
    Name,
}

/// Words that say what kind of body a producer is, not what it is called. Longer ones first.
const LEGAL_FORMS: [&str; 30] = [
    "badan usaha milik kampung",
    "badan usaha milik desa",
    "kelompok usaha perhutanan sosial",
    "kelompok usaha bersama",
    "kelompok wanita tani",
    "kelompok tani hutan",
    "kelompok tani",
    "rumah produksi",
    "bum kampung",
    "bum desa",
    "kelompok",
    "koperasi",
    "bumdesma",
    "bumdesa",
    "bumdes",
    "bumkam",
    "bumk",
    "umkm",
    "poktan",
    "kups",
    "ukm",
    "ikm",
    "kub",
    "kwt",
    "kth",
    "cv",
    "pt",
    "ud",
    "pd",
    "tbk",
];

/// The same with a blank on both sides.
static FORMS_AS_WORDS: LazyLock<Vec<String>> =
    LazyLock::new(|| LEGAL_FORMS.iter().map(|form| format!(" {form} ")).collect());

/// What each of them begins with.
static FIRST_WORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| LEGAL_FORMS.iter().filter_map(|form| form.split(' ').next()).collect());

/// A producer's name without its legal form, in one spelling: `KWT "Mekar" ` and `Kelompok Wanita Tani Mekar` are one.
pub fn bare_name(name: &str) -> String {
    let normalised = one_spelling(name);
    // Most names have none, which one look at each word tells.
    if !normalised.split(' ').any(|word| FIRST_WORDS.contains(word)) {
        return normalised;
    }
    let mut bare = format!(" {normalised} ");
    for form in FORMS_AS_WORDS.iter().map(String::as_str) {
        if bare.contains(form) {
            bare = bare.replace(form, " ");
        }
    }
    let bare = bare.trim();
    // "Kelompok Tani" alone is a name too.
    if bare.is_empty() { normalised } else { bare.to_owned() }
}

/// Normalised, and of several usual spellings always the same one.
fn one_spelling(text: &str) -> String {
    spellings(&normalise(text)).into_iter().min().unwrap_or_default()
}

/// Two bare names that a person may have written for one thing: equal without blanks, or one letter apart in one longer
/// word. Numbers tell things apart.
fn is_alike(a: &str, b: &str) -> bool {
    /// A word shorter than this with another letter is another word.
    const LONG: usize = 5;
    if a == b {
        return true;
    }
    let squashed = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
    if squashed(a) == squashed(b) {
        return true;
    }
    let (mut slips, mut others) = (0, b.split(' '));
    for word in a.split(' ') {
        let Some(other) = others.next() else { return false };
        if word == other {
            continue;
        }
        let is_number = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        let is_long = word.chars().count().min(other.chars().count()) >= LONG;
        if !is_long || is_number(word) || is_number(other) || strsim::osa_distance(word, other) > 1 {
            return false;
        }
        slips += 1;
    }
    others.next().is_none() && slips == 1
}

/// Names with the places of their records.
type BucketNames<'a> = Vec<(usize, &'a str)>;

/// All pairs within a bucket that are alike. A small bucket is compared in full; in a large one only names that share a
/// form with one letter left out are looked at.
fn alike_within(names: &[(usize, &str)], mut take: impl FnMut(usize, usize)) {
    const SMALL: usize = 24;
    if names.len() <= SMALL {
        for (at, (a, name)) in names.iter().enumerate() {
            for (b, other) in names.iter().skip(at + 1) {
                if is_alike(name, other) {
                    take(*a, *b);
                }
            }
        }
        return;
    }
    let mut forms: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut seen: HashSet<(usize, usize)> = HashSet::new();
    for (at, (_, name)) in names.iter().enumerate() {
        let letters: Vec<char> = name.chars().filter(|c| *c != ' ').collect();
        let mut mine: BTreeSet<u64> = (0..=letters.len()).map(|out| hash_without(&letters, out)).collect();
        mine.insert(hash_without(&letters, usize::MAX));
        for form in mine {
            let others = forms.entry(form).or_default();
            // Equal names by the hundred are not a slip but a way of naming.
            for other in others.iter().rev().take(SMALL) {
                if seen.insert((*other, at))
                    && let Some((b, other)) = names.get(*other)
                    && is_alike(other, name)
                {
                    take(*b, names.get(at).map_or(*b, |(a, _)| *a));
                }
            }
            others.push(at);
        }
    }
}

/// The same as a list, the smaller number first.
fn pairs_within(names: &BucketNames) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    alike_within(names, |a, b| pairs.push((a.min(b), a.max(b))));
    pairs
}

/// A hash (FNV-1a) of the letters but one.
fn hash_without(letters: &[char], out: usize) -> u64 {
    let kept = letters.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, c)| *c);
    kept.fold(0xcbf2_9ce4_8422_2325, |hash, c| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
}

/// Producers that may be one, as places in the catalogue's order, and how that is known.
struct SameProducers {
    pairs: HashSet<(usize, usize)>,
    duplicates: Vec<Duplicate>,
}

fn same_producers(producers: &[&Producer]) -> SameProducers {
    let mut found: BTreeSet<(usize, usize, DuplicateReason)> = BTreeSet::new();
    same_phone(producers, &mut found);
    same_producer_name(producers, &mut found);
    let mut list: Vec<Duplicate> = Vec::new();
    let mut known: HashSet<(usize, usize)> = HashSet::new();
    // A shared number says more than a similar name, and comes first for a pair.
    for by in [DuplicateReason::Phone, DuplicateReason::Name] {
        for (a, b, _) in found.iter().filter(|(_, _, alike)| *alike == by) {
            if let (true, Some(first), Some(second)) = (known.insert((*a, *b)), producers.get(*a), producers.get(*b)) {
                let (first, second) = (Key::Producer(first.id.clone()), Key::Producer(second.id.clone()));
                list.push(Duplicate { first, second, by });
            }
        }
    }
    SameProducers { pairs: known, duplicates: list }
}

/// Every pair that may be one record twice, in order. Exactly equal products are left to `check`, which warns of them.
pub(in crate::model) fn find(catalog: &Catalog) -> Vec<Duplicate> {
    let producers: Vec<&Producer> = catalog.producers.values().map(AsRef::as_ref).collect();
    let SameProducers { pairs, mut duplicates } = same_producers(&producers);
    duplicates.extend(products(catalog, &producers, &pairs));
    duplicates.sort();
    duplicates
}

fn same_phone(producers: &[&Producer], found: &mut BTreeSet<(usize, usize, DuplicateReason)>) {
    /// A number of this many producers is a coordinator's, not theirs.
    const SHARED: usize = 4;
    let mut by_number: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, producer) in producers.iter().enumerate() {
        let numbers = [&producer.whatsapp, &producer.phone].map(|typed| {
            let digits = || typed.chars().filter(char::is_ascii_digit).collect::<String>();
            whatsapp_digits(typed).unwrap_or_else(digits)
        });
        let [first, second] = &numbers;
        let second = (first != second).then_some(second);
        for number in [Some(first), second].into_iter().flatten().filter(|number| number.len() >= 6) {
            by_number.entry(number.clone()).or_default().push(at);
        }
    }
    for owners in by_number.values().filter(|owners| (2..SHARED).contains(&owners.len())) {
        if let Some((first, rest)) = owners.split_first() {
            found.extend(rest.iter().map(|other| (*first, *other, DuplicateReason::Phone)));
        }
    }
}

/// Within a regency, and among those of which the regency is not known.
fn same_producer_name(producers: &[&Producer], found: &mut BTreeSet<(usize, usize, DuplicateReason)>) {
    let names: Vec<String> = producers.iter().map(|producer| bare_name(&producer.name)).collect();
    let mut by_regency: HashMap<&str, BucketNames> = HashMap::new();
    let mut anywhere: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (producer, name)) in producers.iter().zip(&names).enumerate() {
        if name.is_empty() {
            continue;
        }
        by_regency.entry(producer.origin.beginning(2)).or_default().push((at, name));
        anywhere.entry(name).or_default().push(at);
    }
    let within: Vec<(usize, usize)> = by_regency.values().flat_map(pairs_within).collect();
    found.extend(within.into_iter().map(|(a, b)| (a, b, DuplicateReason::Name)));
    // The same name where one of both has no regency yet.
    let is_vague = |at: &usize| producers.get(*at).is_some_and(|one| one.origin.depth() < 2);
    for same in anywhere.values().filter(|same| (2..=24).contains(&same.len())) {
        for (at, a) in same.iter().enumerate() {
            for b in same.iter().skip(at + 1).filter(|b| is_vague(a) || is_vague(b)) {
                let [a, b] = [*a, *b];
                let codes = [a, b].map(|at| producers.get(at).map(|one| one.origin.clone()).unwrap_or_default());
                if codes[0].is_inside(&codes[1]) || codes[1].is_inside(&codes[0]) {
                    found.insert((a.min(b), a.max(b), DuplicateReason::Name));
                }
            }
        }
    }
}

/// Products of one producer (or of producers that may be one), and products of one village where one has no producer.
fn products(catalog: &Catalog, producers: &[&Producer], same: &HashSet<(usize, usize)>) -> Vec<Duplicate> {
    let mut stands_for: HashMap<&ProducerId, &ProducerId> = HashMap::new();
    let mut pairs: Vec<&(usize, usize)> = same.iter().collect();
    pairs.sort_unstable();
    for (a, b) in pairs {
        if let (Some(a), Some(b)) = (producers.get(*a), producers.get(*b)) {
            let root = stands_for.get(&a.id).copied().unwrap_or(&a.id);
            stands_for.entry(&b.id).or_insert(root);
        }
    }
    let list: Vec<&Arc<Product>> = catalog.products.values().collect();
    let name = |product: &Product| one_spelling(product.name.or_other(Lang::Id).map_or("", |(name, _)| name));
    let names: Vec<String> = list.iter().map(|product| name(product)).collect();
    let is_orphan = |product: &Arc<Product>| product.producer.is_none() && product.origin.depth() >= 3;
    let mut by_village: HashMap<&RegionCode, BucketNames> =
        list.iter().filter(|product| is_orphan(product)).map(|product| (&product.origin, BucketNames::new())).collect();
    let mut by_maker: HashMap<&ProducerId, BucketNames> = HashMap::new();
    for (at, (product, name)) in list.iter().zip(&names).enumerate() {
        if name.is_empty() {
            continue;
        }
        if let Some(id) = &product.producer {
            by_maker.entry(stands_for.get(id).copied().unwrap_or(id)).or_default().push((at, name));
        }
        if let Some(village) = by_village.get_mut(&product.origin) {
            village.push((at, name));
        }
    }
    let mut found: BTreeSet<(usize, usize)> = by_maker.values().flat_map(pairs_within).collect();
    let has_none = |at: usize| list.get(at).is_some_and(|one| one.producer.is_none());
    for bucket in by_village.values() {
        found.extend(pairs_within(bucket).into_iter().filter(|(a, b)| has_none(*a) || has_none(*b)));
    }
    let mut duplicates = Vec::new();
    for (a, b) in found {
        let (Some(first), Some(second)) = (list.get(a), list.get(b)) else { continue };
        let plain_name =
            |product: &Arc<Product>| normalise(product.name.or_other(Lang::Id).map_or("", |(name, _)| name));
        let is_warned = first.producer == second.producer
            && first.origin == second.origin
            && plain_name(first) == plain_name(second);
        if !is_warned {
            let (first, second) = (Key::Product(first.id.clone()), Key::Product(second.id.clone()));
            duplicates.push(Duplicate { first, second, by: DuplicateReason::Name });
        }
    }
    duplicates
}

#[cfg(test)]
#[path = "duplicates_tests.rs"]
mod tests;
