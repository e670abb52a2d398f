//! Pages of the brochure as textures: set and drawn by a worker, newest wish first, the old page stays until the new one is there.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

use egui::{ColorImage, Context, TextureHandle, TextureOptions, Vec2};

use crate::brochure::{self, BrochureError, Finding, Pages, PhotoBox, PhotoSource, Picture, Request};
use crate::jobs::Wake;
use crate::model::{Crop, ProductId};
use crate::store::Folder;
use crate::text::{Explain as _, Lang};

/// What the pages are, as far as they are set.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    /// Which wish these belong to.
    pub generation: u64,
    /// Width and height of each page in points.
    pub sizes_pt: Vec<(f64, f64)>,
    pub findings: Vec<Finding>,
    /// The first page of each product, from 0.
    pub places: Vec<(ProductId, usize)>,
    pub error: Option<BrochureError>,
}

/// One page at one width.
type PageKey = (u64, usize, u32);

#[derive(Default)]
struct Board {
    generation: u64,
    wish: Option<(Folder, Arc<Request>)>,
    /// The last one is drawn first: what a person looks at now.
    wanted: Vec<PageKey>,
    sheets: Option<Sheets>,
    drawn: Vec<(PageKey, Picture)>,
    working: bool,
    stop: bool,
}

struct Shared {
    board: Mutex<Board>,
    more: Condvar,
}

impl Shared {
    fn board(&self) -> std::sync::MutexGuard<'_, Board> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

struct Drawn {
    texture: TextureHandle,
    generation: u64,
    width_px: u32,
    used: u64,
    bytes: usize,
}

/// The preview of a window, and the worker behind it.
pub struct Preview {
    shared: Arc<Shared>,
    wake: Wake,
    started: bool,
    generation: u64,
    sheets: Arc<Sheets>,
    /// By page and whether it is a thumbnail.
    pages: HashMap<(usize, bool), Drawn>,
    asked: HashMap<(usize, bool), PageKey>,
    frame: u64,
    is_working: bool,
}

/// Pages narrower than this are thumbnails, kept beside the large one of the same page.
const THUMBNAIL_PX: u32 = 200;

impl Preview {
    /// Textures beyond this are dropped, those not used for longest first.
    const BUDGET_BYTES: usize = 64 << 20;

    pub fn new(wake: Wake) -> Self {
        Self {
            shared: Arc::new(Shared { board: Mutex::default(), more: Condvar::new() }),
            wake,
            started: false,
            generation: 0,
            sheets: Arc::default(),
            pages: HashMap::new(),
            asked: HashMap::new(),
            frame: 0,
            is_working: false,
        }
    }

    /// These pages are wanted from now on; a wish that has not been set yet is dropped.
    pub fn wish(&mut self, folder: Folder, request: Request) {
        if !self.started {
            self.started = true;
            let (shared, wake) = (self.shared.clone(), self.wake.clone());
            let spawned = std::thread::Builder::new().name("preview".into()).spawn(move || work(&shared, &wake));
            if let Err(error) = spawned {
                tracing::error!(%error, "no thread for the preview");
            }
        }
        self.generation += 1;
        let mut board = self.shared.board();
        board.generation = self.generation;
        board.wish = Some((folder, Arc::new(request)));
        board.wanted.clear();
        board.working = true;
        drop(board);
        self.asked.clear();
        self.is_working = true;
        self.shared.more.notify_one();
    }

    /// Once a frame: takes over what is finished.
    pub fn begin_frame(&mut self, ctx: &Context) {
        self.frame += 1;
        if !self.started {
            return;
        }
        let mut board = self.shared.board();
        let sheets = board.sheets.take();
        let drawn: Vec<_> = board.drawn.drain(..).collect();
        self.is_working = board.working;
        drop(board);
        if let Some(sheets) = sheets.filter(|sheets| sheets.generation == self.generation) {
            let count = sheets.sizes_pt.len();
            self.pages.retain(|(page, _), _| *page < count);
            self.sheets = Arc::new(sheets);
        }
        for ((generation, page, width_px), picture) in drawn {
            if generation != self.generation {
                continue;
            }
            let size = [picture.width_px as usize, picture.height_px as usize];
            let bytes = picture.rgba.len();
            let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
            let texture = ctx.load_texture(format!("page {page}"), image, TextureOptions::LINEAR);
            let drawn = Drawn { texture, generation, width_px, used: self.frame, bytes };
            self.pages.insert((page, width_px < THUMBNAIL_PX), drawn);
        }
        while self.pages.values().map(|page| page.bytes).sum::<usize>() > Self::BUDGET_BYTES {
            let old = self.pages.iter().filter(|(_, page)| page.used + 1 < self.frame);
            let Some(key) = old.min_by_key(|(_, page)| page.used).map(|(key, _)| *key) else { break };
            self.pages.remove(&key);
        }
    }

    /// The page (from 0) at about this width, or what there is of it; asks for what is missing.
    pub fn page(&mut self, page: usize, width_px: f32) -> Option<(egui::TextureId, Vec2)> {
        // In steps, so that a pane that is dragged wider does not draw every page anew.
        let width_px = ((width_px.clamp(40.0, 2400.0) / 32.0).ceil() * 32.0) as u32;
        let slot = (page, width_px < THUMBNAIL_PX);
        let key = (self.generation, page, width_px);
        let is_there = |drawn: &Drawn| drawn.generation == key.0 && drawn.width_px == width_px;
        let is_set = self.sheets.generation == self.generation;
        if is_set && !self.pages.get(&slot).is_some_and(is_there) && self.asked.get(&slot) != Some(&key) {
            self.asked.insert(slot, key);
            let mut board = self.shared.board();
            // Thumbnails wait for the pages that are looked at.
            if slot.1 {
                board.wanted.insert(0, key);
            } else {
                board.wanted.retain(|known| known.1 != page || known.2 < THUMBNAIL_PX);
                board.wanted.push(key);
            }
            drop(board);
            self.shared.more.notify_one();
        }
        let other = (page, !slot.1);
        let found = if self.pages.contains_key(&slot) { slot } else { other };
        let drawn = self.pages.get_mut(&found)?;
        drawn.used = self.frame;
        Some((drawn.texture.id(), drawn.texture.size_vec2()))
    }

    pub fn sheets(&self) -> &Arc<Sheets> {
        &self.sheets
    }

    /// Pages are being set: what is shown is the brochure before the last change.
    pub fn is_setting(&self) -> bool {
        self.sheets.generation != self.generation
    }

    /// Nothing is being set or drawn.
    pub fn is_settled(&self) -> bool {
        !self.is_working
    }

    /// Forgets everything: another catalogue was opened, or nobody looks any more.
    pub fn clear(&mut self) {
        self.generation += 1;
        let mut board = self.shared.board();
        board.generation = self.generation;
        board.wish = None;
        board.wanted.clear();
        drop(board);
        self.shared.more.notify_one();
        self.pages.clear();
        self.asked.clear();
        self.sheets = Arc::new(Sheets { generation: self.generation, ..Sheets::default() });
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.shared.board().stop = true;
        self.shared.more.notify_all();
    }
}

enum Next {
    Set(u64, Folder, Arc<Request>),
    Draw(PageKey),
    Stop,
}

fn work(shared: &Arc<Shared>, wake: &Wake) {
    let mut pages: Option<(u64, Pages)> = None;
    let mut photos: Option<(std::path::PathBuf, PhotoSource)> = None;
    loop {
        let next = next(shared, &mut pages, wake);
        match next {
            Next::Stop => return,
            Next::Set(generation, folder, request) => {
                let root = folder.root().to_owned();
                if photos.as_ref().is_none_or(|(known, _)| *known != root) {
                    photos = Some((root, kept(folder)));
                }
                let Some((_, source)) = &photos else { continue };
                let made = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                    set(shared, generation, &request, source)
                }));
                let made = made.unwrap_or_else(|_| Err(BrochureError::Typesetting { message: "preview".into() }));
                let sheets = match made {
                    Err(BrochureError::Cancelled) => continue,
                    Err(error) => {
                        pages = None;
                        Sheets { generation, error: Some(error), ..Sheets::default() }
                    }
                    Ok(set) => {
                        let sheets = Sheets {
                            generation,
                            sizes_pt: (0..set.len()).filter_map(|page| set.size_pt(page)).collect(),
                            findings: set.findings().to_vec(),
                            places: set.places(),
                            error: None,
                        };
                        pages = Some((generation, set));
                        sheets
                    }
                };
                shared.board().sheets = Some(sheets);
                wake();
            }
            Next::Draw(key) => {
                let Some((generation, set)) = &pages else { continue };
                if *generation != key.0 {
                    continue;
                }
                let drawn = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| set.picture(key.1, key.2)));
                if let Ok(Ok(picture)) = drawn {
                    shared.board().drawn.push((key, picture));
                    wake();
                }
            }
        }
    }
}

/// Waits for something to do. Setting comes before drawing.
fn next(shared: &Shared, pages: &mut Option<(u64, Pages)>, wake: &Wake) -> Next {
    let mut board = shared.board();
    loop {
        if board.stop {
            return Next::Stop;
        }
        if let Some((folder, request)) = board.wish.take() {
            board.working = true;
            return Next::Set(board.generation, folder, request);
        }
        let generation = board.generation;
        board.wanted.retain(|key| key.0 == generation);
        if let Some(key) = board.wanted.pop() {
            board.working = true;
            return Next::Draw(key);
        }
        if board.working {
            board.working = false;
            drop(board);
            wake();
            board = shared.board();
            continue;
        }
        if pages.as_ref().is_some_and(|(of, _)| *of != generation) {
            *pages = None;
            brochure::forget();
        }
        board = shared.more.wait(board).unwrap_or_else(PoisonError::into_inner);
    }
}

fn set(shared: &Shared, generation: u64, request: &Request, photos: &PhotoSource) -> Result<Pages, BrochureError> {
    let go_on = |_| match shared.board().generation == generation {
        true => ControlFlow::Continue(()),
        false => ControlFlow::Break(()),
    };
    brochure::compose(request)?.pages(photos, &go_on)
}

/// Photos are named by their content, so the bytes of one are read once for a whole session of looking at pages.
fn kept(folder: Folder) -> PhotoSource {
    type Key = (String, Option<Crop>, PhotoBox);
    const MOST_BYTES: usize = 96 << 20;
    let known: Mutex<(HashMap<Key, Vec<u8>>, usize)> = Mutex::default();
    Arc::new(move |file, crop, wanted| {
        let key = (file.to_owned(), crop, wanted);
        if let Some(jpeg) = known.lock().unwrap_or_else(PoisonError::into_inner).0.get(&key) {
            return Ok(jpeg.clone());
        }
        let jpeg = folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px);
        let jpeg = jpeg.map_err(|error| error.explain(Lang::Id).what)?;
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.1 + jpeg.len() > MOST_BYTES {
            *known = Default::default();
        }
        known.1 += jpeg.len();
        known.0.insert(key, jpeg.clone());
        Ok(jpeg)
    })
}
