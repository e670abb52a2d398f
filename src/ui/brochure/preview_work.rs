//! The worker behind the preview: sets the runs of a brochure and draws their pages, what is looked at first.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::preview_board::{PageKey, PreviewPages, PreviewShared};
use crate::brochure::{self, Book, BrochureError, PhotoBox, PhotoSource, Request};
use crate::jobs::Wake;
use crate::model::Crop;
use crate::store::Folder;

/// Who looks at a page for so long may edit what stands on it: it is made ready for that.
const LOOKS: Duration = Duration::from_millis(400);
/// Pages that were wanted long ago are of no use; the latest ones are.
const MOST_WANTED: usize = 48;

enum Next {
    Follow(u64, Folder, Arc<Request>),
    Draw(PageKey),
    /// A run nobody has looked at yet, for its page numbers and findings.
    Set(usize),
    /// The run that is looked at, so that the next edit finds the typesetter's memory filled.
    Warm(usize),
    Forget,
    Stop,
}

struct Worker<'a> {
    shared: &'a PreviewShared,
    wake: &'a Wake,
    generation: u64,
    book: Option<Book>,
    photos: Option<(std::path::PathBuf, PhotoSource)>,
    /// The run that was set last.
    warm: Option<usize>,
}

pub(super) fn work(shared: &Arc<PreviewShared>, wake: &Wake) {
    let mut worker = Worker { shared, wake, generation: 0, book: None, photos: None, warm: None };
    loop {
        match worker.next() {
            Next::Stop => return,
            Next::Follow(generation, folder, request) => worker.follow(generation, folder, &request),
            Next::Draw(key) => worker.draw(key),
            Next::Set(run) | Next::Warm(run) => {
                worker.set(run);
            }
            Next::Forget => {
                worker.book = None;
                worker.warm = None;
                brochure::forget();
            }
        }
    }
}

impl Worker<'_> {
    /// Waits for something to do.
    fn next(&self) -> Next {
        let mut board = self.shared.board();
        loop {
            if board.stop {
                return Next::Stop;
            }
            if let Some((folder, request)) = board.wish.take() {
                board.working = true;
                return Next::Follow(board.generation, folder, request);
            }
            let is_current = board.generation == self.generation;
            if let Some(key) = board.wanted.pop().filter(|_| is_current) {
                board.working = true;
                return Next::Draw(key);
            }
            board.wanted.clear();
            let unset = self.book.as_ref().filter(|_| is_current).and_then(Book::unset);
            if let Some(run) = unset {
                board.working = true;
                return Next::Set(run);
            }
            if board.working {
                board.working = false;
                drop(board);
                (self.wake)();
                board = self.shared.board();
                continue;
            }
            if self.book.is_some() && !is_current {
                return Next::Forget;
            }
            let looked_at = board.looked_at.map(|page| page.at.run);
            let cold = self.book.as_ref().filter(|book| book.runs() > 1).and(looked_at);
            match cold.filter(|run| self.warm != Some(*run)) {
                None => board = self.shared.more.wait(board).unwrap_or_else(PoisonError::into_inner),
                Some(run) => {
                    let waited = self.shared.more.wait_timeout(board, LOOKS).unwrap_or_else(PoisonError::into_inner);
                    if waited.1.timed_out() {
                        return Next::Warm(run);
                    }
                    board = waited.0;
                }
            }
        }
    }

    fn follow(&mut self, generation: u64, folder: Folder, request: &Request) {
        self.generation = generation;
        let root = folder.root().to_owned();
        if self.photos.as_ref().is_none_or(|(known, _)| *known != root) {
            self.photos = Some((root, kept(folder)));
            self.book = None;
        }
        let followed = match &mut self.book {
            Some(book) => book.follow(request.clone()),
            None => Book::new(request.clone()).map(|book| self.book = Some(book)),
        };
        if let Err(error) = followed {
            return self.fail(error);
        }
        let looked_at = self.shared.board().looked_at;
        let Some(book) = &self.book else { return };
        let run = looked_at.map_or(0, |page| page.at.run).min(book.runs().saturating_sub(1));
        if book.is_ready(run) {
            return self.publish();
        }
        if !self.set_quietly(run) {
            return;
        }
        // Drawn before anybody can ask for it: by then the next run would be under way.
        if let Some(page) = looked_at.filter(|page| page.at.run == run) {
            let stamp = self.book.as_ref().map_or(0, |book| book.stamp(run));
            self.draw(PageKey { stamp, ..page });
        }
        self.publish();
    }

    /// Sets a run and says what is known now; false where it was not done.
    fn set(&mut self, run: usize) -> bool {
        let is_set = self.set_quietly(run);
        if is_set {
            self.publish();
        }
        is_set
    }

    fn set_quietly(&mut self, run: usize) -> bool {
        let (Some(book), Some((_, photos))) = (&mut self.book, &self.photos) else { return false };
        let (shared, generation) = (self.shared, self.generation);
        let go_on = |_| match shared.board().generation == generation {
            true => ControlFlow::Continue(()),
            false => ControlFlow::Break(()),
        };
        let set = catch_unwind(AssertUnwindSafe(|| book.set(run, photos, &go_on)));
        match set {
            Ok(Ok(())) => {
                self.warm = Some(run);
                true
            }
            Ok(Err(BrochureError::Cancelled)) => false,
            Ok(Err(error)) => {
                self.fail(error);
                false
            }
            Err(_) => {
                self.fail(BrochureError::Typesetting { message: "preview".into() });
                false
            }
        }
    }

    fn draw(&mut self, key: PageKey) {
        let is_ready = self.book.as_ref().is_some_and(|book| book.is_ready(key.at.run));
        if !is_ready && !self.set(key.at.run) {
            return;
        }
        let Some(book) = &mut self.book else { return };
        let drawn = catch_unwind(AssertUnwindSafe(|| book.picture(key.at, key.width_px)));
        if let Ok(Some(Ok(picture))) = drawn {
            self.shared.board().drawn.push((key, picture));
            (self.wake)();
        }
    }

    fn publish(&self) {
        let Some(book) = &self.book else { return };
        let sheets = PreviewPages { generation: self.generation, outline: book.outline(), error: None };
        let mut board = self.shared.board();
        if board.wanted.len() > MOST_WANTED {
            let old = board.wanted.len() - MOST_WANTED;
            board.wanted.drain(..old);
        }
        board.sheets = Some(sheets);
        drop(board);
        (self.wake)();
    }

    fn fail(&mut self, error: BrochureError) {
        self.book = None;
        let sheets = PreviewPages { generation: self.generation, error: Some(error), ..PreviewPages::default() };
        self.shared.board().sheets = Some(sheets);
        (self.wake)();
    }
}

/// Photos are named by their content, so the bytes of one are read once for a whole session of looking at pages.
fn kept(folder: Folder) -> PhotoSource {
    type PhotoKey = (String, Option<Crop>, PhotoBox);
    const MOST_BYTES: usize = 96 << 20;
    let known: Mutex<(HashMap<PhotoKey, Vec<u8>>, usize)> = Mutex::default();
    Arc::new(move |file, crop, wanted| {
        let key = (file.to_owned(), crop, wanted);
        if let Some(jpeg) = known.lock().unwrap_or_else(PoisonError::into_inner).0.get(&key) {
            return Ok(jpeg.clone());
        }
        let jpeg = folder.print_jpeg(file, crop, wanted.width_px, wanted.height_px);
        let jpeg = jpeg.map_err(|error| error.reason())?;
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.1 + jpeg.len() > MOST_BYTES {
            *known = Default::default();
        }
        known.1 += jpeg.len();
        known.0.insert(key, jpeg.clone());
        Ok(jpeg)
    })
}
