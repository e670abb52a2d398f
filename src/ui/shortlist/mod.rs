//! A buyer's shortlist: what one buyer wants, and who that is.

mod perform;
pub mod state;
pub mod view;
