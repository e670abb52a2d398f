//! What buyers chose, beside the settings: a file for each catalogue, by the catalogue's id, so that a list outlives the
//! window and follows the catalogue to another folder.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::model::ProductId;
use crate::store::catalog_file::format_1::version_id;
use crate::store::disk::{SaveError, make_dirs, write_file};
use crate::store::settings::{ConfigDir, ron_options};

/// What one buyer wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct BuyerList {
    pub name: String,
    pub organisation: String,
    pub note: String,
    pub products: Vec<ProductId>,
}

/// Longer files are none of ours.
const CAP_BYTES: u64 = 4 << 20;

impl ConfigDir {
    /// Where the lists of all catalogues are.
    pub(in crate::store) fn lists_dir(&self) -> PathBuf {
        self.root().join("lists")
    }

    fn lists_file(&self, catalog: &str) -> PathBuf {
        self.lists_dir().join(format!("{}.ron", version_id(catalog.as_bytes())))
    }

    /// The lists of a catalogue, the newest first; none where there are none or they cannot be read.
    pub fn buyer_lists(&self, catalog: &str) -> Vec<BuyerList> {
        let file = self.lists_file(catalog);
        let is_ours = std::fs::metadata(&file).is_ok_and(|meta| meta.is_file() && meta.len() <= CAP_BYTES);
        let text = is_ours.then(|| std::fs::read_to_string(&file).ok()).flatten();
        text.and_then(|text| ron_options().from_str(&text).ok()).unwrap_or_default()
    }

    /// # Errors
    /// Whatever kept the file from being written; the old one is intact.
    pub fn save_buyer_lists(&self, catalog: &str, lists: &[BuyerList]) -> Result<(), SaveError> {
        let file = self.lists_file(catalog);
        if let Some(dir) = file.parent() {
            make_dirs(dir)?;
        }
        let text = ron_options()
            .to_string_pretty(lists, ron::ser::PrettyConfig::new().new_line("\n"))
            .map_err(|error| SaveError::Other { path: file.clone(), reason: error.to_string() })?;
        write_file(&file, text.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_come_back_by_the_catalogue_s_id() {
        let dir = tempfile::tempdir().unwrap();
        let config = ConfigDir::find(Some(dir.path().join("config")));
        assert_eq!(config.buyer_lists("uji"), []);
        let list = BuyerList { name: "Pak Li".into(), products: vec!["madu".into()], ..BuyerList::default() };
        config.save_buyer_lists("uji", &[list.clone(), BuyerList::default()]).unwrap();
        assert_eq!(config.buyer_lists("uji"), [list, BuyerList::default()]);
        assert_eq!(config.buyer_lists("lain"), []);
        std::fs::write(config.lists_file("uji"), "[[[").unwrap();
        assert_eq!(config.buyer_lists("uji"), []);
    }

    #[test]
    fn whatever_fails_lists_are_the_old_ones_or_the_new_ones() {
        let config = |dir: &std::path::Path| ConfigDir::find(Some(dir.join("config")));
        let list = |name: &str| vec![BuyerList { name: name.into(), ..BuyerList::default() }];
        crate::store::disk::faults::each_failure(
            |dir| config(dir).save_buyer_lists("uji", &list("Pak Li")).unwrap(),
            |dir, ()| {
                let saved = config(dir).save_buyer_lists("uji", &list("Ibu Sari"));
                let expected = if saved.is_ok() { list("Ibu Sari") } else { list("Pak Li") };
                assert_eq!(config(dir).buyer_lists("uji"), expected);
            },
        );
    }
}
