//! A spreadsheet on its way into the catalogue: read and reviewed in the background, applied as one step.

mod perform;
pub mod review;
pub mod state;
