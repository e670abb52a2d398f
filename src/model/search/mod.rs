//! What matches a filter: search of names and texts in both languages, facets with counts, and why a product was found.

pub mod chips;
pub mod facets;
pub mod fields;
pub mod filter;
pub mod hits;
mod index;
pub mod normalise;
#[cfg(test)]
mod reference;

pub use chips::{Chip, no_match_advice};
pub use facets::{Facets, OriginCounts};
pub use fields::{Field, SearchIndex, Why};
pub use filter::{Filter, Matches, Sort, StatusFilter, matches};
pub use hits::{Hit, Hits};
