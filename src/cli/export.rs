//! `etalase export`: the matching products out as a spreadsheet or JSON.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;

use super::output::{ProgressLine, say};
use super::{Everywhere, Filters, StatusChoice, WRONG_USAGE};
use crate::actions::export::{self, ExportForm};
use crate::actions::files::Destination;
use crate::exchange::CsvForm;
use crate::model::RegionCode;

/// Options of `etalase export`.
#[derive(Args, Debug)]
pub struct ExportArgs {
    /// The file to write: .xlsx, .csv or .json.
    #[arg(value_name = "OUT.xlsx|.csv|.json")]
    pub output: PathBuf,
    pub catalog: Option<PathBuf>,
    #[command(flatten)]
    pub filters: Filters,
    /// A .csv that Excel opens where the decimal mark is a comma: semicolons and a byte-order mark.
    #[arg(long)]
    pub semicolons: bool,
    /// Small pictures in the .xlsx.
    #[arg(long)]
    pub thumbnails: bool,
    /// An empty list to fill in instead of products: headings with notes, drop-downs, one example. With --origin, the
    /// villages of that regency too.
    #[arg(long)]
    pub template: bool,
    /// Writes over a file that exists.
    #[arg(long)]
    pub force: bool,
}

pub(super) fn export(everywhere: &Everywhere, options: ExportArgs) -> ExitCode {
    match try_export(everywhere, options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn try_export(everywhere: &Everywhere, mut options: ExportArgs) -> Result<(), ExitCode> {
    let lang = everywhere.lang();
    let kind = options.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    let form = match kind.as_str() {
        "xlsx" if options.template => ExportForm::Template,
        _ if options.template => {
            say(lang.pick("Templat berakhir .xlsx.", "The name of a template ends in .xlsx."));
            return Err(ExitCode::from(WRONG_USAGE));
        }
        "xlsx" if options.thumbnails => ExportForm::ExcelWithPictures,
        "xlsx" => ExportForm::Excel,
        "csv" if options.semicolons => ExportForm::Csv(CsvForm::IndonesianExcel),
        "csv" => ExportForm::Csv(CsvForm::Standard),
        "json" => ExportForm::Json,
        _ => {
            say(lang.pick(
                "Nama file keluaran harus berakhir .xlsx, .csv, atau .json.",
                "The output's name must end in .xlsx, .csv or .json.",
            ));
            return Err(ExitCode::from(WRONG_USAGE));
        }
    };
    let opened = everywhere.open(options.catalog)?;
    options.filters.status.get_or_insert(StatusChoice::All);
    let region = options.filters.origin.first().map(RegionCode::new);
    let input = export::Export {
        region,
        products: options.filters.products(&opened, lang)?,
        folder: opened.folder,
        catalog: Arc::new(opened.catalog),
        form,
        lang,
        destination: Destination::File { path: options.output, overwrite: options.force },
    };
    let progress = ProgressLine::start();
    let made = export::export(input, &progress.handle);
    drop(progress);
    made.map(drop).map_err(|error| everywhere.fail(&error))
}
