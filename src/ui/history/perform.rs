//! Lists and reads earlier versions, counts what they changed, and brings one back.

use std::sync::Arc;

use egui::Context;

use super::local_time;
use super::state::HistoryCommand;
use crate::model::{Catalog, ChangeSet, ChangeTally, Edit, Text};
use crate::say;
use crate::store::Version;
use crate::text::Lang;
use crate::ui::app::App;
use crate::ui::app::jobs::Job;
use crate::ui::kit::notices::Tone;

impl App {
    pub(crate) fn perform_history(&mut self, command: HistoryCommand) {
        match command {
            HistoryCommand::Inspect(version) => self.read_version(version, false),
            HistoryCommand::Count(version) => self.count_version(version),
            HistoryCommand::Restore(version) => self.read_version(version, true),
        }
    }

    pub(crate) fn read_versions(&mut self) {
        let Some(folder) = self.state.folder().cloned() else { return };
        let read = move |_: &_| {
            let versions = folder.versions();
            let steps = folder.steps(&versions);
            versions.into_iter().zip(steps).collect()
        };
        self.work(Job::Versions, "versions", read, |app, versions, _| {
            if let Some(open) = app.state.open_mut() {
                open.history.take(versions);
            }
        });
    }

    /// One version after the other: the screen asks again while it shows one that is not counted.
    fn count_version(&mut self, version: Version) {
        let Some(open) = self.state.open_mut() else { return };
        let (folder, before) = (open.folder.clone(), open.history.before(&version).cloned());
        open.history.is_counting = true;
        let of = version.clone();
        let count = move |_: &_| {
            let read = |version: &Version| folder.version(version).ok();
            match before.and_then(|before| Some((read(&before)?, read(&of)?))) {
                Some((before, after)) => {
                    let tally = ChangeTally::of(&ChangeSet::between(&before, &after));
                    Text::new(tally.words(Lang::Id), tally.words(Lang::En))
                }
                None => Text::new("Versi sebelumnya tidak terbaca", "The version before cannot be read"),
            }
        };
        self.work(Job::CountVersion, "count a version", count, |app, words, _| {
            if let Some(open) = app.state.open_mut() {
                open.history.take_counted(version, words);
            }
        });
    }

    fn read_version(&mut self, version: Version, restore: bool) {
        if restore && !self.state.may_edit() {
            return self.say_why_not();
        }
        let Some(folder) = self.state.folder().cloned() else { return };
        let read = move |_: &_| (folder.version(&version), version);
        self.work(Job::ReadVersion, "version", read, move |app, (read, version), ctx| match read {
            Ok(catalog) if restore => app.restore_version(&version, &catalog, ctx),
            Ok(catalog) => {
                if let Some(open) = app.state.open_mut() {
                    open.history.inspected = Some((version, Arc::new(catalog)));
                }
            }
            Err(error) => app.fail(&error),
        });
    }

    fn restore_version(&mut self, version: &Version, catalog: &Catalog, ctx: &Context) {
        let Some(current) = self.state.catalog() else {
            return;
        };
        let [id, en] = Lang::ALL.map(|lang| local_time(&version.time, lang));
        let name = Text::new(format!("Kembalikan versi {id}"), format!("Bring back the version of {en}"));
        let edit = Edit::between(name, current, catalog);
        if edit.puts.is_empty() {
            return;
        }
        self.change(edit, ctx);
        let time = local_time(&version.time, self.state.lang());
        let what = say!(self.state.lang(), "Versi {time} sudah dikembalikan.", "The version of {time} is back.");
        self.tell(Tone::Done, what.into(), self.undo_offer());
    }
}
