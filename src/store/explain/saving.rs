//! What keeps a file from being written, in words.

use std::path::Path;

use super::{message, shown};
use crate::say;
use crate::store::disk::SaveError;
use crate::text::{Explain, Lang, Message, count};

fn is_catalog(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "catalog.ron")
}

impl Explain for SaveError {
    /// Nobody tries again but the person.
    fn explain(&self, lang: Lang) -> Message {
        match self {
            SaveError::ReadOnly { path } => message(
                say!(
                    lang,
                    "Belum tersimpan: folder atau file ini hanya dapat dibaca. File lama tetap utuh.",
                    "Not saved: this folder or file can only be read. The old file is intact."
                ),
                match is_catalog(path) {
                    true => say!(
                        lang,
                        "Lepas kunci USB atau tanda baca-saja, atau salin katalog ke laptop ini.",
                        "Remove the stick's write lock or the read-only mark, or copy the catalogue to this laptop."
                    ),
                    false => say!(
                        lang,
                        "Pilih folder lain, atau lepas kunci USB atau tanda baca-saja, lalu coba lagi.",
                        "Choose another folder, or remove the write lock or the read-only mark, then try again."
                    ),
                },
                shown(path),
            ),
            SaveError::Unreadable { path, reason } => message(
                say!(
                    lang,
                    "Belum tersimpan: file lama tidak dapat dibaca ({reason}), jadi tidak ditimpa.",
                    "Not saved: the old file could not be read ({reason}), so it is not written over."
                ),
                say!(
                    lang,
                    "Tutup program lain yang memakai file ini, mis. pemindai virus, lalu simpan lagi.",
                    "Close other programs that use this file, such as a virus scanner, then save again."
                ),
                shown(path),
            ),
            SaveError::TooLong { path, record, most } => {
                let most = count(lang, *most);
                message(
                    say!(
                        lang,
                        "Belum tersimpan: ada teks di “{record}” yang lebih panjang dari {most} huruf.",
                        "Not saved: a text in “{record}” is longer than {most} characters."
                    ),
                    say!(lang, "Perpendek teks itu, atau urungkan.", "Shorten that text, or undo."),
                    shown(path),
                )
            }
            SaveError::Refused { path } => message(
                say!(
                    lang,
                    "Belum tersimpan: di tempat ini ada tautan, folder, atau perangkat, bukan file atau folder yang semestinya.",
                    "Not saved: a link, a folder or a device is in this place, not the file or folder that belongs there."
                ),
                say!(
                    lang,
                    "Pindahkan atau ganti namanya, lalu coba lagi. Isi yang ditunjuknya tidak disentuh.",
                    "Move or rename it, then try again. What it leads to was not touched."
                ),
                shown(path),
            ),
            SaveError::NoSpace { path } => message(
                say!(
                    lang,
                    "Belum tersimpan: tidak ada ruang lagi di penyimpanan ini. File lama tetap utuh.",
                    "Not saved: there is no space left on this disk. The old file is intact."
                ),
                say!(
                    lang,
                    "Kosongkan sebagian ruang atau pilih penyimpanan lain, lalu coba lagi.",
                    "Free some space or choose another disk, then try again."
                ),
                shown(path),
            ),
            SaveError::InUse { path, by } => {
                let who = match by {
                    Some(by) => by.clone(),
                    None => say!(lang, "program lain", "another program"),
                };
                message(
                    say!(
                        lang,
                        "Belum tersimpan: file ini sedang dipakai {who}. File lama tetap utuh.",
                        "Not saved: this file is in use by {who}. The old file is intact."
                    ),
                    say!(
                        lang,
                        "Tutup file itu di program lain, lalu coba lagi.",
                        "Close the file in the other program, then try again."
                    ),
                    shown(path),
                )
            }
            SaveError::ChangedElsewhere { path } => message(
                say!(
                    lang,
                    "Belum tersimpan: file katalog ini sudah diubah oleh program atau orang lain. Tidak ada yang ditimpa.",
                    "Not saved: another program or person has changed this catalogue file. Nothing was overwritten."
                ),
                say!(
                    lang,
                    "Coba lagi; yang baru di sana dibaca lebih dulu.",
                    "Try again; what is new there is read first."
                ),
                shown(path),
            ),
            SaveError::NotVerified { path } => message(
                say!(
                    lang,
                    "Belum tersimpan: yang terbaca kembali tidak sama dengan yang ditulis. File lama tetap utuh.",
                    "Not saved: what was read back is not what was written. The old file is intact."
                ),
                say!(
                    lang,
                    "Penyimpanan ini mungkin rusak; salin katalog ke penyimpanan lain.",
                    "This disk may be damaged; copy the catalogue to another one."
                ),
                shown(path),
            ),
            SaveError::Other { path, reason } => message(
                say!(
                    lang,
                    "Belum tersimpan ({reason}). File lama tetap utuh.",
                    "Not saved ({reason}). The old file is intact."
                ),
                say!(
                    lang,
                    "Periksa apakah folder atau USB masih ada, lalu coba lagi.",
                    "Check that the folder or USB stick is still there, then try again."
                ),
                shown(path),
            ),
        }
    }
}

impl SaveError {
    /// As [`Explain::explain`], of an open catalogue, whose saver tries again by itself.
    pub fn explain_retried(&self, lang: Lang) -> Message {
        let todo = match self {
            SaveError::NoSpace { .. } => Some(lang.pick(
                "Kosongkan sebagian ruang; penyimpanan dicoba lagi dengan sendirinya.",
                "Free some space; saving is tried again by itself.",
            )),
            SaveError::InUse { .. } => Some(lang.pick(
                "Tutup file itu di program lain; penyimpanan dicoba lagi dengan sendirinya.",
                "Close the file in the other program; saving is tried again by itself.",
            )),
            SaveError::ChangedElsewhere { .. } => Some(lang.pick(
                "Lihat perbedaannya, atau pilih salah satu: yang lain tetap tersimpan.",
                "Look at the differences, or choose one: the other is kept, too.",
            )),
            SaveError::Other { .. } => Some(lang.pick(
                "Periksa apakah folder atau USB masih ada; penyimpanan dicoba lagi dengan sendirinya.",
                "Check that the folder or USB stick is still there; saving is tried again by itself.",
            )),
            _ => None,
        };
        let mut message = self.explain(lang);
        if let Some(todo) = todo {
            todo.clone_into(&mut message.todo);
        }
        message
    }
}
