//! What stands in the chapters of a plan: groups of products, price lists, labels, the contents, the index.

use std::collections::{BTreeMap, BTreeSet};

use super::compose::{Composer, PageContext};
use super::content::{
    Chapter, Group, IndexEntry, IndexList, LabelGrid, NamedOnly, PlacedPhoto, PriceRow, TextSection, TocChapter,
    TocEntry, enlarge,
};
use super::plan::{ChapterPlan, ContentsLine, GroupPart, Plan, Run};
use crate::model::{
    Layout, Photo, Price, PriceAge, Product, TagKind, region_name, search::normalise::sort_key, short_place, unit_one,
};
use crate::say;
use crate::text::date;

/// Photos of a chapter in the contents.
const THUMBS: usize = 4;

impl Composer<'_> {
    /// What a run's parts hold, by chapter.
    pub(super) fn chapters(&mut self, plan: &Plan, run: &Run, context: &PageContext) -> Vec<Chapter> {
        let mut chapters: Vec<(usize, Chapter)> = Vec::new();
        // A file that begins inside a chapter begins with a first-level heading all the same.
        let mut has_first = run.front;
        let mut has_band = false;
        for part in plan.parts.get(run.parts.clone()).unwrap_or_default() {
            let of = plan.chapters.get(part.chapter).cloned().unwrap_or_default();
            if chapters.last().is_none_or(|(at, _)| *at != part.chapter) {
                let has_divider = of.divider && part.opens_chapter;
                let entries = of.entries.iter().map(|entry| toc_entry(entry, &of, plan, run, context)).collect();
                let map = if has_divider { self.province_map(&of) } else { None };
                let chapter = Chapter {
                    divider: has_divider,
                    map,
                    count: of.count,
                    colour: of.colour,
                    title: of.title,
                    entries: if has_divider { entries } else { Vec::new() },
                    groups: Vec::new(),
                };
                chapters.push((part.chapter, chapter));
            }
            has_first |= part.opens_chapter && plan.chapters.get(part.chapter).is_some_and(|chapter| chapter.divider);
            has_band |= !part.key.is_empty();
            let level = match (has_first, has_band) {
                (true, _) => part.level,
                (false, true) => 1,
                (false, false) => 0,
            };
            let group = self.group(part, level);
            if let Some((_, chapter)) = chapters.last_mut() {
                chapter.groups.push(group);
            }
        }
        chapters.into_iter().map(|(_, chapter)| chapter).collect()
    }

    fn group(&mut self, part: &GroupPart, level: u8) -> Group {
        let catalog = self.catalog;
        let products: Vec<&Product> =
            part.products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref).collect();
        let is_list = self.request.settings.layout == Layout::PriceList;
        let (mut rows, mut unpriced) = (Vec::new(), Vec::new());
        if is_list {
            rows = products.iter().flat_map(|product| self.price_rows(product)).collect();
            unpriced = self.without_price(&products);
        }
        // What a price list's rows are made of is looked at before printing, too.
        let (blocks, others) = self.blocks(&products, part, level + 1, enlarge(part.level + 1, level + 1));
        Group {
            unpriced,
            key: part.key.clone(),
            others_title: self.others_title(&part.title),
            title: part.title.clone(),
            colour: part.colour,
            level,
            enlarge: enlarge(part.level, level),
            breaks: part.breaks,
            alone: part.alone,
            blocks,
            others,
            rows,
        }
    }

    /// The contents: every chapter with its groups, wherever they stand.
    pub(super) fn contents(&mut self, plan: &Plan, run: &Run, context: &PageContext) -> Vec<TocChapter> {
        let chapters = plan.chapters.iter().enumerate().map(|(at, chapter)| TocChapter {
            thumbs: self.thumbs(plan, at),
            title: match chapter.entries.as_slice() {
                // A province that flows on as one group is named once.
                [only] if only.title == chapter.title => String::new(),
                _ => chapter.title.clone(),
            },
            colour: chapter.colour,
            entries: chapter.entries.iter().map(|entry| toc_entry(entry, chapter, plan, run, context)).collect(),
        });
        chapters.collect()
    }

    /// A few photos of a chapter, of different categories where there are some.
    fn thumbs(&mut self, plan: &Plan, chapter: usize) -> Vec<PlacedPhoto> {
        let catalog = self.catalog;
        let parts = plan.parts.iter().filter(|part| part.chapter == chapter);
        let products = parts.flat_map(|part| &part.products).filter_map(|id| catalog.products.get(id));
        let chosen = different(products.map(AsRef::as_ref), THUMBS);
        let side = self.page.text_width / THUMBS as f64;
        chosen.into_iter().map(|(product, photo)| self.place_photo(Some(product), photo, side, side * 0.66)).collect()
    }

    /// A large photo and two small ones for a cover of this width in mm: of the first list, which the catalogue is for, else of all.
    pub(super) fn cover(&mut self, width: f64) -> Vec<PlacedPhoto> {
        let catalog = self.catalog;
        let request = self.request;
        let first = catalog.selections.first().map(|list| list.products.as_slice()).unwrap_or_default();
        let listed = first.iter().filter(|id| request.products.contains(id)).chain(&request.products);
        let products = listed.filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref);
        let chosen = different(products, 3);
        let sizes = [(width * 0.66, width * 0.56), (width * 0.33, width * 0.28), (width * 0.33, width * 0.28)];
        let chosen = chosen.into_iter().zip(sizes);
        chosen.map(|((product, photo), (wide, high))| self.place_photo(Some(product), photo, wide, high)).collect()
    }

    /// A line for each price of a product.
    fn price_rows(&mut self, product: &Product) -> Vec<PriceRow> {
        let place = self.each_lang(|lang| short_place(&product.origin, lang));
        let maker = [self.maker(product), place].into_iter().filter(|part| !part.is_empty());
        let mut first = Some((self.in_both(&product.name), maker.collect::<Vec<String>>().join(", ")));
        let mut rows = Vec::new();
        for (price, age) in self.prices(product) {
            let bare = Price { unit: String::new(), ..price.clone() };
            let unit = self.each_lang(|lang| {
                let basis = price.basis.map_or("", |basis| basis.label(lang));
                let note = price.note.or_other(lang).map_or(String::new(), |(note, _)| format!(" ({note})"));
                let unit = [unit_one(&price.unit, lang), basis].into_iter().filter(|part| !part.is_empty());
                unit.collect::<Vec<&str>>().join(", ") + &note
            });
            let as_of = self.each_lang(|lang| date(lang, &price.as_of.0));
            // Explained once, under the last table.
            let as_of = if age == PriceAge::Reference { format!("{as_of}*") } else { as_of };
            let key = if first.is_some() { format!("p-{}", product.id) } else { String::new() };
            let (name, maker) = first.take().unwrap_or_default();
            rows.push(PriceRow { key, name, maker, amount: bare.money_words(self.lang), unit, as_of });
        }
        rows
    }

    /// The products of a price list that have no price to print.
    fn without_price(&mut self, products: &[&Product]) -> Vec<NamedOnly> {
        let mut named = Vec::new();
        for product in products {
            if self.prices(product).is_empty() {
                let (key, name) = (format!("p-{}", product.id), self.in_both(&product.name));
                named.push(NamedOnly { key, name, ..NamedOnly::default() });
            }
        }
        named
    }

    /// Where the labels stand, moved by what the printer is off.
    pub(super) fn tags(&self, is_first: bool) -> LabelGrid {
        let settings = &self.request.settings.tags;
        let sheet = settings.labels(self.request.settings.fitting_paper());
        let offset = |mm: f64| if mm.is_finite() { mm.clamp(-20.0, 20.0) } else { 0.0 };
        let on_sheet = sheet.columns * sheet.rows;
        let lang = self.lang;
        let test = self.request.test_page.then(|| {
            let (x, y) = (offset(settings.offset_x_mm), offset(settings.offset_y_mm));
            TextSection {
                heading: lang.pick("Halaman uji", "Test page").to_owned(),
                lines: vec![
                    say!(lang, "Geseran sekarang: {x} mm ke kanan, {y} mm ke bawah.", "Offset now: {x} mm right, {y} mm down."),
                    lang.pick(
                        "Cetak pada ukuran 100 % di kertas biasa, lalu tempelkan pada lembar label dan lihat ke arah cahaya.",
                        "Print at 100 % on plain paper, hold it against a sheet of labels and look at the light.",
                    )
                    .to_owned(),
                    lang.pick(
                        "Ukur selisihnya dengan penggaris milimeter di tepi, lalu isikan sebagai geseran.",
                        "Read the difference on the rule at the edge and enter it as the offset.",
                    )
                    .to_owned(),
                ],
            }
        });
        LabelGrid {
            kind: match settings.kind {
                TagKind::Price => "price",
                TagKind::Shelf => "shelf",
                TagKind::Tent => "tent",
            },
            columns: sheet.columns,
            rows: sheet.rows,
            width: sheet.width,
            height: sheet.height,
            left: sheet.left + offset(settings.offset_x_mm),
            top: sheet.top + offset(settings.offset_y_mm),
            pitch_x: sheet.pitch_x,
            pitch_y: sheet.pitch_y,
            skip: if is_first { settings.start.clamp(1, on_sheet) - 1 } else { 0 },
            cut_marks: sheet.name.is_empty(),
            test,
        }
    }

    fn others_title(&self, place: &str) -> String {
        let (first, second) = place.split_once("\u{a0}/ ").unwrap_or((place, place));
        self.each_lang(|lang| match if lang == self.lang { first } else { second } {
            "" => lang.pick("Produk lain", "Other products").to_owned(),
            place => say!(lang, "Produk lain dari {place}", "Other products from {place}"),
        })
    }

    /// Products, producers and places with where they stand: by label, or by number where the products stand elsewhere.
    pub(super) fn index(&self, products: &[&Product], elsewhere: Option<&BTreeMap<String, usize>>) -> Vec<IndexList> {
        let lang = self.lang;
        let mut lists: [BTreeMap<String, (String, Vec<String>)>; 3] = Default::default();
        for product in products {
            let key = format!("p-{}", product.id);
            let producer = self.catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default();
            let place = if product.origin.depth() >= 3 { region_name(&product.origin, lang) } else { String::new() };
            for (list, term) in lists.iter_mut().zip([self.say(&product.name), producer, place]) {
                if !term.is_empty() {
                    list.entry(sort_key(&term)).or_insert((term, Vec::new())).1.push(key.clone());
                }
            }
        }
        let titles =
            [self.term("Produk", "Products"), self.term("Produsen", "Producers"), self.term("Desa asal", "Villages")];
        lists
            .into_iter()
            .zip(titles)
            // A heading without entries says nothing.
            .filter(|(list, _)| !list.is_empty())
            .map(|(list, title)| IndexList {
                title,
                entries: list
                    .into_values()
                    .map(|(term, keys)| {
                        let Some(pages) = elsewhere else {
                            return IndexEntry { term, keys, ..IndexEntry::default() };
                        };
                        let numbers: BTreeSet<usize> = keys.iter().filter_map(|key| pages.get(key).copied()).collect();
                        let numbers = numbers.into_iter().collect();
                        IndexEntry { term, numbers, elsewhere: keys, ..IndexEntry::default() }
                    })
                    .collect(),
            })
            .collect()
    }
}

/// The first photos of products, each of another category while there are others.
fn different<'p>(products: impl Iterator<Item = &'p Product>, most: usize) -> Vec<(&'p Product, &'p Photo)> {
    let with_photo: Vec<_> = products.filter_map(|product| Some((product, product.cover()?))).collect();
    let mut chosen: Vec<(&Product, &Photo)> = Vec::new();
    for is_strict in [true, false] {
        for (product, photo) in &with_photo {
            let is_taken = chosen
                .iter()
                .any(|(other, _)| other.id == product.id || (is_strict && other.category == product.category));
            if chosen.len() < most && !is_taken {
                chosen.push((product, photo));
            }
        }
    }
    chosen
}

fn toc_entry(entry: &ContentsLine, chapter: &ChapterPlan, plan: &Plan, run: &Run, context: &PageContext) -> TocEntry {
    let parts = plan.parts.get(run.parts.clone()).unwrap_or_default();
    TocEntry {
        key: entry.key.clone(),
        title: entry.title.clone(),
        colour: entry.colour,
        count: entry.count,
        here: parts.iter().any(|part| part.key == entry.key || part.region_keys.values().any(|key| *key == entry.key)),
        dot: match entry.region.depth() {
            0 | 1 => 0,
            _ => {
                let dots = chapter.entries.iter().filter(|one| one.region.depth() >= 2);
                dots.zip(1..).find(|(one, _)| one.key == entry.key).map_or(0, |(_, number)| number)
            }
        },
        page: context.label_pages.get(&entry.key).copied().unwrap_or(0),
    }
}
