//! What `check` found, ready for being asked in every frame: how many, and which concern one record.

use std::ops::Deref;
use std::sync::Arc;

use crate::model::check::rules::Problem;
use crate::model::record::catalog::Key;
use crate::text::Severity;

/// Problems in their order. Cloning copies a pointer.
#[derive(Clone, Debug, Default)]
pub struct Problems(Arc<Listed>);

#[derive(Debug, Default)]
struct Listed {
    all: Vec<Problem>,
    /// Places in `all`, by record.
    by_key: Vec<u32>,
    counts: [usize; 3],
}

fn rank(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Hint => 2,
    }
}

impl From<Vec<Problem>> for Problems {
    fn from(all: Vec<Problem>) -> Self {
        let mut counts = [0; 3];
        all.iter().for_each(|problem| counts[rank(problem.severity)] += 1);
        let mut by_key: Vec<u32> = (0..all.len() as u32).collect();
        // Stable, so that the order within a record stays.
        by_key.sort_by(|a, b| all[*a as usize].key.cmp(&all[*b as usize].key));
        Self(Arc::new(Listed { all, by_key, counts }))
    }
}

impl Problems {
    pub fn count(&self, severity: Severity) -> usize {
        self.0.counts[rank(severity)]
    }

    /// Those that concern a record.
    pub fn of(&self, key: &Key) -> impl Iterator<Item = &Problem> {
        let Listed { all, by_key, .. } = &*self.0;
        let problem = |at: &u32| all.get(*at as usize);
        let from = by_key.partition_point(|at| problem(at).is_some_and(|problem| problem.key < *key));
        let rest = by_key.get(from..).unwrap_or_default().iter();
        rest.filter_map(problem).take_while(move |problem| problem.key == *key)
    }
}

impl Deref for Problems {
    type Target = [Problem];

    fn deref(&self) -> &[Problem] {
        &self.0.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ProblemKind, Text};

    #[test]
    fn a_records_problems_keep_their_order() {
        let problem = |key: &str, kind: ProblemKind, severity| Problem {
            severity,
            key: Key::Product(key.into()),
            name: Text::default(),
            field: None,
            kind,
        };
        let problems = Problems::from(vec![
            problem("b", ProblemKind::NoName, Severity::Error),
            problem("a", ProblemKind::NoOrigin, Severity::Warning),
            problem("b", ProblemKind::NoCategory, Severity::Hint),
        ]);
        let of = |key: &str| problems.of(&Key::Product(key.into())).map(|one| one.kind.clone()).collect::<Vec<_>>();
        assert_eq!(of("b"), [ProblemKind::NoName, ProblemKind::NoCategory]);
        assert_eq!(of("a"), [ProblemKind::NoOrigin]);
        assert_eq!(of("c"), []);
        let counts = [Severity::Error, Severity::Warning, Severity::Hint].map(|severity| problems.count(severity));
        assert_eq!((problems.len(), counts), (3, [1, 1, 1]));
    }
}
