//! Who makes the products: UMKM, BUM Desa, groups, cooperatives, companies.

use serde::{Deserialize, Serialize};

use super::values::{ProducerId, RegionCode, Text, blank};

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
