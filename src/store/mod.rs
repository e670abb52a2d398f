//! A catalogue folder to a [`Catalog`](crate::model::Catalog) and back without ever losing the old file; photos,
//! history, lock and settings.

mod buyer_lists;
pub mod catalog_file;

pub mod images;

pub(crate) mod disk;
mod explain;
#[cfg(test)]
mod failing_disk_tests;
mod folder;
pub mod settings;

pub use buyer_lists::BuyerList;
pub use catalog_file::format_1::write_catalog;
pub use catalog_file::history::Version;
pub use catalog_file::journal::{Journal, OpenField};
pub use catalog_file::open::{Access, OpenError, Opened, copy_to, create, open, parse_catalog};
pub use catalog_file::recovery::{Unsaved, forget_unsaved};
pub use catalog_file::saver::{Flush, SaveState, Saver};
pub use catalog_file::syntax::SyntaxFault;
pub use disk::{AtomicFileSet, SaveError, make_dirs, remove_empty_dir, remove_file, write_file};
pub use folder::{Folder, PathError, documents_dir, find_shipped, is_run_from_zip};
pub use images::care::{FoundBy, MovedPhoto, PhotoFile, UnusedPhotos, find_moved};
pub use images::checks::PhotoChecks;
pub use images::photo_import::{
    IncomingPhoto, IncomingPhotos, MOST_INCOMING, TakenBy, find_incoming, is_picture_name, read_picture,
};
pub use images::photos::{PhotoError, PhotoHeader, PhotoIntake, Thumbnail};
pub use images::sheet_images::SheetImages;
pub use settings::{ConfigDir, Settings, SettingsKeeper, SlideLangs, SlideSettings, Theme};
