//! The same products as rows, for comparing and for long lists.

use egui::{Label, RichText, Sense, Ui};
use egui_extras::{Column, TableBuilder};

use super::super::command::Command;
use super::super::icons;
use super::super::state::Cx;
use super::super::theme;
use super::cards::place_of;
use crate::model::{Audience, CertificationStatus, completeness};
use crate::text::money_range;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let (look, lang) = (cx.look(), cx.lang());
    let hits = cx.state.matches.clone();
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    let headings = [
        lang.pick("Nama", "Name"),
        lang.pick("Asal", "Origin"),
        lang.pick("Produsen", "Producer"),
        lang.pick("Harga", "Price"),
        lang.pick("Kapasitas", "Capacity"),
        lang.pick("Izin", "Permits"),
        lang.pick("Lengkap", "Complete"),
    ];
    ui.spacing_mut().item_spacing.x = 10.0;
    TableBuilder::new(ui)
        .id_salt("products")
        .striped(false)
        .sense(Sense::click())
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center))
        .auto_shrink([false, false])
        .column(Column::exact(34.0))
        .column(Column::initial(190.0).at_least(120.0).clip(true).resizable(true))
        .column(Column::initial(170.0).at_least(90.0).clip(true).resizable(true))
        .column(Column::initial(150.0).at_least(90.0).clip(true).resizable(true))
        .column(Column::initial(120.0).at_least(70.0).clip(true).resizable(true))
        .column(Column::initial(100.0).at_least(60.0).clip(true).resizable(true))
        .column(Column::initial(90.0).at_least(50.0).clip(true).resizable(true))
        .column(Column::remainder().at_least(60.0).clip(true))
        .header(30.0, |mut header| {
            header.col(|_| {});
            for heading in headings {
                header.col(|ui| {
                    ui.label(RichText::new(heading).font(theme::semi(12.0)).color(look.weak));
                });
            }
        })
        .body(|body| {
            body.rows(36.0, hits.hits.len(), |mut row| {
                let Some(hit) = hits.hits.get(row.index()) else {
                    return;
                };
                let Some(product) = catalog.products.get(&hit.id) else {
                    return;
                };
                let selected = cx.state.selected.as_ref() == Some(&hit.id);
                row.set_selected(selected);
                let cell = |ui: &mut Ui, text: String| {
                    ui.add(Label::new(text).truncate().selectable(false));
                };
                row.col(|ui| {
                    let listed = cx.state.is_shortlisted(&hit.id);
                    let name = if listed {
                        lang.pick("Keluarkan dari daftar", "Take off the list")
                    } else {
                        lang.pick("Tambah ke daftar", "Add to the list")
                    };
                    let icon = if listed { icons::CHECK } else { icons::PLUS };
                    if super::super::widgets::quiet_icon(ui, icon, name).clicked() {
                        cx.ask(Command::ToggleShortlisted(hit.id.clone()));
                    }
                });
                let name = product.name.or_other(lang).map_or("", |(name, _)| name);
                row.col(|ui| {
                    let label = Label::new(RichText::new(name).font(theme::semi(13.0))).truncate().selectable(false);
                    ui.add(label);
                });
                row.col(|ui| cell(ui, place_of(product, lang)));
                row.col(|ui| {
                    cell(ui, catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default())
                });
                row.col(|ui| {
                    let price = product.prices.first();
                    let price = price.map(|price| money_range(lang, price.amount, price.amount_max, &price.currency));
                    cell(ui, price.unwrap_or_default());
                });
                row.col(|ui| cell(ui, product.capacity.as_ref().map(|amount| amount.words(lang)).unwrap_or_default()));
                row.col(|ui| {
                    let held = product.certifications.iter().filter(|one| one.status == CertificationStatus::Held);
                    let names: Vec<String> = held.map(|one| one.kind.label(lang).to_string()).collect();
                    cell(ui, names.join(", "));
                });
                row.col(|ui| {
                    let done = completeness(&catalog, product, Audience::DomesticBrochure);
                    let (filled, total) = (done.filled, done.total);
                    cell(ui, crate::say!(lang, "{filled} dari {total}", "{filled} of {total}"));
                });
                if row.response().clicked() {
                    cx.ask(Command::Select(if selected { None } else { Some(hit.id.clone()) }));
                }
            });
        });
}
