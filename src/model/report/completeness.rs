//! How complete a product is for each audience, and what is missing.
//!
//! The field lists are those of the catalogue facts, section 6: what a buyer's brochure, a coordinator's form and an
//! export buyer need.

use std::cell::RefCell;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::model::record::catalog::Catalog;
use crate::model::record::values::{CategoryId, Text};
use crate::model::record::{CertificationStatus, Contact, Product, ProductField};
use crate::model::search::normalise::normalise;
use crate::text::Lang;

/// Who reads the product's entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Audience {
    Screen,
    #[default]
    DomesticBrochure,
    ExportBrochure,
}

impl Audience {
    pub const ALL: [Audience; 3] = [Audience::Screen, Audience::DomesticBrochure, Audience::ExportBrochure];
}

/// How many of an audience's fields are filled, and which are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completeness {
    pub filled: usize,
    pub total: usize,
    pub missing: Vec<ProductField>,
}

impl Completeness {
    /// 0 to 1, for a meter.
    pub fn part(&self) -> f32 {
        part(self.filled, self.total)
    }

    /// `6 dari 10`, for a cell or beside a meter.
    pub fn words(&self, lang: Lang) -> String {
        let (filled, total) = (self.filled, self.total);
        crate::say!(lang, "{filled} dari {total}", "{filled} of {total}")
    }
}

/// Some of a total, 0 to 1; nothing asked is everything answered.
pub fn part(some: usize, total: usize) -> f32 {
    if total == 0 { 1.0 } else { some as f32 / total as f32 }
}

/// The depth of a village's code.
const VILLAGE: usize = 4;

/// What a product is, as far as its category's words tell; decides which fields apply to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Nature {
    /// Eaten, drunk or used up on the body: sold by weight, and it spoils.
    Consumable,
    /// Cloth and craft: sold by piece and size.
    Craft,
    /// Sold by weight, and does not spoil: charcoal, compost.
    Material,
    Unknown,
}

/// What the category of a product tells. Working it out costs more than counting all fields, and cards ask for it in
/// every frame, so each thread remembers the categories it has met, with the names they had.
fn nature(id: &CategoryId, name: Option<&Text>) -> Nature {
    const MOST: usize = 4_096;
    thread_local! {
        static KNOWN: RefCell<HashMap<CategoryId, (Text, Nature)>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        let fits = |(named, _): &&(Text, Nature)| name.map_or(named.is_empty(), |name| name == named);
        if let Some((_, nature)) = known.get(id).filter(fits) {
            return *nature;
        }
        if known.len() >= MOST {
            known.clear();
        }
        let name = name.cloned().unwrap_or_default();
        let nature = nature_of_words(&format!("{id} {} {}", name.id, name.en));
        known.insert(id.clone(), (name, nature));
        nature
    })
}

fn nature_of_words(words: &str) -> Nature {
    const CONSUMABLE: &[&str] = &[
        "makan",
        "camil",
        "kuliner",
        "ikan",
        "perikanan",
        "madu",
        "minum",
        "kopi",
        "teh",
        "gula",
        "bumbu",
        "rempah",
        "kakao",
        "coklat",
        "cokelat",
        "jamu",
        "herbal",
        "rawat",
        "perawatan",
        "kosmeti",
        "sabun",
        "food",
        "snack",
        "culinary",
        "fish",
        "honey",
        "drink",
        "beverage",
        "coffee",
        "tea",
        "sugar",
        "spice",
        "cocoa",
        "chocolate",
        "care",
        "cosmetic",
        "soap",
    ];
    const CRAFT: &[&str] = &[
        "wastra",
        "tekstil",
        "kriya",
        "kerajinan",
        "batik",
        "tenun",
        "anyam",
        "busana",
        "fesyen",
        "mebel",
        "textile",
        "craft",
        "handicraft",
        "fashion",
        "weaving",
        "furniture",
    ];
    const MATERIAL: &[&str] =
        &["energi", "pertani", "tani", "pupuk", "arang", "energy", "farm", "agri", "fertili", "charcoal"];
    let words = normalise(words);
    // Short words only as a whole: Madura is not honey and teak is no tea.
    let is = |word: &str, known: &str| word == known || known.len() > 4 && word.starts_with(known);
    let any = |list: &[&str]| words.split(' ').any(|word| list.iter().any(|known| is(word, known)));
    if any(CRAFT) {
        Nature::Craft
    } else if any(CONSUMABLE) {
        Nature::Consumable
    } else if any(MATERIAL) {
        Nature::Material
    } else {
        Nature::Unknown
    }
}

/// The fields that an audience needs, for a product of this nature.
fn asked(audience: Audience, nature: Nature) -> impl Iterator<Item = ProductField> {
    use ProductField as F;
    const OF_ALL: &[F] = &[F::Name, F::Category, F::Producer, F::Origin, F::Summary, F::Photos];
    const DOMESTIC: &[F] = &[F::Prices, F::Capacity, F::Contact];
    const EXPORT: &[F] = &[
        F::NameEn,
        F::SummaryEn,
        F::Materials,
        F::Prices,
        F::Capacity,
        F::MinOrder,
        F::LeadTime,
        F::Packaging,
        F::Markets,
        F::HsCode,
        F::Incoterm,
        F::Port,
        F::Contact,
    ];
    let of_audience = match audience {
        Audience::Screen => &[],
        Audience::DomesticBrochure => DOMESTIC,
        Audience::ExportBrochure => EXPORT,
    };
    let of_nature: &[F] = match nature {
        _ if audience == Audience::Screen => &[],
        Nature::Consumable => &[F::NetContent, F::ShelfLife, F::Certifications],
        Nature::Craft => &[F::Dimensions],
        Nature::Material => &[F::NetContent],
        Nature::Unknown => &[],
    };
    let of_both: &[F] = match (audience, nature) {
        // What it is made of stands on the label of food; cloth and charcoal are described by their summary.
        (Audience::DomesticBrochure, Nature::Consumable) => &[F::Materials],
        (Audience::ExportBrochure, Nature::Consumable) => &[F::Storage],
        _ => &[],
    };
    [OF_ALL, of_audience, of_nature, of_both].into_iter().flatten().copied()
}

/// What has to be looked up to say of a product what is missing.
struct Known {
    nature: Nature,
    has_category: bool,
    has_producer: bool,
    has_contact: bool,
}

impl Known {
    fn of(catalog: &Catalog, product: &Product) -> Self {
        let category = catalog.category(&product.category);
        let producer = catalog.producer_of(product);
        let reachable =
            producer.is_some_and(|one| [&one.whatsapp, &one.phone, &one.email].iter().any(|text| !text.is_empty()));
        Self {
            nature: nature(&product.category, category.map(|category| &category.name)),
            has_category: category.is_some(),
            has_producer: producer.is_some(),
            has_contact: reachable || has_general_contact(catalog),
        }
    }

    fn missing(&self, product: &Product, audience: Audience) -> impl Iterator<Item = ProductField> {
        asked(audience, self.nature).filter(move |field| !is_filled(self, product, *field, audience))
    }
}

fn is_filled(known: &Known, product: &Product, field: ProductField, audience: Audience) -> bool {
    use ProductField as F;
    let says = |field: F| !field.get(product).is_empty();
    match field {
        // A domestic buyer is told the village, and the permits if there are any: one in process, or planned, is an
        // answer. Abroad the region is enough, and only a permit that is held opens the border.
        F::Origin if audience == Audience::DomesticBrochure => product.origin.depth() >= VILLAGE,
        F::Certifications if audience != Audience::DomesticBrochure => {
            product.certifications.iter().any(|one| one.status == CertificationStatus::Held)
        }
        F::Category => known.has_category,
        F::Producer => known.has_producer,
        F::Contact => known.has_contact,
        // Names and summaries are asked for in each language; any other text may stand in either.
        F::Name | F::NameEn | F::Summary | F::SummaryEn => says(field),
        _ => Lang::ALL.into_iter().any(|lang| says(field.in_language(lang))),
    }
}

/// Whether the booth or the organiser can be reached, which stands in for every producer.
pub(in crate::model) fn has_general_contact(catalog: &Catalog) -> bool {
    let reachable =
        |contact: &Contact| [&contact.whatsapp, &contact.phone, &contact.email].iter().any(|text| !text.is_empty());
    catalog.info.booth_contact.as_ref().is_some_and(reachable)
        || catalog.info.organizer.as_ref().is_some_and(|office| reachable(&office.contact))
}

/// Counts a product's fields for an audience. Fields that do not apply (shelf life of a batik) are not asked for.
pub fn completeness(catalog: &Catalog, product: &Product, audience: Audience) -> Completeness {
    let known = Known::of(catalog, product);
    let missing: Vec<ProductField> = known.missing(product, audience).collect();
    let total = asked(audience, known.nature).count();
    Completeness { filled: total - missing.len(), total, missing }
}

/// How many fields each audience misses.
pub(in crate::model) fn missing_counts(catalog: &Catalog, product: &Product) -> [u8; 3] {
    let known = Known::of(catalog, product);
    Audience::ALL.map(|audience| known.missing(product, audience).count() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shelf_life_is_asked_of_food_and_size_of_cloth() {
        let catalog = Catalog::default();
        let of = |category: &str| {
            let product = Product { category: CategoryId::new(category), ..Product::default() };
            completeness(&catalog, &product, Audience::DomesticBrochure).missing
        };
        assert!(of("madu").contains(&ProductField::ShelfLife) && !of("madu").contains(&ProductField::Dimensions));
        assert!(of("wastra").contains(&ProductField::Dimensions) && !of("wastra").contains(&ProductField::ShelfLife));
        assert!(!of("energi").contains(&ProductField::ShelfLife));
        assert!(of("teh").contains(&ProductField::ShelfLife) && of("cokelat-hitam").contains(&ProductField::ShelfLife));
        for neither in ["pendidikan", "produk-madura", "barang-lain"] {
            assert!(
                !of(neither).contains(&ProductField::ShelfLife) && !of(neither).contains(&ProductField::NetContent),
                "{neither}"
            );
        }
    }

    #[test]
    fn a_brochure_at_home_wants_the_village_and_an_answer_on_permits() {
        use crate::model::{Certification, CertificationKind, CertificationStatus};
        let missing = |product: &Product, audience| completeness(&Catalog::default(), product, audience).missing;
        let mut product = Product { category: CategoryId::new("madu"), origin: "64.02".into(), ..Product::default() };
        assert!(missing(&product, Audience::DomesticBrochure).contains(&ProductField::Origin));
        assert!(!missing(&product, Audience::ExportBrochure).contains(&ProductField::Origin));
        product.origin = "64.02.02.2010".into();
        assert!(!missing(&product, Audience::DomesticBrochure).contains(&ProductField::Origin));
        assert!(missing(&product, Audience::DomesticBrochure).contains(&ProductField::Certifications));
        product.certifications.push(Certification {
            kind: CertificationKind::Halal,
            status: CertificationStatus::InProcess,
            ..Certification::default()
        });
        assert!(!missing(&product, Audience::DomesticBrochure).contains(&ProductField::Certifications));
        assert!(missing(&product, Audience::ExportBrochure).contains(&ProductField::Certifications));
        let cloth = Product { category: CategoryId::new("wastra"), ..Product::default() };
        assert!(!missing(&cloth, Audience::DomesticBrochure).contains(&ProductField::Materials));
        assert!(missing(&product, Audience::DomesticBrochure).contains(&ProductField::Materials));
    }

    #[test]
    fn filled_and_missing_add_up() {
        let product = Product { name: Text::new("Madu", ""), ..Product::default() };
        for audience in Audience::ALL {
            let done = completeness(&Catalog::default(), &product, audience);
            assert_eq!(done.filled, 1);
            assert_eq!(done.filled + done.missing.len(), done.total);
        }
    }
}
