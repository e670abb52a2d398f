//! The embedded table of Kemendagri codes and names: look up, parents, everything inside, find by typing.
//!
//! Decompressed on first use, so that a start costs nothing. All names are one piece of text; a region is an index.
//! Codes are packed numbers in ascending order, which puts every region just before all that lies inside it: "inside
//! X" is a range of indices.

mod centre;
mod exact;
mod find;
mod short;

use std::ops::Range;
use std::sync::LazyLock;

pub use centre::{centre, centres};
pub use exact::{kinds_of, named};
pub use find::{find, squash};

/// Where the table comes from, its version, date, licence and attribution, for "About".
pub const ATTRIBUTION: &str = "Kode dan nama wilayah / region codes and names: idn-area-data 4.0.1 \
     (github.com/fityannugroho/idn-area-data), sesuai/following Kepmendagri 300.2.2-2430/2025, diambil/retrieved \
     2026-11; Open Database License (ODbL) 1.0, opendatacommons.org/licenses/odbl/1-0. Lisensi lengkap/full licence: \
     assets/regions/LICENSE-ODbL.md.";

/// One line a region, `code<TAB>name`, in order of code; made by `assets/regions/convert.rs`.
static COMPRESSED: &[u8] = include_bytes!("../../assets/regions/regions.tsv.zst");

/// More than the table has rows and unpacked bytes; a test says when it has grown past them.
const ROWS: usize = 92_000;
const UNPACKED_CAP: usize = 4 << 20;

static TABLE: LazyLock<RegionTable> = LazyLock::new(RegionTable::read);

/// What a region is called in front of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Province,
    Regency,
    City,
    District,
    Village,
    Ward,
    /// Village of Berau, Kutai Barat, Mahakam Ulu, and of all Papua (Law 21/2001).
    Kampung,
    /// Village of West Sumatra's regencies, but for the Mentawai islands.
    Nagari,
    IndigenousVillage,
}

/// One region of the table: cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(u32);

impl Region {
    /// The region with exactly this code.
    pub fn by_code(code: &str) -> Option<Region> {
        Region::by_key(pack(code)?)
    }

    fn by_key(key: u64) -> Option<Region> {
        let at = TABLE.keys.binary_search(&key).ok()?;
        u32::try_from(at).ok().map(Region)
    }

    /// `64.02.02.2010`
    pub fn code(self) -> String {
        let key = self.key();
        let [province, regency, district, village] = segments(key);
        match depth_of(key) {
            1 => format!("{province:02}"),
            2 => format!("{province:02}.{regency:02}"),
            3 => format!("{province:02}.{regency:02}.{district:02}"),
            _ => format!("{province:02}.{regency:02}.{district:02}.{village:04}"),
        }
    }

    /// The bare name as people write it: `Kutai Kartanegara`, `Lung Anai`.
    pub fn name(self) -> &'static str {
        let starts = &TABLE.starts;
        let at = self.0 as usize;
        match (starts.get(at), starts.get(at + 1)) {
            (Some(&from), Some(&to)) => TABLE.names.get(from as usize..to as usize).unwrap_or_default(),
            _ => "",
        }
    }

    pub fn kind(self) -> Kind {
        let key = self.key();
        let [province, regency, _, village] = segments(key);
        match depth_of(key) {
            1 => Kind::Province,
            // 01–69 are regencies, 71–99 cities.
            2 if regency > 70 => Kind::City,
            2 => Kind::Regency,
            3 => Kind::District,
            // The first of a village's four digits: 1 ward, 2 village, 3 village of indigenous law.
            _ => match village / 1000 {
                1 => Kind::Ward,
                3 => Kind::IndigenousVillage,
                _ => match (province, regency) {
                    (64, 3 | 7 | 11) | (91..=96, _) => Kind::Kampung,
                    (13, 9) => Kind::Village,
                    (13, ..70) => Kind::Nagari,
                    _ => Kind::Village,
                },
            },
        }
    }

    /// 1 province, 2 regency or city, 3 district, 4 village.
    pub fn depth(self) -> usize {
        depth_of(self.key())
    }

    /// Abbreviations and English names that people type for it, squashed: `kukar`, `eastkalimantan`.
    pub fn other_names(self) -> impl Iterator<Item = &'static str> {
        let code = self.code();
        short::ALL.iter().filter(move |(_, of)| *of == code).map(|(name, _)| *name)
    }

    pub fn parent(self) -> Option<Region> {
        let key = self.key();
        let depth = depth_of(key);
        if depth < 2 {
            return None;
        }
        Region::by_key(key & !below(depth - 1))
    }

    /// From the province down to this region, itself included.
    pub fn path(self) -> Vec<Region> {
        let mut path: Vec<Region> = std::iter::successors(Some(self), |region| region.parent()).collect();
        path.reverse();
        path
    }

    /// The regions directly inside, in order of code.
    pub fn children(self) -> Vec<Region> {
        let range = self.subtree();
        siblings(range.start.saturating_add(1)..range.end)
    }

    /// True if this is `outer` or lies inside it.
    pub fn is_inside(self, outer: Region) -> bool {
        outer.subtree().contains(&self.0)
    }

    /// The indices of this region and of all inside it.
    fn subtree(self) -> Range<u32> {
        let key = self.key();
        let last = key | below(depth_of(key));
        let end = TABLE.keys.partition_point(|&other| other <= last);
        self.0..u32::try_from(end).unwrap_or(self.0)
    }

    fn key(self) -> u64 {
        TABLE.keys.get(self.0 as usize).copied().unwrap_or_default()
    }
}

/// All provinces in order of code.
pub fn provinces() -> Vec<Region> {
    siblings(0..TABLE.keys.len() as u32)
}

/// The uppermost regions of a range that starts with one of them.
fn siblings(range: Range<u32>) -> Vec<Region> {
    let mut list = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let region = Region(at);
        list.push(region);
        at = region.subtree().end.max(at + 1);
    }
    list
}

/// The table in memory: 8 + 4 bytes a region and the names.
struct RegionTable {
    /// Packed codes, ascending.
    keys: Vec<u64>,
    /// Where each name starts in `names`, and at last where the last one ends.
    starts: Vec<u32>,
    names: String,
}

impl RegionTable {
    fn read() -> RegionTable {
        // The bytes are part of the program; a test reads them all.
        let text = zstd::bulk::decompress(COMPRESSED, UNPACKED_CAP).unwrap_or_default();
        let text = String::from_utf8(text).unwrap_or_default();
        let mut table = RegionTable {
            keys: Vec::with_capacity(ROWS),
            starts: Vec::with_capacity(ROWS + 1),
            names: String::with_capacity(text.len()),
        };
        let mut from = 0;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            let line = text.get(from..end).unwrap_or_default();
            from = end + 1;
            // A code is too short to be worth the search that `split_once` begins.
            let tab = line.bytes().position(|byte| byte == b'\t').unwrap_or(0);
            if let Some((code, name)) = line.split_at_checked(tab)
                && let Some(key) = pack(code)
            {
                table.keys.push(key);
                table.starts.push(table.names.len() as u32);
                table.names.push_str(name.get(1..).unwrap_or_default());
            }
        }
        table.starts.push(table.names.len() as u32);
        table.names.shrink_to_fit();
        table
    }
}

/// How many bits of a key lie below the segment at each depth: 7 + 7 + 7 + 14.
const LOW_BITS: [u32; 5] = [35, 28, 21, 14, 0];

/// The bits of a key that belong to segments deeper than `depth`.
fn below(depth: usize) -> u64 {
    LOW_BITS.get(depth).map_or(0, |&bits| (1_u64 << bits).saturating_sub(1))
}

/// A code as a number that sorts as the code does, or `None` for what has not a code's form.
fn pack(code: &str) -> Option<u64> {
    let mut key = 0;
    for (at, segment) in code.as_bytes().split(|&byte| byte == b'.').enumerate() {
        let width = if at == 3 { 4 } else { 2 };
        if at > 3 || segment.len() != width || !segment.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let value = segment.iter().fold(0, |value, digit| value * 10 + u64::from(digit - b'0'));
        if value == 0 {
            return None;
        }
        key |= value << LOW_BITS.get(at + 1)?;
    }
    Some(key)
}

fn segments(key: u64) -> [u64; 4] {
    [key >> 28 & 0x7f, key >> 21 & 0x7f, key >> 14 & 0x7f, key & 0x3fff]
}

fn depth_of(key: u64) -> usize {
    4 - segments(key).iter().rev().take_while(|&&s| s == 0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(code: &str) -> Region {
        Region::by_code(code).unwrap_or_else(|| panic!("{code} is not in the table"))
    }

    #[test]
    fn the_table_is_whole() {
        let mut count = [0; 5];
        for at in 0..TABLE.keys.len() as u32 {
            let region = Region(at);
            count[region.depth()] += 1;
            assert!(!region.name().trim().is_empty());
            assert_eq!(Region::by_code(&region.code()), Some(region));
            assert_eq!(region.parent().is_none(), region.depth() == 1);
        }
        assert_eq!(count, [0, 38, 514, 7285, 83_762]);
        assert!(TABLE.keys.is_sorted());
    }

    #[test]
    fn both_provinces_of_the_mission_have_all_their_regencies() {
        let codes = |province: &str| -> Vec<String> { at(province).children().into_iter().map(Region::code).collect() };
        assert_eq!(
            codes("64"),
            ["64.01", "64.02", "64.03", "64.07", "64.08", "64.09", "64.11", "64.71", "64.72", "64.74"]
        );
        assert_eq!(codes("35").len(), 38);
        assert_eq!(at("64").children().iter().map(|r| r.children().len()).sum::<usize>(), 105);
        assert_eq!(provinces().len(), 38);
    }

    #[test]
    fn the_word_in_front_follows_from_the_code() {
        for (code, name, kind) in [
            ("64", "Kalimantan Timur", Kind::Province),
            ("64.01", "Paser", Kind::Regency),
            ("64.74", "Bontang", Kind::City),
            ("64.02.02", "Loa Kulu", Kind::District),
            ("64.02.02.2010", "Lung Anai", Kind::Village),
            ("64.09.01.1010", "Nenang", Kind::Ward),
            ("64.07.13.2002", "Minta", Kind::Kampung),
            ("64.11.01.2004", "Memahak Ulu", Kind::Kampung),
            ("64.03.02.2002", "Dumaring", Kind::Kampung),
            ("91.03.01.3007", "Yoboi", Kind::IndigenousVillage),
            ("31", "DKI Jakarta", Kind::Province),
            ("34", "DI Yogyakarta", Kind::Province),
            ("31.01", "Kepulauan Seribu", Kind::Regency),
            ("31.71", "Jakarta Pusat", Kind::City),
        ] {
            assert_eq!((at(code).name(), at(code).kind()), (name, kind), "{code}");
        }
    }

    /// The places of the shipped catalogue.
    #[test]
    fn the_villages_of_the_first_catalogue_resolve() {
        for (code, name) in [
            ("64.01.04.2005", "Pepara"),
            ("64.08.10.2013", "Selangkau"),
            ("64.01.09.2007", "Petangis"),
            ("64.09.04.2009", "Argo Mulyo"),
            ("64.09.02.2004", "Bangun Mulya"),
            ("64.01.10.2002", "Rantau Atas"),
            ("64.02.05.2003", "Muara Badak Ulu"),
            ("64.03.11.2001", "Bohe Silian"),
            ("35.24.10.2009", "Parengan"),
            ("35.23.08.2008", "Margorejo"),
            ("35.17.02.2016", "Plumbon Gambang"),
            ("35.21.18.2005", "Guyung"),
            ("35.27.03.2001", "P. Mandangin"),
        ] {
            let found = squash(at(code).name());
            assert!(found.ends_with(&squash(name)) || found.contains("mandangin"), "{code} is {}", at(code).name());
        }
    }

    #[test]
    fn ways_up_and_down() {
        let village = at("64.02.02.2010");
        let path: Vec<&str> = village.path().into_iter().map(Region::name).collect();
        assert_eq!(path, ["Kalimantan Timur", "Kutai Kartanegara", "Loa Kulu", "Lung Anai"]);
        assert!(at("64.02.02").children().contains(&village));
        assert!(village.children().is_empty());
        assert!(village.is_inside(at("64")) && !village.is_inside(at("64.01")));
    }

    #[test]
    fn what_is_no_code_is_no_region() {
        for code in ["", "6", "64.", "64.2", "64.00", "64.02.02.201", "64.02.02.2010.1", "６４", "99"] {
            assert_eq!(Region::by_code(code), None, "{code}");
        }
    }
}
