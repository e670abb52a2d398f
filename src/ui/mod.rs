//! The window: shows the state and turns gestures into commands. The only module that names egui, eframe and rfd.
//!
//! State goes down ([`state::Cx`]), commands go up ([`command::Command`]), and only [`App::perform`] carries them out.
//! Nothing here blocks: whatever reads, writes or computes for long is a job whose outcome is collected before the next
//! frame. Each folder but `app`, `kit` and `shell` is a feature.

mod app;
mod kit;
mod shell;

mod brochure;
mod browse;
mod catalog;
mod closing;
mod export;
mod help;
mod history;
mod import;
mod photos;
pub mod present;
mod producer;
mod product;
pub mod proposal;
mod quality;
mod settings;
mod shortlist;
pub mod table;
mod tray;

#[cfg(test)]
mod fixtures;

pub use app::start::{StartError, StartOptions, run};
pub use app::{App, Parts, command, state};
pub use kit::{dialogs, theme};
