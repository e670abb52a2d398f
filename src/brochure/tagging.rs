//! Tags for readers aloud that Typst keeps for its own elements: contents in a form of ours, and the index.

use typst::foundations::{Content, func};
use typst::pdf::PdfMarkerTag;

/// Tags entries, and nothing else, as a table of contents.
#[func]
pub(super) fn table_of_contents(
    /// Entries of an outline, one after the other.
    entries: Content,
) -> Content {
    PdfMarkerTag::OutlineBody(entries)
}

/// Names the block quotation of the templates, which have no other, what it is: the index.
///
/// Typst writes its structure uncompressed and has no element for an index; the name takes the same bytes, so that every
/// offset in the file stays.
pub(super) fn name_index(pdf: &mut [u8]) {
    const QUOTATION: &[u8] = b"<</Type/StructElem/S/BlockQuote/";
    const INDEX: &[u8] = b"<</Type/StructElem/S/Index     /";
    let places: Vec<usize> = memchr::memmem::find_iter(pdf, QUOTATION).collect();
    for place in places {
        if let Some(name) = pdf.get_mut(place..place + INDEX.len()) {
            name.copy_from_slice(INDEX);
        }
    }
}
