//! Everything that can be wrong inside a well-formed catalogue, as data: nothing here hides a product.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::record::catalog::{Catalog, Key};
use crate::model::record::contact::whatsapp_digits;
use crate::model::record::{FieldRef, ProductField};

use crate::model::check::duplicates::{self, Duplicate, DuplicateReason};
use crate::model::check::misplaced::misplaced;
use crate::model::check::sensitive::holds_identity_number;
use crate::model::place::wording::with_word;
use crate::model::record::values::{PartialDate, ProducerId, RegionCode, Text};
use crate::model::record::{CertificationStatus, Photo, Producer, Product, Status};
use crate::model::search::normalise::normalise;
use crate::regions::Region;
use crate::text::{Lang, Severity};

/// What is wrong with one picture file, found by whoever can read the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhotoFault {
    Missing,
    Empty,
    /// The file's content is of another kind than its name says, or of none that can be read.
    Mislabelled {
        really: String,
    },
    /// More pixels or bytes than is accepted.
    TooLarge {
        width: u32,
        height: u32,
        bytes: u64,
    },
    /// The name leads outside the catalogue's folder.
    Outside,
    /// The file ends before its picture does: a copy that was interrupted.
    CutOff,
    /// Something else stands in the middle of the picture: a worn-out card, a broken copy.
    Damaged,
    /// A picture of a kind that the program does not read, or not rightly.
    Unsupported {
        kind: String,
    },
    Unreadable {
        reason: String,
    },
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// The record it concerns.
    pub key: Key,
    /// What that record is called; empty where it has no name.
    pub name: Text,
    /// The field of a product's form that it concerns, to stand beside it.
    pub field: Option<ProductField>,
    pub kind: ProblemKind,
}

/// The situations that `check` finds. Worded in `explain`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file had two records with this id; the later one now has another.
    DuplicateId {
        id: String,
        now: String,
    },
    Photo {
        file: String,
        fault: PhotoFault,
    },
    /// Picture files that nothing in the catalogue names; found by whoever can read the folder.
    UnusedPhotos {
        count: usize,
        bytes: u64,
    },
    /// A picture without words for people who cannot see it.
    NoAltText {
        file: String,
    },
    NoName,
    /// Two products have the same name, producer and place.
    SameAs {
        other: String,
    },
    NoOrigin,
    /// Renumbered by decree, or mistyped. `near`: the longest beginning that is known.
    UnknownRegion {
        code: String,
        near: String,
    },
    /// A typed place that does not belong to its code, with the regions that may be meant, the nearest first.
    PlaceElsewhere {
        place: String,
        code: RegionCode,
        likely: Vec<RegionCode>,
    },
    /// Probably the same thing as another record.
    MaybeSame {
        other: Key,
        other_name: String,
        by: DuplicateReason,
    },
    UnknownCategory {
        id: String,
    },
    NoCategory,
    UnknownProducer {
        id: String,
    },
    /// Marked as ready, and a buyer would learn nothing.
    ReadyWithoutSummary,
    /// A list names a product that is not there.
    ListNamesUnknown {
        list: Text,
        id: String,
    },
    NoDate {
        text: String,
    },
    DateInFuture {
        text: String,
    },
    Expired {
        certificate: String,
        expires: String,
    },
    /// Held, and without its number nobody can look it up.
    HeldWithoutNumber {
        certificate: String,
    },
    PriceRange {
        amount: i64,
        max: i64,
    },
    PriceNotPositive {
        amount: i64,
    },
    NoCurrency,
    /// Printed as "on request", since it is older than twelve months or has no date.
    OldPrice {
        as_of: String,
    },
    AmountRange,
    Phone {
        text: String,
    },
    Email {
        text: String,
    },
    Web {
        text: String,
    },
    /// A word for a protected species, and the decree that protects it.
    ProtectedSpecies {
        word: &'static str,
        decree: &'static str,
    },
    /// Words that advertisements of food may not use without proof on the label.
    HealthClaim {
        word: &'static str,
    },
    /// Sixteen digits in a row: an identity-card number must not be stored.
    IdentityNumber,
    TimeZone {
        text: String,
    },
    /// Neither the booth nor the organiser nor any producer can be called.
    NobodyToCall,
}

/// Says what is wrong with a picture file.
pub type PhotoCheck<'a> = dyn Fn(&str) -> Option<PhotoFault> + Sync + 'a;

/// Everything that is wrong, ordered by severity, then record. `photo_fault` tells what is wrong with a picture file, if
/// anything; `today` decides what has expired.
pub fn check(catalog: &Catalog, photo_fault: &PhotoCheck<'_>, today: Date) -> Vec<Problem> {
    let mut found = Findings { list: Vec::new(), today, photo_fault };
    found.info(catalog);
    catalog.producers.values().for_each(|producer| found.producer(producer));
    catalog.products.values().for_each(|product| found.product(catalog, product));
    let mut seen: HashMap<(String, Option<&ProducerId>, &RegionCode), &Arc<Product>> = HashMap::new();
    for product in catalog.products.values() {
        let name = normalise(product.name.or_other(Lang::Id).map_or("", |(name, _)| name));
        if name.is_empty() {
            continue;
        }
        if let Some(other) = seen.insert((name, product.producer.as_ref(), &product.origin), product) {
            let at = Subject::product(product);
            found.add(
                Severity::Warning,
                &at,
                Some(ProductField::Name),
                ProblemKind::SameAs { other: other.id.to_string() },
            );
        }
    }
    found.duplicates(catalog, duplicates::find(catalog));
    let mut list = found.list;
    list.sort_by(|a, b| (a.severity, &a.key).cmp(&(b.severity, &b.key)));
    list
}

/// The record that is being looked at.
pub(super) struct Subject {
    key: Key,
    name: Text,
}

impl Subject {
    fn product(product: &Product) -> Self {
        Self { key: Key::Product(product.id.clone()), name: product.name.clone() }
    }
}

pub(super) struct Findings<'a> {
    list: Vec<Problem>,
    today: Date,
    photo_fault: &'a PhotoCheck<'a>,
}

impl Findings<'_> {
    pub(super) fn add(&mut self, severity: Severity, at: &Subject, field: Option<ProductField>, kind: ProblemKind) {
        self.list.push(Problem { severity, key: at.key.clone(), name: at.name.clone(), field, kind });
    }

    fn info(&mut self, catalog: &Catalog) {
        let info = &catalog.info;
        let at = Subject { key: Key::Info, name: info.title.clone() };
        if let Some(event) = &info.event {
            self.date(&at, None, &event.date, false);
            if !event.time_zone.is_empty() && jiff::tz::TimeZone::get(&event.time_zone).is_err() {
                let text = event.time_zone.clone();
                self.add(Severity::Warning, &at, None, ProblemKind::TimeZone { text });
            }
            for agreement in &event.agreements {
                self.date(&at, None, &agreement.date, false);
            }
        }
        let contacts = [info.booth_contact.as_ref(), info.organizer.as_ref().map(|office| &office.contact)];
        for contact in contacts.into_iter().flatten() {
            self.ways_to_reach(&at, &contact.whatsapp, &contact.phone, &contact.email, &contact.web);
        }
        for logo in &info.logos {
            self.photo(&at, None, logo);
        }
        if let Some(photo) = info.foreword.as_ref().and_then(|foreword| foreword.photo.as_ref()) {
            self.photo(&at, None, photo);
        }
        let reachable = crate::model::record::contact::general_contact(catalog).is_some()
            || catalog
                .producers
                .values()
                .any(|one| !one.whatsapp.is_empty() || !one.phone.is_empty() || !one.email.is_empty());
        if !reachable && !catalog.products.is_empty() {
            self.add(Severity::Hint, &at, None, ProblemKind::NobodyToCall);
        }
        let lists = Subject { key: Key::Selections, name: Text::default() };
        for selection in catalog.selections.iter() {
            for id in selection.products.iter().filter(|id| !catalog.products.contains_key(*id)) {
                let (list, id) = (selection.name.clone(), id.to_string());
                self.add(Severity::Warning, &lists, None, ProblemKind::ListNamesUnknown { list, id });
            }
        }
    }

    fn producer(&mut self, producer: &Producer) {
        let at = Subject { key: Key::Producer(producer.id.clone()), name: Text::new(producer.name.clone(), "") };
        if producer.name.trim().is_empty() {
            self.add(Severity::Error, &at, None, ProblemKind::NoName);
        }
        self.region(&at, None, &producer.origin);
        self.place(&at, None, &producer.place, &producer.origin);
        self.ways_to_reach(&at, &producer.whatsapp, &producer.phone, &producer.email, &producer.web);
        let texts = [&producer.place, &producer.contact_person, &producer.story.id, &producer.story.en];
        if texts.into_iter().any(|text| holds_identity_number(text)) {
            self.add(Severity::Error, &at, None, ProblemKind::IdentityNumber);
        }
    }

    fn product(&mut self, catalog: &Catalog, product: &Product) {
        use ProductField as F;
        let at = Subject::product(product);
        if product.name.is_empty() {
            self.add(Severity::Error, &at, Some(F::Name), ProblemKind::NoName);
        }
        if product.category.is_empty() {
            self.add(Severity::Hint, &at, Some(F::Category), ProblemKind::NoCategory);
        } else if catalog.category(&product.category).is_none() {
            let id = product.category.to_string();
            self.add(Severity::Warning, &at, Some(F::Category), ProblemKind::UnknownCategory { id });
        }
        if let Some(id) = product.producer.as_ref().filter(|id| !catalog.producers.contains_key(*id)) {
            self.add(Severity::Warning, &at, Some(F::Producer), ProblemKind::UnknownProducer { id: id.to_string() });
        }
        if product.origin.is_empty() {
            self.add(Severity::Warning, &at, Some(F::Origin), ProblemKind::NoOrigin);
        }
        self.region(&at, Some(F::Origin), &product.origin);
        self.place(&at, Some(F::Origin), &product.place, &product.origin);
        if product.status == Status::Ready && product.summary.is_empty() && product.description.is_empty() {
            self.add(Severity::Warning, &at, Some(F::Summary), ProblemKind::ReadyWithoutSummary);
        }
        self.sensitive_words(&at, product);
        self.prices(&at, product);
        for field in F::ALL.iter().copied() {
            let FieldRef::Amount(Some(amount)) = field.get(product) else { continue };
            if amount.min.is_some() && amount.max.is_some_and(|max| Some(max) < amount.min) {
                self.add(Severity::Warning, &at, Some(field), ProblemKind::AmountRange);
            }
            self.date(&at, Some(field), &amount.as_of, true);
        }
        for one in &product.certifications {
            let field = Some(F::Certifications);
            self.date(&at, field, &one.issued, true);
            self.date(&at, field, &one.expires, false);
            if one.status != CertificationStatus::Held {
                continue;
            }
            let certificate = one.kind.label(Lang::Id).into_owned();
            if one.expires.last_day().is_some_and(|last| last < self.today) {
                let expires = one.expires.0.clone();
                self.add(
                    Severity::Warning,
                    &at,
                    field,
                    ProblemKind::Expired { certificate: certificate.clone(), expires },
                );
            }
            if one.number.trim().is_empty() {
                self.add(Severity::Hint, &at, field, ProblemKind::HeldWithoutNumber { certificate });
            }
        }
        for award in &product.awards {
            self.date(&at, Some(F::Awards), &award.date, true);
        }
        for source in &product.sources {
            self.date(&at, Some(F::Sources), &source.date, true);
            self.web(&at, Some(F::Sources), &source.url);
        }
        for photo in &product.photos {
            self.photo(&at, Some(F::Photos), photo);
        }
        let both = [&product.description, &product.summary, &product.materials, &product.process, &product.usage];
        let mut texts = both.into_iter().flat_map(|text| [&text.id, &text.en]).chain([&product.notes, &product.place]);
        if texts.any(|text| holds_identity_number(text)) {
            self.add(Severity::Error, &at, Some(F::Notes), ProblemKind::IdentityNumber);
        }
    }

    fn prices(&mut self, at: &Subject, product: &Product) {
        let field = Some(ProductField::Prices);
        for price in &product.prices {
            if price.amount <= 0 {
                self.add(Severity::Error, at, field, ProblemKind::PriceNotPositive { amount: price.amount });
            }
            if let Some(max) = price.amount_max.filter(|max| *max < price.amount) {
                self.add(Severity::Error, at, field, ProblemKind::PriceRange { amount: price.amount, max });
            }
            if price.currency.trim().is_empty() {
                self.add(Severity::Warning, at, field, ProblemKind::NoCurrency);
            }
            self.date(at, field, &price.as_of, true);
            if !price.is_current(self.today) {
                self.add(Severity::Hint, at, field, ProblemKind::OldPrice { as_of: price.as_of.0.clone() });
            }
        }
    }

    fn photo(&mut self, at: &Subject, field: Option<ProductField>, photo: &Photo) {
        let file = photo.file.clone();
        if let Some(fault) = (self.photo_fault)(&photo.file) {
            self.add(Severity::Error, at, field, ProblemKind::Photo { file, fault });
        } else if photo.alt.is_empty() {
            self.add(Severity::Hint, at, field, ProblemKind::NoAltText { file });
        }
    }

    fn date(&mut self, at: &Subject, field: Option<ProductField>, date: &PartialDate, is_past: bool) {
        if date.is_empty() {
            return;
        }
        let text = date.0.clone();
        match date.first_day() {
            None => self.add(Severity::Warning, at, field, ProblemKind::NoDate { text }),
            Some(first) if is_past && first > self.today => {
                self.add(Severity::Warning, at, field, ProblemKind::DateInFuture { text });
            }
            Some(_) => {}
        }
    }

    fn region(&mut self, at: &Subject, field: Option<ProductField>, code: &RegionCode) {
        if code.is_empty() || Region::by_code(code.as_str()).is_some() {
            return;
        }
        let near = (1..code.depth()).rev().find_map(|depth| Region::by_code(code.cut(depth).as_str()));
        let near = near.map_or(String::new(), |region| with_word(region, Lang::Id));
        self.add(Severity::Warning, at, field, ProblemKind::UnknownRegion { code: code.to_string(), near });
    }

    /// "Desa Ngubalan" typed beside the code of Ngawi exists only in Tulungagung: the code or the word is wrong.
    fn place(&mut self, at: &Subject, field: Option<ProductField>, place: &str, code: &RegionCode) {
        if let Some(found) = misplaced(place, code) {
            let kind = ProblemKind::PlaceElsewhere { place: found.words, code: code.clone(), likely: found.likely };
            self.add(Severity::Warning, at, field, kind);
        }
    }

    fn duplicates(&mut self, catalog: &Catalog, pairs: Vec<Duplicate>) {
        for Duplicate { first, second, by } in pairs {
            let name = |key: &Key| match key {
                Key::Producer(id) => Text::new(catalog.producers.get(id).map_or("", |one| one.name.as_str()), ""),
                Key::Product(id) => catalog.products.get(id).map(|one| one.name.clone()).unwrap_or_default(),
                Key::Info | Key::Categories | Key::Selections => Text::default(),
            };
            let other_name = name(&first).or_other(Lang::Id).map_or(String::new(), |(name, _)| name.to_owned());
            let at = Subject { name: name(&second), key: second };
            self.add(Severity::Hint, &at, None, ProblemKind::MaybeSame { other: first, other_name, by });
        }
    }

    fn ways_to_reach(&mut self, at: &Subject, whatsapp: &str, phone: &str, email: &str, web: &str) {
        if !whatsapp.trim().is_empty() && whatsapp_digits(whatsapp).is_none() {
            self.add(Severity::Warning, at, None, ProblemKind::Phone { text: whatsapp.to_owned() });
        }
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        if !phone.trim().is_empty() && !(5..=20).contains(&digits) {
            self.add(Severity::Warning, at, None, ProblemKind::Phone { text: phone.to_owned() });
        }
        let is_email = email
            .split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.') && !email.contains(' '));
        if !email.trim().is_empty() && !is_email {
            self.add(Severity::Warning, at, None, ProblemKind::Email { text: email.to_owned() });
        }
        self.web(at, None, web);
    }

    fn web(&mut self, at: &Subject, field: Option<ProductField>, web: &str) {
        let web = web.trim();
        let host = web.strip_prefix("https://").or_else(|| web.strip_prefix("http://")).unwrap_or(web);
        let is_address = host.contains('.') && !host.contains(' ') && !host.contains("://");
        if !web.is_empty() && !is_address {
            self.add(Severity::Warning, at, field, ProblemKind::Web { text: web.to_owned() });
        }
    }
}
