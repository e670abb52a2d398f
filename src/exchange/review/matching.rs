//! Which product a row is: by its id where the rest agrees, else by name and producer, or by name where only one of the two
//! has a producer.

use std::sync::Arc;

use super::super::sheets::Address;
use super::builder::ReviewBuilder;
use super::{Answer, Matched, Note, QuestionKey};
use crate::model::search::normalise::{is_near, normalise};
use crate::model::{ProducerId, Product, ProductId, RegionCode};

/// Where a product's name was seen in the file or the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedProduct {
    pub id: ProductId,
    pub producer: Option<ProducerId>,
    pub origin: RegionCode,
    /// Normalised.
    pub brand: String,
    /// The row that made it, where it is new.
    pub row: Option<Address>,
}

impl NamedProduct {
    pub(super) fn new(product: &Product, row: Option<Address>) -> Self {
        let (id, producer) = (product.id.clone(), product.producer.clone());
        Self { id, producer, origin: product.origin.clone(), brand: normalise(&product.brand), row }
    }
}

/// What a row says of which product it is.
pub(super) struct RowIdentity<'a> {
    pub id: &'a str,
    pub name: &'a str,
    /// Normalised.
    pub brand: &'a str,
    /// `None` where it says nothing of the producer.
    pub producer: Option<&'a Option<ProducerId>>,
    pub place: Option<&'a RegionCode>,
    pub at: &'a Address,
}

/// Why a row has no record to go on with.
pub(super) enum NoMatch {
    Refused(Note),
    /// Waits for the question of this number.
    Asked(usize),
}

/// Whether a row with a product's id is that product.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum IdAgreement {
    Same,
    Other,
    Doubtful,
}

impl ReviewBuilder<'_> {
    /// Finds the record: by id, else by name and producer.
    pub(super) fn find(
        &mut self,
        by_id: Option<Arc<Product>>,
        row: &RowIdentity<'_>,
        id_at: Option<&Address>,
    ) -> Result<(Option<Arc<Product>>, Matched), NoMatch> {
        // A number of another list may be that of a product here, or of another sheet of this file.
        let numbered = by_id.clone().or_else(|| self.next.products.get(row.id).filter(|_| !row.id.is_empty()).cloned());
        let mut is_known = false;
        if let Some(product) = numbered {
            is_known = match self.agreement(&product, row) {
                IdAgreement::Same => true,
                IdAgreement::Other => false,
                IdAgreement::Doubtful => {
                    let key = QuestionKey::Product {
                        id: product.id.clone(),
                        name: row.name.to_owned(),
                        place: row.place.cloned().unwrap_or_default(),
                    };
                    let others: Vec<Answer> =
                        self.others_named(&product, row).map(|one| Answer::Product(one.clone())).collect();
                    let has_others = !others.is_empty();
                    let answers = || {
                        let known = [Answer::Product(product.id.clone())].into_iter().chain(others);
                        known.chain([Answer::NewProduct]).collect()
                    };
                    match self.ask(key, id_at.unwrap_or(row.at), answers) {
                        Ok(Answer::Product(id)) if id != product.id => {
                            return match (self.seen.get(&id), self.catalog.products.get(&id)) {
                                (Some(at), _) => Err(NoMatch::Refused(Note::SameAsRow { at: at.clone() })),
                                (None, other) => Ok((other.cloned(), Matched::ByName)),
                            };
                        }
                        Ok(Answer::Product(_)) => true,
                        Ok(Answer::NewProduct) if has_others => return Ok((None, Matched::Not)),
                        Ok(Answer::NewProduct) => false,
                        Ok(_) => return Err(NoMatch::Refused(Note::LeftOutByAnswer)),
                        Err(number) => return Err(NoMatch::Asked(number)),
                    }
                }
            };
        }
        let twice = |id: &ProductId| self.seen.get(id).map(|at| Note::SameAsRow { at: at.clone() });
        if let Some(product) = by_id.filter(|_| is_known) {
            return match twice(&product.id) {
                Some(note) => Err(NoMatch::Refused(note)),
                None => Ok((Some(product), Matched::ById)),
            };
        }
        if let Some(at) = self.seen.get(row.id).filter(|_| is_known) {
            return Err(NoMatch::Refused(Note::SameAsRow { at: at.clone() }));
        }
        match self.find_by_name(row) {
            Err(Note::SameAsRow { at }) => self.of_nearly_same_name(row, at),
            found => found.map_err(NoMatch::Refused),
        }
    }

    /// A row whose name is that of another row but for brackets and the like: only a person knows whether it is the same.
    fn of_nearly_same_name(
        &mut self,
        row: &RowIdentity<'_>,
        at: Address,
    ) -> Result<(Option<Arc<Product>>, Matched), NoMatch> {
        let other =
            self.names.get(&name_key(row.name)).and_then(|all| all.iter().find(|one| one.row.as_ref() == Some(&at)));
        let other = other.and_then(|other| self.next.products.get(&other.id)).map(|other| other.name.id.clone());
        let plain = |name: &str| name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let Some(other) = other.filter(|other| plain(other) != plain(row.name)) else {
            return Err(NoMatch::Refused(Note::SameAsRow { at }));
        };
        let key = QuestionKey::SameName { name: row.name.to_owned(), other };
        match self.ask(key, row.at, || vec![Answer::NewProduct]) {
            Ok(Answer::NewProduct) => Ok((None, Matched::Not)),
            Ok(_) => Err(NoMatch::Refused(Note::LeftOutByAnswer)),
            Err(number) => Err(NoMatch::Asked(number)),
        }
    }

    /// An id that is a product's own says which one it is, unless everything else is another's. A number or a short code
    /// counts only where the rest agrees, since every list begins with 1.
    pub(super) fn agreement(&self, stored: &Product, row: &RowIdentity<'_>) -> IdAgreement {
        if row.name.is_empty() || self.options.own_ids {
            return IdAgreement::Same;
        }
        let typed = normalise(row.name);
        let same_name = name_keys(stored).iter().any(|name| *name == typed || is_near(&typed, name));
        let producer = row.producer.and_then(Option::as_ref);
        let same_producer = producer.zip(stored.producer.as_ref()).map(|(a, b)| a == b);
        let same_regency = row.place.and_then(|place| same_regency(place, &stored.origin));
        let differs = |same: Option<bool>| same == Some(false);
        // A column of names that was sorted alone gives each product the name of another.
        if self.others_named(stored, row).next().is_some() {
            return IdAgreement::Doubtful;
        }
        match (is_weak(row.id), same_name) {
            (_, true) if differs(same_producer) && differs(same_regency) => IdAgreement::Other,
            (false, true) if differs(same_producer) && !is_made_here(row.id) => IdAgreement::Doubtful,
            (false, true) => IdAgreement::Same,
            (true, true) if differs(same_producer) || differs(same_regency) => IdAgreement::Doubtful,
            (true, true) => IdAgreement::Same,
            (false, false) if differs(same_producer) || differs(same_regency) => IdAgreement::Doubtful,
            (false, false) => IdAgreement::Same,
            (true, false) if same_producer == Some(true) => IdAgreement::Doubtful,
            (true, false) => IdAgreement::Other,
        }
    }

    /// Other stored products of a row's name, where the product with its id has another one. The number of another list says
    /// nothing.
    fn others_named<'s>(
        &'s self,
        product: &'s Product,
        row: &RowIdentity<'_>,
    ) -> impl Iterator<Item = &'s ProductId> + use<'s> {
        let typed = name_key(row.name);
        let is_own = is_weak(row.id) || typed.is_empty() || name_keys(product).contains(&typed);
        let all = self.names.get(&typed).filter(|_| !is_own).map_or(&[][..], Vec::as_slice);
        all.iter().filter(|one| one.row.is_none() && one.id != product.id).map(|one| &one.id)
    }

    fn find_by_name(&self, row: &RowIdentity<'_>) -> Result<(Option<Arc<Product>>, Matched), Note> {
        let id = row.id;
        let producer = row.producer.and_then(Option::as_ref);
        let empty = Vec::new();
        let all = self.names.get(&name_key(row.name)).unwrap_or(&empty);
        // Without a maker on both sides, a name from another regency, or of another brand, is another product's.
        let is_around = |one: &NamedProduct| {
            let has_brand = row.brand.is_empty() || one.brand.is_empty() || row.brand == one.brand;
            has_brand && row.place.and_then(|place| same_regency(place, &one.origin)).unwrap_or(true)
        };
        let same = |one: &&NamedProduct| match (producer, one.producer.as_ref()) {
            (Some(producer), Some(other)) => producer == other,
            _ => is_around(one),
        };
        let mut fitting: Vec<&NamedProduct> = all.iter().filter(same).collect();
        if fitting.iter().any(|one| producer.is_some() && one.producer.as_ref() == producer) {
            fitting.retain(|one| one.producer.as_ref() == producer);
        }
        // A row with an id of its own is not the new one of another row.
        fitting.retain(|one| one.row.is_none() || id.is_empty());
        fitting.retain(|one| one.id.as_str() == id || !self.records.products.contains(&one.id));
        fitting.dedup_by(|a, b| a.id == b.id);
        let twice = |id: &ProductId| self.seen.get(id).map(|at| Note::SameAsRow { at: at.clone() });
        match fitting.as_slice() {
            [] => Ok((None, Matched::Not)),
            // It has an id that the catalogue does not know: another product of this name came by its own id.
            [one] if one.row.is_none() && !id.is_empty() && self.seen.contains_key(&one.id) => Ok((None, Matched::Not)),
            [one] => match &one.row {
                Some(made) if made != row.at => Err(Note::SameAsRow { at: made.clone() }),
                _ => match twice(&one.id) {
                    Some(note) => Err(note),
                    None => {
                        let is_both = producer.is_some() && one.producer.as_ref() == producer;
                        let how = if is_both { Matched::ByNameAndProducer } else { Matched::ByName };
                        Ok((self.catalog.products.get(&one.id).cloned(), how))
                    }
                },
            },
            _ if !id.is_empty() => Ok((None, Matched::Not)),
            _ => Err(Note::SeveralOfThisName),
        }
    }
}

/// Whether what is stored under a row's id may be what the row speaks of, by its name.
pub(super) fn is_plausible(stored: &Product, id: &str, name: &str) -> bool {
    let typed = normalise(name);
    !is_weak(id) || typed.is_empty() || name_keys(stored).iter().any(|name| *name == typed || is_near(&typed, name))
}

/// Digits with few letters, or one word and a number: what another list counts its rows with. What is made here ends in
/// four hexadecimal digits.
pub(super) fn is_weak(id: &str) -> bool {
    let letters = id.chars().filter(|c| c.is_alphabetic()).count();
    let before = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_word = before.trim_end_matches(|c: char| !c.is_alphanumeric()).chars().all(char::is_alphabetic);
    letters < 4
        || id.chars().filter(char::is_ascii_digit).count() > letters
        || is_word && !matches!(id.len() - before.len(), 0 | 4)
}

/// A code that another office gave: neither a running number nor an id of this program.
pub(super) fn is_foreign_code(id: &str) -> bool {
    id.contains(char::is_alphabetic) && !is_made_here(id)
}

/// Four hexadecimal digits at the end, as every id has that this program makes.
fn is_made_here(id: &str) -> bool {
    id.rsplit_once('-').is_some_and(|(_, end)| end.len() == 4 && end.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// `None` where one of them is known no nearer than its province.
pub(super) fn same_regency(a: &RegionCode, b: &RegionCode) -> Option<bool> {
    match (a.depth(), b.depth()) {
        (0, _) | (_, 0) => None,
        (1, _) | (_, 1) => (a.cut(1) != b.cut(1)).then_some(false),
        _ => Some(a.cut(2) == b.cut(2)),
    }
}

/// A name by which a product is found: `Madu 250 ml` and `Madu 250ml` are one.
pub(super) fn name_key(name: &str) -> String {
    const UNITS: [&str; 11] = ["ml", "l", "liter", "g", "gr", "gram", "kg", "ons", "cc", "cm", "pcs"];
    let mut key = String::new();
    for word in normalise(name).split(' ') {
        let is_unit = UNITS.contains(&word) && key.ends_with(|c: char| c.is_ascii_digit());
        key.push_str(if key.is_empty() || is_unit { "" } else { " " });
        key.push_str(word);
    }
    key
}

pub(super) fn name_keys(product: &Product) -> Vec<String> {
    let mut keys: Vec<String> = [&product.name.id, &product.name.en].iter().map(|name| name_key(name)).collect();
    keys.retain(|key| !key.is_empty());
    keys.dedup();
    keys
}
