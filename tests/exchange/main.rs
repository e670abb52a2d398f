//! Spreadsheets and JSON from outside the crate.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

mod again;
mod anything;
mod bad_input;
mod by_hand;
mod cases;
mod forms;
mod hostile;
mod known;
mod laid_out;
mod pieces;
mod reading;
mod records;
mod round_trip;
mod strangers;
mod told;
mod variations;
mod whose;
