//! A buyer's shortlist: what one buyer wants, and who that is.

pub mod command;
mod perform;
pub mod state;
pub mod view;
