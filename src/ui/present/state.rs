//! The slides of a window, the screens that they can be shown on, and what a person asks of them.

use super::awake::Awake;
use super::deck::{Deck, Turn};
use crate::model::{Catalog, ProductId, Status};
use crate::store::SlideSettings;

/// A screen of this computer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Monitor {
    /// `1920 × 1080`.
    pub size: String,
    /// The window is on it.
    pub is_here: bool,
}

/// The slides of a window.
#[derive(Debug, Default)]
pub struct Presenting {
    pub deck: Option<Deck>,
    pub monitors: Vec<Monitor>,
    /// What visitors had marked when the slides ended.
    pub(super) left: Vec<ProductId>,
    /// Keeps the display on while slides run.
    pub(super) awake: Option<Awake>,
}

impl Presenting {
    /// What visitors marked and nobody has taken over yet.
    pub fn marked(&self) -> Vec<ProductId> {
        let deck = self.deck.iter().flat_map(|deck| deck.marked.iter().chain(&deck.set_aside));
        let mut all: Vec<ProductId> = Vec::new();
        for id in self.left.iter().chain(deck) {
            if !all.contains(id) {
                all.push(id.clone());
            }
        }
        all
    }

    /// The system did not allow to keep the display on.
    pub fn may_darken(&self) -> bool {
        self.awake.as_ref().is_some_and(Awake::has_failed)
    }

    /// The screen that slides are shown on.
    pub fn screen(&self, settings: &SlideSettings) -> usize {
        let other = self.monitors.iter().position(|monitor| !monitor.is_here);
        settings.screen.filter(|at| *at < self.monitors.len()).or(other).unwrap_or(0)
    }

    /// Follows a change of the catalogue.
    pub fn follow(&mut self, catalog: &Catalog) {
        let stays = |id: &ProductId| is_ready(catalog, id);
        self.left.retain(stays);
        if let Some(deck) = &mut self.deck {
            deck.keep(stays);
        }
    }
}

/// Whether a product may be shown to visitors.
pub(super) fn is_ready(catalog: &Catalog, id: &ProductId) -> bool {
    catalog.products.get(id).is_some_and(|product| product.status == Status::Ready)
}

/// What a person asks of the slides.
#[derive(Clone, Debug)]
pub enum PresentCommand {
    Start,
    Stop,
    Set(SlideSettings),
    Turn(Turn),
    /// Takes what visitors marked into the buyer's list.
    TakeMarked,
}
