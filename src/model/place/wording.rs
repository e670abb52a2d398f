//! Words a region for people: the right word in front of a name, in the chosen language.

use crate::model::record::values::RegionCode;
use crate::regions::{Kind, Region};
use crate::text::Lang;

/// The region with its word: `Desa Lung Anai`, `Kampung Minta`, `Kabupaten Paser` / `Paser Regency`,
/// `Kalimantan Timur` / `East Kalimantan`. The code as typed where it is unknown; empty where there is none.
pub fn region_name(code: &RegionCode, lang: Lang) -> String {
    match Region::by_code(code.as_str()) {
        Some(region) => with_word(region, lang),
        None => code.as_str().trim().to_owned(),
    }
}

/// The region's name where its level is plain from where it stands: without `Kabupaten` and `Kecamatan`. A city keeps its
/// word, since regencies share names with cities.
pub fn plain_region_name(code: &RegionCode, lang: Lang) -> String {
    match Region::by_code(code.as_str()) {
        Some(region) if matches!(region.kind(), Kind::Regency | Kind::District) => own_name(region, lang),
        _ => region_name(code, lang),
    }
}

/// Down to the village in one line for a card: `Desa Lung Anai, Kutai Kartanegara`; a regency alone: `Kabupaten Paser`.
/// A city keeps its word (`Kelurahan Mojoroto, Kota Kediri`), since regencies share names with cities.
pub fn short_place(code: &RegionCode, lang: Lang) -> String {
    let mut line = region_name(code, lang);
    if code.depth() > 2
        && let Some(regency) = Region::by_code(code.cut(2).as_str())
    {
        line.push_str(", ");
        match regency.kind() {
            Kind::City => line.push_str(&with_word(regency, lang)),
            _ => line.push_str(&own_name(regency, lang)),
        }
    }
    line
}

/// Village, district, regency and province in full, for the product page and the printed block:
/// `Desa Lung Anai, Kecamatan Loa Kulu, Kabupaten Kutai Kartanegara, Kalimantan Timur`.
pub fn full_place(code: &RegionCode, lang: Lang) -> String {
    let mut parts = Vec::with_capacity(4);
    if !code.is_empty() {
        parts.push(region_name(code, lang));
    }
    // An unknown code keeps those of its parents that are known.
    for depth in (1..code.depth()).rev() {
        if let Some(outer) = Region::by_code(code.cut(depth).as_str()) {
            parts.push(with_word(outer, lang));
        }
    }
    parts.join(", ")
}

/// As [`full_place`]; in English with the country, and the island where the world knows it by another name.
pub fn full_place_abroad(code: &RegionCode, lang: Lang) -> String {
    let place = full_place(code, lang);
    let is_borneo = code.depth() > 0 && Region::by_code(code.cut(1).as_str()).is_some_and(is_on_borneo);
    match lang {
        _ if place.is_empty() => place,
        Lang::Id => place,
        Lang::En if is_borneo => format!("{place} (Borneo), Indonesia"),
        Lang::En => format!("{place}, Indonesia"),
    }
}

/// The provinces of Kalimantan.
pub fn is_on_borneo(province: Region) -> bool {
    province.name().starts_with("Kalimantan")
}

/// What is known inside a regency: `Desa Lung Anai, Kecamatan Loa Kulu`; empty where nothing is.
pub fn inner_place(code: &RegionCode, lang: Lang) -> String {
    let parts = (3..=code.depth()).rev().map(|depth| region_name(&code.cut(depth), lang));
    parts.collect::<Vec<String>>().join(", ")
}

/// Longitude and latitude of the centre of a regency, or of the one a place lies in.
pub fn region_centre(code: &RegionCode) -> Option<(f64, f64)> {
    crate::regions::centre(code.cut(2).as_str())
}

/// The centres of all regencies inside a region.
pub fn region_centres(outer: &RegionCode) -> impl Iterator<Item = (f64, f64)> {
    crate::regions::centres(outer.as_str()).map(|(_, point)| point)
}

/// A region of the table with its word.
pub fn with_word(region: Region, lang: Lang) -> String {
    let name = own_name(region, lang);
    match (region.kind(), lang) {
        (Kind::Province, _) => name,
        (kind, Lang::Id) => format!("{} {name}", kind_word(kind, lang)),
        (kind, Lang::En) => format!("{name} {}", kind_word(kind, lang)),
    }
}

/// The name of a region without its word: `Kutai Timur`, in English `East Kutai`.
pub fn own_name(region: Region, lang: Lang) -> String {
    let name = region.name();
    let english = match (lang, region.kind()) {
        (Lang::Id, _) => None,
        (Lang::En, Kind::Province) => english_province(region).map(str::to_owned),
        (Lang::En, Kind::Regency | Kind::City) => english_regency(name),
        (Lang::En, _) => None,
    };
    english.unwrap_or_else(|| name.to_owned())
}

/// What English calls a regency or city whose name ends with a direction: `South Central Timor` for `Timor Tengah Selatan`.
fn english_regency(name: &str) -> Option<String> {
    if let Some(islands) = name.strip_prefix("Kepulauan ") {
        return Some(format!("{islands} Islands"));
    }
    let mut own = name;
    let mut directions = String::new();
    while let Some((word, rest)) = DIRECTIONS.iter().find_map(|(word, english)| {
        let rest = own.strip_suffix(word)?.strip_suffix(' ')?;
        Some((english, rest))
    }) {
        directions.push_str(word);
        directions.push(' ');
        own = rest;
    }
    (!directions.is_empty()).then(|| directions + own)
}

const DIRECTIONS: [(&str, &str); 7] = [
    ("Barat Daya", "Southwest"),
    ("Barat", "West"),
    ("Timur", "East"),
    ("Utara", "North"),
    ("Selatan", "South"),
    ("Tengah", "Central"),
    ("Tenggara", "Southeast"),
];

/// The word that stands in front of a name (Indonesian) or behind it (English), as a heading writes it.
pub fn kind_word(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Province => lang.pick("Provinsi", "Province"),
        Kind::Regency => lang.pick("Kabupaten", "Regency"),
        Kind::City => lang.pick("Kota", "City"),
        Kind::District => lang.pick("Kecamatan", "District"),
        Kind::Village | Kind::Kampung | Kind::Nagari => lang.pick(
            match kind {
                Kind::Kampung => "Kampung",
                Kind::Nagari => "Nagari",
                _ => "Desa",
            },
            "Village",
        ),
        Kind::Ward => lang.pick("Kelurahan", "Ward"),
        Kind::IndigenousVillage => lang.pick("Desa Adat", "Indigenous Village"),
    }
}

/// Provinces whose English name is not the Indonesian one.
fn english_province(province: Region) -> Option<&'static str> {
    Some(match province.code().as_str() {
        "12" => "North Sumatra",
        "13" => "West Sumatra",
        "16" => "South Sumatra",
        "19" => "Bangka Belitung Islands",
        "21" => "Riau Islands",
        "31" => "Jakarta",
        "32" => "West Java",
        "33" => "Central Java",
        "34" => "Yogyakarta",
        "35" => "East Java",
        "52" => "West Nusa Tenggara",
        "53" => "East Nusa Tenggara",
        "61" => "West Kalimantan",
        "62" => "Central Kalimantan",
        "63" => "South Kalimantan",
        "64" => "East Kalimantan",
        "65" => "North Kalimantan",
        "71" => "North Sulawesi",
        "72" => "Central Sulawesi",
        "73" => "South Sulawesi",
        "74" => "Southeast Sulawesi",
        "76" => "West Sulawesi",
        "82" => "North Maluku",
        "92" => "West Papua",
        "93" => "South Papua",
        "94" => "Central Papua",
        "95" => "Highland Papua",
        "96" => "Southwest Papua",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_has_its_own_word() {
        for (code, id, en) in [
            ("64", "Kalimantan Timur", "East Kalimantan"),
            ("35", "Jawa Timur", "East Java"),
            ("11", "Aceh", "Aceh"),
            ("64.01", "Kabupaten Paser", "Paser Regency"),
            ("64.08", "Kabupaten Kutai Timur", "East Kutai Regency"),
            ("64.09", "Kabupaten Penajam Paser Utara", "North Penajam Paser Regency"),
            ("53.02", "Kabupaten Timor Tengah Selatan", "South Central Timor Regency"),
            ("11.12", "Kabupaten Aceh Barat Daya", "Southwest Aceh Regency"),
            ("31.01", "Kabupaten Kepulauan Seribu", "Seribu Islands Regency"),
            ("64.71", "Kota Balikpapan", "Balikpapan City"),
            ("64.02.02", "Kecamatan Loa Kulu", "Loa Kulu District"),
            ("64.02.02.2010", "Desa Lung Anai", "Lung Anai Village"),
            ("64.07.13.2002", "Kampung Minta", "Minta Village"),
            ("64.09.01.1010", "Kelurahan Nenang", "Nenang Ward"),
            ("64.99", "64.99", "64.99"),
            ("", "", ""),
        ] {
            assert_eq!(region_name(&code.into(), Lang::Id), id);
            assert_eq!(region_name(&code.into(), Lang::En), en);
        }
    }

    #[test]
    fn a_plain_name_is_worded_in_its_language_too() {
        for (code, id, en) in [
            ("64.08", "Kutai Timur", "East Kutai"),
            ("64.02.02", "Loa Kulu", "Loa Kulu"),
            ("64.71", "Kota Balikpapan", "Balikpapan City"),
        ] {
            assert_eq!(plain_region_name(&code.into(), Lang::Id), id);
            assert_eq!(plain_region_name(&code.into(), Lang::En), en);
        }
    }

    #[test]
    fn one_line_and_in_full() {
        let village = RegionCode::from("64.02.02.2010");
        assert_eq!(short_place(&village, Lang::Id), "Desa Lung Anai, Kutai Kartanegara");
        assert_eq!(
            full_place(&village, Lang::Id),
            "Desa Lung Anai, Kecamatan Loa Kulu, Kabupaten Kutai Kartanegara, Kalimantan Timur"
        );
        assert_eq!(
            full_place(&village, Lang::En),
            "Lung Anai Village, Loa Kulu District, Kutai Kartanegara Regency, East Kalimantan"
        );
        assert_eq!(short_place(&"64.01".into(), Lang::Id), "Kabupaten Paser");
        assert_eq!(full_place(&"64.01".into(), Lang::En), "Paser Regency, East Kalimantan");
        assert_eq!(
            full_place(&"64.02.02.2999".into(), Lang::Id),
            "64.02.02.2999, Kecamatan Loa Kulu, Kabupaten Kutai Kartanegara, Kalimantan Timur"
        );
        assert_eq!(full_place(&"".into(), Lang::Id), "");
        assert_eq!(full_place_abroad(&"64.01".into(), Lang::En), "Paser Regency, East Kalimantan (Borneo), Indonesia");
        assert_eq!(full_place_abroad(&"35".into(), Lang::En), "East Java, Indonesia");
        assert_eq!(full_place_abroad(&"35".into(), Lang::Id), "Jawa Timur");
        assert_eq!(inner_place(&village, Lang::Id), "Desa Lung Anai, Kecamatan Loa Kulu");
        assert_eq!(inner_place(&"64.01".into(), Lang::Id), "");
    }
}
