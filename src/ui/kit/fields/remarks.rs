//! What a form says and offers of its fields: what was remarked, and the problems of the record, each at its field.

use egui::{Response, Ui};

use super::label_row::{LabelRow, Remark, Untouched};
use super::{FieldLabel, Form};
use crate::model::{Problem, ProblemKind, ProductField};
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

    /// Whether a product's field is the one of these words.
    fn is_of(&self, field: ProductField, words: FieldLabel) -> bool {
        let is_english = field.kind().lang() == Some(Lang::En);
        self.item.is_empty() && is_english == self.is_english && FieldLabel::from(field.in_language(Lang::Id)) == words
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
        if self.jump.is_some_and(|jump| self.is_of(jump, words)) {
            self.arrive(field);
        }
        for (at, name) in std::mem::take(&mut self.offers).iter().enumerate() {
            if row.offer(ui, self.look, name, name).clicked() {
                self.taken = Some(at);
            }
        }
        let of_field = |problem: &&Problem| problem.field.is_some_and(|field| self.is_of(field, words));
        remarks.extend(self.problems.iter().filter(of_field).map(|problem| worded(problem, self.lang)));
        row.say(ui, self.look, field, remarks);
        if field.lost_focus() {
            ui.data_mut(|data| data.insert_temp(self.of, Untouched(false)));
        }
    }

    /// What is wrong with what stands in a line: a number, an address that cannot be one.
    pub(super) fn wrong_with(&mut self, text: &str) -> Option<Remark> {
        let is_about = |problem: &Problem| {
            use ProblemKind as K;
            let (K::Phone { text: wrong } | K::Email { text: wrong } | K::Web { text: wrong }) = &problem.kind else {
                return false;
            };
            problem.field.is_none() && wrong == text
        };
        let at = self.problems.iter().position(is_about)?;
        Some(worded(&self.problems.remove(at), self.lang))
    }

    /// What is wrong with the record as a whole, once its fields have been shown.
    pub fn rest(&self) -> Vec<Problem> {
        self.problems.iter().filter(|problem| problem.field.is_none()).cloned().collect()
    }
}

/// Whether a problem is of one line of a record, by whose field it is said.
pub fn is_of_a_line(problem: &Problem) -> bool {
    matches!(problem.kind, ProblemKind::Phone { .. } | ProblemKind::Email { .. } | ProblemKind::Web { .. })
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
