//! The long lists of `catalog.ron`, cut into pieces that all processors read and write; what comes of it is what one alone
//! would give.

use memchr::memmem;
use rayon::prelude::*;

/// Stands in a text for the list that was taken out of it. No record of a person is called this.
pub(super) const ELSEWHERE: &str = "this list is read in pieces";

/// Where the writer goes from one record of a list to the next; a piece ends behind the comma.
const BETWEEN: &str = "\n    ),\n    (";
const END: &str = "\n    ),";

/// Takes a list out of a catalogue's text: the text with one record called [`ELSEWHERE`] in its place, and the records that
/// `read` makes of pieces of about so many bytes. `None` where the text does not look as the writer leaves it, or any piece
/// is wrong: then the text has to be read as a whole, which says where the fault is.
///
/// A cut that fell inside a text or a comment leaves the piece before it without its end, so that `read` fails; if all
/// pieces are good, each began and ended between two records. The caller makes sure that `ELSEWHERE` is all that the rest
/// has in that list: then the list itself did not begin inside a text.
pub(super) fn take<T: Send>(
    text: &str,
    field: &str,
    about: usize,
    read: impl Fn(&str) -> Option<Vec<T>> + Sync,
) -> Option<(String, Vec<T>)> {
    let (before, list, after) = split(text, field)?;
    let read = |piece: &&str| read(&format!("[{piece}\n]"));
    let records: Option<Vec<Vec<T>>> = cut(list, about).par_iter().map(read).collect();
    Some((format!("{before}(id: \"{ELSEWHERE}\"){after}"), records?.into_iter().flatten().collect()))
}

/// A catalogue's text up to the first record of a list, the list, and the text from the line break behind its last record.
fn split<'t>(text: &'t str, field: &str) -> Option<(&'t str, &'t str, &'t str)> {
    let head = format!("\n  {field}: [\n");
    let start = memmem::find(text.as_bytes(), head.as_bytes())? + head.len();
    let (before, list_and_rest) = text.split_at_checked(start)?;
    let (list, after) = list_and_rest.split_at_checked(memmem::find(list_and_rest.as_bytes(), b"\n  ],\n")?)?;
    Some((before, list, after))
}

/// The lines of each record of a list as the writer leaves it. `None` for an empty list.
pub(super) fn records<'t>(text: &'t str, field: &str) -> Option<Vec<&'t str>> {
    split(text, field).map(|(_, list, _)| each(list))
}

fn each(list: &str) -> Vec<&str> {
    cut(list, 1).into_iter().map(|record| record.strip_prefix('\n').unwrap_or(record)).collect()
}

/// A catalogue's text without the records of a list.
pub(super) fn without(text: &str, field: &str) -> Option<String> {
    split(text, field).map(|(before, _, after)| format!("{before}{}", after.trim_start_matches('\n')))
}

/// A list's text in pieces of at least `about` bytes, each but the last ending behind the comma of a record.
fn cut(list: &str, about: usize) -> Vec<&str> {
    let between = memmem::Finder::new(BETWEEN);
    let mut pieces = Vec::new();
    let mut rest = list;
    while let Some(at) = rest.as_bytes().get(about..).and_then(|bytes| between.find(bytes)) {
        let Some((piece, behind)) = rest.split_at_checked(about + at + END.len()) else { break };
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}

/// A list as the writer leaves it, from what `write` makes of some records each: their lines, four spaces in. A record whose
/// lines are `known` is not written anew.
pub(super) fn put<T: Copy + Sync>(
    out: &mut String,
    field: &str,
    records: &[(T, Option<&str>)],
    write: impl Fn(&[T]) -> Result<String, String> + Sync,
) -> Result<(), String> {
    /// So few that the pieces of a list of a thousand keep two processors busy.
    const TOGETHER: usize = 64;
    if records.is_empty() {
        out.push_str(&format!("  {field}: [],\n"));
        return Ok(());
    }
    let piece = |records: &[(T, Option<&str>)]| {
        let new: Vec<T> = records.iter().filter(|(_, known)| known.is_none()).map(|(record, _)| *record).collect();
        let made = if new.is_empty() { String::new() } else { write(&new)? };
        if new.len() == records.len() {
            return Ok(made);
        }
        let mut made = each(made.trim_end_matches('\n')).into_iter();
        let mut lines = String::new();
        for (_, known) in records {
            lines.push_str(known.or_else(|| made.next()).ok_or("a record has no lines")?);
            lines.push('\n');
        }
        Ok(lines)
    };
    let pieces: Vec<String> = records.par_chunks(TOGETHER).map(piece).collect::<Result<_, String>>()?;
    out.reserve(pieces.iter().map(String::len).sum::<usize>() + 64 + field.len());
    out.push_str(&format!("  {field}: [\n"));
    pieces.iter().for_each(|piece| out.push_str(piece));
    out.push_str("  ],\n");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_ends_between_two_records() {
        let list = "    (\n      id: \"a\",\n    ),\n    (\n      id: \"é\",\n    ),\n    (\n      id: \"c\",\n    ),";
        let pieces = cut(list, 1);
        assert_eq!(pieces.len(), 3);
        assert_eq!(pieces.concat(), list);
        assert!(pieces.iter().all(|piece| piece.ends_with("),")));
        assert_eq!(cut(list, 1_000), [list]);
        assert_eq!(cut("", 0), [""]);
    }

    #[test]
    fn nothing_is_taken_out_of_a_text_that_somebody_laid_out_anew() {
        let read = |_: &str| Some(vec![1]);
        assert_eq!(take("(format: 1, products: [(id: \"a\")])", "products", 1, read), None);
        assert_eq!(take("(\r\n  products: [\r\n  ],\r\n)", "products", 1, read), None);
    }
}
