//! A catalogue folder to a [`Catalog`](crate::model::Catalog) and back without ever losing the old file; photos,
//! history, lock and settings.

pub mod folder;
pub mod open;
pub mod photos;
pub mod save;
pub mod settings;

pub use folder::{Folder, PathError, documents_dir, find_shipped, is_run_from_zip};
pub use open::{Access, OpenError, Opened, SyntaxFault, copy_to, create, open};
pub use photos::{PhotoError, PhotoHeader, Thumbnail};
pub use save::{SaveError, SaveState, Saver, Version, write_file};
pub use settings::{ConfigDir, Settings, Theme};

pub fn restore(folder: &Folder, version: &Version) -> Result<(), OpenError> {
    let _ = (folder, version);
    todo!()
}
