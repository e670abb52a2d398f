//! A spreadsheet in: read the file, hold it against the catalogue, store the photos, and make the one edit of it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::ids::hex_digits;
use crate::exchange::{
    self, Answer, Fault, ImportError, Limits, Mapping, PhotoLocation, Picture, QuestionKey, Reading, Review,
    ReviewOptions, Sheets, TextForm,
};
use crate::jobs::JobHandle;
use crate::model::{Catalog, Edit, Photo, PhotoFault, Status, slug};
use crate::store::{self, Folder, PhotoError, PhotoIntake, SheetImages};
use crate::text::Lang;

/// A spreadsheet that was read.
#[derive(Clone)]
pub struct SheetFile {
    /// Where it lies: photos named in it are looked for beside it.
    pub path: PathBuf,
    pub sheets: Arc<Sheets>,
    /// A text file as it came, to be understood otherwise without reading it again.
    text: Option<Arc<[u8]>>,
}

impl SheetFile {
    /// Reads a file below the cap.
    ///
    /// # Errors
    /// It cannot be read, is too large, or holds nothing that could be taken in.
    pub fn read(path: PathBuf, handle: &JobHandle) -> Result<Self, ImportError> {
        let file = file_name(&path);
        let fail = |fault: Fault| ImportError { file: file.clone(), fault };
        let unreadable = |error: std::io::Error| fail(Fault::Unreadable { reason: error.to_string() });
        let cap = Limits::default().bytes;
        let bytes = std::fs::metadata(&path).map_err(unreadable)?.len();
        if bytes > cap {
            return Err(fail(Fault::TooLarge { bytes, cap }));
        }
        let bytes = std::fs::read(&path).map_err(unreadable)?;
        let sheets = sheets(&file, &bytes, None, handle)?;
        let text = sheets.form.is_some().then(|| Arc::from(bytes));
        Ok(Self { path, sheets: Arc::new(sheets), text })
    }

    /// The same file, where a person says how a text file is to be understood.
    ///
    /// # Errors
    /// Understood so, it holds nothing that could be taken in.
    pub fn read_as(self, form: TextForm, handle: &JobHandle) -> Result<Self, ImportError> {
        match &self.text {
            Some(text) if self.sheets.form != Some(form) => {
                let sheets = sheets(&file_name(&self.path), text, Some(form), handle)?;
                Ok(Self { sheets: Arc::new(sheets), ..self })
            }
            _ => Ok(self),
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn sheets(file: &str, bytes: &[u8], form: Option<TextForm>, handle: &JobHandle) -> Result<Sheets, ImportError> {
    let progress = |done: usize, total: usize| handle.progress(done, total);
    exchange::read(file, bytes, &Reading { limits: Limits::default(), form }, &progress)
}

/// What a person decided about a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportChoices {
    pub mapping: Option<Mapping>,
    /// How a text file is to be understood.
    pub form: Option<TextForm>,
    pub new_status: Option<Status>,
    /// The date of prices that the file gives none for.
    pub price_date: String,
    pub answers: BTreeMap<QuestionKey, Answer>,
}

/// What a file is held against, and how.
pub struct ReviewInput {
    pub file: SheetFile,
    pub catalog: Arc<Catalog>,
    pub folder: Folder,
    pub choices: ImportChoices,
    /// What the ids of new records begin from.
    pub seed: u16,
    pub today: Date,
    pub lang: Lang,
}

/// What would happen.
pub struct Reviewed {
    pub mapping: Mapping,
    pub review: Arc<Review>,
    /// Photos of the review, by index, that lie nowhere beside the file.
    pub missing: BTreeSet<usize>,
}

/// Holds a file against a catalogue.
///
/// # Errors
/// Nothing can be taken from it, or it was cancelled.
pub fn review(input: &ReviewInput, handle: &JobHandle) -> Result<Reviewed, ImportError> {
    let ReviewInput { file, catalog, folder, choices, seed, today, lang } = input;
    let sheets = &file.sheets;
    let mapping = choices.mapping.clone().unwrap_or_else(|| exchange::guess(sheets));
    let beside = SheetImages::scan(&file.path);
    let options = ReviewOptions {
        new_status: choices.new_status,
        price_date: choices.price_date.trim().into(),
        hex: &hex_digits(*seed),
        has_photo: &|file| folder.photo_fault(file).is_none(),
        lies_beside: &|name| beside.find(name).is_some(),
        own_ids: false,
        answers: choices.answers.clone(),
        today: *today,
        lang: *lang,
    };
    let progress = |done: usize, total: usize| handle.progress(done, total);
    let review = exchange::review(catalog, sheets, &mapping, &options, &progress)?;
    let is_missing = |source: &PhotoLocation| match source {
        PhotoLocation::Named { file } => beside.find(file).is_none(),
        PhotoLocation::Embedded { .. } => false,
    };
    let photos = review.photos.iter().enumerate();
    let missing = photos.filter(|(_, photo)| is_missing(&photo.source)).map(|(at, _)| at).collect();
    Ok(Reviewed { mapping, review: Arc::new(review), missing })
}

/// Why a photo of the review does not come in.
#[derive(Clone, Debug, PartialEq)]
pub enum PhotoRefusal {
    /// It is named in a cell and does not lie beside the file.
    NotBeside {
        file: String,
    },
    Unusable(PhotoError),
}

impl PhotoRefusal {
    /// It would come in where a person insists.
    pub fn is_damaged(&self) -> bool {
        matches!(self, PhotoRefusal::Unusable(PhotoError::Fault { fault: PhotoFault::Damaged, .. }))
    }
}

/// What is taken of a review.
pub struct ApplyInput {
    pub file: SheetFile,
    pub review: Arc<Review>,
    /// Rows, by index, that a person took out.
    pub left_out: BTreeSet<usize>,
    pub folder: Folder,
    /// Photos that are damaged inside come in all the same.
    pub takes_damaged: bool,
}

/// A review as one edit, its photos being stored already.
pub struct Applied {
    pub edit: Edit,
    /// Photos of the review, by index, that did not come in.
    pub refused: Vec<(usize, PhotoRefusal)>,
}

/// Where a picture of the review was found.
enum FoundPicture<'a> {
    OnSheet(&'a Picture),
    Beside(PathBuf),
}

impl FoundPicture<'_> {
    /// The same for every place of one picture.
    fn key(&self) -> (Option<PathBuf>, usize, u8) {
        match self {
            FoundPicture::OnSheet(picture) => (None, picture.bytes.as_ptr().addr(), picture.quarter_turns),
            FoundPicture::Beside(path) => (Some(path.clone()), 0, 0),
        }
    }

    fn store(&self, folder: &Folder, came_as: &str, name: &str, takes_damaged: bool) -> Result<String, PhotoRefusal> {
        let (bytes, quarter_turns) = match self {
            FoundPicture::OnSheet(picture) => (Cow::Borrowed(&*picture.bytes), picture.quarter_turns),
            FoundPicture::Beside(path) => (Cow::Owned(store::read_picture(path).map_err(PhotoRefusal::Unusable)?), 0),
        };
        let intake = PhotoIntake { quarter_turns, takes_damaged };
        folder.add_photo_as(&bytes, came_as, name, intake).map_err(PhotoRefusal::Unusable)
    }
}

/// Stores the photos of the rows that are taken, and makes the one edit of all of it.
pub fn apply(input: &ApplyInput, handle: &JobHandle) -> Applied {
    let ApplyInput { file, review, left_out, folder, takes_damaged } = input;
    let mut stored: BTreeMap<usize, Photo> = BTreeMap::new();
    let mut refused = Vec::new();
    let total = review.photos.len();
    let beside = SheetImages::scan(&file.path);
    let mut known: HashMap<_, Result<String, PhotoRefusal>> = HashMap::new();
    for (at, photo) in review.photos.iter().enumerate() {
        if handle.progress(at, total).is_break() {
            break;
        }
        let Some(row) = review.rows.get(photo.row).filter(|_| !left_out.contains(&photo.row)) else {
            continue;
        };
        let (picture, came_as) = match &photo.source {
            PhotoLocation::Embedded { sheet, picture } => {
                let sheet = file.sheets.sheets.get(*sheet);
                let Some(picture) = sheet.and_then(|sheet| sheet.pictures.get(*picture)) else { continue };
                (FoundPicture::OnSheet(picture), format!("{}.{}", slug(&row.name, ""), picture.ending))
            }
            PhotoLocation::Named { file } => match beside.find(file) {
                Some(path) => (FoundPicture::Beside(path), file.clone()),
                None => {
                    refused.push((at, PhotoRefusal::NotBeside { file: file.clone() }));
                    continue;
                }
            },
        };
        // One picture in a thousand rows is stored once.
        let added = match known.get(&picture.key()) {
            Some(added) => added.clone(),
            None => {
                let added = picture.store(folder, &came_as, &row.name, *takes_damaged);
                known.insert(picture.key(), added.clone());
                added
            }
        };
        match added {
            Ok(file) => drop(stored.insert(at, Photo { file, ..photo.said.clone() })),
            Err(refusal) => refused.push((at, refusal)),
        }
    }
    Applied { edit: review.edit(&|row| !left_out.contains(&row), &stored), refused }
}
