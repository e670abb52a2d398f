//! `etalase import` and `etalase export`: spreadsheets and JSON in and out.

use std::collections::BTreeMap;
use std::io::IsTerminal as _;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use super::import_report::Report;
use super::listing::{json, print};
use super::{Everywhere, Filters, INPUT_HAS_ERRORS, NOT_READ_OR_WRITTEN, StatusChoice, WRONG_USAGE};
use crate::exchange::{
    self, CsvForm, Encoding, Limits, Options, PhotoSource, Reading, Review, Sheets, TextForm, XlsxOptions,
};
use crate::model::{Catalog, PartialDate, Photo, ProductId, SearchIndex, Status, matches, slug};
use crate::say;
use crate::store::{self, Access, Folder, Opened, Saver, SheetImages};
use crate::text::{Explain, Lang};
use clap::{Args, ValueEnum};

/// Options of `etalase import`.
#[derive(Args, Debug)]
pub struct Import {
    /// The spreadsheet: .xlsx, .ods, .csv or .json.
    #[arg(value_name = "FILE.xlsx|.ods|.csv|.json")]
    pub file: PathBuf,
    pub catalog: Option<PathBuf>,
    /// Says what would happen, and changes nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Prints rows, cells, questions and counts as JSON.
    #[arg(long)]
    pub json: bool,
    /// What new products become, where the file does not say.
    #[arg(long, value_enum, default_value_t = NewStatus::Draft)]
    pub status: NewStatus,
    /// The date of prices that the file gives none for: 2025, 2025-05 or 2025-05-08.
    #[arg(long, value_name = "DATE")]
    pub price_date: Option<String>,
    /// What parts the columns of a text file, where it is not told rightly by itself.
    #[arg(long, value_enum)]
    pub delimiter: Option<Delimiter>,
    /// The encoding of a text file, where it is not told rightly by itself.
    #[arg(long, value_enum)]
    pub encoding: Option<EncodingChoice>,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    Semicolon,
    Comma,
    Tab,
    Bar,
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum EncodingChoice {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "windows-1252")]
    Windows1252,
    #[value(name = "utf-16le")]
    Utf16Le,
    #[value(name = "utf-16be")]
    Utf16Be,
}

impl Import {
    /// How a text file is to be understood, where the person has said so: what was not said stays as it was told.
    fn form(&self, told: TextForm) -> Option<TextForm> {
        let delimiter = self.delimiter.map(|delimiter| match delimiter {
            Delimiter::Semicolon => b';',
            Delimiter::Comma => b',',
            Delimiter::Tab => b'\t',
            Delimiter::Bar => b'|',
        });
        let encoding = self.encoding.map(|encoding| match encoding {
            EncodingChoice::Utf8 => Encoding::Utf8,
            EncodingChoice::Windows1252 => Encoding::Windows1252,
            EncodingChoice::Utf16Le => Encoding::Utf16Le,
            EncodingChoice::Utf16Be => Encoding::Utf16Be,
        });
        let is_said = delimiter.is_some() || encoding.is_some();
        is_said.then(|| TextForm {
            encoding: encoding.unwrap_or(told.encoding),
            delimiter: delimiter.unwrap_or(told.delimiter),
            ..told
        })
    }
}

#[derive(ValueEnum, Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewStatus {
    Ready,
    Draft,
}

/// Options of `etalase export`.
#[derive(Args, Debug)]
pub struct Export {
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
    /// Writes over a file that exists.
    #[arg(long)]
    pub force: bool,
}

const THUMBNAIL_PX: u32 = 160;

pub(super) fn import(everywhere: &Everywhere, options: &Import) -> ExitCode {
    match try_import(everywhere, options) {
        Ok(code) | Err(code) => code,
    }
}

fn try_import(everywhere: &Everywhere, options: &Import) -> Result<ExitCode, ExitCode> {
    let lang = everywhere.lang();
    let shown = options.file.display();
    let unreadable = |reason: String| {
        eprintln!(
            "{}",
            say!(
                lang,
                "File {shown} tidak bisa dibaca ({reason}). Periksa namanya; kalau sedang dibuka di Excel, tutup dulu.",
                "The file {shown} cannot be read ({reason}). See to its name; if Excel has it open, close it first."
            )
        );
        ExitCode::from(NOT_READ_OR_WRITTEN)
    };
    let name = options.file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let size = std::fs::metadata(&options.file).map_err(|error| unreadable(error.to_string()))?.len();
    let limits = Limits::default();
    if size > limits.bytes {
        let fault = exchange::Fault::TooLarge { bytes: size, cap: limits.bytes };
        return Err(everywhere.end(&exchange::ImportError { file: name, fault }, INPUT_HAS_ERRORS));
    }
    let bytes = std::fs::read(&options.file).map_err(|error| unreadable(error.to_string()))?;
    let is_day = |text: &String| PartialDate::new(text).first_day().is_some();
    if let Some(date) = options.price_date.as_ref().filter(|date| !is_day(date)) {
        eprintln!(
            "{}",
            say!(
                lang,
                "“{date}” bukan tanggal. Tulis 2025, 2025-05, atau 2025-05-08.",
                "“{date}” is no date. Write 2025, 2025-05 or 2025-05-08."
            )
        );
        return Err(ExitCode::from(WRONG_USAGE));
    }
    let mut opened = if options.dry_run {
        everywhere.open(options.catalog.clone())?
    } else {
        everywhere.open_to_write(&options.catalog)?
    };
    let wrong = |error: exchange::ImportError| everywhere.end(&error, INPUT_HAS_ERRORS);
    let bar = std::io::stderr().is_terminal().then(|| indicatif::ProgressBar::new(0));
    let progress = |done: usize, total: usize| {
        if let Some(bar) = &bar {
            bar.set_length(total as u64);
            bar.set_position(done as u64);
        }
        ControlFlow::Continue(())
    };
    let mut sheets = exchange::read(&name, &bytes, &Reading { limits, form: None }, &progress).map_err(wrong)?;
    if let Some(form) = sheets.form.and_then(|told| options.form(told)) {
        sheets = exchange::read(&name, &bytes, &Reading { limits, form: Some(form) }, &progress).map_err(wrong)?;
    }
    let mapping = exchange::guess(&sheets);
    let hex = random_hex();
    let folder = opened.folder.clone();
    let choices = Options {
        new_status: Some(match options.status {
            NewStatus::Ready => Status::Ready,
            NewStatus::Draft => Status::Draft,
        }),
        price_date: options.price_date.as_deref().unwrap_or_default().into(),
        lang,
        hex: &hex,
        has_photo: &|file| folder.photo(file).is_ok_and(|path| path.is_file()),
        ..Options::default()
    };
    let review = exchange::review(&opened.catalog, &sheets, &mapping, &choices, &progress).map_err(wrong)?;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let (photos, missing) = match options.dry_run {
        true => (BTreeMap::new(), not_beside(&review, &sheets, &SheetImages::scan(&options.file), lang)),
        false => take_photos(&review, &sheets, &opened.folder, &SheetImages::scan(&options.file), lang),
    };
    let report = Report { review: &review, sheets: &sheets, mapping: &mapping, missing: &missing, lang };
    let text = if options.json { json(&report.records()) } else { report.lines(options.dry_run) };
    if !options.dry_run {
        let edit = review.edit(&|_| true, &photos);
        let (next, changes) = opened.catalog.apply(&edit);
        if !changes.is_empty() {
            save(everywhere, &mut opened, next)?;
        }
    }
    if let Some(code) = print(&text) {
        return Err(code);
    }
    let counts = review.counts;
    let has_open = review.questions.iter().any(|question| question.answer.is_none());
    let is_whole = counts.refused + counts.cells_refused == 0 && !has_open && missing.is_empty();
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(INPUT_HAS_ERRORS) })
}

/// Writes the catalogue as the window does: one writer, the version before kept in the history.
fn save(everywhere: &Everywhere, opened: &mut Opened, next: Catalog) -> Result<(), ExitCode> {
    let lang = everywhere.lang();
    let Some(saver) = Saver::start_in(opened, Arc::new(|| {}), &everywhere.config()) else {
        let text = lang.pick(
            "Katalog tidak bisa ditulis sekarang. Tutup jendela Etalase Desa yang membukanya, lalu ulangi.",
            "The catalogue cannot be written now. Close the window of Etalase Desa that has it open, then try again.",
        );
        eprintln!("{text}");
        return Err(ExitCode::from(NOT_READ_OR_WRITTEN));
    };
    saver.save_now(Arc::new(next));
    saver.flush().map_err(|error| everywhere.fail(&error))
}

/// Four hex digits for each new record, from one random number.
fn random_hex() -> impl Fn(usize) -> String + Sync {
    let mut seed = [0; 8];
    // Without randomness ids are still unique in this catalogue.
    let _ = getrandom::fill(&mut seed);
    let seed = u64::from_le_bytes(seed);
    move |at| {
        let mixed = (seed ^ (at as u64)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        format!("{:04x}", mixed >> 48)
    }
}

/// The photos that cells name and that lie nowhere beside the file, in words.
fn not_beside(review: &Review, sheets: &Sheets, beside: &SheetImages, lang: Lang) -> Vec<String> {
    let missing = review.photos.iter().filter_map(|found| match &found.source {
        PhotoSource::Named { file } if beside.find(file).is_none() => {
            Some(photo_missing(file, &sheets.address(&found.at, lang), lang))
        }
        _ => None,
    });
    missing.collect()
}

fn photo_missing(file: &str, place: &str, lang: Lang) -> String {
    say!(
        lang,
        "Foto “{file}” tidak ada di samping file ini. Taruh di folder yang sama. ({place})",
        "The photo “{file}” is not beside this file. Put it into the same folder. ({place})"
    )
}

/// Stores the photos that the review found, and tells those that could not be had.
fn take_photos(
    review: &Review,
    sheets: &Sheets,
    folder: &Folder,
    beside: &SheetImages,
    lang: Lang,
) -> (BTreeMap<usize, Photo>, Vec<String>) {
    let mut photos = BTreeMap::new();
    let mut missing = Vec::new();
    for (at, found) in review.photos.iter().enumerate() {
        let name = review.rows.get(found.row).map_or("", |row| row.name.as_str());
        let place = sheets.address(&found.at, lang);
        let (bytes, came_as) = match &found.source {
            PhotoSource::Embedded { sheet, picture } => {
                let picture = sheets.sheets.get(*sheet).and_then(|sheet| sheet.pictures.get(*picture));
                match picture {
                    Some(picture) => (picture.bytes.to_vec(), format!("{}.{}", slug(name, ""), picture.ending)),
                    None => continue,
                }
            }
            PhotoSource::Named { file } => match beside.find(file).and_then(|path| std::fs::read(path).ok()) {
                Some(bytes) => (bytes, file.clone()),
                None => {
                    missing.push(photo_missing(file, &place, lang));
                    continue;
                }
            },
        };
        match folder.add_photo(&bytes, &came_as, name) {
            Ok(file) => {
                photos.insert(at, Photo { file, ..Photo::default() });
            }
            Err(error) => missing.push(format!("{} ({place})", error.explain(lang).line())),
        }
    }
    (photos, missing)
}

pub(super) fn export(everywhere: &Everywhere, options: Export) -> ExitCode {
    match try_export(everywhere, options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(code) => code,
    }
}

fn try_export(everywhere: &Everywhere, mut options: Export) -> Result<(), ExitCode> {
    let lang = everywhere.lang();
    let kind = options.output.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
    if !["xlsx", "csv", "json"].contains(&kind.as_str()) {
        let text = lang.pick(
            "Nama file keluaran harus berakhir .xlsx, .csv, atau .json.",
            "The output's name must end in .xlsx, .csv or .json.",
        );
        eprintln!("{text}");
        return Err(ExitCode::from(WRONG_USAGE));
    }
    let opened = everywhere.open(options.catalog.clone())?;
    options.filters.status.get_or_insert(StatusChoice::All);
    let filter = options.filters.to_filter(&opened, lang)?;
    let index = SearchIndex::start(&opened.catalog);
    let found = matches(&opened.catalog, &index, &filter, lang);
    let products: Vec<ProductId> = found.hits.into_iter().map(|hit| hit.id).collect();
    let catalog = &opened.catalog;
    let made = match kind.as_str() {
        "xlsx" => {
            let small = |product: &crate::model::Product| thumbnail(&opened.folder, product);
            let xlsx = XlsxOptions { lang, thumbnails: options.thumbnails.then_some(&small) };
            exchange::write_xlsx(catalog, &products, &xlsx, &exchange::no_progress)
        }
        "csv" => {
            let form = if options.semicolons { CsvForm::IndonesianExcel } else { CsvForm::Standard };
            exchange::write_csv(catalog, &products, form, lang)
        }
        _ => exchange::write_json(catalog, &products),
    };
    let bytes = made.map_err(|error| everywhere.fail(&error))?;
    super::brochure::write(everywhere, &options.output, &bytes, options.force)
}

fn thumbnail(folder: &Folder, product: &crate::model::Product) -> Option<Vec<u8>> {
    let photo = product.photos.first()?;
    folder.print_jpeg(&photo.file, photo.crop, THUMBNAIL_PX, THUMBNAIL_PX).ok().map(|jpeg| jpeg.to_vec())
}

impl Everywhere {
    /// Opens a catalogue to change it. The shipped one is a sample that only whoever names it changes.
    fn open_to_write(&self, named: &Option<PathBuf>) -> Result<Opened, ExitCode> {
        let lang = self.lang();
        let recent = || self.config().load().recent.into_iter().find(|path| path.join("catalog.ron").is_file());
        let Some(folder) = named.clone().or_else(recent).map(Folder::new) else {
            let text = lang.pick(
                "Katalog contoh tidak diubah. Sebutkan folder katalog Anda: etalase import FILE FOLDER. Belum punya? Buat dengan: etalase new FOLDER --title “Judul”",
                "The sample catalogue is not changed. Name your catalogue's folder: etalase import FILE DIR. None yet? Make one: etalase new DIR --title “Title”",
            );
            eprintln!("{text}");
            return Err(ExitCode::from(WRONG_USAGE));
        };
        let opened = store::open(&folder, false).map_err(|error| self.fail(&error))?;
        let reason = match opened.access {
            Access::Write(_) => return Ok(opened),
            Access::LockedElsewhere => lang.pick(
                "Katalog sedang dibuka di jendela lain. Tutup dulu jendela itu, lalu ulangi.",
                "The catalogue is open in another window. Close that window, then try again.",
            ),
            Access::Sample | Access::ReadOnly => lang.pick(
                "Katalog hanya bisa dibaca. Salin ke folder yang bisa ditulis, lalu ulangi.",
                "The catalogue can only be read. Copy it to a folder that can be written, then try again.",
            ),
        };
        eprintln!("{reason} ({})", folder.root().display());
        Err(ExitCode::from(NOT_READ_OR_WRITTEN))
    }
}
