//! Carries out what was asked: the only place where the window's state and the catalogue change.

use crate::ui::app::jobs::{Job, PathQuestion, Purpose};
use crate::ui::kit::notices::Tone;
use std::path::PathBuf;

use egui::{Context, OpenUrl, ViewportCommand};

use super::App;
use super::command::{Command, Screen};
use super::jobs::{self, Outcome};
use crate::model::{FieldPlace, Key};
use crate::store::Theme;
use crate::ui::proposal::state::Proposed;

impl App {
    /// Carries out one command.
    pub fn perform(&mut self, command: impl Into<Command>, ctx: &Context) {
        let command = command.into();
        self.take_open_cell_before(&command, ctx);
        match command {
            Command::Go(screen) => {
                let leaves_recovery = self.state.screen == Screen::Proposal && screen != Screen::Proposal;
                if leaves_recovery && self.state.proposal.as_ref().is_some_and(Proposed::is_recovered) {
                    self.tell_unsaved();
                }
                if self.state.way_back() == Some(screen) {
                    // The form was opened for what has been looked at.
                    self.state.product.selected = None;
                    self.state.product.editing = false;
                    self.state.producers.editing = false;
                }
                self.state.screen = screen;
                self.state.overlay = None;
                self.state.product.came_from = None;
                if screen == Screen::History {
                    self.read_versions();
                }
            }
            Command::GoTo(key, place) => self.go_to(key, place),
            Command::Show(overlay) => self.state.overlay = Some(overlay),
            Command::CloseOverlay => self.state.overlay = None,
            Command::SwitchLang(lang) => {
                self.state.settings.lang = lang;
                self.save_settings();
            }
            Command::SwitchTheme => {
                let theme = &mut self.state.settings.theme;
                *theme = if *theme == Theme::Light { Theme::Dark } else { Theme::Light };
                self.save_settings();
            }
            Command::FullScreen => {
                let full = ctx.input(|input| input.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(!full));
            }
            Command::LockEditing(locked) => {
                self.state.settings.editing_locked = locked;
                self.state.product.editing &= !locked;
                self.save_settings();
            }
            Command::TakePath(path) => self.take_path(path),
            Command::OpenFile(path) => self.show_file(path),
            Command::OpenUrl(url) => {
                // Only what a browser may open; a catalogue may come from a stranger.
                if url.starts_with("https://") || url.starts_with("http://") || url.starts_with("mailto:") {
                    ctx.open_url(OpenUrl::new_tab(url));
                }
            }
            Command::CopyText(text) => {
                ctx.copy_text(text);
                self.inform(Tone::Done, self.state.lang().pick("Disalin.", "Copied."));
            }
            Command::DismissNotice(id) => self.state.notices.dismiss(id),

            Command::Change(edit) => self.change(edit, ctx),
            Command::Undo => self.step(ctx, false),
            Command::Redo => self.step(ctx, true),
            Command::SaveNow => self.save_now(),
            Command::KeepMine => self.keep_mine(),
            Command::Recover => self.recover(),
            Command::TellSaveFault => self.tell_save_fault(),

            Command::Brochure(command) => self.perform_brochure(command),
            Command::Browse(command) => self.perform_browse(command, ctx),
            Command::Care(command) => self.perform_care(command),
            Command::Catalog(command) => self.perform_catalog(command),
            Command::Closing(command) => self.perform_closing(command, ctx),
            Command::Export(command) => self.perform_export(command),
            Command::Help(command) => self.perform_help(command),
            Command::History(command) => self.perform_history(command),
            Command::Import(command) => self.perform_import(command),
            Command::Photos(command) => self.perform_photos(command),
            Command::Present(command) => self.perform_present(command, ctx),
            Command::Producer(command) => self.perform_producer(command, ctx),
            Command::Product(command) => self.perform_product(command, ctx),
            Command::Proposal(command) => self.perform_proposal(command, ctx),
            Command::Quality(command) => self.perform_quality(command, ctx),
            Command::Shortlist(command) => self.perform_shortlist(command),
            Command::Table(command) => self.perform_table(command, ctx),
            Command::Tray(command) => self.perform_tray(command),
        }
    }

    fn go_to(&mut self, key: Key, place: Option<FieldPlace>) {
        let state = &mut self.state;
        let from = state.screen;
        let may_edit = state.may_edit();
        match &key {
            Key::Product(id) => {
                state.screen = Screen::Browse;
                state.product.selected = Some(id.clone());
                state.product.editing = may_edit;
                // The list would stand in its place.
                state.shortlist.is_open = false;
            }
            Key::Producer(id) => {
                state.screen = Screen::Producers;
                state.producers.selected = Some(id.clone());
                state.producers.editing = true;
            }
            Key::Info | Key::Categories | Key::Selections => state.screen = Screen::CatalogSettings,
        }
        state.overlay = None;
        state.product.jump_to = place;
        if matches!(from, Screen::Problems | Screen::Completeness | Screen::Brochure) {
            state.product.came_from = Some((from, key));
        }
    }

    pub(crate) fn ask_dialog(&mut self, purpose: Purpose, suggested: Option<PathBuf>) {
        let (dialogs, lang) = (self.parts.dialogs.clone(), self.state.lang());
        self.jobs.replace(Job::Dialog, "dialog", move |_| {
            if !dialogs.are_there() {
                return Outcome::NotChosen(PathQuestion { purpose, missing: None });
            }
            let paths = dialogs.ask(jobs::ask_for(&purpose), lang, suggested);
            Outcome::Chosen { purpose, paths }
        });
    }

    /// Goes on with a path that was typed in place of a dialog, if it is there.
    fn take_path(&mut self, path: PathBuf) {
        let Some(PathQuestion { purpose, .. }) = self.state.path_question.clone() else { return };
        self.jobs.replace(Job::Dialog, "typed path", move |_| {
            if path.exists() || matches!(purpose, Purpose::New { .. }) {
                Outcome::Chosen { purpose, paths: vec![path] }
            } else {
                Outcome::NotChosen(PathQuestion { purpose, missing: Some(path) })
            }
        });
    }

    pub(crate) fn show_file(&mut self, path: PathBuf) {
        let open = self.parts.open_file;
        self.jobs.replace(Job::OpenFile, "open file", move |_| {
            let error = open(&path).err();
            Outcome::FileOpened { path, error }
        });
    }
}
