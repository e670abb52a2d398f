//! A close that waits, what it waits for, and what a person answers.

use std::time::Instant;

use crate::jobs::Progress;
use crate::store::Flush;
use crate::text::Lang;

/// Work that the window waits for before it closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    Brochure,
    Export,
    Import,
    Photos,
    /// The person's own copy of the sample, with the first edits.
    OwnCopy,
    Save,
    Settings,
}

impl Unfinished {
    /// Whether a person may give it up without losing what was typed.
    pub fn can_be_cancelled(self) -> bool {
        matches!(self, Unfinished::Brochure | Unfinished::Export | Unfinished::Import | Unfinished::Photos)
    }

    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Unfinished::Brochure => lang.pick("Brosur masih dibuat.", "The brochure is still being made."),
            Unfinished::Export => lang.pick("Lembar kerja masih dibuat.", "The spreadsheet is still being made."),
            Unfinished::Import => lang.pick("Impor masih berjalan.", "The import is still running."),
            Unfinished::Photos => lang.pick("Foto masih disalin.", "Photos are still being copied."),
            Unfinished::OwnCopy => {
                lang.pick("Salinan Anda sendiri masih dibuat.", "Your own copy is still being made.")
            }
            Unfinished::Save => {
                lang.pick("Perubahan terakhir masih disimpan.", "The last changes are still being saved.")
            }
            Unfinished::Settings => lang.pick("Pengaturan masih disimpan.", "The settings are still being saved."),
        }
    }
}

/// A close that was asked for and waits.
#[derive(Debug)]
pub struct Closing {
    pub since: Instant,
    /// The pending edits that are being written.
    pub flush: Option<Flush>,
    /// The copy of the sample that had failed was tried once more.
    pub retried: bool,
    /// The person said to wait.
    pub waits: bool,
    /// What is shown with the question; nothing while it is not asked.
    pub asks: Option<(Unfinished, Progress)>,
}

/// An answer to the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClosingCommand {
    /// Close when it is done.
    Wait,
    /// Give up what can be given up, and close.
    CancelAndClose,
    /// Do not close.
    Stay,
}
