//! A field in which typing finds something to choose: a region, a producer.

use egui::{Frame, Key, Margin, Modifiers, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use super::{FieldLabel, Form, text_edit};
use crate::ui::kit::{drafts, icons, theme, widgets};

/// One thing that can be chosen.
#[derive(Clone, Debug)]
pub struct Suggestion<T> {
    pub value: T,
    pub title: String,
    pub detail: String,
}

/// What a person did.
#[derive(Clone, Debug, PartialEq)]
pub enum Picked<T> {
    Value(T),
    Cleared,
}

/// What stands in the field and which row the arrow keys are on.
#[derive(Clone, Debug, Default)]
struct Typing {
    text: String,
    row: usize,
    open: bool,
}

impl Form {
    /// `chosen` is what holds now, with a second line. `offers` answers what was typed; it is asked only while the list is
    /// open.
    pub fn picker<T: Clone>(
        &mut self,
        ui: &mut Ui,
        words: FieldLabel,
        hint: &str,
        chosen: Option<(String, String)>,
        offers: impl FnOnce(&str) -> Vec<Suggestion<T>>,
    ) -> (Response, Option<Picked<T>>) {
        let (lang, look, id) = (self.lang, self.look, self.id(words));
        let name = words.get(lang);
        let typing_id = id.with("typing");
        let mut typing: Typing = ui.data(|data| data.get_temp(typing_id)).unwrap_or_default();
        let kept = self.draft(ui, typing_id, words.id).unwrap_or_default();
        if typing.text.is_empty() {
            typing.text.clone_from(&kept);
        }
        let mut picked = None;
        let focused = ui.memory(|memory| memory.has_focus(id));
        let mut enter = false;
        let mut step = 0_i32;
        if focused {
            ui.input_mut(|input| {
                step += input.count_and_consume_key(Modifiers::NONE, Key::ArrowDown) as i32;
                step -= input.count_and_consume_key(Modifiers::NONE, Key::ArrowUp) as i32;
                enter = typing.open && input.consume_key(Modifiers::NONE, Key::Enter);
                if typing.open && input.consume_key(Modifiers::NONE, Key::Escape) {
                    typing.open = false;
                    typing.text.clear();
                }
            });
        }
        let response = ui
            .vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                let label = widgets::label(ui, look, name);
                if let Some((title, detail)) = &chosen {
                    let clear = crate::say!(lang, "Kosongkan: {name}", "Clear: {name}");
                    Frame::new()
                        .fill(look.accent_soft)
                        .corner_radius(theme::RADIUS_CONTROL)
                        .inner_margin(Margin { left: 10, right: 4, top: 4, bottom: 4 })
                        .show(ui, |ui| {
                            let room = ui.available_width();
                            ui.set_width(room);
                            ui.horizontal_top(|ui| {
                                ui.vertical(|ui| {
                                    ui.set_width(room - 40.0);
                                    ui.spacing_mut().item_spacing.y = 1.0;
                                    ui.label(RichText::new(title).font(theme::semi(13.0)));
                                    if !detail.is_empty() {
                                        widgets::small(ui, look, detail.as_str());
                                    }
                                });
                                if widgets::quiet_icon(ui, icons::X, &clear).clicked() {
                                    picked = Some(Picked::Cleared);
                                }
                            });
                        });
                }
                let response = ui.add(text_edit(look, id, &mut typing.text, hint, 1));
                self.named(response, &label, name)
            })
            .inner;
        if response.changed() {
            typing.row = 0;
            typing.open = !typing.text.trim().is_empty();
        }
        if response.clicked() || step != 0 {
            typing.open = true;
        }
        if typing.open {
            let offers = offers(typing.text.trim());
            let last = offers.len().saturating_sub(1);
            typing.row = typing.row.min(last).saturating_add_signed(step as isize).min(last);
            if enter && let Some(offer) = offers.get(typing.row) {
                picked = Some(Picked::Value(offer.value.clone()));
            }
            let nothing_typed = typing.text.trim().is_empty();
            let list = Frame::new()
                .fill(look.card)
                .stroke(egui::Stroke::new(1.0, look.line))
                .corner_radius(theme::RADIUS_CONTROL)
                .inner_margin(Margin::same(4));
            if !(offers.is_empty() && nothing_typed) {
                list.show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.spacing_mut().item_spacing.y = 1.0;
                    if offers.is_empty() {
                        let typed = typing.text.trim();
                        let text = crate::say!(
                            lang,
                            "Tidak ada “{typed}”. Periksa ejaannya.",
                            "There is no “{typed}”. Check the spelling."
                        );
                        widgets::weak(ui, look, text);
                    }
                    for (at, offer) in offers.iter().enumerate() {
                        if offer_row(ui, look, offer, at == typing.row).clicked() {
                            picked = Some(Picked::Value(offer.value.clone()));
                        }
                    }
                });
            }
            // A click elsewhere closes the list; a click on a row has been seen by now.
            if picked.is_none() && response.lost_focus() && !ui.input(|input| input.pointer.any_pressed()) {
                typing.open = false;
            }
            if picked.is_none() && !response.has_focus() && ui.input(|input| input.pointer.any_click()) {
                typing.open = response.clicked();
            }
        }
        if !typing.open && !typing.text.trim().is_empty() {
            let typed = typing.text.trim();
            let text = crate::say!(
                lang,
                "“{typed}” belum dipilih. Klik kolom ini, lalu pilih satu dari daftarnya.",
                "“{typed}” is not chosen yet. Click the field, then choose one from its list."
            );
            super::note(ui, look, crate::text::Severity::Hint, &text);
        }
        if picked.is_some() {
            typing = Typing::default();
            self.note(words);
        }
        match typing.text.is_empty() {
            true => drafts::forget(ui.ctx(), typing_id),
            false if typing.text != kept => self.keep_draft(ui, typing_id, words.id, &typing.text),
            false => {}
        }
        ui.data_mut(|data| data.insert_temp(typing_id, typing));
        (response, picked)
    }
}

fn offer_row<T>(ui: &mut Ui, look: &theme::Look, offer: &Suggestion<T>, current: bool) -> Response {
    let height = if offer.detail.is_empty() { 30.0 } else { 42.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    let name = match offer.detail.as_str() {
        "" => offer.title.clone(),
        detail => format!("{}, {detail}", offer.title),
    };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, current, &name));
    if ui.is_rect_visible(rect) {
        if current || response.hovered() {
            let fill = if current { look.accent_soft } else { look.hover };
            ui.painter().rect_filled(rect, theme::RADIUS_CONTROL, fill);
        }
        let room = rect.width() - 16.0;
        let title = widgets::elided(ui, &offer.title, theme::body(theme::SIZE_BODY), look.text, room);
        let left = rect.left() + 8.0;
        if offer.detail.is_empty() {
            let top = rect.center().y - title.size().y / 2.0;
            ui.painter().galley(egui::pos2(left, top), title, look.text);
        } else {
            ui.painter().galley(egui::pos2(left, rect.top() + 4.0), title, look.text);
            let detail = widgets::elided(ui, &offer.detail, theme::body(theme::SIZE_SMALL), look.weak, room);
            ui.painter().galley(egui::pos2(left, rect.top() + 23.0), detail, look.weak);
        }
    }
    response
}
