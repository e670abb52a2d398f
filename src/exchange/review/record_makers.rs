//! The records of producers: which stored one each is, by its id or its name, and what it says of them.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::super::columns::Column;
use super::super::facts;
use super::super::guess::ColumnUse;
use super::super::sheets::{Address, Value as SheetValue};
use super::builder::{CellOutcomes, ReviewBuilder};
use super::contacts::contact;
use super::matching::{is_weak, same_regency};
use super::producers::is_same_maker;
use super::record_fields::{told, words};
use super::record_values::cell_of;
use super::records::{as_object, cells, merged, name_in, no_name, readable};
use super::{CellReview, CellVerdict, Key, Matched, Note, Record, is_id};
use crate::model::{Producer, ProducerField, ProducerId, ProductField, RegionCode};

impl ReviewBuilder<'_> {
    pub(super) fn producer_record(&mut self, at: Address, given: &Map<String, Value>) {
        let Some(typed_id) = self.id_of(given, &at) else { return };
        let mut stored = self.catalog.producers.get(typed_id.as_str()).cloned();
        let mut was = stored.as_deref().map(as_object).unwrap_or_default();
        if stored.is_none() && !is_id(&typed_id) {
            return self.refuse(at, typed_id, Note::NotAnId);
        }
        let mut said = Vec::new();
        let mut given = given.clone();
        self.read_origin(&mut given, &was, &at, &mut said);
        let name = name_in(&given);
        let typed_name = words(given.get("name").filter(|name| was.get("name") != Some(*name)));
        if facts::says_nothing(&typed_name) || facts::is_filler(&typed_name) {
            self.records.makers.insert(typed_id.clone(), Ok(ProducerId::default()));
            return self.refuse(at, typed_id, Note::NoName);
        }
        // Every list begins with 1: the number of somebody else's producer says nothing, nor does one from another regency.
        let origin = RegionCode::new(given.get("origin").and_then(Value::as_str).unwrap_or_default());
        let other = stored.clone().filter(|one| {
            let is_elsewhere = same_regency(&one.origin, &origin) == Some(false);
            (is_weak(&typed_id) || is_elsewhere) && !name.is_empty() && !is_same_maker(&one.name, &name)
        });
        let mut id = typed_id.clone();
        if (stored.is_none() || other.is_some()) && !name.is_empty() {
            let own = Some(&typed_id).filter(|_| other.is_none());
            let mut outcomes = CellOutcomes::new();
            let who =
                self.record_maker(&typed_id, own, &name, &origin, &words(given.get("whatsapp")), &at, &mut outcomes);
            let (_, verdict) = outcomes.pop().unwrap_or((at.clone(), CellVerdict::Taken));
            match (who, verdict) {
                (Some(found), _) => id = found.as_str().to_owned(),
                (None, CellVerdict::Asked(number)) => {
                    self.records.makers.insert(typed_id, Err(number));
                    let cell = told(&at, "name", &name, "", CellVerdict::Asked(number));
                    return self.ask_first(at, name, cell);
                }
                (None, _) => {
                    self.records.makers.insert(typed_id, Ok(ProducerId::default()));
                    return self.refuse(at, name, Note::LeftOutByAnswer);
                }
            }
            stored = self.catalog.producers.get(id.as_str()).cloned();
            was = stored.as_deref().map(as_object).unwrap_or_default();
            if let Some(other) = other.filter(|_| stored.is_none()) {
                let note = Note::IdOfAnother { name: other.name.clone() };
                said.push(told(&at, "id", &typed_id, &id, CellVerdict::Repaired(note)));
            }
        }
        let was_named = id != typed_id;
        self.records.makers.insert(typed_id, Ok(ProducerId::new(&id)));
        self.records.producers.insert(ProducerId::new(&id));
        self.count_left_out(&given, &was, &at);
        given.insert("id".to_owned(), Value::String(id.clone()));
        let (mut given, more) = readable::<Producer>(given, &was, &at);
        said.extend(more);
        let contacts = [
            ("phone", ProducerField::Phone),
            ("whatsapp", ProducerField::Whatsapp),
            ("email", ProducerField::Email),
            ("contact_person", ProducerField::ContactPerson),
        ];
        let typed = contacts.map(|(name, field)| match given.get(name) {
            Some(Value::String(text)) if !text.is_empty() => {
                given.remove(name).map(|typed| (name, field, words(Some(&typed))))
            }
            _ => None,
        });
        match merged::<Producer>(&was, &given) {
            Err(note) => self.refuse(at, id, note),
            Ok(producer) if producer.name.trim().is_empty() && stored.is_none() => {
                self.records.makers.insert(id.clone(), Ok(ProducerId::default()));
                self.refuse(at, id, no_name(&said));
            }
            Ok(mut producer) => {
                if producer.name.trim().is_empty()
                    && let Some(stored) = stored.as_ref().filter(|stored| stored.name != producer.name)
                {
                    producer.name.clone_from(&stored.name);
                    said.push(told(&at, "name", "", "", CellVerdict::Refused(Note::NoName)));
                }
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
                        let before = was.and_then(|was| was.text()).cloned().unwrap_or_default();
                        said.push(CellReview { before, ..told(&at, name, &text, after, verdict) });
                    }
                }
                let cells = cells(&was, &given, &producer, said, &at);
                let producer = Arc::new(producer);
                self.next.producers.insert(producer.id.clone(), producer.clone());
                let matched = match &stored {
                    None => Matched::Not,
                    Some(_) if was_named => Matched::ByName,
                    Some(_) => Matched::ById,
                };
                let name = producer.name.clone();
                let key = Key::Producer(producer.id.clone());
                let (before, after) = (stored.map(Record::Producer), Record::Producer(producer));
                self.enter(at, key, name, matched, before, after, cells, Vec::new());
            }
        }
    }

    /// The producer that a record without a known id is: a stored one of this name, or a new one with the id that is its own.
    #[allow(clippy::too_many_arguments, reason = "what is known of one producer, gathered in one place")]
    fn record_maker(
        &mut self,
        typed_id: &str,
        own: Option<&String>,
        name: &str,
        origin: &RegionCode,
        whatsapp: &str,
        at: &Address,
        outcomes: &mut CellOutcomes,
    ) -> Option<ProducerId> {
        let says = ColumnUse::default();
        let names = self.records.names.get(typed_id).cloned().unwrap_or_default();
        let mut given = vec![cell_of(Column::Product(ProductField::Producer), name, at, &says)];
        given.push(cell_of(Column::Producer(ProducerField::Whatsapp), whatsapp, at, &says));
        given.extend(names.iter().map(|name| cell_of(Column::Product(ProductField::Name), name, at, &says)));
        let one = given.first().cloned()?;
        let place = Some(origin.clone()).filter(|origin| !origin.is_empty());
        let own = own.map(ProducerId::new);
        self.named(&one, &given, None, &place, None, own, None, outcomes).ok().flatten().flatten()
    }
}
