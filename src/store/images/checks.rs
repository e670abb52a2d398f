//! Remembers which photos were found whole while their files stay unchanged: a catalogue is checked after every edit, and
//! no edit changes a photo.

use std::collections::HashMap;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::model::PhotoFault;
use crate::store::folder::{Folder, is_plain_name};

/// The photos of one folder that were looked at. What has a fault in its header is looked at every time: another program may
/// only have held it open.
#[derive(Default)]
pub struct PhotoChecks {
    whole: Mutex<HashMap<String, Stamp>>,
    /// Photos of which all was decoded, too, and what was found: what stands in their middle may be damaged.
    inside: Mutex<HashMap<String, (Stamp, Option<PhotoFault>)>>,
    /// A fault was found inside a photo since the last check began.
    has_news: AtomicBool,
    /// Photos are decoded at once.
    is_thorough: bool,
}

/// A file of this size and time is the one that was looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Stamp {
    pub(in crate::store) bytes: u64,
    pub(in crate::store) modified: SystemTime,
}

/// A file written so lately may be written again without another time (FAT tells even seconds only).
const UNSURE: Duration = Duration::from_secs(3);

impl Stamp {
    /// `None` for what is no file, and for one written so lately that it may be written again without another time.
    pub(in crate::store) fn of(path: &Path) -> Option<Self> {
        Self::now(path).filter(|stamp| stamp.modified.elapsed().is_ok_and(|age| age > UNSURE))
    }

    /// As a file is now, however lately it was written.
    pub(in crate::store) fn now(path: &Path) -> Option<Self> {
        let meta = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
        Some(Self { bytes: meta.len(), modified: meta.modified().ok()? })
    }
}

impl PhotoChecks {
    /// Checks that decode every photo, which takes a tenth of a second for each of twelve megapixels.
    pub fn thorough() -> Self {
        Self { is_thorough: true, ..Self::default() }
    }

    /// As [`Folder::photo_fault`], reading a file that was whole only where its size or time changed. What
    /// [`PhotoChecks::look_inside`] found is a fault, too.
    pub fn fault(&self, folder: &Folder, file: &str) -> Option<PhotoFault> {
        // Before it is read: what is written meanwhile has another stamp the next time.
        let stamp = stamp_of(folder, file);
        let whole = || self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if stamp.is_none() || whole().get(file).copied() != stamp {
            let fault = folder.photo_fault(file);
            if fault.is_some() {
                return fault;
            }
            if let Some(stamp) = stamp {
                whole().insert(file.to_owned(), stamp);
            }
        }
        if self.is_thorough {
            self.look_inside(folder, file);
        }
        let inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.get(file).filter(|(seen, _)| Stamp::now(&folder.photos_dir().join(file)) == Some(*seen))?.1.clone()
    }

    /// Decodes a photo, unless that was done while its file was as it is now.
    pub fn look_inside(&self, folder: &Folder, file: &str) {
        let Some(stamp) = is_plain_name(file).then(|| Stamp::now(&folder.photos_dir().join(file))).flatten() else {
            return;
        };
        let inside = || self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if inside().get(file).is_some_and(|(seen, _)| *seen == stamp) {
            return;
        }
        let fault = folder.photo_damage(file);
        let is_damaged = fault.is_some();
        inside().insert(file.to_owned(), (stamp, fault));
        self.has_news.fetch_or(is_damaged, Ordering::SeqCst);
    }

    /// A check begins, which lists all that is known by now.
    pub fn begin_check(&self) {
        self.has_news.store(false, Ordering::SeqCst);
    }

    /// Whether a fault was found inside a photo that the last check may not have known of.
    pub fn has_news(&self) -> bool {
        self.has_news.load(Ordering::SeqCst)
    }
}

fn stamp_of(folder: &Folder, file: &str) -> Option<Stamp> {
    is_plain_name(file).then(|| Stamp::of(&folder.photos_dir().join(file))).flatten()
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use super::*;

    fn written(folder: &Folder, bytes: &[u8], age_s: u64) {
        std::fs::create_dir_all(folder.photos_dir()).unwrap();
        let path = folder.photos_dir().join("a.png");
        std::fs::write(&path, bytes).unwrap();
        let then = SystemTime::now() - Duration::from_secs(age_s);
        File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
    }

    fn png() -> Vec<u8> {
        let mut png = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(4, 4).write_to(&mut png, image::ImageFormat::Png).unwrap();
        png.into_inner()
    }

    #[test]
    fn a_file_is_read_again_only_where_it_changed() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, checks) = (Folder::new(dir.path()), PhotoChecks::default());
        let good = png();
        let bad = vec![b'x'; good.len()];
        assert_eq!(checks.fault(&folder, "a.png"), Some(PhotoFault::Missing));
        written(&folder, &good, 60);
        assert_eq!(checks.fault(&folder, "a.png"), None);
        // The same size and time: not read, or the fault would be found.
        let modified = std::fs::metadata(folder.photos_dir().join("a.png")).unwrap().modified().unwrap();
        std::fs::write(folder.photos_dir().join("a.png"), &bad).unwrap();
        let file = File::options().write(true).open(folder.photos_dir().join("a.png")).unwrap();
        file.set_modified(modified).unwrap();
        assert_eq!(checks.fault(&folder, "a.png"), None);
        written(&folder, &bad, 30);
        assert!(checks.fault(&folder, "a.png").is_some());
        // A fault is looked at again even where size and time say that nothing changed.
        written(&folder, &good, 30);
        assert_eq!(checks.fault(&folder, "a.png"), None);
        std::fs::remove_file(folder.photos_dir().join("a.png")).unwrap();
        assert_eq!(checks.fault(&folder, "a.png"), Some(PhotoFault::Missing));
    }

    #[test]
    fn what_is_damaged_inside_is_known_once_it_was_decoded_and_until_the_file_changes() {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path().join("katalog")).with_cache(dir.path().join("cache"));
        let case = |name: &str| {
            std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/photos").join(name)).unwrap()
        };
        let damaged = case("jpeg-marker-inside.jpg");
        std::fs::create_dir_all(folder.photos_dir()).unwrap();
        let path = folder.photos_dir().join("a.jpg");
        std::fs::write(&path, &damaged).unwrap();
        let then = SystemTime::now() - Duration::from_secs(60);
        let old = || {
            File::options().write(true).open(&path).unwrap().set_modified(then).unwrap();
        };
        old();
        let checks = PhotoChecks::default();
        assert_eq!(checks.fault(&folder, "a.jpg"), None, "its header and its end are well");
        checks.look_inside(&folder, "a.jpg");
        assert!(checks.has_news());
        checks.begin_check();
        checks.look_inside(&folder, "a.jpg");
        assert!(!checks.has_news(), "it is known by now");
        assert_eq!(checks.fault(&folder, "a.jpg"), Some(PhotoFault::Damaged));
        assert_eq!(PhotoChecks::thorough().fault(&folder, "a.jpg"), Some(PhotoFault::Damaged));
        // The verdict is kept by content, for every session: a file of the same size and time is not even read.
        std::fs::write(&path, vec![b'x'; damaged.len()]).unwrap();
        old();
        assert_eq!(folder.photo_damage("a.jpg"), Some(PhotoFault::Damaged));
        std::fs::write(&path, case("jpeg-junk-before-marker.jpg")).unwrap();
        assert_eq!(checks.fault(&folder, "a.jpg"), None);
        checks.look_inside(&folder, "a.jpg");
        assert_eq!((checks.fault(&folder, "a.jpg"), checks.has_news()), (None, false));
    }

    #[test]
    fn a_file_that_is_being_written_is_read_every_time() {
        let dir = tempfile::tempdir().unwrap();
        let (folder, checks) = (Folder::new(dir.path()), PhotoChecks::default());
        written(&folder, &png(), 0);
        assert_eq!(checks.fault(&folder, "a.png"), None);
        written(&folder, &vec![b'x'; png().len()], 0);
        assert!(checks.fault(&folder, "a.png").is_some());
        assert!(checks.fault(&folder, "../a.png").is_some());
    }
}
