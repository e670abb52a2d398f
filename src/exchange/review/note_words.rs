//! What a remark of an import says to a person: what happened, what to do.

use super::super::sheets::{FileKind, Sheets};
use super::Note;
use super::file_faults::file_fault;
use crate::say;
use crate::text::{Lang, Message, date};

impl Note {
    /// What happened, what to do; the place is the caller's to say.
    pub fn message(&self, sheets: &Sheets, lang: Lang) -> Message {
        let (what, todo) = self.sentences(sheets, lang);
        Message { what, todo, place: String::new() }
    }

    fn sentences(&self, sheets: &Sheets, lang: Lang) -> (String, String) {
        let fixed = |id: &str, en: &str| lang.pick(id, en).to_owned();
        let alone = |id: &str, en: &str| (fixed(id, en), String::new());
        match self {
            Note::CodeRepaired { code } => (
                say!(lang, "Kode wilayahnya dibaca sebagai {code}.", "The region code is read as {code}."),
                String::new(),
            ),
            Note::ZeroRestored => {
                alone("Nol di depan nomor dipulihkan.", "The zero in front of the number is restored.")
            }
            Note::CodeLength { permit, right, digits } => (
                say!(
                    lang,
                    "{permit} punya {right} angka; ini {digits}.",
                    "A {permit} has {right} digits; this one has {digits}."
                ),
                fixed("Periksa nomornya.", "Check the number."),
            ),
            Note::ReadAs { what } => (say!(lang, "Dibaca sebagai {what}.", "Read as {what}."), String::new()),
            Note::CategoryMade => {
                alone("Kategori ini belum ada di katalog; dibuat baru.", "There is no such category yet; it is made.")
            }
            Note::PermitDates { permit } => (
                say!(lang, "{permit} berakhir sebelum terbit.", "{permit} ends before it was issued."),
                fixed("Periksa kedua tanggalnya.", "Check both dates."),
            ),
            Note::PermitTwice { permit } => (
                say!(
                    lang,
                    "{permit} disebut dimiliki dan juga belum; keduanya disimpan.",
                    "{permit} is said to be held and also not yet there; both are kept."
                ),
                fixed("Hapus yang tidak berlaku.", "Remove the one that does not apply."),
            ),
            Note::NumberOnly => alone("Hanya angkanya yang diambil.", "Only the number is taken."),
            Note::DateRead { date: iso } => {
                let day = date(lang, iso);
                (say!(lang, "Dibaca sebagai {day}.", "Read as {day}."), String::new())
            }
            Note::PriceDateCleared => (
                fixed(
                    "Harga berubah, jadi tanggal harga lama dikosongkan.",
                    "The price changes, so the old price's date is emptied.",
                ),
                fixed("Isi kolom tanggal_harga.", "Fill in the column price_date."),
            ),
            Note::SameAsAbove { what } => {
                (say!(lang, "Sama dengan di atas: “{what}”.", "As above: “{what}”."), String::new())
            }
            Note::TagsRemoved => {
                alone("Tanda HTML dibuang; teksnya diambil.", "HTML tags are taken out; the text is kept.")
            }
            Note::PriceRemark { remark } => {
                (say!(lang, "“{remark}” menjadi catatan harga.", "“{remark}” becomes the price's note."), String::new())
            }
            Note::PriceRest { rest } => (
                say!(lang, "“{rest}” tidak diambil.", "“{rest}” is not taken."),
                fixed(
                    "Kalau itu harga lain, beri kolom sendiri.",
                    "If it is another price, give it a column of its own.",
                ),
            ),
            Note::NotTaken { words } => (
                say!(lang, "“{words}” tidak diambil.", "“{words}” is not taken."),
                fixed("Tulis di catatan, kalau perlu.", "Write it in the notes, if it matters."),
            ),
            Note::KeptAsPlace { is_known, was } => {
                let what = match is_known {
                    true => {
                        fixed("Jalan dan dusunnya disimpan sebagai tempat", "The street or hamlet is kept as place")
                    }
                    false => fixed(
                        "Daerahnya tidak dikenal; alamatnya disimpan sebagai tempat",
                        "No region is known in it; the address is kept as place",
                    ),
                };
                let instead = match was.is_empty() {
                    true => String::new(),
                    false => say!(lang, ", menggantikan “{was}”", ", instead of “{was}”"),
                };
                let fill_in = fixed(
                    "Isi kabupaten atau kode_wilayah, kalau tahu.",
                    "Fill in regency or region_code, if you know it.",
                );
                (format!("{what}{instead}."), if *is_known { String::new() } else { fill_in })
            }
            Note::NameStays { name } => (
                say!(lang, "Namanya tetap “{name}”.", "The name stays “{name}”."),
                fixed("Nama produsen diubah di halamannya sendiri.", "A producer's name is changed on its own page."),
            ),
            Note::ContactReplaced { maker, was } => {
                (say!(lang, "Menggantikan “{was}” milik {maker}.", "It replaces “{was}” of {maker}."), String::new())
            }
            Note::IdStays { id } => {
                (say!(lang, "Nomornya di sini tetap “{id}”.", "The number here stays “{id}”."), String::new())
            }
            Note::IdOfAnother { name } => (
                say!(
                    lang,
                    "Nomor ini milik “{name}” di sini; tidak dipakai lagi untuk yang lain.",
                    "This number is that of “{name}” here; it is not used for another."
                ),
                String::new(),
            ),
            Note::KeptAsPhone => alone(
                "Ini bukan nomor WhatsApp (telepon rumah); disimpan sebagai telepon.",
                "This is no WhatsApp number (a landline); it is kept as telephone.",
            ),
            Note::PhonesRead { kept, left } if left.is_empty() => {
                (say!(lang, "Dibaca sebagai {kept}.", "Read as {kept}."), String::new())
            }
            Note::PhonesRead { kept, left } => (
                say!(lang, "Diambil {kept}; {left} tidak.", "{kept} is taken; {left} is not."),
                fixed(
                    "Satu nomor per sel; yang kedua di kolom telepon.",
                    "One number a cell; a second one as telephone.",
                ),
            ),
            Note::ExcelDay { day } => (
                say!(lang, "Di sel ini ada tanggal ({day}).", "This cell holds a date ({day})."),
                fixed(
                    "Jadikan kolomnya Teks di Excel, lalu ketik lagi isinya.",
                    "Make the column Text in Excel and type it again.",
                ),
            ),
            Note::NoWhatsapp => (
                fixed("Ini bukan nomor WhatsApp (telepon rumah).", "This is not a WhatsApp number (it is a landline)."),
                fixed("Pindahkan ke kolom telepon.", "Move it to the column telephone."),
            ),
            Note::PhotoKind { kind } => (
                say!(lang, "Foto {kind} tidak diambil.", "{kind} pictures are not taken."),
                fixed(
                    "Simpan sebagai JPEG atau PNG, lalu tulis nama filenya.",
                    "Save it as JPEG or PNG and write its name.",
                ),
            ),
            Note::ExampleRow => alone("Dari baris contoh; tidak diambil.", "From the example row; not taken."),
            Note::HiddenRow => alone("Disembunyikan di filenya; tidak diambil.", "Hidden in the file; not taken."),
            Note::SameColumn { heading, column } => {
                let label = column.label(lang);
                (
                    say!(
                        lang,
                        "Kolom “{heading}” juga berarti “{label}”, jadi tidak dibaca.",
                        "The column “{heading}” means “{label}” too, so it is not read."
                    ),
                    fixed(
                        "Jawab pertanyaannya, atau pilih arti lain.",
                        "Answer the question, or choose another meaning.",
                    ),
                )
            }
            Note::HiddenColumn { heading } => (
                say!(
                    lang,
                    "Kolom “{heading}” disembunyikan di filenya, tetapi ikut dibaca.",
                    "The column “{heading}” is hidden in the file, but is read anyway."
                ),
                fixed("Lewati kolomnya, kalau bukan untuk katalog.", "Leave it out if it is not for the catalogue."),
            ),
            Note::File(fault) => file_fault(fault, lang),
            Note::CodeDamaged => (
                fixed(
                    "Kode wilayah ini rusak, dan tidak ada nama yang menjelaskannya.",
                    "The region code is damaged, and no name tells which it was.",
                ),
                fixed(
                    "Jadikan kolomnya Teks di Excel, lalu ketik lagi kodenya; atau isi nama desa dan kabupaten.",
                    "Make the column Text in Excel and type the code again; or fill in village and regency.",
                ),
            ),
            Note::CodeUnknown { code } => (
                say!(
                    lang,
                    "Kode wilayah {code} tidak dikenal; disimpan apa adanya.",
                    "The region code {code} is not known; it is kept as typed."
                ),
                fixed("Periksa kodenya.", "Check that it is right."),
            ),
            Note::PlaceUnknown => (
                fixed("Tempat ini tidak dikenal.", "The place is not known."),
                fixed("Periksa ejaannya, atau isi kode_wilayah.", "Check its spelling, or fill in region_code."),
            ),
            Note::NoNumber => (
                fixed("Angkanya tidak bisa dibaca dengan pasti.", "No number can be read here for certain."),
                fixed(
                    "Tulis angkanya, misalnya 15.000 atau 2–3 ton.",
                    "Write the number, for example 15,000 or 2–3 tonnes.",
                ),
            ),
            Note::TextTooLong => alone(
                "Teksnya lebih dari 100.000 karakter; singkatkan dulu.",
                "The text has more than 100,000 characters; shorten it first.",
            ),
            Note::DigitsLost => (
                fixed(
                    "Sebagian angkanya hilang atau berubah (misalnya ditulis 8,12E+11).",
                    "Some digits are lost or changed (written like 8.12E+11, for instance).",
                ),
                fixed(
                    "Jadikan kolomnya Teks di Excel, lalu ketik lagi nomornya.",
                    "Make the column Text in Excel and type the number again.",
                ),
            ),
            Note::TooFine => (
                fixed(
                    "Angkanya lebih halus daripada mata uangnya, atau terlalu besar.",
                    "The number is finer than its currency, or too large.",
                ),
                fixed("Bulatkan, atau betulkan mata uangnya.", "Round it, or correct the currency."),
            ),
            Note::NotADate => (
                fixed("Ini bukan tanggal.", "This is no date."),
                fixed("Tulis sebagai 2023, 2023-07, atau 17/07/2023.", "Write it as 2023, 2023-07 or 17/07/2023."),
            ),
            Note::SeveralSources => (
                fixed(
                    "Ada beberapa alamat dalam satu sumber; selnya tidak diambil.",
                    "There are several addresses in one source; the cell is not taken.",
                ),
                fixed(
                    "Tulis satu sumber per baris, atau pisahkan dengan titik koma.",
                    "Write one source a line, or put semicolons between them.",
                ),
            ),
            Note::TooManyParts => (
                fixed(
                    "Satu baris di sini punya terlalu banyak bagian (|); selnya tidak diambil.",
                    "A line has too many parts here (|); the cell is not taken.",
                ),
                fixed("Tulis satu per baris.", "Write one a line."),
            ),
            Note::DateAhead { date: iso } => {
                let day = date(lang, iso);
                (
                    say!(
                        lang,
                        "{day} belum tiba; tanggalnya tidak diambil.",
                        "{day} is still to come; the date is not taken."
                    ),
                    fixed("Periksa tahunnya.", "Check the year."),
                )
            }
            Note::NotAWord { known } => (
                fixed("Kata ini tidak dikenal di kolom ini.", "This word is not known in this column."),
                say!(lang, "Yang dikenal: {known}.", "Known words: {known}."),
            ),
            Note::EnglishStays => {
                alone("Teks Inggrisnya masih yang lama; periksa.", "The English text is still the old one; check it.")
            }
            Note::SecondIsEnglish { english } => (
                say!(lang, "“{english}” dibaca sebagai nama Inggrisnya.", "“{english}” is read as its English name."),
                fixed("Nama lain ditulis di baris sendiri.", "Write another name on a line of its own."),
            ),
            Note::NotAnEmail => (
                fixed("Ini bukan alamat e-mail.", "This is no e-mail address."),
                fixed("Tulis seperti nama@contoh.id.", "Write it like name@example.com."),
            ),
            Note::OtherCellSays { said } => (
                say!(lang, "Sel lain di baris ini berisi “{said}”.", "Another cell of this row says “{said}”."),
                fixed("Samakan keduanya.", "Make them the same."),
            ),
            Note::NotWhichOne => (
                fixed(
                    "Ini tidak menyebut yang mana, jadi tidak diambil.",
                    "It does not say which one, and is not taken.",
                ),
                fixed("Tulis namanya.", "Write the name."),
            ),
            Note::NotAPhone => (
                fixed("Ini bukan nomor telepon.", "This is not a telephone number."),
                fixed("Tulis seperti 0812-3456-7890.", "Write it like 0812-3456-7890."),
            ),
            Note::OtherRowSays { at, said } => {
                let place = sheets.address(at, lang);
                (
                    say!(
                        lang,
                        "Untuk produsen yang sama, {place} berisi “{said}”.",
                        "For the same producer, {place} says “{said}”."
                    ),
                    fixed("Samakan keduanya.", "Make them the same."),
                )
            }
            Note::IdentityNumber => (
                fixed(
                    "Ada 16 angka seperti NIK; selnya tidak diambil.",
                    "There are 16 digits like an identity-card number; the cell is not taken.",
                ),
                fixed("Hapus nomor KTP dari sel itu.", "Remove the number from the cell."),
            ),
            Note::FormulaFault { fault } => (
                say!(lang, "Rumusnya gagal ({fault}).", "Its formula failed ({fault})."),
                fixed("Betulkan di Excel, simpan, lalu impor lagi.", "Correct it in Excel, save, and import again."),
            ),
            Note::Uncalculated => (
                fixed("Rumus ini belum dihitung di filenya.", "The file does not carry this formula's result."),
                fixed("Buka di Excel, simpan, lalu impor lagi.", "Open it in Excel, save, and import again."),
            ),
            Note::UnknownProducer { id } => (
                say!(
                    lang,
                    "Produsen “{id}” tidak ada di katalog ini.",
                    "There is no producer “{id}” in this catalogue."
                ),
                fixed("Isi nama produsennya.", "Fill in the producer's name."),
            ),
            Note::NotAnId => (
                fixed(
                    "Id hanya boleh berisi huruf kecil, angka, dan tanda hubung.",
                    "An id is made of small letters, digits and hyphens.",
                ),
                match sheets.kind {
                    FileKind::Json => fixed("Beri id yang seperti itu.", "Give it such an id."),
                    _ => fixed("Kosongkan selnya; id dibuat sendiri.", "Leave the cell empty; an id is made."),
                },
            ),
            Note::NoId => (
                fixed("Data ini tidak punya “id”.", "The record has no “id”."),
                fixed(
                    "Isi “id” seperti di hasil `etalase export x.json`, atau impor daftarnya sebagai .xlsx atau .csv.",
                    "Give it an “id” as `etalase export x.json` writes it, or import the list as .xlsx or .csv.",
                ),
            ),
            Note::SameId { id, at } => {
                let place = sheets.address(at, lang);
                (
                    say!(lang, "Id “{id}” sudah dipakai di {place}.", "The id “{id}” stands in {place} already."),
                    fixed("Beri id yang lain, atau hapus salah satu.", "Give it another id, or remove one of them."),
                )
            }
            Note::UnknownField => (
                fixed("Tidak ada isian bernama ini.", "No field has this name."),
                fixed(
                    "Pakai nama isian seperti di hasil `etalase export x.json`.",
                    "Use the names of fields that `etalase export x.json` writes.",
                ),
            ),
            Note::WrongForm { form } => (
                fixed("Bentuk isinya bukan seperti isian ini.", "It is not written as this field is."),
                say!(lang, "Tulis seperti {form}.", "Write it like {form}."),
            ),
            Note::UnknownCurrency => (
                fixed("Mata uangnya tidak ada atau tidak dikenal.", "The currency is missing or not known."),
                fixed("Tulis kodenya, misalnya IDR.", "Write its code, such as IDR."),
            ),
            Note::NotAboveZero => (
                fixed("Harga harus lebih dari 0.", "A price must be above 0."),
                fixed("Betulkan angkanya.", "Correct the number."),
            ),
            Note::RangeReversed => (
                fixed(
                    "Angkanya kurang dari 0, atau yang pertama lebih besar dari yang kedua.",
                    "The number is below 0, or the first one is larger than the second.",
                ),
                fixed("Betulkan angkanya.", "Correct the numbers."),
            ),
            Note::SaysNone => alone(
                "Dianggap belum ada; yang tersimpan tidak diubah. Tulis (hapus) untuk menghapus.",
                "Taken as none; what is stored stays. Write (delete) to remove it.",
            ),
            Note::NoPrice => alone("Tidak ada harga untuk keterangan ini.", "There is no price for it."),
            Note::PriceHasUnit => {
                alone("Harganya sudah menyebut satuannya sendiri.", "The price says its own unit already.")
            }
            Note::NoCapacity => alone("Tidak ada kapasitas untuk keterangan ini.", "There is no capacity for it."),
            Note::NoProducer => alone("Tidak ada produsen untuk keterangan ini.", "There is no producer for it."),
            Note::NotAPhotoFile => alone("Ini bukan nama file foto.", "This is no photo's file name."),
            Note::PhotoLink => (
                fixed("Foto di internet tidak diambil.", "Photos on the internet are not fetched."),
                fixed(
                    "Unduh, taruh di samping file ini, lalu tulis nama filenya.",
                    "Download it, put it beside this file, and write its file name.",
                ),
            ),
            Note::LeftOutByAnswer => alone("Dilewati.", "Left out."),
            Note::NoName => (
                fixed("Tidak ada nama produk di baris ini.", "The row has no product name."),
                fixed("Isi nama produknya.", "Fill in the name."),
            ),
            Note::SameAsRow { at } => {
                let place = sheets.address(at, lang);
                (
                    say!(lang, "Produk yang sama sudah ada di {place}.", "The same product stands in {place}."),
                    fixed(
                        "Hapus salah satu, atau beri nama lain dan kosongkan nomornya, kalau ada.",
                        "Remove one of them, or give it another name and empty its number, if it has one.",
                    ),
                )
            }
            Note::SeveralOfThisName => (
                fixed("Ada beberapa produk bernama ini.", "There are several products of this name."),
                fixed("Isi kolom id atau produsen.", "Fill in the column id or producer."),
            ),
            Note::WaitsForAnswer => alone("Menunggu jawaban.", "Waits for an answer."),
            Note::NotAProduct => alone(
                "Bukan baris produk (subjudul, jumlah, catatan, atau tanda tangan).",
                "No product's row (a sub-heading, a total, a remark or a signature).",
            ),
            Note::IdentityColumn { heading } => (
                say!(
                    lang,
                    "Kolom “{heading}” berisi nomor KTP dan tidak diambil.",
                    "The column “{heading}” holds identity-card numbers and is not taken."
                ),
                fixed(
                    "Tidak perlu berbuat apa-apa: NIK tidak boleh disimpan di katalog.",
                    "Nothing to do: such numbers must not be kept here.",
                ),
            ),
            Note::UnknownColumn { heading } => (
                say!(
                    lang,
                    "Kolom “{heading}” tidak dikenal dan dilewati.",
                    "The column “{heading}” is not known and left out."
                ),
                fixed("Pilih artinya, kalau perlu.", "Choose what it means, if it matters."),
            ),
            Note::NumbersLeftOut { heading } => (
                say!(
                    lang,
                    "Nomor di kolom “{heading}” tidak diambil.",
                    "The numbers in the column “{heading}” are not taken."
                ),
                fixed(
                    "Kalau itu nomor produk, beri judul “Kode Produk”.",
                    "If they are the products' numbers, call the column “Product ID”.",
                ),
            ),
            Note::EmptyStays { count } => (
                say!(
                    lang,
                    "{count} isian kosong di file ini padahal ada di katalog; yang di katalog tetap.",
                    "Fields empty in this file and not in the catalogue: {count}; what is stored stays."
                ),
                fixed("Tulis (hapus) atau null untuk mengosongkannya.", "Write (delete) or null to empty them."),
            ),
            Note::CategoriesMade { names } => {
                (say!(lang, "Kategori baru: “{names}”.", "New categories: “{names}”."), String::new())
            }
            Note::HeadingRest { heading, rest } => (
                say!(
                    lang,
                    "“{rest}” di judul kolom “{heading}” tidak diambil.",
                    "“{rest}” in the heading “{heading}” is not taken."
                ),
                fixed(
                    "Kalau penting, tulis di kolom catatan_harga.",
                    "If it matters, write it in the column price_note.",
                ),
            ),
            Note::SheetNotUsed { name } => (
                say!(
                    lang,
                    "Lembar “{name}” dilewati: tidak ada judul kolom “nama”.",
                    "The sheet “{name}” is left out: it has no column “name”."
                ),
                String::new(),
            ),
            Note::HiddenSheet { name } => (
                say!(
                    lang,
                    "Lembar “{name}” disembunyikan di filenya, jadi dilewati.",
                    "The sheet “{name}” is hidden in the file, so it is left out."
                ),
                fixed("Centang Baca lembar ini, kalau perlu.", "Tick Read this sheet, if it matters."),
            ),
            Note::SheetLeftOut { name } => {
                (say!(lang, "Lembar “{name}” tidak dibaca.", "The sheet “{name}” is not read."), String::new())
            }
        }
    }
}
