//! What a catalogue says of itself: title, event, organiser, foreword, categories and selections.

use serde::{Deserialize, Serialize};

use super::brochure_settings::BrochureSettings;
use super::product::Photo;
use super::values::{CategoryId, PartialDate, ProductId, SelectionId, Text, blank};
use crate::model::search::filter::Filter;

/// What a catalogue says of itself: title, event, who stands behind it, and the brochure settings that travel with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CatalogInfo {
    pub id: String,
    pub title: Text,
    #[serde(skip_serializing_if = "blank")]
    pub event: Option<Event>,
    #[serde(skip_serializing_if = "blank")]
    pub organizer: Option<Organizer>,
    /// Stands in wherever a producer has no contact.
    #[serde(skip_serializing_if = "blank")]
    pub booth_contact: Option<Contact>,
    #[serde(skip_serializing_if = "blank")]
    pub foreword: Option<Foreword>,
    /// In protocol order.
    #[serde(skip_serializing_if = "blank")]
    pub logos: Vec<Photo>,
    #[serde(skip_serializing_if = "blank")]
    pub brochures: Vec<BrochureSettings>,
}

/// The trade mission or fair that a catalogue is made for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Event {
    pub name: Text,
    #[serde(skip_serializing_if = "blank")]
    pub venue: String,
    #[serde(skip_serializing_if = "blank")]
    pub stand: String,
    #[serde(skip_serializing_if = "blank")]
    pub date: PartialDate,
    /// An IANA name, `Asia/Makassar` for WITA.
    #[serde(skip_serializing_if = "blank")]
    pub time_zone: String,
    #[serde(skip_serializing_if = "blank")]
    pub agreements: Vec<Agreement>,
}

/// An agreement between institutions, with one number per party.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Agreement {
    pub title: Text,
    #[serde(skip_serializing_if = "blank")]
    pub parties: Vec<Text>,
    #[serde(skip_serializing_if = "blank")]
    pub date: PartialDate,
    #[serde(skip_serializing_if = "blank")]
    pub numbers: Vec<String>,
}

/// What an office is to the catalogue; the words around its contact follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OrganizerRole {
    /// Holds the event.
    #[default]
    Organizer,
    /// Put the catalogue together; others hold the event.
    Compiler,
}

impl OrganizerRole {
    pub const ALL: [OrganizerRole; 2] = [OrganizerRole::Organizer, OrganizerRole::Compiler];
}

/// The office behind the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Organizer {
    pub name: Text,
    #[serde(skip_serializing_if = "blank")]
    pub role: OrganizerRole,
    #[serde(skip_serializing_if = "blank")]
    pub address: String,
    #[serde(skip_serializing_if = "blank")]
    pub hours: Text,
    #[serde(skip_serializing_if = "blank")]
    pub contact: Contact,
}

/// How to reach someone. Numbers are stored as typed; `whatsapp_digits` gives the international form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Contact {
    #[serde(skip_serializing_if = "blank")]
    pub name: String,
    #[serde(skip_serializing_if = "blank")]
    pub whatsapp: String,
    #[serde(skip_serializing_if = "blank")]
    pub phone: String,
    #[serde(skip_serializing_if = "blank")]
    pub email: String,
    #[serde(skip_serializing_if = "blank")]
    pub web: String,
}

/// The words of whoever opens the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Foreword {
    pub text: Text,
    #[serde(skip_serializing_if = "blank")]
    pub name: String,
    #[serde(skip_serializing_if = "blank")]
    pub position: Text,
    #[serde(skip_serializing_if = "blank")]
    pub photo: Option<Photo>,
}

/// A kind of product, in the order a person gave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Category {
    pub id: CategoryId,
    pub name: Text,
}

/// A named set of products: a hand-picked list in its own order, or a saved filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Selection {
    pub id: SelectionId,
    pub name: Text,
    #[serde(skip_serializing_if = "blank")]
    pub products: Vec<ProductId>,
    #[serde(skip_serializing_if = "blank")]
    pub filter: Option<Filter>,
}
