//! Names and places of the files that actions make; none that exists is written over unless somebody says so.

use std::path::{Path, PathBuf};

use crate::store::{self, SaveError};
use crate::text::{Explain, Lang, Message};

/// Where a file goes that an action makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// Exactly there.
    File { path: PathBuf, overwrite: bool },
    /// Under this name in this folder, or the name with a number that is free. The folder is made where it is missing.
    Folder { dir: PathBuf, name: String },
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq)]
pub enum WriteError {
    /// There is one already, and nobody said to overwrite it.
    Exists {
        path: PathBuf,
    },
    Save(SaveError),
}

impl From<SaveError> for WriteError {
    fn from(error: SaveError) -> Self {
        WriteError::Save(error)
    }
}

impl Explain for WriteError {
    fn explain(&self, lang: Lang) -> Message {
        match self {
            WriteError::Exists { path } => {
                let shown = path.display();
                Message {
                    what: crate::say!(lang, "File {shown} sudah ada.", "The file {shown} exists."),
                    todo: crate::say!(
                        lang,
                        "Pilih nama lain, atau timpa dengan --force.",
                        "Choose another name, or overwrite it with --force."
                    ),
                    place: String::new(),
                }
            }
            WriteError::Save(error) => error.explain(lang),
        }
    }
}

impl Destination {
    /// Writes the one file there. `ending` is that of a free name: `.xlsx`.
    ///
    /// # Errors
    /// It exists, or it could not be written; what was there is intact.
    pub fn write(&self, ending: &str, bytes: &[u8]) -> Result<PathBuf, WriteError> {
        let path = match self {
            Destination::File { path, overwrite } => {
                refuse_existing(path, *overwrite)?;
                path.clone()
            }
            Destination::Folder { dir, name } => free_path(dir, name, ending)?,
        };
        store::write_file(&path, bytes)?;
        Ok(path)
    }
}

pub(super) fn refuse_existing(path: &Path, overwrite: bool) -> Result<(), WriteError> {
    match path.exists() && !overwrite {
        true => Err(WriteError::Exists { path: path.to_owned() }),
        false => Ok(()),
    }
}

/// `name.pdf`, `name (2).pdf`, …: never a file or folder that is there already.
pub(super) fn free_path(dir: &Path, name: &str, ending: &str) -> Result<PathBuf, SaveError> {
    store::make_dirs(dir)?;
    Ok(numbered(|number| dir.join(format!("{name}{number}{ending}"))))
}

/// A folder's name that is not taken yet: `name`, `name (2)`, …. The folder is not made.
pub fn free_dir(parent: &Path, name: &str) -> PathBuf {
    numbered(|number| parent.join(format!("{name}{number}")))
}

fn numbered(path: impl Fn(&str) -> PathBuf) -> PathBuf {
    let first = path("");
    if !first.exists() {
        return first;
    }
    (2..10_000).map(|n| path(&format!(" ({n})"))).find(|path| !path.exists()).unwrap_or(first)
}

/// What a file may be called everywhere: Windows refuses some letters, and dots or blanks at the end.
pub(super) fn file_name(parts: &[&str]) -> String {
    let whole = parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ");
    let clean: String =
        whole.chars().map(|c| if c.is_control() || "<>:\"/\\|?*".contains(c) { ' ' } else { c }).take(60).collect();
    clean.trim().trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::disk::faults::each_failure;

    #[test]
    fn a_free_name_is_numbered_and_an_existing_file_stays() {
        let dir = tempfile::tempdir().unwrap();
        let into = Destination::Folder { dir: dir.path().join("Ekspor"), name: "Daftar".into() };
        let first = into.write(".csv", b"1").unwrap();
        let second = into.write(".csv", b"2").unwrap();
        assert!(first.ends_with("Ekspor/Daftar.csv") && second.ends_with("Ekspor/Daftar (2).csv"));
        let exactly = |overwrite| Destination::File { path: first.clone(), overwrite };
        assert_eq!(exactly(false).write("", b"3"), Err(WriteError::Exists { path: first.clone() }));
        assert_eq!(std::fs::read(&first).unwrap(), b"1");
        exactly(true).write("", b"3").unwrap();
        assert_eq!(std::fs::read(&first).unwrap(), b"3");
    }

    #[test]
    fn names_hold_nothing_that_a_file_system_refuses() {
        assert_eq!(file_name(&["Paser: madu/kopi?", "", "1"]), "Paser  madu kopi  1");
        assert_eq!(file_name(&["Desa Lung Anai. "]), "Desa Lung Anai");
    }

    #[test]
    fn whatever_fails_an_exported_list_is_the_old_file_or_the_new_one() {
        let prepare = |dir: &Path| std::fs::write(dir.join("a.xlsx"), b"old").unwrap();
        each_failure(prepare, |dir, ()| {
            let exactly = Destination::File { path: dir.join("a.xlsx"), overwrite: true };
            let written = exactly.write(".xlsx", b"new and longer");
            let expected: &[u8] = if written.is_ok() { b"new and longer" } else { b"old" };
            assert_eq!(std::fs::read(dir.join("a.xlsx")).unwrap(), expected);
            let free = Destination::Folder { dir: dir.join("Ekspor"), name: "Daftar".into() };
            match free.write(".xlsx", b"list") {
                Ok(path) => assert_eq!(std::fs::read(path).unwrap(), b"list"),
                Err(_) => assert!(!dir.join("Ekspor/Daftar.xlsx").exists()),
            }
        });
    }
}
