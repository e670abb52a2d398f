//! What `check` found, ready for being asked in every frame: how many, which concern one record, which are of one kind.

use std::collections::BTreeMap;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::model::check::rules::Problem;
use crate::model::record::catalog::Key;
use crate::model::search::normalise::sort_key;
use crate::text::{Explain, Lang, Severity};

/// Problems in their order. Cloning copies a pointer.
#[derive(Clone, Debug, Default)]
pub struct Problems(Arc<Listed>);

#[derive(Debug, Default)]
struct Listed {
    all: Vec<Problem>,
    /// Places in `all`, by record.
    by_key: Vec<u32>,
    /// Places in `all`: one kind after the other, each by the records' names.
    by_kind: Vec<u32>,
    groups: Vec<ProblemGroup>,
    counts: [usize; 3],
}

/// Problems of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemGroup {
    /// Of the worst of them.
    pub severity: Severity,
    /// What they are called in both languages.
    heading: (&'static str, &'static str),
    /// All say the same is wrong.
    pub same_what: bool,
    /// All say the same is to be done.
    pub same_todo: bool,
    /// Their places among all that are grouped.
    pub range: Range<usize>,
}

impl ProblemGroup {
    pub fn heading(&self, lang: Lang) -> &'static str {
        lang.pick(self.heading.0, self.heading.1)
    }
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
        let (by_kind, groups) = grouped(&all);
        Self(Arc::new(Listed { all, by_key, by_kind, groups, counts }))
    }
}

/// The worst kinds first, and within a kind what people look for it by: the record's name.
fn grouped(all: &[Problem]) -> (Vec<u32>, Vec<ProblemGroup>) {
    let mut worst: BTreeMap<(&str, &str), Severity> = BTreeMap::new();
    for problem in all {
        let known = worst.entry(problem.kind.heading()).or_insert(problem.severity);
        *known = problem.severity.min(*known);
    }
    let kind = |problem: &Problem| {
        let heading = problem.kind.heading();
        (worst.get(&heading).copied(), heading)
    };
    let name = |problem: &Problem| problem.name.or_other(Lang::Id).map(|(name, _)| sort_key(name));
    let of = |at: &u32| all.get(*at as usize);
    let mut by_kind: Vec<u32> = (0..all.len() as u32).collect();
    by_kind.sort_by_cached_key(|at| of(at).map(|problem| (kind(problem), name(problem))));
    let mut groups: Vec<ProblemGroup> = Vec::new();
    for run in by_kind.chunk_by(|a, b| of(a).map(kind) == of(b).map(kind)) {
        let from = groups.last().map_or(0, |group| group.range.end);
        let range = from..from + run.len();
        groups.extend(group_of(run.iter().filter_map(of), range));
    }
    (by_kind, groups)
}

fn group_of<'p>(mut problems: impl Iterator<Item = &'p Problem>, range: Range<usize>) -> Option<ProblemGroup> {
    let first = problems.next()?;
    let said = first.explain(Lang::Id);
    let heading = first.kind.heading();
    let mut group = ProblemGroup { severity: first.severity, heading, same_what: true, same_todo: true, range };
    for problem in problems {
        group.severity = group.severity.min(problem.severity);
        // Of the same kind, all is the same.
        if problem.kind != first.kind {
            let now = problem.explain(Lang::Id);
            group.same_what &= now.what == said.what;
            group.same_todo &= now.todo == said.todo;
        }
    }
    Some(group)
}

impl Problems {
    pub fn count(&self, severity: Severity) -> usize {
        self.0.counts[rank(severity)]
    }

    /// The kinds of problems, the worst first.
    pub fn groups(&self) -> &[ProblemGroup] {
        &self.0.groups
    }

    /// The problem at a place of a group's range.
    pub fn in_group(&self, at: usize) -> Option<&Problem> {
        self.0.all.get(*self.0.by_kind.get(at)? as usize)
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
            place: None,
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

    #[test]
    fn a_group_says_once_only_what_all_of_it_say() {
        let problem = |name: &str, kind: ProblemKind, severity| Problem {
            severity,
            key: Key::Product(name.into()),
            name: Text::new(name, ""),
            place: None,
            kind,
        };
        let price = |name: &str, amount| problem(name, ProblemKind::PriceNotPositive { amount }, Severity::Error);
        let same = |problems: Vec<Problem>| {
            let problems = Problems::from(problems);
            problems.groups().iter().map(|group| (group.severity, group.same_what)).collect::<Vec<_>>()
        };
        let no_currency = problem("b", ProblemKind::NoCurrency, Severity::Warning);
        let unlike = vec![price("a", 0), no_currency.clone(), price("c", 0)];
        assert_eq!(same(unlike), [(Severity::Error, false)]);
        assert_eq!(same(vec![no_currency.clone(), no_currency]), [(Severity::Warning, true)]);
    }

    #[test]
    fn problems_of_one_kind_stand_together_by_name_and_the_worst_kind_first() {
        let problem = |id: &str, name: &str, kind: ProblemKind, severity| Problem {
            severity,
            key: Key::Product(id.into()),
            name: Text::new(name, ""),
            place: None,
            kind,
        };
        let email = |text: &str| ProblemKind::Email { text: text.into() };
        let problems = Problems::from(vec![
            problem("a", "Wajik", ProblemKind::NoOrigin, Severity::Warning),
            problem("b", "Madu", email("x"), Severity::Warning),
            problem("c", "", ProblemKind::NoName, Severity::Error),
            problem("d", "Amplang", ProblemKind::NoOrigin, Severity::Warning),
        ]);
        let told: Vec<(&str, Vec<&str>)> = problems
            .groups()
            .iter()
            .map(|group| {
                let names = group.range.clone().filter_map(|at| Some(problems.in_group(at)?.name.id.as_str()));
                (group.heading(Lang::En), names.collect())
            })
            .collect();
        let expected = [
            ("Without a name", vec![""]),
            ("Origin not filled in", vec!["Amplang", "Wajik"]),
            ("Not an address or number", vec!["Madu"]),
        ];
        assert_eq!(told, expected);
    }
}
