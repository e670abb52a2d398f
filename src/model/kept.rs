//! A product as a catalogue keeps it: at hand, or packed until somebody looks at it.
//!
//! A product at hand takes about two kilobytes, of which most are empty fields and room of the allocator; packed it takes a
//! fifth, and some microseconds to be unpacked. Whoever reads a field of a [`Kept`] product has it at hand from then on;
//! whoever goes through all of them reads each one [briefly](Kept::briefly). [`Catalog::packed`] packs again what was looked
//! at.

use std::ops::Deref;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::catalog::Catalog;
use super::packing::{Packed, Packing, Room};
use super::record::{Product, Status};
use super::values::{CategoryId, Met, ProducerId, ProductId, RegionCode};

/// A product, shared. Reads as a [`Product`]; what is asked of every product at once is there without unpacking ([`Shelf`]).
#[derive(Clone)]
pub struct Kept(Arc<Shelf>);

/// What a kept product always has at hand, and the product itself.
pub struct Shelf {
    pub id: ProductId,
    pub status: Status,
    pub category: CategoryId,
    pub producer: Option<ProducerId>,
    pub origin: RegionCode,
    /// Names this value of the record: it stays when the record is packed.
    value: u64,
    record: Record,
}

enum Record {
    AtHand(Box<Product>),
    Packed { packed: Packed, looked_at: OnceLock<Box<Product>> },
}

impl Record {
    fn packed(packed: Packed) -> Self {
        Self::Packed { packed, looked_at: OnceLock::new() }
    }
}

/// What is asked of every product of a catalogue at once, beside packed products that are kept elsewhere.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    id: ProductId,
    status: Status,
    category: CategoryId,
    producer: Option<ProducerId>,
    origin: RegionCode,
}

impl Label {
    fn of(product: &Product) -> Self {
        Self {
            id: product.id.clone(),
            status: product.status,
            category: product.category.clone(),
            producer: product.producer.clone(),
            origin: product.origin.clone(),
        }
    }

    /// Has labels that were just read, and name the same category, producer or region, share its text.
    pub fn settle<'a>(labels: impl IntoIterator<Item = &'a mut Label>) {
        let mut met = Met::default();
        for label in labels {
            met.share(&mut label.category.0);
            met.share(&mut label.origin.0);
            if let Some(producer) = &mut label.producer {
                met.share(&mut producer.0);
            }
        }
    }
}

fn next_value() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}

impl Kept {
    pub fn new(product: Product) -> Self {
        Self::on_shelf(Label::of(&product), next_value(), Record::AtHand(Box::new(product)))
    }

    fn on_shelf(label: Label, value: u64, record: Record) -> Self {
        let Label { id, status, category, producer, origin } = label;
        Self(Arc::new(Shelf { id, status, category, producer, origin, value, record }))
    }

    fn label(&self) -> Label {
        let Shelf { id, status, category, producer, origin, .. } = &*self.0;
        Label {
            id: id.clone(),
            status: *status,
            category: category.clone(),
            producer: producer.clone(),
            origin: origin.clone(),
        }
    }

    /// A product as [`Kept::stored`] gave it. What the bytes hold is found out by [`Catalog::at_hand`].
    pub fn restored(label: Label, packed: Packed) -> Self {
        Self::on_shelf(label, next_value(), Record::packed(packed))
    }

    /// The product packed, to be kept elsewhere. `None` where it would not come back as it is.
    pub fn stored(&self, by: &Arc<Packing>, room: &mut Room) -> Option<(Label, Packed)> {
        let packed = match &self.0.record {
            Record::Packed { packed, .. } if packed.is_by(by) => packed.clone(),
            _ => by.pack(&self.briefly(), room)?,
        };
        Some((self.label(), packed))
    }

    /// How the product is packed, if it is.
    pub fn packing(&self) -> Option<&Arc<Packing>> {
        match &self.0.record {
            Record::AtHand(_) => None,
            Record::Packed { packed, .. } => Some(packed.by()),
        }
    }

    /// Whether both are the same value of a record, packed or not: true only where they are equal, and cheap.
    pub fn is_same(&self, other: &Kept) -> bool {
        self.0.value == other.0.value
    }

    /// The product for a short while: one that is packed stays so.
    pub fn briefly(&self) -> Briefly<'_> {
        match &self.0.record {
            Record::Packed { packed, looked_at } if looked_at.get().is_none() => {
                Briefly::Unpacked(Box::new(packed.product()))
            }
            _ => Briefly::AtHand(self),
        }
    }

    /// Makes records that were just read as small as they get at hand, since most of them stay as they are: lists give back
    /// the room that they took while they grew, and records that name the same category, producer or region share its text.
    pub fn settle(records: &mut [Kept]) {
        let mut met = Met::default();
        for shelf in records.iter_mut().filter_map(|kept| Arc::get_mut(&mut kept.0)) {
            if let Record::AtHand(product) = &mut shelf.record {
                product.settle(&mut met);
                shelf.category = product.category.clone();
                shelf.producer = product.producer.clone();
                shelf.origin = product.origin.clone();
            }
        }
    }

    fn is_at_hand(&self) -> bool {
        match &self.0.record {
            Record::AtHand(_) => true,
            Record::Packed { looked_at, .. } => looked_at.get().is_some(),
        }
    }

    /// The same record with nothing at hand; as it is where it does not come back from its bytes as it was.
    fn packed(&self, by: &Arc<Packing>, room: &mut Room) -> Kept {
        let packed = match &self.0.record {
            Record::AtHand(product) => by.pack(product, room),
            Record::Packed { packed, .. } => Some(packed.clone()),
        };
        let Some(packed) = packed else { return self.clone() };
        Self::on_shelf(self.label(), self.0.value, Record::packed(packed))
    }

    /// The same record at hand and nothing else. `None` where its bytes are damaged, or of another record.
    fn unpacked(&self) -> Option<Kept> {
        let mut product = match &self.0.record {
            Record::AtHand(_) => return Some(self.clone()),
            Record::Packed { packed, .. } => packed.unpacked()?,
        };
        let label = self.label();
        if Label::of(&product) != label {
            return None;
        }
        // One text for both; what was unpacked beside it goes when the product does.
        (product.id, product.category) = (label.id.clone(), label.category.clone());
        (product.producer, product.origin) = (label.producer.clone(), label.origin.clone());
        product.shrink();
        Some(Self::on_shelf(label, self.0.value, Record::AtHand(Box::new(product))))
    }
}

impl From<Product> for Kept {
    fn from(product: Product) -> Self {
        Self::new(product)
    }
}

impl Deref for Kept {
    type Target = Shelf;

    fn deref(&self) -> &Shelf {
        &self.0
    }
}

impl Deref for Shelf {
    type Target = Product;

    fn deref(&self) -> &Product {
        match &self.record {
            Record::AtHand(product) => product,
            Record::Packed { packed, looked_at } => looked_at.get_or_init(|| {
                packed.by().look();
                Box::new(packed.product())
            }),
        }
    }
}

impl AsRef<Product> for Kept {
    fn as_ref(&self) -> &Product {
        self
    }
}

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || *self.briefly() == *other.briefly()
    }
}

impl Eq for Kept {}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.briefly().fmt(f)
    }
}

impl Serialize for Kept {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.briefly().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Kept {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Product::deserialize(deserializer).map(Self::new)
    }
}

/// A product that is looked at for a short while.
pub enum Briefly<'a> {
    AtHand(&'a Kept),
    Unpacked(Box<Product>),
}

impl Deref for Briefly<'_> {
    type Target = Product;

    fn deref(&self) -> &Product {
        match self {
            Briefly::AtHand(kept) => kept,
            Briefly::Unpacked(product) => product,
        }
    }
}

impl Catalog {
    /// How this catalogue's products are packed; `None` where none is.
    pub fn packing(&self) -> Option<&Arc<Packing>> {
        self.products.values().find_map(Kept::packing)
    }

    /// The same catalogue with all products packed, those that were looked at too. One that `known` has packed is taken from
    /// there; any other takes some microseconds, by all processors.
    pub fn packed(&self, by: &Arc<Packing>, known: &Catalog) -> Catalog {
        let mut next = self.clone();
        let loose: Vec<&Kept> = self.products.values().filter(|product| product.is_at_hand()).collect();
        let packed = loose.par_iter().map_init(Room::default, |room, product| {
            let same = known.products.get(&product.id).filter(|same| same.is_same(product) && !same.is_at_hand());
            same.cloned().unwrap_or_else(|| product.packed(by, room))
        });
        let packed: Vec<Kept> = packed.collect();
        let packed = packed.into_iter().map(|product| (product.id.clone(), product));
        if loose.len() == self.products.len() {
            next.products = packed.collect();
        } else {
            next.products.extend(packed);
        }
        next
    }

    /// The same catalogue with every product at hand, for whoever has much to do with all of them. `None` where bytes of one
    /// are damaged.
    pub fn at_hand(&self) -> Option<Catalog> {
        let packed: Vec<&Kept> = self.products.values().collect();
        let products: Option<Vec<Kept>> = packed.par_iter().map(|product| product.unpacked()).collect();
        let products = products?.into_iter().map(|product| (product.id.clone(), product)).collect();
        Some(Catalog { products, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::super::catalog::{Edit, Record as Put, Timeline};
    use super::super::filter::matches;
    use super::super::index::SearchIndex;
    use super::super::plain::{any_catalog, any_filter};
    use super::super::values::Text;
    use super::*;
    use crate::text::Lang;

    fn honey(at: usize) -> Product {
        let name = Text::new(format!("Madu kelulut {at}"), format!("Stingless bee honey {at}"));
        Product { id: ProductId::new(format!("madu-{at:04}")), name, status: Status::Ready, ..Product::default() }
    }

    fn large() -> Catalog {
        let products = (0..Packing::FROM).map(honey).map(|product| (product.id.clone(), product));
        Catalog { products: products.collect(), ..Catalog::default() }
    }

    fn at_hand(catalog: &Catalog) -> usize {
        catalog.products.values().filter(|product| product.is_at_hand()).count()
    }

    static HONEY: LazyLock<Arc<Packing>> = LazyLock::new(|| Packing::learn(&large()).unwrap());

    proptest! {
        #[test]
        fn a_packed_catalogue_is_searched_and_edited_as_the_same_one(
            catalog in any_catalog(),
            next in any_catalog(),
            filter in any_filter(),
        ) {
            let packed = catalog.packed(&HONEY, &Catalog::default());
            prop_assert_eq!(at_hand(&packed), 0);
            prop_assert_eq!(&packed, &catalog);
            prop_assert_eq!(at_hand(&packed), 0, "to compare leaves it packed");
            let index = SearchIndex::start(&catalog);
            let over = index.over(&packed);
            for lang in Lang::ALL {
                let wanted = matches(&catalog, &SearchIndex::build(&catalog), &filter, lang);
                prop_assert_eq!(&matches(&packed, &over, &filter, lang), &wanted);
                prop_assert_eq!(&matches(&packed, &SearchIndex::build(&packed), &filter, lang), &wanted);
            }
            let touched: Vec<ProductId> = catalog.products.keys().chain(next.products.keys()).cloned().collect();
            let (one, other) = (over.updated(&next, &touched), index.updated(&next, &touched));
            prop_assert_eq!(matches(&next, &one, &filter, Lang::Id), matches(&next, &other, &filter, Lang::Id));
        }
    }

    #[test]
    fn who_reads_a_field_has_the_product_at_hand_until_it_is_packed_again() {
        let (catalog, by) = (large(), Packing::learn(&large()).unwrap());
        assert_eq!(at_hand(&catalog), Packing::FROM);
        let packed = catalog.packed(&by, &Catalog::default());
        let [one, other] = [3, 7].map(|at| packed.products.get(&honey(at).id).unwrap());
        assert!(one.status == Status::Ready && one.id == honey(3).id);
        assert_eq!(*one.briefly(), honey(3));
        assert_eq!((by.looked_at(), at_hand(&packed)), (0, 0));
        assert_eq!(one.name.id, "Madu kelulut 3");
        assert_eq!(other.name.id, "Madu kelulut 7");
        assert_eq!(one.name.en, "Stingless bee honey 3");
        assert_eq!((by.looked_at(), at_hand(&packed)), (2, 2));
        let again = packed.packed(&by, &Catalog::default());
        assert_eq!(at_hand(&again), 0);
        assert!(again.products.values().zip(catalog.products.values()).all(|(one, other)| one.is_same(other)));
        assert_eq!(again, catalog);
    }

    #[test]
    fn a_changed_record_is_another_value_though_it_is_equal() {
        let (one, same) = (Kept::new(honey(1)), Kept::new(honey(1)));
        assert!(one == same && !one.is_same(&same) && one.is_same(&one.clone()));
        assert_ne!(one, Kept::new(honey(2)));
    }

    #[test]
    fn few_products_are_not_worth_it() {
        assert!(Packing::learn(&Catalog::default()).is_none());
        let mut catalog = large();
        catalog.products.remove(&honey(0).id);
        assert!(Packing::learn(&catalog).is_none());
    }

    #[test]
    fn undo_goes_through_packed_catalogues() {
        let (catalog, by) = (large(), Packing::learn(&large()).unwrap());
        let mut timeline = Timeline::new(catalog.clone());
        let all = |text: &str| {
            let renamed = (0..Packing::FROM).map(|at| Product { brand: text.to_owned(), ..honey(at) });
            let puts = renamed.map(Put::from).map(|record| (record.key(), Some(record)));
            Edit { name: Text::default(), puts: puts.collect(), typing_in: None }
        };
        timeline.perform(all("Kelulut"), 0);
        let of = timeline.catalog().clone();
        let packed = Arc::new(of.packed(&by, &Catalog::default()));
        let (before, records) = timeline.put_packed(&of, &packed).unwrap();
        assert_eq!((at_hand(&before), records.len()), (Packing::FROM, Packing::FROM));
        assert!(Arc::ptr_eq(timeline.catalog(), &packed));
        drop((before, records));
        timeline.undo();
        assert_eq!(**timeline.catalog(), catalog);
        timeline.redo();
        assert_eq!(timeline.catalog(), &packed);
        assert_eq!(at_hand(timeline.catalog()), 0);
        // What was packed before another edit comes too late, and so does another catalogue's of as many edits.
        let current = timeline.catalog().clone();
        timeline.perform(all("Lain"), 0);
        assert!(timeline.put_packed(&current, &packed).is_none());
        let mut other = Timeline::new(Catalog::default());
        assert!(other.put_packed(&Timeline::new(catalog).catalog().clone(), &packed).is_none());
        assert!(other.catalog().products.is_empty() && !Arc::ptr_eq(timeline.catalog(), &packed));
    }

    #[test]
    fn a_packed_product_takes_a_fraction() {
        let packed = large().packed(&HONEY, &Catalog::default());
        let mut room = Room::default();
        let stored = packed.products.values().filter_map(|product| product.stored(&HONEY, &mut room));
        let bytes: Vec<usize> = stored.map(|(_, packed)| packed.bytes().len()).collect();
        assert_eq!(bytes.len(), Packing::FROM);
        assert!(bytes.iter().all(|bytes| *bytes < 80), "{bytes:?}");
    }
}
