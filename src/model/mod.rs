//! What a catalogue is, which changes are legal, what matches a filter, how complete a record is.
//!
//! Pure: no I/O, no clock, no randomness; time and ids come in as arguments. Long computing is spread over all processors
//! (rayon) and gives what one alone would.

pub mod bulk;
pub mod catalog;
pub mod check;
pub mod chips;
pub mod completeness;
pub mod contact;
mod describe;
pub mod differences;
mod explain;
pub mod facets;
pub mod filter;
pub mod hits;
mod index;
pub mod join;
mod join_edit;
pub mod kept;
pub mod labels;
pub mod locate;
pub mod misplaced;
pub mod packing;
pub mod photos;
pub mod place;
#[cfg(test)]
mod plain;
pub mod printing;
mod problems;
pub mod record;
pub mod rename;
pub mod replace;
pub mod search;
pub mod share;
pub mod survey;
pub mod taking;
pub mod to_do;
pub mod tsv;
pub mod twins;
pub mod values;
pub mod words;

pub use bulk::{BulkEdit, ListChange, PermitChange, PriceChange, Rounding};
pub use catalog::{Catalog, Change, ChangeSet, Edit, Key, Record, Step, Timeline};
pub use check::{PhotoCheck, PhotoFault, Problem, ProblemKind, check, holds_identity_number};
pub use chips::{Chip, no_match_advice};
pub use completeness::{Audience, Completeness, ProductField, completeness};
pub use contact::{BestContact, ContactOf, best_contact, display_number, general_contact, whatsapp_digits};
pub use differences::{
    FieldDifference, InfoField, ProducerField, RecordField, differences, differing_fields, excerpts, record_name,
};
pub use facets::{Facets, OriginCounts};
pub use filter::{Filter, Matches, Sort, StatusFilter, matches};
pub use hits::{Hit, Hits};
pub use index::first_by_name;
pub use join::{Fate, Line, richer_first, side_by_side};
pub use join_edit::join;
pub use kept::{Kept, Label};
pub use labels::{unit_one, unit_words};
pub use locate::{Located, PlaceWords, is_known_region, locate, words_fit};
pub use misplaced::{Misplaced, misplaced, take_origin};
pub use packing::{Packed, Packing, Room};
pub use photos::{Part, cover};
pub use place::{full_place, region_name, short_place};
pub use printing::*;
pub use problems::Problems;
pub use record::*;
pub use rename::rename_everywhere;
pub use replace::{Found, Replacing};
pub use search::{Field, SearchIndex, Why};
pub use share::{chat_link, list_message, producer_message, product_message, products_of, request};
pub use survey::{Bar, Gap, Group, Survey, Tally, survey};
pub use taking::without;
pub use to_do::{ProducerTasks, ProductTasks, ToDo, VillageTasks, reach, to_do};
pub use tsv::{read_tsv, write_tsv};
pub use twins::{Alike, Twins, bare_name};
pub use values::{Amount, CategoryId, PartialDate, Period, ProducerId, ProductId, RegionCode, SelectionId, Text, slug};
