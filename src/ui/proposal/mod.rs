//! A proposed change, record by record and field by field, before anything is changed.
//!
//! Whoever has an edit of several records asks with `ProposalCommand::Show`; a person leaves single records out and
//! applies the rest as one undo step.

mod perform;
pub mod state;
pub mod view;
