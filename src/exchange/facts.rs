//! Dates, lists, permits, region codes and fixed words as lists write them, and what Excel made of them.

pub(super) use super::long_codes::{HS, LongCode, NIB, NIB_CUT, is_part, is_rounded, long_code};
use super::numbers::has_exponent;
use super::permits::is_year;
use super::sheets::Value;
use crate::model::search::normalise::normalise;
use crate::model::{PartialDate, Period, PriceBasis, ProducerKind, Status, month_named};
use crate::text::Lang;

/// The cell asks that the field be emptied.
pub(super) fn erases(text: &str) -> bool {
    matches!(text.trim().to_lowercase().as_str(), "(hapus)" | "(delete)" | "(erase)" | "(kosongkan)")
}

/// Words that say no, in the lists of people and programs.
const NOTHING: &str = "belum blm tidak tdk tak gak ga nggak ngga enggak ndak kada kadada tanpa kosong nihil none \
    null nil nan na false salah undefined unknown blank empty not no non noname tba tbd menyusul anonim anonymous n tidakada \
    belumada";
/// What may stand beside them; with any other word it is a text.
const OF_WHAT: &str = "ada punya memiliki mempunyai dimiliki tersedia diisi terisi diketahui tahu tau jelas data datanya info \
    informasi keterangan merek merk mereknya brand nama label produsen kontak nomor masih sama sekali available applicable \
    known given any yet set provided name a dicantumkan dicatat tercatat terdata \
    terdaftar kelompok berkelompok bersedia difoto bermerek bermerk berlabel bernama minimal minimum min batas batasan email surel telepon telp hp wa whatsapp";

/// Long enough to be known with one letter wrong: `belm ada`.
const NOTHING_PHRASES: [&str; 12] = [
    "dalam proses pembentukan",
    "milik pribadi",
    "milik sendiri",
    "proses pembentukan",
    "yang bersangkutan",
    "belum ada",
    "tidak ada",
    "belum punya",
    "tidak punya",
    "belum diketahui",
    "tidak diketahui",
    "not available",
];

/// The cell says that there is nothing: `-`, `n/a`, `belum ada merek`.
pub(super) fn says_nothing(text: &str) -> bool {
    let text = text.trim();
    // `Rp -` is how a price of nought looks.
    let sign = ["Rp", "IDR"].iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text);
    if sign.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '…' | '_' | '?' | ' ' | '\u{a0}')) || text == r"\N"
    {
        return !text.is_empty();
    }
    // Most texts are longer than anything that says so.
    if text.len() > 60 {
        return false;
    }
    let mut folded = normalise(text);
    // `N U L L`
    if folded.len() > 4 && folded.split(' ').all(|letter| letter.chars().count() == 1) {
        folded.retain(|c| c != ' ');
    }
    let is_nearly =
        |phrase: &&str| phrase.len().abs_diff(folded.len()) <= 1 && strsim::osa_distance(phrase, &folded) <= 1;
    if NOTHING_PHRASES.iter().any(is_nearly) {
        return true;
    }
    let is_in = |words: &str, word: &str| words.split(' ').any(|one| one == word);
    // `ada/tidak` is a form that nobody filled in.
    let is_yes =
        folded.split(' ').next().is_some_and(|first| is_in("ada punya memiliki mempunyai dimiliki tersedia", first));
    !is_yes
        && folded.split(' ').all(|word| is_in(NOTHING, word) || is_in(OF_WHAT, word))
        && folded.split(' ').any(|word| is_in(NOTHING, word))
}

/// Words for nothing that a person chose, `kosong`; no stroke, and no program's word.
pub(super) fn says_in_words_nothing(text: &str) -> bool {
    const OF_PROGRAMS: [&str; 10] = ["n a", "na", "null", "nil", "nan", "none", "undefined", "false", "blank", "empty"];
    let folded = normalise(text);
    says_nothing(text) && folded.contains(char::is_alphabetic) && !OF_PROGRAMS.contains(&folded.as_str())
}

/// The items of a list in one cell: between semicolons, else between commas that are neither in brackets nor in a number, else
/// between strokes with blanks around them, or with none between sizes: `S/M/L/XL`.
pub(super) fn items(text: &str) -> Vec<&str> {
    const SIZES: [&str; 12] = ["xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl", "4xl", "5xl", "all size"];
    let sizes: Vec<&str> = text.split('/').collect();
    if sizes.iter().all(|size| SIZES.contains(&size.trim().to_lowercase().as_str())) {
        return sizes;
    }
    if text.contains(';') {
        return text.split(';').collect();
    }
    let is_spaced = text.contains(", ");
    // `1,5 L, 2 L` and `1,5L`, but not `36,37,38`.
    let is_decimal = |at: usize| {
        let before = text.get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
        let behind = text.get(at + 1..).unwrap_or_default();
        let rest = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        before && rest.len() < behind.len() && (is_spaced || rest.trim_start().starts_with(char::is_alphabetic))
    };
    let (mut items, mut from, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if c == ',' && depth <= 0 && !is_decimal(at) {
            items.extend(text.get(from..at));
            from = at + 1;
        }
    }
    items.extend(text.get(from..));
    // `Pedas, Original & Balado`
    let last = items.last().copied().filter(|_| items.len() > 1).unwrap_or_default();
    if let Some((one, other)) = [" & ", " dan ", " and "].iter().find_map(|word| last.split_once(word)) {
        items.pop();
        items.extend([one, other]);
    }
    let strokes: Vec<&str> = text.split(" / ").collect();
    // `1 / 2 kg` and `Pedas (level 1 / 2)` are one.
    let is_bare = |item: &&str| item.trim().bytes().all(|byte| byte.is_ascii_digit());
    let is_closed = |item: &&str| item.matches('(').count() == item.matches(')').count();
    let are_items = strokes.iter().all(is_closed) && (strokes.iter().all(is_bare) || !strokes.iter().any(is_bare));
    if items.len() == 1 && are_items { strokes } else { items }
}

/// An item that says there are none: `belum pernah`, `tidak ada penghargaan`.
pub(super) fn says_no_such(text: &str) -> bool {
    const BEGIN: [&str; 6] = ["belum", "blm", "tidak", "tdk", "tak", "ga"];
    const VERBS: [&str; 8] = ["ada", "pernah", "prnh", "dapat", "punya", "memiliki", "mempunyai", "mendapat"];
    let folded = normalise(text);
    let mut words = folded.split(' ');
    let begins = [words.next(), words.next()].map(Option::unwrap_or_default);
    let [first, second] = begins;
    BEGIN.contains(&first) && VERBS.contains(&second) && words.count() <= 2
}

/// Where words belong, these say nothing too: `0`, `x`, `*`, `""`, `dalam proses`. A long one is damage, and told as such.
pub(super) fn is_filler(text: &str) -> bool {
    const LATER: [&str; 15] = [
        "perorangan",
        "milik sendiri",
        "usaha sendiri",
        "proses",
        "dalam proses",
        "masih proses",
        "masih dalam proses",
        "sedang proses",
        "nanti",
        "segera",
        "to be confirmed",
        "tanya",
        "tanya dulu",
        "tanyakan",
        "tanyakan dulu",
    ];
    let text = text.trim();
    (1..=20).contains(&text.len()) && text.chars().all(|c| "0xX,".contains(c) || !c.is_alphanumeric())
        || LATER.contains(&text.to_lowercase().as_str())
}

/// Text that is a day or a time, where none belongs: `12-Okt`, `12/10/2025` and `12:10` are what a spreadsheet program made
/// of `12-10`.
pub(super) fn is_day(text: &str) -> bool {
    let text = text.trim();
    if text.len() > 40 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = day.split(['-', '/']).collect();
    let number = |text: &str, lengths: [usize; 2]| {
        lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let up_to = |text: &str, most: u8| text.parse().is_ok_and(|number: u8| (1..=most).contains(&number));
    let named = |text: &str| month_named(&text.to_lowercase()).is_some();
    // `12 Oktober 2025`, `12.10.2025`
    let words: Vec<&str> = text.split(' ').collect();
    let is_worded = match words.as_slice() {
        [a, b, rest @ ..] if rest.len() < 2 => {
            let is_year = |text: &&str| number(text, [4, 4]);
            number(a, [1, 2]) && named(b) && rest.iter().all(is_year) || named(a) && is_year(b) && rest.is_empty()
        }
        _ => false,
    };
    let points: Vec<&str> = day.split('.').collect();
    let parts = if matches!(points.as_slice(), [_, _, year] if number(year, [4, 4])) { points } else { parts };
    let is_day = match parts.as_slice() {
        [a, b] => {
            // `2025-10`, as a spreadsheet program writes a month.
            let is_month = day.contains('-') && number(a, [4, 4]) && (a.starts_with("19") || a.starts_with("20"));
            let is_month = is_month && number(b, [2, 2]) && up_to(b, 12);
            is_month || number(a, [1, 2]) && named(b) || named(a) && number(b, [2, 4])
        }
        [a, b, c] => {
            let has_month = up_to(a, 12) && up_to(b, 31) || up_to(a, 31) && up_to(b, 12);
            // With hyphens two digits may be a size: `10-12-14`.
            let is_year = number(c, [4, 4]) || number(c, [2, 2]) && (named(b) || day.contains('/'));
            number(a, [1, 2]) && (named(b) || number(b, [1, 2]) && has_month) && is_year
                || number(a, [4, 4]) && number(b, [2, 2]) && number(c, [2, 2]) && up_to(b, 12) && up_to(c, 31)
        }
        _ => false,
    };
    is_worded || is_day && (time.is_empty() || time == "00" || is_time(time)) || is_time(text)
}

/// The day at the beginning of these words, and how many of them it has.
pub(super) fn day_of(words: &[&str]) -> Option<(PartialDate, usize)> {
    let is_month =
        |word: &str| month_named(&word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()).is_some();
    let named = |count: usize| {
        let words = words.get(..count)?;
        let has_month = words.iter().any(|word| is_month(word));
        Some((PartialDate::read(&words.join(" ")).filter(|_| has_month)?, count))
    };
    let alone = || {
        let word = words.first()?.trim_end_matches(['.', ':']);
        let parts: Vec<&str> = word.split(['-', '/', '.', '–']).collect();
        let is_short = |part: &&str| (1..=2).contains(&part.len());
        let has_form = match parts.as_slice() {
            [year] => is_year(year),
            [first, second] => {
                is_short(first) && is_year(second) || is_year(first) && is_short(second) || is_month(first)
            }
            [first, second, third] => {
                let has_month = is_short(second) || is_month(second);
                has_month
                    && (is_short(first) && (is_year(third) || is_short(third) && !word.contains('.'))
                        || is_year(first) && is_short(third))
            }
            _ => false,
        };
        Some((PartialDate::read(word).filter(|_| has_form)?, 1))
    };
    named(3).or_else(|| named(2)).or_else(alone)
}

/// The number that Excel counts a day of this century's first half by, which is no size: `45942`.
pub(super) fn is_day_number(text: &str) -> bool {
    let text = text.trim();
    text.len() == 5 && text.parse().is_ok_and(|days: u32| (36_526..55_153).contains(&days))
}

/// What is left of a size without its first side: `x 12`, `× 30 cm`. `x 100 g` is packs of an amount.
pub(super) fn is_size_rest(text: &str) -> bool {
    let side = text.strip_prefix(['x', 'X', '×', '*']).map(str::trim_start);
    side.filter(|side| side.starts_with(|c: char| c.is_ascii_digit())).is_some_and(|side| {
        let unit = side.trim_start_matches(|c: char| c.is_ascii_digit() || " .,xX×*".contains(c)).to_lowercase();
        matches!(unit.as_str(), "" | "cm" | "mm" | "m" | "meter" | "inch" | "inci" | "\"")
    })
}

/// `12:10`, `08:30:00`, `1:10 PM`, `00:00:00.000Z`
fn is_time(text: &str) -> bool {
    let text = text.trim_end_matches(['Z', 'z']).to_lowercase();
    let text = text.strip_suffix("am").or_else(|| text.strip_suffix("pm")).unwrap_or(&text).trim();
    let parts: Vec<&str> = text.split(':').collect();
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let [hours, rest @ ..] = parts.as_slice() else { return false };
    let is_part = |part: &&str| part.split('.').next().is_some_and(|part| part.len() == 2 && is_digits(part));
    matches!(rest.len(), 1 | 2) && matches!(hours.len(), 1 | 2) && is_digits(hours) && rest.iter().all(is_part)
}

/// The cell says the same as the one above.
pub(super) fn says_same(text: &str) -> bool {
    const SAME: &str = "sama sda idem ditto sdatas samadengandiatas samadenganatas samasepertidiatas samadiatas same sameasabove \" '' ” ″ 〃";
    let is_mark = |c: &char| matches!(c, '"' | '\'' | '”' | '″' | '〃');
    let said = text.chars().filter(|c| c.is_alphanumeric() || is_mark(c)).collect::<String>().to_lowercase();
    SAME.split(' ').any(|same| same == said) || text.trim() == ",,"
}

/// True of a word that means the status of a product and nothing else: `Aktif` may be said of its maker, `tersedia` of the stock.
pub(super) fn is_status_only(text: &str, status: Status) -> bool {
    // A star refers to a footnote: `Siap**`.
    !text.contains('*') && [Lang::Id, Lang::En].iter().any(|lang| normalise(status.label(*lang)) == normalise(text))
}

pub(super) fn status(text: &str) -> Option<Status> {
    match normalise(text).as_str() {
        "siap" | "ready" | "aktif" | "tampil" | "siap tampil" | "active" | "ready stock" | "tersedia" | "in stock"
        | "siap jual" | "tampilkan" => Some(Status::Ready),
        "draf" | "draft" | "konsep" | "belum siap" => Some(Status::Draft),
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
        "exw" | "ex works" | "exworks" => Some(PriceBasis::Exw),
        "fob" => Some(PriceBasis::Fob),
        "cif" => Some(PriceBasis::Cif),
        _ => None,
    })
}

/// The basis in the folded heading of a price: `harga grosir`, `price fob`, `retail price`.
pub(super) fn basis_in_heading(folded: &str) -> Option<PriceBasis> {
    let behind = ["harga ", "price "].iter().find_map(|word| folded.strip_prefix(word));
    behind.or_else(|| folded.strip_suffix(" price")).and_then(basis)
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
        // An apostrophe kept it a text.
        Value::Text(text) => text_code(text.trim().trim_start_matches(['\'', '’', '‘', '`'])),
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
    if has_exponent(text) {
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
#[path = "facts_tests.rs"]
mod tests;
