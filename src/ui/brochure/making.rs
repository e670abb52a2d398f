//! Makes brochures for the window: a file, several files of a large one, one for each region, or pictures.

use std::path::PathBuf;
use std::sync::Arc;

use crate::brochure::{self, BrochureError, Buyer, NotPrinted, Part, PhotoSource, Request, Stage};
use crate::jobs::Handle;
use crate::model::{BrochureSettings, Catalog, ProductId};
use crate::store::{self, AtomicFileSet, Folder, SaveError};
use crate::text::{Lang, Severity};
use crate::ui::app::command::PrintAs;
use crate::ui::app::jobs::{BrochureFailed, Made, free_path};

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

/// Makes a brochure and writes it under a dated, numbered name. Several files appear together, in a folder of their own; a
/// cancel leaves none.
pub fn make_brochure(handle: &Handle, wish: BrochureWish) -> Result<Made, BrochureFailed> {
    let (folder, lang) = (wish.folder.clone(), wish.lang);
    let photos: PhotoSource = Arc::new(move |file, crop, wanted| {
        let jpeg = folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px);
        jpeg.map_err(|error| error.reason())
    });
    let request = Request {
        catalog: wish.catalog.clone(),
        products: wish.products.clone(),
        settings: wish.settings.clone(),
        buyer: wish.buyer.clone(),
        today: wish.today,
        test_page: wish.test_page,
    };
    let requests = match wish.settings.per_region {
        true => brochure::by_region(&request, lang),
        false => vec![(String::new(), request)],
    };
    let mut files = 0;
    for (_, request) in &requests {
        files += brochure::count_parts(request).map_err(BrochureFailed::Pages)?;
    }
    let name = brochure_name(&wish);
    let is_pictures = matches!(wish.output, PrintAs::Pictures(_));
    let ending = if files > 1 || is_pictures { "" } else { ".pdf" };
    let path = free_path(&wish.into, &name, ending).map_err(BrochureFailed::Write)?;
    let mut maker =
        Maker { handle, output: wish.output, lang, path: path.clone(), files, together: AtomicFileSet::default() };
    let mut pages = 0;
    let regions = requests.len();
    for (at, (region, request)) in requests.into_iter().enumerate() {
        let progress = |stage: Stage| match stage {
            _ if regions > 1 => handle.progress(at, regions),
            Stage::Photos { done, total } => handle.progress(done, total + 2),
            Stage::Part { done, total } => handle.progress(done, total),
            Stage::Layout | Stage::Export => handle.progress(0, 0),
        };
        let made = brochure::print(&request, &photos, &progress, wish.anyway, &mut |part| maker.take(&region, part));
        pages += made.map_err(BrochureFailed::from)?.pages;
    }
    maker.stop()?;
    let Maker { together, .. } = maker;
    together.commit().map_err(BrochureFailed::Write)?;
    Ok(Made { path, pages, files, print: wish.output == PrintAs::Print })
}

impl From<NotPrinted<BrochureFailed>> for BrochureFailed {
    fn from(not: NotPrinted<BrochureFailed>) -> Self {
        match not {
            NotPrinted::Pages(error) => BrochureFailed::Pages(error),
            NotPrinted::Errors(findings) => {
                let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
                BrochureFailed::Errors(errors.count())
            }
            NotPrinted::Taken(failed) => failed,
        }
    }
}

/// Writes parts as they come.
struct Maker<'a> {
    handle: &'a Handle,
    output: PrintAs,
    lang: Lang,
    /// The file, or the folder of several.
    path: PathBuf,
    files: usize,
    together: AtomicFileSet,
}

impl Maker<'_> {
    fn stop(&self) -> Result<(), BrochureFailed> {
        match self.handle.is_cancelled() {
            true => Err(BrochureFailed::Pages(BrochureError::Cancelled)),
            false => Ok(()),
        }
    }

    fn take(&mut self, region: &str, part: Part) -> Result<(), BrochureFailed> {
        self.stop()?;
        let is_pictures = matches!(self.output, PrintAs::Pictures(_));
        if self.files > 1 || is_pictures {
            std::fs::create_dir_all(&self.path).map_err(|error| {
                BrochureFailed::Write(SaveError::Other { path: self.path.clone(), reason: error.to_string() })
            })?;
        }
        if let PrintAs::Pictures(width_px) = self.output {
            // A folder of its own, so that a person picks all of them at once in the messaging app.
            let digits =
                (part.first_page + part.pages.len() - 1).to_string().len().max(if part.count > 1 { 4 } else { 1 });
            for page in 0..part.pages.len() {
                self.stop()?;
                let picture = part.pages.picture(page, width_px).and_then(|picture| picture.png());
                let png = picture.map_err(BrochureFailed::Pages)?;
                let number = part.first_page + page;
                let name = file_name(&[region, &format!("{number:0digits$}")]);
                let path = self.path.join(format!("{name}.png"));
                store::write_file(&path, &png).map_err(BrochureFailed::Write)?;
            }
            return Ok(());
        }
        let pdf = part.pages.into_pdf().map_err(BrochureFailed::Pages)?;
        self.stop()?;
        let path = match self.files {
            1 => self.path.clone(),
            _ => {
                let (number, count) = (part.number, part.count);
                let digits = count.to_string().len();
                let number = match count {
                    1 => String::new(),
                    _ => crate::say!(
                        self.lang,
                        "Bagian {number:0digits$} dari {count}",
                        "Part {number:0digits$} of {count}"
                    ),
                };
                self.path.join(format!("{}.pdf", file_name(&[region, &number])))
            }
        };
        self.together.write(&path, &pdf).map_err(BrochureFailed::Write)
    }
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
    format!("{} {}", wish.today, file_name(&[subject]))
}

/// What a file may be called everywhere: Windows refuses some letters, and dots or blanks at the end.
fn file_name(parts: &[&str]) -> String {
    let whole = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let clean: String =
        whole.chars().map(|c| if c.is_control() || "<>:\"/\\|?*".contains(c) { ' ' } else { c }).take(60).collect();
    clean.trim().trim_end_matches('.').to_owned()
}
