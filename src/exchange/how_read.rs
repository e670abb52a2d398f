//! How a file was understood, in words: kind, encoding, delimiter, headings and decimal marks, for a person to check.

use super::guess::{Mapping, SheetMapping};
use super::numbers::DecimalMark;
use super::sheets::{FileKind, Sheets, TextForm, column_name};
use crate::say;
use crate::text::Lang;

impl TextForm {
    /// The delimiter as a word.
    pub fn delimiter_words(self, lang: Lang) -> String {
        match self.delimiter {
            b'\t' => lang.pick("tab", "tab").to_owned(),
            sign => format!("“{}”", char::from(sign)),
        }
    }
}

impl DecimalMark {
    /// `1.250.000,50`, and what the marks are called.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            DecimalMark::Comma => lang.pick("1.250.000,50 (koma pecahan)", "1.250.000,50 (decimal comma)"),
            DecimalMark::Point => lang.pick("1,250,000.50 (titik pecahan)", "1,250,000.50 (decimal point)"),
        }
    }
}

/// Lines about the file as a whole and about each sheet that is read.
pub fn how_read(sheets: &Sheets, mapping: &Mapping, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(form) = sheets.form {
        let (kind, encoding, delimiter) = (sheets.kind.label(), form.encoding.label(), form.delimiter_words(lang));
        let mark = if form.mark { lang.pick(" dengan BOM", " with a BOM") } else { "" };
        lines.push(say!(
            lang,
            "Dibaca sebagai {kind}: {encoding}{mark}, kolom dipisah {delimiter}.",
            "Read as {kind}: {encoding}{mark}, columns set apart by {delimiter}."
        ));
    }
    if sheets.kind == FileKind::Json {
        return lines;
    }
    for (sheet, mapped) in sheets.sheets.iter().zip(&mapping.sheets).filter(|(_, mapped)| mapped.used) {
        let name = if sheet.name.is_empty() { sheets.file.as_str() } else { sheet.name.as_str() };
        let row = mapped.header_row + 1;
        let known = mapped.columns.iter().filter(|one| one.column.is_some()).count();
        let mut line = say!(
            lang,
            "{name}: judul kolom di baris {row}, {known} kolom dikenal.",
            "{name}: headings in row {row}, {known} columns known."
        );
        if let Some(around) = &mapped.around {
            let place = crate::model::full_place(around, lang);
            line.push_str(&say!(lang, " Daerahnya {place}.", " Its region is {place}."));
        }
        for (mark, columns) in marks(mapped) {
            let (columns, words) = (columns.join(", "), mark.words(lang));
            line.push_str(&say!(lang, " Angka di kolom {columns}: {words}.", " Numbers in column {columns}: {words}."));
        }
        lines.push(line);
    }
    lines
}

/// The columns whose numbers give their decimal mark away.
fn marks(mapped: &SheetMapping) -> Vec<(DecimalMark, Vec<String>)> {
    let of = |mark: DecimalMark| {
        let columns = (0_u32..).zip(&mapped.columns).filter(|(_, one)| one.mark == Some(mark));
        (mark, columns.map(|(at, _)| column_name(at)).collect::<Vec<_>>())
    };
    [of(DecimalMark::Comma), of(DecimalMark::Point)].into_iter().filter(|(_, columns)| !columns.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Reading, guess, no_progress, read};

    #[test]
    fn encoding_delimiter_headings_and_marks_are_said() {
        let text = b"\xef\xbb\xbfDAFTAR;;\nnama;harga;kapasitas\nMadu;1.250.000,50;2,5\n";
        let sheets = read("a.csv", text, &Reading::default(), &no_progress).unwrap();
        let lines = how_read(&sheets, &guess(&sheets), Lang::Id);
        assert_eq!(lines[0], "Dibaca sebagai CSV: UTF-8 dengan BOM, kolom dipisah “;”.");
        assert_eq!(
            lines[1],
            "a.csv: judul kolom di baris 2, 3 kolom dikenal. Angka di kolom B, C: 1.250.000,50 (koma pecahan)."
        );
        let english = how_read(&sheets, &guess(&sheets), Lang::En);
        assert!(english[0].contains("with a BOM") && english[1].contains("decimal comma"), "{english:?}");
    }
}
