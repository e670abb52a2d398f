//! The records of a catalogue, field by field as `catalog.ron` carries them (format 1).
//!
//! Optional text is a `String` where empty means absent; optional groups are `Option`. Neither is written when
//! empty, so that a diff shows one line per changed field.

use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::printing::BrochureSettings;
use super::values::{
    Amount, CategoryId, Met, PartialDate, ProducerId, ProductId, RegionCode, SelectionId, Text, blank,
};

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

/// The office behind the catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Organizer {
    pub name: Text,
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

/// What kind of body a producer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ProducerKind {
    #[default]
    Umkm,
    /// Badan Usaha Milik Desa, village-owned enterprise.
    Bumdes,
    /// Badan Usaha Milik Kampung, the same in Berau, Kutai Barat and Mahakam Ulu.
    Bumk,
    /// Kelompok Wanita Tani, women farmers' group.
    Kwt,
    /// Kelompok Tani Hutan, forest farmers' group.
    Kth,
    /// Kelompok Usaha Perhutanan Sosial, social-forestry business group.
    Kups,
    Cooperative,
    Company,
    /// Any other group of villagers.
    Group,
}

impl ProducerKind {
    pub const ALL: [ProducerKind; 9] = [
        ProducerKind::Umkm,
        ProducerKind::Bumdes,
        ProducerKind::Bumk,
        ProducerKind::Kwt,
        ProducerKind::Kth,
        ProducerKind::Kups,
        ProducerKind::Cooperative,
        ProducerKind::Company,
        ProducerKind::Group,
    ];
}

/// Who makes products.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Producer {
    pub id: ProducerId,
    /// As the producer writes it; names are not translated.
    pub name: String,
    #[serde(skip_serializing_if = "blank")]
    pub kind: ProducerKind,
    #[serde(skip_serializing_if = "blank")]
    pub origin: RegionCode,
    /// Street, RT, building: what the region code does not say.
    #[serde(skip_serializing_if = "blank")]
    pub place: String,
    #[serde(skip_serializing_if = "blank")]
    pub contact_person: String,
    #[serde(skip_serializing_if = "blank")]
    pub whatsapp: String,
    #[serde(skip_serializing_if = "blank")]
    pub phone: String,
    #[serde(skip_serializing_if = "blank")]
    pub email: String,
    #[serde(skip_serializing_if = "blank")]
    pub web: String,
    #[serde(skip_serializing_if = "blank")]
    pub social: Vec<String>,
    #[serde(skip_serializing_if = "blank")]
    pub story: Text,
}

/// Whether a product is shown and printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    #[default]
    Draft,
    Ready,
    Retired,
}

impl Status {
    pub const ALL: [Status; 3] = [Status::Draft, Status::Ready, Status::Retired];
}

/// A village product. Amounts stand in boxes: few products have all four, and each is as large as eight references.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Product {
    pub id: ProductId,
    pub name: Text,
    #[serde(skip_serializing_if = "blank")]
    pub brand: String,
    #[serde(skip_serializing_if = "blank")]
    pub category: CategoryId,
    #[serde(skip_serializing_if = "blank")]
    pub producer: Option<ProducerId>,
    #[serde(skip_serializing_if = "blank")]
    pub origin: RegionCode,
    /// A place in words where the code does not say it.
    #[serde(skip_serializing_if = "blank")]
    pub place: String,
    /// One sentence.
    #[serde(skip_serializing_if = "blank")]
    pub summary: Text,
    #[serde(skip_serializing_if = "blank")]
    pub description: Text,
    #[serde(skip_serializing_if = "blank")]
    pub materials: Text,
    #[serde(skip_serializing_if = "blank")]
    pub process: Text,
    #[serde(rename = "use", skip_serializing_if = "blank")]
    pub usage: Text,
    #[serde(skip_serializing_if = "blank")]
    pub variants: Vec<Text>,
    #[serde(skip_serializing_if = "blank")]
    pub net_content: Option<Box<Amount>>,
    #[serde(skip_serializing_if = "blank")]
    pub dimensions: String,
    #[serde(skip_serializing_if = "blank")]
    pub shelf_life: Option<Box<Amount>>,
    #[serde(skip_serializing_if = "blank")]
    pub storage: Text,
    #[serde(skip_serializing_if = "blank")]
    pub prices: Vec<Price>,
    #[serde(skip_serializing_if = "blank")]
    pub capacity: Option<Box<Amount>>,
    #[serde(skip_serializing_if = "blank")]
    pub min_order: Option<Box<Amount>>,
    #[serde(skip_serializing_if = "blank")]
    pub lead_time_days: Option<u32>,
    #[serde(skip_serializing_if = "blank")]
    pub packaging: Text,
    #[serde(skip_serializing_if = "blank")]
    pub certifications: Vec<Certification>,
    #[serde(skip_serializing_if = "blank")]
    pub awards: Vec<Award>,
    /// Where it is sold: cities, provinces, countries.
    #[serde(skip_serializing_if = "blank")]
    pub markets: Vec<Text>,
    /// Harmonized System heading; indicative unless the exporter confirmed it.
    #[serde(skip_serializing_if = "blank")]
    pub hs_code: String,
    /// Incoterms 2020 rule such as `FOB`.
    #[serde(skip_serializing_if = "blank")]
    pub incoterm: String,
    #[serde(skip_serializing_if = "blank")]
    pub port: String,
    /// The first one stands on cards.
    #[serde(skip_serializing_if = "blank")]
    pub photos: Vec<Photo>,
    #[serde(skip_serializing_if = "blank")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "blank")]
    pub sources: Vec<Source>,
    /// Internal; never printed or shown to buyers.
    #[serde(skip_serializing_if = "blank")]
    pub notes: String,
    #[serde(skip_serializing_if = "blank")]
    pub status: Status,
}

impl Product {
    /// Makes a record that was just read as small as it gets: lists give back room, and identifiers that were `met` before
    /// are shared.
    pub(super) fn settle(&mut self, met: &mut Met) {
        self.shrink();
        met.share(&mut self.category.0);
        met.share(&mut self.origin.0);
        if let Some(producer) = &mut self.producer {
            met.share(&mut producer.0);
        }
    }

    /// Has lists give back the room that they took while they grew, several times what they hold.
    pub(super) fn shrink(&mut self) {
        self.variants.shrink_to_fit();
        self.prices.shrink_to_fit();
        self.certifications.shrink_to_fit();
        self.awards.shrink_to_fit();
        self.markets.shrink_to_fit();
        self.photos.shrink_to_fit();
        self.tags.shrink_to_fit();
        self.sources.shrink_to_fit();
    }
}

/// What a price is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PriceBasis {
    #[default]
    Retail,
    Wholesale,
    Reseller,
    Promo,
    Contract,
    Exw,
    Fob,
    Cif,
}

impl PriceBasis {
    pub const ALL: [PriceBasis; 8] = [
        PriceBasis::Retail,
        PriceBasis::Wholesale,
        PriceBasis::Reseller,
        PriceBasis::Promo,
        PriceBasis::Contract,
        PriceBasis::Exw,
        PriceBasis::Fob,
        PriceBasis::Cif,
    ];
}

/// A price or a range of prices, in the currency's smallest used unit (rupiah: whole rupiah).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Price {
    pub amount: i64,
    /// The upper end where the price is a range.
    #[serde(skip_serializing_if = "blank")]
    pub amount_max: Option<i64>,
    /// ISO 4217, `IDR`.
    pub currency: String,
    #[serde(skip_serializing_if = "blank")]
    pub unit: String,
    pub basis: PriceBasis,
    #[serde(skip_serializing_if = "blank")]
    pub as_of: PartialDate,
    #[serde(skip_serializing_if = "blank")]
    pub note: Text,
}

/// What a certificate is for. Names are Indonesian institutions' own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CertificationKind {
    Halal,
    /// Home-industry food permit (SPP-IRT).
    Pirt,
    /// Food and drug authority registration (BPOM MD).
    Bpom,
    /// Business identification number.
    Nib,
    Sni,
    Trademark,
    Copyright,
    GeographicalIndication,
    Organic,
    LabTest,
    Other(String),
}

impl Default for CertificationKind {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl CertificationKind {
    /// All that have a name of their own.
    pub const NAMED: [CertificationKind; 10] = [
        CertificationKind::Halal,
        CertificationKind::Pirt,
        CertificationKind::Bpom,
        CertificationKind::Nib,
        CertificationKind::Sni,
        CertificationKind::Trademark,
        CertificationKind::Copyright,
        CertificationKind::GeographicalIndication,
        CertificationKind::Organic,
        CertificationKind::LabTest,
    ];
}

/// Only what is held is ever printed as a badge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CertificationStatus {
    Held,
    InProcess,
    #[default]
    Planned,
}

impl CertificationStatus {
    pub const ALL: [CertificationStatus; 3] =
        [CertificationStatus::Held, CertificationStatus::InProcess, CertificationStatus::Planned];
}

/// A certificate, permit or registration of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Certification {
    pub kind: CertificationKind,
    pub status: CertificationStatus,
    #[serde(skip_serializing_if = "blank")]
    pub number: String,
    #[serde(skip_serializing_if = "blank")]
    pub issuer: String,
    #[serde(skip_serializing_if = "blank")]
    pub issued: PartialDate,
    /// Empty where it has no end, which is normal.
    #[serde(skip_serializing_if = "blank")]
    pub expires: PartialDate,
}

/// A prize or distinction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Award {
    pub title: Text,
    #[serde(skip_serializing_if = "blank")]
    pub issuer: String,
    #[serde(skip_serializing_if = "blank")]
    pub date: PartialDate,
}

/// A picture in the catalogue's `photos/` folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Photo {
    /// The file's name inside `photos/`, without a folder.
    pub file: String,
    /// What the picture shows, for people who cannot see it.
    #[serde(skip_serializing_if = "blank")]
    pub alt: Text,
    #[serde(skip_serializing_if = "blank")]
    pub credit: String,
    #[serde(skip_serializing_if = "blank")]
    pub crop: Option<Crop>,
    /// A drawing: captioned "Ilustrasi" wherever it stands.
    #[serde(skip_serializing_if = "blank")]
    pub illustration: bool,
}

/// The part of a picture that is shown, in thousandths of its upright width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crop {
    pub left: u16,
    pub top: u16,
    pub right: u16,
    pub bottom: u16,
    /// Stays in sight where a frame of other proportions cuts more away; the middle where there is none.
    #[serde(default, skip_serializing_if = "blank")]
    pub focus: Option<Focus>,
}

/// What matters most in a picture, in thousandths of its whole upright width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Focus {
    pub x: u16,
    pub y: u16,
}

/// Where a statement comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Source {
    pub title: String,
    #[serde(skip_serializing_if = "blank")]
    pub url: String,
    #[serde(skip_serializing_if = "blank")]
    pub date: PartialDate,
}
