//! A catalogue as an immutable value whose records are shared by pointer.

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use super::info::{CatalogInfo, Category, Selection};
use super::producer::Producer;
use super::product::Product;
use super::values::{CategoryId, ProducerId, ProductId, SelectionId};

/// Everything a catalogue holds, but the bytes of its pictures. Cloning copies a few pointers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Catalog {
    pub info: Arc<CatalogInfo>,
    /// In the order a person gave.
    pub categories: Arc<Vec<Category>>,
    pub selections: Arc<Vec<Selection>>,
    /// By id; in the file the order is the id too.
    pub producers: OrdMap<ProducerId, Arc<Producer>>,
    pub products: OrdMap<ProductId, Arc<Product>>,
}

impl Catalog {
    pub fn category(&self, id: &CategoryId) -> Option<&Category> {
        self.categories.iter().find(|category| category.id == *id)
    }

    pub fn selection(&self, id: &SelectionId) -> Option<&Selection> {
        self.selections.iter().find(|selection| selection.id == *id)
    }

    /// The producer that a product names, if it is in the catalogue.
    pub fn producer_of(&self, product: &Product) -> Option<&Arc<Producer>> {
        product.producer.as_ref().and_then(|id| self.producers.get(id))
    }

    /// The record behind a key, shared.
    pub fn record(&self, key: &Key) -> Option<Record> {
        match key {
            Key::Info => Some(Record::Info(self.info.clone())),
            Key::Categories => Some(Record::Categories(self.categories.clone())),
            Key::Selections => Some(Record::Selections(self.selections.clone())),
            Key::Producer(id) => self.producers.get(id).cloned().map(Record::Producer),
            Key::Product(id) => self.products.get(id).cloned().map(Record::Product),
        }
    }
}

/// Names one record of a catalogue.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Key {
    Info,
    Categories,
    Selections,
    Producer(ProducerId),
    Product(ProductId),
}

/// One record's value, shared.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    Info(Arc<CatalogInfo>),
    Categories(Arc<Vec<Category>>),
    Selections(Arc<Vec<Selection>>),
    Producer(Arc<Producer>),
    Product(Arc<Product>),
}

impl Record {
    pub fn key(&self) -> Key {
        match self {
            Record::Info(_) => Key::Info,
            Record::Categories(_) => Key::Categories,
            Record::Selections(_) => Key::Selections,
            Record::Producer(producer) => Key::Producer(producer.id.clone()),
            Record::Product(product) => Key::Product(product.id.clone()),
        }
    }

    /// What an edit does that writes this record.
    pub fn put(self) -> (Key, Option<Record>) {
        (self.key(), Some(self))
    }

    pub fn into_producer(self) -> Option<Arc<Producer>> {
        match self {
            Record::Producer(producer) => Some(producer),
            _ => None,
        }
    }

    pub fn into_product(self) -> Option<Arc<Product>> {
        match self {
            Record::Product(product) => Some(product),
            _ => None,
        }
    }
}

impl From<Product> for Record {
    fn from(product: Product) -> Self {
        Record::Product(Arc::new(product))
    }
}

impl From<Producer> for Record {
    fn from(producer: Producer) -> Self {
        Record::Producer(Arc::new(producer))
    }
}

impl From<CatalogInfo> for Record {
    fn from(info: CatalogInfo) -> Self {
        Record::Info(Arc::new(info))
    }
}
