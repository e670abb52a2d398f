//! The whole window, driven by what a person sees.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

#[path = "../desk/mod.rs"]
mod desk;

mod brochure;
mod browse;
mod dates;
mod findings;
mod help;
mod history;
mod import;
mod kept;
mod keyboard;
mod letters;
mod map;
mod photos;
mod present;
mod problems;
mod producers;
mod product;
mod rest;
mod review;
mod room;
mod starting;
mod system;
mod table;
mod tray;
mod walk;
