//! The form of the selected product: every field, in the order in which a coordinator asks for them.
//!
//! The form binds its fields to a copy of the product. If the copy differs after the frame, it is sent as one edit named
//! after the field that changed.

mod basics;
mod certifications;
mod meters;
mod photos;
mod trade;

use egui::{Frame, Id, Margin, RichText, ScrollArea, Ui};

use crate::model::{Edit, Key, Product, ProductField, Status, Text};
use crate::ui::app::command::{Command, ProductCommand};
use crate::ui::app::cx::Cx;
use crate::ui::app::offers;
use crate::ui::kit::fields::{self, Form};
use crate::ui::kit::{icons, layout, theme, widgets};

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    let Some(product) = cx.state.selected_product().cloned() else {
        return;
    };
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    let (look, lang, may_edit) = (cx.look(), cx.lang(), cx.state.may_edit());
    let key = Key::Product(product.id.clone());
    let problems = cx.state.open().map(|open| open.problems.of(&key).cloned().collect()).unwrap_or_default();
    let of = Id::unique(("product form", product.id.as_str()));
    let form = Form::new(look, lang, of).of_record(key.clone());
    let mut form = form.with_guidance(ui, cx.state.product.jump_to, problems, is_new(&product));
    let mut draft = (*product).clone();
    // Commands that come from inside the form go behind the edit, since they may build on it.
    let before = cx.asked.len();
    let done = header(ui, cx, &mut form, &mut draft);
    let fields = |ui: &mut Ui, (cx, form): &mut (&mut Cx, &mut Form)| {
        ScrollArea::vertical().id_salt(("edit", product.id.as_str())).auto_shrink([false, false]).show(ui, |ui| {
            Frame::new().inner_margin(Margin { left: 16, right: 18, top: 4, bottom: 28 }).show(ui, |ui| {
                fields::read_only_band(ui, look, cx.state.read_only_reason());
                meters::show(ui, cx, &catalog, &draft);
                ui.add_enabled_ui(may_edit, |ui| {
                    basics::basics(ui, cx, form, &catalog, &mut draft);
                    basics::origin(ui, form, &mut draft);
                    basics::texts(ui, form, &mut draft);
                    trade::packaging(ui, form, &mut draft);
                    trade::trade(ui, form, &mut draft);
                    certifications::certifications(ui, form, &mut draft);
                    certifications::awards(ui, form, &mut draft);
                    photos::photos(ui, cx, form, &mut draft);
                    certifications::tags(ui, form, &mut draft);
                    certifications::sources(ui, form, &mut draft);
                    certifications::notes(ui, form, &mut draft);
                });
            });
        });
    };
    layout::above(ui, &mut (&mut *cx, &mut form), fields, |ui, (cx, form)| offers::foot(ui, cx, &form.rest()));
    if draft != *product.as_ref() {
        let plain = Text::new("Ubah produk", "Edit the product");
        let edit = form.edit(draft.name.shown(lang), plain, |name| Edit::put(name, draft.clone()));
        cx.asked.insert(before, Command::Change(edit));
    }
    if done {
        let tidy = without_blanks(&draft);
        if tidy != draft && may_edit {
            let words = Text::new("Buang isian yang kosong", "Remove empty entries");
            cx.ask(Command::Change(Edit::put(words, tidy)));
        }
        cx.ask(ProductCommand::Edit(false));
    }
}

fn is_new(product: &Product) -> bool {
    let texts = [&product.name, &product.summary, &product.description];
    product.status == Status::Draft && texts.iter().all(|text| text.is_empty()) && product.photos.is_empty()
}

/// Name, status and what can be done with the whole product. True when the person is done.
fn header(ui: &mut Ui, cx: &mut Cx, form: &mut Form, draft: &mut Product) -> bool {
    let (look, lang) = (cx.look(), cx.lang());
    let may_edit = cx.state.may_edit();
    let mut done = false;
    Frame::new().inner_margin(Margin { left: 16, right: 12, top: 12, bottom: 8 }).show(ui, |ui| {
        widgets::spread(
            ui,
            |ui| done = widgets::accent_button(ui, look, icons::CHECK, lang.pick("Selesai", "Done")).clicked(),
            |ui| {
                ui.spacing_mut().item_spacing.x = 4.0;
                ui.add_enabled_ui(may_edit, |ui| {
                    let duplicate = lang.pick("Gandakan produk", "Duplicate the product");
                    cx.quiet_icon(ui, icons::COPY, duplicate, ProductCommand::Duplicate(draft.id.clone()));
                    let name = lang.pick("Hapus produk", "Delete the product");
                    cx.quiet_icon(ui, icons::TRASH, name, ProductCommand::Delete(vec![draft.id.clone()]));
                });
                cx.quiet_icon(ui, icons::X, lang.pick("Tutup (Esc)", "Close (Esc)"), ProductCommand::Select(None));
            },
        );
        let name = draft.name.shown_or(lang, lang.pick("Produk tanpa nama", "Product without a name"));
        ui.label(RichText::new(name).font(theme::bold(theme::SIZE_TITLE)));
        ui.add_enabled_ui(may_edit, |ui| {
            let choices = Status::ALL.map(|status| (status, status.label(lang)));
            let response = ui.scope(|ui| {
                if widgets::segmented(ui, look, &mut draft.status, &choices) {
                    form.note(ProductField::Status.into());
                }
            });
            form.at(ProductField::Status, &response.response);
        });
    });
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
    ui.painter().rect_filled(rect, 0, look.line);
    done
}

/// The product without list entries that were added and never filled.
fn without_blanks(product: &Product) -> Product {
    let mut tidy = product.clone();
    tidy.variants.retain(|text| !text.is_empty());
    tidy.markets.retain(|text| !text.is_empty());
    tidy.tags.retain(|tag| !tag.trim().is_empty());
    tidy.sources.retain(|source| *source != Default::default());
    tidy.awards.retain(|award| *award != Default::default());
    tidy.prices.retain(|price| *price != trade::new_price());
    tidy
}

#[cfg(test)]
mod tests;
