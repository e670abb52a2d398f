//! What the screens about the quality of the records remember.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::command::{Bars, Comparison};
use crate::model::{Audience, Filter, Survey};
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
