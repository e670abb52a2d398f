//! Errors and findings of brochures in words: what happened, what to do, where.

use super::{BrochureError, Finding, FindingKind};
use crate::say;
use crate::text::{Explain, Lang, Message};

impl Explain for Finding {
    fn explain(&self, lang: Lang) -> Message {
        let (what, todo) = match &self.kind {
            FindingKind::NoContact if !self.name.is_empty() => (
                lang.pick("Tidak ada kontak untuk produk ini.", "There is no contact for this product.").to_owned(),
                lang.pick(
                    "Isi kontak produsen, stan, atau penyelenggara.",
                    "Fill in the contact of maker, booth or organiser.",
                )
                .to_owned(),
            ),
            FindingKind::NoContact => (
                lang.pick(
                    "Brosur ini tidak memuat kontak: produsen, stan, dan penyelenggara belum punya nomor, surel, atau situs web.",
                    "This brochure has no contact: neither producers, booth nor organiser have a number, e-mail or website.",
                )
                .to_owned(),
                lang.pick(
                    "Isi kontak stan di pengaturan katalog.",
                    "Fill in the booth contact in the catalogue settings.",
                )
                .to_owned(),
            ),
            FindingKind::MissingLanguage { fields, stands_in } => {
                let names: Vec<&str> = fields.iter().map(|field| field.label(lang)).collect();
                let names = names.join(", ");
                let other = match stands_in {
                    Lang::Id => lang.pick("bahasa Indonesia", "Indonesian"),
                    Lang::En => lang.pick("bahasa Inggris", "English"),
                };
                (
                    say!(
                        lang,
                        "Belum ada dalam bahasa brosur: {names}. Yang dicetak {other}.",
                        "Not there in the brochure's language: {names}. The {other} text is printed."
                    ),
                    lang.pick("Lengkapi terjemahannya.", "Add the translation.").to_owned(),
                )
            }
            FindingKind::PhotoWithoutAlt { file } => (
                say!(
                    lang,
                    "Foto {file} belum punya teks pengganti untuk pembaca tunanetra.",
                    "The photo {file} has no alternative text for blind readers."
                ),
                lang.pick(
                    "Tulis satu kalimat tentang apa yang terlihat; nama produk dipakai sebagai gantinya.",
                    "Say in one sentence what is seen; the product's name stands in.",
                )
                .to_owned(),
            ),
            FindingKind::MissingGlyph { letters } => (
                say!(
                    lang,
                    "Huruf berikut tidak ada di huruf cetak maupun di komputer ini: {letters}. Yang tercetak kotak kosong.",
                    "Neither the print fonts nor this computer have these letters: {letters}. Empty boxes are printed."
                ),
                lang.pick(
                    "Ganti hurufnya, atau pasang huruf (font) yang memuatnya.",
                    "Use other letters, or install a font that has them.",
                )
                .to_owned(),
            ),
            FindingKind::StandInFont { letters, fonts } => {
                let fonts = fonts.join(", ");
                (
                    say!(
                        lang,
                        "Huruf cetak tidak punya {letters}; dipakai huruf dari komputer ini: {fonts}.",
                        "The print fonts lack {letters}; a font of this computer stands in: {fonts}."
                    ),
                    lang.pick(
                        "Periksa bentuknya di pratinjau: di komputer lain hurufnya bisa berbeda.",
                        "Look at it in the preview: on another computer the font may be another one.",
                    )
                    .to_owned(),
                )
            }
            FindingKind::PhotoUnusable { file, reason } => (
                {
                    let reason = reason.get(lang).unwrap_or_default();
                    say!(lang, "Foto {file} tidak bisa dipakai: {reason}", "The photo {file} cannot be used: {reason}")
                },
                lang.pick(
                    "Ganti fotonya; sebagai gantinya dicetak bingkai bernama file itu.",
                    "Replace it; a frame with the file's name is printed.",
                )
                .to_owned(),
            ),
            FindingKind::PhotoSmall { file, dpi } => (
                say!(
                    lang,
                    "Foto {file} hanya {dpi} dpi pada ukuran cetaknya.",
                    "The photo {file} has only {dpi} dpi at its printed size."
                ),
                lang.pick("Pakai foto yang lebih besar.", "Use a larger one.").to_owned(),
            ),
            FindingKind::TextCut => (
                lang.pick(
                    "Tulisannya terlalu panjang: uraian atau cerita pembuatnya tidak dicetak utuh.",
                    "There is too much text: the description or the story of the maker is not printed whole.",
                )
                    .to_owned(),
                lang.pick(
                    "Ringkas uraiannya, atau cetak satu produk per halaman.",
                    "Shorten it, or print one product a page.",
                )
                .to_owned(),
            ),
            FindingKind::FactsLeftOut => (
                lang.pick(
                    "Tidak ada tempat untuk kapasitas, izin, dan data lain di samping namanya; semuanya tidak dicetak.",
                    "There is no room for capacity, permits and the like beside its name; none of them is printed.",
                )
                .to_owned(),
                lang.pick(
                    "Ringkas nama, tempat, atau ringkasannya, atau cetak satu produk per halaman.",
                    "Shorten name, place or summary, or print one product a page.",
                )
                .to_owned(),
            ),
            FindingKind::CertificateExpired { certificate } => (
                say!(
                    lang,
                    "{certificate} sudah lewat masa berlakunya dan tidak dicetak.",
                    "{certificate} has expired and is not printed."
                ),
                lang.pick("Isi masa berlaku yang baru.", "Fill in the new date.").to_owned(),
            ),
            FindingKind::CertificateExpires { certificate, days } => (
                say!(
                    lang,
                    "{certificate} habis masa berlakunya dalam {days} hari.",
                    "{certificate} runs out in {days} days."
                ),
                lang.pick("Tanyakan perpanjangannya.", "Ask about its renewal.").to_owned(),
            ),
            FindingKind::TextContinued => (
                lang.pick("Uraiannya berlanjut ke halaman berikutnya.", "The text goes on on the next page.")
                    .to_owned(),
                lang.pick("Tidak ada yang terpotong.", "Nothing is cut.").to_owned(),
            ),
            FindingKind::Overflow => (
                lang.pick("Teksnya tidak muat di tempatnya.", "The text does not fit its place.").to_owned(),
                lang.pick(
                    "Ringkas nama atau ringkasannya, atau pilih ukuran yang lebih besar.",
                    "Shorten name or summary, or choose a larger size.",
                )
                .to_owned(),
            ),
            FindingKind::NameOnly => (
                lang.pick(
                    "Selebaran ini memuat 18 produk dengan foto; produk ini hanya disebut namanya.",
                    "This leaflet shows 18 products with a picture; this one is listed by name only.",
                )
                .to_owned(),
                lang.pick(
                    "Saring sampai 18 produk, atau pilih bentuk Katalog.",
                    "Filter down to 18 products, or choose the Catalogue layout.",
                )
                .to_owned(),
            ),
            FindingKind::PriceOld { printed: true } => (
                lang.pick(
                    "Harga lebih dari tiga tahun atau tanpa tanggal; dicetak apa adanya.",
                    "The price is over three years old or has no date; it is printed as it is.",
                )
                .to_owned(),
                lang.pick("Perbarui harga dan tanggalnya.", "Bring price and date up to date.").to_owned(),
            ),
            FindingKind::PriceReference => (
                lang.pick(
                    "Harga lebih dari setahun; dicetak sebagai “harga acuan, mohon konfirmasi”.",
                    "The price is over a year old; it is printed as “reference price, please confirm”.",
                )
                .to_owned(),
                lang.pick("Perbarui harga dan tanggalnya.", "Bring price and date up to date.").to_owned(),
            ),
            FindingKind::PriceOld { printed: false } => (
                lang.pick(
                    "Harga lebih dari tiga tahun atau tanpa tanggal; tidak dicetak.",
                    "The price is over three years old or has no date; it is not printed.",
                )
                .to_owned(),
                lang.pick("Perbarui harga dan tanggalnya.", "Bring price and date up to date.").to_owned(),
            ),
        };
        Message { what, todo, place: self.name.clone() }
    }
}

impl Explain for BrochureError {
    fn explain(&self, lang: Lang) -> Message {
        let (what, todo) = match self {
            BrochureError::Empty { drafts: 0 } => (
                lang.pick(
                    "Tidak ada produk yang cocok, jadi tidak ada yang dicetak.",
                    "No product matches, so there is nothing to print.",
                )
                .to_owned(),
                lang.pick("Longgarkan saringannya.", "Loosen the filters.").to_owned(),
            ),
            BrochureError::Empty { drafts } => (
                say!(
                    lang,
                    "0 produk siap, {drafts} draf; brosur kosong tidak dibuat.",
                    "0 products are ready, {drafts} are drafts; no empty brochure is made."
                ),
                lang.pick(
                    "Sertakan draf (--status all), atau tandai produknya Siap.",
                    "Include drafts (--status all), or mark the products as ready.",
                )
                .to_owned(),
            ),
            BrochureError::StandardRefused { is_booklet: true } => (
                lang.pick(
                    "Buklet tidak bisa memenuhi standar PDF: halaman yang disusun ulang kehilangan penandanya.",
                    "A booklet cannot keep a PDF standard: pages that are imposed lose their tags.",
                )
                .to_owned(),
                lang.pick(
                    "Cetak tanpa buklet, atau pilih standar Otomatis (tanpa --standard).",
                    "Print without the booklet, or choose the standard Automatic (no --standard).",
                )
                .to_owned(),
            ),
            BrochureError::StandardRefused { is_booklet: false } => (
                lang.pick(
                    "Mutu percetakan tidak bisa memenuhi PDF/A-2b: warnanya CMYK tanpa profil.",
                    "Press quality cannot keep PDF/A-2b: its colours are CMYK without a profile.",
                )
                .to_owned(),
                lang.pick(
                    "Pilih PDF/UA-1 (--standard ua-1), atau mutu kantor (--quality office).",
                    "Choose PDF/UA-1 (--standard ua-1), or office quality (--quality office).",
                )
                .to_owned(),
            ),
            BrochureError::Cancelled => (lang.pick("Dibatalkan.", "Cancelled.").to_owned(), String::new()),
            BrochureError::NoSuchPage { page, pages } => {
                let page = page + 1;
                (
                    say!(
                        lang,
                        "Halaman {page} tidak ada; brosur ini {pages} halaman.",
                        "There is no page {page}; this brochure has {pages}."
                    ),
                    String::new(),
                )
            }
            BrochureError::Typesetting { message } => (
                lang.pick(
                    "Halaman tidak bisa disusun karena kesalahan program. Data Anda aman.",
                    "The pages could not be set through a fault of the program. Your data is safe.",
                )
                .to_owned(),
                say!(
                    lang,
                    "Kirimkan pesan ini kepada pengembang: {message}",
                    "Send this message to the developers: {message}"
                ),
            ),
        };
        Message { what, todo, place: String::new() }
    }
}
