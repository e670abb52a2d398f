//! The regions that products come from, as a tree of numbers: parents before children, so that one sweep from the end
//! counts everything inside everything, and one from the start tells what lies inside what.

use std::sync::OnceLock;

use foldhash::HashMap;
use rayon::prelude::*;

use super::slab::{Piece, Slab};
use super::vocabulary::Words;
use crate::model::place::wording::{kind_word, with_word};
use crate::model::record::values::RegionCode;
use crate::regions::{Kind, Region};
use crate::text::Lang;

/// The node of products without origin.
const NOWHERE: u32 = 0;
const NONE: u32 = u32::MAX;
/// So many names are made at a time.
const TOGETHER: usize = 1_024;

#[derive(Clone, Debug)]
pub(in crate::model) struct Places {
    nodes: Vec<Node>,
    codes: Vec<RegionCode>,
    by_code: HashMap<RegionCode, u32>,
    /// The first province.
    first: u32,
    /// Made when something is searched for first, or ahead of it by a worker: until then no table of regions is needed.
    names: OnceLock<Slab>,
}

#[derive(Clone, Copy, Debug)]
struct Node {
    parent: u32,
    first_child: u32,
    last_child: u32,
    /// In order of code.
    next: u32,
}

impl Default for Places {
    fn default() -> Self {
        let nowhere = Node { parent: NONE, first_child: NONE, last_child: NONE, next: NONE };
        Self {
            nodes: vec![nowhere],
            codes: vec![RegionCode::default()],
            by_code: [(RegionCode::default(), NOWHERE)].into_iter().collect(),
            first: NONE,
            names: OnceLock::new(),
        }
    }
}

impl Places {
    pub(in crate::model) fn of(codes: impl Iterator<Item = RegionCode>) -> Self {
        let mut places = Self::default();
        let mut codes: Vec<RegionCode> = codes.collect();
        codes.par_sort_unstable();
        codes.dedup();
        for code in &codes {
            places.add(code);
        }
        places
    }

    pub(in crate::model) fn len(&self) -> usize {
        self.nodes.len()
    }

    pub(in crate::model) fn get(&self, code: &RegionCode) -> Option<u32> {
        self.by_code.get(code).copied()
    }

    pub(in crate::model) fn code(&self, node: u32) -> Option<&RegionCode> {
        self.codes.get(node as usize)
    }

    /// Gives a node to a code, and names to the new ones where names are known already.
    pub(in crate::model) fn meet(&mut self, code: &RegionCode, words: &Words) {
        let known = self.codes.len();
        self.add(code);
        if let Some(names) = self.names.get_mut() {
            names.append(&names_of(self.codes.get(known..).unwrap_or_default(), words));
        }
    }

    /// The node of a code, with all that it lies in.
    fn add(&mut self, code: &RegionCode) -> u32 {
        if let Some(node) = self.get(code) {
            return node;
        }
        let outer = code.cut(code.depth().saturating_sub(1));
        let parent = if outer.is_empty() { NONE } else { self.add(&outer) };
        let node = self.nodes.len() as u32;
        self.nodes.push(Node { parent, first_child: NONE, last_child: NONE, next: NONE });
        self.codes.push(code.clone());
        self.by_code.insert(code.clone(), node);
        self.link(parent, node, code);
        node
    }

    /// Puts a new node among its siblings.
    fn link(&mut self, parent: u32, node: u32, code: &RegionCode) {
        let (first, last) = match self.nodes.get(parent as usize) {
            Some(outer) => (outer.first_child, outer.last_child),
            None => (self.first, NONE),
        };
        let comes_before = |places: &Self, one: u32| places.code(one).is_some_and(|known| known < code);
        let mut before = if last != NONE && comes_before(self, last) { last } else { NONE };
        let mut at = if before == NONE { first } else { NONE };
        while at != NONE && comes_before(self, at) {
            before = at;
            at = self.nodes.get(at as usize).map_or(NONE, |sibling| sibling.next);
        }
        let after = match self.nodes.get_mut(before as usize) {
            Some(sibling) => std::mem::replace(&mut sibling.next, node),
            None => first,
        };
        if let Some(new) = self.nodes.get_mut(node as usize) {
            new.next = after;
        }
        match self.nodes.get_mut(parent as usize) {
            Some(outer) => {
                if before == NONE {
                    outer.first_child = node;
                }
                if after == NONE {
                    outer.last_child = node;
                }
            }
            None if before == NONE => self.first = node,
            None => {}
        }
    }

    /// The nodes directly inside one, or the provinces, in order of code.
    pub(in crate::model) fn inside(&self, outer: Option<u32>) -> impl Iterator<Item = u32> {
        let first = match outer {
            Some(outer) => self.nodes.get(outer as usize).map_or(NONE, |node| node.first_child),
            None => self.first,
        };
        let some = |node: u32| (node != NONE).then_some(node);
        std::iter::successors(some(first), move |node| some(self.nodes.get(*node as usize)?.next))
    }

    /// Makes counts of single nodes into counts of all inside them.
    pub(in crate::model) fn sum_up(&self, counts: &mut [u32]) {
        for (at, node) in self.nodes.iter().enumerate().rev() {
            let count = counts.get(at).copied().unwrap_or_default();
            if count > 0
                && let Some(outer) = counts.get_mut(node.parent as usize)
            {
                *outer += count;
            }
        }
    }

    /// Makes answers for single nodes into answers for all inside them: the best one counts.
    pub(in crate::model) fn pass_down<T: Copy + Ord + Default>(&self, answers: &mut [T]) {
        for (at, node) in self.nodes.iter().enumerate() {
            let outer = answers.get(node.parent as usize).copied().unwrap_or_default();
            if let Some(mine) = answers.get_mut(at) {
                *mine = outer.max(*mine);
            }
        }
    }

    /// The names of every node, with the words around them, in both languages and as people shorten them.
    pub(in crate::model) fn names(&self, words: &Words) -> &Slab {
        if let Some(names) = self.names.get() {
            return names;
        }
        // Made before the lock is taken: whoever waits for a lock cannot help its holder.
        let named: Vec<Slab> = self.codes.par_chunks(TOGETHER).map(|codes| names_of(codes, words)).collect();
        let all = Slab::gathered(named.iter().map(|names| (names, 0..names.len())));
        self.names.get_or_init(|| all)
    }

    /// All nodes in order of code, those without origin first.
    pub(in crate::model) fn in_order(&self) -> Vec<u32> {
        let mut order = Vec::with_capacity(self.len());
        order.push(NOWHERE);
        let mut open: Vec<u32> = self.inside(None).collect();
        open.reverse();
        while let Some(node) = open.pop() {
            order.push(node);
            let from = open.len();
            open.extend(self.inside(Some(node)));
            if let Some(children) = open.get_mut(from..) {
                children.reverse();
            }
        }
        order
    }
}

fn names_of(codes: &[RegionCode], words: &Words) -> Slab {
    let mut piece = Piece::default();
    for code in codes {
        name_of(code, &mut piece);
        piece.end_slot();
    }
    Slab::of(&piece, words)
}

/// `desa lung anai village`, `kabupaten kutai kartanegara regency … kukar`; the code where it is unknown.
fn name_of(code: &RegionCode, piece: &mut Piece) {
    let Some(region) = Region::by_code(code.as_str()) else {
        return piece.push(code.as_str());
    };
    match region.kind() {
        Kind::Province => Lang::ALL.iter().for_each(|lang| piece.push(&with_word(region, *lang))),
        kind => piece.push(&format!("{} {}", with_word(region, Lang::Id), kind_word(kind, Lang::En))),
    }
    // No village has another name.
    if region.depth() < 4 {
        region.other_names().for_each(|name| piece.push(name));
    }
}
