//! Why a file cannot be imported or exported at all, in words.

use super::sheets::FileKind;
use crate::say;
use crate::text::{Explain, Lang, Message, integer};

/// A file that nothing can be taken from. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportError {
    pub file: String,
    pub fault: Fault,
}

/// What is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing in it.
    Empty,
    /// Larger than is read.
    TooLarge {
        bytes: u64,
        cap: u64,
    },
    /// It unpacks to more than is read, as a zip bomb does.
    Unpacks {
        cap: u64,
    },
    /// A line of a text file that is longer than is read.
    LineTooLong {
        cap: u64,
    },
    /// More rows than are read.
    TooManyRows {
        cap: usize,
    },
    /// What a spreadsheet program keeps beside an open workbook.
    LockFile,
    Password,
    /// The old Excel format of before 2007.
    OldExcel,
    /// Excel's binary format.
    BinaryExcel,
    /// Not what a spreadsheet is: a picture, a PDF, a text document.
    OtherKind {
        really: [&'static str; 2],
    },
    /// A ZIP file that is no spreadsheet.
    OtherZip,
    /// The computer could not read it: taken away meanwhile, or held by another program.
    Unreadable {
        reason: String,
    },
    /// A web page in a spreadsheet's name, as many programs of offices write it.
    WebPage,
    /// Cut off or damaged.
    Damaged {
        kind: FileKind,
        /// The parser's own words, for the log.
        reason: String,
    },
    /// Not JSON.
    Json {
        line: usize,
        column: usize,
        /// It ends too early.
        is_cut: bool,
    },
    /// A name that stands twice in one object.
    JsonNameTwice {
        line: usize,
        name: String,
    },
    /// JSON of another shape than we write: what it is, in both languages.
    JsonShape {
        is: [String; 2],
    },
    /// No sheet has headings and rows below them.
    NoRows,
    Cancelled,
    /// The output could not be made.
    NotMade {
        reason: String,
    },
}

impl Fault {
    pub(super) fn of(self, file: &str) -> ImportError {
        ImportError { file: file.to_owned(), fault: self }
    }
}

impl Explain for ImportError {
    fn explain(&self, lang: Lang) -> Message {
        let (what, todo) = words(&self.fault, lang);
        Message { what, todo, place: self.file.clone() }
    }
}

fn words(fault: &Fault, lang: Lang) -> (String, String) {
    let fixed = |id: &str, en: &str| lang.pick(id, en).to_owned();
    let megabytes = |bytes: u64| integer(lang, i64::try_from(bytes >> 20).unwrap_or(i64::MAX));
    match fault {
        Fault::Empty => (
            fixed("Filenya kosong.", "The file is empty."),
            fixed("Salin ulang filenya, atau pilih file lain.", "Copy the file again, or choose another one."),
        ),
        Fault::TooLarge { bytes, cap } => {
            let (bytes, cap) = (megabytes(*bytes), megabytes(*cap));
            (
                say!(
                    lang,
                    "Filenya terlalu besar ({bytes} MB; paling besar {cap} MB).",
                    "The file is too large ({bytes} MB; at most {cap} MB)."
                ),
                fixed(
                    "Keluarkan fotonya, atau bagi menjadi beberapa file.",
                    "Take the photos out, or split it into several files.",
                ),
            )
        }
        Fault::Unpacks { cap } => {
            let cap = megabytes(*cap);
            (
                say!(
                    lang,
                    "Isi filenya mengembang lebih dari {cap} MB; ini bukan lembar kerja yang wajar.",
                    "The file unpacks to more than {cap} MB; that is not an ordinary spreadsheet."
                ),
                fixed(
                    "Jangan dibuka kalau pengirimnya tidak dikenal. Minta file yang baru, atau simpan tanpa foto.",
                    "Do not open it if you do not know the sender. Ask for a new file, or save it without photos.",
                ),
            )
        }
        Fault::LineTooLong { cap } => {
            let cap = megabytes(*cap);
            (
                say!(
                    lang,
                    "Satu barisnya lebih panjang dari {cap} MB; ini bukan daftar produk.",
                    "One of its lines is longer than {cap} MB; that is not a list of products."
                ),
                fixed(
                    "Ekspor lagi dari programnya, satu produk satu baris.",
                    "Export it again from its program, one product a line.",
                ),
            )
        }
        Fault::TooManyRows { cap } => {
            let cap = integer(lang, i64::try_from(*cap).unwrap_or(i64::MAX));
            (
                say!(lang, "Barisnya lebih dari {cap}.", "There are more than {cap} rows."),
                fixed("Bagi menjadi beberapa file.", "Split it into several files."),
            )
        }
        Fault::LockFile => (
            fixed(
                "Ini file kunci yang disimpan Excel di samping buku kerja yang sedang dibuka, bukan lembar kerjanya.",
                "This is the lock file that Excel keeps beside an open workbook, not the workbook.",
            ),
            fixed(
                "Pilih file dengan nama yang sama tanpa “~$” di depannya.",
                "Choose the file of the same name without “~$” in front.",
            ),
        ),
        Fault::Password => (
            fixed("File ini dilindungi kata sandi.", "The file is protected by a password."),
            fixed(
                "Buka di Excel, hapus kata sandinya (File, Info, Proteksi Buku Kerja), simpan, lalu impor lagi.",
                "Open it in Excel, remove the password (File, Info, Protect Workbook), save, and import it again.",
            ),
        ),
        Fault::OldExcel => (
            fixed("Ini file Excel lama (.xls).", "This is an old Excel file (.xls)."),
            fixed(
                "Buka di Excel atau LibreOffice, pilih Simpan Sebagai, lalu pilih .xlsx.",
                "Open it in Excel or LibreOffice, choose Save As, then .xlsx.",
            ),
        ),
        Fault::BinaryExcel => (
            fixed("Ini file Excel biner (.xlsb).", "This is a binary Excel file (.xlsb)."),
            fixed("Simpan sebagai .xlsx di Excel.", "Save it as .xlsx in Excel."),
        ),
        Fault::OtherKind { really: [id, en] } => (
            say!(lang, "Ini bukan lembar kerja, melainkan {id}.", "This is not a spreadsheet but {en}."),
            fixed("Pilih file .xlsx, .ods, .csv, atau .json.", "Choose a .xlsx, .ods, .csv or .json file."),
        ),
        Fault::OtherZip => (
            fixed("Ini file ZIP, bukan lembar kerja.", "This is a ZIP file, not a spreadsheet."),
            fixed(
                "Ekstrak dulu, lalu pilih file .xlsx di dalamnya.",
                "Unpack it first, then choose the .xlsx file inside.",
            ),
        ),
        Fault::Unreadable { reason } => (
            say!(lang, "Filenya tidak bisa dibaca ({reason}).", "The file cannot be read ({reason})."),
            fixed(
                "Kalau sedang dibuka di Excel, tutup dulu, lalu coba lagi.",
                "If Excel has it open, close it there, then try again.",
            ),
        ),
        Fault::WebPage => (
            fixed(
                "Isinya halaman web (HTML), walaupun namanya seperti lembar kerja.",
                "It holds a web page (HTML), though it is named like a spreadsheet.",
            ),
            fixed(
                "Buka di Excel atau LibreOffice, pilih Simpan Sebagai, lalu pilih .xlsx.",
                "Open it in Excel or LibreOffice, choose Save As, then .xlsx.",
            ),
        ),
        Fault::Damaged { kind, .. } => {
            let kind = kind.label();
            (
                say!(lang, "File {kind} ini terpotong atau rusak.", "This {kind} file is cut off or damaged."),
                fixed(
                    "Salin ulang dari asalnya. Kalau masih bisa dibuka di Excel, simpan lagi dengan nama baru.",
                    "Copy it again from where it came. If Excel still opens it, save it under a new name.",
                ),
            )
        }
        Fault::Json { line, column, is_cut: true } => (
            say!(
                lang,
                "JSON ini berhenti di tengah (baris {line}, kolom {column}).",
                "This JSON ends in its middle (line {line}, column {column})."
            ),
            fixed(
                "Salin ulang dari asalnya, atau ekspor lagi.",
                "Copy it again from where it came, or export it again.",
            ),
        ),
        Fault::Json { line, column, is_cut: false } => (
            say!(
                lang,
                "JSON tidak bisa dibaca di baris {line}, kolom {column}: ada tanda yang salah atau kurang.",
                "The JSON cannot be read at line {line}, column {column}: a sign is wrong or missing."
            ),
            fixed(
                "Betulkan di tempat itu, atau ekspor lagi dari Etalase Desa.",
                "Correct it there, or export it again from Etalase Desa.",
            ),
        ),
        Fault::JsonNameTwice { line, name } => (
            say!(
                lang,
                "“{name}” ada dua kali dalam satu data (baris {line}): tidak jelas mana yang berlaku.",
                "“{name}” stands twice in one record (line {line}): it is not clear which one counts."
            ),
            fixed("Hapus salah satu.", "Remove one of them."),
        ),
        Fault::JsonShape { is: [id, en] } => (
            say!(lang, "JSON ini bukan daftar produk: {id}.", "This JSON is no list of products: {en}."),
            fixed(
                "Impor daftarnya sebagai .xlsx, .ods, atau .csv, atau JSON yang bentuknya seperti hasil `etalase export x.json`.",
                "Import the list as .xlsx, .ods or .csv, or as JSON in the form that `etalase export x.json` writes.",
            ),
        ),
        Fault::NoRows => (
            fixed(
                "Tidak ada lembar yang berisi judul kolom dan baris produk.",
                "No sheet has column headings with products below them.",
            ),
            fixed(
                "Beri judul kolom seperti “nama” dan “harga”, satu produk per baris. Contohnya: ekspor katalog ini ke Excel.",
                "Give the columns headings such as “name” and “price”, one product a row. For an example, export this catalogue to Excel.",
            ),
        ),
        Fault::Cancelled => (fixed("Dibatalkan.", "Cancelled."), fixed("Tidak ada yang berubah.", "Nothing changed.")),
        Fault::NotMade { reason } => (
            say!(lang, "Filenya tidak bisa dibuat ({reason}).", "The file could not be made ({reason})."),
            fixed("Coba lagi, atau pilih bentuk lain (.csv).", "Try again, or choose another form (.csv)."),
        ),
    }
}
