//! `etalase brochure`: the matching products as a PDF, or as one PNG a page.

use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::{Everywhere, Filters, INPUT_HAS_ERRORS, WRONG_USAGE};
use crate::brochure::{self, BrochureError, PhotoSource, Request, Stage};
use crate::model::{BrochureSettings, Layout, Paper, PrintLang, Quality, SearchIndex, StatusFilter, matches};
use crate::store::{self, Folder, SaveError};
use crate::text::{Explain, Lang};

/// Options of `etalase brochure`.
#[derive(Args, Debug)]
pub struct Options {
    pub catalog: Option<PathBuf>,
    /// The file to write: .pdf, or .png for one picture a page.
    #[arg(short, long, value_name = "OUT.pdf|OUT.png")]
    pub output: PathBuf,
    #[command(flatten)]
    pub filters: Filters,
    #[arg(long, value_enum, default_value_t = LayoutChoice::Catalog)]
    pub layout: LayoutChoice,
    /// Language of the pages.
    #[arg(long, value_enum, default_value_t = LangChoice::Id)]
    pub lang: LangChoice,
    /// Products a page: 1, 2 or 4.
    #[arg(long, default_value_t = 2, value_parser = clap::builder::PossibleValuesParser::new(["1", "2", "4"]).map(|n| n.parse::<u8>().unwrap_or(2)))]
    pub per_page: u8,
    #[arg(long, value_enum, default_value_t = PaperChoice::A4)]
    pub paper: PaperChoice,
    #[arg(long, value_enum, default_value_t = QualityChoice::Office)]
    pub quality: QualityChoice,
    /// Leaves prices out.
    #[arg(long)]
    pub no_prices: bool,
    /// Writes over a file that exists.
    #[arg(long)]
    pub force: bool,
}

use clap::builder::TypedValueParser as _;

#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum LayoutChoice {
    Catalog,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum LangChoice {
    Id,
    En,
    Both,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum PaperChoice {
    A4,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum QualityChoice {
    Chat,
    Office,
    Press,
}

/// Pixels across a page of `--output x.png`: 150 dpi on A4.
const PNG_WIDTH_PX: u32 = 1240;

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
    let index = SearchIndex::build(&opened.catalog);
    let found = matches(&opened.catalog, &index, &filter, lang);
    let products: Vec<_> = found.hits.into_iter().map(|hit| hit.id).collect();
    if products.is_empty() {
        let with_drafts = crate::model::Filter { status: StatusFilter::Draft, ..filter };
        let drafts = matches(&opened.catalog, &index, &with_drafts, lang).hits.len();
        return everywhere.end(&BrochureError::Empty { drafts }, INPUT_HAS_ERRORS);
    }
    let request = Request {
        catalog: Arc::new(opened.catalog),
        products,
        settings: BrochureSettings {
            layout: match options.layout {
                LayoutChoice::Catalog => Layout::Catalog,
            },
            paper: match options.paper {
                PaperChoice::A4 => Paper::A4,
            },
            lang: match options.lang {
                LangChoice::Id => PrintLang::Id,
                LangChoice::En => PrintLang::En,
                LangChoice::Both => PrintLang::Both,
            },
            quality: match options.quality {
                QualityChoice::Chat => Quality::Chat,
                QualityChoice::Office => Quality::Office,
                QualityChoice::Press => Quality::Press,
            },
            per_page: options.per_page,
            prices: !options.no_prices,
            ..BrochureSettings::default()
        },
        buyer: None,
        today: jiff::ZonedDateTime::now().date(),
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
    let bar = progress_bar();
    let progress = |stage: Stage| {
        if let (Some(bar), Stage::Photos { done, total }) = (&bar, stage) {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
        ControlFlow::Continue(())
    };
    let failed = |error: BrochureError| everywhere.fail(&error);
    let composition = brochure::compose(request).map_err(failed)?;
    let source = photo_source(folder.clone(), lang);
    let pages = composition.pages(&source, &progress).map_err(failed)?;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    for finding in pages.findings() {
        eprintln!("{}", finding.explain(lang).line());
    }
    if pdf {
        let bytes = pages.pdf().map_err(failed)?;
        return write(everywhere, &options.output, &bytes, options.force);
    }
    let count = pages.len();
    for page in 0..count {
        let png = pages.picture(page, PNG_WIDTH_PX).and_then(|picture| picture.png()).map_err(failed)?;
        write(everywhere, &page_path(&options.output, page, count), &png, options.force)?;
    }
    Ok(())
}

/// `out.png` for a single page, else `out-01.png`, `out-02.png`, …
fn page_path(output: &Path, page: usize, count: usize) -> PathBuf {
    if count == 1 {
        return output.to_owned();
    }
    let digits = count.to_string().len();
    let stem = output.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    output.with_file_name(format!("{stem}-{:0digits$}.png", page + 1))
}

pub(super) fn write(everywhere: &Everywhere, path: &Path, bytes: &[u8], force: bool) -> Result<(), ExitCode> {
    let lang = everywhere.lang();
    let shown = path.display();
    if path.exists() && !force {
        eprintln!(
            "{}",
            crate::say!(
                lang,
                "File {shown} sudah ada. Pilih nama lain, atau timpa dengan --force.",
                "The file {shown} exists. Choose another name, or overwrite it with --force."
            )
        );
        return Err(ExitCode::from(super::NOT_READ_OR_WRITTEN));
    }
    let written: Result<(), SaveError> = store::write_file(path, bytes, &|read| read == bytes);
    written.map_err(|error| everywhere.fail(&error))?;
    println!("{shown}");
    Ok(())
}

fn photo_source(folder: Folder, lang: Lang) -> PhotoSource {
    Arc::new(move |file, crop, wanted| {
        folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px).map_err(|error| error.explain(lang).what)
    })
}

fn progress_bar() -> Option<indicatif::ProgressBar> {
    std::io::stderr().is_terminal().then(|| indicatif::ProgressBar::new(0))
}
