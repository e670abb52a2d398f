//! An address typed in one line, taken apart: what names regions, and the street and hamlet before it.

use crate::regions::{Kind, kinds_of, named, squash};

/// The parts of an address.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct AddressLine {
    /// What may name regions, the smallest first, set apart by commas: `Desa Sepaso, Kec. Bengalon`.
    pub regions: String,
    /// What names none: `Jl. Poros RT 3`.
    pub street: String,
    /// `75654`
    pub postcode: String,
}

/// Words that a street, a house or a hamlet begins with, and what it lies beside.
const STREET: [&str; 39] = [
    "da",
    "kantor",
    "jl",
    "jln",
    "jalan",
    "gang",
    "gg",
    "lorong",
    "lr",
    "dusun",
    "dsn",
    "dukuh",
    "lingkungan",
    "lingk",
    "komplek",
    "kompleks",
    "komp",
    "perum",
    "perumahan",
    "blok",
    "kav",
    "kavling",
    "ruko",
    "gedung",
    "simpang",
    "km",
    "no",
    "nomor",
    "rt",
    "rw",
    "rtrw",
    "sebelah",
    "samping",
    "depan",
    "dpn",
    "belakang",
    "blkg",
    "dekat",
    "dkt",
];

/// Words behind which the number of a house or of a neighbourhood stands.
fn begins_number(word: &str) -> bool {
    let squashed = squash(word);
    let bare = squashed.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(bare, "rt" | "rw" | "rtrw" | "no" | "nomor" | "km" | "blok")
}

fn is_postcode(word: &str) -> bool {
    word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Takes the postcode out of an address, with the words that say so: `Kode Pos 75654`, `Kodepos: 75654`. The number of a
/// house, `No. 12345`, is none.
fn without_postcode(address: &str) -> (String, String) {
    let is_end = |c: char| c.is_whitespace() || ",;()-.:".contains(c);
    let mut words = address.split_inclusive(is_end).scan(0, |from, word| {
        let at = *from;
        *from += word.len();
        Some((at, word.trim_end_matches(is_end)))
    });
    let is_code = |(at, word): &(usize, &str)| {
        let before = address.get(..*at).unwrap_or_default().trim_end_matches(is_end);
        is_postcode(word) && !begins_number(before.rsplit(is_end).next().unwrap_or_default())
    };
    let Some((at, code)) = words.find(is_code) else { return (address.to_owned(), String::new()) };
    let before = address.get(..at).unwrap_or_default().trim_end_matches(is_end);
    let said =
        ["kode pos", "kodepos", "kode-pos", "postal code", "postcode", "zip code", "zip"].into_iter().find(|said| {
            let from = before.len().saturating_sub(said.len());
            let stands_apart = before.get(..from).is_some_and(|before| before.is_empty() || before.ends_with(is_end));
            stands_apart && before.get(from..).is_some_and(|last| last.eq_ignore_ascii_case(said))
        });
    let from = before.len().saturating_sub(said.unwrap_or_default().len());
    let before = before.get(..from).unwrap_or_default().trim_end_matches(is_end);
    let after = address.get(at + code.len()..).unwrap_or_default().trim_start_matches(is_end);
    (format!("{before}, {after}"), code.to_owned())
}

/// Parts before each word for a level, where a name stands before it: `Desa X Kecamatan Y`; and before a province or regency at
/// the end: `Kab. Bogor Jawa Barat`, `Kec. Kaliorang Kutim`.
fn parted(part: &str) -> Vec<String> {
    let words: Vec<&str> = part.split_whitespace().collect();
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for (at, word) in words.iter().enumerate() {
        let has_name = parts.last().is_some_and(|part| part.iter().any(|word| kinds_of(word).is_none()));
        if kinds_of(word).is_some() && has_name && at + 1 < words.len() {
            parts.push(Vec::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(word);
        }
    }
    // `Kec. Maduran Lamongan Jatim`: the province at the end, then the regency before it.
    let mut around: Vec<Vec<&str>> = Vec::new();
    while let Some(last) = parts.last_mut().filter(|_| around.len() < 2) {
        let is_large = |words: &[&str]| named(&words.concat()).iter().any(|region| region.depth() <= 2);
        let is_province = |words: &[&str]| named(&words.concat()).iter().any(|region| region.depth() == 1);
        let is_street = last.first().is_some_and(|first| STREET.contains(&squash(first).as_str()));
        if !around.is_empty() && (is_street || !around.first().is_some_and(|first| is_province(first))) {
            break;
        }
        let from = (1..last.len()).find(|from| last.get(*from..).is_some_and(is_large));
        // A name of a level needs more than its word: `Provinsi Jawa Barat`.
        let from = from.filter(|from| last.iter().take(*from).any(|word| kinds_of(word).is_none()));
        let Some(from) = from else { break };
        around.push(last.split_off(from));
    }
    parts.extend(around.into_iter().rev());
    parts.into_iter().map(|words| words.join(" ")).filter(|part| !part.is_empty()).collect()
}

/// Takes an address apart.
pub(super) fn address_line(address: &str) -> AddressLine {
    let (address, postcode) = without_postcode(address);
    let parts: Vec<String> = address.split([',', ';', '(', ')', '\n']).flat_map(parted).collect();
    let is_village = |part: &str| {
        let kinds = part.split([' ', '.']).find_map(kinds_of);
        kinds.is_some_and(|kinds| kinds.iter().any(|kind| matches!(kind, Kind::Village | Kind::Ward)))
    };
    let (mut regions, mut street): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
    for (at, part) in parts.iter().enumerate() {
        let first = part.split([' ', '.']).next().map(squash).unwrap_or_default();
        let is_street = STREET.contains(&first.as_str()) || begins_number(&first);
        // `Kp. Baru` before a `Desa` is a hamlet of it.
        let is_hamlet = is_village(part) && parts.iter().skip(at + 1).any(|part| is_village(part));
        if is_street || is_hamlet {
            street.push(part);
            continue;
        }
        // `Sepaso RT 3`: the name is the village's, if any region is called so.
        let number = part.split(' ').position(begins_number);
        let name = number.map(|at| part.split(' ').take(at).collect::<Vec<_>>().join(" "));
        match name.and_then(|name| part.get(..name.len())) {
            Some(name) if is_called(name) => {
                regions.push(name.trim());
                street.extend(part.get(name.len()..).map(str::trim));
            }
            Some(_) => street.push(part),
            None => regions.push(part),
        }
    }
    AddressLine { regions: regions.join(", "), street: street.join(", "), postcode }
}

/// True if an address names a street or a house and no region.
pub fn is_street(address: &str) -> bool {
    let line = address_line(address);
    line.regions.is_empty() && !line.street.is_empty()
}

fn is_called(name: &str) -> bool {
    let bare: String = name.split([' ', '.']).filter(|word| kinds_of(word).is_none()).map(squash).collect();
    !named(name).is_empty() || !bare.is_empty() && !named(&bare).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postcode_stands_apart() {
        for (address, regions, street, postcode) in [
            ("Kota Jogja 55131", "Kota Jogja", "", "55131"),
            ("Jl. Poros RT 3, Sepaso, Kode Pos 75654", "Sepaso", "Jl. Poros RT 3", "75654"),
            ("Sepaso, Kodepos: 75654, Kutai Timur", "Sepaso, Kutai Timur", "", "75654"),
            ("Kab. Bogor - 16770, Jawa Barat", "Kab. Bogor, Jawa Barat", "", "16770"),
            ("Bogor 16770 Jawa Barat", "Bogor, Jawa Barat", "", "16770"),
            ("Jl. Raya No. 12345", "", "Jl. Raya No. 12345", ""),
            ("75654", "", "", "75654"),
        ] {
            let line = address_line(address);
            let found = (line.regions.as_str(), line.street.as_str(), line.postcode.as_str());
            assert_eq!(found, (regions, street, postcode), "{address}");
        }
    }

    #[test]
    fn streets_and_hamlets_stand_apart_from_regions() {
        for (address, regions, street) in [
            ("Jl. Poros RT 3", "", "Jl. Poros RT 3"),
            ("Jl. Mulawarman No. 5, Sepaso, Bengalon", "Sepaso, Bengalon", "Jl. Mulawarman No. 5"),
            ("Sepaso RT 3, Bengalon", "Sepaso, Bengalon", "RT 3"),
            (
                "Desa Sukamaju Kecamatan Megamendung Kabupaten Bogor",
                "Desa Sukamaju, Kecamatan Megamendung, Kabupaten Bogor",
                "",
            ),
            (
                "Kp. Baru RT 01/02 Ds. Sukamaju Kec. Megamendung Kab. Bogor Jawa Barat 16770",
                "Ds. Sukamaju, Kec. Megamendung, Kab. Bogor, Jawa Barat",
                "Kp. Baru RT 01/02",
            ),
            ("Kecamatan Kota Bangun", "Kecamatan Kota Bangun", ""),
            ("Provinsi Jawa Barat", "Provinsi Jawa Barat", ""),
            ("Kampung Minta, Kubar", "Kampung Minta, Kubar", ""),
            ("East Kalimantan", "East Kalimantan", ""),
            ("Bengalon District, East Kutai Regency", "Bengalon District, East Kutai Regency", ""),
            ("Belakang Balai RT 5", "", "Belakang Balai RT 5"),
            ("Kel. Wijilan (sebelah masjid), Kota Jogja 55131", "Kel. Wijilan, Kota Jogja", "sebelah masjid"),
        ] {
            let line = address_line(address);
            assert_eq!((line.regions.as_str(), line.street.as_str()), (regions, street), "{address}");
        }
    }
}
