//! Applies edits to the open catalogue: undo and redo, what follows a change, saving.

use std::collections::HashSet;
use std::path::Path;

use egui::Context;

use super::jobs::Job;
use super::state::Rights;
use super::{App, now_ms, open_fields};
use crate::model::{
    Catalog, Edit, Key, ProducerField, ProducerId, ProductField, ProductId, SearchIndex, Text, record_name,
};
use crate::store::OpenField;
use crate::text::{Lang, Message};
use crate::ui::app::command::{CareCommand, Command, Proposal, ProposalCommand, Recovered};
use crate::ui::kit::notices::{Offer, Tone};

/// What a person calls a field that the journal keeps: a column of the table, a field of a form, an item of its list.
fn field_name(OpenField { record, field, .. }: &OpenField, lang: Lang) -> String {
    if let Some(column) = open_fields::column_of(field) {
        return column.label(lang);
    }
    // A form knows its fields by their Indonesian names, with what part of them it is behind a slash.
    let name = field.split('/').next().unwrap_or_default();
    let item = name.rsplit_once(' ').filter(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()));
    let (label, number) = item.unwrap_or((name, ""));
    let mut of_product = ProductField::ALL.iter().map(|field| (field.label(Lang::Id), field.label(lang)));
    let mut of_producer = ProducerField::ALL.iter().map(|field| (field.label(Lang::Id), field.label(lang)));
    let found = match record {
        Key::Product(_) => of_product.find(|(id, _)| *id == label),
        Key::Producer(_) => of_producer.find(|(id, _)| *id == label),
        Key::Info | Key::Categories | Key::Selections => None,
    };
    let found = found.map(|(_, label)| format!("{label} {number}").trim_end().to_owned());
    found.unwrap_or_else(|| lang.pick(name, "").to_owned())
}

impl App {
    /// Applies an edit: one undo step, saved and checked in the background.
    pub(crate) fn change(&mut self, edit: Edit, ctx: &Context) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        let now = now_ms(ctx);
        let Some(open) = self.state.open_mut() else { return };
        let set = open.timeline.perform(edit, now);
        let keys: Vec<Key> = set.changes.into_iter().map(|change| change.key).collect();
        let Some(step) = open.timeline.next_undo() else { return };
        let told = (step.since, step.name.clone());
        self.changed(&keys, told, ctx);
    }

    pub(crate) fn say_why_not(&mut self) {
        let rights = self.state.open().map(|open| open.rights);
        let is_locked = self.state.settings.editing_locked;
        let what = match rights {
            Some(Rights::LockedElsewhere) if !is_locked => self.state.lang().pick(
                "Katalog ini sedang dibuka di jendela lain. Ubah di sana, atau tutup jendela itu lalu muat ulang di sini.",
                "This catalogue is open in another window. Edit there, or close that window and reload here.",
            ),
            None if !is_locked => return,
            _ => match self.state.read_only_reason() {
                Some(reason) => reason,
                None => return,
            },
        };
        self.inform(Tone::Info, what);
    }

    pub(super) fn step(&mut self, ctx: &Context, forward: bool) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        if let Some(names) = self.state.undoable_clearing().filter(|_| !forward).cloned() {
            return self.perform(CareCommand::BringBack(names), ctx);
        }
        let lang = self.state.lang();
        let Some(open) = self.state.open_mut() else { return };
        let step = if forward { open.timeline.redo() } else { open.timeline.undo() };
        let Some(step) = step else { return };
        let keys: Vec<Key> = step.changes.changes.iter().map(|change| change.key.clone()).collect();
        let (id, en) = (step.name.or_other(Lang::Id), step.name.or_other(Lang::En));
        let [id, en] = [id, en].map(|name| name.map_or("", |(name, _)| name));
        let what = match forward {
            true => Text::new(format!("Diulangi: {id}"), format!("Redone: {en}")),
            false => Text::new(format!("Diurungkan: {id}"), format!("Undone: {en}")),
        };
        let told = (open.timeline.revision(), what.clone());
        self.changed(&keys, told, ctx);
        self.inform(Tone::Info, what.get(lang).unwrap_or_default());
    }

    /// Follows a change of some records: index, selection, saver, check, and the own copy of a sample. What was done is
    /// told by its number and name.
    pub(crate) fn changed(&mut self, keys: &[Key], (number, name): (u64, Text), ctx: &Context) {
        if keys.is_empty() {
            return;
        }
        let Some(open) = self.state.open_mut() else { return };
        let catalog = open.timeline.catalog().clone();
        let touched = touched_products(&catalog, keys);
        if self.jobs.running(Job::Index).is_some() || open.index.updates_slowly(&catalog, &touched) {
            // Until it is there, searching answers from the index before.
            let (revision, catalog) = (open.timeline.revision(), catalog.clone());
            let build = move |_: &_| SearchIndex::build(&catalog);
            self.work(Job::Index, "index", build, move |app, index, _| {
                if let Some(open) = app.state.open_mut().filter(|open| open.timeline.revision() == revision) {
                    open.index = index;
                    app.matched = None;
                }
            });
        } else {
            open.index = open.index.updated(&catalog, &touched);
        }
        let Some(open) = self.state.open() else { return };
        match &open.saver {
            Some(saver) => saver.request_step(catalog.clone(), number, name),
            None => {
                self.make_own_copy();
                // There is one only where an own copy is being made.
                if let Some(journal) = self.state.open().and_then(|open| open.journal.as_ref()) {
                    journal.note(catalog.clone());
                }
            }
        }
        self.check_at = Some(ctx.input(|input| input.time) + Self::CHECK_PAUSE_S);
        let state = &mut self.state;
        if state.product.selected.as_ref().is_some_and(|id| !catalog.products.contains_key(id)) {
            state.product.selected = None;
            state.product.editing = false;
        }
        if state.producers.selected.as_ref().is_some_and(|id| !catalog.producers.contains_key(id)) {
            state.producers.selected = None;
        }
        state.shortlist.follow(&catalog);
        state.tray.follow(&catalog);
        state.presenting.follow(&catalog);
    }

    pub(super) fn save_now(&mut self) {
        let Some(open) = self.state.open() else {
            return;
        };
        match &open.saver {
            Some(saver) => saver.save_now(open.catalog().clone()),
            // The copy had failed.
            None if open.rights == Rights::Sample && open.timeline.revision() > 0 => self.make_own_copy(),
            None if open.rights == Rights::Sample => {
                self.inform(
                    Tone::Info,
                    self.state.lang().pick("Belum ada perubahan untuk disimpan.", "There is nothing to save yet."),
                );
            }
            None => self.say_why_not(),
        }
    }

    pub(crate) fn keep_mine(&mut self) {
        let Some(open) = self.state.open() else { return };
        if let Some(saver) = &open.saver {
            saver.replace_changed(open.catalog().clone());
        }
    }

    /// Says that an earlier session left edits that could not be written.
    pub(crate) fn tell_unsaved(&mut self) {
        if self.state.open().is_none_or(|open| open.unsaved.is_empty()) {
            return;
        }
        let lang = self.state.lang();
        let message = Message::new(
            lang.pick("Ada perubahan yang belum tersimpan.", "There are changes that are not saved."),
            lang.pick("Disimpan terpisah sampai Anda memutuskan.", "They are kept aside until you decide."),
            "",
        );
        self.tell(Tone::Info, message, Some(Offer::Recover));
    }

    /// Shows what an earlier session could not save, record by record, to be taken back.
    pub(crate) fn recover(&mut self) {
        let Some(open) = self.state.open() else { return };
        let Some(unsaved) = open.unsaved.first().cloned() else { return };
        let name = match unsaved.at.map(|at| jiff::tz::TimeZone::system().to_datetime(at)) {
            Some(at) => {
                let (id, en) = (at.strftime("%-d/%-m/%Y pukul %H.%M"), at.strftime("%-d/%-m/%Y at %H:%M"));
                Text::new(format!("Perubahan yang belum tersimpan, {id}"), format!("Changes not saved, {en}"))
            }
            None => Text::new("Perubahan yang belum tersimpan", "Changes not saved"),
        };
        let (edit, doubtful) = unsaved.edit(name, open.catalog());
        let (after, _) = open.catalog().apply(&edit);
        let named = |key: &Key, lang: Lang| {
            let record = after.record(key).or_else(|| open.catalog().record(key));
            record.map_or(String::new(), |record| record_name(&record, lang))
        };
        let mut notes: Vec<Text> = Vec::new();
        for key in &doubtful {
            let words = |lang: Lang, why: &str| format!("{}: {why}", named(key, lang));
            notes.push(Text::new(
                words(Lang::Id, "sementara itu diubah orang lain juga. Centang untuk memakai yang dari sini."),
                words(Lang::En, "somebody else changed it too meanwhile. Tick it to take what is from here."),
            ));
        }
        for open in &unsaved.fields {
            // The rest of an amount that has no number yet is no text that a person typed.
            let typed = if open.field.ends_with("/…") { String::new() } else { format!(" “{}”", open.text) };
            let words = |lang: Lang| {
                let field = field_name(open, lang);
                let comma = if field.is_empty() { "" } else { ", " };
                let half = lang.pick("masih diketik", "half typed");
                format!("{}{comma}{field}: {half}{typed}", named(&open.record, lang))
            };
            notes.push(Text::new(words(Lang::Id), words(Lang::En)));
        }
        let recovered = Some(Recovered { file: unsaved.file, fields: unsaved.fields });
        self.ask(ProposalCommand::Show(Box::new(Proposal { edit, notes, doubtful, recovered })));
    }

    /// What was chosen of an earlier session's edits is in the catalogue now: what was kept goes once that is saved.
    pub(crate) fn take_recovered(&mut self, recovered: Recovered, ctx: &Context) {
        self.forget_recovered(&recovered.file);
        self.take_fields_back(recovered.fields, ctx);
        self.note_open_fields(ctx);
        let Some(open) = self.state.open_mut() else { return };
        match &open.saver {
            Some(saver) => {
                saver.forget_when_saved(recovered.file);
                saver.request(open.timeline.catalog().clone());
            }
            None => open.spent_journals.push(recovered.file),
        }
        if !open.unsaved.is_empty() {
            self.ask(Command::Recover);
        }
    }

    /// An earlier session's edits are decided about.
    pub(crate) fn forget_recovered(&mut self, file: &Path) {
        if let Some(open) = self.state.open_mut() {
            open.unsaved.retain(|unsaved| unsaved.file != file);
        }
    }
}

/// Every product whose search text may differ after these records changed.
fn touched_products(catalog: &Catalog, keys: &[Key]) -> Vec<ProductId> {
    let mut touched = Vec::new();
    let mut producers: HashSet<&ProducerId> = HashSet::new();
    for key in keys {
        match key {
            Key::Product(id) => touched.push(id.clone()),
            Key::Producer(id) => {
                producers.insert(id);
            }
            // The index notices these by itself.
            Key::Info | Key::Categories | Key::Selections => {}
        }
    }
    if !producers.is_empty() {
        let theirs =
            catalog.products.values().filter(|one| one.producer.as_ref().is_some_and(|id| producers.contains(id)));
        touched.extend(theirs.map(|product| product.id.clone()));
    }
    touched
}
