//! Who makes a row's product, and how they are reached: producers found by name, or made.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::cells::content;
use super::super::columns::Column;
use super::super::facts;
use super::builder::{CellOutcomes, ImportCell, ReviewBuilder, compatible};
use super::contacts::contact;
use super::matching::{is_weak, name_key};
use super::{Address, Answer, CellVerdict, Key, Note, QuestionKey, is_id};
use crate::model::search::normalise::{is_near, normalise};
use crate::model::{
    Catalog, Producer, ProducerField, ProducerId, ProducerKind, Product, ProductField as F, RegionCode, whatsapp_digits,
};
use crate::text::Lang;

/// Producers by what they are called, and what rows have said of them so far.
pub(super) struct ProducerIndex {
    by_name: HashMap<String, Vec<ProducerId>>,
    /// Without words such as "UMKM" and "CV", which lists write or not.
    by_bare_name: HashMap<String, Vec<ProducerId>>,
    /// The stored ones by the first letters of that, to find those that are nearly called the same.
    by_beginning: HashMap<String, Vec<ProducerId>>,
    reported: HashMap<(ProducerId, Column), (Address, String)>,
    /// Whom the cell above named, by sheet and column: merged cells and "sda" mean the very same one.
    above: HashMap<(usize, u32), (String, Result<ProducerId, QuestionKey>)>,
    /// Where rows of this list say that stored producers are from, of whom it is not known.
    said_from: HashMap<ProducerId, RegionCode>,
}

impl ProducerIndex {
    pub fn new(catalog: &Catalog) -> Self {
        let mut index = Self {
            by_name: HashMap::new(),
            by_bare_name: HashMap::new(),
            by_beginning: HashMap::new(),
            reported: HashMap::new(),
            above: HashMap::new(),
            said_from: HashMap::new(),
        };
        for producer in catalog.producers.values() {
            index.enter(producer);
            index.by_beginning.entry(beginning(&bare(&producer.name))).or_default().push(producer.id.clone());
        }
        index
    }

    fn enter(&mut self, producer: &Producer) {
        self.by_name.entry(normalise(&producer.name)).or_default().push(producer.id.clone());
        self.by_bare_name.entry(bare(&producer.name)).or_default().push(producer.id.clone());
    }
}

/// `Maju 2`, `Maju II`: one of several groups.
fn is_numbered(name: &str) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    last.chars().all(|c| c.is_ascii_digit() || matches!(c, 'i' | 'v' | 'x'))
}

/// The first letters of a name, which a slip seldom touches.
fn beginning(bare: &str) -> String {
    bare.chars().take(3).collect()
}

/// Whether both names may be of one producer.
pub(super) fn is_same_maker(a: &str, b: &str) -> bool {
    let (a, b) = (bare(a), bare(b));
    a == b || is_near(&a, &b)
}

/// `k t h lestari` as `kth lestari`.
fn with_joined_letters(folded: &str) -> String {
    let mut joined = String::with_capacity(folded.len());
    let mut was_letter = false;
    for word in folded.split(' ') {
        let is_letter = word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
        let goes_on = joined.is_empty() || was_letter && is_letter;
        if !goes_on {
            joined.push(' ');
        }
        joined.push_str(word);
        was_letter = is_letter;
    }
    joined
}

/// The name without words for kinds of bodies, titles, and what stands behind it.
fn bare(name: &str) -> String {
    // `UD Sari (Bu Ani)`, `Sri Lestari, S.Pd`
    let core = name.split(['(', ',']).next().filter(|core| !core.trim().is_empty()).unwrap_or(name);
    let folded = with_joined_letters(&normalise(core));
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| {
            !matches!(
                *word,
                "umkm"
                    | "ikm"
                    | "ukm"
                    | "kwt"
                    | "kth"
                    | "kups"
                    | "bumdes"
                    | "bumdesa"
                    | "bum"
                    | "desa"
                    | "bumk"
                    | "cv"
                    | "pt"
                    | "ud"
                    | "kelompok"
                    | "koperasi"
                    | "usaha"
                    | "poktan"
                    | "kube"
                    | "tani"
                    | "hutan"
                    | "wanita"
                    | "bu"
                    | "ibu"
                    | "pak"
                    | "bapak"
                    | "bpk"
                    | "haji"
                    | "hj"
            )
        })
        .collect();
    if words.is_empty() { folded } else { words.join(" ") }
}

impl ReviewBuilder<'_> {
    /// The producer that a row names: `Ok(None)` where it names none, `Ok(Some(None))` where it erases it, `Err` where a
    /// person must say first.
    #[allow(clippy::option_option, reason = "not said, erased, and named are three things")]
    pub(super) fn producer(
        &mut self,
        given: &[ImportCell<'_>],
        before: Option<&Product>,
        place: &Option<RegionCode>,
        outcomes: &mut CellOutcomes,
    ) -> Result<Option<Option<ProducerId>>, ()> {
        let cell = |column: Column| given.iter().find(|one| one.column == column && !facts::says_nothing(&one.text()));
        // Who has the row's number, but another name than the row says.
        let mut claimed = None;
        if let Some(one) = cell(Column::ProducerId) {
            let text = one.text().trim().to_owned();
            if facts::erases(&text) {
                return Ok(Some(None));
            }
            let id = ProducerId::new(&text);
            let is_stored = before.is_some_and(|before| before.producer.as_ref() == Some(&id));
            let name = cell(Column::Product(F::Producer)).map(|name| name.text().trim().to_owned());
            let known = self.next.producers.get(&id).map(|known| known.name.clone());
            match (known, name) {
                // Every list begins with 1: the number of somebody else's producer says nothing.
                (Some(known), Some(name)) if !self.options.own_ids && !is_same_maker(&known, &name) => {
                    outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::IdOfAnother { name: known })));
                    claimed = (!is_weak(&text)).then_some(id);
                }
                (Some(_), _) => return Ok(Some(Some(id))),
                (None, _) if is_stored => return Ok(Some(Some(id))),
                (None, Some(name)) if is_id(&text) => return Ok(Some(Some(self.make(id, name, place.clone())))),
                (None, _) => outcomes.push((one.at.clone(), CellVerdict::Refused(Note::UnknownProducer { id: text }))),
            }
        }
        let Some(one) = cell(Column::Product(F::Producer)) else {
            return Ok(None);
        };
        let name = one.text().trim().to_owned();
        if facts::erases(&name) {
            return Ok(Some(None));
        }
        if let Some(before) = before
            && content(self.catalog, before, Column::Product(F::Producer), Lang::Id).words(Lang::Id).trim() == name
        {
            return Ok(before.producer.clone().map(Some));
        }
        let column = (one.at.sheet, one.at.column.unwrap_or_default());
        let same =
            self.producers.above.get(&column).filter(|(above, _)| (one.merged || one.from_above) && *above == name);
        let asked_above = match same.map(|(_, who)| who.clone()) {
            Some(Ok(id)) => return Ok(Some(Some(id))),
            Some(Err(key)) => Some(key),
            None => None,
        };
        let found = self.named(one, given, before, place, claimed, None, asked_above, outcomes)?;
        if let Some(Some(id)) = &found {
            self.producers.above.insert(column, (name, Ok(id.clone())));
        }
        Ok(found)
    }

    /// The producer of this name: known, made now (with an id that is its own, where there is one), or asked for.
    #[allow(clippy::option_option, reason = "not said, erased, and named are three things")]
    #[allow(clippy::too_many_arguments, reason = "what is known of one cell, gathered in one place")]
    pub(super) fn named(
        &mut self,
        one: &ImportCell<'_>,
        given: &[ImportCell<'_>],
        before: Option<&Product>,
        place: &Option<RegionCode>,
        claimed: Option<ProducerId>,
        own: Option<ProducerId>,
        asked_above: Option<QuestionKey>,
        outcomes: &mut CellOutcomes,
    ) -> Result<Option<Option<ProducerId>>, ()> {
        let name = one.text().trim().to_owned();
        let origin = place.clone().or_else(|| before.map(|before| before.origin.clone())).unwrap_or_default();
        // Two villages of one list are two makers, though it is not known where the stored one is from.
        let says_village = origin.depth() == 4 && given.iter().all(|one| one.column != Column::Id);
        let known = |ids: Option<&Vec<ProducerId>>| -> Vec<ProducerId> {
            let mut list = ids.cloned().unwrap_or_default();
            list.dedup();
            list.retain(|id| !self.records.producers.contains(id));
            list
        };
        let all = known(self.producers.by_name.get(&normalise(&name)));
        let near: Vec<ProducerId> = all
            .iter()
            .filter(|id| {
                let other = self.producers.said_from.get(*id).filter(|_| says_village);
                let is_near = |one: &Arc<Producer>| compatible(&one.origin, &origin);
                self.next.producers.get(*id).is_some_and(is_near) && other.is_none_or(|other| *other == origin)
            })
            .cloned()
            .collect();
        let mut candidates = match (near.as_slice(), all.is_empty()) {
            _ if asked_above.is_some() => all,
            ([one], _) if !self.is_stranger(given, one, &origin) => {
                if says_village && self.catalog.producers.get(one).is_some_and(|one| one.origin.is_empty()) {
                    self.producers.said_from.entry(one.clone()).or_insert(origin);
                }
                return Ok(Some(Some(one.clone())));
            }
            ([], false) => all,
            ([], true) => {
                let mut same = known(self.producers.by_bare_name.get(&bare(&name)));
                same.retain(|id| self.next.producers.get(id).is_some_and(|one| compatible(&one.origin, &origin)));
                if same.is_empty() { self.nearly_named(given, &name, &origin) } else { same }
            }
            _ => near,
        };
        candidates.extend(claimed);
        if candidates.is_empty() && asked_above.is_none() {
            let id = self.own_or_new(own, &name);
            return Ok(Some(Some(self.make(id, name, place.clone()))));
        }
        let key = asked_above.unwrap_or(QuestionKey::Producer { name: name.clone(), origin });
        let choices = || candidates.into_iter().map(Answer::Producer).chain([Answer::NewProducer]).collect();
        match self.ask(key.clone(), &one.at, choices) {
            Ok(Answer::Producer(id)) => {
                let stored = self.next.producers.get(&id).map(|stored| stored.name.clone()).unwrap_or_default();
                if stored != name {
                    outcomes.push((one.at.clone(), CellVerdict::Repaired(Note::NameStays { name: stored })));
                }
                Ok(Some(Some(id)))
            }
            Ok(Answer::NewProducer) => {
                // The next row that asks the same means the same new one.
                let made = self.producers.by_name.get(&normalise(&name)).and_then(|ids| {
                    let is_taken = |id: &ProducerId| self.records.producers.contains(id);
                    let is_made = |id: &&ProducerId| !self.catalog.producers.contains_key(*id) && !is_taken(id);
                    ids.iter().rev().find(is_made).cloned()
                });
                if let Some(id) = made {
                    return Ok(Some(Some(id)));
                }
                let id = self.own_or_new(own, &name);
                Ok(Some(Some(self.make(id, name, place.clone()))))
            }
            Ok(_) => {
                outcomes.push((one.at.clone(), CellVerdict::LeftOut(Note::LeftOutByAnswer)));
                Ok(None)
            }
            Err(number) => {
                let column = (one.at.sheet, one.at.column.unwrap_or_default());
                self.producers.above.insert(column, (name, Err(key)));
                outcomes.push((one.at.clone(), CellVerdict::Asked(number)));
                Err(())
            }
        }
    }

    fn own_or_new(&mut self, own: Option<ProducerId>, name: &str) -> ProducerId {
        own.unwrap_or_else(|| ProducerId::new(self.new_id(name, |next, id| next.producers.contains_key(id))))
    }

    /// Stored producers that the name may mean with a slip: those of the same village, or with the same chat number.
    fn nearly_named(&self, given: &[ImportCell<'_>], name: &str, origin: &RegionCode) -> Vec<ProducerId> {
        let name = bare(name);
        let number = given.iter().find(|one| one.column == Column::Producer(ProducerField::Whatsapp));
        let number = number.and_then(|one| whatsapp_digits(&one.text()));
        let of_beginning = self.producers.by_beginning.get(&beginning(&name)).map_or(&[][..], Vec::as_slice);
        let is_meant = |id: &&ProducerId| {
            let Some(stored) = self.catalog.producers.get(*id) else { return false };
            let other = bare(&stored.name);
            let has_number = number.is_some() && whatsapp_digits(&stored.whatsapp) == number;
            let is_neighbour = origin.depth() == 4 && *origin == stored.origin;
            let is_slip = name.chars().count() >= 4 && !is_numbered(&name) && strsim::osa_distance(&name, &other) <= 1;
            (has_number || is_neighbour) && is_slip || has_number && (is_near(&name, &other) || is_near(&other, &name))
        };
        of_beginning.iter().filter(|id| is_meant(id) && !self.records.producers.contains(*id)).cloned().collect()
    }

    /// Whether a row that names a stored producer may be of another one: with another chat number, about no product of
    /// theirs, and not from their village.
    fn is_stranger(&self, given: &[ImportCell<'_>], id: &ProducerId, origin: &RegionCode) -> bool {
        let text = |column: Column| given.iter().find(|one| one.column == column).map(|one| one.text());
        let number = text(Column::Producer(ProducerField::Whatsapp)).and_then(|typed| whatsapp_digits(&typed));
        let Some((stored, number)) = self.catalog.producers.get(id).zip(number) else { return false };
        let differs = whatsapp_digits(&stored.whatsapp).is_some_and(|known| known != number);
        let is_neighbour = origin.depth() == 4 && *origin == stored.origin;
        let mut names = given.iter().filter(|one| one.column == Column::Product(F::Name));
        let mut is_theirs = || {
            names.any(|name| {
                let named = self.names.get(&name_key(&name.text())).map_or(&[][..], Vec::as_slice);
                named.iter().any(|one| one.producer.as_ref() == Some(id))
            })
        };
        differs && !is_neighbour && !is_theirs()
    }

    /// A new producer. Where the row's place is known, it is theirs: it tells groups of one name apart.
    fn make(&mut self, id: ProducerId, name: String, place: Option<RegionCode>) -> ProducerId {
        let kind = kind_in(&name);
        let producer =
            Producer { id: id.clone(), name, kind, origin: place.unwrap_or_default(), ..Producer::default() };
        self.producers.enter(&producer);
        self.next.producers.insert(id.clone(), Arc::new(producer));
        id
    }

    /// Takes what a row says of its producer.
    pub(super) fn contacts(
        &mut self,
        given: &[ImportCell<'_>],
        after: &Product,
        outcomes: &mut CellOutcomes,
        touches: &mut Vec<Key>,
    ) {
        // A contact's name may bring a number, where no column of its own does.
        let is_name = |one: &&ImportCell<'_>| one.column == Column::Producer(ProducerField::ContactPerson);
        let (names, others): (Vec<_>, Vec<_>) =
            given.iter().filter(|one| matches!(one.column, Column::Producer(_))).partition(is_name);
        for one in others.into_iter().chain(names) {
            let text = one.text().trim().to_owned();
            if facts::says_nothing(&text) {
                outcomes.push((one.at.clone(), CellVerdict::LeftOut(Note::SaysNone)));
                continue;
            }
            let producer = after.producer.as_ref().and_then(|id| self.next.producers.get(id)).cloned();
            let Some(producer) = producer else {
                outcomes.push((one.at.clone(), CellVerdict::LeftOut(Note::NoProducer)));
                continue;
            };
            let key = (producer.id.clone(), one.column);
            if let Some((at, other)) = self.producers.reported.get(&key) {
                // A merged or repeated cell says the same again.
                let digits = whatsapp_digits(other);
                if *other != text && (digits.is_none() || digits != whatsapp_digits(&text)) {
                    let note = Note::OtherRowSays { at: at.clone(), said: other.clone() };
                    outcomes.push((one.at.clone(), CellVerdict::Refused(note)));
                }
                continue;
            }
            if content(&self.next, after, one.column, Lang::Id).words(Lang::Id).trim() == text {
                self.producers.reported.insert(key, (one.at.clone(), text));
                continue;
            }
            let mut changed = Producer::clone(&producer);
            match contact(&mut changed, one.column, &one.value, one.text().trim()) {
                Ok(note) => outcomes.extend(note.map(|note| (one.at.clone(), CellVerdict::Repaired(note)))),
                Err(note) => {
                    outcomes.push((one.at.clone(), CellVerdict::Refused(note)));
                    continue;
                }
            }
            self.producers.reported.insert(key, (one.at.clone(), text));
            // What a list says beside one product holds for all of its maker's.
            if let Column::Producer(field) = one.column {
                let (was, is) = (field.get(&producer), field.get(&changed));
                let was = was.text().filter(|was| !was.is_empty() && Some(*was) != is.text());
                let note = was.map(|was| Note::ContactReplaced { maker: producer.name.clone(), was: was.to_owned() });
                outcomes.extend(note.map(|note| (one.at.clone(), CellVerdict::Repaired(note))));
            }
            if changed != *producer {
                let key = Key::Producer(changed.id.clone());
                self.next.producers.insert(changed.id.clone(), Arc::new(changed));
                if !touches.contains(&key) {
                    touches.push(key);
                }
            }
        }
    }
}

/// What the name itself says the producer is.
fn kind_in(name: &str) -> ProducerKind {
    let folded = normalise(name);
    let first = folded.split(' ').next().unwrap_or_default();
    match first {
        "kwt" | "bumdes" | "bumdesa" | "bumk" | "kth" | "kups" | "koperasi" | "pt" | "cv" | "ud" => {
            facts::producer_kind(first).unwrap_or_default()
        }
        _ if folded.starts_with("bum desa ") => ProducerKind::Bumdes,
        _ => ProducerKind::default(),
    }
}
