//! Cells on the clipboard: text with tabs and line ends, quoted as spreadsheet programs do.

/// True where a spreadsheet program would take the text for a formula, which may come from a stranger's catalogue.
fn runs(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    text.starts_with(['=', '+', '-', '@']) && text.parse::<f64>().is_err()
}

/// Cells as text that a spreadsheet program takes for a range. What it would run as a formula gets an apostrophe in
/// front, as in exported files.
pub fn write_tsv<'a, R>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item = &'a str>,
{
    let mut out = String::new();
    for (at, row) in rows.into_iter().enumerate() {
        if at > 0 {
            out.push_str("\r\n");
        }
        for (at, cell) in row.into_iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            let guard = if runs(cell) { "'" } else { "" };
            if cell.contains(['\t', '\n', '\r', '"']) {
                out.push('"');
                out.push_str(guard);
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(guard);
                out.push_str(cell);
            }
        }
    }
    out
}

/// The cells of a pasted range. A quote counts only where it opens a cell and is closed before a tab or a line end, so
/// that `5" pipa` stays as it is.
pub fn read_tsv(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = text;
    loop {
        let (cell, after) = match quoted(rest) {
            Some((cell, after)) => (cell, after),
            None => {
                let end = rest.find(['\t', '\n', '\r']).unwrap_or(rest.len());
                let (cell, after) = rest.split_at(end);
                (cell.to_owned(), after)
            }
        };
        row.push(match cell.strip_prefix('\'') {
            Some(guarded) if runs(guarded) => guarded.to_owned(),
            _ => cell,
        });
        if let Some(next) = after.strip_prefix('\t') {
            rest = next;
            continue;
        }
        rows.push(std::mem::take(&mut row));
        let next = after.strip_prefix("\r\n").or_else(|| after.strip_prefix(['\n', '\r'])).unwrap_or_default();
        // A line end behind the last row is none of its own.
        if next.is_empty() {
            return rows;
        }
        rest = next;
    }
}

/// A quoted cell at the beginning, and what comes behind it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let at = rest.find('"')?;
        cell.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match rest.strip_prefix('"') {
            Some(more) => {
                cell.push('"');
                rest = more;
            }
            None if rest.is_empty() || rest.starts_with(['\t', '\n', '\r']) => return Some((cell, rest)),
            None => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ranges_of_excel_are_read() {
        assert_eq!(read_tsv("Madu\t85.000\r\nKopi\t\r\n"), [vec!["Madu", "85.000"], vec!["Kopi", ""]]);
        assert_eq!(read_tsv("\"dua\nbaris\"\t\"5\"\" pipa\""), [vec!["dua\nbaris", "5\" pipa"]]);
        assert_eq!(read_tsv("\"tanpa\" akhir\tx\n\"y"), [vec!["\"tanpa\" akhir", "x"], vec!["\"y"]]);
        assert_eq!(read_tsv("satu"), [vec!["satu"]]);
        assert_eq!(read_tsv("a\n\nb"), [vec!["a"], vec![""], vec!["b"]]);
    }

    #[test]
    fn only_what_must_be_is_quoted() {
        assert_eq!(write_tsv([["a", "b c"], ["1\t2", "\""]]), "a\tb c\r\n\"1\t2\"\t\"\"\"\"");
    }

    #[test]
    fn no_formula_reaches_the_spreadsheet() {
        assert_eq!(write_tsv([["=HYPERLINK(1)", "-5", "+62 812"]]), "'=HYPERLINK(1)\t-5\t'+62 812");
        assert_eq!(read_tsv("'=A1\t'sebut\t-5"), [vec!["=A1", "'sebut", "-5"]]);
    }

    proptest! {
        #[test]
        fn what_is_copied_reads_back(
            rows in (1_usize..4).prop_flat_map(|width| {
                let cell = "[a=1'\"\t\n\r ,;é-]{0,6}";
                proptest::collection::vec(proptest::collection::vec(cell, width..=width), 1..5)
            })
        ) {
            // A single empty cell at the very end is the line end that programs add.
            prop_assume!(rows.last().is_some_and(|row| row.len() > 1 || row.iter().any(|cell| !cell.is_empty())));
            let text = write_tsv(rows.iter().map(|row| row.iter().map(String::as_str)));
            prop_assert_eq!(read_tsv(&text), rows);
        }

        #[test]
        fn anything_pasted_is_safe(text in ".{0,60}") {
            read_tsv(&text);
        }
    }
}
