//! A list from an office, as CSV, Excel, OpenDocument or JSON: its content decides what it is.

use etalase::exchange::{Reading, ReviewOptions, guess, no_progress, read, review};
use etalase::model::Catalog;
use etalase::text::{Explain as _, Lang};

pub fn target(bytes: &[u8]) {
    match read("daftar.csv", bytes, &Reading::default(), &no_progress) {
        Err(error) => assert!(Lang::ALL.iter().all(|lang| !error.explain(*lang).what.is_empty())),
        Ok(sheets) => {
            let catalog = Catalog::default();
            if let Ok(review) = review(&catalog, &sheets, &guess(&sheets), &ReviewOptions::default(), &no_progress) {
                catalog.apply(&review.edit(&|_| true, &Default::default()));
            }
        }
    }
}
