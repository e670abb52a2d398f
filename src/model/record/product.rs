//! A product, field by field as `catalog.ron` carries it (format 1).
//!
//! Optional text is a `String` where empty means absent; optional groups are `Option`. Neither is written when
//! empty, so that a diff shows one line per changed field.

use serde::{Deserialize, Serialize};

use super::trade::{Award, Certification, Price};
use super::values::{Amount, CategoryId, PartialDate, ProducerId, ProductId, RegionCode, Text, blank};

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
    pub net_content: Option<Amount>,
    #[serde(skip_serializing_if = "blank")]
    pub dimensions: String,
    #[serde(skip_serializing_if = "blank")]
    pub shelf_life: Option<Amount>,
    #[serde(skip_serializing_if = "blank")]
    pub storage: Text,
    #[serde(skip_serializing_if = "blank")]
    pub prices: Vec<Price>,
    #[serde(skip_serializing_if = "blank")]
    pub capacity: Option<Amount>,
    #[serde(skip_serializing_if = "blank")]
    pub min_order: Option<Amount>,
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
    /// In the order that a person gave; own ones are shown before drawings.
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
    /// The photos, each with its place in the list: own pictures before drawings, as they are looked at.
    pub fn photos_in_view(&self) -> impl Iterator<Item = (usize, &Photo)> {
        let of = |drawn: bool| self.photos.iter().enumerate().filter(move |(_, photo)| photo.illustration == drawn);
        of(false).chain(of(true))
    }

    /// The picture that stands for the product.
    pub fn cover(&self) -> Option<&Photo> {
        self.photos_in_view().next().map(|(_, photo)| photo)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_photos_are_seen_before_drawings_in_the_order_that_was_given() {
        let photo = |file: &str, illustration| Photo { file: file.into(), illustration, ..Photo::default() };
        let photos = vec![photo("a", true), photo("b", false), photo("c", true), photo("d", false)];
        let product = Product { photos, ..Product::default() };
        let seen: Vec<(usize, &str)> = product.photos_in_view().map(|(at, photo)| (at, photo.file.as_str())).collect();
        assert_eq!(seen, [(1, "b"), (3, "d"), (0, "a"), (2, "c")]);
        assert_eq!(product.cover().map(|photo| photo.file.as_str()), Some("b"));
        assert_eq!(Product::default().cover(), None);
    }
}
