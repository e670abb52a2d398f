//! Slides full screen in a second window, while the first one goes on working.

mod awake;
pub mod deck;
pub mod dialog;
mod perform;
mod slide;
pub mod state;
mod visitor;
pub mod window;
