//! The parts of the settings: their order and their names, for headings and index alike.

use crate::ui::kit::fields::{FieldLabel, w};

/// A part of the settings, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SettingsPart {
    Booth,
    Title,
    Event,
    Organizer,
    Foreword,
    Logos,
    Categories,
    Selections,
}

impl SettingsPart {
    pub(super) const ALL: [Self; 8] = [
        Self::Booth,
        Self::Title,
        Self::Event,
        Self::Organizer,
        Self::Foreword,
        Self::Logos,
        Self::Categories,
        Self::Selections,
    ];

    /// Its heading, and its line in the index.
    pub(super) fn name(self) -> FieldLabel {
        match self {
            Self::Booth => w("Kontak di stan", "Contact at the booth"),
            Self::Title => w("Katalog", "Catalogue"),
            Self::Event => w("Acara", "Event"),
            Self::Organizer => w("Penyelenggara", "Organiser"),
            Self::Foreword => w("Sambutan", "Foreword"),
            Self::Logos => w("Logo", "Logos"),
            Self::Categories => w("Kategori", "Categories"),
            Self::Selections => w("Daftar tersimpan", "Saved lists"),
        }
    }
}
