//! Everything that can be wrong inside a well-formed catalogue, as data: nothing here hides a product.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::model::record::catalog::{Catalog, Key};
use crate::model::record::contact::{is_email, whatsapp_digits};
use crate::model::record::{FieldRef, ProducerField, ProductField};
use crate::model::report::differences::{FieldPart, FieldPlace, InfoField, RecordField};

use crate::model::check::duplicates::{self, Duplicate, DuplicateReason};
use crate::model::check::misplaced::misplaced;
use crate::model::check::sensitive::holds_identity_number;
use crate::model::place::wording::with_word;
use crate::model::record::values::{PartialDate, ProducerId, RegionCode, Text};
use crate::model::record::{CertificationStatus, Photo, Price, PriceAge, Producer, Product, Status};
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
    /// A picture's beginning, and behind it nothing of which a picture can be made.
    Undecodable,
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
    /// The place in the record's form that it concerns; none where it is the record as a whole.
    pub place: Option<FieldPlace>,
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
    /// It would have ended before it was given.
    EndsBeforeItBegins {
        certificate: String,
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
    /// Older than twelve months: printed with a word of caution. Older than thirty-six, or without a date: not printed.
    OldPrice {
        price: Box<Price>,
        is_printed: bool,
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
            let kind = ProblemKind::SameAs { other: other.id.to_string() };
            found.add(Severity::Warning, &at, Some(ProductField::Name.into()), kind);
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
    pub(super) fn add(&mut self, severity: Severity, at: &Subject, place: Option<FieldPlace>, kind: ProblemKind) {
        self.list.push(Problem { severity, key: at.key.clone(), name: at.name.clone(), place, kind });
    }

    fn info(&mut self, catalog: &Catalog) {
        use InfoField as F;
        let info = &catalog.info;
        let at = Subject { key: Key::Info, name: info.title.clone() };
        let event = FieldPlace::from(F::Event);
        if let Some(told) = &info.event {
            self.date(&at, event.part(FieldPart::Date), &told.date, false);
            if !told.time_zone.is_empty() && jiff::tz::TimeZone::get(&told.time_zone).is_err() {
                let text = told.time_zone.clone();
                let place = Some(event.part(FieldPart::TimeZone));
                self.add(Severity::Warning, &at, place, ProblemKind::TimeZone { text });
            }
            for (number, agreement) in told.agreements.iter().enumerate() {
                self.date(&at, event.item(number, FieldPart::Date), &agreement.date, false);
            }
        }
        let office = info.organizer.as_ref().map(|office| &office.contact);
        for (field, contact) in [(F::BoothContact, info.booth_contact.as_ref()), (F::Organizer, office)] {
            let Some(contact) = contact else { continue };
            let part = |part| FieldPlace::from(field).part(part);
            let places = [FieldPart::Whatsapp, FieldPart::Phone, FieldPart::Email, FieldPart::Web].map(part);
            self.ways_to_reach(&at, places, &contact.whatsapp, &contact.phone, &contact.email, &contact.web);
        }
        for (number, logo) in info.logos.iter().enumerate() {
            self.photo(&at, FieldPlace::from(F::Logos).item(number, FieldPart::AltText), logo);
        }
        if let Some(photo) = info.foreword.as_ref().and_then(|foreword| foreword.photo.as_ref()) {
            self.photo(&at, F::Foreword.into(), photo);
        }
        let reachable = crate::model::record::contact::general_contact(catalog).is_some()
            || catalog
                .producers
                .values()
                .any(|one| !one.whatsapp.is_empty() || !one.phone.is_empty() || !one.email.is_empty());
        if !reachable && !catalog.products.is_empty() {
            let place = FieldPlace::from(F::BoothContact).part(FieldPart::Whatsapp);
            self.add(Severity::Hint, &at, Some(place), ProblemKind::NobodyToCall);
        }
        let lists = Subject { key: Key::Selections, name: Text::default() };
        for selection in catalog.selections.iter() {
            for id in selection.products.iter().filter(|id| !catalog.products.contains_key(*id)) {
                let (list, id) = (selection.name.clone(), id.to_string());
                let place = Some(RecordField::Selections.into());
                self.add(Severity::Warning, &lists, place, ProblemKind::ListNamesUnknown { list, id });
            }
        }
    }

    fn producer(&mut self, producer: &Producer) {
        use ProducerField as F;
        let at = Subject { key: Key::Producer(producer.id.clone()), name: Text::new(producer.name.clone(), "") };
        if producer.name.trim().is_empty() {
            self.add(Severity::Error, &at, Some(F::Name.into()), ProblemKind::NoName);
        }
        self.region(&at, F::Origin.into(), &producer.origin);
        self.place(&at, F::Origin.into(), &producer.place, &producer.origin);
        let places = [F::Whatsapp, F::Phone, F::Email, F::Web].map(FieldPlace::from);
        self.ways_to_reach(&at, places, &producer.whatsapp, &producer.phone, &producer.email, &producer.web);
        let texts = [
            (F::Place, &producer.place),
            (F::ContactPerson, &producer.contact_person),
            (F::Story, &producer.story.id),
            (F::Story, &producer.story.en),
        ];
        if let Some((field, _)) = texts.into_iter().find(|(_, text)| holds_identity_number(text)) {
            self.add(Severity::Error, &at, Some(field.into()), ProblemKind::IdentityNumber);
        }
    }

    fn product(&mut self, catalog: &Catalog, product: &Product) {
        use ProductField as F;
        let at = Subject::product(product);
        if product.name.is_empty() {
            self.add(Severity::Error, &at, Some(F::Name.into()), ProblemKind::NoName);
        }
        if product.category.is_empty() {
            self.add(Severity::Hint, &at, Some(F::Category.into()), ProblemKind::NoCategory);
        } else if catalog.category(&product.category).is_none() {
            let kind = ProblemKind::UnknownCategory { id: product.category.to_string() };
            self.add(Severity::Warning, &at, Some(F::Category.into()), kind);
        }
        if let Some(id) = product.producer.as_ref().filter(|id| !catalog.producers.contains_key(*id)) {
            let kind = ProblemKind::UnknownProducer { id: id.to_string() };
            self.add(Severity::Warning, &at, Some(F::Producer.into()), kind);
        }
        if product.origin.is_empty() {
            self.add(Severity::Warning, &at, Some(F::Origin.into()), ProblemKind::NoOrigin);
        }
        self.region(&at, F::Origin.into(), &product.origin);
        self.place(&at, F::Origin.into(), &product.place, &product.origin);
        if product.status == Status::Ready && product.summary.is_empty() && product.description.is_empty() {
            self.add(Severity::Warning, &at, Some(F::Summary.into()), ProblemKind::ReadyWithoutSummary);
        }
        self.sensitive_words(&at, product);
        self.prices(&at, product);
        for field in F::ALL.iter().copied() {
            let FieldRef::Amount(Some(amount)) = field.get(product) else { continue };
            if amount.min.is_some() && amount.max.is_some_and(|max| Some(max) < amount.min) {
                self.add(Severity::Warning, &at, Some(field.into()), ProblemKind::AmountRange);
            }
            self.date(&at, field.into(), &amount.as_of, true);
        }
        for (number, one) in product.certifications.iter().enumerate() {
            let part = |part| FieldPlace::from(F::Certifications).item(number, part);
            self.date(&at, part(FieldPart::Date), &one.issued, true);
            self.date(&at, part(FieldPart::Expiry), &one.expires, false);
            let certificate = one.kind.label(Lang::Id).into_owned();
            if one.ends_before_it_begins() {
                let kind = ProblemKind::EndsBeforeItBegins { certificate: certificate.clone() };
                self.add(Severity::Warning, &at, Some(part(FieldPart::Expiry)), kind);
            }
            if one.status != CertificationStatus::Held {
                continue;
            }
            if one.expires.last_day().is_some_and(|last| last < self.today) {
                let kind = ProblemKind::Expired { certificate: certificate.clone(), expires: one.expires.0.clone() };
                self.add(Severity::Warning, &at, Some(part(FieldPart::Expiry)), kind);
            }
            if one.number.trim().is_empty() {
                let kind = ProblemKind::HeldWithoutNumber { certificate };
                self.add(Severity::Hint, &at, Some(part(FieldPart::Number)), kind);
            }
        }
        for (number, award) in product.awards.iter().enumerate() {
            self.date(&at, FieldPlace::from(F::Awards).item(number, FieldPart::Date), &award.date, true);
        }
        for (number, source) in product.sources.iter().enumerate() {
            let part = |part| FieldPlace::from(F::Sources).item(number, part);
            self.date(&at, part(FieldPart::Date), &source.date, true);
            self.web(&at, part(FieldPart::Web), &source.url);
        }
        for (number, photo) in product.photos.iter().enumerate() {
            self.photo(&at, FieldPlace::from(F::Photos).item(number, FieldPart::AltText), photo);
        }
        let texts = [
            (F::Description, &product.description),
            (F::Summary, &product.summary),
            (F::Materials, &product.materials),
            (F::Process, &product.process),
            (F::Usage, &product.usage),
        ];
        let both = texts.into_iter().flat_map(|(field, text)| [(field, &text.id), (field, &text.en)]);
        let mut texts = both.chain([(F::Notes, &product.notes), (F::Place, &product.place)]);
        if let Some((field, _)) = texts.find(|(_, text)| holds_identity_number(text)) {
            self.add(Severity::Error, &at, Some(field.into()), ProblemKind::IdentityNumber);
        }
    }

    fn prices(&mut self, at: &Subject, product: &Product) {
        for (number, price) in product.prices.iter().enumerate() {
            let part = |part| FieldPlace::from(ProductField::Prices).item(number, part);
            let amount = Some(part(FieldPart::Amount));
            if price.amount <= 0 {
                self.add(Severity::Error, at, amount, ProblemKind::PriceNotPositive { amount: price.amount });
            }
            if let Some(max) = price.amount_max.filter(|max| *max < price.amount) {
                self.add(Severity::Error, at, amount, ProblemKind::PriceRange { amount: price.amount, max });
            }
            if price.currency.trim().is_empty() {
                self.add(Severity::Warning, at, Some(part(FieldPart::Currency)), ProblemKind::NoCurrency);
            }
            self.date(at, part(FieldPart::Date), &price.as_of, true);
            let age = price.age(self.today);
            // What is no date is told as such.
            let is_no_date = !price.as_of.is_empty() && price.as_of.first_day().is_none();
            if age != PriceAge::Current && !is_no_date {
                let is_printed = age == PriceAge::Reference;
                let kind = ProblemKind::OldPrice { price: Box::new(price.clone()), is_printed };
                self.add(Severity::Hint, at, Some(part(FieldPart::Date)), kind);
            }
        }
    }

    fn photo(&mut self, at: &Subject, place: FieldPlace, photo: &Photo) {
        let file = photo.file.clone();
        if let Some(fault) = (self.photo_fault)(&photo.file) {
            self.add(Severity::Error, at, Some(place), ProblemKind::Photo { file, fault });
        } else if photo.alt.is_empty() {
            self.add(Severity::Hint, at, Some(place), ProblemKind::NoAltText { file });
        }
    }

    fn date(&mut self, at: &Subject, place: FieldPlace, date: &PartialDate, is_past: bool) {
        if date.is_empty() {
            return;
        }
        let text = date.0.clone();
        match date.first_day() {
            None => self.add(Severity::Warning, at, Some(place), ProblemKind::NoDate { text }),
            Some(first) if is_past && first > self.today => {
                self.add(Severity::Warning, at, Some(place), ProblemKind::DateInFuture { text });
            }
            Some(_) => {}
        }
    }

    fn region(&mut self, at: &Subject, place: FieldPlace, code: &RegionCode) {
        if code.is_empty() || Region::by_code(code.as_str()).is_some() {
            return;
        }
        let near = (1..code.depth()).rev().find_map(|depth| Region::by_code(code.cut(depth).as_str()));
        let near = near.map_or(String::new(), |region| with_word(region, Lang::Id));
        self.add(Severity::Warning, at, Some(place), ProblemKind::UnknownRegion { code: code.to_string(), near });
    }

    /// "Desa Ngubalan" typed beside the code of Ngawi exists only in Tulungagung: the code or the word is wrong.
    fn place(&mut self, at: &Subject, field: FieldPlace, words: &str, code: &RegionCode) {
        if let Some(found) = misplaced(words, code) {
            let kind = ProblemKind::PlaceElsewhere { place: found.words, code: code.clone(), likely: found.likely };
            self.add(Severity::Warning, at, Some(field), kind);
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

    fn ways_to_reach(
        &mut self,
        at: &Subject,
        [chat, call, mail, page]: [FieldPlace; 4],
        whatsapp: &str,
        phone: &str,
        email: &str,
        web: &str,
    ) {
        if !whatsapp.trim().is_empty() && whatsapp_digits(whatsapp).is_none() {
            self.add(Severity::Warning, at, Some(chat), ProblemKind::Phone { text: whatsapp.to_owned() });
        }
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        if !phone.trim().is_empty() && !(5..=20).contains(&digits) {
            self.add(Severity::Warning, at, Some(call), ProblemKind::Phone { text: phone.to_owned() });
        }
        if !email.trim().is_empty() && !is_email(email) {
            self.add(Severity::Warning, at, Some(mail), ProblemKind::Email { text: email.to_owned() });
        }
        self.web(at, page, web);
    }

    fn web(&mut self, at: &Subject, place: FieldPlace, web: &str) {
        let web = web.trim();
        let host = web.strip_prefix("https://").or_else(|| web.strip_prefix("http://")).unwrap_or(web);
        let is_address = host.contains('.') && !host.contains(' ') && !host.contains("://");
        if !web.is_empty() && !is_address {
            self.add(Severity::Warning, at, Some(place), ProblemKind::Web { text: web.to_owned() });
        }
    }
}
