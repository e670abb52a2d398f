//! One product: its panel, and its form.

pub mod command;
pub mod edit;
pub mod panel;
mod perform;
pub mod state;
