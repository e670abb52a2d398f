//! What stands on the pages, as plain data that the template reads. Field names are the template's.

use serde::Serialize;

/// A brochure in full. Empty text and empty lists mean that there is nothing to print there.
#[derive(Debug, Default, Serialize)]
pub(super) struct Content {
    /// `id` or `en`: the language of the fixed words and of the document.
    pub(super) lang: &'static str,
    pub(super) per_page: u8,
    /// Colour may flood a page: not on an office printer, which cannot print to the edge.
    pub(super) flood: bool,
    pub(super) title: String,
    pub(super) title_second: String,
    pub(super) kicker: String,
    pub(super) event: Vec<String>,
    pub(super) day: [i32; 3],
    pub(super) words: Words,
    /// False for a buyer's short list: a heading instead of cover, contents and index.
    pub(super) is_book: bool,
    pub(super) buyer: Vec<String>,
    pub(super) logos: Vec<Picture>,
    pub(super) imprint: Vec<Lines>,
    pub(super) foreword: Option<Foreword>,
    pub(super) chapters: Vec<Chapter>,
    pub(super) index: Vec<IndexList>,
    pub(super) permits: Vec<Lines>,
    pub(super) back: Vec<Lines>,
    pub(super) back_qr: Option<Qr>,
    pub(super) data_note: String,
    pub(super) sources: Vec<Lines>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Words {
    pub(super) contents: &'static str,
    pub(super) illustration: &'static str,
    pub(super) index: &'static str,
    pub(super) imprint: &'static str,
    pub(super) foreword: &'static str,
    pub(super) notes: &'static str,
    pub(super) sources: &'static str,
    pub(super) permits: &'static str,
    pub(super) page: &'static str,
}

/// A heading and the lines under it.
#[derive(Debug, Default, Clone, Serialize)]
pub(super) struct Lines {
    pub(super) heading: String,
    pub(super) lines: Vec<String>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Foreword {
    pub(super) text: Vec<String>,
    pub(super) name: String,
    pub(super) position: String,
}

/// A province, or all of a book that is grouped by category.
#[derive(Debug, Default, Serialize)]
pub(super) struct Chapter {
    pub(super) title: String,
    /// A page of its own stands before it.
    pub(super) divider: bool,
    pub(super) count: String,
    pub(super) colour: usize,
    pub(super) groups: Vec<Group>,
}

/// A regency or a category, under a band.
#[derive(Debug, Default, Serialize)]
pub(super) struct Group {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) colour: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) others_title: String,
    /// Products of which only the name is known.
    pub(super) others: Vec<String>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct Block {
    pub(super) key: String,
    /// Half as high: little is known of it.
    pub(super) compact: bool,
    pub(super) name: String,
    pub(super) name_second: String,
    pub(super) brand: String,
    pub(super) place: String,
    pub(super) category: String,
    pub(super) sentence: Words2,
    pub(super) text: Words2,
    /// Always six, in the order in which buyers compare; an empty one has no label.
    pub(super) facts: Vec<Fact>,
    pub(super) contact: Vec<String>,
    pub(super) qr: Option<Qr>,
    pub(super) picture: Option<Picture>,
}

/// A text in the language of the page, and in the second one where both are printed.
#[derive(Debug, Default, Clone, Serialize)]
pub(super) struct Words2 {
    pub(super) first: String,
    pub(super) second: String,
    /// `first` stands in the other language because there is none in this one.
    pub(super) fallback: String,
}

#[derive(Debug, Default, Clone, Serialize)]
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) value: String,
}

#[derive(Debug, Default, Clone, Serialize)]
pub(super) struct Qr {
    pub(super) path: String,
    pub(super) number: String,
    pub(super) alt: String,
}

#[derive(Debug, Default, Clone, Serialize)]
pub(super) struct Picture {
    pub(super) path: String,
    pub(super) alt: String,
    pub(super) illustration: bool,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct IndexList {
    pub(super) title: String,
    pub(super) entries: Vec<IndexEntry>,
}

#[derive(Debug, Default, Serialize)]
pub(super) struct IndexEntry {
    pub(super) term: String,
    pub(super) keys: Vec<String>,
}

impl Content {
    /// A photo could not be used: its product is set as one without a picture.
    pub(super) fn forget_picture(&mut self, path: &str) {
        for block in
            self.chapters.iter_mut().flat_map(|chapter| &mut chapter.groups).flat_map(|group| &mut group.blocks)
        {
            if block.picture.as_ref().is_some_and(|picture| picture.path == path) {
                block.picture = None;
            }
        }
        self.logos.retain(|logo| logo.path != path);
    }
}
