//! Lists of items in a form: add, remove, move up and down, each item's fields under its number.

use egui::{Frame, Id, Margin, Response, RichText, Ui};

use super::{FieldLabel, Form};
use crate::say;
use crate::text::Lang;
use crate::ui::kit::{icons, theme, widgets};

/// Stays with each item while others move around it, so that what is half typed moves along.
#[derive(Clone, Debug, Default)]
struct ItemKeys {
    of: Vec<u64>,
    next: u64,
    /// The item that was just added.
    fresh: Option<u64>,
}

impl ItemKeys {
    fn fit(&mut self, len: usize) {
        while self.of.len() < len {
            self.of.push(self.next);
            self.next += 1;
        }
        self.of.truncate(len);
    }
}

/// What an item of a list is called ("Harga"), and whether it stands in one line or in a frame around its fields.
pub struct ListItem {
    label: FieldLabel,
    is_line: bool,
}

impl From<FieldLabel> for ListItem {
    fn from(label: FieldLabel) -> Self {
        Self { label, is_line: false }
    }
}

/// An item that stands in one line.
pub fn line(label: FieldLabel) -> ListItem {
    ListItem { label, is_line: true }
}

/// What a person asked of an item.
enum ListAction {
    Up(usize),
    Down(usize),
    Remove(usize),
}

impl Form {
    /// Items with fields of their own.
    pub fn list<T>(
        &mut self,
        ui: &mut Ui,
        list: FieldLabel,
        item: impl Into<ListItem>,
        values: &mut Vec<T>,
        mut row: impl FnMut(&mut Form, &mut Ui, usize, &mut T),
    ) {
        let (lang, look) = (self.lang, self.look);
        let item = item.into();
        let list_id = self.id(list);
        let mut keys = self.keys(ui, list_id);
        keys.fit(values.len());
        let count = values.len();
        let (outer_path, outer_item) = (self.path, std::mem::take(&mut self.item));
        let (outer_place, outer_at) = (self.place.clone(), self.item_at);
        let mut asked = None;
        for (at, (value, key)) in values.iter_mut().zip(&keys.of).enumerate() {
            self.path = list_id.with(key);
            self.item_at = outer_at.or(Some(at));
            let number = at + 1;
            self.place = format!("{outer_place}{} {number}/", list.id);
            let name = format!("{} {number}", item.label.get(lang));
            self.item = if outer_item.is_empty() { name.clone() } else { format!("{outer_item}, {name}") };
            if keys.fresh == Some(*key) {
                keys.fresh = None;
                self.focus_next = true;
            }
            let spoken = self.item.clone();
            if item.is_line {
                ui.horizontal(|ui| {
                    let room = ui.available_width() - 3.0 * 32.0;
                    ui.allocate_ui_with_layout(
                        egui::vec2(room, 0.0),
                        egui::Layout::top_down(egui::Align::LEFT),
                        |ui| {
                            ui.set_width(room);
                            row(self, ui, at, value);
                        },
                    );
                    ui.spacing_mut().item_spacing.x = 2.0;
                    if let Some(wish) = buttons(ui, lang, &spoken, at, count) {
                        asked = Some(wish);
                    }
                });
            } else {
                Frame::new()
                    .stroke(egui::Stroke::new(1.0, look.line))
                    .corner_radius(theme::RADIUS_CARD)
                    .inner_margin(Margin { left: 12, right: 12, top: 6, bottom: 12 })
                    .show(ui, |ui| {
                        ui.set_width(ui.available_width());
                        widgets::spread(
                            ui,
                            |ui| {
                                ui.label(RichText::new(&name).font(theme::semi(13.0)));
                            },
                            |ui| {
                                ui.spacing_mut().item_spacing.x = 2.0;
                                if let Some(wish) = buttons(ui, lang, &spoken, at, count) {
                                    asked = Some(wish);
                                }
                            },
                        );
                        row(self, ui, at, value);
                    });
            }
        }
        self.focus_next = false;
        (self.path, self.item, self.place, self.item_at) = (outer_path, outer_item, outer_place, outer_at);
        match asked {
            Some(ListAction::Up(at)) if at > 0 && at < values.len() => {
                values.swap(at, at - 1);
                keys.of.swap(at, at - 1);
                self.note(list);
            }
            Some(ListAction::Down(at)) if at + 1 < values.len() => {
                values.swap(at, at + 1);
                keys.of.swap(at, at + 1);
                self.note(list);
            }
            Some(ListAction::Remove(at)) if at < values.len() => {
                values.remove(at);
                keys.of.remove(at);
                self.note(list);
            }
            _ => {}
        }
        ui.data_mut(|data| data.insert_temp(list_id, keys));
    }

    /// The button that adds an item to a list shown above it.
    pub fn add_to<T>(
        &mut self,
        ui: &mut Ui,
        list: FieldLabel,
        text: &str,
        values: &mut Vec<T>,
        new: impl FnOnce() -> T,
    ) -> Response {
        let response = widgets::button(ui, icons::PLUS, text);
        if response.clicked() {
            let list_id = self.id(list);
            let mut keys = self.keys(ui, list_id);
            values.push(new());
            keys.fit(values.len());
            keys.fresh = keys.of.last().copied();
            ui.data_mut(|data| data.insert_temp(list_id, keys));
            self.note(list);
        }
        response
    }

    fn keys(&self, ui: &Ui, id: Id) -> ItemKeys {
        ui.data(|data| data.get_temp(id)).unwrap_or_default()
    }

    /// The one text field of an item in a short list, without a name above it.
    pub fn bare_line(&mut self, ui: &mut Ui, list: FieldLabel, value: &mut String, hint: &str) -> Response {
        let id = self.path.with("bare");
        let response = ui.add(super::text_edit(self.look, id, value, hint, 1)).accessible_name(self.item.clone());
        self.typed(&response, list);
        response
    }

    /// The same for text in both languages, side by side.
    pub fn bare_pair(&mut self, ui: &mut Ui, list: FieldLabel, value: &mut crate::model::Text) {
        let lang = self.lang;
        let hints = [lang.pick("Indonesia", "Indonesian"), lang.pick("Inggris", "English")];
        let (id, item) = (self.path, self.item.clone());
        let gap = ui.spacing().item_spacing.x;
        let width = (ui.available_width() - gap) / 2.0;
        ui.horizontal(|ui| {
            for (at, (text, hint)) in [&mut value.id, &mut value.en].into_iter().zip(hints).enumerate() {
                let edit = super::text_edit(self.look, id.with(at), text, hint, 1).desired_width(width - 20.0);
                let response = ui.add(edit).accessible_name(format!("{item} ({hint})"));
                self.typed(&response, list);
            }
        });
    }
}

fn buttons(ui: &mut Ui, lang: Lang, item: &str, at: usize, count: usize) -> Option<ListAction> {
    let mut asked = None;
    let up = say!(lang, "Naikkan: {item}", "Move up: {item}");
    let down = say!(lang, "Turunkan: {item}", "Move down: {item}");
    let remove = say!(lang, "Hapus: {item}", "Remove: {item}");
    ui.add_enabled_ui(at > 0, |ui| {
        if widgets::quiet_icon(ui, icons::ARROW_UP, &up).clicked() {
            asked = Some(ListAction::Up(at));
        }
    });
    ui.add_enabled_ui(at + 1 < count, |ui| {
        if widgets::quiet_icon(ui, icons::ARROW_DOWN, &down).clicked() {
            asked = Some(ListAction::Down(at));
        }
    });
    if widgets::quiet_icon(ui, icons::TRASH, &remove).clicked() {
        asked = Some(ListAction::Remove(at));
    }
    asked
}
