//! Keeps the folder of pictures in order: finds those that were moved away, clears away those that nobody names, and brings
//! them back as soon as something names them again.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read as _};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use crate::model::Catalog;
use crate::store::disk::{Dir, Kind, SaveError, save_error};
use crate::store::folder::{Folder, HISTORY, PHOTOS, is_plain_name};
use crate::store::images::photo_import::{picture_files, read_picture};
use crate::store::images::photos::{PhotoError, PhotoIntake, is_same, photo_hash, prepare};

/// A picture file of a catalogue and its size.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PhotoFile {
    pub name: String,
    pub bytes: u64,
}

/// The picture files that the catalogue does not name now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnusedPhotos {
    /// Named by no version at all.
    pub free: Vec<PhotoFile>,
    /// Named by earlier versions only; restoring one brings its pictures back.
    pub in_history: Vec<PhotoFile>,
    /// Cleared away before.
    pub discarded: Vec<PhotoFile>,
    pub versions: usize,
    /// Versions that could not be read: what their bytes mention counts as named.
    pub unreadable: usize,
}

/// By what a moved picture was known again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    /// The same bytes.
    Content,
    /// The picture that the stored one was made from.
    Original,
    /// Only its name fits: the content differs.
    Name,
}

/// A missing picture that was found elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedPhoto {
    /// The file that the catalogue names.
    pub missing: String,
    pub at: PathBuf,
    pub by: FoundBy,
}

/// A folder chosen by a person is searched up to so many pictures.
const MOST_SEARCHED: usize = 50_000;
/// So many strangers are decoded to see whether a stored picture was made from one of them.
const MOST_DECODED: usize = 1_000;

/// Looks for missing pictures in a folder and everything inside it: by content, since the stored name carries eight digits
/// of it, then by name. A picture that is found by content is not looked for by name any more.
pub fn find_moved(
    missing: &BTreeSet<String>,
    inside: &Path,
    progress: &dyn Fn(usize, usize) -> ControlFlow<()>,
) -> Vec<MovedPhoto> {
    let (mut others, mut cut_off) = (0, false);
    let files = picture_files(&[inside.to_owned()], MOST_SEARCHED, &mut others, &mut cut_off);
    let hashes: BTreeMap<&str, &String> = missing.iter().filter_map(|name| Some((hash_in(name)?, name))).collect();
    let names: BTreeMap<String, &String> = missing.iter().map(|name| (name.to_lowercase(), name)).collect();
    let mut found: BTreeMap<&String, (FoundBy, PathBuf)> = BTreeMap::new();
    let mut put = |name, by, at: &PathBuf| {
        let better = found.get(name).is_none_or(|(before, _)| by < *before);
        if better {
            found.insert(name, (by, at.clone()));
        }
        better
    };
    let total = files.len() * 2;
    let mut strangers = Vec::new();
    for (at, path) in files.iter().enumerate() {
        if progress(at, total).is_break() {
            return Vec::new();
        }
        let named = path.file_name().map(|name| name.to_string_lossy().to_lowercase());
        let named = named.and_then(|name| names.get(&name).copied());
        let content = match read_picture(path) {
            Ok(bytes) => hashes.get(photo_hash(&bytes).as_str()).copied(),
            Err(_) => continue,
        };
        match (content, named) {
            (Some(name), _) => drop(put(name, FoundBy::Content, path)),
            (None, Some(name)) => drop(put(name, FoundBy::Name, path)),
            (None, None) => strangers.push(path),
        }
    }
    // The phone's own file: storing it once more gives the same bytes.
    let left: BTreeMap<&str, &String> =
        hashes.iter().filter(|(_, name)| !found.contains_key(*name)).map(|(hash, name)| (*hash, *name)).collect();
    if !left.is_empty() {
        for (at, path) in strangers.into_iter().take(MOST_DECODED).enumerate() {
            if progress(files.len() + at, total).is_break() {
                return Vec::new();
            }
            let stored = read_picture(path)
                .ok()
                .and_then(|bytes| prepare(&bytes, PhotoIntake { takes_damaged: true, ..PhotoIntake::default() }).ok());
            if let Some(name) = stored.and_then(|(content, _)| left.get(photo_hash(&content).as_str()).copied()) {
                found.entry(name).or_insert((FoundBy::Original, path.clone()));
            }
        }
    }
    found.into_iter().map(|(name, (by, at))| MovedPhoto { missing: name.clone(), at, by }).collect()
}

/// The eight digits at the end of a stored picture's name.
fn hash_in(name: &str) -> Option<&str> {
    let (stem, _) = name.rsplit_once('.')?;
    let (_, hash) = stem.rsplit_once('-')?;
    (hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit())).then_some(hash)
}

impl Folder {
    /// Where pictures go that were cleared away: inside the history, which brings them back.
    pub(in crate::store) fn discarded(&self) -> io::Result<Dir> {
        self.history()?.enter(PHOTOS)
    }

    /// The picture files in a folder that are not in `named`, whichever form their accents are in.
    fn listed(dir: io::Result<Dir>, named: &BTreeSet<String>) -> Vec<PhotoFile> {
        let Ok(dir) = dir else { return Vec::new() };
        let named: BTreeSet<String> = named.iter().map(|name| name.nfc().collect()).collect();
        let names = dir.names().unwrap_or_default().into_iter().filter_map(|name| name.into_string().ok());
        let mut files: Vec<PhotoFile> = names
            .filter(|name| is_plain_name(name) && crate::store::is_picture_name(Path::new(name)))
            .filter(|name| !named.contains(&name.nfc().collect::<String>()))
            .filter_map(|name| {
                let meta = dir.meta(&name).ok()??;
                (meta.kind == Kind::File).then_some(PhotoFile { name, bytes: meta.bytes })
            })
            .collect();
        files.sort();
        files
    }

    /// Picture files in `photos/` that are not in `named`: a quick look, for a hint.
    pub fn photos_besides(&self, named: &BTreeSet<String>) -> Vec<PhotoFile> {
        Self::listed(self.photos(), named)
    }

    /// The pictures that are not in `named` (the catalogue as it is now, and what undo may bring back), told apart by
    /// whether any earlier version names them.
    pub fn unused_photos(
        &self,
        named: &BTreeSet<String>,
        progress: &dyn Fn(usize, usize) -> ControlFlow<()>,
    ) -> UnusedPhotos {
        let discarded = Self::listed(self.discarded(), &BTreeSet::new());
        let mut unused = UnusedPhotos { discarded, ..UnusedPhotos::default() };
        let candidates = self.photos_besides(named);
        if candidates.is_empty() {
            return unused;
        }
        let versions = self.versions();
        unused.versions = versions.len();
        let mut in_history: BTreeSet<String> = BTreeSet::new();
        for (at, version) in versions.iter().enumerate() {
            if progress(at, versions.len()).is_break() {
                return UnusedPhotos::default();
            }
            match self.version(version) {
                Ok(catalog) => in_history.extend(catalog.photo_files()),
                Err(_) => {
                    unused.unreadable += 1;
                    match self.version_bytes(version) {
                        Ok(bytes) => {
                            let mentioned =
                                |file: &&PhotoFile| memchr::memmem::find(&bytes, file.name.as_bytes()).is_some();
                            in_history.extend(candidates.iter().filter(mentioned).map(|file| file.name.clone()));
                        }
                        // Nobody can tell what it names.
                        Err(_) => in_history.extend(candidates.iter().map(|file| file.name.clone())),
                    }
                }
            }
        }
        (unused.in_history, unused.free) = candidates.into_iter().partition(|file| in_history.contains(&file.name));
        unused
    }

    /// Clears pictures away into the history, and says which: those that could be moved.
    ///
    /// # Errors
    /// None could be moved.
    pub fn discard_photos(&self, names: &[String]) -> Result<Vec<String>, SaveError> {
        let place = self.root().join(HISTORY);
        let root = self.dir().map_err(|error| save_error(&place, &error))?;
        let to = root.enter_or_make(HISTORY).and_then(|history| history.enter_or_make(PHOTOS));
        let to = to.map_err(|error| save_error(&place, &error))?;
        let from = root.enter(PHOTOS).map_err(|error| save_error(&self.photos_dir(), &error))?;
        let mut moved = Vec::new();
        let mut failed = None;
        for name in names {
            if !is_plain_name(name) {
                continue;
            }
            match move_file(name, &from, &to) {
                Ok(()) => moved.push(name.clone()),
                Err(error) => failed = Some(save_error(&from.path().join(name), &error)),
            }
        }
        match failed {
            Some(error) if moved.is_empty() => Err(error),
            _ => Ok(moved),
        }
    }

    /// Brings back the pictures that a catalogue names and that were cleared away; says how many. What cannot be moved is
    /// still read from where it lies.
    pub fn recall_photos(&self, catalog: &Catalog) -> usize {
        let names: Vec<String> = catalog.photo_files().into_iter().collect();
        self.bring_back(&names)
    }

    /// Brings pictures back that were cleared away; says how many.
    pub fn bring_back(&self, names: &[String]) -> usize {
        let Ok(from) = self.discarded() else { return 0 };
        let Ok(to) = self.dir().and_then(|dir| dir.enter_or_make(PHOTOS)) else { return 0 };
        let moved = |name: &&String| {
            if !matches!((from.meta(name), to.meta(name)), (Ok(Some(_)), Ok(None))) {
                return false;
            }
            let moved = move_file(name, &from, &to);
            if let Err(error) = &moved {
                tracing::warn!(%error, name, "a picture could not be brought back");
            }
            moved.is_ok()
        };
        names.iter().filter(moved).count()
    }

    /// Takes a picture that was found elsewhere back in. Returns the name it has now: the old one where the content is the
    /// same, else a new one.
    ///
    /// # Errors
    /// As [`Folder::add_photo`].
    pub fn take_back(&self, found: &MovedPhoto) -> Result<String, PhotoError> {
        let bytes = read_picture(&found.at)?;
        let same = match found.by {
            FoundBy::Content => Some(bytes.clone()),
            FoundBy::Original => prepare(&bytes, PhotoIntake { takes_damaged: true, ..PhotoIntake::default() })
                .ok()
                .map(|(content, _)| content),
            FoundBy::Name => None,
        };
        let same = same.filter(|content| hash_in(&found.missing) == Some(photo_hash(content).as_str()));
        if let Some(content) = same.filter(|_| is_plain_name(&found.missing)) {
            self.put_picture(PHOTOS, &found.missing, &content)?;
            return Ok(found.missing.clone());
        }
        let stem = found.missing.rsplit_once('.').map_or(found.missing.as_str(), |(stem, _)| stem);
        let stem = hash_in(&found.missing).and_then(|hash| stem.strip_suffix(hash)).unwrap_or(stem);
        self.add_photo(&bytes, &found.missing, stem.trim_end_matches('-'))
    }
}

/// Moves a picture from one folder to another. Where another with that name lies there already, the same bytes make one of
/// them superfluous, and other bytes leave both as they are.
fn move_file(name: &str, from: &Dir, to: &Dir) -> io::Result<()> {
    if to.meta(name)?.is_none() {
        // Only a file itself is moved: a link would change what it leads to.
        from.read(name)?;
        return from.rename(name, to, name);
    }
    let mut bytes = Vec::new();
    from.read(name)?.read_to_end(&mut bytes)?;
    if is_same(to, name, &bytes) { from.remove(name) } else { Err(io::ErrorKind::AlreadyExists.into()) }
}
