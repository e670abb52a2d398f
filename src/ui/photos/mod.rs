//! Photos of products: adding them, choosing the part that is shown, finding moved and unused ones.

pub mod adding;
pub mod care;
pub mod care_view;
pub mod crop;
pub mod state;
