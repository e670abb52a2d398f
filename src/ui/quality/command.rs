//! What a person asks about the quality of the records.

use std::collections::BTreeSet;

use crate::actions::to_do::ToDoForm;
use crate::model::{Audience, Key, RecordField, RegionCode};

/// What the bars of the completeness screen stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bars {
    #[default]
    Regions,
    Producers,
}

/// Two records side by side, and for which fields the one that goes is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub kept: Key,
    pub other: Key,
    pub taken: BTreeSet<RecordField>,
}

/// What a person asks about completeness, problems and duplicates.
#[derive(Clone, Debug)]
pub enum QualityCommand {
    SetAudience(Audience),
    SetBars(Bars),
    /// Folds problems of one kind away, or unfolds them; they are told by their Indonesian heading.
    Fold(&'static str),
    /// A list of what is missing, to be taken along.
    ListTasks(ToDoForm),
    /// Two records side by side; the first one stays.
    Compare(Key, Key),
    SetComparison(Box<Comparison>),
    MergeCompared,
    /// Gives a record the region that its place in words means.
    TakeOrigin(Key, RegionCode),
}
