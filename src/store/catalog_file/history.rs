//! Earlier versions in `.history/`: compressed, named by time and content, thinned out by age.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::PathBuf;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::model::Catalog;
use crate::store::catalog_file::format_1::{self, version_id};
use crate::store::catalog_file::open::{CAP_BYTES, OpenError};
use crate::store::disk::{self, SaveError, reason, save_error};
use crate::store::folder::{Folder, HISTORY};

/// An earlier version in `.history/`: `<UTC time>-<first 12 hex of content hash>.ron.zst`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// UTC, ISO basic format, `20250508T013000Z`.
    pub time: String,
    /// First twelve hex digits of the hash of the uncompressed bytes.
    pub id: String,
    /// Saved by Ctrl+S: never thinned out.
    pub kept: bool,
}

const ENDING: &str = ".ron.zst";
/// An empty file beside a version says that it is kept; a name of its own, so that a version's name never changes.
const KEPT: &str = ".keep";
const TIME: &str = "%Y%m%dT%H%M%SZ";

/// One version is left in each slot of this many minutes, for versions younger than so many minutes; older ones than all
/// of these are left one a month.
const SLOTS_MINUTES: [(i64, i64); 4] = [
    (60, 1),                      // an hour: one a minute
    (24 * 60, 15),                // a day: four an hour
    (31 * 24 * 60, 60 * 24),      // a month: one a day
    (366 * 24 * 60, 7 * 24 * 60), // a year: one a week
];
const OLDEST_SLOT_MINUTES: i64 = 31 * 24 * 60;
/// A decoder takes this much memory (2 to the power of it), however much a stranger's file asks for: what the program itself
/// writes needs 8 MB.
const WINDOW_LOG_MAX: u32 = 24;
/// The newest are left alone whatever their age.
const NEWEST: usize = 5;

impl Version {
    pub(super) fn stem(&self) -> String {
        format!("{}-{}", self.time, self.id)
    }

    pub(super) fn is_called(&self, stem: &str) -> bool {
        stem.split_once('-') == Some((&self.time, &self.id))
    }

    fn file(&self) -> String {
        format!("{}{ENDING}", self.stem())
    }

    fn from_name(name: &str) -> Option<(String, String)> {
        let (time, id) = name.strip_suffix(ENDING)?.split_once('-')?;
        let is_id = id.len() == 12 && id.bytes().all(|b| b.is_ascii_hexdigit());
        (is_id && minutes(time).is_some()).then(|| (time.into(), id.into()))
    }
}

/// Minutes since 1970.
fn minutes(time: &str) -> Option<i64> {
    let time = DateTime::strptime(TIME, time).ok()?;
    let time = TimeZone::UTC.to_timestamp(time).ok()?;
    Some(time.as_second().div_euclid(60))
}

pub(in crate::store) fn time_name(now: Timestamp) -> String {
    TimeZone::UTC.to_datetime(now).strftime(TIME).to_string()
}

impl Folder {
    /// Earlier versions, newest first.
    pub fn versions(&self) -> Vec<Version> {
        let Ok(dir) = self.history() else { return Vec::new() };
        let mut found: Vec<(String, SystemTime, String)> = Vec::new();
        let mut kept: BTreeSet<String> = BTreeSet::new();
        for name in dir.names().unwrap_or_default() {
            let Some(name) = name.to_str() else { continue };
            if let Some(stem) = name.strip_suffix(KEPT) {
                kept.insert(stem.into());
            } else if let Some((time, id)) = Version::from_name(name) {
                // Two saves in one second: the clock of the file system tells which was later.
                let modified = dir.meta(name).ok().flatten().map(|meta| meta.modified);
                found.push((time, modified.unwrap_or(SystemTime::UNIX_EPOCH), id));
            }
        }
        found.sort_by(|a, b| b.cmp(a));
        found
            .into_iter()
            .map(|(time, _, id)| {
                let mut version = Version { time, id, kept: false };
                version.kept = kept.contains(&version.stem());
                version
            })
            .collect()
    }

    /// An earlier version as a catalogue.
    ///
    /// # Errors
    /// It is gone, damaged, or does not have the content that its name promises.
    pub fn version(&self, version: &Version) -> Result<Catalog, OpenError> {
        let path = self.version_file(version);
        let bytes = self.version_bytes(version)?;
        match format_1::parse(&bytes) {
            Ok((catalog, _)) => Ok(catalog),
            Err(error) => Err(OpenError::from_parse(path, error, None)),
        }
    }

    /// The newest version that can be read and is not the damaged file itself.
    pub(in crate::store) fn newest_good_version(&self, except: &str) -> Option<Version> {
        self.versions()
            .into_iter()
            .filter(|version| version.id != except)
            // A stranger's folder may hold any number of broken ones.
            .take(50)
            .find(|version| self.version(version).is_ok())
    }

    fn version_file(&self, version: &Version) -> PathBuf {
        self.root().join(HISTORY).join(version.file())
    }

    /// The text of an earlier version, uncompressed, and certain to be what its name says.
    pub(in crate::store) fn version_bytes(&self, version: &Version) -> Result<Vec<u8>, OpenError> {
        let path = self.version_file(version);
        let unreadable = |reason: String| OpenError::Unreadable { path: path.clone(), reason };
        if Version::from_name(&version.file()).is_none() {
            return Err(unreadable(version.stem()));
        }
        let failed = |error: std::io::Error| unreadable(reason(&error));
        let file = self.history().and_then(|dir| dir.read(version.file())).map_err(failed)?;
        let mut decoder = zstd::Decoder::new(file).map_err(failed)?;
        decoder.window_log_max(WINDOW_LOG_MAX).map_err(failed)?;
        // A small file may unpack to a disk full of zeros.
        let mut bytes = Vec::new();
        decoder.by_ref().take(CAP_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
        if bytes.len() as u64 > CAP_BYTES {
            return Err(OpenError::TooLarge { path, bytes: bytes.len() as u64, cap: CAP_BYTES });
        }
        if version_id(&bytes) != version.id {
            return Err(unreadable("blake3".into()));
        }
        Ok(bytes)
    }

    /// Keeps the bytes of a catalogue file as a version, and gives it where it is new; one that the newest version holds
    /// already is not kept twice. `id` is their [`version_id`], which costs a walk through all of them.
    pub(in crate::store) fn add_version(
        &self,
        bytes: &[u8],
        id: &str,
        keep: bool,
        now: Timestamp,
    ) -> Result<Option<Version>, SaveError> {
        let place = self.root().join(HISTORY);
        let dir = self.dir().and_then(|dir| dir.enter_or_make(HISTORY));
        let dir = dir.map_err(|error| save_error(&place, &error))?;
        let newest = self.versions().into_iter().next();
        let (version, is_new) = match newest.filter(|newest| newest.id == id) {
            Some(newest) => (newest, false),
            None => {
                let version = Version { time: time_name(now), id: id.to_owned(), kept: false };
                let packed = packed(bytes).map_err(|error| save_error(&place, &error))?;
                disk::write(&dir, version.file(), &packed, &|_| true)?;
                (version, true)
            }
        };
        if keep && !version.kept {
            let mark = format!("{}{KEPT}", version.stem());
            match dir.create_new(&mark) {
                // Whatever has that name already says the same, and is not written to.
                Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
                    return Err(save_error(&place.join(mark), &error));
                }
                _ => {}
            }
        }
        Ok(is_new.then_some(version))
    }

    /// Removes the versions that are too close together for their age.
    pub(in crate::store) fn thin_history(&self, now: Timestamp) {
        let Ok(dir) = self.history() else { return };
        let versions = self.versions();
        for version in surplus(&versions, now.as_second().div_euclid(60)) {
            if let Err(error) = dir.remove(version.file()) {
                tracing::warn!(%error, file = version.file(), "an old version could not be removed");
            }
        }
    }
}

/// Compressed as the history keeps it.
fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    zstd::encode_all(bytes, 3)
}

/// Which of the versions, newest first, are too many at `now` (minutes since 1970). Always left: kept ones, the newest
/// five, the very first (the common ancestor of copies), and the newest of each slot.
fn surplus(versions: &[Version], now: i64) -> Vec<&Version> {
    let mut slots = BTreeSet::new();
    let mut out = Vec::new();
    for (n, version) in versions.iter().enumerate() {
        let Some(time) = minutes(&version.time) else {
            continue;
        };
        let age = now - time;
        let slot =
            SLOTS_MINUTES.iter().find(|(younger, _)| age < *younger).map_or(OLDEST_SLOT_MINUTES, |(_, slot)| *slot);
        let first_in_slot = slots.insert((slot, time.div_euclid(slot)));
        let is_first_ever = n + 1 == versions.len();
        if !(version.kept || n < NEWEST || is_first_ever || first_in_slot) {
            out.push(version);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Version {
        let time = Timestamp::from_second(minute * 60).unwrap();
        Version { time: time_name(time), id: format!("{minute:012x}"), kept: false }
    }

    #[test]
    fn names_are_the_ones_of_the_format() {
        let time: Timestamp = "2025-05-08T01:30:00Z".parse().unwrap();
        assert_eq!(time_name(time), "20250508T013000Z");
        let parsed = Version::from_name("20250508T013000Z-0123456789ab.ron.zst");
        assert_eq!(parsed, Some(("20250508T013000Z".into(), "0123456789ab".into())));
        for wrong in [
            "20250508T013000Z-0123.ron.zst",
            "20251308T013000Z-0123456789ab.ron.zst",
            "20250508T013000Z-../../../etc.ron.zst",
            "notes.txt",
        ] {
            assert_eq!(Version::from_name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn versions_thin_out_with_age() {
        // One version every minute for two years, thinned after each as the saver does, seen at its end.
        let start = 29_000_000;
        let end = start + 2 * 366 * 24 * 60;
        let mut left: Vec<Version> = Vec::new();
        let mut minute = start;
        while minute < end {
            left.insert(0, at(minute));
            if minute % 61 == 0 || minute + 7 >= end {
                let gone: BTreeSet<Version> = surplus(&left, minute).into_iter().cloned().collect();
                left.retain(|version| !gone.contains(version));
            }
            minute += if minute + 3 * 24 * 60 > end { 1 } else { 30 };
        }
        let gone: BTreeSet<Version> = surplus(&left, end).into_iter().cloned().collect();
        left.retain(|version| !gone.contains(version));
        let young = |minutes_old: i64| {
            left.iter().filter(|version| end - minutes(&version.time).unwrap() < minutes_old).count()
        };
        assert_eq!(young(60), 59, "every minute of the last hour");
        let day = young(24 * 60) - young(60);
        assert!((90..=96).contains(&day), "{day} in the last day");
        let month = young(31 * 24 * 60) - young(24 * 60);
        assert!((29..=32).contains(&month), "{month} in the last month");
        assert!(left.len() < 300, "{} in all", left.len());
        assert!(left.contains(&at(start)), "the first is never lost");
    }

    #[test]
    fn kept_versions_stay() {
        let mut versions: Vec<Version> = (0..100).rev().map(|n| at(1_000_000 + n)).collect();
        let old = 1_000_000 + 1_000 * 24 * 60;
        assert!(surplus(&versions, old).len() > 80);
        for version in &mut versions {
            version.kept = true;
        }
        assert!(surplus(&versions, old).is_empty());
    }
}
