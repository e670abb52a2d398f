//! Everything a person can ask for. Panels send commands; only `App::perform` carries them out.

use std::path::PathBuf;

use crate::model::{Edit, FieldPlace, Key};
use crate::text::Lang;

pub use super::screen::{Overlay, Screen};
pub use crate::ui::brochure::state::{BrochureCommand, BrochureOf, PrintAs};
pub use crate::ui::browse::state::BrowseCommand;
pub use crate::ui::catalog::command::CatalogCommand;
pub use crate::ui::closing::state::ClosingCommand;
pub use crate::ui::export::command::{ExportCommand, ExportOf, ExportWish};
pub use crate::ui::help::state::HelpCommand;
pub use crate::ui::history::state::HistoryCommand;
pub use crate::ui::import::state::ImportCommand;
pub use crate::ui::photos::state::{CareCommand, PhotosCommand};
pub use crate::ui::present::state::PresentCommand;
pub use crate::ui::producer::state::ProducerCommand;
pub use crate::ui::product::state::ProductCommand;
pub use crate::ui::proposal::state::{Proposal, ProposalCommand, Recovered};
pub use crate::ui::quality::state::{Bars, Comparison, QualityCommand};
pub use crate::ui::shortlist::state::ShortlistCommand;
pub use crate::ui::table::command::{TableCommand, Then};
pub use crate::ui::tray::command::TrayCommand;

/// Asked by a person, carried out by `App::perform`: what the window itself does, and one variant a feature.
#[derive(Clone, Debug)]
pub enum Command {
    Go(Screen),
    /// Opens a record's form with this place in view and under the keyboard.
    GoTo(Key, Option<FieldPlace>),
    Show(Overlay),
    CloseOverlay,
    SwitchLang(Lang),
    SwitchTheme,
    FullScreen,
    LockEditing(bool),
    /// The path that was asked for in place of a dialog.
    TakePath(PathBuf),
    OpenFile(PathBuf),
    OpenUrl(String),
    CopyText(String),
    DismissNotice(u64),

    Change(Edit),
    Undo,
    Redo,
    SaveNow,
    /// Writes over a file that was changed elsewhere; that version stays in the history.
    KeepMine,
    /// Shows what an earlier session could not write, to be taken back.
    Recover,
    /// Says again why nothing is saved, and what can be done.
    TellSaveFault,

    Brochure(BrochureCommand),
    Browse(BrowseCommand),
    Care(CareCommand),
    Catalog(CatalogCommand),
    Closing(ClosingCommand),
    Export(ExportCommand),
    Help(HelpCommand),
    History(HistoryCommand),
    Import(ImportCommand),
    Photos(PhotosCommand),
    Present(PresentCommand),
    Producer(ProducerCommand),
    Product(ProductCommand),
    Proposal(ProposalCommand),
    Quality(QualityCommand),
    Shortlist(ShortlistCommand),
    Table(TableCommand),
    Tray(TrayCommand),
}

impl Command {
    /// Opens a record's form at a field.
    pub fn go_to(key: Key, place: impl Into<FieldPlace>) -> Self {
        Self::GoTo(key, Some(place.into()))
    }
}

/// A feature's command is a command of the window.
macro_rules! features {
    ($($feature:ident($command:ident)),+ $(,)?) => {
        $(impl From<$command> for Command {
            fn from(command: $command) -> Self {
                Self::$feature(command)
            }
        })+
    };
}

features! {
    Brochure(BrochureCommand),
    Browse(BrowseCommand),
    Care(CareCommand),
    Catalog(CatalogCommand),
    Closing(ClosingCommand),
    Export(ExportCommand),
    Help(HelpCommand),
    History(HistoryCommand),
    Import(ImportCommand),
    Photos(PhotosCommand),
    Present(PresentCommand),
    Producer(ProducerCommand),
    Product(ProductCommand),
    Proposal(ProposalCommand),
    Quality(QualityCommand),
    Shortlist(ShortlistCommand),
    Table(TableCommand),
    Tray(TrayCommand),
}
