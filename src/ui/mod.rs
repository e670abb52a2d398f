//! The window: shows the state and turns gestures into commands. The only module that names egui, eframe and rfd.
//!
//! State goes down ([`state::Cx`]), commands go up ([`command::Command`]), and only [`app::App::perform`] carries them
//! out. Nothing here blocks: whatever reads, writes or computes for long is a job whose outcome is collected before
//! the next frame.

pub mod app;
pub mod command;
pub mod dialogs;
pub mod state;
pub mod table;
pub mod theme;

mod brochure;
mod browse;
mod closed;
mod compare;
mod completeness;
mod coordinator;
mod crop;
mod differences;
mod edit;
mod export;
mod fields;
mod history;
mod icons;
mod import;
mod jobs;
mod keys;
#[cfg(test)]
mod made_up;
mod making;
mod notices;
mod opening;
mod outcomes;
mod overlays;
mod perform;
mod photo_care;
mod photo_jobs;
pub mod present;
mod preview;
mod preview_work;
mod printing;
mod problems;
mod producer_view;
mod producers;
mod product;
pub mod proposal;
mod records;
mod rename_offer;
mod review;
mod settings_form;
mod shell;
mod shortlist;
mod start;
mod thumbs;
mod top_bar;
mod tray;
mod widgets;

pub use app::{App, Parts};
pub use start::{StartError, StartOptions, run};
