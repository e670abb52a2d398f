//! Large brochures in several files: page numbers, contents and index run through all of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::compose::{PageContext, compose_run};
use super::pages::aside;
use super::plan::Plan;
use super::{BrochureError, Finding, Pages, PhotoSource, Request, Stage, StageProgress, forget};
use crate::model::{RegionCode, region_name};
use crate::text::{Lang, Severity};

/// Brochures of more products than this are made in parts: the memory of a laptop with 8 GiB does not hold one.
pub const ONE_FILE: usize = 2_000;
/// Products of a part, where regions let it end there.
const A_PART: usize = 1_000;

/// One file of a brochure.
pub struct Part {
    /// From 1.
    pub number: usize,
    pub count: usize,
    pub pages: Pages,
    /// Number of its first page.
    pub first_page: usize,
}

/// What came of all parts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PrintSummary {
    pub parts: usize,
    pub pages: usize,
    pub findings: Vec<Finding>,
}

/// Why it ended early.
pub enum NotPrinted<E> {
    Pages(BrochureError),
    /// Findings that are errors, and nobody said to print all the same.
    Errors(Vec<Finding>),
    /// What `take` said.
    Taken(E),
}

impl<E> From<BrochureError> for NotPrinted<E> {
    fn from(error: BrochureError) -> Self {
        NotPrinted::Pages(error)
    }
}

/// Sets the pages and hands them over part by part; small brochures have one part. Parts come in the order in which they are
/// finished: what names pages of later parts (the contents) comes last. Each is dropped before the next is set.
///
/// # Errors
/// Nothing to print, cancelled, errors that stop the press (before anything was handed over where there is one part), or
/// what `take` says.
pub fn print<E>(
    request: &Request,
    photos: &PhotoSource,
    progress: StageProgress<'_>,
    anyway: bool,
    take: &mut dyn FnMut(Part) -> Result<(), E>,
) -> Result<PrintSummary, NotPrinted<E>> {
    let plan = Plan::new(request)?;
    let parts = divide(&plan, request.products.len());
    let count = parts.len();
    let mut printed = PrintSummary { parts: count, ..PrintSummary::default() };
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    let mut lengths = vec![0_usize; count];
    let mut waiting: Vec<usize> = Vec::new();
    let mut done = 0;
    let mut make = |part: usize, lengths: &[usize], labels: &BTreeMap<String, usize>| {
        let context = PageContext { pages_before: lengths.iter().take(part).sum(), label_pages: labels.clone() };
        let runs = parts.get(part).cloned().unwrap_or_default();
        let composition = compose_run(request, &plan, &plan.joined(runs), &context);
        let number = done;
        let told = |stage| match stage {
            _ if count == 1 => progress(stage),
            _ => progress(Stage::Part { done: number, total: count }),
        };
        let pages = composition.pages(photos, &told);
        // The pages are set: what the typesetter remembers would only stand beside the file that is written now.
        aside(forget);
        done += 1;
        pages.map(|pages| (pages, context.pages_before + 1))
    };
    for part in 0..count {
        let (pages, first_page) = make(part, &lengths, &labels)?;
        if let Some(length) = lengths.get_mut(part) {
            *length = pages.len();
        }
        for (label, page) in pages.labels() {
            labels.entry(label).or_insert(first_page + page);
        }
        let new = pages.findings().iter().filter(|one| one.product.is_some() || !printed.findings.contains(one));
        let new: Vec<Finding> = new.cloned().collect();
        printed.findings.extend(new);
        let errors = || printed.findings.iter().any(|finding| finding.severity == Severity::Error);
        if !anyway && errors() {
            return Err(NotPrinted::Errors(std::mem::take(&mut printed.findings)));
        }
        let runs = parts.get(part).cloned().unwrap_or_default();
        let looks_ahead = count > 1 && plan.names_later_pages(runs);
        if looks_ahead {
            waiting.push(part);
        } else {
            take(Part { number: part + 1, count, pages, first_page }).map_err(NotPrinted::Taken)?;
        }
    }
    for part in waiting {
        let (pages, first_page) = make(part, &lengths, &labels)?;
        take(Part { number: part + 1, count, pages, first_page }).map_err(NotPrinted::Taken)?;
    }
    aside(forget);
    printed.pages = lengths.iter().sum();
    printed.findings.sort_by_key(|finding| finding.severity);
    Ok(printed)
}

/// How many files this brochure will be.
///
/// # Errors
/// Nothing to print.
pub fn count_parts(request: &Request) -> Result<usize, BrochureError> {
    Ok(divide(&Plan::new(request)?, request.products.len()).len())
}

/// The runs of each part: cover and contents, products, index.
fn divide(plan: &Plan, products: usize) -> Vec<Range<usize>> {
    let all = plan.runs.len();
    if products <= ONE_FILE || all < 2 {
        return std::iter::once(0..all).collect();
    }
    // Parts of about one size.
    let most = products.div_ceil(products.div_ceil(A_PART)) + A_PART / 20;
    let mut parts = Vec::new();
    let (mut start, mut held) = (0, 0);
    for (at, run) in plan.runs.iter().enumerate() {
        let count = plan.products(run).count();
        let is_apart = run.parts.is_empty();
        if at > start && (is_apart || held + count > most) {
            parts.push(start..at);
            (start, held) = (at, 0);
        }
        held += count;
        if is_apart {
            parts.push(start..at + 1);
            (start, held) = (at + 1, 0);
        }
    }
    if start < all {
        parts.push(start..all);
    }
    parts
}

/// A brochure of its own for each province; of one province, for each regency. The title of each is the region's name.
pub fn by_region(request: &Request, lang: Lang) -> Vec<(String, Request)> {
    let origin = |depth: u8| {
        let mut regions: BTreeMap<RegionCode, Vec<crate::model::ProductId>> = BTreeMap::new();
        for id in &request.products {
            let Some(product) = request.catalog.products.get(id) else { continue };
            regions.entry(product.origin.cut(depth.into())).or_default().push(id.clone());
        }
        regions
    };
    let provinces = origin(1);
    let regions = if provinces.len() > 1 { provinces } else { origin(2) };
    let named = regions.into_iter().map(|(region, products)| {
        let name = match region.is_empty() {
            true => lang.pick("Asal lain", "Other origins").to_owned(),
            false => region_name(&region, lang),
        };
        (name, Request { products, ..request.clone() })
    });
    named.collect()
}
