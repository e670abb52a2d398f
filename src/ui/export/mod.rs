//! Products out as Excel, CSV or JSON.

pub mod command;
mod perform;
pub mod view;
