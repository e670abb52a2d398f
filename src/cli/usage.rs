//! What is wrong with a command line, in the language of the interface.

use std::path::PathBuf;

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::{Choice, Everywhere};
use crate::model::search::normalise::is_near;
use crate::text::Lang;

/// The language that a command line asks for which could not be read as a whole.
pub(super) fn lang_of(args: &[String]) -> Lang {
    let value = |name: &str| {
        args.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix(name)? {
            "" => args.get(at + 1).cloned(),
            rest => rest.strip_prefix('=').map(str::to_owned),
        })
    };
    let everywhere = Everywhere {
        lang_ui: value("--lang-ui").and_then(|code| super::language(&code).ok()),
        config_dir: value("--config-dir").map(PathBuf::from),
        log_file: None,
    };
    everywhere.lang()
}

/// A word alone that is no folder: a command that there is not, such as `eksport`.
pub(super) fn unknown_command(choice: &Choice) -> Option<Error> {
    let folder = choice.catalog.as_ref().filter(|_| choice.command.is_none())?;
    let word = folder.to_str().filter(|word| word.chars().all(|c| c.is_ascii_lowercase()) && !folder.exists())?;
    let command = Choice::command();
    let meant = command.get_subcommands().map(clap::Command::get_name).find(|name| is_near(word, name));
    let mut error = Error::new(ErrorKind::InvalidSubcommand).with_cmd(&command);
    error.insert(ContextKind::InvalidSubcommand, ContextValue::String(word.to_owned()));
    if let Some(meant) = meant {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::Strings(vec![meant.to_owned()]));
    }
    Some(error)
}

/// The error as clap words it in English, and worded here in Indonesian.
pub(super) fn words(error: &Error, lang: Lang) -> String {
    if lang == Lang::En {
        return error.render().to_string().trim_end().to_owned();
    }
    let text = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(many)) => many.join(", "),
        _ => String::new(),
    };
    let (arg, value) = (text(ContextKind::InvalidArg), text(ContextKind::InvalidValue));
    let mut words = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{arg} memerlukan nilai."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Nilai “{value}” tidak bisa dipakai untuk {arg}.")
        }
        ErrorKind::UnknownArgument => format!("“{arg}” tidak dikenal."),
        ErrorKind::InvalidSubcommand => format!("Perintah “{}” tidak ada.", text(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("Yang belum disebut: {arg}."),
        ErrorKind::ArgumentConflict => {
            format!("{arg} tidak bisa dipakai bersama {}.", text(ContextKind::PriorArg))
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("Jumlah nilai untuk {arg} tidak sesuai.")
        }
        _ => "Perintah ini tidak bisa dibaca.".to_owned(),
    };
    let choices = text(ContextKind::ValidValue);
    if !choices.is_empty() {
        words.push_str(&format!(" Pilihannya: {choices}."));
    }
    let meant: Vec<String> = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .map(text)
        .filter(|meant| !meant.is_empty())
        .collect();
    if let Some(meant) = meant.first() {
        words.push_str(&format!(" Mungkin maksudnya {meant}?"));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        words.push_str(&format!("\n\n{}", usage.to_string().trim_end().replacen("Usage:", "Pemakaian:", 1)));
    }
    words.push_str("\n\nLihat semuanya dengan --help.");
    words
}
