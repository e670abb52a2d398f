//! What a print shop's machines read: the bleed box, and pages in the order of a stapled booklet.

use std::sync::Arc;

use hayro_syntax::Pdf;
use krilla::color::cmyk;
use krilla::geom::{Path, PathBuilder, Rect, Size, Transform};
use krilla::page::PageSettings;
use krilla::paint::{FillRule, Stroke};
use krilla::pdf::PdfDocument;

use super::BrochureError;

/// Points in a millimetre.
pub(super) const PT_PER_MM: f64 = 72.0 / 25.4;

/// Adds a `BleedBox` `bleed_mm` outside each page's `TrimBox` (PDF 32000-1, 14.11.2), which Typst leaves out.
///
/// Appended as an incremental update (7.5.6): the file before stays byte for byte, tags and all, and nothing is held
/// twice. Works on what Typst writes (a cross-reference table, page dictionaries outside of streams).
///
/// # Errors
/// The file does not look like that: a fault of the program.
pub(super) fn add_bleed_boxes(mut pdf: Vec<u8>, bleed_mm: f64) -> Result<Vec<u8>, BrochureError> {
    let fault = |what: &str| BrochureError::Typesetting { message: format!("BleedBox: {what}") };
    let start = rfind(&pdf, b"startxref").ok_or_else(|| fault("no startxref"))?;
    let table_at = number_after(&pdf, start + 9).ok_or_else(|| fault("no offset"))?;
    let trailer = find(&pdf, table_at, b"trailer").ok_or_else(|| fault("no trailer"))?;
    let table = pdf.get(table_at..trailer).unwrap_or_default();
    let offsets: Vec<usize> = table
        .split(|byte| *byte == b'\n')
        .filter(|line| line.iter().rev().find(|byte| byte.is_ascii_alphabetic()) == Some(&b'n'))
        .filter_map(|line| std::str::from_utf8(line.get(..10)?).ok()?.parse().ok())
        .collect();
    let mut changed: Vec<(usize, Vec<u8>)> = Vec::new();
    for at in offsets {
        let end = find(&pdf, at, b"endobj").ok_or_else(|| fault("an object has no end"))?;
        // Streams are long and no pages; a page's dictionary is short.
        let object = pdf.get(at..end.min(at + 4_000)).unwrap_or_default();
        let Some(trim) = find(object, 0, b"/TrimBox[") else {
            continue;
        };
        let close = find(object, trim, b"]").ok_or_else(|| fault("no end of the TrimBox"))?;
        let numbers = object.get(trim + 9..close).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or_default();
        let sides: Vec<f64> = numbers.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        let [left, bottom, right, top] = sides[..] else {
            return Err(fault("the TrimBox has no four sides"));
        };
        let out = bleed_mm * PT_PER_MM;
        let (left, bottom, right, top) = (left - out, bottom - out, right + out, top + out);
        let number = number_after(object, 0).ok_or_else(|| fault("an object has no number"))?;
        let mut with_box = object.get(..=close).unwrap_or_default().to_vec();
        with_box.extend(format!("/BleedBox[{left:.3} {bottom:.3} {right:.3} {top:.3}]").bytes());
        with_box.extend_from_slice(pdf.get(at + close + 1..end).unwrap_or_default());
        with_box.extend_from_slice(b"endobj\n");
        changed.push((number, with_box));
    }
    let dictionary = pdf.get(trailer..start).unwrap_or_default().to_vec();
    let dictionary = dictionary.strip_prefix(b"trailer".as_slice()).unwrap_or(&dictionary).trim_ascii();
    let dictionary = dictionary.strip_suffix(b">>").ok_or_else(|| fault("the trailer has no end"))?.to_vec();
    if pdf.last() != Some(&b'\n') {
        pdf.push(b'\n');
    }
    changed.sort();
    let mut xref = String::from("xref\n");
    for (number, object) in changed {
        xref.push_str(&format!("{number} 1\n{:010} 00000 n \n", pdf.len()));
        pdf.extend(object);
    }
    let xref_at = pdf.len();
    pdf.extend(xref.bytes());
    pdf.extend_from_slice(b"trailer\n");
    pdf.extend(dictionary);
    pdf.extend(format!("/Prev {table_at}>>\nstartxref\n{xref_at}\n%%EOF").bytes());
    Ok(pdf)
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes.get(from..)?, what).map(|at| at + from)
}

fn rfind(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, what)
}

fn number_after(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?.trim_ascii_start();
    let end = rest.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
    std::str::from_utf8(rest.get(..end)?).ok()?.parse().ok()
}

/// Which reader's page (from 0) stands on the left and the right of each side of the sheets of a booklet that is stapled
/// through the fold. `None` is an empty page: they stand before the last page, so that the back cover stays outside.
pub(super) fn spreads(pages: usize) -> Vec<[Option<usize>; 2]> {
    let padded = pages.div_ceil(4) * 4;
    let page = |at: usize| match at {
        at if at + 1 == padded && pages > 0 => Some(pages - 1),
        at if at + 1 < pages => Some(at),
        _ => None,
    };
    (0..padded / 2)
        .map(|side| {
            let (front, back) = (side, padded - 1 - side);
            // The first side of a sheet has its later page on the left, the second side on the right.
            if side % 2 == 0 { [page(back), page(front)] } else { [page(front), page(back)] }
        })
        .collect()
}

/// Two pages on each side of a sheet. No creep: the inner pages of a thick booklet are trimmed a little more. Tags and
/// links do not survive, which paper does not miss. With a bleed, colour runs over the trim of the sheet (never over the
/// fold), and crop marks stand outside of it.
///
/// # Errors
/// A fault of the typesetter.
pub(super) fn booklet(
    pdf: Vec<u8>,
    pages: usize,
    (width_pt, height_pt): (f64, f64),
    bleed_pt: f64,
) -> Result<Vec<u8>, BrochureError> {
    let fault = |message: &str| BrochureError::Typesetting { message: message.to_owned() };
    let source = Pdf::new(pdf).map_err(|error| fault(&format!("{error:?}")))?;
    let source = PdfDocument::new(Arc::new(source));
    let (width, height, bleed) = (width_pt as f32, height_pt as f32, bleed_pt as f32);
    // Room for the marks.
    let out = if bleed > 0.0 { bleed + MARKS_PT } else { 0.0 };
    let page = Size::from_wh(width + 2.0 * bleed, height + 2.0 * bleed).ok_or_else(|| fault("page size"))?;
    let (sheet_width, sheet_height) = (2.0 * width + 2.0 * out, height + 2.0 * out);
    let inside = |by: f32| Rect::from_ltrb(by, by, sheet_width - by, sheet_height - by);
    let mut settings = PageSettings::from_wh(sheet_width, sheet_height).ok_or_else(|| fault("sheet size"))?;
    if bleed > 0.0 {
        settings = settings.with_trim_box(inside(out)).with_bleed_box(inside(out - bleed));
    }
    let mut document = krilla::Document::new();
    for spread in spreads(pages) {
        let mut side = document.start_page_with(settings.clone());
        let mut surface = side.surface();
        for (at, number) in spread.into_iter().enumerate() {
            let Some(number) = number else { continue };
            let left = out + at as f32 * width;
            // Each page ends at the fold.
            let (from, to) = if at == 0 { (0.0, left + width) } else { (left, sheet_width) };
            let half = Rect::from_ltrb(from, 0.0, to, sheet_height).ok_or_else(|| fault("half a sheet"))?;
            let mut clip = PathBuilder::new();
            clip.push_rect(half);
            surface.push_clip_path(&clip.finish().ok_or_else(|| fault("clip"))?, &FillRule::NonZero);
            surface.push_transform(&Transform::from_translate(left - bleed, out - bleed));
            surface.draw_pdf_page(&source, page, number);
            surface.pop();
            surface.pop();
        }
        if bleed > 0.0 {
            surface.set_stroke(Some(Stroke {
                paint: cmyk::Color::new(0, 0, 0, 255).into(),
                width: 0.25,
                ..Stroke::default()
            }));
            let marks = crop_marks(out, bleed, sheet_width, sheet_height);
            surface.draw_path(&marks.ok_or_else(|| fault("crop marks"))?);
        }
        surface.finish();
        side.finish();
    }
    document.finish().map_err(|error| fault(&format!("{error:?}")))
}

/// Room outside the bleed for crop marks, as around single pages.
const MARKS_PT: f32 = 6.0 * PT_PER_MM as f32;

/// Lines at the four corners of the trim, outside the bleed, and where the sheet is folded.
fn crop_marks(out: f32, bleed: f32, width: f32, height: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    let mut line = |from: (f32, f32), to: (f32, f32)| {
        path.move_to(from.0, from.1);
        path.line_to(to.0, to.1);
    };
    let (near, far) = (out - bleed - 0.8 * PT_PER_MM as f32, out - bleed - 5.0 * PT_PER_MM as f32);
    for (x, is_right) in [(out, false), (width - out, true)] {
        for (y, is_low) in [(out, false), (height - out, true)] {
            let across = |by: f32| if is_right { width - by } else { by };
            let down = |by: f32| if is_low { height - by } else { by };
            line((across(near), y), (across(far), y));
            line((x, down(near)), (x, down(far)));
        }
    }
    for y in [(near, far), (height - near, height - far)] {
        line((width / 2.0, y.0), (width / 2.0, y.1));
    }
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_booklet_of_eight_is_the_textbook_order() {
        let numbers: Vec<[usize; 2]> =
            spreads(8).into_iter().map(|side| side.map(|page| page.map_or(0, |at| at + 1))).collect();
        assert_eq!(numbers, [[8, 1], [2, 7], [6, 3], [4, 5]]);
    }

    #[test]
    fn every_page_stands_once_and_the_last_is_the_back_cover() {
        for pages in 1..60 {
            let sides = spreads(pages);
            assert_eq!(sides.len() % 2, 0, "both sides of each sheet");
            let mut seen: Vec<usize> = sides.iter().flatten().flatten().copied().collect();
            seen.sort_unstable();
            assert_eq!(seen, (0..pages).collect::<Vec<_>>());
            assert_eq!(sides[0][0], Some(pages - 1), "{pages}");
        }
    }
}
