//! Where results and messages go: a reader that went away ends a command quietly, a full disk is said.

use std::io::{ErrorKind, IsTerminal as _, Write as _};
use std::process::ExitCode;

use indicatif::ProgressBar;
use serde::Serialize;

use super::NOT_READ_OR_WRITTEN;
use crate::jobs::JobHandle;
use crate::text::Lang;

/// Prints a result to stdout.
///
/// # Errors
/// The code to end with: success where the reader went away (`| head`), else that it could not be written.
pub(super) fn print(text: &str, lang: Lang) -> Result<(), ExitCode> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|error| {
        if error.kind() == ErrorKind::BrokenPipe {
            return ExitCode::SUCCESS;
        }
        say(&crate::say!(
            lang,
            "Hasilnya tidak bisa ditulis ke keluaran ({error}). Periksa ruang dan tujuan keluarannya, lalu coba lagi.",
            "The result could not be written to the output ({error}). Check its free space and where it goes, then try again."
        ));
        ExitCode::from(NOT_READ_OR_WRITTEN)
    })
}

/// Says something on stderr. Where nobody can read it, the exit code has to do.
pub(super) fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

pub(super) fn json<T: Serialize>(value: &T) -> String {
    match serde_json::to_string_pretty(value) {
        Ok(text) => text + "\n",
        // Every record is plain data with text keys; there is nothing in it that JSON cannot say.
        Err(error) => format!("{{\"error\": \"{error}\"}}\n"),
    }
}

/// Progress of one action on stderr, where that is a terminal; it goes when this is dropped.
pub(super) struct ProgressLine {
    bar: Option<ProgressBar>,
    pub handle: JobHandle,
}

impl ProgressLine {
    pub fn start() -> Self {
        let bar = std::io::stderr().is_terminal().then(|| ProgressBar::new(0));
        let shown = bar.clone();
        let handle = JobHandle::reporting(move |progress| {
            if let Some(bar) = shown.as_ref().filter(|_| progress.total > 0) {
                bar.set_length(progress.total as u64);
                bar.set_position(progress.done as u64);
            }
        });
        Self { bar, handle }
    }
}

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
