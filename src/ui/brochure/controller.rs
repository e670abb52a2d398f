//! Carries out what is asked of brochures: which products, how they are made, the preview that follows, the file.

use std::sync::Arc;

use egui::Context;

use crate::actions::brochure::{
    BrochureExport, BrochureExportError, BrochureFiles, BrochureReport, PageForm, dated_name, export_brochure,
};
use crate::actions::files::Destination;
use crate::brochure::{BrochureError, Request};
use crate::jobs::Task;
use crate::model::{BrochureSettings, Catalog, Edit, ProductId, Text, search::normalise::normalise};
use crate::text::Message;
use crate::ui::app::App;
use crate::ui::app::command::{BrochureCommand, BrochureOf, Command, PrintAs, Screen};
use crate::ui::app::jobs::Job;
use crate::ui::app::state::State;
use crate::ui::brochure::state::PreviewInput;
use crate::ui::kit::notices::{Offer, Tone};

impl PreviewInput {
    /// Whether the preview still shows what the window asks for.
    fn is_still(&self, state: &State) -> bool {
        let brochure = &state.brochure;
        state.catalog().is_some_and(|catalog| Arc::ptr_eq(catalog, &self.catalog))
            && self.of == brochure.of
            && (self.of != BrochureOf::Shown || Arc::ptr_eq(&self.matches, &state.browse.matches))
            && (self.of != BrochureOf::Shortlist
                || (self.shortlist.0 == state.shortlist.products && self.shortlist.1 == state.shortlist.buyer))
            && self.settings == brochure.settings
            && self.test_page == brochure.test_page
    }
}

impl App {
    /// How many pages the preview has; for tests.
    pub fn preview_pages(&self) -> usize {
        self.preview.sheets().outline.len()
    }

    pub(crate) fn perform_brochure(&mut self, command: BrochureCommand) {
        match command {
            BrochureCommand::Show(of) => {
                let brochure = &mut self.state.brochure;
                brochure.of = of;
                brochure.finished = None;
                brochure.anyway = false;
                self.state.overlay = None;
                self.state.screen = Screen::Brochure;
            }
            BrochureCommand::Set(settings) => {
                self.state.brochure.settings = *settings;
                self.state.brochure.anyway = false;
                self.remember_brochure();
            }
            BrochureCommand::SetTestPage(on) => self.state.brochure.test_page = on,
            BrochureCommand::PrintAnyway(on) => self.state.brochure.anyway = on,
            BrochureCommand::Make(output) => self.make_brochure(output),
            BrochureCommand::KeepSettings(name) => self.name_brochure(name.trim()),
            BrochureCommand::ForgetSettings(name) => {
                let of =
                    Text::new(format!("Hapus pengaturan brosur {name}"), format!("Delete brochure settings {name}"));
                self.change_brochures(of, |list| list.retain(|one| one.name != name));
            }
            BrochureCommand::Cancel => self.jobs.cancel(Job::Brochure),
            BrochureCommand::OpenLast => match self.state.settings.last_brochure.clone() {
                Some(path) => self.show_file(path),
                None => self.inform(
                    Tone::Info,
                    self.state.lang().pick(
                        "Belum ada brosur yang dibuat di laptop ini.",
                        "No brochure has been made on this laptop yet.",
                    ),
                ),
            },
        }
    }

    /// The settings of last time: this person's for this catalogue, else the first that travel with it.
    pub(crate) fn recall_brochure(&mut self) {
        let Some(info) = self.state.catalog().map(|catalog| catalog.info.clone()) else {
            return;
        };
        let kept = self.state.settings.brochures.get(&info.id).or(info.brochures.first());
        self.state.brochure.settings = kept.cloned().unwrap_or_default();
    }

    fn remember_brochure(&mut self) {
        let Some(id) = self.state.catalog().map(|catalog| catalog.info.id.clone()) else {
            return;
        };
        let settings = self.state.brochure.settings.clone();
        if !id.is_empty() && self.state.settings.brochures.get(&id) != Some(&settings) {
            self.state.settings.brochures.insert(id, settings);
            self.save_settings();
        }
    }

    fn name_brochure(&mut self, name: &str) {
        if name.is_empty() {
            return;
        }
        let settings = BrochureSettings { name: name.to_owned(), ..self.state.brochure.settings.clone() };
        self.state.brochure.settings = settings.clone();
        let of = Text::new(format!("Simpan pengaturan brosur {name}"), format!("Keep brochure settings {name}"));
        self.change_brochures(of, |list| {
            list.retain(|one| normalise(&one.name) != normalise(&settings.name));
            list.push(settings);
        });
        self.remember_brochure();
    }

    fn change_brochures(&mut self, name: Text, change: impl FnOnce(&mut Vec<BrochureSettings>)) {
        let Some(catalog) = self.state.catalog() else {
            return;
        };
        let mut info = (*catalog.info).clone();
        change(&mut info.brochures);
        self.ask(Command::Change(Edit::put(name, info)));
    }

    /// The products that a brochure would be of.
    pub(crate) fn brochure_products(&self, of: &BrochureOf) -> Vec<ProductId> {
        match of {
            BrochureOf::Shown => self.state.browse.matches.hits.iter().map(|hit| hit.id.clone()).collect(),
            BrochureOf::Shortlist => self.state.shortlist.products.clone(),
            BrochureOf::One(id) => vec![id.clone()],
        }
    }

    /// Asks for new pages where anything of them changed; forgets them where nobody looks.
    pub(crate) fn follow_brochure(&mut self, ctx: &Context) {
        self.preview.begin_frame(ctx);
        let is_shown = self.state.screen == Screen::Brochure;
        let Some(open) = self.state.open().filter(|_| is_shown) else {
            if self.followed.take().is_some() {
                self.preview.clear();
            }
            return;
        };
        if self.followed.as_ref().is_some_and(|followed| followed.is_still(&self.state)) {
            return;
        }
        let brochure = &self.state.brochure;
        let request = self.brochure_request(open.catalog());
        self.followed = Some(PreviewInput {
            catalog: open.catalog().clone(),
            matches: self.state.browse.matches.clone(),
            shortlist: (self.state.shortlist.products.clone(), self.state.shortlist.buyer.clone()),
            of: brochure.of.clone(),
            settings: brochure.settings.clone(),
            test_page: brochure.test_page,
        });
        let folder = open.folder.clone();
        self.preview.wish(folder, request);
    }

    fn make_brochure(&mut self, output: PrintAs) {
        let Some(open) = self.state.open() else {
            return;
        };
        let lang = self.state.lang();
        let brochure = &self.state.brochure;
        let request = self.brochure_request(open.catalog());
        let dir = self.parts.documents.join(lang.pick("Brosur", "Brochures"));
        let input = BrochureExport {
            folder: open.folder.clone(),
            destination: Destination::Folder { dir, name: dated_name(&request, lang) },
            request,
            form: match output {
                PrintAs::Pdf | PrintAs::Print => PageForm::Pdf,
                PrintAs::Pictures(width_px) => PageForm::Pictures { width_px },
            },
            anyway: brochure.anyway,
            lang,
        };
        let print = output == PrintAs::Print;
        self.state.brochure.finished = None;
        let export = move |handle: &_| export_brochure(input, handle);
        self.work_once(Job::Brochure, Task::must_finish("brochure"), export, move |app, report, _| {
            app.brochure_made(report, print);
        });
    }

    /// The brochure as it is set up now.
    fn brochure_request(&self, catalog: &Arc<Catalog>) -> Request {
        let brochure = &self.state.brochure;
        Request {
            catalog: catalog.clone(),
            products: self.brochure_products(&brochure.of),
            settings: brochure.settings.clone(),
            buyer: (brochure.of == BrochureOf::Shortlist).then(|| self.state.shortlist.buyer.clone()),
            today: self.state.today,
            test_page: brochure.test_page,
        }
    }

    fn brochure_made(&mut self, report: BrochureReport, print: bool) {
        let lang = self.state.lang();
        let pages = report.pages;
        match report.files {
            Ok(BrochureFiles { path, parts: files, .. }) => {
                let s = crate::text::s(pages);
                let message = Message::new(
                    match files {
                        1 => crate::say!(
                            lang,
                            "Brosur selesai: {pages} halaman.",
                            "The brochure is ready: {pages} page{s}."
                        ),
                        _ => crate::say!(
                            lang,
                            "Brosur selesai: {pages} halaman dalam {files} file.",
                            "The brochure is ready: {pages} page{s} in {files} files."
                        ),
                    },
                    "",
                    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
                );
                self.tell(Tone::Done, message, Some(Offer::OpenFile(path.clone())));
                self.state.settings.last_brochure = Some(path.clone());
                self.state.brochure.finished = Some(path.clone());
                if print {
                    self.show_file(path);
                }
                self.save_settings();
            }
            Err(BrochureExportError::Pages(BrochureError::Cancelled)) => {}
            Err(BrochureExportError::Pages(error)) => self.fail(&error),
            Err(BrochureExportError::Write(error)) => self.fail(&error),
            Err(BrochureExportError::Errors(count)) => {
                let (s, count) = (crate::text::s(count), crate::text::count(lang, count));
                let message = Message::new(
                    crate::say!(
                        lang,
                        "Brosur belum dibuat: ada {count} kesalahan.",
                        "The brochure was not made: {count} error{s} to look at."
                    ),
                    lang.pick(
                        "Lihat di Periksa sebelum cetak, atau centang Cetak apa adanya.",
                        "See Check before printing, or tick Print as it is.",
                    ),
                    "",
                );
                self.tell(Tone::Failed, message, None);
            }
        }
        (self.wake)();
    }
}
