//! What stands on the pages, as plain data that the template reads. Field names are the template's.

use serde::Serialize;

/// A brochure in full. Empty text and empty lists mean that there is nothing to print there.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Content {
    /// `id` or `en`: the language of the fixed words and of the document.
    pub(super) lang: &'static str,
    pub(super) page: Sheet,
    /// `#rrggbb` of bands, headings and the cover.
    pub(super) lead: String,
    /// No tinted areas, no ornament.
    pub(super) ink_saving: bool,
    pub(super) per_page: u8,
    /// Chapters begin on a right-hand page.
    pub(super) odd_starts: bool,
    pub(super) title: String,
    pub(super) title_second: String,
    pub(super) kicker: String,
    pub(super) event: Vec<String>,
    pub(super) day: [i32; 3],
    pub(super) words: FixedWords,
    /// False for a buyer's short list: a heading instead of cover, contents and index.
    pub(super) is_book: bool,
    pub(super) buyer: Vec<String>,
    pub(super) logos: Vec<PlacedPhoto>,
    pub(super) imprint: Vec<TextSection>,
    pub(super) foreword: Option<Foreword>,
    pub(super) chapters: Vec<Chapter>,
    pub(super) tags: Option<LabelGrid>,
    pub(super) index: Vec<IndexList>,
    pub(super) permits: Vec<TextSection>,
    pub(super) back: Vec<TextSection>,
    pub(super) back_qr: Option<QrCode>,
    pub(super) data_note: String,
    pub(super) sources: Vec<TextSection>,
    pub(super) contents: Vec<TocChapter>,
    /// Which part of a large brochure this is.
    pub(super) run: RunPlace,
}

/// Where a run stands in the whole brochure.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct RunPlace {
    pub(super) front: bool,
    pub(super) end: bool,
    /// Number of its first page.
    pub(super) first: usize,
    /// The region that the page before ended with.
    pub(super) band: String,
}

/// A chapter in the contents; without a title where its only group says it.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct TocChapter {
    pub(super) title: String,
    pub(super) colour: usize,
    pub(super) entries: Vec<TocEntry>,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct TocEntry {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) colour: usize,
    pub(super) count: usize,
    /// It stands in this document; else on the page with this number, 0 where that is not known yet.
    pub(super) here: bool,
    pub(super) page: usize,
}

/// The sheet, in mm. The template places everything by these numbers, and photos are asked for at sizes made of them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize)]
pub(super) struct Sheet {
    pub(super) width: f64,
    pub(super) height: f64,
    /// How far colour runs over the trim.
    pub(super) bleed: f64,
    /// Crop marks stand outside the bleed.
    pub(super) marks: bool,
    /// Colour may flood a page: not on an office printer, which cannot print to the edge.
    pub(super) flood: bool,
    pub(super) margin: f64,
    /// Between the left and the right margin.
    pub(super) text_width: f64,
    /// Sizes of type against those on A4.
    pub(super) scale: f64,
}

/// Labels on a sheet, in mm.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct LabelGrid {
    /// `price`, `shelf` or `tent`.
    pub(super) kind: &'static str,
    pub(super) columns: u16,
    pub(super) rows: u16,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) pitch_x: f64,
    pub(super) pitch_y: f64,
    /// Labels that are gone already.
    pub(super) skip: u16,
    /// Free sizes are cut by hand, bought sheets are not.
    pub(super) cut_marks: bool,
    /// Outlines, a cross and a rule instead of products, to set the printer's offset by.
    pub(super) test: Option<TextSection>,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct FixedWords {
    pub(super) contents: &'static str,
    pub(super) illustration: &'static str,
    pub(super) index: &'static str,
    pub(super) imprint: &'static str,
    pub(super) foreword: &'static str,
    pub(super) notes: &'static str,
    pub(super) sources: &'static str,
    pub(super) permits: &'static str,
    pub(super) page: &'static str,
    pub(super) unreadable: &'static str,
    pub(super) price: &'static str,
    pub(super) price_list: &'static str,
    pub(super) inside: &'static str,
    pub(super) product: &'static str,
    pub(super) unit: &'static str,
    pub(super) as_of: &'static str,
    pub(super) on_request: &'static str,
    pub(super) more: &'static str,
    pub(super) continued: &'static str,
}

/// A heading and the lines under it.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct TextSection {
    pub(super) heading: String,
    pub(super) lines: Vec<String>,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Foreword {
    pub(super) text: Vec<String>,
    pub(super) name: String,
    pub(super) position: String,
}

/// A province, or all of a book that is grouped by category.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Chapter {
    pub(super) title: String,
    /// A page of its own stands before it.
    pub(super) divider: bool,
    pub(super) count: String,
    pub(super) colour: usize,
    /// Its groups, for the divider.
    pub(super) entries: Vec<TocEntry>,
    pub(super) groups: Vec<Group>,
}

/// A regency or a category, under a band.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Group {
    /// Empty where the group goes on from a page before.
    pub(super) key: String,
    /// Begins on a new page.
    pub(super) breaks: bool,
    pub(super) title: String,
    pub(super) colour: usize,
    /// Of its heading; its products stand one deeper.
    pub(super) level: u8,
    /// What keeps the heading as large as in the whole brochure; see [`enlarge`].
    pub(super) enlarge: f64,
    pub(super) blocks: Vec<ProductBlock>,
    /// A price list's lines.
    pub(super) rows: Vec<PriceRow>,
    pub(super) others_title: String,
    /// Products of which only the name is known.
    pub(super) others: Vec<NamedOnly>,
}

/// A product of which only the name is known.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct NamedOnly {
    pub(super) key: String,
    pub(super) name: String,
}

/// Typst sets a first-level heading at 1.4 times its text, a second-level one at 1.2. A part of a brochure may begin with
/// other levels than the whole has there, so that its headings are in order; this factor keeps their size.
pub(super) fn enlarge(whole: u8, here: u8) -> f64 {
    let scale = |level: u8| match level {
        0 | 1 => 1.4,
        2 => 1.2,
        _ => 1.0,
    };
    scale(whole) / scale(here)
}

/// One price of one product; the later ones of a product have no name.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct PriceRow {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) maker: String,
    pub(super) amount: String,
    pub(super) unit: String,
    pub(super) as_of: String,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct ProductBlock {
    pub(super) key: String,
    /// Of its heading, from 1.
    pub(super) level: u8,
    /// As of its group.
    pub(super) enlarge: f64,
    /// Half as high: little is known of it.
    pub(super) compact: bool,
    pub(super) name: String,
    pub(super) name_second: String,
    pub(super) brand: String,
    pub(super) place: String,
    pub(super) category: String,
    pub(super) sentence: PageText,
    pub(super) text: PageText,
    /// Always six, in the order in which buyers compare; an empty one has no label.
    pub(super) facts: Vec<Fact>,
    pub(super) contact: Vec<String>,
    pub(super) qr: Option<QrCode>,
    pub(super) picture: Option<PlacedPhoto>,
    pub(super) gallery: Vec<PlacedPhoto>,
    /// What else a buyer asks: terms, packing, materials. Only what is known.
    pub(super) details: Vec<Fact>,
    /// The first price alone, large on labels and posters.
    pub(super) price: String,
    /// Unit, basis and date of that price.
    pub(super) price_terms: String,
}

/// A text in the language of the page, and in the second one where both are printed.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct PageText {
    pub(super) first: String,
    pub(super) second: String,
    /// `first` stands in the other language because there is none in this one.
    pub(super) fallback: String,
    /// What `first` is written in: `id` or `en`.
    pub(super) lang: &'static str,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) value: String,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct QrCode {
    pub(super) path: String,
    pub(super) number: String,
    pub(super) alt: String,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct PlacedPhoto {
    pub(super) path: String,
    pub(super) alt: String,
    pub(super) illustration: bool,
    /// The file's name where it could not be read: a labelled frame stands there instead.
    pub(super) broken: String,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct IndexList {
    pub(super) title: String,
    pub(super) entries: Vec<IndexEntry>,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct IndexEntry {
    pub(super) term: String,
    /// Labels in this document; else `numbers` of pages.
    pub(super) keys: Vec<String>,
    pub(super) numbers: Vec<usize>,
}

impl Content {
    /// A photo could not be used: a labelled frame is printed, and a logo is left out.
    pub(super) fn mark_broken(&mut self, path: &str, file: &str) {
        let blocks =
            self.chapters.iter_mut().flat_map(|chapter| &mut chapter.groups).flat_map(|group| &mut group.blocks);
        for picture in blocks.flat_map(|block| block.picture.iter_mut().chain(&mut block.gallery)) {
            if picture.path == path {
                file.clone_into(&mut picture.broken);
            }
        }
        self.logos.retain(|logo| logo.path != path);
    }
}
