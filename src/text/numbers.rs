//! Numbers, money and dates as people write them in each language.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Lang;

const MONTHS_ID: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A whole number with thousands marks: `1.250.000` (id), `1,250,000` (en).
pub fn integer(lang: Lang, value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    if value < 0 {
        out.push('−');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(lang.pick(".", ","));
        }
        out.push(digit);
    }
    out
}

/// How many there are, as a person reads it: `94.948`, `94,948`.
pub fn count(lang: Lang, count: usize) -> String {
    integer(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

/// An exact decimal with the language's marks: `2,5` (id), `2.5` (en).
pub fn decimal(lang: Lang, value: Decimal) -> String {
    let value = value.normalize();
    let text = value.abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = match whole.parse::<i64>() {
        Ok(whole) => integer(lang, whole),
        Err(_) => whole.to_owned(),
    };
    if value.is_sign_negative() && !value.is_zero() {
        out.insert(0, '−');
    }
    if !fraction.is_empty() {
        out.push_str(lang.pick(",", "."));
        out.push_str(fraction);
    }
    out
}

/// How many of the currency's smallest used units make one (rupiah and yen are used whole).
pub fn minor_digits(currency: &str) -> usize {
    match currency {
        "" | "IDR" | "JPY" | "KRW" | "VND" => 0,
        _ => 2,
    }
}

/// Money in the currency's smallest used unit: `Rp1.250.000`, `Rp1,250,000` (en), `USD 78.50` (en), `USD 78,50` (id).
pub fn money(lang: Lang, amount: i64, currency: &str) -> String {
    let digits = minor_digits(currency);
    if matches!(currency, "" | "IDR") {
        let sign = if amount < 0 { "−" } else { "" };
        return format!("{sign}Rp{}", integer(lang, amount.saturating_abs()));
    }
    let unit = 10_i64.pow(digits as u32);
    let whole = integer(lang, amount / unit);
    if digits == 0 {
        return format!("{currency} {whole}");
    }
    let fraction = (amount % unit).unsigned_abs();
    format!("{currency} {whole}{}{fraction:0digits$}", lang.pick(",", "."))
}

/// A price or a range of prices: `Rp225.000–325.000`.
pub fn money_range(lang: Lang, amount: i64, max: Option<i64>, currency: &str) -> String {
    let low = money(lang, amount, currency);
    match max {
        Some(max) if max != amount => {
            let high = money(lang, max, currency);
            let bare = high.strip_prefix("Rp").map_or(high.as_str(), |bare| bare);
            format!("{low}–{bare}")
        }
        _ => low,
    }
}

fn month(lang: Lang, month: i8) -> &'static str {
    let names = match lang {
        Lang::Id => &MONTHS_ID,
        Lang::En => &MONTHS_EN,
    };
    usize::try_from(month - 1).ok().and_then(|at| names.get(at)).copied().unwrap_or("")
}

/// A date that may be partial (`2023`, `2023-07`, `2023-07-17`): `17 Juli 2023`, `Juli 2023`, `2023`.
/// Text that is no such date comes back as typed.
pub fn date(lang: Lang, iso: &str) -> String {
    let mut parts = iso.trim().splitn(3, '-').map(str::parse::<i16>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(m @ 1..=12)), Some(Ok(day @ 1..=31))) => {
            format!("{day} {} {year}", month(lang, m as i8))
        }
        (Some(Ok(year)), Some(Ok(m @ 1..=12)), None) => format!("{} {year}", month(lang, m as i8)),
        _ => iso.trim().to_owned(),
    }
}

/// `Juli 2023` or `2023`: month and year only, for "per …" beside a price.
pub fn date_short(lang: Lang, iso: &str) -> String {
    let iso = iso.trim();
    date(lang, iso.get(..7).filter(|_| iso.len() > 7).unwrap_or(iso))
}

/// A day as ISO text.
pub fn timestamp(day: Date) -> String {
    day.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_worded_per_language() {
        assert_eq!(money(Lang::Id, 1_250_000, "IDR"), "Rp1.250.000");
        assert_eq!(money(Lang::En, 1_250_000, "IDR"), "Rp1,250,000");
        assert_eq!(money(Lang::En, 7850, "USD"), "USD 78.50");
        assert_eq!(money(Lang::Id, 7850, "USD"), "USD 78,50");
        assert_eq!(money_range(Lang::Id, 225_000, Some(325_000), "IDR"), "Rp225.000–325.000");
    }

    #[test]
    fn partial_dates() {
        assert_eq!(date(Lang::Id, "2023-07-17"), "17 Juli 2023");
        assert_eq!(date(Lang::En, "2023-07"), "July 2023");
        assert_eq!(date(Lang::Id, "2023"), "2023");
        assert_eq!(date_short(Lang::Id, "2023-07-17"), "Juli 2023");
        assert_eq!(date(Lang::Id, "akhir 2023"), "akhir 2023");
    }

    #[test]
    fn decimals_keep_their_digits() {
        assert_eq!(decimal(Lang::Id, "1234.50".parse().unwrap()), "1.234,5");
        assert_eq!(decimal(Lang::En, "2".parse().unwrap()), "2");
        assert_eq!(integer(Lang::Id, -1_000), "−1.000");
    }
}
