//! Reads a spreadsheet, reviews it anew where something changed, and applies it as one step.

use std::path::{Path, PathBuf};

use egui::Context;

use super::state::{ImportReview, Only, ReviewLine, place_of};
use crate::actions::import::{Applied, ApplyInput, ImportChoices, ReviewInput, SheetFile, apply};
use crate::exchange::{Fault, ImportError, TextForm};
use crate::jobs::{JobHandle, Task};
use crate::model::{Record, Status};
use crate::text::{Lang, Message};
use crate::ui::app::App;
use crate::ui::app::command::{Command, ImportCommand, Screen};
use crate::ui::app::jobs::Job;
use crate::ui::app::state::Rights;
use crate::ui::kit::dialogs::DialogKind;
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::kit::ticks;

/// The file that is asked for.
enum ToRead {
    Path(PathBuf),
    /// It was read before.
    Known(SheetFile),
}

impl ToRead {
    fn path(&self) -> &Path {
        match self {
            ToRead::Path(path) | ToRead::Known(SheetFile { path, .. }) => path,
        }
    }

    fn read(self, form: Option<TextForm>, handle: &JobHandle) -> Result<SheetFile, ImportError> {
        let file = match self {
            ToRead::Path(path) => SheetFile::read(path, handle)?,
            ToRead::Known(file) => file,
        };
        match form {
            Some(form) => file.read_as(form, handle),
            None => Ok(file),
        }
    }
}

impl App {
    pub(crate) fn perform_import(&mut self, command: ImportCommand) {
        match command {
            ImportCommand::PickFile => {
                // Who chooses no file finds the template there, and photos by their names.
                if self.state.review.is_none() && self.state.open().is_some() {
                    self.state.screen = Screen::Review;
                }
                self.ask_dialog(DialogKind::Spreadsheet, None, |paths| {
                    Some(ImportCommand::Read(paths.first()?.clone()).into())
                });
            }
            ImportCommand::Read(path) => {
                self.state.overlay = None;
                self.read_import(ToRead::Path(path), ImportChoices::default());
            }
            ImportCommand::SetChoices(choices) => {
                if let Some(import) = self.state.review.as_ref().filter(|import| !import.applying) {
                    let known = ToRead::Known(import.file.clone());
                    self.read_import(known, *choices);
                }
            }
            ImportCommand::TakeRow(at, take) => self.with_import(|import| {
                let Some(place) = import.review.rows.get(at).map(place_of) else { return };
                ticks::put(&mut import.left_out, place, !take);
            }),
            ImportCommand::TakeShownRows(take) => self.with_import(|import| {
                let (review, lines) = (import.review.clone(), import.lines.clone());
                let shown = lines.iter().filter_map(|line| match line {
                    ReviewLine::Row(at) if import.can_take(*at) => review.rows.get(*at).map(place_of),
                    _ => None,
                });
                let places: Vec<(usize, u32)> = shown.collect();
                for place in places {
                    ticks::put(&mut import.left_out, place, !take);
                }
            }),
            ImportCommand::ShowRows(only) => self.with_import(|import| {
                import.only = if import.only == only { Only::All } else { only };
                import.show_lines();
            }),
            ImportCommand::UnfoldRow(at) => self.with_import(|import| {
                let Some(place) = import.review.rows.get(at).map(place_of) else { return };
                ticks::flip(&mut import.unfolded, place);
                import.show_lines();
            }),
            ImportCommand::TakeDamaged(take) => self.with_import(|import| import.takes_damaged = Some(take)),
            ImportCommand::Apply => self.apply_import(),
            ImportCommand::Cancel => {
                // What was on the screen before stays.
                self.jobs.cancel(Job::Import);
                self.stop_applying();
            }
            ImportCommand::Close => {
                self.jobs.cancel(Job::Import);
                self.close_import();
            }
        }
    }

    /// Nothing of the review is being applied any more.
    pub(crate) fn stop_applying(&mut self) {
        self.with_import(|import| import.applying = false);
    }

    fn with_import(&mut self, change: impl FnOnce(&mut ImportReview)) {
        if let Some(import) = &mut self.state.review {
            change(import);
            import.count();
        }
    }

    fn close_import(&mut self) {
        if let Some(import) = self.state.review.take()
            && self.state.screen == Screen::Review
        {
            self.state.screen = import.back_to;
        }
    }

    /// What the next review is made of.
    fn import_for(&self) -> Option<(u64, Lang)> {
        Some((self.state.open()?.timeline.revision(), self.state.lang()))
    }

    /// Holds the file against the catalogue anew where that has changed meanwhile, while somebody looks at it.
    pub(crate) fn keep_import_fresh(&mut self) {
        let now = self.import_for();
        let is_busy = self.jobs.running(Job::Import).is_some() || self.state.screen != Screen::Review;
        let Some((import, now)) = self.state.review.as_mut().filter(|import| !is_busy && !import.applying).zip(now)
        else {
            return;
        };
        if import.made_for != now && import.asked_for != now {
            import.asked_for = now;
            let choices = import.choices.clone();
            self.ask(ImportCommand::SetChoices(Box::new(choices)));
        }
    }

    fn read_import(&mut self, file: ToRead, choices: ImportChoices) {
        let Some(open) = self.state.open() else {
            let lang = self.state.lang();
            let message = Message::new(
                lang.pick("Belum ada katalog yang terbuka.", "No catalogue is open."),
                lang.pick("Buka atau buat katalog dulu, lalu impor lagi.", "Open or make one, then import again."),
                file.path().display().to_string(),
            );
            return self.tell(Tone::Info, message, None);
        };
        let seed = match &self.state.review {
            Some(import) => import.seed,
            None => u16::from_str_radix(&(self.parts.random_hex)(), 16).unwrap_or(0),
        };
        let (catalog, folder) = (open.catalog().clone(), open.folder.clone());
        let made_for = (open.timeline.revision(), self.state.lang());
        let today = self.state.today;
        let review = move |handle: &_| {
            let file = file.read(choices.form, handle)?;
            let input = ReviewInput { file, catalog, folder, choices, seed, today, lang: made_for.1 };
            ImportReview::of(input, made_for, handle)
        };
        // What was said of a file before is over.
        if let Some(id) = self.state.refused_file.take() {
            self.state.notices.dismiss(id);
        }
        self.work(Job::Import, "import", review, |app, reviewed, _| app.imported(reviewed));
    }

    fn imported(&mut self, result: Result<ImportReview, ImportError>) {
        match result {
            Ok(mut import) => {
                match self.state.review.take() {
                    Some(before) if before.file.path == import.file.path => {
                        import.looks_like(before);
                    }
                    before => {
                        let here = match self.state.screen {
                            Screen::Review => Screen::Browse,
                            here => here,
                        };
                        import.back_to = before.map_or(here, |before| before.back_to);
                        import.show_lines();
                    }
                }
                self.state.review = Some(import);
                self.state.screen = Screen::Review;
                self.state.overlay = None;
            }
            Err(error) if error.fault == Fault::Cancelled => {}
            Err(error) => {
                self.fail(&error);
                self.state.refused_file = self.state.notices.newest();
            }
        }
    }

    fn apply_import(&mut self) {
        let fresh = self.import_for();
        let Some(open) = self.state.open_mut() else { return };
        match open.rights {
            Rights::Write => {
                let folder = open.folder.clone();
                let Some(import) = self.state.review.as_mut().filter(|import| !import.applying) else { return };
                // Answers and edits that came in between are reviewed before anything is applied.
                if self.jobs.running(Job::Import).is_some() {
                    return;
                }
                if Some(import.made_for) != fresh {
                    let choices = import.choices.clone();
                    return self.ask(ImportCommand::SetChoices(Box::new(choices)));
                }
                import.applying = true;
                let rows = import.review.rows.iter().enumerate();
                let left_out = rows.filter(|(_, row)| import.left_out.contains(&place_of(row))).map(|(at, _)| at);
                let input = ApplyInput {
                    left_out: left_out.collect(),
                    file: import.file.clone(),
                    review: import.review.clone(),
                    folder,
                    takes_damaged: import.takes_damaged.unwrap_or(false),
                };
                let apply = move |handle: &_| apply(&input, handle);
                self.work(Job::Import, Task::must_finish("import photos"), apply, Self::import_ready);
            }
            // Photos go into the person's own folder, which has to be there first.
            Rights::Sample => {
                self.waiting.push(Command::Import(ImportCommand::Apply));
                self.make_own_copy();
            }
            Rights::BecomingOwn => self.waiting.push(Command::Import(ImportCommand::Apply)),
            Rights::LockedElsewhere | Rights::ReadOnly => {}
        }
    }

    /// The photos are stored; all of it becomes one step.
    fn import_ready(&mut self, Applied { edit, refused }: Applied, ctx: &Context) {
        let fresh = self.import_for();
        let Some(import) = &mut self.state.review else { return };
        import.applying = false;
        if Some(import.made_for) != fresh {
            let choices = import.choices.clone();
            return self.ask(ImportCommand::SetChoices(Box::new(choices)));
        }
        if import.takes_damaged.is_none() {
            import.damaged = refused.iter().filter(|(_, why)| why.is_damaged()).map(|(at, _)| *at).collect();
            if import.asks_about_damaged() {
                import.show_lines();
                let what = self.state.lang().pick(
                    "Belum diterapkan: jawab dulu pertanyaan tentang foto yang rusak.",
                    "Not applied yet: answer the question about the damaged photos first.",
                );
                return self.inform(Tone::Info, what);
            }
        }
        let refused = refused.len();
        let (mut new, mut changed) = (0, 0);
        let mut drafts = Vec::new();
        for (at, row) in import.review.rows.iter().enumerate() {
            match (&row.before, &row.after) {
                _ if !import.takes(at) => {}
                (None, after) => {
                    new += 1;
                    if let Some(Record::Product(product)) = after
                        && product.status == Status::Draft
                    {
                        drafts.push(product.id.clone());
                    }
                }
                (Some(_), _) => changed += 1,
            }
        }
        self.close_import();
        self.perform(Command::Change(edit), ctx);
        let lang = self.state.lang();
        let [new, changed] = [new, changed].map(|count| crate::text::count(lang, count));
        let mut message = Message::new(
            crate::say!(
                lang,
                "Impor selesai: {new} baru, {changed} berubah.",
                "Imported: {new} new, {changed} changed."
            ),
            lang.pick("Satu langkah; bisa diurungkan.", "One step, which can be undone."),
            "",
        );
        if refused > 0 {
            let refused = crate::text::count(lang, refused);
            message.place = crate::say!(
                lang,
                "{refused} foto tidak ditemukan atau tidak bisa dibaca. Tambahkan dari panel produknya.",
                "{refused} photos were not found or cannot be read. Add them from their product's panel."
            );
        }
        // Drafts are not among what buyers see, where the list would seem as empty as before. Undo stands in the bar.
        let offer = if drafts.is_empty() { self.undo_offer() } else { Some(Offer::ShowDrafts(drafts)) };
        self.tell(Tone::Done, message, offer);
    }
}
