//! A catalogue folder from outside the crate: opened, saved, killed and starved; its photos.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

mod earlier_version;
mod folder;
mod photos;
mod strangers;
