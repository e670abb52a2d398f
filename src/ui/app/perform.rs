//! Carries out what was asked: the only place where the window's state and the catalogue change.

use std::path::PathBuf;

use egui::{Context, OpenUrl, ViewportCommand};

use super::command::{Command, Screen};
use super::jobs::{self, Job, Outcome, Purpose};
use super::records::{touched_products, without_producer};
use super::state::{Phase, Rights};
use crate::actions::files::free_dir;
use crate::actions::open;
use crate::jobs::Task;
use crate::model::{Edit, Key, Text, slug};
use crate::store::{Folder, OpenError, Theme};

use crate::ui::app::{App, now_ms};
use crate::ui::kit::notices::Tone;
use crate::ui::photos::adding::Batch;
use crate::ui::photos::care::CareCommand;

impl App {
    /// Carries out one command.
    pub fn perform(&mut self, command: Command, ctx: &Context) {
        let Some(command) = self.put_off(command) else { return };
        match command {
            Command::Go(screen) => {
                self.state.screen = screen;
                self.state.overlay = None;
                if screen == Screen::History {
                    self.read_versions();
                }
            }
            Command::Show(overlay) => {
                self.state.overlay = Some(overlay);
            }
            Command::CloseOverlay => self.state.overlay = None,
            Command::Select(id) => {
                self.state.editing &= id.is_some();
                self.state.selected = id;
                self.state.screen = Screen::Browse;
            }
            Command::SelectProducer(id) => {
                self.state.coordinator.editing_producer = false;
                self.state.selected_producer = id;
                self.state.screen = Screen::Producers;
            }
            Command::EditSelected(on) => self.state.editing = on && self.state.may_edit(),
            Command::JumpTo(id, field) => {
                self.state.screen = Screen::Browse;
                self.state.selected = Some(id);
                self.state.editing = self.state.may_edit();
                self.state.jump_to = field;
            }
            Command::SetFilter(filter) => self.state.filter = filter,
            Command::FocusSearch => {
                self.state.screen = Screen::Browse;
                self.state.overlay = None;
                self.state.focus_search = true;
            }
            Command::SetTable(on) => {
                self.state.table = on;
                self.follow_matches(false);
            }
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
            Command::ToggleShortlistDrawer => {
                self.state.screen = Screen::Browse;
                self.state.drawer_open = !self.state.drawer_open;
            }
            Command::ToggleFilters => self.state.filters_open = !self.state.filters_open,
            Command::LockEditing(locked) => {
                self.state.settings.editing_locked = locked;
                self.state.editing &= !locked;
                self.save_settings();
            }

            Command::Change(edit) => self.change(edit, ctx),
            Command::Undo => self.step_back(ctx),
            Command::Redo => self.step_again(ctx),
            Command::SaveNow => self.save_now(),
            Command::KeepMine => self.keep_mine(),
            Command::Recover => self.recover(),
            Command::NewProduct => self.new_product(ctx),
            Command::DuplicateProduct(id) => self.duplicate(&id, ctx),
            Command::DeleteProducts(ids) => self.delete_products(&ids, ctx),
            Command::NewProducer(product, name) => self.new_producer(product, name, ctx),
            Command::DeleteProducer(id) => {
                if let Some(edit) = self.state.catalog().and_then(|catalog| without_producer(catalog, &id)) {
                    self.state.selected_producer = None;
                    self.change(edit, ctx);
                }
            }
            Command::PutProducer(producer) => {
                let name =
                    Text::new(format!("Ubah produsen {}", producer.name), format!("Edit producer {}", producer.name));
                self.change(Edit::put(name, *producer), ctx);
            }
            Command::PickPhotos(id) => self.ask_dialog(Purpose::Photos(id), None),
            Command::AddPhotos(id, paths) => self.add_batch(Batch::of_files(Some(id), paths)),
            Command::PickLogos => self.ask_dialog(Purpose::Logos, None),
            Command::AddLogos(paths) => self.add_batch(Batch::of_files(None, paths)),
            Command::Inspect(version) => self.read_version(version, false),
            Command::Restore(version) => self.read_version(version, true),
            Command::RestoreFailed => self.restore_failed(),

            Command::ToggleShortlisted(id) => {
                let list = &mut self.state.shortlist.products;
                match list.iter().position(|listed| *listed == id) {
                    Some(at) => drop(list.remove(at)),
                    None => list.push(id),
                }
            }
            Command::MoveShortlisted { from, to } => {
                let list = &mut self.state.shortlist.products;
                if from < list.len() && to < list.len() {
                    let id = list.remove(from);
                    list.insert(to, id);
                }
            }
            Command::SetBuyer(buyer) => self.state.shortlist.buyer = buyer,
            Command::ClearShortlist => self.state.shortlist = Default::default(),

            Command::PickFolderToOpen => self.ask_dialog(Purpose::Open, None),
            Command::OpenFolder(path) => {
                self.state.overlay = None;
                self.open_folder(Folder::new(path), false);
            }
            Command::OpenShipped => match self.parts.shipped.clone() {
                Some(shipped) => {
                    self.state.overlay = None;
                    self.open_folder(shipped, true);
                }
                None => self.state.phase = Phase::Nothing { from_zip: crate::store::is_run_from_zip() },
            },
            Command::PickFolderForNew { title } => {
                let suggested = self.parts.documents.join(slug(&title, ""));
                self.ask_dialog(Purpose::New { title }, Some(suggested));
            }
            Command::CreateCatalog { dir, title } => self.create_catalog(dir, title),
            Command::CopyToLaptop => self.copy_to_laptop(),
            Command::Reload => self.reload(),
            Command::Close => ctx.send_viewport_cmd(ViewportCommand::Close),

            Command::PickSpreadsheet
            | Command::ImportFile(_)
            | Command::SetImport(_)
            | Command::TakeRow(..)
            | Command::TakeShownRows(_)
            | Command::ShowRows(_)
            | Command::UnfoldRow(_)
            | Command::ApplyImport
            | Command::CancelImport
            | Command::CloseImport => self.perform_import(command),
            Command::Export(wish) => self.export(wish),
            Command::CancelExport => self.jobs.cancel(Job::Export),
            Command::ShowBrochure(_)
            | Command::SetBrochure(_)
            | Command::SetTestPage(_)
            | Command::PrintAnyway(_)
            | Command::MakeBrochure(_)
            | Command::NameBrochure(_)
            | Command::ForgetBrochure(_) => self.perform_brochure(command),
            Command::SetAudience(_)
            | Command::SetBars(_)
            | Command::SetRequestLang(_)
            | Command::EditProducer(_)
            | Command::AskProducer(..)
            | Command::CopyList(_)
            | Command::Compare(..)
            | Command::SetComparison(_)
            | Command::JoinCompared
            | Command::TakeOrigin(..)
            | Command::RenameEverywhere { .. }
            | Command::ListTasks(_) => self.perform_coordinator(command, ctx),
            Command::CancelBrochure => self.jobs.cancel(Job::Brochure),
            Command::OpenFile(path) => self.show_file(path),
            Command::OpenLastBrochure => match self.state.settings.last_brochure.clone() {
                Some(path) => self.show_file(path),
                None => self.inform(
                    Tone::Info,
                    self.state.lang().pick(
                        "Belum ada brosur yang dibuat di laptop ini.",
                        "No brochure has been made on this laptop yet.",
                    ),
                ),
            },
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
            Command::Propose(_)
            | Command::TakeProposed(..)
            | Command::TakeAllProposed(_)
            | Command::ApplyProposal
            | Command::CloseProposal => self.perform_proposal(command, ctx),
            Command::Table(ask) => self.perform_table(ask, ctx),

            Command::Tray(command) => self.perform_tray(command, ctx),
            Command::Care(command) => self.perform_care(command),
            Command::Present(command) => self.perform_present(command, ctx),
            Command::PastePicture(picture) => self.paste_picture(&picture),
            Command::KeepOriginals(keep) => {
                self.state.settings.keep_originals = keep;
                self.save_settings();
            }
        }
    }

    /// Applies an edit: one undo step, saved and checked in the background.
    pub(crate) fn change(&mut self, edit: Edit, ctx: &Context) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        let now = now_ms(ctx);
        let Phase::Open(open) = &mut self.state.phase else {
            return;
        };
        let set = open.timeline.perform(edit, now);
        let keys: Vec<Key> = set.changes.into_iter().map(|change| change.key).collect();
        self.changed(&keys, ctx);
    }

    pub(crate) fn say_why_not(&mut self) {
        let rights = self.state.open().map(|open| open.rights);
        let is_locked = self.state.settings.editing_locked;
        let what = match rights {
            Some(Rights::LockedElsewhere) if !is_locked => self.state.lang().pick(
                "Katalog ini sedang dibuka di jendela lain. Ubah di sana, atau tutup jendela itu lalu muat ulang di sini.",
                "This catalogue is open in another window. Edit there, or close that window and reload here.",
            ),
            None if !is_locked => return,
            _ => match self.state.read_only_reason() {
                Some(reason) => reason,
                None => return,
            },
        };
        self.inform(Tone::Info, what);
    }

    fn step_back(&mut self, ctx: &Context) {
        self.step(ctx, false);
    }

    fn step_again(&mut self, ctx: &Context) {
        self.step(ctx, true);
    }

    fn step(&mut self, ctx: &Context, forward: bool) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        if let Some(names) = self.state.undoable_clearing().filter(|_| !forward).cloned() {
            return self.perform(Command::Care(CareCommand::BringBack(names)), ctx);
        }
        let lang = self.state.lang();
        let Phase::Open(open) = &mut self.state.phase else {
            return;
        };
        let step = if forward { open.timeline.redo() } else { open.timeline.undo() };
        let Some(step) = step else { return };
        let keys: Vec<Key> = step.changes.changes.iter().map(|change| change.key.clone()).collect();
        let name = step.name.or_other(lang).map_or(String::new(), |(name, _)| name.to_owned());
        self.changed(&keys, ctx);
        let what = match forward {
            true => crate::say!(lang, "Diulangi: {name}", "Redone: {name}"),
            false => crate::say!(lang, "Diurungkan: {name}", "Undone: {name}"),
        };
        self.inform(Tone::Info, what);
    }

    /// Follows a change of some records: index, selection, saver, check, and the own copy of a sample.
    pub(crate) fn changed(&mut self, keys: &[Key], ctx: &Context) {
        if keys.is_empty() {
            return;
        }
        let Phase::Open(open) = &mut self.state.phase else {
            return;
        };
        let catalog = open.timeline.catalog().clone();
        let touched = touched_products(&catalog, keys);
        let is_large = open.index.is_large_change(&catalog, touched.len());
        let index = open.index.updated(&catalog, &touched);
        let before = std::mem::replace(&mut open.index, index);
        match &open.saver {
            Some(saver) => saver.request(catalog.clone()),
            None if open.rights == Rights::Sample => {
                open.rights = Rights::BecomingOwn;
                self.make_own_copy();
            }
            None => {}
        }
        self.check_at = Some(ctx.input(|input| input.time) + Self::CHECK_PAUSE_S);
        if is_large {
            self.warm_index(Some(before));
        }
        let state = &mut self.state;
        if state.selected.as_ref().is_some_and(|id| !catalog.products.contains_key(id)) {
            state.selected = None;
            state.editing = false;
        }
        if state.selected_producer.as_ref().is_some_and(|id| !catalog.producers.contains_key(id)) {
            state.selected_producer = None;
        }
        state.shortlist.products.retain(|id| catalog.products.contains_key(id));
        state.tray.follow(&catalog);
        state.presenting.follow(&catalog);
    }

    /// "Katalog saya" in the person's documents, or the next free name.
    pub(crate) fn make_own_copy(&mut self) {
        let Some(from) = self.state.open().map(|open| open.folder.clone()) else {
            return;
        };
        let dir = free_dir(&self.parts.documents, self.state.lang().pick("Katalog saya", "My catalogue"));
        self.jobs.replace(Job::MakeOwnCopy, Task::must_finish("own copy"), move |_| {
            Outcome::OwnCopy(Box::new(crate::store::copy_to(&from, &dir)))
        });
    }

    fn copy_to_laptop(&mut self) {
        let Some(from) = self.state.open().map(|open| open.folder.clone()) else {
            return;
        };
        let name = from.root().file_name().map(|name| name.to_string_lossy().into_owned());
        let dir = free_dir(&self.parts.documents, &name.unwrap_or_else(|| "Katalog".into()));
        self.state.overlay = None;
        self.jobs.replace(Job::Open, "copy", move |_| Outcome::Copied(Box::new(open::copy(&from, &dir))));
    }

    fn save_now(&mut self) {
        let Some(open) = self.state.open() else {
            return;
        };
        match &open.saver {
            Some(saver) => saver.save_now(open.catalog().clone()),
            None if open.rights == Rights::Sample => {
                self.inform(
                    Tone::Info,
                    self.state.lang().pick("Belum ada perubahan untuk disimpan.", "There is nothing to save yet."),
                );
            }
            None => self.say_why_not(),
        }
    }

    pub(crate) fn ask_dialog(&mut self, purpose: Purpose, suggested: Option<PathBuf>) {
        let (dialogs, lang) = (self.parts.dialogs.clone(), self.state.lang());
        self.jobs.replace(Job::Dialog, "dialog", move |_| {
            let paths = dialogs.ask(jobs::ask_for(&purpose), lang, suggested);
            Outcome::Chosen { purpose, paths }
        });
    }

    fn create_catalog(&mut self, dir: PathBuf, title: String) {
        self.state.overlay = None;
        self.jobs.replace(Job::Open, "create", move |_| Outcome::Created(Box::new(open::create(&dir, &title))));
    }

    fn reload(&mut self) {
        let folder = match &self.state.phase {
            Phase::Open(open) => Some((open.folder.clone(), open.rights == Rights::Sample)),
            _ => self.state.settings.recent.first().map(|path| (Folder::new(path.clone()), false)),
        };
        match folder {
            Some((folder, sample)) => self.open_folder(folder, sample),
            None => self.perform_open_shipped(),
        }
    }

    fn perform_open_shipped(&mut self) {
        if let Some(shipped) = self.parts.shipped.clone() {
            self.open_folder(shipped, true);
        }
    }

    fn read_versions(&mut self) {
        let Some(folder) = self.state.open().map(|open| open.folder.clone()) else {
            return;
        };
        self.jobs.replace(Job::Versions, "versions", move |_| Outcome::Versions(folder.versions()));
    }

    fn read_version(&mut self, version: crate::store::Version, restore: bool) {
        if restore && !self.state.may_edit() {
            return self.say_why_not();
        }
        let Some(folder) = self.state.open().map(|open| open.folder.clone()) else {
            return;
        };
        self.jobs.replace(Job::Versions, "version", move |_| {
            let read = Box::new(folder.version(&version));
            Outcome::Version { version, restore, read }
        });
    }

    fn restore_failed(&mut self) {
        let Phase::Failed(OpenError::Syntax { path, restorable: Some(version), .. }) = &self.state.phase else {
            return;
        };
        let Some(root) = path.parent() else { return };
        let (folder, version) = (Folder::new(root), version.clone());
        let config = self.parts.config.clone();
        self.state.phase = Phase::Loading;
        self.jobs.replace(Job::Open, "restore", move |_| {
            Outcome::Opened(Box::new(open::restore(&folder, &version, &config)))
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
