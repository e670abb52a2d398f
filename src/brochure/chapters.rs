//! What stands in the chapters of a plan: groups of products, price lists, labels, the contents, the index.

use std::collections::{BTreeMap, BTreeSet};

use super::compose::{Composer, PageContext};
use super::content::{
    Chapter, Group, IndexEntry, IndexList, LabelGrid, PriceRow, TextSection, TocChapter, TocEntry, enlarge,
};
use super::plan::{ContentsLine, GroupPart, Plan, Run};
use crate::model::{Layout, Price, Product, TagKind, region_name, search::normalise::sort_key, short_place};
use crate::say;
use crate::text::date;

impl Composer<'_> {
    /// What a run's pieces hold, by chapter.
    pub(super) fn chapters(&mut self, plan: &Plan, run: &Run, context: &PageContext) -> Vec<Chapter> {
        let mut chapters: Vec<(usize, Chapter)> = Vec::new();
        // A file that begins inside a chapter begins with a first-level heading all the same.
        let mut has_first = run.front;
        let mut has_band = false;
        for piece in plan.pieces.get(run.pieces.clone()).unwrap_or_default() {
            let of = plan.chapters.get(piece.chapter).cloned().unwrap_or_default();
            if chapters.last().is_none_or(|(at, _)| *at != piece.chapter) {
                let entries = of.entries.iter().map(|entry| toc_entry(entry, plan, run, context));
                let chapter = Chapter {
                    divider: of.divider && piece.opens_chapter,
                    count: of.count,
                    colour: of.colour,
                    title: of.title,
                    entries: if of.divider && piece.opens_chapter { entries.collect() } else { Vec::new() },
                    groups: Vec::new(),
                };
                chapters.push((piece.chapter, chapter));
            }
            has_first |= piece.opens_chapter && plan.chapters.get(piece.chapter).is_some_and(|chapter| chapter.divider);
            has_band |= !piece.key.is_empty();
            let level = match (has_first, has_band) {
                (true, _) => piece.level,
                (false, true) => 1,
                (false, false) => 0,
            };
            let group = self.group(piece, level);
            if let Some((_, chapter)) = chapters.last_mut() {
                chapter.groups.push(group);
            }
        }
        chapters.into_iter().map(|(_, chapter)| chapter).collect()
    }

    fn group(&mut self, piece: &GroupPart, level: u8) -> Group {
        let catalog = self.catalog;
        let products: Vec<&Product> =
            piece.products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref).collect();
        let is_list = self.request.settings.layout == Layout::PriceList;
        let rows = match is_list {
            true => products.iter().flat_map(|product| self.price_rows(product)).collect(),
            false => Vec::new(),
        };
        // What a price list's rows are made of is looked at before printing, too.
        let (blocks, others) = self.blocks(&products, level + 1, enlarge(piece.level + 1, level + 1));
        Group {
            key: piece.key.clone(),
            others_title: self.others_title(&piece.title),
            title: piece.title.clone(),
            colour: piece.colour,
            level,
            enlarge: enlarge(piece.level, level),
            breaks: piece.breaks,
            blocks,
            others,
            rows,
        }
    }

    /// The contents: every chapter with its groups, wherever they stand.
    pub(super) fn contents(&self, plan: &Plan, run: &Run, context: &PageContext) -> Vec<TocChapter> {
        let chapters = plan.chapters.iter().map(|chapter| TocChapter {
            title: match chapter.entries.as_slice() {
                // A province that flows on as one group is named once.
                [only] if only.title == chapter.title => String::new(),
                _ => chapter.title.clone(),
            },
            colour: chapter.colour,
            entries: chapter.entries.iter().map(|entry| toc_entry(entry, plan, run, context)).collect(),
        });
        chapters.collect()
    }

    fn price_rows(&mut self, product: &Product) -> Vec<PriceRow> {
        let lang = self.lang;
        let place = short_place(&product.origin, lang);
        let maker = [self.maker(product), place].into_iter().filter(|part| !part.is_empty());
        let first = PriceRow {
            key: format!("p-{}", product.id),
            name: self.say(&product.name),
            maker: maker.collect::<Vec<String>>().join(", "),
            ..PriceRow::default()
        };
        let prices = self.prices(product).unwrap_or_default();
        if prices.is_empty() {
            return vec![PriceRow { amount: self.on_request().to_owned(), ..first }];
        }
        let rows = prices.into_iter().enumerate().map(|(at, price)| {
            let amount = Price { unit: String::new(), ..price.clone() }.money_words(lang);
            let basis = price.basis.label(lang).to_owned();
            let unit = if price.unit.is_empty() { basis } else { format!("{}, {basis}", price.unit) };
            let note = self.say(&price.note);
            let unit = if note.is_empty() { unit } else { format!("{unit} ({note})") };
            let as_of = date(lang, &price.as_of.0);
            match at {
                0 => PriceRow {
                    amount,
                    unit,
                    as_of,
                    key: first.key.clone(),
                    name: first.name.clone(),
                    maker: first.maker.clone(),
                },
                _ => PriceRow { amount, unit, as_of, ..PriceRow::default() },
            }
        });
        rows.collect()
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
        match place {
            "" => self.lang.pick("Produk lain", "Other products").to_owned(),
            _ => say!(self.lang, "Produk lain dari {place}", "Other products from {place}"),
        }
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
            [lang.pick("Produk", "Products"), lang.pick("Produsen", "Producers"), lang.pick("Desa asal", "Villages")];
        lists
            .into_iter()
            .zip(titles)
            .map(|(list, title)| IndexList {
                title: title.to_owned(),
                entries: list
                    .into_values()
                    .map(|(term, keys)| {
                        let Some(pages) = elsewhere else {
                            return IndexEntry { term, keys, numbers: Vec::new() };
                        };
                        let numbers: BTreeSet<usize> = keys.iter().filter_map(|key| pages.get(key).copied()).collect();
                        IndexEntry { term, keys: Vec::new(), numbers: numbers.into_iter().collect() }
                    })
                    .collect(),
            })
            .collect()
    }
}

fn toc_entry(entry: &ContentsLine, plan: &Plan, run: &Run, context: &PageContext) -> TocEntry {
    let pieces = plan.pieces.get(run.pieces.clone()).unwrap_or_default();
    TocEntry {
        key: entry.key.clone(),
        title: entry.title.clone(),
        colour: entry.colour,
        count: entry.count,
        here: pieces.iter().any(|piece| piece.key == entry.key),
        page: context.label_pages.get(&entry.key).copied().unwrap_or(0),
    }
}
