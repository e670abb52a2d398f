//! A catalogue folder and the only way to make a path inside it.

use std::path::{Path, PathBuf};

use crate::text::{Explain, Lang, Message};

/// A catalogue's folder. Cheap to clone; all paths made from it stay inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    root: PathBuf,
}

/// Why a name from a catalogue is refused as a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathError {
    /// Absolute, with `..`, with a separator, a drive letter or a reserved Windows name.
    Outside { name: String },
    /// A link that leads out of the folder.
    LinkOut { name: String },
}

impl Explain for PathError {
    fn explain(&self, lang: Lang) -> Message {
        let _ = lang;
        todo!()
    }
}

impl Folder {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `catalog.ron`
    pub fn catalog_file(&self) -> PathBuf {
        self.root.join("catalog.ron")
    }

    /// The path of a photo named in a catalogue.
    pub fn photo(&self, file: &str) -> Result<PathBuf, PathError> {
        let _ = file;
        todo!()
    }
}

/// The person's documents folder, `Etalase Desa` inside it: own catalogues and brochures.
pub fn documents_dir() -> PathBuf {
    todo!()
}

/// The shipped catalogue: in the working folder, beside the executable, or in the installed data folder.
pub fn find_shipped() -> Option<Folder> {
    todo!()
}

/// True where the executable runs from the temporary folder of a ZIP viewer, without its `catalog/` beside it.
pub fn is_run_from_zip() -> bool {
    todo!()
}
