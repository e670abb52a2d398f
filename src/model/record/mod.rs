//! The records of a catalogue and the values that they are made of.

pub mod brochure_settings;
pub mod catalog;
pub mod contact;
mod date_words;
mod fields;
pub mod info;
mod labels;
pub mod photos;
pub mod producer;
pub mod product;
pub mod trade;
pub mod values;

pub use brochure_settings::*;
pub use catalog::{Catalog, Key, Record};
pub use contact::{BestContact, ContactOf, best_contact, display_number, general_contact, is_email, whatsapp_digits};
pub use date_words::month_named;
pub use fields::{FieldKind, FieldMut, FieldRef, ProducerField, ProductField};
pub use info::{Agreement, CatalogInfo, Category, Contact, Event, Foreword, Organizer, OrganizerRole, Selection};
pub use labels::{to_confirm, unit_one, unit_words};
pub use photos::{PicturePart, cover};
pub use producer::{Producer, ProducerKind};
pub use product::{Crop, Focus, Photo, Product, Source, Status};
pub use trade::{Award, Certification, CertificationKind, CertificationStatus, Price, PriceAge, PriceBasis};
pub use values::{
    Amount, CategoryId, MOST_CHARS, PartialDate, Period, ProducerId, ProductId, RegionCode, SelectionId, Text, slug,
};
