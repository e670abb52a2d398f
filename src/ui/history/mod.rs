//! Earlier versions of the catalogue, and the way back to them.

pub mod command;
mod perform;
pub mod view;
