//! Everything a person can ask for. Panels send commands; only `App::perform` carries them out.

use std::path::PathBuf;

use egui::{Key, KeyboardShortcut, Modifiers};

use crate::actions::import::ImportChoices;
use crate::actions::to_do::ToDoForm;
use crate::brochure::Buyer;
use crate::model::{
    Audience, BrochureSettings, Edit, Filter, Key as RecordKey, Producer, ProducerId, ProductField, ProductId,
    RegionCode,
};
use crate::store::Version;
use crate::text::Lang;
use crate::ui::export::ExportWish;
use crate::ui::import::Only;
use crate::ui::photos::care::CareCommand;
use crate::ui::present::PresentCommand;
use crate::ui::proposal::Proposal;
use crate::ui::quality::coordinator::{Bars, Comparison};
use crate::ui::table;
use crate::ui::tray::TrayCommand;

/// The main area of the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    #[default]
    Browse,
    Producers,
    /// Options, pages and what to check before printing.
    Brochure,
    Problems,
    /// How much is filled in, by region and producer.
    Completeness,
    /// Two records that may be one.
    Compare,
    /// What a spreadsheet would change.
    Review,
    /// Photos that belong to no product yet.
    Tray,
    CatalogSettings,
    History,
    /// What an edit of several records would change.
    Proposal,
}

/// What lies over the window until it is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlay {
    Shortcuts,
    About,
    Open,
    New,
    /// Products as Excel, CSV or JSON.
    Export,
    /// One photo of a product, large.
    Photo(ProductId, usize),
    /// One change to many products.
    Bulk,
    Replace,
    /// Which part of a product's photo is shown.
    Crop(ProductId, usize),
    MovedPhotos,
    UnusedPhotos,
    /// Slides on a second screen.
    Present,
}

/// Which products a brochure is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum BrochureOf {
    #[default]
    /// What the list shows now.
    Shown,
    /// A buyer's shortlist, in its order.
    Shortlist,
    One(ProductId),
}

/// What becomes of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintAs {
    Pdf,
    /// A PDF that is opened at once, to be printed from the viewer.
    Print,
    /// A PNG for each page, this many pixels wide.
    Pictures(u32),
}

/// Asked by a person, carried out by `App::perform`.
#[derive(Clone, Debug)]
pub enum Command {
    // Looking around.
    Go(Screen),
    Show(Overlay),
    CloseOverlay,
    /// Opens a product's panel, or closes it.
    Select(Option<ProductId>),
    SelectProducer(Option<ProducerId>),
    /// Turns the open product's panel into a form, or back.
    EditSelected(bool),
    /// Opens a product's form with this field in view.
    JumpTo(ProductId, Option<ProductField>),
    SetFilter(Filter),
    FocusSearch,
    SetTable(bool),
    SwitchLang(Lang),
    SwitchTheme,
    FullScreen,
    ToggleShortlistDrawer,
    ToggleFilters,
    LockEditing(bool),

    // Changing the catalogue.
    Change(Edit),
    Undo,
    Redo,
    SaveNow,
    /// Writes over a file that was changed elsewhere; that version stays in the history.
    KeepMine,
    /// Takes in the edits of an earlier session that could not be written.
    Recover,
    NewProduct,
    DuplicateProduct(ProductId),
    DeleteProducts(Vec<ProductId>),
    /// A new producer, for a product if one is named; with the name typed so far.
    NewProducer(Option<ProductId>, String),
    DeleteProducer(ProducerId),
    PutProducer(Box<Producer>),
    PickPhotos(ProductId),
    AddPhotos(ProductId, Vec<PathBuf>),
    /// Pictures for the catalogue itself.
    PickLogos,
    AddLogos(Vec<PathBuf>),
    /// Reads an earlier version, to show what is different.
    Inspect(Version),
    Restore(Version),
    /// The catalogue cannot be read: put its newest good version in its place.
    RestoreFailed,

    // A buyer's shortlist.
    ToggleShortlisted(ProductId),
    MoveShortlisted {
        from: usize,
        to: usize,
    },
    SetBuyer(Buyer),
    ClearShortlist,

    // Files.
    PickFolderToOpen,
    OpenFolder(PathBuf),
    OpenShipped,
    PickFolderForNew {
        title: String,
    },
    CreateCatalog {
        dir: PathBuf,
        title: String,
    },
    CopyToLaptop,
    Reload,
    Close,

    // Spreadsheets.
    PickSpreadsheet,
    ImportFile(PathBuf),
    /// Other columns, a status, an answer: the file is reviewed anew.
    SetImport(Box<ImportChoices>),
    /// Whether a row is applied.
    TakeRow(usize, bool),
    ApplyImport,
    /// Whether the rows shown are applied.
    TakeShownRows(bool),
    /// Narrows the rows shown, or shows all again.
    ShowRows(Only),
    /// Shows all cells of a row, or those that need a look.
    UnfoldRow(usize),
    /// Stops reading or applying; what was on the screen stays.
    CancelImport,
    CloseImport,
    /// Products as a file in the documents folder.
    Export(ExportWish),
    CancelExport,

    // Brochures and the outside world.
    /// Opens the brochure screen on these products.
    ShowBrochure(BrochureOf),
    SetBrochure(Box<BrochureSettings>),
    SetTestPage(bool),
    PrintAnyway(bool),
    MakeBrochure(PrintAs),
    /// Keeps the settings under a name, in the catalogue.
    NameBrochure(String),
    ForgetBrochure(String),
    CancelBrochure,
    OpenFile(PathBuf),
    OpenLastBrochure,
    OpenUrl(String),
    CopyText(String),
    DismissNotice(u64),

    // What a coordinator does: completeness, requests, duplicates, places.
    SetAudience(Audience),
    SetBars(Bars),
    SetRequestLang(Lang),
    /// Shows a producer as a form, or the chosen one as a page again.
    EditProducer(Option<ProducerId>),
    /// Asks a producer for what is missing, over all its products or for one of them.
    AskProducer(ProducerId, Option<ProductId>),
    /// Copies these products as a message.
    CopyList(Vec<ProductId>),
    /// Two records side by side; the first one stays.
    Compare(RecordKey, RecordKey),
    SetComparison(Box<Comparison>),
    JoinCompared,
    /// Gives a record the region that its place in words means.
    TakeOrigin(RecordKey, RegionCode),
    RenameEverywhere {
        old: String,
        new: String,
    },
    /// A list of what is missing, to be taken along.
    ListTasks(ToDoForm),

    // A change of several records, looked at before it is applied.
    Propose(Box<Proposal>),
    /// Whether one of the proposed records is applied.
    TakeProposed(usize, bool),
    TakeAllProposed(bool),
    ApplyProposal,
    CloseProposal,
    /// The table, and changes to the products ticked in it.
    Table(table::Ask),
    // Photos.
    Tray(TrayCommand),
    Care(CareCommand),
    PastePicture(std::sync::Arc<egui::ColorImage>),
    KeepOriginals(bool),
    /// Slides on a second screen.
    Present(PresentCommand),
}

/// A command with a key of its own, for the key map and its overlay.
pub struct Shortcut {
    pub keys: &'static [KeyboardShortcut],
    pub id: &'static str,
    pub en: &'static str,
    pub command: fn() -> Hotkey,
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
            keys: &[$($keys),+], id: $id, en: $en, command: || Hotkey::$hotkey,
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
