//! Brochures read back: boxes, texts, pictures, QR codes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that fails here has said why")]

mod accessibility;
mod layouts;
mod pages;
mod parts;
mod preview;
