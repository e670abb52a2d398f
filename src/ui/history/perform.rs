//! Reads earlier versions, and brings one back.

use std::sync::Arc;

use super::command::HistoryCommand;
use crate::model::{Catalog, Edit, Text};
use crate::store::Version;
use crate::ui::app::App;
use crate::ui::app::command::Command;
use crate::ui::app::jobs::{Job, Outcome};
use crate::ui::app::state::Phase;

impl App {
    pub(crate) fn perform_history(&mut self, command: HistoryCommand) {
        match command {
            HistoryCommand::Inspect(version) => self.read_version(version, false),
            HistoryCommand::Restore(version) => self.read_version(version, true),
        }
    }

    pub(crate) fn read_versions(&mut self) {
        let Some(folder) = self.state.open().map(|open| open.folder.clone()) else {
            return;
        };
        self.jobs.replace(Job::Versions, "versions", move |_| Outcome::Versions(folder.versions()));
    }

    fn read_version(&mut self, version: Version, restore: bool) {
        if restore && !self.state.may_edit() {
            return self.say_why_not();
        }
        let Some(folder) = self.state.open().map(|open| open.folder.clone()) else {
            return;
        };
        self.jobs.replace(Job::Versions, "version", move |_| {
            let read = Box::new(folder.version(&version));
            Outcome::Version { version, restore, read }
        });
    }

    pub(crate) fn version_read(&mut self, version: Version, catalog: Catalog, restore: bool) {
        if !restore {
            if let Phase::Open(open) = &mut self.state.phase {
                open.inspected = Some((version, Arc::new(catalog)));
            }
            return;
        }
        let Some(current) = self.state.catalog() else {
            return;
        };
        let time = &version.time;
        let name = Text::new(format!("Kembalikan versi {time}"), format!("Restore the version of {time}"));
        self.ask(Command::Change(Edit::between(name, current, &catalog)));
    }
}
