//! Opens, makes, duplicates and deletes products, each one undo step.

use std::sync::Arc;

use egui::Context;

use super::state::ProductCommand;
use crate::model::{
    Catalog, Edit, Key, Product, ProductField, ProductId, Record, Selection, Status, Text, record_name, slug,
};
use crate::text::{Lang, Message};
use crate::ui::app::App;
use crate::ui::app::command::Screen;
use crate::ui::kit::notices::Tone;

impl App {
    pub(crate) fn perform_product(&mut self, command: ProductCommand, ctx: &Context) {
        match command {
            ProductCommand::Select(id) => {
                self.state.product.editing &= id.is_some();
                self.state.product.selected = id;
                self.state.screen = Screen::Browse;
                self.state.product.came_from = None;
            }
            ProductCommand::Edit(on) => self.state.product.editing = on && self.state.may_edit(),
            ProductCommand::ShowMissing(open) => {
                self.state.settings.missing_open = open;
                self.save_settings();
            }
            ProductCommand::Create => self.new_product(ctx),
            ProductCommand::Duplicate(id) => {
                let Some(original) = self.state.product(&id) else { return };
                let name = original.name.shown(Lang::Id);
                let name = Text::new(format!("Gandakan {name}"), format!("Duplicate {name}"));
                if let [copy] = self.duplicate_products(&[id], name, ctx).as_slice() {
                    self.state.product.selected = Some(copy.clone());
                    self.state.product.editing = true;
                }
            }
            ProductCommand::Delete(ids) => self.delete_products(&ids, ctx),
        }
    }

    fn new_product(&mut self, ctx: &Context) {
        let Some(catalog) = self.state.catalog() else {
            return;
        };
        let filter = &self.state.browse.filter;
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
            self.state.product.selected = Some(id);
            self.state.product.editing = true;
            self.state.product.jump_to = Some(ProductField::Name.into());
            self.state.product.blank_draft = self.state.selected_product().cloned();
        }
    }

    /// Copies products, each as a draft, in one step; gives back the copies.
    pub(crate) fn duplicate_products(&mut self, ids: &[ProductId], name: Text, ctx: &Context) -> Vec<ProductId> {
        let Some(catalog) = self.state.catalog() else { return Vec::new() };
        let edit = Edit { name, puts: copies(catalog, ids, self.parts.random_hex), typing_in: None };
        let made = edit.puts.iter().filter_map(|(key, _)| match key {
            Key::Product(id) => Some(id.clone()),
            _ => None,
        });
        let mut made: Vec<ProductId> = made.collect();
        self.change(edit, ctx);
        made.retain(|id| self.state.product(id).is_some());
        made
    }

    pub(crate) fn delete_products(&mut self, ids: &[ProductId], ctx: &Context) {
        let Some(edit) = self.state.catalog().map(|catalog| without_products(catalog, ids)) else {
            return;
        };
        let lang = self.state.lang();
        let what = match ids {
            [id] => {
                let name = self.state.product(id).and_then(|product| Some(product.name.or_other(lang)?.0.to_owned()));
                let name =
                    name.unwrap_or_else(|| lang.pick("Produk tanpa nama", "A product without a name").to_owned());
                crate::say!(lang, "{name} dihapus.", "{name} was deleted.")
            }
            _ => {
                let count = crate::text::count(lang, ids.len());
                crate::say!(lang, "{count} produk dihapus.", "{count} products were deleted.")
            }
        };
        self.change(edit, ctx);
        if ids.iter().all(|id| self.state.product(id).is_none()) {
            self.tell(Tone::Done, Message::from(what), self.undo_offer());
        }
    }
}

/// Deletes products, and their names in every list.
fn without_products(catalog: &Catalog, ids: &[ProductId]) -> Edit {
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

/// A copy of each product, as a draft under a name that says so.
fn copies(catalog: &Catalog, ids: &[ProductId], hex: fn() -> String) -> Vec<(Key, Option<Record>)> {
    let mut puts: Vec<(Key, Option<Record>)> = Vec::new();
    for product in ids.iter().filter_map(|id| catalog.products.get(id)) {
        let mut copy = (**product).clone();
        let name = record_name(&Record::Product(product.clone()), Lang::Id);
        let base = slug(&name, &hex());
        let mut id = ProductId::new(&base);
        let mut number = 2;
        while catalog.products.contains_key(&id) || puts.iter().any(|(key, _)| *key == Key::Product(id.clone())) {
            id = ProductId::new(format!("{base}-{number}"));
            number += 1;
        }
        copy.id = id;
        copy.status = Status::Draft;
        for (lang, suffix) in [(Lang::Id, " (salinan)"), (Lang::En, " (copy)")] {
            if copy.name.get(lang).is_some() {
                copy.name.get_mut(lang).push_str(suffix);
            }
        }
        puts.push(Record::from(copy).put());
    }
    puts
}
