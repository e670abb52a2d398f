//! A run of products in order of id, with what searching, counting and sorting ask of each: dense, and shared until one
//! of them changes.

use std::sync::{Arc, OnceLock};

use crate::model::record::catalog::Catalog;
use crate::model::search::filter::is_rupiah;

use super::answers::{Answer, Answers, Found};
use super::slab::{Met, Piece, Slab};
use super::vocabulary::Words;
use crate::model::record::values::Text;
use crate::model::record::{Product, Status};
use crate::model::search::fields::Field;

/// How many products are in a chunk as built. An edit copies one chunk.
pub(in crate::model) const ROWS: usize = 256;

/// The fields that a product's own record holds, best first, as ranks among [`Field::ALL`].
pub(in crate::model) const OWN: [usize; 7] = [0, 1, 4, 5, 6, 7, 8];
pub(in crate::model) const CATEGORY: usize = 2;
pub(in crate::model) const PRODUCER: usize = 3;
pub(in crate::model) const PLACE: usize = 4;

/// No producer, or one that is not in the catalogue.
pub(in crate::model) const NOBODY: u32 = u32::MAX;

/// What is counted and filtered by: numbers instead of the names they stand for.
#[derive(Clone, Copy, Debug)]
pub(in crate::model) struct Facts {
    /// The node of its origin among the places.
    pub(in crate::model) place: u32,
    pub(in crate::model) producer: u32,
    pub(in crate::model) category: u16,
    pub(in crate::model) status: Status,
    /// How many fields are missing, for each audience.
    pub(in crate::model) missing: [u8; 3],
    kinds: u8,
    tags: u8,
    prices: u8,
    /// Where its certificates, then its tags, begin in the chunk's list.
    lists: u32,
    /// Where its prices in rupiah begin.
    money: u32,
}

/// What the catalogue's tables say of one product.
pub(in crate::model) struct Placed {
    pub(in crate::model) place: u32,
    pub(in crate::model) producer: u32,
    pub(in crate::model) category: u16,
    pub(in crate::model) missing: [u8; 3],
    /// Certificates held and tags, each once.
    pub(in crate::model) kinds: Vec<u16>,
    pub(in crate::model) tags: Vec<u16>,
}

#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Chunk {
    pub(in crate::model) products: Vec<Arc<Product>>,
    facts: Vec<Facts>,
    lists: Vec<u16>,
    /// Lowest and highest.
    money: Vec<(i64, i64)>,
    /// Of rows without a price in rupiah the first letters of a currency and the lowest amount in it.
    foreign: Vec<(u32, [u8; 8], i64)>,
    /// Made when something is searched for first, or ahead of it by a worker.
    texts: OnceLock<Arc<Texts>>,
}

/// A chunk's own texts: of each row the [`OWN`] fields, names before descriptions.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Texts {
    pub(in crate::model) slab: Slab,
}

/// A place in a chunk's texts, and how many fields of its row end before it.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::model) struct Place {
    pub(in crate::model) at: u32,
    pub(in crate::model) fields: u8,
}

impl Chunk {
    pub(in crate::model) fn push(&mut self, kept: &Arc<Product>, product: &Product, placed: &Placed) {
        let few = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        let (lists, money) = (self.lists.len() as u32, self.money.len() as u32);
        self.lists.extend(placed.kinds.iter().take(255).chain(placed.tags.iter().take(255)));
        let prices = product.prices.iter().filter(|price| is_rupiah(price)).take(255);
        self.money.extend(prices.map(|price| (price.amount, price.amount_max.unwrap_or(price.amount))));
        if self.money.len() == money as usize {
            let others = product.prices.iter().map(|price| (first_letters(&price.currency), price.amount));
            let row = self.facts.len() as u32;
            self.foreign.extend(others.min().map(|(currency, amount)| (row, currency, amount)));
        }
        self.facts.push(Facts {
            place: placed.place,
            producer: placed.producer,
            category: placed.category,
            status: product.status,
            missing: placed.missing,
            kinds: few(placed.kinds.len()),
            tags: few(placed.tags.len()),
            prices: few(self.money.len() - money as usize),
            lists,
            money,
        });
        self.products.push(kept.clone());
    }

    /// Adds a product as another chunk has it.
    pub(in crate::model) fn push_from(&mut self, other: &Chunk, row: usize) {
        let (Some(product), Some(facts)) = (other.products.get(row), other.facts.get(row)) else { return };
        let (lists, money) = (self.lists.len() as u32, self.money.len() as u32);
        self.lists.extend_from_slice(other.kinds(facts));
        self.lists.extend_from_slice(other.tags(facts));
        self.money.extend_from_slice(other.prices(facts));
        let foreign = other.foreign(row).map(|(currency, amount)| (self.facts.len() as u32, currency, amount));
        self.foreign.extend(foreign);
        self.facts.push(Facts { lists, money, ..*facts });
        self.products.push(product.clone());
    }

    pub(in crate::model) fn len(&self) -> usize {
        self.products.len()
    }

    pub(in crate::model) fn facts(&self) -> &[Facts] {
        &self.facts
    }

    /// The certificates held.
    pub(in crate::model) fn kinds(&self, facts: &Facts) -> &[u16] {
        let from = facts.lists as usize;
        self.lists.get(from..from + usize::from(facts.kinds)).unwrap_or_default()
    }

    pub(in crate::model) fn tags(&self, facts: &Facts) -> &[u16] {
        let from = facts.lists as usize + usize::from(facts.kinds);
        self.lists.get(from..from + usize::from(facts.tags)).unwrap_or_default()
    }

    /// Lowest and highest of each price in rupiah.
    pub(in crate::model) fn prices(&self, facts: &Facts) -> &[(i64, i64)] {
        let from = facts.money as usize;
        self.money.get(from..from + usize::from(facts.prices)).unwrap_or_default()
    }

    /// Of a row without a price in rupiah the first letters of a currency, in order of which such rows stand, and the lowest
    /// amount in it; `None` where it has no price at all.
    pub(in crate::model) fn foreign(&self, row: usize) -> Option<([u8; 8], i64)> {
        let at = self.foreign.binary_search_by_key(&(row as u32), |(row, ..)| *row).ok()?;
        self.foreign.get(at).map(|(_, currency, amount)| (*currency, *amount))
    }

    pub(in crate::model) fn texts(&self, words: &Words) -> &Texts {
        self.texts.get_or_init(|| {
            let mut piece = Piece::default();
            self.products.iter().for_each(|product| put(product, &mut piece));
            Arc::new(Texts { slab: Slab::of(&piece, words) })
        })
    }

    pub(in crate::model) fn has_texts(&self) -> bool {
        self.texts.get().is_some()
    }

    /// Takes the texts that are known already over from the chunk that this one comes of: `from` says which row of it
    /// each of these is, if any.
    pub(in crate::model) fn take_texts(&mut self, other: &Chunk, from: &[Option<usize>], words: &Words) {
        let Some(known) = other.texts.get() else { return };
        let mut piece = Piece::default();
        let new = self.products.iter().zip(from).filter(|(_, from)| from.is_none());
        new.for_each(|(product, _)| put(product, &mut piece));
        let new = Slab::of(&piece, words);
        let mut next = 0;
        let parts = from.iter().map(|row| match row {
            Some(row) => (&known.slab, *row..row + 1),
            None => {
                next += 1;
                (&new, next - 1..next)
            }
        });
        let texts = Texts { slab: Slab::gathered(parts) };
        self.texts = OnceLock::from(Arc::new(texts));
    }

    /// The same chunk with the same products as the catalogue keeps them.
    pub(in crate::model) fn over(&self, catalog: &Catalog) -> Chunk {
        let kept = |product: &Arc<Product>| match catalog.products.get(&product.id) {
            Some(same) if Arc::ptr_eq(same, product) => same.clone(),
            _ => product.clone(),
        };
        Chunk { products: self.products.iter().map(kept).collect(), ..self.clone() }
    }
}

fn first_letters(currency: &str) -> [u8; 8] {
    let mut letters = [0; 8];
    letters.iter_mut().zip(currency.bytes()).for_each(|(letter, byte)| *letter = byte);
    letters
}

/// Adds a product's own fields as one slot.
fn put(product: &Product, piece: &mut Piece) {
    let both = |piece: &mut Piece, text: &Text| {
        piece.push(&text.id);
        piece.push(&text.en);
    };
    for rank in OWN {
        match Field::ALL.get(rank) {
            Some(Field::Name) => both(piece, &product.name),
            Some(Field::Brand) => piece.push(&product.brand),
            Some(Field::Place) => piece.push(&product.place),
            Some(Field::Summary) => both(piece, &product.summary),
            Some(Field::Materials) => both(piece, &product.materials),
            Some(Field::Tags) => product.tags.iter().for_each(|tag| piece.push(tag)),
            Some(Field::Description) => {
                let texts = [&product.description, &product.process, &product.usage];
                texts.into_iter().chain(&product.variants).for_each(|text| both(piece, text));
            }
            _ => {}
        }
        piece.end_field();
    }
    piece.end_slot();
}

/// The score of a field's beginnings of words, which is the best that it can give; the next one is for what stands inside
/// or across words.
pub(in crate::model) const fn best_of(rank: usize) -> u8 {
    rank as u8 * 2
}

impl Texts {
    /// How well a row answers to a word, among the fields that can be better than `limit` (smaller is better): that of the
    /// first field that has it. And where it stands first, or the place before which it does not stand. The search begins
    /// at a place, or where the row does. `hear` tells what each code of the slab answers.
    #[inline]
    pub(in crate::model) fn best(
        &self,
        row: usize,
        (answers, hear): (&Answers, impl Fn(u16) -> Answer),
        from: Place,
        limit: u8,
    ) -> (Option<u8>, Place) {
        let (begin, end) = self.slab.range(row);
        let Place { mut at, mut fields } = from;
        if (at as usize) < begin {
            (at, fields) = (begin as u32, 0);
        }
        let best = |fields: u8| OWN.get(usize::from(fields)).map_or(u8::MAX, |rank| best_of(*rank));
        if best(fields) >= limit {
            return (None, Place { at, fields });
        }
        let mut first = None;
        for met in self.slab.walk((at as usize, end), answers, hear) {
            match met {
                Met::Found(found, place) => {
                    let here = *first.get_or_insert(Place { at: place as u32, fields });
                    if found == Found::Start {
                        return (Some(best(fields)), here);
                    }
                }
                Met::EndOfField(behind) => {
                    if let Some(first) = first {
                        return (Some(best(fields) + 1), first);
                    }
                    fields += 1;
                    if best(fields) >= limit {
                        return (None, Place { at: behind as u32, fields });
                    }
                }
            }
        }
        (None, Place { at: end as u32, fields })
    }

    /// Whether a word that was found at a place still begins the one that stands there.
    pub(in crate::model) fn still_begins_at(&self, place: Place, answers: &Answers) -> bool {
        let number = self.slab.number_at(place.at as usize);
        number.is_some_and(|number| answers.of(number).alone() == Found::Start)
    }

    /// The place behind all fields of a row.
    pub(in crate::model) fn behind(&self, row: usize) -> Place {
        Place { at: self.slab.range(row).1 as u32, fields: OWN.len() as u8 }
    }
}
