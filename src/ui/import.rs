//! A spreadsheet on its way into the catalogue: read and reviewed in the background, applied as one step.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::app::App;
use super::command::{Command, Screen};
use super::jobs::{self, ExportFailed, Job, Outcome, Purpose};
use super::state::{Phase, Rights};
use crate::exchange::{
    self, Answer, Fault, ImportError, Mapping, Options, PhotoSource, QuestionKey, Reading, Review, Sheets, Verdict,
};
use crate::jobs::Handle;
use crate::model::{Catalog, Edit, Photo, ProductId, Status};
use crate::store::{self, Folder};

/// What a person decided about a file.
#[derive(Clone, Debug, Default)]
pub struct Choices {
    pub mapping: Option<Mapping>,
    pub new_status: Option<Status>,
    pub answers: BTreeMap<QuestionKey, Answer>,
}

/// A file that was read, and what would happen.
pub struct Import {
    /// Where the file lies: photos named in it are looked for beside it.
    pub path: PathBuf,
    pub sheets: Arc<Sheets>,
    pub choices: Choices,
    pub mapping: Mapping,
    pub review: Arc<Review>,
    /// What stands on the screen: a row, or one of its cells.
    pub lines: Vec<(usize, Option<usize>)>,
    /// Rows that a person took out.
    pub left_out: BTreeSet<usize>,
    /// Four hex digits that the ids of new records begin from.
    seed: u16,
}

/// What the job needs.
struct Work {
    path: PathBuf,
    catalog: Arc<Catalog>,
    folder: Folder,
    known: Option<Arc<Sheets>>,
    choices: Choices,
    seed: u16,
}

/// A spreadsheet larger than this is not even read.
const CAP_BYTES: u64 = 200 << 20;

fn work(handle: &Handle, work: Work) -> Result<Import, ImportError> {
    let Work { path, catalog, folder, known, choices, seed } = work;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let fail = |fault: Fault| ImportError { file: name.clone(), fault };
    let progress = |done: usize, total: usize| handle.progress(done, total);
    let sheets = match known {
        Some(sheets) => sheets,
        None => {
            let unreadable = |error: std::io::Error| fail(Fault::NotMade { reason: error.to_string() });
            let bytes = std::fs::metadata(&path).map_err(unreadable)?.len();
            if bytes > CAP_BYTES {
                return Err(fail(Fault::TooLarge { bytes, cap: CAP_BYTES }));
            }
            let bytes = std::fs::read(&path).map_err(unreadable)?;
            Arc::new(exchange::read(&name, &bytes, &Reading::default(), &progress)?)
        }
    };
    let mapping = choices.mapping.clone().unwrap_or_else(|| exchange::guess(&sheets));
    let hex = |at: usize| format!("{:04x}", seed.wrapping_add((at as u16).wrapping_mul(40_503)));
    let options = Options {
        new_status: choices.new_status,
        hex: &hex,
        has_photo: &|file| folder.photo_fault(file).is_none(),
        answers: choices.answers.clone(),
        ..Options::default()
    };
    let review = exchange::review(&catalog, &sheets, &mapping, &options, &progress)?;
    let mut lines = Vec::new();
    for (at, row) in review.rows.iter().enumerate() {
        if row.verdict == Verdict::Unchanged && row.cells.is_empty() {
            continue;
        }
        lines.push((at, None));
        lines.extend((0..row.cells.len()).map(|cell| (at, Some(cell))));
    }
    Ok(Import { path, sheets, choices, mapping, review: Arc::new(review), lines, left_out: BTreeSet::new(), seed })
}

/// Stores the photos of the rows that are taken, and makes the one edit of all of it.
fn prepare(handle: &Handle, import: &Import, folder: &Folder) -> (Edit, usize) {
    let take = |at: usize| !import.left_out.contains(&at);
    let mut stored: BTreeMap<usize, Photo> = BTreeMap::new();
    let mut refused = 0;
    let total = import.review.photos.len();
    for (at, photo) in import.review.photos.iter().enumerate() {
        if handle.progress(at, total).is_break() {
            break;
        }
        let Some(row) = import.review.rows.get(photo.row).filter(|_| take(photo.row)) else {
            continue;
        };
        let bytes = match &photo.source {
            PhotoSource::Embedded { sheet, picture } => import
                .sheets
                .sheets
                .get(*sheet)
                .and_then(|sheet| sheet.pictures.get(*picture))
                .map(|picture| picture.bytes.to_vec()),
            // The name alone, inside the spreadsheet's own folder: a stranger's path leads nowhere else.
            PhotoSource::Named { file } => Path::new(file)
                .file_name()
                .and_then(|name| import.path.parent().map(|dir| dir.join(name)))
                .filter(|path| std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= CAP_BYTES))
                .and_then(|path| std::fs::read(path).ok()),
        };
        let file = bytes.and_then(|bytes| folder.add_photo(&bytes, &row.name, &row.name).ok());
        match file {
            Some(file) => drop(stored.insert(at, Photo { file, ..Photo::default() })),
            None => refused += 1,
        }
    }
    (import.review.edit(&take, &stored), refused)
}

impl App {
    pub(super) fn perform_import(&mut self, command: Command) {
        match command {
            Command::PickSpreadsheet => self.ask_dialog(Purpose::Spreadsheet, None),
            Command::ImportFile(path) => self.read_import(path, None, Choices::default()),
            Command::SetImport(choices) => {
                if let Some(import) = &self.state.import {
                    let (path, sheets) = (import.path.clone(), import.sheets.clone());
                    self.read_import(path, Some(sheets), *choices);
                }
            }
            Command::TakeRow(at, take) => {
                if let Some(import) = &mut self.state.import {
                    match take {
                        true => drop(import.left_out.remove(&at)),
                        false => drop(import.left_out.insert(at)),
                    }
                }
            }
            Command::ApplyImport => self.apply_import(),
            Command::ExportShown => self.export_shown(),
            Command::CloseImport => {
                self.jobs.cancel(Job::Import);
                self.state.import = None;
                self.state.screen = Screen::Browse;
            }
            _ => {}
        }
    }

    fn read_import(&mut self, path: PathBuf, known: Option<Arc<Sheets>>, choices: Choices) {
        let Some(open) = self.state.open() else { return };
        let seed = match &self.state.import {
            Some(import) => import.seed,
            None => u16::from_str_radix(&(self.parts.random_hex)(), 16).unwrap_or(0),
        };
        let (catalog, folder) = (open.catalog().clone(), open.folder.clone());
        let wish = Work { path, catalog, folder, known, choices, seed };
        self.jobs.replace(Job::Import, "import", move |handle| Outcome::Imported(Box::new(work(handle, wish))));
    }

    pub(super) fn imported(&mut self, result: Result<Import, ImportError>) {
        match result {
            Ok(import) => {
                self.state.import = Some(import);
                self.state.screen = Screen::Review;
                self.state.overlay = None;
            }
            Err(error) if error.fault == Fault::Cancelled => {}
            Err(error) => self.fail(&error),
        }
    }

    /// The products shown now as an Excel file that an import takes back unchanged.
    fn export_shown(&mut self) {
        let Some(catalog) = self.state.catalog().cloned() else { return };
        let (lang, today) = (self.state.lang(), self.state.today);
        let products: Vec<ProductId> = self.state.matches.hits.iter().map(|hit| hit.id.clone()).collect();
        let into = self.parts.documents.join(lang.pick("Ekspor", "Exports"));
        self.jobs.start_once(Job::Import, "export", move |handle| {
            let progress = |done: usize, total: usize| handle.progress(done, total);
            let options = exchange::XlsxOptions { lang, thumbnails: None };
            let made = exchange::write_xlsx(&catalog, &products, &options, &progress).map_err(ExportFailed::Made);
            Outcome::Exported(made.and_then(|bytes| {
                let name = format!("{today} {}", lang.pick("Daftar produk", "Products"));
                let path = jobs::free_path(&into, &name, ".xlsx").map_err(ExportFailed::Write)?;
                store::write_file(&path, &bytes, &|read| read == bytes).map_err(ExportFailed::Write)?;
                Ok(path)
            }))
        });
    }

    fn apply_import(&mut self) {
        let Phase::Open(open) = &mut self.state.phase else { return };
        match open.rights {
            Rights::Write => {
                let folder = open.folder.clone();
                let Some(import) = self.state.import.take() else { return };
                self.state.screen = Screen::Browse;
                self.jobs.replace(Job::Import, "import photos", move |handle| {
                    let (edit, refused) = prepare(handle, &import, &folder);
                    Outcome::ImportReady { edit, refused }
                });
            }
            // Photos go into the person's own folder, which has to be there first.
            Rights::Sample => {
                open.rights = Rights::BecomingOwn;
                self.after_copy.push(Command::ApplyImport);
                self.make_own_copy();
            }
            Rights::BecomingOwn => self.after_copy.push(Command::ApplyImport),
            Rights::LockedElsewhere | Rights::ReadOnly => {}
        }
    }
}
