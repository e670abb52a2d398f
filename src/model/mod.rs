//! What a catalogue is, which changes are legal, what matches a filter, how complete a record is.
//!
//! Pure: no I/O, no clock, no randomness; time and ids come in as arguments. Long computing is spread over all processors
//! (rayon) and gives what one alone would.

pub mod catalog;
pub mod check;
pub mod chips;
pub mod completeness;
pub mod contact;
mod explain;
pub mod facets;
pub mod filter;
pub mod hits;
mod index;
pub mod labels;
pub mod locate;
pub mod place;
#[cfg(test)]
mod plain;
pub mod printing;
pub mod record;
pub mod search;
pub mod values;
pub mod words;

pub use catalog::{Catalog, Change, ChangeSet, Edit, Key, Record, Step, Timeline};
pub use check::{PhotoFault, Problem, ProblemKind, check, holds_identity_number};
pub use chips::{Chip, no_match_advice};
pub use completeness::{Audience, Completeness, ProductField, completeness};
pub use contact::{BestContact, ContactOf, best_contact, display_number, general_contact, whatsapp_digits};
pub use facets::{Facets, OriginCounts};
pub use filter::{Filter, Matches, Sort, StatusFilter, matches};
pub use hits::{Hit, Hits};
pub use labels::{unit_one, unit_words};
pub use locate::{Located, PlaceWords, is_known_region, locate, words_fit};
pub use place::{full_place, region_name, short_place};
pub use printing::*;
pub use record::*;
pub use search::{Field, SearchIndex, Why};
pub use values::{Amount, CategoryId, PartialDate, Period, ProducerId, ProductId, RegionCode, SelectionId, Text, slug};
