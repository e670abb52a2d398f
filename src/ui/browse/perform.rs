//! Carries out what is asked of the list of products.

use egui::Context;

use super::state::BrowseCommand;
use crate::model::{Filter, StatusFilter, list_message};
use crate::ui::app::App;
use crate::ui::app::command::{Command, ProductCommand, Screen};
use crate::ui::app::shortcuts::Hotkey;

impl App {
    pub(crate) fn perform_browse(&mut self, command: BrowseCommand, ctx: &Context) {
        match command {
            BrowseCommand::SetFilter(filter) => self.state.browse.filter = filter,
            BrowseCommand::ShowDrafts(products) => {
                self.state.screen = Screen::Browse;
                self.state.browse.filter = Filter { products, status: StatusFilter::Draft, ..Filter::default() };
            }
            BrowseCommand::FocusSearch => {
                self.state.screen = Screen::Browse;
                self.state.overlay = None;
                self.state.browse.focus_search = true;
            }
            BrowseCommand::OpenFirst => {
                self.update_matches();
                if let Some(hit) = self.state.browse.matches.hits.first() {
                    self.ask(ProductCommand::Select(Some(hit.id.clone())));
                }
            }
            BrowseCommand::IntoHits => {
                self.update_matches();
                match self.state.browse.as_table {
                    true => self.state.table_view.take_focus = true,
                    false => self.press(Hotkey::NextProduct),
                }
            }
            BrowseCommand::SetTable(on) => {
                self.state.browse.as_table = on;
                self.follow_matches(false);
            }
            BrowseCommand::SetFiltersWidth(width) => {
                self.state.settings.filters_width = width;
                self.save_settings();
            }
            BrowseCommand::ToggleFilters => self.state.browse.filters_open = !self.state.browse.filters_open,
            BrowseCommand::CopyAsMessage(ids) => {
                let (lang, today) = (self.state.lang(), self.state.today);
                if let Some(catalog) = self.state.catalog() {
                    let text = list_message(catalog, &ids, "", lang, today);
                    self.perform(Command::CopyText(text), ctx);
                }
            }
        }
    }
}
