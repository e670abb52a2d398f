//! The tray of photos: pictures that belong to no product yet, grouped by the time they were taken. Several are chosen, a
//! product's name is typed, Enter, next.
//!
//! The files themselves are never touched: a copy goes into the catalogue, and what is left out stays where it is.

mod by_name;
pub mod command;
mod gestures;
mod grid;
pub mod screen;
pub mod state;
