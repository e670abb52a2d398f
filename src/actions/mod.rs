//! What a person can have done, without a window: open, check, import, export, print, add photos. Each exists once and
//! serves window and command line alike.
//!
//! An action takes owned input and a [`JobHandle`](crate::jobs::JobHandle) to report progress and to be cancelled through, and
//! gives back data: words for people come from [`Explain`](crate::text::Explain) at the edge.

pub mod brochure;
pub mod check;
pub mod export;
pub mod files;
pub mod ids;
pub mod import;
pub mod open;
pub mod photos;
pub mod save;
pub mod to_do;
