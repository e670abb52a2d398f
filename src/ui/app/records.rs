//! New, duplicated and deleted records: the edits behind those commands, each one undo step.

use std::collections::HashSet;
use std::sync::Arc;

use egui::Context;

use super::command::Screen;
use crate::model::{
    Catalog, Edit, Key, Producer, ProducerId, Product, ProductId, Record, Selection, Status, Text, slug,
};
use crate::text::{Lang, Message};
use crate::ui::app::App;
use crate::ui::kit::notices::{Offer, Tone};

impl App {
    pub(crate) fn new_product(&mut self, ctx: &Context) {
        let Some(catalog) = self.state.catalog() else {
            return;
        };
        let filter = &self.state.filter;
        let mut id = ProductId::new(slug("produk", &(self.parts.random_hex)()));
        while catalog.products.contains_key(&id) {
            id = ProductId::new(slug("produk", &(self.parts.random_hex)()));
        }
        // A new product belongs where the list is: whoever filters by Paser adds products from Paser.
        let product = Product {
            id: id.clone(),
            origin: filter.origins.first().filter(|_| filter.origins.len() == 1).cloned().unwrap_or_default(),
            category: filter.categories.first().filter(|_| filter.categories.len() == 1).cloned().unwrap_or_default(),
            status: Status::Draft,
            ..Product::default()
        };
        self.change(Edit::put(Text::new("Produk baru", "New product"), product), ctx);
        if self.state.product(&id).is_some() {
            self.state.screen = Screen::Browse;
            self.state.overlay = None;
            self.state.selected = Some(id);
            self.state.editing = true;
        }
    }

    pub(crate) fn duplicate(&mut self, id: &ProductId, ctx: &Context) {
        let Some(original) = self.state.product(id) else {
            return;
        };
        let mut copy = (**original).clone();
        let name = original.name.or_other(Lang::Id).map_or(String::new(), |(name, _)| name.to_owned());
        copy.id = ProductId::new(slug(&name, &(self.parts.random_hex)()));
        copy.status = Status::Draft;
        for (lang, suffix) in [(Lang::Id, " (salinan)"), (Lang::En, " (copy)")] {
            if copy.name.get(lang).is_some() {
                copy.name.get_mut(lang).push_str(suffix);
            }
        }
        let new_id = copy.id.clone();
        self.change(Edit::put(Text::new(format!("Gandakan {name}"), format!("Duplicate {name}")), copy), ctx);
        if self.state.product(&new_id).is_some() {
            self.state.selected = Some(new_id);
            self.state.editing = true;
        }
    }

    pub(crate) fn delete_products(&mut self, ids: &[ProductId], ctx: &Context) {
        let Some(edit) = self.state.catalog().map(|catalog| without_products(catalog, ids)) else {
            return;
        };
        let name = edit.name.clone();
        self.change(edit, ctx);
        if ids.iter().all(|id| self.state.product(id).is_none()) {
            let lang = self.state.lang();
            let what = name.get(lang).unwrap_or_default().to_owned();
            let message = Message::from(what);
            self.tell(Tone::Done, message, Some(Offer::Undo));
        }
    }

    pub(crate) fn new_producer(&mut self, product: Option<ProductId>, name: String, ctx: &Context) {
        let hex = (self.parts.random_hex)();
        let id = ProducerId::new(slug(if name.trim().is_empty() { "produsen" } else { &name }, &hex));
        let mut producer = Producer { id: id.clone(), name, ..Producer::default() };
        let mut puts = Vec::new();
        if let Some(product) = product.as_ref().and_then(|id| self.state.product(id)) {
            producer.origin = product.origin.clone();
            let mut product = (**product).clone();
            product.producer = Some(id.clone());
            let record = Record::from(product);
            puts.push((record.key(), Some(record)));
        }
        let record = Record::from(producer);
        puts.insert(0, (record.key(), Some(record)));
        self.change(Edit { name: Text::new("Produsen baru", "New producer"), puts, typing_in: None }, ctx);
        if product.is_none() && self.state.producer(&id).is_some() {
            self.state.screen = Screen::Producers;
            self.state.coordinator.editing_producer = true;
            self.state.selected_producer = Some(id);
        }
    }
}

/// Every product whose search text may differ after these records changed.
pub(crate) fn touched_products(catalog: &Catalog, keys: &[Key]) -> Vec<ProductId> {
    let mut touched = Vec::new();
    let mut producers: HashSet<&ProducerId> = HashSet::new();
    for key in keys {
        match key {
            Key::Product(id) => touched.push(id.clone()),
            Key::Producer(id) => {
                producers.insert(id);
            }
            // The index notices these by itself.
            Key::Info | Key::Categories | Key::Selections => {}
        }
    }
    if !producers.is_empty() {
        let theirs =
            catalog.products.values().filter(|one| one.producer.as_ref().is_some_and(|id| producers.contains(id)));
        touched.extend(theirs.map(|product| product.id.clone()));
    }
    touched
}

/// Deletes products, and their names in every list.
pub(crate) fn without_products(catalog: &Catalog, ids: &[ProductId]) -> Edit {
    let name = match ids {
        [only] => {
            let name = catalog.products.get(only).and_then(|product| product.name.or_other(Lang::Id));
            let name = name.map_or("produk", |(name, _)| name);
            Text::new(format!("Hapus {name}"), format!("Delete {name}"))
        }
        _ => Text::new(format!("Hapus {} produk", ids.len()), format!("Delete {} products", ids.len())),
    };
    let mut edit = Edit::delete(name, ids.iter().cloned().map(Key::Product));
    let selections: Vec<Selection> = catalog
        .selections
        .iter()
        .map(|selection| {
            let mut selection = selection.clone();
            selection.products.retain(|id| !ids.contains(id));
            selection
        })
        .collect();
    edit.puts.push((Key::Selections, Some(Record::Selections(Arc::new(selections)))));
    edit
}

/// Deletes a producer and takes the name off every product.
pub(crate) fn without_producer(catalog: &Catalog, id: &ProducerId) -> Option<Edit> {
    let producer = catalog.producers.get(id)?;
    let name = Text::new(format!("Hapus produsen {}", producer.name), format!("Delete producer {}", producer.name));
    let mut edit = Edit::delete(name, [Key::Producer(id.clone())]);
    for product in catalog.products.values().filter(|product| product.producer.as_ref() == Some(id)) {
        let mut product = (**product).clone();
        product.producer = None;
        let record = Record::from(product);
        edit.puts.push((record.key(), Some(record)));
    }
    Some(edit)
}
