//! Categories, and saved lists of products.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::Ui;

use super::info::section;
use super::part::SettingsPart;
use crate::model::{
    Catalog, Category, CategoryId, Edit, Filter, Key, Record, RecordField, Selection, SelectionId, Text, slug,
};
use crate::say;
use crate::ui::app::cx::Cx;
use crate::ui::kit::fields::{Form, line, w};
use crate::ui::kit::{icons, widgets};

/// An id for a new record that none of `taken` has: the slug, or the slug with the next free number.
fn free_id(base: &str, taken: &[&str]) -> String {
    let base = slug(base, "");
    if !taken.contains(&base.as_str()) {
        return base;
    }
    let free = (2_u32..).map(|n| format!("{base}-{n}")).find(|id| !taken.contains(&id.as_str()));
    free.unwrap_or(base)
}

pub fn categories(ui: &mut Ui, form: &mut Form, catalog: &Catalog, categories: &mut Vec<Category>) {
    let lang = form.lang;
    let mut counts: BTreeMap<&CategoryId, usize> = BTreeMap::new();
    for product in catalog.products.values() {
        *counts.entry(&product.category).or_default() += 1;
    }
    section(ui, form, SettingsPart::Categories.name(), |ui, form| {
        let text = lang.pick(
            "Menghapus kategori tidak menghapus produknya; produk itu hanya belum berkategori lagi.",
            "Removing a category does not remove its products; they just have no category afterwards.",
        );
        widgets::weak(ui, form.look, text);
        let list = w("Daftar kategori", "List of categories");
        form.list(ui, list, line(w("Kategori", "Category")), categories, |form, ui, _, category| {
            form.bare_pair(ui, list, &mut category.name);
            let count = crate::text::count(lang, counts.get(&category.id).copied().unwrap_or_default());
            widgets::small(ui, form.look, say!(lang, "{count} produk", "{count} products"));
        });
        let taken: Vec<String> = categories.iter().map(|category| category.id.to_string()).collect();
        let new = || {
            let taken: Vec<&str> = taken.iter().map(String::as_str).collect();
            Category { id: CategoryId::new(free_id("kategori", &taken)), name: Text::default() }
        };
        form.add_to(ui, list, lang.pick("Tambah kategori", "Add a category"), categories, new);
    });
}

/// Puts the categories, and takes those that are gone off their products, as one step.
pub fn categories_edit(catalog: &Catalog, categories: Vec<Category>, name: Text) -> Edit {
    let gone: Vec<&CategoryId> = catalog
        .categories
        .iter()
        .map(|category| &category.id)
        .filter(|id| categories.iter().all(|category| category.id != **id))
        .collect();
    let mut puts: Vec<(Key, Option<Record>)> = catalog
        .products
        .values()
        .filter(|product| gone.contains(&&product.category))
        .map(|product| {
            let mut product = (**product).clone();
            product.category = CategoryId::default();
            Record::from(product).put()
        })
        .collect();
    puts.push((Key::Categories, Some(Record::Categories(Arc::new(categories)))));
    Edit { name, puts, typing_in: None }
}

pub fn selections(ui: &mut Ui, cx: &mut Cx, form: &mut Form, selections: &mut Vec<Selection>) {
    let lang = form.lang;
    section(ui, form, SettingsPart::Selections.name(), |ui, form| {
        let text = lang.pick(
            "Kumpulan produk yang sering dipakai: saringan yang disimpan, atau daftar yang dipilih satu per satu.",
            "Sets of products that are used often: a saved filter, or a list picked one by one.",
        );
        widgets::weak(ui, form.look, text);
        let list = SettingsPart::Selections.name();
        form.list(ui, list, line(w("Daftar", "List")), selections, |form, ui, _, selection| {
            form.bare_pair(ui, list, &mut selection.name);
            let count = crate::text::count(lang, selection.products.len());
            let what = match selection.filter {
                Some(_) => lang.pick("Saringan yang disimpan", "Saved filter").to_owned(),
                None => say!(lang, "{count} produk", "{count} products"),
            };
            widgets::small(ui, form.look, what);
        });
        let filter = &cx.state.browse.filter;
        let set = Filter { sort: filter.sort, ..Filter::default() } != *filter;
        let save = ui.add_enabled_ui(set, |ui| {
            let text = lang.pick("Simpan saringan sekarang sebagai daftar", "Save the current filter as a list");
            let response = widgets::button(ui, icons::FUNNEL, text);
            if response.clicked() {
                let base = lang.pick("daftar", "list");
                let taken: Vec<&str> = selections.iter().map(|selection| selection.id.as_str()).collect();
                let id = SelectionId::new(free_id(base, &taken));
                let number = selections.len() + 1;
                let name = Text::new(format!("Daftar {number}"), format!("List {number}"));
                selections.push(Selection { id, name, products: Vec::new(), filter: Some(filter.clone()) });
                form.note(w("Simpan saringan", "Save the filter"));
            }
            response
        });
        let save = save.inner;
        form.at(RecordField::Selections, &save);
        if !set {
            let text = lang.pick(
                "Pilih dulu saringan di layar Produk, lalu simpan di sini.",
                "Choose filters on the Products screen first, then save them here.",
            );
            widgets::small(ui, form.look, text);
        }
    });
}

pub fn selections_edit(selections: Vec<Selection>, name: Text) -> Edit {
    Edit { name, puts: vec![(Key::Selections, Some(Record::Selections(Arc::new(selections))))], typing_in: None }
}
