//! What a catalogue is, which changes are legal, what matches a filter, how complete a record is.
//!
//! Pure: no I/O, no clock, no randomness; time and ids come in as arguments.

pub mod record;

pub mod edit;

pub mod search;

pub mod check;

pub mod report;

pub mod place;

pub use check::*;
pub use edit::*;
pub use place::*;
pub use record::*;
pub use report::*;
pub use search::*;
