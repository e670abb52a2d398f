//! Keys and dropped files become commands: what a key means depends on the screen and on what is selected.

use crate::ui::app::command::{
    BrochureCommand, BrochureOf, BrowseCommand, CatalogCommand, Command, HelpCommand, ImportCommand, Overlay,
    PhotosCommand, PresentCommand, ProductCommand, ProposalCommand, Screen, ShortlistCommand, TableCommand,
    TrayCommand,
};
use std::path::PathBuf;

use egui::{Context, Event, Key, Modifiers};

use super::shortcuts::{Hotkey, SHORTCUTS};
use crate::model::Filter;
use crate::text::Message;
use crate::ui::app::{App, search_id};
use crate::ui::closing::state::ClosingCommand;
use crate::ui::kit::fields;
use crate::ui::kit::notices::Tone;
use crate::ui::{help, tray};

impl App {
    pub(crate) fn take_keys(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        let typing = ctx.text_edit_focused() || ctx.egui_wants_keyboard_input();
        let in_search = focused == Some(search_id());
        // An open list or menu takes Esc for itself.
        let has_popup = egui::Popup::is_any_open(ctx);
        // A dialog is left at once; what was typed in it is there when it is opened again.
        let in_dialog = self.state.overlay.is_some() && !fields::has_open_list(ctx);
        let own_search = [tray::screen::search_id(), help::view::search_id()];
        let leaves_at_once = in_search || in_dialog || focused.is_some_and(|id| own_search.contains(&id));
        for shortcut in SHORTCUTS {
            let hotkey = shortcut.hotkey;
            let is_back = hotkey == Hotkey::Back;
            if is_back && has_popup {
                continue;
            }
            // The search box has its own undo; everywhere else Ctrl+Z takes back a change of the catalogue.
            if in_search && matches!(hotkey, Hotkey::Undo | Hotkey::Redo) {
                continue;
            }
            for keys in shortcut.keys {
                let of_no_letter = matches!(keys.logical_key, Key::F1 | Key::F2 | Key::F5 | Key::F11);
                let plain = keys.modifiers == Modifiers::NONE && !of_no_letter;
                if plain && typing && !is_back {
                    continue;
                }
                if ctx.input_mut(|input| input.consume_shortcut(keys)) {
                    if is_back && typing && !leaves_at_once {
                        // Leaves the field first.
                        if let Some(id) = focused {
                            ctx.memory_mut(|memory| memory.surrender_focus(id));
                        }
                        continue;
                    }
                    self.press(hotkey);
                }
            }
        }
    }

    /// Turns a key into the command it means now.
    pub fn press(&mut self, hotkey: Hotkey) {
        let state = &self.state;
        let selected = state.product.selected.clone();
        let overlay = state.overlay.clone();
        let has_ticks = state.screen == Screen::Browse && overlay.is_none() && !state.table_view.chosen.is_empty();
        let command = match hotkey {
            Hotkey::New => Some(Command::Product(ProductCommand::Create)),
            Hotkey::Open => Some(Command::Show(Overlay::Open)),
            Hotkey::Save => Some(Command::SaveNow),
            Hotkey::Search => Some(Command::Browse(BrowseCommand::FocusSearch)),
            Hotkey::Undo => Some(Command::Undo),
            Hotkey::Redo => Some(Command::Redo),
            Hotkey::Duplicate if has_ticks => Some(Command::Table(TableCommand::DuplicateChosen)),
            Hotkey::Duplicate => selected.map(|id| Command::Product(ProductCommand::Duplicate(id))),
            Hotkey::Print => Some(Command::Brochure(BrochureCommand::Show(match state.shortlist.is_open {
                true => BrochureOf::Shortlist,
                false => BrochureOf::Shown,
            }))),
            Hotkey::Edit => selected.map(|_| Command::Product(ProductCommand::Edit(!state.product.editing))),
            Hotkey::Delete if has_ticks => Some(Command::Table(TableCommand::DeleteChosen)),
            Hotkey::Delete => selected.map(|id| Command::Product(ProductCommand::Delete(vec![id]))),
            Hotkey::FullScreen => Some(Command::FullScreen),
            Hotkey::Help => Some(Command::Help(HelpCommand::Toggle)),
            Hotkey::Shortcuts => Some(Command::Help(HelpCommand::ToggleKeys)),
            Hotkey::Settings => Some(Command::Go(Screen::CatalogSettings)),
            Hotkey::Shortlist => Some(Command::Shortlist(ShortlistCommand::ToggleDrawer)),
            Hotkey::AddToShortlist => selected.map(|id| Command::Shortlist(ShortlistCommand::Toggle(id))),
            Hotkey::Back => self.back(),
            Hotkey::NextProduct => self.neighbour(1),
            Hotkey::PreviousProduct => self.neighbour(-1),
            Hotkey::Present if overlay == Some(Overlay::Present) && state.presenting.deck.is_none() => {
                Some(Command::Present(PresentCommand::Start))
            }
            Hotkey::Present => state.open().map(|_| Command::Show(Overlay::Present)),
            Hotkey::Replace => Some(Command::Table(TableCommand::ShowReplacing)),
        };
        if let Some(command) = command {
            self.ask(command);
        }
    }

    fn back(&self) -> Option<Command> {
        let state = &self.state;
        // What lies beside the products is closed where it is seen.
        let on_products = state.screen == Screen::Browse;
        if state.closing.as_ref().is_some_and(|closing| closing.asks.is_some()) {
            Some(Command::Closing(ClosingCommand::Stay))
        } else if state.overlay == Some(Overlay::Help) && !state.help.search.is_empty() {
            Some(Command::Help(HelpCommand::Search(String::new())))
        } else if state.overlay.is_some() {
            Some(Command::CloseOverlay)
        } else if state.help.step.is_some() {
            Some(Command::Help(HelpCommand::EndSteps))
        } else if state.screen == Screen::Tray && !state.tray.search.is_empty() {
            Some(Command::Tray(TrayCommand::Search(String::new())))
        } else if on_products && state.shortlist.is_open {
            Some(Command::Shortlist(ShortlistCommand::ToggleDrawer))
        } else if let Some(screen) = state.way_back() {
            Some(Command::Go(screen))
        } else if on_products && state.product.editing {
            Some(Command::Product(ProductCommand::Edit(false)))
        } else if on_products && state.product.selected.is_some() {
            Some(Command::Product(ProductCommand::Select(None)))
        } else if state.screen == Screen::Proposal && state.proposal.is_some() {
            Some(Command::Proposal(ProposalCommand::Close))
        } else if state.screen != Screen::Browse {
            Some(Command::Go(Screen::Browse))
        } else if !state.table_view.chosen.is_empty() {
            Some(Command::Table(TableCommand::TickNone))
        } else if !state.browse.filter.search.is_empty() {
            Some(Command::Browse(BrowseCommand::SetFilter(Filter {
                search: String::new(),
                ..state.browse.filter.clone()
            })))
        } else {
            None
        }
    }

    fn neighbour(&self, step: isize) -> Option<Command> {
        let state = &self.state;
        if state.screen != Screen::Browse || state.overlay.is_some() {
            return None;
        }
        let hits = &state.browse.matches.hits;
        let at = match &state.product.selected {
            Some(id) => hits.iter().position(|hit| hit.id == *id)?.checked_add_signed(step)?,
            None => 0,
        };
        hits.get(at).map(|hit| Command::Product(ProductCommand::Select(Some(hit.id.clone()))))
    }

    /// Ctrl+V that brought nothing leaves only the release of its key, whichever of the two is let go first.
    pub(crate) fn notice_empty_paste(&mut self, ctx: &Context) {
        let mut came = self.v_has_come;
        let is_empty = ctx.input(|input| {
            let mut is_empty = false;
            for event in &input.events {
                match event {
                    Event::Paste(_) | Event::PasteImage(_) | Event::Key { key: Key::V, pressed: true, .. } => {
                        came = true
                    }
                    Event::Key { key: Key::V, pressed: false, .. } => {
                        is_empty |= !came;
                        came = false;
                    }
                    _ => {}
                }
            }
            is_empty
        });
        self.v_has_come = came;
        if is_empty {
            let lang = self.state.lang();
            let what =
                lang.pick("Papan klip tidak memberi gambar atau teks.", "The clipboard gave no picture and no text.");
            let todo = lang.pick(
                "Salin sekali lagi. Gambar yang besar lebih baik disimpan sebagai file, lalu diseret ke jendela ini.",
                "Copy it again. A large picture is better saved as a file and then dropped on this window.",
            );
            self.tell(Tone::Info, Message::new(what, todo, ""), None);
        }
    }

    pub(crate) fn take_drops(&mut self, ctx: &Context) {
        let paths: Vec<PathBuf> =
            ctx.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
        if paths.is_empty() {
            return;
        }
        let catalog = paths.iter().find_map(|path| {
            let is_file = path.file_name().is_some_and(|name| name == "catalog.ron");
            let folder = if is_file { path.parent()?.to_owned() } else { path.clone() };
            folder.join("catalog.ron").is_file().then_some(folder)
        });
        if let Some(folder) = catalog {
            return self.ask(CatalogCommand::Open(folder));
        }
        if let (None, Some(folder)) = (self.state.open(), paths.iter().find(|path| path.is_dir())) {
            return self.ask(CatalogCommand::Open(folder.clone()));
        }
        let is_sheet = |path: &PathBuf| {
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
            ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "json"].contains(&ending.as_str())
        };
        if let Some(sheet) = paths.iter().find(|path| is_sheet(path)) {
            return self.ask(ImportCommand::Read(sheet.clone()));
        }
        // A folder of photos is never of one product alone.
        let on_product = self.state.screen == Screen::Browse && !paths.iter().any(|path| path.is_dir());
        match self.state.product.selected.clone().filter(|_| on_product) {
            Some(product) => self.ask(PhotosCommand::Add(product, paths)),
            None if self.state.open().is_some() => self.ask(TrayCommand::Add(paths)),
            None => {}
        }
    }
}
