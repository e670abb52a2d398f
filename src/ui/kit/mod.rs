//! What every feature draws with: colours and type, icons, widgets, form fields, dialogs, notices, thumbnails.

pub mod dialogs;
pub mod differences;
pub mod drafts;
pub mod fields;
pub mod icons;
pub mod kept;
pub mod layout;
pub mod letters;
pub mod notices;
pub mod origin;
pub mod pictures;
pub mod qr;
pub mod theme;
pub mod thumbs;
pub mod ticks;
pub mod widgets;
