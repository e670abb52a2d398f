//! Starts an export, and says when it is there.

use super::command::{ExportCommand, ExportWish};
use super::view::products;
use crate::actions::export::{Export, ExportForm, export};
use crate::actions::files::Destination;
use crate::jobs::Task;
use crate::ui::app::App;
use crate::ui::app::jobs::Job;

impl App {
    pub(crate) fn perform_export(&mut self, command: ExportCommand) {
        match command {
            ExportCommand::Start(wish) => self.export(&wish),
            ExportCommand::Cancel => self.jobs.cancel(Job::Export),
        }
    }

    /// The products as a file that an import takes back unchanged, under a dated name that is free.
    fn export(&mut self, wish: &ExportWish) {
        let Some(open) = self.state.open() else { return };
        let (catalog, folder) = (open.catalog().clone(), open.folder.clone());
        let (lang, today) = (self.state.lang(), self.state.today);
        let products = products(&self.state, &wish.of);
        let dir = self.parts.documents.join(lang.pick("Ekspor", "Exports"));
        let title = match wish.form {
            ExportForm::Template => lang.pick("Templat daftar produk", "Product list template"),
            _ => lang.pick("Daftar produk", "Products"),
        };
        let name = format!("{today} {title}");
        let region = self.state.browse.filter.origins.first().cloned();
        let destination = Destination::Folder { dir, name };
        let input = Export { folder, catalog, products, form: wish.form, lang, destination, region };
        let export = move |handle: &_| export(input, handle);
        self.work_once(Job::Export, Task::must_finish("export"), export, |app, made, _| {
            app.tell_file(app.state.lang().pick("Lembar kerja selesai.", "The spreadsheet is ready."), made);
        });
    }
}
