//! Everything that can be wrong inside a well-formed catalogue, as data: nothing here hides a product.

use jiff::civil::Date;

use super::catalog::{Catalog, Key};
use super::completeness::ProductField;
use crate::text::{Explain, Lang, Message, Severity};

/// What is wrong with one picture file, found by whoever can read the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhotoFault {
    Missing,
    Empty,
    /// The file's content is of another kind than its name says, or of none that can be read.
    Mislabelled {
        really: String,
    },
    /// More pixels or bytes than is accepted.
    TooLarge {
        width: u32,
        height: u32,
        bytes: u64,
    },
    /// The name leads outside the catalogue's folder.
    Outside,
    Unreadable {
        reason: String,
    },
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// The record it concerns.
    pub key: Key,
    /// The field of a product's form that it concerns, to stand beside it.
    pub field: Option<ProductField>,
    pub kind: ProblemKind,
}

/// The situations that `check` finds. (Completed in this module.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file had two records with this id; the later one now has another.
    DuplicateId {
        id: String,
        now: String,
    },
    Photo {
        file: String,
        fault: PhotoFault,
    },
}

impl Explain for Problem {
    fn explain(&self, lang: Lang) -> Message {
        let _ = lang;
        todo!()
    }
}

/// Everything that is wrong, ordered by severity, then record. `photo_fault` tells what is wrong with a picture file, if
/// anything; `today` decides what has expired.
pub fn check(
    catalog: &Catalog,
    photo_fault: &dyn Fn(&str) -> Option<PhotoFault>,
    today: Date,
) -> Vec<Problem> {
    let _ = (catalog, photo_fault, today);
    todo!()
}
