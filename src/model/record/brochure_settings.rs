//! What a brochure is made like: the settings that travel with a catalogue.

use serde::{Deserialize, Serialize};

use crate::model::record::values::blank;

/// What kind of printed matter is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Layout {
    /// Cover, contents, products by region or category, index, back cover.
    #[default]
    Catalog,
    /// One product a page, with everything a buyer asks.
    Sheet,
    /// A4 folded twice: six panels on two sides.
    Leaflet,
    /// A table by category with unit, basis and date.
    PriceList,
    /// Price tags, shelf tags and table tents on a sheet.
    Tags,
    /// One product or the whole selection on a wall.
    Poster,
}

impl Layout {
    pub const ALL: [Layout; 6] =
        [Layout::Catalog, Layout::Sheet, Layout::Leaflet, Layout::PriceList, Layout::Tags, Layout::Poster];

    /// The papers this layout is made for, the usual one first.
    pub fn papers(self) -> &'static [Paper] {
        match self {
            Layout::Catalog | Layout::Sheet | Layout::PriceList => &[Paper::A4, Paper::A5, Paper::Letter],
            Layout::Leaflet => &[Paper::A4],
            Layout::Tags => &[Paper::A4, Paper::Letter],
            Layout::Poster => &[Paper::A3, Paper::A2],
        }
    }
}

/// The sheet that pages are made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Paper {
    #[default]
    A4,
    A5,
    Letter,
    A3,
    A2,
}

impl Paper {
    /// Width and height upright, in mm (ISO 216; ANSI/ASME Y14.1 for Letter).
    pub fn size_mm(self) -> (f64, f64) {
        match self {
            Paper::A5 => (148.0, 210.0),
            Paper::A4 => (210.0, 297.0),
            Paper::A3 => (297.0, 420.0),
            Paper::A2 => (420.0, 594.0),
            Paper::Letter => (215.9, 279.4),
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Paper::A5 => "A5",
            Paper::A4 => "A4",
            Paper::A3 => "A3",
            Paper::A2 => "A2",
            Paper::Letter => "Letter",
        }
    }
}

/// The language of printed pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PrintLang {
    #[default]
    Id,
    En,
    /// Indonesian and English side by side.
    Both,
}

/// Who or what the file is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Quality {
    /// Small enough for a messaging app.
    Chat,
    /// For an office printer: 10 mm margins, no flooded page.
    #[default]
    Office,
    /// Photos at 300 dpi of their placed size, 3 mm bleed, crop marks.
    Press,
}

impl Quality {
    /// Photo resolution at the placed size.
    pub fn dpi(self) -> f64 {
        match self {
            Quality::Chat => 110.0,
            Quality::Office => 200.0,
            Quality::Press => 300.0,
        }
    }
}

/// How products are grouped under heading bands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GroupBy {
    #[default]
    Region,
    Category,
}

/// What the file promises to its readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Standard {
    /// PDF/UA-1 where every photo has an alternative text, else a tagged PDF.
    #[default]
    Auto,
    /// Accessible: ISO 14289-1.
    Ua1,
    /// For archives: ISO 19005-2, level B.
    A2b,
}

/// What is printed on a label.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TagKind {
    #[default]
    Price,
    /// Wide and low, for the edge of a shelf: name, place, price, code.
    Shelf,
    /// Folded once, read from both sides.
    Tent,
}

/// A sheet of labels, or free sizes that are cut. Lengths in mm.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TagSheet {
    pub kind: TagKind,
    /// Name of a sheet of [`LABEL_SHEETS`]; empty: `width_mm` × `height_mm`, as many as fit, with cut marks.
    #[serde(skip_serializing_if = "blank")]
    pub sheet: String,
    pub width_mm: f64,
    pub height_mm: f64,
    /// The first label that is still on the sheet, from 1.
    pub start: u16,
    /// Where this printer is off: everything is moved right and down by this much.
    pub offset_x_mm: f64,
    pub offset_y_mm: f64,
}

impl Eq for TagSheet {}

impl Default for TagSheet {
    fn default() -> Self {
        Self {
            kind: TagKind::Price,
            sheet: String::new(),
            width_mm: 90.0,
            height_mm: 55.0,
            start: 1,
            offset_x_mm: 0.0,
            offset_y_mm: 0.0,
        }
    }
}

/// Where the labels of a bought sheet stand. Lengths in mm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelSheet {
    pub name: &'static str,
    pub paper: Paper,
    pub columns: u16,
    pub rows: u16,
    pub width: f64,
    pub height: f64,
    /// From the left and the top edge of the paper to the first label.
    pub left: f64,
    pub top: f64,
    /// From the edge of one label to the same edge of the next.
    pub pitch_x: f64,
    pub pitch_y: f64,
}

const fn a4(
    name: &'static str,
    grid: (u16, u16),
    size: (f64, f64),
    first: (f64, f64),
    pitch: (f64, f64),
) -> LabelSheet {
    LabelSheet {
        name,
        paper: Paper::A4,
        columns: grid.0,
        rows: grid.1,
        width: size.0,
        height: size.1,
        left: first.0,
        top: first.1,
        pitch_x: pitch.0,
        pitch_y: pitch.1,
    }
}

/// Common label sheets, by the maker's published dimensions (Avery L-series for A4, 5000-series for Letter).
pub const LABEL_SHEETS: [LabelSheet; 7] = [
    a4("L7160 · 63,5 × 38,1 mm · 21", (3, 7), (63.5, 38.1), (7.2, 15.1), (66.0, 38.1)),
    a4("L7159 · 63,5 × 33,9 mm · 24", (3, 8), (63.5, 33.9), (7.2, 12.9), (66.0, 33.9)),
    a4("L7163 · 99,1 × 38,1 mm · 14", (2, 7), (99.1, 38.1), (4.7, 15.1), (101.6, 38.1)),
    a4("L7173 · 99,1 × 57 mm · 10", (2, 5), (99.1, 57.0), (4.7, 6.0), (101.6, 57.0)),
    a4("L7165 · 99,1 × 67,7 mm · 8", (2, 4), (99.1, 67.7), (4.7, 13.1), (101.6, 67.7)),
    LabelSheet {
        paper: Paper::Letter,
        ..a4("5160 · 66,7 × 25,4 mm · 30", (3, 10), (66.7, 25.4), (4.8, 12.7), (69.85, 25.4))
    },
    LabelSheet {
        paper: Paper::Letter,
        ..a4("5163 · 101,6 × 50,8 mm · 10", (2, 5), (101.6, 50.8), (4.0, 12.7), (106.4, 50.8))
    },
];

impl TagSheet {
    /// Where the labels stand on this paper: of the chosen sheet, or as many of the free size as fit inside 10 mm, with
    /// 4 mm between them for the knife.
    pub fn labels(&self, paper: Paper) -> LabelSheet {
        if let Some(sheet) = LABEL_SHEETS.iter().find(|sheet| !self.sheet.is_empty() && sheet.name == self.sheet) {
            return *sheet;
        }
        const MARGIN: f64 = 10.0;
        const KNIFE: f64 = 4.0;
        let (paper_width, paper_height) = paper.size_mm();
        let side = |wanted: f64, least: f64, paper: f64| {
            if wanted.is_finite() { wanted.clamp(least, paper - 2.0 * MARGIN) } else { least }
        };
        let width = side(self.width_mm, 30.0, paper_width);
        let height = side(self.height_mm, 20.0, paper_height);
        let fit = |paper: f64, size: f64| (((paper - 2.0 * MARGIN + KNIFE) / (size + KNIFE)).floor() as u16).max(1);
        let (columns, rows) = (fit(paper_width, width), fit(paper_height, height));
        let first = |paper: f64, size: f64, count: u16| (paper - f64::from(count) * (size + KNIFE) + KNIFE) / 2.0;
        LabelSheet {
            name: "",
            paper,
            columns,
            rows,
            width,
            height,
            left: first(paper_width, width, columns),
            top: first(paper_height, height, rows),
            pitch_x: width + KNIFE,
            pitch_y: height + KNIFE,
        }
    }
}

/// Settings of a brochure, remembered with the catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BrochureSettings {
    #[serde(skip_serializing_if = "blank")]
    pub name: String,
    pub layout: Layout,
    pub paper: Paper,
    pub lang: PrintLang,
    pub quality: Quality,
    pub group_by: GroupBy,
    /// 1, 2, 4 or 6 products a page.
    pub per_page: u8,
    /// Chapters begin on a right-hand page.
    #[serde(skip_serializing_if = "blank")]
    pub odd_starts: bool,
    pub prices: bool,
    /// Prices that are older than three years or have no date are printed, too.
    #[serde(skip_serializing_if = "blank")]
    pub old_prices: bool,
    /// Read from earlier catalogues only: the English edition says the same prices as the Indonesian one.
    #[serde(skip_serializing)]
    pub prices_abroad: bool,
    pub qr: bool,
    /// The code opens the maker's web page where there is one.
    #[serde(skip_serializing_if = "blank")]
    pub qr_web: bool,
    /// Print where each statement comes from, on a last page.
    pub sources: bool,
    /// Lead colour as `#rrggbb`; empty: the program's green.
    #[serde(skip_serializing_if = "blank")]
    pub accent: String,
    /// No tinted areas, no ornament.
    #[serde(skip_serializing_if = "blank")]
    pub ink_saving: bool,
    /// Bleed of 3 mm and crop marks; on for the print shop unless switched off.
    #[serde(skip_serializing_if = "is_true")]
    pub marks: bool,
    /// Two pages on each side of a sheet, in the order of a booklet stapled through the fold.
    #[serde(skip_serializing_if = "blank")]
    pub booklet: bool,
    /// A brochure of its own for each province; of one province, for each regency.
    #[serde(skip_serializing_if = "blank")]
    pub per_region: bool,
    #[serde(skip_serializing_if = "blank")]
    pub standard: Standard,
    #[serde(skip_serializing_if = "blank")]
    pub tags: TagSheet,
}

fn is_true(value: &bool) -> bool {
    *value
}

impl Default for BrochureSettings {
    fn default() -> Self {
        Self {
            name: String::new(),
            layout: Layout::default(),
            paper: Paper::default(),
            lang: PrintLang::default(),
            quality: Quality::default(),
            group_by: GroupBy::default(),
            per_page: 2,
            odd_starts: false,
            prices: true,
            old_prices: false,
            prices_abroad: false,
            qr: true,
            qr_web: false,
            sources: false,
            accent: String::new(),
            ink_saving: false,
            marks: true,
            booklet: false,
            per_region: false,
            standard: Standard::default(),
            tags: TagSheet::default(),
        }
    }
}

impl BrochureSettings {
    /// The paper, or the layout's usual one where this one does not go with it.
    pub fn fitting_paper(&self) -> Paper {
        let papers = self.layout.papers();
        if papers.contains(&self.paper) { self.paper } else { papers.first().copied().unwrap_or_default() }
    }

    /// Bleed and crop marks are printed. Labels are cut on their own marks.
    pub fn has_marks(&self) -> bool {
        self.quality == Quality::Press && self.marks && self.layout != Layout::Tags && !self.is_booklet()
    }

    /// The imposed sheets of a booklet have bleed and crop marks.
    pub fn has_imposed_marks(&self) -> bool {
        self.quality == Quality::Press && self.marks && self.is_booklet()
    }

    /// Pages are imposed: only catalogues of A5 and A4 make booklets.
    pub fn is_booklet(&self) -> bool {
        self.booklet && self.layout == Layout::Catalog && self.fitting_paper() != Paper::Letter
    }

    /// The lead colour as red, green, blue, darkened until white text on it is read easily (WCAG 2.2, 1.4.3: 4.5 to 1).
    pub fn lead_colour(&self) -> [u8; 3] {
        let digits = self.accent.trim().trim_start_matches('#');
        let number = if digits.len() == 6 { u32::from_str_radix(digits, 16).ok() } else { None };
        let [_, mut red, mut green, mut blue] = number.unwrap_or(0x0f6b4f).to_be_bytes();
        while contrast_with_white(red, green, blue) < 4.5 {
            [red, green, blue] = [red, green, blue].map(|part| (u16::from(part) * 9 / 10) as u8);
        }
        [red, green, blue]
    }
}

/// Contrast of white text on a colour (WCAG 2.2, relative luminance).
fn contrast_with_white(red: u8, green: u8, blue: u8) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    1.05 / (0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_every_sheet_stay_on_the_paper() {
        let free = TagSheet { width_mm: 90.0, height_mm: 55.0, ..TagSheet::default() };
        let all = LABEL_SHEETS.into_iter().chain([Paper::A4, Paper::Letter].map(|paper| free.labels(paper)));
        for sheet in all {
            let (width, height) = sheet.paper.size_mm();
            let right = sheet.left + f64::from(sheet.columns - 1) * sheet.pitch_x + sheet.width;
            let bottom = sheet.top + f64::from(sheet.rows - 1) * sheet.pitch_y + sheet.height;
            assert!(sheet.left >= 0.0 && sheet.top >= 0.0 && right <= width && bottom <= height, "{sheet:?}");
            assert!(sheet.pitch_x >= sheet.width && sheet.pitch_y >= sheet.height, "{sheet:?}");
        }
    }

    #[test]
    fn sizes_nobody_can_print_become_sizes_that_fit() {
        for (width_mm, height_mm) in [(f64::NAN, -3.0), (0.0, 1e9), (f64::INFINITY, 50.0)] {
            let sheet = TagSheet { width_mm, height_mm, ..TagSheet::default() }.labels(Paper::A4);
            assert!(sheet.columns >= 1 && sheet.rows >= 1 && sheet.width >= 30.0 && sheet.height >= 20.0);
        }
    }

    #[test]
    fn white_text_is_read_on_every_accent() {
        for accent in ["#ffffff", "#ffff00", "#00ff00", "", "no colour", "#12", "#0f6b4f"] {
            let [red, green, blue] = BrochureSettings { accent: accent.into(), ..Default::default() }.lead_colour();
            assert!(contrast_with_white(red, green, blue) >= 4.5, "{accent}");
        }
    }

    #[test]
    fn a_layout_gets_a_paper_it_is_made_for() {
        let settings = BrochureSettings { layout: Layout::Poster, paper: Paper::A5, ..Default::default() };
        assert_eq!(settings.fitting_paper(), Paper::A3);
    }
}
