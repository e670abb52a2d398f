//! Currencies and factors as lists name them, and what the heading of a price says beside "price".

use rust_decimal::Decimal;

use crate::model::{PriceBasis, unit_words};
use crate::text::Lang;

/// What a heading says of the prices below it: `Harga Ekspor (US$/kg)`, `Harga (dalam ribuan)`, `Harga per lusin`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct PriceHeading {
    /// The words that are none of the below.
    pub rest: String,
    pub currency: Option<&'static str>,
    /// Words that name a currency, and not which one.
    pub unknown_currency: String,
    pub factor: Option<Decimal>,
    pub unit: String,
    /// Words in brackets that are none of these.
    pub remark: String,
}

/// The codes of ISO 4217 in use, but for those that are words or units of lists (`cup`, `gel`, `kgs`, `pen`).
const CODES: &str = "AED AFN AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF \
    CHF CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR \
    ILS INR IQD IRR ISK JMD JOD JPY KES KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP \
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG \
    SEK SGD SHP SLE SRD SSP STN SYP SZL THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF \
    XPF YER ZAR ZMW";

/// The currency that words or a sign mean: `Rp`, `THB`, `baht`, `HK$`, `dolar Singapura`.
pub(super) fn currency_of(text: &str) -> Option<&'static str> {
    let text = text.trim().trim_end_matches('.').to_lowercase();
    if text.is_empty() {
        return None;
    }
    if let Some(code) = CODES.split(' ').find(|code| code.eq_ignore_ascii_case(&text)) {
        return Some(code);
    }
    Some(match text.as_str() {
        "rp" | "rupiah" => "IDR",
        "us" => "USD",
        "€" | "euro" => "EUR",
        "rm" | "ringgit" => "MYR",
        "¥" | "yen" => "JPY",
        "rmb" | "yuan" | "renminbi" => "CNY",
        "£" | "poundsterling" | "pound sterling" => "GBP",
        "riyal" | "riyal saudi" | "saudi riyal" => "SAR",
        "฿" | "baht" => "THB",
        "₩" | "won" => "KRW",
        "₹" => "INR",
        "₫" | "dong" => "VND",
        "₱" => "PHP",
        "₭" | "kip" => "LAK",
        "₽" => "RUB",
        "rand" => "ZAR",
        text => return dollar_of(text),
    })
}

/// A dollar with or without its country: `$`, `S$`, `$ SGD`, `dolar Hong Kong`.
fn dollar_of(text: &str) -> Option<&'static str> {
    let words = text.replace('$', " dollar ");
    let is_dollar = |word: &&str| matches!(*word, "dollar" | "dollars" | "dolar");
    let (dollars, country): (Vec<&str>, Vec<&str>) = words.split_whitespace().partition(is_dollar);
    if dollars.is_empty() {
        return None;
    }
    Some(match country.concat().as_str() {
        "" | "us" | "usd" | "as" | "usa" | "amerika" | "american" => "USD",
        "s" | "sg" | "sgd" | "sin" | "singapura" | "singapore" => "SGD",
        "a" | "au" | "aud" | "aus" | "australia" | "australian" => "AUD",
        "hk" | "hkd" | "hongkong" => "HKD",
        "nt" | "tw" | "twd" | "taiwan" => "TWD",
        "c" | "ca" | "cad" | "can" | "kanada" | "canada" | "canadian" => "CAD",
        "nz" | "nzd" | "selandiabaru" | "newzealand" => "NZD",
        "b" | "bn" | "bnd" | "brunei" => "BND",
        _ => return None,
    })
}

/// The currency that a sign of many countries means in one of them, by what a number format calls it: `$-C09`, `$-en-AU`.
pub(super) fn currency_in(sign: &str, locale: &str) -> Option<&'static str> {
    // The last four digits of a number say the language and the country.
    let number = locale.get(locale.len().saturating_sub(4)..).unwrap_or(locale).trim_start_matches('0').to_uppercase();
    let country = locale.rsplit('-').next().unwrap_or_default().to_uppercase();
    let place = if locale.contains('-') { country.as_str() } else { number.as_str() };
    Some(match (sign.trim(), place) {
        ("$", "" | "409" | "US" | "540A" | "300A" | "440A") => "USD",
        ("$", "C09" | "AU") => "AUD",
        ("$", "1009" | "C0C" | "CA") => "CAD",
        ("$", "1409" | "NZ") => "NZD",
        ("$", "1004" | "4809" | "SG") => "SGD",
        ("$", "C04" | "3C09" | "HK") => "HKD",
        ("$", "404" | "TW") => "TWD",
        ("$", "83E" | "BN") => "BND",
        ("¥" | "￥", "804" | "CN") => "CNY",
        ("¥" | "￥", "" | "411" | "JP") => "JPY",
        ("$" | "¥" | "￥", _) => return None,
        (sign, _) => return currency_of(sign),
    })
}

/// Words or a sign that name a currency without saying which.
pub(super) fn is_currency_word(text: &str) -> bool {
    const NAMES: [&str; 28] = [
        "dolar", "dollar", "dollars", "peso", "pesos", "franc", "frank", "dinar", "dirham", "rupee", "rupees", "rs",
        "lira", "rubel", "rouble", "ruble", "pound", "pounds", "krona", "krone", "kr", "real", "cent", "cents", "kyat",
        "riel", "taka", "usdt",
    ];
    let is_sign =
        |c: char| matches!(c, '$' | '¢'..='¥' | '฿' | '\u{20a0}'..='\u{20cf}' | '﷼' | '＄' | '￥' | '元' | '円');
    text.contains(is_sign)
        || text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| NAMES.contains(&word))
}

/// `Harga jual: Rp15.000/pcs` without its label.
pub(super) fn without_label(text: &str) -> &str {
    const LABELS: [&str; 6] = ["harga", "harga jual", "harga satuan", "price", "jual", "harga normal"];
    let label = text.trim().split_once(':').filter(|(label, _)| LABELS.contains(&label.trim().to_lowercase().as_str()));
    label.map_or(text, |(_, price)| price)
}

/// Words before a sum that is another one than the price.
pub(super) fn is_cost(words: &str) -> bool {
    const COSTS: [&str; 10] =
        ["hpp", "modal", "dp", "ongkir", "stok", "stock", "uang muka", "biaya", "sebelum diskon", "ongkos kirim"];
    COSTS.contains(&words.trim().to_lowercase().as_str())
}

/// What a word or a number of zeros multiplies by: `ribu`, `juta`, `000`, `x1.000`.
pub(super) fn factor_of(text: &str) -> Option<Decimal> {
    let text = text.trim().to_lowercase();
    let text = text.trim_end_matches(['.', ',', '-']);
    let bare = text.trim_start_matches(['x', '×']).trim();
    let bare = ["rp.", "rp", "idr"].iter().find_map(|sign| bare.strip_prefix(sign)).unwrap_or(bare);
    let bare = bare.trim_start_matches(['.', ',', '\'', ' ']);
    let factor: i64 = match bare {
        "ribu" | "ribuan" | "rb" | "rbu" | "thousand" | "thousands" | "k" => 1_000,
        "juta" | "jutaan" | "jt" | "million" | "millions" => 1_000_000,
        "miliar" | "miliaran" | "milyar" | "milyaran" | "billion" | "billions" => 1_000_000_000,
        _ => {
            // `000`; with a one in front it may be part of a unit: `1000 ml`.
            let zeros = bare.strip_prefix('1').filter(|_| bare.len() < text.len()).unwrap_or(bare);
            let count = zeros.bytes().filter(|byte| *byte == b'0').count();
            let is_zeros = !bare.starts_with("0.") && zeros.chars().all(|c| matches!(c, '0' | '.' | ','));
            10_i64.pow(u32::try_from(count).ok().filter(|count| is_zeros && matches!(count, 2..=9))?)
        }
    };
    Some(factor.into())
}

/// What lists count and weigh in, beside the units that have an English name; with any other word in its brackets a heading
/// says something else: `Harga (nego)`.
const UNITS: &str = "kg kgs kilo kilogram g gr grm gram mg ons kw kwintal mt ml mili l lt ltr litre cc pc piece pieces bh bj \
    butir btr btl bks bgks pack pck pouch sachet saset sct dos doos box kotak ktk ctn carton krg sak kaleng klg \
    toples jar cup mangkok mangkuk gelas gls ikat kantong kantung keranjang besek lbr hl ptg keping m m2 m3 cm mm \
    inch psg lusin lsn kodi gros gross rim ekor batang btg tandan sisir porsi pot polybag slop renteng strip \
    tablet kapsul rol roll gulung orang org pax paket pkt item jerigen jirigen drum blek galon loyang tampah bal \
    bale peti tray rak tabung tube besar kecil kms piring mika cangkir sendok jam malam trip";

/// A unit, with its number or what is in it: `kg`, `500 gr`, `bungkus isi 10`.
pub(super) fn is_unit_words(text: &str) -> bool {
    let lower = text.to_lowercase().replace(['@', '(', ')'], " ");
    let is_unit = |word: &str| {
        let word = word.trim_end_matches('.');
        unit_words(word, Lang::En) != word || UNITS.split(' ').any(|unit| unit == word)
    };
    let mut has_unit = false;
    let fits = lower.split([' ', '/']).filter(|word| !word.is_empty()).all(|word| {
        let rest = word.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
        let named = is_unit(rest) || word == "isi";
        has_unit |= named;
        rest.is_empty() || named || rest == "x"
    });
    // Sizes of clothes are none.
    fits && has_unit && !matches!(text, "M" | "L")
}

/// Takes a heading apart.
pub(super) fn price_heading(heading: &str) -> PriceHeading {
    const EDGE: &str = "|";
    let spaced: String = heading
        .chars()
        .flat_map(|c| match c {
            '(' | ')' | '[' | ']' | '\n' | '\r' => vec![' ', '|', ' '],
            '/' | '*' => vec![' ', if c == '/' { '/' } else { ' ' }, ' '],
            c if c.is_control() || c == '_' => vec![' '],
            c => vec![c],
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut found = PriceHeading::default();
    let (mut rest, mut remark, mut unit): (Vec<&str>, Vec<&str>, Vec<&str>) = Default::default();
    let (mut in_unit, mut in_brackets, mut is_times) = (false, false, false);
    let (mut times, mut is_bare_dollar, mut is_in_cents) = (None, false, false);
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let lower = word.to_lowercase();
        let bare = lower.trim_end_matches([':', ',', ';']);
        let was_times = std::mem::replace(&mut is_times, matches!(bare, "x" | "×" | "kali"));
        let factor = if was_times { factor_of(&format!("x{bare}")) } else { factor_of(bare) };
        // `dolar Hong Kong` before `dolar`.
        let named = [3, 2, 1].into_iter().find_map(|count| {
            let words = words.get(at..at + count)?;
            let name = words.join(" ");
            Some((currency_of(name.trim_end_matches([':', ',', ';']))?, count, name))
        });
        at += named.as_ref().map_or(1, |(_, count, _)| *count);
        if *word == EDGE {
            (in_unit, in_brackets) = (false, !in_brackets);
        } else if let Some((currency, _, name)) = named {
            is_bare_dollar = matches!(name.to_lowercase().as_str(), "$" | "dolar" | "dollar" | "dollars");
            found.currency = found.currency.or(Some(currency));
        } else if in_unit {
            unit.push(word);
        } else if let Some(factor) = factor {
            found.factor = found.factor.or(Some(factor * times.take().unwrap_or(Decimal::ONE)));
        } else if matches!(bare, "puluh" | "puluhan") {
            times = Some(Decimal::TEN);
        } else if matches!(bare, "ratus" | "ratusan") {
            times = Some(Decimal::ONE_HUNDRED);
        } else if matches!(bare, "cent" | "cents" | "sen" | "¢") {
            is_in_cents = true;
        } else if *word == "/" || bare == "per" {
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
    // `(Rp 1.000)`, and `(ratusan)` alone.
    if let Some(factor) = times.or_else(|| factor_of(&format!("x{}", found.remark))).filter(|_| found.factor.is_none())
    {
        found.factor = Some(factor);
        found.remark = if times.is_some() { found.remark } else { String::new() };
    }
    if is_in_cents {
        found.factor = Some(Decimal::new(1, 2));
    }
    let is_open = is_bare_dollar && !found.remark.is_empty() && super::facts::basis(&found.remark).is_none();
    if is_open || is_in_cents && found.currency.is_none() || is_currency_word(&found.remark) {
        let said = heading.split_once('(').map_or(heading, |(_, inside)| inside).trim_end_matches(')');
        found.unknown_currency = said.trim().to_owned();
        (found.currency, found.remark) = (None, String::new());
    }
    found
}

/// What a line above the headings says of all prices: `(x Rp1.000)`, `Harga dalam ribuan rupiah`, `Mata uang: USD`.
pub(super) fn price_title(line: &str) -> Option<PriceHeading> {
    const SPEAKS: [&str; 10] = ["harga", "price", "uang", "currency", "dalam", "dlm", "rp", "rupiah", "ribu", "juta"];
    const BESIDE: [&str; 12] =
        ["harga", "price", "prices", "semua", "seluruh", "all", "in", "dalam", "dlm", "mata", "uang", "currency"];
    let lower = line.to_lowercase();
    if !SPEAKS.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let is_beside = |word: &&str| BESIDE.contains(&word.trim_matches([':', '.', ',']).to_lowercase().as_str());
    let is_in = |word: &str| matches!(word.to_lowercase().as_str(), "dalam" | "dlm" | "dlm." | "in");
    let said = |words: &[&str]| {
        let found = price_heading(&format!("Harga ({})", words.join(" ")));
        let says = found.currency.is_some() || found.factor.is_some() || !found.unknown_currency.is_empty();
        (says && found.remark.is_empty() && !words.is_empty()).then_some(found)
    };
    let whole = |piece: &str| {
        said(&piece.split_whitespace().filter(|word| *word != ":" && !is_beside(word)).collect::<Vec<_>>())
    };
    let in_brackets = || line.split('(').skip(1).filter_map(|rest| rest.split(')').next()).find_map(whole);
    // `dalam ribuan rupiah, belum termasuk ongkir`: its first words.
    let behind = || {
        let words: Vec<&str> = line.split_whitespace().skip_while(|word| !is_in(word)).skip(1).collect();
        (1..=words.len().min(4)).rev().find_map(|count| said(words.get(..count)?))
    };
    in_brackets().or_else(|| whole(line)).or_else(behind)
}

/// A price's unit, for what the price is, and what else stands behind: `kg FOB Tanjung Priok`, `pcs min 10`,
/// `kg (min 10 kg)`.
pub(super) fn unit_and_rest(unit: &str) -> (String, Option<PriceBasis>, String) {
    let (unit, in_brackets) = match unit.split_once('(') {
        Some((unit, rest)) if !unit.trim().is_empty() => (unit.trim(), rest.trim_end_matches([')', ' '])),
        _ => (unit, ""),
    };
    let words: Vec<&str> = unit.split_whitespace().collect();
    let is_behind = |word: &&str| {
        super::facts::basis(word).is_some()
            || matches!(word.to_lowercase().as_str(), "min" | "min." | "minimal" | "minimum")
    };
    // `bks, grosir`: what stands behind a comma is of another price.
    let comma = words.iter().position(|word| word.ends_with([',', ';']));
    if let Some((named, rest)) = comma.and_then(|at| words.split_at_checked(at + 1)) {
        let named = named.join(" ").trim_end_matches([',', ';']).to_owned();
        return (named, None, format!("{} {in_brackets}", rest.join(" ")).trim().to_owned());
    }
    let at = words.iter().skip(1).position(is_behind).map(|at| at + 1);
    let Some((named, rest)) = at.and_then(|at| words.split_at_checked(at)) else {
        return (unit.to_owned(), None, in_brackets.to_owned());
    };
    let basis = rest.first().and_then(|word| super::facts::basis(word));
    let rest = rest.get(usize::from(basis.is_some())..).unwrap_or_default();
    (named.join(" "), basis, format!("{} {in_brackets}", rest.join(" ")).trim().to_owned())
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
            ("Harga (THB)", "Harga", Some("THB"), None, "", ""),
            ("Harga (dolar Singapura)", "Harga", Some("SGD"), None, "", ""),
            ("Harga (dolar Hong Kong/kg)", "Harga", Some("HKD"), None, "kg", ""),
            ("Harga ($ SGD)", "Harga", Some("SGD"), None, "", ""),
            ("Harga ($US)", "Harga", Some("USD"), None, "", ""),
            ("Harga (₩)", "Harga", Some("KRW"), None, "", ""),
            ("Harga (ratusan ribu)", "Harga", None, Some(100_000), "", ""),
            ("Harga (puluhan ribu)", "Harga", None, Some(10_000), "", ""),
            ("Harga (Rp 1.000)", "Harga", Some("IDR"), Some(1_000), "", ""),
            ("Harga (dalam Rp. 1.000)", "Harga", Some("IDR"), Some(1_000), "", ""),
            ("Harga (Rp. 000,-)", "Harga", Some("IDR"), Some(1_000), "", ""),
            ("Harga (miliar)", "Harga", None, Some(1_000_000_000), "", ""),
            ("Harga per cup (Rp)", "Harga", Some("IDR"), None, "cup", ""),
            ("Harga (Rp/kgs)", "Harga", Some("IDR"), None, "kgs", ""),
        ] {
            let found = price_heading(heading);
            let factor = factor.map(Decimal::from);
            let is = PriceHeading {
                rest: rest.into(),
                currency,
                factor,
                unit: unit.into(),
                remark: remark.into(),
                ..PriceHeading::default()
            };
            assert_eq!(found, is, "{heading}");
        }
        let cents = price_heading("Harga (US cents)");
        assert_eq!((cents.currency, cents.factor), (Some("USD"), Some(Decimal::new(1, 2))));
    }

    #[test]
    fn a_line_above_the_headings_says_currency_and_factor() {
        for (line, currency, factor) in [
            ("DAFTAR HARGA EKSPOR (Harga dalam USD)", Some("USD"), None),
            ("Daftar harga (x Rp1.000)", None, Some(1_000)),
            ("Harga dalam ribuan rupiah (Rp.000)", None, Some(1_000)),
            ("Harga dalam ribuan rupiah", Some("IDR"), Some(1_000)),
            ("Semua harga dalam USD, belum termasuk ongkir", Some("USD"), None),
            ("(dalam jutaan rupiah)", Some("IDR"), Some(1_000_000)),
            ("Mata uang : USD", Some("USD"), None),
            ("All prices in US$", Some("USD"), None),
        ] {
            let found = price_title(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.currency, found.factor), (currency, factor.map(Decimal::from)), "{line}");
        }
        for line in [
            "DAFTAR HARGA PRODUK UNGGULAN",
            "PRODUK KELOMPOK TANI (MAD)",
            "Harga dapat berubah, minimal pembelian Rp5 juta",
            "Daftar harga (per Mei 2024)",
            "Kurs dalam negeri",
            "Produk dalam kemasan 1.000 gram",
            "TAHUN 2000",
        ] {
            assert_eq!(price_title(line), None, "{line}");
        }
    }

    #[test]
    fn a_currency_that_is_not_certain_is_none() {
        for (heading, said) in [
            ("Harga (peso)", "peso"),
            ("Harga (dolar Zimbabwe)", "dolar Zimbabwe"),
            ("Harga (₤)", "₤"),
            ("Harga (rupee India)", "rupee India"),
            ("Harga (cents)", "cents"),
        ] {
            let found = price_heading(heading);
            assert_eq!(
                (found.currency, found.unknown_currency.as_str(), found.unit.as_str()),
                (None, said, ""),
                "{heading}"
            );
        }
        for heading in ["Harga (PCS)", "Harga (kg)", "Harga (eceran)", "Harga (besek)", "Harga ($, grosir)"] {
            assert_eq!(price_heading(heading).unknown_currency, "", "{heading}");
        }
        assert_eq!(currency_in("$", "1010409"), Some("USD"));
        assert_eq!(
            (currency_in("$", "C09"), currency_in("$", "en-SG"), currency_in("$", "80A")),
            (Some("AUD"), Some("SGD"), None)
        );
    }
}
