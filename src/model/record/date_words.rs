//! Reads dates as people write them.

use crate::model::record::values::PartialDate;
use crate::model::search::normalise::normalise;

const MONTHS: [[&str; 4]; 12] = [
    ["januari", "january", "jan", "jan"],
    ["februari", "february", "feb", "peb"],
    ["maret", "march", "mar", "mrt"],
    ["april", "april", "apr", "apr"],
    ["mei", "may", "mei", "may"],
    ["juni", "june", "jun", "jun"],
    ["juli", "july", "jul", "jul"],
    ["agustus", "august", "agu", "aug"],
    ["september", "september", "sep", "sept"],
    ["oktober", "october", "okt", "oct"],
    ["november", "nopember", "nov", "nop"],
    ["desember", "december", "des", "dec"],
];

/// The number of a month by its Indonesian or English name, in small letters, whole or short.
pub fn month_named(word: &str) -> Option<u8> {
    let at = MONTHS
        .iter()
        .position(|names| names.contains(&word) || matches!(word, "agt" | "ags") && names.contains(&"agu"))?;
    u8::try_from(at + 1).ok()
}

fn year(text: &str) -> Option<i16> {
    let number: i16 = text.parse().ok()?;
    match text.len() {
        4 if (1900..=2200).contains(&number) => Some(number),
        2 => Some(if number < 70 { 2000 + number } else { 1900 + number }),
        _ => None,
    }
}

impl PartialDate {
    /// A date as people write it, whole or partial: ISO, `17/07/2023` (the day first), `8 Mei 2025`, `Juli 2023`, `07/2023`, a
    /// year; `None` where it is no date.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let iso = PartialDate::new(text);
        if text.get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit())) && iso.first_day().is_some() {
            return Some(iso);
        }
        let folded = normalise(text);
        let words: Vec<&str> =
            folded.split(' ').filter(|word| !matches!(*word, "per" | "tanggal" | "tgl" | "bulan")).collect();
        let (year, month, day) = match words.as_slice() {
            [only] => (year(only).filter(|_| only.len() == 4)?, None, None),
            [first, second] => match month_named(first) {
                Some(month) => (year(second)?, Some(month), None),
                None => (year(second).filter(|_| second.len() == 4)?, Some(first.parse().ok()?), None),
            },
            [first, second, third] => match (month_named(first), month_named(second)) {
                // July 17 2023
                (Some(month), _) => (year(third)?, Some(month), Some(second.parse().ok()?)),
                (None, Some(month)) => (year(third)?, Some(month), Some(first.parse().ok()?)),
                (None, None) if first.len() == 4 => {
                    (year(first)?, Some(second.parse().ok()?), Some(third.parse().ok()?))
                }
                (None, None) => (year(third)?, Some(second.parse().ok()?), Some(first.parse::<u8>().ok()?)),
            },
            _ => return None,
        };
        let text = match (month, day) {
            (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}"),
        };
        let date = PartialDate::new(text);
        date.first_day().map(|_| date)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for (typed, iso) in [
            ("2023", "2023"),
            ("2023-07", "2023-07"),
            ("2023-07-17", "2023-07-17"),
            ("17/07/2023", "2023-07-17"),
            ("17-7-23", "2023-07-17"),
            ("17 Juli 2023", "2023-07-17"),
            ("July 17, 2023", "2023-07-17"),
            ("Juli 2023", "2023-07"),
            ("Jul-23", "2023-07"),
            ("per Agustus 2024", "2024-08"),
            ("07/2023", "2023-07"),
            ("November 2026", "2026-11"),
            ("8 May 2025", "2025-05-08"),
            ("2025/5/8", "2025-05-08"),
        ] {
            assert_eq!(PartialDate::read(typed).map(|date| date.0).as_deref(), Some(iso), "{typed}");
        }
        for typed in ["kemarin", "31/02/2023", "2023-13", "17/07", ""] {
            assert_eq!(PartialDate::read(typed), None, "{typed}");
        }
    }
}
