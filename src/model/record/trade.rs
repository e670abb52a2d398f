//! What a buyer asks of a product: prices, certifications, awards.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::values::{PartialDate, Text, blank};

/// What a price is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PriceBasis {
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
    /// Absent where its source does not say what it is for.
    #[serde(skip_serializing_if = "blank")]
    pub basis: Option<PriceBasis>,
    #[serde(skip_serializing_if = "blank")]
    pub as_of: PartialDate,
    #[serde(skip_serializing_if = "blank")]
    pub note: Text,
}

/// How far a price can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PriceAge {
    /// Dated within twelve months.
    Current,
    /// Up to thirty-six months old: to be confirmed.
    Reference,
    /// Older, or without a date.
    Old,
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

impl Certification {
    /// Whether a badge stands for it: held on that day, and no business number, which no buyer asks for.
    pub fn is_printed(&self, today: Date) -> bool {
        let has_expired = self.expires.last_day().is_some_and(|last| last < today);
        self.status == CertificationStatus::Held && !has_expired && self.kind != CertificationKind::Nib
    }

    /// Whether its dates contradict each other: the last day on which it holds lies before the first on which it can have
    /// been given.
    pub fn ends_before_it_begins(&self) -> bool {
        let days = self.issued.first_day().zip(self.expires.last_day());
        days.is_some_and(|(issued, last)| last < issued)
    }
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
