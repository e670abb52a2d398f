//! Other names of regions that people type: abbreviations and English names, and the words in front of names.

use super::Kind;

/// Squashed abbreviations and English names, with the code they mean.
pub(super) const ALL: [(&str, &str); 87] = [
    ("kukar", "64.02"),
    ("kubar", "64.07"),
    ("kutim", "64.08"),
    ("ppu", "64.09"),
    ("mahulu", "64.11"),
    ("bpp", "64.71"),
    ("smd", "64.72"),
    ("pasir", "64.01"),
    ("ikn", "64.09.04"),
    ("nad", "11"),
    ("nanggroeacehdarussalam", "11"),
    ("sumut", "12"),
    ("northsumatra", "12"),
    ("sumbar", "13"),
    ("westsumatra", "13"),
    ("sumsel", "16"),
    ("southsumatra", "16"),
    ("babel", "19"),
    ("bangkabelitung", "19"),
    ("bangkabelitungislands", "19"),
    ("kepri", "21"),
    ("riauislands", "21"),
    ("dki", "31"),
    ("dkj", "31"),
    ("jakarta", "31"),
    ("daerahkhususjakarta", "31"),
    ("daerahkhususibukotajakarta", "31"),
    ("jabar", "32"),
    ("westjava", "32"),
    ("jateng", "33"),
    ("centraljava", "33"),
    ("diy", "34"),
    ("jogja", "34"),
    ("yogya", "34"),
    ("kotajogja", "34.71"),
    ("kotayogya", "34.71"),
    ("yogyakarta", "34"),
    ("daerahistimewayogyakarta", "34"),
    ("jatim", "35"),
    ("eastjava", "35"),
    ("sby", "35.78"),
    ("ntb", "52"),
    ("westnusatenggara", "52"),
    ("ntt", "53"),
    ("eastnusatenggara", "53"),
    ("kalbar", "61"),
    ("westkalimantan", "61"),
    ("kalteng", "62"),
    ("centralkalimantan", "62"),
    ("kalsel", "63"),
    ("southkalimantan", "63"),
    ("kaltim", "64"),
    ("eastkalimantan", "64"),
    ("eastborneo", "64"),
    ("kaltara", "65"),
    ("northkalimantan", "65"),
    ("sulut", "71"),
    ("northsulawesi", "71"),
    ("sulteng", "72"),
    ("centralsulawesi", "72"),
    ("sulsel", "73"),
    ("southsulawesi", "73"),
    ("sultra", "74"),
    ("southeastsulawesi", "74"),
    ("sulbar", "76"),
    ("westsulawesi", "76"),
    ("malut", "82"),
    ("northmaluku", "82"),
    ("pabar", "92"),
    ("westpapua", "92"),
    ("southpapua", "93"),
    ("centralpapua", "94"),
    ("highlandpapua", "95"),
    ("pbd", "96"),
    ("southwestpapua", "96"),
    ("oku", "16.01"),
    ("oki", "16.02"),
    ("okus", "16.09"),
    ("okut", "16.08"),
    ("kobar", "62.01"),
    ("kotim", "62.02"),
    ("tanbu", "63.10"),
    ("hst", "63.07"),
    ("hss", "63.06"),
    ("hsu", "63.08"),
    ("bolmong", "71.01"),
    ("tobar", "12.12"),
];

/// The code that a squashed abbreviation or English name means.
pub(super) fn meaning(squashed: &str) -> Option<&'static str> {
    ALL.iter().find(|(short, _)| *short == squashed).map(|(_, code)| *code)
}

/// The kinds that a word in front of (or, in English, behind) a name stands for.
pub(super) fn kinds(word: &str) -> Option<&'static [Kind]> {
    Some(match word {
        "provinsi" | "prov" | "propinsi" | "province" => &[Kind::Province],
        "kabupaten" | "kab" | "regency" => &[Kind::Regency],
        "kota" | "kotamadya" | "city" => &[Kind::City],
        "kecamatan" | "kec" | "distrik" | "district" | "kapanewon" | "kemantren" => &[Kind::District],
        "desa" | "ds" | "village" | "kalurahan" | "kal" => {
            &[Kind::Village, Kind::IndigenousVillage, Kind::Kampung, Kind::Nagari]
        }
        "kelurahan" | "kel" | "ward" => &[Kind::Ward],
        "kampung" | "kampong" | "kp" => &[Kind::Kampung, Kind::Village, Kind::IndigenousVillage],
        "nagari" => &[Kind::Nagari],
        _ => return None,
    })
}

/// The words of a part of an address with a direction behind its name: `east kutai` is `kutai timur`.
pub(super) fn indonesian(words: &[String]) -> Vec<String> {
    let is_direction = |word: &&String| direction(word).is_some();
    let Some(from) = words.iter().position(|word| direction(word).is_some()) else { return words.to_vec() };
    let (before, rest) = words.split_at(from);
    let (directions, name) = rest.split_at(rest.iter().take_while(is_direction).count());
    let behind = directions.iter().rev().filter_map(|word| direction(word)).map(str::to_owned);
    before.iter().chain(name).cloned().chain(behind).collect()
}

/// An English direction as the end of an Indonesian name, squashed.
pub(super) fn direction(word: &str) -> Option<&'static str> {
    Some(match word {
        "north" => "utara",
        "south" => "selatan",
        "east" => "timur",
        "west" => "barat",
        "central" => "tengah",
        "southeast" => "tenggara",
        "southwest" => "baratdaya",
        _ => return None,
    })
}
