//! How good the records are: problems, completeness, requests to producers, duplicates.

pub mod compare;
pub mod completeness;
pub mod coordinator;
pub mod problems;
