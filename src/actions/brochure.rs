//! A brochure to files: one PDF, several of a large one, one for each region, or a picture of each page.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::files::{Destination, WriteError, file_name, free_path, refuse_existing};
use crate::brochure::{self, BrochureError, Finding, NotPrinted, Part, PhotoSource, Request, Stage};
use crate::jobs::JobHandle;
use crate::model::search::normalise::normalise;
use crate::store::{self, AtomicFileSet, Folder, SaveError};
use crate::text::{Lang, Severity};

/// What becomes of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageForm {
    Pdf,
    /// A PNG for each page, this many pixels wide.
    Pictures {
        width_px: u32,
    },
}

/// What is printed, and where to.
pub struct BrochureExport {
    pub request: Request,
    /// Whose photos they are.
    pub folder: Folder,
    pub form: PageForm,
    pub destination: Destination,
    /// Print over findings that are errors.
    pub anyway: bool,
    /// Of file names and titles of regions.
    pub lang: Lang,
}

/// What came of it.
#[derive(Debug)]
pub struct BrochureReport {
    pub pages: usize,
    /// What a person should know, also where nothing was written.
    pub findings: Vec<Finding>,
    pub files: Result<BrochureFiles, BrochureExportError>,
}

/// A brochure on disk.
#[derive(Debug, PartialEq)]
pub struct BrochureFiles {
    /// The file, or the folder made for several.
    pub path: PathBuf,
    /// In the order in which they were finished.
    pub written: Vec<PathBuf>,
    /// Regions and parts, whose pages may be files of their own.
    pub parts: usize,
}

/// Why there is no brochure on disk.
#[derive(Debug, PartialEq)]
pub enum BrochureExportError {
    Pages(BrochureError),
    Write(WriteError),
    /// Findings that are errors, and nobody said to print all the same.
    Errors(usize),
}

impl From<BrochureError> for BrochureExportError {
    fn from(error: BrochureError) -> Self {
        BrochureExportError::Pages(error)
    }
}

impl From<WriteError> for BrochureExportError {
    fn from(error: WriteError) -> Self {
        BrochureExportError::Write(error)
    }
}

impl From<SaveError> for BrochureExportError {
    fn from(error: SaveError) -> Self {
        WriteError::from(error).into()
    }
}

/// Photos of a catalogue's folder for the pages.
pub fn photo_source(folder: Folder) -> PhotoSource {
    Arc::new(move |file, crop, wanted| {
        folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px).map_err(|error| error.reason())
    })
}

/// `2025-05-08 Madu Kelulut` or, for a buyer, `2025-05-08 Ibu Sari`.
pub fn dated_name(request: &Request, lang: Lang) -> String {
    let buyer = request.buyer.as_ref().map(|buyer| buyer.name.trim()).filter(|name| !name.is_empty());
    let one = match request.products.as_slice() {
        [only] => request.catalog.products.get(only).and_then(|product| product.name.or_other(lang)),
        _ => None,
    };
    let title = request.catalog.info.title.or_other(lang);
    let subject = buyer.or(one.map(|(name, _)| name)).or(title.map(|(title, _)| title)).unwrap_or("Brosur");
    format!("{} {}", request.today, file_name(&[subject]))
}

/// Makes a brochure and writes it. Several files appear together; a failure or a cancel leaves none.
pub fn export_brochure(input: BrochureExport, handle: &JobHandle) -> BrochureReport {
    let mut report = BrochureReport {
        pages: 0,
        findings: Vec::new(),
        files: Err(BrochureExportError::Pages(BrochureError::Cancelled)),
    };
    report.files = make(input, handle, &mut report.pages, &mut report.findings);
    report
}

fn make(
    input: BrochureExport,
    handle: &JobHandle,
    pages: &mut usize,
    findings: &mut Vec<Finding>,
) -> Result<BrochureFiles, BrochureExportError> {
    let BrochureExport { request, folder, form, destination, anyway, lang } = input;
    let photos = photo_source(folder);
    let requests = match request.settings.per_region {
        true => brochure::by_region(&request, lang),
        false => vec![(String::new(), request)],
    };
    let regions = requests.len();
    let names = FileNames::new(destination, form, lang, &requests)?;
    let mut writer = Writer::new(handle, form, names);
    for (at, (region, request)) in requests.into_iter().enumerate() {
        let progress = |stage: Stage| match stage {
            _ if regions > 1 => handle.progress(at, regions),
            Stage::Photos { done, total } => handle.progress(done, total + 2),
            Stage::Part { done, total } => handle.progress(done, total),
            Stage::Layout | Stage::Export => handle.progress(0, 0),
        };
        match brochure::print(&request, &photos, &progress, anyway, &mut |part| writer.take(&region, part)) {
            Ok(printed) => {
                *pages += printed.pages;
                findings.extend(printed.findings);
            }
            Err(NotPrinted::Errors(found)) => {
                let errors = found.iter().filter(|finding| finding.severity == Severity::Error).count();
                findings.extend(found);
                return Err(BrochureExportError::Errors(errors));
            }
            Err(NotPrinted::Pages(error)) => return Err(error.into()),
            Err(NotPrinted::Taken(error)) => return Err(error),
        }
    }
    writer.finish()
}

/// What the files of one brochure are called.
enum FileNames {
    /// Beside each other, named after one output: `out.pdf`, `out-2.pdf`, `out-paser.pdf`.
    Beside { output: PathBuf, overwrite: bool, regions: usize },
    /// The one file of a free name.
    Alone(PathBuf),
    /// In a folder of their own.
    Inside { dir: PathBuf, lang: Lang },
}

impl FileNames {
    fn new(
        destination: Destination,
        form: PageForm,
        lang: Lang,
        requests: &[(String, Request)],
    ) -> Result<Self, BrochureExportError> {
        let (dir, name) = match destination {
            Destination::File { path: output, overwrite } => {
                return Ok(FileNames::Beside { output, overwrite, regions: requests.len() });
            }
            Destination::Folder { dir, name } => (dir, name),
        };
        let mut files = 0;
        for (_, request) in requests {
            files += brochure::count_parts(request)?;
        }
        // Pictures have a folder of their own, so that a person picks all of them at once in the messaging app.
        match files > 1 || form != PageForm::Pdf {
            true => Ok(FileNames::Inside { dir: free_path(&dir, &name, "")?, lang }),
            false => Ok(FileNames::Alone(free_path(&dir, &name, ".pdf")?)),
        }
    }

    fn is_one_region(&self) -> bool {
        match self {
            FileNames::Alone(_) => true,
            FileNames::Beside { regions, .. } => *regions < 2,
            FileNames::Inside { .. } => false,
        }
    }

    fn pdf(&self, region: &str, part: &Part) -> PathBuf {
        let (number, count) = (part.number, part.count);
        match self {
            FileNames::Alone(path) => path.clone(),
            FileNames::Beside { output, regions, .. } => numbered(&of_region(output, region, *regions), number, count),
            FileNames::Inside { dir, lang } => {
                let digits = count.to_string().len();
                let number = match count {
                    1 => String::new(),
                    _ => {
                        crate::say!(*lang, "Bagian {number:0digits$} dari {count}", "Part {number:0digits$} of {count}")
                    }
                };
                dir.join(format!("{}.pdf", file_name(&[region, &number])))
            }
        }
    }

    fn picture(&self, region: &str, part: &Part, page: usize) -> PathBuf {
        let number = part.first_page + page;
        match self {
            FileNames::Alone(path) => path.clone(),
            FileNames::Beside { output, regions, .. } => {
                // Parts number their pages on; how many there will be is known at the end only.
                let count = if part.count == 1 { part.pages.len() } else { 10_000 };
                numbered(&of_region(output, region, *regions), number, count)
            }
            FileNames::Inside { dir, .. } => {
                let last = (part.first_page + part.pages.len() - 1).to_string().len();
                let digits = last.max(if part.count > 1 { 4 } else { 1 });
                dir.join(format!("{}.png", file_name(&[region, &format!("{number:0digits$}")])))
            }
        }
    }
}

/// `out-kalimantan-timur.pdf`; of a single region, the output itself.
fn of_region(output: &Path, region: &str, regions: usize) -> PathBuf {
    match regions {
        0 | 1 => output.to_owned(),
        _ => with_part(output, &normalise(region).replace(' ', "-")),
    }
}

/// `out.pdf` where there is one, else `out-01.pdf`, `out-02.pdf`, …
fn numbered(output: &Path, number: usize, count: usize) -> PathBuf {
    if count == 1 {
        return output.to_owned();
    }
    let digits = count.to_string().len();
    with_part(output, &format!("{number:0digits$}"))
}

/// `out-<part>.pdf`.
fn with_part(output: &Path, part: &str) -> PathBuf {
    let stem = output.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = output.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    output.with_file_name(format!("{stem}-{part}.{ending}"))
}

/// Writes parts as they come; they appear together at the end.
struct Writer<'a> {
    handle: &'a JobHandle,
    form: PageForm,
    names: FileNames,
    files: AtomicFileSet,
    written: Vec<PathBuf>,
    /// A folder that was made for the files and goes again where there are none.
    made_dir: Option<PathBuf>,
    parts: usize,
}

impl<'a> Writer<'a> {
    fn new(handle: &'a JobHandle, form: PageForm, names: FileNames) -> Self {
        Self { handle, form, names, files: AtomicFileSet::default(), written: Vec::new(), made_dir: None, parts: 0 }
    }

    fn stop(&self) -> Result<(), BrochureExportError> {
        match self.handle.is_cancelled() {
            true => Err(BrochureError::Cancelled.into()),
            false => Ok(()),
        }
    }

    fn take(&mut self, region: &str, part: Part) -> Result<(), BrochureExportError> {
        self.stop()?;
        self.parts += 1;
        self.make_dir()?;
        if let PageForm::Pictures { width_px } = self.form {
            for page in 0..part.pages.len() {
                self.stop()?;
                let png = part.pages.picture(page, width_px).and_then(|picture| picture.png())?;
                self.write(self.names.picture(region, &part, page), &png, false)?;
            }
            return Ok(());
        }
        let path = self.names.pdf(region, &part);
        let is_only = part.count == 1 && self.names.is_one_region();
        let pdf = part.pages.into_pdf()?;
        self.stop()?;
        self.write(path, &pdf, is_only)
    }

    fn make_dir(&mut self) -> Result<(), BrochureExportError> {
        if let (FileNames::Inside { dir, .. }, None) = (&self.names, &self.made_dir) {
            store::make_dirs(dir)?;
            self.made_dir = Some(dir.clone());
        }
        Ok(())
    }

    /// `is_only`: no other file has to appear together with this one.
    fn write(&mut self, path: PathBuf, bytes: &[u8], is_only: bool) -> Result<(), BrochureExportError> {
        if let FileNames::Beside { overwrite, .. } = &self.names {
            refuse_existing(&path, *overwrite)?;
        }
        match is_only {
            true => store::write_file(&path, bytes)?,
            false => self.files.write(&path, bytes)?,
        }
        self.written.push(path);
        Ok(())
    }

    fn finish(mut self) -> Result<BrochureFiles, BrochureExportError> {
        self.stop()?;
        std::mem::take(&mut self.files).commit()?;
        let path = match &self.names {
            FileNames::Alone(path) | FileNames::Beside { output: path, .. } => path.clone(),
            FileNames::Inside { dir, .. } => dir.clone(),
        };
        self.made_dir = None;
        Ok(BrochureFiles { path, written: std::mem::take(&mut self.written), parts: self.parts })
    }
}

impl Drop for Writer<'_> {
    fn drop(&mut self) {
        if let Some(dir) = self.made_dir.take() {
            // The files that are not finished go first; a folder that holds anything else stays.
            drop(std::mem::take(&mut self.files));
            let _ = store::remove_empty_dir(&dir);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::faults::each_failure;

    #[test]
    fn whatever_fails_the_files_of_a_brochure_appear_together_and_whole() {
        each_failure(
            |_| (),
            |out, ()| {
                let handle = JobHandle::reporting(|_| {});
                let dir = out.join("Brosur/Katalog");
                let inside = FileNames::Inside { dir: dir.clone(), lang: Lang::Id };
                let mut writer = Writer::new(&handle, PageForm::Pdf, inside);
                let names = ["Bagian 1.pdf", "Bagian 2.pdf"];
                let written = writer.make_dir().and_then(|()| {
                    names.iter().try_for_each(|name| writer.write(dir.join(name), name.as_bytes(), false))
                });
                let finished = written.and_then(|()| writer.finish());
                let there: Vec<&str> = names.into_iter().filter(|name| dir.join(name).exists()).collect();
                assert!(finished.is_err() || there.len() == 2, "{there:?}");
                for name in there {
                    assert_eq!(std::fs::read_to_string(dir.join(name)).unwrap(), name);
                }
            },
        );
    }

    #[test]
    fn whatever_fails_the_one_file_of_a_brochure_is_the_old_one_or_the_new_one() {
        let prepare = |out: &Path| std::fs::write(out.join("a.pdf"), b"old").unwrap();
        each_failure(prepare, |out, ()| {
            let handle = JobHandle::reporting(|_| {});
            let output = out.join("a.pdf");
            let beside = FileNames::Beside { output: output.clone(), overwrite: true, regions: 1 };
            let mut writer = Writer::new(&handle, PageForm::Pdf, beside);
            let finished = writer.write(output.clone(), b"new and longer", true).and_then(|()| writer.finish());
            let expected: &[u8] = if finished.is_ok() { b"new and longer" } else { b"old" };
            assert_eq!(std::fs::read(&output).unwrap(), expected);
        });
    }
}
