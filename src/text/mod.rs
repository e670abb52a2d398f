//! Says things to people in the chosen language: phrases, numbers, dates, and the shape of a problem.
//!
//! Both languages stand side by side where a sentence is used (`say!(lang, "Simpan", "Save")`), so that a
//! missing translation does not compile and a reader sees what a person sees.

mod numbers;

use serde::{Deserialize, Serialize};

pub use numbers::{count, date, date_short, decimal, integer, minor_digits, money, money_range, timestamp};

/// A language of the interface or of a printed page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lang {
    /// Bahasa Indonesia, the default everywhere.
    #[default]
    Id,
    En,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::Id, Lang::En];

    /// The phrase of the two that is in this language.
    pub fn pick<'a>(self, id: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Id => id,
            Lang::En => en,
        }
    }

    pub fn other(self) -> Lang {
        match self {
            Lang::Id => Lang::En,
            Lang::En => Lang::Id,
        }
    }

    /// The code used on the command line and in documents: `id` or `en` (ISO 639-1).
    pub fn code(self) -> &'static str {
        self.pick("id", "en")
    }
}

/// The ending of an English word for so many things: `say!(lang, "{n} produk", "{n} product{s}")`.
pub fn s(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// A sentence in the chosen language, with `format!` captures: `say!(lang, "{n} produk", "{n} products")`.
#[macro_export]
macro_rules! say {
    ($lang:expr, $id:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::text::Lang::Id => format!($id),
            $crate::text::Lang::En => format!($en),
        }
    };
}

/// Something that can be said to a person. Errors and problems are data; they become words here, at the edge.
pub trait Say {
    fn say(&self, lang: Lang) -> String;
}

/// How much a problem matters: an `Error` makes data unusable or wrong, a `Warning` is worth a look, a `Hint` is advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
    Hint,
}

/// A problem worded for a person: what happened, what to do, where.
///
/// The place goes last, so that the first half can be pasted into a chat without private paths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    pub what: String,
    pub todo: String,
    /// A file, a product, a field, a cell; empty where there is none.
    pub place: String,
}

impl Message {
    pub fn new(what: impl Into<String>, todo: impl Into<String>, place: impl Into<String>) -> Self {
        Self { what: what.into(), todo: todo.into(), place: place.into() }
    }

    /// One line: `what. todo. (place)`, leaving out what is empty.
    pub fn line(&self) -> String {
        let mut line = self.what.clone();
        if !self.todo.is_empty() {
            line.push(' ');
            line.push_str(&self.todo);
        }
        if !self.place.is_empty() {
            line.push_str(" (");
            line.push_str(&self.place);
            line.push(')');
        }
        line
    }
}

/// A message that says what happened and nothing more.
impl From<String> for Message {
    fn from(what: String) -> Self {
        Self { what, todo: String::new(), place: String::new() }
    }
}

/// A situation that a person must be told about. Every error enum of the modules implements it.
pub trait Explain {
    fn explain(&self, lang: Lang) -> Message;
}
