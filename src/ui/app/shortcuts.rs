//! The keys of the window, and what each asks for.

use egui::{Key, KeyboardShortcut, Modifiers};

/// Keys with what they ask for, for the key map and its overlay.
pub struct Shortcut {
    pub keys: &'static [KeyboardShortcut],
    pub id: &'static str,
    pub en: &'static str,
    pub hotkey: Hotkey,
}

/// What a key asks for; the window fills in what is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hotkey {
    New,
    Open,
    Save,
    Search,
    Undo,
    Redo,
    Duplicate,
    Print,
    Edit,
    Delete,
    FullScreen,
    Shortcuts,
    Settings,
    Shortlist,
    AddToShortlist,
    Back,
    NextProduct,
    PreviousProduct,
    Replace,
    Present,
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

macro_rules! shortcuts {
    ($($hotkey:ident: [$($keys:expr),+], $id:literal, $en:literal;)+) => {
        /// Every key of the window. Longer chords first, so that Ctrl+Shift+Z is tried before Ctrl+Z.
        pub const SHORTCUTS: &[Shortcut] = &[$(Shortcut {
            keys: &[$($keys),+], id: $id, en: $en, hotkey: Hotkey::$hotkey,
        }),+];
    };
}

shortcuts! {
    Redo: [KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z), ctrl(Key::Y)], "Ulangi", "Redo";
    Undo: [ctrl(Key::Z)], "Urungkan", "Undo";
    New: [ctrl(Key::N)], "Produk baru", "New product";
    Open: [ctrl(Key::O)], "Buka katalog", "Open a catalogue";
    Save: [ctrl(Key::S)], "Simpan sekarang", "Save now";
    Search: [ctrl(Key::F), plain(Key::Slash)], "Cari", "Search";
    Replace: [ctrl(Key::H)], "Cari dan ganti", "Find and replace";
    Duplicate: [ctrl(Key::D)], "Gandakan produk", "Duplicate the product";
    Print: [ctrl(Key::P)], "Buat brosur", "Make a brochure";
    Shortlist: [ctrl(Key::B)], "Daftar pilihan pembeli", "Buyer's list";
    AddToShortlist: [plain(Key::Plus), plain(Key::Equals)], "Tambah ke daftar, atau keluarkan", "Add to the list, or take off";
    Edit: [plain(Key::F2)], "Ubah produk", "Edit the product";
    Delete: [plain(Key::Delete)], "Hapus produk (dapat diurungkan)", "Delete the product (can be undone)";
    NextProduct: [plain(Key::ArrowDown), plain(Key::ArrowRight)], "Produk berikutnya", "Next product";
    PreviousProduct: [plain(Key::ArrowUp), plain(Key::ArrowLeft)], "Produk sebelumnya", "Previous product";
    Present: [plain(Key::F5)], "Tayangkan", "Present";
    FullScreen: [plain(Key::F11)], "Layar penuh", "Full screen";
    Settings: [ctrl(Key::Comma)], "Pengaturan katalog", "Catalogue settings";
    Shortcuts: [ctrl(Key::Slash)], "Pintasan papan ketik", "Keyboard shortcuts";
    Back: [plain(Key::Escape)], "Tutup atau kembali", "Close or go back";
}
