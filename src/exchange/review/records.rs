//! Whole records from JSON: each field that the file carries replaces the stored one, `null` erases it.

use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::columns::{Column, Permit};
use super::super::error::Fault;
use super::super::json::Records;
use super::super::permit_numbers::{is_of_another, seems_over};
use super::super::sheets::{Address, ReadProgress, Value as SheetValue};
use super::builder::ReviewBuilder;
use super::contacts::contact;
use super::matching::{IdAgreement, RowIdentity, is_weak, same_regency};
use super::permits::permit_answers;
use super::prices::lost_thousands;
use super::producers::is_same_maker;
use super::record_fields::{cleaned, codes_as_text, told, words};
use super::{Answer, CellReview, CellVerdict, Key, Matched, Note, QuestionKey, Record, RowReview, Verdict, is_id};
use crate::model::search::normalise::normalise;
use crate::model::{
    Amount, Category, CertificationStatus, MOST_CHARS, Price, Producer, ProducerField, ProducerId, Product, ProductId,
    RegionCode,
};
use crate::text::Lang;

/// Which of the three lists, as a "sheet" of an address.
const LISTS: usize = 3;

/// The id that a record goes on with, and the stored product that it is of.
type IdOwner = (String, Option<Arc<Product>>);

fn as_object<T: Serialize>(record: &T) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(object)) => object,
        // Every record is a structure with named fields.
        _ => Map::new(),
    }
}

fn has_long_text(value: &Value) -> bool {
    match value {
        Value::String(text) => text.len() > MOST_CHARS && text.chars().count() > MOST_CHARS,
        Value::Array(list) => list.iter().any(has_long_text),
        Value::Object(fields) => fields.values().any(has_long_text),
        _ => false,
    }
}

/// A record with the fields of the file put into it, and what changed.
fn merged<T: Serialize + DeserializeOwned>(
    stored: Option<&T>,
    given: &Map<String, Value>,
    at: &Address,
) -> Result<(T, Vec<CellReview>), Note> {
    if given.values().any(has_long_text) {
        return Err(Note::TextTooLong);
    }
    let before = stored.map(as_object).unwrap_or_default();
    let mut object = before.clone();
    for (name, value) in given {
        match value {
            Value::Null => object.remove(name),
            value => object.insert(name.clone(), value.clone()),
        };
    }
    let record: T =
        serde_json::from_value(Value::Object(object)).map_err(|error| Note::BadRecord { reason: error.to_string() })?;
    let after = as_object(&record);
    let mut cells = Vec::new();
    for name in given.keys().filter(|name| before.get(*name) != after.get(*name)) {
        cells.push(CellReview {
            at: at.clone(),
            column: None,
            heading: name.clone(),
            typed: words(given.get(name)),
            before: words(before.get(name)),
            after: words(after.get(name)),
            verdict: CellVerdict::Taken,
        });
    }
    Ok((record, cells))
}

/// What is told of fields stands in the place of what they changed.
fn add_told(cells: &mut Vec<CellReview>, told: Vec<CellReview>) {
    cells.retain(|cell| !told.iter().any(|one| one.heading == cell.heading));
    cells.extend(told);
}

/// A code such as `IDR`.
fn is_currency(text: &str) -> bool {
    text.len() == 3 && text.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether prices and amounts of a record go from less to more, and are not below nought.
fn has_amounts(product: &Product) -> bool {
    let all = [&product.net_content, &product.capacity, &product.min_order, &product.shelf_life];
    let is_upwards = |amount: &Amount| {
        let (min, max) = (amount.min, amount.max);
        min.is_none_or(|min| min >= Decimal::ZERO) && max.is_none_or(|max| max >= min.unwrap_or_default())
    };
    product.prices.iter().all(is_amount) && all.into_iter().flatten().all(is_upwards)
}

/// Not below nought, and from less to more.
fn is_amount(price: &Price) -> bool {
    price.amount >= 0 && price.amount_max.is_none_or(|max| max >= price.amount)
}

impl ReviewBuilder<'_> {
    pub(super) fn records(&mut self, records: &Records, progress: ReadProgress<'_>) -> Result<(), Fault> {
        let total = records.categories.len() + records.producers.len() + records.products.len();
        let mut done = 0;
        let mut tick = || {
            done += 1;
            if done % 256 == 0 && progress(done, total).is_break() { Err(Fault::Cancelled) } else { Ok(()) }
        };
        for (row, given) in (0_u32..).zip(&records.categories) {
            tick()?;
            self.category_record(Address { sheet: LISTS, row, column: None }, given);
        }
        for (row, given) in (0_u32..).zip(&records.producers) {
            tick()?;
            self.producer_record(Address { sheet: LISTS - 1, row, column: None }, given);
        }
        for (row, given) in (0_u32..).zip(&records.products) {
            tick()?;
            self.product_record(Address { sheet: 0, row, column: None }, given);
        }
        Ok(())
    }

    fn id_of(&mut self, given: &Map<String, Value>, at: &Address) -> Option<String> {
        let id = given.get("id").and_then(Value::as_str).unwrap_or_default().trim().to_owned();
        if id.is_empty() {
            self.refuse(at.clone(), String::new(), Note::BadRecord { reason: "id".to_owned() });
            return None;
        }
        Some(id)
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one row, gathered in one place")]
    fn enter(
        &mut self,
        at: Address,
        key: Key,
        name: String,
        matched: Matched,
        before: Option<Record>,
        after: Record,
        cells: Vec<CellReview>,
    ) {
        let verdict = match &before {
            None => Verdict::New,
            Some(before) if *before == after => Verdict::Unchanged,
            Some(_) => Verdict::Changed,
        };
        let after = Some(after);
        self.rows.push(RowReview { at, key: Some(key), name, verdict, matched, cells, before, after, touches: vec![] });
    }

    /// Categories are one record of the catalogue: each is a row, the last one carries them all.
    fn category_record(&mut self, at: Address, given: &Map<String, Value>) {
        let Some(id) = self.id_of(given, &at) else { return };
        let stored = self.next.categories.iter().position(|one| one.id.as_str() == id);
        if stored.is_none() && !is_id(&id) {
            return self.refuse(at, id, Note::NotAnId);
        }
        let before = stored.and_then(|place| self.next.categories.get(place)).cloned();
        match merged::<Category>(before.as_ref(), given, &at) {
            Err(note) => self.refuse(at, id, note),
            Ok((category, cells)) => {
                let name = category.name.or_other(Lang::Id).map(|(name, _)| name.to_owned()).unwrap_or_default();
                let is_new = before.is_none();
                let changes = before.as_ref() != Some(&category);
                let mut list = Vec::clone(&self.next.categories);
                match stored.and_then(|place| list.get_mut(place)) {
                    Some(place) => *place = category,
                    None => list.push(category),
                }
                self.next.categories = Arc::new(list);
                let verdict = match (is_new, changes) {
                    (true, _) => Verdict::New,
                    (false, true) => Verdict::Changed,
                    (false, false) => Verdict::Unchanged,
                };
                let touches = if changes { vec![Key::Categories] } else { vec![] };
                let (before, after) = (self.catalog.categories.clone(), self.next.categories.clone());
                self.rows.push(RowReview {
                    at,
                    key: Some(Key::Categories),
                    name,
                    verdict,
                    matched: if is_new { Matched::Not } else { Matched::ById },
                    cells,
                    before: Some(Record::Categories(before)),
                    after: Some(Record::Categories(after)),
                    touches,
                });
            }
        }
    }

    /// Whether a record is as this program wrote it: one that is not here, which is restored as it is, or one that is the same
    /// here. Another one somebody has edited, or it is another catalogue's.
    fn is_export<T: Serialize>(&self, stored: Option<&T>, given: &Map<String, Value>) -> bool {
        let is_file = self.sheets.records.as_ref().is_some_and(|records| records.is_export);
        let is_same = |stored: &T| {
            let stored = as_object(stored);
            given.iter().all(|(name, value)| stored.get(name).unwrap_or(&Value::Null) == value)
        };
        is_file && stored.is_none_or(is_same)
    }

    fn producer_record(&mut self, at: Address, given: &Map<String, Value>) {
        let Some(mut id) = self.id_of(given, &at) else { return };
        let mut stored = self.catalog.producers.get(id.as_str()).cloned();
        if stored.is_none() && !is_id(&id) {
            return self.refuse(at, id, Note::NotAnId);
        }
        let is_export = self.is_export(stored.as_deref(), given);
        let (mut given, mut said) = if is_export { (given.clone(), Vec::new()) } else { cleaned(given, &at) };
        if said.iter().any(|cell| cell.heading == "name" && !given.contains_key("name")) {
            self.producers.of_list.insert(id.clone(), ProducerId::default());
            return self.refuse(at, id, Note::NoName);
        }
        let name = given.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
        // Every list begins with 1: the number of somebody else's producer says nothing, nor does one from another regency.
        let origin = RegionCode::new(given.get("origin").and_then(Value::as_str).unwrap_or_default());
        let is_elsewhere = stored.as_ref().is_some_and(|one| same_regency(&one.origin, &origin) == Some(false));
        if !is_export
            && (is_weak(&id) || is_elsewhere)
            && stored.as_ref().is_some_and(|one| !is_same_maker(&one.name, &name))
            && !name.is_empty()
        {
            let known = self.producers.only(&name).cloned();
            let own = known
                .unwrap_or_else(|| ProducerId::new(self.new_id(&name, |next, id| next.producers.contains_key(id))));
            let other = stored.map(|other| other.name.clone()).unwrap_or_default();
            said.push(told(&at, "id", &id, own.as_str(), CellVerdict::Repaired(Note::IdOfAnother { name: other })));
            stored = self.catalog.producers.get(&own).cloned();
            self.producers.of_list.insert(id, own.clone());
            id = own.as_str().to_owned();
            given.insert("id".to_owned(), Value::String(id.clone()));
        }
        let numbers = [("phone", ProducerField::Phone), ("whatsapp", ProducerField::Whatsapp)];
        let (mut given, codes) = codes_as_text(&given, is_export, &at);
        said.extend(codes);
        let typed = numbers.map(|(name, field)| match given.get(name) {
            Some(Value::String(text)) if !is_export && !text.is_empty() => {
                given.remove(name).map(|typed| (name, field, words(Some(&typed))))
            }
            _ => None,
        });
        match merged::<Producer>(stored.as_deref(), &given, &at) {
            Err(note) => self.refuse(at, id, note),
            Ok((mut producer, mut cells)) => {
                for (name, field, text) in typed.into_iter().flatten() {
                    let column = Column::Producer(field);
                    let verdict = match contact(&mut producer, column, &SheetValue::Text(text.as_str().into()), &text) {
                        Ok(None) => CellVerdict::Taken,
                        Ok(Some(note)) => CellVerdict::Repaired(note),
                        Err(note) => CellVerdict::Refused(note),
                    };
                    let was = stored.as_ref().map(|stored| field.get(stored));
                    let is_same = verdict == CellVerdict::Taken && was == Some(field.get(&producer));
                    if !is_same && (verdict != CellVerdict::Taken || !said.iter().any(|cell| cell.heading == name)) {
                        let after = if matches!(verdict, CellVerdict::Refused(_)) { "" } else { &text };
                        said.push(told(&at, name, &text, after, verdict));
                    }
                }
                add_told(&mut cells, said);
                let producer = Arc::new(producer);
                if stored.is_none() {
                    self.producers.enter(&producer);
                }
                self.next.producers.insert(ProducerId::new(&id), producer.clone());
                let matched = if stored.is_some() { Matched::ById } else { Matched::Not };
                let name = producer.name.clone();
                let key = Key::Producer(producer.id.clone());
                self.enter(at, key, name, matched, stored.map(Record::Producer), Record::Producer(producer), cells);
            }
        }
    }

    /// The product that a record is of: the one with its id, unless another list has given the number to another product.
    fn of_this_list(
        &mut self,
        id: String,
        stored: Option<Arc<Product>>,
        given: &Map<String, Value>,
        at: &Address,
    ) -> Result<IdOwner, (String, Note)> {
        let is_export = self.is_export(stored.as_deref(), given);
        let Some(product) = stored.filter(|_| !is_export) else {
            let stored = self.catalog.products.get(id.as_str()).cloned();
            return Ok((id, stored));
        };
        let text = |name: &str| given.get(name).and_then(Value::as_str).unwrap_or_default();
        let name = match given.get("name") {
            Some(Value::Object(sides)) => ["id", "en"].iter().find_map(|lang| sides.get(*lang)?.as_str()),
            _ => None,
        };
        let name = name.unwrap_or_default().to_owned();
        let producer =
            given.get("producer").map(|_| Some(ProducerId::new(text("producer"))).filter(|id| !id.is_empty()));
        let place = given.get("origin").map(|_| RegionCode::new(text("origin")));
        let brand = &normalise(text("brand"));
        let (producer_id, place_code) = (producer.as_ref(), place.as_ref());
        let row = RowIdentity { id: &id, name: &name, brand, producer: producer_id, place: place_code, at };
        let is_it = match self.agreement(&product, &row) {
            IdAgreement::Same => true,
            IdAgreement::Other => false,
            IdAgreement::Doubtful => {
                let place = place.clone().unwrap_or_default();
                let key = QuestionKey::Product { id: product.id.clone(), name: name.clone(), place };
                match self.ask(key, at, || vec![Answer::Product(product.id.clone()), Answer::NewProduct]) {
                    Ok(Answer::Product(_)) => true,
                    Ok(Answer::NewProduct) => false,
                    Ok(_) => return Err((name, Note::LeftOutByAnswer)),
                    Err(_) => return Err((name, Note::WaitsForAnswer)),
                }
            }
        };
        match is_it {
            true => Ok((id, Some(product))),
            false => Ok((self.new_id(&name, |next, id| next.products.contains_key(id)), None)),
        }
    }

    /// Asks of a record what is asked of a table: amounts of a few rupiah, permits that seem to be over. What waits for its
    /// answer is left out.
    fn asked_of_record(&mut self, product: &mut Product, stored: Option<&Product>, at: &Address) -> Vec<CellReview> {
        let mut said = Vec::new();
        let mut tell = |name: &str, typed: &str, answer: Result<Answer, usize>| {
            let verdict = match answer {
                Ok(_) => CellVerdict::LeftOut(Note::LeftOutByAnswer),
                Err(number) => CellVerdict::Asked(number),
            };
            said.push(told(at, name, typed, "", verdict));
        };
        product.prices.retain_mut(|price| {
            let is_doubtful = lost_thousands(&price.currency, price.amount);
            if !is_doubtful || stored.is_some_and(|stored| stored.prices.contains(price)) {
                return true;
            }
            let typed = price.amount.to_string();
            let candidates = || vec![Answer::Price(price.amount * 1000), Answer::Price(price.amount)];
            match self.ask(QuestionKey::Price { typed: typed.clone() }, at, candidates) {
                Ok(Answer::Price(amount)) => {
                    let factor = amount.checked_div(price.amount).unwrap_or(1);
                    price.amount_max = price.amount_max.and_then(|max| max.checked_mul(factor));
                    price.amount = amount;
                    true
                }
                answer => {
                    tell("prices", &typed, answer);
                    false
                }
            }
        });
        product.certifications.retain_mut(|one| {
            let is_stored = stored.is_some_and(|stored| stored.certifications.contains(one));
            let is_held = one.status == CertificationStatus::Held;
            let is_over = seems_over(one, self.options.today) || is_held && is_of_another(&one.kind, &one.number);
            let permit = Permit::all().find(|permit| permit.kind() == one.kind);
            let Some(permit) = permit.filter(|_| is_over && !is_stored) else { return true };
            let key = QuestionKey::Permit { column: Column::Permit(permit), typed: one.number.clone() };
            match self.ask(key, at, permit_answers) {
                Ok(Answer::Permit(Some(status))) => {
                    one.status = status;
                    true
                }
                answer => {
                    tell("certifications", &one.number, answer);
                    false
                }
            }
        });
        said
    }

    fn product_record(&mut self, at: Address, given: &Map<String, Value>) {
        let Some(id) = self.id_of(given, &at) else { return };
        let stored = self.catalog.products.get(id.as_str()).cloned();
        if stored.is_none() && !is_id(&id) {
            return self.refuse(at, id, Note::NotAnId);
        }
        let mut given = given.clone();
        if let Some(own) = self.producers.of_list.get(&words(given.get("producer"))) {
            match own.is_empty() {
                true => given.remove("producer"),
                false => given.insert("producer".to_owned(), Value::String(own.as_str().to_owned())),
            };
        }
        let typed_id = id.clone();
        let (id, stored) = match self.of_this_list(id, stored, &given, &at) {
            Ok(found) => found,
            Err((name, note)) => return self.refuse(at, name, note),
        };
        if let Some(first) = self.seen_at(&id) {
            return self.refuse(at, id, Note::SameAsRow { at: first });
        }
        let is_export = self.is_export(self.catalog.products.get(typed_id.as_str()).map(AsRef::as_ref), &given);
        let (given, mut said) = if is_export { (given, Vec::new()) } else { cleaned(&given, &at) };
        if let Some(other) = self.catalog.products.get(typed_id.as_str()).filter(|_| id != typed_id) {
            let name = other.name.or_other(self.options.lang).map(|(name, _)| name.to_owned()).unwrap_or_default();
            said.push(told(&at, "id", &typed_id, &id, CellVerdict::Repaired(Note::IdOfAnother { name })));
        }
        let (given, codes) = codes_as_text(&given, is_export, &at);
        said.extend(codes);
        match merged::<Product>(stored.as_ref().map(AsRef::as_ref), &given, &at) {
            Err(note) => self.refuse(at, id, note),
            Ok((product, _)) if !is_export && product.prices.iter().any(|price| !is_currency(&price.currency)) => {
                self.refuse(at, id, Note::BadRecord { reason: "currency".to_owned() });
            }
            Ok((product, _)) if !is_export && !has_amounts(&product) => {
                self.refuse(at, id, Note::BadRecord { reason: "amount".to_owned() });
            }
            Ok((product, _)) if !is_export && stored.is_none() && product.name.or_other(Lang::Id).is_none() => {
                self.refuse(at, id, Note::NoName);
            }
            Ok((mut product, mut cells)) => {
                let of = stored.as_ref().and_then(|stored| stored.producer.clone());
                if let Some(unknown) = product.producer.clone().filter(|one| !self.next.producers.contains_key(one))
                    && of.as_ref() != Some(&unknown)
                {
                    let note = Note::UnknownProducer { id: unknown.to_string() };
                    said.push(told(&at, "producer", unknown.as_str(), "", CellVerdict::Refused(note)));
                    product.producer = of;
                }
                if !is_export {
                    said.extend(self.asked_of_record(&mut product, stored.as_deref(), &at));
                }
                add_told(&mut cells, said);
                product.id = ProductId::new(&id);
                if stored.is_none() && !given.contains_key("status") {
                    self.asks_status |= self.options.new_status.is_none();
                    product.status = self.options.new_status.unwrap_or_default();
                }
                self.see(&product.id, &at);
                let product = Arc::new(product);
                self.next.products.insert(ProductId::new(&id), product.clone());
                let matched = if stored.is_some() { Matched::ById } else { Matched::Not };
                let name = product.name.or_other(Lang::Id).map(|(name, _)| name.to_owned()).unwrap_or_default();
                let key = Key::Product(product.id.clone());
                self.enter(at, key, name, matched, stored.map(Record::Product), Record::Product(product), cells);
            }
        }
    }
}
