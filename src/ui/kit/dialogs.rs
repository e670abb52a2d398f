//! The system's file dialogs behind one small trait, so that tests can script them.

use std::path::PathBuf;

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
    /// Where a PDF shall be written.
    SavePdf,
}

/// Asks a person for files. Called on a worker thread, since a dialog may take minutes or hang; an empty list means that
/// nothing was chosen.
pub trait Dialogs: Send + Sync {
    fn ask(&self, ask: DialogKind, lang: Lang, suggested: Option<PathBuf>) -> Vec<PathBuf>;
}

/// The system's own dialogs.
pub struct NativeDialogs;

impl Dialogs for NativeDialogs {
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
        match ask {
            DialogKind::Pictures => dialog
                .set_title(lang.pick("Pilih foto", "Choose photos"))
                .add_filter(
                    lang.pick("Foto", "Photos"),
                    &[
                        "jpg", "jpeg", "png", "webp", "heic", "heif", "svg", "JPG", "JPEG", "PNG", "WEBP", "HEIC",
                        "HEIF", "SVG",
                    ],
                )
                .pick_files()
                .unwrap_or_default(),
            DialogKind::Spreadsheet => dialog
                .set_title(lang.pick("Pilih lembar kerja", "Choose a spreadsheet"))
                .add_filter("Excel, LibreOffice, CSV", &["xlsx", "xlsm", "ods", "csv", "tsv", "txt", "json"])
                .pick_file()
                .into_iter()
                .collect(),
            DialogKind::CatalogFolder => dialog
                .set_title(lang.pick("Pilih folder katalog", "Choose a catalogue folder"))
                .pick_folder()
                .into_iter()
                .collect(),
            DialogKind::PhotoFolder => dialog
                .set_title(lang.pick("Pilih folder tempat mencari foto", "Choose the folder to search for photos"))
                .pick_folder()
                .into_iter()
                .collect(),
            DialogKind::FolderOfPhotos => dialog
                .set_title(lang.pick("Pilih folder foto", "Choose the folder of photos"))
                .pick_folder()
                .into_iter()
                .collect(),
            DialogKind::NewFolder => dialog
                .set_title(lang.pick("Pilih folder untuk katalog baru", "Choose a folder for the new catalogue"))
                .pick_folder()
                .into_iter()
                .collect(),
            DialogKind::SavePdf => dialog
                .set_title(lang.pick("Simpan brosur", "Save the brochure"))
                .add_filter("PDF", &["pdf"])
                .save_file()
                .into_iter()
                .collect(),
        }
    }
}
