//! What help says, in both languages. Keys stand as `{Search}`: their names in the one table of shortcuts.

use crate::ui::app::command::{BrowseCommand, Command, HelpCommand, ImportCommand, Overlay, Screen};

/// Indonesian and English.
pub(super) type Both = (&'static str, &'static str);

/// Leads to a place in the window.
pub(super) type Way = fn() -> Vec<Command>;

/// What stands under the text of a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Appendix {
    Nothing,
    Keys,
    /// Version, licences, and where the open catalogue lies.
    Program,
}

/// One subject of help.
pub(super) struct Topic {
    /// The screens on which help opens here.
    pub(super) screens: &'static [Screen],
    pub(super) title: Both,
    pub(super) text: &'static [Both],
    /// Where it can be done.
    pub(super) way: Option<(Both, Way)>,
    pub(super) appendix: Appendix,
}

const PLAIN: Topic = Topic { screens: &[], title: ("", ""), text: &[], way: None, appendix: Appendix::Nothing };

pub(super) static TOPICS: [Topic; 16] = [
    Topic {
        title: ("Mulai dari sini", "Start here"),
        text: &[
            (
                "Etalase Desa menyimpan produk desa, fotonya, dan produsennya dalam satu katalog. Semuanya berjalan tanpa internet.",
                "Etalase Desa keeps village products, their photos and their producers in one catalogue. Everything works without internet.",
            ),
            (
                "Katalog contoh boleh dicoba sesuka Anda. Perubahan pertama membuat Katalog saya di folder dokumen Anda; contohnya sendiri tidak pernah diubah.",
                "Try anything you like on the sample catalogue. Your first change makes My catalogue in your documents folder; the sample itself is never changed.",
            ),
            (
                "Katalog Anda sendiri dimulai dengan Lainnya › Katalog baru, lalu diisi produk demi produk atau dengan mengimpor daftar Excel.",
                "A catalogue of your own begins with More › New catalogue. Then fill it in product by product, or import an Excel list.",
            ),
        ],
        way: Some((("Tampilkan langkah pertama", "Show the first steps"), || vec![HelpCommand::ShowStep(0).into()])),
        ..PLAIN
    },
    Topic {
        screens: &[Screen::Browse],
        title: ("Mencari produk", "Finding products"),
        text: &[
            (
                "Tekan {Search}, lalu ketik nama produk, desa, produsen, atau bahan, dalam bahasa Indonesia atau Inggris. Salah ketik kecil tidak apa-apa. Enter membuka hasil pertama, ↓ masuk ke hasilnya.",
                "Press {Search}, then type a product, a village, a producer or an ingredient, in Indonesian or English. A small slip does no harm. Enter opens the first result, ↓ goes into the results.",
            ),
            (
                "Saringan di kiri mempersempit menurut asal daerah, kategori, izin, harga, dan status. Peta asal menunjukkan letak produk; klik titiknya untuk memilih kabupaten atau kotanya.",
                "The filters on the left narrow things down by origin, category, permits, price and status. The map of origins shows where products come from; click a dot to choose its regency or city.",
            ),
            (
                "Saringan yang sedang dipakai berjajar di atas produk dan bisa dilepas satu per satu.",
                "The filters in use stand above the products and can be taken off one by one.",
            ),
        ],
        way: Some((("Ke kotak pencarian", "To the search box"), || {
            vec![Command::Go(Screen::Browse), BrowseCommand::FocusSearch.into()]
        })),
        ..PLAIN
    },
    Topic {
        title: ("Daftar pilihan pembeli", "A buyer's list"),
        text: &[
            (
                "Tekan + pada kartu produk yang diminati pembeli, atau {AddToShortlist} saat produknya terbuka. {Shortlist} menampilkan daftarnya.",
                "Press + on the cards of the products that a buyer wants, or {AddToShortlist} while a product is open. {Shortlist} shows the list.",
            ),
            (
                "Isi nama pembeli dan lembaganya, atur urutannya, lalu tekan Cetak untuk pembeli ini. Salin untuk WhatsApp menyiapkan teks yang tinggal ditempel.",
                "Fill in the buyer's name and organisation, put the products in order, then press Print for this buyer. Copy for WhatsApp prepares a text that only has to be pasted.",
            ),
            (
                "Pembeli baru memulai daftar kosong, dan daftar sebelumnya bisa dikembalikan. Daftarnya masih ada saat program dibuka lagi.",
                "New buyer begins an empty list, and the one before can be brought back. The list is still there when the program is opened again.",
            ),
        ],
        ..PLAIN
    },
    Topic {
        screens: &[Screen::Brochure],
        title: ("Brosur dan cetak", "Brochures and printing"),
        text: &[
            (
                "{Print} membuka layar Brosur dengan produk yang sedang tampil, atau dengan daftar pembeli bila daftar itu terbuka. Halaman di layar sama dengan hasil cetaknya.",
                "{Print} opens the Brochure screen with the products that are shown, or with the buyer's list while that is open. The pages on the screen are the pages that print.",
            ),
            (
                "Di kiri dipilih bentuk, kertas, dan bahasanya. WhatsApp membuat file kecil, Kantor menjaga tepi kertas untuk printer biasa, Percetakan menambah lebihan potong dan tanda potong.",
                "Choose layout, paper and language on the left. WhatsApp makes small files, Office keeps to what an ordinary printer can print, Print shop adds bleed and crop marks.",
            ),
            (
                "Di kanan tertulis apa yang perlu diperiksa; setiap temuan menuju produknya. Harga yang sudah tiga tahun tidak dicetak, kecuali diminta di Lanjutan.",
                "What to check stands on the right; each finding leads to its product. Prices older than three years are not printed unless you ask for them under Advanced.",
            ),
            (
                "File tersimpan di folder dokumen Anda, di Etalase Desa › Brosur. File lama tidak pernah ditimpa; yang terakhir dibuka lagi dari Lainnya.",
                "Files are kept in your documents folder, in Etalase Desa › Brosur. No file is ever written over; the last one is opened again from More.",
            ),
        ],
        way: Some((("Ke layar Brosur", "To the Brochure screen"), || vec![Command::Go(Screen::Brochure)])),
        ..PLAIN
    },
    Topic {
        title: ("Mengubah produk", "Editing a product"),
        text: &[
            (
                "Pilih produk lalu tekan {Edit}, atau {New} untuk produk baru. Bahasa Indonesia dan Inggris berdampingan; yang belum diketahui dibiarkan kosong.",
                "Choose a product and press {Edit}, or {New} for a new one. Indonesian and English stand side by side; leave empty what is not known.",
            ),
            (
                "Tanggal dan angka diketik seperti biasa: November 2026, 8 Mei 2025, 15rb, 1,5 juta. Di bawahnya tertulis bagaimana itu dibaca.",
                "Dates and numbers are typed as people write them: November 2026, 8 May 2025, 15rb, 1.5 juta. Below stands how they were read.",
            ),
            (
                "Produk berstatus Draf belum ikut dicetak; Siap berarti boleh dilihat pembeli. {Delete} menghapus produk, dan itu bisa diurungkan.",
                "A product marked Draft is not printed yet; Ready means that buyers may see it. {Delete} deletes the product, and that can be undone.",
            ),
            (
                "Kunci di kiri bawah menutup semua perubahan selama pameran.",
                "Lock at the lower left shuts off all editing during an exhibition.",
            ),
        ],
        ..PLAIN
    },
    Topic {
        title: ("Tabel dan ubah sekaligus", "Table and bulk changes"),
        text: &[
            (
                "Tabel di atas produk menampilkan semuanya dalam baris: ketik langsung di selnya, pilih kolomnya, salin dan tempel dari atau ke Excel.",
                "Table above the products shows them as rows: type into the cells, choose the columns, copy and paste from and to Excel.",
            ),
            (
                "Centang beberapa baris, lalu Ubah yang dipilih: hanya isian yang dicentang yang ditulis. {Replace} mencari dan mengganti kata.",
                "Tick some rows, then Edit selected: only the fields that are ticked are written. {Replace} finds and replaces words.",
            ),
            (
                "Perubahan pada banyak produk diperlihatkan dulu isian demi isian, dan diurungkan sebagai satu langkah.",
                "A change to many products is shown field by field first, and is undone as one step.",
            ),
        ],
        way: Some((("Buka tabel", "Open the table"), || {
            vec![Command::Go(Screen::Browse), BrowseCommand::SetTable(true).into()]
        })),
        ..PLAIN
    },
    Topic {
        screens: &[Screen::Tray],
        title: ("Foto", "Photos"),
        text: &[
            (
                "Seret foto ke produk yang terbuka, atau tempel gambar dari papan klip. JPEG, PNG, WebP, dan HEIC terbaca; lokasi dan data pribadi dibuang dari salinan yang disimpan.",
                "Drop a photo on an open product, or paste a picture from the clipboard. JPEG, PNG, WebP and HEIC are read; location and private data are removed from the stored copy.",
            ),
            (
                "Banyak foto sekaligus masuk ke Baki foto, berkelompok menurut waktu pengambilannya: pilih beberapa, ketik produknya, Enter, lanjut ke berikutnya.",
                "Many photos at once go to the photo tray, grouped by the time they were taken: choose some, type their product, Enter, and on to the next.",
            ),
            (
                "Potong dan titik fokus mengatur bagian yang tampil tanpa mengubah gambarnya. Di Lainnya, foto yang dipindah ditemukan lagi dari isinya, dan foto yang tidak dipakai bisa dibuang.",
                "Crop and focus point set which part is shown without changing the picture. Under More, photos that were moved are found again by their content, and unused ones can be cleared away.",
            ),
        ],
        way: Some((("Ke baki foto", "To the photo tray"), || vec![Command::Go(Screen::Tray)])),
        ..PLAIN
    },
    Topic {
        screens: &[Screen::Review],
        title: ("Impor dan ekspor Excel", "Excel import and export"),
        text: &[
            (
                "Seret daftar Excel, LibreOffice, atau CSV ke jendela ini, atau pilih Lainnya › Impor dari Excel. Judul di atas tabel, sel gabungan, dan tulisan seperti 15rb dimengerti.",
                "Drop an Excel, LibreOffice or CSV list on this window, or choose More › Import from Excel. Titles above the table, merged cells and spellings such as 15rb are understood.",
            ),
            (
                "Setiap baris diperlihatkan dulu, dengan alamat selnya: baru, berubah, sama, atau ditolak. Yang tidak jelas ditanyakan. Belum ada yang berubah sebelum diterapkan, dan semuanya diurungkan sebagai satu langkah.",
                "Every row is shown first, with the address of its cells: new, changed, the same or refused. What is not clear is asked. Nothing changes until it is applied, and all of it is undone as one step.",
            ),
            (
                "Ekspor ke Excel membuat daftar yang bisa diisi orang lain lalu diimpor kembali; templat kosong ada di sana juga.",
                "Export to Excel makes a list that others can fill in and that is imported again; an empty template is there, too.",
            ),
        ],
        way: Some((("Impor dari Excel…", "Import from Excel…"), || vec![ImportCommand::PickFile.into()])),
        ..PLAIN
    },
    Topic {
        screens: &[Screen::Producers],
        title: ("Produsen dan kontak", "Producers and contacts"),
        text: &[
            (
                "Layar Produsen mengumpulkan semua produk satu produsen dan kontaknya, dan menyiapkan teks WhatsApp yang meminta tepat apa yang masih kurang.",
                "The Producers screen gathers all products of one producer with its contacts, and prepares a WhatsApp text that asks for exactly what is missing.",
            ),
            (
                "Bila produsen belum punya kontak, kontak stan yang dicetak. Isi di Pengaturan › Kontak di stan.",
                "Where a producer has no contact, the booth's is printed. Fill it in under Settings › Contact at the booth.",
            ),
        ],
        way: Some((("Ke layar Produsen", "To the Producers screen"), || vec![Command::Go(Screen::Producers)])),
        ..PLAIN
    },
    Topic {
        screens: &[Screen::Problems, Screen::Completeness, Screen::Compare],
        title: ("Masalah dan kelengkapan", "Problems and completeness"),
        text: &[
            (
                "Layar Masalah memuat semua yang perlu diperiksa; klik untuk langsung ke isiannya. Dua catatan yang mungkin sama bisa dibandingkan dan digabungkan.",
                "The Problems screen lists everything to check; click to go straight to the field. Two records that may be one can be compared and merged.",
            ),
            (
                "Kelengkapan menghitung apa yang masih kurang per daerah dan per produsen, dan membuat daftar tugas sebagai Excel atau PDF.",
                "Completeness counts what is missing by region and by producer, and makes a to-do list as Excel or PDF.",
            ),
        ],
        way: Some((("Ke layar Masalah", "To the Problems screen"), || vec![Command::Go(Screen::Problems)])),
        ..PLAIN
    },
    Topic {
        title: ("Tayangan di layar kedua", "Slides on a second screen"),
        text: &[
            (
                "{Present} menayangkan produk di layar kedua sementara jendela ini tetap dipakai. Di Windows, tekan Win+P lalu Perluas agar layar kedua terpakai.",
                "{Present} shows products on the second screen while this window goes on working. On Windows, press Win+P and then Extend to use the second screen.",
            ),
            (
                "Sentuhan, klik, atau Enter membuka produknya; nomor telepon disamarkan sampai diminta. Yang ditandai pengunjung bisa diambil ke daftar pembeli.",
                "A touch, a click or Enter opens a product; telephone numbers stay masked until somebody asks. What visitors mark can be taken to the buyer's list.",
            ),
            (
                "Tahan Esc dua detik untuk keluar. Setelah listrik padam, tayangan kembali sendiri.",
                "Hold Esc for two seconds to leave. After a power cut the slides come back by themselves.",
            ),
        ],
        way: Some((("Tayangkan…", "Present…"), || vec![Command::Show(Overlay::Present)])),
        ..PLAIN
    },
    Topic {
        screens: &[Screen::History, Screen::Proposal],
        title: ("Simpan, urungkan, riwayat", "Saving, undo, history"),
        text: &[
            (
                "Semuanya tersimpan sendiri sesaat setelah perubahan terakhir; baris di bawah judul mengatakannya. {Save} menyimpan sekarang dan mempertahankan versi itu.",
                "Everything is saved by itself a moment after the last change; the line under the title says so. {Save} saves now and keeps that version for good.",
            ),
            (
                "{Undo} mengurungkan dan {Redo} mengulangi, langkah demi langkah.",
                "{Undo} takes back and {Redo} does again, step by step.",
            ),
            (
                "Riwayat memuat versi sebelumnya dan apa bedanya; mengembalikan sebuah versi juga bisa diurungkan. Setelah listrik padam, yang belum tersimpan ditawarkan saat program dibuka lagi.",
                "History lists earlier versions and what differs; bringing one back can be undone, too. After a power cut, what was not saved is offered when the program is opened again.",
            ),
        ],
        way: Some((("Ke riwayat", "To the history"), || vec![Command::Go(Screen::History)])),
        ..PLAIN
    },
    Topic {
        title: ("Katalog di laptop lain", "On another laptop"),
        text: &[
            (
                "Katalog adalah folder biasa dengan catalog.ron dan photos di dalamnya. Salin seluruh folder itu ke flashdisk atau laptop lain.",
                "A catalogue is an ordinary folder with catalog.ron and photos inside. Copy the whole folder to a USB stick or to another laptop.",
            ),
            (
                "{Open} membukanya, atau seret foldernya ke jendela ini. Salin ke laptop ini, di Lainnya, membuat salinan di folder dokumen Anda.",
                "{Open} opens it, or drop the folder on this window. Copy to this laptop, under More, makes a copy in your documents folder.",
            ),
            (
                "Hanya satu jendela yang mengubah sebuah katalog; jendela kedua hanya bisa membacanya.",
                "One window edits a catalogue at a time; a second one can only read it.",
            ),
        ],
        way: Some((("Buka katalog…", "Open a catalogue…"), || vec![Command::Show(Overlay::Open)])),
        ..PLAIN
    },
    Topic {
        screens: &[Screen::CatalogSettings],
        title: ("Pengaturan katalog", "Catalogue settings"),
        text: &[
            (
                "Kontak di stan, judul, acara, penyelenggara, sambutan, logo, kategori, dan daftar tersimpan ada di Pengaturan ({Settings}). Semuanya ikut bersama katalognya.",
                "The contact at the booth, title, event, organiser, foreword, logos, categories and saved lists are in Settings ({Settings}). All of it travels with the catalogue.",
            ),
            (
                "Bahasa dan tampilan terang atau gelap diganti di bilah atas dan berlaku di laptop ini saja.",
                "Language and the light or dark look are switched in the top bar and are of this laptop alone.",
            ),
        ],
        way: Some((("Ke pengaturan", "To the settings"), || vec![Command::Go(Screen::CatalogSettings)])),
        ..PLAIN
    },
    Topic { title: ("Pintasan papan ketik", "Keyboard shortcuts"), appendix: Appendix::Keys, ..PLAIN },
    Topic {
        title: ("Tentang program ini", "About this program"),
        text: &[(
            "Katalog produk desa untuk misi dagang: dicari, dipilih, dan dicetak tanpa internet.",
            "A catalogue of village products for trade missions: found, chosen and printed without internet.",
        )],
        appendix: Appendix::Program,
        ..PLAIN
    },
];
