//! What a catalogue is, which changes are legal, what matches a filter, how complete a record is.
//!
//! Pure: no I/O, no clock, no thread, no randomness; time and ids come in as arguments.

pub mod bulk;
pub mod catalog;
pub mod check;
pub mod chips;
pub mod completeness;
pub mod contact;
mod describe;
pub mod differences;
mod explain;
pub mod filter;
pub mod labels;
pub mod locate;
pub mod photos;
pub mod place;
#[cfg(test)]
mod plain;
pub mod printing;
pub mod record;
pub mod replace;
pub mod search;
pub mod taking;
pub mod tsv;
pub mod values;
pub mod words;

pub use bulk::{BulkEdit, ListChange, PermitChange, PriceChange, Rounding};
pub use catalog::{Catalog, Change, ChangeSet, Edit, Key, Record, Step, Timeline};
pub use check::{PhotoFault, Problem, ProblemKind, check, holds_identity_number};
pub use chips::{Chip, no_match_advice};
pub use completeness::{Audience, Completeness, ProductField, completeness};
pub use contact::{BestContact, ContactOf, best_contact, display_number, general_contact, whatsapp_digits};
pub use differences::{
    FieldDifference, InfoField, ProducerField, RecordField, differences, differing_fields, excerpts, record_name,
};
pub use filter::{Facets, Filter, Hit, Matches, Sort, StatusFilter, matches};
pub use labels::{unit_one, unit_words};
pub use locate::{Located, PlaceWords, is_known_region, locate, words_fit};
pub use photos::{Part, cover};
pub use place::{full_place, region_name, short_place};
pub use printing::*;
pub use record::*;
pub use replace::{Found, Replacing};
pub use search::{Field, SearchIndex, Why};
pub use taking::without;
pub use tsv::{read_tsv, write_tsv};
pub use values::{Amount, CategoryId, PartialDate, Period, ProducerId, ProductId, RegionCode, SelectionId, Text, slug};
