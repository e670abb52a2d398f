//! Further lists of the kinds that people send, each in every format that it can come in: none is taken wrong in silence.

use std::io::Write as _;

use etalase::exchange::{CellVerdict, Reading, Review, ReviewOptions, Verdict, guess, no_progress, read, review};
use etalase::model::{Catalog, CertificationStatus, Product, Status};
use etalase::text::{Explain, Lang};
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use zip::write::{SimpleFileOptions, ZipWriter};

/// A cell as somebody typed it.
#[derive(Clone, Copy)]
pub(crate) enum Typed {
    Text(&'static str),
    Number(f64),
    /// A number with the format that shows it like this.
    Shown(f64, &'static str, &'static str),
    /// A day that Excel made, as a text file has it.
    Day(u16, u8, u8, &'static str),
}
use Typed::{Day, Number, Shown, Text};

/// What a list says, and what is right.
pub(crate) struct Variation<'a> {
    pub headings: &'a [&'a str],
    pub cells: &'a [Typed],
    pub found: fn(&Review, &Product) -> String,
    pub right: &'static str,
    /// The column whose verdict may say so where the right value is not taken.
    pub told: &'static str,
}

pub(crate) fn price(_: &Review, product: &Product) -> String {
    let prices = product.prices.iter().map(|one| format!("{} {} {}", one.amount, one.currency, one.unit));
    prices.map(|one| one.trim_end().to_owned()).collect::<Vec<_>>().join("; ")
}

fn held(_: &Review, product: &Product) -> String {
    let held = product.certifications.iter().filter(|one| one.status == CertificationStatus::Held);
    held.map(|one| one.number.as_str()).collect::<Vec<_>>().join("; ")
}

/// How many permits would be printed.
fn badges(_: &Review, product: &Product) -> String {
    product.certifications.iter().filter(|one| one.status == CertificationStatus::Held).count().to_string()
}

/// Whether a day stands anywhere.
fn days(review: &Review, product: &Product) -> String {
    let all = format!("{product:?} {:?} {:?}", review.next.producers, review.next.categories);
    ["-Okt", "2025-10-12"].into_iter().filter(|day| all.contains(day)).collect()
}

fn named(review: &Review, product: &Product) -> String {
    format!("{}{}", makers(review, product), product.brand)
}

fn makers(review: &Review, _: &Product) -> String {
    review.next.producers.values().map(|one| one.name.as_str()).collect::<Vec<_>>().join("; ")
}

fn reached(review: &Review, _: &Product) -> String {
    let all = review.next.producers.values().map(|one| format!("{} {}", one.whatsapp, one.phone));
    all.map(|one| one.trim().to_owned()).collect::<Vec<_>>().join("; ")
}

fn amounts(_: &Review, product: &Product) -> String {
    let all = [&product.net_content, &product.capacity, &product.min_order];
    let words = all.into_iter().flatten().map(|one| {
        let number = one.min.or(one.max).map(|number| number.to_string()).unwrap_or_default();
        format!("{number} {} {:?}", one.unit, one.per)
    });
    words.collect::<Vec<_>>().join("; ")
}

pub(crate) fn texts(_: &Review, product: &Product) -> String {
    let variants = product.variants.iter().map(|one| one.id.as_str());
    let all = [&*product.brand, &product.summary.id, &product.description.id, &product.materials.id, &product.hs_code];
    all.into_iter().chain(variants).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ")
}

fn place(_: &Review, product: &Product) -> String {
    format!("{} {}", product.origin, product.place).trim().to_owned()
}

#[rustfmt::skip] // a table
const TABLES: &[Variation<'_>] = &[
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("ID35110000123450321 a.n. Bu Sri")], found: badges, right: "1", told: "halal" },
    Variation { headings: &["nama", "BPOM"], cells: &[Text("Uji"), Text("BPOM TR 203636551")], found: badges, right: "1", told: "nihil" },
    Variation { headings: &["nama", "produsen", "Kontak"], cells: &[Text("Uji"), Text("KWT A"), Text("Siti (WA: 0812-3456-7899)")], found: reached, right: "0812-3456-7899", told: "nihil" },
    Variation { headings: &["nama", "harga", "satuan"], cells: &[Text("Uji"), Number(15000.0), Text("Rp/botol")], found: price, right: "15000 IDR botol", told: "nihil" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("15.000/kg (min 10 kg)")], found: price, right: "15000 IDR kg", told: "nihil" },
    Variation { headings: &["nama", "kapasitas"], cells: &[Text("Uji"), Text("50 kg (hujan), 100 kg (kemarau)")], found: amounts, right: "", told: "kapasitas" },
    Variation { headings: &["nama", "PIRT"], cells: &[Text("Uji"), Text("MD 234567890123")], found: badges, right: "0", told: "pirt" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("081234567890")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("ID35110000123450321 (PIRT proses)")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "PIRT"], cells: &[Text("Uji"), Text("proses 2063505010123-29")], found: badges, right: "0", told: "pirt" },
    Variation { headings: &["nama", "HKI"], cells: &[Text("Uji"), Text("IDM000123456 (2015-2025)")], found: badges, right: "0", told: "merek_terdaftar" },
    Variation { headings: &["nama", "IG"], cells: &[Text("Uji"), Text("kripik88")], found: badges, right: "0", told: "" },
    Variation { headings: &["nama", "merek"], cells: &[Text("Uji"), Number(1.0)], found: texts, right: "", told: "merek" },
    Variation { headings: &["nama", "penghargaan"], cells: &[Text("Uji"), Text("belum pernah")], found: |_, one| one.awards.len().to_string(), right: "0", told: "penghargaan" },
    Variation { headings: &["nama", "varian"], cells: &[Text("Uji"), Text("tidak ada varian")], found: texts, right: "", told: "varian" },
    Variation { headings: &["nama", "varian"], cells: &[Text("Uji"), Text("1,5 L, 2 L")], found: texts, right: "1,5 L; 2 L", told: "nihil" },
    Variation { headings: &["nama", "varian"], cells: &[Text("Uji"), Text("Pedas (level 1, 2), Manis")], found: texts, right: "Pedas (level 1, 2); Manis", told: "nihil" },
    Variation { headings: &["nama", "varian"], cells: &[Text("Uji"), Text("36,37,38")], found: texts, right: "36; 37; 38", told: "nihil" },
    Variation { headings: &["nama", "berat"], cells: &[Text("Uji"), Text("250 (dua ratus lima puluh) gram")], found: amounts, right: "250 gram None", told: "nihil" },
    Variation { headings: &["nama", "berat"], cells: &[Text("Uji"), Number(-5.0)], found: amounts, right: "", told: "isi_bersih" },
    Variation { headings: &["nama", "produsen", "Kontak"], cells: &[Text("Uji"), Text("KWT A"), Text("081234567890")], found: reached, right: "081234567890", told: "nihil" },
    Variation { headings: &["nama", "produsen", "email"], cells: &[Text("Uji"), Text("KWT A"), Text("ani@gmail,com")], found: |review, _| review.next.producers.values().map(|one| one.email.clone()).collect(), right: "", told: "email" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(15000.0, "0%", "1500000%")], found: price, right: "", told: "harga" },
    Variation { headings: &["nama", "harga", "satuan"], cells: &[Text("Uji"), Number(15000.0), Text("USD")], found: price, right: "15000 IDR", told: "satuan" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("15200012340517 (2019)")], found: held, right: "", told: "halal" },
    Variation { headings: &["nama", "BPOM"], cells: &[Text("Uji"), Text("MD 234567890123, 12-10-2023")], found: held, right: "", told: "bpom" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("sama")], found: makers, right: "", told: "produsen" },
    Variation { headings: &["nama", "masa simpan"], cells: &[Text("Uji"), Number(46_301.0)], found: |_, one| format!("{:?}", one.shelf_life), right: "None", told: "masa_simpan" },
    Variation { headings: &["nama", "Kode HS"], cells: &[Text("Uji"), Number(0.0)], found: texts, right: "", told: "kode_hs" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Shown(0.25, "# ?/?\" kg\"", "1/4 kg")], found: amounts, right: "0.25 kg None", told: "nihil" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Shown(1.5, "# ?/?\" kg\"", "1 1/2 kg")], found: amounts, right: "1.5 kg None", told: "nihil" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Text("½ kg")], found: amounts, right: "0.5 kg None", told: "nihil" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("'50000")], found: price, right: "50000 IDR", told: "nihil" },
    Variation { headings: &["nama", "isi bersih", "satuan", "harga"], cells: &[Text("Uji"), Number(250.0), Text("ml"), Number(50_000.0)], found: price, right: "50000 IDR", told: "nihil" },
    Variation { headings: &["nama", "isi bersih", "satuan", "harga"], cells: &[Text("Uji"), Number(250.0), Text("ml"), Number(50_000.0)], found: amounts, right: "250 ml None", told: "nihil" },
    Variation { headings: &["nama", "kapasitas", "satuan"], cells: &[Text("Uji"), Text("100"), Text("kg/bulan")], found: amounts, right: "100 kg Some(Month)", told: "nihil" },
    Variation { headings: &["nama", "harga", "satuan"], cells: &[Text("Uji"), Text("20.000/bks"), Text("kg")], found: price, right: "20000 IDR bks", told: "nihil" },
    Variation { headings: &["nama", "harga", "satuan"], cells: &[Text("Uji"), Number(20_000.0), Text("1")], found: price, right: "", told: "satuan" },
    Variation { headings: &["nama", "harga", "mata uang"], cells: &[Text("Uji"), Number(50_000.0), Text("IDN")], found: price, right: "", told: "mata_uang" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("HPP: 10.000")], found: price, right: "", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("Harga jual: Rp15.000/pcs")], found: price, right: "15000 IDR pcs", told: "nihil" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("Ecer: 15.000, Grosir: 12.000")], found: |_, one| one.prices.iter().map(|price| format!("{} {:?} ", price.amount, price.basis)).collect(), right: "15000 Some(Retail) 12000 Some(Wholesale) ", told: "nihil" },
    Variation { headings: &["nama", "Harga Ecer", "Harga Grosir", "Harga Reseller"], cells: &[Text("Uji"), Number(15_000.0), Number(12_000.0), Number(13_000.0)], found: |_, one| one.prices.iter().map(|price| format!("{} {:?} ", price.amount, price.basis)).collect(), right: "15000 Some(Retail) 12000 Some(Wholesale) 13000 Some(Reseller) ", told: "nihil" },
    Variation { headings: &["nama", "Harga 1", "Harga 2"], cells: &[Text("Uji"), Number(15_000.0), Number(12_000.0)], found: price, right: "15000 IDR; 12000 IDR", told: "nihil" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("Kada ada")], found: makers, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("Perorangan")], found: makers, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "Telepon"], cells: &[Text("Uji"), Text("KWT Uji"), Number(541_741_234.0)], found: reached, right: "0541741234", told: "telepon" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("64110000123450600")], found: held, right: "", told: "halal" },
    Variation { headings: &["nama", "merek"], cells: &[Text("Uji"), Text("N U L L")], found: texts, right: "", told: "merek" },
    Variation { headings: &["nama", "merek"], cells: &[Text("Uji"), Text("belm ada")], found: texts, right: "", told: "merek" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("Tidka ada")], found: makers, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("A B C")], found: makers, right: "A B C", told: "nihil" },
    Variation { headings: &["nama", "ukuran"], cells: &[Text("Uji"), Number(45_942.0)], found: |_, one| one.dimensions.clone(), right: "", told: "ukuran" },
    Variation { headings: &["nama", "varian"], cells: &[Text("Uji"), Number(45_942.0)], found: texts, right: "", told: "varian" },
    Variation { headings: &["nama", "Harga (nego)"], cells: &[Text("Uji"), Text("15.000")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (Jan 2024)"], cells: &[Text("Uji"), Number(15_000.0)], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (belum PPN)"], cells: &[Text("Uji"), Number(15_000.0)], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (500 gr)"], cells: &[Text("Uji"), Number(15_000.0)], found: price, right: "15000 IDR 500 gr", told: "harga" },
    Variation { headings: &["nama", "Harga (bungkus isi 10)"], cells: &[Text("Uji"), Number(15_000.0)], found: price, right: "15000 IDR bungkus isi 10", told: "harga" },
    Variation { headings: &["nama", "Harga (Poundsterling)"], cells: &[Text("Uji"), Text("12,50")], found: price, right: "1250 GBP", told: "harga" },
    Variation { headings: &["nama", "Price CIF (USD)"], cells: &[Text("Uji"), Text("12.50")], found: price, right: "1250 USD", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(15000.0, "#,##0 \"nego\"", "15.000 nego")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(15000.0, "#\" (nego)\"", "15000 (nego)")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("1500.000")], found: price, right: "", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("Rp 15.000 = USD 1")], found: price, right: "", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("15.000 / 1 USD")], found: price, right: "", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("081234567890")], found: price, right: "", told: "harga" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("9120103212345 (2021)")], found: held, right: "9120103212345 (2021)", told: "nib" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("’0220103212345")], found: held, right: "0220103212345", told: "nib" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("081234567890")], found: held, right: "", told: "nib" },
    Variation { headings: &["nama", "Kode HS"], cells: &[Text("Uji"), Number(4.09)], found: texts, right: "04.09", told: "kode_hs" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("\"\"")], found: makers, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("(menyusul)")], found: makers, right: "", told: "produsen" },
    Variation { headings: &["nama", "merek"], cells: &[Text("Uji"), Text("Dalam proses")], found: texts, right: "", told: "merek" },
    Variation { headings: &["nama", "produsen", "No. WA"], cells: &[Text("Uji"), Text("KWT Uji"), Text("0812 3456 7890 ext 2")], found: reached, right: "0812 3456 7890", told: "nihil" },
    Variation { headings: &["nama", "Deskripsi"], cells: &[Text("Uji"), Text("<table><tr><td>Berat</td><td>500 gr</td></tr></table>")], found: texts, right: "Berat 500 gr", told: "nihil" },
    Variation { headings: &["nama", "tag"], cells: &[Text("Uji"), Text("madu &amp; lilin; kopi")], found: |_, one| one.tags.join("|"), right: "madu & lilin|kopi", told: "nihil" },
    Variation { headings: &["nama", "masa simpan"], cells: &[Text("Uji"), Text("3 bulan (suhu ruang), 6 bulan (kulkas)")], found: |_, one| one.shelf_life.as_ref().map(|life| life.unit.clone()).unwrap_or_default(), right: "bulan (suhu ruang), 6 bulan (kulkas)", told: "masa_simpan" },
    Variation { headings: &["nama", "merek"], cells: &[Text("Uji"), Shown(25.0, "\"Kopi \"0", "Kopi 25")], found: texts, right: "Kopi 25", told: "nihil" },
    Variation { headings: &["nama", "Harga (RM)"], cells: &[Text("Uji"), Text("12,50")], found: price, right: "1250 MYR", told: "harga" },
    Variation { headings: &["nama", "Harga (S$)"], cells: &[Text("Uji"), Text("12,50")], found: price, right: "1250 SGD", told: "harga" },
    Variation { headings: &["nama", "Harga (€)"], cells: &[Text("Uji"), Text("12,50")], found: price, right: "1250 EUR", told: "harga" },
    Variation { headings: &["nama", "Harga (dlm ribuan Rp)"], cells: &[Text("Uji"), Number(15.0)], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga jual/kg (Rp)"], cells: &[Text("Uji"), Text("85.000")], found: price, right: "85000 IDR kg", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("Rp 15.000,-/bks")], found: price, right: "15000 IDR bks", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("15rb/pcs")], found: price, right: "15000 IDR pcs", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("US$ 1,250.00")], found: price, right: "125000 USD", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(1250.0, "[$$-409]#,##0.00", "$1,250.00")], found: price, right: "125000 USD", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(12.5, "#,##0.00 [$€-407]", "12,50 €")], found: price, right: "1250 EUR", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("15.000 (min. 10 pcs)")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("ecer 15.000, grosir 12.000")], found: price, right: "15000 IDR; 12000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (Rp)", "Harga (USD)"], cells: &[Text("Uji"), Text("150.000"), Text("9.50")], found: price, right: "150000 IDR; 950 USD", told: "harga" },
    Variation { headings: &["nama", "Harga USD", "Harga IDR"], cells: &[Text("Uji"), Number(9.5), Number(150_000.0)], found: price, right: "950 USD; 150000 IDR", told: "harga" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Shown(250.0, "0 \"ml\"", "250 ml")], found: amounts, right: "250 ml None", told: "isi_bersih" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Shown(1250.0, "#,##0 \"gr\"", "1.250 gr")], found: amounts, right: "1250 gr None", told: "isi_bersih" },
    Variation { headings: &["nama", "kapasitas"], cells: &[Text("Uji"), Shown(2.0, "0 \"ton/bulan\"", "2 ton/bulan")], found: amounts, right: "2 ton Some(Month)", told: "kapasitas" },
    Variation { headings: &["nama", "minimal pesanan"], cells: &[Text("Uji"), Shown(12.0, "0 \"lusin\"", "12 lusin")], found: amounts, right: "12 lusin None", told: "min_pesanan" },
    Variation { headings: &["nama", "ukuran"], cells: &[Text("Uji"), Shown(30.0, "0 \"cm\"", "30 cm")], found: |_, one| one.dimensions.clone(), right: "30 cm", told: "ukuran" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(1500.0, "0\" rb\"", "1500 rb")], found: price, right: "1500000 IDR", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(1_500_000.0, "0,\" rb\"", "1500 rb")], found: price, right: "1500000 IDR", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(15000.0, "#,##0\"/kg\"", "15.000/kg")], found: price, right: "15000 IDR kg", told: "harga" },
    Variation { headings: &["nama", "PIRT"], cells: &[Text("Uji"), Shown(206_340_101_001.0, "0000000000000", "0206340101001")], found: held, right: "0206340101001", told: "pirt" },
    Variation { headings: &["nama", "Netto (gr)"], cells: &[Text("Uji"), Number(250.0)], found: amounts, right: "250 gr None", told: "isi_bersih" },
    Variation { headings: &["nama", "Kapasitas per bulan"], cells: &[Text("Uji"), Text("200 kg")], found: amounts, right: "200 kg Some(Month)", told: "kapasitas" },
    Variation { headings: &["nama", "Kapasitas produksi/tahun (ton)"], cells: &[Text("Uji"), Number(2.5)], found: amounts, right: "2.5 ton Some(Year)", told: "kapasitas" },
    Variation { headings: &["nama", "Kapasitas bulanan"], cells: &[Text("Uji"), Text("200 kg")], found: amounts, right: "200 kg Some(Month)", told: "kapasitas" },
    Variation { headings: &["nama", "PIRT"], cells: &[Text("Uji"), Text("habis 2022")], found: held, right: "", told: "pirt" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("sedang diurus")], found: held, right: "", told: "halal" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("pernah ada, tidak diperpanjang")], found: held, right: "", told: "halal" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Number(220_103_212_345.0)], found: held, right: "0220103212345", told: "nib" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("'0220103212345")], found: held, right: "0220103212345", told: "nib" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("2,20103E+11")], found: held, right: "", told: "nib" },
    Variation { headings: &["nama", "Kode HS"], cells: &[Text("Uji"), Number(4_090_000.0)], found: texts, right: "04090000", told: "kode_hs" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("Tidak diketahui")], found: makers, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Text("N/A")], found: makers, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "deskripsi"], cells: &[Text("Uji"), Text("-"), Text("n.a.")], found: texts, right: "", told: "deskripsi" },
    Variation { headings: &["nama", "produsen", "No. WA"], cells: &[Text("Uji"), Text("KWT Uji"), Number(81_234_567_890.0)], found: reached, right: "081234567890", told: "whatsapp" },
    Variation { headings: &["nama", "produsen", "No. WA"], cells: &[Text("Uji"), Text("KWT Uji"), Text("0812-3456-7890 / (0541) 741234")], found: reached, right: "0812-3456-7890 0541 741234", told: "whatsapp" },
    Variation { headings: &["nama", "produsen", "No. WA"], cells: &[Text("Uji"), Text("KWT Uji"), Text("https://wa.me/6281234567890?text=Halo")], found: reached, right: "+6281234567890", told: "whatsapp" },
    Variation { headings: &["nama", "varian"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: texts, right: "", told: "varian" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Day(2025, 5, 10, "10/05/2025")], found: amounts, right: "", told: "isi_bersih" },
    Variation { headings: &["nama", "Deskripsi"], cells: &[Text("Uji"), Text("<p>Gurih &amp; renyah</p>\n<ul><li>Tanpa MSG</li></ul>")], found: texts, right: "Gurih & renyah\n• Tanpa MSG", told: "deskripsi" },
    Variation { headings: &["nama", "Bahan"], cells: &[Text("Uji"), Shown(0.7, "0%", "70%")], found: texts, right: "70%", told: "bahan" },
    Variation { headings: &["nama", "Alamat"], cells: &[Text("Uji"), Text("Jl. Mawar No. 5 RT 02")], found: place, right: "Jl. Mawar No. 5 RT 02", told: "asal" },
    Variation { headings: &["nama", "Alamat"], cells: &[Text("Uji"), Text("Desa Pepara, Kec. Tanah Grogot, Kab. Paser")], found: |_, one| one.origin.cut(2).to_string(), right: "64.01", told: "asal" },
    Variation { headings: &["nama", "merek"], cells: &[Text("Uji"), Text("=HYPERLINK(1)")], found: texts, right: "=HYPERLINK(1)", told: "merek" },
    Variation { headings: &["nama", "harga", "tanggal harga"], cells: &[Text("Uji"), Text("15.000"), Day(2025, 5, 8, "08/05/2025")], found: |_, one| one.prices.iter().map(|price| format!("{:?}", price.as_of.first_day())).collect(), right: "Some(2025-05-08)", told: "tanggal_harga" },
    Variation { headings: &["nama", "Harga_USD"], cells: &[Text("Uji"), Text("12.50")], found: price, right: "1250 USD", told: "harga" },
    Variation { headings: &["nama", "harga_per_kg"], cells: &[Text("Uji"), Text("12.500")], found: price, right: "12500 IDR kg", told: "harga" },
    Variation { headings: &["nama", "Ukuran kemasan"], cells: &[Text("Uji"), Text("10 x 12")], found: amounts, right: "", told: "isi_bersih" },
    Variation { headings: &["nama", "Harga (THB)"], cells: &[Text("Uji"), Number(35.0)], found: price, right: "3500 THB", told: "harga" },
    Variation { headings: &["nama", "Harga (INR)"], cells: &[Text("Uji"), Number(1500.0)], found: price, right: "150000 INR", told: "harga" },
    Variation { headings: &["nama", "Harga (HK$)"], cells: &[Text("Uji"), Text("12,50")], found: price, right: "1250 HKD", told: "harga" },
    Variation { headings: &["nama", "Harga (VND)"], cells: &[Text("Uji"), Number(1500.0)], found: price, right: "1500 VND", told: "harga" },
    Variation { headings: &["nama", "Harga ($US)"], cells: &[Text("Uji"), Number(1500.0)], found: price, right: "150000 USD", told: "harga" },
    Variation { headings: &["nama", "Harga (dolar Singapura)"], cells: &[Text("Uji"), Number(1500.0)], found: price, right: "150000 SGD", told: "harga" },
    Variation { headings: &["nama", "Harga ($ SGD)"], cells: &[Text("Uji"), Number(1500.0)], found: price, right: "150000 SGD", told: "harga" },
    Variation { headings: &["nama", "Harga (US cents)"], cells: &[Text("Uji"), Number(50.0)], found: price, right: "50 USD", told: "harga" },
    Variation { headings: &["nama", "Harga (baht/kg)"], cells: &[Text("Uji"), Number(35.0)], found: price, right: "3500 THB kg", told: "harga" },
    Variation { headings: &["nama", "Harga (ratusan ribu)"], cells: &[Text("Uji"), Number(2.0)], found: price, right: "200000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (puluhan ribu)"], cells: &[Text("Uji"), Text("2")], found: price, right: "20000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (Rp 1.000)"], cells: &[Text("Uji"), Text("15")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (dalam Rp. 1.000)"], cells: &[Text("Uji"), Number(15.0)], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (Rp. 000,-)"], cells: &[Text("Uji"), Number(15.0)], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (miliar)"], cells: &[Text("Uji"), Text("1,5")], found: price, right: "1500000000 IDR", told: "harga" },
    Variation { headings: &["nama", "Harga (Rp/kgs)"], cells: &[Text("Uji"), Text("15.000")], found: price, right: "15000 IDR kgs", told: "harga" },
    Variation { headings: &["nama", "Harga per cup"], cells: &[Text("Uji"), Text("15.000")], found: price, right: "15000 IDR cup", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(35.0, "[$฿-41E]#,##0", "฿35")], found: price, right: "3500 THB", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(1500.0, "[$₩-412]#,##0", "₩1500")], found: price, right: "1500 KRW", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(12.5, "[$CHF] #,##0.00", "CHF 12.50")], found: price, right: "1250 CHF", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(12.5, "[$$-C09]#,##0.00", "A$12.50")], found: price, right: "1250 AUD", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Shown(80.0, "[$¥-804]#,##0.00", "CNY 80.00")], found: price, right: "8000 CNY", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("THB 35")], found: price, right: "3500 THB", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("5 USD")], found: price, right: "500 USD", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("15.000 IDR")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "PIRT"], cells: &[Text("Uji"), Text("P-IRT 2,0634E+14")], found: badges, right: "0", told: "pirt" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("ada | 8,99E+12")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "BPOM"], cells: &[Text("Uji"), Text("MD 2,55E+11")], found: badges, right: "0", told: "bpom" },
    Variation { headings: &["nama", "izin lain"], cells: &[Text("Uji"), Text("Nakes | ada | 8,99E+12")], found: badges, right: "0", told: "izin_lain" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("ada 220103212345")], found: held, right: "0220103212345", told: "nib" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("NIB: 220103212345")], found: held, right: "0220103212345", told: "nib" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("9120103212345.0")], found: held, right: "9120103212345", told: "nib" },
    Variation { headings: &["nama", "NIB"], cells: &[Text("Uji"), Text("22010321234567")], found: held, right: "0220103212345", told: "nib" },
    Variation { headings: &["nama", "Kode HS"], cells: &[Text("Uji"), Text("901.21")], found: texts, right: "0901.21", told: "kode_hs" },
    Variation { headings: &["nama", "Kode HS"], cells: &[Text("Uji"), Number(901.21)], found: texts, right: "0901.21", told: "kode_hs" },
    Variation { headings: &["nama", "Kode HS"], cells: &[Text("Uji"), Number(1905.9)], found: texts, right: "1905.90", told: "kode_hs" },
    Variation { headings: &["nama", "Kode HS"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "kode_hs" },
    Variation { headings: &["nama", "kemasan"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "kemasan" },
    Variation { headings: &["nama", "bahan"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "bahan" },
    Variation { headings: &["nama", "tag"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "tag" },
    Variation { headings: &["nama", "kategori"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "kategori" },
    Variation { headings: &["nama", "produsen"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "produsen" },
    Variation { headings: &["nama", "nama_en"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "nama_en" },
    Variation { headings: &["nama", "incoterm"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "incoterm" },
    Variation { headings: &["nama", "pasar"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "pasar" },
    Variation { headings: &["nama", "kecamatan"], cells: &[Text("Uji"), Day(2025, 10, 12, "12-Okt")], found: days, right: "", told: "kecamatan" },
    Variation { headings: &["nama", "varian"], cells: &[Text("Uji"), Text("12-Okt;15-Okt")], found: days, right: "", told: "varian" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Text("12:10")], found: amounts, right: "", told: "isi_bersih" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Text("12/10/25")], found: amounts, right: "", told: "isi_bersih" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Text("12-Ags")], found: amounts, right: "", told: "isi_bersih" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Text("1/2 kg")], found: amounts, right: "0.5 kg None", told: "isi_bersih" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("ada ✗")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("ada ❌")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("ada?")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("Ya?")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("Halal")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("✓")], found: badges, right: "1", told: "halal" },
    Variation { headings: &["nama", "izin lain"], cells: &[Text("Uji"), Text("Nakes ✗")], found: badges, right: "0", told: "izin_lain" },
    Variation { headings: &["nama", "izin lain"], cells: &[Text("Uji"), Text("Nakes?")], found: badges, right: "0", told: "izin_lain" },
    Variation { headings: &["nama", "izin lain"], cells: &[Text("Uji"), Text("Laik sehat 2019-2022")], found: badges, right: "0", told: "izin_lain" },
    Variation { headings: &["nama", "izin lain"], cells: &[Text("Uji"), Text("Nakes | ada?")], found: badges, right: "0", told: "izin_lain" },
    Variation { headings: &["nama", "izin lain"], cells: &[Text("Uji"), Text("ISO 9001:2015")], found: badges, right: "1", told: "izin_lain" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("15.000 nego")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("±15.000")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("12/10/2025")], found: price, right: "", told: "harga" },
    Variation { headings: &["nama", "harga"], cells: &[Text("Uji"), Text("15.5")], found: price, right: "", told: "harga" },
    Variation { headings: &["nama", "deskripsi"], cells: &[Text("Uji"), Text("Gurih\\nrenyah")], found: texts, right: "Gurih\nrenyah", told: "deskripsi" },
    Variation { headings: &["nama", "nama_en"], cells: &[Text("Uji"), Text("<p>Dry</p><p>Chips</p>")], found: |_, one| one.name.en.clone(), right: "Dry Chips", told: "" },
    Variation { headings: &["nama", "varian"], cells: &[Text("Uji"), Text("<p>Asin</p>\n<p>Pedas</p>")], found: texts, right: "Asin; Pedas", told: "" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Text("12 Oktober")], found: amounts, right: "", told: "isi_bersih" },
    Variation { headings: &["nama", "isi bersih"], cells: &[Text("Uji"), Text("12-10")], found: amounts, right: "", told: "isi_bersih" },
    Variation { headings: &["nama", "Harga (ringgit Malaysia)"], cells: &[Text("Uji"), Text("12,50")], found: price, right: "1250 MYR", told: "harga" },
    Variation { headings: &["nama", "Harga (IDR, belum PPN)"], cells: &[Text("Uji"), Text("15.000")], found: price, right: "15000 IDR", told: "harga" },
    Variation { headings: &["nama", "Halal"], cells: &[Text("Uji"), Text("ada -")], found: badges, right: "0", told: "halal" },
    Variation { headings: &["nama", "izin lain"], cells: &[Text("Uji"), Text("Nakes 12/2022")], found: badges, right: "0", told: "izin_lain" },
    Variation { headings: &["nama", "deskripsi"], cells: &[Text("Uji"), Text("&lt;b&gt;Gurih&lt;/b&gt;")], found: texts, right: "Gurih", told: "deskripsi" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("tidak"), Text("tidak"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("tidak tahu"), Text("tidak tahu"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("tdk punya"), Text("tdk punya"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("data tidak ada"), Text("data tidak ada"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("belum ada merek"), Text("belum ada merek"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("tanpa merek"), Text("tanpa merek"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("masih kosong"), Text("masih kosong"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("blank"), Text("blank"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("0"), Text("0"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("x"), Text("x"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("…"), Text("…"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("/"), Text("/"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("*"), Text("*"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "merek", "No. WA"], cells: &[Text("Uji"), Text("\u{200b}"), Text("\u{200b}"), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
    Variation { headings: &["nama", "produsen", "No. WA"], cells: &[Text("Uji"), Number(0.0), Text("0812-3456-7890")], found: named, right: "", told: "produsen" },
];

pub(crate) fn xlsx(one: &Variation<'_>) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, (heading, cell)) in (0_u16..).zip(one.headings.iter().zip(one.cells)) {
        sheet.write(0, column, *heading).unwrap();
        match *cell {
            Text(text) => sheet.write_string(1, column, text),
            Number(number) => sheet.write(1, column, number),
            Shown(number, format, _) => {
                sheet.write_with_format(1, column, number, &Format::new().set_num_format(format))
            }
            Day(year, month, day, _) => {
                let day = ExcelDateTime::from_ymd(year, month, day).unwrap();
                sheet.write_with_format(1, column, &day, &Format::new().set_num_format("dd/mm/yyyy"))
            }
        }
        .unwrap();
    }
    book.save_to_buffer().unwrap()
}

pub(crate) fn ods(one: &Variation<'_>) -> Vec<u8> {
    let safe = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    let paragraphs =
        |text: &str| -> String { text.lines().map(|line| format!("<text:p>{}</text:p>", safe(line))).collect() };
    let text =
        |text: &str| format!("<table:table-cell office:value-type=\"string\">{}</table:table-cell>", paragraphs(text));
    let cell = |cell: &Typed| match *cell {
        Text(typed) => text(typed),
        Number(number) => {
            format!(
                "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{number}</text:p></table:table-cell>"
            )
        }
        Shown(number, format, shown) => {
            let kind = match format {
                _ if format.contains('%') => "office:value-type=\"percentage\"".to_owned(),
                _ if format.contains('$') => {
                    let codes =
                        [("€", "EUR"), ("฿", "THB"), ("₩", "KRW"), ("CHF", "CHF"), ("C09", "AUD"), ("¥", "CNY")];
                    let code = codes.iter().find(|(sign, _)| format.contains(sign)).map_or("USD", |(_, code)| *code);
                    format!("office:value-type=\"currency\" office:currency=\"{code}\"")
                }
                // What a format of words adds stands in the shown text alone.
                _ => "office:value-type=\"float\"".to_owned(),
            };
            format!("<table:table-cell {kind} office:value=\"{number}\"><text:p>{shown}</text:p></table:table-cell>")
        }
        Day(year, month, day, shown) => format!(
            "<table:table-cell office:value-type=\"date\" office:date-value=\"{year:04}-{month:02}-{day:02}\"><text:p>{shown}</text:p></table:table-cell>"
        ),
    };
    let headings: String = one.headings.iter().map(|heading| text(heading)).collect();
    let cells: String = one.cells.iter().map(cell).collect();
    ods_of(&format!(
        "<office:body><office:spreadsheet><table:table table:name=\"Daftar\">\
         <table:table-row>{headings}</table:table-row><table:table-row>{cells}</table:table-row>\
         </table:table></office:spreadsheet></office:body>"
    ))
}

/// An OpenDocument spreadsheet with this content.
pub(crate) fn ods_of(content: &str) -> Vec<u8> {
    let content = format!("<office:document-content>{content}</office:document-content>");
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in
        [("mimetype", "application/vnd.oasis.opendocument.spreadsheet".as_bytes()), ("content.xml", content.as_bytes())]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) fn csv(one: &Variation<'_>) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let headings: Vec<String> = one.headings.iter().map(|heading| quoted(heading)).collect();
    let cells = one.cells.iter().map(|cell| match *cell {
        Text(text) | Shown(_, _, text) | Day(_, _, _, text) => quoted(text),
        Number(number) => number.to_string(),
    });
    format!("{}\n{}\n", headings.join(";"), cells.collect::<Vec<_>>().join(";")).into_bytes()
}

pub(crate) fn reviewed(catalog: &Catalog, file: &str, bytes: &[u8]) -> Review {
    let sheets = read(file, bytes, &Reading::default(), &no_progress)
        .unwrap_or_else(|error| panic!("{file}: {}", error.explain(Lang::En).line()));
    let options = ReviewOptions {
        new_status: Some(Status::Draft),
        today: Date::constant(2026, 5, 8),
        ..ReviewOptions::default()
    };
    review(catalog, &sheets, &guess(&sheets), &options, &no_progress).unwrap()
}

/// What was taken wrong without a word; `None` where all is well.
fn wrong(review: &Review, found: fn(&Review, &Product) -> String, right: &str, told: &str) -> Option<String> {
    let row = review.rows.iter().find(|row| row.name == "Uji").or(review.rows.first())?;
    if matches!(row.verdict, Verdict::Refused(_)) {
        return None;
    }
    let product = review.next.products.values().find(|one| one.name.id == "Uji")?;
    let found = found(review, product);
    let is_told = row.cells.iter().any(|cell| {
        let is_it =
            cell.heading == told || cell.column.is_some_and(|column| column.heading(Lang::Id).starts_with(told));
        is_it && cell.verdict != CellVerdict::Taken
    });
    let is_noted = review.questions.iter().any(|question| question.answer.is_none());
    (found != right && !is_told && !is_noted).then(|| format!("{found:?} instead of {right:?}: {:?}", row.cells))
}

#[test]
fn no_table_is_taken_wrong_in_silence() {
    let mut all = Vec::new();
    for one in TABLES {
        for (file, bytes) in [("a.xlsx", xlsx(one)), ("a.ods", ods(one)), ("a.csv", csv(one))] {
            let review = reviewed(&Catalog::default(), file, &bytes);
            all.extend(
                wrong(&review, one.found, one.right, one.told).map(|why| format!("{file} {:?}: {why}", one.headings)),
            );
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// Records with the field that may tell, and what is right.
type JsonVariation = (&'static str, fn(&Review, &Product) -> String, &'static str, &'static str);

#[rustfmt::skip] // a table
const RECORDS: &[JsonVariation] = &[
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": "Halal", "status": "Held", "number": "15200012340517 (2019)"}]}]"#, held, "", "certifications"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": "Pirt", "status": "Held", "number": "20664010100122"}]}]"#, held, "", "certifications"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": "Pirt", "status": "Held", "number": "MD 234567890123"}]}]"#, badges, "0", "certifications"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": "Nib", "status": "Held", "number": "081234567890"}]}]"#, held, "", "certifications"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": "Halal", "status": "Held", "number": "belum ada"}]}]"#, badges, "0", "certifications"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": {"Other": "BPOM (habis 2022)"}, "status": "Held"}]}]"#, badges, "0", "certifications"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "variants": [{"id": "45942"}]}]"#, texts, "", "variants"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "net_content": {"min": 500, "max": 250, "unit": "g"}}]"#, amounts, "", "net_content"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "hs_code": 4090000}]"#, texts, "04090000", "hs_code"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "hs_code": 190590}]"#, texts, "190590", "hs_code"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "hs_code": 4.09e6}]"#, texts, "", "hs_code"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": "Nib", "status": "Held", "number": 220103212345}]}]"#, held, "0220103212345", "certifications"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": "Halal", "status": "Held", "number": 641100012345678901}]}]"#, held, "", "certifications"),
    (r#"{"producers": [{"id": "kwt", "name": "KWT", "whatsapp": 81234567890}], "products": [{"id": "uji", "name": {"id": "Uji"}, "producer": "kwt"}]}"#, reached, "081234567890", "whatsapp"),
    (r#"{"producers": [{"id": "kwt", "name": "KWT", "phone": 541741234}], "products": [{"id": "uji", "name": {"id": "Uji"}, "producer": "kwt"}]}"#, reached, "0541741234", "phone"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "brand": "NULL", "summary": {"id": "(kosong)"}}]"#, texts, "", "brand"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "description": {"id": "<p>Gurih &amp; renyah</p>"}}]"#, texts, "Gurih & renyah", "description"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "prices": [{"amount": 125000, "currency": "USD", "unit": "kg"}]}]"#, price, "125000 USD kg", "prices"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "prices": [{"amount": "15.000", "currency": "IDR"}]}]"#, price, "", "prices"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "prices": [{"amount": -15000, "currency": "IDR"}]}]"#, price, "", "prices"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "certifications": [{"kind": "Halal", "status": "Held", "number": "ID123 (expired)"}]}]"#, held, "", "certifications"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "origin": "6401"}]"#, |_, one| one.origin.to_string(), "64.01", "nihil"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "origin": 64.01}]"#, |_, one| one.origin.to_string(), "64.01", "nihil"),
    (r#"[{"id": "uji", "name": {"id": "Uji"}, "brand": 12}]"#, texts, "12", "brand"),
];

#[test]
fn no_record_is_taken_wrong_in_silence() {
    let mut all = Vec::new();
    for (json, found, right, told) in RECORDS {
        let review = reviewed(&Catalog::default(), "a.json", json.as_bytes());
        let is_told_elsewhere = review
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .any(|cell| cell.heading == *told && cell.verdict != CellVerdict::Taken);
        all.extend(
            wrong(&review, *found, right, told).filter(|_| !is_told_elsewhere).map(|why| format!("{json}: {why}")),
        );
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn a_number_of_another_list_takes_nobodys_place_in_json_either() {
    let first = r#"[{"id": "1", "name": {"id": "Madu Hutan"}, "origin": "64.01"}]"#;
    let catalog = reviewed(&Catalog::default(), "a.json", first.as_bytes()).next;
    let second = r#"[{"id": "1", "name": {"id": "Tikar Pandan"}, "origin": "64.02"}]"#;
    let review = reviewed(&catalog, "b.json", second.as_bytes());
    let names: Vec<&str> = review.next.products.values().map(|one| one.name.id.as_str()).collect();
    assert_eq!(review.next.products["1"].name.id, "Madu Hutan", "{names:?}");
    assert!(names.contains(&"Tikar Pandan") || !review.questions.is_empty(), "{names:?}");
    // The same product again, with more facts.
    let again = r#"[{"id": "1", "name": {"id": "Madu Hutan"}, "brand": "Rimba"}]"#;
    let review = reviewed(&catalog, "c.json", again.as_bytes());
    assert_eq!((review.next.products.len(), review.next.products["1"].brand.as_str()), (1, "Rimba"));
}
