//! What is wrong in a well-formed catalogue: each problem with its record and what to do.

pub(in crate::model) mod duplicates;
mod explain;
mod misplaced;
mod problems;
pub mod rules;
mod sensitive;

pub use duplicates::{Duplicate, DuplicateReason, bare_name};
pub use misplaced::{Misplaced, misplaced, take_origin};
pub use problems::{ProblemGroup, Problems};
pub use rules::{PhotoCheck, PhotoFault, Problem, ProblemKind, check};
pub use sensitive::holds_identity_number;
