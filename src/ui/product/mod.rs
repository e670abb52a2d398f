//! One product: its panel, and its form.

pub mod edit;
pub mod panel;
mod perform;
pub mod state;
