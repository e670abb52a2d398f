//! Opens and searches help, and leads through the first steps.

use egui::{Context, Key, Modifiers, Popup};

use super::search::{found, keys_topic, topic_of};
use super::state::{Help, HelpCommand};
use super::steps::step_by;
use super::texts::TOPICS;
use super::view::search_id;
use crate::ui::app::App;
use crate::ui::app::command::{Command, Overlay, Screen};

impl App {
    pub(crate) fn perform_help(&mut self, command: HelpCommand) {
        match command {
            HelpCommand::Toggle => self.toggle_help(topic_of(self.state.screen)),
            HelpCommand::ToggleKeys => self.toggle_help(keys_topic()),
            HelpCommand::Read(topic) => {
                self.state.help.topic = topic;
                self.state.overlay = Some(Overlay::Help);
            }
            HelpCommand::Search(search) => {
                // What fits best is read at once; with nothing to look for, what was read stays.
                let best = found(&search).first().copied().filter(|_| !search.trim().is_empty());
                self.state.help.topic = best.unwrap_or(self.state.help.topic);
                self.state.help.search = search;
            }
            HelpCommand::GoThere => {
                let Some((_, there)) = TOPICS.get(self.state.help.topic).and_then(|topic| topic.way) else { return };
                self.ask(Command::CloseOverlay);
                there().into_iter().for_each(|command| self.ask(command));
            }
            HelpCommand::ShowStep(step) => {
                if self.state.help.step.is_none() {
                    self.ask(Command::Go(Screen::Browse));
                }
                self.state.help.step = Some(step);
            }
            HelpCommand::EndSteps => self.state.help.step = None,
        }
    }

    fn toggle_help(&mut self, topic: usize) {
        let is_read = self.state.overlay == Some(Overlay::Help);
        if is_read && (self.state.help.topic == topic || topic != keys_topic()) {
            self.state.overlay = None;
            return;
        }
        self.state.help.search = String::new();
        self.perform_help(HelpCommand::Read(topic));
    }

    /// Keys while help or a first step is shown. They are taken before the window's own, as those of the table are.
    pub(crate) fn take_help_keys(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        if Popup::is_any_open(ctx) || focused.is_some_and(|id| id != search_id()) {
            return;
        }
        let pressed = |key: Key| ctx.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let help = &self.state.help;
        let command = if self.state.overlay == Some(Overlay::Help) {
            if pressed(Key::ArrowDown) {
                neighbour(help, 1).map(HelpCommand::Read)
            } else if pressed(Key::ArrowUp) {
                neighbour(help, -1).map(HelpCommand::Read)
            } else {
                pressed(Key::Enter).then_some(HelpCommand::GoThere)
            }
        } else if self.state.shows_step() && focused.is_none() {
            // Arrows are of the product that is open, if one is.
            let is_free = self.state.product.selected.is_none();
            if pressed(Key::Enter) || is_free && pressed(Key::ArrowRight) {
                Some(help.step.and_then(|step| step_by(step, 1)).map_or(HelpCommand::EndSteps, HelpCommand::ShowStep))
            } else if is_free && pressed(Key::ArrowLeft) {
                help.step.and_then(|step| step_by(step, -1)).map(HelpCommand::ShowStep)
            } else {
                None
            }
        } else {
            None
        };
        if let Some(command) = command {
            self.ask(command);
        }
    }
}

/// The topic that is listed so many above or below the one that is read.
fn neighbour(help: &Help, by: isize) -> Option<usize> {
    let listed = found(&help.search);
    let at = listed.iter().position(|topic| *topic == help.topic)?;
    listed.get(at.checked_add_signed(by)?).copied()
}
