//! Pictures of products as textures: made in the background, newest wishes first, few uploads a frame, bounded memory.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use egui::{ColorImage, Context, TextureHandle, TextureOptions, Vec2};

use crate::jobs::Wake;
use crate::model::{Crop, Photo};
use crate::store::Folder;

/// One wanted picture: folder, file, crop, and the box in pixels that it must cover. Two catalogues may have files of one
/// name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct ThumbKey {
    folder: Folder,
    /// A name in the catalogue's folder, or where a file outside of it lies.
    file: String,
    outside: bool,
    crop: Option<Crop>,
    size: (u32, u32),
}

enum ThumbSlot {
    Ready { texture: TextureHandle, used: u64, bytes: usize },
    Failed,
}

/// A picture as far as it is there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Thumb {
    /// A texture and its size in pixels.
    Ready(egui::TextureId, Vec2),
    Loading,
    Failed,
}

#[derive(Default)]
struct WantedThumbs {
    /// With the frame that wished for it: the last frame's are made first, since a person looks at them now.
    wanted: Vec<(u64, ThumbKey)>,
    done: Vec<(ThumbKey, Option<ColorImage>)>,
    stop: bool,
}

struct ThumbQueue {
    queue: Mutex<WantedThumbs>,
    more: Condvar,
}

impl WantedThumbs {
    /// The first wish of the last frame that wished for anything: a person reads from the top.
    fn next(&mut self) -> Option<ThumbKey> {
        let (last, _) = self.wanted.last()?;
        let first = self.wanted.partition_point(|(frame, _)| frame < last);
        Some(self.wanted.remove(first).1)
    }
}

impl ThumbQueue {
    fn queue(&self) -> std::sync::MutexGuard<'_, WantedThumbs> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The textures of a window, and the worker that makes them.
pub struct Thumbs {
    slots: HashMap<ThumbKey, ThumbSlot>,
    waiting: HashSet<ThumbKey>,
    shared: Arc<ThumbQueue>,
    frame: u64,
    bytes: usize,
}

impl Thumbs {
    /// Uploads above this many a frame would be felt as a hitch.
    const UPLOADS_PER_FRAME: usize = 16;
    /// Textures beyond this are dropped, those not used for longest first: four screens of cards, to scroll back over. Others
    /// come from the disk in a few milliseconds.
    const BUDGET_BYTES: usize = 12 << 20;
    /// Wishes beyond this are dropped, the oldest first: nobody looks at them any more.
    const QUEUE: usize = 64;

    pub fn new(wake: Wake) -> Self {
        let thumbs = Self::without_worker();
        let worker = thumbs.shared.clone();
        let spawned = std::thread::Builder::new().name("thumbnails".into()).spawn(move || work(&worker, &wake));
        if let Err(error) = spawned {
            tracing::error!(%error, "no thread for thumbnails: cards stay without pictures");
        }
        thumbs
    }

    fn without_worker() -> Self {
        let shared = Arc::new(ThumbQueue { queue: Mutex::default(), more: Condvar::new() });
        Self { slots: HashMap::new(), waiting: HashSet::new(), shared, frame: 0, bytes: 0 }
    }

    /// Once a frame: takes finished pictures over and drops what is over the budget.
    pub fn begin_frame(&mut self, ctx: &Context) {
        self.frame += 1;
        let (mut done, more) = {
            let mut queue = self.shared.queue();
            let take = queue.done.len().min(Self::UPLOADS_PER_FRAME);
            let done: Vec<_> = queue.done.drain(..take).collect();
            (done, !queue.done.is_empty())
        };
        if more {
            ctx.request_repaint();
        }
        for (key, image) in done.drain(..) {
            // What nobody waits for any more was wanted of a catalogue that was left.
            if !self.waiting.remove(&key) {
                continue;
            }
            let slot = match image {
                Some(image) => {
                    let bytes = image.pixels.len() * 4;
                    self.bytes += bytes;
                    let texture = ctx.load_texture(key.file.clone(), image, TextureOptions::LINEAR);
                    ThumbSlot::Ready { texture, used: self.frame, bytes }
                }
                None => ThumbSlot::Failed,
            };
            self.slots.insert(key, slot);
        }
        self.evict();
    }

    fn evict(&mut self) {
        while self.bytes > Self::BUDGET_BYTES {
            // What was drawn in the last frame stays, whatever it costs.
            let oldest = self
                .slots
                .iter()
                .filter_map(|(key, slot)| match slot {
                    ThumbSlot::Ready { used, .. } if *used + 1 < self.frame => Some((*used, key)),
                    _ => None,
                })
                .min_by_key(|(used, _)| *used)
                .map(|(_, key)| key.clone());
            let Some(key) = oldest else { break };
            if let Some(ThumbSlot::Ready { bytes, .. }) = self.slots.remove(&key) {
                self.bytes -= bytes;
            }
        }
    }

    /// The picture that covers `size_px`, or the wish for it.
    pub fn get(&mut self, folder: &Folder, photo: &Photo, size_px: Vec2) -> Thumb {
        let crop = photo.crop.and_then(Crop::edges_only);
        self.wish(ThumbKey {
            folder: folder.clone(),
            file: photo.file.clone(),
            outside: false,
            crop,
            size: in_steps(size_px),
        })
    }

    /// The same for a picture that is not in the catalogue.
    pub fn get_outside(&mut self, folder: &Folder, path: &Path, size_px: Vec2) -> Thumb {
        let file = path.to_string_lossy().into_owned();
        self.wish(ThumbKey { folder: folder.clone(), file, outside: true, crop: None, size: in_steps(size_px) })
    }

    fn wish(&mut self, key: ThumbKey) -> Thumb {
        match self.slots.get_mut(&key) {
            Some(ThumbSlot::Ready { texture, used, .. }) => {
                *used = self.frame;
                Thumb::Ready(texture.id(), texture.size_vec2())
            }
            Some(ThumbSlot::Failed) => Thumb::Failed,
            None => {
                if self.waiting.insert(key.clone()) {
                    let mut queue = self.shared.queue();
                    queue.wanted.push((self.frame, key));
                    if queue.wanted.len() > Self::QUEUE {
                        let (_, dropped) = queue.wanted.remove(0);
                        self.waiting.remove(&dropped);
                    }
                    self.shared.more.notify_one();
                }
                Thumb::Loading
            }
        }
    }

    /// What could not be shown is tried again: its files may be there now.
    pub fn forget_failed(&mut self) {
        self.slots.retain(|_, slot| !matches!(slot, ThumbSlot::Failed));
    }

    /// Forgets everything: another catalogue was opened.
    pub fn clear(&mut self) {
        let mut queue = self.shared.queue();
        queue.wanted.clear();
        queue.done.clear();
        drop(queue);
        self.slots.clear();
        self.waiting.clear();
        self.bytes = 0;
    }

    /// No picture is awaited.
    pub fn is_settled(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Bytes of textures held now.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

/// Sizes in steps, so that a panel that is dragged wider does not make every picture anew.
fn in_steps(size_px: Vec2) -> (u32, u32) {
    let step = |points: f32| (points.clamp(1.0, 4096.0) / 64.0).ceil() as u32 * 64;
    (step(size_px.x), step(size_px.y))
}

impl Drop for Thumbs {
    fn drop(&mut self) {
        self.shared.queue().stop = true;
        self.shared.more.notify_all();
    }
}

/// Pictures come together where they come quickly: without a graphics card, a frame for each costs more than they do.
const TOGETHER_FOR: Duration = Duration::from_millis(100);

fn work(shared: &ThumbQueue, wake: &Wake) {
    // When the first of those was begun that wait to be shown.
    let mut begun = Instant::now();
    loop {
        let mut queue = shared.queue();
        let key = loop {
            if queue.stop {
                return;
            }
            if let Some(next) = queue.next() {
                break next;
            }
            queue = shared.more.wait(queue).unwrap_or_else(PoisonError::into_inner);
        };
        if queue.done.is_empty() {
            begun = Instant::now();
        }
        drop(queue);
        let made = std::panic::catch_unwind(|| match key.outside {
            true => key.folder.incoming_thumbnail(Path::new(&key.file), key.size.0, key.size.1),
            false => key.folder.thumbnail(&key.file, key.crop, key.size.0, key.size.1),
        });
        let image = match made {
            Ok(Ok(thumbnail)) => {
                let size = [thumbnail.width_px as usize, thumbnail.height_px as usize];
                Some(ColorImage::from_rgba_unmultiplied(size, &thumbnail.rgba))
            }
            Ok(Err(error)) => {
                tracing::info!(?error, file = key.file, "no thumbnail");
                None
            }
            Err(_) => None,
        };
        let mut queue = shared.queue();
        queue.done.push((key, image));
        let is_enough = queue.wanted.is_empty() || queue.done.len() >= Thumbs::UPLOADS_PER_FRAME;
        drop(queue);
        if is_enough || begun.elapsed() > TOGETHER_FOR {
            wake();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thumbnail_in_flight_never_lands_in_another_catalogue() {
        let ctx = Context::default();
        let photo = Photo { file: "madu.jpg".into(), ..Photo::default() };
        let (left, entered) = (Folder::new("/satu"), Folder::new("/dua"));
        let size = Vec2::splat(64.0);
        let mut thumbs = Thumbs::without_worker();
        assert_eq!(thumbs.get(&left, &photo, size), Thumb::Loading);
        let in_flight = thumbs.shared.queue().next().unwrap();
        thumbs.clear();
        assert_eq!(thumbs.get(&entered, &photo, size), Thumb::Loading);
        let image = ColorImage::filled([64, 64], egui::Color32::RED);
        thumbs.shared.queue().done.push((in_flight, Some(image.clone())));
        thumbs.begin_frame(&ctx);
        assert_eq!(thumbs.get(&entered, &photo, size), Thumb::Loading);
        assert_eq!(thumbs.bytes(), 0);
        let wanted = thumbs.shared.queue().next().unwrap();
        thumbs.shared.queue().done.push((wanted, Some(image)));
        thumbs.begin_frame(&ctx);
        assert!(matches!(thumbs.get(&entered, &photo, size), Thumb::Ready(..)));
    }
}
