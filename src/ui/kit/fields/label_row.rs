//! What is said of a field stands in the row of its name, at the right end: how its text was read, what is wrong with it, what
//! is offered for it. The row is as high with a remark as without one, so that nothing below it moves. What is cut there stands
//! whole in its tip, and over the row while the field has the keyboard.

use egui::{Align, Id, Label, Layout, Rect, RectAlign, Response, RichText, Sense, Ui, WidgetInfo, vec2};

use crate::text::Severity;
use crate::ui::kit::theme::{self, Look};
use crate::ui::kit::{icons, widgets};

/// One thing that is said of a field.
pub type Remark = (Severity, String);

/// As high as a name over a field.
const HEIGHT: f32 = 16.0;
/// At least so much of the row stays for a remark: its mark.
const MARK: f32 = 22.0;

/// A field's name, and the place for what is said of it.
pub(super) struct LabelRow {
    pub label: Response,
    whole: Rect,
    end: Rect,
}

impl LabelRow {
    /// Over a field.
    pub fn named(ui: &mut Ui, look: &Look, name: &str) -> Self {
        Self::new(ui, RichText::new(name).size(12.0).color(look.weak), HEIGHT)
    }

    /// Over a group of fields.
    pub fn heading(ui: &mut Ui, look: &Look, name: &str) -> Self {
        Self::new(ui, RichText::new(name).font(theme::semi(14.5)).color(look.text), 20.0)
    }

    fn new(ui: &mut Ui, text: RichText, height: f32) -> Self {
        let layout = Layout::left_to_right(Align::Center);
        let size = vec2(ui.available_width(), height);
        let row = ui.allocate_ui_with_layout(size, layout, |ui| {
            ui.set_min_size(size);
            let whole = ui.max_rect();
            let name = whole.with_max_x(whole.right() - MARK);
            let label =
                ui.scope_builder(egui::UiBuilder::new().max_rect(name), |ui| ui.add(Label::new(text).truncate()));
            let label = label.inner;
            Self { end: whole.with_min_x(label.rect.right() + 8.0), whole, label }
        });
        row.inner
    }

    /// Offers something at the end of the row; what is said has the rest of it.
    pub fn offer(&mut self, ui: &mut Ui, look: &Look, text: &str, name: &str) -> Response {
        let mut end =
            ui.new_child(egui::UiBuilder::new().max_rect(self.end).layout(Layout::left_to_right(Align::Center)));
        let words = widgets::elided(&end, text, theme::body(theme::SIZE_SMALL), look.accent, self.end.width() - 16.0);
        end.add_space((self.end.width() - words.size().x - 16.0).max(0.0));
        let response = widgets::link_named(&mut end, look.accent, icons::MAP_PIN, words.text(), name);
        self.end.max.x = response.rect.left() - 8.0;
        response
    }

    /// Says the most serious of the remarks.
    pub fn say(&self, ui: &mut Ui, look: &Look, field: &Response, mut remarks: Vec<Remark>) {
        remarks.sort_by_key(|(severity, _)| *severity);
        let Some((severity, text)) = remarks.first() else { return };
        let (icon, ink) = match severity {
            Severity::Error => (icons::WARNING_CIRCLE, look.danger),
            Severity::Warning => (icons::WARNING, look.warning),
            Severity::Hint => ("", look.weak),
        };
        // Behind a long name there is room for the mark alone.
        let is_mark = !icon.is_empty() && self.end.width() < 2.0 * MARK;
        let words = match (icon, is_mark) {
            ("", _) => text.replace('\n', " "),
            (icon, true) => icon.to_owned(),
            (icon, false) => format!("{icon}  {}", text.replace('\n', " ")),
        };
        let width = self.end.width().max(MARK);
        let words = widgets::elided(ui, &words, theme::body(theme::SIZE_SMALL), ink, width);
        let is_cut = words.elided || is_mark || remarks.len() > 1;
        let place = egui::Align2::RIGHT_CENTER.align_size_within_rect(words.size(), self.end);
        ui.painter().galley(place.min, words, ink);
        let all: Vec<&str> = remarks.iter().map(|(_, text)| text.as_str()).collect();
        let all = all.join("\n");
        let said = ui.interact(place, field.id.with("said"), Sense::hover());
        said.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &all));
        if !is_cut {
            return;
        }
        if field.has_focus() {
            let tip = egui::Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), field.id.with("tip"), self.whole);
            let mut tip = tip.gap(4.0).width(360.0);
            tip.popup = tip.popup.align(RectAlign::TOP_START).align_alternatives(&[RectAlign::BOTTOM_START]);
            tip.show(|ui| ui.label(&all));
        } else {
            said.on_hover_text(all);
        }
    }
}

/// Whether nobody has left a field of a new record yet: then nothing is said of what is missing.
#[derive(Clone, Copy)]
pub(super) struct Untouched(pub bool);

/// Whether a field may be judged: it has been left, or nothing was typed since it got the keyboard.
pub(super) fn is_settled(ui: &Ui, id: Id, field: &Response, text: &str) -> bool {
    let id = id.with("text at first");
    if !field.has_focus() {
        ui.data_mut(|data| data.remove_temp::<String>(id));
        return true;
    }
    ui.data_mut(|data| data.get_temp_mut_or_insert_with(id, || text.to_owned()) == text)
}
