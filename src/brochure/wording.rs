//! Errors and findings of brochures in words: what happened, what to do, where.

use super::{BrochureError, Finding, FindingKind};
use crate::say;
use crate::text::{Explain, Lang, Message};

impl Explain for Finding {
    fn explain(&self, lang: Lang) -> Message {
        let (what, todo) = match &self.kind {
            FindingKind::NoContact => (
                lang.pick(
                    "Brosur ini tidak memuat kontak: produsen, stan, dan penyelenggara belum punya nomor atau email.",
                    "This brochure has no contact: neither producers, booth nor organiser have a number or e-mail.",
                )
                .to_owned(),
                lang.pick(
                    "Isi kontak stan di pengaturan katalog.",
                    "Fill in the booth contact in the catalogue settings.",
                )
                .to_owned(),
            ),
            FindingKind::MissingLanguage => (
                lang.pick(
                    "Teks dalam bahasa brosur belum ada; bahasa lain dipakai.",
                    "There is no text in the brochure's language; the other one stands in.",
                )
                .to_owned(),
                lang.pick("Lengkapi terjemahannya.", "Add the translation.").to_owned(),
            ),
            FindingKind::PhotoUnusable { file, reason } => (
                say!(lang, "Foto {file} tidak bisa dipakai: {reason}", "The photo {file} cannot be used: {reason}"),
                lang.pick("Ganti fotonya; halaman dicetak tanpa foto.", "Replace it; the page is printed without it.")
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
                lang.pick("Uraian terlalu panjang dan dipotong.", "The description is too long and was cut.")
                    .to_owned(),
                lang.pick(
                    "Ringkas uraiannya, atau cetak satu produk per halaman.",
                    "Shorten it, or print one product a page.",
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
            FindingKind::PriceOld => (
                lang.pick(
                    "Harga lebih dari setahun atau tanpa tanggal; dicetak “hubungi penyelenggara”.",
                    "The price is over a year old or has no date; “on request” is printed.",
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
