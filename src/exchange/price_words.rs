//! Currencies and factors as lists name them, and what the heading of a price says beside "price".

/// What a heading says of the prices below it: `Harga Ekspor (US$/kg)`, `Harga (dalam ribuan)`, `Harga per lusin`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PriceHeading {
    /// The words that are none of the below.
    pub rest: String,
    pub currency: Option<&'static str>,
    pub factor: Option<u32>,
    pub unit: String,
    /// Words in brackets that are none of these.
    pub remark: String,
}

/// The currency that a word or sign means.
pub(super) fn currency_of(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    Some(match text.as_str() {
        "rp" | "idr" | "rupiah" => "IDR",
        "us$" | "usd" | "$" | "dolar" | "dollar" | "dollars" | "us dollar" | "dolar as" | "us" => "USD",
        "eur" | "€" | "euro" => "EUR",
        "sgd" | "s$" | "sg$" => "SGD",
        "myr" | "rm" | "ringgit" => "MYR",
        "jpy" | "¥" | "yen" => "JPY",
        "cny" | "rmb" | "yuan" => "CNY",
        "gbp" | "£" => "GBP",
        "aud" | "a$" => "AUD",
        "bnd" | "b$" => "BND",
        "sar" | "riyal" => "SAR",
        _ => return None,
    })
}

/// What a word or a number of zeros multiplies by: `ribu`, `juta`, `000`, `x1.000`.
pub(super) fn factor_of(text: &str) -> Option<u32> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    let bare = text.trim_start_matches(['x', '×']).trim();
    let bare = ["rp.", "rp", "idr"].iter().find_map(|sign| bare.strip_prefix(sign)).unwrap_or(bare);
    let bare = bare.trim_start_matches(['.', ',', '\'']);
    match bare {
        "ribu" | "ribuan" | "rb" | "rbu" | "thousand" | "thousands" | "k" | "000" => Some(1_000),
        "juta" | "jutaan" | "jt" | "million" | "millions" | "000000" | "000.000" | "000,000" => Some(1_000_000),
        // A number alone may be part of a unit: `1000 ml`.
        "1000" | "1.000" | "1,000" if bare.len() < text.len() => Some(1_000),
        "1000000" | "1.000.000" | "1,000,000" if bare.len() < text.len() => Some(1_000_000),
        _ => None,
    }
}

/// Takes a heading apart.
pub(super) fn price_heading(heading: &str) -> PriceHeading {
    const EDGE: &str = "|";
    let spaced: String = heading
        .chars()
        .flat_map(|c| match c {
            '(' | ')' | '[' | ']' | '\n' | '\r' => vec![' ', '|', ' '],
            '/' | '*' => vec![' ', if c == '/' { '/' } else { ' ' }, ' '],
            c if c.is_control() => vec![' '],
            c => vec![c],
        })
        .collect();
    let mut found = PriceHeading::default();
    let (mut rest, mut remark, mut unit): (Vec<&str>, Vec<&str>, Vec<&str>) = Default::default();
    let (mut in_unit, mut in_brackets, mut is_times) = (false, false, false);
    for word in spaced.split_whitespace() {
        let lower = word.to_lowercase();
        let bare = lower.trim_end_matches([':', ',', ';']);
        let was_times = std::mem::replace(&mut is_times, matches!(bare, "x" | "×" | "kali"));
        let factor = if was_times { factor_of(&format!("x{bare}")) } else { factor_of(bare) };
        if word == EDGE {
            (in_unit, in_brackets) = (false, !in_brackets);
        } else if let Some(currency) = currency_of(bare) {
            found.currency = found.currency.or(Some(currency));
        } else if in_unit {
            unit.push(word);
        } else if factor.is_some() {
            found.factor = found.factor.or(factor);
        } else if word == "/" || bare == "per" {
            in_unit = true;
        } else if matches!(bare, "dalam" | "dlm" | "dlm." | "in" | "x" | "×" | "satuan" | "kali")
            && (in_brackets || bare != "satuan")
        {
            // Words between the others.
        } else if in_brackets {
            remark.push(word);
        } else {
            rest.push(word);
        }
    }
    found.rest = rest.join(" ");
    found.remark = remark.join(" ");
    found.unit = unit.join(" ");
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_currency_factor_and_unit() {
        for (heading, rest, currency, factor, unit, remark) in [
            ("Harga (USD)", "Harga", Some("USD"), None, "", ""),
            ("Harga dalam USD", "Harga", Some("USD"), None, "", ""),
            ("Harga (US$/kg)", "Harga", Some("USD"), None, "kg", ""),
            ("FOB Price (USD/kg)", "FOB Price", Some("USD"), None, "kg", ""),
            ("Harga ($)", "Harga", Some("USD"), None, "", ""),
            ("Harga (Rp ribu)", "Harga", Some("IDR"), Some(1_000), "", ""),
            ("Harga (dalam ribuan)", "Harga", None, Some(1_000), "", ""),
            ("Harga (000)", "Harga", None, Some(1_000), "", ""),
            ("Harga (dlm. ribuan Rp)", "Harga", Some("IDR"), Some(1_000), "", ""),
            ("Harga (x Rp1.000)", "Harga", None, Some(1_000), "", ""),
            ("Harga (Rp.000)", "Harga", None, Some(1_000), "", ""),
            ("Harga (juta)", "Harga", None, Some(1_000_000), "", ""),
            ("Harga per lusin", "Harga", None, None, "lusin", ""),
            ("Harga/kg (Rp)", "Harga", Some("IDR"), None, "kg", ""),
            ("Harga Jual (Rp./100 gr)", "Harga Jual", Some("IDR"), None, "100 gr", ""),
            ("Harga (Rp/1000 ml)", "Harga", Some("IDR"), None, "1000 ml", ""),
            ("Harga (RM)", "Harga", Some("MYR"), None, "", ""),
            ("Harga Satuan (Rp)", "Harga Satuan", Some("IDR"), None, "", ""),
            ("Harga (eceran)", "Harga", None, None, "", "eceran"),
        ] {
            let found = price_heading(heading);
            let is = PriceHeading { rest: rest.into(), currency, factor, unit: unit.into(), remark: remark.into() };
            assert_eq!(found, is, "{heading}");
        }
    }
}
