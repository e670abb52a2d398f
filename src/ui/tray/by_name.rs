//! Pictures whose file names fit a product: each pair with its picture, to be looked at before it is taken.

use egui::{Color32, ComboBox, CornerRadius, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::grid;
use super::state::{Tray, TrayPhoto};
use crate::model::{Catalog, ProductId, short_place};
use crate::text::Lang;
use crate::ui::app::command::TrayCommand;
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

/// Pairs listed one by one; the button takes all of them.
const LISTED: usize = 200;
/// Names without a product that are listed.
const UNMATCHED: usize = 12;
const PICTURE: egui::Vec2 = vec2(56.0, 42.0);

pub fn show(ui: &mut Ui, cx: &mut Cx, tray: &Tray) {
    let (look, lang) = (cx.look(), cx.lang());
    let Some(catalog) = cx.state.catalog().cloned() else { return };
    let left = || tray.photos.iter().filter(|photo| photo.is_left());
    let fitting: Vec<&TrayPhoto> = left().filter(|photo| photo.proposed.is_some() || !photo.fits.is_empty()).collect();
    if fitting.is_empty() {
        return;
    }
    let ticked = fitting.iter().filter(|photo| photo.proposed.as_ref().is_some_and(|(_, on)| *on)).count();
    ui.add_space(8.0);
    widgets::section(ui, look, lang.pick("Cocok dengan nama filenya", "File names that fit"));
    ui.add_enabled_ui(ticked > 0 && cx.state.may_edit(), |ui| {
        let s = crate::text::s(ticked);
        let text = crate::say!(lang, "Pasang {ticked} foto ini", "Assign these {ticked} photo{s}");
        cx.accent_button(ui, icons::CHECK, &text, TrayCommand::AssignTicked);
    });
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        for photo in fitting.iter().take(LISTED) {
            pair(ui, cx, &catalog, photo);
        }
    });
    let unmatched: Vec<&str> = left()
        .filter(|photo| photo.proposed.is_none() && photo.fits.is_empty())
        .map(|photo| photo.arrival.name.as_str())
        .collect();
    if !unmatched.is_empty() {
        let count = unmatched.len();
        let all = crate::text::count(lang, count);
        widgets::section(ui, look, &crate::say!(lang, "{all} tanpa produk", "{all} without a product"));
        for name in unmatched.iter().take(UNMATCHED) {
            let label = RichText::new(*name).size(theme::SIZE_SMALL).color(look.weak);
            ui.add(egui::Label::new(label).truncate());
        }
        let more = count.saturating_sub(UNMATCHED);
        if more > 0 {
            widgets::small(ui, look, crate::say!(lang, "dan {more} lagi", "and {more} more"));
        }
        let text = lang.pick(
            "Pilih fotonya, lalu ketik nama produknya di atas.",
            "Choose the photo, then type the product's name above.",
        );
        widgets::small(ui, look, text);
    }
}

fn name_of(catalog: &Catalog, id: &ProductId, lang: Lang) -> String {
    catalog.products.get(id).map_or(id.as_str(), |product| product.name.shown_or(lang, id.as_str())).to_owned()
}

/// A name, and where it is from: several products of one name differ there.
fn told_apart(catalog: &Catalog, id: &ProductId, lang: Lang) -> String {
    let place = catalog.products.get(id).map_or(String::new(), |product| short_place(&product.origin, lang));
    let name = name_of(catalog, id, lang);
    if place.is_empty() { format!("{name} ({id})") } else { format!("{name} · {place}") }
}

fn pair(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, photo: &TrayPhoto) {
    let (look, lang) = (cx.look(), cx.lang());
    let file = photo.arrival.name.as_str();
    ui.horizontal(|ui| {
        let proposed = photo.proposed.as_ref();
        let mut on = proposed.is_some_and(|(_, on)| *on);
        ui.add_enabled_ui(proposed.is_some(), |ui| {
            let product = proposed.map_or(String::new(), |(id, _)| name_of(catalog, id, lang));
            if ui.checkbox(&mut on, "").accessible_name(format!("{file}: {product}")).changed() {
                cx.ask(TrayCommand::Tick(photo.id, on));
            }
        });
        let (frame, response) = ui.allocate_exact_size(PICTURE, Sense::hover());
        if ui.is_rect_visible(frame) {
            grid::paint(ui, cx, photo, frame, CornerRadius::same(6), Color32::WHITE);
        }
        response.on_hover_text(file);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let label = RichText::new(file).size(theme::SIZE_SMALL).color(look.weak);
            ui.add(egui::Label::new(label).truncate());
            if photo.fits.is_empty() {
                let product = proposed.map_or(String::new(), |(id, _)| name_of(catalog, id, lang));
                let label = RichText::new(format!("{} {product}", icons::ARROW_RIGHT)).color(look.text);
                ui.add(egui::Label::new(label).truncate());
            } else {
                choice(ui, cx, catalog, photo);
            }
        });
    });
}

/// The products that a name fits equally well.
fn choice(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, photo: &TrayPhoto) {
    let lang = cx.lang();
    let chosen = photo.proposed.as_ref().map(|(id, _)| id);
    let which = lang.pick("Yang mana?", "Which one?");
    let shown = chosen.map_or(which.to_owned(), |id| told_apart(catalog, id, lang));
    let combo = ComboBox::from_id_salt(("fits", photo.id)).width(ui.available_width() - 8.0).selected_text(shown);
    let response = combo.truncate().show_ui(ui, |ui| {
        for id in &photo.fits {
            if ui.selectable_label(chosen == Some(id), told_apart(catalog, id, lang)).clicked() {
                cx.ask(TrayCommand::Propose(photo.id, id.clone()));
            }
        }
    });
    let name = format!("{which} {}", photo.arrival.name);
    response.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
}
