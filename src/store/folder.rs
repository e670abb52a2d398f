//! A catalogue folder: the files and folders in it, opened without following a link.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use crate::store::disk::Dir;

/// The file with everything but pictures.
pub(in crate::store) const CATALOG_FILE: &str = "catalog.ron";
/// The file whose operating-system lock says who writes. It is empty, and being there means nothing.
pub(in crate::store) const LOCK_FILE: &str = ".etalase.lock";
pub(in crate::store) const PHOTOS: &str = "photos";
pub(in crate::store) const ORIGINALS: &str = "originals";
pub(in crate::store) const HISTORY: &str = ".history";

/// A catalogue's folder. Cheap to clone. It may itself be reached through a link; nothing in it may be one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Folder {
    root: Arc<Path>,
    cache: Option<Arc<Path>>,
}

/// Why a name from a catalogue is refused as a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathError {
    /// Absolute, with `..`, with a separator, a drive letter or a reserved Windows name.
    Outside { name: String },
    /// The file, or the folder of pictures, is a link.
    Link { name: String },
}

/// Device names that Windows answers to in every folder, whatever the ending: a file of that name cannot be made.
const RESERVED: [&str; 24] = [
    "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8",
    "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// Longest file name accepted, in bytes: leaves room for a temporary suffix below the usual 255.
const NAME_CAP_BYTES: usize = 200;

/// True for a bare file name that is the same file on Linux, Windows and macOS.
pub(in crate::store) fn is_plain_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").trim_end();
    // Windows reads the superscript digits of Latin-1 as digits here: COM¹ is COM1.
    let stem: String = stem
        .to_uppercase()
        .chars()
        .map(|c| match c {
            '¹' => '1',
            '²' => '2',
            '³' => '3',
            c => c,
        })
        .collect();
    !name.is_empty()
        && name.len() <= NAME_CAP_BYTES
        && !name.ends_with(['.', ' '])
        && !name.starts_with(' ')
        && name != ".."
        && !name.contains(['/', '\\', ':', '<', '>', '"', '|', '?', '*'])
        && !name.chars().any(char::is_control)
        && !RESERVED.contains(&stem.as_str())
}

impl Folder {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into().into(), cache: None }
    }

    /// The same folder with its small pictures kept in `dir` instead of the system's cache folder.
    pub fn with_cache(mut self, dir: impl Into<PathBuf>) -> Self {
        self.cache = Some(dir.into().into());
        self
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `catalog.ron`
    pub fn catalog_file(&self) -> PathBuf {
        self.root.join(CATALOG_FILE)
    }

    /// Where pictures are.
    pub fn photos_dir(&self) -> PathBuf {
        self.root.join(PHOTOS)
    }

    /// The folder itself, opened.
    pub(in crate::store) fn dir(&self) -> io::Result<Dir> {
        Dir::open(&self.root)
    }

    pub(in crate::store) fn photos(&self) -> io::Result<Dir> {
        self.dir()?.enter(PHOTOS)
    }

    /// Where earlier versions are.
    pub(in crate::store) fn history(&self) -> io::Result<Dir> {
        self.dir()?.enter(HISTORY)
    }

    /// Where small copies of pictures are kept; losing it costs only time.
    pub(in crate::store) fn cache_dir(&self) -> PathBuf {
        self.cache.as_deref().map_or_else(crate::store::settings::system_cache_dir, Path::to_path_buf)
    }

    /// Where brochures go: `Etalase Desa/Brosur` in the person's documents, whichever catalogue is open, so that
    /// nobody has to look for one on a USB stick.
    pub fn brochures_dir(&self) -> PathBuf {
        documents_dir().join("Brosur")
    }

    /// The path of a photo named in a catalogue.
    ///
    /// # Errors
    /// A name that is more than a file's name, or a link.
    pub fn photo(&self, file: &str) -> Result<PathBuf, PathError> {
        if !is_plain_name(file) {
            return Err(PathError::Outside { name: file.into() });
        }
        let is_link = |path: &Path| path.symlink_metadata().is_ok_and(|meta| meta.is_symlink());
        if is_link(&self.photos_dir()) {
            return Err(PathError::Link { name: PHOTOS.into() });
        }
        let stored = self.photos().ok().and_then(|photos| name_on_disk(&photos, file));
        let path = self.photos_dir().join(stored.as_deref().unwrap_or(file));
        if is_link(&path) { Err(PathError::Link { name: file.into() }) } else { Ok(path) }
    }
}

/// What a photo is called on the disk where it is not called what the catalogue says: a Mac writes é as two characters, and
/// the catalogue, which is composed (NFC), as one.
pub(in crate::store) fn name_on_disk(photos: &Dir, file: &str) -> Option<String> {
    if file.is_ascii() || matches!(photos.meta(file), Ok(Some(_))) {
        return None;
    }
    let names = photos.names().ok()?.into_iter().filter_map(|name| name.into_string().ok());
    names.into_iter().find(|name| name.nfc().eq(file.nfc()))
}

/// The person's documents folder, `Etalase Desa` inside it: own catalogues and brochures. Falls back to the home folder,
/// then to the working folder.
pub fn documents_dir() -> PathBuf {
    let base =
        directories::UserDirs::new().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_path_buf());
    base.or_else(|| std::env::current_dir().ok()).unwrap_or_default().join("Etalase Desa")
}

/// The shipped catalogue: in the working folder, beside the executable, or in the installed data folder.
pub fn find_shipped() -> Option<Folder> {
    let mut places = Vec::new();
    if let Ok(here) = std::env::current_dir() {
        places.push(here.join("catalog"));
    }
    if let Ok(exe) = std::env::current_exe() {
        places.extend(beside(&exe));
    }
    first_catalog(places)
}

fn first_catalog(places: Vec<PathBuf>) -> Option<Folder> {
    places.into_iter().find(|dir| dir.join("catalog.ron").is_file()).map(Folder::new)
}

/// Where a catalogue may lie for an executable: beside it, above the `target` folder it was built in, in the data folder
/// of the prefix it is installed under.
fn beside(exe: &Path) -> Vec<PathBuf> {
    let Some(dir) = exe.parent() else {
        return Vec::new();
    };
    let mut places = vec![dir.join("catalog")];
    for above in dir.ancestors() {
        if above.file_name().is_some_and(|name| name == "target")
            && let Some(project) = above.parent()
        {
            places.push(project.join("catalog"));
        }
    }
    if let Some(prefix) = dir.parent() {
        places.push(prefix.join("share").join("etalase").join("catalog"));
        // A macOS bundle: Contents/MacOS beside Contents/Resources.
        places.push(prefix.join("Resources").join("catalog"));
    }
    places
}

/// True where the executable runs from the temporary folder of a ZIP viewer, without its `catalog/` beside it.
pub fn is_run_from_zip() -> bool {
    std::env::current_exe().is_ok_and(|exe| looks_zipped(&exe, &std::env::temp_dir()))
}

fn looks_zipped(exe: &Path, temp: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let exe = real(exe);
    exe.starts_with(real(temp))
        && !exe.components().any(|part| part.as_os_str() == "target")
        && first_catalog(beside(&exe)).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_more_than_a_name_are_refused() {
        let folder = Folder::new("/nowhere/catalog");
        for name in [
            "",
            ".",
            "..",
            "../a.jpg",
            "a/b.jpg",
            "a\\b.jpg",
            "/etc/passwd",
            "C:\\a.jpg",
            "C:a.jpg",
            "a.jpg:stream",
            "CON",
            "con.jpg",
            "Nul.tar.jpg",
            "COM1.png",
            "COM¹.png",
            "lpt9",
            "aux .jpg",
            "a.jpg.",
            "a.jpg ",
            " a.jpg",
            "a\0.jpg",
            "a\n.jpg",
            "a?.jpg",
            "\\\\server\\share",
            &"x".repeat(300),
        ] {
            assert_eq!(folder.photo(name), Err(PathError::Outside { name: name.into() }), "{name:?}");
        }
        for name in
            ["madu-1a2b3c4d.jpg", "Madu Kelulut (1).JPG", "kopi…é.png", "con-tikar.jpg", "COM10.jpg", "a..b.jpg"]
        {
            assert!(folder.photo(name).is_ok(), "{name:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused() {
        let outside = tempfile::tempdir().unwrap();
        let dir = tempfile::tempdir().unwrap();
        let photos = dir.path().join("photos");
        std::fs::create_dir(&photos).unwrap();
        std::fs::write(outside.path().join("secret.jpg"), b"x").unwrap();
        std::fs::write(photos.join("real.jpg"), b"x").unwrap();
        let link = |to: &Path, name: &str| {
            std::os::unix::fs::symlink(to, photos.join(name)).unwrap();
        };
        link(&outside.path().join("secret.jpg"), "out.jpg");
        link(&outside.path().join("nothing.jpg"), "dangling.jpg");
        link(Path::new("real.jpg"), "in.jpg");
        let folder = Folder::new(dir.path());
        for name in ["out.jpg", "dangling.jpg", "in.jpg"] {
            assert_eq!(folder.photo(name), Err(PathError::Link { name: name.into() }));
        }
        for name in ["real.jpg", "not-there.jpg"] {
            assert!(folder.photo(name).is_ok(), "{name}");
        }
        // The whole folder of pictures as a link.
        let other = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), other.path().join("photos")).unwrap();
        for name in ["secret.jpg", "not-there.jpg"] {
            let refused = Err(PathError::Link { name: "photos".into() });
            assert_eq!(Folder::new(other.path()).photo(name), refused, "{name}");
        }
    }

    #[test]
    fn the_shipped_catalogue_is_found_beside_above_target_and_in_the_prefix() {
        let dir = tempfile::tempdir().unwrap();
        let put = |place: &str| {
            let place = dir.path().join(place);
            std::fs::create_dir_all(&place).unwrap();
            std::fs::write(place.join("catalog.ron"), "").unwrap();
            Some(Folder::new(place))
        };
        let find = |exe: &str| first_catalog(beside(&dir.path().join(exe)));
        assert_eq!(find("unzipped/etalase.exe"), None);
        let unzipped = put("unzipped/catalog");
        assert_eq!(find("unzipped/etalase.exe"), unzipped);
        let project = put("project/catalog");
        assert_eq!(find("project/target/debug/etalase"), project);
        assert_eq!(find("project/target/debug/deps/store-1"), project);
        let installed = put("usr/share/etalase/catalog");
        assert_eq!(find("usr/bin/etalase"), installed);
    }

    #[test]
    fn started_inside_a_zip_means_temporary_and_alone() {
        let temp = tempfile::tempdir().unwrap();
        let inner = temp.path().join("Temp1_etalase.zip");
        std::fs::create_dir(&inner).unwrap();
        let exe = inner.join("etalase.exe");
        std::fs::write(&exe, "").unwrap();
        assert!(looks_zipped(&exe, temp.path()));
        assert!(!looks_zipped(&exe, Path::new("/somewhere/else")));
        std::fs::create_dir(inner.join("catalog")).unwrap();
        std::fs::write(inner.join("catalog/catalog.ron"), "").unwrap();
        assert!(!looks_zipped(&exe, temp.path()));
    }
}
