//! What a person asks of the catalogue as a whole.

use std::path::PathBuf;

/// What a person asks of the catalogue as a whole.
#[derive(Clone, Debug)]
pub enum CatalogCommand {
    PickFolder,
    Open(PathBuf),
    OpenShipped,
    PickNewFolder {
        title: String,
    },
    Create {
        dir: PathBuf,
        title: String,
    },
    CopyToLaptop,
    /// Reads the file anew; what is not saved yet is shown then, to be taken back.
    Reload,
    /// Reads the file anew and leaves aside what is not saved yet.
    TakeTheirs,
    /// The catalogue cannot be read: put its newest good version in its place.
    RestoreFailed,
}

impl CatalogCommand {
    /// Whether carrying it out leaves the catalogue that is open.
    pub fn leaves(&self) -> bool {
        match self {
            Self::Open(_) | Self::OpenShipped | Self::Create { .. } | Self::CopyToLaptop => true,
            Self::Reload | Self::TakeTheirs => true,
            // These ask a dialog first, or have nothing open to leave.
            Self::PickFolder | Self::PickNewFolder { .. } | Self::RestoreFailed => false,
        }
    }
}
