//! Reads and writes file format 1 of `catalog.ron`: the format number before anything else, then the records.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use imbl::OrdMap;
use ron::extensions::Extensions;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use crate::model::{
    BrochureSettings, Catalog, CatalogInfo, Category, Contact, Event, Foreword, Key, Organizer, Photo, Problem,
    ProblemKind, Producer, Product, Selection, Text, slug,
};
use crate::store::catalog_file::caps;
use crate::store::catalog_file::syntax::{Fault, SyntaxFault};
use crate::text::Severity;

/// The format that this version writes, and the newest that it reads.
pub(in crate::store) const FORMAT: u64 = 1;

/// A catalogue file's fields in the order they are written.
#[derive(Default, Serialize, Deserialize)]
#[serde(rename = "Catalog", default, deny_unknown_fields)]
struct Wire {
    format: u64,
    id: String,
    title: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<Event>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organizer: Option<Organizer>,
    #[serde(skip_serializing_if = "Option::is_none")]
    booth_contact: Option<Contact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    foreword: Option<Foreword>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logos: Vec<Photo>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    brochures: Vec<BrochureSettings>,
    categories: Vec<Category>,
    producers: Vec<Arc<Producer>>,
    products: Vec<Arc<Product>>,
    selections: Vec<Selection>,
}

/// Only the format number; whatever else stands in the file is read over.
#[derive(Deserialize)]
#[serde(rename = "Catalog")]
struct Head {
    format: u64,
}

/// Why the bytes of a file are no catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) enum ParseError {
    NewerFormat(u64),
    NotUtf8 { line: usize },
    Syntax(Fault),
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// Reads a file's bytes: the catalogue and what reading had to put right.
pub(in crate::store) fn parse(bytes: &[u8]) -> Result<(Catalog, Vec<Problem>), ParseError> {
    // Notepad puts a byte-order mark in front.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        ParseError::NotUtf8 { line: 1 + memchr::memchr_iter(b'\n', good).count() }
    })?;
    if text.trim().is_empty() {
        return Err(ParseError::Syntax(Fault::at(text, 1, 1, SyntaxFault::Empty)));
    }
    if let Some(at) = memchr::memchr(0, bytes) {
        // What a power cut leaves of a file on some disks.
        return Err(ParseError::Syntax(Fault::at_byte(text, at, SyntaxFault::NulBytes)));
    }
    let syntax = |error: &ron::error::SpannedError| ParseError::Syntax(Fault::from_ron(text, error));
    let format = match leading_format(text) {
        Some(format) => format,
        None => {
            let head: Head = options().from_str(text).map_err(|error| syntax(&error))?;
            head.format
        }
    };
    match format {
        FORMAT => {}
        0 => {
            return Err(ParseError::Syntax(Fault::at(
                text,
                1,
                1,
                SyntaxFault::MissingField { field: "format".into(), record: "Catalog".into() },
            )));
        }
        newer => return Err(ParseError::NewerFormat(newer)),
    }
    caps::check(text).map_err(ParseError::Syntax)?;
    let wire: Wire = options().from_str(text).map_err(|error| syntax(&error))?;
    Ok(wire.into_catalog())
}

/// The format number where it is the first field, as it is in every file that the program wrote. Read by hand, so that a
/// format of the future is named whatever the rest looks like.
fn leading_format(text: &str) -> Option<u64> {
    let mut rest = text.trim_start();
    loop {
        if let Some(comment) = rest.strip_prefix("//") {
            rest = comment.split_once('\n')?.1.trim_start();
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/")?.1.trim_start();
        } else if rest.starts_with("#!") {
            rest = rest.split_once(']')?.1.trim_start();
        } else {
            break;
        }
    }
    let rest = rest
        .trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
        .trim_start()
        .strip_prefix('(')?
        .trim_start()
        .strip_prefix("format")?
        .trim_start()
        .strip_prefix(':')?
        .trim_start();
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    rest.get(..end)?.parse().ok()
}

impl Wire {
    fn into_catalog(self) -> (Catalog, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut renamed = |key: Key, id: String, now: String| {
            problems.push(Problem {
                severity: Severity::Warning,
                key,
                name: crate::model::Text::default(),
                place: None,
                kind: ProblemKind::DuplicateId { id, now },
            });
        };
        let mut categories = self.categories;
        let ids = categories.iter().map(|record| record.id.as_str());
        for (at, now) in new_ids(ids, |at| named(categories.get(at).map(|c| &c.name))) {
            if let Some(record) = categories.get_mut(at) {
                renamed(Key::Categories, record.id.to_string(), now.clone());
                record.id = now.as_str().into();
            }
        }
        let mut selections = self.selections;
        let ids = selections.iter().map(|record| record.id.as_str());
        for (at, now) in new_ids(ids, |at| named(selections.get(at).map(|s| &s.name))) {
            if let Some(record) = selections.get_mut(at) {
                renamed(Key::Selections, record.id.to_string(), now.clone());
                record.id = now.as_str().into();
            }
        }
        let mut producers = self.producers;
        let ids = producers.iter().map(|record| record.id.as_str());
        for (at, now) in new_ids(ids, |at| producers.get(at).map(|p| p.name.clone()).unwrap_or_default()) {
            if let Some(record) = producers.get_mut(at).map(Arc::make_mut) {
                let before = std::mem::replace(&mut record.id, now.as_str().into());
                renamed(Key::Producer(record.id.clone()), before.to_string(), now);
            }
        }
        let mut products = self.products;
        let ids = products.iter().map(|record| record.id.as_str());
        for (at, now) in new_ids(ids, |at| named(products.get(at).map(|p| &p.name))) {
            if let Some(record) = products.get_mut(at).map(Arc::make_mut) {
                let before = std::mem::replace(&mut record.id, now.as_str().into());
                renamed(Key::Product(record.id.clone()), before.to_string(), now);
            }
        }
        let catalog = Catalog {
            info: Arc::new(CatalogInfo {
                id: self.id,
                title: self.title,
                event: self.event,
                organizer: self.organizer,
                booth_contact: self.booth_contact,
                foreword: self.foreword,
                logos: self.logos,
                brochures: self.brochures,
            }),
            categories: Arc::new(categories),
            selections: Arc::new(selections),
            producers: OrdMap::from_iter(producers.into_iter().map(|p| (p.id.clone(), p))),
            products: OrdMap::from_iter(products.into_iter().map(|p| (p.id.clone(), p))),
        };
        (catalog, problems)
    }

    fn from_catalog(catalog: &Catalog) -> Self {
        let info = catalog.info.as_ref().clone();
        Self {
            format: FORMAT,
            id: info.id,
            title: info.title,
            event: info.event,
            organizer: info.organizer,
            booth_contact: info.booth_contact,
            foreword: info.foreword,
            logos: info.logos,
            brochures: info.brochures,
            categories: catalog.categories.as_ref().clone(),
            producers: catalog.producers.values().cloned().collect(),
            products: catalog.products.values().cloned().collect(),
            selections: catalog.selections.as_ref().clone(),
        }
    }
}

fn named(name: Option<&Text>) -> String {
    name.and_then(|name| name.or_other(crate::text::Lang::Id)).map(|(text, _)| text.to_string()).unwrap_or_default()
}

/// Which records need another id, because an earlier one has theirs or they have none, and which: the same file always
/// gives the same ids.
fn new_ids<'a>(ids: impl Iterator<Item = &'a str> + Clone, name: impl Fn(usize) -> String) -> Vec<(usize, String)> {
    // As the writer leaves them: in order, each once.
    if ids.clone().next().is_some_and(|first| !first.is_empty()) && ids.clone().is_sorted_by(|a, b| a < b) {
        return Vec::new();
    }
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let twice: Vec<(usize, &str)> = ids.enumerate().filter(|(_, id)| id.is_empty() || !taken.insert(id)).collect();
    let mut given: BTreeSet<String> = BTreeSet::new();
    // The number to go on with, so that thousands of one id are not counted from the start for each.
    let mut next: HashMap<String, u64> = HashMap::new();
    let mut out = Vec::with_capacity(twice.len());
    for (at, id) in twice {
        let stem = if id.is_empty() { slug(&name(at), "") } else { id.to_string() };
        let free = |id: &String| !taken.contains(id.as_str()) && !given.contains(id);
        let mut now = stem.clone();
        let n = next.entry(stem.clone()).or_insert(2);
        while !free(&now) {
            now = format!("{stem}-{n}");
            *n += 1;
        }
        given.insert(now.clone());
        out.push((at, now));
    }
    out
}

/// A catalogue as the text of `catalog.ron`: one field a line, in a fixed order, empty fields left out. The same catalogue
/// always gives the same bytes.
///
/// # Errors
/// What the serialiser says; nothing that a catalogue can hold makes it fail.
pub fn write_catalog(catalog: &Catalog) -> Result<String, String> {
    let mut text = lines(&Wire::from_catalog(catalog))?;
    text.push('\n');
    Ok(text)
}

/// Whether the bytes of a file, read back, give the catalogue record by record.
pub(in crate::store) fn reads_back_as(bytes: &[u8], catalog: &Catalog) -> bool {
    let Ok((read, problems)) = parse(bytes) else { return false };
    problems.is_empty()
        && catalog.producers.len() == read.producers.len()
        && catalog.producers.values().zip(read.producers.values()).all(|(mine, read)| is_stored(mine, read))
        && catalog.products.len() == read.products.len()
        && catalog.products.values().zip(read.products.values()).all(|(mine, read)| is_stored(mine, read))
        && is_stored(&catalog.info, &read.info)
        && is_stored(&catalog.categories, &read.categories)
        && is_stored(&catalog.selections, &read.selections)
}

/// Whether what was read is what was to be written: the same, or, where a text was typed decomposed, the same composed.
fn is_stored<T: PartialEq + Serialize>(mine: &T, read: &T) -> bool {
    mine == read
        || serde_json::to_string(mine).is_ok_and(|mine| {
            let composed: String = mine.nfc().collect();
            composed != mine && serde_json::to_string(read).is_ok_and(|read| read == composed)
        })
}

fn lines(value: &impl Serialize) -> Result<String, String> {
    let pretty = ron::ser::PrettyConfig::new().new_line("\n").indentor("  ").extensions(Extensions::IMPLICIT_SOME);
    // The extension is switched on by the reader; its attribute would be the first line of every file.
    let text = options().to_string_pretty(value, pretty).map_err(|error| error.to_string())?;
    Ok(readable(&text))
}

/// RON escapes apostrophes and accents that stand alone; a person reads the file, so they are put back, and the text is
/// composed (NFC). Backslashes stand only inside quotes here.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1);
    let mut rest = text;
    // Where the last escape ended: a mark right behind it would compose with its letter (`\n` and an acute are no `\ń`).
    let mut escape_end = 0;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at(at);
        out.push_str(before);
        let (put, used) = unescape(escape);
        match put {
            Some(c) if c == '\'' || out.len() != escape_end => out.push(c),
            _ => {
                out.push_str(escape.get(..used).unwrap_or_default());
                escape_end = out.len();
            }
        }
        rest = escape.get(used..).unwrap_or_default();
    }
    out.push_str(rest);
    if unicode_normalization::is_nfc(&out) { out } else { out.nfc().collect() }
}

/// What an escape at the start of `text` stands for, where it need not be one, and its length in bytes.
fn unescape(text: &str) -> (Option<char>, usize) {
    let Some(letter) = text.chars().nth(1) else {
        return (None, text.len());
    };
    let length = 1 + letter.len_utf8();
    if letter == '\'' {
        return (Some('\''), length);
    }
    if letter == 'u'
        && let Some((hex, _)) = text.get(length..).and_then(|rest| {
            let rest = rest.strip_prefix('{')?;
            rest.split_once('}')
        })
    {
        let used = length + hex.len() + 2;
        let meant = u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
        return match meant {
            Some(c) if unicode_normalization::char::is_combining_mark(c) => (Some(c), used),
            _ => (None, used),
        };
    }
    (None, length)
}

/// The first twelve hex digits of the hash of a file's bytes: what a version is called.
pub(in crate::store) fn version_id(bytes: &[u8]) -> String {
    version_name(&blake3::hash(bytes))
}

pub(in crate::store) fn version_name(hash: &blake3::Hash) -> String {
    let mut id = String::with_capacity(12);
    for byte in hash.as_bytes().iter().take(6) {
        let _ = write!(id, "{byte:02x}");
    }
    id
}

#[cfg(test)]
#[path = "format_1_tests.rs"]
pub(in crate::store) mod tests;
