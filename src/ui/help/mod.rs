//! Help without internet: topics that can be searched, the keys, and the first steps beside the real controls.

mod perform;
mod search;
pub mod state;
pub mod steps;
mod texts;
pub mod view;
