//! Carries out what is asked of a buyer's shortlist.

use super::command::ShortlistCommand;
use crate::ui::app::App;
use crate::ui::app::command::Screen;

impl App {
    pub(crate) fn perform_shortlist(&mut self, command: ShortlistCommand) {
        let list = &mut self.state.shortlist;
        match command {
            ShortlistCommand::ToggleDrawer => {
                self.state.screen = Screen::Browse;
                list.is_open = !list.is_open;
            }
            ShortlistCommand::Toggle(id) => match list.products.iter().position(|listed| *listed == id) {
                Some(at) => drop(list.products.remove(at)),
                None => list.products.push(id),
            },
            ShortlistCommand::Move { from, to } => {
                if from < list.products.len() && to < list.products.len() {
                    let id = list.products.remove(from);
                    list.products.insert(to, id);
                }
            }
            ShortlistCommand::SetBuyer(buyer) => list.buyer = buyer,
            ShortlistCommand::Clear => list.clear(),
        }
    }
}
