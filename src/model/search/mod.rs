//! What matches a filter: search of names and texts in both languages, facets with counts, and why a product was found.

mod chips;
mod explain;
mod facets;
mod fields;
mod file_names;
pub mod filter;
mod find;
mod index;
pub mod normalise;
mod regions;

pub use chips::{Chip, no_match_advice};
pub use explain::Why;
pub use facets::{Facets, OriginCounts};
pub use fields::SearchField;
pub use file_names::{FileNameIndex, NameMatch};
pub use filter::{Filter, Hit, Matches, Sort, StatusFilter, matches};
pub use index::SearchIndex;
