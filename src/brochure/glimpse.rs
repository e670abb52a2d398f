//! The page that is looked at, set alone after an edit: it is seen at once, however many pages its run has.

use std::collections::HashMap;

use super::blocks::is_named_only;
use super::book::{Book, PageAt};
use super::compose::{Around, compose_run};
use super::plan::{Piece, Plan, Run};
use super::{Pages, PhotoSource, Progress};
use crate::model::{Layout, ProductId};

/// Runs of fewer pages are set in the time that a page alone takes.
const FROM_PAGES: usize = 5;
/// So many pages have cover, imprint and contents of more than a page.
const LONG_FRONT: usize = 4;

impl Book {
    /// The page as it will be, unless the products before it on their pages take more or less room than they did; the
    /// first of the pages given is it. `None` where it cannot be told without its run: nothing on it was edited, or more
    /// than products stands there.
    pub fn glimpse(&self, at: PageAt, photos: &PhotoSource, progress: Progress<'_>) -> Option<Pages> {
        let (plan, front) = match self.is_cover(at) {
            // Without the contents behind it, which a whole country makes long.
            true => (Plan { is_book: true, ..Plan::default() }, true),
            false => (self.alone(at)?, false),
        };
        let run = Run { front, pieces: plan.pieces.len().min(1)..plan.pieces.len(), end: false };
        let around = Around { before: self.around(at.run).before + at.page, ..Around::default() };
        compose_run(&self.request, &plan, &run, &around).pages(photos, progress).ok()
    }

    /// The cover of a book whose first run takes its time.
    fn is_cover(&self, at: PageAt) -> bool {
        let pages = self.runs.get(at.run).and_then(|state| state.known.as_ref()).map_or(0, |known| known.pages);
        let is_front = self.plan.runs.get(at.run).is_some_and(|run| run.front && run.pieces.is_empty());
        at.page == 0 && self.plan.is_book && is_front && pages >= LONG_FRONT
    }

    /// The pieces of one page, behind one that only names the group before them.
    fn alone(&self, at: PageAt) -> Option<Plan> {
        let settings = &self.request.settings;
        let (state, run) = (self.runs.get(at.run)?, self.plan.runs.get(at.run)?);
        let known = state.known.as_ref()?;
        // One a page, a text can come from the page before; the last page of a list holds notes.
        let is_told = settings.layout == Layout::Catalog && settings.per_page > 1 && !(run.end || run.front);
        if !is_told || known.pages < FROM_PAGES {
            return None;
        }
        let pages: HashMap<&str, usize> =
            known.labels.iter().filter_map(|(label, page)| Some((label.strip_prefix("p-")?, *page))).collect();
        let page_of = |id: &ProductId| pages.get(id.as_str()).copied();
        if !self.edited.iter().any(|id| page_of(id) == Some(at.page)) {
            return None;
        }
        let mut before = self.plan.band_before(run);
        let mut pieces: Vec<Piece> = vec![Piece::default()];
        for piece in self.plan.pieces.get(run.pieces.clone())? {
            let here: Vec<ProductId> =
                piece.products.iter().filter(|id| page_of(id) == Some(at.page)).cloned().collect();
            let Some(first) = here.first() else {
                if pieces.len() == 1 {
                    before = &piece.title;
                }
                continue;
            };
            // Those that are only named stand behind the others, in a list that may go on over the page.
            let is_named = |id: &ProductId| {
                let product = self.request.catalog.products.get(id);
                product.is_none_or(|product| is_named_only(&self.request.catalog, product))
            };
            if piece.products.iter().any(is_named) {
                return None;
            }
            let begins = piece.products.first() == Some(first);
            if !begins {
                before = &piece.title;
            }
            pieces.push(Piece {
                opens_chapter: false,
                key: if begins { piece.key.clone() } else { String::new() },
                products: here,
                breaks: false,
                ..piece.clone()
            });
        }
        if let Some(name) = pieces.first_mut() {
            before.clone_into(&mut name.title);
        }
        Some(Plan { chapters: self.plan.chapters.clone(), pieces, is_book: self.plan.is_book, ..Plan::default() })
    }
}
