//! The catalogue's own settings: contact at the booth, title, event, who stands behind it, logos, categories, saved lists;
//! with an index that leads to each part.

mod info;
mod part;
mod sets;

use egui::{Align, Frame, Id, Layout, Margin, ScrollArea, Ui, vec2};

use self::part::SettingsPart;
use crate::model::{Edit, Key, Problem, Text};
use crate::say;
use crate::ui::app::command::Command;
use crate::ui::app::cx::Cx;
use crate::ui::app::offers;
use crate::ui::kit::fields::{self, Form};
use crate::ui::kit::{layout, widgets};

/// The form is no wider than reads well.
const FORM_WIDTH: f32 = 780.0;
const INDEX_WIDTH: f32 = 158.0;
/// A part counts as shown while its heading stands at the upper edge.
const HEADING_HEIGHT: f32 = 48.0;

pub fn show(ui: &mut Ui, cx: &mut Cx) {
    layout::above(ui, cx, forms, |ui, cx| {
        let mut rest = problems(cx);
        rest.retain(|problem| !fields::is_of_a_part(problem));
        offers::foot(ui, cx, &rest);
    });
}

fn problems(cx: &Cx) -> Vec<Problem> {
    let Some(open) = cx.state.open() else { return Vec::new() };
    [Key::Info, Key::Categories, Key::Selections].iter().flat_map(|key| open.problems.of(key)).cloned().collect()
}

fn forms(ui: &mut Ui, cx: &mut Cx) {
    let Some(catalog) = cx.state.catalog().cloned() else {
        return;
    };
    let (look, lang, may_edit) = (cx.look(), cx.lang(), cx.state.may_edit());
    let found = cx.state.open().map(|open| open.problems.clone()).unwrap_or_default();
    // A form of its own for each record, so that each edit carries the name of what changed in it.
    let form = |ui: &Ui, key: Key, name: &str| {
        let problems = found.of(&key).cloned().collect();
        let form = Form::new(look, lang, Id::unique(("catalogue settings", name))).of_record(key);
        form.with_guidance(ui, cx.state.product.jump_to, problems, false)
    };
    let mut info_form = form(ui, Key::Info, "info");
    let mut category_form = form(ui, Key::Categories, "categories");
    let mut selection_form = form(ui, Key::Selections, "selections");
    let mut info = (*catalog.info).clone();
    let mut categories = (*catalog.categories).clone();
    let mut selections = (*catalog.selections).clone();
    let mut jump = None;
    let shown_id = Id::unique(("catalogue settings", "shown part"));
    let shown: Option<SettingsPart> = ui.data(|data| data.get_temp(shown_id));
    let mut at_top = SettingsPart::Booth;
    Frame::new().inner_margin(Margin { left: 24, right: 6, top: 18, bottom: 0 }).show(ui, |ui| {
        widgets::heading(ui, lang.pick("Pengaturan katalog", "Catalogue settings"));
        ui.add_space(2.0);
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(INDEX_WIDTH, ui.available_height()), Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                for part in SettingsPart::ALL {
                    let name = part.name().get(lang);
                    let spoken = say!(lang, "Ke bagian {name}", "Go to {name}");
                    if widgets::list_row(ui, look, shown == Some(part), name, None, &spoken).clicked() {
                        jump = Some(part);
                    }
                }
            });
            let area = ScrollArea::vertical().id_salt("catalogue settings").auto_shrink([false, false]);
            ui.vertical(|ui| {
                area.show(ui, |ui| {
                    ui.set_max_width(FORM_WIDTH.min(ui.available_width() - 18.0));
                    let view = ui.clip_rect();
                    let mut last_top = view.top();
                    fields::read_only_band(ui, look, cx.state.read_only_reason());
                    ui.add_enabled_ui(may_edit, |ui| {
                        for part in SettingsPart::ALL {
                            last_top = ui.cursor().top();
                            if last_top <= view.top() + HEADING_HEIGHT {
                                at_top = part;
                            }
                            if jump == Some(part) {
                                ui.scroll_to_cursor(Some(Align::Min));
                            }
                            match part {
                                SettingsPart::Booth => info::booth(ui, &mut info_form, &mut info),
                                SettingsPart::Title => info::title(ui, &mut info_form, &mut info),
                                SettingsPart::Event => info::event(ui, &mut info_form, &mut info),
                                SettingsPart::Organizer => info::organizer(ui, &mut info_form, &mut info),
                                SettingsPart::Foreword => info::foreword(ui, &mut info_form, &mut info),
                                SettingsPart::Logos => info::logos(ui, cx, &mut info_form, &mut info),
                                SettingsPart::Categories => {
                                    sets::categories(ui, &mut category_form, &catalog, &mut categories);
                                }
                                SettingsPart::Selections => {
                                    sets::selections(ui, cx, &mut selection_form, &mut selections)
                                }
                            }
                        }
                    });
                    // The last part reaches the top as well.
                    ui.add_space((view.height() - (ui.cursor().top() - last_top)).max(28.0));
                });
            });
        });
    });
    if shown != Some(at_top) {
        ui.data_mut(|data| data.insert_temp(shown_id, at_top));
        ui.ctx().request_discard("the index marks another part");
    }
    let title = catalog.info.title.shown(lang);
    if info != *catalog.info {
        send(cx, &info_form, title, |name| Edit::put(name, info));
    }
    if categories != *catalog.categories {
        send(cx, &category_form, "", |name| sets::categories_edit(&catalog, categories, name));
    }
    if selections != *catalog.selections {
        send(cx, &selection_form, "", |name| sets::selections_edit(selections, name));
    }
}

/// Asks for an edit named after what changed.
fn send(cx: &mut Cx, form: &Form, of: &str, edit: impl FnOnce(Text) -> Edit) {
    // An empty group that a file spells out reads the same as none: no person changed that.
    if form.is_changed() {
        cx.ask(Command::Change(form.edit(of, Text::default(), edit)));
    }
}

#[cfg(test)]
mod tests;
