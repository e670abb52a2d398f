//! Pages of the brochure as textures: what is looked at first, newest wish first; the old page stays until the new one is there.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};

use egui::{ColorImage, Context, TextureHandle, TextureOptions};

use super::preview_board::{PageKey, PreviewPages, PreviewShared};
use super::preview_work::work;
use crate::brochure::{PageAt, Request};
use crate::jobs::Wake;
use crate::store::Folder;

struct Drawn {
    texture: TextureHandle,
    stamp: u64,
    width_px: u32,
    used: u64,
    bytes: usize,
}

/// The preview of a window, and the worker behind it.
pub struct Preview {
    shared: Arc<PreviewShared>,
    wake: Wake,
    started: bool,
    generation: u64,
    sheets: Arc<PreviewPages>,
    /// By page and whether it is a thumbnail.
    pages: HashMap<(PageAt, bool), Drawn>,
    asked: HashMap<(PageAt, bool), PageKey>,
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
            shared: Arc::new(PreviewShared { board: Mutex::default(), more: Condvar::new() }),
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
            let pages = &sheets.outline.pages;
            self.pages.retain(|(at, _), _| pages.get(at.run).is_some_and(|count| at.page < *count));
            self.sheets = Arc::new(sheets);
        }
        for (PageKey { at, width_px, stamp }, picture) in drawn {
            let size = [picture.width_px as usize, picture.height_px as usize];
            let bytes = picture.rgba.len();
            let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
            let texture = ctx.load_texture(format!("page {at:?}"), image, TextureOptions::LINEAR);
            let drawn = Drawn { texture, stamp, width_px, used: self.frame, bytes };
            self.pages.insert((at, width_px < THUMBNAIL_PX), drawn);
        }
        while self.pages.values().map(|page| page.bytes).sum::<usize>() > Self::BUDGET_BYTES {
            let old = self.pages.iter().filter(|(_, page)| page.used + 1 < self.frame);
            let Some(key) = old.min_by_key(|(_, page)| page.used).map(|(key, _)| *key) else { break };
            self.pages.remove(&key);
        }
    }

    /// The page (from 0) at about this width, or what there is of it; asks for what is missing.
    pub fn page(&mut self, page: usize, width_px: f32) -> Option<egui::TextureId> {
        // In steps, so that a pane that is dragged wider does not draw every page anew.
        let width_px = ((width_px.clamp(40.0, 2400.0) / 32.0).ceil() * 32.0) as u32;
        let at = self.sheets.outline.at(page)?;
        let stamp = self.sheets.outline.stamps.get(at.run).copied().unwrap_or(0);
        let slot = (at, width_px < THUMBNAIL_PX);
        let key = PageKey { at, width_px, stamp };
        let is_there = |drawn: &Drawn| drawn.stamp == stamp && drawn.width_px == width_px;
        let is_set = self.sheets.generation == self.generation;
        if is_set && !self.pages.get(&slot).is_some_and(is_there) && self.asked.get(&slot) != Some(&key) {
            self.asked.insert(slot, key);
            self.is_working = true;
            let mut board = self.shared.board();
            board.working = true;
            // Thumbnails wait for the pages that are looked at.
            board.wanted.retain(|known| known.at != at || (known.width_px < THUMBNAIL_PX) != slot.1);
            if slot.1 {
                board.wanted.insert(0, key);
            } else {
                board.wanted.push(key);
                board.looked_at = Some(key);
            }
            drop(board);
            self.shared.more.notify_one();
        }
        let other = (at, !slot.1);
        let found = if self.pages.contains_key(&slot) { slot } else { other };
        let drawn = self.pages.get_mut(&found)?;
        drawn.used = self.frame;
        Some(drawn.texture.id())
    }

    pub fn sheets(&self) -> &Arc<PreviewPages> {
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
        self.sheets = Arc::new(PreviewPages { generation: self.generation, ..PreviewPages::default() });
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.shared.board().stop = true;
        self.shared.more.notify_all();
    }
}
