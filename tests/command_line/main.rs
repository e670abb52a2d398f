//! The command line from outside: arguments, exit codes, what stands on stdout.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

mod desk;
mod exchange;
mod listing;
mod output;
mod print;
