//! The window's background work: what can run, and what comes back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::command::PrintAs;
use super::dialogs::Ask;
use super::import::Import;
use crate::brochure::{self, BrochureError, Buyer, PhotoSource, Stage};
use crate::exchange::ImportError;
use crate::jobs::Handle;
use crate::model::{BrochureSettings, Catalog, Edit, Problem, ProductId, SearchIndex, check};
use crate::store::{self, Folder, OpenError, Opened, PhotoError, SaveError, Version};
use crate::text::{Lang, Severity};

/// At most one of each runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Job {
    Open,
    MakeOwnCopy,
    Check,
    Dialog,
    Photos,
    Import,
    Export,
    Brochure,
    Versions,
    OpenFile,
    Settings,
}

/// A catalogue that was read, with what the window needs at once.
pub struct Loaded {
    pub opened: Opened,
    pub index: SearchIndex,
    pub problems: Vec<Problem>,
    /// Edits of an earlier session that could not be written into this catalogue.
    pub recovered: Option<Catalog>,
}

/// What a finished dialog is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    Open,
    New { title: String },
    Photos(ProductId),
    Logos,
    Spreadsheet,
}

/// What a job brings back.
pub enum Outcome {
    Opened(Box<Result<Loaded, OpenError>>),
    /// The person's own copy of the sample, or the copy on this laptop.
    OwnCopy(Box<Result<Opened, OpenError>>),
    /// A copy on this laptop, which is opened.
    Copied(Box<Result<Loaded, OpenError>>),
    Checked {
        revision: u64,
        problems: Vec<Problem>,
    },
    Chosen {
        purpose: Purpose,
        paths: Vec<PathBuf>,
    },
    /// Pictures of a product, or the catalogue's logos.
    Photos {
        product: Option<ProductId>,
        added: Vec<String>,
        refused: Vec<PhotoError>,
    },
    /// A spreadsheet held against the catalogue.
    Imported(Box<Result<Import, ImportError>>),
    /// What a review was applied as, and how many of its photos could not be used.
    ImportReady {
        edit: Edit,
        refused: usize,
    },
    /// A spreadsheet of the products shown.
    Exported(Result<PathBuf, ExportFailed>),
    Brochure(Result<Made, BrochureFailed>),
    Versions(Vec<Version>),
    /// An earlier version that was read; `restore`: it shall be the current one.
    Version {
        version: Version,
        restore: bool,
        read: Box<Result<Catalog, OpenError>>,
    },
    SettingsSaved(Result<(), SaveError>),
    FileOpened {
        path: PathBuf,
        error: Option<String>,
    },
}

/// A brochure on disk.
pub struct Made {
    pub path: PathBuf,
    pub pages: usize,
    /// It shall be opened in the system's viewer at once.
    pub print: bool,
}

/// Why there is no spreadsheet on disk.
pub enum ExportFailed {
    Made(ImportError),
    Write(SaveError),
}

/// Why there is no brochure on disk.
pub enum BrochureFailed {
    Pages(BrochureError),
    Write(SaveError),
    /// Findings that are errors, and nobody said to print all the same.
    Errors(usize),
}

/// Reads a catalogue, builds its index and checks it.
pub fn load(
    folder: &Folder,
    sample: bool,
    today: jiff::civil::Date,
    config: &store::ConfigDir,
) -> Result<Loaded, OpenError> {
    let opened = store::open(folder, sample)?;
    let recovered = config.recovered(folder).map(|found| found.catalog);
    let mut loaded = prepare(opened, today);
    loaded.recovered = recovered.filter(|recovered| *recovered != loaded.opened.catalog);
    Ok(loaded)
}

/// Builds what the window needs beside an opened catalogue.
pub fn prepare(opened: Opened, today: jiff::civil::Date) -> Loaded {
    let index = SearchIndex::build(&opened.catalog);
    let folder = opened.folder.clone();
    let problems = check(&opened.catalog, &|file| folder.photo_fault(file), today);
    Loaded { opened, index, problems, recovered: None }
}

/// Takes pictures into a catalogue's folder.
pub fn add_photos(handle: &Handle, folder: &Folder, product: Option<ProductId>, paths: &[PathBuf]) -> Outcome {
    /// A photo larger than this is not even read.
    const CAP_BYTES: u64 = 200 << 20;
    let (mut added, mut refused) = (Vec::new(), Vec::new());
    for (at, path) in paths.iter().enumerate() {
        if handle.progress(at, paths.len()).is_break() {
            break;
        }
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let unreadable = |reason: String| PhotoError::Fault {
            file: name.clone(),
            fault: crate::model::PhotoFault::Unreadable { reason },
        };
        let size = std::fs::metadata(path).map(|meta| meta.len());
        let bytes = match size {
            Ok(bytes) if bytes > CAP_BYTES => Err(PhotoError::Fault {
                file: name.clone(),
                fault: crate::model::PhotoFault::TooLarge { width: 0, height: 0, bytes },
            }),
            _ => std::fs::read(path).map_err(|error| unreadable(error.to_string())),
        };
        match bytes
            .and_then(|bytes| folder.add_photo(&bytes, &name, product.as_ref().map_or("logo", ProductId::as_str)))
        {
            Ok(file) => added.push(file),
            Err(error) => refused.push(error),
        }
    }
    Outcome::Photos { product, added, refused }
}

/// A brochure's wishes, owned by the job.
pub struct BrochureWish {
    pub folder: Folder,
    pub catalog: Arc<Catalog>,
    pub products: Vec<ProductId>,
    pub settings: BrochureSettings,
    pub buyer: Option<Buyer>,
    pub today: jiff::civil::Date,
    /// Labels only: the page that the printer's offset is set by.
    pub test_page: bool,
    /// Print over findings that are errors.
    pub anyway: bool,
    pub output: PrintAs,
    pub lang: Lang,
    /// Where the file goes.
    pub into: PathBuf,
}

/// Makes a brochure and writes it under a dated, numbered name.
pub fn make_brochure(handle: &Handle, wish: BrochureWish) -> Result<Made, BrochureFailed> {
    let folder = wish.folder.clone();
    let photos: PhotoSource = Arc::new(move |file, crop, wanted| {
        let jpeg = folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px);
        jpeg.map_err(|error| crate::text::Explain::explain(&error, Lang::Id).what)
    });
    let progress = |stage: Stage| match stage {
        Stage::Photos { done, total } => handle.progress(done, total + 2),
        Stage::Layout => handle.progress(0, 0),
        Stage::Export => handle.progress(0, 0),
    };
    let name = brochure_name(&wish);
    let request = brochure::Request {
        catalog: wish.catalog.clone(),
        products: wish.products.clone(),
        settings: wish.settings.clone(),
        buyer: wish.buyer.clone(),
        today: wish.today,
        test_page: wish.test_page,
    };
    let composition = brochure::compose(&request).map_err(BrochureFailed::Pages)?;
    let pages = composition.pages(&photos, &progress).map_err(BrochureFailed::Pages)?;
    let errors = pages.findings().iter().filter(|finding| finding.severity == Severity::Error).count();
    if errors > 0 && !wish.anyway {
        return Err(BrochureFailed::Errors(errors));
    }
    let stop = || match handle.is_cancelled() {
        true => Err(BrochureFailed::Pages(BrochureError::Cancelled)),
        false => Ok(()),
    };
    let made = |path| Ok(Made { path, pages: pages.len(), print: wish.output == PrintAs::Print });
    if let PrintAs::Pictures(width_px) = wish.output {
        // A folder of its own, so that a person picks all of them at once in the messaging app.
        let dir = free_path(&wish.into, &name, "").map_err(BrochureFailed::Write)?;
        let digits = pages.len().to_string().len();
        for page in 0..pages.len() {
            stop()?;
            let png = pages.picture(page, width_px).and_then(|picture| picture.png()).map_err(BrochureFailed::Pages)?;
            std::fs::create_dir_all(&dir).map_err(|error| {
                BrochureFailed::Write(SaveError::Other { path: dir.clone(), reason: error.to_string() })
            })?;
            let path = dir.join(format!("{:0digits$}.png", page + 1));
            store::write_file(&path, &png, &|read| read == png).map_err(BrochureFailed::Write)?;
        }
        return made(dir);
    }
    let bytes = pages.pdf().map_err(BrochureFailed::Pages)?;
    stop()?;
    let path = free_path(&wish.into, &name, ".pdf").map_err(BrochureFailed::Write)?;
    store::write_file(&path, &bytes, &|read| read == bytes).map_err(BrochureFailed::Write)?;
    made(path)
}

/// `2025-05-08 Madu Kelulut` or, for a buyer, `2025-05-08 Ibu Sari`.
fn brochure_name(wish: &BrochureWish) -> String {
    let buyer = wish.buyer.as_ref().map(|buyer| buyer.name.trim()).filter(|name| !name.is_empty());
    let one = match wish.products.as_slice() {
        [only] => wish.catalog.products.get(only).and_then(|product| product.name.or_other(wish.lang)),
        _ => None,
    };
    let title = wish.catalog.info.title.or_other(wish.lang);
    let subject = buyer.or(one.map(|(name, _)| name)).or(title.map(|(title, _)| title)).unwrap_or("Brosur");
    // Windows refuses these in file names, and dots or blanks at the end.
    let clean: String =
        subject.chars().map(|c| if c.is_control() || "<>:\"/\\|?*".contains(c) { ' ' } else { c }).take(60).collect();
    format!("{} {}", wish.today, clean.trim().trim_end_matches('.'))
}

/// `name.pdf`, `name (2).pdf`, …: never a file or folder that is there already.
pub(super) fn free_path(dir: &Path, name: &str, ending: &str) -> Result<PathBuf, SaveError> {
    let fail = |error: std::io::Error| SaveError::Other { path: dir.to_owned(), reason: error.to_string() };
    std::fs::create_dir_all(dir).map_err(fail)?;
    let first = dir.join(format!("{name}{ending}"));
    if !first.exists() {
        return Ok(first);
    }
    let numbered = (2..10_000).map(|n| dir.join(format!("{name} ({n}){ending}"))).find(|path| !path.exists());
    Ok(numbered.unwrap_or(first))
}

/// The dialog that a purpose needs.
pub fn ask_for(purpose: &Purpose) -> Ask {
    match purpose {
        Purpose::Open => Ask::CatalogFolder,
        Purpose::New { .. } => Ask::NewFolder,
        Purpose::Photos(_) | Purpose::Logos => Ask::Pictures,
        Purpose::Spreadsheet => Ask::Spreadsheet,
    }
}
