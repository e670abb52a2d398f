//! Words a region for people: the right word in front of a name, in the chosen language.

use super::values::RegionCode;
use crate::text::Lang;

/// The last known region with its word: `Desa Lung Anai`, `Kampung Minta`, `Kabupaten Paser` / `Paser Regency`,
/// `Kalimantan Timur` / `East Kalimantan`. The code as typed where it is unknown; empty where there is none.
pub fn region_name(code: &RegionCode, lang: Lang) -> String {
    let _ = (code, lang);
    todo!()
}

/// Down to the village in one line for a card: `Desa Lung Anai, Kutai Kartanegara`; a regency alone: `Kabupaten Paser`.
pub fn short_place(code: &RegionCode, lang: Lang) -> String {
    let _ = (code, lang);
    todo!()
}

/// Village – district – regency – province in full, for the product page and the printed block.
pub fn full_place(code: &RegionCode, lang: Lang) -> String {
    let _ = (code, lang);
    todo!()
}
