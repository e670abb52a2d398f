//! Caps on the text of a catalogue, checked before anything is made of it: a stranger's file of some megabytes can hold more
//! values than there is memory.

use crate::model::MOST_CHARS;
use crate::store::catalog_file::syntax::{Fault, SyntaxFault};

/// The most records of a kind: products, producers, categories, selections.
const MOST_RECORDS: usize = 200_000;
/// The most values in brackets, and in all: what 200,000 full products have. Each takes some hundred bytes of memory.
const MOST_BRACKETS: usize = 4_000_000;
const MOST_VALUES: usize = 12_000_000;

/// Walks once over the text. Whatever else is wrong with it is left to the parser.
pub(in crate::store) fn check(text: &str) -> Result<(), Fault> {
    let bytes = text.as_bytes();
    let (mut depth, mut records, mut brackets, mut values) = (0usize, 0, 0, 0);
    let mut record = "";
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'(' => {
                depth += 1;
                brackets += 1;
                records += usize::from(depth == 2);
            }
            b')' => depth = depth.saturating_sub(1),
            b'[' if depth == 1 => records = 0,
            b',' => values += 1,
            b'/' if bytes.get(at + 1) == Some(&b'/') => {
                at += memchr::memchr(b'\n', bytes.get(at..).unwrap_or_default()).unwrap_or(bytes.len());
                continue;
            }
            b'"' => {
                let end = end_of_text(bytes, at + 1);
                let literal = text.get(at + 1..end).unwrap_or_default();
                if literal.len() > MOST_CHARS && literal.chars().count() > MOST_CHARS {
                    let what = SyntaxFault::TooLong { record: record.to_owned(), most: MOST_CHARS };
                    return Err(Fault::at_byte(text, at, what));
                }
                // A record's own id stands first in it; a text's Indonesian words, which are called so too, stand deeper.
                if depth == 2 && is_id(text.get(..at).unwrap_or_default()) {
                    record = literal;
                }
                at = end;
            }
            _ => {}
        }
        let over = [(records, MOST_RECORDS), (brackets, MOST_BRACKETS), (values, MOST_VALUES)];
        if let Some((_, most)) = over.into_iter().find(|(count, most)| count > most) {
            return Err(Fault::at_byte(text, at, SyntaxFault::TooMany { most }));
        }
        at += 1;
    }
    Ok(())
}

/// Where the text in quotes that begins here ends.
fn end_of_text(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

/// The text before a value names the field `id`.
fn is_id(before: &str) -> bool {
    let Some(name) = before.trim_end().strip_suffix(':').map(str::trim_end) else { return false };
    name.strip_suffix("id").is_some_and(|rest| !rest.ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<SyntaxFault> {
        check(text).err().map(|fault| fault.what)
    }

    #[test]
    fn a_text_that_is_too_long_is_told_with_its_product() {
        let long = "é".repeat(MOST_CHARS + 1);
        let product =
            |text: &str| format!("(format: 1, products: [(id: \"madu\", name: (id: \"{text}\"), notes: \"a\\\"b\")])");
        assert_eq!(fault(&product(&long)), Some(SyntaxFault::TooLong { record: "madu".into(), most: MOST_CHARS }));
        assert_eq!(fault(&product(long.strip_suffix('é').unwrap())), None);
        assert_eq!(fault("(format: 1, // it's \"open\n title: (id: \"a\"))"), None);
    }

    #[test]
    fn more_records_or_values_than_any_catalogue_has_are_refused() {
        let products = |count: usize| {
            format!("(format: 1, products: [{}], selections: [(id: \"a\")])", "(id:\"a\"),".repeat(count))
        };
        assert_eq!(fault(&products(MOST_RECORDS)), None);
        assert_eq!(fault(&products(MOST_RECORDS + 1)), Some(SyntaxFault::TooMany { most: MOST_RECORDS }));
        let photos = format!("(format: 1, products: [(photos: [{}])])", "(),".repeat(MOST_BRACKETS));
        assert_eq!(fault(&photos), Some(SyntaxFault::TooMany { most: MOST_BRACKETS }));
        let tags = format!("(format: 1, products: [(tags: [{}])])", "\"\",".repeat(MOST_VALUES + 1));
        assert_eq!(fault(&tags), Some(SyntaxFault::TooMany { most: MOST_VALUES }));
    }
}
