//! Who makes the products: a list on the left, the chosen producer's form on the right.

mod page;
mod perform;
mod rename_offer;
pub mod state;

use crate::ui::app::command::{Command, ProducerCommand};
use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{CentralPanel, Frame, Id, Margin, Panel, RichText, ScrollArea, Ui};

use crate::model::search::normalise::{normalise, sort_key};
use crate::model::{Catalog, Edit, Key, Producer, ProducerField as P, ProducerId, ProducerKind, Text};
use crate::say;
use crate::ui::app::cx::Cx;
use crate::ui::app::offers;
use crate::ui::kit::fields::{self, Form, halves, line, w};
use crate::ui::kit::kept::kept;
use crate::ui::kit::origin::origin_picker;
use crate::ui::kit::{icons, layout, theme, widgets};

/// The form is no wider than reads well.
const FORM_WIDTH: f32 = 760.0;
const ROW: f32 = 30.0;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    let look = cx.look();
    let frame = Frame::new().fill(look.panel).inner_margin(Margin { left: 14, right: 6, top: 16, bottom: 0 });
    let width = (ui.available_width() * 0.34).clamp(220.0, 320.0);
    Panel::left("producers list").exact_size(width).resizable(false).frame(frame).show(ui, |ui| list(ui, cx, &catalog));
    let frame = Frame::new().inner_margin(Margin { left: 22, right: 6, top: 16, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let chosen = cx.state.producers.selected.as_ref().and_then(|id| catalog.producers.get(id)).cloned();
        match chosen {
            Some(producer) if cx.state.producers.editing => form(ui, cx, &catalog, &producer),
            Some(producer) => page::show(ui, cx, &catalog, &producer),
            None => nothing_chosen(ui, cx, &catalog),
        }
    });
}

/// One line of the list.
struct ProducerRow {
    id: ProducerId,
    name: String,
    products: usize,
}

fn rows(ui: &Ui, cx: &Cx, catalog: &Catalog, search: &str) -> Arc<Vec<ProducerRow>> {
    let revision = cx.state.open().map_or(0, |open| open.timeline.revision());
    kept(ui.ctx(), "producer rows", (revision, search.to_owned()), |_| {
        let mut counts: BTreeMap<&ProducerId, usize> = BTreeMap::new();
        for producer in catalog.products.values().filter_map(|product| product.producer.as_ref()) {
            *counts.entry(producer).or_default() += 1;
        }
        let wanted = normalise(search);
        let found = catalog.producers.values();
        let found = found.filter(|producer| wanted.is_empty() || normalise(&producer.name).contains(&wanted));
        let row = |producer: &Arc<Producer>| ProducerRow {
            id: producer.id.clone(),
            name: producer.name.clone(),
            products: counts.get(&producer.id).copied().unwrap_or_default(),
        };
        let mut rows: Vec<ProducerRow> = found.map(row).collect();
        rows.sort_by_cached_key(|row| (row.name.trim().is_empty(), sort_key(&row.name)));
        Arc::new(rows)
    })
}

fn list(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog) {
    let (look, lang) = (cx.look(), cx.lang());
    let total = catalog.producers.len();
    widgets::heading(ui, lang.pick("Produsen", "Producers"));
    ui.add_enabled_ui(cx.state.may_edit(), |ui| {
        let name = lang.pick("Produsen baru", "New producer");
        cx.button(ui, icons::PLUS, name, ProducerCommand::Create(None, String::new()));
    });
    let id = Id::unique("producer search");
    let mut search: String = ui.data(|data| data.get_temp(id.with("text"))).unwrap_or_default();
    let name = lang.pick("Cari produsen", "Search producers");
    let edit = widgets::text_edit(look, &mut search, name, 1).id(id).desired_width(ui.available_width() - 28.0);
    if ui.add(edit).accessible_name(name).changed() {
        ui.data_mut(|data| data.insert_temp(id.with("text"), search.clone()));
    }
    let rows = rows(ui, cx, catalog, &search);
    let (shown, total) = (crate::text::count(lang, rows.len()), crate::text::count(lang, total));
    widgets::small(ui, look, say!(lang, "{shown} dari {total} produsen", "{shown} of {total} producers"));
    if rows.is_empty() && !search.trim().is_empty() {
        let typed = search.trim();
        widgets::weak(
            ui,
            look,
            say!(lang, "Tidak ada produsen bernama “{typed}”.", "No producer is called “{typed}”."),
        );
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().id_salt("producers").auto_shrink([false, false]).show_rows(
        ui,
        ROW,
        rows.len(),
        |ui, range| {
            for row in rows.iter().skip(range.start).take(range.len()) {
                let selected = cx.state.producers.selected.as_ref() == Some(&row.id);
                let name = match row.name.trim() {
                    "" => lang.pick("Tanpa nama", "No name"),
                    name => name,
                };
                let count = crate::text::count(lang, row.products);
                let spoken = say!(lang, "{name}, {count} produk", "{name}, {count} products");
                if widgets::list_row(ui, look, selected, name, Some(count), &spoken).clicked() {
                    cx.ask(ProducerCommand::Select(Some(row.id.clone())));
                }
            }
        },
    );
}

fn nothing_chosen(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog) {
    let (look, lang) = (cx.look(), cx.lang());
    if catalog.producers.is_empty() {
        let title = lang.pick("Belum ada produsen", "No producers yet");
        let text = lang.pick(
            "Produsen memberi produk asal, kontak dan cerita. Satu produsen bisa punya banyak produk.",
            "A producer gives products an origin, a contact and a story. One producer can have many products.",
        );
        let action =
            cx.state.may_edit().then(|| (icons::PLUS, lang.pick("Buat produsen pertama", "Add the first producer")));
        if widgets::empty_state(ui, look, icons::FACTORY, title, text, action) {
            cx.ask(ProducerCommand::Create(None, String::new()));
        }
    } else {
        let title = lang.pick("Pilih produsen di kiri", "Choose a producer on the left");
        widgets::empty_state(ui, look, icons::FACTORY, title, "", None);
    }
}

fn form(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, producer: &Arc<Producer>) {
    let (look, lang, may_edit) = (cx.look(), cx.lang(), cx.state.may_edit());
    let key = Key::Producer(producer.id.clone());
    let problems = cx.state.open().map(|open| open.problems.of(&key).cloned().collect()).unwrap_or_default();
    let of = Id::unique(("producer form", producer.id.as_str()));
    let form = Form::new(look, lang, of).of_record(key.clone());
    let mut form = form.with_guidance(ui, cx.state.product.jump_to, problems, is_new(producer));
    let mut draft = (**producer).clone();
    let fields = |ui: &mut Ui, (cx, form): &mut (&mut Cx, &mut Form)| {
        ScrollArea::vertical().id_salt(("producer", producer.id.as_str())).auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 0, right: 18, top: 0, bottom: 28 }).show(ui, |ui| {
                ui.set_max_width(FORM_WIDTH.min(ui.available_width()));
                form_head(ui, cx, &draft);
                fields::read_only_band(ui, look, cx.state.read_only_reason());
                widgets::card(ui, look, |ui| {
                    ui.add_enabled_ui(may_edit, |ui| {
                        let name = producer_fields(ui, form, &mut draft);
                        rename_offer::is_typing(ui, producer, name.has_focus());
                    });
                });
            });
        });
    };
    layout::above(ui, &mut (&mut *cx, &mut form), fields, |ui, (cx, form)| {
        rename_offer::show(ui, cx, catalog, producer);
        offers::foot(ui, cx, &form.rest());
    });
    if draft != **producer {
        let (name, plain) = (draft.name.clone(), Text::new("Ubah produsen", "Edit the producer"));
        cx.ask(Command::Change(form.edit(&name, plain, |words| Edit::put(words, draft))));
    }
}

fn is_new(producer: &Producer) -> bool {
    let Producer { name, contact_person, whatsapp, phone, email, web, .. } = producer;
    [name, contact_person, whatsapp, phone, email, web].iter().all(|text| text.trim().is_empty())
}

/// Name, and what can be done with the whole producer.
fn form_head(ui: &mut Ui, cx: &mut Cx, draft: &Producer) {
    let (lang, may_edit) = (cx.lang(), cx.state.may_edit());
    widgets::spread(
        ui,
        |ui| {
            let name = match draft.name.trim() {
                "" => lang.pick("Produsen tanpa nama", "Producer without a name"),
                name => name,
            };
            ui.add(egui::Label::new(RichText::new(name).font(theme::bold(theme::SIZE_HEADING))).truncate());
        },
        |ui| {
            ui.add_enabled_ui(may_edit, |ui| {
                let delete = lang.pick("Hapus produsen", "Delete the producer");
                cx.danger_button(ui, icons::TRASH, delete, ProducerCommand::Delete(draft.id.clone()));
            });
            cx.accent_button(ui, icons::CHECK, lang.pick("Selesai", "Done"), ProducerCommand::Edit(None));
        },
    );
}

/// Everything a producer has; returns the field of its name.
fn producer_fields(ui: &mut Ui, form: &mut Form, draft: &mut Producer) -> egui::Response {
    let lang = form.lang;
    let kinds = ProducerKind::ALL.map(|kind| (kind, kind.label(lang).to_owned()));
    let (name, _) = halves(
        ui,
        form,
        |form, ui| form.line(ui, P::Name.into(), &mut draft.name, ""),
        |form, ui| form.choice(ui, P::Kind.into(), &mut draft.kind, &kinds, ""),
    );
    form.group(ui, w("Tempat", "Place"));
    origin_picker(ui, form, P::Origin.into(), &mut draft.origin);
    form.line(ui, P::Place.into(), &mut draft.place, lang.pick("Jalan, RT/RW, nama tempat", "Street, building"));
    form.group(ui, w("Kontak", "Contact"));
    halves(
        ui,
        form,
        |form, ui| form.line(ui, P::ContactPerson.into(), &mut draft.contact_person, ""),
        |form, ui| form.line(ui, P::Whatsapp.into(), &mut draft.whatsapp, &fields::example(lang, "0812 3456 7890")),
    );
    halves(
        ui,
        form,
        |form, ui| form.line(ui, P::Phone.into(), &mut draft.phone, ""),
        |form, ui| form.line(ui, P::Email.into(), &mut draft.email, ""),
    );
    form.line(ui, P::Web.into(), &mut draft.web, "https://");
    let social = fields::FieldLabel::from(P::Social);
    form.list_name(ui, social);
    form.list(ui, social, line(w("Akun", "Account")), &mut draft.social, |form, ui, _, account| {
        form.bare_line(ui, social, account, "instagram.com/…");
    });
    form.add_to(ui, social, lang.pick("Tambah akun", "Add an account"), &mut draft.social, String::new);
    form.group(ui, w("Cerita", "Story"));
    form.pair(ui, P::Story.into(), &mut draft.story, 5);
    name
}

#[cfg(test)]
mod tests {
    use egui_kittest::kittest::Queryable as _;

    use super::*;
    use crate::ui::app::command::ProductCommand;
    use crate::ui::fixtures::{World, click, type_into, window};

    #[test]
    fn a_producers_data_is_edited() {
        let mut world = World::new();
        world.state.producers.editing = true;
        let mut harness = window(world, show);
        type_into(&mut harness, "WhatsApp", "0812 3456");
        type_into(&mut harness, "Asal daerah", "pepara");
        harness.key_press(egui::Key::Enter);
        harness.run_steps(3);
        let producer = harness.state().state.producer(&"kwt-mekar".into()).unwrap().clone();
        assert_eq!(producer.whatsapp, "0812 3456");
        assert_eq!(producer.origin.as_str(), "64.01.04.2005");
    }

    #[test]
    fn the_list_is_searched_and_counts_products() {
        let mut world = World::new();
        let mut product = world.product();
        product.producer = Some("kwt-mekar".into());
        world.open().timeline.perform(Edit::put(Text::default(), product), 0);
        let mut harness = window(world, show);
        harness.get_by_label("KWT Mekar, 1 produk");
        click(&mut harness, "Buka Madu Kelulut");
        assert!(matches!(harness.state().asked.as_slice(), [Command::Product(ProductCommand::Select(Some(_)))]));
        type_into(&mut harness, "Cari produsen", "tidak ada");
        assert!(harness.query_by_label("KWT Mekar, 1 produk").is_none());
        harness.get_by_label_contains("Tidak ada produsen bernama");
    }

    #[test]
    fn deleting_and_making_are_commands() {
        let mut world = World::new();
        world.state.producers.editing = true;
        let mut harness = window(world, show);
        click(&mut harness, "Hapus produsen");
        click(&mut harness, "Produsen baru");
        let asked = &harness.state().asked;
        assert!(
            matches!(
                asked.as_slice(),
                [Command::Producer(ProducerCommand::Delete(_)), Command::Producer(ProducerCommand::Create(None, _))]
            ),
            "{asked:?}"
        );
    }
}
