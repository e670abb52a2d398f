//! The parts of an Excel workbook and how they refer to each other.

use std::collections::HashMap;
use std::io::{Cursor, Read as _};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::sheets::Limits;

/// A workbook's parts, found by path whatever case and slashes it is written with.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    parts: HashMap<String, usize>,
    cap: u64,
    /// Pictures: one may lie in a thousand places.
    pictures: HashMap<usize, Arc<[u8]>>,
    /// So many more places of pictures are taken.
    places_left: usize,
}

/// One reference of a part to another.
pub(super) struct Relation {
    pub id: String,
    /// The last word of its type: `drawing`, `image`, `worksheet`.
    pub kind: String,
    pub target: String,
}

impl<'b> Package<'b> {
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Option<Self> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        let mut parts = HashMap::new();
        for at in 0..archive.len() {
            if let Ok(entry) = archive.by_index(at)
                && let Ok(name) = entry.name()
            {
                parts.insert(key(&name), at);
            }
        }
        let (cap, places_left) = (limits.held_bytes, limits.pictures);
        Some(Self { archive, parts, cap, pictures: HashMap::new(), places_left })
    }

    pub fn bytes(&mut self, path: &str) -> Option<Vec<u8>> {
        let at = *self.parts.get(&key(path))?;
        let mut bytes = Vec::new();
        self.archive.by_index(at).ok()?.take(self.cap).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// A picture for one of the places where it lies.
    pub fn picture(&mut self, path: &str) -> Option<Arc<[u8]>> {
        self.places_left = self.places_left.checked_sub(1)?;
        let at = *self.parts.get(&key(path))?;
        if let Some(known) = self.pictures.get(&at) {
            return Some(known.clone());
        }
        let picture: Arc<[u8]> = self.bytes(path)?.into();
        self.pictures.insert(at, picture.clone());
        Some(picture)
    }

    pub fn text(&mut self, path: &str) -> Option<String> {
        Some(String::from_utf8_lossy(&self.bytes(path)?).into_owned())
    }

    pub fn has(&self, path: &str) -> bool {
        self.parts.contains_key(&key(path))
    }

    /// What a part refers to.
    pub fn relations(&mut self, path: &str) -> Vec<Relation> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let Some(xml) = self.text(&format!("{folder}/_rels/{file}.rels")) else {
            return Vec::new();
        };
        let mut list = Vec::new();
        walk_xml(&xml, |event| {
            if let Event::Start(element) | Event::Empty(element) = event
                && element.local_name().as_ref() == "Relationship"
            {
                let of = |name: &str| attribute(element, name).unwrap_or_default();
                let kind = of("Type").rsplit('/').next().unwrap_or_default().to_owned();
                let is_outside = of("TargetMode") == "External";
                let target = if is_outside { of("Target") } else { resolved(folder, &of("Target")) };
                list.push(Relation { id: of("Id"), kind, target });
            }
        });
        list
    }
}

fn key(path: &str) -> String {
    path.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A path as it is written in a part of this folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split(['/', '\\']) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    let raw = found.value.as_ref();
    Some(unescape(raw).map_or_else(|_| raw.to_owned(), |text| text.into_owned()))
}

/// Every event of a text, up to its end or its first fault.
pub(super) fn walk_xml(xml: &str, mut each: impl FnMut(&Event<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) | Err(_) => return,
            Ok(event) => each(&event),
        }
    }
}
