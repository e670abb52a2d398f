//! Two records that are one thing, side by side: field by field in words, and what would become of each.

use crate::model::place::wording::full_place;
use crate::model::record::catalog::{Catalog, Key};
use crate::model::record::values::{ProducerId, Text};
use crate::model::record::{Producer, Product};
use crate::text::{Lang, date};

/// One line of two records side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Names the field, for a choice.
    pub field: Field,
    pub kept: String,
    pub other: String,
}

/// What becomes of a field when two records are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Both say the same, or only the one that stays says anything.
    Stays,
    /// Only the one that goes says anything: it is taken over.
    Filled,
    /// A list: what it lacks is added.
    Added,
    /// Both say something, and not the same: a person chooses.
    Conflict,
}

/// A field of a producer or a product, as far as joining goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Name,
    NameEn,
    Kind,
    Brand,
    Category,
    Producer,
    Origin,
    Place,
    ContactPerson,
    Whatsapp,
    Phone,
    Email,
    Web,
    Social,
    Story,
    StoryEn,
    Summary,
    SummaryEn,
    Description,
    DescriptionEn,
    Materials,
    MaterialsEn,
    Process,
    ProcessEn,
    Usage,
    UsageEn,
    Variants,
    NetContent,
    Dimensions,
    ShelfLife,
    Storage,
    StorageEn,
    Prices,
    Capacity,
    MinOrder,
    LeadTime,
    Packaging,
    PackagingEn,
    Certifications,
    Awards,
    Markets,
    HsCode,
    Incoterm,
    Port,
    Photos,
    Tags,
    Sources,
    Notes,
    Status,
}

impl Field {
    pub(in crate::model) const OF_PRODUCER: [Field; 12] = [
        Field::Name,
        Field::Kind,
        Field::Origin,
        Field::Place,
        Field::ContactPerson,
        Field::Whatsapp,
        Field::Phone,
        Field::Email,
        Field::Web,
        Field::Social,
        Field::Story,
        Field::StoryEn,
    ];

    pub(in crate::model) const OF_PRODUCT: [Field; 40] = [
        Field::Name,
        Field::NameEn,
        Field::Status,
        Field::Brand,
        Field::Category,
        Field::Producer,
        Field::Origin,
        Field::Place,
        Field::Summary,
        Field::SummaryEn,
        Field::Description,
        Field::DescriptionEn,
        Field::Materials,
        Field::MaterialsEn,
        Field::Process,
        Field::ProcessEn,
        Field::Usage,
        Field::UsageEn,
        Field::Variants,
        Field::NetContent,
        Field::Dimensions,
        Field::ShelfLife,
        Field::Storage,
        Field::StorageEn,
        Field::Packaging,
        Field::PackagingEn,
        Field::Prices,
        Field::Capacity,
        Field::MinOrder,
        Field::LeadTime,
        Field::Certifications,
        Field::Awards,
        Field::Markets,
        Field::HsCode,
        Field::Incoterm,
        Field::Port,
        Field::Photos,
        Field::Tags,
        Field::Sources,
        Field::Notes,
    ];

    /// Lists are put together; nothing of them is lost.
    fn is_list(self) -> bool {
        use Field as F;
        matches!(
            self,
            F::Social
                | F::Variants
                | F::Prices
                | F::Certifications
                | F::Awards
                | F::Markets
                | F::Photos
                | F::Tags
                | F::Sources
                | F::Notes
        )
    }

    pub fn label(self, lang: Lang) -> &'static str {
        use crate::model::report::completeness::ProductField as P;
        let of = |field: P| field.label(lang);
        match self {
            Field::Name => lang.pick("Nama", "Name"),
            Field::NameEn => of(P::NameEn),
            Field::Kind => lang.pick("Jenis usaha", "Kind of body"),
            Field::Brand => of(P::Brand),
            Field::Category => of(P::Category),
            Field::Producer => of(P::Producer),
            Field::Origin => of(P::Origin),
            Field::Place => lang.pick("Alamat atau tempat", "Address or place"),
            Field::ContactPerson => lang.pick("Nama narahubung", "Contact person"),
            Field::Whatsapp => "WhatsApp",
            Field::Phone => lang.pick("Telepon", "Telephone"),
            Field::Email => lang.pick("Surel", "E-mail"),
            Field::Web => lang.pick("Situs web", "Website"),
            Field::Social => lang.pick("Media sosial", "Social media"),
            Field::Story => lang.pick("Cerita", "Story"),
            Field::StoryEn => lang.pick("Cerita (Inggris)", "Story (English)"),
            Field::Summary => of(P::Summary),
            Field::SummaryEn => of(P::SummaryEn),
            Field::Description => of(P::Description),
            Field::DescriptionEn => lang.pick("Uraian (Inggris)", "Description (English)"),
            Field::Materials => of(P::Materials),
            Field::MaterialsEn => lang.pick("Bahan (Inggris)", "Materials (English)"),
            Field::Process => of(P::Process),
            Field::ProcessEn => lang.pick("Cara pembuatan (Inggris)", "How it is made (English)"),
            Field::Usage => of(P::Usage),
            Field::UsageEn => lang.pick("Kegunaan (Inggris)", "Use (English)"),
            Field::Variants => of(P::Variants),
            Field::NetContent => of(P::NetContent),
            Field::Dimensions => of(P::Dimensions),
            Field::ShelfLife => of(P::ShelfLife),
            Field::Storage => of(P::Storage),
            Field::StorageEn => lang.pick("Cara simpan (Inggris)", "Storage (English)"),
            Field::Prices => of(P::Prices),
            Field::Capacity => of(P::Capacity),
            Field::MinOrder => of(P::MinOrder),
            Field::LeadTime => of(P::LeadTime),
            Field::Packaging => of(P::Packaging),
            Field::PackagingEn => lang.pick("Kemasan (Inggris)", "Packaging (English)"),
            Field::Certifications => of(P::Certifications),
            Field::Awards => of(P::Awards),
            Field::Markets => of(P::Markets),
            Field::HsCode => of(P::HsCode),
            Field::Incoterm => of(P::Incoterm),
            Field::Port => of(P::Port),
            Field::Photos => of(P::Photos),
            Field::Tags => of(P::Tags),
            Field::Sources => of(P::Sources),
            Field::Notes => of(P::Notes),
            Field::Status => of(P::Status),
        }
    }
}

impl Line {
    pub fn fate(&self) -> Fate {
        match (self.kept.is_empty(), self.other.is_empty()) {
            (_, true) => Fate::Stays,
            _ if self.kept == self.other => Fate::Stays,
            (true, false) => Fate::Filled,
            _ if self.field.is_list() => Fate::Added,
            _ => Fate::Conflict,
        }
    }
}

/// Two records side by side, field by field; fields that both leave empty are left out. `None` where they are not two
/// records of one kind.
pub fn side_by_side(catalog: &Catalog, kept: &Key, other: &Key, lang: Lang) -> Option<Vec<Line>> {
    let words: Vec<Line> = match (kept, other) {
        (Key::Producer(kept), Key::Producer(other)) if kept != other => {
            let (kept, other) = (catalog.producers.get(kept)?, catalog.producers.get(other)?);
            let fields = Field::OF_PRODUCER.into_iter();
            let line = |field| Line {
                field,
                kept: producer_words(kept, field, lang),
                other: producer_words(other, field, lang),
            };
            fields.map(line).collect()
        }
        (Key::Product(kept), Key::Product(other)) if kept != other => {
            let (kept, other) = (catalog.products.get(kept)?, catalog.products.get(other)?);
            let fields = Field::OF_PRODUCT.into_iter();
            let line = |field| Line {
                field,
                kept: product_words(catalog, kept, field, lang),
                other: product_words(catalog, other, field, lang),
            };
            fields.map(line).collect()
        }
        _ => return None,
    };
    Some(words.into_iter().filter(|line| !line.kept.is_empty() || !line.other.is_empty()).collect())
}

/// The record that says more stands first, since it is likelier to be the one that stays: by its products, then by its
/// fields.
pub fn richer_first(catalog: &Catalog, a: &Key, b: &Key) -> (Key, Key) {
    let lines = side_by_side(catalog, a, b, Lang::Id).unwrap_or_default();
    let products = |key: &Key| match key {
        Key::Producer(id) => catalog.products.values().filter(|one| one.producer.as_ref() == Some(id)).count(),
        _ => 0,
    };
    let filled = |said: fn(&Line) -> bool| lines.iter().filter(|line| said(line)).count();
    let first = (products(a), filled(|line| !line.kept.is_empty()));
    let second = (products(b), filled(|line| !line.other.is_empty()));
    if second > first { (b.clone(), a.clone()) } else { (a.clone(), b.clone()) }
}

fn producer_words(producer: &Producer, field: Field, lang: Lang) -> String {
    let words = match field {
        Field::Name => producer.name.as_str(),
        Field::Kind => producer.kind.label(lang),
        Field::Origin => return full_place(&producer.origin, lang),
        Field::Place => &producer.place,
        Field::ContactPerson => &producer.contact_person,
        Field::Whatsapp => &producer.whatsapp,
        Field::Phone => &producer.phone,
        Field::Email => &producer.email,
        Field::Web => &producer.web,
        Field::Social => return producer.social.join(", "),
        Field::Story => &producer.story.id,
        Field::StoryEn => &producer.story.en,
        _ => "",
    };
    words.trim().to_owned()
}

/// A field of a product in words, the way a person compares it.
pub fn product_words(catalog: &Catalog, product: &Product, field: Field, lang: Lang) -> String {
    let texts = |list: &[Text]| {
        let words = list.iter().filter_map(|text| text.or_other(lang)).map(|(text, _)| text.to_owned());
        words.collect::<Vec<_>>().join(", ")
    };
    let amount = |amount: &Option<crate::model::record::values::Amount>| {
        amount.as_ref().map_or(String::new(), |amount| amount.words(lang).replace('\u{a0}', " "))
    };
    let words = match field {
        Field::Name => &product.name.id,
        Field::NameEn => &product.name.en,
        Field::Brand => &product.brand,
        Field::Category => {
            let name = catalog.category(&product.category).and_then(|one| one.name.or_other(lang));
            return name.map_or(product.category.to_string(), |(name, _)| name.to_owned());
        }
        Field::Producer => {
            let id = product.producer.as_ref().map_or(String::new(), ProducerId::to_string);
            return catalog.producer_of(product).map_or(id, |producer| producer.name.clone());
        }
        Field::Origin => return full_place(&product.origin, lang),
        Field::Place => &product.place,
        Field::Summary => &product.summary.id,
        Field::SummaryEn => &product.summary.en,
        Field::Description => &product.description.id,
        Field::DescriptionEn => &product.description.en,
        Field::Materials => &product.materials.id,
        Field::MaterialsEn => &product.materials.en,
        Field::Process => &product.process.id,
        Field::ProcessEn => &product.process.en,
        Field::Usage => &product.usage.id,
        Field::UsageEn => &product.usage.en,
        Field::Variants => return texts(&product.variants),
        Field::NetContent => return amount(&product.net_content),
        Field::Dimensions => &product.dimensions,
        Field::ShelfLife => return amount(&product.shelf_life),
        Field::Storage => &product.storage.id,
        Field::StorageEn => &product.storage.en,
        Field::Prices => {
            return product.prices.iter().map(|price| price.words(lang)).collect::<Vec<_>>().join("; ");
        }
        Field::Capacity => return amount(&product.capacity),
        Field::MinOrder => return amount(&product.min_order),
        Field::LeadTime => {
            return product
                .lead_time_days
                .map_or(String::new(), |days| crate::say!(lang, "{days} hari", "{days} days"));
        }
        Field::Packaging => &product.packaging.id,
        Field::PackagingEn => &product.packaging.en,
        Field::Certifications => {
            return product.certifications.iter().map(|one| one.words(lang)).collect::<Vec<_>>().join("; ");
        }
        Field::Awards => {
            let awards = product.awards.iter().map(|award| {
                let title = award.title.or_other(lang).map_or("", |(title, _)| title);
                format!("{title} {}", date(lang, &award.date.0)).trim().to_owned()
            });
            return awards.collect::<Vec<_>>().join("; ");
        }
        Field::Markets => return texts(&product.markets),
        Field::HsCode => &product.hs_code,
        Field::Incoterm => &product.incoterm,
        Field::Port => &product.port,
        Field::Photos => {
            return product.photos.iter().map(|photo| photo.file.clone()).collect::<Vec<_>>().join(", ");
        }
        Field::Tags => return product.tags.join(", "),
        Field::Sources => {
            return product.sources.iter().map(|source| source.title.clone()).collect::<Vec<_>>().join("; ");
        }
        Field::Notes => &product.notes,
        Field::Status => return product.status.label(lang).to_owned(),
        Field::Kind
        | Field::ContactPerson
        | Field::Whatsapp
        | Field::Phone
        | Field::Email
        | Field::Web
        | Field::Social
        | Field::Story
        | Field::StoryEn => "",
    };
    words.trim().to_owned()
}
