//! Finds regions by their whole names: what a spreadsheet says, where nobody is still typing.

use std::sync::LazyLock;

use super::find::{name_of, squash};
use super::short::{self, meaning};
use super::{Kind, Region, TABLE};

/// All regions, ordered by squashed name.
static BY_NAME: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let mut list: Vec<Region> = (0..TABLE.keys.len() as u32).map(Region).collect();
    // A stable sort keeps regions of one name in order of code.
    list.sort_by_key(|region| name_of(*region));
    list
});

/// Every region with exactly this name, accent- and space-blind, and the one that it abbreviates, in order of code.
pub fn named(name: &str) -> Vec<Region> {
    let name = squash(name);
    if name.is_empty() {
        return Vec::new();
    }
    let from = BY_NAME.partition_point(|region| name_of(*region) < name.as_str());
    let mut list: Vec<Region> =
        BY_NAME.iter().skip(from).take_while(|region| name_of(**region) == name).copied().collect();
    if let Some(region) = meaning(&name).and_then(Region::by_code)
        && !list.contains(&region)
    {
        list.push(region);
        list.sort_unstable();
    }
    list
}

/// The kinds that a word in front of a name stands for: "Kab." is a regency.
pub fn kinds_of(word: &str) -> Option<&'static [Kind]> {
    short::kinds(&squash(word))
}

impl Region {
    /// True if this is what the region is called: its name or one of its other names.
    pub fn is_called(self, squashed: &str) -> bool {
        name_of(self) == squashed || meaning(squashed).is_some_and(|code| code == self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_names_only() {
        let codes = |name: &str| -> Vec<String> { named(name).into_iter().map(Region::code).collect() };
        assert_eq!(codes("Kutai Kartanegara"), ["64.02"]);
        assert_eq!(codes("KUKAR"), ["64.02"]);
        assert_eq!(codes("argo mulyo").iter().filter(|code| code.starts_with("64.")).count(), 1);
        assert_eq!(codes("Kediri").iter().filter(|code| code.len() == 5).count(), 2);
        assert!(codes("kutai kartanegar").is_empty() && codes(" ").is_empty());
    }
}
