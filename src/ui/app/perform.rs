//! Carries out what was asked: the only place where the window's state and the catalogue change.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Context, OpenUrl, ViewportCommand};

use super::App;
use super::command::{Command, Overlay, Screen};
use super::jobs::{Job, PathQuestion};
use crate::model::{FieldPlace, Key};
use crate::store::Theme;
use crate::text::Message;
use crate::ui::kit::dialogs::DialogKind;
use crate::ui::kit::notices::{Offer, Tone};
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

    /// Asks for files or a folder; `then` says what becomes of what was chosen.
    pub(crate) fn ask_dialog(
        &mut self,
        kind: DialogKind,
        suggested: Option<PathBuf>,
        then: impl Fn(&[PathBuf]) -> Option<Command> + Send + Sync + 'static,
    ) {
        let (dialogs, lang) = (self.parts.dialogs.clone(), self.state.lang());
        let question = PathQuestion { kind, then: Arc::new(then), missing: None };
        let ask = move |_: &_| dialogs.are_there().then(|| dialogs.ask(kind, lang, suggested));
        self.work(Job::Dialog, "dialog", ask, |app, paths, _| app.chosen(question, paths));
    }

    /// Goes on with a path that was typed in place of a dialog, if it is there.
    fn take_path(&mut self, path: PathBuf) {
        let Some(question) = self.state.path_question.clone() else { return };
        let may_be_new = question.kind == DialogKind::NewFolder;
        let look = move |_: &_| if path.exists() || may_be_new { Ok(path) } else { Err(path) };
        self.work(Job::Dialog, "typed path", look, |app, path, _| match path {
            Ok(path) => app.chosen(question, Some(vec![path])),
            Err(missing) => app.chosen(PathQuestion { missing: Some(missing), ..question }, None),
        });
    }

    /// Goes on with what was chosen; without paths they have to be typed.
    fn chosen(&mut self, question: PathQuestion, paths: Option<Vec<PathBuf>>) {
        let Some(paths) = paths else {
            self.state.path_question = Some(question);
            self.state.overlay = Some(Overlay::TypePath);
            return;
        };
        let Some(command) = (question.then)(&paths) else { return };
        if self.state.overlay == Some(Overlay::TypePath) {
            self.state.overlay = (question.kind == DialogKind::PhotoFolder).then_some(Overlay::MovedPhotos);
        }
        self.ask(command);
    }

    pub(crate) fn show_file(&mut self, path: PathBuf) {
        let open = self.parts.open_file;
        let opened = move |_: &_| (open(&path).err(), path);
        self.work(Job::OpenFile, "open file", opened, |app, (error, path), _| {
            if let Some(reason) = error {
                tracing::warn!(reason, "no program opened a file");
                app.tell_unopened(path);
            }
        });
    }

    fn tell_unopened(&mut self, path: PathBuf) {
        let lang = self.state.lang();
        let is_folder = path.is_dir();
        let what = match is_folder {
            true => lang.pick(
                "Tidak ada program di laptop ini yang membuka foldernya.",
                "No program on this laptop opened the folder.",
            ),
            false => lang.pick(
                "Tidak ada program di laptop ini yang membuka filenya.",
                "No program on this laptop opened the file.",
            ),
        };
        let todo = lang.pick("Filenya ada di sini:", "The file is here:");
        let message = Message::new(what, todo, path.display().to_string());
        let folder = path.parent().filter(|_| !is_folder).map(PathBuf::from);
        self.tell(Tone::Failed, message, Some(Offer::Place { path, folder }));
    }
}
