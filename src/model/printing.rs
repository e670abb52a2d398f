//! What a brochure is made like: the settings that travel with a catalogue.

use serde::{Deserialize, Serialize};

use super::values::blank;

/// What kind of printed matter is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Layout {
    #[default]
    Catalog,
}

/// The sheet that pages are made for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Paper {
    #[default]
    A4,
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
    /// Photos at 300 dpi of their placed size.
    Press,
}

/// How products are grouped under heading bands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GroupBy {
    #[default]
    Region,
    Category,
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
    /// 1, 2 or 4 products a page.
    pub per_page: u8,
    pub prices: bool,
    pub qr: bool,
    /// Print where each statement comes from, on a last page.
    pub sources: bool,
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
            prices: true,
            qr: true,
            sources: false,
        }
    }
}
