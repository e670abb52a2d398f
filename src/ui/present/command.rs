//! What a person asks of the slides.

use super::deck::Turn;
use crate::store::SlideSettings;

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
