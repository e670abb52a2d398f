//! `etalase import`: a spreadsheet or JSON in, with a word for every row and cell.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::import_report::Report;
use super::output::{ProgressLine, json, print, say};
use super::{Everywhere, INPUT_HAS_ERRORS, NOT_READ_OR_WRITTEN, WRONG_USAGE};
use crate::actions::ids::random_seed;
use crate::actions::import::{
    ApplyInput, ImportChoices, PhotoRefusal, ReviewInput, Reviewed, SheetFile, apply, review,
};
use crate::actions::open;
use crate::actions::save::{NotSaved, save_once};
use crate::exchange::{
    Answer, Encoding, Fault, FileFault, ImportError, PhotoLocation, Question, QuestionKey, TextForm,
};
use crate::model::{Catalog, PartialDate, RegionCode, Status, is_known_region};
use crate::say;
use crate::store::{self, Access, Opened};
use crate::text::{Explain, Lang};

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
    /// Answers a question by its name: the number of a choice, 0 to leave it out, or a region's code.
    #[arg(long, value_name = "QUESTION=CHOICE")]
    pub answer: Vec<String>,
    /// Takes photos that are damaged inside all the same.
    #[arg(long)]
    pub damaged_photos: bool,
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

pub(super) fn import(everywhere: &Everywhere, options: &Import) -> ExitCode {
    match try_import(everywhere, options) {
        Ok(code) | Err(code) => code,
    }
}

fn try_import(everywhere: &Everywhere, options: &Import) -> Result<ExitCode, ExitCode> {
    let lang = everywhere.lang();
    let wrong = |error: ImportError| match error.fault {
        Fault::Unreadable { .. } => everywhere.fail(&error),
        _ => everywhere.end(&error, INPUT_HAS_ERRORS),
    };
    let price_date = options.price_date.as_deref().map(|text| (text, PartialDate::read(text)));
    if let Some((date, None)) = &price_date {
        say(&say!(
            lang,
            "“{date}” bukan tanggal. Tulis misalnya 2025, Mei 2025, atau 8 Mei 2025.",
            "“{date}” is not a date. Write for example 2025, May 2025 or 8 May 2025."
        ));
        return Err(ExitCode::from(WRONG_USAGE));
    }
    let progress = ProgressLine::start();
    let mut file = SheetFile::read(options.file.clone(), &progress.handle).map_err(wrong)?;
    if let Some(form) = file.sheets.form.and_then(|told| options.form(told)) {
        file = file.read_as(form, &progress.handle).map_err(wrong)?;
    }
    let mut opened = if options.dry_run {
        everywhere.open(options.catalog.clone())?
    } else {
        everywhere.open_to_write(options.catalog.clone())?
    };
    let mut input = ReviewInput {
        file: file.clone(),
        catalog: Arc::new(opened.catalog.clone()),
        folder: opened.folder.clone(),
        choices: ImportChoices {
            new_status: Some(match options.status {
                NewStatus::Ready => Status::Ready,
                NewStatus::Draft => Status::Draft,
            }),
            price_date: price_date.and_then(|(_, read)| read).map(|read| read.0).unwrap_or_default(),
            ..ImportChoices::default()
        },
        seed: random_seed(),
        today: jiff::ZonedDateTime::now().date(),
        lang,
    };
    let Reviewed { mapping, review, missing } = answered(&mut input, &options.answer, lang, &progress, wrong)?;
    let mut refused: Vec<(usize, PhotoRefusal)> = Vec::new();
    let mut edit = None;
    if options.dry_run {
        let named = missing.iter().filter_map(|at| match &review.photos.get(*at)?.source {
            PhotoLocation::Named { file } => Some((*at, PhotoRefusal::NotBeside { file: file.clone() })),
            PhotoLocation::Embedded { .. } => None,
        });
        refused.extend(named);
    } else {
        let folder = opened.folder.clone();
        let input = ApplyInput {
            file: file.clone(),
            review: review.clone(),
            left_out: Default::default(),
            folder,
            takes_damaged: options.damaged_photos,
        };
        let applied = apply(&input, &progress.handle);
        (edit, refused) = (Some(applied.edit), applied.refused);
    }
    drop(progress);
    let photos: Vec<String> = refused
        .iter()
        .filter_map(|(at, refusal)| Some((review.photos.get(*at)?, refusal)))
        .map(|(photo, refusal)| refused_photo(refusal, &file.sheets.address(&photo.at, lang), lang))
        .collect();
    let applied = edit.map(|edit| (opened.catalog.apply(&edit), edit.name));
    let photos_of = |catalog: &Catalog| catalog.products.values().map(|one| one.photos.len()).sum::<usize>();
    let next_photos = applied.as_ref().map_or(0, |((next, _), _)| photos_of(next));
    let report = Report {
        review: &review,
        sheets: &file.sheets,
        mapping: &mapping,
        missing: &photos,
        not_taken: &refused.iter().map(|(at, _)| *at).collect::<Vec<_>>(),
        photos_added: next_photos.saturating_sub(photos_of(&opened.catalog)),
        lang,
    };
    let text = if options.json { json(&report.records()) } else { report.lines(options.dry_run) };
    if let Some(((next, changes), name)) = applied
        && !changes.is_empty()
    {
        save_once(&mut opened, next, name, &everywhere.config()).map_err(|error| not_saved(everywhere, &error))?;
    }
    print(&text, lang)?;
    let counts = review.counts;
    let has_open = review.questions.iter().any(|question| question.answer.is_none());
    let is_lost = |fault: &FileFault| matches!(fault, FileFault::SheetLost { .. } | FileFault::PicturesLost { .. });
    let is_whole = counts.refused + counts.cells_refused == 0
        && !has_open
        && photos.is_empty()
        && !file.sheets.faults.iter().any(is_lost);
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(INPUT_HAS_ERRORS) })
}

/// The review with the answers that were given. An answer may bring up further questions, which may have theirs.
fn answered(
    input: &mut ReviewInput,
    given: &[String],
    lang: Lang,
    progress: &ProgressLine,
    wrong: impl Fn(ImportError) -> ExitCode,
) -> Result<Reviewed, ExitCode> {
    let mut left: Vec<(&str, &str)> =
        given.iter().map(|text| text.split_once('=').unwrap_or((text.as_str(), ""))).collect();
    loop {
        let reviewed = review(input, &progress.handle).map_err(&wrong)?;
        let before = left.len();
        for question in reviewed.review.questions.iter().filter(|question| question.answer.is_none()) {
            let code = question.key.code();
            let Some(at) = left.iter().position(|(name, _)| *name == code) else { continue };
            let (_, choice) = left.remove(at);
            let Some(answer) = chosen(question, choice) else {
                let count = question.candidates.len();
                say(&say!(
                    lang,
                    "“{choice}” bukan jawaban untuk {code}. Pilih 1 sampai {count}, atau 0 untuk melewati.",
                    "“{choice}” is not an answer to {code}. Choose 1 to {count}, or 0 to leave it out."
                ));
                return Err(ExitCode::from(WRONG_USAGE));
            };
            input.choices.answers.insert(question.key.clone(), answer);
        }
        match left.first() {
            Some((name, _)) if left.len() == before => {
                say(&say!(
                    lang,
                    "Tidak ada pertanyaan “{name}”. Lihat namanya dengan --dry-run.",
                    "There is no question “{name}”. See the names with --dry-run."
                ));
                return Err(ExitCode::from(WRONG_USAGE));
            }
            _ if left.len() == before => return Ok(reviewed),
            _ => {}
        }
    }
}

fn chosen(question: &Question, choice: &str) -> Option<Answer> {
    match choice.parse::<usize>() {
        Ok(0) => Some(Answer::LeaveOut),
        Ok(number) if number <= question.candidates.len() => question.candidates.get(number - 1).cloned(),
        _ => {
            let code = RegionCode::new(choice);
            let is_region = matches!(question.key, QuestionKey::Place { .. }) && is_known_region(&code);
            is_region.then_some(Answer::Region(code))
        }
    }
}

fn not_saved(everywhere: &Everywhere, error: &NotSaved) -> ExitCode {
    match error {
        NotSaved::Save(error) => everywhere.fail(error),
        NotSaved::NoLock => {
            say(everywhere.lang().pick(
                "Katalog tidak bisa ditulis sekarang. Tutup jendela Etalase Desa yang membukanya, lalu ulangi.",
                "The catalogue cannot be written now. Close the window of Etalase Desa that has it open, then try again.",
            ));
            ExitCode::from(NOT_READ_OR_WRITTEN)
        }
    }
}

fn refused_photo(refusal: &PhotoRefusal, place: &str, lang: Lang) -> String {
    match refusal {
        PhotoRefusal::NotBeside { file } => say!(
            lang,
            "Foto “{file}” tidak ada di samping file ini. Taruh di folder yang sama. ({place})",
            "The photo “{file}” is not beside this file. Put it into the same folder. ({place})"
        ),
        PhotoRefusal::Unusable(error) => {
            let flag = match refusal.is_damaged() {
                true => {
                    lang.pick(" Tetap diambil dengan --damaged-photos.", " It is taken anyway with --damaged-photos.")
                }
                false => "",
            };
            format!("{}{flag} ({place})", error.explain(lang).line())
        }
    }
}

impl Everywhere {
    /// Opens a catalogue to change it. The shipped one is a sample that only whoever names it changes.
    fn open_to_write(&self, named: Option<PathBuf>) -> Result<Opened, ExitCode> {
        let lang = self.lang();
        let Some((folder, _)) = open::which(named, &self.config().load().recent, None) else {
            let text = lang.pick(
                "Katalog contoh tidak diubah. Sebutkan folder katalog Anda: etalase import FILE FOLDER. Belum punya? Buat dengan: etalase new FOLDER --title “Judul”",
                "The sample catalogue is not changed. Name your catalogue's folder: etalase import FILE DIR. None yet? Make one: etalase new DIR --title “Title”",
            );
            say(text);
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
        say(&format!("{reason} ({})", folder.root().display()));
        Err(ExitCode::from(NOT_READ_OR_WRITTEN))
    }
}
