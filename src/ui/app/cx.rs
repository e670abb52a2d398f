//! What a panel gets: the state to read, pictures, and a list for what it asks for.

use egui::Ui;

use super::command::Command;
use super::state::State;
use crate::text::Lang;
use crate::ui::brochure::preview::Preview;
use crate::ui::kit::theme::Look;
use crate::ui::kit::thumbs::Thumbs;
use crate::ui::kit::{icons, widgets};

/// What a panel gets: the state to read, thumbnails, and a list for what it asks for.
pub struct Cx<'a> {
    pub state: &'a State,
    pub thumbs: &'a mut Thumbs,
    pub preview: &'a mut Preview,
    pub asked: &'a mut Vec<Command>,
}

impl<'a> Cx<'a> {
    pub fn lang(&self) -> Lang {
        self.state.lang()
    }

    pub fn look(&self) -> &'static Look {
        self.state.look()
    }

    pub fn ask(&mut self, command: impl Into<Command>) {
        self.asked.push(command.into());
    }

    /// The heading of an overlay, with the cross that closes it.
    pub fn overlay_title(&mut self, ui: &mut Ui, text: &str) {
        let close = self.lang().pick("Tutup", "Close");
        widgets::spread(
            ui,
            |ui| widgets::heading(ui, text),
            |ui| {
                if widgets::quiet_icon(ui, icons::X, close).clicked() {
                    self.ask(Command::CloseOverlay);
                }
            },
        );
        ui.add_space(4.0);
    }

    /// Where the page keys lead, as [`widgets::paged`] says it; only while nothing lies over the column, and no slides take
    /// the keys in the same window.
    pub fn paged(&self, ui: &Ui, top: f32, view: f32, whole: f32) -> Option<f32> {
        let has_slides = self.state.presenting.deck.is_some() && ui.ctx().embed_viewports();
        let is_covered = self.state.overlay.is_some() || has_slides;
        (!is_covered).then(|| widgets::paged(ui, top, view, whole)).flatten()
    }
}
