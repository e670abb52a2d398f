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

    fn ask_if(&mut self, is_pressed: bool, command: impl Into<Command>) {
        if is_pressed {
            self.ask(command);
        }
    }

    /// [`widgets::button`] that asks for a command; so each of these below.
    pub fn button(&mut self, ui: &mut Ui, icon: &str, text: &str, command: impl Into<Command>) {
        self.ask_if(widgets::button(ui, icon, text).clicked(), command);
    }

    pub fn accent_button(&mut self, ui: &mut Ui, icon: &str, text: &str, command: impl Into<Command>) {
        self.ask_if(widgets::accent_button(ui, self.look(), icon, text).clicked(), command);
    }

    pub fn danger_button(&mut self, ui: &mut Ui, icon: &str, text: &str, command: impl Into<Command>) {
        self.ask_if(widgets::danger_button(ui, self.look(), icon, text).clicked(), command);
    }

    pub fn submit(&mut self, ui: &mut Ui, icon: &str, text: &str, command: impl Into<Command>) {
        self.ask_if(widgets::submit(ui, self.look(), icon, text), command);
    }

    pub fn quiet_icon(&mut self, ui: &mut Ui, icon: &str, name: &str, command: impl Into<Command>) {
        self.ask_if(widgets::quiet_icon(ui, icon, name).clicked(), command);
    }

    pub fn icon_button(&mut self, ui: &mut Ui, icon: &str, name: &str, command: impl Into<Command>) {
        self.ask_if(widgets::icon_button(ui, icon, name).clicked(), command);
    }

    pub fn link(&mut self, ui: &mut Ui, icon: &str, text: &str, command: impl Into<Command>) {
        self.ask_if(widgets::link(ui, self.look(), icon, text).clicked(), command);
    }

    /// The heading of an overlay, with the cross that closes it.
    pub fn overlay_title(&mut self, ui: &mut Ui, text: &str) {
        let close = self.lang().pick("Tutup", "Close");
        widgets::spread(
            ui,
            |ui| widgets::heading(ui, text),
            |ui| {
                self.quiet_icon(ui, icons::X, close, Command::CloseOverlay);
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
