//! The records of a text table: quotation marks as the standard has them, and as files have them all the same.

/// Lines that a cell in quotation marks may have.
const LINES: usize = 500;
/// How often all of a text may be looked at for cells in quotation marks.
const MOST_LOOKS: usize = 8;

/// Reads records one by one.
pub(super) struct RecordReader<'t> {
    text: &'t str,
    at: usize,
    delimiter: char,
    /// A quotation mark inside a cell is written `\"`, as databases do, instead of twice.
    backslash: bool,
    /// Cells that most records have.
    width: usize,
    line: u32,
    /// Bytes of cells in quotation marks that were looked at, those that never close again and again.
    looked_at: usize,
    pub faults: QuoteFaults,
}

/// Lines in which quotation marks were not as they should be, the first of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct QuoteFaults {
    pub unclosed: Option<u32>,
    pub bare: Option<u32>,
}

/// One record and the line it begins in, from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TextRecord {
    pub line: u32,
    pub cells: Vec<String>,
}

/// A cell in quotation marks that was closed.
struct Quoted {
    content: String,
    /// Behind the closing mark.
    end: usize,
    lines: u32,
    /// A mark inside that was neither doubled nor escaped.
    has_bare: bool,
}

impl<'t> RecordReader<'t> {
    pub fn new(text: &'t str, delimiter: u8, backslash: bool, width: usize) -> Self {
        let delimiter = char::from(delimiter);
        Self { text, at: 0, delimiter, backslash, width, line: 0, looked_at: 0, faults: QuoteFaults::default() }
    }

    /// How far it is, in bytes.
    pub fn position(&self) -> usize {
        self.at
    }

    pub fn next_record(&mut self) -> Option<TextRecord> {
        if self.at >= self.text.len() {
            return None;
        }
        let (start, line, faults) = (self.at, self.line, self.faults);
        let (record, spans_lines) = self.record(true);
        // A quotation mark that closes lines below, and leaves the record narrower than all others, was none; nor one over
        // lines that are records each: `"buka;1000`, and `12";3000` two lines on.
        if spans_lines && self.width > 1 {
            let after = (self.at, self.line, self.faults);
            (self.at, self.line, self.faults) = (start, line, faults);
            let (plain, _) = self.record(false);
            let has_width = plain.cells.len() == self.width;
            if has_width && (record.cells.len() != self.width || self.are_records(after.0)) {
                self.faults.unclosed.get_or_insert(line);
                return Some(plain);
            }
            (self.at, self.line, self.faults) = after;
        }
        Some(record)
    }

    /// Whether the lines up to there are records of their own, and more than a text that has as many delimiters.
    fn are_records(&mut self, end: usize) -> bool {
        let (start, line, faults) = (self.at, self.line, self.faults);
        let (mut are, mut count) = (true, 0);
        let is_prose = self.text.get(start..end).unwrap_or_default().contains(&format!("{} ", self.delimiter));
        while are && self.at < end {
            are = self.record(false).0.cells.len() == self.width;
            count += 1;
        }
        are &= self.at == end && !is_prose && (self.width > 2 || count > 1);
        (self.at, self.line, self.faults) = (start, line, faults);
        are
    }

    /// One record, and whether one of its cells has several lines.
    fn record(&mut self, may_span: bool) -> (TextRecord, bool) {
        let mut record = TextRecord { line: self.line, cells: Vec::new() };
        let mut spans_lines = false;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let blanks = rest.len() - rest.trim_start_matches(' ').len();
            let quoted = match rest.get(blanks..).is_some_and(|cell| cell.starts_with('"')) {
                false => None,
                true if blanks == 0 => self.quoted(may_span),
                // `, "kopi, teh"`, where a person typed the blank.
                true => {
                    let (quoted, looked_at) = self.quoted_from(self.at + blanks + 1, false);
                    self.looked_at += looked_at;
                    quoted.filter(|quoted| !quoted.has_bare && quoted.content.contains(self.delimiter))
                }
            };
            let cell = match quoted {
                Some(quoted) => {
                    if quoted.has_bare {
                        self.faults.bare.get_or_insert(self.line);
                    }
                    spans_lines |= quoted.lines > 0;
                    self.line += quoted.lines;
                    self.at = quoted.end;
                    quoted.content
                }
                None => {
                    if rest.starts_with('"') {
                        self.faults.unclosed.get_or_insert(self.line);
                    }
                    let end = rest.find([self.delimiter, '\n', '\r']).unwrap_or(rest.len());
                    self.at += end;
                    rest.get(..end).unwrap_or_default().to_owned()
                }
            };
            record.cells.push(cell);
            let rest = self.text.get(self.at..).unwrap_or_default();
            if rest.starts_with(self.delimiter) {
                self.at += self.delimiter.len_utf8();
                continue;
            }
            if let Some(end) = ["\r\n", "\n", "\r"].iter().find(|end| rest.starts_with(**end)) {
                self.at += end.len();
                self.line += 1;
            }
            return (record, spans_lines);
        }
    }

    /// The cell that a quotation mark opens here; `None` where the mark never closes.
    fn quoted(&mut self, may_span: bool) -> Option<Quoted> {
        let from = self.at + 1;
        // A file in which mark after mark is followed over hundreds of lines would take hours.
        let may_span = may_span && self.looked_at / MOST_LOOKS <= self.text.len();
        let (quoted, looked_at) = self.quoted_from(from, may_span);
        self.looked_at += looked_at;
        quoted
    }

    /// The cell, and how many bytes were looked at for it.
    fn quoted_from(&self, from: usize, may_span: bool) -> (Option<Quoted>, usize) {
        let Some(text) = self.text.get(from..) else { return (None, 0) };
        let mut quoted = Quoted { content: String::new(), end: 0, lines: 0, has_bare: false };
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    let behind = text.get(at + 1..).unwrap_or_default();
                    if behind.starts_with('"') {
                        chars.next();
                        quoted.content.push('"');
                        continue;
                    }
                    let blanks = behind.len() - behind.trim_start_matches(' ').len();
                    let next = behind.get(blanks..).unwrap_or_default();
                    if next.is_empty() || next.starts_with([self.delimiter, '\n', '\r']) {
                        quoted.end = from + at + 1 + blanks;
                        return (Some(quoted), at);
                    }
                    // Below the first line it is rather the mark of another cell.
                    if quoted.lines > 0 {
                        return (None, at);
                    }
                    quoted.has_bare = true;
                    quoted.content.push('"');
                }
                '\\' if self.backslash && matches!(chars.peek(), Some((_, '"' | '\\'))) => {
                    quoted.content.extend(chars.next().map(|(_, c)| c));
                }
                '\n' => {
                    quoted.lines += 1;
                    if !may_span || quoted.lines as usize > LINES {
                        return (None, at);
                    }
                    quoted.content.push(c);
                }
                c => quoted.content.push(c),
            }
        }
        (None, text.len())
    }
}

/// The width that most records have, and which part of them has it.
pub(super) fn usual_width(text: &str, delimiter: u8, backslash: bool, sample: usize) -> (usize, f64) {
    let mut reader = RecordReader::new(text, delimiter, backslash, 0);
    let mut counts = std::collections::BTreeMap::new();
    let mut all = 0_usize;
    while let Some(record) = reader.next_record().filter(|_| all < sample) {
        if record.cells.iter().any(|cell| !cell.is_empty()) {
            *counts.entry(record.cells.len()).or_insert(0_usize) += 1;
            all += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(width, count)| (*count, *width));
    most.map_or((0, 0.0), |(width, count)| (width, count as f64 / all.max(1) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, backslash: bool) -> (Vec<Vec<String>>, QuoteFaults) {
        let (width, _) = usual_width(text, b',', backslash, 100);
        let mut reader = RecordReader::new(text, b',', backslash, width);
        let mut list = Vec::new();
        while let Some(record) = reader.next_record() {
            list.push(record.cells);
        }
        (list, reader.faults)
    }

    #[test]
    fn the_standard_is_read_as_it_stands() {
        let (rows, faults) = read("a,b\r\n\"x, \"\"y\"\"\nz\",2\r\n,\"\"\n", false);
        assert_eq!(rows, [vec!["a", "b"], vec!["x, \"y\"\nz", "2"], vec!["", ""]]);
        assert_eq!(faults, QuoteFaults::default());
    }

    #[test]
    fn marks_that_never_close_or_close_too_late_are_letters() {
        let below: String = (5..9).map(|at| format!("U{at},enak,{at}\n")).collect();
        for middle in ["U5,enak,5\n", "U5,\"enak\",5\n", "U5,pipa 5\",5\n"] {
            let text = format!("nama,deskripsi,harga\nU1,enak,1\nU2,enak,2\n\"U4,enak,4\n{middle}{below}");
            let (rows, faults) = read(&text, false);
            assert_eq!(rows.len(), 9, "{middle}: {rows:?}");
            assert_eq!(rows[3][0], "\"U4", "{middle}");
            assert_eq!(faults.unclosed, Some(3), "{middle}");
        }
    }

    #[test]
    fn a_mark_that_an_inch_closes_swallows_no_records() {
        let text = "nama,deskripsi,harga\nA,\"buka,1\nB,enak,2\nC,piring 12\",3\nD,enak,4\n";
        let (rows, faults) = read(text, false);
        assert_eq!(rows.len(), 5, "{rows:?}");
        assert_eq!((rows[1][1].as_str(), rows[3][1].as_str()), ("\"buka", "piring 12\""));
        assert_eq!(faults.unclosed, Some(1));
        let (rows, faults) = read("a,b\nA,\"satu\ndua, tiga\"\nB,x\n", false);
        assert_eq!((rows[1][1].as_str(), faults), ("satu\ndua, tiga", QuoteFaults::default()));
        let (rows, _) = read("nama, deskripsi, harga\nA, \"kopi, teh\", 1000\nB, \"12\" x\", 2\n", false);
        assert_eq!(rows[1], ["A", "kopi, teh", " 1000"]);
    }

    #[test]
    fn marks_inside_a_text_stay() {
        let (rows, faults) = read("a,b\n\"Kopi \"Asli\" Paser\",15000\n5\" pipa,2\n", false);
        assert_eq!(rows[1..], [vec!["Kopi \"Asli\" Paser", "15000"], vec!["5\" pipa", "2"]]);
        assert_eq!((faults.bare, faults.unclosed), (Some(1), None));
        let (rows, _) = read("\"a\",\"b\"\n\"kata \\\"asli\\\", dari hutan\",\"1\"\n\"akhir \\\\\",\"2\"\n", true);
        assert_eq!(rows[1..], [vec!["kata \"asli\", dari hutan", "1"], vec!["akhir \\", "2"]]);
    }
}
