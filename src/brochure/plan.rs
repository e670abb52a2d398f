//! The order of the products on the pages, and where a large brochure is divided: decided before anything is composed.
//!
//! Pages of a large brochure are set run by run, so that an edit, a cancel and the memory cost what one run costs. Each run
//! begins on a new page, in the preview as in the file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::blocks::is_named_only;
use super::compose::in_each;
use super::{BrochureError, Request};
use crate::model::{
    Catalog, CertificationKind, CertificationStatus, GroupBy, Layout, PrintLang, ProducerId, Product, ProductId,
    Quality, RegionCode, Standard, Status, full_place_abroad, region_name, search::normalise::sort_key,
};
use crate::say;
use crate::text::Lang;

/// Under this many products there is no cover, contents and index.
const BOOK_FROM: usize = 9;
/// From this many products a book has an index.
const INDEX_FROM: usize = 20;
/// From this many products a province has a divider page.
const DIVIDER_FROM: usize = 8;
/// Colours of categories in the template's palette; the lead colour of bands comes after them.
pub(super) const COLOURS: usize = 10;
/// Up to this many products flow through one document without a break of ours.
const ONE_RUN: usize = 120;
/// A run ends at the end of a group once it has this many products, and inside a group at [`RUN_MOST`].
const RUN: usize = 24;
const RUN_MOST: usize = 48;
/// Product sheets begin on a new page each, so that a run can be as short as the preview likes.
const SHEETS_IN_RUN: usize = 4;
/// Lines of a price list are small.
const LINES_A_PRODUCT: usize = 8;

/// Chapters, groups and runs in the order of the pages.
#[derive(Default)]
pub(super) struct Plan {
    pub(super) chapters: Vec<ChapterPlan>,
    pub(super) parts: Vec<GroupPart>,
    pub(super) runs: Vec<Run>,
    pub(super) is_book: bool,
    pub(super) has_index: bool,
    pub(super) imprint: ImprintFacts,
}

/// What the imprint says of all products together.
#[derive(Default)]
pub(super) struct ImprintFacts {
    /// Permits that some of them hold, each once.
    pub(super) permits: BTreeSet<CertificationKind>,
    /// Whether any picture of them was drawn.
    pub(super) has_drawings: bool,
}

impl ImprintFacts {
    pub(super) fn of(request: &Request) -> Self {
        let mut facts = Self::default();
        for product in request.products.iter().filter_map(|id| request.catalog.products.get(id)) {
            let held = product.certifications.iter().filter(|one| one.status == CertificationStatus::Held);
            for kind in held.map(|one| &one.kind).filter(|kind| **kind != CertificationKind::Nib) {
                if !facts.permits.contains(kind) {
                    facts.permits.insert(kind.clone());
                }
            }
            facts.has_drawings |= product.photos.iter().any(|photo| photo.illustration);
        }
        facts
    }
}

/// A province, or all of a book that is grouped by category.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct ChapterPlan {
    pub(super) title: String,
    pub(super) divider: bool,
    pub(super) count: String,
    pub(super) colour: usize,
    /// Its groups, as the contents name them.
    pub(super) entries: Vec<ContentsLine>,
}

/// A group's line in the contents.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct ContentsLine {
    pub(super) key: String,
    pub(super) title: String,
    pub(super) colour: usize,
    pub(super) count: usize,
    /// The regency; empty where products are grouped by category.
    pub(super) region: RegionCode,
}

/// What the band above a group names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Band {
    /// No place.
    #[default]
    None,
    Province,
    Regency,
}

/// A group, or what of it stands in one run.
#[derive(Clone, PartialEq, Eq, Default)]
pub(super) struct GroupPart {
    pub(super) chapter: usize,
    pub(super) opens_chapter: bool,
    /// Empty where the group goes on.
    pub(super) key: String,
    pub(super) title: String,
    pub(super) colour: usize,
    pub(super) level: u8,
    pub(super) products: Vec<ProductId>,
    /// Begins on a new page.
    pub(super) breaks: bool,
    /// Has its pages for itself: begins on a new one, and so does what follows.
    pub(super) alone: bool,
    pub(super) band: Band,
    /// Labels of regencies that have no band of their own, at the first product of each.
    pub(super) region_keys: BTreeMap<ProductId, String>,
    /// Products that tell of their maker: the first one of each.
    pub(super) stories: BTreeSet<ProductId>,
}

/// What is set as one document of its own where the whole is too large.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Run {
    /// Cover and contents of a book, the heading of anything else.
    pub(super) front: bool,
    pub(super) parts: Range<usize>,
    /// Index and back cover, or notes.
    pub(super) end: bool,
}

/// A group before it is cut into parts.
struct ProductGroup<'p> {
    chapter: usize,
    title: String,
    colour: usize,
    level: u8,
    band: Band,
    products: Vec<&'p Product>,
}

pub(super) fn page_lang(request: &Request) -> Lang {
    if request.settings.lang == crate::model::PrintLang::En { Lang::En } else { Lang::Id }
}

impl Plan {
    /// # Errors
    /// Nothing to print, or a standard that these settings cannot keep.
    pub(super) fn new(request: &Request) -> Result<Self, BrochureError> {
        let catalog = &*request.catalog;
        let products: Vec<&Product> =
            request.products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref).collect();
        if products.is_empty() {
            let drafts = catalog.products.values().filter(|product| product.status == Status::Draft).count();
            return Err(BrochureError::Empty { drafts });
        }
        let settings = &request.settings;
        let is_refused = match settings.standard {
            Standard::Auto => false,
            Standard::Ua1 => settings.is_booklet(),
            Standard::A2b => settings.is_booklet() || settings.quality == Quality::Press,
        };
        if is_refused {
            return Err(BrochureError::StandardRefused { is_booklet: settings.is_booklet() });
        }
        let lang = page_lang(request);
        let both = request.settings.lang == PrintLang::Both;
        let layout = request.settings.layout;
        // A buyer's list keeps its own order and stays short.
        let is_book = layout == Layout::Catalog && request.buyer.is_none() && products.len() >= BOOK_FROM;
        let mut plan = Plan { is_book, has_index: is_book && products.len() >= INDEX_FROM, ..Plan::default() };
        let groups = match layout {
            Layout::Catalog if is_book && request.settings.group_by == GroupBy::Region => {
                plan.regions(&products, request, lang)
            }
            Layout::Catalog if is_book => plan.categories(catalog, &products, (lang, both), 1),
            Layout::PriceList => plan.categories(catalog, &products, (lang, both), 2),
            _ => plan.one_group(products, request, lang),
        };
        plan.cut(groups, request);
        if is_book || layout == Layout::Leaflet {
            plan.imprint = ImprintFacts::of(request);
        }
        Ok(plan)
    }

    /// All products one after the other: in a buyer's order, else by region and name.
    fn one_group<'p>(
        &mut self,
        mut products: Vec<&'p Product>,
        request: &Request,
        lang: Lang,
    ) -> Vec<ProductGroup<'p>> {
        if request.buyer.is_none() && request.settings.layout != Layout::Catalog {
            by_name(&mut products, lang);
            products.sort_by_key(|product| (product.origin.is_empty(), product.origin.cut(2)));
        }
        self.chapters.push(ChapterPlan::default());
        vec![ProductGroup { chapter: 0, title: String::new(), colour: COLOURS, level: 1, band: Band::None, products }]
    }

    /// Categories in the catalogue's order, those without one last.
    fn categories<'p>(
        &mut self,
        catalog: &Catalog,
        products: &[&'p Product],
        (lang, both): (Lang, bool),
        level: u8,
    ) -> Vec<ProductGroup<'p>> {
        let mut lists: BTreeMap<usize, Vec<&'p Product>> = BTreeMap::new();
        for product in products {
            let at = catalog.categories.iter().position(|category| category.id == product.category);
            lists.entry(at.unwrap_or(usize::MAX)).or_default().push(product);
        }
        self.chapters.push(ChapterPlan::default());
        let named = lists.into_iter().map(|(at, mut products)| {
            let category = catalog.categories.get(at);
            let title = in_each(lang, both, |lang| {
                let name = category.and_then(|category| category.name.or_other(lang));
                name.map_or(lang.pick("Produk lain", "Other products"), |(name, _)| name.trim()).to_owned()
            });
            by_name(&mut products, lang);
            let colour = category.map_or(COLOURS, |_| at % COLOURS);
            ProductGroup { chapter: 0, title, colour, level, band: Band::None, products }
        });
        named.collect()
    }

    /// Provinces with their regencies; names in order inside.
    fn regions<'p>(&mut self, products: &[&'p Product], request: &Request, lang: Lang) -> Vec<ProductGroup<'p>> {
        let mut provinces: BTreeMap<(bool, RegionCode), BTreeMap<RegionCode, Vec<&'p Product>>> = BTreeMap::new();
        for product in products {
            let province = product.origin.cut(1);
            let regencies = provinces.entry((province.is_empty(), province)).or_default();
            regencies.entry(product.origin.cut(2)).or_default().push(product);
        }
        let both = request.settings.lang == PrintLang::Both;
        let mut groups = Vec::new();
        for (at, ((_, province), mut regencies)) in provinces.into_iter().enumerate() {
            let count: usize = regencies.values().map(Vec::len).sum();
            let divider = count >= DIVIDER_FROM;
            let areas = regencies.len();
            let title = in_each(lang, both, |lang| province_title(&province, lang));
            self.chapters.push(ChapterPlan {
                divider,
                count: in_each(lang, both, |lang| {
                    say!(lang, "{count} produk dari {areas} daerah", "{count} products from {areas} areas")
                }),
                colour: COLOURS,
                title: title.clone(),
                entries: Vec::new(),
            });
            // Small cells fill their pages only where a whole province flows on; a regency with one product shares the
            // province's band.
            let flows_on = request.settings.per_page >= 4;
            let shares =
                |code: &RegionCode, products: &Vec<&Product>| flows_on || code.depth() < 2 || products.len() == 1;
            let shared: Vec<RegionCode> = regencies
                .iter()
                .filter(|(code, products)| shares(code, products))
                .map(|(code, _)| code.clone())
                .collect();
            let mut in_province = Vec::new();
            for code in shared {
                let mut products = regencies.remove(&code).unwrap_or_default();
                by_name(&mut products, lang);
                in_province.extend(products);
            }
            // Under a divider's own heading, else beside the others.
            let level = if divider { 2 } else { 1 };
            let group =
                |title, band, products| ProductGroup { chapter: at, title, colour: COLOURS, level, band, products };
            if !in_province.is_empty() {
                groups.push(group(title, Band::Province, in_province));
            }
            for (regency, mut products) in regencies {
                by_name(&mut products, lang);
                let title = in_each(lang, both, |lang| region_name(&regency, lang));
                groups.push(group(title, Band::Regency, products));
            }
        }
        groups
    }

    /// Cuts the groups into parts and runs.
    fn cut(&mut self, groups: Vec<ProductGroup<'_>>, request: &Request) {
        let settings = &request.settings;
        let count: usize = groups.iter().map(|group| group.products.len()).sum();
        let scale = if settings.layout == Layout::PriceList { LINES_A_PRODUCT } else { 1 };
        // A leaflet and a poster are made to be seen whole.
        let (one, run, most) = match settings.layout {
            Layout::Sheet => (SHEETS_IN_RUN, SHEETS_IN_RUN, SHEETS_IN_RUN),
            _ => (ONE_RUN * scale, RUN * scale, RUN_MOST * scale),
        };
        let is_whole = count <= one || matches!(settings.layout, Layout::Leaflet | Layout::Poster);
        let labels = settings.tags.labels(settings.fitting_paper());
        let on_sheet = usize::from(labels.columns * labels.rows).max(1);
        let skipped = usize::from(settings.tags.start.max(1) - 1).min(on_sheet - 1);
        let mut in_run = 0;
        let mut chapter_before = None;
        let mut told: BTreeSet<ProducerId> = BTreeSet::new();
        let mut tells_of_maker = |product: &Product| {
            let story = request.catalog.producer_of(product).filter(|producer| !producer.story.is_empty());
            !is_named_only(&request.catalog, product) && story.is_some_and(|producer| told.insert(producer.id.clone()))
        };
        for (at, group) in groups.into_iter().enumerate() {
            let ProductGroup { chapter, title, colour, level, band, mut products } = group;
            if settings.layout == Layout::Catalog {
                // Those of which only the name is known close their group.
                products.sort_by_key(|product| is_named_only(&request.catalog, product));
            }
            let key = format!("g{at}");
            let region_keys = self.name_in_contents(&key, chapter, &title, colour, band, &products, request);
            let has_divider = self.chapters.get(chapter).is_some_and(|chapter| chapter.divider);
            let opens_chapter = chapter_before != Some(chapter);
            chapter_before = Some(chapter);
            let mut rest = products.as_slice();
            let mut is_first = true;
            while !rest.is_empty() {
                let most = match settings.layout {
                    // Labels end with their sheet.
                    Layout::Tags => (most / on_sheet).max(1) * on_sheet - if is_first { skipped } else { 0 },
                    Layout::Sheet => most,
                    // In parts of about one size, that fill pages of two, four and six.
                    _ => rest.len().div_ceil(rest.len().div_ceil(most)).next_multiple_of(12),
                };
                let breaks = !is_whole
                    && !self.parts.is_empty()
                    && (!is_first || in_run >= run || (opens_chapter && has_divider));
                let (part, after) = if is_whole { (rest, &rest[..0]) } else { rest.split_at(rest.len().min(most)) };
                if breaks {
                    in_run = 0;
                }
                self.parts.push(GroupPart {
                    chapter,
                    opens_chapter: opens_chapter && is_first,
                    key: if is_first { key.clone() } else { String::new() },
                    title: title.clone(),
                    colour,
                    level,
                    products: part.iter().map(|product| product.id.clone()).collect(),
                    breaks,
                    alone: false,
                    band,
                    region_keys: region_keys.clone(),
                    stories: part.iter().filter(|product| tells_of_maker(product)).map(|one| one.id.clone()).collect(),
                });
                in_run += part.len();
                is_first = false;
                rest = after;
            }
        }
        let on_new_page: Vec<bool> = self.parts.iter().map(|part| part.breaks || self.is_after_divider(part)).collect();
        for (at, part) in self.parts.iter_mut().enumerate() {
            let begins = |at: usize| on_new_page.get(at).copied();
            part.alone = begins(at) == Some(true) && begins(at + 1) != Some(false);
        }
        // Regencies in the order of their codes, whether they have a band of their own or not; categories as they are.
        self.chapters.iter_mut().for_each(|of| of.entries.sort_by(|one, other| one.region.cmp(&other.region)));
        self.runs = self.ranges();
    }

    fn is_after_divider(&self, part: &GroupPart) -> bool {
        part.opens_chapter && self.chapters.get(part.chapter).is_some_and(|chapter| chapter.divider)
    }

    /// Enters a group in the contents: itself, or each of its regencies where the band names their province. Gives the labels
    /// of those regencies, by their first product.
    #[expect(clippy::too_many_arguments, reason = "a group's parts, taken apart by its only caller")]
    fn name_in_contents(
        &mut self,
        key: &str,
        chapter: usize,
        title: &str,
        colour: usize,
        band: Band,
        products: &[&Product],
        request: &Request,
    ) -> BTreeMap<ProductId, String> {
        let mut labels = BTreeMap::new();
        let Some(of) = self.chapters.get_mut(chapter) else { return labels };
        let first = products.first().map(|product| product.origin.cut(2)).unwrap_or_default();
        if band != Band::Province {
            let region = if band == Band::Regency { first } else { RegionCode::default() };
            let (key, title) = (key.to_owned(), title.to_owned());
            of.entries.push(ContentsLine { key, title, colour, count: products.len(), region });
            return labels;
        }
        let both = request.settings.lang == PrintLang::Both;
        let mut regencies: BTreeMap<RegionCode, (ProductId, usize)> = BTreeMap::new();
        for product in products {
            regencies.entry(product.origin.cut(2)).or_insert_with(|| (product.id.clone(), 0)).1 += 1;
        }
        for (region, (first, count)) in regencies {
            let label = format!("r-{region}");
            let title = match region.depth() {
                0 | 1 => title.to_owned(),
                _ => in_each(page_lang(request), both, |lang| region_name(&region, lang)),
            };
            labels.insert(first, label.clone());
            of.entries.push(ContentsLine { key: label, title, colour, count, region });
        }
        labels
    }

    /// A run ends where a part breaks the page. Cover and contents of a book are a run of their own, so that a new title
    /// is seen at once; so are its index and back cover.
    fn ranges(&self) -> Vec<Run> {
        let all = 0..self.parts.len();
        let mut starts: Vec<usize> = all.filter(|at| self.parts.get(*at).is_some_and(|part| part.breaks)).collect();
        starts.insert(0, 0);
        let ends = starts.iter().skip(1).copied().chain([self.parts.len()]);
        let mut runs: Vec<Run> =
            starts.iter().zip(ends).map(|(start, end)| Run { front: false, parts: *start..end, end: false }).collect();
        if self.is_book {
            runs.insert(0, Run { front: true, parts: 0..0, end: false });
            runs.push(Run { front: false, parts: self.parts.len()..self.parts.len(), end: true });
        } else {
            if let Some(first) = runs.first_mut() {
                first.front = true;
            }
            if let Some(last) = runs.last_mut() {
                last.end = true;
            }
        }
        runs
    }

    /// Consecutive runs as one.
    pub(super) fn joined(&self, runs: Range<usize>) -> Run {
        let of = self.runs.get(runs).unwrap_or_default();
        Run {
            front: of.iter().any(|run| run.front),
            parts: of.first().map_or(0, |run| run.parts.start)..of.last().map_or(0, |run| run.parts.end),
            end: of.iter().any(|run| run.end),
        }
    }

    /// The contents stand in these runs, or a divider of a chapter that goes on after them.
    pub(super) fn names_later_pages(&self, runs: Range<usize>) -> bool {
        let run = self.joined(runs);
        let opened = self.parts.get(run.parts.clone()).unwrap_or_default().iter().filter(|part| part.opens_chapter);
        let later = self.parts.get(run.parts.end);
        (run.front && self.is_book)
            || opened
                .filter(|part| self.chapters.get(part.chapter).is_some_and(|chapter| chapter.divider))
                .any(|part| later.is_some_and(|later| later.chapter == part.chapter))
    }

    /// The products of a run.
    pub(super) fn products(&self, run: &Run) -> impl Iterator<Item = &ProductId> {
        self.parts.get(run.parts.clone()).unwrap_or_default().iter().flat_map(|part| &part.products)
    }

    /// The region that the pages before this run ended with, for the running head.
    pub(super) fn band_before(&self, run: &Run) -> &str {
        let before = run.parts.start.checked_sub(1).and_then(|at| self.parts.get(at));
        before.map_or("", |part| part.title.as_str())
    }
}

/// A province as a heading; readers abroad learn where it lies.
fn province_title(province: &RegionCode, lang: Lang) -> String {
    match province.is_empty() {
        true => lang.pick("Asal lain", "Other origins").to_owned(),
        false => full_place_abroad(province, lang),
    }
}

pub(super) fn by_name(list: &mut [&Product], lang: Lang) {
    list.sort_by_cached_key(|product| sort_key(product.name.or_other(lang).map_or("", |(name, _)| name)));
}

#[cfg(test)]
#[path = "plan_tests.rs"]
mod tests;
