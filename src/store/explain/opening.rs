//! What keeps a catalogue from being opened, in words.

use super::{message, mib, shown};
use crate::say;
use crate::store::catalog_file::open::OpenError;
use crate::store::catalog_file::syntax::SyntaxFault;
use crate::text::{Explain, Lang, Message, count};

impl Explain for OpenError {
    fn explain(&self, lang: Lang) -> Message {
        match self {
            OpenError::NoFolder { path } => message(
                say!(lang, "Folder katalog ini tidak ada.", "This catalogue folder does not exist."),
                say!(
                    lang,
                    "Periksa apakah folder dipindahkan atau USB sudah dicabut, lalu pilih foldernya lagi.",
                    "Check whether the folder was moved or the USB stick taken out, then choose the folder again."
                ),
                shown(path),
            ),
            OpenError::NoCatalog { path, empty: true } => message(
                say!(lang, "Folder ini masih kosong.", "This folder is empty."),
                say!(
                    lang,
                    "Buat katalog baru di sini, atau pilih folder yang berisi catalog.ron.",
                    "Make a new catalogue here, or choose the folder that holds catalog.ron."
                ),
                shown(path),
            ),
            OpenError::NoCatalog { path, empty: false } => message(
                say!(
                    lang,
                    "Di folder ini tidak ada katalog (file catalog.ron).",
                    "There is no catalogue in this folder (no file catalog.ron)."
                ),
                say!(
                    lang,
                    "Pilih folder yang berisi catalog.ron, atau buat katalog baru. Bila katalognya masih berupa ZIP, ekstrak dulu.",
                    "Choose the folder that holds catalog.ron, or make a new catalogue. If the catalogue is still a ZIP file, extract it first."
                ),
                shown(path),
            ),
            OpenError::NewerFormat { path, format } => message(
                say!(
                    lang,
                    "Katalog ini dibuat dengan Etalase Desa yang lebih baru (format {format}); versi ini membaca sampai format 1. Tidak ada yang diubah.",
                    "This catalogue was made with a newer Etalase Desa (format {format}); this version reads up to format 1. Nothing was changed."
                ),
                say!(lang, "Pasang versi Etalase Desa yang terbaru.", "Install the newest version of Etalase Desa."),
                shown(path),
            ),
            OpenError::Syntax { path, line, column, text, what, restorable } => {
                let fault = what.word(lang);
                let mut todo = what.remedy(lang);
                if let Some(version) = restorable {
                    let time = version_time(&version.time);
                    todo.push(' ');
                    todo.push_str(&say!(
                        lang,
                        "Atau pulihkan versi baik terakhir ({time}).",
                        "Or restore the last good version ({time})."
                    ));
                }
                let path = shown(path);
                let quoted = if text.is_empty() { String::new() } else { format!(": {text}") };
                message(
                    say!(
                        lang,
                        "Katalog tidak dapat dibaca di baris {line}, kolom {column}. {fault}",
                        "The catalogue cannot be read at line {line}, column {column}. {fault}"
                    ),
                    todo,
                    format!("{path}:{line}:{column}{quoted}"),
                )
            }
            OpenError::TooLarge { path, bytes, cap } => {
                let (size, cap) = (mib(*bytes), mib(*cap));
                message(
                    say!(
                        lang,
                        "File katalog ini {size} MB, lebih besar dari batas {cap} MB.",
                        "This catalogue file is {size} MB, above the limit of {cap} MB."
                    ),
                    say!(
                        lang,
                        "Periksa apakah ini benar file katalog; foto disimpan di folder photos, bukan di dalam file ini.",
                        "Check that this really is a catalogue file; photos belong in the photos folder, not in this file."
                    ),
                    shown(path),
                )
            }
            OpenError::NotUtf8 { path, line } => message(
                say!(
                    lang,
                    "File katalog ini tidak disimpan sebagai teks UTF-8 (baris {line}).",
                    "This catalogue file was not saved as UTF-8 text (line {line})."
                ),
                say!(
                    lang,
                    "Buka dengan editor teks, lalu simpan lagi dengan pengodean UTF-8.",
                    "Open it in a text editor and save it again with the encoding UTF-8."
                ),
                format!("{}:{line}", shown(path)),
            ),
            OpenError::NotAFile { path } => message(
                say!(
                    lang,
                    "catalog.ron di sini bukan file biasa, atau hanya tautan ke luar folder katalog.",
                    "catalog.ron here is not an ordinary file, or only a link that leads out of the catalogue folder."
                ),
                say!(
                    lang,
                    "Salin file katalog aslinya ke folder ini.",
                    "Copy the catalogue file itself into this folder."
                ),
                shown(path),
            ),
            OpenError::Unreadable { path, reason } => message(
                say!(lang, "File ini tidak dapat dibaca ({reason}).", "This file cannot be read ({reason})."),
                say!(
                    lang,
                    "Tutup program lain yang memakainya dan periksa izin file, atau salin foldernya ke laptop ini.",
                    "Close other programs that use it and check the file's permissions, or copy the folder to this laptop."
                ),
                shown(path),
            ),
            OpenError::Exists { path } => message(
                say!(
                    lang,
                    "Di folder ini sudah ada katalog; katalog itu tidak ditimpa.",
                    "There is a catalogue in this folder already; it was not overwritten."
                ),
                say!(
                    lang,
                    "Buka katalog itu, atau pilih folder lain.",
                    "Open that catalogue, or choose another folder."
                ),
                shown(path),
            ),
            OpenError::Unwritable { path, reason } => message(
                say!(
                    lang,
                    "Folder ini tidak dapat dibuat atau ditulisi ({reason}).",
                    "This folder cannot be made or written to ({reason})."
                ),
                say!(
                    lang,
                    "Pilih folder lain, misalnya di Dokumen.",
                    "Choose another folder, for example in Documents."
                ),
                shown(path),
            ),
            OpenError::Save(error) => error.explain(lang),
        }
    }
}

/// `20250508T013000Z` as `2025-05-08 01:30 UTC`.
fn version_time(time: &str) -> String {
    match jiff::civil::DateTime::strptime("%Y%m%dT%H%M%SZ", time) {
        Ok(time) => time.strftime("%Y-%m-%d %H:%M UTC").to_string(),
        Err(_) => time.to_string(),
    }
}

impl SyntaxFault {
    /// What stands there, in one or two sentences.
    fn word(&self, lang: Lang) -> String {
        match self {
            SyntaxFault::UnknownField { found, record, meant } => {
                let said = say!(
                    lang,
                    "Tidak ada isian bernama “{found}” di {record}.",
                    "There is no field called “{found}” in {record}."
                );
                with_guess(lang, said, meant)
            }
            SyntaxFault::UnknownVariant { found, of, meant } => {
                let said = say!(
                    lang,
                    "“{found}” bukan pilihan yang dikenal untuk {of}.",
                    "“{found}” is not a known choice for {of}."
                );
                with_guess(lang, said, meant)
            }
            SyntaxFault::MissingField { field, record } => say!(
                lang,
                "Isian “{field}” wajib ada di {record}, tetapi belum ditulis.",
                "The field “{field}” is required in {record} and is missing."
            ),
            SyntaxFault::DuplicateField { field, record } => say!(
                lang,
                "Isian “{field}” ditulis dua kali di {record}.",
                "The field “{field}” stands twice in {record}."
            ),
            SyntaxFault::WrongKind { expected, found } => {
                let expected = kind_word(lang, expected);
                if found.is_empty() {
                    say!(lang, "Di sini seharusnya ada {expected}.", "There should be {expected} here.")
                } else {
                    let found = kind_word(lang, found);
                    say!(
                        lang,
                        "Di sini seharusnya ada {expected}, tetapi tertulis {found}.",
                        "There should be {expected} here, but it is {found}."
                    )
                }
            }
            SyntaxFault::Expected { sign } => {
                say!(lang, "Tanda “{sign}” seharusnya ada di sini.", "The sign “{sign}” should stand here.")
            }
            SyntaxFault::Empty => say!(lang, "File katalog ini kosong.", "This catalogue file is empty."),
            SyntaxFault::NulBytes => say!(
                lang,
                "File ini berisi bita nol; biasanya karena listrik padam saat disimpan program lain atau USB dicabut.",
                "The file holds zero bytes, usually after a power cut or a USB stick taken out while another program saved it."
            ),
            SyntaxFault::EndsEarly => say!(
                lang,
                "File berakhir sebelum kurung atau tanda kutip ditutup.",
                "The file ends before a bracket or quote is closed."
            ),
            SyntaxFault::TooDeep => say!(
                lang,
                "Terlalu banyak kurung di dalam kurung; ini bukan katalog.",
                "There are too many brackets inside brackets; this is not a catalogue."
            ),
            SyntaxFault::TooLong { record, most } => {
                let most = count(lang, *most);
                match record.is_empty() {
                    // What the catalogue says of itself.
                    true => say!(
                        lang,
                        "Ada teks yang lebih panjang dari {most} huruf.",
                        "A text is longer than {most} characters."
                    ),
                    false => say!(
                        lang,
                        "Ada teks di “{record}” yang lebih panjang dari {most} huruf.",
                        "A text in “{record}” is longer than {most} characters."
                    ),
                }
            }
            SyntaxFault::TooMany { most } => {
                let most = count(lang, *most);
                say!(
                    lang,
                    "Isinya lebih banyak dari batas katalog ({most}).",
                    "There is more in it than a catalogue can hold ({most})."
                )
            }
            SyntaxFault::Other { message } => {
                say!(lang, "Penulisannya keliru ({message}).", "It is not written correctly ({message}).")
            }
        }
    }

    fn remedy(&self, lang: Lang) -> String {
        match self {
            SyntaxFault::TooLong { .. } => {
                say!(lang, "Perpendek teks itu dengan editor teks.", "Shorten that text in a text editor.")
            }
            SyntaxFault::Empty | SyntaxFault::NulBytes | SyntaxFault::TooDeep | SyntaxFault::TooMany { .. } => {
                say!(lang, "Ambil salinan katalog yang lain.", "Take another copy of the catalogue.")
            }
            SyntaxFault::MissingField { field, .. } if field == "format" => {
                say!(lang, "Tulis “format: 1,” di awal file.", "Write “format: 1,” at the start of the file.")
            }
            _ => say!(lang, "Perbaiki baris itu dengan editor teks.", "Correct that line in a text editor."),
        }
    }
}

fn with_guess(lang: Lang, said: String, meant: &Option<String>) -> String {
    match meant {
        Some(meant) => {
            let guess = say!(lang, "Mungkin maksudnya “{meant}”?", "Did you mean “{meant}”?");
            format!("{said} {guess}")
        }
        None => said,
    }
}

/// The reader names kinds of values in English; the common ones have Indonesian names too.
fn kind_word(lang: Lang, kind: &str) -> String {
    const WORDS: [(&str, &str, &str); 13] = [
        ("a text in quotes", "teks di dalam tanda kutip", "a text in quotes"),
        ("a string", "teks di dalam tanda kutip", "a text in quotes"),
        ("a whole number", "bilangan bulat", "a whole number"),
        ("a number", "angka", "a number"),
        ("true or false", "true atau false", "true or false"),
        ("a boolean", "true atau false", "true or false"),
        ("a word without quotes", "kata tanpa tanda kutip", "a word without quotes"),
        ("a sequence", "daftar di dalam [ ]", "a list in [ ]"),
        ("a map", "rekaman di dalam ( )", "a record in ( )"),
        ("a unit value", "( ) kosong", "an empty ( )"),
        ("text", "teks", "text"),
        ("an optional value", "nilai lain", "another value"),
        ("option", "nilai", "a value"),
    ];
    const STARTS: [(&str, &str, &str); 6] = [
        ("the string ", "teks ", "the text "),
        ("the integer ", "bilangan ", "the number "),
        ("the floating point number ", "angka ", "the number "),
        ("the boolean ", "", ""),
        ("integer ", "bilangan ", "the number "),
        ("string ", "teks ", "the text "),
    ];
    if let Some((_, id, en)) = WORDS.iter().find(|(raw, _, _)| *raw == kind) {
        return lang.pick(id, en).to_string();
    }
    for (raw, id, en) in STARTS {
        if let Some(rest) = kind.strip_prefix(raw) {
            return format!("{}{rest}", lang.pick(id, en));
        }
    }
    kind.to_string()
}
