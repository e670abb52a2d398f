//! What is wrong with the text of a catalogue: where, in which line, and what was probably meant.

use ron::error::{Error, SpannedError};

/// What is wrong with the text of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxFault {
    UnknownField {
        found: String,
        record: String,
        meant: Option<String>,
    },
    UnknownVariant {
        found: String,
        of: String,
        meant: Option<String>,
    },
    MissingField {
        field: String,
        record: String,
    },
    /// The same field twice in one record.
    DuplicateField {
        field: String,
        record: String,
    },
    /// A value of another kind than the field wants.
    WrongKind {
        expected: String,
        found: String,
    },
    /// Something else stands where this sign should be.
    Expected {
        sign: &'static str,
    },
    /// Nothing in the file.
    Empty,
    /// Zero bytes, which a power cut leaves on some disks.
    NulBytes,
    /// The file ends inside a record or a text.
    EndsEarly,
    /// More brackets inside brackets than any catalogue has.
    TooDeep,
    /// A text longer than any field takes, in the record with this id.
    TooLong {
        record: String,
        most: usize,
    },
    /// More records or values than any catalogue has.
    TooMany {
        most: usize,
    },
    /// A missing comma, an unclosed bracket or quote and the like.
    Other {
        message: String,
    },
}

/// A fault with its place. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Fault {
    pub line: usize,
    pub column: usize,
    /// The line, shortened around the column.
    pub text: String,
    pub what: SyntaxFault,
}

/// How much of a line is shown, in characters.
const SHOWN: usize = 90;

impl Fault {
    pub(in crate::store) fn at(text: &str, line: usize, column: usize, what: SyntaxFault) -> Self {
        let shown = text.lines().nth(line.saturating_sub(1)).unwrap_or("");
        Self { line, column, text: shorten(shown, column), what }
    }

    pub(in crate::store) fn at_byte(text: &str, at: usize, what: SyntaxFault) -> Self {
        let before = text.get(..at).unwrap_or("");
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count();
        let column = 1 + before.get(line_start..).unwrap_or("").chars().count();
        Self::at(text, line, column, what)
    }

    pub(in crate::store) fn from_ron(text: &str, error: &SpannedError) -> Self {
        let what = fault(&error.code);
        let end = byte_at(text, error.span.end.line, error.span.end.col);
        // The reader stops behind the word that it does not know; the person looks for the word itself.
        let word = match &what {
            SyntaxFault::UnknownField { found, .. } | SyntaxFault::UnknownVariant { found, .. } => Some(found.as_str()),
            SyntaxFault::DuplicateField { field, .. } => Some(field.as_str()),
            _ => None,
        };
        if let Some(word) = word.filter(|word| !word.is_empty())
            && let Some(at) = word_before(text, end, word)
        {
            return Self::at_byte(text, at, what);
        }
        if let SyntaxFault::WrongKind { .. } = what {
            return Self::at(text, error.span.start.line, error.span.start.col, what);
        }
        if let SyntaxFault::Expected { .. } = what {
            // A missing comma or bracket belongs behind the last thing written, not before the next one.
            let before = text.get(..end).unwrap_or(text).trim_end();
            return Self::at_byte(text, before.len(), what);
        }
        Self::at_byte(text, end, what)
    }
}

/// The byte offset of a line and column, both from 1; the end of the text where there is none.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match memchr::memchr(b'\n', text.as_bytes().get(start..).unwrap_or_default()) {
            Some(newline) => start += newline + 1,
            None => return text.len(),
        }
    }
    let rest = text.get(start..).unwrap_or("");
    rest.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| start + at)
}

/// Where `word` last stands as a word of its own that begins at or before `end`.
fn word_before(text: &str, end: usize, word: &str) -> Option<usize> {
    let reach = (end + word.len()).min(text.len());
    let head = text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|at| *at <= reach).last().unwrap_or(0);
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let head = text.get(..head)?;
    head.rmatch_indices(word).map(|(at, _)| at).find(|at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

fn shorten(line: &str, column: usize) -> String {
    let line = line.trim_end();
    let count = line.chars().count();
    let lead = line.chars().take_while(|c| c.is_whitespace()).count();
    if count - lead <= SHOWN {
        return clean(line.trim_start().chars());
    }
    let start = column.saturating_sub(1 + SHOWN / 2).clamp(lead, count.saturating_sub(SHOWN).max(lead));
    let mut shown = String::new();
    if start > lead {
        shown.push('…');
    }
    shown.push_str(&clean(line.chars().skip(start).take(SHOWN)));
    if start + SHOWN < count {
        shown.push('…');
    }
    shown
}

/// Control characters would garble a terminal.
fn clean(text: impl Iterator<Item = char>) -> String {
    text.map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn fault(code: &Error) -> SyntaxFault {
    let outer = |outer: &Option<String>| outer.clone().unwrap_or_default();
    let expected = |sign| SyntaxFault::Expected { sign };
    let kind = |expected: &str| SyntaxFault::WrongKind { expected: expected.into(), found: String::new() };
    match code {
        Error::NoSuchStructField { expected, found, outer: record } => {
            SyntaxFault::UnknownField { found: found.clone(), record: outer(record), meant: meant(found, expected) }
        }
        Error::NoSuchEnumVariant { expected, found, outer: of } => {
            SyntaxFault::UnknownVariant { found: found.clone(), of: outer(of), meant: meant(found, expected) }
        }
        Error::MissingStructField { field, outer: record } => {
            SyntaxFault::MissingField { field: (*field).into(), record: outer(record) }
        }
        Error::DuplicateStructField { field, outer: record } => {
            SyntaxFault::DuplicateField { field: (*field).into(), record: outer(record) }
        }
        Error::InvalidValueForType { expected, found } => {
            SyntaxFault::WrongKind { expected: expected.clone(), found: found.clone() }
        }
        Error::Message(message) if message.starts_with("text that is not a number") => {
            SyntaxFault::WrongKind { expected: "a number".into(), found: "text".into() }
        }
        Error::Eof | Error::ExpectedStringEnd | Error::UnclosedBlockComment => SyntaxFault::EndsEarly,
        Error::ExceededRecursionLimit => SyntaxFault::TooDeep,
        Error::ExpectedString => kind("a text in quotes"),
        Error::ExpectedInteger | Error::IntegerOutOfBounds | Error::InvalidIntegerDigit { .. } => {
            kind("a whole number")
        }
        Error::ExpectedFloat => kind("a number"),
        Error::ExpectedBoolean => kind("true or false"),
        Error::ExpectedIdentifier => kind("a word without quotes"),
        Error::ExpectedComma => expected(","),
        Error::ExpectedArray => expected("["),
        Error::ExpectedArrayEnd => expected("]"),
        Error::ExpectedStructLike | Error::ExpectedNamedStructLike(_) | Error::ExpectedOption => expected("("),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => expected(")"),
        Error::ExpectedMapColon => expected(":"),
        other => SyntaxFault::Other { message: other.to_string() },
    }
}

/// The known word nearest to what was typed, if it is near enough to be a slip of the fingers.
fn meant(found: &str, known: &[&str]) -> Option<String> {
    let typed = found.to_lowercase();
    known
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&typed, &word.to_lowercase()), word))
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 4)
        .min()
        .map(|(_, word)| (*word).to_string())
}
