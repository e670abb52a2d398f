//! A field in which typing finds something to choose: a region, a producer.

use std::sync::Arc;

use egui::{
    Frame, Id, Key, Margin, Modifiers, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense, Ui, WidgetInfo,
    vec2,
};

use super::{FieldLabel, Form, text_edit};
use crate::model::search::normalise::normalise;
use crate::model::{Catalog, Producer, ProducerId, short_place};
use crate::text::{Lang, Severity};
use crate::ui::kit::{drafts, theme, widgets};

/// The list of offers is at most as high; the rest is reached by scrolling.
const OFFERS: f32 = 260.0;

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

/// Producers whose names have what was typed; more of them are found by typing on.
pub fn producers_named(catalog: &Catalog, typed: &str, lang: Lang) -> Vec<Suggestion<ProducerId>> {
    const OFFERED: usize = 8;
    let wanted = normalise(typed);
    let named = catalog.producers.values().filter(|one| !one.name.trim().is_empty());
    let fitting = named.filter(|one| normalise(&one.name).contains(&wanted)).take(OFFERED);
    let offer = |one: &Arc<Producer>| Suggestion {
        value: one.id.clone(),
        title: one.name.clone(),
        detail: short_place(&one.origin, lang),
    };
    fitting.map(offer).collect()
}

/// What stands in the field and which row the arrow keys are on.
#[derive(Clone, Debug, Default)]
struct Typing {
    text: String,
    row: usize,
    open: bool,
}

impl Form {
    /// `chosen` is what holds now, with where or what it is. `offers` answers what was typed; it is asked only while the list is
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
        let (title, detail) = chosen.unwrap_or_default();
        if !detail.is_empty() {
            self.remark(Severity::Hint, detail);
        }
        let is_left = !typing.open && !typing.text.trim().is_empty();
        let response = self.field(ui, words, name, |form, ui| {
            // What holds stands in the empty field; typing looks for something else.
            let hint = if title.is_empty() { hint } else { "" };
            let edit = text_edit(look, id, &mut typing.text, hint, 1);
            let response = ui.add(edit.margin(Margin { left: 10, right: 34, top: 7, bottom: 7 }));
            if !title.is_empty() {
                if typing.text.is_empty() {
                    let ink = if focused { look.faint } else { look.text };
                    let words =
                        widgets::elided(ui, &title, theme::body(theme::SIZE_BODY), ink, response.rect.width() - 44.0);
                    let inside = response.rect.with_min_x(response.rect.left() + 10.0);
                    let place = egui::Align2::LEFT_CENTER.align_size_within_rect(words.size(), inside);
                    ui.painter().galley(place.min, words, ink);
                }
                let clear = crate::say!(lang, "Kosongkan: {name}", "Clear: {name}");
                if widgets::clear_cross(ui, look, response.rect, &clear).clicked() {
                    picked = Some(Picked::Cleared);
                }
            }
            let said = is_left.then(|| {
                let typed = typing.text.trim();
                crate::say!(
                    lang,
                    "“{typed}” belum dipilih. Klik kolom ini, lalu pilih satu dari daftarnya.",
                    "“{typed}” is not chosen yet. Click the field, then choose one from its list."
                )
            });
            form.typed(&response, words);
            (response, said.map(|text| (Severity::Warning, text)))
        });
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
            let over = list(ui, self, &response, &typing, &offers, step != 0, &mut picked);
            // A click elsewhere closes the list; a click on a row has been seen by now.
            if picked.is_none() && response.lost_focus() && !ui.input(|input| input.pointer.any_pressed()) {
                typing.open = false;
            }
            if picked.is_none() && !response.has_focus() && !over && ui.input(|input| input.pointer.any_click()) {
                typing.open = response.clicked();
            }
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

/// Whether a list of offers is open: Esc closes that first.
pub fn has_open_list(ctx: &egui::Context) -> bool {
    let last: Option<u64> = ctx.data(|data| data.get_temp(open_list()));
    last.is_some_and(|last| last + 1 >= ctx.cumulative_frame_nr())
}

fn open_list() -> Id {
    Id::unique("open list of offers")
}

/// What can be chosen, over what stands below the field. True while the pointer is there.
fn list<T: Clone>(
    ui: &Ui,
    form: &Form,
    field: &Response,
    typing: &Typing,
    offers: &[Suggestion<T>],
    moved: bool,
    picked: &mut Option<Picked<T>>,
) -> bool {
    let (look, lang, typed) = (form.look, form.lang, typing.text.trim());
    let popup = Popup::from_response(field)
        .id(field.id.with("offers"))
        .open(!(offers.is_empty() && typed.is_empty()))
        .close_behavior(PopupCloseBehavior::IgnoreClicks)
        .frame(Frame::popup(ui.style()).inner_margin(4))
        .width(field.rect.width() - 10.0)
        .gap(4.0);
    let shown = popup.show(|ui| {
        let frame = ui.ctx().cumulative_frame_nr();
        ui.data_mut(|data| data.insert_temp(open_list(), frame));
        ui.set_width(field.rect.width() - 10.0);
        ui.spacing_mut().item_spacing.y = 1.0;
        if offers.is_empty() {
            let text = crate::say!(
                lang,
                "Tidak ada “{typed}”. Periksa ejaannya.",
                "There is no “{typed}”. Check the spelling."
            );
            widgets::weak(ui, look, text);
        }
        ScrollArea::vertical().max_height(OFFERS).auto_shrink([false, true]).show(ui, |ui| {
            for (at, offer) in offers.iter().enumerate() {
                let row = offer_row(ui, look, offer, at == typing.row);
                if moved && at == typing.row {
                    row.scroll_to_me(None);
                }
                if row.clicked() {
                    *picked = Some(Picked::Value(offer.value.clone()));
                }
            }
        });
    });
    shown.is_some_and(|shown| shown.response.contains_pointer())
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
