//! What is said of a file that was not as it should be.

use super::super::sheets::{FileFault, column_name};
use crate::say;
use crate::text::Lang;

/// What is said of the file as a whole.
pub(super) fn file_fault(fault: &FileFault, lang: Lang) -> (String, String) {
    let fixed = |id: &str, en: &str| lang.pick(id, en).to_owned();
    match fault {
        FileFault::UnclosedQuote { line } => {
            let line = line + 1;
            (
                say!(
                    lang,
                    "Tanda kutip yang dibuka di baris {line} tidak ditutup; dianggap huruf biasa.",
                    "The quotation mark that opens in line {line} never closes; it is read as an ordinary character."
                ),
                fixed("Periksa baris itu.", "See to that line."),
            )
        }
        FileFault::BareQuotes { line } => {
            let line = line + 1;
            (
                say!(
                    lang,
                    "Ada tanda kutip di dalam teks (baris {line} dan mungkin lainnya); dipertahankan.",
                    "There are quotation marks inside texts (line {line} and perhaps others); they are kept."
                ),
                String::new(),
            )
        }
        FileFault::CutOff => (
            fixed("Filenya terpotong di tengah huruf terakhir.", "The file breaks off inside its last letter."),
            fixed("Periksa baris terakhir, atau salin ulang filenya.", "Check the last row, or copy the file again."),
        ),
        FileFault::Undecodable { count } => (
            say!(
                lang,
                "{count} huruf tidak terbaca (tampil sebagai �).",
                "Letters that cannot be read (shown as �): {count}."
            ),
            fixed("Pilih pengodean lain, atau betulkan di asalnya.", "Choose another encoding, or correct the source."),
        ),
        FileFault::EncodedTwice { count } => (
            say!(
                lang,
                "{count} huruf rusak di filenya sendiri (Ã©, â€“), dan diambil seperti itu.",
                "Letters damaged in the file itself (Ã©, â€“), and taken like that: {count}."
            ),
            fixed("Simpan ulang dari asalnya sebagai UTF-8.", "Save it again from its source as UTF-8."),
        ),
        FileFault::Nul { count } => (
            say!(lang, "{count} byte kosong (NUL) dibuang.", "Zero bytes (NUL) left out: {count}."),
            fixed("Periksa isi di sekitarnya.", "Check what is around them."),
        ),
        FileFault::SheetLost { name } => (
            say!(
                lang,
                "Lembar “{name}” tidak bisa dibaca, jadi dilewati.",
                "The sheet “{name}” cannot be read and is left out."
            ),
            fixed("Buka di Excel dan simpan lagi, kalau perlu.", "Open it in Excel and save it again, if it matters."),
        ),
        FileFault::HiddenCells { count } => (
            say!(
                lang,
                "{count} sel disembunyikan lewat format angkanya (;;;), jadi dilewati.",
                "Cells hidden by their number format (;;;) and left out: {count}."
            ),
            fixed("Ubah format selnya di Excel, kalau perlu.", "Change their format in Excel, if they matter."),
        ),
        FileFault::ListsPeople { sheet } => {
            let of_sheet = if sheet.is_empty() { String::new() } else { format!(" ({sheet})") };
            (
                say!(
                    lang,
                    "Daftar ini tampak seperti daftar orang atau produsen, bukan produk{of_sheet}.",
                    "This looks like a list of people or producers, not of products{of_sheet}."
                ),
                fixed(
                    "Periksa namanya; kalau memang orang, jadikan kolomnya Produsen.",
                    "See to the names; if they are people, make that column Producer.",
                ),
            )
        }
        FileFault::OtherTable { row } => {
            let row = row + 1;
            (
                say!(
                    lang,
                    "Di baris {row} mulai tabel lain dengan judul kolom lain; isinya tidak diambil.",
                    "Another table with other headings begins in row {row}; what it holds is not taken."
                ),
                fixed("Pindahkan tabel itu ke lembar sendiri.", "Move that table to a sheet of its own."),
            )
        }
        FileFault::UnseenCells { count } => (
            say!(
                lang,
                "{count} sel bertulisan sewarna latarnya (putih di atas putih); isinya tetap dibaca.",
                "Cells written in the colour behind them (white on white), read anyway: {count}."
            ),
            fixed("Hapus isinya di Excel, kalau tidak perlu.", "Empty them in Excel, if they are not meant."),
        ),
        FileFault::StruckCells { count } => (
            say!(
                lang,
                "{count} sel dicoret (bergaris di tengah huruf), seluruhnya atau sebagian; isinya tetap dibaca.",
                "Cells struck through, all or in part, read anyway: {count}."
            ),
            fixed("Hapus di Excel yang sudah tidak berlaku.", "Delete in Excel what no longer holds."),
        ),
        FileFault::Comments { count } => (
            say!(lang, "{count} komentar pada sel tidak diambil.", "Comments on cells, not taken: {count}."),
            fixed("Tulis di sel, kalau perlu.", "Write them in cells, if they matter."),
        ),
        FileFault::Links { count } => (
            say!(
                lang,
                "{count} tautan berbeda dari tulisan di selnya; yang diambil hanya tulisannya.",
                "Links that lead to something their cells do not say: {count}; only the text is taken."
            ),
            fixed("Tulis alamatnya di sel, kalau perlu.", "Write the address in the cell, if it matters."),
        ),
        FileFault::BrokenLine { line } => {
            let line = line + 1;
            (
                say!(
                    lang,
                    "Baris {line} dan baris di bawahnya tampak seperti satu baris yang terputus.",
                    "Line {line} and the one below look like one line that was broken in two."
                ),
                fixed(
                    "Gabungkan keduanya di filenya, lalu impor lagi.",
                    "Join the two in the file and import it again.",
                ),
            )
        }
        FileFault::PicturesAltered { count } => (
            say!(
                lang,
                "{count} gambar dipotong atau dicerminkan di lembarnya; fotonya diambil utuh.",
                "Pictures cropped or mirrored on the sheet: {count}; the photos are taken whole."
            ),
            fixed("Potong fotonya lagi di sini, kalau perlu.", "Crop the photos here again, if it matters."),
        ),
        FileFault::StrayPictures { count } => (
            say!(
                lang,
                "{count} gambar tidak terletak di baris produk, jadi tidak diambil.",
                "Pictures that do not lie on the row of a product, left out: {count}."
            ),
            fixed(
                "Geser ke baris produknya, kalau itu fotonya.",
                "Move them to the row of their product, if they show it.",
            ),
        ),
        FileFault::PicturesWithoutList { sheet, count } => {
            let (s, count) = (crate::text::s(*count), crate::text::count(lang, *count));
            (
                say!(
                    lang,
                    "Lembar “{sheet}” tidak berisi daftar; {count} gambar di situ tidak diambil.",
                    "The sheet “{sheet}” has no list; what it shows ({count} picture{s}) is not taken."
                ),
                fixed(
                    "Letakkan di baris produknya, kalau itu fotonya.",
                    "Put it on the row of its product, if it shows one.",
                ),
            )
        }
        FileFault::OtherPictures { heading, count } => (
            say!(
                lang,
                "{count} gambar di kolom “{heading}” bukan foto produk, jadi tidak diambil.",
                "Pictures in the column “{heading}” are none of the product and are left out: {count}."
            ),
            fixed(
                "Pindahkan ke kolom foto produk, kalau memang fotonya.",
                "Move them to a column for the product's photos, if they show it.",
            ),
        ),
        FileFault::SeveralInOne => (
            fixed("Sel ini menyebut beberapa produk.", "This cell names several products."),
            fixed("Tulis satu produk per baris.", "Write one product a row."),
        ),
        FileFault::SheetOfVillage { sheet, is_taken: true } => (
            say!(
                lang,
                "Nama lembar “{sheet}” dibaca sebagai desa asalnya, yang sudah ada di katalog.",
                "The sheet's name “{sheet}” is read as the village of origin, which the catalogue has."
            ),
            fixed("Kalau bukan, tambahkan kolom desa.", "If it is not, add a column for the village."),
        ),
        FileFault::SheetOfVillage { sheet, .. } => (
            say!(
                lang,
                "Ada desa bernama “{sheet}”, seperti lembar ini; belum tentu itu asalnya, jadi tidak diambil.",
                "There is a village called “{sheet}”, as this sheet is; it may not be the origin and is not taken."
            ),
            fixed(
                "Tambahkan kolom desa dan kecamatan, kalau benar.",
                "If it is, add columns for village and district.",
            ),
        ),
        FileFault::IdsCountRows { heading } => (
            say!(
                lang,
                "Kolom “{heading}” hanya nomor urut (1, 2, 3, …); tidak dipakai sebagai nomor produk.",
                "The column “{heading}” only counts the rows (1, 2, 3, …); it is not used as the products' id."
            ),
            String::new(),
        ),
        FileFault::LineOfBusiness { heading } => (
            say!(
                lang,
                "Kolom “{heading}” dibaca sebagai kategori produk.",
                "The column “{heading}” is read as the products' category."
            ),
            fixed("Kalau isinya tentang usahanya, lewati kolomnya.", "If it is about the business, leave it out."),
        ),
        FileFault::ParcelWeight { heading } => (
            say!(
                lang,
                "Kolom “{heading}” di toko daring biasanya berat paketnya; di sini dibaca sebagai isi bersih.",
                "In a shop the column “{heading}” is mostly the weight of the parcel; here it is read as net content."
            ),
            fixed("Kalau begitu, lewati kolomnya.", "If it is, leave the column out."),
        ),
        FileFault::TextBoxes { said } => (
            say!(
                lang,
                "Kotak teks di atas lembarnya berisi “{said}”; tidak diambil.",
                "A text box on the sheet says “{said}”; it is not taken."
            ),
            fixed("Tulis di sel, kalau perlu.", "Write it in cells, if it matters."),
        ),
        FileFault::SaidAbove { said } => (
            say!(
                lang,
                "Di atas judul kolom tertulis “{said}”; tidak diambil.",
                "Above the headings stands “{said}”; it is not taken."
            ),
            fixed("Tulis di kolom sendiri pada setiap baris.", "Write it in columns of its own, in each row."),
        ),
        FileFault::OnItsSide { sheet } => {
            let of_sheet = if sheet.is_empty() { String::new() } else { format!(" ({sheet})") };
            (
                say!(
                    lang,
                    "Judulnya berderet ke bawah, bukan ke samping{of_sheet}; tabel ini tidak dibaca.",
                    "The headings stand one below the other, not side by side{of_sheet}; this table is not read."
                ),
                fixed(
                    "Putar tabelnya (salin, Tempel Khusus, Transpos): satu produk per baris.",
                    "Turn the table (copy, Paste Special, Transpose): one product a row.",
                ),
            )
        }
        FileFault::MoreCells { row, count } => {
            let row = row + 1;
            (
                say!(
                    lang,
                    "{count} baris punya lebih banyak sel daripada judul (pertama baris {row}); isinya mungkin bergeser.",
                    "Rows with more cells than there are headings: {count}, the first row {row}; they may be shifted."
                ),
                fixed(
                    "Periksa koma di dalam angka atau teks; beri tanda kutip.",
                    "Look for commas in numbers or texts and put those in quotation marks.",
                ),
            )
        }
        FileFault::OnlyNames { row, count } => {
            let row = row + 1;
            (
                say!(
                    lang,
                    "{count} baris hanya berisi nama, yang pertama baris {row}; tetap diambil sebagai produk.",
                    "Rows with a name and nothing else, taken as products: {count}, the first row {row}."
                ),
                fixed("Lewati barisnya, kalau itu subjudul.", "Leave them out if they are sub-headings."),
            )
        }
        FileFault::LooksMerged { row, count } => {
            let row = row + 1;
            (
                say!(
                    lang,
                    "{count} baris mulai baris {row} tidak menyebut produsen, di bawah baris yang menyebutnya; produsennya tetap kosong.",
                    "Rows that name no maker below one that does: {count}, the first row {row}; the maker stays empty."
                ),
                fixed(
                    "Kalau produsennya sama, tulis di setiap baris.",
                    "If it is the same maker, write it in each row.",
                ),
            )
        }
        FileFault::SideBySide { column } => {
            let column = column_name(*column);
            (
                say!(
                    lang,
                    "Kolom {column} kosong di antara dua tabel; keduanya dibaca sebagai satu baris.",
                    "Column {column} is empty between two tables; they are read as one row."
                ),
                fixed(
                    "Kalau itu dua tabel, pindahkan salah satunya ke lembar sendiri.",
                    "If they are two tables, move one to a sheet of its own.",
                ),
            )
        }
        FileFault::SheetOfMaker { sheet } => (
            say!(
                lang,
                "Nama lembar “{sheet}” tampak seperti nama produsen; produsennya tidak diambil dari situ.",
                "The sheet's name “{sheet}” looks like a maker; the maker is not taken from it."
            ),
            fixed("Tambahkan kolom produsen.", "Add a column for the producer."),
        ),
        FileFault::MoreColumns { sheet } => (
            say!(
                lang,
                "Lembar “{sheet}” terlalu lebar; kolom paling kanan tidak dibaca.",
                "The sheet “{sheet}” is too wide; its rightmost columns are not read."
            ),
            String::new(),
        ),
        FileFault::Macros => (
            fixed("File ini berisi makro; makronya tidak dijalankan.", "The file has macros; they are not run."),
            String::new(),
        ),
        FileFault::PicturesLost { count } => (
            say!(
                lang,
                "{count} gambar di file ini tidak bisa diambil.",
                "Pictures of this file that cannot be taken: {count}."
            ),
            fixed(
                "Taruh fotonya di samping file ini dan tulis namanya.",
                "Put the photos beside this file and write their names.",
            ),
        ),
    }
}
