//! Carries out what is asked of a buyer's shortlist.

use super::state::{Shortlist, ShortlistCommand};
use crate::jobs::Task;
use crate::model::{Catalog, list_message};
use crate::store::BuyerList;
use crate::ui::app::App;
use crate::ui::app::command::{Command, Screen};
use crate::ui::app::jobs::Job;
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::kit::ticks;

impl App {
    pub(crate) fn perform_shortlist(&mut self, command: ShortlistCommand) {
        let list = &mut self.state.shortlist;
        match command {
            ShortlistCommand::ToggleDrawer => {
                self.state.screen = Screen::Browse;
                list.is_open = !list.is_open;
            }
            ShortlistCommand::Toggle(id) => ticks::flip_in(&mut list.products, id),
            ShortlistCommand::Move { from, to } => {
                if from < list.products.len() && to < list.products.len() {
                    let id = list.products.remove(from);
                    list.products.insert(to, id);
                }
            }
            ShortlistCommand::SetBuyer(buyer) => list.buyer = buyer,
            ShortlistCommand::CopyAsMessage => {
                let (lang, today) = (self.state.lang(), self.state.today);
                let Shortlist { products, buyer, .. } = &self.state.shortlist;
                if let Some(catalog) = self.state.catalog() {
                    let text = list_message(catalog, products, &buyer.name, lang, today);
                    self.ask(Command::CopyText(text));
                }
            }
            ShortlistCommand::Clear => {
                list.begin_anew();
                if list.can_bring_back() {
                    let what = self.state.lang().pick("Daftar baru dimulai.", "A new list is begun.");
                    self.tell(Tone::Done, what.to_owned().into(), Some(Offer::BringListBack));
                }
            }
            ShortlistCommand::BringBack if list.can_bring_back() => {
                list.take_earlier();
                if let Some(catalog) = self.state.catalog().cloned() {
                    self.state.shortlist.follow(&catalog);
                }
            }
            ShortlistCommand::BringBack => {}
        }
    }

    /// Takes the lists that were kept of a catalogue.
    pub(crate) fn take_lists(&mut self, lists: Vec<BuyerList>, catalog: &Catalog) {
        let is_open = self.state.shortlist.is_open;
        self.state.shortlist = Shortlist { is_open, ..Shortlist::of(lists, catalog) };
        self.kept_lists = self.state.shortlist.lists();
    }

    /// Writes the buyers' lists where they have changed, behind the window.
    pub(crate) fn keep_lists(&mut self) {
        let Some(open) = self.state.open() else { return };
        let lists = self.state.shortlist.lists();
        if lists == self.kept_lists {
            return;
        }
        self.settings.put_lists(open.catalog().info.id.clone(), lists.clone());
        self.kept_lists = lists;
        let keeper = self.settings.clone();
        let save = move |_: &_| keeper.save_lists();
        self.work(Job::Lists, Task::must_finish("lists"), save, |app, saved, _| {
            if let Err(error) = saved {
                app.fail(&error);
            }
        });
    }
}
