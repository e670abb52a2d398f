//! `etalase brochure`: the matching products as a PDF, or as one PNG a page.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::output::{ProgressLine, print, say};
use super::print_choices::Print;
use super::{Everywhere, Filters, INPUT_HAS_ERRORS, StatusChoice, WRONG_USAGE};
use crate::actions::brochure::{BrochureExport, BrochureExportError, BrochureReport, PageForm, export_brochure};
use crate::actions::files::Destination;
use crate::brochure::{BrochureError, Buyer, Finding, Request};
use crate::text::{Explain, Lang};

/// Options of `etalase brochure`.
#[derive(Args, Debug)]
pub struct BrochureArgs {
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

pub(super) fn run(everywhere: &Everywhere, options: BrochureArgs) -> ExitCode {
    let lang = everywhere.lang();
    let kind = options.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if kind != "pdf" && kind != "png" {
        say(lang.pick(
            "Nama file keluaran harus berakhir .pdf atau .png, misalnya -o brosur.pdf.",
            "The output's name must end in .pdf or .png, for example -o brochure.pdf.",
        ));
        return ExitCode::from(WRONG_USAGE);
    }
    let opened = match everywhere.open(options.catalog.clone()) {
        Ok(opened) => opened,
        Err(code) => return code,
    };
    let settings = match options.print.settings(&opened.catalog, lang) {
        Ok(settings) => settings,
        Err(message) => {
            say(&message);
            return ExitCode::from(WRONG_USAGE);
        }
    };
    let mut products = match options.filters.products(&opened, lang) {
        Ok(products) => products,
        Err(code) => return code,
    };
    if options.buyer.is_some() {
        // A buyer's list keeps the order it was given in.
        products.sort_by_key(|id| options.filters.product.iter().position(|asked| asked == id.as_str()));
    }
    if products.is_empty() {
        let with_drafts = Filters { status: Some(StatusChoice::Draft), ..options.filters };
        let drafts = with_drafts.products(&opened, lang).map_or(0, |drafts| drafts.len());
        return everywhere.end(&BrochureError::Empty { drafts }, INPUT_HAS_ERRORS);
    }
    let request = Request {
        catalog: Arc::new(opened.catalog),
        products,
        settings,
        buyer: options.buyer.map(|name| Buyer { name, ..Buyer::default() }),
        today: jiff::ZonedDateTime::now().date(),
        test_page: options.test_page,
    };
    let form = if kind == "pdf" { PageForm::Pdf } else { PageForm::Pictures { width_px: options.width } };
    let destination = Destination::File { path: options.output, overwrite: options.force };
    let progress = ProgressLine::start();
    let input = BrochureExport { request, folder: opened.folder, form, destination, anyway: options.force, lang };
    let made = export_brochure(input, &progress.handle);
    drop(progress);
    report(everywhere, made, options.json).unwrap_or_else(|code| code)
}

/// Findings in words on stderr, or as data on stdout; what was written, or why nothing was.
fn report(everywhere: &Everywhere, made: BrochureReport, json: bool) -> Result<ExitCode, ExitCode> {
    let lang = everywhere.lang();
    let (pages, findings) = (made.pages, &made.findings);
    if json {
        let listed: Vec<serde_json::Value> = findings.iter().map(|finding| as_data(finding, lang)).collect();
        let text = serde_json::json!({ "pages": pages, "findings": listed }).to_string() + "\n";
        print(&text, lang)?;
    } else {
        findings.iter().for_each(|finding| say(&finding.explain(lang).line()));
    }
    match made.files {
        Ok(files) if json => drop(files),
        Ok(files) => {
            let paths: String = files.written.iter().map(|path| format!("{}\n", path.display())).collect();
            print(&paths, lang)?;
        }
        Err(BrochureExportError::Errors(errors)) => {
            say(&crate::say!(
                lang,
                "Tidak dicetak karena ada {errors} kesalahan di atas. Perbaiki, atau cetak apa adanya dengan --force.",
                "Not printed because of the {errors} errors above. Correct them, or print as is with --force."
            ));
            return Ok(ExitCode::from(INPUT_HAS_ERRORS));
        }
        Err(BrochureExportError::Pages(error)) => return Ok(everywhere.fail(&error)),
        Err(BrochureExportError::Write(error)) => return Ok(everywhere.fail(&error)),
    }
    Ok(ExitCode::SUCCESS)
}

fn as_data(finding: &Finding, lang: Lang) -> serde_json::Value {
    let message = finding.explain(lang);
    serde_json::json!({
        "severity": finding.severity,
        "product": finding.product.as_ref().map(|id| id.as_str()),
        "name": finding.name,
        "what": message.what,
        "todo": message.todo,
    })
}
