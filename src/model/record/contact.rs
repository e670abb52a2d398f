//! Whom a buyer calls: telephone numbers in the form that a chat link wants, and the contact that stands for a product.

use crate::model::record::catalog::Catalog;
use crate::model::record::{Contact, OrganizerRole, Product};
use crate::text::Lang;

/// True where a text looks like one e-mail address: a name, `@` and a host with a point.
pub fn is_email(text: &str) -> bool {
    let text = text.trim();
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !text.contains([' ', ',']))
}

/// The digits of a mobile number for a `wa.me` link, with the country code: `0812-3456-789`, `+62 812…` and `62812…`
/// all give `62812…`. `None` where it cannot be a mobile number.
///
/// Indonesian mobile numbers start with 8 after the country code 62 and have 9 to 12 digits there (Kominfo numbering
/// plan); other countries' numbers are taken with a leading `+` and 8 to 15 digits (ITU-T E.164).
pub fn whatsapp_digits(typed: &str) -> Option<String> {
    let typed = typed.trim();
    if typed.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '+' | '-' | ' ' | '.' | '(' | ')' | '/' | '\u{a0}')) {
        return None;
    }
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let international = typed.starts_with('+') || digits.starts_with("62");
    let full = if let Some(rest) = digits.strip_prefix("00") {
        rest.to_owned()
    } else if let Some(rest) = digits.strip_prefix('0') {
        format!("62{rest}")
    } else if international {
        // `+62 (0)812…` is a common slip.
        match digits.strip_prefix("620") {
            Some(rest) => format!("62{rest}"),
            None => digits,
        }
    } else if digits.starts_with('8') {
        format!("62{digits}")
    } else {
        return None;
    };
    let is_number = match full.strip_prefix("62") {
        Some(rest) => rest.starts_with('8') && (9..=12).contains(&rest.len()),
        None => (8..=15).contains(&full.len()),
    };
    is_number.then_some(full)
}

/// `+62 812-3456-7890`: the number as people abroad read it too.
pub fn display_number(digits: &str) -> String {
    let Some(rest) = digits.strip_prefix("62") else {
        return format!("+{digits}");
    };
    let (first, rest) = rest.split_at_checked(3).unwrap_or((rest, ""));
    let (second, third) = rest.split_at_checked(4).unwrap_or((rest, ""));
    let parts: Vec<&str> = [first, second, third].into_iter().filter(|part| !part.is_empty()).collect();
    format!("+62 {}", parts.join("-"))
}

/// Whose contact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactOf {
    Producer,
    Booth,
    Organizer(OrganizerRole),
}

/// The contact that stands for a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BestContact {
    pub of: ContactOf,
    name: [String; 2],
    contact: Contact,
}

impl BestContact {
    /// How to reach them.
    pub fn contact(&self) -> Contact {
        self.contact.clone()
    }

    /// Who answers: a name, or what they are.
    pub fn who(&self, lang: Lang) -> String {
        let [id, en] = &self.name;
        let name = match lang {
            Lang::Id => id,
            Lang::En => en,
        };
        if !name.is_empty() {
            return name.clone();
        }
        match self.of {
            ContactOf::Producer => lang.pick("Produsen", "Producer"),
            ContactOf::Booth => lang.pick("Stan pameran", "Exhibition booth"),
            ContactOf::Organizer(role) => role.label(lang),
        }
        .to_owned()
    }
}

fn is_reachable(contact: &Contact) -> bool {
    [&contact.whatsapp, &contact.phone, &contact.email].iter().any(|text| !text.trim().is_empty())
}

/// The producer's contact; without one the booth's, else the organiser's, if only a web address; with none of them nothing.
pub fn best_contact(catalog: &Catalog, product: &Product) -> Option<BestContact> {
    if let Some(producer) = catalog.producer_of(product) {
        let contact = Contact {
            name: producer.contact_person.clone(),
            whatsapp: producer.whatsapp.clone(),
            phone: producer.phone.clone(),
            email: producer.email.clone(),
            web: producer.web.clone(),
        };
        if is_reachable(&contact) {
            let name = if contact.name.is_empty() { producer.name.clone() } else { contact.name.clone() };
            return Some(BestContact { of: ContactOf::Producer, name: [name.clone(), name], contact });
        }
    }
    general_contact(catalog)
}

/// The booth's contact, else the organiser's.
pub fn general_contact(catalog: &Catalog) -> Option<BestContact> {
    if let Some(booth) = catalog.info.booth_contact.as_ref().filter(|contact| is_reachable(contact)) {
        let name = [booth.name.clone(), booth.name.clone()];
        return Some(BestContact { of: ContactOf::Booth, name, contact: booth.clone() });
    }
    let has_any = |contact: &Contact| is_reachable(contact) || !contact.web.trim().is_empty();
    let office = catalog.info.organizer.as_ref().filter(|office| has_any(&office.contact))?;
    let name = Lang::ALL.map(|lang| office.name.or_other(lang).map_or(String::new(), |(name, _)| name.to_owned()));
    Some(BestContact { of: ContactOf::Organizer(office.role), name, contact: office.contact.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Organizer, Producer, Text};
    use std::sync::Arc;

    #[test]
    fn numbers_in_every_usual_form_become_one() {
        for typed in ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "81234567890", "+62 (0)812.3456.7890"] {
            assert_eq!(whatsapp_digits(typed).as_deref(), Some("6281234567890"), "{typed}");
        }
        assert_eq!(whatsapp_digits("+65 9123 4567").as_deref(), Some("6591234567"));
        for typed in ["", "0541-123456", "12345", "halo", "0812 (Ibu Sari)", "081234567890123456"] {
            assert_eq!(whatsapp_digits(typed), None, "{typed}");
        }
        assert_eq!(display_number("6281234567890"), "+62 812-3456-7890");
    }

    #[test]
    fn the_producer_answers_before_the_booth_and_the_office() {
        let mut catalog = Catalog::default();
        let product = Product { producer: Some("p".into()), ..Product::default() };
        assert_eq!(best_contact(&catalog, &product), None);
        let contact = Contact { email: "dinas@example.id".into(), ..Contact::default() };
        let info = crate::model::CatalogInfo {
            organizer: Some(Organizer { name: Text::new("Dinas", "Office"), contact, ..Organizer::default() }),
            ..Default::default()
        };
        catalog.info = Arc::new(info);
        assert_eq!(best_contact(&catalog, &product).map(|best| best.who(Lang::En)).as_deref(), Some("Office"));
        let producer = Producer { id: "p".into(), name: "KWT".into(), whatsapp: "0812".into(), ..Producer::default() };
        catalog.producers.insert("p".into(), Arc::new(producer));
        assert_eq!(best_contact(&catalog, &product).map(|best| best.of), Some(ContactOf::Producer));
    }
}
