//! What stands on the pages, as plain data that the template reads. Field names are the template's.

use serde::Serialize;

/// A brochure in full. Empty text and empty lists mean that there is nothing to print there.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Content {
    /// `id` or `en`: the language of the fixed words and of the document.
    pub(super) lang: &'static str,
    /// Both languages are printed.
    pub(super) lang_both: bool,
    pub(super) page: PageSheet,
    /// `#rrggbb` of bands, headings and the cover.
    pub(super) lead: String,
    /// Everything but photos is process colour.
    pub(super) press: bool,
    /// No tinted areas, no ornament.
    pub(super) ink_saving: bool,
    pub(super) per_page: u8,
    /// Chapters begin on a right-hand page.
    pub(super) odd_starts: bool,
    pub(super) title: String,
    pub(super) title_second: String,
    /// The name of the selection that is printed.
    pub(super) subtitle: String,
    pub(super) kicker: String,
    pub(super) event: Vec<String>,
    pub(super) day: [i32; 3],
    pub(super) words: FixedWords,
    /// False for a buyer's short list: a heading instead of cover, contents and index.
    pub(super) is_book: bool,
    pub(super) buyer: Vec<String>,
    pub(super) logos: Vec<PlacedPhoto>,
    pub(super) imprint: Vec<TextSection>,
    pub(super) foreword: Option<ForewordPage>,
    pub(super) chapters: Vec<Chapter>,
    /// The pages of a catalogue with two products a page; of others, products flow.
    pub(super) pages: Vec<BookPage>,
    pub(super) tags: Option<LabelGrid>,
    pub(super) index: Vec<IndexList>,
    pub(super) permits: Vec<PermitLegend>,
    /// Whom to reach, for the back cover and the foot of lists.
    pub(super) back: Vec<ContactSection>,
    /// What a buyer does, step by step.
    pub(super) how_to_order: Vec<String>,
    pub(super) back_qr: Option<QrCode>,
    pub(super) data_note: String,
    pub(super) sources: Vec<TextSection>,
    pub(super) contents: Vec<TocChapter>,
    /// For readers abroad.
    pub(super) country_map: Option<RegionMap>,
    /// Photos of the catalogue's own: a large one and two small ones.
    pub(super) cover: Vec<PlacedPhoto>,
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
    pub(super) thumbs: Vec<PlacedPhoto>,
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
    /// Its dot on the map of the province; 0 where it has none.
    pub(super) dot: usize,
}

/// Coasts, with dots where products come from. Lengths in mm.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct RegionMap {
    pub(super) path: String,
    pub(super) alt: String,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) dots: Vec<MapDot>,
    pub(super) names: Vec<MapName>,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct MapDot {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) number: usize,
    /// The label of its regency.
    pub(super) key: String,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct MapName {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) text: String,
}

/// The sheet, in mm. The template places everything by these numbers, and photos are asked for at sizes made of them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Serialize)]
pub(super) struct PageSheet {
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
    pub(super) contents: String,
    pub(super) illustration: String,
    pub(super) index: String,
    pub(super) imprint: String,
    pub(super) foreword: String,
    pub(super) notes: String,
    pub(super) sources: String,
    pub(super) permits: String,
    pub(super) unreadable: String,
    pub(super) price: String,
    pub(super) price_list: String,
    pub(super) product: String,
    pub(super) unit: String,
    pub(super) as_of: String,
    pub(super) more: String,
    pub(super) how_to_order: String,
    pub(super) on_request: String,
    pub(super) no_prices: String,
    pub(super) reference: String,
    pub(super) questions: String,
    pub(super) about_maker: String,
}

/// A heading and the lines under it.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct TextSection {
    pub(super) heading: String,
    pub(super) lines: Vec<String>,
}

/// A heading and the lines under it, each of which a tap may open.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct ContactSection {
    pub(super) heading: String,
    pub(super) lines: Vec<ContactLine>,
}

/// What a badge means.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct PermitLegend {
    pub(super) mark: String,
    pub(super) meaning: String,
}

#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct ForewordPage {
    pub(super) text: Vec<String>,
    /// In the other language, where both are printed.
    pub(super) second: Vec<String>,
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
    /// Of the province, on the divider.
    pub(super) map: Option<RegionMap>,
    pub(super) groups: Vec<Group>,
}

/// A regency or a category, under a band.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct Group {
    /// Empty where the group goes on from a page before.
    pub(super) key: String,
    /// Begins on a new page.
    pub(super) breaks: bool,
    /// Has its pages for itself.
    pub(super) alone: bool,
    pub(super) title: String,
    pub(super) colour: usize,
    /// Of its heading; its products stand one deeper.
    pub(super) level: u8,
    /// What keeps the heading as large as in the whole brochure; see [`enlarge`].
    pub(super) enlarge: f64,
    pub(super) blocks: Vec<ProductBlock>,
    /// A price list's lines, and its products without a price.
    pub(super) rows: Vec<PriceRow>,
    pub(super) unpriced: Vec<NamedOnly>,
    pub(super) others_title: String,
    /// Products of which only the name is known.
    pub(super) others: Vec<NamedOnly>,
}

/// A product of which only the name is known.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(super) struct NamedOnly {
    pub(super) key: String,
    /// As of a block.
    pub(super) region_key: String,
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
    /// The regency's label, on the first of its products where it has no band of its own.
    pub(super) region_key: String,
    /// Of its heading, from 1.
    pub(super) level: u8,
    /// As of its group.
    pub(super) enlarge: f64,
    /// Needs half a page: a third would not hold what is known of it.
    pub(super) is_large: bool,
    pub(super) name: String,
    pub(super) name_second: String,
    pub(super) brand: String,
    /// The regency, where the band above names the province only.
    pub(super) locator: String,
    /// What the band above does not say of the place.
    pub(super) place: String,
    pub(super) category: String,
    /// Of its category.
    pub(super) colour: usize,
    pub(super) sentence: PageText,
    pub(super) text: PageText,
    /// Always six, in the order in which buyers compare; an empty one has no label.
    pub(super) facts: Vec<Fact>,
    /// Enough facts for the grid of six places; else they stand in a list.
    pub(super) has_grid: bool,
    /// What it holds, as small badges.
    pub(super) permits: Vec<PermitBadge>,
    pub(super) contact: Vec<ContactLine>,
    pub(super) qr: Option<QrCode>,
    pub(super) picture: Option<PlacedPhoto>,
    pub(super) gallery: Vec<PlacedPhoto>,
    /// What else a buyer asks: terms, packing, materials. Only what is known.
    pub(super) details: Vec<Fact>,
    /// What a buyer still has to ask: boxes to tick.
    pub(super) questions: Vec<String>,
    /// About the maker, on the first of its products.
    pub(super) story: Option<Story>,
    /// The first price alone, large on labels and posters.
    pub(super) price: String,
    /// Unit, basis and date of that price.
    pub(super) price_terms: String,
}

/// A permit that is held.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct PermitBadge {
    /// `HALAL`, `PIRT`.
    pub(super) mark: String,
    /// Its number and until when, where they are known.
    pub(super) text: String,
}

/// A line of a contact; with an address it opens when it is tapped.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct ContactLine {
    pub(super) text: String,
    /// Empty where there is nothing to open.
    pub(super) link: String,
}

/// What is told of a maker.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct Story {
    pub(super) maker: String,
    pub(super) place: String,
    pub(super) text: PageText,
}

/// A page of products of one height, or a divider.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct BookPage {
    /// The chapter that begins with this page.
    pub(super) divider: Option<usize>,
    /// Products that share the height of the page.
    pub(super) slots: usize,
    pub(super) parts: Vec<PagePart>,
    /// Categories on this page, for its edge.
    pub(super) tabs: Vec<usize>,
}

/// What stands on a page, from top to bottom, by its place in chapters, groups and blocks.
#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct PagePart {
    /// `band`, `block`, `others`.
    pub(super) kind: &'static str,
    pub(super) chapter: usize,
    pub(super) group: usize,
    pub(super) block: usize,
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
    /// In the second language where both are printed and it differs.
    pub(super) second: String,
    /// Name of the icon before it in a list.
    pub(super) icon: &'static str,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct QrCode {
    pub(super) path: String,
    pub(super) number: String,
    pub(super) alt: String,
    /// What it opens, also when it is tapped.
    pub(super) link: String,
}

#[derive(Debug, Default, Clone, PartialEq, Serialize)]
pub(super) struct PlacedPhoto {
    pub(super) path: String,
    pub(super) alt: String,
    /// `id` or `en`: what it is called may be known in one language only.
    pub(super) alt_lang: &'static str,
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
    /// The labels that `numbers` stand for: a term that loses a product has other numbers, so its composition is another one.
    #[serde(skip)]
    pub(super) elsewhere: Vec<String>,
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
        self.cover.retain(|photo| photo.path != path);
        self.contents.iter_mut().for_each(|chapter| chapter.thumbs.retain(|photo| photo.path != path));
    }
}
