//! Lists and reads earlier versions, counts what they changed, and brings one back.

use std::sync::Arc;

use egui::Context;

use super::command::HistoryCommand;
use super::local_time;
use crate::model::{Catalog, ChangeSet, ChangeTally, Edit, Text};
use crate::say;
use crate::store::Version;
use crate::text::Lang;
use crate::ui::app::App;
use crate::ui::app::jobs::{Job, Outcome};
use crate::ui::app::state::Phase;
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
        let Some(folder) = self.state.open().map(|open| open.folder.clone()) else {
            return;
        };
        self.jobs.replace(Job::Versions, "versions", move |_| {
            let versions = folder.versions();
            let steps = folder.steps(&versions);
            Outcome::Versions(versions.into_iter().zip(steps).collect())
        });
    }

    /// One version after the other: the screen asks again while it shows one that is not counted.
    fn count_version(&mut self, version: Version) {
        let Phase::Open(open) = &mut self.state.phase else { return };
        let (folder, before) = (open.folder.clone(), open.history.before(&version).cloned());
        open.history.is_counting = true;
        self.jobs.replace(Job::CountVersion, "count a version", move |_| {
            let read = |version: &Version| folder.version(version).ok();
            let words = match before.and_then(|before| Some((read(&before)?, read(&version)?))) {
                Some((before, after)) => {
                    let tally = ChangeTally::of(&ChangeSet::between(&before, &after));
                    Text::new(tally.words(Lang::Id), tally.words(Lang::En))
                }
                None => Text::new("Versi sebelumnya tidak terbaca", "The version before cannot be read"),
            };
            Outcome::VersionCounted { version, words }
        });
    }

    fn read_version(&mut self, version: Version, restore: bool) {
        if restore && !self.state.may_edit() {
            return self.say_why_not();
        }
        let Some(folder) = self.state.open().map(|open| open.folder.clone()) else {
            return;
        };
        self.jobs.replace(Job::ReadVersion, "version", move |_| {
            let read = Box::new(folder.version(&version));
            Outcome::Version { version, restore, read }
        });
    }

    pub(crate) fn version_read(&mut self, version: Version, catalog: Catalog, restore: bool, ctx: &Context) {
        if !restore {
            if let Phase::Open(open) = &mut self.state.phase {
                open.history.inspected = Some((version, Arc::new(catalog)));
            }
            return;
        }
        let Some(current) = self.state.catalog() else {
            return;
        };
        let [id, en] = Lang::ALL.map(|lang| local_time(&version.time, lang));
        let name = Text::new(format!("Kembalikan versi {id}"), format!("Bring back the version of {en}"));
        let edit = Edit::between(name, current, &catalog);
        if edit.puts.is_empty() {
            return;
        }
        self.change(edit, ctx);
        let time = local_time(&version.time, self.state.lang());
        let what = say!(self.state.lang(), "Versi {time} sudah dikembalikan.", "The version of {time} is back.");
        self.tell(Tone::Done, what.into(), self.undo_offer());
    }
}
