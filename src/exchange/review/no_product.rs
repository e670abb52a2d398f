//! Rows of a list that are no products: totals, pages, remarks, headings of its parts, makers, and those who sign it.

use super::super::columns::Column;
use super::super::facts;
use super::super::guess::SheetMapping;
use super::super::price_words::is_unit_words;
use super::super::sheets::{Cell, Row, Value};
use super::builder::ImportCell;
use crate::model::search::normalise::normalise;
use crate::model::{ProductField as F, holds_identity_number};

/// The text of a row's first cell in a column that is not read, but for numbers of identity cards.
pub(super) fn words_beside(row: &Row, mapped: &SheetMapping) -> String {
    let is_unread = |cell: &&Cell| {
        let column = mapped.columns.get(cell.column as usize).and_then(|one| one.column);
        matches!(column, None | Some(Column::RowNumber | Column::Thumbnail)) && !cell.merged
    };
    let text = row.cells.iter().filter(is_unread).find_map(|cell| match &cell.value {
        Value::Text(text) if !holds_identity_number(text) => Some(text.trim().to_owned()),
        _ => None,
    });
    text.unwrap_or_default()
}

/// "Jumlah", "Total": the row below the products. Of a row that has little but its name, also remarks, who signed the list,
/// and the heading of a part of it; `beside` is what stands where the rows are numbered.
pub(super) fn is_no_product(name: &str, given: &[ImportCell<'_>], beside: &str, mapped: &SheetMapping) -> bool {
    let columns = mapped.columns.iter().filter(|one| one.column.is_some()).count();
    let words = normalise(name);
    let has_id = given.iter().any(|one| one.column == Column::Id);
    let is_alone = given.len() == 1 && columns > 1;
    let others = || given.iter().filter(|one| !matches!(one.column, Column::Product(F::Name | F::NameEn)));
    // What a shop's template says of its columns, and a price that slid to the left.
    const HINTS: [&str; 7] =
        ["wajib", "opsional", "wajib diisi", "tidak dapat diubah", "mandatory", "optional", "required"];
    let is_number = || name.contains(|c: char| c.is_ascii_digit()) && !name.contains(char::is_alphabetic);
    is_total(name, given.len())
        || HINTS.contains(&words.as_str())
        || begins_with(&words, &["maks", "max", "maksimal"]) && words.ends_with(" karakter")
        || !has_id && is_number()
        || is_alone && (is_signature(name, &words) || is_remark(name, &words))
        || is_alone && columns > 2 && (is_section(&words) || is_part_number(beside))
        || is_alone && is_section(&words) && !name.contains(char::is_lowercase)
        || !has_id && given.len() <= 3 && (is_page(&words) || is_variant(name))
        || !has_id && columns > 1 && is_maker(name) && others().all(|one| matches!(one.column, Column::Producer(_)))
        || !has_id && given.len() == 2 && are_signers(given)
        || !has_id && columns > 1 && given.len() <= 3 && begins_with(&words, &SIGNERS) && others().all(is_mere_word)
}

/// Words without a number, and no maker (`Ketua Sambal` by `Bu Ani` is a product): what stands beside one who signs a list.
fn is_mere_word(one: &ImportCell<'_>) -> bool {
    let text = one.text();
    let is_maker_of_it = one.column == Column::Product(F::Producer);
    !is_maker_of_it
        && matches!(one.value, Value::Text(_))
        && !text.contains(|c: char| c.is_ascii_digit())
        && !is_maker(&text)
}

const TOTALS: [&str; 9] =
    ["jumlah", "total", "grand total", "sub total", "subtotal", "rata rata", "average", "sum", "mengetahui"];

/// `Jumlah`, `3 item`: a total has little beside its name; `Total Herbal` with all that a product has is one.
pub(super) fn is_total(name: &str, cells: usize) -> bool {
    let words = normalise(name);
    let is_count = words.split_once(' ').is_some_and(|(count, what)| {
        count.bytes().all(|byte| byte.is_ascii_digit())
            && matches!(what, "item" | "items" | "produk" | "products" | "jenis" | "macam" | "barang")
    });
    TOTALS.contains(&words.as_str()) || cells <= 3 && (is_count || begins_with(&words, &TOTALS))
}

/// What the name of a group or a firm begins with.
const MAKERS: [&str; 19] = [
    "kwt",
    "umkm",
    "ukm",
    "ikm",
    "bumdes",
    "bumdesa",
    "bumdesma",
    "bumkam",
    "kelompok",
    "poktan",
    "gapoktan",
    "koperasi",
    "kub",
    "kube",
    "kth",
    "pokdarwis",
    "ud",
    "cv",
    "pt",
];

/// `KWT Melati`, `CV Rimba`
pub(super) fn is_maker(name: &str) -> bool {
    normalise(name).split_once(' ').is_some_and(|(first, _)| MAKERS.contains(&first))
}

/// `A`, `II.`: what parts of a list are numbered with.
fn is_part_number(text: &str) -> bool {
    let number = text.trim_end_matches(['.', ')', ' ']);
    let is_letter = number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_alphabetic());
    is_letter || !number.is_empty() && number.bytes().all(|byte| matches!(byte, b'I' | b'V' | b'X'))
}

/// `Halaman 1`, `Page 2 of 3`
fn is_page(words: &str) -> bool {
    let rest = ["halaman ", "hal ", "page "].iter().find_map(|word| words.strip_prefix(word));
    let is_number = |word: &str| matches!(word, "dari" | "of") || word.bytes().all(|byte| byte.is_ascii_digit());
    rest.is_some_and(|rest| rest.split(' ').all(is_number))
}

/// `1. Keripik Ubi 2. Keripik Talas`, `Keripik; Talas`, or lines that each begin with a dash: several products in one name.
pub(super) fn lists_several(name: &str) -> bool {
    let begins = |word: &str, number: &str| {
        let behind = word.strip_prefix(number).and_then(|rest| rest.strip_prefix(['.', ')']));
        behind.is_some_and(|behind| !behind.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut words = name.split([' ', '\n', ',', ';', '\t', '(']);
    let is_numbered = words.any(|word| begins(word, "1")) && words.any(|word| begins(word, "2"));
    let lines = || name.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_dashed = lines().count() > 1 && lines().all(|line| line.starts_with(['-', '–', '•', '*', '·']));
    let has_letters = |part: &str| part.chars().filter(|c| c.is_alphabetic()).count() > 2;
    // `Kopi &amp; Gula` is one.
    let is_entity = |part: &str| part.rsplit(' ').next().is_some_and(|word| word.starts_with('&'));
    let is_parted = name.contains("; ") && name.split(';').all(|part| has_letters(part) && !is_entity(part));
    is_numbered || is_dashed || is_parted
}

/// `- 100 g`: a size of the product above.
fn is_variant(name: &str) -> bool {
    let size = name.trim_start_matches(['-', '–', '•', '*', ' ']);
    size.starts_with(|c: char| c.is_ascii_digit()) && is_unit_words(size)
}

/// `Kepala Desa | Sekretaris Desa`, `Sutrisno, S.Sos | Ani Lestari`: two who sign side by side.
fn are_signers(given: &[ImportCell<'_>]) -> bool {
    const DEGREES: [&str; 18] =
        ["s", "m", "e", "h", "a", "se", "sh", "sp", "st", "si", "sos", "pd", "kom", "ag", "hut", "mm", "msi", "amd"];
    let texts: Vec<String> = given.iter().map(|one| one.text().trim().to_owned()).collect();
    let has_degree = |text: &String| {
        // `Kaos, M` is a size.
        let degree = text.split_once(',').map_or("", |(_, degree)| degree.trim());
        let is_degree =
            degree.chars().filter(|c| c.is_alphabetic()).count() > 1 && (degree.contains('.') || !degree.contains(' '));
        let words = normalise(degree);
        is_degree && words.split(' ').all(|word| DEGREES.contains(&word))
            || begins_with(&normalise(text), &["drs", "dra", "ir"])
    };
    let are_words = given.iter().all(|one| matches!(one.value, Value::Text(_)));
    are_words && (texts.iter().all(|text| is_signature(text, &normalise(text))) || texts.iter().any(has_degree))
}

fn begins_with(words: &str, starts: &[&str]) -> bool {
    starts.iter().any(|start| words.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// `Catatan: …`, `*) harga nego`, `(harga per botol)`, `Harga belum termasuk ongkir`
fn is_remark(name: &str, words: &str) -> bool {
    const REMARKS: [&str; 10] =
        ["catatan", "keterangan", "ket", "nb", "note", "notes", "sumber", "source", "harga", "terima kasih"];
    // `Kontak: Bu Sri 0812…`, `IG: @kwt`, `No. Rekening …`, `PO minimal 3 hari`
    const REACHED: [&str; 20] = [
        "kontak",
        "contact",
        "wa",
        "whatsapp",
        "telp",
        "hp",
        "ig",
        "instagram",
        "fb",
        "facebook",
        "email",
        "www",
        "http",
        "https",
        "no rekening",
        "rekening",
        "rek",
        "po",
        "pemesanan",
        "dicetak",
    ];
    name.trim_start().starts_with(['*', '(']) || begins_with(words, &REMARKS) || begins_with(words, &REACHED)
}

/// Those who sign the lists of offices, and what stands over their names.
const SIGNERS: [&str; 51] = [
    "kepala dinas",
    "kepala desa",
    "kepala bidang",
    "kepala seksi",
    "kepala bagian",
    "kepala badan",
    "kepala kantor",
    "kepala kampung",
    "kepala urusan",
    "kepala sub",
    "kepala kelurahan",
    "kepala upt",
    "an kepala",
    "a n kepala",
    "plt",
    "plh",
    "pj kepala",
    "pjs kepala",
    "an camat",
    "a n camat",
    "an lurah",
    "a n lurah",
    "sekretaris",
    "sekcam",
    "sekdes",
    "sekda",
    "seklur",
    "bendahara",
    "ketua",
    "wakil ketua",
    "kades",
    "kadis",
    "kadin",
    "kabid",
    "kabag",
    "kasi",
    "kasie",
    "kasubag",
    "kasubbag",
    "kaur",
    "petinggi",
    "staf",
    "camat",
    "lurah",
    "nip",
    "hormat kami",
    "yang membuat",
    "dibuat oleh",
    "disusun oleh",
    "diketahui oleh",
    "mengetahui",
];

/// `Kepala Dinas …`, `NIP. 19700101 …`, `Balikpapan, 8 Mei 2025`
fn is_signature(name: &str, words: &str) -> bool {
    let day = name.rsplit_once(',').map(|(_, day)| day.trim());
    begins_with(words, &SIGNERS) || day.is_some_and(facts::is_day) || words.is_empty()
}

/// `MAKANAN`, `A. Kerajinan`, `Kecamatan Muara Badak`
fn is_section(words: &str) -> bool {
    const KINDS: &str = "makanan minuman kuliner pangan olahan hasil ringan kerajinan kriya tangan fashion fesyen wastra \
        tekstil batik pertanian perkebunan perikanan peternakan kehutanan jasa lainnya lain dan produk";
    let is_count =
        |word: &str| word.len() == 1 || word.chars().all(|c| matches!(c, 'i' | 'v' | 'x') || c.is_ascii_digit());
    let rest = words.split_once(' ').filter(|(first, _)| is_count(first)).map_or(words, |(_, rest)| rest);
    let place = ["kecamatan", "kec", "kabupaten", "kab", "desa", "kelurahan", "kampung"];
    rest.split_once(' ').is_some_and(|(first, _)| place.contains(&first))
        || rest != "batik" && rest.split(' ').all(|word| KINDS.split(' ').any(|kind| kind == word))
}
