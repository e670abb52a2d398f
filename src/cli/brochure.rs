//! `etalase brochure`: the matching products as a PDF, or as one PNG a page.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::print_choices::Print;
use super::{Everywhere, Filters, INPUT_HAS_ERRORS, WRONG_USAGE};
use crate::brochure::{self, BrochureError, Buyer, Finding, NotPrinted, Part, PhotoSource, Request, Stage};
use crate::model::{ProductId, SearchIndex, StatusFilter, matches, search::normalise::normalise};
use crate::store::{self, AtomicFileSet, Folder};
use crate::text::{Explain, Lang, Severity};

/// Options of `etalase brochure`.
#[derive(Args, Debug)]
pub struct Options {
    pub catalog: Option<PathBuf>,
    /// The file to write: .pdf, or .png for one picture a page.
    #[arg(short, long, value_name = "OUT.pdf|OUT.png")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filters: Filters,
    #[command(flatten)]
    pub print: Print,
    /// For whom: a short list in the order of --product, with this name at its head.
    #[arg(long, value_name = "NAME")]
    pub buyer: Option<String>,
    /// A page to set the label printer's offset by, instead of products.
    #[arg(long)]
    pub test_page: bool,
    /// Width of a PNG in pixels (1080 for messaging apps).
    #[arg(long, value_name = "PX", default_value_t = 1240, value_parser = clap::value_parser!(u32).range(100..=10_000))]
    pub width: u32,
    /// Prints the findings as JSON on standard output.
    #[arg(long)]
    pub json: bool,
    /// Writes over a file that exists, and prints over errors.
    #[arg(long)]
    pub force: bool,
}

pub(super) fn run(everywhere: &Everywhere, options: Options) -> ExitCode {
    let lang = everywhere.lang();
    let kind = options.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if kind != "pdf" && kind != "png" {
        eprintln!(
            "{}",
            lang.pick(
                "Nama file keluaran harus berakhir .pdf atau .png, misalnya -o brosur.pdf.",
                "The output's name must end in .pdf or .png, for example -o brochure.pdf."
            )
        );
        return ExitCode::from(WRONG_USAGE);
    }
    let opened = match everywhere.open(options.catalog.clone()) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let filter = match options.filters.to_filter(&opened, lang) {
        Ok(filter) => filter,
        Err(code) => return code,
    };
    let settings = match options.print.settings(&opened.catalog, lang) {
        Ok(settings) => settings,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let index = SearchIndex::start(&opened.catalog);
    let found = matches(&opened.catalog, &index, &filter, lang);
    let mut products: Vec<ProductId> = found.hits.into_iter().map(|hit| hit.id).collect();
    if options.buyer.is_some() {
        // A buyer's list keeps the order it was given in.
        products.sort_by_key(|id| filter.products.iter().position(|asked| asked == id));
    }
    if products.is_empty() {
        let with_drafts = crate::model::Filter { status: StatusFilter::Draft, ..filter };
        let drafts = matches(&opened.catalog, &index, &with_drafts, lang).hits.len();
        return everywhere.end(&BrochureError::Empty { drafts }, INPUT_HAS_ERRORS);
    }
    let buyer = options.buyer.clone().map(|name| Buyer { name, ..Buyer::default() });
    let request = Request {
        catalog: Arc::new(opened.catalog),
        products,
        settings,
        buyer,
        today: jiff::ZonedDateTime::now().date(),
        test_page: options.test_page,
    };
    match make(everywhere, &request, &opened.folder, &options, kind == "pdf") {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn make(
    everywhere: &Everywhere,
    request: &Request,
    folder: &Folder,
    options: &Options,
    pdf: bool,
) -> Result<(), ExitCode> {
    let lang = everywhere.lang();
    let bar = std::io::stderr().is_terminal().then(|| indicatif::ProgressBar::new(0));
    let progress = |stage: Stage| {
        if let (Some(bar), Stage::Photos { done, total } | Stage::Part { done, total }) = (&bar, stage) {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
        ControlFlow::Continue(())
    };
    let photos = photo_source(folder.clone());
    let requests = match request.settings.per_region {
        true => brochure::by_region(request, lang),
        false => vec![(String::new(), request.clone())],
    };
    let is_one = requests.len() == 1;
    let mut writer = Writer { everywhere, options, pdf, together: AtomicFileSet::default(), written: Vec::new() };
    let (mut pages, mut findings, mut errors) = (0, Vec::new(), 0);
    let mut made = Ok(());
    for (region, request) in &requests {
        let region = if is_one { "" } else { region };
        match brochure::print(request, &photos, &progress, options.force, &mut |part| writer.take(region, part)) {
            Ok(printed) => {
                pages += printed.pages;
                findings.extend(printed.findings);
            }
            Err(NotPrinted::Errors(found)) => {
                errors = found.iter().filter(|finding| finding.severity == Severity::Error).count();
                findings.extend(found);
                made = Err(ExitCode::from(INPUT_HAS_ERRORS));
            }
            Err(NotPrinted::Pages(error)) => made = Err(everywhere.fail(&error)),
            Err(NotPrinted::Taken(code)) => made = Err(code),
        }
        if made.is_err() {
            break;
        }
    }
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    report(pages, &findings, options.json, lang);
    if errors > 0 {
        eprintln!(
            "{}",
            crate::say!(
                lang,
                "Tidak dicetak karena ada {errors} kesalahan di atas. Perbaiki, atau cetak apa adanya dengan --force.",
                "Not printed because of the {errors} errors above. Correct them, or print as it is with --force."
            )
        );
    }
    made?;
    let Writer { together, written, .. } = writer;
    together.commit().map_err(|error| everywhere.fail(&error))?;
    if !options.json {
        written.iter().for_each(|path| println!("{}", path.display()));
    }
    Ok(())
}

/// Writes parts as they come; several files appear together at the end.
struct Writer<'a> {
    everywhere: &'a Everywhere,
    options: &'a Options,
    pdf: bool,
    together: AtomicFileSet,
    written: Vec<PathBuf>,
}

impl Writer<'_> {
    fn take(&mut self, region: &str, part: Part) -> Result<(), ExitCode> {
        let output = match region {
            "" => self.options.output.clone(),
            _ => named(&self.options.output, &normalise(region).replace(' ', "-")),
        };
        let failed = |error: BrochureError| self.everywhere.fail(&error);
        if self.pdf {
            let pdf = part.pages.into_pdf().map_err(failed)?;
            let is_one = part.count == 1 && region.is_empty();
            let path = page_path(&output, part.number - 1, part.count);
            if is_one {
                write(self.everywhere, &path, &pdf, self.options.force)?;
            } else {
                refuse_existing(self.everywhere, &path, self.options.force)?;
                self.together.write(&path, &pdf).map_err(|error| self.everywhere.fail(&error))?;
            }
            self.written.push(path);
            return Ok(());
        }
        // Parts number their pages on; how many there will be is known at the end only.
        let count = if part.count == 1 { part.pages.len() } else { 10_000 };
        for page in 0..part.pages.len() {
            let path = page_path(&output, part.first_page - 1 + page, count);
            let png = part.pages.picture(page, self.options.width).and_then(|picture| picture.png()).map_err(failed)?;
            write(self.everywhere, &path, &png, self.options.force)?;
            self.written.push(path);
        }
        Ok(())
    }
}

/// Findings in words on stderr, or as data on stdout.
fn report(pages: usize, findings: &[Finding], json: bool, lang: Lang) {
    if !json {
        for finding in findings {
            eprintln!("{}", finding.explain(lang).line());
        }
        return;
    }
    let as_data = |finding: &Finding| {
        let message = finding.explain(lang);
        serde_json::json!({
            "severity": finding.severity,
            "product": finding.product.as_ref().map(|id| id.as_str()),
            "name": finding.name,
            "what": message.what,
            "todo": message.todo,
        })
    };
    let listed: Vec<serde_json::Value> = findings.iter().map(as_data).collect();
    println!("{}", serde_json::json!({ "pages": pages, "findings": listed }));
}

/// `out.pdf` where there is one, else `out-01.pdf`, `out-02.pdf`, …
fn page_path(output: &Path, page: usize, count: usize) -> PathBuf {
    if count == 1 {
        return output.to_owned();
    }
    let digits = count.to_string().len();
    named(output, &format!("{:0digits$}", page + 1))
}

/// `out-<part>.pdf`.
fn named(output: &Path, part: &str) -> PathBuf {
    let stem = output.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = output.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    output.with_file_name(format!("{stem}-{part}.{ending}"))
}

fn refuse_existing(everywhere: &Everywhere, path: &Path, force: bool) -> Result<(), ExitCode> {
    if !path.exists() || force {
        return Ok(());
    }
    let shown = path.display();
    eprintln!(
        "{}",
        crate::say!(
            everywhere.lang(),
            "File {shown} sudah ada. Pilih nama lain, atau timpa dengan --force.",
            "The file {shown} exists. Choose another name, or overwrite it with --force."
        )
    );
    Err(ExitCode::from(super::NOT_READ_OR_WRITTEN))
}

pub(super) fn write(everywhere: &Everywhere, path: &Path, bytes: &[u8], force: bool) -> Result<(), ExitCode> {
    refuse_existing(everywhere, path, force)?;
    store::write_file(path, bytes).map_err(|error| everywhere.fail(&error))
}

fn photo_source(folder: Folder) -> PhotoSource {
    Arc::new(move |file, crop, wanted| {
        folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px).map_err(|error| error.reason())
    })
}
