//! A catalogue folder to a [`Catalog`](crate::model::Catalog) and back without ever losing the old file; photos,
//! history, lock and settings.

mod arrivals;
mod beside;
pub mod drawing;
mod explain;
mod folder;
mod format_1;
mod heic;
mod history;
pub mod open;
pub mod photo_care;
mod photo_checks;
pub mod photos;
mod pieces;
mod quick;
mod reduced;
pub mod save;
pub mod settings;
mod syntax;
mod thumbnails;
mod together;
mod write;

pub use arrivals::{Arrival, Arrivals, MOST_ARRIVALS, TakenBy, arrivals, is_picture_name, read_picture};
pub use beside::{BESIDE_CAP_BYTES, PicturesBeside};
pub use folder::{Folder, PathError, documents_dir, find_shipped, is_run_from_zip};
pub use format_1::write_catalog;
pub use history::Version;
pub use open::{Access, OpenError, Opened, copy_to, create, open, parse_catalog};
pub use photo_care::{Found, FoundBy, PhotoFile, UnusedPhotos, find_moved};
pub use photo_checks::PhotoChecks;
pub use photos::{PhotoError, PhotoHeader, Thumbnail};
pub use quick::{Glance, glance};
pub use save::{Held, SaveState, Saver};
pub use settings::{ConfigDir, Recovered, Settings, SettingsKeeper, SlideLangs, SlideSettings, Theme};
pub use syntax::SyntaxFault;
pub use together::Together;
pub use write::{SaveError, write_file};
