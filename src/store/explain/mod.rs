//! What the situations of this module are called in front of a person: what happened, what to do, where.

mod opening;
mod saving;

use std::path::Path;

use crate::say;
use crate::store::folder::PathError;
use crate::store::images::photos::PhotoError;
use crate::text::{Explain, Lang, Message};

fn message(what: String, todo: String, place: String) -> Message {
    Message { what, todo, place }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Whole mebibytes, at least one.
fn mib(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20).max(1)
}

impl Explain for PathError {
    fn explain(&self, lang: Lang) -> Message {
        match self {
            PathError::Outside { name } => message(
                say!(
                    lang,
                    "Nama file foto ini menunjuk ke luar folder katalog atau tidak dapat dipakai di semua komputer.",
                    "This photo's file name points outside the catalogue folder or cannot be used on every computer."
                ),
                say!(
                    lang,
                    "Pindahkan fotonya ke folder photos, lalu tulis nama filenya saja.",
                    "Move the photo into the photos folder and write only its file name."
                ),
                name.clone(),
            ),
            PathError::Link { name } => message(
                say!(
                    lang,
                    "Ini hanya tautan ke file atau folder lain. Tautan di dalam katalog tidak diikuti.",
                    "This is only a link to another file or folder. Links inside a catalogue are not followed."
                ),
                say!(
                    lang,
                    "Ganti tautan itu dengan file atau foldernya sendiri.",
                    "Put the file or folder itself in the place of the link."
                ),
                name.clone(),
            ),
        }
    }
}

impl Explain for PhotoError {
    fn explain(&self, lang: Lang) -> Message {
        match self {
            PhotoError::Fault { file, fault } => {
                // The model words a fault; the file is known here.
                let words = fault.explain(lang);
                message(words.what, words.todo, file.clone())
            }
            PhotoError::Heic { file } => message(
                say!(
                    lang,
                    "Foto HEIC ini rusak atau memakai jenis yang tidak dapat dibaca di sini.",
                    "This HEIC photo is damaged, or of a kind that cannot be read here."
                ),
                say!(
                    lang,
                    "Kirim fotonya lewat WhatsApp agar menjadi JPEG. Untuk seterusnya: di iPhone pilih Pengaturan › Kamera › Format › Paling Kompatibel; di Samsung matikan Kamera › Pengaturan › Opsi gambar tingkat lanjut › Gambar HEIF.",
                    "Send the photo by WhatsApp, which makes it a JPEG. For the next ones: on an iPhone choose Settings › Camera › Formats › Most Compatible; on a Samsung switch off Camera › Settings › Advanced picture options › HEIF pictures."
                ),
                file.clone(),
            ),
            PhotoError::Save(error) => error.explain(lang),
        }
    }
}
