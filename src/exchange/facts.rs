//! Dates, telephone numbers, permits, region codes and fixed words as lists write them, and what Excel made of them.

use super::sheets::Value;
use crate::model::month_named;
use crate::model::search::normalise::normalise;
use crate::model::{Period, PriceBasis, ProducerKind, Status};
use crate::text::Lang;

/// The cell asks that the field be emptied.
pub(super) fn erases(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "(hapus)" | "(delete)" | "(erase)" | "(kosongkan)")
}

/// The cell says that there is nothing: `-`, `n/a`.
pub(super) fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '_' | '?'))
        || text == r"\N"
        || matches!(
            normalise(text).as_str(),
            "n a"
                | "na"
                | "nan"
                | "null"
                | "nil"
                | "none"
                | "nihil"
                | "undefined"
                | "unknown"
                | "no data"
                | "not available"
                | "tba"
                | "tbd"
                | "kosong"
                | "belum"
                | "belum ada"
                | "blm"
                | "blm ada"
                | "belum punya"
                | "belum diisi"
                | "belum tersedia"
                | "belum ada data"
                | "belum diketahui"
                | "tidak ada"
                | "tdk ada"
                | "tidak punya"
                | "tidak tersedia"
                | "tidak ada data"
                | "tidak diketahui"
        )
}

/// Text that is a day, where none belongs: `12-Okt` and `12/10/2025` are what a spreadsheet program made of `12-10`.
pub(super) fn is_day(text: &str) -> bool {
    let text = text.trim();
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let number = |text: &str, lengths: [usize; 2]| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let named = |text: &str| month_named(&text.to_lowercase()).is_some();
    let is_day = match parts.as_slice() {
        [a, b] => number(a, [1, 2]) && named(b) || named(a) && number(b, [2, 4]),
        [a, b, c] => {
            number(a, [1, 2]) && (named(b) || number(b, [1, 2])) && number(c, [2, 4]) && (named(b) || c.len() == 4)
                || number(a, [4, 4]) && number(b, [2, 2]) && number(c, [2, 2])
        }
        _ => false,
    };
    is_day && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z'))
}

/// Digits that a code of its kind may have.
pub(super) const NIB: [usize; 1] = [13];
pub(super) const HS: [usize; 4] = [4, 6, 8, 10];

/// What is left of a code of many digits: a spreadsheet program drops zeros in front and keeps fifteen digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LongCode {
    AsTyped,
    /// With the zeros that it must have had, or without the apostrophe that kept it a text.
    Restored(String),
    DigitsLost,
}

/// Reads a code whose kind has one of these numbers of digits; none are known of kinds without.
pub(super) fn long_code(value: &Value, lengths: &[usize]) -> LongCode {
    let text = value.text();
    let text = text.trim();
    let bare = text.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '+'));
    let text = bare.unwrap_or(text);
    let is_bare_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_cut = is_bare_digits && text.get(15..).is_some_and(|rest| rest.len() > 2 && rest.bytes().all(|b| b == b'0'));
    let is_too_long = matches!(value, Value::Number(number) if number.abs() >= 1e15);
    if is_cut || is_too_long || super::numbers::has_exponent(text) {
        return LongCode::DigitsLost;
    }
    // One or two zeros; with more of them missing it is another number.
    let whole = lengths.iter().copied().find(|length| (text.len()..text.len() + 3).contains(length));
    match whole.filter(|_| is_bare_digits && bare.is_none()) {
        Some(whole) if whole > text.len() && !(lengths == HS && text.len() + 1 < whole) => {
            LongCode::Restored(format!("{text:0>whole$}"))
        }
        _ if bare.is_some() => LongCode::Restored(text.to_owned()),
        _ => LongCode::AsTyped,
    }
}

/// The cell says the same as the one above.
pub(super) fn says_same(text: &str) -> bool {
    let text: String = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, '"' | '\'' | '”' | '″')).collect();
    matches!(
        text.to_lowercase().as_str(),
        "sda" | "idem" | "\"" | "''" | "”" | "″" | "sdatas" | "ditto" | "samadengandiatas"
    )
}

/// What can be done with a telephone number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phone {
    AsTyped(String),
    /// Excel had dropped the zero in front.
    Repaired(String),
    DigitsLost,
    NoNumber,
}

pub(super) fn phone(value: &Value) -> Phone {
    let text = value.text();
    let text = text.trim();
    if super::numbers::has_exponent(text) {
        return Phone::DigitsLost;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if !(5..=40).contains(&digits) {
        return Phone::NoNumber;
    }
    // A number that begins with 8 and has nothing else in it is a mobile number without its zero.
    let bare = text.bytes().all(|byte| byte.is_ascii_digit());
    if bare && text.starts_with('8') && (9..=12).contains(&text.len()) {
        return Phone::Repaired(format!("0{text}"));
    }
    Phone::AsTyped(text.to_owned())
}

/// The numbers in a cell, in order: set apart by strokes, commas or words, with names beside them, or in a chat link.
pub(super) fn phones_in(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let link = ["wa.me/", "phone=", "whatsapp.com/"].iter().find_map(|link| lower.split_once(link));
    if let Some((_, behind)) = link {
        let digits: String = behind.chars().skip_while(|c| *c == '+').take_while(char::is_ascii_digit).collect();
        return if digits.is_empty() { Vec::new() } else { vec![format!("+{digits}")] };
    }
    // A single number keeps its brackets: `(0541) 741234`.
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    if digits(text) <= 14 && !text.contains(char::is_alphabetic) && !text.contains(['/', ',', ';', '\n', '&']) {
        return vec![text.trim().to_owned()];
    }
    let spaced = lower.replace(" dan ", "/").replace(" atau ", "/");
    let pieces = spaced.split(['/', ',', ';', '\n', '|', '&', '(', ')', ':']);
    let numbers = pieces.map(|piece| {
        let words = piece.split_whitespace().filter(|word| !word.chars().all(char::is_alphabetic));
        words.collect::<Vec<_>>().join(" ")
    });
    // A letter for a digit makes it no number: `O812…`.
    numbers.filter(|number| digits(number) >= 5 && !number.contains(char::is_alphabetic)).collect()
}

/// A telephone that is no mobile: an area code of Indonesia before the number.
pub(super) fn is_landline(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let local = digits.strip_prefix("62").or_else(|| digits.strip_prefix('0')).unwrap_or_default();
    (7..=12).contains(&local.len()) && local.starts_with(|c: char| matches!(c, '2'..='7' | '9'))
}

pub(super) fn status(text: &str) -> Option<Status> {
    match normalise(text).as_str() {
        "siap" | "ready" | "aktif" | "tampil" | "siap tampil" | "active" => Some(Status::Ready),
        "draf" | "draft" | "konsep" => Some(Status::Draft),
        "tidak ditampilkan" | "retired" | "not shown" | "nonaktif" | "tidak aktif" | "arsip" | "archived" => {
            Some(Status::Retired)
        }
        _ => None,
    }
}

pub(super) fn period(text: &str) -> Option<Period> {
    match normalise(text).trim_start_matches("per ") {
        "hari" | "hr" | "day" | "harian" | "daily" => Some(Period::Day),
        "minggu" | "mgg" | "week" | "pekan" | "mingguan" | "weekly" => Some(Period::Week),
        "bulan" | "bln" | "month" | "bl" | "bulanan" | "monthly" => Some(Period::Month),
        "tahun" | "thn" | "th" | "year" | "tahunan" | "yearly" => Some(Period::Year),
        "sekali produksi" | "batch" | "produksi" | "siklus" | "panen" => Some(Period::Batch),
        _ => None,
    }
}

pub(super) fn basis(text: &str) -> Option<PriceBasis> {
    let folded = normalise(text);
    let named =
        PriceBasis::ALL.into_iter().find(|basis| Lang::ALL.iter().any(|lang| normalise(basis.label(*lang)) == folded));
    named.or(match folded.as_str() {
        "ecer" | "satuan" | "konsumen" => Some(PriceBasis::Retail),
        "partai" | "borongan" | "distributor" | "agen" => Some(PriceBasis::Wholesale),
        "reseller" => Some(PriceBasis::Reseller),
        "promo" | "diskon" | "sale" | "discount" => Some(PriceBasis::Promo),
        _ => None,
    })
}

pub(super) fn producer_kind(text: &str) -> Option<ProducerKind> {
    let folded = normalise(text);
    let named =
        ProducerKind::ALL.into_iter().find(|kind| Lang::ALL.iter().any(|lang| normalise(kind.label(*lang)) == folded));
    named.or(match folded.as_str() {
        "ikm" | "ukm" | "usaha mikro" | "perorangan" | "rumahan" => Some(ProducerKind::Umkm),
        "bumdes" | "bumdesa" => Some(ProducerKind::Bumdes),
        "bumk" | "bumkam" => Some(ProducerKind::Bumk),
        "kwt" => Some(ProducerKind::Kwt),
        "kth" => Some(ProducerKind::Kth),
        "kups" => Some(ProducerKind::Kups),
        "koperasi" | "cooperative" => Some(ProducerKind::Cooperative),
        "pt" | "cv" | "ud" | "perusahaan" | "company" => Some(ProducerKind::Company),
        "kelompok" | "poktan" | "kelompok tani" | "group" => Some(ProducerKind::Group),
        _ => None,
    })
}

/// A region code as a cell says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TypedCode {
    /// Text that has a code's form.
    Plain(String),
    /// Made from what Excel left of it; one certain reading.
    Repaired(String),
    /// Readings that only the names beside it, or a person, can choose from.
    Maybe(Vec<String>),
    None,
}

/// Reads a region code, also where Excel took `64.01` for a number, a date or a time, or the dots are missing.
pub(super) fn code(value: &Value) -> TypedCode {
    match value {
        Value::Number(number) => number_code(*number),
        Value::Date(year, month, day) => {
            let year = year.rem_euclid(100);
            let mut list = vec![format!("{day:02}.{month:02}"), format!("{day:02}.{month:02}.{year:02}")];
            if *day == 1 {
                list.extend([format!("{month:02}.{year:02}"), format!("{year:02}.{month:02}")]);
            }
            list.push(format!("{year:02}.{month:02}.{day:02}"));
            TypedCode::Maybe(list)
        }
        Value::Time(hours, minutes, 0) if *hours < 100 => TypedCode::Repaired(format!("{hours:02}.{minutes:02}")),
        Value::Time(hours, minutes, seconds) if *hours < 100 => {
            TypedCode::Repaired(format!("{hours:02}.{minutes:02}.{seconds:02}"))
        }
        Value::Text(text) => text_code(text.trim()),
        _ => TypedCode::None,
    }
}

fn number_code(number: f64) -> TypedCode {
    let text = super::sheets::plain_number(number);
    match text.split_once('.') {
        // 64.1 was 64.10: a code ends with two digits, and Excel drops the zero.
        Some((province, regency)) if province.len() == 2 && regency.len() == 1 => {
            TypedCode::Repaired(format!("{province}.{regency}0"))
        }
        Some((province, regency)) if province.len() == 2 && regency.len() == 2 => {
            TypedCode::Repaired(format!("{province}.{regency}"))
        }
        Some(_) => TypedCode::None,
        None => text_code(&text),
    }
}

fn text_code(text: &str) -> TypedCode {
    if super::numbers::has_exponent(text) {
        return TypedCode::None;
    }
    let groups: Vec<&str> = text.split('.').collect();
    let has_form = groups.len() <= 4
        && groups.iter().enumerate().all(|(at, group)| {
            group.len() == if at == 3 { 4 } else { 2 } && group.bytes().all(|byte| byte.is_ascii_digit())
        });
    if has_form {
        return TypedCode::Plain(text.to_owned());
    }
    // A comma for a point, or one digit too few at the end: `64,1`, `64.1`.
    if let Some((province, regency)) = text.split_once([',', '.'])
        && [province, regency].iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
        && province.len() == 2
        && regency.len() <= 2
    {
        return TypedCode::Repaired(format!("{province}.{regency:0<2}"));
    }
    // Without dots it may be a code of the statistics office, which counts otherwise.
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let only_digits = text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '.' | '-'));
    if only_digits && matches!(digits.len(), 4 | 6 | 10) {
        let cut = |from: usize, to: usize| digits.get(from..to).unwrap_or_default();
        let mut groups = vec![cut(0, 2), cut(2, 4)];
        if digits.len() > 4 {
            groups.push(cut(4, 6));
        }
        if digits.len() > 6 {
            groups.push(cut(6, 10));
        }
        return TypedCode::Maybe(vec![groups.join(".")]);
    }
    TypedCode::None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn codes_that_excel_damaged() {
        assert_eq!(code(&text("64.02.02.2010")), TypedCode::Plain("64.02.02.2010".into()));
        assert_eq!(code(&Value::Number(64.01)), TypedCode::Repaired("64.01".into()));
        assert_eq!(code(&Value::Number(64.1)), TypedCode::Repaired("64.10".into()));
        assert_eq!(code(&Value::Number(64.0)), TypedCode::Plain("64".into()));
        assert_eq!(code(&text("64,01")), TypedCode::Repaired("64.01".into()));
        assert_eq!(code(&Value::Time(64, 1, 0)), TypedCode::Repaired("64.01".into()));
        assert_eq!(code(&Value::Time(64, 2, 2)), TypedCode::Repaired("64.02.02".into()));
        assert_eq!(code(&Value::Number(6402022010.0)), TypedCode::Maybe(vec!["64.02.02.2010".into()]));
        let TypedCode::Maybe(list) = code(&Value::Date(2026, 5, 12)) else { panic!() };
        assert!(list.contains(&"12.05".to_owned()));
        for typed in ["6,40E+09", "Paser", "64.02.02.10"] {
            assert_eq!(code(&text(typed)), TypedCode::None, "{typed}");
        }
    }

    #[test]
    fn telephone_numbers_that_excel_damaged() {
        assert_eq!(phone(&Value::Number(81234567890.0)), Phone::Repaired("081234567890".into()));
        assert_eq!(phone(&text("0812-3456-7890")), Phone::AsTyped("0812-3456-7890".into()));
        assert_eq!(phone(&text("8,12E+11")), Phone::DigitsLost);
        assert_eq!(phone(&text("ada")), Phone::NoNumber);
        for (typed, numbers) in [
            ("0812 3456 7890 / 0813 9876 5432", vec!["0812 3456 7890", "0813 9876 5432"]),
            ("0812 3456 7890 (WA) 0541 741234 (kantor)", vec!["0812 3456 7890", "0541 741234"]),
            ("+6281234567890 (Bu Uji)", vec!["+6281234567890"]),
            ("https://wa.me/6281234567890?text=halo", vec!["+6281234567890"]),
            ("(0541) 741234", vec!["(0541) 741234"]),
            ("O812-3456-7890", vec![]),
            ("WA: 081234567890", vec!["081234567890"]),
        ] {
            assert_eq!(phones_in(typed), numbers, "{typed}");
        }
        assert!(is_landline("(0541) 741234") && !is_landline("08123") && !is_landline("081234567890"));
    }

    #[test]
    fn words_for_nothing_and_the_same() {
        for typed in
            ["-", "n/a", "Belum ada", "Tidak Ada", "NULL", r"\N", "nan", "None", "(kosong)", "Blm. ada", "—", "nihil"]
        {
            assert!(says_nothing(typed), "{typed}");
        }
        for typed in ["", "a-", "Tidak Ada Duanya", "Nana", "Belum Ada Lawan", "0"] {
            assert!(!says_nothing(typed), "{typed}");
        }
        assert!(says_same("s.d.a") && says_same("\"") && !says_same("sdat"));
        assert!(erases(" (Hapus) "));
    }

    #[test]
    fn days_that_a_spreadsheet_program_made() {
        for typed in ["12-Okt", "Oct-12", "12-Oct-25", "12/10/2025", "2025-10-12", "2025-10-12 00:00:00", "1-Des"] {
            assert!(is_day(typed), "{typed}");
        }
        for typed in ["12-10", "10x12", "S-M-L", "Mei", "12 bulan", "2025", "Mar-mar", "3-4 hari"] {
            assert!(!is_day(typed), "{typed}");
        }
    }

    #[test]
    fn codes_that_excel_damaged_get_their_zeros_back_or_are_lost() {
        let digits = |text: &str| Value::Text(text.into());
        assert_eq!(long_code(&Value::Number(220_103_212_345.0), &NIB), LongCode::Restored("0220103212345".into()));
        assert_eq!(long_code(&digits("220103212345"), &NIB), LongCode::Restored("0220103212345".into()));
        assert_eq!(long_code(&Value::Number(4_090_000.0), &HS), LongCode::Restored("04090000".into()));
        assert_eq!(long_code(&Value::Number(190_590.0), &HS), LongCode::AsTyped);
        assert_eq!(long_code(&digits("0409.00.00"), &HS), LongCode::AsTyped);
        assert_eq!(long_code(&digits("'0220103212345"), &NIB), LongCode::Restored("0220103212345".into()));
        assert_eq!(long_code(&digits("ada"), &NIB), LongCode::AsTyped);
        for lost in [Value::Number(2.066_401_010_012_251e16), digits("9,12E+12"), digits("2066401010012250000")] {
            assert_eq!(long_code(&lost, &[]), LongCode::DigitsLost, "{lost:?}");
        }
    }
}
