//! The rules of the model from outside the crate, and the reference implementation that search is held against.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

mod bulk;
mod differences;
mod fields;
mod filter;
mod reference;
mod rules;
mod search;
mod share;
