//! The system's file dialogs behind one small trait, so that tests can script them; and the system's program for a file.

use std::path::{Path, PathBuf};

use crate::text::Lang;

/// What a person is asked to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DialogKind {
    /// Picture files, several at once.
    Pictures,
    Spreadsheet,
    /// A folder that holds a catalogue.
    CatalogFolder,
    /// A folder in which photos are looked for.
    PhotoFolder,
    /// A folder of photos that are taken in.
    FolderOfPhotos,
    /// An empty or new folder for a catalogue.
    NewFolder,
}

/// Asks a person for files. Called on a worker thread, since a dialog may take minutes or hang; an empty list means that
/// nothing was chosen.
pub trait Dialogs: Send + Sync {
    fn ask(&self, ask: DialogKind, lang: Lang, suggested: Option<PathBuf>) -> Vec<PathBuf>;

    /// Whether this system has such dialogs at all.
    fn are_there(&self) -> bool {
        true
    }
}

/// A path as a person types or pastes it: in quotation marks, as an address, from the home folder on.
pub fn typed_path(text: &str) -> PathBuf {
    let text = text.trim().trim_matches(['"', '\'']);
    let path = text.strip_prefix("file://").unwrap_or(text);
    match (path.strip_prefix("~/"), std::env::home_dir()) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}

/// Shows a file with the system's program for it.
///
/// # Errors
/// No program took it; the system's own words.
pub fn open_with_system(path: &Path) -> Result<(), String> {
    #[cfg(target_os = "linux")]
    {
        linux::open(path)
    }
    #[cfg(not(target_os = "linux"))]
    {
        opener::open(path).map_err(|error| error.to_string())
    }
}

/// What a bare Linux may lack.
#[cfg(target_os = "linux")]
mod linux {
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::time::{Duration, Instant};

    /// Where neither a portal nor zenity is, the dialog would close unseen, as if nothing were chosen.
    pub(super) fn has_dialogs() -> bool {
        has_zenity() || has_session_bus() && has_portal(&data_dirs())
    }

    fn has_zenity() -> bool {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|dir| dir.join("zenity").is_file())
    }

    fn has_session_bus() -> bool {
        let named = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty());
        named || std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|dir| Path::new(&dir).join("bus").exists())
    }

    fn data_dirs() -> Vec<PathBuf> {
        let named = std::env::var_os("XDG_DATA_DIRS").filter(|dirs| !dirs.is_empty());
        let named = named.unwrap_or_else(|| "/usr/local/share:/usr/share".into());
        let home = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from);
        let home = home.or_else(|| Some(std::env::home_dir()?.join(".local/share")));
        std::env::split_paths(&named).chain(home).collect()
    }

    /// A portal that can be started, and a desktop's part of it that chooses files.
    pub(super) fn has_portal(data_dirs: &[PathBuf]) -> bool {
        let is_startable = |dir: &PathBuf| dir.join("dbus-1/services/org.freedesktop.portal.Desktop.service").is_file();
        let chooses_files = |dir: &PathBuf| {
            let parts = std::fs::read_dir(dir.join("xdg-desktop-portal/portals")).into_iter().flatten().flatten();
            parts.filter_map(|part| std::fs::read_to_string(part.path()).ok()).any(|text| text.contains("FileChooser"))
        };
        data_dirs.iter().any(is_startable) && data_dirs.iter().any(chooses_files)
    }

    /// The opener's own way does not hear whether any program was there.
    pub(super) fn open(path: &Path) -> Result<(), String> {
        /// An opener that runs longer than this has become the viewer.
        const PATIENCE: Duration = Duration::from_secs(3);
        let mut opener = Command::new("xdg-open");
        opener.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut opener = opener.spawn().map_err(|error| format!("xdg-open: {error}"))?;
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            match opener.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => return Err(format!("xdg-open: {status}")),
                Ok(None) => std::thread::sleep(Duration::from_millis(20)),
                Err(error) => return Err(format!("xdg-open: {error}")),
            }
        }
        // Its end is awaited, or it would stay behind as a dead process.
        std::thread::spawn(move || opener.wait());
        Ok(())
    }
}

/// The system's own dialogs.
pub struct NativeDialogs;

impl Dialogs for NativeDialogs {
    #[cfg(target_os = "linux")]
    fn are_there(&self) -> bool {
        linux::has_dialogs()
    }

    fn ask(&self, ask: DialogKind, lang: Lang, suggested: Option<PathBuf>) -> Vec<PathBuf> {
        let mut dialog = rfd::FileDialog::new();
        if let Some(path) = &suggested {
            if let Some(folder) = path.parent() {
                dialog = dialog.set_directory(folder);
            }
            if let Some(name) = path.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
        }
        let dialog = dialog.set_title(match ask {
            DialogKind::Pictures => lang.pick("Pilih foto", "Choose photos"),
            DialogKind::Spreadsheet => lang.pick("Pilih lembar kerja", "Choose a spreadsheet"),
            DialogKind::CatalogFolder => lang.pick("Pilih folder katalog", "Choose a catalogue folder"),
            DialogKind::PhotoFolder => {
                lang.pick("Pilih folder tempat mencari foto", "Choose the folder to search for photos")
            }
            DialogKind::FolderOfPhotos => lang.pick("Pilih folder foto", "Choose the folder of photos"),
            DialogKind::NewFolder => {
                lang.pick("Pilih folder untuk katalog baru", "Choose a folder for the new catalogue")
            }
        });
        let chosen = match ask {
            DialogKind::Pictures => {
                let small = ["jpg", "jpeg", "png", "webp", "heic", "heif", "svg"].map(str::to_owned);
                let large = small.clone().map(|ending| ending.to_uppercase());
                let dialog = dialog.add_filter(lang.pick("Foto", "Photos"), &[small, large].concat());
                return dialog.pick_files().unwrap_or_default();
            }
            DialogKind::Spreadsheet => dialog
                .add_filter("Excel, LibreOffice, CSV", &["xlsx", "xlsm", "ods", "csv", "tsv", "txt", "json"])
                .pick_file(),
            DialogKind::CatalogFolder
            | DialogKind::PhotoFolder
            | DialogKind::FolderOfPhotos
            | DialogKind::NewFolder => dialog.pick_folder(),
        };
        chosen.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_taken_as_it_is_typed_or_pasted() {
        assert_eq!(typed_path(" \"/media/usb/foto pasar.jpg\" "), Path::new("/media/usb/foto pasar.jpg"));
        assert_eq!(typed_path("file:///media/usb/a.xlsx"), Path::new("/media/usb/a.xlsx"));
        assert_eq!(typed_path("D:\\foto"), Path::new("D:\\foto"));
        assert!(typed_path("~/foto").is_absolute());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_portal_needs_a_part_that_chooses_files() {
        let dir = tempfile::tempdir().unwrap();
        let dirs = [dir.path().to_path_buf()];
        let services = dir.path().join("dbus-1/services");
        let portals = dir.path().join("xdg-desktop-portal/portals");
        std::fs::create_dir_all(&services).unwrap();
        std::fs::create_dir_all(&portals).unwrap();
        std::fs::write(services.join("org.freedesktop.portal.Desktop.service"), "").unwrap();
        std::fs::write(portals.join("wlr.portal"), "Interfaces=org.freedesktop.impl.portal.Screenshot").unwrap();
        assert!(!linux::has_portal(&dirs));
        std::fs::write(portals.join("gtk.portal"), "Interfaces=org.freedesktop.impl.portal.FileChooser").unwrap();
        assert!(linux::has_portal(&dirs));
    }
}
