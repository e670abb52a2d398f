//! Name, category, producer, origin and the descriptive texts.

use egui::Ui;

use crate::model::{Catalog, CategoryId, ProducerId, Product, ProductField as F, Text, short_place};
use crate::say;
use crate::text::Lang;
use crate::ui::app::command::ProducerCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::fields::{FieldLabel, Form, Picked, Suggestion, halves, line, producers_named, w};
use crate::ui::kit::origin::origin_picker;
use crate::ui::kit::{icons, widgets};

pub fn basics(ui: &mut Ui, cx: &mut Cx, form: &mut Form, catalog: &Catalog, draft: &mut Product) {
    let lang = form.lang;
    form.group(ui, w("Pokok", "Basics"));
    let names = match lang {
        Lang::Id => [F::Name.label(lang), F::NameEn.label(lang)],
        Lang::En => ["Product name (Indonesian)", F::NameEn.label(lang)],
    };
    form.named_pair(ui, F::Name.into(), names, &mut draft.name, 1);

    let mut categories = vec![(CategoryId::default(), lang.pick("Belum dipilih", "Not chosen").to_owned())];
    categories.extend(catalog.categories.iter().map(|category| {
        let name = category.name.shown_or(lang, category.id.as_str());
        (category.id.clone(), name.to_owned())
    }));
    let unknown = draft.category.to_string();
    halves(
        ui,
        form,
        |form, ui| form.line(ui, F::Brand.into(), &mut draft.brand, ""),
        |form, ui| form.choice(ui, F::Category.into(), &mut draft.category, &categories, &unknown),
    );
    producer(ui, cx, form, catalog, draft);
}

/// What the producer field offers.
#[derive(Clone)]
enum ProducerChoice {
    Known(ProducerId),
    New(String),
}

fn producer(ui: &mut Ui, cx: &mut Cx, form: &mut Form, catalog: &Catalog, draft: &mut Product) {
    let lang = form.lang;
    let chosen = draft.producer.as_ref().map(|id| match catalog.producers.get(id) {
        Some(producer) => {
            let place = short_place(&producer.origin, lang);
            let kind = producer.kind.label(lang);
            let name = if producer.name.trim().is_empty() {
                lang.pick("Produsen tanpa nama", "Producer without a name").to_owned()
            } else {
                producer.name.clone()
            };
            (name, if place.is_empty() { kind.to_owned() } else { format!("{kind} · {place}") })
        }
        None => {
            let gone = lang.pick("Produsen ini tidak ada dalam katalog.", "This producer is not in the catalogue.");
            (id.to_string(), gone.to_owned())
        }
    });
    let hint = lang.pick("Ketik untuk mencari, atau nama produsen baru", "Type to search, or a new producer's name");
    let (response, picked) = form.picker(ui, F::Producer.into(), hint, chosen, |typed| {
        let known = producers_named(catalog, typed, lang).into_iter();
        let known = known.map(|Suggestion { value, title, detail }| Suggestion {
            value: ProducerChoice::Known(value),
            title,
            detail,
        });
        let mut offers: Vec<Suggestion<ProducerChoice>> = known.collect();
        let title = match typed {
            "" => lang.pick("Produsen baru", "New producer").to_owned(),
            typed => say!(lang, "Produsen baru: {typed}", "New producer: {typed}"),
        };
        offers.push(Suggestion { value: ProducerChoice::New(typed.to_owned()), title, detail: String::new() });
        offers
    });
    match picked {
        Some(Picked::Value(ProducerChoice::Known(id))) => draft.producer = Some(id),
        Some(Picked::Value(ProducerChoice::New(name))) => {
            cx.ask(ProducerCommand::Create(Some(draft.id.clone()), name));
        }
        Some(Picked::Cleared) => draft.producer = None,
        None => {}
    }
    if let Some(id) = draft.producer.clone().filter(|id| catalog.producers.contains_key(id)) {
        let text = lang.pick("Buka data dan kontak produsen", "Open the producer's data and contact");
        let link = widgets::link(ui, form.look, icons::FACTORY, text);
        if link.clicked() {
            cx.ask(ProducerCommand::Edit(Some(id)));
        }
        form.at(F::Contact, &link);
    } else {
        // A contact belongs to the producer, so the way to it starts here.
        form.at(F::Contact, &response);
    }
}

pub fn origin(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    form.group(ui, w("Asal", "Origin"));
    origin_picker(ui, form, F::Origin.into(), &mut draft.origin);
    let hint = form.lang.pick("Bila kode wilayah belum cukup", "Where the region does not say enough");
    form.plain(ui, draft, F::Place, hint);
}

pub fn texts(ui: &mut Ui, form: &mut Form, draft: &mut Product) {
    form.group(ui, w("Tulisan", "Texts"));
    form.pair(ui, F::Summary.into(), &mut draft.summary, 2);
    for (field, text, rows) in [
        (F::Description, &mut draft.description, 5),
        (F::Materials, &mut draft.materials, 2),
        (F::Process, &mut draft.process, 3),
        (F::Usage, &mut draft.usage, 2),
    ] {
        form.pair(ui, field.into(), text, rows);
    }
    let add = form.lang.pick("Tambah varian", "Add a variant");
    text_list(ui, form, F::Variants, w("Varian", "Variant"), &mut draft.variants, add);
}

/// A list of texts in both languages, each in one line.
pub fn text_list(ui: &mut Ui, form: &mut Form, field: F, item: FieldLabel, list: &mut Vec<Text>, add: &str) {
    form.list_name(ui, field.into());
    form.list(ui, field.into(), line(item), list, |form, ui, _, text| form.bare_pair(ui, field.into(), text));
    let add = form.add_to(ui, field.into(), add, list, Text::default);
    form.at(field, &add);
}
