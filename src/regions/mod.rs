//! The embedded table of Kemendagri codes and names: look up, parents, everything inside, find by typing.
//!
//! Decompressed on first use, so that a start costs nothing.

/// What a region is called in front of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Province,
    Regency,
    City,
    District,
    Village,
    Ward,
    /// Village of Berau, Kutai Barat and Mahakam Ulu.
    Kampung,
    IndigenousVillage,
}

/// One region of the table: cheap to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(u32);

impl Region {
    /// The region with exactly this code.
    pub fn by_code(code: &str) -> Option<Region> {
        let _ = code;
        todo!()
    }

    /// `64.02.02.2010`
    pub fn code(self) -> String {
        todo!()
    }

    /// The bare name as people write it: `Kutai Kartanegara`, `Lung Anai`.
    pub fn name(self) -> &'static str {
        todo!()
    }

    pub fn kind(self) -> Kind {
        todo!()
    }

    /// 1 province, 2 regency or city, 3 district, 4 village.
    pub fn depth(self) -> usize {
        todo!()
    }

    pub fn parent(self) -> Option<Region> {
        todo!()
    }

    /// From the province down to this region, itself included.
    pub fn path(self) -> Vec<Region> {
        todo!()
    }

    /// The regions directly inside, in order of code.
    pub fn children(self) -> Vec<Region> {
        todo!()
    }
}

/// All provinces in order of code.
pub fn provinces() -> Vec<Region> {
    todo!()
}

/// Regions whose name (or name and parents: "lung anai loa kulu", "Kukar", "PPU") matches what was typed, best first:
/// accent- and space-blind, prefixes before infixes, higher levels before lower; or the code itself.
/// `inside` limits the search to one region's subtree.
pub fn find(typed: &str, inside: Option<Region>, limit: usize) -> Vec<Region> {
    let _ = (typed, inside, limit);
    todo!()
}

/// Where the table comes from, its version, date, licence and attribution, for "About".
pub const ATTRIBUTION: &str = "";
