//! Counts completeness, lists what is missing, compares and merges records, mends places.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::Context;

use super::state::SurveyOf;
use crate::actions::files::Destination;
use crate::actions::to_do::{ToDoExport, ToDoForm, export_to_do};
use crate::jobs::Task;
use crate::model::{Filter, Key, merge_records, survey, take_origin};
use crate::ui::app::App;
use crate::ui::app::command::{Comparison, ProducerCommand, ProductCommand, QualityCommand, Screen};
use crate::ui::app::jobs::Job;
use crate::ui::kit::ticks;

impl App {
    pub(crate) fn perform_quality(&mut self, command: QualityCommand, ctx: &Context) {
        let quality = &mut self.state.quality;
        match command {
            QualityCommand::SetAudience(audience) => quality.audience = audience,
            QualityCommand::SetBars(bars) => quality.bars = bars,
            QualityCommand::Fold(heading) => ticks::flip(&mut quality.folded, heading),
            QualityCommand::ListTasks(form) => self.list_tasks(form),
            QualityCommand::Compare(kept, other) => {
                quality.comparison = Some(Comparison { kept, other, taken: BTreeSet::new() });
                self.state.overlay = None;
                self.state.screen = Screen::Compare;
            }
            QualityCommand::SetComparison(comparison) => quality.comparison = Some(*comparison),
            QualityCommand::MergeCompared => self.merge_compared(ctx),
            QualityCommand::TakeOrigin(key, code) => {
                if let Some(edit) = self.state.catalog().and_then(|catalog| take_origin(catalog, &key, &code)) {
                    self.change(edit, ctx);
                }
            }
        }
    }

    fn merge_compared(&mut self, ctx: &Context) {
        let Some(pair) = self.state.quality.comparison.clone() else { return };
        let Some(edit) =
            self.state.catalog().and_then(|catalog| merge_records(catalog, &pair.kept, &pair.other, &pair.taken))
        else {
            return;
        };
        if !self.state.may_edit() {
            return self.change(edit, ctx);
        }
        self.state.quality.comparison = None;
        // What was looked at side by side is applied at once, and undone in one step.
        self.change(edit, ctx);
        match pair.kept {
            Key::Producer(id) => self.perform(ProducerCommand::Select(Some(id)), ctx),
            Key::Product(id) => self.perform(ProductCommand::Select(Some(id)), ctx),
            Key::Info | Key::Categories | Key::Selections => {}
        }
    }

    /// Counts anew, in the background, where the completeness screen is open and something of it changed.
    pub(crate) fn follow_survey(&mut self) {
        if self.state.screen != Screen::Completeness {
            return;
        }
        let Some(open) = self.state.open() else { return };
        let quality = &self.state.quality;
        let wanted = SurveyOf {
            revision: open.timeline.revision(),
            filter: Filter { incomplete_for: None, ..self.state.browse.filter.clone() },
            audience: quality.audience,
            lang: self.state.lang(),
        };
        if quality.asked.as_ref() == Some(&wanted) || quality.survey.as_ref().is_some_and(|(of, _)| *of == wanted) {
            return;
        }
        let (catalog, index, of) = (open.catalog().clone(), open.index.clone(), wanted.clone());
        self.state.quality.asked = Some(wanted);
        let count = move |_: &_| (survey(&catalog, &index, &of.filter, of.audience, of.lang), of);
        self.work(Job::Survey, "survey", count, |app, (found, of), _| {
            let quality = &mut app.state.quality;
            quality.asked.take_if(|asked| *asked == of);
            quality.survey = Some((of, Arc::new(found)));
        });
    }

    /// The to-do list of what the completeness screen shows, in the documents folder.
    fn list_tasks(&mut self, form: ToDoForm) {
        let Some(catalog) = self.state.catalog().cloned() else { return };
        let Some((_, counted)) = self.state.quality.survey.clone() else { return };
        let (lang, today) = (self.state.lang(), self.state.today);
        let dir = self.parts.documents.join(lang.pick("Daftar tugas", "To-do lists"));
        let name = format!("{today} {}", lang.pick("Daftar tugas", "To-do list"));
        let destination = Destination::Folder { dir, name };
        let input = ToDoExport { catalog, survey: counted, form, lang, today, destination };
        let list = move |handle: &_| export_to_do(input, handle);
        self.work_once(Job::Tasks, Task::must_finish("tasks"), list, |app, made, _| {
            app.tell_file(app.state.lang().pick("Daftar tugas selesai.", "The to-do list is ready."), made);
        });
    }
}
