//! The fields that forms are built of: a name, beside it what is said of the field, and below it the value.
//!
//! A form binds its fields to a copy of a record. A field that a person changed leaves its name in the [`Form`], so
//! that the form can send one edit that undo can name. Every field's id hangs on the record and the field, never on its
//! place, so that what appears above does not take the keyboard away.

mod label_row;
mod list;
mod number;
mod photos;
mod picker;
mod remarks;

use egui::{ComboBox, Id, Margin, Response, RichText, TextEdit, Ui};

pub use list::line;
pub use picker::{Picked, Suggestion, has_open_list, producers_named};
pub use remarks::is_of_a_part;

use self::label_row::{LabelRow, Remark, Untouched};
use super::theme::{self, Look};
use super::{drafts, icons, widgets};
use crate::model::{
    Edit, FieldMut, FieldPlace, InfoField, Key, PartialDate, Problem, ProblemKind, ProducerField, Product,
    ProductField, RegionCode, Text,
};
use crate::say;
use crate::text::{Lang, Severity, date};

/// A field's name in both languages: one is shown, both stand in the name of the undo step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldLabel {
    pub id: &'static str,
    pub en: &'static str,
}

/// Shorthand for [`FieldLabel`].
pub const fn w(id: &'static str, en: &'static str) -> FieldLabel {
    FieldLabel { id, en }
}

impl FieldLabel {
    pub fn get(self, lang: Lang) -> &'static str {
        lang.pick(self.id, self.en)
    }
}

impl From<ProductField> for FieldLabel {
    fn from(field: ProductField) -> Self {
        FieldLabel { id: field.label(Lang::Id), en: field.label(Lang::En) }
    }
}

impl From<ProducerField> for FieldLabel {
    fn from(field: ProducerField) -> Self {
        FieldLabel { id: field.label(Lang::Id), en: field.label(Lang::En) }
    }
}

impl From<InfoField> for FieldLabel {
    fn from(field: InfoField) -> Self {
        FieldLabel { id: field.label(Lang::Id), en: field.label(Lang::En) }
    }
}

/// What a person changed in this frame.
#[derive(Clone, Copy)]
struct Changed {
    what: FieldLabel,
    /// Typing, which becomes one undo step until a pause.
    typing: bool,
}

impl Changed {
    /// "Ubah uraian: Madu Kelulut".
    fn name(self, of: &str) -> Text {
        let words = |verb: &str, what: &str| match of.trim() {
            "" => format!("{verb} {}", lower_first(what)),
            of => format!("{verb} {}: {of}", lower_first(what)),
        };
        Text::new(words("Ubah", self.what.id), words("Edit", self.what.en))
    }
}

/// The first letter small, unless the word is an abbreviation.
fn lower_first(words: &str) -> String {
    let mut chars = words.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(chars).collect(),
        _ => words.to_owned(),
    }
}

/// One form while it is shown.
pub struct Form {
    pub look: &'static Look,
    pub lang: Lang,
    path: Id,
    /// The same outside of every list.
    of: Id,
    /// The record that the fields are of: what is half typed is kept with it.
    record: Option<Key>,
    /// The list items around a field, by their places: what a field is called in the journal.
    place: String,
    /// Stands in front of the names of an item's fields, for those who only hear them: `Harga 2`.
    item: String,
    /// Which item of a list is being shown.
    item_at: Option<usize>,
    /// What the next field is a part of.
    part: Option<FieldPlace>,
    changed: Option<Changed>,
    jump: Option<FieldPlace>,
    problems: Vec<Problem>,
    /// What is said of the next field, and what is offered for it.
    remarks: Vec<Remark>,
    offers: Vec<String>,
    /// The offer that was taken last.
    taken: Option<usize>,
    /// The fields are the English sides of texts.
    is_english: bool,
    /// The next text field takes the keyboard.
    focus_next: bool,
    /// What the next number's field says while nothing stands in it.
    hint_next: &'static str,
}

impl Form {
    /// `of` names the record, so that what is typed for one never appears in another.
    pub fn new(look: &'static Look, lang: Lang, of: Id) -> Self {
        Self {
            look,
            lang,
            path: of,
            of,
            record: None,
            place: String::new(),
            item: String::new(),
            item_at: None,
            part: None,
            changed: None,
            jump: None,
            problems: Vec::new(),
            remarks: Vec::new(),
            offers: Vec::new(),
            taken: None,
            is_english: false,
            focus_next: false,
            hint_next: "",
        }
    }

    /// The record that the form is of.
    pub fn of_record(mut self, record: Key) -> Self {
        self.record = Some(record);
        self
    }

    /// What stood in a field that is no edit yet.
    fn draft(&self, ui: &Ui, id: Id, field: &str) -> Option<String> {
        drafts::get(ui.ctx(), id, self.record.as_ref(), &format!("{}{field}", self.place))
    }

    /// Keeps what stands in a field that is no edit yet.
    fn keep_draft(&self, ui: &Ui, id: Id, field: &str, text: &str) {
        drafts::keep(ui.ctx(), id, self.record.as_ref(), &format!("{}{field}", self.place), text);
    }

    /// A place that shall come into view now, and what is wrong with the record. Of a new one, which is `blank`, nothing is
    /// said before a field was left.
    pub fn with_guidance(mut self, ui: &Ui, jump: Option<FieldPlace>, problems: Vec<Problem>, blank: bool) -> Self {
        let known: Option<Untouched> = ui.data(|data| data.get_temp(self.of));
        let Untouched(is_untouched) = known.unwrap_or(Untouched(blank));
        if known.is_none() {
            ui.data_mut(|data| data.insert_temp(self.of, Untouched(blank)));
        }
        self.jump = jump;
        self.problems = if is_untouched { Vec::new() } else { problems };
        self
    }

    /// Whether a field was changed in this frame.
    pub fn is_changed(&self) -> bool {
        self.changed.is_some()
    }

    /// Notes a change that is a step of its own.
    pub fn note(&mut self, what: FieldLabel) {
        self.changed = Some(Changed { what, typing: false });
    }

    fn note_typing(&mut self, what: FieldLabel) {
        self.changed = Some(Changed { what, typing: true });
    }

    /// This frame's change of a record as an edit, named after the field; `plain` where no field told of it.
    pub fn edit(&self, of: &str, plain: Text, edit: impl FnOnce(Text) -> Edit) -> Edit {
        let Some(changed) = self.changed else { return edit(plain) };
        let edit = edit(changed.name(of));
        if changed.typing { edit.typing(changed.what.id) } else { edit }
    }

    fn id(&self, words: FieldLabel) -> Id {
        self.path.with(words.id)
    }

    /// A field under its name. `add` shows it, and returns what is said of its value.
    fn field(
        &mut self,
        ui: &mut Ui,
        words: FieldLabel,
        name: &str,
        add: impl FnOnce(&mut Self, &mut Ui) -> (Response, Option<Remark>),
    ) -> Response {
        let mut remarks = std::mem::take(&mut self.remarks);
        let offers = std::mem::take(&mut self.offers);
        let part = self.part.take();
        let shown = ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            let row = LabelRow::named(ui, self.look, name);
            let (response, said) = add(self, ui);
            // For screen readers and tests: by its visible name, or inside a list with the item in front.
            let response = match self.item.is_empty() {
                true => response.labelled_by(row.label.id),
                false => response.accessible_name(format!("{}: {name}", self.item)),
            };
            remarks.extend(said);
            (self.offers, self.part) = (offers, part);
            self.say(ui, row, words, &response, remarks);
            response
        });
        shown.inner
    }

    /// The name of a list of items, with what is said of it.
    pub fn list_name(&mut self, ui: &mut Ui, words: FieldLabel) {
        let row = LabelRow::named(ui, self.look, words.get(self.lang));
        self.say_of_list(ui, row, words);
    }

    /// A group of fields under a heading, set off by a line, with what is said of a list that it is of.
    pub fn group(&mut self, ui: &mut Ui, words: FieldLabel) {
        ui.add_space(10.0);
        let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 1.0), egui::Sense::hover());
        ui.painter().rect_filled(rect, 0, self.look.line);
        ui.add_space(6.0);
        let row = LabelRow::heading(ui, self.look, words.get(self.lang));
        self.say_of_list(ui, row, words);
    }

    fn say_of_list(&mut self, ui: &mut Ui, row: LabelRow, words: FieldLabel) {
        // A person who jumps to a list arrives at the button that adds to it.
        let jump = self.jump.take();
        let label = row.label.clone();
        self.say(ui, row, words, &label, Vec::new());
        self.jump = jump;
    }

    /// The regions that the record's place in words may mean, where it does not belong to its code.
    pub fn likely_places(&self) -> Vec<RegionCode> {
        let likely = self.problems.iter().filter_map(|problem| match &problem.kind {
            ProblemKind::PlaceElsewhere { likely, .. } => Some(likely),
            _ => None,
        });
        likely.flatten().cloned().collect()
    }

    /// The editor of a product's plain field: words in a line, or an amount whose unit is hinted at. Any other kind has an
    /// editor of its own.
    pub fn plain(&mut self, ui: &mut Ui, product: &mut Product, field: ProductField, hint: &str) {
        match field.get_mut(product) {
            FieldMut::Amount(amount) => {
                self.amount(ui, field.into(), amount, hint, field == ProductField::Capacity);
            }
            FieldMut::Line(text) | FieldMut::Term(text) => {
                self.line(ui, field.into(), text, hint);
            }
            _ => {}
        }
    }

    /// One line of text.
    pub fn line(&mut self, ui: &mut Ui, words: FieldLabel, value: &mut String, hint: &str) -> Response {
        self.text(ui, words, words.get(self.lang), self.id(words), value, hint, 1)
    }

    /// A box of text.
    pub fn lines(&mut self, ui: &mut Ui, words: FieldLabel, value: &mut String, rows: usize) -> Response {
        self.text(ui, words, words.get(self.lang), self.id(words), value, "", rows)
    }

    /// A text field with the name that people see; `words` names it for undo.
    #[expect(clippy::too_many_arguments, reason = "the one place where all of a text field's parts meet")]
    fn text(
        &mut self,
        ui: &mut Ui,
        words: FieldLabel,
        name: &str,
        id: Id,
        value: &mut String,
        hint: &str,
        rows: usize,
    ) -> Response {
        self.field(ui, words, name, |form, ui| {
            let response = ui.add(text_edit(form.look, id, value, hint, rows));
            form.typed(&response, words);
            (response, None)
        })
    }

    /// Follows a text field: notes typing, and gives a new item's first field the keyboard.
    fn typed(&mut self, response: &Response, words: FieldLabel) {
        if std::mem::take(&mut self.focus_next) {
            response.request_focus();
            response.scroll_to_me(None);
        }
        if response.changed() {
            self.note_typing(words);
        }
    }

    /// The same text in Indonesian and English, side by side where there is room. Returns the first field.
    pub fn pair(&mut self, ui: &mut Ui, words: FieldLabel, value: &mut Text, rows: usize) -> Response {
        let name = words.get(self.lang);
        let id_name = match self.lang {
            Lang::Id => name.to_owned(),
            Lang::En => format!("{name} (Indonesian)"),
        };
        let en_name = say!(self.lang, "{name} (Inggris)", "{name} (English)");
        self.named_pair(ui, words, [&id_name, &en_name], value, rows)
    }

    /// A [`Form::pair`] whose two fields have names of their own.
    pub fn named_pair(
        &mut self,
        ui: &mut Ui,
        words: FieldLabel,
        [id_name, en_name]: [&str; 2],
        value: &mut Text,
        rows: usize,
    ) -> Response {
        let (id_id, en_id) = (self.id(words).with("id"), self.id(words).with("en"));
        let (first, _) = halves(
            ui,
            self,
            |form, ui| form.text(ui, words, id_name, id_id, &mut value.id, "", rows),
            |form, ui| {
                form.is_english = true;
                form.text(ui, words, en_name, en_id, &mut value.en, "", rows);
                form.is_english = false;
            },
        );
        first
    }

    /// A date that may be a year or a month alone, typed as people write it; beside its name stands how it was read.
    pub fn date(&mut self, ui: &mut Ui, words: FieldLabel, value: &mut PartialDate) -> Response {
        let lang = self.lang;
        // What is typed stays in view until the field is left, or the record is changed elsewhere; the record has what it means.
        let id = self.id(words);
        let typed_id = id.with("typed date");
        let kept: Option<(String, PartialDate)> = ui.data(|data| data.get_temp(typed_id));
        let mut typed = kept.filter(|(_, meant)| meant == value).map_or_else(|| value.0.clone(), |(typed, _)| typed);
        self.field(ui, words, words.get(lang), |form, ui| {
            let response = ui.add(text_edit(form.look, id, &mut typed, date_examples(lang), 1));
            form.typed(&response, words);
            if response.changed() {
                *value = PartialDate::read(&typed).unwrap_or_else(|| PartialDate::new(typed.as_str()));
            }
            let is_settled = label_row::is_settled(ui, id, &response, &typed);
            if response.has_focus() {
                ui.data_mut(|data| data.insert_temp(typed_id, (typed, value.clone())));
            } else {
                ui.data_mut(|data| data.remove_temp::<(String, PartialDate)>(typed_id));
            }
            let iso = value.0.trim();
            let said = match value.first_day() {
                _ if iso.is_empty() => None,
                // Of a year there is no more to say than itself.
                Some(_) => Some(date(lang, iso)).filter(|read| read != iso).map(|read| (Severity::Hint, read)),
                None => is_settled.then(|| (Severity::Warning, no_date(iso, lang))),
            };
            (response, said)
        })
    }

    /// One of some choices. `shown` stands for a value that is not among them.
    pub fn choice<T: PartialEq + Clone>(
        &mut self,
        ui: &mut Ui,
        words: FieldLabel,
        value: &mut T,
        choices: &[(T, String)],
        shown: &str,
    ) -> Response {
        let mut changed = false;
        let response = self.field(ui, words, words.get(self.lang), |form, ui| {
            let now = choices.iter().find(|(choice, _)| choice == value).map_or(shown, |(_, text)| text.as_str());
            let combo = ComboBox::from_id_salt(form.id(words))
                .width(ui.available_width())
                .truncate()
                .selected_text(now.to_owned())
                .show_ui(ui, |ui| {
                    for (choice, text) in choices {
                        if ui.selectable_label(choice == value, text).clicked() && choice != value {
                            *value = choice.clone();
                            changed = true;
                        }
                    }
                });
            (combo.response, None)
        });
        if changed {
            self.note(words);
        }
        response
    }

    /// A yes or no.
    pub fn check(&mut self, ui: &mut Ui, words: FieldLabel, value: &mut bool) -> Response {
        let name = words.get(self.lang);
        let mut response = ui.checkbox(value, name);
        if !self.item.is_empty() {
            response = response.accessible_name(format!("{}: {name}", self.item));
        }
        if response.changed() {
            self.note(words);
        }
        response
    }
}

/// The width in points from which two fields stand side by side.
pub const TWO_COLUMNS: f32 = 340.0;

/// The two halves of a row, or one below the other where it is narrow.
pub fn halves<A, B>(
    ui: &mut Ui,
    form: &mut Form,
    left: impl FnOnce(&mut Form, &mut Ui) -> A,
    right: impl FnOnce(&mut Form, &mut Ui) -> B,
) -> (A, B) {
    if ui.available_width() >= TWO_COLUMNS {
        ui.columns_const(|[a, b]| (left(form, a), right(form, b)))
    } else {
        (left(form, ui), right(form, ui))
    }
}

/// An example inside an empty field, told from a value by its first word.
pub fn example(lang: Lang, text: &str) -> String {
    say!(lang, "mis. {text}", "e.g. {text}")
}

fn text_edit<'t>(look: &Look, id: Id, value: &'t mut String, hint: &str, rows: usize) -> TextEdit<'t> {
    widgets::text_edit(look, value, hint, rows).id(id)
}

/// A sentence under a field, in the colour of how much it matters.
pub fn note(ui: &mut Ui, look: &Look, severity: Severity, text: &str) -> Response {
    let (icon, ink) = match severity {
        Severity::Error => (icons::WARNING_CIRCLE, look.danger),
        Severity::Warning => (icons::WARNING, look.warning),
        Severity::Hint => (icons::INFO, look.weak),
    };
    let words = RichText::new(format!("{icon}  {text}")).size(theme::SIZE_SMALL).color(ink);
    let response = ui.label(words);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, text));
    response
}

/// The band that says why a form is disabled, where it is.
pub fn read_only_band(ui: &mut Ui, look: &Look, reason: Option<&str>) {
    if let Some(reason) = reason {
        widgets::band(ui, look.warning_soft, Margin::symmetric(12, 9), |ui| {
            let words = RichText::new(format!("{}  {reason}", icons::LOCK_SIMPLE)).color(look.warning);
            let response = ui.label(words);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, reason));
        });
    }
}

/// How a date can be typed.
fn date_examples(lang: Lang) -> &'static str {
    lang.pick("8 Mei 2025, Mei 2025, 05/2025 atau 2025", "8 May 2025, May 2025, 05/2025 or 2025")
}

/// What is said of a text that is no date.
pub fn no_date(typed: &str, lang: Lang) -> String {
    let examples = date_examples(lang);
    say!(lang, "“{typed}” bukan tanggal. Tulis {examples}.", "“{typed}” is not a date. Write {examples}.")
}
