//! What `check` found, in words: what happened, what to do, where.

use crate::model::check::duplicates::DuplicateReason;
use crate::model::check::rules::{PhotoFault, Problem, ProblemKind};
use crate::model::place::wording::{full_place, region_name};
use crate::model::record::catalog::Key;
use crate::say;
use crate::text::{Explain, Lang, Message, date, integer};

impl Explain for PhotoFault {
    fn explain(&self, lang: Lang) -> Message {
        let (what, todo) = match self {
            PhotoFault::Missing => (
                lang.pick("Foto tidak ada di folder photos.", "The photo is not in the photos folder.").to_owned(),
                lang.pick(
                    "Salin kembali filenya, atau pilih foto lain.",
                    "Copy the file back, or choose another photo.",
                )
                .to_owned(),
            ),
            PhotoFault::Empty => (
                lang.pick("File foto kosong.", "The photo's file is empty.").to_owned(),
                lang.pick("Salin ulang dari ponsel atau kamera.", "Copy it again from the phone or camera.").to_owned(),
            ),
            PhotoFault::Mislabelled { really } if really.is_empty() => (
                lang.pick("Isi file ini bukan foto.", "The file’s content is no photo.").to_owned(),
                lang.pick("Pilih file foto yang lain.", "Choose another photo file.").to_owned(),
            ),
            PhotoFault::Mislabelled { really } => (
                say!(
                    lang,
                    "Isi file foto tidak sesuai namanya ({really}).",
                    "The photo's content is not what its name says ({really})."
                ),
                lang.pick("Simpan ulang sebagai JPEG atau PNG.", "Save it again as JPEG or PNG.").to_owned(),
            ),
            PhotoFault::TooLarge { width, height, bytes } => {
                let megabytes = crate::text::integer(lang, (bytes / 1_000_000) as i64);
                (
                    say!(
                        lang,
                        "Foto terlalu besar ({width} × {height} piksel, {megabytes} MB).",
                        "The photo is too large ({width} × {height} pixels, {megabytes} MB)."
                    ),
                    lang.pick(
                        "Perkecil dulu, misalnya menjadi 4000 piksel.",
                        "Make it smaller first, for example 4000 pixels.",
                    )
                    .to_owned(),
                )
            }
            PhotoFault::Outside => (
                lang.pick(
                    "Nama foto menunjuk ke luar folder katalog.",
                    "The photo's name points outside the catalogue's folder.",
                )
                .to_owned(),
                lang.pick("Tambahkan fotonya lewat tombol Tambah foto.", "Add the photo with the Add photos button.")
                    .to_owned(),
            ),
            PhotoFault::CutOff => (
                lang.pick(
                    "Foto ini terpotong: filenya tidak tersalin sampai selesai.",
                    "The photo is cut off: its file was not copied to the end.",
                )
                .to_owned(),
                lang.pick(
                    "Salin ulang filenya dari ponsel atau kamera, atau pilih foto lain.",
                    "Copy the file again from the phone or camera, or choose another photo.",
                )
                .to_owned(),
            ),
            PhotoFault::Damaged => (
                lang.pick(
                    "Foto ini rusak di dalamnya: sebagian gambarnya hilang atau kacau.",
                    "The photo is damaged inside: a part of the picture is lost or jumbled.",
                )
                .to_owned(),
                lang.pick(
                    "Salin ulang filenya dari ponsel atau kamera, atau pilih foto lain.",
                    "Copy the file again from the phone or camera, or choose another photo.",
                )
                .to_owned(),
            ),
            PhotoFault::Unsupported { kind } => (
                say!(
                    lang,
                    "Foto jenis ini tidak bisa dibaca ({kind}).",
                    "A photo of this kind cannot be read ({kind})."
                ),
                lang.pick(
                    "Buka di aplikasi foto, lalu simpan lagi sebagai JPEG biasa.",
                    "Open it in a photo application and save it again as a plain JPEG.",
                )
                .to_owned(),
            ),
            PhotoFault::Undecodable => (
                lang.pick("Foto ini rusak sehingga tidak bisa dibuka.", "The photo is damaged and cannot be opened.")
                    .to_owned(),
                lang.pick(
                    "Salin ulang filenya dari ponsel atau kamera, atau pilih foto lain.",
                    "Copy the file again from the phone or camera, or choose another photo.",
                )
                .to_owned(),
            ),
            PhotoFault::Unreadable { reason } => (
                say!(lang, "Foto tidak bisa dibaca ({reason}).", "The photo cannot be read ({reason})."),
                lang.pick(
                    "Salin ulang filenya, atau pilih foto lain.",
                    "Copy the file again, or choose another photo.",
                )
                .to_owned(),
            ),
        };
        Message { what, todo, place: String::new() }
    }
}

impl ProblemKind {
    /// What problems of this kind are called together, in both languages.
    pub(super) fn heading(&self) -> (&'static str, &'static str) {
        match self {
            ProblemKind::NoName => ("Belum bernama", "Without a name"),
            ProblemKind::IdentityNumber => ("Nomor KTP", "Identity-card numbers"),
            ProblemKind::Photo { fault: PhotoFault::Missing, .. } => ("Foto yang hilang", "Missing photos"),
            ProblemKind::Photo { .. } => ("Foto yang tidak bisa dipakai", "Photos that cannot be used"),
            ProblemKind::PriceNotPositive { .. } | ProblemKind::PriceRange { .. } | ProblemKind::NoCurrency => {
                ("Harga yang keliru", "Prices that are wrong")
            }
            ProblemKind::OldPrice { price, .. } if price.as_of.is_empty() => {
                ("Harga tanpa tanggal", "Prices without a date")
            }
            ProblemKind::OldPrice { is_printed: false, .. } => {
                ("Harga lebih dari tiga tahun", "Prices over three years old")
            }
            ProblemKind::OldPrice { .. } => ("Harga lebih dari setahun", "Prices over a year old"),
            ProblemKind::NoOrigin => ("Asal daerah belum diisi", "Origin not filled in"),
            ProblemKind::UnknownRegion { .. } => ("Kode wilayah tidak dikenal", "Unknown region codes"),
            ProblemKind::PlaceElsewhere { .. } => {
                ("Tempat di luar wilayahnya", "Places that lie elsewhere than their code says")
            }
            ProblemKind::SameAs { .. } | ProblemKind::MaybeSame { .. } => ("Mungkin kembar", "Perhaps the same"),
            ProblemKind::DuplicateId { .. } => ("Tanda yang kembar", "Ids used twice"),
            ProblemKind::NoCategory => ("Kategori belum dipilih", "No category chosen"),
            ProblemKind::UnknownCategory { .. } => ("Kategori tidak dikenal", "Unknown categories"),
            ProblemKind::UnknownProducer { .. } => ("Produsen tidak dikenal", "Unknown producers"),
            ProblemKind::ReadyWithoutSummary => ("Siap tanpa ringkasan", "Ready without a summary"),
            ProblemKind::ListNamesUnknown { .. } => {
                ("Daftar dengan produk yang tidak ada", "Lists of missing products")
            }
            ProblemKind::NoDate { .. } | ProblemKind::DateInFuture { .. } | ProblemKind::EndsBeforeItBegins { .. } => {
                ("Tanggal yang keliru", "Dates that are wrong")
            }
            ProblemKind::Expired { .. } => ("Izin yang sudah lewat", "Permits that have expired"),
            ProblemKind::HeldWithoutNumber { .. } => ("Izin tanpa nomor", "Permits without a number"),
            ProblemKind::AmountRange => ("Batas yang tertukar", "Ranges the wrong way round"),
            ProblemKind::Phone { .. } | ProblemKind::Email { .. } | ProblemKind::Web { .. } => {
                ("Bukan alamat atau nomor", "Not an address or number")
            }
            ProblemKind::ProtectedSpecies { .. } => ("Satwa dilindungi", "Protected species"),
            ProblemKind::HealthClaim { .. } => ("Klaim kesehatan", "Health claims"),
            ProblemKind::TimeZone { .. } => ("Zona waktu tidak dikenal", "Unknown time zone"),
            ProblemKind::NoAltText { .. } => ("Foto tanpa keterangan", "Photos without a description"),
            ProblemKind::UnusedPhotos { .. } => ("Foto yang tidak dipakai", "Unused photos"),
            ProblemKind::NobodyToCall => ("Belum ada kontak", "Nobody to call"),
        }
    }
}

impl Problem {
    /// What the record that it concerns is called.
    pub fn record_words(&self, lang: Lang) -> String {
        match (self.name.or_other(lang), &self.key) {
            (Some((name, _)), _) => name.to_owned(),
            (None, Key::Product(id)) => id.to_string(),
            (None, Key::Producer(id)) => id.to_string(),
            (None, Key::Info | Key::Categories | Key::Selections) => {
                lang.pick("Pengaturan katalog", "Catalogue settings").to_owned()
            }
        }
    }

    /// The picture file that it concerns.
    pub fn photo_file(&self) -> Option<&str> {
        match &self.kind {
            ProblemKind::Photo { file, .. } | ProblemKind::NoAltText { file } => Some(file),
            _ => None,
        }
    }
}

impl Explain for Problem {
    fn explain(&self, lang: Lang) -> Message {
        let (what, todo) = words(&self.kind, lang);
        let place = match self.photo_file() {
            Some(file) if self.name.or_other(lang).is_none() => file.to_owned(),
            Some(file) => format!("{}, {file}", self.record_words(lang)),
            None => self.record_words(lang),
        };
        Message { what, todo, place }
    }
}

fn words(kind: &ProblemKind, lang: Lang) -> (String, String) {
    let fixed = |id: &str, en: &str| lang.pick(id, en).to_owned();
    let correct_date =
        || fixed("Tulis sebagai 2023, 2023-07, atau 2023-07-17.", "Write it as 2023, 2023-07 or 2023-07-17.");
    match kind {
        ProblemKind::DuplicateId { id, now } => (
            say!(
                lang,
                "Dua data memakai id “{id}”; yang kedua kini “{now}”.",
                "Two records had the id “{id}”; the second one is now “{now}”."
            ),
            fixed("Periksa apakah keduanya memang berbeda.", "Check whether they are two different things."),
        ),
        ProblemKind::Photo { fault, .. } => {
            let message = fault.explain(lang);
            (message.what, message.todo)
        }
        ProblemKind::NoAltText { .. } => (
            fixed("Foto belum punya keterangan.", "The photo has no description."),
            fixed(
                "Tulis satu kalimat tentang isi foto, untuk pembaca layar.",
                "Write a sentence on what it shows, for screen readers.",
            ),
        ),
        ProblemKind::NoName => (
            fixed("Belum ada nama.", "There is no name."),
            fixed("Isi namanya, supaya bisa dicari dan dicetak.", "Fill it in, so that it can be found and printed."),
        ),
        ProblemKind::SameAs { other } => (
            say!(
                lang,
                "Nama, produsen, dan asalnya sama dengan “{other}”.",
                "Name, producer and origin are those of “{other}”."
            ),
            fixed("Hapus salah satu, atau bedakan namanya.", "Delete one of them, or tell them apart by name."),
        ),
        ProblemKind::NoOrigin => (
            fixed("Asal daerah belum diisi.", "The origin is not filled in."),
            fixed("Pilih desanya; provinsi saja juga boleh.", "Choose the village; a province alone will do."),
        ),
        ProblemKind::UnknownRegion { code, near } => (
            match near.is_empty() {
                true => say!(lang, "Kode wilayah {code} tidak dikenal.", "The region code {code} is not known."),
                false => say!(
                    lang,
                    "Kode wilayah {code} tidak dikenal; yang dikenal hanya {near}.",
                    "The region code {code} is not known; only {near} is."
                ),
            },
            fixed(
                "Pilih lagi asalnya dengan mengetik nama desa.",
                "Choose the origin again by typing the village's name.",
            ),
        ),
        ProblemKind::PlaceElsewhere { place, code, likely } => {
            let outer = region_name(code, lang);
            let names: Vec<String> = likely.iter().map(|code| format!("{} ({code})", full_place(code, lang))).collect();
            let names = names.join(lang.pick("; atau ", "; or "));
            (
                say!(lang, "{place} tidak ada di {outer} ({code}).", "There is no {place} in {outer} ({code})."),
                say!(lang, "Mungkin maksudnya {names}.", "Perhaps {names} is meant."),
            )
        }
        ProblemKind::MaybeSame { other_name, by, .. } => (
            match by {
                DuplicateReason::Name => say!(
                    lang,
                    "Mungkin sama dengan “{other_name}”: namanya mirip.",
                    "Perhaps the same as “{other_name}”: the names are alike."
                ),
                DuplicateReason::Phone => say!(
                    lang,
                    "Mungkin sama dengan “{other_name}”: nomornya sama.",
                    "Perhaps the same as “{other_name}”: they have one number."
                ),
            },
            fixed("Bandingkan keduanya; bila memang satu, gabungkan.", "Compare the two; if they are one, merge them."),
        ),
        ProblemKind::UnknownCategory { id } => (
            say!(lang, "Kategori “{id}” tidak ada di katalog ini.", "There is no category “{id}” in this catalogue."),
            fixed(
                "Pilih kategori lain, atau tambahkan di pengaturan.",
                "Choose another one, or add it in the settings.",
            ),
        ),
        ProblemKind::NoCategory => (
            fixed("Kategori belum dipilih.", "No category is chosen."),
            fixed(
                "Pilih kategori, supaya produk muncul di saringannya.",
                "Choose one, so that the product is found by it.",
            ),
        ),
        ProblemKind::UnknownProducer { id } => (
            say!(lang, "Produsen “{id}” tidak ada di katalog ini.", "There is no producer “{id}” in this catalogue."),
            fixed("Pilih produsen lain, atau buat yang baru.", "Choose another one, or make a new one."),
        ),
        ProblemKind::ReadyWithoutSummary => (
            fixed(
                "Produk siap tampil, tetapi belum ada ringkasan maupun uraian.",
                "The product is ready, but has neither summary nor description.",
            ),
            fixed("Tulis satu kalimat tentang produk ini.", "Write a sentence about it."),
        ),
        ProblemKind::ListNamesUnknown { list, id } => {
            let list = list.or_other(lang).map_or(String::new(), |(name, _)| name.to_owned());
            (
                say!(
                    lang,
                    "Daftar “{list}” menyebut produk “{id}” yang tidak ada.",
                    "The list “{list}” names a product “{id}” that is not there."
                ),
                fixed(
                    "Keluarkan dari daftar, atau pulihkan produknya.",
                    "Remove it from the list, or bring the product back.",
                ),
            )
        }
        ProblemKind::NoDate { text } => {
            (say!(lang, "“{text}” bukan tanggal.", "“{text}” is not a date."), correct_date())
        }
        ProblemKind::DateInFuture { text } => {
            let day = date(lang, text);
            (
                say!(lang, "Tanggal {day} belum tiba.", "The date {day} has not come yet."),
                fixed("Periksa tahun dan bulannya.", "Check the year and the month."),
            )
        }
        ProblemKind::Expired { certificate, expires } => {
            let day = date(lang, expires);
            (
                say!(
                    lang,
                    "{certificate} berlaku sampai {day} dan sudah lewat.",
                    "{certificate} was valid until {day}."
                ),
                fixed(
                    "Isi masa berlaku yang baru, atau ubah statusnya.",
                    "Fill in the new date, or change its status.",
                ),
            )
        }
        ProblemKind::EndsBeforeItBegins { certificate } => (
            say!(lang, "{certificate} berakhir sebelum terbit.", "{certificate} ends before it was issued."),
            fixed("Periksa tanggal terbit dan masa berlakunya.", "Check the day of issue and the expiry."),
        ),
        ProblemKind::HeldWithoutNumber { certificate } => (
            say!(
                lang,
                "{certificate} dimiliki, tetapi nomornya belum diisi.",
                "{certificate} is held, but its number is missing."
            ),
            fixed("Isi nomornya, supaya pembeli bisa memeriksa.", "Fill it in, so that a buyer can look it up."),
        ),
        ProblemKind::PriceRange { amount, max } => (
            say!(
                lang,
                "Harga tertinggi ({max}) di bawah harga terendah ({amount}).",
                "The highest price ({max}) is below the lowest ({amount})."
            ),
            fixed("Tukar keduanya.", "Swap them."),
        ),
        ProblemKind::PriceNotPositive { amount } => (
            say!(lang, "Harga {amount} tidak mungkin.", "A price of {amount} cannot be."),
            fixed("Isi harganya, atau hapus barisnya.", "Fill it in, or remove the row."),
        ),
        ProblemKind::NoCurrency => (
            fixed("Mata uang harga belum diisi.", "The price has no currency."),
            fixed("Isi IDR untuk rupiah.", "Fill in IDR for rupiah."),
        ),
        ProblemKind::OldPrice { price, .. } if price.as_of.is_empty() => {
            let price = price.words(lang);
            (
                say!(
                    lang,
                    "{price}: belum bertanggal, jadi tidak dicetak.",
                    "{price}: without a date, so not printed."
                ),
                fixed("Isi bulan harga itu berlaku.", "Fill in the month it is from."),
            )
        }
        ProblemKind::OldPrice { price, is_printed } => {
            let price = price.words(lang);
            let what = if *is_printed {
                say!(
                    lang,
                    "{price}: lebih dari setahun, jadi dicetak sebagai harga acuan.",
                    "{price}: over a year old, so printed as a reference price."
                )
            } else {
                say!(
                    lang,
                    "{price}: lebih dari tiga tahun, jadi tidak dicetak.",
                    "{price}: over three years old, so not printed."
                )
            };
            (what, fixed("Tanyakan harga terbaru kepada produsen.", "Ask the producer for today's price."))
        }
        ProblemKind::AmountRange => (
            fixed("Batas atas lebih kecil daripada batas bawah.", "The upper end is below the lower end."),
            fixed("Tukar keduanya.", "Swap them."),
        ),
        ProblemKind::Phone { text } => (
            say!(lang, "“{text}” bukan nomor telepon.", "“{text}” is not a telephone number."),
            fixed("Tulis seperti 0812-3456-7890.", "Write it like 0812-3456-7890."),
        ),
        ProblemKind::Email { text } => (
            say!(lang, "“{text}” bukan alamat surel.", "“{text}” is not an e-mail address."),
            fixed("Tulis seperti nama@contoh.id.", "Write it like name@example.id."),
        ),
        ProblemKind::Web { text } => (
            say!(lang, "“{text}” bukan alamat web.", "“{text}” is not a web address."),
            fixed("Salin alamatnya dari peramban.", "Copy the address from the browser."),
        ),
        ProblemKind::ProtectedSpecies { word, decree } => (
            say!(lang, "“{word}” adalah satwa dilindungi ({decree}).", "“{word}” is a protected species ({decree})."),
            fixed(
                "Pastikan bahannya boleh diperdagangkan sebelum dicetak, atau hapus dari katalog.",
                "Make sure that it may be traded before you print it, or take it out of the catalogue.",
            ),
        ),
        ProblemKind::HealthClaim { word } => (
            say!(
                lang,
                "“{word}” adalah klaim yang tidak boleh dipakai tanpa bukti (BPOM 1/2022 dan 6/2021).",
                "“{word}” is a claim that may not be made without proof (BPOM 1/2022 and 6/2021)."
            ),
            fixed("Hapus kata-katanya.", "Take the words out."),
        ),
        ProblemKind::IdentityNumber => (
            fixed(
                "Ada 16 angka berurutan, seperti NIK.",
                "There are 16 digits in a row, like an identity-card number.",
            ),
            fixed(
                "Hapus: nomor KTP tidak boleh disimpan di katalog.",
                "Remove them: identity-card numbers must not be kept here.",
            ),
        ),
        ProblemKind::TimeZone { text } => (
            say!(lang, "Zona waktu “{text}” tidak dikenal.", "The time zone “{text}” is not known."),
            fixed("Pilih WIB, WITA, atau WIT di pengaturan.", "Choose WIB, WITA or WIT in the settings."),
        ),
        ProblemKind::UnusedPhotos { count, bytes } => {
            let (count, megabytes) = (crate::text::count(lang, *count), integer(lang, bytes.div_ceil(1 << 20) as i64));
            (
                say!(
                    lang,
                    "{count} file foto tidak dipakai di katalog ini ({megabytes} MB).",
                    "{count} photo files are not used in this catalogue ({megabytes} MB)."
                ),
                fixed("Lihat di Lainnya › Buang foto yang tidak dipakai.", "See More › Clear away unused photos."),
            )
        }
        ProblemKind::NobodyToCall => (
            fixed("Belum ada satu pun nomor untuk dihubungi pembeli.", "There is no number that a buyer could call."),
            fixed("Isi kontak stan di pengaturan katalog.", "Fill in the booth contact in the catalogue settings."),
        ),
    }
}
