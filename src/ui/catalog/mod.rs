//! The catalogue as a whole: opening, making, copying and leaving one, and what stands where none is open.

pub mod command;
pub mod dialogs;
pub mod no_catalog;
pub(crate) mod opening;
