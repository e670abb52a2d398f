//! Pictures on their way into the catalogue: one batch after the other, one edit a batch.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use egui::{ColorImage, Context};
use image::RgbaImage;

use super::state::PhotosCommand;
use crate::actions::photos::{AddPictures, AddedPictures, PictureSource, add_pictures, keep_pasted};
use crate::jobs::{JobHandle, Task};
use crate::model::{Edit, Photo, PhotoFault, Product, ProductId, Record, Text};
use crate::store::{self, IncomingPhotos, PhotoError};
use crate::text::{Explain, Message};
use crate::ui::app::App;
use crate::ui::app::command::{Command, Screen};
use crate::ui::app::jobs::Job;
use crate::ui::app::state::Rights;
use crate::ui::kit::dialogs::DialogKind;
use crate::ui::kit::notices::{Offer, Tone};
use crate::ui::photos::state::{BatchPhoto, PhotoBatch};

/// A picture of the clipboard as one of the program's own.
fn pasted(picture: &ColorImage) -> Option<RgbaImage> {
    let [width, height] = picture.size.map(|side| u32::try_from(side).unwrap_or(0));
    let rgba = picture.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
    RgbaImage::from_raw(width, height, rgba)
}

/// The first few of many names.
fn first_of(names: &[String]) -> String {
    const SHOWN: usize = 5;
    let more = if names.len() > SHOWN { "…" } else { "" };
    format!("{}{more}", names.get(..SHOWN).unwrap_or(names).join(", "))
}

impl App {
    pub(crate) fn perform_photos(&mut self, command: PhotosCommand) {
        match command {
            PhotosCommand::Pick(id) => self.ask_dialog(DialogKind::Pictures, None, move |paths| {
                (!paths.is_empty()).then(|| PhotosCommand::Add(id.clone(), paths.to_vec()).into())
            }),
            PhotosCommand::Add(id, paths) => self.add_batch(PhotoBatch::of_files(Some(id), paths)),
            PhotosCommand::PickLogos => self.ask_dialog(DialogKind::Pictures, None, |paths| {
                (!paths.is_empty()).then(|| PhotosCommand::AddLogos(paths.to_vec()).into())
            }),
            PhotosCommand::AddLogos(paths) => self.add_batch(PhotoBatch::of_files(None, paths)),
            PhotosCommand::Paste(picture) => self.paste_picture(&picture),
            PhotosCommand::TakeDamaged => {
                let mut batch = PhotoBatch { takes_damaged: true, ..std::mem::take(&mut self.damaged_photos) };
                let tray = &mut self.state.tray;
                batch.photos.retain(|photo| photo.in_tray.is_none_or(|id| tray.send(id)));
                self.add_batch(batch);
            }
            PhotosCommand::KeepOriginals(keep) => {
                self.state.settings.keep_originals = keep;
                self.save_settings();
            }
        }
    }

    /// Takes pictures in for a product, or as the catalogue's logos, after those that wait already.
    pub(crate) fn add_batch(&mut self, batch: PhotoBatch) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        if batch.photos.is_empty() {
            return;
        }
        self.photo_queue.push_back(batch);
        // Photos go into the person's own folder, which has to be there first.
        self.make_own_copy();
        self.start_photos();
    }

    /// Starts on the next batch, if one waits and the folder can be written to.
    pub(crate) fn start_photos(&mut self) {
        if self.jobs.running(Job::Photos).is_some() {
            return;
        }
        let writable = self.state.open().filter(|open| open.rights == Rights::Write);
        let Some(folder) = writable.map(|open| open.folder.clone()) else { return };
        let Some(batch) = self.photo_queue.pop_front() else { return };
        let input = AddPictures {
            folder,
            pictures: batch
                .photos
                .iter()
                .map(|photo| {
                    let slug_of = photo.product.as_ref().map_or("logo", ProductId::as_str);
                    (photo.source.clone(), slug_of.to_owned())
                })
                .collect(),
            keep_originals: self.state.settings.keep_originals,
            takes_damaged: batch.takes_damaged,
        };
        let add = move |handle: &_| add_pictures(&input, handle);
        self.work(Job::Photos, Task::must_finish("photos"), add, move |app, added, ctx| {
            app.photos_added(&batch, added, ctx);
        });
    }

    /// Nothing that waits comes in any more: the catalogue was left, or cannot be written to.
    pub(crate) fn drop_photos(&mut self) {
        self.photo_queue.clear();
        self.damaged_photos = PhotoBatch::default();
        self.state.tray.release();
    }

    pub(crate) fn photos_added(&mut self, batch: &PhotoBatch, added: AddedPictures, ctx: &Context) {
        let AddedPictures { files, originals } = added;
        let results = || batch.photos.iter().zip(&files);
        let is_damaged = |error: &PhotoError| matches!(error, PhotoError::Fault { fault: PhotoFault::Damaged, .. });
        let errors = || results().filter_map(|(photo, file)| Some((photo, file.as_ref()?.as_ref().err()?)));
        let refused: Vec<&PhotoError> = errors().map(|(_, error)| error).filter(|error| !is_damaged(error)).collect();
        self.tell_refused(&refused);
        let damaged: Vec<&BatchPhoto> =
            errors().filter(|(_, error)| is_damaged(error)).map(|(photo, _)| photo).collect();
        self.ask_about_damaged(&damaged);
        if let Some(error) = &originals {
            self.fail(error);
        }
        let stored = || results().filter_map(|(photo, file)| Some((photo, file.as_ref()?.as_ref().ok()?)));
        let edit = self.edit_of(stored());
        let exists = |product: &ProductId| self.state.product(product).is_some();
        let there = batch.photos.iter().any(|photo| photo.product.as_ref().is_none_or(exists));
        let gone: BTreeSet<ProductId> =
            batch.photos.iter().filter_map(|photo| photo.product.clone()).filter(|id| !exists(id)).collect();
        self.state.tray.added(batch, &files, &|product| !gone.contains(product));
        if let Some(edit) = edit {
            self.perform(Command::Change(edit), ctx);
        } else if there && refused.is_empty() && damaged.is_empty() && !files.is_empty() {
            let lang = self.state.lang();
            let what = lang.pick("Foto itu sudah ada di sana.", "That photo is there already.").to_owned();
            self.inform(Tone::Info, what);
        }
        self.start_photos();
    }

    /// A photo that is damaged inside comes in only where a person says so.
    fn ask_about_damaged(&mut self, damaged: &[&BatchPhoto]) {
        if damaged.is_empty() {
            return;
        }
        self.damaged_photos.photos.extend(damaged.iter().map(|photo| (*photo).clone()));
        let names: Vec<String> = self
            .damaged_photos
            .photos
            .iter()
            .filter_map(|photo| match &photo.source {
                PictureSource::File(path) => Some(path.file_name()?.to_string_lossy().into_owned()),
                PictureSource::Pasted(_) => None,
            })
            .collect();
        let (lang, count) = (self.state.lang(), names.len());
        let s = crate::text::s(count);
        let (is, it) = if count == 1 { ("is", "it") } else { ("are", "them") };
        let how_many = crate::text::count(lang, count);
        let what = crate::say!(
            lang,
            "{how_many} foto rusak di dalam: sebagian gambarnya hilang atau acak.",
            "{how_many} photo{s} {is} damaged inside: a part of the picture is lost or jumbled."
        );
        let todo = crate::say!(
            lang,
            "Minta filenya sekali lagi. Kalau tidak ada lagi, foto itu bisa tetap diambil.",
            "Ask for the file again. If there is no other, you can still use {it}."
        );
        self.tell(Tone::Failed, Message::new(what, todo, first_of(&names)), Some(Offer::TakeDamagedPhotos));
    }

    /// One edit of all the photos that were stored, in their order.
    fn edit_of<'a>(&self, stored: impl Iterator<Item = (&'a BatchPhoto, &'a String)>) -> Option<Edit> {
        let catalog = self.state.catalog()?;
        let mut products: BTreeMap<ProductId, Product> = BTreeMap::new();
        let mut info = (*catalog.info).clone();
        let (mut logos, mut count) = (0, 0);
        // The same picture twice in one place is a slip.
        let append = |photos: &mut Vec<Photo>, file: &String| {
            let is_new = photos.iter().all(|photo| photo.file != *file);
            if is_new {
                photos.push(Photo { file: file.clone(), ..Photo::default() });
            }
            usize::from(is_new)
        };
        for (photo, file) in stored {
            let Some(id) = &photo.product else {
                logos += append(&mut info.logos, file);
                continue;
            };
            let Some(before) = catalog.products.get(id) else { continue };
            let product = products.entry(id.clone()).or_insert_with(|| (**before).clone());
            count += append(&mut product.photos, file);
        }
        products.retain(|id, product| catalog.products.get(id).is_some_and(|before| **before != *product));
        let of = match products.len() {
            0 if logos == 0 => return None,
            0 => {
                let s = crate::text::s(logos);
                return Some(Edit::put(
                    Text::new(format!("Tambah {logos} logo"), format!("Add {logos} logo{s}")),
                    info,
                ));
            }
            1 => {
                let lang = self.state.lang();
                let name = products.values().next().and_then(|product| product.name.or_other(lang));
                name.map_or([String::new(), String::new()], |(name, _)| [format!(": {name}"), format!(": {name}")])
            }
            of => [format!(" ke {of} produk"), format!(" to {of} products")],
        };
        let [id, en] = of;
        let puts = products.into_values().map(|product| Record::from(product).put());
        Some(Edit {
            name: Text::new(format!("Tambah {count} foto{id}"), format!("Add {count} photos{en}")),
            puts: puts.collect(),
            typing_in: None,
        })
    }

    /// A few refusals one by one; many as one, or they would cover the screen.
    pub(crate) fn tell_refused(&mut self, refused: &[&PhotoError]) {
        let lang = self.state.lang();
        if refused.len() <= 3 {
            for error in refused {
                self.fail(*error);
            }
            return;
        }
        let count = refused.len();
        let messages: Vec<Message> = refused.iter().map(|error| error.explain(lang)).collect();
        let places: Vec<String> = messages.iter().map(|message| message.place.clone()).collect();
        let todo = messages.first().map_or(String::new(), |first| format!("{} {}", first.what, first.todo));
        let how_many = crate::text::count(lang, count);
        let message = Message::new(
            crate::say!(lang, "{how_many} foto tidak dapat dipakai.", "{how_many} photos cannot be used."),
            todo,
            first_of(&places),
        );
        self.tell(Tone::Failed, message, None);
    }

    /// Ctrl+V of a picture: onto the open product, else into the tray.
    pub(crate) fn take_pasted(&mut self, ctx: &Context) {
        let pasted = ctx.input(|input| {
            input.events.iter().find_map(|event| match event {
                egui::Event::PasteImage(picture) => Some(picture.clone()),
                _ => None,
            })
        });
        if let Some(picture) = pasted.filter(|_| self.state.open().is_some()) {
            self.ask(PhotosCommand::Paste(picture));
        }
    }

    fn paste_picture(&mut self, picture: &ColorImage) {
        let Some(picture) = pasted(picture).map(Arc::new) else { return };
        let on_product = self.state.screen == Screen::Browse;
        if let Some(product) = self.state.product.selected.clone().filter(|_| on_product) {
            return self.add_batch(PhotoBatch::of(Some(product), [PictureSource::Pasted(picture)]));
        }
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        self.state.screen = Screen::Tray;
        let dir = self.parts.config.root().join("pasted");
        let name =
            format!("{} {}.png", jiff::ZonedDateTime::now().strftime("%Y%m%d-%H%M%S"), (self.parts.random_hex)());
        let keep = move |_: &_| {
            let path = keep_pasted(&picture, &dir, &name)?;
            Ok(store::find_incoming(&[path], &|_| std::ops::ControlFlow::Continue(())))
        };
        self.work(Job::Paste, "paste", keep, |app, kept: Result<_, PhotoError>, _| match kept {
            Ok(found) => app.arrived(found),
            Err(error) => app.fail(&error),
        });
    }

    /// Reads which of the files are pictures, and when each was taken.
    pub(crate) fn scan_for_tray(&mut self, paths: Vec<PathBuf>) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        self.state.screen = Screen::Tray;
        self.state.overlay = None;
        self.tray_scans.push(paths);
        self.start_scan();
    }

    pub(crate) fn start_scan(&mut self) {
        if self.jobs.running(Job::Tray).is_some() || self.tray_scans.is_empty() {
            return;
        }
        let paths: Vec<PathBuf> = std::mem::take(&mut self.tray_scans).into_iter().flatten().collect();
        let find = move |handle: &JobHandle| store::find_incoming(&paths, &|done| handle.progress(done, 0));
        self.work(Job::Tray, "tray", find, |app, found, _| app.arrived(found));
    }

    pub(crate) fn arrived(&mut self, found: IncomingPhotos) {
        let lang = self.state.lang();
        let (count, others) = (found.photos.len(), found.others);
        if count == 0 {
            let message = Message::new(lang.pick("Tidak ada foto di sana.", "There are no photos there."), lang
                    .pick(
                        "Yang dibaca: JPEG, PNG, WebP, dan HEIC. Untuk membuka katalog, pilih folder yang berisi catalog.ron.",
                        "JPEG, PNG, WebP and HEIC are read. To open a catalogue, choose the folder that holds catalog.ron.",
                    ), "");
            self.tell(Tone::Info, message, None);
        } else if found.cut_off {
            let most = crate::text::count(lang, store::MOST_INCOMING);
            let what = crate::say!(
                lang,
                "Baki menerima {most} foto sekaligus; sisanya belum masuk.",
                "The tray takes {most} photos at once; the rest did not come in."
            );
            let todo = lang.pick("Masukkan sisanya sesudah ini.", "Add the rest afterwards.");
            self.tell(Tone::Info, Message::new(what, todo, ""), None);
        } else if others > 0 {
            let (s, others) = (crate::text::s(others), crate::text::count(lang, others));
            let what = crate::say!(
                lang,
                "{others} file lain bukan foto dan dilewati.",
                "Left out: {others} other file{s} that are no photos."
            );
            self.inform(Tone::Info, what);
        }
        if let Some(catalog) = self.state.catalog().cloned() {
            self.state.tray.take_in(found.photos, &catalog);
        }
        self.start_scan();
    }
}
