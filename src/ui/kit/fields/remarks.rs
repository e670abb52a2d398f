//! What a form says and offers of its fields: what was remarked, and the problems of the record, each at its field; and which
//! field comes into view.

use egui::{Align, Response, Ui};

use super::label_row::{LabelRow, Remark, Untouched};
use super::{FieldLabel, Form};
use crate::model::{FieldKind, FieldPart, FieldPlace, Problem, ProblemKind, RecordField};
use crate::text::{Explain, Lang, Severity};

impl Form {
    /// Says something of the field that is shown next.
    pub fn remark(&mut self, severity: Severity, text: impl Into<String>) {
        self.remarks.push((severity, text.into()));
    }

    /// Offers values for the field that is shown next, by their names.
    pub fn offer(&mut self, names: Vec<String>) {
        self.offers = names;
    }

    /// Which of the offered values was taken.
    pub fn taken(&mut self) -> Option<usize> {
        self.taken.take()
    }

    /// Whether a record's field is the one of these words.
    fn is_of(&self, field: RecordField, words: FieldLabel) -> bool {
        let name: FieldLabel = match field {
            RecordField::Product(field) => field.in_language(Lang::Id).into(),
            RecordField::Producer(field) => field.in_language(Lang::Id).into(),
            RecordField::Info(field) => field.into(),
            RecordField::Categories | RecordField::Selections => return false,
        };
        let is_english = field.kind().and_then(FieldKind::lang) == Some(Lang::En);
        self.item.is_empty() && is_english == self.is_english && name == words
    }

    /// Brings a field into view where a person jumped to it, and none of its parts was there.
    pub fn at(&mut self, field: impl Into<RecordField>, response: &Response) {
        let field = field.into();
        if self.jump.is_some_and(|jump| jump.field == field) {
            self.arrive(response);
        }
    }

    /// Tells which part of a record's field, or of the item that is being shown, the next field is.
    pub fn part(&mut self, field: impl Into<RecordField>, part: FieldPart) {
        self.part = Some(FieldPlace { field: field.into(), item: self.item_at, part: Some(part) });
    }

    fn arrive(&mut self, response: &Response) {
        response.scroll_to_me(Some(Align::Center));
        response.request_focus();
        self.jump = None;
    }

    /// Shows offers, and says what is known of a field: what was remarked, and its problems.
    pub(super) fn say(
        &mut self,
        ui: &mut Ui,
        mut row: LabelRow,
        words: FieldLabel,
        field: &Response,
        mut remarks: Vec<Remark>,
    ) {
        let part = self.part.take();
        let is_here = |form: &Self, place: FieldPlace| match part {
            Some(part) => place == part,
            None => form.is_of(place.field, words),
        };
        if self.jump.is_some_and(|jump| is_here(self, jump)) {
            self.arrive(field);
        }
        for (at, name) in std::mem::take(&mut self.offers).iter().enumerate() {
            if row.offer(ui, self.look, name, name).clicked() {
                self.taken = Some(at);
            }
        }
        // A field of a date says by itself that it is none.
        let of_field = |problem: &&Problem| {
            let is_no_date = matches!(problem.kind, ProblemKind::NoDate { .. });
            !is_no_date
                && is_of_a_part(problem) == part.is_some()
                && problem.place.is_some_and(|place| is_here(self, place))
        };
        remarks.extend(self.problems.iter().filter(of_field).map(|problem| worded(problem, self.lang)));
        row.say(ui, self.look, field, remarks);
        if field.lost_focus() {
            ui.data_mut(|data| data.insert_temp(self.of, Untouched(false)));
        }
    }

    /// What is wrong with the record as a whole, which no field says.
    pub fn rest(&self) -> Vec<Problem> {
        self.problems.iter().filter(|problem| problem.place.is_none()).cloned().collect()
    }
}

/// Whether a problem is said at a part of a field. What is wrong with photos is said over all of them, where there is room.
pub fn is_of_a_part(problem: &Problem) -> bool {
    problem.place.and_then(|place| place.part).is_some_and(|part| part != FieldPart::AltText)
}

/// A problem as a remark.
fn worded(problem: &Problem, lang: Lang) -> Remark {
    let message = problem.explain(lang);
    let mut text = match message.todo.as_str() {
        "" => message.what,
        todo => format!("{} {todo}", message.what),
    };
    // Of several photos, which one.
    if let ProblemKind::Photo { file, .. } | ProblemKind::NoAltText { file } = &problem.kind
        && !text.contains(file.as_str())
    {
        text = format!("{file}: {text}");
    }
    (problem.severity, text)
}
