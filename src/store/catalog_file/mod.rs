//! `catalog.ron`: read with what is wrong in it, written without ever losing the old file, and its history.

pub(in crate::store) mod caps;
pub(in crate::store) mod format_1;
pub(in crate::store) mod history;
pub(in crate::store) mod journal;
pub mod open;
pub(in crate::store) mod recovery;
pub mod saver;
mod steps;
pub(in crate::store) mod syntax;
pub(in crate::store) mod writer;
