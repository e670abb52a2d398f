//! A spreadsheet on its way into the catalogue: read and reviewed in the background, applied as one step.

pub mod review;

mod shown;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::Context;

use crate::actions::import::{self, Applied, ApplyInput, ImportChoices, ReviewInput, Reviewed, SheetFile, apply};
use crate::exchange::{self, Fault, ImportError, Mapping, Review, RowReview, TextForm, Verdict};
use crate::jobs::{Handle, Task};
use crate::model::Edit;
use crate::text::{Lang, Message};
use crate::ui::app::App;
use crate::ui::app::command::{Command, Screen};
use crate::ui::app::jobs::{Job, Outcome, Purpose};
use crate::ui::app::state::{Phase, Rights};
use crate::ui::kit::notices::{Offer, Tone};

pub use shown::{Only, ReviewLine};

/// A file that was read, and what would happen.
pub struct Import {
    pub file: SheetFile,
    pub choices: ImportChoices,
    pub mapping: Mapping,
    pub review: Arc<Review>,
    /// Photos of the review that lie nowhere beside the file.
    pub missing: BTreeSet<usize>,
    /// Rows that get photos which are there.
    with_photos: BTreeSet<usize>,
    /// Which rows are shown, and what stands on the screen for them.
    pub only: Only,
    pub lines: Vec<ReviewLine>,
    /// Rows whose cells are all shown, and rows that a person took out, by sheet and row.
    unfolded: BTreeSet<(usize, u32)>,
    left_out: BTreeSet<(usize, u32)>,
    /// Rows that would be applied now.
    pub wanted: usize,
    /// Whether every row shown is, of those that can be; `None` where there is none.
    pub takes_shown: Option<bool>,
    /// The screen that a person comes back to.
    back_to: Screen,
    /// What the review was made of: another catalogue or language asks for another one.
    made_for: (u64, Lang),
    /// The last one that was asked for by itself, so that one that was stopped is not asked for again and again.
    asked_for: (u64, Lang),
    /// Its photos are being stored; then it is one edit.
    pub applying: bool,
    /// Four hex digits that the ids of new records begin from.
    seed: u16,
}

fn place_of(row: &RowReview) -> (usize, u32) {
    (row.at.sheet, row.at.row)
}

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

    fn read(self, form: Option<TextForm>, handle: &Handle) -> Result<SheetFile, ImportError> {
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

impl Import {
    /// Holds a file against the catalogue.
    fn of(input: ReviewInput, made_for: (u64, Lang), handle: &Handle) -> Result<Self, ImportError> {
        let reviewed = match import::review(&input, handle) {
            // A file without headings is shown all the same, so that a person can say where they are.
            Err(ImportError { fault: Fault::NoRows, .. }) if !input.file.sheets.sheets.is_empty() => Reviewed {
                mapping: input.choices.mapping.clone().unwrap_or_else(|| exchange::guess(&input.file.sheets)),
                review: Arc::new(Review::of_nothing(&input.catalog, &input.file.sheets)),
                missing: BTreeSet::new(),
            },
            other => other?,
        };
        let Reviewed { mapping, review, missing } = reviewed;
        let photos = review.photos.iter().enumerate();
        let with_photos = photos.filter(|(at, _)| !missing.contains(at)).map(|(_, photo)| photo.row).collect();
        Ok(Self {
            file: input.file,
            choices: input.choices,
            mapping,
            review,
            missing,
            with_photos,
            only: Only::All,
            lines: Vec::new(),
            unfolded: BTreeSet::new(),
            left_out: BTreeSet::new(),
            wanted: 0,
            takes_shown: None,
            back_to: Screen::Browse,
            made_for,
            asked_for: made_for,
            applying: false,
            seed: input.seed,
        })
    }

    /// Whether applying a row would do anything: it is new, changes something, or gets a photo.
    pub fn can_take(&self, at: usize) -> bool {
        self.review
            .rows
            .get(at)
            .is_some_and(|row| row.is_applied() || row.verdict == Verdict::Unchanged && self.with_photos.contains(&at))
    }

    /// Whether a row is applied, as the person has it now.
    pub fn takes(&self, at: usize) -> bool {
        self.can_take(at) && self.review.rows.get(at).is_some_and(|row| !self.left_out.contains(&place_of(row)))
    }

    pub fn is_unfolded(&self, row: &RowReview) -> bool {
        self.unfolded.contains(&place_of(row))
    }

    /// Counts what would be applied, once for many frames.
    fn count(&mut self) {
        self.wanted = (0..self.review.rows.len()).filter(|at| self.takes(*at)).count();
        let shown = self.lines.iter().filter_map(|line| match line {
            ReviewLine::Row(at) if self.can_take(*at) => Some(*at),
            _ => None,
        });
        self.takes_shown = shown.fold(None, |all, at| Some(all.unwrap_or(true) && self.takes(at)));
    }

    fn show_lines(&mut self) {
        self.lines = shown::lines(self);
        self.count();
    }

    /// What a person had chosen to look at stays when the review is made anew.
    fn looks_like(&mut self, before: Import) {
        (self.only, self.unfolded, self.left_out) = (before.only, before.unfolded, before.left_out);
        self.back_to = before.back_to;
        if matches!(self.only, Only::Question(_)) {
            self.only = Only::Asked;
        }
        if self.only != Only::All && !self.review.rows.iter().any(|row| shown::belongs(self, row)) {
            self.only = Only::All;
        }
        self.show_lines();
    }
}

impl App {
    pub(crate) fn perform_import(&mut self, command: Command) {
        match command {
            Command::PickSpreadsheet => self.ask_dialog(Purpose::Spreadsheet, None),
            Command::ImportFile(path) => {
                self.state.overlay = None;
                self.read_import(ToRead::Path(path), ImportChoices::default());
            }
            Command::SetImport(choices) => {
                if let Some(import) = self.state.import.as_ref().filter(|import| !import.applying) {
                    let known = ToRead::Known(import.file.clone());
                    self.read_import(known, *choices);
                }
            }
            Command::TakeRow(at, take) => self.with_import(|import| {
                let Some(place) = import.review.rows.get(at).map(place_of) else { return };
                match take {
                    true => drop(import.left_out.remove(&place)),
                    false => drop(import.left_out.insert(place)),
                }
            }),
            Command::TakeShownRows(take) => self.with_import(|import| {
                let (review, lines) = (import.review.clone(), import.lines.clone());
                let shown = lines.iter().filter_map(|line| match line {
                    ReviewLine::Row(at) if import.can_take(*at) => review.rows.get(*at).map(place_of),
                    _ => None,
                });
                let places: Vec<(usize, u32)> = shown.collect();
                for place in places {
                    match take {
                        true => drop(import.left_out.remove(&place)),
                        false => drop(import.left_out.insert(place)),
                    }
                }
            }),
            Command::ShowRows(only) => self.with_import(|import| {
                import.only = if import.only == only { Only::All } else { only };
                import.show_lines();
            }),
            Command::UnfoldRow(at) => self.with_import(|import| {
                let Some(place) = import.review.rows.get(at).map(place_of) else { return };
                if !import.unfolded.remove(&place) {
                    import.unfolded.insert(place);
                }
                import.show_lines();
            }),
            Command::ApplyImport => self.apply_import(),
            Command::CancelImport => {
                // What was on the screen before stays.
                self.jobs.cancel(Job::Import);
                self.with_import(|import| import.applying = false);
            }
            Command::CloseImport => {
                self.jobs.cancel(Job::Import);
                self.close_import();
            }
            _ => {}
        }
    }

    fn with_import(&mut self, change: impl FnOnce(&mut Import)) {
        if let Some(import) = &mut self.state.import {
            change(import);
            import.count();
        }
    }

    fn close_import(&mut self) {
        if let Some(import) = self.state.import.take()
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
        let Some((import, now)) = self.state.import.as_mut().filter(|import| !is_busy && !import.applying).zip(now)
        else {
            return;
        };
        if import.made_for != now && import.asked_for != now {
            import.asked_for = now;
            let choices = import.choices.clone();
            self.ask(Command::SetImport(Box::new(choices)));
        }
    }

    fn read_import(&mut self, file: ToRead, choices: ImportChoices) {
        let Some(open) = self.state.open() else {
            let lang = self.state.lang();
            let message = Message {
                what: lang.pick("Belum ada katalog yang terbuka.", "No catalogue is open.").into(),
                todo: lang
                    .pick("Buka atau buat katalog dulu, lalu impor lagi.", "Open or make one, then import again.")
                    .into(),
                place: file.path().display().to_string(),
            };
            return self.tell(Tone::Info, message, None);
        };
        let seed = match &self.state.import {
            Some(import) => import.seed,
            None => u16::from_str_radix(&(self.parts.random_hex)(), 16).unwrap_or(0),
        };
        let (catalog, folder) = (open.catalog().clone(), open.folder.clone());
        let made_for = (open.timeline.revision(), self.state.lang());
        self.jobs.replace(Job::Import, "import", move |handle| {
            let reviewed = file.read(choices.form, handle).and_then(|file| {
                let input = ReviewInput { file, catalog, folder, choices, seed, lang: made_for.1 };
                Import::of(input, made_for, handle)
            });
            Outcome::Imported(Box::new(reviewed))
        });
    }

    pub(crate) fn imported(&mut self, result: Result<Import, ImportError>) {
        match result {
            Ok(mut import) => {
                match self.state.import.take() {
                    Some(before) if before.file.path == import.file.path => {
                        import.looks_like(before);
                    }
                    before => {
                        let here = self.state.screen;
                        import.back_to = before.map_or(here, |before| before.back_to);
                        import.show_lines();
                    }
                }
                self.state.import = Some(import);
                self.state.screen = Screen::Review;
                self.state.overlay = None;
            }
            Err(error) if error.fault == Fault::Cancelled => {}
            Err(error) => self.fail(&error),
        }
    }

    fn apply_import(&mut self) {
        let fresh = self.import_for();
        let Phase::Open(open) = &mut self.state.phase else { return };
        match open.rights {
            Rights::Write => {
                let folder = open.folder.clone();
                let Some(import) = self.state.import.as_mut().filter(|import| !import.applying) else { return };
                // Answers and edits that came in between are reviewed before anything is applied.
                if self.jobs.running(Job::Import).is_some() {
                    return;
                }
                if Some(import.made_for) != fresh {
                    let choices = import.choices.clone();
                    return self.ask(Command::SetImport(Box::new(choices)));
                }
                import.applying = true;
                let rows = import.review.rows.iter().enumerate();
                let left_out = rows.filter(|(_, row)| import.left_out.contains(&place_of(row))).map(|(at, _)| at);
                let input = ApplyInput {
                    left_out: left_out.collect(),
                    file: import.file.clone(),
                    review: import.review.clone(),
                    folder,
                };
                self.jobs.replace(Job::Import, Task::must_finish("import photos"), move |handle| {
                    let Applied { edit, refused } = apply(&input, handle);
                    Outcome::ImportReady { edit, refused: refused.len() }
                });
            }
            // Photos go into the person's own folder, which has to be there first.
            Rights::Sample => {
                open.rights = Rights::BecomingOwn;
                self.waiting.push(Command::ApplyImport);
                self.make_own_copy();
            }
            Rights::BecomingOwn => self.waiting.push(Command::ApplyImport),
            Rights::LockedElsewhere | Rights::ReadOnly => {}
        }
    }

    /// The photos are stored; all of it becomes one step.
    pub(crate) fn import_ready(&mut self, edit: Edit, refused: usize, ctx: &Context) {
        let fresh = self.import_for();
        let Some(import) = &mut self.state.import else { return };
        import.applying = false;
        if Some(import.made_for) != fresh {
            let choices = import.choices.clone();
            return self.ask(Command::SetImport(Box::new(choices)));
        }
        let (mut new, mut changed) = (0, 0);
        for (at, row) in import.review.rows.iter().enumerate() {
            match row.before {
                _ if !import.takes(at) => {}
                None => new += 1,
                Some(_) => changed += 1,
            }
        }
        self.close_import();
        self.perform(Command::Change(edit), ctx);
        let lang = self.state.lang();
        let mut message = Message {
            what: crate::say!(
                lang,
                "Impor selesai: {new} baru, {changed} berubah.",
                "Imported: {new} new, {changed} changed."
            ),
            todo: lang.pick("Satu langkah; bisa diurungkan.", "One step, which can be undone.").into(),
            place: String::new(),
        };
        if refused > 0 {
            message.place = crate::say!(
                lang,
                "{refused} foto tidak ditemukan atau tidak bisa dibaca. Tambahkan dari panel produknya.",
                "{refused} photos were not found or cannot be read. Add them from their product's panel."
            );
        }
        self.tell(Tone::Done, message, Some(Offer::Undo));
    }
}
