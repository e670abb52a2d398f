//! The value of a record's field in words, as people see it.

use crate::model::place::wording::full_place;
use crate::model::record::catalog::Catalog;
use crate::model::record::values::{RegionCode, Text};
use crate::model::record::{CatalogInfo, Category, Contact, FieldRef, OrganizerRole, Photo, Selection};
use crate::model::report::differences::InfoField;
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

impl FieldRef<'_> {
    /// The value as people see it; empty where there is none. `catalog` knows the names behind ids.
    pub fn words(self, catalog: &Catalog, lang: Lang) -> String {
        match self {
            FieldRef::Indonesian(text) | FieldRef::English(text) if text.trim().is_empty() => String::new(),
            FieldRef::Line(text)
            | FieldRef::Term(text)
            | FieldRef::Indonesian(text)
            | FieldRef::English(text)
            | FieldRef::Notes(text) => text.clone(),
            FieldRef::Tags(list) | FieldRef::Links(list) => joined(list, String::clone),
            FieldRef::Texts(list) => joined(list, both),
            FieldRef::Amount(amount) => amount.as_ref().map(|amount| amount.words(lang)).unwrap_or_default(),
            FieldRef::Days(days) => days.map_or_else(String::new, |days| {
                let count = integer(lang, days.into());
                format!("{count} {}", if days == 1 { lang.pick("hari", "day") } else { lang.pick("hari", "days") })
            }),
            FieldRef::Category(id) => {
                let name = catalog.category(id).and_then(|category| category.name.or_other(lang));
                name.map_or_else(|| id.to_string(), |(name, _)| name.to_owned())
            }
            FieldRef::Producer(id) => id.as_ref().map_or_else(String::new, |id| match catalog.producers.get(id) {
                Some(producer) if !producer.name.trim().is_empty() => producer.name.clone(),
                _ => id.to_string(),
            }),
            FieldRef::Region(code) => place(code, lang),
            FieldRef::Prices(list) => joined(list, |price| price.words(lang)),
            FieldRef::Certifications(list) => joined(list, |one| one.words(lang)),
            FieldRef::Awards(list) => {
                joined(list, |award| parts([&both(&award.title), &award.issuer, &date(lang, &award.date.0)]))
            }
            FieldRef::Photos(list) => joined(list, |one| photo(one, lang)),
            FieldRef::Sources(list) => {
                joined(list, |source| parts([&source.title, &source.url, &date(lang, &source.date.0)]))
            }
            FieldRef::Status(status) => status.label(lang).to_owned(),
            FieldRef::ProducerKind(kind) => kind.label(lang).to_owned(),
        }
    }
}

fn contact(contact: &Contact) -> String {
    parts([&contact.name, &contact.whatsapp, &contact.phone, &contact.email, &contact.web])
}

pub(in crate::model) fn info(info: &CatalogInfo, field: InfoField, lang: Lang) -> String {
    match field {
        InfoField::Id => info.id.clone(),
        InfoField::Title => info.title.get(Lang::Id).unwrap_or_default().to_owned(),
        InfoField::TitleEn => info.title.get(Lang::En).unwrap_or_default().to_owned(),
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
            // Most offices hold the event; the word stands where one does not.
            let role = match organizer.role {
                OrganizerRole::Organizer => "",
                role => role.label(lang),
            };
            parts([&both(&organizer.name), role, &organizer.address, &both(&organizer.hours), &contact])
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
                let count = crate::text::count(lang, count);
                format!("{name} ({})", crate::say!(lang, "{count} produk", "{count} products"))
            }
        }
    })
}
