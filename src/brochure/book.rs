//! A brochure of any size, set run by run: what is looked at first, the rest when there is time, after an edit only what
//! the edit changed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use imbl::ordmap::DiffItem;

use super::compose::{Around, compose_run};
use super::plan::{Entry, Plan, Printed, Run};
use super::{BrochureError, Finding, Pages, PhotoSource, Picture, Progress, Request};
use crate::model::{Product, ProductId};

/// Documents that are kept beside what is known of them; the least recently used goes first.
const KEPT: usize = 4;

/// A brochure whose pages are set on demand.
pub struct Book {
    pub(super) request: Request,
    pub(super) plan: Plan,
    pub(super) runs: Vec<RunState>,
    size_pt: (f64, f64),
    clock: u64,
    /// What the last request changed, where nothing else did: other words in products that stand where they stood.
    pub(super) edited: Vec<ProductId>,
    /// Documents that nobody needs any more. To let one go is a walk through the typesetter's memory, so it waits until
    /// what is looked at is there.
    gone: Vec<Pages>,
}

/// Whose record two catalogues have differently.
fn id_of<'a>(item: &DiffItem<'a, 'a, ProductId, Arc<Product>>) -> &'a ProductId {
    match item {
        DiffItem::Add(id, _) | DiffItem::Remove(id, _) | DiffItem::Update { new: (id, _), .. } => id,
    }
}

/// Never the same twice, so that a page of another book is never taken for one of this.
fn fresh_stamp() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// What is known of a run.
#[derive(Default)]
pub(super) struct RunState {
    /// Set once: its number of pages and what stands on them.
    pub(super) known: Option<Known>,
    document: Option<Pages>,
    /// What the document was told of the other runs.
    around: Around,
    /// Something of it changed since it was set.
    is_changed: bool,
    used: u64,
    /// Changes whenever its pages may look different.
    stamp: u64,
}

pub(super) struct Known {
    pub(super) pages: usize,
    /// Page within the run of each label.
    pub(super) labels: Vec<(String, usize)>,
    findings: Vec<Finding>,
}

/// A page as the run and the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageAt {
    pub run: usize,
    pub page: usize,
}

/// What of a book is known so far.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Width and height of every page, in points.
    pub size_pt: (f64, f64),
    /// Pages of each run; an estimate where it has not been set yet.
    pub pages: Vec<usize>,
    /// Of each run; another one where its pages may look different.
    pub stamps: Vec<u64>,
    /// Runs that have been set.
    pub set: usize,
    pub findings: Vec<Finding>,
    /// The first page of each product, from 0, as far as it is known.
    pub places: Vec<(ProductId, usize)>,
}

impl Outline {
    pub fn len(&self) -> usize {
        self.pages.iter().sum()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Every page has been set, so that numbers and findings are final.
    pub fn is_complete(&self) -> bool {
        self.set == self.pages.len()
    }

    /// Where a page (from 0) of the whole stands.
    pub fn at(&self, page: usize) -> Option<PageAt> {
        let mut before = 0;
        for (run, pages) in self.pages.iter().enumerate() {
            if page < before + pages {
                return Some(PageAt { run, page: page - before });
            }
            before += pages;
        }
        None
    }

    /// The page (from 0) of the whole at a place; the nearest where the run has become shorter.
    pub fn page(&self, at: PageAt) -> usize {
        let before: usize = self.pages.iter().take(at.run).sum();
        let pages = self.pages.get(at.run).copied().unwrap_or(0);
        before + at.page.min(pages.saturating_sub(1))
    }
}

impl Book {
    /// Decides the order of the pages; sets none yet.
    ///
    /// # Errors
    /// Nothing to print.
    pub fn new(request: Request) -> Result<Self, BrochureError> {
        let plan = Plan::new(&request)?;
        let runs = plan.runs.iter().map(|_| RunState { stamp: fresh_stamp(), ..RunState::default() }).collect();
        // A4 until the first page says better.
        Ok(Self { request, plan, runs, size_pt: (595.0, 842.0), clock: 0, edited: Vec::new(), gone: Vec::new() })
    }

    /// Takes another request. What cannot have changed is kept.
    ///
    /// # Errors
    /// Nothing to print; the book stays as it was.
    pub fn follow(&mut self, request: Request) -> Result<(), BrochureError> {
        let (old, new) = (&self.request, &request);
        // What the order of the pages hangs on, beside the products; the title, say, is on every page and moves none.
        let is_same_order = old.settings == new.settings
            && old.buyer == new.buyer
            && old.catalog.categories == new.catalog.categories
            && old.catalog.selections == new.catalog.selections
            && (old.catalog.producers.ptr_eq(&new.catalog.producers) || old.catalog.producers == new.catalog.producers);
        let is_same_frame = is_same_order
            && old.today == new.today
            && old.test_page == new.test_page
            && Arc::ptr_eq(&old.catalog.info, &new.catalog.info);
        let differing: HashMap<&ProductId, DiffItem<'_, '_, ProductId, Arc<Product>>> =
            old.catalog.products.diff(&new.catalog.products).map(|item| (id_of(&item), item)).collect();
        let mut changed: Vec<ProductId> = Vec::new();
        let (mut moved, mut front, mut end) = (old.products != new.products, false, false);
        for id in request.products.iter().filter(|_| !differing.is_empty()) {
            let (before, after) = match differing.get(id) {
                None => continue,
                Some(DiffItem::Update { old: (_, before), new: (_, after) }) => (*before, *after),
                Some(_) => {
                    moved = true;
                    continue;
                }
            };
            changed.push(id.clone());
            moved |= stands_elsewhere(before, after);
            front |= before.certifications != after.certifications || before.photos != after.photos;
            end |= before.name != after.name
                || before.producer != after.producer
                || before.origin != after.origin
                || before.sources != after.sources;
        }
        let is_replanned = moved || !is_same_order;
        let old_plan = match is_replanned {
            true => std::mem::replace(&mut self.plan, Plan::new(&request)?),
            false => Plan::default(),
        };
        self.request = request;
        if front && !is_replanned {
            self.plan.printed = Printed::of(&self.request);
        }
        let are_changed: HashSet<&ProductId> = changed.iter().collect();
        let mut old_runs = std::mem::take(&mut self.runs);
        old_runs.resize_with(self.plan.runs.len(), RunState::default);
        for (at, run) in self.plan.runs.iter().enumerate() {
            let Some(state) = old_runs.get_mut(at) else { break };
            let is_same_run = !is_replanned
                || old_plan.runs.get(at).is_some_and(|old| {
                    (old.front, old.end) == (run.front, run.end)
                        && old_plan.pieces.get(old.pieces.clone()) == self.plan.pieces.get(run.pieces.clone())
                        && chapters(&old_plan, old) == chapters(&self.plan, run)
                        && old_plan.band_before(old) == self.plan.band_before(run)
                });
            let holds_changed = !are_changed.is_empty() && self.plan.products(run).any(|id| are_changed.contains(id));
            let is_touched = holds_changed
                || (run.front && self.plan.is_book && (front || moved))
                || (run.end && self.plan.is_book && (end || moved));
            if !is_same_frame || !is_same_run || is_touched {
                state.stamp = fresh_stamp();
                self.gone.extend(state.document.take());
                // The number of pages stays as the estimate; what was found stays until it is found anew.
                if let Some(known) = state.known.as_mut().filter(|_| !is_same_frame || !is_same_run) {
                    known.findings.clear();
                    known.labels.clear();
                }
                state.is_changed = true;
            }
        }
        self.runs = old_runs;
        self.edited = if is_replanned || !is_same_frame { Vec::new() } else { changed };
        Ok(())
    }

    /// How many runs there are.
    pub fn runs(&self) -> usize {
        self.runs.len()
    }

    /// A run's pages can be drawn at once, as they will be printed as far as the other runs are known.
    pub fn is_ready(&self, run: usize) -> bool {
        let around = self.around(run);
        self.runs.get(run).is_some_and(|state| state.document.is_some() && state.around == around)
    }

    /// Another one whenever the run's pages may look different.
    pub fn stamp(&self, run: usize) -> u64 {
        self.runs.get(run).map_or(0, |state| state.stamp)
    }

    /// The first run that was never set since it changed.
    pub fn unset(&self) -> Option<usize> {
        self.runs.iter().position(|state| state.known.is_none() || state.is_changed)
    }

    /// Sets a run's pages.
    ///
    /// # Errors
    /// Cancelled, or a fault of the typesetter.
    pub fn set(&mut self, run: usize, photos: &PhotoSource, progress: Progress<'_>) -> Result<(), BrochureError> {
        let Some(of) = self.plan.runs.get(run) else { return Ok(()) };
        let around = self.around(run);
        let composition = compose_run(&self.request, &self.plan, of, &around);
        let pages = composition.pages(photos, progress)?;
        if let Some(size) = pages.size_pt(0) {
            self.size_pt = size;
        }
        self.clock += 1;
        let known = Known { pages: pages.len(), labels: pages.labels(), findings: pages.findings().to_vec() };
        let Some(state) = self.runs.get_mut(run) else { return Ok(()) };
        let is_longer = state.known.as_ref().map(|known| known.pages) != Some(known.pages);
        state.known = Some(known);
        state.document = Some(pages);
        state.around = around;
        state.is_changed = false;
        state.used = self.clock;
        if is_longer {
            // Later pages have other numbers.
            let stamp = fresh_stamp();
            self.runs.iter_mut().skip(run + 1).for_each(|state| state.stamp = stamp);
        }
        self.stamp_readers();
        while self.runs.iter().filter(|state| state.document.is_some()).count() > KEPT {
            let oldest = self.runs.iter_mut().filter(|state| state.document.is_some()).min_by_key(|state| state.used);
            let Some(oldest) = oldest else { break };
            self.gone.extend(oldest.document.take());
        }
        Ok(())
    }

    /// Lets documents go that were replaced; called when what is looked at has been drawn.
    pub fn let_go(&mut self) {
        let last = self.gone.pop();
        self.gone.drain(..).for_each(Pages::drop_together);
        drop(last);
    }

    /// Once all runs are known, those that name other pages (contents, dividers, index) look different.
    fn stamp_readers(&mut self) {
        if self.unset().is_some() {
            return;
        }
        let labels = self.group_pages();
        let mut before = 0;
        let mut moved = Vec::new();
        for (run, (state, of)) in self.runs.iter().zip(&self.plan.runs).enumerate() {
            if state.around != self.around_of(run, before, &labels) {
                moved.push(run);
            }
            before += self.pages_of(state, of);
        }
        for run in moved {
            if let Some(state) = self.runs.get_mut(run) {
                state.stamp = fresh_stamp();
            }
        }
    }

    /// Run and page (from 1) of the label of each group, once all runs are known.
    fn group_pages(&self) -> HashMap<&str, (usize, usize)> {
        let mut pages = HashMap::new();
        let mut first = 1;
        for (at, known) in self.runs.iter().enumerate().filter_map(|(at, state)| Some((at, state.known.as_ref()?))) {
            for (label, page) in known.labels.iter().filter(|(label, _)| !label.starts_with("p-")) {
                pages.entry(label.as_str()).or_insert((at, first + page));
            }
            first += known.pages;
        }
        pages
    }

    /// What a run must be told of the others.
    pub(super) fn around(&self, run: usize) -> Around {
        let before = self.runs.iter().take(run).zip(&self.plan.runs).map(|(state, of)| self.pages_of(state, of)).sum();
        // Half of the numbers would only be wrong later.
        match self.unset() {
            None => self.around_of(run, before, &self.group_pages()),
            Some(_) => Around { before, pages: BTreeMap::new() },
        }
    }

    fn around_of(&self, run: usize, before: usize, groups: &HashMap<&str, (usize, usize)>) -> Around {
        let Some(of) = self.plan.runs.get(run) else { return Around::default() };
        let mut pages = BTreeMap::new();
        let mut name = |entry: &Entry| {
            if let Some((at, page)) = groups.get(entry.key.as_str())
                && *at != run
            {
                pages.insert(entry.key.clone(), *page);
            }
        };
        if of.front && of.pieces.is_empty() {
            self.plan.chapters.iter().flat_map(|one| &one.entries).for_each(&mut name);
        } else {
            let pieces = self.plan.pieces.get(of.pieces.clone()).unwrap_or_default();
            let opened = pieces.iter().filter(|piece| piece.opens_chapter);
            let dividers = opened.filter_map(|piece| self.plan.chapters.get(piece.chapter)).filter(|one| one.divider);
            dividers.flat_map(|chapter| &chapter.entries).for_each(&mut name);
        }
        // The index names the pages of all products.
        if of.end && of.pieces.is_empty() {
            let mut first = 1;
            for known in self.runs.iter().filter_map(|state| state.known.as_ref()) {
                for (label, page) in known.labels.iter().filter(|(label, _)| label.starts_with("p-")) {
                    pages.entry(label.clone()).or_insert(first + page);
                }
                first += known.pages;
            }
        }
        Around { before, pages }
    }

    fn pages_of(&self, state: &RunState, run: &Run) -> usize {
        state.known.as_ref().map_or_else(|| self.estimate(run), |known| known.pages)
    }

    /// How many pages a run may have, by those that have been set.
    fn estimate(&self, run: &Run) -> usize {
        let products = self.plan.products(run).count();
        let (mut set_pages, mut set_products) = (0, 0);
        for (state, run) in self.runs.iter().zip(&self.plan.runs) {
            if let Some(known) = &state.known
                && !run.pieces.is_empty()
            {
                set_pages += known.pages;
                set_products += self.plan.products(run).count();
            }
        }
        match set_products {
            0 => products.div_ceil(2).max(1),
            _ => (products * set_pages).div_ceil(set_products).max(1),
        }
    }

    /// A page of a run that has been set, as RGBA at a width in pixels; `None` where it must be set first.
    ///
    /// # Errors
    /// The page does not exist any more.
    pub fn picture(&mut self, at: PageAt, width_px: u32) -> Option<Result<Picture, BrochureError>> {
        self.clock += 1;
        let clock = self.clock;
        let state = self.runs.get_mut(at.run)?;
        state.used = clock;
        Some(state.document.as_ref()?.picture(at.page, width_px))
    }

    pub fn outline(&self) -> Outline {
        let pages: Vec<usize> =
            self.runs.iter().zip(&self.plan.runs).map(|(state, run)| self.pages_of(state, run)).collect();
        let mut findings: Vec<Finding> = Vec::new();
        let mut places = Vec::new();
        let mut before = 0;
        for (state, pages) in self.runs.iter().zip(&pages) {
            if let Some(known) = &state.known {
                for finding in &known.findings {
                    // What concerns the whole is found by every run.
                    if finding.product.is_some() || !findings.contains(finding) {
                        findings.push(finding.clone());
                    }
                }
                let found = known
                    .labels
                    .iter()
                    .filter_map(|(label, page)| Some((ProductId::new(label.strip_prefix("p-")?), before + page)));
                places.extend(found);
            }
            before += pages;
        }
        findings.sort_by_key(|finding| finding.severity);
        Outline {
            size_pt: self.size_pt,
            set: self.runs.iter().filter(|run| run.known.is_some() && !run.is_changed).count(),
            stamps: self.runs.iter().map(|run| run.stamp).collect(),
            pages,
            findings,
            places,
        }
    }
}

/// What of the chapters a run shows.
fn chapters(plan: &Plan, run: &Run) -> Vec<super::plan::ChapterPlan> {
    let pieces = plan.pieces.get(run.pieces.clone()).unwrap_or_default();
    let shown = pieces.iter().filter(|piece| piece.opens_chapter);
    shown.filter_map(|piece| plan.chapters.get(piece.chapter).cloned()).collect()
}

/// The order of the pages may be another one.
fn stands_elsewhere(before: &Product, after: &Product) -> bool {
    before.name != after.name
        || before.origin != after.origin
        || before.category != after.category
        || before.summary.is_empty() != after.summary.is_empty()
        || before.photos.is_empty() != after.photos.is_empty()
}
