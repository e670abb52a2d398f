//! A brochure of any size, set run by run: what is looked at first, the rest when there is time, after an edit only what
//! the edit changed.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use super::compose::{PageContext, compose_run};
use super::pages::aside;
use super::plan::{ContentsLine, Plan, Run};
use super::{BrochureError, Composition, Finding, PagePicture, Pages, PhotoSource, Request, StageProgress};
use crate::model::ProductId;

/// Documents that are kept beside what is known of them; the least recently used goes first.
const KEPT: usize = 4;

/// A brochure whose pages are set on demand.
pub struct Book {
    request: Request,
    plan: Plan,
    runs: Vec<RunState>,
    size_pt: (f64, f64),
    clock: u64,
}

/// Never the same twice, so that a page of another book is never taken for one of this.
fn fresh_stamp() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed) + 1
}

/// What is known of a run.
struct RunState {
    /// What stands on its pages, but for page numbers: equal compositions give equal pages.
    composition: Composition,
    /// What came of setting it last; an estimate once the composition is another one.
    result: Option<RunResult>,
    document: Option<Pages>,
    /// What the document was told of the other runs.
    context: PageContext,
    /// The composition changed since it was set.
    is_changed: bool,
    used: u64,
    /// Changes whenever its pages may look different.
    stamp: u64,
}

struct RunResult {
    pages: usize,
    /// Page within the run of each label.
    labels: Vec<(String, usize)>,
    findings: Vec<Finding>,
}

impl RunState {
    fn new(composition: Composition) -> Self {
        Self {
            composition,
            result: None,
            document: None,
            context: PageContext::default(),
            is_changed: false,
            used: 0,
            stamp: fresh_stamp(),
        }
    }
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
    /// Decides what stands on the pages; sets none yet.
    ///
    /// # Errors
    /// Nothing to print.
    pub fn new(request: Request) -> Result<Self, BrochureError> {
        let plan = Plan::new(&request)?;
        let runs = compose_all(&request, &plan).into_iter().map(RunState::new).collect();
        // A4 until the first page says better.
        Ok(Self { request, plan, runs, size_pt: (595.0, 842.0), clock: 0 })
    }

    /// Takes another request. Runs whose composition stays the same keep their pages.
    ///
    /// # Errors
    /// Nothing to print; the book stays as it was.
    pub fn follow(&mut self, request: Request) -> Result<(), BrochureError> {
        let plan = Plan::new(&request)?;
        let is_same_choice = self.request.products == request.products && self.request.settings == request.settings;
        let mut old_runs = std::mem::take(&mut self.runs).into_iter();
        for composition in compose_all(&request, &plan) {
            let state = match old_runs.next() {
                None => RunState::new(composition),
                Some(old) if old.composition == composition => old,
                Some(old) => {
                    discard(old.document);
                    // The number of pages stays as an estimate; what was found stays until it is found anew.
                    let result = old.result.map(|result| match is_same_choice {
                        true => result,
                        false => RunResult { labels: Vec::new(), findings: Vec::new(), ..result },
                    });
                    RunState { result, is_changed: true, used: old.used, ..RunState::new(composition) }
                }
            };
            self.runs.push(state);
        }
        (self.request, self.plan) = (request, plan);
        Ok(())
    }

    /// How many runs there are.
    pub fn runs(&self) -> usize {
        self.runs.len()
    }

    /// A run's pages can be drawn at once, as they will be printed as far as the other runs are known.
    pub fn is_ready(&self, run: usize) -> bool {
        let context = self.context(run);
        self.runs.get(run).is_some_and(|state| state.document.is_some() && state.context == context)
    }

    /// Another one whenever the run's pages may look different.
    pub fn stamp(&self, run: usize) -> u64 {
        self.runs.get(run).map_or(0, |state| state.stamp)
    }

    /// The first run that was never set since it changed.
    pub fn unset(&self) -> Option<usize> {
        self.runs.iter().position(|state| state.result.is_none() || state.is_changed)
    }

    /// Sets a run's pages.
    ///
    /// # Errors
    /// Cancelled, or a fault of the typesetter.
    pub fn set(&mut self, run: usize, photos: &PhotoSource, progress: StageProgress<'_>) -> Result<(), BrochureError> {
        let Some(of) = self.plan.runs.get(run) else { return Ok(()) };
        let context = self.context(run);
        let composition = compose_run(&self.request, &self.plan, of, &context);
        let pages = composition.pages(photos, progress)?;
        if let Some(size) = pages.size_pt(0) {
            self.size_pt = size;
        }
        self.clock += 1;
        let result = RunResult { pages: pages.len(), labels: pages.labels(), findings: pages.findings().to_vec() };
        let Some(state) = self.runs.get_mut(run) else { return Ok(()) };
        let is_longer = state.result.as_ref().map(|known| known.pages) != Some(result.pages);
        state.result = Some(result);
        state.document = Some(pages);
        state.context = context;
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
            discard(oldest.document.take());
        }
        Ok(())
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
            if state.context != self.context_of(run, before, &labels) {
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
        for (at, known) in self.runs.iter().enumerate().filter_map(|(at, state)| Some((at, state.result.as_ref()?))) {
            for (label, page) in known.labels.iter().filter(|(label, _)| !label.starts_with("p-")) {
                pages.entry(label.as_str()).or_insert((at, first + page));
            }
            first += known.pages;
        }
        pages
    }

    /// What a run must be told of the others.
    fn context(&self, run: usize) -> PageContext {
        let before = self.runs.iter().take(run).zip(&self.plan.runs).map(|(state, of)| self.pages_of(state, of)).sum();
        // Half of the numbers would only be wrong later.
        match self.unset() {
            None => self.context_of(run, before, &self.group_pages()),
            Some(_) => PageContext { pages_before: before, label_pages: BTreeMap::new() },
        }
    }

    fn context_of(&self, run: usize, before: usize, groups: &HashMap<&str, (usize, usize)>) -> PageContext {
        let Some(of) = self.plan.runs.get(run) else { return PageContext::default() };
        let mut pages = BTreeMap::new();
        let mut name = |entry: &ContentsLine| {
            if let Some((at, page)) = groups.get(entry.key.as_str())
                && *at != run
            {
                pages.insert(entry.key.clone(), *page);
            }
        };
        if of.front && of.parts.is_empty() {
            self.plan.chapters.iter().flat_map(|one| &one.entries).for_each(&mut name);
        } else {
            let parts = self.plan.parts.get(of.parts.clone()).unwrap_or_default();
            let opened = parts.iter().filter(|part| part.opens_chapter);
            let dividers = opened.filter_map(|part| self.plan.chapters.get(part.chapter)).filter(|one| one.divider);
            dividers.flat_map(|chapter| &chapter.entries).for_each(&mut name);
        }
        // The index names the pages of all products.
        if of.end && of.parts.is_empty() {
            let mut first = 1;
            for known in self.runs.iter().filter_map(|state| state.result.as_ref()) {
                for (label, page) in known.labels.iter().filter(|(label, _)| label.starts_with("p-")) {
                    pages.entry(label.clone()).or_insert(first + page);
                }
                first += known.pages;
            }
        }
        PageContext { pages_before: before, label_pages: pages }
    }

    fn pages_of(&self, state: &RunState, run: &Run) -> usize {
        state.result.as_ref().map_or_else(|| self.estimate(run), |known| known.pages)
    }

    /// How many pages a run may have, by those that have been set.
    fn estimate(&self, run: &Run) -> usize {
        let products = self.plan.products(run).count();
        let (mut set_pages, mut set_products) = (0, 0);
        for (state, run) in self.runs.iter().zip(&self.plan.runs) {
            if let Some(known) = &state.result
                && !run.parts.is_empty()
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
    pub fn picture(&mut self, at: PageAt, width_px: u32) -> Option<Result<PagePicture, BrochureError>> {
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
            if let Some(known) = &state.result {
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
            set: self.runs.iter().filter(|run| run.result.is_some() && !run.is_changed).count(),
            stamps: self.runs.iter().map(|run| run.stamp).collect(),
            pages,
            findings,
            places,
        }
    }
}

/// What stands on the pages of every run, without the numbers of pages elsewhere.
fn compose_all(request: &Request, plan: &Plan) -> Vec<Composition> {
    plan.runs.par_iter().map(|run| compose_run(request, plan, run, &PageContext::default())).collect()
}

/// Frees a document on a thread of its own: nobody waits for the walk through its memory.
fn discard(document: Option<Pages>) {
    if let Some(document) = document {
        aside(move || drop(document));
    }
}
