//! Bytes to [`Sheets`]: what the file really is, caps before work starts, and the reader for it.

use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use zip::ZipArchive;

use super::error::{Fault, ImportError};
use super::sheets::{FileKind, Limits, ReadProgress, Sheets, TextForm};
use super::{delimited, json, ods, workbook};

/// How to read a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    pub limits: Limits,
    /// How a text file is to be understood, where a person said so.
    pub form: Option<TextForm>,
}

/// Reads a spreadsheet. Its content decides what it is; the name serves for addresses and in doubt.
///
/// # Errors
/// A file that nothing can be taken from, with what to do about it.
pub fn read(file: &str, bytes: &[u8], reading: &Reading, progress: ReadProgress<'_>) -> Result<Sheets, ImportError> {
    if bytes.len() as u64 > reading.limits.bytes {
        return Err(Fault::TooLarge { bytes: bytes.len() as u64, cap: reading.limits.bytes }.of(file));
    }
    // Excel and LibreOffice keep a small file beside one that is open, with the name of who has it.
    if (file.starts_with("~$") || file.starts_with(".~lock.")) && bytes.len() < 1024 {
        return Err(Fault::LockFile.of(file));
    }
    let kind = kind_of(file, bytes).map_err(|fault| fault.of(file))?;
    if matches!(kind, FileKind::Xlsx | FileKind::Ods) {
        check_unpacked(bytes, kind, &reading.limits, progress)
            .inspect_err(|fault| tracing::info!(?fault, "a spreadsheet cannot be unpacked"))
            .map_err(|fault| fault.of(file))?;
    }
    // The parsers are other people's code over a stranger's bytes: a fault in them must not take the program along.
    let parse = || match kind {
        FileKind::Xlsx => workbook::read_xlsx(file, bytes, &reading.limits, progress),
        FileKind::Ods => ods::read_ods(file, bytes, &reading.limits, progress),
        FileKind::Csv => delimited::read(file, bytes, reading, progress),
        FileKind::Json => json::read(file, bytes, &reading.limits),
    };
    let sheets = catch_unwind(AssertUnwindSafe(parse))
        .unwrap_or_else(|_| Err(Fault::Damaged { kind, reason: "unexpected content".to_owned() }))
        .inspect_err(|fault| tracing::info!(?fault, "a spreadsheet cannot be read"))
        .map_err(|fault| fault.of(file))?;
    let has_something = sheets.records.is_some() || sheets.sheets.iter().any(|sheet| !sheet.rows.is_empty());
    if has_something { Ok(sheets) } else { Err(Fault::Empty.of(file)) }
}

/// What the content says the file is.
fn kind_of(file: &str, bytes: &[u8]) -> Result<FileKind, Fault> {
    let other = |id: &'static str, en: &'static str| Err(Fault::OtherKind { really: [id, en] });
    let starts = |with: &[u8]| bytes.starts_with(with);
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(Fault::Empty);
    }
    if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return Err(compound(bytes));
    }
    if starts(b"PK\x03\x04") {
        return zipped(file, bytes);
    }
    if starts(b"PK\x05\x06") {
        return Err(Fault::OtherZip);
    }
    // Excel before 5.0 had no container; its files begin with a record of their own.
    if starts(b"\x09\x08") || starts(b"\x09\x04") || starts(b"\x09\x02") {
        return Err(Fault::OldExcel);
    }
    if starts(b"%PDF") {
        return other("PDF", "a PDF");
    }
    if starts(b"\xff\xd8\xff") || starts(b"\x89PNG") || starts(b"GIF8") || starts(b"RIFF") {
        return other("gambar", "a picture");
    }
    if starts(b"Rar!") || starts(b"7z\xbc\xaf") || starts(b"\x1f\x8b") {
        return other("arsip (RAR, 7z, atau gzip)", "an archive (RAR, 7z or gzip)");
    }
    if starts(b"{\\rtf") {
        return other("dokumen RTF", "an RTF document");
    }
    let head = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = head.get(..head.len().min(200)).unwrap_or_default().to_ascii_lowercase();
    if head.starts_with(b"<!doctype html") || head.starts_with(b"<html") || head.starts_with(b"<table") {
        return Err(Fault::WebPage);
    }
    if head.starts_with(b"<?xml") {
        return other("XML", "XML");
    }
    let is_called = |ending: &str| file.to_ascii_lowercase().ends_with(ending);
    if is_called(".json") || matches!(head.first(), Some(b'{' | b'[')) && !is_called(".csv") && !is_called(".txt") {
        return Ok(FileKind::Json);
    }
    if delimited::looks_binary(bytes) {
        return other("data biner", "binary data");
    }
    Ok(FileKind::Csv)
}

/// Office's old container: a password around a new file, or an old file.
fn compound(bytes: &[u8]) -> Fault {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        Fault::Password
    } else if holds("Workbook") || holds("Book") {
        Fault::OldExcel
    } else {
        Fault::OtherKind { really: ["dokumen Office lama", "an old Office document"] }
    }
}

fn zipped(file: &str, bytes: &[u8]) -> Result<FileKind, Fault> {
    let named = if file.to_ascii_lowercase().ends_with(".ods") { FileKind::Ods } else { FileKind::Xlsx };
    let mut archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| Fault::Damaged { kind: named, reason: error.to_string() })?;
    let mut mimetype = String::new();
    if let Ok(entry) = archive.by_name("mimetype") {
        // An unreadable one is as good as none.
        let _ = entry.take(100).read_to_string(&mut mimetype);
    }
    if mimetype.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Ok(FileKind::Ods);
    }
    let mut found = Err(Fault::OtherZip);
    for name in archive.file_names().flatten() {
        let name = name.to_ascii_lowercase().replace('\\', "/");
        match name.trim_start_matches('/') {
            "xl/workbook.xml" => return Ok(FileKind::Xlsx),
            "xl/workbook.bin" => found = Err(Fault::BinaryExcel),
            "word/document.xml" => {
                found = Err(Fault::OtherKind { really: ["dokumen Word", "a Word document"] });
            }
            "ppt/presentation.xml" => {
                found = Err(Fault::OtherKind { really: ["presentasi PowerPoint", "a PowerPoint presentation"] });
            }
            _ => {}
        }
    }
    if mimetype.starts_with("application/vnd.oasis") {
        found = Err(Fault::OtherKind { really: ["dokumen LibreOffice lain", "another LibreOffice document"] });
    }
    found
}

/// Unpacks everything into nothing, counting: what a packed file says of its own size may be a lie.
fn check_unpacked(bytes: &[u8], kind: FileKind, limits: &Limits, progress: ReadProgress<'_>) -> Result<(), Fault> {
    let damaged = |reason: String| Fault::Damaged { kind, reason };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
    let mut total: u64 = 0;
    let mut buffer = vec![0; 1 << 16];
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(zip::result::ZipError::PASSWORD_REQUIRED) => Fault::Password,
            error => damaged(error.to_string()),
        })?;
        // Texts and pictures are held in memory whole, sheets are not.
        let name = entry.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let is_held = name.ends_with("sharedstrings.xml") || name.contains("media/") || name.contains("pictures/");
        let cap = if is_held { limits.held_bytes } else { limits.unpacked_bytes / 2 };
        let mut of_entry: u64 = 0;
        let mut texts = name.ends_with("sharedstrings.xml").then(CountedTexts::default);
        let mut rounds = 0_u32;
        loop {
            let read = entry.read(&mut buffer).map_err(|error| damaged(error.to_string()))?;
            if read == 0 {
                break;
            }
            of_entry += read as u64;
            total += read as u64;
            if of_entry > cap || total > limits.unpacked_bytes {
                return Err(Fault::Unpacks { cap: cap.min(limits.unpacked_bytes) });
            }
            if let Some(texts) = &mut texts {
                texts.look(buffer.get(..read).unwrap_or_default());
            }
            rounds = rounds.wrapping_add(1);
            if rounds.is_multiple_of(128) && progress(0, 0).is_break() {
                return Err(Fault::Cancelled);
            }
        }
        // The reader makes room for as many before it reads the first; each takes five bytes at least.
        if let Some(CountedTexts { most, .. }) = texts
            && most > of_entry / 5
        {
            return Err(damaged(format!("uniqueCount={most}")));
        }
        if progress(0, 0).is_break() {
            return Err(Fault::Cancelled);
        }
    }
    Ok(())
}

/// The number of texts that a workbook says it shares, wherever it says so.
#[derive(Default)]
struct CountedTexts {
    most: u64,
    /// The end of what was looked at: a count may go on after it.
    rest: Vec<u8>,
}

impl CountedTexts {
    fn look(&mut self, piece: &[u8]) {
        const NAME: &[u8] = b"uniqueCount";
        // UTF-16 is ASCII with zeros between.
        self.rest.extend(piece.iter().filter(|byte| **byte != 0));
        for at in memchr::memmem::find_iter(&self.rest, NAME) {
            let value = self.rest.get(at + NAME.len()..).unwrap_or_default().iter();
            let digits = value.skip_while(|byte| byte.is_ascii_whitespace() || b"=\"'+".contains(byte));
            let number = digits
                .take_while(|byte| byte.is_ascii_digit())
                .fold(0_u64, |number, digit| number.saturating_mul(10).saturating_add(u64::from(digit - b'0')));
            self.most = self.most.max(number);
        }
        let kept = self.rest.len().saturating_sub(100);
        self.rest.drain(..kept);
    }
}
