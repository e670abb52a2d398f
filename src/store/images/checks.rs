//! Remembers which photos were found whole while their files stay unchanged: a catalogue is checked after every edit, and
//! no edit changes a photo.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::model::PhotoFault;
use crate::store::folder::{Folder, is_plain_name};

/// The photos of one folder in which nothing was found wrong. What has a fault is looked at every time: another program may
/// only have held it open.
#[derive(Default)]
pub struct PhotoChecks {
    whole: Mutex<HashMap<String, Stamp>>,
    /// Photos are decoded, too: what stands in their middle may be damaged.
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

    /// As [`Folder::photo_fault`], reading a file that was whole only where its size or time changed.
    pub fn fault(&self, folder: &Folder, file: &str) -> Option<PhotoFault> {
        // Before it is read: what is written meanwhile has another stamp the next time.
        let stamp = is_plain_name(file).then(|| Stamp::of(&folder.photos_dir().join(file))).flatten();
        let whole = || self.whole.lock().unwrap_or_else(PoisonError::into_inner);
        if stamp.is_some() && whole().get(file).copied() == stamp {
            return None;
        }
        let fault = folder.photo_fault(file);
        let fault = fault.or_else(|| self.is_thorough.then(|| folder.photo_damage(file)).flatten());
        if let (None, Some(stamp)) = (&fault, stamp) {
            whole().insert(file.to_owned(), stamp);
        }
        fault
    }
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
