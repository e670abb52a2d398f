//! Which changes are legal: edits and undo, and the ways in which many records change in one step.

pub mod bulk;
mod change;
mod merge_edit;
pub mod merge_records;
mod rename;
mod replace;
mod retain;
mod timeline;
mod tsv;

pub use bulk::{BulkEdit, ListChange, PermitChange, PriceChange, Rounding};
pub use change::{Change, ChangeSet, Edit};
pub use merge_edit::join;
pub use merge_records::{Fate, Line, richer_first, side_by_side};
pub use rename::rename_everywhere;
pub use replace::{Found, Replacing};
pub use retain::without;
pub use timeline::{Step, Timeline};
pub use tsv::{read_tsv, write_tsv};
