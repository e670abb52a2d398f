//! A run of products in order of id, with what searching, counting and sorting ask of each: dense, and shared until one
//! of them changes.

use std::sync::{Arc, OnceLock};

use super::super::catalog::Catalog;
use super::super::filter::is_rupiah;
use super::super::kept::Kept;
use super::super::record::{Product, Status};
use super::super::search::Field;
use super::super::values::Text;
use super::slab::{Found, Letters, Needle, Piece, Slab};

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
    pub(in crate::model) products: Vec<Kept>,
    facts: Vec<Facts>,
    lists: Vec<u16>,
    /// Lowest and highest.
    money: Vec<(i64, i64)>,
    /// Of rows without a price in rupiah the first letters of a currency and the lowest amount in it.
    foreign: Vec<(u32, [u8; 8], i64)>,
    /// Made when something is searched for first, or ahead of it by a worker.
    texts: OnceLock<Arc<Texts>>,
}

/// A chunk's own texts: names before descriptions.
#[derive(Clone, Debug, Default)]
pub(in crate::model) struct Texts {
    pub(in crate::model) slab: Slab,
    /// Where each of the [`OWN`] fields ends, from its slot's beginning.
    ends: Vec<[u32; OWN.len()]>,
    name_letters: OnceLock<Vec<Letters>>,
}

impl Chunk {
    pub(in crate::model) fn push(&mut self, kept: &Kept, product: &Product, placed: &Placed) {
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

    pub(in crate::model) fn texts(&self) -> &Texts {
        self.texts.get_or_init(|| {
            let mut texts = Texts::default();
            let mut piece = Piece::default();
            self.products.iter().for_each(|product| texts.push(&product.briefly(), &mut piece));
            texts.slab.shrink();
            Arc::new(texts)
        })
    }

    /// Takes the texts that are known already over from the chunk that this one comes of: `from` says which row of it
    /// each of these is, if any.
    pub(in crate::model) fn take_texts(&mut self, other: &Chunk, from: &[Option<usize>]) {
        let Some(known) = other.texts.get() else { return };
        let (mut texts, mut piece) = (Texts::default(), Piece::default());
        for (product, from) in self.products.iter().zip(from) {
            match from {
                Some(row) => texts.push_from(known, *row),
                None => texts.push(&product.briefly(), &mut piece),
            }
        }
        self.texts = OnceLock::from(Arc::new(texts));
    }

    /// The same chunk with the same products as the catalogue keeps them.
    pub(in crate::model) fn over(&self, catalog: &Catalog) -> Chunk {
        let kept = |product: &Kept| match catalog.products.get(&product.id) {
            Some(same) if same.is_same(product) => same.clone(),
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

impl Texts {
    fn push(&mut self, product: &Product, piece: &mut Piece) {
        piece.clear();
        let both = |piece: &mut Piece, text: &Text| {
            piece.push(&text.id);
            piece.push(&text.en);
        };
        let mut ends = [0; OWN.len()];
        for (end, rank) in ends.iter_mut().zip(OWN) {
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
            *end = piece.len() as u32;
        }
        self.slab.push(piece);
        self.ends.push(ends);
    }

    fn push_from(&mut self, other: &Texts, row: usize) {
        self.slab.push_from(&other.slab, row);
        self.ends.push(other.ends.get(row).copied().unwrap_or_default());
    }

    /// How well a row answers to a word, among the fields that can be better than `limit` (smaller is better), and where
    /// the search ended: before that place the word does not stand. It begins at `from`.
    pub(in crate::model) fn best(
        &self,
        row: usize,
        needle: &Needle<'_>,
        from: usize,
        limit: u8,
    ) -> (Option<u8>, usize) {
        let (begin, _) = self.slab.range(row);
        let ends = self.ends.get(row).copied().unwrap_or_default();
        let fields = OWN.iter().take_while(|rank| **rank * 2 < usize::from(limit)).count();
        let end = begin + fields.checked_sub(1).and_then(|last| ends.get(last)).map_or(0, |end| *end as usize);
        if from >= end {
            return (None, from);
        }
        match self.slab.next(needle, from, end) {
            Some((place, found)) => (Some(self.score(row, needle, place, found)), place),
            None => (None, end),
        }
    }

    /// The score of a word's first place in a row: its field, and whether it begins a word anywhere in that field.
    fn score(&self, row: usize, needle: &Needle<'_>, place: usize, mut found: Found) -> u8 {
        let (from, _) = self.slab.range(row);
        let (rank, end) = self.field_at(row, place - from);
        let mut at = place + 1;
        while found != Found::Start
            && let Some((place, next)) = self.slab.next(needle, at, from + end)
        {
            found = next;
            at = place + 1;
        }
        (rank * 2) as u8 + u8::from(found != Found::Start)
    }

    /// The letters of each row's name: whoever types one letter mostly finds it there.
    pub(in crate::model) fn name_letters(&self) -> &[Letters] {
        self.name_letters.get_or_init(|| {
            let rows = self.ends.iter().enumerate().map(|(row, [end, ..])| (self.slab.range(row).0, *end as usize));
            rows.map(|(from, end)| self.slab.letters_between(from, from + end)).collect()
        })
    }

    /// Where a row's name ends.
    pub(in crate::model) fn behind_name(&self, row: usize) -> usize {
        self.slab.range(row).0 + self.ends.get(row).map_or(0, |[end, ..]| *end as usize)
    }

    /// The rank of the field that holds a place of a row, and where it ends, both from the row's beginning.
    pub(in crate::model) fn field_at(&self, row: usize, place: usize) -> (usize, usize) {
        let (rank, _, end) = self.field_around(row, place);
        (rank, end)
    }

    /// The same, and where the field begins: rank, begin, end.
    fn field_around(&self, row: usize, place: usize) -> (usize, usize, usize) {
        let ends = self.ends.get(row).copied().unwrap_or_default();
        let mut begin = 0;
        for (rank, end) in OWN.iter().zip(ends) {
            if place < end as usize {
                return (*rank, begin, end as usize);
            }
            begin = end as usize;
        }
        (Field::ALL.len() - 1, begin, place)
    }

    /// Calls with row, score and place for every row that has a word, whose `answers` are those of a list of words.
    /// False where that list does not know all words of these texts: then nothing was called.
    pub(in crate::model) fn best_by_words(&self, answers: &[Found], mut take: impl FnMut(usize, u8, usize)) -> bool {
        /// A row's first place, the field that it is in, and whether a word begins there.
        #[derive(Clone, Copy)]
        struct First {
            place: u32,
            rank: u32,
            field: (u32, u32),
            is_start: bool,
        }
        let Some(vocabulary) = self.slab.known_vocabulary().filter(|known| known.is_known_to(answers)) else {
            return false;
        };
        let none = First { place: u32::MAX, rank: 0, field: (u32::MAX, u32::MAX), is_start: false };
        let mut firsts = vec![none; self.slab.len()];
        vocabulary.each(&self.slab, answers, |found, row, place| {
            let Some(first) = firsts.get_mut(row) else { return };
            if (place as u32) < first.field.0 {
                let begin = self.slab.range(row).0;
                let (rank, from, to) = self.field_around(row, place - begin);
                let field = ((begin + from) as u32, (begin + to) as u32);
                *first = First { place: place as u32, rank: rank as u32, field, is_start: found == Found::Start };
            } else if (place as u32) < first.field.1 {
                first.place = first.place.min(place as u32);
                first.is_start |= found == Found::Start;
            }
        });
        for (row, first) in firsts.iter().enumerate().filter(|(_, first)| first.place < u32::MAX) {
            take(row, (first.rank * 2) as u8 + u8::from(!first.is_start), first.place as usize);
        }
        true
    }

    /// Calls with row, score and place for every row that has a word.
    pub(in crate::model) fn best_of_all(&self, needle: &Needle<'_>, mut take: impl FnMut(usize, u8, usize)) {
        let end = self.slab.range(self.slab.len().saturating_sub(1)).1;
        let (mut at, mut row) = (0, 0);
        while let Some((place, found)) = self.slab.next(needle, at, end) {
            row = self.slab.slot_of(place, row);
            take(row, self.score(row, needle, place, found), place);
            at = self.slab.range(row).1;
        }
    }
}
