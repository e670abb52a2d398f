//! Which changes are legal: edits and undo, and the ways in which many records change in one step.

pub mod bulk;
mod change;
pub mod compare_records;
mod merge_records;
mod rebase;
mod rename;
mod replace;
mod retain;
mod timeline;
mod tsv;

pub use bulk::{BulkEdit, ListChange, PermitChange, PriceChange, Rounding};
pub use change::{Change, ChangeSet, Edit};
pub use compare_records::{ComparedField, FieldOutcome, compare_records, richer_first};
pub use merge_records::merge_records;
pub use rename::rename_everywhere;
pub use replace::{Replacing, TextMatch};
pub use retain::retain_puts;
pub use timeline::{Step, Timeline};
pub use tsv::{read_tsv, write_tsv};
