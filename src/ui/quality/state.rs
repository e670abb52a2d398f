//! What the screens about the quality of the records remember, and what a person asks of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::actions::to_do::ToDoForm;
use crate::model::{Audience, Filter, Key, RecordField, RegionCode, Survey};
use crate::text::Lang;

/// What a survey was computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyOf {
    pub(super) revision: u64,
    pub(super) filter: Filter,
    pub(super) audience: Audience,
    pub(super) lang: Lang,
}

/// What these screens remember.
#[derive(Debug, Default)]
pub struct QualityState {
    /// For whom completeness is counted everywhere but in the form, which shows all of them.
    pub audience: Audience,
    pub bars: Bars,
    /// The last survey, and what it was computed from.
    pub survey: Option<(SurveyOf, Arc<Survey>)>,
    /// What is being computed now.
    pub(super) asked: Option<SurveyOf>,
    pub comparison: Option<Comparison>,
    /// The kinds of problems that are folded away, by their Indonesian headings.
    pub(super) folded: BTreeSet<&'static str>,
}

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
