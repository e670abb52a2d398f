//! One product on a page: its name and place, the facts that buyers compare, whom to call.

use super::FindingKind;
use super::compose::Composer;
use super::content::{Fact, NamedOnly, PageText, ProductBlock, QrCode};
use crate::model::{
    Amount, Catalog, CertificationKind, CertificationStatus, Layout, Price, Product, ProductField, Text, best_contact,
    full_place, search::normalise::normalise, short_place, whatsapp_digits,
};
use crate::say;
use crate::text::{Lang, Severity, date};

/// Facts that make a full block.
const FULL_FROM: usize = 3;
/// A certificate that runs out within this many days is named before printing.
const SOON_DAYS: i32 = 90;
/// Pictures under the large one on a sheet.
const GALLERY: usize = 3;

/// What a block has room for.
pub(super) struct BlockSpace {
    compact: bool,
    /// Of the large photo, in mm, as the template places it.
    photo: (f64, f64),
    /// Characters of the sentence and of the text under it, in one language.
    sentence: usize,
    text: usize,
    /// Everything else a buyer asks, and more pictures.
    is_sheet: bool,
}

impl Composer<'_> {
    /// What the chosen layout gives to one product.
    fn slot(&self, product: &Product, known: usize) -> BlockSpace {
        let settings = &self.request.settings;
        let width = self.page.text_width;
        // Characters go with the area, measured on A4 with its 182 mm of text.
        let area = (width / 182.0 / self.page.scale).powi(2).min(1.0);
        let room = |characters: f64| (characters * area * if self.both { 0.45 } else { 1.0 }) as usize;
        let slot = |photo, sentence, text| BlockSpace { compact: false, photo, sentence, text, is_sheet: false };
        let all = usize::MAX;
        let has_photo = !product.photos.is_empty();
        match settings.layout {
            Layout::Sheet => BlockSpace { is_sheet: true, ..slot((width, width * 0.55), all, all) },
            Layout::Leaflet => slot((30.0, 30.0), 170, 0),
            Layout::PriceList => slot((0.0, 0.0), all, 0),
            Layout::Tags => slot((0.0, 0.0), 120, 0),
            Layout::Poster if self.request.products.len() == 1 => slot((width, width * 0.75), all, all),
            Layout::Poster => slot((width / 3.0, width / 4.0), 110, 0),
            Layout::Catalog => match settings.per_page {
                1 => slot((width, width * 0.616), all, all),
                4 => slot((width * 0.49, width * 0.297), room(230.0), 0),
                6 => slot((width * 0.49, width * 0.21), room(130.0), 0),
                _ if known < FULL_FROM && !is_founding(self.catalog, product) => {
                    BlockSpace { compact: true, ..slot((width * 0.313, width * 0.214), all, 0) }
                }
                _ => slot((width * 0.505, width * 0.379), all, room(if has_photo { 400.0 } else { 640.0 })),
            },
        }
    }

    /// Blocks, and the names of products of which nothing else is known.
    pub(super) fn blocks(
        &mut self,
        products: &[&Product],
        level: u8,
        enlarge: f64,
    ) -> (Vec<ProductBlock>, Vec<NamedOnly>) {
        let (mut blocks, mut others) = (Vec::new(), Vec::new());
        for product in products {
            let known = known(product);
            if self.request.settings.layout == Layout::Catalog && is_named_only(self.catalog, product) {
                let place = short_place(&product.origin, self.lang);
                let name = self.say(&product.name);
                let name = if place.is_empty() { name } else { format!("{name} ({place})") };
                others.push(NamedOnly { key: format!("p-{}", product.id), name });
            } else {
                blocks.push(self.block(product, known, level, enlarge));
            }
        }
        (blocks, others)
    }

    fn block(&mut self, product: &Product, known: usize, level: u8, enlarge: f64) -> ProductBlock {
        let slot = self.slot(product, known);
        let names = self.words(&product.name);
        let place = match full_place(&product.origin, self.lang) {
            place if place.is_empty() => product.place.clone(),
            place => place,
        };
        let category = self.catalog.category(&product.category).map(|category| self.say(&category.name));
        let place_photo = slot.photo.0 > 0.0;
        let picture = product.photos.first().filter(|_| place_photo);
        let picture = picture.map(|photo| self.place_photo(Some(product), photo, slot.photo.0, slot.photo.1));
        let more = if slot.is_sheet { product.photos.get(1..).unwrap_or_default() } else { &[] };
        let side = slot.photo.0 / GALLERY as f64;
        let gallery =
            more.iter().take(GALLERY).map(|photo| self.place_photo(Some(product), photo, side, side * 0.75)).collect();
        let (contact, qr) = self.contact(product);
        self.missing_language(product);
        let sentence = self.cut(product, self.words(&product.summary), slot.sentence);
        let text = self.text(product, &slot);
        let (price, price_terms) = self.first_price(product);
        ProductBlock {
            key: format!("p-{}", product.id),
            level,
            enlarge,
            compact: slot.compact,
            name: names.first,
            name_second: names.second,
            brand: self.maker(product),
            place,
            category: category.unwrap_or_default(),
            sentence,
            text,
            facts: self.facts(product),
            contact,
            qr,
            picture,
            gallery,
            details: if slot.is_sheet { self.details(product) } else { Vec::new() },
            price,
            price_terms,
        }
    }

    /// Maker and brand; a group that sells under its own name is named once.
    pub(super) fn maker(&self, product: &Product) -> String {
        let producer = self.catalog.producer_of(product).map(|producer| producer.name.clone()).unwrap_or_default();
        let own_name = normalise(&producer) == normalise(&product.brand);
        let brand = if own_name { String::new() } else { product.brand.clone() };
        [producer, brand].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// Texts that exist in the other language only, which then stands in and says so.
    fn missing_language(&mut self, product: &Product) {
        use ProductField as F;
        let english = self.lang == Lang::En;
        let pick = |id, en| if english { en } else { id };
        let texts: [(&Text, F); 3] = [
            (&product.name, pick(F::Name, F::NameEn)),
            (&product.summary, pick(F::Summary, F::SummaryEn)),
            (&product.description, F::Description),
        ];
        let missing = texts.into_iter().filter(|(text, _)| !text.is_empty() && text.get(self.lang).is_none());
        let fields: Vec<F> = missing.map(|(_, field)| field).collect();
        if !fields.is_empty() {
            let stands_in = self.lang.other();
            self.find(Severity::Warning, product, FindingKind::MissingLanguage { fields, stands_in });
        }
    }

    /// The description, else what it is made of and how.
    fn text(&mut self, product: &Product, slot: &BlockSpace) -> PageText {
        if slot.text == 0 || slot.compact {
            if slot.compact && !product.description.is_empty() {
                self.find(Severity::Hint, product, FindingKind::TextLeftOut);
            }
            return PageText::default();
        }
        let mut parts = vec![&product.description];
        let tells_all = self.request.settings.layout == Layout::Catalog && self.request.settings.per_page == 1;
        if tells_all || (product.description.is_empty() && !slot.is_sheet) {
            parts.extend([&product.materials, &product.process, &product.usage]);
        }
        let mut whole = PageText::default();
        for part in parts {
            let part = self.words(part);
            join(&mut whole.first, &part.first);
            join(&mut whole.second, &part.second);
            if whole.fallback.is_empty() {
                whole.fallback = part.fallback;
            }
            if !part.lang.is_empty() {
                whole.lang = part.lang;
            }
        }
        self.cut(product, whole, slot.text)
    }

    /// A text cut at a sentence to what its place holds, and said so.
    fn cut(&mut self, product: &Product, whole: PageText, room: usize) -> PageText {
        let cut = PageText {
            first: shorten(&whole.first, room),
            second: shorten(&whole.second, room),
            fallback: whole.fallback.clone(),
            lang: whole.lang,
        };
        if cut.first != whole.first || cut.second != whole.second {
            self.find(Severity::Warning, product, FindingKind::TextCut);
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

    /// Terms, packing, materials: what a buyer asks after the first five answers.
    fn details(&self, product: &Product) -> Vec<Fact> {
        let lang = self.lang;
        let list = |texts: &[Text]| texts.iter().map(|text| self.say(text)).collect::<Vec<_>>().join(", ");
        let days = product.lead_time_days.map(|days| say!(lang, "{days} hari", "{days} days"));
        let hs = match product.hs_code.is_empty() {
            true => String::new(),
            false => format!("{} ({})", product.hs_code, lang.pick("indikatif", "indicative")),
        };
        let awards = product.awards.iter().map(|award| {
            let name = self.say(&award.title);
            let year = date(lang, &award.date.0);
            if year.is_empty() { name } else { format!("{name} ({year})") }
        });
        [
            ("Bahan", "Materials", self.say(&product.materials)),
            ("Cara pembuatan", "How it is made", self.say(&product.process)),
            ("Kegunaan", "Use", self.say(&product.usage)),
            ("Pilihan", "Variants", list(&product.variants)),
            ("Ukuran", "Dimensions", product.dimensions.clone()),
            ("Penyimpanan", "Storage", self.say(&product.storage)),
            ("Kemasan", "Packing", self.say(&product.packaging)),
            ("Waktu pengerjaan", "Lead time", days.unwrap_or_default()),
            ("Syarat penyerahan", "Incoterm", product.incoterm.clone()),
            ("Pelabuhan muat", "Port of loading", product.port.clone()),
            ("Kode HS", "HS code", hs),
            ("Sudah dipasarkan ke", "Sold in", list(&product.markets)),
            ("Penghargaan", "Awards", awards.collect::<Vec<_>>().join("; ")),
        ]
        .into_iter()
        .filter(|(_, _, value)| !value.trim().is_empty())
        .map(|(id, en, value)| Fact { label: lang.pick(id, en).to_owned(), value })
        .collect()
    }

    /// Prices that may be printed: dated within twelve months, or all where the person said so. `None`: there is none to
    /// speak of; an empty list: on request.
    pub(super) fn prices<'p>(&mut self, product: &'p Product) -> Option<Vec<&'p Price>> {
        let settings = &self.request.settings;
        // A price list is asked for because of its prices.
        let is_asked = settings.prices || settings.layout == Layout::PriceList;
        if !is_asked || product.prices.is_empty() {
            return None;
        }
        let today = self.request.today;
        let current: Vec<&Price> =
            product.prices.iter().filter(|price| settings.old_prices || price.is_current(today)).collect();
        if product.prices.iter().any(|price| !price.is_current(today)) {
            let printed = settings.old_prices;
            self.find(Severity::Warning, product, FindingKind::PriceOld { printed });
        }
        // Rupiah without terms tell a foreign buyer little.
        let abroad = self.lang == Lang::En && !settings.prices_abroad && settings.layout != Layout::PriceList;
        Some(if abroad { Vec::new() } else { current })
    }

    pub(super) fn on_request(&self) -> &'static str {
        self.lang.pick("hubungi penyelenggara", "on request")
    }

    fn price(&mut self, product: &Product) -> Option<String> {
        let prices = self.prices(product)?;
        if prices.is_empty() {
            return Some(self.on_request().to_owned());
        }
        let words: Vec<String> = prices.into_iter().map(|price| price.words(self.lang)).collect();
        Some(words.join("; "))
    }

    /// The first price alone, and what it is for and since when.
    fn first_price(&mut self, product: &Product) -> (String, String) {
        let Some(prices) = self.prices(product) else {
            return Default::default();
        };
        let Some(price) = prices.first() else {
            return (String::new(), self.on_request().to_owned());
        };
        let bare = Price { unit: String::new(), ..(*price).clone() };
        let amount = bare.money_words(self.lang);
        let terms = price.words(self.lang);
        let terms = terms.strip_prefix(&amount).unwrap_or(&terms).trim_start_matches([' ', ',']);
        (amount, terms.to_owned())
    }

    /// Only what is held, and has not expired. The business number is no permit that a buyer asks for.
    fn permits(&mut self, product: &Product) -> Option<String> {
        let mut names = Vec::new();
        for one in product.certifications.iter().filter(|one| one.status == CertificationStatus::Held) {
            let certificate = one.kind.label(self.lang).into_owned();
            let last = one.expires.last_day();
            if last.is_some_and(|last| last < self.request.today) {
                self.find(Severity::Warning, product, FindingKind::CertificateExpired { certificate });
                continue;
            }
            let left = last.and_then(|last| self.request.today.until(last).ok()).map(|span| span.get_days());
            if let Some(days) = left.filter(|days| *days <= SOON_DAYS) {
                let certificate = certificate.clone();
                self.find(Severity::Warning, product, FindingKind::CertificateExpires { certificate, days });
            }
            if one.kind != CertificationKind::Nib && !names.contains(&certificate) {
                names.push(certificate);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }

    fn contact(&mut self, product: &Product) -> (Vec<String>, Option<QrCode>) {
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
        if !self.request.settings.qr {
            return (lines, None);
        }
        let name = self.say(&product.name);
        let event = self.catalog.info.event.as_ref().map(|event| self.say(&event.name)).unwrap_or_default();
        // Short, since every letter makes the code finer.
        let greeting = match event.is_empty() {
            true => say!(self.lang, "Saya berminat pada {name}", "I am interested in {name}"),
            false => say!(self.lang, "Saya berminat pada {name} ({event})", "I am interested in {name} ({event})"),
        };
        let web = if contact.web.trim().is_empty() { None } else { Some(contact.web.trim().to_owned()) };
        let qr = match (web, digits) {
            (Some(web), _) if self.request.settings.qr_web => self.web_code(&web),
            (_, Some(digits)) => self.chat_code(&digits, &greeting),
            (Some(web), None) => self.web_code(&web),
            (None, None) => None,
        };
        (lines, qr)
    }
}

/// The products of the first list are what the catalogue is for; they always get a full block.
fn is_founding(catalog: &Catalog, product: &Product) -> bool {
    catalog.selections.first().is_some_and(|list| list.products.contains(&product.id))
}

/// Nothing but its name is known: it stands in a list of names.
pub(super) fn is_named_only(catalog: &Catalog, product: &Product) -> bool {
    known(product) == 0 && product.summary.is_empty() && product.photos.is_empty() && !is_founding(catalog, product)
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
fn shorten(text: &str, room: usize) -> String {
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
