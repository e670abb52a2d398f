//! Packs the products of a large catalogue while nobody does anything, so that it takes little memory.

use std::sync::Arc;

use egui::Context;

use super::app::App;
use super::jobs::{Job, Outcome};
use super::state::Phase;
use crate::model::{Catalog, Packing, SearchIndex};
use crate::store::{Held, SaveState};

/// So many products may be at hand before they are packed, two kilobytes each.
pub const AT_HAND: usize = 1_000;

/// Seconds without keys, clicks and movements.
const QUIET_S: f64 = 1.0;

/// How the products of the open catalogue are packed, and how many are not.
#[derive(Default)]
pub struct PackingState {
    by: Option<Arc<Packing>>,
    /// The products as they were read, packed.
    read: Catalog,
    /// Products that came at hand when the catalogue was read, and by changes.
    came: usize,
    /// Seconds of the window's clock when somebody last did something.
    active_at: f64,
}

impl PackingState {
    /// Of a catalogue that was just read, and the same one packed where it is known.
    pub fn of(catalog: &Catalog, packed: Option<Catalog>) -> Self {
        let read = packed.unwrap_or_default();
        Self { by: read.packing().cloned(), read, came: catalog.products.len(), active_at: 0.0 }
    }

    /// So many products were changed.
    pub fn add(&mut self, changed: usize) {
        self.came += changed;
    }

    fn at_hand(&self) -> usize {
        self.came + self.by.as_ref().map_or(0, |by| by.looked_at())
    }
}

/// A catalogue and its index in less memory.
pub struct Packed {
    by: Arc<Packing>,
    catalog: Arc<Catalog>,
    index: SearchIndex,
}

impl App {
    /// How many products of a large catalogue are at hand, not packed; for tests.
    pub fn products_at_hand(&self) -> usize {
        self.state.open().map_or(0, |open| open.packing.at_hand())
    }

    pub(super) fn pack_when_quiet(&mut self, ctx: &Context, now_s: f64) {
        let is_busy = self.check_at.is_some()
            || self.just_entered.is_some()
            || self.state.is_arriving()
            || self.jobs.all_running().next().is_some();
        let saved = matches!(self.state.save, SaveState::Saved { .. });
        let Phase::Open(open) = &mut self.state.phase else { return };
        if ctx.input(|input| !input.events.is_empty()) || is_busy {
            open.packing.active_at = now_s;
        }
        // What is saved, or ends, wakes the window.
        if is_busy || !saved || open.packing.at_hand() <= AT_HAND {
            return;
        }
        let due = open.packing.active_at + QUIET_S;
        if now_s < due {
            ctx.request_repaint_after_secs((due - now_s) as f32);
            return;
        }
        let (of, index) = (open.catalog().clone(), open.index.clone());
        let (by, read) = (open.packing.by.clone(), open.packing.read.clone());
        self.jobs.replace(Job::Pack, "pack", move |_| {
            let packed = by.or_else(|| Packing::learn(&of)).map(|by| {
                let catalog = Arc::new(of.packed(&by, &read));
                let index = index.over(&catalog);
                Box::new(Packed { by, catalog, index })
            });
            Outcome::Packed { of, packed }
        });
    }

    /// Takes the packed catalogue in the place of the one that it was made of, unless another one is there by now.
    pub(super) fn packed(&mut self, of: Arc<Catalog>, packed: Option<Packed>) {
        let Phase::Open(open) = &mut self.state.phase else { return self.put_away(None, (of, packed)) };
        let Some(Packed { by, catalog, index }) = packed else {
            open.packing.came = 0;
            return;
        };
        let Some(before) = open.timeline.put_packed(&of, &catalog) else {
            return self.put_away(None, (of, catalog, index));
        };
        by.count_anew();
        let packing = PackingState { by: Some(by), active_at: open.packing.active_at, ..PackingState::default() };
        let packing_before = std::mem::replace(&mut open.packing, packing);
        let index_before = std::mem::replace(&mut open.index, index);
        let held = open.saver.as_ref().map(|saver| (saver.held(), catalog));
        let shown = self.state.matches.clone();
        // They are the same, and found anew so that they let go of the index before.
        if let Some((revision, ..)) = &mut self.matched {
            *revision = 0;
        }
        self.update_matches();
        self.put_away(held, (of, before, packing_before, index_before, shown));
    }

    /// To let go of a hundred thousand products would be felt.
    fn put_away(&mut self, held: Option<(Held, Arc<Catalog>)>, before: impl Send + 'static) {
        self.jobs.replace(Job::Pack, "put away", move |_| {
            if let Some((held, packed)) = held {
                held.put_packed(&packed);
            }
            drop(before);
            super::start::give_back_freed();
            Outcome::PutAway
        });
    }
}
