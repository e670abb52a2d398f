//! How good the records are: problems, completeness, lists of what is missing, duplicates.

pub mod compare;
pub mod completeness;
mod perform;
pub mod problems;
pub mod state;
