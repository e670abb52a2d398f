//! A photo from a stranger: its header, whether it is whole, when it was taken, and as it is shown.

use std::path::PathBuf;

use etalase::store::{Folder, find_incoming};
use etalase::text::{Explain as _, Lang};

/// A catalogue with one photo, which is each input in turn.
struct Place {
    _dir: tempfile::TempDir,
    folder: Folder,
    photo: PathBuf,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let folder = Folder::new(dir.path()).with_cache(dir.path().join("cache"));
        std::fs::create_dir(dir.path().join("photos")).unwrap();
        let photo = dir.path().join("photos/a.jpg");
        Self { _dir: dir, folder, photo }
    }
}

thread_local! {
    static PLACE: Place = Place::new();
}

pub fn target(bytes: &[u8]) {
    PLACE.with(|Place { folder, photo, .. }| {
        std::fs::write(photo, bytes).unwrap();
        let header = folder.photo_header("a.jpg");
        let is_told = folder.photo_fault("a.jpg").is_some();
        let _ = find_incoming(std::slice::from_ref(photo), &|_| std::ops::ControlFlow::Continue(()));
        match folder.incoming_thumbnail(photo, 32, 32) {
            // A photo that is shown has a size that its header tells; a HEIC file or a drawing has to be taken in first.
            Ok(_) => assert!(header.is_ok() || is_told),
            Err(error) => assert!(Lang::ALL.iter().all(|lang| !error.explain(*lang).what.is_empty())),
        }
    });
}
