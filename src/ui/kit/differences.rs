//! Changed records as lines: each record with its fields before and after. Only what is in view is worded.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Align, Layout, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::theme::{self, Look};
use super::widgets;
use crate::model::{
    Catalog, Change, ChangeSet, Key, RecordField, differing_fields, excerpts, record_name, short_place,
};
use crate::text::Lang;

const LINE_HEIGHT: f32 = 26.0;
/// Where a field's name begins under its record.
const INDENT: f32 = 30.0;

#[derive(Clone, Copy)]
enum DifferenceLine {
    Record(usize),
    Field(usize, RecordField),
}

/// A change set made ready to be looked at.
pub struct Differences {
    pub changes: Vec<Change>,
    before: Arc<Catalog>,
    after: Arc<Catalog>,
    lines: Vec<DifferenceLine>,
    /// Records that appear, change, disappear.
    pub counts: (usize, usize, usize),
}

impl Differences {
    pub fn new(set: ChangeSet, before: Arc<Catalog>, after: Arc<Catalog>) -> Self {
        let mut lines = Vec::with_capacity(set.changes.len() * 2);
        for (at, change) in set.changes.iter().enumerate() {
            lines.push(DifferenceLine::Record(at));
            let fields = differing_fields(change.before.as_ref(), change.after.as_ref());
            lines.extend(fields.into_iter().map(|field| DifferenceLine::Field(at, field)));
        }
        let new = set.changes.iter().filter(|change| change.before.is_none()).count();
        let gone = set.changes.iter().filter(|change| change.after.is_none()).count();
        let counts = (new, set.changes.len() - new - gone, gone);
        Self { changes: set.changes, before, after, lines, counts }
    }

    /// The lines in a scroll area of their own. With `left_out` each record has a tick; returns the one that was turned.
    pub fn show(
        &self,
        ui: &mut Ui,
        look: &Look,
        lang: Lang,
        left_out: Option<&BTreeSet<usize>>,
    ) -> Option<(usize, bool)> {
        let mut turned = None;
        self.headings(ui, look, lang);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            // Badges and ticks are no higher than their line.
            ui.spacing_mut().interact_size.y = 18.0;
            let area = ScrollArea::vertical().auto_shrink([false, false]).id_salt("differences");
            area.show_rows(ui, LINE_HEIGHT, self.lines.len(), |ui, shown| {
                for line in self.lines.get(shown).unwrap_or_default() {
                    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE_HEIGHT), Sense::hover());
                    match *line {
                        DifferenceLine::Record(at) => {
                            let ticked = left_out.map(|left_out| !left_out.contains(&at));
                            if let Some(tick) = self.record_line(ui, rect, look, lang, at, ticked) {
                                turned = Some((at, tick));
                            }
                        }
                        DifferenceLine::Field(at, field) => {
                            let is_out = left_out.is_some_and(|left_out| left_out.contains(&at));
                            self.field_line(ui, rect, look, lang, (at, field), is_out);
                        }
                    }
                }
            });
        });
        turned
    }

    fn headings(&self, ui: &mut Ui, look: &Look, lang: Lang) {
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
        let names = [
            lang.pick("Data dan isian", "Record and field"),
            lang.pick("Sebelum", "Before"),
            lang.pick("Sesudah", "After"),
        ];
        for (at, name) in columns(rect).into_iter().zip(names) {
            let mut cell = cell(ui, at);
            cell.label(RichText::new(name).font(theme::semi(12.0)).color(look.weak));
        }
        let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 1.0), rect.right_bottom());
        ui.painter().rect_filled(line, 0, look.line);
    }

    fn record_line(
        &self,
        ui: &mut Ui,
        rect: Rect,
        look: &Look,
        lang: Lang,
        at: usize,
        ticked: Option<bool>,
    ) -> Option<bool> {
        let change = self.changes.get(at)?;
        // By the name it is known by, where that is what changes.
        let record = change.before.as_ref().or(change.after.as_ref())?;
        let name = record_name(record, lang);
        let mut ui = cell(ui, rect);
        let mut turned = None;
        if let Some(mut tick) = ticked {
            let response = ui.checkbox(&mut tick, "");
            let label = crate::say!(lang, "Terapkan {name}", "Apply {name}");
            response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, tick, &label));
            if response.changed() {
                turned = Some(tick);
            }
        }
        let (word, ink, fill) = match (&change.before, &change.after) {
            (None, _) => (lang.pick("baru", "new"), look.accent, look.accent_soft),
            (_, None) => (lang.pick("dihapus", "deleted"), look.danger, look.danger_soft),
            _ => (lang.pick("berubah", "changed"), look.accent, look.accent_soft),
        };
        widgets::badge(&mut ui, word, ink, fill);
        let ink = if ticked == Some(false) { look.faint } else { look.text };
        ui.label(RichText::new(&name).font(theme::semi(theme::SIZE_BODY)).color(ink));
        widgets::small(&mut ui, look, place(record, lang));
        turned
    }

    fn field_line(
        &self,
        ui: &mut Ui,
        rect: Rect,
        look: &Look,
        lang: Lang,
        (at, field): (usize, RecordField),
        is_out: bool,
    ) {
        let Some(change) = self.changes.get(at) else { return };
        let words = |record: &Option<crate::model::Record>, catalog: &Catalog| {
            record.as_ref().map(|record| field.words(record, catalog, lang)).unwrap_or_default()
        };
        let before = words(&change.before, &self.before);
        let mut after = words(&change.after, &self.after);
        if before == after && !after.is_empty() {
            // What is worded by its name alone differs inside.
            after = crate::say!(lang, "{after} (isinya berubah)", "{after} (changed inside)");
        }
        let (short_before, short_after) = excerpts(&before, &after);
        let [name, left, right] = columns(rect);
        let ink = |ink| if is_out { look.faint } else { ink };
        let name = Rect::from_min_max(pos2(name.left() + INDENT, name.top()), name.max);
        let label = RichText::new(field.label(lang)).size(12.0).color(ink(look.weak));
        cell(ui, name).add(egui::Label::new(label).truncate());
        for (at, short, whole, colour) in
            [(left, short_before, before, look.weak), (right, short_after, after, look.text)]
        {
            if short.is_empty() {
                cell(ui, at).label(RichText::new(lang.pick("kosong", "empty")).size(12.0).italics().color(look.faint));
                continue;
            }
            let text = RichText::new(short.replace('\n', " ")).size(12.5).color(ink(colour));
            let label = egui::Label::new(text).truncate().show_tooltip_when_elided(false);
            cell(ui, at).add(label).on_hover_text(whole);
        }
    }
}

/// Where a product or producer is from.
fn place(record: &crate::model::Record, lang: Lang) -> String {
    match record {
        crate::model::Record::Product(product) => short_place(&product.origin, lang),
        crate::model::Record::Producer(producer) => {
            let place = short_place(&producer.origin, lang);
            let word = lang.pick("produsen", "producer");
            if place.is_empty() { word.to_owned() } else { format!("{word} · {place}") }
        }
        _ => String::new(),
    }
}

/// Field, before, after.
fn columns(rect: Rect) -> [Rect; 3] {
    let first = f32::min(240.0, rect.width() * 0.26);
    let half = (rect.width() - first) / 2.0;
    let at = |from: f32, width: f32| {
        Rect::from_min_size(pos2(rect.left() + from, rect.top()), vec2((width - 8.0).max(1.0), rect.height()))
    };
    [at(0.0, first), at(first, half), at(first + half, half)]
}

fn cell(ui: &mut Ui, rect: Rect) -> Ui {
    let mut cell = ui.new_child(UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
    cell.set_clip_rect(rect.intersect(ui.clip_rect()));
    cell
}

/// What each kind of record is called, with how many there are: `12 produk`, `2 produsen`.
pub fn counted(changes: &[Change], lang: Lang) -> String {
    let of = |is: fn(&Key) -> bool| changes.iter().filter(|change| is(&change.key)).count();
    let (products, producers) = (of(|key| matches!(key, Key::Product(_))), of(|key| matches!(key, Key::Producer(_))));
    let rest = changes.len() - products - producers;
    let parts = [
        (products, "produk", "product", "products"),
        (producers, "produsen", "producer", "producers"),
        (rest, "data lain", "other record", "other records"),
    ];
    let worded = parts.into_iter().filter(|(many, ..)| *many > 0).map(|(many, id, one, all)| {
        let count = crate::text::count(lang, many);
        format!("{count} {}", lang.pick(id, if many == 1 { one } else { all }))
    });
    worded.collect::<Vec<_>>().join(", ")
}
