//! Pictures in a spreadsheet's folder that its cells name: found by path or by file name, never outside that folder.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Component, Path, PathBuf};

use unicode_normalization::UnicodeNormalization as _;

use crate::store::images::decode::Kind;

/// The largest picture that is taken from beside a spreadsheet.
const CAP_BYTES: u64 = 200 << 20;
/// Entries of folders that are looked at, and folders inside the spreadsheet's own.
const ENTRIES: usize = 20_000;
const FOLDERS: usize = 200;

const ENDINGS: [&str; 8] = ["jpg", "jpeg", "jpe", "jfif", "png", "webp", "heic", "heif"];

/// The pictures in a spreadsheet's folder and in the folders directly inside it, looked at once.
#[derive(Clone, Debug, Default)]
pub struct SheetImages {
    base: PathBuf,
    /// By file name in small letters; `None` where several folders have one of this name.
    inside: HashMap<String, PathBuf>,
    below: HashMap<String, Option<PathBuf>>,
    /// By the name without its ending, in the spreadsheet's own folder; `None` where several files have it.
    stems: HashMap<String, Option<PathBuf>>,
}

impl SheetImages {
    /// Lists the pictures around a spreadsheet. A folder that cannot be read holds nothing.
    pub fn scan(spreadsheet: &Path) -> Self {
        let folder = spreadsheet.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let Ok(base) = folder.canonicalize() else {
            return Self::default();
        };
        let mut found = Self { base: base.clone(), ..Self::default() };
        let mut left = ENTRIES;
        let (pictures, folders) = entries(&base, &mut left);
        for (name, path) in pictures {
            if let Some((stem, _)) = name.rsplit_once('.') {
                let known = found.stems.entry(stem.to_owned());
                known.and_modify(|known| *known = None).or_insert_with(|| Some(path.clone()));
            }
            found.inside.entry(name).or_insert(path);
        }
        for folder in folders.into_iter().take(FOLDERS) {
            for (name, path) in entries(&folder, &mut left).0 {
                found.below.entry(name).and_modify(|known| *known = None).or_insert(Some(path));
            }
        }
        found
    }

    /// The picture that a cell names: `foto/madu.jpg`, `C:\Users\Ani\foto\madu.jpg` or `MADU.JPG`. A stranger's path is
    /// followed inside the folder only; otherwise its file name alone counts.
    pub fn find(&self, named: &str) -> Option<PathBuf> {
        let named = named.trim().replace('\\', "/");
        let path = Path::new(&named);
        if path.components().count() > 1 && path.components().all(|part| matches!(part, Component::Normal(_))) {
            let whole = self.base.join(path).canonicalize().ok();
            let is_picture =
                |path: &PathBuf| path.starts_with(&self.base) && is_small_file(path) && key(path).is_some();
            if let Some(whole) = whole.filter(is_picture) {
                return Some(whole);
            }
        }
        let name = lower(path)?;
        let whole = self.inside.get(&name).cloned().or_else(|| self.below.get(&name).cloned().flatten());
        // Without its ending, as Windows shows it.
        let found = whole.or_else(|| self.stems.get(&name).cloned().flatten())?;
        is_small_file(&found).then_some(found)
    }
}

fn is_small_file(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= CAP_BYTES)
}

/// A file's name in small letters, composed as it is typed: macOS takes `é` apart.
fn lower(path: &Path) -> Option<String> {
    Some(path.file_name()?.to_string_lossy().to_lowercase().nfc().collect())
}

/// A picture's file name in small letters.
fn key(path: &Path) -> Option<String> {
    let name = lower(path)?;
    let (_, ending) = name.rsplit_once('.')?;
    ENDINGS.contains(&ending).then_some(name)
}

/// The same of a file whose name has no ending and whose content is a picture.
fn key_without_ending(path: &Path) -> Option<String> {
    let name = lower(path).filter(|name| !name.contains('.'))?;
    let mut head = Vec::new();
    File::open(path).ok()?.take(16).read_to_end(&mut head).ok()?;
    matches!(Kind::sniff(&head), Kind::Jpeg | Kind::Png | Kind::Webp | Kind::Heic).then_some(name)
}

/// Pictures and folders of a folder, in the order of their names. Links are not followed.
fn entries(folder: &Path, left: &mut usize) -> (Vec<(String, PathBuf)>, Vec<PathBuf>) {
    let (mut pictures, mut folders) = (Vec::new(), Vec::new());
    let Ok(list) = std::fs::read_dir(folder) else {
        return (pictures, folders);
    };
    for entry in list.flatten() {
        if *left == 0 {
            break;
        }
        *left -= 1;
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folders.push(path),
            Ok(kind) if kind.is_file() => {
                let key = key(&path).or_else(|| key_without_ending(&path));
                pictures.extend(key.map(|key| (key, path.clone())));
            }
            _ => {}
        }
    }
    pictures.sort();
    folders.sort();
    (pictures, folders)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_found_by_path_or_name_and_never_outside() {
        let dir = tempfile::tempdir().unwrap();
        let base = dir.path().join("kiriman");
        for folder in ["foto", "lama"] {
            std::fs::create_dir_all(base.join(folder)).unwrap();
        }
        for file in ["madu.jpg", "foto/kopi.JPG", "foto/teh.png", "lama/teh.png", "foto/rahasia.txt"] {
            std::fs::write(base.join(file), file).unwrap();
        }
        std::fs::write(dir.path().join("luar.jpg"), "x").unwrap();
        let images = SheetImages::scan(&base.join("daftar.xlsx"));
        let found =
            |named: &str| images.find(named).map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
        assert_eq!(found("madu.jpg").as_deref(), Some("madu.jpg"));
        assert_eq!(found("MADU.JPG").as_deref(), Some("madu.jpg"));
        assert_eq!(found("kopi.jpg").as_deref(), Some("kopi.JPG"));
        assert_eq!(found(r"C:\Users\Ani\foto\kopi.JPG").as_deref(), Some("kopi.JPG"));
        assert_eq!(images.find("lama/teh.png"), Some(base.canonicalize().unwrap().join("lama/teh.png")));
        std::fs::write(base.join("de\u{301}wa.heif"), "x").unwrap();
        let more = SheetImages::scan(&base.join("daftar.xlsx"));
        assert!(more.find("Déwa.heif").is_some() && more.find("déwa").is_some() && more.find("madu").is_some());
        assert!(more.find("ada").is_none());
        std::fs::write(base.join("abon sapi"), b"\xff\xd8\xff\xe0").unwrap();
        std::fs::write(base.join("catatan"), b"teks").unwrap();
        let more = SheetImages::scan(&base.join("daftar.xlsx"));
        assert!(more.find("Abon Sapi").is_some() && more.find("catatan").is_none());
        // Two folders have one, and the name alone does not tell which.
        assert_eq!(found("teh.png"), None);
        for outside in ["../luar.jpg", "/etc/passwd", "foto/rahasia.txt", "", ".."] {
            assert_eq!(found(outside), None, "{outside}");
        }
        assert!(SheetImages::scan(Path::new("/nowhere/at/all.xlsx")).find("a.jpg").is_none());
    }
}
