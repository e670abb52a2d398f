//! Whole records from JSON: each field that the file carries replaces the stored one, `null` erases it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::error::Fault;
use super::super::facts;
use super::super::json::Records;
use super::super::sheets::{Address, FileFault, ReadProgress};
use super::builder::ReviewBuilder;
use super::matching::{NoMatch, RowIdentity, is_plausible};
use super::no_product::lists_several;
use super::producers::is_same_maker;
use super::record_fields::{cleaned, codes_as_text, in_form, told, words};
use super::{
    CellReview, CellVerdict, Key, Matched, Note, PhotoLocation, PhotoReference, Record, RowReview, Verdict, is_id,
};
use crate::model::search::normalise::normalise;
use crate::model::{Category, CategoryId, Producer, ProducerId, Product, ProductId, RegionCode};
use crate::text::Lang;

/// What the ids of a file's records mean here.
#[derive(Default)]
pub(super) struct RecordIds {
    /// Where each id stands, by list.
    listed: HashMap<(usize, String), Address>,
    /// Stored products that the file has by their own ids: no other record is one of them.
    pub products: HashSet<ProductId>,
    /// The same of producers, with those that are found or made on the way.
    pub producers: HashSet<ProducerId>,
    /// Producers whose id here is another one: nobody where it is empty, a question where nobody knows yet.
    pub makers: HashMap<String, Result<ProducerId, usize>>,
    /// Categories that the file has, as they are here.
    pub categories: HashMap<String, CategoryId>,
    /// The fields that any record of a list carries, by list.
    pub fields: HashSet<(usize, String)>,
    /// The ids of the products only count them: `1`, `2`, `3`.
    pub counts: bool,
    /// What a producer makes, by the id of the list.
    pub names: HashMap<String, Vec<String>>,
}

pub(super) fn as_object<T: Serialize>(record: &T) -> Map<String, Value> {
    match serde_json::to_value(record) {
        Ok(Value::Object(object)) => object,
        // Every record is a structure with named fields.
        _ => Map::new(),
    }
}

/// Whether a record says nothing but what is stored.
fn is_as_stored(given: &Map<String, Value>, stored: &Map<String, Value>) -> bool {
    given.iter().all(|(name, value)| stored.get(name).unwrap_or(&Value::Null) == value)
}

/// A name in either language, empty where it says nothing.
pub(super) fn name_in(given: &Map<String, Value>) -> String {
    let sides = match given.get("name") {
        Some(Value::Object(sides)) => ["id", "en"].map(|lang| sides.get(lang)),
        name => [name, None],
    };
    let names = sides.into_iter().flatten().filter_map(Value::as_str).map(str::trim);
    let name = names.into_iter().find(|name| !name.is_empty() && !facts::says_nothing(name));
    name.unwrap_or_default().to_owned()
}

/// The fields of a record that differ from those stored, read as the cells of a table are; what is said of them.
pub(super) fn readable<T: DeserializeOwned>(
    mut given: Map<String, Value>,
    was: &Map<String, Value>,
    at: &Address,
) -> (Map<String, Value>, Vec<CellReview>) {
    given.retain(|name, value| was.get(name).unwrap_or(&Value::Null) != value);
    let mut said = codes_as_text(&mut given, was, at);
    let (given, out_of_form) = in_form::<T>(given, at);
    said.extend(out_of_form);
    let (given, unclean) = cleaned(given, was, at);
    said.extend(unclean);
    (given, said)
}

/// Keeps the English texts of a product that another list knows by its name, as a table without such columns does.
fn keep_english(given: &mut Map<String, Value>, was: &Map<String, Value>, at: &Address, said: &mut Vec<CellReview>) {
    for (name, value) in given.iter_mut() {
        let (Value::Object(sides), Some(english)) = (value, was.get(name).and_then(|was| was.get("en"))) else {
            continue;
        };
        if sides.contains_key("en") {
            continue;
        }
        if sides.get("id") != was.get(name).and_then(|was| was.get("id")) {
            let text = words(sides.get("id"));
            said.push(told(at, name, &text, &text, CellVerdict::Repaired(Note::EnglishStays)));
        }
        sides.insert("en".to_owned(), english.clone());
    }
}

/// A record with the fields of the file put into it.
pub(super) fn merged<T: DeserializeOwned>(before: &Map<String, Value>, given: &Map<String, Value>) -> Result<T, Note> {
    let mut object = before.clone();
    for (name, value) in given {
        match value {
            Value::Null => object.remove(name),
            value => object.insert(name.clone(), value.clone()),
        };
    }
    let form = "`etalase export x.json`";
    serde_json::from_value(Value::Object(object)).map_err(|_| Note::WrongForm { form })
}

/// The fields of a record that the file changed, and what is told of them instead.
pub(super) fn cells<T: Serialize>(
    before: &Map<String, Value>,
    given: &Map<String, Value>,
    record: &T,
    said: Vec<CellReview>,
    at: &Address,
) -> Vec<CellReview> {
    let after = as_object(record);
    let is_told = |name: &String| said.iter().any(|one| one.heading == *name);
    let changed = given.keys().filter(|name| before.get(*name) != after.get(*name) && !is_told(name));
    let cells = changed.map(|name| CellReview {
        at: at.clone(),
        column: None,
        heading: name.clone(),
        typed: words(given.get(name)),
        before: words(before.get(name)),
        after: words(after.get(name)),
        verdict: CellVerdict::Taken,
    });
    let mut cells: Vec<CellReview> = cells.collect();
    cells.extend(said);
    cells
}

/// Why a record without a name has none.
pub(super) fn no_name(said: &[CellReview]) -> Note {
    said.iter()
        .find_map(|cell| match &cell.verdict {
            CellVerdict::Refused(note) if cell.heading == "name" => Some(note.clone()),
            _ => None,
        })
        .unwrap_or(Note::NoName)
}

impl ReviewBuilder<'_> {
    pub(super) fn records(&mut self, records: &Records, progress: ReadProgress<'_>) -> Result<(), Fault> {
        let total = records.categories.len() + records.producers.len() + records.products.len();
        let mut done = 0;
        let mut tick = || {
            done += 1;
            if done % 256 == 0 && progress(done, total).is_break() { Err(Fault::Cancelled) } else { Ok(()) }
        };
        for (sheet, list) in [(Records::PRODUCERS, &records.producers), (Records::PRODUCTS, &records.products)] {
            self.records.fields.extend(list.iter().flat_map(Map::keys).map(|name| (sheet, name.clone())));
        }
        for given in &records.products {
            let (id, name) = (words(given.get("id")), name_in(given));
            let stored = self.catalog.products.get(id.as_str());
            self.records
                .products
                .extend(stored.filter(|stored| is_plausible(stored, &id, &name)).map(|stored| stored.id.clone()));
            self.records.names.entry(words(given.get("producer"))).or_default().push(name);
        }
        self.count_no_records(records);
        for given in &records.producers {
            let stored = self.catalog.producers.get(words(given.get("id")).as_str());
            let is_own = |stored: &&Arc<Producer>| is_same_maker(&stored.name, &name_in(given));
            self.records.producers.extend(stored.filter(is_own).map(|stored| stored.id.clone()));
        }
        for (row, given) in (0_u32..).zip(&records.categories) {
            tick()?;
            self.category_record(Address { sheet: Records::CATEGORIES, row, column: None }, given);
        }
        for (row, given) in (0_u32..).zip(&records.producers) {
            tick()?;
            self.producer_record(Address { sheet: Records::PRODUCERS, row, column: None }, given);
        }
        for (row, given) in (0_u32..).zip(&records.products) {
            tick()?;
            self.product_record(Address { sheet: Records::PRODUCTS, row, column: None }, given);
        }
        Ok(())
    }

    /// Ids that only count the products of a list are none, as in a table; but for those of our exports and of what is stored.
    fn count_no_records(&mut self, records: &Records) {
        let counts = |(number, given): (usize, &Map<String, Value>)| words(given.get("id")).parse() == Ok(number);
        let is_list = !records.is_export && records.products.len() > 1 && self.records.products.is_empty();
        self.records.counts = is_list && (1_usize..).zip(&records.products).all(counts);
        if self.records.counts {
            let at = Address { sheet: Records::PRODUCTS, ..Address::default() };
            self.notes.push((at, Note::File(FileFault::IdsCountRows { heading: "id".to_owned() })));
        }
    }

    /// The id of a record that has one of its own.
    pub(super) fn id_of(&mut self, given: &Map<String, Value>, at: &Address) -> Option<String> {
        let is_id = |id: &&Value| matches!(id, Value::String(_) | Value::Number(_));
        let id = words(given.get("id").filter(is_id)).trim().to_owned();
        let note = match self.records.listed.get(&(at.sheet, id.clone())) {
            _ if id.is_empty() => Note::NoId,
            Some(first) => Note::SameId { id: id.clone(), at: first.clone() },
            None => {
                self.records.listed.insert((at.sheet, id.clone()), at.clone());
                return Some(id);
            }
        };
        self.refuse(at.clone(), name_in(given), note);
        None
    }

    /// Counts the stored fields that a record lacks and another one of its list has, or any export of ours.
    pub(super) fn count_left_out(&mut self, given: &Map<String, Value>, was: &Map<String, Value>, at: &Address) {
        let is_export = self.sheets.records.as_ref().is_some_and(|records| records.is_export);
        let is_left_out = |name: &&String| {
            !given.contains_key(*name) && (is_export || self.records.fields.contains(&(at.sheet, (*name).clone())))
        };
        let count = was.keys().filter(is_left_out).count();
        self.count_empty(count, at);
    }

    #[allow(clippy::too_many_arguments, reason = "the parts of one row, gathered in one place")]
    pub(super) fn enter(
        &mut self,
        at: Address,
        key: Key,
        name: String,
        matched: Matched,
        before: Option<Record>,
        after: Record,
        cells: Vec<CellReview>,
        touches: Vec<Key>,
    ) {
        let verdict = match &before {
            None => Verdict::New,
            Some(before) if *before == after && touches.is_empty() => Verdict::Unchanged,
            Some(_) => Verdict::Changed,
        };
        let after = Some(after);
        self.rows.push(RowReview { at, key: Some(key), name, verdict, matched, cells, before, after, touches });
    }

    /// A record that waits for an answer, with the field that is asked about.
    pub(super) fn ask_first(&mut self, at: Address, name: String, cell: CellReview) {
        self.refuse(at, name, Note::WaitsForAnswer);
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(cell);
        }
    }

    /// Categories are one record of the catalogue: each is a row, the last one carries them all.
    fn category_record(&mut self, at: Address, given: &Map<String, Value>) {
        let Some(id) = self.id_of(given, &at) else { return };
        let name = normalise(&name_in(given));
        let is_called = |one: &&Category| {
            !name.is_empty() && [&one.name.id, &one.name.en].iter().any(|called| normalise(called) == name)
        };
        let known = self.catalog.categories.iter();
        let stored = known.clone().find(|one| one.id.as_str() == id).or_else(|| known.clone().find(is_called)).cloned();
        if stored.is_none() && !is_id(&id) {
            return self.refuse(at, id, Note::NotAnId);
        }
        let was = stored.as_ref().map(as_object).unwrap_or_default();
        let mut given = given.clone();
        given.insert("id".to_owned(), Value::String(id.clone()));
        let (mut given, said) = readable::<Category>(given, &was, &at);
        // A name alone brings nothing else.
        if stored.is_some() && given.contains_key("id") {
            given.clear();
        }
        match merged::<Category>(&was, &given) {
            Err(note) => self.refuse(at, id, note),
            Ok(category) if category.name.is_empty() && stored.as_ref() != Some(&category) => {
                self.refuse(at, id, no_name(&said));
            }
            Ok(category) => {
                let cells = cells(&was, &given, &category, said, &at);
                let name = category.name.or_other(Lang::Id).map(|(name, _)| name.to_owned()).unwrap_or_default();
                self.records.categories.insert(id, category.id.clone());
                let changes = stored.as_ref() != Some(&category);
                let mut list = Vec::clone(&self.next.categories);
                match list.iter_mut().find(|one| one.id == category.id) {
                    Some(place) => *place = category,
                    None => list.push(category),
                }
                self.next.categories = Arc::new(list);
                let verdict = match (&stored, changes) {
                    (None, _) => Verdict::New,
                    (Some(_), true) => Verdict::Changed,
                    (Some(_), false) => Verdict::Unchanged,
                };
                let touches = if changes { vec![Key::Categories] } else { vec![] };
                let (before, after) = (self.catalog.categories.clone(), self.next.categories.clone());
                self.rows.push(RowReview {
                    at,
                    key: Some(Key::Categories),
                    name,
                    verdict,
                    matched: if stored.is_none() { Matched::Not } else { Matched::ById },
                    cells,
                    before: Some(Record::Categories(before)),
                    after: Some(Record::Categories(after)),
                    touches,
                });
            }
        }
    }

    /// Puts the code of a region in the place of what a record says of its origin.
    pub(super) fn read_origin(
        &mut self,
        given: &mut Map<String, Value>,
        was: &Map<String, Value>,
        at: &Address,
        said: &mut Vec<CellReview>,
    ) {
        let Some(value) = given.get("origin").filter(|value| was.get("origin") != Some(*value)) else { return };
        let text = words(Some(value));
        if !matches!(value, Value::String(_) | Value::Number(_)) || text.trim().is_empty() {
            return;
        }
        match self.record_origin(text.trim(), at, said) {
            Some(code) => drop(given.insert("origin".to_owned(), Value::String(code.as_str().to_owned()))),
            None => drop(given.remove("origin")),
        }
    }

    fn product_record(&mut self, at: Address, given: &Map<String, Value>) {
        let Some(typed_id) = self.id_of(given, &at) else { return };
        let by_id = self.catalog.products.get(typed_id.as_str()).filter(|_| !self.records.counts).cloned();
        if by_id.is_none() && !is_id(&typed_id) {
            return self.refuse(at, typed_id, Note::NotAnId);
        }
        let mut given = given.clone();
        let name = name_in(&given);
        if by_id.is_none() && lists_several(&name) && !self.names.contains_key(&normalise(&name)) {
            return self.refuse(at, name, Note::File(FileFault::SeveralInOne));
        }
        match self.records.makers.get(&words(given.get("producer"))) {
            Some(Ok(nobody)) if nobody.is_empty() => drop(given.remove("producer")),
            Some(Ok(id)) => drop(given.insert("producer".to_owned(), Value::String(id.as_str().to_owned()))),
            None if given.get("producer").is_some_and(Value::is_number) => {
                let id = words(given.get("producer"));
                given.insert("producer".to_owned(), Value::String(id));
            }
            Some(Err(number)) => {
                let cell = told(&at, "producer", &words(given.get("producer")), "", CellVerdict::Asked(*number));
                return self.ask_first(at, name, cell);
            }
            None => {}
        }
        if let Some(id) = self.records.categories.get(&words(given.get("category"))) {
            given.insert("category".to_owned(), Value::String(id.as_str().to_owned()));
        }
        let was = by_id.as_deref().map(as_object).unwrap_or_default();
        let mut said = Vec::new();
        self.read_origin(&mut given, &was, &at, &mut said);
        let (stored, matched) = match by_id {
            Some(stored) if is_as_stored(&given, &was) => (Some(stored), Matched::ById),
            by_id => match self.record_product(by_id, &typed_id, &name, &given, &at) {
                Ok(found) => found,
                Err(NoMatch::Refused(note)) => return self.refuse(at, name, note),
                Err(NoMatch::Asked(number)) => {
                    let cell = told(&at, "id", &typed_id, "", CellVerdict::Asked(number));
                    return self.ask_first(at, name, cell);
                }
            },
        };
        let id = match &stored {
            Some(stored) => stored.id.clone(),
            None if self.records.counts || self.next.products.contains_key(typed_id.as_str()) => {
                ProductId::new(self.new_id(&name, |next, id| next.products.contains_key(id)))
            }
            None => ProductId::new(&typed_id),
        };
        let other = self.next.products.get(typed_id.as_str());
        if let Some(other) = other.filter(|_| stored.is_none() && !self.records.counts) {
            let name = other.name.or_other(self.options.lang).map(|(name, _)| name.to_owned()).unwrap_or_default();
            said.push(told(&at, "id", &typed_id, id.as_str(), CellVerdict::Repaired(Note::IdOfAnother { name })));
        }
        let was = stored.as_deref().map(as_object).unwrap_or_default();
        self.count_left_out(&given, &was, &at);
        given.insert("id".to_owned(), Value::String(id.as_str().to_owned()));
        let (mut given, more) = readable::<Product>(given, &was, &at);
        said.extend(more);
        if matched != Matched::ById {
            keep_english(&mut given, &was, &at, &mut said);
        }
        match merged::<Product>(&was, &given) {
            Err(note) => self.refuse(at, name, note),
            Ok(product) if stored.is_none() && product.name.is_empty() => {
                self.refuse(at, typed_id, no_name(&said));
            }
            Ok(mut product) => {
                let of = stored.as_ref().and_then(|stored| stored.producer.clone());
                if let Some(unknown) = product.producer.clone().filter(|one| !self.next.producers.contains_key(one))
                    && of.as_ref() != Some(&unknown)
                {
                    let note = Note::UnknownProducer { id: unknown.to_string() };
                    said.push(told(&at, "producer", unknown.as_str(), "", CellVerdict::Refused(note)));
                    product.producer = of;
                }
                let values = self.record_values(&mut product, stored.as_deref(), &at);
                said.extend(values.said);
                let cells = cells(&was, &given, &product, said, &at);
                if stored.is_none() && !given.contains_key("status") {
                    self.asks_status |= self.options.new_status.is_none();
                    product.status = self.options.new_status.unwrap_or_default();
                }
                self.see(&product.id, &at);
                let product = Arc::new(product);
                self.next.products.insert(id, product.clone());
                let row = self.rows.len();
                self.photos.extend(values.photos.into_iter().map(|said| {
                    let source = PhotoLocation::Named { file: said.file.clone() };
                    PhotoReference { row, at: at.clone(), source, said }
                }));
                let name = product.name.or_other(Lang::Id).map(|(name, _)| name.to_owned()).unwrap_or_default();
                let key = Key::Product(product.id.clone());
                let (before, after) = (stored.map(Record::Product), Record::Product(product));
                self.enter(at, key, name, matched, before, after, cells, values.touches);
            }
        }
    }

    /// The stored product that a record is of, found as the row of a table finds it.
    fn record_product(
        &mut self,
        by_id: Option<Arc<Product>>,
        id: &str,
        name: &str,
        given: &Map<String, Value>,
        at: &Address,
    ) -> Result<(Option<Arc<Product>>, Matched), NoMatch> {
        let text = |name: &str| given.get(name).and_then(Value::as_str);
        let producer = given.get("producer").map(|_| text("producer").map(ProducerId::new).filter(|id| !id.is_empty()));
        let place = text("origin").map(RegionCode::new);
        let brand = &normalise(text("brand").unwrap_or_default());
        let (producer, place) = (producer.as_ref(), place.as_ref());
        let row = RowIdentity { id, name, brand, producer, place, at };
        match by_id {
            None if name.is_empty() => Ok((None, Matched::Not)),
            by_id => self.find(by_id, &row, None),
        }
    }
}
