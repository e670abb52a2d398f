//! The window's actions without the window: commands, their options, exit codes.
//!
//! Results go to stdout, everything else to stderr. Exit codes: 0 done, 1 the input has errors (all are listed),
//! 2 wrong usage, 3 could not read or write.

mod brochure;
mod export;
mod import;
mod import_report;
mod listing;
mod output;
mod print_choices;
mod usage;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};

use self::output::{print, say};
use crate::actions::open;
use crate::model::{CategoryId, Filter, ProductId, RegionCode, SearchIndex, StatusFilter, matches};
use crate::store::{self, Access, ConfigDir, OpenError, Opened};
use crate::text::{Explain, Lang};

const INPUT_HAS_ERRORS: u8 = 1;
const WRONG_USAGE: u8 = 2;
const NOT_READ_OR_WRITTEN: u8 = 3;

/// What was asked for.
#[derive(Parser, Debug)]
#[command(
    name = "etalase",
    version,
    about = "Katalog produk desa untuk misi dagang, tanpa internet.\nA catalogue of village products for trade missions, offline.",
    after_help = "Tanpa perintah, jendela dibuka. CATALOG adalah sebuah folder; kalau tidak disebut, katalog yang terakhir dibuka, atau katalog contoh.\nWithout a command the window opens. CATALOG is a folder; left out, it is the one opened last, or else the shipped one.\n\nExit codes: 0 done, 1 the input has errors, 2 wrong usage, 3 could not read or write.",
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true
)]
pub struct Choice {
    #[command(flatten)]
    pub everywhere: Everywhere,
    #[command(subcommand)]
    pub command: Option<CliCommand>,
    /// A catalogue's folder, opened in the window.
    pub catalog: Option<PathBuf>,
    /// How the window is drawn: glow or wgpu.
    #[arg(long, value_parser = ["glow", "wgpu"])]
    pub renderer: Option<String>,
}

/// Options of every command.
#[derive(Args, Debug, Clone)]
pub struct Everywhere {
    /// Language of messages: id or en.
    #[arg(long, global = true, value_name = "id|en",
        value_parser = PossibleValuesParser::new(["id", "en"]).try_map(|code| language(&code)))]
    pub lang_ui: Option<Lang>,
    /// Where settings are kept.
    #[arg(long, global = true, value_name = "DIR")]
    pub config_dir: Option<PathBuf>,
    /// Writes what the program does into this file.
    #[arg(long, global = true, value_name = "FILE")]
    pub log_file: Option<PathBuf>,
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum CliCommand {
    /// Make an empty catalogue.
    New {
        dir: PathBuf,
        #[arg(long)]
        title: String,
    },
    /// List every problem: severity, place, what, what to do.
    Check {
        catalog: Option<PathBuf>,
        #[arg(long)]
        json: bool,
    },
    /// List the matching products.
    List {
        catalog: Option<PathBuf>,
        #[command(flatten)]
        filters: Filters,
        #[arg(long)]
        json: bool,
    },
    /// Make a printable catalogue as PDF, or one PNG a page.
    Brochure(brochure::BrochureArgs),
    /// Take a spreadsheet in: what can be read is taken, all the rest is listed with its cell (exit code 1).
    Import(import::Import),
    /// Write the matching products as a spreadsheet or JSON.
    Export(export::ExportArgs),
}

/// Which products.
#[derive(Args, Debug, Clone, Default)]
pub struct Filters {
    /// Region codes: 64, 64.01, 64.02.02.2010.
    #[arg(long, num_args = 1.., value_name = "CODE")]
    pub origin: Vec<String>,
    /// Ids of categories.
    #[arg(long, num_args = 1.., value_name = "ID")]
    pub category: Vec<String>,
    /// Ids of products.
    #[arg(long, num_args = 1.., value_name = "ID")]
    pub product: Vec<String>,
    /// Tags.
    #[arg(long, num_args = 1.., value_name = "T")]
    pub tag: Vec<String>,
    /// Words that must be found.
    #[arg(long, value_name = "TEXT")]
    pub search: Option<String>,
    /// The name or id of a saved list.
    #[arg(long, value_name = "NAME")]
    pub selection: Option<String>,
    /// ready where left out; for export: all.
    #[arg(long, value_enum)]
    pub status: Option<StatusChoice>,
}

#[derive(ValueEnum, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusChoice {
    #[default]
    Ready,
    Draft,
    All,
}

fn language(text: &str) -> Result<Lang, String> {
    Lang::ALL.into_iter().find(|lang| lang.code() == text).ok_or_else(|| "id | en".to_owned())
}

/// Reads the command line; `Err` is the exit code after the usage or the help was printed.
pub fn read() -> Result<Choice, ExitCode> {
    let choice = Choice::try_parse().and_then(|choice| match usage::unknown_command(&choice) {
        Some(error) => Err(error),
        None => Ok(choice),
    });
    choice.map_err(|error| {
        let args: Vec<String> = std::env::args_os().map(|arg| arg.to_string_lossy().into_owned()).collect();
        let lang = usage::lang_of(&args);
        if error.use_stderr() {
            say(&usage::words(&error, lang));
            return ExitCode::from(WRONG_USAGE);
        }
        print(&error.render().to_string(), lang).err().unwrap_or(ExitCode::SUCCESS)
    })
}

/// Windows shows no console for a program with a window; a command writes into the one it was started from.
pub fn console() {
    #[cfg(windows)]
    windows_console::attach();
}

#[cfg(windows)]
mod windows_console {
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn AttachConsole(process: u32) -> i32;
    }

    pub(super) fn attach() {
        // SAFETY: the call has no precondition; where there is no parent console it fails and nothing changes.
        unsafe {
            AttachConsole(u32::MAX);
        }
    }
}

/// Carries out one command.
pub fn run(everywhere: &Everywhere, command: CliCommand) -> ExitCode {
    match command {
        CliCommand::New { dir, title } => match open::create(&dir, &title) {
            Ok(made) => {
                let text = format!("{}\n", made.opened.folder.catalog_file().display());
                print(&text, everywhere.lang()).err().unwrap_or(ExitCode::SUCCESS)
            }
            Err(error) => everywhere.fail(&error),
        },
        CliCommand::Check { catalog, json } => listing::check(everywhere, catalog, json),
        CliCommand::List { catalog, filters, json } => listing::list(everywhere, catalog, &filters, json),
        CliCommand::Brochure(options) => brochure::run(everywhere, options),
        CliCommand::Import(options) => import::import(everywhere, &options),
        CliCommand::Export(options) => export::export(everywhere, options),
    }
}

impl Everywhere {
    pub fn config(&self) -> ConfigDir {
        ConfigDir::find(self.config_dir.clone())
    }

    /// The language asked for, or the one of the window.
    pub fn lang(&self) -> Lang {
        self.lang_ui.unwrap_or_else(|| self.config().load().lang)
    }

    /// Says what went wrong, and that it was reading or writing.
    pub fn fail(&self, error: &dyn Explain) -> ExitCode {
        self.end(error, NOT_READ_OR_WRITTEN)
    }

    /// Says what cannot be asked for.
    pub fn wrong_usage(&self, error: &dyn Explain) -> ExitCode {
        self.end(error, WRONG_USAGE)
    }

    fn end(&self, error: &dyn Explain, code: u8) -> ExitCode {
        say(&error.explain(self.lang()).line());
        ExitCode::from(code)
    }

    /// Starts the log that was asked for.
    ///
    /// # Errors
    /// The code to end with: it cannot be written.
    pub fn start_log(&self) -> Result<(), ExitCode> {
        let Some(path) = &self.log_file else {
            return Ok(());
        };
        match std::fs::File::options().create(true).append(true).open(path) {
            Ok(file) => {
                let log = tracing_subscriber::fmt().with_ansi(false).with_writer(std::sync::Mutex::new(file));
                // A second start within one process keeps the first log.
                let _ = log.try_init();
                Ok(())
            }
            Err(error) => {
                let path = path.display();
                say(&crate::say!(
                    self.lang(),
                    "Log tidak bisa ditulis ke {path} ({error}). Pilih file lain untuk --log-file.",
                    "The log cannot be written to {path} ({error}). Choose another file for --log-file."
                ));
                Err(ExitCode::from(NOT_READ_OR_WRITTEN))
            }
        }
    }

    /// Opens the catalogue that was named, the one opened last, or the shipped one. Nothing is locked for long: a
    /// command only reads.
    fn open(&self, named: Option<PathBuf>) -> Result<Opened, ExitCode> {
        let found = open::which(named, &self.config().load().recent, store::find_shipped());
        let Some((folder, _)) = found else {
            let lang = self.lang();
            let text = if store::is_run_from_zip() {
                lang.pick(
                    "Ekstrak dulu file ZIP-nya, lalu jalankan program dari folder hasilnya.",
                    "Unpack the ZIP file first, then start the program from the new folder.",
                )
            } else {
                lang.pick(
                    "Tidak ada katalog. Sebutkan foldernya: etalase list FOLDER",
                    "There is no catalogue. Name its folder: etalase list FOLDER",
                )
            };
            say(text);
            return Err(ExitCode::from(NOT_READ_OR_WRITTEN));
        };
        match store::open(&folder, true) {
            Ok(mut opened) => {
                opened.access = Access::Sample;
                Ok(opened)
            }
            // A file that cannot be read as a catalogue is wrong input; one that cannot be reached is not.
            Err(error @ (OpenError::Syntax { .. } | OpenError::NotUtf8 { .. } | OpenError::TooLarge { .. })) => {
                Err(self.end(&error, INPUT_HAS_ERRORS))
            }
            Err(error) => Err(self.fail(&error)),
        }
    }
}

impl Filters {
    /// The matching products in the order of a list, or what was named and does not exist.
    fn products(&self, opened: &Opened, lang: Lang) -> Result<Vec<ProductId>, ExitCode> {
        let filter = self.to_filter(opened, lang)?;
        let index = SearchIndex::build(&opened.catalog);
        Ok(matches(&opened.catalog, &index, &filter, lang).hits.into_iter().map(|hit| hit.id).collect())
    }

    /// The filter, or what was named and does not exist.
    fn to_filter(&self, opened: &Opened, lang: Lang) -> Result<Filter, ExitCode> {
        let catalog = &opened.catalog;
        let refuse = |what: String| {
            say(&what);
            Err(ExitCode::from(WRONG_USAGE))
        };
        for id in &self.category {
            if catalog.category(&CategoryId::new(id)).is_none() {
                let known: Vec<&str> = catalog.categories.iter().map(|category| category.id.as_str()).collect();
                let known = known.join(", ");
                return refuse(crate::say!(
                    lang,
                    "Kategori \"{id}\" tidak ada di katalog ini. Yang ada: {known}.",
                    "There is no category \"{id}\" in this catalogue. There are: {known}."
                ));
            }
        }
        for id in &self.product {
            if !catalog.products.contains_key(&ProductId::new(id)) {
                return refuse(crate::say!(
                    lang,
                    "Produk \"{id}\" tidak ada di katalog ini. Lihat daftar id: etalase list --json",
                    "There is no product \"{id}\" in this catalogue. See the ids: etalase list --json"
                ));
            }
        }
        let mut selection = None;
        if let Some(name) = &self.selection {
            let found = catalog.selections.iter().find(|one| {
                one.id.as_str() == name || Lang::ALL.iter().any(|lang| one.name.get(*lang) == Some(name.as_str()))
            });
            let Some(found) = found else {
                let known: Vec<&str> = catalog.selections.iter().map(|one| one.id.as_str()).collect();
                let known = known.join(", ");
                return refuse(crate::say!(
                    lang,
                    "Daftar \"{name}\" tidak ada di katalog ini. Yang ada: {known}.",
                    "There is no list \"{name}\" in this catalogue. There are: {known}."
                ));
            };
            selection = Some(found.id.clone());
        }
        Ok(Filter {
            origins: self.origin.iter().map(RegionCode::new).collect(),
            categories: self.category.iter().map(CategoryId::new).collect(),
            products: self.product.iter().map(ProductId::new).collect(),
            tags: self.tag.clone(),
            search: self.search.clone().unwrap_or_default(),
            selection,
            status: match self.status.unwrap_or_default() {
                StatusChoice::Ready => StatusFilter::Ready,
                StatusChoice::Draft => StatusFilter::Draft,
                StatusChoice::All => StatusFilter::All,
            },
            ..Filter::default()
        })
    }
}
