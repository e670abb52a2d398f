//! A `catalog.ron` from a stranger: read, checked, searched, and written as it was read.

use std::path::Path;

use etalase::model::{SearchIndex, check};
use etalase::store;
use etalase::text::{Explain as _, Lang};

pub fn target(bytes: &[u8]) {
    let path = Path::new("catalog.ron");
    match store::parse_catalog(path, bytes) {
        Err(error) => assert!(Lang::ALL.iter().all(|lang| !error.explain(*lang).what.is_empty())),
        Ok((catalog, _)) => {
            check(&catalog, &|_| None, jiff::civil::date(2025, 5, 8));
            SearchIndex::build(&catalog);
            let text = store::write_catalog(&catalog).unwrap();
            // What is too long is told, and not written.
            if let Ok((again, _)) = store::parse_catalog(path, text.as_bytes()) {
                assert!(again == catalog, "what is written is not what was read");
            }
        }
    }
}
