//! Which products share a page of a catalogue with two products a page: every page is filled, and none has a single entry
//! where the next group can be drawn in.

use super::content::{BookPage, Chapter, PagePart};

/// What a product costs a page that does not suit it; see [`cost`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct PageEntry {
    /// Needs half a page.
    is_large: bool,
    /// A band stands above it.
    has_band: bool,
}

/// How badly these products fill a page together. Two large ones or three small ones are right; a page with one small one is worst,
/// and each band takes room from three.
fn cost(entries: &[PageEntry]) -> usize {
    let large = entries.iter().filter(|entry| entry.is_large).count();
    let bands = entries.iter().filter(|entry| entry.has_band).count();
    match entries.len() {
        1 => 60 - 20 * large,
        2 => 3 * (2 - large),
        _ => 14 * large + 10 * bands.saturating_sub(1),
    }
}

/// How many products stand on each page: the division that costs least.
fn divide(entries: &[PageEntry]) -> Vec<usize> {
    // The least cost up to each entry, and how many stand on the page that ends with it.
    let mut best: Vec<(usize, usize)> = vec![(0, 0)];
    for end in 1..=entries.len() {
        let options = (1..=end.min(3)).filter_map(|size| {
            let before = best.get(end - size)?.0;
            Some((before + cost(entries.get(end - size..end)?), size))
        });
        best.extend(options.min());
    }
    let mut sizes = Vec::new();
    let mut end = entries.len();
    while let Some((_, size)) = best.get(end).filter(|(_, size)| *size > 0) {
        sizes.push(*size);
        end -= size;
    }
    sizes.reverse();
    sizes
}

/// The pages of these chapters, in order. Pages end with a chapter that has a divider, and where a part of a large brochure
/// begins.
pub(super) fn paginate(chapters: &[Chapter]) -> Vec<BookPage> {
    let mut pages = Vec::new();
    let mut section: Vec<(PageEntry, Vec<PagePart>, usize)> = Vec::new();
    for (chapter, of) in chapters.iter().enumerate() {
        if of.divider {
            fill(&mut pages, &mut section);
            pages.push(BookPage { divider: Some(chapter), ..BookPage::default() });
        }
        for (group, of) in of.groups.iter().enumerate() {
            if of.breaks {
                fill(&mut pages, &mut section);
            }
            let part = |kind, block| PagePart { kind, chapter, group, block };
            let mut before = vec![part("band", 0)];
            for (at, block) in of.blocks.iter().enumerate() {
                let entry = PageEntry { is_large: block.is_large, has_band: at == 0 && !of.key.is_empty() };
                let mut parts = std::mem::take(&mut before);
                parts.push(part("block", at));
                section.push((entry, parts, block.colour));
            }
            if !of.others.is_empty() {
                // Names close their group: under its last product, or under its band alone.
                before.push(part("others", 0));
                match section.last_mut() {
                    Some((_, parts, _)) => parts.append(&mut before),
                    None => {
                        pages.push(BookPage { parts: before, ..BookPage::default() });
                    }
                }
            }
        }
    }
    fill(&mut pages, &mut section);
    pages
}

fn fill(pages: &mut Vec<BookPage>, section: &mut Vec<(PageEntry, Vec<PagePart>, usize)>) {
    let entries: Vec<PageEntry> = section.iter().map(|(entry, _, _)| *entry).collect();
    let mut rest = section.drain(..);
    for size in divide(&entries) {
        let mut page = BookPage { slots: size, ..BookPage::default() };
        for (_, parts, colour) in rest.by_ref().take(size) {
            page.parts.extend(parts);
            if !page.tabs.contains(&colour) {
                page.tabs.push(colour);
            }
        }
        pages.push(page);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn large_products_stand_by_twos_and_small_ones_by_threes() {
        let large = PageEntry { is_large: true, ..PageEntry::default() };
        let small = PageEntry::default();
        assert_eq!(divide(&[large; 4]), [2, 2]);
        assert_eq!(divide(&[small; 6]), [3, 3]);
        assert_eq!(divide(&[large; 3]), [2, 1], "a large one fills a page");
        assert_eq!(divide(&[small, small, small, large, large]), [3, 2]);
        assert_eq!(divide(&[small]), [1]);
        assert!(divide(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn every_product_stands_on_a_page_and_no_small_one_alone(kinds in prop::collection::vec(any::<(bool, bool)>(), 2..60)) {
            let entries: Vec<PageEntry> = kinds.iter().map(|(is_large, has_band)| PageEntry { is_large: *is_large, has_band: *has_band }).collect();
            let sizes = divide(&entries);
            prop_assert_eq!(sizes.iter().sum::<usize>(), entries.len());
            let mut rest = entries.as_slice();
            for size in sizes {
                let (page, after) = rest.split_at(size);
                prop_assert!((2..=3).contains(&size) || matches!(page, [one] if one.is_large), "{:?}", page);
                rest = after;
            }
        }
    }
}
