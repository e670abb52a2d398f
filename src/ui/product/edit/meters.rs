//! How complete the product is: one line over its form, which opens on what is missing for each audience.

use egui::{
    Align, Button, Color32, CornerRadius, Id, Layout, Response, RichText, Role, Sense, Ui, WidgetInfo, pos2, vec2,
};

use crate::model::{Audience, Catalog, Completeness, Key, Product, ProductField, ProductId, completeness};
use crate::say;
use crate::ui::app::command::{Command, ProductCommand};
use crate::ui::app::cx::Cx;
use crate::ui::kit::{icons, theme, widgets};

const LINE: f32 = 28.0;

pub fn show(ui: &mut Ui, cx: &mut Cx, catalog: &Catalog, draft: &Product) {
    let open = cx.state.settings.missing_open;
    if line(ui, cx, &completeness(catalog, draft, Audience::DomesticBrochure), open).clicked() {
        cx.ask(ProductCommand::ShowMissing(!open));
    }
    // What was missing when this was opened keeps its place: nothing moves while it is filled in.
    let id = Id::unique("missing at first");
    if !open {
        ui.data_mut(|data| data.remove_temp::<(ProductId, Vec<ProductField>)>(id));
        return;
    }
    let known: Option<(ProductId, Vec<ProductField>)> = ui.data(|data| data.get_temp(id));
    let mut at_first = known.filter(|(of, _)| *of == draft.id).map(|(_, fields)| fields).unwrap_or_default();
    let states = Audience::ALL.map(|audience| (audience, completeness(catalog, draft, audience)));
    let missing: Vec<ProductField> = states.iter().flat_map(|(_, state)| state.missing.iter().copied()).collect();
    for field in &missing {
        if !at_first.contains(field) {
            at_first.push(*field);
        }
    }
    ui.scope(|ui| {
        // Rows are as high as their words, not as a button.
        ui.spacing_mut().interact_size.y = 18.0;
        for (audience, state) in &states {
            meter(ui, cx, *audience, state);
        }
        chips(ui, cx, draft, &at_first, &missing);
    });
    ui.data_mut(|data| data.insert_temp(id, (draft.id.clone(), at_first)));
}

/// The one line that is always there.
fn line(ui: &mut Ui, cx: &Cx, state: &Completeness, open: bool) -> Response {
    let (look, lang) = (cx.look(), cx.lang());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let text = format!("{} {}", lang.pick("Kelengkapan data:", "Completeness:"), state.words(lang));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &text));
    let fill = if response.hovered() { look.hover } else { Color32::TRANSPARENT };
    ui.painter().rect_filled(rect, CornerRadius::same(theme::RADIUS_CONTROL), fill);
    let icon = if open { icons::CARET_UP } else { icons::CARET_DOWN };
    widgets::paint_icon(ui.painter(), pos2(rect.right() - 12.0, rect.center().y), icon, 12.0, look.weak);
    let words = widgets::elided(ui, &text, theme::body(12.0), look.weak, rect.width() * 0.6);
    let left = rect.left() + 4.0 + words.size().x;
    ui.painter().galley(pos2(rect.left() + 4.0, rect.center().y - words.size().y / 2.0), words, look.weak);
    let bar = egui::Rect::from_min_max(pos2(left + 12.0, rect.top()), pos2(rect.right() - 28.0, rect.bottom()));
    let layout = Layout::left_to_right(Align::Center);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(bar).layout(layout));
    widgets::meter(&mut inside, look, state.part(), bar.width());
    response
}

fn meter(ui: &mut Ui, cx: &Cx, audience: Audience, state: &Completeness) {
    let (look, lang) = (cx.look(), cx.lang());
    ui.horizontal(|ui| {
        ui.allocate_ui_with_layout(vec2(150.0, 16.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_width(150.0);
            widgets::small(ui, look, audience.label(lang));
        });
        widgets::meter(ui, look, state.part(), (ui.available_width() - 70.0).max(40.0));
        widgets::small(ui, look, state.words(lang));
    });
}

/// What was missing at first: what still is leads to its field.
fn chips(ui: &mut Ui, cx: &mut Cx, draft: &Product, at_first: &[ProductField], missing: &[ProductField]) {
    let (look, lang) = (cx.look(), cx.lang());
    if at_first.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        ui.spacing_mut().button_padding = vec2(10.0, 3.0);
        widgets::small(ui, look, lang.pick("Yang belum ada:", "Missing:"));
        for field in at_first {
            let name = field.label(lang);
            let is_missing = missing.contains(field);
            let text = RichText::new(name).size(theme::SIZE_SMALL);
            let text = if is_missing { text.color(look.accent) } else { text.color(look.faint).strikethrough() };
            let response = ui.add_enabled(is_missing, Button::new(text).small().min_size(vec2(0.0, 24.0)));
            let spoken = match is_missing {
                true => say!(lang, "Isi {name}", "Fill in {name}"),
                false => say!(lang, "{name}: sudah diisi", "{name}: filled in"),
            };
            response.widget_info(|| WidgetInfo::labeled(Role::Button, is_missing, &spoken));
            if response.clicked() {
                cx.ask(Command::go_to(Key::Product(draft.id.clone()), *field));
            }
        }
    });
}
