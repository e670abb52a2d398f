//! Products in the order of the pages: provinces with their regencies, or categories; price lists, labels, the index.

use std::collections::{BTreeMap, BTreeSet};

use super::compose::Setter;
use super::content::{Chapter, Group, IndexEntry, IndexList, Lines, PriceRow, Tags};
use crate::model::{GroupBy, Price, Product, RegionCode, TagKind, region_name, short_place, words};
use crate::say;
use crate::text::{Lang, date};

/// From this many products a province has a divider page.
const DIVIDER_FROM: usize = 8;
/// Colours of the template's palette.
const COLOURS: usize = 8;

fn by_name(list: &mut [&Product], lang: Lang) {
    list.sort_by_cached_key(|product| words::sort_key(product.name.or_other(lang).map_or("", |(name, _)| name)));
}

impl Setter<'_> {
    /// A buyer's short list: its own order, one group without a band.
    pub(super) fn list(&mut self, products: &[&Product]) -> Vec<Chapter> {
        let (blocks, others) = self.blocks(products, 2);
        let group = Group { key: "g0".into(), blocks, others, others_title: self.others_title(""), ..Group::default() };
        vec![Chapter { groups: vec![group], ..Chapter::default() }]
    }

    /// All products one after the other: in a buyer's order, else by region and name.
    pub(super) fn one_group(&mut self, products: &[&Product]) -> Vec<Chapter> {
        let mut products = products.to_vec();
        if self.request.buyer.is_none() {
            by_name(&mut products, self.lang);
            products.sort_by_key(|product| (product.origin.is_empty(), product.origin.cut(2)));
        }
        self.list(&products)
    }

    /// A line for each price, by category; products without a price that may be printed close their category.
    pub(super) fn price_list(&mut self, products: &[&Product]) -> Vec<Chapter> {
        let groups = self.by_category(products).into_iter().enumerate().map(|(at, (title, mut list))| {
            by_name(&mut list, self.lang);
            let rows = list.iter().flat_map(|product| self.price_rows(product)).collect();
            // Preflight looks at what the rows are made of.
            let (blocks, _) = self.blocks(&list, 3);
            Group { key: format!("g{at}"), title, colour: at % COLOURS, level: 2, rows, blocks, ..Group::default() }
        });
        vec![Chapter { groups: groups.collect(), ..Chapter::default() }]
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
    pub(super) fn tags(&self) -> Tags {
        let settings = &self.request.settings.tags;
        let sheet = settings.labels(self.request.settings.fitting_paper());
        let offset = |mm: f64| if mm.is_finite() { mm.clamp(-20.0, 20.0) } else { 0.0 };
        let on_sheet = sheet.columns * sheet.rows;
        let lang = self.lang;
        let test = self.request.test_page.then(|| {
            let (x, y) = (offset(settings.offset_x_mm), offset(settings.offset_y_mm));
            Lines {
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
        Tags {
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
            skip: settings.start.clamp(1, on_sheet) - 1,
            cut_marks: sheet.name.is_empty(),
            test,
        }
    }

    /// Categories in the catalogue's order, those without one last.
    fn by_category<'p>(&self, products: &[&'p Product]) -> Vec<(String, Vec<&'p Product>)> {
        let mut lists: BTreeMap<usize, Vec<&Product>> = BTreeMap::new();
        for product in products {
            let at = self.catalog.categories.iter().position(|category| category.id == product.category);
            lists.entry(at.unwrap_or(usize::MAX)).or_default().push(product);
        }
        let named = lists.into_iter().map(|(at, list)| {
            let name = self.catalog.categories.get(at).map(|category| self.say(&category.name));
            (name.unwrap_or_else(|| self.lang.pick("Produk lain", "Other products").to_owned()), list)
        });
        named.collect()
    }

    /// Provinces with their regencies, or one chapter of categories; names in order inside.
    pub(super) fn chapters(&mut self, products: &[&Product]) -> Vec<Chapter> {
        let by_region = self.request.settings.group_by == GroupBy::Region;
        let mut colour = 0;
        let mut number = 0;
        let mut group = |setter: &mut Self, title: String, mut list: Vec<&Product>, level: u8| {
            by_name(&mut list, setter.lang);
            if by_region {
                list.sort_by_key(|product| product.origin.cut(2));
            }
            let (blocks, others) = setter.blocks(&list, level + 1);
            let group = Group {
                key: format!("g{number}"),
                others_title: setter.others_title(&title),
                title,
                colour: colour % COLOURS,
                level,
                blocks,
                others,
                rows: Vec::new(),
            };
            number += 1;
            colour += 1;
            group
        };
        if !by_region {
            let groups = self.by_category(products).into_iter().map(|(title, list)| group(self, title, list, 1));
            return vec![Chapter { groups: groups.collect(), ..Chapter::default() }];
        }
        let mut provinces: BTreeMap<(bool, RegionCode), BTreeMap<RegionCode, Vec<&Product>>> = BTreeMap::new();
        for product in products {
            let province = product.origin.cut(1);
            let regencies = provinces.entry((province.is_empty(), province)).or_default();
            // Small cells fill their pages only where a whole province flows on; each cell names its place.
            let area = if self.request.settings.per_page >= 4 { RegionCode::default() } else { product.origin.cut(2) };
            regencies.entry(area).or_default().push(product);
        }
        provinces
            .into_iter()
            .enumerate()
            .map(|(at, ((_, province), regencies))| {
                let count: usize = regencies.values().map(Vec::len).sum();
                let divider = count >= DIVIDER_FROM;
                let lang = self.lang;
                let places: BTreeSet<RegionCode> =
                    regencies.values().flatten().map(|product| product.origin.cut(2)).collect();
                let areas = places.len();
                let title = match province.is_empty() {
                    true => lang.pick("Asal lain", "Other origins").to_owned(),
                    false => region_name(&province, lang),
                };
                let groups = regencies
                    .into_iter()
                    .map(|(regency, list)| {
                        let title = match regency.depth() {
                            // Known by its province only.
                            0 | 1 => title.clone(),
                            _ => region_name(&regency, lang),
                        };
                        // Under a divider's own heading, else beside the others.
                        group(self, title, list, if divider { 2 } else { 1 })
                    })
                    .collect();
                Chapter {
                    divider,
                    count: say!(lang, "{count} produk dari {areas} daerah", "{count} products from {areas} areas"),
                    colour: at % COLOURS,
                    title,
                    groups,
                }
            })
            .collect()
    }

    fn others_title(&self, place: &str) -> String {
        match place {
            "" => self.lang.pick("Produk lain", "Other products").to_owned(),
            _ => say!(self.lang, "Produk lain dari {place}", "Other products from {place}"),
        }
    }

    /// Products, producers and places with where they stand.
    pub(super) fn index(&self, products: &[&Product]) -> Vec<IndexList> {
        let lang = self.lang;
        let mut lists: [BTreeMap<String, (String, Vec<String>)>; 3] = Default::default();
        for product in products {
            let key = format!("p-{}", product.id);
            let producer = self.catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default();
            let place = if product.origin.depth() >= 3 { region_name(&product.origin, lang) } else { String::new() };
            for (list, term) in lists.iter_mut().zip([self.say(&product.name), producer, place]) {
                if !term.is_empty() {
                    list.entry(words::sort_key(&term)).or_insert((term, Vec::new())).1.push(key.clone());
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
                entries: list.into_values().map(|(term, keys)| IndexEntry { term, keys }).collect(),
            })
            .collect()
    }
}
