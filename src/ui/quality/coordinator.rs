//! What a coordinator asks for: how complete things are, lists of what is missing, requests to producers, records that
//! are one thing twice, places that lie elsewhere. Carries it out and remembers how the screens stand.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use egui::Context;

use crate::actions::export::ExportError;
use crate::actions::files::Destination;
use crate::actions::to_do::{ToDoExport, ToDoForm, export_to_do};
use crate::jobs::Task;
use crate::model::{
    Audience, Filter, Key, ProducerId, ProductId, Survey, chat_link, join, list_message, products_of,
    rename_everywhere, request, survey, take_origin, whatsapp_digits,
};
use crate::say;
use crate::text::{Lang, Message};
use crate::ui::app::App;
use crate::ui::app::command::{Command, Screen};
use crate::ui::app::jobs::{Job, Outcome};
use crate::ui::kit::notices::{Offer, Tone};

/// What the bars of the completeness screen stand for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bars {
    #[default]
    Regions,
    Producers,
}

/// Two records side by side, and for which fields the one that goes is right.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub kept: Key,
    pub other: Key,
    pub taken: BTreeSet<crate::model::RecordField>,
}

/// What a survey was computed from.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyOf {
    revision: u64,
    filter: Filter,
    audience: Audience,
    lang: Lang,
}

/// What these screens remember.
#[derive(Debug)]
pub struct Coordinator {
    /// For whom completeness is counted everywhere but in the form, which shows all of them.
    pub audience: Audience,
    pub bars: Bars,
    /// The last survey, and what it was computed from.
    pub survey: Option<(SurveyOf, Arc<Survey>)>,
    /// What is being computed now.
    asked: Option<SurveyOf>,
    /// The chosen producer is shown as a form.
    pub editing_producer: bool,
    pub comparison: Option<Comparison>,
    /// Requests go to a village, whatever the window speaks.
    pub request_lang: Lang,
}

impl Default for Coordinator {
    fn default() -> Self {
        Self {
            audience: Audience::DomesticBrochure,
            bars: Bars::Regions,
            survey: None,
            asked: None,
            editing_producer: false,
            comparison: None,
            request_lang: Lang::Id,
        }
    }
}

impl App {
    pub(crate) fn perform_coordinator(&mut self, command: Command, ctx: &Context) {
        let desk = &mut self.state.coordinator;
        match command {
            Command::SetAudience(audience) => desk.audience = audience,
            Command::SetBars(bars) => desk.bars = bars,
            Command::SetRequestLang(lang) => desk.request_lang = lang,
            Command::EditProducer(id) => {
                desk.editing_producer = id.is_some();
                if id.is_some() {
                    self.state.selected_producer = id;
                }
                self.state.screen = Screen::Producers;
            }
            Command::AskProducer(producer, product) => self.ask_producer(&producer, product.as_ref(), ctx),
            Command::CopyList(ids) => {
                let lang = self.state.lang();
                if let Some(text) = self.state.catalog().map(|catalog| list_message(catalog, &ids, lang)) {
                    self.perform(Command::CopyText(text), ctx);
                }
            }
            Command::Compare(kept, other) => {
                desk.comparison = Some(Comparison { kept, other, taken: BTreeSet::new() });
                self.state.overlay = None;
                self.state.screen = Screen::Compare;
            }
            Command::SetComparison(comparison) => desk.comparison = Some(*comparison),
            Command::JoinCompared => self.join_compared(ctx),
            Command::TakeOrigin(key, code) => {
                if let Some(edit) = self.state.catalog().and_then(|catalog| take_origin(catalog, &key, &code)) {
                    self.change(edit, ctx);
                }
            }
            Command::RenameEverywhere { old, new } => {
                if let Some(edit) = self.state.catalog().and_then(|catalog| rename_everywhere(catalog, &old, &new)) {
                    self.perform(Command::Propose(Box::new(edit.into())), ctx);
                }
            }
            Command::ListTasks(form) => self.list_tasks(form),
            _ => {}
        }
    }

    fn join_compared(&mut self, ctx: &Context) {
        let Some(pair) = self.state.coordinator.comparison.clone() else { return };
        let Some(edit) = self.state.catalog().and_then(|catalog| join(catalog, &pair.kept, &pair.other, &pair.taken))
        else {
            return;
        };
        if !self.state.may_edit() {
            return self.change(edit, ctx);
        }
        self.state.coordinator.comparison = None;
        // What was looked at side by side is applied at once, and undone in one step.
        self.change(edit, ctx);
        match pair.kept {
            Key::Producer(id) => self.perform(Command::SelectProducer(Some(id)), ctx),
            Key::Product(id) => self.perform(Command::Select(Some(id)), ctx),
            Key::Info | Key::Categories | Key::Selections => {}
        }
    }

    /// The text that asks a producer for what is missing: into a chat where there is a number, and always copied.
    fn ask_producer(&mut self, id: &ProducerId, product: Option<&ProductId>, ctx: &Context) {
        let (audience, words) = (self.state.coordinator.audience, self.state.coordinator.request_lang);
        let Some(catalog) = self.state.catalog() else { return };
        let Some(producer) = catalog.producers.get(id) else { return };
        let mut theirs = products_of(catalog, producer);
        theirs.retain(|one| product.is_none_or(|product| one.id == *product));
        let digits = whatsapp_digits(&producer.whatsapp);
        let text = request(catalog, producer, &theirs, audience, words);
        let lang = self.state.lang();
        let Some(text) = text else {
            let audience = audience.label(lang).to_lowercase();
            let what = say!(
                lang,
                "Tidak ada yang perlu ditanyakan: yang dibutuhkan untuk {audience} sudah ada.",
                "There is nothing to ask: everything for the {audience} is there."
            );
            return self.inform(Tone::Info, what);
        };
        let link = digits.as_deref().and_then(|digits| chat_link(digits, &text));
        let chat = digits.map(|digits| format!("https://wa.me/{digits}"));
        ctx.copy_text(text);
        let todo = match (&link, &chat) {
            (Some(_), _) => lang.pick(
                "Percakapan WhatsApp dibuka dengan teks ini; periksa, lalu kirim.",
                "The WhatsApp chat opens with this text; read it and send it.",
            ),
            (None, Some(_)) => lang.pick(
                "Percakapan WhatsApp dibuka. Teksnya panjang: tempel dengan Ctrl+V, lalu kirim.",
                "The WhatsApp chat opens. The text is long: paste it with Ctrl+V and send it.",
            ),
            (None, None) => lang.pick(
                "Produsen ini belum punya nomor WhatsApp. Tempel teksnya di mana saja dengan Ctrl+V.",
                "This producer has no WhatsApp number yet. Paste the text anywhere with Ctrl+V.",
            ),
        };
        let what = lang.pick("Permintaan data disalin.", "The request is copied.").to_owned();
        self.tell(Tone::Done, Message { what, todo: todo.to_owned(), place: String::new() }, None);
        if let Some(link) = link.or(chat) {
            self.perform(Command::OpenUrl(link), ctx);
        }
    }

    /// Counts anew, in the background, where the completeness screen is open and something of it changed.
    pub(crate) fn follow_survey(&mut self) {
        if self.state.screen != Screen::Completeness {
            return;
        }
        let Some(open) = self.state.open() else { return };
        let desk = &self.state.coordinator;
        let wanted = SurveyOf {
            revision: open.timeline.revision(),
            filter: Filter { incomplete_for: None, ..self.state.filter.clone() },
            audience: desk.audience,
            lang: self.state.lang(),
        };
        if desk.asked.as_ref() == Some(&wanted) || desk.survey.as_ref().is_some_and(|(of, _)| *of == wanted) {
            return;
        }
        let (catalog, index, of) = (open.catalog().clone(), open.index.clone(), wanted.clone());
        self.state.coordinator.asked = Some(wanted);
        self.jobs.replace(Job::Survey, "survey", move |_| {
            let found = survey(&catalog, &index, &of.filter, of.audience, of.lang);
            Outcome::Surveyed(Box::new((of, found)))
        });
    }

    pub(crate) fn surveyed(&mut self, (of, found): (SurveyOf, Survey)) {
        let desk = &mut self.state.coordinator;
        if desk.asked.as_ref() == Some(&of) {
            desk.asked = None;
        }
        desk.survey = Some((of, Arc::new(found)));
    }

    pub(crate) fn listed(&mut self, result: Result<PathBuf, ExportError>) {
        match result {
            Ok(path) => {
                let what = self.state.lang().pick("Daftar tugas selesai.", "The to-do list is ready.").to_owned();
                let place = path.display().to_string();
                self.tell(Tone::Done, Message { what, todo: String::new(), place }, Some(Offer::OpenFile(path)));
            }
            Err(error) => self.fail(&error),
        }
    }

    /// The to-do list of what the completeness screen shows, in the documents folder.
    fn list_tasks(&mut self, form: ToDoForm) {
        let Some(catalog) = self.state.catalog().cloned() else { return };
        let Some((_, counted)) = self.state.coordinator.survey.clone() else { return };
        let (lang, today) = (self.state.lang(), self.state.today);
        let dir = self.parts.documents.join(lang.pick("Daftar tugas", "To-do lists"));
        let name = format!("{today} {}", lang.pick("Daftar tugas", "To-do list"));
        let destination = Destination::Folder { dir, name };
        let input = ToDoExport { catalog, survey: counted, form, lang, today, destination };
        self.jobs.start_once(Job::Tasks, Task::must_finish("tasks"), move |handle| {
            Outcome::Listed(export_to_do(input, handle))
        });
    }
}
