//! The keys of the window, and what each asks for.

use egui::{Key, KeyboardShortcut, Modifiers};

/// Keys with what they ask for, for the key map and for help.
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
    Help,
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
    Help: [plain(Key::F1)], "Bantuan", "Help";
    Shortcuts: [ctrl(Key::Slash)], "Pintasan papan ketik", "Keyboard shortcuts";
    Back: [plain(Key::Escape)], "Tutup atau kembali", "Close or go back";
}

/// The keys of the table, which it takes itself.
pub const OF_TABLE: [(&str, &str, &str); 8] = [
    ("Enter · F2", "Ubah isi sel", "Edit the cell"),
    ("Tab", "Simpan, lalu ke kanan", "Keep and go right"),
    ("Shift+↓", "Pilih beberapa sel", "Choose several cells"),
    ("Ctrl+C · Ctrl+V", "Salin ke, tempel dari Excel", "Copy to, paste from Excel"),
    ("Space", "Centang barisnya", "Tick the row"),
    ("Ctrl+A", "Centang semua", "Tick all"),
    ("Del", "Kosongkan sel", "Empty the cells"),
    ("Ctrl+Home · Ctrl+End", "Sel pertama, sel terakhir", "First cell, last cell"),
];

/// What is asked for by these keys, as they are printed on a keyboard: `Ctrl+F · /`.
pub fn keys(hotkey: Hotkey) -> String {
    let keys = SHORTCUTS.iter().filter(|shortcut| shortcut.hotkey == hotkey).flat_map(|shortcut| shortcut.keys);
    keys.map(printed).collect::<Vec<_>>().join(" · ")
}

/// A text in which `{Search}` stands for the first keys of that shortcut.
pub fn with_keys(text: &str) -> String {
    let mut text = text.to_owned();
    for shortcut in SHORTCUTS {
        if !text.contains('{') {
            break;
        }
        let name = format!("{{{:?}}}", shortcut.hotkey);
        if let Some(first) = shortcut.keys.first().filter(|_| text.contains(&name)) {
            text = text.replace(&name, &printed(first));
        }
    }
    text
}

fn printed(shortcut: &KeyboardShortcut) -> String {
    let mut keys = Vec::new();
    keys.extend(shortcut.modifiers.command.then_some("Ctrl"));
    keys.extend(shortcut.modifiers.shift.then_some("Shift"));
    keys.push(match shortcut.logical_key {
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::Plus => "+",
        Key::Equals => "=",
        Key::Comma => ",",
        Key::Slash => "/",
        Key::Delete => "Del",
        Key::Escape => "Esc",
        key => key.name(),
    });
    keys.join("+")
}
