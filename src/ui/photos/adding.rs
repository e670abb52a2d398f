//! Pictures on their way into the catalogue: one batch after the other, several pictures at a time, one edit a batch.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use egui::{ColorImage, Context};
use rayon::prelude::*;

use crate::jobs::Handle;
use crate::model::{Edit, Photo, PhotoFault, ProductId, Text};
use crate::store::{self, Folder, IncomingPhotos, PhotoError};
use crate::text::{Explain, Message};
use crate::ui::app::App;
use crate::ui::app::command::{Command, Screen};
use crate::ui::app::jobs::{Job, Outcome};
use crate::ui::app::state::{Phase, Rights};
use crate::ui::kit::notices::Tone;

/// Where a picture comes from.
#[derive(Clone, Debug)]
pub enum Source {
    File(PathBuf),
    /// From the clipboard.
    Pasted(Arc<ColorImage>),
}

/// Pictures that become one edit: of a product, or the catalogue's logos.
#[derive(Clone, Debug)]
pub struct Batch {
    pub product: Option<ProductId>,
    pub sources: Vec<Source>,
    /// The same pictures in the tray, one for each source; empty where they do not come from it.
    pub tray: Vec<u64>,
}

impl Batch {
    pub fn of_files(product: Option<ProductId>, paths: Vec<PathBuf>) -> Self {
        Self { product, sources: paths.into_iter().map(Source::File).collect(), tray: Vec::new() }
    }
}

/// A batch that was copied into the catalogue's folder.
pub struct Added {
    pub batch: Batch,
    /// For each source its file, why it was refused, or nothing where the work was stopped before it.
    pub files: Vec<Option<Result<String, PhotoError>>>,
    /// Copies are there, but the files as they came could not be kept.
    pub originals: Option<PhotoError>,
}

/// Takes a batch into a catalogue's folder.
fn add(handle: &Handle, folder: &Folder, batch: Batch, keep_originals: bool) -> Added {
    let total = batch.sources.len();
    let done = AtomicUsize::new(0);
    let slug_of = batch.product.as_ref().map_or("logo", ProductId::as_str);
    let stored: Vec<_> = batch
        .sources
        .par_iter()
        .map(|source| {
            if handle.progress(done.load(Ordering::Relaxed), total).is_break() {
                return None;
            }
            let stored = add_one(folder, source, slug_of, keep_originals);
            let _ = handle.progress(done.fetch_add(1, Ordering::Relaxed) + 1, total);
            Some(stored)
        })
        .collect();
    let mut originals = None;
    let files = stored
        .into_iter()
        .map(|one| {
            Some(one?.map(|(file, failed)| {
                originals = originals.take().or(failed);
                file
            }))
        })
        .collect();
    Added { batch, files, originals }
}

fn add_one(
    folder: &Folder,
    source: &Source,
    slug_of: &str,
    keep_original: bool,
) -> Result<(String, Option<PhotoError>), PhotoError> {
    let (bytes, name) = match source {
        Source::File(path) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            (store::read_picture(path)?, name)
        }
        Source::Pasted(image) => (png(image)?, "Ctrl+V".to_owned()),
    };
    let file = folder.add_photo(&bytes, &name, slug_of)?;
    let failed = match source {
        Source::File(_) if keep_original => folder.keep_original(&bytes, &file).err(),
        _ => None,
    };
    Ok((file, failed))
}

fn png(picture: &ColorImage) -> Result<Vec<u8>, PhotoError> {
    let unreadable =
        |reason: String| PhotoError::Fault { file: "Ctrl+V".into(), fault: PhotoFault::Unreadable { reason } };
    let [width, height] = picture.size.map(|side| u32::try_from(side).unwrap_or(0));
    let rgba = picture.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
    let image =
        image::RgbaImage::from_raw(width, height, rgba).ok_or_else(|| unreadable(format!("{width} × {height}")))?;
    let mut png = Vec::new();
    image
        .write_to(&mut Cursor::new(&mut png), image::ImageFormat::Png)
        .map_err(|error| unreadable(error.to_string()))?;
    Ok(png)
}

/// Pasted pictures wait in this folder until they belong to a product; those of last month are gone.
fn keep_pasted(picture: &ColorImage, dir: &Path, name: &str) -> Result<PathBuf, PhotoError> {
    const KEPT: std::time::Duration = std::time::Duration::from_secs(30 * 24 * 3600);
    let bytes = png(picture)?;
    std::fs::create_dir_all(dir)
        .map_err(|error| PhotoError::Unwritable { path: dir.to_owned(), reason: error.to_string() })?;
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let age = entry.metadata().and_then(|meta| meta.modified()).ok().and_then(|time| time.elapsed().ok());
        if age.is_some_and(|age| age > KEPT) {
            // What cannot be removed is only in the way.
            let _ = std::fs::remove_file(entry.path());
        }
    }
    let path = dir.join(name);
    store::write_file(&path, &bytes).map_err(PhotoError::Save)?;
    Ok(path)
}

impl App {
    /// Takes pictures in for a product, or as the catalogue's logos, after those that wait already.
    pub(crate) fn add_batch(&mut self, batch: Batch) {
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        if batch.sources.is_empty() {
            return;
        }
        self.photo_queue.push_back(batch);
        // Photos go into the person's own folder, which has to be there first.
        if let Phase::Open(open) = &mut self.state.phase
            && open.rights == Rights::Sample
        {
            open.rights = Rights::BecomingOwn;
            self.make_own_copy();
        }
        self.start_photos();
    }

    /// Starts on the next batch, if one waits and the folder can be written to.
    pub(crate) fn start_photos(&mut self) {
        if self.jobs.running(Job::Photos).is_some() {
            return;
        }
        let Some(folder) =
            self.state.open().filter(|open| open.rights == Rights::Write).map(|open| open.folder.clone())
        else {
            return;
        };
        let Some(batch) = self.photo_queue.pop_front() else { return };
        let keep = self.state.settings.keep_originals;
        self.jobs.replace(Job::Photos, "photos", move |handle| Outcome::Photos(add(handle, &folder, batch, keep)));
    }

    /// Nothing that waits comes in any more: the catalogue was left, or cannot be written to.
    pub(crate) fn drop_photos(&mut self) {
        self.photo_queue.clear();
        self.state.tray.release();
    }

    pub(crate) fn photos_added(&mut self, added: Added, ctx: &Context) {
        let Added { batch, files, originals } = added;
        let refused: Vec<&PhotoError> = files.iter().flatten().filter_map(|file| file.as_ref().err()).collect();
        self.tell_refused(&refused);
        if let Some(error) = &originals {
            self.fail(error);
        }
        let edit = self.edit_of(&batch, files.iter().flatten().flatten());
        let there = batch.product.as_ref().is_none_or(|id| self.state.product(id).is_some());
        self.state.tray.added(&batch, &files, there);
        if let Some(edit) = edit {
            self.perform(Command::Change(edit), ctx);
        } else if there && refused.is_empty() && !files.is_empty() {
            let lang = self.state.lang();
            let what = lang.pick("Foto itu sudah ada di sana.", "That photo is there already.").to_owned();
            self.tell(Tone::Info, Message { what, todo: String::new(), place: String::new() }, None);
        }
        self.start_photos();
    }

    fn edit_of<'a>(&self, batch: &Batch, files: impl Iterator<Item = &'a String>) -> Option<Edit> {
        // The same picture twice in one place is a slip.
        let append = |photos: &mut Vec<Photo>| {
            let before = photos.len();
            for file in files {
                if photos.iter().all(|photo| photo.file != *file) {
                    photos.push(Photo { file: file.clone(), ..Photo::default() });
                }
            }
            photos.len() - before
        };
        match &batch.product {
            Some(id) => {
                let mut product = (**self.state.product(id)?).clone();
                let count = append(&mut product.photos);
                let lang = self.state.lang();
                let of = product.name.or_other(lang).map_or(String::new(), |(name, _)| format!(": {name}"));
                let name = Text::new(format!("Tambah {count} foto{of}"), format!("Add {count} photos{of}"));
                (count > 0).then(|| Edit::put(name, product))
            }
            None => {
                let mut info = (*self.state.catalog()?.info).clone();
                let count = append(&mut info.logos);
                let s = crate::text::s(count);
                let name = Text::new(format!("Tambah {count} logo"), format!("Add {count} logo{s}"));
                (count > 0).then(|| Edit::put(name, info))
            }
        }
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
        let places: Vec<&str> = messages.iter().map(|message| message.place.as_str()).take(5).collect();
        let more = if count > 5 { "…" } else { "" };
        let todo = messages.first().map_or(String::new(), |first| format!("{} {}", first.what, first.todo));
        let message = Message {
            what: crate::say!(lang, "{count} foto tidak dapat dipakai.", "{count} photos cannot be used."),
            todo,
            place: format!("{}{more}", places.join(", ")),
        };
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
            self.ask(Command::PastePicture(picture));
        }
    }

    pub(crate) fn paste_picture(&mut self, picture: Arc<ColorImage>) {
        let on_product = self.state.screen == Screen::Browse;
        if let Some(product) = self.state.selected.clone().filter(|_| on_product) {
            let sources = vec![Source::Pasted(picture)];
            return self.add_batch(Batch { product: Some(product), sources, tray: Vec::new() });
        }
        if !self.state.may_edit() {
            return self.say_why_not();
        }
        self.state.screen = Screen::Tray;
        let dir = self.parts.config.root().join("pasted");
        let name =
            format!("{} {}.png", jiff::ZonedDateTime::now().strftime("%Y%m%d-%H%M%S"), (self.parts.random_hex)());
        self.jobs.replace(Job::Paste, "paste", move |_| match keep_pasted(&picture, &dir, &name) {
            Ok(path) => Outcome::Tray(store::find_incoming(&[path], &|_| std::ops::ControlFlow::Continue(()))),
            Err(error) => Outcome::PasteFailed(error),
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
        self.jobs.replace(Job::Tray, "tray", move |handle| {
            Outcome::Tray(store::find_incoming(&paths, &|done| handle.progress(done, 0)))
        });
    }

    pub(crate) fn arrived(&mut self, found: IncomingPhotos) {
        let lang = self.state.lang();
        let (count, others) = (found.photos.len(), found.others);
        if count == 0 {
            let message = Message {
                what: lang.pick("Tidak ada foto di sana.", "There are no photos there.").into(),
                todo: lang
                    .pick(
                        "Yang dibaca: JPEG, PNG, WebP, dan HEIC. Untuk membuka katalog, pilih folder yang berisi catalog.ron.",
                        "JPEG, PNG, WebP and HEIC are read. To open a catalogue, choose the folder that holds catalog.ron.",
                    )
                    .into(),
                place: String::new(),
            };
            self.tell(Tone::Info, message, None);
        } else if found.cut_off {
            let most = store::MOST_INCOMING;
            let what = crate::say!(
                lang,
                "Baki menerima {most} foto sekaligus; sisanya belum masuk.",
                "The tray takes {most} photos at once; the rest did not come in."
            );
            let todo = lang.pick("Masukkan sisanya sesudah ini.", "Drop the rest after these.").into();
            self.tell(Tone::Info, Message { what, todo, place: String::new() }, None);
        } else if others > 0 {
            let what = crate::say!(
                lang,
                "{others} file lain bukan foto dan dilewati.",
                "{others} other files are no photos and were left out."
            );
            self.tell(Tone::Info, Message { what, todo: String::new(), place: String::new() }, None);
        }
        if let Some(catalog) = self.state.catalog().cloned() {
            self.state.tray.take_in(found.photos, &catalog);
        }
        self.start_scan();
    }
}
