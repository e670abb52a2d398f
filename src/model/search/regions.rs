//! The regions that products come from as a tree, so that a region counts everything inside it.

use std::collections::HashMap;

use crate::model::place::wording::{kind_word, with_word};
use crate::model::record::values::RegionCode;
use crate::model::search::fields::add_lines;
use crate::regions::{Kind, Region};
use crate::text::Lang;

/// A node is known by its number; parents have smaller numbers than what is inside them. The empty code has a node of its
/// own, outside of the tree, for products without origin.
#[derive(Clone, Debug, Default)]
pub(super) struct RegionTree {
    nodes: Vec<Node>,
    by_code: HashMap<RegionCode, usize>,
    /// In order of code.
    provinces: Vec<usize>,
}

#[derive(Clone, Debug)]
struct Node {
    code: RegionCode,
    parent: Option<usize>,
    /// In order of code.
    children: Vec<usize>,
    /// Its names as they are searched.
    lines: String,
}

impl RegionTree {
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn get(&self, code: &RegionCode) -> Option<usize> {
        self.by_code.get(code).copied()
    }

    pub(super) fn code(&self, node: usize) -> Option<&RegionCode> {
        self.nodes.get(node).map(|node| &node.code)
    }

    /// The node of a code; added with all that it lies in where it is new.
    pub(super) fn add(&mut self, code: &RegionCode) -> usize {
        if let Some(node) = self.get(code) {
            return node;
        }
        let outer = code.cut(code.depth().saturating_sub(1));
        let parent = (!outer.is_empty()).then(|| self.add(&outer));
        let node = self.nodes.len();
        if !code.is_empty() {
            let siblings = parent.map_or(self.provinces.as_slice(), |parent| self.children(parent));
            let at = siblings.partition_point(|sibling| self.code(*sibling).is_some_and(|sibling| sibling < code));
            match parent.and_then(|parent| self.nodes.get_mut(parent)) {
                Some(parent) => parent.children.insert(at, node),
                None => self.provinces.insert(at, node),
            }
        }
        self.nodes.push(Node { code: code.clone(), parent, children: Vec::new(), lines: lines_of(code) });
        self.by_code.insert(code.clone(), node);
        node
    }

    fn children(&self, node: usize) -> &[usize] {
        self.nodes.get(node).map(|node| node.children.as_slice()).unwrap_or_default()
    }

    /// The nodes directly inside one, or the provinces, in order of code.
    pub(super) fn inside(&self, outer: Option<usize>) -> &[usize] {
        outer.map_or(self.provinces.as_slice(), |outer| self.children(outer))
    }

    /// Turns counts of single nodes into counts of everything inside them.
    pub(super) fn sum_up(&self, counts: &mut [usize]) {
        for (at, node) in self.nodes.iter().enumerate().rev() {
            let count = counts.get(at).copied().unwrap_or_default();
            if let Some(outer) = node.parent.and_then(|parent| counts.get_mut(parent)) {
                *outer += count;
            }
        }
    }

    /// Marks everything inside marked nodes too.
    pub(super) fn mark_inside(&self, marks: &mut [bool]) {
        for (at, node) in self.nodes.iter().enumerate() {
            let is_inside = node.parent.and_then(|parent| marks.get(parent)).copied().unwrap_or_default();
            if let Some(mark) = marks.get_mut(at) {
                *mark |= is_inside;
            }
        }
    }

    /// The names of a region and of all that it lies in, as they are searched.
    pub(super) fn lines(&self, node: usize) -> impl Iterator<Item = &str> {
        let nodes = std::iter::successors(self.nodes.get(node), |node| self.nodes.get(node.parent?));
        nodes.map(|node| node.lines.as_str())
    }
}

/// `desa lung anai village`, `kabupaten kutai kartanegara regency` and `kukar`; the code where it is unknown.
fn lines_of(code: &RegionCode) -> String {
    let mut lines = String::new();
    let Some(region) = Region::by_code(code.as_str()) else {
        add_lines(&mut lines, code.as_str());
        return lines;
    };
    match region.kind() {
        Kind::Province => Lang::ALL.iter().for_each(|lang| add_lines(&mut lines, &with_word(region, *lang))),
        kind => {
            add_lines(&mut lines, &format!("{} {}", with_word(region, Lang::Id), kind_word(kind, Lang::En)));
            if region.depth() == 2 {
                add_lines(&mut lines, &with_word(region, Lang::En));
            }
        }
    }
    // No village has another name.
    if region.depth() < 4 {
        region.other_names().for_each(|name| add_lines(&mut lines, name));
    }
    lines
}
