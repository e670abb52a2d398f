//! Text tables in and out: encodings and delimiters told apart, cells that a spreadsheet would run made safe.

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::error::Fault;
use super::read::Reading;
use super::records::{QuoteFaults, RecordReader, TextRecord, usual_width};
use super::sheets::{Cell, Encoding, FileFault, FileKind, ReadProgress, Row, Sheet, Sheets, TextForm, Value};

/// Delimiters in the order of preference where nothing tells them apart.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Records that are looked at to tell the delimiter.
const SAMPLE: usize = 200;

/// True where the bytes are no text in any encoding that is read.
pub(super) fn looks_binary(bytes: &[u8]) -> bool {
    let bytes = without_padding(bytes);
    let head = bytes.get(..bytes.len().min(8192)).unwrap_or(bytes);
    let is_wide = matches!(encoding_of(bytes).0, Encoding::Utf16Le | Encoding::Utf16Be);
    let odd = head.iter().filter(|byte| **byte < 9 || (14..32).contains(*byte)).count();
    // A few zero bytes are a slip.
    !is_wide && odd > 2 && odd * 50 > head.len()
}

/// The bytes before the zeros that fill up a block of a disk.
fn without_padding(bytes: &[u8]) -> &[u8] {
    bytes.iter().rposition(|byte| *byte != 0).and_then(|last| bytes.get(..=last)).unwrap_or_default()
}

/// The encoding, and how many bytes its mark takes.
fn encoding_of(bytes: &[u8]) -> (Encoding, usize) {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return (Encoding::Utf8, 3);
    }
    if bytes.starts_with(b"\xff\xfe") {
        return (Encoding::Utf16Le, 2);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return (Encoding::Utf16Be, 2);
    }
    // Text in our languages in UTF-16 has a zero in every other byte.
    let text = without_padding(bytes);
    let head = text.get(..text.len().min(4096)).unwrap_or(text);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = head.len() / 2;
    if half > 1 && zeros(1) * 10 > half * 7 {
        return (Encoding::Utf16Le, 0);
    }
    if half > 1 && zeros(0) * 10 > half * 7 {
        return (Encoding::Utf16Be, 0);
    }
    let encoding = if is_utf8(bytes) { Encoding::Utf8 } else { Encoding::Windows1252 };
    (encoding, 0)
}

/// UTF-8, or nearly: cut off inside its last letter, or with a few letters damaged among many that are whole.
fn is_utf8(bytes: &[u8]) -> bool {
    let (mut rest, mut whole, mut wrong, mut is_first) = (bytes, 0_usize, 0_usize, true);
    loop {
        let (valid, broken) = match std::str::from_utf8(rest) {
            Ok(_) => (rest, None),
            Err(error) => (rest.get(..error.valid_up_to()).unwrap_or_default(), Some(error)),
        };
        // Letters of several bytes: any of them in another encoding would be wrong here.
        whole += valid.iter().filter(|byte| **byte >= 0xc0).count();
        let Some(error) = broken else { break };
        let Some(length) = error.error_len() else { break };
        // What is left of one letter counts once.
        wrong += usize::from(is_first || !valid.is_empty());
        is_first = false;
        rest = rest.get(error.valid_up_to() + length..).unwrap_or_default();
    }
    wrong == 0 || whole >= wrong
}

/// The text, and what was wrong with its letters.
fn decode(bytes: &[u8], encoding: Encoding) -> (String, Vec<FileFault>) {
    let mut faults = Vec::new();
    let (text, _) = match encoding {
        Encoding::Utf8 => {
            let cut = std::str::from_utf8(bytes).err().map(|error| (error.valid_up_to(), error.error_len()));
            let bytes = match cut {
                Some((end, None)) => {
                    faults.push(FileFault::CutOff);
                    bytes.get(..end).unwrap_or(bytes)
                }
                _ => bytes,
            };
            encoding_rs::UTF_8.decode_with_bom_removal(bytes)
        }
        Encoding::Windows1252 => WINDOWS_1252.decode_without_bom_handling(bytes),
        Encoding::Utf16Le => UTF_16LE.decode_with_bom_removal(bytes),
        Encoding::Utf16Be => UTF_16BE.decode_with_bom_removal(bytes),
    };
    // The mark with which old programs end a file.
    let text = match text.trim_end_matches('\0').strip_suffix('\u{1a}') {
        Some(before) => before.to_owned().into(),
        None => text,
    };
    let undecodable = text.matches('\u{fffd}').count();
    if undecodable > 0 {
        faults.push(FileFault::Undecodable { count: undecodable });
    }
    let twice = encoded_twice(&text);
    if twice > 0 {
        faults.push(FileFault::EncodedTwice { count: twice });
    }
    let zeros = text.matches('\0').count();
    if zeros == 0 {
        return (text.into_owned(), faults);
    }
    faults.push(FileFault::Nul { count: zeros });
    (text.replace('\0', ""), faults)
}

/// Excel's own first line, `sep=;`, and what follows it.
fn stated_delimiter(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let stated = line.trim_end_matches('\r').strip_prefix("sep=")?;
    match stated.as_bytes() {
        [one] => Some((*one, rest)),
        _ => None,
    }
}

/// The delimiter that gives the most records of the same width.
fn delimiter_of(text: &str) -> u8 {
    let mut best = (0.0, b';');
    for delimiter in DELIMITERS {
        let (width, part) = usual_width(text, delimiter, false, SAMPLE);
        // One record of two that is wide because of its texts is no table.
        let score = part * part * (width as f64).ln();
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Reads a text table.
pub(super) fn read(file: &str, bytes: &[u8], reading: &Reading, progress: ReadProgress<'_>) -> Result<Sheets, Fault> {
    let (encoding, mark) = encoding_of(bytes);
    let encoding = reading.form.map_or(encoding, |form| form.encoding);
    let (decoded, mut faults) = decode(bytes, encoding);
    // Checked before anything is taken apart: each cell of such a line would be a text of its own.
    let longest = decoded.as_bytes().split(|byte| matches!(byte, b'\n' | b'\r')).map(<[u8]>::len).max();
    if longest.is_some_and(|longest| longest > reading.limits.line_bytes) {
        return Err(Fault::LineTooLong { cap: reading.limits.line_bytes as u64 });
    }
    let (stated, text, first) = match stated_delimiter(&decoded) {
        Some((delimiter, rest)) => (Some(delimiter), rest, 1),
        None => (None, decoded.as_str(), 0),
    };
    let delimiter = reading.form.map(|form| form.delimiter).or(stated).unwrap_or_else(|| delimiter_of(text));
    let (width, part) = usual_width(text, delimiter, false, SAMPLE);
    // Backslashes before quotation marks are escapes where the records then have one width more often.
    let escaped = text.contains("\\\"").then(|| usual_width(text, delimiter, true, SAMPLE));
    let backslash = escaped.is_some_and(|(other, part_escaped)| part_escaped >= part && other >= width);
    let width = escaped.filter(|_| backslash).map_or(width, |(width, _)| width);
    let mut sheet = Sheet::default();
    let mut reader = RecordReader::new(text, delimiter, backslash, width);
    let (mut count, mut held) = (0_u32, 0);
    // The last line of a file that breaks off is short for that reason.
    let breaks_off = faults.contains(&FileFault::CutOff);
    let is_cut = |reader: &RecordReader<'_>| breaks_off && reader.position() >= text.len();
    let (mut before, mut broken, mut has_full) = (None::<TextRecord>, None, false);
    while let Some(record) = reader.next_record() {
        // As a spreadsheet counts: a record of several lines is one row.
        let at = count.saturating_add(first);
        let row = row(at, &record.cells, reading.limits.columns, &mut sheet.left_out_columns);
        held += row.cells.iter().map(|cell| size_of::<Cell>() + cell.value.text().len()).sum::<usize>();
        if held > reading.limits.cell_bytes {
            return Err(Fault::Unpacks { cap: reading.limits.cell_bytes as u64 });
        }
        if !row.cells.is_empty() {
            sheet.width = sheet.width.max(row.cells.last().map_or(0, |cell| cell.column + 1));
            sheet.rows.push(row);
        }
        if sheet.rows.len() > reading.limits.rows {
            return Err(Fault::TooManyRows { cap: reading.limits.rows });
        }
        if let Some(before) = before.filter(|before| has_full && !is_cut(&reader) && goes_on(before, &record, width)) {
            broken.get_or_insert(FileFault::BrokenLine { line: first + before.line });
        }
        has_full |= record.cells.len() == width;
        before = Some(record);
        count = count.wrapping_add(1);
        if count.is_multiple_of(1024) && progress(reader.position(), text.len()).is_break() {
            return Err(Fault::Cancelled);
        }
    }
    let QuoteFaults { unclosed, bare } = reader.faults;
    faults.extend(broken);
    faults.extend(unclosed.map(|line| FileFault::UnclosedQuote { line: first + line }));
    faults.extend(bare.map(|line| FileFault::BareQuotes { line: first + line }));
    Ok(Sheets {
        file: file.to_owned(),
        kind: FileKind::Csv,
        form: Some(TextForm { encoding, delimiter, mark: mark > 0 }),
        sheets: vec![sheet],
        records: None,
        macros: false,
        faults,
    })
}

/// Two lines that make one record: a text was broken where no quotation marks hold it together.
fn goes_on(line: &TextRecord, next: &TextRecord, width: usize) -> bool {
    let is_filled = |cell: Option<&String>| cell.is_some_and(|cell| !cell.trim().is_empty());
    width > 1
        && line.cells.len() + next.cells.len() == width + 1
        && is_filled(line.cells.last())
        && is_filled(next.cells.first())
}

fn row(at: u32, record: &[String], columns: u32, left_out: &mut bool) -> Row {
    let mut row = Row { at, cells: Vec::with_capacity(record.len()) };
    for (column, text) in (0_u32..).zip(record) {
        if text.trim().is_empty() {
            continue;
        }
        if column >= columns {
            *left_out = true;
            break;
        }
        let value = Value::Text(formula_text(text).unwrap_or_else(|| unguarded(text)).into());
        row.cells.push(Cell::new(column, value));
    }
    row
}

/// The text of `="0220103212345"`, with which programs keep Excel from taking it for a number; `=0220103212345` is meant so.
fn formula_text(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix('=')?;
    let quoted = inside.strip_prefix('"').and_then(|inside| inside.strip_suffix('"'));
    let is_digits = !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_digit());
    quoted.filter(|inside| !inside.contains('"')).or(is_digits.then_some(inside))
}

/// True where a spreadsheet program would take the text for a formula.
fn runs(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Text that no spreadsheet program runs: an apostrophe goes before what it would take for a formula, and before what
/// is guarded so already, so that nothing is lost.
pub(super) fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    if runs(text.trim_start_matches('\'')) { format!("'{text}").into() } else { text.into() }
}

/// For a file whose cells say that they are text: only what would be read as guarded is.
pub(super) fn guarded_typed(text: &str) -> std::borrow::Cow<'_, str> {
    if text.starts_with('\'') { guarded(text) } else { text.into() }
}

/// The text that was guarded.
pub(super) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if runs(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// Letters that were UTF-8, taken for Windows-1252, and written as UTF-8 once more: `CafÃ©`, `â€“`.
fn encoded_twice(text: &str) -> usize {
    let is_second = |c: Option<char>| c.is_some_and(|c| ('\u{80}'..='\u{bf}').contains(&c));
    let latin = text
        .match_indices(['Ã', 'Â'])
        .filter(|(at, first)| is_second(text.get(at + first.len()..).and_then(|rest| rest.chars().next())));
    latin.count() + text.matches("â€").count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::no_progress;

    fn cells(bytes: &[u8]) -> (TextForm, Vec<(u32, Vec<String>)>) {
        let sheets = read("a.csv", bytes, &Reading::default(), &no_progress).unwrap();
        let rows = sheets.sheets[0].rows.iter();
        let rows = rows.map(|row| (row.at, row.cells.iter().map(|cell| cell.value.text().into_owned()).collect()));
        (sheets.form.unwrap(), rows.collect())
    }

    #[test]
    fn delimiters_are_told_apart() {
        for (text, delimiter) in [
            ("nama;harga;kapasitas\nMadu;15,5;1,5\nKopi;20,5;2,5", b';'),
            ("nama,harga\n\"Madu; asli\",15\nKopi,20", b','),
            ("nama\tharga\nMadu, asli\t15\n", b'\t'),
            ("DAFTAR PRODUK, KABUPATEN PASER\n\nno;nama;harga\n1;Madu;5\n2;Kopi;6\n", b';'),
            ("sep=,\nnama;harga\n", b','),
            ("nama;izin\nUji;\"HACCP | dimiliki | H1 | SGS | 2024\"\n", b';'),
        ] {
            assert_eq!(cells(text.as_bytes()).0.delimiter, delimiter, "{text}");
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "nama;merek\nSambél;Ñandú\n";
        let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
        let mut marked = b"\xef\xbb\xbf".to_vec();
        marked.extend(text.as_bytes());
        let mut wide_marked = b"\xff\xfe".to_vec();
        wide_marked.extend(wide(u16::to_le_bytes));
        for (bytes, encoding, mark) in [
            (text.as_bytes().to_vec(), Encoding::Utf8, false),
            (marked, Encoding::Utf8, true),
            (WINDOWS_1252.encode(text).0.into_owned(), Encoding::Windows1252, false),
            (wide(u16::to_le_bytes), Encoding::Utf16Le, false),
            (wide(u16::to_be_bytes), Encoding::Utf16Be, false),
            (wide_marked, Encoding::Utf16Le, true),
        ] {
            let (form, rows) = cells(&bytes);
            assert_eq!((form.encoding, form.mark), (encoding, mark));
            assert_eq!(rows[1].1, ["Sambél", "Ñandú"]);
        }
    }

    #[test]
    fn rows_have_the_numbers_that_a_spreadsheet_shows() {
        let (_, rows) = cells(b"a;b\r\n\r\n\"x\ny\";2\r\n;;\r\n3;4");
        let numbers: Vec<u32> = rows.iter().map(|(at, _)| *at).collect();
        assert_eq!(numbers, [0, 2, 4]);
    }

    #[test]
    fn what_would_run_is_guarded_and_comes_back() {
        for text in ["=1+1", "+62 812", "-5", "@x", "'=x", "''@x", "'kutip", "biasa", "", "'", "\tx"] {
            let safe = guarded(text);
            assert!(!runs(&safe), "{safe}");
            assert_eq!(unguarded(&safe), text);
            assert_eq!(unguarded(&guarded_typed(text)), text);
        }
        assert_eq!(guarded_typed("+62 812"), "+62 812");
    }

    #[test]
    fn what_programs_add_to_a_file_is_not_its_text() {
        let mut padded = b"nama;harga\nMadu;15000\n".to_vec();
        padded.resize(600, 0);
        for (bytes, rows) in [
            (b"nama;nib\nMadu;=\"0220103212345\"\n".to_vec(), [["nama", "nib"], ["Madu", "0220103212345"]]),
            (b"nama;nib\nMadu;\"=\"\"0220103212345\"\"\"\n".to_vec(), [["nama", "nib"], ["Madu", "0220103212345"]]),
            (b"nama;nib\nMadu;=0220103212345\n".to_vec(), [["nama", "nib"], ["Madu", "0220103212345"]]),
            (b"nama;merek\nMadu;'=\"1\"\n".to_vec(), [["nama", "merek"], ["Madu", "=\"1\""]]),
            (b"nama;harga\nMadu;15000\n\x1a".to_vec(), [["nama", "harga"], ["Madu", "15000"]]),
            (padded, [["nama", "harga"], ["Madu", "15000"]]),
        ] {
            assert!(!looks_binary(&bytes));
            let read: Vec<Vec<String>> = cells(&bytes).1.into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(read, rows);
        }
    }

    #[test]
    fn an_unclosed_quotation_mark_is_told() {
        let text = format!("nama;harga\n\"Madu;15\n{}", "Kopi;20\n".repeat(1000));
        let sheets = read("a.csv", text.as_bytes(), &Reading::default(), &no_progress).unwrap();
        assert_eq!(sheets.sheets[0].rows.len(), 1002);
        assert_eq!(sheets.faults, [FileFault::UnclosedQuote { line: 1 }]);
    }

    #[test]
    fn a_line_that_was_broken_in_two_is_told() {
        let broken = |text: &str| {
            let sheets = read("a.csv", text.as_bytes(), &Reading::default(), &no_progress).unwrap();
            sheets.faults.first().cloned()
        };
        let list = "nama;deskripsi;merek\nMadu;manis;A\n";
        for line in ["Kopi;pahit dan\nharum;B\n", "Kopi;pahit;Merek\nB\n"] {
            assert_eq!(
                broken(&format!("{list}{line}Teh;sepat;C\n")),
                Some(FileFault::BrokenLine { line: 2 }),
                "{line}"
            );
        }
        // Whether `Kopi` belongs above or below, nobody can tell.
        assert_eq!(broken(&format!("{list}Kopi\nbubuk;pahit;B\n")), Some(FileFault::BrokenLine { line: 1 }));
        for rest in ["Kopi;pahit\n;;\n", "Kopi;pahit;\nTeh\n", "\nMengetahui\n", "Kopi;pahit\nTeh;sepat;C\n"] {
            assert_eq!(broken(&format!("DAFTAR PRODUK\n{list}{rest}")), None, "{rest}");
        }
    }

    #[test]
    fn letters_that_are_damaged_are_told_and_the_rest_stays() {
        let mut cut = "nama;harga\n“Déwa”;1\nCafé".as_bytes().to_vec();
        cut.pop();
        let sheets = read("a.csv", &cut, &Reading::default(), &no_progress).unwrap();
        assert_eq!(sheets.form.map(|form| form.encoding), Some(Encoding::Utf8));
        assert_eq!(sheets.faults, [FileFault::CutOff]);
        assert_eq!(sheets.sheets[0].rows[1].cells[0].value.text(), "“Déwa”");
        let broken = [b"nama;merek\n".as_slice(), b"D\xc3wa;Caf\xc3\xa9\n"].concat();
        let sheets = read("a.csv", &broken, &Reading::default(), &no_progress).unwrap();
        assert_eq!(sheets.form.map(|form| form.encoding), Some(Encoding::Utf8));
        assert_eq!(sheets.faults, [FileFault::Undecodable { count: 1 }]);
        assert_eq!(sheets.sheets[0].rows[1].cells[1].value.text(), "Café");
        let twice = "nama;merek\nMadu;CafÃ© â€“ Rimba\n";
        let sheets = read("a.csv", twice.as_bytes(), &Reading::default(), &no_progress).unwrap();
        assert_eq!(sheets.faults, [FileFault::EncodedTwice { count: 2 }]);
        assert!(!looks_binary(b"nama;harga\nMa\0du;1\n"));
        let sheets = read("a.csv", b"nama;harga\nMa\0du;1\n", &Reading::default(), &no_progress).unwrap();
        assert_eq!(sheets.faults, [FileFault::Nul { count: 1 }]);
        assert_eq!(sheets.sheets[0].rows[1].cells[0].value.text(), "Madu");
    }
}
