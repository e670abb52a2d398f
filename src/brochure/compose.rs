//! Decides everything that stands on the pages: which products in which order, how large, with which facts.

use std::collections::BTreeMap;

use super::content::{Block, Chapter, Fact, Group, IndexEntry, IndexList, Picture, Qr, Words2};
use super::{BrochureError, Composition, Finding, FindingKind, PhotoBox, PhotoWish, Request, qr};
use crate::model::{
    Amount, Catalog, CertificationStatus, GroupBy, Photo, PrintLang, Product, Quality, RegionCode, Status, Text,
    best_contact, display_number, full_place, region_name, short_place, whatsapp_digits, words,
};
use crate::say;
use crate::text::{Lang, Severity};

/// Under this many products a buyer's list has no cover, contents and index.
const BOOK_FROM: usize = 9;
/// From this many products a book has an index.
const INDEX_FROM: usize = 20;
/// From this many products a province has a divider page.
const DIVIDER_FROM: usize = 8;
/// Facts that make a full block.
const FULL_FROM: usize = 3;
/// Colours of the template's palette.
const COLOURS: usize = 8;

/// Decides everything that stands on the pages. No I/O.
///
/// # Errors
/// Nothing to print.
pub fn compose(request: &Request) -> Result<Composition, BrochureError> {
    let catalog = &*request.catalog;
    let products: Vec<&Product> =
        request.products.iter().filter_map(|id| catalog.products.get(id)).map(AsRef::as_ref).collect();
    if products.is_empty() {
        let drafts = catalog.products.values().filter(|product| product.status == Status::Draft).count();
        return Err(BrochureError::Empty { drafts });
    }
    let mut setter = Setter::new(request);
    let is_book = request.buyer.is_none() && products.len() >= BOOK_FROM;
    let chapters = if is_book { setter.chapters(&products) } else { setter.list(&products) };
    let mut content = super::front::around(&mut setter, request, is_book);
    if is_book && products.len() >= INDEX_FROM {
        content.index = setter.index(&products);
    }
    content.chapters = chapters;
    setter.report(&products);
    let mut findings = setter.findings;
    findings.sort_by_key(|finding| finding.severity);
    Ok(Composition { content, photos: setter.photos, qr_codes: setter.qr_codes, findings })
}

/// Collects photos, codes and findings while content is made.
pub(super) struct Setter<'a> {
    pub(super) request: &'a Request,
    pub(super) catalog: &'a Catalog,
    /// The language of the page, and the second one where both are printed.
    pub(super) lang: Lang,
    pub(super) both: bool,
    photos: Vec<PhotoWish>,
    qr_codes: Vec<String>,
    findings: Vec<Finding>,
}

impl<'a> Setter<'a> {
    fn new(request: &'a Request) -> Self {
        Self {
            request,
            catalog: &request.catalog,
            lang: if request.settings.lang == PrintLang::En { Lang::En } else { Lang::Id },
            both: request.settings.lang == PrintLang::Both,
            photos: Vec::new(),
            qr_codes: Vec::new(),
            findings: Vec::new(),
        }
    }

    fn find(&mut self, severity: Severity, product: &Product, kind: FindingKind) {
        let name = product.name.or_other(self.lang).map_or(String::new(), |(name, _)| name.to_owned());
        self.findings.push(Finding { severity, product: Some(product.id.clone()), name, kind });
    }

    /// A buyer's short list: its own order, one group without a band.
    fn list(&mut self, products: &[&Product]) -> Vec<Chapter> {
        let (blocks, others) = self.blocks(products);
        let group = Group { key: "g0".into(), blocks, others, others_title: self.others_title(""), ..Group::default() };
        vec![Chapter { groups: vec![group], ..Chapter::default() }]
    }

    /// Provinces with their regencies, or one chapter of categories; names in order inside.
    fn chapters(&mut self, products: &[&Product]) -> Vec<Chapter> {
        let by_name = |list: &mut Vec<&Product>, lang: Lang| {
            list.sort_by_cached_key(|product| {
                words::sort_key(product.name.or_other(lang).map_or("", |(name, _)| name))
            });
        };
        let mut colour = 0;
        let mut number = 0;
        let mut group = |setter: &mut Self, title: String, mut list: Vec<&Product>| {
            by_name(&mut list, setter.lang);
            let (blocks, others) = setter.blocks(&list);
            let group = Group {
                key: format!("g{number}"),
                others_title: setter.others_title(&title),
                title,
                colour: colour % COLOURS,
                blocks,
                others,
            };
            number += 1;
            colour += 1;
            group
        };
        if self.request.settings.group_by == GroupBy::Category {
            let mut lists: BTreeMap<usize, Vec<&Product>> = BTreeMap::new();
            for product in products {
                let at = self.catalog.categories.iter().position(|category| category.id == product.category);
                lists.entry(at.unwrap_or(usize::MAX)).or_default().push(product);
            }
            let groups = lists.into_iter().map(|(at, list)| {
                let name = self.catalog.categories.get(at).map(|category| self.say(&category.name));
                let title = name.unwrap_or_else(|| self.lang.pick("Produk lain", "Other products").to_owned());
                group(self, title, list)
            });
            return vec![Chapter { groups: groups.collect(), ..Chapter::default() }];
        }
        let mut provinces: BTreeMap<(bool, RegionCode), BTreeMap<RegionCode, Vec<&Product>>> = BTreeMap::new();
        for product in products {
            let province = product.origin.cut(1);
            let regencies = provinces.entry((province.is_empty(), province)).or_default();
            regencies.entry(product.origin.cut(2)).or_default().push(product);
        }
        provinces
            .into_iter()
            .enumerate()
            .map(|(at, ((_, province), regencies))| {
                let count: usize = regencies.values().map(Vec::len).sum();
                let (areas, lang) = (regencies.len(), self.lang);
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
                        group(self, title, list)
                    })
                    .collect();
                Chapter {
                    divider: count >= DIVIDER_FROM,
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

    /// Blocks, and the names of products of which nothing else is known.
    fn blocks(&mut self, products: &[&Product]) -> (Vec<Block>, Vec<String>) {
        let (mut blocks, mut others) = (Vec::new(), Vec::new());
        for product in products {
            let known = known(product);
            if known == 0 && product.summary.is_empty() && product.photos.is_empty() && !self.is_founding(product) {
                let place = short_place(&product.origin, self.lang);
                let name = self.say(&product.name);
                others.push(if place.is_empty() { name } else { format!("{name} ({place})") });
            } else {
                blocks.push(self.block(product, known));
            }
        }
        (blocks, others)
    }

    /// The products of the first list are what the catalogue is for; they always get a full block.
    fn is_founding(&self, product: &Product) -> bool {
        self.catalog.selections.first().is_some_and(|list| list.products.contains(&product.id))
    }

    fn block(&mut self, product: &Product, known: usize) -> Block {
        let per_page = self.request.settings.per_page;
        let compact = per_page == 2 && known < FULL_FROM && !self.is_founding(product);
        let names = self.words(&product.name);
        let place = match full_place(&product.origin, self.lang) {
            place if place.is_empty() => product.place.clone(),
            place => place,
        };
        let producer = self.catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default();
        // A group that sells under its own name is named once.
        let own_name = words::fold(&producer) == words::fold(&product.brand);
        let brand = if own_name { String::new() } else { product.brand.clone() };
        let brand = [producer, brand].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let text = if compact { Words2::default() } else { self.text(product) };
        let picture = product.photos.first().map(|photo| self.picture(product, photo, compact));
        let (contact, qr) = self.contact(product);
        let category = self.catalog.category(&product.category).map(|category| self.say(&category.name));
        if product.summary.get(self.lang).is_none() && !product.summary.is_empty() {
            self.find(Severity::Warning, product, FindingKind::MissingLanguage);
        }
        Block {
            key: format!("p-{}", product.id),
            compact,
            name: names.first,
            name_second: names.second,
            brand,
            place,
            category: category.unwrap_or_default(),
            sentence: self.words(&product.summary),
            text,
            facts: self.facts(product),
            contact,
            qr,
            picture,
        }
    }

    /// The description, else what it is made of and how; cut at a sentence to what the block holds.
    fn text(&mut self, product: &Product) -> Words2 {
        let has_photo = !product.photos.is_empty();
        let room = match (self.request.settings.per_page, self.both) {
            (1, false) => 1_200,
            (1, true) => 620,
            (4, _) => 0,
            (_, false) if has_photo => 380,
            (_, true) if has_photo => 150,
            (_, false) => 620,
            (_, true) => 300,
        };
        if room == 0 {
            return Words2::default();
        }
        let mut parts = vec![&product.description];
        if self.request.settings.per_page == 1 || product.description.is_empty() {
            parts.extend([&product.materials, &product.process, &product.usage]);
        }
        let mut whole = Words2::default();
        for part in parts {
            let part = self.words(part);
            join(&mut whole.first, &part.first);
            join(&mut whole.second, &part.second);
            if whole.fallback.is_empty() {
                whole.fallback = part.fallback;
            }
        }
        let cut = Words2 {
            first: shorten(&whole.first, room),
            second: shorten(&whole.second, room),
            fallback: whole.fallback.clone(),
        };
        if cut.first != whole.first {
            self.find(Severity::Hint, product, FindingKind::TextCut);
        }
        cut
    }

    /// Price, capacity, minimum order, net content, shelf life, permits: always in these places.
    fn facts(&mut self, product: &Product) -> Vec<Fact> {
        let lang = self.lang;
        let fact = |id: &str, en: &str, value: Option<String>| Fact {
            label: lang.pick(id, en).to_owned(),
            value: value.unwrap_or_default(),
        };
        let amount = |amount: &Option<Amount>| amount.as_ref().map(|amount| amount.words(lang));
        vec![
            fact("Harga", "Price", self.price(product)),
            fact("Kapasitas", "Capacity", amount(&product.capacity)),
            fact("Pesanan minimum", "Minimum order", amount(&product.min_order)),
            fact("Isi bersih", "Net content", amount(&product.net_content)),
            fact("Masa simpan", "Shelf life", amount(&product.shelf_life)),
            fact("Izin", "Permits", self.permits(product)),
        ]
    }

    fn price(&mut self, product: &Product) -> Option<String> {
        if !self.request.settings.prices || product.prices.is_empty() {
            return None;
        }
        let on_request = self.lang.pick("hubungi penyelenggara", "on request").to_owned();
        let current: Vec<String> = product
            .prices
            .iter()
            .filter(|price| price.is_current(self.request.today))
            .map(|price| price.words(self.lang))
            .collect();
        if current.is_empty() {
            self.find(Severity::Hint, product, FindingKind::PriceOld);
            return Some(on_request);
        }
        // Rupiah without terms tell a foreign buyer little.
        Some(if self.lang == Lang::En { on_request } else { current.join("; ") })
    }

    /// Only what is held, and has not expired. The business number is no permit that a buyer asks for.
    fn permits(&mut self, product: &Product) -> Option<String> {
        let mut names = Vec::new();
        for one in product.certifications.iter().filter(|one| one.status == CertificationStatus::Held) {
            let name = one.kind.label(self.lang).into_owned();
            if one.expires.last_day().is_some_and(|last| last < self.request.today) {
                self.find(Severity::Warning, product, FindingKind::CertificateExpired { certificate: name });
            } else if one.kind != crate::model::CertificationKind::Nib && !names.contains(&name) {
                names.push(name);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn contact(&mut self, product: &Product) -> (Vec<String>, Option<Qr>) {
        let Some(best) = best_contact(self.catalog, product) else {
            return (Vec::new(), None);
        };
        let contact = best.contact();
        let who = best.who(self.lang);
        let mut lines = vec![say!(self.lang, "Informasi: {who}", "Information: {who}")];
        let digits = whatsapp_digits(&contact.whatsapp);
        if digits.is_none() && !contact.whatsapp.is_empty() {
            lines.push(contact.whatsapp.clone());
        }
        lines.extend([contact.phone, contact.email].into_iter().filter(|line| !line.is_empty()));
        let name = self.say(&product.name);
        let greeting = say!(self.lang, "Halo, saya berminat pada {name}.", "Hello, I am interested in {name}.");
        let qr = digits.filter(|_| self.request.settings.qr).and_then(|digits| self.chat_code(&digits, &greeting));
        (lines, qr)
    }

    /// A code that opens a chat with the first sentence written already.
    pub(super) fn chat_code(&mut self, digits: &str, greeting: &str) -> Option<Qr> {
        let link = format!("https://wa.me/{digits}?text={}", percent(greeting));
        let svg = qr::svg(&link)?;
        self.qr_codes.push(svg);
        let number = display_number(digits);
        Some(Qr {
            path: format!("qr-{}.svg", self.qr_codes.len() - 1),
            alt: say!(self.lang, "Kode QR WhatsApp {number}", "WhatsApp QR code {number}"),
            number,
        })
    }

    fn picture(&mut self, product: &Product, photo: &Photo, compact: bool) -> Picture {
        // Placed sizes are those of the template.
        let (width_mm, height_mm) = match (self.request.settings.per_page, compact) {
            (1, _) => (182.0, 118.0),
            (4, _) => (88.0, 58.0),
            (_, true) => (57.0, 39.0),
            _ => (92.0, 69.0),
        };
        self.place_photo(Some(product), photo, width_mm, height_mm)
    }

    pub(super) fn place_photo(
        &mut self,
        product: Option<&Product>,
        photo: &Photo,
        width_mm: f64,
        height_mm: f64,
    ) -> Picture {
        let dpi = match self.request.settings.quality {
            Quality::Chat => 110.0,
            Quality::Office => 200.0,
            Quality::Press => 300.0,
        };
        let pixels = |mm: f64| (mm / 25.4 * dpi).round() as u32;
        let name = product.map(|product| self.say(&product.name)).unwrap_or_default();
        self.photos.push(PhotoWish {
            product: product.map(|product| product.id.clone()),
            name: name.clone(),
            file: photo.file.clone(),
            crop: photo.crop,
            wanted: PhotoBox { width_px: pixels(width_mm), height_px: pixels(height_mm) },
            width_mm,
        });
        let alt = photo.alt.or_other(self.lang).map_or(name, |(alt, _)| alt.to_owned());
        Picture { path: format!("photo-{}.svg", self.photos.len() - 1), alt, illustration: photo.illustration }
    }

    /// Products, producers and places with where they stand.
    fn index(&self, products: &[&Product]) -> Vec<IndexList> {
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

    /// What concerns the whole brochure.
    fn report(&mut self, products: &[&Product]) {
        if products.iter().all(|product| best_contact(self.catalog, product).is_none()) {
            let kind = FindingKind::NoContact;
            self.findings.push(Finding { severity: Severity::Warning, product: None, name: String::new(), kind });
        }
    }

    /// A text in the language of the page, else in the other one.
    pub(super) fn say(&self, text: &Text) -> String {
        text.or_other(self.lang).map_or(String::new(), |(text, _)| text.trim().to_owned())
    }

    pub(super) fn words(&self, text: &Text) -> Words2 {
        let Some((first, lang)) = text.or_other(self.lang) else {
            return Words2::default();
        };
        let fallback = match (lang == self.lang, lang) {
            (true, _) => "",
            (false, Lang::Id) => "Indonesia",
            (false, Lang::En) => "English",
        };
        let second = if self.both && lang == self.lang { text.get(self.lang.other()).unwrap_or_default() } else { "" };
        let second = if second.trim() == first.trim() { "" } else { second.trim() };
        Words2 { first: first.trim().to_owned(), second: second.to_owned(), fallback: fallback.to_owned() }
    }
}

/// How many facts beyond name and sentence are known.
fn known(product: &Product) -> usize {
    [
        !product.prices.is_empty(),
        product.capacity.is_some(),
        product.min_order.is_some(),
        product.net_content.is_some(),
        product.shelf_life.is_some(),
        product.certifications.iter().any(|one| one.status == CertificationStatus::Held),
        !product.description.is_empty(),
        !product.materials.is_empty(),
        !product.process.is_empty(),
        !product.usage.is_empty(),
        !product.variants.is_empty(),
        !product.awards.is_empty(),
        !product.photos.is_empty(),
    ]
    .into_iter()
    .filter(|known| *known)
    .count()
}

fn join(whole: &mut String, part: &str) {
    if part.is_empty() {
        return;
    }
    if !whole.is_empty() {
        if !whole.ends_with(['.', '!', '?']) {
            whole.push('.');
        }
        whole.push(' ');
    }
    whole.push_str(part);
}

/// At most `room` characters, ending with a sentence where one ends in the last half, else with a word and an ellipsis.
pub(super) fn shorten(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let cut: String = text.chars().take(room).collect();
    let sentence = cut.rfind(". ").filter(|at| *at > cut.len() / 2).and_then(|at| cut.get(..=at));
    if let Some(sentence) = sentence {
        return sentence.to_owned();
    }
    let word = cut.rfind(' ').and_then(|at| cut.get(..at)).unwrap_or(&cut);
    format!("{}…", word.trim_end_matches([',', ';', ':', ' ']))
}

/// Percent-encoding of a query value (RFC 3986, 2.1).
fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
