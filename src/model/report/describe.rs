//! The value of a record's field in words, as people see it.

use crate::model::place::wording::full_place;
use crate::model::record::catalog::Catalog;
use crate::model::record::values::{Amount, RegionCode, Text};
use crate::model::record::{CatalogInfo, Category, Contact, Photo, Producer, Product, Selection};
use crate::model::report::completeness::ProductField;
use crate::model::report::differences::{InfoField, ProducerField};
use crate::text::{Lang, date, integer};

/// What stands between the items of a list on one line.
const BETWEEN: &str = "; ";

fn joined<T>(list: &[T], words: impl Fn(&T) -> String) -> String {
    list.iter().map(words).filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join(BETWEEN)
}

/// The parts that say something, with commas.
fn parts<const N: usize>(parts: [&str; N]) -> String {
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Both languages of a text that is shown as one: `Manis / Sweet`.
fn both(text: &Text) -> String {
    match (text.get(Lang::Id), text.get(Lang::En)) {
        (Some(id), Some(en)) if id != en => format!("{id} / {en}"),
        (Some(one), _) | (None, Some(one)) => one.to_owned(),
        (None, None) => String::new(),
    }
}

fn of(text: &Text, lang: Option<Lang>) -> &str {
    match lang {
        Some(lang) => text.get(lang).unwrap_or_default(),
        None => "",
    }
}

/// `Desa Lung Anai, Kecamatan Loa Kulu, … (64.02.02.2010)`: the code tells places of one name apart.
fn place(code: &RegionCode, lang: Lang) -> String {
    let words = full_place(code, lang);
    if words == code.as_str() || words.is_empty() { words } else { format!("{words} ({code})") }
}

fn photo(photo: &Photo, lang: Lang) -> String {
    let alt = photo.alt.or_other(lang).map_or("", |(alt, _)| alt);
    let cropped = if photo.crop.is_some() { lang.pick("dipotong", "cropped") } else { "" };
    let drawn = if photo.illustration { lang.pick("ilustrasi", "drawing") } else { "" };
    match parts([alt, &photo.credit, cropped, drawn]) {
        more if more.is_empty() => photo.file.clone(),
        more => format!("{} ({more})", photo.file),
    }
}

pub(in crate::model) fn product(
    product: &Product,
    field: ProductField,
    lang_of: Option<Lang>,
    catalog: &Catalog,
    lang: Lang,
) -> String {
    use ProductField as F;
    let amount = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.words(lang)).unwrap_or_default();
    match field {
        F::Name => of(&product.name, Some(Lang::Id)).to_owned(),
        F::NameEn => of(&product.name, Some(Lang::En)).to_owned(),
        F::Brand => product.brand.clone(),
        F::Category => {
            let name = catalog.category(&product.category).and_then(|category| category.name.or_other(lang));
            name.map_or_else(|| product.category.to_string(), |(name, _)| name.to_owned())
        }
        F::Producer => match (catalog.producer_of(product), &product.producer) {
            (Some(producer), _) if !producer.name.trim().is_empty() => producer.name.clone(),
            (_, Some(id)) => id.to_string(),
            _ => String::new(),
        },
        F::Origin => place(&product.origin, lang),
        F::Place => product.place.clone(),
        F::Summary => of(&product.summary, Some(Lang::Id)).to_owned(),
        F::SummaryEn => of(&product.summary, Some(Lang::En)).to_owned(),
        F::Description => of(&product.description, lang_of).to_owned(),
        F::Materials => of(&product.materials, lang_of).to_owned(),
        F::Process => of(&product.process, lang_of).to_owned(),
        F::Usage => of(&product.usage, lang_of).to_owned(),
        F::Variants => joined(&product.variants, both),
        F::NetContent => amount(&product.net_content),
        F::Dimensions => product.dimensions.clone(),
        F::ShelfLife => amount(&product.shelf_life),
        F::Storage => of(&product.storage, lang_of).to_owned(),
        F::Prices => joined(&product.prices, |price| price.words(lang)),
        F::Capacity => amount(&product.capacity),
        F::MinOrder => amount(&product.min_order),
        F::LeadTime => product.lead_time_days.map_or_else(String::new, |days| {
            let count = integer(lang, days.into());
            format!("{count} {}", if days == 1 { lang.pick("hari", "day") } else { lang.pick("hari", "days") })
        }),
        F::Packaging => of(&product.packaging, lang_of).to_owned(),
        F::Certifications => joined(&product.certifications, |one| one.words(lang)),
        F::Awards => {
            joined(&product.awards, |award| parts([&both(&award.title), &award.issuer, &date(lang, &award.date.0)]))
        }
        F::Markets => joined(&product.markets, both),
        F::HsCode => product.hs_code.clone(),
        F::Incoterm => product.incoterm.clone(),
        F::Port => product.port.clone(),
        F::Photos => joined(&product.photos, |one| photo(one, lang)),
        F::Tags => joined(&product.tags, String::clone),
        F::Sources => {
            joined(&product.sources, |source| parts([&source.title, &source.url, &date(lang, &source.date.0)]))
        }
        F::Notes => product.notes.clone(),
        F::Status => product.status.label(lang).to_owned(),
        // Belongs to the producer's record.
        F::Contact => String::new(),
    }
}

pub(in crate::model) fn producer(
    producer: &Producer,
    field: ProducerField,
    lang_of: Option<Lang>,
    lang: Lang,
) -> String {
    use ProducerField as F;
    match field {
        F::Name => producer.name.clone(),
        F::Kind => producer.kind.label(lang).to_owned(),
        F::Origin => place(&producer.origin, lang),
        F::Place => producer.place.clone(),
        F::ContactPerson => producer.contact_person.clone(),
        F::Whatsapp => producer.whatsapp.clone(),
        F::Phone => producer.phone.clone(),
        F::Email => producer.email.clone(),
        F::Web => producer.web.clone(),
        F::Social => joined(&producer.social, String::clone),
        F::Story => of(&producer.story, lang_of).to_owned(),
    }
}

fn contact(contact: &Contact) -> String {
    parts([&contact.name, &contact.whatsapp, &contact.phone, &contact.email, &contact.web])
}

pub(in crate::model) fn info(info: &CatalogInfo, field: InfoField, lang_of: Option<Lang>, lang: Lang) -> String {
    match field {
        InfoField::Id => info.id.clone(),
        InfoField::Title => of(&info.title, lang_of).to_owned(),
        InfoField::Event => info.event.as_ref().map_or_else(String::new, |event| {
            let agreements = joined(&event.agreements, |one| {
                let parties = joined(&one.parties, both);
                let numbers = one.numbers.join(", ");
                parts([&both(&one.title), &parties, &date(lang, &one.date.0), &numbers])
            });
            let when = date(lang, &event.date.0);
            parts([&both(&event.name), &event.venue, &event.stand, &when, &event.time_zone, &agreements])
        }),
        InfoField::Organizer => info.organizer.as_ref().map_or_else(String::new, |organizer| {
            let contact = contact(&organizer.contact);
            parts([&both(&organizer.name), &organizer.address, &both(&organizer.hours), &contact])
        }),
        InfoField::BoothContact => info.booth_contact.as_ref().map(contact).unwrap_or_default(),
        InfoField::Foreword => info.foreword.as_ref().map_or_else(String::new, |foreword| {
            let photo = foreword.photo.as_ref().map(|one| photo(one, lang)).unwrap_or_default();
            parts([&both(&foreword.text), &foreword.name, &both(&foreword.position), &photo])
        }),
        InfoField::Logos => joined(&info.logos, |one| photo(one, lang)),
        InfoField::Brochures => joined(&info.brochures, |settings| settings.name.clone()),
    }
}

pub(in crate::model) fn categories(list: &[Category], lang: Lang) -> String {
    joined(list, |category| match category.name.or_other(lang) {
        Some(_) => both(&category.name),
        None => category.id.to_string(),
    })
}

pub(in crate::model) fn selections(list: &[Selection], lang: Lang) -> String {
    joined(list, |selection| {
        let name = match both(&selection.name) {
            name if name.is_empty() => selection.id.to_string(),
            name => name,
        };
        match (&selection.filter, selection.products.len()) {
            (Some(_), 0) => format!("{name} ({})", lang.pick("saringan", "filter")),
            (_, count) => {
                let count = integer(lang, count as i64);
                format!("{name} ({})", crate::say!(lang, "{count} produk", "{count} products"))
            }
        }
    })
}
